#include "lib/ingest/guess.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/ingest/survey.h"

struct guess {
	struct survey s;
	struct choose known;
	bool *done; /* columns that have a statement */
	bool member[APPLY_FIELDS]; /* those that are filled */
};

/* Put NAME in quotes, if a mapping needs them round it. */
static void
put_word(struct buf *out, struct slice name)
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

/*
 * What a mapping calls column I: its name, in which a new line is a blank; or
 * its place, where the name cannot be written or may be what a row says.
 */
static void
put_name(const struct guess *g, struct buf *out, size_t i)
{
	struct slice name = header_name(&g->s.columns, i);
	struct buf line = { 0 };

	for (size_t k = 0; k < name.n; k++)
		buf_putc(&line,
		    strchr("\n\r\t", name.p[k]) != NULL ? ' ' : name.p[k]);
	name = buf_slice(&line);
	if (g->s.values || !header_visible(name) ||
	    (name.n > 0 && memchr(name.p, '"', name.n) != NULL &&
		memchr(name.p, '\'', name.n) != NULL)) {
		buf_reset(&line);
		buf_printf(&line, "column %zu", i + 1);
	}
	put_word(out, buf_slice(&line));
	buf_release(&line);
}

static void
put_take(const struct guess *g, struct buf *out, const char *what,
    size_t column, const char *options)
{
	size_t from = out->len;

	buf_puts(out, what);
	while (out->len < from + 16)
		buf_putc(out, ' ');
	buf_puts(out, " from ");
	put_name(g, out, column);
	buf_puts(out, options);
	buf_putc(out, '\n');
}

/* The last part of a.b.c, as names are compared. */
static void
fold_last(struct buf *out, struct slice name)
{
	size_t at = name.n;

	while (at > 0 && name.p[at - 1] != '.')
		at--;
	buf_reset(out);
	header_fold(out, (struct slice){ name.p + at, name.n - at });
}

/* The one member of an object of JSON that is called NAME in there, or -1. */
static ptrdiff_t
find_within(const struct guess *g, struct slice name)
{
	struct buf sought = { 0 };
	struct buf last = { 0 };
	ptrdiff_t found = -1;
	size_t n = 0;

	header_fold(&sought, name);
	for (size_t i = 0; i < g->s.columns.n; i++) {
		fold_last(&last, header_name(&g->s.columns, i));
		if (!slice_eq(buf_slice(&last), buf_slice(&sought)))
			continue;
		found = (ptrdiff_t)i;
		n++;
	}
	buf_release(&sought);
	buf_release(&last);
	return n == 1 ? found : -1;
}

/* The column that rule R of a known mapping finds, or -1. */
static ptrdiff_t
rule_column(struct guess *g, const struct map_rule *r)
{
	struct slice name;
	ptrdiff_t i = -1;

	for (size_t t = 0; t < r->n && i < 0; t++)
		for (size_t k = 0; k < r->term[t].n && i < 0; k++) {
			name = r->term[t].name[k];
			i = header_find(&g->s.columns, name);
			if (i < 0 && g->s.json && r->verb == MAP_TAKE)
				i = find_within(g, name);
		}
	return i;
}

/* Append how the dates of K are read, and how many cannot be. */
static void
put_date_options(struct buf *out, const struct column *k)
{
	size_t read = k->dates;

	if (k->serials > k->dates) {
		buf_puts(out, " as date serial");
		read += k->serials;
	} else if (k->months_first > k->dates) {
		buf_puts(out, " as date month-first short-year");
		read += k->months_first;
	}
	if (read < k->filled)
		buf_printf(out, "   # dates in part: %zu of %zu are none",
		    k->filled - read, k->filled);
}

/* The column nearest to date I that holds times of day; or none, -1. */
static ptrdiff_t
time_beside(const struct guess *g, size_t i)
{
	for (size_t d = 1; d < g->s.columns.n; d++) {
		if (i + d < g->s.columns.n && !g->done[i + d] &&
		    column_times(&g->s.look[i + d]))
			return (ptrdiff_t)(i + d);
		if (d <= i && !g->done[i - d] &&
		    column_times(&g->s.look[i - d]))
			return (ptrdiff_t)(i - d);
	}
	return -1;
}

/* Column I is the day of receipt; if its times stand apart, with them. */
static void
put_received(struct guess *g, struct buf *out, size_t i)
{
	const struct column *k = &g->s.look[i];
	struct buf options = { 0 };
	ptrdiff_t t = k->exact > 0 || k->serials > k->dates ? -1 :
							      time_beside(g, i);

	g->done[i] = true;
	g->member[F_RECEIVED] = true;
	if (t >= 0) {
		g->done[t] = true;
		buf_puts(&options, ", ");
		put_name(g, &options, (size_t)t);
	}
	put_date_options(&options, k);
	put_take(g, out, "take   received", i, buf_cstr(&options));
	buf_release(&options);
}

/* A statement like R, about column I. */
static void
put_like(struct guess *g, struct buf *out, const struct map_rule *r, size_t i)
{
	static const char *const verbs[] = { [MAP_TAKE] = "take   ",
		[MAP_PERSON] = "person ",
		[MAP_KNOW] = "know   " };
	struct buf what = { 0 };
	struct buf options = { 0 };

	if (r->verb == MAP_TAKE && r->f == F_RECEIVED) {
		put_received(g, out, i);
		return;
	}
	buf_puts(&what, verbs[r->verb]);
	if (r->verb == MAP_TAKE) {
		g->member[r->f] = true;
		buf_puts(&what, field_name(r->f));
		if (r->as == AS_DATE)
			put_date_options(&options, &g->s.look[i]);
	} else {
		buf_puts(&what, map_person_names()[r->f]);
	}
	g->done[i] = true;
	put_take(g, out, buf_cstr(&what), i, buf_cstr(&options));
	buf_release(&options);
	buf_release(&what);
}

/*
 * What repeats is no source id, and what cannot be read as a date is none,
 * whatever it is called.
 */
static bool
suits(const struct guess *g, const struct map_rule *r, size_t i)
{
	if (r->verb != MAP_TAKE)
		return true;
	if (g->member[r->f])
		return false;
	if (r->as == AS_DATE && g->s.look[i].filled > 0)
		return column_date(&g->s.look[i]) > 0;
	return r->f != F_SRC_ID ||
	    (g->s.look[i].unique && !column_bsns(&g->s.look[i]));
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
    size_t (*merit)(const struct column *k))
{
	size_t best = 0;
	size_t found = 0;

	if (g->member[f])
		return;
	for (size_t i = 0; i < g->s.columns.n; i++)
		if (!g->done[i] && merit(&g->s.look[i]) > best) {
			best = merit(&g->s.look[i]);
			found = i;
		}
	if (best == 0)
		return;
	if (f == F_RECEIVED) {
		put_received(g, out, found);
		return;
	}
	g->done[found] = true;
	g->member[f] = true;
	put_take(g, out, what, found, "");
}

/* The table of mapping M that is called after member F, or NULL. */
static const struct map_table *
table_of(const struct mapping *m, int f)
{
	for (size_t i = 0; i < m->tables; i++)
		if (slice_eq(m->table[i]->name, slice_of(field_name(f))))
			return m->table[i];
	return NULL;
}

/* The columns whose values are those that mapping M knows of a member. */
static void
by_values(struct guess *g, struct buf *out, const struct mapping *m)
{
	static const int fields[] = { F_CHANNEL, F_KIND, F_STATUS, F_OUTCOME };
	const struct map_table *t;
	struct buf what = { 0 };

	for (size_t k = 0; k < sizeof(fields) / sizeof(*fields); k++) {
		t = table_of(m, fields[k]);
		for (size_t i = 0; i < g->s.columns.n; i++) {
			if (g->done[i] || g->member[fields[k]] || t == NULL ||
			    !column_values(&g->s.look[i], t))
				continue;
			g->done[i] = true;
			g->member[fields[k]] = true;
			buf_reset(&what);
			buf_printf(&what, "take   %s", field_name(fields[k]));
			put_take(g, out, buf_cstr(&what), i, "");
		}
	}
	buf_release(&what);
}

/*
 * A day, how many, and nothing that a row is called or says: a table of
 * counts.  Of these the words say of what they are.
 */
static void
put_counts(struct guess *g, struct buf *out)
{
	size_t i = 0;

	while (
	    i < g->s.columns.n && (g->done[i] || !column_counts(&g->s.look[i])))
		i++;
	if (i == g->s.columns.n || !g->member[F_RECEIVED] ||
	    g->member[F_TEXT] || g->member[F_SRC_ID] || g->member[F_N])
		return;
	g->done[i] = true;
	g->member[F_N] = true;
	put_take(g, out, "take   n", i, " filled");
	by_look(g, out, F_PRODUCT, "take   product", column_subject);
}

static void
by_cells(struct guess *g, struct buf *out)
{
	const struct column *k;

	by_look(g, out, F_TEXT, "take   text", column_text);
	by_look(g, out, F_RECEIVED, "take   received", column_date);
	by_look(g, out, F_PC4, "take   pc4", column_postcode);
	by_look(g, out, F_SRC_ID, "take   src_id", column_id);
	put_counts(g, out);
	if (!g->member[F_TEXT] && !g->member[F_N])
		by_look(g, out, F_SUBJECT, "take   subject", column_subject);
	for (size_t i = 0; i < g->s.columns.n; i++) {
		k = &g->s.look[i];
		if (g->done[i] || k->filled == 0)
			continue;
		g->done[i] = true;
		if (k->emails * 2 > k->filled)
			put_take(g, out, "person email", i, "");
		else if (column_bsns(k))
			put_take(g, out, "person bsn", i, "");
		else if (k->place)
			put_take(g, out, "know   address", i, "");
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

/* The column most like a source id that is none for a reason; or -1. */
static ptrdiff_t
almost_id(const struct guess *g)
{
	const struct column *k;
	ptrdiff_t found = -1;
	int best = 0;
	int rank;

	for (size_t i = 0; i < g->s.columns.n; i++) {
		k = &g->s.look[i];
		if (g->done[i] || k->filled * 2 < g->s.rows ||
		    column_no_id(k) == NULL)
			continue;
		rank = 2 * (k->unique && k->filled == g->s.rows) + k->id_name;
		if (rank > best) {
			best = rank;
			found = (ptrdiff_t)i;
		}
	}
	return found;
}

static void
put_no_id(const struct guess *g, struct buf *out)
{
	ptrdiff_t i = almost_id(g);

	buf_puts(out, "\n# No src_id: ");
	if (i >= 0) {
		put_name(g, out, (size_t)i);
		buf_putc(out, ' ');
		buf_puts(out, column_no_id(&g->s.look[i]));
	} else {
		buf_printf(out,
		    "no column left has another value in each of the first "
		    "%zu rows",
		    g->s.rows);
	}
	buf_puts(out, ".\n# The ids then come of the content.\n");
}

/* The columns that nothing was made of, as comments. */
static void
put_rest(const struct guess *g, struct buf *out)
{
	const struct column *k;
	bool first = true;

	if (!g->member[F_SRC_ID] && !g->member[F_N])
		put_no_id(g, out);
	if (!speaks(g))
		buf_puts(out,
		    "\n# Nothing yet says what a row is about: make a text, "
		    "subject or product\n# of a column below, or n if it "
		    "counts.\n");
	for (size_t i = 0; i < g->s.columns.n; i++) {
		if (g->done[i])
			continue;
		if (first)
			buf_puts(out,
			    "\n# Not used.  Write before the name "
			    "what it is to be.\n");
		first = false;
		k = &g->s.look[i];
		buf_puts(out, "# take ... from ");
		put_name(g, out, i);
		buf_printf(out, "   # %zu filled, %zu different", k->filled,
		    k->seen.len);
		column_put_hint(out, k);
		buf_putc(out, '\n');
	}
}

static void
put_head(const struct guess *g, struct buf *out, struct slice name)
{
	buf_puts(out, "# A first mapping, to edit: see sig-mapping(5).\n");
	buf_puts(out, "title  ");
	buf_put(out, name);
	if (g->s.values)
		buf_puts(out,
		    "\n\n# The first row holds what rows hold, so it is taken "
		    "for one: columns are\n# known by their places.\n"
		    "header no");
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
	static const char *const known[] = { "signal", "algemeen", "klacht",
		"bezwaar", "engels", NULL };
	struct guess g = { 0 };
	struct buf body = { 0 };
	bool good = j != NULL ? survey_json(&g.s, j) : survey_table(&g.s, t);

	g.done = xcalloc(g.s.columns.n + 1, sizeof(*g.done));
	for (int i = 0; good && known[i] != NULL; i++) {
		if (choose_builtin(&g.known, known[i])) {
			by_name(&g, &body, g.known.m);
			if (known[i + 1] == NULL)
				by_values(&g, &body, g.known.m);
		}
		choose_release(&g.known);
	}
	if (good) {
		by_cells(&g, &body);
		put_head(&g, out, name);
		buf_put(out, buf_slice(&body));
		put_rest(&g, out);
	}
	free(g.done);
	survey_release(&g.s);
	buf_release(&body);
	return good;
}
