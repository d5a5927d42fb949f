#include "lib/ingest/header.h"

#include <stdlib.h>

#include "lib/base/utf8.h"
#include "lib/base/xalloc.h"
#include "lib/line/near.h"

enum { LONGEST = 64, SAME_MOST = 1000 };

enum { SAID_MOST = 40, SAID_WORDS = 4, SAID_DIGITS = 4 };

/* A column by its folded name, and the number to give the next of that name. */
struct header_key {
	size_t at;
	unsigned next;
};

/* What a column was called: of CELLS, N bytes from AT on. */
struct header_cell {
	size_t at;
	size_t n;
	bool raw; /* as it stood: there is no letter in it */
};

/* The plain letter behind one of Latin-1 or Latin Extended-A; 0 if none. */
static char
plain(uint32_t c)
{
	static const char latin1[] = "aaaaaaaceeeeiiiidnooooo ouuuuypsaaaaaaac"
				     "eeeeiiiidnooooo ouuuuypy";

	if (c < 0xc0 || c > 0xff || latin1[c - 0xc0] == ' ')
		return '\0';
	return latin1[c - 0xc0];
}

/* A small letter or digit; or 0. */
static char
ascii(uint32_t c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c + 'a' - 'A');
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? (char)c :
								  '\0';
}

/* Does C, above Latin-1, tell names apart?  No accent, mark or blank does. */
static bool
counts(uint32_t c)
{
	return c > 0xff && (c < 0x300 || c > 0x36f) &&
	    (c < 0x2000 || c > 0x206f) && c != 0xfeff;
}

void
header_fold(struct buf *out, struct slice name)
{
	size_t len;
	uint32_t c;
	char one;

	while (name.n > 0) {
		c = utf8_get(name, &len);
		one = c < 0x80 ? ascii(c) : plain(c);
		if (one != '\0')
			buf_putc(out, one);
		else if (counts(c))
			utf8_put(out, c);
		name.p += len;
		name.n -= len;
	}
}

/* The number of key S, by which column I is known unless an earlier one is. */
static size_t
know(struct header *c, struct slice s, size_t i, bool *isnew)
{
	size_t k = set_add(&c->keys, s, isnew);

	if (k >= c->key_cap) {
		c->key_cap = c->key_cap ? c->key_cap * 2 : 64;
		c->key = xrealloc(c->key, c->key_cap, sizeof(*c->key));
	}
	if (*isnew)
		c->key[k] = (struct header_key){ i, 2 };
	return k;
}

/*
 * Know the next column by NAME, folded, or with a number behind it: the
 * number, 1 for none; 0 if NAME is empty or all numbers are given.
 */
static unsigned
know_name(struct header *c, struct buf *name)
{
	size_t len = name->len;
	unsigned number = 1;
	size_t first;
	bool isnew;

	if (len == 0)
		return 0;
	first = know(c, buf_slice(name), c->n, &isnew);
	while (!isnew) {
		number = c->key[first].next;
		if (number == SAME_MOST)
			return 0;
		c->key[first].next++;
		name->len = len;
		buf_printf(name, "%u", number);
		(void)know(c, buf_slice(name), c->n, &isnew);
	}
	return number;
}

/* Remember the cell of the next column, NAME, which is FOLDED or empty. */
static void
keep_cell(struct header *c, struct slice name, struct slice folded)
{
	struct slice s = folded.n > 0 ? folded : name;

	if (c->n == c->cell_cap) {
		c->cell_cap = c->cell_cap ? c->cell_cap * 2 : 64;
		c->cell = xrealloc(c->cell, c->cell_cap, sizeof(*c->cell));
	}
	c->cell[c->n] = (struct header_cell){ c->cells.len, s.n,
		folded.n == 0 };
	buf_put(&c->cells, s);
}

void
header_add(struct header *c, struct slice name)
{
	struct buf folded = { 0 };
	struct buf shown = { 0 };
	unsigned number;
	bool isnew;

	name = slice_trim(name);
	header_fold(&folded, name);
	keep_cell(c, name, buf_slice(&folded));
	number = know_name(c, &folded);
	buf_reset(&folded);
	buf_printf(&folded, "column%zu", c->n + 1);
	(void)know(c, buf_slice(&folded), c->n, &isnew);
	if (number == 0)
		buf_printf(&shown, "column %zu", c->n + 1);
	else
		buf_put(&shown, name);
	if (number > 1)
		buf_printf(&shown, " %u", number);
	do {
		(void)set_add(&c->shown, buf_slice(&shown), &isnew);
		buf_putc(&shown, '\'');
	} while (!isnew);
	c->n++;
	buf_release(&folded);
	buf_release(&shown);
}

ptrdiff_t
header_find(struct header *c, struct slice name)
{
	ptrdiff_t k;

	buf_reset(&c->scratch);
	header_fold(&c->scratch, name);
	k = set_find(&c->keys, buf_slice(&c->scratch));
	return k < 0 ? -1 : (ptrdiff_t)c->key[k].at;
}

/* Is FIELD, folded, CELL? */
static bool
folds_to(struct slice field, struct slice cell)
{
	size_t i = 0;
	size_t len;
	uint32_t c;
	char one;

	for (; field.n > 0; field.p += len, field.n -= len) {
		c = (unsigned char)field.p[0];
		len = 1;
		if (c >= 0x80)
			c = utf8_get(field, &len);
		one = c < 0x80 ? ascii(c) : plain(c);
		if (one != '\0') {
			if (i == cell.n || cell.p[i++] != one)
				return false;
		} else if (counts(c)) {
			if (cell.n - i < len ||
			    memcmp(cell.p + i, field.p, len) != 0)
				return false;
			i += len;
		}
	}
	return i == cell.n;
}

bool
header_again(const struct header *c, const struct slice *field, size_t n)
{
	struct slice cell;
	bool same = n > 0;

	if (n == 1)
		return slice_eq(slice_trim(field[0]), header_name(c, 0));
	for (size_t i = 0; same && i < n; i++) {
		cell = (struct slice){ c->cells.s + c->cell[i].at,
			c->cell[i].n };
		same = c->cell[i].raw ? slice_eq(slice_trim(field[i]), cell) :
					folds_to(field[i], cell);
	}
	return same;
}

struct slice
header_name(const struct header *c, size_t i)
{
	return set_key(&c->shown, i);
}

/* Is C a sign that is not seen, but that a terminal may obey? */
static bool
steers(uint32_t c)
{
	return c < ' ' || (c >= 0x7f && c <= 0x9f) || c == 0x200e ||
	    c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
	    (c >= 0x2066 && c <= 0x2069);
}

/* Is S 1234 AB, with or without the blank? */
static bool
postcode(struct slice s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return n == 4 && (s.n == 6 || (s.n == 7 && s.p[4] == ' ')) &&
	    ascii((unsigned char)s.p[s.n - 1]) > '9' &&
	    ascii((unsigned char)s.p[s.n - 2]) > '9';
}

/* Is S like the name of a column, not like what a row says? */
static bool
like_a_name(struct slice s)
{
	struct slice rest = s;
	size_t digits = 0;
	size_t words = 1;
	size_t len;
	uint32_t c;

	for (; rest.n > 0; rest.p += len, rest.n -= len) {
		c = utf8_get(rest, &len);
		words += c == ' ';
		digits += c >= '0' && c <= '9';
		if (steers(c) || c == '@' || digits > SAID_DIGITS)
			return false;
	}
	return s.n <= SAID_MOST && words <= SAID_WORDS && !postcode(s);
}

bool
header_plain(const struct header *c, size_t i)
{
	return like_a_name(header_name(c, i));
}

void
header_say(struct buf *out, const struct header *c, size_t i)
{
	if (header_plain(c, i))
		buf_put(out, header_name(c, i));
	else
		buf_printf(out, "column %zu", i + 1);
}

bool
header_visible(struct slice name)
{
	size_t len;

	for (; name.n > 0; name.p += len, name.n -= len)
		if (steers(utf8_get(name, &len)))
			return false;
	return true;
}

static bool
within(struct slice a, struct slice b)
{
	for (size_t i = 0; a.n >= 4 && i + a.n <= b.n; i++)
		if (memcmp(b.p + i, a.p, a.n) == 0)
			return true;
	return false;
}

/* Do A and B end alike, half of them or more, as zaak- and klachtnummer? */
static bool
same_end(struct slice a, struct slice b)
{
	size_t longer = a.n > b.n ? a.n : b.n;
	size_t n = 0;

	while (n < a.n && n < b.n && a.p[a.n - 1 - n] == b.p[b.n - 1 - n])
		n++;
	return n >= 5 && n * 2 >= longer;
}

/* How far A is from B; LONGEST if they are not much alike. */
static size_t
unlike(struct slice a, struct slice b)
{
	size_t longer = a.n > b.n ? a.n : b.n;
	size_t d;

	if (longer > LONGEST || slice_starts(b, SLICE("column")))
		return LONGEST;
	d = near_distance(a, b);
	if (d > 2 && (within(a, b) || within(b, a)))
		d = 2;
	if (d > 4 && same_end(a, b))
		return 4;
	return d * 5 <= longer * 2 ? d : LONGEST;
}

size_t
header_near(struct header *c, struct slice name, size_t *at, size_t max)
{
	struct buf folded = { 0 };
	size_t least = LONGEST - 1;
	size_t n = 0;
	size_t d;

	header_fold(&folded, name);
	for (size_t k = 0; k < c->keys.len; k++) {
		d = unlike(buf_slice(&folded), set_key(&c->keys, k));
		if (d < least)
			n = 0;
		if (d <= least) {
			least = d;
			if (n < max)
				at[n++] = c->key[k].at;
		}
	}
	buf_release(&folded);
	return n;
}

ptrdiff_t
header_nearest(struct header *c, struct slice name)
{
	size_t at;

	return header_near(c, name, &at, 1) > 0 ? (ptrdiff_t)at : -1;
}

void
header_reset(struct header *c)
{
	set_reset(&c->shown);
	set_reset(&c->keys);
	buf_reset(&c->cells);
	c->n = 0;
}

void
header_release(struct header *c)
{
	set_release(&c->shown);
	set_release(&c->keys);
	free(c->key);
	free(c->cell);
	buf_release(&c->cells);
	buf_release(&c->scratch);
	*c = (struct header){ 0 };
}
