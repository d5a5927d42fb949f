#include "lib/privacy/scan.h"

/* Numbers of the public service, which stay. */
static bool
public_number(const char *d)
{
	static const char *const head[] = { "0800", "0900", "0906", "0909",
		NULL };

	for (size_t i = 0; head[i] != NULL; i++)
		if (memcmp(d, head[i], 4) == 0)
			return true;
	return false;
}

/* How long the area code of D is: 2 is mobile. */
static size_t
area(const char *d)
{
	static const char three[] =
	    "010 013 015 020 023 024 026 030 033 035 036 038 040 043 045 046 "
	    "050 053 055 058 070 071 072 073 074 075 076 077 078 079 084 085 "
	    "087 088 091 097 ";

	if (d[0] != '0' || d[1] == '0')
		return 0;
	if (d[1] == '6')
		return 2;
	for (const char *p = three; *p != '\0'; p += 4)
		if (memcmp(p, d, 3) == 0)
			return 3;
	return d[1] == '8' || d[1] == '9' ? 0 : 4;
}

/* Does RUN begin with a date, dd-mm-yyyy? */
static bool
dated(const struct run *run)
{
	const char *d = run->d;

	return run->groups > 2 && run->group[0] <= 2 && run->group[1] == 2 &&
	    run->group[2] == 4 && (d[4] == '1' || d[4] == '2') &&
	    (d[5] == '9' || d[5] == '0') && d[2] <= '1';
}

/* Is RUN, ten digits, a national number as people write it? */
static bool
national(const struct run *run)
{
	size_t code = area(run->d);
	size_t first = run->group[0];

	if (code == 0 || public_number(run->d) || dated(run))
		return false;
	if (code == 2 && strchr("09", run->d[2]) != NULL)
		return false;
	if (run->groups == 10)
		return code == 2 || code == 3; /* 0 6 1 2 3 4 5 6 7 8 */
	return first >= code &&
	    (first == code || first > 4 || code == 2 || run->groups == 1);
}

/* Where the prefix for another country before number I begins, or 0. */
static size_t
abroad(const struct scan *s, size_t i)
{
	if (scan_mark(s, i - 1, '+') && scan_tight(s, i))
		return i - 1;
	if (s->t[i].len >= 4 && memcmp(s->text.p + s->t[i].at, "00", 2) == 0)
		return s->text.p[s->t[i].at + 2] == '0' ? 0 : i;
	return 0;
}

/* Digits from token I on, as many as there are from MIN to MAX. */
static bool
gather(const struct scan *s, size_t i, size_t min, size_t max, struct run *run)
{
	for (size_t n = max; n >= min; n--)
		if (scan_join(s, i, " .-()/", n, run) &&
		    !(scan_number(s, run->next) && scan_tight(s, run->next)))
			return true;
	return false;
}

/* +31 6 1234 5678, 0031(0)20-1234567, +49 30 123456. */
static bool
international(struct scan *s, size_t i)
{
	size_t from = abroad(s, i);
	struct run run;

	if (from == 0)
		return false;
	if (!gather(s, i, 9, 15, &run))
		return false;
	if (scan_mark(s, from - 1, '(') && scan_mark(s, run.next, ')'))
		run.next++;
	scan_claim(s, from, run.next, REDACT_PHONE, "phone.country");
	return true;
}

/* 31 6 12345678: a mobile number of which the + was forgotten. */
static bool
bare(struct scan *s, size_t i)
{
	struct run run;

	if (s->t[i].len < 2 || memcmp(s->text.p + s->t[i].at, "31", 2) != 0 ||
	    !scan_join(s, i, " .-()/", 11, &run) || run.d[2] != '6' ||
	    strchr("09", run.d[3]) != NULL || !scan_apart(s, i, run.next))
		return false;
	scan_claim(s, i, run.next, REDACT_PHONE, "phone.country");
	return true;
}

static bool
local(struct scan *s, size_t i)
{
	struct run run;
	size_t from = i;

	if (s->text.p[s->t[i].at] != '0')
		return false;
	if (!scan_join(s, i, " .-()/", 10, &run) || !national(&run))
		return false;
	if (!scan_apart(s, i, run.next) && !scan_mark(s, i - 1, '('))
		return false;
	if (scan_mark(s, i - 1, '(') && scan_mark(s, i + 1, ')'))
		from = i - 1;
	scan_claim(s, from, run.next, REDACT_PHONE, "phone.national");
	return true;
}

/* 097 and eleven more: numbers of machines. */
static bool
machine(struct scan *s, size_t i)
{
	struct run run;

	if (s->t[i].len < 3 || memcmp(s->text.p + s->t[i].at, "097", 3) != 0 ||
	    !scan_join(s, i, " .-()/", 12, &run))
		return false;
	scan_claim(s, i, run.next, REDACT_PHONE, "phone.machine");
	return true;
}

/* Anything like a number that is called a telephone number. */
static bool
called(struct scan *s, size_t i)
{
	const uint64_t ids = CUE_PHONE | CUE_BSN | CUE_CASE | CUE_KVK |
	    CUE_IBAN | CUE_VNUM | CUE_DOCUMENT;
	struct run run;

	if (s->t[i].len < 2 || (s->cues & CUE_PHONE) == 0 ||
	    scan_before(s, i, ids, 4) != CUE_PHONE ||
	    !gather(s, i, 6, 13, &run) || public_number(run.d) || dated(&run))
		return false;
	scan_claim(s, i, run.next, REDACT_PHONE, "phone.cue");
	return true;
}

/* Five words for digits or more in a row. */
static size_t
spoken(const struct scan *s, size_t i)
{
	size_t n = 0;
	size_t k = i;

	while ((s->t[k].cue & CUE_DIGIT) != 0 ||
	    (n > 0 && (scan_mark(s, k, '-') || scan_mark(s, k, ',')) &&
		(s->t[k + 1].cue & CUE_DIGIT) != 0)) {
		n += (s->t[k].cue & CUE_DIGIT) != 0;
		k++;
	}
	return n >= 5 ? k : 0;
}

void
find_phone(struct scan *s)
{
	const struct roles_want want = { .roles = ROLE_NUMBER | ROLE_DIGIT };
	struct roles_walk w;
	size_t end;

	for (size_t i = scan_first(&w, s, want); i != 0;
	     i = roles_next(&w, i)) {
		if (scan_number(s, i)) {
			(void)(s->t[i].len <= 15 && s->t[i].reach >= 6 &&
			    (international(s, i) || machine(s, i) ||
				local(s, i) || bare(s, i) || called(s, i)));
			continue;
		}
		if ((s->t[i].cue & CUE_DIGIT) == 0)
			continue;
		end = spoken(s, i);
		if (end != 0) {
			scan_claim(s, i, end, REDACT_PHONE, "phone.spoken");
			i = end - 1;
		}
		while ((s->t[i + 1].cue & CUE_DIGIT) != 0)
			i++;
	}
}
