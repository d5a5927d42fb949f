#include "lib/report/page.h"

#include "lib/base/date.h"

enum { BLOCK = 1 << 16 };

void
page_open(struct page *p, const struct page_format *f, enum lang lang,
    page_sink *sink, void *arg)
{
	*p = (struct page){ .f = f, .lang = lang, .sink = sink, .arg = arg };
}

void
page_flush(struct page *p)
{
	if (p->out.len < BLOCK)
		return;
	p->sink(p->arg, buf_slice(&p->out));
	buf_reset(&p->out);
}

void
page_close(struct page *p)
{
	p->f->close(p);
	p->sink(p->arg, buf_slice(&p->out));
	buf_release(&p->out);
	buf_release(&p->cell);
	buf_release(&p->rows);
}

void
page_cell(struct buf *b, enum lang lang, const struct cell *c)
{
	switch (c->kind) {
	case CELL_TEXT:
		buf_put(b, c->text);
		break;
	case CELL_COUNT:
		say_int(b, lang, (int64_t)c->x);
		break;
	case CELL_NUMBER:
		say_num(b, lang, c->x, 2);
		break;
	case CELL_SHARE:
		if (c->whole > 0)
			say_share(b, c->x, c->whole);
		else
			buf_puts(b, phrase(lang, PH_UNKNOWN));
		break;
	case CELL_DAY:
		say_day(b, lang, (int32_t)c->x);
		break;
	case CELL_MONTH:
		say_month(b, lang, (int)c->x);
		break;
	case CELL_FEW:
		buf_puts(b, phrase(lang, PH_FEW));
		break;
	case CELL_HIDDEN:
		buf_puts(b, phrase(lang, PH_NOT_SHOWN));
		break;
	case CELL_NONE:
	default:
		buf_puts(b, phrase(lang, PH_UNKNOWN));
		break;
	}
}

const char *
page_id(const char *id)
{
	return id[0] == 'p' && id[1] == '-' ? id + 2 : id;
}
