/* month - what a report of one month says of itself */

#include "lib/base/date.h"
#include "lib/report/sections.h"

int32_t
month_day(const struct report *r, bool last)
{
	int32_t first = date_day(
	    (struct civil){ r->month / 12, r->month % 12 + 1, 1 });

	return last ? public_day(first, true) : first;
}

/* How to make the figures of the month alone. */
static void
put_month_command(struct report *r, int32_t last)
{
	struct buf b = { 0 };
	struct buf day = { 0 };

	date_put_day(&day, last);
	buf_printf(&b, "sig-pattern --until %s ", buf_cstr(&day));
	put_word(&b, r->signals);
	buf_printf(&b, " | sig-report --period %.7s%s -o report-%.7s.html",
	    buf_cstr(&day), r->lang == LANG_EN ? " --lang en" : "",
	    buf_cstr(&day));
	r->page->f->command(r->page, buf_slice(&b));
	buf_release(&day);
	buf_release(&b);
}

/* Do the figures end with the month? */
static void
put_month_end(struct report *r, int32_t last)
{
	int32_t as_of;

	if (r->blind) {
		put_para(r, PARA_WARN, PH_PERIOD_NOTHING);
		return;
	}
	if (!sum_day(r, F_AS_OF, &as_of) || as_of == last)
		return;
	talk_day(&r->t, as_of);
	put_para(r, PARA_WARN,
	    as_of < last  ? PH_PERIOD_SHORT :
		r->public ? PH_PERIOD_LONG_PUBLIC :
			    PH_PERIOD_LONG);
	if (as_of > last && !r->public)
		put_month_command(r, last);
}

void
put_month(struct report *r)
{
	struct buf b = { 0 };

	say_month(&b, r->lang, r->month);
	talk_text(&r->t, buf_slice(&b));
	talk_num(&r->t, (double)r->outside, 0);
	put_para(r, PARA_LEAD,
	    r->outside ? PH_PERIOD_MONTH : PH_PERIOD_MONTH_ALL);
	buf_release(&b);
	put_month_end(r, month_day(r, true));
}
