/*
 * fold - text in a form in which like compares equal
 *
 *	struct fold f = { 0 };
 *
 *	fold_text(&f, text, FOLD_CASE | FOLD_MARKS | FOLD_MASK);
 *	look at fold_slice(&f);
 *	where = fold_back(&f, at);
 *	fold_release(&f);
 *
 * Case is folded as Unicode's simple case folding does (C and S of
 * CaseFolding.txt), so that two texts are equal after it exactly if PCRE2
 * finds them equal caseless.  FOLD_MARKS takes accents and other marks off
 * letters, writes ligatures (ae, oe, ss, Dutch ij) as two letters, those of
 * full width, raised or in a circle as they are (where Unicode's NFKD has one
 * letter or digit for them), curly quotes and long dashes as plain ones, any
 * odd blank as a space, and leaves out soft hyphens and other characters that
 * nobody sees.  FOLD_MASK writes what stands inside a placeholder of redaction
 * as underscores, so that no word is found in it.  Text must be valid UTF-8 and
 * under 4 GiB.
 *
 * The folded text lives until the next fold_text.
 */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include <stdint.h>

#include "lib/base/buf.h"

enum { FOLD_CASE = 1, FOLD_MARKS = 2, FOLD_MASK = 4 };

/* From folded offset AT on, offsets of the original are FROM higher up. */
struct fold_step {
	uint32_t at;
	uint32_t from;
};

struct fold {
	struct buf b; /* the folded text */
	struct fold_step *step; /* private */
	size_t n; /* private */
	size_t cap; /* private */
};

void fold_text(struct fold *f, struct slice s, int how);
/* The byte of the original from which folded byte AT (or its end) came. */
size_t fold_back(const struct fold *f, size_t at);
void fold_release(struct fold *f);

/* Character C with its case folded. */
uint32_t fold_case(uint32_t c);

/*
 * The length of the placeholder of redaction with which S begins, such as
 * [PERSOON-1] or [ZAAK:ttp9cdnjf72n5qhv]; 0 if it begins with none.
 */
size_t fold_placeholder(struct slice s);

static inline struct slice
fold_slice(const struct fold *f)
{
	return buf_slice(&f->b);
}

#endif
