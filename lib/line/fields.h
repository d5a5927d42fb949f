/*
 * fields - the members that our line types have, and their values
 *
 * Every name that any of our lines uses is a number here.  Which members a
 * type has, in which order they stand (canonical order), and what kind of
 * value each takes is in one table a type; the man pages sig-signal(5),
 * sig-tally(5) and sig-pattern(5) say what they mean.
 */
#ifndef LINE_FIELDS_H
#define LINE_FIELDS_H

#include <stdint.h>

#include "lib/base/slice.h"

/* The types of line, by their first member. */
enum line_type {
	LINE_SIGNAL,
	LINE_TALLY,
	LINE_PATTERN,
	LINE_ACTION,
	LINE_SUMMARY,
	LINE_STATS,
	LINE_EVAL,
	LINE_TRACE,
	LINE_OTHER, /* a noun that is not ours: passed on */
	LINE_TYPES
};

/* What a member may hold; null is allowed everywhere and means absent. */
enum field_kind {
	FIELD_STRING,
	FIELD_NUMBER,
	FIELD_BOOL,
	FIELD_ARRAY, /* of strings and numbers */
	FIELD_ANY
};

/* clang-format off */
#define FIELD_LIST(X) \
	/* signal: identity and provenance */ \
	X(SIG, sig) X(ID, id) X(ID_KIND, id_kind) X(ORG, org) \
	X(SYSTEM, system) X(SRC_ID, src_id) X(SRC_KIND, src_kind) \
	X(FILE, file) X(ROW, row) X(SEEN, seen) X(KIND, kind) \
	X(SOLICITED, solicited) X(CHANNEL, channel) X(ROLE, role) \
	X(PERSON, person) X(KEY_ID, key_id) X(STANDS_FOR, stands_for) X(LANG, lang) \
	X(OCCURRED, occurred) X(RECEIVED, received) X(DUE, due) \
	X(CLOSED, closed) X(TOLD, told) X(SUBJECT, subject) X(TEXT, text) \
	X(WISH, wish) X(QUOTED, quoted) X(SIGNATURE, signature) \
	X(PRODUCT, product) X(DOMAIN, domain) X(EVENT, event) \
	X(REGION, region) X(PC4, pc4) X(STATUS, status) \
	X(OUTCOME, outcome) X(REASON, reason) X(OWNER, owner) \
	X(ROUTE, route) X(ACTION, action) X(SATISFIED, satisfied) \
	X(REDACTED, redacted) X(REVIEWED, reviewed) \
	/* dedupe */ \
	X(COPY_OF, copy_of) X(STATE_OF, state_of) \
	X(SUPERSEDED, superseded) X(WHO, who) X(GROUP, group) \
	X(SIMILARITY, similarity) X(REPEAT, repeat) \
	X(REPEAT_OF, repeat_of) \
	/* classify */ \
	X(THEME, theme) X(NORM, norm) X(LEVEL, level) X(REACH, reach) \
	X(SENTIMENT, sentiment) X(URGENCY, urgency) X(FLAGS, flags) \
	X(CUE, cue) X(BY, by) X(SUGGEST, suggest) X(LIMIT, limit) \
	X(GOLD, gold) \
	/* tally */ \
	X(PERIOD, period) X(DAY, day) X(WHAT, what) X(TERM, term) \
	X(BOOK, book) X(N, n) X(PERSONS, persons) \
	X(PERSONS_ABOUT, persons_about) X(PERSONS_LEAST, persons_least) \
	X(PERSONS_KNOWN, persons_known) X(SKETCH, sketch) \
	X(REPEATS, repeats) X(URGENT, urgent) X(CLOSED_N, closed_n) \
	X(TOLD_N, told_n) X(COPIES, copies) X(STATES, states) \
	X(KNOWN, known) X(DELAY, delay) X(FLOOR, floor) X(FIRST, first) \
	X(LAST, last) \
	/* pattern; what each means: sig-pattern(5) */ \
	X(METHOD, method) X(WHERE, where) X(ORGS, orgs) X(FROM, from) \
	X(TO, to) X(OBSERVED, observed) X(EXPECTED, expected) X(LOW, low) \
	X(HIGH, high) X(RATIO, ratio) X(RATIO_LOW, ratio_low) \
	X(RATIO_HIGH, ratio_high) X(P, p) X(Q, q) X(OPEN, open) \
	X(UNTOLD, untold) X(UNTOLD_UNKNOWN, untold_unknown) X(AGE, age) X(SERIES, series) \
	X(SERIES_EXPECTED, series_expected) X(SERIES_LOW, series_low) \
	X(SERIES_HIGH, series_high) X(SERIES_FROM, series_from) \
	X(SERIES_STEP, series_step) X(FLAGGED, flagged) \
	X(PROVISIONAL, provisional) X(WORDS, words) X(QUOTES, quotes) \
	X(EVIDENCE, evidence) X(PARTS, parts) X(GRAVITY, gravity) \
	X(SCORE, score) X(SCORE_PARTS, score_parts) \
	X(FIRST_SEEN, first_seen) X(LAST_SEEN, last_seen) \
	X(CHANGE, change) X(TITLE_NL, title_nl) X(TITLE_EN, title_en) \
	X(WHY_NL, why_nl) X(WHY_EN, why_en) X(MARKS, marks) \
	X(EFFECT, effect) X(CHANCE, chance) X(OVERDUE, overdue) \
	X(DUE_SOON, due_soon) X(MAINLY, mainly) X(VOLUME, volume) X(RATE, rate) \
	X(NOTES_NL, notes_nl) X(NOTES_EN, notes_en) \
	X(EFFECT_FROM, effect_from) X(EFFECT_RATIO, effect_ratio) \
	X(EFFECT_LOW, effect_low) X(EFFECT_HIGH, effect_high) \
	X(EFFECT_NL, effect_nl) X(EFFECT_EN, effect_en) \
	/* summary; sig-pattern(5) too */ \
	X(TOOL, tool) X(VERSION, version) X(AS_OF, as_of) X(ALPHA, alpha) \
	X(BUDGET, budget) X(COUNTS, counts) X(SOURCES, sources) \
	X(DELIVERIES, deliveries) X(BASE, base) \
	X(BASE_MONTHS, base_months) X(BASE_PARTIAL, base_partial) \
	X(BREAKS, breaks) X(TESTS, tests) X(UNKNOWN, unknown) \
	X(UNKNOWN_WORDS, unknown_words) X(BOOKS, books) \
	X(EPISODES, episodes) \
	X(WARNINGS_NL, warnings_nl) X(WARNINGS_EN, warnings_en) \
	/* pattern, joined by sig-track; action */ \
	X(PATTERN, pattern) X(STATE, state) X(SINCE, since) \
	X(ACTION_DATE, action_date) X(FORWARDED_TO, forwarded_to) \
	X(UNTIL, until) X(NOTE, note) X(NOTE_BY, note_by) \
	X(NOTE_DATE, note_date) X(TOLD_DATE, told_date) X(AT, at) \
	X(ACTOR, actor)

/* clang-format on */

enum field {

#define X(up, low) F_##up,
	FIELD_LIST(X)
#undef X
	    F_MAX,
	F_NONE = -1
};

/*
 * An index of the names, for reading many lines: zeroed it is empty, and
 * field_index fills it.
 */
struct field_index {
	struct {
		uint64_t head; /* private: of the name, the first bytes */
		uint64_t tail; /* private: and the last */
		size_t n;
		int f; /* F_NONE in a free slot */
	} slot[512]; /* private */

	bool ready;
};

void field_index(struct field_index *x);
int field_lookup(const struct field_index *x, struct slice name);

/* The name of field F. */
const char *field_name(int f);
/* Its name in quotes, as a key stands in a line. */
struct slice field_key(int f);
/* The field called NAME, or F_NONE. */
int field_find(struct slice name);
/* The place of F in the canonical order of TYPE, from 1; 0 if it has none. */
int field_rank(int type, int f);
/* What F holds in TYPE. */
enum field_kind field_kind(int type, int f);
/* The reason to refuse a line in which F, as its name says, is unfit. */
const char *field_unfit(int f);
/* "signal/1" and so on. */
const char *line_name(int type);
/*
 * The type that NAME says, LINE_OTHER if the noun is not ours; -1 if it is
 * ours but of a version that is not known here.
 */
int line_find(struct slice name);

/* The values that sig-signal(5) fixes for member F, up to NULL; or NULL. */
const char *const *field_values(int f);
/* Is VALUE one of them?  True where any value will do. */
bool field_allows(int f, struct slice value);

#endif
