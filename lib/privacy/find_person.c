#include "lib/privacy/name.h"

static bool
capital(const struct scan *s, size_t i)
{
	return scan_word(s, i) && (s->t[i].flags & TOKEN_CAPITAL) != 0;
}

static size_t
claim(struct scan *s, size_t from, size_t to, const char *rule)
{
	if (to > from) {
		name_learn(s, from, to);
		scan_claim(s, from, to, REDACT_PERSON, rule);
	}
	return to;
}

/* What may stand between a cue and the name it announces. */
static bool
filler(const struct scan *s, size_t i)
{
	return scan_marks(s, i, ":.,=(\"'/") ||
	    (s->t[i].cue & (CUE_TITLE | CUE_COPULA)) != 0 ||
	    scan_is(s, i, "de") || scan_is(s, i, "zich") ||
	    scan_is(s, i, "en") || scan_is(s, i, "genaamd");
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
		end = name_end(s, at, sure);
		if (end != at) {
			if (name_of_body(s, at, end))
				return 0;
			return claim(s, at, with_initials(s, end), rule);
		}
		if (!filler(s, at) ||
		    (sure < NAME_SURE && scan_marks(s, at, ".")))
			return 0;
	}
	return 0;
}

/* "mw de wit", "naam: d. v.d. berg", "mijn man hans de groot". */
static size_t
plain(struct scan *s, size_t i, const char *rule)
{
	size_t at = i + 1;

	while (at < i + 3 && scan_marks(s, at, ".:"))
		at++;
	return claim(s, at, name_plain(s, at), rule) > at ? at + 1 : 0;
}

/* "Naam:", "mijn naam is", "ik heet", "namens". */
static size_t
by_name(struct scan *s, size_t i)
{
	return behind(s, i, 4, NAME_SURE, "person.called");
}

/* "dhr.", "mevrouw", "mr. drs.". */
static size_t
by_title(struct scan *s, size_t i)
{
	return behind(s, i, 4, NAME_SURE, "person.title");
}

/* "mijn zoon", "collega", "(dochter)". */
static size_t
by_relation(struct scan *s, size_t i)
{
	size_t at = i + 1;

	if (scan_is(s, at, "het"))
		return 0;
	if (scan_is(s, i, "ben") && capital(s, at) &&
	    name_end(s, at, NAME_LIKELY) == at + 1 &&
	    (scan_what(s, at) & (WORD_FIRST | WORD_LAST)) == 0)
		return 0; /* ik ben Boos */
	if (scan_marks(s, at, ",") &&
	    !(capital(s, at + 1) &&
		(scan_what(s, at + 1) & (WORD_FIRST | WORD_LAST)) != 0))
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
	return claim(s, i, i + 1, "person.greeting");
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
	return claim(s, at, end, "person.greeting");
}

/* The first word of a name behind initials: not one of a sentence. */
static bool
surname(const struct scan *s, size_t i)
{
	unsigned what = scan_what(s, i);

	if ((s->t[i].flags & TOKEN_LINE) != 0)
		return false;
	return (what & (WORD_FIRST | WORD_LAST)) != 0 ||
	    (what & WORD_DUTCH) == 0 || (s->t[i].cue & CUE_INFIX) != 0;
}

/* "J.P. van der Meulen". */
static size_t
by_initials(struct scan *s, size_t i)
{
	size_t at = i;
	size_t end;

	if (!name_initial(s, i) || (scan_tight(s, i) && scan_alnum(s, i - 1)))
		return 0;
	while (name_initial(s, at) && at < i + 12)
		at += 2;
	end = name_end(s, i, NAME_SURE);
	if (end <= at || !surname(s, at) || name_of_body(s, i, end))
		return 0;
	return claim(s, i, end, "person.initials");
}

/* "Bakker, J.", "Jans, R.J.", "de Jong, J.". */
static size_t
reversed(struct scan *s, size_t i)
{
	size_t at = name_infix(s, i);
	size_t end;

	if (!name_word(s, at, NAME_LIKELY) || !scan_marks(s, at + 1, ",") ||
	    !name_initial(s, at + 2))
		return 0;
	end = at + 2;
	while (name_initial(s, end) && end < at + 14)
		end += 2;
	if (name_word(s, end, NAME_LIKELY) && scan_tight(s, end))
		return 0;
	return claim(s, i, end, "person.reversed");
}

/* "door Wouter", "en Bo": behind such a word a capital is a name. */
static bool
after_preposition(const struct scan *s, size_t i)
{
	static const char *const word[] = { "door", "met", "aan", "en", "ook",
		"namens", "zegt", "vroeg", "via", "by", "and", "with", NULL };

	for (size_t k = 0; word[k] != NULL; k++)
		if (scan_is(s, i - 1, word[k]))
			return true;
	return false;
}

/* "Joke belde.", "Joke: hoe laat?": at the start of a sentence or a line. */
static bool
acts(const struct scan *s, size_t i)
{
	static const char *const word[] = { "heeft", "belde", "belt", "zegt",
		"zei", "vraagt", "vroeg", "mailt", "mailde", "wacht", "kwam",
		"reageert", "stuurde", "wilde", "weigert", "hing", NULL };

	if (scan_marks(s, i + 1, ":"))
		return (s->t[i].flags & TOKEN_LINE) != 0 ||
		    scan_number(s, i - 1) || scan_marks(s, i - 1, "]");
	for (size_t k = 0; word[k] != NULL; k++)
		if (scan_is(s, i + 1, word[k]))
			return scan_marks(s, i - 1, ".!?;:") ||
			    (s->t[i].flags & TOKEN_LINE) != 0;
	return false;
}

/* May given name I stand alone for a person? */
static bool
alone(const struct scan *s, size_t i)
{
	unsigned what = scan_what(s, i);

	return (what & WORD_PLACE) == 0 &&
	    ((what & WORD_DUTCH) == 0 || after_preposition(s, i) || acts(s, i));
}

/* A listed given name and what follows it; or alone. */
static size_t
by_first(struct scan *s, size_t i)
{
	size_t end;

	if (!capital(s, i) || (scan_what(s, i) & WORD_FIRST) == 0 ||
	    !name_word(s, i, NAME_LISTED))
		return 0;
	end = name_end(s, i, NAME_LIKELY);
	if (end == i || name_of_body(s, i, end) ||
	    (end == i + 1 && !alone(s, i)))
		return 0;
	return claim(s, i, end, "person.first");
}

/* Is word I with a capital, and listed as a family name and no more? */
static bool
family_only(const struct scan *s, size_t i)
{
	return capital(s, i) &&
	    (scan_what(s, i) & (WORD_LAST | WORD_DUTCH | WORD_PLACE)) ==
	    WORD_LAST;
}

/* "Geesje Ruiter": may word I be a given name, with a listed name behind? */
static bool
before_family(const struct scan *s, size_t i)
{
	return s->t[i].len > 2 && name_word(s, i, NAME_LIKELY) &&
	    capital(s, i + 1) && (scan_what(s, i + 1) & WORD_LAST) != 0;
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
		return capital(s, i) && family_only(s, at) ? at : 0;
	return capital(s, at) && (scan_what(s, at) & WORD_LAST) != 0 &&
		name_infix_sure(s, i, at) ?
	    at :
	    0;
}

/* A family name that is listed, and what is before it. */
static size_t
by_last(struct scan *s, size_t i)
{
	size_t at = family(s, i);
	size_t end;

	if (at == 0 || (s->t[at].flags & TOKEN_LINE) != 0 ||
	    (s->t[at].cue & (CUE_ORG | CUE_SMALL)) != 0)
		return 0;
	end = name_end(s, i, NAME_LIKELY);
	if (end <= at || name_of_body(s, i, end))
		return 0;
	return claim(s, i, end, "person.last");
}

/* "piet jansen": two that are listed as names and nothing else. */
static size_t
both_plain(struct scan *s, size_t i)
{
	const unsigned no = WORD_DUTCH | WORD_PLACE | WORD_ENGLISH;

	if (!scan_word(s, i + 1) ||
	    !lexicon_given(s->r->lexicon, s->t[i].hash) ||
	    (scan_what(s, i) & (WORD_FIRST | no)) != WORD_FIRST ||
	    (scan_what(s, i + 1) & (WORD_LAST | no)) != WORD_LAST ||
	    (s->t[i].cue | s->t[i + 1].cue) != 0 ||
	    (s->t[i + 1].flags & TOKEN_LINE) != 0 || scan_tight(s, i + 1))
		return 0;
	return claim(s, i, i + 2, "person.both");
}

/* Words that no list knows, one with letters outside ASCII. */
static size_t
foreign(struct scan *s, size_t i)
{
	size_t end;
	bool marked = false;

	if ((s->t[i].flags & (TOKEN_MARKED | TOKEN_UPPER)) != TOKEN_MARKED &&
	    (s->t[i + 1].flags & (TOKEN_MARKED | TOKEN_UPPER)) != TOKEN_MARKED)
		return 0;
	for (end = i; end < i + 5 && capital(s, end) && s->t[end].cue == 0 &&
	     (end == i || (s->t[end].flags & TOKEN_LINE) == 0) &&
	     (scan_what(s, end) & (WORD_DUTCH | WORD_PLACE)) == 0;
	     end++)
		marked = marked || (s->t[end].flags & TOKEN_MARKED) != 0;
	if (end < i + 2 || !marked || name_of_body(s, i, end))
		return 0;
	return claim(s, i, end, "person.foreign");
}

/* Words before an e-mail address in < >. */
static size_t
before_mail(struct scan *s, size_t i)
{
	size_t end;

	if (!capital(s, i) || (scan_tight(s, i) && scan_alnum(s, i - 1)))
		return 0;
	end = name_end(s, i, NAME_SURE);
	if (end == i || !scan_marks(s, end, "<") ||
	    s->t[end + 1].kind != TOKEN_HELD ||
	    s->t[end + 1].type != REDACT_EMAIL)
		return 0;
	return claim(s, i, end, "person.mail");
}

static size_t
by_cue(struct scan *s, size_t i)
{
	uint64_t cue = s->t[i].cue;
	size_t end = 0;

	if ((cue & (CUE_TITLE | CUE_NAME | CUE_RELATION)) != 0)
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

static size_t
by_shape(struct scan *s, size_t i)
{
	size_t end = 0;

	if (capital(s, i)) {
		end = by_initials(s, i);
		if (end == 0)
			end = reversed(s, i);
		if (end == 0)
			end = before_mail(s, i);
		if (end == 0)
			end = by_first(s, i);
		if (end == 0)
			end = foreign(s, i);
	} else
		end = both_plain(s, i);
	if (end == 0 && (capital(s, i) || (s->t[i].cue & CUE_INFIX) != 0))
		end = by_last(s, i);
	return end;
}

/* A part that is a name as a whole: line by line. */
static void
all_names(struct scan *s)
{
	size_t end;

	for (size_t i = 1; i + 1 < s->n; i++) {
		if ((s->t[i].cue & CUE_GREETING) != 0)
			continue;
		end = name_end(s, i, NAME_SURE);
		if (end > i && !name_of_body(s, i, end)) {
			claim(s, i, end, "person.member");
			i = end - 1;
		}
	}
	scan_compact(s);
}

/* "mevrouw Jansen" in the name of a product: nothing less sure. */
static void
addressed(struct scan *s)
{
	static const char *const word[] = { "dhr", "heer", "meneer", "mijnheer",
		"mevrouw", "mevr", "mw", "mej", "fam", "mr", "mrs", "ms", "drs",
		"tnv", NULL };

	for (size_t i = 1; i + 1 < s->n; i++)
		for (size_t k = 0; word[k] != NULL; k++)
			if (scan_is(s, i, word[k]))
				behind(s, i, 3, NAME_LIKELY, "person.title");
}

void
find_person(struct scan *s)
{
	const uint64_t cues = CUE_TITLE | CUE_NAME | CUE_GREETING |
	    CUE_RELATION;
	size_t end;

	if (s->way >= REDACT_VALUE) {
		addressed(s);
		return;
	}
	for (size_t i = 1; i + 1 < s->n; i++) {
		if ((s->t[i].cue & cues) == 0)
			continue;
		end = by_cue(s, i);
		if (end != 0)
			i = end - 1;
	}
	scan_compact(s);
	for (size_t i = 1; i + 1 < s->n; i++) {
		if (!scan_word(s, i))
			continue;
		end = by_shape(s, i);
		if (end != 0)
			i = end - 1;
	}
	scan_compact(s);
	if (s->way == REDACT_NAME)
		all_names(s);
}
