/*
 * clean - the words of a cell without what machines put round them
 *
 * HTML becomes text: tags go, those that begin a line begin one, entities are
 * the characters they name.  A text is HTML only if it has a tag that HTML
 * knows; `< 5 euro' stays as it is.  Of an e-mail what was written now is the
 * text; the earlier mail below it and the signature are set apart, not lost.
 */
#ifndef INGEST_CLEAN_H
#define INGEST_CLEAN_H

#include "lib/base/arena.h"
#include "lib/base/buf.h"

struct clean {
	struct slice text;
	struct slice quoted; /* an earlier mail; empty if there is none */
	struct slice signature;
};

/* Take TEXT apart; parts are slices of it or live in MEM. */
void clean_text(struct clean *c, struct slice text, struct arena *mem,
    struct buf *scratch);
/* TEXT without HTML, entities and carriage returns. */
struct slice clean_html(struct slice text, struct arena *mem,
    struct buf *scratch);
/* Cut an earlier mail and a signature off C's text. */
void clean_mail(struct clean *c);

#endif
