#include "lib/line/near.h"

enum { LONGEST = 64 };

size_t
near_distance(struct slice a, struct slice b)
{
	size_t row[LONGEST + 1];
	size_t above;
	size_t best;

	if (a.n > LONGEST)
		a.n = LONGEST;
	if (b.n > LONGEST)
		b.n = LONGEST;
	for (size_t j = 0; j <= b.n; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.n; i++) {
		above = row[0];
		row[0] = i;
		for (size_t j = 1; j <= b.n; j++) {
			best = above + (a.p[i - 1] != b.p[j - 1]);
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			above = row[j];
			row[j] = best;
		}
	}
	return row[b.n];
}

const char *
near_member(int type, struct slice name)
{
	size_t least = SIZE_MAX;
	int nearest = F_SIG;

	for (int f = 0; f < F_MAX; f++) {
		size_t d;

		if (field_rank(type, f) == 0)
			continue;
		d = near_distance(name, slice_of(field_name(f)));
		if (d < least ||
		    (d == least &&
			field_rank(type, f) < field_rank(type, nearest))) {
			least = d;
			nearest = f;
		}
	}
	return 2 * least <= name.n ? field_name(nearest) : NULL;
}
