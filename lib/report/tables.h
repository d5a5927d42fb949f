/*
 * tables - the tables of a report as CSV, and what is in them as CSVW
 *
 * RFC 4180, UTF-8, names in the first row; cells that a spreadsheet would run
 * as a formula begin with an apostrophe.  The tables are those of the summary
 * (see sig-pattern(5)), and patterns, series, evidence and quotes.  In a
 * public report counts are rounded, small rows left out, and evidence is
 * empty.
 */
#ifndef REPORT_TABLES_H
#define REPORT_TABLES_H

#include "lib/report/report.h"

/* The names of the tables, up to NULL. */
extern const char *const csv_tables[];

/* Append table NAME to SINK, a block at a time. */
void csv_write(struct report *r, int table, page_sink *sink, void *arg);
/* Append the metadata of all tables (W3C, Tabular Data on the Web). */
void csv_metadata(struct report *r, struct buf *b);

#endif
