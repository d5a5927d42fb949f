#include "lib/privacy/lexicon.h"

#include <stdlib.h>

#include "lib/base/utf8.h"
#include "lib/base/xalloc.h"
#include "lib/privacy/cues.h"
#include "lib/privacy/latin.h"
#include "lib/privacy/names.h"
#include "lib/privacy/roles.h"

struct entry {
	uint64_t hash; /* 0 is free */
	uint64_t bits; /* CUE_*, and above ROLE_AT its ROLE_* */
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

enum { KINDS = 1 << 19, KIND_BITS = 63, ROLE_AT = 48 };

enum { EIGHTS = 8, WORD_MAX = 8 * EIGHTS };

/* A folded word as its bytes come, at most WORD_MAX of them kept. */
struct hasher {
	size_t n; /* how many */
	uint64_t eight[EIGHTS + 1];
	uint64_t h[EIGHTS + 1]; /* of those before each eight */
};

static void
start(struct hasher *x)
{
	x->n = 0;
	x->eight[0] = 0;
	x->h[0] = LEXICON_START;
}

static inline void
take(struct hasher *x, char c)
{
	size_t k = x->n / 8;

	x->eight[k] |= (uint64_t)(unsigned char)c << x->n % 8 * 8;
	if (++x->n % 8 != 0)
		return;
	x->h[k + 1] = lexicon_mix(x->h[k], x->eight[k]);
	x->eight[k + 1] = 0;
	if (k + 1 == EIGHTS) {
		x->h[0] = x->h[EIGHTS];
		x->eight[0] = 0;
		x->n = 0;
	}
}

/* Keep the first N bytes only, of at most WORD_MAX - 1. */
static void
keep(struct hasher *x, size_t n)
{
	x->n = n;
	x->eight[n / 8] &= ((uint64_t)1 << n % 8 * 8) - 1;
}

static inline uint64_t
finish(const struct hasher *x)
{
	size_t k = x->n / 8;

	return x->n % 8 == 0 ? x->h[k] : lexicon_mix(x->h[k], x->eight[k]);
}

uint64_t
lexicon_hash(struct slice s)
{
	char plain[LATIN_MAX];
	struct hasher x;
	size_t len;
	uint32_t c;

	start(&x);
	while (s.n != 0) {
		c = (unsigned char)*s.p;
		len = 1;
		if (c < 0x80)
			take(&x, (char)(c >= 'A' && c <= 'Z' ? c + 32 : c));
		else {
			c = utf8_get(s, &len);
			for (size_t i = 0, n = latin_plain(c, plain); i < n;
			     i++)
				take(&x, plain[i]);
		}
		s.p += len;
		s.n -= len;
	}
	return finish(&x);
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

bool
lexicon_given(const struct lexicon *w, uint64_t h)
{
	h >>= 64 - GIVEN;
	return (w->given[h >> 6] >> (h & 63) & 1) != 0;
}

static void
add_name(struct lexicon *w, uint64_t h, uint64_t bit)
{
	uint64_t *k = find_kind(w->kinds, h);

	*k = (h & ~(uint64_t)KIND_BITS) | (*k & KIND_BITS) | bit;
	h >>= 64 - GIVEN;
	if (bit == WORD_FIRST)
		w->given[h >> 6] |= (uint64_t)1 << (h & 63);
}

/* Words to be added a little later, when memory has come. */
struct queue {
	uint64_t h[16]; /* a ring; 0 is none */
	size_t n;
};

static void
push(struct lexicon *w, struct queue *q, uint64_t h, uint64_t bit)
{
	uint64_t *at = &q->h[q->n++ % 16];

	__builtin_prefetch(&w->kinds[h >> 20 & (KINDS - 1)], 1);
	if (*at != 0)
		add_name(w, *at, bit);
	*at = h;
}

/* Unpack the words of LIST: names.h says how they are written. */
static void
add_names(struct lexicon *w, int list, uint64_t bit)
{
	const char *const *line = names_list(list);
	struct queue q = { { 0 }, 0 };
	struct hasher x;

	start(&x);
	for (; *line != NULL; line++)
		for (const char *p = *line; *p != '\0'; p++) {
			if (*p >= 'a') {
				if (x.n < WORD_MAX - 1)
					take(&x, *p);
				continue;
			}
			if (*p < 'A')
				continue; /* the dash of a double name */
			if (x.n != 0)
				push(w, &q, finish(&x), bit);
			keep(&x, (size_t)(*p - 'A'));
		}
	push(w, &q, finish(&x), bit);
	for (int i = 0; i < 16; i++)
		if (q.h[i] != 0)
			add_name(w, q.h[i], bit);
}

unsigned
lexicon_roles(uint64_t cue)
{
	static const struct {
		uint64_t cue;
		unsigned role;
	} list[] = {
		{ CUE_TITLE | CUE_NAME | CUE_GREETING | CUE_RELATION,
		    ROLE_PERSON },
		{ CUE_PHRASE, ROLE_PHRASE },
		{ CUE_AT, ROLE_NET },
		{ CUE_DIGIT | CUE_DAY, ROLE_DIGIT },
		{ CUE_LIVE | CUE_PLACE, ROLE_TOWN },
		{ CUE_CASE | CUE_NUMBER, ROLE_CASE },
		{ CUE_NUMBER, ROLE_AFTER },
		{ CUE_COPULA, ROLE_STOP },
	};

	unsigned roles = 0;

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		if ((cue & list[i].cue) != 0)
			roles |= list[i].role;
	return roles;
}

/* Words that a rule may begin at, and no cues. */
static void
add_roles(struct table *t)
{
	static const struct {
		const char *words;
		unsigned role;
	} list[] = {
		{ "http https www facebook linkedin instagram x twitter "
		  "tiktok youtube",
		    ROLE_NET },
		{ "van aan cc from to", ROLE_PHRASE },
		{ "in uit te nu", ROLE_TOWN },
		{ "n", ROLE_SPELT },
		{ "n a v s verbaal kaart bewijs met als zich of ben van aan "
		  "g naar door",
		    ROLE_AFTER },
	};

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		add_list(t, list[i].words, (uint64_t)list[i].role << ROLE_AT);
	for (size_t i = 0; i < t->cap; i++)
		t->e[i].bits |= (uint64_t)lexicon_roles(t->e[i].bits)
		    << ROLE_AT;
}

struct lexicon *
lexicon_new(void)
{
	struct lexicon *w = xcalloc(1, sizeof(*w));

	grow(&w->cues, 4096);
	for (const struct cue_list *c = cue_lists(); c->words != NULL; c++)
		add_list(&w->cues, c->words, c->bits);
	add_roles(&w->cues);
	w->kinds = xcalloc(KINDS, sizeof(*w->kinds));
	add_names(w, NAMES_FIRST, WORD_FIRST);
	add_names(w, NAMES_LAST, WORD_LAST);
	add_names(w, NAMES_PLACE, WORD_PLACE);
	add_names(w, NAMES_DUTCH, WORD_DUTCH);
	add_names(w, NAMES_ENGLISH, WORD_ENGLISH);
	add_names(w, NAMES_FORM, WORD_FORM);
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
	return find(&w->cues, h)->bits & (CUE(ROLE_AT) - 1);
}

uint64_t
lexicon_look(const struct lexicon *w, uint64_t h, unsigned *roles)
{
	uint64_t bits = find(&w->cues, h)->bits;

	*roles = (unsigned)(bits >> ROLE_AT);
	return bits & (CUE(ROLE_AT) - 1);
}

unsigned
lexicon_kind(const struct lexicon *w, uint64_t h)
{
	return (unsigned)*find_kind(w->kinds, h) & KIND_BITS;
}
