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
	result whole >want
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
	cmp whole/report/patterns.jsonl c/report/patterns.jsonl
	cmp whole/report/report.nl.html c/report/report.nl.html
	sort whole/state/current/signals.jsonl >want
	sort c/state/current/signals.jsonl >got
	cmp want got
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

@test "sig-nightly: killed at a hundred moments, a rerun mends it" {
	local ms pid

	fresh base
	for i in {1..100}; do
		rm -rf k
		cp -r base k
		ms=$((i * ${KILL_SPAN:-900} / 100))
		setsid "$NIGHTLY" --night 2026-11-23 k >/dev/null 2>&1 &
		pid=$!
		sleep "$(printf '0.%03d' "$ms")"
		# Its own process group: the script and its tools.
		kill -9 -- "-$pid" 2>/dev/null || :
		wait "$pid" 2>/dev/null || :
		# Until the last of its tools is gone, the lock is held.
		[ ! -e k/state/lock ] || flock k/state/lock true
		[ ! -e k/report/report.nl.html ] ||
			cmp k/report/report.nl.html \
				whole/report/report.nl.html
		night 2026-11-23 k
		same_result k || { echo "killed after $ms ms"; return 1; }
	done
}

@test "sig-nightly: on a full disk the last report stands" {
	fresh h
	rm h/inbox/*-23.csv
	night 2026-11-16 h
	cp nights/terugbel-2026-11-23.csv h/inbox
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
	cmp h/report/report.nl.html whole/report/report.nl.html
}

@test "sig-nightly: two at once: the second ends with 2" {
	fresh i
	flock i/state/lock sleep 3 &
	sleep 0.5
	fails_with 2 "$NIGHTLY" --night 2026-11-23 i
	[ "$(wc -l <<<"$stderr")" = 1 ]
	wait
	night 2026-11-23 i
	same_result i
}

@test "sig-nightly: neither locale, time zone nor clock matters" {
	fresh j
	LC_ALL=C TZ=Pacific/Kiritimati night 2026-11-23 j
	same_result j
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
	cp nights/terugbel-2026-11-16.csv l/inbox
	night 2026-11-23 l
	run ! grep -qF "$id" l/state/current/signals.jsonl
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
