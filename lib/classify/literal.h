/*
 * literal - the literals of which an expression needs one
 *
 *	struct literals l = { 0 };
 *
 *	if (literal_derive(&l, expr, FOLD_MARKS))
 *		no text without one of l.s[0] .. l.s[l.n - 1] matches
 *	literal_release(&l);
 *
 * The expression is read as far as its meaning is sure; whatever else it has
 * makes fewer literals, never wrong ones.  The literals are folded as the
 * text is in which they are looked for.
 */
#ifndef CLASSIFY_LITERAL_H
#define CLASSIFY_LITERAL_H

#include "lib/base/arena.h"

enum { LITERAL_MAX = 64, LITERAL_BYTES = 64 };

struct literals {
	struct slice s[LITERAL_MAX];
	size_t n;
	bool begin; /* each of them begins a word, or it does not count */
	struct arena mem; /* private */
};

/* False if EXPR, which PCRE2 has compiled, needs none. */
bool literal_derive(struct literals *l, struct slice expr, int fold);
/* How likely S stands somewhere, by its letters as Dutch and English have. */
double literal_chance(struct slice s);
void literal_release(struct literals *l);

#endif
