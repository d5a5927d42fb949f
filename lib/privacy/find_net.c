#include "lib/privacy/name.h"

enum { HOST = 256 }; /* tokens of a host, at most */

/* Does token I belong to the name before the @? */
static bool
local_part(const struct scan *s, size_t i)
{
	return scan_alnum(s, i) ||
	    (s->t[i].kind == TOKEN_MARK && s->t[i].c != 0 &&
		strchr("._%+-'&=#$!*/?^`{|}~", s->t[i].c) != NULL);
}

/* Does token I belong to the name of a host? */
static bool
host_part(const struct scan *s, size_t i)
{
	return scan_alnum(s, i) || scan_mark(s, i, '-') ||
	    scan_mark(s, i, '.') || scan_mark(s, i, '_');
}

/* Does a host end behind token K: letters behind a dot, or more of them? */
static bool
host_stop(const struct scan *s, size_t k, bool before)
{
	if (before)
		return scan_alnum(s, k);
	return scan_mark(s, k - 1, '.') && s->t[k - 1].len == 1 &&
	    scan_word(s, k) && s->t[k].len >= 2;
}

/* The token behind the host that begins at I, if it has a dot; else 0. */
static size_t
host_end(const struct scan *s, size_t i)
{
	size_t end = 0;

	for (size_t k = i; k < i + HOST; k++) {
		if (!host_part(s, k) || (k > i && !scan_tight(s, k)))
			break;
		if (k > i && host_stop(s, k, end != 0))
			end = k + 1;
	}
	return end;
}

/*
 * The end of a host without a dot: jan@voorbeeld,nl, and jan@voorbeeld, which
 * is of somebody as well.
 */
static size_t
host_typed(const struct scan *s, size_t i)
{
	if (!scan_word(s, i) || s->t[i].len < 4)
		return 0;
	if (scan_mark(s, i + 1, ',') && scan_tight(s, i + 1) &&
	    scan_tight(s, i + 2) && (s->t[i + 2].cue & CUE_TLD) != 0)
		return i + 3;
	return i + 1;
}

static bool
email(struct scan *s, size_t at)
{
	size_t from = at;
	size_t end;

	while (local_part(s, from - 1) && scan_tight(s, from))
		from--;
	while (from < at && s->t[from].kind == TOKEN_MARK)
		from++;
	if (from == at || s->t[at].len != 1)
		return false;
	end = host_end(s, at + 1);
	if (end == 0 && scan_word(s, at - 1))
		end = host_typed(s, at + 1);
	if (end == 0 || !scan_tight(s, at + 1))
		return false;
	scan_claim(s, from, end, REDACT_EMAIL, "email.at");
	return true;
}

/* Is token I a dot, said or written? */
static bool
dot(const struct scan *s, size_t i)
{
	return scan_is(s, i, "punt") || scan_is(s, i, "dot") ||
	    scan_mark(s, i, '.');
}

/* Where "voorbeeld punt nl" ends that begins at I; or 0. */
static size_t
spoken_host(const struct scan *s, size_t i)
{
	for (size_t k = i; k < i + 8; k++) {
		if (k > i && (s->t[k].cue & CUE_TLD) != 0 &&
		    (dot(s, k - 1) ||
			(scan_marks(s, k - 1, ")]") && dot(s, k - 2))))
			return k + 1;
		if (!scan_alnum(s, k) && !scan_marks(s, k, ".-)](["))
			break;
	}
	return 0;
}

/* One step back from FROM in "jan punt jansen"; FROM if there is none. */
static size_t
spoken_back(const struct scan *s, size_t from)
{
	if (scan_tight(s, from) && local_part(s, from - 1))
		return from - 1;
	if (scan_is(s, from - 1, "punt") || scan_is(s, from - 1, "dot") ||
	    scan_is(s, from - 1, "streepje") ||
	    scan_is(s, from - 1, "underscore"))
		return scan_alnum(s, from - 2) ? from - 2 : from - 1;
	return from;
}

/* "jan punt jansen apenstaartje voorbeeld punt nl". */
static bool
spoken(struct scan *s, size_t at)
{
	size_t end = spoken_host(s, at + 1);
	size_t from = scan_marks(s, at - 1, "([") ? at - 2 : at - 1;
	size_t last = from;

	if (end == 0 || !scan_alnum(s, from) || scan_is(s, at + 1, "www"))
		return false;
	for (int i = 0; i < 8; i++)
		from = spoken_back(s, from);
	/* "our office at x.com" is no address. */
	if (s->english && from == last && scan_is(s, at, "at") &&
	    scan_mark(s, end - 2, '.'))
		return false;
	scan_claim(s, from, end, REDACT_EMAIL, "email.spoken");
	return true;
}

/* Is S at P, but for case? */
static bool
same(const char *p, struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((s.p[i] >= 'a' ? p[i] | 0x20 : p[i]) != s.p[i])
			return false;
	return true;
}

static bool
contains(struct slice h, struct slice s)
{
	for (size_t i = 0; i + s.n <= h.n; i++)
		if (same(h.p + i, s))
			return true;
	return false;
}

static bool
in_domain(struct slice h, struct slice s)
{
	return h.n >= s.n && same(h.p + h.n - s.n, s) &&
	    (h.n == s.n || h.p[h.n - s.n - 1] == '.');
}

/* Hosts of public bodies, whose pages are what a signal is about. */
static bool
public_host(struct slice h)
{
	static const char *const host[] = { "overheid.nl", "rijksoverheid.nl",
		"belastingdienst.nl", "toeslagen.nl", "uwv.nl", "svb.nl",
		"duo.nl", "digid.nl", "cjib.nl", "ind.nl", "rdw.nl", "cak.nl",
		"kvk.nl", "werk.nl", "rechtspraak.nl", "politie.nl", "om.nl",
		"cbs.nl", "rivm.nl", "ggd.nl", "mijnpensioenoverzicht.nl",
		"nationaleombudsman.nl", "kadaster.nl", "rvo.nl",
		"government.nl", "officielebekendmakingen.nl", "amsterdam.nl",
		"rotterdam.nl", "denhaag.nl", "utrecht.nl", "eindhoven.nl",
		"groningen.nl", "tilburg.nl", "almere.nl", "breda.nl",
		"nijmegen.nl", "arnhem.nl", "haarlem.nl", "enschede.nl",
		"zwolle.nl", "leiden.nl", "europa.eu", NULL };
	if (h.n > 8 && contains(h, SLICE("gemeente")))
		return true;
	for (size_t i = 0; host[i] != NULL; i++)
		if (in_domain(h, slice_of(host[i])))
			return true;
	return false;
}

/* The end of what touches token I: an address with its path. */
static size_t
address_end(const struct scan *s, size_t i)
{
	while (s->t[i].kind != TOKEN_END && s->t[i].kind != TOKEN_HELD &&
	    scan_tight(s, i) && !scan_mark(s, i, '"') &&
	    !scan_mark(s, i, '<') && !scan_mark(s, i, '>'))
		i++;
	while (s->t[i - 1].kind == TOKEN_MARK && s->t[i - 1].c != 0 &&
	    strchr(".,;:)]!?'}", s->t[i - 1].c) != NULL)
		i--;
	return i;
}

/* Is "://" at I, and more behind it? */
static bool
slashes(const struct scan *s, size_t i)
{
	return scan_mark(s, i, ':') && scan_mark(s, i + 1, '/') &&
	    s->t[i + 1].len == 2 && scan_tight(s, i + 2);
}

/* Where the host begins if an address of the web begins at I, else 0. */
static size_t
web(const struct scan *s, size_t i)
{
	if (slashes(s, i + 1) &&
	    (scan_is(s, i, "http") || scan_is(s, i, "https")))
		return i + 3;
	if (scan_is(s, i, "www") && scan_marks(s, i + 1, ".") &&
	    scan_tight(s, i + 1) && scan_tight(s, i + 2))
		return i;
	return 0;
}

/* Is word I the name of a site where people have a page? */
static bool
site(const struct scan *s, size_t i)
{
	static const char *const list[] = { "facebook", "linkedin", "instagram",
		"x", "twitter", "tiktok", "youtube", NULL };

	for (size_t k = 0; list[k] != NULL; k++)
		if (scan_is(s, i, list[k]))
			return true;
	return false;
}

/* facebook.com/someone, without www, of which the host ends before END. */
static bool
social(const struct scan *s, size_t i, size_t end)
{
	return end > i + 2 && scan_mark(s, end, '/') && scan_tight(s, end);
}

/* The end of an address of the web at I, of which the host begins at AT. */
static size_t
url(struct scan *s, size_t i, size_t at)
{
	size_t host = host_end(s, at);
	struct slice h;
	size_t end;

	if (host == 0)
		return 0;
	h.p = s->text.p + s->t[at].at;
	h.n = s->t[host - 1].at + s->t[host - 1].len - s->t[at].at;
	end = address_end(s, host);
	if (!public_host(h))
		scan_claim(s, i, end, REDACT_URL, "url.host");
	return end;
}

/* An address that begins with word I, or 0. */
static size_t
address(struct scan *s, size_t i)
{
	size_t at = web(s, i);

	if (at != 0)
		return url(s, i, at);
	if (!scan_marks(s, i + 1, ".") || !site(s, i) ||
	    !social(s, i, host_end(s, i)))
		return 0;
	return url(s, i, i);
}

static bool
octet(const struct scan *s, size_t i)
{
	return scan_number(s, i) && s->t[i].len <= 3 && scan_value(s, i) <= 255;
}

/* Do four numbers with dots begin at I, and nothing more? */
static bool
four(const struct scan *s, size_t i)
{
	for (size_t k = i; k < i + 7; k++)
		if ((k > i && !scan_tight(s, k)) ||
		    !((k - i) % 2 == 0 ? octet(s, k) : scan_marks(s, k, ".")))
			return false;
	return !(scan_marks(s, i + 7, ".-") && scan_tight(s, i + 7) &&
	    scan_tight(s, i + 8) && scan_alnum(s, i + 8));
}

/* Four numbers with dots. */
static bool
ipv4(struct scan *s, size_t i)
{
	if (scan_tight(s, i) &&
	    (scan_alnum(s, i - 1) ||
		(scan_marks(s, i - 1, ".") && scan_number(s, i - 2))))
		return false;
	if (!four(s, i) || scan_before(s, i, CUE_VERSION, 3) != 0)
		return false;
	scan_claim(s, i, i + 7, REDACT_IP, "ip.four");
	return true;
}

static bool
hexadecimal(struct slice t)
{
	if (t.n > 4)
		return false;
	for (size_t i = 0; i < t.n; i++)
		if (strchr("0123456789abcdefABCDEF", t.p[i]) == NULL)
			return false;
	return true;
}

/* What there is of an address of six from I on. */
struct six {
	size_t colons, groups, end;
	bool gap;
};

/* Take token K into X; false if it is no part of an address. */
static bool
take_six(const struct scan *s, size_t k, struct six *x)
{
	if (scan_mark(s, k, ':') && s->t[k].len <= 2) {
		x->gap = x->gap || s->t[k].len == 2;
		x->colons++;
		return true;
	}
	x->groups++;
	return scan_alnum(s, k) && hexadecimal(scan_text(s, k));
}

static struct six
gather_six(const struct scan *s, size_t i)
{
	struct six x = { 0, 0, i, false };

	for (; x.end < i + 32; x.end++)
		if ((x.end > i && !scan_tight(s, x.end)) ||
		    !take_six(s, x.end, &x))
			break;
	if (s->t[x.end - 1].kind == TOKEN_MARK && s->t[x.end - 1].len == 1)
		x.end--;
	return x;
}

/* Groups of four hexadecimal digits with colons, one run of :: or eight. */
static bool
ipv6(struct scan *s, size_t i)
{
	struct six x;

	if (scan_tight(s, i) && s->t[i - 1].kind != TOKEN_MARK)
		return false;
	x = gather_six(s, i);
	if (!((x.gap && x.groups >= 2) || x.colons == 7) || x.end < i + 3 ||
	    !scan_apart(s, i, x.end))
		return false;
	scan_claim(s, i, x.end, REDACT_IP, "ip.six");
	return true;
}

/* A colon that may be the first of such an address. */
static void
colon(struct scan *s, size_t i)
{
	if (s->t[i].len > 2 || !scan_tight(s, i) || !scan_tight(s, i + 1) ||
	    !scan_alnum(s, i - 1) ||
	    (scan_tight(s, i - 1) && scan_mark(s, i - 2, ':')))
		return;
	if (scan_tight(s, i - 1) && scan_alnum(s, i - 2))
		ipv6(s, i - 2);
	else
		ipv6(s, i - 1);
}

/* "@jantje_1984": the name of an account; those of bodies stay. */
static bool
handle(struct scan *s, size_t i)
{
	size_t end;

	if (s->t[i].len != 1 || !scan_tight(s, i + 1) ||
	    !scan_alnum(s, i + 1) ||
	    (scan_tight(s, i) && !scan_marks(s, i - 1, "(\"'.,:/")))
		return false;
	end = scan_string(s, i + 1, "_-.");
	if (end == i + 1 ||
	    (end == i + 2 &&
		((s->t[i + 1].cue & (CUE_ORG | CUE_SMALL)) != 0 ||
		    (scan_what(s, i + 1) & (WORD_DUTCH | WORD_PLACE)) != 0)) ||
	    scan_string(s, i + 1, "_-.") - i < 2)
		return false;
	if (scan_digits(s, i + 1, end) == 0 && end == i + 2 &&
	    (scan_what(s, i + 1) & WORD_NAMES) == 0)
		return false;
	scan_claim(s, i + 1, end, REDACT_USERNAME, "user.handle");
	return true;
}

static void
mark(struct scan *s, size_t i)
{
	if (scan_mark(s, i, '@'))
		(void)(email(s, i) || spoken(s, i) || handle(s, i));
	else if (scan_mark(s, i, ':'))
		colon(s, i);
}

void
find_net(struct scan *s)
{
	const struct roles_want want = { .roles = ROLE_NET,
		.first = ROLE_NUMBER,
		.next = ROLE_STOP };
	struct roles_walk w;
	size_t end;

	for (size_t i = scan_first(&w, s, want); i != 0;
	     i = roles_next(&w, i)) {
		switch (s->t[i].kind) {
		case TOKEN_MARK:
			mark(s, i);
			break;
		case TOKEN_NUMBER:
			if (scan_marks(s, i + 1, "."))
				ipv4(s, i);
			break;
		case TOKEN_WORD:
			if ((s->t[i].cue & CUE_AT) != 0)
				spoken(s, i);
			end = address(s, i);
			i = end > i ? end - 1 : i;
			break;
		}
	}
}
