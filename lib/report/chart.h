/*
 * chart - a short series of counts, drawn
 *
 * Bars from zero; the band of what was expected and its middle line; bars
 * that are flagged have a mark above them, and those that are early are
 * hollow: neither is told by colour alone.  Labels of the axes are text of
 * the page around the drawing, so that they keep their size on any screen.
 */
#ifndef REPORT_CHART_H
#define REPORT_CHART_H

#include "lib/base/buf.h"

enum { CHART_MAX = 512 }; /* points of a series that are read */

struct chart {
	size_t n; /* points */
	const double *seen; /* each n long, or NULL if not known */
	const double *expected;
	const double *low;
	const double *high;
	size_t skip; /* the first points that nothing was expected of */
	const bool *flagged;
	const bool *early; /* not complete yet */
	int32_t from; /* the day of the first */
	int step; /* days from one to the next */
	struct slice title; /* what it says, in words */
	struct slice desc; /* what it is */
	struct slice caption; /* of the table of the same numbers */
};

/* The top of the vertical axis: a round number, at least 1. */
double chart_top(const struct chart *c);
/* Is any of the N marks set?  MARK may be NULL. */
bool chart_any(const bool *mark, size_t n);
/* Append the drawing, with TITLE and DESC already there as ids. */
void chart_svg(struct buf *b, const struct chart *c, size_t number);
/* Append one block character a point, 1/8 to 8/8 of the top. */
void chart_spark(struct buf *b, const struct chart *c);

#endif
