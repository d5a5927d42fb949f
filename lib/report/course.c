#include "lib/report/course.h"

#include <math.h>

#include "lib/base/date.h"
#include "lib/base/num.h"
#include "lib/privacy/disclose.h"

static size_t
count(const struct rec *rec, int f)
{
	struct json_walk w;
	size_t n = 0;

	for (rec_items(&w, rec, f); json_next(&w);)
		n++;
	return n;
}

/* The last N items of F, put so that the last ends at TO[N - 1]. */
static size_t
read_tail(const struct rec *rec, int f, double *to, size_t n)
{
	struct json_walk w;
	size_t have = count(rec, f);
	size_t skip = have > n ? have - n : 0;
	size_t i = have > n ? 0 : n - have;
	double x;

	for (size_t k = 0; k < i; k++)
		to[k] = 0;
	for (rec_items(&w, rec, f); json_next(&w);) {
		if (skip > 0) {
			skip--;
			continue;
		}
		to[i++] = num_double(w.value, &x) ? x : 0;
	}
	return have > n ? n : have;
}

bool
course_last(const struct rec *rec, int32_t days, double *n)
{
	size_t have = count(rec, F_SERIES);
	struct json_walk w;
	double step;
	double x;
	size_t i = 0;

	if (!rec_num(rec, F_SERIES_STEP, &step) || step < 1 ||
	    fmod(days, step) > 0 || days / step > (double)have)
		return false;
	*n = 0;
	for (rec_items(&w, rec, F_SERIES); json_next(&w); i++)
		if (i >= have - (size_t)(days / step) &&
		    num_double(w.value, &x))
			*n += x;
	return true;
}

/* Mark the items of the whole series that F names; CUT were left out. */
static void
read_marks(const struct rec *rec, int f, bool *to, size_t n, size_t cut)
{
	struct json_walk w;
	double x;

	memset(to, 0, n * sizeof(*to));
	for (rec_items(&w, rec, f); json_next(&w);)
		if (num_double(w.value, &x) && x >= (double)cut &&
		    x < (double)(n + cut))
			to[(size_t)x - cut] = true;
}

static void
read_band(struct course *c, const struct rec *rec)
{
	struct chart *ch = &c->chart;
	size_t n = ch->n;
	size_t have;

	have = read_tail(rec, F_SERIES_EXPECTED, c->expected, n);
	if (have == 0)
		return;
	ch->expected = c->expected;
	ch->skip = n - have;
	if (read_tail(rec, F_SERIES_LOW, c->low, n) < have ||
	    read_tail(rec, F_SERIES_HIGH, c->high, n) < have)
		return;
	ch->low = c->low;
	ch->high = c->high;
}

bool
course_read(struct course *c, const struct rec *rec)
{
	size_t have = count(rec, F_SERIES);
	size_t n = have > CHART_MAX ? CHART_MAX : have;
	double step = 7;
	struct slice from = rec_raw(rec, F_SERIES_FROM);

	c->chart = (struct chart){ .n = n, .seen = c->seen };
	if (n < 2 || from.n < 2)
		return false;
	rec_num(rec, F_SERIES_STEP, &step);
	c->chart.step = step < 1 || step > 366 ? 7 : (int)step;
	c->chart.from = date_parse_day(
	    (struct slice){ from.p + 1, from.n - 2 });
	if (c->chart.from == DATE_NONE)
		return false;
	c->chart.from += (int32_t)(have - n) * c->chart.step;
	read_tail(rec, F_SERIES, c->seen, n);
	read_band(c, rec);
	read_marks(rec, F_FLAGGED, c->flagged, n, have - n);
	read_marks(rec, F_PROVISIONAL, c->early, n, have - n);
	c->chart.flagged = c->flagged;
	c->chart.early = c->early;
	return true;
}

int32_t
course_begin(const struct rec *rec, int32_t from)
{
	struct course c;
	int32_t day;

	if (from == DATE_NONE || !course_read(&c, rec) || from < c.chart.from)
		return from;
	for (size_t i = 0; i < c.chart.n; i++) {
		day = c.chart.from + (int32_t)i * c.chart.step;
		if (day + c.chart.step > from && c.seen[i] > 0)
			return day > from ? day : from;
	}
	return from;
}

static bool
round_all(double *x, size_t n)
{
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		int64_t k;

		if (!isfinite(x[i]))
			continue;
		k = (int64_t)(x[i] + 0.5);
		x[i] = disclose_shown(k) ? (double)disclose_round(k) : 0;
		any = any || x[i] > 0;
	}
	return any;
}

bool
course_round(struct course *c)
{
	round_all(c->expected, c->chart.n);
	round_all(c->low, c->chart.n);
	round_all(c->high, c->chart.n);
	return round_all(c->seen, c->chart.n);
}
