/* test_text - fold and words on what people write */

#include <stdio.h>
#include <string.h>

#include "lib/base/hash.h"
#include "lib/base/utf8.h"
#include "lib/text/fold.h"
#include "lib/text/lang_tables.h"
#include "lib/text/stem.h"
#include "lib/text/words.h"

static int bad;

static void
same(const char *what, struct slice got, const char *want)
{
	if (slice_eq(got, slice_of(want)))
		return;
	printf("%s: got \"%.*s\", want \"%s\"\n", what, (int)got.n, got.p,
	    want);
	bad = 1;
}

static void
number(const char *what, size_t got, size_t want)
{
	if (got == want)
		return;
	printf("%s: got %zu, want %zu\n", what, got, want);
	bad = 1;
}

static void
folds(const char *in, int how, const char *want)
{
	struct fold f = { 0 };

	fold_text(&f, slice_of(in), how);
	same(in, fold_slice(&f), want);
	number("the end goes back", fold_back(&f, f.b.len), strlen(in));
	fold_release(&f);
}

/* Every folded character comes from where it stood. */
static void
goes_back(void)
{
	const char *in = "a\xc3\xa9"
			 "b\xe2\x84\xaa"
			 "c\xc4\xb3"
			 "d [BSN-1] e\xcc\x81"
			 "f";
	static const char want[] = "aebkcijd [_____] ef";
	static const unsigned char at[] = { 0, 1, 3, 4, 7, 8, 9, 10, 11, 12, 13,
		14, 15, 16, 17, 18, 19, 20, 23, 24 };
	struct fold f = { 0 };

	fold_text(&f, slice_of(in), FOLD_CASE | FOLD_MARKS | FOLD_MASK);
	same("all", fold_slice(&f), want);
	for (size_t i = 0; i < sizeof(at); i++)
		if (in[at[i]] == want[i] && fold_back(&f, i) != at[i])
			number("back", fold_back(&f, i), at[i]);
	fold_release(&f);
}

static void
splits(const char *in, const char *want)
{
	struct slice rest = slice_of(in);
	struct buf b = { 0 };
	struct word w;

	while (words_next(&rest, &w)) {
		buf_put(&b, w.s);
		buf_putc(&b, "lnm"[w.kind]);
		buf_putc(&b, ' ');
	}
	same(in, buf_slice(&b), want);
	buf_release(&b);
}

/* What words_next is to find in S, by one character at a time. */
static bool
next_slowly(struct slice *s, struct word *w)
{
	bool digits = true;
	bool lines = true;
	const char *from;
	uint32_t c;
	size_t len;

	while (s->n > 0 && !words_at(*s, 0)) {
		(void)utf8_get(*s, &len);
		s->p += len;
		s->n -= len;
	}
	from = s->p;
	while (s->n > 0 && words_at(*s, 0)) {
		c = utf8_get(*s, &len);
		digits = digits && c >= '0' && c <= '9';
		lines = lines && c == '_';
		s->p += len;
		s->n -= len;
	}
	w->s = (struct slice){ from, (size_t)(s->p - from) };
	w->kind = lines ? WORD_MASK : digits ? WORD_NUMBER : WORD_LETTERS;
	return w->s.n > 0;
}

/* Text by chance, of words of all lengths and what stands around them. */
static void
words_by_chance(void)
{
	static const char *const part[] = { "a", "z", "A", "Z", "0", "9", "_",
		"m", "@", "`", "{", "[", "/", ":", "^", " ", "\x7f", "]",
		"\xc3\xa9", "\xc3\x97", "\xe2\x80\x99" };
	const size_t parts = sizeof(part) / sizeof(part[0]);
	uint64_t x = 1;
	struct buf b = { 0 };
	struct slice rest, slow;
	struct word w, want;
	bool more = true;

	for (int i = 0; i < 20000; i++) {
		buf_reset(&b);
		for (size_t n = (size_t)i % 40; n > 0; n--) {
			x = hash_mix(x + 1);
			/* Half are letters, so that there are long words. */
			buf_puts(&b, part[x % 2 ? x / 2 % 8 : x / 2 % parts]);
		}
		rest = slow = buf_slice(&b);
		for (more = true; more;) {
			more = next_slowly(&slow, &want);
			number("more", words_next(&rest, &w), more);
			number("at", (size_t)(w.s.p - b.s),
			    (size_t)(want.s.p - b.s));
			number("length", w.s.n, want.s.n);
			if (more)
				number("kind", (size_t)w.kind,
				    (size_t)want.kind);
		}
	}
	buf_release(&b);
}

/* Blocks of bytes by chance have their word characters where they are. */
static void
blocks_by_chance(void)
{
	char b[WORDS_BLOCK];
	uint64_t x = 20261129;
	uint64_t want;

	for (int i = 0; i < 2000; i++) {
		want = 0;
		for (int k = 0; k < WORDS_BLOCK; k++) {
			x = hash_mix(x + 1);
			b[k] = (char)(i < 256 ? (uint64_t)i : x);
			if ((b[k] & 0x80) == 0 &&
			    words_byte((unsigned char)b[k]))
				want |= (uint64_t)1 << k;
		}
		number("block", words_block(b), want);
	}
}

/* Words walked over are those that are cut off, one by one. */
static void
walk_by_chance(void)
{
	static const char *const part[] = { "a", "Zz9", "_", " ", "-",
		"\xc3\xa9", "\xe2\x82\xac", "\xce\xb1", "\xf0\x9d\x90\x80",
		"abcdefghijk" };
	struct buf b = { 0 };
	struct words_walk walk;
	struct slice rest;
	struct word w;
	uint64_t x = 20261130;

	for (int i = 0; i < 5000; i++) {
		buf_reset(&b);
		for (int n = i % 150; n > 0; n--) {
			x = hash_mix(x + 1);
			buf_puts(&b, part[x % 10]);
		}
		buf_reserve(&b, WORDS_BLOCK);
		memset(b.s + b.len, i % 2 ? 'x' : 0xff, WORDS_BLOCK);
		rest = buf_slice(&b);
		walk = (struct words_walk){ .s = rest };
		while (words_next(&rest, &w)) {
			number("from", words_edge(&walk),
			    (size_t)(w.s.p - b.s));
			number("to", words_edge(&walk),
			    (size_t)(w.s.p - b.s) + w.s.n);
		}
		number("end", words_edge(&walk), b.len);
	}
	buf_release(&b);
}

/* The commonest words are in order, and found by first letter and length. */
static void
common_in_order(void)
{
	size_t from, to;
	const char *w;

	number("first", common_from[0], 0);
	number("last", common_from[26 * COMMON_LONGEST], common_words_n);
	for (size_t k = 0; k < 26 * COMMON_LONGEST; k++) {
		from = common_from[k];
		to = common_from[k + 1];
		for (size_t i = from; i < to; i++) {
			w = common_words[i].word;
			number("letter", (size_t)w[0],
			    'a' + k / COMMON_LONGEST);
			number("length", strlen(w), k % COMMON_LONGEST + 1);
			number("order",
			    i == from ||
				strcmp(common_words[i - 1].word, w) < 0,
			    1);
		}
	}
}

int
main(void)
{
	struct stem *st = stem_new("dutch");

	folds("", FOLD_CASE, "");
	folds("ZWAAR en LANG GENOEG @[`{", FOLD_CASE,
	    "zwaar en lang genoeg @[`{");
	folds("\xc3\x89\xc3\xa9n", FOLD_CASE, "\xc3\xa9\xc3\xa9n");
	folds("\xc3\x89\xc3\xa9n", FOLD_CASE | FOLD_MARKS, "een");
	folds("ge\xc3\xaf"
	      "nd",
	    FOLD_MARKS, "geind");
	folds("\xc4\xb3s \xe2\x80\x99s", FOLD_MARKS, "ijs 's");
	folds("toe\xc2\xadslag", FOLD_MARKS, "toeslag");
	/* full width, raised, in a circle; a spacing accent is no blank */
	folds("\xef\xbc\xad\xc2\xb2 \xe2\x91\xa0\xc2\xb8",
	    FOLD_CASE | FOLD_MARKS, "m2 1\xc2\xb8");
	folds("\xef\xbc\xad\xc2\xb2", FOLD_CASE, "\xef\xbd\x8d\xc2\xb2");
	folds("\xe2\x84\xaa\xc5\xbf\xce\xa3", FOLD_CASE, "ks\xcf\x83");
	folds("van [PERSOON-12] en [x] [AB-", FOLD_CASE | FOLD_MASK,
	    "van [__________] en [x] [ab-");
	goes_back();
	splits("Bel 112, [ZAAK:abc9] of m\xc3\xa9t z'n 2e!",
	    "Bell 112n [ZAAK:abc9]m ofl m\xc3\xa9tl zl nl 2el ");
	splits("van [______] af", "vanl ______m afl ");
	words_by_chance();
	blocks_by_chance();
	walk_by_chance();
	common_in_order();
	number("before", words_before(SLICE("\xc3\xa9 "), 2), 1);
	number("not before", words_before(SLICE("\xc3\x97 "), 2), 0);
	number("at end", words_at(SLICE("a"), 1), 0);
	same("stem", stem_word(st, SLICE("klachten")), "klacht");
	stem_free(st);
	return bad;
}
