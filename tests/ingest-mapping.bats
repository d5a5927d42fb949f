#!/usr/bin/env bats
# sig-ingest: the mapping and what it joins, to the row and to the word.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper
load ingest

# Two signals of the Signalen dump, and a table to join.
signalen() {
	printf '%s\n' \
		'id,signal_uuid,text,created_at,category_assignment_id,status_id' \
		'1,u1,gat,2023-01-05 10:11:12+00,7,9' \
		'2,u2,boos,2023-01-05 10:11:12+00,8,' >signals.csv
	printf 'id,state\n9,o\n' >statuses.csv
}

@test "sig-ingest: odd rows of a joined table are reported and counted" {
	signalen
	printf '%s\n' id,main,sub 7,Wegen,Gat 8,Weg 7,Straten,Kuil ,leeg,x \
		8,Paden,Hek,te '' 9,Groen,Boom >categories.csv
	run --separate-stderr -1 sig-ingest --join categories.csv signals.csv
	# the later row of two with one key counts, and no key joins nothing
	[ "$(jq -rc .subject <<<"$output" | tr '\n' ' ')" = 'Straten: Kuil null ' ]
	diff -u - <(printf '%s\n' "$stderr") <<-'END'
	sig-ingest: categories.csv:3: too few columns
	sig-ingest: categories.csv:4: a key again: this row counts
	sig-ingest: categories.csv:5: no key
	sig-ingest: categories.csv:6: too many columns
	sig-ingest: categories.csv: 4 of 6 rows are left out or take the place of an earlier one
	END
	# once a run, and not more than ten of them
	{ echo id,main,sub; yes '7,a,b' | head -100; } >categories.csv
	run --separate-stderr -1 sig-ingest --join categories.csv signals.csv \
		signals.csv
	[ "$(wc -l <<<"$output")" = 4 ]
	[ "$(wc -l <<<"$stderr")" = 11 ]
	grep -q ' 99 of 100 rows ' <<<"$stderr"
	# a good table is not spoken of
	printf 'id,main,sub\n7,a,b\n' >categories.csv
	run --separate-stderr -0 sig-ingest --join categories.csv signals.csv
	[ -z "$stderr" ]
}

@test "sig-ingest: a table that cannot be joined is an error in one line" {
	local file why

	signalen
	cp statuses.csv statusses.csv
	mkdir d reporters.csv
	cp statuses.csv d
	printf 'nr,x\n1,2\n' >locations.csv
	printf 'PK\3\4%.0s' {1..40} >categories.csv
	sed 's/,category_assignment_id/&,location_id,reporter_id/; /^[0-9]/s/$/,5,6/' \
		signals.csv >all.csv
	while IFS='|' read -r file why; do
		fails_with 2 sig-ingest --join "$file" all.csv
		[ "$stderr" = "sig-ingest: $why" ] || { echo "$stderr"; return 1; }
	done <<-'END'
	x/categories.csv|all.csv: x/categories.csv: No such file or directory
	reporters.csv|all.csv: reporters.csv: Is a directory
	locations.csv|all.csv: locations.csv: no column called id, by which it is joined
	statusses.csv|statusses.csv: no mapping joins a table called statusses; such are categories, statuses, locations, reporters
	END
	fails_with 2 sig-ingest --join categories.csv all.csv
	[[ $stderr == 'sig-ingest: all.csv: categories.csv: a zip: use `unzip -p categories.csv '* ]]
	fails_with 2 sig-ingest --join statuses.csv --join d/statuses.csv all.csv
	[ "$stderr" = 'sig-ingest: d/statuses.csv: another table has this name' ]
	fails_with 2 sig-ingest -m klacht --join statuses.csv all.csv
	[ "$stderr" = 'sig-ingest: statuses.csv: no mapping joins a table called statuses' ]
	# the column by which it is joined may be missing: the rows are read
	run --separate-stderr -2 sig-ingest --join locations.csv signals.csv
	[ "$(wc -l <<<"$output")" = 2 ]
	[[ $stderr == 'sig-ingest: locations.csv: joined to nothing: '*' location_id' ]]
	# one file of several is enough
	printf 'klachtnummer,omschrijving\n1,x y\n' >klacht.csv
	sig-ingest --join statuses.csv klacht.csv signals.csv >out
	[ "$(jq -rc .status out | tr '\n' ' ')" = 'null afgehandeld null ' ]
}

# Whole statements, one of every kind and with every option.
statements() {
	cat <<-'END'
	set kind klacht
	set kind = klacht
	set received 2026-03-31
	take text from a
	take text from a or b, "c d" as text raw labelled
	take subject from a, b join " - " required
	take received from a, b as date month-first short-year
	take n from a as number comma filled
	take solicited from a as boolean default nee
	take gold from a as list split ;
	take kind from a by t
	take closed from a if b = c or d
	take text from a, b first
	person customer from a, b
	know address from a join " "
	when a, b or c
	include klacht
	join t on a = b
	separator ;
	separator tab
	encoding utf-8
	backslash no
	header no
	quotes yes
	short-rows fill
	table t
	END
}

@test "sig-ingest: no statement of a mapping takes a word too many" {
	local line

	while IFS= read -r line; do
		printf '%s\ntable t\n\tx = klacht\n' "$line" >m
		fails_with 2 sig-ingest -m m /dev/null
		[ "$stderr" = 'sig-ingest: /dev/null: empty: nothing to read' ]
		sed -i '1s/$/ teveel/' m
		fails_with 2 sig-ingest -m m /dev/null
		[[ $stderr == 'sig-ingest: m:1: teveel: '* ]] ||
			{ echo "$line: $stderr"; return 1; }
		# a comment is none
		sed -i '1s/ teveel/ # &/' m
		fails_with 2 sig-ingest -m m /dev/null
		[ "$stderr" = 'sig-ingest: /dev/null: empty: nothing to read' ]
	done < <(statements)
	for line in 'x = klacht' 'x, y = klacht' '* = drop' '"x y" = ""'; do
		printf 'table kind\n\t%s\n' "$line" >m
		fails_with 2 sig-ingest -m m /dev/null
		[ "$stderr" = 'sig-ingest: /dev/null: empty: nothing to read' ]
		sed -i '2s/$/ teveel/' m
		fails_with 2 sig-ingest -m m /dev/null
		[[ $stderr == 'sig-ingest: m:2: teveel: '* ]]
	done
}

@test "sig-ingest: what a mapping says wrongly is told by line and reason" {
	local text why

	while IFS='|' read -r text why; do
		printf '%b' "$text" >m
		fails_with 2 sig-ingest -m m /dev/null
		[ "$stderr" = "sig-ingest: m:$why" ] ||
			{ echo "$text: $stderr"; return 1; }
	done <<-'END'
	header misschien|1: misschien: yes or no was expected
	quotes soms|1: soms: yes or no was expected
	backslash soms|1: soms: yes or no was expected
	separator '"'|1: ": one character or `tab' was expected
	when a b|1: b: a comma or `or' was expected
	take closed from a after seen|1: `received' was expected behind `after'
	take text from a after received|1: only a date is after received
	take gold from a split ab|1: ab: one character was expected
	join t on a = b\njoin t on c = d|2: t: joined already
	table kind\n\tx = klacht\n\ty = klachtje|3: klachtje: not one of the values of kind; nearest is klacht
	table status\n\t* = klaar|2: klaar: not one of the values of status: ontvangen, erkend, onderzoek, opgepakt, afgehandeld, teruggekoppeld, doorgezet, afgewezen, geannuleerd, heropend
	take channel from a by t\n\ntable t\n\tx, y = tel|4: tel: not one of the values of channel: telefoon, balie, post, e-mail, webformulier, chat, social-media, app, mijn-omgeving, sms, huisbezoek, intern, systeem, onbekend
	person customer from a default 0|1: people have no table and no default
	know name from a by t|1: people have no table and no default
	take received from a by t\ntable t\n\tvandaag = 31-02-2026|3: 31-02-2026: not a day, such as 2026-03-31
	END
	# a value for what is dropped, kept or refused is none
	printf 'table kind\n\tx = ""\n\ty =\n\t* = refuse\n' >m
	fails_with 2 sig-ingest -m m /dev/null
	[ "$stderr" = 'sig-ingest: /dev/null: empty: nothing to read' ]
}

# fate HEADER ROW: what becomes of ROW below one good row: the word for it.
fate() {
	local good

	good=$(sed 's/\bid\b/A9/; s/datum/2026-03-01/; s/tekst/een twee drie/
		s/\bn\b/3/; s/product/Paspoort/' <<<"$1")
	printf '%s\n%s\n%s\n' "$1" "$good" "$2" >f.csv
	sig-ingest -q -m m --stats stats f.csv >out 2>err || [ $? = 1 ]
	jq -r 'if .read != 2 then "lost" elif .skipped == 1 then "skipped"
		elif .refused == 1 then "refused"
		elif .written + .used == 2 then "signal" else . end' stats
}

@test "sig-ingest: what stands below a table is no signal, and a complaint is" {
	local header row want got bad=0

	printf '%s\n' 'set kind klacht' 'take src_id from id' \
		'take received from datum as date day' 'take text from tekst' \
		'take product from product' 'take n from n' >m
	while IFS='|' read -r header row want; do
		got=$(fate "$header" "$row")
		[ "$got" = "$want" ] && continue
		echo "$header, $row: $got, not $want"
		bad=1
	done <<-'END'
	id;datum;tekst|Totaal;;2|skipped
	id;datum;tekst|Totaal;2|skipped
	id;datum;tekst|Aantal:;;|skipped
	id;datum;tekst|Aantal: 57;;|skipped
	id;datum;tekst|;;Totaal|skipped
	id;datum;tekst|Gemiddelde;;3,4|skipped
	id;datum;tekst|Totaal aantal klachten;;57|skipped
	id;datum;tekst|Grand Total;;57|skipped
	id;datum;tekst|Aantal respondenten: 4;;|skipped
	tekst;id;datum|Aantal keren gebeld: 4;;|signal
	tekst|Aantal keren gebeld: 4|signal
	id;datum;tekst|Bron: het zaaksysteem;;|skipped
	id;datum;tekst|Bron:;het zaaksysteem;|skipped
	id;datum;tekst|Gegenereerd op 12-3-2026 om 14:05;;|skipped
	id;datum;tekst|Gegenereerd op;12-3-2026;|skipped
	id;datum;tekst|Filter: Status = open;;|skipped
	id;datum;tekst|K2;2026-03-01;Totaal|signal
	id;datum;tekst|K2;2026-03-01;Filter: de kraan is vies|signal
	id;datum;tekst|K2;2026-03-01;Totaal genegeerd|signal
	id;datum;tekst|;;Filter: de kraan is vies|refused
	id;datum;tekst|;;Totaal genegeerd|signal
	tekst;id;datum|Totaal;5;20260102|signal
	tekst;id;datum|Totaal;K5;2026-01-02|signal
	tekst;id;datum|Filter: vies water;K5;2026-01-02|signal
	tekst;id;datum|Filter: vies water;5;|signal
	tekst;id;datum|Filter: vies water;;|refused
	tekst;id;datum|Bron: zaaksysteem;;|refused
	tekst;id;datum|Totaal genegeerd;12;|signal
	tekst;id;datum|Aantal keren gebeld maar niemand;12;|signal
	tekst|Totaal genegeerd|signal
	tekst|Filter: vies water|signal
	tekst|Totaal: 57|skipped
	tekst;id|Totaal;2|signal
	product;datum;n|Totaal;;15|skipped
	product;datum;n|Totaal Burgerzaken;;15|skipped
	product;datum;n|Paspoort;2026-01-01;15|signal
	product;datum;n|Subtotaal Burgerzaken;;15|skipped
	id;datum;kanaal;product;x;tekst|Totaal Burgerzaken;;;12;;|skipped
	tekst;id;datum;kanaal;product;x|Totaal geen reactie op mijn bezwaar;1234;;;;|signal
	END
	[ "$bad" = 0 ]
}

@test "sig-ingest: words below a table do not make its ids those of people" {
	# one id in five is a word without a digit: not too many, and no id
	printf '%s\n' 'zaaknummer;datum;omschrijving' 'A1;2026-01-01;een twee' \
		'Eindtotaal;;1' 'Gegenereerd op 1-2-2026;;' 'Bron: x;;' \
		'Filter: Status;;' >k.csv
	sig-ingest -m klacht --org a --summary k.csv >out 2>err
	[ "$(cat err)" = 'sig-ingest: 5 rows: 1 signals, 0 refused, 4 skipped' ]
}

@test "sig-ingest: a header that comes again is none, however it is written" {
	cat >h.csv <<-'X'
		Id;Datum ontvangst;Omschrijving;#
		1;2026-01-01;een twee;x
		id; DATUM_ONTVANGST ;"omschrijving";#
		"Id";"Datum ontvangst";"Omschrijving";"#"
		id;datum ontvangst;omschrijving;-
		2;2026-01-02;id;#
		id;2026-01-02;Omschrijving;#
	X
	run -1 ingest -m klacht h.csv
	[ "$(kept text | tr '\n' '/')" = 'een twee/id/Omschrijving/' ]
	[ "$(jq .skipped stats)" = 2 ]
	# of a single column only the very same
	printf 'klacht\nKlacht\nklacht\nklacht nog\n' >k.csv
	echo 'take text from klacht' >m
	ingest -m m k.csv
	[ "$(kept text | tr '\n' '/')" = 'Klacht/klacht nog/' ]
}

@test "sig-ingest: a header cell that may be what a row says is not shown" {
	local cell

	echo 'take text from kort' >m
	while IFS= read -r cell; do
		printf '%b;kort\nx;y\n' "$cell" >k.csv
		sig-ingest --explain -m m k.csv >out
		grep -qE '^    column 1 +\(not used\)$' out || { cat out; false; }
		grep -qE '^    kort +text$' out
		# nor where it says who signals
		printf 'take text from kort\nperson name from "column 1"\n' >p
		fails_with 2 sig-ingest -m p k.csv
		[[ $stderr == 'sig-ingest: k.csv: column 1 says who signals: '* ]]
	done <<-'END'
	Jan Jansen klaagt over zijn buurman
	BSN 111222333
	06 12 34 56 78
	06-12-34-56-78
	NL91 ABNA 0417 1643 00
	1111.22.333
	1234 AB
	1234ab
	31-12-2025
	a@example.org
	te\0033[31mkst
	te\0302\0233kst
	te\0342\0200\0256kst
	"dat\num"
	END
	# what the mapping itself says is no secret
	echo 'take text from "Wat vindt u van onze balie en onze telefoon?"' >m
	printf 'Wat vindt u van onze balie en onze telefoon?;x\nmooi;y\n' >k.csv
	sig-ingest --explain -m m k.csv | grep -q '^    Wat .* telefoon? text$'
	printf 'Vraag 2024;x\nmooi;y\n' >k.csv
	sig-ingest --explain -m signal k.csv | grep -q '^    Vraag 2024 '
}

@test "sig-ingest: --guess of a table without a header, and of odd names" {
	cat >n.csv <<-'END'
	A1;31-12-2025;De brief is niet te begrijpen;jan@example.org;utrecht
	A2;30-12-2025;Niemand neemt de telefoon op;piet@example.org;zeist
	A3;29-12-2025;De website doet het niet;klaas@example.org;utrecht
	END
	sig-ingest --guess n.csv >m
	run ! grep -qE 'A1|example|utrecht|brief' m
	ingest -m m --no-person n.csv
	[ "$(kept src_id | tr '\n' ' ')" = 'A1 A2 A3 ' ]
	[ "$(kept received | head -n 1)" = 2025-12-31 ]
	[ "$(jq .skipped stats)" = 0 ]
	# dates that are names of columns make no row of a header
	printf 'wijk;31-12-2025;30-12-2025\nnoord;3;4\nzuid;5;6\n' >d.csv
	run ! grep -q '^header' <(sig-ingest --guess d.csv)
	# a name of two lines, or with both quotes, can be written all the same
	printf '"Datum\nontvangst";"zo\x27n ""ding""";tekst\n1-2-2026;x;een twee drie vier\n' >q.csv
	sig-ingest --guess q.csv >m
	grep -q '^take   received  from "Datum ontvangst"$' m
	grep -q '^# take ... from "column 2" ' m
	ingest -m m q.csv
	[ "$(kept received)" = 2026-02-01 ]
}

@test "sig-ingest: GeoJSON is a page of features" {
	printf '%s' '{"type":"FeatureCollection","name":"x","crs":{"type":"name"},' \
		'"features":[{"type":"Feature","geometry":{"type":"Point",' \
		'"coordinates":[4.9,52.3]},"properties":{"id":1,' \
		'"omschrijving":"gat in de weg bij de school",' \
		'"datum":"2026-01-01"}},{"type":"Feature","geometry":null,' \
		'"properties":{"id":2,"omschrijving":"lamp stuk op de hoek",' \
		'"datum":"2026-01-02"}}]}' >g.json
	sig-ingest --guess g.json >m
	grep -q '^take   received  from properties.datum$' m
	ingest -m m g.json
	[ "$(jq -r '[.src_id, .received, .text] | join("/")' out)" = \
		'1/2026-01-01/gat in de weg bij de school
2/2026-01-02/lamp stuk op de hoek' ]
	# an object with members of these names is no such page
	printf '%s\n' '{"type":"x","text":"a b","features":[{"a":1},{"a":2}]}' \
		'{"type":"x","text":"c d"}' >o.json
	echo 'take text from text' >m
	ingest -m m o.json
	[ "$(kept text)" = $'a b\nc d' ]
}

@test "sig-ingest: --guess reads names within objects, numbers and codes" {
	for i in 1 2 3 4; do
		echo '{"_id":"A'$i'","_source":{"indexed":"2026-01-01","date_received":"2026-02-0'$i'","issue":"x y","parent":{"name":"Wegen"}}}'
	done >e.json
	sig-ingest --guess e.json >m
	grep -q '^take   src_id    from _id$' m
	grep -q '^take   received  from _source.date_received$' m
	run ! grep -q '^know' m
	# a word is no id, a code no subject, and whole numbers may be counts
	printf '%s\n' 'wie;land;bellers;dag' 'Jansen;NL;12;1-1-2026' \
		'Pietersen;BE;7;2-1-2026' 'Klaassen;NL;12;3-1-2026' >c.csv
	sig-ingest --guess c.csv >m
	grep -qx '# No src_id: wie holds words, as names are.' m
	run ! grep -q '^take   subject' m
	grep -q '^# take ... from bellers   # 3 filled, 2 different, numbers: n, if' m
	grep -q '^# Nothing yet says what a row is about' m
	printf 'a;b;c\nA1;ja;een twee drie vier\nA2;nee;vijf zes zeven acht\n' >a.csv
	sig-ingest --guess a.csv | grep -q '^# take .* b .* yes or no: satisfied'
}

@test "sig-ingest: a column of counts for each product, made long as the page says" {
	command -v mlr >/dev/null || return 0
	printf 'Dag,P_paspoort,P_wmo\n1-1-2026,3,4\n' >breed.csv
	mlr --csv reshape -r '^P_' -o Onderwerp,Aantal breed.csv >lang.csv
	printf '%s\n' 'set kind vraag' 'take received from Dag' \
		'take product from Onderwerp' 'take n from Aantal filled' >m
	sig-ingest -m m lang.csv >out
	[ "$(jq -r '[.day, .product, .n] | join(" ")' out)" = \
		$'2026-01-01 P_paspoort 3\n2026-01-01 P_wmo 4' ]
}

@test "sig-ingest: marks of thousands stand before three digits, or it is no number" {
	printf 'id;n\n1a;1.234\n2a;1 234\n3a;1.234.567,00\n4a;1.2.2025\n5a;127.0.0.1\n6a;06 12 34 56 78\n7a;1.23.4\n8a;12 34\n' >n.csv
	printf 'take src_id from id\ntake stands_for from n\n' >n.map
	run -1 --separate-stderr sig-ingest -q -m n.map n.csv
	[ "$(jq -c .stands_for <<<"$output" | tr '\n' ' ')" = '1234 1234 1234567 ' ]
	[ "$(grep -c 'stands_for: no number' <<<"$stderr")" = 5 ]
}

@test "sig-ingest: a member is made what it is, or the mapping is mistaken" {
	local line

	printf 'id;t;d\n1a;x;01-02-2026\n' >a.csv
	while read -r line; do
		printf 'set kind klacht\ntake %s\n' "$line" >a.map
		run -2 --separate-stderr sig-ingest -q -m a.map a.csv
		[[ $stderr = 'sig-ingest: a.map:2: '* ]] || { echo "$line"; return 1; }
	done <<-'END'
		received from d as text
		told from d as value
		text from t as number
		text from t as list
		product from t split ;
		product from t as boolean
		satisfied from t as boolean
		stands_for from t as value
		gold from t as text
		channel from t as text
	END
	printf 'take src_id from id as text\ntake reason from d as date\ntake text from t as value\n' >a.map
	[ "$(sig-ingest -q -m a.map a.csv | jq -r .reason)" = 2026-02-01 ]
}

@test "sig-ingest: of a date, a number, yes or no it may be said not to be known" {
	printf 'id;t;d;n;j\n1a;x;onbekend;Onbekend;unknown\n2a;onbekend;01-02-2026;3;ja\n' >o.csv
	printf 'take src_id from id\ntake text from t\ntake received from d\ntake stands_for from n\ntake solicited from j\n' >o.map
	sig-ingest -q -m o.map o.csv | jq -c '[.received, .stands_for, .solicited, .text]' >got
	diff -u - got <<-'END'
		[null,null,null,"x"]
		["2026-02-01",3,true,"onbekend"]
	END
	# But where it must be there, or is a number of events, the row is refused.
	sed -i 's/from d/from d filled/' o.map
	run -1 --separate-stderr sig-ingest -q -m o.map o.csv
	[ "$stderr" = 'sig-ingest: o.csv:2: received: empty, but it must be there' ]
	printf 'd;t;n\n01-02-2026;x;onbekend\n' >c.csv
	printf 'take received from d\ntake product from t\ntake n from n\n' >c.map
	run -1 --separate-stderr sig-ingest -q -m c.map c.csv
	[ -z "$output" ]
}

@test "sig-ingest: the day of a spreadsheet has a comma where it is Dutch" {
	printf 'id;t;d\n1a;x;46022\n2a;x;46022,5\n3a;x;46022.5868055555\n4a;x;46022,58,6\n' >s.csv
	printf 'take src_id from id\ntake text from t\ntake received from d as date serial\n' >s.map
	run -1 --separate-stderr sig-ingest -q -m s.map s.csv
	[ "$(jq -r .received <<<"$output" | tr '\n' ' ')" = \
		'2025-12-31 2025-12-31T12:00:00+01:00 2025-12-31T14:05:00+01:00 ' ]
}

@test "sig-ingest: a kind may be written as many of them" {
	printf 'soort;id;omschrijving\nKlachten;1a;x\nBezwaren;2a;x\nMeldingen;3a;x\nVragen;4a;x\n' >k.csv
	printf 'take kind from soort\ntake src_id from id\ntake text from omschrijving\n' >k.map
	[ "$(sig-ingest -q -m k.map k.csv | jq -r .kind | tr '\n' ' ')" = \
		'klacht bezwaar melding vraag ' ]
}

@test "sig-ingest: --guess knows a table of counts, and no other for one" {
	printf 'Maand;Dienst;Aantal klachten\n01-01-2026;Paspoort;12\n01-02-2026;Paspoort;1.300\n01-02-2026;Rijbewijs;12\n' >y.csv
	sig-ingest --guess y.csv >y.map
	sig-ingest -q -m y.map y.csv | jq -c '[.sig, .day, .product, .n]' >got
	diff -u - got <<-'END'
		["tally/1","2026-01-01","Paspoort",12]
		["tally/1","2026-02-01","Paspoort",1300]
		["tally/1","2026-02-01","Rijbewijs",12]
	END
	printf 'dag;zaaknummer;aantal;omschrijving\n' >z.csv
	printf '0%s-01-2026;z-%s;3;de brug in de straat is weer stuk\n' 1 1 2 2 3 3 >>z.csv
	sig-ingest --guess z.csv >z.map
	run ! grep -q '^take *n ' z.map
}

@test "sig-ingest: a name with a day of birth is one person in every style" {
	local day

	sig-share keygen k.key
	printf 'take src_id from id\ntake text from t\nperson name from naam, geb\n' >p.map
	for day in 01-02-1980 1-2-1980 1980-02-01 '1 februari 1980' 01.02.1980; do
		printf 'id;t;naam;geb\n1a;x;Ann Bé;%s\n' "$day" >p.csv
		sig-ingest -q -m p.map -k k.key p.csv | jq -c .person
	done >got
	[ "$(sort -u got | wc -l)" = 1 ]
	[ "$(jq length got | head -1)" = 1 ]
	printf 'id;t;naam;geb\n1a;x;Ann Bé;02-02-1980\n' >p.csv
	sig-ingest -q -m p.map -k k.key p.csv | jq -c .person >other
	run ! grep -qxFf got other
}

@test "ingest: lists of other kinds that count from 1 have ids of their own" {
	printf '%s\n' 'take src_id from Nummer' 'take kind from Soort' \
		'take text from Tekst' 'take received from Datum as date' >l.map
	for kind in klacht bezwaar; do
		printf 'Nummer,Soort,Datum,Tekst\n'
		for i in 1 2 3; do
			printf '%s,%s,2026-01-0%s,tekst %s\n' "$i" "$kind" "$i" "$i"
		done
	done | awk '/Nummer/ { f = "l" ++n ".csv" } { print >f }'
	sig-ingest --no-person --org x -m l.map l1.csv l2.csv | jq -r .id |
		sort -u >ids
	[ "$(wc -l <ids)" = 6 ]
	# of six digits too; one of seven is the number of a case
	for n in 12345 123456; do
		sed "s/^[1-3],/$n&/" l1.csv >n1.csv
		sed "s/^[1-3],/$n&/" l2.csv >n2.csv
		sig-ingest --no-person --org x -m l.map n1.csv n2.csv |
			jq -r .id | sort -u | wc -l
	done >ids
	[ "$(paste -sd ' ' ids)" = '6 3' ]
	# a system has its own numbers
	sig-ingest --no-person --org x --system s -m l.map l1.csv l2.csv |
		jq -r .id | sort -u >ids
	[ "$(wc -l <ids)" = 3 ]
	# and the number of a case stays, whatever it is called
	sed 's/^[1-3],/Z-2026-&/' l1.csv >z1.csv
	sed 's/^[1-3],/Z-2026-&/' l2.csv >z2.csv
	sig-ingest --no-person --org x -m l.map z1.csv z2.csv | jq -r .id |
		sort -u >ids
	[ "$(wc -l <ids)" = 3 ]
}
