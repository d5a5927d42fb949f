#include "lib/privacy/checksum.h"
#include "lib/privacy/scan.h"

enum { PLATE = 6 };

/* Is token I of the letters of a plate in capitals, or a number? */
static bool
capitals(const struct scan *s, size_t i)
{
	return scan_number(s, i) || (s->t[i].flags & TOKEN_UPPER) != 0 ||
	    (s->t[i].len == 1 && (s->t[i].flags & TOKEN_CAPITAL) != 0);
}

/* Three groups with dashes: the token behind them, or 0. */
static size_t
dashed(const struct scan *s, size_t i)
{
	for (size_t k = i; k < i + 5; k++) {
		if (k > i && !scan_tight(s, k))
			return 0;
		if ((k - i) % 2 == 0 ? !scan_alnum(s, k) :
				       !scan_marks(s, k, "-"))
			return 0;
	}
	return i + 5;
}

/* Three groups with blanks between: the token behind them, or 0. */
static size_t
spaced(const struct scan *s, size_t i)
{
	for (size_t k = i; k < i + 3; k++)
		if (!scan_alnum(s, k) ||
		    (k > i && (s->t[k].flags & TOKEN_LINE) != 0) ||
		    (scan_word(s, k) && !capitals(s, k) &&
			(scan_what(s, k) & WORD_DUTCH) != 0))
			return 0;
	return i + 3;
}

/* Is what stands from I to END a plate?  Is it called one? */
static bool
plate(struct scan *s, size_t i, size_t end, bool called)
{
	char c[PLATE];
	bool upper = true;

	if (end == 0 || !scan_apart(s, i, end) ||
	    scan_chars(s, i, end, c, sizeof(c)) != sizeof(c))
		return false;
	for (size_t k = i; k < end; k++)
		upper = upper && (!scan_alnum(s, k) || capitals(s, k));
	if (!called && !upper)
		return false;
	if (check_plate((struct slice){ c, sizeof(c) }, !called) == 0)
		return false;
	scan_claim(s, i, end, REDACT_PLATE,
	    called ? "plate.cue" : "plate.dash");
	return true;
}

void
find_plate(struct scan *s)
{
	const uint64_t mask = CUE_PLATE | CUE_BSN | CUE_PHONE;
	const struct roles_want any = { .roles = ROLE_WORD | ROLE_NUMBER };
	const struct roles_want dash = { .first = ROLE_WORD | ROLE_NUMBER,
		.next = ROLE_DASH };
	struct roles_walk w;
	bool called;

	for (size_t i =
		 scan_first(&w, s, (s->cues & CUE_PLATE) != 0 ? any : dash);
	     i != 0; i = roles_next(&w, i)) {
		if (!scan_alnum(s, i) || s->t[i].len > 3)
			continue;
		if (plate(s, i, dashed(s, i), false))
			continue;
		called = (s->cues & CUE_PLATE) != 0 &&
		    scan_before(s, i, mask, 7) == CUE_PLATE;
		if (called)
			(void)(plate(s, i, dashed(s, i), true) ||
			    plate(s, i, scan_string(s, i, ""), true) ||
			    plate(s, i, spaced(s, i), true));
	}
}
