#include "lib/classify/model.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/digest.h"
#include "lib/base/hash.h"
#include "lib/base/num.h"
#include "lib/base/xalloc.h"

#define MAGIC "hartslag-model 1"

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

static void
read_features(struct learned *m, const char *p)
{
	m->hash = xcalloc(m->n + 1, sizeof(*m->hash));
	m->idf = xcalloc(m->n + 1, sizeof(*m->idf));
	m->scale = xcalloc(m->n + 1, sizeof(*m->scale));
	m->weight = xcalloc(m->n + 1, m->labels);
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
	free(m->slot);
	arena_release(&m->mem);
	*m = (struct learned){ 0 };
}

void
model_index(struct learned *m)
{
	size_t at;

	m->mask = 1023;
	while (m->mask < m->n * 2)
		m->mask = m->mask * 2 + 1;
	m->slot = xcalloc(m->mask + 1, sizeof(*m->slot));
	for (size_t i = 0; i < m->n; i++) {
		at = (size_t)hash_mix(m->hash[i]) & m->mask;
		while (m->slot[at] != 0)
			at = (at + 1) & m->mask;
		m->slot[at] = (uint32_t)(i + 1);
	}
}

ptrdiff_t
model_find(const struct learned *m, uint64_t hash)
{
	size_t at = (size_t)hash_mix(hash) & m->mask;

	for (; m->slot[at] != 0; at = (at + 1) & m->mask)
		if (m->hash[m->slot[at] - 1] == hash)
			return (ptrdiff_t)m->slot[at] - 1;
	return -1;
}

void
model_calibrate(const struct learned *m, const double *margin, double *p)
{
	double top = margin[0];
	double sum = 0;

	if (!m->single) {
		for (size_t k = 0; k < m->labels; k++)
			p[k] = 1 /
			    (1 + exp(m->slope[k] * margin[k] + m->offset[k]));
		return;
	}
	for (size_t k = 1; k < m->labels; k++)
		top = margin[k] > top ? margin[k] : top;
	for (size_t k = 0; k < m->labels; k++) {
		p[k] = exp((margin[k] - top) / m->temperature);
		sum += p[k];
	}
	for (size_t k = 0; k < m->labels; k++)
		p[k] /= sum;
}

/* Add X times the weights of feature I to the margins. */
static void
add_weights(const struct learned *m, size_t i, double x, double *margin)
{
	const int8_t *w = m->weight + i * m->labels;

	x *= (double)m->scale[i];
	for (size_t k = 0; k < m->labels; k++)
		margin[k] += x * w[k];
}

/* The margins of the N features F. */
static void
margins(const struct learned *m, const struct feature *f, size_t n,
    double *margin)
{
	double norm[2] = { 0, 0 };
	ptrdiff_t at;
	double x;

	for (size_t i = 0; i < n; i++) {
		at = model_find(m, f[i].hash);
		if (at < 0)
			continue;
		x = (1 + log(f[i].n)) * (double)m->idf[at];
		norm[feature_group(f[i].hash)] += x * x;
	}
	memcpy(margin, m->bias, m->labels * sizeof(*margin));
	for (size_t i = 0; i < n; i++) {
		at = model_find(m, f[i].hash);
		if (at < 0)
			continue;
		x = (1 + log(f[i].n)) * (double)m->idf[at] /
		    sqrt(norm[feature_group(f[i].hash)]);
		add_weights(m, (size_t)at, x, margin);
	}
}

void
model_judge_features(const struct learned *m, struct model_state *st,
    const struct feature *f, size_t n)
{
	if (st->cap < m->labels) {
		st->cap = m->labels;
		st->p = xrealloc(st->p, st->cap, sizeof(*st->p));
		st->margin = xrealloc(st->margin, st->cap, sizeof(*st->margin));
	}
	margins(m, f, n, st->margin);
	model_calibrate(m, st->margin, st->p);
	st->best = 0;
	for (size_t k = 1; k < m->labels; k++)
		if (st->p[k] > st->p[st->best])
			st->best = k;
}

void
model_judge(const struct learned *m, struct model_state *st, struct slice text)
{
	features_of(&st->f, text);
	model_judge_features(m, st, st->f.v, st->f.n);
}

void
model_state_release(struct model_state *st)
{
	free(st->p);
	free(st->margin);
	features_release(&st->f);
	*st = (struct model_state){ 0 };
}
