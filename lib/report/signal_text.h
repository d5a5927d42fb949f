/*
 * signal_text - one signal for people: to read, or as a row of a table
 */
#ifndef REPORT_SIGNAL_TEXT_H
#define REPORT_SIGNAL_TEXT_H

#include "lib/line/rec.h"
#include "lib/report/page.h"

/* The signal as an article: when, what kind, from whom, and the words. */
void signal_text(struct page *p, struct rec *r);

/* The names of the columns of signal_csv, as a row. */
extern const struct slice signal_csv_head;
/*
 * Append the row that says where to find the signal: org, system, src_id,
 * owner, kind, received, id; RFC 4180, with cells that a spreadsheet would
 * run made harmless.
 */
void signal_csv(struct buf *b, struct rec *r);

#endif
