/*
 * volume - how much was done, to set signals against: an offset
 *
 *	struct volume v = { 0 };
 *
 *	volume_open(&v, &lines, &cells);
 *	of = volume_of(&v, i, first, skip);
 *	if (of.state == VOLUME_KNOWN)
 *		volume_factor(&v, i, &of, skip, factor);
 *	volume_release(&v);
 *
 * A line says a number of some days for an organisation, a product and a kind,
 * each of which may be empty: all.  Lines of one name (the three of them) are
 * one series.  A signal belongs to the narrowest name that holds it and is
 * known for long enough; the first of two as narrow, by organisation, product
 * and kind.
 *
 *	u(d) = sum over the lines of a name of number / days, on their days
 *	v(d) = mean of u over the seven days round d (of the first three and
 *	    the last three days: the first and last seven), at least a
 *	    hundredth of its own mean
 *	factor(d) = sum over names of w v(d) / mean v, divided by its mean
 *	w = signals of the cell of that name / sum of v / mean v on those days
 *
 * with the signals before the last 91 days, or, if those are fewer than ten,
 * all.  So what is expected is the sum of what each name had at its own rate
 * (indirect standardisation): a volume that grows where few signals come from
 * raises it little, and calls are not added to decisions.  Seven days, as the
 * shares of weekdays are known apart from this (calendar.h), and daily figures
 * may have none at weekends; round d, and not up to d, as in the week after a
 * step up of all to the double the latter would expect 11 where 14 come, this
 * 13.
 *
 * A line without organisation says nothing about one of several: where none has
 * 19 of 20 of the signals of its product and kind, of the last 91 days and of
 * those before, it is a total; else it is of that one.  Totals are for
 * cells of several organisations (the largest has less than 19 of 20 of the
 * signals), and all of such a cell, if that says more of it than the lines of
 * organisations do.
 *
 * Signals of which no line says anything count as one name more, of which as
 * much was done each day: as they do without the file.  So do those of a name
 * with a day missing from the cell's first day up to the last; or, if it begins
 * later, for fewer than 119 weeks, so that two years are left before those from
 * which nothing is learned (mw.h).  Nothing is carried forward.  A cell has
 * volumes if any of its signals in the last year are of other names.
 *
 * Factors are rounded to 2^-30, so that a constant volume is exactly 1 and
 * neither the unit nor the order of lines matters.
 */
#ifndef PATTERN_VOLUME_H
#define PATTERN_VOLUME_H

#include "lib/pattern/cells.h"

enum { VOLUME_ORG, VOLUME_PRODUCT, VOLUME_KIND, VOLUME_DIMS };

enum {
	VOLUME_MASKS = 1 << VOLUME_DIMS, /* which of them a name may have */
	VOLUME_LONG = 119 * 7, /* days that are enough, if not all */
	VOLUME_WHOLE = 20 /* signals, of which one says too little to count */
};

struct volume_line {
	struct slice name[VOLUME_DIMS]; /* empty: all */
	int32_t from, to;
	double number;
};

struct volume_lines {
	size_t n;
	struct volume_line *line;
};

enum volume_state {
	VOLUME_KNOWN,
	VOLUME_NONE, /* there is no line of it */
	VOLUME_TOTAL, /* only of all organisations together */
	VOLUME_BEGINS, /* too late */
	VOLUME_GAP, /* and was known before that */
	VOLUME_ENDS, /* too soon */
	VOLUME_SHORT /* what it borrows from has none: look.h */
};

struct volume_of {
	enum volume_state state;
	int32_t day; /* from which, or up to which, it is known */
	int32_t gap; /* the first of the days before it that are not */
	double share; /* of the signals that have it; 1: 19 of 20, or more */
	bool total; /* by lines of all organisations together */
};

/* A name and its lines. */
struct volume_name {
	uint32_t value[VOLUME_DIMS]; /* in the tally; 0: all */
	const struct volume_line *line; /* sorted by day */
	size_t n;
	int32_t from, to; /* its last days without a gap */
	int32_t gap; /* the first of the gap before them, or DATE_NONE */
	int32_t since; /* from which on it says how busy it was */
	uint32_t org; /* without one: whose signals it holds; 0: of any */
	bool total; /* of several organisations */
	bool others; /* any of another than org */
	double *factor; /* by day, once it was asked for */
};

/* Lines that are there once more, and those unlike that share days. */
struct volume_twice {
	size_t lines;
	int32_t day; /* the first that two unlike lines have, or DATE_NONE */
};

/* Sums of a cell for one name, while it is looked at. */
struct volume_sum {
	double n; /* signals; then, a unit of its factor */
	uint32_t name;
};

struct volume {
	const struct cells *cells;
	struct volume_lines sorted;
	size_t n;
	struct volume_name *name; /* and one more: of no line, constant */
	uint32_t *of[2]; /* name by cell of the tally; n: none; 1: of totals */
	/* private */
	bool totals; /* there are any */
	int32_t until;
	struct volume_sum *sum;
	uint32_t *at; /* where a name stands in sum, 1 and up; 0: not there */
	size_t nsum;
};

/* In volume.c: names. */

/* LINES and X must stay; without lines V does nothing. */
void volume_open(struct volume *v, const struct volume_lines *lines,
    const struct cells *x);
void volume_release(struct volume *v);
/* From now on UNTIL is the last day. */
void volume_limit(struct volume *v, int32_t until);
/*
 * What is known of the signals of MEMBER, a cell of the tally, of which the
 * days from FIRST on count: VOLUME_BEGINS, or VOLUME_GAP, if their name begins
 * after it and has not been known for long enough.
 */
struct volume_of volume_of_member(const struct volume *v, uint32_t member,
    int32_t first);
/*
 * The name of those of VALUE that MASK marks, organisation 4, product 2 and
 * kind 1; NULL if it has no lines, or VALUE lacks one of them.
 */
const struct volume_name *volume_find(const struct volume *v,
    const uint32_t value[VOLUME_DIMS], int mask);
/* Is N of several organisations, or of another one than ORG? */
bool volume_is_total(const struct volume_name *n, uint32_t org);
/* The values of a signal of cell C of the tally. */
void volume_values(const struct tally_cell *c, uint32_t value[VOLUME_DIMS]);

/* In volume_factor.c: days, of names and cells. */

/*
 * What is known of cell I, of which the days from FIRST on count, and not the
 * cells of the tally that SKIP (or NULL) marks.
 */
struct volume_of volume_of(struct volume *v, size_t i, int32_t first,
    const unsigned char *skip);
/* How busy each day was, 1 on average; 0 before OF's day. */
void volume_factor(struct volume *v, size_t i, const struct volume_of *of,
    const unsigned char *skip, double *factor);
/*
 * How many times as busy as before day PAST the days FROM up to TO were by
 * name number K.
 */
double volume_growth(struct volume *v, uint32_t k, int32_t past, int32_t from,
    int32_t to);

/*
 * In volume_part.c: take out of PART, what was there of the cell of which BUSY
 * was asked for last, what that knows too, as it would count twice.  Days that
 * KIND leaves out say nothing.
 */
void volume_part(const struct volume *v, const unsigned char *kind,
    const double *busy, double *part);

/* In volume_lines.c: what lines say by themselves. */

/*
 * The sum of the lines that suit NAME (what is empty on either side suits, but
 * a total no organisation), each for its part in FROM to TO; false if a day has
 * none.
 */
bool volume_total(const struct volume *v, const struct slice name[VOLUME_DIMS],
    int32_t from, int32_t to, double *sum);
/*
 * Is one of the lines that suit NAME in those days of a part of what another
 * is of: all of an organisation, and one product of it?
 */
bool volume_nested(const struct volume *v, const struct slice name[VOLUME_DIMS],
    int32_t from, int32_t to);
/* What lines of one name count twice; none was done is said freely. */
struct volume_twice volume_twice(const struct volume *v);
/* The days of the longest line that suits NAME and has one of those days. */
int32_t volume_longest(const struct volume *v,
    const struct slice name[VOLUME_DIMS], int32_t from, int32_t to);
/*
 * Does each of at least 19 of 20 signals of cell I in those days have a line
 * on each of those days?
 */
bool volume_covers(const struct volume *v, size_t i, int32_t from, int32_t to);

#endif
