/*
 * A table is read to its end, whatever it holds: the raw bytes of all rows,
 * put behind each other, are the file; each row begins on a later line than
 * the one before; and what libcsv makes of rows without quotes is what cutting
 * at the separators gives.
 */

#include <stdint.h>
#include <stdlib.h>

#include "lib/ingest/table.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A file in memory, handed out in pieces of odd sizes. */
struct file {
	const char *p;
	size_t n;
	size_t piece;
};

static size_t
read_file(void *arg, void *to, size_t n)
{
	struct file *f = arg;
	size_t take = f->piece < n ? f->piece : n;

	take = take < f->n ? take : f->n;
	memcpy(to, f->p, take);
	f->p += take;
	f->n -= take;
	return take;
}

static void
must(bool holds)
{
	if (!holds)
		abort();
}

/* Fields without quotes are what stands between the separators. */
static void
check_plain(const struct table *t, const struct table_row *row)
{
	struct slice rest = row->raw;
	struct slice cell;
	size_t n = 0;

	if (row->kind != TABLE_ROW || row->mended || !t->sniff.tight ||
	    t->sniff.backslash || t->sniff.cs != CHARSET_UTF8 ||
	    memchr(rest.p, '"', rest.n) != NULL)
		return;
	while (rest.n > 0 && strchr("\r\n", rest.p[rest.n - 1]) != NULL &&
	    rest.p[rest.n - 1] != '\0')
		rest.n--;
	for (; slice_cut(&rest, t->sniff.delim, &cell); n++)
		must(n < row->n && slice_eq(cell, row->field[n]));
	must(n + 1 == row->n && slice_eq(rest, row->field[n]));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct file f = { (const char *)data, size, 1 + size % 97 };
	struct table t = {
		.lines = { .read = read_file, .arg = &f, .max = 1 << 12 }
	};
	struct sniff_asked asked = { .charset = -1, .backslash = -1 };
	struct table_row row;
	struct slice rest;
	size_t sum = 0;
	uint64_t line = 0;

	table_open(&t, &asked);
	sum += charset_mark(t.sniff.cs,
	    (struct slice){ (const char *)data, size });
	while (table_next(&t, &row)) {
		sum += row.raw.n;
		must(row.raw.n > 0 && row.line >= line);
		line = row.line;
		check_plain(&t, &row);
		while (row.more && table_rest(&t, &rest))
			sum += rest.n;
	}
	must(t.sniff.sep_line ? sum < size : sum == size);
	table_close(&t);
	return 0;
}
