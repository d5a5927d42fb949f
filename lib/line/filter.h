/*
 * filter - one function over every line of a stream, on one or more threads
 *
 *	static const char *
 *	one(void *state, struct rec *r)
 *	{
 *		rec_set_text(r, F_LANG, guess(state, r));
 *		return NULL;
 *	}
 *
 *	struct filter f = { .one = one, .open = new_state,
 *		.close = add_up, .shared = &opts };
 *
 *	filter_run(&st, &f, jobs);
 *	return stream_close(&st);
 *
 * What comes out is in the order of what went in, the same bytes for any
 * number of threads.  ONE is called for signals only, unless ALL; other lines
 * are passed on.  A thread has its own state: OPEN makes it from SHARED,
 * which all threads read and none may change; CLOSE is called for each in
 * turn, on the calling thread, and may add it up in SHARED and must free it.
 * Memory: some 2 MiB a thread, and for lines longer than that, that.
 */
#ifndef LINE_FILTER_H
#define LINE_FILTER_H

#include "lib/line/stream.h"

enum { FILTER_JOBS = 256 };

struct filter {
	/*
	 * Change R.  Returns NULL to have it written, filter_drop to have it
	 * left out and counted, or a constant string: the reason to refuse
	 * it.
	 */
	const char *(*one)(void *state, struct rec *r);
	void *(*open)(void *shared); /* NULL: the state is SHARED itself */
	void (*close)(void *shared, void *state); /* may be NULL */
	void *shared;
	bool all; /* lines that are no signals, too */
};

/* What ONE returns to have a line left out. */
extern const char filter_drop[];

/* JOBS from 1 to FILTER_JOBS. */
void filter_run(struct stream *s, const struct filter *f, int jobs);

#endif
