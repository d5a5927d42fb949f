/*
 * make_dups - signals of which it is known which texts are one family
 *
 * usage: make_dups [-s seed] [-t] n
 *
 * Writes N Dutch signals of about 700 bytes of text, the same for the same
 * seed.  With -t there are edited texts among them, of many classes, and
 * texts that look alike but are not; x_class says which, x_family which
 * family a text is of.  Without -t there are only new texts.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/buf.h"
#include "lib/base/date.h"
#include "lib/base/hash.h"

enum { WORDS_MOST = 400, RECENT = 256, MASSES = 40, FRAMES = 12 };

static const char nouns[] =
    "aanvraag aanslag afspraak antwoord bijstand beschikking bewijs bezwaar "
    "bijlage boete brief buurt container contract dossier dienst eigendom "
    "energie factuur fiets fietspad formulier garage gebouw geld gezin "
    "gehandicaptenkaart gesprek grens groen herstel huis huur huurtoeslag "
    "incasso inkomen invalidenplek jeugdhulp kapvergunning kind kinderopvang "
    "klacht kosten lantaarnpaal lening leges loket machtiging medewerker "
    "melding mening mantelzorg nota nummer onderhoud onderzoek opvang ouders "
    "overlast papier parkeerplek paspoort pensioen plein procedure rekening "
    "rijbewijs riool school schuld speeltuin stoep straat subsidie taxatie "
    "telefoon termijn terras toeslag toezegging trottoir uitkering uitspraak "
    "verhuizing verkeer verklaring vergunning verslag vervoer voorschot "
    "voorziening vraag vuilnis wachttijd water website wijk woning "
    "woningbouw zaak zorg zorgtoeslag zwembad aangifte afvalpas adres "
    "belasting begraafplaats bestemmingsplan bouwplaats bruggetje burgemeester "
    "camera drempel eigenaar gemeentehuis geluid hondenbelasting ingang "
    "inspraak jongeren kermis kruispunt lawaai makelaar nachtopvang "
    "ondernemer park persoon politie rotonde sloot snelheid stank station "
    "stemming taal tuin uitrit veiligheid vrachtwagen vereniging wethouder "
    "wijkteam winkel ziekenhuis";
static const char verbs[] =
    "aangevraagd afgewezen aangepast beantwoord bekeken beloofd besproken "
    "betaald bezocht doorgegeven gebeld gebouwd gebracht gecontroleerd "
    "gedeeld gedownload gehoord gekregen gelezen gemaakt gemeld gemist "
    "genoteerd geplaatst geregeld gerepareerd geschreven gestuurd "
    "geweigerd gewijzigd gezien gezocht goedgekeurd ingediend ingetrokken "
    "ingevuld kwijtgeraakt nagekeken onderzocht ondertekend ontvangen "
    "opgelost opgestuurd opgezegd overgemaakt overlegd teruggevraagd "
    "toegezegd uitgelegd uitgesteld verbroken verhoogd verlaagd verlengd "
    "verloren vermeld verplaatst verstuurd vervangen verwerkt verwijderd "
    "verzameld voorbereid voorgelegd weggegooid verkocht geschat gemeten";
static const char adjectives[] =
    "oude nieuwe kapotte dure lange korte vreemde rare onduidelijke foute "
    "dubbele late vroege verkeerde juiste volledige halve officiele kleine "
    "grote gevaarlijke drukke stille vieze schone lege volle tijdelijke "
    "vaste eerste tweede derde laatste volgende eigen gezamenlijke digitale "
    "papieren onleesbare beloofde openstaande betaalde onbetaalde vermiste "
    "onterechte redelijke strenge vriendelijke boze zieke jonge bejaarde";
static const char adverbs[] =
    "gisteren vandaag vorige_week afgelopen_maandag in_januari in_maart "
    "vlak_voor_de_zomer na_de_vakantie al_maanden al_jaren weer opnieuw "
    "meteen uiteindelijk eerder daarna intussen soms nooit altijd vaak "
    "eindelijk helaas gelukkig volgens_mij zonder_uitleg zonder_reden "
    "per_post per_mail telefonisch aan_de_balie via_de_website persoonlijk "
    "samen_met_mijn_buurvrouw namens_mijn_moeder voor_mijn_zoon "
    "met_mijn_vader op_zaterdag tijdens_kantooruren te_laat op_tijd "
    "drie_keer twee_keer tien_dagen_lang om_negen_uur in_het_najaar";
static const char places[] =
    "gemeente belastingdienst uitkeringsinstantie provincie rechtbank "
    "waterschap rijksdienst burgerzaken servicepunt klantenservice "
    "afdeling_toeslagen afdeling_handhaving wijkbureau woningcorporatie "
    "omgevingsdienst sociale_dienst zorgkantoor ombudsman griffie "
    "meldpunt stadhuis milieustraat parkeerbedrijf verhuurder bank "
    "verzekeraar huisarts advocaat bewindvoerder rechter inspectie";
static const char fillers[] =
    "ook toch nu dan nog wel eens even al maar echt zelfs best nogal erg "
    "heel vrij tamelijk zeker vast soms meestal vaak zelden eigenlijk gewoon "
    "natuurlijk blijkbaar kennelijk waarschijnlijk misschien mogelijk gelukkig "
    "helaas dus daarom hierdoor daardoor opnieuw weer alweer telkens steeds "
    "voortdurend plotseling ineens langzaam snel meteen direct later eerder "
    "destijds toen inmiddels intussen voorlopig tijdelijk uiteindelijk "
    "feitelijk formeel juridisch persoonlijk zelf samen apart duidelijk "
    "onverwacht netjes keurig zomaar bijna ongeveer precies minstens hooguit";
static const char *const sentences[] = {
	"ik heb %t de %a %n %v bij de %p",
	"de %n is %t %v door de %p en dat is voor ons een %a %n",
	"mijn %n staat %t op de %a %n",
	"wij wachten %t op de %n die door de %p is %v",
	"volgens de %p was de %a %n %t %v",
	"hoe kan het dat een %n %t wordt %v terwijl de %n nog niet is %v",
	"ik wil weten wanneer de %a %n wordt %v",
	"bij de %n kreeg ik te horen dat de %n al was %v",
	"niemand van de %p kon mij zeggen waar de %a %n is",
	"de %n naast de %n is %a geworden en %t niet meer %v",
	"omdat de %n niet klopt heeft de %p mij een %a %n gestuurd",
	"zo raakt mijn %n steeds verder in de %n",
	"daarvoor heb ik een %n en een %a %n %v",
	"toen ik %t belde met de %p werd de verbinding %v",
	"dat de %n zo %a is had de %p moeten weten",
	"een %n kost veel en levert de %n weinig op",
	"de buren hebben hun %n ook %t %v",
	"graag zie ik dat de %p de %n en de %n herstelt",
	"door deze %n kan mijn %n niet naar de %n",
	"er lag %t een %a %n voor de %n",
	"in de %n staat dat ik de %n zelf had %v",
	"met de %n van vorig jaar was dat heel anders dan met deze %a %n",
	"ons %n gaat hierdoor achteruit zegt ook de %p",
	"van een %a %n mag je toch een %n verwachten",
	"pas %t bleek dat de %n naar een %a adres was %v",
	"ze verwijzen mij van de %p naar de %p en weer terug",
};
static const char *const first_names[] = { "Jan", "Fatima", "Kees", "Anja",
	"Mohamed", "Sanne", "Piet", "Esra", "Willem", "Truus", "Ahmet", "Lotte",
	"Henk", "Naima", "Bram", "Ingrid" };
static const char *const last_names[] = { "Jansen", "de Vries", "Bakker",
	"El Amrani", "Visser", "Smit", "Yilmaz", "Mulder", "de Groot", "Bos",
	"Vos", "Peters", "Hendriks", "van Dijk", "Kok", "Schouten" };
static const char *const streets[] = { "Dorpsstraat", "Kerkweg", "Lindelaan",
	"Molenstraat", "Stationsplein", "Havenkade", "Beukenhof", "Ringdijk" };

struct list {
	char *words;
	const char *word[256];
	size_t n;
};

struct text {
	struct buf b;
	uint64_t family;
};

struct maker {
	uint64_t seed;
	struct list noun, verb, adjective, adverb, place, filler;
	struct text base[RECENT]; /* to be edited later on */
	size_t bases;
	struct text mass[MASSES];
	struct buf frame[FRAMES][2]; /* above and below */
	uint64_t families;
	uint64_t written;
};

static uint64_t
any(struct maker *m, uint64_t n)
{
	m->seed += 0x9e3779b97f4a7c15u;
	return hash_mix(m->seed) % n;
}

static void
list_open(struct list *l, const char *words)
{
	char *p;

	l->words = malloc(strlen(words) + 1);
	strcpy(l->words, words);
	for (p = strtok(l->words, " "); p != NULL; p = strtok(NULL, " "))
		l->word[l->n++] = p;
}

static void
put_from(struct maker *m, struct buf *b, const struct list *l)
{
	for (const char *p = l->word[any(m, l->n)]; *p != '\0'; p++)
		buf_putc(b, *p == '_' ? ' ' : *p);
}

/* A noun, often one of two in one word, as Dutch makes them. */
static void
put_noun(struct maker *m, struct buf *b)
{
	if (any(m, 3) > 0)
		put_from(m, b, &m->noun);
	put_from(m, b, &m->noun);
}

/* What PLACE, in a sentence, stands for. */
static void
put_place(struct maker *m, struct buf *b, char place)
{
	switch (place) {
	case 'n':
		put_noun(m, b);
		break;
	case 'v':
		put_from(m, b, &m->verb);
		break;
	case 'a':
		put_from(m, b, &m->adjective);
		break;
	case 't':
		put_from(m, b, &m->adverb);
		break;
	default:
		put_from(m, b, &m->place);
	}
}

static void
put_sentence(struct maker *m, struct buf *b)
{
	const char *p =
	    sentences[any(m, sizeof(sentences) / sizeof(sentences[0]))];
	size_t from = b->len;

	for (; *p != '\0'; p++) {
		if (*p == '%')
			put_place(m, b, *++p);
		else
			buf_putc(b, *p);
		if (*p == ' ' && any(m, 4) == 0) {
			put_from(m, b, &m->filler);
			buf_putc(b, ' ');
		}
	}
	if (b->s[from] >= 'a' && b->s[from] <= 'z')
		b->s[from] = (char)(b->s[from] - 'a' + 'A');
	buf_puts(b, any(m, 8) == 0 ? "! " : ". ");
}

static void
put_text(struct maker *m, struct buf *b, size_t bytes)
{
	size_t from = b->len;

	while (b->len - from < bytes)
		put_sentence(m, b);
	b->len--;
}

static void
put_name(struct maker *m, struct buf *b)
{
	buf_puts(b, first_names[any(m, 16)]);
	buf_putc(b, ' ');
	buf_puts(b, last_names[any(m, 16)]);
}

static void
put_address(struct maker *m, struct buf *b)
{
	buf_puts(b, streets[any(m, 8)]);
	buf_putc(b, ' ');
	buf_put_u64(b, 1 + any(m, 300));
}

/* Write a signal with TEXT. */
static void
put_signal(struct maker *m, const char *class, uint64_t family,
    struct slice text)
{
	struct buf b = { 0 };
	uint64_t n = m->written++;

	buf_printf(&b,
	    "{\"sig\":\"signal/1\",\"id\":\"d%09" PRIu64 "\","
	    "\"kind\":\"klacht\",\"channel\":\"webformulier\","
	    "\"received\":\"",
	    n);
	date_put_day(&b, 20000 + (int32_t)(n / 20000));
	buf_puts(&b, "\",\"text\":\"");
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '\n')
			buf_puts(&b, "\\n");
		else
			buf_putc(&b, text.p[i]);
	buf_printf(&b, "\",\"x_class\":\"%s\",\"x_family\":%" PRIu64 "}\n",
	    class, family);
	fwrite(b.s, 1, b.len, stdout);
	buf_release(&b);
}

/* A new text, of a family of its own; some are kept to be edited later. */
static void
put_base(struct maker *m)
{
	struct text *t = &m->base[m->bases++ % RECENT];

	buf_reset(&t->b);
	put_text(m, &t->b, 350 + any(m, 700));
	t->family = ++m->families;
	put_signal(m, "base", t->family, buf_slice(&t->b));
}

/* A word of W with a letter swapped, doubled, lost or wrong. */
static void
put_typo(struct maker *m, struct buf *b, struct slice w)
{
	size_t at = any(m, w.n);
	char wrong = (char)('a' + any(m, 26));

	buf_put(b, (struct slice){ w.p, at });
	switch (any(m, 4)) {
	case 0:
		buf_putc(b, wrong);
		break;
	case 1:
		buf_putc(b, w.p[at]);
		buf_putc(b, w.p[at]);
		break;
	case 2:
		if (w.n == 1)
			buf_putc(b, wrong);
		break;
	default:
		buf_putc(b, w.p[at]);
		buf_putc(b, wrong);
	}
	buf_put(b, (struct slice){ w.p + at + 1, w.n - at - 1 });
}

/* TEXT with PERCENT of its words changed: typos, or other words. */
static void
put_changed(struct maker *m, struct buf *b, struct slice text, unsigned percent,
    bool typo)
{
	struct slice w;
	bool more;

	do {
		more = slice_cut(&text, ' ', &w);
		if (!more)
			w = text;
		if (w.n == 0 || any(m, 100) >= percent)
			buf_put(b, w);
		else if (typo)
			put_typo(m, b, w);
		else
			put_from(m, b, &m->noun);
		if (more)
			buf_putc(b, ' ');
	} while (more);
}

static void
put_reordered(struct maker *m, struct buf *b, struct slice text)
{
	struct slice part[WORDS_MOST];
	struct slice swap;
	size_t n = 0;
	size_t k;

	while (text.n > 0 && n < WORDS_MOST) {
		part[n].p = text.p;
		for (k = 0; k < text.n; k++)
			if (text.p[k] == '.' || text.p[k] == '!')
				break;
		k = k + 2 < text.n ? k + 2 : text.n;
		part[n++].n = k;
		text.p += k;
		text.n -= k;
	}
	for (size_t i = n; i > 1; i--) {
		k = any(m, i);
		swap = part[i - 1];
		part[i - 1] = part[k];
		part[k] = swap;
	}
	for (size_t i = 0; i < n; i++) {
		buf_put(b, slice_trim(part[i]));
		buf_putc(b, ' ');
	}
}

static void
put_cased(struct maker *m, struct buf *b, struct slice text, bool blanks)
{
	bool loud = any(m, 2) == 0;

	for (size_t i = 0; i < text.n; i++) {
		if (blanks && text.p[i] == ' ' && any(m, 4) == 0)
			buf_puts(b, any(m, 2) == 0 ? "  " : "\n");
		else if (!blanks && text.p[i] >= 'a' && text.p[i] <= 'z' &&
		    (loud || any(m, 10) == 0))
			buf_putc(b, (char)(text.p[i] - 'a' + 'A'));
		else
			buf_putc(b, text.p[i]);
	}
}

/* Headers above and a closing and a disclaimer below. */
static void
put_framed(struct maker *m, struct buf *b, struct slice text)
{
	buf_puts(b, "Van: ");
	put_name(m, b);
	buf_puts(b,
	    "\nVerzonden: maandag 12 mei 2025 10:12\nAan: klachten\n"
	    "Onderwerp: mijn klacht\n\nGeachte heer of mevrouw,\n\n");
	put_sentence(m, b);
	buf_put(b, text);
	buf_puts(b, "\n\nMet vriendelijke groet,\n\n");
	put_name(m, b);
	buf_putc(b, '\n');
	put_address(m, b);
	buf_puts(b,
	    "\n\nDit bericht is vertrouwelijk en alleen bestemd voor "
	    "de geadresseerde. Stuur het terug als het niet voor u "
	    "is.");
}

static const char *const edits[] = { "exact", "blanks", "case", "typo2",
	"typo5", "reorder", "header", "cut70", "words10", "words20" };

/* Another person's edit of a text written before. */
static void
put_edit(struct maker *m, int how)
{
	size_t known = m->bases < RECENT ? m->bases : RECENT;
	const struct text *t = &m->base[any(m, known)];
	struct slice s = buf_slice(&t->b);
	struct buf b = { 0 };

	switch (how) {
	case 0:
		buf_put(&b, s);
		break;
	case 1:
	case 2:
		put_cased(m, &b, s, how == 1);
		break;
	case 3:
	case 4:
		put_changed(m, &b, s, how == 3 ? 2 : 5, true);
		break;
	case 5:
		put_reordered(m, &b, s);
		break;
	case 6:
		put_framed(m, &b, s);
		break;
	case 7:
		buf_put(&b, (struct slice){ s.p, s.n * 7 / 10 });
		break;
	default:
		put_changed(m, &b, s, how == 8 ? 10 : 20, false);
	}
	put_signal(m, edits[how], t->family, buf_slice(&b));
	buf_release(&b);
}

/* A letter that many send, with their own name, street and number. */
static void
put_mass(struct maker *m, size_t which)
{
	struct text *t = &m->mass[which];
	struct buf b = { 0 };

	if (t->family == 0) {
		t->family = ++m->families;
		put_text(m, &t->b, 500 + any(m, 500));
	}
	buf_puts(&b, "Geachte heer of mevrouw,\n\nMijn naam is ");
	put_name(m, &b);
	buf_puts(&b, " en ik woon aan de ");
	put_address(m, &b);
	buf_puts(&b, ". ");
	buf_put(&b, buf_slice(&t->b));
	if (any(m, 2) == 0) {
		buf_putc(&b, ' ');
		put_sentence(m, &b);
	}
	buf_puts(&b, "\n\nHoogachtend,\n");
	put_name(m, &b);
	put_signal(m, "mass", t->family, buf_slice(&b));
	buf_release(&b);
}

/* Strangers who used one form, with much standard text and little own. */
static void
put_frame(struct maker *m, size_t which)
{
	struct buf *frame = m->frame[which];
	struct buf b = { 0 };

	if (frame[0].len == 0) {
		put_text(m, &frame[0], 120 + any(m, 250));
		put_text(m, &frame[1], 100 + any(m, 200));
	}
	buf_put(&b, buf_slice(&frame[0]));
	buf_puts(&b, "\n\n");
	put_text(m, &b, 180 + any(m, 400));
	buf_puts(&b, "\n\n");
	buf_put(&b, buf_slice(&frame[1]));
	put_signal(m, "frame", ++m->families, buf_slice(&b));
	buf_release(&b);
}

/* Strangers whose mail has the same greeting, closing and disclaimer. */
static void
put_letter(struct maker *m)
{
	struct buf b = { 0 };

	buf_puts(&b, "Geachte heer, mevrouw,\n\n");
	put_text(m, &b, 150 + any(m, 150));
	buf_puts(&b,
	    "\n\nAlvast hartelijk dank voor uw reactie.\n\n"
	    "Met vriendelijke groet,\n");
	put_name(m, &b);
	buf_puts(&b,
	    "\nVerstuurd vanaf mijn iPhone\n\nDisclaimer: dit bericht "
	    "is uitsluitend bestemd voor de geadresseerde en kan "
	    "vertrouwelijke informatie bevatten. Indien u niet de "
	    "geadresseerde bent, verzoeken wij u dit bericht te "
	    "verwijderen en de afzender te waarschuwen. Aan dit "
	    "bericht kunnen geen rechten worden ontleend.");
	put_signal(m, "letter", ++m->families, buf_slice(&b));
	buf_release(&b);
}

/* Short texts that differ in a word or two, and placeholders. */
static void
put_short(struct maker *m)
{
	static const char *const empty[] = { "", "-", "zie bijlage",
		"geen omschrijving", "Melding zonder omschrijving", "test",
		"Submitted without a description" };
	struct buf b = { 0 };

	if (any(m, 3) == 0) {
		buf_puts(&b, empty[any(m, 7)]);
		put_signal(m, "empty", ++m->families, buf_slice(&b));
	} else {
		buf_puts(&b, "Ik wacht al weken op antwoord over mijn ");
		put_from(m, &b, &m->noun);
		buf_puts(&b, " en de ");
		put_from(m, &b, &m->adjective);
		buf_putc(&b, ' ');
		put_from(m, &b, &m->noun);
		buf_printf(&b, " van %" PRIu64 " euro bij de ", any(m, 900));
		put_from(m, &b, &m->place);
		put_signal(m, "short", ++m->families, buf_slice(&b));
	}
	buf_release(&b);
}

static void
put_truth(struct maker *m)
{
	uint64_t k = any(m, 100);

	if (k < 50 || m->bases < 20)
		put_base(m);
	else if (k < 75)
		put_edit(m, (int)any(m, sizeof(edits) / sizeof(edits[0])));
	else if (k < 83)
		put_mass(m, any(m, MASSES));
	else if (k < 91)
		put_frame(m, any(m, FRAMES));
	else if (k < 95)
		put_letter(m);
	else
		put_short(m);
}

int
main(int argc, char *argv[])
{
	static struct maker m;
	bool truth = false;
	uint64_t n;
	int c;

	while ((c = getopt(argc, argv, "s:t")) != -1) {
		if (c == '?')
			return 2;
		if (c == 't')
			truth = true;
		else
			m.seed = strtoull(optarg, NULL, 10);
	}
	if (argc - optind != 1)
		return 2;
	list_open(&m.noun, nouns);
	list_open(&m.verb, verbs);
	list_open(&m.adjective, adjectives);
	list_open(&m.adverb, adverbs);
	list_open(&m.place, places);
	list_open(&m.filler, fillers);
	for (n = strtoull(argv[optind], NULL, 10); n > 0; n--)
		if (truth)
			put_truth(&m);
		else
			put_base(&m);
	return fclose(stdout) == 0 ? 0 : 2;
}
