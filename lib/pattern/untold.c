#include "lib/pattern/untold.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"

enum { LEAST = 7 /* days with signals */ };

struct source {
	int32_t last; /* delivery; DATE_NONE if there is none */
	int32_t at[2]; /* the day, and the week, counted last */
	uint32_t left[2]; /* what may be counted of it yet */
	uint32_t days; /* with signals, after the last delivery */
};

/* Count R, of which there may be others of the same day or week. */
static void
count_day(struct source *s, const struct tally_row *r, bool week)
{
	uint32_t n;

	if (s->at[week] != r->day) {
		s->at[week] = r->day;
		s->left[week] = week ? 7 : 1;
	}
	n = r->c[TALLY_N] < s->left[week] ? r->c[TALLY_N] : s->left[week];
	s->left[week] -= n;
	s->days += n;
}

/* Give the cells of sources, told apart by BY, that do not say it FLAG. */
static void
mark(unsigned char *flags, const struct cells *x, unsigned by, int flag)
{
	const struct tally *t = &x->corpus->tally;
	uint32_t *of = xmalloc((t->ncells + 1) * sizeof(*of));
	size_t n = tally_number(t, by, of);
	struct source *s = xcalloc(n + 1, sizeof(*s));
	const struct tally_row *r;

	for (size_t i = 0; i < n; i++)
		s[i] = (struct source){ .last = DATE_NONE,
			.at = { DATE_NONE, DATE_NONE } };
	/* rows are sorted by day: the last is the latest */
	for (size_t i = 0; i < t->nrows; i++)
		if (t->cell[t->rows[i].cell].what == TALLY_DELIVERIES)
			s[of[t->rows[i].cell]].last = t->rows[i].day;
	for (size_t i = 0; i < t->nrows; i++) {
		r = &t->rows[i];
		if (t->cell[r->cell].what == TALLY_SIGNALS &&
		    r->day != DATE_NONE && r->day <= x->until &&
		    s[of[r->cell]].last != DATE_NONE &&
		    r->day > s[of[r->cell]].last)
			count_day(&s[of[r->cell]], r, t->cell[r->cell].week);
	}
	for (uint32_t c = 0; c < t->ncells; c++)
		if (s[of[c]].days >= LEAST)
			flags[c] |= (unsigned char)flag;
	free(s);
	free(of);
}

unsigned char *
untold_find(const struct cells *x)
{
	unsigned char *flags = xcalloc(x->corpus->tally.ncells + 1, 1);

	mark(flags, x, TALLY_BY_SOURCE, UNTOLD_SYSTEM);
	mark(flags, x, TALLY_BY_DESK, UNTOLD_SOURCE);
	return flags;
}
