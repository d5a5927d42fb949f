#!/usr/bin/env bats
# How files are read: rows beyond the limit, rows of another encoding, JSON.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper
load ingest

# read_in OPTION...: ingest with the mapping klacht, and words as they are.
read_in() {
	ingest -m klacht --no-redact "$@"
}

# long LINE: the files top, before, row and after of a table: row is a text of many
# lines LINE in quotes.
long() {
	printf 'id;omschrijving;kanaal\r\n' >top
	printf '1;"voor";balie\r\n' >before
	{
		printf '2;"'
		yes "$1" | head -n 50000
		printf '\r\n";post\r\n'
	} >row
	printf '3;"na\r\ndeze";balie\r\n' >after
}

# passed_over OPTION...: row alone is refused, and kept byte for byte.
passed_over() {
	cat top before row after >l.csv
	run -1 read_in --max-line 100K --rejects r "$@" l.csv
	[ "$(jq -r .src_id out | tr '\n' ' ')" = '1 3 ' ]
	[ "$(wc -l <err)" = 1 ]
	grep -q ':3: longer than the limit (--max-line)$' err
	cat top row | cmp - r
	# With a higher limit it is read.
	read_in "$@" r
	[ "$(jq -r .src_id out)" = 2 ]
}

@test "reading: a quoted field beyond the limit is passed over to its end" {
	local line

	for line in 'zei hij; ""nee"", en' 'kort' '"" ' 'a;b' 'x
y;z;""
5;2'; do
		long "$line"
		passed_over
	done
	long 'een regel'
	sed -i 's/;"/; "/; s/";/" ;/' before row after
	passed_over
	long "$(printf '%s\n' 'hij zei \"nee\"; en\\ ')"
	passed_over
}

@test "reading: so in every encoding" {
	local to f

	for to in utf-16le utf-16be windows-1252; do
		long 'één; ""twee""'
		for f in top before row after; do
			iconv -t "$to" "$f" >e
			mv e "$f"
		done
		passed_over --encoding "$to"
	done
}

@test "reading: so where the first of its lines is beyond it already" {
	printf 'id;omschrijving;kanaal\n' >top
	printf '1;voor;balie\n' >before
	{
		printf '2;"'
		yes 'zei; ""nee"", ' | head -c 300000 | tr -d '\n'
		printf '\nen; dan\n\n""slot"" hoor";post\n'
	} >row
	printf '3;na;balie\n4;na;balie\n5;na;balie\n' >after
	cat top before row after >l.csv
	run -1 read_in --max-line 100K --rejects r l.csv
	[ "$(jq -r .src_id out | tr '\n' ' ')" = '1 3 4 5 ' ]
	cat top row | cmp - r
	# The quote of such a line that is not closed costs that line.
	sed 's/slot"" hoor"/slot/; s/^en; dan/7;en;post/; s/^$/8;en;post/' \
		l.csv >o.csv
	run -1 read_in --max-line 100K o.csv
	[ "$(jq -r .src_id out | tr '\n' ' ')" = '1 7 8 3 4 5 ' ]
}

@test "reading: a quote that is never closed swallows no rows to the limit" {
	{
		printf 'id;omschrijving;kanaal\n1;"open;balie\n'
		seq 2 9000 | sed 's/$/;een tekst van een regel;post/'
	} >o.csv
	run -1 read_in --max-line 100K o.csv
	[ "$(wc -l <out)" = 8999 ]
	grep -q 'o.csv:2: a quote is opened and never closed$' err
	[ "$(wc -l <err)" = 1 ]
}

@test "reading: the limit is the same however the bytes come in" {
	{
		echo 'id,omschrijving'
		for n in 1 2 3 4 5 6; do
			printf '%d,' "$n"
			head -c $((92 + n)) /dev/zero | tr '\0' x
			printf '\r\n'
		done
	} >l.csv
	run -1 read_in --max-line 98 l.csv
	cp err whole
	[ "$(jq -r .src_id out | tr '\n' ' ')" = '1 2 ' ]
	run -1 read_in --max-line 98 --name l.csv < <(dd if=l.csv bs=1 status=none)
	diff -u whole err
}

# texts LINES: the texts of a table whose lines behind the header printf makes
# of LINES.
texts() {
	printf 'id;omschrijving\n' >m.csv
	# shellcheck disable=SC2059 # octal
	printf "$1" >>m.csv
	read_in "${@:2}" m.csv
	jq -r .text out
}

@test "reading: rows of UTF-8 in a Windows-1252 file are read, and said" {
	texts '1;h\351\n2;co\366rdinator\n3;\200 5\n4;Caf\303\251\n5;\340 5\n' >got
	printf '%s\n' hé coördinator '€ 5' Café 'à 5' | diff -u - got
	[ "$(cat err)" = "sig-ingest: m.csv: 1 rows were not windows-1252 and were read as utf-8" ]
	# More than pairs of Latin: three bytes, four, and pairs side by side.
	texts '1;h\351\n2;h\351\n3;h\351\n4;\342\202\254\n5;\360\237\230\200\n6;\320\224\320\260\n7;h\351\n' >got
	printf '%s\n' hé hé hé '€' 😀 Да hé | diff -u - got
	grep -q ': 3 rows were not windows-1252' err
	# Each line of a row is what it is.
	texts '1;h\351\n2;"h\351\nCaf\303\251\nh\351"\n3;h\351\n' >got
	printf '%s\n' hé hé Café hé hé | diff -u - got
	grep -q ': 1 rows were not windows-1252' err
	# So too where a quote stands where none can.
	printf 'a;omschrijving;b\n1;h\351;2\n1;h\351;2\n1;"h" \303\251;2\n4;"h" \303\251;2\n7;"\340";2\n' >s.csv
	read_in s.csv
	jq -r .text out >got
	printf '%s\n' hé hé '"h" é' '"h" é' à | diff -u - got
	grep -q ': 2 rows were not windows-1252' err
}

@test "reading: what is UTF-8 by chance, or said to be none, stays" {
	texts '1;h\351\n2;\210\n3;CAF\311\222S\n4;STRA\337\224 en CAF\311\205\n' >got
	printf 'hé\nˆ\nCAFÉ\u2019S\nSTRAß\u201d en CAFÉ…\n' | diff -u - got
	[ ! -s err ]
	texts '1;h\351\n2;\210\n3;Caf\303\251\n' --encoding windows-1252 >got
	printf '%s\n' hé ˆ 'CafÃ©' | diff -u - got
	[ ! -s err ]
}

@test "reading: a few rows of 8 bits do not make a UTF-8 file another" {
	# 0xbc in a word is a ligature of ISO-8859-15, but here half of an u.
	texts '1;M\303\274ller\n2;M\303\274ller\n3;M\303\274ller\n4;co\366rdinator\n' >got
	printf '%s\n' Müller Müller Müller coördinator | diff -u - got
	[ "$(cat err)" = "sig-ingest: m.csv: 1 rows were not utf-8 and were read as windows-1252" ]
}

@test "reading: a long array of JSON takes memory in step with its length" {
	jq -nc '{id: "1", omschrijving: [range(100000) | "a"], b: [1], c: 2,
		d: ["post", "x"]}' >j.json
	(
		ulimit -v 300000
		read_in --keep-unmapped j.json
	)
	jq -c '[(.text | length), .text[:7], .x_b, .x_c, .x_d]' out >got
	echo '[299998,"a, a, a","1","2","post, x"]' | diff -u - got
}

@test "reading: an event whose data are base64 is refused for that" {
	printf '%s\n' '{"specversion":"1.0","id":"a","data":{"id":"1","omschrijving":"x"}}' \
		'{"specversion":"1.0","id":"b","data_base64":"eyJpZCI6IjIifQ=="}' \
		'{"id":"3","omschrijving":"x","data_base64":"y"}' >e.json
	run -1 read_in e.json
	[ "$(jq -r .src_id out | tr '\n' ' ')" = '1 3 ' ]
	[ "$(cat err)" = "sig-ingest: e.json:2: data_base64: of an event only data that is JSON is read" ]
}

@test "reading: columns without a name at the end need not be there, nor go unsaid" {
	printf '%s\n' 'id,omschrijving,,' 1,a,, 2,b 3,c, 4,d,,x '5,e,y' 6,f,,,z 7 \
		>n.csv
	run -1 read_in n.csv
	jq -c '[.src_id, .text]' out | tr '\n' ' ' >got
	echo '["1","a"] ["2","b"] ["3","c"] ["4","d"] ["5","e"] ' | diff -u - <(cat got; echo)
	sort err >got
	diff -u - got <<-'END'
	sig-ingest: n.csv: 2 rows have something in a column without a name, which is not read
	sig-ingest: n.csv:7: too many columns
	sig-ingest: n.csv:8: too few columns
	END
	# Where they are kept nothing is to be said, nor of columns that are used.
	sed -i 7,8d n.csv
	read_in --keep-unmapped n.csv
	[ ! -s err ]
	[ "$(jq -r '."x_column 4" // empty' out)" = x ]
	printf 'take src_id from id\ntake text from omschrijving\ntake subject from "column 4"\n' >m
	run -1 sig-ingest -m m n.csv
	[[ $output == *'n.csv:3: too few columns'* ]]
}

@test "reading: JSON in UTF-16, or a letter, is no table and said to be none" {
	printf '{"id":"1","omschrijving":"h\303\251"}\n' |
		iconv -t utf-16 >'j 1.json'
	run -2 sig-ingest -m klacht 'j 1.json'
	[ "$output" = "sig-ingest: j 1.json: JSON that is not UTF-8: use \`iconv -f utf-16le -t utf-8 'j 1.json' | sig-ingest --name 'j 1.json''" ]
	iconv -f utf-16le -t utf-8 'j 1.json' | read_in --name j.json
	[ "$(jq -r .text out)" = hé ]
	printf '%s\n' 'Geachte gemeente,' '' 'Ik wacht al weken. Hoe kan dat?' >l.txt
	run -2 sig-ingest l.txt
	[[ $output == *'l.txt: no header row was found: is it a table, '* ]]
}

@test "reading: rows that one object wraps are rows, whatever it calls them" {
	local i f

	printf 'take src_id from id\ntake text from tekst\n' >m.map
	for i in 1 2 3; do
		printf '{"id":%s,"tekst":"De lantaarn is stuk"}\n' "$i"
	done >lines.json
	sig-ingest -q -m m.map lines.json | jq -c 'del(.file, .row)' >want
	[ "$(wc -l <want)" = 3 ]
	jq -cs '{klachten: .}' lines.json >1.json
	jq -s '{meta: {n: 3, van: "x"}, klachten: ., klaar: true}' lines.json >2.json
	jq -cs '{data: {klachten: .}}' lines.json >3.json
	for f in [1-3].json; do
		sig-ingest -q -m m.map "$f" | jq -c 'del(.file, .row)' >got
		diff -u want got || { echo "in $f"; return 1; }
	done
	sig-ingest --guess 1.json | grep -q '^take *src_id *from id$'
	# A row with a long list of its own is one, and so is each of several.
	jq -cs '{id: "a1", startdatum: "2026-03-01", vraag: "x", wie: "y",
		afdeling: "z", bronnen: .}' lines.json >row.json
	printf 'take src_id from id\ntake text from vraag\n' >r.map
	[ "$(sig-ingest -q -m r.map row.json | jq -r .src_id)" = a1 ]
	jq -c '{deel: [., .]}' lines.json >parts.json
	jq -cs '.' parts.json >array.json
	printf 'take src_id from deel.id\ntake text from deel.tekst\n' >d.map
	for f in parts array; do
		[ "$(sig-ingest -q -m d.map $f.json | wc -l)" = 3 ]
	done
}

@test "reading: what is no object in an array of JSON costs that alone" {
	printf '[{"id":1,"text":"a"},5,"x, y",[1, 2],null,{"id":2,"text":"b"}]' >a.json
	run -1 --separate-stderr sig-ingest -q -m signal --stats st \
		--rejects rj a.json
	[ "$(jq -r .src_id <<<"$output" | tr '\n' ' ')" = '1 2 ' ]
	[ "$(jq -c '[.read, .written, .refused]' st)" = '[7,2,5]' ]
	[ "$(tr '\n' ' ' <rj)" = '5 "x, y" 1 2 null ' ]
}

@test "reading: an object of JSON beyond the limit is refused once, whole" {
	head -c 9000 /dev/zero | tr '\0' 'x' >x
	printf '{"id":1,"text":"a"}\n{"id":2,"text":"%s {\\"id\\":7}"}\n{"id":3,"text":"c"}\n' \
		"$(cat x)" >l.json
	jq -cs . l.json >a.json
	for f in l a; do
		run -1 --separate-stderr sig-ingest -q -m signal --max-line 1K \
			--rejects rj --stats st $f.json
		[ "$(jq -r .src_id <<<"$output" | tr '\n' ' ')" = '1 3 ' ]
		[ "$(jq -c '[.read, .refused, .reasons]' st)" = \
			'[3,1,["longer than the limit (--max-line)=1"]]' ]
		[ "$(jq -r .id rj)" = 2 ]
	done
}

@test "reading: titles of two cells, or as wide as the table, are no header" {
	local f

	cat >table <<-'END'
		klachtnummer;datum ontvangst;omschrijving;kanaal
		K1;01-02-2026;De brug is stuk;balie
		K2;02-02-2026;De straat is vies;post
	END
	{ printf 'Rapport;Klachten;;\nPeriode;2026;;\n\n'; cat table; } >1.csv
	{ printf 'Rapport;van;klachten;2026\n'; cat table; } >2.csv
	{ printf 'Melding;;Inhoud;\n'; cat table; } >3.csv
	sig-ingest -q table | jq -c 'del(.file, .row)' >want
	[ "$(wc -l <want)" = 2 ]
	for f in [1-3].csv; do
		sig-ingest -q --map klacht "$f" | jq -c 'del(.file, .row)' |
			diff -u want -
	done
	sig-ingest -q 1.csv | jq -c 'del(.file, .row)' | diff -u want -
	sig-ingest --guess table | tail -n +3 >want
	sig-ingest --guess 1.csv | tail -n +3 | diff -u want -
	# A header that is half empty stays one.
	printf 'klachtnummer;omschrijving;;\nK1;De brug;x;y\nK2;De straat;3;4\n' >half
	[ "$(sig-ingest -q --map klacht half | jq -r .src_id | tr -d '\n')" = K1K2 ]
}

@test "reading: one byte that is no UTF-8 leaves the other letters of its row" {
	{
		printf 'klachtnummer;omschrijving\n'
		printf '1a;één café\n2a;één café, maar \351\351n byte\n'
		printf '3a;“zo” is het, en afgekapt: caf\303\n4a;cAF\311S en d\351j\340 vu\n'
		printf '5a;€ 5 en \201\n'
	} >m.csv
	run -1 --separate-stderr sig-ingest -q --no-redact -m klacht m.csv
	jq -r .text <<<"$output" | diff -u - <(printf '%s\n' 'één café' \
		'één café, maar één byte' '“zo” is het, en afgekapt: cafÃ' \
		'cAFÉS en déjà vu')
	[ "$stderr" = 'sig-ingest: m.csv:6: bytes that are no text in this encoding
sig-ingest: m.csv: 3 rows were not utf-8 and were read as windows-1252' ]
}

@test "reading: what is no table is said of a pipe and of UTF-32 too" {
	{ printf 'PK\3\4'; head -c 26 /dev/zero; printf '[Content_Types].xml'; } >w
	run -2 --separate-stderr sig-ingest - <w
	[ "$stderr" = 'sig-ingest: standard input: a workbook (.xlsx): make CSV of it with `xlsx2csv FILE FILE.csv'"'" ]
	run -2 --separate-stderr sig-ingest --name k.xlsx - <w
	[[ $stderr = *'`xlsx2csv k.xlsx k.xlsx.csv'"'" ]]
	printf 'id;tekst\n1;x\n' | iconv -t utf-32 >u.csv
	run -2 --separate-stderr sig-ingest -m klacht u.csv
	[ "$stderr" = 'sig-ingest: u.csv: UTF-32: use `iconv -f utf-32 -t utf-8 u.csv | sig-ingest --name u.csv'"'" ]
}
