/*
 * matcher - which cues of a codebook a text has
 *
 *	m = matcher_new(&book);
 *	st = matcher_state_new(m);
 *	matcher_scan(m, st, text);
 *	look at st->found[0 .. found_n - 1], st->limit[0 .. limit_n - 1]
 *
 * One scan for the literals that cues need (prefilter.h); phrases are decided
 * where their literal stands, expressions are run only in a text that has one
 * of theirs; a cue is looked at only if its rarest side may be there.  The
 * cues found are exactly those that looking for each in turn would find.  A
 * matcher may be shared by threads, a state is for one.  The codebook must
 * outlive the matcher.
 */
#ifndef CLASSIFY_MATCHER_H
#define CLASSIFY_MATCHER_H

#include "lib/classify/atom.h"
#include "lib/classify/codebook.h"

struct matcher;
struct matcher_private;

/* A cue, and where it is found first. */
struct matcher_found {
	uint32_t cue;
	struct span at; /* bytes of the text */
};

/* A cue that would be found at AT, were it not for what stands at BAR. */
struct matcher_barred {
	uint32_t cue;
	struct span at;
	uint32_t by; /* an exclusion; or CUE itself, by its UNLESS */
	struct span bar;
};

struct matcher_state {
	struct matcher_found *found;
	size_t found_n;
	struct matcher_barred *barred;
	size_t barred_n;
	uint32_t *limit; /* cues that ran beyond their limit */
	size_t limit_n;
	/* private */
	size_t found_cap, barred_cap, limit_cap;
	struct matcher_private *own;
};

/*
 * NULL if an expression of B is wrong; what is, is appended to WHY as lines
 * "file:line: reason".
 */
struct matcher *matcher_new(const struct codebook *b, struct buf *why);
void matcher_free(struct matcher *m);
/* Append lines on the cues that cost too much: on every text, or on some. */
void matcher_warnings(const struct matcher *m, struct buf *why);

struct matcher_state *matcher_state_new(const struct matcher *m);
void matcher_state_free(struct matcher_state *st);
/* Find the cues in TEXT, valid UTF-8; in no particular order. */
void matcher_scan(const struct matcher *m, struct matcher_state *st,
    struct slice text);

#endif
