#include "lib/dedupe/memory.h"

#include <sys/file.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/hash.h"
#include "lib/base/xalloc.h"
#include "lib/dedupe/disk.h"

enum {
	SLOT = 512, /* bytes between the two slots: a sector */
	START = 2 * SLOT, /* of the first night */
	BLOCK = 1 << 20,
	ORDER = 0x01020304
};

static const char magic[16] = "sig-dedupe mem\n";

/* Eight numbers and a half; the first slot is at 0, the other at SLOT. */
struct slot {
	char magic[16];
	uint32_t version;
	uint32_t order; /* of bytes */
	unsigned char check[MEMORY_CHECK];
	uint64_t turn; /* the higher one counts */
	uint64_t end; /* of what counts */
	uint64_t sum; /* of all before */
};

/* Stands before the bytes of a night. */
struct head {
	struct memory_night night;
	uint64_t sum;
};

static uint64_t
sum_of(const void *p, size_t n)
{
	return hash_bytes((struct slice){ p, n }, 0x68617274);
}

/* A slot that says that what is before M->end counts. */
static struct slot
make_slot(const struct memory *m)
{
	struct slot s = { .version = MEMORY_VERSION,
		.order = ORDER,
		.turn = m->turn,
		.end = m->end };

	memcpy(s.magic, magic, sizeof(magic));
	memcpy(s.check, m->check, sizeof(s.check));
	s.sum = sum_of(&s, offsetof(struct slot, sum));
	return s;
}

static bool
is_sound(const struct slot *s)
{
	return s->sum == sum_of(s, offsetof(struct slot, sum));
}

/* Read both slots; what no crash can change must be as it is here. */
static const char *
read_slots(const struct memory *m, struct slot s[2])
{
	const char *why;

	for (int i = 0; i < 2; i++) {
		why = disk_read(m->fd, &s[i], sizeof(s[i]), (uint64_t)i * SLOT);
		if (why != NULL ||
		    memcmp(s[i].magic, magic, sizeof(magic)) != 0)
			return i == 0 ? "not a memory of sig-dedupe" :
					"cut off: part of it is missing";
		if (s[i].order != ORDER)
			return "made on another kind of machine";
		if (s[i].version != MEMORY_VERSION)
			return "made by another version";
	}
	return NULL;
}

/* Learn from the slot that counts what does. */
static const char *
read_slot(struct memory *m)
{
	struct slot s[2];
	const struct slot *now = &s[0];
	const char *why = read_slots(m, s);

	if (why != NULL)
		return why;
	if (!is_sound(&s[0]) || (is_sound(&s[1]) && s[1].turn > s[0].turn))
		now = &s[1];
	if (!is_sound(now))
		return "damaged: its first bytes do not add up";
	if (now->end > START &&
	    memcmp(now->check, m->check, sizeof(m->check)) != 0)
		return "made with another key";
	m->lost = !is_sound(&s[0]) || !is_sound(&s[1]);
	m->turn = now->turn;
	m->end = now->end;
	return NULL;
}

static int
cmp_night(const void *a, const void *b)
{
	const struct memory_night *x = a;
	const struct memory_night *y = b;

	if (x->dead != y->dead)
		return x->dead > y->dead ? -1 : 1;
	if (x->night != y->night)
		return x->night < y->night ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

static void
add_night(struct memory *m, const struct memory_night *night)
{
	for (size_t i = 0; i < m->nights; i++)
		if (m->night[i].night == night->night)
			m->night[i].dead = 1;
	m->night = xrealloc(m->night, m->nights + 1, sizeof(*m->night));
	m->night[m->nights++] = *night;
}

static bool
is_head(const struct head *h, uint64_t at)
{
	return h->sum == sum_of(&h->night, sizeof(h->night)) &&
	    h->night.at == at + sizeof(*h);
}

/* Find the nights in what counts. */
static const char *
read_nights(struct memory *m)
{
	struct head h;
	struct stat st;
	const char *why;
	uint64_t at = START;

	if (fstat(m->fd, &st) != 0)
		return strerror(errno);
	if ((uint64_t)st.st_size < m->end)
		return "cut off: part of it is missing";
	while (at < m->end) {
		why = disk_read(m->fd, &h, sizeof(h), at);
		if (why != NULL)
			return why;
		if (!is_head(&h, at) || h.night.n > m->end - h.night.at)
			return "damaged: a night does not add up";
		add_night(m, &h.night);
		at = h.night.at + h.night.n;
	}
	m->lost = m->lost && disk_read(m->fd, &h, sizeof(h), at) == NULL &&
	    is_head(&h, at);
	if (m->nights > 1)
		qsort(m->night, m->nights, sizeof(*m->night), cmp_night);
	return NULL;
}

static const char *
write_slot(struct memory *m)
{
	struct slot s;
	const char *why;

	m->turn++;
	s = make_slot(m);
	why = disk_write(m->fd, &s, sizeof(s), m->turn % 2 * SLOT);
	if (why == NULL && fsync(m->fd) != 0)
		why = strerror(errno);
	return why;
}

/* Begin a new file. */
static const char *
start(struct memory *m)
{
	const char *why;

	m->end = START;
	if (ftruncate(m->fd, START) != 0)
		return strerror(errno);
	why = write_slot(m);
	if (why == NULL)
		why = write_slot(m);
	return why != NULL ? why : disk_sync_folder(m->path);
}

/* Open M->path and lock it, or say why not. */
static const char *
open_locked(struct memory *m, struct stat *st)
{
	struct stat now;

	for (;;) {
		m->fd = open(m->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
		if (m->fd < 0)
			return strerror(errno);
		if (flock(m->fd, LOCK_EX | LOCK_NB) != 0)
			return errno == EWOULDBLOCK ? "in use by another run" :
						      strerror(errno);
		if (fstat(m->fd, st) != 0)
			return strerror(errno);
		if (stat(m->path, &now) == 0 && now.st_ino == st->st_ino &&
		    now.st_dev == st->st_dev)
			return NULL;
		(void)close(m->fd); /* replaced while we waited */
	}
}

const char *
memory_open(struct memory *m, const char *path,
    const unsigned char check[MEMORY_CHECK])
{
	struct stat st;
	const char *why;

	*m = (struct memory){ .fd = -1, .path = xstrdup(path) };
	memcpy(m->check, check, MEMORY_CHECK);
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return "not a plain file";
	if (stat(path, &st) == 0 && (st.st_mode & 0222) == 0)
		return "read-only";
	why = open_locked(m, &st);
	if (why != NULL)
		return why;
	if (st.st_size == 0)
		return start(m);
	why = read_slot(m);
	return why != NULL ? why : read_nights(m);
}

/* SUM of what came before, and of the next BLOCK bytes or the last ones. */
static uint64_t
sum_on(uint64_t sum, const char *p, size_t n)
{
	return hash_bytes((struct slice){ p, n }, sum + n);
}

const char *
memory_read(const struct memory *m, struct memory_place *p, struct buf *out)
{
	const struct memory_night *night = &m->night[p->night];
	uint64_t n = night->n - p->at < BLOCK ? night->n - p->at : BLOCK;
	const char *why;

	buf_reserve(out, n);
	why = disk_read(m->fd, out->s + out->len, n, night->at + p->at);
	if (why != NULL)
		return why;
	if (n > 0) /* a night without signals has no sum */
		p->sum = sum_on(p->sum, out->s + out->len, n);
	p->at += n;
	p->end = p->at == night->n;
	if (p->end && p->sum != night->sum)
		return "damaged: a night does not add up";
	out->len += n;
	return NULL;
}

void
memory_begin(struct memory *m, int32_t night)
{
	buf_reset(&m->b);
	m->why = NULL;
	m->now = (struct memory_night){ .night = night,
		.at = m->end + sizeof(struct head) };
}

/* Write the first N of the bytes that wait. */
static void
write_some(struct memory *m, size_t n)
{
	if (m->why == NULL)
		m->why = disk_write(m->fd, m->b.s, n, m->now.at + m->now.n);
	m->now.sum = sum_on(m->now.sum, m->b.s, n);
	m->now.n += n;
	memmove(m->b.s, m->b.s + n, m->b.len - n);
	m->b.len -= n;
}

void
memory_put(struct memory *m, struct slice bytes)
{
	buf_put(&m->b, bytes);
	while (m->b.len >= BLOCK)
		write_some(m, BLOCK);
}

const char *
memory_commit(struct memory *m)
{
	struct head h;

	if (m->b.len > 0)
		write_some(m, m->b.len);
	h.night = m->now;
	h.sum = sum_of(&h.night, sizeof(h.night));
	if (m->why == NULL)
		m->why = disk_write(m->fd, &h, sizeof(h), m->end);
	if (m->why == NULL && fsync(m->fd) != 0)
		m->why = strerror(errno);
	if (m->why != NULL)
		return m->why;
	add_night(m, &m->now);
	m->end = m->now.at + m->now.n;
	return write_slot(m);
}

/* Put what COPY copies of the nights of M into TO. */
static const char *
copy_nights(const struct memory *m, struct memory *to, memory_copy *copy,
    void *arg)
{
	const char *why = NULL;

	for (size_t i = 0; i < m->nights && why == NULL; i++) {
		if (m->night[i].dead)
			continue;
		memory_begin(to, m->night[i].night);
		why = copy(arg, i, to);
		if (why == NULL)
			why = memory_commit(to);
	}
	return why;
}

const char *
memory_rewrite(struct memory *m, memory_copy *copy, void *arg)
{
	struct memory to;
	struct buf path = { 0 };
	const char *why;

	buf_puts(&path, m->path);
	buf_puts(&path, ".new");
	(void)unlink(buf_cstr(&path)); /* what a crash left */
	why = memory_open(&to, path.s, m->check);
	if (why == NULL)
		why = copy_nights(m, &to, copy, arg);
	if (why == NULL && rename(path.s, m->path) != 0)
		why = strerror(errno);
	if (why == NULL)
		why = disk_sync_folder(m->path);
	if (why == NULL) {
		free(to.path);
		to.path = m->path;
		m->path = NULL;
		memory_close(m);
		*m = to;
	} else {
		memory_close(&to);
	}
	buf_release(&path);
	return why;
}

void
memory_close(struct memory *m)
{
	if (m->fd >= 0)
		(void)close(m->fd);
	buf_release(&m->b);
	free(m->night);
	free(m->path);
	*m = (struct memory){ .fd = -1 };
}
