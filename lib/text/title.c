#include "lib/text/title.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/text/statement.h"

enum { MOST = 16 << 20 /* bytes of a codebook */ };

struct title {
	struct slice in[TITLE_LANGS];
};

/* The title of theme ID, made if there is none. */
static struct title *
enter(struct titles *t, struct slice id)
{
	bool isnew;
	size_t i = set_add(&t->ids, id, &isnew);

	if (i >= t->cap) {
		t->cap = t->cap ? t->cap * 2 : 32;
		t->title = xrealloc(t->title, t->cap, sizeof(*t->title));
	}
	if (isnew)
		t->title[i] = (struct title){ 0 };
	return &t->title[i];
}

/* The id in "[theme id]", empty if S is another heading. */
static struct slice
theme_of(struct slice s)
{
	struct slice rest = { s.p + 1, s.n - 1 };

	if (rest.n == 0 || rest.p[rest.n - 1] != ']')
		return (struct slice){ NULL, 0 };
	rest.n--;
	rest = slice_trim(rest);
	if (!slice_eq(statement_word(&rest), SLICE("theme")))
		return (struct slice){ NULL, 0 };
	return rest;
}

static void
keep(struct titles *t, struct title *of, struct slice rest)
{
	static const struct slice name[TITLE_LANGS] = { { "nl", 2 },
		{ "en", 2 } };
	struct slice lang = statement_word(&rest);

	for (int i = 0; i < TITLE_LANGS; i++)
		if (slice_eq(lang, name[i]) && of->in[i].n == 0)
			of->in[i] = arena_copy(&t->mem, rest);
}

/* Take in statement S; AT is the theme it stands under, or NULL. */
static struct title *
take(struct titles *t, struct title *at, struct slice s)
{
	struct slice id;

	if (s.p[0] == '[') {
		id = theme_of(s);
		return id.n ? enter(t, id) : NULL;
	}
	if (at != NULL && slice_eq(statement_word(&s), SLICE("title")))
		keep(t, at, s);
	return at;
}

void
titles_builtin(struct titles *t)
{
	struct title *at = NULL;

	for (const char *const *line = titles_lines; *line != NULL; line++)
		at = take(t, at, slice_of(*line));
}

const char *
titles_read(struct titles *t, struct slice text)
{
	struct title *at = NULL;
	struct statement s;
	struct slice word;
	const char *why;
	unsigned line;
	bool sound;

	why = statement_refuse(text, &line);
	if (why != NULL)
		return why;
	statement_open(&s, text);
	sound = statement_next(&s);
	if (sound) {
		word = s.text;
		sound = slice_eq(statement_word(&word), SLICE("codebook"));
	}
	while (sound && statement_next(&s))
		at = take(t, at, s.text);
	statement_close(&s);
	return sound ? NULL : "no codebook";
}

static const char *
read_file(struct buf *text, FILE *f)
{
	size_t n;

	do {
		buf_reserve(text, BUFSIZ);
		n = fread(text->s + text->len, 1, BUFSIZ, f);
		text->len += n;
	} while (n > 0 && text->len <= MOST);
	if (ferror(f))
		return strerror(errno);
	return text->len > MOST ? "too large" : NULL;
}

const char *
titles_load(struct titles *t, const char *name)
{
	struct buf text = { 0 };
	const char *why;
	FILE *f;

	if (strcmp(name, "none") == 0)
		return NULL;
	if (strcmp(name, "nl") == 0 || strcmp(name, "en") == 0) {
		titles_builtin(t);
		return NULL;
	}
	f = fopen(name, "rb");
	if (f == NULL)
		return strerror(errno);
	why = read_file(&text, f);
	fclose(f);
	if (why == NULL)
		why = titles_read(t, buf_slice(&text));
	buf_release(&text);
	return why;
}

struct slice
title_of(const struct titles *t, struct slice id, enum title_lang lang)
{
	ptrdiff_t i = set_find(&t->ids, id);
	const struct title *of;

	if (i == SET_NONE)
		return id;
	of = &t->title[i];
	if (of->in[lang].n)
		return of->in[lang];
	lang = lang == TITLE_NL ? TITLE_EN : TITLE_NL;
	if (of->in[lang].n)
		return of->in[lang];
	return id;
}

void
titles_release(struct titles *t)
{
	set_release(&t->ids);
	free(t->title);
	arena_release(&t->mem);
	*t = (struct titles){ 0 };
}
