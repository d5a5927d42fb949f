#include "lib/pattern/hush.h"

void
hush_expect(struct mw *r, struct look *l, size_t i, int32_t day)
{
	size_t delays = l->delays.n;
	struct mw_fit fit;
	struct mw then;

	if (day < l->cells->first || day > l->cells->until)
		return;
	/* of days so long past all is known */
	l->delays.n = 0;
	l->at = SIZE_MAX;
	look_limit(l, (size_t)(day - l->cells->first + 1));
	look_test(l, i, &fit, &then);
	look_limit(l, l->cells->len);
	l->delays.n = delays;
	l->at = SIZE_MAX;
	for (int w = 0; w < MW_WINDOWS && then.rule < MW_YOUNG; w++) {
		if (!(r->e[w] > 0) || then.e[w] <= r->e[w] ||
		    !hush_none(r->n[w], then.e[w]))
			continue;
		r->e[w] = then.e[w];
		r->v[w] = then.v[w];
	}
}
