/* make-demo - write exports of three invented organisations */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/num.h"
#include "lib/base/slice.h"
#include "tests/data/demo.h"

static const char usage[] =
    "usage: make-demo DIRECTORY\n"
    "       make-demo --count N [--seed S] --jsonl\n"
    "       make-demo [--seed S] --csv N\n"
    "\n"
    "Write klachten.csv, bezwaren.csv, terugbelverzoeken.csv and truth.jsonl\n"
    "to DIRECTORY; or N signals as lines, or N complaints as one table, to\n"
    "the standard output.  The same bytes each time.\n";

struct opts {
	const char *dir;
	uint64_t seed;
	uint64_t count;
	uint64_t csv;
	bool jsonl;
};

static _Noreturn void
wrong(void)
{
	fputs(usage, stderr);
	exit(2);
}

static uint64_t
number(const char *s)
{
	uint64_t n;

	if (s == NULL || !num_u64(slice_of(s), &n) || n > UINT32_MAX)
		wrong();
	return n;
}

static void
parse_opts(struct opts *o, char *argv[])
{
	*o = (struct opts){ .seed = 1 };
	for (argv++; *argv != NULL; argv++) {
		if (strcmp(*argv, "--seed") == 0)
			o->seed = number(*++argv);
		else if (strcmp(*argv, "--count") == 0)
			o->count = number(*++argv);
		else if (strcmp(*argv, "--csv") == 0)
			o->csv = number(*++argv);
		else if (strcmp(*argv, "--jsonl") == 0)
			o->jsonl = true;
		else if (**argv == '-' || o->dir != NULL)
			wrong();
		else
			o->dir = *argv;
	}
	if ((o->dir != NULL) + o->jsonl + (o->csv > 0) != 1)
		wrong();
}

int
main(int argc, char *argv[])
{
	struct demo_plan plan;
	struct opts o;

	(void)argc;
	parse_opts(&o, argv);
	if (o.jsonl) {
		demo_write_lines(stdout, (uint32_t)o.count, o.seed);
	} else if (o.csv > 0) {
		demo_write_csv(stdout, (uint32_t)o.csv, o.seed);
	} else {
		demo_make_plan(&plan, o.seed);
		if (!demo_write(o.dir, &plan, o.seed))
			err(2, "%s", o.dir);
		free(plan.event);
	}
	if (fflush(stdout) != 0)
		err(2, "standard output");
	return 0;
}
