/*
 * mentions - names, how often each is met, and the most frequent of them
 *
 *	struct mentions ms = { 0 };
 *
 *	mentions_add(&ms, name, 1);
 *	mentions_list(&ms, 1, FINDING_LIST, false, fs, &f->orgs);
 */
#ifndef PATTERN_MENTIONS_H
#define PATTERN_MENTIONS_H

#include "lib/pattern/findings.h"

struct mentions {
	struct set names;
	uint64_t *n;
	size_t cap;
};

/* NAME was met N times more. */
void mentions_add(struct mentions *ms, struct slice name, uint64_t n);
/* So were the texts of the JSON array (or string) VALUE. */
void mentions_values(struct mentions *ms, struct slice value, uint64_t n);
/*
 * The names met at least LEAST times, most frequent first, at most MAX, into
 * LIST of FS; with their numbers if WITH.  Releases MS.
 */
void mentions_list(struct mentions *ms, uint64_t least, size_t max, bool with,
    struct findings *fs, struct texts *list);

#endif
