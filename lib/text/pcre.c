#include "lib/text/pcre.h"

#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "lib/base/xalloc.h"
#include "lib/text/wide.h"

enum { JIT_STACK_MIN = 32 << 10, JIT_STACK_MAX = 1 << 20 };

struct pcre {
	pcre2_code *code;
};

struct pcre_state {
	pcre2_match_data *data;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
};

static pcre2_code *
compile(struct slice expr, struct buf *why)
{
	pcre2_code *code;
	PCRE2_UCHAR said[256];
	PCRE2_SIZE at;
	int error;

	code = pcre2_compile((PCRE2_SPTR)expr.p, expr.n,
	    PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C,
	    &error, &at, NULL);
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
	pcre2_code *code = compile(SLICE("\\w"), &why);
	pcre2_match_data *data = pcre2_match_data_create(1, NULL);
	bool yes = code != NULL && data != NULL &&
	    pcre2_match(code, (PCRE2_SPTR)acute, 2, 0, 0, data, NULL) > 0;

	pcre2_match_data_free(data);
	pcre2_code_free(code);
	buf_release(&why);
	return yes;
}

/* CODE, made of EXPR, or one that means by \w what PCRE2 does now. */
static pcre2_code *
widened(pcre2_code *code, struct slice expr, struct buf *why)
{
	struct buf wide = { 0 };

	if (wide_words(&wide, expr) && !marks_are_words()) {
		pcre2_code_free(code);
		code = compile(buf_slice(&wide), why);
	}
	buf_release(&wide);
	return code;
}

struct pcre *
pcre_new(struct slice expr, struct buf *why)
{
	pcre2_code *code = compile(expr, why);
	struct pcre *p;

	if (code != NULL)
		code = widened(code, expr, why);
	if (code == NULL)
		return NULL;
	/* Without machine code it is slower, not wrong. */
	(void)pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
	p = xmalloc(sizeof(*p));
	p->code = code;
	return p;
}

void
pcre_free(struct pcre *p)
{
	if (p == NULL)
		return;
	pcre2_code_free(p->code);
	free(p);
}

struct pcre_state *
pcre_state_new(void)
{
	struct pcre_state *st = xcalloc(1, sizeof(*st));

	st->data = pcre2_match_data_create(1, NULL);
	st->context = pcre2_match_context_create(NULL);
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
	if (st->stack != NULL)
		pcre2_jit_stack_free(st->stack);
	free(st);
}

int
pcre_find(const struct pcre *p, struct pcre_state *st, struct slice s,
    size_t from, struct pcre_match *m)
{
	const PCRE2_SIZE *at;
	int rc;

	if (st->data == NULL || st->context == NULL)
		return -1;
	rc = pcre2_match(p->code, (PCRE2_SPTR)(s.n ? s.p : ""), s.n, from,
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
