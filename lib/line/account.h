/*
 * account - where every line or row of a run ended
 *
 * One count for each source and one for all; the reasons for refusal with
 * how often; and the stats/1 line that says it all.  The law: for a filter
 * read = written + refused + skipped + dropped, for a reducer
 * read = used + refused + skipped + ignored.
 */
#ifndef LINE_ACCOUNT_H
#define LINE_ACCOUNT_H

#include <stdint.h>

#include "lib/base/buf.h"
#include "lib/base/set.h"

struct account_count {
	uint64_t read; /* all of them; the others add up to it */
	uint64_t written;
	uint64_t refused;
	uint64_t alien; /* those of them that are no JSON object at all */
	uint64_t skipped; /* blank lines; in sig-ingest also titles, totals */
	uint64_t dropped; /* left out because the user asked */
	uint64_t ignored; /* of a type that this reducer does not use */
	uint64_t used; /* taken in by a reducer */
};

struct account {
	struct account_count total;
	struct set names; /* of the sources */
	struct account_count *source; /* by names */
	struct set reasons;
	uint64_t *times; /* by reasons */
	const char *key_id; /* of the key that was used; NULL if none was */
};

/* The number of the source called NAME, from now on or since long. */
size_t account_source(struct account *a, struct slice name);
/* Count REASON; returns how often it was met, this time included. */
uint64_t account_reason(struct account *a, struct slice reason);
/* Append the stats/1 line of TOOL, with its newline. */
void account_format(struct buf *out, const struct account *a, const char *tool);
void account_release(struct account *a);

#endif
