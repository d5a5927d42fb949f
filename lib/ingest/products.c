#include "lib/ingest/products.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/ingest/fileio.h"
#include "lib/ingest/header.h"
#include "lib/ingest/table.h"
#include "lib/ingest/value.h"

enum { MAX_ROW = 1 << 20, MAX_MISSING = 1000 };

static struct slice
key(struct products *p, struct slice name)
{
	buf_reset(&p->scratch);
	header_fold(&p->scratch, name);
	return buf_slice(&p->scratch);
}

static void
add(struct products *p, struct slice name, struct slice upl)
{
	bool isnew;
	size_t i = set_add(&p->names, key(p, name), &isnew);

	if (i >= p->cap) {
		p->cap = p->cap ? p->cap * 2 : 256;
		p->upl = xrealloc(p->upl, p->cap, sizeof(*p->upl));
	}
	if (isnew)
		p->upl[i] = arena_copy(&p->mem, value_trim(upl));
}

static bool
is_upl(const struct table_row *row)
{
	return row->n > 1 &&
	    slice_eq(value_trim(row->field[0]), SLICE("UniformeProductnaam"));
}

const char *
products_load(struct products *p, size_t (*read)(void *arg, void *to, size_t n),
    void *arg)
{
	struct table t = {
		.lines = { .read = read, .arg = arg, .max = MAX_ROW }
	};
	struct sniff_asked asked = { .charset = -1, .backslash = -1 };
	struct table_row row;
	const char *why = NULL;
	bool upl = false;

	table_open(&t, &asked);
	if (t.sniff.columns < 2)
		why = "two columns were expected: the own name, and that of "
		      "the UPL";
	while (why == NULL && table_next(&t, &row)) {
		upl |= is_upl(&row);
		if (row.kind != TABLE_ROW || row.n < 2)
			continue;
		add(p, row.field[0], row.field[upl ? 0 : 1]);
		if (!upl)
			add(p, row.field[1], row.field[1]);
	}
	table_close(&t);
	return why;
}

const char *
products_open(struct products *p, const char *path)
{
	struct fileio f;
	const char *why = fileio_open(&f, path);
	const char *broken;

	if (why != NULL)
		return why;
	why = products_load(p, fileio_get, &f);
	broken = fileio_close(&f);
	return broken != NULL ? broken : why;
}

struct slice
products_map(struct products *p, struct slice name)
{
	ptrdiff_t i = set_find(&p->names, key(p, name));
	size_t k;

	if (i >= 0)
		return p->upl[i];
	p->missed++;
	if (p->missing.len >= MAX_MISSING && set_find(&p->missing, name) < 0)
		return name;
	k = set_add(&p->missing, name, NULL);
	if (k >= p->times_cap) {
		p->times = xrealloc(p->times, k + 64, sizeof(*p->times));
		memset(p->times + p->times_cap, 0,
		    (k + 64 - p->times_cap) * sizeof(*p->times));
		p->times_cap = k + 64;
	}
	p->times[k]++;
	return name;
}

void
products_put_missed(struct buf *out, const struct products *p)
{
	if (p->missing.len > 0)
		buf_puts(out, "products that the list does not have\n");
	for (size_t i = 0; i < p->missing.len; i++) {
		buf_puts(out, "    ");
		buf_put(out, set_key(&p->missing, i));
		buf_printf(out, " (%llu)\n", (unsigned long long)p->times[i]);
	}
}

void
products_release(struct products *p)
{
	set_release(&p->names);
	set_release(&p->missing);
	free(p->upl);
	free(p->times);
	arena_release(&p->mem);
	buf_release(&p->scratch);
	*p = (struct products){ 0 };
}
