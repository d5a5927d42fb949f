/* Known events that coincide with the beginning of a pattern. */

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/beside.h"

/* Does VALUE of F suit what is asked?  An empty one suits all. */
static bool
suits(const struct finding *f, const char *name, struct slice asked)
{
	struct slice value = finding_value(f, name);

	return asked.n == 0 || value.n == 0 || slice_eq(asked, value);
}

/* May F be about organisation ASKED, in its cell or among those it has? */
static bool
suits_org(const struct finding *f, struct slice asked)
{
	if (asked.n == 0 || finding_value(f, "org").n > 0 ||
	    f->orgs.n == FINDING_LIST)
		return suits(f, "org", asked);
	for (size_t i = 0; i < f->orgs.n; i++)
		if (slice_eq(f->orgs.s[i], asked))
			return true;
	return false;
}

/*
 * Can what happened on DAY coincide with F?  It does where F begins; of a short
 * window, that holds where it does, in all of it.  A year that has always been
 * so does not begin, and coincides with all that happened in it.
 */
static bool
coincides(const struct finding *f, int32_t day)
{
	enum { NEAR = 28, SHORT = 56 };

	if (f->began != DATE_NONE)
		return day >= f->began - NEAR && day <= f->began + NEAR;
	if (f->since != DATE_NONE)
		return day >= f->since - NEAR && day <= f->since + NEAR;
	return f->to - f->from < SHORT && day >= f->from - NEAR && day <= f->to;
}

/* An event that F is marked with, and its days from where F begins. */
struct mark {
	const struct beside_event *e;
	int32_t away;
};

static int
by_nearness(const void *a, const void *b)
{
	const struct mark *x = a;
	const struct mark *y = b;

	if (x->away != y->away)
		return x->away < y->away ? -1 : 1;
	if (x->e->from != y->e->from)
		return x->e->from < y->e->from ? -1 : 1;
	return slice_cmp(x->e->what, y->e->what);
}

static int
by_day(const void *a, const void *b)
{
	const struct mark *x = a;
	const struct mark *y = b;

	if (x->e->from != y->e->from)
		return x->e->from < y->e->from ? -1 : 1;
	return slice_cmp(x->e->what, y->e->what);
}

static void
list_marks(struct findings *fs, struct finding *f, const struct mark *m,
    size_t n)
{
	struct buf text = { 0 };

	for (size_t i = 0; i < n; i++) {
		buf_reset(&text);
		date_put_day(&text, m[i].e->from);
		buf_putc(&text, ' ');
		buf_put(&text, m[i].e->what);
		finding_list(fs, &f->marks, buf_slice(&text));
	}
	buf_release(&text);
}

void
beside_mark(const struct beside *b, struct findings *fs, struct finding *f)
{
	struct mark *m = xmalloc((b->nevents + 1) * sizeof(*m));
	int32_t start = f->from;
	const struct beside_event *e;
	size_t n = 0;

	if (f->began != DATE_NONE)
		start = f->began;
	else if (f->since != DATE_NONE)
		start = f->since;
	for (size_t i = 0; i < b->nevents; i++) {
		e = &b->event[i];
		if (coincides(f, e->from) && suits_org(f, e->org) &&
		    suits(f, "product", e->product))
			m[n++] = (struct mark){ e, abs(e->from - start) };
	}
	qsort(m, n, sizeof(*m), by_nearness);
	n = n < FINDING_LIST ? n : FINDING_LIST;
	qsort(m, n, sizeof(*m), by_day);
	list_marks(fs, f, m, n);
	free(m);
}
