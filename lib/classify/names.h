/*
 * names - a list of labels, as a member of a signal has them
 *
 *	names_add(&l, SLICE("wetgeving"));	whether it is there or not
 *	names_once(&l, SLICE("beleid"));
 *	names_sort(&l);
 *	rec_set_list(r, F_LEVEL, l.s, l.n);
 *	free(l.s);
 */
#ifndef CLASSIFY_NAMES_H
#define CLASSIFY_NAMES_H

#include "lib/base/slice.h"

struct names {
	struct slice *s; /* they live elsewhere */
	size_t n;
	size_t cap; /* private */
};

void names_add(struct names *l, struct slice s);
void names_once(struct names *l, struct slice s);
/* By their bytes. */
void names_sort(struct names *l);

#endif
