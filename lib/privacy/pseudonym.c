#include "lib/privacy/pseudonym.h"

#include "lib/base/digest.h"
#include "lib/base/utf8.h"
#include "lib/privacy/latin.h"

enum { SEP = 0x1f };

static const char *const type_name[PSEUDONYM_TYPES] = {
	[PSEUDONYM_CUSTOMER] = "customer",
	[PSEUDONYM_BSN] = "bsn",
	[PSEUDONYM_EMAIL] = "email",
	[PSEUDONYM_PHONE] = "phone",
	[PSEUDONYM_IBAN] = "iban",
	[PSEUDONYM_PERSON] = "person",
	[PSEUDONYM_CASE] = "case",
	[PSEUDONYM_REKEY] = "token",
};

void
pseudonym_derive(struct pseudonym *p, const struct key *key,
    struct slice domain, struct slice epoch)
{
	struct slice k = key_slice(key);
	unsigned char *sub = digest_secret(DIGEST_BYTES);
	struct buf b = { 0 };

	buf_puts(&b, "sigpseud-v1");
	buf_putc(&b, SEP);
	buf_put(&b, domain);
	buf_putc(&b, SEP);
	buf_put(&b, epoch);
	digest_hmac(k, buf_slice(&b), sub);
	digest_hmac_end(p->sub);
	p->sub = digest_hmac_begin((struct slice){ (char *)sub, DIGEST_BYTES });
	digest_secret_free(sub);
	key_id(key, p->id);
	buf_release(&b);
}

const char *
pseudonym_open(struct pseudonym *p, const struct key_from *from,
    struct slice domain, struct slice epoch)
{
	struct key key = { 0 };
	const char *why;

	why = key_open(&key, from);
	if (why == NULL)
		pseudonym_derive(p, &key, domain, epoch);
	key_close(&key);
	return why;
}

void
pseudonym_close(struct pseudonym *p)
{
	digest_hmac_end(p->sub);
	*p = (struct pseudonym){ 0 };
}

/* Append C in ASCII lower case; blanks, dots and dashes as a blank, once. */
static void
put_plain_char(struct buf *out, uint32_t c, size_t from)
{
	static const char keep[] = "abcdefghijklmnopqrstuvwxyz0123456789";
	static const char blank[] = " .-\t";
	char plain[LATIN_MAX];

	if (c >= 'A' && c <= 'Z')
		c += 32;
	if (c == 0xa0)
		c = ' ';
	if (c >= 0x80)
		buf_put(out, (struct slice){ plain, latin_plain(c, plain) });
	else if (memchr(keep, (int)c, sizeof(keep) - 1) != NULL)
		buf_putc(out, (char)c);
	else if (memchr(blank, (int)c, sizeof(blank) - 1) != NULL &&
	    out->len > from && out->s[out->len - 1] != ' ')
		buf_putc(out, ' ');
}

/* Append S, a name, as it is compared. */
static void
put_plain(struct buf *out, struct slice s)
{
	size_t from = out->len;
	size_t len;

	for (; s.n != 0; s.p += len, s.n -= len)
		put_plain_char(out, utf8_get(s, &len), from);
	while (out->len > from && out->s[out->len - 1] == ' ')
		out->len--;
}

/* Append S without blanks, ASCII letters in lower case. */
static void
put_tight(struct buf *out, struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= 'A' && s.p[i] <= 'Z')
			buf_putc(out, (char)(s.p[i] + 32));
		else if (strchr(" \t\r\n", s.p[i]) == NULL)
			buf_putc(out, s.p[i]);
}

static void
put_digits(struct buf *out, struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= '0' && s.p[i] <= '9')
			buf_putc(out, s.p[i]);
}

static bool
put_bsn(struct buf *out, struct slice raw)
{
	size_t from = out->len;

	put_digits(out, raw);
	if (out->len - from == 8) {
		buf_putc(out, '0');
		memmove(out->s + from + 1, out->s + from, 8);
		out->s[from] = '0';
	}
	return out->len - from == 9;
}

/* Cut N bytes at FROM. */
static void
cut(struct buf *b, size_t from, size_t n)
{
	memmove(b->s + from, b->s + from + n, b->len - from - n);
	b->len -= n;
}

static bool
starts(const struct buf *b, size_t from, const char *head)
{
	size_t n = strlen(head);

	return b->len - from >= n && memcmp(b->s + from, head, n) == 0;
}

/* Cut what stands for "abroad" and the Netherlands off; is it abroad? */
static bool
cut_country(struct buf *out, size_t from, bool abroad)
{
	if (!abroad && starts(out, from, "00")) {
		cut(out, from, 2);
		abroad = true;
	}
	if (starts(out, from, "31") && (abroad || out->len - from == 11)) {
		cut(out, from, 2);
		abroad = false;
	}
	return abroad;
}

static bool
put_phone(struct buf *out, struct slice raw)
{
	size_t from = out->len;
	bool abroad;

	raw = slice_trim(raw);
	abroad = raw.n != 0 && raw.p[0] == '+';
	put_digits(out, raw);
	abroad = cut_country(out, from, abroad);
	if (!abroad && starts(out, from, "0"))
		cut(out, from, 1);
	if (out->len - from < 6)
		return false;
	if (abroad) {
		buf_putc(out, '+');
		memmove(out->s + from + 1, out->s + from, out->len - from - 1);
		out->s[from] = '+';
	}
	return true;
}

static bool
normal(int type, struct slice raw, struct buf *out)
{
	size_t from = out->len;

	switch (type) {
	case PSEUDONYM_BSN:
		return put_bsn(out, raw);
	case PSEUDONYM_PHONE:
		return put_phone(out, raw);
	case PSEUDONYM_PERSON:
		put_plain(out, raw);
		break;
	case PSEUDONYM_CASE:
	case PSEUDONYM_REKEY:
		buf_put(out, slice_trim(raw));
		break;
	default:
		put_tight(out, raw);
	}
	if (type == PSEUDONYM_EMAIL &&
	    memchr(out->s + from, '@', out->len - from) == NULL)
		return false;
	return out->len != from;
}

bool
pseudonym_normal(int type, struct slice raw, struct buf *out)
{
	size_t from = out->len;

	buf_reserve(out, raw.n + 1);
	if (normal(type, raw, out))
		return true;
	out->len = from;
	return false;
}

static void
put_base32(struct buf *out, const unsigned char *d, size_t chars)
{
	static const char digit[] = "0123456789abcdefghjkmnpqrstvwxyz";
	unsigned acc = 0;
	unsigned bits = 0;

	while (chars-- > 0) {
		if (bits < 5) {
			acc = (acc << 8 | *d++) & 0xffff;
			bits += 8;
		}
		bits -= 5;
		buf_putc(out, digit[acc >> bits & 31]);
	}
}

bool
pseudonym_put(const struct pseudonym *p, int type, struct slice raw,
    struct buf *out)
{
	unsigned char tag[DIGEST_BYTES];
	struct buf b = { 0 };
	bool good;

	buf_puts(&b, type_name[type]);
	buf_putc(&b, SEP);
	good = pseudonym_normal(type, raw, &b);
	if (good) {
		digest_hmac_with(p->sub, buf_slice(&b), tag);
		put_base32(out, tag, PSEUDONYM_TOKEN);
	}
	digest_wipe(b.s, b.len);
	buf_release(&b);
	return good;
}
