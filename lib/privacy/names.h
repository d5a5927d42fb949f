/*
 * names - the names and words that the rules of redaction know
 *
 * Sorted lists of words of a to z, folded, in lines: a capital tells how many
 * letters a word shares with the one before it, A being none; its further
 * letters follow.  scripts/make-names makes them; all sources are free, and
 * scripts/names/NOTICE has their licences.
 */
#ifndef PRIVACY_NAMES_H
#define PRIVACY_NAMES_H

enum {
	NAMES_FIRST,
	NAMES_LAST,
	NAMES_PLACE,
	NAMES_DUTCH,
	NAMES_ENGLISH,
	NAMES_FORM,
	NAMES_LISTS
};

/* The lines of LIST, up to NULL. */
const char *const *names_list(int list);

#endif
