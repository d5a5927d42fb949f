#!/usr/bin/env bats
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

# some N: N signals of three organisations over some weeks, the same always.
some() {
	awk -v n="$1" 'BEGIN {
		srand(7)
		split("a b c", org); split("klacht bezwaar vraag", kind)
		split("betaling bejegening informatie", theme)
		for (i = 1; i <= n; i++) {
			d = int(rand() * 120)
			printf "{\"sig\":\"signal/1\",\"id\":\"i%d\"," \
			    "\"org\":\"%s\",\"system\":\"s\"," \
			    "\"seen\":\"2026-06-%02d\"," \
			    "\"kind\":\"%s\",\"received\":\"%s\"," \
			    "%s\"text\":\"t\",\"who\":\"p%d\"," \
			    "\"theme\":[\"%s\",\"%s\"]," \
			    "\"by\":[\"b@1\"]}\n", i,
			    org[1 + int(rand() * 3)], 1 + int(rand() * 9),
			    kind[1 + int(rand() * 3)], day(d),
			    rand() < .5 ? "\"closed\":\"" day(d + 9) "\"," : "",
			    rand() * n / 2, theme[1 + int(rand() * 3)],
			    theme[1 + int(rand() * 3)]
		}
	}
	function day(d) {
		return sprintf("2026-%02d-%02d", 1 + int(d / 28), 1 + d % 28)
	}'
}

@test "sig-tally: a tally of tallies of any split is the tally of all" {
	some 3000 >all
	sig-tally all >whole
	awk 'NR % 3 == 0' all | sort -r >a
	awk 'NR % 3 == 1' all | sort >b
	awk 'NR % 3 == 2' all >c
	sig-tally a >a.t
	sig-tally b >b.t
	sig-tally c >c.t
	cmp whole <(sig-tally c.t a.t b.t)
	cmp whole <(sig-tally b c.t a)
	cmp whole <(sig-tally whole)
	cmp whole <(sig-tally <(sig-tally b.t a.t) c)
	[ "$(wc -l <whole)" -gt 500 ]
}

@test "sig-tally: coarse tallies of fine ones are those of the signals" {
	some 2000 >all
	sig-tally all >whole
	for o in "--coarsen kind,theme" "--period week" "--by org"; do
		# shellcheck disable=SC2086 # two words
		cmp <(sig-tally $o all) <(sig-tally $o whole)
	done
}

@test "sig-tally: counts are those that jq counts" {
	some 2000 >all
	sig-tally --by org,theme all >t
	jq -s '[.[] | select(.what == null) | .n // 0] | add' t >n
	[ "$(cat n)" = 2000 ]
	jq -s '[.[] | select(.what == null) | .closed_n // 0] | add' t >n
	[ "$(cat n)" = "$(grep -c '"closed"' all)" ]
	jq -s -r 'group_by([.org, .received, (.theme | unique)])[] |
		[.[0].org, .[0].received, (.[0].theme | unique | join("+")),
		length, (map(.who) | unique | length)] | @tsv' all |
		sort >want
	jq -r 'select(.what == null and .n > 0) | [.org, .day,
		(.theme | join("+")), .n, .persons] | @tsv' t | sort >got
	diff -u want got
}

@test "sig-tally: persons over many days are the union, not the sum" {
	some 400 >all
	sig-tally --by org --period week all | jq -c 'select(.org == "a" and
		.n > 0 and .what == null)' >weeks
	sig-tally --by system weeks >one
	[ "$(jq -s 'map(.persons // 0) | max' one)" -le 400 ]
	sig-tally --by system --period week <(sed 's/"day":"[^"]*"/"day":"2026-06-01"/' weeks) >one
	[ "$(jq .persons one)" = "$(grep '"org":"a"' all |
		jq -r .who | sort -u | wc -l)" ]
}

@test "sig-tally: above 256 senders the estimate is near" {
	for i in $(seq 5000); do
		echo "{\"id\":\"$i\",\"received\":\"2026-01-05\",\"who\":\"w$i\"}"
	done >all
	sig-tally all >t
	jq -e '.n == 5000 and .persons > 4000 and .persons < 6000' t
	[ "$(jq -r '.sketch | length' t)" = 3072 ]
}

@test "sig-tally: copies and other states are counted apart" {
	{
		sig 1 x '"received":"2026-01-05"'
		sig 2 x '"received":"2026-01-05"' '"copy_of":"1"'
		sig 3 x '"received":"2026-01-05"' '"state_of":"1"'
		sig 4 x '"received":"2026-01-05"' '"superseded":true'
	} | sig-tally | jq -e '.n == 1 and .copies == 1 and .states == 2'
}

# states: 200 signals that came in open, of which half were closed, and a
# third told, by a second delivery; as sig-dedupe marked both.
states() {
	for i in $(seq 200); do
		printf '{"sig":"signal/1","id":"i%d","org":"a","system":"s","kind":"klacht","seen":"2026-05-01","received":"2026-03-%02d","text":"t","theme":["x"]}\n' \
			"$i" $((1 + i % 28))
		[ $((i % 2)) = 0 ] || continue
		printf '{"sig":"signal/1","id":"i%d","org":"a","system":"s","kind":"klacht","seen":"2026-06-01","received":"2026-03-%02d","closed":"2026-05-%02d"%s,"text":"t","theme":["x"]}\n' \
			"$i" $((1 + i % 28)) $((1 + i % 28)) \
			"$([ $((i % 3)) != 0 ] || echo ',"told":"2026-05-30"')"
	done
}

@test "sig-tally: closed and told are those of the newest state" {
	states >s
	sig-dedupe s | sig-tally --no-sketch |
		jq -c 'select(.what == null) | del(.states)' >marked
	sig-dedupe --latest s | sig-tally --no-sketch |
		jq -c 'select(.what == null) | del(.states)' >latest
	diff -u latest marked
	jq -s -e '(map(.closed_n) | add) == 100 and
		(map(.told_n) | add) == 33 and (map(.n) | add) == 200' marked
}

@test "sig-tally: of few known senders no persons are given" {
	{
		for i in $(seq 7); do
			sig "$i" x '"received":"2026-01-05"' "\"who\":\"p$i\""
		done
		for i in 8 9 10; do
			sig "$i" x '"received":"2026-01-05"'
		done
	} >seven
	sig-tally seven | jq -e '.known == 7 and .persons == null'
	{ cat seven; sig 11 x '"received":"2026-01-05"' '"who":"p11"'
		sig 12 x '"received":"2026-01-05"' '"who":"p12"'
		for i in 13 14 15; do
			sig "$i" x '"received":"2026-01-05"' '"who":"p13"'
		done
	} | sig-tally | jq -e '.known == 12 and .persons == 10'
}

@test "sig-tally: labels that are numbers count" {
	sig 1 x '"received":"2026-01-05"' '"theme":[12,"a"]' | sig-tally |
		jq -e '.theme == ["12","a"]'
}

@test "sig-tally: what is too much to count is refused, not cut" {
	{
		echo '{"sig":"tally/1","period":"day","day":"2026-01-06","n":4294967290}'
		echo '{"sig":"tally/1","period":"day","day":"2026-01-06","n":6}'
		echo '{"sig":"tally/1","period":"day","day":"2026-01-06","n":5}'
	} >all
	run --separate-stderr -1 sig-tally all
	[ "$(jq .n <<<"$output")" = 4294967295 ]
	[[ $stderr == *'all:2: tally: a count above 4294967295'* ]]
}

@test "sig-tally: a file with sketches is its owner's only" {
	some 20 >all
	umask 022
	sig-tally -o t all
	[ "$(stat -c %a t)" = 600 ]
	sig-tally --no-sketch -o t2 all
	[ "$(stat -c %a t2)" = 644 ]
}

@test "sig-tally: the day is Amsterdam's, and none is no day" {
	{
		sig 1 x '"received":"2026-01-05T23:30:00Z"'
		sig 2 x '"occurred":"2026-01-06"'
		sig 3 x
	} | sig-tally >t
	[ "$(jq -c '[.day, .n]' t)" = '[null,1]
["2026-01-06",2]' ]
}

@test "sig-tally: deliveries and delays" {
	{
		sig 1 x '"org":"a"' '"seen":"2026-01-09"' '"received":"2026-01-05"'
		sig 2 x '"org":"a"' '"seen":"2026-01-09"' '"received":"2026-01-08"'
	} | sig-tally >t
	jq -s -c 'map(select(.what == "delivery"))' t
	jq -s -e 'map(select(.what == "delivery")) == [{sig: "tally/1",
		what: "delivery", period: "day", day: "2026-01-09", org: "a",
		first: "2026-01-05", last: "2026-01-08", n: 2}]' t
	jq -s -e 'map(select(.what == "delay") | [.period, .day, .delay, .n]) ==
		[["day", "2026-01-05", 4, 1], ["day", "2026-01-08", 1, 1]]' t
	sig-tally --period week t | jq -s -e 'map(select(.what == "delay") |
		[.period, .day, .delay, .n]) == [["week", "2026-01-05", 1, 1],
			["week", "2026-01-05", 4, 1]]'
}

@test "sig-tally: a salt changes the sketch and nothing else" {
	some 100 >all
	echo secret >salt
	fails_with 2 sig-tally -k salt all
	chmod 600 salt
	sig-tally -k salt all >a
	sig-tally all >b
	run -1 cmp -s a b
	cmp <(jq -c 'del(.sketch)' a) <(jq -c 'del(.sketch)' b)
	cmp a <(sig-tally -k salt a)
	cmp <(sig-tally --no-sketch all) <(jq -c 'del(.sketch)' a)
}

@test "sig-tally: no text and no token comes through" {
	some 50 | sig-tally -o t
	run -1 grep -E '"(text|who|id)"|p[0-9]+"' t
}

@test "sig-tally: since leaves earlier days out" {
	some 500 >all
	sig-tally all >whole
	sig-tally --since 2026-03-01 whole >part
	[ "$(jq -r '.day // empty' part | sort | head -n 1)" = 2026-03-01 ]
	cmp <(jq -c 'select(.day >= "2026-03-01")' whole) <(jq -c . part)
}

@test "sig-tally: lines that are no tally are refused, the rest adds up" {
	{
		echo '{"sig":"tally/1","period":"month","n":1}'
		echo '{"sig":"tally/1","period":"week","day":"2026-01-06","n":1}'
		echo '{"sig":"tally/1","period":"day","day":"x","n":1}'
		echo '{"sig":"tally/1","period":"day","n":-1}'
		echo '{"sig":"tally/1","period":"day","n":1.5}'
		echo '{"sig":"tally/1","period":"day","what":"x","n":1}'
		echo '{"sig":"tally/1","period":"day","n":1,"sketch":"zz"}'
		for m in known repeats urgent; do
			echo "{\"sig\":\"tally/1\",\"period\":\"day\",\"n\":1,\"$m\":2}"
		done
		echo '{"sig":"pattern/1","id":"x"}'
		echo '{"sig":"tally/1","period":"day","day":"2026-01-06","n":4}'
	} >all
	run --separate-stderr -1 sig-tally --stats st all
	[ "$output" = \
		'{"sig":"tally/1","period":"day","day":"2026-01-06","n":4}' ]
	reduces_up st
	jq -e '.refused == 10 and .ignored == 1 and .used == 1' st
}

@test "sig-tally: wrong options end with 2" {
	fails_with 2 sig-tally --by nonsense
	fails_with 2 sig-tally --period month
	fails_with 2 sig-tally -k /nonexistent
	fails_with 2 sig-tally --since yesterday
}

# worded: signals whose text was redacted, of which some are alike.
worded() {
	some "$1" | awk 'BEGIN {
		srand(3)
		split("brief pas aanvraag afspraak balie vergunning", w)
	} {
		t = "Mijn " w[1 + int(rand() * 6)] " is kwijt, de " \
		    w[1 + int(rand() * 6)] " van [PERSON-1] ook."
		sub(/"text":"t"/, "\"text\":\"" t "\",\"redacted\":\"r@1\"")
		if (NR % 9 == 0)
			sub(/"who"/, "\"group\":\"i1\",&")
		print }'
}

@test "sig-tally: --terms: a tally of tallies of any split is that of all" {
	worded 1500 >all
	sig-tally --terms all >whole
	awk 'NR % 3 == 0' all | sort -r | sig-tally --terms >a.t
	awk 'NR % 3 == 1' all | sig-tally --terms >b.t
	awk 'NR % 3 == 2' all >c
	cmp whole <(sig-tally --terms c b.t a.t)
	cmp whole <(sig-tally a.t <(sig-tally --terms c) b.t)
	cmp whole <(sig-tally whole)
	cmp <(sig-tally --terms --coarsen theme all) \
		<(sig-tally --coarsen theme whole)
	# without it nothing changes
	cmp <(grep -v '"term"' whole) <(sig-tally all)
	[ "$(grep -c '"term"' whole)" -gt 500 ]
}

@test "sig-tally: --terms: counts are those that jq counts" {
	worded 1500 >all
	sig-tally --terms all | jq -c 'select(.what == "term")' >t
	for w in pas brief "is kwijt"; do
		jq -s -r --arg w "$w" 'map(select(.group == null and
			(.text | ascii_downcase | contains($w)))) |
			group_by([.org, (.theme | unique)])[] | [.[0].org,
			(.[0].theme | unique | join("+")), length] | @tsv' \
			all | sort >want
		jq -s -r --arg w "$w" 'map(select(.term == $w)) |
			group_by([.org, .theme])[] | [.[0].org, (.[0].theme |
			join("+")), (map(.n) | add)] | @tsv' t | sort >got
		diff -u want got
		[ -s got ]
	done
	# a text counts once in the line without a term, unless like another
	[ "$(jq -s 'map(select(.term == null).n) | add' t)" = \
		"$(grep -vc '"group"' all)" ]
	# persons as elsewhere; no week that is none; nothing of what was redacted
	jq -e -s 'all(.[]; .persons <= .n and .period == "week") and
		(map(.term // "") | any(test("person|van ook"; "i")) | not)' t
}

@test "sig-tally: --terms reads no text that was not redacted or reviewed" {
	{
		sig 1 "geheim woord" '"received":"2026-01-05"'
		sig 2 "gelezen woord" '"received":"2026-01-05"' '"reviewed":true'
		sig 3 "kopie woord" '"received":"2026-01-05"' '"redacted":"r@1"' '"copy_of":"2"'
		sig 4 "zonder datum" '"redacted":"r@1"'
	} >in
	run -0 --separate-stderr sig-tally --terms in
	[[ "$stderr" == *"1 texts are neither redacted nor reviewed"* ]]
	[ "$(jq -r '.term // empty' <<<"$output" | sort | paste -sd,)" = \
		"gelezen,gelezen woord,woord" ]
}

@test "sig-tally: what is no date is refused, and none at all is not" {
	{
		sig 1 x '"received":"31-12-2025"'
		sig 2 x '"received":"0000-00-00"' '"occurred":"2026-01-05"'
		sig 3 x '"occurred":"BSN 123456782"'
	} >bad
	{
		sig 4 x '"received":"2026-01-05"' '"occurred":"gisteren"'
		sig 5 x
		sig 6 x '"received":null'
		sig 7 x '"received":""'
	} >good
	for tool in sig-tally sig-pattern; do
		run --separate-stderr -1 $tool --rejects no bad good
		[ "$(grep -c "^$tool: bad:[12]: received: no date$" \
			<<<"$stderr")" = 2 ]
		grep -q "^$tool: bad:3: occurred: no date$" <<<"$stderr"
		run ! grep 123456782 <<<"$stderr"
		cmp no bad
		$tool good
	done
	sig-tally good | jq -s -e 'map(.n) | add == 4'
}

@test "sig-tally: a member named twice is refused, and so is none that is left" {
	fails_with 2 sig-tally --by org,theme,org
	grep -q "names a member twice" <<<"$stderr"
	fails_with 2 sig-tally --by theme --coarsen theme
	grep -q "leaves nothing to count by" <<<"$stderr"
	sig-tally --by org,theme --coarsen theme </dev/null
}
