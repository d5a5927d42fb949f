/*
 * roles - which tokens of a text a rule may begin at, inside lib/privacy
 *
 *	struct roles_want want = { .roles = ROLE_NUMBER };
 *
 *	i = roles_first(&walk, &roles, want);
 *	for (; i != 0; i = roles_next(&walk, i))
 *		...
 *
 * Most words mean nothing to most rules.  So each token has roles, of which
 * there is a bitmap each, and a rule steps from one token that it may begin
 * at to the next and sees no other.  A role says that a token may be so, not
 * that it is: what is claimed keeps its roles until the pass ends.
 */
#ifndef PRIVACY_ROLES_H
#define PRIVACY_ROLES_H

#include <stddef.h>
#include <stdint.h>

enum {
	/* By the cues of a word, or as the lexicon says. */
	ROLE_PERSON = 1 << 0, /* dhr, heet, zoon, groet */
	ROLE_PHRASE = 1 << 1, /* begins a cue of several words, or a mail */
	ROLE_NET = 1 << 2, /* @, :, http, apenstaartje */
	ROLE_DIGIT = 1 << 3, /* drie, derde */
	ROLE_TOWN = 1 << 4, /* in, woont, [POSTCODE-1]: a town may follow */
	ROLE_CASE = 1 << 5, /* zaak, nummer */
	ROLE_STOP = 1 << 6, /* . : =, is: between a cue and what it announces */
	ROLE_SPELT = 1 << 7, /* N L 9 1 */
	/* By what it looks like. */
	ROLE_NUMBER = 1 << 8,
	ROLE_WORD = 1 << 9,
	ROLE_CAPITAL = 1 << 10, /* a word that begins with one */
	ROLE_LOW = 1 << 11, /* another that a name may begin with */
	ROLE_LONG = 1 << 12, /* a word without cues of 7 to 20 bytes */
	ROLE_DASH = 1 << 13,
	ROLE_JOINED = 1 << 14, /* a word or - / . _ that touches another */
	ROLE_AFTER = 1 << 15, /* the second word of a cue, or held */
	ROLES = 16,
	ROLES_SPAN = 64 /* how many tokens a map is for */
};

/* Those that tokens have in texts without any figure, @ or town. */
enum {
	ROLES_WORDS = ROLE_WORD | ROLE_CAPITAL | ROLE_LOW | ROLE_LONG |
	    ROLE_PERSON | ROLE_JOINED | ROLE_AFTER | ROLE_PHRASE | ROLE_STOP |
	    ROLE_DASH | ROLE_CASE | ROLE_SPELT
};

struct roles_map {
	uint64_t role[ROLES];
};

struct roles {
	struct roles_map *map; /* private: those behind the last are empty */
	size_t cap; /* private: how many maps */
	size_t n; /* private: how many tokens */
};

/* Which tokens: those of ROLES, and those of FIRST that have one ... */
struct roles_want {
	unsigned roles;
	unsigned first;
	unsigned next; /* of NEXT behind them, */
	unsigned second; /* or of SECOND behind that */
};

struct roles_walk {
	const struct roles *r;
	struct roles_want want;
	size_t at; /* which map */
	uint64_t bits; /* the tokens in it */
};

/* No token has any role. */
void roles_begin(struct roles *r);
/* Make room for N tokens. */
void roles_reserve(struct roles *r, size_t n);
/* There are N tokens. */
void roles_end(struct roles *r, size_t n);
/* Forget the roles of token FROM and of all behind it. */
void roles_cut(struct roles *r, size_t from);
void roles_release(struct roles *r);
/* The first token from I on that is wanted, or 0: what roles_next falls to. */
size_t roles_load(struct roles_walk *w, size_t i);

/* Give token I, for which there is room, further ROLES. */
static inline void
roles_put(struct roles *r, size_t i, unsigned roles)
{
	struct roles_map *m = &r->map[i / ROLES_SPAN];
	uint64_t bit = (uint64_t)1 << i % ROLES_SPAN;

	for (; roles != 0; roles &= roles - 1)
		m->role[__builtin_ctz(roles)] |= bit;
}

/* The first token that is wanted, or 0. */
static inline size_t
roles_first(struct roles_walk *w, const struct roles *r, struct roles_want want)
{
	w->r = r;
	w->want = want;
	return roles_load(w, 0);
}

/* The first behind token I that is wanted, or 0. */
static inline size_t
roles_next(struct roles_walk *w, size_t i)
{
	uint64_t left;

	i++;
	if (i / ROLES_SPAN != w->at)
		return roles_load(w, i);
	left = w->bits & ~(uint64_t)0 << i % ROLES_SPAN;
	if (left == 0)
		return roles_load(w, (w->at + 1) * ROLES_SPAN);
	return w->at * ROLES_SPAN + (size_t)__builtin_ctzll(left);
}

#endif
