#!/usr/bin/env bats
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

P=2f90c51be7a04d83

add() {
	sig-track add -l L --at 2026-11-20 --actor test "$@"
}

@test "sig-track: an action is a line of the ledger, added at its end" {
	add "$P" --state opgepakt --owner 'Directie Uitkeren' --route beleid \
		--note 'Fout nummer' --by Klantinzicht
	cp L before
	add "$P" --state afgehandeld --told 12
	head -n 1 L | cmp - before
	diff -u - L <<-'END'
	{"sig":"action/1","pattern":"2f90c51be7a04d83","at":"2026-11-20T12:00:00+01:00","actor":"test","state":"opgepakt","owner":"Directie Uitkeren","route":"beleid","action_date":"2026-11-20","note":"Fout nummer","note_by":"Klantinzicht","note_date":"2026-11-20"}
	{"sig":"action/1","pattern":"2f90c51be7a04d83","at":"2026-11-20T12:00:00+01:00","actor":"test","state":"afgehandeld","told_n":12,"told_date":"2026-11-20"}
	END
}

@test "sig-track: only the steps of the page may follow each other" {
	local from to n=0 want
	local states="erkend onderzoek opgepakt afgewezen doorgezet bekend
		afgehandeld teruggekoppeld heropend"

	declare -A may=(
		[nieuw]="erkend onderzoek opgepakt afgewezen doorgezet bekend"
		[erkend]="onderzoek opgepakt afgewezen doorgezet heropend"
		[onderzoek]="opgepakt afgewezen doorgezet heropend"
		[opgepakt]="afgehandeld heropend"
		[afgewezen]="teruggekoppeld heropend"
		[doorgezet]="heropend"
		[bekend]="heropend"
		[afgehandeld]="teruggekoppeld heropend"
		[teruggekoppeld]="heropend"
		[heropend]="onderzoek opgepakt afgewezen doorgezet"
	)
	for from in nieuw $states; do
		for to in $states; do
			[ "$from" = nieuw ] && : >L || printf '%s\n' \
				"{\"sig\":\"action/1\",\"pattern\":\"$P\",\"at\":\"2026-01-01\",\"state\":\"$from\"}" >L
			want=2
			case " ${may[$from]} " in *" $to "*) want=0 ;; esac
			run add "$P" --state "$to" --owner o --reason r \
				--to t --until 2027-01-01 --told 1
			[ "$status" = "$want" ] || {
				echo "$from to $to: $status, not $want"
				return 1
			}
			n=$((n + 1))
		done
	done
	[ "$n" = 90 ]
}

@test "sig-track: a step that cannot be taken is told from which state" {
	add "$P" --state erkend
	fails_with 2 add "$P" --state afgehandeld
	[ "$stderr" = "sig-track: L: this step cannot follow the state it has, erkend" ]
	fails_with 2 add 0000000000000002 --state afgehandeld
	[ "$stderr" = "sig-track: L: this step cannot follow the state it has, nieuw" ]
}

@test "sig-track: nothing is added to a file that is no ledger" {
	sig 1 x >f
	cp f before
	fails_with 2 sig-track add -l f 0000000000000001 --state erkend
	[ "$stderr" = "sig-track: f: not a ledger: no line of it is an action" ]
	cmp f before
}

@test "sig-track: a step is not dated before the one it follows" {
	add "$P" --state onderzoek
	cp L before
	fails_with 2 sig-track add -l L "$P" --state opgepakt --owner o \
		--at 2026-11-19
	[ "$stderr" = "sig-track: L: this step is dated before the one it follows" ]
	cmp L before
	# on the same day it may, and what is no step may be told later
	sig-track add -l L "$P" --state opgepakt --owner o \
		--at 2026-11-20T00:30:00+01:00
	sig-track add -l L "$P" --told 4 --at 2026-11-01
	sig-track list -l L | jq -e '.state == "opgepakt" and .told_n == 4'
	# nor is that taken for the last time that something was done
	[ -z "$(sig-track list -l L --older-than 42d --at 2027-01-01)" ]
	# another pattern has its own days
	sig-track add -l L 0000000000000001 --state erkend --at 2026-01-01
}

@test "sig-track: what has not come yet is not recorded" {
	local ahead

	ahead=$(TZ=Europe/Amsterdam date -d '+2 days' +%F)
	fails_with 2 sig-track add -l L "$P" --state erkend --at "$ahead"
	[[ $stderr == "sig-track: --at has not come yet"* ]]
	fails_with 2 sig-track add -l L "$P" --state erkend \
		--at 2062-11-20T12:00:00Z
	fails_with 2 sig-track add -l L "$P" --told 3 --told-date "$ahead"
	[[ $stderr == "sig-track: --told-date has not come yet"* ]]
	fails_with 2 add "$P" --told 3 --told-date 2026-11-21
	fails_with 2 add "$P" --state bekend --until 2026-11-19
	[[ $stderr == "sig-track: --until is past"* ]]
	fails_with 2 add "$P" --state opgepakt --owner o \
		--action-date 2028-01-01
	[[ $stderr == "sig-track: --action-date is more than a year"* ]]
	[ ! -s L ]
	# today has come, though its noon may not, and what is planned is ahead
	sig-track add -l L "$P" --told 3 \
		--at "$(TZ=Europe/Amsterdam date +%F)"
	add 0000000000000001 --told 3 --told-date 2026-11-20
	add 0000000000000001 --state opgepakt --owner o \
		--action-date 2027-01-01
	add 0000000000000002 --state bekend --until 2026-11-20
	[ "$(wc -l <L)" = 4 ]
	# what is only asked may be asked of any day
	sig-track list -l L --older-than 9d --at 2099-01-01 | grep -q .
}

@test "sig-track: a step needs what the page says" {
	local s

	for s in opgepakt afgewezen doorgezet bekend; do
		fails_with 2 add "$P" --state "$s"
		[[ $stderr == "sig-track: L: $s needs --"* ]]
	done
	add "$P" --state afgewezen --reason 'geen signaal'
	fails_with 2 add "$P" --state teruggekoppeld
	add "$P" --state teruggekoppeld --told 3
	sig-track list -l L | jq -e '.state == "teruggekoppeld"'
	[ "$(wc -l <L)" = 2 ]
}

@test "sig-track: with --patterns an id that is not there is refused" {
	fails_with 2 add 2f90c51be7a04d84 --state erkend \
		--patterns "$ROOT/tests/data/report/sample.jsonl"
	[[ $stderr == *"sample.jsonl: no pattern of this id" ]]
	[ ! -s L ]
	fails_with 2 add "$P" --state erkend --patterns absent
	[[ $stderr == "sig-track: absent: No such file"* ]]
	[ ! -s L ]
	add "$P" --state erkend \
		--patterns "$ROOT/tests/data/report/sample.jsonl"
	# a pattern of last week may be gone: without --patterns any id will do
	add 2f90c51be7a04d84 --state erkend
	[ "$(wc -l <L)" = 2 ]
}

@test "sig-track: every route may be taken and no other" {
	local r

	for r in dienstverlening beleid wetgeving politiek \
		'andere organisatie'; do
		add "$P" --route "$r"
		sig-track list -l L | jq -e --arg r "$r" '.route == $r'
	done
	fails_with 2 add "$P" --route andere
	[ "$(wc -l <L)" = 5 ]
}

@test "sig-track: as a filter it joins and passes on, twice is once" {
	add "$P" --state opgepakt --owner 'Directie "U"' --route wetgeving
	add "$P" --state afgehandeld --told 12
	add "$P" --told 30
	{
		sig a x
		cat "$ROOT/tests/data/report/sample.jsonl"
		echo '{"sig":"other/1","x":  1}'
	} >in
	sig-track -l L --stats stats in >out
	adds_up stats
	[ "$(wc -l <in)" = "$(wc -l <out)" ]
	grep -v "\"id\":\"$P\"" in >a
	grep -v "\"id\":\"$P\"" out | cmp a -
	grep "\"id\":\"$P\"" out | jq -e '.state == "afgehandeld" and
		.owner == "Directie \"U\"" and .route == "wetgeving" and
		.action_date == "2026-11-20" and .told_n == 42 and
		(has("note") | not)'
	sig-track -l L out | cmp - out
}

@test "sig-track: reopening forgets the refusal and who was told" {
	add "$P" --state afgewezen --reason nee
	add "$P" --state teruggekoppeld --told 3
	add "$P" --state heropend
	sig-track list -l L | jq -e '.state == "heropend" and
		(has("reason") | not) and (has("told_n") | not)'
	add "$P" --state onderzoek
}

@test "sig-track: list tells what is open and how long nothing was done" {
	add "$P" --state onderzoek
	add 0000000000000001 --state doorgezet --to SVB
	add 0000000000000002 --state afgewezen --reason r
	[ "$(sig-track list -l L | wc -l)" = 3 ]
	sig-track list -l L --open | jq -r .id | diff -u - <(
		printf '%s\n' "$P" 0000000000000002)
	[ -z "$(sig-track list -l L --older-than 42d --at 2027-01-01)" ]
	[ "$(sig-track list -l L --older-than 42d --at 2027-01-02 |
		wc -l)" = 3 ]
}

@test "sig-track: show gives the lines of one pattern as they stand" {
	add "$P" --state onderzoek
	add 0000000000000001 --state erkend
	add "$P" --note 'wat wij denken' --by Beleid
	sig-track show -l L "$P" >out
	grep "$P" L | cmp - out
	[ "$(wc -l <out)" = 2 ]
}

@test "sig-track: a last line that is not whole is set aside, not lost" {
	add "$P" --state onderzoek
	cp L whole
	printf '{"sig":"action/1","patt' >>L
	run --separate-stderr sig-track list -l L
	[ "$status" = 0 ]
	[[ $stderr == *"not whole"* ]]
	[ "$(wc -c <L)" -gt "$(wc -c <whole)" ]
	run add 0000000000000001 --state erkend
	[ "$status" = 0 ]
	head -n 1 L | cmp - whole
	[ "$(wc -l <L)" = 2 ]
	jq -e . L >/dev/null
	[ "$(cat L.torn)" = '{"sig":"action/1","patt' ]
}

@test "sig-track: two hundred at once lose no line and double none" {
	local i

	for i in $(seq 200); do
		sig-track add -l L "$(printf %016x "$i")" --state erkend \
			--actor test &
	done
	wait
	[ "$(wc -l <L)" = 200 ]
	[ "$(jq -r .pattern L | sort -u | wc -l)" = 200 ]
}

@test "sig-track: of two who take the same step at once one is refused" {
	local i

	for i in $(seq 20); do
		sig-track add -l L "$P" --state erkend 2>/dev/null &&
			echo >>ok &
	done
	wait
	[ "$(wc -l <ok)" = 1 ]
	[ "$(wc -l <L)" = 1 ]
}

@test "sig-track: killed at any time, what was said to be added is there" {
	local i pid

	for i in $(seq 100); do
		sig-track add -l L "$(printf %016x "$i")" --state erkend \
			2>/dev/null && printf '%016x\n' "$i" >>said &
		pid=$!
		sleep "0.00$((i % 7))"
		kill -9 "$pid" 2>/dev/null || true
		wait "$pid" 2>/dev/null || true
	done
	: >>said
	sleep 0.2
	sig-track add -l L ffffffffffffffff --state erkend
	jq -e . L >/dev/null
	jq -r .pattern L | sort >there
	[ -z "$(uniq -d there)" ]
	[ -z "$(sort said | comm -23 - there)" ]
}

@test "sig-track: a full disk adds nothing and breaks nothing" {
	local long rc=0

	long=$(head -c 3000 /dev/zero | tr '\0' x)
	trap '' XFSZ
	for i in 1 2 3 4 5 6; do
		(ulimit -f 8 && sig-track add -l L "$(printf %016x "$i")" \
			--note "$long") 2>err || rc=$?
	done
	trap - XFSZ
	[ "$rc" = 2 ]
	grep -q 'File too large' err
	jq -e . L >/dev/null
	[ "$(wc -l <L)" = 2 ]
	[ -z "$(tail -c 1 L)" ]
}

@test "sig-track: a full file system adds nothing and breaks nothing" {
	unshare -rm true 2>/dev/null || skip "no name spaces here"
	mkdir small
	# shellcheck disable=SC2016 # for the shell within
	unshare -rm sh -c 'mount -t tmpfs -o size=8k none small || exit 77
		long=$(head -c 1500 /dev/zero | tr "\0" x)
		rc=0
		for i in 1 2 3 4 5 6 7 8; do
			sig-track add -l small/L "000000000000000$i" \
				--note "$long" 2>err || rc=$?
		done
		cp small/L kept
		exit $rc' || rc=$?
	[ "$rc" != 77 ] || skip "no tmpfs here"
	[ "$rc" = 2 ]
	grep -q 'No space left' err
	jq -e . kept >/dev/null
	[ "$(wc -l <kept)" -gt 1 ]
	[ "$(jq -r .pattern kept | sort -u | wc -l)" = "$(wc -l <kept)" ]
	[ -z "$(tail -c 1 kept)" ]
}

@test "sig-track: a line that is no action is named and passed over" {
	add "$P" --state erkend
	echo nonsense >>L
	add 0000000000000001 --state erkend
	run --separate-stderr sig-track list -l L
	[ "$status" = 1 ]
	[ "$stderr" = "sig-track: L:2: no action" ]
	[ "$(wc -l <<<"$output")" = 2 ]
}

@test "sig-track: who and when are recorded without being told" {
	sig-track add -l L "$P" --state erkend
	jq -e --arg me "$(id -un)" '.actor == $me' L
	jq -r .at L | grep -q "^$(TZ=Europe/Amsterdam date +%Y)-"
}

@test "sig-track: mistakes are one line and exit 2" {
	: >L
	fails_with 2 sig-track add -l L "$P"
	[[ $stderr == *"nothing to add"* ]]
	fails_with 2 sig-track add -l L nonsense --state erkend
	fails_with 2 sig-track add "$P" --state erkend
	fails_with 2 sig-track add -l L "$P" --state nieuw
	fails_with 2 sig-track add -l L "$P" --route elders
	fails_with 2 sig-track add -l L "$P" --told 0
	fails_with 2 sig-track list -l L --state erkend
	fails_with 2 sig-track list -l absent
	fails_with 2 sig-track -l absent
	[ ! -s L ]
}
