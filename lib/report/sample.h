/*
 * sample - a few of many lines, the same whatever their order
 *
 *	struct sample s = { .most = 20, .seed = 1 };
 *
 *	sample_add(&s, key, line);
 *	sample_end(&s);
 *	for (size_t i = 0; i < s.n; i++)
 *		use(sample_line(&s, i));
 *	sample_release(&s);
 *
 * Keeps the lines whose keys have the lowest hashes under SEED, so that each
 * has an equal chance; memory holds only those.  They are given back in the
 * order in which they came.
 */
#ifndef REPORT_SAMPLE_H
#define REPORT_SAMPLE_H

#include <stdint.h>

#include "lib/base/buf.h"

struct sample_item;

struct sample {
	size_t most; /* above 0 */
	uint64_t seed;
	size_t n;
	struct sample_item *item; /* private: a heap, greatest hash first */
	uint64_t seen; /* private */
};

void sample_add(struct sample *s, struct slice key, struct slice line);
void sample_end(struct sample *s);
struct slice sample_line(const struct sample *s, size_t i);
void sample_release(struct sample *s);

#endif
