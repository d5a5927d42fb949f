#include "lib/ingest/remarks.h"

static void
put_of(struct buf *out, uint64_t n, uint64_t all)
{
	buf_put_u64(out, n);
	buf_puts(out, " of ");
	buf_put_u64(out, all);
	buf_puts(out, " rows ");
}

static void
differing(const struct source *s, const struct repeats *r, struct buf *out)
{
	(void)s;
	if (!repeats_many(r, r->differ))
		return;
	put_of(out, r->differ, r->rows);
	buf_puts(out,
	    "have the id of an earlier row but other content: is src_id the "
	    "right column, or is too little mapped?");
}

static void
equal(const struct source *s, const struct repeats *r, struct buf *out)
{
	(void)s;
	if (!repeats_many(r, r->equal))
		return;
	put_of(out, r->equal, r->rows);
	buf_puts(out,
	    "equal an earlier row in all that is mapped and will pass for "
	    "copies of it: map a src_id, if there is one");
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
