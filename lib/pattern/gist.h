/*
 * gist - the sums that a summary is written from
 *
 * For summary.c, sources.c and breaks.c only: every row of the tally is added
 * to the sums by source, by member and value, by book and by what is unknown.
 */
#ifndef PATTERN_GIST_H
#define PATTERN_GIST_H

#include "lib/pattern/look.h"

enum { COLUMNS = 8 };

/* The summary is of the last so many days. */
enum { GIST_PERIOD = 28 };

/* So many names are listed of a kind; the others are one row, of `*'. */
enum { GIST_MOST = 1000 };

/* What is not recognised is told of the last so many days. */
enum { GIST_UNKNOWN_DAYS = 91 };

/* Numbers by name; the last column is that by which they are sorted. */
struct sums {
	struct set names;
	uint64_t (*n)[COLUMNS];
	size_t cap;
};

struct sum {
	struct slice name;
	const uint64_t *n;
};

/* How sums are listed where they are more than GIST_MOST. */
struct gist_list {
	int size; /* the column by which the largest are kept */
	unsigned adds; /* columns of the rest that are sums, by bits */
	bool members; /* so many of each member, the part before the tab */
	const char *rest; /* what stands in the place of the names */
};

enum { SRC_N, SRC_COPIES, SRC_STATES, SRC_UNDATED, SRC_FIRST, SRC_LAST };

/* The last is the first day of it, as gist_code has it. */
enum {
	BASE_MONTH,
	BASE_PREVIOUS,
	BASE_LAST_YEAR,
	BASE_YEAR,
	BASE_YEAR_AGO,
	BASE_FIRST
};

/* First days of the months and years that are compared. */
struct gist_days {
	int32_t month, previous, last_year, last_year_end, year, year_ago;
	int32_t year_ago_last; /* a year before until */
};

/* What each row of signals adds to. */
struct gist {
	const struct look *l;
	int32_t until;
	struct gist_days day;
	struct sums base;
	struct sums source;
	struct sums books;
	struct sums unknown;
	uint64_t copies, states, undated, n;
	int32_t first, last;
};

/* Ready D, of which l and until are filled in. */
void gist_open(struct gist *d);
/* The numbers of NAME; its columns are 0 at first. */
uint64_t *gist_sums(struct sums *s, struct slice name);
int gist_by_name(const void *a, const void *b);
int gist_by_size(const void *a, const void *b);
/* All names in order; the caller frees it. */
struct sum *gist_sorted(const struct sums *s,
    int (*cmp)(const void *, const void *));
/*
 * In gist_rest.c: keep the largest of S, which no row is added to any more,
 * and make one row of the others.  How many those are.
 */
uint64_t gist_rest(struct sums *s, const struct gist_list *list);
/* How many names are in the row NAME of the rest. */
uint64_t gist_rest_names(const struct sums *s, const char *name);
/* Is V, of sums that gist_rest made shorter, such a row? */
bool gist_is_rest(const struct sum *v);
void gist_release(struct sums *s);
/* DAY as it stands in a column of SRC_FIRST or SRC_LAST, where 0 is no day. */
uint64_t gist_code(int32_t day);
/* The day that such a column stands for. */
int32_t gist_day(uint64_t code);
/* The first day of the month, or year, so many after that of DAY. */
int32_t gist_month(int32_t day, int months);
int32_t gist_year(int32_t day, int years);
/* The sums in S of the source of CELL of T: organisation, system and kind. */
uint64_t *gist_source(struct sums *s, const struct tally *t, uint32_t cell);
void gist_row(struct gist *d, const struct tally_row *r);

#endif
