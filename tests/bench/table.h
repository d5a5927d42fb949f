/*
 * table - read a CSV of reference results, for the programs of tests/bench
 *
 *	struct table t;
 *
 *	for (table_open(&t, dir, "tails/quantiles.csv"); table_next(&t);)
 *		... table_number(&t, "p"), table_text(&t, "term") ...
 *
 * A name that ends in .xz is read through xzcat.  Cells have no line ends in
 * them; what is quoted loses its quotes, numbers may have blanks before them.
 */
#ifndef BENCH_TABLE_H
#define BENCH_TABLE_H

#include <err.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TABLE_COLUMNS = 64, TABLE_LINE = 1 << 16 };

struct table {
	FILE *f;
	bool piped;
	int n;
	char head[TABLE_LINE];
	char line[TABLE_LINE];
	char *name[TABLE_COLUMNS];
	char *cell[TABLE_COLUMNS];
};

/* Open NAME in DIR as MODE says, or exit. */
static inline FILE *
open_in(const char *dir, const char *name, const char *mode)
{
	char path[4200];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, mode);
	if (f == NULL)
		err(2, "%s", path);
	return f;
}

/* Compare two doubles, for qsort and bsearch. */
static inline int
rising(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Cut LINE at its commas; returns how many cells there are. */
static inline int
table_cut(char *p, char **cell)
{
	int n = 0;
	bool quoted;
	char *to;

	p[strcspn(p, "\r\n")] = '\0';
	while (n < TABLE_COLUMNS) {
		while (*p == ' ')
			p++;
		cell[n++] = to = p;
		for (quoted = false; *p != '\0' && (quoted || *p != ','); p++)
			if (*p == '"')
				quoted = !quoted;
			else if (*p != ' ' || quoted || to != cell[n - 1])
				*to++ = *p;
		if (*p == '\0') {
			*to = '\0';
			break;
		}
		*to = '\0';
		p++;
	}
	return n;
}

static inline void
table_open(struct table *t, const char *dir, const char *name)
{
	char path[4200];
	size_t n = strlen(name);

	t->piped = n > 3 && strcmp(name + n - 3, ".xz") == 0;
	snprintf(path, sizeof(path), "%s%s/%s", t->piped ? "xzcat " : "", dir,
	    name);
	t->f = t->piped ? popen(path, "r") : fopen(path, "r");
	if (t->f == NULL || fgets(t->head, sizeof(t->head), t->f) == NULL)
		err(2, "%s/%s", dir, name);
	t->n = table_cut(t->head, t->name);
}

/* The next row; closes the table where there is none. */
static inline bool
table_next(struct table *t)
{
	if (fgets(t->line, sizeof(t->line), t->f) != NULL) {
		if (table_cut(t->line, t->cell) < t->n)
			errx(2, "a row is too short");
		return true;
	}
	if (t->piped)
		pclose(t->f);
	else
		fclose(t->f);
	return false;
}

static inline const char *
table_text(const struct table *t, const char *name)
{
	for (int i = 0; i < t->n; i++)
		if (strcmp(t->name[i], name) == 0)
			return t->cell[i];
	errx(2, "no column %s", name);
}

/* NaN for NA. */
static inline double
table_number(const struct table *t, const char *name)
{
	const char *s = table_text(t, name);
	char *end;
	double x = strtod(s, &end);

	return end == s ? NAN : x;
}

#endif
