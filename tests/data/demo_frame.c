#include <string.h>

#include "lib/base/date.h"
#include "lib/base/hash.h"
#include "tests/data/demo.h"

uint64_t
demo_next(struct demo_rng *g)
{
	g->state += 0x9e3779b97f4a7c15u;
	return hash_mix(g->state);
}

uint32_t
demo_below(struct demo_rng *g, uint32_t n)
{
	return (uint32_t)((demo_next(g) >> 32) * n >> 32);
}

bool
demo_chance(struct demo_rng *g, uint32_t per_mille)
{
	return demo_below(g, 1000) < per_mille;
}

const char *
demo_pick(struct demo_rng *g, const char *const *list)
{
	uint32_t n = 0;

	while (list[n] != NULL)
		n++;
	return list[demo_below(g, n)];
}

/*
 * The next of '|' or ']' in P that belongs to the choice P is inside of, or
 * the NUL.
 */
static const char *
branch_end(const char *p)
{
	int depth = 0;

	for (; *p != '\0'; p++) {
		if (depth == 0 && (*p == '|' || *p == ']'))
			break;
		depth += (*p == '[') - (*p == ']');
	}
	return p;
}

static void expand(struct buf *out, struct demo_rng *g, const char *p,
    const char *end, const struct demo_signal *s);

/* Make the choice that begins at P, behind its '['; the byte behind it. */
static const char *
choose(struct buf *out, struct demo_rng *g, const char *p,
    const struct demo_signal *s)
{
	const char *from[16];
	const char *to[16];
	uint32_t n = 0;
	uint32_t i;

	for (;;) {
		from[n] = p;
		to[n] = branch_end(p);
		p = to[n++] + 1;
		if (p[-1] == ']' || n == 16)
			break;
	}
	i = demo_below(g, n);
	expand(out, g, from[i], to[i], s);
	return p;
}

static void
expand(struct buf *out, struct demo_rng *g, const char *p, const char *end,
    const struct demo_signal *s)
{
	size_t n;

	while (p < end) {
		n = strcspn(p, "[{|]");
		if (n > (size_t)(end - p))
			n = (size_t)(end - p);
		buf_put(out, (struct slice){ p, n });
		p += n;
		if (p == end)
			return;
		if (*p == '[') {
			p = choose(out, g, p + 1, s);
			continue;
		}
		n = strcspn(p, "}");
		demo_slot(out, g, (struct slice){ p + 1, n - 1 }, s);
		p += n + 1;
	}
}

void
demo_expand(struct buf *out, struct demo_rng *g, const char *frame,
    const struct demo_signal *s)
{
	expand(out, g, frame, frame + strlen(frame), s);
}

static const char *const month[] = { "januari", "februari", "maart", "april",
	"mei", "juni", "juli", "augustus", "september", "oktober", "november",
	"december" };
static const char *const number[] = { "twee", "drie", "vier", "vijf", 0 };
static const char *const ordinal[] = { "eerste", "tweede", "derde", "vierde",
	"vijfde", "zesde" };
static const char *const span[] = { "acht weken", "tien weken", "twaalf weken",
	"drie maanden", "vier maanden", "een half jaar", 0 };
static const char *const place[] = { "Rivierdal", "Oosterhage", "Middelveen",
	"Zandhorst", "Nieuwkoog", 0 };

static void
put_day(struct buf *out, int32_t day)
{
	struct civil c = date_civil(day);

	buf_printf(out, "%d %s", c.day, month[c.month - 1]);
}

static void
put_money(struct buf *out, struct demo_rng *g)
{
	uint32_t euros = 40 + demo_below(g, 900);

	buf_printf(out, "\u20ac %u,%02u", euros, demo_below(g, 100));
}

static void
put_reference(struct buf *out, struct demo_rng *g)
{
	uint32_t desk = 10 + demo_below(g, 30);

	buf_printf(out, "B%02u/%04u", desk, demo_below(g, 10000));
}

/* What a signal says of the one who sends it. */
static bool
slot_of_person(struct buf *out, struct slice name, const struct demo_signal *s)
{
	const struct demo_person *w = &s->who;

	const struct {
		struct slice name;
		const char *value;
		const char *mask;
	} slot[] = {
		{ SLICE("bsn"), w->bsn, "[BSN]" },
		{ SLICE("iban"), w->iban, "[IBAN]" },
		{ SLICE("tel"), w->phone, "[TELEFOON]" },
		{ SLICE("mail"), w->mail, "[EMAIL]" },
		{ SLICE("naam"), w->name, "[PERSOON]" },
	};

	for (size_t i = 0; i < sizeof(slot) / sizeof(*slot); i++)
		if (slice_eq(name, slot[i].name)) {
			buf_puts(out, s->masked ? slot[i].mask : slot[i].value);
			return true;
		}
	return false;
}

/* Slots of one letter, and those whose value hangs on the event. */
static void
slot_of_event(struct buf *out, struct demo_rng *g, struct slice name,
    const struct demo_signal *s)
{
	const struct demo_event *e = s->event;
	const struct demo_product *p = &demo_products[e->org][e->product];

	if (slice_eq(name, SLICE("u2")))
		buf_puts(out, p->money);
	else if (slice_eq(name, SLICE("d2")))
		put_day(out, e->day - 1 - (int32_t)demo_below(g, 3));
	else if (slice_eq(name, SLICE("ste")))
		buf_puts(out, ordinal[e->nth % 6]);
	else if (slice_eq(name, SLICE("plaats")))
		buf_puts(out, demo_pick(g, place));
	else if (slice_eq(name, SLICE("kenmerk")))
		put_reference(out, g);
}

void
demo_slot(struct buf *out, struct demo_rng *g, struct slice name,
    const struct demo_signal *s)
{
	const struct demo_event *e = s->event;

	switch (name.n == 1 ? name.p[0] : '\0') {
	case 'p':
		buf_puts(out, demo_products[e->org][e->product].said);
		break;
	case 'n':
		buf_puts(out, demo_pick(g, number));
		break;
	case 'w':
		buf_puts(out, demo_pick(g, span));
		break;
	case 'm':
		buf_puts(out, month[demo_below(g, 12)]);
		break;
	case 'd':
		put_day(out, e->day - 20 - (int32_t)demo_below(g, 60));
		break;
	case 'b':
		put_money(out, g);
		break;
	case 't':
		buf_put_u64(out, 2 + demo_below(g, 40));
		break;
	case 'u':
		buf_put_u64(out, 5 * (3 + demo_below(g, 12)));
		break;
	default:
		if (!slot_of_person(out, name, s))
			slot_of_event(out, g, name, s);
	}
}
