#include "lib/text/stem.h"

#include <libstemmer.h>
#include <limits.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"

struct stem {
	struct sb_stemmer *sb;
};

struct stem *
stem_new(const char *language)
{
	struct sb_stemmer *sb = sb_stemmer_new(language, "UTF_8");
	struct stem *s;

	if (sb == NULL)
		return NULL;
	s = xmalloc(sizeof(*s));
	s->sb = sb;
	return s;
}

struct slice
stem_word(struct stem *s, struct slice word)
{
	const sb_symbol *out;

	if (word.n > INT_MAX)
		return word;
	out = sb_stemmer_stem(s->sb, (const sb_symbol *)word.p, (int)word.n);
	if (out == NULL)
		return word;
	return (struct slice){ (const char *)out,
		(size_t)sb_stemmer_length(s->sb) };
}

void
stem_free(struct stem *s)
{
	if (s == NULL)
		return;
	sb_stemmer_delete(s->sb);
	free(s);
}
