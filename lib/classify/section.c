#include "lib/classify/section.h"

#include "lib/line/fields.h"
#include "lib/text/statement.h"

const char *
section_name(int kind)
{
	static const char *const name[SECTION_KINDS] = {
		[SECTION_THEME] = "theme",
		[SECTION_FLAG] = "flag",
		[SECTION_KIND] = "kind",
		[SECTION_URGENCY] = "urgency",
		[SECTION_SENTIMENT] = "sentiment",
	};

	return name[kind];
}

bool
section_is_id(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') ||
			(s.p[i] >= '0' && s.p[i] <= '9') ||
			(s.p[i] == '-' && i > 0)))
			return false;
	return s.n > 0;
}

const char *
section_values(int field)
{
	switch (field) {
	case F_FLAGS:
		return "a flag is herhaal or spoed";
	case F_LEVEL:
		return "a level is dienstverlening, beleid or wetgeving";
	case F_URGENCY:
		return "urgency is spoed, hoog, normaal or laag";
	case F_SENTIMENT:
		return "sentiment is positief, neutraal, negatief or gemengd";
	default:
		return "no such kind, see sig-signal(5)";
	}
}

const char *
section_level(struct book_section *s, struct slice rest)
{
	const char *const *name = field_values(F_LEVEL);
	struct slice w;
	size_t i;

	if (rest.n == 0)
		return "a level is missing";
	while (rest.n) {
		w = statement_word(&rest);
		for (i = 0; i < BOOK_LEVELS && name[i] != NULL; i++)
			if (slice_eq(w, slice_of(name[i])))
				break;
		if (i == BOOK_LEVELS || name[i] == NULL)
			return section_values(F_LEVEL);
		s->level[i] = true;
	}
	return NULL;
}

/* The Ombudsman's norms of proper conduct are nob-01 to nob-22. */
static bool
is_norm(struct slice s)
{
	int n;

	if (s.n < 4 || memcmp(s.p, "nob-", 4) != 0)
		return true;
	if (s.n != 6 || s.p[4] < '0' || s.p[4] > '2' || s.p[5] < '0' ||
	    s.p[5] > '9')
		return false;
	n = (s.p[4] - '0') * 10 + s.p[5] - '0';
	return n >= 1 && n <= 22;
}

const char *
section_norm(struct book_section *s, struct slice rest, struct arena *mem)
{
	struct slice id;

	if (rest.n == 0)
		return "a norm is missing";
	while (rest.n) {
		if (s->norms == BOOK_NORMS)
			return "too many norms";
		id = statement_word(&rest);
		if (!is_norm(id))
			return "the norms are nob-01 to nob-22";
		if (!section_is_id(id))
			return "a norm is of lower case letters, digits and "
			       "hyphens";
		s->norm[s->norms++] = arena_copy(mem, id);
	}
	return NULL;
}

const char *
section_title(struct book_section *s, struct slice rest, struct arena *mem)
{
	struct slice lang = statement_word(&rest);
	struct slice *to;

	if (slice_eq(lang, SLICE("nl")))
		to = &s->title_nl;
	else if (slice_eq(lang, SLICE("en")))
		to = &s->title_en;
	else
		return "a title is in nl or en";
	if (rest.n == 0)
		return "a title is missing";
	*to = arena_copy(mem, rest);
	return NULL;
}

const char *
section_value(struct slice *to, int field, struct slice rest, struct arena *mem)
{
	if (!field_allows(field, rest))
		return section_values(field);
	*to = arena_copy(mem, rest);
	return NULL;
}
