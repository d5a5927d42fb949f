#include "lib/dedupe/group.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"

enum {
	VOTES = 3, /* pairs that make a part frame */
	AGAINST = 4, /* one pair of family outweighs so many */
	REST_LEAST = 12, /* words beside equal parts that must be alike too */
	MOST = 0xffff /* of either vote */
};

#define REST_SHARE 0.2 /* ... if they are this much of both texts */
#define REST_INSIDE 0.25 /* how alike they must be */

/* Votes are kept as a number: those for in the low half, against above. */
enum { AGAINST_SHIFT = 16 };

bool
group_is_frame(const struct group *g, uint32_t part)
{
	uint32_t v = table_get(&g->part, part);

	if (v == TABLE_NONE)
		return false;
	return (v & MOST) >= VOTES &&
	    (v & MOST) > AGAINST * (v >> AGAINST_SHIFT);
}

static void
vote(struct group *g, uint32_t part, bool frame)
{
	uint32_t *v = table_at(&g->part, part);

	*table_at(&g->voted, part) = 1;
	if (*v == TABLE_NONE)
		*v = 0;
	if (frame && (*v & MOST) < MOST)
		(*v)++;
	else if (!frame && *v >> AGAINST_SHIFT < MOST - 1)
		*v += 1u << AGAINST_SHIFT;
}

/* Words of B in parts that are frame. */
static unsigned
frame_words(const struct group *g, const struct body *b)
{
	unsigned sum = 0;

	for (unsigned i = 0; i < b->parts; i++)
		if (group_is_frame(g, b->part[i]))
			sum += body_part_words(b->part[i]);
	return sum;
}

static bool
has_part(const struct body *b, uint32_t part)
{
	for (unsigned i = 0; i < b->parts; i++)
		if (b->part[i] == part)
			return true;
	return false;
}

/* Words in parts that A and B share, which are frame or not as FRAME says. */
static unsigned
shared_words(const struct group *g, const struct body *a, const struct body *b,
    bool frame)
{
	unsigned sum = 0;

	for (unsigned i = 0; i < a->parts; i++)
		if (has_part(b, a->part[i]) &&
		    group_is_frame(g, a->part[i]) == frame)
			sum += body_part_words(a->part[i]);
	return sum;
}

static double
less(double a, double b)
{
	return a < b ? a : b;
}

/* Two texts compared, frame left out. */
struct pair {
	double a; /* shingles of each */
	double b;
	double both; /* that they share */
	double equal; /* of these, in equal parts */
};

/*
 * What two texts are that have much in common: FRAMED if both have a good
 * deal of other text that is not alike, MIXED if only one has a good deal.
 */
enum alike { APART, FRAMED, MIXED, ALIKE };

static enum alike
weigh_rests(const struct pair *p)
{
	double rest_a = p->a - p->equal;
	double rest_b = p->b - p->equal;
	double rest = less(rest_a, rest_b);
	bool much_a = rest_a >= REST_SHARE * p->a;
	bool much_b = rest_b >= REST_SHARE * p->b;

	if (rest < REST_LEAST || (!much_a && !much_b) ||
	    p->both - p->equal >= REST_INSIDE * rest)
		return ALIKE;
	return much_a && much_b ? FRAMED : MIXED;
}

static bool
passes(const struct pair *p, bool inside)
{
	return p->both >= GROUP_JACCARD * (p->a + p->b - p->both) ||
	    (inside && p->both >= GROUP_INSIDE * less(p->a, p->b));
}

/*
 * Is P family without its frame?  The error in BOTH stays as it was, so that
 * more is asked when little is left.
 */
static bool
passes_without(struct pair *p, double frame_a, double frame_b, double shared)
{
	bool most = frame_a <= p->a / 2 && frame_b <= p->b / 2;

	if (!most && !passes(p, true))
		return false;
	p->a -= frame_a;
	p->b -= frame_b;
	p->both -= shared;
	if (less(p->a, p->b) < SHINGLE_LONG - 1)
		return false;
	return passes(p,
	    frame_a + frame_b < 1 || less(p->a, p->b) >= 2 * SHINGLE_LONG);
}

/* How alike A and B are, and in SIMILARITY how much. */
static enum alike
compare(const struct group *g, const struct body *a, const struct body *b,
    double *similarity)
{
	double j = minhash_jaccard(&a->sketch, &b->sketch);
	struct pair p = { a->things, b->things, 0, 0 };

	p.both = less(j / (1 + j) * (p.a + p.b), less(p.a, p.b));
	if (p.both < GROUP_INSIDE / 2 * less(p.a, p.b))
		return APART;
	if (!passes_without(&p, frame_words(g, a), frame_words(g, b),
		shared_words(g, a, b, true)))
		return APART;
	p.equal = shared_words(g, a, b, false);
	*similarity = p.both / (p.a + p.b - p.both);
	if (*similarity < GROUP_JACCARD)
		*similarity = p.both / less(p.a, p.b);
	return weigh_rests(&p);
}

/* Vote on the parts that A and B share. */
static void
vote_parts(struct group *g, const struct body *a, const struct body *b,
    bool frame)
{
	for (unsigned i = 0; i < a->parts; i++)
		if (has_part(b, a->part[i]))
			vote(g, a->part[i], frame);
}

/* The best of what was found near a text. */
struct best {
	uint32_t core;
	double similarity;
	enum alike how;
	uint32_t framed; /* the first core that only shares frame */
};

static void
look_at(const struct group *g, const struct body *b, uint32_t hit,
    struct best *best)
{
	const struct body *other = body_at(&g->bodies, hit);
	uint32_t n = other->core;
	double s = 0;
	enum alike how = compare(g, b, other, &s);

	if (how == FRAMED && n < best->framed)
		best->framed = n;
	if (how < MIXED || s < best->similarity ||
	    (s == best->similarity && n > best->core))
		return;
	best->core = n;
	best->similarity = s;
	best->how = how;
}

static const struct body *
core_body(const struct group *g, uint32_t core)
{
	return body_at(&g->bodies, g->core[core].body);
}

/* Look for the core that B is most like, and learn from it. */
static void
find_near(struct group *g, const struct body *b, uint32_t person,
    struct group_fit *fit)
{
	struct best best = { GROUP_NONE, 0, APART, GROUP_NONE };
	const struct group_core *c;
	const char *at;

	/* Not in a function of its own: it would be one without effect. */
	for (size_t i = 0; i < g->lsh.found; i++) {
		at = (const char *)body_at(&g->bodies, g->lsh.hit[i]);
		__builtin_prefetch(at);
		__builtin_prefetch(at + 64);
		__builtin_prefetch(at + 128);
	}
	for (size_t i = 0; i < g->lsh.found; i++)
		look_at(g, b, g->lsh.hit[i], &best);
	if (best.framed != GROUP_NONE)
		vote_parts(g, b, core_body(g, best.framed), true);
	fit->core = best.core;
	fit->similarity = best.similarity;
	if (best.core == GROUP_NONE)
		return;
	c = &g->core[best.core];
	if (person == WHO_NONE || person != c->who)
		vote_parts(g, b, core_body(g, best.core), best.how == MIXED);
}

/* Size the index for MORE cores, and put in it what there is. */
static void
resize_index(struct group *g, size_t more)
{
	uint64_t key[2][MINHASH_BANDS];
	uint32_t last = BODY_NONE;
	unsigned turn = 0;
	uint32_t n;

	lsh_size(&g->lsh, g->bodied + more);
	/* One is put in while the lines for the next are on their way. */
	for (size_t i = 0; i < g->cores; i++) {
		n = g->core[i].body;
		if (n == BODY_NONE)
			continue;
		minhash_bands(&body_at(&g->bodies, n)->sketch, key[turn]);
		lsh_fetch(&g->lsh, key[turn]);
		turn ^= 1;
		if (last != BODY_NONE)
			lsh_add(&g->lsh, key[turn], last);
		last = n;
	}
	if (last != BODY_NONE)
		lsh_add(&g->lsh, key[turn ^ 1], last);
}

void
group_expect(struct group *g, size_t bodies)
{
	if (lsh_room(&g->lsh) < bodies || g->lsh.n < g->bodied)
		resize_index(g, bodies);
}

void
group_ahead(struct group *g, const struct fact *f)
{
	struct group_keys *k = &g->ahead[g->turn];

	if (f->body == BODY_NONE)
		return;
	g->turn ^= 1;
	k->body = f->body + 1;
	minhash_bands(&body_at(&g->bodies, f->body)->sketch, k->key);
	lsh_fetch(&g->lsh, k->key);
}

/* The bands of BODY, which may have been made ahead; else in ROOM. */
static const uint64_t *
bands_of(const struct group *g, uint32_t body, uint64_t room[MINHASH_BANDS])
{
	for (int i = 0; i < 2; i++)
		if (g->ahead[i].body == body + 1)
			return g->ahead[i].key;
	minhash_bands(&body_at(&g->bodies, body)->sketch, room);
	return room;
}

static void
add_core(struct group *g, const struct fact *f, uint32_t person)
{
	uint32_t name = f->name;

	if (g->cores == g->cap) {
		g->cap = g->cap ? g->cap / 2 * 3 : 64;
		g->core = xrealloc(g->core, g->cap, sizeof(*g->core));
	}
	if (f->body != BODY_NONE) {
		body_at(&g->bodies, f->body)->core = (uint32_t)g->cores;
		g->bodied++;
	}
	if (name == FACT_NONE)
		name = table_get(&g->named, f->text);
	if (name != FACT_NONE)
		person = table_get(&g->lost, name);
	g->core[g->cores++] = (struct group_core){ f->id, person, f->text,
		f->body, name };
}

uint32_t
group_restore(struct group *g, const struct fact *f, uint32_t person)
{
	uint32_t *at = table_at(&g->text, f->text);

	if (*at == TABLE_NONE)
		*at = (uint32_t)g->cores;
	add_core(g, f, person);
	return (uint32_t)g->cores - 1;
}

uint32_t
group_core_of(const struct group *g, uint64_t text)
{
	return table_get(&g->text, text);
}

/* Is there anything but frame in a text?  B is NULL if it is short. */
static bool
says_something(const struct group *g, const struct fact *f,
    const struct body *b)
{
	if (f->text == 0)
		return false;
	return b == NULL || frame_words(g, b) + SHINGLE_LEAST <= b->words;
}

/* Does F stay in a family that has another name than that of CORE? */
static bool
is_other(const struct group *g, const struct fact *f, uint32_t core)
{
	return core != GROUP_NONE && f->name != FACT_NONE &&
	    g->core[core].name != f->name;
}

void
group_join(struct group *g, const struct fact *f, uint32_t person,
    struct group_fit *fit)
{
	uint64_t room[MINHASH_BANDS];
	const uint64_t *key = room;
	const struct body *b = NULL;

	*fit = (struct group_fit){ .core = GROUP_NONE };
	if (f->text == 0 && f->name != FACT_NONE)
		*table_at(&g->lost, f->name) = person;
	if (f->body != BODY_NONE)
		b = body_at(&g->bodies, f->body);
	if (!says_something(g, f, b))
		return;
	fit->core = table_get(&g->text, f->text);
	if (fit->core != GROUP_NONE) {
		fit->similarity = 1;
		return;
	}
	if (b != NULL) {
		key = bands_of(g, f->body, room);
		lsh_find(&g->lsh, key);
		find_near(g, b, person, fit);
		if (is_other(g, f, fit->core))
			fit->core = GROUP_NONE;
	}
	if (fit->core != GROUP_NONE || f->id == FACT_NONE)
		return;
	fit->first = true;
	fit->core = (uint32_t)g->cores;
	*table_at(&g->text, f->text) = fit->core;
	if (b != NULL && lsh_room(&g->lsh) == 0)
		resize_index(g, g->bodied + 64);
	add_core(g, f, person);
	if (b != NULL)
		lsh_add(&g->lsh, key, f->body);
}

void
group_release(struct group *g)
{
	free(g->core);
	bodies_release(&g->bodies);
	table_release(&g->part);
	table_release(&g->voted);
	table_release(&g->named);
	table_release(&g->text);
	table_release(&g->lost);
	lsh_release(&g->lsh);
}
