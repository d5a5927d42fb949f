#include "lib/classify/corrections.h"

#include <stdlib.h>

#include "lib/base/utf8.h"
#include "lib/base/xalloc.h"
#include "lib/classify/load.h"

static void
add(struct corrections *c, struct slice id, struct slice themes, unsigned line)
{
	size_t i = set_add(&c->ids, id, NULL);

	if (i >= c->cap) {
		c->cap = c->cap ? c->cap * 2 : 64;
		c->themes = xrealloc(c->themes, c->cap, sizeof(*c->themes));
		c->line = xrealloc(c->line, c->cap, sizeof(*c->line));
	}
	c->line[i] = line;
	c->themes[i] = arena_copy(&c->mem, themes);
}

/* S without blanks, and without the quotes of a spreadsheet, around it. */
static struct slice
bare(struct slice s)
{
	s = slice_trim(s);
	if (s.n >= 2 && s.p[0] == '"' && s.p[s.n - 1] == '"')
		s = slice_trim((struct slice){ s.p + 1, s.n - 2 });
	return s;
}

/* Take in LINE, the NUMBERth; NULL or what is wrong with it. */
static const char *
take(struct corrections *c, struct slice line, unsigned number)
{
	struct slice rest = slice_trim(line);
	struct slice id;
	size_t n = 0;

	if (rest.n == 0 || rest.p[0] == '#')
		return NULL;
	if (utf8_valid(rest) < rest.n)
		return "not UTF-8";
	while (n < rest.n && memchr("\t,;", rest.p[n], 3) == NULL)
		n++;
	if (n == rest.n)
		return "a correction is written as: id,theme";
	id = bare((struct slice){ rest.p, n });
	rest = bare((struct slice){ rest.p + n + 1, rest.n - n - 1 });
	if (number == 1 && slice_eq(id, SLICE("id")) &&
	    slice_eq(rest, SLICE("theme")))
		return NULL;
	if (id.n == 0 || rest.n == 0)
		return "a correction is written as: id,theme";
	add(c, id, rest, number);
	return NULL;
}

bool
corrections_read(struct corrections *c, const char *path, struct buf *why)
{
	struct buf text = { 0 };
	const char *reason = load_file(path, SIZE_MAX / 2, &text);
	struct slice rest = utf8_unmarked(buf_slice(&text));
	struct slice line;
	bool sound = reason == NULL;
	unsigned number = 0;

	if (!sound)
		buf_printf(why, "%s: %s\n", path, reason);
	while (rest.n && sound) {
		if (!slice_cut(&rest, '\n', &line)) {
			line = rest;
			rest.n = 0;
		}
		reason = take(c, line, ++number);
		if (reason != NULL)
			buf_printf(why, "%s:%u: %s\n", path, number, reason);
		sound = reason == NULL;
	}
	buf_release(&text);
	return sound;
}

static int
by_bytes(const void *a, const void *b)
{
	return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

size_t
corrections_find(const struct corrections *c, struct slice id,
    struct slice to[CORRECTIONS_MOST])
{
	ptrdiff_t i = c->ids.len ? set_find(&c->ids, id) : SET_NONE;
	struct slice rest;
	size_t n = 0;

	if (i == SET_NONE)
		return 0;
	rest = c->themes[i];
	while (rest.n && n < CORRECTIONS_MOST) {
		if (!slice_cut(&rest, ' ', &to[n])) {
			to[n] = rest;
			rest.n = 0;
		}
		n += to[n].n > 0;
	}
	qsort(to, n, sizeof(*to), by_bytes);
	return n;
}

void
corrections_check(const struct corrections *c, const char *path,
    bool (*has)(const void *books, struct slice theme), const void *books,
    struct buf *why)
{
	struct slice theme[CORRECTIONS_MOST];
	size_t n;

	for (size_t i = 0; i < c->ids.len; i++) {
		n = corrections_find(c, set_key(&c->ids, i), theme);
		for (size_t k = 0; k < n; k++) {
			if (has(books, theme[k]))
				continue;
			buf_printf(why, "%s:%u: no codebook has theme ", path,
			    c->line[i]);
			buf_put(why, theme[k]);
			buf_putc(why, '\n');
		}
	}
}

void
corrections_release(struct corrections *c)
{
	set_release(&c->ids);
	arena_release(&c->mem);
	free(c->themes);
	free(c->line);
	*c = (struct corrections){ 0 };
}
