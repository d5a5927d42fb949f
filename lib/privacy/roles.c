#include "lib/privacy/roles.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/xalloc.h"

void
roles_begin(struct roles *r)
{
	roles_cut(r, 0);
	r->n = 0;
}

void
roles_reserve(struct roles *r, size_t n)
{
	size_t want = n / ROLES_SPAN + 2;

	if (want <= r->cap)
		return;
	r->map = xrealloc(r->map, want, sizeof(*r->map));
	memset(r->map + r->cap, 0, (want - r->cap) * sizeof(*r->map));
	r->cap = want;
}

void
roles_end(struct roles *r, size_t n)
{
	r->n = n;
}

void
roles_cut(struct roles *r, size_t from)
{
	uint64_t kept = ~(~(uint64_t)0 << from % ROLES_SPAN);
	size_t at = from / ROLES_SPAN;

	if (r->cap == 0)
		return;
	for (int k = 0; k < ROLES; k++)
		r->map[at].role[k] &= kept;
	if (r->n / ROLES_SPAN > at)
		memset(r->map + at + 1, 0,
		    (r->n / ROLES_SPAN - at) * sizeof(*r->map));
}

void
roles_release(struct roles *r)
{
	free(r->map);
	*r = (struct roles){ 0 };
}

/* The tokens of map M that have one of ROLES. */
static uint64_t
any(const struct roles_map *m, unsigned roles)
{
	uint64_t bits = 0;

	for (; roles != 0; roles &= roles - 1)
		bits |= m->role[__builtin_ctz(roles)];
	return bits;
}

/* Those of map M that have one of ROLES BY tokens further on. */
static uint64_t
ahead(const struct roles_map *m, unsigned roles, int by)
{
	if (roles == 0)
		return 0;
	return any(m, roles) >> by | any(m + 1, roles) << (ROLES_SPAN - by);
}

static uint64_t
wanted(const struct roles_map *m, const struct roles_want *w)
{
	uint64_t bits = any(m, w->roles);
	uint64_t first = any(m, w->first);

	if (first != 0)
		bits |= first & (ahead(m, w->next, 1) | ahead(m, w->second, 2));
	return bits;
}

size_t
roles_load(struct roles_walk *w, size_t i)
{
	uint64_t left = ~(uint64_t)0 << i % ROLES_SPAN;

	w->at = i / ROLES_SPAN;
	for (; w->at <= w->r->n / ROLES_SPAN; w->at++) {
		w->bits = wanted(&w->r->map[w->at], &w->want);
		left &= w->bits;
		if (left != 0)
			return w->at * ROLES_SPAN +
			    (size_t)__builtin_ctzll(left);
		left = ~(uint64_t)0;
	}
	w->bits = 0;
	return 0;
}
