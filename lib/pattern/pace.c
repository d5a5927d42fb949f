#include "lib/pattern/pace.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"

void
pace_open(struct pace *p, const struct cells *x)
{
	*p = (struct pace){ .x = x };
	p->at = xcalloc(x->n + 1, sizeof(*p->at));
	p->beside = xcalloc(x->n + 1, sizeof(*p->beside));
	p->near = xcalloc(x->nforms + 1, sizeof(*p->near));
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
		p->room = xrealloc(p->room, p->cap, sizeof(*p->room));
	}
	p->cell[p->n] = i;
	p->like[p->n++] = *like;
	p->at[i] = p->n;
}

/* Has cell I another value of the first member of cell TOP, or TOP none? */
static bool
is_beside(const struct cells *x, size_t i, size_t top)
{
	const struct cells_cell *t = &x->cell[top];
	const struct cells_cell *c = &x->cell[i];
	const struct cells_form *f = &x->form[c->form];

	if (x->form[t->form].n == 0)
		return i != top;
	for (int d = 0; d < f->n; d++)
		if (f->dim[d] == x->form[t->form].dim[0])
			return c->value[d] != t->value[0];
	return false;
}

/* What all say that are beside cell TOP. */
static const struct walk *
learn_beside(struct pace *p, size_t top)
{
	size_t n = 0;

	if (p->beside[top] != NULL)
		return p->beside[top];
	for (size_t k = 0; k < p->n; k++)
		if (is_beside(p->x, p->cell[k], top))
			p->room[n++] = p->like[k];
	p->beside[top] = xmalloc(sizeof(*p->beside[top]));
	walk_pool(p->beside[top], NULL, p->last, p->room, n);
	p->last = p->beside[top];
	return p->last;
}

/* The steps of cell I, as the others of its form have it. */
static struct walk_steps
learn(struct pace *p, size_t i)
{
	const struct walk *beside = learn_beside(p, cells_top(p->x, i));
	uint32_t form = p->x->cell[i].form;
	struct walk *near = &p->near[form];
	size_t n = 0;

	for (size_t k = 0; k < p->n; k++)
		if (p->cell[k] != i && p->x->cell[p->cell[k]].form == form)
			p->room[n++] = p->like[k];
	/* what the last cell had is near, as all but two are the same */
	walk_pool(near, beside, near->at[0] > 0 ? near : NULL, p->room, n);
	return walk_steps(near, &p->like[p->at[i] - 1]);
}

struct walk_steps
pace_of(struct pace *p, size_t i)
{
	ptrdiff_t wider = p->x->cell[i].parent;
	struct walk_steps *steps = &p->steps[i];
	struct walk_steps most;

	if (steps->of[0] < 0) {
		*steps = p->at[i] > 0 ? learn(p, i) :
					(struct walk_steps){ { 0 } };
		if (wider >= 0) {
			most = pace_of(p, (size_t)wider);
			*steps = walk_most(steps, &most);
		}
	}
	return *steps;
}

void
pace_release(struct pace *p)
{
	for (size_t i = 0; i < p->x->n; i++)
		free(p->beside[i]);
	free(p->cell);
	free(p->like);
	free(p->at);
	free(p->beside);
	free(p->steps);
	free(p->near);
	free(p->room);
}
