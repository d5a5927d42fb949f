#include <stdio.h>
#include <string.h>

#include "lib/base/date.h"
#include "lib/base/hash.h"
#include "lib/line/json.h"
#include "tests/data/demo.h"

static void
put_member(struct buf *b, const char *name, struct slice value)
{
	if (value.n == 0)
		return;
	buf_puts(b, ",\"");
	buf_puts(b, name);
	buf_puts(b, "\":");
	json_quote(b, value);
}

static void
put_text(struct buf *b, const char *name, const char *value)
{
	put_member(b, name, slice_of(value));
}

/* 32 hexadecimal digits made of A and B. */
static void
put_hex(struct buf *b, uint64_t a, uint64_t c)
{
	static const char digit[] = "0123456789abcdef";
	uint64_t x[2];

	x[0] = hash_mix(a ^ hash_mix(c + 0x51ed270b));
	x[1] = hash_mix(x[0] + a + 1);

	for (int i = 0; i < 32; i++)
		buf_putc(b, digit[x[i / 16] >> (60 - i % 16 * 4) & 15]);
}

static void
put_day(struct buf *b, const char *name, int32_t day)
{
	if (day == DATE_NONE)
		return;
	buf_puts(b, ",\"");
	buf_puts(b, name);
	buf_puts(b, "\":\"");
	date_put_day(b, day);
	buf_putc(b, '"');
}

static void
put_received(struct buf *b, const struct demo_event *e)
{
	int64_t sec;

	buf_puts(b, ",\"received\":\"");
	if (e->kind == K_BEZWAAR || !date_local(e->day, e->second, &sec))
		date_put_day(b, e->day);
	else
		date_put_instant(b, sec);
	buf_putc(b, '"');
}

/* Most are known by two identifiers, every fifth by none. */
static void
put_person(struct buf *b, const struct demo_event *e)
{
	if (e->person % 5 == 0)
		return;
	buf_puts(b, ",\"person\":[\"");
	put_hex(b, e->person, 11);
	if (e->person % 3 != 0) {
		buf_puts(b, "\",\"");
		put_hex(b, e->person, 12);
	}
	buf_puts(b, "\"]");
}

static void
put_identity(struct buf *b, const struct demo_signal *s, uint64_t seed)
{
	static const char *const file[KINDS] = { "klachten.csv", "bezwaren.csv",
		"terugbelverzoeken.csv" };
	const struct demo_event *e = s->event;

	buf_puts(b, "{\"sig\":\"signal/1\",\"id\":\"");
	put_hex(b, e->seq, seed);
	buf_puts(b, "\",\"id_kind\":\"source\"");
	put_text(b, "org", demo_org[e->org]);
	put_text(b, "system", "zaaksysteem");
	put_member(b, "src_id", (struct slice){ s->src_id.s, s->src_id.len });
	put_text(b, "file", file[e->kind]);
	buf_puts(b, ",\"row\":");
	buf_put_u64(b, e->seq + 2);
	buf_puts(b, ",\"seen\":\"2026-11-23\"");
	put_text(b, "kind", demo_kind[e->kind]);
	buf_puts(b, ",\"solicited\":false");
}

static void
put_line(struct buf *b, const struct demo_signal *s, uint64_t seed)
{
	static const char *const channel[] = { "e-mail", "webformulier",
		"telefoon", "post", "balie" };
	const struct demo_event *e = s->event;
	char pc4[5];

	put_identity(b, s, seed);
	put_text(b, "channel", channel[e->channel]);
	put_text(b, "role", "burger");
	put_person(b, e);
	put_text(b, "lang", "nl");
	put_received(b, e);
	put_day(b, "closed", s->closed);
	put_day(b, "told", s->told);
	put_member(b, "subject",
	    (struct slice){ s->subject.s, s->subject.len });
	put_member(b, "text", (struct slice){ s->text.s, s->text.len });
	put_text(b, "product", demo_products[e->org][e->product].name);
	put_text(b, "region", s->who.region);
	memcpy(pc4, s->who.postcode, 4);
	pc4[4] = '\0';
	put_text(b, "pc4", pc4);
	put_text(b, "status",
	    s->closed == DATE_NONE   ? "ontvangen" :
		s->told == DATE_NONE ? "afgehandeld" :
				       "teruggekoppeld");
	put_text(b, "owner", demo_products[e->org][e->product].department);
	put_text(b, "redacted", "demo");
	buf_puts(b, "}\n");
}

void
demo_write_lines(FILE *fp, uint32_t n, uint64_t seed)
{
	struct demo_signal s = { .masked = true };
	struct demo_event e;
	struct buf b = { 0 };

	for (uint32_t i = 0; i < n; i++) {
		e = demo_stream(i, n, seed);
		demo_tell(&s, &e, seed);
		put_line(&b, &s, seed);
		if (b.len > 1 << 16) {
			fwrite(b.s, 1, b.len, fp);
			buf_reset(&b);
		}
	}
	fwrite(b.s, 1, b.len, fp);
	buf_release(&b);
	demo_signal_release(&s);
}
