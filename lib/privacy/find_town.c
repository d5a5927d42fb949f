#include "lib/privacy/scan.h"

/* A word of a town's name: no small word, no abbreviation. */
static bool
town_word(const struct scan *s, size_t i)
{
	if (!scan_capital(s, i) || (s->t[i].cue & CUE_SMALL) != 0)
		return false;
	return (s->t[i].flags & TOKEN_UPPER) == 0 || s->t[i].len > 3 ||
	    (scan_what(s, i) & WORD_PLACE) != 0;
}

/* The end of one part of it at I, "aan den IJssel" being one; or I. */
static size_t
town_part(const struct scan *s, size_t i)
{
	size_t k = i;

	for (int n = 0; n < 3; n++, k++) {
		if (town_word(s, k))
			return k + 1;
		if ((s->t[k].cue & CUE_INFIX) == 0 || !scan_same_line(s, k))
			break;
	}
	return i;
}

/* The end of the parts of a town's name from I on, hyphens between. */
static size_t
town_parts(const struct scan *s, size_t i)
{
	size_t end = i;
	size_t k = i;

	for (int n = 0; n < 4; n++) {
		if (scan_marks(s, k, "-") && scan_tight(s, k + 1))
			k++;
		else if (n > 0 && !scan_same_line(s, k - 1))
			break;
		if (town_part(s, k) == k)
			break;
		end = k = town_part(s, k);
	}
	return end;
}

/* "den haag", as people write it. */
static bool
low_town(const struct scan *s, size_t i)
{
	static const char *const of[] = { "haag", "helder", "bosch", "bilt",
		"meern", "lier", "burg", "dolder", "ham", "kwakel", "knipe",
		"rijp", "glind", "wijk", "andel", "oever", "cocksdorp", "koog",
		"krim", NULL };

	for (size_t k = 0; of[k] != NULL; k++)
		if (scan_is(s, i + 1, of[k]))
			return scan_is(s, i, "den") || scan_is(s, i, "de");
	return false;
}

/* The end of the name of a town that begins at I, or I. */
static size_t
town_end(const struct scan *s, size_t i)
{
	if (scan_marks(s, i, "'") && scan_word(s, i + 1) &&
	    s->t[i + 1].len == 1 && scan_tight(s, i + 1))
		return town_parts(s, i + 2) > i + 2 ? town_parts(s, i + 2) : i;
	if (town_word(s, i))
		return town_parts(s, i);
	if (low_town(s, i))
		return i + 2;
	return (scan_what(s, i) & WORD_PLACE) != 0 ? i + 1 : i;
}

/* Is token I held as one of postcode or address? */
static bool
located(const struct scan *s, size_t i)
{
	return scan_held(s, i, REDACT_POSTCODE) ||
	    scan_held(s, i, REDACT_ADDRESS);
}

/* Does "te" or "in" at I follow what says that someone lives somewhere? */
static bool
residence(const struct scan *s, size_t i)
{
	if (!scan_is(s, i, "te") && !scan_is(s, i, "in"))
		return false;
	return located(s, i - 1) ||
	    ((s->cues & CUE_LIVE) != 0 && scan_before(s, i, CUE_LIVE, 10) != 0);
}

/* "mijn zus in Tiel", "[PERSOON-1] uit Sneek", "woon nu Rotterdam". */
static bool
at_home(const struct scan *s, size_t i)
{
	bool in;

	if (!scan_capital(s, i + 1) || (s->t[i + 1].flags & TOKEN_LINE) != 0 ||
	    scan_capital(s, i))
		return false;
	in = scan_is(s, i, "in") || scan_is(s, i, "uit") || scan_is(s, i, "te");
	if (in && !scan_held(s, i - 1, REDACT_PERSON) &&
	    (s->t[i - 1].cue & CUE_RELATION) == 0)
		return false;
	if (!in && (s->t[i].cue & CUE_LIVE) == 0 &&
	    !((s->t[i - 1].cue & CUE_LIVE) != 0 && scan_is(s, i, "nu")))
		return false;
	return (scan_what(s, i + 1) & WORD_PLACE) != 0;
}

/* Where a town may begin behind I: a postcode, "te", "woonplaats:"; or 0. */
static size_t
town_start(const struct scan *s, size_t i)
{
	bool comma = scan_marks(s, i + 1, ",");

	if (scan_held(s, i, REDACT_POSTCODE))
		return comma ? i + 2 : i + 1;
	if (residence(s, i))
		return i + 1;
	if ((s->t[i].cue & CUE_PLACE) != 0 && scan_marks(s, i + 1, ":="))
		return i + 2;
	if (at_home(s, i))
		return i + 1;
	if (located(s, i) && comma && (scan_what(s, i + 2) & WORD_PLACE) != 0)
		return i + 2;
	return 0;
}

static void
town(struct scan *s, size_t i)
{
	size_t at = town_start(s, i);
	size_t end;

	if (at == 0 || (s->t[at].flags & TOKEN_GAP) != 0)
		return;
	end = town_end(s, at);
	if (end > at)
		scan_claim(s, at, end, REDACT_PLACE, "place.cue");
}

void
find_town(struct scan *s)
{
	const struct roles_want want = { .roles = ROLE_TOWN };
	struct roles_walk w;

	for (size_t i = scan_first(&w, s, want); i != 0; i = roles_next(&w, i))
		town(s, i);
}
