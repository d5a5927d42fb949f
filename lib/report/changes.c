/* changes - what is different since the last report */

#include "lib/base/date.h"
#include "lib/privacy/disclose.h"
#include "lib/report/sections.h"
#include "lib/report/show.h"

/* Numbers that differ by less than a fifth are called the same. */
static enum phrase
size_change(double now, double then)
{
	if (now >= then * 1.2 && now >= then + 3)
		return PH_CHANGE_GROWN;
	if (now <= then / 1.2 && now <= then - 3)
		return PH_CHANGE_SHRUNK;
	return PH_MAX;
}

static void
open_rows(struct report *r, struct column *col)
{
	static const enum phrase heads[] = { PH_PATTERN, PH_CHANGE, PH_THEN,
		PH_NOW, PH_STATE };

	for (size_t i = 0; i < 5; i++)
		col[i] = (struct column){ slice_of(phrase(r->lang, heads[i])),
			i == 2 || i == 3 };
	r->page->f->table(r->page,
	    slice_of(phrase(r->lang, PH_CHANGES_CAPTION)), col, 5, false);
}

static struct cell
state_cell(const struct report *r, struct slice state)
{
	return cell_text(state.n ? say_value(r->lang, state) :
				   slice_of(phrase(r->lang, PH_NOT_RECORDED)));
}

static struct cell
then_cell(const struct report *r, const struct before_pattern *old)
{
	if (old == NULL || !old->counted)
		return (struct cell){ .kind = CELL_NONE };
	return cell_of(r, old->n);
}

/* Was REC seen before the last report, of AS_OF, though not in it? */
static bool
is_back(struct rec *rec, int32_t as_of)
{
	int32_t first = date_parse_day(rec_text(rec, F_FIRST_SEEN));

	return first != DATE_NONE && as_of != DATE_NONE && first <= as_of;
}

/* What to call the difference between OLD (or NULL) and REC, or PH_MAX. */
static enum phrase
change_of(const struct report *r, const struct before_pattern *old,
    struct rec *rec)
{
	double n;

	if (old == NULL)
		return is_back(rec, r->before.as_of) ? PH_CHANGE_BACK :
						       PH_CHANGE_NEW;
	if (rec_has(rec, F_STATE) &&
	    !slice_eq(old->state, rec_text(rec, F_STATE)))
		return PH_CHANGE_DECIDED;
	if (!old->counted || !rec_num(rec, F_N, &n))
		return PH_MAX;
	return size_change(n, old->n);
}

/* A row for each pattern of now that differs; how many there were. */
static size_t
put_now(struct report *r, struct column *col, size_t *grave)
{
	struct rec rec = { 0 };
	struct before_pattern *old;
	struct cell cell[5];
	enum phrase change;
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++) {
		if (!report_pattern(r, i, &rec))
			continue;
		old = before_meet(&r->before, rec_text(&rec, F_ID));
		change = change_of(r, old, &rec);
		*grave += r->finding[i].part == PART_GRAVE && old == NULL;
		if (change == PH_MAX || r->finding[i].part == PART_GRAVE ||
		    !finding_shown(r, &r->finding[i], &rec))
			continue;
		if (n++ == 0)
			open_rows(r, col);
		cell[0] = cell_text(finding_title(r, &rec));
		cell[0].link = r->finding[i].id;
		cell[1] = cell_text(slice_of(phrase(r->lang, change)));
		cell[2] = then_cell(r, old);
		cell[3] = cell_count(r, &rec, F_N);
		cell[4] = state_cell(r, rec_text(&rec, F_STATE));
		r->page->f->row(r->page, cell);
	}
	rec_release(&rec);
	return n;
}

/* A row for each pattern that is no longer there. */
static size_t
put_gone(struct report *r, struct column *col, size_t n)
{
	const struct before_pattern *old;
	struct buf title = { 0 };
	struct cell cell[5];

	for (size_t i = 0; i < r->before.n; i++) {
		old = &r->before.pattern[i];
		if (old->met || old->grave ||
		    (r->public &&
			!(old->counted && disclose_shown((int64_t)old->n))))
			continue;
		if (n++ == 0)
			open_rows(r, col);
		buf_reset(&title);
		if (r->public)
			disclose_words(old->title[r->lang], &title);
		else
			buf_put(&title, old->title[r->lang]);
		cell[0] = cell_text(old->words && r->public ?
			say_value(r->lang, SLICE("emerging")) :
			show_nothing(buf_slice(&title)) ?
			slice_of(phrase(r->lang, PH_PATTERN)) :
			buf_slice(&title));
		cell[1] = cell_text(slice_of(phrase(r->lang, PH_CHANGE_GONE)));
		cell[2] = then_cell(r, old);
		cell[3] = (struct cell){ .kind = CELL_NONE };
		cell[4] = state_cell(r, old->state);
		r->page->f->row(r->page, cell);
	}
	buf_release(&title);
	return n;
}

void
section_changes(struct report *r)
{
	struct column col[5];
	size_t grave = 0;
	size_t n;

	if (!r->before.read)
		return;
	put_section(r, "anders", PH_H_CHANGES);
	if (r->before.as_of != DATE_NONE) {
		talk_day(&r->t, r->before.as_of);
		put_para(r, PARA_NOTE, PH_CHANGES_SINCE);
	}
	n = put_gone(r, col, put_now(r, col, &grave));
	if (n)
		r->page->f->table_end(r->page);
	else
		put_para(r, PARA_PLAIN, PH_CHANGES_NONE);
	if (grave && !r->public) {
		talk_count(&r->t, (double)grave);
		put_para(r, PARA_PLAIN, PH_CHANGES_GRAVE);
	}
}
