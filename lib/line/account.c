#include "lib/line/account.h"

#include <stdlib.h>

#include "lib/base/utf8.h"
#include "lib/base/xalloc.h"
#include "lib/line/json.h"

size_t
account_source(struct account *a, struct slice name)
{
	bool isnew;
	size_t i = set_add(&a->names, name, &isnew);

	if (isnew) {
		a->source = xrealloc(a->source, i + 1, sizeof(*a->source));
		a->source[i] = (struct account_count){ 0 };
	}
	return i;
}

uint64_t
account_reason(struct account *a, struct slice reason)
{
	bool isnew;
	size_t i = set_add(&a->reasons, reason, &isnew);

	if (isnew) {
		a->times = xrealloc(a->times, i + 1, sizeof(*a->times));
		a->times[i] = 0;
	}
	return ++a->times[i];
}

static void
put_count(struct buf *out, const char *name, uint64_t n)
{
	buf_puts(out, ",\"");
	buf_puts(out, name);
	buf_puts(out, "\":");
	buf_put_u64(out, n);
}

/* S as a string; bytes of a file name that are no UTF-8 become U+FFFD. */
static void
put_quoted(struct buf *out, struct slice s)
{
	struct buf clean = { 0 };

	utf8_put_all(&clean, s);
	json_quote(out, buf_slice(&clean));
	buf_release(&clean);
}

static int
by_name(const void *a, const void *b)
{
	const struct slice *x = a;
	const struct slice *y = b;

	return slice_cmp(*x, *y);
}

static void
put_reasons(struct buf *out, const struct account *a)
{
	struct slice *name = xcalloc(a->reasons.len, sizeof(*name));
	struct buf item = { 0 };
	ptrdiff_t at;

	for (size_t i = 0; i < a->reasons.len; i++)
		name[i] = set_key(&a->reasons, i);
	qsort(name, a->reasons.len, sizeof(*name), by_name);
	for (size_t i = 0; i < a->reasons.len; i++) {
		at = set_find(&a->reasons, name[i]);
		buf_reset(&item);
		buf_put(&item, name[i]);
		buf_putc(&item, '=');
		buf_put_u64(&item, a->times[at]);
		if (i > 0)
			buf_putc(out, ',');
		put_quoted(out, buf_slice(&item));
	}
	buf_release(&item);
	free(name);
}

static void
put_sources(struct buf *out, const struct account *a)
{
	const struct account_count *c;
	struct buf item = { 0 };

	for (size_t i = 0; i < a->names.len; i++) {
		c = &a->source[i];
		buf_reset(&item);
		buf_put(&item, set_key(&a->names, i));
		buf_putc(&item, '=');
		buf_put_u64(&item, c->read);
		buf_putc(&item, '/');
		buf_put_u64(&item, c->written);
		buf_putc(&item, '/');
		buf_put_u64(&item, c->refused);
		buf_putc(&item, '/');
		buf_put_u64(&item, c->skipped);
		if (i > 0)
			buf_putc(out, ',');
		put_quoted(out, buf_slice(&item));
	}
	buf_release(&item);
}

void
account_format(struct buf *out, const struct account *a, const char *tool)
{
	const struct account_count *t = &a->total;

	buf_puts(out, "{\"sig\":\"stats/1\",\"tool\":\"");
	buf_puts(out, tool);
	buf_puts(out, "\",\"version\":\"" VERSION "\"");
	if (a->key_id != NULL)
		buf_printf(out, ",\"key_id\":\"%s\"", a->key_id);
	put_count(out, "read", t->read);
	put_count(out, "written", t->written);
	put_count(out, "refused", t->refused);
	put_count(out, "skipped", t->skipped);
	put_count(out, "dropped", t->dropped);
	put_count(out, "ignored", t->ignored);
	put_count(out, "used", t->used);
	buf_puts(out, ",\"reasons\":[");
	put_reasons(out, a);
	buf_puts(out, "],\"sources\":[");
	put_sources(out, a);
	buf_puts(out, "]}\n");
}

void
account_release(struct account *a)
{
	set_release(&a->names);
	set_release(&a->reasons);
	free(a->source);
	free(a->times);
	*a = (struct account){ 0 };
}
