#include "lib/privacy/scan.h"

static bool
between(long v, long low, long high)
{
	return v >= low && v <= high;
}

/* A year of four digits, or of two. */
static bool
year(const struct scan *s, size_t i)
{
	long v = scan_value(s, i);

	if (s->t[i].len == 4)
		return between(v, 1880, 2099);
	return s->t[i].len == 2 && v >= 0;
}

/* dd-mm-yyyy, mm-dd-yyyy, d.m.'yy, d/m/yy. */
static size_t
numeric(const struct scan *s, size_t i)
{
	size_t k = i + 4;

	if (!scan_marks(s, i + 1, "-/.") || !scan_marks(s, i + 3, "-/.") ||
	    s->t[i].len > 2 || s->t[i + 2].len > 2)
		return 0;
	if (!between(scan_value(s, i), 1, 31) ||
	    !between(scan_value(s, i + 2), 1, 31))
		return 0;
	if (scan_marks(s, k, "'"))
		k++;
	return year(s, k) ? k + 1 : 0;
}

/* yyyy-mm-dd. */
static size_t
iso(const struct scan *s, size_t i)
{
	if (s->t[i].len != 4 || !year(s, i) || !scan_marks(s, i + 1, "-/.") ||
	    !scan_marks(s, i + 3, "-/."))
		return 0;
	if (!between(scan_value(s, i + 2), 1, 12) ||
	    !between(scan_value(s, i + 4), 1, 31) || s->t[i + 4].len > 2)
		return 0;
	return i + 5;
}

/* 3 februari 1961, 2 jan '16, 2 jan. 2016. */
static size_t
spelled(const struct scan *s, size_t i)
{
	size_t k = i + 1;

	if (s->t[i].len > 2 || !between(scan_value(s, i), 1, 31))
		return 0;
	if (scan_marks(s, k, "-."))
		k++;
	if ((s->t[k].cue & CUE_MONTH) == 0)
		return 0;
	k++;
	if (scan_marks(s, k, ".-"))
		k++;
	if (scan_marks(s, k, "'"))
		k++;
	return year(s, k) ? k + 1 : 0;
}

/* ddmmyy, ddmmyyyy. */
static size_t
bare(const struct scan *s, size_t i)
{
	long v = scan_value(s, i);

	if (s->t[i].len == 8) {
		if (!between(v % 10000, 1880, 2099))
			return 0;
		v /= 100;
	} else if (s->t[i].len != 6)
		return 0;
	if (!between(v / 10000, 1, 31) || !between(v / 100 % 100, 1, 12))
		return 0;
	return i + 1;
}

/* Has word I the beginning BEGIN? */
static bool
begins(const struct scan *s, size_t i, const char *begin)
{
	struct slice w = scan_text(s, i);
	size_t n = strlen(begin);

	if (!scan_word(s, i) || w.n < n)
		return false;
	for (size_t k = 0; k < n; k++)
		if ((w.p[k] | 0x20) != begin[k])
			return false;
	return true;
}

/* The end of a year in words at I, "negentien achtenveertig", or 0. */
static size_t
year_words(const struct scan *s, size_t i)
{
	if (!begins(s, i, "negentien") && !begins(s, i, "tweeduizend"))
		return 0;
	for (i++; (s->t[i].cue & CUE_DIGIT) != 0 || scan_is(s, i, "honderd") ||
	     (scan_is(s, i, "en") && (s->t[i + 1].cue & CUE_DIGIT) != 0);)
		i++;
	return i;
}

/*
 * The end of a date at I of which the day or the year is in words: "elf juni
 * negentienachtenveertig", "de derde mei 1961", "3 maart tweeduizend een".
 */
static size_t
in_words(const struct scan *s, size_t i)
{
	bool words = (s->t[i].cue & (CUE_DIGIT | CUE_DAY)) != 0;
	size_t k = i + 1;

	if (!words &&
	    !(scan_number(s, i) && s->t[i].len <= 2 &&
		between(scan_value(s, i), 1, 31)))
		return 0;
	if ((s->t[k].cue & CUE_MONTH) == 0)
		return 0;
	k++;
	if (year_words(s, k) != 0)
		return year_words(s, k);
	if (!words)
		return 0;
	return year(s, k) ? k + 1 : k;
}

/* "1 9 - 0 4 - 1 9 5 3": the end of a date in digits apart, or 0. */
static size_t
apart(const struct scan *s, size_t i)
{
	struct run run;
	long day;
	long month;

	if (s->t[i].len != 1 || !scan_join(s, i, " -./", 8, &run) ||
	    run.groups != 8)
		return 0;
	day = (run.d[0] - '0') * 10 + run.d[1] - '0';
	month = (run.d[2] - '0') * 10 + run.d[3] - '0';
	return between(day, 1, 31) && between(month, 1, 12) ? run.next : 0;
}

/* "14 02 1961": with blanks, which only a cue before it makes a date. */
static size_t
blanks(const struct scan *s, size_t i)
{
	for (size_t k = i; k < i + 3; k++)
		if (!scan_number(s, k) || (k > i && scan_tight(s, k)))
			return 0;
	if (s->t[i].len > 2 || s->t[i + 1].len > 2 || s->t[i + 2].len != 4 ||
	    !between(scan_value(s, i), 1, 31) ||
	    !between(scan_value(s, i + 1), 1, 12) || !year(s, i + 2) ||
	    scan_before(s, i, CUE_BIRTH | CUE_BSN | CUE_CASE | CUE_PHONE, 9) !=
		CUE_BIRTH)
		return 0;
	return i + 3;
}

size_t
scan_date(const struct scan *s, size_t i, bool digits)
{
	size_t end;

	if (!scan_number(s, i) || (scan_tight(s, i) && scan_alnum(s, i - 1)))
		return 0;
	end = numeric(s, i);
	if (end == 0)
		end = iso(s, i);
	if (end == 0)
		end = spelled(s, i);
	if (end == 0 && digits)
		end = bare(s, i);
	return end;
}

/* Is the date from I to END said to be one of birth? */
static bool
of_birth(const struct scan *s, size_t i, size_t end)
{
	const uint64_t mask = CUE_BIRTH | CUE_BSN | CUE_CASE | CUE_PHONE;

	if (scan_before(s, i, mask, 9) == CUE_BIRTH)
		return true;
	for (size_t k = end; k < end + 3 && s->t[k].kind == TOKEN_WORD; k++)
		if (scan_is(s, k, "geboren") || scan_is(s, k, "born") ||
		    scan_is(s, k, "geboortedatum"))
			return true;
	return false;
}

/* "/ 220361 /": in a list of data, where people's dates stand like that. */
static bool
listed(const struct scan *s, size_t i)
{
	return s->t[i].len == 6 && scan_marks(s, i - 1, "/|;") &&
	    scan_marks(s, i + 1, "/|;") && !scan_tight(s, i);
}

/*
 * "Tuinstra (02-02-1939)", "R. Jans / 3-4-1961 /": no one's letter is so old.
 */
static bool
of_person(const struct scan *s, size_t i, size_t end)
{
	long year = scan_value(s, end - 1);
	bool open = scan_mark(s, i - 1, '(');

	if (!scan_held(s, i - 2, REDACT_PERSON) ||
	    (s->t[i].flags & TOKEN_LINE) != 0 || s->t[end - 1].len != 4 ||
	    year > 2015)
		return false;
	if (scan_mark(s, i - 1, ',') && year < 2008)
		return true;
	return open ? scan_marks(s, end, "),;") :
		      scan_marks(s, i - 1, "/|;") && !scan_tight(s, i) &&
		scan_marks(s, end, "/|;");
}

/* "kind 2: Evi Bakker 03-03-2018": behind the name of one of a family. */
static bool
of_family(const struct scan *s, size_t i)
{
	size_t at = scan_marks(s, i - 1, "(,/-") ? i - 2 : i - 1;

	return scan_held(s, at, REDACT_PERSON) &&
	    (s->t[i].flags & TOKEN_LINE) == 0 &&
	    scan_before(s, at, CUE_RELATION, 4) != 0;
}

/* Which rule makes the date from I to END one of birth, or NULL. */
static const char *
why(const struct scan *s, size_t i, size_t end)
{
	if (of_birth(s, i, end))
		return "birth.cue";
	if (listed(s, i))
		return "birth.list";
	if (of_family(s, i))
		return "birth.family";
	return of_person(s, i, end) ? "birth.person" : NULL;
}

/* Can a date that begins at I be of birth at all? */
static bool
worth(const struct scan *s, size_t i)
{
	return (scan_number(s, i) ||
		   (s->t[i].cue & (CUE_DIGIT | CUE_DAY)) != 0) &&
	    ((s->cues & CUE_BIRTH) != 0 || listed(s, i) || of_family(s, i) ||
		scan_held(s, i - 2, REDACT_PERSON));
}

void
find_birth(struct scan *s)
{
	const struct roles_want want = { .roles = ROLE_NUMBER | ROLE_DIGIT };
	struct roles_walk w;
	const char *rule;
	size_t end;

	for (size_t i = scan_first(&w, s, want); i != 0;
	     i = roles_next(&w, i)) {
		if (!worth(s, i))
			continue;
		end = apart(s, i);
		if (end == 0)
			end = in_words(s, i);
		if (end == 0)
			end = scan_date(s, i, true);
		if (end == 0)
			end = blanks(s, i);
		if (end == 0)
			continue;
		rule = why(s, i, end);
		if (rule != NULL)
			scan_claim(s, i, end, REDACT_DOB, rule);
		i = end - 1;
	}
}
