/*
 * tables - what Unicode says of characters beyond ASCII
 *
 * Made by scripts/make-tables; for fold.c and words.c only.
 */
#ifndef TEXT_TABLES_H
#define TEXT_TABLES_H

#include <stddef.h>
#include <stdint.h>

/* Every STEPth of FIRST to LAST folds to itself plus BY. */
struct table_run {
	uint32_t first;
	uint32_t last;
	uint16_t step;
	int32_t by;
};

/* Simple case folding, sorted. */
extern const struct table_run table_case[];
extern const size_t table_case_n;
/* A letter with marks, and the letter without; sorted. */
extern const uint16_t table_bare[][2];
extern const size_t table_bare_n;
/* Runs of what words are made of (categories L, N, Mn and Pc), sorted. */
extern const uint32_t table_word[][2];
extern const size_t table_word_n;

#endif
