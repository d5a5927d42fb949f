/*
 * lang - in which language people write
 *
 *	if (lang_guess(text) == LANG_NL)
 *
 * Small words decide: of the first LANG_WORDS words those are counted that a
 * language has and that stand in our lists of its commonest words; the
 * language with most of them is it, when it has enough and clearly more than
 * the next.  Else it is unsure, as for texts of a few words: nothing is
 * guessed then.  A text mostly in letters that are not Latin is of another
 * language.  Marks on letters are not looked at.  The same text always gets
 * the same answer.
 */
#ifndef TEXT_LANG_H
#define TEXT_LANG_H

#include "lib/base/slice.h"

enum lang_id {
	LANG_UNSURE,
	LANG_NL,
	LANG_EN,
	LANG_DE,
	LANG_FR,
	LANG_ES,
	LANG_TR,
	LANG_PL,
	LANG_OTHER, /* another script */
	LANGS
};

enum { LANG_WORDS = 80 };

/* The language of TEXT, valid UTF-8. */
enum lang_id lang_guess(struct slice text);
/* As in ISO 639-1; empty for LANG_UNSURE and LANG_OTHER. */
const char *lang_name(enum lang_id id);

#endif
