/*
 * books - the codebooks that are built in
 *
 * Their lines, up to NULL, made into C from lib/classify/<name>.book by the
 * Makefile.
 */
#ifndef CLASSIFY_BOOKS_H
#define CLASSIFY_BOOKS_H

struct book {
	const char *name;
	const char *const *line;
};

/* Ends with a zeroed one. */
extern const struct book books[];

#endif
