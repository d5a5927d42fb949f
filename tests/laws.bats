#!/usr/bin/env bats
# The laws of the line, over every filter and, where they hold, every tool.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

# What every tool that reads lines is run with.  A tool that is not named
# here runs without options, so that a new one is covered by itself.
run_tool() {
	local tool=$1

	shift
	case $tool in
	sig-dedupe-memory)
		rm -f memory
		sig-dedupe --memory memory --night 2026-01-02 "$@"
		;;
	sig-track) sig-track --ledger ledger.jsonl "$@" ;;
	sig-learn) sig-learn --output model "$@" ;;
	sig-share)
		sig-share --no-ledger --release 2026-03-31 --source \
			urn:nld:oin:00000099000000001000:systeem:x "$@"
		;;
	sig-select) sig-select --where sig=signal/1 "$@" ;;
	*) "$tool" "$@" ;;
	esac
}

# Filters pass on what they read; the rest reduces it to something else.
is_filter() {
	case $1 in
	line_cat | sig-redact | sig-classify | sig-dedupe | sig-track) true ;;
	sig-forget) true ;;
	*) false ;;
	esac
}

filters() {
	local t

	for t in "$BUILD"/line_cat "$BUILD"/sig-*; do
		if is_filter "${t##*/}"; then echo "${t##*/}"; fi
	done
}

# Everything that reads lines: all but sig-ingest, which reads tables.
readers() {
	local t

	for t in "$BUILD"/line_cat "$BUILD"/sig-*; do
		t=${t##*/}
		if [ "$t" != sig-ingest ]; then echo "$t"; fi
	done
}

# over LIST COMMAND...: run it for every tool of LIST; say which failed.
over() {
	local tool bad=0 list

	list=$("$1")
	shift
	[ -n "$list" ]
	for tool in $list; do
		"$@" "$tool" || {
			echo "does not hold for $tool"
			bad=1
		}
	done
	[ "$bad" = 0 ]
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	: >ledger.jsonl
	{
		sig a 'Ik ben niet teruggebeld over mijn paspoort.' \
			'"org":"x"' '"received":"2026-03-02"' \
			'"kind":"klacht"' '"redacted":"t"' '"gold":["x"]'
		sig b 'De brief is onbegrijpelijk, ik snap er niets van.' \
			'"org":"y"' '"received":"2026-03-03T10:00:00+01:00"' \
			'"redacted":"t"' '"gold":["y"]'
		sig c 'Bedankt voor de snelle hulp.' '"org":"x"' \
			'"received":"2026-03-04"' '"redacted":"t"'
	} >in
	{
		echo '{"sig":"signal/1","id":"a","x_odd":[1,{"deep":[true]}],' \
			'"org":"x","zz": 1.50 ,"text":"\u00e9\u20ac en \/",' \
			'"aa":"caf\u00e9 \ud83d\ude00","redacted":"t"}'
		echo '{ "sig" : "signal/1" , "id" : "b", "text" : "x y" }'
		echo '{"x_first":null,"sig":"signal/1","id":"c","text":"q"}'
	} >odd
	{
		echo '{"sig":"tally/1","period":"day","day":"2026-03-01","n":3}'
		echo '{"sig":"pattern/1","id":"p1","kind":"burst","score":3}'
		echo '{"sig":"action/1","pattern":"p9","state":"erkend"}'
		echo '{"sig":"other/7","what":"ever", "n" : 1e400}'
		echo '{"sig":"summary/1","as_of":"2026-03-01"}'
		echo '{"sig":"stats/1","tool":"sig-x","read":1}'
	} >others
}

# --- nothing is lost

keeps_unknown_members() {
	run_tool "$1" odd >out || return
	[ "$(wc -l <out)" = 3 ] &&
		grep -qF '"x_odd":[1,{"deep":[true]}]' out &&
		grep -qE '"zz": ?1.50 ?,' out &&
		grep -qF '"aa":"caf\u00e9 \ud83d\ude00"' out &&
		grep -q '"x_first":null' out
}
@test "laws: unknown members stay, byte for byte" {
	over filters keeps_unknown_members
}

keeps_values() {
	run_tool "$1" odd in >out || return
	cat odd in | jq -cS 'del(.text, .subject, .redacted)' >want
	# Every member of the input is in the output, with its value.
	jq -cS 'del(.text, .subject, .redacted)' out | paste -d '\n' want - |
		jq -es '[range(0; length; 2) as $i | .[$i] as $a |
			.[$i + 1] as $b | ($a | keys | all(. as $k |
			$a[$k] == $b[$k]))] | all' >/dev/null
}
@test "laws: every member keeps its value" { over filters keeps_values; }

passes_others() {
	{ cat in; cat others; } >mixed
	run_tool "$1" mixed >out || return
	grep -v '"sig":"signal/1"' out >got
	case $1 in
	sig-track) grep -v '"sig":"\(pattern\|action\)/1"' got >got2 || :
		grep -v '"sig":"\(pattern\|action\)/1"' others >want ;;
	*) cp got got2 && cp others want ;;
	esac
	diff -u want got2
}
@test "laws: lines of other types pass untouched, in order" {
	over filters passes_others
}

keeps_order() {
	local i

	for i in 9 4 7 1 8 2; do
		sig "$i" "tekst nummer $i" '"received":"2026-01-0'"$i"'"'
	done >seq
	run_tool "$1" seq | jq -r .id >out || return
	[ "$(tr -d '\n' <out)" = 947182 ]
}
@test "laws: order is kept" { over filters keeps_order; }

# --- twice is once

twice_is_once() {
	cat in odd in >three
	run_tool "$1" three >once || return
	run_tool "$1" once >twice || return
	diff -u once twice
}
@test "laws: twice is once" { over filters twice_is_once; }

# Of what looks at one line at a time.
stateless() {
	filters | grep -vx sig-dedupe
}

adds() {
	run_tool "$1" in odd >apart || return
	cat in odd | run_tool "$1" >joined || return
	{ run_tool "$1" in && run_tool "$1" odd; } >each || return
	cmp apart joined && cmp apart each
}
@test "laws: two files are one after the other" { over stateless adds; }

two_files_or_one() {
	run_tool "$1" in odd >apart || return
	cat in odd | run_tool "$1" >joined || return
	cmp apart joined
}
@test "laws: files and a pipe give the same" { over filters two_files_or_one; }

dash_is_stdin() {
	cat in odd in >want
	run_tool "$1" want >a || return
	run_tool "$1" in - in <odd >b || return
	cmp a b
}
@test "laws: - is the standard input, among files" {
	over filters dash_is_stdin
}

# --- ends and blanks

empty_in() {
	run_tool "$1" </dev/null >out || return
	[ ! -s out ]
}
@test "laws: nothing in, nothing out" { over filters empty_in; }

empty_is_good() {
	local rc=0

	[ "$1" != sig-learn ] || return 0 # nothing can be learnt from nothing
	run_tool "$1" </dev/null >out 2>err || rc=$?
	cat err
	[ "$rc" = 0 ]
}
@test "laws: nothing in is no fault" { over readers empty_is_good; }

no_final_newline() {
	run_tool "$1" in >want || return
	head -c -1 in | run_tool "$1" >out || return
	cmp want out
}
@test "laws: the last line needs no newline" { over filters no_final_newline; }

carriage_returns() {
	run_tool "$1" --stats st in >want || return
	sed 's/$/\r/' in | run_tool "$1" | tr -d '\r' >out || return
	cmp want out
}
@test "laws: CRLF is as good as LF" { over filters carriage_returns; }

blank_lines() {
	run_tool "$1" in >want || return
	sed G in | run_tool "$1" --stats st >out || return
	cmp want out && [ "$(jq .skipped st)" = 3 ] && adds_up st
}
@test "laws: blank lines are skipped and counted" { over filters blank_lines; }

# --- what is refused

# Between two good lines: what is refused, why it is, and the rest goes on.
bad_lines() {
	# of known senders: that nothing of theirs can be shared is said too
	sed 's/}$/,"who":"w"}/' in >good
	head -n 1 good
	printf '%s\n' '{"sig":"signal/1","id":"KANARIE","text":"KANARIE"' \
		'KANARIE' '[1,"KANARIE"]' '"KANARIE"' \
		'{"x":"KANARIE"}' '{"sig":"signal/9","id":"KANARIE"}' \
		'{"sig":"signal/1","id":"KANARIE","id":"twice"}' \
		'{"sig":"signal/1","id":"k","text":"\ud800 KANARIE"}'
	printf '{"sig":"signal/1","id":"k","text":"KANARIE \xff"}\n'
	printf '{"sig":"signal/1","id":"k","text":"KANARIE \0"}\n'
	printf '{"sig":"signal/1","id":"k","text":"KANARIE \t"}\n'
	tail -n 2 good
}

refuses() {
	local rc=0

	bad_lines >bad
	rm -f rej
	run_tool "$1" --rejects rej --stats st bad >out 2>err || rc=$?
	cat err
	[ "$rc" = 1 ] && [ "$(jq .refused st)" = 11 ] &&
		[ "$(wc -l <err)" = 11 ] &&
		! grep -qv "^$1: bad:[0-9]*: " err
}
@test "laws: each bad line is named by file and line, exit 1" {
	over readers refuses
}

goes_on() {
	bad_lines >bad
	run_tool "$1" good >want || return
	run_tool "$1" bad >out 2>/dev/null || [ $? = 1 ] || return
	cmp want out
}
@test "laws: the good lines go on" { over filters goes_on; }

says_nothing() {
	bad_lines >bad
	run_tool "$1" bad >out 2>err || :
	! grep -q KANARIE err
}
@test "laws: messages hold nothing of a line" { over readers says_nothing; }

keeps_rejects() {
	bad_lines >bad
	sed '1d' bad | head -n 11 >want
	rm -f rej
	run_tool "$1" --rejects rej bad >out 2>/dev/null || :
	cmp want rej && [ "$(stat -c %a rej)" = 600 ]
}
@test "laws: --rejects keeps the bytes, for the user alone" {
	over readers keeps_rejects
}

stats_add_up() {
	bad_lines >bad
	echo >>bad
	run_tool "$1" --stats st bad others >out 2>/dev/null || :
	[ "$(jq .read st)" = 21 ] || return
	if is_filter "$1"; then adds_up st; else reduces_up st; fi &&
		[ "$(jq -r .tool st)" = "$1" ]
}
@test "laws: --stats accounts for every line" { over readers stats_add_up; }

# --- lines that are long

# A line of SIZE bytes without its newline.
long_line() {
	printf '{"sig":"signal/1","id":"l","text":"'
	head -c $(($1 - 37)) /dev/zero | tr '\0' ' '
	printf '"}\n'
}

sixteen_mib() {
	long_line $((16 << 20)) >long
	[ "$(wc -c <long)" = $(((16 << 20) + 1)) ]
	run_tool "$1" long >out || return
	[ "$(wc -l <out)" = 1 ]
}
@test "laws: a line of 16 MiB passes" { over filters sixteen_mib; }

one_more() {
	local rc=0

	{ head -n 1 in && long_line $(((16 << 20) + 1)); tail -n 2 in; } >long
	run_tool "$1" in >want
	run_tool "$1" --stats st long >out 2>err || rc=$?
	[ "$rc" = 1 ] && [ "$(jq .refused st)" = 1 ] && cmp want out &&
		grep -q "^$1: long:2: " err
}
@test "laws: a longer one is refused, the rest goes on" {
	over filters one_more
}

max_line() {
	local rc=0

	run_tool "$1" --max-line 10 in >out 2>err || rc=$?
	[ "$rc" = 1 ] && [ ! -s out ] && [ "$(wc -l <err)" = 3 ]
}
@test "laws: --max-line says how long" { over filters max_line; }

# --- files and pipes

full_disk() {
	local rc=0

	[ "$1" != sig-learn ] || return 0 # it writes no stream
	cat in others | run_tool "$1" >/dev/full 2>err || rc=$?
	cat err
	[ "$rc" = 2 ] && [ "$(wc -l <err)" = 1 ]
}
writers() {
	# Reducers to whom this input says nothing write nothing.
	readers | grep -vxE 'sig-(learn|select|share)'
}
@test "laws: a full disk is one line and exit 2" {
	[ -w /dev/full ]
	over writers full_disk
}

quiet_pipe() {
	# Several times what a pipe holds at most.
	yes "$(cat in)" | head -n 30000 >many
	{
		run_tool "$1" many 2>err
		echo $? >rc
	} | head -n 1 >/dev/null
	[ ! -s err ] && [ "$(cat rc)" = 141 ]
}
@test "laws: a reader that leaves is no fault" { over filters quiet_pipe; }

unreadable() {
	local rc=0

	run_tool "$1" in in >want 2>/dev/null || return
	run_tool "$1" in nosuch in >out 2>err || rc=$?
	[ "$rc" = 2 ] && cmp want out && [ "$(wc -l <err)" = 1 ] &&
		grep -q "^$1: nosuch: " err
}
@test "laws: a file that is not there is exit 2, the others are done" {
	over filters unreadable
}

directory() {
	local rc=0

	mkdir -p folder
	run_tool "$1" folder >out 2>err || rc=$?
	[ "$rc" = 2 ] && [ "$(wc -l <err)" = 1 ] && grep -q "^$1: folder: " err
}
@test "laws: a directory is one line and exit 2" { over readers directory; }

output_is_whole() {
	echo before >result
	run_tool "$1" in >want || return
	run_tool "$1" -o result in || return
	cmp want result
	# An output that cannot be made leaves nothing behind.
	! run_tool "$1" -o nosuch/result in 2>/dev/null
}
@test "laws: -o writes the same bytes" { over filters output_is_whole; }

same_bytes() {
	cat in others odd >mixed
	run_tool "$1" mixed >a 2>/dev/null || [ $? = 1 ] || return
	LC_ALL=C TZ=Pacific/Kiritimati run_tool "$1" mixed >b \
		2>/dev/null || [ $? = 1 ] || return
	cmp a b
}
repeatable() {
	readers | grep -vx sig-learn
}
@test "laws: neither locale nor time zone changes a byte" {
	over repeatable same_bytes
}
