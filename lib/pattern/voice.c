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

/* A value as people read it: the last part of a URI. */
static struct slice
plain(struct slice s)
{
	size_t at = s.n;

	if (!slice_starts(s, SLICE("http")))
		return s;
	while (at > 0 && s.p[at - 1] != '/')
		at--;
	return (struct slice){ s.p + at, s.n - at };
}

/* The title of theme ID, or the id where it has none. */
static void
put_theme(struct buf *b, const struct finding *f, struct slice id, int lang)
{
	struct slice title = id;

	if (f->titles != NULL)
		title = title_of(f->titles, id,
		    lang == VOICE_NL ? TITLE_NL : TITLE_EN);
	if (slice_eq(title, id)) {
		buf_put(b, id);
		return;
	}
	buf_putc(b, '\'');
	buf_put(b, title);
	buf_putc(b, '\'');
}

/* Say the themes in LIST, of which a signal and a combination may have more. */
static bool
put_themes(struct buf *b, const struct finding *f, const struct texts *list,
    int lang)
{
	static const char *const about[VOICE_LANGS] = { " over ", " about " };
	static const char *const and[VOICE_LANGS] = { " en ", " and " };
	struct slice theme;
	struct slice name;
	bool some = false;

	for (size_t i = 0; i < list->n; i++) {
		theme = list->s[i];
		if (!slice_cut(&theme, '=', &name) ||
		    !slice_eq(name, SLICE("theme")))
			continue;
		buf_puts(b, some ? and[lang] : about[lang]);
		put_theme(b, f, theme, lang);
		some = true;
	}
	return some;
}

/* What stands between brackets: a value with words before it. */
static const struct {
	const char *name;
	const char *before[VOICE_LANGS];
} parts[] = {
	{ "product", { "product ", "product " } },
	{ "kind", { "", "" } },
	{ "channel", { "via ", "by " } },
	{ "region", { "regio ", "region " } },
	{ "system", { "uit ", "from " } },
	{ "level", { "niveau ", "level " } },
	{ "norm", { "norm ", "norm " } },
	{ "sentiment", { "toon ", "tone " } },
};

/* Values of a fixed list that are not the same word in English. */
static const char *const english[][2] = {
	{ "balie", "counter" },
	{ "bericht", "message" },
	{ "beroep", "appeal" },
	{ "bezwaar", "objection" },
	{ "gesprek", "conversation" },
	{ "huisbezoek", "home visit" },
	{ "intern", "internal" },
	{ "klacht", "complaint" },
	{ "melding", "report" },
	{ "mijn-omgeving", "personal portal" },
	{ "negatief", "negative" },
	{ "neutraal", "neutral" },
	{ "gemengd", "mixed" },
	{ "positief", "positive" },
	{ "social-media", "social media" },
	{ "sms", "text message" },
	{ "systeem", "system" },
	{ "telefoon", "telephone" },
	{ "terugbelverzoek", "callback request" },
	{ "vraag", "question" },
	{ "webformulier", "web form" },
};

static struct slice
word_for(struct slice value, const char *name, int lang)
{
	static const char *const fixed[] = { "kind", "channel", "sentiment" };

	for (size_t i = 0; lang != VOICE_NL && i < 3; i++)
		for (size_t k = 0; strcmp(name, fixed[i]) == 0 &&
		     k < sizeof(english) / sizeof(english[0]);
		     k++)
			if (slice_eq(value, slice_of(english[k][0])))
				return slice_of(english[k][1]);
	return plain(value);
}

static void
put_parts(struct buf *b, const struct finding *f, int lang)
{
	struct slice v;
	bool some = false;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		v = finding_value(f, parts[i].name);
		if (v.n == 0)
			continue;
		buf_puts(b, some ? ", " : " (");
		buf_puts(b, parts[i].before[lang]);
		buf_put(b, word_for(v, parts[i].name, lang));
		some = true;
	}
	if (some)
		buf_putc(b, ')');
}

/* One word, or several? */
static void
put_with(struct buf *b, struct slice words, int lang)
{
	bool one = memchr(words.p, ' ', words.n) == NULL;

	if (lang == VOICE_NL)
		buf_puts(b, one ? " met het woord '" : " met de woorden '");
	else
		buf_puts(b, one ? " with the word '" : " with the words '");
}

void
voice_cell(struct buf *b, const struct finding *f, int lang)
{
	static const char *const all[VOICE_LANGS] = { ", alles bij elkaar",
		", all together" };
	static const char *const unknown[VOICE_LANGS] = {
		" zonder herkend thema", " without a known theme"
	};
	struct slice theme = finding_value(f, "theme");
	struct slice words = finding_value(f, "words");
	struct slice org = finding_value(f, "org");
	size_t from = b->len;

	if (slice_eq(theme, SLICE("onbepaald"))) {
		buf_puts(b, unknown[lang]);
	} else if (!put_themes(b, f, &f->about, lang)) {
		(void)put_themes(b, f, &f->where, lang);
	}
	if (words.n > 0) {
		put_with(b, words, lang);
		buf_put(b, words);
		buf_putc(b, '\'');
	}
	if (org.n > 0) {
		buf_puts(b, lang == VOICE_NL ? " bij " : " at ");
		buf_put(b, plain(org));
	}
	put_parts(b, f, lang);
	if (b->len == from && f->about.n == 0 && f->where.n == 0)
		buf_puts(b, all[lang]);
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
			buf_put(b, plain(*va_arg(ap, struct slice *)));
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
