#include "lib/privacy/disclose.h"

#include <math.h>
#include <string.h>

int64_t
disclose_round(int64_t n)
{
	if (n < 0)
		return -disclose_round(-n);
	return (n + DISCLOSE_STEP / 2) / DISCLOSE_STEP * DISCLOSE_STEP;
}

int64_t
disclose_down(int64_t n)
{
	return n / DISCLOSE_STEP * DISCLOSE_STEP;
}

bool
disclose_shown(int64_t n)
{
	return n >= DISCLOSE_BASE;
}

/*
 * How many signals of R its title does not count: those of a letter that came
 * often, of sources that are too new, that were the first of their sender.  Of
 * what is unanswered observed is of other signals: of what was due lately.
 */
static double
not_counted(struct rec *r)
{
	double n;
	double observed;

	if (slice_eq(rec_text(r, F_KIND), SLICE("unanswered")) ||
	    !rec_num(r, F_N, &n) || !rec_num(r, F_OBSERVED, &observed) ||
	    observed > n)
		return 0;
	return n - observed;
}

/*
 * The people of R who are surely different.  Who was with several organisations
 * has a token of each, so that of several only R itself can say it.
 */
static bool
different(const struct rec *r, double *persons)
{
	double least;

	if (!rec_num(r, F_PERSONS, persons))
		return false;
	if (!rec_num(r, F_PERSONS_LEAST, &least))
		return rec_count(r, F_ORGS) <= 1;
	*persons = fmin(*persons, least);
	return true;
}

bool
disclose_few(struct rec *r, int64_t k)
{
	double rest = not_counted(r);
	double n;
	double persons;

	if (!different(r, &persons) || persons < (double)k)
		return true;
	/* those may be of as many people; then the others are of the rest */
	return rest > 0 && rec_num(r, F_N, &n) &&
	    fmin(n, persons) - rest < (double)k;
}

void
disclose_people(struct rec *to, const struct rec *from)
{
	bool several = rec_has(from, F_PERSONS_LEAST);
	double persons;

	if (!different(from, &persons)) {
		rec_drop(to, F_PERSONS);
		return;
	}
	rec_set_int(to, F_PERSONS, disclose_down((int64_t)persons));
	if (several)
		rec_set_int(to, F_PERSONS_LEAST,
		    disclose_down((int64_t)persons));
}

void
disclose_counted(struct rec *r, int64_t k)
{
	static const int people[] = { F_PERSONS, F_PERSONS_LEAST };
	/* what is counted of all of them would tell of the rest */
	static const int of_all[] = { F_OPEN, F_UNTOLD, F_UNTOLD_UNKNOWN,
		F_OVERDUE, F_DUE_SOON, F_URGENT, F_REPEATS };
	double rest = not_counted(r);
	double observed;
	double persons;

	if (!(rest > 0) || rest >= (double)k ||
	    !rec_num(r, F_OBSERVED, &observed))
		return;
	rec_set_num(r, F_N, observed);
	for (size_t i = 0; i < sizeof(people) / sizeof(*people); i++)
		if (rec_num(r, people[i], &persons) && persons > observed)
			rec_set_num(r, people[i], observed);
	for (size_t i = 0; i < sizeof(of_all) / sizeof(*of_all); i++)
		rec_drop(r, of_all[i]);
}

bool
disclose_share(int64_t n, int64_t base, double *share)
{
	if (!disclose_shown(base))
		return false;
	*share = (double)disclose_round(n) / (double)disclose_round(base);
	if (*share > 1)
		*share = 1;
	return true;
}

bool
disclose_ratio(int64_t x, int64_t y, double *ratio)
{
	if (!disclose_shown(x) || !disclose_shown(y))
		return false;
	*ratio = (double)disclose_round(x) / (double)disclose_round(y);
	return true;
}

static bool
digit(struct slice s, size_t i)
{
	return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

static bool
letter(struct slice s, size_t i)
{
	return i < s.n &&
	    (((s.p[i] | 0x20) >= 'a' && (s.p[i] | 0x20) <= 'z') ||
		(s.p[i] & 0x80) != 0);
}

/*
 * The number at I, with marks between its thousands; where it ends, and in
 * MARK the mark or 0.  Decimals are passed over.
 */
static size_t
number(struct slice s, size_t i, int64_t *n, char *mark)
{
	*n = 0;
	*mark = 0;
	for (; digit(s, i); i++) {
		if (*n < INT64_MAX / 100)
			*n = *n * 10 + s.p[i] - '0';
		if (i + 4 < s.n + 1 && !digit(s, i + 1) && i + 1 < s.n &&
		    (s.p[i + 1] == '.' || s.p[i + 1] == ',') &&
		    digit(s, i + 2) && digit(s, i + 3) && digit(s, i + 4) &&
		    !digit(s, i + 5))
			*mark = s.p[++i];
	}
	if (i + 1 < s.n && (s.p[i] == '.' || s.p[i] == ',') && digit(s, i + 1))
		for (i++; digit(s, i); i++)
			;
	return i;
}

/* Does one of the words UNIT, up to NULL, follow at I? */
static bool
followed(struct slice s, size_t i, const char *const *unit)
{
	if (i >= s.n || s.p[i] != ' ')
		return false;
	for (size_t k = 0; unit[k] != NULL; k++)
		if (slice_starts((struct slice){ s.p + i + 1, s.n - i - 1 },
			slice_of(unit[k])))
			return true;
	return false;
}

static void
put_number(struct buf *out, int64_t n, char mark)
{
	if (mark != 0 && n >= 1000) {
		put_number(out, n / 1000, mark);
		buf_printf(out, "%c%03d", mark, (int)(n % 1000));
	} else
		buf_put_i64(out, n);
}

/* How long the name is that stands at I of S, of what R is about; 0 if none. */
static size_t
name_at(struct rec *r, struct slice s, size_t i)
{
	struct json_walk w;
	struct slice value;
	struct slice member;
	struct slice rest = { s.p + i, s.n - i };
	bool named;

	if (i > 0 && (letter(s, i - 1) || digit(s, i - 1)))
		return 0;
	for (rec_items(&w, r, F_WHERE); json_next(&w);) {
		value = rec_item_text(r, w.value);
		if (!slice_cut(&value, '=', &member) ||
		    !slice_starts(rest, value) || digit(rest, value.n) ||
		    letter(rest, value.n))
			continue;
		/* digits alone would let a count through */
		named = false;
		for (size_t k = 0; k < value.n; k++)
			named = named || letter(value, k);
		if (named)
			return value.n;
	}
	return 0;
}

/* Append N, rounded, of what follows at I of S; or FEW: disclose_title. */
static void
put_rounded(struct buf *out, int64_t n, char mark, const char *few,
    struct slice s, size_t i)
{
	static const char *const people[] = { "person", "persoon",
		"different people", "verschillende mensen", NULL };

	if (few != NULL && n > 0 && !disclose_shown(n))
		buf_puts(out, few);
	else if (followed(s, i, people))
		put_number(out, disclose_down(n), mark);
	else
		put_number(out, disclose_round(n), mark);
}

void
disclose_title(struct rec *r, int f, const char *few, struct buf *out)
{
	static const char *const time[] = { "week", "weken", "dag", "day",
		"maand", "month", "jaar", "year", "uur", "hour", NULL };

	struct slice s = rec_text(r, f);
	bool quoted = false;
	size_t end;
	int64_t n;
	char mark;

	for (size_t i = 0; i < s.n; i = end) {
		end = name_at(r, s, i);
		if (end != 0) {
			end += i;
			buf_put(out, (struct slice){ s.p + i, end - i });
			continue;
		}
		end = i + 1;
		if (s.p[i] == '\'' &&
		    !(i > 0 && letter(s, i - 1) && letter(s, end)))
			quoted = !quoted &&
			    memchr(s.p + end, '\'', s.n - end) != NULL;
		if (quoted || !digit(s, i) || (i > 0 && letter(s, i - 1))) {
			while (digit(s, i) && digit(s, end))
				end++;
			buf_put(out, (struct slice){ s.p + i, end - i });
			continue;
		}
		end = number(s, i, &n, &mark);
		if (followed(s, end, time) || letter(s, end) ||
		    (mark == 0 && end == i + 4 && n >= 1990 && n < 2100))
			buf_put(out, (struct slice){ s.p + i, end - i });
		else
			put_rounded(out, n, mark, few, s, end);
	}
}
