#include "lib/privacy/near.h"

bool
near_equal(struct slice a, struct slice b)
{
	size_t head = 0;
	size_t tail = 0;
	size_t least = a.n < b.n ? a.n : b.n;
	size_t most = a.n + b.n - least;

	if (most - least > 1)
		return false;
	while (head < least && a.p[head] == b.p[head])
		head++;
	while (
	    tail < least - head && a.p[a.n - 1 - tail] == b.p[b.n - 1 - tail])
		tail++;
	if (head + tail + 1 >= most)
		return true;
	return a.n == b.n && head + tail + 2 == a.n &&
	    a.p[head] == b.p[head + 1] && a.p[head + 1] == b.p[head];
}
