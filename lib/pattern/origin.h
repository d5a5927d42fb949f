/*
 * origin - from which sources the signals of a cell come, and since when
 *
 *	origin_build(&o, &cells, &deliveries);
 *	span = origin_span(&o, i, skip);
 *
 * A source is an organisation and a kind, but for systems that began beside the
 * others of it (systems.h).  It begins on the first day from which four weeks
 * hold at least a quarter of what is usual for it, so that a few stray or
 * left-over signals (only those still open, say) before that are no history.
 * Labels begin when its present codebook does: counts of labels by another are
 * not comparable.
 *
 * So do members that are filled in from some day on (filled.h).  Where one is
 * filled in more often since, a part of a cell was there before (shares.h).
 *
 * A source that began in the last 39 weeks, or 13 if it is a system beside
 * others, is left out of cells that hold older ones too: it has its own
 * baseline, in cells of its own if there are any.  Then it counts in them, and
 * the days before it are days on which a part of the cell was there: as large
 * as that of the older ones is since.  What stopped long ago, as another began
 * or before, is left out of such a cell: that may have taken its place.
 *
 *	part = product over those that began later of
 *	    (n + 1/2 + t) / (n + 1/2 + m)
 *
 * with m the signals of those that began that day, from the next on, and n
 * those of all before them, up to a third of the days since before the end: at
 * least 28, at most 91, of which nothing is learned; all as many as there would
 * be by what is filled in now.  The half is for cells in
 * which nothing of the older ones came in those days; t is what was taken over
 * from them, if they have less since by more than chance.
 */
#ifndef PATTERN_ORIGIN_H
#define PATTERN_ORIGIN_H

#include "lib/pattern/aliases.h"
#include "lib/pattern/deliveries.h"
#include "lib/pattern/filled.h"
#include "lib/pattern/shares.h"

enum {
	ORIGIN_NEW = 39 * 7,
	ORIGIN_SYSTEM = 13 * 7,
	ORIGIN_ONE = 14 /* days in which what begins does so together */
};

struct origin_source {
	uint32_t org;
	uint32_t kind;
	bool beside; /* a system that began beside others of that kind */
	int32_t first; /* day; DATE_NONE if it has no signals with a day */
	int32_t labels; /* the first day of its present labels */
	int32_t delivered; /* up to when; DATE_NONE if not known */
	/* What part of it the older ones had before; -1 if there are none. */
	double taken;
	double doubt; /* the relative variance of that */
	int32_t stopped; /* its last day, if it had enough before ORIGIN_NEW */
};

/* Signals, as many as there would be by what is filled in now. */
struct origin_sum {
	double n;
	double var; /* the variance of n, as that of counts */
};

struct origins {
	const struct cells *cells;
	size_t n;
	struct origin_source *s;
	struct filled filled;
	struct shares shares;
	struct aliases aliases;
	uint32_t *of; /* the source of a cell of the tally */
	struct tally_rows rows; /* private: by source */
	int32_t *whole; /* by cell of the tally: up to when it was delivered */
	unsigned char *skip; /* cells of the tally; of the last origin_span */
	int32_t *from; /* likewise, since when they can be compared */
	double *part; /* by day; of the last origin_span, if it is joined */
	struct origin_sum *sum; /* private: by day, of members of a cell */
};

/* What of a cell's days can be compared. */
struct origin_span {
	int32_t from; /* the first; that of the cells if all can */
	int32_t to; /* the last that was delivered */
	int32_t whole; /* the last that every system delivered */
	bool mixed; /* some members are left out: o->skip */
	bool renamed; /* `to' is because it has another name */
	/*
	 * Some began later than others: each counts since o->from, and of the
	 * days before what was there is o->part of what is there now, 0 where
	 * that is too little.  The relative variance of what is expected by it:
	 */
	bool joined;
	double doubt;
};

void origin_build(struct origins *o, const struct cells *x,
    const struct deliveries *d);
struct origin_span origin_span(struct origins *o, size_t i);
/*
 * In origin_join.c: fill in o->part, and put off o->from, of cell I, of which
 * members that o->skip does not mark began at different times; returns the
 * first day with a part.
 */
int32_t origin_join(struct origins *o, size_t i, double *doubt);
/* What the sources took over from older ones of their organisation. */
void origin_taken(struct origins *o);
/*
 * Multiply PART, by day of the cells, by the part of what cell I would have of
 * its sources of that day that these filled in, without the members that SKIP
 * marks.  After origin_span of it.
 */
void origin_filled(const struct origins *o, size_t i, const unsigned char *skip,
    double *part);
/*
 * The signals of MEMBER, of cell I, from day FROM up to TO, as many as there
 * would have been if as much was filled in as now.
 */
double origin_weigh(const struct origins *o, size_t i, uint32_t member,
    int32_t from, int32_t to);
void origin_release(struct origins *o);
/* The first day of the oldest source, at least that of the cells. */
int32_t origin_oldest(const struct origins *o);
/*
 * The last day on which what counts beside what began on OLDEST may begin;
 * BESIDE if it is a system beside others.
 */
int32_t origin_newest(const struct cells *x, int32_t oldest, bool beside);

/*
 * The first of LEN days with signals, as COUNT says, from which four weeks
 * hold LEAST, were none to come after the last; the first with any if none is;
 * LEN without any.
 */
size_t origin_begin(const uint32_t *count, size_t len, double least);
/*
 * A quarter of the signals in four weeks, counted back from the last of LEN
 * days, of those that have any.
 */
double origin_quarter(const uint32_t *count, size_t len);

#endif
