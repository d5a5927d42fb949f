#include "lib/privacy/key.h"

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#include "lib/base/digest.h"

#define MAKE "make one with \"sig-share keygen\""

enum { TEXT = 2 * KEY_BYTES + 3 }; /* more than any key, by a byte */

void
key_option(struct key_from *f, const struct opt_scan *s, bool file)
{
	if (file)
		f->file = s->arg;
	else
		f->fd = (int)opt_num(s, 3, INT_MAX);
	if (f->file != NULL && f->fd != 0)
		opt_usage(s, "one of --key and --key-fd is enough");
}

bool
key_asked(const struct key_from *f)
{
	return f->file != NULL || f->fd != 0;
}

const char *
key_name(const struct key_from *f)
{
	unsigned char d[KEY_BYTES];

	if (f->file == NULL)
		return "--key-fd";
	/* The key itself, given for a file, must not get into a log. */
	return digest_read_hex(slice_of(f->file), d, sizeof(d)) ? "--key" :
								  f->file;
}

/* Is what FD has open fit to hold a key?  PIPE: so may a pipe. */
static const char *
vet(int fd, bool pipe)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return errno == EBADF ? "no such descriptor is open" :
					"cannot look at the key file";
	if (pipe && (S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode)))
		return NULL;
	if (!S_ISREG(st.st_mode))
		return pipe ? "neither a pipe nor a regular file" :
			      "not a regular file: name the key file itself, "
			      "or give a pipe by --key-fd";
	if (st.st_uid != geteuid() && st.st_uid != 0)
		return "key file of another user: make your own with "
		       "\"sig-share keygen\"";
	if ((st.st_mode & 077) != 0)
		return "key file is open to others: run \"chmod 600\" on it";
	return NULL;
}

/* Up to MAX bytes of FD into TO. */
static const char *
read_all(int fd, unsigned char *to, size_t max, size_t *n)
{
	ssize_t got;

	for (*n = 0; *n < max; *n += (size_t)got) {
		got = read(fd, to + *n, max - *n);
		if (got < 0 && errno == EINTR)
			got = 0;
		else if (got < 0)
			return "cannot read the key";
		else if (got == 0)
			break;
	}
	return NULL;
}

/* Up to MAX bytes from where F says. */
static const char *
read_from(const struct key_from *f, unsigned char *to, size_t max, size_t *n)
{
	const char *why;
	int fd = f->fd;

	if (f->file != NULL)
		fd = open(f->file,
		    O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0 && errno == ELOOP)
		return "key file is a symbolic link: name the file itself";
	if (fd < 0 && errno == ENOENT)
		return "no such key file: " MAKE;
	if (fd < 0)
		return "cannot open the key file: is it yours?";
	why = vet(fd, f->file == NULL);
	if (why == NULL)
		why = read_all(fd, to, max, n);
	close(fd);
	return why;
}

/* The N bytes at T, raw or in hexadecimal, as a key. */
static bool
decode(struct key *k, const unsigned char *t, size_t n)
{
	struct slice s = { (const char *)t, n };

	k->n = KEY_BYTES;
	k->b = digest_secret(k->n);
	if (n != KEY_BYTES)
		return digest_read_hex(slice_trim(s), k->b, k->n);
	memcpy(k->b, t, n);
	return true;
}

const char *
key_open(struct key *k, const struct key_from *from)
{
	unsigned char *t;
	const char *why;
	size_t n = 0;

	if (!digest_init())
		return "cannot start libsodium";
	t = digest_secret(TEXT);
	why = read_from(from, t, TEXT, &n);
	if (why == NULL && !decode(k, t, n))
		why = "a key is 32 bytes or 64 hexadecimal digits: " MAKE;
	digest_secret_free(t);
	return why;
}

const char *
key_open_salt(struct key *k, const struct key_from *from)
{
	const char *why;

	if (!digest_init())
		return "cannot start libsodium";
	k->b = digest_secret(KEY_SALT + 1);
	why = read_from(from, k->b, KEY_SALT + 1, &k->n);
	if (why == NULL && k->n == 0)
		why = "there is nothing in it: " MAKE;
	if (why == NULL && k->n > KEY_SALT)
		why = "too long for a salt: " MAKE;
	return why;
}

const char *
key_random(struct key *k)
{
	if (!digest_init())
		return "cannot start libsodium";
	k->n = KEY_BYTES;
	k->b = digest_secret(k->n);
	digest_random(k->b, k->n);
	return NULL;
}

struct slice
key_slice(const struct key *k)
{
	return (struct slice){ (const char *)k->b, k->n };
}

void
key_id(const struct key *k, char id[KEY_ID + 1])
{
	unsigned char d[DIGEST_BYTES];
	struct buf b = { 0 };

	digest_hmac(key_slice(k), SLICE("keyid"), d);
	digest_put_hex(&b, d, KEY_ID / 2);
	memcpy(id, buf_cstr(&b), KEY_ID + 1);
	buf_release(&b);
}

void
key_close(struct key *k)
{
	digest_secret_free(k->b);
	*k = (struct key){ 0 };
}

const char *
key_make(const char *path)
{
	struct key key = { 0 };
	const char *why = NULL;
	struct buf b = { 0 };
	int fd;

	why = key_random(&key);
	if (why != NULL)
		return why;
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    0600);
	if (fd < 0) {
		why = errno == EEXIST ?
		    "there is such a file already: a key is never replaced" :
		    "cannot make the key file";
		key_close(&key);
		return why;
	}
	buf_reserve(&b, TEXT);
	digest_put_hex(&b, key.b, key.n);
	buf_putc(&b, '\n');
	if (fchmod(fd, 0600) != 0 || write(fd, b.s, b.len) != (ssize_t)b.len ||
	    fsync(fd) != 0)
		why = "cannot write the key file";
	if (close(fd) != 0)
		why = "cannot write the key file";
	if (why != NULL)
		unlink(path);
	key_close(&key);
	digest_wipe(b.s, b.len);
	buf_release(&b);
	return why;
}
