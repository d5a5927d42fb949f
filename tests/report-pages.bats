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

# large: the sample with its burst three hundred times.
large() {
	jq -c 'if .kind == "burst" then . as $p | range(300) | . as $i | $p |
		.id = ("0000000000000000" + ($i | tostring))[-16:]
		else . end' "$SAMPLE"
}

look() {
	local rc=0

	"$ROOT/scripts/check-pages" "$@" >log 2>&1 || rc=$?
	cat log
	[ "$rc" != 2 ] || skip "no browser here"
	[ "$rc" = 0 ]
}

@test "pages: a report has no flaw that axe or html-validate finds" {
	sig-report "$SAMPLE" >nl.html
	sig-report --lang en --public "$SAMPLE" >en.html
	look nl.html en.html
	[ "$(grep -c ': 0 wrong$' log)" = 8 ]
}

@test "pages: nor has an empty one" {
	sig-report </dev/null >empty.html
	look empty.html
}

@test "pages: nor has a large one" {
	large | sig-report -n 0 >large.html
	[ "$(grep -c '<article' large.html)" -gt 300 ]
	look --quick large.html
}

@test "pages: words that do harm do none" {
	hostile >in
	[ "$(wc -l <in)" -gt 35 ]
	sig-report -n 0 in >hostile.html
	look hostile.html
}

@test "pages: a page that is wrong is found to be" {
	cat >bad.html <<-'END'
	<!DOCTYPE html><html><head><title></title></head><body>
	<script>window.hacked = 1</script><img src="http://x.invalid/a.png">
	<p style="color:#aaa;background:#fff;width:900px">te licht</p>
	</body></html>
	END
	local rc=0
	"$ROOT/scripts/check-pages" bad.html >log 2>&1 || rc=$?
	[ "$rc" != 2 ] || skip "no browser here"
	[ "$rc" = 1 ]
	grep -q 'pixels too wide' log
	grep -q 'can run' log
	grep -q 'asked for' log
	grep -q 'image-alt' log
	grep -q 'color-contrast' log
}
