#include "lib/ingest/lines.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"

enum { BLOCK = 1 << 18 };

/* Read more behind what is there; false at the end of the file. */
static bool
fill(struct lines *l)
{
	size_t got;

	if (l->eof)
		return false;
	if (l->mark > 0 && l->cap - l->to < BLOCK) {
		memmove(l->b, l->b + l->mark, l->to - l->mark);
		l->at -= l->mark;
		l->to -= l->mark;
		l->lf = l->lf > l->mark ? l->lf - l->mark : 0;
		l->cr = l->cr > l->mark ? l->cr - l->mark : 0;
		l->mark = 0;
	}
	if (l->cap - l->to < BLOCK) {
		l->cap = l->cap ? l->cap * 2 : 2 * BLOCK;
		l->b = xrealloc(l->b, l->cap, 1);
	}
	got = l->read(l->arg, l->b + l->to, l->cap - l->to);
	l->eof = got == 0;
	l->to += got;
	return got > 0;
}

struct slice
lines_sample(struct lines *l, size_t n)
{
	size_t have;

	while (l->to - l->at < n && fill(l))
		continue;
	/* No more than that: how much came at once is chance. */
	have = l->to - l->at;
	return (struct slice){ l->b + l->at, have < n ? have : n };
}

void
lines_skip(struct lines *l, size_t n)
{
	l->at += n;
	l->mark = l->at;
	l->lf = l->cr = l->at;
}

/*
 * Where from FROM on, but before TO, byte C stands as a code unit of its own;
 * or TO.  Pairs of bytes begin at even distances from the first of the line.
 */
static size_t
find(const struct lines *l, size_t from, size_t to, char c)
{
	size_t high = l->cs == CHARSET_UTF16LE ? 1 : 0;
	const char *p;

	if (from < l->at)
		from = l->at;
	if (charset_unit(l->cs) == 1) {
		p = from < to ? memchr(l->b + from, c, to - from) : NULL;
		return p != NULL ? (size_t)(p - l->b) : to;
	}
	for (from -= (from - l->at) % 2; from + 1 < to; from += 2)
		if (l->b[from + high] == '\0' && l->b[from + 1 - high] == c)
			return from;
	return to;
}

/*
 * Behind the end of the line that begins at AT; 0 if that is not read yet.
 * No byte is looked at twice, unless lines_back went back.
 */
static size_t
line_end(struct lines *l)
{
	size_t unit = charset_unit(l->cs);

	l->lf = find(l, l->lf, l->to, '\n');
	if (l->cr < l->lf)
		l->cr = find(l, l->cr, l->lf, '\r');
	if (l->cr < l->lf && l->cr + unit != l->lf) {
		if (l->cr + 2 * unit > l->to && !l->eof)
			return 0; /* a line feed may follow */
		return l->cr + unit;
	}
	return l->lf < l->to ? l->lf + unit : 0;
}

/* May the line without an end be read on?  To tell CR from CR LF it may. */
static bool
may_grow(const struct lines *l)
{
	size_t ends = 2 * charset_unit(l->cs);
	size_t kept = l->to - l->mark;

	return kept < ends || kept - ends < l->max || l->to - l->at < ends;
}

bool
lines_next(struct lines *l, struct slice *raw)
{
	bool more = true;
	size_t end;

	while ((end = line_end(l)) == 0 && more)
		more = may_grow(l) && fill(l);
	if (!l->part)
		l->no++;
	l->part = end == 0;
	if (end == 0)
		end = l->to;
	if (l->part && !l->eof)
		end -= (end - l->at) % charset_unit(l->cs);
	*raw = (struct slice){ l->b + l->at, end - l->at };
	l->at = end;
	if (raw->n == 0 && l->part)
		l->no--;
	return raw->n > 0;
}

void
lines_mark(struct lines *l)
{
	l->mark = l->at;
	l->mark_no = l->no;
}

struct slice
lines_kept(const struct lines *l)
{
	return (struct slice){ l->b + l->mark, l->at - l->mark };
}

void
lines_back(struct lines *l, size_t skip, uint64_t lines)
{
	l->at = l->mark + skip;
	l->no = l->mark_no + lines;
	l->part = false;
	l->lf = l->cr = l->at;
}

void
lines_release(struct lines *l)
{
	free(l->b);
	l->b = NULL;
	l->cap = l->at = l->to = l->mark = 0;
}
