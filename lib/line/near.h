/*
 * near - the member that was probably meant
 *
 *	near_member(LINE_SIGNAL, SLICE("orgs"))		"org"
 *
 * Nearest is the smallest Levenshtein distance (insertions, deletions and
 * substitutions of one byte, each 1); of equals the first in canonical order.
 */
#ifndef LINE_NEAR_H
#define LINE_NEAR_H

#include "lib/line/fields.h"

/* The member of TYPE nearest to NAME; NULL if over half of NAME differs. */
const char *near_member(int type, struct slice name);
/* The distance between A and B, of at most 64 bytes each; the rest is cut. */
size_t near_distance(struct slice a, struct slice b);

#endif
