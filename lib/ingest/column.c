#include "lib/ingest/column.h"

#include <string.h>

#include "lib/ingest/idlook.h"
#include "lib/ingest/value.h"

enum { CODE = 3 }; /* as NL and IAD: no words that say much */

/* Does the folded NAME hold, or begin or end with, one of WORDS? */
static bool
named(struct slice name, const char *const *words, bool at_ends)
{
	struct slice w;

	for (; *words != NULL; words++) {
		w = slice_of(*words);
		for (size_t i = 0; i + w.n <= name.n; i++)
			if (memcmp(name.p + i, w.p, w.n) == 0 &&
			    (!at_ends || i == 0 || i + w.n == name.n))
				return true;
	}
	return false;
}

void
column_init(struct column *k, struct slice name)
{
	static const char *const ids[] = { "id", "nr", "nummer", "number",
		"key", "kenmerk", "ref", "code", NULL };
	static const char *const dates[] = { "dat", "date", "datum", "dag",
		"day", NULL };
	static const char *const births[] = { "geboort", "birth", "dob",
		"gebdat", NULL };
	static const char *const places[] = { "adres", "address", "street",
		"straat", "suburb", "woonplaats", "huisn", NULL };
	static const char *const names[] = { "naam", "name", NULL };
	static const char *const contacts[] = { "contact", "telefoon", "phone",
		"mobiel", "mail", NULL };
	static const char *const amounts[] = { "aantal", "count", "total",
		"totaal", "bedrag", "amount", "prijs", "price", "jaar", "year",
		"leeftijd", "age", "epoch", NULL };

	static const char *const events[] = { "aantal", "count", NULL };

	*k = (struct column){ .unique = true };
	k->events = named(name, events, true) || slice_eq(name, SLICE("n"));
	k->id_name = named(name, ids, true);
	k->date_name = named(name, dates, true);
	k->birth = named(name, births, false);
	k->place = named(name, places, false);
	k->person = named(name, names, true);
	k->contact = named(name, contacts, true);
	k->amount = named(name, amounts, true);
}

/* Is S a time of day, such as 9:38? */
static bool
clock_only(struct slice s, struct buf *scratch)
{
	struct when w;

	if (s.n < 4 || s.n > 12 || s.p[0] < '0' || s.p[0] > '9')
		return false;
	buf_reset(scratch);
	buf_puts(scratch, "2026-01-01 ");
	buf_put(scratch, s);
	return value_date(buf_slice(scratch), 0, &w) && w.exact;
}

static bool
postcode(struct slice s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	if (n != 4 || s.p[0] == '0')
		return false;
	n += n < s.n && s.p[n] == ' ';
	return s.n == n + 2 && s.p[n] >= 'A' && s.p[n] <= 'Z' &&
	    s.p[n + 1] >= 'A' && s.p[n + 1] <= 'Z';
}

/*
 * Does S hold an e-mail address, or is it a telephone number: ten digits or
 * more, 06, +, a blank or a dash among them?
 */
static bool
contact(struct slice s)
{
	bool marked = slice_starts(s, SLICE("06"));
	size_t digits = 0;

	if (idlook_email(s))
		return true;
	if (s.n < 10 || strchr("0+(", s.p[0]) == NULL)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] >= '0' && s.p[i] <= '9')
			digits++;
		else if (s.p[i] != '\0' && strchr(" +-().", s.p[i]) != NULL)
			marked = true;
		else
			return false;
	}
	return marked && digits >= 10 && digits <= 15;
}

/* A day from 1982 to 2064 as a number of days since 1899. */
static bool
serial(struct slice s)
{
	struct when w;

	return s.n >= 5 && s.p[0] >= '3' && s.p[0] <= '5' &&
	    (s.n == 5 || s.p[5] == '.') && value_date(s, DATE_SERIAL, &w);
}

static void
see_when(struct column *k, struct slice s, struct buf *scratch)
{
	struct when w;

	if (value_date(s, 0, &w)) {
		k->dates++;
		k->exact += w.exact;
	} else if (value_date(s, DATE_MONTH_FIRST | DATE_SHORT_YEAR, &w)) {
		k->months_first++;
	} else if (serial(s)) {
		k->serials++;
	} else {
		k->times += clock_only(s, scratch);
	}
}

void
column_at(struct column *k, struct slice s, struct buf *scratch)
{
	size_t digits = 0;
	bool isnew;

	s = value_trim(s);
	if (value_empty(s))
		return;
	k->filled++;
	see_when(k, s, scratch);
	k->postcodes += postcode(s);
	k->emails += idlook_email(s) && memchr(s.p, ' ', s.n) == NULL;
	k->contacts += contact(s);
	k->bsns += idlook_bsn(s);
	k->bytes += s.n;
	for (size_t i = 0; i < s.n; i++) {
		k->spaces += s.p[i] == ' ';
		k->letters += (s.p[i] | 0x20) >= 'a' && (s.p[i] | 0x20) <= 'z';
		digits += s.p[i] >= '0' && s.p[i] <= '9';
	}
	k->names += digits == 0;
	buf_reset(scratch);
	if (value_number(s, k->events, scratch)) {
		k->numbers++;
		k->decimals += memchr(scratch->s, '.', scratch->len) != NULL;
	}
	(void)set_add(&k->seen, s, &isnew);
	k->unique &= isnew;
}

size_t
column_text(const struct column *k)
{
	bool words = k->filled > 0 && k->spaces >= 3 * k->filled;

	return words ? k->bytes / k->filled : 0;
}

size_t
column_date(const struct column *k)
{
	size_t dates = k->dates + k->months_first;

	if (k->date_name)
		dates += k->serials;
	return dates * 10 >= k->filled * 9 && !k->birth ? dates : 0;
}

bool
column_bsns(const struct column *k)
{
	return k->bsns * 2 > k->filled;
}

size_t
column_id(const struct column *k)
{
	return k->unique && k->filled > 1 && k->spaces == 0 && !k->amount &&
		!column_bsns(k) && k->decimals * 10 <= k->filled &&
		k->names * 2 <= k->filled && k->dates * 2 < k->filled &&
		k->bytes < k->filled * 40 ?
	    k->filled * (k->id_name ? 2 : 1) :
	    0;
}

bool
column_counts(const struct column *k)
{
	return k->events && k->filled > 1 && k->numbers == k->filled &&
	    k->decimals == 0;
}

size_t
column_postcode(const struct column *k)
{
	return k->postcodes * 10 >= k->filled * 9 ? k->postcodes : 0;
}

size_t
column_subject(const struct column *k)
{
	bool words = k->letters * 2 > k->bytes && !k->unique &&
	    k->bytes > k->filled * CODE;

	return words && !k->place && !k->person ? k->bytes / k->filled : 0;
}

bool
column_times(const struct column *k)
{
	return k->filled > 0 && k->times * 10 >= k->filled * 9;
}

bool
column_few(const struct column *k)
{
	return column_subject(k) > 0 && k->seen.len * 2 <= k->filled;
}

bool
column_values(const struct column *k, const struct map_table *t)
{
	struct buf scratch = { 0 };
	struct slice value, to;
	size_t found = 0;

	if (k->seen.len < 2 || k->seen.len > 40)
		return false;
	for (size_t i = 0; i < k->seen.len; i++) {
		value = set_key(&k->seen, i);
		found += value.n > 1 &&
		    map_lookup(t, value, &scratch, &to) == MAP_FOUND;
	}
	buf_release(&scratch);
	return found >= 2 && found * 3 >= k->seen.len * 2;
}

const char *
column_no_id(const struct column *k)
{
	if (k->filled == 0 || k->birth || column_date(k) > 0 ||
	    column_text(k) > 0)
		return NULL;
	return k->filled < 2         ? "has too few values to tell" :
	    !k->unique               ? "has some values more than once" :
	    column_bsns(k)           ? "holds BSNs" :
	    k->spaces > 0            ? "has blanks in its values" :
	    k->amount                ? "is called after a number or sum" :
	    k->names * 2 > k->filled ? "holds words, as names are" :
	    k->decimals > 0          ? "holds numbers that are no whole ones" :
	    k->bytes >= k->filled * 40 ? "has very long values" :
					 NULL;
}

/* How many of K are dates by some option. */
static size_t
some_dates(const struct column *k)
{
	return k->dates + k->months_first + (k->date_name ? k->serials : 0);
}

/* Are its values yes and no, in words? */
static bool
answers(const struct column *k)
{
	for (size_t i = 0; i < k->seen.len && i < 4; i++)
		if (value_bool(set_key(&k->seen, i)) < 0)
			return false;
	return k->letters > 0 && k->seen.len > 0 && k->seen.len <= 4;
}

/* What K is of people, to go behind a comma; or NULL. */
static const char *
of_people(const struct column *k)
{
	if (k->birth)
		return "of birth: better left out";
	if (k->filled > 0 && (k->contact || k->contacts * 2 > k->filled))
		return "of people: person email or phone, or know name";
	return k->person ? "names: know name, if of people" : NULL;
}

/* What K may be by its values; or NULL. */
static const char *
of_values(const struct column *k)
{
	bool whole = k->numbers == k->filled && k->decimals == 0;

	if (column_text(k) > 0)
		return "words";
	if (answers(k))
		return "yes or no: satisfied, if that was asked";
	if (column_few(k))
		return "a few words: product, owner, subject ...";
	return k->amount || (whole && !k->unique && !k->id_name) ?
	    "numbers: n, if events are counted" :
	    NULL;
}

void
column_put_hint(struct buf *out, const struct column *k)
{
	size_t dates = some_dates(k);
	const char *hint = of_people(k);

	if (hint == NULL && !k->amount &&
	    (column_date(k) > 0 || dates * 2 > k->filled))
		hint = "dates: closed, told, due, occurred ...";
	if (hint == NULL)
		hint = of_values(k);
	if (hint != NULL)
		buf_printf(out, ", %s", hint);
	if (dates > 0 && dates < k->filled &&
	    (k->date_name || dates * 2 > k->filled))
		buf_printf(out, "; dates in part: %zu are none",
		    k->filled - dates);
}

void
column_release(struct column *k)
{
	set_release(&k->seen);
}
