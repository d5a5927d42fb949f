#include "lib/pattern/closed.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"

/* What one depth of the search needs. */
struct floor {
	uint32_t *tid; /* the transactions here */
	size_t n;
	uint64_t support; /* their weights' sum */
	uint64_t *count; /* of each item in them */
	uint32_t *set; /* the closure */
	size_t len;
};

struct search {
	const struct closed_data *d;
	const struct closed_opt *o;
	closed_fn *fn;
	void *ctx;
	struct floor floor[CLOSED_DEPTH + 1];
	uint64_t found;
	bool over;
};

static uint64_t
weight_of(const struct closed_data *d, uint32_t tid)
{
	return d->weight != NULL ? d->weight[tid] : 1;
}

/* Count the items of F's transactions; its closure is what all have. */
static void
close_set(const struct closed_data *d, struct floor *f)
{
	for (uint32_t k = 0; k < d->items; k++)
		f->count[k] = 0;
	f->support = 0;
	for (size_t i = 0; i < f->n; i++) {
		uint32_t t = f->tid[i];
		uint64_t w = weight_of(d, t);

		f->support += w;
		for (size_t k = d->start[t]; k < d->start[t + 1]; k++)
			f->count[d->item[k]] += w;
	}
	f->len = 0;
	for (uint32_t k = 0; k < d->items; k++)
		if (f->count[k] == f->support)
			f->set[f->len++] = k;
}

static bool
has_item(const struct closed_data *d, uint32_t tid, uint32_t item)
{
	size_t lo = d->start[tid];
	size_t hi = d->start[tid + 1];

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (d->item[mid] < item)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < d->start[tid + 1] && d->item[lo] == item;
}

/* F's transactions that have ITEM, on the next floor. */
static void
extend(const struct closed_data *d, const struct floor *f, uint32_t item,
    struct floor *next)
{
	next->n = 0;
	for (size_t i = 0; i < f->n; i++)
		if (has_item(d, f->tid[i], item))
			next->tid[next->n++] = f->tid[i];
	close_set(d, next);
}

/* Whether below ITEM the closure of NEXT is that of F. */
static bool
keeps_prefix(const struct floor *f, const struct floor *next, uint32_t item)
{
	for (size_t i = 0; next->set[i] < item; i++)
		if (i >= f->len || f->set[i] != next->set[i])
			return false;
	return true;
}

static void
tell(struct search *s, const struct floor *f)
{
	s->found++;
	if (s->o->most > 0 && s->found > s->o->most)
		s->over = true;
	else if (s->fn != NULL && f->len > 0)
		s->over = !s->fn(s->ctx, f->set, f->len, f->support);
}

/* All closed sets from floor DEPTH on by items from FROM. */
static void
descend(struct search *s, int depth, uint32_t from)
{
	struct floor *f = &s->floor[depth];
	struct floor *next = f + 1;

	if (depth >= s->o->depth)
		return;
	for (uint32_t k = from; k < s->d->items && !s->over; k++) {
		if (f->count[k] < s->o->least || f->count[k] == f->support)
			continue;
		extend(s->d, f, k, next);
		if (!keeps_prefix(f, next, k))
			continue;
		tell(s, next);
		if (!s->over)
			descend(s, depth + 1, k + 1);
	}
}

uint64_t
closed_find(const struct closed_data *d, const struct closed_opt *o,
    closed_fn *fn, void *ctx)
{
	struct search s = { .d = d, .o = o, .fn = fn, .ctx = ctx };
	struct floor *f = s.floor;

	for (int i = 0; i <= o->depth; i++) {
		f[i].tid = xcalloc(d->n + 1, sizeof(*f->tid));
		f[i].count = xcalloc(d->items + 1, sizeof(*f->count));
		f[i].set = xcalloc(d->items + 1, sizeof(*f->set));
	}
	for (size_t i = 0; i < d->n; i++)
		f->tid[i] = (uint32_t)i;
	f->n = d->n;
	close_set(d, f);
	if (f->support >= o->least && f->len > 0)
		tell(&s, f);
	descend(&s, 0, 0);
	for (int i = 0; i <= o->depth; i++) {
		free(f[i].tid);
		free(f[i].count);
		free(f[i].set);
	}
	return s.found;
}

uint64_t
closed_support(const struct closed_data *d, const struct closed_opt *o)
{
	struct closed_opt now = *o;

	while (o->most > 0 && closed_find(d, &now, NULL, NULL) > o->most)
		now.least *= 2;
	return now.least;
}
