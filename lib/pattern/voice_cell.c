/* What a finding is about, in words. */

#include <string.h>

#include "lib/pattern/voice.h"

enum { MANY = 4, FIRST = 3 /* themes; of more than that so many are said */ };

struct slice
voice_plain(struct slice s)
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

static bool
is_theme(struct slice text, struct slice *theme)
{
	struct slice name;

	*theme = text;
	return slice_cut(theme, '=', &name) && slice_eq(name, SLICE("theme"));
}

/*
 * Say the themes in LIST, of which a signal and a combination may have more;
 * of many only the first.
 */
static bool
put_themes(struct buf *b, const struct finding *f, const struct texts *list,
    int lang)
{
	static const char *const about[VOICE_LANGS] = { " over ", " about " };
	static const char *const and[VOICE_LANGS] = { " en ", " and " };
	struct slice theme;
	size_t all = 0;
	size_t said = 0;

	for (size_t i = 0; i < list->n; i++)
		all += is_theme(list->s[i], &theme);
	for (size_t i = 0; i < list->n; i++) {
		if (!is_theme(list->s[i], &theme))
			continue;
		if (all > MANY && said == FIRST)
			break;
		buf_puts(b, said++ > 0 ? and[lang] : about[lang]);
		put_theme(b, f, theme, lang);
	}
	if (said < all) {
		buf_puts(b, lang == VOICE_NL ? " en nog " : " and ");
		voice_count(b, (double)(all - said), lang);
		buf_puts(b, lang == VOICE_NL ? " thema's" : " more themes");
	}
	return said > 0;
}

/* What stands between brackets: a value with words before it. */
static const struct {
	const char *name;
	const char *before[VOICE_LANGS];
} parts[] = {
	{ "product", { "product ", "product " } },
	{ "kind", { "", "" } },
	{ "channel", { "via ", "via " } },
	{ "region", { "regio ", "region " } },
	{ "system", { "uit ", "from " } },
	{ "level", { "niveau ", "level " } },
	{ "norm", { "norm ", "norm " } },
	{ "sentiment", { "toon ", "tone " } },
};

/* How values of a fixed list are said; another as parts has it. */
static const struct {
	const char *name;
	const char *value;
	const char *words[VOICE_LANGS];
} phrases[] = {
	{ "kind", "bericht", { "bericht", "message" } },
	{ "kind", "beroep", { "beroep", "appeal" } },
	{ "kind", "bezwaar", { "bezwaar", "objection" } },
	{ "kind", "foutmelding", { "foutmelding", "error message" } },
	{ "kind", "gedraging",
	    { "registratie van gedrag", "logged behaviour" } },
	{ "kind", "gesprek", { "gesprek", "conversation" } },
	{ "kind", "klacht", { "klacht", "complaint" } },
	{ "kind", "melding", { "melding", "report" } },
	{ "kind", "onbekend", { "soort onbekend", "kind unknown" } },
	{ "kind", "onderzoek", { "onderzoek", "research" } },
	{ "kind", "publicatie", { "publicatie", "publication" } },
	{ "kind", "terugbelverzoek",
	    { "terugbelverzoek", "callback request" } },
	{ "kind", "vraag", { "vraag", "question" } },
	{ "channel", "app", { "in de app", "in the app" } },
	{ "channel", "balie", { "aan de balie", "at the counter" } },
	{ "channel", "chat", { "via de chat", "by chat" } },
	{ "channel", "e-mail", { "per e-mail", "by e-mail" } },
	{ "channel", "huisbezoek",
	    { "bij een huisbezoek", "at a home visit" } },
	{ "channel", "intern",
	    { "van binnen de organisatie", "from inside the organisation" } },
	{ "channel", "mijn-omgeving",
	    { "in de mijn-omgeving", "in the personal portal" } },
	{ "channel", "onbekend", { "kanaal onbekend", "channel unknown" } },
	{ "channel", "post", { "per post", "by post" } },
	{ "channel", "sms", { "per sms", "by text message" } },
	{ "channel", "social-media",
	    { "op sociale media", "on social media" } },
	{ "channel", "systeem", { "door een systeem", "by a system" } },
	{ "channel", "telefoon", { "per telefoon", "by telephone" } },
	{ "channel", "webformulier",
	    { "met een webformulier", "by web form" } },
	{ "sentiment", "gemengd", { "gemengde toon", "mixed tone" } },
	{ "sentiment", "negatief", { "negatieve toon", "negative tone" } },
	{ "sentiment", "neutraal", { "neutrale toon", "neutral tone" } },
	{ "sentiment", "onbekend", { "toon onbekend", "tone unknown" } },
	{ "sentiment", "positief", { "positieve toon", "positive tone" } },
};

/* VALUE of part I, with words. */
static void
put_part(struct buf *b, size_t i, struct slice value, int lang)
{
	for (size_t k = 0; k < sizeof(phrases) / sizeof(phrases[0]); k++) {
		if (strcmp(parts[i].name, phrases[k].name) != 0 ||
		    !slice_eq(value, slice_of(phrases[k].value)))
			continue;
		buf_puts(b, phrases[k].words[lang]);
		return;
	}
	buf_puts(b, parts[i].before[lang]);
	buf_put(b, voice_plain(value));
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
		put_part(b, i, v, lang);
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
		buf_put(b, voice_plain(org));
	}
	put_parts(b, f, lang);
	if (b->len == from && f->about.n == 0 && f->where.n == 0)
		buf_puts(b, all[lang]);
}
