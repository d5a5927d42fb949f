/* What findings are called. */

#include <math.h>
#include <string.h>

#include "lib/pattern/voice.h"

/*
 * A title by kind, or method, first in Dutch and then in English; %c stands for
 * the number that the finding is about, and for the whole, %e for what was to
 * be expected.
 */
static const struct {
	const char *kind;
	const char *title[VOICE_LANGS];
} titles[] = {
	{ "burst",
	    { "Meer signalen%w: %c, normaal %e",
		"More signals%w: %c, %e %[is|are] normal" } },
	{ "effect/1",
	    { "Na de actie minder signalen%w: %c in plaats van %c",
		"Fewer signals after the action%w: %c instead of %c" } },
	{ "positive", { "Het gaat beter: signalen%w", "Better: signals%w" } },
	{ "fall",
	    { "Steeds minder: signalen%w, %c in 13 weken",
		"Fewer and fewer: signals%w, %c in 13 weeks" } },
	{ "drop",
	    { "Minder dan eerst: signalen%w, %c in 13 weken",
		"Fewer than before: signals%w, %c in 13 weeks" } },
	{ "trend",
	    { "Groeit al maanden: signalen%w, %c in 13 weken",
		"Growing for months: signals%w, %c in 13 weeks" } },
	{ "step",
	    { "Meer dan eerst: signalen%w, %c in 13 weken",
		"More than before: signals%w, %c in 13 weeks" } },
	{ "persistent",
	    { "Blijft hoog: signalen%w, %c in 13 weken",
		"Stays high: signals%w, %c in 13 weeks" } },
	{ "disproportion",
	    { "Opvallend vaak samen: signalen%w, %c in plaats van %e",
		"Strikingly often together: signals%w, %c instead of %e" } },
	{ "combination",
	    { "Opvallende combinatie: signalen%w, %c in plaats van %e",
		"A striking combination: signals%w, %c instead of %e" } },
	{ "emerging",
	    { "In opkomst: %c signalen%w", "Emerging: %c signals%w" } },
	{ "cross-org",
	    { "Bij meer organisaties tegelijk: signalen%w, %c in plaats van %e",
		"In several organisations at once: signals%w, %c instead of "
		"%e" } },
	{ "repeat",
	    { "Mensen komen terug: %c van de %c signalen%w",
		"People come back: %c of the %c signals%w" } },
	{ "campaign",
	    { "Dezelfde tekst, %c keer,%w", "The same text, %c times,%w" } },
	{ "unanswered",
	    { "Wacht op antwoord: %c signalen%w",
		"Waiting for an answer: %c signals%w" } },
	{ "grave", { "een signaal%w", "a signal%w" } },
	{ "silence",
	    { "Het is stil%w: %c %[signaal|signalen], normaal %c",
		"It is quiet%w: %c %[signal|signals], %c are normal" } },
};

/* A title where texts are a sample. */
static const char *const of_sample[VOICE_LANGS] = {
	"In opkomst: ten minste %c signalen%w",
	"Emerging: at least %c signals%w"
};

/* A title where not of all it is known who sent them. */
static const char *const repeat_known[VOICE_LANGS] = {
	"Mensen komen terug: %c van de %c signalen%w met een bekende afzender",
	"People come back: %c of the %c signals%w with a known sender"
};

/* A title where it is known from how many people a text came. */
static const char *const text_people[VOICE_LANGS] = {
	"Dezelfde tekst van %c %[persoon|verschillende mensen], %c keer,%w",
	"The same text from %c %[person|different people], %c times,%w"
};

/* The same where there may be more. */
static const char *const text_least[VOICE_LANGS] = {
	"Dezelfde tekst van ten minste %c %[persoon|verschillende mensen], "
	"%c keer,%w",
	"The same text from at least %c %[person|different people], %c times,%w"
};

/* A title where several signals with one text cannot wait. */
static const char *const grave_family[VOICE_LANGS] = {
	"%c signalen met bijna dezelfde tekst%w",
	"%c signals with nearly the same text%w"
};

/*
 * What the urgent cues of the built-in codebooks are about.  Cues of other
 * codebooks are said by their id.
 */
static const struct {
	const char *id;
	const char *words[VOICE_LANGS];
} reasons[] = {
	{ "huis-uit", { "huis uit", "losing a home" } },
	{ "morgen-uit", { "deze week nog", "this week" } },
	{ "home", { "huis uit", "losing a home" } },
	{ "dakloos", { "dakloos", "homeless" } },
	{ "geen-eten", { "geen eten", "no food" } },
	{ "food", { "geen eten", "no food" } },
	{ "afgesloten",
	    { "gas, water of stroom afgesloten",
		"gas, water or power cut off" } },
	{ "cut-off",
	    { "gas, water of stroom afgesloten",
		"gas, water or power cut off" } },
	{ "zelfdoding", { "zelfdoding", "suicide" } },
	{ "niet-meer-zijn", { "zelfdoding", "suicide" } },
	{ "life", { "levensgevaar", "life at risk" } },
	{ "einde-raad", { "ten einde raad", "despair" } },
	{ "niet-verder", { "ten einde raad", "despair" } },
	{ "despair", { "ten einde raad", "despair" } },
	{ "gevaar", { "gevaar", "danger" } },
	{ "stroomkabel", { "gevaar", "danger" } },
	{ "danger", { "gevaar", "danger" } },
	{ "geweld", { "geweld", "violence" } },
	{ "bedreigt-mij", { "geweld", "violence" } },
	{ "medisch", { "zorg of medicijnen", "care or medicine" } },
	{ "medical", { "zorg of medicijnen", "care or medicine" } },
	{ "kinderen", { "kinderen in nood", "children in need" } },
	{ "schulden", { "schulden", "debts" } },
	{ "schulden-2", { "schulden", "debts" } },
	{ "nu-hulp", { "nu hulp nodig", "help needed now" } },
	{ "spoed", { "spoed", "urgent" } },
};

/* The words for the cue called ID, or none. */
static const char *
reason_words(struct slice id, int lang)
{
	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
		if (slice_eq(id, slice_of(reasons[i].id)))
			return reasons[i].words[lang];
	return NULL;
}

/* The id of CUE, an urgent one. */
static struct slice
urgent_id(struct slice cue)
{
	size_t n = SLICE("spoed:").n;

	return (struct slice){ cue.p + n, cue.n - n };
}

/* Do the words of cue I stand for an earlier one too? */
static bool
said_before(const struct finding *f, size_t i, const char *words, int lang)
{
	const char *other;

	for (size_t k = 0; words != NULL && k < i; k++) {
		other = reason_words(urgent_id(f->urgent_cue.s[k]), lang);
		if (other != NULL && strcmp(other, words) == 0)
			return true;
	}
	return false;
}

bool
voice_reasons(struct buf *b, const struct finding *f, int lang)
{
	const char *words;
	struct slice id;
	size_t n = 0;

	for (size_t i = 0; i < f->urgent_cue.n; i++) {
		id = urgent_id(f->urgent_cue.s[i]);
		words = reason_words(id, lang);
		if (said_before(f, i, words, lang))
			continue;
		buf_puts(b, n++ > 0 ? "; " : "");
		if (words != NULL)
			buf_puts(b, words);
		for (size_t k = 0; words == NULL && k < id.n; k++)
			buf_putc(b, id.p[k] == '-' ? ' ' : id.p[k]);
	}
	return n > 0;
}

/* Is what F is set against its normal another number than all of it? */
static bool
is_other(const struct finding *f)
{
	bool pair = strcmp(f->kind, "disproportion") == 0 ||
	    strcmp(f->kind, "combination") == 0;

	return f->letters > 0 ||
	    ((pair || finding_rose(f)) && f->observed != f->n);
}

/* From how many people a letter is, surely. */
static void
put_letter(struct buf *b, const struct finding *f, int lang)
{
	bool several = !isnan(f->persons_least);
	bool least = several || f->persons_known < 1;

	voice(b, f, lang, least ? text_least[lang] : text_people[lang],
	    several ? f->persons_least : f->persons, f->n);
}

/* A title with the number that F is about. */
static void
put_number(struct buf *b, const struct finding *f, int lang, const char *title)
{
	voice(b, f, lang, f->sampled_of > 0 ? of_sample[lang] : title,
	    is_other(f) ? f->observed : f->n, f->expected);
}

static void
put_title(struct buf *b, const struct finding *f, int lang, const char *title)
{
	static const char *const waits[VOICE_LANGS] = { "Kan niet wachten (",
		"Cannot wait (" };
	static const char *const closed[VOICE_LANGS] = {
		"Kon niet wachten en is afgehandeld (",
		"Could not wait and is closed ("
	};

	if (strcmp(f->kind, "repeat") == 0) {
		voice(b, f, lang, f->known < f->n ? repeat_known[lang] : title,
		    f->observed, f->known);
		return;
	}
	if (strcmp(f->kind, "campaign") == 0 && !isnan(f->persons)) {
		put_letter(b, f, lang);
		return;
	}
	if (strcmp(f->kind, "grave") != 0) {
		put_number(b, f, lang, title);
		return;
	}
	buf_puts(b, f->closed ? closed[lang] : waits[lang]);
	if (!voice_reasons(b, f, lang))
		buf_puts(b,
		    lang == VOICE_NL ? "spoed volgens de bron" :
				       "urgent by its source");
	buf_puts(b, "): ");
	voice(b, f, lang, f->n > 1 ? grave_family[lang] : title, f->n);
}

void
voice_title(struct findings *fs, struct finding *f)
{
	const char *as = strcmp(f->method, "effect/1") == 0 ? f->method :
							      f->kind;
	struct buf b = { 0 };

	if (finding_fell(f))
		as = f->step ? "drop" : "fall";
	else if (f->step && strcmp(f->kind, "trend") == 0)
		as = "step";
	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++) {
		if (strcmp(titles[i].kind, as) != 0)
			continue;
		for (int lang = 0; lang < VOICE_LANGS; lang++) {
			buf_reset(&b);
			put_title(&b, f, lang, titles[i].title[lang]);
			f->title[lang] = findings_text(fs, buf_slice(&b));
		}
	}
	buf_release(&b);
}
