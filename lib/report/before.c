#include "lib/report/before.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/privacy/disclose.h"
#include "lib/report/phrases.h"

int32_t
before_days(struct rec *r)
{
	int32_t from = date_parse_day(rec_text(r, F_FROM));
	int32_t to = date_parse_day(rec_text(r, F_TO));

	if (from == DATE_NONE || to == DATE_NONE || to < from)
		return 0;
	return to - from + 1;
}

static void
add(struct before *b, struct rec *r)
{
	static const int titles[] = { F_TITLE_NL, F_TITLE_EN };
	struct before_pattern p = { 0 };
	struct buf open = { 0 };
	bool isnew;
	size_t i = set_add(&b->ids, rec_text(r, F_ID), &isnew);

	if (!isnew)
		return;
	p.id = set_key(&b->ids, i);
	for (int k = 0; k < 2; k++) {
		p.title[k] = arena_copy(&b->own, rec_text(r, titles[k]));
		buf_reset(&open);
		disclose_title(r, titles[k], phrase((enum lang)k, PH_FEW),
		    &open);
		p.open[k] = arena_copy(&b->own, buf_slice(&open));
	}
	buf_release(&open);
	p.state = arena_copy(&b->own, rec_text(r, F_STATE));
	p.since = date_parse_day(rec_text(r, F_SINCE));
	p.days = before_days(r);
	p.grave = slice_eq(rec_text(r, F_KIND), SLICE("grave"));
	p.words = slice_eq(rec_text(r, F_KIND), SLICE("emerging"));
	p.counted = rec_num(r, F_N, &p.n);
	p.few = disclose_few(r, DISCLOSE_BASE);
	if (b->n == b->cap) {
		b->cap = b->cap ? b->cap * 2 : 64;
		b->pattern = xrealloc(b->pattern, b->cap, sizeof(p));
	}
	b->pattern[b->n++] = p;
}

/* Line AT; true if it is one of a report. */
static bool
read_line(struct before *b, struct rec *r, struct slice line, size_t at)
{
	if (rec_parse(r, line) != NULL) {
		if (b->unfit++ == 0)
			b->first_unfit = at;
		return false;
	}
	if (r->type == LINE_SUMMARY) {
		b->as_of = date_parse_day(rec_text(r, F_AS_OF));
		told_read(&b->told, r);
	} else if (r->type == LINE_PATTERN) {
		add(b, r);
	}
	return r->type == LINE_SUMMARY || r->type == LINE_PATTERN;
}

const char *
before_read(struct before *b, const char *path)
{
	FILE *f = fopen(path, "r");
	struct rec r = { 0 };
	struct slice s;
	char *line = NULL;
	size_t cap = 0;
	size_t at = 0;
	size_t fit = 0;
	ssize_t n;

	*b = (struct before){ .as_of = DATE_NONE };
	if (f == NULL)
		return strerror(errno);
	while ((n = getline(&line, &cap, f)) > 0) {
		at++;
		s = slice_trim((struct slice){ line, (size_t)n });
		if (s.n)
			fit += read_line(b, &r, s, at);
	}
	b->read = !ferror(f);
	rec_release(&r);
	free(line);
	fclose(f);
	if (!b->read)
		return "cannot be read";
	return fit || at == 0 ? NULL : "holds no patterns";
}

struct before_pattern *
before_find(struct before *b, struct slice id)
{
	ptrdiff_t i = set_find(&b->ids, id);

	return i == SET_NONE ? NULL : &b->pattern[i];
}

struct before_pattern *
before_meet(struct before *b, struct slice id)
{
	struct before_pattern *p = before_find(b, id);

	if (p != NULL)
		p->met = true;
	return p;
}

void
before_release(struct before *b)
{
	for (size_t i = 0; i < b->n; i++)
		buf_release(&b->pattern[i].as);
	free(b->pattern);
	told_release(&b->told);
	set_release(&b->ids);
	arena_release(&b->own);
	*b = (struct before){ 0 };
}
