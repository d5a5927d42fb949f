#include "lib/pattern/history.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static const char *
one_line(struct corpus *c, struct rec *r, struct slice line)
{
	const char *why = rec_parse(r, line);

	if (why == NULL && r->type == LINE_SIGNAL)
		return "a signal, where tallies must be (see sig-tally(1))";
	return why == NULL && r->type == LINE_TALLY ? corpus_add(c, r) : why;
}

static const char *
read_lines(struct corpus *c, FILE *f, unsigned long *lineno)
{
	struct rec r = { 0 };
	struct slice s;
	char *line = NULL;
	size_t cap = 0;
	size_t some = 0;
	ssize_t n;
	const char *why = NULL;

	while (why == NULL && (n = getline(&line, &cap, f)) > 0) {
		++*lineno;
		s = slice_trim((struct slice){ line, (size_t)n });
		some += s.n;
		why = s.n > 0 ? one_line(c, &r, s) : NULL;
	}
	if (why == NULL) {
		*lineno = 0;
		if (ferror(f))
			why = strerror(errno);
		else if (some > 0 && c->tally.nrows + c->terms.nrows == 0)
			why = "no tallies";
	}
	rec_release(&r);
	free(line);
	return why;
}

const char *
history_read(struct corpus *c, const char *path, unsigned long *lineno)
{
	FILE *f = fopen(path, "r");
	const char *why;

	*lineno = 0;
	if (f == NULL)
		return strerror(errno);
	why = read_lines(c, f, lineno);
	(void)fclose(f);
	return why;
}
