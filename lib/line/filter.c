#include "lib/line/filter.h"

#include <pthread.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"

enum { FULL = 1 << 19, RING = 3 /* blocks a thread */ };

const char filter_drop[] = "left out";

/* A line of a block, where it came from and what became of it. */
struct line {
	size_t at; /* in the text of the block, as read */
	size_t n;
	size_t from; /* of these bytes what is no BOM or CR */
	size_t len;
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
	struct stream *s;
	struct block *ring;
	size_t size;
	size_t taken; /* blocks taken by workers so far */
	size_t filled; /* blocks filled so far */
	size_t written; /* blocks written so far */
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
		    (struct slice){ b->text.s + l->at + l->from, l->len });
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

/* Keep in B the line just read, of which TEXT is to be looked at. */
static void
keep(struct block *b, const struct stream *s, struct slice text)
{
	if (b->n == b->cap) {
		b->cap = b->cap ? b->cap * 2 : 256;
		b->line = xrealloc(b->line, b->cap, sizeof(*b->line));
	}
	b->line[b->n++] = (struct line){ .at = b->text.len,
		.n = s->cur.n,
		.from = (size_t)(text.p - s->cur.p),
		.len = text.n,
		.number = s->line,
		.source = s->source };
	buf_put(&b->text, s->cur);
}

/* Write what became of the lines of B, as if they had just been read. */
static void
empty(struct stream *s, const struct block *b)
{
	const struct slice cur = s->cur;
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
	s->cur = cur;
}

/* Wait until the oldest block not yet written is done, and write it. */
static void
collect(struct pool *p)
{
	struct block *b = &p->ring[p->written++ % p->size];

	(void)pthread_mutex_lock(&p->lock);
	while (b->stage != DONE)
		(void)pthread_cond_wait(&p->done, &p->lock);
	(void)pthread_mutex_unlock(&p->lock);
	empty(p->s, b);
	b->stage = FREE;
	b->n = 0;
	buf_reset(&b->text);
	buf_reset(&b->out);
}

/* The block that is being filled. */
static struct block *
filling(struct pool *p)
{
	if (p->filled - p->written == p->size)
		collect(p);
	return &p->ring[p->filled % p->size];
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

/* Have all lines written that were read so far. */
static void
drain(void *arg)
{
	struct pool *p = arg;
	struct block *b = filling(p);

	if (b->n > 0)
		hand_out(p, b);
	while (p->written < p->filled)
		collect(p);
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
	struct slice text;
	struct block *b;

	s->settle = drain;
	s->settles = p;
	while (stream_line(s, &text)) {
		b = filling(p);
		keep(b, s, text);
		if (b->text.len >= FULL)
			hand_out(p, b);
	}
	drain(p);
	s->settle = NULL;
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
	struct pool p = { .f = f, .s = s, .size = (size_t)jobs * RING };

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
