/*
 * lines - a report as JSON lines: what it would show, and no more
 *
 * The summary and the patterns in the order of the report.  Quotes that may
 * not be shown are taken out.  In a public report counts are rounded and only
 * the members that say nothing of a single signal are left.
 */
#ifndef REPORT_LINES_H
#define REPORT_LINES_H

#include "lib/report/report.h"

void lines_write(struct report *r, page_sink *sink, void *arg);

#endif
