/*
 * tell - what of a finding is said in sentences, by its kind
 *
 * Each appends to B what there is to say of F in LANG (voice.h).
 */
#ifndef PATTERN_TELL_H
#define PATTERN_TELL_H

#include "lib/pattern/findings.h"

/* In tell.c: from whom they come, and whether they came before. */
void tell_people(struct buf *b, const struct finding *f, int lang);
/* How many more are of campaigns. */
void tell_letters(struct buf *b, const struct finding *f, int lang);

/* In tell_rise.c: what rises, stays high or falls. */
void tell_burst(struct buf *b, const struct finding *f, int lang);
void tell_positive(struct buf *b, const struct finding *f, int lang);
void tell_trend(struct buf *b, const struct finding *f, int lang);
void tell_persistent(struct buf *b, const struct finding *f, int lang);
void tell_cross_org(struct buf *b, const struct finding *f, int lang);
/* Of what no year is known: that it may be a season. */
void tell_no_year(struct buf *b, const struct finding *f, int lang);

#endif
