#include "lib/classify/kin.h"

#include <stdlib.h>

#include "lib/classify/compiled.h"

/* What atom A wants beside its literal: is it behind it? */
static uint32_t
wanted(const struct atom *a, bool *behind)
{
	*behind = a->p.beside.after != WORD_UNKNOWN;
	return *behind ? a->p.beside.after : a->p.beside.before;
}

static int
form_of(const struct atom *a, int edges)
{
	const struct atom_phrase *p = &a->p;

	if (!a->phrase)
		return USE_EXPRESSION;
	return p->n == 1 && p->begins && p->plain &&
		(edges & PREFILTER_BEGINS) ?
	    USE_WORD :
	    USE_PHRASE;
}

static struct use
make_use(uint32_t i, const struct atom *a, int edges)
{
	return (struct use){ .atom = i,
		.before = a->p.beside.before,
		.form = (uint8_t)form_of(a, edges),
		.ends = a->p.ends,
		.next = a->p.next };
}

static uint32_t
hash(uint32_t of, uint32_t want)
{
	return (of * 0x9e3779b1u ^ want) * 0x85ebca6bu;
}

/* The place of the kin that want WANT by OF, or that where it goes. */
static uint32_t *
slot(const struct kins *k, uint32_t of, uint32_t want)
{
	size_t i = (hash(of, want) >> 8) & k->mask;
	const struct kin *at;

	for (; k->slot[i] != 0; i = (i + 1) & k->mask) {
		at = &k->kin[k->slot[i] - 1];
		if (at->of == of && at->want == want)
			break;
	}
	return &k->slot[i];
}

static uint32_t
side_of(uint32_t literal, bool behind)
{
	return literal << 1 | behind;
}

/* The kin of LITERAL that wants what atom A does; a new one if need be. */
static struct kin *
kin_of(struct kins *k, uint32_t literal, const struct atom *a)
{
	struct list *l = &k->of[literal];
	bool behind;
	uint32_t want = wanted(a, &behind);
	uint32_t of = side_of(literal, behind);
	uint32_t *at = slot(k, of, want);

	if (*at == 0) {
		k->kin[l->from + l->n] = (struct kin){ want, of, { 0, 0 } };
		*at = l->from + l->n++ + 1;
		bits_set(&k->bits, hash(of, want));
	}
	return &k->kin[*at - 1];
}

/* Make the kin of LITERAL, of which ATOMS, N, are the atoms; from FROM on. */
static void
make_kin(struct kins *k, uint32_t literal, const uint32_t *atoms, uint32_t n,
    uint32_t from, const struct atom *atom, int edges)
{
	struct list *l = &k->of[literal];
	const struct atom *a;
	struct kin *kin;
	bool behind;

	/* Those that want nothing come first. */
	for (int wants = 0; wants < 2; wants++)
		for (uint32_t i = 0; i < n; i++) {
			a = &atom[atoms[i]];
			if ((wanted(a, &behind) != WORD_UNKNOWN) == wants)
				kin_of(k, literal, a)->uses.n++;
		}
	for (uint32_t i = 0; i < l->n; i++) {
		kin = &k->kin[l->from + i];
		kin->uses.from = from;
		from += kin->uses.n;
		kin->uses.n = 0;
	}
	for (uint32_t i = 0; i < n; i++) {
		a = &atom[atoms[i]];
		kin = kin_of(k, literal, a);
		k->use[kin->uses.from + kin->uses.n++] = make_use(atoms[i], a,
		    edges);
	}
}

void
kins_make(struct kins *k, struct pairs *uses, const struct atom *atom,
    const struct prefilter *pf)
{
	size_t n = pf->literals.len;
	size_t all = uses->n;
	struct list *of = xcalloc(n + 1, sizeof(*of));
	uint32_t *atoms = lists_make(uses, of, n, sizeof(*of));

	k->use = xcalloc(all + 1, sizeof(*k->use));
	k->kin = xcalloc(all + 1, sizeof(*k->kin));
	k->of = xcalloc(n + 1, sizeof(*k->of));
	bits_open(&k->bits, all);
	for (k->mask = 63; k->mask < all * 2; k->mask = k->mask * 2 + 1)
		;
	k->slot = xcalloc(k->mask + 1, sizeof(*k->slot));
	for (uint32_t i = 0; i < n; i++) {
		k->of[i].from = i ? k->of[i - 1].from + k->of[i - 1].n : 0;
		make_kin(k, i, atoms + of[i].from, of[i].n, of[i].from, atom,
		    pf->edges[i]);
	}
	free(of);
	free(atoms);
}

const struct kin *
kins_find(const struct kins *k, uint32_t literal, bool behind, uint32_t want)
{
	uint32_t of = side_of(literal, behind);
	uint32_t at;

	if (!bits_maybe(&k->bits, hash(of, want)))
		return NULL;
	at = *slot(k, of, want);
	return at != 0 ? &k->kin[at - 1] : NULL;
}

void
kins_release(struct kins *k)
{
	free(k->use);
	free(k->kin);
	free(k->of);
	free(k->bits.b);
	free(k->slot);
	*k = (struct kins){ 0 };
}
