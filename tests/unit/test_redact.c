/*
 * test_redact - laws of redaction, over made texts
 *
 *	test_redact [texts]
 *
 * The texts are cue words, personal data, look-alikes and parts of
 * placeholders, glued by a generator with a fixed start.  Of each: what was
 * redacted stays as it is; spans are in order and apart; and what another
 * record held changes nothing.
 */

#include <stdlib.h>
#include <string.h>

#include "lib/base/hash.h"
#include "lib/base/xalloc.h"
#include "lib/privacy/cues.h"
#include "lib/privacy/redact.h"
#include "tests/unit/test.h"

enum { PARTS = 2, PIECES = 14, BATCH = 100, WORDS = 4096 };

static const char *const piece[] = { "999134176", "999.13.41.76", "12345678",
	"06-12345678", "+31 6 12345678", "020 123 45 67", "0341-556",
	"NL91 ABNA 0417 1643 00", "nl91abna0417164301", "4111 1111 1111 1111",
	"5000056789012345", "NL999834125B01", "9992.08.494.H.06",
	"jan@voorbeeld.nl", "jan apenstaartje voorbeeld punt nl",
	"https://a.example/p", "facebook.com/jan.p", "192.0.2.77",
	"2001:db8::1", "63-KK-XS", "SPECI2014", "2920045389", "jan.p58",
	"3 februari 1961", "03-02-1961", "030261",
	"elf juni negentienachtenveertig", "Kerkstraat 12 bis", "Achterom 5",
	"Postbus 44", "7731 BB", "Ommen", "den haag", "Den Helder",
	"Z2024-018833", "WMO-2024-1187", "AWB 23/4411", "J. van der Meulen",
	"Yvette v. Do", "Jansen", "Bakker", "Fatima El Amrani", "de wit", "Mei",
	"Will", "Grace", "kees-jan", "Xuan van der Zee", "@jantje_1984",
	"[BSN-1]", "[PERSOON-2]", "[ZAAK:ttp9cdnjf72n5qhv]", "[POSTCODE-1]",
	"[ADRES-1]", "[EMAIL-1]", "[BSN-9999999]", "[PERSOON",
	"[ZAAK:", "TELEFOO", "PERSOON-1]", "[[BSN-1]]", "[BSN-", "1]",
	"[BSN-999134176]", "vijf acht negen zes drie een twee", "12", "1234",
	"123456", "308455234", "EUR", "artikel 4:13", "ECLI:NL:RVS:2022:1912",
	"0800-0543", "Wet Mulder", "the", "and", "you", "said", "een", "het",
	"niet", "A", "v", "n", "J.", "mr.", "P.H.M.", "belt" };

static const char *const between[] = { " ", " ", " ", " ", " ", " ", ", ", ". ",
	": ", "\n", "\n\n", "-", "/", ".", ":", "", "", "(", ") ", "@", "=",
	"'", "\"", "[", "]", "_", "+", "|", " / ", "\xc2\xa0", "\xe2\x80\x93",
	"\xc3\xa9", "\xe2\x80\x8b", "#", "<", ">", "v/d ", "\t" };

static struct slice word[WORDS];
static size_t words;

/* A record of two texts, and how it is searched. */
struct made {
	struct buf part[PARTS];
	int way; /* of the first; the second is of words */
	bool english, known;
};

static size_t
roll(size_t n)
{
	static uint64_t at = 11;

	at = hash_mix(at + 1);
	return (size_t)(at % n);
}

/* The words of all cues. */
static void
load(void)
{
	for (const struct cue_list *l = cue_lists(); l->words != NULL; l++) {
		struct slice rest = slice_of(l->words);

		while (rest.n != 0 && words < WORDS) {
			if (!slice_cut(&rest, ' ', &word[words])) {
				word[words] = rest;
				rest.n = 0;
			}
			words += word[words].n != 0;
		}
	}
}

/* S, at times with a capital or without one of its letters. */
static void
put_changed(struct buf *b, struct slice s)
{
	size_t from = b->len;
	size_t at = roll(s.n);

	buf_put(b, s);
	if (roll(3) == 0 && s.p[0] >= 'a' && s.p[0] <= 'z')
		b->s[from] = (char)(s.p[0] - 32);
	if (roll(10) == 0 && s.n > 3) {
		memmove(b->s + from + at, b->s + from + at + 1, s.n - at - 1);
		b->len--;
	}
}

static void
put_piece(struct buf *b)
{
	switch (roll(10)) {
	case 0:
		for (size_t n = roll(12) + 1; n > 0; n--)
			buf_putc(b, (char)('0' + roll(10)));
		break;
	case 1:
	case 2:
	case 3:
	case 4:
		put_changed(b, word[roll(words)]);
		break;
	default:
		put_changed(b,
		    slice_of(piece[roll(sizeof(piece) / sizeof(*piece))]));
	}
	buf_puts(b, between[roll(sizeof(between) / sizeof(*between))]);
}

static void
make(struct made *m)
{
	size_t n = roll(PIECES - 1) + 2;
	size_t first = roll(3) == 0 ? roll(n + 1) : n;

	for (int i = 0; i < PARTS; i++)
		buf_reset(&m->part[i]);
	for (size_t i = 0; i < n; i++)
		put_piece(&m->part[i >= first]);
	m->way = roll(3) != 0 ? REDACT_WORDS : (int)roll(REDACT_WAYS);
	m->english = roll(8) == 0;
	m->known = roll(4) == 0;
}

/* Redact PART, as M says, into OUT. */
static void
redact(struct redact *r, const struct made *m, const struct buf *part,
    struct buf *out)
{
	redact_begin(r);
	r->told_english = m->english;
	if (m->known) {
		redact_know(r, REDACT_PERSON, SLICE("J. Jansen"));
		redact_know(r, REDACT_PHONE, SLICE("06-12345678"));
	}
	for (int i = 0; i < PARTS; i++)
		redact_add(r, buf_slice(&part[i]),
		    i == 0 ? m->way : REDACT_WORDS);
	redact_find(r);
	for (int i = 0; i < PARTS; i++) {
		buf_reset(&out[i]);
		redact_put(r, (size_t)i, &out[i]);
	}
}

static bool
in_order(const struct redact *r, const struct made *m)
{
	const struct redact_span *last = NULL;

	for (size_t i = 0; i < r->n; i++) {
		const struct redact_span *s = &r->span[i];

		if (s->start >= s->end || s->end > m->part[s->part].len ||
		    (last != NULL && last->part == s->part &&
			last->end > s->start))
			return false;
		last = s;
	}
	return true;
}

static bool
same(const struct buf *a, const struct buf *b)
{
	for (int i = 0; i < PARTS; i++)
		if (!slice_eq(buf_slice(&a[i]), buf_slice(&b[i])))
			return false;
	return true;
}

static void
tell(const char *law, const struct made *m, const struct buf *a,
    const struct buf *b)
{
	failed++;
	printf("%s, way %d%s%s\n", law, m->way, m->english ? ", English" : "",
	    m->known ? ", known" : "");
	for (int i = 0; i < PARTS; i++)
		printf("<%.*s>\n<%.*s>\n<%.*s>\n", (int)m->part[i].len,
		    m->part[i].s, (int)a[i].len, a[i].s, (int)b[i].len, b[i].s);
}

static void
release(struct buf *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_release(&b[i]);
}

/* The laws of M; what it becomes is put in ONCE. */
static void
check(struct redact *r, struct made *m, struct buf *once)
{
	struct buf twice[PARTS] = { 0 };
	bool known = m->known;

	redact(r, m, m->part, once);
	if (!in_order(r, m))
		tell("spans overlap", m, once, twice);
	m->known = false; /* the second time nobody knows the sender */
	redact(r, m, once, twice);
	m->known = known;
	if (!same(once, twice))
		tell("twice is not once", m, once, twice);
	release(twice, PARTS);
}

/* As many texts in one order as in the other. */
static void
check_batch(struct redact *r, struct redact *other, struct made *m)
{
	struct buf once[BATCH][PARTS] = { 0 };
	struct buf again[PARTS] = { 0 };

	for (int i = 0; i < BATCH; i++) {
		make(&m[i]);
		check(r, &m[i], once[i]);
	}
	for (int i = BATCH - 1; i >= 0; i--) {
		redact(other, &m[i], m[i].part, again);
		if (!same(once[i], again))
			tell("another record changes it", &m[i], once[i],
			    again);
		release(once[i], PARTS);
	}
	release(again, PARTS);
}

int
main(int argc, char *argv[])
{
	long n = argc > 1 ? atol(argv[1]) : 30000;
	struct made *m = xcalloc(BATCH, sizeof(*m));
	struct redact r = { 0 };
	struct redact other = { 0 };

	load();
	ok(words > 1500);
	for (; n > 0; n -= BATCH)
		check_batch(&r, &other, m);
	for (int i = 0; i < BATCH; i++)
		release(m[i].part, PARTS);
	free(m);
	redact_release(&r);
	redact_release(&other);
	return failed != 0;
}
