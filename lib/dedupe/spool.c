#include "lib/dedupe/spool.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 1 << 18 };

struct head {
	uint64_t n;
	uint32_t note;
	uint32_t source;
};

static const char *
open_in(struct spool *s, const char *dir)
{
	struct buf name = { 0 };

	buf_puts(&name, dir);
	buf_puts(&name, "/sig-dedupe.XXXXXX");
	(void)buf_cstr(&name);
	s->fd = mkstemp(name.s); /* mode 0600 */
	if (s->fd >= 0)
		(void)unlink(name.s);
	buf_release(&name);
	return s->fd < 0 ? strerror(errno) : NULL;
}

const char *
spool_open(struct spool *s, const char *dir)
{
	*s = (struct spool){ .fd = -1 };
	if (dir != NULL)
		return open_in(s, dir);
	return open_in(s, "/var/tmp") == NULL ? NULL : open_in(s, "/tmp");
}

static void
write_out(struct spool *s)
{
	size_t at = 0;
	ssize_t n;

	while (at < s->b.len && s->why == NULL) {
		n = write(s->fd, s->b.s + at, s->b.len - at);
		if (n > 0)
			at += (size_t)n;
		else if (n < 0 && errno != EINTR)
			s->why = strerror(errno);
	}
	buf_reset(&s->b);
}

void
spool_add(struct spool *s, struct slice line, struct slice note, size_t source)
{
	struct head h = { line.n, (uint32_t)note.n, (uint32_t)source };

	buf_put(&s->b, (struct slice){ (const char *)&h, sizeof(h) });
	buf_put(&s->b, line);
	buf_put(&s->b, note);
	s->left++;
	if (s->b.len >= BLOCK)
		write_out(s);
}

const char *
spool_rewind(struct spool *s)
{
	write_out(s);
	if (s->why == NULL && lseek(s->fd, 0, SEEK_SET) != 0)
		s->why = strerror(errno);
	return s->why;
}

/* See that N bytes are there from S->at on. */
static bool
want(struct spool *s, size_t n)
{
	ssize_t got;

	while (s->b.len - s->at < n && s->why == NULL) {
		memmove(s->b.s, s->b.s + s->at, s->b.len - s->at);
		s->b.len -= s->at;
		s->at = 0;
		buf_reserve(&s->b, n > BLOCK ? n : BLOCK);
		got = read(s->fd, s->b.s + s->b.len, n > BLOCK ? n : BLOCK);
		if (got > 0)
			s->b.len += (size_t)got;
		else if (got == 0)
			s->why = "the temporary file is cut off";
		else if (errno != EINTR)
			s->why = strerror(errno);
	}
	return s->why == NULL;
}

bool
spool_next(struct spool *s, struct slice *line, struct slice *note,
    size_t *source)
{
	struct head h;

	if (s->left == 0 || !want(s, sizeof(h)))
		return false;
	memcpy(&h, s->b.s + s->at, sizeof(h));
	s->at += sizeof(h);
	if (!want(s, h.n + h.note))
		return false;
	*line = (struct slice){ s->b.s + s->at, h.n };
	*note = (struct slice){ line->p + h.n, h.note };
	*source = h.source;
	s->at += h.n + h.note;
	s->left--;
	return true;
}

void
spool_close(struct spool *s)
{
	if (s->fd >= 0)
		(void)close(s->fd);
	buf_release(&s->b);
	s->fd = -1;
}
