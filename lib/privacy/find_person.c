#include "lib/privacy/person.h"

/* The first word of a name behind initials: not one of a sentence. */
static bool
surname(const struct scan *s, size_t i, bool several)
{
	unsigned what = scan_what(s, i);

	if ((s->t[i].flags & TOKEN_LINE) != 0)
		return false;
	if (several && (s->t[i].cue & (CUE_SMALL | CUE_ORG | CUE_LAW)) == 0)
		return true;
	return (what & (WORD_FIRST | WORD_LAST)) != 0 ||
	    (what & WORD_DUTCH) == 0 || (s->t[i].cue & CUE_INFIX) != 0;
}

/* "T Bosman", "L van Es": an initial without a dot. */
static size_t
by_letter(struct scan *s, size_t i)
{
	unsigned what;
	size_t end;
	size_t at;

	if (s->t[i].len != 1 || !name_letter(s, i) || s->english ||
	    (s->t[i - 1].cue & (CUE_LAW | CUE_UNIT | CUE_SUFFIX)) != 0 ||
	    scan_number(s, i - 1))
		return 0;
	at = name_infix(s, i + 1);
	what = scan_what(s, at);
	if ((s->t[at].cue & CUE_ORG) != 0)
		return 0;
	if (at == i + 1 && what == 0 && s->t[at].len > 3 &&
	    ((s->t[at + 1].cue & CUE_ACT) != 0 || person_likely(s, i)))
		return person_claim(s, i, at + 1, "person.letter");
	if (at == i + 1 ?
		(what & WORD_LAST) == 0 ||
		    (what & (WORD_DUTCH | WORD_PLACE | WORD_ENGLISH)) != 0 :
		(what & WORD_NAMES) == 0 || !name_infix_sure(s, i + 1, at))
		return 0;
	end = name_end(s, i + 1, NAME_LIKELY);
	if (end <= at || name_of_body(s, i + 1, end))
		return 0;
	return person_claim(s, i, end, "person.letter");
}

/* "L.S. Vuilnis ligt er nog": lectori salutem, and no name behind it. */
static bool
to_reader(const struct scan *s, size_t i)
{
	unsigned what = scan_what(s, i + 4);

	return (s->t[i].flags & TOKEN_LINE) != 0 && scan_is(s, i, "l") &&
	    scan_is(s, i + 2, "s") && name_initial(s, i + 2) &&
	    name_infix(s, i + 4) == i + 4 &&
	    ((what & WORD_DUTCH) != 0 || (what & WORD_NAMES) == 0);
}

/* "J.P. van der Meulen", "D.L. (Anass) van Rooij". */
static size_t
by_initials(struct scan *s, size_t i)
{
	size_t at = i;
	size_t from = i;
	size_t end;

	if (!name_initial(s, i) || (scan_tight(s, i) && scan_alnum(s, i - 1)))
		return by_letter(s, i);
	if (to_reader(s, i) || (i > 2 && to_reader(s, i - 2)))
		return 0;
	while (name_initial(s, at) && at < i + 12)
		at += 2;
	if (scan_mark(s, at, '(') && name_word(s, at + 1, NAME_LIKELY) &&
	    scan_mark(s, at + 2, ')'))
		from = at = at + 3;
	end = name_end(s, from, NAME_SURE);
	if (end <= at || !surname(s, at, at >= i + 4) ||
	    name_of_body(s, from, end))
		return 0;
	return person_claim(s, i, end, "person.initials");
}

/* "Bakker, J.", "Jans, R.J.", "de Jong, J.". */
static size_t
reversed(struct scan *s, size_t i)
{
	size_t at = name_infix(s, i);
	size_t end;

	if (!scan_marks(s, at + 1, ",") || !name_initial(s, at + 2) ||
	    !name_word(s, at, NAME_LIKELY))
		return 0;
	end = at + 2;
	while (name_initial(s, end) && end < at + 14)
		end += 2;
	if (name_word(s, end, NAME_LIKELY) && scan_tight(s, end))
		return 0;
	return person_claim(s, i, end, "person.reversed");
}

/* "Joke belde.", "Joke: hoe laat?": at the start of a sentence or a line. */
static bool
acts(const struct scan *s, size_t i)
{
	if (scan_marks(s, i + 1, ":"))
		return (s->t[i].flags & TOKEN_LINE) != 0 ||
		    scan_number(s, i - 1) || scan_marks(s, i - 1, "]");
	return (s->t[i + 1].cue & CUE_ACT) != 0 &&
	    (scan_marks(s, i - 1, ".!?;:") ||
		(s->t[i].flags & TOKEN_LINE) != 0);
}

/* "aan Nel", "dat Mees": a capital inside a sentence, and no town or house. */
static bool
inside(const struct scan *s, size_t i)
{
	static const char *const word[] = { "de", "het", "een", "deze", "dit",
		"uw", "mijn", "onze", "ons", "hun", "zijn", "haar", "van", "in",
		"op", "te", "uit", "bij", "over", "geen", "elke", "per", NULL };

	if (s->english || !scan_word(s, i - 1) ||
	    (scan_capital(s, i - 1) && (s->t[i - 1].cue & CUE_SMALL) == 0) ||
	    (s->t[i].flags & (TOKEN_LINE | TOKEN_UPPER)) != 0 ||
	    scan_tight(s, i) || scan_capital(s, i + 1) ||
	    scan_marks(s, i + 1, "-&/") || scan_number(s, i + 1))
		return false;
	for (size_t k = 0; word[k] != NULL; k++)
		if (scan_is(s, i - 1, word[k]))
			return false;
	return true;
}

/* May given name I stand alone for a person? */
static bool
alone(const struct scan *s, size_t i)
{
	unsigned what = scan_what(s, i);

	if (scan_marks(s, i + 1, "'") && scan_tight(s, i + 1) &&
	    scan_is(s, i + 2, "s") && (what & WORD_FIRST) != 0)
		return true; /* Adam's */
	return (what & WORD_PLACE) == 0 &&
	    ((what & WORD_DUTCH) == 0 || person_likely(s, i) || acts(s, i) ||
		inside(s, i));
}

/* "Geachte Mehari Troostwijk,", "bedankt Radjesh voor": any capital. */
static size_t
saluted(struct scan *s, size_t i)
{
	static const char *const word[] = { "bedankt", "geachte", "beste",
		"hoi", "hallo", "dag", "lieve", "hey", "goedemorgen",
		"goedemiddag", "goedenavond", NULL };
	size_t end;

	if (s->english || s->t[i].len > 12 ||
	    (s->t[i - 1].cue & CUE_SMALL) == 0)
		return 0;
	for (size_t k = 0; word[k] != NULL; k++) {
		if (!scan_is(s, i - 1, word[k]))
			continue;
		end = name_end(s, i, NAME_LIKELY);
		if (end == i || name_of_body(s, i, end) ||
		    (k > 0 && !scan_marks(s, end, ",!") &&
			(s->t[end].flags & TOKEN_LINE) == 0))
			return 0;
		return person_claim(s, i, end, "person.saluted");
	}
	return 0;
}

/* A listed given name and what follows it; or alone. */
static size_t
by_first(struct scan *s, size_t i)
{
	size_t end;

	if (!scan_capital(s, i) || (scan_what(s, i) & WORD_FIRST) == 0 ||
	    !name_word(s, i, NAME_LISTED))
		return 0;
	end = name_end(s, i, NAME_LIKELY);
	if (end == i || name_of_body(s, i, end) ||
	    (end == i + 1 && !alone(s, i)))
		return 0;
	return person_claim(s, i, end, "person.first");
}

/* A word with a capital that is a name, or that nobody knows. */
static bool
name_like(const struct scan *s, size_t i)
{
	unsigned what = scan_what(s, i);

	return scan_capital(s, i) && s->t[i].len > 1 &&
	    (s->t[i].flags & TOKEN_UPPER) == 0 &&
	    (s->t[i].cue &
		(CUE_ORG | CUE_SMALL | CUE_LAW | CUE_INFIX | CUE_NAME |
		    CUE_TITLE | CUE_RELATION)) == 0 &&
	    (what != 0 || s->t[i].len <= 11) &&
	    (s->english ?
		    (what & (WORD_FIRST | WORD_LAST)) != 0 &&
			(what & WORD_ENGLISH) == 0 :
		    (what & (WORD_DUTCH | WORD_PLACE | WORD_ENGLISH)) == 0 ||
			(what & (WORD_FIRST | WORD_DUTCH)) == WORD_FIRST);
}

/*
 * "Onno Neukerk", "Xuan van der Zee": one that is listed and one that may be
 * a name, or a name with van der and such and any capital behind it.
 */
static size_t
pair(struct scan *s, size_t i)
{
	bool listed;
	size_t end;
	size_t at;

	if (!name_like(s, i))
		return 0;
	at = name_infix(s, i + 1);
	listed = (scan_what(s, i) & WORD_NAMES) != 0;
	if (!scan_capital(s, at) ||
	    ((s->t[i + 1].flags | s->t[at].flags) & TOKEN_LINE) != 0 ||
	    (scan_tight(s, i) && scan_alnum(s, i - 1)))
		return 0;
	if (at == i + 1) {
		listed = listed || (scan_what(s, at) & WORD_NAMES) != 0;
		if (!name_like(s, at) || !listed)
			return 0;
	} else if (!name_infix_sure(s, i + 1, at) ||
	    ((s->t[at].cue & (CUE_ORG | CUE_SMALL)) != 0 &&
		(scan_what(s, at) & WORD_LAST) == 0) ||
	    (!listed && (scan_what(s, at) & WORD_PLACE) != 0) ||
	    (at == i + 2 && (scan_what(s, at) & WORD_NAMES) == 0 &&
		(scan_what(s, at) & (WORD_DUTCH | WORD_PLACE)) != 0))
		return 0;
	end = name_end(s, i, NAME_LIKELY);
	if (end <= at)
		end = at + 1;
	if (name_of_body(s, i, end))
		return 0;
	return person_claim(s, i, end, "person.pair");
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
	for (end = i;
	     end < i + 5 && scan_capital(s, end) && s->t[end].cue == 0 &&
	     (end == i || (s->t[end].flags & TOKEN_LINE) == 0) &&
	     (scan_what(s, end) & (WORD_DUTCH | WORD_PLACE)) == 0;
	     end++)
		marked = marked || (s->t[end].flags & TOKEN_MARKED) != 0;
	if (end < i + 2 || !marked || name_of_body(s, i, end))
		return 0;
	return person_claim(s, i, end, "person.foreign");
}

/* Words before an e-mail address in < >. */
static size_t
before_mail(struct scan *s, size_t i)
{
	size_t end;

	if (!s->list->angle || !scan_capital(s, i) ||
	    (scan_tight(s, i) && scan_alnum(s, i - 1)))
		return 0;
	end = name_end(s, i, NAME_SURE);
	if (end == i || !scan_marks(s, end, "<") ||
	    s->t[end + 1].kind != TOKEN_HELD ||
	    s->t[end + 1].type != REDACT_EMAIL)
		return 0;
	return person_claim(s, i, end, "person.mail");
}

/*
 * Is capital I of a word that is no name, such as begins most sentences?  Then
 * no rule takes it for the beginning of one, unless it stands before a mail.
 */
static bool
ordinary(const struct scan *s, size_t i)
{
	if (s->t[i].len <= 2 || (s->t[i].cue & CUE_INFIX) != 0 ||
	    s->list->angle)
		return false;
	return (s->t[i].cue & (CUE_SMALL | CUE_NAME | CUE_RELATION)) ==
	    CUE_SMALL ||
	    (scan_what(s, i) & (WORD_DUTCH | WORD_NAMES)) == WORD_DUTCH;
}

static size_t
by_shape(struct scan *s, size_t i)
{
	size_t end;

	if (!scan_capital(s, i)) {
		end = person_low(s, i);
		if (end == 0 && (s->t[i].cue & CUE_INFIX) != 0 &&
		    name_infix(s, i) > i + 1)
			end = person_by_last(s, i);
		return end;
	}
	if (ordinary(s, i))
		return 0;
	(void)((end = by_initials(s, i)) != 0 || (end = reversed(s, i)) != 0 ||
	    (end = before_mail(s, i)) != 0 || (end = saluted(s, i)) != 0 ||
	    (end = pair(s, i)) != 0 || (end = by_first(s, i)) != 0 ||
	    (end = foreign(s, i)) != 0 || (end = person_by_last(s, i)) != 0 ||
	    (end = person_matter(s, i)) != 0 ||
	    (end = person_subject(s, i)) != 0);
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
		if (end > i && !name_of_body(s, i, end))
			i = person_claim(s, i, end, "person.member") - 1;
	}
	scan_compact(s);
}

void
find_person(struct scan *s)
{
	const uint64_t cues = CUE_TITLE | CUE_NAME | CUE_GREETING |
	    CUE_RELATION;
	const struct roles_want called = { .roles = ROLE_PERSON };
	const struct roles_want shaped = { .roles = ROLE_CAPITAL | ROLE_LOW };
	struct roles_walk w;
	size_t end;
	size_t i;

	if (s->way >= REDACT_VALUE) {
		person_in_value(s);
		return;
	}
	for (i = scan_first(&w, s, called); i != 0; i = roles_next(&w, i)) {
		if ((s->t[i].cue & cues) == 0)
			continue;
		end = person_by_cue(s, i);
		if (end != 0)
			i = end - 1;
	}
	scan_compact(s);
	for (i = scan_first(&w, s, shaped); i != 0; i = roles_next(&w, i)) {
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
