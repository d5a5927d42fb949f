#include "lib/report/pile.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/xalloc.h"

static void
fail(struct pile *p)
{
	if (p->why == NULL)
		p->why = errno ? strerror(errno) : "short read";
}

size_t
pile_add(struct pile *p, struct slice line)
{
	errno = 0;
	if (p->fp == NULL && p->why == NULL && (p->fp = tmpfile()) == NULL)
		fail(p);
	if (p->n == p->cap) {
		p->cap = p->cap ? p->cap * 2 : 64;
		p->line = xrealloc(p->line, p->cap, sizeof(*p->line));
	}
	p->line[p->n] = (struct pile_line){ p->end, line.n };
	if (p->why == NULL && fwrite(line.p, 1, line.n, p->fp) != line.n)
		fail(p);
	p->end += line.n;
	return p->n++;
}

struct slice
pile_get(struct pile *p, size_t i)
{
	size_t n = (size_t)p->line[i].n;

	buf_reset(&p->b);
	errno = 0;
	if (p->why == NULL &&
	    fseeko(p->fp, (off_t)p->line[i].at, SEEK_SET) != 0)
		fail(p);
	if (p->why != NULL)
		return (struct slice){ 0 };
	buf_reserve(&p->b, n);
	if (fread(p->b.s, 1, n, p->fp) != n) {
		fail(p);
		return (struct slice){ 0 };
	}
	p->b.len = n;
	return buf_slice(&p->b);
}

void
pile_release(struct pile *p)
{
	if (p->fp != NULL)
		fclose(p->fp);
	free(p->line);
	buf_release(&p->b);
	*p = (struct pile){ 0 };
}
