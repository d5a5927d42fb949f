#include "lib/ingest/maps.h"

bool
maps_put(struct buf *out, struct slice name)
{
	const struct maps_entry *e = maps_builtin;

	while (e->name != NULL && !slice_eq(slice_of(e->name), name))
		e++;
	if (e->name == NULL)
		return false;
	for (const char *const *line = e->line; *line != NULL; line++) {
		buf_puts(out, *line);
		buf_putc(out, '\n');
	}
	return true;
}
