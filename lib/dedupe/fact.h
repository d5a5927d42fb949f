/*
 * fact - what sig-dedupe must know of one signal
 *
 *	struct fact_reader r = { .names = &names, .bodies = &bodies };
 *	struct fact f;
 *
 *	fact_read(&r, &f, &rec);
 *
 * Strings are numbers here: names holds them, and bodies what longer texts
 * are made of.  A fact borrows its lists from the reader's arena.
 */
#ifndef DEDUPE_FACT_H
#define DEDUPE_FACT_H

#include "lib/base/arena.h"
#include "lib/base/set.h"
#include "lib/dedupe/body.h"
#include "lib/dedupe/shingle.h"
#include "lib/line/rec.h"

#define FACT_NONE UINT32_MAX

enum { FACT_LIST = 1000 }; /* tokens or matters of one line, at most */

/* The strings behind the numbers. */
struct names {
	struct set id;
	struct set token; /* of person */
	struct set matter; /* themes and products, each with a letter before */
	struct set family; /* groups that lines came with */
};

struct fact {
	int64_t when; /* received, else occurred; INT64_MAX if undated */
	uint64_t content; /* its members but file, row, seen and our marks */
	uint64_t
	    sent; /* words as they stand, kind and channel; 0 if no words */
	uint64_t text; /* words of the body, numbers alike; 0 if too few */
	int32_t day; /* of when, or DATE_NONE */
	int32_t seen; /* or DATE_NONE */
	uint32_t id; /* or FACT_NONE */
	uint32_t body; /* its number; BODY_NONE if the text is short */
	uint32_t name; /* the group it came with, or FACT_NONE; see kept */
	uint16_t tokens;
	uint16_t matters;
	const uint32_t *token; /* each once */
	const uint32_t *matter;
};

struct fact_reader {
	struct names *names;
	struct bodies *bodies;
	struct arena kept; /* the lists of all facts */
	struct shingle text; /* private */
	struct buf list; /* private */
};

/* A part of a text as a number. */
uint32_t fact_part(uint32_t hash, uint32_t words);
/* The text that is compared: text, or where it is empty subject. */
struct slice fact_text(struct rec *rec);
void fact_read(struct fact_reader *r, struct fact *f, struct rec *rec);
/* Is A before B in the order of decision? */
int fact_cmp(const struct names *n, const struct fact *a, const struct fact *b);
void fact_reader_release(struct fact_reader *r);
void names_release(struct names *n);

#endif
