#include "lib/pattern/aged.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/hash.h"
#include "lib/base/xalloc.h"
#include "lib/line/ended.h"
#include "lib/pattern/corpus.h"
#include "lib/pattern/single.h"

void
aged_release(struct aged *a)
{
	free(a->one);
	*a = (struct aged){ 0 };
}

void
aged_take(struct aged *a, const struct tally *t, const struct detail *d)
{
	int32_t due = single_due(d, t);

	if (due == DATE_NONE || ended_by(d->ended, d->day + CORPUS_DAYS - 1))
		return;
	if (a->n == a->cap) {
		a->cap = a->cap ? a->cap * 2 : 256;
		a->one = xrealloc(a->one, a->cap, sizeof(*a->one));
	}
	a->one[a->n++] = (struct aged_one){ hash_bytes(d->id, 0), d->cell,
		d->day, due, d->ended, DATE_NONE, d->seen, d->list };
}

static int
by_id(const void *a, const void *b)
{
	const struct aged_one *x = a;
	const struct aged_one *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

/* What U says of those with the id of IT, which is one of them. */
static void
renew(struct aged *a, struct aged_one *it, const struct follow_up *u)
{
	uint64_t id = it->id;

	while (it > a->one && it[-1].id == id)
		it--;
	for (; it < a->one + a->n && it->id == id; it++) {
		it->ended = u->ended;
		if (u->seen > it->seen)
			it->seen = u->seen;
	}
}

void
aged_renew(struct aged *a, const struct follows *fs)
{
	struct aged_one key = { 0 };
	struct aged_one *it;
	struct slice id;

	if (a->n == 0)
		return;
	qsort(a->one, a->n, sizeof(*a->one), by_id);
	for (size_t i = 0; i < fs->ids.len; i++) {
		id = set_key(&fs->ids, i);
		key.id = hash_bytes(id, 0);
		it = bsearch(&key, a->one, a->n, sizeof(*a->one), by_id);
		if (it != NULL)
			renew(a, it, follows_newest(fs, id));
	}
}

static int
by_cell(const void *a, const void *b)
{
	const struct aged_one *x = a;
	const struct aged_one *y = b;

	if (x->cell != y->cell)
		return x->cell < y->cell ? -1 : 1;
	return (x->day > y->day) - (x->day < y->day);
}

void
aged_close(struct aged *a, int32_t first, int32_t until)
{
	const struct aged_one *o;
	size_t kept = 0;

	for (size_t i = 0; i < a->n; i++) {
		o = &a->one[i];
		if (o->day >= first && o->due < until &&
		    !ended_by(o->ended, until))
			a->one[kept++] = *o;
	}
	a->n = kept;
	if (a->n > 1)
		qsort(a->one, a->n, sizeof(*a->one), by_cell);
}

/* Where those of CELL and above begin. */
static size_t
begin(const struct aged *a, uint32_t cell)
{
	size_t low = 0;
	size_t high = a->n;
	size_t mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (a->one[mid].cell < cell)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct aged_one *
aged_of(const struct aged *a, uint32_t cell, size_t *n)
{
	size_t at = begin(a, cell);

	*n = begin(a, cell + 1) - at;
	return a->one + at;
}
