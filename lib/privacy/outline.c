#include "lib/privacy/outline.h"

#include "lib/base/num.h"
#include "lib/privacy/disclose.h"
#include "lib/privacy/seen.h"

/* Members that go as they are. */
static const int plain[] = { F_ID, F_KIND, F_METHOD, F_WHERE, F_ORGS, F_FROM,
	F_TO, F_LEVEL, F_NORM, F_CHANCE, F_SERIES_FROM, F_SERIES_STEP,
	F_FIRST_SEEN };
/* Sentences, of which the numbers are rounded. */
static const int sentences[] = { F_TITLE_NL, F_TITLE_EN };
/* Counts, which are rounded. */
static const int counts[] = { F_N, F_OBSERVED, F_EXPECTED, F_LOW, F_HIGH,
	F_REPEATS, F_URGENT, F_OPEN, F_UNTOLD, F_OVERDUE };
/* Arrays of counts. */
static const int series[] = { F_SERIES, F_SERIES_EXPECTED, F_SERIES_LOW,
	F_SERIES_HIGH };

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static int64_t
rounded(double x)
{
	if (x < 0 || x > 1e15)
		return 0;
	return disclose_round((int64_t)(x + 0.5));
}

static void
put_series(struct rec *r, int f, struct buf *b)
{
	struct json_walk w;
	double x;

	buf_reset(b);
	buf_putc(b, '[');
	for (rec_items(&w, r, f); json_next(&w);) {
		if (b->len > 1)
			buf_putc(b, ',');
		if (num_double(w.value, &x))
			buf_put_i64(b, rounded(x));
		else
			buf_puts(b, "null");
	}
	buf_putc(b, ']');
}

/* Does any pair of where say what a body must not hand out? */
static bool
tells(struct rec *r)
{
	struct json_walk w;
	struct slice pair;

	for (rec_items(&w, r, F_WHERE); json_next(&w);) {
		pair = rec_item_text(r, w.value);
		if (slice_starts(pair, SLICE("group=")) ||
		    slice_starts(pair, SLICE("id=")) ||
		    slice_starts(pair, SLICE("person=")) ||
		    slice_starts(pair, SLICE("who=")) ||
		    slice_starts(pair, SLICE("owner=")) ||
		    slice_starts(pair, SLICE("pc4=")))
			return true;
	}
	return false;
}

bool
outline_unseen(struct rec *r, const struct set *seen)
{
	struct json_walk w;
	struct slice word, name;

	for (rec_items(&w, r, F_WHERE); json_next(&w);) {
		word = rec_item_text(r, w.value);
		if (slice_cut(&word, '=', &name) &&
		    slice_eq(name, SLICE("words")) && !seen_word(seen, word))
			return true;
	}
	return false;
}

/*
 * Append the sentence S, with what is usual in words where it was rounded to
 * nothing: `normaal 0' would say that there was none.
 */
static void
put_sentence(struct buf *b, struct slice s)
{
	static const struct {
		struct slice zero;
		const char *words;
	} usual[] = {
		{ { "normaal 0", 9 }, "normaal hooguit 2" },
		{ { "normal 0", 8 }, "normal at most 2" },
	};

	size_t n;

	while (s.n > 0) {
		n = 0;
		for (size_t i = 0; i < COUNT(usual) && n == 0; i++)
			if (slice_starts(s, usual[i].zero) &&
			    (s.n == usual[i].zero.n ||
				s.p[usual[i].zero.n] == ',' ||
				s.p[usual[i].zero.n] == ' ')) {
				n = usual[i].zero.n;
				buf_puts(b, usual[i].words);
			}
		if (n == 0)
			buf_putc(b, s.p[n++]);
		s.p += n;
		s.n -= n;
	}
}

static void
copy(struct rec *to, struct rec *from)
{
	struct buf b = { 0 };
	struct buf said = { 0 };
	double observed;
	double expected;
	double ratio;
	double x;

	for (size_t i = 0; i < COUNT(plain); i++)
		if (rec_has(from, plain[i]))
			rec_set_raw(to, plain[i], rec_raw(from, plain[i]));
	for (size_t i = 0; i < COUNT(sentences); i++)
		if (rec_has(from, sentences[i])) {
			buf_reset(&b);
			buf_reset(&said);
			disclose_title(from, sentences[i], NULL, &b);
			put_sentence(&said, buf_slice(&b));
			rec_set_text(to, sentences[i], buf_slice(&said));
		}
	for (size_t i = 0; i < COUNT(counts); i++)
		if (rec_num(from, counts[i], &x))
			rec_set_int(to, counts[i], rounded(x));
	disclose_people(to, from);
	for (size_t i = 0; i < COUNT(series); i++)
		if (rec_has(from, series[i])) {
			put_series(from, series[i], &b);
			rec_set_raw(to, series[i], buf_slice(&b));
		}
	if (rec_num(from, F_OBSERVED, &observed) &&
	    rec_num(from, F_EXPECTED, &expected) &&
	    disclose_ratio((int64_t)observed, (int64_t)(expected + 0.5),
		&ratio))
		rec_set_num(to, F_RATIO, ratio);
	buf_release(&b);
	buf_release(&said);
}

const char *
outline_pattern(struct rec *r, int64_t k, struct buf *out)
{
	struct rec to = { 0 };

	if (slice_eq(rec_text(r, F_KIND), SLICE("grave")))
		return "single signals";
	if (tells(r))
		return "cells that name persons or small areas";
	if (!rec_has(r, F_PERSONS))
		return "persons unknown";
	if (disclose_few(r, k))
		return "fewer persons than k";
	disclose_counted(r, k);
	rec_new(&to, LINE_PATTERN);
	copy(&to, r);
	rec_format(out, &to);
	rec_release(&to);
	return NULL;
}

void
outline_tally(struct rec *r, int64_t k, bool round, struct buf *out)
{
	static const int small[] = { F_REPEATS, F_URGENT, F_CLOSED_N,
		F_TOLD_N };
	int64_t n;

	for (size_t i = 0; i < COUNT(small); i++)
		if (rec_int(r, small[i], &n))
			rec_set_int(r, small[i], disclose_round(n));
	if ((round || rec_has(r, F_WHAT)) && rec_int(r, F_N, &n))
		rec_set_int(r, F_N, disclose_round(n));
	if (rec_int(r, F_PERSONS, &n))
		rec_set_int(r, F_PERSONS, disclose_down(n));
	rec_set_int(r, F_FLOOR, k);
	rec_drop(r, F_KNOWN);
	rec_drop(r, F_COPIES);
	rec_drop(r, F_STATES);
	rec_drop(r, F_SKETCH);
	rec_format(out, r);
}
