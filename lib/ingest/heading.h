/*
 * heading - which row of a table is its header
 *
 * The header is the first row that has as many columns as most rows of the
 * sample have and more than one cell filled (or is the only column), or in
 * which a mapping knows two columns or more; what stands above it are titles.
 * But where such a row is half empty, or no mapping knows half of it, and one
 * of the rows behind it is known more than twice as well, it is a title too:
 * `Periode;2026;;'.  So it is where it is half empty and not known, and the
 * first full row behind it holds names alone while others do not.
 */
#ifndef INGEST_HEADING_H
#define INGEST_HEADING_H

#include "lib/ingest/choose.h"

/*
 * Is ROW, just read of table T, the header?  Then COLUMNS has its names.  The
 * rows that follow may be looked at: ROW->raw moves, see lines_kept.
 */
bool heading_is(const struct choose *c, struct table *t,
    const struct table_row *row, struct header *columns);

#endif
