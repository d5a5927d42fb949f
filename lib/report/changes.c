/* changes - what is different since the last report */

#include "lib/base/date.h"
#include "lib/privacy/disclose.h"
#include "lib/report/course.h"
#include "lib/report/sections.h"
#include "lib/report/show.h"

/*
 * What is compared: a rise is told of the days in which it is clearest, so
 * that its period may be longer or shorter than it was.  Counts of unlike
 * periods say nothing of growth, not even by the day, as most of a rise may
 * be in a few of its days: what is now is then counted of as many days too.
 */
struct size {
	double now;
	double then;
	int32_t days; /* of now and then; 0 where they do not matter */
	int32_t days_then;
};

/* Numbers that differ by less than a fifth, or by one or two, are the same. */
static enum phrase
size_change(const struct size *s)
{
	if (s->days != s->days_then)
		return PH_MAX;
	if (s->now >= s->then * 1.2 && s->now >= s->then + 3)
		return PH_CHANGE_MORE;
	if (s->now <= s->then * 0.8 && s->now <= s->then - 3)
		return PH_CHANGE_FEWER;
	return PH_MAX;
}

/*
 * May the days of a pattern of KIND be others than they were: those in which it
 * is clearest, or those of the test that tells it tonight?
 */
static bool
has_window(struct slice kind)
{
	static const char *const kinds[] = { "burst", "positive", "silence",
		"cross-org", "trend", "persistent" };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (slice_eq(kind, slice_of(kinds[i])))
			return true;
	return false;
}

/* How large REC is and was; false if that is not known of both. */
static bool
size_of(struct size *s, const struct before_pattern *old, struct rec *rec)
{
	*s = (struct size){ 0 };
	if (old == NULL || !old->counted || !rec_num(rec, F_N, &s->now))
		return false;
	s->then = old->n;
	if (!has_window(rec_text(rec, F_KIND)))
		return true;
	s->days = before_days(rec);
	s->days_then = old->days;
	if (s->days == 0 || s->days_then == 0)
		return false;
	if (s->days == s->days_then)
		s->days = s->days_then = 0;
	else if (course_last(rec, s->days_then, &s->now))
		s->days = s->days_then;
	return true;
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
said_cell(const struct report *r, enum phrase key)
{
	return cell_text(slice_of(phrase(r->lang, key)));
}

static struct cell
then_cell(const struct report *r, const struct before_pattern *old)
{
	if (!old->counted)
		return (struct cell){ .kind = CELL_NONE };
	if (r->public && old->few)
		return (struct cell){ .kind = CELL_FEW };
	return cell_of(r, old->n);
}

/* N, of so many days where that is not the same for both; kept in B. */
static struct cell
size_cell(struct report *r, struct buf *b, double n, int32_t days)
{
	if (r->public && !disclose_shown((int64_t)n))
		return (struct cell){ .kind = CELL_FEW };
	talk_count(&r->t, n);
	talk_num(&r->t, days, 0);
	buf_reset(b);
	buf_put(b, talk_say(&r->t, PH_IN_DAYS));
	return cell_text(buf_slice(b));
}

/*
 * Was REC told before the last report, though not in it?  What was only ever a
 * part of another was seen by nobody, and may go on with days before its own.
 */
static bool
is_back(const struct before *b, struct rec *rec)
{
	const struct told_one *one = told_of(&b->told, rec_text(rec, F_ID));
	int32_t first = date_parse_day(rec_text(rec, F_FIRST_SEEN));

	if (first == DATE_NONE || b->as_of == DATE_NONE || first > b->as_of)
		return false;
	return !b->told.known || (one != NULL && one->apart);
}

/* The pattern of the last report that the one called ID was a part of. */
static struct before_pattern *
was_part_of(struct report *r, struct slice id)
{
	const struct told_one *one = told_of(&r->before.told, id);

	return one != NULL && one->in.n > 0 ? before_find(&r->before, one->in) :
					      NULL;
}

/* May OLD be named in this report? */
static bool
old_shown(const struct report *r, const struct before_pattern *old)
{
	return !r->public ||
	    (old->counted && !old->few && disclose_shown((int64_t)old->n));
}

static struct slice
old_title(const struct report *r, const struct before_pattern *old)
{
	struct slice title = (r->public ? old->open : old->title)[r->lang];

	if (old->words && r->public)
		return say_value(r->lang, SLICE("emerging"));
	return show_nothing(title) ? slice_of(phrase(r->lang, PH_PATTERN)) :
				     title;
}

/* What was not in the last report: of what was it a part, was it ever told? */
static void
put_unknown(struct report *r, struct rec *rec, struct buf *b)
{
	const struct before_pattern *whole = was_part_of(r,
	    rec_text(rec, F_ID));

	if (whole != NULL && old_shown(r, whole)) {
		talk_text(&r->t, old_title(r, whole));
		buf_put(b, talk_say(&r->t, PH_CHANGE_WAS_PART));
	} else if (is_back(&r->before, rec)) {
		buf_puts(b, phrase(r->lang, PH_CHANGE_BACK));
	} else {
		buf_puts(b, phrase(r->lang, PH_CHANGE_NEW));
	}
}

/* Was a step taken since OLD, even one to the same state? */
static bool
is_decided(const struct before_pattern *old, struct rec *rec)
{
	int32_t since = date_parse_day(rec_text(rec, F_SINCE));

	if (!rec_has(rec, F_STATE))
		return false;
	return !slice_eq(old->state, rec_text(rec, F_STATE)) ||
	    (since != DATE_NONE && old->since != DATE_NONE &&
		since != old->since);
}

/* What is different between OLD (or NULL) and REC, in words; nothing: none. */
static void
put_change(struct report *r, const struct before_pattern *old, struct rec *rec,
    struct buf *b)
{
	struct size size;
	enum phrase grown = PH_MAX;

	buf_reset(b);
	if (old == NULL) {
		put_unknown(r, rec, b);
		return;
	}
	if (is_decided(old, rec))
		buf_puts(b, phrase(r->lang, PH_CHANGE_DECIDED));
	/* more signals are less of a silence, and fewer may be as silent */
	if (!slice_eq(rec_text(rec, F_KIND), SLICE("silence")) &&
	    size_of(&size, old, rec))
		grown = size_change(&size);
	if (grown == PH_MAX)
		return;
	buf_puts(b, b->len ? ", " : "");
	buf_puts(b, phrase(r->lang, grown));
}

/* What a row is made of while it is written. */
struct row {
	struct buf change;
	struct buf then;
	struct buf now;
};

static void
put_now_row(struct report *r, const struct finding *f,
    const struct before_pattern *old, struct rec *rec, struct row *row)
{
	struct cell cell[5];
	struct size size;

	cell[0] = cell_text(finding_title(r, rec));
	cell[0].link = finding_link(f);
	cell[1] = cell_text(buf_slice(&row->change));
	if (size_of(&size, old, rec) && size.days > 0) {
		cell[2] = r->public && old->few ?
		    then_cell(r, old) :
		    size_cell(r, &row->then, size.then, size.days_then);
		cell[3] = size_cell(r, &row->now, size.now, size.days);
	} else {
		cell[2] = old != NULL ? then_cell(r, old) :
		    was_part_of(r, rec_text(rec, F_ID)) != NULL ?
					said_cell(r, PH_NOT_APART) :
					said_cell(r, PH_NOT_FOUND);
		cell[3] = cell_count(r, rec, F_N);
	}
	cell[4] = state_cell(r, rec_text(rec, F_STATE));
	r->page->f->row(r->page, cell);
}

/* Say of the patterns of then that they go on as REC, if they do. */
static void
note_goes_on(struct report *r, const struct told *now, struct rec *rec)
{
	struct slice id = rec_text(rec, F_ID);
	const struct before_pattern *whole = was_part_of(r, id);
	const struct told_one *one;
	struct before_pattern *old;

	for (size_t i = 0; i < r->before.n; i++) {
		old = &r->before.pattern[i];
		one = told_of(now, old->id);
		if (old != whole && (one == NULL || !slice_eq(one->in, id)))
			continue;
		buf_puts(&old->as, old->as.len ? "; " : "");
		buf_put(&old->as, finding_title(r, rec));
	}
}

/* A row for each pattern of now that differs; how many there were. */
static size_t
put_now(struct report *r, struct column *col, double *grave)
{
	struct rec rec = { 0 };
	struct row row = { 0 };
	struct before_pattern *old;
	struct told now = { 0 };
	size_t n = 0;

	told_read(&now, &r->sum);
	for (size_t i = 0; i < r->n; i++) {
		const struct finding *f = &r->finding[i];

		if (!report_pattern(r, i, &rec))
			continue;
		old = before_meet(&r->before, rec_text(&rec, F_ID));
		put_change(r, old, &rec, &row.change);
		if (f->part == PART_GRAVE && old == NULL)
			*grave += f->n;
		if (finding_shown(r, f))
			note_goes_on(r, &now, &rec);
		if (row.change.len == 0 || f->part == PART_GRAVE ||
		    !finding_shown(r, f))
			continue;
		if (n++ == 0)
			open_rows(r, col);
		put_now_row(r, f, old, &rec, &row);
	}
	buf_release(&row.change);
	buf_release(&row.then);
	buf_release(&row.now);
	rec_release(&rec);
	told_release(&now);
	return n;
}

/* A row for each pattern that is no longer there, or only as others. */
static size_t
put_gone(struct report *r, struct column *col, size_t n)
{
	const struct before_pattern *old;
	struct cell cell[5];

	for (size_t i = 0; i < r->before.n; i++) {
		old = &r->before.pattern[i];
		if (old->met || old->grave || !old_shown(r, old))
			continue;
		if (n++ == 0)
			open_rows(r, col);
		cell[0] = cell_text(old_title(r, old));
		cell[1] = said_cell(r, PH_CHANGE_GONE);
		cell[2] = then_cell(r, old);
		cell[3] = said_cell(r, PH_NOT_FOUND);
		if (old->as.len > 0) {
			talk_text(&r->t, buf_slice(&old->as));
			cell[1] = cell_text(talk_say(&r->t, PH_CHANGE_GOES_ON));
			cell[3] = said_cell(r, PH_NOT_APART);
		}
		cell[4] = state_cell(r, old->state);
		r->page->f->row(r->page, cell);
	}
	return n;
}

void
section_changes(struct report *r)
{
	struct column col[5];
	double grave = 0;
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
	if (grave > 0 && !r->public) {
		talk_count(&r->t, grave);
		put_para(r, PARA_PLAIN, PH_CHANGES_GRAVE);
	}
}
