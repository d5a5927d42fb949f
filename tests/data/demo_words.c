#include "tests/data/demo.h"

/*
 * The words of the demo.  A frame is text in which [a|b] is a choice, which
 * may hold choices, and {x} a slot that demo_slot fills.
 */

static const char *const bereikbaarheid[] = {
	"Ik heb [al {n} keer|deze week {n} keer|steeds] gebeld over mijn {p}, "
	"maar ik krijg niemand aan de lijn.",
	"[Na|Pas na] {u} minuten in de wacht werd de verbinding verbroken.",
	"Jullie zijn [gewoon |telefonisch |echt ]niet bereikbaar. [Ik heb het "
	"op alle dagen geprobeerd.|Ook 's ochtends niet.|Hoe kan dat?]",
	"Ik hoor alleen maar [een keuzemenu|wachtmuziek|een muziekje] en "
	"daarna [hangt de lijn op|gebeurt er niets meer].",
	"[Op jullie website|In de brief] staat geen telefoonnummer, dus ik "
	"kan niemand te pakken krijgen.",
	"Ik sta [iedere keer|elke dag] als nummer {t} in de wachtrij. [Ik kan "
	"niet een halve dag aan de telefoon hangen.|Ik werk overdag.]",
	"De telefoon wordt niet opgenomen. [Ik heb tussen de middag gebeld|"
	"Ook na vier uur heb ik het geprobeerd] en er is geen gehoor.",
	0,
};

static const char *const terugbellen[] = {
	"[Ik zou|Er is gezegd dat ik zou] worden teruggebeld over mijn {p}, "
	"maar dat is [niet gebeurd|nooit gebeurd].",
	"Ik heb op {d} een mail gestuurd en [nog steeds geen reactie|geen "
	"antwoord|nooit antwoord] gekregen.",
	"[Sinds {d}|Na mijn eerste brief] heb ik niets meer gehoord[| over "
	"mijn {p}].",
	"[Uw collega|De medewerker] zou [gisteren|vorige week|op {d}] bellen, "
	"maar ik ben niet teruggebeld.",
	"Ik krijg geen reactie op mijn [brief|bericht|vraag] over mijn {p}. "
	"[Is die wel aangekomen?|Dat vind ik niet netjes.]",
	"Er is een terugbelnotitie gemaakt, [zei men|zei de mevrouw], maar "
	"niemand heeft teruggebeld.",
	"Het blijft stil: radiostilte sinds {d}. [Graag hoor ik iets.|Zo kan "
	"ik niet verder.]",
	0,
};

static const char *const doorlooptijd[] = {
	"Ik wacht al {w} op [een beslissing over|de behandeling van] mijn "
	"{p}.",
	"Het duurt [veel te lang|echt te lang] voordat ik iets krijg over "
	"mijn {p}.",
	"De termijn is [allang |]verstreken en er ligt nog [altijd |]geen "
	"besluit[| over mijn {p}].",
	"Mijn verzoek over {p} ligt er al {w}. [Wanneer is die aan de beurt?|"
	"Hoe lang gaat dit nog duren?]",
	"In de [folder|brief] staat zes weken, maar ik wacht nu {w}.",
	"Ik sta {w} op de wachtlijst voor [een gesprek|mijn {p}].",
	"De behandeling van mijn {p} is [erg |heel |]traag. [Ik heb het "
	"nodig voor mijn werk.|Ik kom er zo niet uit.|]",
	0,
};

static const char *const informatie[] = {
	"Ik heb verkeerde informatie gekregen over mijn {p}.",
	"[De ene zegt|Aan de balie zegt men] dit en [de ander|aan de telefoon "
	"zegt men] dat. Dat is tegenstrijdig.",
	"Mij is verteld dat ik recht heb op {p}, maar nu blijkt dat niet zo te "
	"zijn.",
	"[Ik ben|Wij zijn] verkeerd voorgelicht over [de kosten|de voorwaarden|"
	"de regels] van {p}.",
	"Op de site staat iets anders dan in de brief over mijn {p}.",
	"Ik kan nergens vinden [hoe ik mijn {p} moet verlengen|welke papieren "
	"nodig zijn|wat ik moet doen].",
	"Ik ben niet ge\u00efnformeerd over [de wijziging|de nieuwe regels|de "
	"verandering] van mijn {p}.",
	0,
};

static const char *const brief[] = {
	"Ik snap de brief over mijn {p} niet. [Wat moet ik nu doen?|Er staat "
	"van alles in, maar wat wilt u van mij?|]",
	"De [brief|beschikking] is onbegrijpelijk[|: drie bladzijden vol "
	"ambtelijke taal].",
	"[Kunt u|Wilt u] in gewoon Nederlands uitleggen wat er staat in de "
	"brief van {d}?",
	"De tekst in [uw brief|het schrijven] over mijn {p} is niet te volgen. "
	"[Mijn dochter snapt het ook niet.|Ik heb het {n} keer gelezen.]",
	"Er staan te veel moeilijke woorden in [deze brief|het formulier].",
	"Na het lezen van de brief weet ik nog steeds niet [wat ik moet doen|"
	"wat ik moet betalen|of ik mijn {p} krijg].",
	"Zo'n ingewikkelde brief heb ik nog nooit gehad. [Het gaat over mijn "
	"{p}.|Ik begrijp er weinig van.]",
	0,
};

static const char *const bejegening[] = {
	"De medewerker [aan de balie|aan de telefoon] was [erg |heel |]"
	"onbeleefd tegen mij.",
	"Ik voel me niet serieus genomen. [Er werd om mij gelachen.|Dat doet "
	"pijn.|]",
	"[De meneer|De mevrouw] was kortaf en [snauwde tegen mij|rolde met de "
	"ogen].",
	"Ik werd behandeld als een fraudeur, terwijl ik alleen iets vroeg over "
	"mijn {p}.",
	"Er was [nul|weinig] begrip voor [mij|ons]. [Ik werd afgescheept.|Zo "
	"ga je niet met mensen om.]",
	"De toon was [neerbuigend|kleinerend|denigrerend]. [Daar heb ik last "
	"van gehad.|Ik ging huilend naar huis.]",
	"Wat een onvriendelijke ontvangst[| op het kantoor| toen ik over mijn "
	"{p} kwam praten].",
	0,
};

static const char *const maatwerk[] = {
	"Er wordt geen rekening gehouden met mijn situatie.",
	"Ik heb het {n} keer verteld, maar er wordt niet geluisterd.",
	"Regels zijn regels, zei men. Maar [mijn situatie is anders|dit is "
	"schrijnend].",
	"Ik val tussen wal en schip met mijn {p}.",
	"Het systeem staat het niet toe, zegt uw collega. [Waar is de "
	"menselijke maat?|Maar ik ben een mens.]",
	"Niemand kijkt naar mijn persoonlijke omstandigheden. [Ik zorg voor "
	"mijn zieke man.|Ik ben pas gescheiden.|Mijn moeder is overleden.]",
	"Ik vraag om maatwerk bij mijn {p}. [Dat is toch mogelijk?|Ik pas niet "
	"in een hokje.]",
	0,
};

static const char *const kastje[] = {
	"Ik word van het kastje naar de muur gestuurd met mijn {p}.",
	"[De balie|Afdeling A] heeft mij doorverwezen naar [de website|het "
	"callcenter], en die [stuurt|stuurde] mij weer terug.",
	"De afdelingen wijzen naar elkaar en ik zit ertussen[| met mijn {p}].",
	"Ik moet mijn verhaal [steeds opnieuw|elke keer weer] vertellen aan "
	"iemand anders.",
	"Ik ben {n} keer doorgestuurd en [ben nu weer bij het begin|weet niet "
	"meer bij wie ik moet zijn].",
	"De diensten werken langs elkaar heen als het om mijn {p} gaat.",
	0,
};

static const char *const besluit[] = {
	"Mijn aanvraag voor {p} is ten onrechte afgewezen.",
	"Het bedrag is verkeerd berekend. [Ik verdien veel minder.|Ik kom {b} "
	"lager uit.]",
	"Er klopt niets van het besluit over mijn {p}.",
	"U bent uitgegaan van een onjuist inkomen. [Ik heb maar {b} per "
	"maand.|Dat staat in mijn jaaropgave.]",
	"Mijn {p} is te laag vastgesteld. [Het scheelt {b}.|]",
	"Ik ben het niet eens met het besluit van {d}[| over mijn {p}].",
	"Er is een administratieve fout gemaakt bij mijn {p}.",
	0,
};

static const char *const motivering[] = {
	"In het besluit staat geen reden waarom ik mijn {p} niet krijg.",
	"Ik kreeg een standaardbrief zonder enige uitleg.",
	"De afwijzing is onvoldoende gemotiveerd.",
	"Niemand kan mij uitleggen waarom [dit zo is|mijn {p} is gestopt].",
	"Er staat geen onderbouwing bij. [Hoe komt u hierbij?|]",
	"Ik vroeg om een toelichting op mijn {p} en kreeg geen uitleg.",
	0,
};

static const char *const betaling[] = {
	"Mijn {u2} is [deze maand |]nog niet gestort. [De huur moet betaald "
	"worden.|Ik sta rood.|]",
	"Ik heb over {m} [nog geen cent|geen geld] ontvangen.",
	"Het voorschot is nog niet uitbetaald. [U zou op {d} betalen.|]",
	"Mijn {u2} is zonder bericht stopgezet.",
	"Ik ben gekort op mijn {u2}. Er is {b} te weinig overgemaakt.",
	"De betaling van {b} is nog niet ontvangen. [Mijn rekening is {iban}.|"
	"]",
	0,
};

static const char *const terugvordering[] = {
	"Ik moet {b} terugbetalen, maar dat geld heb ik niet.",
	"Ik krijg een deurwaarder aan de deur voor [een fout van jullie|een "
	"oude rekening|mijn {p}].",
	"De terugvordering van {b} is [niet eerlijk|veel te hoog voor mij].",
	"Ik heb om een betalingsregeling gevraagd[| voor {b}]. [{b} per maand "
	"kan ik missen.|Meer lukt mij niet.]",
	"U heeft een aanmaning gestuurd terwijl ik op tijd heb betaald.",
	"Er is beslag gelegd op mijn loon vanwege mijn {p}.",
	"Ik wil kwijtschelding aanvragen. [Ik leef van {b} per maand.|]",
	0,
};

static const char *const digitaal[] = {
	"Ik kan niet inloggen met DigiD[| om mijn {p} te regelen].",
	"[De website|Het portaal|De app] geeft steeds een foutmelding.",
	"Alles moet online, maar ik heb geen [computer|internet|smartphone].",
	"[Na het inloggen|Bij stap twee] zie ik een witte pagina. [Mijn {p} kan "
	"ik zo niet aanvragen.|]",
	"De sms-code komt niet aan, dus ik kom er niet in.",
	"Het portaal werkt [al dagen |]niet. [Ik moet voor {d} mijn {p} "
	"doorgeven.|]",
	"Mijn moeder is digibeet en kan haar {p} alleen nog online aanvragen.",
	0,
};

static const char *const formulier[] = {
	"Ik heb dezelfde stukken al {n} keer opgestuurd.",
	"Jullie zijn mijn [formulier|papieren|documenten] kwijt.",
	"U vraagt weer om mijn loonstrook, terwijl u die al heeft.",
	"Ik moet het formulier voor {p} opnieuw invullen.",
	"Volgens u zijn mijn bewijsstukken nooit ontvangen. [Ik heb een bewijs "
	"van de post.|]",
	"Steeds nieuwe documenten: [nu weer een kopie van mijn paspoort|nu "
	"weer mijn bankafschriften].",
	0,
};

static const char *const privacy[] = {
	"Ik kreeg een envelop met gegevens van iemand anders.",
	"Mijn geboortedatum staat verkeerd in jullie systeem.",
	"Dit is een datalek: [mijn gegevens zijn gedeeld met de buren|er zat "
	"een brief voor een ander bij].",
	"Uw brief is naar een verkeerd adres gestuurd.",
	"Waarom zijn mijn gegevens gedeeld? [Ik doe een beroep op de AVG.|Daar "
	"heb ik geen toestemming voor gegeven.]",
	0,
};

static const char *const toezegging[] = {
	"Mij is toegezegd dat ik mijn {p} voor {d} zou hebben.",
	"Er is [mij |]beloofd dat het in orde kwam.",
	"De afspraken zijn niet nagekomen.",
	"Uw collega heeft [mij |]een toezegging gedaan over mijn {p} en nu weet "
	"niemand daar iets van.",
	"Wat beloofd is, wordt niet gedaan. [Het ging om mijn {p}.|]",
	0,
};

static const char *const rechtsbescherming[] = {
	"Mijn bezwaar [van {d} |]is nog niet in behandeling genomen.",
	"Ik wil weten hoe ik in beroep kan gaan.",
	"Ik ben niet uitgenodigd voor een hoorzitting.",
	"Mijn vorige klacht is nooit behandeld. [Ik stap naar de ombudsman.|]",
	"Wat is de klachtenprocedure bij jullie?",
	0,
};

static const char *const balie[] = {
	"De balie was dicht terwijl de openingstijden iets anders zeggen.",
	"Ik kon met mijn rolstoel niet bij het loket komen.",
	"Een afspraak maken op het [gemeentehuis|stadskantoor] kan pas over "
	"{w}.",
	"In de wachtruimte zat ik {u} minuten. [Er was \u00e9\u00e9n loket open.|]",
	"Het spreekuur is alleen op [maandag|dinsdag] en dan werk ik.",
	0,
};

static const char *const wet[] = {
	"De inkomensgrens [voor {p} |]is veel te laag.",
	"Door de kostendelersnorm kan mijn zoon niet bij mij komen wonen.",
	"Als ik ga samenwonen raak ik alles kwijt. Dat kan toch niet de "
	"bedoeling van de wet zijn?",
	"Door de regeling mag ik niets bijverdienen.",
	"Deze wetgeving pakt verkeerd uit voor [mensen met een klein pensioen|"
	"gezinnen zoals het onze|mantelzorgers].",
	"De drempel voor {p} is te hoog.",
	0,
};

static const char *const discriminatie[] = {
	"Ik voel mij gediscrimineerd vanwege mijn [afkomst|hoofddoek|"
	"achternaam].",
	"Met een buitenlandse naam word je anders behandeld.",
	"Dit is willekeur: mijn buurman krijgt {p} wel.",
	"De ambtenaar was vooringenomen. [Het ging om mijn huidskleur.|]",
	0,
};

static const char *const compliment[] = {
	"Een compliment voor de medewerker die mij heeft geholpen met mijn "
	"{p}.",
	"Ik ben heel snel geholpen. [Fijn!|Dat mag ook gezegd worden.]",
	"Bedankt voor de vriendelijke hulp bij mijn {p}.",
	"Hulde voor jullie balie: alles was netjes geregeld.",
	"Ik ben tevreden over de afhandeling van mijn {p}.",
	"De mevrouw aan de telefoon heeft alles rustig uitgelegd. [Prima.|]",
	0,
};

/* What has no theme. */
static const char *const overig[] = {
	"Ik heb een vraag over mijn {p}.",
	"Kan ik mijn {p} ook op een andere naam zetten?",
	"Ik wil graag weten of ik mijn {p} moet verlengen.",
	"Wij gaan verhuizen en nemen onze {p} mee.",
	"Mijn zoon wordt achttien en vraagt zich af hoe het zit met {p}.",
	"Ik geef hierbij door dat mijn bankrekening verandert.",
	0,
};

const struct demo_theme demo_themes[THEMES] = {
	[T_BEREIKBAAR] = { "bereikbaarheid", bereikbaarheid,
	    { "Telefoon", "Niet te bereiken", "Bellen over {p}" } },
	[T_TERUGBELLEN] = { "terugbellen-reactie", terugbellen,
	    { "Geen reactie", "Terugbellen", "Nog geen antwoord" } },
	[T_DOORLOOP] = { "doorlooptijd", doorlooptijd,
	    { "Duur aanvraag", "Wachten op {p}", "Aanvraag {p}" } },
	[T_INFORMATIE] = { "informatie", informatie,
	    { "Informatie {p}", "Verkeerd verteld", "Vraag over {p}" } },
	[T_BRIEF] = { "begrijpelijkheid-brief", brief,
	    { "Brief over {p}", "Uw brief", "Brief niet duidelijk" } },
	[T_BEJEGENING] = { "bejegening", bejegening,
	    { "Gedrag medewerker", "Gesprek", "Behandeling" } },
	[T_MAATWERK] = { "luisteren-maatwerk", maatwerk,
	    { "Mijn situatie", "{p}", "Hulp gevraagd" } },
	[T_KASTJE] = { "kastje-muur", kastje,
	    { "Doorverwezen", "Wie helpt mij", "{p}" } },
	[T_BESLUIT] = { "fout-besluit", besluit,
	    { "Besluit {p}", "Beschikking {p}", "Niet eens" } },
	[T_MOTIVERING] = { "motivering", motivering,
	    { "Uitleg besluit", "Reden afwijzing", "Besluit {p}" } },
	[T_BETALING] = { "betaling", betaling,
	    { "Betaling", "Geld niet binnen", "Uitbetaling {p}" } },
	[T_TERUGVORDERING] = { "terugvordering-invordering", terugvordering,
	    { "Terugbetalen", "Aanmaning", "Betalingsregeling" } },
	[T_DIGITAAL] = { "digitaal-toegang", digitaal,
	    { "Inloggen", "Website", "Online {p}" } },
	[T_FORMULIER] = { "formulier-bewijs", formulier,
	    { "Stukken", "Formulier {p}", "Opgestuurde papieren" } },
	[T_PRIVACY] = { "privacy-gegevens", privacy,
	    { "Mijn gegevens", "Privacy", "Verkeerde brief" } },
	[T_TOEZEGGING] = { "toezegging-afspraak", toezegging,
	    { "Afspraak", "Toezegging {p}", "Belofte" } },
	[T_RECHT] = { "rechtsbescherming", rechtsbescherming,
	    { "Procedure", "Mijn bezwaar", "Vorige klacht" } },
	[T_BALIE] = { "balie-fysiek", balie,
	    { "Balie", "Openingstijden", "Loket" } },
	[T_WET] = { "beleid-wet", wet, { "Regels {p}", "De wet", "{p}" } },
	[T_DISCRIMINATIE] = { "discriminatie", discriminatie,
	    { "Ongelijke behandeling", "Behandeling", "Klacht" } },
	[T_COMPLIMENT] = { "compliment", compliment,
	    { "Compliment", "Bedankt", "Goed geholpen" } },
	[T_OVERIG] = { "onbepaald", overig, { "Vraag", "{p}", "Overig" } },
};

const char *const demo_greeting[] = {
	"Geachte heer, mevrouw,\n\n",
	"Geachte heer/mevrouw,\n\n",
	"Beste medewerker,\n\n",
	"Goedemiddag,\n\n",
	"Goedemorgen,\n",
	"Hallo,\n\n",
	"L.S.,\n\n",
	0,
};

const char *const demo_context[] = {
	"Het gaat om mijn {p}. ",
	"Op {d} schreef ik u ook over mijn {p}. ",
	"Ik schrijf u over mijn {p}. ",
	"Sinds {m} heb ik met jullie te maken vanwege mijn {p}. ",
	"Mijn man en ik hebben {p}. ",
	"[Even over|Dit gaat over] mijn {p}. ",
	"Ik woon al {t} jaar in {plaats}. ",
	"Wij zijn vorig jaar in {plaats} komen wonen. ",
	0,
};

/* What people tell besides; it has no theme. */
const char *const demo_story[] = {
	"Ik [werk|werkte] [in de zorg|in een winkel|bij een transportbedrijf|"
	"op een school] en heb [twee kinderen|drie kinderen|een zoon van "
	"twaalf]. ",
	"[Mijn buurvrouw|Mijn zus|Een kennis] heeft hetzelfde meegemaakt"
	"[| met haar {p}]. ",
	"Vorig jaar ging het [wel goed|zonder problemen|allemaal vanzelf]. ",
	"Mijn [man|vrouw|moeder|vader] is [{t} jaar ouder dan ik|ziek|slecht "
	"ter been] en [ik regel de post|ik help met alles]. ",
	"[In {m}|Rond {d}] [zijn wij verhuisd|ben ik van baan veranderd|is "
	"onze jongste geboren|ben ik met pensioen gegaan]. ",
	"Ik heb alle [mails|papieren] bewaard in een map. ",
	"[Het kost mij|Dit kost] [veel tijd|een hoop energie]. ",
	"[Met de bus|Met de fiets] is het voor mij [een uur|drie kwartier] "
	"heen en terug. ",
	"[Ik ben geen klager, maar|U moet weten:] dit [zit me dwars|houdt me "
	"bezig]. ",
	"[Op het werk|Op straat|In de buurt] [hoor ik het meer|praat men "
	"erover]. ",
	0,
};

const char *const demo_feeling[] = {
	"Ik maak me hier zorgen over. ",
	"Ik slaap er slecht van. ",
	"Ik hoop dat u mij kunt helpen. ",
	"Wilt u dit uitzoeken? ",
	"Dit is [al ]de derde keer. ",
	"Zo hoort een overheid niet te werken. ",
	"Ik vind dit jammer. ",
	"Mijn vrouw wordt er moe van. ",
	"Er zit [\"een mens\"|\"een gezin\"] achter dit dossier. ",
	"Het is nog steeds niet opgelost. ",
	"Wat gaat u hieraan doen? ",
	0,
};

const char *const demo_personal[] = {
	"Mijn BSN is {bsn}. ",
	"U kunt mij bellen op {tel}. ",
	"Mijn rekeningnummer is {iban}. ",
	"Mailen kan naar {mail}. ",
	"Mijn burgerservicenummer: {bsn}, telefoon {tel}. ",
	0,
};

const char *const demo_sign[] = {
	"\n\nMet vriendelijke groet,\n{naam}",
	"\n\nMvg,\n{naam}",
	"\n\nGroeten, {naam}",
	"\n\nHoogachtend,\n\n{naam}\n{plaats}",
	"\n\nVerzonden vanaf mijn iPhone",
	"\n\nIn afwachting van uw antwoord,\n{naam}",
	0,
};

const char *const demo_caller[] = {
	"Mevrouw belt over {p}. Zegt: \"",
	"Meneer belt over {p}. Hij zegt: \"",
	"Inwoner belt. Citaat: \"",
	"Klant vraagt om teruggebeld te worden. \"",
	"Graag bellen. \"",
	0,
};

const char *const demo_formal[] = {
	"Hierbij maak ik bezwaar tegen uw besluit van {d} over mijn {p}. ",
	"Ik reageer op uw brief van {d} over mijn {p}. ",
	"Naar aanleiding van uw beschikking van {d} laat ik u het volgende "
	"weten. ",
	"Uw kenmerk is {kenmerk}. ",
	"Het gaat om het besluit van {d}. ",
	0,
};

/* The plants. */
const char *const demo_letter[] = {
	"Ik kreeg [een|deze week een|op {d2} een] brief over de nieuwe "
	"aanslag. Ik snap de brief niet. [Moet ik nu twee keer betalen?|Wat is "
	"een heffingsmaatstaf?|Wat moet ik doen?]",
	"De brief over de aanslag is onbegrijpelijk. [Er staat een bedrag van "
	"{b} en daaronder weer iets anders.|Ik weet niet wat ik moet betalen.]",
	"Wat staat er in de brief over de aanslag? [Graag in gewoon "
	"Nederlands.|Kunt u het uitleggen in gewoon Nederlands?]",
	"Uw brief over de nieuwe aanslag is niet te volgen. [De hele straat "
	"praat erover.|Mijn buren snappen hem ook niet.|]",
	"Te veel moeilijke woorden in de brief van de belastingen. [Ik ben 78 "
	"jaar.|Ik heb hem {n} keer gelezen.|]",
	0,
};

const char *const demo_newwords[] = {
	"De sorteerzuil bij [onze flat|de Esdoornhof|het plein] [piept de hele "
	"nacht|knippert rood|klemt].",
	"[Mijn|Onze] zuilsleutel past [soms|amper] op de sorteerzuil.",
	"De klep van de sorteerzuil [klemt|slaat hard dicht]. [Ruikt ook "
	"vies.|Er ligt glas naast.|]",
	"Naast de sorteerzuil [liggen zakken|staan dozen|ligt piepschuim]. "
	"[De meeuwen pikken alles open.|]",
	"Wie leegt de sorteerzuil [bij de Esdoornhof|op het plein|in onze "
	"straat]? [Hij zit vol.|De zuilsleutel draait dan dol.]",
	0,
};

const char demo_campaign[] =
    "Geacht college,\n\nOndergetekende vraagt u de kostendelersnorm niet toe "
    "te passen op jongeren tot 27 jaar die bij hun ouders wonen. Door deze "
    "regeling moeten gezinnen kiezen tussen hun inkomen en hun kind. Jongeren "
    "raken hun huis kwijt en slapen bij vrienden op de bank. Wij vragen u in "
    "Den Haag aandacht te vragen voor de gevolgen van deze wet, en tot die "
    "tijd ruimhartig met de uitzonderingen om te gaan.\n\nHoogachtend,\n"
    "{naam}\n{plaats}";

const char *const demo_repeat[] = {
	"Ik bel nu voor de {ste} keer over mijn {p} en ik ben nog steeds niet "
	"teruggebeld.",
	"Weer geen reactie op mijn bericht over mijn {p}. Dit is de {ste} "
	"keer.",
	"Dit is al mijn {ste} melding. Ik zou worden teruggebeld over mijn "
	"{p}, maar niemand belt.",
	0,
};

const char *const demo_grave[] = {
	"Morgen is de huisuitzetting en ik sta met twee kinderen op straat. "
	"Mijn bijstandsuitkering is nog niet gestort.",
	"Wij zijn sinds gisteren afgesloten van gas en stroom. Onze baby is "
	"drie maanden oud.",
	"Ik heb geen eten meer in huis. Mijn leefgeld is niet overgemaakt.",
	"Ik zie het niet meer zitten. Door de terugvordering ben ik alles "
	"kwijt.",
	"Mijn moeder kan haar medicijnen niet betalen zolang de toeslag "
	"stopgezet is.",
	"De deurwaarder komt vrijdag ontruimen. Ik ben ten einde raad.",
	0,
};

const char *const demo_first[] = { "Anna", "Bram", "Carla", "Daan", "Emine",
	"Fatima", "Gerrit", "Hanneke", "Ibrahim", "Jan", "Karin", "Lars",
	"Maria", "Nour", "Olga", "Piet", "Quinten", "Ren\u00e9e", "Samira",
	"Teun", "Ursula", "Vincent", "Willemijn", "Xander", "Yusuf", "Zo\u00eb",
	"Chlo\u00e9", "Dirk", "Els", "Mo\u00efra", 0 };

const char *const demo_last[] = { "de Vries", "Jansen", "Bakker", "Visser",
	"Smit", "Meijer", "de Boer", "Mulder", "de Groot", "Bos", "Vos",
	"Peters", "Hendriks", "van Leeuwen", "Dekker", "Brouwer", "de Wit",
	"Dijkstra", "Smits", "de Graaf", "van der Meer", "Yilmaz", "Kaya",
	"El Amrani", "Haddad", "Nowak", "Wijaya", "Pinas", "Ari\u00ebns",
	"Kooij", "van den Heuvel", "Postma", 0 };
