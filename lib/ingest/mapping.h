/*
 * mapping - what becomes what: the language of sig-mapping(5)
 *
 *	struct mapping m;
 *
 *	mapping_init(&m);
 *	mapping_add(&m, common);
 *	if (!mapping_add(&m, text))
 *		say "file:%u: %s", m.line, m.why
 *	mapping_release(&m);
 *
 * A mapping owns copies of all it holds.  Statements of a later text stand
 * behind those of an earlier one; its tables hide those of the same name.
 */
#ifndef INGEST_MAPPING_H
#define INGEST_MAPPING_H

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/ingest/maptable.h"

/* What a statement does. */
enum map_verb {
	MAP_SET, /* a member has one value */
	MAP_TAKE, /* a member comes from columns */
	MAP_PERSON, /* an identifier of the sender */
	MAP_KNOW /* personal data that redaction takes out of the texts */
};

/* Identifiers of a person, and what redaction can know. */
enum map_person {
	PERSON_CUSTOMER,
	PERSON_BSN,
	PERSON_EMAIL,
	PERSON_PHONE,
	PERSON_IBAN,
	PERSON_NAME,
	PERSON_ADDRESS,
	PERSON_TYPES
};

/* What is made of a cell. */
enum map_as {
	AS_TEXT, /* people's words: HTML and mail are taken apart */
	AS_VALUE, /* as it stands, trimmed */
	AS_DATE,
	AS_NUMBER,
	AS_BOOL,
	AS_LIST
};

enum {
	MAP_REQUIRED = 1, /* one of the columns must be there */
	MAP_FILLED = 2, /* and every row must have a value */
	MAP_FIRST = 4, /* the first column with a value; else all joined */
	MAP_LABELLED = 8, /* NAME: before each value that is joined */
	MAP_RAW = 16, /* leave HTML and mail in a text as they are */
	MAP_COMMA = 32, /* the decimal sign is a comma */
	MAP_AFTER = 64 /* no day before that of received */
};

/* A column by its names, the first of which is there counts. */
struct map_term {
	struct slice *name;
	size_t n;
};

/* A column that must have one of these values, in this row. */
struct map_if {
	struct map_term column;
	struct slice *value;
	size_t n;
};

struct map_rule {
	enum map_verb verb;
	int f; /* the member, or enum map_person */
	struct map_term *term;
	size_t n; /* of term */
	enum map_as as;
	unsigned flags; /* MAP_* */
	unsigned date; /* DATE_* */
	struct slice value; /* of SET; if nothing is there */
	struct slice join;
	struct slice split;
	struct map_if only; /* .n is 0 if it holds of every row */
	struct slice by; /* the name of a table */
	const struct map_table *table;
	unsigned line; /* of the text it stands in */
};

/* Rows of another file that belong to rows of this one. */
struct map_join {
	struct slice name; /* of the file, without its last part */
	struct slice column; /* here */
	struct slice key; /* there */
};

enum { MAP_JOINS = 8 };

struct mapping {
	const char *name; /* if it is built in */
	size_t fit; /* for choose.c */
	struct slice title;
	struct map_rule *rule;
	size_t n;
	struct map_term *when; /* columns by which it is chosen */
	size_t whens;
	struct map_join join[MAP_JOINS];
	size_t joins;
	int charset; /* enum charset, or -1 */
	char delim; /* or '\0' */
	signed char backslash; /* 1, 0, or -1 */
	bool bare; /* quotes mean nothing */
	bool no_header;
	bool pad; /* rows that are too short are filled up */
	unsigned line; /* of a mistake */
	const char *why; /* what was wrong and what was expected */
	/* private */
	struct map_table *table[64];
	size_t tables;
	size_t checked; /* of them */
	struct map_table *current; /* to which indented lines belong */
	size_t cap;
	int depth; /* of include */
	struct arena mem;
	struct buf said;
};

/* Begin a mapping: nothing is said about anything. */
void mapping_init(struct mapping *m);
/* Read TEXT; false if it has a mistake, see m->line and m->why. */
bool mapping_add(struct mapping *m, struct slice text);

/* "customer", "bsn", ... up to NULL, by enum map_person. */
const char *const *map_person_names(void);
void mapping_release(struct mapping *m);

#endif
