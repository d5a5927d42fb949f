/* first - what an official has to decide first */

#include "lib/report/ledger.h"
#include "lib/report/sections.h"

enum { MOST = 5 }; /* decisions: more is no order */

/* Has nobody decided yet what is done with F? */
static bool
undecided(const struct finding *f)
{
	return f->state == STATE_NEW || f->state == STATE_RECOGNISED ||
	    f->state == STATE_RESEARCH || f->state == STATE_REOPENED;
}

/* Was it decided, and do people not know it? */
static bool
to_tell(const struct finding *f)
{
	return (f->state == STATE_DONE || f->state == STATE_REJECTED) &&
	    !f->told;
}

static void
put_task(struct report *r, const char *link, struct slice text, enum phrase who)
{
	struct buf b = { 0 };

	buf_put(&b, text);
	r->page->f->task(r->page, buf_slice(&b), link, talk_say(&r->t, who));
	buf_release(&b);
}

static bool
is_task(const struct finding *f)
{
	if (f->part == PART_GRAVE)
		return !f->again && undecided(f);
	if (f->part != PART_RANK || f->known)
		return false;
	if (f->late)
		return undecided(f);
	return f->tested && (undecided(f) || to_tell(f));
}

static bool
is_late_task(const struct finding *f)
{
	return f->late && is_task(f);
}

/* Is it decided who answers F, while its answers are late all the same? */
static bool
is_in_hand(const struct finding *f)
{
	return f->part == PART_RANK && f->late && !f->refused &&
	    (f->state == STATE_TAKEN_UP || f->state == STATE_PASSED_ON ||
		f->state == STATE_DONE || f->state == STATE_TOLD);
}

static bool
any(const struct report *r, bool (*is)(const struct finding *f))
{
	for (size_t i = 0; i < r->n; i++)
		if (is(&r->finding[i]))
			return true;
	return false;
}

/* A sum over patterns, and the signals of which it is not known. */
struct known {
	double n;
	double unknown;
};

/* Grave signals that wait: alone, and as letters of which there are many. */
struct grave {
	double alone;
	double letters;
	double sent;
	struct known open;
	struct known untold;
};

static void
add_known(struct known *k, const struct finding *f, bool known, double n)
{
	if (known)
		k->n += n;
	else
		k->unknown += f->n;
}

/* Append K: what is not known is never shown as 0. */
static void
put_known(struct report *r, const struct known *k, double all, struct buf *b)
{
	if (k->unknown >= all) {
		buf_puts(b, phrase(r->lang, PH_UNKNOWN));
		return;
	}
	talk_count(&r->t, k->n);
	talk_count(&r->t, k->unknown);
	buf_put(b, talk_say(&r->t, k->unknown > 0 ? PH_FIRST_PARTLY : PH_ONE));
}

static struct grave
grave_waiting(const struct report *r)
{
	struct grave g = { 0 };

	for (size_t i = 0; i < r->n; i++) {
		const struct finding *f = &r->finding[i];

		if (f->part != PART_GRAVE || !is_task(f))
			continue;
		if (f->many) {
			g.letters++;
			g.sent += f->n;
		} else {
			g.alone += f->n;
		}
		add_known(&g.open, f, f->open_known, f->open);
		add_known(&g.untold, f, f->untold_known, f->untold);
	}
	return g;
}

static size_t
task_grave(struct report *r)
{
	struct buf b = { 0 };
	struct buf open = { 0 };
	struct buf untold = { 0 };
	struct grave g = grave_waiting(r);

	if (g.alone + g.letters <= 0)
		return 0;
	talk_count(&r->t, g.alone);
	talk_count(&r->t, g.letters);
	talk_count(&r->t, g.sent);
	buf_put(&b,
	    talk_say(&r->t,
		g.letters <= 0   ? PH_FIRST_GRAVE :
		    g.alone <= 0 ? PH_FIRST_GRAVE_LETTER :
				   PH_FIRST_GRAVE_BOTH));
	buf_putc(&b, ' ');
	buf_puts(&b, phrase(r->lang, PH_FIRST_GRAVE_CONTACT));
	put_known(r, &g.open, g.alone + g.sent, &open);
	put_known(r, &g.untold, g.alone + g.sent, &untold);
	talk_text(&r->t, buf_slice(&open));
	talk_text(&r->t, buf_slice(&untold));
	put_task(r, "nu", buf_slice(&b), PH_FIRST_GRAVE_WHO);
	buf_release(&open);
	buf_release(&untold);
	buf_release(&b);
	return 1;
}

/* What several patterns of late answers come to. */
struct late {
	double n;
	double age;
	size_t patterns;
	const char *link;
	struct buf owner; /* of the first; empty if it has none */
	bool several; /* owners */
};

static void
add_late(struct late *l, const struct finding *f, struct rec *rec)
{
	struct slice owner = rec_text(rec, F_OWNER);
	double x;

	if (rec_num(rec, F_OVERDUE, &x) || rec_num(rec, F_N, &x))
		l->n += x;
	if (rec_num(rec, F_AGE, &x) && x > l->age)
		l->age = x;
	if (l->patterns++ == 0) {
		l->link = finding_link(f);
		buf_put(&l->owner, owner);
	} else if (!slice_eq(buf_slice(&l->owner), owner)) {
		l->several = true;
	}
}

/*
 * Patterns of late answers are of different signals: they add up.  TEXT of
 * those that IS says.
 */
static size_t
task_late(struct report *r, bool (*is)(const struct finding *f),
    enum phrase text)
{
	struct rec rec = { 0 };
	struct late l = { 0 };
	struct buf b = { 0 };

	for (size_t i = 0; i < r->n; i++)
		if (is(&r->finding[i]) && report_pattern(r, i, &rec))
			add_late(&l, &r->finding[i], &rec);
	if (l.patterns) {
		talk_count(&r->t, l.n);
		buf_put(&b, talk_say(&r->t, text));
		talk_count(&r->t, l.age);
		if (l.several)
			talk_phrase(&r->t, PH_FIRST_SEVERAL);
		else if (l.owner.len)
			talk_text(&r->t, buf_slice(&l.owner));
		else
			talk_phrase(&r->t, PH_NO_OWNER);
		put_task(r, l.link, buf_slice(&b),
		    l.age > 0 ? PH_FIRST_TERM_WHO : PH_FIRST_TERM_OWNER);
	}
	buf_release(&l.owner);
	buf_release(&b);
	rec_release(&rec);
	return l.patterns > 0;
}

/* How large it is, as a sentence; nothing if that is not known. */
static void
talk_size(struct report *r, const struct rec *rec, struct buf *b)
{
	static const enum phrase phrases[] = { PH_FIRST_SIZE_PERSONS,
		PH_FIRST_SIZE_ABOUT, PH_FIRST_SIZE_LEAST,
		PH_FIRST_SIZE_LEAST_ABOUT, PH_FIRST_SIZE };

	double n;
	double persons;
	enum persons said = persons_said(rec, &persons);

	if (!rec_num(rec, F_N, &n))
		return;
	talk_count(&r->t, n);
	if (said != PERSONS_UNKNOWN)
		talk_count(&r->t, persons);
	buf_put(b, talk_say(&r->t, phrases[said]));
}

static void
task_pattern(struct report *r, const struct finding *f, struct rec *rec)
{
	struct slice owner = rec_text(rec, F_OWNER);
	struct slice state = rec_text(rec, F_STATE);
	struct buf size = { 0 };
	struct buf b = { 0 };

	talk_size(r, rec, &size);
	talk_text(&r->t, finding_title(r, rec));
	buf_put(&b,
	    talk_say(&r->t, to_tell(f) ? PH_FIRST_TELL : PH_FIRST_DECIDE));
	talk_text(&r->t, buf_slice(&size));
	talk_phrase(&r->t, f->now ? PH_FIRST_SOON : PH_FIRST_LATER);
	talk_text(&r->t,
	    owner.n ? owner : slice_of(phrase(r->lang, PH_NO_OWNER)));
	talk_text(&r->t,
	    state.n ? say_value(r->lang, state) :
		      slice_of(phrase(r->lang, PH_NOT_RECORDED)));
	put_task(r, finding_link(f), buf_slice(&b), PH_FIRST_WHO);
	buf_release(&b);
	buf_release(&size);
}

/* The first patterns by rank that wait for a decision, N being told before. */
static size_t
task_patterns(struct report *r, size_t n, const char **first)
{
	struct rec rec = { 0 };

	for (size_t i = 0; i < r->n && n < MOST; i++) {
		const struct finding *f = &r->finding[i];

		if (f->part != PART_RANK || f->late || !is_task(f) ||
		    !report_pattern(r, i, &rec))
			continue;
		task_pattern(r, f, &rec);
		if (*first == NULL && f->state == STATE_NEW)
			*first = f->id;
		n++;
	}
	rec_release(&rec);
	return n;
}

static void
put_record(struct report *r, const char *id)
{
	struct buf b = { 0 };

	put_para(r, PARA_NOTE, PH_FIRST_RECORD);
	buf_printf(&b, "sig-track add %s -l ", page_id(id));
	put_word(&b, r->ledger);
	buf_puts(&b, " --patterns ");
	put_word(&b, r->patterns);
	buf_puts(&b, " --state erkend");
	r->page->f->command(r->page, buf_slice(&b));
	buf_release(&b);
}

static void
put_tasks(struct report *r)
{
	const char *first = NULL;
	size_t n = 0;

	put_para(r, PARA_PLAIN, PH_FIRST_INTRO);
	r->page->f->list(r->page, true);
	n += task_grave(r);
	n += task_late(r, is_late_task, PH_FIRST_TERM);
	task_patterns(r, n, &first);
	r->page->f->list_end(r->page);
	if (first != NULL)
		put_record(r, first);
}

void
section_first(struct report *r)
{
	if (r->public || r->n == 0)
		return;
	put_section(r, "eerst", PH_H_FIRST);
	if (any(r, is_task))
		put_tasks(r);
	else
		put_para(r, PARA_PLAIN, PH_FIRST_NONE);
	/* no decision any more, but the people behind it still wait */
	if (any(r, is_in_hand)) {
		r->page->f->list(r->page, false);
		task_late(r, is_in_hand, PH_FIRST_IN_HAND);
		r->page->f->list_end(r->page);
	}
}
