#include <stdarg.h>
#include <string.h>

#include "lib/base/date.h"
#include "lib/pattern/beside.h"
#include "lib/pattern/kindred.h"
#include "lib/pattern/outcome.h"
#include "lib/pattern/voice.h"

enum { HELPED = 364 /* days that an action that helped is told of */ };

/* Say TEXT, with what follows, of the effect O in F. */
static void
tell(struct findings *fs, struct finding *f, const struct outcome *o,
    const char *const text[VOICE_LANGS], ...)
{
	/* what is expected of F may be set against less, or nothing */
	const struct finding of = { .offset = o->offset };
	struct buf b = { 0 };
	va_list ap;

	for (int lang = 0; lang < VOICE_LANGS; lang++) {
		buf_reset(&b);
		va_start(ap, text);
		voice_args(&b, &of, lang, text[lang], ap);
		va_end(ap);
		f->effect_text[lang] = findings_text(fs, buf_slice(&b));
	}
	buf_release(&b);
}

/* By what of the forty weeks before it. */
static const char *
by_words(const struct outcome *o, int lang)
{
	static const char *const words[][VOICE_LANGS] = {
		{ "de veertig weken ervoor", "the forty weeks before" },
		{ "de rustigste acht weken van de veertig ervoor",
		    "the quietest eight weeks of the forty before" },
		{ "de drukste acht weken van de veertig ervoor",
		    "the busiest eight weeks of the forty before" }
	};

	return words[o->by == &o->before ? 0 : o->by == o->quiet ? 1 : 2][lang];
}

static void
tell_changed(struct findings *fs, struct finding *f, const struct outcome *o)
{
	static const char *const text[VOICE_LANGS] = {
		"Na de actie van %d kwamen er %t keer zo veel signalen als te "
		"verwachten was na %s%{|, afgezet tegen het aantal besluiten "
		"of contacten} (tussen %t en %t). Er kan ook een andere "
		"oorzaak zijn.",
		"After the action of %d there were %t times as many signals as "
		"was to be expected from %s%{|, set against the number of "
		"decisions or contacts} (between %t and %t). There may be "
		"another cause too."
	};
	const struct finding of = { .offset = o->offset };
	struct buf b = { 0 };
	struct slice by;

	for (int lang = 0; lang < VOICE_LANGS; lang++) {
		by = slice_of(by_words(o, lang));
		buf_reset(&b);
		voice(&b, &of, lang, text[lang], f->effect_from, o->ratio.ratio,
		    &by, o->ratio.low, o->ratio.high);
		f->effect_text[lang] = findings_text(fs, buf_slice(&b));
	}
	buf_release(&b);
}

static void
tell_back(struct findings *fs, struct finding *f, const struct outcome *o)
{
	static const char *const text[VOICE_LANGS] = {
		"Van %d tot en met %d, na de actie van %d, %(kwam|kwamen) er "
		"%c %[signaal|signalen]. Ging het zoals in de drukste acht "
		"weken van de veertig ervoor, dan waren het er%{|, afgezet "
		"tegen het aantal besluiten of contacten,} ongeveer %c "
		"geweest; zoals in de "
		"rustigste, %c. Dit kan ook vanzelf zijn overgegaan.",
		"From %d up to %d, after the action of %d, there %(was|were) "
		"%c %[signal|signals]. As in the busiest eight weeks of the "
		"forty before it there would have been%{|, set against the number of "
		"decisions or contacts,} about %c, as in the quietest %c. It "
		"may have passed by itself."
	};

	tell(fs, f, o, text, o->after.from, o->after.to, f->effect_from,
	    o->after.n, outcome_expected(o, o->busy),
	    outcome_expected(o, o->quiet));
}

/*
 * It is not what it was on average, yet no change, where what was before went
 * up and down as far: then both are said.
 */
static void
tell_same(struct findings *fs, struct finding *f, const struct outcome *o)
{
	static const char *const same[VOICE_LANGS] = {
		"Na de actie van %d is geen verandering aan te tonen: er "
		"kwamen %t keer zo veel signalen als te verwachten was na de "
		"veertig weken ervoor%{|, afgezet tegen het aantal besluiten "
		"of contacten}, en dat kan toeval zijn (tussen %t en %t).",
		"After the action of %d no change can be shown: there were %t "
		"times as many signals as was to be expected from the forty "
		"weeks before%{|, set against the number of decisions or "
		"contacts}, which may be chance (between %t and %t)."
	};
	static const char *const varied[VOICE_LANGS] = {
		"Van %d tot en met %d, na de actie van %d, %(kwam|kwamen) er "
		"%c %[signaal|signalen]. Ging het zoals in de drukste acht "
		"weken van de veertig ervoor, dan waren het er%{|, afgezet "
		"tegen het aantal besluiten of contacten,} ongeveer %c "
		"geweest; zoals in de "
		"rustigste, %c; zoals in alle veertig, %c. Voor de actie "
		"verschilde het dus al zo veel dat geen verandering erna is "
		"aan te tonen.",
		"From %d up to %d, after the action of %d, there %(was|were) "
		"%c %[signal|signals]. As in the busiest eight weeks of the "
		"forty before it there would have been%{|, set against the number of "
		"decisions or contacts,} about %c, as in the quietest %c, and "
		"as in all forty %c. So it differed so much before the action "
		"that no change after it can be shown."
	};

	if (o->ratio.low <= 1 && o->ratio.high >= 1)
		tell(fs, f, o, same, f->effect_from, o->ratio.ratio,
		    o->ratio.low, o->ratio.high);
	else
		tell(fs, f, o, varied, o->after.from, o->after.to,
		    f->effect_from, o->after.n, outcome_expected(o, o->busy),
		    outcome_expected(o, o->quiet),
		    outcome_expected(o, &o->before));
}

static void
tell_effect(struct findings *fs, struct finding *f, const struct outcome *o)
{
	static const char *const early[VOICE_LANGS] = {
		"Na de actie van %d is het nog te vroeg om iets te zeggen.",
		"After the action of %d it is too early to say."
	};

	if (strcmp(o->effect, "te-vroeg") == 0)
		tell(fs, f, o, early, f->effect_from);
	else if (strcmp(o->effect, "gelijk") == 0)
		tell_same(fs, f, o);
	else if (strcmp(o->effect, "terug") == 0)
		tell_back(fs, f, o);
	else
		tell_changed(fs, f, o);
}

/* Is cell I of X silent, set against what it was before the action of O? */
static bool
is_silent(const struct findings *fs, const struct cells *x, size_t i,
    const struct outcome *o)
{
	return kindred_silence(fs, x, i, o->before.from, o->before.to) != NULL;
}

static void
put(struct findings *fs, struct finding *f, const struct outcome *o,
    int32_t day)
{
	f->effect_from = day;
	f->effect = o->effect;
	if (o->by != NULL) {
		f->effect_ratio = o->ratio.ratio;
		f->effect_low = o->ratio.low;
		f->effect_high = o->ratio.high;
	}
	tell_effect(fs, f, o);
}

void
beside_effect(struct findings *fs, struct finding *f, struct look *l,
    int32_t day)
{
	struct outcome o;

	outcome_of(&o, l, (size_t)f->cell, day);
	/* a fall in what is silent is no effect */
	if ((strcmp(o.effect, "gedaald") == 0 ||
		strcmp(o.effect, "terug") == 0) &&
	    is_silent(fs, l->cells, (size_t)f->cell, &o))
		return;
	put(fs, f, &o, day);
}

/*
 * The date that was given last holds until another is given, as sig-track
 * shows it: that a later step says it is done does not move it.
 */
int32_t
beside_acted(const struct beside *b, struct slice id)
{
	const struct beside_action *last = NULL;
	const struct beside_action *a;

	for (size_t i = 0; i < b->nactions; i++) {
		a = &b->action[i];
		if (slice_eq(a->pattern, id) &&
		    (last == NULL || a->given || !last->given))
			last = a;
	}
	return last == NULL ? DATE_NONE : last->day;
}

/* The day of the action on a pattern ID that is no longer there, or none. */
static int32_t
acted_on_gone(const struct beside *b, const struct findings *fs, const char *id,
    int32_t until)
{
	int32_t day = beside_acted(b, slice_of(id));

	if (day == DATE_NONE || day > until || day <= until - HELPED)
		return DATE_NONE;
	for (size_t i = 0; i < fs->n; i++)
		if (strcmp(fs->f[i]->id, id) == 0)
			return DATE_NONE;
	return day;
}

/* Tell that the action of DAY on pattern ID, of cell I, helped, if it did. */
static void
add_helped(struct findings *fs, struct look *l, size_t i, const char *id,
    int32_t day)
{
	struct finding *f;
	struct outcome o;

	outcome_of(&o, l, i, day);
	if (strcmp(o.effect, "gedaald") != 0 || is_silent(fs, l->cells, i, &o))
		return;
	f = findings_add(fs, "positive", "effect/1");
	finding_where_cell(fs, f, l->cells, i);
	memcpy(f->id, id, sizeof(f->id));
	put(fs, f, &o, day);
	f->from = o.after.from;
	f->to = o.after.to;
	f->observed = o.after.n;
	f->expected = outcome_expected(&o, o.by);
	look_offset(l, f);
	finding_facts(fs, f, l->cells);
	look_course(l, f, &o.fit);
}

void
beside_helped(const struct beside *b, struct findings *fs, struct look *l)
{
	struct findings scratch = { 0 };
	struct finding *f;
	int32_t day;
	char id[sizeof(f->id)];

	for (size_t i = 0; b->nactions > 0 && i < l->cells->n; i++) {
		if (l->cells->cell[i].dropped)
			continue;
		f = findings_add(&scratch, "burst", "");
		finding_where_cell(&scratch, f, l->cells, i);
		memcpy(id, f->id, sizeof(id));
		findings_release(&scratch);
		day = acted_on_gone(b, fs, id, l->cells->until);
		if (day != DATE_NONE)
			add_helped(fs, l, i, id, day);
	}
}
