#include "lib/pattern/merger.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/again.h"
#include "lib/pattern/special.h"

const double merger_own = .001;

/* So many signals as now count as past: of a past of none or few, all does. */
enum { FEW = 4 };

void
merger_cover(struct merger *m, const struct finding *f, int by)
{
	const uint32_t *member = cells_members(m->x, (size_t)f->cell);

	for (uint32_t i = 0; i < m->x->cell[f->cell].nmembers; i++)
		m->covered[member[i]] = (unsigned char)(m->covered[member[i]] +
		    by);
}

/* The first day that is not of A's past: what grew since then is no past. */
static int32_t
past_end(const struct finding *a)
{
	return a->since != DATE_NONE && a->since < a->from ? a->since : a->from;
}

/* How much busier A's days were for MEMBER, where A's expectation knows it. */
static double
busier(const struct merger *m, uint32_t member, const struct finding *a)
{
	return a->offset > 0 ?
	    volume_growth(m->volume, m->volume->of[a->total][member],
		past_end(a), a->from, a->to) :
	    1;
}

static void
add_member(struct shared *s, const struct merger *m, uint32_t member,
    const struct finding *a)
{
	struct cells_rows rows = cells_rows(m->x, member);
	double g = busier(m, member, a);
	const struct tally_row *r;

	for (size_t i = 0; i < rows.n; i++) {
		r = rows.row[i];
		if (r->day >= a->from && r->day <= a->to) {
			s->now += r->c[m->repeats ? TALLY_REPEATS : TALLY_N];
			s->past += m->repeats ? r->c[TALLY_N] : 0;
		} else if (r->day >= m->since && r->day < past_end(a)) {
			s->past += m->repeats ? 0 : g * r->c[TALLY_N];
		}
	}
	if (m->bare)
		s->now -= again_letters_of(m->x, member, a->from, a->to);
}

struct shared
merger_share_of(const struct merger *m, ptrdiff_t cell, bool covered,
    const struct finding *a)
{
	const uint32_t *member = cells_members(m->x, (size_t)cell);
	struct shared s = { 0 };

	for (uint32_t i = 0; i < m->x->cell[cell].nmembers; i++)
		if ((m->covered[member[i]] > 0) == covered)
			add_member(&s, m, member[i], a);
	return s;
}

struct shared
merger_share(const struct merger *m, const struct finding *a)
{
	return merger_share_of(m, a->cell, true, a);
}

/* All of A, as it counts it. */
static struct shared
share_all(const struct merger *m, const struct finding *a)
{
	const uint32_t *member = cells_members(m->x, (size_t)a->cell);
	struct shared s = { 0 };

	for (uint32_t i = 0; i < m->x->cell[a->cell].nmembers; i++)
		add_member(&s, m, member[i], a);
	return s;
}

/* The signals that A counts. */
static double
seen_of(const struct merger *m, const struct finding *a)
{
	return a->observed - (m->bare ? a->among : 0);
}

double
merger_usual(const struct merger *m, const struct finding *a)
{
	return m->repeats ? a->n : share_all(m, a).past;
}

double
merger_left(const struct merger *m, const struct finding *a)
{
	struct shared s = merger_share(m, a);
	struct shared all = share_all(m, a);
	double few = m->repeats ? 0 : FEW;

	if (!(all.now > 0 && all.past + few > 0))
		return 0;
	return 1 - (s.past + few * s.now / all.now) / (all.past + few);
}

double
merger_p_left(const struct merger *m, const struct finding *a, double growth)
{
	double left = merger_left(m, a);
	double seen = seen_of(m, a);
	double n = seen - merger_share(m, a).now;
	double e = a->expected * left;
	double excess = seen - a->expected;

	if (n <= 0 || n - growth * e < excess / 4)
		return 1;
	return e > 0 ? special_nb_grown(n, e, a->variance * left, growth) : 0;
}

bool
merger_explained(const struct merger *m, const struct finding *a)
{
	return merger_share(m, a).now > 0 &&
	    merger_p_left(m, a, 1) > merger_own;
}

/* The signals of TOP in the days of A. */
static double
all_of(const struct merger *m, const struct finding *top,
    const struct finding *a)
{
	size_t cell = (size_t)top->cell;

	return (double)cells_sum(m->x, cell, TALLY_N, a->from, a->to) -
	    (m->bare ? again_letters(m->x, cell, a->from, a->to) : 0);
}

/* How many times what is usual all of TOP was in the days of A. */
static double
growth_of(const struct merger *m, const struct finding *top,
    const struct finding *a)
{
	double e = top->expected * (a->to - a->from + 1) /
	    (top->to - top->from + 1);
	double seen = seen_of(m, top);
	double ratio = m->bare ? seen / top->expected : top->ratio;

	if (!(e > 0))
		return 1;
	if (m->repeats)
		return fmax(1, top->ratio);
	return fmax(1, fmax(ratio, all_of(m, top, a) / e));
}

/* The p of A, with a past of FEW at most, as a part of TOP of the same size. */
static double
p_of_share(const struct merger *m, const struct finding *top,
    const struct finding *a)
{
	double past = merger_usual(m, a) + .5;
	double e = all_of(m, top, a) * past / (merger_usual(m, top) + 1);

	return special_nb_tail(seen_of(m, a) - merger_share(m, a).now, e,
	    e + e * e / past);
}

double
merger_p_alike(const struct merger *m, const struct finding *top,
    const struct finding *a)
{
	double p = merger_p_left(m, a, growth_of(m, top, a));

	return merger_usual(m, a) <= FEW ? fmax(p, p_of_share(m, top, a)) : p;
}

bool
merger_alike(const struct merger *m, const struct finding *top,
    const struct finding *a)
{
	return merger_p_alike(m, top, a) > merger_own;
}

struct finding *
merger_nearest(struct merger *m, struct finding *const *kept, size_t n,
    const struct finding *a)
{
	struct finding *best = NULL;
	unsigned char *all = m->covered;
	double most = -1;
	struct shared s;
	double part;

	m->covered = m->one;

	for (size_t i = 0; i < n; i++) {
		merger_cover(m, kept[i], 1);
		s = merger_share(m, a);
		merger_cover(m, kept[i], -1);
		part = m->quiet ? s.past : s.now;
		if (part > most ||
		    (part == most &&
			cells_inside(m->x, (size_t)kept[i]->cell,
			    (size_t)best->cell))) {
			most = part;
			best = kept[i];
		}
	}
	m->covered = all;
	return best;
}

size_t
merger_kept(const struct merger *m, const struct finding *but,
    struct finding **kept)
{
	size_t n = 0;

	for (size_t i = 0; i < m->n; i++)
		if (m->f[i]->into == NULL && m->f[i] != but)
			kept[n++] = m->f[i];
	return n;
}

static int
surest_first(const void *a, const void *b)
{
	const struct finding *x = *(const struct finding *const *)a;
	const struct finding *y = *(const struct finding *const *)b;

	if (x->p != y->p)
		return x->p < y->p ? -1 : 1;
	return finding_compare(x, y);
}

void
merger_open(struct merger *m, const struct findings *fs, struct look *l,
    const char *kind)
{
	*m = (struct merger){ .x = l->cells,
		.since = l->cells->first,
		.repeats = strcmp(kind, "repeat") == 0,
		.quiet = strcmp(kind, "silence") == 0,
		.volume = &l->volume };
	m->f = xmalloc((fs->n + 1) * sizeof(*m->f));
	m->gone = xcalloc(fs->n + 1, 1);
	m->wide = xcalloc(fs->n + 1, 1);
	m->other = xmalloc((fs->n + 1) * sizeof(*m->other));
	m->covered = xcalloc(l->cells->corpus->tally.ncells + 1, 1);
	m->one = xcalloc(l->cells->corpus->tally.ncells + 1, 1);
	for (size_t i = 0; i < fs->n; i++)
		if (strcmp(fs->f[i]->kind, kind) == 0 && fs->f[i]->cell >= 0 &&
		    fs->f[i]->into == NULL)
			m->f[m->n++] = fs->f[i];
	for (size_t i = 0; i < fs->n && strcmp(kind, "burst") == 0; i++)
		if (finding_rises(fs->f[i]) &&
		    strcmp(fs->f[i]->kind, kind) != 0)
			m->other[m->nothers++] = fs->f[i];
	if (m->n > 1)
		qsort(m->f, m->n, sizeof(*m->f), surest_first);
}

void
merger_release(struct merger *m)
{
	free(m->f);
	free(m->gone);
	free(m->wide);
	free(m->other);
	free(m->covered);
	free(m->one);
}
