#include "lib/privacy/person.h"

/* "(ouders) van Thijs": is that van no part of the name behind it? */
static bool
of_given(const struct scan *s, size_t i)
{
	unsigned what = scan_what(s, i + 1);

	return scan_is(s, i, "van") && !scan_capital(s, i) &&
	    scan_capital(s, i + 1) && (what & WORD_FIRST) != 0 &&
	    ((what & WORD_LAST) == 0 ||
		(scan_capital(s, i + 2) &&
		    (s->t[i - 1].cue & (CUE_NAME | CUE_RELATION)) != 0 &&
		    (scan_what(s, i + 2) & WORD_NAMES) != 0));
}

/* What may stand between a cue and the name it announces. */
static bool
filler(const struct scan *s, size_t i)
{
	return scan_marks(s, i, ":.,=(\"'/") ||
	    (s->t[i].cue & (CUE_TITLE | CUE_COPULA)) != 0 ||
	    scan_is(s, i, "de") || scan_is(s, i, "zich") ||
	    scan_is(s, i, "en") || scan_is(s, i, "genaamd") || of_given(s, i);
}

/* "de Jong, J.": the end of a name with the initials behind it. */
static size_t
with_initials(const struct scan *s, size_t end)
{
	size_t at = end + 1;

	if (!scan_marks(s, end, ",") || !name_initial(s, at))
		return end;
	for (int n = 0; n < 7 && name_initial(s, at); n++)
		at += 2;
	return at;
}

/*
 * The name behind the cue at I, with at most SKIP fillers between; returns
 * the token behind it, or 0.
 */
static size_t
behind(struct scan *s, size_t i, int skip, int sure, const char *rule)
{
	size_t at = i + 1;
	size_t end;

	for (; skip >= 0; skip--, at++) {
		if ((s->t[at].flags & TOKEN_GAP) != 0)
			return 0;
		end = of_given(s, at) ? at : name_end(s, at, sure);
		if (end != at && scan_marks(s, at - 1, ",") &&
		    !scan_capital(s, at) && (s->t[at].cue & CUE_INFIX) == 0)
			return 0;
		if (end != at) {
			if (name_of_body(s, at, end))
				return 0;
			return person_claim(s, at, with_initials(s, end), rule);
		}
		if (!filler(s, at) ||
		    (sure < NAME_SURE && scan_marks(s, at, ".")))
			return 0;
	}
	return 0;
}

/* How sure the cue at I makes of a name in lower case. */
static int
sureness(const struct scan *s, size_t i)
{
	if ((s->t[i].cue & (CUE_TITLE | CUE_NAME)) == 0 ||
	    (s->t[i].cue & CUE_RELATION) != 0 || scan_is(s, i, "als") ||
	    scan_is(s, i, "genaamd") ||
	    (scan_is(s, i, "heet") && !scan_is(s, i - 1, "ik")))
		return NAME_LIKELY;
	return NAME_SURE;
}

/* "mw de wit", "naam: d. v.d. berg", "mijn man hans de groot". */
static size_t
plain(struct scan *s, size_t i, const char *rule)
{
	size_t at = i + 1;

	while (at < i + 3 && scan_marks(s, at, ".:"))
		at++;
	if ((s->t[i].cue & (CUE_NAME | CUE_TITLE)) != 0 &&
	    (s->t[at].cue & CUE_COPULA) != 0 && scan_is(s, at, "is"))
		at++;
	if ((s->t[at].flags & TOKEN_GAP) != 0)
		return 0;
	if (scan_is(s, at, "van") && scan_word(s, at + 1) &&
	    !scan_capital(s, at + 1) &&
	    (scan_what(s, at + 1) & (WORD_FIRST | WORD_DUTCH)) == WORD_FIRST &&
	    (s->t[i].cue & CUE_TITLE) == 0)
		at++;
	return person_claim(s, at, name_plain(s, at, sureness(s, i)), rule) >
		at ?
	    at + 1 :
	    0;
}

/* "Naam:", "mijn naam is", "ik heet", "namens". */
static size_t
by_name(struct scan *s, size_t i)
{
	return behind(s, i, 4, NAME_SURE, "person.called");
}

/* Does a salutation begin with token I? */
static bool
greets(const struct scan *s, size_t i)
{
	static const char *const word[] = { "geachte", "geacht", "beste",
		"hooggeachte", "waarde", "dames", NULL };

	for (size_t k = 0; word[k] != NULL; k++)
		if (scan_is(s, i, word[k]))
			return true;
	return false;
}

/* What stands between the titles of a salutation? */
static bool
joins(const struct scan *s, size_t i)
{
	return scan_marks(s, i, "/.,(") || scan_is(s, i, "of") ||
	    scan_is(s, i, "en");
}

/*
 * "Geachte heer/mevrouw,": the comma behind the salutation of the title at I
 * if it names nobody, or 0.
 */
static size_t
salutation_end(const struct scan *s, size_t i)
{
	size_t end = i;

	for (size_t at = i; at < i + 8; at++)
		if ((s->t[at].cue & CUE_TITLE) != 0)
			end = at;
		else if (!joins(s, at))
			break;
	if (!scan_marks(s, end + 1, ","))
		return 0;
	for (int n = 0; n < 8 && i > 0; n++, i--) {
		if (greets(s, i))
			return end + 1;
		if ((s->t[i].cue & CUE_TITLE) == 0 && !joins(s, i))
			return 0;
	}
	return 0;
}

/*
 * Behind a salutation at COMMA that names nobody the letter begins: its first
 * word is a name only if it is listed as one, and no other word.
 */
static size_t
by_salutation(struct scan *s, size_t comma)
{
	if ((scan_what(s, comma + 1) & WORD_DUTCH) != 0)
		return 0;
	return behind(s, comma, 0, NAME_LISTED, "person.title");
}

/* "dhr.", "mevrouw", "mr. drs.". */
static size_t
by_title(struct scan *s, size_t i)
{
	size_t comma = salutation_end(s, i);

	if (comma != 0)
		return by_salutation(s, comma);
	return behind(s, i, 4, NAME_SURE, "person.title");
}

/* "de arts, Snoek, heeft": does a name stand at I, between commas if rare? */
static bool
apposition(const struct scan *s, size_t i)
{
	size_t end;

	if (!scan_capital(s, i))
		return false;
	if ((scan_what(s, i) & (WORD_FIRST | WORD_LAST)) != 0)
		return true;
	end = name_end(s, i, NAME_LIKELY);
	return end > i && scan_marks(s, end, ",");
}

/* "directeur van Nintendo": is the cue at I the head of what follows? */
static bool
heads(const struct scan *s, size_t i)
{
	static const char *const word[] = { "directeur", "directrice",
		"voorzitter", "eigenaar", "eigenaresse", "bestuurder",
		"secretaris", "woordvoerder", "griffier", "aanwezig", NULL };

	if (!scan_is(s, i + 1, "van") && !scan_is(s, i + 1, "bij"))
		return false;
	for (size_t k = 0; word[k] != NULL; k++)
		if (scan_is(s, i, word[k]))
			return (scan_what(s, i + 2) & WORD_FIRST) == 0;
	return false;
}

/* "mijn zoon", "collega", "(dochter)". */
static size_t
by_relation(struct scan *s, size_t i)
{
	size_t at = i + 1;

	if (scan_is(s, at, "het") || heads(s, i) ||
	    (scan_is(s, at, "de") && scan_capital(s, at + 1) &&
		(scan_what(s, at + 1) & WORD_LAST) == 0))
		return 0;
	if (scan_is(s, i, "ben") && scan_capital(s, at) &&
	    name_end(s, at, NAME_LIKELY) == at + 1 &&
	    (scan_what(s, at) & (WORD_FIRST | WORD_LAST)) == 0)
		return 0; /* ik ben Boos */
	if (scan_marks(s, at, ",") && !apposition(s, at + 1))
		return 0;
	return behind(s, i, 2, NAME_LIKELY, "person.relation");
}

/* Does a name that ends before token I fill its line or its sentence? */
static bool
closed(const struct scan *s, size_t i)
{
	return s->t[i].kind == TOKEN_END || s->t[i].kind == TOKEN_HELD ||
	    (s->t[i].flags & TOKEN_LINE) != 0 || scan_marks(s, i, "(,.!/-;");
}

/* "groetjes mo": a listed name in lower case that ends the line. */
static size_t
signed_plain(struct scan *s, size_t i)
{
	if ((scan_what(s, i) & WORD_FIRST) == 0 || s->t[i].cue != 0 ||
	    (s->t[i].flags & TOKEN_GAP) != 0 ||
	    (s->t[i + 1].flags & TOKEN_LINE) == 0)
		return 0;
	return person_claim(s, i, i + 1, "person.greeting");
}

/* The lines behind "groet": a name alone on its line, or after a comma. */
static size_t
by_greeting(struct scan *s, size_t i)
{
	size_t at = i + 1;
	size_t end;

	for (int n = 0; n < 4 && filler(s, at); n++)
		at++;
	end = name_end(s, at, NAME_SURE);
	if (end == at)
		return signed_plain(s, at);
	if ((name_of_body(s, at, end) &&
		(scan_what(s, at) & (WORD_FIRST | WORD_DUTCH)) != WORD_FIRST) ||
	    (s->t[at].cue & CUE_GREETING) != 0)
		return 0;
	if (!closed(s, end) && name_end(s, at, NAME_LIKELY) != end)
		return 0;
	return person_claim(s, at, end, "person.greeting");
}

size_t
person_by_cue(struct scan *s, size_t i)
{
	uint64_t cue = s->t[i].cue;
	size_t end = 0;

	if ((cue & (CUE_TITLE | CUE_NAME | CUE_RELATION | CUE_GREETING)) != 0)
		end = plain(s, i, "person.plain");
	if (end == 0 && (cue & CUE_TITLE) != 0)
		end = by_title(s, i);
	if (end == 0 && (cue & CUE_NAME) != 0)
		end = by_name(s, i);
	if (end == 0 && (cue & CUE_GREETING) != 0)
		end = by_greeting(s, i);
	if (end == 0 && (cue & CUE_RELATION) != 0)
		end = by_relation(s, i);
	return end;
}

void
person_by_title(struct scan *s)
{
	static const char *const word[] = { "dhr", "heer", "meneer", "mijnheer",
		"mevrouw", "mevr", "mw", "mej", "fam", "mr", "mrs", "ms", "drs",
		"tnv", NULL };
	const struct roles_want want = { .roles = ROLE_PERSON };
	struct roles_walk w;

	for (size_t i = scan_first(&w, s, want); i != 0; i = roles_next(&w, i))
		for (size_t k = 0; word[k] != NULL; k++)
			if (scan_is(s, i, word[k]) && salutation_end(s, i) == 0)
				behind(s, i, 3, NAME_LIKELY, "person.title");
}
