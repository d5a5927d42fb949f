#include "lib/privacy/scan.h"

#include "lib/base/xalloc.h"

enum { STRING = 64 }; /* tokens of a string, at most */

void
scan_claim(struct scan *s, size_t from, size_t to, int type, const char *rule)
{
	struct redact *r = s->r;
	struct token *t = &s->t[from];
	const struct token *last = &s->t[to - 1];

	if ((s->types >> type & 1) == 0)
		return;
	if (r->n == r->cap) {
		r->cap = r->cap ? r->cap * 2 : 32;
		r->span = xrealloc(r->span, r->cap, sizeof(*r->span));
	}
	t->len = last->at + last->len - t->at;
	t->kind = TOKEN_HELD;
	t->type = (uint8_t)type;
	t->cue = 0;
	t->c = 0;
	t->roles = (uint16_t)token_held_roles(type);
	s->list->any |= t->roles;
	t->flags &= TOKEN_BLANK | TOKEN_LINE | TOKEN_GAP;
	for (size_t i = from + 1; i < to; i++) {
		s->t[i].kind = TOKEN_GONE;
		s->t[i].cue = 0; /* no rule of this pass begins there */
		s->t[i].c = 0;
	}
	r->span[r->n++] = (struct redact_span){ s->part, t->at, t->at + t->len,
		type, 0, rule };
	if (s->claimed == 0 || from < s->claimed)
		s->claimed = from;
}

void
scan_compact(struct scan *s)
{
	size_t n = s->claimed;

	if (n == 0)
		return;
	for (size_t i = n; i < s->n; i++)
		if (s->t[i].kind != TOKEN_GONE)
			s->t[n++] = s->t[i];
	s->n = n;
	s->list->n = n;
	token_recount(s->list, s->claimed);
	s->claimed = 0;
}

void
scan_cue(struct scan *s, size_t i, uint64_t cue)
{
	unsigned roles = lexicon_roles(cue);

	if ((cue & ~s->t[i].cue) == 0)
		return;
	s->cued = true;
	s->t[i].cue |= cue;
	s->t[i].roles |= (uint16_t)roles;
	s->list->any |= roles;
	s->list->cues |= cue;
	roles_put(&s->list->roles, i, roles);
}

long
scan_value(const struct scan *s, size_t i)
{
	struct slice t = scan_text(s, i);
	long v = 0;

	if (s->t[i].kind != TOKEN_NUMBER || t.n > 9)
		return -1;
	for (size_t k = 0; k < t.n; k++)
		v = v * 10 + t.p[k] - '0';
	return v;
}

/* The number that goes on after token I, over one separator; or 0. */
static size_t
next_group(const struct scan *s, size_t i, const char *seps)
{
	size_t k = i + 1;

	if (s->t[k].kind == TOKEN_MARK && s->t[k].len <= 3) {
		if (s->t[k].c == 0 || strchr(seps, s->t[k].c) == NULL)
			return 0;
		if ((s->t[k].flags & TOKEN_LINE) != 0)
			return 0;
		k++;
	}
	if (s->t[k].kind != TOKEN_NUMBER || (s->t[k].flags & TOKEN_LINE) != 0)
		return 0;
	return k;
}

void
scan_reaches(struct scan *s)
{
	size_t next;
	size_t n;

	if ((s->list->any & ROLE_NUMBER) == 0)
		return;
	for (size_t i = s->n - 1; i-- > 1;) {
		if (!scan_number(s, i))
			continue;
		next = next_group(s, i, " .-()/");
		n = s->t[i].len + (next != 0 ? s->t[next].reach : 0u);
		s->t[i].reach = (uint8_t)(n > 255 ? 255 : n);
	}
}

bool
scan_join(const struct scan *s, size_t i, const char *seps, size_t want,
    struct run *run)
{
	struct slice t;

	run->n = 0;
	run->groups = 0;
	if (want > RUN_DIGITS || s->t[i].reach < want)
		return false;
	while (run->groups < RUN_GROUPS) {
		t = scan_text(s, i);
		if (run->n + t.n > want)
			return false;
		memcpy(run->d + run->n, t.p, t.n);
		run->n += t.n;
		run->group[run->groups++] = (unsigned char)t.n;
		run->next = i + 1;
		if (run->n == want)
			return true;
		i = next_group(s, i, seps);
		if (i == 0)
			return false;
	}
	return false;
}

uint64_t
scan_before(const struct scan *s, size_t i, uint64_t mask, size_t reach)
{
	while (reach-- > 0 && (s->t[i].flags & TOKEN_GAP) == 0) {
		i--;
		if ((s->t[i].cue & mask) != 0)
			return s->t[i].cue & mask;
	}
	return 0;
}

/* ",50" or ",-" at I. */
static bool
cents(const struct scan *s, size_t i)
{
	return scan_mark(s, i, ',') && scan_tight(s, i) &&
	    scan_tight(s, i + 1) &&
	    (scan_number(s, i + 1) || scan_mark(s, i + 1, '-'));
}

bool
scan_amount(const struct scan *s, size_t from, size_t to)
{
	return scan_mark(s, from - 1, '$') || scan_is(s, from - 1, "eur") ||
	    scan_is(s, from - 1, "euro") || (s->t[to].cue & CUE_MONEY) != 0 ||
	    scan_mark(s, to, '$') || scan_mark(s, to, '%') || cents(s, to);
}

/* Does a mark of SEPS at I tie what is before it to what is behind it? */
static bool
tie(const struct scan *s, size_t i, const char *seps)
{
	return scan_marks(s, i, seps) && scan_tight(s, i) &&
	    scan_tight(s, i + 1) && scan_alnum(s, i - 1) &&
	    scan_alnum(s, i + 1);
}

bool
scan_apart(const struct scan *s, size_t from, size_t to)
{
	if (scan_tight(s, to) &&
	    (scan_alnum(s, to) || s->t[to].kind == TOKEN_HELD))
		return false;
	if (scan_tight(s, from) && scan_alnum(s, from - 1))
		return false;
	return !tie(s, to, "-/_") && !tie(s, from - 1, "-/_.,");
}

/* Is word I one of the dictionary with t, te, de, d or st behind it? */
static bool
inflected(const struct scan *s, size_t i)
{
	static const struct suffix end[] = { { 1, "t" }, { 2, "te" },
		{ 2, "de" }, { 1, "d" }, { 3, "ste" }, { 0, "" } };
	struct slice w = scan_text(s, i);

	for (size_t k = 0; end[k].n != 0; k++) {
		struct slice stem = { w.p, w.n - end[k].n };

		if (w.n >= end[k].n + 3u &&
		    memcmp(stem.p + stem.n, end[k].s, end[k].n) == 0 &&
		    (lexicon_kind(s->r->lexicon, lexicon_hash(stem)) &
			WORD_DUTCH) != 0)
			return true;
	}
	return false;
}

void
scan_look_up(const struct scan *s, size_t i)
{
	struct token *t = &s->t[i];
	unsigned what = lexicon_kind(s->r->lexicon, t->hash);
	bool capital = (t->flags & TOKEN_CAPITAL) != 0;

	if ((what == 0 ||
		(!capital &&
		    (what & (WORD_DUTCH | WORD_FIRST)) == WORD_FIRST)) &&
	    inflected(s, i))
		what |= WORD_DUTCH;
	if ((what & WORD_FORM) != 0 && !capital)
		what |= WORD_DUTCH;
	t->what = (uint8_t)(WHAT_KNOWN | what);
}

size_t
scan_string(const struct scan *s, size_t i, const char *seps)
{
	size_t from = i;

	if (!scan_alnum(s, i))
		return i;
	for (i++; i < from + STRING; i++) {
		if (scan_alnum(s, i) && scan_tight(s, i))
			continue;
		if (!scan_marks(s, i, seps) || !scan_tight(s, i) ||
		    !scan_alnum(s, i + 1) || !scan_tight(s, i + 1))
			return i;
	}
	return from;
}

size_t
scan_chars(const struct scan *s, size_t from, size_t to, char *out, size_t max)
{
	size_t n = 0;

	for (size_t i = from; i < to; i++) {
		struct slice t = scan_text(s, i);

		if (!scan_alnum(s, i))
			continue;
		if (n + t.n > max)
			return max + 1;
		memcpy(out + n, t.p, t.n);
		n += t.n;
	}
	return n;
}

size_t
scan_digits(const struct scan *s, size_t from, size_t to)
{
	size_t n = 0;

	for (size_t i = from; i < to; i++)
		if (scan_number(s, i))
			n += s->t[i].len;
	return n;
}

bool
scan_ends(const struct scan *s, size_t i, const struct suffix *list)
{
	struct slice w = scan_text(s, i);
	const char *end;
	size_t k;

	for (; list->n != 0; list++) {
		if (w.n < list->n + 2u ||
		    (w.p[w.n - 1] | 0x20) != list->s[list->n - 1])
			continue;
		end = w.p + w.n - list->n;
		for (k = 0; k < list->n; k++)
			if ((end[k] | 0x20) != list->s[k])
				break;
		if (k == list->n)
			return true;
	}
	return false;
}
