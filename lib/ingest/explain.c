#include "lib/ingest/explain.h"

#include "lib/ingest/value.h"

static void
put_manner(struct buf *out, const struct source *s)
{
	const struct sniff *sn = &s->table.sniff;

	if (s->json) {
		buf_puts(out, "  made as    JSON\n");
		return;
	}
	buf_printf(out, "  encoding   %s%s\n", charset_name(sn->cs),
	    sn->marked ? ", with a byte order mark" : "");
	buf_puts(out, "  separator  ");
	sniff_put_delim(out, sn->delim);
	buf_printf(out, "%s\n  columns    %zu, in %zu of the first %zu rows\n",
	    sn->sep_line      ? ", as its first line says" :
		sn->bare      ? ", quotes mean nothing" :
		sn->backslash ? ", with backslashes" :
				"",
	    sn->columns, sn->alike, sn->rows);
	if (s->header_line > 0)
		buf_printf(out, "  header     line %llu\n",
		    (unsigned long long)s->header_line);
}

/* The member that rule R fills, or what else it is for. */
static void
put_target(struct buf *out, const struct map_rule *r)
{
	switch (r->verb) {
	case MAP_PERSON:
		buf_puts(out, "person ");
		buf_puts(out, map_person_names()[r->f]);
		break;
	case MAP_KNOW:
		buf_puts(out, "redacts ");
		buf_puts(out, map_person_names()[r->f]);
		break;
	default:
		buf_puts(out, field_name(r->f));
	}
}

/* What column I is called; its place, if that may be what a row says. */
static void
put_name(struct buf *out, const struct source *s, size_t i)
{
	struct slice name = header_name(&s->columns, i);

	if (apply_calls(&s->apply, i) && header_visible(name))
		buf_put(out, name);
	else
		header_say(out, &s->columns, i);
}

/* What column I becomes. */
static void
put_column(struct buf *out, const struct source *s, size_t i)
{
	const struct mapping *m = s->apply.m;
	size_t from;
	size_t k = 0;
	bool used = false;
	bool here;

	buf_puts(out, "    ");
	from = out->len;
	put_name(out, s, i);
	while (out->len < from + 28)
		buf_putc(out, ' ');
	for (size_t j = 0; j < m->n; j++) {
		here = false;
		for (size_t t = 0; t < m->rule[j].n; t++)
			here |= s->apply.at[k++] == (ptrdiff_t)i;
		if (!here)
			continue;
		buf_puts(out, used ? ", " : " ");
		put_target(out, &m->rule[j]);
		used = true;
	}
	buf_puts(out, used ? "\n" : " (not used)\n");
}

static void
put_shapes(struct buf *out, const struct apply_shapes *a, const char *title)
{
	if (a->shape.len > 0)
		buf_puts(out, title);
	for (size_t i = 0; i < a->shape.len; i++) {
		buf_puts(out, "    ");
		buf_put(out, set_key(&a->shape, i));
		buf_printf(out, " (%llu, first in row %llu)\n",
		    (unsigned long long)a->n[i], (unsigned long long)a->row[i]);
	}
}

/* How the mapping reads dates that could be read in two ways. */
static void
put_order(struct buf *out, const struct mapping *m)
{
	bool month = false;

	for (size_t i = 0; i < m->n; i++)
		month |= m->rule[i].as == AS_DATE &&
		    m->rule[i].date & DATE_MONTH_FIRST;
	buf_puts(out,
	    month ? "  dates      month first where the mapping says so, else "
		    "day first\n" :
		    "  dates      day first\n");
}

void
explain_put(struct buf *out, const struct source *s, struct slice name)
{
	buf_put(out, name);
	buf_putc(out, '\n');
	put_manner(out, s);
	if (s->chosen == NULL)
		return;
	buf_puts(out, "  mapping    ");
	buf_puts(out, s->chosen->name != NULL ? s->chosen->name : "of a file");
	buf_putc(out, '\n');
	for (size_t i = 0; i < s->columns.n; i++)
		put_column(out, s, i);
	if (s->apply.style.shape.len > 0)
		put_order(out, s->apply.m);
	put_shapes(out, &s->apply.style,
	    "  dates and numbers look like this, 9 for digits, a for letters\n");
	put_shapes(out, &s->apply.strange,
	    "  values that no table has, a for letters, 9 for digits\n");
}
