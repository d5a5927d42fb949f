#!/usr/bin/env bats
# Every fact of a pattern is counted anew from the signals, by the man pages
# alone (sig-pattern.5, sig-methods.7), in data that have every odd case.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

setup_file() {
	# shellcheck source=tests/helper.bash
	load helper
	cd "$BATS_FILE_TMPDIR" || return
	awk -f "$DATA/pattern/odd.awk" >signals
	sig-pattern signals >first
	sig-pattern --trace trace signals >/dev/null
}

# all_kinds FILE: each kind that is made anew here stands in it.
all_kinds() {
	for kind in campaign combination cross-org disproportion emerging grave \
		repeat unanswered; do
		grep -q "\"$kind\"" "$1" || {
			echo "none of $kind"
			return 1
		}
	done
}

@test "recount: the odd data have a pattern of most kinds" {
	jq -c '.kind // empty' "$BATS_FILE_TMPDIR/first" >kinds
	all_kinds kinds
}

@test "recount: every fact of every pattern" {
	cd "$BATS_FILE_TMPDIR"
	recount facts --slurpfile p first |
		jq -c 'del(.senders, .closed)' >want
	# those of long periods are told in two digits: an estimate
	jq -c 'def days: . + "T00:00:00Z" | fromdate / 86400;
		select(.sig == "pattern/1") | {id, kind, n,
		days: ((.to | days) - (.from | days) + 1), persons: (if
		.persons_about then "about" else .persons end),
		persons_least: (if .persons_about and .persons_least then
		"about" else .persons_least end),
		persons_known: (.persons_known * 1e4 | round), repeats, copies,
		orgs: (.orgs | sort), level: (.level // []),
		norm: (.norm // []), urgency, urgent, open, untold, overdue,
		due_soon, age, cue: (.cue // []), evidence, book, gravity}' \
		first >got
	jq -c -n --slurpfile g got '[inputs] | to_entries[] |
		$g[.key] as $told | .value | reduce ("persons", "persons_least")
		as $m (.; if $told[$m] == "about" then .[$m] = "about" else .
		end)' want |
		diff -u - got
	# the estimate is within a fifth
	jq -s -e --slurpfile w want '[.[] | select(.persons_about)] |
		length > 0 and all(.id as $id | .persons as $p |
		$w[] | select(.id == $id) | ($p - .persons | fabs) <=
		.2 * .persons)' first
}

@test "recount: the score is of those facts, and patterns are in its order" {
	cd "$BATS_FILE_TMPDIR"
	recount facts --slurpfile p first >want
	# shellcheck disable=SC2016 # the dollars are jq's
	jq -s -e --slurpfile w want '
		def near($x): (. - $x | fabs) <= 1e-4 * (1 + ($x | fabs));
		def unit: if . < 0 then 0 elif . > 1 then 1 else . end;
		# which organisations rise: the most whose p in the form of
		# Simes is at most 0.05 is told in the sentence
		def rise: .why_en | capture("at least (?<n>[0-9]+) org").n |
			tonumber;
		[.[] | select(.score)] | length > 10 and
		(map(.score) | . == (sort | reverse)) and
		all(. as $p | ($w[] | select(.id == $p.id)) as $f |
			([.score_parts[] | split("=") |
				{(.[0]): (.[1] | tonumber)}] | add) as $s |
			# of more than 255 over more than 200 days: an estimate
			(if $f.senders > 255 and $p.kind !=
				"campaign" and ($p | has("open") | not) then
				pow(10; 3 * $s.people) - 1 |
				if (. - $f.senders | fabs) > .2 * $f.senders
				then -1 else . end
				else $f.senders end) as $senders |
			{gravity: ($f.gravity / 3),
			size: ((if $p.expected then $p.observed - $p.expected
				else $f.n end | [., 0] | max) + 1 | log10 / 3 |
				unit),
			growth: (if ($p.ratio_low // 0) > 0 then
				$p.ratio_low | log2 / 3 | unit else 0 end),
			surprise: (if $p.q then -($p.q | log10) / 6 | unit
				else 0 end),
			spread: (if $p.kind == "cross-org" then
				(rise - 1) / 4 | unit else 0 end),
			people: ($senders + 1 | log10 / 3 | unit),
			repeat: (2 * $f.repeats / $f.n | unit),
			age: (if $p.kind == "grave" and $f.closed then 0
				else [($f.age // 0) / 365, .99] | min end)
			} as $e |
			($s | keys) == ($e | keys) and
			all($e | keys[]; . as $k | $s[$k] | near($e[$k])) and
			($p.score | near(1000 * $f.gravity + $e.age + 110 *
				([1, $senders / 3] | min) * (.2 * $e.size +
				.2 * $e.growth + .15 * $e.surprise +
				.15 * $e.spread + .1 * $e.people +
				.1 * $e.repeat))))' first
}

# recount PROGRAM ARGUMENT...: a jq program of tests/data/pattern over the
# signals.
recount() {
	jq -n -c -L "$DATA/pattern" "${@:2}" -f "$DATA/pattern/$1.jq" signals
}

@test "recount: the figures of every finding" {
	cd "$BATS_FILE_TMPDIR"
	recount methods --slurpfile p first --slurpfile t trace >figures
	run -1 grep 'false]$' figures
	all_kinds figures
	[ "$(wc -l <figures)" -gt 60 ]
}

@test "recount: all measures of every pair of a theme" {
	cd "$BATS_FILE_TMPDIR"
	as_of=$(jq -r '.as_of // empty' first)
	recount pairs --slurpfile t trace --arg as_of "$as_of" >differ
	[ "$(wc -l <differ)" -gt 150 ]
	run -1 grep -v '"differ":\[\]' differ
	# one passes the rule, and is told
	jq -s -c '[.[] | select(.pair and .a >= 10 and .eb05 >= 2 and
		.a >= 2 * .e and .ic_low > 0 and (.pair[0] | test("^(org|kind)=") | not))] |
		sort_by(-.eb05)[].pair' trace >rule
	jq -c 'select(.kind == "disproportion").where' first | diff -u rule -
}

@test "recount: what became of each pattern, over seven nights" {
	cd "$BATS_FILE_TMPDIR"
	# "digitaal" rises at a, b and c at once, and from the 20th on at d
	for i in $(seq 40); do
		sig "later$i" "later $i" '"org":"d"' '"kind":"klacht"' \
			"\"received\":\"2026-11-$((20 + i % 8))\"" \
			'"theme":["digitaal"]' '"by":["boek@1"]'
	done >later
	last=
	for day in 12 13 14 15 20 26 27; do
		sig-pattern --until "2026-11-$day" ${last:+--previous "$last"} \
			signals later >"night$day"
		last=night$day
	done
	jq -n -c -f "$DATA/pattern/nights.jq" night?? >became
	run -1 grep 'false]$' became
	[ "$(cut -d '"' -f 4 became | sort -u | tr '\n' ' ')" = \
		"graver grown new same spread " ]
	[ "$(grep -c '"spread"' became)" = 1 ]
}

@test "recount: an id is made of the kind and the cell" {
	jq -r 'select(.sig == "pattern/1") | "\(.id) \(.kind |
		if IN("burst", "trend", "persistent", "cross-org") then "rise"
		else . end)\u001f\(if
		.kind == "campaign" then .where | map(select(test("^group="))) |
		.[0] else .where | join("\u001f") end)"' \
		"$BATS_FILE_TMPDIR/first" >ids
	[ "$(wc -l <ids)" -gt 10 ]
	while read -r id cell; do
		[ "$(printf %s "$cell" | sha256sum | cut -c 1-16)" = "$id" ]
	done <ids
}

@test "recount: events are of the organisations of a pattern" {
	cd "$BATS_FILE_TMPDIR"
	printf '2026-11-20\t%s\t\tby %s\n' a a b b d d '' all >events
	sig-pattern --events events signals >marked
	# a cell of one organisation, and one over a, b and c but not d
	[ "$(jq -s -c '(.[] | select(.kind == "emerging" and
		.where[0] == "org=b").marks),
		(.[] | select(.kind == "cross-org").marks)' marked)" = \
		'["2026-11-20 by all","2026-11-20 by b"]
["2026-11-20 by a","2026-11-20 by all","2026-11-20 by b"]' ]
}

@test "recount: an event coincides with what begins, not with a whole year" {
	cd "$BATS_FILE_TMPDIR"
	for i in $(seq 0 7 800); do
		printf '%s\t\t\tx\n' "$(date -u -d "2024-11-01 + $i days" +%F)"
	done >weekly
	sig-pattern --events weekly signals >marked
	jq -s -e --rawfile e weekly 'def day: strptime("%Y-%m-%d") | mktime / 86400;
		($e | [scan("[0-9-]{10}")]) as $days |
		map(select(.kind)) | map(. as $p |
			(if .method == "trend/1" then
				if .flagged == null then [1, 0] else
				(.series_from | day) + 7 * .flagged[0] |
					[. - 28, . + 28] end
			elif (.to | day) - (.from | day) >= 56 then [1, 0]
			else [(.from | day) - 28, (.to | day)] end) as $in |
			($days | map(select(day >= $in[0] and day <= $in[1]))) ==
			((.marks // []) | map(.[:10]))) | all' marked
	# the year of people who come back has none of its fifty weeks
	jq -s -e 'map(select(.kind == "repeat")) | length > 0 and
		all(.[]; .marks == null)' marked
}

@test "recount: low urgency is told as low" {
	# a source of its own, with nothing else of urgency in it
	for i in $(seq 12); do
		sig "u$i" "Houd ons zwembad open $i" '"org":"a"' '"kind":"klacht"' \
			"\"received\":\"2026-05-$((10 + i))\"" "\"who\":\"w$i\"" \
			'"group":"g"' "\"urgency\":\"$([ "$i" = 3 ] &&
				echo laag || echo onbekend)\""
	done >s
	sig-pattern s >p
	[ "$(jq -r 'select(.kind == "campaign").urgency' p)" = laag ]
	sed 's/"onbekend"/"normaal"/' s | sig-pattern >p
	[ "$(jq -r 'select(.kind == "campaign").urgency' p)" = normaal ]
}

@test "recount: what a source never says is not known of its signals" {
	# b closes and tells, a does neither; both have an urgent signal of long
	# ago, and a campaign together
	for i in $(seq 24); do
		org=$([ $((i % 2)) = 0 ] && echo a || echo b)
		sig "c$i" "Houd ons zwembad open" "\"org\":\"$org\"" \
			'"kind":"klacht"' "\"received\":\"2026-05-$(printf %02d "$((2 + i))")\"" \
			"\"who\":\"w$i\"" '"group":"g"'
	done >s
	for org in a b; do
		for i in $(seq 20); do
			sig "$org$i" "Nummer $i" "\"org\":\"$org\"" \
				'"kind":"klacht"' \
				"\"received\":\"2026-03-$((9 + i))\"" \
				"$([ "$i" = 4 ] && echo '"urgency":"spoed"' ||
					echo '"urgency":"laag"')" \
				"$([ "$org" = a ] || [ "$i" = 4 ] && echo '"row":1' ||
					echo '"closed":"2026-04-02","told":"2026-04-03"')"
		done
	done >>s
	sig-pattern --until 2026-05-26 s >p
	# the old urgent signal is open in b; of that of a nothing is known
	[ "$(jq -r 'select(.kind == "grave").where[0]' p)" = id=b4 ]
	[ "$(jq -c 'select(.kind == "campaign") | [.n, .open, .untold,
		.overdue]' p)" = '[24,12,12,0]' ]
	# a alone: a figure that is not known is not there
	grep -v '"org":"b"' s | cat - <(sig z x '"org":"b"' '"kind":"vraag"' \
		'"received":"2026-05-01"' '"closed":"2026-05-02"' \
		'"told":"2026-05-02"') | sig-pattern --until 2026-05-26 >p
	[ "$(jq -c 'select(.kind == "campaign") | [.n, .open, .untold,
		.overdue, .due_soon]' p)" = '[12,null,null,null,null]' ]
	# a history that was tallied tells that a closes, and tells no one
	sig h x '"org":"a"' '"kind":"klacht"' '"received":"2026-01-05"' \
		'"closed":"2026-01-09"' | sig-tally >history
	grep -v '"org":"b"' s | sig-pattern --until 2026-05-26 \
		--history history >p
	[ "$(jq -c 'select(.kind == "campaign") | [.n, .open, .untold]' p)" = \
		'[12,12,null]' ]
}

@test "recount: of near-equal texts the one that was read is quoted" {
	for i in $(seq 12); do
		sig "l$i" "Houd ons zwembad open, zegt brief $i" '"org":"a"' \
			'"kind":"klacht"' "\"received\":\"2026-05-$((10 + i))\"" \
			"\"who\":\"w$i\"" '"group":"g"' '"redacted":"nl/3"' \
			"$([ "$i" = 5 ] && echo '"reviewed":true' ||
				echo '"row":1')"
	done | sig-pattern >p
	[ "$(jq -r 'select(.kind == "campaign").quotes[]' p)" = \
		"$(printf 'reviewed=true\tHoud ons zwembad open, zegt brief 5')" ]
}

# simes TRACE: the chance that at least two organisations rise, in Simes' form
# (Benjamini and Heller 2008), of the cell org & THEME in a trace; n, p(2), p.
simes() {
	jq -s -c --arg t "theme=$2" '[.[] | select(.cell | length == 2 and
		index($t) != null and any(startswith("org="))) |
		select(.n[3] >= 3).p] | sort | . as $p | length as $n |
		[$n, $p[1], ([range(2; $n + 1) | . as $i |
			($n - 1) / ($i - 1) * $p[$i - 1]] + [1] | min)]' "$1"
}

@test "recount: what rises among 300 organisations is set against all of them" {
	jq -cn 'def plus($n): "2026-01-01T00:00:00Z" | fromdate + $n * 86400 |
			todate[:10];
		range(300) as $o | ((range(26) | [., .]), (select($o < 2) |
			range(9) | [25, .])) | . as [$w, $k] |
		{id: "o\($o)-\($w)-\($k)", org: "o\($o)", kind: "klacht",
		received: plus(7 * $w + (3 * $o + 5 * $k) % 7), who:
			"p\($o)-\($w)-\($k)", by: ["b@1"],
		theme: [if $w % 5 == 1 then "duur" else "traag" end]}' >s
	sig-pattern --cells "org;org,theme" --trace t --until 2026-07-01 s >/dev/null
	sig-pattern --cells "org;theme;org,theme" --until 2026-07-01 s >p
	IFS=, read -r n _ want < <(simes t traag | tr -d '[]')
	[ "$n" = 300 ]
	jq -s -e --argjson p "$want" 'map(select(.kind == "cross-org")) |
		length == 1 and (.[0].p - $p | fabs) < 1e-4 * $p' p
}

@test "recount: a tab inside a value adds no column to a table" {
	for i in 1 2 3 4 5 6 7 8; do
		sig "t$i" x '"org":"a\tb"' '"system":"\t"' '"kind":"kla\tcht"' \
			'"channel":"p\tq"' '"theme":["x\ty"]' '"by":["b\t@1"]' \
			"\"received\":\"2026-05-0$i\"" '"seen":"2026-05-20"'
	done | sig-pattern >p
	jq -s -e '.[0] | [.sources, .deliveries, .base, .unknown, .books] |
		all((.[0] | split("\t") | length) as $n | length > 1 and
			all(split("\t") | length == $n)) and
		(.[0][1] | startswith("a b\t \tkla cht\t7\t"))' p
}

@test "recount: where nothing was due lately there is nothing to expect" {
	# complaints came up to 1 March: their deadlines lie in April and before
	jq -cn 'def plus($n): "2026-01-01T00:00:00Z" | fromdate + $n * 86400 |
			todate[:10];
		(range(60) | {id: "k\(.)", org: "a", kind: "klacht",
			received: plus(.), who: "w\(.)", closed: (if . % 3 == 0
			then null else plus(. + 20) end)}),
		(range(160) | {id: "v\(.)", org: "a", kind: "vraag",
			received: plus(.), who: "v\(.)"}) | del(.[] | nulls)' |
		sig-pattern >p
	jq -s -e 'map(select(.kind == "unanswered")) | length == 1 and (.[0] |
		[.n, .observed, .expected, .ratio, .ratio_low, .p] ==
			[20, 0, null, null, null, null] and
		(.score_parts | index("growth=0") != null and
			any(startswith("size=0.44"))))' p
}
