#include "lib/base/num.h"
#include "lib/line/rec.h"

/* Make room for a member before the Ith. */
static struct rec_member *
insert(struct rec *r, size_t i)
{
	(void)rec_append(r);
	memmove(&r->m[i + 1], &r->m[i], (r->n - 1 - i) * sizeof(*r->m));
	for (size_t k = i + 1; k < r->n; k++)
		if (r->m[k].field != F_NONE)
			r->at[r->m[k].field] = (int16_t)k;
	return &r->m[i];
}

/* Where new field F belongs: before the first that follows it. */
static size_t
spot(const struct rec *r, int f)
{
	const unsigned char *rank = r->rank[r->type];
	size_t i;

	for (i = 0; i < r->n; i++)
		if (r->m[i].field != F_NONE && rank[r->m[i].field] > rank[f])
			break;
	return i;
}

static struct slice
quoted_name(struct rec *r, struct slice name)
{
	buf_reset(&r->scratch);
	json_quote(&r->scratch, name);
	return arena_copy(&r->own, buf_slice(&r->scratch));
}

/* Set F to VALUE, which lives as long as R's line. */
static void
set(struct rec *r, int f, struct slice value, bool escaped)
{
	struct rec_member *m;
	size_t i;

	if (r->at[f] >= 0) {
		m = &r->m[r->at[f]];
		if (slice_eq(m->value, value))
			return;
	} else {
		i = spot(r, f);
		m = insert(r, i);
		m->field = (int16_t)f;
		m->key = field_key(f);
		r->at[f] = (int16_t)i;
	}
	m->value = value;
	m->escaped = escaped;
	r->changed = true;
}

/* What stands in R's scratch, kept. */
static struct slice
keep(struct rec *r)
{
	return arena_copy(&r->own, buf_slice(&r->scratch));
}

void
rec_set_raw(struct rec *r, int f, struct slice value)
{
	value = arena_copy(&r->own, value);
	set(r, f, value, memchr(value.p, '\\', value.n) != NULL);
}

void
rec_set_text(struct rec *r, int f, struct slice s)
{
	struct slice value;

	buf_reset(&r->scratch);
	json_quote(&r->scratch, s);
	value = keep(r);
	set(r, f, value, memchr(value.p, '\\', value.n) != NULL);
}

void
rec_set_int(struct rec *r, int f, int64_t n)
{
	buf_reset(&r->scratch);
	buf_put_i64(&r->scratch, n);
	set(r, f, keep(r), false);
}

void
rec_set_num(struct rec *r, int f, double x)
{
	buf_reset(&r->scratch);
	num_put(&r->scratch, x);
	set(r, f, keep(r), false);
}

void
rec_set_bool(struct rec *r, int f, bool yes)
{
	set(r, f, yes ? SLICE("true") : SLICE("false"), false);
}

void
rec_set_list(struct rec *r, int f, const struct slice *s, size_t n)
{
	buf_reset(&r->scratch);
	buf_putc(&r->scratch, '[');
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_putc(&r->scratch, ',');
		json_quote(&r->scratch, s[i]);
	}
	buf_putc(&r->scratch, ']');
	set(r, f, keep(r), false);
}

void
rec_add_other(struct rec *r, struct slice name, struct slice value)
{
	struct slice key = quoted_name(r, name);
	struct rec_member *m = rec_append(r);

	m->key = key;
	m->value = arena_copy(&r->own, value);
	m->field = F_NONE;
	m->escaped = memchr(m->value.p, '\\', m->value.n) != NULL;
	r->changed = true;
}

void
rec_drop(struct rec *r, int f)
{
	int at = r->at[f];

	if (at < 0)
		return;
	r->n--;
	memmove(&r->m[at], &r->m[at + 1], (r->n - (size_t)at) * sizeof(*r->m));
	r->at[f] = -1;
	for (size_t i = (size_t)at; i < r->n; i++)
		if (r->m[i].field != F_NONE)
			r->at[r->m[i].field] = (int16_t)i;
	r->changed = true;
}

void
rec_bare(struct rec *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++) {
		if (r->m[i].field == F_NONE)
			continue;
		r->at[r->m[i].field] = (int16_t)n;
		r->m[n++] = r->m[i];
	}
	r->n = n;
	r->before = r->after = (struct slice){ NULL, 0 };
	r->changed = true;
}
