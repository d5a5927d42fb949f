/*
 * fileio - small files, whole, and those that are read beside the main one
 */
#ifndef INGEST_FILEIO_H
#define INGEST_FILEIO_H

#include "lib/base/buf.h"

/* Append file PATH to TO; NULL, or why that failed. */
const char *fileio_read(const char *path, struct buf *to);

/* A file that is read as struct lines has it, with the struct for ARG. */
struct fileio {
	int fd;
	int error; /* errno of the read that failed, which seems the end */
};

/* Open PATH; NULL, or why that failed. */
const char *fileio_open(struct fileio *f, const char *path);
/* At most N bytes to TO. */
size_t fileio_get(void *arg, void *to, size_t n);
/* Close it; NULL, or why it was not read to its end. */
const char *fileio_close(struct fileio *f);
/* PATH without directories. */
struct slice fileio_base(struct slice path);

#endif
