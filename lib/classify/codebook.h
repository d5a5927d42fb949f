/*
 * codebook - themes, flags and the cues that make them: sig-codebook(5)
 *
 *	struct codebook b = { 0 };
 *
 *	codebook_read(&b, "own.book", bytes, &why);
 *	codebook_end(&b, &why);
 *	codebook_release(&b);
 *
 * Several files may be read into one; a section that is there already is
 * added to.  What is wrong is appended to WHY, a line each: "file:line:
 * reason".  Everything lives in the codebook's own memory.
 */
#ifndef CLASSIFY_CODEBOOK_H
#define CLASSIFY_CODEBOOK_H

#include "lib/base/buf.h"
#include "lib/classify/expr.h"

enum section_kind {
	SECTION_THEME,
	SECTION_FLAG,
	SECTION_KIND,
	SECTION_URGENCY,
	SECTION_SENTIMENT,
	SECTION_KINDS
};

enum { BOOK_NORMS = 8, BOOK_LEVELS = 3 };

struct book_section {
	int kind;
	struct slice id;
	struct slice title_nl;
	struct slice title_en;
	bool level[BOOK_LEVELS]; /* as the values of F_LEVEL are numbered */
	struct slice norm[BOOK_NORMS];
	size_t norms;
	struct slice urgency; /* empty if it says nothing of that */
	struct slice sentiment;
	size_t place; /* in the order of kind, then id */
};

struct book_cue {
	struct slice id;
	uint32_t section;
	bool exclude; /* where it is found, no cue of its section counts */
	struct slice file;
	unsigned line;
	struct expr e;
};

struct book_test {
	struct slice text;
	uint32_t section;
	bool must;
	struct slice file;
	unsigned line;
};

struct codebook {
	struct buf by; /* name@version, joined by + */
	int fold; /* FOLD_MARKS, or 0 if marks are kept */
	struct set atoms; /* see expr.h */
	struct book_section *section;
	size_t sections;
	struct book_cue *cue;
	size_t cues;
	struct book_test *test;
	size_t tests;
	/* private */
	struct arena mem;
	struct set names;
	struct expr *fragment;
	struct set section_ids;
	struct set cue_ids;
	struct set books; /* names of what was read */
	size_t section_cap, cue_cap, test_cap, fragment_cap;
	bool keep_said;
};

/* Read TEXT, which came from FILE, into B; true if it is sound. */
bool codebook_read(struct codebook *b, struct slice file, struct slice text,
    struct buf *why);
/* No more files: put the sections in order. */
void codebook_end(struct codebook *b);
void codebook_release(struct codebook *b);

/* Is S the code of a language, such as nl? */
bool codebook_is_lang(struct slice s);

#endif
