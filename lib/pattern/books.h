/*
 * books - since when the labels of each source are made alike
 *
 *	books_find(&origins);
 *
 * A book is what labelled a signal: the names of a codebook and a model, with
 * their versions.  A source has another one where a name came or went of which
 * it is not by chance that no signal had it before, or since: another version
 * where a fifth of the signals between its first and last had it, another name
 * where four fifths had.  So a letter in another language, which has a codebook
 * of its own, changes nothing.
 *
 * Sets `labels' of the sources; needs their first day.
 */
#ifndef PATTERN_BOOKS_H
#define PATTERN_BOOKS_H

#include "lib/pattern/origin.h"

void books_find(struct origins *o);

#endif
