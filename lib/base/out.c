#define _GNU_SOURCE /* O_TMPFILE */

#include "lib/base/out.h"

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lib/base/pipe.h"
#include "lib/base/xalloc.h"

enum { BLOCK = 1 << 18 };

static const char *
fail(struct out *o)
{
	if (o->why == NULL)
		o->why = strerror(errno);
	return o->why;
}

/* NAME in the folder of PATH, so that rename(2) stays in a file system. */
static char *
beside(const char *path, const char *name)
{
	struct buf b = { 0 };
	const char *slash = strrchr(path, '/');

	if (slash != NULL)
		buf_put(&b, (struct slice){ path, (size_t)(slash - path) + 1 });
	buf_puts(&b, name);
	(void)buf_cstr(&b);
	return b.s;
}

/*
 * A file without a name is gone when the process is, however it ends.  Not
 * every file system has them: then -1.
 */
static int
open_nameless(const char *path)
{
	char *folder = beside(path, ".");
	int fd = open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);

	free(folder);
	return fd;
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
	o->named = true;
	o->fd = open_nameless(path);
	if (o->fd < 0) {
		o->temp = beside(path, ".sig-XXXXXX");
		o->fd = mkstemp(o->temp);
	}
	if (o->fd < 0) {
		(void)fail(o);
		free(o->temp);
		o->temp = NULL;
		return o->why;
	}
	return fchmod(o->fd, mode & ~mask) != 0 ? fail(o) : NULL;
}

/* Give a nameless file a name that nobody has, kept in TEMP. */
static bool
name_it(struct out *o)
{
	char name[64];
	char self[64];

	if (o->temp != NULL)
		return true;
	(void)snprintf(self, sizeof(self), "/proc/self/fd/%d", o->fd);
	for (unsigned i = 0; i < 1000; i++) {
		(void)snprintf(name, sizeof(name), ".sig-%ld-%d-%u",
		    (long)getpid(), o->fd, i);
		o->temp = beside(o->path, name);
		if (linkat(AT_FDCWD, self, AT_FDCWD, o->temp,
			AT_SYMLINK_FOLLOW) == 0)
			return true;
		free(o->temp);
		o->temp = NULL;
		if (errno != EEXIST)
			break;
	}
	return false;
}

const char *
out_open(struct out *o, const char *path, mode_t mode)
{
	*o = (struct out){ .fd = STDOUT_FILENO };
	if (path == NULL || strcmp(path, "-") == 0) {
		pipe_widen(o->fd);
		return NULL;
	}
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

/* Put the finished file in place of what was there. */
static void
settle(struct out *o)
{
	if (fsync(o->fd) != 0 || !name_it(o) || rename(o->temp, o->path) != 0) {
		(void)fail(o);
		return;
	}
	o->named = false;
	sync_folder(o);
}

const char *
out_close(struct out *o)
{
	out_flush(o);
	if (o->named && o->why == NULL)
		settle(o);
	if (o->fd >= 0 && close(o->fd) != 0)
		(void)fail(o);
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
