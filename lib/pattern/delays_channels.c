#include "lib/pattern/delays_channels.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"

struct delays_channel {
	struct delays_count count;
	uint32_t place; /* what stands for it in delays.s, from 1; or 0 */
};

/* The channel of C in source AT; where that is 0, in those of STEP. */
static struct delays_channel *
channel(struct delays_channels *cs, const struct tally_cell *c, uint32_t at,
    int step)
{
	uint32_t key[4] = { at, at > 0 ? 0 : (uint32_t)step,
		at > 0 ? 0 : c->dim[TALLY_ORG], c->dim[TALLY_CHANNEL] };
	bool isnew;
	size_t i = set_add(&cs->keys,
	    (struct slice){ (const char *)key, sizeof(key) }, &isnew);

	if (i == cs->cap) {
		cs->cap = cs->cap ? cs->cap * 2 : 64;
		cs->c = xrealloc(cs->c, cs->cap, sizeof(*cs->c));
	}
	if (isnew)
		cs->c[i] = (struct delays_channel){ 0 };
	return &cs->c[i];
}

void
delays_channels_count(struct delays_channels *cs, const struct tally_cell *c,
    uint32_t at, const struct delays_row *r)
{
	if (c->dim[TALLY_CHANNEL] == 0)
		return;
	delays_count(&channel(cs, c, at, 0)->count, r);
	/* a source with few of them has those of the organisation */
	if (r->step > 0)
		delays_count(&channel(cs, c, 0, r->step)->count, r);
}

/* What is learned of C in source AT goes to S; false if that is too little. */
static bool
learn(struct delays_channels *cs, const struct tally_cell *c, uint32_t at,
    struct delays_source *s)
{
	if (delays_source_learn(s, &channel(cs, c, at, 0)->count))
		return true;
	return s->step > 0 &&
	    delays_source_learn(s, &channel(cs, c, 0, s->step)->count);
}

uint32_t
delays_channels_find(struct delays_channels *cs, struct delays *ds,
    const struct tally_cell *c, uint32_t at)
{
	struct delays_source s;
	uint32_t place;

	if (at == 0 || c->dim[TALLY_CHANNEL] == 0)
		return at;
	place = channel(cs, c, at, 0)->place;
	if (place > 0)
		return place;
	s = ds->s[at - 1];
	place = at;
	if (learn(cs, c, at, &s)) {
		ds->s = xrealloc(ds->s, ds->len + 1, sizeof(*ds->s));
		ds->s[ds->len] = s;
		place = (uint32_t)++ds->len;
	}
	channel(cs, c, at, 0)->place = place;
	return place;
}

void
delays_channels_release(struct delays_channels *cs)
{
	free(cs->c);
	set_release(&cs->keys);
	*cs = (struct delays_channels){ 0 };
}
