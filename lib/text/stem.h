/*
 * stem - words cut to their stem, by libstemmer
 *
 *	st = stem_new("dutch");
 *	base = stem_word(st, word);
 *	stem_free(st);
 *
 * The one file that includes libstemmer.h is stem.c.  One stemmer is for one
 * thread.
 */
#ifndef TEXT_STEM_H
#define TEXT_STEM_H

#include "lib/base/slice.h"

struct stem;

/* LANGUAGE as Snowball calls it ("dutch", "english"), or NULL if unknown. */
struct stem *stem_new(const char *language);
/* The stem of WORD, which is folded; it lives until the next call. */
struct slice stem_word(struct stem *s, struct slice word);
void stem_free(struct stem *s);

#endif
