/*
 * senders - how many people some signals are of
 */
#ifndef PATTERN_SENDERS_H
#define PATTERN_SENDERS_H

#include "lib/pattern/corpus.h"

struct senders {
	double all; /* different ones, of any kind: sketch.h */
	double persons; /* those that are persons */
	double known; /* signals of which the person is known */
};

/* Of the N signals of D; exact. */
struct senders senders_count(const struct detail **d, size_t n);
/* Put the N senders of V in order, so that those of one stand together. */
void senders_sort(uint64_t *v, size_t n);

#endif
