#include "lib/report/desks.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"

struct desk {
	uint64_t wanted;
	bool closes;
	bool tells;
};

/* What of a desk and its list was delivered last on a day. */
struct desk_seen {
	uint32_t desk;
	uint32_t list;
	int32_t day;
};

static void
count_seen(struct desks *d, struct desk_seen key)
{
	bool isnew;
	size_t i = set_add(&d->seen,
	    (struct slice){ (const char *)&key, sizeof(key) }, &isnew);

	if (i == d->seen_cap) {
		d->seen_cap = d->seen_cap ? d->seen_cap * 2 : 64;
		d->seen_n = xrealloc(d->seen_n, d->seen_cap,
		    sizeof(*d->seen_n));
	}
	d->seen_n[i] = isnew ? 1 : d->seen_n[i] + 1;
}

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
	struct desk_seen key = { (uint32_t)(k - d->desk),
		listed_add(&d->listed, r),
		date_parse_day(rec_text(r, F_SEEN)) };

	if (wanted)
		count_seen(d, key);
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

uint64_t
desks_gone(struct desks *d)
{
	struct desk_seen key;
	uint64_t n = 0;

	listed_close(&d->listed);
	for (size_t i = 0; i < d->seen.len; i++) {
		memcpy(&key, set_key(&d->seen, i).p, sizeof(key));
		if (d->desk[key.desk].closes &&
		    listed_gone(&d->listed, key.list, key.day))
			n += d->seen_n[i];
	}
	return n;
}

void
desks_release(struct desks *d)
{
	set_release(&d->names);
	free(d->desk);
	buf_release(&d->name);
	listed_release(&d->listed);
	set_release(&d->seen);
	free(d->seen_n);
	*d = (struct desks){ 0 };
}
