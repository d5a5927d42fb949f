#include "lib/ingest/maps.h"

bool
maps_put(struct buf *out, const char *name)
{
	const struct maps_entry *e = maps_builtin;

	while (e->name != NULL && strcmp(e->name, name) != 0)
		e++;
	if (e->name == NULL)
		return false;
	for (const char *const *line = e->line; *line != NULL; line++) {
		buf_puts(out, *line);
		buf_putc(out, '\n');
	}
	return true;
}
