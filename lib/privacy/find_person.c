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
			return claim(s, at, end, rule);
		}
		if (!filler(s, at))
			return 0;
	}
	return 0;
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

	if (scan_marks(s, at, ",") &&
	    !(capital(s, at + 1) &&
		(scan_what(s, at + 1) & (WORD_FIRST | WORD_LAST)) != 0))
		return 0;
	return behind(s, i, 2, NAME_LIKELY, "person.relation");
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
	if (end == at || name_of_body(s, at, end) ||
	    (s->t[at].cue & CUE_GREETING) != 0)
		return 0;
	if (s->t[end].kind != TOKEN_END && s->t[end].kind != TOKEN_HELD &&
	    (s->t[end].flags & TOKEN_LINE) == 0 &&
	    !scan_marks(s, end, "(,.!/-;") &&
	    name_end(s, at, NAME_LIKELY) != end)
		return 0;
	return claim(s, at, end, "person.greeting");
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
	if (end <= at || (s->t[at].flags & TOKEN_LINE) != 0 ||
	    name_of_body(s, i, end))
		return 0;
	if ((scan_what(s, at) & (WORD_FIRST | WORD_LAST | WORD_DUTCH)) ==
		WORD_DUTCH &&
	    (s->t[at].cue & CUE_INFIX) == 0)
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

/* A listed given name and what follows it; or alone. */
static size_t
by_first(struct scan *s, size_t i)
{
	unsigned what = scan_what(s, i);
	size_t end;

	if (!capital(s, i) || (what & WORD_FIRST) == 0 ||
	    !name_word(s, i, NAME_LISTED))
		return 0;
	end = name_end(s, i, NAME_LIKELY);
	if (end == i || name_of_body(s, i, end))
		return 0;
	if (end == i + 1 && (what & (WORD_DUTCH | WORD_PLACE)) != 0)
		return 0;
	return claim(s, i, end, "person.first");
}

/* A family name that is listed, behind van der and such or another word. */
static size_t
by_last(struct scan *s, size_t i)
{
	size_t at = name_infix(s, i);
	size_t end;

	if (at == i && capital(s, i) && name_word(s, i, NAME_LIKELY) &&
	    (scan_what(s, i + 1) & WORD_LAST) != 0)
		at = i + 1;
	if (at == i || !capital(s, at) || (s->t[at].flags & TOKEN_LINE) != 0)
		return 0;
	if ((scan_what(s, at) & (WORD_LAST | WORD_DUTCH | WORD_PLACE)) !=
		WORD_LAST &&
	    !(at > i + 1 && (scan_what(s, at) & WORD_LAST)))
		return 0;
	end = name_end(s, i, NAME_LIKELY);
	if (end <= at || name_of_body(s, i, end) ||
	    (at == i + 1 && !capital(s, i)))
		return 0;
	return claim(s, i, end, "person.last");
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

	if ((cue & CUE_TITLE) != 0)
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
	}
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

void
find_person(struct scan *s)
{
	const uint64_t cues = CUE_TITLE | CUE_NAME | CUE_GREETING |
	    CUE_RELATION;
	size_t end;

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
	if (s->name)
		all_names(s);
}

/* A word of a name that was found elsewhere in the record. */
static bool
known(const struct scan *s, size_t i)
{
	struct slice h = { (const char *)&s->t[i].hash, sizeof(s->t[i].hash) };

	return capital(s, i) && set_find(&s->r->names, h) != SET_NONE;
}

void
find_known(struct scan *s)
{
	size_t end;

	if (s->r->names.len == 0)
		return;
	for (size_t i = 1; i + 1 < s->n; i++) {
		if (!known(s, i))
			continue;
		end = i + 1;
		while (known(s, end) && (s->t[end].flags & TOKEN_LINE) == 0)
			end++;
		if (name_of_body(s, i, end))
			continue;
		if ((scan_what(s, i) & WORD_DUTCH) != 0 && end == i + 1)
			continue;
		scan_claim(s, i, end, REDACT_PERSON, "person.again");
		i = end - 1;
	}
}
