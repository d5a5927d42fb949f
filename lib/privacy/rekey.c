#include "lib/privacy/rekey.h"

#include "lib/base/num.h"
#include "lib/base/set.h"
#include "lib/privacy/redact.h"

static const char head[] = "[ZAAK:"; /* REDACT_CASE and a colon */

enum { HEAD = sizeof(head) - 1, ALL = HEAD + PSEUDONYM_TOKEN + 1 };

/* Does S begin with the placeholder of a case's token? */
static bool
begins(struct slice s)
{
	if (s.n < ALL || memcmp(s.p, head, HEAD) != 0 || s.p[ALL - 1] != ']')
		return false;
	for (size_t i = HEAD; i < ALL - 1; i++)
		if (!((s.p[i] >= '0' && s.p[i] <= '9') ||
			(s.p[i] >= 'a' && s.p[i] <= 'z')))
			return false;
	return true;
}

/* Append what stands before the next such placeholder; is there one? */
static bool
put_before(struct slice *s, struct buf *out)
{
	const char *at;
	size_t n;

	for (n = 0; n < s->n; n++) {
		at = memchr(s->p + n, '[', s->n - n);
		n = at != NULL ? (size_t)(at - s->p) : s->n;
		if (begins((struct slice){ s->p + n, s->n - n }))
			break;
	}
	if (n > s->n)
		n = s->n;
	buf_put(out, (struct slice){ s->p, n });
	s->p += n;
	s->n -= n;
	return s->n != 0;
}

/* The token in the placeholder that S begins with; S goes on behind it. */
static struct slice
take_token(struct slice *s)
{
	struct slice token = { s->p + HEAD, PSEUDONYM_TOKEN };

	s->p += ALL;
	s->n -= ALL;
	return token;
}

/* The highest number of a case in TEXT that has one. */
static int64_t
highest(struct slice text)
{
	static const char numbered[] = "[ZAAK-";
	struct slice digits;
	int64_t most = 0;
	int64_t n;
	size_t end;

	for (size_t i = 0; i + sizeof(numbered) <= text.n; i++) {
		if (memcmp(text.p + i, numbered, sizeof(numbered) - 1) != 0)
			continue;
		digits.p = text.p + i + sizeof(numbered) - 1;
		for (end = 0; digits.p + end < text.p + text.n &&
		     digits.p[end] >= '0' && digits.p[end] <= '9';)
			end++;
		digits.n = end < 9 ? end : 9;
		if (num_i64(digits, &n) && n > most)
			most = n;
	}
	return most;
}

void
rekey_number(struct slice text, struct buf *out)
{
	struct set tokens = { 0 };
	int64_t from = highest(text) + 1;

	while (put_before(&text, out))
		buf_printf(out, "[ZAAK-%lld]",
		    (long long)from +
			(long long)set_add(&tokens, take_token(&text), NULL));
	set_release(&tokens);
}

void
rekey_open(struct rekey *k, const struct key *key)
{
	pseudonym_derive(&k->token, key, SLICE("release"), SLICE("0"));
}

static void
put_token(struct rekey *k, struct slice old, struct buf *out)
{
	(void)pseudonym_put(&k->token, PSEUDONYM_REKEY, old, out);
}

/* Member F, one token. */
static void
one_token(struct rekey *k, struct rec *r, int f)
{
	if (!rec_has(r, f) || json_kind(rec_raw(r, f)) != JSON_STRING)
		return;
	buf_reset(&k->text);
	put_token(k, rec_text(r, f), &k->text);
	rec_set_text(r, f, buf_slice(&k->text));
}

/* The tokens of persons. */
static void
persons(struct rekey *k, struct rec *r)
{
	struct json_walk w;

	if (!rec_has(r, F_PERSON))
		return;
	buf_reset(&k->list);
	buf_putc(&k->list, '[');
	for (rec_items(&w, r, F_PERSON); json_next(&w);) {
		if (k->list.len > 1)
			buf_putc(&k->list, ',');
		buf_putc(&k->list, '"');
		put_token(k, rec_item_text(r, w.value), &k->list);
		buf_putc(&k->list, '"');
	}
	buf_putc(&k->list, ']');
	rec_set_raw(r, F_PERSON, buf_slice(&k->list));
}

/* The tokens of cases in member F, a text. */
static void
cases(struct rekey *k, struct rec *r, int f)
{
	struct slice text;

	if (json_kind(rec_raw(r, f)) != JSON_STRING)
		return;
	text = rec_text(r, f);
	if (text.n < ALL)
		return;
	buf_reset(&k->text);
	while (put_before(&text, &k->text)) {
		buf_puts(&k->text, head);
		put_token(k, take_token(&text), &k->text);
		buf_putc(&k->text, ']');
	}
	rec_set_text(r, f, buf_slice(&k->text));
}

void
rekey_signal(struct rekey *k, struct rec *r)
{
	static const int out[] = { F_KEY_ID, F_SRC_ID, F_FILE, F_ROW, F_OWNER,
		F_SIGNATURE };
	static const int tokens[] = { F_ID, F_COPY_OF, F_STATE_OF, F_SUPERSEDED,
		F_WHO, F_GROUP, F_REPEAT_OF };

	rec_bare(r);
	for (size_t i = 0; i < sizeof(out) / sizeof(*out); i++)
		rec_drop(r, out[i]);
	for (size_t i = 0; i < sizeof(tokens) / sizeof(*tokens); i++)
		one_token(k, r, tokens[i]);
	persons(k, r);
	for (int f = F_ORG; f <= F_GOLD; f++)
		if (rec_has(r, f))
			cases(k, r, f);
}

void
rekey_release(struct rekey *k)
{
	pseudonym_close(&k->token);
	buf_release(&k->text);
	buf_release(&k->list);
}
