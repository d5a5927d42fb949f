#include "lib/pattern/simplex.h"

#include <string.h>

/* Corners, the lowest first. */
struct corners {
	double x[SIMPLEX_MAX + 1][SIMPLEX_MAX];
	double f[SIMPLEX_MAX + 1];
	int calls;
};

static double
call(const struct simplex *s, struct corners *c, const double *x)
{
	c->calls++;
	return s->fn(x, s->ctx);
}

/* Put X with F in place of corner number I, then where it belongs. */
static void
put(const struct simplex *s, struct corners *c, int i, const double *x,
    double f)
{
	double kept[SIMPLEX_MAX];
	size_t bytes = (size_t)s->n * sizeof(*x);

	memcpy(kept, x, bytes);
	for (; i > 0 && f < c->f[i - 1]; i--) {
		memcpy(c->x[i], c->x[i - 1], bytes);
		c->f[i] = c->f[i - 1];
	}
	memcpy(c->x[i], kept, bytes);
	c->f[i] = f;
}

/* The highest corner moved to MIDDLE + BY (highest - MIDDLE). */
static double
move(const struct simplex *s, struct corners *c, const double *middle,
    double by, double *x)
{
	for (int j = 0; j < s->n; j++)
		x[j] = middle[j] + by * (c->x[s->n][j] - middle[j]);
	return call(s, c, x);
}

/* Draw all corners halfway to the lowest. */
static void
shrink(const struct simplex *s, struct corners *c)
{
	for (int i = 1; i <= s->n; i++) {
		double x[SIMPLEX_MAX];

		for (int j = 0; j < s->n; j++)
			x[j] = (c->x[i][j] + c->x[0][j]) / 2;
		put(s, c, i, x, call(s, c, x));
	}
}

static void
step(const struct simplex *s, struct corners *c)
{
	double middle[SIMPLEX_MAX] = { 0 };
	double x[SIMPLEX_MAX];
	double y[SIMPLEX_MAX];
	double fx;
	double fy;
	int n = s->n;

	for (int i = 0; i < n; i++)
		for (int j = 0; j < n; j++)
			middle[j] += c->x[i][j] / n;
	fx = move(s, c, middle, -1, x);
	if (fx >= c->f[0] && fx < c->f[n - 1]) {
		put(s, c, n, x, fx);
		return;
	}
	if (fx < c->f[0]) {
		fy = move(s, c, middle, -2, y);
		if (fy < fx)
			put(s, c, n, y, fy);
		else
			put(s, c, n, x, fx);
		return;
	}
	fy = move(s, c, middle, fx < c->f[n] ? -.5 : .5, y);
	if (fy < c->f[n] && fy <= fx)
		put(s, c, n, y, fy);
	else
		shrink(s, c);
}

double
simplex_lowest(const struct simplex *s, double *x)
{
	struct corners c = { .calls = 0 };

	put(s, &c, 0, x, call(s, &c, x));
	for (int i = 0; i < s->n; i++) {
		double y[SIMPLEX_MAX];

		memcpy(y, x, (size_t)s->n * sizeof(*x));
		y[i] += s->size;
		put(s, &c, i + 1, y, call(s, &c, y));
	}
	while (c.calls < s->most && c.f[s->n] - c.f[0] > s->within)
		step(s, &c);
	memcpy(x, c.x[0], (size_t)s->n * sizeof(*x));
	return c.f[0];
}
