#include "lib/ingest/idlook.h"

enum { NINE = 9, IBAN_LEAST = 15, IBAN_MOST = 34, STRIPPED = 40 };

#define OR_ELSE "; give --key, or map another column"

static const char is_email[] = "src_id: an e-mail address" OR_ELSE;
static const char is_iban[] = "src_id: an IBAN" OR_ELSE;
static const char is_phone[] = "src_id: a telephone number" OR_ELSE;
static const char is_bsn[] = "src_id: written as a BSN is" OR_ELSE;
static const char is_name[] = "src_id: words, as names are" OR_ELSE;
static const char is_column[] = "src_id: the column holds BSNs" OR_ELSE;

static bool
digit(char c)
{
	return c >= '0' && c <= '9';
}

/* S without the characters in MARKS, into TO; its length, 0 if too long. */
static size_t
strip(char *to, struct slice s, const char *marks)
{
	size_t n = 0;

	if (s.n > STRIPPED)
		return 0;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '\0' || strchr(marks, s.p[i]) == NULL)
			to[n++] = s.p[i];
	return n;
}

static bool
all_digits(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!digit(p[i]))
			return false;
	return n > 0;
}

/* Of P, eight or nine digits: source, the Dutch tax office. */
static bool
passes(const char *p, size_t n)
{
	int sum = 0;
	int weight = (int)n;

	for (size_t i = 0; i < n; i++, weight--)
		sum += (p[i] - '0') * (weight > 1 ? weight : -1);
	return sum % 11 == 0 && sum != 0;
}

/* S as eight or nine digits in TO, MARKS aside; how many, or 0. */
static size_t
nine(char *to, struct slice s, const char *marks)
{
	size_t n;

	if (s.n < NINE - 1 || s.n > 2 * NINE)
		return 0;
	n = strip(to, s, marks);
	return (n == NINE || n == NINE - 1) && all_digits(to, n) ? n : 0;
}

/* The only nine digits on end among other signs in S; p is NULL if none. */
static struct slice
inner(struct slice s)
{
	struct slice found = { NULL, 0 };
	size_t n;

	for (size_t i = 0; i < s.n; i += n + (n == 0)) {
		for (n = 0; i + n < s.n && digit(s.p[i + n]);)
			n++;
		if (n == NINE && found.p != NULL)
			return (struct slice){ NULL, 0 };
		if (n == NINE)
			found = (struct slice){ s.p + i, n };
	}
	return found;
}

/* 123.456.782, 1234.56.782 or the same with blanks, and the test is passed. */
static bool
written_bsn(struct slice s)
{
	char p[STRIPPED];
	char mark = s.n == NINE + 2 ? s.p[7] : '\0';

	if (mark != '.' && mark != ' ')
		return false;
	if (s.p[3] != mark && s.p[4] != mark)
		return false;
	return strip(p, s, (char[]){ mark, '\0' }) == NINE &&
	    all_digits(p, NINE) && passes(p, NINE);
}

/* Two words or more, without a digit or other sign that ids have. */
static bool
words(struct slice s)
{
	size_t letters = 0;
	size_t blanks = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned c = (unsigned char)s.p[i];

		blanks += c == ' ';
		if ((c | 0x20) - 'a' < 26 || c >= 0x80)
			letters++;
		else if (c == '\0' || strchr(" .,'-", (int)c) == NULL)
			return false;
	}
	return blanks > 0 && letters >= 4;
}

static bool
upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

bool
idlook_noted(struct slice s)
{
	bool number = false;
	size_t n = 0; /* of the letters behind a capital that begins a word */

	for (size_t i = 0; i < s.n; i++) {
		unsigned c = (unsigned char)s.p[i];

		number |= digit(s.p[i]);
		if (number && upper(s.p[i]) && s.p[i - 1] == ' ')
			n = 1;
		else if (n > 0 && (c - 'a' < 26 || c >= 0x80) && ++n >= 4)
			return true;
		else if (c - 'a' >= 26 && c < 0x80)
			n = 0;
	}
	return false;
}

bool
idlook_bsn(struct slice s)
{
	char p[STRIPPED];
	size_t n = nine(p, s, " .");

	return n == NINE && passes(p, n);
}

bool
idlook_email(struct slice s)
{
	const char *at = s.n ? memchr(s.p, '@', s.n) : NULL;

	return at != NULL && at > s.p &&
	    memchr(at, '.', (size_t)(s.p + s.n - at)) != NULL;
}

/* Modulo 97 of the characters P[0..N), letters as 10 to 35, after SO_FAR. */
static int
modulo(const char *p, size_t n, int so_far)
{
	int c;

	for (size_t i = 0; i < n && so_far >= 0; i++) {
		c = digit(p[i]) ? p[i] - '0' : (p[i] | 0x20) - 'a' + 10;
		if (c < 0 || c > 35)
			return -1;
		so_far = (so_far * (c > 9 ? 100 : 10) + c) % 97;
	}
	return so_far;
}

/* ISO 13616: two letters, two digits, and what makes it 1 modulo 97. */
static bool
iban(struct slice s)
{
	char p[STRIPPED];
	size_t n;

	if (s.n < IBAN_LEAST || (unsigned)(s.p[0] | 0x20) - 'a' > 25 ||
	    (unsigned)(s.p[1] | 0x20) - 'a' > 25)
		return false;
	n = strip(p, s, " .-");
	return n >= IBAN_LEAST && n <= IBAN_MOST && all_digits(p + 2, 2) &&
	    modulo(p, 4, modulo(p + 4, n - 4, 0)) == 1;
}

/*
 * Written as a number to call: +31 6 12345678, 06-12345678, (020) 123 45 67,
 * 0612345678.  Ten digits that begin with 06 and no more are one too; others
 * without marks may be anything.
 */
static bool
phone(struct slice s)
{
	char p[STRIPPED];
	bool plus = s.n > 0 && s.p[0] == '+';
	size_t n;

	if (s.n < 10 || (s.p[0] != '0' && s.p[0] != '(' && !plus))
		return false;
	n = strip(p, s, plus ? "+ -()./" : " -()");
	if (!all_digits(p, n))
		return false;
	if (plus || (p[0] == '0' && p[1] == '0' && p[2] == '3' && n >= 12))
		return n >= 9 && n <= 15;
	return n == 10 && p[0] == '0' && p[1] != '0' &&
	    (s.n > n || p[1] == '6');
}

const char *
idlook_one(struct slice s)
{
	if (idlook_email(s))
		return is_email;
	if (iban(s))
		return is_iban;
	if (phone(s))
		return is_phone;
	if (written_bsn(s))
		return is_bsn;
	return words(s) ? is_name : NULL;
}

bool
idlook_named(struct slice folded)
{
	static const char *const names[] = { "bsn", "burgerservice",
		"sofinummer", NULL };

	for (const char *const *w = names; *w != NULL; w++)
		for (size_t i = 0, n = strlen(*w); i + n <= folded.n; i++)
			if (memcmp(folded.p + i, *w, n) == 0)
				return true;
	return false;
}

void
idlook_see(struct idlook *k, struct slice s)
{
	char p[STRIPPED];
	const char *one = idlook_one(s);
	struct slice in = inner(s);
	size_t n = nine(p, s, " .-");

	k->all++;
	if (one != NULL && k->ones++ == 0)
		k->one = one;
	if (n > 0) {
		k->nines++;
		k->bsns += passes(p, n);
		k->alone += n == NINE && passes(p, n);
	} else if (in.p != NULL) {
		k->nines++;
		k->bsns += passes(in.p, in.n);
	}
	k->phones += s.n == 10 && all_digits(s.p, s.n) && s.p[0] == '0' &&
	    s.p[1] != '0';
}

/* Do more of the numbers pass than SIGMA2 / 10 variances allow? */
static bool
beyond_chance(const struct idlook *k, double sigma2)
{
	double over = 11 * (double)k->bsns - (double)k->nines;

	return over > 0 && over * over >= sigma2 * (double)k->nines;
}

static const char *
column(const struct idlook *k, bool bsns, uint64_t least)
{
	if (bsns)
		return is_column;
	if (k->all >= least && k->phones * 2 > k->all)
		return "src_id: the column holds telephone numbers" OR_ELSE;
	return NULL;
}

const char *
idlook_why(const struct idlook *k)
{
	if (k->ones * 2 > k->all && k->one != NULL)
		return k->one;
	if (k->alone > 0 && k->alone == k->all)
		return is_column;
	return column(k, k->bsns >= 2 && beyond_chance(k, 190), 2);
}

const char *
idlook_sure(const struct idlook *k)
{
	return column(k, k->bsns >= 4 && beyond_chance(k, 360), 50);
}
