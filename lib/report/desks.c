#include "lib/report/desks.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"

struct desk {
	uint64_t wanted;
	bool closes;
	bool tells;
};

static struct desk *
desk_of(struct desks *d, struct rec *r)
{
	bool isnew;
	size_t i;

	buf_reset(&d->name);
	buf_put(&d->name, rec_raw(r, F_ORG));
	buf_putc(&d->name, '\t');
	buf_put(&d->name, rec_raw(r, F_KIND));
	i = set_add(&d->names, buf_slice(&d->name), &isnew);
	if (i == d->cap) {
		d->cap = d->cap ? d->cap * 2 : 16;
		d->desk = xrealloc(d->desk, d->cap, sizeof(*d->desk));
	}
	if (isnew)
		d->desk[i] = (struct desk){ 0 };
	return &d->desk[i];
}

void
desks_add(struct desks *d, struct rec *r, bool wanted)
{
	struct desk *k = desk_of(d, r);

	k->wanted += wanted;
	k->closes |= rec_has(r, F_CLOSED);
	k->tells |= rec_has(r, F_TOLD);
}

uint64_t
desks_silent(const struct desks *d, int f)
{
	uint64_t n = 0;

	for (size_t i = 0; i < d->names.len; i++)
		if (f == F_CLOSED ? !d->desk[i].closes : !d->desk[i].tells)
			n += d->desk[i].wanted;
	return n;
}

void
desks_release(struct desks *d)
{
	set_release(&d->names);
	free(d->desk);
	buf_release(&d->name);
	*d = (struct desks){ 0 };
}
