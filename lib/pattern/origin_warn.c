/* Which sources began later, and whether totals count them yet. */

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/summary.h"

enum {
	LATELY = 731 /* days after which nobody need be told any more */
};

/* A source, by its signals and the name of its organisation. */
struct later {
	const struct origin_source *s;
	struct slice org;
	double n;
};

static int
largest_first(const void *a, const void *b)
{
	const struct later *x = a;
	const struct later *y = b;

	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return slice_cmp(x->org, y->org);
}

/*
 * The signals of each source of O that has no floor, or tells some without:
 * when others began is not known, only when they first had enough to share.
 */
static double *
count(const struct origins *o)
{
	const struct cells *x = o->cells;
	const struct tally *t = &x->corpus->tally;
	double *n = xcalloc(o->n + 1, sizeof(*n));
	bool *known = xcalloc(o->n + 1, sizeof(*known));

	for (uint32_t c = 0; c < t->ncells; c++) {
		n[o->of[c]] += cells_signals(x, c, x->first, x->until);
		known[o->of[c]] |= t->cell[c].what == TALLY_SIGNALS &&
		    !tally_has_floor(&t->cell[c]);
	}
	for (size_t s = 0; s < o->n; s++)
		n[s] = known[s] ? n[s] : 0;
	free(known);
	return n;
}

/* What of O began after FROM, up to TO, as BESIDE says; returns how many. */
static size_t
list(struct later *l, const struct origins *o, int32_t from, int32_t to,
    bool beside)
{
	double *n = count(o);
	size_t len = 0;

	for (size_t s = 0; s < o->n; s++)
		if (n[s] > 0 && o->s[s].first > from && o->s[s].first <= to &&
		    o->s[s].beside == beside)
			l[len++] = (struct later){ &o->s[s],
				set_key(&o->cells->corpus->tally.values,
				    o->s[s].org),
				n[s] };
	if (len > 1)
		qsort(l, len, sizeof(*l), largest_first);
	free(n);
	return len;
}

/* Their organisations, each once. */
static void
put_names(struct buf *b, const struct later *l, size_t n)
{
	size_t names = 0;
	size_t k;

	for (size_t i = 0; i < n; i++) {
		for (k = 0; k < i && l[k].s->org != l[i].s->org;)
			k++;
		if (k == i)
			warnings_name(b, &names, l[i].org);
	}
}

/* One source, or more, in two languages. */
struct words {
	const char *one[2];
	const char *more[2];
};

/* Too new to count, and counted since; then of systems beside others. */
static const struct words words[2][2] = {
	{ { { "%s: een bron begon op %d. Die telt pas na 39 weken mee in "
	      "totalen met wat meer dan twee keer zo oud is.",
		"%s: a source began on %d. It counts only after 39 weeks in "
		"totals with what is more than twice as old." },
	      { "%s: %c bronnen begonnen van %d tot en met %d. Een bron telt "
		"pas na 39 weken mee in totalen met wat meer dan twee keer "
		"zo oud is.",
		  "%s: %c sources began from %d to %d. A source counts only "
		  "after 39 weeks in totals with what is more than twice as "
		  "old." } },
	    { { "%s: een bron begon op %d. Die telt sindsdien mee in "
		"totalen; wat normaal is houdt daar rekening mee.",
		  "%s: a source began on %d. It counts in totals since "
		  "then; what is normal allows for that." },
		{ "%s: %c bronnen begonnen later, van %d tot en met "
		  "%d. Ze tellen sindsdien mee in totalen; wat normaal "
		  "is houdt daar rekening mee.",
		    "%s: %c sources began later, from %d to %d. "
		    "They count in totals since then; what is "
		    "normal allows for that." } } },
	{ { { "%s: een systeem begon op %d naast wat er was. Wat daarin komt "
	      "telt pas na 13 weken mee met wat meer dan twee keer zo oud is.",
		"%s: a system began on %d beside what was there. What comes "
		"in there counts only after 13 weeks with what is more than "
		"twice as old." },
	      { "%s: %c systemen begonnen van %d tot en met %d naast wat er "
		"was. Wat daarin komt telt pas na 13 weken mee met wat meer "
		"dan twee keer zo oud is.",
		  "%s: %c systems began from %d to %d beside what was there. "
		  "What comes in there counts only after 13 weeks with what "
		  "is more than twice as old." } },
	    { { "%s: een systeem begon op %d naast wat er was. Het telt "
		"sindsdien mee; wat normaal is houdt daar rekening mee.",
		  "%s: a system began on %d beside what was there. It "
		  "counts since then; what is normal allows for that." },
		{ "%s: %c systemen begonnen later, van %d tot en met "
		  "%d, naast wat er was. Ze tellen sindsdien mee; wat "
		  "normaal is houdt daar rekening mee.",
		    "%s: %c systems began later, from %d to %d, "
		    "beside what was there. They count since then; "
		    "what is normal allows for that." } } }
};

/* Tell of what began after FROM, up to TO, as BESIDE says, in words of WHEN. */
static void
tell(struct warnings *w, const struct origins *o, int32_t from, int32_t to,
    bool beside, int when)
{
	struct later *l = xmalloc((o->n + 1) * sizeof(*l));
	size_t n = list(l, o, from, to, beside);
	const struct words *say = &words[beside][when];
	struct buf names = { 0 };
	int32_t first = INT32_MAX;
	int32_t last = DATE_NONE;
	struct slice in;

	for (size_t i = 0; i < n; i++) {
		first = l[i].s->first < first ? l[i].s->first : first;
		last = l[i].s->first > last ? l[i].s->first : last;
	}
	put_names(&names, l, n);
	in = buf_slice(&names);
	if (n == 1)
		warnings_add(w, say->one[0], say->one[1], &in, first);
	else if (n > 1)
		warnings_add(w, say->more[0], say->more[1], &in, (double)n,
		    first, last);
	buf_release(&names);
	free(l);
}

void
warnings_origins(struct warnings *w, const struct look *l)
{
	const struct origins *o = &l->origins;
	const struct cells *x = l->cells;
	int32_t oldest, since;
	int32_t newest[2];

	if (o->n < 2)
		return;
	oldest = origin_oldest(o);
	for (int beside = 0; beside < 2; beside++)
		newest[beside] = origin_newest(x, oldest, beside);
	since = x->until - LATELY;
	/* what began with the data, and what is as old as anything */
	oldest += oldest == x->first ? ORIGIN_ONE : 0;
	if (since < oldest)
		since = oldest;
	for (int beside = 0; beside < 2; beside++) {
		if (newest[beside] < oldest)
			newest[beside] = oldest;
		tell(w, o, newest[beside], x->until, beside, 0);
		tell(w, o, since, newest[beside], beside, 1);
	}
}
