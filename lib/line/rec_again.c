#include "lib/line/rec.h"

/*
 * A note: the type, then of each member its field, by how much it is above
 * F_NONE, twice and one more if the value has escapes, the bytes of the key
 * and those of the value; all as numbers of seven bits a byte, lowest first.
 */

static void
put_number(struct buf *to, size_t n)
{
	for (; n >= 0x80; n >>= 7)
		buf_putc(to, (char)((n & 0x7f) | 0x80));
	buf_putc(to, (char)n);
}

static size_t
get_number(const unsigned char **p)
{
	size_t n = 0;
	int shift = 0;

	for (; **p & 0x80; shift += 7)
		n |= (size_t)(*(*p)++ & 0x7f) << shift;
	return n | (size_t) * (*p)++ << shift;
}

/* Has the line of R nothing but its members, no blanks between? */
static bool
is_close(const struct rec *r)
{
	const char *p = r->line.p + 1;

	if (r->type < 0 || r->changed || r->before.n > 0 || r->n == 0 ||
	    r->line.p[0] != '{')
		return false;
	for (size_t i = 0; i < r->n; i++) {
		if (r->m[i].key.p != p ||
		    r->m[i].value.p != p + r->m[i].key.n + 1)
			return false;
		p = r->m[i].value.p + r->m[i].value.n + 1;
	}
	return p == r->line.p + r->line.n;
}

void
rec_note(struct buf *to, const struct rec *r)
{
	const struct rec_member *m;

	if (!is_close(r))
		return;
	put_number(to, (size_t)r->type);
	for (m = r->m; m < r->m + r->n; m++) {
		put_number(to, (size_t)(m->field - F_NONE) * 2 + m->escaped);
		put_number(to, m->key.n);
		put_number(to, m->value.n);
	}
}

const char *
rec_again(struct rec *r, struct slice line, struct slice note)
{
	const unsigned char *p = (const unsigned char *)note.p;
	const unsigned char *end = p + note.n;
	const char *at = line.p + 1;
	struct rec_member *m;
	size_t what;

	if (note.n == 0)
		return rec_parse(r, line);
	rec_begin(r, line);
	r->type = (int)get_number(&p);
	while (p < end) {
		m = rec_append(r);
		what = get_number(&p);
		m->field = (int16_t)((int)(what / 2) + F_NONE);
		m->escaped = what & 1;
		m->key = (struct slice){ at, get_number(&p) };
		m->value = (struct slice){ at + m->key.n + 1, get_number(&p) };
		at = m->value.p + m->value.n + 1;
		if (m->field != F_NONE)
			r->at[m->field] = (int16_t)(r->n - 1);
	}
	return NULL;
}
