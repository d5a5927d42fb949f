#include "lib/ingest/apply.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/num.h"
#include "lib/base/xalloc.h"
#include "lib/ingest/clean.h"
#include "lib/ingest/value.h"
#include "lib/line/json.h"

enum { NEAR = 3 }; /* columns that are named as like one that is missing */

/* A rule, and where in a->at its columns begin. */
struct apply_live {
	size_t rule;
	size_t at;
};

/* The column of the first name of T that is there, or -1. */
static ptrdiff_t
term_column(const struct map_term *t, struct header *c)
{
	ptrdiff_t i = -1;

	for (size_t k = 0; k < t->n && i < 0; k++)
		i = header_find(c, t->name[k]);
	return i;
}

/* The table that has the name of the member, where no other was named. */
static const struct map_table *
usual_table(const struct mapping *m, const struct map_rule *r)
{
	struct slice name;

	if (r->table != NULL || r->verb != MAP_TAKE ||
	    field_values(r->f) == NULL)
		return r->table;
	name = slice_of(field_name(r->f));
	for (size_t i = m->tables; i-- > 0;)
		if (slice_eq(m->table[i]->name, name))
			return m->table[i];
	return NULL;
}

/* Say that no column of rule R is there, and which are most like it. */
static bool
missing(struct apply *a, const struct map_rule *r, struct header *c)
{
	struct slice name = r->term[0].name[0];
	size_t at[NEAR];
	size_t n = header_near(c, name, at, NEAR);

	buf_reset(&a->said);
	buf_puts(&a->said, "no column called ");
	buf_put(&a->said, name);
	if (n > 0)
		buf_puts(&a->said, n > 1 ? "; nearest are " : "; nearest is ");
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_puts(&a->said, i + 1 < n ? ", " : " and ");
		header_say(&a->said, c, at[i]);
	}
	a->why = buf_cstr(&a->said);
	return false;
}

bool
apply_bind(struct apply *a, const struct mapping *m, struct header *c)
{
	const struct map_rule *r;
	size_t terms = 0;
	size_t k = 0;
	bool found;

	a->m = m;
	a->columns = c;
	for (size_t i = 0; i < m->n; i++)
		terms += m->rule[i].n;
	a->at = xrealloc(a->at, terms + 1, sizeof(*a->at));
	a->only = xrealloc(a->only, m->n + 1, sizeof(*a->only));
	a->usual = xrealloc(a->usual, m->n + 1, sizeof(*a->usual));
	a->live = xrealloc(a->live, m->n + 1, sizeof(*a->live));
	a->lives = 0;
	for (size_t i = 0; i < m->n; i++) {
		r = &m->rule[i];
		a->usual[i] = usual_table(m, r);
		a->only[i] = r->only.n > 0 ? term_column(&r->only.column, c) :
					     -1;
		a->live[a->lives] = (struct apply_live){ i, k };
		found = r->verb == MAP_SET || r->value.n > 0;
		for (size_t j = 0; j < r->n; j++) {
			a->at[k] = term_column(&r->term[j], c);
			found |= a->at[k++] >= 0;
		}
		a->lives += found;
		if (found || !(r->flags & (MAP_REQUIRED | MAP_FILLED)))
			continue;
		if (!a->open)
			return missing(a, r, c);
		a->lives++;
	}
	return true;
}

size_t
apply_knows(const struct mapping *m, struct header *c)
{
	size_t used = 0;

	for (size_t i = 0; i < m->n; i++)
		for (size_t j = 0; j < m->rule[i].n; j++)
			used += term_column(&m->rule[i].term[j], c) >= 0;
	return used;
}

size_t
apply_fit(const struct mapping *m, struct header *c)
{
	for (size_t i = 0; i < m->whens; i++)
		if (term_column(&m->when[i], c) < 0)
			return 0;
	return m->whens > 0 ? apply_knows(m, c) : 0;
}

bool
apply_takes(const struct mapping *m, int f, struct header *c)
{
	const struct map_rule *r;

	for (size_t i = 0; i < m->n; i++) {
		r = &m->rule[i];
		if (r->verb == MAP_TAKE && r->f == f && r->n > 0 &&
		    term_column(r->term, c) >= 0)
			return true;
	}
	return false;
}

bool
apply_marked(const struct mapping *m, struct header *c)
{
	for (size_t i = 1; i < m->whens; i++)
		if (term_column(&m->when[i], c) != term_column(m->when, c))
			return true;
	return false;
}

ptrdiff_t
apply_column(const struct apply *a, int f)
{
	const struct map_rule *r;
	size_t k = 0;

	for (size_t i = 0; i < a->m->n; k += a->m->rule[i++].n) {
		r = &a->m->rule[i];
		if (r->verb == MAP_TAKE && r->f == f && r->n == 1 &&
		    a->at[k] >= 0)
			return a->at[k];
	}
	return -1;
}

ptrdiff_t
apply_person_column(const struct apply *a)
{
	size_t k = 0;

	for (size_t i = 0; i < a->m->n; i++)
		for (size_t j = 0; j < a->m->rule[i].n; j++, k++)
			if (a->m->rule[i].verb == MAP_PERSON && a->at[k] >= 0)
				return a->at[k];
	return -1;
}

/* Is NAME, as it is compared, one of those of T? */
static bool
among(const struct map_term *t, struct slice name, struct buf *scratch)
{
	for (size_t i = 0; i < t->n; i++) {
		buf_reset(scratch);
		header_fold(scratch, t->name[i]);
		if (slice_eq(buf_slice(scratch), name))
			return true;
	}
	return false;
}

bool
apply_calls(const struct apply *a, size_t column)
{
	struct buf scratch = { 0 };
	struct buf name = { 0 };
	bool is = false;
	size_t k = 0;

	header_fold(&name, header_name(a->columns, column));
	for (size_t i = 0; i < a->m->n; i++)
		for (size_t j = 0; j < a->m->rule[i].n; j++, k++)
			is = is ||
			    (a->at[k] == (ptrdiff_t)column &&
				among(&a->m->rule[i].term[j], buf_slice(&name),
				    &scratch));
	buf_release(&name);
	buf_release(&scratch);
	return is;
}

bool
apply_words(const struct apply *a, size_t column)
{
	size_t k = 0;

	for (size_t i = 0; i < a->m->n; i++)
		for (size_t j = 0; j < a->m->rule[i].n; j++, k++)
			if (a->m->rule[i].as == AS_TEXT &&
			    a->m->rule[i].verb == MAP_TAKE &&
			    a->at[k] == (ptrdiff_t)column)
				return true;
	return false;
}

bool
apply_uses(const struct apply *a, size_t column)
{
	size_t terms = 0;

	for (size_t i = 0; i < a->m->n; i++)
		terms += a->m->rule[i].n;
	for (size_t k = 0; k < terms; k++)
		if (a->at[k] == (ptrdiff_t)column)
			return true;
	for (size_t i = 0; i < a->m->n; i++)
		if (a->only[i] == (ptrdiff_t)column)
			return true;
	return false;
}

/* Append VALUE to what scratch holds of rule R. */
static void
join(struct apply *a, const struct map_rule *r, ptrdiff_t column,
    struct slice value)
{
	struct slice sep = r->join;

	if (sep.p == NULL)
		sep = r->as == AS_TEXT ? SLICE("\n\n") : SLICE(" ");
	if (a->scratch.len > 0)
		buf_put(&a->scratch, sep);
	if (r->flags & MAP_LABELLED) {
		buf_put(&a->scratch, header_name(a->columns, (size_t)column));
		buf_puts(&a->scratch, ": ");
	}
	buf_put(&a->scratch, value);
}

/* The cell of column AT, trimmed; empty if it says nothing. */
static struct slice
cell(ptrdiff_t at, const struct slice *field, size_t n)
{
	struct slice s = { NULL, 0 };

	if (at >= 0 && (size_t)at < n)
		s = value_trim(field[at]);
	if (value_empty(s))
		s.n = 0;
	return s;
}

/* What the columns AT of rule R hold in this row; empty if nothing. */
static struct slice
gather(struct apply *a, const struct map_rule *r, const ptrdiff_t *at,
    const struct slice *field, size_t n)
{
	bool plain = r->n == 1 && !(r->flags & MAP_LABELLED);
	struct slice s;

	if (plain)
		return cell(at[0], field, n);
	buf_reset(&a->scratch);
	for (size_t j = 0; j < r->n; j++) {
		s = cell(at[j], field, n);
		if (s.n == 0)
			continue;
		join(a, r, at[j], s);
		if (r->flags & MAP_FIRST)
			break;
	}
	return arena_copy(&a->mem, buf_slice(&a->scratch));
}

static const char *
unfit(struct apply *a, int f, const char *what)
{
	buf_reset(&a->said);
	buf_puts(&a->said, field_name(f));
	buf_puts(&a->said, what);
	return buf_cstr(&a->said);
}

/* Keep what scratch holds as the value of F. */
static void
keep(struct apply *a, int f, bool raw)
{
	a->v[f] = arena_copy(&a->mem, buf_slice(&a->scratch));
	a->raw[f] = raw;
}

/* Remember that S was found for member F, but not what S says. */
static void
note(struct apply *a, struct apply_shapes *to, int f, struct slice s)
{
	size_t i = APPLY_STRANGE;
	bool isnew = false;

	buf_reset(&a->said);
	buf_puts(&a->said, field_name(f));
	buf_puts(&a->said, ": ");
	value_put_shape(&a->said, s);
	if (to->shape.len < APPLY_STRANGE ||
	    set_find(&to->shape, buf_slice(&a->said)) >= 0)
		i = set_add(&to->shape, buf_slice(&a->said), &isnew);
	if (i == APPLY_STRANGE)
		return;
	if (isnew) {
		to->n[i] = 0;
		to->row[i] = a->row;
	}
	to->n[i]++;
}

/* S, for member F, is a value that no table has. */
static void
strange(struct apply *a, int f, struct slice s)
{
	note(a, &a->strange, f, s);
	a->odd |= f == F_STATUS;
}

/* S cannot be read as a date by rule R: say so, and what would read it. */
static const char *
no_date(struct apply *a, const struct map_rule *r, struct slice s)
{
	const char *way = value_date_way(s, r->date);

	(void)unfit(a, r->f,
	    way == NULL && value_date_gone(s, r->date) ?
		": no such day" :
		": no date that can be read");
	if (way != NULL)
		buf_printf(&a->said, " (`as date %s' would)", way);
	return buf_cstr(&a->said);
}

static const char *
put_date(struct apply *a, const struct map_rule *r, struct slice s)
{
	struct when w;

	if (!value_date(s, r->date, &w))
		return no_date(a, r, s);
	if (r->flags & MAP_AFTER && w.day < date_parse_day(a->v[F_RECEIVED]))
		return NULL;
	if (a->explain)
		note(a, &a->style, r->f, s);
	buf_reset(&a->scratch);
	value_put_when(&a->scratch, &w);
	keep(a, r->f, false);
	return NULL;
}

/* Take the `.00' off the number in B; false if people or events are parts. */
static bool
make_whole(struct buf *b)
{
	size_t n = b->len;
	uint64_t x;

	while (n > 0 && b->s[n - 1] == '0')
		n--;
	if (n > 1 && b->s[n - 1] == '.')
		b->len = n - 1;
	return num_u64(buf_slice(b), &x);
}

static const char *
put_number(struct apply *a, const struct map_rule *r, struct slice s)
{
	buf_reset(&a->scratch);
	if (!value_number(s, r->flags & MAP_COMMA, &a->scratch))
		return unfit(a, r->f, ": no number");
	if ((r->f == F_N || r->f == F_STANDS_FOR) && !make_whole(&a->scratch))
		return unfit(a, r->f, ": no whole number");
	if (a->explain)
		note(a, &a->style, r->f, s);
	keep(a, r->f, true);
	return NULL;
}

static const char *
put_bool(struct apply *a, const struct map_rule *r, struct slice s)
{
	int yes = value_bool(s);

	if (yes < 0)
		return unfit(a, r->f, ": neither yes nor no");
	a->v[r->f] = yes ? SLICE("true") : SLICE("false");
	a->raw[r->f] = true;
	return NULL;
}

static const char *
put_list(struct apply *a, const struct map_rule *r, struct slice s)
{
	char sep = r->split.n > 0 ? r->split.p[0] : ',';
	struct slice item;
	bool last = false;
	size_t n = 0;

	buf_reset(&a->scratch);
	buf_putc(&a->scratch, '[');
	while (!last) {
		if (!slice_cut(&s, sep, &item)) {
			item = s;
			last = true;
		}
		item = value_trim(item);
		if (item.n == 0)
			continue;
		if (n++ > 0)
			buf_putc(&a->scratch, ',');
		json_quote(&a->scratch, item);
	}
	buf_putc(&a->scratch, ']');
	keep(a, r->f, true);
	return NULL;
}

/* 1234 of 1234 AB, and no more: nobody is to be found by it. */
static void
put_pc4(struct apply *a, struct slice s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	if (n == 4 && s.p[0] != '0')
		a->v[F_PC4] = (struct slice){ s.p, 4 };
}

/* A value of which there are only so many. */
static void
put_word(struct apply *a, int f, struct slice s)
{
	if (!field_allows(f, s)) {
		strange(a, f, s);
		if (!field_allows(f, SLICE("onbekend")))
			return;
		s = SLICE("onbekend");
	}
	a->v[f] = s;
	a->raw[f] = false;
}

static const char *
put_text(struct apply *a, const struct map_rule *r, struct slice s)
{
	struct clean c;

	a->raw[r->f] = false;
	if (r->flags & MAP_RAW || r->f != F_TEXT) {
		a->v[r->f] = r->flags & MAP_RAW ?
		    s :
		    clean_html(s, &a->mem, &a->scratch);
		return NULL;
	}
	clean_text(&c, s, &a->mem, &a->scratch);
	a->v[F_TEXT] = c.text;
	if (c.quoted.n > 0)
		a->v[F_QUOTED] = c.quoted;
	if (c.signature.n > 0)
		a->v[F_SIGNATURE] = c.signature;
	return NULL;
}

/* S, which is not empty, becomes member R->f. */
static const char *
put(struct apply *a, const struct map_rule *r, const struct map_table *t,
    struct slice s)
{
	struct slice was = s;
	enum map_found found = MAP_FOUND;

	if (t != NULL)
		found = map_lookup(t, was, &a->scratch, &s);
	if (found == MAP_REFUSED)
		return unfit(a, r->f, ": a value that the table does not have");
	if (found == MAP_OTHER)
		strange(a, r->f, was);
	if (s.n == 0)
		return NULL;
	switch (r->as) {
	case AS_DATE:
		return put_date(a, r, s);
	case AS_NUMBER:
		return put_number(a, r, s);
	case AS_BOOL:
		return put_bool(a, r, s);
	case AS_LIST:
		return put_list(a, r, s);
	case AS_TEXT:
		return put_text(a, r, s);
	default:
		if (r->f == F_PC4)
			put_pc4(a, s);
		else
			put_word(a, r->f, s);
		return NULL;
	}
}

/* Does every column of R hold something, or is one of them enough? */
static bool
whole(const struct map_rule *r, const ptrdiff_t *at, const struct slice *field,
    size_t n)
{
	if (r->flags & MAP_FIRST)
		return true;
	for (size_t j = 0; j < r->n; j++)
		if (cell(at[j], field, n).n == 0)
			return false;
	return true;
}

/*
 * Half of a joined identifier, such as a date of birth without a name, is no
 * identifier: as a token it would make strangers one person.
 */
static void
put_person(struct apply *a, const struct map_rule *r, struct slice s,
    struct slice same, bool all)
{
	struct apply_person *p;

	if (s.n == 0 || a->persons == APPLY_PERSONS)
		return;
	p = &a->person[a->persons++];
	p->type = (enum map_person)r->f;
	p->token = r->verb == MAP_PERSON && all;
	p->value = s;
	p->same = same;
}

/*
 * S, of columns AT of rule R, as it is compared: of a name that is joined with
 * a day, however that is written, the day is one.
 */
static struct slice
compared(struct apply *a, const struct map_rule *r, const ptrdiff_t *at,
    const struct slice *field, size_t n, struct slice s)
{
	struct slice one;
	struct when w;

	if (r->f != PERSON_NAME || r->n < 2 || r->flags & MAP_FIRST)
		return s;
	buf_reset(&a->scratch);
	for (size_t j = 0; j < r->n; j++) {
		one = cell(at[j], field, n);
		if (a->scratch.len > 0)
			buf_putc(&a->scratch, ' ');
		if (value_date(one, r->date, &w))
			date_put_day(&a->scratch, w.day);
		else
			buf_put(&a->scratch, one);
	}
	return arena_copy(&a->mem, buf_slice(&a->scratch));
}

/* Has this row one of the values that rule I asks for? */
static bool
holds(struct apply *a, size_t i, const struct slice *field, size_t n)
{
	const struct map_if *only = &a->m->rule[i].only;

	buf_reset(&a->scratch);
	header_fold(&a->scratch, cell(a->only[i], field, n));
	for (size_t k = 0; k < only->n; k++) {
		buf_reset(&a->other);
		header_fold(&a->other, only->value[k]);
		if (slice_eq(buf_slice(&a->scratch), buf_slice(&a->other)))
			return true;
	}
	return false;
}

/* Must every row have a value for rule R? */
static bool
wanted(const struct apply *a, const struct map_rule *r)
{
	return r->flags & MAP_FILLED || (a->open && r->flags & MAP_REQUIRED);
}

/* Is R about what a row is called: is there nothing in it if that is all? */
static bool
names_only(const struct map_rule *r)
{
	return r->verb == MAP_TAKE && r->f == F_SRC_ID;
}

/* Is the source id made of column COLUMN? */
static bool
in_id(const struct apply *a, size_t column)
{
	size_t k = 0;

	for (size_t i = 0; i < a->m->n; i++)
		for (size_t j = 0; j < a->m->rule[i].n; j++, k++)
			if (names_only(&a->m->rule[i]) &&
			    a->at[k] == (ptrdiff_t)column)
				return true;
	return false;
}

/* Does the row hold anything beside what the source id is made of? */
static bool
more(const struct apply *a, const struct slice *field, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (cell((ptrdiff_t)i, field, n).n > 0 && !in_id(a, i))
			return true;
	return false;
}

/* Why a row in which nothing but perhaps its id was found is none; or NULL. */
static const char *
hollow(const struct apply *a, const struct slice *field, size_t n)
{
	if (a->any && (!a->named || more(a, field, n)))
		return NULL;
	return a->named ? "nothing in it but a src_id" :
			  "nothing in it that the mapping knows";
}

/*
 * Does S say of a date, a number or yes and no that it is not known?  Not of a
 * number of events: a row without one would be a signal.
 */
static bool
unknown(const struct map_rule *r, struct slice s)
{
	return (r->as == AS_DATE || r->as == AS_NUMBER || r->as == AS_BOOL) &&
	    r->table == NULL && r->f != F_N && value_unknown(s);
}

/* Obey rule I, whose columns are AT. */
static const char *
obey(struct apply *a, size_t i, const ptrdiff_t *at, const struct slice *field,
    size_t n)
{
	const struct map_rule *r = &a->m->rule[i];
	struct slice s;

	if (r->verb <= MAP_TAKE && a->v[r->f].p != NULL)
		return NULL;
	if (r->only.n > 0 && !holds(a, i, field, n))
		return NULL;
	if (r->verb == MAP_SET)
		return put(a, r, NULL, r->value);
	s = gather(a, r, at, field, n);
	a->found |= s.n > 0 && !names_only(r);
	a->named |= s.n > 0;
	if (r->verb == MAP_TAKE && unknown(r, s))
		s.n = 0;
	if (s.n == 0)
		s = r->value;
	if (s.n == 0)
		return wanted(a, r) ?
		    unfit(a, r->f, ": empty, but it must be there") :
		    NULL;
	if (r->verb == MAP_TAKE)
		return put(a, r, a->usual[i], s);
	put_person(a, r, s, compared(a, r, at, field, n, s),
	    whole(r, at, field, n));
	return NULL;
}

const char *
apply_row(struct apply *a, const struct slice *field, size_t n)
{
	const char *why = NULL;

	arena_reset(&a->mem);
	memset(a->v, 0, sizeof(a->v));
	a->persons = 0;
	a->found = a->named = a->odd = false;
	for (size_t i = 0; i < a->lives && why == NULL; i++)
		why = obey(a, a->live[i].rule, a->at + a->live[i].at, field, n);
	if (why == NULL && !a->found)
		why = hollow(a, field, n);
	a->no_status += why == NULL && a->odd && a->v[F_STATUS].p == NULL;
	return why;
}

bool
apply_early(const struct apply *a)
{
	int32_t day = date_parse_day(a->v[F_RECEIVED]);
	int32_t closed = date_parse_day(a->v[F_CLOSED]);
	int32_t told = date_parse_day(a->v[F_TOLD]);

	return (closed != DATE_NONE && closed < day) ||
	    (told != DATE_NONE && told < day);
}

void
apply_release(struct apply *a)
{
	free(a->at);
	free(a->usual);
	free(a->only);
	buf_release(&a->other);
	free(a->live);
	set_release(&a->strange.shape);
	set_release(&a->style.shape);
	arena_release(&a->mem);
	buf_release(&a->scratch);
	buf_release(&a->said);
	*a = (struct apply){ 0 };
}
