#include "lib/privacy/keyring.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"

const char keyring_twice[] =
    "signals of one organisation have tokens of two keys: who signals under "
    "both is counted twice";

/* Do the raw values ORG and ID stand in B, one behind the other? */
static bool
is_last(const struct buf *b, struct slice org, struct slice id)
{
	return b->len == org.n + id.n && b->len != 0 &&
	    (org.n == 0 || memcmp(b->s, org.p, org.n) == 0) &&
	    memcmp(b->s + org.n, id.p, id.n) == 0;
}

bool
keyring_note(struct keyring *k, struct rec *r)
{
	struct slice org = rec_raw(r, F_ORG);
	struct slice id = rec_raw(r, F_KEY_ID);
	uint32_t key;
	bool isnew;
	size_t i;

	if (id.n == 0 || is_last(&k->last, org, id))
		return true;
	key = (uint32_t)set_add(&k->ids, rec_text(r, F_KEY_ID), NULL);
	i = set_add(&k->orgs, rec_text(r, F_ORG), &isnew);
	if (i >= k->cap) {
		k->cap = k->cap ? k->cap * 2 : 64;
		k->id = xrealloc(k->id, k->cap, sizeof(*k->id));
	}
	if (isnew)
		k->id[i] = key;
	if (k->id[i] != key) {
		k->mixed = true;
		return false;
	}
	buf_reset(&k->last);
	buf_put(&k->last, org);
	buf_put(&k->last, id);
	return true;
}

void
keyring_release(struct keyring *k)
{
	set_release(&k->orgs);
	set_release(&k->ids);
	free(k->id);
	buf_release(&k->last);
	*k = (struct keyring){ 0 };
}
