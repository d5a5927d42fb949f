#include "lib/privacy/near.h"
#include "lib/privacy/scan.h"

/* Cues of several tokens; the last of them gets the cue. */
static const struct {
	const char *first;
	const char *second;
	const char *third; /* NULL for any number word, "" for none */
	uint64_t cue;
} phrases[] = {
	{ "v", NULL, "", CUE_VNUM },
	{ "t", "n", "v", CUE_NAME },
	{ "t", "a", "v", CUE_NAME },
	{ "m", "v", "g", CUE_GREETING },
	{ "b", "s", "n", CUE_BSN },
	{ "b", "a", "n", CUE_IBAN },
	{ "proces", "verbaal", "", CUE_CASE },
	{ "id", "kaart", "", CUE_DOCUMENT },
	{ "id", "bewijs", "", CUE_DOCUMENT },
	{ "spreekt", "met", "", CUE_NAME },
	{ "spreken", "met", "", CUE_NAME },
	{ "gesproken", "met", "", CUE_NAME },
	{ "bekend", "als", "", CUE_NAME },
	{ "noemt", "zich", "", CUE_NAME },
	{ "behalf", "of", "", CUE_NAME },
	{ "ik", "ben", "", CUE_RELATION },
	{ "samen", "met", "", CUE_RELATION },
	{ "getrouwd", "met", "", CUE_RELATION },
	{ "gescheiden", "van", "", CUE_RELATION },
	{ "dank", "aan", "", CUE_RELATION },
	{ "w", "g", "", CUE_NAME },
	{ "ouders", "van", "", CUE_RELATION },
	{ "moeder", "van", "", CUE_RELATION },
	{ "vader", "van", "", CUE_RELATION },
	{ "zus", "van", "", CUE_RELATION },
	{ "broer", "van", "", CUE_RELATION },
	{ "hier", "met", "", CUE_NAME },
	{ "vragen", "naar", "", CUE_NAME },
	{ "e", "v", "", CUE_NAME },
	{ "ingevuld", "door", "", CUE_NAME },
	{ "opgesteld", "door", "", CUE_NAME },
	{ "behandeld", "door", "", CUE_NAME },
	{ "getekend", "door", "", CUE_NAME },
	{ "geholpen", "door", "", CUE_RELATION },
	{ "gebeld", "door", "", CUE_RELATION },
	{ "gebeld", "met", "", CUE_RELATION },
	{ "gemaild", "met", "", CUE_RELATION },
	{ "contact", "met", "", CUE_RELATION },
	{ "afspraak", "met", "", CUE_RELATION },
	{ "overlijden", "van", "", CUE_RELATION },
	{ "weduwe", "van", "", CUE_NAME },
	{ "weduwnaar", "van", "", CUE_NAME },
	{ "kinderen", "van", "", CUE_RELATION },
	{ "zoon", "van", "", CUE_RELATION },
	{ "dochter", "van", "", CUE_RELATION },
	{ "woord", "aan", "", CUE_RELATION },
};

/* The word after I, over a dash or a dot. */
static size_t
next_word(const struct scan *s, size_t i)
{
	i++;
	if (scan_marks(s, i, ".-/") && scan_tight(s, i))
		i++;
	return scan_word(s, i) ? i : 0;
}

static void
look(struct scan *s, size_t i)
{
	size_t second = next_word(s, i);
	size_t last;

	if (second == 0)
		return;
	for (size_t k = 0; k < sizeof(phrases) / sizeof(phrases[0]); k++) {
		if (!scan_is(s, i, phrases[k].first))
			continue;
		if (phrases[k].second == NULL ?
			(s->t[second].cue & CUE_NUMBER) == 0 :
			!scan_is(s, second, phrases[k].second))
			continue;
		last = second;
		if (phrases[k].third[0] != '\0') {
			last = next_word(s, second);
			if (last == 0 || !scan_is(s, last, phrases[k].third))
				continue;
		}
		scan_cue(s, last, phrases[k].cue);
	}
}

/* Long cue words, which many write with a letter wrong. */
static const char *const typed[] = { "burgerservicenummer", "bsnnummer",
	"sofinummer", "bankrekeningnummer", "rekeningnummer", "telefoonnummer",
	"telefoon", "geboortedatum", "geboren", "postcode", "woonplaats",
	"kenteken", "paspoortnummer", "paspoort", "rijbewijs",
	"rijbewijsnummer", "documentnummer", "zaaknummer", "dossiernummer",
	"referentienummer", "klantnummer", "gebruikersnaam", "inlognaam",
	"vreemdelingennummer", "achternaam", "voornaam", "woonachtig",
	"huisnummer", "creditcard", "betalingskenmerk", NULL };

/* A word that is none, but nearly a cue, where something follows it. */
static void
mend(struct scan *s, size_t i)
{
	char word[REDACT_WORD];
	struct slice w = { word, 0 };
	size_t at = 0;

	if (s->t[i].len < 7 || s->t[i].len > 20 || s->t[i].cue != 0 ||
	    !(scan_number(s, i + 1) || scan_marks(s, i + 1, ":.=") ||
		s->t[i + 1].kind == TOKEN_HELD ||
		(s->t[i + 1].cue & CUE_COPULA) != 0) ||
	    scan_what(s, i) != 0)
		return;
	w.n = lexicon_fold(scan_text(s, i), &at, word, sizeof(word));
	for (size_t k = 0; typed[k] != NULL; k++)
		if (near_equal(w, slice_of(typed[k]))) {
			scan_cue(s, i,
			    lexicon_cue(s->r->lexicon,
				lexicon_hash(slice_of(typed[k]))));
			return;
		}
}

/* "Van:" at the start of a line is the head of a mail. */
static bool
mail_head(const struct scan *s, size_t i)
{
	return (s->t[i].flags & TOKEN_LINE) != 0 && scan_marks(s, i + 1, ":") &&
	    (scan_is(s, i, "van") || scan_is(s, i, "aan") ||
		scan_is(s, i, "cc") || scan_is(s, i, "from") ||
		scan_is(s, i, "to"));
}

void
find_cues(struct scan *s)
{
	const struct roles_want want = { .first = ROLE_PHRASE | ROLE_LONG,
		.next = ROLE_NUMBER | ROLE_STOP | ROLE_AFTER,
		.second = ROLE_AFTER };
	struct roles_walk w;

	for (size_t i = scan_first(&w, s, want); i != 0;
	     i = roles_next(&w, i)) {
		if ((s->t[i].cue & CUE_PHRASE) != 0)
			look(s, i);
		if ((s->t[i].flags & TOKEN_LINE) != 0 && mail_head(s, i))
			scan_cue(s, i, CUE_NAME);
		mend(s, i);
	}
}
