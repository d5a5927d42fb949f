#include "lib/line/stream.h"

#include <sys/stat.h>

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lib/base/pipe.h"
#include "lib/base/utf8.h"
#include "lib/base/xalloc.h"

enum {
	BLOCK = 1 << 18,
	SAID = 10 /* messages for one reason, before they are only counted */
};

static void
worsen(struct stream *s, int status)
{
	if (s->status < status)
		s->status = status;
}

/* Bytes of a file name that could steer a terminal are shown as `?'. */
static void
print_name(const struct stream *s)
{
	struct slice name = stream_name(s);

	for (size_t i = 0; i < name.n; i++)
		(void)fputc((unsigned char)name.p[i] < 0x20 ||
			    name.p[i] == 0x7f ?
			'?' :
			name.p[i],
		    stderr);
}

void
stream_say(struct stream *s, int status, const char *fmt, ...)
{
	va_list ap;

	worsen(s, status);
	(void)fprintf(stderr, "%s: ", s->tool);
	va_start(ap, fmt);
	(void)vfprintf(stderr, fmt, ap);
	va_end(ap);
	(void)fputc('\n', stderr);
}

/* Let what was read before be accounted for before what is read now. */
static void
settle(struct stream *s)
{
	if (s->settle != NULL)
		s->settle(s->settles);
}

static void
say_file(struct stream *s, const char *why)
{
	settle(s);
	worsen(s, ST_ERROR);
	(void)fprintf(stderr, "%s: ", s->tool);
	print_name(s);
	(void)fprintf(stderr, ": %s\n", why);
}

struct slice
stream_name(const struct stream *s)
{
	return set_key(&s->acc.names, s->source);
}

static bool
wants_progress(const struct opt_io *io)
{
	struct stat st;

	if (io->progress || io->quiet)
		return io->progress;
	return isatty(STDERR_FILENO) && fstat(STDIN_FILENO, &st) == 0 &&
	    !S_ISFIFO(st.st_mode) && !S_ISSOCK(st.st_mode);
}

/* How many bytes FILES hold; 0 if one of them is no plain file. */
static uint64_t
total_size(char *const *files)
{
	uint64_t sum = 0;
	struct stat st;

	for (; *files != NULL; files++) {
		if (stat(*files, &st) != 0 || !S_ISREG(st.st_mode))
			return 0;
		sum += (uint64_t)st.st_size;
	}
	return sum;
}

void
stream_open(struct stream *s, const struct opt_scan *scan, char *const *files)
{
	const char *why;

	*s = (struct stream){ .io = &scan->io,
		.tool = scan->tool->name,
		.next = files,
		.stdin_next = files[0] == NULL,
		.fd = -1 };
	why = out_open(&s->out, s->io->output, s->io->secret ? 0600 : 0666);
	if (why != NULL)
		errx(ST_ERROR, "%s: %s", s->io->output, why);
	if (s->io->rejects != NULL) {
		s->rejecting = true;
		why = out_open(&s->rejects, s->io->rejects, 0600);
		if (why != NULL)
			errx(ST_ERROR, "%s: %s", s->io->rejects, why);
	}
	if (wants_progress(s->io))
		progress_open(&s->progress, s->tool);
	s->progress.size = total_size(files);
}

static void
close_file(struct stream *s)
{
	if (s->fd > STDIN_FILENO)
		(void)close(s->fd);
	s->fd = -1;
}

static const char *
open_operand(struct stream *s, const char *path)
{
	struct stat st;

	if (path == NULL || strcmp(path, "-") == 0) {
		path = s->alias != NULL ? s->alias : "standard input";
		s->fd = STDIN_FILENO;
		pipe_widen(s->fd);
	} else {
		s->fd = open(path, O_RDONLY | O_CLOEXEC);
	}
	s->source = account_source(&s->acc, slice_of(path));
	if (s->fd < 0 || fstat(s->fd, &st) != 0)
		return strerror(errno);
	if (S_ISDIR(st.st_mode))
		return strerror(EISDIR);
	s->regular = S_ISREG(st.st_mode);
	return NULL;
}

bool
stream_file(struct stream *s)
{
	const char *path;
	const char *why;

	close_file(s);
	while (s->stdin_next || *s->next != NULL) {
		path = s->stdin_next ? NULL : *s->next++;
		s->stdin_next = false;
		s->line = 0;
		s->eof = false;
		s->from = s->seen = s->to = 0;
		why = open_operand(s, path);
		if (why == NULL)
			return true;
		say_file(s, why);
		close_file(s);
	}
	return false;
}

/* Hand on what is ready before waiting for input that is not there yet. */
static void
before_wait(struct stream *s)
{
	struct pollfd p = { .fd = s->fd, .events = POLLIN };

	if (!s->regular && s->out.b.len > 0 && poll(&p, 1, 0) == 0)
		out_flush(&s->out);
}

size_t
stream_bytes(struct stream *s, void *to, size_t n)
{
	ssize_t got;

	before_wait(s);
	do
		got = read(s->fd, to, n);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		say_file(s, strerror(errno));
	if (got <= 0)
		return 0;
	progress_add(&s->progress, (uint64_t)got, s->acc.total.read);
	return (size_t)got;
}

/* Read more behind what is there. */
static void
fill(struct stream *s)
{
	size_t got;

	if (s->from > 0) {
		memmove(s->b, s->b + s->from, s->to - s->from);
		s->seen -= s->from;
		s->to -= s->from;
		s->from = 0;
	}
	if (s->cap - s->to < BLOCK) {
		s->cap = s->cap ? s->cap * 2 : 2 * BLOCK;
		s->b = xrealloc(s->b, s->cap, 1);
	}
	got = stream_bytes(s, s->b + s->to, s->cap - s->to);
	s->eof = got == 0;
	s->to += got;
}

/*
 * Put into CUR the bytes up to the next newline, or to the end of the file;
 * WHOLE says whether they are a whole line or only the first part of one that
 * is longer than the limit.  False at the end of the file.
 */
static bool
take(struct stream *s, bool *whole)
{
	const char *nl;

	for (;;) {
		nl = s->seen < s->to ?
		    memchr(s->b + s->seen, '\n', s->to - s->seen) :
		    NULL;
		s->seen = nl != NULL ? (size_t)(nl - s->b) : s->to;
		*whole = s->seen - s->from <= s->io->max_line;
		if (nl != NULL || s->eof || !*whole)
			break;
		fill(s);
	}
	s->cur = (struct slice){ s->b + s->from, s->seen - s->from };
	s->from = s->seen;
	if (nl != NULL && *whole) {
		s->from++;
		s->seen++;
	}
	return nl != NULL || s->cur.n > 0;
}

static void
count_read(struct stream *s)
{
	s->acc.total.read++;
	s->acc.source[s->source].read++;
}

void
stream_reject_bytes(struct stream *s, struct slice raw)
{
	if (s->rejecting)
		out_put(&s->rejects, raw);
}

/* Say and count that what is being read is unfit. */
static void
refuse(struct stream *s, const char *reason)
{
	uint64_t times;

	worsen(s, ST_REFUSED);
	s->acc.total.refused++;
	s->acc.source[s->source].refused++;
	times = account_reason(&s->acc, slice_of(reason));
	if (times > SAID)
		return;
	(void)fprintf(stderr, "%s: ", s->tool);
	print_name(s);
	(void)fprintf(stderr, ":%llu: %s%s\n", (unsigned long long)s->line,
	    reason,
	    times == SAID ? " (more of these are counted, not shown)" : "");
}

void
stream_refuse(struct stream *s, const char *reason)
{
	stream_row_refuse(s, reason, s->cur);
	stream_reject_bytes(s, SLICE("\n"));
}

void
stream_row_refuse(struct stream *s, const char *reason, struct slice raw)
{
	refuse(s, reason);
	stream_reject_bytes(s, raw);
}

/* The line begun in CUR is too long: pass it over, keep it in rejects. */
static void
pass_long(struct stream *s)
{
	const char *nl;
	size_t n;

	settle(s);
	refuse(s, "longer than the limit (--max-line)");
	stream_reject_bytes(s, s->cur);
	for (;;) {
		n = s->to - s->from;
		nl = n ? memchr(s->b + s->from, '\n', n) : NULL;
		if (nl != NULL)
			n = (size_t)(nl - s->b) - s->from;
		stream_reject_bytes(s, (struct slice){ s->b + s->from, n });
		s->from += n;
		s->seen = s->from;
		if (nl != NULL || s->eof)
			break;
		fill(s);
	}
	if (nl != NULL)
		s->seen = ++s->from;
	stream_reject_bytes(s, SLICE("\n"));
}

static bool
blank(struct slice line)
{
	const char *end = line.p + line.n;

	return line.n == 0 || json_blank(line.p, end) == end;
}

/* The next line of the file that is open. */
static bool
line_of_file(struct stream *s, struct slice *line)
{
	bool whole;

	while (take(s, &whole)) {
		s->line++;
		count_read(s);
		if (!whole) {
			pass_long(s);
			continue;
		}
		*line = s->cur;
		if (s->line == 1)
			*line = utf8_unmarked(*line);
		if (line->n > 0 && line->p[line->n - 1] == '\r')
			line->n--;
		if (!blank(*line))
			return true;
		stream_row_skip(s);
	}
	return false;
}

bool
stream_line(struct stream *s, struct slice *line)
{
	while (s->out.why == NULL) {
		if (s->fd >= 0 && line_of_file(s, line))
			return true;
		if (!stream_file(s))
			return false;
	}
	return false;
}

bool
stream_next(struct stream *s, struct rec *r)
{
	struct slice line;
	const char *why;

	while (stream_line(s, &line)) {
		why = rec_parse(r, line);
		if (why == NULL)
			return true;
		if (why == rec_no_object)
			s->acc.source[s->source].alien++;
		stream_refuse(s, why);
	}
	return false;
}

void
stream_put(struct stream *s, const struct rec *r)
{
	s->acc.total.written++;
	s->acc.source[s->source].written++;
	if (s->out.b.len >= BLOCK - (1 << 12))
		out_flush(&s->out);
	rec_format(&s->out.b, r);
	buf_putc(&s->out.b, '\n');
}

void
stream_put_line(struct stream *s, struct slice line)
{
	s->acc.total.written++;
	s->acc.source[s->source].written++;
	out_put(&s->out, line);
}

void
stream_drop(struct stream *s)
{
	s->acc.total.dropped++;
	s->acc.source[s->source].dropped++;
}

void
stream_use(struct stream *s)
{
	s->acc.total.used++;
	s->acc.source[s->source].used++;
}

void
stream_ignore(struct stream *s)
{
	s->acc.total.ignored++;
	s->acc.source[s->source].ignored++;
}

void
stream_judge(struct stream *s, const char *what)
{
	const struct account_count *c;

	for (s->source = 0; s->source < s->acc.names.len; s->source++) {
		c = &s->acc.source[s->source];
		if (c->alien + c->ignored == 0 ||
		    c->alien + c->ignored + c->skipped < c->read)
			continue;
		worsen(s, ST_REFUSED);
		(void)fprintf(stderr, "%s: ", s->tool);
		print_name(s);
		(void)fprintf(stderr, ": no line of it is a %s%s\n", what,
		    c->alien > 0 ?
			": an export must go through sig-ingest first" :
			"");
	}
}

void
stream_row(struct stream *s, uint64_t line)
{
	s->line = line;
	count_read(s);
}

void
stream_row_skip(struct stream *s)
{
	s->acc.total.skipped++;
	s->acc.source[s->source].skipped++;
}

void
stream_write(struct stream *s, struct slice bytes)
{
	out_put(&s->out, bytes);
}

static void
write_stats(struct stream *s)
{
	struct out o = { 0 };
	const char *why;

	if (s->io->stats == NULL)
		return;
	why = out_open(&o, s->io->stats, 0666);
	if (why == NULL) {
		account_format(&o.b, &s->acc, s->tool);
		why = out_close(&o);
	}
	if (why != NULL)
		stream_say(s, ST_ERROR, "%s: %s", s->io->stats, why);
}

/* Of each reason that was met too often, say how often. */
static void
say_rest(const struct stream *s)
{
	struct slice reason;

	for (size_t i = 0; i < s->acc.reasons.len; i++) {
		if (s->acc.times[i] <= SAID)
			continue;
		reason = set_key(&s->acc.reasons, i);
		(void)fprintf(stderr, "%s: %llu refused: %.*s\n", s->tool,
		    (unsigned long long)s->acc.times[i], (int)reason.n,
		    reason.p);
	}
}

int
stream_close(struct stream *s)
{
	const char *why;
	const char *name = s->io->output;

	close_file(s);
	progress_close(&s->progress);
	say_rest(s);
	if (s->status == ST_ERROR && name != NULL &&
	    (s->acc.total.read == 0 || s->abandoned)) {
		out_abandon(&s->out); /* there is nothing: keep what was */
		why = NULL;
	} else {
		why = out_close(&s->out);
	}
	if (why != NULL)
		stream_say(s, ST_ERROR, "%s: %s",
		    name != NULL ? name : "standard output", why);
	if (s->rejecting) {
		why = out_close(&s->rejects);
		if (why != NULL)
			stream_say(s, ST_ERROR, "%s: %s", s->io->rejects, why);
	}
	write_stats(s);
	account_release(&s->acc);
	free(s->b);
	s->b = NULL;
	return s->status;
}
