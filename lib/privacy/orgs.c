#include "lib/privacy/orgs.h"

/* Make the key of ORG, in place of the one that was made first. */
static const struct pseudonym *
make(struct orgs *o, struct slice org)
{
	size_t i = o->made++ % ORGS;
	struct buf domain = { 0 };

	if (o->n < ORGS)
		o->n++;
	buf_reset(&o->name[i]);
	buf_put(&o->name[i], org);
	buf_puts(&domain, "org:");
	buf_put(&domain, org);
	pseudonym_derive(&o->of[i], o->key, buf_slice(&domain),
	    slice_of(o->epoch));
	buf_release(&domain);
	return &o->of[i];
}

const struct pseudonym *
orgs_key(struct orgs *o, struct slice org)
{
	for (size_t i = 0; i < o->n; i++)
		if (slice_eq(buf_slice(&o->name[i]), org))
			return &o->of[i];
	return make(o, org);
}

void
orgs_release(struct orgs *o)
{
	for (size_t i = 0; i < o->n; i++) {
		pseudonym_close(&o->of[i]);
		buf_release(&o->name[i]);
	}
	o->n = o->made = 0;
}
