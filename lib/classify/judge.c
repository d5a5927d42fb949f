#include "lib/classify/judge.h"

enum { MOST = 128 /* labels of one signal */ };

/* The themes that L finds in R. */
static size_t
themes(struct label *l, struct rec *r, struct slice *to)
{
	const struct label_mark *mark;
	size_t marks;
	size_t n = 0;

	mark = label_look(l, r, &marks);
	for (size_t i = 0; i < marks && n < MOST; i++)
		if (mark[i].section->kind == SECTION_THEME &&
		    (i == 0 || mark[i - 1].section != mark[i].section))
			to[n++] = mark[i].section->id;
	return n;
}

bool
judge_signal(struct judge *j, struct label *l, struct opinion *o, struct rec *r)
{
	struct slice gold[MOST];
	struct slice said[MOST];
	struct json_walk w;
	size_t golds = 0;
	size_t n = 0;

	if (r->type != LINE_SIGNAL || !rec_has(r, F_GOLD))
		return false;
	rec_items(&w, r, F_GOLD);
	while (golds < MOST && json_next(&w))
		gold[golds++] = rec_item_text(r, w.value);
	if (l != NULL) {
		n = themes(l, r, said);
		eval_add(&j->rules, gold, golds, said, n, -1);
	}
	if (o != NULL) {
		opinion_judge(o, r);
		eval_add(&j->model, gold, golds, o->said, o->n,
		    o->n ? o->p[0] : -1);
	}
	if (l != NULL && o != NULL && n > 0)
		eval_add(&j->both, gold, golds, said, n, -1);
	else if (l != NULL && o != NULL)
		eval_add(&j->both, gold, golds, o->said, o->n, -1);
	return true;
}

void
judge_write(struct buf *out, const struct judge *j)
{
	if (j->rules.n)
		eval_write(out, &j->rules, "rules");
	if (j->model.n)
		eval_write(out, &j->model, "model");
	if (j->both.n)
		eval_write(out, &j->both, "both");
}

void
judge_release(struct judge *j)
{
	eval_release(&j->rules);
	eval_release(&j->model);
	eval_release(&j->both);
}
