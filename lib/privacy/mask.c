#include "lib/privacy/mask.h"

#include <stdlib.h>

#include "lib/base/digest.h"
#include "lib/base/eight.h"
#include "lib/base/xalloc.h"
#include "lib/privacy/key.h"

/* Ways of a member, besides those of redact. */
enum { WAY_SKIP = REDACT_WAYS, WAY_DATE, WAY_TIE, WAY_KEY };

struct mask_part {
	size_t member; /* of the record */
	size_t at; /* of the text, as it stands in the value of the member */
	size_t n;
	struct slice name;
	struct slice text;
	bool words; /* of people */
	bool key; /* the name of a member, not its value */
};

/* How the values of member M are searched. */
static int
way_of(const struct rec_member *m)
{
	switch (m->field) {
	case F_SIG:
	case F_BY: /* codebook@version */
		return WAY_SKIP;
	case F_SIGNATURE:
		return REDACT_NAME;
	case F_SUBJECT:
	case F_TEXT:
	case F_WISH:
	case F_QUOTED:
	case F_REASON:
	case F_OUTCOME:
	case F_OWNER:
	case F_ACTION:
	case F_NONE:
		return REDACT_WORDS;
	case F_OCCURRED:
	case F_RECEIVED:
	case F_DUE:
	case F_CLOSED:
	case F_TOLD:
	case F_SEEN:
		return WAY_DATE;
	case F_FILE:
		return REDACT_FILE;
	case F_ORG:
	case F_SYSTEM:
	case F_CUE:
		return REDACT_BODY;
	case F_KEY_ID:
		return WAY_KEY;
	case F_ID:
	case F_PERSON:
	case F_COPY_OF:
	case F_STATE_OF:
	case F_SUPERSEDED:
	case F_WHO:
	case F_GROUP:
	case F_REPEAT_OF:
		return WAY_TIE;
	default:
		return REDACT_VALUE;
	}
}

static void
begin(struct mask *m)
{
	if (m->begun)
		return;
	redact_begin(&m->redact);
	arena_reset(&m->own);
	m->n = 0;
	m->unfit = NULL;
	m->begun = true;
}

void
mask_know(struct mask *m, int type, struct slice value)
{
	begin(m);
	redact_know(&m->redact, type, value);
}

/* The decoded text of string VALUE, which lives until the next record. */
static struct slice
decode(struct mask *m, struct slice value)
{
	struct slice inside = { value.p + 1, value.n - 2 };

	if (memchr(inside.p, '\\', inside.n) == NULL)
		return inside;
	buf_reset(&m->out);
	json_decode(&m->out, value);
	return arena_copy(&m->own, buf_slice(&m->out));
}

/* Add the digits in eight bytes, X, to DIGITS; is one of them @ or BLANK? */
static bool
tells(uint64_t x, bool blank, size_t *digits)
{
	uint64_t low = x & ~EIGHT_HIGH;
	uint64_t digit = eight_between(low, '0', '9') & ~x;
	uint64_t at = eight_between(low, '@', '@') & ~x;
	uint64_t odd = ~eight_between(low, '!', '~') | x;

	*digits += (digit >> 7) * EIGHT_ONES >> 56;
	return ((at | (blank ? odd : 0)) & EIGHT_HIGH) != 0;
}

/* Has S what any find but a name alone would have: digits, @, a blank? */
static bool
worth(struct slice s, bool blank)
{
	size_t digits = 0;
	size_t i = 0;
	uint64_t x;

	for (; s.n - i >= sizeof(x) && digits < 6; i += sizeof(x)) {
		memcpy(&x, s.p + i, sizeof(x));
		if (tells(x, blank, &digits))
			return true;
	}
	for (; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		digits += c >= '0' && c <= '9';
		if (c == '@' || digits >= 6 || (blank && (c <= ' ' || c > '~')))
			return true;
	}
	return digits >= 6;
}

/* Does S begin as 2026-03-01 and have nothing but what times have? */
static bool
dated(struct slice s)
{
	static const char shape[] = "dddd-dd-dd";

	if (s.n < sizeof(shape) - 1 || s.n > 35)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		bool digit = s.p[i] >= '0' && s.p[i] <= '9';

		if (i < sizeof(shape) - 1 ?
			digit != (shape[i] == 'd') :
			!digit && strchr("-:.+TtZz ", s.p[i]) == NULL)
			return false;
	}
	return true;
}

/*
 * Has S the shape of our tokens (16 characters) and of hashes (24 or 32)?
 * What a few of its digits look like is chance, and says nothing; only digits,
 * or two letters and digits, is no hash but a number or an IBAN.
 */
static bool
hashed(struct slice s)
{
	bool mixed = false;

	if (s.n != 16 && s.n != 24 && s.n != 32)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if ((c < '0' || c > '9') && (c < 'a' || c > 'z'))
			return false;
		mixed |= i > 1 && c >= 'a';
	}
	return mixed;
}

/* Has S the shape of the id of a key? */
static bool
names_key(struct slice s)
{
	unsigned char d[KEY_ID / 2];

	return digest_read_hex(s, d, sizeof(d));
}

/* Is WAY worth the while for TEXT?  Then the way it becomes, else WAY_SKIP. */
static int
choose(int way, struct slice text)
{
	switch (way) {
	case REDACT_WORDS:
	case REDACT_NAME:
		return way;
	case WAY_DATE:
		return dated(text) || !worth(text, true) ? WAY_SKIP :
							   REDACT_VALUE;
	case WAY_KEY:
		return names_key(text) ? WAY_SKIP : REDACT_VALUE;
	case WAY_TIE:
		return !hashed(text) && worth(text, false) ? REDACT_FILE :
							     WAY_SKIP;
	default:
		return worth(text, way == REDACT_VALUE) ? way : WAY_SKIP;
	}
}

/* A part of member I that is TEXT, searched in WAY; NULL if none is needed. */
static struct mask_part *
add(struct mask *m, const struct rec *rec, size_t i, struct slice text, int way)
{
	const struct rec_member *r = &rec->m[i];
	struct mask_part *p;

	if (way == WAY_SKIP)
		return NULL;
	if (m->n == MASK_PARTS) {
		m->unfit = "too many texts in one line";
		return NULL;
	}
	if (m->n == m->cap) {
		m->cap = m->cap ? m->cap * 2 : 16;
		m->part = xrealloc(m->part, m->cap, sizeof(*p));
	}
	p = &m->part[m->n++];
	*p = (struct mask_part){ .member = i,
		.name = { r->key.p + 1, r->key.n - 2 },
		.text = text,
		.words = way <= REDACT_NAME };
	redact_add(&m->redact, text, way);
	return p;
}

/* Add TEXT, which is VALUE in member I, if it is worth the while. */
static void
add_value(struct mask *m, const struct rec *rec, size_t i, struct slice value,
    struct slice text)
{
	const struct rec_member *r = &rec->m[i];
	struct mask_part *p = add(m, rec, i, text, choose(way_of(r), text));

	if (p == NULL)
		return;
	p->at = (size_t)(value.p - r->value.p);
	p->n = value.n;
}

/*
 * KEY, the name of member I or of one inside it: of a table without a header
 * the names are the values of its first row.
 */
static void
add_key(struct mask *m, const struct rec *rec, size_t i, struct slice key)
{
	struct slice text = decode(m, key);
	struct mask_part *p;

	if (slice_starts(text, SLICE("x_")))
		text = (struct slice){ text.p + 2, text.n - 2 };
	p = worth(text, false) ? add(m, rec, i, text, REDACT_FILE) : NULL;
	if (p != NULL)
		p->key = true;
}

/* VALUE in member I, if it is a text, or a number and nobody knows of what. */
static void
search(struct mask *m, const struct rec *rec, size_t i, struct slice value)
{
	switch (json_kind(value)) {
	case JSON_STRING:
		add_value(m, rec, i, value, decode(m, value));
		break;
	case JSON_NUMBER:
		if (rec->m[i].field == F_NONE && worth(value, false))
			add_value(m, rec, i, value, value);
		break;
	default:
		break;
	}
}

/* The same of all that is inside of array or object VALUE, however deep. */
static void
search_inside(struct mask *m, const struct rec *rec, size_t i,
    struct slice value)
{
	const char *end = value.p + value.n;
	const char *p = value.p;
	const char *rest;

	while (p < end) {
		if (*p != '"' && *p != '-' && (*p < '0' || *p > '9')) {
			p++; /* marks, blanks, true, false and null */
			continue;
		}
		if (json_value(p, end, &rest, NULL) != NULL)
			return; /* cannot be: VALUE is valid */
		value = (struct slice){ p, (size_t)(rest - p) };
		if (*json_blank(rest, end) == ':')
			add_key(m, rec, i, value);
		else
			search(m, rec, i, value);
		p = rest;
	}
}

/* A line is unfit if its tokens, ids or names of members are personal data. */
static void
judge(struct mask *m, const struct rec *rec)
{
	for (size_t i = 0; i < m->redact.n && m->unfit == NULL; i++) {
		const struct mask_part *p = &m->part[m->redact.span[i].part];
		size_t at = p->member;

		if (p->key)
			m->unfit = "the name of a member: personal data; is "
				   "there no header?";
		else if (way_of(&rec->m[at]) == WAY_TIE)
			m->unfit = rec->m[at].field == F_PERSON ?
			    "person: an identifier, not a token" :
			    "id: personal data, not an id";
	}
}

size_t
mask_find(struct mask *m, struct rec *rec)
{
	begin(m);
	m->redact.told_english = slice_eq(rec_text(rec, F_LANG), SLICE("en"));
	for (size_t i = 0; i < rec->n; i++) {
		if (rec->m[i].field == F_NONE)
			add_key(m, rec, i, rec->m[i].key);
		if (json_kind(rec->m[i].value) < JSON_ARRAY)
			search(m, rec, i, rec->m[i].value);
		else
			search_inside(m, rec, i, rec->m[i].value);
	}
	m->begun = false;
	(void)redact_find(&m->redact);
	judge(m, rec);
	return m->redact.n;
}

/* Put what is left of parts FROM to TO, all of one member, into it. */
static void
replace(struct mask *m, struct rec *rec, size_t from, size_t to)
{
	struct rec_member *r = &rec->m[m->part[from].member];
	const struct redact *found = &m->redact;
	const struct mask_part *p;
	size_t at = 0;
	size_t first;

	buf_reset(&m->quoted);
	for (size_t i = from; i < to; i++) {
		p = &m->part[i];
		first = redact_first(found, i);
		if (first == found->n || found->span[first].part != i)
			continue;
		buf_put(&m->quoted,
		    (struct slice){ r->value.p + at, p->at - at });
		at = p->at + p->n;
		buf_reset(&m->out);
		redact_put(&m->redact, i, &m->out);
		json_quote(&m->quoted, buf_slice(&m->out));
	}
	buf_put(&m->quoted, (struct slice){ r->value.p + at, r->value.n - at });
	r->value = arena_copy(&rec->own, buf_slice(&m->quoted));
	r->escaped = r->value.p[0] == '"' &&
	    memchr(r->value.p, '\\', r->value.n) != NULL;
	rec->changed = true;
}

void
mask_apply(struct mask *m, struct rec *rec)
{
	const struct redact *r = &m->redact;
	struct slice rules = slice_of(redact_rules());
	size_t from;
	size_t to;

	for (from = 0; from < m->n; from = to) {
		to = from + 1;
		while (to < m->n && m->part[to].member == m->part[from].member)
			to++;
		if (redact_first(r, from) != redact_first(r, to))
			replace(m, rec, from, to);
	}
	if (!slice_eq(rec_text(rec, F_REDACTED), rules))
		rec_set_text(rec, F_REDACTED, rules);
}

const char *
mask_unfit(const struct mask *m)
{
	return m->unfit;
}

struct slice
mask_member(const struct mask *m, size_t part)
{
	return m->part[part].name;
}

bool
mask_words(const struct mask *m, size_t part)
{
	return m->part[part].words;
}

struct slice
mask_text(const struct mask *m, size_t part)
{
	return m->part[part].text;
}

void
mask_release(struct mask *m)
{
	redact_release(&m->redact);
	free(m->part);
	arena_release(&m->own);
	buf_release(&m->out);
	buf_release(&m->quoted);
	*m = (struct mask){ 0 };
}
