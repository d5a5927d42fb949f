#include "lib/pattern/merge.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/pattern/special.h"

static const double significant = .01;

/* What two cells share: signals in A's days, and in all the time before. */
struct shared {
	double now;
	double past;
};

static void
add_member(struct shared *s, const struct cells *x, uint32_t member,
    const struct finding *a)
{
	struct cells_rows rows = cells_rows(x, member);
	const struct tally_row *r;

	for (size_t i = 0; i < rows.n; i++) {
		r = rows.row[i];
		if (r->day >= a->from && r->day <= a->to)
			s->now += r->c[TALLY_N];
		else if (r->day >= x->first && r->day < a->from)
			s->past += r->c[TALLY_N];
	}
}

static struct shared
share(const struct cells *x, const struct finding *a, const struct finding *b)
{
	const uint32_t *m = cells_members(x, (size_t)a->cell);
	const uint32_t *k = cells_members(x, (size_t)b->cell);
	uint32_t nm = x->cell[a->cell].nmembers;
	uint32_t nk = x->cell[b->cell].nmembers;
	struct shared s = { 0 };

	for (uint32_t i = 0, j = 0; i < nm && j < nk;) {
		if (m[i] == k[j]) {
			add_member(&s, x, m[i], a);
			i++;
			j++;
		} else if (m[i] < k[j]) {
			i++;
		} else {
			j++;
		}
	}
	return s;
}

/* Is A nothing special without the signals of B? */
static bool
explained(const struct cells *x, const struct finding *a,
    const struct finding *b)
{
	struct shared s = share(x, a, b);
	double past = x->cell[a->cell].total - a->n;
	double left = past > 0 ? 1 - s.past / past : 0;
	double n = a->observed - s.now;
	double e = a->expected * left;
	double excess = a->observed - a->expected;

	if (s.now == 0)
		return false;
	if (n <= 0 || n - e < excess / 4)
		return true;
	if (e <= 0)
		return false;
	return special_nb_tail(n, e, fmax(a->variance * left, e)) > significant;
}

static int
surest_first(const void *a, const void *b)
{
	const struct finding *x = *(const struct finding *const *)a;
	const struct finding *y = *(const struct finding *const *)b;

	if (x->p != y->p)
		return x->p < y->p ? -1 : 1;
	if (x->where.n != y->where.n)
		return x->where.n < y->where.n ? -1 : 1;
	return strcmp(x->id, y->id);
}

static bool
can_fold(const struct finding *a, const struct finding *b)
{
	return strcmp(a->kind, b->kind) == 0 && a->cell >= 0 && b->cell >= 0 &&
	    !isnan(a->expected) && !isnan(b->expected);
}

/* The narrowest finding folded into TOP that explains it; TOP if none does. */
static struct finding *
narrowest(struct finding **f, size_t n, struct finding *top,
    const struct cells *x)
{
	struct finding *best = top;

	for (size_t i = 0; i < n; i++)
		if (f[i]->into == top &&
		    cells_inside(x, (size_t)f[i]->cell, (size_t)best->cell) &&
		    explained(x, top, f[i]) &&
		    f[i]->observed >= .7 * top->observed)
			best = f[i];
	return best;
}

static void
put_place(struct finding **f, size_t n, struct finding *old,
    struct finding *new)
{
	for (size_t i = 0; i < n; i++)
		if (f[i]->into == old)
			f[i]->into = new;
	new->into = NULL;
	old->into = new;
}

static void
list_part(struct findings *fs, struct finding *top, const struct finding *part)
{
	struct buf b = { 0 };

	buf_printf(&b, "%.6g/%.3g ", part->observed, part->expected);
	for (size_t i = 0; i < part->where.n; i++) {
		if (i > 0)
			buf_puts(&b, " & ");
		buf_put(&b, part->where.s[i]);
	}
	finding_list(fs, &top->parts, buf_slice(&b));
	buf_release(&b);
}

void
merge_findings(struct findings *fs, const struct cells *x)
{
	struct finding **f = xmalloc((fs->n + 1) * sizeof(*f));
	struct finding *top;
	size_t n = fs->n;

	memcpy(f, fs->f, n * sizeof(*f));
	if (n > 1)
		qsort(f, n, sizeof(*f), surest_first);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < i && f[i]->into == NULL; j++)
			if (f[j]->into == NULL && can_fold(f[i], f[j]) &&
			    explained(x, f[i], f[j]))
				f[i]->into = f[j];
	for (size_t i = 0; i < n; i++) {
		if (f[i]->into != NULL || f[i]->cell < 0)
			continue;
		top = narrowest(f, n, f[i], x);
		if (top != f[i])
			put_place(f, n, f[i], top);
	}
	for (size_t i = 0; i < n; i++)
		if (f[i]->into != NULL)
			list_part(fs, f[i]->into, f[i]);
	free(f);
}
