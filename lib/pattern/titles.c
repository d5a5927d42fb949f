/* What findings are called. */

#include "lib/pattern/voice.h"

/*
 * A title, first in Dutch and then in English; %c stands for the number that
 * the finding is about, and for what was to be expected or the whole.
 */
static const struct {
	const char *kind;
	const char *title[VOICE_LANGS];
} titles[] = {
	{ "burst",
	    { "Meer signalen%w: %c, normaal %c",
		"More signals%w: %c, %c are normal" } },
	{ "positive", { "Het gaat beter: signalen%w", "Better: signals%w" } },
	{ "trend",
	    { "Groeit al maanden: signalen%w, %c in 13 weken",
		"Growing for months: signals%w, %c in 13 weeks" } },
	{ "persistent",
	    { "Blijft terugkomen: signalen%w, %c in 13 weken",
		"Keeps coming back: signals%w, %c in 13 weeks" } },
	{ "disproportion",
	    { "Opvallend vaak samen: signalen%w, %c in plaats van %c",
		"Strikingly often together: signals%w, %c instead of %c" } },
	{ "combination",
	    { "Opvallende combinatie: signalen%w, %c in plaats van %c",
		"A striking combination: signals%w, %c instead of %c" } },
	{ "emerging", { "Nieuw: %c signalen%w", "New: %c signals%w" } },
	{ "cross-org",
	    { "Bij meer organisaties tegelijk: signalen%w, %c in plaats van %c",
		"In several organisations at once: signals%w, %c instead of "
		"%c" } },
	{ "repeat",
	    { "Mensen komen terug: %c van de %c signalen%w",
		"People come back: %c of the %c signals%w" } },
	{ "campaign",
	    { "Dezelfde tekst van veel mensen, %c keer,%w",
		"The same text from many people, %c times,%w" } },
	{ "unanswered",
	    { "Wacht op antwoord: %c signalen%w",
		"Waiting for an answer: %c signals%w" } },
	{ "grave", { "een signaal%w", "a signal%w" } },
	{ "silence",
	    { "Het is stil%w: %c signalen, normaal %c",
		"It is quiet%w: %c signals, %c are normal" } },
};

/* A title where several signals with one text cannot wait. */
static const char *const grave_family[VOICE_LANGS] = {
	"%c signalen met bijna dezelfde tekst%w",
	"%c signals with nearly the same text%w"
};

bool
voice_reasons(struct buf *b, const struct finding *f)
{
	struct slice s;
	size_t n = 0;

	for (size_t i = 0; i < f->cue.n; i++) {
		s = f->cue.s[i];
		if (!slice_starts(s, SLICE("spoed:")))
			continue;
		s = (struct slice){ s.p + 6, s.n - 6 };
		buf_puts(b, n++ > 0 ? ", " : "");
		for (size_t k = 0; k < s.n && s.p[k] != '='; k++)
			buf_putc(b, s.p[k] == '-' ? ' ' : s.p[k]);
	}
	return n > 0;
}

static void
put_title(struct buf *b, const struct finding *f, int lang, const char *title)
{
	bool repeat = strcmp(f->kind, "repeat") == 0;

	if (strcmp(f->kind, "grave") != 0) {
		voice(b, f, lang, title, repeat ? f->observed : f->n,
		    repeat ? f->n : f->expected);
		return;
	}
	buf_puts(b, lang == VOICE_NL ? "Kan niet wachten (" : "Cannot wait (");
	if (!voice_reasons(b, f))
		buf_puts(b,
		    lang == VOICE_NL ? "spoed volgens de bron" :
				       "urgent by its source");
	buf_puts(b, "): ");
	voice(b, f, lang, f->n > 1 ? grave_family[lang] : title, f->n);
}

void
voice_title(struct findings *fs, struct finding *f)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++) {
		if (strcmp(titles[i].kind, f->kind) != 0)
			continue;
		for (int lang = 0; lang < VOICE_LANGS; lang++) {
			buf_reset(&b);
			put_title(&b, f, lang, titles[i].title[lang]);
			f->title[lang] = findings_text(fs, buf_slice(&b));
		}
	}
	buf_release(&b);
}
