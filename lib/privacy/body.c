#include "lib/privacy/name.h"

/* How the names of buildings, streets and bodies end. */
static const struct suffix bodies[] = { { 6, "school" }, { 4, "huis" },
	{ 6, "museum" }, { 4, "park" }, { 4, "brug" }, { 5, "plein" },
	{ 6, "straat" }, { 4, "laan" }, { 3, "weg" }, { 7, "centrum" },
	{ 7, "college" }, { 10, "vereniging" }, { 9, "stichting" },
	{ 5, "arena" }, { 5, "toren" }, { 6, "tunnel" }, { 6, "gebouw" },
	{ 5, "fonds" }, { 9, "instituut" }, { 4, "kerk" }, { 3, "hof" },
	{ 7, "stadion" }, { 4, "kade" }, { 6, "gracht" }, { 4, "dijk" },
	{ 6, "singel" }, { 4, "bank" }, { 5, "groep" }, { 6, "dienst" },
	{ 4, "lijn" }, { 6, "lyceum" }, { 7, "theater" }, { 6, "garage" },
	{ 5, "markt" }, { 3, "bos" }, { 4, "wijk" }, { 4, "club" },
	{ 4, "zorg" }, { 7, "kliniek" }, { 0, "" } };

/* Of these, those with which family names end too. */
static const struct suffix families[] = { { 4, "huis" }, { 4, "brug" },
	{ 4, "laan" }, { 3, "weg" }, { 4, "kerk" }, { 3, "hof" }, { 4, "dijk" },
	{ 4, "bank" }, { 4, "lijn" }, { 3, "bos" }, { 4, "wijk" },
	{ 4, "park" }, { 4, "kade" }, { 5, "toren" }, { 0, "" } };

static bool
body_word(const struct scan *s, size_t i)
{
	if (!scan_word(s, i))
		return false;
	if ((scan_what(s, i) & WORD_NAMES) != 0)
		return false;
	return (s->t[i].cue & CUE_ORG) != 0 || scan_ends(s, i, bodies);
}

/* "T.D. Velgersdijk": may word I be a family name behind what is at FROM? */
static bool
family_word(const struct scan *s, size_t from, size_t i)
{
	size_t before = from - 1;

	if (i == from || (s->t[i].cue & CUE_ORG) != 0 ||
	    (scan_what(s, i) & WORD_DUTCH) != 0 || !scan_ends(s, i, families) ||
	    scan_number(s, i + 1))
		return false;
	if (scan_is(s, before, "de") || scan_is(s, before, "het") ||
	    scan_is(s, before, "aan") || scan_is(s, before, "op"))
		return false;
	return name_initial(s, from) ||
	    (scan_what(s, from) & (WORD_FIRST | WORD_DUTCH)) == WORD_FIRST;
}

/* A word that makes a building of a name before it: "X college". */
static bool
house_of(const struct scan *s, size_t i)
{
	static const char *const word[] = { "college", "school", "museum",
		"ziekenhuis", "stadion", "park", "plein", "straat", "laan",
		"kerk", "brug", "instituut", "stichting", "theater", NULL };

	for (size_t k = 0; word[k] != NULL; k++)
		if (scan_is(s, i, word[k]))
			return (s->t[i].flags & TOKEN_LINE) == 0;
	return false;
}

bool
name_of_body(const struct scan *s, size_t from, size_t to)
{
	size_t before = from - 1;

	for (size_t i = from; i < to; i++)
		if (body_word(s, i) && !family_word(s, from, i))
			return true;
	if (body_word(s, to) &&
	    (scan_capital(s, to) || scan_tight(s, to) || house_of(s, to)))
		return true;
	if ((s->t[from].flags & TOKEN_LINE) != 0)
		return false;
	if (scan_marks(s, before, "-") && scan_tight(s, before))
		before--;
	return body_word(s, before);
}

void
name_learn(struct scan *s, size_t from, size_t to)
{
	struct slice h;

	for (size_t i = from; i < to; i++) {
		if (!scan_capital(s, i) || s->t[i].len < 3 ||
		    (s->t[i].cue & (CUE_INFIX | CUE_SMALL)) != 0)
			continue;
		h = (struct slice){ (const char *)&s->t[i].hash,
			sizeof(s->t[i].hash) };
		set_add(&s->r->names, h, NULL);
	}
}
