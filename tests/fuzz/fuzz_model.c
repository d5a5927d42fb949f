/*
 * A model is read or refused for a reason; one that is read judges any text,
 * and the same whether or not it remembers words.  The digest at its end,
 * which keeps chance away from the rest, is made here.
 */

#include <stdint.h>
#include <stdlib.h>

#include "lib/base/digest.h"
#include "lib/classify/because.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
use(const struct learned *m, struct slice text)
{
	struct because why[BECAUSE_MOST];
	struct model_state st = { 0 };
	struct model_state plain = { 0 };

	memo_open(&plain.memo, m, 0);
	for (int i = 0; i < 2; i++) {
		model_judge(m, &st, text);
		model_judge(m, &plain, text);
		if (memcmp(st.p, plain.p, m->labels * sizeof(*st.p)) != 0)
			abort();
	}
	(void)because_words(&st, why);
	model_state_release(&st);
	model_state_release(&plain);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice bytes = { (const char *)data, size };
	unsigned char digest[DIGEST_BYTES];
	struct buf sealed = { 0 };
	struct learned m;
	const char *why;

	if (!digest_init())
		return 0;
	digest_sha256(bytes, digest);
	buf_put(&sealed, bytes);
	buf_put(&sealed,
	    (struct slice){ (const char *)digest, sizeof(digest) });
	why = model_read(&m, buf_slice(&sealed));
	if (why == NULL)
		use(&m, SLICE("de balie was dicht, [PERSOON-1] de balie"));
	else if (why[0] == '\0')
		abort();
	model_release(&m);
	buf_release(&sealed);
	return 0;
}
