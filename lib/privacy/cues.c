#include "lib/privacy/cues.h"

#include <stddef.h>

#include "lib/privacy/lexicon.h"

static const struct cue_list lists[] = {
	/* Numbers of people and firms. */
	{ "bsn bsnnr bsnnummer burgerservicenummer burgerservicenr sofi "
	  "sofinummer sofinr sofinummers bsns burgerservicenummers",
	    CUE_BSN },
	{ "rsin fiscaal fiscale rsinnummer loonheffingennummer "
	  "loonheffingsnummer",
	    CUE_RSIN },
	{ "iban rekening rekeningnummer rekeningnr bankrekening "
	  "bankrekeningnummer bankrekeningnr giro girorekening gironummer "
	  "rek reknr spaarrekening tegenrekening rekeningen",
	    CUE_IBAN },
	{ "creditcard creditcardnummer visa mastercard kaartnummer betaalpas "
	  "kredietkaart creditkaart",
	    CUE_CARD },
	{ "betalingskenmerk betaalkenmerk betaalreferentie acceptgiro "
	  "acceptgirokaart betalingsreferentie",
	    CUE_PAYREF },
	{ "tel telefoon telefoonnummer telefoonnr telnr telnummer mobiel "
	  "mobiele mobielnummer mob gsm fax faxnummer terugbelnummer whatsapp "
	  "belnummer phone mobile telefoonnummers nummertje",
	    CUE_PHONE },
	{ "kenteken kentekens auto voertuig nummerbord nummerplaat mrb aanhanger "
	  "motor scooter brommer bus busje bestelbus bestelauto caravan wagen "
	  "kentekenplaat kentekennummer volkswagen opel toyota vrachtwagen taxi "
	  "motorfiets bromfiets snorfiets oldtimer camper leaseauto trekker",
	    CUE_PLATE },
	{ "paspoort paspoortnummer identiteitskaart identiteitsbewijs idkaart "
	  "rijbewijs rijbewijsnummer documentnummer document id legitimatie "
	  "identiteitsnummer verblijfsdocument reisdocument paspoortnr "
	  "rijbewijsnr passport",
	    CUE_DOCUMENT },
	{ "vnummer vnr vreemdelingennummer vreemdelingnummer", CUE_VNUM },
	{ "kvk handelsregister koophandel kvknummer vestigingsnummer "
	  "vestigingsnr handelsregisternummer kvknr",
	    CUE_KVK },
	{ "gebruikersnaam gebruiker gebruikersnamen inlognaam inlog login "
	  "loginnaam username account accountnaam user ingelogd alias "
	  "profielnaam",
	    CUE_USER },
	{ "geb geboren geboortedatum gebdatum dob geborene born birth gb "
	  "geboortejaar geboortedag birthdate gebdat verjaardag",
	    CUE_BIRTH },
	{ "zaak zaaknummer zaaknr zaakid zaaknummers kenmerk kenmerken dossier "
	  "dossiernummer dossiernr dossiers ref referentie referentienummer "
	  "klantnr klantnummer klantcode relatienr relatienummer polis "
	  "polisnummer polisnr beschikking beschikkingsnummer "
	  "beschikkingnummer aanvraag aanvraagnr aanvraagnummer melding "
	  "meldingsnummer meldingnummer meldnummer factuur factuurnummer "
	  "factuurnr vordering vorderingsnummer procesnummer pv pasnummer "
	  "afvalpas debiteurnummer debiteurennummer ticket ticketnummer "
	  "incident incidentnummer contractnummer registratienummer "
	  "bezwaarnummer briefnummer reference sr aanslagnummer "
	  "cjibnummer parketnummer rolnummer aktenummer lidnummer "
	  "lidmaatschapsnummer clientnummer clientnr patientnummer "
	  "inschrijfnummer correlatienummer ordernummer bestelnummer "
	  "volgnummer kenm betreft aangiftenummer aangiftenr "
	  "procesverbaal dossiercode zaakcode meldingnr",
	    CUE_CASE },
	{ "nummer nummers nr nrs number num", CUE_NUMBER },
	/* Where and when. */
	{ "huisnummer huisnr huisnummers hnr", CUE_HOUSE },
	{ "adres woonadres adresgegevens postadres bezoekadres correspondentie "
	  "correspondentieadres adressen address straat straatnaam "
	  "priveadres perceel",
	    CUE_ADDRESS },
	{ "postcode postcodes pc postc", CUE_POSTCODE },
	{ "woon woont wonen wonende woonachtig woonde woonden verhuisd verhuis "
	  "verhuist verhuisde verhuizing verhuizen gevestigd kantoorhoudende "
	  "ingeschreven bewoner bewoners verblijf verblijft verbleef live "
	  "lives gewoond verblijvende domicilie adres huisbezoek",
	    CUE_LIVE },
	{ "woonplaats plaats plaatsnaam woonplaatsen", CUE_PLACE },
	{ "januari februari maart april mei juni juli augustus september "
	  "oktober november december jan feb mrt apr jun jul aug sep sept okt "
	  "nov dec january february march may june july august october",
	    CUE_MONTH },
	{ "bis hs rood zwart boven beneden huis ii iii iv unit app apt",
	    CUE_SUFFIX },
	/* What a number may be instead. */
	{ "euro eur euros gulden gld procent pct dollar cent ct", CUE_MONEY },
	{ "keer maal x weken week maanden maand jaar jaren dagen dag uur uren "
	  "km meter m cm mm kg gr gram kilo liter ml ltr min minuten minuut "
	  "seconden personen mensen kinderen stuks graden meters kilometer "
	  "brieven werkdagen mb gb kb kwh kw hoorzittingen jarige eu punten "
	  "procent woningen",
	    CUE_UNIT },
	{ "artikel art artikelen lid ecli stb staatsblad stcrt kamerstuk "
	  "kamerstukken isbn formulier foutcode foutmelding error feitcode "
	  "wet besluit regeling rapport verordening richtlijn bijlage "
	  "publicatie editie vlucht lijn",
	    CUE_LAW },
	{ "versie release build ios android firmware v version app",
	    CUE_VERSION },
	{ "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf "
	  "dertien veertien vijftien zestien zeventien achttien negentien "
	  "twintig dertig veertig vijftig zestig zeventig tachtig negentig "
	  "eenentwintig tweeentwintig drieentwintig vierentwintig "
	  "vijfentwintig zesentwintig zevenentwintig achtentwintig "
	  "negenentwintig eenendertig tweeendertig drieendertig vierendertig "
	  "vijfendertig zesendertig zevenendertig achtendertig negenendertig "
	  "eenenveertig tweeenveertig drieenveertig vierenveertig "
	  "vijfenveertig zesenveertig zevenenveertig achtenveertig "
	  "negenenveertig eenenvijftig tweeenvijftig drieenvijftig "
	  "vierenvijftig vijfenvijftig zesenvijftig zevenenvijftig "
	  "achtenvijftig negenenvijftig eenenzestig tweeenzestig drieenzestig "
	  "vierenzestig vijfenzestig zesenzestig zevenenzestig achtenzestig "
	  "negenenzestig eenenzeventig tweeenzeventig drieenzeventig "
	  "vierenzeventig vijfenzeventig zesenzeventig zevenenzeventig "
	  "achtenzeventig negenenzeventig eenentachtig tweeentachtig "
	  "drieentachtig vierentachtig vijfentachtig zesentachtig "
	  "zevenentachtig achtentachtig negenentachtig eenennegentig "
	  "tweeennegentig drieennegentig vierennegentig vijfennegentig "
	  "zesennegentig zevenennegentig achtennegentig negenennegentig "
	  "nulzes nulnul nultien nultwintig dubbel honderd eentje "
	  "zero one two three four five six seven eight nine",
	    CUE_DIGIT },
	{ "apenstaart apenstaartje apestaart apestaartje apenstaartjes at",
	    CUE_AT },
	{ "nl com org net eu be de info gov nu frl uk biz example", CUE_TLD },
	{ "v t m b i proces id spreekt spreken gesproken bekend noemt behalf ik "
	  "hier vragen samen getrouwd gescheiden dank w ouders moeder vader zus "
	  "broer e geholpen gebeld gemaild naam ingevuld opgesteld overleden "
	  "overlijden weduwe weduwnaar kinderen zoon dochter woord contact "
	  "afspraak behandeld getekend",
	    CUE_PHRASE },
	{ "is ist luidt was wordt zijn met", CUE_COPULA },
	/* Of which language is it? */
	{ "de het een ik niet dat zijn van mijn naar maar ook voor die aan bij "
	  "uit wordt heb heeft geen mij wij jullie zij hij u uw om te met er "
	  "nog wel dan als deze dit moet kunnen werd waren nu al heel graag",
	    CUE_DUTCH },
	{ "the and you your they their this that with from have been were would "
	  "could should because about which what when there my she his her our "
	  "are not but for it to am has had do did dont im ur if so she how "
	  "been them who get got just please can then no on all me ive inc "
	  "llc corp usa america georgia florida virginia missouri carolina "
	  "texas washington london said",
	    CUE_ENGLISH },
	/* People. */
	{ "dhr heer hr meneer mijnheer mevrouw mevr mevr mw mw mej mejuffrouw "
	  "mr mrs ms miss sir drs ir dr prof ing dokter zuster agent agente "
	  "fam familie erven weduwe wed juf meester jonkheer jhr pastoor "
	  "dominee ds rechter officier inspecteur professor tante oom opa oma "
	  "bc msc notaris echtpaar gebroeders gezin mvr mijnh heren dames "
	  "deurwaarder kolonel hoofdagent",
	    CUE_TITLE },
	{ "naam heet heette heten namens voornaam achternaam roepnaam "
	  "voornamen tussenvoegsel contactpersoon melder melder indiener "
	  "ondergetekende tnv tav beller name aanvrager belanghebbende "
	  "alias behandelaar genaamd bellernaam verzoeker verzoekster eiser eiseres "
	  "gemachtigde rekeninghouder tbv ondertekend handtekening afzender",
	    CUE_NAME },
	{ "zoon zoontje dochter dochtertje vrouw man moeder vader broer broertje "
	  "zus zusje zuster buurman buurvrouw buurjongen buurmeisje partner "
	  "echtgenoot echtgenote client cliente clienten collega medewerker "
	  "medewerkster burger klant bewoner bewoonster huisarts neef nicht "
	  "ex vriend vriendin kind kleinzoon kleindochter curator "
	  "bewindvoerder mentor advocaat voogd tolk arts coach werkgever "
	  "verhuurder huurder stiefzoon stiefdochter schoonvader schoonmoeder "
	  "schoonzoon schoondochter pleegzoon pleegdochter zwager schoonzus "
	  "consulent consulente jobcoach wijkagent jeugdbeschermer "
	  "gezinsvoogd wethouder raadslid concierge "
	  "verpleegkundige maatschappelijk logopedist fysiotherapeut docent "
	  "docente mantelzorger zorgverlener hulpverlener hulpverleenster "
	  "schoonzusje peetoom stiefvader stiefmoeder pleegmoeder pleegvader "
	  "exman exvrouw verloofde huisgenoot huisgenote ondersteuner "
	  "cursist leerling terugbellen tb verwijzer "
	  "consulent consulente teammanager teamleider ambtenaar raadsman "
	  "vertegenwoordiger mama papa ouders verzorgster chauffeur leraar "
	  "lerares begeleider begeleidster casemanager psycholoog therapeut "
	  "son daughter wife husband brother mother father colleague "
	  "neighbour friend kleinkind partners zusters ouder oppas "
	  "receptioniste baliemedewerker baliemedewerkster buren kinderen "
	  "zonen dochters broers zussen kleinkinderen aanwezig afwezig "
	  "verzorger huishoudelijk huurders eigenaar eigenaresse bestuurder "
	  "bestuurster directeur directrice voorzitter secretaris griffier "
	  "stagiair stagiaire wijkverpleegkundige boekhouder accountant "
	  "makelaar aannemer woordvoerder woordvoerster teamcoach",
	    CUE_RELATION },
	{ "groet groeten groetjes hoogachtend hoogachting mvg gr grt grtz vrgr "
	  "regards sincerely groetje eerbied dienstwillige gegroet afz liefs "
	  "kus knuffel hgr hartelijks groetn grtjs",
	    CUE_GREETING },
	{ "van de der den ten ter te het von du da dos di la le el al ben bin "
	  "ibn das bint abu ait las los af zu vd op uit in aan over onder bij zum zur del della ould oude des "
	  "st",
	    CUE_INFIX },
	{ "gemeente rechtbank hogeschool universiteit stichting vereniging "
	  "hotel wet commissie kabinet station museum ziekenhuis school "
	  "college ministerie provincie waterschap restaurant cafe winkel "
	  "supermarkt bedrijf firma bakkerij slagerij kantoor bibliotheek "
	  "wijkteam team afdeling dienst bank fonds instituut kerk club park "
	  "centrum raad hof politie brandweer sint prinses prins koning "
	  "koningin koninklijke basisschool obs cbs roc uwv svb duo ind cak "
	  "rdw cjib kvk arena stadion bv nv vof ltd gmbh knooppunt halte "
	  "vliegveld luchthaven haven gymnasium lyceum academie ggd ggz "
	  "thuiszorg zorggroep woningcorporatie woonstichting loket balie "
	  "heijn theater schouwburg straat plein laan weg motie amendement "
	  "richtlijn arrest toeslagen philips ziggo kpn odido vodafone eneco "
	  "essent vattenfall greenchoice jumbo lidl aldi hema ikea zalando "
	  "postnl dhl ups rabobank abn amro ing sns asr aegon achmea vgz cz "
	  "menzis randstad tempoteam shell unilever heineken arriva qbuzz "
	  "vve connexxion transavia klm prorail enexis liander stedin vitens "
	  "waternet evides ymere vestia portaal humanitas amazon marktplaats "
	  "netflix spotify paypal klarna tikkie vistaprint bovag anwb fargo "
	  "loan loans mortgage lending equity sachs bancorp payday",
	    CUE_ORG },
	{ "ik u uw je jij jou jouw hij zij ze we wij ons onze hun hen mij me "
	  "mijn dit dat deze die er een als dan toen nu ook nog maar en of want "
	  "dus met voor na naar om tot tegen door zonder tijdens sinds vanaf "
	  "sedert per volgens wat wie waar wanneer waarom hoe welke welk geen "
	  "niet wel ja nee graag dank bedankt beste geachte hallo hoi dag "
	  "goedemorgen goedemiddag goedenavond hi hey dear hello sorry "
	  "alstublieft aub svp maandag dinsdag woensdag donderdag vrijdag "
	  "zaterdag zondag frans duits engels pools turks arabisch spaans "
	  "nederlands nederlandse nederland belgie duitsland marokko turkije "
	  "polen suriname europa europese digid mijnoverheid berichtenbox "
	  "belastingdienst overheid sociale verzekeringsbank wmo wia wajong "
	  "aow bijstand participatiewet jeugdwet awb bsn iban rsin btw tel "
	  "datum bedrag onderwerp betreft bericht telefoon mail email adres "
	  "postcode plaats straat nummer klant burger bijlage brief besluit "
	  "zaak dossier zie heeft heb is was zijn wilt kan kunt moet mag "
	  "gaat staat komt the and you your my our his her their this that "
	  "elke alle andere veel sommige beide iedere enkele israel palestina "
	  "syrie iran irak china india rusland oekraine amerika afghanistan "
	  "eritrea somalie ghana indonesie curacao aruba spanje italie "
	  "portugal frankrijk engeland please dank facebook google microsoft whatsapp instagram apple "
	  "iphone samsung android windows heer mevrouw onbekend bekend nvt "
	  "inmiddels hierbij hiermee helaas daarom daarna verder mocht zodra "
	  "tigrinya farsi dari somali papiamento mandarijn chinees roemeens "
	  "bulgaars oekraiens russisch portugees italiaans koerdisch berbers "
	  "hindi urdu brp nat "
	  "omdat hoewel indien tevens namens klacht vraag toelichting reden "
	  "opel volkswagen toyota ford peugeot renault kia hyundai nissan "
	  "jullie lieve lieverd merhaba bent straks reeds thans steeds alweer weer "
	  "gisteren vandaag morgen nooit altijd madam "
	  "pasen kerst kerstmis pinksteren ramadan koningsdag corona covid",
	    CUE_SMALL },
	{ "eerste tweede derde vierde vijfde zesde zevende achtste negende "
	  "tiende elfde twaalfde dertiende veertiende vijftiende zestiende "
	  "zeventiende achttiende negentiende twintigste eenentwintigste "
	  "tweeentwintigste drieentwintigste vierentwintigste "
	  "vijfentwintigste zesentwintigste zevenentwintigste "
	  "achtentwintigste negenentwintigste dertigste eenendertigste",
	    CUE_DAY },
	/* What people do: behind their names, and in none. */
	{ "belt belde belden heeft is was wil wilde wou kan kon mag mocht moet "
	  "moest had zit zat staat stond ligt lag gaat ging komt kwam doet deed "
	  "zegt zei werd wordt kreeg krijgt woont woonde werkt werkte vraagt "
	  "vroeg geeft gaf ziet zag denkt dacht hoort hoorde wacht wachtte zou "
	  "zal blijft bleef weet wist betaalt betaalde ontvangt ontving meldt "
	  "meldde mailt mailde stuurt stuurde laat liet vindt vond spreekt "
	  "sprak leest las schrijft schreef verklaart verklaarde merkt hielp "
	  "helpt luisterde luistert reageert reageerde weigert weigerde hing "
	  "neemt nam legt legde brengt bracht snapt begrijpt appt appte "
	  "informeert verzoekt verzocht machtigt klaagt klaagde herinnert "
	  "herhaalt beloofde belooft lijdt leeft sliep slaapt",
	    CUE_ACT },
	{ NULL, 0 },
};

const struct cue_list *
cue_lists(void)
{
	return lists;
}
