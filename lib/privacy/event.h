/*
 * event - a line in the envelope of the Dutch profile for CloudEvents
 *
 * NL GOV profile for CloudEvents 1.1: id, source (an URN of the name space
 * nld, by OIN or KvK number), specversion, type, and time, datacontenttype
 * and dataschema; nothing personal stands in them.  An event is at most
 * EVENT_MAX bytes, which every intermediary must forward.
 */
#ifndef PRIVACY_EVENT_H
#define PRIVACY_EVENT_H

#include "lib/base/buf.h"

enum { EVENT_MAX = 64 * 1024 };

struct event {
	const char *source; /* urn:nld:oin:..., as event_source_fits has it */
	const char *noun; /* tally, pattern or signal */
	int32_t day; /* of the release */
};

/* Is S fit for a source: urn:nld:oin: and 20 digits, or kvknr: and 8? */
bool event_source_fits(struct slice s);
/*
 * Append the event with DATA, a line without its newline, and a newline.  ID
 * may be empty: then it is a hash of source and data.  False, and nothing,
 * if that is too long.
 */
bool event_put(struct buf *out, const struct event *e, struct slice id,
    struct slice data);

#endif
