/*
 * ways - the ways of a side of a cue as one expression of PCRE2
 */
#ifndef UNIT_WAYS_H
#define UNIT_WAYS_H

#include "lib/base/buf.h"
#include "lib/classify/atom.h"
#include "lib/classify/codebook.h"

static inline void
put_ways(struct buf *b, const struct codebook *book, const struct expr_term *t)
{
	struct slice key;

	buf_puts(b, "(?:");
	for (size_t i = 0; i < t->n; i++) {
		key = set_key(&book->atoms, t->atom[i]);
		if (i)
			buf_putc(b, '|');
		if (key.p[0] == '/')
			buf_put(b, (struct slice){ key.p + 1, key.n - 1 });
		else
			atom_regex(b, key);
	}
	buf_putc(b, ')');
}

#endif
