/*
 * progress - how far a run is, on a terminal
 *
 * One line on standard error, written over itself at most five times a
 * second and only after the first: bytes, lines, rate, and the share and time
 * left where the size is known.  It reads the monotonic clock and nothing
 * else depends on it.
 */
#ifndef LINE_PROGRESS_H
#define LINE_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	bool on;
	const char *tool;
	uint64_t bytes; /* read so far */
	uint64_t size; /* of all that will be read; 0 if not known */
	int64_t began; /* private: milliseconds */
	int64_t shown; /* private */
};

void progress_open(struct progress *p, const char *tool);
/* BYTES more were read; LINES in all. */
void progress_add(struct progress *p, uint64_t bytes, uint64_t lines);
/* Wipe the line. */
void progress_close(struct progress *p);

#endif
