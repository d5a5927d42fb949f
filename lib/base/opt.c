#include "lib/base/opt.h"

#include <err.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/num.h"
#include "lib/base/xalloc.h"

/* Keys of the shared long options, below those of any tool. */
enum { O_PROGRESS = 128, O_REJECTS, O_STATS, O_MAX_LINE };

enum { MAX_LINE = 16 << 20 };

static const struct opt shared[] = {
	{ 'h', "help", NULL, "print this and exit" },
	{ 'V', "version", NULL, "print the version and exit" },
	{ 'o', "output", "file", "write to file instead of standard output" },
	{ 'q', "quiet", NULL, "show no progress" },
	{ O_PROGRESS, "progress", NULL, "show progress on standard error" },
	{ O_STATS, "stats", "file", "write the account of the run to file" },
	{ 0 },
};

/* Of tools that read lines or rows. */
static const struct opt input[] = {
	{ O_REJECTS, "rejects", "file", "keep what is refused in file" },
	{ O_MAX_LINE, "max-line", "size", "refuse longer lines (16M)" },
	{ 0 },
};

static const struct opt none[] = { { 0 } };

/* The Ith table of options of TOOL, its own first. */
static const struct opt *
table(const struct opt_tool *tool, int i)
{
	if (i == 0)
		return tool->options != NULL ? tool->options : none;
	if (i == 1)
		return tool->flags & OPT_INPUT ? input : none;
	return i == 2 ? shared : NULL;
}

/* The option of TOOL whose key is KEY, or whose number is N from 0. */
static const struct opt *
find(const struct opt_tool *tool, int key, size_t n)
{
	const struct opt *o;

	for (int i = 0; (o = table(tool, i)) != NULL; i++)
		for (; o->key != 0; o++)
			if (o->key == key || (key == 0 && n-- == 0))
				return o;
	return NULL;
}

static const char *
operands(const struct opt_tool *tool)
{
	if (tool->flags & OPT_NO_FILES)
		return "";
	return tool->operands != NULL ? tool->operands : "[file ...]";
}

static void
print_option(const struct opt *o)
{
	char left[80];
	int n;

	n = snprintf(left, sizeof(left), "  %s%c%s --%s%s%s",
	    o->key < O_PROGRESS ? "-" : " ", o->key < O_PROGRESS ? o->key : ' ',
	    o->key < O_PROGRESS ? "," : " ", o->name, o->arg ? " " : "",
	    o->arg ? o->arg : "");
	if (n > 26)
		printf("%s\n%-28s%s\n", left, "", o->help);
	else
		printf("%-28s%s\n", left, o->help);
}

static _Noreturn void
finish(void)
{
	if (fflush(stdout) != 0 || ferror(stdout))
		err(2, "standard output");
	exit(0);
}

static _Noreturn void
help(const struct opt_tool *tool)
{
	const struct opt *o;

	printf("usage: %s [options]%s%s\n\n%s - %s\n\n", tool->name,
	    *operands(tool) ? " " : "", operands(tool), tool->name, tool->what);
	for (size_t i = 0; (o = find(tool, 0, i)) != NULL; i++)
		print_option(o);
	printf("\nThe manual is %s(1); sig(7) shows all tools together.\n",
	    tool->name);
	finish();
}

static _Noreturn void
version(const struct opt_tool *tool)
{
	printf("%s %s\n", tool->name, VERSION);
	finish();
}

static size_t
count(const struct opt_tool *tool)
{
	size_t n = 0;

	while (find(tool, 0, n) != NULL)
		n++;
	return n;
}

void
opt_open(struct opt_scan *s, const struct opt_tool *tool, int argc,
    char *argv[])
{
	const struct opt *o;
	size_t n = count(tool);
	char *p;

	*s = (struct opt_scan){ .tool = tool, .argc = argc, .argv = argv };
	s->io.max_line = MAX_LINE;
	s->longs = xcalloc(n + 1, sizeof(*s->longs));
	s->shorts = xcalloc(2 * n + 2, 1);
	p = s->shorts;
	*p++ = ':'; /* be silent about mistakes: opt says them */
	for (size_t i = 0; i < n; i++) {
		o = find(tool, 0, i);
		s->longs[i].name = o->name;
		s->longs[i].has_arg = o->arg ? required_argument : no_argument;
		s->longs[i].val = o->key;
		if (o->key < O_PROGRESS) {
			*p++ = (char)o->key;
			if (o->arg != NULL)
				*p++ = ':';
		}
	}
	opterr = 0;
}

void
opt_usage(const struct opt_scan *s, const char *why)
{
	errx(2, "%s (see %s --help)", why, s->tool->name);
}

/* What the user typed for option O: "-m" or "--map". */
static void
typed(char *to, size_t n, const struct opt *o)
{
	if (o->key < O_PROGRESS)
		(void)snprintf(to, n, "-%c", o->key);
	else
		(void)snprintf(to, n, "--%s", o->name);
}

void
opt_bad(const struct opt_scan *s, const char *why)
{
	char name[64];

	typed(name, sizeof(name), s->met);
	errx(2, "%s %s: %s", name, s->arg, why);
}

static _Noreturn void
mistake(const struct opt_scan *s, int c)
{
	const struct opt *o;
	char name[64];

	o = optopt ? find(s->tool, optopt, 0) : NULL;
	if (c == ':' && o != NULL) {
		typed(name, sizeof(name), o);
		errx(2, "%s: an argument is missing (see %s --help)", name,
		    s->tool->name);
	}
	if (o != NULL)
		errx(2, "--%s: takes no argument (see %s --help)", o->name,
		    s->tool->name);
	if (optopt != 0)
		errx(2, "-%c: no such option (see %s --help)", optopt,
		    s->tool->name);
	errx(2, "%s: no such option (see %s --help)", s->argv[optind - 1],
	    s->tool->name);
}

/* Deal with C if it is an option that all tools share. */
static bool
take_shared(struct opt_scan *s, int c)
{
	switch (c) {
	case 'h':
		help(s->tool);
	case 'V':
		version(s->tool);
	case 'o':
		s->io.output = s->arg;
		return true;
	case 'q':
		s->io.quiet = true;
		return true;
	case O_PROGRESS:
		s->io.progress = true;
		return true;
	case O_REJECTS:
		s->io.rejects = s->arg;
		return true;
	case O_STATS:
		s->io.stats = s->arg;
		return true;
	case O_MAX_LINE:
		s->io.max_line = opt_size(s);
		if (s->io.max_line == 0)
			opt_bad(s, "must be more than 0");
		return true;
	default:
		return false;
	}
}

int
opt_next(struct opt_scan *s)
{
	int c;

	do {
		c = getopt_long(s->argc, s->argv, s->shorts, s->longs, NULL);
		if (c == '?' || c == ':')
			mistake(s, c);
		s->arg = optarg;
		s->met = c == -1 ? NULL : find(s->tool, c, 0);
	} while (c != -1 && take_shared(s, c));
	return c;
}

char *const *
opt_files(struct opt_scan *s)
{
	free(s->longs);
	free(s->shorts);
	s->longs = NULL;
	s->shorts = NULL;
	if ((s->tool->flags & OPT_NO_FILES) && s->argv[optind] != NULL)
		opt_usage(s, "no files are taken");
	return s->argv + optind;
}

long
opt_num(const struct opt_scan *s, long min, long max)
{
	char why[80];
	int64_t n;

	if (num_i64(slice_of(s->arg), &n) && n >= min && n <= max)
		return (long)n;
	(void)snprintf(why, sizeof(why),
	    "must be a whole number from %ld to %ld", min, max);
	opt_bad(s, why);
}

double
opt_real(const struct opt_scan *s, double min, double max)
{
	char why[80];
	double x;

	if (num_double(slice_of(s->arg), &x) && x >= min && x <= max)
		return x;
	(void)snprintf(why, sizeof(why), "must be a number from %g to %g", min,
	    max);
	opt_bad(s, why);
}

size_t
opt_size(const struct opt_scan *s)
{
	static const char unit[] = "KMG";
	struct slice arg = slice_of(s->arg);
	const char *at = NULL;
	uint64_t n;

	if (arg.n > 1 && arg.p[arg.n - 1] != '\0')
		at = strchr(unit, arg.p[arg.n - 1]);
	if (at != NULL)
		arg.n--;
	if (!num_u64(arg, &n) || n > (uint64_t)1 << 40)
		opt_bad(s, "must be a number of bytes, such as 500K or 16M");
	return (size_t)(n << (at != NULL ? 10 * (at - unit + 1) : 0));
}

int32_t
opt_day(const struct opt_scan *s)
{
	struct when w;

	if (!date_parse(slice_of(s->arg), &w) || w.exact)
		opt_bad(s, "must be a day, such as 2026-03-31");
	return w.day;
}

int
opt_word(const struct opt_scan *s, const char *const *names)
{
	struct buf why = { 0 };

	for (int i = 0; names[i] != NULL; i++)
		if (strcmp(names[i], s->arg) == 0)
			return i;
	buf_puts(&why, "must be one of");
	for (int i = 0; names[i] != NULL; i++) {
		buf_putc(&why, ' ');
		buf_puts(&why, names[i]);
	}
	opt_bad(s, buf_cstr(&why));
}
