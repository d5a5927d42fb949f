/*
 * cells - what is looked at: every combination of values that occurs
 *
 *	struct cells x = { 0 };
 *
 *	cells_build(&x, &corpus, NULL);
 *	for (size_t i = 0; i < x.n; i++)
 *		cells_series(&x, i, count);
 *	cells_release(&x);
 *
 * A form is a choice of members (organisation and theme, say); a cell is a
 * form with a value for each.  The cells of the tally that belong to it are
 * its members; a signal with two themes is in the cells of both.  Where there
 * is only one organisation it is in no form by itself, and where two cells
 * hold the same signals only one of them is kept: that with the organisation,
 * else the wider.
 */
#ifndef PATTERN_CELLS_H
#define PATTERN_CELLS_H

#include "lib/pattern/corpus.h"
#include "lib/pattern/floors.h"

enum {
	CELLS_DIMS = 3, /* members in a form at most */
	CELLS_FORMS = 32,
	CELLS_RECENT = 56, /* days */
	CELLS_GUARD = 91,
	CELLS_MAX_DAYS = 260 * 7 + 7
};

struct cells_form {
	int n; /* members; 0 is everything together */
	int dim[CELLS_DIMS]; /* enum tally_dim, ascending */
};

struct cells_cell {
	uint32_t form;
	uint32_t value[CELLS_DIMS]; /* numbers of values in the tally */
	uint32_t total; /* signals in all of the series */
	uint32_t recent; /* in the last CELLS_RECENT days */
	uint32_t past; /* before the last CELLS_GUARD days */
	int32_t begins; /* the first day with signals */
	uint32_t nmembers;
	size_t members; /* private: where they begin */
	ptrdiff_t parent; /* the cell without its last member, or -1 */
	uint32_t children; /* how many have it as their parent */
	bool dropped; /* holds the same signals as another */
};

/* The day of a row and its signals: what most sums want, close together. */
struct cells_day {
	int32_t day;
	uint32_t n;
};

/* The rows of a cell of the tally, by day. */
struct cells_rows {
	const struct tally_row *const *row;
	const struct cells_day *day; /* of each */
	size_t n;
};

/* How many signals there were in some days, as far as floors tell. */
struct cells_bounds {
	double least; /* those that were told */
	double counted; /* by cells_compared, of which */
	double taken; /* for weeks left out */
	double most; /* with those that it leaves out */
};

struct cells {
	struct corpus *corpus;
	int32_t first; /* of every series */
	int32_t until;
	size_t len; /* days in a series */
	size_t nforms;
	struct cells_form form[CELLS_FORMS];
	size_t n;
	struct cells_cell *cell; /* by form, parents before their children */
	struct floors floors;
	/* private */
	struct set keys;
	size_t cap;
	uint32_t *member;
	const struct tally_row **row;
	struct cells_day *day;
	size_t *at; /* rows of a cell of the tally */
	uint32_t **themes; /* by value of theme: how many, and which */
	size_t nthemes;
};

/* FORMS is what --cells says, or NULL; the answer says what is wrong. */
const char *cells_forms(struct cells *x, const char *forms);
/* The number of the form that is F, or -1. */
ptrdiff_t cells_find_form(const struct cells *x, const struct cells_form *f);
/*
 * The form that F's cells borrow from: without its last member but the
 * theme, so that a region of a theme looks up to the theme.
 */
struct cells_form cells_wider(const struct cells_form *f);
void cells_build(struct cells *x, struct corpus *c);
/* The members of cell I: cells of the tally, ascending. */
const uint32_t *cells_members(const struct cells *x, size_t i);
struct cells_rows cells_rows(const struct cells *x, uint32_t member);
/* The signals of MEMBER, a cell of the tally, in those days. */
double cells_signals(const struct cells *x, uint32_t member, int32_t from,
    int32_t to);
/* The signals of cell I on each of the x->len days. */
void cells_series(const struct cells *x, size_t i, uint32_t *count);
/*
 * The same to be compared with each other: without the cells of the tally that
 * SKIP marks, of others the days from SINCE on (NULL: all), and what a week
 * left out may hold on its Monday (floors.h).
 */
void cells_compared(const struct cells *x, size_t i, const unsigned char *skip,
    const int32_t *since, uint32_t *count);
/* Is any of cell I of tallies with a floor? */
bool cells_have_floor(const struct cells *x, size_t i);
struct cells_bounds cells_bounds(const struct cells *x, size_t i, int32_t from,
    int32_t to);
/*
 * How many times as many signals as is counted there can at most have been of
 * cell I in the days of AFTER against those of BEFORE; 1 if nothing has a
 * floor.  What fell for less may not have fallen.
 */
double cells_slack(const struct cells *x, size_t i, const int32_t before[2],
    const int32_t after[2]);
/* The sum of count WHAT over cell I from day FROM to day TO. */
uint64_t cells_sum(const struct cells *x, size_t i, int what, int32_t from,
    int32_t to);
/*
 * The day of the last signal of cell I; DATE_NONE where it is not known, as of
 * tallies by week, or without small counts.
 */
int32_t cells_last(const struct cells *x, size_t i);
/* The signals of cell I in those days that have no value of DIM. */
double cells_unknown(const struct cells *x, size_t i, int dim, int32_t from,
    int32_t to);
/*
 * The senders of MEMBER, a cell of the tally, in those days, added to S; how
 * many signals come from tallies that do not tell theirs.
 */
double cells_senders(const struct cells *x, uint32_t member, int32_t from,
    int32_t to, struct sketch *s);
/* The signals that are in cell A and in B, in those days. */
double cells_shared(const struct cells *x, size_t a, size_t b, int32_t from,
    int32_t to);
/* Does cell A have all the values of cell B and more? */
bool cells_inside(const struct cells *x, size_t a, size_t b);
/*
 * Which of cells A and B comes first, as strcmp: that with fewer members, then
 * by their order, then by the bytes of their values.
 */
int cells_compare(const struct cells *x, size_t a, size_t b);
/* The cell of one member that I is in: of its organisation, if it has one. */
size_t cells_top(const struct cells *x, size_t i);
/* The cell with the values of I but that of DIM, or -1. */
ptrdiff_t cells_without(const struct cells *x, size_t i, int dim);
/* The value of DIM in cell I as JSON text, or empty. */
struct slice cells_value(const struct cells *x, size_t i, int dim);
void cells_release(struct cells *x);

#endif
