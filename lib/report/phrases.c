#include "lib/report/phrases.h"

#include <stdlib.h>

#include "lib/base/date.h"

static const char *const text[PH_MAX][LANG_MAX] = {
#define PHRASE(key, nl, en) [PH_##key] = { nl, en },
#include "lib/report/phrases.def"
#undef PHRASE
};

static const char *const month_name[LANG_MAX][12] = {
	{ "januari", "februari", "maart", "april", "mei", "juni", "juli",
	    "augustus", "september", "oktober", "november", "december" },
	{ "January", "February", "March", "April", "May", "June", "July",
	    "August", "September", "October", "November", "December" },
};

struct word {
	const char *value;
	const char *text[LANG_MAX];
};

/* Sorted by value. */
static const struct word words[] = {
#define WORD(value, nl, en) { value, { nl, en } },
#include "lib/report/words.def"
#undef WORD
};

const char *
phrase(enum lang lang, enum phrase key)
{
	return text[key][lang];
}

/* The argument that the digit C names; empty if there is none. */
static struct slice
argument(const struct slice *arg, size_t n, char c)
{
	size_t i = (size_t)(c - '1');

	return i < n ? arg[i] : (struct slice){ 0 };
}

/* ONE|MANY} at P: one of the two, for S; returns what stands after it. */
static const char *
say_either(struct buf *b, const char *p, struct slice s)
{
	size_t one = strcspn(p, "|");
	size_t many = strcspn(p + one, "}");

	if (slice_eq(s, SLICE("1")))
		buf_put(b, (struct slice){ p, one });
	else
		buf_put(b, (struct slice){ p + one + 1, many - 1 });
	return p + one + many + 1;
}

void
say(struct buf *b, enum lang lang, enum phrase key, const struct slice *arg,
    size_t n)
{
	const char *p = text[key][lang];

	while (*p != '\0') {
		if (p[0] != '{' || p[1] < '1' || p[1] > '9') {
			buf_putc(b, *p++);
		} else if (p[2] == ':') {
			p = say_either(b, p + 3, argument(arg, n, p[1]));
		} else {
			buf_put(b, argument(arg, n, p[1]));
			p += 3;
		}
	}
}

void
say_int(struct buf *b, enum lang lang, int64_t n)
{
	char s[24];
	size_t len = 0;
	uint64_t u = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	do {
		s[len++] = (char)('0' + u % 10);
		u /= 10;
	} while (u);
	if (n < 0)
		buf_putc(b, '-');
	while (len) {
		buf_putc(b, s[--len]);
		if (len && len % 3 == 0)
			buf_putc(b, lang == LANG_NL ? '.' : ',');
	}
}

void
say_num(struct buf *b, enum lang lang, double x, int decimals)
{
	static const int64_t scale[] = { 1, 10, 100, 1000, 10000 };
	int64_t whole;
	int64_t rest;
	double y = x < 0 ? -x : x;

	if (!(y < 9e14)) {
		buf_printf(b, "%.3g", x);
		return;
	}
	rest = (int64_t)(y * (double)scale[decimals] + 0.5);
	whole = rest / scale[decimals];
	rest %= scale[decimals];
	if (x < 0 && (whole || rest))
		buf_putc(b, '-');
	say_int(b, lang, whole);
	if (rest == 0)
		return;
	for (; rest % 10 == 0; decimals--)
		rest /= 10;
	buf_putc(b, lang == LANG_NL ? ',' : '.');
	buf_printf(b, "%0*lld", decimals, (long long)rest);
}

void
say_share(struct buf *b, double part, double whole)
{
	int64_t n;

	n = (int64_t)(part / whole * 100 + 0.5);
	if (n == 0 && part > 0)
		buf_puts(b, "< 1%");
	else if (n == 100 && part < whole)
		buf_puts(b, "> 99%");
	else
		buf_printf(b, "%lld%%", (long long)n);
}

static void
put_date(struct buf *b, enum lang lang, struct civil c, bool year)
{
	buf_printf(b, "%d %s", c.day, month_name[lang][c.month - 1]);
	if (year)
		buf_printf(b, " %d", c.year);
}

void
say_day(struct buf *b, enum lang lang, int32_t day)
{
	put_date(b, lang, date_civil(day), true);
}

void
say_month(struct buf *b, enum lang lang, int month)
{
	buf_printf(b, "%s %d", month_name[lang][month % 12], month / 12);
}

void
say_span(struct buf *b, enum lang lang, int32_t from, int32_t to)
{
	struct civil a = date_civil(from);

	if (from == to) {
		say_day(b, lang, from);
		return;
	}
	put_date(b, lang, a, a.year != date_civil(to).year);
	buf_putc(b, ' ');
	buf_puts(b, phrase(lang, PH_THROUGH));
	buf_putc(b, ' ');
	say_day(b, lang, to);
}

static int
compare_word(const void *key, const void *item)
{
	const struct word *w = item;

	return slice_cmp(*(const struct slice *)key, slice_of(w->value));
}

struct slice
say_value(enum lang lang, struct slice value)
{
	const struct word *w;

	w = bsearch(&value, words, sizeof(words) / sizeof(*words),
	    sizeof(*words), compare_word);
	return w ? slice_of(w->text[lang]) : value;
}
