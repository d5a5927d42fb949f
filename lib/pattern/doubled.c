#include "lib/pattern/doubled.h"

#include <stdlib.h>

#include "lib/base/hash.h"
#include "lib/base/xalloc.h"

enum { LEAST = 5 /* lines */ };

static struct slice
key_of(const uint64_t *hash)
{
	return (struct slice){ (const char *)hash, sizeof(*hash) };
}

/* Is HASH of the sample? */
static bool
is_kept(const struct doubled *d, uint64_t hash)
{
	return d->halves == 0 || hash >> (64 - d->halves) == 0;
}

static void
keep(struct doubled *d, struct doubled_line line)
{
	bool isnew;
	size_t i = set_add(&d->keys, key_of(&line.hash), &isnew);

	if (i == d->cap) {
		d->cap = d->cap ? d->cap * 2 : 512;
		d->line = xrealloc(d->line, d->cap, sizeof(*d->line));
	}
	if (isnew)
		d->line[i] = line;
	else
		d->line[i].n += line.n;
}

/* Leave half of the lines out. */
static void
halve(struct doubled *d)
{
	struct doubled old = *d;

	*d = (struct doubled){ .halves = old.halves + 1 };
	for (size_t i = 0; i < old.keys.len; i++)
		if (is_kept(d, old.line[i].hash))
			keep(d, old.line[i]);
	doubled_release(&old);
}

void
doubled_add(struct doubled *d, struct slice line, int32_t day)
{
	uint64_t hash = hash_mix(hash_bytes(line, 0));

	if (!is_kept(d, hash))
		return;
	keep(d, (struct doubled_line){ hash, day, 1 });
	while (d->keys.len > DOUBLED_MOST)
		halve(d);
}

static int
by_day(const void *a, const void *b)
{
	const struct doubled_line *x = a;
	const struct doubled_line *y = b;

	return (x->day > y->day) - (x->day < y->day);
}

uint64_t
doubled_count(const struct doubled *d)
{
	size_t n = d->keys.len;
	struct doubled_line *line = xmalloc((n + 1) * sizeof(*line));
	uint64_t all = 0;
	uint64_t twice;
	size_t end;

	if (n > 0)
		memcpy(line, d->line, n * sizeof(*line));
	if (n > 1)
		qsort(line, n, sizeof(*line), by_day);
	for (size_t i = 0; i < n; i = end) {
		twice = 0;
		for (end = i; end < n && line[end].day == line[i].day; end++)
			twice += line[end].n > 1;
		if (2 * twice >= end - i)
			all += twice;
	}
	free(line);
	return all >= LEAST ? all : 0;
}

void
doubled_release(struct doubled *d)
{
	set_release(&d->keys);
	free(d->line);
	*d = (struct doubled){ 0 };
}
