/*
 * maprule - the statements that say where a member is from
 *
 * Each takes the words behind its own and adds a rule to the mapping; false,
 * with the reason in that, where it is mistaken.
 */
#ifndef INGEST_MAPRULE_H
#define INGEST_MAPRULE_H

#include "lib/ingest/mapping.h"
#include "lib/ingest/mapword.h"

bool maprule_set(struct mapping *m, struct mapword *w);
bool maprule_take(struct mapping *m, struct mapword *w);
bool maprule_person(struct mapping *m, struct mapword *w);
bool maprule_know(struct mapping *m, struct mapword *w);
/* Can the member of R hold its value, if it has one? */
bool maprule_suits(struct mapping *m, const struct map_rule *r);

#endif
