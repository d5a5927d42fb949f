#include "lib/pattern/counted.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"

enum { THURSDAY = 3 };

void
counted_open(struct counted *cd, const struct corpus *c, struct slice org,
    int32_t until)
{
	const struct tally *t = &c->terms;
	ptrdiff_t at = org.n > 0 ? set_find(&t->values, org) : 0;
	const struct tally_row *r;

	*cd = (struct counted){ .t = t, .until = until };
	if (at < 0 || t->nrows == 0)
		return;
	cd->row = xmalloc(t->nrows * sizeof(*cd->row));
	for (size_t i = 0; i < t->nrows; i++) {
		r = &t->rows[i];
		if (r->day != DATE_NONE && r->c[TALLY_N] > 0 &&
		    r->day + THURSDAY <= until &&
		    t->cell[r->cell].dim[TALLY_ORG] == (uint32_t)at)
			cd->row[cd->nrows++] = (uint32_t)i;
	}
}

static int
time_of(const struct counted *cd, int32_t week)
{
	int32_t age = cd->until - (week + THURSDAY);

	if (age < COUNTED_NOW)
		return LEXICON_NOW;
	if (age < COUNTED_NOW + COUNTED_GAP ||
	    age >= COUNTED_NOW + COUNTED_GAP + COUNTED_BEFORE)
		return -1;
	return LEXICON_BEFORE;
}

/* The term of row R as plain text, or nothing. */
static struct slice
term_of(struct counted *cd, const struct tally_row *r)
{
	uint32_t v = cd->t->cell[r->cell].dim[TALLY_TERM];

	buf_reset(&cd->scratch);
	if (v != 0)
		json_decode(&cd->scratch, set_key(&cd->t->values, v));
	return buf_slice(&cd->scratch);
}

/*
 * Where small counts are left out, as sig-share does, any group of before, a
 * week and a set of themes, without a row of a term may hide one less than
 * the least that is told.  That much is taken to be there.
 */
static void
add_hidden(struct counted *cd, struct lexicon *x)
{
	size_t *rows = xcalloc(x->terms.len + 1, sizeof(*rows));
	const struct tally_row *r;
	ptrdiff_t id;

	for (size_t i = 0; i < cd->nrows && cd->least > 1; i++) {
		r = &cd->t->rows[cd->row[i]];
		if (time_of(cd, r->day) != LEXICON_BEFORE)
			continue;
		id = set_find(&x->terms, term_of(cd, r));
		if (id >= 0)
			rows[id]++;
	}
	for (size_t i = 0; i < x->terms.len && cd->least > 1; i++)
		if (rows[i] < cd->groups)
			x->n[LEXICON_BEFORE][i] += (cd->least - 1) *
			    (uint32_t)(cd->groups - rows[i]);
	free(rows);
}

void
counted_add(struct counted *cd, struct lexicon *x, int time)
{
	const struct tally_row *r;
	struct slice term;

	for (size_t i = 0; i < cd->nrows; i++) {
		r = &cd->t->rows[cd->row[i]];
		if (time_of(cd, r->day) != time)
			continue;
		term = term_of(cd, r);
		if (term.n == 0) {
			x->texts[time] += r->c[TALLY_N];
			cd->groups += time == LEXICON_BEFORE;
		} else {
			lexicon_put(x, term, time, r->c[TALLY_N]);
			if (r->c[TALLY_N] < cd->least || cd->least == 0)
				cd->least = r->c[TALLY_N];
		}
	}
	if (time == LEXICON_BEFORE)
		add_hidden(cd, x);
}

void
counted_take(struct counted *cd, const struct lexicon *x, const size_t *of,
    struct counted_word *word)
{
	const struct tally_row *r;
	struct counted_word *w;
	ptrdiff_t id;

	for (size_t i = 0; i < cd->nrows; i++) {
		r = &cd->t->rows[cd->row[i]];
		id = set_find(&x->terms, term_of(cd, r));
		if (id < 0 || of[id] == 0)
			continue;
		w = &word[of[id] - 1];
		w->term = cd->t->cell[r->cell].dim[TALLY_TERM];
		if (time_of(cd, r->day) != LEXICON_NOW)
			continue;
		w->n += r->c[TALLY_N];
		sketch_merge(&w->senders, &r->senders);
		if (r->senders.len == 0)
			w->untold += r->c[TALLY_N];
	}
}

/* Is value VALUE, JSON text, that of NAME in F, or has F no such member? */
static bool
fits(const struct finding *f, const char *name, struct slice value)
{
	struct slice want = finding_value(f, name);
	struct buf b = { 0 };
	struct json_walk w;
	bool found = want.n == 0;

	if (value.n > 0 && value.p[0] == '[') {
		json_items(&w, value);
		while (!found && json_next(&w)) {
			buf_reset(&b);
			json_decode(&b, w.value);
			found = slice_eq(buf_slice(&b), want);
		}
	} else if (!found && value.n > 0) {
		json_decode(&b, value);
		found = slice_eq(buf_slice(&b), want);
	}
	buf_release(&b);
	return found;
}

/*
 * At most: tallies of words do not tell of members other than organisation
 * and theme, so that what can be of F is taken for it.
 */
double
counted_held(const struct counted *cd, const struct counted_word *w,
    const struct finding *f)
{
	const struct tally *t = cd->t;
	const struct tally_row *r;
	const struct tally_cell *c;
	double n = 0;

	if (w->term == 0 || finding_value(f, "theme").n == 0)
		return 0;
	for (size_t i = 0; i < cd->nrows; i++) {
		r = &t->rows[cd->row[i]];
		c = &t->cell[r->cell];
		if (c->dim[TALLY_TERM] == w->term &&
		    r->day + THURSDAY <= f->to &&
		    r->day + THURSDAY >= f->from &&
		    fits(f, "org", set_key(&t->values, c->dim[TALLY_ORG])) &&
		    fits(f, "theme", set_key(&t->values, c->dim[TALLY_THEME])))
			n += r->c[TALLY_N];
	}
	return n > f->n ? f->n : n;
}

void
counted_series(const struct counted *cd, const struct counted_word *w,
    double *series, int32_t from, size_t steps)
{
	const struct tally_row *r;
	size_t at;

	for (size_t i = 0; i < cd->nrows && w->term != 0; i++) {
		r = &cd->t->rows[cd->row[i]];
		if (cd->t->cell[r->cell].dim[TALLY_TERM] != w->term ||
		    r->day + THURSDAY < from)
			continue;
		at = (size_t)(r->day + THURSDAY - from) / 7;
		if (at < steps)
			series[at] += r->c[TALLY_N];
	}
}

void
counted_release(struct counted *cd)
{
	free(cd->row);
	buf_release(&cd->scratch);
	*cd = (struct counted){ 0 };
}
