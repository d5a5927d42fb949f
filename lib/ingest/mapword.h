/*
 * mapword - a line of a mapping, word by word
 *
 *	struct mapword w = { .rest = line };
 *
 *	while (mapword_next(&w))
 *		use(w.word);
 *	if (w.open)
 *		a quote was not closed
 *
 * Words are parted by blanks; = and , are words of their own, unless they
 * stand in quotes; # begins a comment.
 */
#ifndef INGEST_MAPWORD_H
#define INGEST_MAPWORD_H

#include "lib/base/slice.h"

struct mapword {
	struct slice rest; /* of the line */
	struct slice word;
	bool quoted;
	bool open; /* a quote was not closed */
};

/* The next word; false at the end of the line. */
bool mapword_next(struct mapword *w);
/* Is the word, which has no quotes, S? */
bool mapword_is(const struct mapword *w, const char *s);
/* Is the next word S?  It is not taken. */
bool mapword_peek(const struct mapword *w, const char *s);
/* The place of S in NAMES, which end with NULL; or -1. */
int mapword_find(struct slice s, const char *const *names);

#endif
