#include "lib/classify/atom.h"

#include "lib/base/utf8.h"
#include "lib/text/words.h"

enum part_kind { PART_WORD, PART_BLANK, PART_OTHER };

/* A word with asterisks, a run of blanks, or what stands there as it is. */
struct atom_part {
	int kind;
	struct slice s;
	bool star; /* the word has an asterisk */
};

static size_t
run_start(struct slice s, size_t at)
{
	unsigned char c;

	while (at > 0) {
		c = (unsigned char)s.p[at - 1];
		if (c < 0x80 ? !words_byte(c) : !words_before(s, at))
			break;
		at--;
		while (at > 0 && ((unsigned char)s.p[at] & 0xc0) == 0x80)
			at--;
	}
	return at;
}

static size_t
run_end(struct slice s, size_t at)
{
	unsigned char c;

	while (at < s.n) {
		c = (unsigned char)s.p[at];
		if (c < 0x80 ? !words_byte(c) : !words_at(s, at))
			break;
		at++;
		while (at < s.n && ((unsigned char)s.p[at] & 0xc0) == 0x80)
			at++;
	}
	return at;
}

/* The bytes of the blank (\s of PCRE2_UCP) with which S begins, or 0. */
static size_t
blank_at(struct slice s)
{
	static const uint32_t blanks[][2] = { { 0x85, 0x85 }, { 0xa0, 0xa0 },
		{ 0x1680, 0x1680 }, { 0x2000, 0x200a }, { 0x2028, 0x2029 },
		{ 0x202f, 0x202f }, { 0x205f, 0x205f }, { 0x3000, 0x3000 } };
	uint32_t c;
	size_t len;

	if (s.n == 0)
		return 0;
	if ((unsigned char)s.p[0] < 0x80)
		return words_blank(s.p[0]);
	c = utf8_get(s, &len);
	for (size_t i = 0; i < sizeof(blanks) / sizeof(blanks[0]); i++)
		if (c >= blanks[i][0] && c <= blanks[i][1])
			return len;
	return 0;
}

static size_t
blanks_end(struct slice s, size_t at)
{
	size_t len;

	while ((len = blank_at((struct slice){ s.p + at, s.n - at })) != 0)
		at += len;
	return at;
}

static size_t
blanks_start(struct slice s, size_t at)
{
	size_t from;

	while (at > 0) {
		from = at - 1;
		while (from > 0 && ((unsigned char)s.p[from] & 0xc0) == 0x80)
			from--;
		if (blank_at((struct slice){ s.p + from, at - from }) == 0)
			break;
		at = from;
	}
	return at;
}

/* The longest run without an asterisk in word W. */
static struct slice
piece(struct slice w)
{
	struct slice best = { w.p, 0 };
	struct slice head;

	while (slice_cut(&w, '*', &head))
		if (head.n > best.n)
			best = head;
	return w.n > best.n ? w : best;
}

static size_t
part_len(struct slice s, int *kind)
{
	size_t n = 0;
	size_t end;

	*kind = PART_WORD;
	while (n < s.n && (s.p[n] == '*' || run_end(s, n) > n)) {
		end = run_end(s, n);
		n = end > n ? end : n + 1;
	}
	if (n > 0)
		return n;
	*kind = s.p[0] == ' ' ? PART_BLANK : PART_OTHER;
	utf8_get(s, &n);
	return n;
}

/* PART by hash, if it is one word of ASCII. */
static uint32_t
plain_word(const struct atom_part *part)
{
	struct slice w = part->s;

	if (part->kind != PART_WORD || part->star)
		return WORD_UNKNOWN;
	for (size_t i = 0; i < w.n; i++)
		if ((unsigned char)w.p[i] >= 0x80)
			return WORD_UNKNOWN;
	return word_key(w.p, w.n, w.n).hash;
}

/* The byte that S begins with, or 0 if it is an asterisk or not of ASCII. */
static char
ascii_of(struct slice s)
{
	return s.p[0] == '*' || (unsigned char)s.p[0] >= 0x80 ? 0 : s.p[0];
}

/* What stands beside the key, as far as it is known. */
static void
neighbours(struct atom_phrase *p)
{
	const struct atom_part *part = p->part + p->at;

	if (p->begins && p->at >= 2 && part[-1].kind == PART_BLANK)
		p->beside.before = plain_word(&part[-2]);
	if (p->ends && p->at + 2 < p->n && part[1].kind == PART_BLANK)
		p->beside.after = plain_word(&part[2]);
	if (p->ends && p->at + 1 < p->n && part[1].kind != PART_WORD)
		p->next.byte = ascii_of(part[1].s);
	if (p->next.byte == ' ' && p->at + 2 < p->n &&
	    part[2].kind == PART_WORD)
		p->next.then = ascii_of(part[2].s);
}

void
atom_phrase(struct atom_phrase *p, struct slice phrase, struct arena *mem)
{
	struct atom_part *part = arena_alloc(mem,
	    (phrase.n + 1) * sizeof(*part));
	struct slice best;
	size_t len;

	*p = (struct atom_phrase){ .part = part };
	for (; phrase.n; phrase.p += len, phrase.n -= len) {
		len = part_len(phrase, &part[p->n].kind);
		part[p->n].s = (struct slice){ phrase.p, len };
		part[p->n].star = memchr(phrase.p, '*', len) != NULL;
		if (part[p->n].kind == PART_WORD) {
			best = piece(part[p->n].s);
			if (best.n > p->key.n) {
				p->key = best;
				p->at = p->n;
			}
		}
		p->n++;
	}
	best = part[p->at].s;
	p->begins = best.n && best.p == p->key.p;
	p->ends = best.n && best.p + best.n == p->key.p + p->key.n;
	p->plain = p->key.n + !p->begins + !p->ends == best.n;
	neighbours(p);
}

/* Does word W, with asterisks, equal RUN? */
static bool
glob(struct slice w, struct slice run)
{
	size_t star = SIZE_MAX;
	size_t back = 0;
	size_t i = 0;
	size_t k = 0;

	while (k < run.n) {
		if (i < w.n && w.p[i] == '*') {
			star = ++i;
			back = k;
		} else if (i < w.n && w.p[i] == run.p[k]) {
			i++;
			k++;
		} else if (star != SIZE_MAX) {
			i = star;
			k = ++back;
		} else
			return false;
	}
	while (i < w.n && w.p[i] == '*')
		i++;
	return i == w.n;
}

static bool
word_is(const struct atom_part *part, struct slice run)
{
	if (run.n == 0)
		return false;
	return part->star ? glob(part->s, run) : slice_eq(part->s, run);
}

/* Does PART, without asterisks, stand just before *AT?  Then move there. */
static bool
exactly_before(const struct atom_part *part, struct slice s, size_t *at)
{
	if (*at < part->s.n ||
	    memcmp(s.p + *at - part->s.n, part->s.p, part->s.n) != 0)
		return false;
	*at -= part->s.n;
	return part->kind == PART_OTHER || !words_joined_before(s, *at);
}

static bool
exactly_at(const struct atom_part *part, struct slice s, size_t *at)
{
	if (s.n - *at < part->s.n ||
	    memcmp(s.p + *at, part->s.p, part->s.n) != 0)
		return false;
	*at += part->s.n;
	return part->kind == PART_OTHER || !words_joined_at(s, *at);
}

/* Does PART stand just before *AT?  Then move there. */
static bool
backward(const struct atom_part *part, struct slice s, size_t *at)
{
	size_t from;

	if (part->kind != PART_BLANK && !part->star)
		return exactly_before(part, s, at);
	from = part->kind == PART_WORD ? run_start(s, *at) :
					 blanks_start(s, *at);
	if (from == *at)
		return false;
	if (part->kind == PART_WORD &&
	    !word_is(part, (struct slice){ s.p + from, *at - from }))
		return false;
	*at = from;
	return true;
}

static bool
forward(const struct atom_part *part, struct slice s, size_t *at)
{
	size_t to;

	if (part->kind != PART_BLANK && !part->star)
		return exactly_at(part, s, at);
	to = part->kind == PART_WORD ? run_end(s, *at) : blanks_end(s, *at);
	if (to == *at)
		return false;
	if (part->kind == PART_WORD &&
	    !word_is(part, (struct slice){ s.p + *at, to - *at }))
		return false;
	*at = to;
	return true;
}

/* Is the word at FROM to TO, where the key is, as P has it?  Widen it so. */
static bool
key_word(const struct atom_phrase *p, struct slice text, size_t *from,
    size_t *to)
{
	if ((p->begins && words_joined_before(text, *from)) ||
	    (p->ends && words_joined_at(text, *to)))
		return false;
	if (!p->begins)
		*from = run_start(text, *from);
	if (!p->ends)
		*to = run_end(text, *to);
	return p->plain ||
	    word_is(&p->part[p->at],
		(struct slice){ text.p + *from, *to - *from });
}

bool
atom_at(const struct atom_phrase *p, struct slice text, size_t at,
    struct span *where)
{
	size_t from = at;
	size_t to = at + p->key.n;

	if (!key_word(p, text, &from, &to))
		return false;
	for (size_t i = p->at; i-- > 0;)
		if (!backward(&p->part[i], text, &from))
			return false;
	for (size_t i = p->at + 1; i < p->n; i++)
		if (!forward(&p->part[i], text, &to))
			return false;
	*where = (struct span){ (uint32_t)from, (uint32_t)to };
	return true;
}

void
atom_regex(struct buf *b, struct slice phrase)
{
	size_t len;
	int kind;

	for (; phrase.n; phrase.p += len, phrase.n -= len) {
		len = part_len(phrase, &kind);
		if (kind == PART_BLANK) {
			buf_puts(b, "\\s+");
			continue;
		}
		if (kind == PART_OTHER) {
			buf_puts(b, "\\Q");
			buf_put(b, (struct slice){ phrase.p, len });
			buf_puts(b, "\\E");
			continue;
		}
		buf_puts(b, "(?<!\\w)");
		for (size_t i = 0; i < len; i++)
			if (phrase.p[i] == '*')
				buf_puts(b, "\\w*");
			else
				buf_putc(b, phrase.p[i]);
		buf_puts(b, "(?!\\w)");
	}
}
