/*
 * label - the marks of sig-classify on a signal
 *
 *	l = label_new(&book, matcher);
 *	tangled = label_signal(l, &rec);
 *
 * Sets theme, norm, level, flags, cue, by, urgency, sentiment, suggest and
 * limit as sig-classify(1) has them, from the subject, the text and the wish,
 * each searched by itself.  A label is for one thread; the codebook and the
 * matcher are shared.
 */
#ifndef CLASSIFY_LABEL_H
#define CLASSIFY_LABEL_H

#include "lib/classify/corrections.h"
#include "lib/classify/marks.h"

struct label;

struct label *label_new(const struct codebook *b, const struct matcher *m);
void label_free(struct label *l);
/* What is given by hand goes before what cues say; C must outlive L. */
void label_correct(struct label *l, const struct corrections *c);
/* Mark R; true if some cue ran beyond its limit. */
bool label_signal(struct label *l, struct rec *r);
/*
 * Only look: the marks found in R, in order of section and place, valid until
 * the next call.
 */
const struct label_mark *label_look(struct label *l, struct rec *r, size_t *n);
/* What stood in the way in the signal last looked at. */
const struct label_bar *label_bars(struct label *l, size_t *n);

#endif
