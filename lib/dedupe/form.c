#include "lib/dedupe/form.h"

#include <stdlib.h>

#include "lib/base/hash.h"
#include "lib/base/xalloc.h"

enum { MOST = 8 }; /* words of a phrase */

struct form_rule {
	uint32_t word[MOST];
	uint8_t n;
	uint8_t kind;
};

/* Phrases of one kind, with a bar between them. */
static const struct {
	enum form_kind kind;
	const char *phrases;
} phrases[] = {
	{ FORM_GREETING,
	    "beste|geachte|hallo|hoi|dag|goedemorgen|goedemiddag|goedenavond|"
	    "goedendag|goede morgen|goede middag|goede avond|goeden dag|l s|"
	    "lectori salutem|mijne heren|weledele|dear|hello|hi|"
	    "good morning|good afternoon|to whom it may concern" },
	{ FORM_CLOSING,
	    "met vriendelijke groet|met vriendelijke groeten|"
	    "vriendelijke groet|vriendelijke groeten|met groet|met groeten|"
	    "groet|groeten|groetjes|mvg|m v g|gr|hoogachtend|"
	    "met hoogachting|met de meeste hoogachting|"
	    "met vriendelijke hoogachting|kind regards|best regards|regards|"
	    "yours sincerely|yours faithfully|sincerely" },
	{ FORM_FORMULA,
	    "alvast bedankt|alvast dank|alvast hartelijk dank|"
	    "alvast heel hartelijk bedankt|bij voorbaat dank|"
	    "bij voorbaat hartelijk dank|hartelijk dank|dank u wel|"
	    "dank voor uw|ik hoor graag van u|graag hoor ik van u|"
	    "ik hoor het graag|ik zie uw reactie|graag uw reactie|"
	    "in afwachting van uw|ik wacht uw reactie|"
	    "ik vertrouw erop u|hopende u hiermee|"
	    "thank you in advance|i look forward to|verstuurd vanaf mijn|"
	    "verzonden vanaf mijn|verstuurd met|verzonden met|"
	    "sent from my|get outlook for|download outlook" },
	{ FORM_HEADER,
	    "van|aan|cc|bcc|verzonden|verstuurd|onderwerp|betreft|datum|"
	    "from|to|sent|subject|date|bijlage|bijlagen|naam|uw naam|"
	    "voornaam|voorletters|achternaam|tussenvoegsel|adres|straat|"
	    "straatnaam|huisnummer|postcode|woonplaats|plaats|land|"
	    "telefoon|telefoonnummer|tel|mobiel|e mail|email|e mailadres|"
	    "emailadres|geboortedatum|bsn|burgerservicenummer|klantnummer|"
	    "kenmerk|uw kenmerk|ons kenmerk|zaaknummer|dossiernummer|"
	    "meldingsnummer|tijd|tijdstip|ontvangen|ontvangen op|"
	    "ingevuld op|kanaal|formulier|ip adres|op" },
	{ FORM_LABEL,
	    "omschrijving|uw omschrijving|toelichting|uw toelichting|"
	    "bericht|uw bericht|vraag|uw vraag|klacht|uw klacht|melding|"
	    "uw melding|opmerking|opmerkingen|uw opmerking|reactie|"
	    "uw reactie|tekst|inhoud|beschrijving|description|message|"
	    "wat is uw vraag|wat is er gebeurd|waar gaat het over|"
	    "waarover gaat uw klacht|omschrijf uw klacht" },
	{ FORM_DISCLAIMER,
	    "dit bericht is uitsluitend|dit bericht is vertrouwelijk|"
	    "dit bericht kan informatie bevatten|"
	    "dit bericht inclusief|dit e mailbericht|deze e mail|"
	    "dit e mail bericht|de informatie in dit|"
	    "de informatie verzonden met|de inhoud van dit bericht|"
	    "de inhoud van deze e mail|indien u niet de geadresseerde|"
	    "indien u niet de beoogde|als u niet de geadresseerde|"
	    "als u niet de beoogde|"
	    "indien dit bericht niet voor u|indien u dit bericht|"
	    "als u dit bericht|bent u niet de geadresseerde|"
	    "aan dit bericht kunnen|aan de inhoud van dit|"
	    "aan deze e mail|openbaarmaking vermenigvuldiging|"
	    "gebruik openbaarmaking|denk aan het milieu|"
	    "disclaimer|this e mail|this email|this message and any|"
	    "the information in this|if you are not the intended|"
	    "please consider the environment|oorspronkelijk bericht|"
	    "original message|doorgestuurd bericht|forwarded message|"
	    "begin doorgestuurd bericht|"
	    "dit bericht is automatisch|dit is een automatisch" },
	{ FORM_EMPTY,
	    "geen omschrijving|zonder omschrijving|geen toelichting|"
	    "zonder toelichting|geen beschrijving|niet ingevuld|"
	    "niet van toepassing|n v t|nvt|geen tekst|leeg|"
	    "er is geen omschrijving|er is geen toelichting|"
	    "ingediend zonder omschrijving|melding zonder omschrijving|"
	    "zie bijlage|zie de bijlage|zie bijgevoegd|zie bijgevoegde|"
	    "submitted without a description|no description|"
	    "geen verdere toelichting|geen opmerkingen|onbekend" },
};

uint32_t
form_word(struct slice s)
{
	return form_number(hash_bytes(s, 1));
}

static int
cmp_rule(const void *a, const void *b)
{
	const struct form_rule *x = a;
	const struct form_rule *y = b;

	if (x->word[0] != y->word[0])
		return x->word[0] < y->word[0] ? -1 : 1;
	return y->n - x->n;
}

static void
add_rule(struct form *f, struct slice phrase, enum form_kind kind)
{
	struct form_rule *r;
	struct slice word;

	f->rule = xrealloc(f->rule, f->n + 1, sizeof(*f->rule));
	r = &f->rule[f->n++];
	*r = (struct form_rule){ .kind = (uint8_t)kind };
	while (r->n < MOST - 1 && slice_cut(&phrase, ' ', &word))
		r->word[r->n++] = form_word(word);
	r->word[r->n++] = form_word(phrase);
}

static void
prepare(struct form *f)
{
	struct slice rest;
	struct slice phrase;

	for (size_t i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++) {
		rest = slice_of(phrases[i].phrases);
		while (slice_cut(&rest, '|', &phrase))
			add_rule(f, phrase, phrases[i].kind);
		add_rule(f, rest, phrases[i].kind);
	}
	qsort(f->rule, f->n, sizeof(*f->rule), cmp_rule);
}

/* The first rule that begins with WORD, or where it would stand. */
static size_t
first_rule(const struct form *f, uint32_t word)
{
	size_t low = 0;
	size_t high = f->n;
	size_t mid;

	while (low < high) {
		mid = (low + high) / 2;
		if (f->rule[mid].word[0] < word)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

enum form_kind
form_find(struct form *f, const uint32_t *word, size_t n, size_t *len)
{
	const struct form_rule *r;

	if (f->n == 0)
		prepare(f);
	for (size_t i = first_rule(f, word[0]);
	     i < f->n && f->rule[i].word[0] == word[0]; i++) {
		r = &f->rule[i];
		if (r->n > n ||
		    memcmp(r->word, word, r->n * sizeof(*word)) != 0)
			continue;
		*len = r->n;
		return (enum form_kind)r->kind;
	}
	return FORM_NONE;
}

const char *
form_name(enum form_kind kind)
{
	static const char *const names[FORM_KINDS] = { "text", "greeting",
		"closing", "formula", "header", "label", "disclaimer",
		"placeholder" };

	return names[kind];
}

void
form_release(struct form *f)
{
	free(f->rule);
	*f = (struct form){ 0 };
}
