#include "lib/ingest/fit.h"

/* Members without any of which nobody knows what a signal is about. */
static bool
about(int f)
{
	static const int fields[] = { F_TEXT, F_SUBJECT, F_WISH, F_PRODUCT,
		F_EVENT, F_SATISFIED, F_N, F_GOLD };

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (fields[i] == f)
			return true;
	return false;
}

/* Does a statement find a column; one about such a member, if ABOUT_ONLY? */
static bool
finds(const struct apply *a, bool about_only)
{
	const struct map_rule *r;
	size_t k = 0;

	for (size_t i = 0; i < a->m->n; k += a->m->rule[i++].n) {
		r = &a->m->rule[i];
		if (about_only && (r->verb > MAP_TAKE || !about(r->f)))
			continue;
		if (about_only && r->verb == MAP_SET)
			return true;
		for (size_t j = 0; j < r->n; j++)
			if (a->at[k + j] >= 0)
				return true;
	}
	return false;
}

/* A name that is sought, and the column that is like it. */
struct near {
	struct slice sought;
	size_t there; /* a column */
	size_t apart; /* in length */
};

/* Is a column like one that rule R seeks, and nearer than N is? */
static void
look(struct near *n, const struct map_rule *r, struct header *c)
{
	struct slice sought, there;
	ptrdiff_t at;
	size_t apart;

	for (size_t j = 0; j < r->n; j++)
		for (size_t k = 0; k < r->term[j].n; k++) {
			sought = r->term[j].name[k];
			at = header_nearest(c, sought);
			if (at < 0)
				continue;
			there = header_name(c, (size_t)at);
			apart = there.n > sought.n ? there.n - sought.n :
						     sought.n - there.n;
			if (n->sought.p == NULL || apart < n->apart)
				*n = (struct near){ sought, (size_t)at, apart };
		}
}

static size_t
used(const struct apply *a, size_t columns)
{
	size_t n = 0;

	for (size_t i = 0; i < columns; i++)
		n += apply_uses(a, i);
	return n;
}

static enum fit
none(const struct apply *a, struct header *c, struct buf *why)
{
	struct near n = { 0 };

	for (size_t i = 0; i < a->m->n; i++)
		if (a->m->rule[i].verb == MAP_TAKE &&
		    (a->m->rule[i].f == F_TEXT || a->m->rule[i].f == F_SUBJECT))
			look(&n, &a->m->rule[i], c);
	buf_puts(why,
	    "the mapping finds no column with a text, subject, product or the "
	    "like");
	if (n.sought.p != NULL) {
		buf_puts(why, "; nearest to ");
		buf_put(why, n.sought);
		buf_puts(why, " is ");
		header_say(why, c, n.there);
	}
	buf_puts(why, "; see --guess");
	return FIT_NONE;
}

/* Does M call all signals of C of a kind that is not known? */
static bool
kindless(const struct mapping *m, struct header *c)
{
	const struct map_rule *r;

	for (size_t i = 0; i < m->n; i++) {
		r = &m->rule[i];
		if (r->verb == MAP_SET && r->f == F_KIND)
			return slice_eq(r->value, SLICE("onbekend")) &&
			    !apply_takes(m, F_KIND, c);
	}
	return false;
}

enum fit
fit_judge(const struct apply *a, bool asked, struct header *c, struct buf *why)
{
	bool own = a->m->name == NULL;
	size_t n;

	buf_reset(why);
	if (asked && !finds(a, !own))
		return none(a, c, why);
	if (!asked && kindless(a->m, c)) {
		buf_puts(why,
		    "no column says what kind of signals these are: say it "
		    "with --map, as --map klacht; see --list-maps");
		return FIT_KINDLESS;
	}
	n = used(a, c->n);
	if (own || n * 3 >= c->n ||
	    (apply_fit(a->m, c) > 0 && (asked || apply_marked(a->m, c))))
		return FIT_GOOD;
	buf_printf(why, "mapping %s uses %zu of the %zu columns: see --explain",
	    a->m->name, n, c->n);
	return FIT_POOR;
}
