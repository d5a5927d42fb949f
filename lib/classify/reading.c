#include "lib/base/xalloc.h"
#include "lib/classify/codebook.h"
#include "lib/classify/section.h"
#include "lib/line/fields.h"
#include "lib/text/fold.h"
#include "lib/text/statement.h"

/* A file being read. */
struct reading {
	struct codebook *b;
	struct slice file;
	unsigned line;
	ptrdiff_t section; /* -1 before the first */
	bool named;
	bool tongued; /* its language is said */
	bool again; /* another has its name: no more is read */
	struct set fragments; /* that it has */
	struct buf *why;
	bool sound;
};

/* Say that the statement at hand is wrong for REASON, unless that is NULL. */
static void
wrong(struct reading *r, const char *reason)
{
	if (reason == NULL)
		return;
	buf_put(r->why, r->file);
	buf_putc(r->why, ':');
	buf_put_u64(r->why, r->line);
	buf_puts(r->why, ": ");
	buf_puts(r->why, reason);
	buf_putc(r->why, '\n');
	r->sound = false;
}

static struct slice
kept(struct reading *r, struct slice s)
{
	return arena_copy(&r->b->mem, s);
}

/* Find or make the section KIND ID. */
static void
enter(struct reading *r, int kind, struct slice id)
{
	struct codebook *b = r->b;
	struct buf key = { 0 };
	bool isnew;

	buf_puts(&key, section_name(kind));
	buf_putc(&key, ' ');
	buf_put(&key, id);
	r->section = (ptrdiff_t)set_add(&b->section_ids, buf_slice(&key),
	    &isnew);
	buf_release(&key);
	if (!isnew)
		return;
	if (b->sections == b->section_cap) {
		b->section_cap = b->section_cap ? b->section_cap * 2 : 32;
		b->section = xrealloc(b->section, b->section_cap,
		    sizeof(*b->section));
	}
	b->section[b->sections++] = (struct book_section){ .kind = kind,
		.id = kept(r, id) };
}

/* A line in brackets: [theme doorlooptijd]. */
static void
read_heading(struct reading *r, struct slice s)
{
	static const int field[SECTION_KINDS] = { F_NONE, F_FLAGS, F_KIND,
		F_URGENCY, F_SENTIMENT };
	struct slice word;
	int kind;

	if (s.p[s.n - 1] != ']') {
		wrong(r, "a heading lacks its last bracket");
		return;
	}
	s = slice_trim((struct slice){ s.p + 1, s.n - 2 });
	word = statement_word(&s);
	for (kind = 0; kind < SECTION_KINDS; kind++)
		if (slice_eq(word, slice_of(section_name(kind))))
			break;
	if (kind == SECTION_KINDS)
		wrong(r,
		    "a heading is of a theme, flag, kind, urgency or "
		    "sentiment");
	else if (!section_is_id(s))
		wrong(r,
		    "a heading needs an id of lower case letters, digits "
		    "and hyphens");
	else if (kind == SECTION_THEME && slice_eq(s, SLICE("onbepaald")))
		wrong(r, "onbepaald is what no theme was found in");
	else if (field[kind] != F_NONE && !field_allows(field[kind], s))
		wrong(r, section_values(field[kind]));
	else
		enter(r, kind, s);
}

/* What stands under a wrong heading is read all the same. */
static void
heading(struct reading *r, struct slice s)
{
	r->section = -1;
	read_heading(r, s);
	if (r->section < 0)
		enter(r, SECTION_THEME, SLICE("?"));
}

static bool
read_expr(struct reading *r, struct expr *e, struct slice src)
{
	struct codebook *b = r->b;
	const struct expr_reader with = { &b->atoms, &b->mem, &b->names,
		b->fragment, b->fold };
	const char *why = expr_parse(e, src, &with);

	wrong(r, why);
	return why == NULL;
}

/* "cue ID = EXPR", or "not" for an exclusion. */
static void
add_cue(struct reading *r, struct slice rest, bool exclude)
{
	struct codebook *b = r->b;
	struct book_cue c = { .section = (uint32_t)r->section,
		.exclude = exclude,
		.file = r->file,
		.line = r->line };
	struct slice id = statement_word(&rest);
	struct buf key = { 0 };
	bool isnew;

	if (!section_is_id(id) || rest.n == 0 || rest.p[0] != '=') {
		wrong(r, "a cue is written as: cue id = expression");
		return;
	}
	buf_put_u64(&key, c.section);
	buf_putc(&key, ':');
	buf_put(&key, id);
	c.id = kept(r, id);
	set_add(&b->cue_ids, buf_slice(&key), &isnew);
	buf_release(&key);
	rest.p++;
	rest.n--;
	if (!isnew)
		wrong(r,
		    "this section has a cue of that id, here or in a "
		    "codebook read earlier");
	else if (read_expr(r, &c.e, rest)) {
		if (b->cues == b->cue_cap) {
			b->cue_cap = b->cue_cap ? b->cue_cap * 2 : 256;
			b->cue = xrealloc(b->cue, b->cue_cap, sizeof(*b->cue));
		}
		b->cue[b->cues++] = c;
	}
}

static void
add_test(struct reading *r, struct slice text, bool must)
{
	struct codebook *b = r->b;

	if (text.n == 0) {
		wrong(r, "a sentence is missing");
		return;
	}
	if (b->tests == b->test_cap) {
		b->test_cap = b->test_cap ? b->test_cap * 2 : 256;
		b->test = xrealloc(b->test, b->test_cap, sizeof(*b->test));
	}
	b->test[b->tests++] = (struct book_test){ kept(r, text),
		(uint32_t)r->section, must, r->file, r->line };
}

static void
add_fragment(struct reading *r, struct slice rest)
{
	struct codebook *b = r->b;
	struct slice name = statement_word(&rest);
	struct expr e;
	size_t at;
	bool isnew;

	if (!section_is_id(name) || rest.n == 0 || rest.p[0] != '=') {
		wrong(r, "a fragment is written as: fragment id = ways");
		return;
	}
	rest.p++;
	rest.n--;
	if (!read_expr(r, &e, rest))
		return;
	if (e.n != 1) {
		wrong(r, "a fragment has one side");
		return;
	}
	set_add(&r->fragments, name, &isnew);
	if (!isnew) {
		wrong(r, "there is a fragment of that name");
		return;
	}
	at = set_add(&b->names, name, NULL);
	if (b->names.len > b->fragment_cap) {
		b->fragment_cap = b->fragment_cap ? b->fragment_cap * 2 : 32;
		b->fragment = xrealloc(b->fragment, b->fragment_cap,
		    sizeof(*b->fragment));
	}
	b->fragment[at] = e;
}

static void
set_marks(struct reading *r, struct slice rest)
{
	bool keep = slice_eq(rest, SLICE("keep"));

	if (!keep && !slice_eq(rest, SLICE("fold")))
		wrong(r, "marks are fold or keep");
	else if (r->b->atoms.len > 0 && keep != (r->b->fold == 0))
		wrong(r, "codebooks used together must agree on marks");
	else
		r->b->fold = keep ? 0 : FOLD_MARKS;
}

static void
set_name(struct reading *r, struct slice rest)
{
	struct slice name = statement_word(&rest);
	bool isnew;

	if (r->named || !section_is_id(name) || rest.n == 0 ||
	    memchr(rest.p, ' ', rest.n) != NULL) {
		wrong(r,
		    r->named ? "write once: codebook name version" :
			       "write two words, the first of lower case "
			       "letters, digits and hyphens: codebook name "
			       "version");
		r->named = true;
		return;
	}
	r->named = true;
	set_add(&r->b->books, name, &isnew);
	r->again = !isnew;
	if (r->again)
		wrong(r, "a codebook of this name was read before this one");
	if (r->b->by.len)
		buf_putc(&r->b->by, '+');
	buf_put(&r->b->by, name);
	buf_putc(&r->b->by, '@');
	buf_put(&r->b->by, rest);
}

/* The language itself is read by shelf.c, before the rest. */
static void
set_lang(struct reading *r, struct slice rest)
{
	if (r->tongued)
		wrong(r, "a codebook has one language");
	else if (!codebook_is_lang(rest))
		wrong(r, "a language is two letters, such as nl");
	r->tongued = true;
}

static void
for_reader(struct reading *r, struct slice rest)
{
	if (rest.n == 0)
		wrong(r, "nothing is said");
}

/* What is wrong with a statement WORD in a section. */
static const char *
stray(struct slice word)
{
	static const char *const head[] = { "codebook", "fragment", "lang",
		"marks", "uri" };

	for (size_t i = 0; i < sizeof(head) / sizeof(head[0]); i++)
		if (slice_eq(word, slice_of(head[i])))
			return "this stands before the first heading";
	return "no such statement in a section";
}

/* A statement before the first heading. */
static void
top(struct reading *r, struct slice word, struct slice rest)
{
	if (slice_eq(word, SLICE("codebook")))
		set_name(r, rest);
	else if (slice_eq(word, SLICE("marks")))
		set_marks(r, rest);
	else if (slice_eq(word, SLICE("lang")))
		set_lang(r, rest);
	else if (slice_eq(word, SLICE("fragment")))
		add_fragment(r, rest);
	else if (slice_eq(word, SLICE("uri")) || slice_eq(word, SLICE("title")))
		for_reader(r, rest);
	else
		wrong(r, "no such statement before the first heading");
}

/* A statement of a section. */
static void
inside(struct reading *r, struct slice word, struct slice rest)
{
	struct book_section *s = &r->b->section[r->section];
	struct arena *mem = &r->b->mem;

	if (slice_eq(word, SLICE("cue")))
		add_cue(r, rest, false);
	else if (slice_eq(word, SLICE("not")))
		add_cue(r, rest, true);
	else if (slice_eq(word, SLICE("yes")))
		add_test(r, rest, true);
	else if (slice_eq(word, SLICE("no")))
		add_test(r, rest, false);
	else if (slice_eq(word, SLICE("title")))
		wrong(r, section_title(s, rest, mem));
	else if (slice_eq(word, SLICE("level")))
		wrong(r, section_level(s, rest));
	else if (slice_eq(word, SLICE("norm")))
		wrong(r, section_norm(s, rest, mem));
	else if (slice_eq(word, SLICE("urgency")))
		wrong(r, section_value(&s->urgency, F_URGENCY, rest, mem));
	else if (slice_eq(word, SLICE("sentiment")))
		wrong(r, section_value(&s->sentiment, F_SENTIMENT, rest, mem));
	else
		wrong(r, stray(word));
}

static void
statement(struct reading *r, struct slice s)
{
	struct slice word;

	if (s.p[0] == '[') {
		heading(r, s);
		return;
	}
	word = statement_word(&s);
	if (!r->named && !slice_eq(word, SLICE("codebook"))) {
		wrong(r, "the first statement must be: codebook name version");
		r->named = true;
	} else if (r->section >= 0)
		inside(r, word, s);
	else
		top(r, word, s);
}

bool
codebook_read(struct codebook *b, struct slice file, struct slice text,
    struct buf *why)
{
	struct reading r = { .b = b,
		.line = 1,
		.section = -1,
		.why = why,
		.sound = true };
	struct statement s;
	const char *reason = statement_refuse(text, &r.line);

	r.file = kept(&r, file);
	if (b->sections == 0 && b->atoms.len == 0)
		b->fold = FOLD_MARKS;
	wrong(&r, reason);
	if (reason != NULL)
		text.n = 0;
	statement_open(&s, text);
	while (!r.again && statement_next(&s)) {
		r.line = s.line;
		statement(&r, s.text);
	}
	statement_close(&s);
	set_release(&r.fragments);
	if (!r.named && r.sound)
		wrong(&r, "no codebook");
	return r.sound;
}
