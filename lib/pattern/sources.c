#include "lib/pattern/sources.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"

enum {
	DELIVERIES = 10, /* of a source, the latest */
	EMPTY = 7, /* days after its last signal when it is delivered again */
	UNHEARD = 31 /* or, where none is known, a signal: all on the first */
};

/*
 * Of each source its last delivery with signals, the last that it surely is in
 * (deliveries.h), and whether it says so no more.
 */
enum { SEEN, LAST, UNTOLD };

static void
raise_day(uint64_t *code, int32_t day)
{
	if (gist_code(day) > *code)
		*code = gist_code(day);
}

static void
last_deliveries(const struct look *l, struct sums *last)
{
	const struct tally *t = &l->cells->corpus->tally;
	const struct delivered *d;
	uint64_t *n;

	for (uint32_t c = 0; c < t->ncells; c++) {
		if (t->cell[c].what != TALLY_DELIVERIES)
			continue;
		d = deliveries_of(&l->deliveries.system, c);
		n = gist_source(last, t, c);
		raise_day(&n[SEEN], d->own);
		raise_day(&n[LAST], d->sure);
		n[UNTOLD] |= d->untold;
	}
}

static const char *
source_state(const struct gist *d, const uint64_t *n, int32_t delivered)
{
	int32_t last = gist_day(n[SRC_LAST]);
	int32_t first = gist_day(n[SRC_FIRST]);

	if (first != DATE_NONE && first > d->until - 7 * 26 &&
	    first > d->first + 28)
		return "new";
	if (delivered != DATE_NONE && delivered <= d->until - DELIVERIES_SILENT)
		return "late";
	if (delivered == DATE_NONE && last != DATE_NONE &&
	    last <= d->until - UNHEARD)
		return "late";
	if (delivered != DATE_NONE && last != DATE_NONE &&
	    last <= d->until - DELIVERIES_SILENT)
		return delivered - last < EMPTY ? "late" : "silent";
	return "ok";
}

/*
 * The last two columns of V, last delivered on DELIVERED; of many sources
 * nothing.
 */
static void
put_state(const struct gist *d, struct columns *t, const struct sum *v,
    int32_t delivered)
{
	if (gist_is_rest(v)) {
		columns_none(t);
		columns_none(t);
		return;
	}
	columns_day(t,
	    delivered != DATE_NONE && delivered - 1 <= d->until ?
		delivered - 1 :
		d->until);
	columns_text(t, slice_of(source_state(d, v->n, delivered)));
}

static void
put_sources(struct rec *r, struct gist *d, struct columns *t)
{
	struct sum *v = gist_sorted(&d->source, gist_by_name);
	struct sums deliveries = { 0 };
	const uint64_t *delivery;
	int32_t delivered;
	int32_t last;

	last_deliveries(d->l, &deliveries);
	columns_begin(t, "org", "system", "kind", "n", "copies", "states",
	    "undated", "first", "last", "seen", "complete", "state", NULL);
	for (size_t i = 0; i < d->source.names.len; i++) {
		delivery = gist_sums(&deliveries, v[i].name);
		last = gist_day(v[i].n[SRC_LAST]);
		columns_texts(t, v[i].name);
		for (int k = SRC_N; k <= SRC_UNDATED; k++)
			columns_count(t, v[i].n[k]);
		columns_day(t, gist_day(v[i].n[SRC_FIRST]));
		columns_day(t, last);
		columns_day(t, gist_day(delivery[SEEN]));
		delivered = delivery[UNTOLD] ? DATE_NONE :
					       gist_day(delivery[LAST]);
		put_state(d, t, &v[i], delivered);
		columns_end(t);
	}
	rec_set_raw(r, F_SOURCES, columns_value(t));
	gist_release(&deliveries);
	free(v);
}

static void
put_delivery(struct columns *t, const struct tally *all,
    const struct tally_row *row)
{
	static const int dims[] = { TALLY_ORG, TALLY_SYSTEM, TALLY_KIND };
	const struct tally_cell *c = &all->cell[row->cell];
	struct buf b = { 0 };
	bool known = row->c[TALLY_KNOWN] != 0;

	for (int i = 0; i < 3; i++) {
		buf_reset(&b);
		if (c->dim[dims[i]] != 0)
			json_decode(&b, set_key(&all->values, c->dim[dims[i]]));
		columns_text(t, buf_slice(&b));
	}
	columns_day(t, row->day);
	columns_count(t, row->c[TALLY_N]);
	columns_day(t, known ? (int32_t)row->c[TALLY_FIRST] : DATE_NONE);
	columns_day(t, known ? (int32_t)row->c[TALLY_LAST] : DATE_NONE);
	columns_end(t);
	buf_release(&b);
}

/* The latest of each source; rows are sorted by day. */
static void
put_deliveries(struct rec *r, struct gist *d, struct columns *t)
{
	const struct tally *all = &d->l->cells->corpus->tally;
	uint32_t *left = xcalloc(all->ncells + 1, sizeof(*left));
	size_t listed = 0;

	columns_begin(t, "org", "system", "kind", "day", "n", "first", "last",
	    NULL);
	for (size_t i = 0; i < all->nrows; i++)
		if (all->cell[all->rows[i].cell].what == TALLY_DELIVERIES)
			listed += left[all->rows[i].cell]++ < DELIVERIES;
	for (size_t i = 0; i < all->nrows; i++) {
		if (all->cell[all->rows[i].cell].what != TALLY_DELIVERIES)
			continue;
		if (left[all->rows[i].cell]-- <= DELIVERIES &&
		    listed-- <= (size_t)DELIVERIES * GIST_MOST)
			put_delivery(t, all, &all->rows[i]);
	}
	rec_set_raw(r, F_DELIVERIES, columns_value(t));
	free(left);
}

void
sources_put(struct rec *r, struct gist *d, struct columns *t)
{
	put_sources(r, d, t);
	put_deliveries(r, d, t);
}
