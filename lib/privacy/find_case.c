#include "lib/privacy/scan.h"

static const char seps[] = "-/._";

/* Behind a cue: "is", ":", "nummer", "nr.", "=", "van". */
static bool
filler(const struct scan *s, size_t i)
{
	static const char *const word[] = { "van", "digid", "burger", "als",
		"klant", "op", "brief", "het", "de", NULL };

	if ((s->t[i].cue & (CUE_COPULA | CUE_NUMBER)) != 0 ||
	    scan_marks(s, i, ":.=(\"'#"))
		return true;
	for (size_t k = 0; word[k] != NULL; k++)
		if (scan_is(s, i, word[k]))
			return true;
	return false;
}

/* A date, a year, or an amount is no number of a case. */
static bool
other(const struct scan *s, size_t i, size_t end)
{
	size_t date = scan_date(s, i, false);
	long v = scan_value(s, i);

	if (date != 0 && date >= end)
		return true;
	if (end == i + 1 && s->t[i].len == 4 && v >= 1880 && v <= 2099)
		return true;
	return scan_amount(s, i, end) || (s->t[end].cue & CUE_UNIT) != 0;
}

/* Groups of digits that follow with a blank between, behind a cue. */
static size_t
more(const struct scan *s, size_t end)
{
	for (size_t k = 0; k < 3 && scan_number(s, end) && s->t[end].len >= 3 &&
	     (s->t[end].flags & TOKEN_LINE) == 0;
	     k++)
		end = scan_string(s, end, seps);
	return end;
}

/* The end of the string at I that a cue announces. */
static size_t
announced_end(const struct scan *s, size_t i)
{
	size_t end = scan_string(s, i, seps);

	if (end == i + 1 && (s->t[i].flags & TOKEN_UPPER) != 0 &&
	    scan_number(s, i + 1))
		end = scan_string(s, i + 1, seps);
	return more(s, end);
}

/* The string behind cue word I, if it has digits enough. */
static bool
announced(struct scan *s, size_t cue)
{
	size_t least = 4;
	size_t i = cue + 1;
	size_t end;

	for (size_t k = 0; k < 5 && filler(s, i); k++)
		i++;
	if (!scan_alnum(s, i) || (s->t[i].flags & TOKEN_GAP) != 0)
		return false;
	end = announced_end(s, i);
	if (scan_word(s, i) && end == i + 3 && scan_is(s, cue, "melding"))
		least = 5;
	if (scan_digits(s, i, end) < least || other(s, i, end))
		return false;
	scan_claim(s, i, end, REDACT_CASE, "case.cue");
	return true;
}

/* "nummer 2970896955", of what it does not say. */
static bool
numbered(struct scan *s, size_t cue)
{
	size_t i = cue + 1;
	size_t end;

	for (size_t k = 0; k < 4 && filler(s, i); k++)
		i++;
	if (!scan_number(s, i) || (s->t[i].flags & TOKEN_GAP) != 0)
		return false;
	end = scan_string(s, i, seps);
	if (scan_digits(s, i, end) < 7 || other(s, i, end))
		return false;
	scan_claim(s, i, end, REDACT_CASE, "case.number");
	return true;
}

/* Does token I, alone, look like the year of a case: 2024, 24? */
static bool
year(const struct scan *s, size_t i)
{
	long v = scan_value(s, i);

	return (s->t[i].len == 4 && v >= 1990 && v <= 2059) ||
	    (s->t[i].len == 2 && v >= 5 && v <= 59);
}

/* Does a number from I to END start with a year that more follows? */
static bool
dated(const struct scan *s, size_t i, size_t end)
{
	struct slice t = scan_text(s, i);

	if (t.n >= 6 && t.p[0] == '2' && t.p[1] == '0' && t.p[2] <= '5')
		return true;
	for (size_t k = i; k < end; k++)
		if (year(s, k) && k + 1 < end)
			return true;
	return false;
}

/* One word, of capitals, at most 6: how many letters; 0 if it is not so. */
static size_t
one_word(const struct scan *s, size_t i, size_t end)
{
	size_t letters = 0;

	for (size_t k = i; k < end; k++) {
		if (!scan_word(s, k))
			continue;
		if (letters != 0 || (s->t[k].flags & TOKEN_CAPITAL) == 0 ||
		    (s->t[k].len > 1 && (s->t[k].flags & TOKEN_UPPER) == 0))
			return 0;
		letters = s->t[k].len;
	}
	return letters > 6 ? 0 : letters;
}

/* The end of the string at I, or of "AWB 23/4411". */
static size_t
shape_end(const struct scan *s, size_t i)
{
	if ((s->t[i].flags & TOKEN_UPPER) != 0 && s->t[i].len <= 4 &&
	    !scan_tight(s, i + 1) && year(s, i + 1) &&
	    scan_marks(s, i + 2, "/"))
		return scan_string(s, i + 1, seps);
	return scan_string(s, i, seps);
}

/*
 * The shapes of case numbers: capitals, a year and a number in some order,
 * such as WMO-2024-1187, Z/24/118845, AWB 23/4411, 24-000981-ZK, INC0012345.
 */
static bool
shaped(struct scan *s, size_t i)
{
	size_t end = shape_end(s, i);
	size_t letters = one_word(s, i, end);
	size_t digits = scan_digits(s, i, end);

	if (letters == 0 || digits < 6 || digits > 14)
		return false;
	if (!dated(s, i, end) &&
	    (scan_number(s, i) || end != i + 2 || digits < 7))
		return false;
	if (!scan_apart(s, i, end) || scan_before(s, i, CUE_LAW, 3) != 0)
		return false;
	scan_claim(s, i, end, REDACT_CASE, "case.shape");
	return true;
}

/* May a string begin at I that is worth to look at? */
static bool
begins(const struct scan *s, size_t i)
{
	if (!scan_alnum(s, i) || s->t[i].len > 10 ||
	    (scan_tight(s, i) && scan_alnum(s, i - 1)))
		return false;
	return scan_number(s, i) || (s->t[i].flags & TOKEN_CAPITAL) != 0;
}

void
find_case(struct scan *s)
{
	const struct roles_want want = { .roles = ROLE_CASE | ROLE_NUMBER,
		.first = ROLE_CAPITAL,
		.next = ROLE_NUMBER | ROLE_JOINED };
	struct roles_walk w;

	for (size_t i = scan_first(&w, s, want); i != 0;
	     i = roles_next(&w, i)) {
		if ((s->t[i].cue & CUE_CASE) != 0 && announced(s, i))
			continue;
		if ((s->t[i].cue & CUE_NUMBER) != 0 && numbered(s, i))
			continue;
		if (begins(s, i))
			shaped(s, i);
	}
}

/*
 * Does the string from I to END look like a name to log in with?  In English
 * "user" and "account" stand before any word: one without digits must be
 * announced by a mark.
 */
static bool
user_name(const struct scan *s, size_t i, size_t end)
{
	struct token *t = s->t;
	size_t n = t[end - 1].at + t[end - 1].len - t[i].at;

	if (s->english && scan_digits(s, i, end) == 0 &&
	    !scan_marks(s, i - 1, ":=\"'"))
		return false;
	return n >= 4 && n <= 64 &&
	    (end > i + 1 ||
		((scan_what(s, i) & WORD_DUTCH) == 0 && n >= 6 &&
		    (t[i].flags & TOKEN_CAPITAL) == 0 && t[i].cue == 0));
}

void
find_user(struct scan *s)
{
	size_t end;
	size_t at;

	if ((s->cues & CUE_USER) == 0)
		return;
	for (size_t i = 1; i + 1 < s->n; i++) {
		if ((s->t[i].cue & CUE_USER) == 0)
			continue;
		at = i + 1;
		for (size_t k = 0; k < 4 && filler(s, at); k++)
			at++;
		end = scan_string(s, at, "-._");
		if (end == at || !user_name(s, at, end) ||
		    (s->t[at].flags & TOKEN_GAP) != 0)
			continue;
		scan_claim(s, at, end, REDACT_USERNAME, "user.cue");
		i = end - 1;
	}
}
