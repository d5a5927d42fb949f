#include "lib/classify/literal.h"

#include "lib/base/num.h"
#include "lib/base/utf8.h"
#include "lib/classify/need.h"
#include "lib/text/fold.h"
#include "lib/text/words.h"

enum { CLASS_MAX = 6, NEST_MAX = 50 };

struct parse {
	struct slice s;
	size_t at;
	int fold;
	int depth;
	bool lost; /* met what it does not understand */
	struct arena *mem;
};

static void alternatives(struct parse *p, struct need *out);

static bool
more(const struct parse *p)
{
	return p->at < p->s.n;
}

static char
peek(const struct parse *p, size_t ahead)
{
	return p->at + ahead < p->s.n ? p->s.p[p->at + ahead] : '\0';
}

/* The one character C, folded. */
static struct need
one(struct parse *p, uint32_t c)
{
	bool word = c >= 0x80 || words_byte((unsigned char)c);
	struct need n = need_empty(word ? JOINED : APART);
	struct fold f = { 0 };
	struct buf b = { 0 };

	utf8_put(&b, c);
	fold_text(&f, buf_slice(&b), FOLD_CASE | p->fold);
	n.is.s[0] = arena_copy(p->mem, fold_slice(&f));
	fold_release(&f);
	buf_release(&b);
	return n;
}

static uint32_t
get(struct parse *p)
{
	size_t len;
	uint32_t c;

	c = utf8_get((struct slice){ p->s.p + p->at, p->s.n - p->at }, &len);
	p->at += len;
	return c;
}

/* What follows a backslash. */
static struct need
escape(struct parse *p)
{
	char c = peek(p, 0);

	p->at++;
	if (c == '\0' || (c & 0x80) != 0 ||
	    strchr("QExopPNgkcXu0123456789", c)) {
		p->lost = true;
		return need_any(JOINED);
	}
	if (strchr("bA", c))
		return need_empty(APART);
	if (strchr("BzZGK", c))
		return need_empty(AS_BEFORE);
	if (strchr("sWhvR", c))
		return need_any(APART);
	if (c == 't')
		return one(p, '\t');
	if (c == 'n')
		return one(p, '\n');
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
		return need_any(JOINED);
	return one(p, (unsigned char)c);
}

/* A class in brackets: its characters if they are few and plain. */
static struct need class(struct parse *p)
{
	struct need out = { .exact = true, .apart = APART };
	struct need c;
	bool plain = peek(p, 0) != '^';
	size_t n = 0;

	if (!plain)
		p->at++;
	for (; more(p) && (n == 0 || peek(p, 0) != ']'); n++) {
		if (peek(p, 0) == '\\') {
			if (peek(p, 1) == 'Q' || peek(p, 1) == 'E')
				p->lost = true;
			p->at += 1;
			plain = plain && strchr("-]\\.", peek(p, 0)) != NULL;
		} else if (peek(p, 0) == '[' &&
		    (peek(p, 1) == ':' || peek(p, 1) == '.')) {
			p->lost = true;
		} else if (peek(p, 0) == '-' && n > 0 && peek(p, 1) != ']')
			plain = false;
		c = one(p, get(p));
		if (c.apart != APART)
			out.apart = JOINED;
		if (n < CLASS_MAX)
			need_add(&out.is, c.is.s[0]);
		else
			plain = false;
	}
	p->at++;
	out.is.begins = AS_BEFORE;
	return plain ? out : need_any(JOINED);
}

/* Skip the head of a group; false if the group says nothing of the text. */
static bool
group_head(struct parse *p)
{
	if (peek(p, 0) == '*') {
		p->lost = true;
		return false;
	}
	if (peek(p, 0) != '?')
		return true;
	if (peek(p, 1) == ':' || peek(p, 1) == '>' || peek(p, 1) == '|') {
		p->at += 2;
		return true;
	}
	if (peek(p, 1) == '=' || peek(p, 1) == '!') {
		p->at += 2;
		return false;
	}
	if (peek(p, 1) == '<' && (peek(p, 2) == '=' || peek(p, 2) == '!')) {
		p->at += 3;
		return false;
	}
	/* Options, but not x, in which blanks mean nothing. */
	p->at++;
	while (peek(p, 0) != '\0' && strchr("imsnJU-", peek(p, 0)) != NULL)
		p->at++;
	if (peek(p, 0) == ':')
		p->at++;
	else if (peek(p, 0) == ')')
		return false;
	else
		p->lost = true;
	return true;
}

static struct need
group(struct parse *p)
{
	bool counts = group_head(p);
	struct need n;

	if (p->lost || ++p->depth > NEST_MAX) {
		p->lost = true;
		return need_any(JOINED);
	}
	alternatives(p, &n);
	p->depth--;
	if (peek(p, 0) == ')')
		p->at++;
	else
		p->lost = true;
	return counts ? n : need_empty(AS_BEFORE);
}

/* Read {n}, {n,} or {n,m}: how often at least; -1 if it is none of these. */
static int
braces(struct parse *p, bool *once)
{
	size_t i = p->at + 1;
	struct slice first;
	uint64_t n;

	first.p = p->s.p + i;
	while (i < p->s.n && p->s.p[i] >= '0' && p->s.p[i] <= '9')
		i++;
	first.n = (size_t)(p->s.p + i - first.p);
	if (i == p->s.n || (p->s.p[i] != '}' && p->s.p[i] != ',') ||
	    !num_u64(first, &n))
		return -1;
	*once = n == 1 && p->s.p[i] == '}';
	while (i < p->s.n && p->s.p[i] != '}')
		i++;
	p->at = i + 1;
	return n > 0;
}

/* A quantifier behind N, if there is one. */
static void
quantify(struct parse *p, struct need *n)
{
	struct need none = need_empty(AS_BEFORE);
	bool once = false;
	int least = 1;
	char c = peek(p, 0);

	if (c != '*' && c != '+' && c != '?' && c != '{')
		return;
	if (c == '{') {
		least = braces(p, &once);
		if (least < 0) {
			p->lost = true;
			return;
		}
	} else {
		least = c == '+';
		p->at++;
	}
	if (peek(p, 0) == '?' || peek(p, 0) == '+')
		p->at++;
	if (once)
		return;
	if (c == '?')
		need_either(n, &none);
	else
		need_repeat(n, least);
}

static struct need
piece(struct parse *p)
{
	char c = peek(p, 0);

	switch (c) {
	case '\\':
		p->at++;
		return escape(p);
	case '[':
		p->at++;
		return class(p);
	case '(':
		p->at++;
		return group(p);
	case '.':
		p->at++;
		return need_any(JOINED);
	case '^':
	case '$':
		p->at++;
		return need_empty(c == '^' ? APART : AS_BEFORE);
	default:
		return one(p, get(p));
	}
}

static void
sequence(struct parse *p, struct need *out)
{
	struct need n;

	*out = need_empty(AS_BEFORE);
	while (more(p) && !p->lost && peek(p, 0) != '|' && peek(p, 0) != ')') {
		n = piece(p);
		if (!p->lost)
			quantify(p, &n);
		if (!p->lost)
			need_concat(out, &n, p->mem);
	}
	if (out->tail) {
		out->need = need_best(out);
		out->exact = false;
		out->is.n = 0;
	}
}

static void
alternatives(struct parse *p, struct need *out)
{
	struct need n;

	sequence(p, out);
	while (!p->lost && peek(p, 0) == '|') {
		p->at++;
		sequence(p, &n);
		need_either(out, &n);
	}
}

bool
literal_derive(struct literals *l, struct slice expr, int fold)
{
	struct parse p = { .s = expr, .fold = fold, .mem = &l->mem };
	struct strings need;
	struct need n;

	alternatives(&p, &n);
	l->n = 0;
	if (p.lost || more(&p))
		return false;
	need = need_best(&n);
	l->begin = need.begins == APART;
	for (size_t i = 0; i < need.n; i++) {
		l->s[i] = need.s[i];
		if (l->s[i].n > LITERAL_BYTES)
			l->s[i].n = LITERAL_BYTES;
		l->begin = l->begin && (l->s[i].p[0] & 0x80) == 0 &&
		    words_byte((unsigned char)l->s[i].p[0]);
	}
	l->n = need.n;
	return l->n > 0;
}

double
literal_chance(struct slice s)
{
	static const char order[] = "e.nait.ordsl.ghvkm.ubpwjzc.fyxq";
	double p = 1;
	const char *at;

	for (size_t i = 0; i < s.n; i++) {
		at = memchr(order, s.p[i], sizeof(order) - 1);
		if (s.p[i] != '*' && s.p[i] != ' ')
			p /= at != NULL ? (double)(at - order + 5) * 1.25 : 40;
	}
	return p;
}

void
literal_release(struct literals *l)
{
	arena_release(&l->mem);
	l->n = 0;
}
