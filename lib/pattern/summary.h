/*
 * summary - the one line that says what all patterns of a run rest on
 *
 * What is in it: sig-pattern(5).
 */
#ifndef PATTERN_SUMMARY_H
#define PATTERN_SUMMARY_H

#include "lib/pattern/look.h"

/* Things that would mislead a reader, in both languages. */
struct warnings {
	size_t n;
	struct slice text[2][FINDING_LIST];
	struct arena own; /* private */
};

/* In warn.c: what NL and EN say, with what follows, as voice() says it. */
void warnings_add(struct warnings *w, const char *nl, const char *en, ...);
/* Append NAME, a JSON text, to a list of N, which has five at most. */
void warnings_name(struct buf *b, size_t *n, struct slice name);
void warnings_release(struct warnings *w);

/* In aliases_warn.c: which values may be other names of what came before. */
void warnings_aliases(struct warnings *w, const struct look *l);

/* In shares_warn.c: what sources fill in more, or less, often since some day. */
void warnings_shares(struct warnings *w, const struct look *l);

/* In filled_warn.c: what sources fill in since some day, or no more. */
void warnings_filled(struct warnings *w, const struct look *l);

/* In origin_warn.c: which sources began later than others. */
void warnings_origins(struct warnings *w, const struct look *l);

/* What was odd in the data of L. */
void summary_warn(struct warnings *w, const struct look *l);
/* Append the line to OUT, through R; what it leaves out goes to W too. */
void summary_put(struct buf *out, struct rec *r, const struct look *l,
    struct warnings *w, struct findings *fs);

#endif
