/*
 * wide - an expression that means the same to an older PCRE2
 *
 *	if (wide_words(&b, expr))
 *		compile b instead, if PCRE2 is older
 *
 * From 10.43 on, with PCRE2_UCP, \w has marks that stand above or below a
 * letter (category Mn) and the punctuation that joins words (Pc), as
 * Unicode's annex 18 says; before, of these, only the underscore.  \W, \b, \B
 * and [:word:] go with it.
 */
#ifndef TEXT_WIDE_H
#define TEXT_WIDE_H

#include "lib/base/buf.h"

/*
 * Write EXPR with the wider \w spelled out, into TO, which is emptied; false
 * if that changes nothing.
 */
bool wide_words(struct buf *to, struct slice expr);

#endif
