/* The sentences of each kind of finding; of what rises, in tell_rise.c. */

#include "lib/pattern/tell.h"

#include <math.h>

#include "lib/base/date.h"
#include "lib/pattern/combine.h"
#include "lib/pattern/pairs.h"
#include "lib/pattern/voice.h"

/*
 * From how many people F, of several organisations, is: a token of a person is
 * of one of them.
 */
static void
tell_by_org(struct buf *b, const struct finding *f, int lang)
{
	static const char *const least[VOICE_LANGS] = {
		" Ze komen van ten minste%s %c %[persoon|verschillende "
		"mensen].",
		" They come from at least%s %c %[person|different people]."
	};
	static const char *const by_org[VOICE_LANGS] = {
		" Per organisatie geteld zijn het%s %c mensen; wie bij meer "
		"organisaties was, telt bij elk daarvan.",
		" Counted by organisation these are%s %c people; who was with "
		"several counts in each."
	};
	static const char *const unknown[VOICE_LANGS] = {
		" Van %c %[signaal|signalen] is niet bekend van wie.",
		" Of %c %[signal|signals] it is not known from whom."
	};
	static const char *const about[VOICE_LANGS] = { " ongeveer", " about" };
	struct slice so = slice_of(f->persons_about ? about[lang] : "");

	if (f->persons_least > 0)
		voice(b, f, lang, least[lang], &so, f->persons_least);
	voice(b, f, lang, by_org[lang], &so, f->persons);
	if (f->persons_known < 1)
		voice(b, f, lang, unknown[lang], f->n * (1 - f->persons_known));
}

/* From how many people F is; those who are not known are told apart. */
static void
tell_persons(struct buf *b, const struct finding *f, int lang)
{
	static const char *const exact[VOICE_LANGS] = {
		" Ze komen van %c %[persoon|verschillende mensen].",
		" They come from %c %[person|different people]."
	};
	static const char *const about[VOICE_LANGS] = {
		" Ze komen van ongeveer %c %[persoon|verschillende mensen].",
		" They come from about %c %[person|different people]."
	};
	static const char *const least[VOICE_LANGS] = {
		" Ze komen van ten minste %c %[persoon|verschillende mensen]; "
		"van %c %[signaal|signalen] is niet bekend van wie.",
		" They come from at least %c %[person|different people]; of %c "
		"it is not known from whom."
	};
	static const char *const about_least[VOICE_LANGS] = {
		" Ze komen van ten minste ongeveer %c %[persoon|verschillende "
		"mensen]; van %c %[signaal|signalen] is niet bekend van wie.",
		" They come from at least about %c %[person|different people]; "
		"of %c it is not known from whom."
	};

	if (isnan(f->persons))
		return;
	if (!isnan(f->persons_least))
		tell_by_org(b, f, lang);
	else if (f->persons_known < 1)
		voice(b, f, lang,
		    f->persons_about ? about_least[lang] : least[lang],
		    f->persons, f->n * (1 - f->persons_known));
	else
		voice(b, f, lang, f->persons_about ? about[lang] : exact[lang],
		    f->persons);
}

/* From whom they come, and whether they came before. */
void
tell_people(struct buf *b, const struct finding *f, int lang)
{
	static const char *const elsewhere[VOICE_LANGS] = {
		" Bij %s is de stijging vrijwel zeker geen toeval; die bij "
		"andere organisaties kan dat wel zijn.",
		" At %s the rise is hardly chance; at other organisations it "
		"may be."
	};

	tell_persons(b, f, lang);
	if (f->repeats >= 3 && f->repeats >= .1 * f->n)
		voice(b, f, lang,
		    lang == VOICE_NL ?
			" Bij %c signalen had dezelfde persoon al eerder "
			"iets laten weten over hetzelfde product of thema." :
			" In %c cases the same person had been in touch "
			"about the same product or theme before.",
		    f->repeats);
	if (f->chance && f->sure_at.n > 0)
		voice(b, f, lang, elsewhere[lang], &f->sure_at);
	else if (f->chance)
		buf_puts(b,
		    lang == VOICE_NL ? " Dit kan toeval zijn." :
				       " This may be chance.");
}

/*
 * How many are of campaigns, which do not count: all of them, and those of whom
 * people are told, are both.
 */
void
tell_letters(struct buf *b, const struct finding *f, int lang)
{
	static const char *const text[VOICE_LANGS] = {
		" Daarnaast %(hoorde|hoorden) er %c bij een tekst die vaak "
		"kwam; die %[telt|tellen] hier niet mee. Samen zijn het er %c.",
		" Another %c had a text that came often, which %[does|do] not "
		"count here. Together there are %c."
	};

	if (f->letters > 0)
		voice(b, f, lang, text[lang], f->letters,
		    f->observed + f->letters);
}

static void
tell_repeat(struct buf *b, const struct finding *f, int lang)
{
	static const char *const all[VOICE_LANGS] = {
		"Van de %c signalen%w sinds %d", "Of the %c signals%w since %d"
	};
	static const char *const known[VOICE_LANGS] = {
		"Van de %c signalen%w sinds %d is van %c bekend van wie ze "
		"komen. Daarvan",
		"Of the %c signals%w since %d it is known of %c whom they come "
		"from. Of those"
	};
	static const char *const back[VOICE_LANGS] = {
		" waren er %c van iemand die al eerder iets liet weten over "
		"hetzelfde product of thema.",
		", %c came from someone who had been in touch about the same "
		"product or theme before."
	};
	static const char *const text[VOICE_LANGS] = {
		" Als mensen hier even vaak terugkwamen als in de rest van de "
		"organisatie, %(was|waren) het er %a.",
		" If people came back as often here as in the rest of the "
		"organisation, there would be %a."
	};
	static const char *const people[VOICE_LANGS] = {
		" In de laatste 200 dagen %(kwam|kwamen) %c "
		"%[persoon|verschillende mensen] terug.",
		" In the last 200 days %c %[person|different people] came "
		"back."
	};

	voice(b, f, lang, f->known < f->n ? known[lang] : all[lang], f->n,
	    f->from, f->known);
	voice(b, f, lang, back[lang], f->observed);
	voice(b, f, lang, text[lang], f->expected);
	if (!isnan(f->returned))
		voice(b, f, lang, people[lang], f->returned);
}

static void
tell_campaign(struct buf *b, const struct finding *f, int lang)
{
	static const char *const text[VOICE_LANGS] = {
		"Tussen %d en %d kwam dezelfde tekst, of bijna dezelfde, %c "
		"keer binnen%w.",
		"Between %d and %d the same text, or nearly the same, came in "
		"%c times%w."
	};
	static const char *const day[VOICE_LANGS] = {
		"Op %d kwam dezelfde tekst, of bijna dezelfde, %c keer "
		"binnen%w.",
		"On %d the same text, or nearly the same, came in %c times%w."
	};
	static const char *const where[VOICE_LANGS] = {
		" Dat was bij %c organisaties.",
		" That was at %c organisations."
	};
	static const char *const who[VOICE_LANGS] = {
		" Van hoeveel mensen is niet bekend.",
		" From how many people is not known."
	};

	if (f->from == f->to)
		voice(b, f, lang, day[lang], f->from, f->n);
	else
		voice(b, f, lang, text[lang], f->from, f->to, f->n);
	if (f->orgs.n > 1)
		voice(b, f, lang, where[lang], (double)f->orgs.n);
	if (isnan(f->persons))
		buf_puts(b, who[lang]);
	else
		tell_people(b, f, lang);
}

/* Which of them are late, where one value explains it. */
static void
tell_mainly(struct buf *b, const struct finding *f, int lang)
{
	static const char *const text[VOICE_LANGS] = {
		" Te laat waren vooral de signalen%w: daarvan was %p te laat, "
		"van de andere %p.",
		" Mostly the signals%w were late: %p of those, and %p of the "
		"others."
	};
	const struct finding value = { .where = { 1, { f->mainly } },
		.titles = f->titles };

	if (f->mainly.n > 0)
		voice(b, &value, lang, text[lang], f->late_of, f->late_rest);
}

/* How long F waits, and what is not in it. */
static void
tell_waiting(struct buf *b, const struct finding *f, int lang)
{
	static const char *const older[VOICE_LANGS] = {
		" Daarnaast %(staat|staan) er nog %c open %[dat|die] 200 dagen "
		"geleden of eerder %[kwam|kwamen].",
		" Besides, %c that came 200 days ago or before %[is|are] still "
		"open."
	};
	static const char *const oldest[VOICE_LANGS] = {
		" De oudste wacht al minstens %c %[dag|dagen].",
		" The oldest has waited for at least %c %[day|days]."
	};
	static const char *const unheard[VOICE_LANGS] = {
		" Niet meegeteld %(is|zijn) %c %[signaal|signalen] waarvan "
		"voor het laatst op %d iets bekend was: of %[het|ze] "
		"inmiddels beantwoord %[is|zijn] is niet bekend.",
		" Not counted %(is|are) %c %[signal|signals] of which "
		"something was last known on %d: whether %[it was|they were] "
		"answered by now is not known."
	};

	if (f->older > 0)
		voice(b, f, lang, older[lang], f->older);
	voice(b, f, lang, oldest[lang], f->age);
	if (f->unheard > 0)
		voice(b, f, lang, unheard[lang], f->unheard, f->heard);
}

/* What goes before a share that may be more. */
static struct slice
at_least(bool so, int lang)
{
	static const char *const text[VOICE_LANGS] = { "ten minste ",
		"at least " };

	return slice_of(so ? text[lang] : "");
}

static void
tell_unanswered(struct buf *b, const struct finding *f, int lang)
{
	static const char *const text[VOICE_LANGS] = {
		"%c signalen%w zijn nog open terwijl de termijn mogelijk "
		"voorbij is.",
		"%c signals%w are still open while their deadline may have "
		"passed."
	};
	static const char *const unknown[VOICE_LANGS] = {
		" Van na %d is geen enkele afhandeling bekend: er is niets "
		"afgehandeld, of dat is nog niet aangeleverd. Dan is er minder "
		"open en te laat dan hier staat.",
		" No closing after %d is known at all: nothing was closed, or "
		"that was not delivered yet. Then fewer are open and late than "
		"is said here."
	};
	static const char *const lately[VOICE_LANGS] = {
		" Van wat in de laatste 4 weken klaar moest zijn, was %s%p te "
		"laat",
		" Of what had to be ready in the last 4 weeks, %s%p was late"
	};
	static const char *const known[VOICE_LANGS] = {
		" Van wat in de 4 weken tot en met %d klaar moest zijn, was "
		"%s%p te laat",
		" Of what had to be ready in the 4 weeks up to %d, %s%p was "
		"late"
	};
	static const char *const before[2][VOICE_LANGS] = {
		{ "; twee tot vijf maanden geleden was dat %s%p",
		    "; two to five months ago, %s%p" },
		{ "; twee tot vijf maanden daarvoor was dat %s%p",
		    "; two to five months before that, %s%p" }
	};
	struct slice now = at_least(f->late_undated, lang);
	struct slice then = at_least(f->before_undated, lang);

	voice(b, f, lang, text[lang], f->overdue);
	tell_waiting(b, f, lang);
	if (f->closed_until != DATE_NONE)
		voice(b, f, lang, unknown[lang], f->closed_until);
	if (isnan(f->late_share))
		return;
	if (f->due_end == DATE_NONE)
		voice(b, f, lang, lately[lang], &now, f->late_share);
	else
		voice(b, f, lang, known[lang], f->due_end - 1, &now,
		    f->late_share);
	if (!isnan(f->late_before))
		voice(b, f, lang, before[f->due_end != DATE_NONE][lang], &then,
		    f->late_before);
	buf_putc(b, '.');
	tell_mainly(b, f, lang);
}

/* Why it is thought to be grave. */
static void
tell_reasons(struct buf *b, const struct finding *f, int lang)
{
	static const char *const found[VOICE_LANGS] = {
		" Er staan woorden in die op spoed wijzen (",
		" It has words that point to urgency ("
	};
	size_t from = b->len;

	buf_puts(b, found[lang]);
	if (voice_reasons(b, f, lang)) {
		buf_puts(b, ").");
		return;
	}
	b->len = from;
	buf_puts(b,
	    lang == VOICE_NL ? " De bron noemt het spoed." :
			       " Its source calls it urgent.");
}

/*
 * How many of what is grave are not closed yet; or whether who sent it knows.
 */
static void
tell_closed(struct buf *b, const struct finding *f, int lang)
{
	static const char *const open[VOICE_LANGS] = {
		" Het is nog niet afgehandeld.", " It is not closed yet."
	};
	static const char *const left[VOICE_LANGS] = {
		" Daarvan %(is|zijn) er nog %c niet afgehandeld",
		" %c of them %[is|are] not closed yet"
	};
	static const char *const unclear[VOICE_LANGS] = {
		"; van %c is dat niet bekend", "; of %c that is not known"
	};
	static const char *const closed[VOICE_LANGS] = { " Het is afgehandeld.",
		" It is closed." };
	static const char *const all[VOICE_LANGS] = { " Ze zijn afgehandeld.",
		" They are closed." };
	static const char *const told[VOICE_LANGS] = {
		" De melder heeft bericht gekregen.",
		" The sender has had an answer."
	};
	static const char *const untold[VOICE_LANGS] = {
		" De melder heeft nog geen bericht gekregen.",
		" The sender has had no answer yet."
	};

	if (f->open > 0 && f->n > 1) {
		voice(b, f, lang, left[lang], f->open);
		if (f->unclear > 0)
			voice(b, f, lang, unclear[lang], f->unclear);
		buf_putc(b, '.');
	} else if (f->open > 0) {
		buf_puts(b, open[lang]);
	}
	if (!f->closed)
		return;
	buf_puts(b, f->n > 1 ? all[lang] : closed[lang]);
	if (f->n == 1 && !isnan(f->untold))
		buf_puts(b, f->untold > 0 ? untold[lang] : told[lang]);
}

static void
tell_grave(struct buf *b, const struct finding *f, int lang)
{
	static const char *const text[VOICE_LANGS] = {
		"Dit signaal kwam binnen op %d.", "This signal came in on %d."
	};
	static const char *const many[VOICE_LANGS] = {
		"Tussen %d en %d kwamen %c signalen met bijna dezelfde tekst "
		"binnen.",
		"Between %d and %d, %c signals with nearly the same text came "
		"in."
	};
	static const char *const at_once[VOICE_LANGS] = {
		"Op %d kwamen %c signalen met bijna dezelfde tekst binnen.",
		"On %d, %c signals with nearly the same text came in."
	};

	if (f->n > 1 && f->from == f->to)
		voice(b, f, lang, at_once[lang], f->from, f->n);
	else if (f->n > 1)
		voice(b, f, lang, many[lang], f->from, f->to, f->n);
	else
		voice(b, f, lang, text[lang], f->from);
	tell_reasons(b, f, lang);
	tell_closed(b, f, lang);
	if (f->n > 1)
		tell_people(b, f, lang);
}

/* How quiet the only earlier year was. */
static void
tell_quiet_year(struct buf *b, const struct finding *f, int lang)
{
	static const char *const quiet[VOICE_LANGS] = {
		" Een jaar eerder was het in deze dagen ook stil; van andere "
		"jaren is dat niet bekend.",
		" A year earlier these days were quiet too; of other years "
		"that is not known."
	};
	static const char *const less[VOICE_LANGS] = {
		" Een jaar eerder kwamen er in deze dagen ook minder, maar was "
		"het niet stil; van andere jaren is dat niet bekend.",
		" A year earlier fewer came in these days too, but they were "
		"not quiet; of other years that is not known."
	};

	if (f->quiet_year)
		buf_puts(b, quiet[lang]);
	if (f->less_year)
		buf_puts(b, less[lang]);
}

static void
tell_silence(struct buf *b, const struct finding *f, int lang)
{
	static const char *const text[VOICE_LANGS] = {
		"In de laatste %c dagen %(kwam|kwamen) er %c "
		"%[signaal|signalen]%w. %{Normaal|Afgezet tegen het aantal "
		"besluiten of contacten} %(is|zijn) er ongeveer %c%{|"
		" normaal}.",
		"In the last %c days there %(was|were) %c "
		"%[signal|signals]%w. %{About|Set against the number of "
		"decisions or contacts, about} %c %[is|are] normal."
	};
	static const char *const last[VOICE_LANGS] = {
		" Het laatste signaal is van %d.", " The last signal is of %d."
	};
	static const char *const find_out[VOICE_LANGS] = {
		" Ga na of er iets niet is aangeleverd, of dat mensen u niet "
		"meer kunnen bereiken.",
		" Find out whether something was not delivered, or whether "
		"people cannot reach you any more."
	};
	static const char *const new_year[VOICE_LANGS] = {
		" Rond de jaarwisseling is het vaak stil; hoe dat hier in "
		"eerdere jaren was, is niet bekend.",
		" Around New Year it is often quiet; how that was here in "
		"earlier years is not known."
	};
	static const char *const before[VOICE_LANGS] = {
		" Dat is al zo sinds %d: normaal is hier wat voor die dag "
		"normaal was.",
		" It has been so since %d: what is called normal is what was "
		"so before that day."
	};

	voice(b, f, lang, text[lang], (double)(f->to - f->from + 1),
	    f->observed, f->expected);
	if (f->last != DATE_NONE)
		voice(b, f, lang, last[lang], f->last);
	buf_puts(b, find_out[lang]);
	if (f->hushed != DATE_NONE)
		voice(b, f, lang, before[lang], f->hushed);
	if (f->first_year)
		buf_puts(b, new_year[lang]);
	tell_quiet_year(b, f, lang);
	tell_no_year(b, f, lang);
}

static bool
one_word(struct slice words)
{
	return memchr(words.p, ' ', words.n) == NULL;
}

/* At most three of the words of F beside those that are COUNTED. */
static void
tell_other_words(struct buf *b, const struct finding *f, int lang,
    struct slice counted)
{
	size_t said = 0;

	for (size_t i = 0; i < f->words.n && said < 3; i++) {
		if (slice_eq(f->words.s[i], counted))
			continue;
		if (said++ > 0)
			buf_puts(b, ", ");
		else
			buf_puts(b,
			    lang == VOICE_NL ? " Woorden die erbij horen: " :
					       " Words that go with it: ");
		buf_putc(b, '\'');
		buf_put(b, f->words.s[i]);
		buf_putc(b, '\'');
	}
	if (said > 0)
		buf_putc(b, '.');
}

/* In how many signals the words of F stand, all texts or a sample. */
static void
tell_having(struct buf *b, const struct finding *f, int lang,
    struct slice words)
{
	static const char *const text[VOICE_LANGS] = {
		"In de laatste 4 weken staat in %c signalen%s het woord '%s'",
		"In the last 4 weeks %c signals%s have the word '%s'"
	};
	static const char *const several[VOICE_LANGS] = {
		"In de laatste 4 weken staan in %c signalen%s de woorden '%s'",
		"In the last 4 weeks %c signals%s have the words '%s'"
	};
	static const char *const once[VOICE_LANGS] = {
		". Bijna gelijke teksten tellen hooguit 3 keer mee; dan zijn "
		"het er %c",
		". Of texts that are nearly the same at most 3 count; that "
		"makes %c"
	};
	struct slice of = slice_of(f->sampled_of <= 0 ? "" :
		lang == VOICE_NL                      ? " van een steekproef" :
							" of a sample");

	voice(b, f, lang, one_word(words) ? text[lang] : several[lang], f->n,
	    &of, &words);
	if (f->observed < f->n)
		voice(b, f, lang, once[lang], f->observed);
}

/* What was not looked at. */
static void
tell_emerging_limits(struct buf *b, int lang)
{
	/* redaction misses some */
	buf_puts(b,
	    lang == VOICE_NL ? " Woorden komen uit de teksten zelf: er kan een "
			       "naam bij zijn." :
			       " Words come from the texts themselves: a name "
			       "may be among them.");
	buf_puts(b,
	    lang == VOICE_NL ?
		" Of dit elk jaar in deze weken zo is, is niet nagegaan." :
		" Whether it is so each year in these weeks was not looked "
		"at.");
}

static void
tell_emerging(struct buf *b, const struct finding *f, int lang)
{
	static const char *const before[VOICE_LANGS] = {
		". Als het ging zoals %s, %(was|waren) het er ongeveer %c.",
		". As things were %s, there would be about %c."
	};
	static const char *const none[VOICE_LANGS] = {
		". Dat kwam %s niet of bijna niet voor.",
		". There were none, or hardly any, %s."
	};
	static const char *const in_all[VOICE_LANGS] = {
		" Geteld is in een steekproef van de teksten; in alle samen "
		"zijn het er ongeveer %c.",
		" This was counted in a sample of the texts; in all of them "
		"there are about %c."
	};
	/* weeks of texts, as emerge.h has them, or of tallies */
	const struct slice months[VOICE_LANGS] = {
		SLICE("twee tot vier maanden geleden"),
		SLICE("two to four months ago")
	};
	const struct slice year[VOICE_LANGS] = {
		SLICE("in het jaar tot twee maanden geleden"),
		SLICE("in the year up to two months ago")
	};
	struct slice words = finding_value(f, "words");
	const struct slice *past = f->year_past ? &year[lang] : &months[lang];

	tell_having(b, f, lang, words);
	voice(b, f, lang, f->expected < .5 ? none[lang] : before[lang], past,
	    f->expected);
	tell_other_words(b, f, lang, words);
	tell_emerging_limits(b, lang);
	tell_people(b, f, lang);
	if (f->sampled_of > 0)
		voice(b, f, lang, in_all[lang], f->sampled_of);
}

/* So many are seen, so many expected; what that means, in TEXT. */
static void
tell_ratio(struct buf *b, const struct finding *f, int lang, const char *text,
    double expected)
{
	voice(b, f, lang, text, f->observed, expected, f->ratio,
	    voice_down(f->ratio_low));
	tell_letters(b, f, lang);
	tell_people(b, f, lang);
}

/* So many days, as in WORDS, or since the first where there are no so many. */
static void
tell_since(struct buf *b, const struct finding *f, int lang, int32_t days,
    const char *words)
{
	static const char *const since[VOICE_LANGS] = { "Sinds %d",
		"Since %d" };

	voice(b, f, lang, f->to - f->from + 1 < days ? since[lang] : words,
	    f->from);
}

static void
tell_disproportion(struct buf *b, const struct finding *f, int lang)
{
	static const char *const text[VOICE_LANGS] = {
		" waren er %c signalen%w. Als het een niets met het ander te "
		"maken had, %(was|waren) het er %a. Het zijn er dus "
		"%t keer zo veel, zeer waarschijnlijk minstens %t keer.",
		" there were %c signals%w. If one had nothing to do with the "
		"other there would be %a. So there are %t times as many, "
		"very likely at least %t times."
	};
	static const char *const year[VOICE_LANGS] = { "In het afgelopen jaar",
		"In the past year" };

	tell_since(b, f, lang, PAIRS_DAYS, year[lang]);

	tell_ratio(b, f, lang, text[lang], f->expected);
}

static void
tell_combination(struct buf *b, const struct finding *f, int lang)
{
	static const char *const text[VOICE_LANGS] = {
		" waren er %c signalen%w. Hoe vaak een deel van deze kenmerken "
		"samen voorkomt, verklaart er hooguit %c. Het zijn er dus %t "
		"keer zo veel, zeer waarschijnlijk minstens %t keer.",
		" there were %c signals%w. How often a part of these goes "
		"together explains at most %c. So there are %t times as many, "
		"very likely at least %t times."
	};
	static const char *const half[VOICE_LANGS] = {
		"In het afgelopen half jaar", "In the past half year"
	};

	tell_since(b, f, lang, COMBINE_DAYS, half[lang]);

	/* at most less than one is at most one */
	tell_ratio(b, f, lang, text[lang], f->expected < .5 ? 1 : f->expected);
}

static const struct {
	const char *kind;
	void (*tell)(struct buf *b, const struct finding *f, int lang);
} tellers[] = {
	{ "burst", tell_burst },
	{ "positive", tell_positive },
	{ "trend", tell_trend },
	{ "persistent", tell_persistent },
	{ "cross-org", tell_cross_org },
	{ "repeat", tell_repeat },
	{ "campaign", tell_campaign },
	{ "unanswered", tell_unanswered },
	{ "grave", tell_grave },
	{ "silence", tell_silence },
	{ "emerging", tell_emerging },
	{ "disproportion", tell_disproportion },
	{ "combination", tell_combination },
};

/* Where what F tells of several organisations is surest, if it is sure. */
static struct slice
surest(const struct findings *fs, const struct finding *f)
{
	struct slice at = { NULL, 0 };
	double least = 1;
	const struct finding *o;
	struct slice org;

	for (size_t i = 0; i < fs->n; i++) {
		o = fs->f[i];
		if (o->into != f || !finding_rose(o) || o->chance ||
		    !(o->p < least))
			continue;
		org = finding_value(o, "org");
		if (org.n == 0)
			continue;
		at = org;
		least = o->p;
	}
	return at;
}

void
voice_finding(struct findings *fs, struct finding *f)
{
	struct buf b = { 0 };

	voice_title(fs, f);
	if (strcmp(f->kind, "cross-org") == 0)
		f->sure_at = surest(fs, f);
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
