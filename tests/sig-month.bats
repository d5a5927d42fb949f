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

@test "sig-month: a file that cannot be read is named, the others done" {
	printf 'PK\003\004rest' >month/vragen.xlsx
	head -c 300 /dev/zero >month/foto.jpg
	ln -s nowhere month/kapot.csv
	mkdir month/map
	run -1 "$MONTH" month
	[[ $output == *"vragen.xlsx: not read:"*xlsx2csv* ]]
	[[ $output == *"foto.jpg: not read:"* ]]
	[[ $output == *"kapot.csv: not read: no file"* ]]
	[[ $output != *"map:"* ]]
	rm month/kapot.csv
	[ "$(wc -l <month/signals.jsonl)" = 300 ]
	rm month/klachten.csv
	cp month/signals.jsonl before
	run -2 "$MONTH" month
	[[ $output == *"no export could be read"* ]]
	cmp before month/signals.jsonl
}

@test "sig-month: an empty folder, or none, is exit 2" {
	mkdir empty
	fails_with 2 "$MONTH" empty
	fails_with 2 "$MONTH" nosuch
	fails_with 2 "$MONTH"
}
