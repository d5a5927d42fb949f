/*
 * lists - which ids have gone from the list that they were exported in
 *
 *	struct lists l = { 0 };
 *
 *	lists_add(&l, &rec, &fact);		every signal with an id
 *	lists_alike(&l, id);			each that may have another now
 *	lists_close(&l);
 *	... lists_here(&l, b), lists_passed(&l, a, b) ...
 *	lists_release(&l);
 *
 * A list is what comes of one organisation and kind in files of one name, but
 * for the digits in it.  An id has gone if a later export of its list does not
 * have it, though that goes back to its day and has most of the others that are
 * known of the list since then: exports of what is new, of some months or of
 * what is still open say nothing of what they do not have.
 */
#ifndef DEDUPE_LISTS_H
#define DEDUPE_LISTS_H

#include "lib/dedupe/fact.h"
#include "lib/dedupe/table.h"

struct lists {
	/* private */
	struct table at; /* where in `list' one stands */
	struct lists_list *list;
	size_t lists;
	struct lists_id *id; /* by id: its newest state */
	size_t ids;
};

void lists_add(struct lists *l, struct rec *r, const struct fact *f);
/* ID has number and words of another, so it may be called otherwise now. */
void lists_alike(struct lists *l, uint32_t id);
void lists_close(struct lists *l);
/* Is the id in the newest export of its list? */
bool lists_here(const struct lists *l, uint32_t id);
/* Was B seen later than A, or is it the one to name of those of one day? */
bool lists_later(const struct lists *l, uint32_t b, uint32_t a);
/*
 * Has A gone from its list, and was B, which is here, seen after that?  A
 * complaint, an objection or an appeal goes only where one file has both
 * lists: of a list of those still open it would go when it is closed.
 */
bool lists_passed(const struct lists *l, uint32_t a, uint32_t b);
void lists_release(struct lists *l);

#endif
