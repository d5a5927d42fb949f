#include "lib/pattern/lexicon.h"

#include <stdlib.h>

#include "lib/base/utf8.h"
#include "lib/base/xalloc.h"
#include "lib/text/words.h"

enum { LETTERS = 3, COMMON = 9 /* the longest of those below */ };

#define N(list) (sizeof(list) / sizeof((list)[0]))

void
lexicon_release(struct lexicon *x)
{
	set_release(&x->terms);
	set_release(&x->common);
	fold_release(&x->fold);
	buf_release(&x->pair);
	free(x->n[LEXICON_NOW]);
	free(x->n[LEXICON_BEFORE]);
	free(x->seen);
	*x = (struct lexicon){ 0 };
}

static void
grow(struct lexicon *x)
{
	size_t cap = x->cap ? x->cap * 2 : 1024;

	for (int t = 0; t < LEXICON_TIMES; t++) {
		x->n[t] = xrealloc(x->n[t], cap, sizeof(*x->n[t]));
		memset(x->n[t] + x->cap, 0, (cap - x->cap) * sizeof(*x->n[t]));
	}
	x->seen = xrealloc(x->seen, cap, sizeof(*x->seen));
	memset(x->seen + x->cap, 0, (cap - x->cap) * sizeof(*x->seen));
	x->cap = cap;
}

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a;
	uint32_t y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* The terms of one text as they are met. */
struct met {
	uint32_t *id;
	size_t n;
	size_t uses; /* known or not */
	bool add; /* terms that are not known */
};

static void
meet(struct lexicon *x, struct met *m, struct slice term)
{
	ptrdiff_t at;

	m->uses++;
	at = m->add ? (ptrdiff_t)set_add(&x->terms, term, NULL) :
		      set_find(&x->terms, term);
	if (at < 0 || m->n == LEXICON_TERMS)
		return;
	if ((size_t)at >= x->cap)
		grow(x);
	m->id[m->n++] = (uint32_t)at;
}

/* Does a sentence end between the end of word A and the start of B? */
static bool
apart(struct slice a, struct slice b)
{
	const char *p = a.p + a.n;
	size_t n = (size_t)(b.p - p);

	if (n == 1 && *p == ' ')
		return false;
	return memchr(p, '.', n) != NULL || memchr(p, '!', n) != NULL ||
	    memchr(p, '?', n) != NULL || memchr(p, '\n', n) != NULL;
}

/* Names of times, which come and go by themselves. */
static const char *const times[] = { "januari", "februari", "maart", "april",
	"mei", "juni", "juli", "augustus", "september", "oktober", "november",
	"december", "january", "february", "march", "may", "june", "july",
	"august", "october", "maandag", "dinsdag", "woensdag", "donderdag",
	"vrijdag", "zaterdag", "zondag", "monday", "tuesday", "wednesday",
	"thursday", "friday", "saturday", "sunday", "jan", "feb", "mrt", "apr",
	"jun", "jul", "aug", "sep", "sept", "okt", "nov", "dec" };

/* Sorted; not among them: niet, geen, nooit and the like. */
static const char *const little[] = { "a", "aan", "about", "after", "al",
	"alle", "alles", "als", "also", "alsof", "altijd", "an", "and", "ander",
	"andere", "are", "as", "at", "be", "because", "been", "before", "ben",
	"bent", "bij", "binnen", "but", "by", "can", "could", "daar", "dan",
	"dat", "de", "deed", "der", "deze", "did", "die", "dien", "dienen",
	"dit", "do", "doe", "does", "doet", "door", "doordat", "during", "dus",
	"een", "eens", "elk", "elke", "en", "er", "erg", "even", "for", "from",
	"ga", "gaan", "gaat", "geef", "ging", "gingen", "graag", "haar", "had",
	"hadden", "has", "have", "he", "heb", "hebben", "hebt", "heeft", "heel",
	"hem", "hen", "her", "het", "hier", "hij", "him", "his", "hoe",
	"hoewel", "hun", "i", "ieder", "iedere", "iemand", "iets", "if", "ik",
	"in", "into", "is", "it", "its", "je", "jou", "jouw", "jullie", "just",
	"kan", "kom", "komen", "komt", "kon", "konden", "kunnen", "kunt",
	"kwam", "kwamen", "maar", "mag", "may", "me", "meer", "met", "might",
	"mij", "mijn", "moest", "moesten", "moet", "moeten", "mogen", "must",
	"my", "na", "naar", "nog", "nu", "of", "om", "omdat", "on", "onder",
	"ons", "onze", "ook", "op", "our", "over", "shall", "she", "should",
	"since", "sinds", "so", "some", "sommige", "such", "te", "tegen",
	"terwijl", "than", "that", "the", "their", "them", "then", "there",
	"these", "they", "this", "those", "through", "tijdens", "to", "toch",
	"toen", "tot", "tussen", "u", "uit", "until", "us", "uw", "van", "veel",
	"very", "via", "volgens", "voor", "waar", "wanneer", "want", "waren",
	"was", "wat", "we", "weer", "wel", "welk", "welke", "werd", "werden",
	"were", "what", "when", "where", "which", "while", "who", "why", "wie",
	"wij", "wil", "wilde", "wilden", "will", "willen", "wilt", "with",
	"within", "without", "word", "worden", "wordt", "would", "you", "your",
	"zal", "ze", "zeer", "zich", "zij", "zijn", "zo", "zodat", "zonder",
	"zou", "zouden", "zulke" };

static int
by_bytes(const void *key, const void *item)
{
	const struct slice *w = key;

	return slice_cmp(*w, slice_of(*(const char *const *)item));
}

bool
lexicon_says_little(struct slice w)
{
	return bsearch(&w, little, N(little), sizeof(little[0]), by_bytes) !=
	    NULL;
}

enum kind { TELLING, LITTLE, TIME };

static enum kind
kind_of(struct lexicon *x, const struct word *w)
{
	ptrdiff_t at = SET_NONE;

	if (w->kind != WORD_LETTERS)
		return TIME;
	if (x->common.len == 0) {
		for (size_t i = 0; i < N(times); i++)
			(void)set_add(&x->common, slice_of(times[i]), NULL);
		for (size_t i = 0; i < N(little); i++)
			(void)set_add(&x->common, slice_of(little[i]), NULL);
	}
	if (w->s.n <= COMMON)
		at = set_find(&x->common, w->s);
	return at == SET_NONE        ? TELLING :
	    at < (ptrdiff_t)N(times) ? TIME :
				       LITTLE;
}

/* Words A and B, one after the other, as a term. */
static struct slice
join(struct lexicon *x, struct slice a, struct slice b)
{
	const char *end = b.p + b.n;

	if (a.p + a.n + 1 == b.p && b.p[-1] == ' ')
		return (struct slice){ a.p, (size_t)(end - a.p) };
	buf_reset(&x->pair);
	buf_put(&x->pair, a);
	buf_putc(&x->pair, ' ');
	buf_put(&x->pair, b);
	return buf_slice(&x->pair);
}

static void
meet_all(struct lexicon *x, struct slice text, struct met *m)
{
	struct slice rest;
	struct slice last = { NULL, 0 };
	enum kind before = TIME;
	enum kind kind;
	struct word w;

	fold_text(&x->fold, text, FOLD_CASE | FOLD_MARKS | FOLD_MASK);
	rest = fold_slice(&x->fold);
	while (words_next(&rest, &w)) {
		kind = kind_of(x, &w);
		if (kind == TELLING && w.s.n >= LETTERS)
			meet(x, m, w.s);
		if (kind != TIME && before != TIME &&
		    (kind == TELLING || before == TELLING) && !apart(last, w.s))
			meet(x, m, join(x, last, w.s));
		before = kind;
		last = w.s;
	}
}

/* Sort the numbers and keep each once. */
static size_t
sort_once(uint32_t *id, size_t n)
{
	size_t kept = 0;

	if (n > 1)
		qsort(id, n, sizeof(*id), by_number);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || id[i] != id[i - 1])
			id[kept++] = id[i];
	return kept;
}

void
lexicon_count(struct lexicon *x, struct slice text, int time)
{
	uint32_t id[LEXICON_TERMS];
	struct met m = { .id = id, .add = time == LEXICON_NOW };

	meet_all(x, text, &m);
	x->text++;
	for (size_t i = 0; i < m.n; i++) {
		x->n[time][id[i]] += x->seen[id[i]] != x->text;
		x->seen[id[i]] = x->text;
	}
	x->texts[time]++;
	x->uses[time] += (double)m.uses;
}

size_t
lexicon_terms(struct lexicon *x, struct slice text, uint32_t id[LEXICON_TERMS])
{
	struct met m = { .id = id };

	meet_all(x, text, &m);
	return sort_once(id, m.n);
}

size_t
lexicon_learn(struct lexicon *x, struct slice text, uint32_t id[LEXICON_TERMS])
{
	struct met m = { .id = id, .add = true };

	meet_all(x, lexicon_cut(text), &m);
	return sort_once(id, m.n);
}

void
lexicon_put(struct lexicon *x, struct slice term, int time, double n)
{
	ptrdiff_t at = time == LEXICON_NOW ?
	    (ptrdiff_t)set_add(&x->terms, term, NULL) :
	    set_find(&x->terms, term);

	x->uses[time] += n;
	if (at < 0)
		return;
	if ((size_t)at >= x->cap)
		grow(x);
	x->n[time][at] += (uint32_t)n;
}

/* Where the placeholder begins that S ends inside of, else its end. */
static size_t
whole_placeholders(struct slice s)
{
	size_t at = s.n;

	while (at > 0 && s.p[at - 1] != '[' && s.p[at - 1] != ']')
		at--;
	return at > 0 && s.p[at - 1] == '[' ? at - 1 : s.n;
}

struct slice
lexicon_cut(struct slice s)
{
	size_t at;

	if (s.n <= LEXICON_TEXT)
		return s;
	at = s.n = LEXICON_TEXT;
	s.n = utf8_valid(s);
	while (at > LEXICON_TEXT / 2 && s.p[at] != ' ' && s.p[at] != '\n')
		at--;
	if (at > LEXICON_TEXT / 2 && at < s.n)
		s.n = at;
	at = whole_placeholders(s);
	if (at > LEXICON_TEXT / 2)
		s.n = at;
	while (s.n > 0 && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\n'))
		s.n--;
	return s;
}

void
lexicon_prune(struct lexicon *x, uint32_t least)
{
	struct set kept = { 0 };
	uint32_t *n = x->n[LEXICON_NOW];
	size_t at;

	for (size_t i = 0; i < x->terms.len; i++) {
		if (n[i] < least)
			continue;
		at = set_add(&kept, set_key(&x->terms, i), NULL);
		n[at] = n[i];
	}
	set_release(&x->terms);
	x->terms = kept;
}
