#include "lib/classify/label.h"

#include <stdlib.h>

#include "lib/base/num.h"
#include "lib/base/xalloc.h"

/*
 * A member that the source gave is kept, and said to be given among the cues,
 * so that the next run knows it from what this one wrote.
 */
#define GIVEN ":given"

/* One more cue for one kind of source makes it so much surer. */
static const double kind_doubt = 0.4;

struct list {
	struct slice *s;
	size_t n;
	size_t cap;
};

/* Where a mark belongs among the others. */
struct rank {
	uint64_t key;
	uint32_t cue;
	uint32_t mark;
};

enum { FEW = 48 };

struct label {
	const struct codebook *book;
	const struct matcher *matcher;
	const struct corrections *corrections;
	struct matcher_state *state;
	struct label_mark *mark;
	size_t marks;
	size_t cap;
	struct rank *rank;
	struct label_mark *spare;
	size_t rank_cap;
	struct label_bar *bar;
	size_t bars;
	size_t bar_cap;
	struct list list;
	struct list cues;
	struct list limits;
	struct arena mem; /* of the signal at hand */
	struct buf b;
};

struct label *
label_new(const struct codebook *b, const struct matcher *m)
{
	struct label *l = xcalloc(1, sizeof(*l));

	l->book = b;
	l->matcher = m;
	if (m != NULL)
		l->state = matcher_state_new(m);
	return l;
}

void
label_free(struct label *l)
{
	if (l == NULL)
		return;
	matcher_state_free(l->state);
	free(l->mark);
	free(l->rank);
	free(l->spare);
	free(l->bar);
	free(l->list.s);
	free(l->cues.s);
	free(l->limits.s);
	arena_release(&l->mem);
	buf_release(&l->b);
	free(l);
}

void
label_correct(struct label *l, const struct corrections *c)
{
	l->corrections = c;
}

static void
add(struct list *l, struct slice s)
{
	if (l->n == l->cap) {
		l->cap = l->cap ? l->cap * 2 : 16;
		l->s = xrealloc(l->s, l->cap, sizeof(*l->s));
	}
	l->s[l->n++] = s;
}

static void
add_once(struct list *l, struct slice s)
{
	for (size_t i = 0; i < l->n; i++)
		if (slice_eq(l->s[i], s))
			return;
	add(l, s);
}

static int
by_bytes(const void *a, const void *b)
{
	return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

static void
sort(struct list *l)
{
	size_t i = 1;

	/* Sections come in order, so that most lists do. */
	while (i < l->n && by_bytes(&l->s[i - 1], &l->s[i]) <= 0)
		i++;
	if (i < l->n)
		qsort(l->s, l->n, sizeof(*l->s), by_bytes);
}

/* What was written in l->b, kept while the signal is at hand. */
static struct slice
written(struct label *l)
{
	return arena_copy(&l->mem, buf_slice(&l->b));
}

static void
name_cue(struct label *l, const struct book_section *s,
    const struct book_cue *c)
{
	buf_reset(&l->b);
	if (s->kind > SECTION_FLAG) {
		buf_puts(&l->b, section_name(s->kind));
		buf_putc(&l->b, '=');
	}
	buf_put(&l->b, s->id);
	buf_putc(&l->b, ':');
	buf_put(&l->b, c->id);
}

/* Keep what stood in the way of cues in field F. */
static void
keep_bars(struct label *l, int f)
{
	const struct matcher_barred *b;

	for (size_t i = 0; i < l->state->barred_n; i++) {
		b = &l->state->barred[i];
		if (l->bars == l->bar_cap) {
			l->bar_cap = l->bar_cap ? l->bar_cap * 2 : 16;
			l->bar = xrealloc(l->bar, l->bar_cap, sizeof(*l->bar));
		}
		l->bar[l->bars++] = (struct label_bar){ &l->book->cue[b->cue],
			&l->book->cue[b->by], f, b->at, b->bar };
	}
}

/* Find the cues in field F of R. */
static void
look(struct label *l, struct rec *r, int f)
{
	struct slice text = rec_text(r, f);
	const struct matcher_found *found;
	const struct book_cue *c;

	if (text.n == 0)
		return;
	matcher_scan(l->matcher, l->state, text);
	for (size_t i = 0; i < l->state->found_n; i++) {
		found = &l->state->found[i];
		c = &l->book->cue[found->cue];
		if (l->marks == l->cap) {
			l->cap = l->cap ? l->cap * 2 : 64;
			l->mark = xrealloc(l->mark, l->cap, sizeof(*l->mark));
		}
		l->mark[l->marks++] = (struct label_mark){ c,
			&l->book->section[c->section], f, found->at };
	}
	keep_bars(l, f);
	for (size_t i = 0; i < l->state->limit_n; i++) {
		c = &l->book->cue[l->state->limit[i]];
		name_cue(l, &l->book->section[c->section], c);
		add_once(&l->limits, written(l));
	}
}

/* A cue counts once: in the text, else in the subject, else in the wish. */
static struct rank
rank_of(const struct label *l, size_t i)
{
	const struct label_mark *k = &l->mark[i];
	uint64_t field = k->field == F_TEXT ? 0 : k->field == F_SUBJECT ? 1 : 2;

	return (struct rank){ .key = (uint64_t)k->section->place << 34 |
		    field << 32 | k->at.from,
		.cue = (uint32_t)(k->cue - l->book->cue),
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
sort_marks(struct label *l)
{
	struct label_mark *mark = l->mark;

	if (l->marks < 2)
		return;
	if (l->cap > l->rank_cap) {
		l->rank_cap = l->cap;
		l->rank = xrealloc(l->rank, l->cap, sizeof(*l->rank));
		l->spare = xrealloc(l->spare, l->cap, sizeof(*l->spare));
	}
	for (size_t i = 0; i < l->marks; i++)
		l->rank[i] = rank_of(l, i);
	sort_ranks(l->rank, l->marks);
	for (size_t i = 0; i < l->marks; i++)
		l->spare[i] = mark[l->rank[i].mark];
	memcpy(mark, l->spare, l->marks * sizeof(*mark));
}

const struct label_mark *
label_look(struct label *l, struct rec *r, size_t *n)
{
	arena_reset(&l->mem);
	l->marks = 0;
	l->bars = 0;
	l->limits.n = 0;
	if (l->matcher != NULL) {
		look(l, r, F_TEXT);
		look(l, r, F_SUBJECT);
		look(l, r, F_WISH);
	}
	sort_marks(l);
	*n = l->marks;
	return l->mark;
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

const struct label_bar *
label_bars(const struct label *l, size_t *n)
{
	if (l->bars > 1)
		qsort(l->bar, l->bars, sizeof(*l->bar), by_bar);
	*n = l->bars;
	return l->bar;
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

/* Keep of the marks of themes only those of the N given by hand. */
static void
correct(struct label *l, const struct slice *given, size_t n)
{
	const struct book_section *s;
	size_t kept = 0;

	for (size_t i = 0; i < l->marks; i++)
		if (l->mark[i].section->kind != SECTION_THEME)
			l->mark[kept++] = l->mark[i];
	l->marks = kept;
	for (size_t i = 0; i < n; i++) {
		s = theme(l->book, given[i]);
		if (s == NULL)
			continue;
		if (l->marks == l->cap) {
			l->cap = l->cap ? l->cap * 2 : 64;
			l->mark = xrealloc(l->mark, l->cap, sizeof(*l->mark));
		}
		l->mark[l->marks++] = (struct label_mark){ NULL, s, F_TEXT,
			{ 0, 0 } };
	}
}

static void
set_list(struct rec *r, int f, struct list *l)
{
	if (l->n)
		rec_set_list(r, f, l->s, l->n);
	else
		rec_drop(r, f);
}

/* The ids of the sections of KIND that have a mark. */
static void
ids(struct label *l, int kind)
{
	l->list.n = 0;
	for (size_t i = 0; i < l->marks; i++)
		if (l->mark[i].section->kind == kind &&
		    (i == 0 || l->mark[i - 1].section != l->mark[i].section))
			add(&l->list, l->mark[i].section->id);
}

static void
set_norms(struct label *l, struct rec *r)
{
	const struct book_section *s;

	l->list.n = 0;
	for (size_t i = 0; i < l->marks; i++) {
		s = l->mark[i].section;
		for (size_t k = 0; k < s->norms; k++)
			add_once(&l->list, s->norm[k]);
	}
	sort(&l->list);
	set_list(r, F_NORM, &l->list);
}

/* Did the source give F, rather than an earlier run of ours? */
static bool
given(struct label *l, struct rec *r, int f)
{
	struct json_walk w;

	if (!rec_has(r, f))
		return false;
	if (!rec_has(r, F_BY))
		return true;
	buf_reset(&l->b);
	buf_puts(&l->b, field_name(f));
	buf_puts(&l->b, GIVEN);
	rec_items(&w, r, F_CUE);
	while (json_next(&w))
		if (slice_eq(rec_item_text(r, w.value), buf_slice(&l->b)))
			return true;
	return false;
}

static void
set_level(struct label *l, struct rec *r)
{
	const char *const *name = field_values(F_LEVEL);
	bool has[BOOK_LEVELS] = { false };

	for (size_t i = 0; i < l->marks; i++)
		for (size_t k = 0; k < BOOK_LEVELS; k++)
			has[k] = has[k] || l->mark[i].section->level[k];
	l->list.n = 0;
	for (size_t k = 0; k < BOOK_LEVELS; k++)
		if (has[k])
			add(&l->list, slice_of(name[k]));
	set_list(r, F_LEVEL, &l->list);
}

static void
set_urgency(struct label *l, struct rec *r)
{
	const char *const *name = field_values(F_URGENCY);
	const struct book_section *s;
	struct slice value;

	for (; *name != NULL; name++)
		for (size_t i = 0; i < l->marks; i++) {
			s = l->mark[i].section;
			value = s->kind == SECTION_URGENCY ? s->id : s->urgency;
			if (slice_eq(value, slice_of(*name))) {
				rec_set_text(r, F_URGENCY, value);
				return;
			}
		}
	rec_drop(r, F_URGENCY);
}

static void
set_sentiment(struct label *l, struct rec *r)
{
	const struct book_section *s;
	struct slice value;
	bool good = false;
	bool bad = false;

	for (size_t i = 0; i < l->marks; i++) {
		s = l->mark[i].section;
		value = s->kind == SECTION_SENTIMENT ? s->id : s->sentiment;
		good = good || slice_eq(value, SLICE("positief"));
		bad = bad || slice_eq(value, SLICE("negatief"));
	}
	if (good && bad)
		rec_set_text(r, F_SENTIMENT, SLICE("gemengd"));
	else if (good)
		rec_set_text(r, F_SENTIMENT, SLICE("positief"));
	else if (bad)
		rec_set_text(r, F_SENTIMENT, SLICE("negatief"));
	else
		rec_drop(r, F_SENTIMENT);
}

/* Suggest the kind of source that most cues speak for, if R is no such. */
static void
set_kind(struct label *l, struct rec *r)
{
	const struct book_section *best = NULL;
	size_t all = 0;
	size_t most = 0;
	size_t n = 0;

	for (size_t i = 0; i < l->marks; i++) {
		if (l->mark[i].section->kind != SECTION_KIND)
			continue;
		n = i && l->mark[i - 1].section == l->mark[i].section ? n + 1 :
									1;
		all++;
		if (n > most) {
			most = n;
			best = l->mark[i].section;
		}
	}
	l->list.n = 0;
	if (best != NULL && !slice_eq(rec_text(r, F_KIND), best->id)) {
		buf_reset(&l->b);
		buf_puts(&l->b, "kind=");
		buf_put(&l->b, best->id);
		buf_printf(&l->b, ":%.2f",
		    (double)most / ((double)all + kind_doubt));
		add(&l->list, written(l));
	}
	set_list(r, F_SUGGEST, &l->list);
}

/* The cues of themes, flags, urgency and sentiment, and where they stand. */
static void
add_cues(struct label *l)
{
	const struct label_mark *k;

	for (size_t i = 0; i < l->marks; i++) {
		k = &l->mark[i];
		if (k->cue == NULL || k->section->kind == SECTION_KIND ||
		    (i && l->mark[i - 1].cue == k->cue))
			continue;
		name_cue(l, k->section, k->cue);
		buf_putc(&l->b, ':');
		if (k->field == F_SUBJECT)
			buf_putc(&l->b, 's');
		else if (k->field == F_WISH)
			buf_putc(&l->b, 'w');
		buf_put_u64(&l->b, k->at.from);
		buf_putc(&l->b, '-');
		buf_put_u64(&l->b, k->at.to);
		add(&l->cues, written(l));
	}
}

/* Set what a source may have given already. */
static void
set_givable(struct label *l, struct rec *r)
{
	static const struct {
		int field;
		void (*set)(struct label *, struct rec *);
	} member[] = { { F_LEVEL, set_level }, { F_SENTIMENT, set_sentiment },
		{ F_URGENCY, set_urgency } };

	for (size_t i = 0; i < sizeof(member) / sizeof(member[0]); i++) {
		if (!given(l, r, member[i].field)) {
			member[i].set(l, r);
			continue;
		}
		buf_reset(&l->b);
		buf_puts(&l->b, field_name(member[i].field));
		buf_puts(&l->b, GIVEN);
		add(&l->cues, written(l));
	}
}

/* The themes: by hand, else those of the marks, else that there is none. */
static void
set_theme(struct label *l, struct rec *r, const struct slice *given, size_t n)
{
	if (n > 0) {
		rec_set_list(r, F_THEME, given, n);
		return;
	}
	ids(l, SECTION_THEME);
	if (l->list.n == 0)
		add(&l->list, SLICE("onbepaald"));
	sort(&l->list);
	rec_set_list(r, F_THEME, l->list.s, l->list.n);
}

static void
set_by(struct label *l, struct rec *r, bool hand)
{
	struct slice by = buf_slice(&l->book->by);

	l->list.n = 0;
	if (by.n)
		add(&l->list, by);
	if (hand)
		add(&l->list, SLICE("hand"));
	set_list(r, F_BY, &l->list);
}

bool
label_signal(struct label *l, struct rec *r)
{
	struct slice given[CORRECTIONS_MOST];
	size_t hand = 0;
	size_t n;

	if (l->corrections != NULL)
		hand = corrections_find(l->corrections, rec_text(r, F_ID),
		    given);
	label_look(l, r, &n);
	if (hand)
		correct(l, given, hand);
	set_theme(l, r, given, hand);
	set_norms(l, r);
	l->cues.n = 0;
	set_givable(l, r);
	ids(l, SECTION_FLAG);
	set_list(r, F_FLAGS, &l->list);
	add_cues(l);
	set_list(r, F_CUE, &l->cues);
	set_by(l, r, hand > 0);
	set_kind(l, r);
	sort(&l->limits);
	set_list(r, F_LIMIT, &l->limits);
	return l->limits.n > 0;
}
