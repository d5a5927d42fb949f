#include "lib/privacy/name.h"

enum { WORDS = 8 };

/* Is token I in capitals among others that are? */
static bool
shouted(const struct scan *s, size_t i)
{
	return (s->t[i].flags & TOKEN_UPPER) != 0 &&
	    ((s->t[i - 1].flags & TOKEN_UPPER) != 0 ||
		(s->t[i + 1].flags & TOKEN_UPPER) != 0);
}

/* "Bo." at the end of a sentence: a given name, and no initial. */
static bool
ends_short(const struct scan *s, size_t i)
{
	return s->t[i].len == 2 && (scan_what(s, i) & WORD_FIRST) != 0 &&
	    !scan_capital(s, i + 2);
}

bool
name_initial(const struct scan *s, size_t i)
{
	return scan_capital(s, i) && s->t[i].len <= 2 &&
	    scan_marks(s, i + 1, ".") && scan_tight(s, i + 1) &&
	    (s->t[i].len == 1 || (s->t[i].flags & TOKEN_MARKED) != 0 ||
		(s->t[i].flags & TOKEN_UPPER) == 0) &&
	    !ends_short(s, i);
}

bool
name_letter(const struct scan *s, size_t i)
{
	size_t at = name_infix(s, i + 1);

	return scan_capital(s, i) && s->t[i].len == 1 &&
	    !(scan_tight(s, i) && s->t[i - 1].kind != TOKEN_MARK) &&
	    !scan_tight(s, i + 1) && (s->t[i + 1].flags & TOKEN_LINE) == 0 &&
	    scan_capital(s, at) && s->t[at].len > 1 &&
	    (s->t[at].flags & TOKEN_LINE) == 0;
}

/* A word in lower case or among capitals: only what is listed, or unknown. */
static bool
plain_word(const struct scan *s, size_t i, int sure)
{
	unsigned what = scan_what(s, i);
	bool loud = shouted(s, i);

	if ((what & (WORD_FIRST | WORD_LAST)) != 0)
		return loud || (what & WORD_DUTCH) == 0;
	return loud && sure == NAME_SURE && (what & WORD_DUTCH) == 0;
}

/* A word with a capital. */
static bool
capital_word(const struct scan *s, size_t i, int sure)
{
	unsigned what = scan_what(s, i);

	if ((what & (WORD_FIRST | WORD_LAST)) != 0)
		return true;
	if ((s->t[i].flags & TOKEN_UPPER) != 0 && s->t[i].len <= 4)
		return false;
	return sure == NAME_SURE ||
	    (sure == NAME_LIKELY && (what & (WORD_DUTCH | WORD_PLACE)) == 0);
}

bool
name_blotted(const struct scan *s, size_t i)
{
	struct slice w = scan_text(s, i);

	for (size_t k = 0; k < w.n; k++)
		if ((w.p[k] | 0x20) != 'x')
			return false;
	return w.n > 1;
}

/* In an English text: a frequent word, and none that Mr or "my son" calls. */
static bool
english(const struct scan *s, size_t i)
{
	size_t before = scan_marks(s, i - 1, ".:") ? i - 2 : i - 1;

	if ((scan_what(s, i) & WORD_ENGLISH) == 0 &&
	    (s->t[i].cue & CUE_ENGLISH) == 0)
		return false;
	return !scan_capital(s, i) || shouted(s, i) ||
	    (scan_what(s, i) & (WORD_FIRST | WORD_LAST)) == 0 ||
	    (s->t[before].cue & (CUE_TITLE | CUE_RELATION)) == 0;
}

/* Is word I one that is in no name unless a cue says so? */
static bool
barred(const struct scan *s, size_t i)
{
	const uint64_t never = CUE_SMALL | CUE_ORG | CUE_LAW | CUE_INFIX;

	if ((s->t[i].cue & never) == CUE_ORG && scan_capital(s, i) &&
	    (scan_what(s, i) & WORD_LAST) != 0 && scan_capital(s, i - 1) &&
	    ((scan_what(s, i - 1) & (WORD_FIRST | WORD_DUTCH)) == WORD_FIRST ||
		(s->t[i - 1].cue & CUE_INFIX) != 0))
		return false; /* Henny Prins, De Koning */
	if ((s->t[i].cue & CUE_ACT) != 0 && shouted(s, i))
		return true;
	if ((s->t[i].cue & (CUE_NAME | CUE_RELATION)) != 0)
		return (scan_what(s, i) & WORD_LAST) == 0;
	if ((s->t[i].cue & CUE_MONTH) != 0 &&
	    (scan_number(s, i - 1) || (scan_what(s, i) & WORD_FIRST) == 0))
		return true;
	return (s->t[i].cue & never) != 0;
}

bool
name_word(const struct scan *s, size_t i, int sure)
{
	bool plain = !scan_capital(s, i) || shouted(s, i);

	if (!scan_word(s, i) || s->t[i].len < 2 || name_blotted(s, i) ||
	    (s->english && english(s, i)))
		return false;
	if (barred(s, i) &&
	    (plain || sure < NAME_SURE ||
		(scan_what(s, i) & (WORD_FIRST | WORD_LAST)) == 0))
		return false;
	return plain ? plain_word(s, i, sure) : capital_word(s, i, sure);
}

/* "v.d.", "v/d" at I: the token behind it, or I. */
static size_t
short_infix(const struct scan *s, size_t i)
{
	if (!scan_is(s, i, "v") && !scan_is(s, i, "vd"))
		return i;
	if (!scan_marks(s, i + 1, "./") || !scan_tight(s, i + 1))
		return scan_is(s, i, "vd") ? i + 1 : i;
	if (scan_is(s, i + 2, "d") && scan_tight(s, i + 2))
		return scan_marks(s, i + 3, ".") && scan_tight(s, i + 3) ?
		    i + 4 :
		    i + 3;
	return i + 2;
}

/* One word of it. */
static size_t
infix_word(const struct scan *s, size_t i)
{
	size_t end = short_infix(s, i);

	if (end != i)
		return end;
	if ((s->t[i].cue & CUE_INFIX) != 0)
		return i + 1;
	if (scan_marks(s, i, "'") && !scan_tight(s, i) &&
	    scan_tight(s, i + 1) &&
	    (scan_is(s, i + 1, "t") || scan_is(s, i + 1, "s")))
		return i + 2;
	return i;
}

size_t
name_infix_end(const struct scan *s, size_t i)
{
	size_t end;

	for (int n = 0; n < 3; n++) {
		if (n > 0 && (s->t[i].flags & TOKEN_LINE) != 0)
			break;
		end = infix_word(s, i);
		if (end == i ||
		    (n > 0 && scan_capital(s, i) && !scan_word(s, end)))
			break; /* De Oude */
		i = end;
	}
	return i;
}

/* D'Souza, O'Brien: the token behind it, or I. */
static size_t
apostrophe(const struct scan *s, size_t i)
{
	if (scan_capital(s, i) && s->t[i].len <= 2 &&
	    scan_marks(s, i + 1, "'") && scan_tight(s, i + 1) &&
	    scan_tight(s, i + 2) && scan_capital(s, i + 2))
		return i + 3;
	return i;
}

bool
name_infix_strong(const struct scan *s, size_t i, size_t end)
{
	for (; i < end; i++)
		if (scan_is(s, i, "der") || scan_is(s, i, "den") ||
		    scan_is(s, i, "ter") || scan_is(s, i, "ten") ||
		    scan_is(s, i, "t"))
			return true;
	return false;
}

/* Is it one word only, such as van or el, and none that says where? */
static bool
short_one(const struct scan *s, size_t i, size_t end)
{
	static const char *const where[] = { "in", "op", "uit", "aan", "over",
		"onder", "bij", NULL };

	for (size_t k = 0; where[k] != NULL; k++)
		if (scan_is(s, i, where[k]))
			return false;
	return end == i + 1 || scan_is(s, i, "v") || scan_is(s, i, "vd");
}

bool
name_infix_sure(const struct scan *s, size_t i, size_t end)
{
	return name_infix_strong(s, i, end) || short_one(s, i, end);
}

/* The name behind van and such at I; FIRST if none is before it. */
static size_t
infix_part(const struct scan *s, size_t i, int sure, bool first)
{
	size_t end = name_infix(s, i);

	if (end == i || (s->t[end].flags & TOKEN_LINE) != 0)
		return i;
	if (!first && scan_is(s, i, "te") && end == i + 1 &&
	    (scan_what(s, end) & WORD_PLACE) != 0)
		return i; /* J. Smit te Breda */
	if (scan_capital(s, i) && scan_marks(s, end, "-") &&
	    scan_tight(s, end) && scan_tight(s, end + 1) &&
	    scan_capital(s, end + 1))
		end++; /* Al-Hassan */
	if (!(first && sure == NAME_SURE) && !name_infix_sure(s, i, end))
		sure = NAME_LISTED;
	if (apostrophe(s, end) != end)
		return apostrophe(s, end);
	return name_word(s, end, sure) ? end + 1 : i;
}

/* The A of Tjin-A-Sie. */
static bool
middle(const struct scan *s, size_t i, bool first)
{
	return !first && scan_capital(s, i) && s->t[i].len == 1 &&
	    scan_marks(s, i - 1, "-") && scan_tight(s, i) &&
	    scan_marks(s, i + 1, "-") && scan_tight(s, i + 1);
}

/* Naoual Oosterwolde: any capital behind what is a given name and no more. */
static bool
behind_given(const struct scan *s, size_t i)
{
	const uint64_t never = CUE_SMALL | CUE_ORG | CUE_LAW | CUE_INFIX |
	    CUE_NAME | CUE_TITLE | CUE_RELATION | CUE_IDS | CUE_GREETING |
	    CUE_LIVE | CUE_PLACE | CUE_PHONE;

	return scan_capital(s, i) && s->t[i].len > 2 &&
	    (s->t[i].cue & never) == 0 && !s->english &&
	    scan_capital(s, i - 1) && s->t[i - 1].len > 2 &&
	    (s->t[i].flags & TOKEN_UPPER) == 0 &&
	    (scan_what(s, i - 1) & (WORD_FIRST | WORD_DUTCH)) == WORD_FIRST;
}

/* The end of one part of a name at I: initials, a word, van Dijk; or I. */
static size_t
part(const struct scan *s, size_t i, int sure, bool first)
{
	size_t end = apostrophe(s, i);

	if (end != i)
		return end;
	if (name_initial(s, i))
		return i + 2;
	if (sure == NAME_SURE && first && name_letter(s, i))
		return i + 1;
	if (name_word(s, i, sure))
		return i + 1;
	if (middle(s, i, first) || (!first && behind_given(s, i)))
		return i + 1;
	return infix_part(s, i, sure, first);
}

/* "Bos - Visser": a family name behind another. */
static bool
spaced(const struct scan *s, size_t end)
{
	return scan_mark(s, end, '-') && !scan_tight(s, end) &&
	    !scan_tight(s, end + 1) &&
	    ((s->t[end].flags | s->t[end + 1].flags) & TOKEN_LINE) == 0 &&
	    scan_capital(s, end - 1) && scan_capital(s, end + 1) &&
	    (scan_what(s, end - 1) & scan_what(s, end + 1) & WORD_LAST) != 0;
}

/* Where the next part of a name may begin after END, over a hyphen; or 0. */
static size_t
go_on(const struct scan *s, size_t end)
{
	if (scan_marks(s, end, "-") && scan_tight(s, end) &&
	    scan_tight(s, end + 1))
		end++;
	else if (spaced(s, end))
		end++;
	return (s->t[end].flags & TOKEN_LINE) != 0 ? 0 : end;
}

size_t
name_end(const struct scan *s, size_t i, int sure)
{
	size_t end = i;
	size_t at = i;
	size_t next;
	bool word = false;

	for (int n = 0; n < WORDS && at != 0; n++) {
		next = part(s, at, sure, !word);
		if (next == at)
			break;
		word = word || !(name_initial(s, at) || name_letter(s, at));
		end = next;
		at = go_on(s, end);
	}
	return word ? end : i;
}
