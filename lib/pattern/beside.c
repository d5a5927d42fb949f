#include "lib/pattern/beside.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/base/date.h"
#include "lib/base/num.h"
#include "lib/base/xalloc.h"
#include "lib/pattern/voice.h"

void
beside_release(struct beside *b)
{
	free(b->previous);
	free(b->action);
	free(b->event);
	free(b->volumes.line);
	episodes_release(&b->episodes);
	arena_release(&b->own);
	*b = (struct beside){ 0 };
}

static const char unread[] = "a line that cannot be read";

/* Take in one line; or the reason why it is not what it must be. */
typedef const char *line_fn(struct beside *b, struct slice line, size_t number);

/* Without its end; blanks before it may be columns. */
static struct slice
line_of(const char *line, size_t n)
{
	while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
		n--;
	return (struct slice){ line, n };
}

static const char *
read_lines(struct beside *b, const char *path, line_fn *fn)
{
	FILE *f = fopen(path, "r");
	const char *why = NULL;
	char *line = NULL;
	size_t cap = 0;
	size_t number = 0;
	ssize_t n;

	if (f == NULL)
		return strerror(errno);
	while (why == NULL && (n = getline(&line, &cap, f)) > 0)
		why = fn(b, line_of(line, (size_t)n), number++);
	if (why != NULL && why != unread) {
		(void)snprintf(b->why, sizeof(b->why), "line %zu: %s", number,
		    why);
		why = b->why;
	}
	if (ferror(f))
		why = "read error";
	free(line);
	(void)fclose(f);
	return why;
}

/* The later of two days; DATE_NONE is before all. */
static int32_t
later(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

static const char *
previous_line(struct beside *b, struct slice line, size_t number)
{
	struct rec r = { 0 };
	struct beside_pattern *p;
	bool good;

	(void)number;
	line = slice_trim(line);
	good = line.n == 0 || rec_parse(&r, line) == NULL;
	b->lines += line.n > 0;
	b->of_run += r.type == LINE_SUMMARY || r.type == LINE_PATTERN;
	b->has_summary |= r.type == LINE_SUMMARY;
	b->as_of = later(b->as_of, date_parse_day(rec_text(&r, F_AS_OF)));
	b->as_of = later(b->as_of, date_parse_day(rec_text(&r, F_LAST_SEEN)));
	if (good && line.n > 0 && r.type == LINE_SUMMARY)
		good = !rec_has(&r, F_EPISODES) ||
		    episodes_read(&b->episodes, rec_raw(&r, F_EPISODES));
	if (good && line.n > 0 && r.type == LINE_PATTERN) {
		b->previous = xrealloc(b->previous, b->nprevious + 1,
		    sizeof(*b->previous));
		p = &b->previous[b->nprevious++];
		*p = (struct beside_pattern){ .id = arena_copy(&b->own,
						  rec_text(&r, F_ID)),
			.first_seen = date_parse_day(
			    rec_text(&r, F_FIRST_SEEN)),
			.observed = NAN };
		episodes_known(&b->episodes, &r);
		(void)rec_num(&r, F_GRAVITY, &p->gravity);
		(void)rec_num(&r, F_OBSERVED, &p->observed);
	}
	rec_release(&r);
	return good ? NULL : unread;
}

static const char *
ledger_line(struct beside *b, struct slice line, size_t number)
{
	struct rec r = { 0 };
	bool good, given;
	int32_t day;

	(void)number;
	line = slice_trim(line);
	good = line.n == 0 || rec_parse(&r, line) == NULL;
	b->ledger_lines += line.n > 0;
	b->of_ledger += good && line.n > 0 && r.type == LINE_ACTION;
	if (good && line.n > 0 && r.type == LINE_ACTION) {
		day = date_parse_day(rec_text(&r, F_ACTION_DATE));
		given = day != DATE_NONE;
		if (!given &&
		    slice_eq(rec_text(&r, F_STATE), SLICE("afgehandeld")))
			day = date_parse_day(rec_text(&r, F_AT));
		if (day != DATE_NONE) {
			b->action = xrealloc(b->action, b->nactions + 1,
			    sizeof(*b->action));
			b->action[b->nactions++] = (struct beside_action){
				arena_copy(&b->own, rec_text(&r, F_PATTERN)),
				day, given
			};
		}
	}
	rec_release(&r);
	return good ? NULL : unread;
}

enum { COLUMNS = 6 };

/* Cut LINE into WANT columns, kept; false if it has more, or fewer. */
static bool
columns(struct beside *b, struct slice line, struct slice col[COLUMNS],
    size_t want)
{
	struct slice head;
	size_t n = 0;
	bool more = true;

	while (more) {
		more = slice_cut(&line, '\t', &head);
		head = slice_trim(more ? head : line);
		if (n < want)
			col[n++] = arena_copy(&b->own, head);
		else if (head.n > 0)
			return false;
	}
	return n == want;
}

/* Is what must be a day no more than the name of a column? */
static bool
header(struct slice day, size_t number)
{
	for (size_t i = 0; i < day.n; i++)
		if (day.p[i] >= '0' && day.p[i] <= '9')
			return false;
	return number == 0;
}

static const char no_day[] = "a day is not as 2026-03-31, or does not exist";

static const char *
event_line(struct beside *b, struct slice line, size_t number)
{
	struct slice col[COLUMNS];
	struct beside_event e = { 0 };

	if (slice_trim(line).n == 0)
		return NULL;
	if (!columns(b, line, col, 4))
		return "not four columns with tabs between them";
	if (header(col[0], number))
		return NULL;
	e.from = date_parse_day(col[0]);
	e.org = col[1];
	e.product = col[2];
	e.what = col[3];
	if (e.from == DATE_NONE)
		return no_day;
	b->event = xrealloc(b->event, b->nevents + 1, sizeof(*b->event));
	b->event[b->nevents++] = e;
	return NULL;
}

static const char *
volume_line(struct beside *b, struct slice line, size_t number)
{
	struct slice col[COLUMNS];
	struct volume_lines *v = &b->volumes;
	struct volume_line l = { 0 };
	uint64_t count;

	if (slice_trim(line).n == 0)
		return NULL;
	if (!columns(b, line, col, 6))
		return "not six columns with tabs between them";
	if (header(col[3], number))
		return NULL;
	l.name[VOLUME_ORG] = col[0];
	l.name[VOLUME_PRODUCT] = col[1];
	l.name[VOLUME_KIND] = col[2];
	l.from = date_parse_day(col[3]);
	l.to = date_parse_day(col[4]);
	if (l.from == DATE_NONE || l.to == DATE_NONE)
		return no_day;
	if (l.to < l.from)
		return "the last day is before the first";
	if (!num_u64(col[5], &count))
		return "the number is not whole, in digits only";
	l.number = (double)count;
	v->line = xrealloc(v->line, v->n + 1, sizeof(*v->line));
	v->line[v->n++] = l;
	return NULL;
}

const char *
beside_previous(struct beside *b, const char *path)
{
	const char *why;

	b->as_of = DATE_NONE;
	why = read_lines(b, path, previous_line);
	b->has_previous = true;
	return why == NULL && b->lines > 0 && b->of_run == 0 ?
	    "not what sig-pattern wrote" :
	    why;
}

const char *
beside_ledger(struct beside *b, const char *path)
{
	const char *why = read_lines(b, path, ledger_line);

	return why == NULL && b->ledger_lines > 0 && b->of_ledger == 0 ?
	    "not a ledger: no line of it is an action" :
	    why;
}

const char *
beside_events(struct beside *b, const char *path)
{
	return read_lines(b, path, event_line);
}

const char *
beside_volume(struct beside *b, const char *path)
{
	b->has_volume = true;
	return read_lines(b, path, volume_line);
}

/* Applying. */

/* What is news of F, which has no episode, since P, what it was, or NULL. */
static enum episode_news
news_since(const struct finding *f, const struct beside_pattern *p)
{
	if (p == NULL)
		return EPISODE_NEW;
	/* that there is more since the action only says that days went by */
	if (strcmp(f->method, "effect/1") == 0)
		return EPISODE_NONE;
	if (f->observed > 1.25 * p->observed)
		return EPISODE_GROWN;
	return f->observed < .8 * p->observed ? EPISODE_SHRUNK : EPISODE_NONE;
}

/* What became of F; O is its episode and P what it was, each may be NULL. */
static const char *
change_since(const struct finding *f, const struct episodes_one *o,
    const struct beside_pattern *p)
{
	enum episode_news news = o != NULL ? o->news : news_since(f, p);

	if (news == EPISODE_NEW)
		return "new";
	if (p != NULL && f->gravity > p->gravity)
		return "graver";
	return news == EPISODE_SPREAD ? "spread" :
	    news == EPISODE_GROWN     ? "grown" :
	    news == EPISODE_SHRUNK    ? "shrunk" :
					"same";
}

static const struct beside_pattern *
previous_of(const struct beside *b, const struct finding *f)
{
	for (size_t i = 0; i < b->nprevious; i++)
		if (slice_eq(b->previous[i].id, slice_of(f->id)))
			return &b->previous[i];
	return NULL;
}

static void
apply_previous(const struct beside *b, struct finding *f, int32_t until)
{
	const struct beside_pattern *p = previous_of(b, f);
	const struct episodes_one *o = episodes_of(&b->episodes, f);
	int32_t since = o != NULL ? o->e.since :
	    p != NULL             ? p->first_seen :
				    DATE_NONE;

	f->first_seen = f->last_seen = until;
	if (since != DATE_NONE && since < until)
		f->first_seen = since;
	if (b->has_previous)
		f->change = change_since(f, o, p);
	if (p != NULL && strcmp(f->change, "new") != 0)
		f->kept = (int)p->gravity;
}

static void
apply_actions(const struct beside *b, struct findings *fs, struct finding *f,
    struct look *l)
{
	int32_t day = beside_acted(b, slice_of(f->id));

	if (day == DATE_NONE && b->has_previous && isnan(f->age) &&
	    strcmp(f->kind, "positive") != 0)
		f->age = f->last_seen - f->first_seen;
	if (day != DATE_NONE && f->cell >= 0)
		beside_effect(fs, f, l, day);
}

/*
 * What was found later than this run looks says nothing of what became of its
 * patterns, and would let them begin after it.
 */
static void
leave_later(struct beside *b, int32_t until)
{
	if (!b->has_previous || b->as_of <= until)
		return;
	b->has_previous = false;
	b->nprevious = 0;
	episodes_release(&b->episodes);
}

const struct episodes *
beside_before(struct beside *b, int32_t until)
{
	leave_later(b, until);
	return &b->episodes;
}

void
beside_apply(struct beside *b, struct findings *fs, struct look *l)
{
	episodes_apply(&b->episodes, fs, l);
	beside_helped(b, fs, l);
	for (size_t i = 0; i < fs->n; i++) {
		if (fs->f[i]->into != NULL)
			continue;
		apply_previous(b, fs->f[i], l->cells->until);
		beside_mark(b, fs, fs->f[i]);
		beside_rate(b, fs, fs->f[i], l);
		apply_actions(b, fs, fs->f[i], l);
	}
}
