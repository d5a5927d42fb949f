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

/* Take in LINE, the NUMBERth; NULL or what is wrong with it. */
static const char *
take(struct corrections *c, struct slice line, unsigned number)
{
	struct slice rest = slice_trim(line);
	struct slice id;

	if (rest.n == 0 || rest.p[0] == '#' ||
	    (number == 1 && slice_eq(rest, SLICE("id,theme"))))
		return NULL;
	if (utf8_valid(rest) < rest.n)
		return "not UTF-8";
	if (!slice_cut(&rest, '\t', &id) && !slice_cut(&rest, ',', &id))
		return "a correction is written as: id,theme";
	rest = slice_trim(rest);
	if (id.n == 0 || rest.n == 0)
		return "a correction is written as: id,theme";
	add(c, slice_trim(id), rest, number);
	return NULL;
}

bool
corrections_read(struct corrections *c, const char *path, struct buf *why)
{
	struct buf text = { 0 };
	const char *reason = load_file(path, SIZE_MAX / 2, &text);
	struct slice rest = buf_slice(&text);
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
