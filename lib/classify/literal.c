#include "lib/classify/literal.h"

#include "lib/base/num.h"
#include "lib/base/utf8.h"
#include "lib/classify/prefilter.h"
#include "lib/text/fold.h"

/*
 * A node of the expression is known by the strings it matches, when they are
 * few (exact), and by the best set of strings of which every match holds one
 * (need; empty if there is none).  After Cox, "Regular expression matching
 * with a trigram index", 2012, without the trigrams.
 */
enum { CLASS_MAX = 6, NEST_MAX = 50 };

struct strings {
	struct slice s[LITERAL_MAX];
	size_t n;
};

struct node {
	bool exact;
	bool tail; /* something stands before what is exact */
	struct strings is;
	struct strings need;
};

struct parse {
	struct slice s;
	size_t at;
	int fold;
	int depth;
	bool lost; /* met what it does not understand */
	struct arena *mem;
};

static void alternatives(struct parse *p, struct node *out);

static size_t
shortest(const struct strings *s)
{
	size_t n = s->n ? SIZE_MAX : 0;

	for (size_t i = 0; i < s->n; i++)
		if (s->s[i].n < n)
			n = s->s[i].n;
	return n;
}

/* Keep in BEST the better of it and S. */
static void
better(struct strings *best, const struct strings *s)
{
	size_t was = shortest(best);
	size_t is = shortest(s);

	if (is < PREFILTER_MIN)
		return;
	if (was > 4)
		was = 4;
	if (is > 4)
		is = 4;
	if (is > was || (is == was && s->n < best->n))
		*best = *s;
}

/* What N needs, whether it is exact or not. */
static struct strings
needs(const struct node *n)
{
	struct strings best = n->need;

	if (n->exact)
		better(&best, &n->is);
	return best;
}

static struct node
any(void)
{
	return (struct node){ .exact = false };
}

static struct node
empty(void)
{
	struct node n = { .exact = true };

	n.is.n = 1;
	n.is.s[0] = (struct slice){ "", 0 };
	return n;
}

static struct slice
joined(struct parse *p, struct slice a, struct slice b)
{
	char *to;

	if (b.n == 0)
		return a;
	if (a.n == 0)
		return b;
	to = arena_bytes(p->mem, a.n + b.n);
	memcpy(to, a.p, a.n);
	memcpy(to + a.n, b.p, b.n);
	return (struct slice){ to, a.n + b.n };
}

static void
add(struct strings *to, struct slice s)
{
	for (size_t i = 0; i < to->n; i++)
		if (slice_eq(to->s[i], s))
			return;
	to->s[to->n++] = s;
}

/* A, then B; the answer in A. */
static void
concat(struct parse *p, struct node *a, const struct node *b)
{
	struct strings product = { .n = 0 };
	struct strings need;

	if (a->exact && b->exact && a->is.n * b->is.n <= LITERAL_MAX) {
		for (size_t i = 0; i < a->is.n; i++)
			for (size_t k = 0; k < b->is.n; k++)
				add(&product,
				    joined(p, a->is.s[i], b->is.s[k]));
		need = a->need;
		better(&need, &b->need);
		a->is = product;
		a->need = need;
		return;
	}
	need = needs(a);
	if (b->exact) {
		/* What follows may still grow: begin anew with it. */
		a->is = b->is;
		a->exact = true;
		a->tail = true;
		better(&need, &b->need);
	} else {
		struct strings other = needs(b);

		better(&need, &other);
		*a = any();
		a->tail = true;
	}
	a->need = need;
}

/* A or B; the answer in A. */
static void
either(struct node *a, const struct node *b)
{
	struct strings x = needs(a);
	struct strings y = needs(b);

	if (a->exact && b->exact && a->is.n + b->is.n <= LITERAL_MAX) {
		for (size_t i = 0; i < b->is.n; i++)
			add(&a->is, b->is.s[i]);
	} else
		a->exact = false;
	if (x.n == 0 || y.n == 0 || x.n + y.n > LITERAL_MAX)
		x.n = 0;
	else
		for (size_t i = 0; i < y.n; i++)
			add(&x, y.s[i]);
	a->need = x;
	if (!a->exact)
		a->is.n = 0;
}

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
static struct node
one(struct parse *p, uint32_t c)
{
	struct node n = empty();
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
static struct node
escape(struct parse *p)
{
	char c = peek(p, 0);

	p->at++;
	if (c == '\0' || (c & 0x80) != 0 ||
	    strchr("QExopPNgkcXu0123456789", c)) {
		p->lost = true;
		return any();
	}
	if (strchr("bBAzZGK", c))
		return empty();
	if (c == 't')
		return one(p, '\t');
	if (c == 'n')
		return one(p, '\n');
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
		return any();
	return one(p, (unsigned char)c);
}

/* A class in brackets: its characters if they are few and plain. */
static struct node class(struct parse *p)
{
	struct node out = { .exact = true };
	struct node c;
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
		if (n < CLASS_MAX)
			add(&out.is, c.is.s[0]);
		else
			plain = false;
	}
	p->at++;
	return plain ? out : any();
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

static struct node
group(struct parse *p)
{
	bool counts = group_head(p);
	struct node n;

	if (p->lost || ++p->depth > NEST_MAX) {
		p->lost = true;
		return any();
	}
	alternatives(p, &n);
	p->depth--;
	if (peek(p, 0) == ')')
		p->at++;
	else
		p->lost = true;
	return counts ? n : empty();
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
quantify(struct parse *p, struct node *n)
{
	struct node none = empty();
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
		either(n, &none);
	else if (least == 0)
		*n = any();
	else {
		n->need = needs(n);
		n->exact = false;
	}
}

static struct node
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
		return any();
	case '^':
	case '$':
		p->at++;
		return empty();
	default:
		return one(p, get(p));
	}
}

static void
sequence(struct parse *p, struct node *out)
{
	struct node n;

	*out = empty();
	while (more(p) && !p->lost && peek(p, 0) != '|' && peek(p, 0) != ')') {
		n = piece(p);
		if (!p->lost)
			quantify(p, &n);
		if (!p->lost)
			concat(p, out, &n);
	}
	if (out->tail) {
		out->need = needs(out);
		out->exact = false;
		out->is.n = 0;
	}
}

static void
alternatives(struct parse *p, struct node *out)
{
	struct node n;

	sequence(p, out);
	while (!p->lost && peek(p, 0) == '|') {
		p->at++;
		sequence(p, &n);
		either(out, &n);
	}
}

bool
literal_derive(struct literals *l, struct slice expr, int fold)
{
	struct parse p = { .s = expr, .fold = fold, .mem = &l->mem };
	struct strings need;
	struct node n;

	alternatives(&p, &n);
	l->n = 0;
	if (p.lost || more(&p))
		return false;
	need = needs(&n);
	for (size_t i = 0; i < need.n; i++) {
		l->s[i] = need.s[i];
		if (l->s[i].n > LITERAL_BYTES)
			l->s[i].n = LITERAL_BYTES;
	}
	l->n = need.n;
	return l->n > 0;
}

void
literal_release(struct literals *l)
{
	arena_release(&l->mem);
	l->n = 0;
}
