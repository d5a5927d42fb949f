#!/usr/bin/env bats
# Night after night: three planted nights, crashes, full disks, two at once.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

# Three exports of call-back requests, a week each, and the weeks before.
setup_file() {
	load helper
	cd "$BATS_FILE_TMPDIR" || return
	mkdir demo nights
	make-demo demo
	iconv -f UTF-16 -t UTF-8 demo/terugbelverzoeken.csv |
		awk -F '\t' '
		NR == 1 { head = $0; next }
		{
			split($3, t, /[- :]/)
			d = t[3] "-" t[2] "-" t[1]
			if (d < "2026-09-07" || $3 ~ /^31-02/)
				next
			n = "2026-11-23"
			if (d <= "2026-11-15") n = "2026-11-16"
			if (d <= "2026-11-08") n = "2026-11-09"
			out = "nights/terugbel-" n ".csv"
			if (!(out in seen)) {
				print head >out
				seen[out] = 1
			}
			print >out
		}'
	cp nights/terugbel-2026-11-23.csv bad.csv
	sed -i '3s/[0-9]*-11-2026/31-02-2026/' bad.csv
	# An undisturbed run, to compare with.
	fresh whole
	: >said
	night 2026-11-23 whole || {
		cat said
		return 1
	}
}

setup() {
	cd "$BATS_FILE_TMPDIR" || return
}

NIGHTLY=$ROOT/scripts/sig-nightly

# fresh DIR: a directory with all three exports in the inbox.
fresh() {
	rm -rf "$1"
	mkdir -p "$1/inbox" "$1/state"
	cp nights/*.csv "$1/inbox"
	# One key for all, or the tokens would differ.
	[ -e key ] || { sig-share keygen key && sig-share keygen hkey; }
	cp key "$1/state/key"
	cp hkey "$1/state/history.key"
}

night() {
	"$NIGHTLY" --night "$@" >>said 2>&1
}

# What a night leaves, but for the number of its generation.
result() {
	local f

	for f in signals.jsonl history.tally patterns.jsonl frozen; do
		sha256sum <"$1/state/current/$f"
	done
	(cd "$1" && find archive report inbox rejects -type f \
		! -name stats.jsonl -exec sha256sum {} + | sort -k 2)
}

same_result() {
	result "${2:-whole}" >want
	result "$1" >got
	diff -u want got
}

@test "sig-nightly: a good night is silent, exit 0, and private" {
	fresh a
	run -0 --separate-stderr "$NIGHTLY" --night 2026-11-23 a
	[ -z "$output" ]
	[ -z "$stderr" ]
	[ -z "$(find a -mindepth 1 -type f ! -perm 600)" ]
	[ -z "$(find a/archive a/rejects a/report -type d ! -perm 700)" ]
	[ -z "$(find a/inbox -type f)" ]
	[ "$(find a/archive/2026-11-23 -type f | wc -l)" = 3 ]
	grep -q '<html lang="nl"' a/report/report.nl.html
	grep -q '<html lang="en"' a/report/report.en.html
	same_result a
}

@test "sig-nightly: every row of every night is there, once" {
	rows=$(cat nights/*.csv | wc -l)
	[ "$(wc -l <whole/state/current/signals.jsonl)" = $((rows - 3)) ]
	[ "$(jq -r .src_id whole/state/current/signals.jsonl | sort -u |
		wc -l)" = $((rows - 3)) ]
}

@test "sig-nightly: the commands of its report work in its directory" {
	local n=0

	cd whole
	while read -r command; do
		bash -c "$command" >out </dev/null
		[ -s out ]
		n=$((n + 1))
	done < <(grep -o 'sig-select [^<]*' report/report.txt | head -n 5)
	[ "$n" -gt 0 ]
	rm out
}

@test "sig-nightly: what its report says to decide is in its ledger" {
	fresh decided
	night 2026-11-23 decided
	cd decided
	command=$(grep -m 1 -o 'sig-track add [^<]*' report/report.txt)
	bash -c "$command"
	[ "$(wc -l <state/ledger.jsonl)" = 1 ]
}

@test "sig-nightly: what was decided about a pattern is in the report" {
	local id

	fresh q
	night 2026-11-23 q
	id=$(jq -r 'select(.sig == "pattern/1") | .id' \
		q/report/patterns.jsonl | sed -n 1p)
	sig-track add -l q/state/ledger.jsonl "$id" --state onderzoek \
		--owner 'Team Toeslagen' --at 2026-11-23
	night 2026-11-24 q
	grep -q 'Team Toeslagen' q/report/report.nl.html
	[ "$(jq -r --arg id "$id" 'select(.id == $id) | .owner' \
		q/report/patterns.jsonl)" = 'Team Toeslagen' ]
}

@test "sig-nightly: what an action did is in the report" {
	local id

	fresh effect
	cp demo/klachten.csv effect/inbox
	night 2026-11-23 effect || [ $? = 1 ] # some of its rows are refused
	id=$(jq -r 'select(.kind == "trend") | .id' \
		effect/report/patterns.jsonl | sed -n 1p)
	sig-track add -l effect/state/ledger.jsonl "$id" --state opgepakt \
		--owner 'Team Toeslagen' --at 2026-10-12
	night 2026-11-23 effect || [ $? = 1 ]
	jq -se --arg id "$id" 'any(.[]; .id == $id and
		.effect_from == "2026-10-12" and
		.effect_low < .effect_ratio and
		.effect_ratio < .effect_high)' \
		effect/report/patterns.jsonl
	grep -q -i 'na de actie van 12 oktober 2026' effect/report/report.nl.html
}

@test "sig-nightly: the same night twice changes nothing" {
	fresh b
	night 2026-11-23 b
	result b >before
	ls b/state >>before
	night 2026-11-23 b
	night 2026-11-24 b
	result b >after
	ls b/state >>after
	diff -u before after
}

@test "sig-nightly: three nights are one" {
	fresh c
	mkdir later
	mv c/inbox/*-16.csv c/inbox/*-23.csv later
	night 2026-11-09 c
	mv later/*-16.csv c/inbox
	night 2026-11-16 c
	mv later/*-23.csv c/inbox
	night 2026-11-23 c
	# But for what only a night before tonight's can tell: what was told
	# goes on, here as one more burst that is a part of what is told.
	for d in whole c; do
		jq -c 'del(.first_seen, .last_seen, .change, .episodes,
			.score, .score_parts, .parts) |
			if .kind == "grave" or .kind == "unanswered" then .
			else del(.age) end |
			if .tests then .tests |= map(split("\t") |
				if .[0] == "burst" then .[3:4] = [] else . end)
			else . end' $d/report/patterns.jsonl >patterns.$d
		jq -r 'select(.parts) | .id + " " + .parts[]' \
			$d/report/patterns.jsonl | sort >parts.$d
	done
	[ -z "$(comm -23 parts.whole parts.c)" ]
	cmp patterns.whole patterns.c
	grep -q '"change":"same"' c/report/patterns.jsonl
	cmp whole/state/current/signals.jsonl c/state/current/signals.jsonl
}

@test "sig-nightly: the day of an export is the latest in its name" {
	for name in 2026-01-01-tot-2026-11-16 A12026-11-17 \
		2026-11-09-tot-2026-12-31; do
		mkdir -p days/inbox
		cp nights/terugbel-2026-11-16.csv "days/inbox/$name.csv"
		night 2026-11-23 days
		jq -r .seen days/state/current/signals.jsonl | sort -u
		rm -rf days
	done >seen
	[ "$(tr '\n' ' ' <seen)" = "2026-11-16 2026-11-23 2026-11-23 " ]
}

@test "sig-nightly: an export that comes again adds nothing" {
	fresh d
	night 2026-11-23 d
	result d | grep -v archive >before
	cp nights/terugbel-2026-11-16.csv d/inbox
	night 2026-11-23 d
	result d | grep -v archive >after
	diff -u before after
}

@test "sig-nightly: a night from the archive gives the same again" {
	fresh e
	night 2026-11-23 e
	result e >before
	"$NIGHTLY" --replay 2026-11-23 e
	result e >after
	diff -u before after
	run -2 "$NIGHTLY" --replay 2020-01-01 e
}

# A mapping that was wrong, and is mended: the night is read again, with files
# of other days, and what came on another night with the same day is kept.
@test "sig-nightly: a replay puts in place what a mended mapping reads" {
	local other

	fresh w
	printf '%s\n' 'map *-16.csv ./wrong.map' >w/nightly.conf
	sig-ingest --print-map terugbelverzoek >right.map
	sed 's/^take text from .*/take text from onderwerp/' right.map \
		>w/wrong.map
	run ! cmp right.map w/wrong.map
	mkdir more
	mv w/inbox/*-09.csv more/also-2026-11-16.csv
	run -0 "$NIGHTLY" --night 2026-11-17 w
	mv more/also-2026-11-16.csv w/inbox
	run -0 "$NIGHTLY" --night 2026-11-18 w
	cp right.map w/wrong.map
	other=$(grep -c '"file":"also' w/state/current/signals.jsonl)
	[ "$other" -gt 100 ]
	cp nights/terugbel-2026-11-09.csv w/inbox
	run -0 "$NIGHTLY" --replay 2026-11-17 w
	[ "$(grep -c '"file":"also' w/state/current/signals.jsonl)" = "$other" ]
	# What waits in the inbox is for a night of its own.
	[ -e w/inbox/terugbel-2026-11-09.csv ]
	for d in whole w; do
		jq -c 'select(.file == "terugbel-2026-11-16.csv") |
			[.id, .text]' $d/state/current/signals.jsonl |
			sort >texts.$d
	done
	cmp texts.whole texts.w
	# It was wrong before.
	[ "$(jq -r .text w/state/gen-*/signals.jsonl | sort -u | wc -l)" -gt 99 ]
}

@test "sig-nightly: a column that was renamed since an earlier night is said" {
	rm -rf columns
	mkdir -p columns/inbox
	printf '%s\n' 'Zaaknummer;Datum ontvangst;Product;Omschrijving' \
		'K-1;01-11-2026;Afval;Ik wacht al weken' >columns/inbox/klacht-20261110.csv
	echo 'map klacht* klacht' >columns/nightly.conf
	run -0 "$NIGHTLY" --night 2026-11-10 columns
	printf '%s\n' 'Zaaknummer;Datum ontvangst;Product;Verhaal van de melder' \
		'K-2;08-11-2026;Afval;Ik wacht al weken' >columns/inbox/klacht-20261111.csv
	run -1 "$NIGHTLY" --night 2026-11-11 columns
	[ "$output" = 'sig-nightly: klacht-20261111.csv: no column becomes text, as one did in klacht-20261110.csv; new, and not used: Verhaal van de melder' ]
	# the mapping is mended, and the night read again
	printf '%s\n' 'include klacht' \
		'take text from "Verhaal van de melder"' >columns/own.map
	sed -i 's/ klacht$/ own.map/' columns/nightly.conf
	run -0 "$NIGHTLY" --replay 2026-11-11 columns
	[ -z "$output" ]
	[ "$(jq -r 'select(.src_id == "K-2").text' \
		columns/state/current/signals.jsonl)" = 'Ik wacht al weken' ]
}

@test "sig-nightly: refused rows are said, kept, and exit 1" {
	fresh f
	cp bad.csv f/inbox/terugbel-2026-11-23.csv
	run -1 --separate-stderr "$NIGHTLY" --night 2026-11-23 f
	[ -z "$stderr" ]
	[ "$(wc -l <<<"$output")" -le 5 ]
	[ -s f/rejects/2026-11-23/terugbel-2026-11-23.csv ]
	# Mended, it can be put in the inbox, and all is as it was.
	sed 's/31-02-2026/16-11-2026/' \
		f/rejects/2026-11-23/terugbel-2026-11-23.csv \
		>f/inbox/mended-2026-11-23.csv
	run -0 "$NIGHTLY" --night 2026-11-23 f
	[ "$(wc -l <f/state/current/signals.jsonl)" = \
		"$(wc -l <whole/state/current/signals.jsonl)" ]
	# Removed by hand, refused rows do not come back.
	rm -r f/rejects/2026-11-23
	run -0 "$NIGHTLY" --night 2026-11-23 f
	[ -z "$(find f/rejects f/state/current/rejects -type f)" ]
}

@test "sig-nightly: two exports of one name are two, with their refused rows" {
	fresh t
	rm t/inbox/*-09.csv t/inbox/*-16.csv
	cp bad.csv t/inbox/terugbel-2026-11-23.csv
	run -1 "$NIGHTLY" --night 2026-11-23 t
	sed '4s/[0-9]*-11-2026/32-11-2026/' nights/terugbel-2026-11-23.csv \
		>t/inbox/terugbel-2026-11-23.csv
	run -1 "$NIGHTLY" --night 2026-11-23 t
	[ "$(find t/archive/2026-11-23 -type f | wc -l)" = 2 ]
	[ "$(find t/rejects/2026-11-23 -type f | wc -l)" = 2 ]
	[ "$(wc -l <t/state/current/signals.jsonl)" = \
		$(($(wc -l <bad.csv) - 1)) ]
}

of_latin() {
	jq -r 'select(.file == "latin\ufffd.csv") | .channel' \
		u/state/current/signals.jsonl
}

@test "sig-nightly: any name of a file is read, or said to be left" {
	local names=(' lead.csv' 'trail.csv ' '-x.csv' 'a b.csv' \
		"q'\"\$(id).csv" $'tab\there.csv' $'esc\e[31m.csv' 'p%s\.csv' \
		'--help' "$(printf 'x%.0s' {1..251}).csv" $'latin\xeb.csv')

	fresh u
	rm u/inbox/*
	head -n 99 nights/terugbel-2026-11-09.csv >u/some
	for n in "${names[@]}"; do cp u/some "u/inbox/$n"; done
	sed '2,$s/^/L/' u/some >u/latin
	cp u/latin "u/inbox/${names[-1]}"
	run -0 "$NIGHTLY" --night 2026-11-23 u
	[ -z "$(ls u/inbox)" ]
	for n in "${names[@]}"; do [ -f "u/archive/2026-11-23/$n" ]; done
	# Rows of a name that is no UTF-8 are there, and a replay finds them.
	[ "$(of_latin | wc -l)" = $(($(wc -l <u/latin) - 1)) ]
	of_latin | grep -q telefoon
	sed -i 's/\tTelefoon\t/\tE-mail\t/' "u/archive/2026-11-23/${names[-1]}"
	run -0 "$NIGHTLY" --replay 2026-11-23 u
	[ "$(of_latin | wc -l)" = $(($(wc -l <u/latin) - 1)) ]
	run ! grep -q telefoon <(of_latin)
	ln -s /etc/passwd u/inbox/link.csv
	mkdir u/inbox/folder
	touch "u/inbox/two"$'\n'"lines.csv"
	run -1 "$NIGHTLY" --night 2026-11-23 u
	[[ $output == "sig-nightly: no file"*": 3 in the inbox" ]]
}

@test "sig-nightly: a file that grows while it is read stays" {
	fresh v
	mkdir slow
	cat >slow/sig-ingest <<-EOF2
	#!/bin/bash
	sig=$BUILD/sig-ingest
	for last; do :; done
	"\$sig" "\$@" || exit
	[[ \$last != *-16.csv ]] || tail -n 1 bad >>"\$last"
	EOF2
	chmod +x slow/sig-ingest
	cp bad.csv v/bad
	PATH=$PWD/slow:$PATH run -1 "$NIGHTLY" --night 2026-11-23 v
	[[ $output == *"-16.csv was not read and stays in the inbox:"* ]]
	[ "$(ls v/inbox)" = terugbel-2026-11-16.csv ]
	run ! grep -q '"file":"terugbel-2026-11-16.csv"' \
		v/state/current/signals.jsonl
	cp nights/terugbel-2026-11-16.csv v/inbox
	night 2026-11-23 v
	same_result v
}

@test "sig-nightly: a file that is no table stays, the others are done" {
	fresh g
	head -c 3000 /dev/zero >g/inbox/picture.csv
	mkdir g/inbox/folder
	cp nights/terugbel-2026-11-09.csv g/inbox/on-its-way.part
	run -1 "$NIGHTLY" --night 2026-11-23 g
	[ -e g/inbox/picture.csv ]
	[ -e g/inbox/on-its-way.part ]
	rm -r g/inbox/picture.csv g/inbox/folder g/inbox/on-its-way.part
	rm -rf g/rejects/*
	same_result g
}

# The third night, over what two nights left, is cut off at a hundred moments;
# of fewer rows, since a hundred reruns take long.
@test "sig-nightly: killed at a hundred moments, a rerun mends it" {
	local ms pid began

	fresh base
	sed -i -n '1p; 2~4p' base/inbox/*.csv
	mkdir third
	mv base/inbox/*-23.csv third
	mv base/inbox/*-16.csv .
	night 2026-11-09 base
	mv ./*-16.csv base/inbox
	night 2026-11-16 base
	cp base/report/report.nl.html last.html
	mv third/*.csv base/inbox
	cp -r base calm
	began=$(date +%s%3N)
	night 2026-11-23 calm
	span=$((($(date +%s%3N) - began) * 11 / 10))
	for i in {1..100}; do
		rm -rf k
		cp -r base k
		ms=$((i * span / 100))
		setsid "$NIGHTLY" --night 2026-11-23 k >/dev/null 2>&1 &
		pid=$!
		sleep "$((ms / 1000)).$(printf '%03d' $((ms % 1000)))"
		# Its own process group: the script and its tools.
		kill -9 -- "-$pid" 2>/dev/null || :
		wait "$pid" 2>/dev/null || :
		# Until the last of its tools is gone, the lock is held.
		[ ! -e k/state/lock ] || flock k/state/lock true
		cmp -s k/report/report.nl.html last.html ||
			cmp k/report/report.nl.html \
				calm/report/report.nl.html
		night 2026-11-23 k
		same_result k calm ||
			{ echo "killed after $ms ms"; return 1; }
	done
}

@test "sig-nightly: on a full disk the last report stands" {
	fresh h
	rm h/inbox/*-23.csv
	night 2026-11-16 h
	cp nights/terugbel-2026-11-23.csv h/inbox
	cp -r h calm2
	night 2026-11-23 calm2
	cp h/report/report.nl.html last.html
	for limit in 1 20 100 400 1000; do
		rc=0
		(
			ulimit -f $limit
			"$NIGHTLY" --night 2026-11-23 h >out 2>&1
		) || rc=$?
		[ "$rc" = 0 ] && break
		cmp last.html h/report/report.nl.html
		[ -e h/inbox/terugbel-2026-11-23.csv ]
	done
	[ "$limit" != 1 ]
	night 2026-11-23 h
	cmp h/report/report.nl.html calm2/report/report.nl.html
}

@test "sig-nightly: two at once: the second ends with 2" {
	fresh i
	exec {held}>i/state/lock
	flock "$held"
	fails_with 2 "$NIGHTLY" --night 2026-11-23 i
	[ "$(wc -l <<<"$stderr")" = 1 ]
	exec {held}>&-
	night 2026-11-23 i
	same_result i
}

@test "sig-nightly: neither locale, time zone nor clock matters" {
	fresh j
	LC_ALL=C TZ=Pacific/Kiritimati night 2026-11-23 j
	same_result j
}

# at TIME COMMAND...: with a clock that says so.
at() {
	mkdir -p clock
	cat >clock/date <<-EOF2
	#!/bin/sh
	[ "\$*" = +%F ] || exec /bin/date "\$@"
	exec /bin/date -d @$(date -d "$1" +%s) +%F
	EOF2
	chmod +x clock/date
	PATH=$PWD/clock:$PATH run "${@:2}"
}

@test "sig-nightly: a clock that is far off stops the night, --night does not" {
	fresh y
	at '2026-11-23 03:15 +0100' "$NIGHTLY" y
	[ "$status" = 0 ]
	same_result y
	for t in '1970-01-01 00:10 +0000' '2026-11-22 22:59 +0000' \
		'2038-01-19 03:14 +0000'; do
		at "$t" "$NIGHTLY" y
		[ "$status" = 2 ]
		[[ $output == "sig-nightly: the clock says"* ]]
		same_result y
	done
	run -0 "$NIGHTLY" --night 2026-11-22 y
}

# The hour that comes twice is in one night, and the one that is left out in
# none; each is the night of its day in Amsterdam, wherever the clock is set.
@test "sig-nightly: the hours around a clock change are of the right night" {
	local n=0 t

	for t in '2026-10-25 00:15 +0000=2026-10-25' \
		'2026-10-25 01:15 +0000=2026-10-25' \
		'2026-10-25 23:15 +0000=2026-10-26' \
		'2026-03-29 00:59 +0000=2026-03-29' \
		'2026-03-29 01:01 +0000=2026-03-29' \
		'2026-03-28 22:59 +0000=2026-03-28' \
		'2026-03-28 23:01 +0000=2026-03-29'; do
		n=$((n + 1))
		mkdir -p "h$n/inbox"
		printf '%s\n' 'contactnummer;datum en tijd;toelichting' \
			'1;03-03-2026 01:30;te laat gebeld' >"h$n/inbox/t.csv"
		TZ=America/New_York TZDIR=/nowhere at "${t%=*}" "$NIGHTLY" "h$n"
		[ "$status" = 0 ]
		[ "$(ls "h$n/archive")" = "${t#*=}" ]
	done
}

@test "sig-nightly: nights on which the clock changes are nights" {
	for n in 2026-03-29 2026-10-25; do
		mkdir -p "dst-$n/inbox"
		printf '%s\n' 'contactnummer;datum en tijd;toelichting' \
			"1;${n##*-}-${n:5:2}-2026 01:30;te laat gebeld" \
			"2;${n##*-}-${n:5:2}-2026 03:30;te laat gebeld" \
			>"dst-$n/inbox/t.csv"
		run -0 "$NIGHTLY" --night $n "dst-$n"
		[ "$(wc -l <"dst-$n/state/current/signals.jsonl")" = 2 ]
	done
}

@test "sig-nightly: forget removes a signal everywhere, for good" {
	local id

	fresh l
	night 2026-11-23 l
	id=$(jq -r 'select(.file | endswith("16.csv")) | .src_id' \
		l/state/current/signals.jsonl | sed -n 5p)
	run -1 "$NIGHTLY" forget l '' "$id"
	run ! grep -rqaF "$id" l/state/current/ l/archive l/rejects l/report
	[ "$(wc -l <l/state/current/signals.jsonl)" = \
		$(($(wc -l <whole/state/current/signals.jsonl) - 1)) ]
	# A word that only begins like the id is another.
	[ -e l/archive/2026-11-23/terugbel-2026-11-09.csv ]
	cp nights/terugbel-2026-11-16.csv l/inbox
	night 2026-11-23 l
	run ! grep -qF "$id" l/state/current/signals.jsonl
}

@test "sig-nightly: forget leaves nothing in state, also when it was cut off" {
	local id key

	fresh x
	cp bad.csv x/inbox/terugbel-2026-11-23.csv
	night 2026-11-16 x || [ $? = 1 ]
	# What was refused is forgotten too.
	id=$(sed -n '3s/\t.*//p' bad.csv)
	[ -n "$id" ]
	grep -rqaF "$id" x/rejects
	run -1 "$NIGHTLY" --night 2026-11-23 forget x '' "$id"
	run ! grep -rqaF "$id" x
	# Noted and then cut off, the next night ends it.
	key=$(jq -r .id x/state/current/signals.jsonl | sed -n 9p)
	echo "$key" >>x/state/forgotten
	night 2026-11-23 x
	run ! grep -rqF "$key" x/state/current x/report
}

# How many signals the history of DIR counts.
counted() {
	jq -s 'map(select(.what | not) | .n // 0) | add' \
		"$1/state/current/history.tally"
}

@test "sig-nightly: old signals become counts, old words go" {
	fresh m
	printf '%s\n' 'keep-signals 1' 'keep-words 1' >m/nightly.conf
	night 2026-11-23 m
	run ! jq -e 'select(.received < "2026-10-01")' \
		m/state/current/signals.jsonl
	old=$(jq -r 'select(.copy_of | not) | .received' \
		whole/state/current/signals.jsonl | grep -c '^2026-09')
	[ "$old" -gt 100 ]
	[ "$(counted m)" = "$old" ]
	# A second night counts nothing twice, also when old rows come again.
	cp nights/terugbel-2026-11-09.csv m/inbox
	night 2026-11-23 m
	[ "$(counted m)" = "$old" ]
}

@test "sig-nightly: what has no day goes in its time too" {
	rm -rf oo
	mkdir -p oo/inbox
	printf '%s\n' 'vraag;antwoord' 'waar blijft mijn geld;binnenkort' \
		>oo/inbox/vragen.csv
	printf '%s\n' 'keep-signals 6' 'keep-words 2' 'expect 999' \
		>oo/nightly.conf
	run -0 "$NIGHTLY" --night 2026-01-31 oo
	run -0 "$NIGHTLY" --night 2026-03-31 oo
	grep -q 'waar blijft' oo/state/current/signals.jsonl
	run -0 "$NIGHTLY" --night 2026-04-01 oo
	run ! grep -q 'waar blijft' oo/state/current/signals.jsonl
	[ "$(wc -l <oo/state/current/signals.jsonl)" = 1 ]
	run -0 "$NIGHTLY" --night 2026-08-01 oo
	[ ! -s oo/state/current/signals.jsonl ]
}

# Families of what has words no more and what still has.
@test "sig-nightly: the same night twice, where old words go, is the same" {
	fresh z
	echo 'keep-words 1' >z/nightly.conf
	night 2026-11-23 z
	result z >before
	[ "$(jq -r 'select(.text | not) | .id' \
		z/state/current/signals.jsonl | wc -l)" -gt 100 ]
	night 2026-11-23 z
	result z >after
	diff -u before after
}

@test "sig-nightly: a campaign keeps its id as its oldest words go" {
	mkdir -p old/inbox
	echo 'keep-words 2' >old/nightly.conf
	awk 'BEGIN {
		print "Zaaknummer;Datum ontvangst;Omschrijving"
		for (i = 0; i < 60; i++)
			printf "k%d;%02d-%02d-2026;Ik kan niet inloggen\n", i,
			    1 + i % 20, 6 + int(i / 20)
	}' >old/inbox/klachten-2026-08-31.csv
	for n in 2026-08-31 2026-09-01; do
		run -0 "$NIGHTLY" --night $n old
		jq -r 'select(.kind == "campaign") | .id' \
			old/report/patterns.jsonl >$n
		[ "$(wc -l <$n)" = 1 ]
	done
	[ "$(grep -c '"text"' old/state/current/signals.jsonl)" = 40 ]
	cmp 2026-08-31 2026-09-01
	run ! grep 'nieuw in dit rapport' old/report/report.txt
}

@test "sig-nightly: --relabel labels what is kept with another codebook" {
	fresh n
	night 2026-11-23 n
	echo 'codebook none' >n/nightly.conf
	night 2026-11-23 n
	jq -r '.theme[]' n/state/current/signals.jsonl | sort -u >themes
	[ "$(wc -l <themes)" -gt 5 ]
	"$NIGHTLY" --night 2026-11-23 --relabel n
	jq -r '.theme[]' n/state/current/signals.jsonl | sort -u >themes
	[ "$(wc -l <themes)" -le 1 ]
}

@test "sig-nightly: themes of one's own are called by their titles" {
	fresh t
	cat >own.book <<-'END'
		codebook eigen 1
		[theme terugbelsom]
		title nl Iets over de telefoon
		level dienstverlening
		cue bel = *bel* | *telefo* | de | het | een
	END
	printf 'codebook %s\n' nl "$PWD/own.book" >t/nightly.conf
	night 2026-11-23 t
	jq -r '.title_nl // empty' t/state/current/patterns.jsonl >titles
	grep -q 'Iets over de telefoon' titles
	if grep terugbelsom titles; then return 1; fi
}

@test "sig-nightly: signals are set against volumes, events are marked" {
	fresh v
	printf '%s\n' 'volume vol.tsv' 'events ev.tsv' >v/nightly.conf
	printf '\t\t\t2026-01-01\t2026-12-31\t1000\n' >v/vol.tsv
	printf '2026-11-01\tniemand\t\tstoring\n' >v/ev.tsv
	night 2026-11-23 v
	jq -s -e 'any(.volume > 0 and .rate > 0)' v/state/current/patterns.jsonl
	jq -s -e '.[0].warnings_en |
		any(. == "--events: no signal has \"niemand\".")' \
		v/state/current/patterns.jsonl
	printf '\t\t\t1-1-2026\t31-12-2026\t1000\n' >v/vol.tsv
	run -2 --separate-stderr "$NIGHTLY" --night 2026-11-23 v
	[[ $stderr = *"a day is not as 2026-03-31"* ]]
}

@test "sig-nightly: the archive is kept for its term" {
	fresh o
	night 2026-11-23 o
	mkdir -p o/archive/2026-10-01 o/rejects/2026-10-01 o/archive/other
	night 2026-11-23 o
	[ ! -e o/archive/2026-10-01 ]
	[ ! -e o/rejects/2026-10-01 ]
	[ -e o/archive/other ]
	[ -e o/archive/2026-11-23 ]
}

@test "sig-nightly: the example of its settings is right" {
	fresh r
	cp "$ROOT/scripts/nightly.conf" r
	night 2026-11-23 r
	same_result r
	# Every setting that it names is one.
	sed -n 's/^#\([a-z]\)/\1/p' r/nightly.conf |
		grep -v '^model\|eigen' >conf
	[ "$(wc -l <conf)" = 7 ]
	cp conf r/nightly.conf
	night 2026-11-23 r
}

# A disk of its own that is too small, where one may be mounted.
@test "sig-nightly: a disk that fills up costs nothing" {
	fresh s
	for kb in 64 300 900 1500; do
		mkdir -p disk
		# shellcheck disable=SC2016 # the inner shell expands them
		unshare -rm bash -c '
			mount -t tmpfs -o "size=$2" tmpfs disk || exit 99
			cp -r s/. disk || exit 98
			rc=0
			"$1" --night 2026-11-23 disk >out 2>&1 || rc=$?
			[ "$rc" = 2 ] || exit 97
			[ -e disk/report/report.nl.html ] && exit 96
			mount -o remount,size=100m disk
			"$1" --night 2026-11-23 disk >out 2>&1 || exit 95
			cp -r disk copy' - "$NIGHTLY" "${kb}k" || {
			rc=$?
			# The inputs alone may not fit in the smallest.
			[ "$rc" = 98 ] && continue
			echo "disk of $kb kB: $rc"
			cat out
			return 1
		}
		same_result copy
		rm -rf copy
		tried=1
	done
	[ -n "$tried" ]
}

@test "sig-nightly: what is wrong is one line and exit 2" {
	fresh p
	echo 'colour blue' >p/nightly.conf
	fails_with 2 "$NIGHTLY" --night 2026-11-23 p
	[ "$stderr" = 'sig-nightly: nightly.conf:1: no such setting' ]
	echo 'keep-words many' >p/nightly.conf
	fails_with 2 "$NIGHTLY" --night 2026-11-23 p
	rm p/nightly.conf
	fails_with 2 "$NIGHTLY" --night 2026-02-30 p
	fails_with 2 "$NIGHTLY" --no-such p
	fails_with 2 "$NIGHTLY" nosuch
	fails_with 2 "$NIGHTLY"
}

# What comes first may come later than the timer.
@test "sig-nightly: a first night without exports is a night like others" {
	rm -rf rr
	mkdir rr
	for n in 06 06 07; do
		run -0 "$NIGHTLY" --night 2026-03-$n rr
	done
	small other
	cp other/inbox/t.csv rr/inbox
	run -0 "$NIGHTLY" --night 2026-03-08 rr
	[ "$(wc -l <rr/state/current/signals.jsonl)" = 3 ]
	mv rr/archive/2026-03-08/t.csv rr/inbox
	run -0 "$NIGHTLY" --night 2026-03-08 rr
	# It counted no month: what comes after it is not left out.
	fresh late
	printf '%s\n' 'keep-signals 1' 'keep-words 1' >late/nightly.conf
	mv late/inbox late/outbox
	mkdir late/inbox
	night 2026-11-22 late
	mv late/outbox/* late/inbox
	night 2026-11-23 late
	[ "$(counted late)" -gt 100 ]
}

@test "sig-nightly: an inbox is closed to others, but not to who brings" {
	local mode

	for mode in 755=750 2775=2770 705=700 770=770 1777=1777; do
		small ss
		chmod "${mode%=*}" ss/inbox
		run -0 "$NIGHTLY" --night 2026-03-06 ss
		[ -z "$output" ]
		[ "$(stat -c %a ss/inbox)" = "${mode#*=}" ]
	done
	small ss
	mv ss/inbox drop
	ln -s ../drop ss/inbox
	chmod 755 drop
	run -0 "$NIGHTLY" --night 2026-03-06 ss
	[ "$(stat -c %a drop)" = 755 ]
	rm -r drop
	# As systemd does with the rights of a group, see RestrictSUIDSGID.
	small ss
	chmod 2775 ss/inbox
	mkdir -p closed
	# shellcheck disable=SC2016 # the inner shell expands them
	printf '#!/bin/sh\n[ "$1" != o= ] && exec /bin/chmod "$@"\n' \
		>closed/chmod
	chmod +x closed/chmod
	PATH=$PWD/closed:$PATH run -1 "$NIGHTLY" --night 2026-03-06 ss
	[ "$output" = "sig-nightly: inbox: open to others, and cannot be\
 closed to them" ]
	[ "$(wc -l <ss/state/current/signals.jsonl)" = 3 ]
}

# small DIR: a directory with one export of three rows, also in again.
small() {
	rm -rf "$1"
	mkdir -p "$1/inbox"
	printf '%s\n' 'contactnummer;datum en tijd;toelichting' \
		'1;03-03-2026 01:30;te laat gebeld' \
		'K-2;04-03-2026 01:30;mijn toeslag is te laat' \
		'3;05-03-2026 10:00;niemand belt terug' |
		tee again >"$1/inbox/t.csv"
}

@test "sig-nightly: settings may be made elsewhere, and are whole or refused" {
	local conf

	small aa
	printf '\ufeff# hier\r\n\r\nmap t* terugbelverzoek\r\nexpect 9' \
		>aa/nightly.conf
	run -0 "$NIGHTLY" --night 2026-03-06 aa
	for conf in 'keep-words 9\ncolour blue' 'codebook' 'title \r\n' \
		'map *.csv'; do
		# shellcheck disable=SC2059 # with ends of lines
		printf "$conf" >aa/nightly.conf
		fails_with 2 "$NIGHTLY" --night 2026-03-06 aa
		[[ $stderr == "sig-nightly: nightly.conf:"[12]:* ]]
	done
	rm aa/nightly.conf
	ln -s nosuch aa/nightly.conf
	fails_with 2 "$NIGHTLY" --night 2026-03-06 aa
	rm aa/nightly.conf
	mkdir aa/nightly.conf
	fails_with 2 "$NIGHTLY" --night 2026-03-06 aa
}

@test "sig-nightly: where what was kept is lost no night begins anew" {
	local f

	small bb
	run -0 "$NIGHTLY" --night 2026-03-06 bb
	small other
	for f in key history.key ledger.jsonl current/signals.jsonl \
		current/history.tally current/patterns.jsonl current/inputs \
		current/before.jsonl current/frozen current/night; do
		rm -rf cc
		cp -r bb cc
		cp other/inbox/t.csv cc/inbox
		rm "cc/state/$f"
		find cc -type f | sort >before
		fails_with 2 "$NIGHTLY" --night 2026-03-07 cc
		[[ $stderr == *"$f: lost"* ]]
		find cc -type f | sort | diff before -
	done
	# Half of a file, and a key of other rights or of nothing.
	: >cc/state/current/night
	fails_with 2 "$NIGHTLY" --night 2026-03-07 cc
	rm -rf cc
	cp -r bb cc
	: >cc/state/key
	fails_with 2 "$NIGHTLY" --night 2026-03-07 cc
}

# The commands of the page, in DIR.
begun_anew() {
	sed -n '/^mkdir -m 700 lost/,/^.Ed/p' "$ROOT/man/sig-nightly.8" |
		sed '$d' >anew
	grep -q 'sig-nightly --replay' anew
	(cd "$1" && PATH=${NIGHTLY%/*}:$PATH bash -e ../anew)
}

@test "sig-nightly: what its page says to do where state is lost does it" {
	local f

	small bb
	run -0 "$NIGHTLY" --night 2026-03-05 bb
	sed 's/^1;/8;/; s/^K-2;/9;/' again >bb/inbox/u.csv
	run -0 "$NIGHTLY" --night 2026-03-06 bb
	rm -rf cc
	cp -r bb cc
	for f in ledger.jsonl current/{inputs,patterns.jsonl,before.jsonl} \
		current/history.tally; do
		: >"cc/state/$f"
	done
	run -0 "$NIGHTLY" --night 2026-03-07 cc
	cmp {bb,cc}/state/current/signals.jsonl
	: >cc/state/current/signals.jsonl
	for f in 05 06; do
		run -0 "$NIGHTLY" --replay 2026-03-$f cc
	done
	cmp {bb,cc}/state/current/signals.jsonl
	rm -r cc/state/current/*.jsonl
	begun_anew cc
	cmp {bb,cc}/state/current/signals.jsonl
	run -0 "$NIGHTLY" --night 2026-03-07 cc
	# All of it, as when its disk is not there.
	rm -rf cc/state cc/lost
	cp again cc/inbox/t.csv
	fails_with 2 "$NIGHTLY" --night 2026-03-07 cc
	[[ $stderr == *"state: lost"* ]]
	[ -e cc/inbox/t.csv ]
	begun_anew cc
	[ "$(wc -l <cc/state/current/signals.jsonl)" = 5 ]
	[ -z "$(find cc -type f ! -name t.csv ! -perm 600)" ]
}

@test "sig-nightly: a lost link is made again, another one is not believed" {
	small dd
	run -0 "$NIGHTLY" --night 2026-03-06 dd
	cp -r dd/state/gen-1 gen
	cp -rL dd ee
	fails_with 2 "$NIGHTLY" --night 2026-03-07 ee
	rm -r dd/state/current ee/state/current
	for d in dd ee; do
		run -0 "$NIGHTLY" --night 2026-03-07 $d
		diff -r gen $d/state/current
	done
	mv dd/state/gen-1 gone
	fails_with 2 "$NIGHTLY" --night 2026-03-07 dd
}

@test "sig-nightly: folders may be elsewhere, and forget reaches them" {
	small ff
	mkdir -p drop far
	mv ff/inbox/t.csv drop
	rmdir ff/inbox
	ln -s "$PWD/drop" ff/inbox
	ln -s "$PWD/far" ff/archive
	run -0 "$NIGHTLY" --night 2026-03-06 ff
	[ -e far/2026-03-06/t.csv ]
	[ -z "$(ls drop)" ]
	[ "$(wc -l <ff/state/current/signals.jsonl)" = 3 ]
	run -1 "$NIGHTLY" --night 2026-03-06 forget ff '' K-2
	[ ! -e far/2026-03-06/t.csv ]
}

@test "sig-nightly: an archive on a disk of its own that is full gets no half" {
	small pp
	for n in {4..300}; do
		echo "$n;05-03-2026 10:00;niemand belt $n terug"
	done >>pp/inbox/t.csv
	mkdir pp/archive
	cp pp/inbox/t.csv whole.csv
	# shellcheck disable=SC2016 # the inner shell expands them
	unshare -rm bash -c 'mount -t tmpfs -o size=8k none pp/archive || exit 99
		rc=0
		"$1" --night 2026-03-06 pp || rc=$?
		[ "$rc" = 2 ] || exit 98
		cmp whole.csv pp/inbox/t.csv || exit 97
		[ ! -e pp/archive/2026-03-06/t.csv ] || exit 96
		mount -o remount,size=1m pp/archive
		"$1" --night 2026-03-06 pp || exit 95
		cmp whole.csv pp/archive/2026-03-06/t.csv || exit 94
		[ -z "$(ls pp/inbox)" ] && [ -z "$(find pp/archive -name .tmp)" ]
		' - "$NIGHTLY"
}

# A line that a tool refuses on the way would be lost, or not looked at.
@test "sig-nightly: lines that are refused on the way are no good night" {
	small qq
	mkdir -p worse
	# shellcheck disable=SC2016 # the inner shell expands them
	printf '#!/bin/bash\necho "{" >>"${!#}"\nexec %s "$@"\n' \
		"$BUILD/sig-classify" >worse/sig-classify
	chmod +x worse/sig-classify
	PATH=$PWD/worse:$PATH run -2 "$NIGHTLY" --night 2026-03-06 qq
	[ -e qq/inbox/t.csv ]
	rm worse/sig-classify
	printf '#!/bin/bash\n{ cat; echo "{"; } | %s "$@"\n' \
		"$BUILD/sig-pattern" >worse/sig-pattern
	chmod +x worse/sig-pattern
	PATH=$PWD/worse:$PATH run -1 "$NIGHTLY" --night 2026-03-06 qq
	[[ $output == *"lines that were not looked at: 1" ]]
}

@test "sig-nightly: forget wants an id, and nothing else beside it" {
	small gg
	run -0 "$NIGHTLY" --night 2026-03-06 gg
	fails_with 2 "$NIGHTLY" --night 2026-03-06 forget gg '' ''
	fails_with 2 "$NIGHTLY" --replay 2026-03-06 forget gg '' K-2
	fails_with 2 "$NIGHTLY" --relabel --night 2026-03-06 forget gg '' K-2
	[ -e gg/archive/2026-03-06/t.csv ]
}

@test "sig-nightly: the same file, given again, is read again" {
	small hh
	run -0 "$NIGHTLY" --night 2026-03-06 hh
	cp again hh/inbox/t.csv
	run -0 "$NIGHTLY" --night 2026-03-08 hh
	[ -e hh/archive/2026-03-08/t.csv ]
	[ "$(jq -r .seen hh/state/current/signals.jsonl | sort -u)" = \
		2026-03-08 ]
}

@test "sig-nightly: of two exports of a day that of the later run counts" {
	local word

	small hh
	sed '4s/.*/2;06-03-2026 10:00;de telefoon/' hh/inbox/t.csv >again
	run -0 "$NIGHTLY" --night 2026-03-06 hh
	for word in bijtijds laat veel nooit; do
		sed "s/te laat gebeld/$word/" again >"hh/inbox/$word.csv"
		run -0 "$NIGHTLY" --night 2026-03-06 hh
		[ "$(jq -r .text hh/state/current/signals.jsonl |
			head -n 1)" = "$word" ]
		[ "$(wc -l <hh/state/current/signals.jsonl)" = 4 ]
	done
	# Nothing new takes nothing away.
	run -0 "$NIGHTLY" --night 2026-03-07 hh
	[ "$(wc -l <hh/state/current/signals.jsonl)" = 4 ]
}

@test "sig-nightly: a day after the night is not that of an export" {
	small ii
	mv ii/inbox/t.csv ii/inbox/t-2026-12-31.csv
	run -0 "$NIGHTLY" --night 2026-03-06 ii
	[ "$(jq -r .seen ii/state/current/signals.jsonl | sort -u)" = \
		2026-03-06 ]
	# Which a replay knows too.
	run -0 "$NIGHTLY" --replay 2026-03-06 ii
	[ "$(wc -l <ii/state/current/signals.jsonl)" = 3 ]
}

@test "sig-nightly: what a replay refuses is kept, also when all is the same" {
	small jj
	echo '4;32-03-2026;morgen' >>jj/inbox/t.csv
	run -1 "$NIGHTLY" --night 2026-03-06 jj
	rm -r jj/rejects/2026-03-06
	run -1 "$NIGHTLY" --replay 2026-03-06 jj
	[ -s jj/rejects/2026-03-06/t.csv ]
}

@test "sig-nightly: that nothing came in for too long is said" {
	small kk
	run -0 "$NIGHTLY" --night 2026-03-06 kk
	run -0 "$NIGHTLY" --night 2026-04-09 kk
	run -1 "$NIGHTLY" --night 2026-04-10 kk
	[ "$output" = 'sig-nightly: nothing was read since the night of 2026-03-06' ]
	echo 'expect 7' >kk/nightly.conf
	run -1 "$NIGHTLY" --night 2026-03-13 kk
	small other
	cp other/inbox/t.csv kk/inbox
	run -0 "$NIGHTLY" --night 2026-04-10 kk
}

@test "sig-nightly: the directory is the one that is named" {
	small ll
	mkdir -p cdpath/ll
	CDPATH=$PWD/cdpath run -0 "$NIGHTLY" --night 2026-03-06 ll
	[ -z "$output" ]
	[ -z "$(ls cdpath/ll)" ]
	[ -e ll/report/report.txt ]
	run -0 "$NIGHTLY" --night=2026-03-06 -- ll
}

# A shell that reads this ends, as by kill -9, before its command KILL_AT.
ends_at() {
	cat >ends <<-'END'
	set -T
	__n=0
	trap '[ "$BASHPID" != $$ ] || [ $((__n += 1)) != "$KILL_AT" ] ||
		kill -9 $$' DEBUG
	END
	KILL_AT=$1 BASH_ENV=$PWD/ends "${@:2}" >out 2>&1
}

# ended COMMAND...: in k, as in base, from every thirteenth command on, and whether
# a rerun leaves what is in calm.
ended() {
	local at rc

	rm -rf calm
	cp -r base calm
	"$@" calm >out 2>&1 || [ $? = 1 ]
	for ((at = 3; ; at += 13)); do
		rm -rf k
		cp -r base k
		rc=0
		ends_at $at "$@" k || rc=$?
		[ $rc = 137 ] || break
		[ ! -e k/state/lock ] || flock k/state/lock true
		"$@" k >out 2>&1 || [ $? = 1 ]
		same_result k calm || {
			echo "ended before command $at"
			return 1
		}
		diff calm/state/forgotten k/state/forgotten || return
	done
	[ $at -gt 300 ]
}

@test "sig-nightly: ended before any of its commands, a rerun mends it" {
	small base
	run -0 "$NIGHTLY" --night 2026-03-06 base
	sed 's/^1;/8;/' again >base/inbox/u.csv
	printf '%s\n' '9;32-03-2026;morgen' >>base/inbox/u.csv
	: >base/state/forgotten
	ended "$NIGHTLY" --night 2026-03-07
}

@test "sig-nightly: ended anywhere, forget is done by doing it again" {
	small base
	run -0 "$NIGHTLY" --night 2026-03-06 base
	cat >forget.sh <<-END
	exec "$NIGHTLY" --night 2026-03-07 forget "\$1" "" K-2
	END
	ended sh forget.sh
}

@test "sig-nightly: root leaves what is of someone else alone" {
	[ "$(id -u)" = 0 ] || return 0
	small mm
	chown -R 65534 mm
	fails_with 2 "$NIGHTLY" --night 2026-03-06 mm
	[ "$(ls mm)" = inbox ]
}

@test "sig-nightly: in a report folder that is read only the last one stands" {
	local rc=0

	small nn
	run -0 "$NIGHTLY" --night 2026-03-06 nn
	sha256sum nn/report/* >before
	sed 's/^1;/8;/' again >nn/inbox/u.csv
	# shellcheck disable=SC2016 # the inner shell expands them
	unshare -rm bash -c 'mount --bind nn/report nn/report &&
		mount -o remount,bind,ro nn/report || exit 99
		"$1" --night 2026-03-07 nn' - "$NIGHTLY" >out 2>&1 || rc=$?
	[ "$rc" = 2 ]
	grep -q 'report/report.nl.html: cannot be written' out
	sha256sum -c --quiet before
	run -0 "$NIGHTLY" --night 2026-03-07 nn
	cmp nn/report/report.nl.html nn/state/current/report.nl.html
	[ -e nn/archive/2026-03-07/u.csv ]
	# A folder in the place of a report takes nothing in.
	rm nn/report/report.txt
	mkdir nn/report/report.txt
	run -2 "$NIGHTLY" --night 2026-03-07 nn
}

@test "sig-nightly: forget asks which, where two lists gave one number" {
	mkdir -p two/inbox
	printf 'map a* klacht\nmap b* melding\n' >two/nightly.conf
	printf 'Klachtnummer;Datum ontvangst;Omschrijving\n%s\n' \
		'17;02-03-2026;Niemand belt terug.' >two/inbox/a.csv
	printf 'Meldingnummer;Datum melding;Omschrijving\n%s\n' \
		'17;03-03-2026;De weg is stuk.' >two/inbox/b.csv
	run -0 "$NIGHTLY" --night 2026-03-06 two
	cp two/state/current/signals.jsonl before
	[ "$(wc -l <before)" = 2 ]
	fails_with 2 "$NIGHTLY" --night 2026-03-06 forget two '' 17
	[[ $stderr == *'"klacht" ""; "melding" ""'* ]]
	cmp before two/state/current/signals.jsonl
	# Nor do words stay where it looked.
	[ ! -e two/state/work ]
	run -1 "$NIGHTLY" --night 2026-03-06 forget two '' 17 melding
	[ "$(jq -r .kind two/state/current/signals.jsonl)" = klacht ]
}

@test "sig-nightly: forget finds the one of two that has no organisation" {
	mkdir -p of/inbox
	printf 'map * terugbelverzoek\n' >of/nightly.conf
	printf 'Contactnummer;Datum en tijd;Toelichting\n%s\n%s\n' \
		'17;02-03-2026 10:00;Niemand belt terug.' \
		'18;02-03-2026 11:00;De lijn is bezet.' >of/inbox/a.csv
	printf 'Contactnummer;Datum en tijd;Toelichting;Organisatie\n%s\n' \
		'17;03-03-2026 10:00;De weg is stuk.;Dorp' >of/inbox/b.csv
	run -0 "$NIGHTLY" --night 2026-03-06 of
	fails_with 2 "$NIGHTLY" --night 2026-03-06 forget of '' 17 \
		terugbelverzoek
	[[ $stderr == *'"terugbelverzoek" ""; "terugbelverzoek" "Dorp"'* ]]
	run -1 "$NIGHTLY" --night 2026-03-06 forget of '' 17 \
		terugbelverzoek ''
	[ "$(jq -c '[.src_id, .org]' of/state/current/signals.jsonl)" = \
		$'["18",null]\n["17","Dorp"]' ]
}

@test "sig-nightly: forget of a kind or organisation not met removes nothing" {
	local all

	mkdir -p no/inbox
	printf 'map a* klacht\nmap b* melding\n' >no/nightly.conf
	printf 'Klachtnummer;Datum ontvangst;Omschrijving\n%s\n%s\n' \
		'17;02-03-2026;Niemand belt terug.' \
		'18;32-03-2026;Niemand.' >no/inbox/a.csv
	printf 'Meldingnummer;Datum melding;Omschrijving\n%s\n' \
		'19;03-03-2026;De weg is stuk, zei 18.' >no/inbox/b.csv
	run -1 "$NIGHTLY" --night 2026-03-06 no
	all=$(find no/archive no/rejects no/state -type f | sort)
	for n in '17 melding' '17 klacht Dorp' '18 klacht' '3 melding'; do
		# shellcheck disable=SC2086 # two words or three
		run -1 "$NIGHTLY" --night 2026-03-06 forget no '' $n
		[[ $output == "sig-nightly: no such signal is kept, and nothing"* ]]
		[ "$(wc -l <<<"$output")" = 1 ]
		[ "$(find no/archive no/rejects no/state -type f | sort)" = "$all" ]
	done
	fails_with 2 "$NIGHTLY" --night 2026-03-06 forget no '' 17 klach
	[[ $stderr == *"--kind klach: must be one of gesprek "* ]]
	[ "$(find no/archive no/rejects no/state -type f | sort)" = "$all" ]
	# The row that was refused is found by its number alone.
	run -1 "$NIGHTLY" --night 2026-03-06 forget no '' 18
	run ! grep -rqw 18 no/archive no/rejects
}
