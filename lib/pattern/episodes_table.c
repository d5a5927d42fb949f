/* The table of episodes that stands in a summary. */

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/num.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/columns.h"
#include "lib/pattern/episodes.h"

static bool
read_row(struct episodes *es, struct slice row)
{
	struct episodes_one o = { .e.open = true,
		.e.told = NAN,
		.was_open = true };
	struct slice id, since, loud, told, n;
	uint64_t places;
	bool more;

	if (!slice_cut(&row, '\t', &id) || !slice_cut(&row, '\t', &since) ||
	    !slice_cut(&row, '\t', &loud) || !slice_cut(&row, '\t', &told))
		return false;
	o.e.since = date_parse_day(since);
	o.e.loud = date_parse_day(loud);
	if (o.e.since == DATE_NONE || o.e.loud == DATE_NONE ||
	    (told.n > 0 && !num_double(told, &o.e.told)))
		return false;
	/* tables of before do not say what each was a part of */
	more = slice_cut(&row, '\t', &n);
	if (!num_u64(more ? n : row, &places) || places > UINT32_MAX)
		return false;
	o.e.places = (unsigned)places;
	o.was = o.e;
	if (more)
		o.in = arena_copy(&es->own, row);
	*episodes_one_of(es, id) = o;
	return true;
}

bool
episodes_read(struct episodes *es, struct slice table)
{
	struct json_walk w;
	struct buf row = { 0 };
	bool good = true;
	size_t n = 0;

	for (json_items(&w, table); good && json_next(&w);) {
		buf_reset(&row);
		json_decode(&row, w.value);
		/* the first row names the columns */
		good = n++ == 0 || read_row(es, buf_slice(&row));
	}
	buf_release(&row);
	return good;
}

void
episodes_known(struct episodes *es, struct rec *r)
{
	int32_t since = date_parse_day(rec_text(r, F_FIRST_SEEN));
	int32_t last = date_parse_day(rec_text(r, F_LAST_SEEN));
	struct episodes_one *o;

	if (!episodes_has(rec_text(r, F_KIND)) || since == DATE_NONE ||
	    last == DATE_NONE)
		return;
	o = episodes_one_of(es, rec_text(r, F_ID));
	o->was_told = true;
	if (o->was_open)
		return;
	*o = (struct episodes_one){ .e = { .open = true,
					.since = since,
					.loud = last,
					.told = NAN,
					.places = UINT32_MAX },
		.was_open = true,
		.was_told = true };
	o->was = o->e;
}

static int
by_bytes(const void *a, const void *b)
{
	return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

static void
put_row(struct columns *t, struct slice id, const struct episodes_one *o)
{
	const struct episode *e = &o->e;
	struct buf b = { 0 };

	columns_text(t, id);
	columns_day(t, e->since);
	columns_day(t, e->loud);
	if (!isnan(e->told))
		num_put(&b, e->told);
	columns_text(t, buf_slice(&b));
	columns_count(t, e->places);
	columns_text(t, o->in);
	columns_end(t);
	buf_release(&b);
}

void
episodes_put(const struct episodes *es, struct findings *fs)
{
	struct slice *id = xmalloc((es->ids.len + 1) * sizeof(*id));
	struct columns t = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < es->ids.len; i++)
		if (es->one[i].e.open)
			id[n++] = set_key(&es->ids, i);
	if (n > 1)
		qsort(id, n, sizeof(*id), by_bytes);
	columns_begin(&t, "id", "since", "loud", "told", "places", "part_of",
	    NULL);
	for (size_t i = 0; i < n; i++)
		put_row(&t, id[i], &es->one[set_find(&es->ids, id[i])]);
	if (n > 0)
		fs->episodes = findings_text(fs, columns_value(&t));
	columns_release(&t);
	free(id);
}
