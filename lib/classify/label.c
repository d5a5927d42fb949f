#include "lib/classify/label.h"

#include <stdlib.h>

#include "lib/base/num.h"
#include "lib/base/xalloc.h"
#include "lib/classify/names.h"
#include "lib/classify/section.h"

/*
 * A member that the source gave is kept, and said to be given among the cues,
 * so that the next run knows it from what this one wrote.
 */
#define GIVEN ":given"

/* And a theme that was given by hand. */
#define HAND ":hand"

/* One more cue for one kind of source makes it so much surer. */
static const double kind_doubt = 0.4;

struct label {
	const struct codebook *book;
	const struct corrections *corrections;
	struct marks m;
	struct names list;
	struct names cues;
	struct arena mem; /* of the signal at hand */
	struct buf b;
};

struct label *
label_new(const struct codebook *b, const struct matcher *m)
{
	struct label *l = xcalloc(1, sizeof(*l));

	l->book = b;
	marks_open(&l->m, b, m);
	return l;
}

void
label_free(struct label *l)
{
	if (l == NULL)
		return;
	marks_release(&l->m);
	free(l->list.s);
	free(l->cues.s);
	arena_release(&l->mem);
	buf_release(&l->b);
	free(l);
}

void
label_correct(struct label *l, const struct corrections *c)
{
	l->corrections = c;
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

const struct label_mark *
label_look(struct label *l, struct rec *r, size_t *n)
{
	marks_look(&l->m, r);
	*n = l->m.n;
	return l->m.mark;
}

const struct label_bar *
label_bars(struct label *l, size_t *n)
{
	marks_sort_bars(&l->m);
	*n = l->m.bars;
	return l->m.bar;
}

static void
set_list(struct rec *r, int f, struct names *l)
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
	for (size_t i = 0; i < l->m.n; i++)
		if (l->m.mark[i].section->kind == kind &&
		    (i == 0 ||
			l->m.mark[i - 1].section != l->m.mark[i].section))
			names_add(&l->list, l->m.mark[i].section->id);
}

static void
set_norms(struct label *l, struct rec *r)
{
	const struct book_section *s;

	l->list.n = 0;
	for (size_t i = 0; i < l->m.n; i++) {
		s = l->m.mark[i].section;
		for (size_t k = 0; k < s->norms; k++)
			names_once(&l->list, s->norm[k]);
	}
	names_sort(&l->list);
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

	for (size_t i = 0; i < l->m.n; i++)
		for (size_t k = 0; k < BOOK_LEVELS; k++)
			has[k] = has[k] || l->m.mark[i].section->level[k];
	l->list.n = 0;
	for (size_t k = 0; k < BOOK_LEVELS; k++)
		if (has[k])
			names_add(&l->list, slice_of(name[k]));
	set_list(r, F_LEVEL, &l->list);
}

static void
set_urgency(struct label *l, struct rec *r)
{
	const char *const *name = field_values(F_URGENCY);
	const struct book_section *s;
	struct slice value;

	for (; *name != NULL; name++)
		for (size_t i = 0; i < l->m.n; i++) {
			s = l->m.mark[i].section;
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

	for (size_t i = 0; i < l->m.n; i++) {
		s = l->m.mark[i].section;
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

	for (size_t i = 0; i < l->m.n; i++) {
		if (l->m.mark[i].section->kind != SECTION_KIND)
			continue;
		n = i && l->m.mark[i - 1].section == l->m.mark[i].section ?
		    n + 1 :
		    1;
		all++;
		if (n > most) {
			most = n;
			best = l->m.mark[i].section;
		}
	}
	l->list.n = 0;
	if (best != NULL && !slice_eq(rec_text(r, F_KIND), best->id)) {
		buf_reset(&l->b);
		buf_puts(&l->b, "kind=");
		buf_put(&l->b, best->id);
		buf_printf(&l->b, ":%.2f",
		    (double)most / ((double)all + kind_doubt));
		names_add(&l->list, written(l));
	}
	set_list(r, F_SUGGEST, &l->list);
}

/* What says that the N themes that are GIVEN are so. */
static void
add_hands(struct label *l, const struct slice *given, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		buf_reset(&l->b);
		buf_put(&l->b, given[i]);
		buf_puts(&l->b, HAND);
		names_add(&l->cues, written(l));
	}
}

/* The cues of themes, flags, urgency and sentiment, and where they stand. */
static void
add_cues(struct label *l)
{
	const struct label_mark *k;

	for (size_t i = 0; i < l->m.n; i++) {
		k = &l->m.mark[i];
		if (k->cue == NULL || k->section->kind == SECTION_KIND ||
		    (i && l->m.mark[i - 1].cue == k->cue))
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
		names_add(&l->cues, written(l));
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
		names_add(&l->cues, written(l));
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
		names_add(&l->list, SLICE("onbepaald"));
	names_sort(&l->list);
	rec_set_list(r, F_THEME, l->list.s, l->list.n);
}

static void
set_by(struct label *l, struct rec *r, bool hand)
{
	struct slice by = buf_slice(&l->book->by);

	l->list.n = 0;
	if (by.n)
		names_add(&l->list, by);
	if (hand)
		names_add(&l->list, SLICE("hand"));
	set_list(r, F_BY, &l->list);
}

static void
set_limit(struct label *l, struct rec *r)
{
	const struct book_cue *c;

	l->list.n = 0;
	for (size_t i = 0; i < l->m.limits; i++) {
		c = &l->book->cue[l->m.limit[i]];
		name_cue(l, &l->book->section[c->section], c);
		names_once(&l->list, written(l));
	}
	names_sort(&l->list);
	set_list(r, F_LIMIT, &l->list);
}

bool
label_signal(struct label *l, struct rec *r)
{
	struct slice given[CORRECTIONS_MOST];
	size_t hand = 0;

	if (l->corrections != NULL)
		hand = corrections_find(l->corrections, rec_text(r, F_ID),
		    given);
	arena_reset(&l->mem);
	marks_look(&l->m, r);
	if (hand)
		marks_correct(&l->m, given, hand);
	set_theme(l, r, given, hand);
	set_norms(l, r);
	l->cues.n = 0;
	set_givable(l, r);
	ids(l, SECTION_FLAG);
	set_list(r, F_FLAGS, &l->list);
	add_hands(l, given, hand);
	add_cues(l);
	set_list(r, F_CUE, &l->cues);
	set_by(l, r, hand > 0);
	set_kind(l, r);
	set_limit(l, r);
	return l->m.limits > 0;
}
