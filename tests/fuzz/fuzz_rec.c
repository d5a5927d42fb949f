/*
 * Any line parses or is refused; what parses prints back unchanged, is one
 * JSON text, is the same when it is read again by what was noted of it, and
 * stays JSON when members are set and dropped.
 */

#include <stdint.h>
#include <stdlib.h>

#include "lib/line/rec.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool yes)
{
	if (!yes)
		abort();
}

/* Every string of R decodes and is quoted to the same text again. */
static void
read_all(struct rec *r)
{
	struct buf b = { 0 };
	struct buf again = { 0 };
	struct slice text;

	for (int f = 0; f < F_MAX; f++) {
		text = rec_text(r, f);
		buf_reset(&b);
		json_quote(&b, text);
		must(json_check(buf_slice(&b)) == NULL);
		must(slice_eq(json_text(buf_slice(&b), &again), text));
	}
	buf_release(&again);
	buf_release(&b);
}

/* R without a scan of its line has the same members. */
static void
read_again(const struct rec *r)
{
	struct rec again = { 0 };
	struct buf note = { 0 };

	rec_note(&note, r);
	must(rec_again(&again, r->line, buf_slice(&note)) == NULL);
	must(again.n == r->n && again.type == r->type);
	must(memcmp(again.at, r->at, sizeof(r->at)) == 0);
	for (size_t i = 0; i < r->n; i++)
		must(slice_eq(again.m[i].value, r->m[i].value) &&
		    again.m[i].field == r->m[i].field);
	buf_release(&note);
	rec_release(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice line = { (const char *)data, size };
	struct rec r = { 0 };
	struct buf b = { 0 };

	if (rec_parse(&r, line) == NULL) {
		must(json_check(line) == NULL);
		rec_format(&b, &r);
		must(slice_eq(buf_slice(&b), line));
		read_all(&r);
		read_again(&r);
		rec_set_text(&r, F_SIG, SLICE("signal/1"));
		rec_drop(&r, F_ID);
		buf_reset(&b);
		rec_format(&b, &r);
		must(json_check(buf_slice(&b)) == NULL);
	}
	buf_release(&b);
	rec_release(&r);
	return 0;
}
