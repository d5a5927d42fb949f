#include "lib/dedupe/batch.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/dedupe/kept.h"

enum { AT_ONCE = 256 /* verdicts that are told together */ };

#define APART INT32_MAX /* a day: signals of one id have two */
#define OLDER UINT32_MAX /* repeat of one that --latest leaves out */

void
batch_add(struct batch *b, struct rec *r)
{
	struct fact *f;

	if (b->n == b->cap) {
		b->cap = b->cap ? b->cap * 2 : 1024;
		b->fact = xrealloc(b->fact, b->cap, sizeof(*b->fact));
	}
	b->reader.names = &b->names;
	b->reader.bodies = &b->decide.group.bodies;
	f = &b->fact[b->n++];
	fact_read(&b->reader, f, r);
	if (b->latest && f->id != FACT_NONE)
		kinds_add(&b->kinds, r, f,
		    f->text != 0 ? b->reader.text.exact : 0);
}

static bool
in_order(const struct batch *b, uint32_t x, uint32_t y)
{
	int c = fact_cmp(&b->names, &b->fact[x], &b->fact[y]);

	return c != 0 ? c < 0 : x < y;
}

/* Where the run in order that begins at FROM ends. */
static size_t
run_end(const struct batch *b, const uint32_t *at, size_t from)
{
	size_t i = from + 1;

	while (i < b->n && in_order(b, at[i - 1], at[i]))
		i++;
	return i < b->n ? i : b->n;
}

/* Merge the two runs FROM..MID..END of A into TO. */
static void
merge(const struct batch *b, const uint32_t *a, size_t from, size_t mid,
    size_t end, uint32_t *to)
{
	size_t i = from;
	size_t k = mid;

	for (size_t n = from; n < end; n++)
		to[n] = k == end || (i < mid && in_order(b, a[i], a[k])) ?
		    a[i++] :
		    a[k++];
}

/* The facts in the order of decision; sorted input is quick to sort. */
static uint32_t *
sorted(const struct batch *b)
{
	uint32_t *a = xmalloc((b->n + 1) * sizeof(*a));
	uint32_t *to = xmalloc((b->n + 1) * sizeof(*to));
	uint32_t *swap;
	size_t mid;
	size_t end;

	for (size_t i = 0; i < b->n; i++)
		a[i] = (uint32_t)i;
	while (b->n > 0 && run_end(b, a, 0) < b->n) {
		for (size_t from = 0; from < b->n; from = end) {
			mid = run_end(b, a, from);
			end = mid < b->n ? run_end(b, a, mid) : mid;
			merge(b, a, from, mid, end, to);
		}
		swap = a;
		a = to;
		to = swap;
	}
	free(to);
	return a;
}

/* Is the fact numbered X the one to keep, now that Y is of the same id? */
static bool
newer(const struct batch *b, uint32_t x, uint32_t y)
{
	const struct fact *f = &b->fact[x];
	const struct fact *g = &b->fact[y];

	return f->seen != g->seen ? f->seen > g->seen : in_order(b, y, x);
}

/* Does nothing tell which of F and G, two states of one id, is newer? */
static bool
is_guess(const struct fact *f, const struct fact *g)
{
	return f->content != g->content &&
	    (f->seen == g->seen || f->seen == DATE_NONE ||
		g->seen == DATE_NONE);
}

/* Mark all but the newest state of each id, the LAST, as older. */
static void
mark_older(struct batch *b, const uint32_t *last)
{
	const struct fact *f;
	uint32_t newest;

	for (uint32_t i = 0; i < b->n; i++) {
		f = &b->fact[i];
		if (f->id == FACT_NONE)
			continue;
		newest = last[kinds_now(&b->kinds, f->id)];
		if (newest == i)
			continue;
		b->verdict[i].repeat = OLDER;
		b->guessed += is_guess(f, &b->fact[newest]);
	}
}

static void
keep_latest(struct batch *b)
{
	size_t ids = b->names.id.len;
	uint32_t *last = xmalloc((ids + 1) * sizeof(*last));
	uint32_t id;

	kinds_close(&b->kinds, ids);
	for (size_t i = 0; i < ids; i++)
		last[i] = FACT_NONE;
	for (uint32_t i = 0; i < b->n; i++) {
		if (b->fact[i].id == FACT_NONE)
			continue;
		id = kinds_now(&b->kinds, b->fact[i].id);
		if (last[id] == FACT_NONE || newer(b, i, last[id]))
			last[id] = i;
	}
	mark_older(b, last);
	free(last);
}

/* How many ids have facts of more than one day. */
static size_t
count_apart(const struct batch *b)
{
	size_t ids = b->names.id.len;
	int32_t *day = xmalloc((ids + 1) * sizeof(*day));
	const struct fact *f;
	size_t n = 0;

	for (size_t i = 0; i < ids; i++)
		day[i] = DATE_NONE;
	for (size_t i = 0; i < b->n; i++) {
		f = &b->fact[i];
		if (f->id == FACT_NONE || f->day == DATE_NONE)
			continue;
		if (day[f->id] == DATE_NONE)
			day[f->id] = f->day;
		if (day[f->id] == f->day || day[f->id] == APART)
			continue;
		day[f->id] = APART;
		n++;
	}
	free(day);
	return n;
}

/* Say how much is coming, so that tables are made once. */
static void
expect(struct batch *b)
{
	size_t bodies = 0;

	for (size_t i = 0; i < b->n; i++)
		bodies += b->fact[i].body != BODY_NONE;
	decide_expect(&b->decide, b->n, bodies);
}

/* A memory has the first of each family, with or without its words. */
static void
settle(struct batch *b)
{
	if (b->remember == NULL && b->names.family.len > 0)
		kept_settle(&b->names, b->fact, b->n, &b->decide.group);
	for (size_t i = 0; b->remember != NULL && i < b->n; i++)
		b->fact[i].name = FACT_NONE;
}

static void
decide_one(struct batch *b, uint32_t i)
{
	decide(&b->decide, &b->fact[i], &b->verdict[i]);
	if (b->remember != NULL)
		remember_add(b->remember, &b->fact[i], &b->verdict[i]);
}

/* Say that the verdicts on those from FROM to END in ORDER are known. */
static void
tell(struct batch *b, const uint32_t *order, size_t from, size_t end)
{
	(void)pthread_mutex_lock(&b->lock);
	for (; from < end; from++)
		b->known[order[from]] = true;
	(void)pthread_cond_signal(&b->more);
	(void)pthread_mutex_unlock(&b->lock);
}

static void *
decide_all(void *arg)
{
	struct batch *b = arg;
	uint32_t *order = sorted(b);
	size_t told = 0;

	if (b->remember != NULL)
		remember_begin(b->remember);
	for (size_t i = 0; i < b->n; i++) {
		if (i + 1 < b->n)
			decide_ahead(&b->decide, &b->fact[order[i + 1]]);
		if (b->verdict[order[i]].repeat != OLDER)
			decide_one(b, order[i]);
		if (i + 1 == told + AT_ONCE || i + 1 == b->n) {
			tell(b, order, told, i + 1);
			told = i + 1;
		}
	}
	free(order);
	return NULL;
}

/* If no thread can be started, this one decides. */
void
batch_begin(struct batch *b)
{
	b->verdict = xcalloc(b->n + 1, sizeof(*b->verdict));
	b->known = xcalloc(b->n + 1, sizeof(*b->known));
	expect(b);
	b->apart = count_apart(b);
	settle(b);
	if (b->latest)
		keep_latest(b);
	(void)pthread_mutex_init(&b->lock, NULL);
	(void)pthread_cond_init(&b->more, NULL);
	b->started = pthread_create(&b->thread, NULL, decide_all, b) == 0;
	if (!b->started)
		(void)decide_all(b);
}

void
batch_end(struct batch *b)
{
	if (b->started)
		(void)pthread_join(b->thread, NULL);
	b->started = false;
}

const struct verdict *
batch_verdict(struct batch *b, size_t i)
{
	(void)pthread_mutex_lock(&b->lock);
	while (!b->known[i])
		(void)pthread_cond_wait(&b->more, &b->lock);
	(void)pthread_mutex_unlock(&b->lock);
	return b->verdict[i].repeat == OLDER ? NULL : &b->verdict[i];
}

void
batch_release(struct batch *b)
{
	fact_reader_release(&b->reader);
	decide_release(&b->decide);
	names_release(&b->names);
	kinds_release(&b->kinds);
	free(b->fact);
	if (b->verdict != NULL) {
		(void)pthread_mutex_destroy(&b->lock);
		(void)pthread_cond_destroy(&b->more);
	}
	free(b->verdict);
	free(b->known);
}
