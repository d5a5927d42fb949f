/* What would mislead in the files beside the signals: slips, and their ends. */

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/line/json.h"
#include "lib/pattern/beside.h"

static const double least_share = .005; /* of the signals, to be told */

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

/* Signals of the last year of which volumes are not used, and days for all. */
struct unused {
	double n;
	struct volume_of of;
};

/*
 * Count them by why they are not used; by their organisation too, to ORG those
 * that no line holds and to PART those of which lines are missing; returns all
 * signals of the year.
 */
static double
count_unused(const struct look *l, struct unused by[], double *org,
    double *part)
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
		    (of.state == VOLUME_ENDS ? of.day > u->of.day :
					       of.day < u->of.day))
			u->of = of;
		/* of gaps that end together, the longest */
		if (of.day == u->of.day && of.gap < u->of.gap)
			u->of = of;
		u->n += r->c[TALLY_N];
		if (of.state == VOLUME_NONE)
			org[t->cell[r->cell].dim[TALLY_ORG]] += r->c[TALLY_N];
		else if (of.state == VOLUME_BEGINS || of.state == VOLUME_GAP ||
		    of.state == VOLUME_ENDS)
			part[t->cell[r->cell].dim[TALLY_ORG]] += r->c[TALLY_N];
		all += r->c[TALLY_N];
	}
	return all;
}

/*
 * Which has most of ORG, counts by value, the first by its bytes; 0: none has.
 */
static size_t
most_of(const struct tally *t, const double *org)
{
	size_t at = 0;

	for (size_t i = 1; i < t->values.len; i++)
		if (org[i] > 0 &&
		    (at == 0 || org[i] > org[at] ||
			(org[i] == org[at] &&
			    slice_cmp(set_key(&t->values, i),
				set_key(&t->values, at)) < 0)))
			at = i;
	return at;
}

/* A SHARE of signals that no line holds, and whose: of ORG, by its value. */
static void
warn_none(struct warnings *w, const struct tally *t, double share,
    const double *org)
{
	struct buf name = { 0 };
	struct slice most;
	size_t at = most_of(t, org);
	size_t n = 0;

	for (size_t i = 1; i < t->values.len; i++)
		n += org[i] > 0;
	if (at > 0)
		json_decode(&name, set_key(&t->values, at));
	most = buf_slice(&name);
	if (n > 0 && org[0] > org[at])
		n = 0; /* no organisation is most of it */
	if (n > 1)
		warnings_add(w,
		    "--volume: %p van de signalen van het laatste jaar hoort "
		    "niet bij een regel ervan: vooral van %s, en van nog %c "
		    "%[organisatie|organisaties].",
		    "--volume: %p of the signals of the last year belong to "
		    "none of its lines: above all of %s, and of %c more "
		    "%[organisation|organisations].",
		    share, &most, (double)n - 1);
	else if (n > 0)
		warnings_add(w,
		    "--volume: %p van de signalen van het laatste jaar hoort "
		    "niet bij een regel ervan: vooral van %s.",
		    "--volume: %p of the signals of the last year belong to "
		    "none of its lines: above all of %s.",
		    share, &most);
	else
		warnings_add(w,
		    "--volume: %p van de signalen van het laatste jaar hoort "
		    "niet bij een regel ervan.",
		    "--volume: %p of the signals of the last year belong to "
		    "none of its lines.",
		    share);
	buf_release(&name);
}

/* Shares of signals whose volumes are not known on all days that matter. */
static void
warn_days(struct warnings *w, const struct unused by[], double all)
{
	const struct volume_of *gap = &by[VOLUME_GAP].of;

	if (by[VOLUME_ENDS].n >= least_share * all)
		warnings_add(w,
		    "--volume: van %p van de signalen van het laatste jaar "
		    "zijn er geen aantallen na %d. Wat daarvan te verwachten "
		    "is, is op geen dag tegen aantallen afgezet.",
		    "--volume: for %p of the signals of the last year there "
		    "are no numbers after %d. What is expected of these is "
		    "set against numbers on no day.",
		    by[VOLUME_ENDS].n / all, by[VOLUME_ENDS].of.day);
	if (by[VOLUME_BEGINS].n >= least_share * all)
		warnings_add(w,
		    "--volume: van %p van de signalen van het laatste jaar "
		    "zijn er geen aantallen v\xc3\xb3\xc3\xb3r %d. Wat daarvan te "
		    "verwachten is, is op geen dag tegen aantallen afgezet.",
		    "--volume: for %p of the signals of the last year there "
		    "are no numbers before %d. What is expected of these is "
		    "set against numbers on no day.",
		    by[VOLUME_BEGINS].n / all, by[VOLUME_BEGINS].of.day);
	if (by[VOLUME_GAP].n >= least_share * all)
		warnings_add(w,
		    "--volume: van %p van de signalen van het laatste jaar "
		    "ontbreken aantallen, zoals van %d tot en met %d. Wat "
		    "daarvan te verwachten is, is op geen dag tegen aantallen "
		    "afgezet.",
		    "--volume: for %p of the signals of the last year numbers "
		    "are missing, such as from %d up to %d. What is expected "
		    "of these is set against numbers on no day.",
		    by[VOLUME_GAP].n / all, gap->gap, gap->day - 1);
}

/* Whose lines are missing, if most are of one, and not of all that there is. */
static void
warn_part(struct warnings *w, const struct tally *t, double all,
    const double *part)
{
	struct buf name = { 0 };
	struct slice most;
	size_t at = most_of(t, part);
	double sum = 0;

	for (size_t i = 0; i < t->values.len; i++)
		sum += part[i];
	if (at == 0 || part[at] < least_share * all || part[at] * 2 <= sum ||
	    sum > (1 - least_share) * all)
		return;
	json_decode(&name, set_key(&t->values, at));
	most = buf_slice(&name);
	warnings_add(w,
	    "--volume: regels die op een of meer dagen ontbreken, zijn vooral "
	    "van %s.",
	    "--volume: lines that are missing on some days are above all of "
	    "%s.",
	    &most);
	buf_release(&name);
}

/* Of which signals what is expected is not set against their volumes. */
static void
warn_volumes(struct warnings *w, const struct look *l)
{
	const struct tally *t = &l->cells->corpus->tally;
	struct unused by[VOLUME_SHORT + 1] = { { 0 } };
	double *org = xcalloc(t->values.len + 1, sizeof(*org));
	double *part = xcalloc(t->values.len + 1, sizeof(*part));
	double all = count_unused(l, by, org, part);

	if (all > 0 && by[VOLUME_NONE].n >= least_share * all)
		warn_none(w, t, by[VOLUME_NONE].n / all, org);
	if (all > 0)
		warn_days(w, by, all);
	warn_part(w, t, all, part);
	free(part);
	free(org);
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
	else if (b->lines > 0 && !b->has_summary)
		warnings_add(w,
		    "--previous: de samenvatting van die run staat er niet in. "
		    "Wat nieuw heet, kan eerder al verteld zijn.",
		    "--previous: the summary of that run is not in it. What is "
		    "called new may have been told before.");
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
