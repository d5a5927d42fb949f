/*
 * section - what the statements of a section of a codebook say of it
 *
 * Each takes what follows its word, and returns NULL or a constant string that
 * says what is wrong with that; what is kept of it is copied into MEM.
 */
#ifndef CLASSIFY_SECTION_H
#define CLASSIFY_SECTION_H

#include "lib/classify/codebook.h"

/* "theme", "flag" and so on. */
const char *section_name(int kind);
/* Is S of lower case letters, digits and hyphens, no hyphen first? */
bool section_is_id(struct slice s);

/* What is wrong with a value that FIELD does not have. */
const char *section_values(int field);

const char *section_level(struct book_section *s, struct slice rest);
const char *section_norm(struct book_section *s, struct slice rest,
    struct arena *mem);
const char *section_title(struct book_section *s, struct slice rest,
    struct arena *mem);
/* A value of FIELD, F_URGENCY or F_SENTIMENT. */
const char *section_value(struct slice *to, int field, struct slice rest,
    struct arena *mem);

#endif
