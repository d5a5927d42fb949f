#include "lib/dedupe/table.h"

#include <stdlib.h>

#include "lib/base/hash.h"
#include "lib/dedupe/large.h"

enum { FIRST = 64 };

/* Key 0 marks a free slot; it lives on as another number. */
static uint64_t
real(uint64_t key)
{
	return key != 0 ? key : 0x9e3779b97f4a7c15u;
}

static size_t
find(const struct table *t, uint64_t key)
{
	size_t i = hash_mix(key) & (t->cap - 1);

	while (t->key[i] != 0 && t->key[i] != key)
		i = (i + 1) & (t->cap - 1);
	return i;
}

/* Make it CAP slots. */
static void
resize(struct table *t, size_t cap)
{
	struct table old = *t;
	size_t at;

	t->cap = cap;
	t->key = large_alloc(t->cap * sizeof(*t->key));
	t->val = large_alloc(t->cap * sizeof(*t->val));
	for (size_t i = 0; i < old.cap; i++) {
		if (old.key[i] == 0)
			continue;
		at = find(t, old.key[i]);
		t->key[at] = old.key[i];
		t->val[at] = old.val[i];
	}
	free(old.key);
	free(old.val);
}

void
table_size(struct table *t, size_t n)
{
	size_t cap = t->cap ? t->cap : FIRST;

	while (cap / 4 * 3 < n)
		cap *= 2;
	if (cap > t->cap)
		resize(t, cap);
}

uint32_t *
table_at(struct table *t, uint64_t key)
{
	size_t i;

	key = real(key);
	if (t->len >= t->cap / 4 * 3)
		resize(t, t->cap ? t->cap * 2 : FIRST);
	i = find(t, key);
	if (t->key[i] == 0) {
		t->key[i] = key;
		t->val[i] = TABLE_NONE;
		t->len++;
	}
	return &t->val[i];
}

uint32_t
table_get(const struct table *t, uint64_t key)
{
	size_t i;

	if (t->len == 0)
		return TABLE_NONE;
	key = real(key);
	i = find(t, key);
	return t->key[i] != 0 ? t->val[i] : TABLE_NONE;
}

size_t
table_slots(const struct table *t)
{
	return t->cap;
}

bool
table_slot(const struct table *t, size_t i, uint64_t *key)
{
	*key = t->key[i];
	return t->key[i] != 0;
}

void
table_release(struct table *t)
{
	free(t->key);
	free(t->val);
	*t = (struct table){ 0 };
}
