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
		if (scan_is(s, k, "geboren") || scan_is(s, k, "born"))
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

/* "kind 2: Evi Bakker 03-03-2018": behind the name of one of a family. */
static bool
of_family(const struct scan *s, size_t i)
{
	size_t at = scan_marks(s, i - 1, "(,/-") ? i - 2 : i - 1;

	return s->t[at].kind == TOKEN_HELD && s->t[at].type == REDACT_PERSON &&
	    (s->t[i].flags & TOKEN_LINE) == 0 &&
	    scan_before(s, at, CUE_RELATION, 4) != 0;
}

void
find_birth(struct scan *s)
{
	size_t end;

	for (size_t i = 1; i + 1 < s->n; i++) {
		if (!scan_number(s, i))
			continue;
		if ((s->cues & CUE_BIRTH) == 0 && !listed(s, i) &&
		    !of_family(s, i))
			continue;
		end = scan_date(s, i, true);
		if (end == 0)
			continue;
		if (of_birth(s, i, end))
			scan_claim(s, i, end, REDACT_DOB, "birth.cue");
		else if (listed(s, i))
			scan_claim(s, i, end, REDACT_DOB, "birth.list");
		else if (of_family(s, i))
			scan_claim(s, i, end, REDACT_DOB, "birth.family");
		if (end > i)
			i = end - 1;
	}
}
