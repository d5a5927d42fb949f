#include "lib/pattern/corpus.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/line/ended.h"
#include "lib/pattern/extent.h"
#include "lib/pattern/keep.h"
#include "lib/pattern/lexicon.h"
#include "lib/pattern/lumps.h"

void
corpus_open(struct corpus *c, int32_t until, struct slice salt)
{
	c->until = until;
	c->asked = until != DATE_NONE;
	c->limit = KEEP_FIRST;
	tally_open(&c->tally,
	    TALLY_DEFAULT | 1u << TALLY_SYSTEM | 1u << TALLY_NORM, false, salt);
	tally_open(&c->terms, 1u << TALLY_ORG | 1u << TALLY_THEME, true, salt);
}

void
corpus_release(struct corpus *c)
{
	tally_release(&c->tally);
	tally_release(&c->terms);
	set_release(&c->groups);
	quota_release(&c->sample);
	arena_release(&c->own);
	free(c->detail);
	aged_release(&c->aged);
	follows_release(&c->follows);
	listed_release(&c->listed);
	overlap_release(&c->overlap);
	doubled_release(&c->doubled);
	set_release(&c->vague);
	free(c->at);
	*c = (struct corpus){ 0 };
}

static struct detail *
new_detail(struct corpus *c)
{
	if (c->ndetails == c->cap) {
		c->cap = c->cap ? c->cap * 3 / 2 : 1024;
		c->detail = xrealloc(c->detail, c->cap, sizeof(*c->detail));
	}
	c->detail[c->ndetails] = (struct detail){ 0 };
	return &c->detail[c->ndetails++];
}

static int
urgency(struct rec *r)
{
	static const char *const named[] = { [URGENCY_LOW] = "laag",
		[URGENCY_NORMAL] = "normaal",
		[URGENCY_HIGH] = "hoog",
		[URGENCY_NOW] = "spoed" };
	struct slice u = rec_text(r, F_URGENCY);
	struct json_walk w;
	int i = URGENCY_NOW;

	for (rec_items(&w, r, F_FLAGS); json_next(&w);)
		if (slice_eq(w.value, SLICE("\"spoed\"")))
			return URGENCY_NOW;
	while (i > URGENCY_NONE && !slice_eq(u, slice_of(named[i])))
		i--;
	return i;
}

static void
keep_text(struct corpus *c, struct rec *r, struct detail *d)
{
	struct slice text = rec_text(r, F_TEXT);

	if (rec_true(r, F_REVIEWED))
		d->flags |= DETAIL_REVIEWED | DETAIL_QUOTABLE;
	if (rec_has(r, F_REDACTED))
		d->flags |= DETAIL_QUOTABLE;
	d->cue = rec_raw(r, F_CUE);
	if (text.n > 0 &&
	    !quota_take(&c->sample, c->tally.cell[d->cell].dim[TALLY_ORG],
		d->day, d->id)) {
		keep_forget_text(d);
		text.n = 0;
	}
	if (text.n > LEXICON_TEXT)
		d->flags |= DETAIL_CUT;
	d->text = arena_copy(&c->own, lexicon_cut(text));
	d->cue = arena_copy(&c->own, d->cue);
}

/* What is too old to be known one by one, though it may wait. */
static void
count_aged(struct corpus *c, struct rec *r, uint32_t cell, int32_t day,
    uint32_t list)
{
	const struct detail d = { .cell = cell,
		.list = list,
		.seen = date_parse_day(rec_text(r, F_SEEN)),
		.day = day,
		.due = date_parse_day(rec_text(r, F_DUE)),
		.ended = ended_day(r),
		.id = rec_text(r, F_ID) };

	aged_take(&c->aged, &c->tally, &d);
}

static void
keep_detail(struct corpus *c, struct rec *r, uint32_t cell, int32_t day)
{
	struct detail *d = new_detail(c);
	struct slice who = rec_text(r, F_WHO);
	struct slice group = rec_text(r, F_GROUP);

	d->cell = cell;
	d->day = day;
	d->due = date_parse_day(rec_text(r, F_DUE));
	d->ended = ended_day(r);
	d->told = date_parse_day(rec_text(r, F_TOLD));
	d->heard = DATE_NONE;
	d->seen = date_parse_day(rec_text(r, F_SEEN));
	d->id = arena_copy(&c->own, rec_text(r, F_ID));
	d->urgency = (uint8_t)urgency(r);
	if (rec_has(r, F_REPEAT))
		d->flags |= DETAIL_REPEAT;
	if (ended_early(r))
		d->flags |= DETAIL_EARLY;
	if (group.n > 0)
		d->group = (uint32_t)set_add(&c->groups, group, NULL) + 1;
	d->sender = sketch_hash(c->tally.salt,
	    who.n > 0       ? who :
		group.n > 0 ? group :
			      d->id,
	    who.n > 0);
	keep_text(c, r, d);
}

static struct slice
org_key(const uint32_t *org)
{
	return (struct slice){ (const char *)org, sizeof(*org) };
}

static const char *
add_tally(struct corpus *c, struct rec *r)
{
	size_t at;
	bool term = slice_eq(rec_text(r, F_WHAT), SLICE("term"));
	const char *why = tally_line(term ? &c->terms : &c->tally, r, &at);
	const struct tally_row *row;
	const struct tally_cell *cell;
	int64_t n;
	bool week;

	if (why != NULL || rec_has(r, F_WHAT))
		return why;
	week = slice_eq(rec_text(r, F_PERIOD), SLICE("week"));
	c->weekly |= week;
	if (!rec_int(r, F_N, &n) || n == 0)
		return NULL;
	c->tallied += (uint64_t)n;
	row = &c->tally.rows[at];
	cell = &c->tally.cell[row->cell];
	overlap_add(&c->overlap, week ? OVERLAP_WEEK : OVERLAP_DAY,
	    cell->dim[TALLY_ORG], cell->dim[TALLY_KIND], row->day, (uint64_t)n);
	if (rec_has(r, F_FLOOR) && !rec_has(r, F_PERSONS))
		set_add(&c->vague, org_key(&cell->dim[TALLY_ORG]), NULL);
	if (rec_has(r, F_SKETCH) || rec_has(r, F_FLOOR))
		doubled_add(&c->doubled, rec_data(r), row->day);
	return NULL;
}

/* Which tools have marked signals such as R. */
static void
see_marks(struct corpus *c, struct rec *r)
{
	c->labelled |= rec_has(r, F_THEME) || rec_has(r, F_BY);
	c->persons |= rec_has(r, F_PERSON);
	c->who |= rec_has(r, F_WHO);
}

const char *
corpus_add(struct corpus *c, struct rec *r)
{
	const struct tally_cell *cell;
	struct follow_source source;
	uint32_t list;
	int32_t day;
	uint8_t bits;
	size_t row;
	const char *why;

	if (r->type == LINE_TALLY)
		return add_tally(c, r);
	why = tally_signal(&c->tally, r, &row);
	if (why != NULL)
		return why;
	c->read++;
	see_marks(c, r);
	list = listed_add(&c->listed, r);
	cell = &c->tally.cell[c->tally.rows[row].cell];
	source = (struct follow_source){ cell->dim[TALLY_ORG],
		cell->dim[TALLY_KIND] };
	if (tally_uncounted(r)) {
		if (tally_is_state(r))
			follows_state(&c->follows, r);
		return NULL;
	}
	day = tally_day(r);
	overlap_add(&c->overlap, OVERLAP_SIGNALS, source.org, source.kind, day,
	    1);
	bits = follows_add(&c->follows, r, source, day);
	if (day == DATE_NONE || (c->asked && day > c->until))
		return NULL;
	if (c->asked && day <= c->until - CORPUS_DAYS) {
		count_aged(c, r, c->tally.rows[row].cell, day, list);
		return NULL;
	}
	keep_detail(c, r, c->tally.rows[row].cell, day);
	c->detail[c->ndetails - 1].flags |= bits;
	c->detail[c->ndetails - 1].list = list;
	keep_early(c);
	return NULL;
}

/* The end. */

static int
by_place(const void *a, const void *b)
{
	const struct detail *x = a;
	const struct detail *y = b;

	if (x->cell != y->cell)
		return x->cell < y->cell ? -1 : 1;
	if (x->day != y->day)
		return x->day > y->day ? -1 : 1;
	return slice_cmp(x->id, y->id);
}

struct group {
	struct slice name;
	uint32_t number;
};

static int
by_name(const void *a, const void *b)
{
	const struct group *x = a;
	const struct group *y = b;

	return slice_cmp(x->name, y->name);
}

/* Number the groups that are left by their names, and not as they came. */
static void
sort_groups(struct corpus *c)
{
	struct group *g = xmalloc((c->groups.len + 1) * sizeof(*g));
	uint32_t *map = xcalloc(c->groups.len + 1, sizeof(*map));
	struct set sorted = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < c->ndetails; i++)
		map[c->detail[i].group] = 1;
	for (uint32_t i = 0; i < c->groups.len; i++)
		if (map[i + 1] != 0)
			g[n++] = (struct group){ set_key(&c->groups, i), i };
	if (n > 1)
		qsort(g, n, sizeof(*g), by_name);
	map[0] = 0;
	for (size_t i = 0; i < n; i++)
		map[g[i].number + 1] = (uint32_t)set_add(&sorted, g[i].name,
					   NULL) +
		    1;
	for (size_t i = 0; i < c->ndetails; i++)
		c->detail[i].group = map[c->detail[i].group];
	set_release(&c->groups);
	c->groups = sorted;
	free(g);
	free(map);
}

/* The first of a family has no group: its id is what others call theirs. */
static void
find_families(struct corpus *c)
{
	ptrdiff_t at;

	sort_groups(c);
	for (size_t i = 0; i < c->ndetails; i++) {
		at = set_find(&c->groups, c->detail[i].id);
		c->detail[i].family = c->detail[i].group;
		if (c->detail[i].group == 0 && at >= 0)
			c->detail[i].family = (uint32_t)at + 1;
	}
}

static void
index_details(struct corpus *c)
{
	size_t i = 0;

	if (c->ndetails > 1)
		qsort(c->detail, c->ndetails, sizeof(*c->detail), by_place);
	c->at = xmalloc((c->tally.ncells + 1) * sizeof(*c->at));
	for (size_t cell = 0; cell <= c->tally.ncells; cell++) {
		while (i < c->ndetails && c->detail[i].cell < cell)
			i++;
		c->at[cell] = i;
	}
}

static void
find_until(struct corpus *c)
{
	int32_t last;

	extent_find(&c->tally, &c->first, &last);
	if (!c->asked && last != DATE_NONE)
		c->until = last > c->first &&
			!(c->weekly && extent_whole(&c->tally, last)) &&
			!lumps_all(&c->tally, c->first, last) ?
		    last - 1 :
		    last;
	if (c->weekly && c->until != DATE_NONE) {
		last = c->until;
		c->until = date_monday(last + 1) - 1;
		c->moved = c->until != last;
	}
	if (c->first != DATE_NONE && c->first > c->until)
		c->first = c->until;
}

/* Sort the tally; the details follow the new numbers of its cells. */
static void
sort_tally(struct corpus *c)
{
	uint32_t *map = xmalloc((c->tally.ncells + 1) * sizeof(*map));

	tally_sort(&c->tally, map);
	for (size_t i = 0; i < c->ndetails; i++)
		c->detail[i].cell = map[c->detail[i].cell];
	for (size_t i = 0; i < c->aged.n; i++)
		c->aged.one[i].cell = map[c->aged.one[i].cell];
	free(map);
}

static void
count_outside(struct corpus *c)
{
	const struct tally_row *r;

	for (size_t i = 0; i < c->tally.nrows; i++) {
		r = &c->tally.rows[i];
		if (c->tally.cell[r->cell].what != TALLY_SIGNALS ||
		    r->day == DATE_NONE)
			continue;
		if (r->day > c->until)
			c->later += r->c[TALLY_N];
		else if (tally_end(&c->tally.cell[r->cell], r) < c->first)
			c->earlier += r->c[TALLY_N];
	}
}

/* What newer states say of the signals goes before what those say. */
static void
renew(struct corpus *c)
{
	const struct follow_up *u;
	struct follow_up had;
	const uint32_t *dim;
	struct detail *d;

	for (size_t i = 0; i < c->ndetails; i++) {
		d = &c->detail[i];
		u = follows_newest(&c->follows, d->id);
		if (u == NULL)
			continue;
		dim = c->tally.cell[d->cell].dim;
		had = (struct follow_up){ .told = d->told,
			.bits = (uint8_t)(d->flags & FOLLOW_BITS) };
		follows_change(&c->follows,
		    (struct follow_source){ dim[TALLY_ORG], dim[TALLY_KIND] },
		    d->day, &had, u);
		if (ended_known(u->ended))
			d->flags &= (uint16_t)~DETAIL_EARLY;
		d->ended = u->ended;
		d->told = u->told;
		d->heard = u->seen;
		if (u->seen > d->seen)
			d->seen = u->seen;
	}
}

/* What waits for long is kept where SAYS has that its desk, OF, closes any. */
static void
keep_aged(struct aged *a, const uint32_t *of, const uint16_t *says)
{
	size_t kept = 0;

	for (size_t i = 0; i < a->n; i++)
		if (says[of[a->one[i].cell]] & DETAIL_CLOSES)
			a->one[kept++] = a->one[i];
	a->n = kept;
}

/* Of which signals is it known that they are open, or that nobody was told? */
static void
mark_followed(struct corpus *c)
{
	const struct tally *t = &c->tally;
	uint32_t *of = xmalloc((t->ncells + 1) * sizeof(*of));
	size_t n = tally_number(t, TALLY_BY_DESK, of);
	uint16_t *says = xcalloc(n + 1, sizeof(*says));

	for (size_t i = 0; i < t->nrows; i++) {
		if (t->cell[t->rows[i].cell].what != TALLY_SIGNALS)
			continue;
		if (t->rows[i].c[TALLY_CLOSED] > 0)
			says[of[t->rows[i].cell]] |= DETAIL_CLOSES;
		if (t->rows[i].c[TALLY_TOLD] > 0)
			says[of[t->rows[i].cell]] |= DETAIL_TELLS;
	}
	for (size_t i = 0; i < c->ndetails; i++) {
		c->detail[i].flags |= says[of[c->detail[i].cell]];
		c->early += (c->detail[i].flags & DETAIL_EARLY) != 0;
	}
	keep_aged(&c->aged, of, says);
	free(says);
	free(of);
}

void
corpus_close(struct corpus *c)
{
	size_t kept = 0;

	keep_sample(c);
	listed_close(&c->listed);
	sort_tally(c);
	tally_sort(&c->terms, NULL);
	find_until(c);
	count_outside(c);
	if (c->until != DATE_NONE)
		keep_recent(c);
	for (size_t i = 0; i < c->ndetails; i++)
		if (c->detail[i].day <= c->until)
			c->detail[kept++] = c->detail[i];
	c->ndetails = kept;
	find_families(c);
	index_details(c);
	renew(c);
	aged_renew(&c->aged, &c->follows);
	aged_close(&c->aged, c->first, c->until);
	mark_followed(c);
	follows_close(&c->follows, c->until);
}

int32_t
corpus_since(const struct corpus *c, int32_t n)
{
	return c->until - n + 1 > c->first ? c->until - n + 1 : c->first;
}

bool
detail_open(const struct detail *d, int32_t day)
{
	return d->flags & DETAIL_CLOSES && !ended_by(d->ended, day);
}

bool
corpus_vague(const struct corpus *c, uint32_t cell)
{
	return set_find(&c->vague,
		   org_key(&c->tally.cell[cell].dim[TALLY_ORG])) >= 0;
}

const struct detail *
corpus_details(const struct corpus *c, uint32_t cell, size_t *n)
{
	*n = c->at[cell + 1] - c->at[cell];
	return c->detail + c->at[cell];
}
