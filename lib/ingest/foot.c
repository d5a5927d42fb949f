#include "lib/ingest/foot.h"

#include "lib/ingest/value.h"

enum { PART_WORDS = 4 };

/* What stands behind `Gegenereerd' in a note. */
static const char made_by[] = "op on at door by";

/* Take the next word off REST: bytes that are no blank or sign between. */
static bool
next_word(struct slice *rest, struct slice *word)
{
	static const char marks[] = " \t:=(),;";
	size_t n = 0;

	while (rest->n > 0 && strchr(marks, rest->p[0]) != NULL) {
		rest->p++;
		rest->n--;
	}
	while (n < rest->n && strchr(marks, rest->p[n]) == NULL)
		n++;
	*word = (struct slice){ rest->p, n };
	rest->p += n;
	rest->n -= n;
	return n > 0;
}

/* Does S hold a number and nothing else, as sums do? */
static bool
number(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '\0' ||
		    strchr("0123456789.,% \xe2\x82\xac", s.p[i]) == NULL)
			return false;
	return true;
}

/* What a cell is that begins with a word for a sum. */
static enum foot
sum_cell(struct slice s)
{
	static const char fill[] =
	    "aantal total totaal rijen records regels rows klachten meldingen "
	    "vragen bezwaren signalen reacties zaken stuks per van of alle "
	    "algemeen generaal";
	enum foot is = FOOT_SUM;
	struct slice word;
	size_t n = 0;

	(void)next_word(&s, &word);
	while (next_word(&s, &word)) {
		n++;
		if (!number(word) && !value_among(word, fill))
			is = FOOT_PART;
	}
	return is == FOOT_PART && n >= PART_WORDS ? FOOT_NONE : is;
}

/* Is S, behind its first word, that of a note: `Bron: x', `Gemaakt op x'? */
static bool
note_cell(struct slice first, struct slice s)
{
	static const char named[] =
	    "bron bronnen source filter filters selectie peildatum "
	    "exportdatum noot note toelichting";
	static const char made[] =
	    "gegenereerd ge\xc3\xabxporteerd geexporteerd aangemaakt gemaakt "
	    "afgedrukt bijgewerkt generated exported created printed updated";
	struct slice word;

	if (value_among(first, named))
		return s.n > 0 && s.p[0] == ':';
	return value_among(first, made) && next_word(&s, &word) &&
	    value_among(word, made_by);
}

/* Can a word for a sum, or one that a note begins with, begin with C? */
static bool
may_begin(char c)
{
	return strchr("TtEeSsGgAaBbFfPpNnCcUuMmCc", c) != NULL;
}

/* What a cell looks like by its words alone. */
static enum foot
look(struct slice s)
{
	static const char sums[] =
	    "totaal totalen eindtotaal subtotaal total totals subtotal grand "
	    "som sum aantal gemiddelde gemiddeld average mean mediaan median "
	    "count";
	struct slice word;

	if (s.n == 0 || s.p[0] == '\0' || !may_begin(s.p[0]) ||
	    !next_word(&s, &word))
		return FOOT_NONE;
	if (value_among(word, sums))
		return sum_cell((struct slice){ word.p, word.n + s.n });
	return note_cell(word, s) ? FOOT_NOTE : FOOT_NONE;
}

/* The cells of ROW behind AT: those filled, and if all of these are numbers. */
static size_t
others(const struct table_row *row, size_t at, bool *numbers)
{
	struct slice s;
	struct when w;
	size_t n = 0;

	*numbers = true;
	for (size_t i = at + 1; i < row->n; i++) {
		s = value_trim(row->field[i]);
		n += s.n > 0;
		*numbers = *numbers && number(s) &&
		    (s.n == 0 || !value_date(s, 0, &w));
	}
	return n;
}

/* Has a note no more in it than the words it begins with? */
static bool
bare(struct slice s)
{
	struct slice word;

	(void)next_word(&s, &word);
	return !next_word(&s, &word) ||
	    (value_among(word, made_by) && !next_word(&s, &word));
}

/* The first cell of ROW that holds something; row->n if none does. */
static size_t
first_filled(const struct table_row *row)
{
	size_t i = 0;

	while (i < row->n && value_trim(row->field[i]).n == 0)
		i++;
	return i;
}

/* Is a note all there is to a row, but perhaps for what belongs to it? */
static bool
note_stands(struct slice note, size_t more, size_t columns)
{
	return columns > 1 + more && (more == 0 || (more == 1 && bare(note)));
}

/* Is S, which looks like a sum IS, one with MORE numbers beside it? */
static bool
sum_stands(enum foot is, struct slice s, size_t more, size_t columns,
    bool ragged)
{
	char last = s.p[s.n - 1];

	if (is == FOOT_PART && more == 0)
		return columns > 1 && last >= '0' && last <= '9';
	if (is == FOOT_PART)
		return (more + 1) * 2 <= columns;
	return ragged || more == 0 || more + 1 < columns;
}

enum foot
foot_judge(const struct table_row *row, size_t columns, bool counts, size_t *at)
{
	struct slice s = { NULL, 0 };
	enum foot is;
	bool numbers;
	bool good;
	size_t more;

	*at = row->kind == TABLE_ROW ? first_filled(row) : row->n;
	if (*at < row->n)
		s = value_trim(row->field[*at]);
	is = look(s);
	if (is == FOOT_NONE)
		return is;
	more = others(row, *at, &numbers);
	if (is == FOOT_NOTE)
		return note_stands(s, more, columns) ? is : FOOT_NONE;
	good = (counts && more > 0) ||
	    sum_stands(is, s, more, columns, row->n != columns);
	return numbers && good ? is : FOOT_NONE;
}

bool
foot_cell(struct slice s)
{
	return look(value_trim(s)) != FOOT_NONE;
}
