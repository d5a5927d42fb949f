/*
 * deliveries - when each source was last delivered, and which do not say it
 *
 *	struct deliveries d = { 0 };
 *
 *	deliveries_find(&d, &cells);
 *	if (deliveries_of(&d.system, cell of the tally)->untold)
 *	deliveries_release(&d);
 *
 * A source is a desk (an organisation and a kind), or one system of it.
 *
 * Where signals of a source came in on seven days or more after its last
 * delivery, only some of its lines say when they were delivered: then there is
 * no telling up to when it is complete, and none of its days are left out.
 * Of a week that was tallied there are as many days as signals, at most seven.
 *
 * A kind that was in half of the deliveries of its system, or more, is in those
 * that follow too, though it has no signals in them, if those are more than it
 * ever was away for.  Surely so, and not late, it is where they are seven or
 * more and take longer than any two of its own were apart: then it may be
 * silent.
 */
#ifndef PATTERN_DELIVERIES_H
#define PATTERN_DELIVERIES_H

#include "lib/pattern/cells.h"

enum { DELIVERIES_SILENT = 28 /* days after which a source is late */ };

struct delivered {
	int32_t last; /* day of delivery; DATE_NONE if there is none */
	int32_t sure; /* the same, where it is not only late */
	int32_t own; /* the last with signals */
	int32_t longest; /* distance of two in the last half year */
	int32_t
	    empty; /* those without signals, that others of its system have */
	bool untold; /* it does not say any more when it is delivered */
};

/* Sources by number, and of which each cell of the tally is. */
struct delivered_by {
	size_t n;
	struct delivered *s;
	uint32_t *of;
};

struct deliveries {
	struct delivered_by system; /* organisation, system and kind */
	struct delivered_by desk; /* organisation and kind */
};

void deliveries_find(struct deliveries *d, const struct cells *x);
void deliveries_release(struct deliveries *d);
/* The sources of T as MEMBERS tell them apart, up to UNTIL. */
void deliveries_find_by(struct delivered_by *by, const struct tally *t,
    int32_t until, unsigned members);
void deliveries_release_by(struct delivered_by *by);
/* Is the last delivery of D four weeks old, and longer ago than any before? */
bool delivered_overdue(const struct delivered *d, int32_t until);
/*
 * Did D stop: is its last delivery four weeks old on UNTIL, and longer ago than
 * twice what any two were apart, or 13 weeks if that is longer than any?
 */
bool delivered_stopped(const struct delivered *d, int32_t until);

/* What is known of the source of CELL of the tally. */
static inline const struct delivered *
deliveries_of(const struct delivered_by *by, uint32_t cell)
{
	return &by->s[by->of[cell]];
}

#endif
