/*
 * Any bytes are JSON or are refused.  A string that is JSON, decoded and
 * quoted anew, decodes to the same; an array has as many items as a walk
 * finds, each of them JSON.
 */

#include <stdint.h>
#include <stdlib.h>

#include "lib/base/utf8.h"
#include "lib/line/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool good)
{
	if (!good)
		abort();
}

static void
check_string(struct slice value)
{
	struct buf text = { 0 };
	struct buf quoted = { 0 };
	struct buf again = { 0 };

	json_decode(&text, value);
	check(utf8_valid(buf_slice(&text)) == text.len);
	json_quote(&quoted, buf_slice(&text));
	check(json_check(buf_slice(&quoted)) == NULL);
	json_decode(&again, buf_slice(&quoted));
	check(slice_eq(buf_slice(&text), buf_slice(&again)));
	buf_release(&text);
	buf_release(&quoted);
	buf_release(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice s = { (const char *)data, size };
	struct json_walk w;

	if (json_check(s) != NULL)
		return 0;
	s = slice_trim(s);
	if (json_kind(s) == JSON_STRING)
		check_string(s);
	for (json_items(&w, s); json_next(&w);)
		check(json_check(w.value) == NULL);
	return 0;
}
