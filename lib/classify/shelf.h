/*
 * shelf - the codebooks of a run, by the language that they are for
 *
 *	struct shelf s = { 0 };
 *
 *	sound = shelf_load(&s, names, n, &why);
 *	i = shelf_pick(&s, &rec);
 *	s.group[i].book, s.group[i].matcher
 *	shelf_release(&s);
 *
 * A codebook that says `lang nl' judges Dutch signals only, one that says
 * nothing judges all.  So for each language there is a group: its codebooks
 * and those for all, read into one.  The last group is for signals in any
 * other language: only those for all, or none.  If no codebook names a
 * language it is the only group.  A shelf may be shared by threads.
 */
#ifndef CLASSIFY_SHELF_H
#define CLASSIFY_SHELF_H

#include "lib/classify/matcher.h"
#include "lib/line/rec.h"

enum { SHELF_GROUPS = 8 };

struct shelf_group {
	char lang[3]; /* empty: any other */
	struct codebook book;
	struct matcher *matcher;
};

struct shelf {
	struct shelf_group group[SHELF_GROUPS];
	size_t n;
};

/*
 * Load the codebooks NAME (built in, files, or none); false if one is not
 * sound, and why is appended to WHY, a line each.
 */
bool shelf_load(struct shelf *s, const char *const *name, size_t n,
    struct buf *why);
/*
 * The group that judges R: that of its `lang' if it has one, else that of the
 * language it seems to be in; if that is not sure the first.
 */
size_t shelf_pick(const struct shelf *s, struct rec *r);
/* Does a codebook of SHELF, a struct shelf, have the theme ID? */
bool shelf_has_theme(const void *shelf, struct slice id);
void shelf_release(struct shelf *s);

#endif
