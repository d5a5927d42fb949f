#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/mentions.h"
#include "lib/pattern/senders.h"
#include "lib/pattern/single.h"

enum { MAX_QUOTES = 3, MAX_CUES = 10, SOON = 14 };

/* The signals of a finding, one by one, newest first. */
struct gathered {
	const struct detail **d;
	size_t n;
	size_t cap;
};

static void
take(struct gathered *g, const struct detail *d)
{
	if (g->n == g->cap) {
		g->cap = g->cap ? g->cap * 2 : 64;
		g->d = xrealloc(g->d, g->cap, sizeof(*g->d));
	}
	g->d[g->n++] = d;
}

static int
newest_first(const void *a, const void *b)
{
	const struct detail *x = *(const struct detail *const *)a;
	const struct detail *y = *(const struct detail *const *)b;

	if (x->day != y->day)
		return x->day > y->day ? -1 : 1;
	return slice_cmp(x->id, y->id);
}

static void
gather(struct gathered *g, const struct finding *f, const struct cells *x)
{
	const uint32_t *m = cells_members(x, (size_t)f->cell);
	const struct detail *d;
	size_t n;

	for (uint32_t k = 0; k < x->cell[f->cell].nmembers; k++) {
		d = corpus_details(x->corpus, m[k], &n);
		for (size_t i = 0; i < n; i++)
			if (d[i].day >= f->from && d[i].day <= f->to)
				take(g, &d[i]);
	}
	if (g->n > 1)
		qsort(g->d, g->n, sizeof(*g->d), newest_first);
}

/* The values of DIM in F's cell and period: those of a FIFTH at least. */
static void
list_dim(struct findings *fs, struct finding *f, const struct cells *x, int dim,
    struct texts *list)
{
	const uint32_t *m = cells_members(x, (size_t)f->cell);
	const struct tally *t = &x->corpus->tally;
	struct mentions ms = { 0 };
	double n;
	bool all = dim == TALLY_ORG;

	for (uint32_t k = 0; k < x->cell[f->cell].nmembers; k++) {
		if (t->cell[m[k]].dim[dim] == 0)
			continue;
		n = cells_signals(x, m[k], f->from, f->to);
		if (n > 0)
			mentions_values(&ms,
			    set_key(&t->values, t->cell[m[k]].dim[dim]),
			    (uint64_t)n);
	}
	mentions_list(&ms, all ? 1 : (uint64_t)ceil(f->n / 5), FINDING_LIST,
	    false, fs, list);
}

/* The same of the signals one by one. */
static void
list_dim_of(struct findings *fs, const struct cells *x,
    const struct gathered *g, int dim, struct texts *list)
{
	const struct tally *t = &x->corpus->tally;
	struct mentions ms = { 0 };
	uint64_t n = dim == TALLY_ORG ? 1 : (g->n + 4) / 5;
	uint32_t value;

	for (size_t i = 0; i < g->n; i++) {
		value = t->cell[g->d[i]->cell].dim[dim];
		if (value != 0)
			mentions_values(&ms, set_key(&t->values, value), 1);
	}
	mentions_list(&ms, n, FINDING_LIST, false, fs, list);
}

/* Sort LIST by bytes. */
static int
by_bytes(const void *a, const void *b)
{
	return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

/*
 * What is known to a twentieth is not told in three digits; nor is it more than
 * MOST, which X is not.
 */
static double
two_digits(double x, double most)
{
	double unit = x >= 100 ? pow(10, floor(log10(x)) - 1) : 1;
	double near = round(x / unit) * unit;

	return near <= most ? near : floor(x / unit) * unit;
}

static void
count_rows(struct finding *f, const struct cells *x)
{
	size_t i = (size_t)f->cell;
	struct senders s = senders_rows(x, i, f->from, f->to);
	double known;

	f->n = (double)cells_sum(x, i, TALLY_N, f->from, f->to);
	if (!cells_have_floor(x, i))
		f->repeats = (double)cells_sum(x, i, TALLY_REPEATS, f->from,
		    f->to);
	f->urgent = (double)cells_sum(x, i, TALLY_URGENT, f->from, f->to);
	f->copies = (double)(cells_sum(x, i, TALLY_COPIES, f->from, f->to) +
	    cells_sum(x, i, TALLY_STATES, f->from, f->to));
	known = (double)cells_sum(x, i, TALLY_KNOWN, f->from, f->to);
	f->senders = fmin(s.apart, f->n);
	f->persons_known = f->n > 0 ? known / f->n : 0;
	if (f->persons_known < .8 || !s.told)
		return;
	f->persons = fmin(s.persons, known);
	f->persons_about = s.about;
	if (s.several)
		f->persons_least = fmin(s.most_persons, known);
	if (s.about) {
		f->persons = two_digits(f->persons, known);
		f->persons_least = two_digits(f->persons_least,
		    f->persons_least);
	}
}

/* A cue without its place: theme:cue-id of theme:cue-id:start-end. */
static struct slice
cue_name(struct slice cue)
{
	size_t n = cue.n;

	while (n > 0 && cue.p[n - 1] != ':')
		n--;
	if (n > 0 && memchr(cue.p, ':', n - 1) != NULL)
		cue.n = n - 1;
	return cue;
}

/*
 * With numbers only where the cues of all of F's signals are known; those of
 * urgency apart too, however many others there are.
 */
static void
list_cues(struct findings *fs, struct finding *f, const struct gathered *g)
{
	struct mentions ms = { 0 };
	struct mentions urgent = { 0 };
	struct json_walk w;
	struct buf b = { 0 };
	bool all = (double)g->n >= f->n;
	bool kept;

	for (size_t i = 0; i < g->n; i++) {
		kept = !(g->d[i]->flags & DETAIL_FORGOTTEN);
		all = all && kept;
		for (json_items(&w, g->d[i]->cue); json_next(&w);) {
			if (json_kind(w.value) != JSON_STRING)
				continue;
			buf_reset(&b);
			json_decode(&b, w.value);
			/* Given by the source: nothing fired. */
			if (slice_ends(buf_slice(&b), SLICE(":given")))
				continue;
			if (kept)
				mentions_add(&ms, cue_name(buf_slice(&b)), 1);
			if (slice_starts(buf_slice(&b), SLICE("spoed:")))
				mentions_add(&urgent, cue_name(buf_slice(&b)),
				    1);
		}
	}
	buf_release(&b);
	mentions_list(&ms, 1, MAX_CUES, all, fs, &f->cue);
	mentions_list(&urgent, 1, MAX_CUES, false, fs, &f->urgent_cue);
}

/* Is the text of X, or one of its family, what Y says? */
static bool
says_same(const struct detail *x, const struct detail *y)
{
	return x->flags & DETAIL_QUOTABLE && x->text.n > 0 &&
	    (slice_eq(x->text, y->text) ||
		(x->group != 0 && x->group == y->group));
}

/* Was what signal I of the UPTO newest says quoted before it? */
static bool
was_quoted(const struct gathered *g, size_t i, size_t upto)
{
	unsigned read = g->d[i]->flags & DETAIL_REVIEWED;
	unsigned other;

	for (size_t k = 0; k < upto; k++) {
		other = g->d[k]->flags & DETAIL_REVIEWED;
		if ((other > read || (other == read && k < i)) &&
		    says_same(g->d[k], g->d[i]))
			return true;
	}
	return false;
}

/* Quotes: those that were read first, then the newest; no text twice. */
static void
list_quotes(struct findings *fs, struct finding *f, const struct gathered *g)
{
	struct buf b = { 0 };
	bool reviewed;
	size_t upto = g->n < 500 ? g->n : 500;

	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < upto; i++) {
			reviewed = g->d[i]->flags & DETAIL_REVIEWED;
			if (f->quotes.n == MAX_QUOTES)
				break;
			if (!(g->d[i]->flags & DETAIL_QUOTABLE) ||
			    g->d[i]->text.n == 0 || reviewed != (pass == 0) ||
			    was_quoted(g, i, upto))
				continue;
			buf_reset(&b);
			buf_puts(&b,
			    reviewed ? "reviewed=true\t" : "reviewed=false\t");
			buf_put(&b, g->d[i]->text);
			if (g->d[i]->flags & DETAIL_CUT)
				buf_puts(&b, "\xe2\x80\xa6");
			finding_list(fs, &f->quotes, buf_slice(&b));
		}
	}
	buf_release(&b);
}

/* Of sources that never say so, it is not known: they are not counted. */
static void
count_open(struct finding *f, const struct gathered *g, const struct cells *x)
{
	double open = 0, unclear = 0, overdue = 0, soon = 0;
	double untold = 0, unsaid = 0;
	unsigned flags = 0;
	int32_t due;

	for (size_t i = 0; i < g->n; i++) {
		flags |= g->d[i]->flags;
		unclear += !(g->d[i]->flags & DETAIL_CLOSES);
		unsaid += !(g->d[i]->flags & DETAIL_TELLS);
		untold += g->d[i]->flags & DETAIL_TELLS &&
		    (g->d[i]->told == DATE_NONE || g->d[i]->told > x->until);
		if (!detail_open(g->d[i], x->until))
			continue;
		open++;
		due = single_due(g->d[i], &x->corpus->tally);
		overdue += due != DATE_NONE && due < x->until;
		soon += due != DATE_NONE && due >= x->until &&
		    due <= x->until + SOON;
	}
	if (flags & DETAIL_TELLS)
		f->untold = untold;
	if (flags & DETAIL_TELLS && unsaid > 0)
		f->untold_unknown = unsaid;
	if (!(flags & DETAIL_CLOSES))
		return;
	f->open = open;
	/* where a source never says so, none open is not all closed */
	f->unclear = unclear;
	f->closed = open + unclear <= 0;
	f->overdue = overdue;
	f->due_soon = soon;
}

/* Evidence, urgency, cues, quotes and follow-up. */
static void
list_signals(struct findings *fs, struct finding *f, const struct cells *x,
    const struct gathered *g)
{
	for (size_t i = 0; i < g->n; i++) {
		if (i < FINDING_LIST)
			finding_list(fs, &f->evidence, g->d[i]->id);
		if (g->d[i]->urgency > f->urgency)
			f->urgency = g->d[i]->urgency;
		if (g->d[i]->flags & DETAIL_CAMPAIGN)
			f->campaign_urgent += g->d[i]->urgency >= URGENCY_HIGH;
		else if (g->d[i]->urgency > f->own_urgency)
			f->own_urgency = g->d[i]->urgency;
	}
	list_cues(fs, f, g);
	list_quotes(fs, f, g);
	if (g->n > 0 && f->from > x->until - CORPUS_DAYS)
		count_open(f, g, x);
}

/* How many persons there are, and senders of any kind: no estimate. */
static void
put_senders(struct finding *f, const struct gathered *g, const struct cells *x)
{
	struct senders s = senders_count(x, g->d, g->n);

	f->senders = s.apart;
	f->persons_known = g->n > 0 ? s.known / (double)g->n : 0;
	f->persons = f->persons_known >= .8 ? s.persons : NAN;
	f->persons_least = f->persons_known >= .8 && s.several ?
	    s.most_persons :
	    NAN;
	f->persons_about = false;
}

/* What labels they have; what F was told of that before stays. */
static void
list_labels(struct findings *fs, struct finding *f, const struct cells *x,
    const struct gathered *g)
{
	struct texts books = { 0 };

	if (f->orgs.n == 0)
		list_dim_of(fs, x, g, TALLY_ORG, &f->orgs);
	list_dim_of(fs, x, g, TALLY_LEVEL, &f->level);
	list_dim_of(fs, x, g, TALLY_NORM, &f->norm);
	list_dim_of(fs, x, g, TALLY_BOOK, &books);
	if (books.n > 0)
		f->book = books.s[0];
}

void
finding_signals(struct findings *fs, struct finding *f, const struct cells *x,
    const struct detail **d, size_t n)
{
	struct gathered g = { .d = d, .n = n };

	if (n > 1)
		qsort(d, n, sizeof(*d), newest_first);
	f->repeats = f->urgent = 0;
	for (size_t i = 0; i < n; i++) {
		f->repeats += (d[i]->flags & DETAIL_REPEAT) != 0;
		f->urgent += d[i]->urgency >= URGENCY_HIGH;
	}
	put_senders(f, &g, x);
	list_labels(fs, f, x, &g);
	list_signals(fs, f, x, &g);
}

void
finding_facts(struct findings *fs, struct finding *f, const struct cells *x)
{
	struct texts books = { 0 };
	struct gathered g = { 0 };

	count_rows(f, x);
	list_dim(fs, f, x, TALLY_ORG, &f->orgs);
	if (f->orgs.n > 1)
		qsort(f->orgs.s, f->orgs.n, sizeof(f->orgs.s[0]), by_bytes);
	list_dim(fs, f, x, TALLY_LEVEL, &f->level);
	list_dim(fs, f, x, TALLY_NORM, &f->norm);
	list_dim(fs, f, x, TALLY_BOOK, &books);
	if (books.n > 0)
		f->book = books.s[0];
	gather(&g, f, x);
	if ((double)g.n == f->n) /* none that only a tally knows */
		put_senders(f, &g, x);
	list_signals(fs, f, x, &g);
	free(g.d);
}

void
finding_series(struct finding *f, const struct cells *x, const uint32_t *count)
{
	size_t steps = x->len / 7;
	size_t at;

	if (steps > FINDING_STEPS - 1)
		steps = FINDING_STEPS - 1;
	f->nseries = steps;
	f->series_step = 7;
	f->series_from = x->until - (int32_t)(7 * steps) + 1;
	for (size_t s = 0; s < steps; s++) {
		at = x->len - 7 * (steps - s);
		f->series[s] = 0;
		for (size_t d = 0; d < 7; d++)
			f->series[s] += count[at + d];
	}
}
