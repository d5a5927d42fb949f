#include "lib/privacy/token.h"

#include <stdlib.h>

#include "lib/base/eight.h"
#include "lib/base/utf8.h"
#include "lib/base/xalloc.h"
#include "lib/privacy/charkind.h"
#include "lib/privacy/pseudonym.h"
#include "lib/privacy/redact.h"

struct cutter {
	struct token_list *l;
	const struct lexicon *w;
	struct slice text;
	size_t at; /* where we are */
	unsigned flags; /* for the next token */
};

static void
grow(struct token_list *l)
{
	l->cap = l->cap ? l->cap * 2 : 64;
	l->t = xrealloc(l->t, l->cap, sizeof(*l->t));
	roles_reserve(&l->roles, l->cap);
}

static struct token *
push(struct cutter *c, int kind, size_t from)
{
	struct token_list *l = c->l;
	struct token *t;

	if (l->n == l->cap)
		grow(l);
	t = &l->t[l->n++];
	*t = (struct token){ .at = (uint32_t)from,
		.len = (uint32_t)(c->at - from),
		.kind = (uint8_t)kind,
		.flags = (uint8_t)c->flags };
	c->flags = 0;
	return t;
}

/* The last token of L has ROLES. */
static void
put_roles(struct token_list *l, unsigned roles)
{
	l->t[l->n - 1].roles = (uint16_t)roles;
	l->any |= roles;
	roles_put(&l->roles, l->n - 1, roles);
}

/* One letter outside ASCII at AT; false if there is none. */
static bool
high_letter(struct cutter *c, bool *capital)
{
	struct slice rest = { c->text.p + c->at, c->text.n - c->at };
	uint32_t code;
	size_t len;
	char mark;

	code = utf8_get(rest, &len);
	if (charkind_high(code, &mark) != CHAR_LETTER)
		return false;
	c->at += len;
	*capital = charkind_capital(code);
	return true;
}

/* A word as it is cut. */
struct word {
	uint64_t hash;
	size_t letters;
	unsigned flags; /* TOKEN_CAPITAL and such */
	bool low; /* has it letters that are no capitals? */
};

/* The eight bytes at AT, the first the lowest; 0 behind the end of the text. */
static inline uint64_t
eight_at(const struct cutter *c, size_t at)
{
	size_t n = c->text.n - at;
	char few[sizeof(uint64_t)] = { 0 };

	if (n >= sizeof(few))
		return eight_load(c->text.p + at);
	memcpy(few, c->text.p + at, n);
	return eight_load(few);
}

/* The high bit of each byte of X that is no letter of ASCII. */
static inline uint64_t
others(uint64_t x)
{
	uint64_t low = (x | EIGHT_ONES << 5) & ~EIGHT_HIGH;

	return (x | ~eight_between(low, 'a', 'z')) & EIGHT_HIGH;
}

/* The letters of ASCII from C->at on, eight at a time. */
static inline void
cut_letters(struct cutter *c, struct word *w)
{
	const uint64_t lows = 0x2020202020202020u;
	size_t from = c->at;
	uint64_t x = eight_at(c, from);
	uint64_t other = others(x);
	uint64_t low = 0;
	int bits;

	while (other == 0) {
		low |= x & lows;
		w->hash = lexicon_mix(w->hash, x | lows);
		c->at += sizeof(x);
		x = eight_at(c, c->at);
		other = others(x);
	}
	bits = __builtin_ctzll(other) & ~7;
	if (bits != 0) {
		x &= ((uint64_t)1 << bits) - 1;
		low |= x & lows;
		x |= lows & (((uint64_t)1 << bits) - 1);
		w->hash = lexicon_mix(w->hash, x);
		c->at += (size_t)bits / 8;
	}
	w->letters = c->at - from;
	w->low = low != 0;
}

/* The rest of a word, which began at FROM, with letters outside ASCII. */
static void
cut_marked(struct cutter *c, size_t from, struct word *w)
{
	bool capital;

	for (; c->at < c->text.n; w->letters++) {
		unsigned char b = (unsigned char)c->text.p[c->at];

		if (charkind[b] == CHAR_LETTER) {
			capital = (b & 0x20) == 0;
			c->at++;
		} else if (charkind[b] == CHAR_HIGH && high_letter(c, &capital))
			w->flags |= TOKEN_MARKED;
		else
			break;
		w->low = w->low || !capital;
		if (w->letters == 0 && capital)
			w->flags |= TOKEN_CAPITAL;
	}
	if ((w->flags & TOKEN_MARKED) != 0)
		w->hash = lexicon_hash(
		    (struct slice){ c->text.p + from, c->at - from });
}

/* The roles of word T. */
static unsigned
word_roles(const struct cutter *c, const struct token *t)
{
	unsigned roles = ROLE_WORD;

	if ((t->flags & TOKEN_BLANK) == 0)
		roles |= ROLE_JOINED;
	if (t->cue == 0 && t->len >= 7 && t->len <= 20)
		roles |= ROLE_LONG;
	if ((t->flags & TOKEN_CAPITAL) != 0)
		return roles | ROLE_CAPITAL;
	if ((t->flags & TOKEN_LINE) != 0 || (t->cue & CUE_INFIX) != 0 ||
	    (t->cue == 0 && lexicon_given(c->w, t->hash)))
		roles |= ROLE_LOW;
	return roles;
}

static void
cut_word(struct cutter *c)
{
	struct token_list *l = c->l;
	size_t from = c->at;
	struct word w = { .hash = LEXICON_START };
	struct token *t;
	unsigned roles;

	cut_letters(c, &w);
	if (w.letters != 0 && (c->text.p[from] & 0x20) == 0)
		w.flags = TOKEN_CAPITAL;
	if (c->at < c->text.n &&
	    charkind[(unsigned char)c->text.p[c->at]] == CHAR_HIGH)
		cut_marked(c, from, &w);
	if (!w.low && w.letters > 1)
		w.flags |= TOKEN_UPPER;
	t = push(c, TOKEN_WORD, from);
	t->hash = w.hash;
	t->flags |= (uint8_t)w.flags;
	t->cue = lexicon_look(c->w, w.hash, &roles);
	put_roles(l, roles | word_roles(c, t));
	if (t->cue == 0)
		return;
	l->cues |= t->cue;
	l->dutch += (t->cue & CUE_DUTCH) != 0;
	l->english += (t->cue & CUE_ENGLISH) != 0;
}

static void
cut_number(struct cutter *c)
{
	size_t from = c->at;

	while (c->at < c->text.n &&
	    charkind[(unsigned char)c->text.p[c->at]] == CHAR_DIGIT)
		c->at++;
	push(c, TOKEN_NUMBER, from);
	put_roles(c->l, ROLE_NUMBER);
}

/* Mark MARK, which stands from FROM on. */
static void
push_mark(struct cutter *c, size_t from, char mark)
{
	unsigned roles = 0;

	switch (mark) {
	case '@':
		roles = ROLE_NET;
		break;
	case ':':
		roles = ROLE_NET | ROLE_STOP;
		break;
	case '=':
		roles = ROLE_STOP;
		break;
	case '.':
		roles = ROLE_STOP | ROLE_JOINED;
		break;
	case '-':
		roles = ROLE_DASH | ROLE_JOINED;
		break;
	case '/':
	case '_':
		roles = ROLE_JOINED;
		break;
	case '<':
		c->l->angle = true;
		break;
	}
	push(c, TOKEN_MARK, from)->c = mark;
	if (roles != 0)
		put_roles(c->l, roles);
}

unsigned
token_held_roles(int type)
{
	return type == REDACT_POSTCODE || type == REDACT_ADDRESS ?
	    ROLE_AFTER | ROLE_TOWN :
	    ROLE_AFTER;
}

static void
cut_mark(struct cutter *c)
{
	struct slice rest = { c->text.p + c->at, c->text.n - c->at };
	size_t from = c->at;
	int index;
	int type;
	size_t n;

	n = rest.p[0] == '[' ? token_placeholder(rest, &type, &index) : 0;
	if (n != 0) {
		c->at += n;
		c->l->held = true;
		push(c, TOKEN_HELD, from)->type = (uint8_t)type;
		put_roles(c->l, token_held_roles(type));
		return;
	}
	c->at++;
	while (c->at < c->text.n && c->text.p[c->at] == rest.p[0] &&
	    rest.p[0] != '[')
		c->at++;
	push_mark(c, from, rest.p[0]);
}

static void
cut_line(struct cutter *c)
{
	c->flags |= TOKEN_BLANK | TOKEN_LINE |
	    ((c->flags & TOKEN_LINE) != 0 ? TOKEN_GAP : 0);
	c->at++;
}

static void
cut_high(struct cutter *c)
{
	struct slice rest = { c->text.p + c->at, c->text.n - c->at };
	size_t len;
	char mark;

	switch (charkind_high(utf8_get(rest, &len), &mark)) {
	case CHAR_LETTER:
		cut_word(c);
		return;
	case CHAR_BLANK:
		c->flags |= TOKEN_BLANK;
		break;
	case CHAR_LINE:
		cut_line(c);
		c->at += len - 1;
		return;
	case CHAR_SKIP:
		break;
	default:
		c->at += len;
		push_mark(c, c->at - len, mark);
		return;
	}
	c->at += len;
}

#define END                                                   \
	{                                                     \
		.kind = TOKEN_END,                            \
		.flags = TOKEN_BLANK | TOKEN_LINE | TOKEN_GAP \
	}
#define END_4 END, END, END, END

/* What is outside the text. */
static const struct token ends[] = { END_4, END_4, END_4, END_4 };

/* N of them. */
static void
put_ends(struct token_list *l, size_t n)
{
	while (l->n + n > l->cap)
		grow(l);
	memcpy(l->t + l->n, ends, n * sizeof(*ends));
	l->n += n;
}

/* What begins at C->at. */
static void
cut_one(struct cutter *c)
{
	int kind = charkind[(unsigned char)c->text.p[c->at]];

	if (kind == CHAR_BLANK) {
		c->flags |= TOKEN_BLANK;
		c->at++;
	} else if (kind == CHAR_LETTER)
		cut_word(c);
	else if (kind == CHAR_DIGIT)
		cut_number(c);
	else if (kind == CHAR_LINE)
		cut_line(c);
	else if (kind == CHAR_HIGH)
		cut_high(c);
	else
		cut_mark(c);
}

void
token_cut(struct token_list *l, const struct lexicon *w, struct slice text)
{
	struct cutter c = { l, w, text, 0,
		TOKEN_BLANK | TOKEN_LINE | TOKEN_GAP };

	roles_begin(&l->roles);
	if (l->n == 0)
		put_ends(l, TOKEN_HEAD);
	l->n = TOKEN_HEAD; /* those stay as they are */
	l->any = 0;
	l->cues = 0;
	l->dutch = 0;
	l->english = 0;
	l->held = false;
	l->angle = false;
	while (c.at < text.n)
		cut_one(&c);
	put_ends(l, TOKEN_TAIL);
	roles_end(&l->roles, l->n);
}

void
token_recount(struct token_list *l, size_t from)
{
	roles_cut(&l->roles, from);
	roles_end(&l->roles, l->n);
	for (size_t i = from; i < l->n; i++)
		roles_put(&l->roles, i, l->t[i].roles);
}

/* The type whose label S begins with, before SEP. */
static int
label_at(struct slice s, char sep, size_t *len)
{
	for (int i = 0; i < REDACT_TYPES; i++) {
		struct slice label = slice_of(redact_label(i));

		if (slice_starts(s, label) && s.n > label.n &&
		    s.p[label.n] == sep) {
			*len = label.n + 1;
			return i;
		}
	}
	return -1;
}

/* "ttp9cdnjf72n5qhv]": its length with the bracket, if S begins with one. */
static size_t
token_at(struct slice s)
{
	if (s.n <= PSEUDONYM_TOKEN || s.p[PSEUDONYM_TOKEN] != ']')
		return 0;
	for (size_t i = 0; i < PSEUDONYM_TOKEN; i++)
		if (charkind[(unsigned char)s.p[i]] != CHAR_DIGIT &&
		    !(s.p[i] >= 'a' && s.p[i] <= 'z'))
			return 0;
	return PSEUDONYM_TOKEN + 1;
}

/* "12]": the same, and the number. */
static size_t
index_at(struct slice s, int *index)
{
	*index = 0;
	for (size_t i = 0; i < s.n && i < 8; i++) {
		if (s.p[i] == ']')
			return *index > 0 ? i + 1 : 0;
		if (charkind[(unsigned char)s.p[i]] != CHAR_DIGIT)
			return 0;
		*index = *index * 10 + s.p[i] - '0';
	}
	return 0;
}

size_t
token_placeholder(struct slice s, int *type, int *index)
{
	struct slice in = { s.p + 1, s.n - 1 };
	size_t n = 0;
	size_t end;

	*index = 0;
	*type = label_at(in, ':', &n);
	if (*type == REDACT_CASE)
		end = token_at((struct slice){ in.p + n, in.n - n });
	else {
		*type = label_at(in, '-', &n);
		if (*type < 0)
			return 0;
		end = index_at((struct slice){ in.p + n, in.n - n }, index);
	}
	return end == 0 ? 0 : n + end + 1;
}

void
token_release(struct token_list *l)
{
	free(l->t);
	roles_release(&l->roles);
	*l = (struct token_list){ 0 };
}
