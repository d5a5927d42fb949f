#include "lib/report/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"

enum { BLOCK = 1 << 16 };

static struct track *
track_of(struct ledger *l, struct slice id)
{
	bool isnew;
	size_t i = set_add(&l->ids, id, &isnew);

	if (i == l->cap) {
		l->cap = l->cap ? l->cap * 2 : 64;
		l->track = xrealloc(l->track, l->cap, sizeof(*l->track));
	}
	if (isnew) {
		l->track[i] = (struct track){ .since = DATE_NONE,
			.last = DATE_NONE };
		l->n = i + 1;
	}
	return &l->track[i];
}

/* What the last action that says F says. */
static void
keep(struct ledger *l, struct rec *r, int f, struct slice *to)
{
	if (rec_has(r, f))
		*to = arena_copy(&l->own, rec_text(r, f));
}

/* Told, passed on, known and turned down end where a pattern is reopened. */
static void
set_state(struct track *t, enum state to, int32_t day)
{
	t->state = to;
	t->since = day;
	if (to != STATE_REOPENED)
		return;
	t->forwarded_to = t->until = t->reason = (struct slice){ 0 };
	t->told = false;
	t->told_n = 0;
	t->told_date = (struct slice){ 0 };
}

static void
apply(struct ledger *l, struct rec *r)
{
	struct track *t = track_of(l, rec_text(r, F_PATTERN));
	int32_t day = date_parse_day(rec_text(r, F_AT));
	int64_t n;

	if (t->last == DATE_NONE || day > t->last)
		t->last = day;
	if (rec_has(r, F_STATE))
		set_state(t, state_find(rec_text(r, F_STATE)), day);
	keep(l, r, F_OWNER, &t->owner);
	keep(l, r, F_ROUTE, &t->route);
	keep(l, r, F_ACTION_DATE, &t->action_date);
	keep(l, r, F_FORWARDED_TO, &t->forwarded_to);
	keep(l, r, F_UNTIL, &t->until);
	keep(l, r, F_REASON, &t->reason);
	if (rec_int(r, F_TOLD_N, &n) && n >= 0 && t->told_n <= INT64_MAX - n) {
		t->told = true;
		t->told_n += n;
	}
	keep(l, r, F_TOLD_DATE, &t->told_date);
	keep(l, r, F_NOTE, &t->note);
	keep(l, r, F_NOTE_BY, &t->note_by);
	keep(l, r, F_NOTE_DATE, &t->note_date);
}

static bool
fit(struct rec *r)
{
	return r->type == LINE_ACTION && rec_text(r, F_PATTERN).n &&
	    date_parse_day(rec_text(r, F_AT)) != DATE_NONE &&
	    (!rec_has(r, F_STATE) ||
		(state_find(rec_text(r, F_STATE)) != STATE_MAX));
}

static void
read_line(struct ledger *l, struct rec *r, struct slice line)
{
	l->lines++;
	if (rec_parse(r, line) != NULL || !fit(r)) {
		l->unfit++;
		if (l->first_unfit == 0)
			l->first_unfit = l->lines;
		return;
	}
	if (l->want.n && slice_eq(rec_text(r, F_PATTERN), l->want)) {
		buf_put(&l->found, line);
		buf_putc(&l->found, '\n');
	}
	apply(l, r);
}

/* Append what can be read at once to B: how much, 0 at the end, or -1. */
static ssize_t
read_more(int fd, struct buf *b)
{
	ssize_t n;

	buf_reserve(b, BLOCK);
	do
		n = read(fd, b->s + b->len, BLOCK);
	while (n < 0 && errno == EINTR);
	b->len += n > 0 ? (size_t)n : 0;
	return n;
}

/* All lines from the start of the file; the rest of it is torn. */
static const char *
read_all(struct ledger *l)
{
	struct rec r = { 0 };
	struct buf b = { 0 };
	struct slice rest;
	struct slice line;
	ssize_t n;

	while ((n = read_more(l->fd, &b)) > 0) {
		rest = buf_slice(&b);
		while (slice_cut(&rest, '\n', &line))
			read_line(l, &r, line);
		if (rest.n)
			memmove(b.s, rest.p, rest.n);
		b.len = rest.n;
	}
	l->torn = b.len;
	buf_release(&b);
	rec_release(&r);
	return n < 0 ? strerror(errno) : NULL;
}

static const char *
lock(int fd, enum ledger_mode mode)
{
	struct flock fl = { .l_whence = SEEK_SET };

	fl.l_type = mode == LEDGER_WRITE ? F_WRLCK : F_RDLCK;
	while (fcntl(fd, F_SETLKW, &fl) != 0)
		if (errno != EINTR)
			return strerror(errno);
	return NULL;
}

const char *
ledger_open(struct ledger *l, const char *path, enum ledger_mode mode)
{
	const char *why;
	int flags = mode == LEDGER_WRITE ? O_RDWR | O_CREAT | O_APPEND :
					   O_RDONLY;

	l->fd = open(path, flags | O_CLOEXEC, 0600);
	if (l->fd < 0)
		return strerror(errno);
	l->path = xstrdup(path);
	why = lock(l->fd, mode);
	return why != NULL ? why : read_all(l);
}

const struct track *
ledger_find(const struct ledger *l, struct slice id)
{
	ptrdiff_t i = set_find(&l->ids, id);

	return i == SET_NONE ? NULL : &l->track[i];
}

struct slice
ledger_id(const struct ledger *l, size_t i)
{
	return set_key(&l->ids, i);
}

static const char *
write_all(int fd, struct slice s)
{
	ssize_t n;

	while (s.n) {
		n = write(fd, s.p, s.n);
		if (n < 0 && errno != EINTR)
			return strerror(errno);
		if (n > 0) {
			s.p += n;
			s.n -= (size_t)n;
		}
	}
	return fsync(fd) == 0 ? NULL : strerror(errno);
}

/* Move the torn end of the file to PATH.torn, a line of its own. */
static const char *
set_aside(struct ledger *l, off_t end)
{
	struct buf name = { 0 };
	struct buf b = { 0 };
	const char *why = NULL;
	int fd;

	buf_puts(&name, l->path);
	buf_puts(&name, ".torn");
	buf_reserve(&b, l->torn + 1);
	if (pread(l->fd, b.s, l->torn, end - (off_t)l->torn) !=
	    (ssize_t)l->torn)
		why = "cannot read its torn end";
	b.len = l->torn;
	buf_putc(&b, '\n');
	fd = why == NULL ?
	    open(buf_cstr(&name), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
		0600) :
	    -1;
	if (why == NULL)
		why = fd < 0 ? strerror(errno) : write_all(fd, buf_slice(&b));
	if (fd >= 0)
		close(fd);
	if (why == NULL &&
	    (ftruncate(l->fd, end - (off_t)l->torn) != 0 || fsync(l->fd) != 0))
		why = strerror(errno);
	if (why == NULL)
		l->torn = 0;
	buf_release(&name);
	buf_release(&b);
	return why;
}

/* What a step cannot do without. */
static const struct need {
	enum state to;
	int field;
	const char *why;
} needs[] = {
	{ STATE_TAKEN_UP, F_OWNER, "opgepakt needs --owner" },
	{ STATE_REJECTED, F_REASON, "afgewezen needs --reason" },
	{ STATE_PASSED_ON, F_FORWARDED_TO, "doorgezet needs --to" },
	{ STATE_KNOWN, F_UNTIL, "bekend needs --until" },
	{ STATE_TOLD, F_TOLD_N, "teruggekoppeld needs --told" },
};

/* NULL if T, with what R adds, has what the step to TO needs. */
static const char *
lacks(const struct track *t, const struct rec *r, enum state to)
{
	for (size_t i = 0; i < sizeof(needs) / sizeof(*needs); i++) {
		if (needs[i].to != to || rec_has(r, needs[i].field))
			continue;
		if (t != NULL && to == STATE_TAKEN_UP && t->owner.n)
			continue;
		if (t != NULL && to == STATE_TOLD && t->told)
			continue;
		return needs[i].why;
	}
	return NULL;
}

static const char *
check(struct ledger *l, struct rec *r)
{
	const struct track *t = ledger_find(l, rec_text(r, F_PATTERN));
	enum state from = t == NULL ? STATE_NEW : t->state;
	enum state to;

	if (l->unfit > 0 && l->unfit == l->lines)
		return "not a ledger: no line of it is an action";
	if (!rec_has(r, F_STATE))
		return NULL;
	to = state_find(rec_text(r, F_STATE));
	if (to == STATE_MAX)
		return "no such state";
	if (!state_follows(from, to)) {
		(void)snprintf(l->why, sizeof(l->why),
		    "this step cannot follow the state it has, %s",
		    state_name(from));
		return l->why;
	}
	if (t != NULL && date_parse_day(rec_text(r, F_AT)) < t->since)
		return "this step is dated before the one it follows";
	return lacks(t, r, to);
}

const char *
ledger_add(struct ledger *l, struct rec *r)
{
	struct buf b = { 0 };
	const char *why = check(l, r);
	off_t end;

	end = lseek(l->fd, 0, SEEK_END);
	if (why == NULL && end < 0)
		why = strerror(errno);
	if (why == NULL && l->torn) {
		why = set_aside(l, end);
		end = lseek(l->fd, 0, SEEK_END);
	}
	if (why != NULL)
		return why;
	rec_format(&b, r);
	buf_putc(&b, '\n');
	why = write_all(l->fd, buf_slice(&b));
	if (why == NULL)
		apply(l, r);
	else if (ftruncate(l->fd, end) != 0)
		l->torn = b.len; /* the next writer sets it aside */
	buf_release(&b);
	return why;
}

void
ledger_close(struct ledger *l)
{
	if (l->path != NULL)
		close(l->fd);
	free(l->path);
	free(l->track);
	set_release(&l->ids);
	arena_release(&l->own);
	buf_release(&l->found);
	*l = (struct ledger){ 0 };
}
