#include "lib/privacy/person.h"

/* "de alexa", "mijn-iphone": does a noun stand at I, whatever it is? */
static bool
noun(const struct scan *s, size_t i)
{
	static const char *const word[] = { "de", "het", "een", "geen", "deze",
		"dit", "uw", "onze", "elke", "per", "via", "op", NULL };

	if ((scan_tight(s, i) && s->t[i - 1].kind != TOKEN_END) ||
	    (scan_tight(s, i + 1) && scan_marks(s, i + 1, "-_/@'")) ||
	    scan_alnum(s, i + 1) != scan_word(s, i + 1))
		return true;
	for (size_t k = 0; word[k] != NULL; k++)
		if (scan_is(s, i - 1, word[k]))
			return true;
	return false;
}

/* "hoi met sander", "sanne zei": a given name that stands where one does. */
static size_t
low_alone(struct scan *s, size_t i)
{
	static const char *const word[] = { "met", "door", "namens", "aan",
		"van", "voor", "tegen", "bij", "naar", "en", "als", "zoals",
		"dat", "omdat", "want", "of", "ook", "hoi", "hallo", "beste",
		"hey", "dag", "bedankt", "groetjes", "xx", "mama", "papa",
		NULL };

	if (s->t[i].len < 3 || s->english ||
	    (s->t[i].flags & TOKEN_MARKED) != 0)
		return 0;
	if ((s->t[i + 1].cue & CUE_ACT) != 0 ||
	    (s->t[i].len > 4 && !noun(s, i)))
		return person_claim(s, i, i + 1, "person.low");
	for (size_t k = 0; word[k] != NULL; k++)
		if (scan_is(s, i - 1, word[k]) &&
		    (s->t[i].flags & TOKEN_LINE) == 0)
			return person_claim(s, i, i + 1, "person.low");
	return 0;
}

/* "piet jansen", "linda von loon": a given name and one that can be no word. */
static size_t
both_plain(struct scan *s, size_t i)
{
	const unsigned no = WORD_DUTCH | WORD_PLACE | WORD_ENGLISH;
	bool starts = (s->t[i].flags & TOKEN_LINE) != 0;
	size_t end;

	if (!lexicon_given(s->r->lexicon, s->t[i].hash) ||
	    (scan_what(s, i) & (WORD_FIRST | no)) != WORD_FIRST ||
	    s->t[i].cue != 0 || (scan_tight(s, i) && scan_alnum(s, i - 1)))
		return 0;
	end = name_plain(s, i, NAME_LIKELY);
	if (end == i + 3 && scan_tight(s, i + 1) && !noun(s, i + 2) &&
	    (scan_what(s, i + 2) & WORD_FIRST) != 0)
		return person_claim(s, i, end, "person.both"); /* jan-willem */
	if (end < i + 2 || (scan_tight(s, i + 1) && !scan_mark(s, i + 1, '-')))
		return low_alone(s, i);
	if (starts && (s->t[end].cue & CUE_ACT) != 0)
		return person_claim(s, i, end, "person.both");
	if ((scan_what(s, end - 1) & (WORD_LAST | no)) != WORD_LAST &&
	    !(scan_what(s, end - 1) == 0 && s->t[end - 1].len > 3) &&
	    !(name_infix(s, i + 1) > i + 1 &&
		name_infix_sure(s, i + 1, name_infix(s, i + 1))))
		return low_alone(s, i);
	return person_claim(s, i, end, "person.both");
}

/* "jansen l, 06...": a family name at the start of a line, and an initial. */
static size_t
low_reversed(struct scan *s, size_t i)
{
	size_t end = i + 1;

	if ((s->t[i].flags & TOKEN_LINE) == 0 || s->english)
		return 0;
	if (scan_word(s, end) && s->t[end].len > 1 &&
	    (scan_what(s, end) & WORD_NAMES) != 0)
		end++;
	if ((scan_what(s, i) & (WORD_LAST | WORD_DUTCH | WORD_PLACE)) !=
		WORD_LAST ||
	    !scan_word(s, end) || s->t[end].len != 1 ||
	    (!scan_marks(s, end + 1, ",;/-") &&
		s->t[end + 1].kind == TOKEN_WORD))
		return 0;
	return person_claim(s, i, end + 1, "person.reversed");
}

size_t
person_low(struct scan *s, size_t i)
{
	size_t end = both_plain(s, i);

	return end != 0 ? end : low_reversed(s, i);
}
