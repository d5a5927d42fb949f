/*
 * demo - an invented year of three invented organisations
 *
 * make-demo plans events (demo_plan.c), words them (demo_words.c through
 * demo_frame.c), and writes them as exports (demo_csv.c) or as lines
 * (demo_line.c).  Everything follows from the seed, with our own random
 * numbers and whole numbers only, so that the bytes are the same everywhere.
 */
#ifndef TESTS_DEMO_H
#define TESTS_DEMO_H

#include <stdint.h>
#include <stdio.h>

#include "lib/base/buf.h"

/* Random numbers: splitmix64. */
struct demo_rng {
	uint64_t state;
};

uint64_t demo_next(struct demo_rng *g);
/* A number from 0 to N-1. */
uint32_t demo_below(struct demo_rng *g, uint32_t n);
/* True PER_MILLE times in a thousand. */
bool demo_chance(struct demo_rng *g, uint32_t per_mille);

enum {
	T_BEREIKBAAR,
	T_TERUGBELLEN,
	T_DOORLOOP,
	T_INFORMATIE,
	T_BRIEF,
	T_BEJEGENING,
	T_MAATWERK,
	T_KASTJE,
	T_BESLUIT,
	T_MOTIVERING,
	T_BETALING,
	T_TERUGVORDERING,
	T_DIGITAAL,
	T_FORMULIER,
	T_PRIVACY,
	T_TOEZEGGING,
	T_RECHT,
	T_BALIE,
	T_WET,
	T_DISCRIMINATIE,
	T_COMPLIMENT,
	T_OVERIG,
	THEMES
};

struct demo_theme {
	const char *name;
	const char *const *frames; /* up to NULL */
	const char *subject[3];
};

extern const struct demo_theme demo_themes[THEMES];
extern const char *const demo_greeting[],
    *const demo_context[],
	*const demo_feeling[],
	    *const demo_story[],
		*const demo_personal[],
		    *const demo_sign[],
			*const demo_caller[],
			    *const demo_formal[],
				*const demo_letter[],
				    *const demo_newwords[],
					*const demo_repeat[],
					    *const demo_grave[],
						*const demo_first[],
						    *const demo_last[];
extern const char demo_campaign[];

enum { K_KLACHT, K_BEZWAAR, K_TERUGBEL, KINDS };

enum { ORG_RIVIERDAL, ORG_OOSTERHAGE, ORG_DIENST, ORGS };

/* What is planted; P_NONE is the ordinary. */
enum {
	P_NONE,
	P_BURST,
	P_RISE,
	P_CROSS,
	P_REPEAT,
	P_CAMPAIGN,
	P_NEW,
	P_GRAVE,
	P_COPY, /* the row stands twice */
	P_REFUSED, /* the date does not exist */
	PLANTS
};

extern const char *const demo_org[ORGS];
extern const char *const demo_kind[KINDS];

struct demo_product {
	const char *name; /* in the column */
	const char *said; /* after `mijn' */
	const char *money; /* what is paid, after `mijn' */
	const char *department;
};

enum { PRODUCTS = 8, PRODUCT_TAX = 4, PRODUCT_WASTE = 3 };

extern const struct demo_product demo_products[ORGS][PRODUCTS];

/* One signal before it has words. */
struct demo_event {
	int32_t day;
	int32_t second; /* of the day, Amsterdam */
	uint32_t seq; /* its number, from which its words follow */
	uint32_t person;
	uint32_t id; /* the number in its src_id */
	uint8_t org, kind, channel, product, theme, plant, nth;
};

enum { DEMO_WEEKS = 60, DEMO_DAYS = 7 * DEMO_WEEKS };

/* The first day, a Monday. */
int32_t demo_start(void);

struct demo_plan {
	struct demo_event *event;
	size_t n;
	size_t cap;
	struct demo_rng rng;
};

/* All events of the demo, in the order in which they came in. */
void demo_make_plan(struct demo_plan *p, uint64_t seed);
/* Event number SEQ of N in a stream without end, for benchmarks. */
struct demo_event demo_stream(uint32_t seq, uint32_t n, uint64_t seed);

/* What a person is known by; empty where the organisation does not know. */
struct demo_person {
	char name[48];
	char number[16]; /* the client number */
	char phone[16];
	char mail[64];
	char bsn[16];
	char iban[32];
	char postcode[8];
	char region[8];
};

void demo_person(struct demo_person *who, uint32_t number);

/* What follows from an event: its words and its course. */
struct demo_signal {
	const struct demo_event *event;
	struct demo_person who;
	const char *channel;
	const char *status;
	const char *outcome;
	int32_t closed; /* days; DATE_NONE when it is not */
	int32_t told;
	struct buf subject;
	struct buf text;
	struct buf src_id;
	bool masked; /* placeholders instead of personal data */
};

/* Work out EVENT; SEED as for the plan. */
void demo_tell(struct demo_signal *s, const struct demo_event *event,
    uint64_t seed);
void demo_signal_release(struct demo_signal *s);

/* Append FRAME with its choices made and its slots filled. */
void demo_expand(struct buf *out, struct demo_rng *g, const char *frame,
    const struct demo_signal *s);
/* Fill slot NAME, append it. */
void demo_slot(struct buf *out, struct demo_rng *g, struct slice name,
    const struct demo_signal *s);
/* One of LIST, which ends with NULL. */
const char *demo_pick(struct demo_rng *g, const char *const *list);

/* The exports and truth.jsonl into directory DIR; false when that failed. */
bool demo_write(const char *dir, const struct demo_plan *p, uint64_t seed);
/* One table of complaints, UTF-8 with commas, N rows, to FP. */
void demo_write_csv(FILE *fp, uint32_t n, uint64_t seed);
/* N signals as lines to FP. */
void demo_write_lines(FILE *fp, uint32_t n, uint64_t seed);

#endif
