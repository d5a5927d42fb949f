/* What would mislead in the data themselves. */

#include <stdarg.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/lumps.h"
#include "lib/pattern/single.h"
#include "lib/pattern/summary.h"
#include "lib/pattern/voice.h"

enum {
	LATELY = 7, /* days without a signal that say nothing yet */
	NAMES = 5 /* in a list */
};

static void
keep(struct warnings *w, struct slice nl, struct slice en)
{
	for (size_t i = 0; i < w->n; i++)
		if (slice_eq(w->text[0][i], nl))
			return;
	if (w->n == FINDING_LIST)
		return;
	w->text[0][w->n] = arena_copy(&w->own, nl);
	w->text[1][w->n++] = arena_copy(&w->own, en);
}

void
warnings_add(struct warnings *w, const char *nl, const char *en, ...)
{
	const char *const text[VOICE_LANGS] = { nl, en };
	struct finding none = { 0 };
	struct buf b[VOICE_LANGS] = { { 0 }, { 0 } };
	va_list ap;

	for (int lang = 0; lang < VOICE_LANGS; lang++) {
		va_start(ap, en);
		voice_args(&b[lang], &none, lang, text[lang], ap);
		va_end(ap);
	}
	keep(w, buf_slice(&b[VOICE_NL]), buf_slice(&b[VOICE_EN]));
	buf_release(&b[VOICE_NL]);
	buf_release(&b[VOICE_EN]);
}

void
warnings_name(struct buf *b, size_t *n, struct slice name)
{
	if (++*n > NAMES + 1)
		return;
	buf_puts(b, *n > 1 ? ", " : "");
	if (*n > NAMES)
		buf_puts(b, "...");
	else if (name.n > 0)
		json_decode(b, name);
	else
		buf_putc(b, '-');
}

void
warnings_release(struct warnings *w)
{
	arena_release(&w->own);
	*w = (struct warnings){ 0 };
}

/* Sources that were labelled anew. */
static void
warn_labels(struct warnings *w, const struct look *l)
{
	const struct origin_source *s;
	int32_t labels = DATE_NONE;

	for (size_t i = 0; i < l->origins.n; i++) {
		s = &l->origins.s[i];
		if (s->first == DATE_NONE)
			continue;
		if (s->labels > labels)
			labels = s->labels;
	}
	if (labels != DATE_NONE)
		warnings_add(w,
		    "Het codeboek of model is veranderd: thema's zijn niet "
		    "vergelijkbaar voor %d.",
		    "The codebook or model changed: themes cannot be compared "
		    "before %d.",
		    labels);
}

/* Is nothing known of day number D, in the middle of the data? */
static bool
is_unknown(const struct look *l, size_t d)
{
	const struct cells *x = l->cells;

	return l->kinds[d] == CALENDAR_LEFT_OUT &&
	    x->first + (int32_t)d >= x->corpus->first;
}

static size_t
unknown_days(const struct look *l)
{
	size_t days = 0;

	for (size_t d = 0; d < l->cells->len; d++)
		days += is_unknown(l, d);
	return days;
}

/* Each run of days in the middle that nothing is known of. */
static void
warn_gaps(struct warnings *w, const struct look *l)
{
	const struct cells *x = l->cells;
	size_t n;

	for (size_t d = 0; d < x->len; d += n + 1) {
		for (n = 0; d + n < x->len && is_unknown(l, d + n);)
			n++;
		if (n > 0)
			warnings_add(w,
			    "Van %d tot en met %d, %c %[dag|dagen], is niets "
			    "bekend. %[Die is|Ze zijn] overgeslagen.",
			    "From %d to %d, %c %[day|days], nothing is known. "
			    "%[It is|They are] left out.",
			    x->first + (int32_t)d,
			    x->first + (int32_t)(d + n - 1), (double)n);
	}
}

/* Of tallies there is no telling what takes the signals themselves. */
static void
warn_tallied(struct warnings *w, const struct corpus *c)
{
	uint64_t days = c->until == DATE_NONE ?
	    0 :
	    overlap_tallied(&c->overlap, c->until - 27, c->until);

	if (days > 0)
		warnings_add(w,
		    "Van %c van de laatste 28 dagen zijn er van een bron "
		    "alleen tellingen. Wat daarvan dringend is, te laat "
		    "beantwoord of een campagne is niet te zien, en nieuwe "
		    "woorden alleen met 'sig-tally --terms'.",
		    "Of %c of the last 28 days a source has tallies only. What "
		    "of it is urgent, answered late or a campaign cannot be "
		    "seen, and new words only with 'sig-tally --terms'.",
		    (double)days);
}

/* What tallies that were made to be shared leave out. */
static void
warn_floor(struct warnings *w, const struct cells *x)
{
	if (x->floors.most > 0)
		warnings_add(w,
		    "Gedeelde tellingen zwijgen van wat in een week minder "
		    "dan %c mensen heeft. Dat telt mee als net te weinig om "
		    "te delen; wat klein is, is dan niet te zien. Naar "
		    "verhoudingen, combinaties en herhaling is er niet in "
		    "gezocht.",
		    "Shared tallies do not tell what has fewer than %c people "
		    "in a week. It counts as just too few; what is small "
		    "cannot be seen then. Nothing was looked for in them that "
		    "is out of proportion, a combination or a repeat.",
		    (double)x->floors.most);
}

/* What names no organisation is in no cell of one, where some kinds look. */
static void
warn_orgless(struct warnings *w, const struct cells *x)
{
	const struct tally *t = &x->corpus->tally;
	const struct tally_cell *c;
	uint64_t n = 0;

	for (size_t i = 0; i < t->nrows; i++) {
		c = &t->cell[t->rows[i].cell];
		if (c->what == TALLY_SIGNALS && c->dim[TALLY_ORG] == 0 &&
		    t->rows[i].day >= x->first && t->rows[i].day <= x->until)
			n += t->rows[i].c[TALLY_N];
	}
	if (n > 0)
		warnings_add(w,
		    "%c %[signaal noemt|signalen noemen] geen organisatie. "
		    "Daarin is niet gezocht naar wat op antwoord wacht, mensen "
		    "die terugkomen, nieuwe woorden, stille bronnen en "
		    "combinaties. Geef bij het inlezen een organisatie op "
		    "(sig-ingest --org).",
		    "%c %[signal names|signals name] no organisation. Nothing "
		    "was looked for in them that waits for an answer, people "
		    "who come back, new words, silent sources and "
		    "combinations. Name the organisation when they are read "
		    "(sig-ingest --org).",
		    (double)n);
}

/* Signals that did not go through the tools before this one. */
static void
warn_unmarked(struct warnings *w, const struct corpus *c)
{
	if (c->read > 0 && !c->labelled)
		warnings_add(w,
		    "Geen signaal is ingedeeld: naar thema's is niet gezocht. "
		    "Laat sig-classify de signalen eerst indelen.",
		    "No signal was classified: nothing was looked for by "
		    "theme. Let sig-classify label the signals first.");
	if (c->persons && !c->who)
		warnings_add(w,
		    "Van geen signaal is bekend of dezelfde persoon er meer "
		    "stuurde, noch welke er dubbel zijn. Laat eerst sig-dedupe "
		    "die zoeken.",
		    "Of no signal is it known whether the same person sent "
		    "more, nor which are copies. Let sig-dedupe look for "
		    "those first.");
}

/* The same signals or lines of tallies, more than once. */
static void
warn_doubled(struct warnings *w, const struct corpus *c)
{
	uint64_t twice = overlap_count(&c->overlap, 1);
	uint64_t alike = overlap_alike(&c->overlap);

	if (alike > 0)
		warnings_add(w,
		    "Van dagen met signalen zijn er ook tellingen die de soort "
		    "niet noemen, van %c %[signaal|signalen]. Zijn dat "
		    "dezelfde, dan telt alles daarvan dubbel.",
		    "Of days that have signals there are also tallies that do "
		    "not name the kind, of %c %[signal|signals]. If these are "
		    "the same, all of it counts twice.",
		    (double)alike);
	if (twice > 0)
		warnings_add(w,
		    "%c %[signaal staat|signalen staan] in een telling en in "
		    "signalen, of in tellingen per dag en per week: die zijn "
		    "dubbel geteld.",
		    "%c %[signal stands|signals stand] both in a tally and in "
		    "signals, or in tallies by day and by week: they are "
		    "counted twice.",
		    (double)twice);
	if (doubled_count(&c->doubled) > 0)
		warnings_add(w,
		    "Dezelfde tellingen kwamen meer dan eens binnen: "
		    "aantallen zijn dan dubbel geteld.",
		    "The same tallies came in more than once: then "
		    "numbers are counted twice.");
}

/* Words are of a sample where an organisation has very many. */
static void
warn_sample(struct warnings *w, const struct corpus *c)
{
	if (c->until != DATE_NONE &&
	    quota_cut(&c->sample, c->until - CORPUS_TEXT_DAYS + 1, c->until))
		warnings_add(w,
		    "Woorden en citaten komen uit een steekproef, van hooguit "
		    "%c teksten per organisatie per dag.",
		    "Words and quotes are of a sample, of at most %c texts an "
		    "organisation a day.",
		    (double)QUOTA_MOST);
}

/* Of many that are grave only the newest are told. */
static void
warn_grave(struct warnings *w, const struct look *l)
{
	for (size_t i = 0; i < l->ntests; i++)
		if (strcmp(l->tests[i].kind, "grave") == 0 &&
		    l->tests[i].found > SINGLE_GRAVE)
			warnings_add(w,
			    "Van %c dringende patronen zijn alleen de nieuwste "
			    "%c getoond.",
			    "Of %c urgent patterns only the newest %c are "
			    "shown.",
			    (double)l->tests[i].found, (double)SINGLE_GRAVE);
}

/* Where more is open past its term than was ever closed it may be books. */
static void
warn_unkept(struct warnings *w, const struct look *l)
{
	if (l->unkept > 0)
		warnings_add(w,
		    "Bij een deel van de bronnen (%c) is het meeste van wat "
		    "klaar moest zijn niet afgehandeld. Of mensen daar op "
		    "antwoord wachten, of dat het niet is bijgehouden, is niet "
		    "te zien.",
		    "At some sources (%c) most of what had to be ready was "
		    "not closed. Whether people wait for an answer there, or "
		    "nobody kept it up, cannot be seen.",
		    (double)l->unkept);
}

/* What waits for long is in no pattern, where there is none that tells it. */
static void
warn_older(struct warnings *w, const struct look *l)
{
	if (l->older > 0)
		warnings_add(w,
		    "%c %[signaal|signalen] van 200 dagen geleden of eerder "
		    "%[staat|staan] nog open en %[is|zijn] over de termijn. "
		    "%[Dat staat|Die staan] in geen patroon.",
		    "%c %[signal|signals] of 200 days ago or before %[is|are] "
		    "still open and past %[its|their] deadline. %[It is|They "
		    "are] in no pattern.",
		    l->older);
}

/* What a system that stopped, or a list, has no more may be closed. */
static void
warn_unheard(struct warnings *w, const struct corpus *c)
{
	if (c->unheard > 0)
		warnings_add(w,
		    "Van %c %[signaal|signalen] die open %[stond|stonden] is "
		    "niet bekend of %[dat|die] nog open %[is|zijn]: het "
		    "systeem is niet meer aangeleverd, of een lijst van wat "
		    "open is heeft ze niet meer. Het laatste dat van een "
		    "daarvan bekend is, is van %d. Ze tellen niet mee als open "
		    "of te laat.",
		    "Of %c %[signal|signals] that %[was|were] open it is not "
		    "known whether %[it is|they are] still: the system is "
		    "delivered no more, or a list of what is open has them no "
		    "more. The last that is known of one of them is of %d. "
		    "They do not count as open or late.",
		    (double)c->unheard, c->heard);
}

/* Nobody is answered before he asks. */
static void
warn_early(struct warnings *w, const struct corpus *c)
{
	if (c->early > 0)
		warnings_add(w,
		    "Van %c %[signaal|signalen] uit de laatste 200 dagen ligt "
		    "de dag van afhandeling of antwoord voor die van "
		    "ontvangst. Die dag telt niet: %[het telt|ze tellen] als "
		    "afgehandeld, maar niet als op tijd of te laat.",
		    "Of %c %[signal|signals] of the last 200 days the day of "
		    "closing or answer is before that of receipt. That day "
		    "does not count: %[it counts|they count] as closed, but "
		    "neither as in time nor as late.",
		    (double)c->early);
}

static int
by_bytes(const void *a, const void *b)
{
	return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

/* Of what comes in too late to tell whether it is silent. */
static void
warn_unwatched(struct warnings *w, const struct look *l)
{
	size_t n = l->unwatched.len;
	struct slice *name = xmalloc((n + 1) * sizeof(*name));
	struct buf names = { 0 };
	struct slice in;

	for (size_t i = 0; i < n; i++)
		name[i] = set_key(&l->unwatched, i);
	if (n > 1)
		qsort(name, n, sizeof(*name), by_bytes);
	for (size_t i = 0; i < n; i++) {
		buf_puts(&names, i > 0 ? ", " : "");
		buf_put(&names, name[i]);
	}
	in = buf_slice(&names);
	if (n > 0)
		warnings_add(w,
		    "Bij %s komt veel zo laat binnen, en zo ongeregeld, dat "
		    "niet te zien is of een bron daar stil is.",
		    "At %s much comes in so late, and so irregularly, that "
		    "there is no seeing whether a source is silent there.",
		    &in);
	buf_release(&names);
	free(name);
}

/* Data too young to see who is silent: that none is found says nothing. */
static void
warn_young(struct warnings *w, const struct look *l)
{
	enum { WEEKS = 17 }; /* 13 to learn from, and the last 4 */
	const struct look_tests *a;

	if (l->cells->len - unknown_days(l) >= 7 * (WEEKS + 1))
		return;
	for (size_t i = 0; i < l->ntests; i++) {
		a = &l->tests[i];
		if (strcmp(a->kind, "silence") != 0 || a->cells == 0 ||
		    a->tests > 0 || !(l->opt.budget > 0))
			continue;
		warnings_add(w,
		    "Naar stille bronnen is niet gezocht: wie stil is, is pas "
		    "te zien als er %c weken gegevens zijn (13 om van te "
		    "leren, en de laatste 4).",
		    "Nothing was looked for that is silent: that can be seen "
		    "only when there are %c weeks of data (13 to learn from, "
		    "and the last 4).",
		    (double)WEEKS);
	}
}

/* The last day up to UNTIL with a signal, or DATE_NONE. */
static int32_t
last_day(const struct corpus *c)
{
	const struct tally_row *r;
	int32_t last = DATE_NONE;

	for (size_t i = 0; i < c->tally.nrows; i++) {
		r = &c->tally.rows[i];
		if (c->tally.cell[r->cell].what == TALLY_SIGNALS &&
		    r->c[TALLY_N] > 0 && r->day <= c->until && r->day > last)
			last = r->day;
	}
	return last;
}

/* Where nothing, or nothing lately, is there to be judged. */
static void
warn_nothing(struct warnings *w, const struct corpus *c)
{
	int32_t last = last_day(c);

	if (last == DATE_NONE && c->read + c->tallied > 0)
		warnings_add(w,
		    "Geen signaal heeft een dag die beoordeeld kan "
		    "worden. Er is niets gezocht.",
		    "No signal has a day that can be judged. Nothing "
		    "was looked for.");
	if (last != DATE_NONE && c->asked && c->until - last > LATELY)
		warnings_add(w,
		    "Het laatste signaal is van %d. Van de dagen daarna is "
		    "niets bekend, of er kwam niets.",
		    "The last signal is of %d. Of the days after it nothing "
		    "is known, or nothing came.",
		    last);
}

/* Some lines of a source say when it was delivered, and later ones do not. */
static void
warn_untold(struct warnings *w, const struct look *l)
{
	const struct deliveries *d = &l->deliveries;
	bool some = false;

	for (uint32_t c = 0; c < l->cells->corpus->tally.ncells; c++)
		some |= deliveries_of(&d->system, c)->untold ||
		    deliveries_of(&d->desk, c)->untold;
	if (some)
		warnings_add(w,
		    "Van een of meer bronnen zijn er signalen van na de "
		    "laatste levering die bekend is ('seen'). Tot "
		    "wanneer die compleet zijn is niet bekend: alle "
		    "dagen tellen mee.",
		    "Of one or more sources there are signals of after "
		    "the last delivery that is known ('seen'). Up to "
		    "when those are complete is not known: all days "
		    "count.");
}

void
summary_warn(struct warnings *w, const struct look *l)
{
	const struct cells *x = l->cells;
	const struct corpus *c = x->corpus;

	warn_nothing(w, c);
	warn_unmarked(w, c);
	if (x->len > 0)
		lumps_warn(w, l);
	if (c->later > 0 && x->len > 0 && !c->asked)
		warnings_add(w,
		    "%c %[signaal heeft|signalen hebben] een datum na %d. "
		    "De laatste dag is zelden compleet, en verre datums zijn "
		    "fouten.",
		    "%c %[signal has|signals have] a date after %d. The last "
		    "day is seldom complete, and far dates are mistakes.",
		    (double)c->later, c->until);
	if (c->earlier > 0 && x->len > 0)
		warnings_add(w,
		    "%c %[signaal heeft|signalen hebben] een datum lang voor "
		    "de rest, die begint op %d.",
		    "%c %[signal has|signals have] a date long before the "
		    "rest, which begins on %d.",
		    (double)c->earlier, c->first);
	if (c->moved)
		warnings_add(w,
		    "Een deel is per week geteld: het einde is naar een "
		    "zondag verschoven.",
		    "A part was counted by week: the end was moved to a "
		    "Sunday.");
	if (x->len > 0 && x->len - unknown_days(l) < 365)
		warnings_add(w,
		    "De gegevens beslaan minder dan een jaar: seizoenen "
		    "zijn niet bekend.",
		    "The data cover less than a year: seasons are not "
		    "known.");
	warn_doubled(w, c);
	warn_sample(w, c);
	warn_grave(w, l);
	warn_unkept(w, l);
	warn_older(w, l);
	warn_unheard(w, c);
	warn_early(w, c);
	warn_unwatched(w, l);
	if (x->len > 0) {
		warn_young(w, l);
		warn_orgless(w, x);
		warn_tallied(w, c);
		warn_floor(w, x);
		warn_gaps(w, l);
		warn_untold(w, l);
		warn_labels(w, l);
		warnings_origins(w, l);
		warnings_filled(w, l);
		warnings_shares(w, l);
		warnings_aliases(w, l);
	}
}
