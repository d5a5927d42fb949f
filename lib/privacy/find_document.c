#include "lib/privacy/checksum.h"
#include "lib/privacy/scan.h"

enum { DOCUMENT = 9 };

/* Two letters and seven of either, as one string: what it is, or NULL. */
static bool
plain(struct scan *s, size_t i)
{
	char c[DOCUMENT];
	size_t digits;
	size_t end;

	if ((s->t[i].flags & TOKEN_UPPER) == 0 || !scan_number(s, i + 1) ||
	    !scan_tight(s, i + 1))
		return false;
	end = scan_string(s, i, "");
	if (scan_chars(s, i, end, c, sizeof(c)) != sizeof(c))
		return false;
	digits = scan_digits(s, i, end);
	if (!check_document((struct slice){ c, sizeof(c) }) || digits < 3 ||
	    strchr("NIBDSRAVX", c[0]) == NULL || !scan_apart(s, i, end))
		return false;
	scan_claim(s, i, end, REDACT_DOCNUM, "document.shape");
	return true;
}

/* Is token I of a number: digits, capitals, or letters that touch digits? */
static bool
numberlike(const struct scan *s, size_t i)
{
	if (!scan_word(s, i) || (s->t[i].flags & TOKEN_UPPER) != 0 ||
	    (s->t[i].len == 1 && (s->t[i].flags & TOKEN_CAPITAL) != 0))
		return true;
	return (scan_number(s, i + 1) && scan_tight(s, i + 1)) ||
	    (scan_number(s, i - 1) && scan_tight(s, i));
}

/* The end of up to four groups of such from I that have 8 to 10 characters. */
static size_t
groups(const struct scan *s, size_t i)
{
	char c[10];
	size_t end = i;
	size_t n = 0;

	for (int k = 0; k < 4 && n < 8; k++) {
		if (k > 0 && (s->t[end].flags & TOKEN_LINE) != 0)
			return 0;
		if (!scan_alnum(s, end))
			return 0;
		end = scan_string(s, end, "-.");
		n = scan_chars(s, i, end, c, sizeof(c));
	}
	if (n < sizeof(c) && scan_number(s, end) &&
	    scan_same_line(s, end - 1) &&
	    scan_chars(s, i, end + 1, c, sizeof(c)) == sizeof(c) &&
	    !(scan_alnum(s, end + 1) && scan_tight(s, end + 1))) {
		n = sizeof(c); /* 512 345 67 89 */
		end++;
	}
	for (size_t k = i; k < end; k++)
		if (!numberlike(s, k))
			return 0;
	return n < 8 || n > 10 ? 0 : end;
}

/* What is called a document's number: 8 to 10 characters, 3 digits. */
static bool
called(struct scan *s, size_t i)
{
	size_t end;

	if ((s->cues & CUE_DOCUMENT) == 0 ||
	    scan_before(s, i, CUE_IDS | CUE_PLATE, 7) != CUE_DOCUMENT ||
	    (scan_tight(s, i) && scan_alnum(s, i - 1)))
		return false;
	end = groups(s, i);
	if (end == 0 || scan_digits(s, i, end) < 3 || scan_amount(s, i, end) ||
	    scan_date(s, i, false) != 0)
		return false;
	scan_claim(s, i, end, REDACT_DOCNUM, "document.cue");
	return true;
}

/* A V-number: ten digits and its name. */
static bool
vnum(struct scan *s, size_t i)
{
	struct run run;

	if ((s->cues & CUE_VNUM) == 0 ||
	    scan_before(s, i, CUE_IDS, 8) != CUE_VNUM ||
	    !scan_join(s, i, " .-", 10, &run))
		return false;
	scan_claim(s, i, run.next, REDACT_VNUM, "vnum.cue");
	return true;
}

/* A number of the register of commerce: eight digits, a branch twelve. */
static bool
kvk(struct scan *s, size_t i)
{
	struct run run;

	if ((s->cues & CUE_KVK) == 0 ||
	    scan_before(s, i, CUE_IDS, 8) != CUE_KVK ||
	    !(scan_join(s, i, " .-", 12, &run) ||
		scan_join(s, i, " .-", 8, &run)))
		return false;
	scan_claim(s, i, run.next, REDACT_KVK, "kvk.cue");
	return true;
}

void
find_document(struct scan *s)
{
	const uint64_t cues = CUE_VNUM | CUE_KVK | CUE_DOCUMENT;
	const struct roles_want any = { .roles = ROLE_WORD | ROLE_NUMBER };
	const struct roles_want before = { .first = ROLE_WORD,
		.next = ROLE_NUMBER };
	struct roles_walk w;

	for (size_t i = scan_first(&w, s, (s->cues & cues) != 0 ? any : before);
	     i != 0; i = roles_next(&w, i)) {
		if (scan_number(s, i))
			(void)(vnum(s, i) || kvk(s, i) || called(s, i));
		else if (scan_word(s, i) && s->t[i].len <= 8)
			(void)(plain(s, i) || called(s, i));
	}
}
