#include "lib/ingest/remarks.h"

/* N of the rows do WHAT, if those are many. */
static void
repeating(const struct repeats *r, uint64_t n, const char *what,
    struct buf *out)
{
	if (!repeats_many(r, n))
		return;
	buf_put_u64(out, n);
	buf_puts(out, " of ");
	buf_put_u64(out, r->rows);
	buf_puts(out, " rows ");
	buf_puts(out, what);
}

static void
differing(const struct source *s, const struct repeats *r, struct buf *out)
{
	(void)s;
	repeating(r, r->differ,
	    "have the id of an earlier row but other content: is src_id the "
	    "right column, or is too little mapped?",
	    out);
}

static void
equal(const struct source *s, const struct repeats *r, struct buf *out)
{
	(void)s;
	repeating(r, r->equal,
	    "equal an earlier row in all that is mapped and will pass for "
	    "copies of it: map a src_id, if there is one",
	    out);
}

static void
mended(const struct source *s, const struct repeats *r, struct buf *out)
{
	(void)r;
	if (s->mended == 0)
		return;
	buf_put_u64(out, s->mended);
	buf_puts(out, " rows were not ");
	buf_puts(out, charset_name(s->table.sniff.cs));
	buf_puts(out, " and were read as ");
	buf_puts(out, charset_name(table_mends(&s->table)));
}

static void
nameless(const struct source *s, const struct repeats *r, struct buf *out)
{
	(void)r;
	if (s->nameless == 0)
		return;
	buf_put_u64(out, s->nameless);
	buf_puts(out,
	    " rows have something in a column without a name, which is not "
	    "read");
}

static void (*const all[])(const struct source *s, const struct repeats *r,
    struct buf *out) = { differing, equal, mended, nameless };

bool
remarks_next(size_t *k, const struct source *s, const struct repeats *r,
    struct buf *out)
{
	buf_reset(out);
	while (out->len == 0 && *k < sizeof(all) / sizeof(*all))
		all[(*k)++](s, r, out);
	return out->len > 0;
}
