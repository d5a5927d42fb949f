/* What patterns are set against: their volume, their rate, and words for it. */

#include <math.h>
#include <stdarg.h>

#include "lib/pattern/beside.h"
#include "lib/pattern/voice.h"

enum { MONTH = 31 /* days */ };

static const double least_rate = .05; /* that is said in words */

/* Add NL and EN, with what follows, to the notes of F. */
static void
note(struct findings *fs, struct finding *f, const char *nl, const char *en,
    ...)
{
	const char *const text[VOICE_LANGS] = { nl, en };
	struct buf b = { 0 };
	va_list ap;

	for (int lang = 0; lang < VOICE_LANGS; lang++) {
		buf_reset(&b);
		va_start(ap, en);
		voice_args(&b, f, lang, text[lang], ap);
		va_end(ap);
		finding_list(fs, &f->notes[lang], buf_slice(&b));
	}
	buf_release(&b);
}

/* That volumes are in what F expects. */
static void
note_offset(struct findings *fs, struct finding *f)
{
	if (f->offset < 1)
		note(fs, f,
		    "Voor %p is wat te verwachten was, afgezet tegen het "
		    "aantal besluiten of contacten. Van de rest is dat aantal "
		    "niet bekend: daar is gerekend alsof het gelijk bleef.",
		    "For %p what is expected is set against the number of "
		    "decisions or contacts. Of the rest it is not known: it "
		    "is taken to have stayed the same.",
		    f->offset);
	else
		note(fs, f,
		    "Wat te verwachten was, is afgezet tegen het aantal "
		    "besluiten of contacten.",
		    "What is expected is set against the number of decisions "
		    "or contacts.");
	if (f->rate >= least_rate)
		note(fs, f,
		    "Er waren %t signalen per 1.000 besluiten of contacten.",
		    "There were %t signals per 1,000 decisions or contacts.",
		    f->rate);
}

/* That what was done on the days of F is not known, but of many more days. */
static void
note_long(struct findings *fs, struct finding *f, const struct look *l)
{
	const struct slice name[VOLUME_DIMS] = { finding_value(f, "org"),
		finding_value(f, "product"), finding_value(f, "kind") };
	int32_t days = volume_longest(&l->volume, name, f->from, f->to);

	/* a month does for four weeks */
	if (days >= 2 * (f->to - f->from + 1) && days > MONTH)
		note(fs, f,
		    "Dat aantal is van %c dagen bij elkaar. Hoeveel het er in "
		    "deze dagen waren, is niet bekend: het is gelijk verdeeld.",
		    "That number is of %c days together. How many there were "
		    "on these days is not known: it is spread evenly.",
		    (double)days);
}

/* Why volumes are not in what F, of a cell of which OF is known, expects. */
static void
note_without(struct findings *fs, struct finding *f, struct volume_of of)
{
	if (of.state == VOLUME_ENDS)
		note(fs, f,
		    "Wat te verwachten was, is niet afgezet tegen het aantal "
		    "besluiten of contacten: dat is bekend tot en met %d.",
		    "What is expected is not set against the number of "
		    "decisions or contacts: it is known up to %d.",
		    of.day);
	else if (of.state == VOLUME_BEGINS)
		note(fs, f,
		    "Wat te verwachten was, is niet afgezet tegen het aantal "
		    "besluiten of contacten: dat is pas bekend vanaf %d.",
		    "What is expected is not set against the number of "
		    "decisions or contacts: it is known only since %d.",
		    of.day);
	else if (of.state == VOLUME_GAP)
		note(fs, f,
		    "Wat te verwachten was, is niet afgezet tegen het aantal "
		    "besluiten of contacten: dat ontbreekt van %d tot en met "
		    "%d.",
		    "What is expected is not set against the number of "
		    "decisions or contacts: it is missing from %d up to %d.",
		    of.gap, of.day - 1);
	else if (of.state == VOLUME_SHORT)
		note(fs, f,
		    "Wat te verwachten was, is niet afgezet tegen het aantal "
		    "besluiten of contacten: de geschiedenis is te kort.",
		    "What is expected is not set against the number of "
		    "decisions or contacts: its history is too short.");
	else if (of.state == VOLUME_TOTAL || of.total)
		note(fs, f,
		    "Wat te verwachten was, is niet afgezet tegen het aantal "
		    "besluiten of contacten: dat is alleen bekend van alle "
		    "organisaties samen.",
		    "What is expected is not set against the number of "
		    "decisions or contacts: it is known only of all "
		    "organisations together.");
	else
		note(fs, f,
		    "Wat te verwachten was, is niet afgezet tegen het aantal "
		    "besluiten of contacten: dat is hiervan niet bekend.",
		    "What is expected is not set against the number of "
		    "decisions or contacts: it is not known of this.");
}

/* The volume of F's days, where it is known of all of them. */
static bool
add_rate(struct findings *fs, struct finding *f, const struct look *l)
{
	const struct slice name[VOLUME_DIMS] = { finding_value(f, "org"),
		finding_value(f, "product"), finding_value(f, "kind") };
	double sum;
	bool days = volume_total(&l->volume, name, f->from, f->to, &sum);
	bool all = days &&
	    (f->cell < 0 ||
		volume_covers(&l->volume, (size_t)f->cell, f->from, f->to));

	if (sum > 0 && volume_nested(&l->volume, name, f->from, f->to)) {
		note(fs, f,
		    "Van het aantal besluiten of contacten is er een totaal "
		    "en een deel daarvan. Samen tellen ze dubbel: er is geen "
		    "aantal per 1.000.",
		    "Of the number of decisions or contacts there is a total "
		    "and a part of it. Together they count twice: there is no "
		    "number per 1,000.");
		return false;
	}
	if (sum > 0 && days && !all)
		note(fs, f,
		    "Het aantal besluiten of contacten is niet bij al deze "
		    "signalen bekend.",
		    "The number of decisions or contacts is not known for "
		    "all of these signals.");
	else if (sum > 0 && !all)
		note(fs, f,
		    "Het aantal besluiten of contacten is niet van al deze "
		    "dagen bekend.",
		    "The number of decisions or contacts is not known of all "
		    "of these days.");
	if (sum <= 0 || !all)
		return false;
	f->volume = sum;
	f->rate = 1000 * f->n / sum;
	return true;
}

/* What was taken of F's cell from day FROM on for weeks that are not there. */
static double
taken_since(const struct finding *f, const struct cells *x, int32_t from)
{
	return cells_bounds(x, (size_t)f->cell, from, x->until).taken;
}

/*
 * May F, which rose, be of weeks that are not there from its first day on?  A
 * cross-org counts by organisation, of which what is thin may be all.
 */
static bool
is_filled(const struct finding *f, const struct cells *x)
{
	struct cells_bounds b = cells_bounds(x, (size_t)f->cell, f->from,
	    x->until);

	return b.taken > 0 ||
	    (strcmp(f->kind, "cross-org") == 0 && b.most > b.least);
}

/* That a fall was told by those who leave out what is small. */
static void
note_fall(struct findings *fs, struct finding *f, const struct cells *x)
{
	if (taken_since(f, x, x->until - 7 * FINDING_STEPS) > 0)
		note(fs, f,
		    "Van weken met weinig mensen is geen aantal gedeeld. Ook "
		    "met het meeste dat die kunnen hebben, is het gedaald.",
		    "Of weeks with few people no number was shared. With the "
		    "most that they can hold it fell too.");
	else
		note(fs, f,
		    "Van groepen met weinig mensen is niets gedeeld. Of een "
		    "deel daarheen is overgegaan, is niet bekend.",
		    "Nothing was shared of groups with few people. Whether a "
		    "part went over to those is not known.");
}

/* Does F count nothing of tallies that leave out what is small? */
static bool
leaves_floors(const struct finding *f)
{
	return strcmp(f->kind, "disproportion") == 0 ||
	    strcmp(f->kind, "repeat") == 0;
}

/* That F's cell holds weeks of which nobody tells how many there were. */
static void
note_floor(struct findings *fs, struct finding *f, const struct cells *x)
{
	if (f->cell < 0 || isnan(f->expected) ||
	    !cells_have_floor(x, (size_t)f->cell))
		return;
	if (leaves_floors(f))
		note(fs, f,
		    "Wat is gedeeld zonder het aantal van weken met weinig "
		    "mensen, telt hier niet mee, ook niet in wat te verwachten "
		    "was.",
		    "What was shared without the number of weeks with few "
		    "people does not count here, nor in what was to be "
		    "expected.");
	else if (f->ratio < 1)
		note_fall(fs, f, x);
	else if (is_filled(f, x))
		note(fs, f,
		    "Van weken met weinig mensen is geen aantal gedeeld. Die "
		    "tellen mee als net te weinig om te delen, ook in wat "
		    "normaal is: de verandering is ongeveer zo groot.",
		    "Of weeks with few people no number was shared. They count "
		    "as just too few to be shared, in what is normal too: the "
		    "size of the change is about that.");
	else if (taken_since(f, x, x->until - 7 * FINDING_STEPS) > 0)
		note(fs, f,
		    "Van weken met weinig mensen is geen aantal gedeeld. Die "
		    "tellen mee als net te weinig om te delen: de "
		    "verandering is ongeveer zo groot of groter.",
		    "Of weeks with few people no number was shared. They count "
		    "as just too few to be shared: the change is about as "
		    "large, or larger.");
}

/* Does F set organisations, or parts of one, against each other? */
static bool
compares(const struct finding *f)
{
	return strcmp(f->kind, "cross-org") == 0 ||
	    strcmp(f->kind, "disproportion") == 0 ||
	    strcmp(f->kind, "combination") == 0;
}

void
beside_rate(const struct beside *b, struct findings *fs, struct finding *f,
    struct look *l)
{
	bool rate = add_rate(fs, f, l);

	note_floor(fs, f, l->cells);
	if (f->offset > 0) {
		note_offset(fs, f);
		note_long(fs, f, l);
	} else if (b->volumes.n > 0 && !isnan(f->offset))
		note_without(fs, f, look_volume(l, (size_t)f->cell));
	else if (rate && !isnan(f->expected))
		note(fs, f,
		    "Per 1.000 is afgezet tegen het aantal besluiten of "
		    "contacten; wat te verwachten was niet.",
		    "Per 1,000 is set against the number of decisions or "
		    "contacts; what was to be expected is not.");
	else if (compares(f) || (b->volumes.n > 0 && !isnan(f->expected)))
		note(fs, f,
		    "Niet afgezet tegen het aantal besluiten of contacten.",
		    "Not set against the number of decisions or contacts.");
}
