#include "lib/pattern/stay.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/again.h"
#include "lib/pattern/episodes.h"
#include "lib/pattern/merge.h"
#include "lib/pattern/merger.h"
#include "lib/pattern/rank.h"

/* With a p above this what is left of a rise without another is usual. */
static const double well = .01;
/* What fell is told elsewhere where that is so many times as sure. */
static const double surer = 1000;

struct stay {
	struct findings *fs;
	const struct look *l;
	struct merger m;
};

static bool
is_inside(const struct stay *s, const struct finding *a,
    const struct finding *b)
{
	return cells_inside(s->l->cells, (size_t)a->cell, (size_t)b->cell);
}

static int
told(const struct stay *s, const struct finding *f)
{
	return episodes_told(s->l->before, f);
}

/* Is F a rise, or good news that is not of an action? */
static bool
changed(const struct finding *f)
{
	return f->cell >= 0 &&
	    (finding_rose(f) ||
		(strcmp(f->kind, "positive") == 0 &&
		    strcmp(f->method, "effect/1") != 0));
}

static bool
changes(const struct finding *f)
{
	return f->into == NULL && changed(f);
}

/*
 * May A, which was told, be told rather than B?  Praise only rather than
 * praise.  Not a sudden rise rather than a slow one, or the other way round,
 * nor any rather than one of several organisations, which is news of itself.
 */
static bool
is_like(const struct finding *a, const struct finding *b)
{
	bool slow = strcmp(a->method, "trend/1") == 0;

	return finding_rose(a) == finding_rose(b) &&
	    finding_fell(a) == finding_fell(b) &&
	    slow == (strcmp(b->method, "trend/1") == 0) &&
	    (strcmp(b->kind, "cross-org") != 0 ||
		strcmp(a->kind, b->kind) == 0);
}

/* Is a finding with the id of A told tonight, or one of the N of BACK? */
static bool
is_told(const struct stay *s, const struct finding *a,
    struct finding *const *back, size_t n)
{
	struct slice id = slice_of(a->id);

	for (size_t i = 0; i < n; i++)
		if (slice_eq(slice_of(back[i]->id), id))
			return true;
	for (size_t i = 0; i < s->fs->n; i++)
		if (s->fs->f[i]->into == NULL &&
		    slice_eq(slice_of(s->fs->f[i]->id), id))
			return true;
	return false;
}

/*
 * Was A, which is in TOP, told in its own place, and would it be again?  Or is
 * it in a campaign, of which TOP was let out?
 */
static bool
was_told(const struct stay *s, const struct finding *a,
    const struct finding *top)
{
	return a->into != NULL && changed(a) && is_like(a, top) &&
	    told(s, a) > told(s, top) &&
	    !(finding_fell(top) && top->p * surer < a->p) &&
	    (finding_top(a) == top || again_rose(a, s->l)) &&
	    !is_told(s, a, NULL, 0);
}

/* Tell A rather than F. */
static void
put_back(struct stay *s, struct finding *a, struct finding *f)
{
	again_tell(s->fs, a);
	f->into = a;
	merge_part(s->fs, a, f);
}

/*
 * Tell again what was told and is in F, if nothing is left of F without it: of
 * several no more than that takes, those that come first first.
 */
static bool
stay_inside(struct stay *s, struct finding *f)
{
	struct finding **a = xmalloc((s->fs->n + 1) * sizeof(*a));
	struct finding *g;
	size_t n = 0;
	bool stays = false;

	for (size_t i = 0; i < s->fs->n && !stays; i++) {
		g = s->fs->f[i];
		if (!was_told(s, g, f) || is_inside(s, f, g) ||
		    is_told(s, g, a, n))
			continue;
		a[n++] = g;
		merger_cover(&s->m, g, 1);
		stays = merger_p_left(&s->m, f, 1) > well;
	}
	for (size_t i = 0; i < n; i++)
		merger_cover(&s->m, a[i], -1);
	if (stays)
		put_back(s, a[0], f);
	for (size_t i = 1; i < n && stays; i++)
		again_tell(s->fs, a[i]);
	free(a);
	return stays;
}

/* Is F told tonight in A, which was told rather than F the night before? */
static bool
is_moved(const struct stay *s, const struct finding *f, const struct finding *a)
{
	return changes(f) && is_like(a, f) && is_inside(s, f, a) &&
	    told(s, f) < told(s, a);
}

/* Tell A, that was told and is in F, if all in it rose as all of it did. */
static bool
stay_around(struct stay *s, struct finding *a)
{
	struct findings *fs = s->fs;

	for (size_t i = 0; i < fs->n; i++)
		if (is_moved(s, fs->f[i], a) &&
		    !merger_alike(&s->m, a, fs->f[i]))
			return false;
	for (size_t i = 0; i < fs->n; i++)
		if (is_moved(s, fs->f[i], a))
			put_back(s, a, fs->f[i]);
	return true;
}

/* Tell again what was told in the place of F, or around it. */
static bool
stay_one(struct stay *s, struct finding *f)
{
	if (!changes(f))
		return false;
	if (stay_inside(s, f))
		return true;
	for (size_t i = 0; i < s->fs->n; i++)
		if (was_told(s, s->fs->f[i], f) &&
		    is_inside(s, f, s->fs->f[i]) && stay_around(s, s->fs->f[i]))
			return true;
	return false;
}

/* Cover all that is told and rises but A and B once more, or once less. */
static void
cover_told(struct stay *s, const struct finding *a, const struct finding *b,
    int by)
{
	for (size_t i = 0; i < s->fs->n; i++)
		if (finding_rises(s->fs->f[i]) && s->fs->f[i] != a &&
		    s->fs->f[i] != b)
			merger_cover(&s->m, s->fs->f[i], by);
}

/* The p of A beside all that is told, of which TOP is, or may be, around it. */
static double
p_beside(struct stay *s, const struct finding *a, const struct finding *top)
{
	const struct finding *in = is_inside(s, a, top) ? top : NULL;
	double p;

	cover_told(s, a, in, 1);
	p = in != NULL ? merger_p_alike(&s->m, in, a) :
			 merger_p_left(&s->m, a, 1);
	cover_told(s, a, in, -1);
	return p;
}

/*
 * Tell A, that was told, beside what it is in now, while that does not explain
 * it well: it is folded in with a p a tenth of that, and would come and go.
 */
static bool
stay_beside(struct stay *s, struct finding *a)
{
	const struct finding *top = finding_top(a);

	if (a->into == NULL || a->cell < 0 || !finding_rose(a) ||
	    !finding_rises(top) || told(s, a) < 2 || is_told(s, a, NULL, 0) ||
	    p_beside(s, a, top) > well)
		return false;
	again_tell(s->fs, a);
	return true;
}

void
stay_told(struct findings *fs, struct look *l)
{
	struct stay s = { .fs = fs, .l = l };
	bool any = false;

	if (l->before == NULL || l->before->ids.len == 0)
		return;
	merger_open(&s.m, fs, l, "burst");
	s.m.bare = true;
	for (size_t i = 0; i < fs->n; i++)
		any |= stay_one(&s, fs->f[i]);
	for (size_t i = 0; i < fs->n; i++)
		any |= stay_beside(&s, fs->f[i]);
	merger_release(&s.m);
	if (any)
		rank_findings(fs, l->cells);
}
