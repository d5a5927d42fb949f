#include "lib/report/talk.h"

#include <math.h>

#include "lib/base/date.h"
#include "lib/privacy/disclose.h"

/* What was appended to T->arg is the next argument. */
static void
end_arg(struct talk *t)
{
	if (t->n < TALK_ARGS)
		t->end[t->n++] = t->arg.len;
}

void
talk_text(struct talk *t, struct slice s)
{
	buf_put(&t->arg, s);
	end_arg(t);
}

void
talk_phrase(struct talk *t, enum phrase key)
{
	talk_text(t, slice_of(phrase(t->lang, key)));
}

void
talk_count(struct talk *t, double n)
{
	int64_t i = llround(n);

	if (!t->public)
		say_int(&t->arg, t->lang, i);
	else if (!disclose_shown(i))
		buf_puts(&t->arg, phrase(t->lang, PH_FEW));
	else
		say_int(&t->arg, t->lang, disclose_round(i));
	end_arg(t);
}

void
talk_expected(struct talk *t, double n)
{
	if (!t->public && n > 0 && n < .5)
		talk_phrase(t, PH_HARDLY);
	else
		talk_count(t, n);
}

void
talk_num(struct talk *t, double x, int decimals)
{
	say_num(&t->arg, t->lang, x, decimals);
	end_arg(t);
}

void
talk_share(struct talk *t, double part, double whole)
{
	double share;

	if (!(whole > 0))
		buf_puts(&t->arg, phrase(t->lang, PH_UNKNOWN));
	else if (!t->public)
		say_share(&t->arg, part, whole);
	else if (disclose_share((int64_t)part, (int64_t)whole, &share))
		say_share(&t->arg, share, 1);
	else
		buf_puts(&t->arg, phrase(t->lang, PH_NOT_SHOWN));
	end_arg(t);
}

static int
month_of(int32_t day)
{
	struct civil c = date_civil(day);

	return c.year * 12 + c.month - 1;
}

void
talk_day(struct talk *t, int32_t day)
{
	if (t->public)
		say_month(&t->arg, t->lang, month_of(day));
	else
		say_day(&t->arg, t->lang, day);
	end_arg(t);
}

void
talk_span(struct talk *t, int32_t from, int32_t to)
{
	if (!t->public) {
		say_span(&t->arg, t->lang, from, to);
	} else {
		say_month(&t->arg, t->lang, month_of(from));
		if (month_of(from) != month_of(to)) {
			buf_printf(&t->arg, " %s ",
			    phrase(t->lang, PH_THROUGH));
			say_month(&t->arg, t->lang, month_of(to));
		}
	}
	end_arg(t);
}

struct slice
talk_say(struct talk *t, enum phrase key)
{
	struct slice arg[TALK_ARGS];
	size_t at = 0;

	for (size_t i = 0; i < t->n; i++) {
		arg[i] = (struct slice){ t->arg.s + at, t->end[i] - at };
		at = t->end[i];
	}
	buf_reset(&t->b);
	say(&t->b, t->lang, key, arg, t->n);
	buf_reset(&t->arg);
	t->n = 0;
	return buf_slice(&t->b);
}

void
talk_release(struct talk *t)
{
	buf_release(&t->b);
	buf_release(&t->arg);
}
