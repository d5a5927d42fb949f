/* finding - one pattern, told in full */

#include "lib/base/date.h"
#include "lib/base/utf8.h"
#include "lib/privacy/disclose.h"
#include "lib/report/course.h"
#include "lib/report/sections.h"
#include "lib/report/show.h"

static int
by_lang(const struct report *r, int nl, int en)
{
	return r->lang == LANG_NL ? nl : en;
}

bool
finding_is_of(struct rec *rec, const char *member)
{
	struct json_walk w;
	struct slice pair;
	struct slice name;

	for (rec_items(&w, rec, F_WHERE); json_next(&w);) {
		pair = rec_item_text(rec, w.value);
		if (slice_eq(pair, slice_of(member)))
			return true;
		if (slice_cut(&pair, '=', &name) &&
		    slice_eq(name, slice_of(member)))
			return true;
	}
	return false;
}

void
finding_round(struct rec *rec)
{
	static const int titles[] = { F_TITLE_NL, F_TITLE_EN };
	struct buf b = { 0 };

	disclose_people(rec, rec);
	for (size_t i = 0; i < sizeof(titles) / sizeof(*titles); i++) {
		if (!rec_has(rec, titles[i]))
			continue;
		buf_reset(&b);
		disclose_title(rec, titles[i], phrase((enum lang)i, PH_FEW),
		    &b);
		rec_set_text(rec, titles[i], buf_slice(&b));
	}
	buf_release(&b);
}

struct slice
finding_title(struct report *r, struct rec *rec)
{
	struct slice s = rec_text(rec, by_lang(r, F_TITLE_NL, F_TITLE_EN));

	if (!show_nothing(s) && !(r->public && finding_is_of(rec, "words")))
		return s;
	s = say_value(r->lang, rec_text(rec, F_KIND));
	return show_nothing(s) ? slice_of(phrase(r->lang, PH_PATTERN)) : s;
}

static enum phrase
change_phrase(struct slice change)
{
	static const struct {
		const char *value;
		enum phrase key;
	} table[] = {
		{ "new", PH_CHANGE_NEW },
		{ "grown", PH_CHANGE_GROWN },
		{ "shrunk", PH_CHANGE_SHRUNK },
		{ "graver", PH_CHANGE_GRAVER },
		{ "spread", PH_CHANGE_SPREAD },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		if (slice_eq(change, slice_of(table[i].value)))
			return table[i].key;
	return PH_MAX;
}

static void
open_article(struct report *r, const struct finding *f, struct rec *rec)
{
	struct slice label[5];
	struct slice s;
	size_t n = 0;
	enum phrase change = change_phrase(rec_text(rec, F_CHANGE));

	label[n++] = say_value(r->lang, rec_text(rec, F_KIND));
	s = rec_text(rec, F_URGENCY);
	if (slice_eq(s, SLICE("spoed")) || slice_eq(s, SLICE("hoog")))
		label[n++] = slice_of(phrase(r->lang,
		    slice_eq(s, SLICE("spoed")) ? PH_URGENT : PH_PRESSING));
	if (change != PH_MAX)
		label[n++] = slice_of(phrase(r->lang, change));
	s = rec_text(rec, F_STATE);
	if (s.n)
		label[n++] = say_value(r->lang, s);
	if (!f->tested)
		label[n++] = slice_of(phrase(r->lang, PH_CHANCE));
	r->page->f->article(r->page, f->id, finding_title(r, rec), label, n);
}

/* What an official made of it stands above what the machine says. */
static void
put_note(struct report *r, struct rec *rec)
{
	struct slice by = rec_text(rec, F_NOTE_BY);
	int32_t day = date_parse_day(rec_text(rec, F_NOTE_DATE));

	if (!rec_has(rec, F_NOTE) || r->public)
		return;
	talk_text(&r->t, rec_text(rec, F_NOTE));
	talk_text(&r->t, by.n ? by : slice_of(phrase(r->lang, PH_UNKNOWN)));
	if (day == DATE_NONE)
		talk_phrase(&r->t, PH_UNKNOWN);
	else
		talk_day(&r->t, day);
	put_para(r, PARA_HUMAN, PH_NOTE);
}

/*
 * In public, the sentence is made anew from rounded numbers.  Where other
 * signals than all were expected, as of people who come back, it is of all.
 */
static void
put_why_public(struct report *r, const struct rec *rec)
{
	double n;
	double observed;
	double expected;

	if (!rec_num(rec, F_N, &n))
		return;
	observed = n;
	rec_num(rec, F_OBSERVED, &observed);
	talk_count(&r->t, n);
	if (!rec_num(rec, F_EXPECTED, &expected) || observed < n ||
	    observed > n) {
		put_para(r, PARA_PLAIN, PH_WHY_PUBLIC_N);
		return;
	}
	talk_count(&r->t, expected);
	put_para(r, PARA_PLAIN, PH_WHY_PUBLIC);
}

static void
put_why(struct report *r, struct rec *rec)
{
	struct page *p = r->page;
	struct json_walk w;
	struct slice s;

	if (r->public) {
		put_why_public(r, rec);
		return;
	}
	s = rec_text(rec, by_lang(r, F_WHY_NL, F_WHY_EN));
	if (s.n)
		p->f->para(p, PARA_PLAIN, s);
	if (finding_is_of(rec, "theme=onbepaald") && rec_has(rec, F_WORDS))
		put_para(r, PARA_PLAIN, PH_WHY_WORDS);
	s = rec_text(rec, by_lang(r, F_EFFECT_NL, F_EFFECT_EN));
	if (s.n)
		p->f->para(p, PARA_PLAIN, s);
	for (rec_items(&w, rec, by_lang(r, F_NOTES_NL, F_NOTES_EN));
	     json_next(&w);)
		p->f->para(p, PARA_NOTE, rec_item_text(rec, w.value));
}

static void
put_course_rows(struct report *r, const struct course *c)
{
	const struct chart *ch = &c->chart;
	struct cell cell[5];

	for (size_t i = 0; i < ch->n; i++) {
		bool known = ch->expected != NULL && i >= ch->skip;
		bool band = known && ch->low != NULL;

		for (size_t k = 2; k < 4; k++)
			cell[k] = (struct cell){ .kind = CELL_NONE };
		cell[0] = (struct cell){ .kind = CELL_DAY,
			.x = ch->from + (int32_t)i * ch->step };
		cell[1] = cell_of(r, ch->seen[i]);
		if (known && r->public)
			cell[2] = cell_of(r, ch->expected[i]);
		else if (known)
			cell[2] = (struct cell){ .kind = CELL_NUMBER,
				.x = ch->expected[i] };
		if (band && !r->public) {
			talk_num(&r->t, ch->low[i], 1);
			talk_num(&r->t, ch->high[i], 1);
			cell[3] = cell_text(talk_say(&r->t, PH_BAND));
		}
		cell[4] = cell_text(slice_of(phrase(r->lang,
		    c->early[i]       ? PH_KEY_EARLY :
			c->flagged[i] ? PH_KEY_FLAG :
					PH_NOTHING)));
		r->page->f->row(r->page, cell);
	}
}

static void
put_course_table(struct report *r, const struct course *c)
{
	struct column col[5] = {
		{ slice_of(phrase(r->lang,
		      c->chart.step == 7 ? PH_WEEK_FROM : PH_DAY)),
		    false },
		{ slice_of(phrase(r->lang, PH_KEY_SEEN)), true },
		{ slice_of(phrase(r->lang, PH_KEY_EXPECTED)), true },
		{ slice_of(phrase(r->lang, PH_KEY_BAND)), true },
		{ slice_of(phrase(r->lang, PH_REMARK)), false },
	};

	r->page->f->table(r->page, c->chart.caption, col, 5, true);
	put_course_rows(r, c);
	r->page->f->table_end(r->page);
}

/* The figures that the chart shows, in one line of words. */
static void
chart_words(struct report *r, struct rec *rec, struct course *c,
    struct buf *title)
{
	struct chart *ch = &c->chart;
	size_t peak = 0;

	for (size_t i = 1; i < ch->n; i++)
		if (ch->seen[i] > ch->seen[peak])
			peak = i;
	talk_phrase(&r->t, ch->step == 7 ? PH_PER_WEEK : PH_PER_DAY);
	talk_num(&r->t, ch->seen[peak], 0);
	talk_day(&r->t, ch->from + (int32_t)peak * ch->step);
	talk_count(&r->t, ch->seen[ch->n - 1]);
	talk_phrase(&r->t, ch->step == 7 ? PH_IN_WEEK : PH_ON_DAY);
	buf_put(title, talk_say(&r->t, PH_CHART));
	if (finding_is_of(rec, "overdue")) {
		buf_putc(title, ' ');
		buf_puts(title, phrase(r->lang, PH_CHART_ALL));
	}
	if (r->public) {
		buf_putc(title, ' ');
		buf_puts(title, phrase(r->lang, PH_CHART_FEW));
	}
}

void
put_chart(struct report *r, struct rec *rec, enum phrase table)
{
	struct course c;
	struct buf title = { 0 };
	struct buf desc = { 0 };

	if (!course_read(&c, rec))
		return;
	if (r->public && !course_round(&c))
		return;
	chart_words(r, rec, &c, &title);
	talk_num(&r->t, (double)c.chart.n, 0);
	buf_put(&desc,
	    talk_say(&r->t,
		c.chart.expected != NULL ? PH_CHART_DESC : PH_CHART_DESC_BARE));
	c.chart.title = buf_slice(&title);
	c.chart.desc = buf_slice(&desc);
	c.chart.caption = slice_of(phrase(r->lang, table));
	r->page->f->chart(r->page, &c.chart);
	put_course_table(r, &c);
	buf_release(&title);
	buf_release(&desc);
}

static void
put_quotes(struct report *r, struct rec *rec)
{
	struct json_walk w;
	struct slice quote;
	bool reviewed;
	bool any = false;

	for (rec_items(&w, rec, F_QUOTES); json_next(&w);) {
		quote = rec_item_text(rec, w.value);
		if (!quote_allowed(r, &quote, &reviewed))
			continue;
		if (!any)
			r->page->f->heading(r->page,
			    slice_of(phrase(r->lang, PH_QUOTES)));
		any = true;
		r->page->f->quote(r->page, quote, (struct slice){ 0 });
	}
}

static void
put_command(struct report *r, const char *id)
{
	struct buf b = { 0 };

	buf_printf(&b, "sig-select -p %s --patterns ", id);
	put_word(&b, r->patterns);
	buf_puts(&b, r->lang == LANG_EN ? " --lang en --text " : " --text ");
	put_word(&b, r->signals);
	r->page->f->command(r->page, buf_slice(&b));
	buf_release(&b);
}

static void
put_more(struct report *r, const struct finding *f, struct rec *rec)
{
	struct page *p = r->page;
	double q;

	p->f->fold(p, slice_of(phrase(r->lang, PH_MORE)));
	put_fact_list(r, rec, F_WORDS, PH_F_WORDS);
	put_fact_cues(r, rec);
	put_fact_parts(r, rec);
	put_fact_list(r, rec, F_MARKS, PH_F_MARKS);
	if (rec_num(rec, F_Q, &q)) {
		talk_num(&r->t, q, 4);
		put_fact(r, PH_F_Q, q < 0.0001 ? PH_TINY : PH_ONE);
	}
	put_fact_text(r, rec, F_METHOD, PH_F_METHOD);
	put_fact_text(r, rec, F_BOOK, PH_F_BOOK);
	put_fact_score(r, rec);
	put_fact_list(r, rec, F_EVIDENCE, PH_F_EVIDENCE);
	p->f->facts_end(p);
	put_para(r, PARA_PLAIN, PH_COMMAND);
	put_command(r, f->id + FINDING_ID);
	p->f->fold_end(p);
}

void
finding_full(struct report *r, const struct finding *f, struct rec *rec)
{
	open_article(r, f, rec);
	put_note(r, rec);
	put_why(r, rec);
	put_chart(r, rec, PH_CHART_TABLE);
	if (f->part == PART_GRAVE)
		put_grave_facts(r, rec);
	else
		put_facts(r, rec);
	put_quotes(r, rec);
	if (!r->public)
		put_more(r, f, rec);
	r->page->f->article_end(r->page);
}
