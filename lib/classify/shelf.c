#include "lib/classify/shelf.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/classify/load.h"
#include "lib/text/lang.h"

/*
 * The language of the codebook in TEXT: what follows `lang' in its head; none
 * if that is wrong, which is said when the codebook is read.
 */
static struct slice
lang_of(struct slice text)
{
	const struct slice none = { NULL, 0 };
	struct slice line;

	while (slice_cut(&text, '\n', &line)) {
		line = slice_trim(line);
		if (line.n && line.p[0] == '[')
			break;
		if (slice_starts(line, SLICE("lang ")) ||
		    slice_starts(line, SLICE("lang\t"))) {
			line = slice_trim(
			    (struct slice){ line.p + 5, line.n - 5 });
			return codebook_is_lang(line) ? line : none;
		}
	}
	return none;
}

/* Is A, as ISO 639-1 or as in nl-NL, the language of group G? */
static bool
is_lang(struct slice a, const struct shelf_group *g)
{
	if (a.n < 2 || g->lang[0] == '\0' || (a.n > 2 && a.p[2] != '-'))
		return false;
	return (a.p[0] | 0x20) == g->lang[0] && (a.p[1] | 0x20) == g->lang[1];
}

static size_t
find(const struct shelf *s, struct slice lang)
{
	size_t i = 0;

	while (i + 1 < s->n && !is_lang(lang, &s->group[i]))
		i++;
	return i;
}

/* A codebook that is read. */
struct volume {
	struct slice name;
	struct buf text;
	struct slice lang;
};

/* Make the groups: one for each language, in order, and the last. */
static bool
make_groups(struct shelf *s, const struct volume *v, size_t n)
{
	struct shelf_group *g;

	s->n = 1;
	for (size_t i = 0; i < n; i++) {
		if (v[i].lang.n == 0 || find(s, v[i].lang) + 1 < s->n)
			continue;
		if (s->n == SHELF_GROUPS)
			return false;
		g = &s->group[s->n++ - 1];
		g->lang[0] = (char)(v[i].lang.p[0] | 0x20);
		g->lang[1] = (char)(v[i].lang.p[1] | 0x20);
	}
	return true;
}

/* Read into G the volumes for it. */
static bool
fill(struct shelf_group *g, const struct volume *v, size_t n, struct buf *why)
{
	bool sound = true;

	for (size_t i = 0; i < n; i++)
		if (v[i].lang.n == 0 || is_lang(v[i].lang, g))
			sound = codebook_read(&g->book, v[i].name,
				    buf_slice(&v[i].text), why) &&
			    sound;
	codebook_end(&g->book);
	/* Also if it is not sound: to say what is wrong in expressions. */
	g->matcher = matcher_new(&g->book, why);
	return sound && g->matcher != NULL;
}

static bool
read_all(struct volume *v, const char *const *name, size_t n, struct buf *why)
{
	const char *reason;
	bool sound = true;

	for (size_t i = 0; i < n; i++) {
		v[i].name = slice_of(name[i]);
		reason = load_text(name[i], &v[i].text);
		v[i].lang = lang_of(buf_slice(&v[i].text));
		if (reason == NULL)
			continue;
		buf_printf(why, "%s: %s\n", name[i], reason);
		sound = false;
	}
	return sound;
}

/* Append to WHY the lines of MORE that it lacks. */
static void
add_new(struct buf *why, const struct buf *more)
{
	struct slice rest = buf_slice(more);
	struct slice there;
	struct slice line;
	struct slice old;
	bool isnew;

	while (slice_cut(&rest, '\n', &line)) {
		isnew = true;
		there = buf_slice(why);
		while (isnew && slice_cut(&there, '\n', &old))
			isnew = !slice_eq(old, line);
		if (!isnew)
			continue;
		buf_put(why, line);
		buf_putc(why, '\n');
	}
}

/* What is wrong in a codebook for all languages is said once. */
static bool
fill_all(struct shelf *s, const struct volume *v, size_t n, struct buf *why)
{
	struct buf more = { 0 };
	bool sound = true;

	for (size_t i = 0; i < s->n; i++) {
		buf_reset(&more);
		sound = fill(&s->group[i], v, n, &more) && sound;
		add_new(why, &more);
	}
	buf_release(&more);
	return sound;
}

bool
shelf_load(struct shelf *s, const char *const *name, size_t n, struct buf *why)
{
	struct volume *v = xcalloc(n + 1, sizeof(*v));
	const char **there = xcalloc(n + 1, sizeof(*there));
	size_t volumes = 0;
	bool sound;

	for (size_t i = 0; i < n; i++)
		if (strcmp(name[i], "none") != 0)
			there[volumes++] = name[i];
	sound = read_all(v, there, volumes, why);
	if (sound && !make_groups(s, v, volumes)) {
		buf_puts(why,
		    "the codebooks are in more than seven languages\n");
		sound = false;
	}
	sound = sound && fill_all(s, v, volumes, why);
	for (size_t i = 0; i < volumes; i++)
		buf_release(&v[i].text);
	free(v);
	free(there);
	return sound;
}

size_t
shelf_pick(const struct shelf *s, struct rec *r)
{
	static const int words[] = { F_TEXT, F_SUBJECT, F_WISH };
	enum lang_id id = LANG_UNSURE;

	if (s->n == 1)
		return 0;
	if (rec_has(r, F_LANG))
		return find(s, rec_text(r, F_LANG));
	for (size_t i = 0; i < 3 && id == LANG_UNSURE; i++)
		id = lang_guess(rec_text(r, words[i]));
	return id == LANG_UNSURE ? 0 : find(s, slice_of(lang_name(id)));
}

bool
shelf_has_theme(const void *shelf, struct slice id)
{
	const struct shelf *s = shelf;
	const struct codebook *b;

	if (slice_eq(id, SLICE("onbepaald")))
		return true;
	for (size_t i = 0; i < s->n; i++) {
		b = &s->group[i].book;
		for (size_t k = 0; k < b->sections; k++)
			if (b->section[k].kind == SECTION_THEME &&
			    slice_eq(b->section[k].id, id))
				return true;
	}
	return false;
}

void
shelf_release(struct shelf *s)
{
	for (size_t i = 0; i < s->n; i++) {
		matcher_free(s->group[i].matcher);
		codebook_release(&s->group[i].book);
	}
	*s = (struct shelf){ 0 };
}
