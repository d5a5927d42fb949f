/* because - why a pattern is there and stands where it stands, in words */

#include "lib/base/num.h"
#include "lib/report/sections.h"

enum { MOST_PARTS = 6 };

static void
next(struct buf *b, const char *sep)
{
	if (b->len)
		buf_puts(b, sep);
}

/* What B holds, as a fact called NAME, unless it is empty; releases B. */
static void
put(struct report *r, enum phrase name, struct buf *b)
{
	if (b->len) {
		talk_text(&r->t, buf_slice(b));
		put_fact(r, name, PH_ONE);
	}
	buf_release(b);
}

/* Append cue S; of a theme that people gave, theme:hand, that they did. */
static void
say_cue(const struct report *r, struct buf *b, struct slice s)
{
	static const struct slice hand = { ":hand", 5 };

	if (slice_ends(s, hand)) {
		buf_put(b, (struct slice){ s.p, s.n - hand.n });
		buf_puts(b, phrase(r->lang, PH_BY_HAND));
	} else {
		buf_put(b, s);
	}
}

/* theme:cue=12 is said as theme:cue (12); without a number it stands so. */
void
put_fact_cues(struct report *r, struct rec *rec)
{
	struct json_walk w;
	struct slice number;
	uint64_t times;
	struct buf b = { 0 };
	struct slice s;
	size_t n;

	for (rec_items(&w, rec, F_CUE); json_next(&w);) {
		s = rec_item_text(rec, w.value);
		for (n = s.n; n > 0 && s.p[n - 1] != '=';)
			n--;
		next(&b, ", ");
		number = (struct slice){ s.p + n, s.n - n };
		if (n > 1 && num_u64(number, &times)) {
			say_cue(r, &b, (struct slice){ s.p, n - 1 });
			buf_puts(&b, " (");
			buf_put(&b, number);
			buf_putc(&b, ')');
		} else {
			say_cue(r, &b, s);
		}
	}
	put(r, PH_F_CUES, &b);
}

/* Append the values of CELL, `org=a & theme=b', with a plus between. */
static void
say_cell(struct report *r, struct buf *b, struct slice cell)
{
	struct slice pair;
	struct slice name;
	size_t at = b->len;

	while (cell.n) {
		pair = cell;
		for (size_t i = 0; i + 3 <= cell.n; i++)
			if (memcmp(cell.p + i, " & ", 3) == 0) {
				pair.n = i;
				break;
			}
		cell.p += pair.n;
		cell.n -= pair.n;
		if (cell.n) {
			cell.p += 3;
			cell.n -= 3;
		}
		if (b->len > at)
			buf_puts(b, " + ");
		slice_cut(&pair, '=', &name);
		buf_put(b, say_value(r->lang, pair));
	}
}

/* One finding that was folded into this: `12/4.1 org=a & theme=b'. */
static void
say_part(struct report *r, struct buf *b, struct slice part)
{
	struct slice seen;
	struct slice figures;
	struct slice rest = part;
	double n;
	double expected;

	if (!slice_cut(&rest, ' ', &figures) ||
	    !slice_cut(&figures, '/', &seen) || !num_double(seen, &n) ||
	    !num_double(figures, &expected)) {
		buf_put(b, part);
		return;
	}
	say_cell(r, b, rest);
	talk_count(&r->t, n);
	if (expected > 0 && expected < .05)
		talk_phrase(&r->t, PH_HARDLY_TENTH);
	else
		talk_num(&r->t, expected, expected < 10 ? 1 : 0);
	buf_put(b, talk_say(&r->t, PH_PART));
}

void
put_fact_parts(struct report *r, struct rec *rec)
{
	struct json_walk w;
	struct buf b = { 0 };
	size_t n = 0;

	for (rec_items(&w, rec, F_PARTS); json_next(&w); n++) {
		if (n >= MOST_PARTS)
			continue;
		next(&b, "; ");
		say_part(r, &b, rec_item_text(rec, w.value));
	}
	if (n > MOST_PARTS) {
		talk_num(&r->t, (double)(n - MOST_PARTS), 0);
		buf_put(&b, talk_say(&r->t, PH_AND_MORE));
	}
	put(r, PH_F_PARTS, &b);
}

static struct slice
score_name(const struct report *r, struct slice name)
{
	static const struct {
		const char *name;
		enum phrase key;
	} table[] = {
		{ "gravity", PH_S_GRAVITY },
		{ "size", PH_S_SIZE },
		{ "growth", PH_S_GROWTH },
		{ "surprise", PH_S_SURPRISE },
		{ "spread", PH_S_SPREAD },
		{ "people", PH_S_PEOPLE },
		{ "repeat", PH_S_REPEAT },
		{ "age", PH_S_AGE },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		if (slice_eq(name, slice_of(table[i].name)))
			return slice_of(phrase(r->lang, table[i].key));
	return name;
}

/* What adds nothing is left out. */
void
put_fact_score(struct report *r, struct rec *rec)
{
	struct json_walk w;
	struct buf b = { 0 };
	struct slice name;
	struct slice s;
	double x;

	for (rec_items(&w, rec, F_SCORE_PARTS); json_next(&w);) {
		s = rec_item_text(rec, w.value);
		if (!slice_cut(&s, '=', &name) || !num_double(s, &x) ||
		    !(x > 0))
			continue;
		next(&b, ", ");
		talk_text(&r->t, score_name(r, name));
		talk_num(&r->t, x, 2);
		buf_put(&b, talk_say(&r->t, PH_SCORE));
	}
	put(r, PH_F_SCORE, &b);
}
