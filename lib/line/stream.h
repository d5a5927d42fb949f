/*
 * stream - what a tool reads and writes, and the account of it
 *
 *	stream_open(&st, &scan, files);
 *	while (stream_next(&st, &r))
 *		if (r.type == LINE_SIGNAL && (why = judge(&r)) != NULL)
 *			stream_refuse(&st, why);
 *		else
 *			stream_put(&st, &r);
 *	return stream_close(&st);
 *
 * Input is every operand in turn; none means standard input, as does "-".
 * Output is standard output or -o FILE.  A line that is no record, or that
 * the tool refuses, is reported by file and line, never by content, kept by
 * --rejects, and skipped; a file that cannot be read is reported and passed
 * over; the exit status remembers the worst of these.  Every line ends in
 * exactly one of the counts below, and stream_close writes them to --stats.
 *
 * A tool that does not read lines (sig-ingest) opens its files with
 * stream_file and accounts for its own rows with stream_row_*.
 *
 * stream may speak and exit.
 */
#ifndef LINE_STREAM_H
#define LINE_STREAM_H

#include <stdint.h>

#include "lib/base/opt.h"
#include "lib/base/out.h"
#include "lib/line/account.h"
#include "lib/line/progress.h"
#include "lib/line/rec.h"

/* Exit statuses, from best to worst. */
enum { ST_OK, ST_REFUSED, ST_ERROR };

struct stream {
	const struct opt_io *io;
	const char *tool;
	uint64_t line; /* physical line or row of what is being read, from 1 */
	size_t source; /* what is being read, and counted, in acc */
	struct account acc;
	int status; /* the worst so far */
	struct out out;
	const char *alias; /* what standard input is called, if told */
	/*
	 * Called, if set, while a line is being read and before something is
	 * said or rejected: who reads ahead accounts for all it has read.
	 */
	void (*settle)(void *settles);
	void *settles;
	/* private */
	char *const *next;
	bool stdin_next; /* there were no operands */
	int fd; /* -1 when none is open */
	bool regular; /* fd is a file: reading it does not wait */
	bool eof;
	char *b; /* what was read ahead: from .. to; no newline before seen */
	size_t cap;
	size_t from;
	size_t seen;
	size_t to;
	struct slice cur; /* the line as read, for rejects */
	struct out rejects;
	bool rejecting;
	bool abandoned;
	struct progress progress;
};

/* Begin; FILES are operands up to NULL, which must outlive the stream. */
void stream_open(struct stream *s, const struct opt_scan *scan,
    char *const *files);
/* The next line of any file that is a record; R dies at the next call. */
bool stream_next(struct stream *s, struct rec *r);
/* The next line that is not blank, read but not parsed; counted as read. */
bool stream_line(struct stream *s, struct slice *line);
/* Write R and a newline; counted as written. */
void stream_put(struct stream *s, const struct rec *r);
/* Write LINE, formatted and with its newline; counted as written. */
void stream_put_line(struct stream *s, struct slice line);
/* The line just read was left out as asked; used; of no use to this tool. */
void stream_drop(struct stream *s);
void stream_use(struct stream *s);
void stream_ignore(struct stream *s);
/* Report the line just read as unfit, for REASON (constant, no content). */
void stream_refuse(struct stream *s, const char *reason);
/*
 * When all is read: say, as ST_REFUSED, of what files every line is no object,
 * or ignored, as none is a WHAT.
 */
void stream_judge(struct stream *s, const char *what);
/* Write bytes that are no line of input: reducers, reports. */
void stream_write(struct stream *s, struct slice bytes);
/* Say "tool: ..." on standard error; the status becomes at least STATUS. */
void stream_say(struct stream *s, int status, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* Say why there is no output at all: the file of -o stays as it was. */
#define stream_abandon(s, ...) \
	((s)->abandoned = true, stream_say((s), ST_ERROR, __VA_ARGS__))
/*
 * Release S, close the output, write --stats; returns the exit status.  Where
 * no input could be read at all, the file of -o stays as it was.
 */
int stream_close(struct stream *s);

/* For tools that read no lines: the next file; false after the last. */
bool stream_file(struct stream *s);
/* What it is called. */
struct slice stream_name(const struct stream *s);
/* At most N bytes of it; 0 at its end or when it cannot be read (said). */
size_t stream_bytes(struct stream *s, void *to, size_t n);
/* A row that began at physical line LINE was read; it ends as one of these. */
void stream_row(struct stream *s, uint64_t line);
void stream_row_skip(struct stream *s);
/* RAW is what --rejects keeps, as it stands. */
void stream_row_refuse(struct stream *s, const char *reason, struct slice raw);
/* Keep RAW in --rejects without a count: the header of a table. */
void stream_reject_bytes(struct stream *s, struct slice raw);

#endif
