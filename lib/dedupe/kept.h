/*
 * kept - families that keep the name they had
 *
 *	kept_settle(&names, facts, n, &group);
 *
 * A family is called after its first text.  Where the words of that one are
 * gone by a term of storage, or it is not there, its texts would find another
 * first, and the family another name, though nothing changed.  So texts that
 * carry the name of such a family stay in it.
 */
#ifndef DEDUPE_KEPT_H
#define DEDUPE_KEPT_H

#include "lib/dedupe/group.h"

/*
 * The name of each of the N facts of F becomes that of the family that it
 * stays in; of one without words, that of which it was the first; or
 * FACT_NONE.  What hangs on equal texts goes in G.
 */
void kept_settle(const struct names *names, struct fact *f, size_t n,
    struct group *g);

#endif
