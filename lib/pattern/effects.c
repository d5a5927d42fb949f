#include <math.h>

#include "lib/base/date.h"
#include "lib/pattern/beside.h"
#include "lib/pattern/effect.h"
#include "lib/pattern/voice.h"

enum {
	BEFORE = 26 * 7, /* days */
	LAG = 7, /* days that an action takes to work */
	LEAST_AFTER = 28,
	LEAST = 8, /* signals to be expected after it */
	LOOKS = 4 /* at 4, 8, 13 and 26 weeks: each at 1 - .05 / 4 */
};

/* Signals and exposure of the days from FROM to TO of the series in L. */
static void
sum(const struct look *l, int32_t from, int32_t to, double *n, double *m)
{
	*n = *m = 0;
	for (size_t d = 0; d < l->cells->len; d++) {
		if (l->cells->first + (int32_t)d < from ||
		    l->cells->first + (int32_t)d > to || l->exposure[d] <= 0)
			continue;
		*n += l->count[d];
		*m += l->exposure[d];
	}
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
tell_effect(struct findings *fs, struct finding *f)
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
	else
		tell(fs, f,
		    "Na de actie van %d kwamen er %t keer zo veel signalen als "
		    "in het half jaar ervoor (tussen %t en %t). Een piek zakt "
		    "ook vanzelf: vergelijk met wat normaal is.",
		    "After the action of %d there were %t times as many "
		    "signals as in the half year before (between %t and %t). A "
		    "peak also falls by itself: compare with what is normal.");
}

void
beside_effect(struct findings *fs, struct finding *f, struct look *l,
    int32_t day)
{
	struct mw_series s;
	struct effect_rates r;
	struct effect e;
	int32_t until;

	look_series(l, (size_t)f->cell, &s);
	/* what a late system lacks is no effect */
	until = l->span.whole;
	sum(l, day - BEFORE, day - 1, &r.before, &r.before_exposure);
	sum(l, day + LAG, until, &r.after, &r.after_exposure);
	f->effect_from = day;
	f->effect = "te-vroeg";
	if (until - day - LAG + 1 >= LEAST_AFTER && r.before_exposure > 0 &&
	    r.after_exposure > 0 &&
	    r.before / r.before_exposure * r.after_exposure >= LEAST) {
		e = effect_exact(&r, 1 - .05 / LOOKS);
		f->effect = verdict(&e);
		f->effect_ratio = e.ratio;
		f->effect_low = e.low;
		f->effect_high = e.high;
	}
	tell_effect(fs, f);
}
