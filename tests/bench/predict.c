/*
 * predict - how fast a model judges texts
 *
 *	predict MODEL <signals
 *
 * Judges every text once (cold), then again for two seconds (warm), then
 * once with next to nothing kept of words seen before (plain), on one core;
 * prints megabytes of text a CPU second of each, and texts a second warm.
 * The three must give the same bits: status 1 if they do not.
 */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "lib/base/xalloc.h"
#include "lib/classify/opinion.h"

struct texts {
	struct buf all;
	size_t *end;
	size_t n;
};

static void
read_texts(struct texts *t)
{
	struct rec r = { 0 };
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;

	while ((n = getline(&line, &cap, stdin)) > 0) {
		if (rec_parse(&r, (struct slice){ line, (size_t)n - 1 }))
			continue;
		buf_put(&t->all, rec_text(&r, F_SUBJECT));
		buf_putc(&t->all, '\n');
		buf_put(&t->all, rec_text(&r, F_TEXT));
		t->end = xrealloc(t->end, t->n + 1, sizeof(*t->end));
		t->end[t->n++] = t->all.len;
	}
	free(line);
	rec_release(&r);
}

/* Judge all texts; returns the bits of the answers, added up in order. */
static uint64_t
judge(const struct learned *m, struct model_state *st, const struct texts *t)
{
	uint64_t sum = 0;
	uint64_t bits;
	size_t from = 0;

	for (size_t i = 0; i < t->n; i++) {
		model_judge(m, st,
		    (struct slice){ t->all.s + from, t->end[i] - from });
		memcpy(&bits, &st->p[st->best], sizeof(bits));
		sum = sum * 31 + bits + st->best;
		from = t->end[i];
	}
	return sum;
}

static double
seconds(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}

int
main(int argc, char *argv[])
{
	struct learned m;
	struct texts t = { 0 };
	struct model_state st = { 0 };
	struct model_state plain = { 0 };
	const char *why;
	double at, cold, warm, slow;
	uint64_t want;
	int rounds = 0;
	bool same;

	if (argc != 2)
		errx(2, "usage: predict model <signals");
	why = opinion_read(&m, argv[1]);
	if (why != NULL)
		errx(2, "%s: %s", argv[1], why);
	read_texts(&t);
	at = seconds();
	want = judge(&m, &st, &t);
	cold = seconds() - at;
	at = seconds();
	for (same = true; seconds() - at < 2; rounds++)
		same = judge(&m, &st, &t) == want && same;
	warm = (seconds() - at) / rounds;
	memo_open(&plain.memo, &m, 0);
	at = seconds();
	same = judge(&m, &plain, &t) == want && same;
	slow = seconds() - at;
	printf("%zu\t%zu\t%.1f\t%.1f\t%.1f\t%.0f\n", m.labels, t.n,
	    (double)t.all.len / slow / 1e6, (double)t.all.len / cold / 1e6,
	    (double)t.all.len / warm / 1e6, (double)t.n / warm);
	return same ? 0 : 1;
}
