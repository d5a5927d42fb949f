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
		put32(out, (uint32_t)m->hash[i]);
		put32(out, (uint32_t)(m->hash[i] >> 32));
		put_float(out, m->idf[i]);
		put_float(out, m->scale[i]);
		buf_put(out,
		    (struct slice){ (const char *)m->weight + i * m->labels,
			m->labels });
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

int8_t *
model_weights(const struct learned *m)
{
	return xcalloc(m->n * m->labels + rows_stride(m->labels), 1);
}

static void
read_features(struct learned *m, const char *p)
{
	m->hash = xcalloc(m->n + 1, sizeof(*m->hash));
	m->idf = xcalloc(m->n + 1, sizeof(*m->idf));
	m->scale = xcalloc(m->n + 1, sizeof(*m->scale));
	m->weight = model_weights(m);
	for (size_t i = 0; i < m->n; i++) {
		m->hash[i] = get32(p) | (uint64_t)get32(p + 4) << 32;
		m->idf[i] = get_float(p + 8);
		m->scale[i] = get_float(p + 12);
		memcpy(m->weight + i * m->labels, p + 16, m->labels);
		p += 16 + m->labels;
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
	free(m->idf);
	free(m->scale);
	free(m->weight);
	free(m->table[FEATURE_CHARS].slot);
	free(m->table[FEATURE_WORDS].slot);
	arena_release(&m->mem);
	*m = (struct learned){ 0 };
}

/* Hashes are well mixed, but for the lowest bit. */
static void
index_group(struct learned *m, int group)
{
	struct model_table *t = &m->table[group];
	size_t n = 0;
	size_t at;

	for (size_t i = 0; i < m->n; i++)
		n += feature_group(m->hash[i]) == group;
	t->mask = 1023;
	while (t->mask < n * 2)
		t->mask = t->mask * 2 + 1;
	t->slot = xcalloc(t->mask + 1, sizeof(*t->slot));
	for (size_t i = 0; i < m->n; i++) {
		if (feature_group(m->hash[i]) != group)
			continue;
		at = (size_t)(m->hash[i] >> 1) & t->mask;
		while (t->slot[at].i != 0)
			at = (at + 1) & t->mask;
		t->slot[at] = (struct model_slot){ m->hash[i], i + 1 };
	}
}

void
model_index(struct learned *m)
{
	index_group(m, FEATURE_CHARS);
	index_group(m, FEATURE_WORDS);
}
