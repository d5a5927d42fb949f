/*
 * merger - what of a finding is that of others of its kind too
 *
 *	merger_open(&m, fs, l, "burst");
 *	merger_cover(&m, a, 1);
 *	if (merger_explained(&m, b))	b is nothing of its own beside a
 *	merger_cover(&m, a, -1);
 *	merger_release(&m);
 *
 * To cover a finding is to set its signals aside: its cells of the tally.
 */
#ifndef PATTERN_MERGER_H
#define PATTERN_MERGER_H

#include "lib/pattern/look.h"

/*
 * With a p above this what is left of a finding without the signals of others
 * is nothing of its own: it is one of many that could have been.
 */
extern const double merger_own;

struct merger {
	const struct cells *x;
	size_t n;
	struct finding **f; /* surest first */
	unsigned char *gone; /* others took its place */
	unsigned char *wide; /* it took the place of others */
	bool repeats; /* they count repeats among signals, not signals */
	bool quiet; /* silences: what is usual in them is what they share */
	bool bare; /* of what is now, signals of campaigns do not count */
	int32_t since; /* what is past is not before this day */
	size_t nothers;
	struct finding **other; /* of bursts: what grows, persists, crosses */
	/* private */
	struct volume *volume;
	unsigned char *covered; /* by cell of the tally */
	unsigned char *one; /* the same, of one finding; all 0 */
};

/*
 * A part of a finding: of what it counts, and of what its expectation rests on
 * (signals before its days; of repeats, signals in them).
 */
struct shared {
	double now;
	double past;
};

/* The findings of KIND that are in none are M's. */
void merger_open(struct merger *m, const struct findings *fs, struct look *l,
    const char *kind);
void merger_release(struct merger *m);
/* Cover F once more (BY is 1), or once less (-1). */
void merger_cover(struct merger *m, const struct finding *f, int by);
/* What is covered of A. */
struct shared merger_share(const struct merger *m, const struct finding *a);
/* What of cell CELL is covered, or is not, as A counts it. */
struct shared merger_share_of(const struct merger *m, ptrdiff_t cell,
    bool covered, const struct finding *a);
/* All that A's expectation rests on. */
double merger_usual(const struct merger *m, const struct finding *a);
/*
 * What share of what is usual in A is not covered; where there is hardly any
 * past, of what is there now.
 */
double merger_left(const struct merger *m, const struct finding *a);
/* The p of A without what is covered, where all grew by GROWTH. */
double merger_p_left(const struct merger *m, const struct finding *a,
    double growth);
/* Is A nothing of its own without what is covered? */
bool merger_explained(const struct merger *m, const struct finding *a);
/* The p of A, in TOP, if it rose no more than all of TOP did. */
double merger_p_alike(const struct merger *m, const struct finding *top,
    const struct finding *a);
/* Is it so: is that above merger_own? */
bool merger_alike(const struct merger *m, const struct finding *top,
    const struct finding *a);
/* Of the N findings KEPT the one, and the narrowest, that holds most of A. */
struct finding *merger_nearest(struct merger *m, struct finding *const *kept,
    size_t n, const struct finding *a);
/* To KEPT the findings but BUT that are in none, surest first; how many. */
size_t merger_kept(const struct merger *m, const struct finding *but,
    struct finding **kept);

#endif
