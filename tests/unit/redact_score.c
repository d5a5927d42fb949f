/*
 * redact_score - how well sig-redact --spans found what was marked by hand
 *
 * usage: redact_score gold.jsonl spans.jsonl
 *
 * Gold lines have id, text, and arrays of [start, end, type]: spans, what must
 * be found; opt, what may be; neg, what must not.  Letters and digits count,
 * marks and blanks do not.  One line a figure, its name and its value; then
 * for each type its number and its recall.
 *
 *	full		spans of which every letter is covered, whatever the type
 *	checked		the same of the types with check digits or a fixed shape
 *	person		the same of names
 *	precision	predictions that touch a span or opt
 *	hard		how many neg are touched by others
 *	over		share of letters outside spans and opt that is covered
 *	leak		share of the lines with spans of which something shows
 */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/base/num.h"
#include "lib/base/xalloc.h"
#include "lib/line/json.h"
#include "lib/privacy/redact.h"

enum { SPANS = 256, ISO = 128 };

struct span {
	size_t from, to;
	int type; /* REDACT_TYPES if it is none of ours */
};

struct spans {
	struct span s[SPANS];
	size_t n;
};

struct score {
	size_t n[REDACT_TYPES], full[REDACT_TYPES];
	size_t predicted, right, hard, negatives;
	size_t outside, over, lines, leaks;
};

static struct buf
slurp(const char *path)
{
	struct buf b = { 0 };
	FILE *f = fopen(path, "rb");
	size_t n;

	if (f == NULL)
		err(2, "%s", path);
	do {
		buf_reserve(&b, 1 << 16);
		n = fread(b.s + b.len, 1, 1 << 16, f);
		b.len += n;
	} while (n > 0);
	(void)fclose(f);
	return b;
}

static int
type_of(struct slice name)
{
	for (int i = 0; i < REDACT_TYPES; i++)
		if (slice_eq(name, slice_of(redact_name(i))))
			return i;
	return REDACT_TYPES;
}

static void
read_spans(struct spans *s, struct slice line, const char *member)
{
	struct buf scratch = { 0 };
	struct json_walk all;
	struct json_walk one;
	uint64_t v[2] = { 0, 0 };

	s->n = 0;
	for (json_items(&all, json_member(line, member));
	     json_next(&all) && s->n < SPANS; s->n++) {
		json_items(&one, all.value);
		for (int i = 0; i < 2 && json_next(&one); i++)
			if (!num_u64(one.value, &v[i]))
				errx(2, "not a span");
		if (!json_next(&one))
			errx(2, "not a span");
		s->s[s->n] = (struct span){ (size_t)v[0], (size_t)v[1],
			type_of(json_text(one.value, &scratch)) };
	}
	buf_release(&scratch);
}

static bool
letter(struct slice t, size_t i)
{
	unsigned char c = (unsigned char)t.p[i];

	return c >= ISO || (c >= '0' && c <= '9') ||
	    ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* Mark the bytes of SPANS in MAP. */
static void
paint(char *map, const struct spans *s)
{
	for (size_t i = 0; i < s->n; i++)
		memset(map + s->s[i].from, 1, s->s[i].to - s->s[i].from);
}

/* How many letters of T from FROM to TO are not in MAP. */
static size_t
bare(struct slice t, const char *map, size_t from, size_t to)
{
	size_t n = 0;

	for (size_t i = from; i < to; i++)
		n += letter(t, i) && !map[i];
	return n;
}

static bool
touches(struct slice t, const char *map, const struct span *s)
{
	for (size_t i = s->from; i < s->to; i++)
		if (letter(t, i) && map[i])
			return true;
	return false;
}

static void
judge(struct score *s, struct slice t, struct slice gold, struct slice pred)
{
	static struct spans want, may, not, got;
	char *found = xcalloc(t.n + 1, 1);
	char *fine = xcalloc(t.n + 1, 1);
	bool leaked = false;

	read_spans(&want, gold, "spans");
	read_spans(&may, gold, "opt");
	read_spans(&not, gold, "neg");
	read_spans(&got, pred, "pred");
	paint(found, &got);
	paint(fine, &want);
	paint(fine, &may);
	for (size_t i = 0; i < want.n; i++) {
		const struct span *w = &want.s[i];
		bool full = bare(t, found, w->from, w->to) == 0;

		s->n[w->type]++;
		s->full[w->type] += full;
		leaked = leaked || !full;
	}
	s->lines += want.n != 0;
	s->leaks += leaked;
	for (size_t i = 0; i < got.n; i++)
		s->right += touches(t, fine, &got.s[i]);
	s->predicted += got.n;
	for (size_t i = 0; i < not .n; i++)
		for (size_t k = 0; k < got.n; k++)
			if (not .s[i].from < got.s[k].to &&
			    got.s[k].from < not .s[i].to &&
			    !touches(t, fine, &got.s[k])) {
				s->hard++;
				break;
			}
	s->negatives += not .n;
	for (size_t i = 0; i < t.n; i++)
		if (letter(t, i) && !fine[i]) {
			s->outside++;
			s->over += found[i] != 0;
		}
	free(found);
	free(fine);
}

static double
share(size_t a, size_t b)
{
	return b == 0 ? 1 : (double)a / (double)b;
}

static void
print(const struct score *s)
{
	size_t all[2] = { 0, 0 };
	size_t checked[2] = { 0, 0 };

	for (int i = 0; i < REDACT_TYPES; i++) {
		all[0] += s->full[i];
		all[1] += s->n[i];
		if (i <= REDACT_PLATE) {
			checked[0] += s->full[i];
			checked[1] += s->n[i];
		}
	}
	printf("full %.4f\n", share(all[0], all[1]));
	printf("checked %.4f\n", share(checked[0], checked[1]));
	printf("person %.4f\n",
	    share(s->full[REDACT_PERSON], s->n[REDACT_PERSON]));
	printf("precision %.4f\n", share(s->right, s->predicted));
	printf("hard %zu of %zu\n", s->hard, s->negatives);
	printf("over %.4f\n", share(s->over, s->outside));
	printf("leak %.4f\n", share(s->leaks, s->lines));
	for (int i = 0; i < REDACT_TYPES; i++)
		printf("%s %zu %.4f\n", redact_name(i), s->n[i],
		    share(s->full[i], s->n[i]));
}

int
main(int argc, char *argv[])
{
	struct score s = { { 0 }, { 0 }, 0, 0, 0, 0, 0, 0, 0, 0 };
	struct buf scratch = { 0 };
	struct slice gold;
	struct slice pred;
	struct slice line;
	struct slice spans;
	struct buf a;
	struct buf b;

	if (argc != 3)
		errx(2, "usage: redact_score gold.jsonl spans.jsonl");
	a = slurp(argv[1]);
	b = slurp(argv[2]);
	gold = buf_slice(&a);
	pred = buf_slice(&b);
	while (slice_cut(&gold, '\n', &line)) {
		if (!slice_cut(&pred, '\n', &spans) ||
		    !slice_eq(json_member(line, "id"),
			json_member(spans, "id")))
			errx(2, "the spans are of other lines");
		buf_reset(&scratch);
		json_decode(&scratch, json_member(line, "text"));
		judge(&s, buf_slice(&scratch), line, spans);
	}
	print(&s);
	buf_release(&a);
	buf_release(&b);
	buf_release(&scratch);
	return 0;
}
