/*
 * test_csvin - rows as csvin gives them are those that libcsv gives
 *
 * Made-up tables of quotes, separators, blanks and line ends in all orders,
 * cut into lines for the one, a byte at a time for the other.  Rows end where
 * quotes says.
 */

#include <csv.h>
#include <string.h>

#include "lib/ingest/csvin.h"
#include "lib/ingest/quotes.h"
#include "tests/unit/test.h"

enum { TABLES = 200000, LONGEST = 40 };

/* Fields end in 1, rows in 2: no table holds these. */
static void
put_field(void *s, size_t n, void *arg)
{
	buf_put(arg, (struct slice){ s, n });
	buf_putc(arg, '\1');
}

static void
put_row(int end, void *arg)
{
	(void)end;
	buf_putc(arg, '\2');
}

static int
no_space(unsigned char c)
{
	(void)c;
	return 0;
}

/* What libcsv by itself gives of TABLE, of its rows that are complete. */
static void
by_libcsv(struct slice table, bool tight, struct buf *out)
{
	struct csv_parser p;

	(void)csv_init(&p, 0);
	csv_set_delim(&p, ';');
	if (tight)
		csv_set_space_func(&p, no_space);
	for (size_t i = 0; i < table.n; i++)
		(void)csv_parse(&p, table.p + i, 1, put_field, put_row, out);
	csv_free(&p);
}

/* The next line of TABLE, which it is cut off. */
static bool
next_line(struct slice *table, struct slice *line)
{
	*line = (struct slice){ table->p, 1 };
	if (table->n == 0)
		return false;
	while (strchr("\r\n", line->p[line->n - 1]) == NULL)
		line->n++;
	table->p += line->n;
	table->n -= line->n;
	return true;
}

static void
by_csvin(struct slice table, bool tight, struct buf *out)
{
	struct csvin c = { .delim = ';', .tight = tight };
	struct slice line;

	while (next_line(&table, &line)) {
		if (!csvin_feed(&c, line))
			continue;
		for (size_t i = 0; i < c.n; i++)
			put_field((void *)c.field[i].p, c.field[i].n, out);
		put_row('\n', out);
		csvin_reset(&c);
	}
	csvin_release(&c);
}

/* Behind each line of TABLE: is a quote open? */
static bool
quotes_agree(struct slice table, bool tight, bool backslash)
{
	struct quotes q = { .delim = ';',
		.tight = tight,
		.backslash = backslash };
	struct csvin c = { .delim = ';',
		.tight = tight,
		.backslash = backslash };
	struct slice line;
	bool good = true;

	while (next_line(&table, &line)) {
		if (csvin_feed(&c, line))
			csvin_reset(&c);
		quotes_pass(&q, (struct slice){ line.p, line.n / 2 });
		line.p += line.n / 2;
		line.n -= line.n / 2;
		quotes_pass(&q, line);
		good &= quotes_inside(&q) == (c.parser->quoted != 0);
	}
	csvin_release(&c);
	return good;
}

static unsigned long seed = 1;

static unsigned
below(unsigned n)
{
	seed = seed * 6364136223846793005U + 1442695040888963407U;
	return (unsigned)(seed >> 33) % n;
}

/* A table that ends with a line. */
static struct slice
make_table(char *s)
{
	static const char mark[] = "\"\"\"\";;\n\n a\r\\";
	size_t n = below(LONGEST);

	for (size_t i = 0; i < n; i++)
		s[i] = below(3) ? mark[below(sizeof(mark) - 1)] :
				  (char)('b' + below(9));
	s[n++] = '\n';
	return (struct slice){ s, n };
}

int
main(void)
{
	struct buf want = { 0 };
	struct buf got = { 0 };
	char s[LONGEST + 1];
	struct slice table;
	bool tight;

	for (int i = 0; i < TABLES; i++) {
		table = make_table(s);
		tight = below(2) != 0;
		buf_reset(&want);
		buf_reset(&got);
		by_libcsv(table, tight, &want);
		by_csvin(table, tight, &got);
		/* Of a last row that is not complete libcsv alone gives. */
		while (want.len > 0 && want.s[want.len - 1] != '\2')
			want.len--;
		ok(slice_eq(buf_slice(&want), buf_slice(&got)));
		ok(quotes_agree(table, tight, false));
		ok(quotes_agree(table, tight, true));
		if (failed > 9)
			break;
	}
	buf_release(&want);
	buf_release(&got);
	return failed != 0;
}
