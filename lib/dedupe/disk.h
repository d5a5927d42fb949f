/*
 * disk - whole reads and writes, at a place in a file
 *
 *	why = disk_read(fd, to, n, at);
 *
 * All give NULL, or the reason: a constant string or strerror(3)'s.
 */
#ifndef DEDUPE_DISK_H
#define DEDUPE_DISK_H

#include <stdint.h>

const char *disk_read(int fd, void *to, uint64_t n, uint64_t at);
const char *disk_write(int fd, const void *from, uint64_t n, uint64_t at);
/* See that the name of PATH is on the disk. */
const char *disk_sync_folder(const char *path);

#endif
