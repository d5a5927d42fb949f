/* sig-forget - leave out signals, or their words, when their time has come */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/date.h"
#include "lib/base/set.h"
#include "lib/base/utf8.h"
#include "lib/line/filter.h"

enum {
	OPT_BEFORE = OPT_LONG,
	OPT_FILE,
	OPT_IDS,
	OPT_SEEN,
	OPT_SINCE,
	OPT_SRC_ID,
	OPT_SYSTEM,
	OPT_WORDS,
	OPT_KIND,
	OPT_ORG
};

static const struct opt options[] = {
	{ 'j', "jobs", "n", "use n threads; 1" },
	{ OPT_BEFORE, "before", "date", "leave out signals of earlier days" },
	{ OPT_FILE, "file", "name",
	    "leave out what came from the export name" },
	{ OPT_IDS, "ids", "file", "leave out signals whose id is in file" },
	{ OPT_KIND, "kind", "kind", "only of this kind, with --src-id" },
	{ OPT_ORG, "org", "name", "only of this organisation, with --src-id" },
	{ OPT_SEEN, "seen", "date",
	    "leave out what an export of date brought" },
	{ OPT_SINCE, "since", "date",
	    "leave out all but those of earlier days" },
	{ OPT_SRC_ID, "src-id", "id", "leave out the signals of this id" },
	{ OPT_SYSTEM, "system", "name", "the system that gave the id" },
	{ OPT_WORDS, "words-before", "date", "keep signals, drop their words" },
	{ 0 },
};

static const struct opt_tool tool = { "sig-forget",
	"leave out signals, or their words, when their time has come", options,
	OPT_INPUT, NULL };

struct opts {
	int32_t before; /* days, or DATE_NONE */
	int32_t since;
	int32_t words;
	struct buf file; /* both empty if not asked */
	struct slice seen;
	struct set ids; /* these are left out */
	const char *src_id;
	const char *system;
	const char *kind; /* or NULL */
	const char *org;
	int jobs;
};

/* The ids in the file just named, one a line. */
static void
read_ids(struct opts *o, const struct opt_scan *s)
{
	FILE *fp = fopen(s->arg, "r");
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;

	if (fp == NULL)
		opt_bad(s, strerror(errno));
	while ((n = getline(&line, &cap, fp)) > 0)
		set_add(&o->ids, slice_trim((struct slice){ line, (size_t)n }),
		    NULL);
	if (ferror(fp))
		opt_bad(s, strerror(errno));
	fclose(fp);
	free(line);
}

static void
set_option(struct opts *o, struct opt_scan *s, int c)
{
	switch (c) {
	case 'j':
		o->jobs = (int)opt_num(s, 1, FILTER_JOBS);
		break;
	case OPT_BEFORE:
		o->before = opt_day(s);
		break;
	case OPT_FILE:
		buf_reset(&o->file);
		utf8_put_all(&o->file, slice_of(s->arg));
		break;
	case OPT_IDS:
		read_ids(o, s);
		break;
	case OPT_KIND:
		if (*s->arg != '\0')
			opt_word(s, field_values(F_KIND));
		o->kind = s->arg;
		break;
	case OPT_ORG:
		o->org = s->arg;
		break;
	case OPT_SEEN:
		opt_day(s);
		o->seen = slice_of(s->arg);
		break;
	case OPT_SINCE:
		o->since = opt_day(s);
		break;
	case OPT_SRC_ID:
		o->src_id = s->arg;
		break;
	case OPT_SYSTEM:
		o->system = s->arg;
		break;
	default:
		o->words = opt_day(s);
	}
}

static void
parse_opts(struct opts *o, struct opt_scan *s)
{
	int c;

	*o = (struct opts){ .before = DATE_NONE,
		.since = DATE_NONE,
		.words = DATE_NONE,
		.jobs = 1 };
	while ((c = opt_next(s)) != -1)
		set_option(o, s, c);
	if ((o->src_id == NULL) != (o->system == NULL))
		opt_usage(s, "--src-id and --system go together");
	if (o->src_id == NULL && (o->kind != NULL || o->org != NULL))
		opt_usage(s, "--kind and --org go with --src-id");
}

/*
 * The day from which R has its time, or DATE_NONE.  What has no day of its own
 * may not be kept for ever: its time begins with the export that brought it.
 */
static int32_t
day_of(struct rec *r)
{
	static const int members[] = { F_RECEIVED, F_OCCURRED, F_SEEN };
	int32_t day = DATE_NONE;

	for (size_t i = 0; day == DATE_NONE && i < 3; i++)
		day = date_parse_day(rec_text(r, members[i]));
	return day;
}

static bool
is_named(struct rec *r, const struct opts *o)
{
	if (o->ids.len > 0 && set_find(&o->ids, rec_text(r, F_ID)) >= 0)
		return true;
	return o->src_id != NULL &&
	    slice_eq(rec_text(r, F_SRC_ID), slice_of(o->src_id)) &&
	    slice_eq(rec_text(r, F_SYSTEM), slice_of(o->system)) &&
	    (o->kind == NULL ||
		slice_eq(rec_text(r, F_KIND), slice_of(o->kind))) &&
	    (o->org == NULL || slice_eq(rec_text(r, F_ORG), slice_of(o->org)));
}

/* Is it of the export that is left out? */
static bool
is_of_export(struct rec *r, const struct opts *o)
{
	if (o->file.len > 0 &&
	    !slice_eq(rec_text(r, F_FILE), buf_slice(&o->file)))
		return false;
	if (o->seen.n > 0 && !slice_eq(rec_text(r, F_SEEN), o->seen))
		return false;
	return o->file.len > 0 || o->seen.n > 0;
}

/* Is it of a time that is left out? */
static bool
is_past(int32_t day, const struct opts *o)
{
	if (o->before != DATE_NONE && day != DATE_NONE && day < o->before)
		return true;
	return o->since != DATE_NONE && (day == DATE_NONE || day >= o->since);
}

/* A family is not called after what is forgotten, if words can tell it. */
static void
forget_family(struct rec *r, const struct opts *o)
{
	if (o->ids.len == 0 || set_find(&o->ids, rec_text(r, F_GROUP)) < 0 ||
	    (!rec_has(r, F_TEXT) && !rec_has(r, F_SUBJECT)))
		return;
	rec_drop(r, F_GROUP);
	rec_drop(r, F_SIMILARITY);
}

static const char *
forget(void *state, struct rec *r)
{
	static const int words[] = { F_SUBJECT, F_TEXT, F_WISH, F_QUOTED,
		F_SIGNATURE };
	const struct opts *o = state;
	int32_t day = day_of(r);

	if (is_named(r, o) || is_of_export(r, o) || is_past(day, o))
		return filter_drop;
	if (o->words != DATE_NONE && day != DATE_NONE && day < o->words)
		for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
			rec_drop(r, words[i]);
	forget_family(r, o);
	return NULL;
}

int
main(int argc, char *argv[])
{
	struct opts o;
	struct opt_scan scan;
	struct stream st = { 0 };
	struct filter f = { .one = forget, .shared = &o };

	opt_open(&scan, &tool, argc, argv);
	parse_opts(&o, &scan);
	stream_open(&st, &scan, opt_files(&scan));
	filter_run(&st, &f, o.jobs);
	set_release(&o.ids);
	buf_release(&o.file);
	return stream_close(&st);
}
