/*
 * csv_rows - print the rows of a CSV file as JSON arrays, a row a line
 *
 * A program for tests: `build/csv_rows file'.  A row that is refused is
 * printed as {"line":N,"bad":"reason"}; blank rows, titles above the header,
 * sums and notes below are left out.
 */

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "lib/ingest/foot.h"
#include "lib/ingest/heading.h"
#include "lib/line/json.h"

static size_t
read_fd(void *arg, void *to, size_t n)
{
	ssize_t got = read(*(int *)arg, to, n);

	return got > 0 ? (size_t)got : 0;
}

static void
put_row(struct buf *out, const struct table_row *row)
{
	if (row->kind == TABLE_BAD) {
		buf_printf(out, "{\"line\":%llu,\"bad\":\"%s\"}\n",
		    (unsigned long long)row->line, row->reason);
		return;
	}
	for (size_t i = 0; i < row->n; i++) {
		buf_putc(out, i ? ',' : '[');
		json_quote(out, row->field[i]);
	}
	buf_puts(out, "]\n");
}

/* Print what T holds, from its header on. */
static void
put_table(struct table *t)
{
	struct choose none = { 0 };
	struct header columns = { 0 };
	struct table_row row;
	struct buf out = { 0 };
	struct slice rest;
	bool header = false;
	size_t at;

	while (table_next(t, &row)) {
		header = header || heading_is(&none, t, &row, &columns);
		if (row.kind == TABLE_BAD ||
		    (header && row.kind == TABLE_ROW &&
			foot_judge(&row, columns.n, false, &at) == FOOT_NONE))
			put_row(&out, &row);
		if (out.len > 0)
			(void)fwrite(out.s, 1, out.len, stdout);
		buf_reset(&out);
		while (row.more && table_rest(t, &rest))
			continue;
	}
	header_release(&columns);
	buf_release(&out);
}

int
main(int argc, char *argv[])
{
	int fd = argc > 1 ? open(argv[1], O_RDONLY) : STDIN_FILENO;
	struct table t = {
		.lines = { .read = read_fd, .arg = &fd, .max = 16 << 20 }
	};
	struct sniff_asked asked = { .charset = -1, .backslash = -1 };

	table_open(&t, &asked);
	put_table(&t);
	table_close(&t);
	return fflush(stdout) == 0 ? 0 : 2;
}
