/*
 * sketch - how many different senders there were, in little memory
 *
 *	struct sketch s = { 0 };
 *
 *	sketch_add(&s, sketch_hash(salt, token, true));
 *	people = sketch_persons(&s);
 *	sketch_release(&s);
 *
 * The SKETCH_K smallest of the 48-bit numbers that were added (k minimum
 * values: Bar-Yossef e.a. 2002, Beyer e.a. 2007).  Exact below SKETCH_K,
 * above it (K - 1) / largest with a standard error of 1 / sqrt(K - 2), 6.3 %.
 * A union does not depend on order or split.  The last bit of a number is 0
 * for a person and 1 for what stands in where persons are unknown.
 */
#ifndef PATTERN_SKETCH_H
#define PATTERN_SKETCH_H

#include <stdint.h>

#include "lib/base/buf.h"

enum { SKETCH_K = 256, SKETCH_DIGITS = 12 };

struct sketch {
	uint32_t len; /* private, like all of it */
	uint32_t cap; /* 0 while one number fits in the struct */

	union {
		uint64_t one;
		uint64_t *many; /* ascending */
	} u;
};

/*
 * The number of sender TOKEN: HMAC-SHA-256 under SALT, or if that is empty a
 * hash that anyone can make.
 */
uint64_t sketch_hash(struct slice salt, struct slice token, bool person);
/* Is NUMBER that of a person? */
bool sketch_is_person(uint64_t number);
void sketch_add(struct sketch *s, uint64_t number);
void sketch_merge(struct sketch *s, const struct sketch *from);
/* How many senders, and how many of them are persons; rounded. */
double sketch_senders(const struct sketch *s);
double sketch_persons(const struct sketch *s);
/* Do at least half of the senders of the one that has fewer belong to both? */
bool sketch_alike(const struct sketch *a, const struct sketch *b);
/* Append S as hexadecimal; add what such text holds, false if it is none. */
void sketch_put(struct buf *b, const struct sketch *s);
bool sketch_read(struct sketch *s, struct slice text);
void sketch_release(struct sketch *s);

#endif
