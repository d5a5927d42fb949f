#include <math.h>

#include "lib/base/date.h"
#include "lib/pattern/voice.h"

/* A title, first in Dutch and then in English. */
static const struct {
	const char *kind;
	const char *title[VOICE_LANGS];
} titles[] = {
	{ "burst", { "Meer signalen%w", "More signals%w" } },
	{ "positive", { "Het gaat beter: signalen%w", "Better: signals%w" } },
	{ "trend",
	    { "Groeit al maanden: signalen%w",
		"Growing for months: signals%w" } },
	{ "persistent",
	    { "Blijft terugkomen: signalen%w",
		"Keeps coming back: signals%w" } },
	{ "disproportion",
	    { "Opvallend vaak samen: signalen%w",
		"Strikingly often together: signals%w" } },
	{ "combination",
	    { "Opvallende combinatie: signalen%w",
		"A striking combination: signals%w" } },
	{ "emerging", { "Nieuw: signalen%w", "New: signals%w" } },
	{ "cross-org",
	    { "Bij meer organisaties tegelijk: signalen%w",
		"In several organisations at once: signals%w" } },
	{ "repeat",
	    { "Mensen komen terug: signalen%w",
		"People come back: signals%w" } },
	{ "campaign",
	    { "Dezelfde tekst van veel mensen%w",
		"The same text from many people%w" } },
	{ "unanswered",
	    { "Wacht op antwoord: signalen%w",
		"Waiting for an answer: signals%w" } },
	{ "grave",
	    { "Kan niet wachten: een signaal%w", "Cannot wait: a signal%w" } },
	{ "silence", { "Het is stil%w", "It is quiet%w" } },
};

static void
title(struct findings *fs, struct finding *f)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++) {
		if (strcmp(titles[i].kind, f->kind) != 0)
			continue;
		for (int lang = 0; lang < VOICE_LANGS; lang++) {
			buf_reset(&b);
			voice(&b, f, lang, titles[i].title[lang]);
			f->title[lang] = findings_text(fs, buf_slice(&b));
		}
	}
	buf_release(&b);
}

/* From whom they come, and whether they came before. */
static void
tell_people(struct buf *b, const struct finding *f, int lang)
{
	if (!isnan(f->persons))
		voice(b, f, lang,
		    lang == VOICE_NL ?
			" Ze komen van %c verschillende mensen." :
			" They come from %c different people.",
		    f->persons);
	if (f->repeats >= 3 && f->repeats >= .1 * f->n)
		voice(b, f, lang,
		    lang == VOICE_NL ? " %c keer was het niet de eerste keer." :
				       " %c times it was not the first time.",
		    f->repeats);
	if (f->chance)
		buf_puts(b,
		    lang == VOICE_NL ? " Dit kan toeval zijn." :
				       " This may be chance.");
}

static void
tell_burst(struct buf *b, const struct finding *f, int lang)
{
	static const char *const text[VOICE_LANGS] = {
		"In de laatste %c dagen, tot en met %d, kwamen er %c "
		"signalen%w. Normaal zijn dat er ongeveer %c, tussen %c en "
		"%c. Dat is %t keer zo veel.",
		"In the last %c days, up to %d, there were %c signals%w. "
		"About %c are normal, between %c and %c. That is %t times as "
		"many."
	};

	static const char *const first[VOICE_LANGS] = {
		"In de laatste %c dagen, tot en met %d, kwamen er %c "
		"signalen%w. Eerder kwam dit bijna niet voor.",
		"In the last %c days, up to %d, there were %c signals%w. "
		"Before, this hardly ever happened."
	};

	voice(b, f, lang, f->expected < .5 ? first[lang] : text[lang],
	    (double)(f->to - f->from + 1), f->to, f->observed, f->expected,
	    f->low, f->high, f->ratio);
	tell_people(b, f, lang);
}

static const struct {
	const char *kind;
	void (*tell)(struct buf *b, const struct finding *f, int lang);
} tellers[] = {
	{ "burst", tell_burst },
	{ "positive", tell_burst },
};

void
voice_finding(struct findings *fs, struct finding *f, const struct cells *x)
{
	struct buf b = { 0 };

	(void)x;
	title(fs, f);
	for (size_t i = 0; i < sizeof(tellers) / sizeof(tellers[0]); i++) {
		if (strcmp(tellers[i].kind, f->kind) != 0)
			continue;
		for (int lang = 0; lang < VOICE_LANGS; lang++) {
			buf_reset(&b);
			tellers[i].tell(&b, f, lang);
			f->why[lang] = findings_text(fs, buf_slice(&b));
		}
	}
	buf_release(&b);
}
