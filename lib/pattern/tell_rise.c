/* The sentences of what rises, stays high or falls. */

#include <math.h>

#include "lib/base/date.h"
#include "lib/pattern/tell.h"
#include "lib/pattern/voice.h"

/* Of more times as many than this, only that it is more is said. */
enum { MOST_TIMES = 10 };

/* How many F's cell has in its days, as far as what was shared tells. */
static struct cells_bounds
bounds_of(const struct finding *f)
{
	return f->cell < 0 ?
	    (struct cells_bounds){ 0 } :
	    cells_bounds(f->cells, (size_t)f->cell, f->from, f->to);
}

/* Signals of F in which too little was shared before, of themes together. */
static double
unknown_before(const struct finding *f)
{
	struct cells_bounds b = bounds_of(f);

	return b.least - (b.counted - b.taken);
}

/* May there be more of F than was shared, in groups that are told nowhere? */
static bool
is_shared(const struct finding *f)
{
	return f->cell >= 0 && cells_have_floor(f->cells, (size_t)f->cell);
}

/* Where not all of them could be compared with before: how many, and why. */
static void
tell_all(struct buf *b, const struct finding *f, int lang)
{
	static const char *const all[VOICE_LANGS] = {
		" Alles bij elkaar %(was|waren) het er %c: van %c",
		" In all there %(was|were) %c: of %c"
	};
	static const char *const day[VOICE_LANGS] = {
		" is de dag of de bron nog niet te vergelijken.",
		" the day or the source cannot be compared yet."
	};
	static const char *const shared[VOICE_LANGS] = {
		" is van eerder te weinig gedeeld om te vergelijken.",
		" too little was shared of before to compare them."
	};
	static const char *const both[VOICE_LANGS] = {
		" is van eerder te weinig gedeeld, of de dag of de bron nog "
		"niet te vergelijken.",
		" too little was shared of before, or the day or the source "
		"cannot be compared yet."
	};
	static const char *const some[VOICE_LANGS] = { " Van %c", " Of %c" };
	double left = f->n - (f->observed + f->letters);
	double unknown;

	if (!(left > 0))
		return;
	if (is_shared(f)) /* nobody knows how many there are in all */
		voice(b, f, lang, some[lang], left);
	else
		voice(b, f, lang, all[lang], f->n, left);
	unknown = unknown_before(f);
	buf_puts(b,
	    unknown >= left ? shared[lang] :
		unknown > 0 ? both[lang] :
			      day[lang]);
}

/* When it was about as busy at about this time of earlier years. */
static void
tell_peaks(struct buf *b, const struct finding *f, int lang)
{
	static const char *const first[VOICE_LANGS] = {
		" Rond deze tijd van het jaar waren het er eerder ook meer dan "
		"normaal: %c in de %c dagen vanaf %d",
		" Around this time of the year there were more than is normal "
		"before too: %c in the %c days from %d"
	};
	static const char *const then[VOICE_LANGS] = {
		" Toen %(was|waren) het er %c in de %c dagen vanaf %d",
		" Then there %(was|were) %c in the %c days from %d"
	};
	static const char *const other[VOICE_LANGS] = { ", %c vanaf %d",
		", %c from %d" };
	static const char *const last[VOICE_LANGS] = { " en %c vanaf %d",
		" and %c from %d" };

	if (f->npeaks == 0)
		return;
	voice(b, f, lang,
	    f->each_year || f->year_before ? then[lang] : first[lang],
	    f->peak[0].n, (double)(f->to - f->from + 1), f->peak[0].from);
	for (size_t i = 1; i < f->npeaks; i++)
		voice(b, f, lang, i + 1 == f->npeaks ? last[lang] : other[lang],
		    f->peak[i].n, f->peak[i].from);
	buf_putc(b, '.');
}

void
tell_no_year(struct buf *b, const struct finding *f, int lang)
{
	static const char *const text[VOICE_LANGS] = {
		" Hoe dit in eerdere jaren was, is niet bekend: het kan elk "
		"jaar zo zijn.",
		" How this was in earlier years is not known: it may be so "
		"every year."
	};

	if (f->no_year)
		buf_puts(b, text[lang]);
}

/* What the same weeks of earlier years say of it. */
static void
tell_years(struct buf *b, const struct finding *f, int lang)
{
	static const char *const each[VOICE_LANGS] = {
		" In deze weken waren het er in eerdere jaren ook meer; dat is "
		"meegerekend in wat normaal is.",
		" In these weeks of earlier years there were more too; what is "
		"normal takes that into account."
	};
	static const char *const once[VOICE_LANGS] = {
		" Een jaar eerder waren het er in deze weken ook meer; van andere "
		"jaren is dat niet bekend.",
		" A year earlier there were more in these weeks too; of other "
		"years that is not known."
	};

	if (f->each_year)
		buf_puts(b, each[lang]);
	else if (f->year_before)
		buf_puts(b, once[lang]);
	tell_peaks(b, f, lang);
	tell_no_year(b, f, lang);
}

/* What goes before a number that nobody knows. */
static struct slice
about(const struct finding *f, int lang)
{
	static const char *const text[VOICE_LANGS] = { " ongeveer", " about" };

	return is_shared(f) ? slice_of(text[lang]) : SLICE("");
}

/*
 * Where small groups and weeks were not shared: how many there are of the others.
 * What is in no week large enough, as signals of two themes are, is in no line
 * at all, so there is no telling how many there are at most.
 */
static void
tell_taken(struct buf *b, const struct finding *f, int lang)
{
	static const char *const none[VOICE_LANGS] = {
		" Van groepen en weken met weinig mensen is geen aantal "
		"gedeeld.",
		" Of groups and weeks with few people no number was shared."
	};
	static const char *const filled[VOICE_LANGS] = {
		" Waar zo'n week bekend is, is daarvoor hierboven geteld wat "
		"net te weinig is om te delen.",
		" Where such a week is known, what is just too few to be "
		"shared is counted above for it."
	};
	static const char *const shared[VOICE_LANGS] = {
		" In wat is gedeeld staan er in totaal %c; in werkelijkheid "
		"kunnen het er meer zijn.",
		" What was shared has %c in all; in truth there may be more."
	};
	struct cells_bounds all = bounds_of(f);

	if (!is_shared(f))
		return;
	buf_puts(b, none[lang]);
	if (all.taken > 0 || f->observed + f->letters > f->n)
		buf_puts(b, filled[lang]);
	voice(b, f, lang, shared[lang], all.least);
}

/*
 * Is F new: nothing came before the last 13 weeks, of which as many more are
 * known, and no week is too small to be shared?
 */
static bool
is_new(const struct finding *f)
{
	const struct cells *x = f->cells;

	return f->cell >= 0 && f->expected < .5 && x->len >= 2 * CELLS_GUARD &&
	    !(x->cell[f->cell].past > 0) &&
	    !cells_have_floor(x, (size_t)f->cell);
}

/* Since when F, which is new, is there. */
static void
tell_new(struct buf *b, const struct finding *f, int lang)
{
	static const char *const text[VOICE_LANGS] = {
		" Zulke signalen zijn er sinds %d; daarvoor waren ze er niet.",
		" There have been such signals since %d, and none before."
	};

	voice(b, f, lang, text[lang], f->cells->cell[f->cell].begins);
}

/* That what rose has been as usual for two weeks, or four. */
static void
tell_calm(struct buf *b, const struct finding *f, int lang)
{
	static const char *const text[VOICE_LANGS] = {
		" In de laatste %c dagen daarvan waren het er ongeveer zo "
		"veel als normaal, of minder.",
		" In the last %c days of these there were about as many as "
		"normal, or fewer."
	};

	if (f->calm > 0)
		voice(b, f, lang, text[lang], (double)f->calm);
}

/* That only a part of the days of F is known. */
static void
tell_delivered(struct buf *b, const struct finding *f, int lang)
{
	static const char *const text[VOICE_LANGS] = {
		" Bekend is het tot en met %d: de dagen daarna tellen niet "
		"mee, ook niet in wat normaal is.",
		" It is known up to %d: the days after that do not count, nor "
		"in what is normal."
	};

	if (f->delivered != DATE_NONE)
		voice(b, f, lang, text[lang], f->delivered);
}

/* Of what is hardly told its ratio says less than it seems to. */
static void
tell_unsure(struct buf *b, const struct finding *f, int lang)
{
	if (f->least > 0 && f->ratio_low <= 1)
		buf_puts(b,
		    lang == VOICE_NL ?
			" Hoeveel meer het er echt zijn, is niet zeker." :
			" How many more there really are is not certain.");
}

void
tell_burst(struct buf *b, const struct finding *f, int lang)
{
	static const char *const text[VOICE_LANGS] = {
		"In de laatste %c dagen, tot en met %d, kwamen er%s %c "
		"signalen%w. %{Normaal|Afgezet tegen het aantal besluiten of "
		"contacten} %(is|zijn) er ongeveer %c%{| normaal}, tussen %c "
		"en %c. Het zijn er dus %t keer zo veel.",
		"In the last %c days, up to %d, there were%s %c signals%w. "
		"%{About|Set against the number of decisions or contacts, "
		"about} %c %[is|are] normal, between %c and %c. So there are "
		"%t times as many."
	};
	static const char *const first[VOICE_LANGS] = {
		"In de laatste %c dagen, tot en met %d, kwamen er%s %c "
		"signalen%w.",
		"In the last %c days, up to %d, there were%s %c signals%w."
	};
	struct slice so = about(f, lang);

	voice(b, f, lang, f->expected < .5 ? first[lang] : text[lang],
	    (double)(f->to - f->from + 1), f->to, &so, f->observed, f->expected,
	    f->low, f->high, f->ratio);
	if (f->expected >= .5)
		tell_unsure(b, f, lang);
	if (is_new(f))
		tell_new(b, f, lang);
	else if (f->expected < .5 && f->npeaks == 0)
		buf_puts(b,
		    lang == VOICE_NL ? " Eerder kwam dit bijna niet voor." :
				       " Before, this hardly ever happened.");
	tell_delivered(b, f, lang);
	tell_calm(b, f, lang);
	tell_years(b, f, lang);
	tell_taken(b, f, lang);
	tell_letters(b, f, lang);
	tell_all(b, f, lang);
	tell_people(b, f, lang);
}

/*
 * How many times as many, in TIMES; of what was hardly there before no number
 * says much, and MORE is said.
 */
static void
tell_times(struct buf *b, const struct finding *f, int lang, const char *times,
    const char *more)
{
	if (f->ratio > MOST_TIMES)
		voice(b, f, lang, more,
		    voice_down(fmin(f->ratio_low, MOST_TIMES)));
	else
		voice(b, f, lang, times, f->ratio, f->ratio_low, f->ratio_high);
}

/* What, in TEXT, F's share did of that which has it. */
static void
tell_share(struct buf *b, const struct finding *f, int lang, const char *text)
{
	const struct finding whole = { .where = f->whole, .titles = f->titles };

	if (!f->alone)
		voice(b, &whole, lang, text);
}

/* Of a trend that is a step: growing is what it does no more. */
static void
tell_step(struct buf *b, const struct finding *f, int lang)
{
	static const char *const text[VOICE_LANGS] = {
		"In de laatste 13 weken kwamen er%s %c signalen%w. Sinds "
		"ongeveer de week van %d zijn het er%{|, afgezet tegen het "
		"aantal besluiten of contacten,} ",
		"In the last 13 weeks there were%s %c signals%w. Since about the "
		"week of %d there have been%{|, set against the number of "
		"decisions or contacts,} "
	};
	static const char *const times[VOICE_LANGS] = {
		"%t keer zo veel als daarvoor (tussen %t en %t keer).",
		"%t times as many as before (between %t and %t times)."
	};
	static const char *const more[VOICE_LANGS] = {
		"meer dan %t keer zo veel als daarvoor.",
		"more than %t times as many as before."
	};
	static const char *const none[VOICE_LANGS] = {
		"In de laatste 13 weken kwamen er%s %c signalen%w. Voor de week "
		"van %d kwam dit bijna niet voor.",
		"In the last 13 weeks there were%s %c signals%w. Before the week "
		"of %d this hardly ever happened."
	};
	static const char *const share[VOICE_LANGS] = {
		" Hun aandeel in alle signalen%w is ook groter.",
		" Their share of all signals%w is larger too."
	};

	struct slice so = about(f, lang);

	if (isfinite(f->ratio)) {
		voice(b, f, lang, text[lang], &so, f->n, f->since);
		tell_times(b, f, lang, times[lang], more[lang]);
	} else {
		voice(b, f, lang, none[lang], &so, f->n, f->since);
	}
	tell_share(b, f, lang, share[lang]);
	tell_no_year(b, f, lang);
	tell_people(b, f, lang);
}

/* In what time a line has changed so much. */
static struct slice
line_time(const struct finding *f, int lang)
{
	const struct slice year[VOICE_LANGS] = {
		SLICE("gerekend over een jaar"), SLICE("over a year")
	};
	const struct slice all[VOICE_LANGS] = {
		SLICE("sinds de eerste 13 weken die bekend zijn"),
		SLICE("since the first 13 weeks that are known")
	};

	return f->in_all ? all[lang] : year[lang];
}

void
tell_trend(struct buf *b, const struct finding *f, int lang)
{
	static const char *const text[VOICE_LANGS] = {
		"In de laatste 13 weken kwamen er%s %c signalen%w. "
		"%{Het worden|Afgezet tegen het aantal besluiten of contacten "
		"worden het} er steeds meer: %s ",
		"In the last 13 weeks there were%s %c signals%w. "
		"%{They|Set against the number of decisions or contacts they} "
		"keep growing: %s "
	};
	static const char *const times[VOICE_LANGS] = {
		"%t keer zo veel (tussen %t en %t keer).",
		"%t times as many (between %t and %t times)."
	};
	static const char *const more[VOICE_LANGS] = {
		"meer dan %t keer zo veel.", "more than %t times as many."
	};
	static const char *const share[VOICE_LANGS] = {
		" Hun aandeel in alle signalen%w stijgt ook.",
		" Their share of all signals%w grows too."
	};

	struct slice so = about(f, lang);
	struct slice in = line_time(f, lang);

	if (f->step) {
		tell_step(b, f, lang);
		return;
	}
	voice(b, f, lang, text[lang], &so, f->n, &in);
	tell_times(b, f, lang, times[lang], more[lang]);
	if (f->since != DATE_NONE)
		voice(b, f, lang,
		    lang == VOICE_NL ?
			" De stijging begon rond de week van %d." :
			" The rise began around the week of %d.",
		    f->began != DATE_NONE ? f->began : f->since);
	tell_share(b, f, lang, share[lang]);
	tell_no_year(b, f, lang);
	tell_people(b, f, lang);
}

/* Of what fell: that it goes on, or since when it is less. */
static void
tell_fall(struct buf *b, const struct finding *f, int lang)
{
	static const char *const text[VOICE_LANGS] = {
		"In de laatste 13 weken %(kwam|kwamen) er %c "
		"%[signaal|signalen]%w. ",
		"In the last 13 weeks there %(was|were) %c "
		"%[signal|signals]%w. "
	};
	static const char *const goes_on[VOICE_LANGS] = {
		"%{Het worden|Afgezet tegen het aantal besluiten of contacten "
		"worden het} er minder: %s %t keer zo veel (tussen %t en %t "
		"keer).",
		"%{They|Set against the number of decisions or contacts they} "
		"become fewer: %s %t times as many (between %t and %t times)."
	};
	static const char *const at_once[VOICE_LANGS] = {
		"Sinds ongeveer de week van %d zijn het er%{|, afgezet tegen "
		"het aantal besluiten of contacten,} %t keer zo veel als "
		"daarvoor (tussen %t en %t keer).",
		"Since about the week of %d there have been%{|, set against "
		"the number of decisions or contacts,} %t times as many as "
		"before (between %t and %t times)."
	};
	static const char *const may_be[VOICE_LANGS] = {
		" Dat kan betekenen dat het beter gaat, of dat mensen het "
		"ergens anders of niet meer laten weten.",
		" That may mean that things go better, or that people tell it "
		"elsewhere or no longer."
	};
	struct slice in = line_time(f, lang);

	voice(b, f, lang, text[lang], f->n);
	if (f->step)
		voice(b, f, lang, at_once[lang], f->since, f->ratio,
		    f->ratio_low, f->ratio_high);
	else
		voice(b, f, lang, goes_on[lang], &in, f->ratio, f->ratio_low,
		    f->ratio_high);
	buf_puts(b, may_be[lang]);
	tell_no_year(b, f, lang);
}

void
tell_positive(struct buf *b, const struct finding *f, int lang)
{
	static const char *const helped[VOICE_LANGS] = {
		"Van %d tot en met %d %(kwam|kwamen) er %c "
		"%[signaal|signalen]%w. Naar wat voor de actie maanden lang "
		"normaal was%{|, afgezet tegen het aantal besluiten of "
		"contacten}, waren het er ongeveer %c geweest. Dit was eerder "
		"een patroon en valt nu niet meer op; het kunnen er nog meer "
		"zijn dan lang geleden. Of dat door de actie komt, is niet "
		"zeker.",
		"From %d up to %d there %(was|were) %c %[signal|signals]%w. "
		"By what was normal for months before the action%{|, set "
		"against the number of decisions or contacts}, there would "
		"have been about %c. This was a pattern before, and does not "
		"stand out now; there may still be more than long ago. Whether "
		"that is because of the action is not certain."
	};

	if (strcmp(f->method, "effect/1") == 0)
		voice(b, f, lang, helped[lang], f->from, f->to, f->observed,
		    f->expected);
	else if (strcmp(f->method, "trend/1") != 0)
		tell_burst(b, f, lang);
	else if (f->ratio > 1)
		tell_trend(b, f, lang);
	else
		tell_fall(b, f, lang);
}

/* Of what persists, and is less by now than it was. */
static void
tell_eased(struct buf *b, const struct finding *f, int lang)
{
	static const char *const text[VOICE_LANGS] = {
		"Sinds ongeveer %d komen er%{|, afgezet tegen het aantal "
		"besluiten of contacten,} meer signalen%w dan daarvoor. De "
		"laatste weken zijn het er minder dan eerst: in de laatste 13 "
		"weken %c, nog %t keer zo veel als voor die tijd.",
		"Since about %d there have been%{|, set against the number of "
		"decisions or contacts,} more signals%w than before. In the "
		"last weeks there are fewer than at first: in the last 13 "
		"weeks %c, still %t times as many as before that time."
	};

	voice(b, f, lang, text[lang], f->since, f->n, f->ratio);
}

void
tell_persistent(struct buf *b, const struct finding *f, int lang)
{
	static const char *const text[VOICE_LANGS] = {
		"Sinds ongeveer %d komen er%{|, afgezet tegen het aantal "
		"besluiten of contacten,} %t keer zo veel signalen%w als "
		"daarvoor. %s In de laatste 13 weken waren het er%s %c.",
		"Since about %d there have been%{|, set against the number of "
		"decisions or contacts,} %t times as many signals%w as "
		"before. %s In the last 13 weeks there were%s %c."
	};
	static const char *const first[VOICE_LANGS] = {
		"Sinds ongeveer %d komen er signalen%w; daarvoor kwam dit "
		"bijna niet voor. %s In de laatste 13 weken waren het er%s %c.",
		"Since about %d there have been signals%w; before, this "
		"hardly ever happened. %s In the last 13 weeks there were%s %c."
	};
	static const char *const stays[VOICE_LANGS] = {
		"Dat is niet meer gedaald.", "That has not gone down."
	};
	static const char *const eased[VOICE_LANGS] = {
		"De laatste weken zijn het er minder.",
		"In the last weeks there are fewer."
	};
	static const char *const maybe[VOICE_LANGS] = {
		"Of dat nu daalt, is nog niet te zeggen.",
		"Whether that goes down now cannot be said yet."
	};
	struct slice so = about(f, lang);
	/* where all there goes down its share may stay, and fewer come */
	enum over less = f->over > f->fewer ? f->over : f->fewer;
	struct slice now = slice_of(less == OVER_EASED ? eased[lang] :
		less == OVER_MAYBE                     ? maybe[lang] :
							 stays[lang]);

	if (!(isfinite(f->ratio) && f->ratio < 100))
		voice(b, f, lang, first[lang], f->since, &now, &so, f->n);
	else if (f->over == OVER_EASED)
		tell_eased(b, f, lang);
	else
		voice(b, f, lang, text[lang], f->since, f->ratio, &now, &so,
		    f->n);
	tell_no_year(b, f, lang);
	tell_people(b, f, lang);
}

/* Which organisations, of many some. */
static void
tell_orgs(struct buf *b, const struct finding *f, int lang)
{
	static const char *const and[VOICE_LANGS] = { " en ", " and " };
	static const char *const others[VOICE_LANGS] = { " en andere",
		" and others" };
	bool all = f->orgs_up <= (double)f->orgs.n;

	for (size_t i = 0; i < f->orgs.n; i++) {
		if (i > 0)
			buf_puts(b,
			    all && i + 1 == f->orgs.n ? and[lang] : ", ");
		buf_put(b, f->orgs.s[i]);
	}
	if (!all)
		buf_puts(b, others[lang]);
}

void
tell_cross_org(struct buf *b, const struct finding *f, int lang)
{
	static const char *const text[VOICE_LANGS] = {
		"Signalen%w nemen%{|, afgezet tegen het aantal besluiten of "
		"contacten,} toe bij minstens %c organisaties tegelijk: ",
		"Signals%w grow%{|, set against the number of decisions or "
		"contacts,} in at least %c organisations at once: "
	};
	static const char *const begun[VOICE_LANGS] = {
		"Signalen%w zijn nieuw bij minstens %c organisaties: ",
		"Signals%w are new in at least %c organisations: "
	};
	static const char *const all[VOICE_LANGS] = {
		". Bij alle organisaties samen waren het er%s %c sinds %d.",
		". In all organisations together there were%s %c since %d."
	};
	static const char *const first[VOICE_LANGS] = {
		". Bij alle organisaties samen waren het er%s %c sinds %d; "
		"eerder kwam dit bijna niet voor.",
		". In all organisations together there were%s %c since %d; "
		"before, this hardly ever happened."
	};
	static const char *const more[VOICE_LANGS] = {
		". Bij alle organisaties samen waren het er%s %c sinds %d; "
		"normaal %(is|zijn) dat er ongeveer %c.",
		". In all organisations together there were%s %c since %d; "
		"about %c %[is|are] normal."
	};
	static const char *const rest[VOICE_LANGS] = {
		" Ook zonder de organisatie met de meeste is het %t keer zo "
		"veel als normaal.",
		" Without the organisation that has most it is still %t times "
		"as many as normal."
	};
	struct slice so = about(f, lang);

	voice(b, f, lang, is_new(f) ? begun[lang] : text[lang], f->orgs_up);
	tell_orgs(b, f, lang);
	voice(b, f, lang,
	    is_new(f) || (f->expected < .5 && f->npeaks > 0) ? all[lang] :
		f->expected < .5                             ? first[lang] :
							       more[lang],
	    &so, f->observed, f->from, f->expected);
	if (is_new(f))
		tell_new(b, f, lang);
	else if (f->expected >= .5 && !(f->letters > 0) &&
	    isfinite(f->rest_ratio))
		voice(b, f, lang, rest[lang], f->rest_ratio);
	tell_calm(b, f, lang);
	tell_years(b, f, lang);
	tell_taken(b, f, lang);
	tell_letters(b, f, lang);
	tell_all(b, f, lang);
	tell_people(b, f, lang);
}
