#include "lib/line/filter.h"

#include <pthread.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"

enum { FULL = 1 << 19, RING = 3 /* blocks a thread */ };

const char filter_drop[] = "left out";

/* A line of a block, where it came from and what became of it. */
struct line {
	size_t at; /* in the text of the block */
	size_t n;
	uint64_t number;
	size_t source;
	const char *verdict; /* as ONE returned, or why it is no record */
	size_t end; /* of what it became, in out */
};

enum stage { FREE, READY, TAKEN, DONE };

struct block {
	enum stage stage;
	struct buf text;
	struct buf out;
	struct line *line;
	size_t n;
	size_t cap;
};

struct pool {
	const struct filter *f;
	pthread_mutex_t lock;
	pthread_cond_t work; /* a block is ready, or there will be no more */
	pthread_cond_t done; /* a block is done */
	struct block *ring;
	size_t size;
	size_t taken; /* blocks taken by workers so far */
	size_t filled; /* blocks filled so far */
	bool over;
};

struct worker {
	struct pool *pool;
	pthread_t thread;
	void *state;
};

static const char *
judge(const struct filter *f, void *state, struct rec *r)
{
	if (r->type != LINE_SIGNAL && !f->all)
		return NULL;
	return f->one(state, r);
}

static void
run_block(const struct filter *f, void *state, struct rec *r, struct block *b)
{
	struct line *l;

	for (size_t i = 0; i < b->n; i++) {
		l = &b->line[i];
		l->verdict = rec_parse(r,
		    (struct slice){ b->text.s + l->at, l->n });
		if (l->verdict == NULL)
			l->verdict = judge(f, state, r);
		if (l->verdict == NULL) {
			rec_format(&b->out, r);
			buf_putc(&b->out, '\n');
		}
		l->end = b->out.len;
	}
}

static void *
work(void *arg)
{
	struct worker *w = arg;
	struct pool *p = w->pool;
	struct rec r = { 0 };
	struct block *b;

	(void)pthread_mutex_lock(&p->lock);
	for (;;) {
		while (p->taken == p->filled && !p->over)
			(void)pthread_cond_wait(&p->work, &p->lock);
		if (p->taken == p->filled)
			break;
		b = &p->ring[p->taken++ % p->size];
		b->stage = TAKEN;
		(void)pthread_mutex_unlock(&p->lock);
		run_block(p->f, w->state, &r, b);
		(void)pthread_mutex_lock(&p->lock);
		b->stage = DONE;
		(void)pthread_cond_signal(&p->done);
	}
	(void)pthread_mutex_unlock(&p->lock);
	rec_release(&r);
	return NULL;
}

/* Read lines into B until it is full; false if there were none. */
static bool
fill(struct stream *s, struct block *b)
{
	struct slice text;
	struct line *l;

	b->n = 0;
	buf_reset(&b->text);
	buf_reset(&b->out);
	while (b->text.len < FULL && stream_line(s, &text)) {
		if (b->n == b->cap) {
			b->cap = b->cap ? b->cap * 2 : 256;
			b->line = xrealloc(b->line, b->cap, sizeof(*b->line));
		}
		l = &b->line[b->n++];
		*l = (struct line){ .at = b->text.len,
			.n = text.n,
			.number = s->line,
			.source = s->source };
		buf_put(&b->text, text);
	}
	return b->n > 0;
}

/* Write what became of the lines of B, as if they had just been read. */
static void
empty(struct stream *s, const struct block *b)
{
	size_t source = s->source;
	uint64_t number = s->line;
	const struct line *l;
	size_t from = 0;

	for (size_t i = 0; i < b->n; i++) {
		l = &b->line[i];
		s->source = l->source;
		s->line = l->number;
		s->cur = (struct slice){ b->text.s + l->at, l->n };
		if (l->verdict == NULL)
			stream_put_line(s,
			    (struct slice){ b->out.s + from, l->end - from });
		else if (l->verdict == filter_drop)
			stream_drop(s);
		else
			stream_refuse(s, l->verdict);
		from = l->end;
	}
	s->source = source;
	s->line = number;
}

/* Wait until B, the oldest, is done; write it and give it back. */
static void
collect(struct stream *s, struct pool *p, struct block *b)
{
	(void)pthread_mutex_lock(&p->lock);
	while (b->stage == READY || b->stage == TAKEN)
		(void)pthread_cond_wait(&p->done, &p->lock);
	(void)pthread_mutex_unlock(&p->lock);
	if (b->stage == DONE)
		empty(s, b);
	b->stage = FREE;
}

static void
hand_out(struct pool *p, struct block *b)
{
	(void)pthread_mutex_lock(&p->lock);
	b->stage = READY;
	p->filled++;
	(void)pthread_cond_signal(&p->work);
	(void)pthread_mutex_unlock(&p->lock);
}

static void
finish(struct pool *p)
{
	(void)pthread_mutex_lock(&p->lock);
	p->over = true;
	(void)pthread_cond_broadcast(&p->work);
	(void)pthread_mutex_unlock(&p->lock);
}

static void
pump(struct stream *s, struct pool *p)
{
	size_t i = 0;
	struct block *b;

	for (;; i++) {
		b = &p->ring[i % p->size];
		collect(s, p, b);
		if (!fill(s, b))
			break;
		hand_out(p, b);
	}
	for (size_t k = 1; k < p->size; k++)
		collect(s, p, &p->ring[(i + k) % p->size]);
	finish(p);
}

static void
run_here(struct stream *s, const struct filter *f, void *state)
{
	struct rec r = { 0 };
	const char *why;

	while (stream_next(s, &r)) {
		why = judge(f, state, &r);
		if (why == NULL)
			stream_put(s, &r);
		else if (why == filter_drop)
			stream_drop(s);
		else
			stream_refuse(s, why);
	}
	rec_release(&r);
}

/* If no thread can be started, this one does the work. */
static void
run_threads(struct stream *s, struct pool *p, struct worker *w, int jobs)
{
	int n = 0;

	while (n < jobs && pthread_create(&w[n].thread, NULL, work, &w[n]) == 0)
		n++;
	if (n > 0)
		pump(s, p);
	else
		run_here(s, p->f, w[0].state);
	for (int i = 0; i < n; i++)
		(void)pthread_join(w[i].thread, NULL);
}

static void
release(struct pool *p)
{
	for (size_t i = 0; i < p->size; i++) {
		buf_release(&p->ring[i].text);
		buf_release(&p->ring[i].out);
		free(p->ring[i].line);
	}
	free(p->ring);
	(void)pthread_mutex_destroy(&p->lock);
	(void)pthread_cond_destroy(&p->work);
	(void)pthread_cond_destroy(&p->done);
}

static void
run_pool(struct stream *s, const struct filter *f, struct worker *w, int jobs)
{
	struct pool p = { .f = f, .size = (size_t)jobs * RING };

	p.ring = xcalloc(p.size, sizeof(*p.ring));
	(void)pthread_mutex_init(&p.lock, NULL);
	(void)pthread_cond_init(&p.work, NULL);
	(void)pthread_cond_init(&p.done, NULL);
	for (int i = 0; i < jobs; i++)
		w[i].pool = &p;
	run_threads(s, &p, w, jobs);
	release(&p);
}

void
filter_run(struct stream *s, const struct filter *f, int jobs)
{
	struct worker *w = xcalloc((size_t)jobs, sizeof(*w));

	for (int i = 0; i < jobs; i++)
		w[i].state = f->open != NULL ? f->open(f->shared) : f->shared;
	if (jobs > 1)
		run_pool(s, f, w, jobs);
	else
		run_here(s, f, w[0].state);
	for (int i = 0; i < jobs && f->close != NULL; i++)
		f->close(f->shared, w[i].state);
	free(w);
}
