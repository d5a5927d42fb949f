/* The parts of what is told without the signals of campaigns. */

#include <math.h>
#include <string.h>

#include "lib/base/num.h"
#include "lib/pattern/again.h"
#include "lib/pattern/merge.h"

/* Is WHERE what follows the numbers of PART? */
static bool
is_place(struct slice part, const struct texts *where)
{
	struct buf b = { 0 };
	struct slice numbers;
	bool same;

	(void)slice_cut(&part, ' ', &numbers);
	merge_place(&b, where);
	same = slice_eq(part, buf_slice(&b));
	buf_release(&b);
	return same;
}

/* Does P count all signals of its cell in its days, as what rises does? */
static bool
counts_all(const struct finding *p)
{
	static const char *const kind[] = { "burst", "cross-org", "trend",
		"persistent", NULL };

	for (size_t i = 0; kind[i] != NULL; i++)
		if (p->cell >= 0 && strcmp(p->kind, kind[i]) == 0)
			return true;
	return false;
}

/* The rise in F that its PART tells of; or NULL. */
static const struct finding *
rise_of(const struct findings *fs, const struct finding *f, struct slice part)
{
	const struct finding *p;

	for (size_t i = 0; i < fs->n; i++) {
		p = fs->f[i];
		if (p != f && counts_all(p) && finding_top(p) == f &&
		    is_place(part, &p->where))
			return p;
	}
	return NULL;
}

/* The letters in PART of F, its matter at an organisation, in its days. */
static double
letters_there(struct findings *fs, const struct finding *f, struct slice part,
    struct look *l)
{
	const struct cells *x = l->cells;
	struct texts place;

	for (size_t i = 0; i < x->n && strcmp(f->kind, "cross-org") == 0; i++) {
		if (!cells_inside(x, i, (size_t)f->cell))
			continue;
		place = (struct texts){ 0 };
		finding_place(fs, &place, x, i);
		if (is_place(part, &place))
			return again_counted(l, i, f->from, f->to, 0);
	}
	return 0;
}

void
again_parts(struct findings *fs, struct finding *f, struct look *l)
{
	struct texts old = f->parts;
	struct buf b = { 0 };
	const struct finding *p;
	struct slice part;
	struct slice seen;
	double letters;
	double n;

	f->parts = (struct texts){ 0 };
	for (size_t i = 0; i < old.n; i++) {
		part = old.s[i];
		p = rise_of(fs, f, part);
		letters = p == NULL ? letters_there(fs, f, part, l) : p->among;
		if (!slice_cut(&part, '/', &seen) || !num_double(seen, &n) ||
		    n <= letters || (p != NULL && again_only(p, l)))
			continue;
		buf_reset(&b);
		num_put(&b, n - letters);
		buf_putc(&b, '/');
		buf_put(&b, part);
		finding_list(fs, &f->parts, buf_slice(&b));
	}
	buf_release(&b);
}
