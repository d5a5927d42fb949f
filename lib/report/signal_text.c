#include "lib/report/signal_text.h"

#include "lib/base/date.h"
#include "lib/report/show.h"
#include "lib/report/want.h"

enum { COLUMNS = 7 };

static const int columns[COLUMNS] = { F_ORG, F_SYSTEM, F_SRC_ID, F_OWNER,
	F_KIND, F_RECEIVED, F_ID };

const struct slice signal_csv_head = {
	"org,system,src_id,owner,kind,received,id\r\n", 42
};

void
signal_csv(struct buf *b, struct rec *r)
{
	struct slice s;

	for (size_t i = 0; i < COLUMNS; i++) {
		if (i)
			buf_putc(b, ',');
		s = rec_text(r, columns[i]);
		if (columns[i] == F_RECEIVED && want_day(r) != DATE_NONE)
			date_put_day(b, want_day(r));
		else
			show_csv(b, s);
	}
	buf_puts(b, "\r\n");
}

/* Day, kind, organisation and channel, as far as they are known. */
static void
put_heading(struct buf *b, enum lang lang, struct rec *r)
{
	static const int fields[] = { F_KIND, F_ORG, F_CHANNEL, F_PRODUCT,
		F_REGION };
	int32_t day = want_day(r);
	struct slice s;

	if (day == DATE_NONE)
		buf_puts(b, phrase(lang, PH_UNDATED));
	else
		say_day(b, lang, day);
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		s = rec_text(r, fields[i]);
		if (s.n == 0)
			continue;
		buf_puts(b, ", ");
		buf_put(b, say_value(lang, s));
	}
}

static size_t
themes(struct rec *r, enum lang lang, struct slice *label, size_t most)
{
	struct json_walk w;
	size_t n = 0;

	for (rec_items(&w, r, F_THEME); n < most && json_next(&w);)
		label[n++] = say_value(lang, rec_item_text(r, w.value));
	return n;
}

void
signal_text(struct page *p, struct rec *r)
{
	static const int words[] = { F_SUBJECT, F_TEXT, F_WISH };
	struct buf head = { 0 };
	struct buf id = { 0 };
	struct slice label[16];
	struct slice s;
	size_t n;

	put_heading(&head, p->lang, r);
	buf_put(&id, rec_text(r, F_ID));
	n = themes(r, p->lang, label, sizeof(label) / sizeof(*label));
	p->f->article(p, buf_cstr(&id), buf_slice(&head), label, n);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		s = rec_text(r, words[i]);
		if (s.n)
			p->f->para(p, PARA_PLAIN, s);
	}
	p->f->article_end(p);
	buf_release(&head);
	buf_release(&id);
}
