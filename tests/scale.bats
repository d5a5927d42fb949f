#!/usr/bin/env bats
# The recipes of sig-scale(7): in parts, on threads, on several hosts, the
# result is that of one process.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

setup_file() {
	load helper
	cd "$BATS_FILE_TMPDIR" || return
	mkdir -p demo par
	: >par/will-cite
	make-demo demo
	sig-share keygen key
	make-demo --count 6000 --jsonl >in.jsonl
	sig-classify in.jsonl >classified.jsonl
	sig-tally classified.jsonl >all.tally
}

setup() {
	cd "$BATS_FILE_TMPDIR" || return
	export PARALLEL_HOME=$PWD/par
}

@test "scale: threads give the same bytes" {
	for t in "$BUILD"/sig-*; do
		"$t" --help | grep -q -- '-j, --jobs' || continue
		case ${t##*/} in
		sig-ingest | sig-learn | sig-report) continue ;;
		esac
		"$t" classified.jsonl >one
		"$t" -j 3 classified.jsonl >three
		cmp one three
	done
}

@test "scale: blocks of a pipe, in order" {
	parallel --pipe --block 500K -k sig-classify <in.jsonl >out
	cmp classified.jsonl out
	parallel --pipepart -a in.jsonl --block 500K -k sig-classify >out
	cmp classified.jsonl out
}

@test "scale: the other filters in blocks" {
	for t in sig-redact sig-forget; do
		"$t" in.jsonl >one
		parallel --pipe --block 500K -k "$t" <in.jsonl >many
		cmp one many
	done
}

@test "scale: exports, each by a process of its own" {
	sig-ingest --key key demo/*.csv >one 2>/dev/null || [ $? = 1 ]
	parallel -k sig-ingest --key key {} ::: demo/*.csv >many \
		2>/dev/null || [ $? -le 3 ]
	cmp one many
}

@test "scale: tallies of parts add up to the tally" {
	parallel --pipe --block 300K sig-tally <classified.jsonl |
		sig-tally >parts
	cmp all.tally parts
	sort -r classified.jsonl >turned
	split -n l/7 turned part.
	for p in part.*; do sig-tally -o "tally.$p" "$p"; done
	sig-tally tally.part.* >parts
	cmp all.tally parts
}

@test "scale: filters and counting at once" {
	parallel --pipe --block 500K 'sig-classify | sig-tally' <in.jsonl |
		sig-tally >parts
	cmp all.tally parts
}

@test "scale: repeats within each organisation apart" {
	jq -r .org classified.jsonl | sort -u >orgs
	while read -r org; do
		grep -F "\"org\":\"$org\"" classified.jsonl | sig-dedupe
	done <orgs | jq -c '[.id, .repeat, .copy_of]' | sort >apart
	sig-dedupe classified.jsonl | jq -c '[.id, .repeat, .copy_of]' |
		sort >whole
	# The people of the demo each write to one organisation only.
	cmp whole apart
}

# in_parts: lines of all kinds in all.jsonl, and in part.jsonl of three
# folders that stand for hosts, cut by day as sig-scale(7) says.
in_parts() {
	awk '{ print }
		NR % 30 == 0 { sub(/"row":/, "\"row\":9"); print } # a copy
		NR % 40 == 0 { sub(/"seen":"[^"]*"/, "\"seen\":\"2027-01-01\"")
			sub(/"text":"/, "&Alsnog: "); print } # a state
		NR % 70 == 0 { sub(/"id":"/, "&x"); print } # a copy, other id
		NR % 90 == 0 { sub(/"id":"x*/, "&y")
			sub(/"received":"[^"]*"/, "\"received\":\"2026-11-21\"")
			print } # again, and late
		NR % 110 == 0 { sub(/"id":"[xy]*/, "\"id\":\"")
			print } # of an old id, and late
		NR % 120 == 0 { sub(/"id":"/, "&z")
			sub(/"person":\["[^"]*"/, "&,\"" had "\""); print }
		match($0, /"person":\["[^"]*"/) {
			had = substr($0, RSTART + 11, RLENGTH - 12) }' \
		classified.jsonl >made.jsonl
	mkdir -p a b c
	sig-select --all --to 2026-01-31 made.jsonl >a/part.jsonl
	sig-select --all --from 2026-02-01 --to 2026-06-30 made.jsonl \
		>b/part.jsonl
	sig-select --all --from 2026-07-01 made.jsonl >c/part.jsonl
	sig nodate 'zonder dag maar met genoeg woorden' >>c/part.jsonl
	echo '{"sig":"action/1","pattern":"0","step":"bekend"}' >>b/part.jsonl
	[ "$(cat [abc]/part.jsonl | wc -l)" = $(($(wc -l <made.jsonl) + 2)) ]
	cat [abc]/part.jsonl >all.jsonl
	printf '%s\n' 'a 2026-01-31' 'b 2026-06-30' 'c 2026-11-30' >hosts
}

# ssh and scp of which a host is a folder.
folders_for_hosts() {
	mkdir -p far
	# shellcheck disable=SC2016
	{
		printf '#!/bin/sh\n%s\n' '[ "$1" = -n ] && cd "$2" &&
			exec sh -c "$3"' >far/ssh
		printf '#!/bin/sh\n%s\n' 'at=$(echo "$2" | tr : /)
			to=$(echo "$3" | tr : /); exec cp "$at" "$to"' >far/scp
	}
	chmod +x far/ssh far/scp
	sed -n '/^#!\/bin\/sh/,/^\.Ed/p' "$ROOT/man/sig-scale.7" |
		sed '/^\.Ed/d; s/\\e$/\\/' >walk
	grep -q sig-dedupe walk
}

@test "scale: parts by time, from host to host, are one run, byte for byte" {
	in_parts
	folders_for_hosts
	sig-dedupe all.jsonl >one 2>/dev/null
	PATH=$PWD/far:$PATH sh walk
	cat [abc]/out.jsonl | cmp one -
	sig-tally [abc]/tally >parts
	sig-tally one | cmp parts -
	for m in copy_of state_of group repeat; do
		[ "$(grep -c "\"$m\"" c/out.jsonl)" -gt 20 ]
	done
	# What one part says of another: families, repeats, copies of an id.
	jq -r .id a/out.jsonl | sort >ids
	for m in group repeat_of state_of; do
		jq -r ".$m // empty" c/out.jsonl | sort | comm -12 ids - >both
		[ -s both ]
	done
	# Families go across organisations.
	jq -r '"\(.group // .id) \(.org)"' one | sort -u | cut -d' ' -f1 |
		uniq -d >across
	[ -s across ]
	# Without the memory of the parts before it is not equal.
	sig-dedupe c/part.jsonl 2>/dev/null | run ! cmp -s c/out.jsonl -
}

@test "scale: parts run again give the same; one that fails stops the walk" {
	in_parts
	folders_for_hosts
	PATH=$PWD/far:$PATH sh walk
	cat [abc]/out.jsonl >first
	sed '/^: >said/d' walk >again
	tail -n 2 hosts >rest
	sed -i 's/<hosts/<rest/' again
	PATH=$PWD/far:$PATH sh again
	cat [abc]/out.jsonl | cmp first -
	rm [abc]/out.jsonl
	mv b/part.jsonl b/gone.jsonl
	PATH=$PWD/far:$PATH run ! sh walk
	[ ! -e c/out.jsonl ]
}

@test "scale: --drop, and --latest of ids that are in one part" {
	in_parts
	for o in --drop --latest; do
		rm -f mem
		for p in a b c; do
			jq -r '.id' "$p/part.jsonl" | sort -u >"ids.$p"
		done
		sort ids.? | uniq -d >moved
		for p in a b c; do
			if [ "$o" = --latest ]; then
				grep -vFf moved "$p/part.jsonl"
			else
				cat "$p/part.jsonl"
			fi >"$p/in.jsonl"
		done
		while read -r p night; do
			sig-dedupe "$o" --memory mem --night "$night" \
				"$p/in.jsonl" 2>/dev/null
		done <hosts >many
		cat [abc]/in.jsonl | sig-dedupe "$o" 2>/dev/null >one
		cmp one many
		[ "$(wc -l <one)" -lt "$(cat [abc]/in.jsonl | wc -l)" ]
	done
}

# The shape of Hadoop Streaming: splits, an attempt that is made twice, a
# combiner that is run or not, partitions by hash, one of them empty, lines
# sorted within each and given a tab, as a key without a value is.
@test "scale: as Hadoop Streaming runs mapper, combiner and reducer" {
	rm -rf streaming
	mkdir streaming
	split -n l/5 -d -a 1 in.jsonl streaming/split.
	: >streaming/split.5
	for s in 0 1 2 3 4 5 2; do
		sig-classify "streaming/split.$s" |
			if [ $((s % 2)) = 0 ]; then sig-tally; else cat; fi \
				>streaming/attempt
		mv streaming/attempt "streaming/map.$s"
	done
	awk '{ h = 0
		for (i = 1; i <= length($0); i += 7)
			h = (h * 31 + index("0123456789abcdefghij\",:",
			    substr($0, i, 1))) % 3
		print $0 "\t" >("streaming/to." h) }' streaming/map.?
	: >streaming/to.3
	for p in 0 1 2 3; do
		sort "streaming/to.$p" | sig-tally >"streaming/red.$p"
	done
	[ ! -s streaming/red.3 ]
	[ -s streaming/red.2 ]
	sig-tally streaming/red.? | cmp all.tally -
}

# Spark's pipe: each partition through a process of its own, empty ones too,
# then merged pairwise.
@test "scale: as the pipe of Spark runs it, merged as a tree" {
	for t in sig-redact sig-classify sig-forget sig-tally; do
		run -0 --separate-stderr "$t" </dev/null
		[ -z "$output$stderr" ]
	done
	rm -rf pipe
	mkdir pipe
	split -n l/6 -d -a 1 in.jsonl pipe/in.
	: >pipe/in.6
	: >pipe/in.7
	for p in 0 1 2 3 4 5 6 7; do
		sig-classify <pipe/in.$p >pipe/labelled.$p
		sig-tally <pipe/labelled.$p >pipe/t.$p
	done
	cat pipe/labelled.? | cmp classified.jsonl -
	for p in 0 2 4 6; do
		cat pipe/t.$p pipe/t.$((p + 1)) | sig-tally >pipe/u.$p
	done
	cat pipe/u.4 pipe/u.6 | sig-tally >pipe/v.4
	cat pipe/u.2 pipe/v.4 | sig-tally >pipe/v.2
	cat pipe/v.2 pipe/u.0 | sig-tally | cmp all.tally -
}

# killed TOOL: one that ends after some lines, as for want of memory.
killed() {
	mkdir -p killed
	printf '#!/bin/sh\nhead -n 50 | %s\nkill -9 $$\n' "$BUILD/$1" \
		>"killed/$1"
	chmod +x "killed/$1"
}

@test "scale: a pipe in which a tool dies has failed" {
	killed sig-classify
	sed -n '/^#!\/bin\/bash/,/^\.Ed/p' "$ROOT/man/sig-scale.7" |
		sed '/^\.Ed/d; s/\\e$/\\/' >job
	cp in.jsonl part.0
	SLURM_ARRAY_TASK_ID=0 bash job
	cmp all.tally tally.0
	PATH=$PWD/killed:$PATH SLURM_ARRAY_TASK_ID=0 run ! bash job
	sed -n '/^set -o pipefail$/,/^\.Ed/p' "$ROOT/man/sig-scale.7" |
		sed -n '/^parallel/,/^\.Ed/p' |
		sed '1i set -o pipefail
			/^\.Ed/d; s/\\e$/\\/; s/10M/500K/' >line
	SHELL=/bin/bash bash line
	sig-redact in.jsonl | sig-classify | sig-tally | cmp - history.tally
	PATH=$PWD/killed:$PATH SHELL=/bin/bash run ! bash line
}

@test "scale: a Slurm array gives what one machine gives" {
	"$ROOT/tests/bench/slurm" "$BUILD" "$PWD/slurm"
}

@test "scale: two hosts over ssh give what one machine gives" {
	"$ROOT/tests/bench/two-hosts" "$BUILD" "$PWD/two-hosts"
}
