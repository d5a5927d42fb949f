#include "lib/privacy/name.h"

enum { WORDS = 8 };

static bool
capital(const struct scan *s, size_t i)
{
	return scan_word(s, i) && (s->t[i].flags & TOKEN_CAPITAL) != 0;
}

/* Is token I in capitals among others that are? */
static bool
shouted(const struct scan *s, size_t i)
{
	return (s->t[i].flags & TOKEN_UPPER) != 0 &&
	    ((s->t[i - 1].flags & TOKEN_UPPER) != 0 ||
		(s->t[i + 1].flags & TOKEN_UPPER) != 0);
}

bool
name_initial(const struct scan *s, size_t i)
{
	return capital(s, i) && s->t[i].len <= 2 && scan_marks(s, i + 1, ".") &&
	    scan_tight(s, i + 1) &&
	    (s->t[i].len == 1 || (s->t[i].flags & TOKEN_MARKED) != 0 ||
		(s->t[i].flags & TOKEN_UPPER) == 0);
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

/* XXXX, as some blot out what was personal. */
static bool
blotted(const struct scan *s, size_t i)
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
	return !capital(s, i) || shouted(s, i) ||
	    (scan_what(s, i) & (WORD_FIRST | WORD_LAST)) == 0 ||
	    (s->t[before].cue & (CUE_TITLE | CUE_RELATION)) == 0;
}

/* Is word I one that is in no name unless a cue says so? */
static bool
barred(const struct scan *s, size_t i)
{
	const uint64_t never = CUE_SMALL | CUE_ORG | CUE_LAW | CUE_INFIX;

	if ((s->t[i].cue & never) == CUE_ORG && capital(s, i) &&
	    (scan_what(s, i) & WORD_LAST) != 0 && capital(s, i - 1) &&
	    (scan_what(s, i - 1) & (WORD_FIRST | WORD_DUTCH)) == WORD_FIRST)
		return false; /* Henny Prins */
	if ((s->t[i].cue & CUE_MONTH) != 0 &&
	    (scan_number(s, i - 1) || (scan_what(s, i) & WORD_FIRST) == 0))
		return true;
	return (s->t[i].cue & never) != 0;
}

bool
name_word(const struct scan *s, size_t i, int sure)
{
	bool plain = !capital(s, i) || shouted(s, i);

	if (!scan_word(s, i) || s->t[i].len < 2 || blotted(s, i) ||
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
	if (scan_marks(s, i, "'") && scan_tight(s, i + 1) &&
	    (scan_is(s, i + 1, "t") || scan_is(s, i + 1, "s")))
		return i + 2;
	return i;
}

size_t
name_infix(const struct scan *s, size_t i)
{
	size_t end;

	for (int n = 0; n < 3; n++) {
		if (n > 0 && (s->t[i].flags & TOKEN_LINE) != 0)
			break;
		end = infix_word(s, i);
		if (end == i)
			break;
		i = end;
	}
	return i;
}

/* D'Souza, O'Brien: the token behind it, or I. */
static size_t
apostrophe(const struct scan *s, size_t i)
{
	if (capital(s, i) && s->t[i].len <= 2 && scan_marks(s, i + 1, "'") &&
	    scan_tight(s, i + 1) && scan_tight(s, i + 2) && capital(s, i + 2))
		return i + 3;
	return i;
}

/* Is van de, in 't and such at I to END one that stands in names only? */
static bool
strong_infix(const struct scan *s, size_t i, size_t end)
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
	return strong_infix(s, i, end) || short_one(s, i, end);
}

/* The name behind van and such at I; FIRST if none is before it. */
static size_t
infix_part(const struct scan *s, size_t i, int sure, bool first)
{
	size_t end = name_infix(s, i);

	if (end == i || (s->t[end].flags & TOKEN_LINE) != 0)
		return i;
	if (capital(s, i) && scan_marks(s, end, "-") && scan_tight(s, end) &&
	    scan_tight(s, end + 1) && capital(s, end + 1))
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
	return !first && capital(s, i) && s->t[i].len == 1 &&
	    scan_marks(s, i - 1, "-") && scan_tight(s, i) &&
	    scan_marks(s, i + 1, "-") && scan_tight(s, i + 1);
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
	if (name_word(s, i, sure))
		return i + 1;
	if (middle(s, i, first))
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
	    capital(s, end - 1) && capital(s, end + 1) &&
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
		word = word || !name_initial(s, at);
		end = next;
		at = go_on(s, end);
	}
	return word ? end : i;
}

size_t
name_plain(const struct scan *s, size_t i)
{
	const unsigned listed = WORD_FIRST | WORD_LAST;
	size_t first = i;
	size_t infix;
	size_t at;

	if ((s->t[i].flags & TOKEN_GAP) != 0)
		return i;
	for (at = i; at < i + 8 && scan_word(s, at) && s->t[at].len == 1 &&
	     scan_marks(s, at + 1, ".") && scan_tight(s, at + 1);)
		at += 2;
	if (at == i && (scan_what(s, i) & WORD_FIRST) != 0 && s->t[i].cue == 0)
		at = first = i + 1;
	infix = at;
	at = name_infix(s, at);
	if (at == i || at == first || !scan_word(s, at) || capital(s, at) ||
	    (at > infix && !name_infix_sure(s, infix, at)) ||
	    (s->t[at].flags & TOKEN_LINE) != 0 ||
	    (s->t[at].cue & (CUE_SMALL | CUE_ORG | CUE_LAW)) != 0 ||
	    (scan_what(s, at) & listed) == 0)
		return i;
	return at + 1;
}

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

static bool
body_word(const struct scan *s, size_t i)
{
	if (!scan_word(s, i))
		return false;
	if ((scan_what(s, i) & (WORD_FIRST | WORD_LAST)) != 0)
		return false;
	return (s->t[i].cue & CUE_ORG) != 0 || scan_ends(s, i, bodies);
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
		if (body_word(s, i))
			return true;
	if (body_word(s, to) &&
	    (capital(s, to) || scan_tight(s, to) || house_of(s, to)))
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
		if (!capital(s, i) || s->t[i].len < 3 ||
		    (s->t[i].cue & (CUE_INFIX | CUE_SMALL)) != 0)
			continue;
		h = (struct slice){ (const char *)&s->t[i].hash,
			sizeof(s->t[i].hash) };
		set_add(&s->r->names, h, NULL);
	}
}
