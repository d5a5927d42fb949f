/*
 * said - how often a person signalled about a matter
 *
 *	struct said s = { 0 };
 *
 *	n = said_count(&s, &who, &this, window, &first);
 *	said_add(&s, &this, window);
 *	said_release(&s);
 *
 * A matter is a number: a theme, a product, or a family of equal texts.  A
 * person's signals about one matter make a chain as long as each comes
 * within WINDOW days of the day before on which there was one.  The ordinal
 * of a signal is 1 and the chain's signals on earlier days; what came on the
 * same day has the same.  Chains are kept by token, and those of tokens that
 * turn out to be one person's count together.
 */
#ifndef DEDUPE_SAID_H
#define DEDUPE_SAID_H

#include "lib/dedupe/table.h"
#include "lib/dedupe/who.h"

struct said_chain;

struct said {
	struct table at; /* private: of a token and a matter, its chain */
	struct said_chain *chain; /* private */
	size_t n; /* private */
	size_t cap; /* private */
};

/* One signal of a person. */
struct said_this {
	uint32_t person; /* as who_tie gave it */
	uint32_t id; /* its number, for FIRST */
	int32_t day;
	const uint32_t *matter;
	size_t matters;
};

/*
 * The ordinal of T among the earlier ones about one matter, the highest of
 * its matters; above 1, FIRST is the id of the first of that chain.
 */
uint32_t said_count(const struct said *s, const struct who *w,
    const struct said_this *t, int32_t window, uint32_t *first);
void said_add(struct said *s, const struct said_this *t, int32_t window);
void said_release(struct said *s);

#endif
