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

/* The kind of C, which is not ASCII; MARK is set if it is one. */
static int
high_class(uint32_t c, char *mark)
{
	*mark = 0;
	if (c == 0xa0 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f ||
	    c == 0x205f || c == 0x3000 || c == 0x85)
		return C_BLANK;
	if (c == 0x2028 || c == 0x2029)
		return C_LINE;
	if ((c >= 0x200b && c <= 0x200f) || c == 0x2060 || c == 0xfeff ||
	    c == 0xad)
		return C_SKIP;
	if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
		*mark = '-';
	else if (c == 0x2018 || c == 0x2019 || c == 0xb4 || c == 0x2032)
		*mark = '\'';
	else if (c == 0x201c || c == 0x201d || c == 0x201e || c == 0xab ||
	    c == 0xbb)
		*mark = '"';
	else if ((c >= 0xa2 && c <= 0xa5) || (c >= 0x20a0 && c <= 0x20cf))
		*mark = '$';
	else if (c >= 0xc0 && c != 0xd7 && c != 0xf7 &&
	    !(c >= 0x2000 && c <= 0x2bff) && c != 0xfffd)
		return C_LETTER;
	return C_MARK;
}

/* Is C, above U+007F, a capital?  Latin only. */
static bool
high_capital(uint32_t c)
{
	if (c >= 0xc0 && c <= 0xde)
		return true;
	if (c >= 0x139 && c <= 0x148)
		return c % 2 == 1;
	if (c == 0x178 || c == 0x179 || c == 0x17b || c == 0x17d)
		return true;
	return ((c >= 0x100 && c < 0x180) || (c >= 0x1e00 && c < 0x1f00) ||
		   (c >= 0x1cd && c < 0x220)) &&
	    c % 2 == 0;
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
		c->l->cap = c->l->cap ? c->l->cap * 2 : 256;
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

void
token_cut(struct token_list *l, const struct lexicon *w, struct slice text)
{
	struct cutter c = { l, w, text, 0,
		TOKEN_BLANK | TOKEN_LINE | TOKEN_GAP };

	l->n = 0;
	push(&c, TOKEN_END, 0);
	c.flags = TOKEN_BLANK | TOKEN_LINE | TOKEN_GAP;
	while (c.at < text.n) {
		switch (class[(unsigned char)text.p[c.at]]) {
		case C_LETTER:
			cut_word(&c);
			break;
		case C_DIGIT:
			cut_number(&c);
			break;
		case C_BLANK:
			c.flags |= TOKEN_BLANK;
			c.at++;
			break;
		case C_LINE:
			cut_line(&c);
			break;
		case C_HIGH:
			cut_high(&c);
			break;
		default:
			cut_mark(&c);
		}
	}
	c.flags = TOKEN_BLANK | TOKEN_LINE | TOKEN_GAP;
	push(&c, TOKEN_END, text.n);
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

size_t
token_placeholder(struct slice s, int *type, int *index)
{
	struct slice in = { s.p + 1, s.n - 1 };
	size_t n = 0;

	*index = 0;
	*type = label_at(in, ':', &n);
	if (*type == REDACT_CASE && in.n > n + PSEUDONYM_TOKEN &&
	    in.p[n + PSEUDONYM_TOKEN] == ']') {
		for (size_t i = n; i < n + PSEUDONYM_TOKEN; i++)
			if (class[(unsigned char)in.p[i]] != C_DIGIT &&
			    !(in.p[i] >= 'a' && in.p[i] <= 'z'))
				return 0;
		return n + PSEUDONYM_TOKEN + 2;
	}
	*type = label_at(in, '-', &n);
	if (*type < 0)
		return 0;
	for (size_t i = n; i < in.n && i < n + 8; i++) {
		if (in.p[i] == ']')
			return *index > 0 ? i + 2 : 0;
		if (class[(unsigned char)in.p[i]] != C_DIGIT)
			return 0;
		*index = *index * 10 + in.p[i] - '0';
	}
	return 0;
}

void
token_release(struct token_list *l)
{
	free(l->t);
	*l = (struct token_list){ 0 };
}
