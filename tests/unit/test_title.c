/* test_title - what themes are called */

#include <stdio.h>

#include "lib/text/statement.h"
#include "lib/text/title.h"

static int bad;

static void
same(const char *what, struct slice got, const char *want)
{
	if (slice_eq(got, slice_of(want)))
		return;
	printf("%s: got \"%.*s\", want \"%s\"\n", what, (int)got.n, got.p,
	    want);
	bad = 1;
}

static void
titles(const struct titles *t, const char *id, const char *nl, const char *en)
{
	same(id, title_of(t, slice_of(id), TITLE_NL), nl);
	same(id, title_of(t, slice_of(id), TITLE_EN), en);
}

static void
refuses(const char *text, const char *want)
{
	struct titles t = { 0 };
	const char *why = titles_read(&t, slice_of(text));

	same(text, slice_of(why != NULL ? why : ""), want);
	titles_release(&t);
}

/* An own codebook goes before the one built in, and adds to it. */
static void
own_first(void)
{
	static const char own[] = "# mine\ncodebook own 1\n"
				  "title en not of a theme\n"
				  "[theme kastje-muur]\n"
				  "title nl Rond\n| gestuurd\n"
				  "[flag spoed]\ntitle nl Haast\n"
				  "[theme nieuw]\r\ntitle  en   New one \r\n"
				  "[theme kaal]\ncue a = b\n"
				  "[theme open\ntitle nl Open\n";
	struct titles t = { 0 };

	if (titles_read(&t, SLICE(own)) != NULL)
		bad = 1;
	titles(&t, "nieuw", "New one", "New one");
	titles(&t, "kaal", "kaal", "kaal");
	titles(&t, "open", "open", "open");
	titles(&t, "spoed", "spoed", "spoed");
	titles(&t, "bereikbaarheid", "bereikbaarheid", "bereikbaarheid");
	titles(&t, "kastje-muur", "Rond | gestuurd", "Rond | gestuurd");
	titles_builtin(&t);
	titles(&t, "kastje-muur", "Rond | gestuurd",
	    "Sent from pillar to post");
	titles(&t, "bereikbaarheid", "Niet te bereiken", "Cannot be reached");
	titles(&t, "geen thema", "geen thema", "geen thema");
	titles_release(&t);
}

static void
statements(void)
{
	static const char in[] = "\n a 1 \n  | b\n\t#c\n|d\r\n\n\nlast";

	static const struct {
		const char *text;
		unsigned line;
	} want[] = { { "a 1 | b", 2 }, { "last", 8 } };
	struct statement s;
	size_t n = 0;

	statement_open(&s, SLICE(in));
	for (; statement_next(&s); n++)
		if (n < 2) {
			same("statement", s.text, want[n].text);
			bad |= s.line != want[n].line;
		}
	bad |= n != 2;
	statement_close(&s);
}

/* Write all titles built in: id, Dutch, English; tests compare. */
int
main(int argc, char *argv[])
{
	struct titles t = { 0 };

	(void)argv;
	own_first();
	statements();
	refuses("", "no codebook");
	refuses("[theme a]\ntitle nl b\n", "no codebook");
	refuses("codebook \xff", "not UTF-8");
	if (titles_load(&t, "/nonexistent") == NULL)
		bad = 1;
	if (titles_load(&t, "none") != NULL || t.ids.len != 0)
		bad = 1;
	titles_load(&t, "nl");
	for (size_t i = 0; argc > 1 && i < t.ids.len; i++) {
		struct slice id = set_key(&t.ids, i);
		struct slice nl = title_of(&t, id, TITLE_NL);
		struct slice en = title_of(&t, id, TITLE_EN);

		printf("%.*s\t%.*s\t%.*s\n", (int)id.n, id.p, (int)nl.n, nl.p,
		    (int)en.n, en.p);
	}
	titles_release(&t);
	return bad;
}
