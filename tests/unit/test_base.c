/* What a pipe cannot reach of lib/base. */

#define _GNU_SOURCE /* F_GETPIPE_SZ */

#include <fcntl.h>
#include <unistd.h>

#include "lib/base/arena.h"
#include "lib/base/buf.h"
#include "lib/base/date.h"
#include "lib/base/digest.h"
#include "lib/base/hash.h"
#include "lib/base/num.h"
#include "lib/base/pipe.h"
#include "lib/base/set.h"
#include "lib/base/utf8.h"
#include "tests/unit/test.h"

static void
test_slice(void)
{
	struct slice rest = SLICE("a,b");
	struct slice head;

	ok(slice_cut(&rest, ',', &head));
	ok(slice_eq(head, SLICE("a")) && slice_eq(rest, SLICE("b")));
	ok(!slice_cut(&rest, ',', &head));
	ok(slice_cmp(SLICE("a"), SLICE("ab")) < 0);
	ok(slice_cmp(SLICE("b"), SLICE("ab")) > 0);
	ok(slice_eq(slice_trim(SLICE(" \t a b \r\n")), SLICE("a b")));
	ok(slice_trim(SLICE("  ")).n == 0);
}

static void
test_set(void)
{
	struct set s = { 0 };
	struct buf b = { 0 };
	bool isnew;

	for (uint64_t i = 0; i < 10000; i++) {
		buf_reset(&b);
		buf_put_u64(&b, i % 5000);
		ok(set_add(&s, buf_slice(&b), &isnew) == i % 5000);
		ok(isnew == (i < 5000));
	}
	ok(s.len == 5000);
	ok(slice_eq(set_key(&s, 4999), SLICE("4999")));
	ok(set_find(&s, SLICE("17")) == 17);
	ok(set_find(&s, SLICE("x")) == SET_NONE);
	set_reset(&s);
	ok(s.len == 0 && set_find(&s, SLICE("17")) == SET_NONE);
	ok(set_add(&s, SLICE(""), &isnew) == 0 && isnew);
	set_release(&s);
	ok(set_find(&s, SLICE("")) == SET_NONE);
	buf_release(&b);
}

static void
test_arena(void)
{
	struct arena a = { 0 };
	struct slice first = arena_copy(&a, SLICE("first"));

	for (int i = 0; i < 10000; i++) {
		(void)arena_bytes(&a, 7);
		ok((uintptr_t)arena_alloc(&a, 24) % 16 == 0);
	}
	(void)arena_bytes(&a, 1 << 20);
	ok(slice_eq(first, SLICE("first")));
	arena_reset(&a);
	(void)arena_alloc(&a, 100);
	arena_release(&a);
}

static void
test_num(void)
{
	struct buf b = { 0 };
	uint64_t u;
	int64_t i;
	double x;

	ok(num_u64(SLICE("18446744073709551615"), &u) && u == UINT64_MAX);
	ok(!num_u64(SLICE("18446744073709551616"), &u));
	ok(!num_u64(SLICE(""), &u) && !num_u64(SLICE("1 "), &u));
	ok(num_i64(SLICE("-9223372036854775808"), &i) && i == INT64_MIN);
	ok(!num_i64(SLICE("9223372036854775808"), &i));
	ok(!num_i64(SLICE("-"), &i));
	ok(num_double(SLICE("-1.5e3"), &x) && x == -1500);
	ok(!num_double(SLICE("nan"), &x) && !num_double(SLICE("0x1"), &x));
	ok(!num_double(SLICE("1e999"), &x) && !num_double(SLICE("1,5"), &x));
	num_put(&b, 1.0 / 3);
	buf_putc(&b, ' ');
	num_put(&b, -0.0);
	buf_putc(&b, ' ');
	num_put(&b, 1076518);
	buf_putc(&b, ' ');
	num_put(&b, 1234567.8);
	buf_putc(&b, ' ');
	num_put(&b, x * 1e308);
	buf_putc(&b, ' ');
	num_put_exact(&b, 0.1);
	buf_putc(&b, ' ');
	buf_put_i64(&b, INT64_MIN);
	ok(slice_eq(buf_slice(&b),
	    SLICE("0.333333 0 1076518 1234568 null 0.10000000000000001 "
		  "-9223372036854775808")));
	buf_release(&b);
}

static void
test_utf8(void)
{
	struct buf b = { 0 };
	size_t len;

	for (uint32_t c = 0; c < 0x110000; c += c < 0x3000 ? 1 : 37) {
		buf_reset(&b);
		utf8_put(&b, c);
		if (c >= 0xd800 && c <= 0xdfff)
			ok(utf8_get(buf_slice(&b), &len) == 0xfffd);
		else
			ok(utf8_get(buf_slice(&b), &len) == c && len == b.len);
		ok(utf8_valid(buf_slice(&b)) == b.len);
	}
	ok(utf8_valid(SLICE("abcdefgh\xc3\xa9ijklmnop\xff")) == 18);
	ok(utf8_valid(SLICE("\xed\xa0\x80")) == 0);
	buf_reset(&b);
	utf8_put_all(&b, SLICE("k\xeb \xc3\xa9\xed\xa0"));
	ok(slice_eq(buf_slice(&b),
	    SLICE("k\xef\xbf\xbd \xc3\xa9\xef\xbf\xbd\xef\xbf\xbd")));
	ok(utf8_count(SLICE("a\xc3\xa9\xe2\x82\xac")) == 3);
	buf_release(&b);
}

static int32_t
day(int y, int m, int d)
{
	return date_day((struct civil){ y, m, d });
}

static void
test_days(void)
{
	struct civil c;
	int year;

	ok(day(1970, 1, 1) == 0 && day(2000, 3, 1) == 11017);
	ok(day(2026, 2, 29) == DATE_NONE && day(2024, 2, 29) != DATE_NONE);
	ok(day(1900, 2, 29) == DATE_NONE && day(2026, 13, 1) == DATE_NONE);
	for (int32_t d = day(1, 1, 1); d <= day(9999, 12, 31); d += 13) {
		c = date_civil(d);
		ok(date_day(c) == d);
	}
	ok(date_weekday(day(2026, 11, 23)) == 0);
	ok(date_weekday(day(1969, 12, 31)) == 2);
	ok(date_week(day(2027, 1, 1), &year) == 53 && year == 2026);
	ok(date_week(day(2024, 12, 30), &year) == 1 && year == 2025);
	ok(date_monday(day(2026, 11, 29)) == day(2026, 11, 23));
	ok(date_years_ago(day(2026, 11, 29), 2) == day(2024, 11, 29));
	ok(date_years_ago(day(2024, 2, 29), 1) == day(2023, 2, 28));
	ok(date_easter(2026) == day(2026, 4, 5));
	ok(date_easter(2025) == day(2025, 4, 20));
	ok(date_easter(2038) == day(2038, 4, 25));
	ok(date_easter(1818) == day(1818, 3, 22));
}

static bool
reads(const char *s, int32_t want, int64_t sec)
{
	struct when w;

	if (!date_parse(slice_of(s), &w))
		return false;
	return w.day == want && (!w.exact || w.sec == sec);
}

static void
test_instants(void)
{
	struct buf b = { 0 };
	int64_t sec;
	struct when w;

	ok(reads("2026-03-31", day(2026, 3, 31), 0));
	ok(reads("2026-03-31T23:30:00Z", day(2026, 4, 1), 1774999800));
	ok(reads("2026-03-31 23:30:00.123456+00", day(2026, 4, 1), 1774999800));
	ok(reads("2026-01-01t00:30:00+01:00", day(2026, 1, 1), 1767223800));
	ok(reads("2025-12-31T23:30:00-0100", day(2026, 1, 1), 1767227400));
	ok(!date_parse(SLICE("2026-02-31"), &w));
	ok(!date_parse(SLICE("2026-3-1"), &w));
	ok(!date_parse(SLICE("2026-03-31T23:30:00"), &w));
	ok(!date_parse(SLICE("2026-03-31T24:00:00Z"), &w));
	ok(!date_parse(SLICE("2026-03-31T10:00:00Zx"), &w));
	ok(!date_parse(SLICE(""), &w));
	ok(date_parse(SLICE("9999-12-31"), &w));
	ok(!date_parse(SLICE("9999-12-31T23:59:59Z"), &w));
	ok(!date_local(day(2026, 3, 29), 9000, &sec));
	ok(date_local(day(2025, 10, 26), 9000, &sec) && sec == 1761438600);
	ok(date_local(day(2026, 7, 1), 43200, &sec));
	date_put_instant(&b, sec);
	ok(slice_eq(buf_slice(&b), SLICE("2026-07-01T12:00:00+02:00")));
	buf_reset(&b);
	date_put_week(&b, day(2027, 1, 1));
	ok(slice_eq(buf_slice(&b), SLICE("2026-W53")));
	ok(date_offset(day(1995, 10, 1) * (int64_t)86400) == 3600);
	ok(date_offset(day(1996, 10, 1) * (int64_t)86400) == 7200);
	ok(date_offset(-86400) == 3600);
	buf_release(&b);
}

static void
test_digest(void)
{
	unsigned char d[DIGEST_BYTES];
	struct buf b = { 0 };
	void *begun;

	ok(digest_init());
	digest_sha256(SLICE("abc"), d);
	digest_put_hex(&b, d, 4);
	digest_hmac(SLICE("Jefe"), SLICE("what do ya want for nothing?"), d);
	digest_put_hex(&b, d, 4);
	ok(slice_eq(buf_slice(&b), SLICE("ba7816bf5bdcc146")));
	begun = digest_hmac_begin(SLICE("Jefe"));
	for (int i = 0; i < 2; i++) {
		digest_hmac_with(begun, SLICE("what do ya want for nothing?"),
		    d);
		ok(memcmp(d, "\x5b\xdc\xc1\x46\xbf\x60\x75\x4e", 8) == 0);
		digest_hmac_with(begun, SLICE("another"), d);
	}
	digest_hmac_end(begun);
	/* Memories of sig-dedupe rest on these: they must stay. */
	ok(hash_bytes(SLICE(""), 1) == 0xe4d971771b652c20u);
	ok(hash_bytes(SLICE("a\xff"), 1) == 0x649bd498998515d6u);
	ok(hash_bytes(SLICE("abc"), 1) == 0x3434835d7a1ebac7u);
	ok(hash_bytes(SLICE("abcd"), 1) == 0x9bf063aa162713bcu);
	ok(hash_bytes(SLICE("abcdefg"), 1) == 0x423a339d04f878f1u);
	ok(hash_bytes(SLICE("abcdefgh"), 1) == 0xd64cbcb9b93543f0u);
	ok(hash_bytes(SLICE("\xe9\x80 abcdefgh\xfe\xff"), 1) ==
	    0x3c54a5b6ec3ada3bu);
	ok(hash_bytes(SLICE("a"), 0) != hash_bytes(SLICE("b"), 0));
	ok(hash_bytes(SLICE("a"), 0) != hash_bytes(SLICE("a\0"), 0));
	buf_release(&b);
}

/* Only pipes are changed, and only to hold more. */
static void
test_pipe(void)
{
	int fd[2];
	int file = open("/dev/null", O_WRONLY);

	ok(pipe(fd) == 0 && file >= 0);
	pipe_widen(-1);
	pipe_widen(file);
#ifdef F_GETPIPE_SZ
	ok(fcntl(fd[1], F_GETPIPE_SZ) < PIPE_HOLDS);
	pipe_widen(fd[1]);
	ok(fcntl(fd[0], F_GETPIPE_SZ) == PIPE_HOLDS);
	if (fcntl(fd[0], F_SETPIPE_SZ, 2 * PIPE_HOLDS) > 0) {
		pipe_widen(fd[1]);
		ok(fcntl(fd[0], F_GETPIPE_SZ) == 2 * PIPE_HOLDS);
	}
#endif
	close(file);
	close(fd[0]);
	close(fd[1]);
}

/* The hash of S as it has been from the first, one byte at a time. */
static uint64_t
hash_slowly(struct slice s, uint64_t seed)
{
	uint64_t h = seed ^ (0x9e3779b97f4a7c15u * (s.n + 1));
	uint64_t x = 0;

	for (size_t i = 0; i < s.n; i++) {
		x |= (uint64_t)(unsigned char)s.p[i] << i % 8 * 8;
		if (i % 8 != 7 && i + 1 < s.n)
			continue;
		h = (h ^ x) * 0x9fb21c651e98df25u;
		if (i % 8 == 7)
			h ^= h >> 29;
		x = 0;
	}
	return hash_mix(h);
}

/* Models keep hashes, so they may never change. */
static void
test_hash(void)
{
	char s[40];

	for (size_t i = 0; i < sizeof(s); i++)
		s[i] = (char)(i * 37 + 130);
	for (size_t n = 0; n <= sizeof(s); n++)
		ok(hash_bytes((struct slice){ s, n }, n) ==
		    hash_slowly((struct slice){ s, n }, n));
	for (size_t n = 0; n + 8 <= sizeof(s); n++)
		ok(hash_padded((struct slice){ s, n }, n) ==
		    hash_slowly((struct slice){ s, n }, n));
	ok(hash_bytes(SLICE("klacht"), 2) == 0x9a29336797940041u);
}

int
main(void)
{
	test_slice();
	test_hash();
	test_pipe();
	test_set();
	test_arena();
	test_num();
	test_utf8();
	test_days();
	test_instants();
	test_digest();
	return failed != 0;
}
