/*
 * before - the patterns of an earlier report, to compare with
 *
 *	why = before_read(&b, path);
 *	p = before_meet(&b, id);
 *	before_release(&b);
 */
#ifndef REPORT_BEFORE_H
#define REPORT_BEFORE_H

#include "lib/base/set.h"
#include "lib/line/rec.h"
#include "lib/report/told.h"

struct before_pattern {
	struct slice id;
	struct slice title[2]; /* Dutch, English */
	struct slice open[2]; /* the same with its numbers rounded */
	struct slice state;
	int32_t since; /* the day of that state, or DATE_NONE */
	int32_t days; /* of its period, 0 if that is not known */
	bool grave; /* a single signal */
	bool words; /* its title holds words that people used */
	bool counted; /* n is known */
	double n;
	bool few; /* as disclose_few says */
	bool met; /* by before_meet: it is there again */
	struct buf as; /* titles of what it goes on as, for the caller */
};

struct before {
	bool read; /* there is an earlier report */
	int32_t as_of; /* its last day, or DATE_NONE */
	size_t n;
	struct before_pattern *pattern;
	struct told told; /* of its summary */
	size_t unfit; /* lines that cannot be read, passed over */
	size_t first_unfit; /* where the first of them stands, from 1 */
	size_t cap; /* private */
	struct set ids; /* private */
	struct arena own; /* private */
};

/* NULL, or why PATH cannot be read, or is no report's. */
const char *before_read(struct before *b, const char *path);
/* The days of the period of pattern R, 0 if that is not known. */
int32_t before_days(struct rec *r);
/* The pattern called ID, or NULL. */
struct before_pattern *before_find(struct before *b, struct slice id);
/* The pattern called ID, which is marked as met; or NULL. */
struct before_pattern *before_meet(struct before *b, struct slice id);
void before_release(struct before *b);

#endif
