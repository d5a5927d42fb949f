/*
 * test_matcher - the cues found are those that PCRE2 finds one by one
 *
 *	test_matcher [cues [texts]]
 *
 * Cues and texts are made of the same words by a generator with a fixed
 * start, so that most cues are found somewhere.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/hash.h"
#include "lib/base/utf8.h"
#include "lib/base/xalloc.h"
#include "lib/classify/matcher.h"
#include "lib/text/fold.h"
#include "lib/text/pcre.h"

static const char *const words[] = { "brief", "brieven", "wacht", "wachten",
	"wachttijd", "ik", "niet", "geen", "nooit", "bezwaar", "uitkering",
	"toeslag", "huur", "huurtoeslag", "terug", "teruggebeld", "gebeld",
	"ge\xc3\xafnformeerd", "geinformeerd",
	"re\xc3\xab"
	"el",
	"\xc3\xa9\xc3\xa9n", "een", "e-mail", "z'n", "z\xe2\x80\x99n", "UWV",
	"DigiD", "K\xc4\xb0S",
	"\xe2\x84\xaa"
	"as",
	"kas", "\xc5\xbfoos", "soos", "112", "2e", "aan", "de", "lijn", "in",
	"[PERSOON-1]", "[BSN:ab1]",
	"stra\xc3\x9f"
	"e",
	"STRASSE", "\xce\xa3\xce\xaf\xcf\x83", "\xd0\xb9od",
	"na\xcc\x88"
	"me",
	"toe\xc2\xadslag", "\xc4\xb3s", "ijs", "heel_lang", "a", "zo" };
static const char *const gaps[] = { " ", " ", " ", " ", " ", "  ", "\n",
	" \n \n", ". ", "! ", ", ", ".", "\xc2\xa0", "-", "\t", "" };

enum {
	WORDS = sizeof(words) / sizeof(*words),
	GAPS = sizeof(gaps) / sizeof(*gaps)
};

static uint64_t state = 20261123;

static unsigned
roll(unsigned n)
{
	state += 0x9e3779b97f4a7c15u;
	return (unsigned)(hash_mix(state) % n);
}

static const char *
word(void)
{
	return words[roll(WORDS)];
}

static void
make_text(struct buf *b)
{
	unsigned n = roll(60);

	buf_reset(b);
	while (n-- > 0) {
		buf_puts(b, word());
		buf_puts(b, gaps[roll(GAPS)]);
	}
}

/* A word of a phrase that has a part of two letters. */
static void
put_word(struct buf *b)
{
	struct slice w;

	do
		w = slice_of(word());
	while (w.p[0] == '[' || w.p[0] == 'z' || w.n < 2);
	switch (roll(8)) {
	case 0:
		buf_putc(b, '*');
		buf_put(b, w);
		break;
	case 1:
		buf_put(b, w);
		buf_putc(b, '*');
		break;
	case 2:
		buf_putc(b, '*');
		buf_put(b, w);
		buf_putc(b, '*');
		break;
	default:
		buf_put(b, w);
	}
}

static void
put_side(struct buf *b)
{
	for (unsigned n = 1 + roll(3);; n--) {
		put_word(b);
		if (roll(3) == 0) {
			buf_putc(b, ' ');
			put_word(b);
		}
		if (n == 1)
			break;
		buf_puts(b, " | ");
	}
}

static void
put_expression(struct buf *b)
{
	const char *x = word();
	const char *y = word();

	while (x[0] == '[')
		x = word();
	while (y[0] == '[')
		y = word();
	switch (roll(9)) {
	case 0:
		buf_printf(b, "\\b%s\\W+(?:\\w+\\W+){0,3}%s\\b", x, y);
		break;
	case 1:
		buf_printf(b, "\\w*%s\\w*", x);
		break;
	case 2:
		buf_printf(b, "(?<=%s\\s)%s", x, y);
		break;
	case 3:
		buf_printf(b, "%s(?!\\s+%s)", x, y);
		break;
	case 4:
		buf_printf(b, "\\b(?:%s|%s)(?:en|s)?\\b", x, y);
		break;
	case 5:
		buf_printf(b,
		    "[a\xc3\xa4"
		    "b]%s|%s{1,2}[.!]",
		    x, y);
		break;
	case 6:
		buf_printf(b, "(?i:%s)+\\s*(%s)?", x, y);
		break;
	case 7:
		buf_printf(b, "(?:\\w+\\s%s|%s)\\d?", x, y);
		break;
	default:
		buf_printf(b, "(?-i)%s(?:\\W|$)", x);
	}
}

/* One cue: its expression, and as PCRE2 has it. */
static void
make_cue(struct buf *cue)
{
	static const char *const ops[] = { " NEAR/", " THEN/" };

	buf_reset(cue);
	if (roll(3) == 0) {
		buf_putc(cue, '/');
		put_expression(cue);
		buf_putc(cue, '/');
	} else {
		put_side(cue);
		if (roll(2) == 0) {
			buf_puts(cue, ops[roll(2)]);
			buf_put_u64(cue, roll(40));
			buf_putc(cue, ' ');
			put_side(cue);
		}
	}
}

static void
put_ways(struct buf *b, const struct codebook *book, const struct expr_term *t)
{
	struct slice key;

	buf_puts(b, "(?:");
	for (size_t i = 0; i < t->n; i++) {
		key = set_key(&book->atoms, t->atom[i]);
		if (i)
			buf_putc(b, '|');
		if (key.p[0] == '/')
			buf_put(b, (struct slice){ key.p + 1, key.n - 1 });
		else
			atom_regex(b, key);
	}
	buf_putc(b, ')');
}

static struct pcre *
one_by_one(const struct codebook *book, const struct expr *e)
{
	static const char gap[] = "(?s:(?![.!?](?:[ \\t-\\r]|\\z)|"
				  "\\n[ \\t-\\r]*\\n).){0,";
	struct buf b = { 0 };
	struct buf why = { 0 };
	struct fold f = { 0 };
	struct pcre *p;

	put_ways(&b, book, &e->term[0]);
	if (e->n > 1) {
		buf_printf(&b, "%s%d}", gap, e->term[1].within);
		put_ways(&b, book, &e->term[1]);
		if (e->term[1].op == EXPR_NEAR) {
			buf_putc(&b, '|');
			put_ways(&b, book, &e->term[1]);
			buf_printf(&b, "%s%d}", gap, e->term[1].within);
			put_ways(&b, book, &e->term[0]);
		}
	}
	fold_text(&f, buf_slice(&b), book->fold);
	p = pcre_new(fold_slice(&f), &why);
	if (p == NULL)
		printf("%.*s: %.*s\n", (int)f.b.len, f.b.s, (int)why.len,
		    why.s);
	fold_release(&f);
	buf_release(&b);
	buf_release(&why);
	return p;
}

static int
differs(const struct codebook *book, size_t i, struct slice text,
    const char *how)
{
	printf("marks %s: cue %.*s (line %u) %s in:\n%.*s\n",
	    book->fold ? "fold" : "keep", (int)book->cue[i].id.n,
	    book->cue[i].id.p, book->cue[i].line, how, (int)text.n, text.p);
	return 1;
}

/* A cue was found at GOT, or 0; PCRE2, if it found it, did so at WANT. */
static const char *
verdict(bool found, uint32_t got, size_t want)
{
	if (found && got == 0)
		return "is missed";
	if (!found && got != 0)
		return "is not there";
	return found && got != want ? "is elsewhere" : NULL;
}

/* Compare on one text; what is wrong is said and counted. */
static int
compare(const struct codebook *book, struct matcher *m,
    struct matcher_state *st, struct pcre **re, struct pcre_state *ps,
    struct slice text, size_t *hits)
{
	struct fold f = { 0 };
	uint32_t *from = xcalloc(book->cues, sizeof(*from));
	struct pcre_match where = { 0 };
	const char *how;
	int bad = 0;
	int rc;

	fold_text(&f, text, book->fold | FOLD_MASK);
	matcher_scan(m, st, text);
	for (size_t i = 0; i < st->found_n; i++)
		from[st->found[i].cue] = st->found[i].at.from + 1;
	*hits += st->found_n;
	for (size_t i = 0; i < book->cues && bad < 5; i++) {
		rc = pcre_find(re[i], ps, fold_slice(&f), 0, &where);
		how = verdict(rc == 1, from[i],
		    book->cue[i].e.n == 1 ? fold_back(&f, where.from) + 1 :
					    from[i]);
		if (how != NULL)
			bad += differs(book, i, text, how);
	}
	fold_release(&f);
	free(from);
	return bad;
}

static int
run(const char *marks, unsigned cues, unsigned texts)
{
	struct pcre_state *ps = pcre_state_new();
	struct codebook book = { 0 };
	struct buf b = { 0 };
	struct buf cue = { 0 };
	struct buf why = { 0 };
	struct matcher_state *st;
	struct matcher *m;
	struct pcre **re;
	size_t hits = 0;
	int bad = 0;

	buf_printf(&b, "codebook random 1\nmarks %s\n[theme t]\n", marks);
	for (unsigned i = 0; i < cues; i++) {
		make_cue(&cue);
		buf_printf(&b, "cue c%u = ", i);
		buf_put(&b, buf_slice(&cue));
		buf_putc(&b, '\n');
	}
	codebook_read(&book, SLICE("random"), buf_slice(&b), &why);
	codebook_end(&book);
	m = matcher_new(&book, &why);
	if (why.len > 0 || m == NULL) {
		printf("%.*s", (int)why.len, why.s);
		return 1;
	}
	st = matcher_state_new(m);
	re = xcalloc(book.cues, sizeof(struct pcre *));
	for (size_t i = 0; i < book.cues; i++)
		if ((re[i] = one_by_one(&book, &book.cue[i].e)) == NULL)
			return 1;
	for (unsigned i = 0; i < texts && bad < 10; i++) {
		make_text(&b);
		bad += compare(&book, m, st, re, ps, buf_slice(&b), &hits);
	}
	printf("marks %s: %zu cues, %u texts, %zu hits, %d differ\n", marks,
	    book.cues, texts, hits, bad);
	for (size_t i = 0; i < book.cues; i++)
		pcre_free(re[i]);
	free(re);
	matcher_state_free(st);
	matcher_free(m);
	codebook_release(&book);
	pcre_state_free(ps);
	buf_release(&b);
	buf_release(&cue);
	buf_release(&why);
	return bad > 0 || hits < texts;
}

/* Every character equals its fold, to PCRE2, and so does nothing near it. */
static int
folds(void)
{
	struct pcre_state *ps = pcre_state_new();
	struct buf b = { 0 };
	struct buf why = { 0 };
	struct pcre_match where;
	struct pcre *p;
	int bad = 0;

	for (uint32_t c = 0x80; c < 0x1e944; c++) {
		if (fold_case(c) == c)
			continue;
		buf_reset(&b);
		buf_printf(&b, "^\\x{%x}$", (unsigned)c);
		p = pcre_new(buf_slice(&b), &why);
		buf_reset(&b);
		utf8_put(&b, fold_case(c));
		if (pcre_find(p, ps, buf_slice(&b), 0, &where) != 1) {
			printf("U+%04x is not its fold\n", (unsigned)c);
			bad = 1;
		}
		pcre_free(p);
	}
	pcre_state_free(ps);
	buf_release(&b);
	buf_release(&why);
	return bad;
}

int
main(int argc, char *argv[])
{
	unsigned cues = argc > 1 ? (unsigned)atoi(argv[1]) : 500;
	unsigned texts = argc > 2 ? (unsigned)atoi(argv[2]) : 300;
	int bad = folds();

	bad |= run("fold", cues, texts);
	bad |= run("keep", cues, texts);
	return bad;
}
