#include "lib/privacy/person.h"

/* A word beside a name that can only be more of it. */
static bool
more_name(const struct scan *s, size_t i)
{
	const uint64_t never = CUE_SMALL | CUE_ORG | CUE_LAW | CUE_INFIX |
	    CUE_NAME | CUE_TITLE | CUE_RELATION | CUE_IDS | CUE_GREETING |
	    CUE_LIVE | CUE_PLACE | CUE_MONTH | CUE_ACT;
	unsigned what = scan_what(s, i);

	if (!scan_capital(s, i) || s->t[i].len < 2 ||
	    (s->t[i].cue & never) != 0 ||
	    ((s->t[i].flags & TOKEN_UPPER) != 0 &&
		(s->t[i - 1].flags & TOKEN_UPPER) == 0) ||
	    (what & WORD_ENGLISH) != 0)
		return false;
	return what == 0 ? s->t[i].len <= 14 && !s->english :
			   (what & WORD_DUTCH) == 0 && (what & WORD_NAMES) != 0;
}

/* Is what stands at I tied to what is before it by mark C, and a word? */
static bool
tied(const struct scan *s, size_t i, char c)
{
	return scan_mark(s, i, c) && s->t[i].len == 1 && scan_tight(s, i) &&
	    scan_tight(s, i + 1) && scan_word(s, i + 1) && s->t[i + 1].len > 1;
}

/* The end of a name of which a part ends before TO, and begins at FROM. */
static size_t
grow(const struct scan *s, size_t from, size_t to)
{
	size_t at;

	for (int n = 0; n < 5; n++) {
		if (tied(s, to, '-') || tied(s, to, '\'')) {
			to += 2;
			continue;
		}
		if ((s->t[to].flags & TOKEN_LINE) != 0 ||
		    !scan_capital(s, from))
			break;
		at = name_infix(s, to);
		if ((s->t[at].flags & TOKEN_LINE) != 0 ||
		    (at > to && !name_infix_sure(s, to, at)) ||
		    !(more_name(s, at) ||
			(name_infix_strong(s, to, at) && scan_capital(s, at) &&
			    s->t[at].cue == 0)))
			break;
		to = at + 1;
	}
	return to;
}

/* Where a name begins of which a part begins at FROM. */
static size_t
grow_back(const struct scan *s, size_t from)
{
	for (int n = 0; n < 3; n++) {
		bool first = (s->t[from - 1].flags & TOKEN_LINE) != 0 ||
		    scan_marks(s, from - 2, ".!?:");

		if ((s->t[from].flags & TOKEN_LINE) != 0 ||
		    !(scan_capital(s, from) ||
			(s->t[from].cue & CUE_INFIX) != 0) ||
		    scan_tight(s, from) || !more_name(s, from - 1) ||
		    (first && (scan_what(s, from - 1) & WORD_FIRST) == 0))
			break;
		from--;
	}
	return from;
}

size_t
person_claim(struct scan *s, size_t from, size_t to, const char *rule)
{
	if (to > from) {
		to = grow(s, from, to);
		from = grow_back(s, from);
		name_learn(s, from, to);
		scan_claim(s, from, to, REDACT_PERSON, rule);
	}
	return to;
}

bool
person_likely(const struct scan *s, size_t i)
{
	static const char *const word[] = { "door", "met", "aan", "en", "ook",
		"namens", "zegt", "vroeg", "via", "by", "and", "with", NULL };

	for (size_t k = 0; word[k] != NULL; k++)
		if (scan_is(s, i - 1, word[k]))
			return true;
	return false;
}
