#include "lib/privacy/scan.h"

/* How the names of streets end; the second list, if with a capital. */
static const struct suffix sure[] = { { 6, "straat" }, { 4, "laan" },
	{ 3, "weg" }, { 5, "plein" }, { 4, "kade" }, { 4, "dijk" },
	{ 6, "singel" }, { 6, "gracht" }, { 9, "plantsoen" }, { 5, "steeg" },
	{ 5, "dreef" }, { 8, "straatje" }, { 7, "laantje" }, { 8, "pleintje" },
	{ 9, "boulevard" }, { 5, "allee" }, { 9, "promenade" }, { 3, "str" },
	{ 0, "" } };

static const struct suffix likely[] = { { 3, "hof" }, { 4, "park" },
	{ 3, "pad" }, { 5, "markt" }, { 3, "wal" }, { 5, "haven" },
	{ 4, "ring" }, { 4, "baan" }, { 4, "berg" }, { 4, "veld" },
	{ 3, "erf" }, { 4, "oord" }, { 4, "burg" }, { 5, "brink" },
	{ 4, "zoom" }, { 5, "meent" }, { 4, "kamp" }, { 5, "akker" },
	{ 5, "hoeve" }, { 3, "dam" }, { 5, "zijde" }, { 5, "horst" },
	{ 6, "gaarde" }, { 4, "eind" }, { 5, "einde" }, { 5, "poort" },
	{ 4, "hoek" }, { 4, "land" }, { 4, "werf" }, { 5, "sluis" },
	{ 4, "brug" }, { 4, "rade" }, { 4, "donk" }, { 5, "stede" },
	{ 5, "waard" }, { 6, "plaats" }, { 4, "wijk" }, { 4, "tuin" },
	{ 4, "hage" }, { 0, "" } };

static bool
street(const struct scan *s, size_t i)
{
	if (!scan_word(s, i))
		return false;
	if (scan_capital(s, i))
		return scan_ends(s, i, sure) || scan_ends(s, i, likely);
	return scan_ends(s, i, sure) && s->t[i].len > 5 &&
	    ((scan_what(s, i) & WORD_DUTCH) == 0 ||
		scan_before(s, i, CUE_ADDRESS | CUE_LIVE, 8) != 0);
}

/* Is number I the first part of an amount, a time or another number? */
static bool
goes_on(const struct scan *s, size_t i)
{
	return scan_marks(s, i + 1, ".,:") && scan_tight(s, i + 1) &&
	    scan_tight(s, i + 2) && scan_number(s, i + 2);
}

/* A number that a house can have. */
static bool
house(const struct scan *s, size_t i)
{
	return scan_number(s, i) && s->t[i].len <= 4 && scan_value(s, i) > 0 &&
	    (s->t[i + 1].cue & (CUE_UNIT | CUE_MONEY | CUE_MONTH)) == 0 &&
	    !scan_mark(s, i + 1, '%') && !goes_on(s, i);
}

/* -2, -III, /4 behind a house number that ends before K. */
static size_t
house_part(const struct scan *s, size_t k)
{
	if (scan_marks(s, k, "-/") && scan_tight(s, k) &&
	    scan_tight(s, k + 1) && scan_alnum(s, k + 1) &&
	    s->t[k + 1].len <= 4)
		return k + 2;
	return k;
}

/* " bis", " unit 3", " A" behind it. */
static size_t
house_word(const struct scan *s, size_t k)
{
	bool unit = scan_is(s, k, "unit") || scan_is(s, k, "app");

	if (!scan_same_line(s, k - 1))
		return k;
	if (unit && scan_alnum(s, k + 1) && s->t[k + 1].len <= 3)
		return k + 2;
	if ((s->t[k].cue & CUE_SUFFIX) != 0)
		return k + 1;
	if (scan_capital(s, k) && s->t[k].len == 1 && !scan_alnum(s, k + 1))
		return k + 1;
	return k;
}

/* The end of what belongs to the house number at I: 7b, 33-2, 20 bis. */
static size_t
house_end(const struct scan *s, size_t i)
{
	size_t k = i + 1;

	if (scan_word(s, k) && scan_tight(s, k) && s->t[k].len <= 3)
		k++;
	return house_word(s, house_part(s, house_part(s, k)));
}

/* Is token I part of the name of a street that ends behind it? */
static bool
street_part(const struct scan *s, size_t i)
{
	if (scan_capital(s, i))
		return (s->t[i].cue & (CUE_ADDRESS | CUE_LIVE | CUE_TITLE)) ==
		    0;
	return (s->t[i].cue & CUE_INFIX) != 0 &&
	    (scan_capital(s, i - 1) || scan_marks(s, i - 1, "'"));
}

/* One step back from FROM in the name of a street; FROM if there is none. */
static size_t
step_back(const struct scan *s, size_t from)
{
	if (!scan_same_line(s, from - 1))
		return from;
	if (scan_marks(s, from - 1, "-") && scan_tight(s, from) &&
	    scan_capital(s, from - 2))
		return from - 2;
	if (scan_marks(s, from - 1, ".") && scan_capital(s, from - 2) &&
	    s->t[from - 2].len <= 4)
		return from - 2;
	return street_part(s, from - 1) ? from - 1 : from;
}

/* Where the street begins whose last word is I. */
static size_t
street_start(const struct scan *s, size_t i)
{
	size_t from = i;

	for (int k = 0; k < 5 && from > 1; k++)
		from = step_back(s, from);
	if (scan_is(s, from - 1, "t") && scan_marks(s, from - 2, "'"))
		return from - 2;
	if (scan_marks(s, from - 1, "'") && scan_tight(s, from))
		return from - 1;
	return from;
}

/* Kerkstraat 9; Burgemeester de Withstraat 77 bis; Kerkstr. 9. */
static bool
by_suffix(struct scan *s, size_t i)
{
	static const struct suffix brief[] = { { 3, "str" }, { 0, "" } };
	size_t n = i + 1;

	if (scan_marks(s, n, ".") && scan_ends(s, i, brief))
		n++;
	if (scan_marks(s, n, ",") || (s->t[n].cue & CUE_NUMBER) != 0 ||
	    (s->t[n].cue & CUE_HOUSE) != 0)
		n++;
	if (!scan_same_line(s, i) || !street(s, i))
		return false;
	if (n == i + 1 && (s->t[n].cue & (CUE_DIGIT | CUE_UNIT)) == CUE_DIGIT &&
	    (s->t[n + 1].cue & (CUE_UNIT | CUE_MONEY)) == 0 &&
	    scan_ends(s, i, sure) &&
	    scan_before(s, i, CUE_ADDRESS | CUE_LIVE, 8) != 0) {
		while ((s->t[n].cue & CUE_DIGIT) != 0)
			n++; /* Heuvelstraat zevenentwintig */
		scan_claim(s, street_start(s, i), n, REDACT_ADDRESS,
		    "address.words");
		return true;
	}
	if (!house(s, n))
		return false;
	scan_claim(s, street_start(s, i), house_end(s, n), REDACT_ADDRESS,
	    "address.street");
	return true;
}

/* Where the name, all capitals, begins that stands before number I; or 0. */
static size_t
named(const struct scan *s, size_t i)
{
	if (!scan_capital(s, i - 1) || !scan_same_line(s, i - 1) ||
	    !house(s, i) || (s->t[i - 1].cue & (CUE_SMALL | CUE_MONTH)) != 0)
		return 0;
	return street_start(s, i - 1);
}

/* Achterom 5, where someone is said to live or a postcode follows. */
static bool
by_cue(struct scan *s, size_t i)
{
	size_t from = named(s, i);
	size_t end;

	if (from == 0)
		return false;
	end = house_end(s, i);
	if (scan_before(s, from, CUE_ADDRESS | CUE_LIVE, 12) == 0 &&
	    !scan_held(s, end, REDACT_POSTCODE) &&
	    !(scan_marks(s, end, ",") &&
		scan_held(s, end + 1, REDACT_POSTCODE)))
		return false;
	scan_claim(s, from, end, REDACT_ADDRESS, "address.cue");
	return true;
}

/* Laan van Meerdervoort 12: a street that begins with what it is. */
static bool
by_front(struct scan *s, size_t i)
{
	static const char *const front[] = { "laan", "plein", "weg", "kade",
		"singel", "baan", "park", NULL };
	size_t from = named(s, i);
	long v = scan_value(s, i);

	if (from == 0 || (v >= 1900 && v < 2100))
		return false;
	for (; from + 2 < i; from++) {
		if ((s->t[from + 1].cue & CUE_INFIX) == 0)
			continue;
		for (size_t k = 0; front[k] != NULL; k++) {
			if (!scan_is(s, from, front[k]))
				continue;
			scan_claim(s, from, house_end(s, i), REDACT_ADDRESS,
			    "address.front");
			return true;
		}
	}
	return false;
}

/* Postbus 4410, Antwoordnummer 1445. */
static bool
by_box(struct scan *s, size_t i)
{
	if (s->t[i].len > 6 ||
	    !(scan_is(s, i - 1, "postbus") ||
		scan_is(s, i - 1, "antwoordnummer")))
		return false;
	scan_claim(s, i - 1, house_end(s, i), REDACT_ADDRESS, "address.box");
	return true;
}

/* Huisnummer 13-bis; the number behind a postcode. */
static bool
by_number(struct scan *s, size_t i)
{
	size_t k = i - 1;

	if (!house(s, i))
		return false;
	for (int n = 0; n < 3 &&
	     (scan_marks(s, k, ",:;.") || (s->t[k].cue & CUE_NUMBER) != 0);
	     n++)
		k--;
	if ((s->t[k].cue & CUE_HOUSE) == 0 &&
	    (!scan_held(s, k, REDACT_POSTCODE) || scan_marks(s, i - 1, ".;")))
		return false;
	scan_claim(s, i, house_end(s, i), REDACT_ADDRESS, "address.number");
	return true;
}

static bool
postcode_letters(const struct scan *s, size_t i)
{
	struct slice t = scan_text(s, i);

	if (!scan_word(s, i) || t.n != 2 || (s->t[i].flags & TOKEN_MARKED) != 0)
		return false;
	return !(
	    (t.p[0] | 0x20) == 's' && strchr("ads", t.p[1] | 0x20) != NULL);
}

/* Does 20xx XX stand where it can only be a postcode? */
static bool
postcode_context(const struct scan *s, size_t i)
{
	size_t k = scan_marks(s, i - 1, ",") ? i - 2 : i - 1;

	return scan_before(s, i, CUE_POSTCODE | CUE_ADDRESS, 4) != 0 ||
	    s->t[k].kind == TOKEN_HELD || scan_number(s, k) ||
	    (scan_capital(s, i + 2) && (scan_what(s, i + 2) & WORD_PLACE) != 0);
}

/* Four digits and two letters, as they stand: may they be a postcode? */
static bool
postcode_way(const struct scan *s, size_t i)
{
	bool upper = (s->t[i + 1].flags & TOKEN_UPPER) != 0;
	bool tight = scan_tight(s, i + 1);
	long v = scan_value(s, i);

	if ((s->t[i + 1].cue & (CUE_UNIT | CUE_MONEY)) != 0 && !upper &&
	    !postcode_context(s, i))
		return false;
	if (!upper && !tight &&
	    scan_before(s, i, CUE_POSTCODE | CUE_LIVE, 4) == 0)
		return false;
	return v < 1900 || v >= 2100 || tight || postcode_context(s, i);
}

/* 3 0 1 4 K L, as scans have it. */
static bool
postcode_apart(struct scan *s, size_t i)
{
	if (s->t[i].len != 1 || scan_number(s, i - 1) || scan_mark(s, i, '0'))
		return false;
	for (size_t k = i; k < i + 6; k++)
		if (s->t[k].len != 1 || (k > i && !scan_same_line(s, k - 1)) ||
		    scan_number(s, k) != (k < i + 4) ||
		    (k >= i + 4 && !scan_capital(s, k)))
			return false;
	if (scan_alnum(s, i + 6) && s->t[i + 6].len == 1)
		return false;
	scan_claim(s, i, i + 6, REDACT_POSTCODE, "postcode.apart");
	return true;
}

static bool
postcode(struct scan *s, size_t i)
{
	if (postcode_apart(s, i))
		return true;
	if (s->t[i].len != 4 || scan_value(s, i) < 1000 ||
	    !postcode_letters(s, i + 1) || !scan_same_line(s, i) ||
	    !scan_apart(s, i, i + 2) || !postcode_way(s, i))
		return false;
	scan_claim(s, i, i + 2, REDACT_POSTCODE, "postcode.shape");
	return true;
}

/* Is one of the two words behind I a number? */
static bool
number_near(const struct scan *s, size_t i)
{
	return scan_number(s, i + 1) || (i + 2 < s->n && scan_number(s, i + 2));
}

static void
addresses(struct scan *s)
{
	const struct roles_want want = { .roles = ROLE_NUMBER,
		.first = ROLE_WORD,
		.next = ROLE_NUMBER | ROLE_DIGIT,
		.second = ROLE_NUMBER };
	struct roles_walk w;

	for (size_t i = scan_first(&w, s, want); i != 0;
	     i = roles_next(&w, i)) {
		if (scan_word(s, i) &&
		    (number_near(s, i) || (s->t[i + 1].cue & CUE_DIGIT) != 0) &&
		    by_suffix(s, i))
			continue;
		if (scan_number(s, i))
			(void)(by_box(s, i) || by_number(s, i) ||
			    by_front(s, i) || by_cue(s, i));
	}
}

void
find_place(struct scan *s)
{
	const struct roles_want numbers = { .roles = ROLE_NUMBER };
	struct roles_walk w;

	for (size_t i = scan_first(&w, s, numbers); i != 0;
	     i = roles_next(&w, i))
		if (scan_number(s, i))
			postcode(s, i);
	scan_compact(s);
	addresses(s);
}
