#include "lib/report/chart.h"

#include "lib/base/utf8.h"
#include "lib/report/show.h"

enum { WIDTH = 1000, HEIGHT = 100, HEAD = 12 }; /* units of the drawing */

double
chart_top(const struct chart *c)
{
	static const double steps[] = { 1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10 };
	double max = 1;
	double unit = 1;

	for (size_t i = 0; i < c->n; i++) {
		if (c->seen[i] > max)
			max = c->seen[i];
		if (c->high != NULL && i >= c->skip && c->high[i] > max)
			max = c->high[i];
	}
	while (unit * 10 < max && unit < 1e15)
		unit *= 10;
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		if (steps[i] * unit >= max && (unit > 1 || steps[i] >= 2))
			return steps[i] * unit;
	return max;
}

/* One decimal, so that the same chart is the same bytes everywhere. */
static void
put_unit(struct buf *b, double x)
{
	long tenths = (long)(x * 10 + (x < 0 ? -0.5 : 0.5));

	if (tenths < 0) {
		buf_putc(b, '-');
		tenths = -tenths;
	}
	buf_printf(b, "%ld", tenths / 10);
	if (tenths % 10)
		buf_printf(b, ".%ld", tenths % 10);
}

static double
y_of(double v, double top)
{
	return HEAD + (HEIGHT - HEAD) * (1 - (v < 0 ? 0 : v) / top);
}

static double
x_mid(const struct chart *c, size_t i)
{
	return ((double)i + 0.5) * WIDTH / (double)c->n;
}

static void
put_point(struct buf *b, char how, double x, double y)
{
	buf_putc(b, how);
	put_unit(b, x);
	buf_putc(b, ' ');
	put_unit(b, y);
}

static void
band(struct buf *b, const struct chart *c, double top)
{
	if (c->low == NULL || c->high == NULL)
		return;
	buf_puts(b, "<path class=\"band\" d=\"");
	for (size_t i = c->skip; i < c->n; i++)
		put_point(b, i > c->skip ? 'L' : 'M', x_mid(c, i),
		    y_of(c->high[i], top));
	for (size_t i = c->n; i-- > c->skip;)
		put_point(b, 'L', x_mid(c, i), y_of(c->low[i], top));
	buf_puts(b, "Z\"/>");
}

static void
middle(struct buf *b, const struct chart *c, double top)
{
	if (c->expected == NULL)
		return;
	buf_puts(b, "<path class=\"mid\" d=\"");
	for (size_t i = c->skip; i < c->n; i++)
		put_point(b, i > c->skip ? 'L' : 'M', x_mid(c, i),
		    y_of(c->expected[i], top));
	buf_puts(b, "\"/>");
}

static void
bar(struct buf *b, const struct chart *c, size_t i, double top)
{
	bool flag = c->flagged != NULL && c->flagged[i];
	double w = (double)WIDTH / (double)c->n;
	double y = y_of(c->seen[i], top);
	bool early = c->early != NULL && c->early[i];

	buf_printf(b, "<rect class=\"%s\" x=\"",
	    early    ? "early" :
		flag ? "flag" :
		       "bar");
	put_unit(b, (double)i * w + w * 0.12);
	buf_puts(b, "\" y=\"");
	put_unit(b, y);
	buf_puts(b, "\" width=\"");
	put_unit(b, w * 0.76);
	buf_puts(b, "\" height=\"");
	put_unit(b, HEIGHT - y);
	buf_puts(b, "\"/>");
	if (!flag)
		return;
	buf_puts(b, "<path class=\"mark\" d=\"");
	put_point(b, 'M', x_mid(c, i) - 9, y - 10);
	put_point(b, 'L', x_mid(c, i) + 9, y - 10);
	put_point(b, 'L', x_mid(c, i), y - 2);
	buf_puts(b, "Z\"/>");
}

bool
chart_any(const bool *mark, size_t n)
{
	for (size_t i = 0; mark != NULL && i < n; i++)
		if (mark[i])
			return true;
	return false;
}

void
chart_svg(struct buf *b, const struct chart *c, size_t number)
{
	double top = chart_top(c);

	buf_printf(b,
	    "<svg role=\"img\" viewBox=\"0 0 %d %d\" "
	    "preserveAspectRatio=\"none\" aria-labelledby=\"ft%zu fd%zu\">"
	    "<title id=\"ft%zu\">",
	    WIDTH, HEIGHT, number, number, number);
	show_put(b, c->title, SHOW_HTML);
	buf_printf(b, "</title><desc id=\"fd%zu\">", number);
	show_put(b, c->desc, SHOW_HTML);
	buf_puts(b, "</desc>");
	buf_printf(b, "<path class=\"grid\" d=\"M0 %dH%dM0 %dH%dM0 %dH%d\"/>",
	    HEAD, WIDTH, HEAD + (HEIGHT - HEAD) / 2, WIDTH, HEIGHT, WIDTH);
	band(b, c, top);
	for (size_t i = 0; i < c->n; i++)
		bar(b, c, i, top);
	middle(b, c, top);
	buf_puts(b, "</svg>");
}

void
chart_spark(struct buf *b, const struct chart *c)
{
	double max = 0;
	double v;
	uint32_t eighths;

	for (size_t i = 0; i < c->n; i++)
		if (c->seen[i] > max)
			max = c->seen[i];
	for (size_t i = 0; i < c->n; i++) {
		v = c->seen[i] > 0 ? c->seen[i] / max * 8 : 0;
		eighths = v <= 1 ? 1 : (uint32_t)(v + 0.5);
		utf8_put(b, c->seen[i] > 0 ? 0x2580 + eighths : 0xb7);
	}
}
