#include "lib/privacy/checksum.h"
#include "lib/privacy/scan.h"

/* Do people write a BSN in these groups? */
static bool
usual(const struct run *run)
{
	static const char *const way[] = { "9", "423", "333", "324", "234",
		"432", "81", "225", "522", "111111111", NULL };
	char g[RUN_GROUPS + 1];

	for (size_t i = 0; i < run->groups; i++)
		g[i] = (char)('0' + run->group[i]);
	g[run->groups] = '\0';
	for (size_t i = 0; way[i] != NULL; i++)
		if (strcmp(g, way[i]) == 0)
			return true;
	return false;
}

/* 414.19.182: nine digits that lost their zero, in the groups of a BSN. */
static bool
dotted(const struct scan *s, size_t i, const struct run *run)
{
	return run->groups == 3 && run->group[0] == 3 && run->group[1] == 2 &&
	    scan_marks(s, i + 1, ".") && scan_marks(s, i + 3, ".");
}

/* Claim the digits of RUN, from token I, if they are or pass for a BSN. */
static bool
judge(struct scan *s, size_t i, const struct run *run)
{
	const uint64_t ids = CUE_BSN | CUE_RSIN | CUE_PHONE | CUE_CASE |
	    CUE_KVK | CUE_VNUM | CUE_DOCUMENT | CUE_IBAN | CUE_PAYREF;
	struct slice d = { run->d, run->n };
	uint64_t cue = scan_before(s, i, ids, 8);
	int type = (cue & CUE_RSIN) != 0 ? REDACT_RSIN : REDACT_BSN;
	bool good = check_bsn(d);

	if ((cue & (CUE_BSN | CUE_RSIN)) != 0) {
		scan_claim(s, i, run->next, type,
		    good ? "bsn.check" : "bsn.cue");
		return true;
	}
	if (!good || !(run->n == 9 ? usual(run) : dotted(s, i, run)) ||
	    scan_amount(s, i, run->next) || !scan_apart(s, i, run->next))
		return false;
	scan_claim(s, i, run->next, type, "bsn.check");
	return true;
}

/* Is token I nine digits that are right, or were? */
static bool
right(const struct scan *s, size_t i)
{
	return scan_held(s, i, REDACT_BSN) ||
	    (scan_number(s, i) && s->t[i].len == 9 &&
		check_bsn(scan_text(s, i)));
}

/* 999134176/123456782: is I one of several with strokes between? */
static bool
among(struct scan *s, size_t i)
{
	if (!right(s, i) || (scan_tight(s, i) && scan_alnum(s, i - 1)) ||
	    (scan_tight(s, i + 1) && scan_alnum(s, i + 1)) ||
	    !((scan_marks(s, i - 1, "/") && right(s, i - 2)) ||
		(scan_marks(s, i + 1, "/") && right(s, i + 2))))
		return false;
	scan_claim(s, i, i + 1, REDACT_BSN, "bsn.check");
	return true;
}

void
find_bsn(struct scan *s)
{
	const struct roles_want numbers = { .roles = ROLE_NUMBER };
	struct roles_walk w;
	struct run run;

	for (size_t i = scan_first(&w, s, numbers); i != 0;
	     i = roles_next(&w, i)) {
		if (!scan_number(s, i) || s->t[i].len > 9 || s->t[i].reach < 8)
			continue;
		if (scan_join(s, i, " .-", 9, &run) &&
		    (judge(s, i, &run) || among(s, i)))
			continue;
		if (scan_join(s, i, " .-", 8, &run) &&
		    !(scan_number(s, run.next) && scan_tight(s, run.next)))
			judge(s, i, &run);
	}
}
