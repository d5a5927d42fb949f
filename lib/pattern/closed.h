/*
 * closed - sets of items that go together, each told once
 *
 * A closed set has no item that all transactions with the set share besides.
 * Found by prefix-preserving closure extension (LCM: Uno, Asai, Uchida and
 * Arimura 2004): every closed set is made from one other, so none is kept.
 * Memory is that of the transactions times the depth, whatever is found.
 */
#ifndef PATTERN_CLOSED_H
#define PATTERN_CLOSED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CLOSED_DEPTH = 8 };

/* Transactions: items start[i] to start[i + 1] - 1, rising, each once. */
struct closed_data {
	const uint32_t *item;
	const size_t *start; /* n + 1 */
	const uint32_t *weight; /* how often; NULL: once each */
	size_t n;
	uint32_t items; /* all are below this */
};

struct closed_opt {
	uint64_t least; /* support, above 0 */
	int depth; /* extensions from the empty set, at most CLOSED_DEPTH */
	uint64_t most; /* sets; 0: no limit */
};

/* N rising ITEMS in SUPPORT transactions; false ends the search. */
typedef bool closed_fn(void *ctx, const uint32_t *items, size_t n,
    uint64_t support);

/*
 * Tell FN of every closed set of one item or more, in a fixed order.
 * Returns how many there were; more than o->most if it ended for that.
 */
uint64_t closed_find(const struct closed_data *d, const struct closed_opt *o,
    closed_fn *fn, void *ctx);
/* The support, o->least doubled as often as needed, that keeps to o->most. */
uint64_t closed_support(const struct closed_data *d,
    const struct closed_opt *o);

#endif
