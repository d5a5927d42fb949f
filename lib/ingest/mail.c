#include <strings.h>

#include "lib/ingest/clean.h"

/* Lines that an earlier mail begins with, and those of a signature. */
static const char *const earlier[] = { "-----oorspronkelijk bericht-----",
	"-----original message-----", "----- oorspronkelijk bericht -----",
	"----- original message -----", "--- oorspronkelijk bericht",
	"-----doorgestuurd bericht-----", "---------- forwarded message",
	"---------- doorgestuurd bericht", "begin doorgestuurd bericht",
	"________________________________", NULL };

static const char *const greeting[] = { "met vriendelijke groet",
	"met vriendelijke groeten", "vriendelijke groet",
	"vriendelijke groeten", "hartelijke groet", "met hartelijke groet",
	"hoogachtend", "mvg", "m.v.g.", "met de meeste hoogachting",
	"met groet", "groeten,", "groet,", "groetjes", "kind regards",
	"best regards", "regards,", "sincerely", "yours sincerely", NULL };

static const char *const device[] = { "verzonden vanaf mijn",
	"verstuurd vanaf mijn", "verzonden met mijn", "verstuurd met mijn",
	"sent from my", "verzonden vanuit mail", "verzonden vanuit outlook",
	"outlook voor android", "download outlook", NULL };

static bool
begins(struct slice line, const char *const *list)
{
	char c = line.n > 0 ? (char)(line.p[0] | 0x20) : '\0';

	for (; *list != NULL; list++)
		if (((*list)[0] | 0x20) == c && line.n >= strlen(*list) &&
		    strncasecmp(line.p, *list, strlen(*list)) == 0)
			return true;
	return false;
}

static bool
ends(struct slice line, const char *tail)
{
	size_t n = strlen(tail);

	return line.n >= n && strncasecmp(line.p + line.n - n, tail, n) == 0;
}

/* `Op 3 mei 2026 om 14:05 schreef X:', `On ... wrote:' */
static bool
wrote(struct slice line)
{
	bool op = line.n > 8 && strncasecmp(line.p, "op ", 3) == 0;
	bool on = line.n > 8 && strncasecmp(line.p, "on ", 3) == 0;

	if (on && ends(line, "wrote:"))
		return true;
	if (!op || line.p[line.n - 1] != ':')
		return false;
	for (size_t i = 0; i + 7 <= line.n; i++)
		if (strncasecmp(line.p + i, "schreef", 7) == 0)
			return true;
	return false;
}

/* `Van: ...' with `Verzonden:', `Aan:' or `Datum:' on one of the next three */
static bool
header(struct slice line, struct slice rest)
{
	static const char *const from[] = { "van:", "from:", NULL };
	static const char *const more[] = { "verzonden:", "aan:", "datum:",
		"sent:", "to:", "date:", "onderwerp:", "subject:", NULL };
	struct slice next;

	if (!begins(line, from))
		return false;
	for (int i = 0; i < 3; i++) {
		if (!slice_cut(&rest, '\n', &next))
			next = rest;
		if (begins(slice_trim(next), more))
			return true;
	}
	return false;
}

/*
 * Where the lines begin that end S and begin with `>'; S.n if there are none.
 */
static size_t
quoted_tail(struct slice s)
{
	size_t found = s.n;
	size_t end = s.n;
	size_t from;
	struct slice line;

	while (end > 0) {
		for (from = end; from > 0 && s.p[from - 1] != '\n';)
			from--;
		line = slice_trim((struct slice){ s.p + from, end - from });
		if (line.n > 0 && line.p[0] != '>')
			break;
		if (line.n > 0)
			found = from;
		end = from > 0 ? from - 1 : 0;
	}
	return found;
}

static bool
is_earlier(struct slice line, struct slice rest)
{
	return begins(line, earlier) || wrote(line) || header(line, rest);
}

/* `-- ', a greeting as a line of its own, or what a telephone adds. */
static bool
is_signature(struct slice line, struct slice whole)
{
	if (begins(line, device))
		return true;
	if (whole.n >= 2 && whole.n <= 3 && memcmp(whole.p, "--", 2) == 0 &&
	    (whole.n == 2 || whole.p[2] == ' '))
		return true;
	return line.n <= 40 && begins(line, greeting);
}

/* Where in S the part that IS begins; S.n if nowhere. */
static size_t
find(struct slice s, bool want_earlier)
{
	struct slice rest = s;
	struct slice whole, line;
	bool last = false;

	while (!last) {
		if (!slice_cut(&rest, '\n', &whole)) {
			whole = rest;
			rest.n = 0;
			last = true;
		}
		line = slice_trim(whole);
		if (line.n > 0 &&
		    (want_earlier ? is_earlier(line, rest) :
				    is_signature(line, whole)))
			return (size_t)(whole.p - s.p);
	}
	return s.n;
}

/* Cut S at AT: the head stays, the tail is returned. */
static struct slice
cut(struct slice *s, size_t at)
{
	struct slice tail = { s->p + at, s->n - at };

	s->n = at;
	*s = slice_trim(*s);
	return slice_trim(tail);
}

void
clean_mail(struct clean *c)
{
	struct slice all = c->text;
	size_t at, tail;

	if (all.n == 0 || memchr(all.p, '\n', all.n) == NULL)
		return;
	at = find(all, true);
	tail = quoted_tail(all);
	c->quoted = cut(&c->text, at < tail ? at : tail);
	c->signature = cut(&c->text, find(c->text, false));
	if (c->text.n > 0)
		return;
	/* Nothing is left: what was sent is the earlier mail itself. */
	*c = (struct clean){ .text = all };
}
