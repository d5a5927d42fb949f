#include "lib/dedupe/fact.h"

#include "lib/base/date.h"
#include "lib/base/hash.h"

/*
 * Members that may differ between deliveries, or that sig-dedupe itself
 * writes.
 */
static bool
is_ours(int f)
{
	return f == F_FILE || f == F_ROW || f == F_SEEN || f == F_KEY_ID ||
	    (f >= F_COPY_OF && f <= F_REPEAT_OF);
}

/* One number for all members, whatever their order. */
static uint64_t
content(const struct rec *r)
{
	const struct rec_member *m;
	uint64_t sum = 0;

	for (size_t i = 0; i < r->n; i++) {
		m = &r->m[i];
		if (m->field == F_NONE || !is_ours(m->field))
			sum += hash_bytes(m->value, hash_bytes(m->key, 1));
	}
	return sum;
}

static void
read_when(struct fact *f, struct rec *r)
{
	struct when w;

	f->when = INT64_MAX;
	f->day = DATE_NONE;
	if (!date_parse(rec_text(r, F_RECEIVED), &w) &&
	    !date_parse(rec_text(r, F_OCCURRED), &w))
		return;
	f->day = w.day;
	f->when = w.sec;
	if (!w.exact)
		(void)date_local(w.day, 0, &f->when);
}

/* Add the numbers that NAMES gives the strings of FIELD; each once. */
static void
add_list(struct fact_reader *r, struct rec *rec, int field, char letter,
    struct set *names)
{
	struct buf name = { 0 };
	struct json_walk w;
	struct slice s;
	uint32_t n;
	size_t i;

	for (rec_items(&w, rec, field); json_next(&w);) {
		s = rec_item_text(rec, w.value);
		if (s.n == 0 || r->list.len >= FACT_LIST * sizeof(n) ||
		    (field == F_THEME && slice_eq(s, SLICE("onbepaald"))))
			continue;
		buf_reset(&name);
		if (letter != '\0')
			buf_putc(&name, letter);
		buf_put(&name, s);
		n = (uint32_t)set_add(names, buf_slice(&name), NULL);
		for (i = 0; i < r->list.len; i += sizeof(n))
			if (memcmp(r->list.s + i, &n, sizeof(n)) == 0)
				break;
		if (i == r->list.len)
			buf_put(&r->list,
			    (struct slice){ (char *)&n, sizeof(n) });
	}
	buf_release(&name);
}

/* The list just made, kept. */
static const uint32_t *
keep_list(struct fact_reader *r, uint16_t *n)
{
	uint32_t *kept;

	*n = (uint16_t)(r->list.len / sizeof(*kept));
	if (*n == 0)
		return NULL;
	kept = arena_alloc(&r->kept, r->list.len);
	memcpy(kept, r->list.s, r->list.len);
	buf_reset(&r->list);
	return kept;
}

uint32_t
fact_part(uint32_t hash, uint32_t words)
{
	return hash << 8 | (words < 255 ? words : 255);
}

static uint32_t
keep_body(struct fact_reader *r)
{
	const struct shingle *t = &r->text;
	uint32_t n = body_add(r->bodies, (uint32_t)t->parts);
	struct body *b;

	if (n == BODY_NONE)
		return n;
	b = body_at(r->bodies, n);
	b->sketch = t->sketch;
	b->things = t->things;
	b->words = t->words;
	for (size_t i = 0; i < t->parts; i++)
		b->part[i] = fact_part(t->part[i].hash, t->part[i].words);
	return n;
}

struct slice
fact_text(struct rec *rec)
{
	struct slice text = rec_text(rec, F_TEXT);

	return slice_trim(text).n > 0 ? text : rec_text(rec, F_SUBJECT);
}

void
fact_read(struct fact_reader *r, struct fact *f, struct rec *rec)
{
	struct slice id = rec_text(rec, F_ID);

	f->id = FACT_NONE;
	if (id.n > 0)
		f->id = (uint32_t)set_add(&r->names->id, id, NULL);
	f->name = FACT_NONE;
	if (rec_text(rec, F_GROUP).n > 0)
		f->name = (uint32_t)set_add(&r->names->family,
		    rec_text(rec, F_GROUP), NULL);
	f->content = content(rec);
	f->seen = date_parse_day(rec_text(rec, F_SEEN));
	read_when(f, rec);
	add_list(r, rec, F_PERSON, '\0', &r->names->token);
	f->token = keep_list(r, &f->tokens);
	add_list(r, rec, F_THEME, 't', &r->names->matter);
	add_list(r, rec, F_PRODUCT, 'p', &r->names->matter);
	f->matter = keep_list(r, &f->matters);
	shingle_read(&r->text, fact_text(rec));
	f->sent = r->text.exact;
	if (f->sent != 0)
		f->sent = hash_bytes(rec_text(rec, F_CHANNEL),
		    hash_bytes(rec_text(rec, F_KIND), f->sent));
	f->text = r->text.same;
	f->body = BODY_NONE;
	if (f->text != 0 && r->text.things > 0)
		f->body = keep_body(r);
}

static int
cmp_u64(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

static int
cmp_i64(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int
cmp_id(const struct names *n, uint32_t a, uint32_t b)
{
	if (a == b)
		return 0;
	if (a == FACT_NONE || b == FACT_NONE)
		return a == FACT_NONE ? 1 : -1;
	return slice_cmp(set_key(&n->id, a), set_key(&n->id, b));
}

int
fact_cmp(const struct names *n, const struct fact *a, const struct fact *b)
{
	int c = cmp_i64(a->when, b->when);

	if (c == 0)
		c = cmp_id(n, a->id, b->id);
	if (c == 0)
		c = cmp_i64(a->seen, b->seen);
	return c != 0 ? c : cmp_u64(a->content, b->content);
}

void
fact_reader_release(struct fact_reader *r)
{
	arena_release(&r->kept);
	shingle_release(&r->text);
	buf_release(&r->list);
}

void
names_release(struct names *n)
{
	set_release(&n->id);
	set_release(&n->token);
	set_release(&n->matter);
	set_release(&n->family);
}
