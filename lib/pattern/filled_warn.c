/* What is filled in since some day, or no more, and where. */

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/summary.h"

/* Is member D compared at all?  Some are in cells only where that is asked. */
static bool
is_compared(const struct cells *x, int d)
{
	if (d != TALLY_SYSTEM && d != TALLY_SENTIMENT && d != TALLY_NORM &&
	    d != TALLY_LEVEL)
		return true;
	for (size_t i = 0; i < x->nforms; i++)
		for (int k = 0; k < x->form[i].n; k++)
			if (x->form[i].dim[k] == d)
				return true;
	return false;
}

static int
by_bytes(const void *a, const void *b)
{
	return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

/* The N names of ORG in brackets, each once; that of none is empty. */
static void
put_orgs(struct buf *b, struct slice *org, size_t n)
{
	size_t names = 0;

	if (n > 1)
		qsort(org, n, sizeof(*org), by_bytes);
	for (size_t i = 0; i < n; i++) {
		if (org[i].n == 0 || (i > 0 && slice_eq(org[i], org[i - 1])))
			continue;
		buf_puts(b, names == 0 ? " (" : "");
		warnings_name(b, &names, org[i]);
	}
	buf_puts(b, names > 0 ? ")" : "");
}

/* The organisations that fill in D since some day, or no more; how many. */
static size_t
find_orgs(const struct origins *o, int d, struct slice *org, int32_t *last)
{
	const struct set *values = &o->cells->corpus->tally.values;
	size_t n = 0;
	int32_t day;

	for (size_t s = 0; s < o->n; s++) {
		size_t at = s * TALLY_DIMS + (size_t)d;

		/* of both only one is a day */
		day = o->filled.from[at] > o->filled.to[at] ?
		    o->filled.from[at] :
		    o->filled.to[at];
		if (day == DATE_NONE)
			continue;
		*last = day > *last ? day : *last;
		org[n++] = set_key(values, o->s[s].org);
	}
	return n;
}

/* Members, and WHERE that is; those of one place are told together. */
static void
put_names(struct buf *names, struct buf *where, const struct look *l,
    int32_t *last)
{
	struct slice *org = xmalloc((l->origins.n + 1) * sizeof(*org));
	struct buf now = { 0 };
	size_t n;

	for (int d = 0; d < TALLY_TERM; d++) {
		if (!is_compared(l->cells, d))
			continue;
		n = find_orgs(&l->origins, d, org, last);
		if (n == 0)
			continue;
		buf_reset(&now);
		put_orgs(&now, org, n);
		if (!slice_eq(buf_slice(&now), buf_slice(where)))
			buf_put(names, buf_slice(where));
		buf_puts(names, names->len > 0 ? ", " : "");
		buf_puts(names, tally_dim_name(d));
		buf_reset(where);
		buf_put(where, buf_slice(&now));
	}
	buf_put(names, buf_slice(where));
	buf_release(&now);
	free(org);
}

void
warnings_filled(struct warnings *w, const struct look *l)
{
	struct buf names = { 0 };
	struct buf where = { 0 };
	int32_t last = DATE_NONE;
	struct slice in;

	/* where too few days are known no sources are */
	if (l->origins.n == 0)
		return;
	put_names(&names, &where, l, &last);
	in = buf_slice(&names);
	if (in.n > 0)
		warnings_add(w,
		    "%s: niet de hele tijd ingevuld, of in oudere tellingen "
		    "weggelaten. Niet vergelijkbaar voor en na %d.",
		    "%s: not filled in all the time, or left out of older "
		    "tallies. Not comparable before and after %d.",
		    &in, last);
	buf_release(&where);
	buf_release(&names);
}
