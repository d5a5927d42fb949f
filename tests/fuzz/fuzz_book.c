/*
 * A codebook is read, or refused with a line for each mistake; one that is
 * read finds its cues in any text, which here is the codebook itself.
 */

#include <stdint.h>
#include <stdlib.h>

#include "lib/base/utf8.h"
#include "lib/classify/matcher.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
use(const struct codebook *b, struct slice text, struct buf *why)
{
	struct matcher *m = matcher_new(b, why);
	struct matcher_state *st;

	if (m == NULL) {
		if (why->len == 0)
			abort();
		return;
	}
	st = matcher_state_new(m);
	if (utf8_valid(text) == text.n)
		matcher_scan(m, st, text);
	for (size_t i = 0; i < st->found_n; i++)
		if (st->found[i].at.to > text.n ||
		    st->found[i].at.from > st->found[i].at.to)
			abort();
	matcher_warnings(m, why);
	matcher_state_free(st);
	matcher_free(m);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = { (const char *)data, size };
	struct codebook b = { 0 };
	struct buf why = { 0 };

	if (codebook_read(&b, SLICE("book"), text, &why)) {
		codebook_end(&b);
		use(&b, text, &why);
	} else if (why.len == 0)
		abort();
	codebook_release(&b);
	buf_release(&why);
	return 0;
}
