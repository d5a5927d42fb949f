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

/* What was told of a number, and what is told now; -1 is nothing. */
struct releases_class {
	int64_t last, low, high;
	int64_t now;
};

/* The number with hash KEY, a new one if need be. */
static struct releases_class *class(struct releases *l, struct slice key)
{
	bool isnew;
	size_t i = set_add(&l->keys, key, &isnew);

	if (i >= l->cap) {
		l->cap = l->cap ? l->cap * 2 : 256;
		l->class = xrealloc(l->class, l->cap, sizeof(*l->class));
	}
	if (isnew)
		l->class[i] = (struct releases_class){ -1, -1, -1, -1 };
	return &l->class[i];
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

/* "hash last low high"; ledgers that are older have the last only. */
static bool
read_class(struct releases *l, struct slice line)
{
	struct releases_class *c;
	struct slice key;
	struct slice part;
	int64_t n[3];
	int have = 0;

	if (!slice_cut(&line, ' ', &key))
		return false;
	for (; have < 3 && line.n != 0; have++) {
		if (!slice_cut(&line, ' ', &part)) {
			part = line;
			line.n = 0;
		}
		if (!num_i64(part, &n[have]) || n[have] < 0)
			return false;
	}
	if (line.n != 0 || (have != 1 && have != 3))
		return false;
	c = class(l, key);
	c->last = n[0];
	c->low = n[have == 3 ? 1 : 0];
	c->high = n[have == 3 ? 2 : 0];
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

/* Append what KEY is called in the ledger. */
static void
put_hash(struct buf *hex, const struct releases *l, struct slice key)
{
	struct slice salt = { (const char *)l->salt, sizeof(l->salt) };
	unsigned char tag[DIGEST_BYTES];

	digest_hmac(salt, key, tag);
	digest_put_hex(hex, tag, RELEASES_HASH / 2);
}

/* The number called KEY, by its hash; it may move with the next one. */
static struct releases_class *
hashed(struct releases *l, struct slice key)
{
	struct buf hex = { 0 };
	struct releases_class *c;

	put_hash(&hex, l, key);
	c = class(l, buf_slice(&hex));
	buf_release(&hex);
	return c;
}

bool
releases_knows(const struct releases *l, struct slice kind)
{
	struct buf hex = { 0 };
	bool known;

	put_hash(&hex, l, kind);
	known = set_find(&l->keys, buf_slice(&hex)) >= 0;
	buf_release(&hex);
	return known;
}

void
releases_mark(struct releases *l, struct slice kind)
{
	hashed(l, kind)->now = 0;
}

void
releases_kind(struct releases *l, struct slice kind)
{
	struct releases_class *c = hashed(l, kind);

	l->before = c->last >= 0;
	c->now = 0;
}

/*
 * The number KEY is N now.  What it was, none at all being 0 in a period that
 * was covered.
 */
static struct releases_class
told(struct releases *l, struct slice key, int64_t n, bool covered)
{
	struct releases_class *c = hashed(l, key);

	c->now = n;
	if (c->last < 0 && covered)
		c->last = c->low = c->high = 0;
	return *c;
}

/* Is it less than K from any that was told? */
static bool
close_to(const struct releases_class *c, int64_t k)
{
	return c->now > c->low - k && c->now < c->high + k;
}

void
releases_note(struct releases *l, struct slice key,
    const struct releases_count *c)
{
	bool covered = l->before && c->first >= l->first && c->last <= l->last;
	struct releases_class lines = told(l, key, c->n, covered);
	struct releases_class people;
	struct buf b = { 0 };

	buf_put(&b, key);
	buf_puts(&b, "\x1fpersons");
	people = told(l, buf_slice(&b), c->persons, lines.last == 0);
	buf_release(&b);
	if (people.last < 0) /* a ledger from before persons were kept */
		people.last = people.low = people.high = c->persons;
	if (lines.last < 0 || (lines.last == c->n && people.last == c->persons))
		return;
	if (close_to(&lines, l->k) || close_to(&people, l->k))
		l->conflicts++;
}

int64_t
releases_keep(struct releases *l, struct slice key, int64_t n)
{
	struct releases_class *c = hashed(l, key);

	c->now = c->last >= 0 ? c->last : n;
	return c->now;
}

/* Append what C is from now on. */
static void
put_class(struct buf *b, const struct releases_class *c)
{
	int64_t n = c->now >= 0 ? c->now : c->last;
	int64_t low = c->last >= 0 && c->low < n ? c->low : n;
	int64_t high = c->last >= 0 && c->high > n ? c->high : n;

	buf_printf(b, " %lld %lld %lld\n", (long long)n, (long long)low,
	    (long long)high);
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
		put_class(&b, &l->class[i]);
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
	free(l->class);
	*l = (struct releases){ 0 };
}
