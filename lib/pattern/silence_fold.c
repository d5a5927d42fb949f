/* An organisation that falls silent is one silence, with its parts. */

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/episodes.h"
#include "lib/pattern/merge.h"
#include "lib/pattern/merger.h"
#include "lib/pattern/single.h"
#include "lib/pattern/special.h"

static const double surely_more = .01; /* p of what is left without parts */

/* What is left of a silence without what is covered. */
struct rest {
	double n;
	double e;
	double v;
};

static struct rest
rest_of(const struct merger *m, const struct finding *f)
{
	struct shared s = merger_share(m, f);
	double usual = merger_usual(m, f);
	double left = usual > 0 ? 1 - s.past / usual : 0;

	return (struct rest){ f->observed - s.now, f->expected * left,
		f->variance * left };
}

/* Is F silent without what is covered, if anything is? */
static bool
is_silent(const struct merger *m, const struct finding *f)
{
	struct rest r = rest_of(m, f);

	if (!(r.e < f->expected))
		return true;
	return r.e > 0 && r.n * 3 <= r.e &&
	    special_nb_lower(r.n, r.e, r.v) <= merger_own;
}

/*
 * Is it only kinds, or channels, of organisation TOP that are silent?  Then
 * there is more of the rest than if all had fallen alike, and it is not silent.
 */
static bool
is_of_parts(struct merger *m, const struct finding *top)
{
	const struct cells *x = m->x;
	struct rest r;
	double e;

	for (uint32_t form = 0; form < x->nforms; form++) {
		for (int by = 1; by >= -1; by -= 2) {
			for (size_t i = 0; i < m->n; i++)
				if (x->cell[m->f[i]->cell].form == form &&
				    cells_inside(x, (size_t)m->f[i]->cell,
					(size_t)top->cell))
					merger_cover(m, m->f[i], by);
			if (by == 1)
				r = rest_of(m, top);
		}
		e = r.e * top->observed / top->expected;
		if (r.n * 3 > r.e && special_nb_tail(r.n, e, e) <= surely_more)
			return true;
	}
	return false;
}

/*
 * Was a part of TOP told to be silent before, and TOP not, and is it not silent
 * without that?  Then that goes on.
 */
static bool
is_of_before(struct merger *m, const struct look *l, const struct finding *top)
{
	bool before = false;
	bool silent;

	if (episodes_silent_since(l, (size_t)top->cell) != DATE_NONE)
		return false;
	for (int by = 1; by >= -1; by -= 2) {
		for (size_t i = 0; i < m->n; i++) {
			size_t cell = (size_t)m->f[i]->cell;

			if (m->f[i] == top ||
			    !cells_inside(m->x, cell, (size_t)top->cell) ||
			    episodes_silent_since(l, cell) == DATE_NONE)
				continue;
			before = true;
			merger_cover(m, m->f[i], by);
		}
		if (by == 1)
			silent = is_silent(m, top);
	}
	return before && !silent;
}

void
single_fold_silence(struct findings *fs, struct look *l)
{
	enum { WHOLE, PARTS, REST, ROUNDS };
	struct merger m;
	struct finding **kept;
	size_t n = 0;

	merger_open(&m, fs, l, "silence");
	kept = xmalloc((m.n + 1) * sizeof(*kept));
	for (size_t i = 0; i < m.n; i++) {
		bool org = m.x->form[m.x->cell[m.f[i]->cell].form].n == 1;

		m.wide[i] = org ? WHOLE : PARTS;
		if (org &&
		    (is_of_parts(&m, m.f[i]) || is_of_before(&m, l, m.f[i])))
			m.wide[i] = REST;
	}
	for (int round = WHOLE; round < ROUNDS; round++)
		for (size_t i = 0; i < m.n; i++) {
			if (m.wide[i] != round)
				continue;
			if (round < REST && is_silent(&m, m.f[i])) {
				merger_cover(&m, m.f[i], 1);
				kept[n++] = m.f[i];
			} else {
				m.f[i]->into = merger_nearest(&m, kept, n,
				    m.f[i]);
			}
		}
	for (size_t i = 0; i < m.n; i++)
		if (m.f[i]->into != NULL)
			merge_part(fs, m.f[i]->into, m.f[i]);
	free(kept);
	merger_release(&m);
}
