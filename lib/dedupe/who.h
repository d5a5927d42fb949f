/*
 * who - the one person behind several tokens
 *
 *	struct who w = { 0 };
 *
 *	p = who_tie(&w, token, n);
 *	for (t = p; t != WHO_NONE; t = who_next(&w, p, t))
 *		t is a token of that person
 *	who_release(&w);
 *
 * Tokens are numbers from 0, few of them unused.  Tokens on one line belong
 * to one person; a person is known by the token of theirs that was met first.
 * A token on which WHO_DESK others hang or fewer can be a person's; one more,
 * and it is a desk (a lawyer, a help desk, an office's own number): what it
 * tied is untied, and it ties nobody from then on.  Tokens that it meets first
 * on one line are one other, for a line may have many of one person: if each
 * counted, two records of thirteen would make a desk of all they share.
 * Nobody has more than WHO_MOST tokens: a tie that would make more is not
 * made; nor does a line tie that has more than WHO_LINE tokens.  So a line
 * costs at most a constant.
 */
#ifndef DEDUPE_WHO_H
#define DEDUPE_WHO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WHO_NONE UINT32_MAX

enum { WHO_DESK = 20, WHO_MOST = 256, WHO_LINE = 64 };

struct who_token;

struct who {
	struct who_token *token; /* private */
	size_t cap; /* private */
	uint32_t born; /* private: tokens met */
	uint32_t *line; /* private: lines that tie: how many tokens, these */
	size_t lines; /* private: numbers in line */
	size_t line_cap; /* private */
};

/*
 * Learn that the N tokens of TOKEN, each once, stand on one line.  Returns
 * the person, or WHO_NONE when all of them are desks or there are none.
 */
uint32_t who_tie(struct who *w, const uint32_t *token, size_t n);
/* The token of PERSON after T, or WHO_NONE after the last. */
uint32_t who_next(const struct who *w, uint32_t person, uint32_t t);
/* The person that token T belongs to now. */
uint32_t who_now(const struct who *w, uint32_t t);
void who_release(struct who *w);

#endif
