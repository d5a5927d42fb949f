/*
 * corpus - all that sig-pattern has read
 *
 *	struct corpus c = { 0 };
 *
 *	corpus_open(&c, until, salt);
 *	why = corpus_add(&c, &r);		signals and tallies
 *	corpus_close(&c);
 *	... c.until, c.tally, c.detail ...
 *	corpus_release(&c);
 *
 * Counts of everything, in a tally, and the signals of the last
 * CORPUS_DAYS one by one, with their words for the last CORPUS_TEXT_DAYS,
 * as far as they are of the sample (quota.h).  What it holds after
 * corpus_close does not depend on the order of reading.  Memory: that of the
 * tally, 100 bytes and an id for each recent signal, and 300 for its words.
 */
#ifndef PATTERN_CORPUS_H
#define PATTERN_CORPUS_H

#include "lib/base/parts.h"
#include "lib/line/listed.h"
#include "lib/pattern/aged.h"
#include "lib/pattern/doubled.h"
#include "lib/pattern/follow.h"
#include "lib/pattern/overlap.h"
#include "lib/pattern/quota.h"
#include "lib/pattern/tally.h"

enum {
	CORPUS_DAYS = 200,
	CORPUS_TEXT_DAYS = 126,
	CORPUS_GAP = PARTS_GAP, /* days without a signal that end the data */
	CORPUS_EARLIEST = -25567 /* 1900-01-01; what is before is no date */
};

enum {
	DETAIL_REPEAT = 1,
	DETAIL_REVIEWED = 2, /* a person read it for quoting */
	DETAIL_CUT = 8, /* there is more text than is kept */
	DETAIL_FORGOTTEN = 256, /* its words are not kept, nor most cues */
	DETAIL_CLOSES = 512, /* its source says of some that they are closed */
	DETAIL_TELLS = 1024, /* and of some that the sender was told */
	DETAIL_CAMPAIGN = 2048, /* its urgency is that of a campaign: again.h */
	DETAIL_LETTER = 4096, /* it is of a campaign */
	DETAIL_EARLY = 8192, /* it ended before it came, by its dates */
	DETAIL_QUOTABLE = 4 /* redacted or reviewed; and those of follow.h */
};

/* How urgent, from unknown up. */
enum { URGENCY_NONE, URGENCY_LOW, URGENCY_NORMAL, URGENCY_HIGH, URGENCY_NOW };

/* A recent signal that counts. */
struct detail {
	uint32_t cell; /* of the tally */
	int32_t day;
	int32_t due; /* DATE_NONE where not known */
	int32_t ended; /* as ended_day has it */
	int32_t told;
	int32_t heard; /* what is known ends there: heard.h; else DATE_NONE */
	int32_t seen; /* last delivered; or DATE_NONE */
	uint32_t list; /* of listed.h */
	uint32_t group; /* number of what it is like in groups, from 1; or 0 */
	uint32_t family; /* the same, of the first of a family too */
	uint16_t flags;
	uint8_t urgency; /* URGENCY_* */
	struct slice id;
	struct slice cue; /* a JSON array, or empty */
	struct slice text; /* cut short (lexicon.h); empty if not kept */
	uint64_t sender; /* as in sketches */
};

struct corpus {
	int32_t until; /* the last day to judge; DATE_NONE: nothing to judge */
	int32_t first; /* the first day of the data that hang together */
	bool asked; /* until was given */
	bool weekly; /* some tallies are of weeks */
	bool moved; /* so the end is a Sunday that it was not */
	struct tally tally;
	struct tally terms; /* only those; by organisation and theme */
	size_t ndetails;
	struct detail *detail; /* by cell, newest first, id */
	size_t *at; /* where the details of cell i begin; tally.ncells + 1 */
	struct aged aged; /* older ones that wait */
	struct follows follows;
	struct listed listed;
	struct overlap overlap;
	struct doubled doubled;
	struct set vague; /* organisations, see corpus_vague */
	struct set groups;
	struct quota sample; /* whose texts are kept */
	uint64_t read; /* signal lines */
	bool labelled; /* one has a theme, or says what labelled it */
	bool persons; /* one has a person */
	bool who; /* one says which person that is, of all tokens */
	uint64_t tallied; /* signals in tallies */
	uint64_t early; /* details that ended before they came */
	uint64_t later; /* after until */
	uint64_t earlier; /* before first */
	uint64_t unheard; /* details that may be open: heard.h */
	int32_t heard; /* the last day any of those was heard of */
	/* private */
	size_t cap;
	struct arena own;
	size_t limit; /* prune when there are so many details */
};

/* The first of the last N days up to until, as far as the data go. */
int32_t corpus_since(const struct corpus *c, int32_t n);
/* Is D known to be open on DAY: its source does say when others were closed? */
bool detail_open(const struct detail *d, int32_t day);

/* UNTIL is DATE_NONE to find it by the rule of sig-pattern(1). */
void corpus_open(struct corpus *c, int32_t until, struct slice salt);
const char *corpus_add(struct corpus *c, struct rec *r);
void corpus_close(struct corpus *c);
/* The details of tally cell CELL: N of them. */
const struct detail *corpus_details(const struct corpus *c, uint32_t cell,
    size_t *n);
/*
 * Does cell CELL have a floor, in persons, where fewer than four fifths of the
 * signals of its organisation have one?
 */
bool corpus_vague(const struct corpus *c, uint32_t cell);
void corpus_release(struct corpus *c);

#endif
