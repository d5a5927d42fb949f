/*
 * redact - personal data in people's words, found and taken out
 *
 *	struct redact r = { 0 };
 *
 *	redact_begin(&r);
 *	redact_know(&r, REDACT_PERSON, name);
 *	i = redact_add(&r, subject, REDACT_WORDS);
 *	j = redact_add(&r, text, REDACT_WORDS);
 *	if (redact_find(&r) != 0) {
 *		redact_put(&r, i, &out);
 *		...
 *	}
 *	redact_release(&r);
 *
 * One record is worked on at a time; its texts are its parts.  What is found
 * is replaced by a placeholder such as [PERSOON-1], the same value by the
 * same one in every part of the record, numbered anew in the next.  A name
 * that one part gives away is found in the others.  Texts are decoded UTF-8
 * and are borrowed until the next redact_begin.  Time is linear in the length
 * of the texts, whatever they hold; memory is some 34 bytes a word.
 *
 * Rules: check digits, shapes, cue words and lists; Dutch first.  What is
 * redacted is not anonymous: sig-redact(1) says why.
 */
#ifndef PRIVACY_REDACT_H
#define PRIVACY_REDACT_H

#include <stdint.h>

#include "lib/base/buf.h"
#include "lib/base/set.h"

struct pseudonym;

/* What was found: the name in --spans, and the word in the placeholder. */
/* clang-format off */
#define REDACT_LIST(X) \
	X(BSN, "BSN") X(RSIN, "RSIN") X(IBAN, "IBAN") X(CARD, "PAS") \
	X(PAYREF, "BETALING") X(TAXNUM, "AANSLAG") X(BTW, "BTW") \
	X(EMAIL, "EMAIL") X(PHONE, "TELEFOON") X(URL, "LINK") X(IP, "IP") \
	X(PLATE, "KENTEKEN") X(DOCNUM, "DOCUMENT") X(VNUM, "VNUMMER") \
	X(KVK, "KVK") X(USERNAME, "GEBRUIKER") X(DOB, "GEBOREN") \
	X(ADDRESS, "ADRES") X(POSTCODE, "POSTCODE") X(PLACE, "PLAATS") \
	X(PERSON, "PERSOON") X(CASE, "ZAAK")

/* clang-format on */

enum redact_type {

#define X(name, label) REDACT_##name,
	REDACT_LIST(X)
#undef X
	    REDACT_TYPES
};

struct redact_span {
	uint32_t part; /* the number redact_add gave */
	uint32_t start; /* bytes into that text */
	uint32_t end; /* exclusive */
	int type; /* enum redact_type */
	int index; /* the number in its placeholder */
	const char *rule; /* which rule: "bsn.check" */
};

/* How a text is searched. */
enum redact_way {
	REDACT_WORDS, /* words of people: by all rules */
	REDACT_NAME, /* a name or a signature as a whole */
	/*
	 * A value such as a product or a place: numbers, addresses and names
	 * behind Mr and such or with both parts in the lists, but no name that
	 * only looks like one, no case, no plate and no page of the web.
	 */
	REDACT_VALUE,
	REDACT_FILE, /* the name of a file: BSN, IBAN, e-mail, telephone */
	REDACT_BODY, /* an organisation: IBAN, e-mail */
	REDACT_WAYS
};

struct redact_part;
struct lexicon;

struct redact {
	const struct pseudonym *key; /* makes tokens of case numbers, or NULL */
	bool told_english; /* the record says so: set after redact_begin */
	struct redact_span *span; /* what was found, by part and start */
	size_t n; /* how many spans */
	/* private */
	size_t cap;
	struct redact_part *part;
	size_t parts, part_cap;
	struct lexicon *lexicon;
	struct set values; /* "type value" of each placeholder */
	int *index; /* by values */
	size_t index_cap;
	int last[REDACT_TYPES]; /* the highest index given */
	struct set names; /* words known to be of a name in this record */
	struct set sender; /* words of the sender's name, folded */
	struct set known; /* other values of the sender, normalised */
	int *known_type; /* by known */
	size_t known_cap;
	struct buf scratch;
	bool english;
};

enum { REDACT_WORD = 64 }; /* longer values of the sender are not sought */

/* A new record: what was known of the last is forgotten. */
void redact_begin(struct redact *r);
/*
 * The sender's own VALUE (a name, e-mail, phone, address or customer number
 * of the row), to be taken out wherever the texts repeat it.
 */
void redact_know(struct redact *r, int type, struct slice value);
/* Add a text, to be searched in WAY; returns its number, from 0. */
size_t redact_add(struct redact *r, struct slice text, int way);
/* Search the parts; returns how many spans there are. */
size_t redact_find(struct redact *r);
/* The first span of PART or a later one: an index, or R->n. */
size_t redact_first(const struct redact *r, size_t part);
/* Append PART to OUT with a placeholder for each span; after redact_find. */
void redact_put(struct redact *r, size_t part, struct buf *out);
void redact_release(struct redact *r);

/* The name of the rule set, the value of the member `redacted'. */
const char *redact_rules(void);
/* "PERSON" and "PERSOON". */
const char *redact_name(int type);
const char *redact_label(int type);

#endif
