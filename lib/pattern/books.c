#include "lib/pattern/books.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"

enum {
	MONTH = 28,
	SURE = 7 /* of so many expected, none is no chance: e^-7 */
};

/* A name in the books of a source, and the days between which it stands. */
struct label {
	double n; /* signals */
	int32_t first;
	int32_t last;
};

struct labels {
	struct set names;
	struct label *label;
	size_t cap;
	double *until; /* of one source: signals before each day */
};

static void
see_name(struct labels *ls, struct slice name, int32_t day, double n)
{
	bool isnew;
	size_t i = set_add(&ls->names, name, &isnew);

	if (i == ls->cap) {
		ls->cap = ls->cap ? ls->cap * 2 : 8;
		ls->label = xrealloc(ls->label, ls->cap, sizeof(*ls->label));
	}
	if (isnew)
		ls->label[i] = (struct label){ 0, day, day };
	ls->label[i].n += n;
	if (day < ls->label[i].first)
		ls->label[i].first = day;
	if (day > ls->label[i].last)
		ls->label[i].last = day;
}

/* Whether the row counts: it has a day, since the source began. */
static bool
counts(const struct origins *o, uint32_t source, const struct tally_row *r)
{
	return r->c[TALLY_N] > 0 && r->day != DATE_NONE &&
	    r->day <= o->cells->until && r->day >= o->s[source].first;
}

static void
see_books(struct labels *ls, const struct origins *o, uint32_t source)
{
	const struct tally *t = &o->cells->corpus->tally;
	const struct tally_row *r;
	struct slice book;
	struct slice name;

	for (size_t i = o->rows.at[source]; i < o->rows.at[source + 1]; i++) {
		r = &t->rows[o->rows.row[i]];
		if (!counts(o, source, r))
			continue;
		book = set_key(&t->values, t->cell[r->cell].dim[TALLY_BOOK]);
		if (book.n > 2) {
			book.p++;
			book.n -= 2;
		}
		while (slice_cut(&book, '+', &name))
			see_name(ls, name, r->day, r->c[TALLY_N]);
		see_name(ls, book, r->day, r->c[TALLY_N]);
	}
}

/* Count the signals of SOURCE before each day. */
static void
count_until(struct labels *ls, const struct origins *o, uint32_t source)
{
	const struct cells *x = o->cells;
	const struct tally *t = &x->corpus->tally;
	const struct tally_row *r;

	ls->until = xcalloc(x->len + 1, sizeof(*ls->until));
	for (size_t i = o->rows.at[source]; i < o->rows.at[source + 1]; i++) {
		r = &t->rows[o->rows.row[i]];
		if (counts(o, source, r))
			ls->until[r->day - x->first + 1] += r->c[TALLY_N];
	}
	for (size_t i = 0; i < x->len; i++)
		ls->until[i + 1] += ls->until[i];
}

/* The last day before DAY on which SOURCE had signals, or DATE_NONE. */
static int32_t
last_before(const struct origins *o, uint32_t source, int32_t day)
{
	const struct tally *t = &o->cells->corpus->tally;
	const struct tally_row *r;
	int32_t last = DATE_NONE;

	for (size_t i = o->rows.at[source]; i < o->rows.at[source + 1]; i++) {
		r = &t->rows[o->rows.row[i]];
		if (r->c[TALLY_N] > 0 && r->day < day && r->day > last)
			last = r->day;
	}
	return last;
}

/*
 * The day from which SOURCE has NAME, of which the first signal there is of
 * DAY: the first day that any source has it, as ALL says, where this one had
 * no signals between the two that were without it.
 */
static int32_t
came(const struct origins *o, uint32_t source, const struct labels *all,
    struct slice name, int32_t day)
{
	int32_t first = all->label[set_find(&all->names, name)].first;
	int32_t last = first < day ? last_before(o, source, day) : DATE_NONE;

	return last >= first ? last + 1 : first;
}

/* What makes a name one that came or went. */
struct limit {
	double n; /* signals that have it */
	double share; /* of all, from its first day to its last */
};

/* Another version of what a source has, and what may be of a language. */
static const struct limit version = { 3, .2 };
static const struct limit another = { SURE, .8 };

/* The name of codebook or model in NAME, without its version. */
static struct slice
unversioned(struct slice name)
{
	struct slice head;

	return slice_cut(&name, '@', &head) ? head : name;
}

static const struct limit *
limit_of(const struct labels *ls, size_t i)
{
	struct slice of = unversioned(set_key(&ls->names, i));

	for (size_t k = 0; k < ls->names.len; k++)
		if (k != i && slice_eq(unversioned(set_key(&ls->names, k)), of))
			return &version;
	return &another;
}

/* Whether none of OTHERS has L, as so many of the signals THEN have it. */
static bool
sure(const struct label *l, const struct limit *o, double then, double others)
{
	return l->n >= o->n && l->n >= o->share * then &&
	    others * l->n >= SURE * then;
}

/*
 * Labels are alike from the day on which the last of the names that are in
 * use now came, and after the last day of those that are not.
 */
static void
find_labels(struct origins *o, const struct labels *all, uint32_t source,
    const struct labels *ls)
{
	struct origin_source *s = &o->s[source];
	const struct cells *x = o->cells;
	const struct limit *limit;
	const struct label *l;
	double before, then, after;
	int32_t from;

	for (size_t i = 0; i < ls->names.len; i++) {
		l = &ls->label[i];
		limit = limit_of(ls, i);
		before = ls->until[l->first - x->first];
		then = ls->until[l->last + 1 - x->first] - before;
		after = ls->until[x->len] - before - then;
		from = DATE_NONE;
		if (sure(l, limit, then, after))
			from = l->last + 1;
		else if (sure(l, limit, then, before))
			from = came(o, source, all, set_key(&ls->names, i),
			    l->first);
		/* what is there from the start came with the source */
		if (from > s->first + MONTH && from > s->labels)
			s->labels = from;
	}
}

void
books_find(struct origins *o)
{
	struct labels all = { 0 };
	struct labels ls;

	for (uint32_t s = 0; s < o->n; s++)
		see_books(&all, o, s);
	for (uint32_t s = 0; s < o->n; s++) {
		ls = (struct labels){ 0 };
		see_books(&ls, o, s);
		if (ls.names.len > 1) {
			count_until(&ls, o, s);
			find_labels(o, &all, s, &ls);
		}
		set_release(&ls.names);
		free(ls.label);
		free(ls.until);
	}
	set_release(&all.names);
	free(all.label);
}
