#include "lib/pattern/breaks.h"

/* Of signals read one by one, by step; and of all. */
struct breaks {
	uint64_t took[FOLLOW_STEPS];
	uint64_t of[FOLLOW_STEPS];
	uint64_t all, classified;
};

/*
 * How many signals could have taken each step, as far as is known: those of
 * sources that ever say so; where none does, all.
 */
static void
count_known(struct breaks *b, const struct corpus *c, int32_t from, int32_t to)
{
	struct overlap_day d;
	struct follow_source s;

	for (size_t i = 0; i < c->overlap.days.len; i++) {
		d = overlap_day(&c->overlap, i);
		if (d.day < from || d.day > to || d.signals == 0)
			continue;
		s = (struct follow_source){ d.org, d.kind };
		for (int k = 0; k < FOLLOW_STEPS; k++)
			if (follows_says(&c->follows, s, k) ||
			    !follows_any(&c->follows, k))
				b->of[k] += d.signals;
	}
}

static struct breaks
count_breaks(const struct gist *d, int32_t from, int32_t to)
{
	const struct corpus *c = d->l->cells->corpus;
	const struct tally *t = &c->tally;
	struct breaks b = { 0 };
	const struct tally_cell *cell;
	struct slice theme;

	count_known(&b, c, from, to);
	for (size_t i = 0; i < c->follows.n; i++) {
		if (c->follows.day[i].day < from || c->follows.day[i].day > to)
			continue;
		for (int k = 0; k < FOLLOW_STEPS; k++)
			b.took[k] += c->follows.day[i].n[k];
	}
	for (size_t i = 0; i < t->nrows; i++) {
		cell = &t->cell[t->rows[i].cell];
		if (cell->what != TALLY_SIGNALS || t->rows[i].day < from ||
		    t->rows[i].day > to)
			continue;
		theme = set_key(&t->values, cell->dim[TALLY_THEME]);
		b.all += t->rows[i].c[TALLY_N];
		if (theme.n > 2 && !slice_eq(theme, SLICE("[\"onbepaald\"]")))
			b.classified += t->rows[i].c[TALLY_N];
	}
	return b;
}

static void
put_break(struct columns *t, const char *name, bool known, uint64_t n,
    uint64_t of, const char *period, int32_t from, int32_t to)
{
	columns_text(t, slice_of(name));
	columns_text(t, slice_of(period));
	columns_day(t, from);
	columns_day(t, to);
	if (known)
		columns_count(t, n);
	else
		columns_none(t);
	columns_count(t, of);
	columns_end(t);
}

void
breaks_put(struct rec *r, const struct gist *d, struct columns *t)
{
	static const char *const steps[FOLLOW_STEPS] = {
		[FOLLOW_AS_JUDGED] = "beoordeeld",
		[FOLLOW_AS_REJECTED] = "afgewezen",
		[FOLLOW_AS_TAKEN] = "opgepakt",
		[FOLLOW_AS_TOLD] = "teruggekoppeld"
	};

	static const struct {
		const char *name;
		int from, to; /* days before until */
	} periods[] = { { "now", GIST_PERIOD - 1, 0 },
		{ "before", 2 * GIST_PERIOD - 1, GIST_PERIOD },
		{ "year", 364, 0 } };
	const struct corpus *c = d->l->cells->corpus;
	struct breaks b;
	const char *p;
	int32_t from;
	int32_t to;

	columns_begin(t, "break", "period", "from", "to", "numerator",
	    "denominator", NULL);
	for (size_t i = 0; i < 3; i++) {
		p = periods[i].name;
		from = d->until - periods[i].from;
		to = d->until - periods[i].to;
		b = count_breaks(d, from, to);
		put_break(t, "ingedeeld", true, b.classified, b.all, p, from,
		    to);
		for (int k = 0; k < FOLLOW_STEPS; k++)
			put_break(t, steps[k], follows_any(&c->follows, k),
			    b.took[k], b.of[k], p, from, to);
	}
	rec_set_raw(r, F_BREAKS, columns_value(t));
}
