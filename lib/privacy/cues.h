/*
 * cues - the words that announce personal data, and those that deny it
 */
#ifndef PRIVACY_CUES_H
#define PRIVACY_CUES_H

#include <stdint.h>

struct cue_list {
	const char *words; /* folded, with blanks between them */
	uint64_t bits; /* CUE_* */
};

/* The lists, up to one whose words are NULL; a word may stand in several. */
const struct cue_list *cue_lists(void);

#endif
