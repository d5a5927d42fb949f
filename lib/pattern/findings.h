/*
 * findings - a pattern in the making
 *
 *	struct findings fs = { 0 };
 *
 *	f = findings_add(&fs, "burst", "mw/1");
 *	finding_where_cell(&fs, f, &cells, i);
 *	f->from = ...
 *	finding_facts(&fs, f, &cells);		persons, evidence, quotes
 *	finding_put(&out, &rec, f);
 *	findings_release(&fs);
 *
 * Numbers that are not known are NAN, days DATE_NONE, texts empty.  What the
 * members mean: sig-pattern(5).  Texts and arrays live in the findings' own
 * memory.
 */
#ifndef PATTERN_FINDINGS_H
#define PATTERN_FINDINGS_H

#include "lib/pattern/cells.h"
#include "lib/text/title.h"

enum {
	FINDING_WHERE = 6,
	FINDING_LIST = 20, /* texts in any list */
	FINDING_PEAKS = 3, /* of earlier years */
	FINDING_STEPS = 53 /* of the series */
};

/* No smaller p or q is told. */
#define FINDING_LEAST 1e-299

/* What may rise, and is told only in the place of its parts: whole.h. */
#define FINDING_HELD "held"

/* A list of texts. */
struct texts {
	size_t n;
	struct slice s[FINDING_LIST];
};

/* So many signals in the days from one on. */
struct finding_peak {
	int32_t from;
	double n;
};

struct finding_score {
	double size, growth, surprise, spread, people, repeat, age;
};

/* Is a level that rose or fell over, or only back by a fifth or more? */
enum over { OVER_NOT, OVER_MAYBE, OVER_EASED, OVER_SURELY };

struct finding {
	const char *kind;
	const char *method;
	const struct cells *cells; /* that cell is in */
	ptrdiff_t cell; /* in cells, or -1 */
	char id[17];
	struct texts where; /* member=value, sorted */
	struct texts about; /* what to say before where */
	int32_t from, to;
	int32_t since; /* when it began, DATE_NONE if not known */
	int32_t began; /* since then it grows; or DATE_NONE */
	bool step; /* of trend/1: it changed at once, and stays so since */
	bool in_all; /* a change in all that is known, of no full year */
	int calm; /* days up to today in which it was as usual again; or 0 */
	bool ended; /* four weeks ago or longer: it only explains others */
	enum over over; /* SURELY: it only explains others (over.h) */
	enum over fewer; /* come lately, whatever its share does */
	struct slice title[2]; /* Dutch, English */
	struct slice why[2];
	struct texts notes[2];
	bool chance;
	double n, observed, expected, variance, low, high;
	double ratio, ratio_low, ratio_high;
	double phi; /* overdispersion of weeks, which is in variance */
	double least; /* observed that would be told; 0: it is not why */
	double p, q;
	double persons, persons_known;
	double persons_least; /* surely different; NAN: of one organisation */
	double senders; /* as senders.apart */
	bool persons_about; /* an estimate, of two digits */
	double repeats, copies, urgent, open, untold, overdue, due_soon, age;
	double untold_unknown; /* of others it is not known; or NaN */
	double volume, rate;
	double offset; /* the part of expected that volumes are in; NAN: none */
	bool total; /* those of all organisations together */
	int32_t last; /* of silence: the day of the last signal, or NONE */
	int32_t
	    hushed; /* silent since then or before; what is normal is older */
	bool first_year; /* silent around New Year, the first that is known */
	bool quiet_year; /* and so it was in the only earlier year */
	bool less_year; /* or that had less, but was not silent */
	bool each_year; /* expected holds what earlier years had too much */
	bool year_before; /* so had the only earlier year; expected does not */
	int32_t delivered; /* of a burst: the last day that is; or NONE */
	bool no_year; /* none is known of it, nor the season of what is wider */
	size_t npeaks;
	struct finding_peak peak[FINDING_PEAKS]; /* at this time of them */
	double sampled_of; /* of a sample: about so many have its words; or 0 */
	bool year_past; /* words are against a year, as tallies tell it */
	bool closed; /* each of its signals is known to be */
	double unclear; /* those of which it is not known whether they are */
	bool alone; /* there is nothing to have a share of */
	struct texts whole; /* what has its share; empty: all signals */
	int urgency; /* URGENCY_* of corpus.h */
	double among; /* of what rises: of observed, those of campaigns */
	double letters; /* so many more are of campaigns; or 0 */
	double campaign_urgent; /* so many of urgent are a campaign's */
	int own_urgency; /* the highest of the others */
	struct texts orgs, level, norm, cue, urgent_cue, words, quotes,
	    evidence, parts, marks;
	struct slice book;
	size_t nseries; /* steps */
	double series[FINDING_STEPS];
	size_t nexpected; /* the last so many steps */
	double course[FINDING_STEPS], band_low[FINDING_STEPS],
	    band_high[FINDING_STEPS];
	int32_t series_from;
	int series_step;
	size_t flag_from; /* the steps from here up to flag_to make it */
	size_t flag_to; /* one behind; equal to flag_from if none */
	size_t provisional; /* so many last steps */
	double orgs_up; /* at least so many organisations rise */
	int32_t due_end; /* what was due from then on does not count; or NONE */
	int32_t closed_until; /* no closing after it is known; or NONE */
	double unheard; /* so many more may be open, last heard of on heard */
	int32_t heard;
	double older; /* so many more are, too old to be in n */
	double late_share; /* of what was due lately */
	double late_before; /* and two to five months ago */
	/* it may be more: of some that were closed the day is not known */
	bool late_undated, before_undated;
	struct slice mainly; /* the value that explains it, or empty */
	double late_of, late_rest; /* late_share of it, and without it */
	double rest_ratio; /* without the largest of them */
	struct slice sure_at; /* there it is no chance, if all may be */
	double known; /* of repeat: of so many of n the person is known */
	double returned; /* so many people came back lately */
	int gravity;
	int kept; /* the gravity that was told of it, while it goes on */
	double score;
	struct finding_score parts_of_score;
	int32_t first_seen, last_seen;
	const char *change;
	const char *effect;
	int32_t effect_from;
	double effect_ratio, effect_low, effect_high;
	struct slice effect_text[2];
	struct finding *into; /* folded into another */
	const struct titles *titles; /* of themes; NULL: their ids */
};

struct findings {
	size_t n;
	struct finding **f; /* each stays where it is */
	const struct titles *titles; /* for their words; may be NULL */
	struct slice episodes; /* the open ones, a JSON array; or empty */
	/* private */
	size_t cap;
	struct arena own;
};

struct finding *findings_add(struct findings *fs, const char *kind,
    const char *method);
/* Take the last one back. */
void findings_drop(struct findings *fs);
/* Drop those whose number GONE marks. */
void findings_leave_out(struct findings *fs, const char *gone);
void findings_release(struct findings *fs);
/* S kept as long as the findings. */
struct slice findings_text(struct findings *fs, struct slice s);
/* Append a copy of S to LIST, if there is room. */
void finding_list(struct findings *fs, struct texts *list, struct slice s);
/* The values of cell I as F's where, and F's id after them. */
/* Append cell I of X as member=value to LIST. */
void finding_place(struct findings *fs, struct texts *list,
    const struct cells *x, size_t i);
void finding_where_cell(struct findings *fs, struct finding *f,
    const struct cells *x, size_t i);
/* Append NAME=VALUE to where. */
void finding_where(struct findings *fs, struct finding *f, const char *name,
    struct slice value);
/* The same to about. */
void finding_about(struct findings *fs, struct finding *f, const char *name,
    struct slice value);
/* Sort where; the id stays. */
void finding_sort(struct finding *f);
/* Sort where, and make the id of it; all that rises in a place has one id. */
void finding_identify(struct finding *f);
/* The value of NAME in where, or empty. */
struct slice finding_value(const struct finding *f, const char *name);
/*
 * Which of A and B comes first where nothing else decides, as strcmp: as
 * cells_compare, those of no cell after the others and by id.
 */
int finding_compare(const struct finding *a, const struct finding *b);
/* Is F of a kind that rises? */
/* Is F good news because there are fewer of it? */
bool finding_fell(const struct finding *f);
/* What F is folded into in the end, or F. */
const struct finding *finding_top(const struct finding *f);
/*
 * Set the ratio of F and its interval, with OUT on either side of it, by what
 * was observed, what was expected and how well that is known.
 */
void finding_ratio(struct finding *f, double out);
/* Is F good news because fewer and fewer come? */
bool finding_fell(const struct finding *f);
bool finding_rose(const struct finding *f);
/* Is F of a kind that rises, of a cell, and folded into no other? */
bool finding_rises(const struct finding *f);
/* Persons, repeats, evidence, quotes ... of cell f->cell, FROM to TO. */
void finding_facts(struct findings *fs, struct finding *f,
    const struct cells *x);
/* The same of N signals D, which are sorted: newest first. */
void finding_signals(struct findings *fs, struct finding *f,
    const struct cells *x, const struct detail **d, size_t n);
/* The last year of cell f->cell in weeks, as series. */
void finding_series(struct finding *f, const struct cells *x,
    const uint32_t *count);
/* Append F as a line, through R. */
void finding_put(struct buf *out, struct rec *r, const struct finding *f);

#endif
