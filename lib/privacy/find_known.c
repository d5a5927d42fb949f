#include "lib/privacy/name.h"
#include "lib/privacy/near.h"

/* A name of the sender that W, a long word, is but for one letter. */
static bool
misspelt(const struct set *names, struct slice w)
{
	for (size_t k = 0; w.n >= 5 && k < names->len && k < 16; k++)
		if (set_key(names, k).n >= 5 &&
		    near_equal(set_key(names, k), w))
			return true;
	return false;
}

/* A word of the sender's name, but for one letter if it is long. */
static bool
of_sender(const struct scan *s, size_t i)
{
	bool capital = (s->t[i].flags & TOKEN_CAPITAL) != 0;
	bool dutch = (scan_what(s, i) & WORD_DUTCH) != 0;
	char word[REDACT_WORD];
	struct slice w = { word, 0 };
	size_t at = 0;

	w.n = lexicon_fold(scan_text(s, i), &at, word, sizeof(word));
	if (w.n < 3 || (dutch && !capital))
		return false;
	return set_find(&s->r->sender, w) != SET_NONE ||
	    (capital && !dutch && misspelt(&s->r->sender, w));
}

/* A word of a name that was found elsewhere in the record. */
static bool
of_record(const struct scan *s, size_t i)
{
	struct slice h = { (const char *)&s->t[i].hash, sizeof(s->t[i].hash) };

	return (s->t[i].flags & TOKEN_CAPITAL) != 0 &&
	    set_find(&s->r->names, h) != SET_NONE;
}

/* Is word I of a name that is known?  Which rule says so? */
static const char *
known(const struct scan *s, size_t i)
{
	if (!scan_word(s, i))
		return NULL;
	if (s->r->sender.len != 0 && of_sender(s, i))
		return "person.sender";
	if (s->r->names.len != 0 && of_record(s, i))
		return "person.again";
	return NULL;
}

static void
names(struct scan *s)
{
	const struct roles_want want = {
		.roles = s->r->sender.len != 0 ? ROLE_WORD : ROLE_CAPITAL
	};
	struct roles_walk w;
	const char *rule;
	size_t end;

	for (size_t i = scan_first(&w, s, want); i != 0;
	     i = roles_next(&w, i)) {
		rule = known(s, i);
		if (rule == NULL)
			continue;
		end = i + 1;
		while (end < i + 8 && known(s, end) != NULL &&
		    (s->t[end].flags & TOKEN_LINE) == 0)
			end++;
		if (name_of_body(s, i, end))
			continue;
		if ((scan_what(s, i) & WORD_DUTCH) != 0 && end == i + 1 &&
		    rule[7] == 'a')
			continue;
		scan_claim(s, i, end, REDACT_PERSON, rule);
		i = end - 1;
	}
	scan_compact(s);
}

/* Append the letters and digits of token I, folded as redact_know does. */
static bool
gather(const struct scan *s, size_t i, char *b, size_t *n)
{
	struct slice t = scan_text(s, i);
	size_t at = 0;
	size_t got;

	if (scan_number(s, i)) {
		if (*n + t.n > REDACT_WORD)
			return false;
		memcpy(b + *n, t.p, t.n);
		*n += t.n;
		return true;
	}
	if (!scan_word(s, i))
		return s->t[i].kind == TOKEN_MARK;
	got = lexicon_fold(t, &at, b + *n, REDACT_WORD - *n);
	*n += got;
	return got != 0;
}

/* What the values of the sender have in common, to look no further. */
struct shape {
	bool begins[32]; /* by the low bits of their first byte */
	bool length[REDACT_WORD + 1];
	size_t most;
};

static void
draw_shape(struct shape *o, const struct set *known)
{
	struct slice v;

	*o = (struct shape){ 0 };
	for (size_t i = 0; i < known->len; i++) {
		v = set_key(known, i);
		o->begins[v.p[0] & 0x1f] = true;
		o->length[v.n] = true;
		if (v.n > o->most)
			o->most = v.n;
	}
}

/* Does VALUE begin with word or number T, up to what is not ASCII in it? */
static bool
agrees(struct slice value, struct slice t)
{
	for (size_t k = 0; k < t.n && (t.p[k] & 0x80) == 0; k++)
		if (k == value.n || (t.p[k] | 0x20) != (value.p[k] | 0x20))
			return false;
	return true;
}

/* May a value of the sender begin with token I? */
static bool
may_begin(const struct scan *s, size_t i, const struct shape *o)
{
	struct slice t = scan_text(s, i);
	const struct set *known = &s->r->known;

	if ((*t.p & 0x80) == 0 && !o->begins[*t.p & 0x1f])
		return false;
	if (!scan_alnum(s, i) || (scan_tight(s, i) && scan_alnum(s, i - 1)))
		return false;
	for (size_t k = 0; k < known->len; k++)
		if (agrees(set_key(known, k), t))
			return true;
	return false;
}

/* Does a value of the sender begin with the N bytes of B? */
static bool
goes_on(const struct set *known, const char *b, size_t n)
{
	for (size_t i = 0; i < known->len; i++)
		if (slice_starts(set_key(known, i), (struct slice){ b, n }))
			return true;
	return false;
}

/* The sender's other values, whatever stands between their parts. */
static void
values(struct scan *s)
{
	enum { PARTS = 16 };

	const struct roles_want want = { .roles = ROLE_WORD | ROLE_NUMBER };
	struct roles_walk w;
	struct shape o;
	char b[REDACT_WORD];
	ptrdiff_t at;
	size_t n;

	draw_shape(&o, &s->r->known);
	for (size_t i = scan_first(&w, s, want); i != 0;
	     i = roles_next(&w, i)) {
		if (!may_begin(s, i, &o))
			continue;
		n = 0;
		for (size_t k = i; k < i + PARTS && n < o.most &&
		     gather(s, k, b, &n) && goes_on(&s->r->known, b, n);
		     k++) {
			at = !scan_alnum(s, k) || !o.length[n] ?
			    SET_NONE :
			    set_find(&s->r->known, (struct slice){ b, n });
			if (at == SET_NONE)
				continue;
			scan_claim(s, i, k + 1, s->r->known_type[at],
			    "sender.value");
			i = k;
			break;
		}
	}
}

void
find_known(struct scan *s)
{
	if (s->way < REDACT_VALUE &&
	    (s->r->names.len != 0 || s->r->sender.len != 0))
		names(s);
	if (s->r->known.len != 0)
		values(s);
}
