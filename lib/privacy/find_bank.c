#include "lib/privacy/checksum.h"
#include "lib/privacy/scan.h"

enum { IBAN_MAX = 34, IBAN_TOKENS = 24 };

/*
 * Collect N letters and digits from token I on, whole tokens, on one line,
 * with at most one of SEPS or a blank between them.  Returns the token behind
 * them, or 0.
 */
static size_t
collect(const struct scan *s, size_t i, const char *seps, size_t n, char *out)
{
	size_t have = 0;

	for (size_t steps = 0; steps < IBAN_TOKENS; steps++, i++) {
		struct slice t = scan_text(s, i);

		if (have > 0 && (s->t[i].flags & TOKEN_LINE) != 0)
			return 0;
		if (s->t[i].kind == TOKEN_MARK && have > 0 &&
		    s->t[i].len == 1 && s->t[i].c != 0 &&
		    strchr(seps, s->t[i].c) != NULL)
			continue;
		if (!scan_alnum(s, i) || (s->t[i].flags & TOKEN_MARKED) != 0 ||
		    have + t.n > n)
			return 0;
		memcpy(out + have, t.p, t.n);
		have += t.n;
		if (have == n)
			return i + 1;
	}
	return 0;
}

/* NLddAAAAdddddddddd, whatever its check digits. */
static bool
dutch_iban(const char *c)
{
	if ((c[0] | 0x20) != 'n' || (c[1] | 0x20) != 'l')
		return false;
	for (size_t i = 2; i < 18; i++) {
		bool digit = c[i] >= '0' && c[i] <= '9';

		if (digit == (i >= 4 && i < 8))
			return false;
	}
	return true;
}

/* IBANNL91ABNA0417164300: a word ran into the country of one that is right. */
static bool
glued(struct scan *s, size_t i)
{
	struct slice w = scan_text(s, i);
	char c[IBAN_MAX];
	size_t next;
	size_t n;

	if ((s->t[i].flags & TOKEN_MARKED) != 0 || !scan_number(s, i + 1) ||
	    !scan_tight(s, i + 1) || s->t[i + 1].len < 2)
		return false;
	memcpy(c, w.p + w.n - 2, 2);
	n = check_iban_length(c);
	if (n == 0 || (next = collect(s, i + 1, ".-", n - 2, c + 2)) == 0 ||
	    !check_iban((struct slice){ c, n }))
		return false;
	scan_claim(s, i, next, REDACT_IBAN, "iban.glued");
	return true;
}

static bool
iban(struct scan *s, size_t i)
{
	struct slice cc = scan_text(s, i);
	char c[IBAN_MAX];
	size_t next;
	size_t n;

	if (cc.n == 1 && scan_is(s, i, "n") && scan_is(s, i + 1, "l"))
		cc = SLICE("nl"); /* N L 9 1 */
	else if (cc.n != 2 || !scan_number(s, i + 1))
		return false;
	n = check_iban_length(cc.p);
	if (n == 0 || (next = collect(s, i, ".-", n, c)) == 0)
		return false;
	if (!check_iban((struct slice){ c, n }) && !(n == 18 && dutch_iban(c)))
		return false;
	scan_claim(s, i, next, REDACT_IBAN, "iban.check");
	return true;
}

/* NL123456789B01, also with dots and blanks. */
static bool
btw(struct scan *s, size_t i)
{
	char c[14];
	size_t next;

	if (!scan_is(s, i, "nl") || !scan_number(s, i + 1))
		return false;
	next = collect(s, i, ".-", sizeof(c), c);
	if (next == 0 || !check_btw((struct slice){ c, sizeof(c) }))
		return false;
	scan_claim(s, i, next, REDACT_BTW, "btw.check");
	return true;
}

/* 1234.56.782.H.26, 123456782L01, 123456782B01. */
static bool
taxnum(struct scan *s, size_t i)
{
	char c[14];
	size_t next;

	if (s->t[i].len != 9 && s->t[i].len != 4)
		return false;
	for (size_t n = sizeof(c); n >= 12; n -= 2) {
		next = collect(s, i, ".- ", n, c);
		if (next == 0 || !check_taxnum((struct slice){ c, n }) ||
		    !scan_apart(s, i, next))
			continue;
		if (n == 12 && scan_mark(s, next, '.') &&
		    scan_tight(s, next + 1) && scan_number(s, next + 1) &&
		    s->t[next + 1].len == 2)
			next += 2;
		scan_claim(s, i, next, REDACT_TAXNUM, "taxnum.check");
		return true;
	}
	return false;
}

/* Four groups of four. */
static bool
four_by_four(const struct run *run)
{
	return run->groups == 4 && run->group[0] == 4 && run->group[1] == 4 &&
	    run->group[2] == 4;
}

static bool
card(struct scan *s, size_t i)
{
	const uint64_t cues = CUE_CARD | CUE_PAYREF | CUE_IBAN;
	struct slice d;
	struct run run;

	for (size_t n = 19; n >= 13; n--) {
		if (!scan_join(s, i, " .-", n, &run) ||
		    !scan_apart(s, i, run.next))
			continue;
		d = (struct slice){ run.d, n };
		if (check_card(d) &&
		    (run.groups == 1 || four_by_four(&run) || run.groups == 3 ||
			scan_before(s, i, cues, 6) == CUE_CARD)) {
			scan_claim(s, i, run.next, REDACT_CARD, "card.check");
			return true;
		}
		if (check_payref(d) || (n == 16 && four_by_four(&run))) {
			scan_claim(s, i, run.next, REDACT_PAYREF,
			    "payref.check");
			return true;
		}
	}
	return false;
}

void
find_bank(struct scan *s)
{
	const struct roles_want want = { .roles = ROLE_NUMBER | ROLE_SPELT,
		.first = ROLE_WORD,
		.next = ROLE_NUMBER };
	struct roles_walk w;

	for (size_t i = scan_first(&w, s, want); i != 0;
	     i = roles_next(&w, i)) {
		if (scan_word(s, i) && s->t[i].len <= 2) {
			if (scan_tight(s, i) && scan_alnum(s, i - 1))
				continue;
			(void)(iban(s, i) || btw(s, i));
		} else if (scan_word(s, i)) {
			glued(s, i);
		} else if (scan_number(s, i) && s->t[i].reach >= 9)
			(void)(taxnum(s, i) || card(s, i));
	}
}
