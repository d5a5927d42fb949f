/*
 * year - written complaints of one year, for the publication of Awb 9:12a
 *
 *	struct year y = { .year = 2026 };
 *
 *	year_add(&y, &rec);		every signal
 *	year_write(&y, &page);
 *	year_release(&y);
 *
 * What counts is a signal of kind klacht, received in the year, that was
 * written: through any channel but telephone, counter, visit or staff.  Copies
 * and states that do not count are left out.  Memory grows with the number of
 * complaints, organisations and themes.
 *
 * The term is that of the source (due).  Without it: six weeks after it was
 * received is in time (Awb 9:11, first paragraph); up to fourteen weeks is
 * possibly past the term, since a committee has ten weeks and either may be
 * put off for four (second paragraph); more is past the term, unless the
 * complainant agreed to wait (third paragraph).  What is open is judged on the
 * last day that is known of its kind in its system (known.h), and what a list of
 * what is open has no more on the day it was delivered last (listed.h): it is
 * not in time yet, nor late before its term is past.  Nor is what was closed after all that
 * is known late, or what has an outcome but no day on which it was closed.
 */
#ifndef REPORT_YEAR_H
#define REPORT_YEAR_H

#include "lib/base/set.h"
#include "lib/line/listed.h"
#include "lib/report/known.h"
#include "lib/report/page.h"
#include "lib/report/talk.h"

/* What became of a complaint. */
enum year_outcome {
	OUTCOME_UPHELD,
	OUTCOME_PARTLY,
	OUTCOME_NOT_UPHELD,
	OUTCOME_NO_FINDING,
	OUTCOME_INADMISSIBLE,
	OUTCOME_WITHDRAWN,
	OUTCOME_INFORMAL, /* settled without a finding: oordeel-nvt */
	OUTCOME_UNKNOWN, /* closed, the source does not say how */
	OUTCOME_OPEN,
	OUTCOME_GONE, /* it was open; the source says of it no more */
	OUTCOMES
};

enum year_term { TERM_IN, TERM_MAYBE, TERM_PAST, TERM_UNKNOWN, TERMS };

struct year_row {
	uint64_t n[OUTCOMES];
};

/* When one came, and what became of it. */
struct year_case {
	size_t place; /* in known */
	int32_t received;
	int32_t due; /* or DATE_NONE */
	int32_t closed; /* or DATE_NONE where that is not known */
	int32_t seen; /* or DATE_NONE */
	uint32_t list; /* of listed.h */
	bool open;
};

struct year {
	int year;
	bool public;
	uint64_t total;
	uint64_t spoken; /* complaints that were not written */
	uint64_t no_channel; /* counted as written */
	uint64_t undated; /* complaints without a day */
	struct year_row outcome;
	uint64_t term[TERMS];
	/* private */
	struct known known;
	struct listed listed;
	struct year_case *cases;
	size_t ncases;
	size_t cases_cap;
	struct set orgs;
	struct set themes;
	struct year_row *org;
	struct year_row *theme;
	size_t org_cap;
	size_t theme_cap;
};

/* True if R is a complaint of the year. */
bool year_add(struct year *y, struct rec *r);
/* TITLE may be NULL: our own. */
void year_write(struct year *y, struct page *page, const char *title);
void year_release(struct year *y);

#endif
