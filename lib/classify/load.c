#include "lib/classify/load.h"

#include <errno.h>
#include <stdio.h>

#include "lib/classify/books.h"

const char *
load_file(const char *path, size_t most, struct buf *text)
{
	FILE *f = fopen(path, "rb");
	const char *why = NULL;
	size_t n;

	if (f == NULL)
		return strerror(errno);
	do {
		buf_reserve(text, BUFSIZ);
		n = fread(text->s + text->len, 1, BUFSIZ, f);
		text->len += n;
	} while (n > 0 && text->len <= most);
	if (ferror(f))
		why = strerror(errno);
	else if (text->len > most)
		why = "too large";
	fclose(f);
	return why;
}

const char *
load_text(const char *name, struct buf *text)
{
	const struct book *b;

	for (b = books; b->name != NULL; b++)
		if (strcmp(b->name, name) == 0)
			break;
	if (b->name == NULL)
		return load_file(name, LOAD_MAX, text);
	for (const char *const *line = b->line; *line != NULL; line++) {
		buf_puts(text, *line);
		buf_putc(text, '\n');
	}
	return NULL;
}
