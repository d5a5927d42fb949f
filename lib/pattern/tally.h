/*
 * tally - counts of signals in cells; counts that add up
 *
 *	struct tally t = { 0 };
 *
 *	tally_open(&t, by, false, salt);
 *	why = tally_signal(&t, &r, NULL);	a signal/1
 *	why = tally_line(&t, &r, NULL);		a tally/1
 *	tally_sort(&t);
 *	for (size_t i = 0; i < t.nrows; i++)
 *		tally_put(&out, &t, i);
 *	tally_release(&t);
 *
 * A cell is a combination of values; a row is a cell in a period, with its
 * counts.  What the members mean: sig-tally(5).  The rows do not depend on
 * the order of what was added, nor on how it was split over tallies.
 *
 * Values are kept once, as JSON text, and numbered; number 0 is no value.
 * Lists of labels are one value, sorted.  Memory: 56 bytes a row and 8 more
 * for every further sender in it, 64 a cell and what the values need.
 */
#ifndef PATTERN_TALLY_H
#define PATTERN_TALLY_H

#include <stdint.h>

#include "lib/base/set.h"
#include "lib/line/rec.h"
#include "lib/pattern/sketch.h"

/* What is counted, in the order in which it is written. */
enum tally_what {
	TALLY_SIGNALS,
	TALLY_DELAYS,
	TALLY_DELIVERIES,
	TALLY_TERMS,
	TALLY_WHATS
};

/* The members of a cell, in canonical order. */
enum tally_dim {
	TALLY_ORG,
	TALLY_SYSTEM,
	TALLY_KIND,
	TALLY_CHANNEL,
	TALLY_PRODUCT,
	TALLY_REGION,
	TALLY_SENTIMENT,
	TALLY_THEME,
	TALLY_NORM,
	TALLY_LEVEL,
	TALLY_TERM,
	TALLY_BOOK,
	TALLY_DELAY,
	TALLY_FLOOR,
	TALLY_DIMS
};

enum tally_count {
	TALLY_N,
	TALLY_KNOWN,
	TALLY_REPEATS,
	TALLY_URGENT,
	TALLY_CLOSED,
	TALLY_TOLD,
	TALLY_COPIES,
	TALLY_STATES,
	TALLY_COUNTS,
	/* of a delivery: the first and last day, as they stand */
	TALLY_FIRST = TALLY_COPIES,
	TALLY_LAST = TALLY_STATES
};

enum {
	TALLY_MAX_DELAY = 60,
	TALLY_MAX_FLOOR = 1000000,
	TALLY_BY_DESK = 1 << TALLY_ORG | 1 << TALLY_KIND,
	TALLY_BY_SOURCE = TALLY_BY_DESK | 1 << TALLY_SYSTEM,
	/* org, kind, channel, product, region, theme, level */
	TALLY_DEFAULT = 1 << TALLY_ORG | 1 << TALLY_KIND | 1 << TALLY_CHANNEL |
	    1 << TALLY_PRODUCT | 1 << TALLY_REGION | 1 << TALLY_THEME |
	    1 << TALLY_LEVEL
};

struct tally_cell {
	uint32_t what; /* enum tally_what */
	uint32_t week; /* 1 if its rows are weeks */
	uint32_t dim[TALLY_DIMS]; /* numbers of values */
};

struct tally_row {
	uint32_t cell;
	int32_t day; /* DATE_NONE if there is none */
	uint32_t c[TALLY_COUNTS];
	struct sketch senders;
};

struct tally {
	struct set values; /* JSON text by number; 0 is empty */
	size_t nrows;
	struct tally_row *rows;
	struct tally_cell *cell; /* by number */
	size_t ncells;
	/* private */
	unsigned by; /* of the members of a cell, as bits */
	bool week;
	struct slice salt;
	struct set cells;
	struct set lists; /* arrays as they stood, for list */
	uint32_t *list; /* the value of each */
	size_t list_cap;
	size_t cell_cap;
	size_t row_cap;
	uint32_t *slot; /* rows by cell and day */
	size_t slots;
	struct buf scratch;
	struct slice *item;
	size_t item_cap;
};

/*
 * Count by the members in BY (1 << enum tally_dim) and the book; by weeks
 * where WEEK.  SALT must outlive T.
 */
void tally_open(struct tally *t, unsigned by, bool week, struct slice salt);
/* The member called NAME that can be counted by, or -1. */
int tally_dim(struct slice name);
const char *tally_dim_name(int dim);
/* Count signal R; the row it went to is ROW's (may be NULL). */
const char *tally_signal(struct tally *t, struct rec *r, size_t *row);
/* Add the counts of R, a tally line, coarsened to what T counts by. */
const char *tally_line(struct tally *t, struct rec *r, size_t *row);
/*
 * Put rows and cells in the order of sig-tally(5), after all was added.  What
 * number each cell has now goes to MAP[its number before]; MAP may be NULL.
 */
void tally_sort(struct tally *t, uint32_t *map);
/*
 * Number the cells of T by their values of the members in BY alone, from 0 in
 * the order of the cells, in OF; the answer is how many numbers there are.
 */
size_t tally_number(const struct tally *t, unsigned by, uint32_t *of);

/* The rows of signals by a number of their cells, in their order. */
struct tally_rows {
	size_t *at; /* where those of a number begin, and of none */
	uint32_t *row;
};

/* Fill R with those of T; OF says the number, below N, of each cell. */
void tally_rows(struct tally_rows *r, const struct tally *t, const uint32_t *of,
    size_t n);
void tally_rows_release(struct tally_rows *r);
/* Append row I as a line; SKETCH says whether with its sketch. */
void tally_put(struct buf *out, const struct tally *t, size_t i, bool sketch);
void tally_release(struct tally *t);

/*
 * The row of C on DAY, a new one if there is none: it lives until the next
 * such call.  Add N to one count of it.
 */
struct tally_row *tally_row(struct tally *t, const struct tally_cell *c,
    int32_t day);
void tally_count(struct tally_row *r, int what, uint64_t n);
/* Add the sender of signal R to those of ROW. */
void tally_sender(struct tally *t, struct tally_row *row, struct rec *r);
/* Fill C with the values that R has of the members in BY. */
void tally_fill(struct tally *t, struct rec *r, unsigned by,
    struct tally_cell *c);

/* The members that tell the delays apart that T counts. */
static inline unsigned
tally_delay_by(const struct tally *t)
{
	return TALLY_BY_SOURCE | (t->by & 1u << TALLY_CHANNEL);
}

/* The days of a delivery row, FROM to TO, widened by those of another. */
void tally_widen(struct tally_row *r, int32_t from, int32_t to);

/*
 * Were small counts left out of what C is of, and its repeats rounded?  What
 * is not there is not by chance: shares of it say nothing.
 */
static inline bool
tally_has_floor(const struct tally_cell *c)
{
	return c->dim[TALLY_FLOOR] != 0;
}

/* The last day of row R of cell C, which has days. */
static inline int32_t
tally_end(const struct tally_cell *c, const struct tally_row *r)
{
	return r->day + (c->week ? 6 : 0);
}

/* The day on which signal R counts, or DATE_NONE. */
int32_t tally_day(struct rec *r);
/* Is R the newer state of a signal, of which only the follow-up counts? */
bool tally_is_state(const struct rec *r);
/* Why a line is refused that would make a count too great. */
extern const char tally_full[];
/* Does R never count: a copy or another state of a signal? */
bool tally_uncounted(const struct rec *r);

#endif
