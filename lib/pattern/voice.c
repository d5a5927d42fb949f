#include "lib/pattern/voice.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "lib/base/date.h"

static const char *const months[VOICE_LANGS][12] = {
	{ "januari", "februari", "maart", "april", "mei", "juni", "juli",
	    "augustus", "september", "oktober", "november", "december" },
	{ "January", "February", "March", "April", "May", "June", "July",
	    "August", "September", "October", "November", "December" }
};

void
voice_count(struct buf *b, double n, int lang)
{
	struct buf digits = { 0 };

	buf_printf(&digits, "%.0f", fabs(n));
	if (n <= -.5)
		buf_putc(b, '-');
	for (size_t i = 0; i < digits.len; i++) {
		if (i > 0 && (digits.len - i) % 3 == 0)
			buf_putc(b, lang == VOICE_NL ? '.' : ',');
		buf_putc(b, digits.s[i]);
	}
	buf_release(&digits);
}

/* Is N expected, but not once? */
static bool
is_hardly(double n)
{
	return n > 0 && n < .5;
}

void
voice_expected(struct buf *b, double n, int lang)
{
	if (is_hardly(n))
		buf_puts(b,
		    lang == VOICE_NL ? "minder dan \xc3\xa9\xc3\xa9n" :
				       "less than one");
	else
		voice_count(b, n, lang);
}

void
voice_times(struct buf *b, double x, int lang)
{
	size_t from = b->len;

	if (x >= 9.95) {
		voice_count(b, x, lang);
		return;
	}
	/* near to as many, or to none, one digit would say that it is so */
	buf_printf(b, x < .095 || (x >= .95 && x < 1.05) ? "%.2f" : "%.1f", x);
	for (size_t i = from; i < b->len; i++)
		if (b->s[i] == '.' && lang == VOICE_NL)
			b->s[i] = ',';
}

double
voice_down(double x)
{
	return x >= 9.95 ? floor(x) : floor(10 * x + 1e-9) / 10;
}

void
voice_percent(struct buf *b, double share)
{
	buf_printf(b, "%.0f%%", 100 * share);
}

void
voice_day(struct buf *b, int32_t day, int lang)
{
	struct civil c = date_civil(day);

	buf_printf(b, "%d %s %d", c.day, months[lang][c.month - 1], c.year);
}

/* The count after which a word is chosen: less than one is one. */
static double
as_said(double n)
{
	return is_hardly(n) ? 1 : n;
}

/* The next count in TEXT, of which the values are in AP. */
static double
next_count(const char *text, va_list ap)
{
	va_list at;
	double n = NAN;

	va_copy(at, ap);
	for (; isnan(n) && *text != '\0'; text++) {
		if (*text != '%')
			continue;
		switch (*++text) {
		case 'c':
			n = va_arg(at, double);
			break;
		case 'a':
		case 'e':
			n = as_said(va_arg(at, double));
			break;
		case 't':
		case 'p':
			(void)va_arg(at, double);
			break;
		case 'd':
			(void)va_arg(at, int);
			break;
		case 's':
			(void)va_arg(at, struct slice *);
			break;
		default:
			break;
		}
	}
	va_end(at);
	return n;
}

/* As voice_count rounds. */
static bool
is_one(double n)
{
	return rint(fabs(n)) == 1;
}

/* Append a part of TEXT, "(first|second)"; returns where that ends. */
static const char *
choose(struct buf *b, const char *text, bool first)
{
	const char *bar = strchr(text, '|');
	const char *end = bar + strcspn(bar, ")]}");

	if (first)
		buf_put(b,
		    (struct slice){ text + 1, (size_t)(bar - text - 1) });
	else
		buf_put(b, (struct slice){ bar + 1, (size_t)(end - bar - 1) });
	return end;
}

void
voice_args(struct buf *b, const struct finding *f, int lang, const char *text,
    va_list ap)
{
	static const char *const about[VOICE_LANGS] = { "ongeveer ", "about " };
	double count = NAN;

	for (; *text != '\0'; text++) {
		if (*text != '%') {
			buf_putc(b, *text);
			continue;
		}
		switch (*++text) {
		case 'c':
			count = va_arg(ap, double);
			voice_count(b, count, lang);
			break;
		case 'a':
		case 'e':
			count = va_arg(ap, double);
			if (text[0] == 'a' && !is_hardly(count))
				buf_puts(b, about[lang]);
			voice_expected(b, count, lang);
			count = as_said(count);
			break;
		case '(':
			text = choose(b, text, is_one(next_count(text, ap)));
			break;
		case '[':
			text = choose(b, text, is_one(count));
			break;
		case '{':
			text = choose(b, text, !(f->offset >= 1));
			break;
		case 't':
			voice_times(b, va_arg(ap, double), lang);
			break;
		case 'p':
			voice_percent(b, va_arg(ap, double));
			break;
		case 'd':
			voice_day(b, va_arg(ap, int), lang);
			break;
		case 's':
			buf_put(b, voice_plain(*va_arg(ap, struct slice *)));
			break;
		case 'w':
			voice_cell(b, f, lang);
			break;
		default:
			buf_putc(b, *text);
		}
	}
}

void
voice(struct buf *b, const struct finding *f, int lang, const char *text, ...)
{
	va_list ap;

	va_start(ap, text);
	voice_args(b, f, lang, text, ap);
	va_end(ap);
}
