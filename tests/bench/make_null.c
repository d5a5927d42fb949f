/*
 * make_null - years in which nothing is the matter, for tests/bench/null
 *
 *	build/make_null [-v step|walk|apart] SEED poisson|over|drift SIGNALS DIR
 *	    [STRENGTH]
 *
 * Writes DIR/YYYY-MM-DD.jsonl, one file of classified and deduplicated
 * signals a day, about SIGNALS each, of 1,099 days up to Sunday 2025-01-05:
 * six organisations, fifteen themes of which some are rare, kinds, channels,
 * products and regions that do not depend on the theme; seasons, weekdays and
 * holidays; texts of words by rank; one sender in twenty comes back; one in
 * ten is answered late.  `over' lets each theme of each organisation vary by
 * a third from week to week (gamma), `drift' its level also walk by .02 of
 * itself a week.
 *
 * DIR may be `-': all goes to standard output.
 *
 * With -v what each organisation does is another from week to week, and
 * DIR/volume says how much it is, a line a week: `step', twice as much or as
 * it was before, on average once in 20 weeks; `walk', by .06 of itself a week;
 * and as many more signals come.  `apart' steps too, but signals have nothing
 * to do with it.
 *
 * With a STRENGTH S something is the matter in the end, for tests/bench/plant:
 * a theme S times as frequent in 14 days (org0 thema3); another in 28 days in
 * three organisations (org1 to 3, thema5); a theme that grew by S over two
 * years (org3 thema0); people who come back S times as often for a year (org2
 * thema1); 5 S letters of one family in 28 days (org1 thema2); S times as many
 * complaints late (org4); a word in 5 S signals of 28 days (org0); a product
 * S times as frequent in a theme for a year (thema4 product6); and no
 * terugbelverzoek for S weeks (org5); and in half a year a product S times as
 * often where a theme came by a channel (org0 thema1 kanaal2 product3).
 */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/buf.h"
#include "lib/base/date.h"
#include "lib/pattern/calendar.h"
#include "tests/bench/dice.h"

enum {
	DAYS = 7 * 157,
	ORGS = 6,
	THEMES = 15,
	CHANNELS = 4,
	PRODUCTS = 8,
	REGIONS = 8,
	WORDS = 3000
};

struct world {
	struct dice dice;
	bool varies;
	bool drifts;
	double rate[ORGS][THEMES]; /* a day */
	double level[ORGS][THEMES];
	double week[ORGS][THEMES]; /* what this week is times itself */
	double swing[THEMES]; /* of the season */
	double top[THEMES]; /* when it is highest, radians */
	const char *volume; /* how it changes; NULL: it does not */
	double busy[ORGS]; /* how much is done, 1 at first */
	double strength; /* of what is planted; 0: nothing is */
	int letters; /* of the family, still to come */
	int words; /* signals with the new word, still to come */
	int ago; /* days from today to the last */
	long n; /* signals so far */
	long who; /* senders so far */
};

/* A number under N, the first ones more often. */
static int
ranked(struct dice *d, int n)
{
	return (int)(exp(uniform(d) * log(n + 1.0)) - 1);
}

static void
open_world(struct world *w, double signals)
{
	double all = 0;

	for (int o = 0; o < ORGS; o++)
		for (int t = 0; t < THEMES; t++) {
			w->rate[o][t] = 1.0 / (o + 2) / (t + 1) *
			    exp(.5 * normal(&w->dice));
			all += w->rate[o][t];
			w->level[o][t] = 1;
			w->busy[o] = 1;
		}
	for (int o = 0; o < ORGS; o++)
		for (int t = 0; t < THEMES; t++)
			w->rate[o][t] *= signals / all;
	for (int t = 0; t < THEMES; t++) {
		w->swing[t] = .35 * uniform(&w->dice);
		w->top[t] = 6.28 * uniform(&w->dice);
	}
}

static void
next_week(struct world *w)
{
	for (int o = 0; o < ORGS; o++)
		for (int t = 0; t < THEMES; t++) {
			w->week[o][t] = w->varies ? gamma_of(&w->dice, 9) : 1;
			if (w->drifts)
				w->level[o][t] *= exp(.02 * normal(&w->dice));
		}
}

/* How much each organisation does in the next week. */
static void
next_volumes(struct world *w)
{
	bool walks = strcmp(w->volume, "walk") == 0;

	for (int o = 0; o < ORGS; o++) {
		if (walks)
			w->busy[o] *= exp(.06 * normal(&w->dice));
		else if (uniform(&w->dice) < .05)
			w->busy[o] = 3 - w->busy[o];
	}
}

static void
put_volumes(const struct world *w, FILE *f, int32_t monday)
{
	struct buf days = { 0 };

	date_put_day(&days, monday);
	buf_putc(&days, '\t');
	date_put_day(&days, monday + 6);
	for (int o = 0; o < ORGS; o++)
		fprintf(f, "org%d\t\t\t%s\t%.0f\n", o, buf_cstr(&days),
		    7000 * w->busy[o]);
	buf_release(&days);
}

static double
day_factor(int32_t day, enum calendar_day kind)
{
	static const double weekday[] = { 1.3, 1.25, 1.2, 1.15, 1.1, .55, .45 };
	double f = weekday[day - date_monday(day)];

	if (kind == CALENDAR_HOLIDAY)
		f = .3;
	return kind == CALENDAR_REBOUND ? 1.25 * f : f;
}

static void
put_words(struct world *w, struct buf *b, int theme)
{
	static const char *const part[] = { "ba", "de", "gi", "ko", "lu", "ma",
		"ne", "pi", "ro", "su", "ta", "ve", "wi", "zo", "ha" };
	int n = 8 + below(&w->dice, 10);
	int k;

	for (int i = 0; i < n; i++) {
		k = ranked(&w->dice, WORDS);
		if (i % 3 == 0) /* a word of the theme */
			k = WORDS + 200 * theme + ranked(&w->dice, 200);
		buf_printf(b, "%s%s%s%s%s", i > 0 ? " " : "", part[k % 15],
		    part[k / 15 % 15], part[k / 225 % 15], part[k / 3375 % 15]);
	}
}

static void
put_day(struct buf *b, const char *name, int32_t day)
{
	buf_printf(b, ",\"%s\":\"", name);
	date_put_day(b, day);
	buf_putc(b, '"');
}

/* STRENGTH where something is planted for the last DAYS days, else 1. */
static double
planted(const struct world *w, bool here, int days)
{
	return w->strength > 0 && here && w->ago < days ? w->strength : 1;
}

/* How many times as often as usual a theme is signalled. */
static double
busier(const struct world *w, int org, int theme)
{
	double s = planted(w, org == 0 && theme == 3, 14) *
	    planted(w, org > 0 && org < 4 && theme == 5, 28);

	if (w->strength > 0 && org == 3 && theme == 0 && w->ago < 730)
		s *= pow(w->strength, 1 - w->ago / 730.0);
	return s;
}

static void
put_signal(struct world *w, FILE *f, int32_t day, int org, int theme)
{
	struct dice *d = &w->dice;
	struct buf b = { 0 };
	bool again = w->who > 100 &&
	    uniform(d) < .05 * planted(w, org == 2 && theme == 1, 365);
	long who = again ? w->who - below(d, 100) - 1 : w->who++;
	bool late = uniform(d) < .1 * planted(w, org == 4, 110);
	int took = late ? 45 + below(d, 30) : 5 + below(d, 35);
	bool complaint = uniform(d) < .7;
	int product = ranked(d, PRODUCTS);
	int channel;

	if (planted(w, org == 5, (int)(7 * w->strength)) > 1)
		complaint = true;
	if (uniform(d) < .05 * (planted(w, theme == 4, 365) - 1))
		product = 6;
	channel = ranked(d, CHANNELS);
	if (theme == 1 && channel == 2 && planted(w, org == 0, 182) > 1 &&
	    uniform(d) < .11 * (w->strength - 1))
		product = 3;

	buf_printf(&b,
	    "{\"sig\":\"signal/1\",\"id\":\"n%08ld\",\"org\":\"org%d\","
	    "\"system\":\"s\",\"kind\":\"%s\",\"channel\":\"kanaal%d\"",
	    w->n++, org, complaint ? "klacht" : "terugbelverzoek", channel);
	put_day(&b, "received", day);
	put_day(&b, "due", day + 42);
	put_day(&b, "closed", day + took);
	buf_puts(&b, ",\"text\":\"");
	put_words(w, &b, theme);
	if (planted(w, org == 0 && w->words > 0, 28) > 1 &&
	    below(d, w->ago + 1) == 0) {
		buf_puts(&b, " foutcode");
		w->words--;
	}
	buf_printf(&b, "\",\"product\":\"product%d\",\"region\":\"GM%04d\"",
	    product, ranked(d, REGIONS));
	if (planted(w, org == 1 && theme == 2 && w->letters > 0, 28) > 1) {
		buf_puts(&b, ",\"group\":\"n00000000\"");
		w->letters--;
	}
	buf_puts(&b, ",\"redacted\":\"x\"");
	if (again)
		buf_printf(&b, ",\"repeat\":2,\"repeat_of\":\"n0\"");
	buf_printf(&b, ",\"who\":\"p%08ld\",\"theme\":[\"thema%d\"]", who,
	    theme);
	buf_puts(&b, ",\"level\":[\"dienstverlening\"],\"by\":[\"b@1\"]}\n");
	fwrite(b.s, 1, b.len, f);
	buf_release(&b);
}

static void
write_day(struct world *w, FILE *f, int32_t day, enum calendar_day kind)
{
	double all = day_factor(day, kind);
	bool follows = w->volume != NULL && strcmp(w->volume, "apart") != 0;
	double mean;
	int n;

	for (int o = 0; o < ORGS; o++)
		for (int t = 0; t < THEMES; t++) {
			mean = all * (follows ? w->busy[o] : 1) *
			    w->rate[o][t] * w->level[o][t] * w->week[o][t] *
			    busier(w, o, t) *
			    exp(w->swing[t] *
				cos(6.283185307 * day / 365.25 - w->top[t]));
			n = (int)special_nb_inv(uniform(&w->dice), mean, mean);
			for (int i = 0; i < n; i++)
				put_signal(w, f, day, o, t);
		}
}

/* Write DAY to its file in DIR, or to standard output. */
static void
put_file(struct world *w, const char *dir, int32_t day, enum calendar_day kind)
{
	struct buf path = { 0 };
	FILE *f = stdout;

	if (strcmp(dir, "-") != 0) {
		buf_printf(&path, "%s/", dir);
		date_put_day(&path, day);
		buf_puts(&path, ".jsonl");
		f = fopen(buf_cstr(&path), "w");
		if (f == NULL)
			err(2, "%s", buf_cstr(&path));
	}
	write_day(w, f, day, kind);
	if ((f == stdout ? fflush(f) : fclose(f)) != 0)
		err(2, "%s", dir);
	buf_release(&path);
}

/* Read -v; how many arguments it is. */
static int
volume_of(struct world *w, int argc, char *argv[])
{
	int c;

	while ((c = getopt(argc, argv, "v:")) != -1) {
		if (c != 'v')
			exit(2);
		w->volume = optarg;
	}
	return optind - 1;
}

static FILE *
open_volumes(const struct world *w, const char *dir)
{
	struct buf path = { 0 };
	FILE *f = NULL;

	buf_printf(&path, "%s/volume", dir);
	if (w->volume != NULL && (f = fopen(buf_cstr(&path), "w")) == NULL)
		err(2, "%s", buf_cstr(&path));
	buf_release(&path);
	return f;
}

int
main(int argc, char *argv[])
{
	static struct world w;
	FILE *volumes;
	int skip = volume_of(&w, argc, argv);
	static unsigned char kind[DAYS];
	int32_t first = date_day((struct civil){ 2022, 1, 3 });

	argc -= skip;
	argv += skip;
	if (argc != 5 && argc != 6)
		errx(2,
		    "usage: make_null [-v step|walk|apart] seed "
		    "poisson|over|drift n dir [strength]");
	volumes = open_volumes(&w, argv[4]);
	w.strength = argc == 6 ? atof(argv[5]) : 0;
	w.letters = w.words = (int)(5 * w.strength);
	w.dice.state = hash_mix(strtoull(argv[1], NULL, 10) + 99);
	w.drifts = strcmp(argv[2], "drift") == 0;
	w.varies = w.drifts || strcmp(argv[2], "over") == 0;
	open_world(&w, atof(argv[3]));
	calendar_kinds(kind, DAYS, first);
	for (int i = 0; i < DAYS; i++) {
		if (i % 7 == 0)
			next_week(&w);
		if (i % 7 == 0 && volumes != NULL) {
			next_volumes(&w);
			put_volumes(&w, volumes, first + i);
		}
		w.ago = DAYS - 1 - i;
		put_file(&w, argv[4], first + i, kind[i]);
	}
	if (volumes != NULL && fclose(volumes) != 0)
		err(2, "%s", argv[4]);
	return 0;
}
