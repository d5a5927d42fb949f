/* sig-pattern - find what needs attention in signals and tallies */

#include "lib/base/date.h"
#include "lib/base/digest.h"
#include "lib/line/stream.h"
#include "lib/pattern/again.h"
#include "lib/pattern/burst.h"
#include "lib/pattern/emerge.h"
#include "lib/pattern/merge.h"
#include "lib/pattern/rank.h"
#include "lib/pattern/single.h"
#include "lib/pattern/slow.h"
#include "lib/pattern/summary.h"
#include "lib/pattern/together.h"
#include "lib/pattern/voice.h"

enum { OPT_ALPHA = OPT_LONG, OPT_BUDGET, OPT_CELLS, OPT_TOP, OPT_UNTIL };

static const struct opt options[] = {
	{ OPT_ALPHA, "alpha", "share", "false share of what is found (0.1)" },
	{ OPT_BUDGET, "budget", "number", "false findings a week (0.2)" },
	{ OPT_CELLS, "cells", "forms", "which combinations to look at" },
	{ OPT_TOP, "top", "number", "print the first so many patterns" },
	{ OPT_UNTIL, "until", "date", "the last day to judge" },
	{ 0 },
};
static const struct opt_tool tool = { "sig-pattern",
	"find what needs attention in signals and tallies", options, OPT_INPUT,
	NULL };

struct opts {
	struct look_opt look;
	struct cells cells; /* its forms */
	long top; /* -1: all */
	int32_t until;
};

static void
parse_opts(struct opts *o, struct opt_scan *s)
{
	const char *why;
	int c;

	*o = (struct opts){ .look = { .alpha = .1,
				.budget = .2,
				.parents = true,
				.holidays = true },
		.top = -1,
		.until = DATE_NONE };
	while ((c = opt_next(s)) != -1) {
		switch (c) {
		case OPT_ALPHA:
			o->look.alpha = opt_real(s, 0, 1);
			break;
		case OPT_BUDGET:
			o->look.budget = opt_real(s, 0, 1e6);
			break;
		case OPT_CELLS:
			why = cells_forms(&o->cells, s->arg);
			if (why != NULL)
				opt_bad(s, why);
			break;
		case OPT_TOP:
			o->top = opt_num(s, 0, 1000000);
			break;
		case OPT_UNTIL:
			o->until = opt_day(s);
			break;
		}
	}
}

/* Read all; actions pass through. */
static void
read_all(struct stream *st, struct corpus *c)
{
	struct rec r = { 0 };
	const char *why;

	while (stream_next(st, &r)) {
		if (r.type != LINE_SIGNAL && r.type != LINE_TALLY) {
			stream_ignore(st);
			continue;
		}
		why = corpus_add(c, &r);
		if (why != NULL)
			stream_refuse(st, why);
		else
			stream_use(st);
	}
	rec_release(&r);
	corpus_close(c);
}

static void
put_all(struct stream *st, const struct findings *fs, struct look *l, long top)
{
	struct warnings w = { 0 };
	struct rec r = { 0 };
	struct buf out = { 0 };
	long n = 0;

	for (size_t i = 0; i < fs->n && fs->f[i]->into == NULL; i++)
		look_account(l, fs->f[i]->kind)->shown++;
	summary_put(&out, &r, l, &w);
	stream_write(st, buf_slice(&out));
	for (size_t i = 0; i < fs->n && fs->f[i]->into == NULL; i++) {
		if (top >= 0 && n++ == top)
			break;
		buf_reset(&out);
		finding_put(&out, &r, fs->f[i]);
		stream_write(st, buf_slice(&out));
	}
	buf_release(&out);
	rec_release(&r);
	warnings_release(&w);
}

static void
find_all(struct findings *fs, struct look *l)
{
	if (l->cells->len > 0) {
		burst_find(fs, l);
		slow_find(fs, l);
		together_find(fs, l);
		again_find_repeats(fs, l);
		again_find_campaigns(fs, l);
		single_find_grave(fs, l);
		single_find_unanswered(fs, l);
		single_find_silence(fs, l);
	}
	merge_findings(fs, l->cells, "burst");
	merge_findings(fs, l->cells, "cross-org");
	together_fold(fs, l->cells);
	again_fold(fs, l->cells);
	merge_findings(fs, l->cells, "repeat");
	merge_findings(fs, l->cells, "silence");
	merge_findings(fs, l->cells, "positive");
	merge_findings(fs, l->cells, "trend");
	merge_findings(fs, l->cells, "persistent");
	rank_findings(fs);
	merge_rises(fs, l->cells);
	if (l->cells->len > 0)
		emerge_find(fs, l);
	rank_findings(fs);
	for (size_t i = 0; i < fs->n; i++)
		voice_finding(fs, fs->f[i], l->cells);
}

int
main(int argc, char *argv[])
{
	struct opts o;
	struct opt_scan scan;
	struct stream st = { 0 };
	struct corpus c = { 0 };
	struct look l = { 0 };
	struct findings fs = { 0 };

	opt_open(&scan, &tool, argc, argv);
	parse_opts(&o, &scan);
	stream_open(&st, &scan, opt_files(&scan));
	if (!digest_init())
		stream_say(&st, ST_ERROR, "libsodium cannot start");
	corpus_open(&c, o.until, (struct slice){ NULL, 0 });
	read_all(&st, &c);
	cells_build(&o.cells, &c);
	look_open(&l, &o.cells, &o.look);
	find_all(&fs, &l);
	put_all(&st, &fs, &l, o.top);
	findings_release(&fs);
	look_release(&l);
	cells_release(&o.cells);
	corpus_release(&c);
	return stream_close(&st);
}
