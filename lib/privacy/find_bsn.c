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

/* 999134176/123456782: two with a stroke between, either of them at I. */
static bool
either(struct scan *s, size_t i)
{
	size_t at = scan_marks(s, i - 1, "/") ? i - 2 : i;
	size_t to = at + 2;

	for (size_t k = at; k <= to; k += 2)
		if (!scan_number(s, k) || s->t[k].len != 9 ||
		    !check_bsn(scan_text(s, k)))
			return false;
	if (!scan_marks(s, at + 1, "/") || !scan_apart(s, at, to + 1))
		return false;
	scan_claim(s, at, at + 1, REDACT_BSN, "bsn.check");
	scan_claim(s, to, to + 1, REDACT_BSN, "bsn.check");
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
		    (judge(s, i, &run) || either(s, i)))
			continue;
		if (scan_join(s, i, " .-", 8, &run) &&
		    !(scan_number(s, run.next) && scan_tight(s, run.next)))
			judge(s, i, &run);
	}
}
