#include "lib/ingest/tables.h"

#include "lib/ingest/fileio.h"
#include "lib/ingest/trouble.h"

bool
tables_add(struct tables *t, const char *path)
{
	struct slice name = fileio_base(slice_of(path));
	const char *dot;

	if (t->n == MAP_JOINS)
		return false;
	dot = name.n > 0 ? memchr(name.p, '.', name.n) : NULL;
	if (dot != NULL)
		name.n = (size_t)(dot - name.p);
	t->file[t->n++] = (struct tables_file){ .path = path, .name = name };
	return true;
}

struct tables_file *
tables_find(struct tables *t, struct slice name)
{
	for (size_t i = 0; t != NULL && i < t->n; i++)
		if (slice_eq(t->file[i].name, name))
			return &t->file[i];
	return NULL;
}

const char *
tables_load(struct tables *t, struct tables_file *f, struct slice key)
{
	struct fileio io;
	const char *broken;
	const char *why;

	if (f->loaded)
		return NULL;
	why = fileio_open(&io, f->path);
	if (why == NULL) {
		join_release(&f->join);
		why = join_load(&f->join, fileio_get, &io, key);
		broken = fileio_close(&io);
		why = broken != NULL ? broken : why;
	}
	f->loaded = why == NULL;
	if (why == NULL)
		return NULL;
	buf_reset(&t->why);
	buf_printf(&t->why, "%s: ", f->path);
	trouble_put(&t->why, why, slice_of(f->path));
	return buf_cstr(&t->why);
}

/* The statement that asks for table NAME, of a mapping in C; or NULL. */
static const struct map_join *
asked_for(const struct choose *c, struct slice name)
{
	for (size_t i = 0; i < c->n; i++)
		for (size_t k = 0; k < c->m[i].joins; k++)
			if (slice_eq(c->m[i].join[k].name, name))
				return &c->m[i].join[k];
	return NULL;
}

/* No mapping asks for F: say which tables they do ask for. */
static const char *
not_asked(struct tables *t, const struct tables_file *f, const struct choose *c)
{
	const char *sep = "; such are ";

	buf_puts(&t->why, "no mapping joins a table called ");
	buf_put(&t->why, f->name);
	for (size_t m = 0; m < c->n; m++)
		for (size_t k = 0; k < c->m[m].joins; k++) {
			buf_puts(&t->why, sep);
			buf_put(&t->why, c->m[m].join[k].name);
			sep = ", ";
		}
	return buf_cstr(&t->why);
}

const char *
tables_unfit(struct tables *t, const struct choose *c)
{
	const struct tables_file *f = t->file;

	for (size_t i = 0; i < t->n; i++, f++) {
		buf_reset(&t->why);
		buf_printf(&t->why, "%s: ", f->path);
		if (asked_for(c, f->name) == NULL)
			return not_asked(t, f, c);
		if (tables_find(t, f->name) == f)
			continue;
		buf_puts(&t->why, "another table has this name");
		return buf_cstr(&t->why);
	}
	return NULL;
}

/* The remark I on F; false if there is none. */
static bool
remark(const struct tables_file *f, const struct choose *c, size_t i,
    struct buf *out)
{
	const struct join *j = &f->join;
	size_t shown = j->odds < JOIN_ODD ? j->odds : JOIN_ODD;

	buf_reset(out);
	buf_puts(out, f->path);
	if (!f->used && i == 0) {
		buf_puts(out,
		    ": joined to nothing: no file that was read has a mapping "
		    "that joins it, and the column ");
		buf_put(out, asked_for(c, f->name)->column);
		return true;
	}
	if (i < shown)
		buf_printf(out, ":%llu: %s", (unsigned long long)j->odd[i].line,
		    j->odd[i].why);
	else if (i == shown && shown > 0)
		buf_printf(out,
		    ": %llu of %llu rows are left out or take the place of an "
		    "earlier one",
		    (unsigned long long)j->odds, (unsigned long long)j->rows);
	else
		return false;
	return true;
}

bool
tables_remark(const struct tables *t, const struct choose *c, size_t *k,
    bool *used, struct buf *out)
{
	enum { MOST = JOIN_ODD + 1 }; /* of one file */

	for (; *k < t->n * MOST; *k = (*k / MOST + 1) * MOST) {
		*used = t->file[*k / MOST].used;
		if (!remark(&t->file[*k / MOST], c, *k % MOST, out))
			continue;
		++*k;
		return true;
	}
	return false;
}

void
tables_release(struct tables *t)
{
	for (size_t i = 0; i < t->n; i++)
		join_release(&t->file[i].join);
	buf_release(&t->why);
}
