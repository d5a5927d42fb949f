#include "lib/privacy/disclose.h"

int64_t
disclose_round(int64_t n)
{
	if (n < 0)
		return -disclose_round(-n);
	return (n + DISCLOSE_STEP / 2) / DISCLOSE_STEP * DISCLOSE_STEP;
}

bool
disclose_shown(int64_t n)
{
	return n >= DISCLOSE_BASE;
}

bool
disclose_share(int64_t n, int64_t base, double *share)
{
	if (!disclose_shown(base))
		return false;
	*share = (double)disclose_round(n) / (double)disclose_round(base);
	if (*share > 1)
		*share = 1;
	return true;
}

bool
disclose_ratio(int64_t x, int64_t y, double *ratio)
{
	if (!disclose_shown(x) || !disclose_shown(y))
		return false;
	*ratio = (double)disclose_round(x) / (double)disclose_round(y);
	return true;
}
