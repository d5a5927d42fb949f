#include "lib/pattern/pace.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"

/* Sets of the values of each member, and everything. */
enum { BESIDES = TALLY_DIMS * PACE_SETS + 1 };

void
pace_open(struct pace *p, const struct cells *x)
{
	*p = (struct pace){ .x = x };
	p->at = xcalloc(x->n + 1, sizeof(*p->at));
	p->beside = xcalloc(BESIDES, sizeof(*p->beside));
	p->steps = xmalloc((x->n + 1) * sizeof(*p->steps));
	for (size_t i = 0; i < x->n; i++)
		p->steps[i].of[0] = -1;
}

void
pace_add(struct pace *p, size_t i, const struct walk *like)
{
	if (p->n == p->cap) {
		p->cap = p->cap ? p->cap * 2 : 256;
		p->cell = xrealloc(p->cell, p->cap, sizeof(*p->cell));
		p->like = xrealloc(p->like, p->cap, sizeof(*p->like));
	}
	p->cell[p->n] = i;
	walk_plain(&p->like[p->n++], like);
	p->at[i] = p->n;
	p->from[p->x->cell[i].form + 1] = p->n;
}

/* Number the values of each member by the first cell that has them. */
static void
number_values(struct pace *p)
{
	const struct cells *x = p->x;
	size_t values = x->corpus->tally.values.len;
	uint32_t most[TALLY_DIMS] = { 0 };

	for (size_t k = 0; k < p->n; k++) {
		const struct cells_cell *c = &x->cell[p->cell[k]];

		for (int d = 0; d < x->form[c->form].n; d++) {
			int dim = x->form[c->form].dim[d];
			uint32_t **value = &p->value[dim];

			if (*value == NULL)
				*value = xcalloc(values, sizeof(**value));
			if ((*value)[c->value[d]] == 0)
				(*value)[c->value[d]] = ++most[dim];
		}
	}
}

/* The set of value V of member DIM. */
static uint32_t
set_of(const struct pace *p, int dim, uint32_t v)
{
	return p->value[dim][v] % PACE_SETS;
}

/* The set of cell I among the organisations, or what stands for one. */
static uint32_t
top_of(const struct pace *p, size_t i)
{
	const struct cells *x = p->x;
	const struct cells_cell *t = &x->cell[cells_top(x, i)];
	int dim = x->form[t->form].dim[0];

	if (x->form[t->form].n == 0)
		return BESIDES - 1;
	return (uint32_t)dim * PACE_SETS + set_of(p, dim, t->value[0]);
}

/*
 * Part the cells of form F in sets of about equal size, of those only that
 * stand beside the same.
 */
static void
part(struct pace *p, uint32_t f)
{
	size_t n = p->from[f + 1] - p->from[f];
	size_t many[BESIDES] = { 0 };
	size_t seen[BESIDES] = { 0 };
	uint32_t begins[BESIDES];
	uint32_t sets = 0;

	for (size_t k = p->from[f]; k < p->from[f + 1]; k++)
		many[top_of(p, p->cell[k])]++;
	for (int t = 0; t < BESIDES; t++) {
		begins[t] = sets;
		if (n > PACE_SETS)
			many[t] = (many[t] * PACE_SETS + n - 1) / n;
		sets += (uint32_t)many[t];
	}
	for (size_t k = p->from[f]; k < p->from[f + 1]; k++) {
		uint32_t t = top_of(p, p->cell[k]);

		p->set[k] = begins[t] + (uint32_t)(seen[t]++ % many[t]);
	}
	p->sets[f] = sets;
	p->among[f] = xcalloc(sets + 1, sizeof(*p->among[f]));
}

/* Now that all cells are there. */
static void
arrange(struct pace *p)
{
	p->set = xcalloc(p->n + 1, sizeof(*p->set));
	p->room = xcalloc(p->n + 1, sizeof(*p->room));
	number_values(p);
	for (uint32_t f = 0; f < p->x->nforms; f++) {
		p->from[f + 1] = p->from[f + 1] > 0 ? p->from[f + 1] :
						      p->from[f];
		part(p, f);
	}
}

/* Has number K another value of that member than those of set TOP? */
static bool
is_beside(const struct pace *p, size_t k, uint32_t top)
{
	const struct cells_cell *c = &p->x->cell[p->cell[k]];
	const struct cells_form *f = &p->x->form[c->form];

	if (top == BESIDES - 1)
		return f->n > 0;
	for (int d = 0; d < f->n; d++)
		if ((uint32_t)f->dim[d] == top / PACE_SETS)
			return set_of(p, f->dim[d], c->value[d]) !=
			    top % PACE_SETS;
	return false;
}

/* What all say that are beside the set TOP of organisations. */
static const struct walk *
learn_beside(struct pace *p, uint32_t top)
{
	struct walk *pool = p->beside[top];
	size_t n = 0;

	if (pool != NULL)
		return pool;
	for (size_t k = 0; k < p->n; k++)
		if (is_beside(p, k, top))
			p->room[n++] = &p->like[k];
	pool = p->beside[top] = xmalloc(sizeof(*pool));
	walk_pool(pool, NULL, p->last, p->room, n);
	p->last = pool;
	return pool;
}

/* What all of the form of number K say that are not of its set. */
static const struct walk *
learn_among(struct pace *p, size_t k)
{
	uint32_t f = p->x->cell[p->cell[k]].form;
	struct walk **pool = &p->among[f][p->set[k]];
	const struct walk *beside;
	size_t n = 0;

	if (*pool != NULL)
		return *pool;
	beside = learn_beside(p, top_of(p, p->cell[k]));
	for (size_t j = p->from[f]; j < p->from[f + 1]; j++)
		if (p->set[j] != p->set[k])
			p->room[n++] = &p->like[j];
	*pool = xmalloc(sizeof(**pool));
	/* what the last set had is near, as most are the same */
	walk_pool(*pool, beside, p->near[f], p->room, n);
	p->near[f] = *pool;
	return *pool;
}

/* The steps of number K, as the others of its form have it. */
static struct walk_steps
learn(struct pace *p, size_t k)
{
	if (p->set == NULL)
		arrange(p);
	return walk_steps(learn_among(p, k), &p->like[k]);
}

struct walk_steps
pace_of(struct pace *p, size_t i)
{
	ptrdiff_t wider = p->x->cell[i].parent;
	struct walk_steps *steps = &p->steps[i];
	struct walk_steps most;

	if (steps->of[0] < 0) {
		*steps = p->at[i] > 0 ? learn(p, p->at[i] - 1) :
					(struct walk_steps){ { 0 } };
		if (wider >= 0) {
			most = pace_of(p, (size_t)wider);
			*steps = walk_most(steps, &most);
		}
	}
	return *steps;
}

static void
free_all(struct walk **pool, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(pool[i]);
	free(pool);
}

void
pace_release(struct pace *p)
{
	for (uint32_t f = 0; f < CELLS_FORMS; f++)
		free_all(p->among[f], p->sets[f]);
	free_all(p->beside, BESIDES);
	for (int d = 0; d < TALLY_DIMS; d++)
		free(p->value[d]);
	free(p->cell);
	free(p->like);
	free(p->at);
	free(p->steps);
	free(p->set);
	free(p->room);
}
