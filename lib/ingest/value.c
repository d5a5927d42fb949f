#include "lib/ingest/value.h"

#include <math.h>
#include <strings.h>

#include "lib/base/num.h"

/* A cursor over a date. */
struct scan {
	const char *p;
	const char *end;
};

static bool
digit(const struct scan *s)
{
	return s->p < s->end && *s->p >= '0' && *s->p <= '9';
}

static bool
letter(const struct scan *s)
{
	return s->p < s->end &&
	    ((*s->p | 0x20) >= 'a' && (*s->p | 0x20) <= 'z');
}

static void
blanks(struct scan *s)
{
	while (s->p < s->end && (*s->p == ' ' || *s->p == '\t'))
		s->p++;
}

/* Digits at S as a number; how many there were in N.  At most 9. */
static int
number(struct scan *s, int *n)
{
	int x = 0;

	for (*n = 0; digit(s) && *n < 9; (*n)++)
		x = x * 10 + (*s->p++ - '0');
	if (digit(s))
		*n = 99;
	return x;
}

static bool
take(struct scan *s, char c)
{
	if (s->p == s->end || *s->p != c)
		return false;
	s->p++;
	return true;
}

/* One of the marks between the numbers of a date; 0 if there is none. */
static char
mark(struct scan *s)
{
	if (s->p < s->end && strchr("-/.", *s->p) != NULL && *s->p != '\0')
		return *s->p++;
	return '\0';
}

/* Skip the letters at S, into WORD. */
static struct slice
word(struct scan *s)
{
	const char *from = s->p;

	while (letter(s))
		s->p++;
	return (struct slice){ from, (size_t)(s->p - from) };
}

/* 1 to 12 for the name of a month, Dutch or English, whole or short; or 0. */
static int
month(struct slice w)
{
	static const char *const names[] = { "januari january",
		"februari february", "maart mrt march", "april", "mei may",
		"juni june", "juli july", "augustus august", "september",
		"oktober october", "november", "december" };
	const char *at;

	if (w.n < 3)
		return 0;
	for (int m = 0; m < 12; m++)
		for (at = names[m]; at != NULL;
		     at = strchr(at, ' ') ? strchr(at, ' ') + 1 : NULL)
			if (strncasecmp(at, w.p, w.n) == 0 &&
			    (at[w.n] == '\0' || at[w.n] == ' ' || w.n == 3 ||
				(w.n == 4 && m == 8)))
				return m + 1;
	return 0;
}

static bool
is_weekday(struct slice w)
{
	static const char names[] =
	    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag "
	    "ma di wo do vr za zo monday tuesday wednesday thursday friday "
	    "saturday sunday mon tue wed thu fri sat sun ";

	for (const char *at = names; *at != '\0'; at = strchr(at, ' ') + 1)
		if (strncasecmp(at, w.p, w.n) == 0 && at[w.n] == ' ')
			return true;
	return false;
}

static int
full_year(int y, int digits, unsigned flags)
{
	if (digits == 4)
		return y;
	if (digits != 2 || !(flags & DATE_SHORT_YEAR))
		return -1;
	return y < 69 ? 2000 + y : 1900 + y;
}

/* The month behind the day, by its name. */
static bool
named(struct scan *s, struct civil *c, unsigned flags)
{
	int n;

	blanks(s);
	(void)mark(s);
	blanks(s);
	c->month = month(word(s));
	(void)take(s, '.');
	blanks(s);
	(void)mark(s);
	(void)take(s, ',');
	blanks(s);
	c->year = number(s, &n);
	c->year = full_year(c->year, n, flags);
	return c->month > 0 && c->year > 0;
}

/* Three numbers with marks between them, of which A (of N digits) was first. */
static bool
numbers(struct scan *s, int a, int n, struct civil *c, unsigned flags)
{
	char m = mark(s);
	int n2, n3;
	int b, d;

	b = number(s, &n2);
	if (m == '\0' || n2 < 1 || n2 > 2 || mark(s) != m)
		return false;
	d = number(s, &n3);
	if (n == 4 && n3 >= 1 && n3 <= 2) {
		*c = (struct civil){ a, b, d };
		return true;
	}
	*c = (struct civil){ full_year(d, n3, flags), b, a };
	if (flags & DATE_MONTH_FIRST) {
		c->month = a;
		c->day = b;
	}
	return n <= 2;
}

/* A day at the start of S. */
static bool
day(struct scan *s, int32_t *d, unsigned flags)
{
	struct civil c = { 0 };
	struct scan from = *s;
	int a, n;

	if (letter(s) && is_weekday(word(s))) {
		(void)take(s, '.');
		(void)take(s, ',');
		blanks(s);
	} else {
		*s = from;
	}
	a = number(s, &n);
	if (n == 8) {
		c = (struct civil){ a / 10000, a / 100 % 100, a % 100 };
	} else if (n < 1 || n > 4) {
		return false;
	} else {
		from = *s;
		if (!numbers(s, a, n, &c, flags)) {
			*s = from;
			c.day = a;
			if (!named(s, &c, flags))
				return false;
		}
	}
	*d = date_day(c);
	return *d != DATE_NONE;
}

/* AM or PM behind hour H. */
static bool
half(struct scan *s, int *h)
{
	struct scan from;
	struct slice w;

	blanks(s);
	from = *s;
	w = word(s);
	if (w.n == 2 && strncasecmp(w.p, "am", 2) == 0) {
		*h = *h == 12 ? 0 : *h;
		return true;
	}
	if (w.n == 2 && strncasecmp(w.p, "pm", 2) == 0) {
		*h = *h == 12 ? 12 : *h + 12;
		return true;
	}
	if (!(w.n == 3 && strncasecmp(w.p, "uur", 3) == 0) &&
	    !(w.n == 1 && (*w.p | 0x20) == 'u'))
		*s = from;
	return true;
}

/* A time of the day at S, in seconds. */
static bool
clock_time(struct scan *s, int *sec)
{
	int h, m;
	int x = 0;
	int n;

	h = number(s, &n);
	if (n < 1 || n > 2 || !(take(s, ':') || take(s, '.')))
		return false;
	m = number(s, &n);
	if (n != 2)
		return false;
	if (take(s, ':')) {
		x = number(s, &n);
		if (n != 2)
			return false;
		if ((take(s, '.') || take(s, ',')) && digit(s))
			while (digit(s))
				s->p++;
	}
	(void)half(s, &h);
	*sec = h * 3600 + m * 60 + x;
	return h < 24 && m < 60 && x < 61;
}

/* An offset at S, in seconds: Z, UTC, +hh, +hhmm, +hh:mm.  0 if none, -1 bad */
static int
offset(struct scan *s, int *sec)
{
	struct scan from;
	struct slice w;
	int sign, h, n;
	int m = 0;

	blanks(s);
	from = *s;
	w = word(s);
	*sec = 0;
	if (w.n > 0)
		return (w.n == 1 && (*w.p | 0x20) == 'z') ||
			(w.n == 3 &&
			    (strncasecmp(w.p, "utc", 3) == 0 ||
				strncasecmp(w.p, "gmt", 3) == 0)) ?
		    1 :
		    -1;
	*s = from;
	sign = take(s, '+') ? 1 : take(s, '-') ? -1 : 0;
	if (sign == 0)
		return 0;
	h = number(s, &n);
	if (n == 4) {
		m = h % 100;
		h /= 100;
	} else if (n == 2 && take(s, ':')) {
		m = number(s, &n);
	}
	*sec = sign * (h * 3600 + m * 60);
	return (n == 2 || n == 4) && h < 24 && m < 60 ? 1 : -1;
}

/* W is the instant SEC. */
static bool
instant(struct when *w, int64_t sec)
{
	int64_t local = sec + date_offset(sec);

	w->exact = true;
	w->sec = sec;
	w->day = (int32_t)(local / 86400 - (local % 86400 < 0));
	return true;
}

/* What the clock showed, SEC of W's day, as an instant. */
static bool
place(struct when *w, int sec, int zone, int off, unsigned flags)
{
	if (zone != 0 || flags & DATE_UTC)
		return instant(w, (int64_t)w->day * 86400 + sec - off);
	w->exact = date_local(w->day, sec < 86400 ? sec : 86399, &w->sec);
	return w->exact;
}

/* A date that is written as one number. */
static bool
numeric(struct slice s, unsigned flags, struct when *w)
{
	double x, days;

	if (!num_double(s, &x) || x < 1)
		return false;
	if (flags & DATE_EPOCH) {
		x = x >= 1e11 ? x / 1000 : x;
		return x < 2e11 && instant(w, (int64_t)x);
	}
	days = floor(x);
	if (days > 2958465)
		return false;
	w->day = (int32_t)days - 25569;
	return days == x || flags & DATE_DAY_ONLY ||
	    place(w, (int)floor((x - days) * 86400 + 0.5), 0, 0, flags);
}

bool
value_date(struct slice text, unsigned flags, struct when *w)
{
	struct slice t = value_trim(text);
	struct scan s = { t.p, t.p + t.n };
	int sec, zone, off;

	*w = (struct when){ 0 };
	if (flags & (DATE_SERIAL | DATE_EPOCH) && numeric(t, flags, w))
		return true;
	if (!day(&s, &w->day, flags))
		return false;
	if (s.p == s.end)
		return true;
	if (!take(&s, 'T') && !take(&s, 't') && !take(&s, ',') && *s.p != ' ')
		return false;
	blanks(&s);
	if (!clock_time(&s, &sec))
		return false;
	zone = offset(&s, &off);
	if (zone < 0 || s.p != s.end)
		return false;
	return flags & DATE_DAY_ONLY || place(w, sec, zone, off, flags);
}

void
value_put_when(struct buf *out, const struct when *w)
{
	if (w->exact)
		date_put_instant(out, w->sec);
	else
		date_put_day(out, w->day);
}

/* Can C be part of a blank at an end, or is it one? */
static bool
blankish(char c)
{
	return (unsigned char)c <= ' ' || (unsigned char)c >= 0x80;
}

/* If S begins, or at its TAIL ends, with a blank beyond ASCII: its bytes. */
static size_t
wide_blank(struct slice s, bool tail)
{
	static const struct slice blank[] = { { "\xc2\xa0", 2 },
		{ "\xe2\x80\x8b", 3 }, { "\xef\xbb\xbf", 3 },
		{ "\xe2\x80\xaf", 3 } };
	const char *at;

	for (size_t i = 0; i < sizeof(blank) / sizeof(*blank); i++) {
		at = tail ? s.p + s.n - blank[i].n : s.p;
		if (s.n >= blank[i].n &&
		    memcmp(at, blank[i].p, blank[i].n) == 0)
			return blank[i].n;
	}
	return 0;
}

struct slice
value_trim(struct slice s)
{
	size_t head, tail;

	if (s.n == 0 || (!blankish(s.p[0]) && !blankish(s.p[s.n - 1])))
		return s;
	do {
		s = slice_trim(s);
		head = wide_blank(s, false);
		s.p += head;
		s.n -= head;
		tail = wide_blank(s, true);
		s.n -= tail;
	} while (head + tail > 0);
	return s;
}

/* Is S, in either case, one of WORDS, which are parted by blanks? */
static bool
among(struct slice s, const char *words)
{
	size_t n;

	for (; *words != '\0'; words += n + (words[n] == ' ')) {
		n = strcspn(words, " ");
		if (n == s.n && strncasecmp(words, s.p, n) == 0)
			return true;
	}
	return false;
}

bool
value_empty(struct slice s)
{
	if (s.n > 12)
		return false;
	s = value_trim(s);
	return s.n == 0 ||
	    (s.n <= 6 && among(s, "null none n/a na nan - -- n.v.t. nvt \\n"));
}

int
value_bool(struct slice s)
{
	s = value_trim(s);
	if (among(s, "ja yes true j y t x 1 waar"))
		return 1;
	return among(s, "nee neen no false n f 0 onwaar") ? 0 : -1;
}

/* The signs and digits of S alone, into OUT; false if others are there. */
static bool
bare(struct slice s, struct buf *out)
{
	static const struct slice skip[] = { { "\xe2\x82\xac", 3 },
		{ "\xc2\xa0", 2 }, { "EUR", 3 }, { "eur", 3 }, { " ", 1 },
		{ "'", 1 } };
	size_t i;

	while (s.n > 0) {
		if (strchr("0123456789.,-+", s.p[0]) != NULL &&
		    s.p[0] != '\0') {
			buf_putc(out, s.p[0]);
			i = 1;
		} else {
			for (i = 0; i < sizeof(skip) / sizeof(*skip); i++)
				if (slice_starts(s, skip[i]))
					break;
			if (i == sizeof(skip) / sizeof(*skip))
				return false;
			i = skip[i].n;
		}
		s.p += i;
		s.n -= i;
	}
	return out->len > 0;
}

/* The decimal sign of S: '.' or ',', or 0 if it has none. */
static char
decimal(struct slice s, bool comma)
{
	const char *dot = NULL;
	const char *com = NULL;
	size_t dots = 0;
	size_t coms = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '.') {
			dot = s.p + i;
			dots++;
		} else if (s.p[i] == ',') {
			com = s.p + i;
			coms++;
		}
	}
	if (dots > 0 && coms > 0)
		return dot > com ? '.' : ',';
	if (coms == 1)
		return ',';
	if (dots == 1 && !(comma && s.p + s.n - dot == 4))
		return '.';
	return '\0';
}

bool
value_number(struct slice s, bool comma, struct buf *out)
{
	struct buf b = { 0 };
	size_t from = out->len;
	bool good = bare(value_trim(s), &b);
	char point = decimal(buf_slice(&b), comma);
	double x;

	for (size_t i = 0; good && i < b.len; i++) {
		if (b.s[i] == point)
			buf_putc(out, '.');
		else if (b.s[i] != '.' && b.s[i] != ',' &&
		    !(b.s[i] == '+' && i == 0))
			buf_putc(out, b.s[i]);
	}
	buf_release(&b);
	while (out->len > from + 1 && out->s[from] == '0' &&
	    out->s[from + 1] != '.') {
		memmove(out->s + from, out->s + from + 1, out->len - from - 1);
		out->len--;
	}
	good = good &&
	    num_double((struct slice){ out->s + from, out->len - from }, &x);
	if (!good)
		out->len = from;
	return good;
}
