#include "lib/report/sample.h"

#include <stdlib.h>

#include "lib/base/hash.h"
#include "lib/base/xalloc.h"

struct sample_item {
	uint64_t hash;
	uint64_t at; /* the place among all */
	struct buf line;
};

/* Of equal hashes (a key seen twice) the first that came is kept. */
static bool
greater(const struct sample_item *a, const struct sample_item *b)
{
	return a->hash != b->hash ? a->hash > b->hash : a->at > b->at;
}

static void
swap(struct sample_item *a, struct sample_item *b)
{
	struct sample_item t = *a;

	*a = *b;
	*b = t;
}

static void
sift_up(struct sample_item *item, size_t i)
{
	for (; i && greater(&item[i], &item[(i - 1) / 2]); i = (i - 1) / 2)
		swap(&item[i], &item[(i - 1) / 2]);
}

static void
sift_down(struct sample_item *item, size_t n)
{
	size_t i = 0;
	size_t child;

	for (; (child = 2 * i + 1) < n; i = child) {
		if (child + 1 < n && greater(&item[child + 1], &item[child]))
			child++;
		if (!greater(&item[child], &item[i]))
			return;
		swap(&item[i], &item[child]);
	}
}

void
sample_add(struct sample *s, struct slice key, struct slice line)
{
	struct sample_item new = {
		.hash = hash_mix(hash_bytes(key, hash_mix(s->seed + 1))),
		.at = s->seen++,
	};
	struct sample_item *root;

	if (s->n < s->most) {
		buf_put(&new.line, line);
		if ((s->n & (s->n - 1)) == 0)
			s->item = xrealloc(s->item, s->n ? 2 * s->n : 1,
			    sizeof(new));
		s->item[s->n] = new;
		sift_up(s->item, s->n++);
		return;
	}
	root = &s->item[0];
	if (!greater(root, &new))
		return;
	new.line = root->line;
	buf_reset(&new.line);
	buf_put(&new.line, line);
	*root = new;
	sift_down(s->item, s->n);
}

static int
compare(const void *a, const void *b)
{
	const struct sample_item *x = a;
	const struct sample_item *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

void
sample_end(struct sample *s)
{
	if (s->n)
		qsort(s->item, s->n, sizeof(*s->item), compare);
}

struct slice
sample_line(const struct sample *s, size_t i)
{
	return buf_slice(&s->item[i].line);
}

void
sample_release(struct sample *s)
{
	for (size_t i = 0; i < s->n; i++)
		buf_release(&s->item[i].line);
	free(s->item);
	*s = (struct sample){ 0 };
}
