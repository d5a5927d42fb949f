#include <stdio.h>

#include "lib/base/date.h"
#include "lib/base/hash.h"
#include "tests/data/demo.h"

static const char *const channels[] = { "E-mail", "Webformulier", "Telefoon",
	"Post", "Balie" };
static const char *const regions[] = { "GM9901", "GM9902", "GM9903", "GM9904",
	"GM9905" };

/*
 * A number 99....... that passes the test of a BSN; the two after 3 N are
 * nobody's.
 */
static void
make_bsn(char *to, size_t size, uint32_t n)
{
	char d[10];
	int sum;

	for (n = n % 333333 * 3;; n++) {
		snprintf(d, sizeof(d), "99%06u", n);
		sum = 0;
		for (int i = 0; i < 8; i++)
			sum += (9 - i) * (d[i] - '0');
		if (sum % 11 < 10)
			break;
	}
	snprintf(to, size, "%s%d", d, sum % 11);
}

/* An account at a bank called BANK, whose check digits are right. */
static void
make_iban(char *to, size_t size, uint64_t n)
{
	/* BANK is 11 10 23 20, NL is 23 21. */
	uint64_t rest = 11102320 % 97;
	char tail[12];

	snprintf(tail, sizeof(tail), "%010llu",
	    (unsigned long long)(n % 10000000000u));
	for (int i = 0; i < 10; i++)
		rest = (rest * 10 + (uint64_t)(tail[i] - '0')) % 97;
	rest = (rest * 1000000 + 232100) % 97;
	snprintf(to, size, "NL%02u BANK %.4s %.4s %.2s", (unsigned)(98 - rest),
	    tail, tail + 4, tail + 8);
}

/* LAST without blanks and in lower case, ASCII only. */
static void
mail_name(char *to, size_t size, const char *last)
{
	size_t n = 0;

	for (; *last != '\0' && n + 1 < size; last++)
		if ((*last >= 'a' && *last <= 'z') ||
		    (*last >= 'A' && *last <= 'Z'))
			to[n++] = (char)(*last | 0x20);
	to[n] = '\0';
}

/* Four digits and two letters that no street has. */
static void
make_postcode(char *to, size_t size, struct demo_rng *g)
{
	uint32_t area = demo_below(g, 60);
	char a = (char)('A' + demo_below(g, 26));
	char b = (char)('A' + demo_below(g, 26));

	snprintf(to, size, "99%02u %c%c", area, a, b);
}

void
demo_person(struct demo_person *w, uint32_t number)
{
	struct demo_rng g = { hash_mix(number + 1) };
	const char *first = demo_pick(&g, demo_first);
	const char *last = demo_pick(&g, demo_last);
	char name[32];

	*w = (struct demo_person){ 0 };
	mail_name(name, sizeof(name), last);
	snprintf(w->name, sizeof(w->name), "%s %s", first, last);
	snprintf(w->number, sizeof(w->number), "K%07u", number);
	snprintf(w->phone, sizeof(w->phone), "06-%08u",
	    10000000 + number % 40000000);
	snprintf(w->mail, sizeof(w->mail), "%c.%s%u@example.nl", *first | 0x20,
	    name, number);
	make_bsn(w->bsn, sizeof(w->bsn), number);
	make_iban(w->iban, sizeof(w->iban), demo_next(&g) >> 20);
	make_postcode(w->postcode, sizeof(w->postcode), &g);
	snprintf(w->region, sizeof(w->region), "%s",
	    regions[demo_below(&g, 5)]);
}

/* Swap two letters somewhere in what stands in OUT from FROM. */
static void
slip(struct buf *out, size_t from, struct demo_rng *g)
{
	size_t n = out->len - from;
	size_t at;
	char c;

	if (n < 20)
		return;
	at = from + 2 + demo_below(g, (uint32_t)n - 4);
	for (size_t i = at; i < at + 2; i++)
		if (out->s[i] < 'a' || out->s[i] > 'z')
			return;
	c = out->s[at];
	out->s[at] = out->s[at + 1];
	out->s[at + 1] = c;
}

static void
put(struct demo_signal *s, struct demo_rng *g, const char *const *list)
{
	demo_expand(&s->text, g, demo_pick(g, list), s);
}

static void
put_space(struct demo_signal *s)
{
	if (s->text.len > 0 && s->text.s[s->text.len - 1] > ' ')
		buf_putc(&s->text, ' ');
}

/* Two things said about the theme, and now and then one about another. */
static void
tell_theme(struct demo_signal *s, struct demo_rng *g)
{
	const char *const *frames = demo_themes[s->event->theme].frames;
	const char *first = demo_pick(g, frames);
	const char *second = demo_pick(g, frames);

	demo_expand(&s->text, g, first, s);
	put_space(s);
	if (second != first && demo_chance(g, 700)) {
		demo_expand(&s->text, g, second, s);
		put_space(s);
	}
	if (s->event->theme != T_OVERIG && demo_chance(g, 120)) {
		put(s, g, demo_themes[demo_below(g, T_WET)].frames);
		put_space(s);
	}
}

/* The frames of what is planted, or NULL when the theme's will do. */
static const char *const *
planted(const struct demo_event *e)
{
	switch (e->plant) {
	case P_BURST:
		return demo_letter;
	case P_NEW:
		return demo_newwords;
	case P_REPEAT:
		return demo_repeat;
	default:
		return NULL;
	}
}

static void
tell_middle(struct demo_signal *s, struct demo_rng *g)
{
	const char *const *frames = planted(s->event);

	if (s->event->plant == P_GRAVE) {
		demo_expand(&s->text, g, demo_grave[s->event->nth], s);
		put_space(s);
	} else if (frames != NULL) {
		put(s, g, frames);
		put_space(s);
	} else {
		tell_theme(s, g);
	}
}

static void
tell_call(struct demo_signal *s, struct demo_rng *g)
{
	put(s, g, demo_caller);
	tell_middle(s, g);
	s->text.len--; /* the blank */
	buf_puts(&s->text, "\"");
	if (demo_chance(g, 150))
		demo_expand(&s->text, g, " Nummer: {tel}.", s);
}

/* How it opens; PLAIN without a word that might be heard as a theme. */
static void
tell_opening(struct demo_signal *s, struct demo_rng *g, bool plain)
{
	if (demo_chance(g, 600))
		put(s, g, demo_greeting);
	if (s->event->kind == K_BEZWAAR)
		put(s, g, demo_formal);
	else if (!plain && demo_chance(g, 600))
		put(s, g, demo_context);
	if (plain)
		return;
	for (uint32_t n = demo_below(g, 4); n > 0; n--)
		put(s, g, demo_story);
}

static void
tell_closing(struct demo_signal *s, struct demo_rng *g)
{
	if (demo_chance(g, 80))
		put(s, g, demo_personal);
	while (s->text.len > 0 && s->text.s[s->text.len - 1] == ' ')
		s->text.len--;
	if (demo_chance(g, 450))
		put(s, g, demo_sign);
}

static void
tell_letter(struct demo_signal *s, struct demo_rng *g)
{
	bool plain = s->event->plant == P_NEW ||
	    s->event->theme == T_COMPLIMENT;
	size_t from;

	tell_opening(s, g, plain);
	from = s->text.len;
	tell_middle(s, g);
	if (!plain && demo_chance(g, 550))
		put(s, g, demo_feeling);
	if (demo_chance(g, 200))
		slip(&s->text, from, g);
	tell_closing(s, g);
}

/* What became of it, as far as is known on the last day of the demo. */
static void
follow(struct demo_signal *s, struct demo_rng *g)
{
	static const char *const outcome[] = { "Gegrond", "Deels gegrond",
		"Ongegrond", "Ongegrond", "Geen oordeel", 0 };
	int32_t last = demo_start() + DEMO_DAYS - 1;
	int32_t day = s->event->day;

	s->closed = s->told = DATE_NONE;
	s->outcome = "";
	if (s->event->kind != K_TERUGBEL)
		day += 5 + (int32_t)demo_below(g, 40);
	day += (int32_t)demo_below(g, s->event->kind == K_TERUGBEL ? 8 : 30);
	s->status = last - s->event->day < 3 ? "Nieuw" : "In behandeling";
	if (day > last || demo_chance(g, 80))
		return;
	s->closed = day;
	s->status = "Afgehandeld";
	if (s->event->kind != K_TERUGBEL)
		s->outcome = demo_pick(g, outcome);
	day += (int32_t)demo_below(g, 10);
	if (day <= last && demo_chance(g, 620))
		s->told = day;
}

void
demo_tell(struct demo_signal *s, const struct demo_event *e, uint64_t seed)
{
	static const char *const prefix[KINDS] = { "KL", "BZ", "TV" };
	struct demo_rng g = { hash_mix(seed + 1) ^ hash_mix(e->seq + 1) };

	s->event = e;
	buf_reset(&s->subject);
	buf_reset(&s->text);
	buf_reset(&s->src_id);
	demo_person(&s->who, e->person);
	s->channel = channels[e->channel];
	buf_printf(&s->src_id, "%s-%07u", prefix[e->kind], e->id);
	if (e->plant == P_NEW)
		demo_expand(&s->subject, &g, "[Sorteerzuil|Bij de flat]", s);
	else
		demo_expand(&s->subject, &g,
		    demo_themes[e->theme].subject[demo_below(&g, 3)], s);
	if (e->plant == P_CAMPAIGN)
		demo_expand(&s->text, &g, demo_campaign, s);
	else if (e->kind == K_TERUGBEL)
		tell_call(s, &g);
	else
		tell_letter(s, &g);
	follow(s, &g);
}

void
demo_signal_release(struct demo_signal *s)
{
	buf_release(&s->subject);
	buf_release(&s->text);
	buf_release(&s->src_id);
}
