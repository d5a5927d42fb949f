#include "lib/privacy/person.h"

/* Is word I with a capital, and listed as a family name and no more? */
static bool
family_only(const struct scan *s, size_t i)
{
	return scan_capital(s, i) &&
	    (scan_what(s, i) & (WORD_LAST | WORD_DUTCH | WORD_PLACE)) ==
	    WORD_LAST;
}

/* "Geesje Ruiter": may word I be a given name, with a listed name behind? */
static bool
before_family(const struct scan *s, size_t i)
{
	return s->t[i].len > 2 && name_word(s, i, NAME_LIKELY) &&
	    scan_capital(s, i + 1) && (scan_what(s, i + 1) & WORD_LAST) != 0;
}

/*
 * Where the family name of a name at I is: behind van der and such, or behind
 * a word that may be a given name; or 0.
 */
static size_t
family(const struct scan *s, size_t i)
{
	size_t at = name_infix(s, i);

	if (at == i)
		return before_family(s, i) ? i + 1 : 0;
	if (at == i + 1)
		return scan_capital(s, i) && family_only(s, at) ? at : 0;
	return scan_capital(s, at) && (scan_what(s, at) & WORD_LAST) != 0 &&
		name_infix_sure(s, i, at) ?
	    at :
	    0;
}

size_t
person_by_last(struct scan *s, size_t i)
{
	size_t at = family(s, i);
	size_t end;

	if (at == 0 || (s->t[at].flags & TOKEN_LINE) != 0 ||
	    (s->t[at].cue & (CUE_ORG | CUE_SMALL)) != 0)
		return 0;
	end = name_end(s, i, NAME_LIKELY);
	if (end <= at || name_of_body(s, i, end))
		return 0;
	return person_claim(s, i, end, "person.last");
}

/* Is I a word behind which a family name stands: 2 whichever, 1 if rare? */
static int
about(const struct scan *s, size_t i)
{
	static const char *const word[] = { "dossier", "zaak", "casus",
		"inzake", "ivm", "betreft", "met", "door", "namens", "volgens",
		"aldus", "sprak", "tbv", "tav", "inz", NULL };

	for (size_t k = 0; scan_word(s, i) && word[k] != NULL; k++)
		if (scan_is(s, i, word[k]))
			return k < 4 ? 2 : 1;
	return 0;
}

size_t
person_matter(struct scan *s, size_t i)
{
	const unsigned no = WORD_DUTCH | WORD_PLACE | WORD_ENGLISH;
	unsigned what;
	size_t end;
	size_t at;
	int way;

	if (!scan_capital(s, i) || s->english)
		return 0;
	at = name_infix(s, i);
	if (!scan_capital(s, at) ||
	    (s->t[at].cue & (CUE_ORG | CUE_SMALL | CUE_LAW)) != 0 ||
	    (s->t[at].flags & TOKEN_UPPER) != 0)
		return 0;
	what = scan_what(s, at);
	if ((what & WORD_LAST) == 0 && (what != 0 || s->t[at].len > 11))
		return 0;
	way = about(s, scan_marks(s, i - 1, ":.") ? i - 2 : i - 1);
	if (way == 0 ||
	    (way == 1 && ((what & WORD_LAST) == 0 || (what & no) != 0)))
		return 0;
	end = name_end(s, i, NAME_LIKELY);
	if (end <= at)
		end = at + 1;
	return name_of_body(s, i, end) ?
	    0 :
	    person_claim(s, i, end, "person.matter");
}

/* Is I a verb of people more than of firms? */
static bool
said(const struct scan *s, size_t i)
{
	static const char *const word[] = { "belt", "belde", "vraagt", "vroeg",
		"wil", "wilde", "meldt", "meldde", "zegt", "zei", "mailt",
		"mailde", "appt", "woont", "hoort", "merkt", "verklaart",
		"geeft", "denkt", "begrijpt", NULL };

	for (size_t k = 0; word[k] != NULL; k++)
		if (scan_is(s, i, word[k]))
			return true;
	return false;
}

size_t
person_subject(struct scan *s, size_t i)
{
	unsigned what;
	size_t at;

	if ((s->t[i].flags & TOKEN_LINE) == 0 || !scan_capital(s, i) ||
	    s->english)
		return 0;
	at = name_infix(s, i);
	what = scan_what(s, at);
	if (!scan_capital(s, at) ||
	    (s->t[at].cue &
		(CUE_ORG | CUE_SMALL | CUE_LAW | CUE_TITLE | CUE_NAME |
		    CUE_RELATION)) != 0 ||
	    (s->t[at].flags & TOKEN_UPPER) != 0 || s->t[at].len > 11 ||
	    (what & (WORD_DUTCH | WORD_PLACE | WORD_ENGLISH)) != 0)
		return 0;
	if (!said(s, at + 1) ||
	    (what == 0 && !scan_is(s, at + 1, "belt") &&
		!scan_is(s, at + 1, "belde")))
		return 0;
	return person_claim(s, i, at + 1, "person.subject");
}
