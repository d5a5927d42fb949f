#include "lib/privacy/checksum.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char
upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

static bool
all_digits(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_digit(s.p[i]))
			return false;
	return true;
}

bool
check_bsn(struct slice s)
{
	int sum = 0;
	bool some = false;

	if ((s.n != 8 && s.n != 9) || !all_digits(s))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		int weight = (int)(s.n - i);

		sum += (weight == 1 ? -1 : weight) * (s.p[i] - '0');
		some = some || s.p[i] != '0';
	}
	return some && sum % 11 == 0;
}

bool
check_card(struct slice s)
{
	int sum = 0;
	int d;

	if (s.n < 13 || s.n > 19 || !all_digits(s))
		return false;
	if (s.p[0] < '2' || s.p[0] > '6')
		return false;
	for (size_t i = 0; i < s.n; i++) {
		d = s.p[s.n - 1 - i] - '0';
		if (i % 2 == 1)
			d = d > 4 ? 2 * d - 9 : 2 * d;
		sum += d;
	}
	return sum % 10 == 0;
}

bool
check_payref(struct slice s)
{
	static const int weight[] = { 2, 4, 8, 5, 10, 9, 7, 3, 6, 1 };
	int sum = 0;
	int c;

	if (s.n != 16 || !all_digits(s))
		return false;
	for (size_t i = 0; i < 15; i++)
		sum += weight[i % 10] * (s.p[15 - i] - '0');
	c = 11 - sum % 11;
	if (c == 10)
		c = 1;
	if (c == 11)
		c = 0;
	return s.p[0] - '0' == c;
}

size_t
check_iban_length(const char cc[2])
{
	static const char table[] =
	    "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28"
	    "CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18FR27GB22GE22GI23"
	    "GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28"
	    "LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28"
	    "NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24"
	    "SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30";

	for (const char *p = table; *p != '\0'; p += 4)
		if (p[0] == upper(cc[0]) && p[1] == upper(cc[1]))
			return (size_t)((p[2] - '0') * 10 + p[3] - '0');
	return 0;
}

/* S modulo 97, letters being 10 to 35, after REST; -1 if S has others. */
static int
mod97(struct slice s, int rest)
{
	for (size_t i = 0; i < s.n; i++)
		if (is_digit(s.p[i]))
			rest = (rest * 10 + s.p[i] - '0') % 97;
		else if (is_letter(s.p[i]))
			rest = (rest * 100 + upper(s.p[i]) - 'A' + 10) % 97;
		else
			return -1;
	return rest;
}

bool
check_iban(struct slice s)
{
	int rest;

	if (s.n < 5 || s.n != check_iban_length(s.p))
		return false;
	rest = mod97((struct slice){ s.p + 4, s.n - 4 }, 0);
	if (rest < 0 || !is_digit(s.p[2]) || !is_digit(s.p[3]))
		return false;
	return mod97((struct slice){ s.p, 4 }, rest) == 1;
}

bool
check_btw(struct slice s)
{
	if (s.n != 14 || upper(s.p[0]) != 'N' || upper(s.p[1]) != 'L')
		return false;
	if (upper(s.p[11]) != 'B' || !is_digit(s.p[12]) || !is_digit(s.p[13]))
		return false;
	if (s.p[12] == '0' && s.p[13] == '0')
		return false;
	if (!all_digits((struct slice){ s.p + 2, 9 }))
		return false;
	return check_bsn((struct slice){ s.p + 2, 9 }) || mod97(s, 0) == 1;
}

bool
check_taxnum(struct slice s)
{
	if ((s.n != 12 && s.n != 14) || !is_letter(s.p[9]))
		return false;
	return all_digits((struct slice){ s.p + 10, s.n - 10 }) &&
	    check_bsn((struct slice){ s.p, 9 });
}

/* Is PAT ("XX9999": X a letter, 9 a digit) the shape of S? */
static bool
shaped(const char *pat, struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (pat[i] == '9' ? !is_digit(s.p[i]) : !is_letter(s.p[i]))
			return false;
	return true;
}

/* Letters that no plate has: vowels, C and Q; words that offend. */
static bool
plate_letters(struct slice s, int code, bool strict)
{
	static const char never[] = "GVDKKKKVTLPFNSBPKKPSVPVVSGPTBSVVD";
	char w[7] = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (is_letter(s.p[i]))
			w[n++] = upper(s.p[i]);
	for (size_t i = 0; i + 1 < n && n != 3; i += 2)
		if (w[i] == 'S' && strchr("SDA", w[i + 1]) != NULL)
			return false;
	for (const char *p = never; n == 3 && *p != '\0'; p += 3)
		if (memcmp(p, w, 3) == 0)
			return false;
	for (size_t i = strict && w[0] == 'O' ? 1 : 0; strict && i < n; i++)
		if (strchr("AEIOUYCQ", w[i]) != NULL)
			return code < 4 && w[i] != 'C' && w[i] != 'Q';
	return true;
}

int
check_plate(struct slice s, bool strict)
{
	static const char *const code[] = { "XX9999", "9999XX", "99XX99",
		"XX99XX", "XXXX99", "99XXXX", "99XXX9", "9XXX99", "XX999X",
		"X999XX", "XXX99X", "X99XXX", "9XX999", "999XX9" };

	if (s.n != 6)
		return 0;
	for (int i = 0; i < 14; i++)
		if (shaped(code[i], s))
			return plate_letters(s, i + 1, strict) ? i + 1 : 0;
	return 0;
}

bool
check_document(struct slice s)
{
	if (s.n != 9 || !is_letter(s.p[0]) || !is_letter(s.p[1]) ||
	    !is_digit(s.p[8]))
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (upper(s.p[i]) == 'O' ||
		    (!is_digit(s.p[i]) && !is_letter(s.p[i])))
			return false;
	return true;
}
