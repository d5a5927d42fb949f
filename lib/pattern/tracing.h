/*
 * tracing - what every cell was on every day: for study and comparison
 *
 * Lines of type trace/1, as sig-pattern(1) says; nothing is screened,
 * corrected or merged.
 */
#ifndef PATTERN_TRACING_H
#define PATTERN_TRACING_H

#include "lib/pattern/look.h"

enum trace_method {
	TRACE_DEFAULT,
	TRACE_MW, /* frozen as it was first measured */
	TRACE_FARRINGTON,
	TRACE_EARS
};

/*
 * Append the lines of the cells of L as if DAY were the last; of the last the
 * slow changes too (slow_change.h).
 */
void trace_day(struct buf *out, struct look *l, int method, int32_t day);
/* Begin a line of DAY, with cell I as its member WHAT. */
void trace_open(struct buf *out, const struct cells *x, size_t i,
    const char *what, int32_t day);
/* A member of a line; what is not finite is null. */
void trace_number(struct buf *out, const char *name, double x);
void trace_word(struct buf *out, const char *name, const char *word);

#endif
