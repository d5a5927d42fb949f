/*
 * fit - does a mapping that was asked for suit the table?
 *
 * One that was chosen by the header does.  One that the user named may be
 * meant for another file: then next to nothing of a row would be left, and
 * nobody told.
 */
#ifndef INGEST_FIT_H
#define INGEST_FIT_H

#include "lib/ingest/apply.h"

enum fit {
	FIT_GOOD,
	FIT_POOR, /* less than a third of the columns is used */
	FIT_KINDLESS, /* no column says what kind of signals these are */
	FIT_NONE /* no column that says what a signal is about */
};

/*
 * How A, which is bound to columns C, suits them; if not well, WHY says it
 * and names the column that is most like one that is sought.  A mapping that
 * nobody ASKED for was chosen by its columns: with one of these alone it can
 * be poor, never none.
 */
enum fit fit_judge(const struct apply *a, bool asked, struct header *c,
    struct buf *why);

#endif
