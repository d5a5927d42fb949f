#include "lib/pattern/terms.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"

enum { CELL_BY = 1 << TALLY_ORG | 1 << TALLY_THEME | 1 << TALLY_BOOK };

/* The number in T of term ID, as JSON text. */
static uint32_t
value_of(struct terms *ts, struct tally *t, uint32_t id)
{
	size_t cap = ts->cap;

	if (id >= cap) {
		ts->cap = cap * 2 > id ? cap * 2 : (size_t)id + 1024;
		ts->value = xrealloc(ts->value, ts->cap, sizeof(*ts->value));
		memset(ts->value + cap, 0,
		    (ts->cap - cap) * sizeof(*ts->value));
	}
	if (ts->value[id] == 0) {
		buf_reset(&t->scratch);
		json_quote(&t->scratch, set_key(&ts->lexicon.terms, id));
		ts->value[id] = (uint32_t)set_add(&t->values,
		    buf_slice(&t->scratch), NULL);
	}
	return ts->value[id];
}

static void
count(struct tally *t, const struct tally_cell *c, int32_t week, struct rec *r)
{
	struct tally_row *row = tally_row(t, c, week);

	tally_count(row, TALLY_N, 1);
	tally_sender(t, row, r);
}

void
terms_signal(struct terms *ts, struct tally *t, struct rec *r)
{
	uint32_t id[LEXICON_TERMS];
	struct slice text = rec_text(r, F_TEXT);
	struct tally_cell c;
	int32_t day = tally_day(r);
	size_t n;

	/* near-equal texts are one family: the first stands for them */
	if (tally_uncounted(r) || day == DATE_NONE || text.n == 0 ||
	    rec_has(r, F_GROUP))
		return;
	if (!rec_has(r, F_REDACTED) && !rec_true(r, F_REVIEWED)) {
		ts->unread++;
		return;
	}
	n = lexicon_learn(&ts->lexicon, text, id);
	tally_fill(t, r, t->by & CELL_BY, &c);
	c.what = TALLY_TERMS;
	c.week = 1;
	count(t, &c, date_monday(day), r);
	for (size_t i = 0; i < n; i++) {
		c.dim[TALLY_TERM] = value_of(ts, t, id[i]);
		count(t, &c, date_monday(day), r);
	}
}

void
terms_release(struct terms *ts)
{
	lexicon_release(&ts->lexicon);
	free(ts->value);
	*ts = (struct terms){ 0 };
}
