#include "lib/privacy/event.h"

#include "lib/base/date.h"
#include "lib/base/digest.h"

/* Does S begin with HEAD and N digits, and end there or go on with a colon? */
static bool
numbered(struct slice s, struct slice head, size_t n)
{
	if (!slice_starts(s, head) || s.n < head.n + n)
		return false;
	for (size_t i = head.n; i < head.n + n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n == head.n + n || strchr(":.", s.p[head.n + n]) != NULL;
}

bool
event_source_fits(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] <= ' ' || s.p[i] > '~' || s.p[i] == '"' ||
		    s.p[i] == '\\')
			return false;
	return numbered(s, SLICE("urn:nld:oin:"), 20) ||
	    numbered(s, SLICE("urn:nld:kvknr:"), 8);
}

static void
put_hash(struct buf *out, const struct event *e, struct slice data)
{
	unsigned char d[DIGEST_BYTES];
	struct buf b = { 0 };

	buf_puts(&b, e->source);
	buf_putc(&b, '\n');
	buf_put(&b, data);
	digest_sha256(buf_slice(&b), d);
	digest_put_hex(out, d, 16);
	buf_release(&b);
}

bool
event_put(struct buf *out, const struct event *e, struct slice id,
    struct slice data)
{
	size_t from = out->len;

	buf_puts(out, "{\"specversion\":\"1.0\",\"id\":\"");
	if (id.n != 0)
		buf_put(out, id);
	else
		put_hash(out, e, data);
	buf_puts(out, "\",\"source\":\"");
	buf_puts(out, e->source);
	buf_puts(out, "\",\"type\":\"nl.overheid.signalen.");
	buf_puts(out, e->noun);
	buf_puts(out, ".v1\",\"time\":\"");
	date_put_day(out, e->day);
	buf_puts(out,
	    "T00:00:00Z\",\"datacontenttype\":\"application/json\","
	    "\"dataschema\":\"urn:x-hartslag:");
	buf_puts(out, e->noun);
	buf_puts(out, ":1\",\"data\":");
	buf_put(out, data);
	buf_puts(out, "}\n");
	if (out->len - from <= EVENT_MAX)
		return true;
	out->len = from;
	return false;
}
