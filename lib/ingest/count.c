#include "lib/ingest/count.h"

#include "lib/base/date.h"
#include "lib/base/num.h"

const char *
count_make(struct rec *r, const struct apply *a, struct slice org,
    struct slice system)
{
	static const int cell[] = { F_KIND, F_CHANNEL, F_PRODUCT, F_REGION };
	struct slice when = a->v[F_RECEIVED];
	struct when w;
	struct buf day = { 0 };
	uint64_t n;

	if (!num_u64(a->v[F_N], &n))
		return "n: no whole number";
	if (when.p == NULL)
		when = a->v[F_OCCURRED];
	if (when.p == NULL || !date_parse(when, &w))
		return "n: a count without a day";
	rec_new(r, LINE_TALLY);
	date_put_day(&day, w.day);
	rec_set_text(r, F_PERIOD, SLICE("day"));
	rec_set_text(r, F_DAY, buf_slice(&day));
	buf_release(&day);
	if (org.n > 0)
		rec_set_text(r, F_ORG, org);
	if (system.n > 0)
		rec_set_text(r, F_SYSTEM, system);
	for (size_t i = 0; i < sizeof(cell) / sizeof(*cell); i++)
		if (a->v[cell[i]].p != NULL)
			rec_set_text(r, cell[i], a->v[cell[i]]);
	rec_set_int(r, F_N, (int64_t)n);
	return NULL;
}
