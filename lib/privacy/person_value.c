#include "lib/privacy/person.h"

/* "Paspoort van", "Bezwaar door": a word behind which a person may stand. */
static bool
announced(const struct scan *s, size_t i)
{
	static const char *const word[] = { "van", "door", "voor", "namens",
		"inzake", "betreft", "aan", "mbt", "tbv", "tnv", "ivm", NULL };

	for (size_t k = 0; word[k] != NULL; k++)
		if (scan_is(s, i, word[k]))
			return true;
	return false;
}

/* The token behind initials or a given name at I; I if there is none. */
static size_t
given_end(const struct scan *s, size_t i)
{
	size_t at = i;

	while (name_initial(s, at) && at < i + 12)
		at += 2;
	if (at > i)
		return scan_tight(s, i) && scan_alnum(s, i - 1) ? i : at;
	return scan_capital(s, i) && (s->t[i].flags & TOKEN_UPPER) == 0 &&
		(scan_what(s, i) & WORD_FIRST) != 0 ?
	    i + 1 :
	    i;
}

/* Is I a listed family name that begins no body, law or the like? */
static bool
family(const struct scan *s, size_t i)
{
	return scan_capital(s, i) && (scan_what(s, i) & WORD_LAST) != 0 &&
	    (s->t[i].flags & (TOKEN_LINE | TOKEN_UPPER)) == 0 &&
	    (s->t[i].cue & (CUE_ORG | CUE_SMALL | CUE_LAW)) == 0;
}

/*
 * The token behind the name at I; I if there is none.  Products are called
 * after much: only what two lists know is a name, and words that are a place
 * or an ordinary word as well are so behind "van", initials or before "de".
 */
static size_t
listed(const struct scan *s, size_t i)
{
	const unsigned other = WORD_DUTCH | WORD_PLACE | WORD_ENGLISH;
	size_t at = given_end(s, i);
	size_t last = name_infix(s, at);

	if (at == i || !family(s, last) || name_of_body(s, i, last + 1))
		return i;
	if (!announced(s, i - 1) && at != i + 2 && last == at &&
	    ((scan_what(s, i) | scan_what(s, last)) & other) != 0)
		return i;
	return last + 1;
}

void
person_in_value(struct scan *s)
{
	const struct roles_want want = { .roles = ROLE_CAPITAL };
	struct roles_walk w;
	size_t end;

	person_by_title(s);
	for (size_t i = scan_first(&w, s, want); i != 0;
	     i = roles_next(&w, i)) {
		end = listed(s, i);
		if (end > i)
			i = person_claim(s, i, end, "person.listed") - 1;
	}
	scan_compact(s);
}
