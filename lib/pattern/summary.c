#include "lib/pattern/summary.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/breaks.h"
#include "lib/pattern/emerge.h"
#include "lib/pattern/sources.h"

enum { UNKNOWN_WORDS = 20, BASE_THEMES = 10 };

static void
set_day(struct rec *r, int f, int32_t day)
{
	struct buf b = { 0 };

	if (day == DATE_NONE)
		return;
	date_put_day(&b, day);
	rec_set_text(r, f, buf_slice(&b));
	buf_release(&b);
}

static void
put_counts(struct rec *r, const struct gist *d)
{
	const struct corpus *c = d->l->cells->corpus;
	struct buf b = { 0 };

	buf_puts(&b, "[\"read=");
	buf_put_u64(&b, c->read);
	buf_puts(&b, "\",\"counted=");
	buf_put_u64(&b, d->n);
	buf_puts(&b, "\",\"tallied=");
	buf_put_u64(&b, c->tallied);
	buf_puts(&b, "\",\"copies=");
	buf_put_u64(&b, d->copies);
	buf_puts(&b, "\",\"states=");
	buf_put_u64(&b, d->states);
	buf_puts(&b, "\",\"undated=");
	buf_put_u64(&b, d->undated);
	buf_puts(&b, "\",\"later=");
	buf_put_u64(&b, c->later);
	if (gist_rest_names(&d->base, "org\t*") > 0) {
		buf_puts(&b, "\",\"unlisted_orgs=");
		buf_put_u64(&b, gist_rest_names(&d->base, "org\t*"));
	}
	if (d->l->replay.looks > 0)
		buf_printf(&b,
		    "\",\"looks=%.0f\",\"looks_01=%.0f\",\"looks_001=%.0f\","
		    "\"calibration_a=%.6g\",\"calibration_b=%.6g",
		    d->l->replay.looks, d->l->replay.below[0],
		    d->l->replay.below[1], d->l->calibration.a,
		    d->l->calibration.b);
	buf_puts(&b, "\"]");
	rec_set_raw(r, F_COUNTS, buf_slice(&b));
	buf_release(&b);
}

/* The days that the columns of the base table count. */
struct span {
	int32_t from;
	int32_t to;
};

/*
 * Is the past month or year S known?  But for 3 days: what begins on a
 * holiday begins late.
 */
static bool
is_known(const struct gist *d, struct span s)
{
	const struct cells *x = d->l->cells;
	int unknown = 0;

	for (size_t i = 0; i < x->len; i++)
		unknown += d->l->kinds[i] == CALENDAR_LEFT_OUT &&
		    x->first + (int32_t)i >= s.from &&
		    x->first + (int32_t)i <= s.to;
	return unknown <= 3 &&
	    (d->first == DATE_NONE || d->first <= s.from + 3);
}

/*
 * Did what has the counts N begin after S did?  Not if so many days without
 * are no wonder: at the rate since, fewer than three signals.
 */
static bool
began_later(const struct gist *d, const uint64_t *n, struct span s)
{
	int32_t first = gist_day(n[BASE_FIRST]);
	int32_t days;

	if (first == DATE_NONE || first <= s.from + 3)
		return false;
	days = d->until - first + 1 < 365 ? d->until - first + 1 : 365;
	return (double)n[COLUMNS - 1] * (first - s.from) >= 3.0 * days;
}

static void
put_base_rows(struct gist *d, struct columns *t, struct sum *v,
    const char *member, size_t max)
{
	const struct gist_days *day = &d->day;
	const struct span spans[] = { [BASE_PREVIOUS] = { day->previous,
					  day->month - 1 },
		[BASE_LAST_YEAR] = { day->last_year, day->last_year_end - 1 },
		[BASE_YEAR_AGO] = { day->year_ago, day->year_ago_last } };
	bool org = strcmp(member, "org") == 0;
	bool few = max < GIST_MOST; /* then of the others nothing is said */
	struct slice rest;
	struct slice head;

	for (size_t i = 0; i < d->base.names.len && max > 0; i++) {
		rest = v[i].name;
		if (!slice_cut(&rest, '\t', &head) ||
		    !slice_eq(head, slice_of(member)))
			continue;
		if (few && slice_eq(rest, SLICE("*")))
			continue;
		max--;
		columns_texts(t, v[i].name);
		for (int k = BASE_MONTH; k <= BASE_YEAR_AGO; k++) {
			if (k != BASE_MONTH && k != BASE_YEAR &&
			    (!is_known(d, spans[k]) ||
				(org && began_later(d, v[i].n, spans[k]))))
				columns_none(t);
			else
				columns_count(t, v[i].n[k]);
		}
		columns_end(t);
	}
}

static void
put_base(struct rec *r, struct gist *d, struct columns *t)
{
	struct sum *v = gist_sorted(&d->base, gist_by_size);
	static const int back[] = { 0, -1, -12 };
	struct civil c;
	struct buf b = { 0 };

	columns_begin(t, "member", "value", "month", "previous", "last_year",
	    "year", "last_year_to_date", NULL);
	put_base_rows(d, t, v, "total", 1);
	put_base_rows(d, t, v, "kind", SIZE_MAX);
	put_base_rows(d, t, v, "theme", BASE_THEMES);
	put_base_rows(d, t, v, "org", SIZE_MAX);
	rec_set_raw(r, F_BASE, columns_value(t));
	for (int i = 0; i < 3; i++) {
		c = date_civil(gist_month(d->until, back[i]));
		buf_printf(&b, "%s\"%04d-%02d\"", i > 0 ? "," : "[", c.year,
		    c.month);
	}
	buf_putc(&b, ']');
	rec_set_raw(r, F_BASE_MONTHS, buf_slice(&b));
	rec_set_bool(r, F_BASE_PARTIAL,
	    d->until + 1 != gist_month(d->until, 1));
	buf_release(&b);
	free(v);
}

static void
put_tests(struct rec *r, struct gist *d, struct columns *t)
{
	const struct look_tests *a;

	columns_begin(t, "kind", "cells", "tests", "found", "shown", NULL);
	for (size_t i = 0; i < d->l->ntests; i++) {
		a = &d->l->tests[i];
		columns_text(t, slice_of(a->kind));
		columns_count(t, a->cells);
		columns_count(t, a->tests);
		columns_count(t, a->found);
		columns_count(t, a->shown);
		columns_end(t);
	}
	rec_set_raw(r, F_TESTS, columns_value(t));
}

static void
put_unknown(struct rec *r, struct gist *d, struct columns *t)
{
	struct sum *v = gist_sorted(&d->unknown, gist_by_size);

	columns_begin(t, "member", "value", "unknown", "n", NULL);
	for (size_t i = 0; i < d->unknown.names.len; i++) {
		columns_texts(t, v[i].name);
		columns_count(t, v[i].n[0]);
		columns_count(t, v[i].n[COLUMNS - 1]);
		columns_end(t);
	}
	rec_set_raw(r, F_UNKNOWN, columns_value(t));
	free(v);
}

static void
put_books(struct rec *r, struct gist *d, struct columns *t)
{
	struct sum *v = gist_sorted(&d->books, gist_by_name);

	columns_begin(t, "book", "first", "last", "n", NULL);
	for (size_t i = 0; i < d->books.names.len; i++) {
		columns_text(t, v[i].name);
		columns_day(t, gist_day(v[i].n[0]));
		columns_day(t, gist_day(v[i].n[1]));
		columns_count(t, v[i].n[2]);
		columns_end(t);
	}
	rec_set_raw(r, F_BOOKS, columns_value(t));
	free(v);
}

static void
put_series(struct rec *r, const struct gist *d)
{
	const struct cells *x = d->l->cells;
	uint32_t *count;
	struct finding f = { 0 };
	struct buf b = { 0 };

	if (x->n == 0 || x->len < 7)
		return;
	count = xmalloc(x->len * sizeof(*count));
	cells_series(x, 0, count);
	finding_series(&f, x, count);
	for (size_t i = 0; i < f.nseries; i++)
		buf_printf(&b, "%s%.0f", i > 0 ? "," : "[", f.series[i]);
	buf_putc(&b, ']');
	rec_set_raw(r, F_SERIES, buf_slice(&b));
	set_day(r, F_SERIES_FROM, f.series_from);
	rec_set_int(r, F_SERIES_STEP, 7);
	buf_release(&b);
	free(count);
}

/* Leave no more names than a reader, and the next tool, can do with. */
static void
shorten(struct gist *d, struct warnings *w)
{
	/* the size of the base is that of the last 365 days; it is no column */
	static const struct gist_list base = { COLUMNS - 1,
		1 << BASE_MONTH | 1 << BASE_PREVIOUS | 1 << BASE_LAST_YEAR |
		    1 << BASE_YEAR | 1 << BASE_YEAR_AGO,
		true, "\t*" };
	static const struct gist_list unknown = { COLUMNS - 1,
		1 << 0 | 1 << (COLUMNS - 1), true, "\t*" };
	static const struct gist_list source = { SRC_N,
		1 << SRC_N | 1 << SRC_COPIES | 1 << SRC_STATES |
		    1 << SRC_UNDATED,
		false, "*\t*\t*" };
	static const struct gist_list books = { 2, 1 << 2, false, "*" };
	uint64_t left = gist_rest(&d->base, &base);

	/* of themes the table names a few, whatever there are */
	left -= gist_rest_names(&d->base, "theme\t*");
	left += gist_rest(&d->unknown, &unknown);
	left += gist_rest(&d->source, &source);
	left += gist_rest(&d->books, &books);
	if (left > 0)
		warnings_add(w,
		    "Er zijn meer dan %c bronnen, organisaties, soorten, "
		    "kanalen of codeboeken. De tabellen noemen de grootste; de "
		    "andere zijn samen een rij (*), en of daarvan een bron "
		    "stil is staat er niet.",
		    "There are more than %c sources, organisations, kinds, "
		    "channels or codebooks. The tables name the largest; the "
		    "others are one row together (*), and whether a source "
		    "among them is silent is not said.",
		    (double)GIST_MOST);
}

static void
put_tables(struct rec *r, struct gist *d)
{
	struct columns t = { 0 };

	put_counts(r, d);
	sources_put(r, d, &t);
	if (d->until != DATE_NONE) {
		put_base(r, d, &t);
		breaks_put(r, d, &t);
	}
	put_tests(r, d, &t);
	put_unknown(r, d, &t);
	put_books(r, d, &t);
	put_series(r, d);
	columns_release(&t);
}

static void
put_words(struct rec *r, const struct gist *d, struct findings *fs)
{
	struct emerge_pair pair[UNKNOWN_WORDS];
	size_t n = emerge_unknown(fs, d->l->cells, pair, UNKNOWN_WORDS);
	struct columns t = { 0 };

	columns_begin(&t, "words", "n", "persons", NULL);
	for (size_t i = 0; i < n; i++) {
		columns_text(&t, pair[i].words);
		columns_count(&t, pair[i].n);
		if (isnan(pair[i].persons))
			columns_none(&t);
		else
			columns_count(&t, (uint64_t)pair[i].persons);
		columns_end(&t);
	}
	rec_set_raw(r, F_UNKNOWN_WORDS, columns_value(&t));
	columns_release(&t);
}

void
summary_put(struct buf *out, struct rec *r, const struct look *l,
    struct warnings *w, struct findings *fs)
{
	const struct corpus *c = l->cells->corpus;
	struct gist d = { .l = l,
		.until = c->until,
		.first = DATE_NONE,
		.last = DATE_NONE };

	gist_open(&d);
	for (size_t i = 0; i < c->tally.nrows; i++)
		gist_row(&d, &c->tally.rows[i]);
	shorten(&d, w);
	rec_new(r, LINE_SUMMARY);
	rec_set_text(r, F_TOOL, SLICE("sig-pattern"));
	rec_set_text(r, F_VERSION, slice_of(VERSION));
	set_day(r, F_AS_OF, d.until);
	if (d.until != DATE_NONE)
		set_day(r, F_FROM, d.until - GIST_PERIOD + 1);
	set_day(r, F_TO, d.until);
	set_day(r, F_FIRST, d.first);
	set_day(r, F_LAST, d.last);
	rec_set_int(r, F_N, (int64_t)d.n);
	rec_set_num(r, F_ALPHA, l->opt.alpha);
	rec_set_num(r, F_BUDGET, l->opt.budget);
	put_tables(r, &d);
	put_words(r, &d, fs);
	if (fs->episodes.n > 0)
		rec_set_raw(r, F_EPISODES, fs->episodes);
	rec_set_list(r, F_WARNINGS_NL, w->text[0], w->n);
	rec_set_list(r, F_WARNINGS_EN, w->text[1], w->n);
	rec_format(out, r);
	buf_putc(out, '\n');
	gist_release(&d.base);
	gist_release(&d.source);
	gist_release(&d.books);
	gist_release(&d.unknown);
}
