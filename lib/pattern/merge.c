#include "lib/pattern/merge.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/special.h"

static const double significant = .01;

enum { MOST = 6 /* findings that may take the place of a wider one */ };

struct merger {
	const struct cells *x;
	size_t n;
	struct finding **f; /* surest first */
	unsigned char *covered; /* by cell of the tally */
	unsigned char *one; /* the same, of one finding; all 0 */
	bool repeats; /* they count repeats among signals, not signals */
	struct volume *volume;
};

static void
cover(struct merger *m, const struct finding *f, int by)
{
	const uint32_t *member = cells_members(m->x, (size_t)f->cell);

	for (uint32_t i = 0; i < m->x->cell[f->cell].nmembers; i++)
		m->covered[member[i]] = (unsigned char)(m->covered[member[i]] +
		    by);
}

/*
 * What is covered of A's cell: of what A counts, and of what its expectation
 * rests on (signals before A's days; for repeats, signals in them).
 */
struct shared {
	double now;
	double past;
};

/* The first day that is not of A's past: what grew since then is no past. */
static int32_t
past_end(const struct finding *a)
{
	return a->since != DATE_NONE && a->since < a->from ? a->since : a->from;
}

/* How much busier A's days were for MEMBER, where A's expectation knows it. */
static double
growth(const struct merger *m, uint32_t member, const struct finding *a)
{
	return a->offset > 0 ?
	    volume_growth(m->volume, member, past_end(a), a->from, a->to) :
	    1;
}

static void
add_member(struct shared *s, const struct merger *m, uint32_t member,
    const struct finding *a)
{
	struct cells_rows rows = cells_rows(m->x, member);
	double g = growth(m, member, a);
	const struct tally_row *r;

	for (size_t i = 0; i < rows.n; i++) {
		r = rows.row[i];
		if (r->day >= a->from && r->day <= a->to) {
			s->now += r->c[m->repeats ? TALLY_REPEATS : TALLY_N];
			s->past += m->repeats ? r->c[TALLY_N] : 0;
		} else if (r->day >= m->x->first && r->day < past_end(a)) {
			s->past += m->repeats ? 0 : g * r->c[TALLY_N];
		}
	}
}

static struct shared
share(const struct merger *m, const struct finding *a)
{
	const uint32_t *member = cells_members(m->x, (size_t)a->cell);
	struct shared s = { 0 };

	for (uint32_t i = 0; i < m->x->cell[a->cell].nmembers; i++)
		if (m->covered[member[i]] > 0)
			add_member(&s, m, member[i], a);
	return s;
}

/* What A's expectation rests on. */
static double
usual(const struct merger *m, const struct finding *a)
{
	const uint32_t *member = cells_members(m->x, (size_t)a->cell);
	struct shared s = { 0 };

	if (m->repeats)
		return a->n;
	for (uint32_t i = 0; i < m->x->cell[a->cell].nmembers; i++)
		add_member(&s, m, member[i], a);
	return s.past;
}

/* Is A nothing special without what is covered? */
static bool
explained(const struct merger *m, const struct finding *a)
{
	struct shared s = share(m, a);
	double past = usual(m, a);
	double left = past > 0 ? 1 - s.past / past : 0;
	double n = a->observed - s.now;
	double e = a->expected * left;
	double excess = a->observed - a->expected;

	if (s.now == 0)
		return false;
	if (n <= 0 || n - e < excess / 4)
		return true;
	if (e <= 0)
		return false;
	return special_nb_tail(n, e, fmax(a->variance * left, e)) > significant;
}

static int
surest_first(const void *a, const void *b)
{
	const struct finding *x = *(const struct finding *const *)a;
	const struct finding *y = *(const struct finding *const *)b;

	if (x->p != y->p)
		return x->p < y->p ? -1 : 1;
	if (x->where.n != y->where.n)
		return x->where.n < y->where.n ? -1 : 1;
	return strcmp(x->id, y->id);
}

/* The one of the kept findings that holds most of A. */
static struct finding *
nearest(struct merger *m, struct finding *const *kept, size_t n,
    const struct finding *a)
{
	struct finding *best = NULL;
	unsigned char *all = m->covered;
	double most = -1;
	struct shared s;

	m->covered = m->one;

	for (size_t i = 0; i < n; i++) {
		cover(m, kept[i], 1);
		s = share(m, a);
		cover(m, kept[i], -1);
		if (s.now > most) {
			most = s.now;
			best = kept[i];
		}
	}
	m->covered = all;
	return best;
}

/* Fold what the surer ones explain into the nearest of them. */
static void
fold(struct merger *m)
{
	struct finding **kept = xmalloc((m->n + 1) * sizeof(*kept));
	size_t n = 0;

	for (size_t i = 0; i < m->n; i++) {
		if (explained(m, m->f[i])) {
			m->f[i]->into = nearest(m, kept, n, m->f[i]);
		} else {
			cover(m, m->f[i], 1);
			kept[n++] = m->f[i];
		}
	}
	for (size_t i = 0; i < n; i++)
		cover(m, kept[i], -1);
	free(kept);
}

/* Is what is covered of TOP at most half of what is usual in it? */
static bool
concentrated(const struct merger *m, const struct finding *top)
{
	return share(m, top).past * 2 <= usual(m, top);
}

/* Narrower findings, folded into TOP, that explain it together; how many. */
static size_t
find_narrower(struct merger *m, const struct finding *top,
    struct finding *by[MOST])
{
	size_t n = 0;
	bool done = false;

	for (size_t i = 0; i < m->n && n < MOST && !done; i++) {
		if (m->f[i]->into != top ||
		    !cells_inside(m->x, (size_t)m->f[i]->cell,
			(size_t)top->cell) ||
		    explained(m, m->f[i]))
			continue;
		by[n++] = m->f[i];
		cover(m, m->f[i], 1);
		done = explained(m, top) && concentrated(m, top);
	}
	for (size_t i = 0; i < n; i++)
		cover(m, by[i], -1);
	return done ? n : 0;
}

/* The findings that are in none, surest first; how many. */
static size_t
take_kept(const struct merger *m, struct finding **kept)
{
	size_t n = 0;

	for (size_t i = 0; i < m->n; i++)
		if (m->f[i]->into == NULL)
			kept[n++] = m->f[i];
	return n;
}

/* Fold what was in TOP anew: some of it TOP alone explained. */
static void
fold_again(struct merger *m, const struct finding *top)
{
	struct finding **kept = xmalloc((m->n + 1) * sizeof(*kept));
	size_t n = take_kept(m, kept);

	for (size_t i = 0; i < n; i++)
		cover(m, kept[i], 1);
	for (size_t i = 0; i < m->n; i++) {
		if (m->f[i]->into != top)
			continue;
		if (explained(m, m->f[i])) {
			m->f[i]->into = nearest(m, kept, n, m->f[i]);
		} else {
			m->f[i]->into = NULL;
			cover(m, m->f[i], 1);
			kept[n++] = m->f[i];
		}
	}
	for (size_t i = 0; i < n; i++)
		cover(m, kept[i], -1);
	free(kept);
}

/* Put narrower findings in the place of TOP, if they explain it. */
static bool
narrow(struct merger *m, struct finding *top)
{
	struct finding *by[MOST];
	size_t n = find_narrower(m, top, by);

	if (n == 0)
		return false;
	for (size_t i = 0; i < n; i++)
		by[i]->into = NULL;
	top->into = nearest(m, by, n, top);
	fold_again(m, top);
	return true;
}

void
merge_part(struct findings *fs, struct finding *top, const struct finding *part)
{
	struct buf b = { 0 };

	buf_printf(&b, "%.6g/%.3g ", part->observed, part->expected);
	for (size_t i = 0; i < part->where.n; i++) {
		if (i > 0)
			buf_puts(&b, " & ");
		buf_put(&b, part->where.s[i]);
	}
	finding_list(fs, &top->parts, buf_slice(&b));
	for (size_t i = 0; i < part->parts.n; i++)
		finding_list(fs, &top->parts, part->parts.s[i]);
	buf_release(&b);
}

void
merge_findings(struct findings *fs, struct look *l, const char *kind)
{
	const struct cells *x = l->cells;
	struct merger m = { .x = x,
		.repeats = strcmp(kind, "repeat") == 0,
		.volume = &l->volume };
	bool again = true;

	m.f = xmalloc((fs->n + 1) * sizeof(*m.f));
	m.covered = xcalloc(x->corpus->tally.ncells + 1, 1);
	m.one = xcalloc(x->corpus->tally.ncells + 1, 1);
	for (size_t i = 0; i < fs->n; i++)
		if (strcmp(fs->f[i]->kind, kind) == 0 && fs->f[i]->cell >= 0)
			m.f[m.n++] = fs->f[i];
	if (m.n > 1)
		qsort(m.f, m.n, sizeof(*m.f), surest_first);
	fold(&m);
	while (again) {
		again = false;
		for (size_t i = 0; i < m.n; i++)
			if (m.f[i]->into == NULL)
				again |= narrow(&m, m.f[i]);
	}
	for (size_t i = 0; i < m.n; i++)
		if (m.f[i]->into != NULL)
			merge_part(fs, m.f[i]->into, m.f[i]);
	free(m.f);
	free(m.covered);
	free(m.one);
}

static bool
is_fall(const struct finding *f)
{
	return strcmp(f->kind, "positive") == 0 && f->into == NULL &&
	    f->cell >= 0 && f->ratio < 1;
}

/* Is one theme less told of in A and B, and neither of another organisation? */
static bool
same_theme(const struct finding *a, const struct finding *b)
{
	struct slice theme = finding_value(a, "theme");
	struct slice x = finding_value(a, "org");
	struct slice y = finding_value(b, "org");

	return theme.n > 0 && slice_eq(theme, finding_value(b, "theme")) &&
	    (x.n == 0 || y.n == 0 || slice_eq(x, y));
}

void
merge_falls(struct findings *fs, const struct cells *x)
{
	struct finding *a, *b;

	for (size_t i = 0; i < fs->n; i++) {
		a = fs->f[i];
		for (size_t k = 0; k < fs->n && is_fall(a); k++) {
			b = fs->f[k];
			if (b == a || !is_fall(b) || !same_theme(a, b))
				continue;
			/* the wider stays, else the one that has more */
			if (cells_inside(x, (size_t)a->cell, (size_t)b->cell) ||
			    (!cells_inside(x, (size_t)b->cell,
				 (size_t)a->cell) &&
				(b->n > a->n || (b->n == a->n && k < i))))
				continue;
			b->into = a;
			merge_part(fs, a, b);
		}
	}
}

/* Is one of A and B about a part of the other, or the same? */
static bool
overlap(const struct cells *x, const struct finding *a, const struct finding *b)
{
	return a->cell == b->cell ||
	    cells_inside(x, (size_t)a->cell, (size_t)b->cell) ||
	    cells_inside(x, (size_t)b->cell, (size_t)a->cell);
}

static bool
is_rise(const struct finding *f)
{
	return f->into == NULL && f->cell >= 0 &&
	    (strcmp(f->kind, "burst") == 0 || strcmp(f->kind, "trend") == 0 ||
		strcmp(f->kind, "persistent") == 0 ||
		strcmp(f->kind, "cross-org") == 0);
}

void
merge_rises(struct findings *fs, const struct cells *x)
{
	for (size_t i = 0; i < fs->n; i++) {
		if (!is_rise(fs->f[i]))
			continue;
		for (size_t k = i + 1; k < fs->n; k++) {
			if (!is_rise(fs->f[k]) ||
			    strcmp(fs->f[i]->kind, fs->f[k]->kind) == 0 ||
			    !overlap(x, fs->f[i], fs->f[k]))
				continue;
			fs->f[k]->into = fs->f[i];
			merge_part(fs, fs->f[i], fs->f[k]);
		}
	}
}

void
merge_good(struct findings *fs, const struct cells *x)
{
	struct finding *b, *g;

	for (size_t i = 0; i < fs->n; i++) {
		b = fs->f[i];
		for (size_t k = 0; k < fs->n && strcmp(b->kind, "burst") == 0 &&
		     b->into == NULL;
		     k++) {
			g = fs->f[k];
			if (strcmp(g->kind, "positive") != 0 ||
			    g->into != NULL || !(g->ratio > 1) ||
			    cells_shared(x, (size_t)b->cell, (size_t)g->cell,
				b->from,
				b->to) < .6 * (b->observed - b->expected))
				continue;
			b->into = g;
			merge_part(fs, g, b);
		}
	}
}
