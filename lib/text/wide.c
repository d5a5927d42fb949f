#include "lib/text/wide.h"

#define MORE "\\p{Mn}\\p{Pc}"
#define IN "[\\w" MORE "]"
/* All other categories. */
#define OTHER                                                                 \
	"\\p{C}\\p{Z}\\p{S}\\p{Mc}\\p{Me}\\p{Pd}\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}" \
	"\\p{Po}"

static bool
begins(struct slice s, const char *with)
{
	return slice_starts(s, slice_of(with));
}

/* Move N bytes of REST to TO. */
static void
move(struct buf *to, struct slice *rest, size_t n)
{
	if (n > rest->n)
		n = rest->n;
	buf_put(to, (struct slice){ rest->p, n });
	rest->p += n;
	rest->n -= n;
}

/* Move REST up to and with END, or all. */
static void
move_past(struct buf *to, struct slice *rest, const char *end)
{
	while (rest->n > 0 && !begins(*rest, end))
		move(to, rest, 1);
	move(to, rest, strlen(end));
}

/* What the escape of C outside a class is to be; NULL if it is all right. */
static const char *
wider(char c)
{
	switch (c) {
	case 'w':
		return IN;
	case 'W':
		return "[^\\w" MORE "]";
	case 'b':
		return "(?:(?<=" IN ")(?!" IN ")|(?<!" IN ")(?=" IN "))";
	case 'B':
		return "(?:(?<=" IN ")(?=" IN ")|(?<!" IN ")(?!" IN "))";
	default:
		return NULL;
	}
}

/* The same in a class. */
static const char *
wider_in_class(char c)
{
	return c == 'w' ? "\\w" MORE : c == 'W' ? OTHER : NULL;
}

/* An escape, with which REST begins. */
static bool
escape(struct buf *to, struct slice *rest, const char *(*as)(char))
{
	char c = rest->n > 1 ? rest->p[1] : '\0';
	const char *wide = as(c);

	if (wide != NULL) {
		buf_puts(to, wide);
		rest->p += 2;
		rest->n -= 2;
		return true;
	}
	if (c == 'Q')
		move_past(to, rest, "\\E");
	else
		move(to, rest, c == 'c' ? 3 : 2);
	return false;
}

/* A class in brackets, with which REST begins. */
static bool class(struct buf *to, struct slice *rest)
{
	bool changed = false;
	bool word;

	move(to, rest, begins(*rest, "[^") ? 2 : 1);
	if (begins(*rest, "]"))
		move(to, rest, 1);
	while (rest->n > 0 && rest->p[0] != ']') {
		if (rest->p[0] == '\\') {
			changed |= escape(to, rest, wider_in_class);
		} else if (begins(*rest, "[:^word:]")) {
			buf_puts(to, OTHER);
			rest->p += 9;
			rest->n -= 9;
			changed = true;
		} else if (begins(*rest, "[:")) {
			word = begins(*rest, "[:word:]");
			move_past(to, rest, ":]");
			if (word)
				buf_puts(to, MORE);
			changed |= word;
		} else
			move(to, rest, 1);
	}
	move(to, rest, 1);
	return changed;
}

bool
wide_words(struct buf *to, struct slice expr)
{
	bool changed = false;

	buf_reset(to);
	while (expr.n > 0) {
		if (expr.p[0] == '\\')
			changed |= escape(to, &expr, wider);
		else if (expr.p[0] == '[')
			changed |= class(to, &expr);
		else if (begins(expr, "(?#"))
			move_past(to, &expr, ")");
		else
			move(to, &expr, 1);
	}
	return changed;
}
