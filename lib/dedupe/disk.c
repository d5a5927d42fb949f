#include "lib/dedupe/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/xalloc.h"

enum { MOST = 1 << 30 }; /* of one read(2) or write(2) */

const char *
disk_read(int fd, void *to, uint64_t n, uint64_t at)
{
	char *p = to;
	ssize_t got;

	while (n > 0) {
		got = pread(fd, p, n < MOST ? n : MOST, (off_t)at);
		if (got < 0 && errno != EINTR)
			return strerror(errno);
		if (got == 0)
			return "cut off: part of it is missing";
		if (got > 0) {
			p += got;
			at += (uint64_t)got;
			n -= (uint64_t)got;
		}
	}
	return NULL;
}

const char *
disk_write(int fd, const void *from, uint64_t n, uint64_t at)
{
	const char *p = from;
	ssize_t put;

	while (n > 0) {
		put = pwrite(fd, p, n < MOST ? n : MOST, (off_t)at);
		if (put < 0 && errno != EINTR)
			return strerror(errno);
		if (put > 0) {
			p += put;
			at += (uint64_t)put;
			n -= (uint64_t)put;
		}
	}
	return NULL;
}

const char *
disk_sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = xstrdup(slash != NULL ? path : ".");
	const char *why = NULL;
	int fd;

	if (slash != NULL)
		folder[slash - path + (slash == path)] = '\0';
	fd = open(folder, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fsync(fd) != 0)
		why = strerror(errno);
	if (fd >= 0)
		(void)close(fd);
	free(folder);
	return why;
}
