/*
 * entry - what a memory has of one signal, as bytes
 *
 *	for (at = 0; at < n; at += v.e->size)
 *		entry = entry_look(&v, p + at, p + n);
 *
 * In the order of the machine; see memory.
 */
#ifndef DEDUPE_ENTRY_H
#define DEDUPE_ENTRY_H

#include "lib/base/slice.h"
#include "lib/dedupe/body.h"

enum entry_kind {
	ENTRY_SIGNAL,
	ENTRY_TOUCH, /* a signal that is known was delivered again: its id */
	ENTRY_MATTER, /* a name; the first of a night is 0, and so on */
	ENTRY_VOTE /* on a part: `content', and in `sent' the votes */
};

enum { ENTRY_CORE = 1, ENTRY_BODY = 2, ENTRY_NO_ID = 4 };

/* An entry takes no more than this, or it is damaged. */
enum { ENTRY_MOST = 1 << 27 };

/*
 * An entry begins with this, and is padded to 8 bytes.  Behind it: the body
 * with its parts, the numbers of matters, the tokens (two bytes of length
 * before each), the id.
 */
struct entry {
	uint32_t size; /* all of it */
	uint8_t kind;
	uint8_t flags;
	uint16_t parts;
	uint16_t id; /* bytes */
	uint16_t tokens;
	uint16_t matters;
	uint16_t spare;
	int32_t day;
	int32_t seen;
	uint64_t content;
	uint64_t sent;
	uint64_t text;
	uint64_t family; /* if it has one and is not its first */
};

/* A body, as it stands in an entry; its parts follow. */
struct entry_body {
	struct sketch sketch;
	uint32_t things;
	uint32_t words;
	uint32_t parts;
};

/* An entry, and where what is behind it stands. */
struct entry_view {
	const struct entry *e;
	const char *body;
	const char *matter;
	const char *token;
	struct slice id;
};

/*
 * Look at the entry at P, of which the bytes up to END are there: ENTRY_PART
 * if these are too few, ENTRY_BAD if they cannot be one.  P is aligned as
 * malloc(3) does.
 */
enum entry_look { ENTRY_WHOLE, ENTRY_PART, ENTRY_BAD };
enum entry_look entry_look(struct entry_view *v, const char *p,
    const char *end);
/* Is what is known of V by its id, or by nothing? */
bool entry_has_id(const struct entry_view *v);

#endif
