#!/usr/bin/env bats
# Reports as a browser sees them.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

SAMPLE=$ROOT/tests/data/report/sample.jsonl

# hostile: the sample with the words of others replaced by what does harm,
# a pattern for every line of hostile.txt, and raw controls besides.
hostile() {
	jq -c --rawfile all "$DATA/report/hostile.txt" '
		($all | split("\n") | map(select(. != "")) + [
		"a\u0000b\u001b[2J\u009b31m\u202egpj.exe\u2066x\ufeff\ufffe"
		]) as $words | if .sig == "summary/1" then
		.sources += ($words | map(. + "\t" + . + "\t" + . +
		"\t10\t0\t0\t0\t2026-01-01\t2026-02-01\t2026-02-02\t2026-02-01\t" + .)) |
		.unknown_words += ($words | map(. + "\t3\t2")) |
		.base += ($words | map("theme\t" + . + "\t1\t2\t3\t40\t5")) |
		.warnings_nl += $words
		elif .kind == "burst" then . as $p | range($words | length) |
		. as $i | $words[$i] as $w | $p |
		.id = ("0000000000000000" + ($i | tostring))[-16:] |
		.title_nl = $w | .why_nl = $w | .notes_nl = [$w] |
		.quotes = ["reviewed=true\t" + $w, "reviewed=false\t" + $w] |
		.evidence = [$w] | .orgs = [$w] | .level = [$w] | .norm = [$w] |
		.note = $w | .note_by = $w | .owner = $w | .state = $w |
		.words = [$w] | .cue = [$w + "=1"] | .parts = [$w] |
		.marks = [$w] | .method = $w | .book = $w | .route = $w
		else . end' "$SAMPLE"
}

# thousand: every string of tests/hostile somewhere on the page, sixteen to
# a pattern, each in another part of it, and twenty of them in the tables.
thousand() {
	"$ROOT/tests/hostile" | jq -s -c --slurpfile sample "$SAMPLE" '
		. as $words | [range(0; length; 16) as $i | $words[$i:$i + 16]]
		as $sets | $sample[] | if .sig == "summary/1" then
		.unknown_words += ($words | map(tojson[1:-1] + "\t3\t2"))[:20] |
		.warnings_nl += $words[:20]
		elif .kind == "burst" then . as $p | $sets | to_entries[] |
		.key as $i | .value as $w | ($w + $w + $w) as $w | $p |
		.id = "0000000000000" + ($i + 100 | tostring) |
		.title_nl = $w[0] + " " + $w[1] | .why_nl = $w[2] |
		.notes_nl = [$w[3]] | .owner = $w[4] | .state = $w[5] |
		.quotes = ["reviewed=true\t" + $w[6], "reviewed=false\t" + $w[7]] |
		.evidence = [$w[8]] | .orgs = [$w[9]] | .norm = [$w[10]] |
		.note = $w[11] | .note_by = $w[12] | .words = [$w[13]] |
		.cue = [$w[14] + "=1"] | .marks = [$w[15]]
		else . end'
}

# large: the sample with its burst three hundred times.
large() {
	jq -c 'if .kind == "burst" then . as $p | range(300) | . as $i | $p |
		.id = ("0000000000000000" + ($i | tostring))[-16:]
		else . end' "$SAMPLE"
}

# One browser sees all pages once; each test reads what it said of its own.
setup_file() {
	cd "$BATS_FILE_TMPDIR" || return
	sig-report "$SAMPLE" >nl.html
	sig-report --lang en --public "$SAMPLE" >en.html
	sig-report </dev/null >empty.html
	large | sig-report -n 0 >large.html
	thousand >thousand.jsonl
	sig-report -n 0 thousand.jsonl >thousand.html
	hostile >hostile.jsonl
	sig-report -n 0 hostile.jsonl >hostile.html
	sig a x '"kind":"klacht"' '"received":"2026-01-01"' \
		'"org":"<script>window.hacked=1</script>"' |
		sig-report --year 2026 >year.html
	cat >bad.html <<-'END'
	<!DOCTYPE html><html><head><title></title></head><body>
	<script>window.hacked = 1</script><img src="http://x.invalid/a.png">
	<p id="a" style="color:#aaa;background:#fff;width:900px">te licht</p>
	<p id="a"></p><table><tr><td style="min-width:800px">x</td></tr></table>
	</body></html>
	END
	echo 0 >rc
	"$ROOT/scripts/check-pages" --pdf nl.pdf nl.html en.html empty.html \
		year.html hostile.html thousand.html bad.html \
		--quick large.html >log 2>&1 || echo $? >rc
}

# fine PAGE: it was looked at and nothing is wrong.
fine() {
	cd "$BATS_FILE_TMPDIR" || return
	[ "$(cat rc)" != 2 ] || [ -n "${CI:-}" ] || skip "no browser here"
	grep "^$1" log
	grep -qx "$1: 0 wrong" log
}

@test "pages: a report has no flaw that axe or html-validate finds" {
	fine nl.html
	fine en.html
}

@test "pages: nor has an empty one, nor that of a year" {
	fine empty.html
	fine year.html
}

@test "pages: nor has a large one" {
	[ "$(grep -c '<article' "$BATS_FILE_TMPDIR/large.html")" -gt 300 ]
	fine large.html
}

@test "pages: words that do harm do none" {
	[ "$(wc -l <"$BATS_FILE_TMPDIR/hostile.jsonl")" -gt 35 ]
	fine hostile.html
	[ "$(grep -c '"burst"' "$BATS_FILE_TMPDIR/thousand.jsonl")" -gt 60 ]
	fine thousand.html
}

@test "pages: on paper it is short, each pattern with its number" {
	cd "$BATS_FILE_TMPDIR"
	[ "$(cat rc)" != 2 ] || [ -n "${CI:-}" ] || skip "no browser here"
	[ "$(grep -ac '/Type /Page$' nl.pdf)" -le 5 ]
	jq -r 'select(.sig == "pattern/1") | .id' "$SAMPLE" | while read -r id; do
		grep -qF "<li class=\"id\"><code>$id</code></li>" nl.html
	done
}

@test "pages: a page that is wrong is found to be" {
	cd "$BATS_FILE_TMPDIR"
	[ "$(cat rc)" != 2 ] || [ -n "${CI:-}" ] || skip "no browser here"
	[ "$(cat rc)" = 1 ]
	for x in 'pixels too wide' 'too wide for paper' 'can run' 'asked for' \
		image-alt color-contrast 'not the only'; do
		grep "^bad.html.*$x" log
	done
}
