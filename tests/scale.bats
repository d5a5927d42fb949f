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

@test "scale: two hosts over ssh give what one machine gives" {
	"$ROOT/tests/bench/two-hosts" "$BUILD" "$PWD/hosts"
}
