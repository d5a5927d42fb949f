#include "lib/privacy/scan.h"

/* Do words and numbers I and before stand on the line of I + 1? */
static bool
same_line(const struct scan *s, size_t i)
{
	return (s->t[i + 1].flags & TOKEN_LINE) == 0;
}

/* A word that begins with a capital. */
static bool
capital(const struct scan *s, size_t i)
{
	return scan_word(s, i) && (s->t[i].flags & TOKEN_CAPITAL) != 0;
}

/* How the names of streets end; the second list, if with a capital. */
static const struct suffix sure[] = { { 6, "straat" }, { 4, "laan" },
	{ 3, "weg" }, { 5, "plein" }, { 4, "kade" }, { 4, "dijk" },
	{ 6, "singel" }, { 6, "gracht" }, { 9, "plantsoen" }, { 5, "steeg" },
	{ 5, "dreef" }, { 8, "straatje" }, { 7, "laantje" }, { 8, "pleintje" },
	{ 9, "boulevard" }, { 5, "allee" }, { 9, "promenade" }, { 0, "" } };

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
	if (capital(s, i))
		return scan_ends(s, i, sure) || scan_ends(s, i, likely);
	return scan_ends(s, i, sure) && (scan_what(s, i) & WORD_DUTCH) == 0;
}

/* A number that a house can have. */
static bool
house(const struct scan *s, size_t i)
{
	return scan_number(s, i) && s->t[i].len <= 4 && scan_value(s, i) > 0 &&
	    (s->t[i + 1].cue & (CUE_UNIT | CUE_MONEY | CUE_MONTH)) == 0 &&
	    !scan_mark(s, i + 1, '%') &&
	    !(scan_marks(s, i + 1, ".,:") && scan_tight(s, i + 1) &&
		scan_tight(s, i + 2) && scan_number(s, i + 2));
}

/* The end of what belongs to the house number at I: 7b, 33-2, 20 bis. */
static size_t
house_end(const struct scan *s, size_t i)
{
	size_t k = i + 1;

	if (scan_word(s, k) && scan_tight(s, k) && s->t[k].len <= 3)
		k++;
	for (int times = 0; times < 2; times++)
		if (scan_marks(s, k, "-/") && scan_tight(s, k) &&
		    scan_tight(s, k + 1) && scan_alnum(s, k + 1) &&
		    s->t[k + 1].len <= 4)
			k += 2;
	if ((s->t[k].cue & CUE_SUFFIX) != 0 && same_line(s, k - 1)) {
		k++;
		if (scan_alnum(s, k) && s->t[k].len <= 3 &&
		    (scan_is(s, k - 1, "unit") || scan_is(s, k - 1, "app") ||
			scan_is(s, k - 1, "apt")))
			k++;
	} else if (capital(s, k) && s->t[k].len == 1 && same_line(s, k - 1) &&
	    !scan_alnum(s, k + 1))
		k++;
	return k;
}

/* Is token I part of the name of a street that ends behind it? */
static bool
street_part(const struct scan *s, size_t i)
{
	if (capital(s, i))
		return (s->t[i].cue & (CUE_ADDRESS | CUE_LIVE | CUE_TITLE)) ==
		    0;
	return (s->t[i].cue & CUE_INFIX) != 0 &&
	    (capital(s, i - 1) || scan_marks(s, i - 1, "'"));
}

/* Where the street begins whose last word is I. */
static size_t
street_start(const struct scan *s, size_t i)
{
	size_t from = i;

	for (int k = 0; k < 5 && from > 1; k++) {
		if (!same_line(s, from - 1))
			break;
		if (scan_marks(s, from - 1, ".-") && capital(s, from - 2) &&
		    (s->t[from - 1].c == '-' ? scan_tight(s, from) :
					       s->t[from - 2].len <= 4))
			from -= 2;
		else if (street_part(s, from - 1))
			from--;
		else
			break;
	}
	if (scan_marks(s, from - 1, "'") && scan_tight(s, from))
		from--;
	return from;
}

/* Kerkstraat 9; Burgemeester de Withstraat 77 bis. */
static bool
by_suffix(struct scan *s, size_t i)
{
	size_t n = i + 1;

	if (scan_marks(s, n, ",") || (s->t[n].cue & CUE_NUMBER) != 0 ||
	    (s->t[n].cue & CUE_HOUSE) != 0)
		n++;
	if (!same_line(s, i) || !house(s, n) || !street(s, i))
		return false;
	scan_claim(s, street_start(s, i), house_end(s, n), REDACT_ADDRESS,
	    "address.street");
	return true;
}

/* Is I, a number, behind a name of one or more words that are capitals? */
static size_t
named(const struct scan *s, size_t i)
{
	size_t from;

	if (!capital(s, i - 1) || !same_line(s, i - 1) || !house(s, i))
		return 0;
	from = street_start(s, i - 1);
	if ((s->t[i - 1].cue & (CUE_SMALL | CUE_MONTH)) != 0)
		return 0;
	return from;
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
	if (scan_before(s, from, CUE_ADDRESS | CUE_LIVE, 7) == 0 &&
	    !(s->t[end].kind == TOKEN_HELD &&
		s->t[end].type == REDACT_POSTCODE) &&
	    !(scan_marks(s, end, ",") && s->t[end + 1].kind == TOKEN_HELD &&
		s->t[end + 1].type == REDACT_POSTCODE))
		return false;
	scan_claim(s, from, end, REDACT_ADDRESS, "address.cue");
	return true;
}

/* Huisnummer 13-bis; postcode and number; Postbus 4410. */
static bool
by_number(struct scan *s, size_t i)
{
	size_t k = i - 1;
	size_t from = i;
	bool box = scan_is(s, k, "postbus") || scan_is(s, k, "antwoordnummer");

	if (box && s->t[i].len <= 6) {
		scan_claim(s, k, house_end(s, i), REDACT_ADDRESS,
		    "address.box");
		return true;
	}
	if (!house(s, i))
		return false;
	for (int n = 0; n < 3 &&
	     (scan_marks(s, k, ",:;.") || (s->t[k].cue & CUE_NUMBER) != 0);
	     n++)
		k--;
	if ((s->t[k].cue & CUE_HOUSE) == 0 &&
	    !(s->t[k].kind == TOKEN_HELD && s->t[k].type == REDACT_POSTCODE &&
		!scan_marks(s, i - 1, ".;")))
		return false;
	scan_claim(s, from, house_end(s, i), REDACT_ADDRESS, "address.number");
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
	return scan_before(s, i, CUE_POSTCODE | CUE_ADDRESS, 4) != 0 ||
	    (s->t[i - 1].kind == TOKEN_HELD &&
		s->t[i - 1].type == REDACT_ADDRESS) ||
	    (scan_marks(s, i - 1, ",") && s->t[i - 2].kind == TOKEN_HELD) ||
	    scan_number(s, i - 1) ||
	    (scan_marks(s, i - 1, ",") && scan_number(s, i - 2)) ||
	    (capital(s, i + 2) && (scan_what(s, i + 2) & WORD_PLACE) != 0);
}

static bool
postcode(struct scan *s, size_t i)
{
	bool upper = (s->t[i + 1].flags & TOKEN_UPPER) != 0;
	bool tight = scan_tight(s, i + 1);
	long v = scan_value(s, i);

	if (s->t[i].len != 4 || v < 1000 || !postcode_letters(s, i + 1) ||
	    !same_line(s, i) || !scan_apart(s, i, i + 2))
		return false;
	if ((s->t[i + 1].cue & (CUE_UNIT | CUE_MONEY)) != 0 && !upper)
		return false;
	if (!upper && !tight &&
	    scan_before(s, i, CUE_POSTCODE | CUE_LIVE, 4) == 0)
		return false;
	if (v >= 1900 && v < 2100 && !tight && !postcode_context(s, i))
		return false;
	scan_claim(s, i, i + 2, REDACT_POSTCODE, "postcode.shape");
	return true;
}

/* The end of the name of a town that begins at I, or I. */
static size_t
town_end(const struct scan *s, size_t i)
{
	size_t end = i;
	size_t k = i;

	if (scan_marks(s, k, "'") && scan_word(s, k + 1) &&
	    s->t[k + 1].len == 1 && scan_tight(s, k + 1))
		k += 2;
	for (int n = 0; n < 5; n++) {
		if (n > 0 && scan_marks(s, k, "-") && scan_tight(s, k + 1))
			k++;
		if (n > 0 && !same_line(s, k - 1))
			break;
		if (capital(s, k) && (s->t[k].cue & CUE_SMALL) == 0)
			end = ++k;
		else if (n > 0 && (s->t[k].cue & CUE_INFIX) != 0 &&
		    capital(s, k + 1) && same_line(s, k))
			k++;
		else
			break;
	}
	if (end == i && (scan_what(s, i) & WORD_PLACE) != 0)
		end = i + 1;
	return end;
}

/* Is token I held as one of postcode or address? */
static bool
located(const struct scan *s, size_t i)
{
	return s->t[i].kind == TOKEN_HELD &&
	    (s->t[i].type == REDACT_POSTCODE || s->t[i].type == REDACT_ADDRESS);
}

/* The town behind a postcode, "te" or "in", or "woonplaats:". */
static void
town(struct scan *s, size_t i)
{
	size_t at = i + 1;
	size_t end;

	if (located(s, i) && s->t[i].type == REDACT_POSTCODE) {
		while (scan_marks(s, at, ",") && at < i + 2)
			at++;
	} else if (scan_is(s, i, "te") || scan_is(s, i, "in")) {
		if ((s->cues & CUE_LIVE) == 0 && !located(s, i - 1))
			return;
		if (!located(s, i - 1) &&
		    scan_before(s, i, CUE_LIVE | CUE_RELATION, 9) != CUE_LIVE)
			return;
	} else if ((s->t[i].cue & CUE_PLACE) != 0 && scan_marks(s, at, ":=")) {
		at++;
	} else if (!(located(s, i) && scan_marks(s, at, ",") &&
		       (scan_what(s, at + 1) & WORD_PLACE) != 0 && ++at))
		return;
	if ((s->t[at].flags & TOKEN_GAP) != 0)
		return;
	end = town_end(s, at);
	if (end > at)
		scan_claim(s, at, end, REDACT_PLACE, "place.cue");
}

void
find_place(struct scan *s)
{
	for (size_t i = 1; i + 1 < s->n; i++)
		if (scan_number(s, i))
			postcode(s, i);
	scan_compact(s);
	for (size_t i = 1; i + 1 < s->n; i++) {
		if (scan_word(s, i) &&
		    (scan_number(s, i + 1) || scan_number(s, i + 2)) &&
		    by_suffix(s, i))
			continue;
		if (scan_number(s, i))
			(void)(by_number(s, i) || by_cue(s, i));
	}
	scan_compact(s);
	for (size_t i = 1; i + 1 < s->n; i++)
		if (located(s, i) || (s->t[i].cue & CUE_PLACE) != 0 ||
		    scan_is(s, i, "te") || scan_is(s, i, "in"))
			town(s, i);
}
