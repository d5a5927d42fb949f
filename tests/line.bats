#!/usr/bin/env bats
# The line: what is JSON, what is a record, how members are set.
# shellcheck disable=SC2154

load helper

# each_case FILE STATUS: json_check must answer STATUS on every line of FILE,
# in which escapes are as printf(1) has them.
each_case() {
	local text bad=0 n=0 rc

	while IFS= read -r text; do
		printf '%b' "$text" >case
		rc=0
		json_check case 2>/dev/null || rc=$?
		[ "$rc" = "$2" ] || { echo "$rc: $text"; bad=1; }
		n=$((n + 1))
	done <"$DATA/json/$1"
	echo "$n cases"
	[ "$n" -gt 80 ] && [ "$bad" = 0 ]
}

@test "json: accepts what RFC 8259 has" { each_case accept 0; }
@test "json: refuses what RFC 8259 has not" { each_case refuse 1; }

@test "json: 128 levels are accepted, 129 and 100,000 are refused" {
	nest() { printf '%*s' "$1" '' | tr ' ' '['; printf '%*s' "$1" '' | tr ' ' ']'; }
	nest 128 >ok
	nest 129 >deep
	nest 100000 >deeper
	json_check ok
	run ! json_check deep
	run ! json_check deeper
	printf '%*s' 100000 '' | tr ' ' '[' >open
	run -1 json_check open
}

@test "units of lib/base and lib/line" { unit base; unit rec; }

@test "line: an untouched line stays byte for byte, blanks and all" {
	cat >in <<'X'
{ "id" : "a" , "x":1.50e1 ,"text":"\u0041\/" , "n":[ 1 ,2 ] }
{"sig":"other/7","id":1,"id":2}
{"sig":"tally/1","n":3,"text":5}
X
	line_cat in >out
	diff -u in out
}

@test "line: a set member goes to its place, the others stay as they are" {
	echo '{"x":{"b": 1},"sig":"signal/1","id":"a","q":"\u0041","text":"t","theme":["z"],"y":[1, 2]}' >in
	echo '{"x":{"b": 1},"sig":"signal/1","id":"a","q":"\u0041","lang":"nl","text":"t","theme":["z"],"y":[1, 2]}' >want
	line_cat --set nl in >out
	diff -u want out
	line_cat --set nl out | diff -u want -
	line_cat --drop out | diff -u in -
}

@test "line: what a terminal obeys is written as an escape" {
	text=$(printf 'a\033[2J\177\302\233\n"%s' "$(printf '\134')")
	printf '{"id":"a"}\n' | line_cat --set "$text" >out
	cat -v out
	grep -qF 'a\u001b[2J\u007f\u009b\n\"\\"' out
}

@test "line: an envelope is read and changed through its data" {
	echo '{"specversion":"1.0", "id":"e","data":{"id":"a","text":"t"},"source":"x"}' >in
	echo '{"specversion":"1.0", "id":"e","data":{"id":"a","lang":"nl","text":"t"},"source":"x"}' >want
	line_cat --set nl in | diff -u want -
	echo '{"specversion":"1.0","id":"e","dataref":"x"}' >in
	line_cat --set nl in | diff -u in -
}

@test "line: unfit members, versions and repeats are refused by name" {
	cat >in <<'X'
{"sig":"signal/2","id":"a"}
{"id":"a","text":5}
{"id":"a","theme":[["x"]]}
{"id":"a","id":"b","n":1,"n":2}
{"id":"a","\u0069d":"b"}
{"sig":5,"id":"a"}
{"x":1}
[1]
{"id":"a","x":1,"x":2}
{"id":"a","text":null,"theme":"one"}
X
	run --separate-stderr -1 line_cat in
	[ "${#lines[@]}" = 2 ]
	cat >want <<'X'
line_cat: in:1: sig: a version that is not known here
line_cat: in:2: text: not the kind of value it must be
line_cat: in:3: theme: not the kind of value it must be
line_cat: in:4: a member of ours stands there twice
line_cat: in:5: a member of ours stands there twice
line_cat: in:6: sig: not the kind of value it must be
line_cat: in:7: not a signal: no sig, id or text
line_cat: in:8: not an object
X
	diff -u want <(echo "$stderr")
}

@test "stream: the account adds up, over several files and what is unfit" {
	sig a x >one
	printf '\n{"id":"b"}\r\n  \nnonsense\n{"id":"c"}' >two
	run --separate-stderr -1 line_cat --stats stats --rejects bad one two
	[ "${lines[0]}" = "$(sig a x)" ]
	adds_up stats
	jq -e '.read == 6 and .written == 3 and .skipped == 2 and
		.sources == ["one=1/1/0/0","two=5/2/1/2"] and
		.reasons == ["not an object=1"]' stats
	[ "$(cat bad)" = nonsense ]
	[ "$(stat -c %a bad)" = 600 ]
}

@test "stream: a line over the limit is refused and kept, the next is read" {
	{ sig a x; printf '{"id":"%0100000d"}\n' 0; sig b y; } >in
	run --separate-stderr -1 line_cat --max-line 1K --rejects bad in
	[ "${#lines[@]}" = 2 ]
	[ "$stderr" = "line_cat: in:2: longer than the limit (--max-line)" ]
	sed -n 2p in | cmp - bad
	line_cat --max-line 200K in | cmp - in
}

@test "stream: a repeated reason is said ten times, then counted" {
	seq 1 500 >in
	run --separate-stderr -1 line_cat in
	[ "$(wc -l <<<"$stderr")" = 11 ]
	[ "$(tail -n 1 <<<"$stderr")" = "line_cat: 500 refused: not an object" ]
}

@test "stream: -o replaces its file whole or not at all" {
	echo old >out
	sig a x >in
	line_cat -o out in
	diff in out
	run -2 line_cat -o nowhere/out in
	mkdir sub
	line_cat -o sub/out in /dev/null
	[ "$(ls -A sub)" = out ]
	line_cat -o in in
	diff in out
}

@test "stream: where nothing could be read, -o leaves the old file" {
	echo old >out
	run -2 line_cat -o out nowhere
	[ "$(cat out)" = old ]
	sig a x >in
	run -2 line_cat -o out nowhere in
	diff in out
}

@test "stream: killed in the middle, -o leaves the old file and no other" {
	mkdir sub
	echo old >sub/out
	for signal in TERM KILL; do
		mkfifo "pipe$signal"
		line_cat -o sub/out <"pipe$signal" &
		exec 4>"pipe$signal"
		sig a x >&4
		kill -s "$signal" $!
		wait $! || true
		exec 4>&-
	done
	[ "$(ls -A sub)" = out ]
	[ "$(cat sub/out)" = old ]
}

@test "stream: standard input that trickles comes out as it trickles" {
	mkfifo pipe
	line_cat <pipe >out &
	exec 4>pipe
	sig a x >&4
	for _ in $(seq 50); do [ ! -s out ] || break; sleep 0.1; done
	sig b x >&4
	for _ in $(seq 50); do
		[ "$(wc -l <out)" = 0 ] || break
		sleep 0.1
	done
	[ "$(head -n 1 out)" = "$(sig a x)" ]
	exec 4>&-
	wait
	[ "$(wc -l <out)" = 2 ]
}

@test "filter: any number of threads gives the same bytes and account" {
	for i in $(seq 20); do
		seq 1 2000 | sed 's/.*/{"id":"&","text":"some words to pass on"}/'
		echo nonsense
		echo
		echo '{"sig":"tally/1","n":'"$i"'}'
	done >in
	one() {
		line_cat -j "$1" --set nl --leave 7 --stats "stats$1" \
			--rejects "bad$1" in in >"out$1" 2>"err$1"
	}
	one 1 || [ $? = 1 ]
	[ "$(wc -l <out1)" = 80000 ]
	adds_up stats1
	for j in 2 5; do
		one "$j" || [ $? = 1 ]
		cmp out1 "out$j"
		cmp stats1 "stats$j"
		cmp bad1 "bad$j"
		cmp err1 "err$j"
	done
}
