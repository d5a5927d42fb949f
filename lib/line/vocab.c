#include "lib/line/fields.h"

/* The values that sig-signal(5) fixes; domain words are Dutch. */

static const char *const kinds[] = { "gesprek", "melding", "bericht", "vraag",
	"klacht", "feedback", "beroep", "bezwaar", "onderzoek", "publicatie",
	"gedraging", "foutmelding", "terugbelverzoek", "onbekend", NULL };

static const char *const channels[] = { "telefoon", "balie", "post", "e-mail",
	"webformulier", "chat", "social-media", "app", "mijn-omgeving", "sms",
	"huisbezoek", "intern", "systeem", "onbekend", NULL };

static const char *const roles[] = { "burger", "ondernemer", "relatiebeheerder",
	"toezichthouder", "belangenbehartiger", "medewerker",
	"samenwerkingspartner", "onbekend", NULL };

static const char *const statuses[] = { "ontvangen", "erkend", "onderzoek",
	"opgepakt", "afgehandeld", "teruggekoppeld", "doorgezet", "afgewezen",
	"geannuleerd", "heropend", NULL };

static const char *const outcomes[] = { "gegrond", "deels-gegrond", "ongegrond",
	"niet-ontvankelijk", "ingetrokken", "geen-oordeel", "oordeel-nvt",
	"onbekend", NULL };

static const char *const sentiments[] = { "positief", "negatief", "neutraal",
	"gemengd", "onbekend", NULL };

static const char *const urgencies[] = { "spoed", "hoog", "normaal", "laag",
	NULL };

static const char *const levels[] = { "dienstverlening", "beleid", "wetgeving",
	NULL };

static const char *const reaches[] = { "direct", "indirect", NULL };

static const char *const routes[] = { "dienstverlening", "beleid", "wetgeving",
	"politiek", "andere-organisatie", NULL };

static const char *const feedback[] = { "tevreden", "ontevreden",
	"niet-ontvangen", "niet-gevraagd", NULL };

static const char *const flags[] = { "herhaal", "spoed", NULL };

static const char *const id_kinds[] = { "source", "content", NULL };

static const struct {
	int field;
	const char *const *values;
} vocabulary[] = {
	{ F_KIND, kinds },
	{ F_CHANNEL, channels },
	{ F_ROLE, roles },
	{ F_STATUS, statuses },
	{ F_OUTCOME, outcomes },
	{ F_SENTIMENT, sentiments },
	{ F_URGENCY, urgencies },
	{ F_LEVEL, levels },
	{ F_REACH, reaches },
	{ F_ROUTE, routes },
	{ F_SATISFIED, feedback },
	{ F_FLAGS, flags },
	{ F_ID_KIND, id_kinds },
};

const char *const *
field_values(int f)
{
	for (size_t i = 0; i < sizeof(vocabulary) / sizeof(*vocabulary); i++)
		if (vocabulary[i].field == f)
			return vocabulary[i].values;
	return NULL;
}

bool
field_allows(int f, struct slice value)
{
	const char *const *values = field_values(f);

	return values == NULL || slice_among(value, values);
}
