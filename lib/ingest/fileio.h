/*
 * fileio - small files, whole, and those that are read beside the main one
 */
#ifndef INGEST_FILEIO_H
#define INGEST_FILEIO_H

#include "lib/base/buf.h"

/* Append file PATH to TO; NULL, or why that failed. */
const char *fileio_read(const char *path, struct buf *to);
/* PATH opened, in FD; NULL, or why that failed. */
const char *fileio_open(const char *path, int *fd);
/* Reads from the descriptor that ARG points to, as struct lines has it. */
size_t fileio_fd(void *arg, void *to, size_t n);
/* PATH without directories. */
struct slice fileio_base(struct slice path);

#endif
