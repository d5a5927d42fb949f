#include "lib/pattern/findings.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/digest.h"
#include "lib/base/num.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/special.h"

struct finding *
findings_add(struct findings *fs, const char *kind, const char *method)
{
	static const double no = NAN;
	struct finding *f = xcalloc(1, sizeof(*f));

	if (fs->n == fs->cap) {
		fs->cap = fs->cap ? fs->cap * 2 : 64;
		fs->f = xrealloc(fs->f, fs->cap, sizeof(*fs->f));
	}
	fs->f[fs->n++] = f;
	f->kind = kind;
	f->method = method;
	f->titles = fs->titles;
	f->cell = -1;
	f->since = f->began = f->from = f->to = f->first_seen = f->last_seen =
	    DATE_NONE;
	f->effect_from = f->series_from = f->closed_until = f->hushed =
	    f->due_end = f->delivered = f->last = DATE_NONE;
	f->n = f->observed = f->expected = f->variance = no;
	f->low = f->high = f->ratio = f->ratio_low = f->ratio_high = no;
	f->p = f->q = f->persons = f->persons_known = f->senders = no;
	f->persons_least = no;
	f->repeats = f->copies = f->urgent = f->open = f->untold = no;
	f->untold_unknown = no;
	f->overdue = f->due_soon = f->age = f->volume = f->rate = no;
	f->effect_ratio = f->effect_low = f->effect_high = f->orgs_up = no;
	f->rest_ratio = f->late_share = f->late_before = f->offset = no;
	f->late_of = f->late_rest = f->known = f->returned = no;
	return f;
}

void
findings_drop(struct findings *fs)
{
	free(fs->f[--fs->n]);
}

void
findings_leave_out(struct findings *fs, const char *gone)
{
	size_t n = 0;

	for (size_t i = 0; i < fs->n; i++) {
		if (gone[i])
			free(fs->f[i]);
		else
			fs->f[n++] = fs->f[i];
	}
	fs->n = n;
}

void
findings_release(struct findings *fs)
{
	for (size_t i = 0; i < fs->n; i++)
		free(fs->f[i]);
	free(fs->f);
	arena_release(&fs->own);
	*fs = (struct findings){ 0 };
}

struct slice
findings_text(struct findings *fs, struct slice s)
{
	return arena_copy(&fs->own, s);
}

void
finding_list(struct findings *fs, struct texts *list, struct slice s)
{
	if (list->n < FINDING_LIST)
		list->s[list->n++] = arena_copy(&fs->own, s);
}

static void
put_pair(struct findings *fs, struct texts *list, const char *name,
    struct slice value)
{
	struct buf b = { 0 };

	buf_puts(&b, name);
	buf_putc(&b, '=');
	buf_put(&b, value);
	finding_list(fs, list, buf_slice(&b));
	buf_release(&b);
}

void
finding_where(struct findings *fs, struct finding *f, const char *name,
    struct slice value)
{
	put_pair(fs, &f->where, name, value);
}

void
finding_about(struct findings *fs, struct finding *f, const char *name,
    struct slice value)
{
	put_pair(fs, &f->about, name, value);
}

const struct finding *
finding_top(const struct finding *f)
{
	while (f->into != NULL)
		f = f->into;
	return f;
}

/*
 * The lower end at P of F's ratio.  Half a signal less than N is surely told.
 * That it is told makes it too high, never too low, so the upper end stays.
 */
static double
low_of_ratio(const struct finding *f, double p)
{
	double n = f->observed;

	if (!(fmin(f->least, n) > 1))
		return special_ratio_inv(p, n, f->expected, f->variance,
		    f->phi);
	return special_ratio_told(p, n, fmin(f->least, n) - .5, f->expected,
	    f->variance, f->phi);
}

void
finding_ratio(struct finding *f, double out)
{
	f->ratio = f->observed / f->expected;
	f->ratio_low = low_of_ratio(f, out);
	f->ratio_high = special_ratio_inv(1 - out, f->observed, f->expected,
	    f->variance, f->phi);
}

bool
finding_fell(const struct finding *f)
{
	return strcmp(f->kind, "positive") == 0 &&
	    strcmp(f->method, "trend/1") == 0 && f->ratio < 1;
}

bool
finding_rose(const struct finding *f)
{
	static const char *const rising[] = { "burst", "trend", "persistent",
		"cross-org", NULL };

	for (int i = 0; rising[i] != NULL; i++)
		if (strcmp(f->kind, rising[i]) == 0)
			return true;
	return false;
}

bool
finding_rises(const struct finding *f)
{
	return f->into == NULL && f->cell >= 0 && finding_rose(f);
}

static int
by_bytes(const void *a, const void *b)
{
	return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

void
finding_sort(struct finding *f)
{
	if (f->where.n > 1)
		qsort(f->where.s, f->where.n, sizeof(f->where.s[0]), by_bytes);
}

void
finding_identify(struct finding *f)
{
	unsigned char d[DIGEST_BYTES];
	struct buf b = { 0 };
	struct buf hex = { 0 };
	bool rise;

	finding_sort(f);
	/* what rises is one matter, whichever test tells it tonight */
	rise = finding_rose(f) || strcmp(f->kind, FINDING_HELD) == 0;
	buf_puts(&b, rise ? "rise" : f->kind);
	for (size_t i = 0; i < f->where.n; i++) {
		buf_putc(&b, '\x1f');
		buf_put(&b, f->where.s[i]);
	}
	digest_sha256(buf_slice(&b), d);
	digest_put_hex(&hex, d, 8);
	memcpy(f->id, buf_cstr(&hex), sizeof(f->id));
	buf_release(&b);
	buf_release(&hex);
}

void
finding_place(struct findings *fs, struct texts *list, const struct cells *x,
    size_t i)
{
	const struct cells_form *form = &x->form[x->cell[i].form];
	struct buf b = { 0 };

	for (int d = 0; d < form->n; d++) {
		buf_reset(&b);
		json_decode(&b, cells_value(x, i, form->dim[d]));
		put_pair(fs, list, tally_dim_name(form->dim[d]), buf_slice(&b));
	}
	buf_release(&b);
}

void
finding_where_cell(struct findings *fs, struct finding *f,
    const struct cells *x, size_t i)
{
	f->cells = x;
	f->cell = (ptrdiff_t)i;
	finding_place(fs, &f->where, x, i);
	finding_identify(f);
}

static struct slice
value_in(const struct texts *list, const char *name)
{
	struct slice s;
	struct slice head;

	for (size_t i = 0; i < list->n; i++) {
		s = list->s[i];
		if (slice_cut(&s, '=', &head) && slice_eq(head, slice_of(name)))
			return s;
	}
	return (struct slice){ NULL, 0 };
}

struct slice
finding_value(const struct finding *f, const char *name)
{
	struct slice v = value_in(&f->about, name);

	return v.n > 0 ? v : value_in(&f->where, name);
}

int
finding_compare(const struct finding *a, const struct finding *b)
{
	int c = 0;

	if ((a->cell < 0) != (b->cell < 0))
		return a->cell < 0 ? 1 : -1;
	if (a->cell >= 0)
		c = cells_compare(a->cells, (size_t)a->cell, (size_t)b->cell);
	if (c == 0)
		c = strcmp(a->id, b->id);
	return c != 0 ? c : strcmp(a->kind, b->kind);
}

/* Writing. */

static void
put_num(struct rec *r, int f, double x)
{
	if (!isnan(x))
		rec_set_num(r, f, x);
}

static void
put_day(struct rec *r, int f, int32_t day)
{
	struct buf b = { 0 };

	if (day == DATE_NONE)
		return;
	date_put_day(&b, day);
	rec_set_text(r, f, buf_slice(&b));
	buf_release(&b);
}

static void
put_text(struct rec *r, int f, struct slice s)
{
	if (s.n > 0)
		rec_set_text(r, f, s);
}

static void
put_list(struct rec *r, int f, const struct texts *list)
{
	if (list->n > 0)
		rec_set_list(r, f, list->s, list->n);
}

static void
put_numbers(struct rec *r, int f, const double *x, size_t n)
{
	struct buf b = { 0 };

	if (n == 0)
		return;
	buf_putc(&b, '[');
	for (size_t i = 0; i < n; i++) {
		buf_puts(&b, i > 0 ? "," : "");
		num_put(&b, x[i]);
	}
	buf_putc(&b, ']');
	rec_set_raw(r, f, buf_slice(&b));
	buf_release(&b);
}

static void
put_range(struct rec *r, int f, size_t from, size_t to)
{
	double x[FINDING_STEPS];
	size_t n = 0;

	for (size_t i = from; i < to && n < FINDING_STEPS; i++)
		x[n++] = (double)i;
	put_numbers(r, f, x, n);
}

static void
put_series(struct rec *r, const struct finding *f)
{
	if (f->nseries == 0)
		return;
	put_numbers(r, F_SERIES, f->series, f->nseries);
	put_numbers(r, F_SERIES_EXPECTED, f->course, f->nexpected);
	put_numbers(r, F_SERIES_LOW, f->band_low, f->nexpected);
	put_numbers(r, F_SERIES_HIGH, f->band_high, f->nexpected);
	put_day(r, F_SERIES_FROM, f->series_from);
	rec_set_int(r, F_SERIES_STEP, f->series_step);
	put_range(r, F_FLAGGED, f->flag_from, f->flag_to);
	put_range(r, F_PROVISIONAL, f->nseries - f->provisional, f->nseries);
}

static void
put_score(struct rec *r, const struct finding *f)
{
	const struct finding_score *s = &f->parts_of_score;
	struct buf b = { 0 };

	rec_set_int(r, F_GRAVITY, f->gravity);
	put_num(r, F_SCORE, f->score);
	buf_printf(&b,
	    "[\"gravity=%.6g\",\"size=%.6g\",\"growth=%.6g\","
	    "\"surprise=%.6g\",\"spread=%.6g\",\"people=%.6g\","
	    "\"repeat=%.6g\",\"age=%.6g\"]",
	    f->gravity / 3.0, s->size, s->growth, s->surprise, s->spread,
	    s->people, s->repeat, s->age);
	rec_set_raw(r, F_SCORE_PARTS, buf_slice(&b));
	buf_release(&b);
	put_day(r, F_FIRST_SEEN, f->first_seen);
	put_day(r, F_LAST_SEEN, f->last_seen);
	if (f->change != NULL)
		rec_set_text(r, F_CHANGE, slice_of(f->change));
}

static void
put_effect(struct rec *r, const struct finding *f)
{
	if (f->effect == NULL)
		return;
	rec_set_text(r, F_EFFECT, slice_of(f->effect));
	put_day(r, F_EFFECT_FROM, f->effect_from);
	put_num(r, F_EFFECT_RATIO, f->effect_ratio);
	put_num(r, F_EFFECT_LOW, f->effect_low);
	put_num(r, F_EFFECT_HIGH, f->effect_high);
	put_text(r, F_EFFECT_NL, f->effect_text[0]);
	put_text(r, F_EFFECT_EN, f->effect_text[1]);
}

/* A chance that is smaller than what tests tell apart. */
static double
least_told(double p)
{
	return p < FINDING_LEAST ? FINDING_LEAST : p;
}

static void
put_figures(struct rec *r, const struct finding *f)
{
	const struct {
		int field;
		double x;
	} num[] = { { F_N, f->n }, { F_OBSERVED, f->observed },
		{ F_EXPECTED, f->expected }, { F_LOW, f->low },
		{ F_HIGH, f->high }, { F_RATIO, f->ratio },
		{ F_RATIO_LOW, f->ratio_low }, { F_RATIO_HIGH, f->ratio_high },
		{ F_P, least_told(f->p) }, { F_Q, least_told(f->q) },
		{ F_PERSONS, f->persons },
		{ F_PERSONS_LEAST, f->persons_least },
		{ F_PERSONS_KNOWN, f->persons_known },
		{ F_REPEATS, f->repeats }, { F_COPIES, f->copies },
		{ F_URGENT, f->urgent }, { F_OPEN, f->open },
		{ F_UNTOLD, f->untold },
		{ F_UNTOLD_UNKNOWN, f->untold_unknown },
		{ F_OVERDUE, f->overdue }, { F_DUE_SOON, f->due_soon },
		{ F_AGE, f->age }, { F_VOLUME, f->volume },
		{ F_RATE, f->rate } };

	for (size_t i = 0; i < sizeof(num) / sizeof(num[0]); i++)
		put_num(r, num[i].field, num[i].x);
	if (f->persons_about && !isnan(f->persons))
		rec_set_bool(r, F_PERSONS_ABOUT, true);
}

static void
put_lists(struct rec *r, const struct finding *f)
{
	static const char *const urgencies[] = { "", "laag", "normaal", "hoog",
		"spoed" };

	put_list(r, F_NOTES_NL, &f->notes[0]);
	put_list(r, F_NOTES_EN, &f->notes[1]);
	put_list(r, F_ORGS, &f->orgs);
	put_list(r, F_LEVEL, &f->level);
	put_list(r, F_NORM, &f->norm);
	put_text(r, F_MAINLY, f->mainly);
	put_text(r, F_URGENCY, slice_of(urgencies[f->urgency]));
	put_list(r, F_CUE, &f->cue);
	put_list(r, F_WORDS, &f->words);
	put_list(r, F_QUOTES, &f->quotes);
	put_list(r, F_EVIDENCE, &f->evidence);
	put_list(r, F_PARTS, &f->parts);
	put_list(r, F_MARKS, &f->marks);
	put_text(r, F_BOOK, f->book);
}

void
finding_put(struct buf *out, struct rec *r, const struct finding *f)
{
	rec_new(r, LINE_PATTERN);
	rec_set_text(r, F_ID, slice_of(f->id));
	rec_set_text(r, F_KIND, slice_of(f->kind));
	rec_set_text(r, F_METHOD, slice_of(f->method));
	rec_set_list(r, F_WHERE, f->where.s, f->where.n);
	put_day(r, F_FROM, f->from);
	put_day(r, F_TO, f->to);
	put_day(r, F_LAST, f->last);
	put_text(r, F_TITLE_NL, f->title[0]);
	put_text(r, F_TITLE_EN, f->title[1]);
	put_text(r, F_WHY_NL, f->why[0]);
	put_text(r, F_WHY_EN, f->why[1]);
	rec_set_bool(r, F_CHANCE, f->chance);
	put_figures(r, f);
	put_lists(r, f);
	put_series(r, f);
	put_score(r, f);
	put_effect(r, f);
	rec_format(out, r);
	buf_putc(out, '\n');
}
