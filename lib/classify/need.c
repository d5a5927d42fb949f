#include "lib/classify/need.h"

#include "lib/classify/prefilter.h"

/* That one of S stands somewhere, if all are long enough; else 2. */
static double
chance(const struct strings *s)
{
	double sum = 0;

	for (size_t i = 0; i < s->n; i++) {
		if (s->s[i].n < PREFILTER_MIN)
			return 2;
		sum += literal_chance(s->s[i]);
	}
	return s->n > 0 ? sum : 2;
}

/* Keep in BEST the rarer of it and S. */
static void
better(struct strings *best, const struct strings *s)
{
	if (chance(s) < chance(best))
		*best = *s;
}

static enum need_apart
lesser(enum need_apart a, enum need_apart b)
{
	return a < b ? a : b;
}

/* What IS says of a part, when BEFORE is what stands before that. */
static enum need_apart
behind(enum need_apart before, enum need_apart is)
{
	return is == AS_BEFORE ? before : is;
}

struct strings
need_best(const struct need *n)
{
	struct strings best = n->need;

	if (n->exact)
		better(&best, &n->is);
	return best;
}

struct need
need_any(enum need_apart apart)
{
	return (struct need){ .exact = false, .apart = apart };
}

struct need
need_empty(enum need_apart apart)
{
	struct need n = { .exact = true, .apart = apart };

	n.is.n = 1;
	n.is.s[0] = (struct slice){ "", 0 };
	n.is.begins = AS_BEFORE;
	return n;
}

void
need_add(struct strings *to, struct slice s)
{
	for (size_t i = 0; i < to->n; i++)
		if (slice_eq(to->s[i], s))
			return;
	to->s[to->n++] = s;
}

static struct slice
joined(struct arena *mem, struct slice a, struct slice b)
{
	char *to;

	if (b.n == 0)
		return a;
	if (a.n == 0)
		return b;
	to = arena_bytes(mem, a.n + b.n);
	memcpy(to, a.p, a.n);
	memcpy(to + a.n, b.p, b.n);
	return (struct slice){ to, a.n + b.n };
}

/* Where the strings of A and then B begin. */
static enum need_apart
begin(const struct need *a, const struct need *b)
{
	enum need_apart anew = behind(a->apart, b->is.begins);
	size_t empty = 0;

	for (size_t i = 0; i < a->is.n; i++)
		empty += a->is.s[i].n == 0;
	if (empty == 0)
		return a->is.begins;
	return empty == a->is.n ? anew : JOINED;
}

/* All of A, each before all of B. */
static void
multiply(struct need *a, const struct need *b, struct arena *mem)
{
	struct strings product = { .begins = begin(a, b) };

	for (size_t i = 0; i < a->is.n; i++)
		for (size_t k = 0; k < b->is.n; k++)
			need_add(&product, joined(mem, a->is.s[i], b->is.s[k]));
	a->is = product;
}

void
need_concat(struct need *a, const struct need *b, struct arena *mem)
{
	struct strings need = b->need;
	struct strings other;

	need.begins = behind(a->apart, need.begins);
	if (a->exact && b->exact && a->is.n * b->is.n <= LITERAL_MAX) {
		multiply(a, b, mem);
		better(&a->need, &need);
	} else if (b->exact) {
		/* What follows may still grow: begin anew with it. */
		other = need_best(a);
		better(&other, &need);
		a->need = other;
		a->is = b->is;
		a->is.begins = behind(a->apart, b->is.begins);
		a->exact = true;
		a->tail = true;
	} else {
		a->need = need_best(a);
		better(&a->need, &need);
		a->is.n = 0;
		a->exact = false;
		a->tail = true;
	}
	a->apart = behind(a->apart, b->apart);
}

void
need_either(struct need *a, const struct need *b)
{
	struct strings x = need_best(a);
	struct strings y = need_best(b);

	if (a->exact && b->exact && a->is.n + b->is.n <= LITERAL_MAX) {
		for (size_t i = 0; i < b->is.n; i++)
			need_add(&a->is, b->is.s[i]);
		a->is.begins = lesser(a->is.begins, b->is.begins);
	} else
		a->exact = false;
	if (x.n == 0 || y.n == 0 || x.n + y.n > LITERAL_MAX)
		x.n = 0;
	else
		for (size_t i = 0; i < y.n; i++)
			need_add(&x, y.s[i]);
	x.begins = lesser(x.begins, y.begins);
	a->need = x;
	if (!a->exact)
		a->is.n = 0;
	a->apart = lesser(a->apart, b->apart);
}

void
need_repeat(struct need *n, int least)
{
	if (least == 0) {
		*n = need_any(lesser(n->apart, AS_BEFORE));
		return;
	}
	n->need = need_best(n);
	n->exact = false;
}
