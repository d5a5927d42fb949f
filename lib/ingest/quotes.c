#include "lib/ingest/quotes.h"

/* Does C end a field where no quote is open? */
static bool
ends(const struct quotes *q, char c)
{
	return c == q->delim || c == '\n' || c == '\r';
}

static bool
blank(const struct quotes *q, char c)
{
	return !q->tight && (c == ' ' || c == '\t');
}

static void
pass(struct quotes *q, char c)
{
	switch (q->at) {
	case QUOTES_START:
		if (c == '"')
			q->at = QUOTES_INSIDE;
		else if (!ends(q, c) && !blank(q, c))
			q->at = QUOTES_PLAIN;
		break;
	case QUOTES_PLAIN:
		if (ends(q, c))
			q->at = QUOTES_START;
		break;
	case QUOTES_INSIDE:
		if (c == '"')
			q->at = QUOTES_MAYBE;
		break;
	case QUOTES_BLANK:
	case QUOTES_MAYBE:
		if (ends(q, c))
			q->at = QUOTES_START;
		else if (blank(q, c))
			q->at = QUOTES_BLANK;
		else if (c == '"' && q->at == QUOTES_BLANK)
			q->at = QUOTES_MAYBE; /* it stands for itself */
		else
			q->at = QUOTES_INSIDE;
	}
}

/* Past C behind a backslash: a quote is as one that is doubled. */
static void
pass_escaped(struct quotes *q, char c)
{
	q->escaped = false;
	if (c == '"')
		pass(q, c);
	else if (c != '\n' && c != '\r')
		pass(q, '\\');
	if (c != '\\')
		pass(q, c);
}

void
quotes_pass(struct quotes *q, struct slice text)
{
	if (q->bare)
		return;
	for (size_t i = 0; i < text.n; i++)
		if (q->escaped)
			pass_escaped(q, text.p[i]);
		else if (q->backslash && text.p[i] == '\\')
			q->escaped = true;
		else
			pass(q, text.p[i]);
}
