/*
 * whole - tell what rose alike in all parts of a cell as that cell
 *
 * Of a cell with more signals more is known of how its level walks, and of its
 * parts less: the whole may be less sure of a rise than each of its parts is.
 * So where no part that is told has more of the whole than it ever had, and the
 * rest of the whole rose too, the whole is told in their place, as sure as the
 * surest of them.  Some wholes are no finding by themselves: they wait in
 * findings of kind FINDING_HELD.
 */
#ifndef PATTERN_WHOLE_H
#define PATTERN_WHOLE_H

#include "lib/pattern/look.h"

/* After the ranking, of all kinds that rise; ranks anew. */
void whole_tell(struct findings *fs, struct look *l);

#endif
