#include "lib/pattern/kindred.h"

#include <math.h>

#include "lib/pattern/merge.h"
#include "lib/pattern/special.h"

static const double surely_more = .01; /* p of as much praise by its share */
static const double nearly = .9; /* of the signals: as good as all */

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

struct finding *
kindred_silence(const struct findings *fs, const struct cells *x, size_t i,
    int32_t from, int32_t to)
{
	struct finding *f;
	double n, own, all;

	for (size_t k = 0; k < fs->n; k++) {
		f = fs->f[k];
		if (strcmp(f->kind, "silence") != 0 || f->into != NULL)
			continue;
		if (f->cell == (ptrdiff_t)i)
			return f;
		if (!cells_inside(x, i, (size_t)f->cell))
			continue;
		n = (double)cells_sum(x, i, TALLY_N, f->from, f->to);
		own = (double)cells_sum(x, i, TALLY_N, from, to);
		all = (double)cells_sum(x, (size_t)f->cell, TALLY_N, from, to);
		if (all > 0 &&
		    (f->observed - n) * 3 <= f->expected * (1 - own / all))
			return f;
	}
	return NULL;
}

/* Is F said to grow, or to stay as high, over more weeks than a silence has? */
static bool
is_slow(const struct finding *f)
{
	return finding_rises(f) &&
	    (strcmp(f->kind, "trend") == 0 ||
		strcmp(f->kind, "persistent") == 0);
}

/* Did F, in the silence S, fall with it, to a third of its usual part? */
static bool
fell_too(const struct cells *x, const struct finding *f,
    const struct finding *s)
{
	double n = (double)cells_sum(x, (size_t)f->cell, TALLY_N, s->from,
	    s->to);
	double own = (double)cells_sum(x, (size_t)f->cell, TALLY_N, f->from,
	    f->to);
	double all = (double)cells_sum(x, (size_t)s->cell, TALLY_N, f->from,
	    f->to);

	return all > 0 && n * 3 <= s->expected * own / all;
}

void
kindred_silent(struct findings *fs, const struct cells *x)
{
	enum { YEAR = 364 };
	struct finding *f, *in;
	bool slow;

	for (size_t i = 0; i < fs->n; i++) {
		f = fs->f[i];
		slow = is_slow(f);
		if (!slow && !is_fall(f))
			continue;
		in = kindred_silence(fs, x, (size_t)f->cell,
		    slow ? f->from : f->from - YEAR,
		    slow ? f->to : f->from - 1);
		if (in == NULL || (slow && !fell_too(x, f, in)))
			continue;
		f->into = in;
		/* of that which is slow the figures are of other weeks */
		if (!slow)
			merge_part(fs, in, f);
	}
}

void
kindred_falls(struct findings *fs, const struct cells *x)
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

/*
 * Is A a part of B, of the same days, that has not the most of what came beyond
 * what is usual?
 */
static bool
minor_part(const struct cells *x, const struct finding *a,
    const struct finding *b)
{
	return cells_inside(x, (size_t)a->cell, (size_t)b->cell) &&
	    a->from == b->from && a->to == b->to &&
	    a->observed - a->expected < .6 * (b->observed - b->expected);
}

/*
 * Does A say of as good as all of B, which is said to persist, that it still
 * grows, and by about as much?
 */
static bool
still_grows(const struct finding *a, const struct finding *b)
{
	return strcmp(a->kind, "trend") == 0 && !a->step &&
	    strcmp(b->kind, "persistent") == 0 && b->ratio <= a->ratio_high &&
	    fmin(a->observed, b->observed) >=
	    nearly * fmax(a->observed, b->observed);
}

/*
 * Does A tell of more than what B says persists, in the same cell: did it take
 * that for what is usual?
 */
static bool
on_top(const struct finding *a, const struct finding *b)
{
	double more = a->observed - a->expected;

	return a->cell == b->cell && strcmp(a->kind, "burst") == 0 &&
	    strcmp(b->kind, "persistent") == 0 &&
	    a->expected / (a->to - a->from + 1) >=
	    nearly * (b->observed - more) / (b->to - b->from + 1);
}

/*
 * Of two kinds that tell the same the first stays, or the one that has more;
 * but what still grows is not said to be as high since the middle of a slope,
 * and what rises once more not to stay as it was.
 */
static void
join_rises(struct findings *fs, const struct cells *x, struct finding *first,
    struct finding *other)
{
	bool yields = minor_part(x, first, other) ||
	    still_grows(other, first) || on_top(other, first);
	struct finding *top = yields ? other : first;
	struct finding *part = top == first ? other : first;

	part->into = top;
	merge_part(fs, top, part);
}

void
kindred_rises(struct findings *fs, const struct cells *x)
{
	for (size_t i = 0; i < fs->n; i++) {
		for (size_t k = i + 1; k < fs->n && finding_rises(fs->f[i]);
		     k++) {
			if (finding_rises(fs->f[k]) &&
			    strcmp(fs->f[i]->kind, fs->f[k]->kind) != 0 &&
			    overlap(x, fs->f[i], fs->f[k]))
				join_rises(fs, x, fs->f[i], fs->f[k]);
		}
	}
}

/* Cell I of X, without the members of B that are not its organisation. */
static ptrdiff_t
without(const struct cells *x, size_t i, size_t b)
{
	const struct cells_form *form = &x->form[x->cell[b].form];
	ptrdiff_t at = (ptrdiff_t)i;

	for (int d = 0; d < form->n && at >= 0; d++)
		if (form->dim[d] != TALLY_ORG)
			at = cells_without(x, (size_t)at, form->dim[d]);
	return at;
}

/*
 * Is the praise in G what the share of it in a year makes of B, which rose and
 * has it?
 */
static bool
as_ever(const struct cells *x, const struct finding *b, const struct finding *g)
{
	enum { YEAR = 365 };

	ptrdiff_t all = without(x, (size_t)b->cell, (size_t)b->cell);
	ptrdiff_t praise = without(x, (size_t)g->cell, (size_t)b->cell);
	double e;

	if (all < 0 || praise < 0 ||
	    !cells_inside(x, (size_t)g->cell, (size_t)b->cell))
		return false;
	e = (double)cells_sum(x, (size_t)b->cell, TALLY_N, g->from, g->to) *
	    (double)cells_sum(x, (size_t)praise, TALLY_N, g->to - YEAR + 1,
		g->to) /
	    (double)cells_sum(x, (size_t)all, TALLY_N, g->to - YEAR + 1, g->to);
	return special_poisson_tail(g->observed, e) > surely_more;
}

/* One of B, a burst, and G, which is praise, says what there is to say. */
static void
join_good(struct findings *fs, const struct cells *x, struct finding *b,
    struct finding *g)
{
	struct finding *top = as_ever(x, b, g) ? b : g;
	struct finding *part = top == b ? g : b;

	if (top == g &&
	    cells_shared(x, (size_t)b->cell, (size_t)g->cell, b->from, b->to) <
		.6 * (b->observed - b->expected))
		return;
	part->into = top;
	merge_part(fs, top, part);
}

void
kindred_good(struct findings *fs, const struct cells *x)
{
	struct finding *b, *g;

	for (size_t i = 0; i < fs->n; i++) {
		b = fs->f[i];
		for (size_t k = 0; k < fs->n && strcmp(b->kind, "burst") == 0 &&
		     b->into == NULL;
		     k++) {
			g = fs->f[k];
			if (strcmp(g->kind, "positive") != 0 ||
			    g->into != NULL || !(g->ratio > 1))
				continue;
			join_good(fs, x, b, g);
		}
	}
}
