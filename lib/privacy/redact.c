#include "lib/privacy/redact.h"

#include <stdlib.h>

#include "lib/base/utf8.h"
#include "lib/base/xalloc.h"
#include "lib/privacy/latin.h"
#include "lib/privacy/pseudonym.h"
#include "lib/privacy/scan.h"

enum { ROUNDS = 4, MOST_HEEDED = 5000000 };

/*
 * The rules in order, and the roles of which each needs one: those for texts
 * with a number, an @ or such, and those for all with words.
 */
#define FIGURES(X)                         \
	X(net, ROLE_NET | ROLE_NUMBER)     \
	X(bank, ROLE_NUMBER)               \
	X(plate, ROLE_NUMBER)              \
	X(document, ROLE_NUMBER)           \
	X(birth, ROLE_NUMBER | ROLE_DIGIT) \
	X(bsn, ROLE_NUMBER)                \
	X(phone, ROLE_NUMBER | ROLE_DIGIT) \
	X(place, ROLE_NUMBER | ROLE_DIGIT) \
	X(town, ROLE_TOWN)
#define WORDS(X)             \
	X(user, ROLE_WORD)   \
	X(case, ROLE_NUMBER) \
	X(person, ROLE_WORD) \
	X(known, ROLE_WORD | ROLE_NUMBER)

enum rule {

#define X(name, need) RULE_##name,
	FIGURES(X) WORDS(X)
#undef X
	    RULES
};

struct redact_part {
	struct slice text;
	int way; /* enum redact_way */
	struct token_list list;
	unsigned version; /* goes up whenever something is found in it */
	unsigned quiet[RULES]; /* by rule: at which one it found nothing */
	unsigned counted; /* at which one list.cues were counted */
	unsigned cued; /* at which one cues were looked for */
	unsigned settled; /* at which one no rule found anything */
	size_t names; /* how many of the record the last rule knew */
};

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

/* Cut PART into tokens. */
static void
cut(struct redact *r, size_t part)
{
	struct redact_part *p = &r->part[part];
	struct scan s;

	token_cut(&p->list, r->lexicon, p->text);
	s = scan_of(r, part);
	if (p->list.held)
		heed_placeholders(r, &s);
	scan_reaches(&s);
	find_cues(&s);
	memset(p->quiet, 0, sizeof(p->quiet));
	p->version = 1;
	p->counted = 1;
	p->cued = 1;
	p->settled = 0;
}

/* Count the cues that P has, now that some are claimed. */
static void
count_cues(struct redact_part *p)
{
	struct token_list *l = &p->list;

	l->cues = 0;
	l->dutch = 0;
	l->english = 0;
	for (size_t i = 1; i + 1 < l->n; i++) {
		l->cues |= l->t[i].cue;
		l->dutch += (l->t[i].cue & CUE_DUTCH) != 0;
		l->english += (l->t[i].cue & CUE_ENGLISH) != 0;
	}
	p->counted = p->version;
}

/* Are the words that nobody claimed English? */
static bool
speaks_english(struct redact *r)
{
	size_t english = 0;
	size_t dutch = 0;

	for (size_t i = 0; i < r->parts; i++) {
		struct redact_part *p = &r->part[i];

		if (p->way > REDACT_NAME)
			continue;
		if (p->counted != p->version)
			count_cues(p);
		dutch += p->list.dutch;
		english += p->list.english;
	}
	return english >= (r->told_english ? 1 : 2) && english >= 3 * dutch;
}

/*
 * Does what is left of R read as another language than all of it, as what made
 * it English or Dutch was claimed?  A second redaction would go by what is
 * left: so do that, and look at all of it again.
 */
static void
turn(struct redact *r)
{
	bool english = speaks_english(r);

	if (english == r->english)
		return;
	r->english = english;
	for (size_t i = 0; i < r->parts; i++)
		r->part[i].version++;
}

/*
 * May RULE, which needs one of the roles of NEED, find anything in P?  Not if
 * it found nothing when P was as it is now; the last rule looks at the names
 * of the record too.
 */
static inline bool
due(const struct redact *r, const struct redact_part *p, int rule,
    unsigned need)
{
	return (p->list.any & need) != 0 &&
	    (p->quiet[rule] != p->version ||
		(rule == RULE_known && p->names != r->names.len));
}

/* RULE went over P, of S, when there were BEFORE spans. */
static void
note(struct scan *s, struct redact_part *p, int rule, size_t before)
{
	if (s->r->n != before) {
		scan_compact(s);
		p->version++;
	} else
		p->quiet[rule] = p->version;
	if (rule == RULE_known)
		p->names = s->r->names.len;
}

/*
 * P, of S, has been changed: what was claimed behind a word may make a cue of
 * it, as the placeholder would in a second redaction.
 */
static void
cue_again(struct scan *s, struct redact_part *p)
{
	find_cues(s);
	if (s->cued)
		p->version++;
	p->cued = p->version;
}

static void
search(struct redact *r, size_t part)
{
	struct redact_part *p = &r->part[part];
	struct scan s = scan_of(r, part);
	size_t all = r->n;
	size_t before = all;

	if (p->settled == p->version && p->names == r->names.len)
		return;
	if (p->version != p->cued)
		cue_again(&s, p);
	if (p->version != p->counted)
		count_cues(p);
	s.cues = p->list.cues;
#define X(name, need)                             \
	if (due(r, p, RULE_##name, need)) {       \
		find_##name(&s);                  \
		note(&s, p, RULE_##name, before); \
		before = r->n;                    \
	}
	if ((p->list.any & ~(unsigned)ROLES_WORDS) != 0) {
		FIGURES(X)
	}
	WORDS(X)
#undef X
	if (r->n == all)
		p->settled = p->version;
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

	for (size_t i = 0; i < r->parts; i++)
		cut(r, i);
	r->english = speaks_english(r);
	for (int round = 0; round < ROUNDS; round++) {
		before = r->n;
		for (size_t i = 0; i < r->parts; i++)
			search(r, i);
		if (r->n == before)
			break;
		turn(r);
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
