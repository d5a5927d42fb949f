#include "lib/privacy/lexicon.h"

#include <stdlib.h>

#include "lib/base/utf8.h"
#include "lib/base/xalloc.h"
#include "lib/privacy/cues.h"
#include "lib/privacy/latin.h"
#include "lib/privacy/names.h"

struct entry {
	uint64_t hash; /* 0 is free */
	uint64_t bits;
};

struct table {
	struct entry *e;
	size_t cap; /* a power of two */
	size_t len;
};

enum { GIVEN = 18 }; /* bits of a hash that choose the bit */

struct lexicon {
	struct table cues;
	uint64_t *kinds; /* hashes with WORD_* in the low bits; 0 is free */
	uint64_t given[1 << (GIVEN - 6)]; /* a bit for each given name */
};

enum { KINDS = 1 << 19, KIND_BITS = 63, WORD_MAX = 64 };

uint64_t
lexicon_hash(struct slice s)
{
	char plain[LATIN_MAX];
	uint64_t h = 1;
	size_t len;
	uint32_t c;

	while (s.n != 0) {
		c = utf8_get(s, &len);
		s.p += len;
		s.n -= len;
		if (c >= 'A' && c <= 'Z')
			c += 32;
		if (c < 0x80) {
			h = lexicon_step(h, (unsigned char)c);
			continue;
		}
		len = latin_plain(c, plain);
		for (size_t i = 0; i < len; i++)
			h = lexicon_step(h, (unsigned char)plain[i]);
	}
	return h;
}

/* C folded into PLAIN: at most LATIN_MAX letters, 0 if it is no letter. */
static size_t
fold(uint32_t c, char plain[LATIN_MAX])
{
	if (c >= 'A' && c <= 'Z')
		c += 32;
	plain[0] = (char)c;
	if (c < 0x80)
		return c >= 'a' && c <= 'z';
	return latin_plain(c, plain);
}

size_t
lexicon_fold(struct slice s, size_t *at, char *out, size_t max)
{
	char plain[LATIN_MAX];
	size_t n = 0;
	size_t got;
	size_t len;

	while (*at < s.n) {
		struct slice rest = { s.p + *at, s.n - *at };
		uint32_t c = utf8_get(rest, &len);

		got = fold(c, plain);
		*at += len;
		if (got == 0 && c < 0x80) {
			if (n != 0)
				break;
			continue;
		}
		if (n + got > max)
			return 0;
		memcpy(out + n, plain, got);
		n += got;
	}
	return n;
}

static struct entry *
find(const struct table *t, uint64_t h)
{
	struct entry *e;

	for (size_t i = h >> 20;; i++) {
		e = &t->e[i & (t->cap - 1)];
		if (e->hash == h || e->hash == 0)
			return e;
	}
}

static void
grow(struct table *t, size_t cap)
{
	struct table old = *t;

	t->cap = cap;
	t->e = xcalloc(cap, sizeof(*t->e));
	for (size_t i = 0; i < old.cap; i++)
		if (old.e[i].hash != 0)
			*find(t, old.e[i].hash) = old.e[i];
	free(old.e);
}

static void
add(struct table *t, uint64_t h, uint64_t bits)
{
	struct entry *e;

	if (t->len >= t->cap / 3 * 2)
		grow(t, t->cap * 2);
	e = find(t, h);
	t->len += e->hash == 0;
	e->hash = h;
	e->bits |= bits;
}

/* Add the words of LIST, with blanks between them. */
static void
add_list(struct table *t, const char *list, uint64_t bits)
{
	struct slice rest = slice_of(list);
	struct slice word;

	while (slice_cut(&rest, ' ', &word))
		if (word.n != 0)
			add(t, lexicon_hash(word), bits);
	if (rest.n != 0)
		add(t, lexicon_hash(rest), bits);
}

static uint64_t *
find_kind(uint64_t *kinds, uint64_t h)
{
	uint64_t *k;

	for (size_t i = h >> 20;; i++) {
		k = &kinds[i & (KINDS - 1)];
		if (*k == 0 || ((*k ^ h) & ~(uint64_t)KIND_BITS) == 0)
			return k;
	}
}

static void
note_given(struct lexicon *w)
{
	uint64_t h;

	for (size_t i = 0; i < KINDS; i++) {
		h = w->kinds[i] >> (64 - GIVEN);
		if ((w->kinds[i] & WORD_FIRST) != 0)
			w->given[h >> 6] |= (uint64_t)1 << (h & 63);
	}
}

bool
lexicon_given(const struct lexicon *w, uint64_t h)
{
	h >>= 64 - GIVEN;
	return (w->given[h >> 6] >> (h & 63) & 1) != 0;
}

/* Unpack the words of LIST: names.h says how they are written. */
static void
add_names(uint64_t *kinds, int list, uint64_t bit)
{
	uint64_t h[WORD_MAX + 1] = { 1 };
	const char *const *line = names_list(list);
	size_t n = 0;
	uint64_t *k;

	for (; *line != NULL; line++)
		for (const char *p = *line; *p != '\0'; p++) {
			if (*p >= 'a') {
				h[n + 1] = lexicon_step(h[n],
				    (unsigned char)*p);
				n += n < WORD_MAX - 1;
				continue;
			}
			if (*p < 'A')
				continue; /* the dash of a double name */
			if (n != 0) {
				k = find_kind(kinds, h[n]);
				*k = (h[n] & ~(uint64_t)KIND_BITS) |
				    (*k & KIND_BITS) | bit;
			}
			n = (size_t)(*p - 'A');
		}
	k = find_kind(kinds, h[n]);
	*k = (h[n] & ~(uint64_t)KIND_BITS) | (*k & KIND_BITS) | bit;
}

struct lexicon *
lexicon_new(void)
{
	struct lexicon *w = xcalloc(1, sizeof(*w));

	grow(&w->cues, 4096);
	for (const struct cue_list *c = cue_lists(); c->words != NULL; c++)
		add_list(&w->cues, c->words, c->bits);
	w->kinds = xcalloc(KINDS, sizeof(*w->kinds));
	add_names(w->kinds, NAMES_FIRST, WORD_FIRST);
	add_names(w->kinds, NAMES_LAST, WORD_LAST);
	add_names(w->kinds, NAMES_PLACE, WORD_PLACE);
	add_names(w->kinds, NAMES_DUTCH, WORD_DUTCH);
	add_names(w->kinds, NAMES_ENGLISH, WORD_ENGLISH);
	add_names(w->kinds, NAMES_FORM, WORD_FORM);
	note_given(w);
	return w;
}

void
lexicon_free(struct lexicon *w)
{
	if (w == NULL)
		return;
	free(w->cues.e);
	free(w->kinds);
	free(w);
}

uint64_t
lexicon_cue(const struct lexicon *w, uint64_t h)
{
	return find(&w->cues, h)->bits;
}

unsigned
lexicon_kind(const struct lexicon *w, uint64_t h)
{
	return (unsigned)*find_kind(w->kinds, h) & KIND_BITS;
}
