#include "lib/pattern/mentions.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"

void
mentions_add(struct mentions *ms, struct slice name, uint64_t n)
{
	bool isnew;
	size_t i = set_add(&ms->names, name, &isnew);

	if (i == ms->cap) {
		ms->cap = ms->cap ? ms->cap * 2 : 32;
		ms->n = xrealloc(ms->n, ms->cap, sizeof(*ms->n));
	}
	ms->n[i] = (isnew ? 0 : ms->n[i]) + n;
}

void
mentions_values(struct mentions *ms, struct slice value, uint64_t n)
{
	struct json_walk w;
	struct buf b = { 0 };

	if (json_kind(value) == JSON_STRING) {
		json_decode(&b, value);
		mentions_add(ms, buf_slice(&b), n);
	} else {
		for (json_items(&w, value); json_next(&w);) {
			buf_reset(&b);
			if (json_kind(w.value) != JSON_STRING)
				continue;
			json_decode(&b, w.value);
			mentions_add(ms, buf_slice(&b), n);
		}
	}
	buf_release(&b);
}

struct ranked {
	struct slice name;
	uint64_t n;
};

static int
most_first(const void *a, const void *b)
{
	const struct ranked *x = a;
	const struct ranked *y = b;

	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return slice_cmp(x->name, y->name);
}

void
mentions_list(struct mentions *ms, uint64_t least, size_t max, bool with,
    struct findings *fs, struct texts *list)
{
	struct ranked *r = xmalloc((ms->names.len + 1) * sizeof(*r));
	struct buf b = { 0 };

	for (size_t i = 0; i < ms->names.len; i++)
		r[i] = (struct ranked){ set_key(&ms->names, i), ms->n[i] };
	if (ms->names.len > 1)
		qsort(r, ms->names.len, sizeof(*r), most_first);
	for (size_t i = 0; i < ms->names.len && i < max; i++) {
		if (r[i].n < least)
			break;
		buf_reset(&b);
		buf_put(&b, r[i].name);
		if (with) {
			buf_putc(&b, '=');
			buf_put_u64(&b, r[i].n);
		}
		finding_list(fs, list, buf_slice(&b));
	}
	buf_release(&b);
	free(r);
	set_release(&ms->names);
	free(ms->n);
	*ms = (struct mentions){ 0 };
}
