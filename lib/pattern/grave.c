#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/pattern/single.h"

enum { RECENT = 28, MOST = 500 };

/* What the values of D's cell are, for words. */
static void
describe(struct findings *fs, struct finding *f, const struct cells *x,
    const struct detail *d)
{
	static const int dims[] = { TALLY_ORG, TALLY_KIND, TALLY_CHANNEL,
		TALLY_PRODUCT, TALLY_THEME };
	const struct tally *t = &x->corpus->tally;
	struct buf b = { 0 };
	struct json_walk w;
	struct slice v;

	for (size_t i = 0; i < sizeof(dims) / sizeof(dims[0]); i++) {
		v = set_key(&t->values, t->cell[d->cell].dim[dims[i]]);
		json_items(&w, v);
		if (json_kind(v) == JSON_ARRAY && json_next(&w))
			v = w.value; /* the first theme will do */
		if (v.n == 0 || json_kind(v) != JSON_STRING)
			continue;
		buf_reset(&b);
		buf_puts(&b, tally_dim_name(dims[i]));
		buf_putc(&b, '=');
		json_decode(&b, v);
		finding_list(fs, &f->about, buf_slice(&b));
		if (dims[i] == TALLY_ORG) {
			buf_reset(&b);
			json_decode(&b, v);
			finding_list(fs, &f->orgs, buf_slice(&b));
		}
	}
	buf_release(&b);
}

static void
add(struct findings *fs, struct look *l, const struct detail *d)
{
	const struct cells *x = l->cells;
	struct finding *f = findings_add(fs, "grave", "words/1");
	struct buf b = { 0 };

	finding_where(fs, f, "id", d->id);
	finding_identify(f);
	describe(fs, f, x, d);
	f->from = f->to = d->day;
	f->n = f->observed = f->senders = 1;
	f->urgency = d->urgency;
	f->urgent = 1;
	f->gravity = 3;
	f->age = x->until - d->day;
	f->repeats = (d->flags & DETAIL_REPEAT) != 0;
	if (x->corpus->closes)
		f->open = d->closed == DATE_NONE || d->closed > x->until;
	if (x->corpus->tells)
		f->untold = d->told == DATE_NONE || d->told > x->until;
	if (d->sender % 2 == 0)
		f->persons = 1;
	finding_list(fs, &f->evidence, d->id);
	if (d->flags & DETAIL_QUOTABLE && d->text.n > 0) {
		buf_puts(&b,
		    d->flags & DETAIL_REVIEWED ? "reviewed=true\t" :
						 "reviewed=false\t");
		buf_put(&b, d->text);
		finding_list(fs, &f->quotes, buf_slice(&b));
	}
	buf_release(&b);
	look_account(l, "grave")->found++;
}

void
single_find_grave(struct findings *fs, struct look *l)
{
	const struct corpus *c = l->cells->corpus;
	struct look_tests *a = look_account(l, "grave");
	const struct detail *d;
	bool open;

	a->cells = a->tests = c->ndetails;
	for (size_t i = 0; i < c->ndetails && a->found < MOST; i++) {
		d = &c->detail[i];
		open = c->closes && d->closed == DATE_NONE;
		if (d->urgency == 3 && (d->day > c->until - RECENT || open))
			add(fs, l, d);
	}
}
