/*
 * survey - what the columns of a file hold, by its first rows
 *
 *	struct survey s = { 0 };
 *
 *	if (survey_table(&s, &table))
 *		use(header_name(&s.columns, i), &s.look[i])
 *	survey_release(&s);
 *
 * Rows that are not read when the table is, such as notes below it, are not
 * looked at.
 */
#ifndef INGEST_SURVEY_H
#define INGEST_SURVEY_H

#include "lib/ingest/column.h"
#include "lib/ingest/header.h"
#include "lib/ingest/jsonin.h"

struct survey {
	struct header columns;
	struct column *look; /* by column */
	size_t rows; /* that were looked at */
	bool json;
	bool values; /* the header row looks like any other row */
	/* private */
	size_t looks; /* columns that have one */
	bool whole; /* a row was seen that is no note */
};

/* Read the open table T or the objects of J; false if there is no header. */
bool survey_table(struct survey *s, struct table *t);
bool survey_json(struct survey *s, struct jsonin *j);
void survey_release(struct survey *s);

#endif
