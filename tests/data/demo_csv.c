#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/date.h"
#include "lib/base/utf8.h"
#include "lib/line/json.h"
#include "tests/data/demo.h"

enum encoding { UTF8, CP1252, UTF16LE };

/* One export: how it is written, and what the truth will say of it. */
struct table {
	const char *name;
	const char *header; /* with '|' between the columns */
	const char *title; /* a row above the header, or NULL */
	const char *eol;
	char sep;
	enum encoding encoding;
	struct buf b; /* in UTF-8 */
	bool begun; /* a cell of this row stands */
	uint32_t rows;
	uint32_t refused;
	uint32_t copies;
};

static const char header_klacht[] =
    "Zaaknummer|Organisatie|Datum ontvangst|Kanaal|Onderwerp|Omschrijving|"
    "Product|Afdeling|Status|Datum afgehandeld|Datum teruggekoppeld|Oordeel|"
    "Klantnummer|E-mailadres|Telefoonnummer|Postcode|Gemeentecode";
static const char header_bezwaar[] =
    "zaaknummer|organisatie|datum_ontvangst|kanaal|onderwerp|omschrijving|"
    "product|afdeling|status|datum_beslissing|datum_teruggekoppeld|resultaat|"
    "e-mail|bsn|postcode|gemeentecode";
static const char header_terugbel[] =
    "Contactnummer|Organisatie|Datum en tijd|Kanaal|Onderwerp|Toelichting|"
    "Product|Afdeling|Status|Teruggebeld op|Klantnummer|Telefoonnummer";

static void
cell(struct table *t, const char *p, size_t n)
{
	bool quote = false;

	if (t->begun)
		buf_putc(&t->b, t->sep);
	t->begun = true;
	for (size_t i = 0; i < n; i++)
		quote |= p[i] == t->sep || p[i] == '"' || p[i] == '\n';
	if (!quote) {
		buf_put(&t->b, (struct slice){ p, n });
		return;
	}
	buf_putc(&t->b, '"');
	for (size_t i = 0; i < n; i++) {
		if (p[i] == '"')
			buf_putc(&t->b, '"');
		buf_putc(&t->b, p[i]);
	}
	buf_putc(&t->b, '"');
}

static void
cell_of(struct table *t, const char *s)
{
	cell(t, s, strlen(s));
}

static void
row_end(struct table *t)
{
	buf_puts(&t->b, t->eol);
	t->begun = false;
}

/* DAY as Dutch exports have it, with SECOND unless it is below 0. */
static void
cell_date(struct table *t, int32_t day, int32_t second, bool seconds)
{
	struct civil c;
	char s[64] = "";
	int n;

	if (day != DATE_NONE) {
		c = date_civil(day);
		n = snprintf(s, sizeof(s), "%02d-%02d-%04d", c.day, c.month,
		    c.year);
		if (second >= 0)
			n += snprintf(s + n, sizeof(s) - (size_t)n,
			    " %02d:%02d", second / 3600, second / 60 % 60);
		if (second >= 0 && seconds)
			snprintf(s + n, sizeof(s) - (size_t)n, ":%02d",
			    second % 60);
	}
	cell_of(t, s);
}

static void
cell_iso(struct table *t, int32_t day)
{
	struct buf b = { 0 };

	if (day != DATE_NONE)
		date_put_day(&b, day);
	cell(t, b.s, b.len);
	buf_release(&b);
}

static void
put_header(struct table *t)
{
	const char *p = t->header;
	size_t n;

	if (t->title != NULL) {
		cell_of(t, t->title);
		for (p = t->header; (p = strchr(p, '|')) != NULL; p++)
			cell_of(t, "");
		row_end(t);
		p = t->header;
	}
	for (;; p += n + 1) {
		n = strcspn(p, "|");
		cell(t, p, n);
		if (p[n] == '\0')
			break;
	}
	row_end(t);
}

/* What all three begin with, but the date between them. */
static void
cells_about(struct table *t, const struct demo_signal *s)
{
	const struct demo_event *e = s->event;
	const struct demo_product *p = &demo_products[e->org][e->product];

	cell_of(t, s->channel);
	cell(t, s->subject.s, s->subject.len);
	cell(t, s->text.s, s->text.len);
	cell_of(t, p->name);
	cell_of(t, p->department);
	cell_of(t, s->status);
}

/* Does the organisation know this of them?  It differs by what and whom. */
static const char *
known(const struct demo_signal *s, uint32_t every, const char *value)
{
	if (s->event->plant == P_REPEAT)
		return value;
	return (s->event->seq + every) % every == 0 ? "" : value;
}

static void
row_klacht(struct table *t, const struct demo_signal *s)
{
	const struct demo_event *e = s->event;

	cell(t, s->src_id.s, s->src_id.len);
	cell_of(t, demo_org[e->org]);
	if (e->plant == P_REFUSED)
		cell_of(t, "31-02-2026 10:00");
	else
		cell_date(t, e->day, e->second, false);
	cells_about(t, s);
	cell_date(t, s->closed, -1, false);
	cell_date(t, s->told, -1, false);
	cell_of(t, s->outcome);
	cell_of(t, known(s, 5, s->who.number));
	cell_of(t, known(s, 3, s->who.mail));
	cell_of(t, known(s, 4, s->who.phone));
	cell_of(t, s->who.postcode);
	cell_of(t, s->who.region);
	row_end(t);
}

static void
row_bezwaar(struct table *t, const struct demo_signal *s)
{
	const struct demo_event *e = s->event;

	cell(t, s->src_id.s, s->src_id.len);
	cell_of(t, demo_org[e->org]);
	if (e->plant == P_REFUSED)
		cell_of(t, "2026-02-31");
	else
		cell_iso(t, e->day);
	cells_about(t, s);
	cell_iso(t, s->closed);
	cell_iso(t, s->told);
	cell_of(t, s->outcome);
	cell_of(t, known(s, 4, s->who.mail));
	cell_of(t, known(s, 7, s->who.bsn));
	cell_of(t, s->who.postcode);
	cell_of(t, s->who.region);
	row_end(t);
}

static void
row_terugbel(struct table *t, const struct demo_signal *s)
{
	const struct demo_event *e = s->event;

	cell(t, s->src_id.s, s->src_id.len);
	cell_of(t, demo_org[e->org]);
	if (e->plant == P_REFUSED)
		cell_of(t, "31-02-2026 10:00:00");
	else
		cell_date(t, e->day, e->second, true);
	cells_about(t, s);
	cell_date(t, s->closed, -1, false);
	cell_of(t, known(s, 6, s->who.number));
	cell_of(t, known(s, 9, s->who.phone));
	row_end(t);
}

static void (*const row[KINDS])(struct table *,
    const struct demo_signal *) = { row_klacht, row_bezwaar, row_terugbel };

static void
put_row(struct table *t, const struct demo_signal *s)
{
	size_t from = t->b.len;
	size_t n;

	row[s->event->kind](t, s);
	t->rows++;
	t->refused += s->event->plant == P_REFUSED;
	if (s->event->plant != P_COPY)
		return;
	n = t->b.len - from;
	buf_reserve(&t->b, n);
	buf_put(&t->b, (struct slice){ t->b.s + from, n });
	t->rows++;
	t->copies++;
}

/* Code point C in Windows-1252. */
static char
in_cp1252(uint32_t c)
{
	return (char)(c == 0x20ac ? 0x80 : c);
}

/* Write what T holds in its encoding to DIR. */
static bool
save(struct table *t, const char *dir)
{
	struct slice rest = { t->b.s, t->b.len };
	struct buf out = { 0 };
	char path[4096];
	bool good;
	uint32_t c;
	size_t n;
	FILE *fp;

	if (t->encoding == UTF16LE)
		buf_put(&out, SLICE("\xff\xfe"));
	for (; rest.n > 0; rest.p += n, rest.n -= n) {
		c = utf8_get(rest, &n);
		if (t->encoding == UTF8)
			buf_put(&out, (struct slice){ rest.p, n });
		else if (t->encoding == CP1252)
			buf_putc(&out, in_cp1252(c));
		else {
			buf_putc(&out, (char)(c & 0xff));
			buf_putc(&out, (char)(c >> 8));
		}
	}
	snprintf(path, sizeof(path), "%s/%s", dir, t->name);
	fp = fopen(path, "w");
	good = fp != NULL && fwrite(out.s, 1, out.len, fp) == out.len;
	if (fp != NULL && fclose(fp) != 0)
		good = false;
	buf_release(&out);
	return good;
}

/* One line of truth.jsonl about file T. */
static void
truth_file(FILE *fp, const struct table *t, uint32_t skipped)
{
	fprintf(fp,
	    "{\"truth\":\"file\",\"file\":\"%s\",\"rows\":%u,\"signals\":%u,"
	    "\"refused\":%u,\"skipped\":%u,\"copies\":%u}\n",
	    t->name, t->rows, t->rows - t->refused, t->refused, skipped,
	    t->copies);
}

/* What is said of each plant: its name, kind of pattern, cell, delay. */
static const struct {
	const char *name;
	const char *kind;
	const char *where;
	int delay; /* days after its start by which it must be seen */
} said[PLANTS] = {
	[P_BURST] = { "brief over de aanslag", "burst",
	    "\"org=Gemeente Rivierdal\",\"theme=begrijpelijkheid-brief\"", 7 },
	[P_RISE] = { "wachten op huurtoeslag", "trend",
	    "\"org=Dienst Werk en Toeslagen\",\"theme=doorlooptijd\"", 126 },
	[P_CROSS] = { "inloggen mislukt in twee gemeenten", "cross-org",
	    "\"theme=digitaal-toegang\"", 14 },
	[P_REPEAT] = { "steeds niet teruggebeld", "repeat",
	    "\"org=Dienst Werk en Toeslagen\",\"theme=terugbellen-reactie\"",
	    420 },
	[P_CAMPAIGN] = { "brief over de kostendelersnorm", "campaign",
	    "\"org=Gemeente Oosterhage\",\"theme=beleid-wet\"", 14 },
	/* no theme has its word: that its product bursts says more than that */
	[P_NEW] = { "sorteerzuil", "burst",
	    "\"org=Gemeente Oosterhage\",\"product=afval\","
	    "\"theme=onbepaald\"",
	    28 },
	[P_GRAVE] = { "ernstig", "grave", "", 1 },
};

/* The plants as lines of truth. */
static void
truth_plant(FILE *fp, const struct demo_plan *p, int plant)
{
	static const char *const prefix[KINDS] = { "KL", "BZ", "TV" };
	const struct demo_event *first = NULL;
	const struct demo_event *last = NULL;
	struct buf from = { 0 };
	uint32_t n = 0;

	for (size_t i = 0; i < p->n; i++)
		if (p->event[i].plant == plant) {
			first = n++ == 0 ? &p->event[i] : first;
			last = &p->event[i];
		}
	date_put_day(&from, first->day);
	buf_puts(&from, "\",\"to\":\"");
	date_put_day(&from, last->day);
	fprintf(fp,
	    "{\"truth\":\"pattern\",\"name\":\"%s\",\"kind\":\"%s\","
	    "\"where\":[%s],\"from\":\"%.*s\",\"n\":%u,\"delay\":%d,"
	    "\"src_ids\":[",
	    said[plant].name, said[plant].kind, said[plant].where,
	    (int)from.len, from.s, n, said[plant].delay);
	for (size_t i = 0; i < p->n; i++)
		if (p->event[i].plant == plant)
			fprintf(fp, "%s\"%s-%07u\"",
			    &p->event[i] == first ? "" : ",",
			    prefix[p->event[i].kind], p->event[i].id);
	fprintf(fp, "]}\n");
	buf_release(&from);
}

static bool
save_truth(const char *dir, const struct demo_plan *p, const struct table *t)
{
	char path[4096];
	FILE *fp;

	snprintf(path, sizeof(path), "%s/truth.jsonl", dir);
	fp = fopen(path, "w");
	if (fp == NULL)
		return false;
	for (int k = 0; k < KINDS; k++)
		truth_file(fp, &t[k], k == K_KLACHT ? 2 : 0);
	for (int plant = P_BURST; plant <= P_GRAVE; plant++)
		truth_plant(fp, p, plant);
	return fclose(fp) == 0;
}

bool
demo_write(const char *dir, const struct demo_plan *p, uint64_t seed)
{
	struct table t[KINDS] = {
		{ .name = "klachten.csv",
		    .header = header_klacht,
		    .sep = ';',
		    .title = "Klachten 29-09-2025 t/m 22-11-2026",
		    .eol = "\r\n",
		    .encoding = CP1252 },
		{ .name = "bezwaren.csv",
		    .header = header_bezwaar,
		    .sep = ',',
		    .eol = "\n",
		    .encoding = UTF8 },
		{ .name = "terugbelverzoeken.csv",
		    .header = header_terugbel,
		    .sep = '\t',
		    .eol = "\r\n",
		    .encoding = UTF16LE },
	};
	struct demo_signal s = { 0 };
	bool good = true;

	for (int k = 0; k < KINDS; k++)
		put_header(&t[k]);
	for (size_t i = 0; i < p->n; i++) {
		demo_tell(&s, &p->event[i], seed);
		put_row(&t[p->event[i].kind], &s);
	}
	buf_printf(&t[K_KLACHT].b, "Totaal: %u;;;;;;;;;;;;;;;;\r\n",
	    t[K_KLACHT].rows);
	for (int k = 0; k < KINDS; k++) {
		good = save(&t[k], dir) && good;
		buf_release(&t[k].b);
	}
	demo_signal_release(&s);
	return save_truth(dir, p, t) && good;
}

void
demo_write_csv(FILE *fp, uint32_t n, uint64_t seed)
{
	struct table t = { .header = header_klacht, .sep = ',', .eol = "\n" };
	struct demo_signal s = { 0 };
	struct demo_event e;

	put_header(&t);
	for (uint32_t i = 0; i < n; i++) {
		e = demo_stream(i, n, seed);
		e.kind = K_KLACHT;
		demo_tell(&s, &e, seed);
		put_row(&t, &s);
		if (t.b.len > 1 << 16) {
			fwrite(t.b.s, 1, t.b.len, fp);
			buf_reset(&t.b);
		}
	}
	fwrite(t.b.s, 1, t.b.len, fp);
	buf_release(&t.b);
	demo_signal_release(&s);
}
