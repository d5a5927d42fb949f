/* Sketches, the index of bands, persons and repeats: what a pipe hides. */

#include <math.h>

#include "lib/base/hash.h"
#include "lib/dedupe/lsh.h"
#include "lib/dedupe/said.h"
#include "lib/dedupe/shingle.h"
#include "lib/dedupe/table.h"
#include "tests/unit/test.h"

/* A sketch of things FROM to END of kind KIND. */
static struct sketch
sketch_of(uint64_t kind, uint64_t from, uint64_t end)
{
	struct minhash m;

	minhash_init(&m);
	for (uint64_t i = from; i < end; i++)
		minhash_add(&m, (uint32_t)hash_mix(kind << 32 | i));
	minhash_finish(&m);
	return m.sketch;
}

/* The estimate has no bias, and the error that it is said to have. */
static void
estimates(uint64_t n, uint64_t shared, double most)
{
	double want = (double)shared / (double)(2 * n - shared);
	double sum = 0;
	double square = 0;
	double j;
	struct sketch a;
	struct sketch b;

	for (uint64_t kind = 1; kind <= 400; kind++) {
		a = sketch_of(kind, 0, n);
		b = sketch_of(kind, n - shared, 2 * n - shared);
		j = minhash_jaccard(&a, &b);
		ok(fabs(j - minhash_jaccard(&b, &a)) < 1e-12);
		sum += j - want;
		square += (j - want) * (j - want);
	}
	ok(fabs(sum / 400) < 0.01);
	ok(sqrt(square / 400) < most);
}

static void
test_minhash(void)
{
	struct sketch none = sketch_of(1, 0, 0);
	struct sketch some = sketch_of(1, 0, 50);

	ok(minhash_jaccard(&none, &none) == 0);
	ok(minhash_jaccard(&none, &some) == 0);
	ok(fabs(minhash_jaccard(&some, &some) - 1) < 0.005);
	estimates(30, 17, 0.045);
	estimates(120, 69, 0.045);
	estimates(120, 12, 0.03);
	estimates(1000, 800, 0.045);
	estimates(100, 0, 0.01);
}

/* What has much in common is found. */
static void
test_lsh(void)
{
	enum { MANY = 5000 };
	static struct sketch all[MANY];
	struct lsh index = { 0 };
	uint64_t key[MINHASH_BANDS];
	struct sketch like;
	size_t found = 0;
	size_t extra = 0;

	lsh_size(&index, MANY);
	ok(lsh_room(&index) >= MANY);
	for (uint32_t i = 0; i < MANY; i++) {
		all[i] = sketch_of(i + 1, 0, 100);
		minhash_bands(&all[i], key);
		lsh_add(&index, key, i);
	}
	for (uint32_t i = 0; i < MANY; i++) {
		like = sketch_of(i + 1, 20, 120); /* Jaccard 2/3 */
		minhash_bands(&like, key);
		lsh_find(&index, key);
		for (size_t k = 0; k < index.found; k++) {
			found += index.hit[k] == i;
			extra += index.hit[k] != i;
		}
	}
	ok(found > MANY * 99 / 100);
	ok(extra < MANY * 4);
	lsh_release(&index);
}

/* Is NUMBER found by KEY alone? */
static bool
found_by(struct lsh *index, uint64_t key, uint32_t number)
{
	uint64_t same[MINHASH_BANDS];
	bool is = false;

	for (size_t i = 0; i < MINHASH_BANDS; i++)
		same[i] = key;
	lsh_find(index, same);
	for (size_t i = 0; i < index->found; i++)
		is |= index->hit[i] == number;
	return is;
}

/* Each key of each is found, in an index as full as it gets. */
static void
test_lsh_full(void)
{
	enum { MOST = 400 };
	struct lsh index = { 0 };
	uint64_t key[MINHASH_BANDS];
	uint32_t n = 0;
	uint32_t lost = 0;

	lsh_size(&index, MOST);
	for (; lsh_room(&index) > 0; n++) {
		for (uint32_t i = 0; i < MINHASH_BANDS; i++)
			key[i] = hash_mix(n * MINHASH_BANDS + i + 1);
		lsh_add(&index, key, n);
	}
	ok(n >= MOST);
	for (uint32_t k = 0; k < n * MINHASH_BANDS; k++)
		lost += !found_by(&index, hash_mix(k + 1), k / MINHASH_BANDS);
	ok(lost == 0);
	lsh_release(&index);
}

/* However many have one band, a find gives few of them. */
static void
test_lsh_flood(void)
{
	enum { MANY = 3000 };
	static struct sketch all[MANY];
	struct lsh index = { 0 };
	uint64_t key[MINHASH_BANDS];

	lsh_size(&index, 100);
	for (uint32_t i = 0; i < MANY; i++) {
		all[i] = sketch_of(1, 0, 100);
		minhash_bands(&all[i], key);
		lsh_add(&index, key, i);
	}
	lsh_find(&index, key);
	ok(index.found >= LSH_SAME && index.found <= LSH_MOST);
	ok(index.hit[0] == 0);
	ok(index.hit[LSH_SAME - 1] == MANY - 1);
	lsh_release(&index);
}

static uint32_t
tie(struct who *w, uint32_t a, uint32_t b)
{
	uint32_t token[2] = { a, b };

	return who_tie(w, token, a == b ? 1 : 2);
}

static void
test_who(void)
{
	struct who w = { 0 };
	uint32_t many[80] = { 0 };

	ok(who_tie(&w, many, 0) == WHO_NONE);
	ok(tie(&w, 5, 5) == 5);
	ok(tie(&w, 3, 3) == 3);
	ok(tie(&w, 3, 9) == 3);
	ok(tie(&w, 9, 5) == 5); /* met first */
	ok(who_now(&w, 9) == 5);
	for (uint32_t i = 0; i < WHO_DESK; i++)
		ok(tie(&w, 100, 200 + i) == 100);
	ok(who_now(&w, 219) == 100);
	ok(tie(&w, 100, 300) == 300); /* one too many: a desk */
	ok(who_now(&w, 219) == 219);
	ok(tie(&w, 100, 100) == WHO_NONE);
	ok(tie(&w, 219, 218) == 218); /* not by way of the desk */
	for (uint32_t i = 0; i < 80; i++)
		many[i] = 1000 + i;
	ok(who_tie(&w, many, WHO_LINE + 1) == 1000); /* too many to tie */
	ok(who_now(&w, 1001) == 1001);
	ok(who_tie(&w, many, WHO_LINE) == 1000);
	ok(who_now(&w, 1000 + WHO_LINE - 1) == 1000);
	for (uint32_t i = 0; i < 2 * WHO_DESK; i++) /* nothing new in these */
		(void)who_tie(&w, many, WHO_LINE);
	ok(who_now(&w, 1000 + WHO_LINE - 1) == 1000);
	for (uint32_t i = 0; i <= WHO_DESK; i++) { /* three on a line */
		many[0] = 5000 + 2 * i;
		many[1] = 4999;
		many[2] = 5001 + 2 * i;
		(void)who_tie(&w, many, 3);
	}
	ok(who_now(&w, 5001) == 5000 && who_now(&w, 5003) == 5002);
	for (uint32_t i = 2000; i < 4000; i++)
		(void)tie(&w, i, i + 1);
	ok(who_now(&w, 2000 + WHO_MOST - 1) == 2000);
	ok(who_now(&w, 2000 + WHO_MOST) != 2000);
	who_release(&w);
}

static uint32_t
say(struct said *s, struct who *w, uint32_t person, int32_t day,
    uint32_t matter)
{
	struct said_this t = { person, 1000 + (uint32_t)day, day, &matter, 1 };
	uint32_t first = 0;
	uint32_t n = said_count(s, w, &t, 180, &first);

	said_add(s, &t, 180);
	return n * 10000 + first;
}

static void
test_said(void)
{
	struct said s = { 0 };
	struct who w = { 0 };

	(void)tie(&w, 1, 1);
	(void)tie(&w, 2, 2);
	ok(say(&s, &w, 1, 10, 7) == 10000);
	ok(say(&s, &w, 1, 10, 7) == 10000); /* the same day */
	ok(say(&s, &w, 1, 11, 8) == 10000); /* another matter */
	ok(say(&s, &w, 2, 12, 7) == 10000); /* somebody else */
	ok(say(&s, &w, 1, 190, 7) == 31010);
	(void)tie(&w, 1, 2); /* the same person after all */
	ok(say(&s, &w, 1, 200, 7) == 51010); /* with that of day 12 */
	ok(say(&s, &w, 1, 381, 7) == 10000); /* too long ago */
	said_release(&s);
	who_release(&w);
}

static void
test_table(void)
{
	struct table t = { 0 };
	uint64_t key;
	size_t n = 0;

	ok(table_get(&t, 3) == TABLE_NONE);
	for (uint32_t i = 0; i < 1000; i++)
		*table_at(&t, (uint64_t)i << 40) = i;
	for (uint32_t i = 0; i < 1000; i++)
		ok(table_get(&t, (uint64_t)i << 40) == i);
	ok(table_get(&t, 1) == TABLE_NONE);
	for (size_t i = 0; i < table_slots(&t); i++)
		n += table_slot(&t, i, &key);
	ok(n == 1000 && t.len == 1000);
	table_release(&t);
}

static uint64_t
same(struct shingle *t, const char *text)
{
	shingle_read(t, slice_of(text));
	return t->same;
}

/* What is frame, and what is not although it begins alike. */
static void
test_frame(void)
{
	struct shingle t = { 0 };
	uint64_t body = same(&t, "de stoep ligt al weken open");

	ok(body != 0);
	ok(same(&t, "Geachte heer,\nDe stoep ligt al weken open.") == body);
	ok(same(&t,
	       "DE STOEP LIGT AL WEKEN OPEN!\n\nGroetjes,\nJan\n"
	       "Dorpsstraat 3") == body);
	ok(same(&t, "Van: jan\nAan: balie\nDe stoep ligt al weken open") ==
	    body);
	ok(same(&t, "> ik schreef u\nde stoep ligt al weken open") == body);
	ok(same(&t, "Toelichting: de stoep ligt al weken open") == body);
	ok(same(&t,
	       "de stoep ligt al weken open. Dit bericht is "
	       "vertrouwelijk en\nniet voor u.") == body);
	ok(same(&t, "van de stoep ligt al weken open") != body);
	ok(same(&t, "dag en nacht ligt de stoep voor de deur al open") !=
	    same(&t, "en nacht ligt de stoep voor de deur al open"));
	ok(same(&t, "Geachte heer,") == 0);
	ok(same(&t, "zie de bijlage") == 0);
	ok(same(&t, "zaak 12 en 13 lopen al heel lang") ==
	    same(&t, "zaak 7 en 2026 lopen al heel lang"));
	shingle_release(&t);
}

/* One number is like another, and so are placeholders; letters are not. */
static void
test_word_kinds(void)
{
	struct shingle t = { 0 };
	uint64_t number = same(&t, "de stoep ligt al 12 weken open");
	uint64_t mixed = same(&t, "de stoep bij b2b ligt open");
	uint64_t mask = same(&t, "de stoep van [PERSOON-1] ligt al weken open");

	ok(number == same(&t, "de stoep ligt al 1234567890 weken open"));
	ok(number != same(&t, "de stoep ligt al twaalf weken open"));
	ok(number != same(&t, "de stoep ligt al _12 weken open"));
	ok(mixed == same(&t, "de stoep bij B345b ligt open"));
	ok(mixed != same(&t, "de stoep bij c2c ligt open"));
	ok(mixed != same(&t, "de stoep bij bbb ligt open"));
	ok(mask == same(&t, "de stoep van [ZAAK:ttp9cdn] ligt al weken open"));
	ok(mask != same(&t, "de stoep van persoon ligt al weken open"));
	ok(same(&t, "de dubbelcheckwoordlang9 was een lang woord") ==
	    same(&t, "de dubbelcheckwoordlang10 was een lang woord"));
	ok(same(&t, "de caf\u00e9s waren open") ==
	    same(&t, "de cafes waren open"));
	shingle_release(&t);
}

int
main(void)
{
	test_minhash();
	test_lsh();
	test_lsh_full();
	test_lsh_flood();
	test_who();
	test_said();
	test_table();
	test_frame();
	test_word_kinds();
	return failed != 0;
}
