#include "lib/privacy/redact.h"

#include <stdlib.h>

#include "lib/base/utf8.h"
#include "lib/base/xalloc.h"
#include "lib/privacy/latin.h"
#include "lib/privacy/pseudonym.h"
#include "lib/privacy/scan.h"

enum { ROUNDS = 4, MOST_HEEDED = 5000000 };

struct redact_part {
	struct slice text;
	int way; /* enum redact_way */
	struct token_list list;
};

typedef void rule(struct scan *s);

/* What each way looks for. */
#define BIT(type) (1u << REDACT_##type)
#define CONTACT (BIT(IBAN) | BIT(EMAIL))

static const uint32_t types[REDACT_WAYS] = {
	[REDACT_WORDS] = ~0u,
	[REDACT_NAME] = ~0u,
	[REDACT_VALUE] = ~(
	    BIT(URL) | BIT(PLATE) | BIT(USERNAME) | BIT(PLACE) | BIT(CASE)),
	[REDACT_FILE] = CONTACT | BIT(BSN) | BIT(PHONE),
	[REDACT_BODY] = CONTACT,
};

/* The rules in order, and which of them need a digit to find anything. */
static const struct {
	rule *find;
	bool digits;
} rules[] = {
	{ find_cues, false },
	{ find_net, false },
	{ find_bank, true },
	{ find_plate, true },
	{ find_document, true },
	{ find_birth, false },
	{ find_bsn, true },
	{ find_phone, false },
	{ find_place, false },
	{ find_user, false },
	{ find_case, true },
	{ find_person, false },
	{ find_known, false },
};

const char *
redact_rules(void)
{
	return "nl/4";
}

const char *
redact_name(int type)
{
	static const char *const name[] = {
#define X(name, label) #name,
		REDACT_LIST(X)
#undef X
	};

	return name[type];
}

const char *
redact_label(int type)
{
	static const char *const label[] = {
#define X(name, label) label,
		REDACT_LIST(X)
#undef X
	};

	return label[type];
}

void
redact_begin(struct redact *r)
{
	if (r->lexicon == NULL)
		r->lexicon = lexicon_new();
	r->n = 0;
	r->parts = 0;
	r->told_english = false;
	set_reset(&r->values);
	set_reset(&r->names);
	set_reset(&r->known);
	set_reset(&r->sender);
	memset(r->last, 0, sizeof(r->last));
}

size_t
redact_add(struct redact *r, struct slice text, int way)
{
	struct redact_part *p;

	if (r->parts == r->part_cap) {
		r->part_cap = r->part_cap ? r->part_cap * 2 : 8;
		r->part = xrealloc(r->part, r->part_cap, sizeof(*r->part));
		memset(r->part + r->parts, 0,
		    (r->part_cap - r->parts) * sizeof(*r->part));
	}
	p = &r->part[r->parts];
	p->text = text.n != 0 ? text : SLICE("");
	p->way = way;
	return r->parts++;
}

/*
 * The numbers that placeholders in the text already have are taken; but those
 * that no record of ours has, as then the next would be too long for one.
 */
static void
heed_placeholders(struct redact *r, const struct scan *s)
{
	int index;
	int type;

	for (size_t i = 1; i + 1 < s->n; i++) {
		if (s->t[i].kind != TOKEN_HELD)
			continue;
		token_placeholder(scan_text(s, i), &type, &index);
		if (index > r->last[type] && index <= MOST_HEEDED)
			r->last[type] = index;
	}
}

static struct scan
scan_of(struct redact *r, size_t part)
{
	struct redact_part *p = &r->part[part];
	struct scan s = { .r = r,
		.text = p->text,
		.list = &p->list,
		.t = p->list.t,
		.n = p->list.n,
		.part = (uint32_t)part,
		.way = p->way,
		.types = types[p->way],
		.english = r->english };

	return s;
}

/* Cut PART into tokens; count what tells of which language it is. */
static void
cut(struct redact *r, size_t part, size_t *dutch, size_t *english)
{
	struct redact_part *p = &r->part[part];
	struct scan s;

	token_cut(&p->list, r->lexicon, p->text);
	s = scan_of(r, part);
	heed_placeholders(r, &s);
	scan_reaches(&s);
	if (p->way > REDACT_NAME)
		return;
	for (size_t i = 1; i + 1 < s.n; i++) {
		*dutch += (s.t[i].cue & CUE_DUTCH) != 0;
		*english += (s.t[i].cue & CUE_ENGLISH) != 0;
	}
}

static void
cut_all(struct redact *r)
{
	size_t english = 0;
	size_t dutch = 0;

	for (size_t i = 0; i < r->parts; i++)
		cut(r, i, &dutch, &english);
	r->english = english >= (r->told_english ? 1 : 2) &&
	    english >= 3 * dutch;
}

static void
search(struct redact *r, size_t part)
{
	struct scan s = scan_of(r, part);
	bool digits = false;

	for (size_t i = 1; i + 1 < s.n; i++) {
		s.cues |= s.t[i].cue;
		digits = digits || s.t[i].kind == TOKEN_NUMBER;
	}
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		if (rules[i].digits && !digits)
			continue;
		rules[i].find(&s);
		scan_compact(&s);
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct redact_span *x = a;
	const struct redact_span *y = b;

	if (x->part != y->part)
		return x->part < y->part ? -1 : 1;
	return (x->start > y->start) - (x->start < y->start);
}

/* What makes two values of a type the same: letters and digits, folded. */
static void
put_value(struct buf *out, struct slice s)
{
	char plain[LATIN_MAX];
	size_t len;
	uint32_t c;

	while (s.n != 0) {
		c = utf8_get(s, &len);
		s.p += len;
		s.n -= len;
		if (c >= 'A' && c <= 'Z')
			c += 32;
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			buf_putc(out, (char)c);
		else if (c >= 0x80)
			buf_put(out,
			    (struct slice){ plain, latin_plain(c, plain) });
	}
}

/* The number of the placeholder that stands for SPAN's value. */
static int
number(struct redact *r, const struct redact_span *span)
{
	struct slice text = { r->part[span->part].text.p + span->start,
		span->end - span->start };
	bool isnew;
	size_t i;

	buf_reset(&r->scratch);
	buf_puts(&r->scratch, redact_label(span->type));
	buf_putc(&r->scratch, ' ');
	put_value(&r->scratch, text);
	i = set_add(&r->values, buf_slice(&r->scratch), &isnew);
	if (i >= r->index_cap) {
		r->index_cap = i + 64;
		r->index = xrealloc(r->index, r->index_cap, sizeof(*r->index));
	}
	if (isnew)
		r->index[i] = ++r->last[span->type];
	return r->index[i];
}

size_t
redact_find(struct redact *r)
{
	size_t before;

	cut_all(r);
	for (int round = 0; round < ROUNDS; round++) {
		before = r->n;
		for (size_t i = 0; i < r->parts; i++)
			search(r, i);
		if (r->n == before)
			break;
	}
	if (r->n > 1)
		qsort(r->span, r->n, sizeof(*r->span), by_place);
	for (size_t i = 0; i < r->n; i++)
		r->span[i].index = number(r, &r->span[i]);
	return r->n;
}

static void
put_placeholder(struct redact *r, const struct redact_span *span,
    struct slice value, struct buf *out)
{
	buf_putc(out, '[');
	buf_puts(out, redact_label(span->type));
	if (span->type == REDACT_CASE && r->key != NULL) {
		buf_putc(out, ':');
		pseudonym_put(r->key, PSEUDONYM_CASE, value, out);
	} else {
		buf_putc(out, '-');
		buf_put_i64(out, span->index);
	}
	buf_putc(out, ']');
}

size_t
redact_first(const struct redact *r, size_t part)
{
	size_t low = 0;
	size_t high = r->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (r->span[mid].part < part)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

void
redact_put(struct redact *r, size_t part, struct buf *out)
{
	struct slice text = r->part[part].text;
	size_t at = 0;

	if (text.n == 0)
		return;
	for (size_t i = redact_first(r, part);
	     i < r->n && r->span[i].part == part; i++) {
		const struct redact_span *span = &r->span[i];

		buf_put(out, (struct slice){ text.p + at, span->start - at });
		put_placeholder(r, span,
		    (struct slice){ text.p + span->start,
			span->end - span->start },
		    out);
		at = span->end;
	}
	buf_put(out, (struct slice){ text.p + at, text.n - at });
}

/* Keep the words of NAME, folded; no initials, no van and der. */
static void
know_name(struct redact *r, struct slice name)
{
	char word[REDACT_WORD];
	size_t at = 0;
	size_t n;

	while (at < name.n) {
		n = lexicon_fold(name, &at, word, sizeof(word));
		if (n > 2 &&
		    (lexicon_cue(r->lexicon,
			 lexicon_hash((struct slice){ word, n })) &
			(CUE_INFIX | CUE_TITLE)) == 0)
			set_add(&r->sender, (struct slice){ word, n }, NULL);
	}
}

void
redact_know(struct redact *r, int type, struct slice value)
{
	size_t i;

	if (type == REDACT_PERSON) {
		know_name(r, value);
		return;
	}
	buf_reset(&r->scratch);
	put_value(&r->scratch, value);
	if (r->scratch.len < 4 || r->scratch.len > REDACT_WORD)
		return;
	i = set_add(&r->known, buf_slice(&r->scratch), NULL);
	if (i >= r->known_cap) {
		r->known_cap = i + 8;
		r->known_type = xrealloc(r->known_type, r->known_cap,
		    sizeof(*r->known_type));
	}
	r->known_type[i] = type;
}

void
redact_release(struct redact *r)
{
	for (size_t i = 0; i < r->part_cap; i++)
		token_release(&r->part[i].list);
	free(r->part);
	free(r->span);
	free(r->index);
	set_release(&r->values);
	set_release(&r->names);
	set_release(&r->known);
	set_release(&r->sender);
	free(r->known_type);
	buf_release(&r->scratch);
	lexicon_free(r->lexicon);
	*r = (struct redact){ 0 };
}
