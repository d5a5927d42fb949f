/* The check digits, tokens and public rounding against fixed vectors. */

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/digest.h"
#include "lib/privacy/checksum.h"
#include "lib/privacy/disclose.h"
#include "lib/privacy/orgs.h"
#include "lib/privacy/pseudonym.h"

static int failed;

/* Count and name X if it is not true. */
#define ok(x)             \
	((x) ? (void)0 :  \
	       (failed++, \
		   (void)printf("%s:%d: %s\n", __FILE__, __LINE__, #x)))

struct vector {
	const char *s;
	bool good;
};

static bool
strict_plate(struct slice s)
{
	return check_plate(s, true) != 0;
}

/* S without what people put between. */
static struct slice
bare(const char *s, char *out)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		if (strchr(" .-", *s) == NULL)
			out[n++] = *s;
	return (struct slice){ out, n };
}

static void
each(const char *what, const struct vector *v, bool (*check)(struct slice))
{
	char b[64];

	for (; v->s != NULL; v++)
		if (check(bare(v->s, b)) != v->good) {
			failed++;
			(void)printf("%s %s\n", what, v->s);
		}
}

static const struct vector bsn[] = {
	{ "111222333", true },
	{ "123456782", true },
	{ "999990019", true },
	{ "010464554", true },
	{ "920857371", true },
	{ "148186713", true },
	{ "267130405", true },
	{ "072567338", true },
	{ "41317737", true },
	{ "41853945", true },
	{ "92683678", true },
	{ "123456789", false },
	{ "000000000", false },
	{ "111252333", false },
	{ "111222334", false },
	{ "12345678901", false },
	{ "1112223", false },
	{ NULL, false },
};

static const struct vector iban[] = {
	{ "NL91ABNA0417164300", true },
	{ "BE68539007547034", true },
	{ "DE89370400440532013000", true },
	{ "FR1420041010050500013M02606", true },
	{ "GB82WEST12345698765432", true },
	{ "PL61109010140000071219812874", true },
	{ "NO9386011117947", true },
	{ "MT84MALT011000012345MTLCAST001S", true },
	{ "NL91ABNA0417164301", false },
	{ "NL91ABNA041716430", false },
	{ "NL00ABNA0417164300", false },
	{ "DE89370400440532013001", false },
	{ "XX91ABNA0417164300", false },
	{ "GB82WEST1234569876543", false },
	{ NULL, false },
};

static const struct vector card[] = {
	{ "4111111111111111", true },
	{ "5555555555554444", true },
	{ "4000000000000002", true },
	{ "378282246310005", true },
	{ "6011111111111117", true },
	{ "4111111111111112", false },
	{ "1234567812345678", false },
	{ "0000000000000", false },
	{ NULL, false },
};

static const struct vector btw[] = {
	{ "NL004495445B01", true },
	{ "NL002455799B11", true },
	{ "NL349458481B95", true },
	{ "NL772709050B61", true },
	{ "NL123456789B90", false },
	{ "NL000000000B01", false },
	{ "NL004495445A01", false },
	{ NULL, false },
};

static const struct vector payref[] = {
	{ "5000056789012345", true },
	{ "9368811420600014", true },
	{ "1078865253842458", true },
	{ "7047041155965219", true },
	{ "4000056789012345", false },
	{ "5000056789012346", false },
	{ NULL, false },
};

static const struct vector taxnum[] = {
	{ "9992.08.494.H.06", true },
	{ "258077128H3601", true },
	{ "999459296L03", true },
	{ "999311207B01", true },
	{ "1234.56.789.H.26", false },
	{ "123456789L01", false },
	{ NULL, false },
};

static const struct vector plate[] = {
	{ "TD-72-04", true },
	{ "54-02-BX", true },
	{ "78-JZ-86", true },
	{ "GX-82-ND", true },
	{ "PB-KF-78", true },
	{ "14-NP-GF", true },
	{ "41-ZFG-3", true },
	{ "2-BGS-70", true },
	{ "FR-889-V", true },
	{ "G-002-DR", true },
	{ "JBX-67-R", true },
	{ "S-71-PJD", true },
	{ "8-JV-822", true },
	{ "718-DP-3", true },
	{ "AB-123-45", false },
	{ "A-12-BC", false },
	{ "ABCD-1-2", false },
	{ "12-3456", false },
	{ "SS-12-34", false },
	{ "12-GVD-3", false },
	{ NULL, false },
};

static const struct vector document[] = {
	{ "EM0000000", true },
	{ "XR1001R58", true },
	{ "NXR1P2R58", true },
	{ "XR1O01R58", false },
	{ "581001RXR", false },
	{ "XR1001R", false },
	{ NULL, false },
};

/* Tokens with the key 00 01 .. 1f. */
static const struct {
	int type;
	const char *raw;
	const char *normal;
	const char *domain;
	const char *epoch;
	const char *token;
} tokens[] = {
	{ PSEUDONYM_BSN, "111222333", "111222333", "org:gemeente-x", "2026",
	    "ttp9cdnjf72n5qhv" },
	{ PSEUDONYM_BSN, "111222333", "111222333", "exch:oopd-2026", "2026Q4",
	    "dw5z4w1bpw6tnnsd" },
	{ PSEUDONYM_BSN, "1112.22.333", "111222333", "org:gemeente-x", "2026",
	    "ttp9cdnjf72n5qhv" },
	{ PSEUDONYM_BSN, "1112.22.333", "111222333", "exch:oopd-2026", "2026Q4",
	    "dw5z4w1bpw6tnnsd" },
	{ PSEUDONYM_BSN, "11122233 3", "111222333", "org:gemeente-x", "2026",
	    "ttp9cdnjf72n5qhv" },
	{ PSEUDONYM_BSN, "11122233 3", "111222333", "exch:oopd-2026", "2026Q4",
	    "dw5z4w1bpw6tnnsd" },
	{ PSEUDONYM_PHONE, "06-12345678", "612345678", "org:gemeente-x", "2026",
	    "5esbmp2hvj8rtvpt" },
	{ PSEUDONYM_PHONE, "06-12345678", "612345678", "exch:oopd-2026",
	    "2026Q4", "0fqhs3716q0jxkq4" },
	{ PSEUDONYM_PHONE, "+31 6 1234 5678", "612345678", "org:gemeente-x",
	    "2026", "5esbmp2hvj8rtvpt" },
	{ PSEUDONYM_PHONE, "+31 6 1234 5678", "612345678", "exch:oopd-2026",
	    "2026Q4", "0fqhs3716q0jxkq4" },
	{ PSEUDONYM_PHONE, "0031 (0)6 12345678", "612345678", "org:gemeente-x",
	    "2026", "5esbmp2hvj8rtvpt" },
	{ PSEUDONYM_PHONE, "0031 (0)6 12345678", "612345678", "exch:oopd-2026",
	    "2026Q4", "0fqhs3716q0jxkq4" },
	{ PSEUDONYM_EMAIL, "Jan.Jansen@Voorbeeld.nl", "jan.jansen@voorbeeld.nl",
	    "org:gemeente-x", "2026", "0axaavk9m28ymh94" },
	{ PSEUDONYM_EMAIL, "Jan.Jansen@Voorbeeld.nl", "jan.jansen@voorbeeld.nl",
	    "exch:oopd-2026", "2026Q4", "3z2y46q6471rcwsf" },
	{ PSEUDONYM_EMAIL, "jan.jansen@voorbeeld.nl", "jan.jansen@voorbeeld.nl",
	    "org:gemeente-x", "2026", "0axaavk9m28ymh94" },
	{ PSEUDONYM_EMAIL, "jan.jansen@voorbeeld.nl", "jan.jansen@voorbeeld.nl",
	    "exch:oopd-2026", "2026Q4", "3z2y46q6471rcwsf" },
	{ PSEUDONYM_IBAN, "NL91 ABNA 0417 1643 00", "nl91abna0417164300",
	    "org:gemeente-x", "2026", "fv5mezmcrck1qe6x" },
	{ PSEUDONYM_IBAN, "NL91 ABNA 0417 1643 00", "nl91abna0417164300",
	    "exch:oopd-2026", "2026Q4", "5mqp0k9gfpd9g3m2" },
	{ PSEUDONYM_IBAN, "nl91abna0417164300", "nl91abna0417164300",
	    "org:gemeente-x", "2026", "fv5mezmcrck1qe6x" },
	{ PSEUDONYM_IBAN, "nl91abna0417164300", "nl91abna0417164300",
	    "exch:oopd-2026", "2026Q4", "5mqp0k9gfpd9g3m2" },
	{ PSEUDONYM_PERSON, "J. de Vries", "j de vries", "org:gemeente-x",
	    "2026", "cqgk46942yeawanm" },
	{ PSEUDONYM_PERSON, "J. de Vries", "j de vries", "exch:oopd-2026",
	    "2026Q4", "q088cy1jxcy91px7" },
	{ PSEUDONYM_PERSON,
	    "Fatma Y\xc4"
	    "\xb1"
	    "ld\xc4"
	    "\xb1"
	    "r\xc4"
	    "\xb1"
	    "m",
	    "fatma yldrm", "org:gemeente-x", "2026", "58gxfv4jzjw4gqc7" },
	{ PSEUDONYM_PERSON,
	    "Fatma Y\xc4"
	    "\xb1"
	    "ld\xc4"
	    "\xb1"
	    "r\xc4"
	    "\xb1"
	    "m",
	    "fatma yldrm", "exch:oopd-2026", "2026Q4", "mtbkdv25kv9zvpvt" },
	{ PSEUDONYM_CASE, "Z2024-018833", "Z2024-018833", "org:gemeente-x",
	    "2026", "mnr063wd9ecsjmq5" },
	{ PSEUDONYM_CASE, "Z2024-018833", "Z2024-018833", "exch:oopd-2026",
	    "2026Q4", "tqpy8aqc6ty076b1" },
};

static void
test_tokens(void)
{
	unsigned char bytes[KEY_BYTES];
	struct key key = { bytes, sizeof(bytes) };
	struct buf b = { 0 };
	struct pseudonym p = { 0 };

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)i;
	for (size_t i = 0; i < sizeof(tokens) / sizeof(tokens[0]); i++) {
		struct slice raw = slice_of(tokens[i].raw);

		buf_reset(&b);
		ok(pseudonym_normal(tokens[i].type, raw, &b));
		ok(slice_eq(buf_slice(&b), slice_of(tokens[i].normal)));
		buf_reset(&b);
		pseudonym_derive(&p, &key, slice_of(tokens[i].domain),
		    slice_of(tokens[i].epoch));
		ok(pseudonym_put(&p, tokens[i].type, raw, &b));
		ok(slice_eq(buf_slice(&b), slice_of(tokens[i].token)));
	}
	buf_reset(&b);
	ok(!pseudonym_put(&p, PSEUDONYM_BSN, SLICE("onbekend"), &b));
	ok(!pseudonym_put(&p, PSEUDONYM_EMAIL, SLICE("geen"), &b));
	ok(!pseudonym_put(&p, PSEUDONYM_PHONE, SLICE("-"), &b));
	ok(!pseudonym_put(&p, PSEUDONYM_CUSTOMER, SLICE("  "), &b));
	ok(b.len == 0);
	ok(strcmp(p.id, "055f6d00") == 0);
	pseudonym_close(&p);
	buf_release(&b);
}

/* Many organisations in turn: each has its own key, kept or made again. */
static void
test_orgs(void)
{
	unsigned char bytes[KEY_BYTES] = { 7 };
	struct key key = { bytes, sizeof(bytes) };
	struct orgs o = { .key = &key, .epoch = "0" };
	struct pseudonym p = { 0 };
	char name[] = "org:a";
	struct buf b = { 0 };
	struct buf want = { 0 };

	for (int i = 0; i < 7 * ORGS; i++) {
		name[4] = (char)('a' + i % 3 * i % (ORGS + 3));
		buf_reset(&b);
		buf_reset(&want);
		pseudonym_derive(&p, &key, slice_of(name), SLICE("0"));
		ok(pseudonym_put(&p, PSEUDONYM_CASE, SLICE("1"), &want));
		ok(pseudonym_put(orgs_key(&o, slice_of(name + 4)),
		    PSEUDONYM_CASE, SLICE("1"), &b));
		ok(slice_eq(buf_slice(&b), buf_slice(&want)));
	}
	orgs_release(&o);
	pseudonym_close(&p);
	buf_release(&b);
	buf_release(&want);
}

static void
test_rounding(void)
{
	double x;

	ok(disclose_round(0) == 0);
	ok(disclose_round(2) == 0);
	ok(disclose_round(3) == 5);
	ok(disclose_round(7) == 5);
	ok(disclose_round(8) == 10);
	ok(disclose_round(1000002) == 1000000);
	ok(disclose_round(-8) == -10);
	ok(!disclose_shown(9));
	ok(disclose_shown(10));
	ok(!disclose_share(3, 9, &x));
	ok(disclose_share(3, 11, &x) && fabs(x - 0.5) < 1e-9);
	ok(disclose_share(12, 12, &x) && fabs(x - 1) < 1e-9);
	ok(disclose_share(13, 12, &x) && fabs(x - 1) < 1e-9);
	ok(!disclose_ratio(9, 100, &x));
	ok(!disclose_ratio(100, 9, &x));
	ok(disclose_ratio(31, 12, &x) && fabs(x - 3) < 1e-9);
}

int
main(void)
{
	if (!digest_init())
		return 2;
	each("bsn", bsn, check_bsn);
	each("iban", iban, check_iban);
	each("card", card, check_card);
	each("btw", btw, check_btw);
	each("payref", payref, check_payref);
	each("taxnum", taxnum, check_taxnum);
	each("plate", plate, strict_plate);
	each("document", document, check_document);
	test_tokens();
	test_orgs();
	test_rounding();
	return failed != 0;
}
