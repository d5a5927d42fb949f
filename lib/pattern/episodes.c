#include "lib/pattern/episodes.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/num.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/burst.h"
#include "lib/pattern/columns.h"

enum {
	WEEKS = 28, /* days that are counted */
	LEAST = 5 /* recent signals of a cell whose p can be small */
};

void
episodes_release(struct episodes *es)
{
	set_release(&es->ids);
	free(es->one);
	*es = (struct episodes){ 0 };
}

static struct episodes_one *
one_of(struct episodes *es, struct slice id)
{
	bool isnew;
	size_t i = set_add(&es->ids, id, &isnew);

	if (i == es->cap) {
		es->cap = es->cap ? es->cap * 2 : 64;
		es->one = xrealloc(es->one, es->cap, sizeof(*es->one));
	}
	if (isnew)
		es->one[i] = (struct episodes_one){ 0 };
	return &es->one[i];
}

/* Reading. */

static bool
read_row(struct episodes *es, struct slice row)
{
	struct episodes_one o = { .e.open = true,
		.e.told = NAN,
		.was_open = true };
	struct slice id, since, loud, told;
	uint64_t places;

	if (!slice_cut(&row, '\t', &id) || !slice_cut(&row, '\t', &since) ||
	    !slice_cut(&row, '\t', &loud) || !slice_cut(&row, '\t', &told))
		return false;
	o.e.since = date_parse_day(since);
	o.e.loud = date_parse_day(loud);
	if (o.e.since == DATE_NONE || o.e.loud == DATE_NONE ||
	    (told.n > 0 && !num_double(told, &o.e.told)) ||
	    !num_u64(row, &places) || places > UINT32_MAX)
		return false;
	o.e.places = (unsigned)places;
	*one_of(es, id) = o;
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

static bool
has_episode(struct slice kind)
{
	static const char *const without[] = { "grave", "campaign", "emerging",
		NULL };

	for (int i = 0; without[i] != NULL; i++)
		if (slice_eq(kind, slice_of(without[i])))
			return false;
	return true;
}

void
episodes_known(struct episodes *es, struct rec *r)
{
	int32_t since = date_parse_day(rec_text(r, F_FIRST_SEEN));
	int32_t last = date_parse_day(rec_text(r, F_LAST_SEEN));
	struct episodes_one *o;

	if (!has_episode(rec_text(r, F_KIND)) || since == DATE_NONE ||
	    last == DATE_NONE)
		return;
	o = one_of(es, rec_text(r, F_ID));
	if (o->was_open)
		return;
	*o = (struct episodes_one){ .e = { .open = true,
					.since = since,
					.loud = last,
					.told = NAN,
					.places = UINT32_MAX },
		.was_open = true };
}

/* Findings. */

const struct episodes_one *
episodes_of(const struct episodes *es, const struct finding *f)
{
	ptrdiff_t i = es->ids.len > 0 ? set_find(&es->ids, slice_of(f->id)) :
					-1;

	return i < 0 || !has_episode(slice_of(f->kind)) ? NULL : &es->one[i];
}

static const struct finding *
top_of(const struct finding *f)
{
	while (f->into != NULL)
		f = f->into;
	return f;
}

/* What is counted of a finding to see whether it doubled. */
static double
count_of(const struct finding *f, const struct cells *x)
{
	bool rises = strcmp(f->kind, "burst") == 0 ||
	    strcmp(f->kind, "cross-org") == 0;

	if (rises && f->cell >= 0)
		return (double)cells_sum(x, (size_t)f->cell, TALLY_N,
		    x->until - WEEKS + 1, x->until);
	/* more signals are less of a silence, and none is twice none */
	if (strcmp(f->kind, "silence") == 0)
		return NAN;
	return isnan(f->observed) ? 0 : f->observed;
}

/* Add to SEEN the organisation and the region that F is about. */
static void
see_places(struct set *seen, const struct finding *f)
{
	static const char *const member[] = { "org", "region", NULL };
	struct slice v;
	struct buf b = { 0 };

	for (int i = 0; member[i] != NULL; i++) {
		v = finding_value(f, member[i]);
		if (v.n == 0)
			continue;
		buf_reset(&b);
		buf_printf(&b, "%s=", member[i]);
		buf_put(&b, v);
		(void)set_add(seen, buf_slice(&b), NULL);
	}
	for (size_t i = 0; strcmp(f->kind, "cross-org") == 0 && i < f->orgs.n;
	     i++) {
		buf_reset(&b);
		buf_puts(&b, "org=");
		buf_put(&b, f->orgs.s[i]);
		(void)set_add(seen, buf_slice(&b), NULL);
	}
	buf_release(&b);
}

/* In how many organisations and regions F, or what is folded into it, is. */
static unsigned
places_of(const struct findings *fs, const struct finding *f)
{
	struct set seen = { 0 };
	unsigned n;

	see_places(&seen, f);
	for (size_t i = 0; i < fs->n; i++)
		if (fs->f[i]->into != NULL && top_of(fs->f[i]) == f)
			see_places(&seen, fs->f[i]);
	n = seen.len > 0 ? (unsigned)seen.len : 1;
	set_release(&seen);
	return n;
}

/* The oldest open episode of what is folded into F, or NULL. */
static const struct episodes_one *
within(const struct episodes *es, const struct findings *fs,
    const struct finding *f)
{
	const struct episodes_one *best = NULL;
	const struct episodes_one *o;

	for (size_t i = 0; i < fs->n; i++) {
		if (fs->f[i]->into == NULL || top_of(fs->f[i]) != f)
			continue;
		o = episodes_of(es, fs->f[i]);
		if (o != NULL && o->was_open &&
		    (best == NULL || o->e.since < best->e.since))
			best = o;
	}
	return best;
}

static void
tell(struct episodes *es, const struct findings *fs, const struct finding *f,
    const struct cells *x)
{
	struct episode_look look = { .day = x->until,
		.alarm = true,
		.count = count_of(f, x),
		.places = places_of(fs, f) };
	struct episodes_one *o = one_of(es, slice_of(f->id));
	const struct episodes_one *old = NULL;

	if (!o->was_open && f->into == NULL)
		old = within(es, fs, f);
	if (old != NULL) {
		o->e = old->e;
		o->e.told = look.count;
	}
	o->loud = true;
	o->news = episode_look(&o->e, &look);
}

/* Nights without an alarm. */

static void
look_at_cell(struct episodes *es, struct look *l, size_t i, const char *kind)
{
	struct findings scratch = { 0 };
	struct finding *f = findings_add(&scratch, kind, "");
	struct mw_fit fit;
	struct mw r;
	ptrdiff_t at;

	finding_where_cell(&scratch, f, l->cells, i);
	at = set_find(&es->ids, slice_of(f->id));
	if (at >= 0 && es->one[at].e.open && !es->one[at].loud) {
		look_test(l, i, &fit, &r);
		es->one[at].loud = true;
		es->one[at].news = episode_look(&es->one[at].e,
		    &(struct episode_look){ .day = l->cells->until, .p = r.p });
	}
	findings_release(&scratch);
}

/* What was an alarm, and is none now: was this night quiet? */
static void
look_back(struct episodes *es, struct look *l)
{
	const struct cells *x = l->cells;
	const struct episode_look quiet = { .day = x->until, .p = 1 };
	size_t left = 0;

	for (size_t k = 0; k < es->ids.len; k++)
		left += es->one[k].e.open && !es->one[k].loud;
	for (size_t i = 0; left > 0 && i < x->n; i++) {
		if (x->cell[i].dropped || x->cell[i].recent < LEAST)
			continue;
		look_at_cell(es, l, i,
		    burst_good(cells_value(x, i, TALLY_THEME)) ? "positive" :
								 "burst");
		if (cells_value(x, i, TALLY_ORG).n == 0)
			look_at_cell(es, l, i, "cross-org");
	}
	for (size_t k = 0; k < es->ids.len; k++)
		if (es->one[k].e.open && !es->one[k].loud)
			es->one[k].news = episode_look(&es->one[k].e, &quiet);
}

/* Writing. */

static int
by_bytes(const void *a, const void *b)
{
	return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

static void
put_row(struct columns *t, struct slice id, const struct episode *e)
{
	struct buf b = { 0 };

	columns_text(t, id);
	columns_day(t, e->since);
	columns_day(t, e->loud);
	if (!isnan(e->told))
		buf_printf(&b, "%.6g", e->told);
	columns_text(t, buf_slice(&b));
	columns_count(t, e->places);
	columns_end(t);
	buf_release(&b);
}

static void
put(const struct episodes *es, struct findings *fs)
{
	struct slice *id = xmalloc((es->ids.len + 1) * sizeof(*id));
	struct columns t = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < es->ids.len; i++)
		if (es->one[i].e.open)
			id[n++] = set_key(&es->ids, i);
	if (n > 1)
		qsort(id, n, sizeof(*id), by_bytes);
	columns_begin(&t, "id", "since", "loud", "told", "places", NULL);
	for (size_t i = 0; i < n; i++)
		put_row(&t, id[i], &es->one[set_find(&es->ids, id[i])].e);
	if (n > 0)
		fs->episodes = findings_text(fs, columns_value(&t));
	columns_release(&t);
	free(id);
}

void
episodes_apply(struct episodes *es, struct findings *fs, struct look *l)
{
	for (size_t i = 0; i < fs->n; i++)
		if (has_episode(slice_of(fs->f[i]->kind)) &&
		    fs->f[i]->into == NULL)
			tell(es, fs, fs->f[i], l->cells);
	for (size_t i = 0; i < fs->n; i++)
		if (has_episode(slice_of(fs->f[i]->kind)) &&
		    fs->f[i]->into != NULL)
			tell(es, fs, fs->f[i], l->cells);
	look_back(es, l);
	put(es, fs);
}
