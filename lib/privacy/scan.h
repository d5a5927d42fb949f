/*
 * scan - what the rules of redaction work on, inside lib/privacy
 *
 * A rule walks over the tokens of one text and claims those that hold
 * personal data.  What is claimed becomes one token of kind TOKEN_HELD, as a
 * placeholder in the text is, so that the rules see the same before and after
 * redaction.  No rule looks further than a fixed number of tokens around
 * itself, or it walks a run of tokens that no later start walks again.
 */
#ifndef PRIVACY_SCAN_H
#define PRIVACY_SCAN_H

#include "lib/privacy/redact.h"
#include "lib/privacy/token.h"

struct scan {
	struct redact *r;
	struct slice text;
	struct token_list *list;
	struct token *t; /* the tokens, with TOKEN_END at both ends */
	size_t n;
	uint32_t part;
	int way; /* enum redact_way */
	uint32_t types; /* a bit for each type that is looked for */
	size_t claimed; /* the first token claimed in this pass, or 0 */
	uint64_t cues; /* of all its words together */
	bool english; /* the record is */
	bool cued; /* a word got a cue that it had not */
};

enum { RUN_DIGITS = 34, RUN_GROUPS = 12 };

/* Digits of several tokens, joined. */
struct run {
	char d[RUN_DIGITS + 1];
	size_t n;
	size_t next; /* the first token behind them */
	unsigned char group[RUN_GROUPS]; /* how many each token gave */
	size_t groups;
};

/*
 * The tokens from FROM up to TO are personal data of TYPE, says RULE.  Types
 * that are not looked for are let be.
 */
void scan_claim(struct scan *s, size_t from, size_t to, int type,
    const char *rule);

/*
 * Make each claim one token: between rules, and inside a rule before it looks
 * back at what it claimed.
 */
void scan_compact(struct scan *s);

/* Give word I a further CUE. */
void scan_cue(struct scan *s, size_t i, uint64_t cue);

/* The first token that is wanted, to go on from with roles_next; or 0. */
static inline size_t
scan_first(struct roles_walk *w, const struct scan *s, struct roles_want want)
{
	if ((s->list->any & (want.roles | want.first)) == 0)
		return 0;
	return roles_first(w, &s->list->roles, want);
}

/* The bytes of token I. */
static inline struct slice
scan_text(const struct scan *s, size_t i)
{
	return (struct slice){ s->text.p + s->t[i].at, s->t[i].len };
}

/* Does token I touch the one before it? */
static inline bool
scan_tight(const struct scan *s, size_t i)
{
	return (s->t[i].flags & TOKEN_BLANK) == 0;
}

/* Is token I a single mark C? */
static inline bool
scan_mark(const struct scan *s, size_t i, char c)
{
	return s->t[i].kind == TOKEN_MARK && s->t[i].c == c && s->t[i].c != 0;
}

static inline bool
scan_word(const struct scan *s, size_t i)
{
	return s->t[i].kind == TOKEN_WORD;
}

static inline bool
scan_number(const struct scan *s, size_t i)
{
	return s->t[i].kind == TOKEN_NUMBER;
}

/* A word that begins with a capital letter. */
static inline bool
scan_capital(const struct scan *s, size_t i)
{
	return scan_word(s, i) && (s->t[i].flags & TOKEN_CAPITAL) != 0;
}

/* Is token I held as one of TYPE? */
static inline bool
scan_held(const struct scan *s, size_t i, int type)
{
	return s->t[i].kind == TOKEN_HELD && s->t[i].type == type;
}

/* Does token I + 1 stand on the line of token I? */
static inline bool
scan_same_line(const struct scan *s, size_t i)
{
	return (s->t[i + 1].flags & TOKEN_LINE) == 0;
}

/* A word or a number. */
static inline bool
scan_alnum(const struct scan *s, size_t i)
{
	return scan_word(s, i) || scan_number(s, i);
}

/* Is token I the word WORD (ASCII, in lower case)? */
static inline bool
scan_is(const struct scan *s, size_t i, const char *word)
{
	const char *p = s->text.p + s->t[i].at;
	size_t n = s->t[i].len;

	if (s->t[i].kind != TOKEN_WORD)
		return false;
	for (size_t k = 0; k < n; k++)
		if ((p[k] | 0x20) != word[k])
			return false;
	return word[n] == '\0';
}

/* The number that token I is; -1 if it is none or over 9 digits. */
long scan_value(const struct scan *s, size_t i);
/* Set reach of all numbers. */
void scan_reaches(struct scan *s);
/*
 * Join exactly WANT digits from number I on, whole tokens, on one line, with
 * a blank or one of SEPS between them.
 */
bool scan_join(const struct scan *s, size_t i, const char *seps, size_t want,
    struct run *run);
/*
 * The cues among MASK of the nearest word before I that has any, at most
 * REACH tokens away and in the same paragraph; 0 if there is none.
 */
uint64_t scan_before(const struct scan *s, size_t i, uint64_t mask,
    size_t reach);
/* Does what stands around tokens FROM to TO make them an amount of money? */
bool scan_amount(const struct scan *s, size_t from, size_t to);
/* Does token FROM begin, and TO - 1 end, what blanks and marks set apart? */
bool scan_apart(const struct scan *s, size_t from, size_t to);

/* The end of a word. */
struct suffix {
	unsigned char n;
	char s[11];
};

/* Has word I an end of LIST, up to one of no length, and two letters more? */
bool scan_ends(const struct scan *s, size_t i, const struct suffix *list);
/* Look up what word I may be; scan_what does when it must. */
void scan_look_up(const struct scan *s, size_t i);

/* What word I may be: WORD_*. */
static inline unsigned
scan_what(const struct scan *s, size_t i)
{
	if (s->t[i].kind != TOKEN_WORD)
		return 0;
	if ((s->t[i].what & WHAT_KNOWN) == 0)
		scan_look_up(s, i);
	return s->t[i].what & ~(unsigned)(WHAT_KNOWN | WORD_FORM);
}

/* Is token I one of the marks in SET, and one only? */
static inline bool
scan_marks(const struct scan *s, size_t i, const char *set)
{
	if (s->t[i].kind != TOKEN_MARK || s->t[i].c == 0 ||
	    (s->t[i].len != 1 && s->text.p[s->t[i].at] == s->t[i].c))
		return false;
	for (; *set != '\0'; set++)
		if (*set == s->t[i].c)
			return true;
	return false;
}

/*
 * The token behind the letters and digits that begin at I and touch each
 * other, with single marks of SEPS between them; I if they are too many to
 * mean anything.
 */
size_t scan_string(const struct scan *s, size_t i, const char *seps);
/* The letters and digits of tokens FROM to TO in OUT, at most MAX; how many. */
size_t scan_chars(const struct scan *s, size_t from, size_t to, char *out,
    size_t max);
/* How many digits tokens FROM to TO have. */
size_t scan_digits(const struct scan *s, size_t from, size_t to);
/*
 * If a date begins at I, the token behind it; else 0.  SHORT takes those of
 * digits alone (ddmmyy) too.
 */
size_t scan_date(const struct scan *s, size_t i, bool digits);
/* All words that announce a number of some kind. */
#define CUE_IDS                                                              \
	(CUE_BSN | CUE_RSIN | CUE_IBAN | CUE_CARD | CUE_PAYREF | CUE_PHONE | \
	    CUE_DOCUMENT | CUE_VNUM | CUE_KVK | CUE_USER | CUE_CASE |        \
	    CUE_BIRTH | CUE_HOUSE | CUE_POSTCODE)

/* The rules, in the order in which they run. */
void find_cues(struct scan *s); /* "v-nummer" and such, of several tokens */
void find_net(struct scan *s); /* e-mail, URL, IP */
void find_bank(struct scan *s); /* IBAN, VAT and tax numbers, cards */
void find_plate(struct scan *s);
void find_document(struct scan *s); /* passports, V-numbers, KvK */
void find_birth(struct scan *s);
void find_bsn(struct scan *s);
void find_phone(struct scan *s);
void find_place(struct scan *s); /* postcodes and addresses */
void find_town(struct scan *s); /* where people live */
void find_user(struct scan *s);
void find_case(struct scan *s);
void find_person(struct scan *s);
void find_known(struct scan *s); /* what other rules or the row gave away */

#endif
