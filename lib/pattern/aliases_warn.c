/* Which values may be other names of what came before. */

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/summary.h"

/* One event, in words. */
struct event {
	int dim;
	int32_t day;
	struct buf now, before, orgs;
	size_t nnow, nbefore, norgs;
};

/* Signals may be of none. */
static void
add_org(struct event *e, struct slice org)
{
	if (org.n > 0)
		warnings_name(&e->orgs, &e->norgs, org);
}

/* One change, and its value in words. */
struct name {
	const struct aliases_change *change;
	struct slice value;
};

static int
by_value(const void *a, const void *b)
{
	return slice_cmp(((const struct name *)a)->value,
	    ((const struct name *)b)->value);
}

static void
add_name(struct event *e, const struct name *n)
{
	const struct aliases_change *c = n->change;

	e->dim = c->dim;
	if (!c->begins) {
		warnings_name(&e->before, &e->nbefore, n->value);
		return;
	}
	warnings_name(&e->now, &e->nnow, n->value);
	if (e->day == DATE_NONE || c->day < e->day)
		e->day = c->day;
}

/* Do A and B tell the same of two organisations? */
static bool
is_same(const struct event *a, const struct event *b)
{
	return a->dim == b->dim &&
	    slice_eq(buf_slice(&a->now), buf_slice(&b->now)) &&
	    slice_eq(buf_slice(&a->before), buf_slice(&b->before));
}

static void
tell(struct warnings *w, const struct event *e)
{
	const char *name = tally_dim_name(e->dim);
	struct slice dim = { name, strlen(name) };
	struct slice now = buf_slice(&e->now);
	struct slice before = buf_slice(&e->before);
	struct buf where = { 0 };
	struct slice in;

	if (e->norgs > 0) {
		buf_puts(&where, " (");
		buf_put(&where, buf_slice(&e->orgs));
		buf_putc(&where, ')');
	}
	in = buf_slice(&where);
	warnings_add(w,
	    "%s: wat sinds %d %s heet, heette daarvoor misschien %s%s. "
	    "Het is niet vergeleken met de dagen ervoor.",
	    "%s: what since %d is called %s may have been called %s "
	    "before%s. It is not compared with the days before.",
	    &dim, e->day, &now, &before, &in);
	buf_release(&where);
}

/* Words of the changes of one event from I on; behind the last of them. */
static size_t
read_event(struct event *e, const struct aliases *as, size_t i,
    const struct set *values)
{
	struct name *name = xcalloc(as->n - i, sizeof(*name));
	uint32_t event = as->change[i].event;
	size_t n = 0;

	*e = (struct event){ .day = DATE_NONE };
	add_org(e, set_key(values, as->change[i].org));
	for (; i + n < as->n && as->change[i + n].event == event; n++)
		name[n] = (struct name){ &as->change[i + n],
			set_key(values, as->change[i + n].value) };
	if (n > 1)
		qsort(name, n, sizeof(*name), by_value);
	for (size_t k = 0; k < n; k++)
		add_name(e, &name[k]);
	free(name);
	return i + n;
}

static void
release(struct event *e)
{
	buf_release(&e->now);
	buf_release(&e->before);
	buf_release(&e->orgs);
}

void
warnings_aliases(struct warnings *w, const struct look *l)
{
	const struct aliases *as = &l->origins.aliases;
	const struct set *values = &l->cells->corpus->tally.values;
	struct event *e = xcalloc(as->n + 1, sizeof(*e));
	struct event one;
	size_t n = 0;
	size_t k;

	for (size_t i = 0; i < as->n;) {
		uint32_t org = as->change[i].org;

		i = read_event(&one, as, i, values);
		for (k = 0; k < n && !is_same(&e[k], &one);)
			k++;
		if (k == n) {
			e[n++] = one;
			continue;
		}
		add_org(&e[k], set_key(values, org));
		e[k].day = one.day < e[k].day ? one.day : e[k].day;
		release(&one);
	}
	for (k = 0; k < n; k++) {
		tell(w, &e[k]);
		release(&e[k]);
	}
	free(e);
}
