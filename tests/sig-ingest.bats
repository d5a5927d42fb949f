#!/usr/bin/env bats
# sig-ingest: exports of every make become signals, row by row.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper
load ingest

NASTY=$DATA/ingest/nasty

# A small export with the separator $1 (a comma unless told).
klachten() {
	printf '%s\n' 'Klachtnummer,Datum ontvangst,Kanaal,Omschrijving' \
		'K1,31-12-2025 14:05,Telefonisch,Ik krijg niemand aan de lijn' \
		'K2,2026-01-02,e-mail,De brief is onduidelijk' |
		tr , "${1:-,}"
}

# rows FILE: what is read of it, as the expected rows of the nasty files are.
rows() {
	"$BUILD/csv_rows" "$1" | jq -cs '[.[] | select(type == "array")]'
}

@test "sig-ingest: every nasty file is read as it should be" {
	local f bad=0

	for f in "$NASTY"/*.csv; do
		[ "$(jq -c .rows "$f.expected.json")" != null ] || continue
		rows "$f" >got
		jq -c .rows "$f.expected.json" >want
		diff -u want got || {
			echo "in $f"
			bad=1
		}
	done
	[ "$bad" = 0 ]
}

@test "sig-ingest: separators, line ends and encodings make no difference" {
	local f

	klachten >comma.csv
	klachten ';' >semicolon.csv
	klachten '\t' >tab.csv
	klachten '|' >bar.csv
	klachten | sed 's/$/\r/' >crlf.csv
	klachten | tr '\n' '\r' >cr.csv
	klachten | head -c -1 >nofinal.csv
	{ printf '\357\273\277'; klachten; } >bom.csv
	{ printf '\377\376'; klachten | iconv -t utf-16le; } >utf16.csv
	{ printf '\376\377'; klachten ';' | iconv -t utf-16be; } >utf16be.csv
	klachten '\t' | iconv -t utf-16le >nomark.csv
	{ printf 'sep=;\r\n'; klachten ';'; } >sep.csv
	{ printf 'Klachten 2025;;;\n\n'; klachten ';'; } >title.csv
	{ klachten; printf '\nTotaal,2\n'; } >total.csv
	ingest --map klacht comma.csv
	jq -c 'del(.file, .row)' out >want
	[ "$(wc -l <want)" = 2 ]
	for f in *.csv; do
		ingest --map klacht "$f"
		jq -c 'del(.file, .row)' out >got
		diff -u want got || { echo "in $f"; return 1; }
	done
}

@test "sig-ingest: windows-1252 and iso-8859-15 are told apart" {
	printf 'klachtnummer;omschrijving\n1;\200 5, \226 co\366rdinator\n' >w.csv
	printf 'klachtnummer;omschrijving\n1;\244 5, co\366rdinator\n' >i.csv
	ingest --map klacht w.csv
	[ "$(kept text)" = '€ 5, – coördinator' ]
	ingest --map klacht i.csv
	[ "$(kept text)" = '€ 5, coördinator' ]
}

@test "sig-ingest: a row in another encoding is mended and said" {
	ingest --map klacht "$NASTY/12_mixed_encoding_rows.csv"
	[ "$(wc -l <out)" = 2 ]
	[ "$(kept text | sort -u | wc -l)" = 1 ]
	grep -q ': 1 rows were not utf-8 and were read as windows-1252$' err
}

@test "sig-ingest: bytes that mean nothing cost their row only" {
	run -1 ingest --map klacht --rejects r "$NASTY/24_invalid_utf8.csv"
	[ "$(kept src_id | tr '\n' ' ')" = '1 3 ' ]
	grep -q '24_invalid_utf8.csv:3: bytes that are no text' err
	[ "$(stat -c %a r)" = 600 ]
	sed -n 1,3p "$NASTY/24_invalid_utf8.csv" | sed 2d >want
	cmp want r
}

@test "sig-ingest: a name of such bytes costs nothing" {
	local name=$'klachten \xeb.csv'

	printf 'vraag;antwoord\nwaarom;daarom\n' >"$name"
	run -0 --separate-stderr sig-ingest --stats st "$name"
	[ -z "$stderr" ]
	[ "$(jq -r .file <<<"$output")" = $'klachten \ufffd.csv' ]
	jq -e '.sources == ["klachten \ufffd.csv=1/1/0/0"]' st
	sig-classify <<<"$output" >out
	# sig-forget knows it by the name that it has, and by that of the line.
	[ -z "$(sig-forget --file "$name" out)" ]
	[ -z "$(sig-forget --file $'klachten \ufffd.csv' out)" ]
}

@test "sig-ingest: ragged rows are refused with their line" {
	run -1 ingest --map klacht "$NASTY/13_ragged_short_long.csv"
	[ "$(kept src_id | tr '\n' ' ')" = '1 4 ' ]
	grep -q ':3: too few columns$' err
	grep -q ':4: too many columns$' err
}

@test "sig-ingest: a quote that is never closed costs one line" {
	run -1 ingest --map klacht "$NASTY/14_unterminated_quote_at_eof.csv"
	[ "$(kept src_id | tr '\n' ' ')" = '1 3 ' ]
	grep -q ':3: a quote is opened and never closed$' err
}

@test "sig-ingest: rows are not swallowed where quotes mean nothing" {
	# As chats are exported: tabs, and no quoting at all.
	printf '%s\n' 'nummer	omschrijving	kanaal' '1	"Even" wachten	chat' \
		'2	gewoon	chat' '3	"Keep smiling. -V-	chat' '4	a "b" c	chat' \
		'5	"alles wel"	chat' '6	slot	chat' >t.tsv
	ingest -m klacht --no-redact t.tsv
	[ "$(jq -r '[.src_id, .text] | join(" ")' out)" = "$(printf '%s\n' \
		'1 "Even" wachten' '2 gewoon' '3 "Keep smiling. -V-' \
		'4 a "b" c' '5 alles wel' '6 slot')" ]
	# A separator between good quotes is no separator there either.
	printf '%s\n' 'nummer;omschrijving;kanaal' '1;"Ik" riep ik;balie' \
		'2;"b; c";balie' '3;"d ""e"" f";post' >u.csv
	ingest -m klacht --no-redact u.csv
	[ "$(kept text | tr '\n' '/')" = '"Ik" riep ik/b; c/d "e" f/' ]
	# A story over lines with such a quote in it stays one.
	printf '%s\n' 'nummer	omschrijving' '1	"Zij zei "nee" en' \
		'toen niets meer"' '2	b' >s.tsv
	ingest -m klacht --no-redact s.tsv
	[ "$(wc -l <out)" = 2 ]
	# What the mapping says is not asked.
	printf 'quotes no\ntake src_id from nummer\ntake text from tekst\n' >m
	printf '%s\n' 'nummer,tekst' '1,"nooit gesloten' '2,"ja"' >q.csv
	ingest -m m --no-redact q.csv
	[ "$(kept text | tr '\n' '/')" = '"nooit gesloten/"ja"/' ]
	sig-ingest --explain -m m q.csv | grep -q 'quotes mean nothing'
}

@test "sig-ingest: stray quotes and backslashes are read as meant" {
	ingest --map klacht "$NASTY/15_stray_quote_inside.csv"
	[ "$(kept text | sed -n 2p)" = 'zei "nee" tegen mij' ]
	[ "$(wc -l <out)" = 3 ]
	ingest --map klacht "$NASTY/16_backslash_escape.csv"
	[ "$(kept text | sed -n 1p)" = 'zei "nee", twee keer' ]
	[ "$(kept text | sed -n 2p)" = 'C:\temp' ]
}

@test "sig-ingest: ten thousand columns, a field of a mebibyte" {
	printf '%s\n' 'take text from k9999' >m
	ingest --map m "$NASTY/23_10000_columns.csv"
	[ "$(wc -l <out)" -ge 1 ]
	{
		echo 'id,tekst'
		printf '1,"'
		head -c 1048576 /dev/zero | tr '\0' x
		printf '"\n2,kort\n'
	} >big.csv
	ingest --map klacht big.csv
	[ "$(jq '.text | length' out | tr '\n' ' ')" = '1048576 4 ' ]
}

@test "sig-ingest: what was refused can be mended and read again" {
	klachten ';' | sed 's/2026-01-02/31-02-2026/' >k.csv
	iconv -t utf-16 k.csv >u.csv
	run -1 ingest --map klacht --rejects again k.csv
	sed 's/31-02-2026/28-02-2026/' again >mended
	ingest --map klacht --name k.csv <mended
	[ "$(kept received)" = 2026-02-28 ]
	run -1 ingest --map klacht --rejects again u.csv
	iconv -f utf-16le again | sed 's/31-02-2026/28-02-2026/' |
		iconv -t utf-16le >mended
	ingest --map klacht --name u.csv <mended
	[ "$(kept received)" = 2026-02-28 ]
}

@test "sig-ingest: dates of every make" {
	local d

	while IFS='|' read -r d want; do
		printf 'id|datum|omschrijving\n1|%s|x\n' "$d" |
			sig-ingest -m klacht --delimiter '|' >out
		[ "$(kept received)" = "$want" ] ||
			{ echo "$d: $(kept received)"; return 1; }
	done <<-'END'
	31-12-2025|2025-12-31
	31-12-2025 14:05|2025-12-31T14:05:00+01:00
	31-12-2025 14:05:09|2025-12-31T14:05:09+01:00
	1-2-2025|2025-02-01
	31/12/2025|2025-12-31
	31.12.2025|2025-12-31
	2025-12-31|2025-12-31
	2026/02/01|2026-02-01
	2025-12-31T14:05:00.000Z|2025-12-31T15:05:00+01:00
	2023-01-05 10:11:12.345678+00|2023-01-05T11:11:12+01:00
	2025-07-01T10:00:00+02:00|2025-07-01T10:00:00+02:00
	20251231|2025-12-31
	31 december 2025|2025-12-31
	1 feb. 2026 14:05|2026-02-01T14:05:00+01:00
	wo 31 dec. 2025|2025-12-31
	31-12-2025 2:05 PM|2025-12-31T14:05:00+01:00
	31-12-2025 14.05 uur|2025-12-31T14:05:00+01:00
	END
}

@test "sig-ingest: dates that are none are refused" {
	for d in gisteren 9:38 12345 \
		'29-03-2026 02:30' 2026-13-01 '1-2-2026 25:00'; do
		printf 'id;datum;omschrijving\n1;%s;x\n' "$d" >d.csv
		run -1 ingest -m klacht d.csv
		grep -q 'd.csv:2: received: no date that can be read$' err
	done
	# What would read it is said, once for all of a kind.
	while IFS='|' read -r d way; do
		printf 'id;datum;omschrijving\n1;%s;x\n' "$d" >d.csv
		run -1 ingest -m klacht d.csv
		grep -qF "received: no date that can be read (\`as date $way' would)" err
		printf 'take src_id from id\ntake received from datum as date %s\ntake text from omschrijving\n' "$way" >m
		ingest -m m d.csv
		kept received | grep -q '^20'
	done <<-'END'
	02-13-2026|month-first
	12/31/2025|month-first
	31-12-25|short-year
	12/31/25|month-first short-year
	46054|serial
	46054.25|serial
	1767189900|epoch
	END
}

@test "sig-ingest: other dates only when the mapping says so" {
	printf 'd;t\n12/31/2025 02:05:00 PM;a\n' >us.csv
	printf 'd;t\n46022,5;a\n' | tr , . >serial.csv
	printf 'd;t\n31-12-25;a\n' >short.csv
	printf 'd;t\n1767189900;a\n' >epoch.csv
	for f in us:month-first serial:serial short:short-year epoch:epoch; do
		printf '%s\n' "take received from d as date ${f#*:}" \
			'take text from t' >m
		ingest -m m "${f%:*}.csv"
		kept received
	done >got
	printf '%s\n' 2025-12-31T14:05:00+01:00 2025-12-31T12:00:00+01:00 \
		2025-12-31 2025-12-31T15:05:00+01:00 >want
	diff -u want got
}

@test "sig-ingest: the same row has the same id in every spelling" {
	klachten >a.csv
	klachten ';' | sed 's/2026-01-02/2 januari 2026/; s/$/\r/' |
		iconv -t utf-16 >b.csv
	ingest a.csv
	kept id >a
	ingest b.csv
	kept id >b
	cmp a b
	[ "$(sort -u a | wc -l)" = 2 ]
}

@test "sig-ingest: both spellings of a CFPB export give equal signals" {
	head='Date received,Product,Sub-product,Issue,Sub-issue,Consumer complaint narrative,Company public response,Company,State,ZIP code,Tags,Submitted via,Date sent to company,Company response to consumer,Timely response?,Complaint ID'
	row='Mortgage,FHA,Trouble,,"They lost, my papers",,ACME INC,FL,335XX,None,Web'
	printf '%s\n2023-03-11T14:26:56.000Z,%s,2023-03-11,Closed,Yes,77\n' \
		"$head" "$row" >iso.csv
	printf '%s\n03/11/23,%s,03/11/23,Closed,Yes,77\n' \
		"$head" "$row" >excel.csv
	ingest --map cfpb iso.csv
	jq -c 'del(.file)' out >iso
	ingest excel.csv
	jq -c 'del(.file)' out >excel
	cmp iso excel
	[ "$(jq -r .received iso)" = 2023-03-11 ]
}

@test "sig-ingest: ids that a spreadsheet damaged are refused" {
	printf 'id;omschrijving\n2,01712E+15;x\n7;y\n' >d.csv
	run -1 ingest -m klacht d.csv
	[ "$(kept src_id)" = 7 ]
	grep -q 'd.csv:2: src_id: damaged by a spreadsheet' err
	column nummer 2E+15 '2,0E15' -2.01E+15 '########' '#NAAM?' '#N/A' \
		2E15 '#12' 12-E >d.csv
	run -1 ingest -m klacht d.csv
	[ "$(kept src_id | tr '\n' ' ')" = '2E15 #12 12-E ' ]
	run ! grep -q 01712 err
}

@test "sig-ingest: without a source id the content makes the id" {
	printf 'datum;omschrijving\n1-2-2026;x\n1-2-2026;y\n' >c.csv
	ingest -m klacht c.csv
	[ "$(kept id_kind | sort -u)" = content ]
	[ "$(kept id | sort -u | wc -l)" = 2 ]
}

@test "sig-ingest: rejects of two files can be read again" {
	printf 'zaaknummer;datum;omschrijving\nA2;99-99-2026;eerste' >a.csv
	printf 'zaaknummer;datum;omschrijving\nB2;88-88-2026;tweede\n' >b.csv
	run -1 sig-ingest -q -m klacht --rejects r a.csv b.csv
	sed -i 's/99-99/03-03/; s/88-88/04-04/' r
	sig-ingest -q -m klacht r >out
	[ "$(jq -rc .text out | tr '\n' ' ')" = "eerste tweede " ]
	printf 'omschrijving;zaaknummer;datum\nslecht;C2;88-88-2026\n' >c.csv
	run --separate-stderr -1 sig-ingest -q -m klacht --rejects r a.csv c.csv
	grep -q "r: holds tables with other columns" <<<"$stderr"
}

@test "sig-ingest: a complaint that begins with totaal is no total row" {
	cat >in.csv <<-'X'
		omschrijving;datum;kanaal;product;afdeling;status
		Totaal geen reactie op mijn bezwaar;12-03-2026;;;;
		Totaal genegeerd;;;;;
		x y;13-03-2026;;;;
		Totaal 2;;;;;
		Totaal;12;;;;3
	X
	sig-ingest -q -m klacht --stats stats in.csv >out || [ $? = 1 ]
	jq -c '[.read, .written, .refused, .skipped]' stats
	[ "$(jq .skipped stats)" = 2 ]
	grep -q 'Totaal geen reactie' out
}

@test "sig-ingest: half of a joined identifier is no person" {
	cat >m <<-'X'
		take src_id from nr
		take text from tekst
		set kind klacht
		set org a
		person name from naam, geboren
	X
	cat >in.csv <<-'X'
		nr,tekst,naam,geboren
		1,een,Jan Jansen,1970-01-01
		2,twee,,1970-01-01
		3,drie,Piet Bakker,
	X
	sig-share keygen k
	sig-ingest -q -k k -m m in.csv >out
	[ "$(jq -c '.person | length' out | tr '\n' ' ')" = "1 0 0 " ]
}

@test "sig-ingest: personal data goes, and the signal says so" {
	printf 'id,e-mail,omschrijving\n1,jan@example.nl,%s\n' \
		'bel 06-12345678 of mail jan@example.nl' >p.csv
	ingest -m klacht --no-person p.csv
	run ! grep -qE 'example|12345678' out
	[ "$(kept redacted)" != null ]
	ingest -m klacht --no-person --no-redact p.csv
	grep -q 06-12345678 out
	[ "$(kept redacted)" = null ]
}

@test "sig-ingest: persons want a key, or --no-person" {
	local say="make a key with \`sig-share keygen' and give it with --key, or give --no-person"

	sig-share keygen key
	printf 'id,omschrijving,e-mail\n1,a,jan@example.nl\n' >p.csv
	printf 'id,omschrijving\n1,a\n' >none.csv
	fails_with 2 sig-ingest -m klacht p.csv
	[ "$stderr" = "sig-ingest: p.csv: column e-mail says who signals: $say" ]
	# Nothing of the file is written; the others are still read.
	run --separate-stderr -2 sig-ingest -m klacht p.csv none.csv
	[ "$(jq -r .file <<<"$output")" = none.csv ]
	ingest -m klacht --no-person p.csv
	[ "$(kept person)" = null ] && [ ! -s err ]
	ingest -m klacht -k key p.csv
	[ "$(kept 'person | length')" = 1 ]
	kept id >keyed
	ingest -m klacht -k key --no-person p.csv
	[ "$(kept person)" = null ] && kept id | cmp - keyed
	# Looking is free.
	sig-ingest --guess p.csv | grep -q '^person email'
	sig-ingest -m klacht --explain p.csv | grep -q 'person email'
	# A mapping of persons that are not in this table does not stop it.
	ingest -m klacht none.csv
	# Part of a recipe is a column too; of JSON a member is, when it comes.
	printf '%s\n' 'take text from omschrijving' \
		'person name from naam, geboren' >m
	printf 'omschrijving,geboren\na,1980-01-01\n' >half.csv
	fails_with 2 sig-ingest -m m half.csv
	[ "$stderr" = "sig-ingest: half.csv: column geboren says who signals: $say" ]
	echo '{"omschrijving":"a","naam":"Jan"}' >p.json
	fails_with 2 sig-ingest -m m p.json
	[ "$stderr" = "sig-ingest: p.json: column naam says who signals: $say" ]
	printf '%s\n' '{"omschrijving":"a"}' '{"omschrijving":"b","naam":"Jan"}' \
		>late.json
	run -2 --separate-stderr sig-ingest -m m late.json
	[[ $stderr == *"column naam says who signals: $say" ]]
	ingest -m m --no-person late.json
	[ "$(wc -l <out)" = 2 ]
}

@test "sig-ingest: a person is a token, with a key only" {
	sig-share keygen key
	printf 'id,e-mail,omschrijving\n1,jan@example.nl,a\n2,JAN@example.nl,b\n' >p.csv
	ingest -m klacht --no-person p.csv
	[ "$(kept person | sort -u)" = null ]
	kept id >bare
	ingest -m klacht -k key p.csv
	[ "$(jq -c .person out | sort -u | wc -l)" = 1 ]
	run ! grep -q example out
	kept id >keyed
	run ! cmp -s bare keyed
}

@test "sig-ingest: columns that are not mapped are left out" {
	printf 'id,omschrijving,geheim\n1,x,y\n' >k.csv
	ingest -m klacht k.csv
	run ! grep -q geheim out
	ingest -m klacht --keep-unmapped k.csv
	[ "$(kept x_geheim)" = y ]
}

@test "sig-ingest: a required column that is missing is named" {
	printf 'take src_id from zaaknummer required\ntake text from t\n' >m
	printf 'zaak nr;t\n1;x\n' >k.csv
	fails_with 2 sig-ingest -m m k.csv
	[ "$stderr" = 'sig-ingest: k.csv: no column called zaaknummer; nearest is zaak nr' ]
}

@test "sig-ingest: mistakes in a mapping are shown by line" {
	local line

	while IFS='|' read -r line why; do
		printf '# first\n%s\n' "$line" >m
		fails_with 2 sig-ingest -m m /dev/null
		[ "$stderr" = "sig-ingest: m:2: $why" ] ||
			{ echo "$line: $stderr"; return 1; }
	done <<-'END'
	take tekst from x|tekst: no member that a mapping may fill; nearest is text
	take txt from x|txt: no member that a mapping may fill; nearest is text
	take file from x|file: no member that a mapping may fill
	take omschrijving from x|omschrijving: no member that a mapping may fill
	take text from Datum ontvangst|ontvangst: no such option (quotes go around names of several words)
	take text x|`from' and column names were expected
	take text from|a column name was expected
	take text from a sometimes|sometimes: no such option (quotes go around names of several words)
	take kind from a by x|x: no such table
	set kind klagt|klagt: not one of the values of kind; nearest is klacht
	take satisfied from x default zeker|zeker: not one of the values of satisfied: tevreden, ontevreden, niet-ontvangen, niet-gevraagd
	include klachten|klachten: no such mapping is built in; nearest is klacht
	include xyzzyplugh|xyzzyplugh: no such mapping is built in (see --list-maps)
	set org a b|b: nothing more was expected (quotes go around what has several words)
	set org "a|a quote is not closed
	person naam from a|customer, bsn, email, phone, iban, name or address was expected
	encoding ebcdic|ebcdic: no such encoding
	END
}

@test "sig-ingest: tables of values, lists, joins and labels" {
	cat >m <<-'END'
	take src_id from nr
	take text from "Wat ging er mis?", "Wat wilt u?" labelled
	take channel from via by kanalen
	take gold from labels split ";"
	take stands_for from aantal
	take subject from a or b, c join " - "
	table kanalen
	    'Loket 3' = balie
	    * = refuse
	END
	cat >t.csv <<-'END'
	nr,Wat ging er mis?,Wat wilt u?,via,labels,aantal,b,c
	1,Alles,Niets,loket-3,a;b,"1.200,0",x,y
	2,,,Loket 4,,,,
	END
	run -1 ingest -m m t.csv
	jq -c '[.text, .channel, .gold, .stands_for, .subject]' out >got
	printf '%s\n' '["Wat ging er mis?: Alles\n\nWat wilt u?: Niets","balie",["a","b"],1200,"x - y"]' |
		jq -c . >want
	diff -u want got
	grep -q 't.csv:3: channel: a value that the table does not have$' err
}

@test "sig-ingest: HTML, mail and signatures are taken apart" {
	cat >t.csv <<-'END'
	id,omschrijving
	1,"<p>Beste &lt;gemeente&gt;,</p><p>ik b&euml;n <b>boos</b><br>en moe</p>"
	2,"Ik wacht nog.

	Met vriendelijke groet,
	Jan

	-----Oorspronkelijk bericht-----
	Van: iemand
	U hoort van ons."
	3,minder dan < 5 euro & meer
	END
	ingest -m klacht --no-redact t.csv
	kept text >got
	printf '%s\n' 'Beste <gemeente>,' 'ik bën boos' 'en moe' 'Ik wacht nog.' \
		'minder dan < 5 euro & meer' >want
	diff -u want got
	[ "$(sed -n 2p out | jq -r .signature | tail -1)" = Jan ]
	sed -n 2p out | jq -r .quoted | grep -q 'U hoort van ons'
}

@test "sig-ingest: what is no table is named, and other files are read" {
	klachten >k.csv
	printf 'PK\003\004abc' >x.xlsx
	: >empty.csv
	head -c 4096 /dev/urandom | tr '\n' x >random
	printf '\037\213abc' >k.gz
	for f in x.xlsx empty.csv k.gz /nonexistent . random; do
		run -2 --separate-stderr sig-ingest "$f" k.csv
		[ "${#lines[@]}" = 2 ] || { echo "$f"; return 1; }
		[ "${#stderr_lines[@]}" = 1 ] || { echo "$f"; return 1; }
	done
	printf 'PK\003\004%26s[Content_Types].xml abc' '' >"mijn x.xlsx"
	run -2 sig-ingest "mijn x.xlsx"
	[ "$output" = "sig-ingest: mijn x.xlsx: a workbook (.xlsx): make CSV of it with \`xlsx2csv 'mijn x.xlsx' 'mijn x.xlsx'.csv'" ]
	run -2 sig-ingest k.gz
	[ "$output" = "sig-ingest: k.gz: compressed: use \`zcat k.gz | sig-ingest --name k.gz'" ]
	printf '<!DOCTYPE html>\n<table><tr><td>a</td></tr></table>\n' >k.xls
	run -2 sig-ingest k.xls
	[[ $output == *"a web page (HTML), no table"* ]]
}

@test "sig-ingest: an export that nothing fits is an error that helps" {
	printf 'foo;bar\n1;2\n' >f.csv
	fails_with 2 sig-ingest f.csv
	[[ $stderr == *"no built-in mapping fits these columns"*--guess* ]]
}

@test "sig-ingest: every built-in mapping can be printed and read" {
	sig-ingest --list-maps >list
	[ "$(wc -l <list)" -ge 4 ]
	while read -r name _; do
		sig-ingest --print-map "$name" >map
		grep -q '^title ' map
		printf 'x;y\n' | sig-ingest --map ./map >/dev/null 2>err || :
		run ! grep -q '^sig-ingest: ./map' err
	done <list
}

@test "sig-ingest: a row longer than the limit is refused, the rest read" {
	{
		echo 'id,omschrijving'
		echo '1,x'
		printf '2,'
		head -c 3000000 /dev/zero | tr '\0' y
		printf '\n3,z\n'
	} >l.csv
	run -1 ingest -m klacht --max-line 1M --rejects r l.csv
	[ "$(kept src_id | tr '\n' ' ')" = '1 3 ' ]
	grep -q 'l.csv:3: longer than the limit' err
	[ "$(wc -c <r)" = 3000019 ]
}

@test "sig-ingest: messages hold nothing of a row" {
	printf 'id,datum,omschrijving\nGEHEIM,GEHEIM,GEHEIM\nGEHEIM\n' >g.csv
	run -1 ingest -m klacht g.csv
	[ "$(wc -l <err)" = 2 ]
	run ! grep -q GEHEIM err
}

@test "sig-ingest: a full disk is an error" {
	klachten >k.csv
	run -2 sh -c 'sig-ingest k.csv >/dev/full'
}

@test "sig-ingest: the mapping is known by the header" {
	local want header bad=0

	while IFS=$'\t' read -r want header; do
		printf '%s\n' "$header" >h.csv
		run sig-ingest --explain h.csv
		[[ $output == *"mapping    $want"$'\n'* ]] || {
			echo "$want: $header"
			echo "$output" | head -6
			bad=1
		}
	done <"$DATA/ingest/headers.txt"
	[ "$bad" = 0 ]
}

@test "sig-ingest: cases of a kind that no column says are read, and it is said" {
	printf '%s\n' 'Zaaknummer;Datum ontvangst;Onderwerp;Omschrijving' \
		'Z-1;01-03-2026;Paspoort;Ik wacht al weken' >z.csv
	ingest z.csv
	[ "$(cat err)" = 'sig-ingest: z.csv: no column says what kind of signals these are: say it with --map, as --map klacht; see --list-maps' ]
	jq -e '.kind == "onbekend" and .src_id == "Z-1" and
		.received == "2026-03-01" and .subject == "Paspoort" and
		.text == "Ik wacht al weken"' out
	ingest --map klacht z.csv
	[ ! -s err ]
	[ "$(kept kind)" = klacht ]
	# Of JSON likewise.
	echo '{"zaaknummer":"Z-1","ontvangen":"2026-03-01","inhoud":"Wacht"}' >z.json
	ingest z.json
	grep -q 'no column says what kind' err
	[ "$(kept text)" = Wacht ]
	# What is spent is no signal.
	printf '%s\n' 'Datum;Omschrijving;Bedrag' '01-03-2026;Huur;100' >f.csv
	fails_with 2 sig-ingest f.csv
	[[ $stderr == *'no built-in mapping fits'* ]]
}

@test "sig-ingest: --explain says how a file is read, and no signals" {
	{ echo Titel; klachten ';'; } | sed 's/e-mail/duif/' >k.csv
	sig-ingest --explain --stats stats k.csv >got
	reduces_up stats
	cat >want <<-'END'
	k.csv
	  encoding   utf-8
	  separator  ;
	  columns    4, in 3 of the first 4 rows
	  header     line 2
	  mapping    klacht
	    Klachtnummer                 src_id
	    Datum ontvangst              received
	    Kanaal                       channel
	    Omschrijving                 text
	  dates      day first
	  dates and numbers look like this, 9 for digits, a for letters
	    received: 99-99-9999 99:99 (1, first in row 3)
	    received: 9999-99-99 (1, first in row 4)
	  values that no table has, a for letters, 9 for digits
	    channel: aaaa (1, first in row 4)
	END
	diff -u want got
}

@test "sig-ingest: --guess makes a mapping that works" {
	cat >u.csv <<-'END'
	Ref;Wanneer;Verhaal van de burger;Contact;Kleur
	A1;12/31/2025;Ik wacht al weken op een antwoord van u;a@example.nl;rood
	A2;12/30/2025;De brief is voor mij niet te begrijpen;b@example.nl;rood
	END
	sig-ingest --guess u.csv >m
	grep -q '^take   src_id    from Ref$' m
	grep -q '^take   received  from Wanneer as date month-first' m
	grep -q '^take   text      from "Verhaal van de burger"$' m
	grep -q '^person email     from Contact$' m
	grep -q '^# take ... from Kleur' m
	ingest -m m --no-person u.csv
	[ "$(kept received | head -1)" = 2025-12-31 ]
	[ "$(kept kind | sort -u)" = onbekend ]
	run ! grep -q example m
}

@test "sig-ingest: JSON lines, arrays and CloudEvents are rows too" {
	cat >a.jsonl <<-'END'
	{"id":"c1","startdatum":"2026-03-02T10:00:00+01:00","gespreksresultaat":"Doorverbonden naar collega","vraag":"Paspoort","specifiekeVraag":"Hoe lang \u00e9\u00e9n duurt?","verantwoordelijkeAfdeling":"Burgerzaken","bronnen":[{"titel":"a"},{"titel":"b"}]}
	{"id":"c2","startdatum":"2026-03-03","gespreksresultaat":null,"vraag":"x","specifiekeVraag":"y","verantwoordelijkeAfdeling":"z"}
	END
	{ echo '['; sed '1s/$/,/' a.jsonl | tr -d '\n'; echo ']'; } >b.json
	jq . a.jsonl >c.json
	ingest a.jsonl
	[ "$(kept status | tr '\n' ' ')" = 'doorgezet null ' ]
	[ "$(kept text | head -1)" = 'Hoe lang één duurt?' ]
	jq -c 'del(.file, .row)' out >want
	for f in b.json c.json; do
		ingest "$f"
		jq -c 'del(.file, .row)' out >got
		diff -u want got
	done
	echo '{"specversion":"1.0","id":"e1","source":"urn:x","type":"t","time":"2026-01-02T03:04:05Z","data":{"kind":"klacht","received":"2026-01-02","text":"t"}}' >e.jsonl
	ingest -m signal e.jsonl
	[ "$(jq -r '[.src_id, .kind, .text] | join(" ")' out)" = 'e1 klacht t' ]
}

@test "sig-ingest: JSON that is none is refused, the rest is read" {
	printf '%s\n' '{"kind":"klacht","text":"a","received":"2026-01-01"}' \
		'{"kind":' 'onzin' \
		'{"kind":"klacht","text":"b","received":"2026-01-01"}' >j.jsonl
	run -1 ingest -m signal --rejects r j.jsonl
	[ "$(kept text | tr '\n' ' ')" = 'a b ' ] || { cat out err; false; }
	grep -q 'j.jsonl:2: ' err
}

@test "sig-ingest: other tables are joined by their key" {
	cat >signals.csv <<-'END'
	id,signal_uuid,source,text,text_extra,created_at,category_assignment_id,location_id,reporter_id,status_id,type
	1,u1,online,gat in de weg,,2023-01-05 10:11:12.345678+00,7,5,,9,high,SIG
	2,u2,Telefoon – CCA,boos,,2023-01-05 10:11:12+00,8,,,10,normal,COM
	3,u3,online,lamp stuk,,2023-01-05 10:11:12+00,7,6,,11,low,SIG
	END
	sed -i '1s/status_id,type/status_id,priority,type/' signals.csv
	printf 'id,main,sub,departments,deadline\n7,Wegen,Gat,"ASC, STW",2023-01-12 10:00:00+00\n' >categories.csv
	printf '%s\n' 'id,text,state_display,created_at,state' \
		'9,ok,Afgehandeld,2023-02-01 08:00:00+00,o' \
		'10,bezig,In behandeling,2023-02-02 08:00:00+00,b' \
		'11,dubbel,Geannuleerd,2023-02-03 08:00:00+00,a' >statuses.csv
	printf '%s\n' 'id,lat,lng,stadsdeel,buurt_code,address_postalcode' \
		'5,1,2,A,A00a,1012 AB' '6,1,2,A,A00b,1013XY' >locations.csv
	sig-share keygen key
	ingest --join categories.csv --join statuses.csv --join locations.csv signals.csv
	jq -c '[.kind, .channel, .subject, .status, .owner, .closed, .urgency, .due, .region, .pc4]' out >got
	cat >want <<-'END'
	["melding","webformulier","Wegen: Gat","afgehandeld","ASC, STW","2023-02-01T09:00:00+01:00","hoog","2023-01-12T11:00:00+01:00","A00a","1012"]
	["klacht","telefoon",null,"opgepakt",null,null,"normaal",null,null,null]
	["melding","webformulier","Wegen: Gat","geannuleerd","ASC, STW","2023-02-03T09:00:00+01:00","laag","2023-01-12T11:00:00+01:00","A00b","1013"]
	END
	diff -u want got
}

@test "sig-ingest: source ids that are BSNs need a key" {
	printf 'id,omschrijving\n111222333,a\n123456782,b\n' >b.csv
	fails_with 2 sig-ingest -m klacht b.csv
	[ "$stderr" = 'sig-ingest: b.csv: src_id: the column holds BSNs; give --key, or map another column' ]
	sig-share keygen key
	ingest -m klacht -k key b.csv
	[ "$(wc -l <out)" = 2 ]
	run ! grep -qE '111222333|123456782' out
	printf 'id,omschrijving\na@b.nl,a\nc@d.nl,b\n' >e.csv
	fails_with 2 sig-ingest -m klacht e.csv
}

@test "sig-ingest: counts become tallies, and add up there" {
	cat >f.csv <<-'END'
	dag;formulier;stap;afgebroken
	2026-03-01;Huurtoeslag;3;12
	2026-03-01;Huurtoeslag;4;5
	2026-03-02;Huurtoeslag;3;-1
	END
	run -1 ingest --org o f.csv
	[ "$(head -1 out)" = '{"sig":"tally/1","period":"day","day":"2026-03-01","org":"o","kind":"gedraging","channel":"systeem","product":"Huurtoeslag","n":12}' ]
	[ "$(sig-tally out | jq -s 'map(select(.n and (.what | not)).n) | add')" = 17 ]
	grep -q 'f.csv:4: n: no whole number$' err
}

@test "sig-ingest: counts and how many are meant are whole numbers" {
	printf '%s\n' 'dag;formulier;afgebroken' '2026-03-01;a;1.234' \
		'2026-03-01;a;12,0' '2026-03-01;a;1 000' '2026-03-01;a;1,5' >n.csv
	run -1 ingest n.csv
	[ "$(jq -s 'map(.n) | add' out)" = 2246 ]
	grep -q 'n.csv:5: n: no whole number$' err
	printf '%s\n' 'klachtnummer;omschrijving;aantal betrokkenen' '1;a;30' \
		'2;b;1.200' '3;c;2,5' >k.csv
	run -1 ingest k.csv
	[ "$(kept stands_for | tr '\n' ' ')" = '30 1200 ' ]
	grep -q 'k.csv:4: stands_for: no whole number$' err
	# The word of the sender is kept; people are counted without it.
	[ "$(sig-tally out | jq -s 'map(select(.what | not)) | [.[0].n, .[0].persons]' -c)" = '[2,null]' ]
}

@test "sig-ingest: personal data goes from counts too" {
	printf '%s\n' 'dag;formulier;afgebroken;gemeentecode' \
		'2026-03-01;Toeslag van jan@example.nl;3;06-12345678' >n.csv
	ingest n.csv
	[ "$(jq -c '[.product, .region, .n]' out)" = '["Toeslag van [EMAIL-1]","[TELEFOON-1]",3]' ]
}

# Without a header, the first row is taken for one.
@test "sig-ingest: a message about columns says nothing of a row" {
	local cell

	echo 'take text from tekst' >m
	for cell in 'Jan Jansen BSN 111222333 klaagt over de tekst' \
		'tekst 111222333' 'tekst@example.org' "$(printf 'tek\033[31mst')"; do
		printf '%s;%s\n' "$cell" 3-3-2026 nogwat 4-3-2026 >k.csv
		run -2 ingest -m m k.csv
		run ! grep -qE "Jansen|111222333|@|$(printf '\033')" err
	done
	printf '%s\n' 'teksd;datum' 'te laat;3-3-2026' >k.csv
	run -2 ingest -m m k.csv
	grep -q 'nearest to tekst is teksd' err
}

@test "sig-ingest: a value that a mapping sets is what its member holds" {
	local line

	printf '%s\n' 'tekst;wanneer' 'te laat;3-3-2026' 'te vroeg;' >k.csv
	for line in 'set stands_for abc' 'set stands_for -5' \
		'set stands_for 1.5' 'set solicited misschien' \
		'set received 31-02-2025' 'set seen morgen' 'set n -5' \
		'take received from wanneer default gisteren'; do
		printf '%s\n' 'take text from tekst' "$line" >m
		fails_with 2 sig-ingest --no-person -m m k.csv
		[[ $stderr == "sig-ingest: m:2: ${line##* }: not a"* ||
			$stderr == *": neither true nor false" ]]
		[ "${#stderr_lines[@]}" = 1 ]
	done
	printf '%s\n' 'take text from tekst' 'set stands_for "1.200"' \
		'set solicited ja' 'set seen "31 maart 2026"' \
		'set pc4 "1234 AB"' \
		'take received from wanneer default 2-3-2026' >m
	ingest -m m k.csv
	[ "$(jq -c '[.stands_for, .solicited, .seen, .pc4, .received]' out)" = \
		'[1200,true,"2026-03-31","1234","2026-03-03"]
[1200,true,"2026-03-31","1234","2026-03-02"]' ]
}

@test "sig-ingest: an id does not depend on the list of products" {
	printf '%s\n' 'tekst;waar' 'te laat;aow' >k.csv
	printf '%s\n' 'naam;upl' 'aow;aow-uitkering' >p.csv
	printf '%s\n' 'take text from tekst' 'take product from waar' >m
	ingest -m m k.csv
	id=$(kept id)
	ingest -m m --products p.csv k.csv
	[ "$(kept product)" = aow-uitkering ]
	[ "$(kept id)" = "$id" ]
}

@test "sig-ingest: products by their name in the UPL" {
	printf 'id;product;omschrijving\n1;Rijbewijs B;x\n2;Vaarbewijs;y\n' >k.csv
	printf 'eigen;upl\nrijbewijs-b;rijbewijs\n' >p.csv
	ingest -m klacht --products p.csv k.csv
	[ "$(kept product | tr '\n' ' ')" = 'rijbewijs Vaarbewijs ' ]
	grep -q '^sig-ingest: 1 products are not in p.csv' err
	sig-ingest --explain -m klacht --products p.csv k.csv >out
	grep -q '^    Vaarbewijs (1)$' out
	printf 'UniformeProductnaam,URI\nrijbewijs b,http://x\n' >upl.csv
	ingest -m klacht --products upl.csv k.csv
	[ "$(kept product | head -1)" = 'rijbewijs b' ]
}

@test "sig-ingest: the last day for an answer is known by its usual names" {
	for name in 'Uiterste beslisdatum' 'Uiterlijke beslisdatum' \
		'Uiterste afhandeldatum' 'Uiterlijke afhandeldatum' \
		'Uiterste reactiedatum' 'Uiterste behandeldatum' \
		'Wettelijke einddatum'; do
		printf '%s\n' "Klachtnummer;Datum ontvangst;$name;Omschrijving" \
			'K1;1-3-2026;12-4-2026;geen antwoord' >d.csv
		ingest d.csv
		[ "$(jq -r .due out)" = 2026-04-12 ] || {
			echo "$name"
			return 1
		}
		sig-ingest --guess d.csv | grep -qx "take   due *from .*$name.*"
	done
}

@test "sig-ingest: --guess knows a day of decision, and what a complaint has" {
	printf '%s\n' 'Dossier;Datum klacht;Datum besluit;Klachtomschrijving' \
		'D1;1-3-2026;2-4-2026;geen antwoord op mijn brief van toen' \
		'D2;2-3-2026;9-4-2026;nog steeds geen antwoord gekregen' >d.csv
	sig-ingest --guess d.csv >d.map
	grep -qx 'take   received  from "Datum klacht"' d.map
	grep -qx 'take   closed    from "Datum besluit"' d.map
	grep -qx 'take   text      from Klachtomschrijving' d.map
	ingest -m d.map d.csv
	[ "$(jq -r .closed out | paste -sd' ')" = '2026-04-02 2026-04-09' ]
}

@test "sig-ingest: --summary is one line, and all else is silence" {
	klachten >k.csv
	ingest k.csv
	[ ! -s err ]
	ingest --summary k.csv
	rows='sig-ingest: 2 rows: 2 signals, 0 refused, 0 skipped'
	[ "$(cat err)" = "$rows; none has an organisation: see --org" ]
	ingest --summary --org a k.csv
	[ "$(cat err)" = "$rows" ]
}

@test "sig-ingest: a table without a header, by place" {
	cat >nhtsa.map <<-'END'
	# NHTSA's FLAT_CMPL: tabs, no header; a row is one component.
	quotes no
	header no
	separator tab
	set kind klacht
	take src_id from "column 1" filled
	take received from "column 17" as date filled
	take subject from "column 12"
	take text from "column 20"
	take region from "column 14"
	know customer from "column 15"
	END
	printf '%s\t' 900 800 FORD FORD F150 2019 N 20240101 N 0 0 'BRAKES' \
		TOWN TX 1FTEW1 20240102 20240103 100 1 \
		'He said "stop", but it did not' V >n.txt
	echo >>n.txt
	ingest -m nhtsa.map n.txt
	[ "$(jq -r '[.src_id, .received, .subject, .text] | join("/")' out)" = \
		'900/2024-01-03/BRAKES/He said "stop", but it did not' ]
}

@test "sig-ingest: an American export, month first" {
	cat >nyc.map <<-'END'
	set kind melding
	set lang en
	take org from "Agency Name"
	take src_id from "Unique Key" filled
	take received from "Created Date" as date month-first filled
	take closed from "Closed Date" as date month-first
	take subject from "Complaint Type"
	take text from Descriptor
	take channel from "Open Data Channel Type"
	END
	cat >nyc.csv <<-'END'
	Unique Key,Created Date,Closed Date,Agency,Agency Name,Complaint Type,Descriptor,Open Data Channel Type
	1,04/18/2019 09:55:45 PM,04/19/2019 12:05:00 AM,DOT,Transport,Street,Pothole,PHONE
	2,02/30/2019 09:55:45 PM,,DOT,Transport,Street,Pothole,MOBILE
	END
	run -1 ingest -m nyc.map nyc.csv
	[ "$(jq -r '[.received, .closed, .channel] | join(" ")' out)" = \
		'2019-04-18T21:55:45+02:00 2019-04-19T00:05:00+02:00 telefoon' ]
	[ "$(jq .refused stats)" = 1 ]
}

@test "sig-ingest: tests/bench/pollution: all rows, told nothing" {
	command -v python3 >/dev/null || skip "no python3"
	"$ROOT/tests/bench/pollution" >figures
	cat figures
	grep -q '^sig-ingest  *1.0000 of the rows' figures
}

@test "sig-ingest: hostile rows take time in step with their length" {
	{ echo id,omschrijving; yes '1,"a' | head -c 2000000; } >open.csv
	{ echo id,omschrijving; printf '1,"'; yes '>x' | head -c 300000
		echo 'y"'; } >mail.csv
	{ echo id,omschrijving; printf '1,"'; yes '<p ' | head -c 600000 |
		tr -d '\n'; echo '"'; } >html.csv
	run -1 timeout 20 sig-ingest -m klacht --no-redact open.csv
	timeout 20 sig-ingest -m klacht --no-redact mail.csv html.csv >out
	[ "$(wc -l <out)" = 2 ]
}

# column NAME VALUE...: a table of the column NAME and a text.
column() {
	printf '%s;omschrijving\n' "$1"
	printf '%s;tekst\n' "${@:2}"
}

# as_json: the same as JSON lines.
as_json() {
	jq -Rc 'split(";") | {nummer: .[0], omschrijving: .[1]}' | tail -n +2
}

@test "sig-ingest: source ids that name people need a key, in JSON too" {
	local ids bad=0

	sig-share keygen key
	for ids in '111222333 123456782' '1112.22.333 1234.56.782' \
		'111 222 333,123 456 782' 'NL91ABNA0417164300 NL02ABNA0123456789' \
		'NL91 ABNA 0417 1643 00,NL02 ABNA 0123 4567 89' \
		'06-12345678 06-87654321' '+31612345678 +31687654321' \
		'0612345678 0687654321' '(020) 123 45 67,(020) 765 43 21' \
		'0201234567 0207654321 0201112233' 'a@b.nl c@d.nl'; do
		if [[ $ids == *,* ]]; then
			mapfile -d , -t id < <(printf %s "$ids")
		else
			read -ra id <<<"$ids"
		fi
		column nummer "${id[@]}" >p.csv
		as_json <p.csv >p.jsonl
		for f in p.csv p.jsonl; do
			run -2 --separate-stderr sig-ingest -q -m klacht $f
			# shellcheck disable=SC2154
			[[ -z $output && $stderr == "sig-ingest: $f: src_id: "*"; give --key, or map another column" ]] || {
				echo "$f $ids: $stderr"
				bad=1
			}
			sig-ingest -q -m klacht -k key $f >out
			[ "$(jq -c .src_id out | sort -u)" = null ] || {
				echo "$f $ids: written"
				bad=1
			}
		done
	done
	[ "$bad" = 0 ]
}

@test "sig-ingest: one row with the id of a person is refused alone" {
	column nummer K1 K2 K3 NL91ABNA0417164300 K4 a@b.nl 06-12345678 >p.csv
	as_json <p.csv >p.jsonl
	for f in p.csv p.jsonl; do
		run -1 ingest -m klacht $f
		[ "$(kept src_id | tr '\n' ' ')" = 'K1 K2 K3 K4 ' ]
		[ "$(jq .refused stats)" = 3 ]
		run ! grep -qE 'NL91|a@b|1234' err
	done
}

@test "sig-ingest: a name noted behind a number is in the id alone" {
	column nummer K1 'Melding 12' 'Z-1007 Pietersen' \
		'12 van den Berg' 'Z-1008 AB' 'Z-1009 balie' >p.csv
	ingest -m klacht p.csv
	[ "$(kept src_id | tr '\n' ,)" = \
		'K1,Melding 12,null,null,Z-1008 AB,Z-1009 balie,' ]
	[ "$(kept id | sort -u | wc -l)" = 6 ]
	[ "$(kept id_kind | sort -u)" = source ]
}

@test "sig-ingest: a BSN written as one, or a name, is refused as an id" {
	column nummer K1 K2 K3 1112.22.333 '111 222 333' K4 'Jan de Vries' \
		111.222.334 "$(printf 'Zoë d\047Ancona')" >p.csv
	as_json <p.csv >p.jsonl
	for f in p.csv p.jsonl; do
		run -1 ingest -m klacht $f
		[ "$(kept src_id | tr '\n' ' ')" = 'K1 K2 K3 K4 111.222.334 ' ]
		[ "$(jq -c .reasons stats)" = '["src_id: words, as names are; give --key, or map another column=2","src_id: written as a BSN is; give --key, or map another column=2"]' ]
	done
}

@test "sig-ingest: the only id of a file, or one beside a year, is a BSN" {
	column nummer 111222333 >one.csv
	column nummer 111222333-2025 123456782-2025 >year.csv
	column BSN K1 K2 >called.csv
	for f in one year called; do
		printf 'take src_id from nummer or BSN\ntake text from omschrijving\n' >m
		run -2 --separate-stderr sig-ingest -q -m m $f.csv
		[ -z "$output" ]
		[[ $stderr == *"BSN"*"give --key"* ]]
	done
	column nummer 111222334 >other.csv
	ingest -m klacht other.csv
}

@test "sig-ingest: a fifth of BSNs among serial numbers is found" {
	{ seq 100000000 7 100002800; make-bsn 100; } | shuf --random-source=<(yes) >ids
	mapfile -t id <ids
	column nummer "${id[@]}" >p.csv
	run -2 --separate-stderr sig-ingest -q -m klacht p.csv
	[[ $stderr == *"the column holds BSNs"* ]]
}

# make-bsn N: N numbers that pass the test of a BSN and are spread widely.
make-bsn() {
	awk -v n="$1" 'BEGIN { for (i = 0; k < n; i++) {
		x = sprintf("%08d", (i * 7654321 + 20000000) % 90000000)
		s = 0
		for (j = 1; j <= 8; j++) s += substr(x, j, 1) * (10 - j)
		if (s % 11 < 10) { print x s % 11; k++ } } }'
}

@test "sig-ingest: ordinary numbers are no BSNs" {
	local how

	for how in 'seq 100000000 100000999' 'seq -f 2026%05g 1 999' \
		'seq -f 2026-%05g 1 999' 'seq 10000000 10000999' \
		'seq 123456000 17 123473000' 'seq -f %010g 1 999'; do
		mapfile -t id < <($how)
		column nummer "${id[@]}" >n.csv
		ingest -m klacht n.csv || { cat err; echo "$how"; return 1; }
		as_json <n.csv >n.jsonl
		ingest -m klacht n.jsonl || { cat err; echo "$how"; return 1; }
	done
}

@test "sig-ingest: BSNs that begin far down are still found" {
	mapfile -t id < <(seq -f K%g 1 9000; make-bsn 40)
	column nummer "${id[@]}" >p.csv
	run -2 sig-ingest -q -m klacht -o out.jsonl p.csv
	grep -q 'the column holds BSNs' <<<"$output"
}

@test "sig-ingest: a mapping for another file is an error that helps" {
	printf 'id,var1,omschrijvng,c,d\n1,2,3,4,5\n' >w.csv
	fails_with 2 sig-ingest -q -m klacht w.csv
	[ "$stderr" = 'sig-ingest: w.csv: the mapping finds no column with a text, subject, product or the like; nearest to omschrijving is omschrijvng; see --guess' ]
	printf 'id,onderwerp,b,c,d,e,f,g\n1,2,3,4,5,6,7,8\n' >p.csv
	ingest -m klacht p.csv
	[ "$(cat err)" = 'sig-ingest: p.csv: mapping klacht uses 2 of the 8 columns: see --explain' ]
	printf 'take text from nergens\n' >m
	fails_with 2 sig-ingest -q -m m w.csv
}

@test "sig-ingest: what is required of JSON is asked of each object" {
	printf 'take text from t\ntake owner from o required\n' >m
	printf '%s\n' '{"t":"a"}' '{"t":"b","o":"x"}' '{"t":"c","o":null}' \
		'{"z":1}' >r.jsonl
	run -1 ingest -m m r.jsonl
	[ "$(kept text)" = b ]
	[ "$(jq .refused stats)" = 3 ]
	echo 'take text from t' >m
	run -1 ingest -m m r.jsonl
	grep -q 'r.jsonl:4: nothing in it that the mapping knows$' err
}

@test "sig-ingest: --explain shows no cell, and nothing of a workbook" {
	printf 'id;kanaal;omschrijving;status\n1;Jan Jansen 06-12345678;x;NL91ABNA\n' >k.csv
	sig-ingest --explain -m klacht k.csv >out
	grep -qF 'channel: Aaa Aaaaaa 99-99999999 (1, first in row 2)' out
	run ! grep -qE 'Jan|1234|NL91' out
	printf 'PK\003\004abc' >x.xlsx
	fails_with 2 sig-ingest --explain x.xlsx
	[ "${#stderr_lines[@]}" = 1 ]
}

@test "sig-ingest: forty thousand columns are refused, not broken off" {
	seq -s , 1 40000 | sed 's/[0-9][0-9]*/k&/g' >w.csv
	seq -s , 1 40000 >>w.csv
	echo 'take text from k9' >m
	ingest -m m w.csv
	run -1 ingest -m m --keep-unmapped w.csv
	grep -q 'w.csv:2: too many columns for --keep-unmapped$' err
	seq -s , 1 20000 | sed 's/[0-9][0-9]*/k&/g' >w.csv
	seq -s , 1 20000 >>w.csv
	sig-ingest -m m --keep-unmapped --no-redact w.csv | sig-classify >out
	[ "$(wc -l <out)" = 1 ]
}

# Those behind the 4096th were written as they are, and said to be redacted.
@test "sig-ingest: more columns than are redacted are refused" {
	seq -s , 1 5000 | sed 's/[0-9][0-9]*/k&/g' >w.csv
	seq -s , 1 5000 | sed 's/[0-9][0-9]*/bsn 999134176/g' >>w.csv
	echo 'take text from k9' >m
	run -1 --separate-stderr sig-ingest -q -m m --keep-unmapped w.csv
	[ -z "$output" ]
	[[ "$stderr" == *'w.csv:2: too many texts in one line'* ]]
	cut -d , -f 1-4000 w.csv >v.csv
	sig-ingest -q -m m --keep-unmapped v.csv >out
	run ! grep -q 999134176 out
	[ "$(grep -o '\[BSN-1\]' out | wc -l)" = 4000 ]
}

@test "sig-ingest: as many columns of one name, or a long line of one value" {
	seq 1 10000 | sed 's/.*/tekst/' | paste -sd, >d.csv
	seq 1 10000 | sed 's/.*/a/' | paste -sd, >>d.csv
	echo 'take text from "tekst 999"' >m
	timeout 10 sig-ingest -q --no-person -m m d.csv >out
	[ "$(kept text)" = a ]
	seq 1 100000 | sed 's/.*/k&/' | paste -sd, >d.csv
	seq 1 100000 | sed 's/.*/a/' | paste -sd, >>d.csv
	echo 'take text from k7' >m
	timeout 10 sig-ingest -q --no-person -m m d.csv >out
	[ "$(kept text)" = a ]
}

# How many bytes come at once is chance.
@test "sig-ingest: a file is read the same, however its bytes come in" {
	{ echo 'id;tekst;datum'
		seq 1 3600 | sed 's/.*/Z&;gewone tekst van een klacht hier;1-2-2026/'
		seq 1 10 | sed 's/.*/L&;c\xbdur \xe0 \xa4;1-2-2026/'; } >c.csv
	printf '%s\n' 'take text from tekst' 'take received from datum' >m
	[ "$(stat -c %s c.csv)" -gt 131072 ]
	ingest --no-redact -m m c.csv
	for n in 1 1000 70000 140000; do
		{ head -c "$n" c.csv; sleep 0.1; tail -c +"$((n + 1))" c.csv; } |
			sig-ingest -q --no-redact --no-person --name c.csv \
				-m m - 2>/dev/null | cmp out -
	done
}

@test "sig-ingest: answers before questions are kept, and said where many" {
	{ echo 'klachtnummer,datum ontvangst,datum afgehandeld,klacht'
	for i in {1..40}; do
		echo "$i,2026-03-02,2026-0$((3 - (i < 3)))-09,tekst nummer $i"
	done; } >r.csv
	ingest --no-person r.csv
	[ ! -s err ]
	[ "$(kept closed | grep -c 2026-02-09)" = 2 ]
	sed 's/2026-03-09,tekst nummer 3/2026-02-09,tekst nummer 3/' r.csv >m.csv
	ingest --no-person m.csv
	[ "$(cat err)" = 'sig-ingest: m.csv: 13 of 40 rows were closed or answered before they were received: are closed, told and received the right columns?' ]
	[ "$(kept closed | grep -c 2026-02-09)" = 13 ]
}

@test "sig-ingest: the decision objected to is no decision on the objection" {
	cat >b.csv <<-'END'
	bezwaarnummer,datum ontvangst,datum besluit,datum afgehandeld,gronden
	1,2026-03-02,2026-02-02,2026-05-04,een
	2,2026-03-02,2026-02-02,,twee
	END
	ingest --no-person b.csv
	[ "$(kept closed)" = "$(printf '2026-05-04\nnull')" ]
	cut -d , -f 1-3,5 b.csv | sed '2s/2026-02-02/2026-05-04/' >c.csv
	ingest --no-person c.csv
	[ "$(kept closed)" = "$(printf '2026-05-04\nnull')" ]
	sed '1s/datum besluit/besluitdatum/; 1s/datum afgehandeld/datum beslissing op bezwaar/' \
		b.csv >d.csv
	ingest --no-person d.csv
	[ "$(kept closed)" = "$(printf '2026-05-04\nnull')" ]
	[ ! -s err ]
}

@test "sig-ingest: an id that repeats is said, and not guessed" {
	{ echo 'id,tekst'; for i in {1..40}; do
		echo "$((i / 2)),dit is tekst nummer $i"; done; } >r.csv
	ingest -m klacht r.csv
	[ "$(cat err)" = 'sig-ingest: r.csv: 19 of 40 rows have the id of an earlier row but other content: is src_id the right column, or is too little mapped?' ]
	sig-ingest --guess r.csv >m
	run ! grep -q '^take   src_id' m
	grep -q '^# No src_id: id has some values more than once\.$' m
	head -c 0 /dev/null >n.csv
	{ echo 'id,tekst'; for i in {1..40}; do
		echo "$i,dit is tekst nummer $i"; done; } >n.csv
	ingest -m klacht n.csv
	[ ! -s err ]
	sig-ingest --guess n.csv | grep -q '^take   src_id    from id$'
}

@test "sig-ingest: --guess reads JSON too" {
	printf '%s\n' '{"rows":[{"ticket":{"ref":"A1"},"body":"It took far too long to answer","when":"2026-02-01"},' \
		'{"ticket":{"ref":"A2"},"body":"Nobody ever calls me back at all","when":"2026-02-02","colour":"x"}]}' >j.json
	sig-ingest --guess j.json >j.map
	grep -q '^# take ... from colour   # 1 filled' j.map
	ingest -m j.map j.json
	[ "$(jq -c '[.src_id, .received]' out | tr '\n' ' ')" = '["A1","2026-02-01"] ["A2","2026-02-02"] ' ]
	[ "$(jq -r '.text | length' out | tr '\n' ' ')" = '30 32 ' ]
	printf '{"a":\n' >bad.json
	fails_with 2 sig-ingest -q --guess bad.json
}

@test "sig-ingest: --guess leaves addresses, names and sums what they are" {
	printf '%s\n' 'aantal,street address,family name,matter' \
		'11,Long Road,de Wit,oude tekst' '12,Long Road,de Wit,oude tekst' \
		'13,Short Road,de Wit,nieuwe tekst' >g.csv
	sig-ingest --guess g.csv >g.map
	grep -q '^know   address .*from "street address"$' g.map
	grep -q '^take   subject .*from matter$' g.map
	run ! grep -q '^take .*from \(aantal\|"family name"\)' g.map
	printf '%s\n' 'aantal,naam' '1,a' '2,b' >h.csv
	sig-ingest --guess h.csv >h.map
	grep -q '^# Nothing yet says what a row is about' h.map
	grep -q '^# take ... from aantal .*n, if events are counted' h.map
}

@test "sig-ingest: --guess: an export of a municipality, from Excel" {
	{
		printf 'Gemeente Voorbeeldstad;;;;;;;\r\n;;;;;;;\r\n'
		printf 'Zaaknr;Dat. binnenkomst;Tijdstip;Ingekomen via;%s\r\n' \
			'Roepnaam;PC;Geleverd;Wat is er?;Bedrag'
		printf '%s\r\n' \
			'1;3-11-2026;9:38;Tel.;Jan;1234 AB;Paspoort;Niemand belt mij ooit terug;1,50' \
			'2;4-11-2026;14:05;Balie;Fatima;1234AC;Paspoort;De balie was weer eens dicht;0,75' \
			'3;31-10-2026;8:00;Brief;Kees;2345 XZ;Afvalpas;Er is € 3 te veel betaald;12,00' \
			'4;1-11-2026;8:10;Tel.;Jan;1234 AB;Paspoort;Wij wachten nu al vier weken;3,25' \
			'Totaal;;;;;;;;17,50'
	} | iconv -t WINDOWS-1252 >e.csv
	sig-ingest --guess e.csv >m
	sed '/^take/!d; s/  */ /g' m >got
	diff -u - got <<-'END'
	take src_id from Zaaknr
	take channel from "Ingekomen via"
	take text from "Wat is er?"
	take received from "Dat. binnenkomst", Tijdstip
	take pc4 from PC
	END
	grep -q '^know   name      from Roepnaam$' m
	grep -q '^# take ... from Geleverd .*a few words: product' m
	ingest -m m e.csv
	[ "$(kept received | head -1)" = 2026-11-03T09:38:00+01:00 ]
	[ "$(kept channel | tr '\n' ' ')" = 'telefoon balie post telefoon ' ]
	[ "$(wc -l <out)" = 4 ]
	# Days as a spreadsheet counts them; what is no date is none by name.
	printf '%s\n' 'datum;tekst;ontvangen op' '46022;een twee drie vier;x' \
		'46023.5;vijf zes zeven acht;y' >s.csv
	sig-ingest --guess s.csv >m
	grep -q '^take   received  from datum as date serial$' m
	# BSNs are of people, whatever the column is called.
	printf '%s\n' 'nummer;wat' '999990019;een twee drie vier' \
		'123456782;vijf zes zeven acht' >p.csv
	sig-ingest --guess p.csv >m
	grep -q '^person bsn       from nummer$' m
	run ! grep -q '^take   src_id' m
}

@test "sig-ingest: a mapping chosen by one column of many is said" {
	printf '%s\n' 'Klacht;Datum;a;b;c;d;e' 'x;1-2-2026;;;;;' >c.csv
	ingest c.csv
	[ "$(cat err)" = 'sig-ingest: c.csv: mapping klacht uses 2 of the 7 columns: see --explain' ]
	[ "$(kept kind)" = klacht ]
	ingest -m klacht c.csv
	[ ! -s err ]
	# Findings alone make no investigation of complaints.
	printf '%s\n' 'Zaaknummer;Onderwerp;Bevinding' 'x;y;z' >e.csv
	fails_with 2 sig-ingest e.csv
	[[ $stderr == *'no built-in mapping fits'* ]]
	# Of two reasons the one that stops the job is given.
	printf '%s\n' 'Klacht;E-mail;a;b;c;d;e' 'x;a@b.nl;;;;;' >d.csv
	fails_with 2 sig-ingest d.csv
	[[ $stderr == 'sig-ingest: d.csv: column E-mail says who signals:'* ]]
	[ "$(wc -l <<<"$stderr")" = 1 ]
}

@test "sig-ingest: a date of birth is not the day of receipt" {
	printf '%s\n' 'nr,geboortedatum,gemeld,wat' \
		'1,1-2-1970,3-3-2026,er is geen antwoord gekomen op mijn brief' \
		'2,5-6-1981,4-3-2026,de balie was dicht toen ik er was' >b.csv
	sig-ingest --guess b.csv >m
	grep -q '^take   received  from gemeld$' m
	grep -q '^# take ... from geboortedatum .* of birth' m
}

# shape NAME WANT CSV: CSV, with escapes of printf, has the rows WANT.
shape() {
	printf '%b' "$3" >shape.csv
	[ "$(rows shape.csv)" = "$2" ] || {
		echo "$1: $(rows shape.csv), not $2"
		return 1
	}
}

@test "sig-ingest: the twelve shapes of csv-spectrum" {
	shape comma_in_quotes '[["voornaam","plaats"],["Jan","Dorp, aan Zee"]]' \
		'voornaam,plaats\nJan,"Dorp, aan Zee"\n'
	shape empty '[["a","b","c"],["1","",""],["2","3","4"]]' \
		'a,b,c\n1,"",""\n2,3,4\n'
	shape empty_crlf '[["a","b","c"],["1","",""],["2","3","4"]]' \
		'a,b,c\r\n1,"",""\r\n2,3,4\r\n'
	shape escaped_quotes '[["a","b"],["1","zei \"nee\" hoor"],["3","4"]]' \
		'a,b\n1,"zei ""nee"" hoor"\n3,4\n'
	shape json '[["sleutel","waarde"],["1","{\"soort\": \"punt\", \"xy\": [1.5, 2.5]}"]]' \
		'sleutel,waarde\n1,"{""soort"": ""punt"", ""xy"": [1.5, 2.5]}"\n'
	shape location_coordinates '[["Telefoon","Plek","Stad"],["0101234567","52°36'"'"'37.8\"N 5°2'"'"'17.9\"O","Dorp"]]' \
		'Telefoon,Plek,Stad\n0101234567,52°36'"'"'37.8"N 5°2'"'"'17.9"O,Dorp\n'
	shape newlines '[["a","b","c"],["1","2","3"],["Er was\neens","5","6"],["7","8","9"]]' \
		'a,b,c\n1,2,3\n"Er was\neens",5,6\n7,8,9\n'
	shape newlines_crlf '[["a","b","c"],["1","2","3"],["Er was\r\neens","5","6"],["7","8","9"]]' \
		'a,b,c\r\n1,2,3\r\n"Er was\r\neens",5,6\r\n7,8,9\r\n'
	shape quotes_and_newlines '[["a","b"],["1","hij \n\"zei\" \ndat"],["3","4"]]' \
		'a,b\n1,"hij \n""zei"" \ndat"\n3,4\n'
	shape simple '[["a","b","c"],["1","2","3"]]' 'a,b,c\n1,2,3\n'
	shape simple_crlf '[["a","b","c"],["1","2","3"]]' 'a,b,c\r\n1,2,3\r\n'
	shape utf8 '[["a","b","c"],["1","2","3"],["4","5","ʤ€é"]]' \
		'a,b,c\n1,2,3\n4,5,ʤ€é\n'
}

@test "sig-ingest: JSON is taken and refused as RFC 8259 has it" {
	local text

	while IFS= read -r text; do
		[[ $text != *\\000* ]] || continue
		printf '{"text":"a","x":%b}\n' "$text"
	done <"$DATA/json/accept" >good.jsonl
	echo 'take text from text' >m
	ingest -m m good.jsonl || { cat err; return 1; }
	[ "$(wc -l <out)" -gt 80 ]
	[ "$(kept text | sort -u)" = a ]
	while IFS= read -r text; do
		# Blanks alone are no value; NUL bash cannot hold; a closing
		# brace or a comma would belong to the object around it.
		[[ $text =~ [^\ ] && $text != *[\}\,]* && $text != *\\0* ]] ||
			continue
		printf '{"text":"a","x":%b}\n' "$text" >bad.jsonl
		run -1 ingest -m m bad.jsonl
		[ ! -s out ] || { echo "taken: $text"; return 1; }
	done <"$DATA/json/refuse"
}

@test "sig-ingest: the answers of Signalen's tevredenheidsonderzoek" {
	cat >kto-feedback-prod.csv <<-'END'
	_signal_id,is_satisfied,allows_contact,text,text_extra,created_at,submitted_at,text_list
	11,True,False,Snel gedaan,Dank u,2023-01-05 10:11:12+00,2023-01-06 08:00:00+00,[]
	12,False,True,De kuil is er nog,,2023-01-05 10:11:12+00,,null
	END
	ingest kto-feedback-prod.csv
	jq -c '[.src_id, .kind, .solicited, .satisfied, .received, .text]' out >got
	cat >want <<-'END'
	["11","feedback",true,"tevreden","2023-01-06T09:00:00+01:00","Snel gedaan\n\nDank u"]
	["12","feedback",true,"ontevreden","2023-01-05T11:11:12+01:00","De kuil is er nog"]
	END
	diff -u want got
}

@test "sig-ingest: a statement with a condition counts in some rows only" {
	cat >m <<-'END'
	take text from tekst
	take closed from datum if status = Afgehandeld or "in getrokken"
	set kind klacht
	END
	printf '%s\n' 'tekst;status;datum' 'a;afgehandeld;1-2-2026' \
		'b;open;2-2-2026' 'c;Ingetrokken;3-2-2026' 'd;;4-2-2026' >i.csv
	ingest -m m i.csv
	[ "$(kept closed | tr '\n' ' ')" = '2026-02-01 null 2026-02-03 null ' ]
	echo 'take text from t if a' >m
	fails_with 2 sig-ingest -m m i.csv
	[[ $stderr == *"m:1: \`=' and a value were expected behind \`if'" ]]
}

# one_of KIND MEMBERS HEADER ROW: an export becomes a signal of KIND by the
# mapping that its header chooses, with these members.
one_of() {
	printf '%s\n%s\n' "$3" "$4" >kind.csv
	ingest --no-redact --no-person kind.csv || { echo "$1"; cat err; return 1; }
	jq -c "[.kind, $2]" out >got
	if [ "$(jq -r '.[0]' got)" != "$1" ] || grep -q null got; then
		echo "$1: $(cat got)"
		return 1
	fi
	cat got
}

@test "sig-ingest: an export of each of the thirteen kinds" {
	{
		one_of klacht '.src_id,.received,.channel,.text,.outcome,.closed' \
			'Klachtnummer;Datum klacht;Kanaal;Klachtomschrijving;Oordeel;Datum afgehandeld' \
			'K1;1-2-2026;Telefonisch;Geen antwoord;Deels gegrond;3-2-2026'
		one_of bezwaar '.src_id,.received,.text,.closed,.outcome' \
			'Bezwaarnummer;Datum bezwaar;Bezwaarschrift;Datum beslissing;Resultaat' \
			'B1;1-2-2026;Ik ben het er niet mee eens;3-3-2026;Ongegrond'
		one_of beroep '.src_id,.received,.text,.closed,.outcome' \
			'Beroepsnummer;Datum beroep;Gronden;Datum uitspraak;Uitspraak' \
			'R1;1-2-2026;De termijn is voorbij;4-5-2026;gegrond'
		one_of terugbelverzoek '.src_id,.received,.text,.told' \
			'Contactnummer;Datum en tijd;Kanaal;Onderwerp;Toelichting;Afdeling;Teruggebeld op' \
			'T1;1-2-2026 10:00;tel;paspoort;graag bellen;Burgerzaken;2-2-2026'
		one_of melding '.src_id,.received,.subject,.text,.status' \
			'Meldingsnummer;Datum melding;Categorie;Melding;Status' \
			'M1;1-2-2026;Afval;Zak op straat;in behandeling'
		one_of vraag '.src_id,.received,.channel,.text' \
			'Vraagnummer;Datum vraag;Kanaal;Vraag;Antwoord' \
			'V1;1-2-2026;chat;Hoe laat bent u open?;Om negen uur'
		one_of bericht '.received,.text' \
			'Datum bericht;Platform;Afzender;Bericht' \
			'1-2-2026;facebook;iemand;Het duurt lang'
		one_of gesprek '.src_id,.received,.channel,.text' \
			'Gespreksnummer;Datum gesprek;Kanaal;Gespreksverslag;Gespreksresultaat' \
			'G1;1-2-2026;balie;Uitleg gegeven;afgehandeld'
		one_of feedback '.received,.text,.solicited,.satisfied' \
			'Datum respons;Rapportcijfer;Open antwoord;Tevredenheid' \
			'1-2-2026;3;Te lang gewacht;ontevreden'
		one_of onderzoek '.received,.text,.wish,.solicited' \
			'Onderzoek;Bevinding;Aanbeveling;Datum rapport' \
			'Wachttijden;De post is te laat;Maak een planning;1-2-2026'
		one_of publicatie '.received,.subject,.text' \
			'Kop;Krant;Publicatiedatum;Samenvatting;URL' \
			'Loket dicht;De Krant;1-2-2026;Inwoners klagen;http://example.nl/1'
		one_of foutmelding '.received,.subject,.text' \
			'Tijdstempel;Foutcode;Foutmelding;Pagina' \
			'1-2-2026 10:00;E500;Verbinding verbroken;/aanvraag'
		one_of gedraging '.received,.text' \
			'Tijdstempel;Gebeurtenis;Zoekterm;Pagina' \
			'1-2-2026 10:00;zoeken;uitstel van betaling;/zoek'
	} >all
	[ "$(jq -r '.[0]' all | sort -u | wc -l)" = 13 ]
	one_of klacht '.role,.text,.received' \
		'Datum signaal;Afdeling;Signaal;Voorgestelde oplossing;Soort' \
		'1-2-2026;Inkomen;De brief klopt niet;Pas hem aan;klacht'
	grep -q '"medewerker"' got
}

@test "sig-ingest: short rows are filled where the mapping says so" {
	printf 'id;omschrijving;kanaal;status\n1;a\n2;b;balie;open\n3;c;post;open;;\n' >s.csv
	run -1 ingest -m klacht s.csv
	[ "$(kept src_id | tr '\n' ' ')" = '2 3 ' ]
	printf 'include klacht\nshort-rows fill\n' >m
	ingest -m m s.csv
	[ "$(kept src_id | tr '\n' ' ')" = '1 2 3 ' ]
	[ "$(kept channel | head -1)" = null ]
}

@test "sig-ingest: --progress counts on the standard error" {
	{ klachten; sleep 1.2; klachten | tail -n +2; } >slow &
	{ klachten; sleep 1.2; klachten | tail -n +2; } |
		sig-ingest --progress --name k.csv >plain 2>err
	tr '\r' '\n' <err | grep -qE '^sig-ingest: [0-9.]+ MB, [0-9]+ lines'
	run ! grep -q Klacht err
	wait
	sig-ingest --name k.csv <slow >quiet 2>err
	[ ! -s err ]
	cmp plain quiet
}

@test "sig-ingest: rows are those that libcsv gives by itself" {
	unit csvin
}

@test "sig-ingest: a row with an id and nothing else is no signal" {
	{
		klachten ';'
		echo 'Lijst van zaken;;;'
		echo 'K3;;;'
	} >f.csv
	run -1 ingest -m klacht --rejects rejects f.csv
	[ "$(kept src_id)" = $'K1\nK2' ]
	[ "$(cat err)" = 'sig-ingest: f.csv:4: nothing in it but a src_id
sig-ingest: f.csv:5: nothing in it but a src_id' ]
	[ "$(tail -n 2 rejects)" = $'Lijst van zaken;;;\nK3;;;' ]
	# the same where other columns are passed on, if they are empty too
	printf 'take src_id from a, b\ntake src_id from a\ntake text from t\n' >m
	printf 'a;b;t;u\n1;2;x;\n3;4;;\n5;6;;y\n' >k.csv
	run -1 ingest -m m --keep-unmapped k.csv
	[ "$(kept src_id)" = $'1 2\n5 6' ]
	[ "$(cat err)" = 'sig-ingest: k.csv:3: nothing in it but a src_id' ]
	# and in JSON
	printf '%s\n' '{"a":"1","t":"x"}' '{"a":"2"}' >k.json
	run -1 ingest -m m k.json
	[ "$(kept src_id)" = 1 ]
}

@test "sig-ingest: two mappings are a mistake" {
	klachten >k.csv
	fails_with 2 sig-ingest -m melding --map klacht k.csv
	[ "$stderr" = 'sig-ingest: -m klacht: one mapping a run: read other exports in a run of their own' ]
}

@test "sig-ingest: a day that does not exist is called that" {
	local day why

	echo 'take received from d' >m
	while read -r why day; do
		printf 'd;t\n%s;x\n' "$day" >d.csv
		fails_with 1 sig-ingest -m m d.csv
		[ "$stderr" = "sig-ingest: d.csv:2: received: ${why//_/ }" ] ||
			{ echo "$day: $stderr"; return 1; }
	done <<-'END'
	no_such_day 31-02-2026
	no_such_day 2026-04-31 10:00
	no_such_day 30 februari 2026
	no_such_day 20250229
	no_such_day 32-01-2026
	no_date_that_can_be_read 2026-13-13
	no_date_that_can_be_read 31-02-2026x
	no_date_that_can_be_read 31-02-26
	no_date_that_can_be_read 00-01-2026
	no_date_that_can_be_read gisteren
	no_date_that_can_be_read_(`as_date_month-first'_would) 12/31/2025
	END
}

@test "sig-ingest: rows that are equal and have no source id are said" {
	{ echo 'tekst,cijfer'; for i in {1..40}; do
		echo "dit is tekst nummer $((i / 2)),$i"; done; } >r.csv
	echo 'take text from tekst' >m
	ingest -m m r.csv
	[ "$(cat err)" = 'sig-ingest: r.csv: 19 of 40 rows equal an earlier row in all that is mapped and will pass for copies of it: map a src_id, if there is one' ]
	echo 'take src_id from cijfer' >>m
	ingest -m m r.csv
	[ ! -s err ]
	# the very same rows are copies of a source id, but may be two without
	{ echo 'tekst'; printf 'goed\n%.0s' 1 2 3 4; } >e.csv
	echo 'take text from tekst' >m
	ingest -m m e.csv
	grep -q ': 3 of 4 rows equal an earlier row' err
	{ echo 'tekst'; printf 'goed\n%.0s' 1 2 3; } >e.csv
	ingest -m m e.csv
	[ ! -s err ]
}

@test "sig-ingest: a mapping that is none names the nearest" {
	fails_with 2 sig-ingest -m klachten /dev/null
	[ "$stderr" = 'sig-ingest: klachten: No such file or directory, and no such mapping is built in; nearest is klacht' ]
	fails_with 2 sig-ingest -m nietbestaand /dev/null
	[ "$stderr" = 'sig-ingest: nietbestaand: No such file or directory, and no such mapping is built in (see --list-maps)' ]
	fails_with 2 sig-ingest -m ./klachten /dev/null
	[ "$stderr" = 'sig-ingest: ./klachten: No such file or directory' ]
	mkdir dir
	fails_with 2 sig-ingest -m dir /dev/null
	[ "$stderr" = 'sig-ingest: dir: Is a directory' ]
	fails_with 2 sig-ingest --print-map klachten
	[ "$stderr" = 'sig-ingest: --print-map klachten: no such mapping; nearest is klacht' ]
}

@test "sig-ingest: a wrong separator is told by the right one" {
	klachten ';' >s.csv
	klachten '\t' >t.csv
	printf 'separator ,\ntake src_id from klachtnummer required\ntake text from omschrijving\n' >m
	fails_with 2 sig-ingest -m m s.csv
	[ "$stderr" = 'sig-ingest: s.csv: separator is ; here, not ,' ]
	fails_with 2 sig-ingest -m klacht --delimiter ';' t.csv
	[ "$stderr" = 'sig-ingest: t.csv: separator is tab here, not ;' ]
	fails_with 2 sig-ingest --delimiter tab s.csv
	[ "$stderr" = 'sig-ingest: s.csv: separator is ; here, not tab' ]
	# one column, and nothing said of a separator
	printf 'Wat, hoe\nniets\n' >o.csv
	fails_with 2 sig-ingest -m klacht o.csv
	run ! grep -q separator <<<"$stderr"
}

@test "sig-ingest: columns equally like one that is missing are all named" {
	printf 'take src_id from Zaaknummer required\ntake text from t\n' >m
	printf 'Klantnummer;Klachtnummer;t\n1;2;x\n' >k.csv
	fails_with 2 sig-ingest -m m k.csv
	[ "$stderr" = 'sig-ingest: k.csv: no column called Zaaknummer; nearest are Klantnummer and Klachtnummer' ]
	# one that is nearer stands alone
	printf 'Klantnummer;Zaak-nr;Zaaknumer;t\n1;2;3;x\n' >k.csv
	fails_with 2 sig-ingest -m m k.csv
	[ "$stderr" = 'sig-ingest: k.csv: no column called Zaaknummer; nearest is Zaaknumer' ]
}

@test "sig-ingest: --guess looks at the rows that are read" {
	# A footer, totals and the header again are no rows: 28 ids are left.
	{
		echo 'Volgnr.;Datum;Wat;Kleur'
		for i in {1..28}; do
			echo "$i;$((i % 28 + 1))-3-2026;dit is tekst nummer $i;x"
			[ "$i" != 14 ] || echo 'Volgnr.;Datum;Wat;Kleur'
		done
		echo 'Totaal;;;28'
		echo 'Bron: het zaaksysteem;;;'
		echo 'Bron'
	} >f.csv
	sig-ingest --guess f.csv >m
	grep -q '^take   src_id    from Volgnr.$' m
	grep -q '^take   received  from Datum$' m
	grep -q '^# take ... from Kleur   # 28 filled, 1 different' m
	run ! grep -q 'No src_id' m
	# so where nothing but notes is in the table
	printf 'Nummer;Datum;Wat\nA1;;\nA2;;\n' >l.csv
	sig-ingest --guess l.csv | grep -q '^take   src_id    from Nummer$'
}

@test "sig-ingest: --guess says why no column is the source id" {
	while IFS='|' read -r name a b why; do
		printf '%s;tekst;soort\n%s;een twee drie vier;x\n%s;vijf zes zeven acht;x\n' \
			"$name" "$a" "$b" >n.csv
		sig-ingest --guess n.csv >m
		grep -qxF "# No src_id: $why." m || { cat m; return 1; }
	done <<-'END'
	Dossiercode|A 1 b|A 2 b|Dossiercode has blanks in its values
	Aantal stuks|11|12|"Aantal stuks" is called after a number or sum
	Dossiercode|A1|A1|Dossiercode has some values more than once
	Dossiercode|1.5|2.5|Dossiercode holds numbers that are no whole ones
	Kleur|rood|rood|no column left has another value in each of the first 2 rows
	END
	printf 'Dossiercode;tekst\nA1;een twee drie vier\n' >n.csv
	sig-ingest --guess n.csv |
		grep -qxF '# No src_id: Dossiercode has too few values to tell.'
}

@test "sig-ingest: --guess says what can be read in part, and what is of people" {
	{
		echo 'Ref;Datum ontvangst;Streefdatum;Contactgegevens;Bereikbaar op;Wat'
		for i in {1..20}; do
			dag=$i-3-2026 streef=$i-3-2026 tel=06-123456$((i + 10))
			[ "$i" != 7 ] || dag='eind maart'
			[ $((i % 3)) != 0 ] || streef=onbekend
			echo "R$i;$dag;$streef;burger$i@example.nl / $tel;$tel;dit is nu tekst nummer $i"
		done
	} >d.csv
	sig-ingest --guess d.csv >m
	grep -qxF 'take   received  from "Datum ontvangst"   # dates in part: 1 of 20 are none' m
	grep -q '^# take ... from Streefdatum .*; dates in part: 6 are none$' m
	grep -q '^# take ... from Contactgegevens .*, of people: person email or phone, or know name$' m
	grep -q '^# take ... from "Bereikbaar op" .*, of people: person email or phone, or know name$' m
	# it is a mapping all the same
	run -1 ingest -m m d.csv
	[ "$(wc -l <out)" = 19 ]
}

@test "sig-ingest: no person of a first row becomes the name of a member" {
	printf '%s\n' 'Klachtnummer;Klachtomschrijving;jan@voorbeeld.nl' \
		'1;hallo;ja' '2;hallo;' >in.csv
	run -1 --separate-stderr sig-ingest -q --no-person --keep-unmapped \
		-m klacht in.csv
	[ "$(jq -r .src_id <<<"$output")" = 2 ]
	[[ "$stderr" == *'in.csv:2: the name of a member'* ]]
	run ! grep -F 'jan@' <<<"$output$stderr"
	sig-ingest -q --no-person -m klacht in.csv >out
	[ "$(wc -l <out)" = 2 ]
}

@test "sig-ingest: the tables of counts of sig-mapping(5)" {
	sed -n '/^title    telefoontjes/,/^.Ed/p' \
		"$BATS_TEST_DIRNAME/../man/sig-mapping.5" | sed '$d' >m
	[ "$(wc -l <m)" = 6 ]
	printf 'Dag;Onderwerp;Aantal\n1-3-2026;Paspoort;1.200\n2026;Afval;7\n2-3-2026;Afval;\n' >c.csv
	run -1 ingest -m m c.csv
	[ "$(jq -r '[.sig, .day, .kind, .channel, .product, .n] | join(" ")' out)" = \
		'tally/1 2026-03-01 vraag telefoon Paspoort 1200' ]
	grep -q 'c.csv:3: received: no date that can be read' err
	grep -q 'c.csv:4: n: empty, but it must be there' err
	sed 's/^\(take.*from\) Dag$/\1 Dag, Maand, Jaar join "-"/' m >j
	printf 'Dag;Maand;Jaar;Onderwerp;Aantal\n1;3;2026;Paspoort;5\n' >c.csv
	ingest -m j c.csv
	[ "$(jq -r '[.day, .n] | join(" ")' out)" = '2026-03-01 5' ]
}

# delivery NAME TEXT DAY [ROWS]: complaints, with columns so called.
delivery() {
	printf '%s\n' "Zaaknummer;$3;Product;$2" >"$1"
	awk -v n="${4:-3}" 'BEGIN {
		for (i = 1; i <= n; i++)
			print "K-" i ";0" i "-03-2026;Afval;Ik wacht al weken"
	}' >>"$1"
}

@test "sig-ingest: a column that was renamed since an earlier delivery is said" {
	delivery k-2026-01.csv Omschrijving 'Datum ontvangst'
	delivery k-2026-02.csv 'Verhaal van de melder' 'Datum ontvangst'
	delivery k-2026-03.csv Omschrijving 'Aan de balie op' 0
	delivery k-2026-04.csv Klachtomschrijving 'Datum ontvangst'
	delivery k-2026-05.csv Omschrijving 'Datum ontvangst' 0
	delivery other-06.csv 'Verhaal van de melder' 'Datum ontvangst'
	cat >expected <<-'EOF2'
	sig-ingest: k-2026-02.csv: no column becomes text, as one did in k-2026-01.csv; new, and not used: Verhaal van de melder
	sig-ingest: k-2026-03.csv: no column becomes received, as one did in k-2026-02.csv; new, and not used: Aan de balie op
	EOF2
	# one run, then a run for each with a file between them
	sig-ingest --no-person --map klacht k-*.csv other-06.csv \
		>all 2>err
	diff expected err
	[ "$(wc -l <all)" = 12 ]
	for f in k-*.csv other-06.csv; do
		sig-ingest --no-person --map klacht --columns kept "$f" \
			2>&1 >>each
	done | diff expected -
	diff all each
	[ "$(stat -c %a kept)" = 600 ]
	# gone for good: without its line it is not said
	sed -i '/member text$/d' kept
	run -0 --separate-stderr sig-ingest --no-person --map klacht \
		--columns kept k-2026-02.csv
	[ -z "$stderr" ]
}

@test "sig-ingest: a heading that may be what a row says is called by its place" {
	delivery k-20260301.csv Omschrijving 'Datum ontvangst'
	delivery k-20260308.csv 'Mevrouw Jansen, Dorpsstraat 12, 1234 AB' \
		'Datum ontvangst'
	run -0 --separate-stderr sig-ingest --no-person --map klacht k-????????.csv
	[ "$stderr" = 'sig-ingest: k-20260308.csv: no column becomes text, as one did in k-20260301.csv; new, and not used: column 4' ]
}
