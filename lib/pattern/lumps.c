#include "lib/pattern/lumps.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/line/json.h"
#include "lib/pattern/summary.h"

enum {
	HALF_YEAR = 182,
	LEAST_DAYS = 84,
	APART = 14, /* days, from one day with signals to the next */
	LEAST = 10 /* signals a day */
};

struct lump {
	uint64_t n; /* signals */
	size_t days; /* that have some */
	int32_t first; /* of those days */
	int32_t last;
};

/* What comes in on DAY, of which SEEN says whether there was some before. */
static void
add(struct lump *o, int32_t day, uint64_t n, unsigned char *seen)
{
	if (o->days == 0 || day < o->first)
		o->first = day;
	if (o->days == 0 || day > o->last)
		o->last = day;
	o->days += !*seen;
	*seen = 1;
	o->n += n;
}

static bool
is_lump(const struct lump *o)
{
	size_t days = o->days > 0 ? (size_t)(o->last - o->first) + 1 : 0;

	return days >= LEAST_DAYS && o->days * APART <= days &&
	    o->n >= o->days * LEAST;
}

/* How many signals row R of T has on a day from FIRST to LAST. */
static uint64_t
signals_of(const struct tally *t, const struct tally_row *r, int32_t first,
    int32_t last)
{
	return t->cell[r->cell].what == TALLY_SIGNALS && r->day >= first &&
		r->day <= last ?
	    r->c[TALLY_N] :
	    0;
}

bool
lumps_all(const struct tally *t, int32_t first, int32_t last)
{
	struct lump all = { 0 };
	unsigned char *seen = xcalloc((size_t)(last - first) + 1, 1);
	const struct tally_row *r;
	uint64_t n;

	for (size_t i = 0; i < t->nrows; i++) {
		r = &t->rows[i];
		n = signals_of(t, r, first, last);
		if (n > 0)
			add(&all, r->day, n, &seen[r->day - first]);
	}
	free(seen);
	return is_lump(&all);
}

/* Number the organisations of T in AT, by their values, from 1; how many. */
static size_t
number(const struct tally *t, uint32_t *at)
{
	size_t n = 0;

	for (size_t c = 0; c < t->ncells; c++)
		if (t->cell[c].what == TALLY_SIGNALS &&
		    at[t->cell[c].dim[TALLY_ORG]] == 0)
			at[t->cell[c].dim[TALLY_ORG]] = (uint32_t)++n;
	return n;
}

/* Each organisation of T, of N, over the half year up to LAST. */
static struct lump *
count(const struct tally *t, const uint32_t *at, size_t n, int32_t last)
{
	struct lump *org = xcalloc(n + 1, sizeof(*org));
	unsigned char *seen = xcalloc((n + 1) * HALF_YEAR, 1);
	int32_t first = last - HALF_YEAR + 1;
	const struct tally_row *r;
	uint64_t some;
	size_t o;

	for (size_t i = 0; i < t->nrows; i++) {
		r = &t->rows[i];
		some = signals_of(t, r, first, last);
		o = at[t->cell[r->cell].dim[TALLY_ORG]];
		if (some > 0)
			add(&org[o], r->day, some,
			    &seen[o * HALF_YEAR + (size_t)(r->day - first)]);
	}
	free(seen);
	return org;
}

static void
warn(struct warnings *w, struct slice name, const struct lump *o, size_t more)
{
	if (more == 0)
		warnings_add(w,
		    "Bij %s staan alle signalen van het laatste half jaar "
		    "op %c dagen. Wat binnen een paar weken stijgt of "
		    "stilvalt, is zo niet te zien. Geef van elk signaal de "
		    "dag waarop het kwam.",
		    "At %s all signals of the last half year stand on %c "
		    "days. What rises or falls silent within a few weeks "
		    "cannot be seen so. Give of each signal the day on which "
		    "it came.",
		    &name, (double)o->days);
	else
		warnings_add(w,
		    "Bij %s en %c andere %[organisatie|organisaties] staan "
		    "alle signalen van het laatste half jaar op een paar "
		    "dagen. Wat binnen een paar weken stijgt of stilvalt, is "
		    "zo niet te zien. Geef van elk signaal de dag waarop het "
		    "kwam.",
		    "At %s and %c other %[organisation|organisations] all "
		    "signals of the last half year stand on a few days. What "
		    "rises or falls silent within a few weeks cannot be seen "
		    "so. Give of each signal the day on which it came.",
		    &name, (double)more);
}

/* Of signals without an organisation. */
static void
warn_nameless(struct warnings *w, const struct lump *o)
{
	warnings_add(w,
	    "Alle signalen van het laatste half jaar zonder organisatie staan "
	    "op %c dagen. Wat binnen een paar weken stijgt of stilvalt, is zo "
	    "niet te zien. Geef van elk signaal de dag waarop het kwam.",
	    "All signals of the last half year without an organisation stand "
	    "on %c days. What rises or falls silent within a few weeks cannot "
	    "be seen so. Give of each signal the day on which it came.",
	    (double)o->days);
}

/* Is value X of T, with O signals, named before Y, with P? */
static bool
is_before(const struct tally *t, size_t x, uint64_t o, size_t y, uint64_t p)
{
	if (o != p)
		return o > p;
	return slice_cmp(set_key(&t->values, x), set_key(&t->values, y)) < 0;
}

void
lumps_warn(struct warnings *w, const struct look *l)
{
	const struct tally *t = &l->cells->corpus->tally;
	uint32_t *at = xcalloc(t->values.len + 1, sizeof(*at));
	size_t n = number(t, at);
	struct lump *org = count(t, at, n, l->cells->until);
	struct buf name = { 0 };
	size_t most = 0;
	size_t lumps = 0;

	for (size_t v = 1; v < t->values.len; v++) {
		if (at[v] == 0 || !is_lump(&org[at[v]]))
			continue;
		lumps++;
		if (lumps == 1 ||
		    is_before(t, v, org[at[v]].n, most, org[at[most]].n))
			most = v;
	}
	if (lumps > 0) {
		json_decode(&name, set_key(&t->values, most));
		warn(w, buf_slice(&name), &org[at[most]], lumps - 1);
	} else if (at[0] != 0 && is_lump(&org[at[0]])) {
		warn_nameless(w, &org[at[0]]);
	}
	buf_release(&name);
	free(org);
	free(at);
}
