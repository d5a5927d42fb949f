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
#include "lib/text/words.h"
#include "tests/unit/cues.h"

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

static struct pcre *
one_by_one(const struct codebook *book, const struct expr *e)
{
	static const char gap[] = "(?s:(?![.!?](?:[ \\t-\\r]|\\z)|"
				  "\\n[ \\t-\\r]*\\n).){0,";
	struct buf b = { 0 };
	struct buf why = { 0 };
	struct fold f = { 0 };
	struct pcre *p;

	buf_puts(&b, WITH_UNICODE);
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

/* What a book of CUES finds in TEXTS; how many hits there are goes to ALL. */
static int
run_book(const char *marks, unsigned cues, unsigned texts, size_t *all)
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
	*all += hits;
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
	return bad;
}

static int
run(const char *marks, unsigned cues, unsigned texts)
{
	size_t hits = 0;
	int bad = run_book(marks, cues, texts, &hits);

	printf("marks %s: %u cues, %u texts, %zu hits, %d differ\n", marks,
	    cues, texts, hits, bad);
	return bad > 0 || hits < texts;
}

/*
 * The same of many books with few cues: what one cue says of where a literal
 * may stand, others that have it take back.
 */
static int
run_few(void)
{
	size_t hits = 0;
	int bad = 0;

	for (int i = 0; i < 1000 && bad == 0; i++)
		bad += run_book(i % 2 ? "fold" : "keep", 3, 60, &hits);
	printf("books of 3 cues: %zu hits, %d differ\n", hits, bad);
	return bad > 0 || hits == 0;
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

/* What is in a word to us is so to PCRE2, whichever it is (of old scripts). */
static int
word_characters(void)
{
	struct pcre_state *ps = pcre_state_new();
	struct buf b = { 0 };
	struct buf why = { 0 };
	struct pcre_match where;
	struct pcre *p = pcre_new(SLICE("^\\w$"), &why);
	int bad = 0;

	for (uint32_t c = 1; c < 0x10000; c++) {
		if (c >= 0xd800 && c < 0xe000)
			continue;
		buf_reset(&b);
		utf8_put(&b, c);
		/* A newer PCRE2 knows letters that are new. */
		if (words_char(c) &&
		    pcre_find(p, ps, buf_slice(&b), 0, &where) != 1) {
			printf("U+%04x is in no word\n", (unsigned)c);
			bad = 1;
		}
	}
	pcre_free(p);
	pcre_state_free(ps);
	buf_release(&b);
	buf_release(&why);
	return bad;
}

/* An expression, and where it is found in a text. */
struct sought {
	const char *expr;
	size_t from;
	size_t to;
};

/* EXPR is found in TEXT at FROM to TO; nowhere if they are the same. */
static int
found_at(struct pcre_state *ps, const char *expr, const char *text, size_t from,
    size_t to)
{
	struct pcre_match where = { 0 };
	struct buf why = { 0 };
	struct pcre *p = pcre_new(slice_of(expr), &why);

	if (p != NULL)
		pcre_find(p, ps, slice_of(text), 0, &where);
	pcre_free(p);
	if (p != NULL && where.from == from && where.to == to)
		return 0;
	printf("%s in %s: at %zu-%zu %.*s\n", expr, text, where.from, where.to,
	    (int)why.len, why.s);
	buf_release(&why);
	return 1;
}

/* Marks and joining punctuation are of words, in every PCRE2. */
static int
marks_in_words(void)
{
	/* With a diaeresis and an undertie that stand by themselves. */
	static const char name[] = "na\xcc\x88me x\xe2\x80\xbfy";

	static const struct sought want[] = { { "\\w+", 0, 6 },
		{ "\\W+", 6, 7 }, { "x\\w+", 7, 12 }, { "\\bna\\b", 0, 0 },
		{ "\\bme", 0, 0 }, { "\\Bme\\b", 4, 6 }, { "[\\w-]+", 0, 6 },
		{ "[^\\w]", 6, 7 }, { "[\\W]+", 6, 7 }, { "[^\\W]+\\b", 0, 6 },
		{ "[[:word:]]+", 0, 6 }, { "[[:^word:]]+", 6, 7 },
		{ "(?#\\b)me(?!\\w)", 4, 6 }, { "\\Q\\w\\E", 0, 0 },
		{ "[]\\w]+", 0, 6 }, { "[[:alpha:]]+\\W", 4, 7 },
		{ "\\\\w|e\\b", 5, 6 }, { "(?<=\\Bm)e", 5, 6 } };
	struct pcre_state *ps = pcre_state_new();
	int bad = 0;

	for (size_t i = 0; i < sizeof(want) / sizeof(*want); i++)
		bad |= found_at(ps, want[i].expr, name, want[i].from,
		    want[i].to);
	pcre_state_free(ps);
	return bad;
}

/* In a text of ASCII the same is found without Unicode as with it. */
static int
plain_texts(void)
{
	static const char text[] = "Zo_n 2e BRIEF-kaart, \t k\\s: [x]\n\n$ab.";

	static const struct sought want[] = { { "\\b\\w+\\b", 0, 4 },
		{ "\\d\\w", 5, 7 }, { "brief\\b", 8, 13 },
		{ "\\Brief\\W", 9, 14 }, { "\\s{2,}", 20, 23 },
		{ "\xc3\xa9?brief", 8, 13 }, { "\xc3\xa9|kaart", 14, 19 },
		{ "[^\\x{e9}-\\x{eb}]+z", 0, 0 },
		{ "[\\x{1f600}k]aart", 14, 19 }, { "\\p{Lu}+(?=-)", 8, 13 },
		{ "[[:punct:]]k", 13, 15 }, { "(*UCP)\\$", 33, 34 },
		{ "(?-i)brief", 0, 0 }, { "\\R{2}", 31, 33 },
		{ "^\\$AB", 0, 0 }, { "(?m)^\\$AB", 33, 36 } };
	struct pcre_state *ps = pcre_state_new();
	int bad = 0;

	for (size_t i = 0; i < sizeof(want) / sizeof(*want); i++) {
		struct buf b = { 0 };

		bad |= found_at(ps, want[i].expr, text, want[i].from,
		    want[i].to);
		buf_puts(&b,
		    strncmp(want[i].expr, "(*", 2) ? WITH_UNICODE : "");
		buf_puts(&b, want[i].expr);
		bad |= found_at(ps, buf_cstr(&b), text, want[i].from,
		    want[i].to);
		buf_release(&b);
	}
	pcre_state_free(ps);
	return bad;
}

int
main(int argc, char *argv[])
{
	unsigned cues = argc > 1 ? (unsigned)atoi(argv[1]) : 500;
	unsigned texts = argc > 2 ? (unsigned)atoi(argv[2]) : 300;
	int bad = folds();

	bad |= word_characters();
	bad |= marks_in_words();
	bad |= plain_texts();
	bad |= run_few();
	bad |= run("fold", cues, texts);
	bad |= run("keep", cues, texts);
	return bad;
}
