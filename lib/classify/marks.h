/*
 * marks - where the cues of a codebook stand in a signal
 *
 *	marks_open(&m, &book, matcher);
 *	marks_look(&m, &rec);
 *	m.mark[0 .. m.n - 1], in order of section, field and place
 *	marks_release(&m);
 *
 * The text, the subject and the wish are searched, each by itself.  What was
 * found is there until the next look.
 */
#ifndef CLASSIFY_MARKS_H
#define CLASSIFY_MARKS_H

#include "lib/classify/matcher.h"
#include "lib/line/rec.h"

/* A cue that was found. */
struct label_mark {
	const struct book_cue *cue; /* NULL: a correction */
	const struct book_section *section;
	int field; /* F_TEXT, F_SUBJECT or F_WISH */
	struct span at;
};

/* A cue that something stood in the way of. */
struct label_bar {
	const struct book_cue *cue;
	const struct book_cue *by; /* an exclusion; or CUE: its UNLESS */
	int field;
	struct span at;
	struct span bar;
};

struct marks {
	struct label_mark *mark;
	size_t n;
	struct label_bar *bar; /* in no order: marks_sort_bars */
	size_t bars;
	uint32_t *limit; /* cues that ran beyond their limit, some twice */
	size_t limits;
	/* private */
	const struct codebook *book;
	const struct matcher *matcher;
	struct matcher_state *state;
	size_t cap, bar_cap, limit_cap;
	struct rank *rank;
	struct label_mark *spare;
	size_t rank_cap;
};

void marks_open(struct marks *m, const struct codebook *b,
    const struct matcher *matcher);
void marks_look(struct marks *m, struct rec *r);
/* Keep of the marks of themes only those of the N given by hand. */
void marks_correct(struct marks *m, const struct slice *given, size_t n);
/* Put the bars in order of field and place. */
void marks_sort_bars(struct marks *m);
void marks_release(struct marks *m);

#endif
