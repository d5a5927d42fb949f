#!/usr/bin/env bats
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

days() {
	sig a een '"system":"s"' '"src_id":"1"' '"received":"2026-01-01"' \
		'"seen":"2026-01-03"'
	sig b twee '"system":"s"' '"src_id":"2"' \
		'"received":"2026-01-01T23:30:00Z"' '"seen":"2026-01-03"'
	sig c drie '"system":"t"' '"src_id":"1"' '"occurred":"2026-01-03"' \
		'"seen":"2026-01-04"'
	sig d vier '"system":"t"' '"src_id":"2"'
}

ids() {
	jq -r .id | tr -d '\n'
}

@test "sig-forget: without options nothing is left out" {
	days >in
	sig-forget in >out
	cmp in out
}

@test "sig-forget: --before and --since part the signals in two" {
	days >in
	[ "$(sig-forget --before 2026-01-02 in | ids)" = bcd ]
	[ "$(sig-forget --since 2026-01-02 in | ids)" = a ]
	for d in 2025-01-01 2026-01-01 2026-01-02 2026-01-03 2027-01-01; do
		{
			sig-forget --before $d in
			sig-forget --since $d in
		} | sort >out
		diff -u in out
	done
}

@test "sig-forget: without a day of its own the export's is that of a signal" {
	sig a een '"seen":"2026-01-03"' >in
	sig b twee '"occurred":"2026-02-01"' '"seen":"2026-01-03"' >>in
	[ "$(sig-forget --before 2026-01-04 in | ids)" = b ]
	[ "$(sig-forget --since 2026-01-04 in | ids)" = a ]
	[ "$(sig-forget --before 2026-01-03 in | ids)" = ab ]
	[ "$(sig-forget --words-before 2026-01-04 in | jq -r .text)" = \
		$'null\ntwee' ]
}

@test "sig-forget: a signal is named by its system and its id" {
	days >in
	[ "$(sig-forget --system s --src-id 1 in | ids)" = bcd ]
	[ "$(sig-forget --system x --src-id 1 in | ids)" = abcd ]
	sig e vijf '"system":"s"' '"src_id":"1"' '"kind":"klacht"' \
		'"org":"o"' >>in
	[ "$(sig-forget --system s --src-id 1 in | ids)" = bcd ]
	[ "$(sig-forget --system s --src-id 1 --kind klacht in | ids)" = abcd ]
	[ "$(sig-forget --system s --src-id 1 --org o in | ids)" = abcd ]
	[ "$(sig-forget --system s --src-id 1 --org p in | ids)" = abcde ]
	# Of none, which is not: of any.
	[ "$(sig-forget --system s --src-id 1 --org '' in | ids)" = bcde ]
	[ "$(sig-forget --system s --src-id 1 --kind '' in | ids)" = bcde ]
	fails_with 2 sig-forget --system s --src-id 1 --kind klach in
	[[ $stderr == "sig-forget: --kind klach: must be one of gesprek "* ]]
	fails_with 2 sig-forget --kind klacht in
	fails_with 2 sig-forget --src-id 1 in
	[ "$(wc -l <<<"$stderr")" = 1 ]
	run ! grep -q een <<<"$stderr"
}

@test "sig-forget: --ids leaves out those of a list" {
	days >in
	printf 'd\n\na\r\nzz' >list
	[ "$(sig-forget --ids list in | ids)" = bc ]
	[ "$(sig-forget --ids /dev/null in | ids)" = abcd ]
	fails_with 2 sig-forget --ids nosuch in
	[ "$(wc -l <<<"$stderr")" = 1 ]
	fails_with 2 sig-forget --ids . in
}

@test "sig-forget: --seen leaves out what one export brought" {
	days >in
	[ "$(sig-forget --seen 2026-01-03 in | ids)" = cd ]
}

@test "sig-forget: --words-before takes the words and keeps the rest" {
	sig a een '"subject":"s"' '"wish":"w"' '"theme":["x"]' \
		'"received":"2026-01-01"' >in
	sig-forget --words-before 2026-01-02 in >out
	diff -u - out <<-EOF
	{"sig":"signal/1","id":"a","theme":["x"],"received":"2026-01-01"}
	EOF
	sig-forget --words-before 2026-01-01 in | cmp in -
}

@test "sig-forget: lines that are no signals stay" {
	echo '{"sig":"tally/1","period":"day","day":"2026-01-01","n":1}' >in
	sig-forget --before 2027-01-01 in | cmp in -
}

@test "sig-forget: the account adds up, for any number of threads" {
	make-demo --count 20000 --jsonl >in
	sig-forget --stats one --before 2026-06-01 in >a
	sig-forget --stats two -j 3 --before 2026-06-01 in >b
	cmp a b
	cmp one two
	adds_up one
	[ "$(jq .dropped one)" -gt 10000 ]
}

@test "sig-forget: a day that does not exist is a mistake" {
	fails_with 2 sig-forget --before 2026-02-30
	[ "$(wc -l <<<"$stderr")" = 1 ]
}

@test "sig-forget: what one export brought, of one day" {
	{
		sig a x '"file":"k.csv","seen":"2026-03-01"'
		sig b x '"file":"k.csv","seen":"2026-03-02"'
		sig c x '"file":"l.csv","seen":"2026-03-01"'
		sig d x
	} >in
	sig-forget --file k.csv in | member id | tr '\n' ' ' >got
	sig-forget --file k.csv --seen 2026-03-01 in | member id |
		tr '\n' ' ' >>got
	[ "$(cat got)" = '"c" "d" "b" "c" "d" ' ]
}
