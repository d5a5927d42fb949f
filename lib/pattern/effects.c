#include <math.h>
#include <string.h>

#include "lib/base/date.h"
#include "lib/pattern/beside.h"
#include "lib/pattern/effect.h"
#include "lib/pattern/voice.h"

enum {
	BEFORE = 26 * 7, /* days */
	LAG = 7, /* days that an action takes to work */
	LEAST = 8, /* signals to be expected after it */
	HELPED = 364, /* days that an action that helped is told of */
	LOOKS = 4
};

/* Days after the lag at which is looked, each at 1 - .05 / LOOKS. */
static const int32_t looks[LOOKS] = { 4 * 7, 8 * 7, 13 * 7, 26 * 7 };
static const double known_least = .3;

/* Signals of some days and how many were to be expected, but for a factor. */
struct period {
	double n;
	double m;
	double weeks;
};

/* What F, of L, says of the season and of nothing else. */
static struct mw_fit
season_of(struct look *l, const struct mw_fit *f)
{
	struct mw_fit s = *f;
	struct mw_fit all;

	look_fit(l, 0, &all);
	s.rule = MW_FULL;
	s.level = 1;
	s.coef[0] = s.coef[1] = 0;
	/* of less than two years none is known, nor to be had of others */
	for (int j = 2; j < MW_COEF && all.rule != MW_FULL; j++)
		s.coef[j] = 0;
	return s;
}

/* The days from FROM to TO of the series in L, as far as they are known. */
static struct period
sum(const struct look *l, const struct mw_fit *season, int32_t from, int32_t to)
{
	struct period p = { 0 };

	for (size_t d = 0; d < l->len; d++) {
		size_t age = l->len - 1 - d;
		int32_t day = l->cells->first + (int32_t)d;
		double known = l->delayed && age < DELAYS_KNOWN ?
		    l->known[age] :
		    1;

		if (day < from || day > to || l->exposure[d] <= 0 ||
		    known < known_least)
			continue;
		p.n += l->count[d];
		p.m += l->exposure[d] * known * mw_mean(season, day);
		p.weeks += 1 / 7.0;
	}
	return p;
}

/*
 * How many times the variance of ln(A / B) is that of Poisson counts, if
 * nothing changed: weeks differ by more, and the level walks.
 */
static double
spread(const struct mw_fit *f, const struct period *b, const struct period *a)
{
	double all = (a->n + b->n) / (a->m + b->m);
	double apart = b->weeks / 3 + LAG / 7.0 + a->weeks / 3;

	return fmax(1, f->phi_s) +
	    f->drift * apart * all * a->m * b->m / (a->m + b->m);
}

/* The last day of the latest look that is over on UNTIL, or DATE_NONE. */
static int32_t
look_of(int32_t day, int32_t until)
{
	int32_t last = DATE_NONE;

	for (int i = 0; i < LOOKS; i++)
		if (day + LAG + looks[i] - 1 <= until)
			last = day + LAG + looks[i] - 1;
	return last;
}

static const char *
verdict(const struct effect *e)
{
	if (e->high < 1)
		return "gedaald";
	return e->low > 1 ? "gestegen" : "gelijk";
}

static void
tell(struct findings *fs, struct finding *f, const char *nl, const char *en)
{
	struct buf b = { 0 };

	for (int lang = 0; lang < VOICE_LANGS; lang++) {
		buf_reset(&b);
		voice(&b, f, lang, lang == VOICE_NL ? nl : en, f->effect_from,
		    f->effect_ratio, f->effect_low, f->effect_high);
		f->effect_text[lang] = findings_text(fs, buf_slice(&b));
	}
	buf_release(&b);
}

static void
tell_effect(struct findings *fs, struct finding *f, bool against)
{
	if (strcmp(f->effect, "te-vroeg") == 0)
		tell(fs, f,
		    "Na de actie van %d is het nog te vroeg om iets te zeggen.",
		    "After the action of %d it is too early to say.");
	else if (strcmp(f->effect, "gelijk") == 0)
		tell(fs, f,
		    "Na de actie van %d is er geen verandering aan te tonen "
		    "(%t keer zo veel, tussen %t en %t).",
		    "After the action of %d no change can be shown (%t times "
		    "as many, between %t and %t).");
	else if (against)
		tell(fs, f,
		    "Na de actie van %d kwamen er %t keer zo veel signalen als "
		    "te verwachten was na het half jaar ervoor, bij dit aantal "
		    "besluiten of contacten (tussen %t en %t). Een piek zakt "
		    "ook vanzelf: vergelijk met wat normaal is.",
		    "After the action of %d there were %t times as many "
		    "signals as the half year before made expect, with as many "
		    "decisions or contacts (between %t and %t). A peak also "
		    "falls by itself: compare with what is normal.");
	else
		tell(fs, f,
		    "Na de actie van %d kwamen er %t keer zo veel signalen als "
		    "te verwachten was na het half jaar ervoor (tussen %t en "
		    "%t). Een piek zakt ook vanzelf: vergelijk met wat normaal "
		    "is.",
		    "After the action of %d there were %t times as many "
		    "signals as the half year before made expect (between %t "
		    "and %t). A peak also falls by itself: compare with what "
		    "is normal.");
}

/* What came of an action: before it and after it. */
struct outcome {
	struct mw_fit fit;
	struct period before, after;
	int32_t to; /* the last day of after */
};

/* Compare what is in cell I after an action on DAY with what was before it. */
static void
compare(struct outcome *o, struct look *l, size_t i, int32_t day)
{
	struct mw_fit season;
	struct mw_series s;

	look_fit(l, i, &o->fit);
	season = season_of(l, &o->fit);
	look_series(l, i, &s);
	o->before = sum(l, &season, day - BEFORE, day - 1);
	/* what a late system lacks is no effect */
	o->to = look_of(day, l->span.whole);
	o->after = sum(l, &season, day + LAG, o->to);
}

/* How many were to be expected after it, by what was before. */
static double
expected(const struct outcome *o)
{
	const struct period *b = &o->before;

	return o->after.m > 0 && b->m > 0 ? b->n / b->m * o->after.m : 0;
}

static void
judge(struct findings *fs, struct finding *f, struct look *l,
    const struct outcome *o, int32_t day)
{
	const struct period *b = &o->before;
	const struct period *a = &o->after;
	struct effect_rates r;
	struct effect e;
	double k;

	f->effect_from = day;
	f->effect = "te-vroeg";
	if (expected(o) >= LEAST) {
		k = spread(&o->fit, b, a);
		r = (struct effect_rates){ b->n / k, b->m, a->n / k, a->m };
		e = effect_interval(&r, 1 - .05 / LOOKS);
		f->effect = verdict(&e);
		f->effect_ratio = e.ratio;
		f->effect_low = e.low;
		f->effect_high = e.high;
	}
	tell_effect(fs, f, l->offset >= 1);
}

void
beside_effect(struct findings *fs, struct finding *f, struct look *l,
    int32_t day)
{
	struct outcome o;

	compare(&o, l, (size_t)f->cell, day);
	judge(fs, f, l, &o, day);
}

/* The action on a pattern ID that is no longer there; NULL if there is none. */
static const struct beside_action *
action_on(const struct beside *b, const struct findings *fs, const char *id,
    int32_t until)
{
	const struct beside_action *last = NULL;
	const struct beside_action *a;

	for (size_t i = 0; i < b->nactions; i++) {
		a = &b->action[i];
		if (slice_eq(a->pattern, slice_of(id)) &&
		    (last == NULL || a->day > last->day))
			last = a;
	}
	if (last == NULL || last->day > until || last->day <= until - HELPED)
		return NULL;
	for (size_t i = 0; i < fs->n; i++)
		if (strcmp(fs->f[i]->id, id) == 0)
			return NULL;
	return last;
}

/* Tell that action A on pattern ID, of cell I, helped, if it did. */
static void
add_helped(struct findings *fs, struct look *l, size_t i, const char *id,
    const struct beside_action *a)
{
	struct finding *f;
	struct outcome o;

	compare(&o, l, i, a->day);
	f = findings_add(fs, "positive", "effect/1");
	finding_where_cell(fs, f, l->cells, i);
	memcpy(f->id, id, sizeof(f->id));
	judge(fs, f, l, &o, a->day);
	if (strcmp(f->effect, "gedaald") != 0) {
		findings_drop(fs);
		return;
	}
	f->from = a->day + LAG;
	f->to = o.to;
	f->observed = o.after.n;
	f->expected = expected(&o);
	look_offset(l, f);
	finding_facts(fs, f, l->cells);
	look_course(l, f, &o.fit);
}

void
beside_helped(const struct beside *b, struct findings *fs, struct look *l)
{
	const struct beside_action *a;
	struct findings scratch = { 0 };
	struct finding *f;
	char id[sizeof(f->id)];

	for (size_t i = 0; b->nactions > 0 && i < l->cells->n; i++) {
		if (l->cells->cell[i].dropped)
			continue;
		for (size_t k = 0; findings_rising[k] != NULL; k++) {
			f = findings_add(&scratch, findings_rising[k], "");
			finding_where_cell(&scratch, f, l->cells, i);
			memcpy(id, f->id, sizeof(id));
			findings_release(&scratch);
			a = action_on(b, fs, id, l->cells->until);
			if (a != NULL)
				add_helped(fs, l, i, id, a);
		}
	}
}
