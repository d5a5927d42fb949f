/*
 * book - one codebook, for the benches
 */
#ifndef BENCH_BOOK_H
#define BENCH_BOOK_H

#include "lib/classify/codebook.h"
#include "lib/classify/load.h"

/* Read the codebook NAME into B; false, and why, if it cannot be. */
static inline bool
load_book(struct codebook *b, const char *name, struct buf *why)
{
	struct buf text = { 0 };
	const char *reason = load_text(name, &text);
	bool sound = false;

	if (reason != NULL)
		buf_printf(why, "%s: %s\n", name, reason);
	else
		sound = codebook_read(b, slice_of(name), buf_slice(&text), why);
	codebook_end(b);
	buf_release(&text);
	return sound;
}

#endif
