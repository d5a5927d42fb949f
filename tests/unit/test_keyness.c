/* test_keyness - words of now against words of before */

#include "lib/pattern/keyness.h"
#include "tests/unit/near.h"

static int bad;

/* Dunning 1993, table 2: G2 and the four counts as printed. */
static void
published(void)
{
	static const double t[][5] = { { 270.72, 110, 2442, 111, 29114 },
		{ 263.90, 29, 13, 123, 31612 }, { 256.84, 31, 23, 139, 31584 },
		{ 167.23, 10, 0, 3, 31764 }, { 157.21, 76, 104, 2476, 29121 },
		{ 157.03, 16, 16, 51, 31694 }, { 146.80, 9, 0, 5, 31763 },
		{ 115.02, 16, 0, 865, 30896 }, { 104.53, 10, 9, 41, 31717 },
		{ 100.96, 8, 2, 27, 31740 } };

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		double g2 = keyness_g2(t[i][1], t[i][1] + t[i][2], t[i][3],
		    t[i][3] + t[i][4]);

		near(&bad, "G2", g2, t[i][0], .005 / t[i][0]);
	}
	near(&bad, "the swiss", keyness_g2(110, 2552, 111, 29225),
	    270.7218769362, 1e-12);
	near(&bad, "fewer", keyness_g2(3, 200, 260, 4000), -11.33115187, 1e-9);
	near(&bad, "p", keyness_p(-3.841458820694124), .05, 1e-12);
	near(&bad, "share", keyness_share(15, 200, 20, 4000), .3016514014,
	    1e-9);
}

/* A small corpus; figures by numpy. */
static void
log_odds(void)
{
	static const struct {
		double a0;
		double y[2];
		double delta;
		double z;
	} t[] = {
		{ 10, { 3, 260 }, -1.55065333026, -2.95227602549 },
		{ 10, { 18, 160 }, .644384218884, 2.62172783325 },
		{ 10, { 14, 0 }, 8.79732983914, 1.66658836266 },
		{ 10, { 15, 20 }, 2.54414125751, 7.46839473081 },
		{ 100, { 3, 260 }, -.887260309178, -2.72242289292 },
	};

	static const double n[2] = { 221, 3670 };

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct keyness k = keyness_log_odds(t[i].y, n,
		    t[i].y[0] + t[i].y[1], n[0] + n[1], t[i].a0);

		near(&bad, "delta", k.delta, t[i].delta, 1e-11);
		near(&bad, "z", k.z, t[i].z, 1e-11);
	}
}

int
main(void)
{
	published();
	log_odds();
	return bad != 0;
}
