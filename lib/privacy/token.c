#include "lib/privacy/token.h"

#include <stdlib.h>

#include "lib/base/utf8.h"
#include "lib/base/xalloc.h"
#include "lib/privacy/latin.h"
#include "lib/privacy/pseudonym.h"
#include "lib/privacy/redact.h"

/* Kinds of character. */
enum { C_MARK, C_LETTER, C_DIGIT, C_BLANK, C_LINE, C_HIGH, C_SKIP };

static const unsigned char class[256] = { ['0'] = C_DIGIT,
	C_DIGIT,
	C_DIGIT,
	C_DIGIT,
	C_DIGIT,
	C_DIGIT,
	C_DIGIT,
	C_DIGIT,
	C_DIGIT,
	C_DIGIT,
	['A'] = C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	['a'] = C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	C_LETTER,
	[' '] = C_BLANK,
	['\t'] = C_BLANK,
	['\r'] = C_BLANK,
	['\f'] = C_BLANK,
	['\v'] = C_BLANK,
	['\n'] = C_LINE,
	[128] = C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH,
	C_HIGH };

/* Characters outside ASCII that are no letters, in order. */
static const struct range {
	uint32_t from, to;
	unsigned char kind;
	char mark; /* what it counts as */
} ranges[] = {
	{ 0x80, 0x84, C_MARK, 0 },
	{ 0x85, 0x85, C_BLANK, 0 },
	{ 0x86, 0x9f, C_MARK, 0 },
	{ 0xa0, 0xa0, C_BLANK, 0 },
	{ 0xa1, 0xa1, C_MARK, 0 },
	{ 0xa2, 0xa5, C_MARK, '$' },
	{ 0xa6, 0xaa, C_MARK, 0 },
	{ 0xab, 0xab, C_MARK, '"' },
	{ 0xac, 0xac, C_MARK, 0 },
	{ 0xad, 0xad, C_SKIP, 0 },
	{ 0xae, 0xb3, C_MARK, 0 },
	{ 0xb4, 0xb4, C_MARK, '\'' },
	{ 0xb5, 0xba, C_MARK, 0 },
	{ 0xbb, 0xbb, C_MARK, '"' },
	{ 0xbc, 0xbf, C_MARK, 0 },
	{ 0xd7, 0xd7, C_MARK, 0 },
	{ 0xf7, 0xf7, C_MARK, 0 },
	{ 0x2000, 0x200a, C_BLANK, 0 },
	{ 0x200b, 0x200f, C_SKIP, 0 },
	{ 0x2010, 0x2015, C_MARK, '-' },
	{ 0x2016, 0x2017, C_MARK, 0 },
	{ 0x2018, 0x2019, C_MARK, '\'' },
	{ 0x201a, 0x201b, C_MARK, 0 },
	{ 0x201c, 0x201e, C_MARK, '"' },
	{ 0x201f, 0x2027, C_MARK, 0 },
	{ 0x2028, 0x2029, C_LINE, 0 },
	{ 0x202a, 0x202e, C_SKIP, 0 },
	{ 0x202f, 0x202f, C_BLANK, 0 },
	{ 0x2030, 0x2031, C_MARK, 0 },
	{ 0x2032, 0x2032, C_MARK, '\'' },
	{ 0x2033, 0x205e, C_MARK, 0 },
	{ 0x205f, 0x205f, C_BLANK, 0 },
	{ 0x2060, 0x2064, C_SKIP, 0 },
	{ 0x2065, 0x209f, C_MARK, 0 },
	{ 0x20a0, 0x20cf, C_MARK, '$' },
	{ 0x20d0, 0x2211, C_MARK, 0 },
	{ 0x2212, 0x2212, C_MARK, '-' },
	{ 0x2213, 0x2bff, C_MARK, 0 },
	{ 0x3000, 0x3000, C_BLANK, 0 },
	{ 0xfeff, 0xfeff, C_SKIP, 0 },
	{ 0xfffd, 0xfffd, C_MARK, 0 },
};

/* The kind of C, which is not ASCII; in MARK what it counts as. */
static int
high_class(uint32_t c, char *mark)
{
	size_t low = 0;
	size_t high = sizeof(ranges) / sizeof(*ranges);

	*mark = 0;
	while (low < high) {
		size_t mid = (low + high) / 2;

		if (c > ranges[mid].to)
			low = mid + 1;
		else if (c < ranges[mid].from)
			high = mid;
		else {
			*mark = ranges[mid].mark;
			return ranges[mid].kind;
		}
	}
	return C_LETTER;
}

/* Runs of letters of which every second one, by PARITY, is a capital. */
static const struct {
	uint32_t from, to;
	int parity; /* 2: all are */
} upper[] = {
	{ 0xc0, 0xde, 2 },
	{ 0x100, 0x138, 0 },
	{ 0x139, 0x148, 1 },
	{ 0x14a, 0x177, 0 },
	{ 0x178, 0x178, 2 },
	{ 0x179, 0x17e, 1 },
	{ 0x1cd, 0x1dc, 1 },
	{ 0x1de, 0x233, 0 },
	{ 0x391, 0x3a9, 2 },
	{ 0x400, 0x42f, 2 },
	{ 0x1e00, 0x1eff, 0 },
};

/* Is C, above U+007F, a capital? */
static bool
high_capital(uint32_t c)
{
	for (size_t i = 0; i < sizeof(upper) / sizeof(*upper); i++)
		if (c >= upper[i].from && c <= upper[i].to)
			return upper[i].parity == 2 ||
			    (int)(c % 2) == upper[i].parity;
	return false;
}

struct cutter {
	struct token_list *l;
	const struct lexicon *w;
	struct slice text;
	size_t at; /* where we are */
	unsigned flags; /* for the next token */
};

static struct token *
push(struct cutter *c, int kind, size_t from)
{
	struct token *t;

	if (c->l->n == c->l->cap) {
		c->l->cap = c->l->cap ? c->l->cap * 2 : 64;
		c->l->t = xrealloc(c->l->t, c->l->cap, sizeof(*t));
	}
	t = &c->l->t[c->l->n++];
	*t = (struct token){ .at = (uint32_t)from,
		.len = (uint32_t)(c->at - from),
		.kind = (uint8_t)kind,
		.flags = (uint8_t)c->flags };
	c->flags = 0;
	return t;
}

/* One letter outside ASCII at AT; false if there is none. */
static bool
high_letter(struct cutter *c, uint64_t *h, bool *capital)
{
	char plain[LATIN_MAX];
	char mark;
	size_t len;
	uint32_t code;

	code = utf8_get((struct slice){ c->text.p + c->at, c->text.n - c->at },
	    &len);
	if (high_class(code, &mark) != C_LETTER)
		return false;
	c->at += len;
	*capital = high_capital(code);
	len = latin_plain(code, plain);
	for (size_t i = 0; i < len; i++)
		*h = lexicon_step(*h, (unsigned char)plain[i]);
	return true;
}

static void
cut_word(struct cutter *c)
{
	const unsigned char *p = (const unsigned char *)c->text.p;
	size_t from = c->at;
	size_t letters = 0;
	size_t capitals = 0;
	bool marked = false;
	bool first = false;
	bool capital;
	uint64_t h = 1;
	struct token *t;

	for (; c->at < c->text.n; letters++) {
		unsigned char b = p[c->at];

		if (class[b] == C_LETTER) {
			capital = (b & 0x20) == 0;
			h = lexicon_step(h, b | 0x20);
			c->at++;
		} else if (class[b] == C_HIGH && high_letter(c, &h, &capital))
			marked = true;
		else
			break;
		capitals += capital;
		if (letters == 0)
			first = capital;
	}
	t = push(c, TOKEN_WORD, from);
	t->hash = h;
	t->cue = lexicon_cue(c->w, h);
	if (first)
		t->flags |= TOKEN_CAPITAL;
	if (capitals == letters && letters > 1)
		t->flags |= TOKEN_UPPER;
	if (marked)
		t->flags |= TOKEN_MARKED;
}

static void
cut_number(struct cutter *c)
{
	size_t from = c->at;

	while (c->at < c->text.n &&
	    class[(unsigned char)c->text.p[c->at]] == C_DIGIT)
		c->at++;
	push(c, TOKEN_NUMBER, from);
}

static void
cut_mark(struct cutter *c)
{
	struct slice rest = { c->text.p + c->at, c->text.n - c->at };
	struct token *t;
	int index;
	int type;
	size_t n;

	n = rest.p[0] == '[' ? token_placeholder(rest, &type, &index) : 0;
	if (n != 0) {
		c->at += n;
		t = push(c, TOKEN_HELD, c->at - n);
		t->type = (uint8_t)type;
		return;
	}
	c->at++;
	t = push(c, TOKEN_MARK, c->at - 1);
	t->c = rest.p[0];
	while (c->at < c->text.n && c->text.p[c->at] == t->c && t->c != '[')
		c->at++;
	t->len = (uint32_t)c->at - t->at;
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

	switch (high_class(utf8_get(rest, &len), &mark)) {
	case C_LETTER:
		cut_word(c);
		return;
	case C_BLANK:
		c->flags |= TOKEN_BLANK;
		break;
	case C_LINE:
		cut_line(c);
		c->at += len - 1;
		return;
	case C_SKIP:
		break;
	default:
		c->at += len;
		push(c, TOKEN_MARK, c->at - len)->c = mark;
		return;
	}
	c->at += len;
}

/* N tokens that stand for what is outside the text. */
static void
push_ends(struct cutter *c, int n)
{
	while (n-- > 0) {
		c->flags = TOKEN_BLANK | TOKEN_LINE | TOKEN_GAP;
		push(c, TOKEN_END, c->at);
	}
	c->flags = TOKEN_BLANK | TOKEN_LINE | TOKEN_GAP;
}

/* What begins at C->at. */
static void
cut_one(struct cutter *c)
{
	switch (class[(unsigned char)c->text.p[c->at]]) {
	case C_LETTER:
		cut_word(c);
		break;
	case C_DIGIT:
		cut_number(c);
		break;
	case C_BLANK:
		c->flags |= TOKEN_BLANK;
		c->at++;
		break;
	case C_LINE:
		cut_line(c);
		break;
	case C_HIGH:
		cut_high(c);
		break;
	default:
		cut_mark(c);
	}
}

void
token_cut(struct token_list *l, const struct lexicon *w, struct slice text)
{
	struct cutter c = { l, w, text, 0, 0 };

	l->n = 0;
	push_ends(&c, TOKEN_HEAD);
	while (c.at < text.n)
		cut_one(&c);
	push_ends(&c, TOKEN_TAIL);
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
		if (class[(unsigned char)s.p[i]] != C_DIGIT &&
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
		if (class[(unsigned char)s.p[i]] != C_DIGIT)
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
	*l = (struct token_list){ 0 };
}
