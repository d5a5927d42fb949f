/* What would mislead in the files beside the signals: slips, and their ends. */

#include "lib/base/date.h"
#include "lib/line/json.h"
#include "lib/pattern/beside.h"

/* What is named and no signal has is a slip, or of before the data. */
static void
warn_name(struct warnings *w, const struct cells *x, struct slice name,
    const char *option)
{
	struct slice in = slice_of(option);
	struct slice quoted;
	struct buf b = { 0 };

	json_quote(&b, name);
	quoted = buf_slice(&b);
	if (name.n > 0 &&
	    set_find(&x->corpus->tally.values, quoted) == SET_NONE)
		warnings_add(w, "%s: geen signaal heeft %s.",
		    "%s: no signal has %s.", &in, &quoted);
	buf_release(&b);
}

/* Signals of the last year of which volumes are not used, and a day for all. */
struct unused {
	double n;
	int32_t day;
};

/* Count them by why they are not used; returns all signals of the year. */
static double
count_unused(const struct look *l, struct unused by[])
{
	const struct tally *t = &l->cells->corpus->tally;
	const struct origins *o = &l->origins;
	const struct tally_row *r;
	struct volume_of of;
	struct unused *u;
	double all = 0;

	for (size_t i = 0; i < t->nrows; i++) {
		r = &t->rows[i];
		if (t->cell[r->cell].what != TALLY_SIGNALS ||
		    r->day > l->cells->until || r->day <= l->cells->until - 365)
			continue;
		of = volume_of_member(&l->volume, r->cell,
		    o->s[o->of[r->cell]].first);
		u = &by[of.state];
		/* the last of those on which they end, the first to begin */
		if (u->n == 0 ||
		    (of.state == VOLUME_ENDS ? of.day > u->day :
					       of.day < u->day))
			u->day = of.day;
		u->n += r->c[TALLY_N];
		all += r->c[TALLY_N];
	}
	return all;
}

static void
warn_share(struct warnings *w, double share, const char *nl, const char *en,
    int32_t day)
{
	if (share >= .005)
		warnings_add(w, nl, en, share, day);
}

/* Of which signals what is expected is not set against their volumes. */
static void
warn_volumes(struct warnings *w, const struct look *l)
{
	struct unused by[VOLUME_SHORT + 1] = { { 0 } };
	double all = count_unused(l, by);

	if (all <= 0)
		return;
	warn_share(w, by[VOLUME_NONE].n / all,
	    "--volume: %p van de signalen van het laatste jaar hoort niet bij "
	    "een regel ervan.",
	    "--volume: %p of the signals of the last year belong to none of "
	    "its lines.",
	    DATE_NONE);
	warn_share(w, by[VOLUME_ENDS].n / all,
	    "--volume: van %p van de signalen van het laatste jaar zijn er "
	    "geen aantallen na %d. Wat daarvan te verwachten is, is op geen "
	    "dag tegen aantallen afgezet.",
	    "--volume: for %p of the signals of the last year there are no "
	    "numbers after %d. What is expected of these is set against "
	    "numbers on no day.",
	    by[VOLUME_ENDS].day);
	warn_share(w, by[VOLUME_BEGINS].n / all,
	    "--volume: van %p van de signalen van het laatste jaar zijn er "
	    "geen aantallen, of niet zonder gaten, v\xc3\xb3\xc3\xb3r %d. Wat "
	    "daarvan te verwachten is, is op geen dag tegen aantallen afgezet.",
	    "--volume: for %p of the signals of the last year there are no "
	    "numbers, or not without gaps, before %d. What is expected of "
	    "these is set against numbers on no day.",
	    by[VOLUME_BEGINS].day);
}

/* That totals say nothing of an organisation. */
static void
warn_totals(struct warnings *w, const struct volume *v)
{
	double lines = 0;

	for (size_t i = 0; i < v->n; i++)
		lines += v->name[i].total ? (double)v->name[i].n : 0;
	if (lines > 0)
		warnings_add(w,
		    "--volume: regels zonder organisatie: %c. Er is meer dan "
		    "een organisatie: deze aantallen tellen alleen mee voor "
		    "alle organisaties samen.",
		    "--volume: lines without an organisation: %c. There is "
		    "more than one organisation: these numbers count only for "
		    "all organisations together.",
		    lines);
}

/* What lines count twice: their numbers are added. */
static void
warn_twice(struct warnings *w, const struct volume *v)
{
	struct volume_twice twice = volume_twice(v);

	if (twice.lines > 0)
		warnings_add(w,
		    "--volume: regels die er nog een keer staan: %c. Hun "
		    "aantallen zijn opgeteld.",
		    "--volume: lines that are there once more: %c. Their "
		    "numbers are added up.",
		    (double)twice.lines);
	if (twice.day != DATE_NONE)
		warnings_add(w,
		    "--volume: van %d zijn er twee aantallen van hetzelfde, en "
		    "misschien van meer dagen. Ze zijn opgeteld.",
		    "--volume: of %d there are two numbers of the same, and "
		    "maybe of more days. They are added up.",
		    twice.day);
}

void
beside_warn(const struct beside *b, struct warnings *w, const struct look *l)
{
	const struct cells *x = l->cells;

	if (b->lines > 0 && x->until != DATE_NONE && b->as_of > x->until)
		warnings_add(w,
		    "--previous: die run liep tot en met %d, en dat is later "
		    "dan de laatste dag van deze. Er is niet mee vergeleken.",
		    "--previous: that run went up to %d, which is later than "
		    "the last day of this one. It is not compared with.",
		    b->as_of);
	for (size_t i = 0; i < b->nevents; i++) {
		warn_name(w, x, b->event[i].org, "--events");
		warn_name(w, x, b->event[i].product, "--events");
	}
	if (b->has_volume && b->volumes.n == 0)
		warnings_add(w,
		    "--volume: er staat geen regel in. Niets is tegen "
		    "aantallen afgezet.",
		    "--volume: it holds no line. Nothing is set against "
		    "numbers.");
	warn_totals(w, &l->volume);
	warn_twice(w, &l->volume);
	if (l->volume.n > 0)
		warn_volumes(w, l);
	for (size_t i = 0; i < b->volumes.n; i++)
		for (int d = 0; d < VOLUME_DIMS; d++)
			warn_name(w, x, b->volumes.line[i].name[d], "--volume");
}
