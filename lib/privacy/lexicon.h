/*
 * lexicon - what the rules know of single words
 *
 *	struct lexicon *w = lexicon_new();
 *
 *	if (lexicon_cue(w, lexicon_hash(SLICE("bsn"))) & CUE_BSN)
 *		...
 *	lexicon_free(w);
 *
 * Two lists: cues, which are few and looked up for every word of a text, and
 * names with ordinary words, which are many and looked up for those that may
 * be a name.  Words are folded first: lower case, marks off.  A word is known
 * by 64 bits of hash.
 */
#ifndef PRIVACY_LEXICON_H
#define PRIVACY_LEXICON_H

#include <stdint.h>

#include "lib/base/slice.h"

#define CUE(n) ((uint64_t)1 << (n))

/* What a cue word announces. */
#define CUE_BSN CUE(0)
#define CUE_RSIN CUE(1)
#define CUE_IBAN CUE(2)
#define CUE_CARD CUE(3)
#define CUE_PAYREF CUE(4)
#define CUE_PHONE CUE(5)
#define CUE_PLATE CUE(6)
#define CUE_DOCUMENT CUE(7)
#define CUE_VNUM CUE(8)
#define CUE_KVK CUE(9)
#define CUE_USER CUE(10)
#define CUE_BIRTH CUE(11)
#define CUE_CASE CUE(12)
#define CUE_ADDRESS CUE(13)
#define CUE_POSTCODE CUE(14)
#define CUE_LIVE CUE(15) /* woont, verhuisd: a place follows */
#define CUE_TITLE CUE(16) /* dhr, mevrouw: a name follows */
#define CUE_NAME CUE(17) /* naam, heet, t.n.v. */
#define CUE_RELATION CUE(18) /* zoon, buurvrouw */
#define CUE_GREETING CUE(19) /* groet, hoogachtend */
#define CUE_INFIX CUE(20) /* van, der, ten: inside a name */
#define CUE_MONTH CUE(21)
#define CUE_DIGIT CUE(22) /* nul, een, twee: a spoken number */
#define CUE_MONEY CUE(23) /* euro */
#define CUE_UNIT CUE(24) /* kg, km, uur: a measure, no postcode */
#define CUE_LAW CUE(25) /* artikel, wet, stb: a number of a rule */
#define CUE_VERSION CUE(26) /* versie, release: no address of a computer */
#define CUE_AT CUE(27) /* apenstaartje */
#define CUE_ORG CUE(28) /* words of which institutions are made */
#define CUE_SMALL CUE(29) /* words that end or begin no name */
#define CUE_NUMBER CUE(30) /* nummer, nr: goes with a cue before it */
#define CUE_TLD CUE(31) /* nl, com: ends a spoken address */

/* What a word may be. */
#define WORD_FIRST CUE(0) /* a given name */
#define WORD_LAST CUE(1) /* a family name */
#define WORD_DUTCH CUE(2) /* an ordinary word */
#define WORD_PLACE CUE(3) /* a town or country */

struct lexicon;

struct lexicon *lexicon_new(void);
void lexicon_free(struct lexicon *w);
/* The cues of the word with hash H, or 0. */
uint64_t lexicon_cue(const struct lexicon *w, uint64_t h);
/* What the word with hash H may be, or 0. */
uint64_t lexicon_kind(const struct lexicon *w, uint64_t h);

/* The hash of S as it is when folded. */
uint64_t lexicon_hash(struct slice s);

/* One more byte C of a folded word. */
static inline uint64_t
lexicon_step(uint64_t h, unsigned char c)
{
	return (h ^ c) * 0x9e3779b97f4a7c15u;
}

#endif
