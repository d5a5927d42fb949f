#include "lib/report/year.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/line/ended.h"
#include "lib/privacy/disclose.h"
#include "lib/report/want.h"

enum {
	TERM_DAYS = 42,
	LONGEST_DAYS = 98,
	BEHIND = 35 /* days by which it may be that nothing was delivered */
};

static const char *const outcome_value[] = { "gegrond", "deels-gegrond",
	"ongegrond", "geen-oordeel", "niet-ontvankelijk", "ingetrokken",
	"oordeel-nvt" };

static const enum phrase outcome_phrase[OUTCOMES] = { PH_Y_UPHELD, PH_Y_PARTLY,
	PH_Y_NOT_UPHELD, PH_Y_NO_FINDING, PH_Y_INADMISSIBLE, PH_Y_WITHDRAWN,
	PH_Y_INFORMAL, PH_Y_UNKNOWN, PH_Y_OPEN, PH_Y_GONE };

static bool
is_spoken(struct slice channel)
{
	static const char *const spoken[] = { "telefoon", "balie", "huisbezoek",
		"intern", "systeem" };

	for (size_t i = 0; i < sizeof(spoken) / sizeof(*spoken); i++)
		if (slice_eq(channel, slice_of(spoken[i])))
			return true;
	return false;
}

static enum year_outcome
outcome_of(struct rec *r)
{
	struct slice s = rec_text(r, F_OUTCOME);
	size_t i = 0;

	if (ended_day(r) == DATE_NONE)
		return OUTCOME_OPEN;
	while (i < OUTCOME_UNKNOWN && !slice_eq(s, slice_of(outcome_value[i])))
		i++;
	return (enum year_outcome)i;
}

/*
 * Was what came on RECEIVED and was to be closed by DUE, or DATE_NONE, closed
 * in time?  Odd dates cannot be judged.
 */
static enum year_term
term_of(int32_t received, int32_t due, int32_t closed)
{
	if (closed == DATE_NONE || closed < received)
		return TERM_UNKNOWN;
	if (due != DATE_NONE)
		return closed <= due ? TERM_IN : TERM_PAST;
	if (closed - received <= TERM_DAYS)
		return TERM_IN;
	return closed - received <= LONGEST_DAYS ? TERM_MAYBE : TERM_PAST;
}

static void
count(struct set *names, struct year_row **row, size_t *cap, struct slice name,
    enum year_outcome outcome)
{
	bool isnew;
	size_t i = set_add(names, name, &isnew);

	if (i >= *cap) {
		*cap = *cap ? *cap * 2 : 64;
		*row = xrealloc(*row, *cap, sizeof(**row));
	}
	if (isnew)
		(*row)[i] = (struct year_row){ 0 };
	(*row)[i].n[outcome]++;
}

/* Where it came from. */
struct year_place {
	size_t place;
	uint32_t list;
};

static void
add_term(struct year *y, struct rec *r, struct year_place at, int32_t received,
    bool open)
{
	int32_t end = ended_day(r);

	if (y->ncases == y->cases_cap) {
		y->cases_cap = y->cases_cap ? y->cases_cap * 2 : 64;
		y->cases = xrealloc(y->cases, y->cases_cap, sizeof(*y->cases));
	}
	y->cases[y->ncases++] = (struct year_case){ at.place, received,
		date_parse_day(rec_text(r, F_DUE)),
		ended_known(end) ? end : DATE_NONE,
		date_parse_day(rec_text(r, F_SEEN)), at.list, open };
}

/* The last day on which C, which is open by what it says, is known to be. */
static int32_t
open_on(const struct year *y, const struct year_case *c)
{
	int32_t day = known_open(&y->known, c->place);

	return listed_gone(&y->listed, c->list, c->seen) && c->seen < day ?
	    c->seen :
	    day;
}

/* Is of C, which was open, not known whether it is? */
static bool
is_gone(const struct year *y, const struct year_case *c)
{
	return c->open &&
	    (!known_ending(&y->known, c->place) ||
		listed_gone(&y->listed, c->list, c->seen));
}

/*
 * What became of C, now that all days are known.  What is open is not in time
 * yet, and what was closed on a day that is not known is not late.
 */
static enum year_term
judge(const struct year *y, const struct year_case *c)
{
	const struct known *k = &y->known;
	int32_t closed = known_believes(k, c->place, c->closed, c->seen) ?
	    c->closed :
	    DATE_NONE;
	enum year_term term = term_of(c->received, c->due,
	    c->open ? open_on(y, c) : closed);

	if (c->open)
		return term == TERM_IN ? TERM_UNKNOWN : term;
	return term != TERM_IN && c->closed > k->end ? TERM_UNKNOWN : term;
}

static void
count_in(struct year *y, struct rec *r, struct year_place at, int32_t day)
{
	enum year_outcome outcome = outcome_of(r);
	struct json_walk w;

	y->total++;
	y->no_channel += !rec_has(r, F_CHANNEL) ||
	    slice_eq(rec_text(r, F_CHANNEL), SLICE("onbekend"));
	y->outcome.n[outcome]++;
	add_term(y, r, at, day, outcome == OUTCOME_OPEN);
	count(&y->orgs, &y->org, &y->org_cap, rec_text(r, F_ORG), outcome);
	for (rec_items(&w, r, F_THEME); json_next(&w);)
		count(&y->themes, &y->theme, &y->theme_cap,
		    rec_item_text(r, w.value), outcome);
}

bool
year_add(struct year *y, struct rec *r)
{
	struct year_place at = { known_add(&y->known, r),
		listed_add(&y->listed, r) };
	int32_t day;

	if (!slice_eq(rec_text(r, F_KIND), SLICE("klacht")) ||
	    rec_has(r, F_COPY_OF) || rec_has(r, F_STATE_OF) ||
	    rec_has(r, F_SUPERSEDED))
		return false;
	day = want_day(r);
	if (day == DATE_NONE) {
		y->undated++;
		return false;
	}
	if (date_civil(day).year != y->year)
		return false;
	if (is_spoken(rec_text(r, F_CHANNEL))) {
		y->spoken++;
		return false;
	}
	count_in(y, r, at, day);
	return true;
}

static struct cell
cell(const struct year *y, uint64_t n)
{
	if (y->public && !disclose_shown((int64_t)n))
		return (struct cell){ .kind = CELL_FEW };
	return (struct cell){ .kind = CELL_COUNT,
		.x = y->public ? (double)disclose_round((int64_t)n) :
				 (double)n };
}

static struct cell
name(const struct page *p, enum phrase key)
{
	return (struct cell){ .kind = CELL_TEXT,
		.text = slice_of(phrase(p->lang, key)) };
}

/* A table of names and numbers, one row each. */
static void
put_counts(const struct year *y, struct page *p, enum phrase caption,
    const enum phrase *key, const uint64_t *n, size_t rows)
{
	struct column col[2] = {
		{ slice_of(phrase(p->lang, caption)), false },
		{ slice_of(phrase(p->lang, PH_Y_COMPLAINTS)), true },
	};
	struct cell c[2];

	p->f->table(p, slice_of(phrase(p->lang, caption)), col, 2, false);
	for (size_t i = 0; i < rows; i++) {
		c[0] = name(p, key[i]);
		c[1] = cell(y, n[i]);
		p->f->row(p, c);
	}
	p->f->table_end(p);
}

static uint64_t
sum(const struct year_row *row)
{
	uint64_t n = 0;

	for (size_t i = 0; i < OUTCOMES; i++)
		n += row->n[i];
	return n;
}

struct named {
	struct slice name;
	const struct year_row *row;
};

/* The most complaints first, then by name. */
static int
compare(const void *a, const void *b)
{
	const struct named *x = a;
	const struct named *z = b;
	uint64_t m = sum(x->row);
	uint64_t n = sum(z->row);

	if (m != n)
		return m > n ? -1 : 1;
	return slice_cmp(x->name, z->name);
}

static struct slice
say_name(enum lang lang, struct slice name)
{
	return name.n ? say_value(lang, name) :
			slice_of(phrase(lang, PH_NOT_FILLED));
}

static void
put_named(const struct year *y, struct page *p, const struct named *at)
{
	const uint64_t *n = at->row->n;
	struct cell c[6];

	c[0] = (struct cell){ .kind = CELL_TEXT,
		.text = say_name(p->lang, at->name) };
	c[1] = cell(y, sum(at->row));
	c[2] = cell(y, n[OUTCOME_UPHELD] + n[OUTCOME_PARTLY]);
	c[3] = cell(y, n[OUTCOME_NOT_UPHELD]);
	c[4] = cell(y, n[OUTCOME_INFORMAL]);
	c[5] = cell(y,
	    n[OUTCOME_NO_FINDING] + n[OUTCOME_INADMISSIBLE] +
		n[OUTCOME_WITHDRAWN] + n[OUTCOME_UNKNOWN] + n[OUTCOME_OPEN]);
	p->f->row(p, c);
}

/* Complaints by theme or organisation, and what became of them. */
static void
put_rows(const struct year *y, struct page *p, enum phrase caption,
    const struct set *names, const struct year_row *row)
{
	const enum phrase heads[] = { caption == PH_Y_BY_ORG ? PH_ORG :
							       PH_Y_ABOUT,
		PH_Y_COMPLAINTS, PH_Y_UPHELD_ANY, PH_Y_NOT_UPHELD,
		PH_Y_INFORMAL, PH_Y_REST };
	struct column col[6];
	struct named *at = xcalloc(names->len + 1, sizeof(*at));

	for (size_t i = 0; i < 6; i++)
		col[i] = (struct column){ slice_of(phrase(p->lang, heads[i])),
			i > 0 };
	for (size_t i = 0; i < names->len; i++)
		at[i] = (struct named){ set_key(names, i), &row[i] };
	qsort(at, names->len, sizeof(*at), compare);
	p->f->table(p, slice_of(phrase(p->lang, caption)), col, 6, false);
	for (size_t i = 0; i < names->len; i++)
		if (!y->public || disclose_shown((int64_t)sum(at[i].row)))
			put_named(y, p, &at[i]);
	p->f->table_end(p);
	free(at);
}

static void
talk_year(struct talk *t, int year)
{
	struct buf b = { 0 };

	buf_printf(&b, "%d", year);
	talk_text(t, buf_slice(&b));
	buf_release(&b);
}

/* Of complaints the days from the first to the last of E are known. */
static void
put_ends(const struct year *y, struct page *p, struct talk *t,
    struct known_ends e)
{
	if (e.first > date_day((struct civil){ y->year, 1, 1 })) {
		talk_day(t, e.first);
		p->f->para(p, PARA_WARN, talk_say(t, PH_Y_FIRST));
	}
	if (e.last == DATE_NONE)
		return;
	talk_day(t, e.last);
	if (e.last < date_day((struct civil){ y->year, 12, 31 }))
		p->f->para(p, PARA_WARN, talk_say(t, PH_Y_LAST));
	else if (y->total > 0)
		p->f->para(p, PARA_PLAIN, talk_say(t, PH_Y_KNOWN));
}

/* May NAME be named: does that tell of no few people? */
static bool
may_name(const struct year *y, struct slice org)
{
	ptrdiff_t i = set_find(&y->orgs, org);

	return !y->public ||
	    (i >= 0 && disclose_shown((int64_t)sum(&y->org[i])));
}

/* The organisations that are not known up to LAST, but to a day before. */
static void
put_behind(const struct year *y, struct page *p, struct talk *t, int32_t last)
{
	struct column col[2] = {
		{ slice_of(phrase(p->lang, PH_ORG)), false },
		{ slice_of(phrase(p->lang, PH_Y_UP_TO)), false },
	};
	struct known_last *o;
	struct cell c[2] = { { .kind = CELL_TEXT }, { .kind = CELL_TEXT } };
	size_t n = known_lasts(&y->known, SLICE("klacht"), &o);
	/* all that came in the year has then been closed in its term, or not */
	int32_t over = date_day((struct civil){ y->year, 12, 31 }) +
	    LONGEST_DAYS;
	size_t k = 0;

	for (size_t i = 0; i < n; i++)
		if (o[i].last < last - BEHIND && o[i].last < over &&
		    may_name(y, o[i].org))
			o[k++] = o[i];
	if (k > 0) {
		p->f->para(p, PARA_WARN,
		    slice_of(phrase(p->lang, PH_Y_BEHIND)));
		p->f->table(p, slice_of(phrase(p->lang, PH_Y_BEHIND_OF)), col,
		    2, false);
	}
	for (size_t i = 0; i < k; i++) {
		c[0].text = say_name(p->lang, o[i].org);
		talk_day(t, o[i].last);
		c[1].text = talk_say(t, PH_Y_DAY);
		p->f->row(p, c);
	}
	if (k > 0)
		p->f->table_end(p);
	free(o);
}

static void
put_title(const struct year *y, struct page *p, struct talk *t,
    const char *title)
{
	talk_year(t, y->year);
	p->f->open(p,
	    title != NULL ? slice_of(title) : talk_say(t, PH_Y_TITLE));
	p->f->para(p, y->public ? PARA_NOTE : PARA_WARN,
	    slice_of(
		phrase(p->lang, y->public ? PH_PUBLIC : PH_INTERN_NO_QUOTES)));
}

/* How many there were; false if nothing is known of the year. */
static bool
put_total(const struct year *y, struct page *p, struct talk *t)
{
	struct known_ends e = known_ends(&y->known, SLICE("klacht"));
	bool none = y->total == 0 &&
	    (e.last < date_day((struct civil){ y->year, 1, 1 }) ||
		e.first > date_day((struct civil){ y->year, 12, 31 }));

	p->f->section(p, "aantal", slice_of(phrase(p->lang, PH_H_Y_COUNT)));
	if (none)
		talk_year(t, y->year);
	else
		talk_count(t, (double)y->total);
	p->f->para(p, PARA_LEAD, talk_say(t, none ? PH_Y_NONE : PH_Y_TOTAL));
	put_ends(y, p, t, e);
	if (none)
		return false;
	put_behind(y, p, t, e.last);
	talk_count(t, (double)y->spoken);
	talk_count(t, (double)y->no_channel);
	talk_count(t, (double)y->undated);
	p->f->para(p, PARA_PLAIN, talk_say(t, PH_Y_ACCOUNT));
	return true;
}

/* Dates that decide nothing, as they must be mistakes. */
static void
put_doubt(const struct year *y, struct page *p, struct talk *t)
{
	const struct known *k = &y->known;

	if (k->doubted == 0)
		return;
	if (y->public) {
		p->f->para(p, PARA_NOTE, talk_say(t, PH_Y_DOUBT_PUBLIC));
		return;
	}
	talk_count(t, (double)k->doubted);
	talk_day(t, k->furthest);
	talk_text(t, say_name(p->lang, known_org(k, k->furthest_place)));
	p->f->para(p, PARA_WARN, talk_say(t, PH_Y_DOUBT));
}

static void
put_tables(const struct year *y, struct page *p, struct talk *t)
{
	static const enum phrase terms[TERMS] = { PH_Y_TERM_IN, PH_Y_TERM_MAYBE,
		PH_Y_TERM_PAST, PH_Y_TERM_UNKNOWN };

	p->f->section(p, "oordeel", slice_of(phrase(p->lang, PH_H_Y_OUTCOME)));
	put_counts(y, p, PH_Y_OUTCOME, outcome_phrase, y->outcome.n, OUTCOMES);
	p->f->para(p, PARA_NOTE, slice_of(phrase(p->lang, PH_Y_INFORMAL_NOTE)));
	p->f->section(p, "termijn", slice_of(phrase(p->lang, PH_H_Y_TERM)));
	put_counts(y, p, PH_Y_TERM, terms, y->term, TERMS);
	put_doubt(y, p, t);
	p->f->para(p, PARA_NOTE, slice_of(phrase(p->lang, PH_Y_TERM_NOTE)));
	p->f->section(p, "thema", slice_of(phrase(p->lang, PH_H_Y_THEME)));
	p->f->para(p, PARA_NOTE, slice_of(phrase(p->lang, PH_Y_THEME_NOTE)));
	put_rows(y, p, PH_Y_BY_THEME, &y->themes, y->theme);
	p->f->section(p, "organisatie", slice_of(phrase(p->lang, PH_H_Y_ORG)));
	put_rows(y, p, PH_Y_BY_ORG, &y->orgs, y->org);
}

void
year_write(struct year *y, struct page *p, const char *title)
{
	struct talk t = { .lang = p->lang, .public = y->public };

	known_close(&y->known);
	listed_close(&y->listed);
	for (size_t i = 0; i < y->ncases; i++) {
		y->term[judge(y, &y->cases[i])]++;
		if (is_gone(y, &y->cases[i])) {
			y->outcome.n[OUTCOME_OPEN]--;
			y->outcome.n[OUTCOME_GONE]++;
		}
	}
	put_title(y, p, &t, title);
	if (put_total(y, p, &t))
		put_tables(y, p, &t);
	talk_release(&t);
}

void
year_release(struct year *y)
{
	set_release(&y->orgs);
	set_release(&y->themes);
	known_release(&y->known);
	listed_release(&y->listed);
	free(y->cases);
	free(y->org);
	free(y->theme);
	*y = (struct year){ 0 };
}
