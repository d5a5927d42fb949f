#!/usr/bin/env bats
# The main road over the demo: every row is accounted for, and what was
# planted is found.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

setup_file() {
	# shellcheck source=tests/helper.bash
	load helper
	cd "$BATS_FILE_TMPDIR" || return
	make-demo .
	sig-share keygen key
	sig-ingest --key key --seen 2026-11-23 --rejects refused.csv \
		--stats ingest.json klachten.csv bezwaren.csv \
		terugbelverzoeken.csv >ingested.jsonl 2>ingest.err ||
		[ $? = 1 ]
	sig-classify --stats classify.json ingested.jsonl >classified.jsonl
	sig-dedupe --stats dedupe.json classified.jsonl >signals.jsonl
	sig-pattern --stats pattern.json signals.jsonl >patterns.jsonl
	sig-report --stats report.json -o report.html patterns.jsonl
}

setup() {
	cd "$BATS_FILE_TMPDIR" || return
}

# truth NAME MEMBER: of the file or the pattern that is called NAME.
truth() {
	jq -r --arg n "$1" --arg m "$2" \
		'select(.file == $n or .name == $n) | .[$m]' truth.jsonl
}

# source FILE: what ingest did with it: read written refused skipped.
source_counts() {
	jq -r --arg f "$1" '.sources[] | select(startswith($f + "=")) |
		ltrimstr($f + "=") | gsub("/"; " ")' ingest.json
}

@test "pipeline: every row of every export ends as the truth says" {
	for f in klachten.csv bezwaren.csv terugbelverzoeken.csv; do
		read -r rows written refused skipped < <(source_counts "$f")
		echo "$f: $rows rows, $written, $refused, $skipped"
		[ "$written" = "$(truth "$f" signals)" ]
		[ "$refused" = "$(truth "$f" refused)" ]
		[ "$skipped" = "$(truth "$f" skipped)" ]
		[ "$rows" = $((written + refused + skipped)) ]
	done
}

@test "pipeline: no variance is below that of chance alone, on any weekday" {
	for d in 01 02 03 05 07; do
		jq -c --arg d "2026-11-$d" 'select(.received <= $d)' \
			signals.jsonl |
			sig-pattern --until "2026-11-$d" --trace tr >/dev/null
		jq -s -e 'map(select(.sig == "trace/1" and .rule != "new" and
			.v)) | length > 500 and all(.phi_s as $f |
				[.v, .e] | transpose |
				all(.[0] >= .[1] * ($f + .015 * .[1]) * .999999))' tr
	done
}

@test "pipeline: what one tool wrote the next one read" {
	[ "$(jq .written ingest.json)" = "$(wc -l <ingested.jsonl)" ]
	[ "$(jq .written ingest.json)" = "$(jq .read classify.json)" ]
	[ "$(jq .written classify.json)" = "$(jq .read dedupe.json)" ]
	[ "$(jq .written dedupe.json)" = "$(jq .read pattern.json)" ]
	[ "$(wc -l <patterns.jsonl)" = "$(jq .read report.json)" ]
	for s in classify dedupe; do adds_up $s.json; done
	for s in pattern report; do reduces_up $s.json; done
}

@test "pipeline: what was refused can be mended and read again" {
	[ "$(grep -c "csv:[0-9]*: " ingest.err)" = "$(jq .refused ingest.json)" ]
	[ "$(stat -c %a refused.csv)" = 600 ]
	run ! grep -q KL- ingest.err
	sig-ingest --key key --rejects again.csv klachten.csv >good 2>/dev/null ||
		[ $? = 1 ]
	LC_ALL=C sed 's/31-02-2026/28-02-2026/' again.csv >mended.csv
	sig-ingest --key key --name klachten.csv --map klacht --stats mended.json \
		<mended.csv >mended.jsonl
	[ "$(jq .refused mended.json)" = 0 ]
	[ "$(wc -l <mended.jsonl)" = "$(truth klachten.csv refused)" ]
}

@test "pipeline: no identifier of a person comes through" {
	# Tokens of case numbers hold any digits: the key is another each time.
	jq -r '.subject, .text' ingested.jsonl |
		sed 's/\[ZAAK:[0-9a-z]\{16\}\]//g' >words
	run ! grep -E '@example|06-1[0-9]{7}|NL[0-9]{2} ?BANK' words
	run ! grep -E '99[0-9]{7}' words
	run ! grep -E '@example|06-1[0-9]{7}|BANK' patterns.jsonl report.html
}

@test "pipeline: rows that stand twice are copies, and only they" {
	jq -r 'select(.copy_of) | .src_id' signals.jsonl | sort >copies
	jq -r .src_id ingested.jsonl | sort | uniq -d >twice
	[ "$(wc -l <twice)" = "$(truth klachten.csv copies)" ]
	diff -u twice copies
}

@test "pipeline: who had to call again is one person, each time counted" {
	jq -r --argjson ids "$(truth 'steeds niet teruggebeld' src_ids)" \
		'select(.src_id as $i | $ids | index($i)) |
		[.who, .received[:10], .id, .repeat // 1, .repeat_of // "-"] |
		join(" ")' signals.jsonl | sort >callers
	[ "$(wc -l <callers)" = "$(truth 'steeds niet teruggebeld' n)" ]
	# Of each of the forty the first is no repeat, the second is the second
	# time, and so on, and all name the first.
	awk '$1 != who { who = $1; first = $3; n = 0; people++ }
		{ n++ }
		$4 != n || $5 != (n > 1 ? first : "-") { print; bad = 1 }
		END { exit bad || people != 40 }' callers
}

@test "pipeline: the letter of sixty is one family, with nobody else in it" {
	truth 'brief over de kostendelersnorm' src_ids | jq -r '.[]' |
		sort >want
	[ "$(wc -l <want)" = 60 ]
	group=$(jq -r --arg i "$(tail -1 want)" \
		'select(.src_id == $i) | .group // .id' signals.jsonl)
	jq -r --arg g "$group" 'select((.group // .id) == $g) | .src_id' \
		signals.jsonl | sort | diff -u want -
}

@test "pipeline: what no theme names is not given one" {
	jq -r --argjson ids "$(truth sorteerzuil src_ids)" \
		'select(.src_id as $i | $ids | index($i)) |
		.theme | join(",")' signals.jsonl | sort | uniq -c |
		sort -rn >themes
	read -r n theme <themes
	[ "$theme" = onbepaald ]
	[ "$n" -ge 40 ]
}

# found NAME KIND ... [FILE.jsonl]: is a pattern of such a kind in its cell?
found() {
	local name=$1 file=patterns.jsonl

	shift
	if [[ ${*: -1} = *.jsonl ]]; then
		file=${*: -1}
		set -- "${@:1:$#-1}"
	fi
	jq -es --argjson where "$(truth "$name" where)" \
		--arg from "$(truth "$name" from)" \
		--arg to "$(truth "$name" to)" \
		--args '[.[] | select(.sig == "pattern/1") |
		select([.kind] - $ARGS.positional == []) |
		select($where - .where == []) |
		select(.from <= $to and .to >= $from)] | length > 0' \
		"$@" <"$file" >/dev/null || {
		echo "$name is not found; there are:"
		jq -r 'select(.sig == "pattern/1") |
			"\(.kind) \(.where | join(" ")) \(.from) \(.to)"' \
			"$file"
		return 1
	}
}

@test "pipeline: each count is that of the signals that are selected" {
	jq -r 'select(.sig == "pattern/1") | "\(.id) \(.n) \(.kind)"' \
		patterns.jsonl | while read -r id n kind; do
		echo "$kind $n $(sig-select -p "$id" \
			--patterns patterns.jsonl signals.jsonl | wc -l)"
	done >counts
	awk '$2 != $3 { print; bad = 1 } END { exit bad || NR < 10 }' counts
}

@test "pipeline: each plant is found as the truth says" {
	jq -r 'select(.truth == "pattern") | "\(.kind)\t\(.name)"' \
		truth.jsonl >plants
	[ "$(wc -l <plants)" = 7 ]
	while IFS=$'\t' read -r kind name; do
		found "$name" "$kind"
	done <plants
}

@test "pipeline: the burst after the letter is found" {
	found 'brief over de aanslag' burst
}

@test "pipeline: the slow rise is found" {
	found 'wachten op huurtoeslag' burst trend
}

@test "pipeline: what rises in two towns at once is found" {
	found 'inloggen mislukt in twee gemeenten' cross-org
}

@test "pipeline: who has to come back, and one text from many, are found" {
	found 'steeds niet teruggebeld' repeat
	found 'brief over de kostendelersnorm' campaign
}

@test "pipeline: what no theme names is told with its product and its word" {
	found sorteerzuil burst
	jq -s -e '.[] | select(.kind == "burst" and
		any(.where[]; . == "product=afval")) |
		.words | any(contains("sorteerzuil"))' patterns.jsonl
}

@test "pipeline: each grave signal is a pattern, what is open before all others" {
	jq -r 'select(.kind == "grave").evidence[]' patterns.jsonl | sort >grave
	jq -r --argjson ids "$(truth ernstig src_ids)" \
		'select(.src_id as $i | $ids | index($i)) | .id' \
		signals.jsonl | sort >want
	diff -u want <(comm -12 want grave)
	# what is closed waits no more: it comes after those
	jq -s -e --slurpfile s signals.jsonl --rawfile ids want '
		(map(select(.as_of))[0].as_of) as $until |
		($s | map(select(.state_of | not)) |
			map({(.id): (.closed != null and .closed <= $until)}) |
			add) as $closed |
		($ids | split("\n") | map(select(. != ""))) as $planted |
		map(select(.sig == "pattern/1")) |
		(map(.kind == "grave" and (.evidence | any(IN($planted[]) and
			($closed[.] | not)))) | rindex(true)) as $last |
		$last >= 0 and all(.[:$last + 1][];
			.kind == "grave" and .gravity == 3) and
		all(.[$last + 1:][] | select(.kind == "grave") | .evidence[] |
			select(IN($planted[])); $closed[.])' patterns.jsonl
}

# told NAME KIND ...: is it on the last night that its delay allows?
told() {
	local night

	night=$(date -u -d "$(truth "$1" from) + $(truth "$1" delay) days" +%F)
	sig-pattern --until "$night" signals.jsonl >then.jsonl
	found "$@" then.jsonl
}

@test "pipeline: what was planted is told as soon as the truth says" {
	told 'brief over de aanslag' burst
	told 'wachten op huurtoeslag' burst trend
	told 'inloggen mislukt in twee gemeenten' cross-org
	told 'brief over de kostendelersnorm' campaign
	told sorteerzuil burst
	grep -q sorteerzuil then.jsonl
}

@test "pipeline: the report names what was planted" {
	grep -q 'Gemeente Rivierdal' report.html
	grep -q 'Dienst Werk en Toeslagen' report.html
	sig-report -f text patterns.jsonl >report.txt
	[ -s report.txt ]
}

@test "pipeline: the same exports give the same bytes" {
	mkdir -p again
	make-demo again
	for f in klachten.csv bezwaren.csv terugbelverzoeken.csv truth.jsonl; do
		cmp "$f" "again/$f"
	done
	sig-ingest --key key --seen 2026-11-23 klachten.csv bezwaren.csv \
		terugbelverzoeken.csv 2>/dev/null | sig-classify | sig-dedupe |
		sig-pattern | sig-report >again/report.html
	cmp report.html again/report.html
}

@test "demo: what it prints works where it was begun, and it keeps to itself" {
	# with another build it would make one of its own
	[ "$(command -v sig-report)" = "$ROOT/build/sig-report" ] || return 0
	mkdir "$BATS_TEST_TMPDIR/desk"
	cd "$BATS_TEST_TMPDIR/desk"
	mkdir 'a b'
	echo mine >'a b/mine.csv'
	"$ROOT/scripts/demo" 'a b' >said
	grep -qx 'The report: a b/report.html (as text: a b/report.txt)' said
	[ "$(cat 'a b/mine.csv')" = mine ]
	{
		sed -n 's/^  export/export/p' said
		sed -n 's/^  \$ //p' 'a b/report.txt'
	} >commands
	grep -q '^sig-track' commands
	[ "$(grep -c '^sig-select' commands)" -ge 10 ]
	env -i PATH=/usr/bin:/bin bash -eu commands >out
	[ -s 'a b/ledger.jsonl' ]
	grep -q . out
}
