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

void
find_net(struct scan *s)
{
	for (size_t i = 1; i < s->n; i++) {
		if (scan_mark(s, i, '@'))
			(void)(email(s, i) || spoken(s, i));
		else if ((s->t[i].cue & CUE_AT) != 0)
			spoken(s, i);
	}
}
