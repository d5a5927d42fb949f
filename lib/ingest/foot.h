/*
 * foot - what stands below a table and is no row of it
 *
 * A sum is a row whose first filled cell holds words for sums and numbers
 * only, such as `Totaal', `Aantal: 57' or `Gemiddelde', and whose other cells
 * are numbers, no dates, and not all filled.  A note is a row with one cell
 * filled, in a table of more columns, that begins as `Bron:' and `Gegenereerd
 * op' do; or such words alone and what belongs to them in one cell more.
 */
#ifndef INGEST_FOOT_H
#define INGEST_FOOT_H

#include "lib/ingest/table.h"

enum foot {
	FOOT_NONE,
	FOOT_SUM, /* Totaal, 57 */
	FOOT_PART, /* Totaal Burgerzaken, 12: people may begin like that, too */
	FOOT_NOTE /* Bron: het zaaksysteem; likewise */
};

/*
 * What ROW of a table of COLUMNS columns is; AT is the cell that says so.
 * COUNTS says that rows are so many events: a total of these has all its cells
 * filled.
 */
enum foot foot_judge(const struct table_row *row, size_t columns, bool counts,
    size_t *at);
/* Is S what such a row begins with?  Then it is no source id. */
bool foot_cell(struct slice s);

#endif
