/* order - which patterns come first */

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/report/sections.h"

/* What sends a finding down within its part, the weightiest first. */
static int
rank(const struct finding *f)
{
	return (f->known ? 4 : 0) + (f->again ? 2 : 0) +
	    (f->family || f->many ? 1 : 0);
}

static int
compare(const void *a, const void *b)
{
	const struct finding *x = a;
	const struct finding *y = b;

	if (x->part != y->part)
		return x->part < y->part ? -1 : 1;
	if (rank(x) != rank(y))
		return rank(x) < rank(y) ? -1 : 1;
	if (x->score < y->score || x->score > y->score)
		return x->score > y->score ? -1 : 1;
	return strcmp(x->id, y->id);
}

/* Keep the patterns that were there in the month asked for. */
static void
keep_month(struct report *r)
{
	int32_t first;
	int32_t last;
	size_t n = 0;

	if (r->month == 0)
		return;
	first = month_day(r, false);
	last = month_day(r, true);
	for (size_t i = 0; i < r->n; i++) {
		const struct finding *f = &r->finding[i];

		/* it is left out, but not gone */
		if (f->from > last || f->to < first)
			before_meet(&r->before, slice_of(page_id(f->id)));
		else
			r->finding[n++] = *f;
	}
	r->outside = r->n - n;
	r->n = n;
}

static void
sort(struct report *r)
{
	if (r->n)
		qsort(r->finding, r->n, sizeof(*r->finding), compare);
}

/*
 * Grave signals of the same words, three or more, are a letter that many
 * sent: they come after those that stand alone, and the first speaks for all.
 */
static void
mark_families(struct report *r)
{
	enum { FAMILY = 3 };
	struct set seen = { 0 };
	size_t *size = xcalloc(r->n + 1, sizeof(*size));
	bool isnew;

	for (int pass = 0; pass < 2; pass++) {
		set_reset(&seen);
		for (size_t i = 0; i < r->n; i++) {
			struct finding *f = &r->finding[i];
			size_t k;

			if (f->words == 0)
				continue;
			k = set_add(&seen,
			    (struct slice){ (const char *)&f->words,
				sizeof(f->words) },
			    &isnew);
			if (pass == 0)
				size[k]++;
			f->family = pass && size[k] >= FAMILY;
			f->again = f->family && !isnew;
		}
	}
	set_release(&seen);
	free(size);
}

/* Do the figures cover none of the month asked for? */
static bool
other_month(struct report *r)
{
	int32_t begin = date_parse_day(rec_text(&r->sum, F_FIRST));
	int32_t end = date_parse_day(rec_text(&r->sum, F_AS_OF));

	if (r->month == 0 || begin == DATE_NONE || end == DATE_NONE)
		return false;
	return end < month_day(r, false) || begin > month_day(r, true);
}

/* Is there nothing in which a pattern could have been found? */
static bool
is_blind(struct report *r)
{
	double n;

	if (r->n || r->outside)
		return r->n == 0 && other_month(r);
	if (!r->have_summary)
		return true;
	return (rec_num(&r->sum, F_N, &n) && n <= 0) || other_month(r);
}

/* Which are told in full: the first of each part, of a letter one. */
static void
mark_full(struct report *r)
{
	enum { GRAVE_FULL = 10 };

	size_t told[PART_MAX] = { 0 };

	for (size_t i = 0; i < r->n; i++) {
		struct finding *f = &r->finding[i];
		size_t most = r->full;

		if (f->part == PART_GRAVE && most > GRAVE_FULL)
			most = GRAVE_FULL;
		f->full = finding_shown(r, f) &&
		    (most == 0 || (!f->again && told[f->part]++ < most));
	}
}

/*
 * In public, a pattern about words has a number for its id, which is a hash by
 * which who guesses the words sees that they are right.
 */
static void
hide_words(struct report *r)
{
	struct rec rec = { 0 };
	size_t n = 0;

	for (size_t i = 0; r->public && i < r->n; i++)
		if (report_pattern(r, i, &rec) && finding_is_of(&rec, "words"))
			snprintf(r->finding[i].id, sizeof(r->finding[i].id),
			    "p-w%zu", ++n);
	rec_release(&rec);
}

void
report_order(struct report *r)
{
	int32_t as_of;

	if (!r->have_summary)
		rec_new(&r->sum, LINE_SUMMARY);
	keep_month(r);
	r->blind = is_blind(r);
	as_of = date_parse_day(rec_text(&r->sum, F_AS_OF));
	for (size_t i = 0; i < r->n; i++)
		if (as_of != DATE_NONE && r->finding[i].until != DATE_NONE &&
		    r->finding[i].until < as_of)
			r->finding[i].known = false;
	sort(r);
	mark_families(r);
	sort(r);
	mark_full(r);
	hide_words(r);
}
