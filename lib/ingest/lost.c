#include "lib/ingest/lost.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "lib/base/out.h"
#include "lib/base/xalloc.h"
#include "lib/ingest/fileio.h"
#include "lib/line/listed.h"

enum {
	LEAST_JSON = 20, /* objects, that may each leave members out */
	MOST_NAMES = 5 /* of columns in a message */
};

/* Know that FILE had what KEY says. */
static void
know(struct lost *l, struct slice key, struct slice file)
{
	size_t i = set_add(&l->known, key, NULL);

	if (i >= l->cap) {
		l->cap = l->cap ? l->cap * 2 : 64;
		l->file = xrealloc(l->file, l->cap, sizeof(*l->file));
	}
	l->file[i] = set_add(&l->files, file, NULL);
}

const char *
lost_open(struct lost *l, const char *path)
{
	struct buf text = { 0 };
	const char *why = NULL;
	struct slice rest;
	struct slice line;
	struct slice file;

	if (access(path, F_OK) == 0 || errno != ENOENT)
		why = fileio_read(path, &text);
	rest = buf_slice(&text);
	while (why == NULL && slice_cut(&rest, '\n', &line))
		if (slice_cut(&line, '\t', &file))
			know(l, line, file);
	buf_release(&text);
	return why;
}

/* The key of what is called WHAT, of KIND, in the export of file NAME. */
static struct slice
key(struct lost *l, struct slice name, const char *kind, struct slice what)
{
	buf_reset(&l->key);
	buf_printf(&l->key, "%016llx %s ",
	    (unsigned long long)listed_undated(name), kind);
	buf_put(&l->key, what);
	return buf_slice(&l->key);
}

/* Does a column of S become member F, or a token of a person? */
static bool
has(const struct source *s, int f)
{
	const struct mapping *m = s->apply.m;
	const struct map_rule *r;
	size_t k = 0;

	if (f == F_PERSON)
		return apply_person_column(&s->apply) >= 0;
	for (size_t i = 0; i < m->n; i++) {
		r = &m->rule[i];
		for (size_t t = 0; t < r->n; t++, k++)
			if (r->verb == MAP_TAKE && r->f == f &&
			    s->apply.at[k] >= 0)
				return true;
	}
	return false;
}

/* What S lacks and the files before NAME had; how many, and which last. */
static size_t
put_lacks(struct lost *l, const struct source *s, struct slice name,
    struct slice *last, struct buf *out)
{
	ptrdiff_t i;
	size_t n = 0;

	for (int f = 0; f < F_N; f++) {
		i = set_find(&l->known,
		    key(l, name, "member", slice_of(field_name(f))));
		if (i < 0 || has(s, f))
			continue;
		buf_puts(out, n++ > 0 ? ", " : "no column becomes ");
		buf_puts(out, field_name(f));
		*last = set_key(&l->files, l->file[i]);
	}
	return n;
}

/* The columns of S that no file before NAME had, and that are not used. */
static void
put_new(struct lost *l, const struct source *s, struct slice name,
    struct buf *out)
{
	size_t n = 0;

	for (size_t i = 0; i < s->columns.n && n < MOST_NAMES; i++) {
		if (apply_uses(&s->apply, i) ||
		    set_find(&l->known,
			key(l, name, "column", header_name(&s->columns, i))) >=
			0)
			continue;
		buf_puts(out, n++ > 0 ? ", " : "; new, and not used: ");
		header_say(out, &s->columns, i);
	}
}

/* Know what S has. */
static void
know_all(struct lost *l, const struct source *s, struct slice name,
    bool columns)
{
	for (int f = 0; f < F_N; f++)
		if (has(s, f))
			know(l, key(l, name, "member", slice_of(field_name(f))),
			    name);
	for (size_t i = 0; columns && i < s->columns.n; i++)
		if (header_plain(&s->columns, i))
			know(l,
			    key(l, name, "column", header_name(&s->columns, i)),
			    name);
}

bool
lost_see(struct lost *l, const struct source *s, struct slice name,
    uint64_t rows, struct buf *out)
{
	struct slice last = { NULL, 0 };
	size_t n;

	buf_reset(out);
	if (s->fail != NULL || s->chosen == NULL || !header_visible(name) ||
	    (s->json && rows < LEAST_JSON))
		return false;
	n = put_lacks(l, s, name, &last, out);
	if (n > 0) {
		buf_puts(out, ", as one did in ");
		buf_put(out, last);
		put_new(l, s, name, out);
	}
	/* a column that is new stays new as long as another is lost */
	know_all(l, s, name, n == 0);
	return n > 0;
}

const char *
lost_keep(const struct lost *l, const char *path)
{
	struct out o = { 0 };
	const char *why = out_open(&o, path, 0600);

	if (why != NULL)
		return why;
	for (size_t i = 0; i < l->known.len; i++) {
		out_put(&o, set_key(&l->files, l->file[i]));
		out_put(&o, SLICE("\t"));
		out_put(&o, set_key(&l->known, i));
		out_put(&o, SLICE("\n"));
	}
	return out_close(&o);
}

void
lost_release(struct lost *l)
{
	set_release(&l->known);
	set_release(&l->files);
	free(l->file);
	buf_release(&l->key);
	*l = (struct lost){ 0 };
}
