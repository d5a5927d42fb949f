/*
 * voice - numbers, days and cells in plain Dutch and English
 *
 * LANG is VOICE_NL or VOICE_EN.  Sentences are short (language level B1).
 */
#ifndef PATTERN_VOICE_H
#define PATTERN_VOICE_H

#include <stdarg.h>

#include "lib/pattern/findings.h"

enum { VOICE_NL, VOICE_EN, VOICE_LANGS };

/* 1.204 or 1,204: rounded to a whole number. */
void voice_count(struct buf *b, double n, int lang);
/* The same of what is expected; what is less than half of one is no 0. */
void voice_expected(struct buf *b, double n, int lang);
/* X rounded down to what voice_times says, for "at least". */
double voice_down(double x);
/* 2,2 or 2.2: one decimal below 10, none above. */
void voice_times(struct buf *b, double x, int lang);
/* 35%: a share or a change, rounded. */
void voice_percent(struct buf *b, double share);
/* 3 maart 2026, 3 March 2026. */
void voice_day(struct buf *b, int32_t day, int lang);
/* A value as people read it: the last part of a URI. */
struct slice voice_plain(struct slice s);
/* What F is about: "over betaling bij uwv (per telefoon)". */
void voice_cell(struct buf *b, const struct finding *f, int lang);
/*
 * Append TEXT, in which a percent sign and a letter stand for what is next:
 * %c count, %e one that is expected, %a the same with "about", %t times, %p
 * percent (double), %d day (int), %s struct slice *, %w the cell of F.  Of
 * %(one|many) what fits the next count is said, and of %[one|many] what fits
 * the one before; of %{plain|against} the second if volumes are in all of what
 * F expects.
 */
void voice(struct buf *b, const struct finding *f, int lang, const char *text,
    ...);
void voice_args(struct buf *b, const struct finding *f, int lang,
    const char *text, va_list ap);
/* What made F grave, as words, with semicolons between; none: false. */
bool voice_reasons(struct buf *b, const struct finding *f, int lang);
/* The title of F by its kind. */
void voice_title(struct findings *fs, struct finding *f);
/* Title and sentences of F by its kind. */
void voice_finding(struct findings *fs, struct finding *f);

#endif
