/*
 * source - a file, its header and the mapping that fits it
 *
 *	struct source s = { .choose = &choose };
 *
 *	source_open(&s, read, arg, max, &asked);
 *	while (source_next(&s))
 *		if (s.kind == SOURCE_SIGNAL)
 *			use(s.apply.v[F_TEXT]);
 *	if (s.fail != NULL)
 *		say "file: %s", s.fail
 *	source_close(&s);
 *
 * A table or JSON; what it says of itself is sniffed.  Titles above the header
 * come as rows to skip; the header itself is no row.
 */
#ifndef INGEST_SOURCE_H
#define INGEST_SOURCE_H

#include "lib/ingest/choose.h"
#include "lib/ingest/idlook.h"
#include "lib/ingest/jsonin.h"
#include "lib/ingest/tables.h"

enum source_kind {
	SOURCE_SIGNAL, /* apply has its members */
	SOURCE_SKIP, /* blank, a title, a header again, a total */
	SOURCE_REFUSE /* for REASON */
};

struct source {
	struct choose *choose;
	struct tables *joins; /* those of --join, or none */
	bool keyed; /* ids are made with a key: they may be of persons */
	bool no_person; /* without a key, tokens of persons are not missed */
	enum source_kind kind; /* of the row last read */
	const char *reason;
	const char *fail; /* why no more of the file is read, or NULL */
	const char *note; /* something to warn of, or NULL; say it at once */
	struct table_row row;
	struct apply apply;
	struct header columns; /* those that were joined too */
	size_t own; /* how many are the file's own */
	size_t named; /* of these, without those at its end that have no name */
	uint64_t signals; /* rows that are */
	uint64_t early; /* that were closed or told before received */
	uint64_t nameless; /* rows with something there that is not read */
	struct buf header; /* the bytes of the header row */
	uint64_t header_line; /* 0 if there is none */
	uint64_t mended; /* rows that were in another encoding */
	bool of_persons; /* by its source ids people can be found */
	struct idlook ids; /* the source ids of this file */
	bool readable; /* its first bytes are those of a table or JSON */
	bool json;
	bool separated; /* the separator was said, not found */
	struct table table;
	/* private */
	struct jsonin jsonin;
	bool ready; /* a mapping is bound */
	bool looked; /* at the source ids ahead */
	bool counts; /* the mapping knows how many events a row is */
	const struct mapping *chosen;
	struct slice *wide; /* a row with what is joined */
	ptrdiff_t join_at[MAP_JOINS]; /* column by which it is joined */
	const struct tables_file *joined[MAP_JOINS];
	struct buf why;
};

/* What is said of a file in which no row can be the header. */
extern const char source_no_header[];

/* Begin the file that READ gives, in rows of at most MAX bytes. */
void source_open(struct source *s,
    size_t (*read)(void *arg, void *to, size_t n), void *arg, size_t max,
    const struct sniff_asked *asked);
/* The next row; false at the end, or when s->fail says what is wrong. */
bool source_next(struct source *s);
/* More bytes of a row that was too long; see table_rest. */
bool source_rest(struct source *s, struct slice *raw);
/* Forget the file, but keep what was joined. */
void source_close(struct source *s);
void source_release(struct source *s);

#endif
