/*
 * title - what themes are called, in Dutch and in English
 *
 *	struct titles t = { 0 };
 *
 *	why = titles_load(&t, "own.book");
 *	titles_builtin(&t);
 *	title_of(&t, SLICE("kastje-muur"), TITLE_NL)
 *	titles_release(&t);
 *
 * The titles are those of codebooks, sig-codebook(5), of which nothing else
 * is read: tools that never classify can name themes by it.  What is read
 * first wins, so an own codebook goes before those built in.
 */
#ifndef TEXT_TITLE_H
#define TEXT_TITLE_H

#include "lib/base/set.h"

enum title_lang { TITLE_NL, TITLE_EN, TITLE_LANGS };

struct title; /* private */

struct titles {
	/* private */
	struct set ids;
	struct title *title;
	size_t cap;
	struct arena mem;
};

/* Take in those of the codebooks that are built in. */
void titles_builtin(struct titles *t);
/* Take in those of TEXT; NULL, or why it is no codebook: then none is. */
const char *titles_read(struct titles *t, struct slice text);
/*
 * Take in those of codebook NAME: nl or en, which are built in, none, which
 * has no themes, or a file.  NULL, or why it cannot be read.
 */
const char *titles_load(struct titles *t, const char *name);
/*
 * The title of theme ID in LANG; if there is none, the one in the other
 * language; if there is none either, ID itself.
 */
struct slice title_of(const struct titles *t, struct slice id,
    enum title_lang lang);
void titles_release(struct titles *t);

/* The headings and titles of the codebooks built in, up to NULL. */
extern const char *const titles_lines[];

#endif
