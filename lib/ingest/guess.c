#include "lib/ingest/guess.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/ingest/idlook.h"
#include "lib/ingest/value.h"

enum { SAMPLE_ROWS = 10000 };

/* What the cells of a column look like. */
struct look {
	size_t filled;
	size_t dates;
	size_t months_first; /* dates only if the month comes first */
	size_t emails;
	size_t bsns;
	size_t bytes;
	size_t spaces;
	size_t letters;
	size_t decimals; /* numbers that are no whole ones */
	bool id_name; /* it is called id, number or the like */
	bool birth; /* it is called after a birth */
	bool place; /* it is called after an address */
	bool person; /* it is called after a name */
	bool amount; /* it is called after a number, sum or year */
	bool unique; /* no two alike */
	struct set seen;
};

struct guess {
	struct choose known;
	struct header columns;
	struct look *look;
	size_t looks; /* columns that have one */
	bool *done; /* columns that have a statement */
	size_t rows;
	bool member[APPLY_FIELDS]; /* those that are filled */
};

static void
look_at(struct look *k, struct slice s, struct buf *scratch)
{
	struct when w;
	bool isnew;

	s = value_trim(s);
	if (value_empty(s))
		return;
	k->filled++;
	if (value_date(s, 0, &w))
		k->dates++;
	else if (value_date(s, DATE_MONTH_FIRST | DATE_SHORT_YEAR, &w))
		k->months_first++;
	k->emails += idlook_email(s) && memchr(s.p, ' ', s.n) == NULL;
	k->bsns += idlook_bsn(s);
	k->bytes += s.n;
	for (size_t i = 0; i < s.n; i++) {
		k->spaces += s.p[i] == ' ';
		k->letters += (s.p[i] | 0x20) >= 'a' && (s.p[i] | 0x20) <= 'z';
	}
	k->decimals += value_number(s, false, scratch) &&
	    memchr(scratch->s, '.', scratch->len) != NULL;
	buf_reset(scratch);
	(void)set_add(&k->seen, s, &isnew);
	k->unique &= isnew;
}

/* Does the folded NAME hold, or begin or end with, one of WORDS? */
static bool
named(struct slice name, const char *const *words, bool at_ends)
{
	struct slice w;

	for (; *words != NULL; words++) {
		w = slice_of(*words);
		for (size_t i = 0; i + w.n <= name.n; i++)
			if (memcmp(name.p + i, w.p, w.n) == 0 &&
			    (!at_ends || i == 0 || i + w.n == name.n))
				return true;
	}
	return false;
}

/* What the names of the columns that are new say. */
static void
name_columns(struct guess *g)
{
	static const char *const ids[] = { "id", "nr", "nummer", "number",
		"key", "kenmerk", "ref", "code", NULL };
	static const char *const births[] = { "geboort", "birth", "dob",
		"gebdat", NULL };
	static const char *const places[] = { "adres", "address", "street",
		"straat", "suburb", "woonplaats", "huisn", NULL };
	static const char *const names[] = { "naam", "name", NULL };
	static const char *const amounts[] = { "aantal", "count", "total",
		"totaal", "bedrag", "amount", "prijs", "price", "jaar", "year",
		"leeftijd", "age", "epoch", NULL };
	struct buf folded = { 0 };

	g->look = xrealloc(g->look, g->columns.n, sizeof(*g->look));
	g->done = xrealloc(g->done, g->columns.n, sizeof(*g->done));
	for (size_t i = g->looks; i < g->columns.n; i++) {
		g->look[i] = (struct look){ 0 };
		g->done[i] = false;
		buf_reset(&folded);
		header_fold(&folded, header_name(&g->columns, i));
		g->look[i].unique = true;
		g->look[i].id_name = named(buf_slice(&folded), ids, true);
		g->look[i].birth = named(buf_slice(&folded), births, false);
		g->look[i].place = named(buf_slice(&folded), places, false);
		g->look[i].person = named(buf_slice(&folded), names, true);
		g->look[i].amount = named(buf_slice(&folded), amounts, true);
	}
	g->looks = g->columns.n;
	buf_release(&folded);
}

static void
look_along(struct guess *g, const struct table_row *row, struct buf *scratch)
{
	g->rows++;
	for (size_t i = 0; i < row->n && i < g->columns.n; i++)
		look_at(&g->look[i], row->field[i], scratch);
}

static bool
sample_json(struct guess *g, struct jsonin *j)
{
	struct buf scratch = { 0 };
	struct table_row row;

	while (g->rows < SAMPLE_ROWS && jsonin_next(j, &row)) {
		if (row.kind != TABLE_ROW || row.n == 0)
			continue;
		for (size_t i = g->columns.n; i < j->header.n; i++)
			header_add(&g->columns, header_name(&j->header, i));
		if (g->looks < g->columns.n)
			name_columns(g);
		look_along(g, &row, &scratch);
	}
	buf_release(&scratch);
	return g->look != NULL;
}

static bool
sample(struct guess *g, struct table *t)
{
	struct buf scratch = { 0 };
	struct table_row row;

	while (g->rows < SAMPLE_ROWS && table_next(t, &row)) {
		if (row.kind != TABLE_ROW)
			continue;
		if (g->look == NULL) {
			if (choose_header(&g->known, t, &row, &g->columns))
				name_columns(g);
			continue;
		}
		look_along(g, &row, &scratch);
	}
	buf_release(&scratch);
	return g->look != NULL;
}

static void
put_name(struct buf *out, struct slice name)
{
	bool plain = name.n > 0;
	char q = name.n && memchr(name.p, '"', name.n) != NULL ? '\'' : '"';

	for (size_t i = 0; i < name.n; i++)
		plain &= strchr(" \t,='\"#", name.p[i]) == NULL;
	if (!plain)
		buf_putc(out, q);
	buf_put(out, name);
	if (!plain)
		buf_putc(out, q);
}

static void
put_take(struct buf *out, const char *what, struct slice column,
    const char *options)
{
	size_t from = out->len;

	buf_puts(out, what);
	while (out->len < from + 16)
		buf_putc(out, ' ');
	buf_puts(out, " from ");
	put_name(out, column);
	buf_puts(out, options);
	buf_putc(out, '\n');
}

/* The column that rule R of a known mapping finds, or -1. */
static ptrdiff_t
rule_column(struct guess *g, const struct map_rule *r)
{
	ptrdiff_t i = -1;

	for (size_t t = 0; t < r->n && i < 0; t++)
		for (size_t k = 0; k < r->term[t].n && i < 0; k++)
			i = header_find(&g->columns, r->term[t].name[k]);
	return i;
}

static const char *
date_options(const struct look *k)
{
	return k->months_first > k->dates ? " as date month-first short-year" :
					    "";
}

/* A statement like R, about column I. */
static void
put_like(struct guess *g, struct buf *out, const struct map_rule *r, size_t i)
{
	static const char *const verbs[] = { [MAP_TAKE] = "take   ",
		[MAP_PERSON] = "person ",
		[MAP_KNOW] = "know   " };
	struct buf what = { 0 };
	const char *options = "";

	buf_puts(&what, verbs[r->verb]);
	if (r->verb == MAP_TAKE) {
		g->member[r->f] = true;
		buf_puts(&what, field_name(r->f));
		if (r->as == AS_DATE)
			options = date_options(&g->look[i]);
	} else {
		buf_puts(&what, map_person_names()[r->f]);
	}
	g->done[i] = true;
	put_take(out, buf_cstr(&what), header_name(&g->columns, i), options);
	buf_release(&what);
}

/* What repeats is no source id, whatever it is called. */
static bool
suits(const struct guess *g, const struct map_rule *r, size_t i)
{
	if (r->verb != MAP_TAKE)
		return true;
	if (g->member[r->f])
		return false;
	return r->f != F_SRC_ID || g->look[i].unique;
}

/* Statements for the columns whose names mapping M knows. */
static void
by_name(struct guess *g, struct buf *out, const struct mapping *m)
{
	const struct map_rule *r;
	ptrdiff_t i;

	for (size_t j = 0; j < m->n; j++) {
		r = &m->rule[j];
		i = r->n > 0 ? rule_column(g, r) : -1;
		if (i >= 0 && !g->done[i] && suits(g, r, (size_t)i))
			put_like(g, out, r, (size_t)i);
	}
}

/* Of the columns left, that which MERIT finds best. */
static void
by_look(struct guess *g, struct buf *out, int f, const char *what,
    size_t (*merit)(const struct look *k))
{
	size_t best = 0;
	size_t found = 0;

	if (g->member[f])
		return;
	for (size_t i = 0; i < g->columns.n; i++)
		if (!g->done[i] && merit(&g->look[i]) > best) {
			best = merit(&g->look[i]);
			found = i;
		}
	if (best == 0)
		return;
	g->done[found] = true;
	g->member[f] = true;
	put_take(out, what, header_name(&g->columns, found),
	    f == F_RECEIVED ? date_options(&g->look[found]) : "");
}

static size_t
as_text(const struct look *k)
{
	bool words = k->filled > 0 && k->spaces >= 3 * k->filled;

	return words ? k->bytes / k->filled : 0;
}

static size_t
as_date(const struct look *k)
{
	size_t dates = k->dates + k->months_first;

	return dates * 10 >= k->filled * 9 && !k->birth ? dates : 0;
}

static size_t
as_id(const struct look *k)
{
	return k->unique && k->filled > 1 && k->spaces == 0 && !k->amount &&
		k->decimals * 10 <= k->filled && k->dates * 2 < k->filled &&
		k->bytes < k->filled * 40 ?
	    k->filled * (k->id_name ? 2 : 1) :
	    0;
}

/* Where there are no sentences: words that say what it is about. */
static size_t
as_subject(const struct look *k)
{
	bool words = k->letters * 2 > k->bytes && !k->unique;

	return words && !k->place && !k->person ? k->bytes / k->filled : 0;
}

static void
by_cells(struct guess *g, struct buf *out)
{
	const struct look *k;

	by_look(g, out, F_TEXT, "take   text", as_text);
	by_look(g, out, F_RECEIVED, "take   received", as_date);
	by_look(g, out, F_SRC_ID, "take   src_id", as_id);
	if (!g->member[F_TEXT])
		by_look(g, out, F_SUBJECT, "take   subject", as_subject);
	for (size_t i = 0; i < g->columns.n; i++) {
		k = &g->look[i];
		if (g->done[i] || k->filled == 0)
			continue;
		g->done[i] = true;
		if (k->emails * 2 > k->filled)
			put_take(out, "person email",
			    header_name(&g->columns, i), "");
		else if (k->bsns * 2 > k->filled)
			put_take(out, "person bsn", header_name(&g->columns, i),
			    "");
		else if (k->place)
			put_take(out, "know   address",
			    header_name(&g->columns, i), "");
		else
			g->done[i] = false;
	}
}

/* Is there a member that says what a row is about? */
static bool
speaks(const struct guess *g)
{
	return g->member[F_TEXT] || g->member[F_SUBJECT] ||
	    g->member[F_PRODUCT] || g->member[F_WISH] || g->member[F_EVENT] ||
	    g->member[F_N] || g->member[F_SATISFIED];
}

/* What the column may be good for. */
static const char *
hint(const struct look *k)
{
	return k->birth    ? ", of birth: better left out" :
	    k->person      ? ", names: know name, if of people" :
	    k->amount      ? ", numbers: n, if events are counted" :
	    as_date(k) > 0 ? ", dates" :
	    as_text(k) > 0 ? ", words" :
			     "";
}

/* The columns that nothing was made of, as comments. */
static void
put_rest(const struct guess *g, struct buf *out)
{
	const struct look *k;
	struct slice name;
	bool first = true;

	if (!g->member[F_SRC_ID])
		buf_printf(out,
		    "\n# No src_id: no column has another value in each of "
		    "the first %zu rows.\n# The ids then come of the content.\n",
		    g->rows);
	if (!speaks(g))
		buf_puts(out,
		    "\n# Nothing yet says what a row is about, and without "
		    "that it is not read:\n# make a text, subject or product "
		    "of a column below, or n if it counts.\n");
	for (size_t i = 0; i < g->columns.n; i++) {
		if (g->done[i])
			continue;
		if (first)
			buf_puts(out,
			    "\n# Not used.  Write before the name "
			    "what it is to be.\n");
		first = false;
		k = &g->look[i];
		name = header_name(&g->columns, i);
		buf_puts(out, "# take ... from ");
		put_name(out, name);
		buf_printf(out, "   # %zu filled, %zu different%s\n", k->filled,
		    k->seen.len, hint(k));
	}
}

static void
put_head(const struct guess *g, struct buf *out, struct slice name)
{
	buf_puts(out, "# A first mapping, to edit: see sig-mapping(5).\n");
	buf_puts(out, "title  ");
	buf_put(out, name);
	buf_puts(out,
	    "\n\n# What kind of signal: klacht, melding, vraag ... "
	    "(sig-signal(5))\n");
	if (!g->member[F_KIND])
		buf_puts(out, "set    kind onbekend\n");
	if (!g->member[F_ORG])
		buf_puts(out,
		    "# set  org "
		    "https://identifier.overheid.nl/tooi/id/...\n");
	buf_putc(out, '\n');
}

bool
guess_put(struct buf *out, struct table *t, struct jsonin *j, struct slice name)
{
	static const char *const known[] = { "signal", "algemeen", "engels",
		NULL };
	struct guess g = { 0 };
	struct buf body = { 0 };
	bool good = j != NULL ? sample_json(&g, j) : sample(&g, t);

	for (int i = 0; good && known[i] != NULL; i++) {
		if (choose_builtin(&g.known, known[i]))
			by_name(&g, &body, g.known.m);
		choose_release(&g.known);
	}
	if (good) {
		by_cells(&g, &body);
		put_head(&g, out, name);
		buf_put(out, buf_slice(&body));
		put_rest(&g, out);
	}
	for (size_t i = 0; i < g.columns.n && g.look != NULL; i++)
		set_release(&g.look[i].seen);
	free(g.look);
	free(g.done);
	header_release(&g.columns);
	buf_release(&body);
	return good;
}
