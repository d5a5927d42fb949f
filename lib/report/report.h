/*
 * report - what a report holds and the order in which it is said
 *
 *	struct report r = { .lang = LANG_NL };
 *
 *	while (stream_next(&st, &rec))
 *		report_add(&r, &rec);
 *	report_order(&r);
 *	report_write(&r, &page);
 *	report_release(&r);
 *
 * It is made of one summary/1 and any number of pattern/1 lines (see
 * sig-pattern(5)), which are put aside on disk: memory grows by some 100
 * bytes a pattern.  What the lines do not say is called unknown.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "lib/base/set.h"
#include "lib/line/rec.h"
#include "lib/report/before.h"
#include "lib/report/page.h"
#include "lib/report/pile.h"
#include "lib/report/talk.h"

/* Which quotes may be shown. */
enum quotes { QUOTES_NONE, QUOTES_REVIEWED, QUOTES_REDACTED };

/* In which part of the report a pattern stands. */
enum part { PART_GRAVE, PART_RANK, PART_GOOD, PART_SILENT, PART_MAX };

/* Why it cannot wait: an urgent burst, terms that passed or are about to. */
enum { NOW_RISES = 1, NOW_TERMS = 2 };

enum { FINDING_ID = 2 }; /* where the id of the pattern begins */

struct finding {
	double score;
	uint32_t line; /* in the pile */
	uint8_t part; /* enum part */
	int32_t from; /* days, or DATE_NONE */
	int32_t to;
	bool known; /* state bekend: ranked last */
	int32_t until; /* until this day, or DATE_NONE */
	uint8_t now; /* NOW_*: what cannot wait */
	bool tested; /* not chance */
	uint8_t state; /* enum state */
	bool refused; /* turned down, with a reason */
	bool taken; /* has an owner and an action */
	bool told; /* people were told */
	bool late; /* answers past their term */
	double n; /* signals */
	bool few; /* not known to be of as many people as may be published */
	double open; /* of them, as far as is known */
	double closed; /* likewise */
	double untold; /* likewise */
	bool open_known;
	bool untold_known;
	uint64_t words; /* of a grave signal, 0 if there are none to see */
	bool many; /* grave, the same text from many */
	bool family; /* a grave signal that many sent, in these words */
	bool again; /* not the first of them */
	bool full; /* told in full, not in a row */
	char id[24]; /* as a part of the page: p- and the id */
};

struct report {
	enum lang lang;
	enum quotes quotes;
	bool public; /* counts rounded, small bases and words left out */
	size_t full; /* how many patterns are told in full; 0 is all */
	int month; /* only patterns of this month, as say_month; 0: all */
	const char *title; /* NULL: our own */
	const char *patterns; /* file names for the commands shown */
	const char *signals;
	const char *ledger;
	struct before before; /* the last report, if it was read */
	bool have_summary;
	struct rec sum; /* the summary */
	struct finding *finding;
	size_t n;
	bool quoted; /* some hold quotes */
	size_t outside; /* patterns of other months, left out */
	bool blind; /* no signals to look at: none found says nothing */
	/* private */
	struct buf line; /* of the summary */
	struct pile pile;
	size_t cap;
	struct set ids;
	struct page *page;
	struct talk t;
};

/* NULL, or why the line does not fit. */
const char *report_add(struct report *r, struct rec *rec);
/* Put the patterns in the order of the report. */
void report_order(struct report *r);
void report_write(struct report *r, struct page *page);
/* The pattern of finding I, parsed into REC; false if it cannot be read. */
bool report_pattern(struct report *r, size_t i, struct rec *rec);
void report_release(struct report *r);

#endif
