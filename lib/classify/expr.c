#include "lib/classify/expr.h"

#include "lib/base/num.h"
#include "lib/text/fold.h"
#include "lib/text/words.h"

enum { WORDS = 12 /* of a phrase */, SPELLED = 16 * EXPR_WAYS };

/* The side being read. */
struct side {
	const struct expr_reader *with;
	uint32_t atom[EXPR_WAYS];
	size_t n;
	size_t spelled; /* ways written out, equal ones too */
	struct slice word[WORDS];
	size_t words;
	struct buf phrase;
};

static bool
blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Cut the next word, or /expression/, off REST. */
static struct slice
cut(struct slice *rest)
{
	struct slice w;
	size_t n = 0;

	*rest = slice_trim(*rest);
	if (rest->n && rest->p[0] == '/')
		for (n = 1; n < rest->n &&
		     (rest->p[n] != '/' || rest->p[n - 1] == '\\' ||
			 (n + 1 < rest->n && !blank(rest->p[n + 1])));
		     n++)
			;
	while (n < rest->n && !blank(rest->p[n]))
		n++;
	w = (struct slice){ rest->p, n };
	rest->p += n;
	rest->n -= n;
	return w;
}

static const char *
keep(struct side *s, struct slice key)
{
	uint32_t atom;

	if (s->n == EXPR_WAYS || s->spelled++ == SPELLED)
		return "too many ways in one side";
	atom = (uint32_t)set_add(s->with->atoms, key, NULL);
	for (size_t i = 0; i < s->n; i++)
		if (s->atom[i] == atom)
			return NULL;
	s->atom[s->n++] = atom;
	return NULL;
}

/* Is PHRASE something that can be found? */
static const char *
sound(struct slice phrase)
{
	struct slice rest = phrase;
	struct word w;
	size_t longest = 0;

	while (words_next(&rest, &w))
		if (w.s.n > longest)
			longest = w.s.n;
	if (longest < 2)
		return "a way needs a word part of at least two letters";
	return NULL;
}

static const char *
keep_phrase(struct side *s)
{
	struct slice phrase = slice_trim(buf_slice(&s->phrase));
	struct fold f = { 0 };
	const char *why;

	fold_text(&f, phrase, FOLD_CASE | s->with->fold);
	why = sound(fold_slice(&f));
	if (why == NULL)
		why = keep(s, fold_slice(&f));
	fold_release(&f);
	return why;
}

static const char *spell(struct side *s, size_t i);

/* Add the fragment that word I names, each of its ways in turn. */
static const char *
spell_fragment(struct side *s, size_t i)
{
	struct slice name = { s->word[i].p + 1, s->word[i].n - 2 };
	ptrdiff_t k = set_find(s->with->names, name);
	const struct expr_term *t;
	size_t len = s->phrase.len;
	const char *why = NULL;
	struct slice way;

	if (k == SET_NONE)
		return "no such fragment above this line";
	t = &s->with->fragment[k].term[0];
	for (size_t w = 0; w < t->n && why == NULL; w++) {
		way = set_key(s->with->atoms, t->atom[w]);
		if (way.p[0] == '/' && s->words == 1) {
			why = keep(s, way);
			continue;
		}
		if (way.p[0] == '/')
			return "an expression cannot be part of a phrase";
		buf_put(&s->phrase, way);
		buf_putc(&s->phrase, ' ');
		why = spell(s, i + 1);
		s->phrase.len = len;
	}
	return why;
}

/* Add word I, of which AT is a tilde: joined, apart, or with a hyphen. */
static const char *
spell_joined(struct side *s, size_t i, const char *at)
{
	static const char *const by[] = { "", " ", "-" };
	struct slice word = s->word[i];
	struct slice head = { word.p, (size_t)(at - word.p) };
	struct slice tail = { at + 1, word.n - head.n - 1 };
	size_t len = s->phrase.len;
	const char *why = NULL;

	if (head.n == 0 || tail.n == 0)
		return "a tilde stands between two parts of a word";
	for (size_t k = 0; k < 3 && why == NULL; k++) {
		buf_put(&s->phrase, head);
		buf_puts(&s->phrase, by[k]);
		s->word[i] = tail;
		why = spell(s, i);
		s->phrase.len = len;
	}
	s->word[i] = word;
	return why;
}

/* Write word I and those after it behind the phrase, in every way. */
static const char *
spell(struct side *s, size_t i)
{
	struct slice w;
	const char *tilde;
	size_t len = s->phrase.len;
	const char *why;

	if (i == s->words)
		return keep_phrase(s);
	w = s->word[i];
	if (w.p[0] == '{' && w.n > 2 && w.p[w.n - 1] == '}')
		return spell_fragment(s, i);
	tilde = memchr(w.p, '~', w.n);
	if (tilde != NULL)
		return spell_joined(s, i, tilde);
	buf_put(&s->phrase, w);
	buf_putc(&s->phrase, ' ');
	why = spell(s, i + 1);
	s->phrase.len = len;
	return why;
}

/* The way that the words read make is complete. */
static const char *
end_way(struct side *s)
{
	struct slice w;
	const char *why;

	if (s->words == 0)
		return "a way is missing";
	w = s->word[0];
	if (w.p[0] == '/') {
		if (s->words > 1)
			return "an expression cannot be part of a phrase";
		if (w.n < 3 || w.p[w.n - 1] != '/')
			return "an expression ends with a slash and a blank";
		w.n--;
		s->words = 0;
		return keep(s, w);
	}
	s->phrase.len = 0;
	why = spell(s, 0);
	s->words = 0;
	return why;
}

/* What is wrong with W as a word of a phrase: it was meant for an operator. */
static const char *
slip(struct slice w)
{
	static const char *const op[] = { "near", "then", "unless" };
	static const char *const none[] = { "AND", "OR", "NOT", "&&", "||" };
	struct slice head = w;
	struct slice rest = w;
	struct fold f = { 0 };
	bool like = false;

	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		if (slice_eq(w, slice_of(none[i])))
			return "between sides stand NEAR, THEN or UNLESS, "
			       "between ways one bar";
	if (slice_cut(&rest, '/', &head)) {
		fold_text(&f, head, FOLD_CASE);
		for (size_t i = 0; i < sizeof(op) / sizeof(op[0]); i++)
			like |= slice_eq(fold_slice(&f), slice_of(op[i]));
		fold_release(&f);
	}
	if (like)
		return "an operator is in capitals, as in NEAR/45";
	if (w.p[0] != '/' && memchr(w.p, '|', w.n) != NULL)
		return "a bar stands between blanks";
	return NULL;
}

/* Is W an operator?  Then what it is goes to T. */
static bool
is_op(struct slice w, struct expr_term *t, const char **why)
{
	static const struct {
		struct slice name;
		int op;
	} ops[] = { { { "NEAR", 4 }, EXPR_NEAR }, { { "THEN", 4 }, EXPR_THEN },
		{ { "UNLESS", 6 }, EXPR_UNLESS } };
	struct slice head = w;
	struct slice rest = w;
	uint64_t n = 0;
	bool number = slice_cut(&rest, '/', &head);

	for (size_t i = 0; i < sizeof(ops) / sizeof(ops[0]); i++) {
		if (!slice_eq(head, ops[i].name))
			continue;
		*t = (struct expr_term){ .op = ops[i].op,
			.within = EXPR_WITHIN };
		if (number && (!num_u64(rest, &n) || n > EXPR_WITHIN))
			*why = "an operator takes a number up to 1000";
		else if (number)
			t->within = (int)n;
		else if (ops[i].op != EXPR_UNLESS)
			*why = "NEAR and THEN need a number, as in NEAR/45";
		return true;
	}
	return false;
}

static void
end_side(struct side *s, struct expr_term *t)
{
	s->spelled = 0;
	t->n = s->n;
	t->atom = arena_alloc(s->with->mem, (s->n + 1) * sizeof(*t->atom));
	memcpy(t->atom, s->atom, s->n * sizeof(*t->atom));
	s->n = 0;
}

/* Take in word W of an expression; the side being read is E's last. */
static const char *
take(struct expr *e, struct side *s, struct slice w)
{
	struct expr_term t;
	const char *why = NULL;

	if (slice_eq(w, SLICE("|")))
		return end_way(s);
	if (is_op(w, &t, &why)) {
		if (why == NULL)
			why = end_way(s);
		if (why == NULL && e->n == EXPR_TERMS)
			why = "a cue has at most five sides";
		if (why != NULL)
			return why;
		end_side(s, &e->term[e->n - 1]);
		e->term[e->n++] = t;
		return NULL;
	}
	if (s->words == WORDS)
		return "a phrase of more than 12 words";
	s->word[s->words++] = w;
	return slip(w);
}

const char *
expr_parse(struct expr *e, struct slice src, const struct expr_reader *with)
{
	struct side s = { .with = with };
	const char *why = NULL;
	struct slice w;

	*e = (struct expr){ .n = 1 };
	src = slice_trim(src);
	while (src.n && why == NULL) {
		w = cut(&src);
		why = take(e, &s, w);
		src = slice_trim(src);
	}
	if (why == NULL)
		why = end_way(&s);
	if (why == NULL)
		end_side(&s, &e->term[e->n - 1]);
	buf_release(&s.phrase);
	return why;
}
