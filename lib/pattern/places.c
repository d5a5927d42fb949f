#include "lib/pattern/places.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/set.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/merge.h"

/* The finding that may name each place as a part, or that tells it itself. */
struct places {
	struct set name;
	const struct finding **owner; /* by number of its name */
	size_t cap;
};

static bool
is_cross(const struct finding *f)
{
	return strcmp(f->kind, "cross-org") == 0;
}

/* Does F tell that a cell changed? */
static bool
changed(const struct finding *f)
{
	return f->cell >= 0 &&
	    (finding_rose(f) || strcmp(f->kind, "positive") == 0);
}

/* Is F told, and are its parts what changed? */
static bool
names_changes(const struct finding *f)
{
	return f->into == NULL &&
	    (changed(f) || strcmp(f->kind, "campaign") == 0);
}

/* The first that asks for PLACE gets it. */
static void
ask(struct places *ps, struct slice place, const struct finding *f)
{
	bool isnew;
	size_t i = set_add(&ps->name, place, &isnew);

	if (i == ps->cap) {
		ps->cap = ps->cap ? ps->cap * 2 : 64;
		ps->owner = xrealloc(ps->owner, ps->cap, sizeof(*ps->owner));
	}
	if (isnew)
		ps->owner[i] = f;
}

static void
ask_own(struct places *ps, const struct finding *f, const struct finding *by)
{
	struct buf b = { 0 };

	merge_place(&b, &f->where);
	ask(ps, buf_slice(&b), by);
	buf_release(&b);
}

static void
ask_parts(struct places *ps, const struct finding *f)
{
	for (size_t i = 0; i < f->parts.n; i++)
		ask(ps, merge_place_of(f->parts.s[i]), f);
}

/* Take PAIR, and what parts it from the next, off REST, if it begins so. */
static bool
take(struct slice *rest, struct slice pair)
{
	const struct slice and = SLICE(" & ");
	size_t n = pair.n;

	if (rest->n < n || memcmp(rest->p, pair.p, n) != 0)
		return false;
	if (rest->n > n) {
		if (rest->n < n + and.n ||
		    memcmp(rest->p + n, and.p, and.n) != 0)
			return false;
		n += and.n;
	}
	rest->p += n;
	rest->n -= n;
	return true;
}

/* Is PLACE all of F and more: some of its pairs only? */
static bool
is_wider(const struct finding *f, struct slice place)
{
	size_t n = 0;

	for (size_t i = 0; i < f->where.n; i++)
		n += place.n > 0 && take(&place, f->where.s[i]);
	return place.n == 0 && n < f->where.n;
}

static void
keep_own(const struct places *ps, struct finding *f)
{
	size_t n = 0;
	struct slice place;
	ptrdiff_t at;

	for (size_t i = 0; i < f->parts.n; i++) {
		place = merge_place_of(f->parts.s[i]);
		at = set_find(&ps->name, place);
		if (at >= 0 && ps->owner[at] == f && !is_wider(f, place))
			f->parts.s[n++] = f->parts.s[i];
	}
	f->parts.n = n;
}

/* All that is told by itself, or if INSIDE that is folded, asks for its own. */
static void
ask_each(struct places *ps, const struct findings *fs, bool inside)
{
	const struct finding *f;

	for (size_t i = 0; i < fs->n; i++) {
		f = fs->f[i];
		if (changed(f) && (f->into != NULL) == inside)
			ask_own(ps, f, finding_top(f));
	}
}

/*
 * What is told by itself is first, then what cross-org says of each of its
 * organisations, then what a part is folded into.
 */
void
places_settle(struct findings *fs)
{
	struct places ps = { 0 };

	ask_each(&ps, fs, false);
	for (size_t i = 0; i < fs->n; i++)
		if (names_changes(fs->f[i]) && is_cross(fs->f[i]))
			ask_parts(&ps, fs->f[i]);
	ask_each(&ps, fs, true);
	for (size_t i = 0; i < fs->n; i++)
		if (names_changes(fs->f[i]))
			ask_parts(&ps, fs->f[i]);
	for (size_t i = 0; i < fs->n; i++)
		if (names_changes(fs->f[i]))
			keep_own(&ps, fs->f[i]);
	set_release(&ps.name);
	free(ps.owner);
}
