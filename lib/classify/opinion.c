#include "lib/classify/opinion.h"

#include <stdlib.h>

#include "lib/base/digest.h"
#include "lib/base/xalloc.h"
#include "lib/classify/because.h"
#include "lib/classify/load.h"

enum { SAY = 5 /* labels at most */ };

const char *
opinion_read(struct learned *m, const char *path)
{
	struct buf bytes = { 0 };
	const char *why = NULL;

	if (!digest_init())
		return "libsodium does not start";
	why = load_file(path, MODEL_MAX, &bytes);
	if (why == NULL)
		why = model_read(m, buf_slice(&bytes));
	buf_release(&bytes);
	return why;
}

/* Take in label K at its place among those that are likely enough. */
static void
say(struct opinion *o, size_t k)
{
	double p = o->state.p[k];
	size_t i = o->n++;

	for (; i > 0 && o->p[i - 1] < p; i--) {
		o->p[i] = o->p[i - 1];
		o->said[i] = o->said[i - 1];
	}
	o->p[i] = p;
	o->said[i] = o->model->label[k];
}

void
opinion_judge(struct opinion *o, struct rec *r)
{
	if (o->cap < o->model->labels) {
		o->cap = o->model->labels;
		o->said = xrealloc(o->said, o->cap, sizeof(*o->said));
		o->p = xrealloc(o->p, o->cap, sizeof(*o->p));
	}
	buf_reset(&o->text);
	buf_put(&o->text, rec_text(r, F_SUBJECT));
	buf_putc(&o->text, '\n');
	buf_put(&o->text, rec_text(r, F_TEXT));
	model_judge(o->model, &o->state, buf_slice(&o->text));
	o->n = 0;
	for (size_t k = 0; k < o->model->labels; k++)
		if (o->state.p[k] >= o->threshold &&
		    (!o->model->single || k == o->state.best))
			say(o, k);
}

/* Is the only theme of R that there is none? */
static bool
unknown(struct rec *r)
{
	struct json_walk w;

	rec_items(&w, r, F_THEME);
	return !json_next(&w) ||
	    slice_eq(rec_item_text(r, w.value), SLICE("onbepaald"));
}

static int
by_bytes(const void *a, const void *b)
{
	return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

/* Make S item I of the cues. */
static void
keep(struct opinion *o, size_t i, struct slice s)
{
	if (i >= o->cues) {
		o->cues = o->cues ? o->cues * 2 : 32;
		o->cue = xrealloc(o->cue, o->cues, sizeof(*o->cue));
	}
	o->cue[i] = s;
}

static void
set_suggest(struct opinion *o, struct rec *r)
{
	struct slice list[SAY + 8];
	struct arena mem = { 0 };
	struct json_walk w;
	size_t n = 0;

	for (size_t i = 0; i < o->n && n < SAY; i++) {
		buf_reset(&o->b);
		buf_put(&o->b, o->said[i]);
		buf_printf(&o->b, ":%.2f", o->p[i]);
		list[n++] = arena_copy(&mem, buf_slice(&o->b));
	}
	rec_items(&w, r, F_SUGGEST);
	while (n < SAY + 8 && json_next(&w))
		list[n++] = arena_copy(&mem, rec_item_text(r, w.value));
	if (n)
		rec_set_list(r, F_SUGGEST, list, n);
	arena_release(&mem);
}

static void
set_by(struct opinion *o, struct rec *r)
{
	struct slice list[4];
	struct arena mem = { 0 };
	struct json_walk w;
	size_t n = 0;

	rec_items(&w, r, F_BY);
	while (n < 3 && json_next(&w))
		list[n++] = arena_copy(&mem, rec_item_text(r, w.value));
	buf_reset(&o->b);
	buf_puts(&o->b, "model@");
	buf_puts(&o->b, o->model->id);
	list[n++] = buf_slice(&o->b);
	rec_set_list(r, F_BY, list, n);
	arena_release(&mem);
}

/* Append to the cues the words that the likeliest label comes from. */
static void
set_because(struct opinion *o, struct rec *r)
{
	struct because why[BECAUSE_MOST];
	struct arena mem = { 0 };
	struct json_walk w;
	uint32_t before = (uint32_t)rec_text(r, F_SUBJECT).n + 1;
	size_t n = 0;
	size_t words = because_words(&o->state, why);

	rec_items(&w, r, F_CUE);
	while (json_next(&w))
		keep(o, n++, arena_copy(&mem, rec_item_text(r, w.value)));
	for (size_t i = 0; i < words; i++) {
		bool subject = why[i].at.from < before;
		uint32_t less = subject ? 0 : before;

		buf_reset(&o->b);
		buf_put(&o->b, o->model->label[o->state.best]);
		buf_printf(&o->b, ":model:%s%u-%u", subject ? "s" : "",
		    why[i].at.from - less, why[i].at.to - less);
		keep(o, n++, arena_copy(&mem, buf_slice(&o->b)));
	}
	if (n)
		rec_set_list(r, F_CUE, o->cue, n);
	arena_release(&mem);
}

void
opinion_signal(struct opinion *o, struct rec *r)
{
	opinion_judge(o, r);
	set_suggest(o, r);
	set_by(o, r);
	if (o->n > 0)
		set_because(o, r);
	if (!o->fill || o->n == 0 || !unknown(r))
		return;
	qsort(o->said, o->n, sizeof(*o->said), by_bytes);
	rec_set_list(r, F_THEME, o->said, o->n);
}

void
opinion_release(struct opinion *o)
{
	model_state_release(&o->state);
	free(o->said);
	free(o->cue);
	free(o->p);
	buf_release(&o->text);
	buf_release(&o->b);
	*o = (struct opinion){ 0 };
}
