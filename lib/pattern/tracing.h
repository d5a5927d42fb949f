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

/* Append the lines of the cells of L as if DAY were the last. */
void trace_day(struct buf *out, struct look *l, int method, int32_t day);

#endif
