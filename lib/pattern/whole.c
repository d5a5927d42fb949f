#include "lib/pattern/whole.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/again.h"
#include "lib/pattern/episodes.h"
#include "lib/pattern/merge.h"
#include "lib/pattern/merger.h"
#include "lib/pattern/rank.h"
#include "lib/pattern/special.h"

/* With a p above this what is left of a rise is usual. */
static const double well = .01;
/* So small a part of what is usual is no rest. */
static const double nothing = .01;

/* Of fewer days no share is known. */
enum { LEAST_PAST = 91 };

/* What is told in a cell TOP. */
struct inside {
	struct finding *top;
	struct finding **part; /* that have no more of it than they ever had */
	size_t n;
	struct finding **other; /* that have */
	size_t nother;
};

static bool
is_held(const struct finding *f)
{
	return strcmp(f->kind, FINDING_HELD) == 0;
}

/* Is F of a kind that rises, and no cross-org? */
static bool
is_rise(const struct finding *f)
{
	return f->cell >= 0 && finding_rose(f) &&
	    strcmp(f->kind, "cross-org") != 0;
}

/*
 * The chance that so many of the signals of TOP in the days of A are in the
 * cells that are covered, by how many were before.
 */
static double
p_of_share(const struct merger *m, const struct finding *top,
    const struct finding *a)
{
	struct shared rest = merger_share_of(m, top->cell, false, a);
	struct shared in = merger_share_of(m, top->cell, true, a);
	double all = rest.now + in.now + rest.past + in.past;

	return special_hyper_tail(in.now, rest.now + in.now, in.now + in.past,
	    all);
}

/* Has A no more of TOP than it ever had? */
static bool
is_alike(struct merger *m, const struct finding *top, const struct finding *a)
{
	double p;

	merger_cover(m, a, 1);
	p = p_of_share(m, top, a);
	merger_cover(m, a, -1);
	return p > merger_own;
}

static void
cover(struct merger *m, struct finding *const *f, size_t n, int by)
{
	for (size_t i = 0; i < n; i++)
		merger_cover(m, f[i], by);
}

/* How many of TOP are not covered, without campaigns, and what is expected. */
struct rest {
	double n;
	double e;
};

static struct rest
rest_of(const struct merger *m, const struct finding *top)
{
	return (
	    struct rest){ top->observed - merger_share(m, top).now - top->among,
		top->expected * merger_left(m, top) };
}

/* How many times as many the covered signals of TOP are, beside REST. */
static double
covered_ratio(const struct finding *top, struct rest rest)
{
	double n = top->observed - top->among;

	return (n - rest.n) / (top->expected - rest.e);
}

/*
 * Did the REST of TOP, without its N parts, rise too, by chance seldom, and
 * half as much as those that are RATIO times as many?  How far the level of all
 * may be off is as true of them, which rose.  One part that leaves nothing says
 * what rose better than TOP.
 */
static bool
rest_rose(const struct finding *top, struct rest rest, double ratio, size_t n)
{
	double most = n > 1 ? well : merger_own;

	if (!(rest.e > nothing * top->expected))
		return n > 1;
	return rest.n > 0 && 2 * (rest.n / rest.e - 1) >= ratio - 1 &&
	    special_nb_tail(rest.n, rest.e, fmax(top->phi, 1) * rest.e) <= most;
}

/* Was the top of IN told the night before, and none of its parts? */
static bool
was_told(const struct inside *in, const struct episodes *before)
{
	int own = episodes_told(before, in->top);

	for (size_t i = 0; i < in->n; i++)
		if (own <= episodes_told(before, in->part[i]))
			return false;
	return own > 0;
}

/*
 * Did all of its top rise alike, together as well as part by part, and the rest
 * of it too?  Where that is told by itself, or was and may be told again, the
 * parts need only be alike.
 */
static bool
rose_as_one(struct merger *m, struct inside *in, const struct look *l)
{
	double ratio;
	bool one;

	if (in->n == 0)
		return false;
	if (finding_rises(in->top) ||
	    (l->before != NULL && was_told(in, l->before)))
		return true;
	cover(m, in->part, in->n, 1);
	one = p_of_share(m, in->top, in->top) > merger_own;
	ratio = covered_ratio(in->top, rest_of(m, in->top));
	cover(m, in->other, in->nother, 1);
	one = one && rest_rose(in->top, rest_of(m, in->top), ratio, in->n);
	cover(m, in->other, in->nother, -1);
	cover(m, in->part, in->n, -1);
	return one;
}

/* Are F and TOP of the same organisation, or of all, and F a part of TOP? */
static bool
is_part(const struct cells *x, const struct finding *f,
    const struct finding *top)
{
	return finding_rises(f) &&
	    cells_inside(x, (size_t)f->cell, (size_t)top->cell) &&
	    slice_eq(finding_value(f, "org"), finding_value(top, "org"));
}

/*
 * The first day on which all sources of TOP count: what was there before has no
 * share of those that began later.
 */
static int32_t
all_since(struct look *l, const struct finding *top)
{
	const struct cells *x = l->cells;
	const struct origins *o = &l->origins;
	const uint32_t *m = cells_members(x, (size_t)top->cell);
	uint32_t n = x->cell[top->cell].nmembers;
	int32_t since = x->first;

	if (!look_span(l, (size_t)top->cell).joined)
		return since;
	for (uint32_t i = 0; i < n; i++)
		if (!o->skip[m[i]] && o->from[m[i]] > since)
			since = o->from[m[i]];
	return since + LEAST_PAST <= top->from ? since : x->first;
}

static void
look_inside(struct inside *in, struct merger *m, const struct findings *fs,
    const struct cells *x)
{
	struct finding *f;

	in->n = in->nother = 0;
	for (size_t i = 0; i < fs->n; i++) {
		f = fs->f[i];
		if (!is_part(x, f, in->top))
			continue;
		if (is_rise(f) && is_alike(m, in->top, f))
			in->part[in->n++] = f;
		else
			in->other[in->nother++] = f;
	}
}

/* Fold into TOP what has a part of it, and is no rise without that. */
static void
fold_beside(struct findings *fs, struct merger *m, struct finding *top)
{
	struct finding *f;

	merger_cover(m, top, 1);
	for (size_t i = 0; i < fs->n; i++) {
		f = fs->f[i];
		if (f == top || strcmp(f->kind, "burst") != 0 ||
		    !finding_rises(f) ||
		    cells_inside(m->x, (size_t)f->cell, (size_t)top->cell) ||
		    cells_inside(m->x, (size_t)top->cell, (size_t)f->cell) ||
		    !merger_explained(m, f))
			continue;
		f->into = top;
		merge_part(fs, top, f);
	}
	merger_cover(m, top, -1);
}

static void
take_place(struct findings *fs, struct look *l, struct merger *m,
    struct inside *in)
{
	struct finding *top = in->top;
	bool sure = finding_rises(top);
	struct finding *f;

	if (is_held(top)) {
		top->kind = "burst";
		look_account(l, "burst")->found++;
	}
	top->into = NULL;
	for (size_t i = 0; i < in->n; i++) {
		f = in->part[i];
		f->into = top;
		merge_part(fs, top, f);
		if (sure)
			continue;
		top->p = fmin(top->p, f->p);
		if (f->q < top->q) {
			top->q = f->q;
			top->chance = f->chance;
		}
	}
	fold_beside(fs, m, top);
}

/* Could F be told, rather than what it may be folded into? */
static bool
may_be(const struct findings *fs, const struct finding *f)
{
	if (!(f->ratio > 1) || f->over == OVER_SURELY ||
	    (!is_held(f) && !(is_rise(f) && is_rise(finding_top(f)))))
		return false;
	for (size_t i = 0; i < fs->n; i++)
		if (fs->f[i] != f && finding_rises(fs->f[i]) &&
		    fs->f[i]->cell == f->cell)
			return false;
	return true;
}

/* The narrowest first, then the surest. */
static int
narrow_first(const void *a, const void *b)
{
	const struct finding *x = *(const struct finding *const *)a;
	const struct finding *y = *(const struct finding *const *)b;

	if (x->where.n != y->where.n)
		return x->where.n > y->where.n ? -1 : 1;
	if (x->p != y->p)
		return x->p < y->p ? -1 : 1;
	return finding_compare(x, y);
}

static void
drop_held(struct findings *fs)
{
	char *held = xcalloc(fs->n + 1, 1);

	for (size_t i = 0; i < fs->n; i++)
		held[i] = is_held(fs->f[i]);
	findings_leave_out(fs, held);
	free(held);
}

void
whole_tell(struct findings *fs, struct look *l)
{
	struct inside in;
	struct merger m;
	struct finding **top = xmalloc((fs->n + 1) * sizeof(*top));
	size_t n = 0;
	bool any = false;
	bool one;

	in.part = xmalloc((fs->n + 1) * sizeof(*in.part));
	in.other = xmalloc((fs->n + 1) * sizeof(*in.other));
	merger_open(&m, fs, l, "burst");
	m.bare = true;
	for (size_t i = 0; i < fs->n; i++)
		if (may_be(fs, fs->f[i]))
			top[n++] = fs->f[i];
	qsort(top, n, sizeof(*top), narrow_first);
	for (size_t i = 0; i < n; i++) {
		in.top = top[i];
		if (!may_be(fs, top[i]))
			continue;
		m.since = all_since(l, top[i]);
		look_inside(&in, &m, fs, l->cells);
		one = rose_as_one(&m, &in, l);
		m.since = l->cells->first;
		if (one) {
			take_place(fs, l, &m, &in);
			any = true;
		}
	}
	merger_release(&m);
	free(top);
	free(in.part);
	free(in.other);
	drop_held(fs);
	if (any)
		rank_findings(fs, l->cells);
}
