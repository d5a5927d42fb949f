#include "lib/pattern/follow.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/line/ended.h"

/* What a line says something of. */
enum {
	SAYS_STATUS = 1,
	SAYS_REASON = 2,
	SAYS_OWNER = 4,
	SAYS_ACTION = 8,
	SAYS_TOLD = 16
};

/* What each step rests on. */
static const uint8_t needs[FOLLOW_STEPS] = {
	[FOLLOW_AS_JUDGED] = SAYS_STATUS,
	[FOLLOW_AS_REJECTED] = SAYS_STATUS | SAYS_REASON,
	[FOLLOW_AS_TAKEN] = SAYS_OWNER | SAYS_ACTION,
	[FOLLOW_AS_TOLD] = SAYS_TOLD,
};

void
follows_release(struct follows *fs)
{
	set_release(&fs->days);
	set_release(&fs->ids);
	set_release(&fs->sources);
	set_release(&fs->told);
	free(fs->told_n);
	free(fs->day);
	free(fs->says);
	free(fs->newest);
	*fs = (struct follows){ 0 };
}

static struct follow *
follow_of(struct follows *fs, int32_t day)
{
	struct slice key = { (const char *)&day, sizeof(day) };
	bool isnew;
	size_t i = set_add(&fs->days, key, &isnew);

	if (i == fs->cap) {
		fs->cap = fs->cap ? fs->cap * 2 : 512;
		fs->day = xrealloc(fs->day, fs->cap, sizeof(*fs->day));
	}
	if (isnew) {
		fs->day[i] = (struct follow){ .day = day };
		fs->n = i + 1;
	}
	return &fs->day[i];
}

static bool
is_judged(struct slice status)
{
	static const char *const judged[] = { "erkend", "onderzoek", "opgepakt",
		"afgehandeld", "teruggekoppeld", NULL };

	return slice_among(status, judged);
}

static struct slice
key_of(const struct follow_source *s)
{
	return (struct slice){ (const char *)s, sizeof(*s) };
}

static uint8_t *
says_of(struct follows *fs, struct follow_source s)
{
	bool isnew;
	size_t i = set_add(&fs->sources, key_of(&s), &isnew);

	if (i == fs->sources_cap) {
		fs->sources_cap = i > 0 ? i * 2 : 64;
		fs->says = xrealloc(fs->says, fs->sources_cap,
		    sizeof(*fs->says));
	}
	if (isnew)
		fs->says[i] = 0;
	return &fs->says[i];
}

/* What R says of follow-up; what is said at all goes to FS, and to SAYS. */
static uint8_t
read_bits(struct follows *fs, struct rec *r, uint8_t *says)
{
	static const struct {
		int field;
		uint8_t says;
	} members[] = { { F_REASON, SAYS_REASON }, { F_OWNER, SAYS_OWNER },
		{ F_ACTION, SAYS_ACTION }, { F_TOLD, SAYS_TOLD } };
	struct slice status = rec_text(r, F_STATUS);
	unsigned bits = 0;

	if (is_judged(status))
		bits |= FOLLOW_JUDGED;
	if (slice_eq(status, SLICE("afgewezen")) && rec_has(r, F_REASON))
		bits |= FOLLOW_REJECTED;
	if (rec_has(r, F_OWNER) && rec_has(r, F_ACTION))
		bits |= FOLLOW_TAKEN;
	if (rec_has(r, F_TOLD))
		bits |= FOLLOW_TOLD;
	if (status.n > 0)
		*says |= SAYS_STATUS;
	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		if (rec_has(r, members[i].field))
			*says |= members[i].says;
	fs->closes |= rec_has(r, F_CLOSED);
	return (uint8_t)bits;
}

/* A signal came on one day, and its sender was told on the other. */
struct told {
	int32_t day;
	int32_t told;
};

/* Count BY more that were told so. */
static void
count_told(struct follows *fs, struct told t, uint32_t by)
{
	bool isnew;
	size_t i;

	if (t.told == DATE_NONE)
		return;
	i = set_add(&fs->told, (struct slice){ (const char *)&t, sizeof(t) },
	    &isnew);
	if (i == fs->told_cap) {
		fs->told_cap = i > 0 ? i * 2 : 512;
		fs->told_n = xrealloc(fs->told_n, fs->told_cap,
		    sizeof(*fs->told_n));
	}
	fs->told_n[i] = (isnew ? 0 : fs->told_n[i]) + by;
}

/* Count BY more signals of DAY, with BITS, that were told on TOLD. */
static void
count(struct follows *fs, int32_t day, unsigned bits, int32_t told, uint32_t by)
{
	struct follow *f = follow_of(fs, day);

	for (int i = 0; i < FOLLOW_STEPS; i++)
		f->n[i] += bits & (unsigned)FOLLOW_JUDGED << i ? by : 0;
	count_told(fs, (struct told){ day, told }, by);
}

uint8_t
follows_add(struct follows *fs, struct rec *r, struct follow_source s,
    int32_t day)
{
	uint8_t bits = read_bits(fs, r, says_of(fs, s));

	count(fs, day, bits, date_parse_day(rec_text(r, F_TOLD)), 1);
	return bits;
}

bool
follows_says(const struct follows *fs, struct follow_source s, int step)
{
	ptrdiff_t i = fs->sources.len > 0 ? set_find(&fs->sources, key_of(&s)) :
					    -1;

	return i >= 0 && (fs->says[i] & needs[step]) == needs[step];
}

bool
follows_any(const struct follows *fs, int step)
{
	for (size_t i = 0; i < fs->sources.len; i++)
		if ((fs->says[i] & needs[step]) == needs[step])
			return true;
	return false;
}

void
follows_change(struct follows *fs, struct follow_source s, int32_t day,
    const struct follow_up *had, const struct follow_up *u)
{
	*says_of(fs, s) |= u->says;
	/* sums are modulo 2^32: one less */
	count(fs, day, had->bits, had->told, (uint32_t)-1);
	count(fs, day, u->bits, u->told, 1);
}

/* Is A newer than B?  Of equal days what says more, so that order is none. */
static bool
newer(const struct follow_up *a, const struct follow_up *b)
{
	if (a->seen != b->seen)
		return a->seen > b->seen;
	if (a->ended != b->ended)
		return a->ended > b->ended;
	if (a->told != b->told)
		return a->told > b->told;
	return a->bits > b->bits;
}

void
follows_state(struct follows *fs, struct rec *r)
{
	uint8_t says = 0;
	struct follow_up u = { .seen = date_parse_day(rec_text(r, F_SEEN)),
		.ended = ended_day(r),
		.told = date_parse_day(rec_text(r, F_TOLD)),
		.bits = read_bits(fs, r, &says) };
	bool isnew;
	size_t i = set_add(&fs->ids, rec_text(r, F_ID), &isnew);

	if (i == fs->newest_cap) {
		fs->newest_cap = i > 0 ? i * 2 : 64;
		fs->newest = xrealloc(fs->newest, fs->newest_cap,
		    sizeof(*fs->newest));
	}
	if (!isnew)
		says |= fs->newest[i].says;
	if (isnew || newer(&u, &fs->newest[i]))
		fs->newest[i] = u;
	fs->newest[i].says = says;
}

const struct follow_up *
follows_newest(const struct follows *fs, struct slice id)
{
	ptrdiff_t i = fs->ids.len > 0 ? set_find(&fs->ids, id) : -1;

	return i < 0 ? NULL : &fs->newest[i];
}

static int
by_day(const void *a, const void *b)
{
	const struct follow *x = a;
	const struct follow *y = b;

	return (x->day > y->day) - (x->day < y->day);
}

void
follows_close(struct follows *fs, int32_t until)
{
	struct told t;

	for (size_t i = 0; i < fs->told.len; i++) {
		memcpy(&t, set_key(&fs->told, i).p, sizeof(t));
		if (t.told > until)
			follow_of(fs, t.day)->n[FOLLOW_AS_TOLD] -=
			    fs->told_n[i];
	}
	if (fs->n > 1)
		qsort(fs->day, fs->n, sizeof(*fs->day), by_day);
}
