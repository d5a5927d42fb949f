/*
 * need - which strings a part of an expression needs
 *
 * A part is known by the strings it matches, when they are few (exact), and
 * by the best set of strings of which every match holds one (need; empty if
 * there is none).  After Cox, "Regular expression matching with a trigram
 * index", 2012, without the trigrams.  For literal.c alone.
 */
#ifndef CLASSIFY_NEED_H
#define CLASSIFY_NEED_H

#include "lib/classify/literal.h"

/*
 * Is a word character, if one comes next, the first of its word: not known,
 * as it was before the part, for sure.  In order: of two ways the lesser.
 */
enum need_apart { JOINED, AS_BEFORE, APART };

struct strings {
	struct slice s[LITERAL_MAX];
	size_t n;
	enum need_apart begins; /* where they begin */
};

struct need {
	bool exact;
	bool tail; /* something stands before what is exact */
	enum need_apart apart; /* behind it */
	struct strings is;
	struct strings need;
};

struct need need_any(enum need_apart apart);
/* What matches nothing but a place. */
struct need need_empty(enum need_apart apart);
/* Add S to a set that has room for it. */
void need_add(struct strings *to, struct slice s);
/* What N needs, whether it is exact or not. */
struct strings need_best(const struct need *n);
/* A, then B; A or B; N any number of times, LEAST at least: the answer in A. */
void need_concat(struct need *a, const struct need *b, struct arena *mem);
void need_either(struct need *a, const struct need *b);
void need_repeat(struct need *n, int least);

#endif
