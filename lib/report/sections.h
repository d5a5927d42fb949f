/*
 * sections - the parts of a report, each written to the report's page
 *
 * Only report.c calls these, in the order in which an official reads.
 */
#ifndef REPORT_SECTIONS_H
#define REPORT_SECTIONS_H

#include "lib/report/grid.h"
#include "lib/report/report.h"

void section_head(struct report *r);
void section_first(struct report *r);
void section_brief(struct report *r);
void section_changes(struct report *r);
void section_base(struct report *r);
void section_breaks(struct report *r);
void section_now(struct report *r);
void section_rank(struct report *r);
void section_good(struct report *r);
void section_unknown(struct report *r);
void section_silent(struct report *r);
void section_method(struct report *r);

/* Which month it is; where its figures end earlier or later, that too. */
void put_month(struct report *r);
/* Day F of the summary; false if it has none. */
bool sum_day(struct report *r, int f, int32_t *day);
/* How far signals got in the last 28 days; false if that is not known. */
bool break_now(const struct report *r, const char *name, double *part,
    double *whole);

/* The patterns of PART: in full as far as asked, the others a row each. */
void put_part(struct report *r, enum part part);
/* One pattern in full; REC is finding F. */
void finding_full(struct report *r, const struct finding *f, struct rec *rec);
/* Round the people of REC and the numbers in its titles, for a public report. */
void finding_round(struct rec *rec);
/* Is the pattern itself one of MEMBER, or of MEMBER=VALUE? */
bool finding_is_of(struct rec *rec, const char *member);
/* Its title in the report's language; its kind if it has none. */
struct slice finding_title(struct report *r, struct rec *rec);
/* The series of REC as a chart and its table, called TABLE. */
void put_chart(struct report *r, struct rec *rec, enum phrase table);
/* That there is none, KEY; or that nothing is known, if nothing was read. */
void put_none(struct report *r, enum phrase key);
/* The same of PART, where it may also be that nothing was looked for. */
void put_none_of(struct report *r, enum part part, enum phrase key);
/* Was PART looked for?  True if the summary does not say. */
bool part_sought(const struct report *r, enum part part);
/* Was any group tested for KIND?  True if the summary does not say. */
bool kind_sought(const struct report *r, const char *kind);
/* Append the name of the source in this row: organisation, system, kind. */
void source_name(const struct report *r, const struct grid *g, struct buf *b);
/* How many sources gave nothing for long. */
size_t quiet_sources(const struct report *r);
/*
 * Of how many are the last DAYS or more not complete, with or without those
 * that are quiet?  Of what is five weeks behind nobody knows whether it comes.
 */
size_t behind_sources(struct report *r, int32_t days, bool quiet);
/* May it be shown in this report? */
bool finding_shown(const struct report *r, const struct finding *f);
/* Where it is told in full; NULL if a row of a table is all there is. */
const char *finding_link(const struct finding *f);
/* May QUOTE of a pattern be?  Leaves its text, and whether it was read. */
bool quote_allowed(const struct report *r, struct slice *quote, bool *reviewed);
/* How many findings stand in PART, and where the first is. */
size_t part_count(const struct report *r, enum part part, size_t *first);

/* May a public report hold this pair of a cell? */
bool public_pair(struct slice pair);
/* The first day of the month of DAY, or its last. */
int32_t public_day(int32_t day, bool last);
/* The first day of the month that R is of, or its last. */
int32_t month_day(const struct report *r, bool last);

/* A cell for field F of REC, a count. */
struct cell cell_count(const struct report *r, const struct rec *rec, int f);
/* A cell for count X; in a public report rounded, and few if under 10. */
struct cell cell_of(const struct report *r, double x);
/* A cell for DAY, which may be DATE_NONE; its month in a public report. */
struct cell cell_day(const struct report *r, int32_t day);
/* A cell for PART of WHOLE, which is above 0. */
struct cell cell_share(const struct report *r, double part, double whole);
struct cell cell_text(struct slice s);

/* The facts of a pattern, and of a single signal. */
void put_facts(struct report *r, struct rec *rec);
void put_grave_facts(struct report *r, struct rec *rec);

/* How the number of people behind a pattern is said. */
enum persons {
	PERSONS_EXACT,
	PERSONS_ABOUT, /* an estimate */
	PERSONS_LEAST, /* not of all it is known who sent them, or if twice */
	PERSONS_LEAST_ABOUT,
	PERSONS_UNKNOWN
};
/* Of N different people, surely, REC is; with PERSONS_UNKNOWN N is not set. */
enum persons persons_said(const struct rec *rec, double *n);
/* The items of array F, or the text F, as a fact if there are any. */
void put_fact_list(struct report *r, struct rec *rec, int f, enum phrase name);
/* Cues, parts and what makes the rank, in words. */
void put_fact_cues(struct report *r, struct rec *rec);
void put_fact_parts(struct report *r, struct rec *rec);
void put_fact_score(struct report *r, struct rec *rec);
void put_fact_text(struct report *r, struct rec *rec, int f, enum phrase name);

/* Append S, a file name, as one word of a shell. */
void put_word(struct buf *b, const char *s);

/* Shorthand for what is said most. */
void put_section(struct report *r, const char *id, enum phrase head);
void put_para(struct report *r, enum para kind, enum phrase key);
/* What the talk gathered, as a fact called NAME. */
void put_fact(struct report *r, enum phrase name, enum phrase key);

#endif
