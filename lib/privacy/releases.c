#include "lib/privacy/releases.h"

#include <sys/file.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lib/base/date.h"
#include "lib/base/digest.h"
#include "lib/base/num.h"
#include "lib/base/out.h"
#include "lib/base/xalloc.h"

static const char magic[] = "hartslag-releases 1 ";

/* The class with hash KEY, a new one if need be. */
static size_t class(struct releases *l, struct slice key)
{
	bool isnew;
	size_t i = set_add(&l->keys, key, &isnew);

	if (i >= l->cap) {
		l->cap = l->cap ? l->cap * 2 : 256;
		l->n = xrealloc(l->n, l->cap, sizeof(*l->n));
		l->now = xrealloc(l->now, l->cap, sizeof(*l->now));
	}
	if (isnew) {
		l->n[i] = -1;
		l->now[i] = -1;
	}
	return i;
}

/* The first line: what it is, the salt, and the days that were covered. */
static bool
read_head(struct releases *l, struct slice line)
{
	struct slice part;

	if (!slice_starts(line, slice_of(magic)))
		return false;
	line.p += sizeof(magic) - 1;
	line.n -= sizeof(magic) - 1;
	if (!slice_cut(&line, ' ', &part) ||
	    !digest_read_hex(part, l->salt, sizeof(l->salt)))
		return false;
	if (!slice_cut(&line, ' ', &part))
		return false;
	l->first = date_parse_day(part);
	l->last = date_parse_day(line);
	return l->first != DATE_NONE && l->last != DATE_NONE;
}

static bool
read_class(struct releases *l, struct slice line)
{
	struct slice key;
	int64_t n;
	size_t i;

	if (!slice_cut(&line, ' ', &key) || !num_i64(line, &n) || n < 0)
		return false;
	i = class(l, key);
	l->n[i] = n;
	return true;
}

static const char *
read_all(struct releases *l, struct slice rest)
{
	struct slice line;
	bool head = true;

	while (slice_cut(&rest, '\n', &line)) {
		if (!(head ? read_head(l, line) : read_class(l, line)))
			return "not a ledger of releases";
		head = false;
	}
	return head || rest.n != 0 ? "not a ledger of releases" : NULL;
}

/* All of PATH in B; NULL, or the reason. */
static const char *
read_file(const char *path, struct buf *b, bool *none)
{
	struct stat st;
	ssize_t got = 1;
	int fd;

	fd = open(path,
	    O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
	*none = fd < 0 && errno == ENOENT;
	if (fd < 0)
		return *none ? NULL : strerror(errno);
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		return "not a regular file";
	}
	while (got > 0) {
		buf_reserve(b, 1 << 16);
		got = read(fd, b->s + b->len, 1 << 16);
		if (got > 0)
			b->len += (size_t)got;
	}
	close(fd);
	return got < 0 ? "cannot read it" : NULL;
}

/* Wait for the folder of PATH: the file itself is replaced. */
static const char *
lock(struct releases *l, const char *path)
{
	const char *slash = strrchr(path, '/');
	struct buf folder = { 0 };

	if (slash == NULL)
		buf_puts(&folder, ".");
	else
		buf_put(&folder,
		    (struct slice){ path, (size_t)(slash - path) + 1 });
	l->folder = open(buf_cstr(&folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	buf_release(&folder);
	if (l->folder < 0)
		return strerror(errno);
	l->locked = true;
	while (flock(l->folder, LOCK_EX) != 0)
		if (errno != EINTR)
			return strerror(errno);
	return NULL;
}

static void
unlock(struct releases *l)
{
	if (l->locked)
		close(l->folder);
	l->locked = false;
}

const char *
releases_load(struct releases *l, const char *path)
{
	struct buf b = { 0 };
	const char *why;

	if (!digest_init())
		return "cannot start libsodium";
	l->first = DATE_NONE;
	l->last = DATE_NONE;
	why = lock(l, path);
	if (why == NULL)
		why = read_file(path, &b, &l->fresh);
	if (why == NULL && l->fresh)
		digest_random(l->salt, sizeof(l->salt));
	else if (why == NULL)
		why = read_all(l, buf_slice(&b));
	buf_release(&b);
	return why;
}

void
releases_open(struct releases *l, int32_t since, int32_t until, int64_t k)
{
	l->since = since;
	l->until = until;
	l->k = k;
	l->conflicts = 0;
}

/* The class called KEY, by its hash. */
static size_t
hashed(struct releases *l, struct slice key)
{
	struct slice salt = { (const char *)l->salt, sizeof(l->salt) };
	unsigned char tag[DIGEST_BYTES];
	struct buf hex = { 0 };
	size_t i;

	digest_hmac(salt, key, tag);
	digest_put_hex(&hex, tag, RELEASES_HASH / 2);
	i = class(l, buf_slice(&hex));
	buf_release(&hex);
	return i;
}

void
releases_kind(struct releases *l, struct slice kind)
{
	size_t i = hashed(l, kind);

	l->before = l->n[i] >= 0;
	l->now[i] = 0;
}

void
releases_note(struct releases *l, struct slice key, int32_t day, int64_t n)
{
	size_t i = hashed(l, key);
	int64_t before;

	l->now[i] = n;
	before = l->n[i];
	if (before < 0 && (!l->before || day < l->first || day > l->last))
		return;
	if (before < 0)
		before = 0;
	if (before != n && llabs(before - n) < l->k)
		l->conflicts++;
}

int64_t
releases_keep(struct releases *l, struct slice key, int64_t n)
{
	size_t i = hashed(l, key);

	l->now[i] = l->n[i] >= 0 ? l->n[i] : n;
	return l->now[i];
}

const char *
releases_save(struct releases *l, const char *path)
{
	struct out o = { 0 };
	struct buf b = { 0 };
	const char *why;

	if (l->fresh || l->since < l->first)
		l->first = l->since;
	if (l->fresh || l->until > l->last)
		l->last = l->until;
	why = out_open(&o, path, 0600);
	if (why != NULL)
		return why;
	buf_puts(&b, magic);
	digest_put_hex(&b, l->salt, sizeof(l->salt));
	buf_putc(&b, ' ');
	date_put_day(&b, l->first);
	buf_putc(&b, ' ');
	date_put_day(&b, l->last);
	buf_putc(&b, '\n');
	for (size_t i = 0; i < l->keys.len; i++) {
		buf_put(&b, set_key(&l->keys, i));
		buf_putc(&b, ' ');
		buf_put_i64(&b, l->now[i] >= 0 ? l->now[i] : l->n[i]);
		buf_putc(&b, '\n');
	}
	out_put(&o, buf_slice(&b));
	buf_release(&b);
	why = out_close(&o);
	unlock(l);
	return why;
}

void
releases_release(struct releases *l)
{
	digest_wipe(l->salt, sizeof(l->salt));
	unlock(l);
	set_release(&l->keys);
	free(l->n);
	free(l->now);
	*l = (struct releases){ 0 };
}
