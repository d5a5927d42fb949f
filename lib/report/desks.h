/*
 * desks - do those who keep the signals say what became of them?
 *
 *	struct desks d = { 0 };
 *
 *	desks_add(&d, &r, wanted);	every signal
 *	n = desks_silent(&d, F_CLOSED);
 *	n = desks_gone(&d);
 *	desks_release(&d);
 *
 * A desk is an organisation and a kind, as for sig-pattern(1).  Where none of
 * its signals has a member, it is not known which of them lack it.  Memory
 * grows with the number of desks.
 */
#ifndef REPORT_DESKS_H
#define REPORT_DESKS_H

#include "lib/base/set.h"
#include "lib/line/listed.h"

struct desks {
	/* private */
	struct set names;
	struct desk *desk;
	size_t cap;
	struct buf name;
	struct listed listed;
	struct set seen; /* desk, list and day of delivery of what is wanted */
	uint64_t *seen_n;
	size_t seen_cap;
};

/* Count signal R, which counts among the WANTED or not. */
void desks_add(struct desks *d, struct rec *r, bool wanted);
/* How many wanted are of desks of which no signal has F: closed or told. */
uint64_t desks_silent(const struct desks *d, int f);
/* How many wanted of the other desks a list of what is open has no more. */
uint64_t desks_gone(struct desks *d);
void desks_release(struct desks *d);

#endif
