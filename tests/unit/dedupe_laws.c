/*
 * dedupe_laws - does sig-dedupe decide as its page says?
 *
 * usage: dedupe_laws file [seeds]
 *
 * For each seed a few hundred signals are made up, with few ids, persons,
 * texts and days, so that all cases meet.  What is decided on them is held
 * against the words of sig-dedupe(1), done again in the plainest way; and
 * against what is decided on them in another order, and in nights with the
 * memory FILE, one of them run twice.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/date.h"
#include "lib/base/hash.h"
#include "lib/base/xalloc.h"
#include "lib/dedupe/batch.h"
#include "tests/unit/test.h"

enum { MOST = 400, TOKENS = 3, KNOWN = 90, SHORT = 6, NONE = -1 };

enum { FIRST_DAY = 20454, DAYS = 80, WINDOW = 15, NIGHTS = 4 };

/* A signal as it was made up; NONE is absent. */
struct made {
	int id;
	int variant; /* of the content of one id */
	int seen;
	int64_t when;
	int text;
	int edit; /* of a long text */
	int token[TOKENS];
	int theme;
	int product;
	int way; /* kind and channel */
};

/* What was decided, in numbers of what was made up. */
struct mark {
	int copy_of;
	bool state_of;
	bool superseded;
	int who;
	int group;
	int repeat;
	int repeat_of;
};

struct world {
	struct made a[MOST];
	int n;
	uint64_t rng;
	bool longs; /* there are long texts, some nearly equal */
};

static int
below(struct world *w, int n)
{
	w->rng += 0x9e3779b97f4a7c15u;
	return (int)(hash_mix(w->rng) % (uint64_t)n);
}

static void
make_up(struct world *w, struct made *m, int i)
{
	/* All of one id and variant is the same, but for when it was seen. */
	m->id = below(w, 12) == 0 ? NONE : below(w, MOST * 2 / 3);
	m->seen = below(w, 4) - 1;
	m->variant = m->seen == 2 ? m->id % 3 == 0 : 0;
	if (m->id != NONE)
		w->rng = hash_mix((uint64_t)m->id << 8 | (unsigned)m->variant) ^
		    hash_mix(w->rng & 0xff);
	m->when = (int64_t)(FIRST_DAY + below(w, DAYS)) * 86400 +
	    below(w, 24) * 3600;
	if (m->id == NONE)
		m->when += i + 1; /* one at a time */
	m->text = below(w, w->longs ? SHORT + 5 : SHORT) - 1;
	m->edit = m->text < SHORT - 1 ? 0 : below(w, 4);
	for (int k = 0; k < TOKENS; k++)
		m->token[k] = below(w, 2) ? below(w, KNOWN) : NONE;
	if (below(w, 3) == 0)
		m->token[0] = 0; /* a desk, sooner or later */
	m->theme = below(w, 4) - 1;
	m->product = below(w, 3) ? NONE : below(w, 2);
	m->way = below(w, 2);
}

/* Lines of one id and variant must be equal: take those of the first. */
static void
make_world(struct world *w, uint64_t seed)
{
	int seen;

	w->rng = hash_mix(seed + 1);
	w->longs = seed % 2;
	w->n = 50 + below(w, MOST - 50);
	for (int i = 0; i < w->n; i++) {
		make_up(w, &w->a[i], i);
		for (int k = 0; k < i && w->a[i].id != NONE; k++)
			if (w->a[k].id == w->a[i].id &&
			    w->a[k].variant == w->a[i].variant) {
				seen = w->a[i].seen;
				w->a[i] = w->a[k];
				w->a[i].seen = seen;
				break;
			}
	}
}

static int
cmp_made(const void *a, const void *b)
{
	const struct made *x = a;
	const struct made *y = b;

	if (x->when != y->when)
		return x->when < y->when ? -1 : 1;
	if (x->id != y->id)
		return (unsigned)x->id < (unsigned)y->id ? -1 : 1;
	return x->seen - y->seen;
}

/* ---- the words of the page, done in the plainest way ---- */

static int64_t
day_of(const struct made *m)
{
	return (m->when + 3600) / 86400; /* of Amsterdam, before the summer */
}

static bool
same_content(const struct made *x, const struct made *y)
{
	return x->variant == y->variant && x->id == y->id;
}

static void
plain_state(const struct world *w, int n, struct mark *v)
{
	const struct made *m = &w->a[n];
	int newest = -2;

	for (int k = 0; k < n && m->id != NONE; k++) {
		if (w->a[k].id != m->id)
			continue;
		if (same_content(&w->a[k], m))
			v->copy_of = m->id;
		if (w->a[k].seen > newest)
			newest = w->a[k].seen;
	}
	if (v->copy_of == NONE && newest > -2) {
		v->superseded = m->seen != NONE && m->seen < newest;
		v->state_of = !v->superseded;
	}
}

/* Each token's person by the lines up to N: the token of it met first. */
struct people {
	int born[KNOWN]; /* NONE if not met */
	int who[KNOWN]; /* NONE if a desk */
};

static int
list_tokens(const struct made *m, int token[TOKENS])
{
	int n = 0;
	bool had;

	for (int i = 0; i < TOKENS; i++) {
		had = m->token[i] == NONE;
		for (int k = 0; k < n; k++)
			had |= token[k] == m->token[i];
		if (!had)
			token[n++] = m->token[i];
	}
	return n;
}

/* Which tokens are desks by the lines up to N. */
static void
plain_desks(const struct world *w, int n, bool desk[KNOWN])
{
	bool met[KNOWN][KNOWN] = { { false } };
	int lines[KNOWN] = { 0 };
	bool fresh[TOKENS];
	int t[TOKENS];
	int many;

	for (int k = 0; k <= n; k++) {
		many = list_tokens(&w->a[k], t);
		for (int i = 0; i < many; i++) {
			fresh[i] = false;
			for (int j = 0; j < many; j++)
				fresh[i] |= j != i && !desk[t[i]] &&
				    !desk[t[j]] && !met[t[i]][t[j]];
		}
		for (int i = 0; i < many; i++)
			for (int j = 0; j < many; j++)
				met[t[i]][t[j]] = true;
		for (int i = 0; i < many; i++)
			if (fresh[i] && ++lines[t[i]] > WHO_DESK)
				desk[t[i]] = true;
	}
}

static void
plain_people(const struct world *w, int n, struct people *p)
{
	bool desk[KNOWN] = { false };
	int t[TOKENS];
	int born = 0;
	int many;
	bool more = true;

	plain_desks(w, n, desk);
	memset(p->born, 0xff, sizeof(p->born));
	for (int k = 0; k <= n; k++) {
		many = list_tokens(&w->a[k], t);
		for (int i = 0; i < many; i++)
			if (p->born[t[i]] == NONE)
				p->born[t[i]] = born++;
	}
	for (int i = 0; i < KNOWN; i++)
		p->who[i] = desk[i] ? NONE : i;
	while (more) {
		more = false;
		for (int k = 0; k <= n; k++) {
			many = list_tokens(&w->a[k], t);
			for (int i = 0; i < many; i++)
				for (int j = 0; j < many; j++) {
					if (desk[t[i]] || desk[t[j]] ||
					    p->born[p->who[t[i]]] <=
						p->born[p->who[t[j]]])
						continue;
					p->who[t[i]] = p->who[t[j]];
					more = true;
				}
		}
	}
}

static int
person_of(const struct people *p, const struct made *m)
{
	int t[TOKENS];
	int many = list_tokens(m, t);

	for (int i = 0; i < many; i++)
		if (p->who[t[i]] != NONE)
			return p->who[t[i]];
	return NONE;
}

static bool
counts(const struct mark *v)
{
	return v->copy_of == NONE && !v->state_of && !v->superseded;
}

/* Is the Kth signal one of V's person, as far as is known now? */
static bool
is_theirs(const struct mark *mark, int k, const struct people *p,
    const struct mark *v)
{
	return counts(&mark[k]) && mark[k].who != NONE &&
	    p->who[mark[k].who] == v->who && v->who != NONE;
}

static void
plain_copy(const struct world *w, int n, const struct people *p,
    struct mark *mark)
{
	const struct made *m = &w->a[n];

	for (int k = 0; k < n && counts(&mark[n]); k++)
		if (is_theirs(mark, k, p, &mark[n]) && m->text != NONE &&
		    w->a[k].text == m->text && w->a[k].edit == m->edit &&
		    w->a[k].way == m->way && m->id != NONE &&
		    w->a[k].id != NONE && day_of(&w->a[k]) == day_of(m))
			mark[n].copy_of = w->a[k].id;
}

/* Only where all texts are short: these must be equal. */
static void
plain_group(const struct world *w, int n, const struct people *p,
    struct mark *mark)
{
	for (int k = 0; k < n && w->a[n].text != NONE; k++) {
		if (!counts(&mark[k]) || w->a[k].id == NONE ||
		    w->a[k].text != w->a[n].text)
			continue;
		if (!is_theirs(mark, k, p, &mark[n]))
			mark[n].group = w->a[k].id;
		return;
	}
}

static bool
shares(const struct made *x, const struct made *y, int matter)
{
	if (matter == 0)
		return x->theme != NONE && x->theme == y->theme;
	if (matter == 1)
		return x->product != NONE && x->product == y->product;
	return x->theme == NONE && x->product == NONE && y->theme == NONE &&
	    y->product == NONE && x->text != NONE && x->text == y->text;
}

/* How often before, of one matter; the first of it in FIRST. */
static int
plain_before(const struct world *w, int n, const struct people *p,
    const struct mark *mark, int matter, int *first)
{
	const struct made *m = &w->a[n];
	int64_t since = day_of(m);
	int before = 0;

	*first = NONE;
	for (int k = n - 1; k >= 0; k--) {
		if (!is_theirs(mark, k, p, &mark[n]) || w->a[k].id == NONE ||
		    !shares(&w->a[k], m, matter))
			continue;
		if (since - day_of(&w->a[k]) > WINDOW)
			break;
		since = day_of(&w->a[k]);
		before += since < day_of(m);
		*first = k;
	}
	return before;
}

static void
plain_repeat(const struct world *w, int n, const struct people *p,
    struct mark *mark)
{
	int begin = MOST;
	int most = 0;
	int before;
	int first;

	for (int matter = 0; matter < 3 && w->a[n].id != NONE; matter++) {
		before = plain_before(w, n, p, mark, matter, &first);
		if (before < most || before == 0 ||
		    (before == most && first >= begin))
			continue;
		most = before;
		begin = first;
	}
	if (most == 0)
		return;
	mark[n].repeat = most + 1;
	mark[n].repeat_of = w->a[begin].id;
}

static void
plain(const struct world *w, struct mark *mark)
{
	struct people p;

	for (int n = 0; n < w->n; n++) {
		mark[n] = (struct mark){ .copy_of = NONE,
			.who = NONE,
			.group = NONE,
			.repeat_of = NONE };
		plain_state(w, n, &mark[n]);
		plain_people(w, n, &p);
		mark[n].who = person_of(&p, &w->a[n]);
		plain_copy(w, n, &p, mark);
		if (!counts(&mark[n]))
			continue;
		plain_group(w, n, &p, mark);
		plain_repeat(w, n, &p, mark);
	}
}

/* ---- the tool's own way ---- */

static void
put_text(struct buf *b, const struct made *m)
{
	if (m->text < SHORT - 1) {
		buf_printf(b, ",\"text\":\"een kort verhaal over zaak%c\"",
		    m->text + 'a');
		return;
	}
	buf_puts(b, ",\"text\":\"");
	for (int i = 0; i < 40; i++)
		buf_printf(b, " %s%c%c%c", i % 9 == m->edit ? "an" : "",
		    'a' + m->text * 7 % 26, 'a' + i % 26, 'a' + i * i % 23);
	buf_putc(b, '"');
}

static void
put_line(struct buf *b, const struct made *m)
{
	const char *comma = "";

	buf_puts(b, "{\"sig\":\"signal/1\"");
	if (m->id != NONE)
		buf_printf(b, ",\"id\":\"i%04d\"", m->id);
	if (m->seen != NONE)
		buf_printf(b, ",\"seen\":\"2027-01-%02d\"", m->seen + 1);
	buf_printf(b, ",\"kind\":\"%s\",\"channel\":\"mail\",\"person\":[",
	    m->way ? "klacht" : "melding");
	for (int i = 0; i < TOKENS; i++)
		if (m->token[i] != NONE) {
			buf_printf(b, "%s\"p%02d\"", comma, m->token[i]);
			comma = ",";
		}
	buf_puts(b, "],\"received\":\"");
	date_put_instant(b, m->when);
	buf_putc(b, '"');
	if (m->text != NONE)
		put_text(b, m);
	if (m->theme != NONE)
		buf_printf(b, ",\"theme\":[\"t%d\"]", m->theme);
	if (m->product != NONE)
		buf_printf(b, ",\"product\":\"t%d\"", m->product);
	buf_printf(b, ",\"status\":\"s%d\"}", m->variant);
}

/* The number in the name that NAMES has for X, behind its letter. */
static int
number(const struct set *names, uint32_t x)
{
	struct slice name;
	int n = 0;

	if (x == FACT_NONE)
		return NONE;
	name = set_key(names, x);
	for (size_t i = 1; i < name.n; i++)
		n = n * 10 + name.p[i] - '0';
	return n;
}

static struct mark
mark_of(const struct batch *b, const struct verdict *v)
{
	return (struct mark){ .copy_of = number(&b->names.id, v->copy_of),
		.state_of = v->state_of,
		.superseded = v->superseded,
		.who = number(&b->names.token, v->who),
		.group = number(&b->names.id, v->group),
		.repeat = (int)v->repeat,
		.repeat_of = number(&b->names.id,
		    v->repeat > 0 ? v->repeat_of : FACT_NONE) };
}

static void
is_well(const char *why)
{
	if (why != NULL) {
		printf("%s\n", why);
		exit(1);
	}
}

/* Decide on those of W at AT, N of them, into MARK, by number; memory P. */
static void
decide_on(const struct world *w, const int *at, int n, struct mark *mark,
    const char *path, int night)
{
	const unsigned char check[MEMORY_CHECK] = { 0 };
	struct batch b = { .decide.window = WINDOW };
	struct remember rem = { .night = FIRST_DAY + night };
	struct rec r = { 0 };
	struct buf line = { 0 };
	struct memory m;

	b.decide.names = &b.names;
	if (path != NULL) {
		rem.memory = &m;
		b.remember = &rem;
		is_well(memory_open(&m, path, check));
		is_well(remember_load(&rem, &b.decide));
	}
	for (int i = 0; i < n; i++) {
		buf_reset(&line);
		put_line(&line, &w->a[at[i]]);
		is_well(rec_parse(&r, buf_slice(&line)));
		batch_add(&b, &r);
	}
	batch_begin(&b);
	for (int i = 0; i < n; i++)
		mark[at[i]] = mark_of(&b, batch_verdict(&b, (size_t)i));
	batch_end(&b);
	if (path != NULL) {
		is_well(remember_commit(&rem));
		memory_close(&m);
		remember_release(&rem);
	}
	batch_release(&b);
	rec_release(&r);
	buf_release(&line);
}

static bool
same_mark(const struct mark *x, const struct mark *y, bool group)
{
	return x->copy_of == y->copy_of && x->state_of == y->state_of &&
	    x->superseded == y->superseded && x->who == y->who &&
	    (!group || x->group == y->group) && x->repeat == y->repeat &&
	    x->repeat_of == y->repeat_of;
}

static void
compare(const struct world *w, const struct mark *want, const struct mark *got,
    const char *what, uint64_t seed)
{
	for (int i = 0; i < w->n; i++)
		if (!same_mark(&want[i], &got[i], true)) {
			failed++;
			printf("seed %u: %s: signal %d of %d: copy_of %d %d, "
			       "who %d %d, group %d %d, repeat %d %d of %d "
			       "%d\n",
			    (unsigned)seed, what, i, w->n, want[i].copy_of,
			    got[i].copy_of, want[i].who, got[i].who,
			    want[i].group, got[i].group, want[i].repeat,
			    got[i].repeat, want[i].repeat_of, got[i].repeat_of);
			return;
		}
}

/* Another order; of equal lines the first stays the first. */
static void
shuffle(struct world *w, int *at)
{
	int swap;
	int k;

	for (int i = w->n - 1; i > 0; i--) {
		k = below(w, i + 1);
		swap = at[i];
		at[i] = at[k];
		at[k] = swap;
	}
	for (int i = 0; i < w->n; i++)
		for (k = 0; k < i; k++)
			if (at[k] > at[i] &&
			    cmp_made(&w->a[at[i]], &w->a[at[k]]) == 0) {
				swap = at[i];
				at[i] = at[k];
				at[k] = swap;
			}
}

/* Cut the world, in order, into nights; one of them is run twice. */
static void
decide_nights(struct world *w, const int *at, struct mark *mark,
    const char *path)
{
	int end[NIGHTS + 1] = { 0 };
	int again = below(w, NIGHTS);

	(void)unlink(path);
	for (int i = 1; i <= NIGHTS; i++)
		end[i] = i == NIGHTS ?
		    w->n :
		    end[i - 1] + below(w, w->n - end[i - 1] + 1);
	for (int i = 0; i < NIGHTS; i++)
		for (int twice = i == again; twice >= 0; twice--)
			decide_on(w, at + end[i], end[i + 1] - end[i], mark,
			    path, i);
}

static void
try_seed(uint64_t seed, const char *path, int sum[3])
{
	static struct mark want[MOST];
	static struct mark got[MOST];
	static struct world w;
	int at[MOST];

	make_world(&w, seed);
	qsort(w.a, (size_t)w.n, sizeof(w.a[0]), cmp_made);
	for (int i = 0; i < w.n; i++)
		at[i] = i;
	decide_on(&w, at, w.n, want, NULL, 0);
	if (!w.longs) {
		plain(&w, got);
		compare(&w, got, want, "the page", seed);
	}
	decide_nights(&w, at, got, path);
	compare(&w, want, got, "nights", seed);
	shuffle(&w, at);
	decide_on(&w, at, w.n, got, NULL, 0);
	compare(&w, want, got, "another order", seed);
	for (int i = 0; i < w.n; i++) {
		sum[0] += want[i].copy_of != NONE;
		sum[1] += want[i].repeat > 0;
		sum[2] += want[i].group != NONE;
	}
}

int
main(int argc, char *argv[])
{
	int seeds = argc > 2 ? atoi(argv[2]) : 100;
	int sum[3] = { 0 };

	if (argc < 2)
		return 2;
	for (int seed = 0; seed < seeds; seed++)
		try_seed((uint64_t)seed, argv[1], sum);
	printf("%d seeds: %d copies, %d repeats, %d in families\n", seeds,
	    sum[0], sum[1], sum[2]);
	ok(sum[0] > seeds && sum[1] > seeds && sum[2] > seeds);
	return failed != 0;
}
