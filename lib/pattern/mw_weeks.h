/* What mw.c and its mw_*.c share: the history of a series. */
#ifndef PATTERN_MW_WEEKS_H
#define PATTERN_MW_WEEKS_H

#include "lib/pattern/mw.h"

enum { MW_LATE = 13 };

/* Whole weeks of history, oldest first. */
struct mw_weeks {
	int n;
	int used; /* of exposure above 0 */
	double total;
	int32_t first; /* the Monday of the first */
	double y[MW_WEEKS];
	double offset[MW_WEEKS]; /* ln exposure */
	double base[MW_WEEKS]; /* 1, or 0 without exposure */
	double weight[MW_WEEKS]; /* base, less for an outbreak */
	double mu[MW_WEEKS];
	double x[MW_WEEKS * MW_COEF]; /* rows of as many as are used */
	/* what came since, of which nothing is learned */
	int nlate;
	double late_y[MW_LATE];
	double late_e[MW_LATE]; /* exposure */
	double late_x[MW_LATE * MW_COEF];
};

/* What coefficients are thought to be before anything is seen. */
struct mw_prior {
	double centre[MW_COEF];
	double sd[MW_COEF];
};

/* Weigh the weeks of H by how far they are above mu. */
void mw_reweight(struct mw_weeks *h, double phi);
/* Season and trend, by the ridge of PRIOR. */
void mw_season(struct mw_fit *f, struct mw_weeks *h,
    const struct mw_prior *prior);
/* Take steps of the level, if they are sure, out of what mw_season made. */
void mw_steps(struct mw_fit *f, struct mw_weeks *h,
    const struct mw_prior *prior);
/* How much of a normal week step I of S is. */
double mw_exposure(const struct mw_series *s, size_t i);
/* What came a week in the last weeks of H, less what may be chance. */
double mw_lately(const struct mw_weeks *h);
/* The lesser of F's lately and what came near S's last DAYS a year before. */
double mw_hold(const struct mw_fit *f, const struct mw_series *s, int days);

#endif
