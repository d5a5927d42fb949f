/*
 * person - the rules for names of persons, inside lib/privacy
 *
 * Each looks at token I, claims the name that it finds there, and returns the
 * token behind it; 0 if there is none.
 */
#ifndef PRIVACY_PERSON_H
#define PRIVACY_PERSON_H

#include "lib/privacy/name.h"

/* Claim tokens FROM to TO, and what is beside them of the same name. */
size_t person_claim(struct scan *s, size_t from, size_t to, const char *rule);
/* A name that the cue at I announces. */
size_t person_by_cue(struct scan *s, size_t i);
/* A name by a title, in a member of values. */
void person_by_title(struct scan *s);
/* So, and those of which a list has both parts: nothing less sure. */
void person_in_value(struct scan *s);
/* A family name that is listed, and what is before it. */
size_t person_by_last(struct scan *s, size_t i);
/* "dossier Boersma", "ivm Van Zuidland": a family name behind such. */
size_t person_matter(struct scan *s, size_t i);
/* "Kapias belt terug": who does something at the start of a line. */
size_t person_subject(struct scan *s, size_t i);
/* A name in lower case that no cue announces. */
size_t person_low(struct scan *s, size_t i);
/* "door Wouter", "en Bo": is a capital at I likely to be a name? */
bool person_likely(const struct scan *s, size_t i);

#endif
