/*
 * apply - a mapping at work on rows
 *
 *	struct apply a = { 0 };
 *
 *	if (!apply_bind(&a, &mapping, &columns))
 *		say a.why
 *	...
 *	why = apply_row(&a, row.field, row.n);
 *	if (why == NULL)
 *		use(a.v[F_TEXT], a.person[0].value)
 *	apply_release(&a);
 *
 * Statements are obeyed from the first to the last, and the first that finds
 * something for a member wins.  Values live until the next row.
 */
#ifndef INGEST_APPLY_H
#define INGEST_APPLY_H

#include "lib/ingest/header.h"
#include "lib/ingest/mapping.h"
#include "lib/line/fields.h"

enum { APPLY_FIELDS = F_N + 1, APPLY_PERSONS = 32, APPLY_STRANGE = 64 };

struct apply_person {
	enum map_person type;
	bool token; /* a whole `person'; else known for redaction only */
	struct slice value;
	struct slice same; /* the same for the token: days as RFC 3339 */
};

/*
 * What values look like, as "member: shape", how often, and the row of the
 * first.  In a shape each letter is an a or A and each digit a 9: what a cell
 * says is nobody's business.
 */
struct apply_shapes {
	struct set shape;
	uint64_t n[APPLY_STRANGE];
	uint64_t row[APPLY_STRANGE];
};

struct apply {
	const struct mapping *m;
	struct slice v[APPLY_FIELDS]; /* by member; .p is NULL if absent */
	bool raw[APPLY_FIELDS]; /* v is JSON, not text */
	struct apply_person person[APPLY_PERSONS];
	size_t persons;
	bool found; /* a column that the mapping uses holds something */
	bool named; /* so does one of the source id, which alone is nothing */
	const char *why; /* what is wrong with the columns */
	/*
	 * More columns may come, as in JSON: what is required is then asked
	 * of each row.
	 */
	bool open;
	bool any; /* rows in which nothing is mapped are good, too */
	uint64_t row; /* of the file, for shapes */
	uint64_t no_status; /* rows with a status that no table has */
	bool explain; /* note what dates and numbers look like */
	struct apply_shapes strange; /* values that no table has */
	struct apply_shapes style; /* dates and numbers */
	/* private */
	ptrdiff_t *at; /* columns of all terms of all rules */
	ptrdiff_t *only; /* by rule: the column of its `if' */
	struct buf other; /* for comparing values */
	struct apply_live *live; /* the rules that can find something */
	size_t lives;
	const struct map_table **usual; /* by rule: where none was named */
	struct header *columns;
	bool odd; /* the row has such a status */
	struct arena mem;
	struct buf scratch;
	struct buf said;
};

/*
 * Find the columns of M among C, which must outlive A.  False, with the
 * reason in a->why, if one that is required is missing.
 */
bool apply_bind(struct apply *a, const struct mapping *m, struct header *c);
/* How many of C's columns M would use. */
size_t apply_knows(const struct mapping *m, struct header *c);
/* The same, but 0 unless all that its `when' asks for are there. */
size_t apply_fit(const struct mapping *m, struct header *c);
/* Does a column of C become member F by M? */
bool apply_takes(const struct mapping *m, int f, struct header *c);
/* Does it ask for two columns or more that differ in C? */
bool apply_marked(const struct mapping *m, struct header *c);
/* The one column that member F comes from first, or -1. */
ptrdiff_t apply_column(const struct apply *a, int f);
/* A column that says who signals, for a token; or -1. */
ptrdiff_t apply_person_column(const struct apply *a);
/* Does the mapping call column I by its name, so that this is no cell? */
bool apply_calls(const struct apply *a, size_t i);
/* Do people's words come from column I? */
bool apply_words(const struct apply *a, size_t i);
/* Is column I used by the mapping? */
bool apply_uses(const struct apply *a, size_t i);
/* Does the row end, by closed or told, before it was received? */
bool apply_early(const struct apply *a);
/* Fill a->v from a row; NULL, or the reason to refuse it, without content. */
const char *apply_row(struct apply *a, const struct slice *field, size_t n);
void apply_release(struct apply *a);

#endif
