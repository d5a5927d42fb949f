#include "lib/line/fields.h"

struct entry {
	const char *name;
	size_t n;
	const char *key;
	const char *unfit;
};

static const struct entry entries[F_MAX] = {
#define X(up, low)                                \
	{ #low, sizeof(#low) - 1, "\"" #low "\"", \
		#low ": not the kind of value it must be" },
	FIELD_LIST(X)
#undef X
};

static const struct slice line_names[] = {
	[LINE_SIGNAL] = { "signal/1", 8 },
	[LINE_TALLY] = { "tally/1", 7 },
	[LINE_PATTERN] = { "pattern/1", 9 },
	[LINE_ACTION] = { "action/1", 8 },
	[LINE_SUMMARY] = { "summary/1", 9 },
	[LINE_STATS] = { "stats/1", 7 },
	[LINE_EVAL] = { "eval/1", 6 },
	[LINE_TRACE] = { "trace/1", 7 },
};

/*
 * Canonical order.  A signal's is that of FIELD_LIST up to gold; the others
 * are written out, up to F_NONE.
 */
static const int16_t tally_order[] = { F_SIG, F_WHAT, F_PERIOD, F_DAY, F_ORG,
	F_SYSTEM, F_KIND, F_CHANNEL, F_PRODUCT, F_REGION, F_SENTIMENT, F_THEME,
	F_NORM, F_LEVEL, F_TERM, F_BOOK, F_DELAY, F_FLOOR, F_FIRST, F_LAST, F_N,
	F_COPIES, F_STATES, F_KNOWN, F_PERSONS, F_SKETCH, F_REPEATS, F_URGENT,
	F_CLOSED_N, F_TOLD_N, F_NONE };

static const int16_t pattern_order[] = { F_SIG, F_ID, F_KIND, F_METHOD, F_WHERE,
	F_FROM, F_TO, F_LAST, F_TITLE_NL, F_TITLE_EN, F_WHY_NL, F_WHY_EN,
	F_NOTES_NL, F_NOTES_EN, F_CHANCE, F_N, F_OBSERVED, F_EXPECTED, F_LOW,
	F_HIGH, F_RATIO, F_RATIO_LOW, F_RATIO_HIGH, F_P, F_Q, F_PERSONS,
	F_PERSONS_ABOUT, F_PERSONS_LEAST, F_PERSONS_KNOWN, F_REPEATS, F_COPIES,
	F_ORGS, F_LEVEL, F_NORM, F_URGENCY, F_URGENT, F_OPEN, F_UNTOLD,
	F_UNTOLD_UNKNOWN, F_OVERDUE, F_DUE_SOON, F_AGE, F_MAINLY, F_VOLUME,
	F_RATE, F_CUE, F_WORDS, F_QUOTES, F_EVIDENCE, F_PARTS, F_MARKS, F_BOOK,
	F_SERIES, F_SERIES_EXPECTED, F_SERIES_LOW, F_SERIES_HIGH, F_SERIES_FROM,
	F_SERIES_STEP, F_FLAGGED, F_PROVISIONAL, F_GRAVITY, F_SCORE,
	F_SCORE_PARTS, F_FIRST_SEEN, F_LAST_SEEN, F_CHANGE, F_EFFECT,
	F_EFFECT_FROM, F_EFFECT_RATIO, F_EFFECT_LOW, F_EFFECT_HIGH, F_EFFECT_NL,
	F_EFFECT_EN, F_STATE, F_SINCE, F_OWNER, F_ROUTE, F_ACTION_DATE,
	F_FORWARDED_TO, F_UNTIL, F_REASON, F_TOLD_N, F_TOLD_DATE, F_NOTE,
	F_NOTE_BY, F_NOTE_DATE, F_NONE };

static const int16_t action_order[] = { F_SIG, F_PATTERN, F_AT, F_ACTOR,
	F_STATE, F_OWNER, F_ROUTE, F_ACTION_DATE, F_FORWARDED_TO, F_UNTIL,
	F_REASON, F_TOLD_N, F_TOLD_DATE, F_NOTE, F_NOTE_BY, F_NOTE_DATE,
	F_NONE };

static const int16_t summary_order[] = { F_SIG, F_TOOL, F_VERSION, F_AS_OF,
	F_FROM, F_TO, F_FIRST, F_LAST, F_N, F_ALPHA, F_BUDGET, F_COUNTS,
	F_SOURCES, F_DELIVERIES, F_BASE, F_BASE_MONTHS, F_BASE_PARTIAL,
	F_BREAKS, F_TESTS, F_UNKNOWN, F_UNKNOWN_WORDS, F_BOOKS, F_EPISODES,
	F_SERIES, F_SERIES_FROM, F_SERIES_STEP, F_VOLUME, F_WARNINGS_NL,
	F_WARNINGS_EN, F_NONE };

static const int16_t other_order[] = { F_SIG, F_NONE };

static const int16_t numbers[] = { F_ROW, F_STANDS_FOR, F_SIMILARITY, F_REPEAT,
	F_N, F_PERSONS, F_PERSONS_LEAST, F_PERSONS_KNOWN, F_REPEATS, F_URGENT,
	F_CLOSED_N, F_TOLD_N, F_COPIES, F_STATES, F_KNOWN, F_DELAY, F_FLOOR,
	F_OBSERVED, F_EXPECTED, F_LOW, F_HIGH, F_RATIO, F_RATIO_LOW,
	F_RATIO_HIGH, F_P, F_Q, F_OPEN, F_UNTOLD, F_UNTOLD_UNKNOWN, F_OVERDUE,
	F_DUE_SOON, F_AGE, F_VOLUME, F_RATE, F_SERIES_STEP, F_GRAVITY, F_SCORE,
	F_ALPHA, F_BUDGET, F_EFFECT_RATIO, F_EFFECT_LOW, F_EFFECT_HIGH,
	F_NONE };

static const int16_t arrays[] = { F_PERSON, F_THEME, F_NORM, F_LEVEL, F_FLAGS,
	F_CUE, F_BY, F_SUGGEST, F_LIMIT, F_GOLD, F_WHERE, F_ORGS, F_SERIES,
	F_SERIES_EXPECTED, F_SERIES_LOW, F_SERIES_HIGH, F_FLAGGED,
	F_PROVISIONAL, F_WORDS, F_QUOTES, F_EVIDENCE, F_PARTS, F_SCORE_PARTS,
	F_MARKS, F_NOTES_NL, F_NOTES_EN, F_COUNTS, F_SOURCES, F_DELIVERIES,
	F_BASE, F_BASE_MONTHS, F_BREAKS, F_TESTS, F_UNKNOWN, F_UNKNOWN_WORDS,
	F_BOOKS, F_EPISODES, F_WARNINGS_NL, F_WARNINGS_EN, F_NONE };

static const int16_t bools[] = { F_SOLICITED, F_REVIEWED, F_CHANCE,
	F_PERSONS_ABOUT, F_BASE_PARTIAL, F_NONE };

/* Where the kind of value is not fixed, or differs between types of line. */
static const int16_t anything[] = { F_SUPERSEDED, F_EFFECT, F_SATISFIED,
	F_NONE };

/* F's place in LIST, from 1; 0 if it is not there. */
static int
place(const int16_t *list, int f)
{
	for (int i = 0; list[i] != F_NONE; i++)
		if (list[i] == f)
			return i + 1;
	return 0;
}

const char *
field_name(int f)
{
	return entries[f].name;
}

struct slice
field_key(int f)
{
	return (struct slice){ entries[f].key, entries[f].n + 2 };
}

const char *
field_unfit(int f)
{
	return entries[f].unfit;
}

int
field_find(struct slice name)
{
	for (int f = 0; f < F_MAX; f++)
		if (slice_eq(name,
			(struct slice){ entries[f].name, entries[f].n }))
			return f;
	return F_NONE;
}

int
field_rank(int type, int f)
{
	switch (type) {
	case LINE_SIGNAL:
		return f <= F_GOLD ? f + 1 : 0;
	case LINE_TALLY:
		return place(tally_order, f);
	case LINE_PATTERN:
		return place(pattern_order, f);
	case LINE_ACTION:
		return place(action_order, f);
	case LINE_SUMMARY:
		return place(summary_order, f);
	default:
		return place(other_order, f);
	}
}

enum field_kind
field_kind(int type, int f)
{
	(void)type;
	if (place(numbers, f))
		return FIELD_NUMBER;
	if (place(arrays, f))
		return FIELD_ARRAY;
	if (place(bools, f))
		return FIELD_BOOL;
	return place(anything, f) ? FIELD_ANY : FIELD_STRING;
}

const char *
line_name(int type)
{
	return line_names[type].p;
}

int
line_find(struct slice name)
{
	struct slice rest = name;
	struct slice noun;
	struct slice ours;

	for (int i = 0; i < LINE_OTHER; i++)
		if (slice_eq(name, line_names[i]))
			return i;
	if (!slice_cut(&rest, '/', &noun))
		return LINE_OTHER;
	for (int i = 0; i < LINE_OTHER; i++) {
		ours = line_names[i];
		ours.n -= 2; /* the /1 */
		if (slice_eq(noun, ours))
			return -1;
	}
	return LINE_OTHER;
}

/* The first and the last bytes of S; together all of it up to 16. */
static void
ends(struct slice s, uint64_t *head, uint64_t *tail)
{
	uint32_t h = 0;
	uint32_t t = 0;

	*head = *tail = 0;
	if (s.n >= 8) {
		memcpy(head, s.p, 8);
		memcpy(tail, s.p + s.n - 8, 8);
	} else if (s.n >= 4) {
		memcpy(&h, s.p, 4);
		memcpy(&t, s.p + s.n - 4, 4);
		*head = h;
		*tail = t;
	} else if (s.n > 0) {
		*head = (unsigned char)s.p[0];
		*tail = (uint64_t)(unsigned char)s.p[s.n / 2] << 8 |
		    (unsigned char)s.p[s.n - 1];
	}
}

enum {
	SLOTS = sizeof(((struct field_index *)NULL)->slot) /
	    sizeof(((struct field_index *)NULL)->slot[0])
};

static size_t
spread(uint64_t head, uint64_t tail, size_t n)
{
	uint64_t h = (head ^ (tail << 7 | tail >> 57)) + n;

	return (size_t)(h * 0x9e3779b97f4a7c15u >> 55) % SLOTS;
}

void
field_index(struct field_index *x)
{
	uint64_t head, tail;
	size_t at;

	for (size_t i = 0; i < SLOTS; i++)
		x->slot[i].f = F_NONE;
	for (int f = 0; f < F_MAX; f++) {
		ends((struct slice){ entries[f].name, entries[f].n }, &head,
		    &tail);
		at = spread(head, tail, entries[f].n);
		while (x->slot[at].f != F_NONE)
			at = (at + 1) % SLOTS;
		x->slot[at].head = head;
		x->slot[at].tail = tail;
		x->slot[at].n = entries[f].n;
		x->slot[at].f = f;
	}
	x->ready = true;
}

int
field_lookup(const struct field_index *x, struct slice name)
{
	uint64_t head, tail;
	size_t at;

	if (name.n > 16)
		return F_NONE; /* none of ours is longer; a test says so */
	ends(name, &head, &tail);
	at = spread(head, tail, name.n);
	while (x->slot[at].f != F_NONE) {
		if (x->slot[at].head == head && x->slot[at].tail == tail &&
		    x->slot[at].n == name.n)
			return x->slot[at].f;
		at = (at + 1) % SLOTS;
	}
	return F_NONE;
}
