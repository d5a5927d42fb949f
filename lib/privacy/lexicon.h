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
#define CUE_HOUSE CUE(13) /* huisnummer: a number follows */
#define CUE_ADDRESS CUE(14) /* adres, aan de: a street follows */
#define CUE_POSTCODE CUE(15)
#define CUE_LIVE CUE(16) /* woont, verhuisd: a place follows */
#define CUE_PLACE CUE(17) /* woonplaats: a place follows */
#define CUE_TITLE CUE(18) /* dhr, mevrouw: a name follows */
#define CUE_NAME CUE(19) /* heet, namens: a name follows */
#define CUE_RELATION CUE(20) /* zoon, buurvrouw: a name may follow */
#define CUE_GREETING CUE(21) /* groet, hoogachtend */
#define CUE_INFIX CUE(22) /* van, der, ten: inside a name */
#define CUE_MONTH CUE(23)
#define CUE_DIGIT CUE(24) /* nul, een, twee: a spoken number */
#define CUE_MONEY CUE(25) /* euro */
#define CUE_UNIT CUE(26) /* kg, keer, weken: makes a measure of a number */
#define CUE_LAW \
	CUE(27) /* artikel, formulier: a number of the law or of a form */
#define CUE_VERSION CUE(28) /* versie, release */
#define CUE_AT CUE(29) /* apenstaartje */
#define CUE_ORG CUE(30) /* of which institutions are made */
#define CUE_SMALL CUE(31) /* never in a name */
#define CUE_NUMBER CUE(32) /* nummer, nr: goes with a cue before it */
#define CUE_TLD CUE(33) /* nl, com: ends a spoken address */
#define CUE_SUFFIX CUE(34) /* bis, hs: behind a house number */
#define CUE_COPULA CUE(35) /* is, luidt: between a cue and what it announces */
#define CUE_PHRASE CUE(36) /* begins a cue of several words */
#define CUE_DUTCH CUE(37) /* tells that a text is Dutch */
#define CUE_ENGLISH CUE(38) /* tells that it is English */
#define CUE_ACT CUE(39) /* belt, heeft: what people before it do */
#define CUE_DAY CUE(40) /* elfde, eenentwintigste: a day of a month */

/* What a word may be. */
#define WORD_FIRST 1u /* a given name */
#define WORD_LAST 2u /* a family name */
#define WORD_PLACE 4u /* a town */
#define WORD_DUTCH 8u /* an ordinary word */
#define WORD_ENGLISH 16u /* a frequent word of English */
#define WORD_FORM 32u /* a name that in lower case is a form of a word */

struct lexicon;

struct lexicon *lexicon_new(void);
void lexicon_free(struct lexicon *w);
/* The cues of the word with hash H, or 0. */
uint64_t lexicon_cue(const struct lexicon *w, uint64_t h);
/* The same, and its ROLES (roles.h), which words without a cue may have. */
uint64_t lexicon_look(const struct lexicon *w, uint64_t h, unsigned *roles);
/* The roles of a word with CUE. */
unsigned lexicon_roles(uint64_t cue);
/* False if that is no given name for sure; quicker than lexicon_kind. */
bool lexicon_given(const struct lexicon *w, uint64_t h);
/* What the word with hash H may be: WORD_*, or 0. */
unsigned lexicon_kind(const struct lexicon *w, uint64_t h);

/* The hash of S as it is when folded. */
uint64_t lexicon_hash(struct slice s);

/*
 * Fold the next word of S from AT on into OUT, at most MAX bytes, and go
 * behind it; how many bytes it has, 0 if that is too many or none was left.
 */
size_t lexicon_fold(struct slice s, size_t *at, char *out, size_t max);

enum { LEXICON_START = 1 };

/*
 * The hash H of a folded word, LEXICON_START before the first, with its next
 * eight bytes: the first is the lowest of EIGHT, those behind the last are 0.
 */
static inline uint64_t
lexicon_mix(uint64_t h, uint64_t eight)
{
	h = (h ^ eight) * 0x9e3779b97f4a7c15u;
	return (h ^ h >> 32) * 0xd6e8feb86659fd93u;
}

#endif
