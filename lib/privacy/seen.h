/*
 * seen - the words of texts that someone has looked at
 *
 *	why = seen_load(&seen, path);
 *	if (seen_word(&seen, SLICE("stempas")))
 *		...
 *	set_release(&seen);
 *
 * Redaction misses names, and a word that many use may be one: so a word
 * leaves the house only if a person has read it and put it on a list.
 */
#ifndef PRIVACY_SEEN_H
#define PRIVACY_SEEN_H

#include "lib/base/set.h"

/* Add the words in the file PATH, one a line; or return why not. */
const char *seen_load(struct set *seen, const char *path);
bool seen_word(const struct set *seen, struct slice word);

#endif
