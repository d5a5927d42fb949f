/*
 * known - up to which day the signals of each organisation are known
 *
 *	struct known k = { 0 };
 *
 *	org = known_add(&k, &rec);		every signal
 *	known_close(&k);
 *	... k.last[org], k.end ...
 *	known_release(&k);
 *
 * A day on which something came or was closed is known up to the end of all
 * data, which sig-pattern(1) finds in the same way (lib/base/parts.h), so that
 * no slip of the pen decides what is late.  Besides, no day is believed that is
 * later than the delivery of its line, and the last part of the data is more
 * than one signal.  A day of delivery that two lines have is never after the
 * end.  Memory grows with the days of each organisation.
 */
#ifndef REPORT_KNOWN_H
#define REPORT_KNOWN_H

#include "lib/base/set.h"
#include "lib/line/rec.h"

struct known {
	struct set orgs;
	/* from known_close on */
	int32_t *last; /* day of each organisation; DATE_NONE if none is */
	int32_t end; /* the last of all; or DATE_NONE */
	uint64_t doubted; /* dates of signals that count, after what is known */
	int32_t furthest; /* the last of those */
	size_t furthest_org; /* the first by name that has it */
	/* private */
	struct set days; /* of an organisation */
	struct known_count *count;
	size_t cap;
};

/* The number of R's organisation, its days being taken in. */
size_t known_add(struct known *k, struct rec *r);
/* The day that R's member F says; DATE_NONE if it is after its delivery too. */
int32_t known_day(struct rec *r, enum field f);
void known_close(struct known *k);
void known_release(struct known *k);

#endif
