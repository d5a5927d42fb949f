/*
 * num - numbers in and out, the same in every locale
 */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include <stdint.h>

#include "lib/base/buf.h"

/* S whole as a number; false if it is none or does not fit. */
bool num_u64(struct slice s, uint64_t *n);
bool num_i64(struct slice s, int64_t *n);
/* As JSON writes numbers; infinities and NaN are none. */
bool num_double(struct slice s, double *x);
/*
 * Whole as it is, and a million or more as the whole number near it; else as
 * %.6g has it.  What is not finite is null.
 */
void num_put(struct buf *b, double x);
/* As %.17g has it: read back it is X again. */
void num_put_exact(struct buf *b, double x);

#endif
