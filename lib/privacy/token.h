/*
 * token - a text cut into words, numbers and marks
 *
 * Blanks are no tokens; they are a flag on what follows them.  A word is a run
 * of letters, a number a run of digits; what touches without a blank is told
 * by the flag too.  A placeholder of redaction is one token and stays so.
 */
#ifndef PRIVACY_TOKEN_H
#define PRIVACY_TOKEN_H

#include "lib/base/buf.h"
#include "lib/privacy/lexicon.h"
#include "lib/privacy/roles.h"

enum token_kind {
	TOKEN_END, /* behind the last, and before the first */
	TOKEN_WORD,
	TOKEN_NUMBER,
	TOKEN_MARK,
	TOKEN_HELD, /* a placeholder, or what will be one */
	TOKEN_GONE /* part of the one held before it, until the pass ends */
};

enum {
	TOKEN_BLANK = 1, /* blanks before it, or the start of the text */
	TOKEN_LINE = 2, /* a new line before it, or the start */
	TOKEN_GAP = 4, /* an empty line before it, or the start */
	TOKEN_CAPITAL = 8, /* a word that begins with a capital letter */
	TOKEN_UPPER = 16, /* a word of capitals, two or more */
	TOKEN_MARKED = 32 /* a word with letters outside ASCII */
};

struct token {
	uint32_t at; /* where it begins, in bytes */
	uint32_t len;
	uint64_t hash; /* of a word, folded */
	uint64_t cue; /* CUE_* of a word */
	uint8_t kind;
	uint8_t flags;
	/*
	 * Of a mark: itself if it is ASCII; '-' for every dash, '\'' and '"'
	 * for every quote, '$' for every currency, 0 for any other.
	 */
	char c;
	uint8_t type; /* of what is held: enum redact_type */
	uint8_t what; /* WORD_* of a word, once WHAT_KNOWN is set */
	/* Of a number: how many digits it has with those that go on after it
	 * over single marks or blanks, at most; 255 is more. */
	uint8_t reach;
	uint16_t roles; /* ROLE_* */
};

enum { WHAT_KNOWN = 128, TOKEN_HEAD = 8, TOKEN_TAIL = 16 };

struct token_list {
	/*
	 * TOKEN_HEAD tokens of kind TOKEN_END, those of the text, and
	 * TOKEN_TAIL more: so far a rule may look without looking where.
	 */
	struct token *t;
	size_t n;
	size_t cap; /* private */
	struct roles roles; /* of all of them */
	unsigned any; /* the roles of all together, or more */
	uint64_t cues; /* the cues of all words together, or more */
	size_t dutch, english; /* how many have CUE_DUTCH, CUE_ENGLISH */
	bool held; /* has it placeholders? */
	bool angle; /* has it a '<'? */
};

/*
 * Cut TEXT; the list, zeroed or of another text, is made anew.  TEXT is at
 * most 4 GiB.
 */
void token_cut(struct token_list *l, const struct lexicon *w,
    struct slice text);
/* Make the roles of the tokens from FROM on anew, some of which went. */
void token_recount(struct token_list *l, size_t from);
/* The roles of a placeholder of TYPE. */
unsigned token_held_roles(int type);
/*
 * If a placeholder stands at the start of S, its length, and in TYPE and
 * INDEX what it says; else 0.  One with a token in it has index 0.
 */
size_t token_placeholder(struct slice s, int *type, int *index);
void token_release(struct token_list *l);

#endif
