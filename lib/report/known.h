/*
 * known - up to which day the signals of each place are known
 *
 *	struct known k = { 0 };
 *
 *	place = known_add(&k, &rec);		every signal
 *	known_close(&k);
 *	... known_open(&k, place), k.end ...
 *	known_release(&k);
 *
 * A place is a kind of signals in a system of an organisation: of one that
 * stopped, or was delivered once, nothing is known after its last day, though
 * others go on.
 *
 * A day on which something came or was closed is known up to the end of all
 * data, which sig-pattern(1) finds in the same way (lib/base/parts.h), so that
 * no slip of the pen decides what is late.  The last day of a place is that
 * before its last date, or its last two from fifty dates on, one more for each
 * fifty, up to five: so many may be slips.  Besides, no day is believed that is
 * later than the delivery of its line, and the last part of the data is more
 * than one signal.  But where most of five or more lines came after the day of
 * their delivery that day is the mistake.  A day of delivery that two lines
 * have is never after the end.  Memory grows with the days of each place.
 */
#ifndef REPORT_KNOWN_H
#define REPORT_KNOWN_H

#include "lib/base/buf.h"
#include "lib/base/set.h"
#include "lib/line/rec.h"

struct known {
	/* from known_close on */
	int32_t end; /* the last of all; or DATE_NONE */
	uint64_t doubted; /* dates of signals that count, after what is known */
	int32_t furthest; /* the last of those */
	size_t furthest_place; /* the first by name that has it */
	/* private */
	struct set places; /* organisation, kind and system; NUL after each */
	struct known_place *place;
	size_t place_cap;
	struct set days; /* of a place */
	struct known_count *count;
	struct buf scratch;
	size_t cap;
};

/* The number of R's place, its days being taken in. */
size_t known_add(struct known *k, struct rec *r);
/* The organisation of PLACE. */
struct slice known_org(const struct known *k, size_t place);
void known_close(struct known *k);
/*
 * After known_close: is DAY believed of a line of PLACE that was delivered on
 * SEEN, or DATE_NONE?
 */
bool known_believes(const struct known *k, size_t place, int32_t day,
    int32_t seen);
/*
 * The last day on which what PLACE does not call closed is known to be open;
 * DATE_NONE if it never said of any signal that it was closed.
 */
int32_t known_open(const struct known *k, size_t place);
/* Did it say of any that it is done with, on whatever day? */
bool known_ending(const struct known *k, size_t place);

/*
 * After known_close: the first and the last day of what is known of KIND, of
 * all its places; DATE_NONE both if that is nothing.
 */
struct known_ends {
	int32_t first;
	int32_t last;
};
struct known_ends known_ends(const struct known *k, struct slice kind);

/* The last day of the same of one organisation. */
struct known_last {
	struct slice org;
	int32_t last;
};

/*
 * After known_close: of each organisation that has any of KIND with a day of
 * delivery, by name, in TO, which is to be freed; how many there are.
 */
size_t known_lasts(const struct known *k, struct slice kind,
    struct known_last **to);
void known_release(struct known *k);

#endif
