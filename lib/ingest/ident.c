#include "lib/ingest/ident.h"

#include "lib/base/digest.h"
#include "lib/ingest/idlook.h"

enum { ID_BYTES = 12, ROW_DIGITS = 6 };

static bool
digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The digits at S from I on; where they end. */
static size_t
digits(struct slice s, size_t i)
{
	while (i < s.n && digit(s.p[i]))
		i++;
	return i;
}

/* May S be the number of a row of one list, as other lists have them too? */
static bool
is_row(struct slice s)
{
	return s.n <= ROW_DIGITS && digits(s, 0) == s.n;
}

void
ident_bytes(struct buf *out, const struct apply *a, struct slice org,
    struct slice system)
{
	buf_put(out, org);
	buf_putc(out, '\x1f');
	buf_put(out, system);
	buf_putc(out, '\x1f');
	if (a->v[F_SRC_ID].p != NULL) {
		buf_put(out, a->v[F_SRC_ID]);
		if (system.n == 0 && is_row(a->v[F_SRC_ID]) &&
		    a->v[F_KIND].p != NULL) {
			buf_putc(out, '\x1f');
			buf_put(out, a->v[F_KIND]);
		}
		return;
	}
	for (int f = 0; f < APPLY_FIELDS; f++) {
		if (a->v[f].p == NULL || f == F_SEEN || f == F_ORG ||
		    f == F_SYSTEM)
			continue;
		buf_puts(out, field_name(f));
		buf_putc(out, '\x1e');
		buf_put(out, a->v[f]);
		buf_putc(out, '\x1f');
	}
}

void
ident_put(struct buf *out, struct slice bytes)
{
	unsigned char d[DIGEST_BYTES];

	digest_sha256(bytes, d);
	digest_put_hex(out, d, ID_BYTES);
}

/* 2,01712E+15, 2E+15 or 2.0E15; but 2E15 may be an id. */
static bool
scientific(struct slice s)
{
	size_t from = s.n > 0 && s.p[0] == '-';
	size_t i = digits(s, from);
	bool sure = false;

	if (i == from)
		return false;
	if (i < s.n && (s.p[i] == ',' || s.p[i] == '.')) {
		from = i + 1;
		i = digits(s, from);
		sure = i > from;
	}
	if (i == s.n || (s.p[i] | 0x20) != 'e')
		return false;
	i++;
	if (i < s.n && s.p[i] == '+') {
		i++;
		sure = true;
	}
	return sure && i < s.n && digits(s, i) == s.n;
}

/* ####, of a column that was too narrow, or #NAME? and its likes. */
static bool
hashes(struct slice s)
{
	size_t i = 0;

	while (i < s.n && s.p[i] == '#')
		i++;
	if (i == s.n)
		return i > 1;
	return i == 1 &&
	    (s.p[s.n - 1] == '!' || s.p[s.n - 1] == '?' ||
		slice_eq(s, SLICE("#N/A")) || slice_eq(s, SLICE("#N/B")));
}

bool
ident_damaged(struct slice s)
{
	return scientific(s) || hashes(s);
}

bool
ident_is_person(struct slice id)
{
	return idlook_bsn(id) || idlook_noted(id) || idlook_one(id) != NULL;
}

const char *
ident_unfit(struct slice id, bool keyed)
{
	if (id.p == NULL)
		return NULL;
	if (ident_damaged(id))
		return "src_id: damaged by a spreadsheet (2,01E+15, ####)";
	return keyed ? NULL : idlook_one(id);
}
