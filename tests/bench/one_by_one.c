/*
 * one_by_one - the cues of a codebook, each sought by PCRE2 in turn
 *
 *	one_by_one BOOK LIMIT <signals
 *
 * What sig-classify is measured against: the same cues as expressions, run
 * over the text of the first LIMIT signals.  Prints how many were found; with
 * a LIMIT of "-" only the expressions, for other programs.
 */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/xalloc.h"
#include "lib/line/rec.h"
#include "lib/text/fold.h"
#include "lib/text/pcre.h"
#include "tests/bench/book.h"
#include "tests/unit/ways.h"

/* The cue as one expression; the third side and on are left out. */
static void
put_expression(struct buf *b, const struct codebook *book, const struct expr *e)
{
	put_ways(b, book, &e->term[0]);
	if (e->n == 1 || e->term[1].op == EXPR_UNLESS)
		return;
	buf_printf(b, "[^.!?]{0,%d}", e->term[1].within);
	put_ways(b, book, &e->term[1]);
	if (e->term[1].op != EXPR_NEAR)
		return;
	buf_putc(b, '|');
	put_ways(b, book, &e->term[1]);
	buf_printf(b, "[^.!?]{0,%d}", e->term[1].within);
	put_ways(b, book, &e->term[0]);
}

static struct pcre *
expression(const struct codebook *book, const struct expr *e)
{
	struct buf b = { 0 };
	struct buf why = { 0 };
	struct pcre *p;

	/* A comment that is not of ASCII: with Unicode, whatever the text. */
	buf_puts(&b, "(?#\xe4\xb8\x80)");
	put_expression(&b, book, e);
	p = pcre_new(buf_slice(&b), &why);
	if (p == NULL)
		errx(2, "%.*s", (int)why.len, why.s);
	buf_release(&b);
	buf_release(&why);
	return p;
}

static int
print_all(const struct codebook *book)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < book->cues; i++) {
		buf_reset(&b);
		put_expression(&b, book, &book->cue[i].e);
		printf("%.*s\n", (int)b.len, b.s);
	}
	buf_release(&b);
	return 0;
}

int
main(int argc, char *argv[])
{
	struct pcre_state *st = pcre_state_new();
	struct codebook book = { 0 };
	struct buf why = { 0 };
	struct fold f = { 0 };
	struct rec r = { 0 };
	struct pcre_match m;
	struct pcre **re;
	char *line = NULL;
	size_t cap = 0;
	size_t found = 0;
	long limit;
	ssize_t n;

	if (argc != 3 || !load_book(&book, argv[1], &why))
		errx(2, "usage: one_by_one book limit <signals");
	if (strcmp(argv[2], "-") == 0)
		return print_all(&book);
	limit = strtol(argv[2], NULL, 10);
	re = xcalloc(book.cues, sizeof(struct pcre *));
	for (size_t i = 0; i < book.cues; i++)
		re[i] = expression(&book, &book.cue[i].e);
	while (limit-- > 0 && (n = getline(&line, &cap, stdin)) > 0) {
		if (rec_parse(&r, (struct slice){ line, (size_t)n - 1 }))
			continue;
		fold_text(&f, rec_text(&r, F_TEXT), book.fold | FOLD_MASK);
		for (size_t i = 0; i < book.cues; i++)
			found += pcre_find(re[i], st, fold_slice(&f), 0, &m) ==
			    1;
	}
	printf("%zu\n", found);
	return 0;
}
