/*
 * keep - which signals a corpus keeps one by one, and whose words
 *
 * For corpus.c only.  Signals older than CORPUS_DAYS are forgotten, but counted
 * if they wait (aged.h), the words of those older than CORPUS_TEXT_DAYS, and of
 * a day with many texts all but the sample.
 */
#ifndef PATTERN_KEEP_H
#define PATTERN_KEEP_H

#include "lib/pattern/corpus.h"

enum { KEEP_FIRST = 1 << 17 }; /* details, up to which all are kept */

/* The words and cues of D; what is urgent keeps its cues, which say why. */
void keep_forget_text(struct detail *d);
/* Of words only those of the sample. */
void keep_sample(struct corpus *c);
/* What may be of use, whatever is still to be read; if C is large. */
void keep_early(struct corpus *c);
/* What is not too old, now that the last day is known. */
void keep_recent(struct corpus *c);

#endif
