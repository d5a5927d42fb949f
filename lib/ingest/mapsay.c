#include "lib/ingest/mapsay.h"

bool
mapsay_said(struct mapping *m)
{
	m->why = buf_cstr(&m->said);
	return false;
}

bool
mapsay_fail(struct mapping *m, const char *what, struct slice word)
{
	buf_reset(&m->said);
	if (word.n > 0) {
		buf_put(&m->said, word);
		buf_puts(&m->said, ": ");
	}
	buf_puts(&m->said, what);
	return mapsay_said(m);
}
