#include <math.h>

#include "lib/pattern/slow_change.h"
#include "lib/pattern/tracing.h"

static void
put_flag(struct buf *out, const char *name, bool x)
{
	buf_puts(out, ",\"");
	buf_puts(out, name);
	buf_puts(out, x ? "\":true" : "\":false");
}

/* A change a year and its p. */
static void
put_changes(struct buf *out, const struct slow_change *c)
{
	trace_number(out, "year", c->own.yearly);
	trace_number(out, "year_low", c->own.low);
	trace_number(out, "year_high", c->own.high);
	trace_number(out, "year_p", c->own.p);
	trace_number(out, "year_share", c->share.yearly);
	trace_number(out, "year_share_p", c->share.p);
	trace_number(out, "tau", c->rank.tau);
	trace_number(out, "tau_p", c->rank.p);
}

/* The new level to the old. */
static void
put_shift(struct buf *out, const struct slow_change *c)
{
	bool there = c->shift.there;
	double far = slow_far(c);
	double ratio = there ? c->shift.by.ratio : NAN;

	trace_number(out, "shift", ratio);
	trace_number(out, "shift_low", ratio * exp(-far));
	trace_number(out, "shift_high", ratio * exp(far));
	trace_number(out, "shift_weeks",
	    there ? (double)(c->weeks - c->shift.by.at) : NAN);
	trace_number(out, "shift_p", c->shift.p);
	trace_number(out, "shift_share", c->share_ratio);
	trace_number(out, "shift_share_p", c->share_p);
}

static void
put_lately(struct buf *out, const struct slow_change *c)
{
	static const char *const over[] = { "no", "maybe", "eased", "yes" };
	/* what was not asked how it walks was not asked whether it is over */
	bool known = c->doubted && c->shift.there;

	trace_number(out, "lately", known ? c->last.lately : NAN);
	if (known)
		trace_word(out, "over", over[c->last.over]);
}

static void
put_verdict(struct buf *out, const struct slow_change *c, enum slow_kind k)
{
	static const char *const name[SLOW_KINDS][4] = {
		{ "trend", "trend_p", "trend_q", "trend_steady_p" },
		{ "persistent", "persistent_p", "persistent_q",
		    "persistent_steady_p" }
	};
	const char *why = c->fails[k];

	trace_word(out, name[k][0], why == NULL ? "found" : why);
	trace_number(out, name[k][1], c->p[k]);
	trace_number(out, name[k][2], c->q[k]);
	trace_number(out, name[k][3], c->steady[k]);
}

/* How the level moves. */
static void
put_steps(struct buf *out, const struct slow_change *c)
{
	static const char *const name[WALK_KINDS] = { "speed", "back_late",
		"back_soon" };

	for (int k = 0; k < WALK_KINDS; k++)
		trace_number(out, name[k], c->doubted ? c->steps.of[k] : NAN);
}

static void
put_change(struct buf *out, const struct look *l,
    const struct slow_changes *all, const struct slow_change *c)
{
	trace_open(out, l->cells, c->cell, "slow", l->cells->until);
	trace_number(out, "weeks", (double)c->weeks);
	put_flag(out, "season", c->seasoned);
	put_flag(out, "alone", c->alone);
	if (c->fits) {
		put_steps(out, c);
		put_changes(out, c);
		put_shift(out, c);
		put_lately(out, c);
	}
	for (int k = 0; k < SLOW_KINDS; k++)
		put_verdict(out, c, (enum slow_kind)k);
	trace_number(out, "tests", (double)all->n);
	trace_number(out, "p_most", all->limit);
	buf_puts(out, "}\n");
}

void
slow_trace(struct buf *out, struct look *l)
{
	struct slow_changes all;

	if (!slow_open(&all, l))
		return;
	for (size_t i = 0; i < all.n; i++)
		put_change(out, l, &all, &all.c[i]);
	slow_release(&all);
}
