#include "lib/dedupe/explain.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"

static void
count(struct explain *e, const char *kind, struct slice words)
{
	struct buf key = { 0 };
	size_t i;
	bool isnew;

	buf_puts(&key, kind);
	buf_putc(&key, '\t');
	for (size_t k = 0; k < words.n; k++)
		buf_putc(&key,
		    (unsigned char)words.p[k] < ' ' ? ' ' : words.p[k]);
	i = set_add(&e->what, buf_slice(&key), &isnew);
	if (i >= e->cap) {
		e->cap = e->cap ? e->cap * 2 : 64;
		e->n = xrealloc(e->n, e->cap, sizeof(*e->n));
	}
	if (isnew)
		e->n[i] = 0;
	e->n[i]++;
	buf_release(&key);
}

void
explain_add(struct explain *e, struct slice text)
{
	const struct shingle *t = &e->text;
	const struct shingle_cut *c;

	shingle_read(&e->text, text);
	for (size_t i = 0; i < t->cuts; i++) {
		c = &t->cut[i];
		if (c->kind != FORM_NONE)
			count(e, form_name(c->kind),
			    shingle_text(t, c, c->phrase));
		else if (group_is_frame(e->group, fact_part(c->hash, c->n)))
			count(e, "learned", shingle_text(t, c, c->n));
	}
}

struct line {
	uint64_t n;
	struct slice what;
};

static int
cmp_line(const void *a, const void *b)
{
	const struct line *x = a;
	const struct line *y = b;

	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return slice_cmp(x->what, y->what);
}

void
explain_format(const struct explain *e, struct buf *out)
{
	struct line *line = xmalloc((e->what.len + 1) * sizeof(*line));
	size_t n = 0;

	for (size_t i = 0; i < e->what.len; i++) {
		line[n] = (struct line){ e->n[i], set_key(&e->what, i) };
		if (line[n].n >= EXPLAIN_LEAST ||
		    !slice_starts(line[n].what, SLICE("learned")))
			n++;
	}
	qsort(line, n, sizeof(*line), cmp_line);
	for (size_t i = 0; i < n; i++) {
		buf_put_u64(out, line[i].n);
		buf_putc(out, '\t');
		buf_put(out, line[i].what);
		buf_putc(out, '\n');
	}
	free(line);
}

void
explain_release(struct explain *e)
{
	set_release(&e->what);
	free(e->n);
	shingle_release(&e->text);
}
