#include "lib/classify/near.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/text/words.h"

enum { SMALL = 24, BYTES = 4 /* of a character at most */ };

void
near_begin(struct near *n, const struct expr *e, struct slice text)
{
	n->e = e;
	n->text = text;
	n->sides = 0;
	n->next = 0;
	n->steps = 0;
	n->limit = false;
	n->barred = false;
}

struct near_side *
near_side(struct near *n)
{
	struct near_side *s = &n->side[n->sides++];

	s->n = 0;
	s->longest = 0;
	return s;
}

void
near_add(struct near_side *s, struct span at)
{
	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 32;
		s->at = xrealloc(s->at, s->cap, sizeof(*s->at));
	}
	if (at.to - at.from > s->longest)
		s->longest = at.to - at.from;
	s->at[s->n++] = at;
}

static int
by_place(const void *a, const void *b)
{
	const struct span *x = a;
	const struct span *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

void
near_sort(struct near_side *s)
{
	struct span it;
	size_t k;

	if (s->n > SMALL) {
		qsort(s->at, s->n, sizeof(*s->at), by_place);
		return;
	}
	for (size_t i = 1; i < s->n; i++) {
		it = s->at[i];
		for (k = i; k > 0 && by_place(&s->at[k - 1], &it) > 0; k--)
			s->at[k] = s->at[k - 1];
		s->at[k] = it;
	}
}

/* Does a sentence end at byte I of S? */
static bool
ends(struct slice s, size_t i)
{
	size_t k;

	if (s.p[i] == '.' || s.p[i] == '!' || s.p[i] == '?')
		return i + 1 == s.n || words_blank(s.p[i + 1]);
	if (s.p[i] != '\n')
		return false;
	for (k = i + 1; k < s.n && words_blank(s.p[k]); k++)
		if (s.p[k] == '\n')
			return true;
	return false;
}

/* Are FROM and TO at most WITHIN characters apart, in one sentence? */
static bool
together(struct slice s, size_t from, size_t to, int within)
{
	size_t chars = 0;

	if (to - from > (size_t)within * BYTES)
		return false;
	for (size_t i = from; i < to; i++) {
		if (((unsigned char)s.p[i] & 0xc0) != 0x80)
			chars++;
		if (ends(s, i))
			return false;
	}
	return chars <= (size_t)within;
}

/* The first place of side S that may lie within REACH bytes before FROM. */
static size_t
first(const struct near_side *s, uint32_t from, size_t reach)
{
	size_t back = reach + s->longest;
	size_t least = from > back ? from - back : 0;
	size_t low = 0;
	size_t high = s->n;
	size_t mid;

	while (low < high) {
		mid = (low + high) / 2;
		if (s->at[mid].from < least)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Join AT, of side I, to SPAN if its operator allows it. */
static bool
join(const struct near *n, size_t i, struct span at, struct span *span)
{
	const struct expr_term *t = &n->e->term[i];

	/* Between two sides that are there already it is near enough. */
	if (i > 1 && t->op == EXPR_NEAR && at.from >= span->from &&
	    at.to <= span->to)
		return true;
	if (at.from >= span->to) {
		if (!together(n->text, span->to, at.from, t->within))
			return false;
		span->to = at.to;
		return true;
	}
	if (t->op == EXPR_NEAR && at.to <= span->from) {
		if (!together(n->text, at.to, span->from, t->within))
			return false;
		span->from = at.from;
		return true;
	}
	return false;
}

/* Keep the first that was barred, for people who ask why. */
static bool
bar(struct near *n, struct span would, struct span by)
{
	if (!n->barred) {
		n->barred = true;
		n->would = would;
		n->bar = by;
	}
	return true;
}

/* Is a place of side I, an UNLESS, by SPAN? */
static bool
forbidden(struct near *n, size_t i, struct span span)
{
	const struct expr_term *t = &n->e->term[i];
	const struct near_side *s = &n->side[i];
	size_t reach = (size_t)t->within * BYTES;
	struct span at;

	for (size_t k = first(s, span.from, reach); k < s->n; k++) {
		at = s->at[k];
		if (at.from > span.to + reach)
			break;
		if (n->steps++ > NEAR_STEPS) {
			n->limit = true;
			return true;
		}
		if (at.from < span.to && span.from < at.to)
			return bar(n, span, at);
		if (at.from >= span.to ?
			together(n->text, span.to, at.from, t->within) :
			together(n->text, at.to, span.from, t->within))
			return bar(n, span, at);
	}
	return false;
}

/* Can SPAN, made of the sides before I, be made complete? */
static bool
complete(struct near *n, size_t i, struct span *span)
{
	const struct expr_term *t;
	const struct near_side *s;
	struct span tried;
	size_t reach;

	if (i == n->e->n)
		return true;
	t = &n->e->term[i];
	s = &n->side[i];
	if (t->op == EXPR_UNLESS)
		return !forbidden(n, i, *span) && complete(n, i + 1, span);
	reach = (size_t)t->within * BYTES;
	for (size_t k = first(s, span->from, reach);
	     k < s->n && s->at[k].from <= span->to + reach; k++) {
		if (n->steps++ > NEAR_STEPS) {
			n->limit = true;
			return false;
		}
		tried = *span;
		if (join(n, i, s->at[k], &tried) &&
		    complete(n, i + 1, &tried)) {
			*span = tried;
			return true;
		}
	}
	return false;
}

bool
near_next(struct near *n, struct span *where)
{
	while (!n->limit && n->next < n->side[0].n) {
		*where = n->side[0].at[n->next++];
		if (complete(n, 1, where))
			return true;
	}
	return false;
}

void
near_release(struct near *n)
{
	for (size_t i = 0; i < EXPR_TERMS; i++)
		free(n->side[i].at);
	*n = (struct near){ 0 };
}
