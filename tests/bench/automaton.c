/*
 * automaton - the prefilter beside an Aho-Corasick automaton
 *
 *	automaton BOOK <signals
 *
 * Looks for the literals that the cues of BOOK need in all texts, by the
 * prefilter of this build and by a plain Aho-Corasick automaton with all its
 * transitions (and bytes that no literal has taken together), three times
 * each; prints the literals, the states, and the best MB of text a CPU second
 * of both.  Status 1 if they do not find as many.
 */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "lib/base/xalloc.h"
#include "lib/classify/compiled.h"
#include "lib/line/rec.h"
#include "lib/text/fold.h"
#include "tests/bench/book.h"

struct automaton {
	uint8_t kind[256]; /* of byte; 0: in no literal */
	size_t kinds;
	size_t states;
	uint32_t *to; /* state x kinds */
	uint32_t *literal; /* by state: the one that ends here, from 1 */
	uint32_t *shorter; /* by state: the next that has one, by failing */
};

/* Room for all states that the literals of PF could need. */
static void
open_states(struct automaton *a, const struct prefilter *pf)
{
	size_t most = 1;
	struct slice s;

	a->kinds = 1;
	for (size_t i = 0; i < pf->literals.len; i++) {
		s = set_key(&pf->literals, i);
		most += s.n;
		for (size_t k = 0; k < s.n; k++)
			if (a->kind[(unsigned char)s.p[k]] == 0)
				a->kind[(unsigned char)s.p[k]] = (uint8_t)
								     a->kinds++;
	}
	a->to = xcalloc(most * a->kinds, sizeof(*a->to));
	a->literal = xcalloc(most, sizeof(*a->literal));
	a->shorter = xcalloc(most, sizeof(*a->shorter));
	a->states = 1;
}

static void
make_trie(struct automaton *a, const struct prefilter *pf)
{
	struct slice s;
	uint32_t *next;
	uint32_t at;

	for (size_t i = 0; i < pf->literals.len; i++) {
		s = set_key(&pf->literals, i);
		at = 0;
		for (size_t k = 0; k < s.n; k++) {
			next = &a->to[at * a->kinds +
			    a->kind[(unsigned char)s.p[k]]];
			if (*next == 0)
				*next = (uint32_t)a->states++;
			at = *next;
		}
		a->literal[at] = (uint32_t)i + 1;
	}
}

/* Breadth first: what no literal goes on with goes where its tail goes. */
static void
make_links(struct automaton *a)
{
	uint32_t *queue = xcalloc(a->states, sizeof(*queue));
	uint32_t *fail = xcalloc(a->states, sizeof(*fail));
	size_t n = 0;
	uint32_t s, t, f;

	for (size_t c = 1; c < a->kinds; c++)
		if (a->to[c] != 0)
			queue[n++] = a->to[c];
	for (size_t i = 0; i < n; i++) {
		s = queue[i];
		f = fail[s];
		a->shorter[s] = a->literal[f] ? f : a->shorter[f];
		for (size_t c = 1; c < a->kinds; c++) {
			t = a->to[s * a->kinds + c];
			if (t == 0) {
				a->to[s * a->kinds + c] =
				    a->to[f * a->kinds + c];
				continue;
			}
			fail[t] = a->to[f * a->kinds + c];
			queue[n++] = t;
		}
	}
	free(queue);
	free(fail);
}

static size_t
automaton_scan(const struct automaton *a, const struct prefilter *pf,
    struct slice s, struct prefilter_hits *hits)
{
	uint32_t at = 0;
	uint32_t end;
	size_t n;

	hits->n = 0;
	for (size_t i = 0; i < s.n; i++) {
		at = a->to[at * a->kinds + a->kind[(unsigned char)s.p[i]]];
		end = a->literal[at] ? at : a->shorter[at];
		for (; end != 0; end = a->shorter[end]) {
			n = set_key(&pf->literals, a->literal[end] - 1).n;
			prefilter_hit(pf, a->literal[end] - 1, s, i + 1 - n, n,
			    hits);
		}
	}
	return hits->n;
}

struct texts {
	struct buf all;
	size_t *end;
	size_t n;
};

static void
read_texts(struct texts *t)
{
	struct fold f = { 0 };
	struct rec r = { 0 };
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;

	while ((n = getline(&line, &cap, stdin)) > 0) {
		if (rec_parse(&r, (struct slice){ line, (size_t)n - 1 }))
			continue;
		fold_text(&f, rec_text(&r, F_TEXT), FOLD_CASE | FOLD_MARKS);
		buf_put(&t->all, fold_slice(&f));
		t->end = xrealloc(t->end, t->n + 1, sizeof(*t->end));
		t->end[t->n++] = t->all.len;
	}
	free(line);
	rec_release(&r);
	fold_release(&f);
}

/* Scan all texts, by A or, if it is NULL, by PF; the seconds in TOOK. */
static size_t
scan(const struct automaton *a, const struct prefilter *pf,
    const struct texts *t, struct prefilter_hits *hits, double *took)
{
	clock_t began = clock();
	struct slice s;
	size_t from = 0;
	size_t n = 0;
	double now;

	for (size_t i = 0; i < t->n; i++) {
		s = (struct slice){ t->all.s + from, t->end[i] - from };
		n += a != NULL ? automaton_scan(a, pf, s, hits) :
				 prefilter_scan(pf, s, hits);
		from = t->end[i];
	}
	now = (double)(clock() - began) / CLOCKS_PER_SEC;
	if (*took == 0 || now < *took)
		*took = now;
	return n;
}

int
main(int argc, char *argv[])
{
	struct prefilter_hits hits = { 0 };
	struct automaton a = { .kinds = 0 };
	struct codebook book = { 0 };
	struct texts t = { 0 };
	struct buf why = { 0 };
	struct matcher *m;
	double own = 0;
	double theirs = 0;
	size_t want = 0;
	size_t got = 0;

	if (argc != 2 || !load_book(&book, argv[1], &why))
		errx(2, "usage: automaton book <signals");
	codebook_end(&book);
	m = matcher_new(&book, &why);
	if (m == NULL)
		errx(2, "%.*s", (int)why.len, why.s);
	read_texts(&t);
	open_states(&a, &m->pf);
	make_trie(&a, &m->pf);
	make_links(&a);
	for (int i = 0; i < 3; i++) {
		got = scan(NULL, &m->pf, &t, &hits, &own);
		want = scan(&a, &m->pf, &t, &hits, &theirs);
	}
	printf("%zu\t%zu\t%.1f\t%.1f\n", m->pf.literals.len, a.states,
	    (double)t.all.len / own / 1e6, (double)t.all.len / theirs / 1e6);
	return got == want ? 0 : 1;
}
