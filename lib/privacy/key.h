/*
 * key - a secret, from a file or a descriptor that is open
 *
 *	struct key_from from = { 0 };
 *	struct key key = { 0 };
 *
 *	while ((c = opt_next(&s)) != -1)
 *		if (c == 'k' || c == O_KEY_FD)
 *			key_option(&from, &s, c == 'k');
 *	why = key_open(&key, &from);
 *	...
 *	key_close(&key);
 *
 * A key is 32 bytes, or 64 hexadecimal digits and perhaps a newline.  A file
 * of one is regular, no symbolic link, owned by the user or root, and closed
 * to all others.  What has a keeper of secrets instead lets it write the key
 * to a pipe; that of a file which is open already must be as fit.  A key
 * comes by no other way, since arguments and environment are for all to see.
 * In memory it is locked, left out of core dumps, and overwritten at the end.
 */
#ifndef PRIVACY_KEY_H
#define PRIVACY_KEY_H

#include "lib/base/opt.h"

enum { KEY_BYTES = 32, KEY_ID = 8, KEY_SALT = 4096 };

/* Where to read it; zeroed it is nowhere. */
struct key_from {
	const char *file;
	int fd; /* 0 is none */
};

struct key {
	unsigned char *b; /* NULL if there is none */
	size_t n;
};

/* Take the option just met, of a file or else of a descriptor, into F. */
void key_option(struct key_from *f, const struct opt_scan *s, bool file);
bool key_asked(const struct key_from *f);
/* What it is called in messages of the form "tool: name: reason". */
const char *key_name(const struct key_from *f);

/*
 * Read a key.  Returns NULL, or a constant string that says how to mend it.
 * Call it before files are opened, or the descriptor may be one of these.
 */
const char *key_open(struct key *k, const struct key_from *from);
/* So, but of 1 to KEY_SALT bytes that are taken as they stand. */
const char *key_open_salt(struct key *k, const struct key_from *from);
/* A new one, of the kernel's generator; it is written nowhere. */
const char *key_random(struct key *k);
struct slice key_slice(const struct key *k);
/* Which key it is: 8 hexadecimal digits that say nothing of the key. */
void key_id(const struct key *k, char id[KEY_ID + 1]);
/* Overwrite it. */
void key_close(struct key *k);

/*
 * Make a new key in file PATH, which must not exist, of mode 0600.  Returns
 * NULL or the reason.
 */
const char *key_make(const char *path);

#endif
