#include "lib/pattern/columns.h"

#include <stdarg.h>

#include "lib/base/date.h"
#include "lib/line/json.h"

static void
next(struct columns *t)
{
	if (t->filled)
		buf_putc(&t->row, '\t');
	t->filled = true;
}

void
columns_begin(struct columns *t, const char *name, ...)
{
	va_list ap;

	buf_reset(&t->b);
	buf_reset(&t->row);
	t->filled = false;
	t->closed = false;
	va_start(ap, name);
	for (; name != NULL; name = va_arg(ap, const char *))
		columns_text(t, slice_of(name));
	va_end(ap);
	columns_end(t);
}

void
columns_text(struct columns *t, struct slice s)
{
	next(t);
	for (size_t i = 0; i < s.n; i++)
		buf_putc(&t->row, s.p[i] == '\t' ? ' ' : s.p[i]);
}

void
columns_texts(struct columns *t, struct slice s)
{
	struct slice head;

	while (slice_cut(&s, '\t', &head))
		columns_text(t, head);
	columns_text(t, s);
}

void
columns_count(struct columns *t, uint64_t n)
{
	next(t);
	buf_put_u64(&t->row, n);
}

void
columns_day(struct columns *t, int32_t day)
{
	next(t);
	if (day != DATE_NONE)
		date_put_day(&t->row, day);
}

void
columns_none(struct columns *t)
{
	next(t);
}

void
columns_end(struct columns *t)
{
	buf_putc(&t->b, t->b.len == 0 ? '[' : ',');
	json_quote(&t->b, buf_slice(&t->row));
	buf_reset(&t->row);
	t->filled = false;
}

struct slice
columns_value(struct columns *t)
{
	if (t->b.len == 0)
		buf_putc(&t->b, '[');
	if (!t->closed)
		buf_putc(&t->b, ']');
	t->closed = true;
	return buf_slice(&t->b);
}

void
columns_release(struct columns *t)
{
	buf_release(&t->b);
	buf_release(&t->row);
}
