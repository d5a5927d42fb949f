#include "lib/privacy/scan.h"

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

/* The token behind the host that begins at I, if it has a dot; else 0. */
static size_t
host_end(const struct scan *s, size_t i)
{
	size_t k = i;
	size_t end = 0;

	while (host_part(s, k) && (k == i || scan_tight(s, k))) {
		if (k > i && scan_mark(s, k - 1, '.') && s->t[k - 1].len == 1 &&
		    scan_word(s, k) && s->t[k].len >= 2)
			end = k + 1;
		else if (end != 0 && scan_alnum(s, k))
			end = k + 1;
		k++;
	}
	return end;
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
	if (end == 0 || !scan_tight(s, at + 1))
		return false;
	scan_claim(s, from, end, REDACT_EMAIL, "email.at");
	return true;
}

/* "jan punt jansen apenstaartje voorbeeld punt nl". */
static bool
spoken(struct scan *s, size_t at)
{
	size_t from = at;
	size_t end = at + 1;

	for (size_t i = 0; i < 8 &&
	     (scan_alnum(s, end) || scan_mark(s, end, '.') ||
		 scan_mark(s, end, '-') || scan_mark(s, end, ')') ||
		 scan_mark(s, end, ']'));
	     i++, end++)
		if ((s->t[end].cue & CUE_TLD) != 0 &&
		    (scan_is(s, end - 1, "punt") ||
			scan_is(s, end - 1, "dot") ||
			scan_mark(s, end - 1, '.')))
			break;
	if ((s->t[end].cue & CUE_TLD) == 0 || end == at + 1)
		return false;
	if (scan_mark(s, from - 1, '(') || scan_mark(s, from - 1, '['))
		from--;
	if (!scan_alnum(s, from - 1))
		return false;
	from--;
	for (size_t i = 0; i < 8; i++)
		if (scan_tight(s, from) && local_part(s, from - 1))
			from--;
		else if (scan_is(s, from - 1, "punt") ||
		    scan_is(s, from - 1, "streepje") ||
		    scan_is(s, from - 1, "underscore"))
			from -= scan_alnum(s, from - 2) ? 2 : 1;
		else
			break;
	scan_claim(s, from, end + 1, REDACT_EMAIL, "email.spoken");
	return true;
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
	char b[64];

	if (h.n >= sizeof(b))
		return false;
	for (size_t i = 0; i < h.n; i++)
		b[i] = (char)(h.p[i] >= 'A' && h.p[i] <= 'Z' ? h.p[i] + 32 :
							       h.p[i]);
	for (size_t i = 0; i + 8 < h.n; i++)
		if (memcmp(b + i, "gemeente", 8) == 0)
			return true;
	for (size_t i = 0; host[i] != NULL; i++) {
		size_t n = strlen(host[i]);

		if (h.n >= n && memcmp(b + h.n - n, host[i], n) == 0 &&
		    (h.n == n || b[h.n - n - 1] == '.'))
			return true;
	}
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

/* Where the host begins if an address of the web begins at I, else 0. */
static size_t
web(const struct scan *s, size_t i)
{
	if (scan_mark(s, i + 1, ':') && scan_mark(s, i + 2, '/') &&
	    s->t[i + 2].len == 2 && scan_tight(s, i + 3) &&
	    (scan_is(s, i, "http") || scan_is(s, i, "https")))
		return i + 3;
	if (scan_is(s, i, "www") && scan_marks(s, i + 1, ".") &&
	    scan_tight(s, i + 1) && scan_tight(s, i + 2))
		return i;
	return 0;
}

/* facebook.com/someone, without www. */
static bool
social(const struct scan *s, size_t i, size_t end)
{
	static const char *const site[] = { "facebook", "linkedin", "instagram",
		"x", "twitter", "tiktok", "youtube", NULL };

	for (size_t k = 0; site[k] != NULL; k++)
		if (scan_is(s, i, site[k]))
			return end > i + 2 && scan_mark(s, end, '/') &&
			    scan_tight(s, end);
	return false;
}

static size_t
url(struct scan *s, size_t i)
{
	size_t at = web(s, i);
	size_t host = host_end(s, at != 0 ? at : i);
	struct slice h;
	size_t end;

	if (host == 0 || (at == 0 && !social(s, i, host)))
		return 0;
	if (at == 0)
		at = i;
	h.p = s->text.p + s->t[at].at;
	h.n = s->t[host - 1].at + s->t[host - 1].len - s->t[at].at;
	end = address_end(s, host);
	if (public_host(h))
		return end;
	scan_claim(s, i, end, REDACT_URL, "url.host");
	return end;
}

static bool
octet(const struct scan *s, size_t i)
{
	return scan_number(s, i) && s->t[i].len <= 3 && scan_value(s, i) <= 255;
}

/* Four numbers with dots. */
static bool
ipv4(struct scan *s, size_t i)
{
	if (scan_tight(s, i) &&
	    (scan_alnum(s, i - 1) ||
		(scan_marks(s, i - 1, ".") && scan_number(s, i - 2))))
		return false;
	for (size_t k = i; k < i + 7; k++)
		if ((k > i && !scan_tight(s, k)) ||
		    !((k - i) % 2 == 0 ? octet(s, k) : scan_marks(s, k, ".")))
			return false;
	if (scan_marks(s, i + 7, ".-") && scan_tight(s, i + 7) &&
	    scan_tight(s, i + 8) && scan_alnum(s, i + 8))
		return false;
	if (scan_before(s, i, CUE_VERSION, 3) != 0)
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

/* Groups of four hexadecimal digits with colons, one run of :: or eight. */
static bool
ipv6(struct scan *s, size_t i)
{
	size_t colons = 0;
	size_t groups = 0;
	bool gap = false;
	size_t k = i;

	if (scan_tight(s, i) && s->t[i - 1].kind != TOKEN_MARK)
		return false;
	while (k < i + 32 && (k == i || scan_tight(s, k))) {
		if (scan_mark(s, k, ':') && s->t[k].len <= 2) {
			gap = gap || s->t[k].len == 2;
			colons++;
		} else if (scan_alnum(s, k) && hexadecimal(scan_text(s, k)))
			groups++;
		else
			break;
		k++;
	}
	if (s->t[k - 1].kind == TOKEN_MARK && s->t[k - 1].len == 1)
		k--;
	if (!((gap && groups >= 2) || colons == 7) || !scan_apart(s, i, k) ||
	    k < i + 3)
		return false;
	scan_claim(s, i, k, REDACT_IP, "ip.six");
	return true;
}

void
find_net(struct scan *s)
{
	size_t end;

	for (size_t i = 1; i < s->n; i++) {
		if (scan_mark(s, i, '@')) {
			(void)(email(s, i) || spoken(s, i));
			continue;
		}
		if ((s->t[i].cue & CUE_AT) != 0)
			spoken(s, i);
		if (scan_word(s, i) && (end = url(s, i)) != 0) {
			i = end - 1;
			continue;
		}
		if (scan_number(s, i) && scan_marks(s, i + 1, ".") &&
		    ipv4(s, i))
			continue;
		if (scan_mark(s, i, ':') && s->t[i].len <= 2 &&
		    scan_tight(s, i) && scan_tight(s, i + 1) &&
		    scan_alnum(s, i - 1) &&
		    !(scan_tight(s, i - 1) && scan_mark(s, i - 2, ':')))
			ipv6(s,
			    scan_tight(s, i - 1) && scan_alnum(s, i - 2) ?
				i - 2 :
				i - 1);
	}
}
