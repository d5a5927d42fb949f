/* What of that which rises is of campaigns, and is folded into them. */

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/again.h"
#include "lib/pattern/burst.h"
#include "lib/pattern/episodes.h"
#include "lib/pattern/merge.h"
#include "lib/pattern/merger.h"
#include "lib/pattern/rank.h"
#include "lib/pattern/senders.h"
#include "lib/pattern/special.h"
#include "lib/pattern/together.h"

/* With a p above this what is left of a rise without a part of it is usual. */
static const double well = .01;

enum { FEW = 3 /* signals of campaigns, or a tenth: fewer do not count */ };

double
again_p_left(double n, double seen, double e, double v)
{
	return special_nb_tail(fmax(0, seen - n), e, v);
}

/* Is B of a kind that campaigns may explain? */
static bool
may_be_letters(const struct finding *b)
{
	return b->cell >= 0 &&
	    (strcmp(b->kind, "burst") == 0 ||
		strcmp(b->kind, "cross-org") == 0);
}

/* Is F told without N signals of campaigns? */
static bool
counts_without(const struct finding *f, double n)
{
	return n >= FEW && n >= .1 * f->observed;
}

/* The senders of B but for the signals of campaigns; of tallies each is one. */
static double
senders_left(const struct finding *b, const struct cells *x)
{
	const uint32_t *m = cells_members(x, (size_t)b->cell);
	const struct detail **d = xmalloc(
	    (x->corpus->ndetails + 1) * sizeof(*d));
	const struct detail *all;
	double tallied = (double)cells_sum(x, (size_t)b->cell, TALLY_N, b->from,
	    b->to);
	double senders;
	size_t left = 0;
	size_t n;

	for (uint32_t k = 0; k < x->cell[b->cell].nmembers; k++) {
		all = corpus_details(x->corpus, m[k], &n);
		for (size_t j = 0; j < n; j++) {
			if (all[j].day < b->from || all[j].day > b->to)
				continue;
			tallied--;
			if (!(all[j].flags & DETAIL_LETTER))
				d[left++] = &all[j];
		}
	}
	senders = senders_count(x, d, left).apart + fmax(0, tallied);
	free(d);
	return senders;
}

/* Are without the N signals of campaigns in B enough left to tell it? */
static bool
is_enough(const struct finding *b, double n, const struct cells *x)
{
	double left = fmax(0, b->observed - n);

	return strcmp(b->kind, "cross-org") == 0 ?
	    together_enough(left, senders_left(b, x)) :
	    burst_enough(left, senders_left(b, x));
}

/*
 * Is B, of which N signals are set aside, none that would be told by itself?
 * What was told the night before goes on, whatever its q, as all that does.
 */
static bool
is_none(const struct finding *b, double n, const struct look *l)
{
	double p = again_p_left(n, b->observed, b->expected, b->variance);

	if (p > merger_own ||
	    (counts_without(b, n) && !is_enough(b, n, l->cells)))
		return true;
	/* of several organisations p and q are without campaigns already */
	return strcmp(b->kind, "cross-org") != 0 && counts_without(b, n) &&
	    b->p > 0 && b->q * (p / b->p) > l->opt.alpha &&
	    (l->before == NULL || episodes_told(l->before, b) == 0);
}

bool
again_only(const struct finding *b, const struct look *l)
{
	double n = may_be_letters(b) ? b->among : 0;

	return n > 0 && is_none(b, n, l);
}

/* The campaign of FS with most signals in B, which has some. */
static struct finding *
most_of(const struct findings *fs, const struct finding *b, struct look *l)
{
	struct finding *best = NULL;
	double most = 0;
	ptrdiff_t at;
	double n;

	for (size_t i = 0; i < fs->n; i++) {
		if (strcmp(fs->f[i]->kind, "campaign") != 0)
			continue;
		at = set_find(&l->cells->corpus->groups,
		    finding_value(fs->f[i], "group"));
		n = at < 0 ? 0 :
			     again_counted(l, (size_t)b->cell, b->from, b->to,
				 (uint32_t)at + 1);
		if (n > most) {
			most = n;
			best = fs->f[i];
		}
	}
	return best;
}

/* Are grave signals G those of campaign C, which says how many are urgent? */
static bool
is_text_of(const struct finding *g, const struct finding *c)
{
	struct slice group = finding_value(g, "group");

	return strcmp(g->kind, "grave") == 0 && group.n > 0 &&
	    rank_urgent(c->urgent, c->n) &&
	    slice_eq(finding_value(c, "group"), group);
}

/* B, which is explained by C, becomes a part of it, with its own figures. */
static void
take_over(struct findings *fs, struct finding *c, struct finding *b)
{
	b->into = c;
	if (!isnan(b->expected))
		merge_part(fs, c, b);
}

/* The campaign that G, grave signals, or B, which rises, is; or NULL. */
static struct finding *
campaign_of(const struct findings *fs, const struct finding *b, struct look *l)
{
	if (again_only(b, l))
		return most_of(fs, b, l);
	for (size_t i = 0; i < fs->n; i++)
		if (strcmp(fs->f[i]->kind, "campaign") == 0 &&
		    is_text_of(b, fs->f[i]))
			return fs->f[i];
	return NULL;
}

/* How many of A's signals are in one of the N findings BY too. */
static double
shared_with(const struct cells *x, const struct finding *a,
    struct finding *const *by, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += cells_shared(x, (size_t)a->cell, (size_t)by[i]->cell,
		    a->from, a->to);
	return sum;
}

/*
 * Of what is in B that which rose most by itself, without the signals of
 * campaigns and of the N findings OUT; or NULL.
 */
static struct finding *
most_left(const struct findings *fs, const struct finding *b,
    const struct look *l, struct finding *const *out, size_t n)
{
	const struct cells *x = l->cells;
	struct finding *best = NULL;
	struct finding *f;
	double most = 0;
	double less;

	for (size_t i = 0; i < fs->n; i++) {
		f = fs->f[i];
		if (f->into != b || !may_be_letters(f) || again_only(f, l))
			continue;
		less = f->among + shared_with(x, f, out, n);
		if (f->observed - less - f->expected > most &&
		    again_p_left(less, f->observed, f->expected, f->variance) <=
			merger_own) {
			most = f->observed - less - f->expected;
			best = f;
		}
	}
	return best;
}

/* The signals of cell I from day FROM to day TO that are of no campaign. */
static double
others(const struct cells *x, size_t i, int32_t from, int32_t to)
{
	return (double)cells_sum(x, i, TALLY_N, from, to) -
	    again_letters(x, i, from, to);
}

/*
 * Is F, in B and less than half of what is usual there, all that rose in B
 * without the signals of campaigns?  The rest did not, and F has surely more
 * of it all than it usually has.
 */
static bool
is_all(const struct finding *f, const struct finding *b, const struct cells *x)
{
	double days = (b->to - b->from + 1.) / (f->to - f->from + 1.);
	double share = f->expected * days / b->expected;
	double in = others(x, (size_t)f->cell, b->from, b->to);
	double rest = others(x, (size_t)b->cell, b->from, b->to) - in;

	return share > 0 && share < .5 && in > 0 && rest >= 0 &&
	    special_beta(share, in, rest + 1) <= merger_own &&
	    special_nb_tail(rest, b->expected * (1 - share),
		b->variance * (1 - share)) > well;
}

/* What is in B, and all that rose there without campaigns: most; or NULL. */
static struct finding *
narrower(const struct findings *fs, const struct finding *b,
    const struct look *l)
{
	const struct cells *x = l->cells;
	struct finding *best = NULL;
	struct finding *f;
	double most = 0;
	double n;

	if (!may_be_letters(b) || !(b->among > 0))
		return NULL;
	for (size_t i = 0; i < fs->n; i++) {
		f = fs->f[i];
		if (f->into != b || !may_be_letters(f) || again_only(f, l) ||
		    !cells_inside(x, (size_t)f->cell, (size_t)b->cell) ||
		    !is_all(f, b, x))
			continue;
		n = f->observed - f->among - f->expected;
		if (n > most) {
			most = n;
			best = f;
		}
	}
	return best;
}

/* Name the parts of B anew. */
static void
list_again(struct findings *fs, struct finding *b)
{
	b->parts.n = 0;
	for (size_t i = 0; i < fs->n; i++)
		if (fs->f[i]->into == b && !isnan(fs->f[i]->expected))
			merge_part(fs, b, fs->f[i]);
}

/*
 * Let FIRST, if it is not NULL, out of B, and what else rose by itself without
 * campaigns; is there any?
 */
static bool
let_out(struct findings *fs, struct finding *b, const struct look *l,
    struct finding *first)
{
	struct finding **out = xmalloc((fs->n + 1) * sizeof(*out));
	size_t n = 0;

	out[0] = first == NULL ? most_left(fs, b, l, out, 0) : first;
	while (out[n] != NULL) {
		out[n++]->into = NULL;
		out[n] = most_left(fs, b, l, out, n);
	}
	free(out);
	if (n > 0)
		list_again(fs, b);
	return n > 0;
}

bool
again_fold(struct findings *fs, struct look *l)
{
	struct finding *part;
	struct finding *c;
	struct finding *f;
	bool any = false;

	for (size_t k = 0; k < fs->n; k++) {
		f = fs->f[k];
		if (f->into != NULL)
			continue;
		part = narrower(fs, f, l);
		c = part == NULL ? campaign_of(fs, f, l) : most_of(fs, f, l);
		if (c == NULL)
			continue;
		any |= let_out(fs, f, l, part);
		take_over(fs, c, f);
	}
	return any;
}

bool
again_rose(const struct finding *f, const struct look *l)
{
	return may_be_letters(f) && !again_only(f, l) &&
	    strcmp(finding_top(f)->kind, "campaign") == 0;
}

void
again_tell(struct findings *fs, struct finding *f)
{
	struct finding *in = f->into;

	f->into = NULL;
	for (; in != NULL; in = in->into)
		list_again(fs, in);
}

/* Tell F without N signals of campaigns. */
static void
leave_out(struct finding *f, double n)
{
	bool several = strcmp(f->kind, "cross-org") == 0;
	double p = fmax(f->p,
	    again_p_left(n, f->observed, f->expected, f->variance));

	f->letters = n;
	f->observed = fmax(0, f->observed - n);
	f->least -= n;
	finding_ratio(f, several ? .025 : .05);
	/* of several it is without them already */
	if (several || !(f->p > 0))
		return;
	f->q = fmin(1, f->q * (p / f->p));
	f->p = p;
	f->chance = f->q > .05;
}

void
again_leave_out(struct findings *fs, struct look *l)
{
	double n;

	for (size_t i = 0; i < fs->n; i++) {
		n = may_be_letters(fs->f[i]) && fs->f[i]->into == NULL ?
		    fs->f[i]->among :
		    0;
		if (!counts_without(fs->f[i], n))
			continue;
		leave_out(fs->f[i], n);
		again_parts(fs, fs->f[i], l);
	}
}
