#include "lib/pattern/quota.h"

#include <stdlib.h>

#include "lib/base/hash.h"
#include "lib/base/xalloc.h"

/* How many times can the hashes be halved before ID falls out? */
static uint32_t
zeros(struct slice id)
{
	uint64_t h = hash_mix(hash_bytes(id, 0));
	uint32_t n = 0;

	while (n < QUOTA_HALVES - 1 && (h >> (63 - n) & 1) == 0)
		n++;
	return n;
}

static struct slice
key_of(uint32_t key[2], uint32_t org, int32_t day)
{
	key[0] = org;
	key[1] = (uint32_t)day;
	return (struct slice){ (const char *)key, 2 * sizeof(*key) };
}

static struct quota_day *
day_of(struct quota *s, uint32_t org, int32_t day)
{
	uint32_t key[2];
	bool isnew;
	size_t i = set_add(&s->keys, key_of(key, org, day), &isnew);

	if (i == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 512;
		s->day = xrealloc(s->day, s->cap, sizeof(*s->day));
	}
	if (isnew)
		s->day[i] = (struct quota_day){ 0 };
	return &s->day[i];
}

bool
quota_take(struct quota *s, uint32_t org, int32_t day, struct slice id)
{
	struct quota_day *d = day_of(s, org, day);
	uint32_t z = zeros(id);

	d->n[z]++;
	if (z < d->halves)
		return false;
	for (d->kept++; d->kept > QUOTA_MOST && d->halves < QUOTA_HALVES - 1;
	     d->halves++)
		d->kept -= d->n[d->halves];
	return z >= d->halves;
}

/* What is known of ORG on DAY, or NULL. */
static const struct quota_day *
known_day(const struct quota *s, uint32_t org, int32_t day)
{
	uint32_t key[2];
	ptrdiff_t i = set_find(&s->keys, key_of(key, org, day));

	return i >= 0 ? &s->day[i] : NULL;
}

bool
quota_has(const struct quota *s, uint32_t org, int32_t day, struct slice id)
{
	const struct quota_day *d = known_day(s, org, day);

	return d != NULL && zeros(id) >= d->halves;
}

uint32_t
quota_weight(const struct quota *s, uint32_t org, int32_t day)
{
	const struct quota_day *d = known_day(s, org, day);

	return d != NULL ? (uint32_t)1 << d->halves : 1;
}

bool
quota_cut(const struct quota *s, int32_t from, int32_t to)
{
	uint32_t key[2];

	for (size_t i = 0; i < s->keys.len; i++) {
		memcpy(key, set_key(&s->keys, i).p, sizeof(key));
		if (s->day[i].halves > 0 && (int32_t)key[1] >= from &&
		    (int32_t)key[1] <= to)
			return true;
	}
	return false;
}

void
quota_release(struct quota *s)
{
	set_release(&s->keys);
	free(s->day);
	*s = (struct quota){ 0 };
}
