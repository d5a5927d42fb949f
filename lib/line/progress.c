#include "lib/line/progress.h"

#include <stdio.h>
#include <time.h>

enum { FIRST = 1000, EVERY = 200 };

static int64_t
now(void)
{
	struct timespec t;

	if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
		return 0;
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void
progress_open(struct progress *p, const char *tool)
{
	p->on = true;
	p->tool = tool;
	p->began = now();
	p->shown = p->began + FIRST - EVERY;
}

static void
show(const struct progress *p, int64_t ms, uint64_t lines)
{
	double mb = (double)p->bytes / 1e6;
	double rate = mb / ((double)ms / 1000);
	double left = (double)p->size / 1e6 - mb;

	(void)fprintf(stderr, "\r%s: %.1f MB, %llu lines, %.1f MB/s", p->tool,
	    mb, (unsigned long long)lines, rate);
	if (left > 0 && rate > 0)
		(void)fprintf(stderr, ", %.0f %%, %.0f s left",
		    100 * mb / (mb + left), left / rate);
	(void)fputs("\033[K", stderr);
}

void
progress_add(struct progress *p, uint64_t bytes, uint64_t lines)
{
	int64_t t;

	p->bytes += bytes;
	if (!p->on)
		return;
	t = now();
	if (t - p->shown < EVERY)
		return;
	p->shown = t;
	show(p, t - p->began, lines);
}

void
progress_close(struct progress *p)
{
	if (p->on && p->shown >= p->began + FIRST)
		(void)fputs("\r\033[K", stderr);
	p->on = false;
}
