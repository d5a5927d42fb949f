#include <math.h>
#include <strings.h>

#include "lib/base/num.h"
#include "lib/ingest/value.h"

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

/* Is W the name AT, which a blank or NUL ends, or short for it? */
static bool
is_month(struct slice w, const char *at)
{
	if (strncasecmp(at, w.p, w.n) != 0)
		return false;
	return w.n == 3 || at[w.n] == '\0' || at[w.n] == ' ' ||
	    (w.n == 4 && strncmp(at, "sept", 4) == 0);
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
	for (int m = 0; m < 12; m++) {
		at = names[m];
		do {
			if (is_month(w, at))
				return m + 1;
			at = strchr(at, ' ');
		} while (at++ != NULL);
	}
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

/* A day at the start of S, as it is written: there may be no such day. */
static bool
written(struct scan *s, struct civil *c, unsigned flags)
{
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
		*c = (struct civil){ a / 10000, a / 100 % 100, a % 100 };
		return true;
	}
	if (n < 1 || n > 4)
		return false;
	from = *s;
	if (numbers(s, a, n, c, flags))
		return true;
	*s = from;
	c->day = a;
	return named(s, c, flags);
}

/* A day at the start of S. */
static bool
day(struct scan *s, int32_t *d, unsigned flags)
{
	struct civil c = { 0 };

	if (!written(s, &c, flags))
		return false;
	*d = date_day(c);
	return *d != DATE_NONE;
}

static bool
is_word(struct slice w, const char *word)
{
	return w.n == strlen(word) && strncasecmp(w.p, word, w.n) == 0;
}

/* AM, PM or `uur' behind hour H. */
static void
half(struct scan *s, int *h)
{
	struct scan from;
	struct slice w;

	blanks(s);
	from = *s;
	w = word(s);
	if (is_word(w, "am"))
		*h = *h == 12 ? 0 : *h;
	else if (is_word(w, "pm"))
		*h = *h == 12 ? 12 : *h + 12;
	else if (!is_word(w, "uur") && !is_word(w, "u"))
		*s = from;
}

/* Two digits at S, as a number below LIMIT; -1 if they are none. */
static int
pair(struct scan *s, int limit)
{
	int n;
	int x = number(s, &n);

	return n == 2 && x < limit ? x : -1;
}

/* Skip what is left of a second. */
static void
fraction(struct scan *s)
{
	struct scan from = *s;

	if ((!take(s, '.') && !take(s, ',')) || !digit(s))
		*s = from;
	while (digit(s))
		s->p++;
}

/* A time of the day at S, in seconds. */
static bool
clock_time(struct scan *s, int *sec)
{
	int h, m, n;
	int x = 0;

	h = number(s, &n);
	if (n < 1 || n > 2 || !(take(s, ':') || take(s, '.')))
		return false;
	m = pair(s, 60);
	if (m >= 0 && take(s, ':')) {
		x = pair(s, 61);
		fraction(s);
	}
	half(s, &h);
	*sec = h * 3600 + m * 60 + x;
	return h < 24 && m >= 0 && x >= 0;
}

/* +hh, +hhmm or +hh:mm at S, in seconds east; false if it is none. */
static bool
distance(struct scan *s, int sign, int *sec)
{
	int n;
	int h = number(s, &n);
	int m = 0;

	if (n == 4) {
		m = h % 100;
		h /= 100;
	} else if (n == 2 && take(s, ':')) {
		m = pair(s, 60);
	}
	*sec = sign * (h * 3600 + m * 60);
	return (n == 2 || n == 4) && h < 24 && m >= 0 && m < 60;
}

/* An offset at S, into SEC: 1; 0 if there is none, -1 if it is a bad one. */
static int
offset(struct scan *s, int *sec)
{
	struct slice w;
	int sign;

	*sec = 0;
	blanks(s);
	if (s->p == s->end)
		return 0;
	if (letter(s)) {
		w = word(s);
		return is_word(w, "z") || is_word(w, "utc") ||
			is_word(w, "gmt") ?
		    1 :
		    -1;
	}
	sign = take(s, '+') ? 1 : take(s, '-') ? -1 : 0;
	return sign != 0 && distance(s, sign, sec) ? 1 : -1;
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

/* S, with a comma or a point before what is less than one, as a number. */
static bool
decimal(struct slice s, double *x)
{
	char b[32];
	char *comma;

	if (s.n == 0 || s.n > sizeof(b))
		return false;
	memcpy(b, s.p, s.n);
	comma = memchr(b, ',', s.n);
	if (comma != NULL)
		*comma = '.';
	return num_double((struct slice){ b, s.n }, x);
}

/* A date that is written as one number. */
static bool
numeric(struct slice s, unsigned flags, struct when *w)
{
	double x, days;

	if (!decimal(s, &x) || x < 1)
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

/* What stands between a date and a time. */
static bool
between(struct scan *s)
{
	if (!take(s, 'T') && !take(s, 't') && !take(s, ',') && *s->p != ' ')
		return false;
	blanks(s);
	return true;
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
	if (!between(&s) || !clock_time(&s, &sec))
		return false;
	zone = offset(&s, &off);
	if (zone < 0 || s.p != s.end)
		return false;
	return flags & DATE_DAY_ONLY || place(w, sec, zone, off, flags);
}

bool
value_date_gone(struct slice text, unsigned flags)
{
	struct slice t = value_trim(text);
	struct scan s = { t.p, t.p + t.n };
	struct civil c = { 0 };

	return written(&s, &c, flags) && (s.p == s.end || between(&s)) &&
	    c.year > 0 && c.month >= 1 && c.month <= 12 && c.day >= 1 &&
	    date_day(c) == DATE_NONE;
}

const char *
value_date_way(struct slice s, unsigned flags)
{
	static const struct {
		unsigned flags;
		const char *words;
	} way[] = { { DATE_MONTH_FIRST, "month-first" },
		{ DATE_SHORT_YEAR, "short-year" },
		{ DATE_MONTH_FIRST | DATE_SHORT_YEAR,
		    "month-first short-year" },
		{ DATE_SERIAL, "serial" }, { DATE_EPOCH, "epoch" } };

	enum { FIRST = -7305, LAST = 36525 }; /* 1950 up to 2070 */
	struct when w;

	for (size_t i = 0; i < sizeof(way) / sizeof(*way); i++)
		if (value_date(s, flags | way[i].flags, &w) && w.day >= FIRST &&
		    w.day < LAST &&
		    (way[i].flags != DATE_EPOCH || value_trim(s).n >= 9))
			return way[i].words;
	return NULL;
}
