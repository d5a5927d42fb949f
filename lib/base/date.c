#include "lib/base/date.h"

enum { DAY = 86400, HOUR = 3600 };

/* Reads digits off the front of a slice. */
struct cursor {
	const char *p;
	const char *end;
	bool bad;
};

/* Days from civil and back: H. Hinnant, chrono-compatible date algorithms. */
static int32_t
days_from(int y, int m, int d)
{
	int era, yoe, doy, doe;

	y -= m <= 2;
	era = y / 400;
	yoe = y - era * 400;
	doy = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
	doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + doe - 719468;
}

static bool
leap(int y)
{
	return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

int32_t
date_day(struct civil c)
{
	static const signed char days[] = { 0, 31, 28, 31, 30, 31, 30, 31, 31,
		30, 31, 30, 31 };

	if (c.year < 1 || c.year > 9999 || c.month < 1 || c.month > 12)
		return DATE_NONE;
	if (c.day < 1 || c.day > days[c.month] + (c.month == 2 && leap(c.year)))
		return DATE_NONE;
	return days_from(c.year, c.month, c.day);
}

struct civil
date_civil(int32_t day)
{
	int z = day + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;
	struct civil c;

	c.day = doy - (153 * mp + 2) / 5 + 1;
	c.month = mp < 10 ? mp + 3 : mp - 9;
	c.year = yoe + era * 400 + (c.month <= 2);
	return c;
}

int
date_weekday(int32_t day)
{
	return (int)(((int64_t)day % 7 + 7 + 3) % 7);
}

int32_t
date_monday(int32_t day)
{
	return day - date_weekday(day);
}

int32_t
date_years_ago(int32_t day, int years)
{
	struct civil c = date_civil(day);

	c.year -= years;
	if (c.month == 2 && c.day == 29)
		c.day = 28;
	return date_day(c);
}

int
date_week(int32_t day, int *year)
{
	int32_t thursday = date_monday(day) + 3;

	*year = date_civil(thursday).year;
	return (thursday - days_from(*year, 1, 1)) / 7 + 1;
}

/* The anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, ch. 8). */
int32_t
date_easter(int year)
{
	int a = year % 19;
	int b = year / 100;
	int c = year % 100;
	int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
	int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
	int m = (a + 11 * h + 22 * l) / 451;
	int n = h + l - 7 * m + 114;

	return days_from(year, n / 31, n % 31 + 1);
}

static int32_t
last_sunday(int year, int month)
{
	int32_t day = days_from(year, month, month == 9 ? 30 : 31);

	return day - (date_weekday(day) + 1) % 7;
}

int
date_offset(int64_t sec)
{
	int64_t from, to;
	int year;

	if (sec < 11LL * 365 * DAY) /* before December 1980 */
		return HOUR;
	year = date_civil((int32_t)(sec / DAY)).year;
	from = (int64_t)last_sunday(year, 3) * DAY + HOUR;
	to = (int64_t)last_sunday(year, year < 1996 ? 9 : 10) * DAY + HOUR;
	return sec >= from && sec < to ? 2 * HOUR : HOUR;
}

bool
date_local(int32_t day, int second, int64_t *sec)
{
	int64_t wall = (int64_t)day * DAY + second;

	for (int offset = 2 * HOUR; offset >= HOUR; offset -= HOUR) {
		*sec = wall - offset;
		if (date_offset(*sec) == offset)
			return true;
	}
	return false;
}

static int
number(struct cursor *c, int digits)
{
	int n = 0;

	for (; digits > 0; digits--) {
		if (c->p == c->end || *c->p < '0' || *c->p > '9') {
			c->bad = true;
			return 0;
		}
		n = n * 10 + (*c->p++ - '0');
	}
	return n;
}

static bool
accept(struct cursor *c, char a, char b)
{
	if (c->p == c->end || (*c->p != a && *c->p != b))
		return false;
	c->p++;
	return true;
}

static void
expect(struct cursor *c, char a)
{
	if (!accept(c, a, a))
		c->bad = true;
}

static int32_t
read_day(struct cursor *c)
{
	struct civil d;

	d.year = number(c, 4);
	expect(c, '-');
	d.month = number(c, 2);
	expect(c, '-');
	d.day = number(c, 2);
	return c->bad ? DATE_NONE : date_day(d);
}

/* hh:mm:ss and a fraction, which is dropped; -1 if it is no time. */
static int
read_time(struct cursor *c)
{
	int h, m, s;

	h = number(c, 2);
	expect(c, ':');
	m = number(c, 2);
	expect(c, ':');
	s = number(c, 2);
	if (accept(c, '.', '.')) {
		(void)number(c, 1);
		while (c->p < c->end && *c->p >= '0' && *c->p <= '9')
			c->p++;
	}
	if (c->bad || h > 23 || m > 59 || s > 60)
		return -1;
	return h * HOUR + m * 60 + (s == 60 ? 59 : s);
}

/* Z, or +hh:mm, +hhmm or +hh; in seconds east. */
static int
read_offset(struct cursor *c)
{
	bool west;
	int h, m = 0;

	if (accept(c, 'Z', 'z'))
		return 0;
	west = accept(c, '-', '-');
	if (!west)
		expect(c, '+');
	h = number(c, 2);
	if (c->p < c->end) {
		(void)accept(c, ':', ':');
		m = number(c, 2);
	}
	if (h > 23 || m > 59)
		c->bad = true;
	return (west ? -1 : 1) * (h * HOUR + m * 60);
}

static int32_t
floor_day(int64_t sec)
{
	return (int32_t)((sec - ((sec % DAY) + DAY) % DAY) / DAY);
}

bool
date_parse(struct slice s, struct when *w)
{
	struct cursor c = { s.p, s.p + s.n, false };
	int time, offset;

	*w = (struct when){ .day = read_day(&c) };
	if (c.bad || w->day == DATE_NONE)
		return false;
	if (c.p == c.end)
		return true;
	if (!accept(&c, 'T', 't') && !accept(&c, ' ', ' '))
		return false;
	time = read_time(&c);
	offset = read_offset(&c);
	if (time < 0 || c.bad || c.p != c.end)
		return false;
	w->exact = true;
	w->sec = (int64_t)w->day * DAY + time - offset;
	w->day = floor_day(w->sec + date_offset(w->sec));
	return w->day >= days_from(1, 1, 1) &&
	    w->day <= days_from(9999, 12, 31);
}

int32_t
date_parse_day(struct slice s)
{
	struct when w;

	return date_parse(s, &w) ? w.day : DATE_NONE;
}

static void
put_digits(struct buf *b, int n, int width)
{
	char digit[4];

	for (int i = width; i > 0; n /= 10)
		digit[--i] = (char)('0' + n % 10);
	buf_put(b, (struct slice){ digit, (size_t)width });
}

void
date_put_day(struct buf *b, int32_t day)
{
	struct civil c = date_civil(day);

	put_digits(b, c.year, 4);
	buf_putc(b, '-');
	put_digits(b, c.month, 2);
	buf_putc(b, '-');
	put_digits(b, c.day, 2);
}

void
date_put_week(struct buf *b, int32_t day)
{
	int year;
	int week = date_week(day, &year);

	put_digits(b, year, 4);
	buf_puts(b, "-W");
	put_digits(b, week, 2);
}

void
date_put_instant(struct buf *b, int64_t sec)
{
	int offset = date_offset(sec);
	int32_t day = floor_day(sec + offset);
	int left = (int)(sec + offset - (int64_t)day * DAY);

	date_put_day(b, day);
	buf_putc(b, 'T');
	put_digits(b, left / HOUR, 2);
	buf_putc(b, ':');
	put_digits(b, left / 60 % 60, 2);
	buf_putc(b, ':');
	put_digits(b, left % 60, 2);
	buf_putc(b, '+');
	put_digits(b, offset / HOUR, 2);
	buf_puts(b, ":00");
}
