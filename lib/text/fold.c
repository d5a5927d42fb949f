#include "lib/text/fold.h"

#include <stdlib.h>

#include "lib/base/eight.h"
#include "lib/base/utf8.h"
#include "lib/base/xalloc.h"
#include "lib/text/tables.h"

/* What FOLD_MARKS makes of characters that are no letter with a mark. */
static const struct {
	uint16_t c;
	const char *as;
} plain[] = {
	{ 0xa0, " " },
	{ 0xad, "" },
	{ 0xb4, "'" },
	{ 0xc6, "AE" },
	{ 0xd0, "D" },
	{ 0xd8, "O" },
	{ 0xde, "TH" },
	{ 0xdf, "ss" },
	{ 0xe6, "ae" },
	{ 0xf0, "d" },
	{ 0xf8, "o" },
	{ 0xfe, "th" },
	{ 0x110, "D" },
	{ 0x111, "d" },
	{ 0x131, "i" },
	{ 0x132, "IJ" },
	{ 0x133, "ij" },
	{ 0x141, "L" },
	{ 0x142, "l" },
	{ 0x152, "OE" },
	{ 0x153, "oe" },
	{ 0x1e9e, "SS" },
	{ 0x2000, " " },
	{ 0x2001, " " },
	{ 0x2002, " " },
	{ 0x2003, " " },
	{ 0x2004, " " },
	{ 0x2005, " " },
	{ 0x2006, " " },
	{ 0x2007, " " },
	{ 0x2008, " " },
	{ 0x2009, " " },
	{ 0x200a, " " },
	{ 0x200b, "" },
	{ 0x200c, "" },
	{ 0x200d, "" },
	{ 0x2010, "-" },
	{ 0x2011, "-" },
	{ 0x2012, "-" },
	{ 0x2013, "-" },
	{ 0x2014, "-" },
	{ 0x2018, "'" },
	{ 0x2019, "'" },
	{ 0x201b, "'" },
	{ 0x201c, "\"" },
	{ 0x201d, "\"" },
	{ 0x201e, "\"" },
	{ 0x202f, " " },
	{ 0x2060, "" },
	{ 0xfb00, "ff" },
	{ 0xfb01, "fi" },
	{ 0xfb02, "fl" },
	{ 0xfb03, "ffi" },
	{ 0xfb04, "ffl" },
	{ 0xfeff, "" },
};

uint32_t
fold_case(uint32_t c)
{
	const struct table_run *run;
	size_t low = 0;
	size_t high = table_case_n;
	size_t mid;

	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
	while (low < high) {
		mid = (low + high) / 2;
		if (table_case[mid].last < c)
			low = mid + 1;
		else
			high = mid;
	}
	run = &table_case[low];
	if (low == table_case_n || c < run->first ||
	    (c - run->first) % run->step != 0)
		return c;
	return (uint32_t)((int32_t)c + run->by);
}

/* C without marks. */
static uint32_t
bare(uint32_t c)
{
	size_t low = 0;
	size_t high = table_bare_n;
	size_t mid;

	while (low < high) {
		mid = (low + high) / 2;
		if (table_bare[mid][0] < c)
			low = mid + 1;
		else
			high = mid;
	}
	return low < table_bare_n && table_bare[low][0] == c ?
	    table_bare[low][1] :
	    c;
}

/* The plain writing of C, or NULL. */
static const char *
plainly(uint32_t c)
{
	size_t low = 0;
	size_t high = sizeof(plain) / sizeof(plain[0]);
	size_t mid;

	if (c >= 0x300 && c < 0x370)
		return "";
	while (low < high) {
		mid = (low + high) / 2;
		if (plain[mid].c == c)
			return plain[mid].as;
		if (plain[mid].c < c)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

size_t
fold_placeholder(struct slice s)
{
	size_t i = 1;
	size_t from;

	if (s.n < 5 || s.p[0] != '[')
		return 0;
	while (i < s.n && s.p[i] >= 'A' && s.p[i] <= 'Z')
		i++;
	if (i < 3 || i == s.n || (s.p[i] != '-' && s.p[i] != ':'))
		return 0;
	from = ++i;
	while (i < s.n &&
	    ((s.p[i] >= '0' && s.p[i] <= '9') ||
		(s.p[i] >= 'a' && s.p[i] <= 'z')))
		i++;
	return i > from && i < s.n && s.p[i] == ']' ? i + 1 : 0;
}

/* Note that what follows in the folded text stands at FROM in the original. */
static void
step(struct fold *f, size_t from)
{
	struct fold_step *last = f->n ? &f->step[f->n - 1] : NULL;
	size_t before = last ? (size_t)last->from - last->at : 0;

	if (from - f->b.len == before)
		return;
	if (last != NULL && last->at == f->b.len) {
		last->from = (uint32_t)from;
		return;
	}
	if (f->n == f->cap) {
		f->cap = f->cap ? f->cap * 2 : 16;
		f->step = xrealloc(f->step, f->cap, sizeof(*f->step));
	}
	f->step[f->n++] = (struct fold_step){ (uint32_t)f->b.len,
		(uint32_t)from };
}

/* Fold the run of ASCII at the start of S; returns its length. */
static size_t
ascii(struct buf *b, struct slice s, int how)
{
	uint64_t w;
	size_t i = 0;
	char *to;

	buf_reserve(b, s.n);
	to = b->s + b->len;
	for (; s.n - i >= sizeof(w); i += sizeof(w)) {
		memcpy(&w, s.p + i, sizeof(w));
		if (w & EIGHT_HIGH)
			break;
		if (how & FOLD_CASE)
			w |= eight_between(w, 'A', 'Z') >> 2;
		memcpy(to + i, &w, sizeof(w));
	}
	for (; i < s.n && (unsigned char)s.p[i] < 0x80; i++)
		to[i] = how & FOLD_CASE && s.p[i] >= 'A' && s.p[i] <= 'Z' ?
		    (char)(s.p[i] | 0x20) :
		    s.p[i];
	b->len += i;
	return i;
}

/* Fold the one character C. */
static void
other(struct buf *b, uint32_t c, int how)
{
	const char *as = how & FOLD_MARKS ? plainly(c) : NULL;
	size_t i;

	if (as != NULL) {
		for (i = 0; as[i] != '\0'; i++)
			buf_putc(b,
			    how & FOLD_CASE && as[i] >= 'A' && as[i] <= 'Z' ?
				(char)(as[i] | 0x20) :
				as[i]);
		return;
	}
	if (how & FOLD_MARKS)
		c = bare(c);
	utf8_put(b, how & FOLD_CASE ? fold_case(c) : c);
}

/* Fold S, which has no placeholders and begins at AT of the original. */
static void
part(struct fold *f, struct slice s, size_t at, int how)
{
	size_t i = 0;
	size_t len;
	uint32_t c;

	while (i < s.n) {
		i += ascii(&f->b, (struct slice){ s.p + i, s.n - i }, how);
		if (i == s.n)
			break;
		c = utf8_get((struct slice){ s.p + i, s.n - i }, &len);
		other(&f->b, c, how);
		i += len;
		step(f, at + i);
	}
}

void
fold_text(struct fold *f, struct slice s, int how)
{
	const char *open;
	size_t from = 0;
	size_t i = 0;
	size_t len;

	f->b.len = 0;
	f->n = 0;
	while (how & FOLD_MASK && i < s.n &&
	    (open = memchr(s.p + i, '[', s.n - i)) != NULL) {
		i = (size_t)(open - s.p);
		len = fold_placeholder((struct slice){ open, s.n - i });
		if (len != 0) {
			part(f, (struct slice){ s.p + from, i + 1 - from },
			    from, how);
			for (size_t k = 2; k < len; k++)
				buf_putc(&f->b, '_');
			from = i + len - 1;
		}
		i++;
	}
	part(f, (struct slice){ s.p + from, s.n - from }, from, how);
}

size_t
fold_back(const struct fold *f, size_t at)
{
	size_t low = 0;
	size_t high = f->n;
	size_t mid;

	while (low < high) {
		mid = (low + high) / 2;
		if (f->step[mid].at <= at)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == 0)
		return at;
	return at - f->step[low - 1].at + f->step[low - 1].from;
}

void
fold_release(struct fold *f)
{
	buf_release(&f->b);
	free(f->step);
	*f = (struct fold){ 0 };
}
