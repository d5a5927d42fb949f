#include "lib/privacy/cues.h"

#include <stddef.h>

#include "lib/privacy/lexicon.h"

static const struct cue_list lists[] = {
	{ "bsn bsnnr bsnnummer burgerservicenummer burgerservicenr burgerservice "
	  "sofi sofinummer sofinr sofinummers bsns servicenummer",
	    CUE_BSN },
	{ "rsin fiscaal fiscale rsinnummer loonheffingennummer "
	  "loonheffingsnummer",
	    CUE_RSIN },
	{ "iban rekening rekeningnummer rekeningnr bankrekening "
	  "bankrekeningnummer bankrekeningnr giro girorekening gironummer "
	  "bankrek rek reknr spaarrekening tegenrekening rekeningen",
	    CUE_IBAN },
	{ "creditcard creditcardnummer pas pasnummer bankpas visa mastercard "
	  "kaartnummer betaalpas kredietkaart",
	    CUE_CARD },
	{ "betalingskenmerk betaalkenmerk betaalreferentie acceptgiro "
	  "acceptgirokaart betalingsreferentie",
	    CUE_PAYREF },
	{ "tel telefoon telefoonnummer telefoonnr telnr telnummer mobiel "
	  "mobiele mobielnummer mob gsm fax faxnummer bereikbaar bellen bel "
	  "belt terugbellen teruggebeld terugbelnummer whatsapp app sms appen "
	  "telefonisch belnummer 06nummer 06nr telefoonummer phone mobile "
	  "cell",
	    CUE_PHONE },
	{ "euro eur euros gulden gld procent pct dollar cent ct", CUE_MONEY },
	{ "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf "
	  "dertien veertien vijftien zestien zeventien achttien negentien "
	  "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
	    CUE_DIGIT },
	{ "apenstaart apenstaartje apestaart apestaartje apenstaartjes at",
	    CUE_AT },
	{ "nl com org net eu be de info gov nu frl amsterdam uk biz me io",
	    CUE_TLD },
	{ "nummer nummers nr nrs nrn no num", CUE_NUMBER },
	{ NULL, 0 },
};

const struct cue_list *
cue_lists(void)
{
	return lists;
}
