#include "lib/base/out.h"

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lib/base/xalloc.h"

enum { BLOCK = 1 << 18 };

static const char *
fail(struct out *o)
{
	if (o->why == NULL)
		o->why = strerror(errno);
	return o->why;
}

/* TEMPLATE beside PATH, so that rename(2) stays within a file system. */
static char *
beside(const char *path)
{
	struct buf b = { 0 };
	const char *slash = strrchr(path, '/');

	if (slash != NULL)
		buf_put(&b, (struct slice){ path, (size_t)(slash - path) + 1 });
	buf_puts(&b, ".sig-XXXXXX");
	(void)buf_cstr(&b);
	return b.s;
}

/* May PATH be replaced by a new file?  Not if it is a device or a pipe. */
static bool
replaceable(const char *path)
{
	struct stat st;

	return stat(path, &st) != 0 || S_ISREG(st.st_mode);
}

static const char *
open_temp(struct out *o, const char *path, mode_t mode)
{
	mode_t mask = umask(077);

	(void)umask(mask);
	o->path = xstrdup(path);
	o->temp = beside(path);
	o->fd = mkstemp(o->temp);
	if (o->fd < 0) {
		(void)fail(o);
		free(o->temp);
		o->temp = NULL;
		return o->why;
	}
	o->named = true;
	if (fchmod(o->fd, mode & ~mask) != 0)
		return fail(o);
	return NULL;
}

const char *
out_open(struct out *o, const char *path, mode_t mode)
{
	*o = (struct out){ .fd = STDOUT_FILENO };
	if (path == NULL || strcmp(path, "-") == 0)
		return NULL;
	if (replaceable(path))
		return open_temp(o, path, mode);
	o->path = xstrdup(path);
	o->fd = open(path, O_WRONLY | O_CLOEXEC);
	return o->fd < 0 ? fail(o) : NULL;
}

static void
write_all(struct out *o, const char *p, size_t n)
{
	ssize_t got;

	while (n > 0 && o->why == NULL) {
		got = write(o->fd, p, n);
		if (got < 0) {
			if (errno != EINTR)
				(void)fail(o);
			continue;
		}
		p += got;
		n -= (size_t)got;
	}
}

void
out_flush(struct out *o)
{
	write_all(o, o->b.s, o->b.len);
	buf_reset(&o->b);
}

void
out_put(struct out *o, struct slice bytes)
{
	if (o->b.len + bytes.n > BLOCK)
		out_flush(o);
	if (bytes.n >= BLOCK)
		write_all(o, bytes.p, bytes.n);
	else
		buf_put(&o->b, bytes);
}

/* Make the new name of O last through a crash; a folder may not allow it. */
static void
sync_folder(const struct out *o)
{
	char *folder = xstrdup(o->path);
	char *slash = strrchr(folder, '/');
	int fd;

	if (slash != NULL)
		slash[slash == folder] = '\0';
	fd = open(slash != NULL ? folder : ".", O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		(void)fsync(fd);
		(void)close(fd);
	}
	free(folder);
}

static void
release(struct out *o)
{
	if (o->temp != NULL && o->named)
		(void)unlink(o->temp);
	free(o->temp);
	free(o->path);
	buf_release(&o->b);
	o->temp = NULL;
	o->path = NULL;
	o->fd = -1;
}

const char *
out_close(struct out *o)
{
	out_flush(o);
	if (o->fd < 0) {
		release(o);
		return o->why;
	}
	if (o->named && o->why == NULL && fsync(o->fd) != 0)
		(void)fail(o);
	if (close(o->fd) != 0)
		(void)fail(o);
	if (o->named && o->why == NULL) {
		if (rename(o->temp, o->path) != 0)
			(void)fail(o);
		else
			sync_folder(o);
		o->named = o->why != NULL;
	}
	release(o);
	return o->why;
}

void
out_abandon(struct out *o)
{
	if (o->fd >= 0 && o->fd != STDOUT_FILENO)
		(void)close(o->fd);
	release(o);
}
