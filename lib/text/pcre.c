#include "lib/text/pcre.h"

#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "lib/base/eight.h"
#include "lib/base/xalloc.h"
#include "lib/text/wide.h"

enum { UNICODE = PCRE2_UTF | PCRE2_UCP };

enum { JIT_STACK_MIN = 32 << 10, JIT_STACK_MAX = 1 << 20 };

/*
 * In texts of ASCII an expression of ASCII finds the same without Unicode, in
 * a third of the time: PCRE2 then looks up no properties of characters.
 */
struct pcre {
	pcre2_code *code;
	pcre2_code *wide; /* for texts with marks, if it is another */
	pcre2_code *plain; /* for texts of ASCII, if there may be one */
};

/* What is known of the text at hand: the highest of its bytes, roughly. */
enum reach { PLAIN, LATIN, FAR /* it may have marks */ };

struct pcre_state {
	pcre2_match_data *data;
	pcre2_match_context *context;
	pcre2_match_context *few; /* of steps */
	pcre2_jit_stack *stack;
	enum reach reach; /* of the text at hand */
};

static pcre2_code *
compile(struct slice expr, uint32_t how, struct buf *why)
{
	pcre2_code *code;
	PCRE2_UCHAR said[256];
	PCRE2_SIZE at;
	int error;

	code = pcre2_compile((PCRE2_SPTR)expr.p, expr.n,
	    how | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C, &error, &at, NULL);
	if (code == NULL) {
		pcre2_get_error_message(error, said, sizeof(said));
		buf_printf(why, "%s at byte %zu", (const char *)said, at);
	}
	return code;
}

/* Is a mark above a letter part of a word, in this PCRE2? */
static bool
marks_are_words(void)
{
	static const char acute[] = "\xcc\x81";
	struct buf why = { 0 };
	pcre2_code *code = compile(SLICE("\\w"), UNICODE, &why);
	pcre2_match_data *data = pcre2_match_data_create(1, NULL);
	bool yes = code != NULL && data != NULL &&
	    pcre2_match(code, (PCRE2_SPTR)acute, 2, 0, 0, data, NULL) > 0;

	pcre2_match_data_free(data);
	pcre2_code_free(code);
	buf_release(&why);
	return yes;
}

/*
 * EXPR with the \w that PCRE2 has now, in *WIDE; NULL if it has no \w, or
 * this PCRE2 is new enough.
 */
static bool
widen(pcre2_code **wide, struct slice expr, struct buf *why)
{
	struct buf b = { 0 };
	bool other = wide_words(&b, expr) && !marks_are_words();

	*wide = other ? compile(buf_slice(&b), UNICODE, why) : NULL;
	buf_release(&b);
	return !other || *wide != NULL;
}

/* The highest of the bytes of S, roughly; U+0300 is the first mark. */
static enum reach
reach(struct slice s)
{
	uint64_t far = 0;
	uint64_t any = 0;
	uint64_t w;
	size_t i = 0;

	for (; s.n - i >= sizeof(w); i += sizeof(w)) {
		w = eight_load(s.p + i);
		any |= w;
		far |= ((w & ~EIGHT_HIGH) + EIGHT_ONES * (0x80 - 0x4c)) & w;
	}
	for (; i < s.n; i++) {
		any |= (unsigned char)s.p[i];
		far |= (unsigned char)s.p[i] >= 0xcc ? 0x80 : 0;
	}
	if (far & EIGHT_HIGH)
		return FAR;
	return any & EIGHT_HIGH ? LATIN : PLAIN;
}

/* EXPR for texts of ASCII; NULL if it has other characters, or settings. */
static pcre2_code *
plain(struct slice expr)
{
	struct buf why = { 0 };
	pcre2_code *code = NULL;

	if (reach(expr) == PLAIN && !slice_starts(expr, SLICE("(*")))
		code = compile(expr, 0, &why);
	buf_release(&why);
	return code;
}

struct pcre *
pcre_new(struct slice expr, struct buf *why)
{
	struct pcre *p = xcalloc(1, sizeof(*p));

	p->code = compile(expr, UNICODE, why);
	if (p->code == NULL || !widen(&p->wide, expr, why)) {
		pcre_free(p);
		return NULL;
	}
	p->plain = plain(expr);
	/* Without machine code it is slower, not wrong. */
	(void)pcre2_jit_compile(p->code, PCRE2_JIT_COMPLETE);
	if (p->wide != NULL)
		(void)pcre2_jit_compile(p->wide, PCRE2_JIT_COMPLETE);
	if (p->plain != NULL)
		(void)pcre2_jit_compile(p->plain, PCRE2_JIT_COMPLETE);
	return p;
}

void
pcre_free(struct pcre *p)
{
	if (p == NULL)
		return;
	pcre2_code_free(p->code);
	pcre2_code_free(p->wide);
	pcre2_code_free(p->plain);
	free(p);
}

struct pcre_state *
pcre_state_new(void)
{
	struct pcre_state *st = xcalloc(1, sizeof(*st));

	st->data = pcre2_match_data_create(1, NULL);
	st->context = pcre2_match_context_create(NULL);
	st->few = pcre2_match_context_create(NULL);
	if (st->few != NULL)
		pcre2_set_match_limit(st->few, PCRE_DEAR);
	st->stack = pcre2_jit_stack_create(JIT_STACK_MIN, JIT_STACK_MAX, NULL);
	if (st->context != NULL) {
		pcre2_set_match_limit(st->context, PCRE_LIMIT);
		pcre2_set_depth_limit(st->context, PCRE_LIMIT);
		pcre2_set_heap_limit(st->context, PCRE_HEAP);
		if (st->stack != NULL)
			pcre2_jit_stack_assign(st->context, NULL, st->stack);
	}
	return st;
}

void
pcre_state_free(struct pcre_state *st)
{
	if (st == NULL)
		return;
	pcre2_match_data_free(st->data);
	pcre2_match_context_free(st->context);
	pcre2_match_context_free(st->few);
	if (st->stack != NULL)
		pcre2_jit_stack_free(st->stack);
	free(st);
}

/* P for the text at hand. */
static const pcre2_code *
fit(const struct pcre *p, const struct pcre_state *st)
{
	if (st->reach == PLAIN && p->plain != NULL)
		return p->plain;
	return st->reach == FAR && p->wide != NULL ? p->wide : p->code;
}

int
pcre_find(const struct pcre *p, struct pcre_state *st, struct slice s,
    size_t from, struct pcre_match *m)
{
	const PCRE2_SIZE *at;
	int rc;

	if (st->data == NULL || st->context == NULL)
		return -1;
	if (from == 0)
		st->reach = reach(s);
	rc = pcre2_match(fit(p, st), (PCRE2_SPTR)(s.n ? s.p : ""), s.n, from,
	    PCRE2_NO_UTF_CHECK, st->data, st->context);
	if (rc == PCRE2_ERROR_NOMATCH)
		return 0;
	if (rc < 0)
		return -1;
	at = pcre2_get_ovector_pointer(st->data);
	/* With \K a match may end before it starts. */
	m->from = at[0] < at[1] ? at[0] : at[1];
	m->to = at[0] < at[1] ? at[1] : at[0];
	return 1;
}

bool
pcre_dear(const struct pcre *p, struct pcre_state *st, struct slice s,
    size_t from)
{
	return pcre2_match(fit(p, st), (PCRE2_SPTR)s.p, s.n, from,
		   PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, st->data,
		   st->few) == PCRE2_ERROR_MATCHLIMIT;
}
