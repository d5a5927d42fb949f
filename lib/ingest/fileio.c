#include "lib/ingest/fileio.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { BLOCK = 1 << 14 };

const char *
fileio_open(const char *path, int *fd)
{
	*fd = open(path, O_RDONLY | O_CLOEXEC);
	return *fd < 0 ? strerror(errno) : NULL;
}

size_t
fileio_fd(void *arg, void *to, size_t n)
{
	ssize_t got = read(*(int *)arg, to, n);

	return got > 0 ? (size_t)got : 0;
}

const char *
fileio_read(const char *path, struct buf *to)
{
	const char *why;
	ssize_t got = 1;
	int fd;

	why = fileio_open(path, &fd);
	while (why == NULL && got > 0) {
		buf_reserve(to, BLOCK);
		got = read(fd, to->s + to->len, BLOCK);
		if (got > 0)
			to->len += (size_t)got;
		else if (got < 0)
			why = strerror(errno);
	}
	if (fd >= 0)
		(void)close(fd);
	return why;
}

struct slice
fileio_base(struct slice path)
{
	for (size_t i = path.n; i-- > 0;)
		if (path.p[i] == '/')
			return (struct slice){ path.p + i + 1, path.n - i - 1 };
	return path;
}
