/*
 * Any bytes are read to their end as JSON objects or refused: a row that is
 * good is one object, strict JSON, and its fields are UTF-8, one for each
 * column; rows begin on ever later lines and are no more bytes than the file.
 * Looking ahead changes nothing of what is read.
 */

#include <stdint.h>
#include <stdlib.h>

#include "lib/base/hash.h"
#include "lib/base/utf8.h"
#include "lib/ingest/jsonin.h"
#include "lib/line/json.h"

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
	if (take > 0)
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

static void
see(void *arg, struct slice cell)
{
	*(size_t *)arg += cell.n;
	must(utf8_valid(cell) == cell.n);
}

static uint64_t
check_row(const struct jsonin *j, const struct table_row *row, uint64_t h)
{
	if (row->kind != TABLE_ROW) {
		must(row->reason != NULL);
		return hash_bytes(row->raw, h);
	}
	must(row->raw.n > 1 && row->raw.p[0] == '{');
	must(json_check(row->raw) == NULL);
	must(row->n == j->header.n);
	for (size_t i = 0; i < row->n; i++) {
		must(utf8_valid(row->field[i]) == row->field[i].n);
		h = hash_bytes(row->field[i], h);
	}
	return h;
}

/* All that DATA holds, as one number. */
static uint64_t
read_all(const uint8_t *data, size_t size, bool ahead)
{
	struct file f = { (const char *)data, size, 1 + size % 97 };
	struct jsonin j = {
		.lines = { .read = read_file, .arg = &f, .max = 1 << 12 }
	};
	struct table_row row;
	uint64_t h = 1;
	uint64_t line = 0;
	size_t sum = 0;
	size_t seen = 0;

	while (jsonin_next(&j, &row)) {
		must(row.line >= line && row.raw.n > 0);
		line = row.line;
		sum += row.raw.n;
		h = check_row(&j, &row, h);
		if (ahead && j.header.n > 0)
			jsonin_ahead(&j, header_name(&j.header, 0), see, &seen);
	}
	must(sum <= size);
	jsonin_release(&j);
	return h;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	must(read_all(data, size, false) == read_all(data, size, true));
	return 0;
}
