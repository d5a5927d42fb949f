/*
 * Any text is redacted in bounded time, in whatever way it is searched; spans
 * are in order, lie on borders of characters and do not overlap; nothing of a
 * span is left; and what was redacted is found clean and stays as it is.
 */

#include <stdint.h>
#include <stdlib.h>

#include "lib/base/utf8.h"
#include "lib/privacy/redact.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(int x)
{
	if (!x)
		abort();
}

static void
check_spans(const struct redact *r, struct slice text)
{
	size_t at = 0;

	for (size_t i = 0; i < r->n; i++) {
		must(r->span[i].start >= at);
		must(r->span[i].end > r->span[i].start);
		must(r->span[i].end <= text.n);
		must(r->span[i].type < REDACT_TYPES);
		must(r->span[i].index > 0);
		must(utf8_valid((struct slice){ text.p + r->span[i].start,
			 r->span[i].end - r->span[i].start }) ==
		    r->span[i].end - r->span[i].start);
		at = r->span[i].end;
	}
}

static void
check(struct slice text, int way)
{
	static struct redact r; /* its lists are made once */
	struct buf once = { 0 };
	struct buf twice = { 0 };

	redact_begin(&r);
	redact_know(&r, REDACT_PERSON, SLICE("J. Jansen"));
	redact_know(&r, REDACT_CASE, SLICE("12345678"));
	redact_add(&r, text, way);
	redact_find(&r);
	check_spans(&r, text);
	redact_put(&r, 0, &once);
	must(utf8_valid(buf_slice(&once)) == once.len);
	redact_begin(&r);
	redact_add(&r, buf_slice(&once), way);
	redact_find(&r);
	redact_put(&r, 0, &twice);
	must(slice_eq(buf_slice(&once), buf_slice(&twice)));
	buf_release(&once);
	buf_release(&twice);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = { (const char *)data, size };

	if (utf8_valid(text) != size)
		return 0;
	for (int way = 0; way < REDACT_WAYS; way++)
		check(text, way);
	return 0;
}
