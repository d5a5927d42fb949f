/*
 * look - one run over the cells: calendars, fits and what was tested
 *
 *	struct look l = { 0 };
 *
 *	look_open(&l, &cells);
 *	count = look_series(&l, i);
 *	fit = look_fit(&l, i);
 *	look_release(&l);
 *
 * Fits are made when they are asked for and kept for cells that others look
 * up to.  The series of the last look_series call stands in l.count with its
 * exposure in l.exposure.
 *
 * Where volumes are known of a cell they are in its exposure (volume.h).  What
 * borrows its season and trend from a cell without them is judged without
 * them too, and what borrows without them from a cell with them is lent what
 * that cell is without them: a growth of volumes is no trend to be borrowed.
 */
#ifndef PATTERN_LOOK_H
#define PATTERN_LOOK_H

#include "lib/pattern/calendar.h"
#include "lib/pattern/delays.h"
#include "lib/pattern/findings.h"
#include "lib/pattern/multtest.h"
#include "lib/pattern/mw.h"
#include "lib/pattern/origin.h"
#include "lib/pattern/volume.h"
#include "lib/pattern/yearly.h"

struct episodes;

enum { LOOK_KINDS = 16 };

/* What was looked at for one kind of finding. */
struct look_tests {
	const char *kind;
	uint64_t cells;
	uint64_t tests;
	uint64_t found;
	uint64_t shown;
};

struct look_opt {
	double alpha; /* false share of what is found, .1 */
	double budget; /* false findings a week, over all kinds */
	bool parents; /* borrow from wider cells */
	bool holidays;
	bool frozen; /* the test as it was first measured */
	bool bare; /* of methods that know no exposure: all counts */
	bool calibrate; /* by how the past year went: replay.h */
	const struct volume_lines *volumes; /* or NULL */
};

struct look {
	const struct cells *cells;
	const struct episodes *before; /* what was told before; or NULL */
	struct look_opt opt;
	struct mw_opt mw;
	struct calendar calendar;
	uint32_t *count; /* of the cell last looked at */
	double *exposure;
	unsigned char *kind; /* of its days: enum calendar_day */
	struct deliveries deliveries;
	struct delays delays;
	bool delayed; /* is not all known of the cell last looked at? */
	double known[DELAYS_KNOWN]; /* then: of its last day, and so back */
	struct origins origins;
	struct origin_span span; /* of the cell last looked at */
	struct volume volume;
	double offset; /* the share of that cell that volumes are in; 0: none */
	bool total; /* by lines of all organisations together */
	double *busy; /* by how much, if they are */
	double *part; /* of it that was there on a day: origin.h */
	double *calm; /* its exposure without either */
	struct yearly yearly; /* of the cell last tested */
	struct multtest_replay replay; /* what calibration is of */
	struct multtest_calibration calibration;
	size_t ntests;
	struct look_tests tests[LOOK_KINDS];
	struct set unwatched; /* organisations whose silence cannot be seen */
	size_t unkept; /* desks too seldom closed to tell what waits */
	double older; /* signals that wait, too old to be in any pattern */
	/* private */
	unsigned char *kinds; /* of the days, for every cell */
	struct mw_fit **fit[2]; /* of cells that others look up to */
	struct yearly **years; /* of cells that were asked for */
	double *siblings; /* of a cell and itself, as of len days: siblings.h */
	unsigned char *with; /* volumes are in a cell: enum look_with */
	size_t at; /* the cell in count; SIZE_MAX if none */
	size_t len; /* days that are looked at */
};

/*
 * What is known of the volumes of cell I: VOLUME_KNOWN if they are in its
 * exposure.
 */
struct volume_of look_volume(struct look *l, size_t i);
void look_open(struct look *l, const struct cells *x,
    const struct look_opt *opt);
void look_release(struct look *l);
/* From now on look at the first LEN days only, as if there were no more. */
void look_limit(struct look *l, size_t len);
/* What of the days of cell I can be compared. */
struct origin_span look_span(struct look *l, size_t i);
/* Fill l->count and l->exposure for cell I, and S with them. */
void look_series(struct look *l, size_t i, struct mw_series *s);
/* Cells of the tally that are left out of the one last looked at, or NULL. */
const unsigned char *look_skipped(const struct look *l);
/* Learn what is normal for cell I. */
void look_fit(struct look *l, size_t i, struct mw_fit *f);
/* Test the windows that end today of cell I. */
void look_test(struct look *l, size_t i, struct mw_fit *f, struct mw *r);
/* R's p, when those of its windows were changed. */
void look_combine(const struct look *l, struct mw *r);
/* That F's cell, last looked at, is set against volumes. */
void look_offset(const struct look *l, struct finding *f);
/* The account of KIND. */
struct look_tests *look_account(struct look *l, const char *kind);
/* The weekly course of F's cell, and what was expected, into F. */
void look_course(struct look *l, struct finding *f, const struct mw_fit *fit);
/* When F's cell, which is learned by FIT, was as busy in earlier years. */
void look_peaks(struct look *l, struct finding *f, const struct mw_fit *fit);

/*
 * q-values of Benjamini and Hochberg (1995) for the N p-values of P among M
 * tests, those not in P being 1.
 */
void look_adjust(const double *p, double *q, size_t n, double m);

#endif
