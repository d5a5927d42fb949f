#include "lib/pattern/seek.h"

#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/again.h"
#include "lib/pattern/burst.h"
#include "lib/pattern/combine.h"
#include "lib/pattern/emerge.h"
#include "lib/pattern/kindred.h"
#include "lib/pattern/merge.h"
#include "lib/pattern/over.h"
#include "lib/pattern/pairs.h"
#include "lib/pattern/places.h"
#include "lib/pattern/rank.h"
#include "lib/pattern/replay.h"
#include "lib/pattern/single.h"
#include "lib/pattern/slow.h"
#include "lib/pattern/stay.h"
#include "lib/pattern/together.h"
#include "lib/pattern/voice.h"
#include "lib/pattern/whole.h"

static void
merge_all(struct findings *fs, struct look *l)
{
	const struct cells *x = l->cells;

	merge_findings(fs, l, "cross-org");
	over_merge(fs, l, "trend");
	over_merge(fs, l, "persistent");
	merge_findings(fs, l, "burst");
	if (again_fold(fs, l))
		merge_findings(fs, l, "burst");
	together_fold(fs, x);
	merge_findings(fs, l, "repeat");
	single_fold_silence(fs, l);
	over_merge(fs, l, "positive");
	kindred_silent(fs, x);
	kindred_falls(fs, x);
	kindred_good(fs, x);
	rank_findings(fs, x);
	kindred_rises(fs, x);
	whole_tell(fs, l);
	stay_told(fs, l);
}

/*
 * What rose and ended four weeks ago only explained what is like it;
 * unless an action was taken, of which is told what came after it.
 */
static void
leave_out_calm(struct findings *fs, const struct beside *b)
{
	const struct finding *top;
	char *gone = xcalloc(fs->n + 1, 1);

	for (size_t i = 0; i < fs->n; i++) {
		top = finding_top(fs->f[i]);
		gone[i] = top->ended &&
		    beside_acted(b, slice_of(top->id)) == DATE_NONE;
	}
	findings_leave_out(fs, gone);
	free(gone);
}

void
seek_all(struct findings *fs, struct look *l, struct beside *b)
{
	if (l->cells->len == 0 || l->cells->n == 0)
		return;
	l->before = beside_before(b, l->cells->until);
	if (l->opt.calibrate)
		replay_calibrate(l);
	again_mark_campaigns(l);
	burst_find(fs, l);
	slow_find(fs, l);
	together_find(fs, l);
	again_find_repeats(fs, l);
	again_find_campaigns(fs, l);
	single_find_grave(fs, l);
	single_find_unanswered(fs, l);
	single_find_silence(fs, l);
	merge_all(fs, l);
	pairs_find(fs, l);
	combine_find(fs, l);
	emerge_find(fs, l);
	leave_out_calm(fs, b);
	places_settle(fs);
	beside_apply(b, fs, l);
	again_leave_out(fs, l);
	rank_findings(fs, l->cells);
	for (size_t i = 0; i < fs->n; i++)
		voice_finding(fs, fs->f[i]);
}
