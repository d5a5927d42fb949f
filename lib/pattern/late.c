#include "lib/pattern/late.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/line/ended.h"
#include "lib/pattern/single.h"
#include "lib/pattern/special.h"

static const double well = .05; /* p above which it is as before */
static const double differs = .01; /* p of any value that is no other */

int32_t
late_add(struct late *n, const struct detail *d, const struct cells *x)
{
	int32_t due = single_due(d, &x->corpus->tally);
	int32_t ago = due != DATE_NONE && due < n->end ? n->end - due : 0;
	bool open = !ended_by(d->ended, x->until);
	bool undated = !open && !ended_known(d->ended);
	bool late = open || d->ended > due;

	/* nobody told whether it was late */
	if (d->heard != DATE_NONE && due >= d->heard)
		return 0;
	if (ago == 0)
		return 0;
	n->due++;
	n->late += late;
	if (ago <= LATE_NOW) {
		n->now++;
		n->now_late += late;
		n->now_undated += undated;
	} else if (ago > LATE_NOW + LATE_GAP &&
	    ago <= LATE_NOW + LATE_GAP + LATE_BEFORE) {
		n->before++;
		n->before_late += late;
		n->before_undated += undated;
	}
	return ago;
}

double
late_p(const struct late *n)
{
	return special_hyper_tail(n->now_late, n->now,
	    n->now_late + n->before_late, n->now + n->before);
}

double
late_expected(const struct late *n)
{
	return n->now * (n->before_late + 1) / (n->before + 2);
}

/* Is so much late that it needs no past: now, and not by a chance of now? */
static bool
much_is_late(const struct late *n)
{
	return 4 * n->now_late >= n->now && 5 * n->late >= n->due;
}

static bool
is_more(const struct late *n, double limit)
{
	return n->now_late >= LATE_LEAST && late_p(n) <= limit;
}

bool
late_is(const struct late *n, double limit)
{
	return is_more(n, limit) || much_is_late(n);
}

/* The values that the signals of a desk have. */
struct values {
	struct set keys; /* dim and value */
	struct late_value *v;
	size_t cap;
};

static void
add_value(struct values *vs, int dim, uint32_t value, const struct late *n)
{
	uint32_t key[2] = { (uint32_t)dim, value };
	struct late_value *v;
	bool isnew;
	size_t i = set_add(&vs->keys,
	    (struct slice){ (const char *)key, sizeof(key) }, &isnew);

	if (i == vs->cap) {
		vs->cap = vs->cap ? vs->cap * 2 : 64;
		vs->v = xrealloc(vs->v, vs->cap, sizeof(*vs->v));
	}
	v = &vs->v[i];
	if (isnew)
		*v = (struct late_value){ .dim = dim, .value = value };
	v->of.now += n->now;
	v->of.now_late += n->now_late;
	v->of.before += n->before;
	v->of.before_late += n->before_late;
	v->of.due += n->due;
	v->of.late += n->late;
}

/* Add N, the signals of cell MEMBER of the tally, to all of its values. */
static void
add_member(struct values *vs, const struct tally *t, uint32_t member,
    const struct late *n)
{
	static const int dims[] = { TALLY_CHANNEL, TALLY_PRODUCT,
		TALLY_REGION };
	const uint32_t *dim = t->cell[member].dim;
	struct json_walk w;
	ptrdiff_t theme;

	for (int i = 0; i < 3; i++)
		if (dim[dims[i]] != 0)
			add_value(vs, dims[i], dim[dims[i]], n);
	for (json_items(&w, set_key(&t->values, dim[TALLY_THEME]));
	     json_next(&w);) {
		theme = set_find(&t->values, w.value);
		if (theme >= 0)
			add_value(vs, TALLY_THEME, (uint32_t)theme, n);
	}
}

static void
take_values(struct values *vs, const struct cells *x, size_t cell, int32_t end)
{
	const uint32_t *m = cells_members(x, cell);
	const struct detail *d;
	struct late n;
	size_t len;

	for (uint32_t k = 0; k < x->cell[cell].nmembers; k++) {
		n = (struct late){ .end = end };
		d = corpus_details(x->corpus, m[k], &len);
		for (size_t i = 0; i < len; i++)
			(void)late_add(&n, &d[i], x);
		if (n.due > 0)
			add_member(vs, &x->corpus->tally, m[k], &n);
	}
}

/* Fill in what is left of ALL without V, and how surely V is another. */
static void
set_apart(struct late_value *v, const struct late *all)
{
	v->rest = (struct late){ .end = all->end,
		.now = all->now - v->of.now,
		.now_late = all->now_late - v->of.now_late,
		.before = all->before - v->of.before,
		.before_late = all->before_late - v->of.before_late,
		.due = all->due - v->of.due,
		.late = all->late - v->of.late };
	v->p = special_hyper_tail(v->of.now_late, v->of.now, all->now_late,
	    all->now);
}

/* Could V be told from the rest, whatever was late? */
static bool
has_both(const struct late_value *v)
{
	return v->of.now >= LATE_LEAST && v->rest.now >= LATE_LEAST;
}

/*
 * Is ALL late by what V is?  V is late itself and has most of the late ones;
 * without it the desk is not late, nor near it, and little of its excess is
 * left: that it is smaller must not be why.
 */
static bool
explains(const struct late_value *v, const struct late *all, double limit)
{
	double excess = all->now_late - late_expected(all);
	double left = v->rest.now_late - late_expected(&v->rest);

	return v->of.now_late >= LATE_LEAST && late_is(&v->of, limit) &&
	    2 * v->of.now_late > all->now_late && !much_is_late(&v->rest) &&
	    late_p(&v->rest) > well &&
	    (late_p(all) > well || left < excess / 4);
}

/* Which comes first: what differs most, then by member and value. */
static int
by_order(const struct tally *t, const struct late_value *a,
    const struct late_value *b)
{
	if (a->p != b->p)
		return a->p < b->p ? -1 : 1;
	if (a->dim != b->dim)
		return a->dim < b->dim ? -1 : 1;
	return slice_cmp(set_key(&t->values, a->value),
	    set_key(&t->values, b->value));
}

bool
late_find_value(struct late_value *v, const struct cells *x, size_t cell,
    const struct late *all, double limit)
{
	struct values vs = { 0 };
	const struct late_value *best = NULL;
	double tests = 0;

	take_values(&vs, x, cell, all->end);
	for (size_t i = 0; i < vs.keys.len; i++) {
		set_apart(&vs.v[i], all);
		tests += has_both(&vs.v[i]);
	}
	for (size_t i = 0; i < vs.keys.len; i++)
		if (has_both(&vs.v[i]) && vs.v[i].p <= differs / tests &&
		    explains(&vs.v[i], all, limit) &&
		    (best == NULL ||
			by_order(&x->corpus->tally, &vs.v[i], best) < 0))
			best = &vs.v[i];
	if (best != NULL)
		*v = *best;
	free(vs.v);
	set_release(&vs.keys);
	return best != NULL;
}
