/*
 * A mapping is read or refused with its line and a reason; one that is read
 * can be applied to any row.
 */

#include <stdint.h>
#include <stdlib.h>

#include "lib/ingest/apply.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
use(const struct mapping *m, struct slice text)
{
	struct apply a = { 0 };
	struct header h = { 0 };
	struct slice field[32];
	struct slice cell;
	size_t n = 0;

	while (n < 32 && slice_cut(&text, ' ', &cell)) {
		header_add(&h, cell);
		field[n++] = text;
	}
	if (apply_bind(&a, m, &h))
		(void)apply_row(&a, field, n);
	apply_release(&a);
	header_release(&h);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = { (const char *)data, size };
	struct mapping m;

	mapping_init(&m);
	if (mapping_add(&m, text))
		use(&m, text);
	else if (m.why == NULL || m.line == 0)
		abort();
	mapping_release(&m);
	return 0;
}
