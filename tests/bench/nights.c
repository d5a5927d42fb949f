/*
 * nights - what sig-pattern finds night after night, for tests/bench/null
 *
 *	build/nights [-c] [-v] [-b BUDGET] DIR FIRST LAST EVERY
 *
 * DIR holds the signals of each day (YYYY-MM-DD.jsonl, by make_null) and, for
 * the first of each month, the tally of all days before it
 * (YYYY-MM-01.tally).  Judges every EVERY-th day from FIRST to LAST as
 *
 *	sig-pattern --until DAY --history MONTH.tally [DAYS of MONTH to DAY]
 *
 * does, MONTH being the first of the month 200 days before, and writes what is
 * told to DIR/DAY.told, a line each: kind, id, place and words, p, q, observed
 * and expected, with tabs between (with -c as --calibrate does, with -b as
 * --budget, and with -v as --volume DIR/volume).  The tally and the signals are
 * read once a month: each night is a process that has what the one before it
 * had, and its own day.
 */

#include <sys/wait.h>

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/date.h"
#include "lib/base/digest.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/seek.h"

enum { BEFORE = 200 };

static struct look_opt opt = { .alpha = .1,
	.budget = .2,
	.parents = true,
	.holidays = true };

static struct beside beside; /* volumes, if any */

static void
path_of(struct buf *b, const char *dir, int32_t day, const char *ending)
{
	buf_reset(b);
	buf_printf(b, "%s/", dir);
	date_put_day(b, day);
	buf_puts(b, ending);
}

/* Add the lines of PATH to C; one that is refused is the end. */
static void
read_lines(struct corpus *c, const char *path)
{
	FILE *f = fopen(path, "r");
	struct rec r = { 0 };
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;
	const char *why = NULL;

	if (f == NULL)
		err(2, "%s", path);
	while (why == NULL && (n = getline(&line, &cap, f)) > 0) {
		why = rec_parse(&r, (struct slice){ line, (size_t)n - 1 });
		if (why == NULL)
			why = corpus_add(c, &r);
	}
	if (why != NULL)
		errx(2, "%s: %s", path, why);
	rec_release(&r);
	free(line);
	fclose(f);
}

static void
put_texts(FILE *f, const struct texts *list)
{
	for (size_t i = 0; i < list->n; i++)
		fprintf(f, " %.*s", (int)list->s[i].n, list->s[i].p);
}

static void
put(FILE *f, const struct finding *x)
{
	fprintf(f, "%s\t%s\t", x->kind, x->id);
	put_texts(f, &x->where);
	put_texts(f, &x->words);
	fprintf(f, "\t%.3g\t%.3g\t%.6g\t%.6g\n", x->p, x->q, x->observed,
	    x->expected);
}

/* Write to PATH what is to be told of C, as far as it was read. */
static void
judge(struct corpus *c, const char *path)
{
	struct cells cells = { 0 };
	struct look l = { 0 };
	struct findings fs = { 0 };
	struct beside with = { .volumes = beside.volumes };
	FILE *f = fopen(path, "w");

	if (f == NULL)
		err(2, "%s", path);
	corpus_close(c);
	cells_build(&cells, c);
	look_open(&l, &cells, &opt);
	seek_all(&fs, &l, &with);
	for (size_t i = 0; i < fs.n && fs.f[i]->into == NULL; i++)
		put(f, fs.f[i]);
	if (fclose(f) != 0)
		err(2, "%s", path);
}

/* Judge C in a process of its own; it must end well. */
static void
night(struct corpus *c, const char *path)
{
	int status;
	pid_t pid = fork();

	if (pid < 0)
		err(2, "fork");
	if (pid == 0) {
		judge(c, path);
		_exit(0);
	}
	if (waitpid(pid, &status, 0) < 0 || status != 0)
		errx(2, "%s: failed", path);
}

/* The first of the month BEFORE days before DAY. */
static int32_t
month_of(int32_t day)
{
	struct civil c = date_civil(day - BEFORE);

	c.day = 1;
	return date_day(c);
}

static void
replay(const char *dir, int32_t first, int32_t last, int32_t every)
{
	struct corpus c = { 0 };
	struct buf path = { 0 };
	int32_t month = DATE_NONE;
	int32_t read = 0; /* the next day to be read */

	for (int32_t day = first; day <= last; day += every) {
		if (month_of(day) != month) {
			corpus_release(&c);
			month = read = month_of(day);
			corpus_open(&c, day, (struct slice){ NULL, 0 });
			path_of(&path, dir, month, ".tally");
			read_lines(&c, buf_cstr(&path));
		}
		c.until = day;
		for (; read <= day; read++) {
			path_of(&path, dir, read, ".jsonl");
			read_lines(&c, buf_cstr(&path));
		}
		path_of(&path, dir, day, ".told");
		night(&c, buf_cstr(&path));
	}
	corpus_release(&c);
	buf_release(&path);
}

static void
read_volumes(const char *dir)
{
	struct buf path = { 0 };
	const char *why;

	buf_printf(&path, "%s/volume", dir);
	why = beside_volume(&beside, buf_cstr(&path));
	if (why != NULL)
		errx(2, "%s: %s", buf_cstr(&path), why);
	buf_release(&path);
}

static int32_t
day_of(const char *s)
{
	int32_t day = date_parse_day(slice_of(s));

	if (day == DATE_NONE)
		errx(2, "%s: no date", s);
	return day;
}

int
main(int argc, char *argv[])
{
	int c;

	while ((c = getopt(argc, argv, "b:cv")) != -1) {
		if (c == 'b')
			opt.budget = atof(optarg);
		else if (c == 'v')
			opt.volumes = &beside.volumes;
		else
			opt.calibrate = true;
	}
	argv += optind;
	if (argc - optind != 4 || atoi(argv[3]) < 1)
		errx(2,
		    "usage: nights [-c] [-v] [-b budget] dir first last every");
	if (opt.volumes != NULL)
		read_volumes(argv[0]);
	if (!digest_init())
		errx(2, "libsodium cannot start");
	replay(argv[0], day_of(argv[1]), day_of(argv[2]), atoi(argv[3]));
	return 0;
}
