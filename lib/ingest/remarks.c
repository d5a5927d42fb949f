#include "lib/ingest/remarks.h"

/* N of ALL rows do WHAT, if those are many. */
static void
many(uint64_t n, uint64_t all, const char *what, struct buf *out)
{
	if (!repeats_many(n, all))
		return;
	buf_put_u64(out, n);
	buf_puts(out, " of ");
	buf_put_u64(out, all);
	buf_puts(out, " rows ");
	buf_puts(out, what);
}

static void
differing(const struct source *s, const struct repeats *r, struct buf *out)
{
	(void)s;
	many(r->differ, r->rows,
	    "have the id of an earlier row but other content: is src_id the "
	    "right column, or is too little mapped?",
	    out);
}

static void
equal(const struct source *s, const struct repeats *r, struct buf *out)
{
	(void)s;
	many(r->equal, r->rows,
	    "equal an earlier row in all that is mapped and will pass for "
	    "copies of it: map a src_id, if there is one",
	    out);
}

static void
early(const struct source *s, const struct repeats *r, struct buf *out)
{
	(void)r;
	many(s->early, s->signals,
	    "were closed or answered before they were received: are closed, "
	    "told and received the right columns?",
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

static void
strange(const struct source *s, const struct repeats *r, struct buf *out)
{
	(void)r;
	if (s->apply.no_status == 0)
		return;
	buf_put_u64(out, s->apply.no_status);
	buf_puts(out,
	    " rows have a status that is not known, and get none: add it to "
	    "the table of a mapping");
}

static void (*const all[])(const struct source *s, const struct repeats *r,
    struct buf *out) = { differing, equal, early, mended, nameless, strange };

bool
remarks_next(size_t *k, const struct source *s, const struct repeats *r,
    struct buf *out)
{
	buf_reset(out);
	while (out->len == 0 && *k < sizeof(all) / sizeof(*all))
		all[(*k)++](s, r, out);
	return out->len > 0;
}
