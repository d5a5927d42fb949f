/*
 * phrases - what a report says in its own words, in Dutch and in English
 *
 *	say(&b, LANG_NL, PH_COUNTED, args);	args: slices for {1}, {2}, ...
 *
 * Plain language: short sentences, common words, no abbreviations.  Texts
 * are UTF-8 that still has to pass show_put, as their arguments do.
 */
#ifndef REPORT_PHRASES_H
#define REPORT_PHRASES_H

#include <stdint.h>

#include "lib/base/buf.h"

enum lang { LANG_NL, LANG_EN, LANG_MAX };

enum phrase {

#define PHRASE(key, nl, en) PH_##key,
#include "lib/report/phrases.def"
#undef PHRASE
	PH_MAX
};

/* The text of KEY as it stands. */
const char *phrase(enum lang lang, enum phrase key);
/* Append KEY with its {1} to {N} filled in from ARG. */
void say(struct buf *b, enum lang lang, enum phrase key,
    const struct slice *arg, size_t n);

/* 1.204 or 1,204. */
void say_int(struct buf *b, enum lang lang, int64_t n);
/* With at most DECIMALS decimals, none of them a trailing zero. */
void say_num(struct buf *b, enum lang lang, double x, int decimals);
/* PART of WHOLE (above 0) in whole per cents; never 0 or 100 by rounding. */
void say_share(struct buf *b, double part, double whole);
/* 3 november 2026. */
void say_day(struct buf *b, enum lang lang, int32_t day);
/* november 2026; MONTH counts from year 0, so 2026 * 12 + 10. */
void say_month(struct buf *b, enum lang lang, int month);
/* 1 oktober tot en met 22 november 2026. */
void say_span(struct buf *b, enum lang lang, int32_t from, int32_t to);

/*
 * The word for VALUE, one of those that sig-signal(5) and sig-pattern(5) fix
 * (a kind, channel, level, state, ...); VALUE itself if it is none of them.
 */
struct slice say_value(enum lang lang, struct slice value);

#endif
