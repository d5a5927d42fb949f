#include "lib/dedupe/shingle.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/eight.h"
#include "lib/base/hash.h"
#include "lib/base/xalloc.h"
#include "lib/text/words.h"

enum { NUMBER = 0, MASK = 1 }; /* words that are all alike */

/* What stands before a word, or right behind it. */
enum {
	LINE = 1, /* before: a new line */
	STOP = 2, /* before: the end of a sentence */
	QUOTE = 4, /* before: a line that begins with > */
	COLON = 8, /* behind */
	COMMA = 16 /* behind */
};

enum {
	GREETING_MOST = 8, /* words up to the comma */
	CLOSING_MOST = 12, /* words of a closing or formula */
	SIGNATURE_LINE = 8, /* words of a line below a closing */
	SIGNATURE_LINES = 8,
	SENTENCE_MOST = 80, /* words of a disclaimer over lines */
	PART_LEAST = 3 /* words of a part */
};

static void
grow(struct shingle *t)
{
	t->cap = t->cap ? t->cap * 2 : 256;
	t->word = xrealloc(t->word, t->cap, sizeof(*t->word));
	t->at = xrealloc(t->at, t->cap, sizeof(*t->at));
	t->flag = xrealloc(t->flag, t->cap, sizeof(*t->flag));
}

/* S, which has digits, with these made equal, as a number. */
static uint32_t
like_number(struct slice s)
{
	char like[32];
	size_t n = s.n < sizeof(like) ? s.n : sizeof(like);
	size_t to = 0;
	bool is;

	for (size_t i = 0; i < n; i++) {
		is = s.p[i] >= '0' && s.p[i] <= '9';
		if (!is || to == 0 || like[to - 1] != '0')
			like[to++] = is ? '0' : s.p[i];
	}
	return form_word((struct slice){ like, to });
}

/* The highest bits of the bytes of W from I on, eight at most. */
static inline uint64_t
bytes_from(struct slice w, size_t i)
{
	return w.n - i < 8 ? EIGHT_HIGH >> 8 * (8 - (w.n - i)) : EIGHT_HIGH;
}

/* Has W, which is folded, letters only?  All others are below 0x60. */
static inline bool
is_plain(struct slice w)
{
	uint64_t out = 0;
	uint64_t x;

	for (size_t i = 0; i < w.n; i += 8) {
		x = eight_load(w.p + i);
		out |= ~((x & x << 1) << 1 | x) & bytes_from(w, i);
	}
	return out == 0;
}

/* What a word is made of. */
enum { DIGITS = 1, LINES = 2, LETTERS = 4 };

/* What W is made of; eight bytes can be read from each of it on. */
static unsigned
made_of(struct slice w)
{
	uint64_t digit = 0;
	uint64_t line = 0;
	uint64_t other = 0;
	uint64_t in, x, d, l;

	if (is_plain(w))
		return LETTERS;
	for (size_t i = 0; i < w.n; i += 8) {
		in = bytes_from(w, i);
		x = eight_load(w.p + i);
		d = eight_between(x & ~EIGHT_HIGH, '0', '9') & ~x;
		l = eight_between(x & ~EIGHT_HIGH, '_', '_') & ~x;
		digit |= d & in;
		line |= l & in;
		other |= in & ~(d | l);
	}
	return (digit ? DIGITS : 0) | (line ? LINES : 0) |
	    (other ? LETTERS : 0);
}

/* The number of W, and into EXACT that of it as it stands. */
static uint32_t
word_number(struct slice w, uint64_t *exact)
{
	uint64_t h = hash_bytes(w, 1);
	unsigned of = made_of(w);

	*exact = (*exact ^ h) * 0x9fb21c651e98df25u;
	*exact ^= *exact >> 32;
	if (of == DIGITS || of == LINES)
		return of == DIGITS ? NUMBER : MASK;
	return of & DIGITS ? like_number(w) : form_number(h);
}

/* What stands from P to END, where a word begins, behind what had FLAGS. */
static uint8_t
flags_before(const char *p, const char *end, uint8_t flags)
{
	for (; p < end; p++)
		switch (*p) {
		case '\n':
			flags |= LINE;
			break;
		case '>':
			flags |= flags & LINE ? QUOTE : 0;
			break;
		case '.':
		case '!':
		case '?':
			if (p + 1 == end || p[1] == ' ' || p[1] == '\n')
				flags |= STOP;
		}
	return flags;
}

/* What stands at P, right behind a word. */
static uint8_t
flags_behind(const char *p, const char *end)
{
	if (p == end)
		return 0;
	return *p == ':' ? COLON : *p == ',' ? COMMA : 0;
}

/* Cut TEXT, folded, into words. */
static void
collect(struct shingle *t, struct slice text)
{
	struct words_walk walk = { .s = text };
	const char *last = text.p;
	struct slice w;
	size_t from;

	t->n = 0;
	t->exact = 0;
	while ((from = words_edge(&walk)) < text.n) {
		if (t->n == t->cap)
			grow(t);
		w.p = text.p + from;
		w.n = words_edge(&walk) - from;
		t->flag[t->n] = 0;
		if (w.p - last != 1 || *last != ' ') {
			t->flag[t->n] = flags_before(last, w.p,
			    t->n == 0 ? LINE : 0);
			if (t->n > 0)
				t->flag[t->n - 1] |= flags_behind(last, w.p);
		}
		t->at[t->n] = w;
		t->word[t->n++] = word_number(w, &t->exact);
		last = w.p + w.n;
	}
	if (t->n == 0)
		return;
	t->flag[t->n - 1] |= flags_behind(last, text.p + text.n);
	t->flag[0] |= LINE;
}

/* The first word from I on that has one of FLAGS before it, or the end. */
static size_t
next_with(const struct shingle *t, size_t i, uint8_t flags)
{
	while (i < t->n && !(t->flag[i] & flags))
		i++;
	return i;
}

static void
cut(struct shingle *t, size_t from, size_t end, enum form_kind kind,
    size_t phrase)
{
	struct shingle_cut *c;

	if (t->cuts == t->cut_cap) {
		t->cut_cap = t->cut_cap ? t->cut_cap * 2 : 32;
		t->cut = xrealloc(t->cut, t->cut_cap, sizeof(*t->cut));
	}
	c = &t->cut[t->cuts++];
	*c = (struct shingle_cut){ .from = (uint32_t)from,
		.n = (uint32_t)(end - from),
		.kind = kind,
		.phrase = (uint32_t)phrase };
}

/* Where the greeting that begins at FROM ends; FROM if it is none. */
static size_t
greeting_end(const struct shingle *t, size_t from, size_t end)
{
	size_t i;

	for (i = from; i < end && i - from < GREETING_MOST; i++)
		if (t->flag[i] & COMMA)
			return i + 1;
	return i == end ? end : from;
}

/* Where the signature below the closing that ends at I ends. */
static size_t
signature_end(const struct shingle *t, size_t i)
{
	size_t end;

	for (int lines = 0; i < t->n && lines < SIGNATURE_LINES; lines++) {
		if (!(t->flag[i] & LINE))
			break;
		end = next_with(t, i + 1, LINE);
		if (end - i > SIGNATURE_LINE)
			break;
		i = end;
	}
	return i;
}

/* Where the sentence from FROM ends, over lines; END if it is a long one. */
static size_t
sentence_end(const struct shingle *t, size_t from, size_t end)
{
	size_t i = from + 1;

	while (i < t->n && i - from <= SENTENCE_MOST && !(t->flag[i] & STOP))
		i++;
	return i - from <= SENTENCE_MOST ? i : end;
}

/*
 * How far the frame goes that begins at FROM, in the sentence up to END;
 * FROM if there is none.
 */
static size_t
frame_end(struct shingle *t, size_t from, size_t end, enum form_kind *kind,
    size_t *phrase)
{
	size_t len = 0;
	bool line = t->flag[from] & LINE;
	bool label;

	*kind = FORM_HEADER;
	*phrase = 0;
	if (t->flag[from] & QUOTE)
		return next_with(t, from + 1, LINE);
	*kind = form_find(&t->form, t->word + from, end - from, &len);
	*phrase = len;
	label = len > 0 && line && (t->flag[from + len - 1] & COLON);
	switch (*kind) {
	case FORM_GREETING:
		return greeting_end(t, from, end);
	case FORM_CLOSING:
		return end - from <= CLOSING_MOST ? signature_end(t, end) :
						    from;
	case FORM_FORMULA:
		return end - from <= CLOSING_MOST ? end : from;
	case FORM_HEADER:
		return label ? next_with(t, from + 1, LINE) : from;
	case FORM_LABEL:
		return label ? from + len : from;
	case FORM_DISCLAIMER:
		return sentence_end(t, from, end);
	case FORM_EMPTY:
		return end - from <= len + 3 ? end : from;
	default:
		return from;
	}
}

/* Cut the words into parts and frame. */
static void
cut_up(struct shingle *t)
{
	enum form_kind kind;
	size_t phrase;
	size_t stop = 0; /* of the sentence */
	size_t end;
	size_t to;

	t->cuts = 0;
	for (size_t i = 0; i < t->n; i = end) {
		if (i >= stop) /* a greeting may end before it */
			stop = next_with(t, i + 1, LINE | STOP);
		end = stop;
		to = frame_end(t, i, end, &kind, &phrase);
		if (to > i) {
			cut(t, i, to, kind, phrase);
			end = to;
			continue;
		}
		while (end - i < PART_LEAST && end < t->n &&
		    !(t->flag[end] & LINE))
			end = next_with(t, end + 1, LINE | STOP);
		cut(t, i, end, FORM_NONE, 0);
	}
}

/* Keep the body's words only, and its parts. */
static void
take_body(struct shingle *t)
{
	struct shingle_cut *c;
	struct shingle_part *p;
	size_t n = 0;

	t->parts = 0;
	for (size_t i = 0; i < t->cuts; i++) {
		c = &t->cut[i];
		if (c->kind != FORM_NONE)
			continue;
		memmove(t->word + n, t->word + c->from,
		    c->n * sizeof(*t->word));
		c->hash = (uint32_t)
		    hash_bytes((struct slice){ (const char *)(t->word + n),
				   c->n * sizeof(*t->word) },
			1);
		n += c->n;
		if (t->parts == SHINGLE_PARTS)
			memmove(t->part + SHINGLE_PARTS / 2,
			    t->part + SHINGLE_PARTS / 2 + 1,
			    (SHINGLE_PARTS / 2 - 1) * sizeof(*t->part));
		else
			t->parts++;
		p = &t->part[t->parts - 1];
		*p = (struct shingle_part){ c->hash, c->n };
	}
	t->words = (uint32_t)n;
}

/* Sketch the shingles of the body, and count them about. */
static void
sketch(struct shingle *t)
{
	uint64_t seen[64] = { 0 };
	uint64_t *in;
	unsigned bits = 0;
	uint64_t h;

	minhash_init(&t->hash);
	for (size_t i = 0; i + 1 < t->words; i++) {
		if (t->word[i] <= MASK && t->word[i + 1] <= MASK)
			continue;
		h = hash_mix((uint64_t)t->word[i] << 32 | t->word[i + 1]);
		minhash_add(&t->hash, (uint32_t)h);
		in = &seen[h >> 58];
		bits += !(*in >> (h >> 52 & 63) & 1);
		*in |= (uint64_t)1 << (h >> 52 & 63);
	}
	minhash_finish(&t->hash);
	t->sketch = t->hash.sketch;
	/* Whang et al., linear counting (TODS 1990). */
	t->things = t->words;
	if (bits < 4000)
		t->things = (uint32_t)(-4096 * log1p(-(double)bits / 4096) +
		    0.5);
}

void
shingle_read(struct shingle *t, struct slice text)
{
	size_t letters = 0;

	collect(t, words_fold(&t->fold, text));
	cut_up(t);
	take_body(t);
	for (size_t i = 0; i < t->words && letters < SHINGLE_LEAST; i++)
		letters += t->word[i] > MASK;
	t->same = 0;
	t->things = 0;
	if (letters < SHINGLE_LEAST)
		return;
	t->same = hash_bytes((struct slice){ (const char *)t->word,
				 t->words * sizeof(*t->word) },
		      1) |
	    1;
	if (t->words >= SHINGLE_LONG)
		sketch(t);
}

struct slice
shingle_text(const struct shingle *t, const struct shingle_cut *c, uint32_t n)
{
	const char *from = t->at[c->from].p;
	struct slice last;

	if (n == 0)
		return (struct slice){ from, 0 };
	last = t->at[c->from + n - 1];
	return (struct slice){ from, (size_t)(last.p + last.n - from) };
}

void
shingle_release(struct shingle *t)
{
	free(t->word);
	free(t->at);
	free(t->flag);
	free(t->cut);
	fold_release(&t->fold);
	form_release(&t->form);
	*t = (struct shingle){ 0 };
}
