/*
 * rec - one line: a JSON object, its members found but not copied
 *
 *	struct rec r = { 0 };
 *
 *	why = rec_parse(&r, line);
 *	text = rec_text(&r, F_TEXT);
 *	rec_set_text(&r, F_LANG, SLICE("nl"));
 *	rec_format(&out, &r);
 *	rec_release(&r);
 *
 * The slices of a record point into the line and into the record's own
 * memory; they die at the next rec_parse or rec_release.  A line that was not
 * changed is formatted as it stood, byte for byte; of a changed one every
 * member that was not set is.  A CloudEvents envelope (a line with
 * `specversion') is read and changed through its `data'.
 */
#ifndef LINE_REC_H
#define LINE_REC_H

#include <stdint.h>

#include "lib/base/arena.h"
#include "lib/line/fields.h"
#include "lib/line/json.h"

struct rec_member {
	struct slice key; /* with its quotes */
	struct slice value; /* as it stands */
	int16_t field; /* F_NONE if this type of line has no such member */
	bool escaped; /* value is a string with a backslash in it */
};

struct rec {
	struct slice line; /* what was parsed */
	int type; /* enum line_type */
	size_t n; /* members */
	struct rec_member *m;
	int16_t at[F_MAX]; /* the member of a field, or -1 */
	bool changed;
	size_t cap; /* private */
	struct field_index index; /* private */
	unsigned char kind[F_MAX]; /* private: enum field_kind of each */
	unsigned char rank[LINE_TYPES][F_MAX]; /* private: canonical order */
	struct slice before; /* private: of an envelope, around its data */
	struct slice after; /* private */
	struct arena own; /* private: what was set or decoded */
	struct buf scratch; /* private */
};

/*
 * Read LINE, which has no newline, into R.  Returns NULL, or a constant
 * string that says what is wrong with LINE.
 */
const char *rec_parse(struct rec *r, struct slice line);
/* The line of R as it was read, without the envelope around it. */
struct slice rec_data(const struct rec *r);
/* What it returns of a line that is no JSON object. */
extern const char rec_no_object[];
/*
 * To read a line twice and scan it once: append to NOTE what was found in R,
 * which must be as it was read, and hand it to rec_again with the same LINE.
 * It is some five bytes a member, or none where the line must be scanned.
 */
void rec_note(struct buf *note, const struct rec *r);
const char *rec_again(struct rec *r, struct slice line, struct slice note);
/* Begin a new line of TYPE, with only its sig member. */
void rec_new(struct rec *r, int type);
/* Append R to OUT, without a newline. */
void rec_format(struct buf *out, const struct rec *r);
void rec_release(struct rec *r);

/* Does R have F, and is it not null? */
bool rec_has(const struct rec *r, int f);
/* The value of F as it stands, or { NULL, 0 }. */
struct slice rec_raw(const struct rec *r, int f);
/* The decoded string F; empty if absent. */
struct slice rec_text(struct rec *r, int f);
/* The number F; false if absent. */
bool rec_num(const struct rec *r, int f, double *x);
bool rec_int(const struct rec *r, int f, int64_t *n);
/* Is F true? */
bool rec_true(const struct rec *r, int f);
/* Walk over the items of array F (json_next); a string is its own item. */
void rec_items(struct json_walk *w, const struct rec *r, int f);
/* How many items F has so. */
size_t rec_count(const struct rec *r, int f);
/* An item of an array as text, decoded into R's memory if need be. */
struct slice rec_item_text(struct rec *r, struct slice item);
/* The value of the member called NAME, of any type of line. */
struct slice rec_other(const struct rec *r, const char *name);

/* Set F; it goes to its canonical place, or stays where it is. */
void rec_set_text(struct rec *r, int f, struct slice s);
void rec_set_int(struct rec *r, int f, int64_t n);
void rec_set_num(struct rec *r, int f, double x);
void rec_set_bool(struct rec *r, int f, bool yes);
/* An array of N strings; none is an empty array. */
void rec_set_list(struct rec *r, int f, const struct slice *s, size_t n);
/* VALUE is JSON already. */
void rec_set_raw(struct rec *r, int f, struct slice value);
/* Append a member that is no field of ours, at the end; VALUE is JSON. */
void rec_add_other(struct rec *r, struct slice name, struct slice value);
/* Private: begin again, with LINE and no members yet. */
void rec_begin(struct rec *r, struct slice line);
/* Private: room for a member behind the last. */
struct rec_member *rec_append(struct rec *r);
/* Take F out, if it is there. */
void rec_drop(struct rec *r, int f);
/* Take out all members that are no fields of ours, and an envelope around. */
void rec_bare(struct rec *r);

#endif
