#!/usr/bin/env bats
# One report of a folder of exports, without any set-up.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

setup_file() {
	load helper
	cd "$BATS_FILE_TMPDIR" || return
	make-demo --csv 300 >demo.csv
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	mkdir month
	cp "$BATS_FILE_TMPDIR/demo.csv" month/klachten.csv
}

MONTH=$ROOT/scripts/sig-month

@test "sig-month: a folder of exports becomes a report" {
	run -0 "$MONTH" month
	[ -z "$output" ]
	grep -q '<html lang="nl"' month/report.html
	[ -s month/report.txt ]
	[ "$(ls month)" = "$(printf '%s\n' klachten.csv patterns.jsonl \
		report.html report.txt signals.jsonl)" ]
	[ "$(wc -l <month/signals.jsonl)" = 300 ]
	[ "$(stat -c %a month/signals.jsonl)" = 600 ]
}

@test "sig-month: a second run reads the exports, not its own results" {
	"$MONTH" month
	wc -l <month/signals.jsonl >before
	run -0 "$MONTH" --lang en month
	wc -l <month/signals.jsonl | diff before -
	grep -q '<html lang="en"' month/report.html
}

@test "sig-month: what was decided is in the next report" {
	make-demo --csv 1500 >month/klachten.csv
	"$MONTH" month
	id=$(jq -r 'select(.kind == "unanswered").id' month/patterns.jsonl |
		head -n 1)
	[ -n "$id" ]
	(cd month && sig-track add "$id" -l ledger.jsonl --state onderzoek \
		--owner wijkteam --at 2026-11-24T10:00:00Z)
	run -0 "$MONTH" month
	[ -z "$output" ]
	[ "$(jq -r --arg id "$id" 'select(.id == $id).owner' \
		month/patterns.jsonl)" = wijkteam ]
}

@test "sig-month: refused rows are kept by file, and exit 1" {
	cp month/klachten.csv month/meer.csv
	awk 'NR == 1 || NR > 200' month/klachten.csv |
		sed '2s/20[0-9][0-9]-[0-9-]*/2026-02-31/' >month/meer.csv
	run -1 "$MONTH" month
	[[ $output == *"meer.csv: rows were refused"* ]]
	[ -s month/refused.meer.csv ]
	[ ! -e month/refused.klachten.csv ]
	[ -s month/report.html ]
}

@test "sig-month: rows that were mended are refused no more" {
	sed '2s/[0-9]*-[0-9]*-20[0-9][0-9]/31-02-2026/' month/klachten.csv \
		>'month/-met spatie.csv'
	run -1 "$MONTH" month
	[ -s 'month/refused.-met spatie.csv' ]
	sed -i 's/31-02-2026/28-02-2026/' 'month/-met spatie.csv'
	run -0 "$MONTH" -- month
	[ ! -e 'month/refused.-met spatie.csv' ]
	# A folder in the place of a result takes nothing in.
	rm month/report.html
	mkdir month/report.html
	run -2 "$MONTH" month
	[ -z "$(ls month/report.html)" ]
}

@test "sig-month: a file that cannot be read is named, the others done" {
	printf 'PK\003\004rest' >month/vragen.xlsx
	head -c 300 /dev/zero >month/foto.jpg
	ln -s nowhere month/kapot.csv
	mkdir month/map
	run -1 "$MONTH" month
	[[ $output == *"vragen.xlsx: not read:"*xlsx2csv* ]]
	[[ $output == *"foto.jpg: not read:"* ]]
	[[ $output == *"kapot.csv: not read: no file"* ]]
	[[ $output == *"map: not read: a directory"* ]]
	rm month/kapot.csv
	[ "$(wc -l <month/signals.jsonl)" = 300 ]
	rm month/klachten.csv
	cp month/signals.jsonl before
	run -2 "$MONTH" month
	[[ $output == *"no export could be read"* ]]
	cmp before month/signals.jsonl
}

@test "sig-month: cases of a kind that no column says are read, and it is said" {
	printf '%s\n' 'Zaaknummer;Datum ontvangst;Onderwerp;Omschrijving' \
		'Z-1;01-03-2026;Paspoort;Ik wacht al weken' >month/zaken.csv
	run -0 "$MONTH" month
	[ "$output" = "sig-month: zaken.csv: no column says what kind of signals these are: write 'include klacht', or another kind, in zaken.map there" ]
	echo 'include klacht' >month/zaken.map
	run -0 "$MONTH" month
	[ -z "$output" ]
	[ "$(jq -r 'select(.src_id == "Z-1") | .kind' month/signals.jsonl)" = klacht ]
}

@test "sig-month: a mapping beside an export is used for it" {
	sed '1s/.*/"Nr","Wanneer","Wat"/' <(cut -d, -f 1-3 month/klachten.csv |
		head -n 1) >month/vreemd.csv
	printf '%s\n' 'V-1,2026-03-02,Er belde niemand terug' \
		'V-2,2026-03-03,De brief kwam te laat' >>month/vreemd.csv
	run -1 "$MONTH" month
	[[ $output == *"no built-in mapping"* ]]
	[[ $output == *"write a mapping in vreemd.map there, and it is used"* ]]
	printf '%s\n' 'take src_id from Nr' 'take received from Wanneer' \
		'take text from Wat' 'set kind vraag' >month/vreemd.map
	run -0 "$MONTH" month
	[ -z "$output" ]
	[ "$(grep -c '"kind":"vraag"' month/signals.jsonl)" = 2 ]
}

@test "sig-month: --codebook labels by it, beside the one built in or alone" {
	cat >month/eigen.book <<-'END'
		codebook eigen 1
		[theme wie-schrijft]
		title nl Wie schrijft
		cue ik = ik | wij | mijn
	END
	# a letter that a dozen sent, so that there is a pattern of it
	for i in {11..22}; do
		echo "KL-9$i,Dienst Werk en Toeslagen,$i-11-2026 14:00,Post," \
			"Brief,Wij willen dat de wet verandert.,,,Nieuw,,,,,,,,"
	done | sed 's/, /,/' >>month/klachten.csv
	run -0 "$MONTH" --codebook nl --codebook month/eigen.book month
	[ -z "$output" ]
	by() { jq -r '.by[]' month/signals.jsonl | sort -u; }
	[[ $(by) == eigen@1+hartslag-nl@* || $(by) == hartslag-nl@*+eigen@1 ]]
	jq -e -s 'any(.theme | index("wie-schrijft")) and
		any(.theme - ["wie-schrijft", "onbepaald"] != [])' \
		month/signals.jsonl
	grep -q 'Wie schrijft' month/report.html
	run -0 "$MONTH" --codebook month/eigen.book month
	[ "$(by)" = eigen@1 ]
	echo 'cue x =' >>month/eigen.book
	run -2 "$MONTH" --codebook month/eigen.book month
	[[ $output == *"month/eigen.book:5: a way is missing"* ]]
	run -2 "$MONTH" --codebook
	[[ $output == *"--codebook: a codebook is wanted"* ]]
}

@test "sig-month: rows that are there twice count once, and it is said" {
	cp month/klachten.csv 'month/klachten (kopie).csv'
	run -0 "$MONTH" month
	[ "$output" = \
		"sig-month: rows that were there before, and count once: 300" ]
	[ "$(wc -l <month/signals.jsonl)" = 300 ]
}

# As of a tool that refuses what another wrote.
@test "sig-month: of two states that of the later export counts" {
	local name i

	mkdir two
	printf '%s\n' 'set kind klacht' 'take src_id from Nr' \
		'take received from Datum as date' 'take closed from Klaar as date' \
		'take text from Tekst' >m
	for name in a-2026-10-31 b-2026-09-30; do
		cp m "two/$name.map"
		{
			echo "Nr,Datum,Klaar,Tekst"
			for i in 1 2 3 4 5 6 7 8; do
				echo "Z-2026-$i,2026-09-1$i,${name##b*},tekst $i" |
					sed 's/a-2026-10-31/2026-10-05/'
			done
		} >"two/$name.csv"
	done
	run -0 "$MONTH" two
	[[ "$output" != *guess* ]]
	[ "$(grep -c '"closed":"2026-10-05' two/signals.jsonl)" = 8 ]
	run ! grep -q '"seen"' two/signals.jsonl
	# of names of which one has a day, or none has
	for name in a-2026-10-31 b-2026-09-30; do
		mv "two/$name.csv" "two/${name%%-*}.csv"
		mv "two/$name.map" "two/${name%%-*}.map"
		run -0 "$MONTH" two
		[[ "$output" == *"8 lines have the id of another"*guess* ]]
		[[ "$output" == *"have the day of each export in its name"* ]]
	done
}

@test "sig-month: the day of an export is the latest in its name" {
	local name

	mkdir days
	printf '%s\n' 'set kind klacht' 'take src_id from Nr' \
		'take received from Datum as date' 'take closed from Klaar as date' \
		'take text from Tekst' >m
	# closed_of NAME OTHER: what counts where NAME has it closed
	closed_of() {
		rm -rf days
		mkdir days
		for name in "$@"; do
			cp m "days/$name.map"
			echo "Nr,Datum,Klaar,Tekst" >"days/$name.csv"
		done
		echo "Z-2026-1,2026-09-11,2026-10-05,tekst" >>"days/$1.csv"
		echo "Z-2026-1,2026-09-11,,tekst" >>"days/$2.csv"
		"$MONTH" days >said
		grep -o '"closed":"[^"]*"' days/signals.jsonl
	}
	[ -n "$(closed_of 'k 2026-01-01 tot 2026-10-31' k-2026-09-30)" ]
	run ! grep -q guess said
	[ -n "$(closed_of k-2026-10-31_2026-01-01 k-2026-10-02)" ]
	[ -n "$(closed_of k-2026-10-31-2026-13-01 k-2026-10-30)" ]
	[ -n "$(closed_of k-2026-02-01 'A22026-03-01 2026-01-31')" ]
	[ -n "$(closed_of k-2026-02-01 'a 2026-03-011 2026-01-31')" ]
	closed_of a2026-10-05 b2026-10-05 || true
	grep -q guess said
}

@test "sig-month: the end of a period that is to come is no day of an export" {
	local name

	# state FILE CLOSED
	state() {
		printf '%s\n' 'set kind klacht' 'take src_id from Nr' \
			'take received from Datum as date' \
			'take closed from Klaar as date' \
			'take text from Tekst' >"days/$1.map"
		printf '%s\n' "Nr,Datum,Klaar,Tekst" "1,2026-09-11,$2,tekst" \
			>"days/$1.csv"
	}
	for name in 2026-12-31 2026-10-13; do
		rm -rf days
		mkdir days
		state "k 2026-01-01 tot $name" ''
		state k-2026-10-12 2026-10-05
		"$MONTH" days >said
		grep -q '"closed":"2026-10-05"' days/signals.jsonl
		grep -q "tot $name.csv: $name is over a month after .*-09-11" \
			said
	done
	# the day of a list in which nothing happened for long is believed
	rm -rf days
	mkdir days
	state k-2026-10-01 ''
	state k-2026-11-01 2026-09-20
	"$MONTH" days >said
	grep -q '"closed":"2026-09-20"' days/signals.jsonl
	run ! grep -q 'over a month' said
	rm -rf days
	mkdir days
	# it may be that day, less than a month after what it holds
	state 'k 2026-01-01 tot 2026-10-12' ''
	state k-2026-10-10 2026-10-05
	"$MONTH" days >said
	run ! grep -q '"closed"' days/signals.jsonl
	run ! grep -q 'over a month' said
}

@test "sig-month: what sig-dedupe says is not hidden" {
	mkdir worse
	printf '#!/bin/bash\necho "sig-dedupe: no room" >&2\nexit 2\n' \
		>worse/sig-dedupe
	chmod +x worse/sig-dedupe
	PATH=$PWD/worse:$PATH fails_with 2 "$MONTH" month
	[ "$stderr" = 'sig-dedupe: no room
sig-month: no report could be made' ]
	# shellcheck disable=SC2016 # the inner shell expands them
	printf '#!/bin/bash\necho "{" >>"${!#}"\nexec %s "$@"\n' \
		"$BUILD/sig-dedupe" >worse/sig-dedupe
	PATH=$PWD/worse:$PATH run --separate-stderr -1 "$MONTH" month
	[[ $stderr == "sig-dedupe: "*"labelled:"* ]]
	[[ $output != *labelled:* ]]
}

@test "sig-month: lines that are refused on the way are said" {
	mkdir worse
	# shellcheck disable=SC2016 # the inner shell expands them
	printf '#!/bin/bash\necho "{" >>"${!#}"\nexec %s "$@"\n' \
		"$BUILD/sig-classify" >worse/sig-classify
	chmod +x worse/sig-classify
	PATH=$PWD/worse:$PATH run -1 "$MONTH" month
	[[ $output == *"lines that are missing from the report: 1" ]]
}

@test "sig-month: --until is the last day that is judged" {
	last=$(jq -r .received <("$MONTH" month; cat month/signals.jsonl) |
		cut -c 1-10 | sort | tail -n 1)
	run -0 "$MONTH" --until="$last" month
	[ "$(jq -r 'select(.sig == "summary/1") | .as_of' \
		month/patterns.jsonl)" = "$last" ]
	fails_with 2 "$MONTH" --until 31-03-2026 month
}

@test "sig-month: a folder of refused rows alone has no report" {
	sed -i '2,$s/[0-9][0-9]-[0-9][0-9]-20[0-9][0-9]/31-02-2026/' month/klachten.csv
	run -2 "$MONTH" month
	[[ $output == *"rows were refused"*"no row could be read there"* ]]
	[ ! -e month/report.html ]
	[ -s month/refused.klachten.csv ]
}

@test "sig-month: an empty folder, or none, is exit 2" {
	mkdir empty
	fails_with 2 "$MONTH" empty
	fails_with 2 "$MONTH" nosuch
	fails_with 2 "$MONTH"
	fails_with 2 "$MONTH" --output
}

@test "sig-month: a column that was renamed is said, and exit 1" {
	mv month/klachten.csv month/klachten-2026-03.csv
	cp month/klachten-2026-03.csv month/klachten-2026-04.csv
	sed -i '1s/Omschrijving/Verhaal van de melder/' month/klachten-2026-04.csv
	run -1 "$MONTH" month
	[[ $output == *"sig-month: klachten-2026-04.csv: no column becomes text, as one did in klachten-2026-03.csv"* ]]
}
