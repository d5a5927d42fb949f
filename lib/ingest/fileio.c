#include "lib/ingest/fileio.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { BLOCK = 1 << 14 };

const char *
fileio_open(struct fileio *f, const char *path)
{
	f->error = 0;
	f->fd = open(path, O_RDONLY | O_CLOEXEC);
	return f->fd < 0 ? strerror(errno) : NULL;
}

size_t
fileio_get(void *arg, void *to, size_t n)
{
	struct fileio *f = arg;
	ssize_t got = read(f->fd, to, n);

	if (got < 0)
		f->error = errno;
	return got > 0 ? (size_t)got : 0;
}

const char *
fileio_close(struct fileio *f)
{
	(void)close(f->fd);
	return f->error != 0 ? strerror(f->error) : NULL;
}

const char *
fileio_read(const char *path, struct buf *to)
{
	struct fileio f;
	const char *why = fileio_open(&f, path);
	size_t got = 1;

	if (why != NULL)
		return why;
	while (got > 0) {
		buf_reserve(to, BLOCK);
		got = fileio_get(&f, to->s + to->len, BLOCK);
		to->len += got;
	}
	return fileio_close(&f);
}

struct slice
fileio_base(struct slice path)
{
	for (size_t i = path.n; i-- > 0;)
		if (path.p[i] == '/')
			return (struct slice){ path.p + i + 1, path.n - i - 1 };
	return path;
}
