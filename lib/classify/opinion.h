/*
 * opinion - what a learned model thinks of a signal, beside the codebook
 *
 *	o = (struct opinion){ .model = &model };
 *	label_signal(l, &rec);
 *	opinion_signal(&o, &rec);
 *
 * Puts the labels that are likely enough in suggest, before what is there,
 * the words that spoke most for the likeliest in cue, behind what is there,
 * and the model in by.  With fill they become the themes of a signal in which
 * the codebook found none.  An opinion is for one thread; the model is shared.
 */
#ifndef CLASSIFY_OPINION_H
#define CLASSIFY_OPINION_H

#include "lib/classify/model.h"
#include "lib/line/rec.h"

struct opinion {
	const struct learned *model;
	struct model_state state;
	double threshold;
	bool fill;
	/* The labels of the last signal that are likely enough, best first. */
	struct slice *said;
	double *p;
	size_t n;
	/* private */
	size_t cap;
	struct slice *cue;
	size_t cues;
	struct buf text;
	struct buf b;
};

/* Read the model in file PATH; NULL, or why not. */
const char *opinion_read(struct learned *m, const char *path);
/* Judge R, and leave it as it is. */
void opinion_judge(struct opinion *o, struct rec *r);
void opinion_signal(struct opinion *o, struct rec *r);
void opinion_release(struct opinion *o);

#endif
