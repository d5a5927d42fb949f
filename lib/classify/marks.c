#include "lib/classify/marks.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"

/* Where a mark belongs among the others. */
struct rank {
	uint64_t key;
	uint32_t cue;
	uint32_t mark;
};

enum { FEW = 48 };

void
marks_open(struct marks *m, const struct codebook *b,
    const struct matcher *matcher)
{
	*m = (struct marks){ .book = b,
		.matcher = matcher,
		.state = matcher_state_new(matcher) };
}

void
marks_release(struct marks *m)
{
	matcher_state_free(m->state);
	free(m->mark);
	free(m->bar);
	free(m->limit);
	free(m->rank);
	free(m->spare);
	*m = (struct marks){ 0 };
}

static void
add(struct marks *m, struct label_mark mark)
{
	if (m->n == m->cap) {
		m->cap = m->cap ? m->cap * 2 : 64;
		m->mark = xrealloc(m->mark, m->cap, sizeof(*m->mark));
	}
	m->mark[m->n++] = mark;
}

/* Keep what stood in the way of cues in field F. */
static void
keep_bars(struct marks *m, int f)
{
	const struct matcher_barred *b;

	for (size_t i = 0; i < m->state->barred_n; i++) {
		b = &m->state->barred[i];
		if (m->bars == m->bar_cap) {
			m->bar_cap = m->bar_cap ? m->bar_cap * 2 : 16;
			m->bar = xrealloc(m->bar, m->bar_cap, sizeof(*m->bar));
		}
		m->bar[m->bars++] = (struct label_bar){ &m->book->cue[b->cue],
			&m->book->cue[b->by], f, b->at, b->bar };
	}
}

static void
keep_limits(struct marks *m)
{
	for (size_t i = 0; i < m->state->limit_n; i++) {
		if (m->limits == m->limit_cap) {
			m->limit_cap = m->limit_cap ? m->limit_cap * 2 : 16;
			m->limit = xrealloc(m->limit, m->limit_cap,
			    sizeof(*m->limit));
		}
		m->limit[m->limits++] = m->state->limit[i];
	}
}

/* Find the cues in field F of R. */
static void
look(struct marks *m, struct rec *r, int f)
{
	struct slice text = rec_text(r, f);
	const struct matcher_found *found;
	const struct book_cue *c;

	if (text.n == 0)
		return;
	matcher_scan(m->matcher, m->state, text);
	for (size_t i = 0; i < m->state->found_n; i++) {
		found = &m->state->found[i];
		c = &m->book->cue[found->cue];
		add(m,
		    (struct label_mark){ c, &m->book->section[c->section], f,
			found->at });
	}
	keep_bars(m, f);
	keep_limits(m);
}

/* A cue counts once: in the text, else in the subject, else in the wish. */
static struct rank
rank_of(const struct marks *m, size_t i)
{
	const struct label_mark *k = &m->mark[i];
	uint64_t field = k->field == F_TEXT ? 0 : k->field == F_SUBJECT ? 1 : 2;

	return (struct rank){ .key = (uint64_t)k->section->place << 34 |
		    field << 32 | k->at.from,
		.cue = (uint32_t)(k->cue - m->book->cue),
		.mark = (uint32_t)i };
}

static int
by_rank(const void *a, const void *b)
{
	const struct rank *x = a;
	const struct rank *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->cue > y->cue) - (x->cue < y->cue);
}

/* Sort the ranks of the marks; most signals have few. */
static void
sort_ranks(struct rank *r, size_t n)
{
	struct rank it;
	size_t k;

	if (n > FEW) {
		qsort(r, n, sizeof(*r), by_rank);
		return;
	}
	for (size_t i = 1; i < n; i++) {
		it = r[i];
		for (k = i; k > 0 && by_rank(&r[k - 1], &it) > 0; k--)
			r[k] = r[k - 1];
		r[k] = it;
	}
}

/* Put the marks in order: by section, by field, by place. */
static void
sort_marks(struct marks *m)
{
	struct label_mark *mark = m->mark;

	if (m->n < 2)
		return;
	if (m->cap > m->rank_cap) {
		m->rank_cap = m->cap;
		m->rank = xrealloc(m->rank, m->cap, sizeof(*m->rank));
		m->spare = xrealloc(m->spare, m->cap, sizeof(*m->spare));
	}
	for (size_t i = 0; i < m->n; i++)
		m->rank[i] = rank_of(m, i);
	sort_ranks(m->rank, m->n);
	for (size_t i = 0; i < m->n; i++)
		m->spare[i] = mark[m->rank[i].mark];
	memcpy(mark, m->spare, m->n * sizeof(*mark));
}

void
marks_look(struct marks *m, struct rec *r)
{
	m->n = 0;
	m->bars = 0;
	m->limits = 0;
	look(m, r, F_TEXT);
	look(m, r, F_SUBJECT);
	look(m, r, F_WISH);
	sort_marks(m);
}

static int
by_bar(const void *a, const void *b)
{
	const struct label_bar *x = a;
	const struct label_bar *y = b;

	if (x->field != y->field)
		return x->field < y->field ? -1 : 1;
	if (x->at.from != y->at.from)
		return x->at.from < y->at.from ? -1 : 1;
	return (x->cue > y->cue) - (x->cue < y->cue);
}

void
marks_sort_bars(struct marks *m)
{
	if (m->bars > 1)
		qsort(m->bar, m->bars, sizeof(*m->bar), by_bar);
}

/* The section of theme ID, or NULL. */
static const struct book_section *
theme(const struct codebook *b, struct slice id)
{
	for (size_t i = 0; i < b->sections; i++)
		if (b->section[i].kind == SECTION_THEME &&
		    slice_eq(b->section[i].id, id))
			return &b->section[i];
	return NULL;
}

void
marks_correct(struct marks *m, const struct slice *given, size_t n)
{
	const struct book_section *s;
	size_t kept = 0;

	for (size_t i = 0; i < m->n; i++)
		if (m->mark[i].section->kind != SECTION_THEME)
			m->mark[kept++] = m->mark[i];
	m->n = kept;
	for (size_t i = 0; i < n; i++) {
		s = theme(m->book, given[i]);
		if (s != NULL)
			add(m,
			    (struct label_mark){ NULL, s, F_TEXT, { 0, 0 } });
	}
}
