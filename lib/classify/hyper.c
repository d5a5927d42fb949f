#include "lib/classify/hyper.h"

#ifdef HYPERSCAN

#include <hs/hs.h>
#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/classify/starts.h"

struct hyper {
	hs_database_t *db;
};

/* What the library hands back at each match. */
struct scan {
	const struct prefilter *pf;
	struct slice s;
	struct prefilter_hits *hits;
};

struct hyper *
hyper_new(const struct prefilter *pf)
{
	size_t n = pf->literals.len;
	const char **p = xcalloc(n + 1, sizeof(*p));
	size_t *len = xcalloc(n + 1, sizeof(*len));
	unsigned *id = xcalloc(n + 1, sizeof(*id));
	struct hyper *h = xcalloc(1, sizeof(*h));
	hs_compile_error_t *why = NULL;
	struct slice s;
	unsigned k = 0;

	for (size_t i = 0; i < n; i++) {
		if (starts_suits(pf, i))
			continue;
		s = set_key(&pf->literals, i);
		p[k] = s.p;
		len[k] = s.n;
		id[k++] = (unsigned)i;
	}
	if (k == 0 ||
	    hs_compile_lit_multi(p, NULL, id, len, k, HS_MODE_BLOCK, NULL,
		&h->db, &why) != HS_SUCCESS) {
		hs_free_compile_error(why);
		free(h);
		h = NULL;
	}
	free(p);
	free(len);
	free(id);
	return h;
}

static int
match(unsigned id, unsigned long long from, unsigned long long to,
    unsigned flags, void *context)
{
	struct scan *c = context;
	size_t n = set_key(&c->pf->literals, id).n;

	(void)from;
	(void)flags;
	prefilter_hit(c->pf, id, c->s, (size_t)to - n, n, c->hits);
	return 0;
}

bool
hyper_scan(const struct prefilter *pf, struct slice s,
    struct prefilter_hits *hits)
{
	struct scan c = { pf, s, hits };
	hs_scratch_t *scratch = hits->scratch;

	if (scratch == NULL &&
	    hs_alloc_scratch(pf->hyper->db, &scratch) != HS_SUCCESS)
		return false;
	hits->scratch = scratch;
	return hs_scan(pf->hyper->db, s.p, (unsigned)s.n, 0, scratch, match,
		   &c) == HS_SUCCESS;
}

void
hyper_free(struct hyper *h)
{
	if (h != NULL)
		hs_free_database(h->db);
	free(h);
}

void
hyper_release(struct prefilter_hits *hits)
{
	hs_free_scratch(hits->scratch);
}

#else

struct hyper *
hyper_new(const struct prefilter *pf)
{
	(void)pf;
	return NULL;
}

bool
hyper_scan(const struct prefilter *pf, struct slice s,
    struct prefilter_hits *hits)
{
	(void)pf;
	(void)s;
	(void)hits;
	return false;
}

void
hyper_free(struct hyper *h)
{
	(void)h;
}

void
hyper_release(struct prefilter_hits *hits)
{
	(void)hits;
}

#endif
