#include "lib/pattern/tracing.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/num.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/ears.h"
#include "lib/pattern/farrington.h"
#include "lib/pattern/pairs.h"
#include "lib/pattern/slow_change.h"

void
trace_open(struct buf *out, const struct cells *x, size_t i, const char *what,
    int32_t day)
{
	const struct cells_form *f = &x->form[x->cell[i].form];
	struct buf b = { 0 };

	buf_puts(out, "{\"sig\":\"trace/1\",\"");
	buf_puts(out, what);
	buf_puts(out, "\":[");
	for (int d = 0; d < f->n; d++) {
		if (d > 0)
			buf_putc(out, ',');
		buf_reset(&b);
		buf_puts(&b, tally_dim_name(f->dim[d]));
		buf_putc(&b, '=');
		json_decode(&b, cells_value(x, i, f->dim[d]));
		json_quote(out, buf_slice(&b));
	}
	buf_puts(out, "],\"until\":\"");
	date_put_day(out, day);
	buf_putc(out, '"');
	buf_release(&b);
}

void
trace_number(struct buf *out, const char *name, double x)
{
	buf_puts(out, ",\"");
	buf_puts(out, name);
	buf_puts(out, "\":");
	if (isfinite(x))
		num_put_exact(out, x);
	else
		buf_puts(out, "null");
}

void
trace_word(struct buf *out, const char *name, const char *word)
{
	buf_puts(out, ",\"");
	buf_puts(out, name);
	buf_puts(out, "\":\"");
	buf_puts(out, word);
	buf_putc(out, '"');
}

static void
put_numbers(struct buf *out, const char *name, const double *x)
{
	buf_puts(out, ",\"");
	buf_puts(out, name);
	buf_puts(out, "\":[");
	for (int i = 0; i < MW_WINDOWS; i++) {
		if (i > 0)
			buf_putc(out, ',');
		num_put_exact(out, x[i]);
	}
	buf_putc(out, ']');
}

static void
put_mw(struct buf *out, const struct mw *r)
{
	static const char *const rules[] = { "full", "lent", "borrowed",
		"young", "new" };
	double w[MW_WINDOWS];

	for (int i = 0; i < MW_WINDOWS; i++)
		w[i] = r->days[i];
	trace_word(out, "rule", rules[r->rule]);
	trace_number(out, "phi", r->phi);
	trace_number(out, "phi_s", r->phi_s);
	trace_number(out, "level", r->level);
	put_numbers(out, "w", w);
	put_numbers(out, "n", r->n);
	put_numbers(out, "e", r->e);
	put_numbers(out, "v", r->v);
	put_numbers(out, "pw", r->pw);
	trace_number(out, "p", r->p);
}

/* The sums of weeks that end with the series. */
static uint32_t *
weeks(const struct mw_series *s, size_t *n)
{
	uint32_t *y;

	*n = s->len / 7;
	y = xcalloc(*n + 1, sizeof(*y));
	for (size_t i = 0; i < 7 * *n; i++)
		y[i / 7] += s->count[s->len - 7 * *n + i];
	return y;
}

/* As Farrington has it, from the years that there are, five at most. */
static bool
put_farrington(struct buf *out, const uint32_t *y, size_t n, bool *alarm)
{
	struct farrington_opt o;
	struct farrington f;
	int years;
	bool known;

	farrington_defaults(&o);
	years = ((int)n - 1 - o.half) / o.freq;
	if (years < o.years)
		o.years = years;
	known = years > 0 && farrington_test(&f, &o, y, n);
	trace_number(out, "e", known ? f.expected : NAN);
	trace_number(out, "p", known ? f.p : NAN);
	trace_number(out, "upper", known ? f.upper : NAN);
	*alarm = known && f.alarm;
	return known;
}

static bool
put_ears(struct buf *out, const uint32_t *y, size_t n, bool *alarm)
{
	struct ears_opt o = { .kind = EARS_C1,
		.baseline = 7,
		.sigma = .5,
		.alpha = .001 };
	struct ears e = { .expected = NAN, .upper = NAN };
	bool known = ears_test(&e, &o, y, n);

	trace_number(out, "e", e.expected);
	trace_number(out, "upper", e.upper);
	*alarm = known && e.alarm;
	return known;
}

static void
put_peer(struct buf *out, const struct mw_series *s, int method)
{
	size_t n;
	uint32_t *y = weeks(s, &n);
	bool alarm;
	bool known = method == TRACE_FARRINGTON ?
	    put_farrington(out, y, n, &alarm) :
	    put_ears(out, y, n, &alarm);

	buf_puts(out, ",\"alarm\":");
	buf_puts(out, !known ? "null" : alarm ? "true" : "false");
	free(y);
}

static void
trace_cell(struct buf *out, struct look *l, size_t i, int method, size_t len)
{
	struct mw_series s;
	struct mw_fit fit;
	struct mw r;

	look_limit(l, len);
	if (method == TRACE_FARRINGTON || method == TRACE_EARS) {
		look_series(l, i, &s);
		put_peer(out, &s, method);
		return;
	}
	look_test(l, i, &fit, &r);
	put_mw(out, &r);
}

struct pair_ctx {
	struct buf *out;
	const struct cells *x;
	int32_t day;
};

static void
put_pair(void *ctx, const struct pairs_figures *f)
{
	struct pair_ctx *pc = ctx;

	const struct {
		const char *name;
		double x;
	} figure[] = { { "a", f->pair.a }, { "n1", f->pair.n1 },
		{ "n2", f->pair.n2 }, { "all", f->pair.all },
		{ "e", f->pair.e }, { "prr", f->d.prr },
		{ "prr_low", f->d.prr_low }, { "prr_high", f->d.prr_high },
		{ "chi2", f->d.chi2 }, { "ror", f->d.ror },
		{ "ror_low", f->d.ror_low }, { "ror_high", f->d.ror_high },
		{ "ic", f->d.ic }, { "ic_low", f->d.ic_low },
		{ "ic_high", f->d.ic_high }, { "ebgm", f->s.ebgm },
		{ "eb05", f->s.eb05 }, { "eb95", f->s.eb95 },
		{ "chance", f->s.chance } };

	trace_open(pc->out, pc->x, f->cell, "pair", pc->day);
	for (size_t i = 0; i < sizeof(figure) / sizeof(figure[0]); i++)
		trace_number(pc->out, figure[i].name, figure[i].x);
	buf_puts(pc->out, "}\n");
}

void
trace_day(struct buf *out, struct look *l, int method, int32_t day)
{
	const struct cells *x = l->cells;

	for (size_t i = 0; i < x->n; i++) {
		if (x->cell[i].dropped || x->cell[i].begins > day)
			continue;
		trace_open(out, x, i, "cell", day);
		trace_cell(out, l, i, method, (size_t)(day - x->first + 1));
		buf_puts(out, "}\n");
	}
	if (method == TRACE_DEFAULT)
		pairs_each(x, day, put_pair, &(struct pair_ctx){ out, x, day });
	if (method == TRACE_DEFAULT && day == x->until)
		slow_trace(out, l);
}
