#!/usr/bin/env bats
# Every figure of a report is the one that jq counts in the signals.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

# by_hand: signals of every make: states, copies, terms, told, turned down.
by_hand() {
	jq -cn '
	def plus($n): "2026-01-01T00:00:00Z" | fromdate + $n * 86400 |
		todate[:10];
	range(600) | . as $i | (($i * 7919) % 420) as $d |
	{sig: "signal/1", id: "h\($i)", org: "org\($i % 3)",
	system: (if $i % 5 == 0 then "kcc" else null end),
	kind: (["klacht", "bezwaar", "melding"][$i % 3 + $i % 2 | . % 3]),
	channel: (["telefoon", "post", null][$i % 7 % 3]),
	received: (if $i % 97 == 96 then null else plus($d) end),
	due: (if $i % 4 == 0 then plus($d + 30) else null end),
	closed: (if $i % 3 == 0 then null else plus($d + $i % 60) end),
	told: (if $i % 6 == 1 then plus($d + 61) else null end),
	status: (["ontvangen", "erkend", "afgewezen", "opgepakt"][$i % 4]),
	reason: (if $i % 8 == 2 then "te laat" else null end),
	owner: (if $i % 4 == 3 then "Zorg" else null end),
	action: (if $i % 8 == 3 then "gebeld" else null end),
	subject: "Brief \($i % 11)", text: "Verhaal nummer \($i) over iets",
	redacted: "nl/3", who: (if $i % 10 == 9 then null else "w\($i % 211)" end),
	copy_of: (if $i % 50 == 49 then "h1" else null end),
	state_of: (if $i % 50 == 48 then "h2" else null end),
	superseded: (if $i % 50 == 47 then "h3" else null end),
	repeat: (if $i > 211 then 2 else null end),
	theme: (if $i % 13 == 0 then ["onbepaald"] else
		["t\($i % 5)", "t\($i % 12)"] | unique end),
	norm: ["nob-0\(1 + $i % 6)"], level: [["beleid", "wetgeving"][$i % 2]],
	urgency: (if $i % 120 == 7 then "spoed" elif $i % 30 == 1 then "hoog"
		else null end),
	by: ["boek@\(1 + ($d / 300 | floor))"]} | del(.[] | nulls)'
}

# quiet: two years of two organisations; one channel falls silent, and people
# thank the other.
quiet() {
	jq -cn '
	def plus($n): "2025-01-01T00:00:00Z" | fromdate + $n * 86400 |
		todate[:10];
	range(460) as $d | ("a", "b") as $o |
	(["betaling", "bejegening", "informatie"] | to_entries[]) as
		{key: $t, value: $theme} |
	range(($d * 31 + $t * 17 + ($o | explode[0]) * 7) * 7919 % 7) as $k |
	(if ($d + $k) % 2 == 0 then "telefoon" else "post" end) as $channel |
	select(($o == "a" and $channel == "telefoon" and $d > 435) | not) |
	{sig: "signal/1", id: "q\($d)-\($o)-\($t)-\($k)", org: $o,
	kind: "klacht", channel: $channel, received: plus($d), text: "t",
	who: "w\($d % 350)-\($k)", theme: [if $o == "b" and $d > 440 and
		$k < 3 then "compliment" else $theme end], by: ["b@1"]}'
}

setup_file() {
	# shellcheck source=tests/helper.bash
	load helper
	mkdir -p "$BATS_FILE_TMPDIR/demo" "$BATS_FILE_TMPDIR/hand" \
		"$BATS_FILE_TMPDIR/quiet"
	cd "$BATS_FILE_TMPDIR/demo" || return
	make-demo .
	sig-share keygen key
	{
		sig-ingest --key key --seen 2026-11-23 klachten.csv \
			bezwaren.csv terugbelverzoeken.csv 2>/dev/null ||
			[ $? = 1 ]
	} | sig-classify | sig-dedupe >signals.jsonl
	by_hand >../hand/signals.jsonl
	quiet >../quiet/signals.jsonl
	for d in demo hand quiet; do
		cd "../$d" || return
		sig-pattern signals.jsonl >patterns.jsonl
		jq -n -r --slurpfile p patterns.jsonl \
			-f "$DATA/report/figures.jq" signals.jsonl >want
		mkdir tables
		sig-report -f csv --dir tables patterns.jsonl
		sig-report -f markdown patterns.jsonl >report.md
		sig-report patterns.jsonl >report.html
	done
}

# wanted SET TABLE: what jq counted, without the name.
wanted() {
	sed -n "s/^$2	//p" "$BATS_FILE_TMPDIR/$1/want"
}

# table SET NAME COLUMNS: a table of the report, with tabs.
table() {
	sed -e 1d -e 's/"//g' -e 's/\r$//' \
		"$BATS_FILE_TMPDIR/$1/tables/$2.csv" | tr ',' '\t' | cut -f "$3"
}

# equal SET TABLE COLUMNS: both hold the same rows, and some.
equal() {
	wanted "$1" "$2" | LC_ALL=C sort >want
	table "$1" "$2" "$3" | LC_ALL=C sort >got
	[ -s want ]
	diff -u want got
}

# dotted: numbers as the Dutch report writes them, and what is not known.
dotted() {
	awk -F '\t' 'BEGIN { OFS = "\t" } {
		for (i = 1; i <= NF; i++) {
			if ($i == "")
				$i = "niet bekend"
			else if ($i ~ /^[0-9]+$/ && $i >= 1000)
				$i = int($i / 1000) sprintf(".%03d", $i % 1000)
		}
		print
	}'
}

# has_rows SET: each row of standard input is the end of a row of the report.
has_rows() {
	local row n=0

	while read -r row; do
		n=$((n + 1))
		grep -qF -- "| $row |" "$BATS_FILE_TMPDIR/$1/report.md" || {
			echo "not there: $row"
			return 1
		}
	done < <(dotted | sed 's/	/ | /g')
	[ "$n" -gt 0 ]
}

# facts: id, name and figure of every fact of a report in Markdown.
facts() {
	# shellcheck disable=SC2016 # backquotes of Markdown
	sed -n -e 's/^.*`\([0-9a-f]\{16\}\)`$/=\1/p' \
		-e 's/ (verwacht: .*//; s/: .*; per organisatie geteld /: /' \
		-e 's/: ten minste /: /; s/: ongeveer /: /' \
		-e 's/^- \*\*\(.*\)\*\*: \(.*\)$/\1\t\2/p' |
		awk '/^=/ { id = substr($0, 2); next } { print id "\t" $0 }' |
		grep -E '	(Signalen|Mensen|Signalen niet voor het eerst|Met spoed|Nog open|Hoorde de melder al iets\?|Nog niets teruggehoord|Mogelijk over de termijn|Termijn loopt binnen 14 dagen af|Dagen oud|Oudste, in dagen|Te laat in de laatste 28 dagen)	'
}

# facts_wanted: the same, of the rows that jq counted.
facts_wanted() {
	awk -F '\t' 'BEGIN { OFS = "\t" }
	function some(name, x) { if (x + 0 > 0) print $1, name, x }
	function told(name, x) { print $1, name, x }
	$2 == "grave" && $3 == 1 {
		told("Dagen oud", $14)
		told("Nog open", $7 > 0 ? "ja" : "nee")
		told("Hoorde de melder al iets?", $8 > 0 ? "nee" : "ja")
		next
	}
	{
		told("Signalen", $3)
		told("Mensen", $4)
		told("Nog open", $7)
		told("Nog niets teruggehoord", $8)
	}
	$2 == "grave" || $2 == "unanswered" { told("Oudste, in dagen", $14) }
	$2 == "grave" { next }
	# told where it is another number than that of the signals
	$2 == "unanswered" && $15 != $3 {
		told("Te laat in de laatste 28 dagen", $15)
	}
	{
		some("Signalen niet voor het eerst", $5)
		some("Met spoed", $6)
		some("Mogelijk over de termijn", $9)
		some("Termijn loopt binnen 14 dagen af", $10)
	}'
}

@test "figures: the base table, the breaks and the blind spot" {
	for set in demo hand; do
		equal $set base 1-7
		equal $set breaks 1-6
		equal $set unknown 1-4
		equal $set books 1-4
		equal $set sources 1-9
	done
}

@test "figures: those tables stand in the report as they are" {
	for set in demo hand; do
		wanted $set base | cut -f 3-7 | has_rows $set
		wanted $set unknown | cut -f 3-4 | has_rows $set
		wanted $set breaks | awk -F '\t' 'BEGIN { OFS = "\t" }
			$2 == "now" { print $5, $6 }' | has_rows $set
	done
}

# expected_said: how many were seen and expected, as the report has it.
expected_said() {
	sed -n 's/^- \*\*[^*]*\*\*: \([0-9.]* (verwacht.*\)$/\1/p' \
		"$BATS_FILE_TMPDIR/$1/report.md"
}

@test "figures: what was expected, and the usual room, are of the lines" {
	for set in demo quiet; do
		jq -r 'def dots: tostring | if length > 3 then
			.[:-3] + "." + .[-3:] else . end;
			select(.sig == "pattern/1" and .expected != null) |
			"\(.observed // .n | dots) (verwacht: \(.expected |
			if . > 0 and . < .5 then "minder dan één" else round |
			dots end)\(if .low and (.high // 0) >= .5 then
			", meestal \(.low | round | dots) tot \(.high | round |
			dots)" else "" end))"' \
			"$BATS_FILE_TMPDIR/$set/patterns.jsonl" | sort >want
		expected_said $set | sort >got
		[ "$(wc -l <want)" -ge 2 ]
		diff -u want got
		# the table behind each chart
		jq -r 'select(.series_expected) | . as $p | .series | length |
			. as $n | $p.series_expected[-$n:] | . as $e |
			($p.series_low // [])[-$n:] as $l |
			($p.series_high // [])[-$n:] as $h | range($e | length) |
			. as $i | [$p.id, $e[$i], $l[$i], $h[$i]] |
			map(. // "") | @tsv' "$BATS_FILE_TMPDIR/$set/patterns.jsonl" |
			grep -v '^$' | sort >want
		table $set series 1,5,6,7 | awk -F '\t' '$2 != ""' | sort >got
		diff -u want got
	done
}

@test "figures: what a rise was expected to be is what the trace fitted" {
	cd "$BATS_FILE_TMPDIR/demo"
	sig-pattern --trace - --trace-from "$(jq -r '.as_of // empty' \
		patterns.jsonl | head -n 1)" signals.jsonl >trace
	jq -s -e --slurpfile p patterns.jsonl '
		def day: . + "T00:00:00Z" | fromdate / 86400;
		. as $trace | [$p[] | select(.kind == "burst")] | length > 0 and
		all(. as $q | ($q.to | day) - ($q.from | day) + 1 | . as $w |
			[$trace[] | select(.cell == $q.where and .until == $q.to)] |
			length == 1 and (.[0] | (.w | index($w)) as $i |
			.n[$i] == $q.n and
			(.e[$i] - $q.expected | fabs) < 1e-5 * .e[$i]))' trace
}

@test "figures: what was tested is told, and what of it is shown" {
	for set in demo hand quiet; do
		cd "$BATS_FILE_TMPDIR/$set"
		jq -r 'select(.sig == "pattern/1") | .kind' patterns.jsonl |
			sort | uniq -c | awk '{ print $2, $1 }' >"$BATS_TEST_TMPDIR/w"
		table $set tests 1,5 | awk '$2 > 0 { print $1, $2 }' |
			sort >"$BATS_TEST_TMPDIR/g"
		# good news and what stays are found by the tests of others
		grep -vE '^(positive|persistent) ' "$BATS_TEST_TMPDIR/w" |
			diff -u - <(grep -vE '^(positive|persistent) ' "$BATS_TEST_TMPDIR/g")
		# shown <= found <= tested <= looked at
		table $set tests 2-5 | awk '$1 && ($4 > $3 || $3 > $2 || $2 > $1) {
			print; bad = 1 } END { exit NR == 0 || bad }'
		# each row stands in the page
		table $set tests 2-5 | dotted | sed 's/	/ | /g' |
			while read -r row; do
				grep -qF "| $row |" report.md
			done
	done
	# an organisation and kind each for answers, a signal each for words
	cd "$BATS_FILE_TMPDIR/demo"
	[ "$(table demo tests 1,2 | sed -n 's/^unanswered	//p')" = "$(
		jq -r '"\(.org) \(.kind)"' signals.jsonl | sort -u | wc -l)" ]
}

# near the number X, to the digits that lines have.
# shellcheck disable=SC2016 # the dollars are jq's
NEAR='def near($x): (. - $x | fabs) <= 2e-5 * (1 + ($x | fabs));
	def unit: if . < 0 then 0 elif . > 1 then 1 else . end;'

@test "figures: what makes the rank is made of the figures beside it" {
	for set in demo hand quiet; do
		jq -e -s "$NEAR"' [.[] | select(.score_parts)] | length > 0 and
			all(. as $p | ([.score_parts[] | split("=") |
				{(.[0]): (.[1] | tonumber)}] | add) as $s |
			(.observed // .n) as $seen |
			(.persons_least // .persons // 0) as $who |
			(.kind == "silence") as $none |
			(if .expected then $seen - .expected else .n end |
				if $none then -. else . end) as $more |
			# the 95 % point of a gamma distribution of shape 1/2
			(if $none then if $seen > 0 then error else
				.expected / 1.9207294 end
			else .ratio_low // 0 end) as $least |
			# senders that are not known count as one each
			($s.gravity | near($p.gravity / 3)) and
			($s.size | near(([$more, 0] | max) + 1 | log10 / 3 |
				unit)) and
			(if $least > 1 then $least | log2 / 3 | unit
				else 0 end) as $growth |
			# an interval knows that a burst is told, the rank not
			($s.growth | near($growth) or
				($p.ratio_high and $p.method == "mw/1" and
				$p.kind != "cross-org" and . >= $growth and
				. <= ($p.ratio | log2 / 3 | unit))) and
			($s.surprise | near(if $p.q then
				-($p.q | log10) / 6 | unit else 0 end)) and
			($s.repeat | near(if $p.n > 0 then
				2 * ($p.repeats // 0) / $p.n | unit else 0 end)) and
			$s.people >= ($who + 1 | log10 / 3 | unit) - 2e-5 and
			$s.people <= ($p.n + 1 | log10 / 3 | unit) + 2e-5 and
			($p.score * (if $p.kind == "positive" then 10 else 1 end) |
				near(1000 * $p.gravity + $s.age + 110 *
				(if $none then 1 else
				[1, (pow(10; 3 * $s.people) - 1) / 3] | min end) *
				(.2 * $s.size + .2 * $s.growth +
				.15 * $s.surprise + .15 * $s.spread +
				.1 * $s.people + .1 * $s.repeat))))' \
			"$BATS_FILE_TMPDIR/$set/patterns.jsonl"
		# and the page says them, and the risk of a false alarm
		jq -r 'def said($d): . * pow(10; $d) | round / pow(10; $d) |
				tostring | sub("\\."; ",");
			def name: {gravity: "ernst", size: "aantal",
				growth: "groei", surprise: "geen toeval",
				spread: "meer organisaties", people: "mensen",
				repeat: "niet voor het eerst",
				age: "wachttijd"}[.];
			select(.score_parts) |
			(select(.q) | "Kans op vals alarm\t" + if .q < 0.0001 then
				"kleiner dan 0,0001" else .q | said(4) end),
			"Wat de plaats bepaalt (0 tot 1)\t" + ([.score_parts[] |
				split("=") | (.[1] | tonumber) as $x |
				select($x > 0) | "\(.[0] | name) \($x |
				said(2))"] | select(. != []) | join(", "))' \
			"$BATS_FILE_TMPDIR/$set/patterns.jsonl" | sort >want
		sed -n -e 's/^- \*\*\(Kans op vals alarm\)\*\*: /\1\t/p' \
			-e 's/^- \*\*\(Wat de plaats.*\)\*\*: /\1\t/p' \
			"$BATS_FILE_TMPDIR/$set/report.md" | sort >got
		diff -u want got
	done
}

@test "figures: where else a pattern is, is what jq counts there" {
	cd "$BATS_FILE_TMPDIR/demo"
	# shellcheck disable=SC2016 # the dollars are jq's
	jq -n -e --slurpfile p patterns.jsonl '
		def pairs: map(split("=") | {k: .[0], v: (.[1:] | join("="))});
		def has($x): .v as $v | $x[.k] |
			if type == "array" then index($v) != null else . == $v end;
		[inputs | select((.copy_of // .superseded) == null and
			.received)] as $s |
		[$p[] | select(.parts and (.kind | IN("burst", "cross-org"))) |
			. as $q | .parts[] | capture("^(?<n>[0-9]+)/\\S+ (?<w>.*)$") |
			.n = (.n | tonumber) | .w = (.w | split(" & ") | pairs) |
			if $q.kind == "cross-org" then .w += ($q.where | pairs)
			else . end |
			{n, jq: [. as $part | $s[] | . as $x |
				select(.received[:10] >= $q.from and
				.received[:10] <= $q.to and
				all($part.w[]; has($x)))] | length}] |
		length > 5 and all(.n == .jq)' signals.jsonl
	# and the page says the first six
	jq -r 'select(.parts) | .parts[:6][] | split(" ")[0] | split("/") |
		map(tonumber) | "\(.[0]) \(if .[1] < 10 then .[1] * 10 | round / 10
		else .[1] | round end)" | gsub("\\."; ",")' patterns.jsonl |
		sort >"$BATS_TEST_TMPDIR/want"
	sed -n 's/^- \*\*Ook gevonden bij\*\*: //p' report.md |
		grep -oE '[0-9.]+ \(verwacht: [0-9.,]+\)' |
		sed 's/(verwacht: \(.*\))/\1/; s/\.//g' |
		sort >"$BATS_TEST_TMPDIR/got"
	diff -u "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/got"
}

@test "figures: pairs of words not recognised are counted anew" {
	cd "$BATS_FILE_TMPDIR/demo"
	[ "$(table demo unknown_words 1 | wc -l)" = 20 ]
	# of a letter that many sent the tool reads a few: never more than jq
	# counts in the 91 days, and not much less
	jq -n -e --slurpfile p patterns.jsonl '
		($p[0].as_of + "T00:00:00Z" | fromdate - 90 * 86400 |
			todate[:10]) as $from |
		[inputs | select((.copy_of or .state_of or .superseded | not) and
			.theme == ["onbepaald"] and .received[:10] >= $from and
			.received[:10] <= $p[0].as_of) |
			(.subject // "") + " . " + (.text // "") |
			ascii_downcase | [scan("[a-zà-ÿ]+")]] as $texts |
		[$p[0].unknown_words[1:][] | split("\t") |
			(.[0] | split(" ")) as [$a, $b] | (.[1] | tonumber) as $n |
			[$texts[] | select(. as $w | any(range(1; length);
				$w[. - 1] == $a and $w[.] == $b))] | length |
			select($n > . or $n < 0.85 * .)] == []' signals.jsonl
	table demo unknown_words 1,2 | dotted | sed 's/	/ | /' |
		while read -r row; do grep -qF "| $row |" report.md; done
}

@test "figures: silence and good news are what jq counts" {
	cd "$BATS_FILE_TMPDIR/quiet"
	for kind in silence positive; do
		jq -e -s --arg k $kind 'any(.kind == $k)' patterns.jsonl
	done
	wanted quiet pattern | awk -F '\t' '{ print $1, $3 }' | sort >"$BATS_TEST_TMPDIR/w"
	jq -r 'select(.sig == "pattern/1") | "\(.id) \(.n)"' patterns.jsonl |
		sort | diff -u "$BATS_TEST_TMPDIR/w" -
	wanted quiet pattern | awk -F '\t' '$2 == "positive" { print $4 }' >"$BATS_TEST_TMPDIR/w"
	jq -r 'select(.kind == "positive") | .persons' patterns.jsonl |
		diff -u "$BATS_TEST_TMPDIR/w" -
	# nobody was heard where 63 in 14 days phoned all year
	sed -n '/^## Van wie/,/^## Hoe/p' report.md >"$BATS_TEST_TMPDIR/s"
	grep -qF -- '- **Signalen**: 0 (verwacht: 62, meestal 42 tot 85)' "$BATS_TEST_TMPDIR/s"
	sed -n '/^## Wat is misschien goed/,/^## Wat konden/p' report.md |
		grep -q '^- \*\*Signalen\*\*: 122 '
}

@test "figures: what was read, and what of it does not count" {
	for set in demo hand; do
		IFS=$'\t' read -r read counted copies states undated later < <(
			wanted $set account | dotted)
		md=$BATS_FILE_TMPDIR/$set/report.md
		grep -qF "Er zijn $read regels gelezen. Daarvan tellen er $counted mee. Niet mee tellen: $copies kopieën, $states oudere versies en $later van na de laatste dag." "$md"
		[ "$undated" = 0 ] ||
			grep -qF "hebben er $undated geen datum" "$md"
	done
}

@test "figures: every count of every pattern" {
	for set in demo hand; do
		wanted $set pattern | facts_wanted | dotted |
			LC_ALL=C sort >want
		facts <"$BATS_FILE_TMPDIR/$set/report.md" | LC_ALL=C sort >got
		[ -s want ]
		diff -u want got
		# each signal that is named is one of the pattern
		wanted $set pattern | awk -F '\t' '$13 != 0 { exit 1 }'
	done
}

@test "figures: answers that are late, and how late they were before" {
	local id n expected share before

	cd "$BATS_FILE_TMPDIR/demo"
	wanted demo pattern | awk -F '\t' 'BEGIN { OFS = "\t" }
		$2 == "unanswered" { print $1, $15, $16, $17, $18 }' >w
	[ "$(wc -l <w)" = 3 ]
	while IFS=$'\t' read -r id n expected share before; do
		# in the line, in the page and in its sentence
		jq -s -e --arg id "$id" --argjson n "$n" --argjson e "$expected" '
			any(.id == $id and .observed == $n and
			(.expected - $e | fabs) < 1e-5 * $e)' patterns.jsonl
		sed -n "/$id/,/^### /p" report.md >page
		grep -qxF -- "- **Te laat in de laatste 28 dagen**: $(dotted <<<"$n") (verwacht: $(
			printf '%.0f' "$expected" | dotted))" page
		grep -qF "was $(printf '%.0f' "$share")% te laat; twee tot vijf maanden geleden was dat $(
			printf '%.0f' "$before")%." page
	done <w
}

@test "figures: how often each rule of the codebook held" {
	# where the words of some signals are not kept there are no numbers
	jq -r 'select(.sig == "pattern/1" and (.cue // [] | length > 0 and
		all(test("=[0-9]+$")))) |
		[.id, (.cue | join(";"))] | @tsv' \
		"$BATS_FILE_TMPDIR/demo/patterns.jsonl" | sort >got
	[ "$(wc -l <got)" -gt 7 ]
	wanted demo pattern | awk -F '\t' 'BEGIN { OFS = "\t" }
		NR == FNR { told[$1] = 1; next }
		$1 in told { print $1, $19 }' got - | sort >want
	diff -u want got
	jq -s -e 'map(select(.kind == "repeat" or .kind == "unanswered") |
		.cue[]) | length > 0 and all(test("=[0-9]+$") | not)' \
		"$BATS_FILE_TMPDIR/demo/patterns.jsonl"
}

@test "figures: levels and norms are those that a fifth has" {
	for set in demo hand; do
		wanted $set pattern | awk -F '\t' 'BEGIN { OFS = "\t" }
			{ print $1, $11, $12 }' | sort >want
		jq -r 'select(.sig == "pattern/1") | [.id,
			(.level // [] | join(";")), (.norm // [] | join(";"))] |
			join("\t")' "$BATS_FILE_TMPDIR/$set/patterns.jsonl" |
			sort >got
		diff -u want got
	done
}

@test "figures: every bar of every chart" {
	for set in demo hand; do
		wanted $set series | awk -F '\t' '$1 != "all" { print $1, $2, $3 }' |
			sort >want
		table $set series 1,2,4 | tr '\t' ' ' | sort >got
		[ -s want ] || [ $set = hand ]
		diff -u want got
		# those of all signals stand in the first table of the page
		wanted $set series | awk -F '\t' '$1 == "all" { print $3 }' |
			dotted >want
		sed 's/<\/table>/\n/' "$BATS_FILE_TMPDIR/$set/report.html" |
			sed -n '/Cijfers bij alle signalen/,$p' | tr -d '\n' |
			sed 's/Signalen per soort.*//; s/<tr>/\n/g' |
			sed -n 's/^<th scope="row">[^<]*<\/th><td class="n">\([0-9.]*\)<.*/\1/p' |
			head -n "$(wc -l <want)" >got
		diff -u want got
	done
}

# commands FILE: every command that a report prints.
commands() {
	case $1 in
	*.html) sed 's/<[^>]*>/\n/g' "$1" | sed "s/&#39;/'/g; s/&gt;/>/g" ;;
	*.txt) sed -n 's/^  [$] //p' "$1" ;;
	*) sed -n 's/^    \(sig-\)/\1/p' "$1" ;;
	esac | grep -E '^sig-'
}

@test "figures: every command of the report, pasted, shows what it says" {
	local command id l f n=0

	cd "$BATS_FILE_TMPDIR/demo"
	for l in nl en; do
		for f in html txt md; do
			sig-report --lang $l -f "$(sed 's/txt/text/; s/md/markdown/' <<<$f)" \
				-o $l.$f patterns.jsonl
			commands $l.$f >$l.$f.commands
			# each format and language has them all
			cmp $l.$f.commands $l.html.commands
		done
		[ "$(grep -c ^sig-track $l.html.commands)" = 1 ]
		[ "$(grep -c ^sig-select $l.html.commands)" = \
			"$(grep -c '"pattern/1"' patterns.jsonl)" ]
		[ "$(grep -vcE '^sig-(track|select) ' $l.html.commands)" = 0 ]
		rm -f ledger.jsonl
		while read -r command; do
			bash -c "$command" >said 2>err </dev/null
			[ ! -s err ]
			[[ $command != sig-track* ]] || continue
			[ -s said ]
			id=$(cut -d ' ' -f 3 <<<"$command")
			# as lines: so many as the report tells of it
			bash -c "${command/--text /}" | wc -l >lines
			[ "$(cat lines)" = "$(awk -F '\t' -v id="$id" \
				'$1 == "pattern" && $2 == id { print $4 }' want)" ]
			n=$((n + 1))
		done <$l.html.commands
		# what was decided is in the next report
		sig-track -l ledger.jsonl patterns.jsonl |
			sig-report --lang $l -f text >next
		grep -qE '^(Stand|State) +(erkend|recognised)$' next
	done
	[ "$n" -gt 20 ]
	# the signals are told in the language of the report
	bash -c "$(grep -m 1 ^sig-select en.html.commands)" | grep -qE \
		'[0-9] (January|February|March|April|May|June|July|August|September|October|November|December) 20'
}

@test "figures: the command of a month makes the report of that month" {
	local l

	cd "$BATS_FILE_TMPDIR/demo"
	for l in nl en; do
		sig-report --lang $l --period 2026-10 -f text patterns.jsonl >month
		grep '^  [$] sig-pattern' month | sed 's/^  [$] //' >pasted
		[ "$(wc -l <pasted)" = 1 ]
		bash pasted
		grep -qE 'Maandrapport over oktober 2026|month October 2026' \
			report-2026-10.html
		[ "$(grep -cE 'lopen door|run on to|nog niet compleet|not complete yet' \
			report-2026-10.html)" = 0 ]
	done
	[ "$(sig-report --public --period 2026-10 patterns.jsonl |
		grep -c 'sig-pattern --until')" = 0 ]
}
