#include "lib/privacy/pseudonym.h"

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "lib/base/digest.h"
#include "lib/base/utf8.h"
#include "lib/privacy/latin.h"

enum { SEP = 0x1f, KEY = 32 };

static const char *const type_name[PSEUDONYM_TYPES] = {
	[PSEUDONYM_CUSTOMER] = "customer",
	[PSEUDONYM_BSN] = "bsn",
	[PSEUDONYM_EMAIL] = "email",
	[PSEUDONYM_PHONE] = "phone",
	[PSEUDONYM_IBAN] = "iban",
	[PSEUDONYM_PERSON] = "person",
	[PSEUDONYM_CASE] = "case",
};

/* S, 32 bytes or 64 hexadecimal digits and perhaps a newline, as a key. */
static bool
decode(struct slice s, unsigned char key[KEY])
{
	if (s.n != KEY)
		return digest_read_hex(slice_trim(s), key, KEY);
	memcpy(key, s.p, KEY);
	return true;
}

/* Is what FD has open fit to hold a key? */
static const char *
vet(int fd)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return "cannot look at the key file";
	if (!S_ISREG(st.st_mode))
		return "not a regular file: name the key file itself";
	if (st.st_uid != geteuid() && st.st_uid != 0)
		return "key file of another user: make your own with "
		       "\"sig-share keygen\"";
	if ((st.st_mode & 077) != 0)
		return "key file is open to others: run \"chmod 600\" on it";
	return NULL;
}

static const char *
read_key(int fd, unsigned char key[KEY])
{
	char b[2 * KEY + 3];
	const char *why;
	size_t n = 0;
	ssize_t got;

	why = vet(fd);
	while (why == NULL && n < sizeof(b)) {
		got = read(fd, b + n, sizeof(b) - n);
		if (got < 0)
			why = "cannot read the key file";
		if (got <= 0)
			break;
		n += (size_t)got;
	}
	if (why == NULL && !decode((struct slice){ b, n }, key))
		why = "a key is 32 bytes or 64 hexadecimal digits: make one "
		      "with \"sig-share keygen\"";
	digest_wipe(b, sizeof(b));
	return why;
}

void
pseudonym_derive(struct pseudonym *p, const unsigned char key[KEY],
    struct slice domain, struct slice epoch)
{
	struct slice k = { (const char *)key, KEY };
	unsigned char id[DIGEST_BYTES];
	struct buf b = { 0 };

	buf_puts(&b, "sigpseud-v1");
	buf_putc(&b, SEP);
	buf_put(&b, domain);
	buf_putc(&b, SEP);
	buf_put(&b, epoch);
	digest_hmac(k, buf_slice(&b), p->sub);
	buf_reset(&b);
	digest_hmac(k, SLICE("keyid"), id);
	digest_put_hex(&b, id, PSEUDONYM_KEY_ID / 2);
	memcpy(p->id, buf_cstr(&b), sizeof(p->id));
	buf_release(&b);
}

const char *
pseudonym_load(const char *path, unsigned char key[KEY])
{
	const char *why;
	int fd;

	if (!digest_init())
		return "cannot start libsodium";
	fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 && errno == ELOOP)
		return "key file is a symbolic link: name the file itself";
	if (fd < 0 && errno == ENOENT)
		return "no such key file: make one with \"sig-share keygen\"";
	if (fd < 0)
		return "cannot open the key file: is it yours?";
	why = read_key(fd, key);
	close(fd);
	return why;
}

const char *
pseudonym_open(struct pseudonym *p, const char *path, struct slice domain,
    struct slice epoch)
{
	unsigned char key[KEY];
	const char *why;

	why = pseudonym_load(path, key);
	if (why == NULL)
		pseudonym_derive(p, key, domain, epoch);
	digest_wipe(key, sizeof(key));
	return why;
}

void
pseudonym_close(struct pseudonym *p)
{
	digest_wipe(p, sizeof(*p));
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
	struct slice sub = { (const char *)p->sub, sizeof(p->sub) };
	unsigned char tag[DIGEST_BYTES];
	struct buf b = { 0 };
	bool good;

	buf_puts(&b, type_name[type]);
	buf_putc(&b, SEP);
	good = pseudonym_normal(type, raw, &b);
	if (good) {
		digest_hmac(sub, buf_slice(&b), tag);
		put_base32(out, tag, PSEUDONYM_TOKEN);
	}
	digest_wipe(b.s, b.len);
	buf_release(&b);
	return good;
}

const char *
pseudonym_keygen(const char *path)
{
	unsigned char key[KEY];
	const char *why = NULL;
	struct buf b = { 0 };
	int fd;

	if (!digest_init())
		return "cannot start libsodium";
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    0600);
	if (fd < 0)
		return errno == EEXIST ?
		    "there is such a file already: a key is never replaced" :
		    "cannot make the key file";
	digest_random(key, sizeof(key));
	digest_put_hex(&b, key, sizeof(key));
	buf_putc(&b, '\n');
	if (fchmod(fd, 0600) != 0 || write(fd, b.s, b.len) != (ssize_t)b.len ||
	    fsync(fd) != 0)
		why = "cannot write the key file";
	if (close(fd) != 0)
		why = "cannot write the key file";
	if (why != NULL)
		unlink(path);
	digest_wipe(key, sizeof(key));
	digest_wipe(b.s, b.len);
	buf_release(&b);
	return why;
}
