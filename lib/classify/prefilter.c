#include "lib/classify/prefilter.h"

#include <stdlib.h>

#include "lib/base/xalloc.h"
#include "lib/classify/hyper.h"
#include "lib/classify/starts.h"
#include "lib/classify/window.h"
#include "lib/text/words.h"

uint32_t
prefilter_add(struct prefilter *pf, struct slice literal, int edges)
{
	bool isnew;
	size_t i = set_add(&pf->literals, literal, &isnew);

	if (i >= pf->cap) {
		pf->cap = pf->cap ? pf->cap * 2 : 256;
		pf->edges = xrealloc(pf->edges, pf->cap, 1);
	}
	pf->edges[i] = (uint8_t)(isnew ? edges : pf->edges[i] & edges);
	return (uint32_t)i;
}

void
prefilter_build(struct prefilter *pf)
{
	pf->hyper = hyper_new(pf);
	pf->starts = starts_new(pf);
	pf->window = window_new(pf);
}

void
prefilter_found(struct prefilter_hits *hits, struct prefilter_hit hit)
{
	if (hits->n == hits->cap) {
		hits->cap = hits->cap ? hits->cap * 2 : 256;
		hits->hit = xrealloc(hits->hit, hits->cap, sizeof(*hits->hit));
	}
	hits->hit[hits->n++] = hit;
}

void
prefilter_hit(const struct prefilter *pf, uint32_t i, struct slice s, size_t at,
    size_t n, struct prefilter_hits *hits)
{
	if ((pf->edges[i] & PREFILTER_BEGINS && words_joined_before(s, at)) ||
	    (pf->edges[i] & PREFILTER_ENDS && words_joined_at(s, at + n)))
		return;
	prefilter_found(hits,
	    (struct prefilter_hit){ i, (uint32_t)at, (uint32_t)n,
		PREFILTER_NO_WORD });
}

size_t
prefilter_scan(const struct prefilter *pf, struct slice s,
    struct prefilter_hits *hits)
{
	size_t n;

	hits->n = 0;
	hits->words = 0;
	starts_scan(pf, s, hits);
	n = hits->n;
	if (pf->hyper != NULL && hyper_scan(pf, s, hits))
		return hits->n;
	hits->n = n;
	window_scan(pf, s, hits);
	return hits->n;
}

void
prefilter_release(struct prefilter *pf)
{
	set_release(&pf->literals);
	free(pf->edges);
	starts_free(pf->starts);
	window_free(pf->window);
	hyper_free(pf->hyper);
	*pf = (struct prefilter){ 0 };
}

void
prefilter_hits_release(struct prefilter_hits *hits)
{
	free(hits->hit);
	free(hits->word);
	if (hits->scratch != NULL)
		hyper_release(hits);
	*hits = (struct prefilter_hits){ 0 };
}
