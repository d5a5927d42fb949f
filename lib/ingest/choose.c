#include "lib/ingest/choose.h"

#include <stdlib.h>
#include <unistd.h>

#include "lib/base/xalloc.h"
#include "lib/ingest/fileio.h"
#include "lib/ingest/hint.h"

static bool
is_common(const struct maps_entry *e)
{
	return strcmp(e->name, "common") == 0;
}

/* The text of NAME into m, behind the tables of all. */
static bool
read_map(struct choose *c, struct mapping *m, struct slice text)
{
	struct buf common = { 0 };
	bool good;

	(void)maps_put(&common, SLICE("common"));
	mapping_init(m);
	good = mapping_add(m, buf_slice(&common)) && mapping_add(m, text);
	buf_release(&common);
	if (good)
		return true;
	buf_reset(&c->why);
	buf_printf(&c->why, "%u: %s", m->line, m->why);
	return false;
}

bool
choose_builtin(struct choose *c, const char *name)
{
	const struct maps_entry *e;
	struct buf text = { 0 };
	size_t n = 0;
	bool good = true;

	while (maps_builtin[n].name != NULL)
		n++;
	c->m = xcalloc(n, sizeof(*c->m));
	c->asked = name != NULL;
	for (e = maps_builtin; good && e->name != NULL; e++) {
		if (is_common(e) || (name != NULL && strcmp(e->name, name)))
			continue;
		buf_reset(&text);
		(void)maps_put(&text, slice_of(e->name));
		good = read_map(c, &c->m[c->n++], buf_slice(&text));
		c->m[c->n - 1].name = e->name;
	}
	buf_release(&text);
	return good && c->n > 0;
}

bool
choose_text(struct choose *c, struct slice text)
{
	c->m = xcalloc(1, sizeof(*c->m));
	c->n = 1;
	c->asked = true;
	return read_map(c, c->m, text);
}

/* MAP is none that is built in, nor a file that can be read: that is WHY. */
static void
no_mapping(struct choose *c, const char *map, const char *why)
{
	buf_reset(&c->why);
	buf_puts(&c->why, map);
	buf_puts(&c->why, ": ");
	buf_puts(&c->why, why);
	if (access(map, F_OK) == 0 || strchr(map, '/') != NULL)
		return;
	buf_puts(&c->why, ", and no such mapping is built in");
	hint_map(&c->why, slice_of(map));
}

/* Put NAME and MARK before c->why. */
static void
prefix(struct choose *c, const char *name, const char *mark)
{
	struct buf why = { 0 };

	buf_puts(&why, name);
	buf_puts(&why, mark);
	buf_put(&why, buf_slice(&c->why));
	buf_release(&c->why);
	c->why = why;
}

bool
choose_named(struct choose *c, const char *map)
{
	struct buf text = { 0 };
	const char *why = NULL;
	bool good;

	if (map == NULL || maps_put(&text, slice_of(map))) {
		good = choose_builtin(c, map);
		if (!good)
			prefix(c, "-m", ": ");
	} else {
		why = fileio_read(map, &text);
		good = why == NULL && choose_text(c, buf_slice(&text));
		if (why != NULL)
			no_mapping(c, map, why);
		else if (!good)
			prefix(c, map, ":");
	}
	buf_release(&text);
	return good;
}

size_t
choose_known(const struct choose *c, struct header *columns)
{
	size_t best = 0;
	size_t n;

	for (size_t i = 0; i < c->n; i++) {
		n = apply_knows(&c->m[i], columns);
		best = n > best ? n : best;
	}
	return best;
}

/* Where no mapping fits: the one for cases of a kind that is not said. */
static const struct mapping *
choose_other(const struct choose *c, struct header *columns)
{
	const struct mapping *m = c->m;

	while (strcmp(m->name, "overig") != 0)
		m++;
	if ((apply_takes(m, F_SRC_ID, columns) ||
		apply_takes(m, F_CHANNEL, columns)) &&
	    apply_takes(m, F_RECEIVED, columns) &&
	    (apply_takes(m, F_TEXT, columns) ||
		apply_takes(m, F_SUBJECT, columns)))
		return m;
	return NULL;
}

/* Say what can be done when no mapping is the one. */
static const struct mapping *
no_choice(struct choose *c, size_t best)
{
	bool first = true;

	buf_reset(&c->why);
	if (best == 0) {
		buf_puts(&c->why,
		    "no built-in mapping fits these columns; "
		    "give one with --map, or begin one with "
		    "--guess");
		return NULL;
	}
	buf_puts(&c->why, "more than one mapping fits (");
	for (size_t i = 0; i < c->n; i++)
		if (c->m[i].fit == best) {
			buf_puts(&c->why, first ? "" : ", ");
			buf_puts(&c->why, c->m[i].name);
			first = false;
		}
	buf_puts(&c->why, "); say which with --map");
	return NULL;
}

const struct mapping *
choose_mapping(struct choose *c, struct header *columns)
{
	const struct mapping *found = NULL;
	size_t best = 0;
	size_t ties = 0;

	if (c->asked)
		return c->m;
	for (size_t i = 0; i < c->n; i++) {
		c->m[i].fit = apply_fit(&c->m[i], columns);
		if (c->m[i].fit > best) {
			best = c->m[i].fit;
			found = &c->m[i];
			ties = 0;
		} else if (c->m[i].fit == best) {
			ties++;
		}
	}
	if (best == 0 && (found = choose_other(c, columns)) != NULL)
		return found;
	return found != NULL && ties == 0 ? found : no_choice(c, best);
}

void
choose_list(struct buf *out)
{
	struct choose c = { 0 };

	(void)choose_builtin(&c, NULL);
	for (size_t i = 0; i < c.n; i++)
		buf_printf(out, "%-20s %.*s\n", c.m[i].name,
		    (int)c.m[i].title.n, c.m[i].title.p);
	choose_release(&c);
}

void
choose_release(struct choose *c)
{
	for (size_t i = 0; i < c->n; i++)
		mapping_release(&c->m[i]);
	free(c->m);
	buf_release(&c->why);
	*c = (struct choose){ 0 };
}
