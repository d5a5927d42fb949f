#include "lib/pattern/merge.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/num.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/merger.h"
#include "lib/pattern/special.h"

/* With a p above this what is left of a finding is explained well. */
static const double well = .01;

enum { MOST = 6 /* findings that may take the place of a wider one */ };

/* Cover the N findings F once more, or once less. */
static void
cover(struct merger *m, struct finding *const *f, size_t n, int by)
{
	for (size_t i = 0; i < n; i++)
		merger_cover(m, f[i], by);
}

/*
 * Of what is in TOP keep what those that are kept do not explain, as TOP alone
 * may have, and fold the rest into the nearest of them.  TOP is NULL at first:
 * all are in none, and none is kept yet.  What others took the place of stays
 * folded, so that this comes to an end.
 */
static void
fold(struct merger *m, const struct finding *top)
{
	struct finding **kept = xmalloc((m->n + 1) * sizeof(*kept));
	size_t n = top == NULL ? 0 : merger_kept(m, NULL, kept);

	cover(m, kept, n, 1);
	for (size_t i = 0; i < m->n; i++) {
		if (m->f[i]->into != top || (m->gone[i] && n == 0))
			continue;
		if (m->gone[i] || merger_explained(m, m->f[i])) {
			m->f[i]->into = merger_nearest(m, kept, n, m->f[i]);
		} else {
			m->f[i]->into = NULL;
			merger_cover(m, m->f[i], 1);
			kept[n++] = m->f[i];
		}
	}
	cover(m, kept, n, -1);
	free(kept);
}

/* What is left of TOP without what is covered. */
struct rest {
	double n; /* signals */
	double share; /* of what is usual in TOP */
	double e; /* expected */
	double v; /* its variance */
};

static struct rest
rest_of(const struct merger *m, const struct finding *top)
{
	struct rest r = { .n = top->observed - merger_share(m, top).now,
		.share = merger_left(m, top) };

	r.e = top->expected * r.share;
	r.v = fmax(top->variance * r.share, r.e);
	return r;
}

/* Is R no rise? */
static bool
is_usual(const struct rest *r)
{
	return r->e > 0 ? special_nb_tail(r->n, r->e, r->v) > well : r->n <= 0;
}

/* Are the N findings BY all of one form, such as themes of an organisation? */
static bool
one_form(const struct merger *m, struct finding *const *by, int n)
{
	for (int i = 1; i < n; i++)
		if (m->x->cell[by[i]->cell].form !=
		    m->x->cell[by[0]->cell].form)
			return false;
	return true;
}

/*
 * Do N narrower findings BY, which are covered by now, explain what was left of
 * TOP before they were?  Little must be left of its excess, or nothing of
 * note.  In a rise of all of TOP little is left without most of it, too: so
 * they are at most half of what was usual; or they are more, but then the rest
 * did not rise, and is less than if all had.  As some corner that all themes
 * and regions leave may well have missed the rise, they are of one form then.
 */
static bool
explain(const struct merger *m, const struct finding *top,
    const struct rest *before, struct finding *const *by, int n)
{
	struct rest r = rest_of(m, top);
	double all;

	if (r.n - r.e >= (before->n - before->e) / 4 && !is_usual(&r))
		return false;
	if (r.share * 2 >= before->share)
		return true;
	if (!one_form(m, by, n) || r.e <= 0 || !is_usual(&r))
		return false;
	all = before->n * r.share / before->share;
	/* what its share is rests on its past */
	r.v += r.e * r.e / (r.share * merger_usual(m, top) + .5);
	return 1 - special_nb_grown(r.n + 1, r.e, r.v, all / r.e) <= well;
}

/* X ln(X / Y), of a count X where Y would be. */
static double
surprise(double x, double y)
{
	return x > 0 ? x * log(x / y) : 0;
}

/*
 * How well R, what is left of TOP, parts into F, which rose, and the rest: the
 * gain in ln likelihood of Poisson counts (Kulldorff 1997).  USUAL is what is
 * usual in R.
 */
static double
parts_well(const struct merger *m, const struct finding *top,
    const struct rest *r, double usual, const struct finding *f)
{
	struct shared part = merger_share_of(m, f->cell, false, top);
	double e = r->n * (part.past + .5) / (usual + 1);

	if (part.now <= e)
		return 0;
	return surprise(part.now, e) + surprise(r->n - part.now, r->n - e);
}

/* Is number I a narrower one that is folded into TOP, and may be kept again? */
static bool
is_narrower(const struct merger *m, size_t i, const struct finding *top)
{
	return m->f[i]->into == top && !m->gone[i] &&
	    cells_inside(m->x, (size_t)m->f[i]->cell, (size_t)top->cell);
}

/*
 * Of what is folded into TOP, the narrower that explains most of it, or NULL.
 */
static struct finding *
best_narrower(const struct merger *m, const struct finding *top)
{
	struct rest r = rest_of(m, top);
	double usual = r.share * merger_usual(m, top);
	struct finding *best = NULL;
	double most = 0;
	double gain;

	for (size_t i = 0; i < m->n; i++) {
		if (!is_narrower(m, i, top) || merger_explained(m, m->f[i]))
			continue;
		gain = parts_well(m, top, &r, usual, m->f[i]);
		if (gain > most) {
			most = gain;
			best = m->f[i];
		}
	}
	return best;
}

/* Is all of A in B? */
static bool
within(const struct merger *m, const struct finding *a, const struct finding *b)
{
	return a->cell == b->cell ||
	    cells_inside(m->x, (size_t)a->cell, (size_t)b->cell);
}

/* Is A a part of TOP that rose as all of it did? */
static bool
same_rise(const struct merger *m, const struct finding *top,
    const struct finding *a)
{
	return within(m, a, top) && merger_alike(m, top, a);
}

/*
 * All that is told beside TOP, of this kind and of others, but what TOP is in,
 * and what of another kind is the same rise; how many.
 */
static size_t
take_beside(const struct merger *m, const struct finding *top,
    struct finding **beside)
{
	size_t kept = merger_kept(m, top, beside);
	size_t n = 0;

	for (size_t i = 0; i < kept; i++)
		if (!within(m, top, beside[i]))
			beside[n++] = beside[i];
	for (size_t i = 0; i < m->nothers; i++)
		if (!within(m, top, m->other[i]) &&
		    !same_rise(m, top, m->other[i]))
			beside[n++] = m->other[i];
	return n;
}

/*
 * Narrower findings, folded into TOP, that explain it, together and with what
 * is told beside it; how many there are of them in BY, or -1.
 */
static int
find_narrower(struct merger *m, const struct finding *top,
    struct finding *by[MOST])
{
	struct finding **kept = xmalloc(
	    (m->n + m->nothers + 1) * sizeof(*kept));
	size_t nkept = take_beside(m, top, kept);
	struct rest before;
	int n = 0;
	bool done;

	cover(m, kept, nkept, 1);
	before = rest_of(m, top);
	done = before.n < top->observed && merger_p_left(m, top, 1) > well;
	while (!done && n < MOST && (by[n] = best_narrower(m, top)) != NULL) {
		merger_cover(m, by[n++], 1);
		done = explain(m, top, &before, by, n);
	}
	cover(m, kept, nkept, -1);
	cover(m, by, (size_t)n, -1);
	free(kept);
	return done ? n : -1;
}

/*
 * Keep those too that rose more than all of TOP did, in which they are; are
 * there any?
 */
static bool
let_out(struct merger *m, const struct finding *top)
{
	struct finding **kept = xmalloc((m->n + 1) * sizeof(*kept));
	size_t n = merger_kept(m, top, kept);
	size_t before = n;

	cover(m, kept, n, 1);
	for (size_t i = 0; i < m->n; i++) {
		if (!is_narrower(m, i, top) || !(m->f[i]->ratio > 1) ||
		    merger_alike(m, top, m->f[i]))
			continue;
		m->f[i]->into = NULL;
		merger_cover(m, m->f[i], 1);
		kept[n++] = m->f[i];
	}
	cover(m, kept, n, -1);
	free(kept);
	if (n > before)
		fold(m, top);
	return n > before;
}

/* Put narrower findings in the place of number AT, if they explain it. */
static bool
narrow(struct merger *m, size_t at)
{
	struct finding *top = m->f[at];
	struct finding *by[MOST];
	struct finding **kept;
	int n;

	/* what fell is not parted: the rest may have fallen too */
	if (!(top->observed > top->expected))
		return false;
	n = find_narrower(m, top, by);
	if (n < 0)
		return false;
	m->gone[at] = 1;
	for (int i = 0; i < n; i++)
		by[i]->into = NULL;
	kept = xmalloc((m->n + m->nothers + 1) * sizeof(*kept));
	top->into = merger_nearest(m, kept, take_beside(m, top, kept), top);
	free(kept);
	fold(m, top);
	return true;
}

/*
 * Put TOP in the place of those kept in it, where they rose as all of it did
 * and it is kept too, or they are most of it: where very much came, parts can
 * be surer than the whole.
 */
static bool
widen(struct merger *m, size_t at)
{
	struct finding *top = m->f[at];
	struct finding **in;
	size_t n = 0;
	bool most;

	if (m->gone[at] || m->wide[at])
		return false;
	in = xmalloc((m->n + 1) * sizeof(*in));
	for (size_t i = 0; i < m->n && top->ratio > 1; i++)
		if (m->f[i]->into == NULL &&
		    cells_inside(m->x, (size_t)m->f[i]->cell,
			(size_t)top->cell) &&
		    merger_alike(m, top, m->f[i]))
			in[n++] = m->f[i];
	cover(m, in, n, 1);
	/* beside all of it a part that rose alike says nothing more */
	most = top->into == NULL ? n > 0 : n > 1 && merger_left(m, top) * 2 < 1;
	cover(m, in, n, -1);
	if (most) {
		m->wide[at] = 1;
		top->into = NULL;
		for (size_t i = 0; i < n; i++) {
			in[i]->into = top;
			fold(m, in[i]);
		}
	}
	free(in);
	return most;
}

void
merge_place(struct buf *b, const struct texts *where)
{
	for (size_t i = 0; i < where->n; i++) {
		if (i > 0)
			buf_puts(b, " & ");
		buf_put(b, where->s[i]);
	}
}

struct slice
merge_place_of(struct slice part)
{
	struct slice numbers;

	(void)slice_cut(&part, ' ', &numbers);
	return part;
}

/* Add PART to TOP, whose own place is no part of it, nor one that it has. */
static void
list_part(struct findings *fs, struct finding *top, struct slice part)
{
	struct buf own = { 0 };
	bool known;

	merge_place(&own, &top->where);
	known = slice_eq(merge_place_of(part), buf_slice(&own));
	for (size_t i = 0; !known && i < top->parts.n; i++)
		known = slice_eq(merge_place_of(part),
		    merge_place_of(top->parts.s[i]));
	if (!known)
		finding_list(fs, &top->parts, part);
	buf_release(&own);
}

void
merge_numbers(struct buf *b, double observed, double expected)
{
	num_put(b, observed);
	/* of what is expected three digits, and never an exponent */
	buf_printf(b, expected < 100 ? "/%.3g " : "/%.0f ", expected);
}

void
merge_part(struct findings *fs, struct finding *top, const struct finding *part)
{
	struct buf b = { 0 };

	merge_numbers(&b, part->observed, part->expected);
	merge_place(&b, &part->where);
	list_part(fs, top, buf_slice(&b));
	for (size_t i = 0; i < part->parts.n; i++)
		list_part(fs, top, part->parts.s[i]);
	buf_release(&b);
}

void
merge_findings(struct findings *fs, struct look *l, const char *kind)
{
	struct merger m;
	bool again = true;

	merger_open(&m, fs, l, kind);
	fold(&m, NULL);
	while (again) {
		again = false;
		for (size_t i = 0; i < m.n; i++)
			again |= (m.f[i]->into == NULL &&
				     (narrow(&m, i) || let_out(&m, m.f[i]))) ||
			    widen(&m, i);
	}
	for (size_t i = 0; i < m.n; i++)
		if (m.f[i]->into != NULL)
			merge_part(fs, m.f[i]->into, m.f[i]);
	merger_release(&m);
}
