#include "lib/line/listed.h"

#include <stdlib.h>

#include "lib/base/hash.h"
#include "lib/base/xalloc.h"
#include "lib/line/ended.h"

/* Of a list of what is open fewer than one line in so many has ended. */
enum { ENDED_SHARE = 20 };

uint64_t
listed_form(struct slice s)
{
	uint64_t h = s.n > 0;
	size_t n;

	while (s.n > 0) {
		for (n = 0; n < s.n && (s.p[n] < '0' || s.p[n] > '9'); n++)
			;
		if (n > 0)
			h = hash_bytes((struct slice){ s.p, n }, h);
		n += n < s.n;
		s.p += n;
		s.n -= n;
	}
	return h;
}

static void
put_fields(struct buf *b, struct rec *r, const enum field *f)
{
	for (; *f != F_FILE; f++) {
		buf_put(b, rec_raw(r, *f));
		buf_putc(b, '\0');
	}
}

/* The list of R, whose file is named FILE. */
static size_t
find(struct listed *l, struct rec *r, struct slice file)
{
	static const enum field fields[] = { F_ORG, F_KIND, F_SYSTEM, F_FILE };

	uint64_t form = listed_form(file);
	uint64_t name = hash_bytes(file, 0);
	bool isnew;
	size_t i;

	buf_reset(&l->key);
	put_fields(&l->key, r, fields);
	buf_put(&l->key, (struct slice){ (const char *)&form, sizeof(form) });
	i = set_add(&l->names, buf_slice(&l->key), &isnew);
	if (i == l->cap) {
		l->cap = l->cap ? l->cap * 2 : 16;
		l->list = xrealloc(l->list, l->cap, sizeof(*l->list));
	}
	if (isnew)
		l->list[i] = (struct listed_list){ .file = name,
			.newest = DATE_NONE };
	l->list[i].several |= name != l->list[i].file;
	return i;
}

uint32_t
listed_add(struct listed *l, struct rec *r)
{
	static const enum field fields[] = { F_ORG, F_KIND, F_SYSTEM, F_FILE };
	struct slice file = rec_text(r, F_FILE);
	int32_t seen = date_parse_day(rec_text(r, F_SEEN));
	struct listed_list *of;

	/* most lines are of the file of the one before */
	buf_reset(&l->now);
	put_fields(&l->now, r, fields);
	buf_put(&l->now, file);
	if (l->names.len == 0 ||
	    !slice_eq(buf_slice(&l->now), buf_slice(&l->before))) {
		l->at = find(l, r, file);
		buf_reset(&l->before);
		buf_put(&l->before, buf_slice(&l->now));
	}
	of = &l->list[l->at];
	of->lines++;
	of->ended += ended_day(r) != DATE_NONE;
	if (seen > of->newest)
		of->newest = seen;
	return (uint32_t)l->at;
}

bool
listed_gone(const struct listed *l, uint32_t list, int32_t seen)
{
	const struct listed_list *of = &l->list[list];

	if (of->ended * ENDED_SHARE >= of->lines)
		return false;
	return of->newest == DATE_NONE ? of->several : seen < of->newest;
}

void
listed_release(struct listed *l)
{
	set_release(&l->names);
	buf_release(&l->key);
	buf_release(&l->now);
	buf_release(&l->before);
	free(l->list);
	*l = (struct listed){ 0 };
}
