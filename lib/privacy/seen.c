#include "lib/privacy/seen.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *
seen_load(struct set *seen, const char *path)
{
	FILE *f = fopen(path, "r");
	const char *why = NULL;
	char *line = NULL;
	size_t cap = 0;
	struct slice word;
	ssize_t n;

	if (f == NULL)
		return strerror(errno);
	while ((n = getline(&line, &cap, f)) > 0) {
		word = slice_trim((struct slice){ line, (size_t)n });
		if (word.n > 0)
			set_add(seen, word, NULL);
	}
	if (ferror(f))
		why = strerror(errno);
	free(line);
	fclose(f);
	return why;
}

bool
seen_word(const struct set *seen, struct slice word)
{
	return set_find(seen, word) >= 0;
}
