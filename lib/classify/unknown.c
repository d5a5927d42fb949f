#include "lib/classify/unknown.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/text/words.h"

static void
count(struct unknown *u, struct unknown_counts *c, bool recognised)
{
	bool isnew;
	size_t i = set_add(&c->keys, buf_slice(&u->b), &isnew);

	if (i >= c->cap) {
		c->cap = c->cap ? c->cap * 2 : 256;
		c->count = xrealloc(c->count, c->cap, sizeof(*c->count));
	}
	if (isnew)
		c->count[i] = (struct unknown_count){ 0 };
	else if (c->count[i].last == u->total.all)
		return;
	c->count[i].last = u->total.all;
	c->count[i].all++;
	c->count[i].not += !recognised;
}

/* Words that say nothing by themselves. */
static bool
is_small(struct slice w)
{
	return w.n < 4;
}

static void
add_pairs(struct unknown *u, struct slice text, bool recognised)
{
	struct slice rest;
	struct slice before = { NULL, 0 };
	struct word w;

	fold_text(&u->fold, text, FOLD_CASE | FOLD_MARKS | FOLD_MASK);
	rest = fold_slice(&u->fold);
	while (words_next(&rest, &w)) {
		if (w.kind != WORD_LETTERS) {
			before.n = 0;
			continue;
		}
		if (before.n && !(is_small(before) && is_small(w.s))) {
			buf_reset(&u->b);
			buf_put(&u->b, before);
			buf_putc(&u->b, ' ');
			buf_put(&u->b, w.s);
			count(u, &u->pairs, recognised);
		}
		before = w.s;
	}
}

void
unknown_add(struct unknown *u, struct rec *r, bool recognised)
{
	static const int by[] = { F_ORG, F_KIND, F_CHANNEL };
	static const int words[] = { F_SUBJECT, F_TEXT, F_WISH };

	u->total.all++;
	u->total.not += !recognised;
	for (size_t i = 0; i < sizeof(by) / sizeof(by[0]); i++) {
		buf_reset(&u->b);
		buf_puts(&u->b, field_name(by[i]));
		buf_putc(&u->b, '=');
		buf_put(&u->b, rec_text(r, by[i]));
		count(u, &u->cells, recognised);
	}
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		add_pairs(u, rec_text(r, words[i]), recognised);
}

struct row {
	struct slice key;
	const struct unknown_count *c;
	double score;
};

static int
by_score(const void *a, const void *b)
{
	const struct row *x = a;
	const struct row *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return slice_cmp(x->key, y->key);
}

static double
term(double seen, double expected)
{
	return seen > 0 ? seen * log(seen / expected) : 0;
}

/* How much oftener C is not recognised than all are; 0 if it is not. */
static double
surprise(const struct unknown *u, const struct unknown_count *c)
{
	double n = u->total.all;
	double share = u->total.not / n;
	double all = c->all;
	double not = c->not ;

	if (not <= all * share)
		return 0;
	return 2 *
	    (term(not, all * share) + term(all - not, all * (1 - share)) +
		term(u->total.not -not, (n - all) * share) +
		term(n - all - u->total.not +not, (n - all) * (1 - share)));
}

static struct row *
rows(const struct unknown *u, const struct unknown_counts *c, bool score)
{
	struct row *row = xcalloc(c->keys.len + 1, sizeof(*row));

	for (size_t i = 0; i < c->keys.len; i++)
		row[i] = (struct row){ set_key(&c->keys, i), &c->count[i],
			score ? surprise(u, &c->count[i]) : 0 };
	qsort(row, c->keys.len, sizeof(*row), by_score);
	return row;
}

static void
put_row(struct buf *out, struct slice key, const struct unknown_count *c)
{
	buf_put_plain(out, key);
	buf_printf(out, "\t%u\t%u\t%.3f\n", c->all, c->not,
	    c->all ? (double)c->not / c->all : 0.0);
}

void
unknown_write(struct buf *out, const struct unknown *u, size_t n)
{
	struct row *row = rows(u, &u->cells, false);

	buf_puts(out, "what\tsignals\tunrecognised\tshare\n");
	put_row(out, SLICE("all"), &u->total);
	for (size_t i = 0; i < u->cells.keys.len; i++)
		put_row(out, row[i].key, row[i].c);
	free(row);
	row = rows(u, &u->pairs, true);
	buf_puts(out, "\nwords\tsignals\tunrecognised\tshare\n");
	for (size_t i = 0; i < u->pairs.keys.len && n > 0; i++)
		if (row[i].score > 0 && row[i].c->not >= UNKNOWN_LEAST) {
			put_row(out, row[i].key, row[i].c);
			n--;
		}
	free(row);
}

void
unknown_release(struct unknown *u)
{
	set_release(&u->cells.keys);
	set_release(&u->pairs.keys);
	free(u->cells.count);
	free(u->pairs.count);
	fold_release(&u->fold);
	buf_release(&u->b);
	*u = (struct unknown){ 0 };
}
