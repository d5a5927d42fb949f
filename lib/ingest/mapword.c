#include "lib/ingest/mapword.h"

bool
mapword_next(struct mapword *w)
{
	size_t n = 0;
	char q;

	w->rest = slice_trim(w->rest);
	w->quoted = false;
	if (w->rest.n == 0 || w->rest.p[0] == '#')
		return false;
	q = w->rest.p[0];
	if (q == '"' || q == '\'') {
		w->rest.p++;
		w->rest.n--;
		w->quoted = true;
		w->open = !slice_cut(&w->rest, q, &w->word);
		return !w->open;
	}
	while (n < w->rest.n && strchr(" \t=,", w->rest.p[n]) == NULL)
		n++;
	n += n == 0;
	w->word = (struct slice){ w->rest.p, n };
	w->rest.p += n;
	w->rest.n -= n;
	return true;
}

bool
mapword_is(const struct mapword *w, const char *s)
{
	return !w->quoted && slice_eq(w->word, slice_of(s));
}

bool
mapword_peek(const struct mapword *w, const char *s)
{
	struct mapword ahead = *w;

	return mapword_next(&ahead) && mapword_is(&ahead, s);
}

int
mapword_find(struct slice s, const char *const *names)
{
	for (int i = 0; names[i] != NULL; i++)
		if (slice_eq(s, slice_of(names[i])))
			return i;
	return -1;
}
