/*
 * opt - the options of every tool
 *
 *	static const struct opt options[] = {
 *		{ 'm', "map", "name", "the mapping, built in or a file" },
 *		{ OPT_KEEP, "keep-unmapped", NULL, "pass on other columns" },
 *		{ 0 },
 *	};
 *	static const struct opt_tool tool = { "sig-ingest",
 *		"turn exports into signals", options, OPT_INPUT };
 *
 *	opt_open(&s, &tool, argc, argv);
 *	while ((c = opt_next(&s)) != -1)
 *		...
 *	files = opt_files(&s);
 *
 * One table makes the parser, --help and the shell completions.  What all
 * tools share (-h, -V, -o, -q, --progress, --rejects, --stats, --max-line) is
 * dealt with here and kept in s.io; the tool sees its own options only.
 * Mistakes are said on the standard error and end the program with status 2:
 * opt may exit.
 */
#ifndef BASE_OPT_H
#define BASE_OPT_H

#include <stdint.h>

#include "lib/base/slice.h"

struct option;

struct opt {
	int key; /* the letter, or from OPT_LONG up if it has none */
	const char *name; /* the long form */
	const char *arg; /* what its argument is called; NULL if it has none */
	const char *help; /* a line of at most 55 columns */
};

enum {
	OPT_LONG = 256, /* the first key of a tool's own long options */
	OPT_INPUT = 1, /* the tool reads a stream of lines: --max-line ... */
	OPT_NO_FILES = 2 /* no operands are taken */
};

struct opt_tool {
	const char *name;
	const char *what; /* the line after the dash of its man page */
	const struct opt *options; /* ends with a zeroed one */
	int flags;
	const char *operands; /* in the synopsis; NULL for "[file ...]" */
};

/* What the shared options said. */
struct opt_io {
	const char *output; /* -o, NULL is the standard output */
	const char *rejects;
	const char *stats;
	size_t max_line; /* bytes, 16 MiB unless told */
	bool quiet; /* -q */
	bool progress; /* --progress */
	bool secret; /* set by the tool: only the owner may read -o */
};

struct opt_scan {
	struct opt_io io;
	const char *arg; /* the argument of the option just met */
	const struct opt_tool *tool;
	int argc; /* private */
	char **argv; /* private */
	struct option *longs; /* private */
	char *shorts; /* private */
	const struct opt *met; /* private: for messages */
};

void opt_open(struct opt_scan *s, const struct opt_tool *tool, int argc,
    char *argv[]);
/* The key of the next option of the tool itself, or -1 after the last. */
int opt_next(struct opt_scan *s);
/* The operands, up to NULL; releases what S held. */
char *const *opt_files(struct opt_scan *s);

/* The argument just met as a whole number from MIN to MAX. */
long opt_num(const struct opt_scan *s, long min, long max);
/* As a number from MIN to MAX. */
double opt_real(const struct opt_scan *s, double min, double max);
/* As bytes: a whole number, with K, M or G for powers of 1024. */
size_t opt_size(const struct opt_scan *s);
/* As a calendar day YYYY-MM-DD. */
int32_t opt_day(const struct opt_scan *s);
/* The number of the one among NAMES (up to NULL) that equals it. */
int opt_word(const struct opt_scan *s, const char *const *names);
/* Say what is wrong with the argument just met, and exit 2. */
_Noreturn void opt_bad(const struct opt_scan *s, const char *why);
/* Say what is wrong with the command line as a whole, and exit 2. */
_Noreturn void opt_usage(const struct opt_scan *s, const char *why);

#endif
