/* Which combinations of members make cells, and what each looks up to. */

#include <stdlib.h>

#include "lib/pattern/cells.h"

static const char default_forms[] =
    ";org;theme;product;org,kind;org,channel;org,theme;org,product;theme,product;"
    "org,region;theme,channel;theme,region;org,theme,product;org,theme,channel;"
    "org,theme,region";

static int
by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static const char *
read_form(struct cells_form *f, struct slice s)
{
	struct slice name;
	bool more = s.n > 0;
	int dim;

	*f = (struct cells_form){ 0 };
	while (more) {
		more = slice_cut(&s, ',', &name);
		dim = tally_dim(slice_trim(more ? name : s));
		if (dim < 0)
			return "cells can have org, system, kind, channel, "
			       "product, region, sentiment, theme, norm "
			       "and level";
		if (f->n == CELLS_DIMS)
			return "more members in a cell than three";
		for (int i = 0; i < f->n; i++)
			if (f->dim[i] == dim)
				return "a member twice in a cell";
		f->dim[f->n++] = dim;
	}
	if (f->n > 1)
		qsort(f->dim, (size_t)f->n, sizeof(f->dim[0]), by_number);
	return NULL;
}

static bool
same_form(const struct cells_form *a, const struct cells_form *b)
{
	return a->n == b->n &&
	    memcmp(a->dim, b->dim, sizeof(a->dim[0]) * (size_t)a->n) == 0;
}

ptrdiff_t
cells_find_form(const struct cells *x, const struct cells_form *f)
{
	for (size_t i = 0; i < x->nforms; i++)
		if (same_form(&x->form[i], f))
			return (ptrdiff_t)i;
	return -1;
}

struct cells_form
cells_wider(const struct cells_form *f)
{
	struct cells_form w = { 0 };
	int leave = f->n - 1;

	for (int i = 0; i < f->n; i++)
		if (f->dim[i] != TALLY_ORG && f->dim[i] != TALLY_THEME)
			leave = i;
	for (int i = 0; i < f->n; i++)
		if (i != leave)
			w.dim[w.n++] = f->dim[i];
	return w;
}

/* Add F and, before it, the forms that it looks up to. */
static const char *
add_form(struct cells *x, const struct cells_form *f)
{
	struct cells_form w;
	const char *why;

	if (cells_find_form(x, f) >= 0)
		return NULL;
	if (f->n > 0) {
		w = cells_wider(f);
		why = add_form(x, &w);
		if (why != NULL)
			return why;
	}
	if (x->nforms == CELLS_FORMS)
		return "too many kinds of cells";
	x->form[x->nforms++] = *f;
	return NULL;
}

const char *
cells_forms(struct cells *x, const char *forms)
{
	struct slice rest = slice_of(forms != NULL ? forms : default_forms);
	struct slice one;
	struct cells_form f;
	bool more = true;
	const char *why;

	x->nforms = 0;
	while (more) {
		more = slice_cut(&rest, ';', &one);
		why = read_form(&f, more ? one : rest);
		if (why == NULL)
			why = add_form(x, &f);
		if (why != NULL)
			return why;
	}
	return NULL;
}
