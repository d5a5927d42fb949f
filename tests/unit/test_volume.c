/* test_volume - how busy each day was, from lines of volumes */

#include "lib/base/date.h"
#include "lib/base/digest.h"
#include "lib/pattern/volume.h"
#include "tests/unit/near.h"

enum { DAYS = 1099, LATE = 28 };

static int bad;
static int32_t first; /* a Monday; the last day is a Sunday */

/* A signal on day D of the years: of organisation a, of PRODUCT. */
static void
add(struct corpus *c, int d, char product)
{
	static long id;
	struct buf b = { 0 };
	struct rec r = { 0 };

	buf_printf(&b,
	    "{\"sig\":\"signal/1\",\"id\":\"%ld\",\"org\":\"a\","
	    "\"kind\":\"klacht\",\"product\":\"%c\",\"received\":\"",
	    id++, product);
	date_put_day(&b, first + d);
	buf_puts(&b, "\",\"theme\":[\"t\"],\"by\":[\"b@1\"]}");
	holds(&bad, "a signal is read",
	    rec_parse(&r, buf_slice(&b)) == NULL && corpus_add(c, &r) == NULL);
	rec_release(&r);
	buf_release(&b);
}

/* Three signals of p a day, one of q, and one of r in fifty days. */
static void
open_world(struct corpus *c, struct cells *x)
{
	first = date_day((struct civil){ 2022, 1, 3 });
	corpus_open(c, first + DAYS - 1, (struct slice){ NULL, 0 });
	for (int d = 0; d < DAYS; d++) {
		for (int k = 0; k < 3; k++)
			add(c, d, 'p');
		add(c, d, 'q');
		if (d % 50 == 0)
			add(c, d, 'r');
	}
	corpus_close(c);
	cells_build(x, c);
}

static struct volume_line
line(const char *org, const char *product, int from, int to, double number)
{
	return (struct volume_line){ { slice_of(org), slice_of(product),
					 { NULL, 0 } },
		first + from, first + to, number };
}

/* The cell of organisation a with PRODUCT, or of all. */
static size_t
cell(const struct cells *x, const char *product)
{
	for (size_t i = 0; i < x->n; i++)
		if (x->form[x->cell[i].form].n == 1 + (product[0] != 0) &&
		    cells_value(x, i, TALLY_ORG).n > 0 &&
		    slice_eq(cells_value(x, i, TALLY_PRODUCT),
			slice_of(product)))
			return i;
	holds(&bad, "there is such a cell", false);
	return 0;
}

/* How busy cell I of X was by N lines L, into F; what is known of it. */
static struct volume_of
ask(const struct cells *x, size_t i, struct volume_line *l, size_t n, double *f)
{
	struct volume_lines lines = { n, l };
	struct volume v = { 0 };
	struct volume_of of;

	volume_open(&v, &lines, x);
	of = volume_of(&v, i, x->first, NULL);
	if (of.state == VOLUME_KNOWN)
		volume_factor(&v, i, &of, NULL, f);
	volume_release(&v);
	return of;
}

/* Product p does twice as much in the last weeks, q three times. */
static void
factors(const struct cells *x)
{
	struct volume_line l[] = { line("a", "p", 0, DAYS - LATE - 1, 5355),
		line("a", "p", DAYS - LATE, DAYS - 1, 280),
		line("a", "q", 0, DAYS - LATE - 1, 1071e6),
		line("a", "q", DAYS - LATE, DAYS - 1, 84e6) };
	double f[DAYS];
	double r = 21. / (DAYS - CELLS_GUARD); /* signals of it a day */
	double busy = 0;
	double mean = (3 * 2 + 3 + r) / (4 + r); /* of all, late */
	struct volume_of of;

	holds(&bad, "p is known",
	    ask(x, cell(x, "\"p\""), l, 4, f).state == VOLUME_KNOWN);
	near(&bad, "twice", f[DAYS - 1] / f[0], 2, 1e-8);
	near(&bad, "over a week", f[DAYS - LATE - 1] / f[0], 1 + 3 / 7.0, 1e-8);
	near(&bad, "days before", f[DAYS - LATE - 4], f[0], 0);
	near(&bad, "days after", f[DAYS - LATE + 3], f[DAYS - 1], 0);
	for (int d = 0; d < DAYS; d++)
		busy += f[d] / DAYS;
	near(&bad, "1 on average", busy, 1, 1e-8);
	/*
	 * Of all, three of four signals are of p, whatever the numbers; r has
	 * no lines and is constant, and less than one signal of twenty.
	 */
	of = ask(x, cell(x, ""), l, 4, f);
	holds(&bad, "all is known", of.state == VOLUME_KNOWN && of.share >= 1);
	near(&bad, "each at its own rate", f[DAYS - 1] / f[0], mean, 1e-8);
	/* at 1 at first is the mean of all */
	near(&bad, "1 at first but for the late", f[0],
	    1 / (1 + LATE * (mean - 1) / DAYS), 1e-8);
	holds(&bad, "r is not known",
	    ask(x, cell(x, "\"r\""), l, 4, f).state == VOLUME_NONE);
	of = ask(x, cell(x, ""), l, 2, f);
	holds(&bad, "p alone is a part", of.state == VOLUME_KNOWN);
	near(&bad, "as large as of the last year", of.share,
	    3 * 365 / (4 * 365 + 7.), 1e-8);
	near(&bad, "and the rest is constant", f[DAYS - 1] / f[0],
	    (3 * 2 + 1 + r) / (4 + r), 1e-8);
}

/* Nothing done counts as a hundredth of the mean. */
static void
floors(const struct cells *x)
{
	struct volume_line l[] = { line("", "", 0, DAYS - LATE - 1, 10710),
		line("", "", DAYS - LATE, DAYS - 1, 0) };
	double f[DAYS];

	holds(&bad, "known",
	    ask(x, cell(x, ""), l, 2, f).state == VOLUME_KNOWN);
	near(&bad, "a hundredth", f[DAYS - 1], .01, 1e-3);
	l[0].number = 0;
	holds(&bad, "nothing is not known",
	    ask(x, cell(x, ""), l, 2, f).state == VOLUME_NONE);
}

/* Which days must be known, and which day is told if they are not. */
static void
days(const struct cells *x)
{
	struct volume_line l[] = { line("a", "", 0, 500, 501),
		line("a", "", 501, DAYS - 1, 598) };

	static const struct {
		int from, cut, to;
		enum volume_state state;
		int day;
	} want[] = { { 0, 500, DAYS - 1, VOLUME_KNOWN, 0 },
		{ -9, 500, DAYS + 9, VOLUME_KNOWN, 0 },
		{ 0, 700, DAYS - 1, VOLUME_KNOWN, 0 },
		{ 0, 500, DAYS - 2, VOLUME_ENDS, DAYS - 2 },
		{ 0, 499, DAYS - 1, VOLUME_GAP, 501 },
		{ DAYS - 833, 500, DAYS - 1, VOLUME_KNOWN, DAYS - 833 },
		{ DAYS - 832, 500, DAYS - 1, VOLUME_BEGINS, DAYS - 832 } };

	double f[DAYS];

	for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		struct volume_of of;

		l[0].from = first + want[i].from;
		l[0].to = first + want[i].cut;
		l[1].to = first + want[i].to;
		of = ask(x, cell(x, ""), l, 2, f);
		near(&bad, "state", of.state, want[i].state, 0);
		near(&bad, "day", of.day - first, want[i].day, 0);
		if (want[i].day > 0 && of.state == VOLUME_KNOWN)
			near(&bad, "not known before", f[want[i].day - 1], 0,
			    0);
	}
}

/* The sum of the lines that suit, and whether they are for each day. */
static void
totals(const struct cells *x)
{
	struct volume_line l[] = { line("a", "p", 0, 9, 100),
		line("a", "", 10, 19, 50), line("b", "", 0, 19, 1000) };
	struct volume_lines lines = { 3, l };
	struct volume v;
	struct slice name[VOLUME_DIMS] = { SLICE("a"), SLICE("p"),
		{ NULL, 0 } };
	double sum;

	volume_open(&v, &lines, x);
	holds(&bad, "each day",
	    volume_total(&v, name, first + 5, first + 14, &sum));
	near(&bad, "a and p", sum, 75, 1e-12);
	holds(&bad, "not each day",
	    !volume_total(&v, name, first + 15, first + 24, &sum));
	near(&bad, "a part", sum, 25, 1e-12);
	name[VOLUME_PRODUCT] = SLICE("q");
	holds(&bad, "of q not each day",
	    !volume_total(&v, name, first + 5, first + 14, &sum));
	name[VOLUME_ORG].n = 0;
	holds(&bad, "of all",
	    volume_total(&v, name, first + 5, first + 14, &sum));
	near(&bad, "all of q", sum, 25 + 500, 1e-12);
	volume_release(&v);
}

int
main(void)
{
	struct corpus c = { 0 };
	struct cells x = { 0 };

	holds(&bad, "libsodium starts", digest_init());
	open_world(&c, &x);
	factors(&x);
	floors(&x);
	days(&x);
	totals(&x);
	cells_release(&x);
	corpus_release(&c);
	return bad > 0;
}
