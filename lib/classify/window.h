/*
 * window - literals that may stand anywhere, for the own back end
 *
 * Those that begin words are for starts.h.  Of each literal the rarest window
 * of four bytes (three or two if it is no longer) is looked for, in a table of
 * bits of 128 KiB at most, whatever the number of literals; only where a bit is
 * set are literals compared, those that share a window side by side.  If all
 * literals are long enough, it is two or four windows in a row of each, and
 * every second or fourth place of a text is looked at.
 * tests/bench/automaton.c measures both beside an Aho-Corasick automaton.
 */
#ifndef CLASSIFY_WINDOW_H
#define CLASSIFY_WINDOW_H

#include "lib/classify/prefilter.h"

/* For the literals of PF, which must outlive it. */
struct window *window_new(const struct prefilter *pf);
void window_scan(const struct prefilter *pf, struct slice s,
    struct prefilter_hits *hits);
void window_free(struct window *w);

#endif
