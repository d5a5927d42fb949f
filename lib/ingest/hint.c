#include "lib/ingest/hint.h"

#include "lib/ingest/maps.h"
#include "lib/line/near.h"

enum { MAPS = 128 };

bool
hint_nearest(struct buf *out, struct slice word, const char *const *names)
{
	const char *found = NULL;
	size_t least = SIZE_MAX;
	size_t d;

	for (size_t i = 0; names[i] != NULL; i++) {
		d = near_distance(word, slice_of(names[i]));
		if (d < least) {
			least = d;
			found = names[i];
		}
	}
	if (found == NULL || 2 * least > word.n)
		return false;
	buf_puts(out, "; nearest is ");
	buf_puts(out, found);
	return true;
}

void
hint_value(struct buf *out, struct slice word, int f)
{
	const char *const *values = field_values(f);

	if (values == NULL || hint_nearest(out, word, values))
		return;
	for (size_t i = 0; values[i] != NULL; i++) {
		buf_puts(out, i == 0 ? ": " : ", ");
		buf_puts(out, values[i]);
	}
}

void
hint_map(struct buf *out, struct slice word)
{
	const char *names[MAPS];
	size_t n = 0;

	for (const struct maps_entry *e = maps_builtin; e->name != NULL; e++)
		if (n + 1 < MAPS && strcmp(e->name, "common") != 0)
			names[n++] = e->name;
	names[n] = NULL;
	if (!hint_nearest(out, word, names))
		buf_puts(out, " (see --list-maps)");
}
