#include "lib/classify/model.h"

#include <stdlib.h>

#include "lib/base/digest.h"
#include "lib/base/num.h"
#include "lib/base/xalloc.h"
#include "lib/classify/rows.h"

#define MAGIC "hartslag-model 2"

static void
put32(struct buf *b, uint32_t x)
{
	for (int i = 0; i < 4; i++)
		buf_putc(b, (char)(x >> 8 * i & 0xff));
}

static uint32_t
get32(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;

	return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
	    (uint32_t)b[3] << 24;
}

static void
put_float(struct buf *b, float x)
{
	uint32_t bits;

	memcpy(&bits, &x, sizeof(bits));
	put32(b, bits);
}

static float
get_float(const char *p)
{
	uint32_t bits = get32(p);
	float x;

	memcpy(&x, &bits, sizeof(x));
	return x;
}

static void
put_named(struct buf *b, const char *name, double x)
{
	buf_puts(b, name);
	buf_putc(b, ' ');
	num_put_exact(b, x);
	buf_putc(b, '\n');
}

void
model_write(struct buf *out, const struct learned *m, struct slice card)
{
	unsigned char digest[DIGEST_BYTES];
	const struct model_row *row;

	buf_puts(out, MAGIC "\n");
	buf_put(out, card);
	buf_puts(out, m->single ? "kind single\n" : "kind multi\n");
	put_named(out, "temperature", m->temperature);
	put_named(out, "threshold", m->threshold);
	for (size_t k = 0; k < m->labels; k++) {
		buf_puts(out, "label ");
		buf_put(out, m->label[k]);
		buf_putc(out, '\n');
		put_named(out, "bias", m->bias[k]);
		put_named(out, "slope", m->slope[k]);
		put_named(out, "offset", m->offset[k]);
	}
	buf_printf(out, "features %zu\n\n", m->n);
	for (size_t i = 0; i < m->n; i++) {
		row = model_row_of(m, i);
		put32(out, (uint32_t)m->hash[i]);
		put32(out, (uint32_t)(m->hash[i] >> 32));
		put_float(out, row->idf);
		put_float(out, row->scale);
		buf_put(out,
		    (struct slice){ (const char *)row->weight, m->labels });
	}
	digest_sha256(buf_slice(out), digest);
	buf_put(out, (struct slice){ (const char *)digest, sizeof(digest) });
}

/* The number that line NAME of a model's head sets, or NULL. */
static double *
number(struct learned *m, struct slice name)
{
	const struct {
		struct slice name;
		double *to;
		bool of_label;
	} known[] = {
		{ { "temperature", 11 }, &m->temperature, false },
		{ { "threshold", 9 }, &m->threshold, false },
		{ { "bias", 4 }, m->bias, true },
		{ { "slope", 5 }, m->slope, true },
		{ { "offset", 6 }, m->offset, true },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (!slice_eq(name, known[i].name))
			continue;
		if (!known[i].of_label)
			return known[i].to;
		return m->labels ? known[i].to + m->labels - 1 : NULL;
	}
	return NULL;
}

/* Take in the line "NAME REST" of a model's head. */
static const char *
take(struct learned *m, struct slice name, struct slice rest)
{
	double *to = number(m, name);
	uint64_t n = 0;

	if (to != NULL)
		return num_double(rest, to) ? NULL : "damaged";
	if (slice_eq(name, SLICE("label"))) {
		if (m->labels == MODEL_LABELS)
			return "too many labels";
		m->label[m->labels++] = arena_copy(&m->mem, rest);
	} else if (slice_eq(name, SLICE("kind")))
		m->single = slice_eq(rest, SLICE("single"));
	else if (slice_eq(name, SLICE("features"))) {
		if (!num_u64(rest, &n) || n > UINT32_MAX / 2)
			return "damaged";
		m->n = (size_t)n;
	}
	return NULL;
}

static const char *
read_head(struct learned *m, struct slice *rest)
{
	struct slice line;
	struct slice name;
	const char *why = NULL;

	m->label = xcalloc(MODEL_LABELS, sizeof(*m->label));
	m->bias = xcalloc(MODEL_LABELS, sizeof(*m->bias));
	m->slope = xcalloc(MODEL_LABELS, sizeof(*m->slope));
	m->offset = xcalloc(MODEL_LABELS, sizeof(*m->offset));
	while (why == NULL && slice_cut(rest, '\n', &line) && line.n > 0)
		if (slice_cut(&line, ' ', &name))
			why = take(m, name, line);
	if (why == NULL && (m->labels < 2 || !(m->temperature > 0)))
		why = "damaged";
	return why;
}

void
model_rows(struct learned *m)
{
	const size_t unit = sizeof(float);

	m->row_size = sizeof(struct model_row) +
	    (m->labels + unit - 1) / unit * unit;
	m->row = xcalloc(m->n * m->row_size + sizeof(struct model_row) +
		rows_stride(m->labels),
	    1);
}

static void
read_features(struct learned *m, const char *p)
{
	size_t next[2] = { [FEATURE_WORDS] = 0, [FEATURE_CHARS] = 0 };
	size_t each = 16 + m->labels;
	struct model_row *row;
	uint64_t hash;
	size_t i;

	m->hash = xcalloc(m->n + 1, sizeof(*m->hash));
	model_rows(m);
	/* Words and pairs, which texts ask for each time, lie together. */
	for (i = 0; i < m->n; i++)
		next[FEATURE_CHARS] += feature_group(get32(p + i * each)) ==
		    FEATURE_WORDS;
	for (const char *end = p + m->n * each; p < end; p += each) {
		hash = get32(p) | (uint64_t)get32(p + 4) << 32;
		i = next[feature_group(hash)]++;
		m->hash[i] = hash;
		row = model_row_of(m, i);
		row->idf = get_float(p + 8);
		row->scale = get_float(p + 12);
		memcpy(row->weight, p + 16, m->labels);
	}
}

const char *
model_read(struct learned *m, struct slice bytes)
{
	unsigned char digest[DIGEST_BYTES];
	struct slice rest = bytes;
	struct slice line;
	struct buf hex = { 0 };
	const char *why;

	*m = (struct learned){ .temperature = 1 };
	if (!slice_cut(&rest, '\n', &line) ||
	    !slice_starts(line, SLICE("hartslag-model ")))
		return "no model";
	if (!slice_eq(line, SLICE(MAGIC)))
		return "a model of another version";
	if (rest.n < DIGEST_BYTES)
		return "cut off";
	rest.n -= DIGEST_BYTES;
	digest_sha256((struct slice){ bytes.p, bytes.n - DIGEST_BYTES },
	    digest);
	if (memcmp(digest, rest.p + rest.n, DIGEST_BYTES) != 0)
		return "cut off or damaged";
	digest_put_hex(&hex, digest, MODEL_HASH / 2);
	memcpy(m->id, hex.s, MODEL_HASH);
	buf_release(&hex);
	m->card = rest;
	why = read_head(m, &rest);
	if (why == NULL && rest.n != m->n * (16 + m->labels))
		why = "damaged";
	if (why != NULL)
		return why;
	m->card.n = (size_t)(rest.p - m->card.p);
	m->card = arena_copy(&m->mem, m->card);
	read_features(m, rest.p);
	model_index(m);
	return NULL;
}

void
model_release(struct learned *m)
{
	free(m->label);
	free(m->bias);
	free(m->slope);
	free(m->offset);
	free(m->hash);
	free(m->row);
	free(m->table[FEATURE_CHARS].set);
	free(m->table[FEATURE_WORDS].set);
	arena_release(&m->mem);
	*m = (struct learned){ 0 };
}

/* Put HASH, feature I, in its set or the next that has room; the first wins. */
static void
put_feature(struct model_table *t, uint64_t hash, size_t i)
{
	struct model_set *s = t->set + (model_set_of(t, hash) - t->set);
	size_t k;

	for (;;) {
		for (k = 0; k < MODEL_WAYS && s->i[k] != 0; k++)
			if (s->hash[k] == hash)
				return;
		if (k < MODEL_WAYS)
			break;
		s->more = 1;
		s = s + 1 < t->set + t->n ? s + 1 : t->set;
	}
	s->hash[k] = hash;
	s->i[k] = (uint32_t)i + 1;
}

/* Sets are half full.  Hashes are well mixed, but for the lowest bit. */
static void
index_group(struct learned *m, int group)
{
	struct model_table *t = &m->table[group];
	size_t n = 0;

	for (size_t i = 0; i < m->n; i++)
		n += feature_group(m->hash[i]) == group;
	t->n = n * 2 / MODEL_WAYS + 1;
	t->set = xlines(t->n, sizeof(*t->set));
	for (size_t i = 0; i < m->n; i++)
		if (feature_group(m->hash[i]) == group)
			put_feature(t, m->hash[i], i);
}

void
model_index(struct learned *m)
{
	index_group(m, FEATURE_CHARS);
	index_group(m, FEATURE_WORDS);
}
