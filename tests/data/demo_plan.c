#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/hash.h"
#include "lib/base/xalloc.h"
#include "tests/data/demo.h"

const char *const demo_org[ORGS] = { "Gemeente Rivierdal",
	"Gemeente Oosterhage", "Dienst Werk en Toeslagen" };
const char *const demo_kind[KINDS] = { "klacht", "bezwaar", "terugbelverzoek" };

#define TOWN                                                                  \
	{                                                                     \
		{ "paspoort", "paspoort", "teruggave", "Burgerzaken" },       \
		    { "rijbewijs", "rijbewijs", "teruggave", "Burgerzaken" }, \
		    { "parkeervergunning", "parkeervergunning", "vergoeding", \
			    "Parkeren" },                                     \
		    { "afval", "afvalpas", "vergoeding", "Beheer" },          \
		    { "gemeentelijke belastingen", "aanslag", "teruggave",    \
			    "Belastingen" },                                  \
		    { "bijstand", "bijstandsuitkering", "uitkering",          \
			    "Inkomen" },                                      \
		    { "schuldhulpverlening", "schuldhulp", "leefgeld",        \
			    "Inkomen" },                                      \
		{                                                             \
			"wmo-voorziening", "huishoudelijke hulp",             \
			    "vergoeding", "Zorg"                              \
		}                                                             \
	}

const struct demo_product demo_products[ORGS][PRODUCTS] = { TOWN, TOWN,
	{ { "ww-uitkering", "WW-uitkering", "uitkering", "Werk" },
	    { "huurtoeslag", "huurtoeslag", "toeslag", "Toeslagen" },
	    { "zorgtoeslag", "zorgtoeslag", "toeslag", "Toeslagen" },
	    { "kinderopvangtoeslag", "kinderopvangtoeslag", "toeslag",
		"Toeslagen" },
	    { "studiefinanciering", "studiefinanciering", "beurs", "Studie" },
	    { "aow-uitkering", "AOW", "uitkering", "Pensioen" },
	    { "kinderbijslag", "kinderbijslag", "bijslag", "Gezin" },
	    { "ziektewet", "ziektewetuitkering", "uitkering", "Werk" } } };

/* How often each theme is heard, in each kind; a column a kind. */
static const uint8_t weight[THEMES][KINDS] = {
	[T_BEREIKBAAR] = { 9, 0, 14 },
	[T_TERUGBELLEN] = { 9, 2, 22 },
	[T_DOORLOOP] = { 12, 6, 14 },
	[T_INFORMATIE] = { 7, 2, 8 },
	[T_BRIEF] = { 5, 3, 8 },
	[T_BEJEGENING] = { 8, 1, 1 },
	[T_MAATWERK] = { 6, 8, 2 },
	[T_KASTJE] = { 6, 1, 3 },
	[T_BESLUIT] = { 5, 30, 4 },
	[T_MOTIVERING] = { 3, 14, 1 },
	[T_BETALING] = { 7, 4, 12 },
	[T_TERUGVORDERING] = { 5, 14, 5 },
	[T_DIGITAAL] = { 6, 1, 6 },
	[T_FORMULIER] = { 5, 3, 4 },
	[T_PRIVACY] = { 3, 1, 1 },
	[T_TOEZEGGING] = { 4, 1, 2 },
	[T_RECHT] = { 3, 8, 1 },
	[T_BALIE] = { 5, 0, 2 },
	[T_WET] = { 3, 9, 1 },
	[T_DISCRIMINATIE] = { 2, 1, 0 },
	[T_COMPLIMENT] = { 6, 0, 1 },
	[T_OVERIG] = { 6, 3, 8 },
};

/* Signals a week, on the average. */
static const uint32_t weekly[ORGS][KINDS] = { { 48, 16, 46 }, { 38, 13, 38 },
	{ 58, 24, 56 } };

/* Of a week's signals, in thousands, Monday first. */
static const uint32_t weekday[7] = { 235, 205, 185, 175, 150, 27, 23 };
/* Against an ordinary month, in hundreds. */
static const uint32_t season[12] = { 115, 108, 105, 100, 98, 98, 82, 80, 104,
	106, 106, 88 };

enum { TRIALS = 64, POOL = 16000, RESERVED = 100000 };

int32_t
demo_start(void)
{
	return date_day((struct civil){ 2025, 9, 29 });
}

/* A day on which Dutch offices are closed. */
static bool
holiday(int32_t day)
{
	/* Easter, Ascension, Whitsun; and month and day of the others. */
	static const int32_t after[] = { 0, 1, 39, 49, 50 };
	static const int32_t fixed[] = { 101, 427, 1225, 1226 };
	struct civil c = date_civil(day);

	for (size_t i = 0; i < sizeof(after) / sizeof(*after); i++)
		if (day - date_easter(c.year) == after[i])
			return true;
	for (size_t i = 0; i < sizeof(fixed) / sizeof(*fixed); i++)
		if (c.month * 100 + c.day == fixed[i])
			return true;
	return false;
}

/* As many as come in a time in which MILLI / 1000 come on the average. */
static uint32_t
arrivals(struct demo_rng *g, uint32_t milli)
{
	uint32_t trials = milli * TRIALS / 1000;
	uint32_t n = 0;

	for (uint32_t i = 0; i < trials; i++)
		n += demo_below(g, TRIALS) == 0;
	return n;
}

static uint32_t
expected(int org, int kind, int32_t day)
{
	struct civil c = date_civil(day);
	uint32_t milli = weekly[org][kind] * weekday[date_weekday(day)];

	milli = milli * season[c.month - 1] / 100;
	return holiday(day) ? milli / 10 : milli;
}

static uint8_t
draw_theme(struct demo_rng *g, int kind)
{
	uint32_t total = 0;
	uint32_t at;
	uint8_t t;

	for (t = 0; t < THEMES; t++)
		total += weight[t][kind];
	at = demo_below(g, total);
	for (t = 0; at >= weight[t][kind]; t++)
		at -= weight[t][kind];
	return t;
}

/* In which channel a signal of KIND came. */
static uint8_t
draw_channel(struct demo_rng *g, int kind)
{
	static const uint8_t share[KINDS][10] = {
		{ 0, 0, 0, 0, 1, 1, 2, 2, 3, 4 },
		{ 0, 0, 0, 3, 3, 3, 3, 3, 1, 1 },
		{ 2, 2, 2, 2, 2, 2, 2, 2, 2, 4 },
	};

	return share[kind][demo_below(g, 10)];
}

/* The second of a working day, or of any hour for what is written. */
static int32_t
draw_second(struct demo_rng *g, int kind)
{
	uint32_t from = kind == K_TERUGBEL ? 8 : 7;
	uint32_t hours = kind == K_TERUGBEL ? 10 : 16;

	return (int32_t)(from * 3600 + demo_below(g, hours * 3600));
}

static struct demo_event
draw(struct demo_rng *g, int org, int kind, int32_t day)
{
	struct demo_event e = { .day = day,
		.org = (uint8_t)org,
		.kind = (uint8_t)kind };

	e.second = draw_second(g, kind);
	e.channel = draw_channel(g, kind);
	e.product = (uint8_t)demo_below(g, PRODUCTS);
	e.theme = draw_theme(g, kind);
	e.person = demo_below(g, POOL) * ORGS + (uint32_t)org;
	return e;
}

static struct demo_event *
add(struct demo_plan *p, struct demo_event e)
{
	if (p->n == p->cap) {
		p->cap = p->cap ? p->cap * 2 : 4096;
		p->event = xrealloc(p->event, p->cap, sizeof(*p->event));
	}
	e.seq = (uint32_t)p->n;
	p->event[p->n] = e;
	return &p->event[p->n++];
}

/* A planted event of KIND, someone new's unless said otherwise. */
static struct demo_event *
plant(struct demo_plan *p, int what, int org, int kind, int32_t day, int theme)
{
	struct demo_event *e = add(p, draw(&p->rng, org, kind, day));

	e->plant = (uint8_t)what;
	e->theme = (uint8_t)theme;
	e->person = RESERVED + e->seq;
	return e;
}

static void
plan_ordinary(struct demo_plan *p)
{
	uint32_t n;

	for (int32_t d = 0; d < DEMO_DAYS; d++)
		for (int org = 0; org < ORGS; org++)
			for (int kind = 0; kind < KINDS; kind++) {
				n = arrivals(&p->rng,
				    expected(org, kind, demo_start() + d));
				while (n-- > 0)
					add(p,
					    draw(&p->rng, org, kind,
						demo_start() + d));
			}
}

/* A letter about taxes went out on Friday 6 November 2026. */
static void
plan_burst(struct demo_plan *p)
{
	static const uint8_t n[] = { 24, 28, 19, 13, 9, 0, 0, 12, 7, 5, 4, 3 };
	int32_t day = date_day((struct civil){ 2026, 11, 9 });

	for (size_t d = 0; d < sizeof(n); d++)
		for (int i = 0; i < n[d]; i++)
			plant(p, P_BURST, ORG_RIVIERDAL,
			    i % 3 ? K_TERUGBEL : K_KLACHT, day + (int32_t)d,
			    T_BRIEF)
			    ->product = PRODUCT_TAX;
}

/* Applications for housing benefit take ever longer, from 29 June 2026. */
static void
plan_rise(struct demo_plan *p)
{
	int32_t day = date_day((struct civil){ 2026, 6, 29 });
	int32_t end = demo_start() + DEMO_DAYS;

	for (int week = 0; day < end; week++, day += 7)
		for (int i = 0; i < 1 + week; i++)
			plant(p, P_RISE, ORG_DIENST,
			    i % 2 ? K_KLACHT : K_TERUGBEL, day + i % 5,
			    T_DOORLOOP)
			    ->product = 1;
}

/* Logging in fails in both towns, from 26 October 2026. */
static void
plan_cross(struct demo_plan *p)
{
	int32_t day = date_day((struct civil){ 2026, 10, 26 });

	for (int d = 0; d < 26; d++)
		for (int i = 0; i < 4 - d / 9 && date_weekday(day + d) < 5; i++)
			plant(p, P_CROSS,
			    i % 2 ? ORG_RIVIERDAL : ORG_OOSTERHAGE,
			    i % 3 ? K_TERUGBEL : K_KLACHT, day + d, T_DIGITAAL);
}

/* Forty people who had to call three to six times. */
static void
plan_repeat(struct demo_plan *p)
{
	struct demo_event *e;
	int32_t day;
	uint8_t product;
	uint32_t person;

	for (uint32_t i = 0; i < 40; i++) {
		day = demo_start() + 30 + (int32_t)i * 9;
		product = (uint8_t)demo_below(&p->rng, PRODUCTS);
		person = RESERVED * 2 + i;
		for (uint8_t n = 0; n < 3 + i % 4; n++) {
			e = plant(p, P_REPEAT, ORG_DIENST,
			    n == 2 ? K_KLACHT : K_TERUGBEL, day, T_TERUGBELLEN);
			e->product = product;
			e->person = person;
			e->nth = n;
			day += 3 + (int32_t)demo_below(&p->rng, 9);
		}
	}
}

/* One letter, signed by sixty people. */
static void
plan_campaign(struct demo_plan *p)
{
	int32_t day = date_day((struct civil){ 2026, 10, 19 });

	for (int i = 0; i < 60; i++)
		plant(p, P_CAMPAIGN, ORG_OOSTERHAGE, K_BEZWAAR,
		    day + i / 6 + i / 30 * 2, T_WET)
		    ->product = 5;
}

/* A new thing in the street, for which no theme has words. */
static void
plan_new(struct demo_plan *p)
{
	int32_t day = date_day((struct civil){ 2026, 10, 5 });

	for (int i = 0; i < 44; i++)
		plant(p, P_NEW, ORG_OOSTERHAGE, i % 2 ? K_TERUGBEL : K_KLACHT,
		    day + i, T_OVERIG)
		    ->product = PRODUCT_WASTE;
}

/* Six that matter though each comes once; the last weeks of the year. */
static void
plan_grave(struct demo_plan *p)
{
	int32_t day = date_day((struct civil){ 2026, 10, 26 });

	for (uint8_t i = 0; i < 6; i++)
		plant(p, P_GRAVE, i % ORGS, i % 2 ? K_TERUGBEL : K_KLACHT,
		    day + i * 4, T_OVERIG)
		    ->nth = i;
}

/* Rows that stand twice, and rows whose date does not exist. */
static void
plan_spoilt(struct demo_plan *p)
{
	size_t n = p->n;

	for (size_t i = 0; i < n; i++) {
		if (p->event[i].plant != P_NONE)
			continue;
		if (i % 797 == 13 && p->event[i].kind == K_KLACHT)
			p->event[i].plant = P_COPY;
		else if (i % 2003 == 7)
			p->event[i].plant = P_REFUSED;
	}
}

static int
in_order(const void *a, const void *b)
{
	const struct demo_event *x = a;
	const struct demo_event *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->second != y->second)
		return x->second < y->second ? -1 : 1;
	return (x->seq > y->seq) - (x->seq < y->seq);
}

void
demo_make_plan(struct demo_plan *p, uint64_t seed)
{
	uint32_t id[KINDS] = { 0 };

	*p = (struct demo_plan){ .rng = { seed } };
	plan_ordinary(p);
	plan_burst(p);
	plan_rise(p);
	plan_cross(p);
	plan_repeat(p);
	plan_campaign(p);
	plan_new(p);
	plan_grave(p);
	plan_spoilt(p);
	qsort(p->event, p->n, sizeof(*p->event), in_order);
	for (size_t i = 0; i < p->n; i++)
		p->event[i].id = ++id[p->event[i].kind];
}

struct demo_event
demo_stream(uint32_t seq, uint32_t n, uint64_t seed)
{
	struct demo_rng g = { hash_mix(seed) ^ seq };
	int32_t day = (int32_t)((uint64_t)seq * DEMO_DAYS / n);
	int org = (int)demo_below(&g, ORGS);
	int kind = (int)demo_below(&g, KINDS);
	struct demo_event e = draw(&g, org, kind, demo_start() + day);

	e.seq = e.id = seq;
	e.person = demo_below(&g, n / 2 + 1) * ORGS + (uint32_t)org;
	return e;
}
