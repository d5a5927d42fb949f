/*
 * sources - what each source gave and when, in the summary
 *
 * A source is an organisation, system and kind.  It is new, late when its last
 * delivery is four weeks old, silent when it delivers and has no signals.
 */
#ifndef PATTERN_SOURCES_H
#define PATTERN_SOURCES_H

#include "lib/pattern/columns.h"
#include "lib/pattern/gist.h"

/* Set the sources of D and their latest deliveries in R, by way of T. */
void sources_put(struct rec *r, struct gist *d, struct columns *t);

#endif
