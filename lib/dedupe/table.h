/*
 * table - numbers by numbers
 *
 *	struct table t = { 0 };
 *
 *	at = table_at(&t, key);
 *	if (*at == TABLE_NONE)
 *		*at = value;
 *	table_release(&t);
 *
 * A zeroed table is empty.  Keys are 64 bits, well stirred (hash_mix) where
 * strangers choose them; two things with one key are one thing, so what may
 * collide must not matter.  It costs 12 bytes a slot, at most three quarters
 * of which are taken.
 */
#ifndef DEDUPE_TABLE_H
#define DEDUPE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TABLE_NONE UINT32_MAX

struct table {
	size_t len;
	uint64_t *key; /* private */
	uint32_t *val; /* private */
	size_t cap; /* private: a power of two */
};

/* Make room for N keys in all. */
void table_size(struct table *t, size_t n);
/*
 * Where the value of KEY stands, TABLE_NONE if it is new; until the next
 * call.  The caller sets it.
 */
uint32_t *table_at(struct table *t, uint64_t key);
/* The value of KEY, or TABLE_NONE. */
uint32_t table_get(const struct table *t, uint64_t key);
/*
 * Walk: of each I below table_slots, is there something, and under what KEY?
 * In no order that means anything, the same for the same history.
 */
size_t table_slots(const struct table *t);
bool table_slot(const struct table *t, size_t i, uint64_t *key);
void table_release(struct table *t);

#endif
