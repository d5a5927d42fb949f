/*
 * mapsay - what is wrong with a line of a mapping
 *
 *	return mapsay_fail(m, "a value was expected", word);
 *
 * The reason stands in m->why until the next one; m->line says where.
 */
#ifndef INGEST_MAPSAY_H
#define INGEST_MAPSAY_H

#include "lib/ingest/mapping.h"

/* WORD, if it is not empty, a colon and WHAT are the reason: always false. */
bool mapsay_fail(struct mapping *m, const char *what, struct slice word);
/* So is what m->said holds by now. */
bool mapsay_said(struct mapping *m);

#endif
