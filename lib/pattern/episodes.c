#include "lib/pattern/episodes.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/again.h"
#include "lib/pattern/burst.h"

enum {
	WEEKS = 28, /* days that are counted */
	LEAST = 5 /* recent signals of a cell whose p can be small */
};

static const double most_of_it = .8; /* that is the same signals */

void
episodes_release(struct episodes *es)
{
	set_release(&es->ids);
	free(es->one);
	arena_release(&es->own);
	*es = (struct episodes){ 0 };
}

struct episodes_one *
episodes_one_of(struct episodes *es, struct slice id)
{
	bool isnew;
	size_t i = set_add(&es->ids, id, &isnew);

	if (i == es->cap) {
		es->cap = es->cap ? es->cap * 2 : 64;
		es->one = xrealloc(es->one, es->cap, sizeof(*es->one));
	}
	if (isnew)
		es->one[i] = (struct episodes_one){ 0 };
	return &es->one[i];
}

bool
episodes_has(struct slice kind)
{
	static const char *const without[] = { "grave", "campaign", "emerging",
		NULL };

	for (int i = 0; without[i] != NULL; i++)
		if (slice_eq(kind, slice_of(without[i])))
			return false;
	return true;
}

/* Findings. */

const struct episodes_one *
episodes_of(const struct episodes *es, const struct finding *f)
{
	ptrdiff_t i = es->ids.len > 0 ? set_find(&es->ids, slice_of(f->id)) :
					-1;

	return i < 0 || !episodes_has(slice_of(f->kind)) ? NULL : &es->one[i];
}

int
episodes_told(const struct episodes *es, const struct finding *f)
{
	const struct episodes_one *o = episodes_of(es, f);

	if (o == NULL || !o->was_open)
		return 0;
	return o->was_told ? 2 : !isnan(o->was.told) && o->in.n == 0;
}

int
episodes_last(const struct episodes *es, const struct finding *f)
{
	const struct episodes_one *o = es != NULL ? episodes_of(es, f) : NULL;
	ptrdiff_t in;

	if (o == NULL || !o->was_open)
		return 0;
	if (o->was_told || o->in.n == 0)
		return o->was_told ? 1 : -1;
	in = set_find(&es->ids, o->in);
	return in < 0 ? 0 : es->one[in].was_told ? 1 : -1;
}

/* What was known before tonight of cell I as KIND and is not over, or NULL. */
static const struct episodes_one *
open_before(const struct look *l, size_t i, const char *kind)
{
	struct findings scratch = { 0 };
	const struct episodes_one *o;

	if (l->before == NULL || l->before->ids.len == 0 ||
	    !(l->opt.budget > 0))
		return NULL;
	finding_where_cell(&scratch, findings_add(&scratch, kind, ""), l->cells,
	    i);
	o = episodes_of(l->before, scratch.f[0]);
	findings_release(&scratch);
	return o != NULL && o->was_open ? o : NULL;
}

bool
episodes_go_on(const struct look *l, size_t i, const char *kind, double p)
{
	const struct episodes_one *o;

	if (p > EPISODES_P)
		return false;
	o = open_before(l, i, kind);
	/* a part has no places; not of all that is told it is known how far */
	return o != NULL && o->was.places > 0;
}

int32_t
episodes_silent_since(const struct look *l, size_t i)
{
	const struct episodes_one *o = open_before(l, i, "silence");

	return o != NULL && o->in.n == 0 ? o->was.since : DATE_NONE;
}

/* What is counted of a finding to see whether it doubled. */
static double
count_of(const struct finding *f, const struct cells *x)
{
	/* of these the days are of a test, or those where it is clearest */
	bool windows = finding_rose(f) || strcmp(f->kind, "positive") == 0;

	if (windows && f->cell >= 0)
		return (double)cells_sum(x, (size_t)f->cell, TALLY_N,
		    x->until - WEEKS + 1, x->until);
	/* more signals are less of a silence, and none is twice none */
	if (strcmp(f->kind, "silence") == 0)
		return NAN;
	/* as long as the data are young its period becomes longer by the day */
	if (f->from <= x->first && strcmp(f->kind, "unanswered") != 0)
		return NAN;
	return isnan(f->observed) ? 0 : f->observed;
}

/* The signals of campaigns in that, without which a rise is told. */
static double
letters_of(const struct finding *f, const struct cells *x)
{
	return finding_rose(f) && f->cell >= 0 ?
	    again_letters(x, (size_t)f->cell, x->until - WEEKS + 1, x->until) :
	    0;
}

/* Has all of F's cell been delivered? */
static bool
is_late(const struct finding *f, struct look *l)
{
	struct mw_series s;

	if (f->cell < 0)
		return false;
	look_series(l, (size_t)f->cell, &s);
	return l->span.whole < l->cells->until;
}

static bool
has_where(const struct finding *f, struct slice s)
{
	for (size_t i = 0; i < f->where.n; i++)
		if (slice_eq(f->where.s[i], s))
			return true;
	return false;
}

/* Is all that F is about in A, and more? */
static bool
is_wider(const struct finding *a, const struct finding *f)
{
	for (size_t i = 0; i < a->where.n; i++)
		if (!has_where(f, a->where.s[i]))
			return false;
	return a->where.n < f->where.n;
}

/* The finding of tonight called ID, the one that is told if any, or NULL. */
static const struct finding *
find(const struct findings *fs, struct slice id)
{
	const struct finding *it = NULL;

	for (size_t i = 0; i < fs->n; i++)
		if (slice_eq(slice_of(fs->f[i]->id), id) &&
		    (it == NULL || fs->f[i]->into == NULL))
			it = fs->f[i];
	return it;
}

/* Was anything a part of the pattern ID that is not in F tonight? */
static bool
held_others(const struct episodes *es, const struct findings *fs,
    struct slice id, const struct finding *f)
{
	const struct finding *part;

	for (size_t i = 0; i < es->ids.len; i++) {
		if (!es->one[i].was_open || !slice_eq(es->one[i].in, id))
			continue;
		part = find(fs, set_key(&es->ids, i));
		if (part == NULL || finding_top(part) != f)
			return true;
	}
	return false;
}

/*
 * Does F tell what PART told?  That something rose, or fell, is news, however
 * long it was known that there is more of it than elsewhere.
 */
static bool
is_of_kind(const struct finding *f, const struct finding *part)
{
	bool changed = finding_rose(f) || strcmp(f->kind, "positive") == 0 ||
	    strcmp(f->kind, "silence") == 0;

	return !changed ||
	    (finding_rose(part) && strcmp(f->kind, "silence") != 0) ||
	    strcmp(f->kind, part->kind) == 0;
}

/* Is A all of B, or all B of it, or are its signals for the most part B's? */
static bool
is_same(const struct cells *x, const struct finding *a, const struct finding *b)
{
	size_t i = (size_t)a->cell;
	size_t k = (size_t)b->cell;

	return a->cell < 0 || b->cell < 0 || i == k || cells_inside(x, i, k) ||
	    cells_inside(x, k, i) ||
	    cells_shared(x, i, k, a->from, a->to) >=
	    most_of_it * (double)cells_sum(x, i, TALLY_N, a->from, a->to);
}

/*
 * May F take the place of the pattern ID, which it or a part of it was in?  Not
 * beside it, nor if that is in F tonight, but for the most part of other
 * signals.
 */
static bool
takes_place(const struct findings *fs, struct slice id, const struct finding *f,
    const struct cells *x)
{
	const struct finding *it = id.n > 0 ? find(fs, id) : NULL;

	return it == NULL || it == f || (it->into != NULL && is_same(x, it, f));
}

/* Is F, that was no alarm before, the same matter as its PART O was? */
static bool
goes_on(const struct episodes *es, const struct findings *fs,
    const struct finding *f, const struct finding *part,
    const struct episodes_one *o, const struct cells *x)
{
	if (!o->was_open || !is_of_kind(f, part))
		return false;
	if (is_wider(part, f))
		return o->in.n == 0 &&
		    !held_others(es, fs, slice_of(part->id), f);
	return is_same(x, part, f) && takes_place(fs, o->in, f, x);
}

/* The oldest open episode that F goes on with, of what is in it, or NULL. */
static const struct episodes_one *
within(const struct episodes *es, const struct findings *fs,
    const struct finding *f, const struct cells *x)
{
	const struct episodes_one *best = NULL;
	const struct episodes_one *o;

	for (size_t i = 0; i < fs->n; i++) {
		/* of what is told by another kind beside F, that goes on */
		if (finding_top(fs->f[i]) != f || fs->f[i] == f ||
		    find(fs, slice_of(fs->f[i]->id))->into == NULL)
			continue;
		o = episodes_of(es, fs->f[i]);
		if (o != NULL && goes_on(es, fs, f, fs->f[i], o, x) &&
		    (best == NULL || o->was.since < best->was.since))
			best = o;
	}
	return best;
}

/*
 * Does F say of several organisations what O was told of one?  Its finding
 * tonight, if there is one, knows where that was.
 */
static bool
has_joined(const struct episodes *es, const struct findings *fs,
    const struct finding *f, const struct episodes_one *o,
    const struct cells *x)
{
	const struct finding *was;

	if (strcmp(f->kind, "cross-org") != 0)
		return false;
	was = find(fs, set_key(&es->ids, (size_t)(o - es->one)));
	return was != NULL && was->cell >= 0 &&
	    cells_value(x, (size_t)was->cell, TALLY_ORG).n > 0;
}

/*
 * F, which is told, was no alarm before or only ever a part of another: it goes
 * on with what it took the place of, or is news.  Is it in a place more than
 * was told?
 */
static bool
take_over(const struct episodes *es, const struct findings *fs,
    const struct finding *f, struct episodes_one *o,
    const struct episode_look *look, const struct cells *x)
{
	const struct episodes_one *as;
	ptrdiff_t i;

	if (o->was_open && takes_place(fs, o->in, f, x)) {
		i = set_find(&es->ids, o->in);
		as = i >= 0 && es->one[i].was_open ? &es->one[i] : NULL;
	} else {
		as = within(es, fs, f, x);
		o->e = as != NULL ? as->was : (struct episode){ 0 };
	}
	if (as != NULL) {
		o->e.places = as->was.places;
		o->e.told = look->count - look->letters;
	}
	return as != NULL && has_joined(es, fs, f, as, x);
}

static void
tell(struct episodes *es, const struct findings *fs, const struct finding *f,
    struct look *l)
{
	struct episode_look look = { .day = l->cells->until,
		.alarm = true,
		.part = f->into != NULL,
		.count = count_of(f, l->cells) };
	struct episodes_one *o = episodes_one_of(es, slice_of(f->id));
	bool joined = false;

	if (!look.part) {
		look.late = is_late(f, l);
		look.letters = letters_of(f, l->cells);
		if (!o->was_open || (isnan(o->e.told) && o->in.n > 0))
			joined = take_over(es, fs, f, o, &look, l->cells);
		look.places = 1;
		if (o->e.open)
			look.places += episodes_joined(l->cells, f, o->e.since);
		if (joined && o->e.places + 1 > look.places)
			look.places = o->e.places + 1;
		/* of what was never told it is not known how far it was */
		if (o->e.places == 0)
			o->e.places = look.places;
	}
	o->loud = true;
	o->news = episode_look(&o->e, &look);
}

/*
 * What is told first: of two findings of one id, the other is a part of it, or
 * of what it is in, and says no more.
 */
static void
tell_all(struct episodes *es, const struct findings *fs, struct look *l)
{
	const struct finding *f;

	for (int parts = 0; parts < 2; parts++)
		for (size_t i = 0; i < fs->n; i++) {
			f = fs->f[i];
			if ((f->into != NULL) == parts &&
			    episodes_has(slice_of(f->kind)) &&
			    !episodes_one_of(es, slice_of(f->id))->loud)
				tell(es, fs, f, l);
		}
}

/* Remember, when all is told, what each is a part of. */
static void
remember_parts(struct episodes *es, const struct findings *fs)
{
	const struct finding *f;
	struct slice id;

	for (size_t i = 0; i < fs->n; i++) {
		id = slice_of(fs->f[i]->id);
		f = find(fs, id);
		if (episodes_has(slice_of(f->kind)))
			episodes_one_of(es, id)->in = f->into == NULL ?
			    (struct slice){ NULL, 0 } :
			    slice_of(finding_top(f)->id);
	}
}

/* Nights without an alarm. */

static void
look_at_cell(struct episodes *es, struct look *l, size_t i, const char *kind)
{
	struct findings scratch = { 0 };
	struct finding *f = findings_add(&scratch, kind, "");
	struct mw_fit fit;
	struct mw r;
	ptrdiff_t at;

	finding_where_cell(&scratch, f, l->cells, i);
	at = set_find(&es->ids, slice_of(f->id));
	if (at >= 0 && es->one[at].e.open && !es->one[at].loud) {
		look_test(l, i, &fit, &r);
		es->one[at].loud = true;
		es->one[at].news = episode_look(&es->one[at].e,
		    &(struct episode_look){ .day = l->cells->until, .p = r.p });
	}
	findings_release(&scratch);
}

/* What was an alarm, and is none now: was this night quiet? */
static void
look_back(struct episodes *es, struct look *l)
{
	const struct cells *x = l->cells;
	const struct episode_look quiet = { .day = x->until, .p = 1 };
	size_t left = 0;

	for (size_t k = 0; k < es->ids.len; k++)
		left += es->one[k].e.open && !es->one[k].loud;
	for (size_t i = 0; left > 0 && i < x->n; i++) {
		if (x->cell[i].dropped || x->cell[i].recent < LEAST)
			continue;
		look_at_cell(es, l, i,
		    burst_good(cells_value(x, i, TALLY_THEME)) ? "positive" :
								 "burst");
	}
	for (size_t k = 0; k < es->ids.len; k++)
		if (es->one[k].e.open && !es->one[k].loud)
			es->one[k].news = episode_look(&es->one[k].e, &quiet);
}

void
episodes_apply(struct episodes *es, struct findings *fs, struct look *l)
{
	tell_all(es, fs, l);
	remember_parts(es, fs);
	look_back(es, l);
	episodes_put(es, fs);
}
