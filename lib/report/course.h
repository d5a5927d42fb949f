/*
 * course - the series of a line, read into a chart
 *
 * Holds the numbers that the chart points to.  Series longer than CHART_MAX
 * keep their last items.
 */
#ifndef REPORT_COURSE_H
#define REPORT_COURSE_H

#include "lib/line/rec.h"
#include "lib/report/chart.h"

struct course {
	struct chart chart;
	double seen[CHART_MAX];
	double expected[CHART_MAX];
	double low[CHART_MAX];
	double high[CHART_MAX];
	bool flagged[CHART_MAX];
	bool early[CHART_MAX];
};

/*
 * The signals of the last so many DAYS of REC's series, in N; false if its
 * steps do not tell.
 */
bool course_last(const struct rec *rec, int32_t days, double *n);
/*
 * The day on which REC, which counts from FROM on, has its first signals: that
 * of its series, where that goes back so far, or FROM.
 */
int32_t course_begin(const struct rec *rec, int32_t from);
/* False if REC has no series of at least two items. */
bool course_read(struct course *c, const struct rec *rec);
/*
 * Round every number to 5, for a public report, and take those under 10 for
 * 0; false if nothing is left to show.
 */
bool course_round(struct course *c);

#endif
