/*
 * slice - a borrowed run of bytes
 *
 * A slice owns nothing and need not end in NUL: it is valid as long as the
 * line, buffer or arena it points into, and is passed by value.
 */
#ifndef BASE_SLICE_H
#define BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct slice {
	const char *p;
	size_t n;
};

#define SLICE(lit) ((struct slice){ (lit), sizeof(lit) - 1 })

/* The bytes of the string S, without its NUL. */
static inline struct slice
slice_of(const char *s)
{
	return (struct slice){ s, strlen(s) };
}

static inline bool
slice_eq(struct slice a, struct slice b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* Less than, equal to or greater than 0, as A sorts before or after B. */
static inline int
slice_cmp(struct slice a, struct slice b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;

	return c ? c : (a.n > b.n) - (a.n < b.n);
}

static inline bool
slice_starts(struct slice s, struct slice head)
{
	return s.n >= head.n && memcmp(s.p, head.p, head.n) == 0;
}

static inline bool
slice_ends(struct slice s, struct slice tail)
{
	return s.n >= tail.n &&
	    (tail.n == 0 || memcmp(s.p + s.n - tail.n, tail.p, tail.n) == 0);
}

/* Is S one of VALUES, of which the last is NULL? */
static inline bool
slice_among(struct slice s, const char *const *values)
{
	for (; *values != NULL; values++)
		if (slice_eq(s, slice_of(*values)))
			return true;
	return false;
}

/* Cut the bytes before the first SEP off REST, into HEAD; false if no SEP. */
static inline bool
slice_cut(struct slice *rest, char sep, struct slice *head)
{
	const char *at;

	at = rest->n ? memchr(rest->p, sep, rest->n) : NULL;
	if (at == NULL)
		return false;
	head->p = rest->p;
	head->n = (size_t)(at - rest->p);
	rest->p += head->n + 1;
	rest->n -= head->n + 1;
	return true;
}

/* A space, tab, CR or LF? */
static inline bool
slice_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* S without the blanks (space, tab, CR, LF) at its ends. */
static inline struct slice
slice_trim(struct slice s)
{
	while (s.n > 0 && slice_blank(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n > 0 && slice_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

#endif
