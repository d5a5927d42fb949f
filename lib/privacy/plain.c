#include "lib/privacy/name.h"

/* A word in lower case that may be in a name. */
static bool
low_word(const struct scan *s, size_t i)
{
	const uint64_t never = CUE_SMALL | CUE_ORG | CUE_LAW | CUE_ACT |
	    CUE_TITLE | CUE_RELATION | CUE_NAME | CUE_COPULA | CUE_INFIX |
	    CUE_DIGIT | CUE_IDS;

	return scan_word(s, i) && !scan_capital(s, i) && s->t[i].len > 1 &&
	    (s->t[i].cue & never) == 0 && !name_blotted(s, i) && !s->english;
}

/* A given name in lower case; FIRM if it is no word besides. */
static bool
low_given(const struct scan *s, size_t i, bool *firm)
{
	unsigned what = scan_what(s, i);

	if (!low_word(s, i) || (what & WORD_FIRST) == 0)
		return false;
	*firm = *firm || (what & (WORD_DUTCH | WORD_ENGLISH)) == 0;
	return true;
}

/* A family name in lower case; FIRM if what is before it leaves no doubt. */
static bool
low_family(const struct scan *s, size_t i, bool firm, bool any)
{
	unsigned what = scan_what(s, i);

	if (firm && (s->t[i].cue & ~CUE_ORG) == 0 && scan_word(s, i) &&
	    !scan_capital(s, i) && (what & WORD_LAST) != 0 && !s->english)
		return true; /* meneer van der laan */
	if (!low_word(s, i))
		return false;
	if ((what & WORD_NAMES) != 0)
		return firm || (what & WORD_DUTCH) == 0;
	return any && (what & ~WORD_PLACE) == 0 && s->t[i].len > 2;
}

/* "mw bakker belt", "mijn zoon storm heeft": a word that is a name as well. */
static bool
low_subject(const struct scan *s, size_t i)
{
	uint64_t cue = s->t[i - 1].cue;
	unsigned what = scan_what(s, i);

	if (!low_word(s, i))
		return false;
	if ((cue & CUE_TITLE) != 0 && (what & WORD_LAST) != 0 &&
	    scan_marks(s, i + 1, ",;-(/"))
		return true;
	if ((s->t[i + 1].cue & CUE_ACT) == 0)
		return false;
	if ((cue & CUE_TITLE) != 0 || scan_is(s, i - 1, "klant") ||
	    scan_is(s, i - 1, "burger") || scan_is(s, i - 1, "collega"))
		return (what & (WORD_LAST | WORD_FIRST)) != 0;
	return (cue & CUE_RELATION) != 0 && (what & WORD_FIRST) != 0;
}

/* "mw de wit belt": does what follows a word at I leave it a name? */
static bool
low_closed(const struct scan *s, size_t i)
{
	return !scan_word(s, i) || (s->t[i].flags & TOKEN_LINE) != 0 ||
	    (s->t[i].cue &
		(CUE_ACT | CUE_SMALL | CUE_DUTCH | CUE_INFIX | CUE_IDS |
		    CUE_LIVE)) != 0;
}

/* The end of a name whose family name may begin at I; I if it does not. */
static size_t
low_end(const struct scan *s, size_t i, bool firm, bool any)
{
	size_t at = name_infix(s, i);
	size_t next;
	bool given = firm; /* marlies van der zee */

	if (at > i && !firm &&
	    (!name_infix_sure(s, i, at) || scan_is(s, i, "al")))
		return i;
	firm = firm ||
	    (at > i && (name_infix_strong(s, i, at) || low_closed(s, at + 1)));
	for (int n = 0; n < 3; n++) {
		if ((s->t[at].flags & TOKEN_LINE) != 0 ||
		    (!low_family(s, at, n == 0 && firm, any) &&
			!(n == 0 && given && at > i && low_word(s, at) &&
			    low_closed(s, at + 1))))
			break;
		i = ++at;
		next = scan_marks(s, at, "-") && scan_tight(s, at + 1) ?
		    name_infix(s, at + 1) :
		    at;
		at = next;
	}
	return i;
}

/* The end of given names in lower case from I on, kees-jan being one. */
static size_t
low_givens(const struct scan *s, size_t i, bool *firm)
{
	for (int n = 0; n < 3; n++) {
		if ((n > 0 && (s->t[i].flags & TOKEN_LINE) != 0) ||
		    !low_given(s, i, firm))
			break;
		i++;
		if (scan_marks(s, i, "-") && scan_tight(s, i) &&
		    scan_tight(s, i + 1) && low_word(s, i + 1))
			i += 2;
	}
	return i;
}

/* The end of initials in lower case from I on: "j.p. ", "j "; or I. */
static size_t
low_initials(const struct scan *s, size_t i)
{
	size_t at = i;

	while (at < i + 8 && scan_word(s, at) && s->t[at].len == 1 &&
	    scan_marks(s, at + 1, ".") && scan_tight(s, at + 1))
		at += 2;
	if (at == i && scan_word(s, i) && s->t[i].len == 1 &&
	    !scan_capital(s, i) && scan_word(s, i + 1) && !scan_is(s, i, "u") &&
	    (s->t[i + 1].flags & TOKEN_LINE) == 0)
		at++;
	return at;
}

size_t
name_plain(const struct scan *s, size_t i, int sure)
{
	size_t given = low_initials(s, i);
	bool firm = given > i;
	size_t at = low_givens(s, given, &firm);
	size_t end = low_end(s, at, firm,
	    (sure == NAME_LIKELY && firm) ||
		(sure == NAME_SURE && (firm || at == i)));

	if (end > at)
		return end;
	if (low_subject(s, i))
		return i + 1;
	return at > given && firm ? at : i;
}
