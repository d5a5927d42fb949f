#!/usr/bin/env bats
# What sources deliver: late, no more, by another system or in other columns.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper
load pattern

@test "sig-pattern: a source that is added makes no finding" {
	{
		days 500 2
		days 500 4 | sed 's/klacht/bezwaar/; s/"i/"j/; s/"p/"q/' |
			grep -E '2025-0[45]'
	} >all
	sig-pattern all >p
	found p
	[ "$(wc -l <p)" = 1 ]
	jq -e '.warnings_en | any(contains("counts only after 39 weeks"))' p
	jq -e '[.sources[] | select(endswith("new"))] | length == 2' p
}

# joined N RATE SINCE K: days N RATE, and every Kth of those since SINCE once more
# in a third organisation.
joined() {
	days "$1" "$2" | awk -v since="$3" -v k="$4" '{
		print
		match($0, /"received":"[^"]*/)
		if (substr($0, RSTART + 12) >= since && ++n % k == 0) {
			sub(/"id":"i/, "\"id\":\"c")
			sub(/"org":"."/, "\"org\":\"c\"")
			sub(/"who":"p/, "\"who\":\"c")
			print
		}
	}'
}

# of_all FILE: how all signals of it are compared, how many came in eight weeks
# and how many are expected.
of_all() {
	sig-pattern --trace trace "$1" >p
	jq -r 'select(.cell == []) | "\(.rule) \(.n[3]) \(.e[3])"' trace
}

@test "sig-pattern: a source that came late takes no history of others" {
	local days rate since k rule more sentence

	# three years, and 39 or 82 weeks of one with a fifth of all; and of 33
	# weeks, of which 22, or the last four, have one as large as the others
	while read -r days rate since k rule more sentence; do
		days "$days" "$rate" >all
		of_all all >want
		joined "$days" "$rate" "$since" "$k" >all
		of_all all >is
		paste -d ' ' want is | awk -v rule="$rule" -v more="$more" '
			{ n = $5 / $2 / more; e = $6 / $3 / more }
			$1 != rule || $4 != rule { bad = 1 }
			n < .98 || n > 1.02 || e < .98 || e > 1.02 { bad = 1 }
			END { exit bad || NR != 1 }'
		jq -e --arg sentence "$sentence" \
			'.warnings_en | map(select(contains("source"))) |
				length == 1 and (.[0] | contains($sentence))' p
	done <<-E
		1100 1 2026-04-06 4 full 1.25 c: a source began on 6 April 2026. It counts in totals since then
		1100 1 2026-04-07 4 full 1 c: a source began on 8 April 2026. It counts only after 39 weeks
		1100 1 2025-06-09 4 full 1.25 c: a source began on 9 June 2025. It counts in totals since then
		230 2 2024-03-18 1 borrowed 2 c: a source began on 18 March 2024. It counts in totals since then
		230 2 2024-07-23 1 borrowed 1 c: a source began on 23 July 2024. It counts only after 39 weeks
	E
}

@test "sig-pattern: other methods have each day of a later source" {
	# of a year ago that on which it began, when much was entered
	joined 1100 2 2025-12-29 4 | awk '{ print }
		/"org":"c"/ && /"2025-12-29/ {
			for (k = 0; k < 9; k++) {
				gsub(/"(id|who)":"/, "&x")
				print
			}
		}' >all
	sed 's/"org":"c"/"org":"a"/' all >one
	for f in all one; do
		sig-pattern --until 2026-12-31 --cells ';org' --trace - \
			--method farrington $f | jq -c 'select(.cell == [])' >$f.t
	done
	cmp all.t one.t
	jq -e '.e > 0' all.t
}

@test "sig-pattern: all totals count a later source from the same night on" {
	local until

	joined 1100 2 2026-02-02 4 >all
	for until in 2026-10-31 2026-11-01 2026-11-02 2026-11-23; do
		sig-pattern --until $until --trace t all >p
		jq -r --arg until $until 'select(.cell != null and .e[2] > 20 and
			all(.cell[]; startswith("org=") | not)) |
			"\($until) \(.cell | join(" ")):\(.e[2])"' t
	done | awk -F: '{ split($1, day, " ") }
		{ name = substr($1, 12) }
		name in e {
			d = $2 / e[name]
			many[day[1]]++
			up[day[1]] += d > 1.12
			down[day[1]] += d < 1 / 1.12
		}
		{ e[name] = $2 }
		END {
			for (at in many)
				print at, up[at] / many[at], down[at] + 0
		}' | sort >jumps
	printf '%s\n' '2026-11-01 1 0' '2026-11-02 0 0' '2026-11-23 0 0' |
		diff jumps -
}

@test "sig-pattern: an organisation that takes the place of others is no change" {
	# two become one, 44 weeks ago; the third goes on
	days 1100 2 | awk '{
		match($0, /"received":"[^"]*/)
		day = substr($0, RSTART + 12)
		if (++n % 3 == 0)
			sub(/"org":"."/, "\"org\":\"c\"")
		else if (day >= "2026-03-02")
			sub(/"org":"."/, "\"org\":\"new\"")
		print
	}' >all
	of_all all | awk '$1 != "full" || $2 > 1.05 * $3 || $3 > 1.05 * $2 {
		print
		bad = 1
	}
	END { exit bad || NR != 1 }'
	[ "$(found p | wc -l)" = 0 ]
}

@test "sig-pattern: a source that is late is not silent" {
	days 500 3 | sed 's/"kind"/"system":"s","seen":"2025-05-15","kind"/' |
		awk '!(/"org":"a"/ && /"received":"2025-(04-[23]|05)/) {
			if (/"org":"a"/)
				sub(/2025-05-15/, "2025-04-20")
			print
		}' >all
	sig-pattern all >p
	found p
	[ "$(wc -l <p)" = 1 ]
	# the same without knowing of deliveries
	sed 's/"seen":"[^"]*",//' all | sig-pattern | found >q
	grep -q silence q
}

# registered MEAN DAY: system and delivery of each signal, on a Monday or on DAY
# of the week (0 is Monday), after about MEAN days; what would be seen after
# 2025-05-12 is not there yet.
registered() {
	awk -v mean="$1" -v day="$2" 'BEGIN { srand(5) }
	{
		match($0, /"received":"[^"]*/)
		split(substr($0, RSTART + 12, 10), d, "-")
		t = mktime(d[1] " " d[2] " " d[3] " 12 0 0")
		# 2024-01-01 was a Monday
		t = int((t - 1704110400) / 86400 + .5) + 1
		t += int(-mean * log(1 - rand()))
		while (t % 7 != 0 && t % 7 != day)
			t++
		seen = strftime("%Y-%m-%d", 1704110400 + 86400 * t, 1)
		if (seen > "2025-05-12")
			next
		sub(/"kind"/, "\"system\":\"s\",\"seen\":\"" seen "\",&")
		print
	}'
}

@test "sig-pattern: what is delivered weekly and registered late is not silent" {
	local late day

	days 500 3 >all
	# once a week, or twice: then delays are not learned
	for day in 0 3; do
		for late in 8 15; do
			registered $late $day <all >some
			sig-pattern some >p
			found p
			[ "$(wc -l <p)" = 1 ]
			sig-tally some | sig-pattern >p
			found p
			[ "$(wc -l <p)" = 1 ]
		done
	done
	# what falls quiet is
	awk '!(/"org":"a"/ && /telefoon/ &&
		/"received":"2025-0(4-[123]|5)/)' all >quiet
	for day in 0 3; do
		registered 0 $day <quiet | sig-pattern >p
		[ "$(found p)" = "silence channel=telefoon org=a" ]
		registered 0 $day <quiet | sig-tally | sig-pattern >p
		[ "$(found p)" = "silence channel=telefoon org=a" ]
	done
	registered 15 0 <quiet | sig-pattern >p
	[ "$(found p)" = "silence channel=telefoon org=a" ]
}

# by_channel: what comes by telephone is delivered the next day, post up to ten
# days later; of all up to 2025-05-13.
by_channel() {
	awk 'BEGIN { srand(5) }
	{
		match($0, /"received":"[^"]*/)
		split(substr($0, RSTART + 12, 10), d, "-")
		late = /"channel":"post"/ ? 5 + int(6 * rand()) : 1
		seen = strftime("%Y-%m-%d",
		    mktime(d[1] " " d[2] " " d[3] " 12 0 0") + 86400 * late, 1)
		if (seen > "2025-05-13")
			next
		sub(/"kind"/, "\"system\":\"s\",\"seen\":\"" seen "\",&")
		print
	}'
}

@test "silence: a channel that is registered later than others is not silent" {
	days 500 6 | by_channel >all
	sig-pattern all >p
	[ "$(found p | grep -c silence)" = 0 ]
	sig-tally all >t
	sig-pattern t | found >q
	cmp q <(found p)
	# each channel is as late as itself, in one tally as in the sum of two
	jq -s -e 'map(select(.what == "delay") | .channel) | unique ==
		["post", "telefoon"]' t
	sig-tally <(awk 'NR % 2' all) <(awk 'NR % 2 == 0' all) | cmp - t
	# of tallies of before that said no channel the source is
	jq -c 'if .what == "delay" then del(.channel) else . end' t | sig-tally |
		sig-pattern | found | grep -q "silence channel=post"
	# what stops is, when that is known
	days 500 6 | awk '!(/"org":"a"/ && /"post"/ &&
		/"received":"2025-0(4-2|5)/)' | by_channel | sig-pattern >p
	[ "$(found p | grep silence)" = "silence channel=post org=a" ]
}

@test "sig-pattern: a source with few of a channel is as late as others with it" {
	# forty kinds, each with too few by post to learn from
	days 500 6 | by_channel |
		awk '{ sub(/"klacht"/, "\"k" NR % 40 "\""); print }' >all
	sig-pattern --trace t all >p
	[ -z "$(found p)" ]
	jq -s -e 'map(select(.cell == ["org=a", "channel=post"]))[0] |
		.n[0] <= 6 and .e[0] < 9' t
}

# working_days N DAYS [FREE]: of N days ten signals each, of which one in five is
# registered two days later, that are delivered on the next of the days of the week
# DAYS that FREE does not name.
working_days() {
	awk -v days="$1" -v on="$2" -v free="${3:-}" 'BEGIN {
		for (i = 0; i < 10 * days; i++) {
			t = int(i / 10) + 1
			seen = t + (i % 5 == 0 ? 2 : 0)
			while (index(on, seen % 7) == 0 || index(free,
				strftime("%F", 1704110400 + 86400 * seen, 1)))
				seen++
			printf "{\"sig\":\"signal/1\",\"id\":\"i%d\",\"org\":\"a\"," \
				"\"system\":\"s\",\"seen\":\"%s\",\"kind\":\"klacht\"," \
				"\"received\":\"%s\"}\n", i,
				strftime("%F", 1704110400 + 86400 * seen, 1),
				strftime("%F", 1704110400 + 86400 * (t - 1), 1)
		}
	}'
}

# seven_days FILE DAY [LEAST [OPTION...]]: are for each signal of the last week,
# in FILE up to DAY, from LEAST (.98) to 1.02 expected?
seven_days() {
	sig-pattern --until "$2" --trace trace "${@:4}" "$1" >p
	jq -s -e --argjson least "${3:-.98}" '
		map(select(.cell == ["org=a"]))[0] |
		(.w | index(7)) as $i | .e[$i] / .n[$i] |
			. > $least and . < 1.02' trace
}

@test "sig-pattern: what is delivered on some days of the week is not less" {
	local on night

	# working days, all days, and three days a week
	for on in 01234 0123456 024; do
		working_days 510 "$on" >all
		for night in 13 16 17 18; do
			jq -c --arg last "2025-05-$((night + 1))" \
				'select(.seen <= $last)' all >some
			seven_days some "2025-05-$night"
		done
	done
	# tallies tell the same, in one as in the sum of two
	sig-tally some >t
	seven_days t 2025-05-18
	sig-tally <(awk 'NR % 2' some) <(awk 'NR % 2 == 0' some) | cmp - t
	# those of before had the delays of weeks: they are read, of all days alike
	jq -c 'if .what == "delay" then .period = "week" | .day |= (
			strptime("%F") | mktime | . - (. / 86400 + 3) % 7 * 86400 |
			strftime("%F")) else . end' t | sig-tally >old
	[ "$(jq -c 'select(.what == "delay")' old | wc -l)" -lt \
		"$(jq -c 'select(.what == "delay")' t | wc -l)" ]
	seven_days old 2025-05-18 .7
	run -1 seven_days old 2025-05-18
}

@test "sig-pattern: what a holiday put off, or a break, is not late every week" {
	local on

	# Easter Monday, Liberation Day, Whit Monday; now it is a Sunday in August
	for on in 01234 024; do
		working_days 595 "$on" "2025-04-21 2025-05-05 2025-06-09" |
			jq -c 'select(.seen <= "2025-08-18")' >all
		seven_days all 2025-08-17
	done
	sig-tally all >t
	seven_days t 2025-08-17
	sig-tally <(awk 'NR % 2' all) <(awk 'NR % 2 == 0' all) | cmp - t
	sig-pattern --until 2025-08-17 t >p
	tac t | sig-pattern --until 2025-08-17 | cmp - p
	# nor what a system that was out of order for ten days, or four, did
	for on in "10 19" "16 19"; do
		working_days 595 01234 \
			"$(seq -s " " -f 2025-06-%02g "${on% *}" "${on#* }")" |
			jq -c 'select(.seen <= "2025-08-18")' >out
		seven_days out 2025-08-17
	done
	# who knows no holidays learns of all days
	run -1 seven_days all 2025-08-17 .98 --holidays none
}

@test "sig-pattern: what comes in late and irregularly is silent when all must be in" {
	# twice a week, of which nobody learns how late a day is
	days 500 3 | awk '!(/"org":"a"/ && /telefoon/ &&
		/"received":"2025-0(2-2|[345])/)' >quiet
	registered 6 3 <quiet >late
	sig-pattern late >p
	[ "$(found p | grep silence)" = "silence channel=telefoon org=a" ]
	sig-tally late | sig-pattern >q
	[ "$(found q | grep silence)" = "silence channel=telefoon org=a" ]
	[ "$(jq -c '.warnings_en // [] | map(select(contains("silent")))' p |
		head -n 1)" = "[]" ]
	# it is too early
	days 500 3 | awk '!(/"org":"a"/ && /telefoon/ &&
		/"received":"2025-0(4-[23]|5)/)' | registered 6 3 | sig-pattern >p
	[ "$(found p | grep -c silence)" = 0 ]
	# so late that eight weeks do not tell
	registered 30 3 <quiet | sig-pattern >p
	[ "$(found p | grep -c silence)" = 0 ]
	[ "$(jq -c '.warnings_en // empty | map(select(contains("silent")))' p)" = \
		'["At a, b much comes in so late, and so irregularly, that there is no seeing whether a source is silent there."]' ]
}

# two_systems: each organisation delivers half by one system, half by another;
# that of a is late by five weeks in the system that is named.
two_systems() {
	days 500 3 | awk -v late="$1" '{
		s = ++n % 2 ? "s" : "t"
		seen = "2025-05-15"
		if (/"org":"a"/ && s == late) {
			seen = "2025-04-20"
			if (/"received":"2025-(04-[23]|05)/)
				next
		}
		sub(/"kind"/, "\"system\":\"" s "\",\"seen\":\"" seen "\",&")
		print }'
}

@test "sig-pattern: one late system of an organisation and kind is no silence" {
	two_systems t | awk '/"org":"a"/ && /"system":"s"/ && n++ % 6 { next }
		{ print }' >all
	sig-pattern all >p
	found p
	[ "$(wc -l <p)" = 1 ]
	# if both were delivered, it is one
	sed 's/2025-04-20/2025-05-15/' all | sig-pattern | found >q
	grep -q "silence org=a" q
	# and a system that fell quiet is one, though another was late long ago
	two_systems none | awk '/"system":"t"/ && /"org":"a"/ {
		if (!/"received":"2024-0[1-3]/) next
		sub(/"seen":"[^"]*"/, "\"seen\":\"2024-04-01\"") }
		/"org":"a"/ && /"received":"2025-(04-[23]|05)/ { next }
		{ print }' | sig-pattern | found >q
	grep -q "silence org=a" q
}

# one_system DAY: a system of two kinds, delivered from Tuesday to Saturday, and
# objections on those days up to DAY of the week (0 is Monday) only; of those
# none came in from 2025-04-28 on.
one_system() {
	awk -v most="$1" '{
		match($0, /"received":"[^"]*/)
		split(substr($0, RSTART + 12, 10), d, "-")
		t = mktime(d[1] " " d[2] " " d[3] " 12 0 0")
		# 2024-01-01 was a Monday
		t = int((t - 1704110400) / 86400 + .5) + 1
		if (++n % 3 == 0)
			sub(/klacht/, "bezwaar")
		while (t % 7 == 6 || t % 7 == 0 ||
		    (/bezwaar/ && t % 7 > most))
			t++
		if (t > 500 || (/bezwaar/ && d[1] d[2] d[3] >= 20250428))
			next
		sub(/"kind"/, "\"system\":\"s\",\"seen\":\"" \
		    strftime("%Y-%m-%d", 1704110400 + 86400 * t, 1) "\",&")
		print
	}'
}

@test "silence: a kind that stops while others of its system are delivered" {
	days 500 3 >every
	one_system 6 <every >all
	sig-pattern --until 2025-05-14 all >p
	[ "$(found p | sort | tr '\n' ,)" = \
		"silence kind=bezwaar org=a,silence kind=bezwaar org=b," ]
	jq -s -e 'map(select(.kind).observed) == [0, 0]' p
	jq -e 'select(.kind == "silence") | .why_nl + .why_en |
		contains("kan elk jaar zo zijn") or
		contains("be so every year") | not' p >said
	[ "$(sort -u said)" = true ]
	# what was seen of it is told as it was
	# and that it counts as delivered since
	jq -r 'select(.sources).sources[1:][] | split("\t") |
		[.[2], .[-3:][]] | join(" ")' p | sort -u |
		diff - <(echo bezwaar 2025-04-29 2025-05-14 ok
			echo klacht 2025-05-15 2025-05-14 ok)
	awk '!/bezwaar/ || !/"received":"2025-04-[12]/' all |
		sig-pattern --until 2025-05-14 >q
	jq -r 'select(.sources).sources[1:][] | split("\t") |
		[.[2], .[-3:][]] | join(" ")' q | sort -u |
		diff - <(echo bezwaar 2025-04-10 2025-05-14 silent
			echo klacht 2025-05-15 2025-05-14 ok)
	# in a week it may be late
	awk -F '"seen":"' '$2 < "2025-05-07"' all |
		sig-pattern --until 2025-05-05 | found >p
	[ ! -s p ]
	# of two systems the one delivered last says up to when, in any order
	awk -F '"seen":"' 'NR % 2 { print; next }
		substr($2, 1, 10) < "2025-05-10" {
			sub(/"system":"s"/, "\"system\":\"t\"")
			print }' all >two
	sed 's/"system":"s"/"system":"u"/' two >renamed
	for f in two renamed; do
		sig-pattern -q --until 2025-05-14 --trace trace "$f" >p
		grep '"cell"' trace >"cells.$f"
	done
	cmp cells.two cells.renamed
	# of what no year is known it may be the season
	awk '/"received":"2024-0[1-7]/ { next } { print }' all |
		sig-pattern --until 2025-05-14 >p
	jq -e 'select(.kind == "silence") |
		(.why_nl | contains("kan elk jaar zo zijn")) and
		(.why_en | contains("may be so every year"))' p >said
	[ "$(sort -u said)" = true ]
	# what is seldom delivered with the others may be late
	one_system 2 <every >all
	sig-pattern --until 2025-05-14 all >p
	[ "$(found p | wc -l)" = 0 ]
}

# seen_until DAY: signals say that they were delivered on the day after their
# own; those that were delivered after DAY do not.
seen_until() {
	awk -v last="$1" '{
		match($0, /"received":"[^"]*/)
		day = substr($0, RSTART + 12, 10)
		if (day < last) {
			split(day, d, "-")
			t = mktime(d[1] " " d[2] " " d[3] " 12 0 0") + 86400
			sub(/"kind"/, "\"seen\":\"" strftime("%Y-%m-%d", t) \
			    "\",&")
		}
		print }'
}

# complete PATTERNS: up to when org a is, its state, and whether the summary
# warns of what it says of that.
complete() {
	jq -s -c '.[0] | ([.sources[1:][] | split("\t") |
		select(.[0] == "a") | .[-2:]]), (.warnings_en |
		any(contains("last delivery that is known")))' "$1" |
		paste -sd ' '
}

@test "sig-pattern: seen on only some lines leaves no days out" {
	{
		days 500 3
		burst 108 2025-05-06 8
	} >all
	for system in '' '"system":"s",'; do
		sed "s/\"kind\"/$system&/" all | seen_until 2025-04-01 >some
		sig-pattern some >p
		found p | grep "^burst .*org=a"
		jq -e -s 'any(.kind == "burst" and .observed > 90)' p
		[ "$(complete p)" = '[["2025-05-13","ok"]] true' ]
		jq -s -e '.[0] | (.warnings_nl | length) ==
			(.warnings_en | length)' p
		# and from tallies, by day or by week
		sig-tally some | sig-pattern >p
		found p | grep "^burst .*org=a"
		sig-tally --period week some | sig-pattern --until 2025-05-18 >p
		found p | grep "^burst .*org=a"
		jq -s -e '.[0].warnings_en | any(contains("that is known"))' p
	done
	# all of them say it: nothing to warn of
	seen_until 2025-05-14 <all | sig-pattern >p
	found p | grep "^burst .*org=a"
	[[ $(complete p) = *false ]]
	# six days after the last delivery are left out, seven are not
	seen_until 2025-05-07 <all | sig-pattern >p
	[ "$(complete p)" = '[["2025-05-06","ok"]] false' ]
	seen_until 2025-05-06 <all >some
	sig-pattern some >p
	[ "$(complete p)" = '[["2025-05-13","ok"]] true' ]
	sig-pattern <(tac some) | cmp - p
	# seven up to the last day, that is
	sig-pattern --until 2025-05-12 some >p
	[ "$(complete p)" = '[["2025-05-05","ok"]] false' ]
}

# second SINCE WHAT: 560 days; system t of organisation a since SINCE, beside the
# other with as many more, or for half of what that has.
second() {
	days 560 2 | awk -v since="$1" -v what="$2" '{
		sub(/"kind"/, "\"system\":\"s\",&")
		match($0, /"received":"[^"]*/)
		if (substr($0, RSTART + 12) < since || !/"org":"a"/) {
			print
			next
		}
		if (what == "beside" || ++n % 2 == 0)
			print
		sub(/"system":"s/, "\"system\":\"t")
		sub(/"id":"i/, "\"id\":\"j")
		if (what == "beside" || n % 2 == 1)
			print
	}'
}

@test "sig-pattern: a second system of an organisation and kind is no rise" {
	local until sentence

	# of 560 days, up to 2025-07-13: 3, 9 and 17 weeks after it began; by
	# signals and tallies
	second 2025-03-17 beside >all
	sig-tally --by org,system,kind,channel,theme all >tallies
	while read -r until sentence; do
		for file in all tallies; do
			sig-pattern --until "$until" --trace t $file >p
			[ "$(found p)" = "" ]
			jq -e --arg sentence "$sentence" '.warnings_en |
				any(contains($sentence))' p
		done
	done <<-E
		2025-04-06 a: a system began on 17 March 2025 beside what was there. What comes in there counts only after 13 weeks
		2025-05-18 a: a system began on 17 March 2025 beside what was there. What comes in there counts only after 13 weeks
		2025-07-13 a: a system began on 17 March 2025 beside what was there. It counts since then
	E
	# then all of it is compared with as much
	jq -r 'select(.cell == ["org=a"]) | "\(.n[3]) \(.e[3])"' t |
		awk '{ print; bad = $1 < 600 || $2 < .94 * $1 || $2 > 1.06 * $1 }
			END { exit bad || NR != 1 }'
	# what takes half of another over is one source with it
	second 2025-03-17 half >all
	sed 's/"system":"."/"system":"s"/' all >one
	for until in 2025-04-06 2025-07-13; do
		sig-pattern --until "$until" all | jq -c 'del(.sources)' >p
		sig-pattern --until "$until" one | jq -c 'del(.sources)' |
			diff p -
	done
}

# systems: each half of the signals is of system s, up to DAY.
systems() {
	awk -v last="$1" '{
		match($0, /"received":"[^"]*/)
		s = ++n % 2 && substr($0, RSTART + 12, 10) < last ? "s" : "t"
		sub(/"kind"/, "\"system\":\"" s "\",&")
		print }'
}

@test "sig-pattern: tallies without systems where one of two is not delivered" {
	{
		days 500 3
		burst 108 2025-05-06 8
	} | seen_until 2026-01-01 >all
	# s was delivered each day until t took its place
	systems 2025-04-10 <all | sig-tally | sig-pattern | found >p
	[ "$(cat p)" = "burst org=a theme=digitaal" ]
	# half is of s, which is late, and t does not say when it is delivered
	systems 2026-01-01 <all | awk '/"system":"t"/ {
			sub(/"seen":"[^"]*",/, "")
			print
			next
		}
		!/"received":"2025-(04-(0[89]|[1-3])|05)/' | sig-tally >half
	sig-pattern half >p
	[ "$(found p)" = "burst org=a theme=digitaal" ]
	jq -s -e '.[0].warnings_en | any(contains("that is known"))' p
}

# products: give the signals one of two products.
products() {
	awk '{ sub(/"text"/, "\"product\":\"" (++n % 2 ? "pas" : "akte") \
	    "\",\"text\""); print }'
}

@test "sig-pattern: a column that an export has since lately makes no finding" {
	days 500 2 | products >all
	awk '/"received":"2025-0[45]/ { print; next }
		{ sub(/"product":"[a-z]*",/, ""); print }' all >lately
	awk '!/"received":"2025-05/ { print; next }
		{ sub(/"product":"[a-z]*",/, ""); print }' all >before
	for case in lately before; do
		sig-pattern "$case" >p
		found p
		[ "$(wc -l <p)" = 1 ]
		jq -e '.warnings_nl | any(
			startswith("product (a, b): niet de hele"))' p
	done
	sig-pattern all >p
	jq -e '.warnings_nl | any(startswith("product")) | not' p
	# what nothing is compared by is no news, as norm in a usual history
	sed 's/"product":"[a-z]*"/"norm":["n1"]/' lately >normed
	sig-pattern normed | jq -s -e '.[0].warnings_nl |
		any(startswith("norm")) | not'
	sig-pattern --cells 'theme;norm' normed | jq -s -e '.[0].warnings_nl |
		any(startswith("norm"))'
	# a product that is new among others is still told
	awk '/"received":"2025-05-0/ && ++n % 3 == 0 { sub(/"pas"|"akte"/, "\"app\"") }
		{ print }' all | sig-pattern --until 2025-05-09 | found >q
	grep -q 'product=app' q
}

# filled BEFORE AFTER SINCE: of a hundred signals at organisation b so many have
# a product, before that day and since.
filled() {
	awk -v before="$1" -v after="$2" -v since="$3" 'BEGIN { srand(5) }
		/"org":"b"/ {
			match($0, /"received":"[^"]*/)
			day = substr($0, RSTART + 12, RLENGTH - 12)
			if (100 * rand() >= (day < since ? before : after))
				sub(/"product":"[a-z]*",/, "")
		}
		{ print }'
}

# thrice: and what organisation b has of product pas in May is there thrice.
thrice() {
	awk '{ print }
		/"org":"b"/ && /"product":"pas"/ && /"received":"2025-05/ {
			for (k = 0; k < 2; k++) {
				sub(/"id":"/, "&x")
				sub(/"who":"/, "&x")
				print
			}
		}'
}

# told: what is found, but for ids, and what is warned of shares.
told() {
	sig-pattern "$@" | jq -c 'if .sig == "pattern/1" then
			[.kind, .where, .observed, .expected, .p] else
			.warnings_en[] | select(contains("fills in")) end'
}

@test "sig-pattern: what is filled in more often since a day is no more" {
	days 500 6 | products >all
	# seen in ten days
	filled 50 98 2025-04-01 <all >often
	told --until 2025-04-12 often >p
	grep -q '^"b fills in product more often since .* in 9[0-9]% of the signals, before in 5.%' p
	[ "$(wc -l <p)" = 1 ]
	told often >p
	[ "$(wc -l <p)" = 1 ]
	sig-pattern often | jq -s -e '.[0].warnings_nl | any(startswith(
		"b vult product sinds"))'
	sig-tally -q often >tally
	told tally | cmp - p
	shuf often | told | cmp - p
	# nor is what is filled in less often less
	filled 98 50 2025-01-15 <all >seldom
	told seldom >p
	grep -q '^"b fills in product less often since' p
	[ "$(wc -l <p)" = 1 ]
	# what rises after it is told, by what is filled in now
	thrice <often >p
	told p >q
	[ "$(wc -l <q)" = 2 ]
	jq -s -e '.[1] | .[0] == "burst" and
		.[1] == ["org=b", "product=pas"] and .[3] > 100' q
}

@test "sig-pattern: what else changes how many have a member is no habit" {
	days 500 6 | products | filled 60 60 2025-01-01 >even
	# one product rises
	thrice <even >p
	told p >q
	[ "$(jq -c '.[0:2]' q)" = '["burst",["org=b","product=pas"]]' ]
	# those without one have another value, come no more, or more often
	awk '/"org":"b"/ && /"received":"2025-0[45]/ && !/"product"/ {
			sub(/"text"/, "\"product\":\"geen\",\"text\"") }
		{ print }' even | told >q
	[ "$(jq -c '.[0:2]' q)" = '["burst",["org=b","product=geen"]]' ]
	awk '!/"org":"b"/ || !/"received":"2025-0[45]/ || /"product"/' even |
		told >q
	[ ! -s q ]
	awk '{ print }
		/"org":"b"/ && /"received":"2025-05/ && !/"product"/ {
			for (k = 0; k < 2; k++) {
				sub(/"id":"/, "&x")
				sub(/"who":"/, "&x")
				print
			}
		}' even | told >q
	[ "$(grep -c 'fills in' q)" = 0 ]
}

@test "sig-pattern: a history that is coarser makes no finding" {
	days 500 2 | products >all
	grep -v '"received":"2025-05' all >before
	grep '"received":"2025-05' all >tonight
	for by in org,kind org,kind,theme org,theme; do
		sig-tally --by "$by" before >history
		sig-pattern history tonight >p
		found p
		[ "$(wc -l <p)" = 1 ]
		jq -e '.warnings_en | any(contains("channel, product"))' p
	done
	# kinds that begin where the history without kinds ends are no new source
	{
		cat tonight
		burst 60 2025-04-30 14 | sed 's/digitaal/betaling/'
	} | sig-pattern --history history >p
	[ "$(found p)" = "burst org=a theme=betaling" ]
	jq -s -e '.[0].warnings_en | all(contains(" 39 weeks") | not)' p
}

# deliveries: 500 days of twelve signals a day at each of three organisations;
# a is delivered each night, some days late, c on Fridays, b does not say when.
deliveries() {
	awk 'BEGIN {
		srand(5)
		for (d = 0; d < 500; d++)
			for (k = 0; k < 48; k++) {
				late = rand() < .35 ? 0 : 1 + int(13 * rand())
				if (rand() < .25 && d + late < 500)
					one(d, "a", day(d + late))
				if (rand() < .25)
					one(d, "b", "")
				if (rand() < .25 && d + 7 - (d + 5) % 7 < 500)
					one(d, "c", day(d + 7 - (d + 5) % 7))
			}
	}
	function one(d, org, seen) {
		printf "{\"sig\":\"signal/1\",\"id\":\"i%d\"," \
		    "\"org\":\"%s\",\"kind\":\"klacht\"," \
		    "\"received\":\"%s\",%s\"text\":\"t\"," \
		    "\"theme\":[\"x\"]}\n", ++n, org, day(d),
		    seen == "" ? "" : "\"seen\":\"" seen "\",", ++who
	}
	function day(d) {
		return strftime("%Y-%m-%d", 1735732800 + 86400 * d, 1)
	}'
}

# as_many TRACE: is what was seen of each organisation what was expected?
as_many() {
	jq -e -s 'map(select(.cell and (.cell | length) == 1) |
		range(4) as $k | .n[$k] / .e[$k]) |
		length == 12 and all(. > .7 and . < 1.4)' "$1"
}

@test "sig-pattern: that one source comes late says nothing of the others" {
	deliveries >all
	sig-pattern all >p
	found p
	[ "$(wc -l <p)" = 1 ]
	sig-pattern --trace - --cells org all >t
	jq -c 'select(.cell) | [.cell, .n, .e]' t
	as_many t
	# the same from tallies, and without systems in those
	sig-tally all | sig-pattern --trace - --cells org >q
	cmp t q
	sed 's/"kind"/"system":"s",&/' all | sig-tally |
		sig-pattern --trace - --cells org >q
	cmp t q
}

# replaced DAYS OF SEEN: 500 days of two organisations; at a, system t in the
# place of s for the last DAYS, with OF in ten as many; t has SEEN if 1.
replaced() {
	awk -v days="$1" -v of="$2" -v seen="$3" 'BEGIN {
		srand(6)
		for (d = 0; d < 500; d++)
			for (k = 0; k < 24; k++) {
				came = d + 1 + int(3 * rand())
				if (rand() < .5 || came > 500)
					continue
				new = k % 2 && d >= 500 - days
				if (new && rand() >= of / 10)
					continue
				one(d, k % 2 ? "a" : "b", new ? "t" : "s",
				    new && !seen ? "" : day(came))
			}
	}
	function one(d, org, from, seen) {
		printf "{\"sig\":\"signal/1\",\"id\":\"i%d\"," \
		    "\"org\":\"%s\",\"system\":\"%s\"," \
		    "\"kind\":\"klacht\",\"received\":\"%s\",%s" \
		    "\"text\":\"t\",\"theme\":[\"x%d\"]}\n", ++n, org, from,
		    day(d), seen == "" ? "" : "\"seen\":\"" seen "\",",
		    3 * rand()
	}
	function day(d) {
		return strftime("%Y-%m-%d", 1735732800 + 86400 * d, 1)
	}'
}

@test "sig-pattern: what took the place of a system is expected to go on" {
	local days seen

	for seen in 0 1; do
		for days in 9 20 40 80; do
			replaced $days 10 $seen >all
			sig-pattern --cells ';org;theme;org,theme' --trace t \
				all >p
			[ -z "$(found p)" ]
			sed 's/"system":"t"/"system":"s"/' all |
				sig-pattern --cells ';org;theme;org,theme' \
					--trace one >/dev/null
			jq -s -e --slurpfile one one --argjson seen $seen '
				[map(select(.cell)), ($one | map(select(.cell)))] |
				transpose | map([.[0].cell, .[1].cell, .[0].e[2],
				.[1].e[2]]) | debug | length > 5 and
				all(.[0] == .[1] and .[2] > .97 * .[3] and
				.[2] < (if $seen == 1 then 1.03 else 1.2 end) *
				.[3])' t
		done
	done
}

@test "sig-pattern: two or three systems may take the place of one" {
	local days

	for days in 20 40; do
		replaced $days 10 1 >all
		sig-pattern --cells org --trace one all >/dev/null
		for n in 2 3; do
			awk -v n=$n '/"system":"t"/ {
				k = NR * 7 % 10 < 4 ? 0 : 1 + NR % (n - 1)
				sub(/"system":"t/, "&" k)
			}
			{ print }' all >some
			sig-pattern --cells org --trace t some >p
			[ -z "$(found p)" ]
			jq -s -e --slurpfile one one '
				[map(select(.cell)), ($one | map(select(.cell)))] |
				transpose | map([.[0].e[2], .[1].e[2]]) |
				debug | length == 3 and
				all(.[0] / .[1] | . > .97 and . < 1.1)' t
		done
	done
}

@test "sig-pattern: a signal with a day of before or after makes no other heir" {
	local day days from

	# moved from the old system, or with a day that is a slip; and one of
	# the old system that says a day after its last delivery
	for days in 9 40; do
		replaced $days 10 1 >all
		sig-pattern --cells org --trace one all >/dev/null
		for from in "t 2026-01-01" "t 2025-02-01" "t 1970-01-01" \
			"s 2026-05-14"; do
			day=${from#* }
			grep "\"org\":\"a\",\"system\":\"${from% *}\"" all |
				tail -n 1 | sed "s/\"id\":\"/&z/
					s/\"received\":\"[^\"]*/\"received\":\"$day/" >stray
			sig-pattern --cells org --trace t all stray >p
			[ -z "$(found p)" ]
			jq -s -e --slurpfile one one '
				[map(select(.cell)), ($one | map(select(.cell)))] |
				transpose | map([.[0].e[2], .[1].e[2]]) |
				debug | length == 3 and
				all(.[0] / .[1] | . > .98 and . < 1.02)' t
		done
	done
}

@test "sig-pattern: a small new system beside a late one does not replace it" {
	replaced 40 2 1 >all
	sig-pattern --cells org --trace - all >t
	jq -s -e 'map(select(.cell == ["org=a"]))[0] | debug |
		.e[2] == 0 and .n[2] == 0 and .e[3] > 50' t
}

@test "sig-pattern: of a day in the past all that came since is known" {
	deliveries >all
	sig-pattern --until 2026-04-05 all >p
	found p
	[ "$(wc -l <p)" = 1 ]
	sig-pattern --until 2026-04-05 --trace - --cells org all >t
	jq -c 'select(.cell) | [.cell, .n, .e]' t
	as_many t
	sig-pattern --trace - --trace-from 2026-04-05 --cells org all |
		jq -c 'select(.until == "2026-04-05" and .cell == ["org=a"]) |
		.n, (.e | map(round))' >q
	jq -c 'select(.cell == ["org=a"]) | .n, (.e | map(round))' t | cmp - q
}

@test "sig-pattern: a stray signal of long ago is no beginning of a young source" {
	{
		days 500 2
		# org c is three weeks old, and one of its signals has a wrong date
		days 500 4 | sed -n 's/"org":"a"/"org":"c"/; s/"id":"/&c/
			s/"who":"/&c/; /"org":"c"/p' |
			awk '/"received":"2025-(04-2[5-9]|04-30|05)/'
	} >clean
	{
		cat clean
		grep '"org":"c"' clean | head -n 1 |
			sed 's/"id":"/&x/; s/"who":"/&x/
				s/"received":"[^"]*"/"received":"2024-11-05"/'
	} >all
	[ "$(sig-pattern clean | found | grep -c "org=c")" = 0 ]
	sig-pattern all >p
	found p
	[ "$(found p | grep -c "org=c")" = 0 ]
}

# stopped CONDITION: 500 days, of which organisation a from April 2025 on
# has what awk says.
stopped() {
	days 500 3 | awk "!(/\"org\":\"a\"/ && /\"received\":\"2025-0[45]/) || $1"
}

@test "silence: what stops is told once, as widely as it is silent" {
	stopped 0 | sig-pattern >p
	[ "$(found p | grep silence)" = "silence org=a" ]
	# and since when is said
	jq -s -e 'map(select(.kind == "silence"))[0] | .observed == 0 and
		.last == "2025-03-31" and
		(.why_nl | contains("Het laatste signaal is van 31 maart 2025.")) and
		(.why_en | contains("The last signal is of 31 March 2025.")) and
		([.parts[] | split(" ")[1]] | index("channel=post") != null)' p
	# a few that are left, of all, are no part that goes on
	stopped 'NR % 20 == 0' | sig-pattern >p
	[ "$(found p | grep silence)" = "silence org=a" ]
	# it is the channel's if the rest goes on, though that is little
	days 500 3 | awk '/"org":"a"/ && /post/ && NR % 5 { sub(/post/, "telefoon") }
		!/"org":"a"/ || !/telefoon/ || !/"received":"2025-0[45]/' >s
	sig-pattern s >p
	[ "$(found p | grep silence)" = "silence channel=telefoon org=a" ]
	jq -s -e 'map(select(.kind == "silence"))[0].parts |
		any(endswith(" org=a"))' p
}

# shut YEAR SHARE: days up to 30 December of 2025, of which one in four is left
# in the last week of YEAR and earlier years, and SHARE of 4 after it.
shut() {
	days 730 3 | awk -v year="$1" -v share="$2" '{
		split($0, d, /"received":"|","text"/)
		y = substr(d[2], 1, 4)
	}
	substr(d[2], 6) < "12-24" || NR % 4 < (y <= year ? 1 : share)'
}

@test "silence: desks that close each Christmas are not silent then" {
	shut 2025 1 | sig-pattern >p
	[ "$(found p | grep -c silence)" = 0 ]
	# those that did not, and those that close for good, are
	shut 2023 4 | awk '!/"received":"2025-12-(2[4-9]|3)/ || NR % 4 == 0' |
		sig-pattern >p
	found p | grep silence
	shut 2025 1 | awk '!/"org":"a"/ || !/"received":"2025-12-(1[89]|2|3)/' |
		sig-pattern >p
	[ "$(found p | grep silence)" = "silence org=a" ]
	# nobody knows of the first year, and it is said
	run ! grep -q "Around New Year" p
	shut 2025 1 | sig-pattern --until 2024-12-30 >p
	jq -e 'select(.kind == "silence") |
		.why_nl + .why_en | contains("Rond de jaarwisseling") and
		contains("Around New Year")' p
}

@test "silence: what stopped before Christmas stays told, in its place" {
	shut 2025 1 | awk '!/"org":"a".*telefoon/ ||
		!/"received":"2025-12-(1[89]|2|3)/' >all
	: >p
	for day in 22 25 26 27 28; do
		sig-pattern --until 2025-12-$day --previous p all >q
		[ "$(found q | grep silence)" = \
			"silence channel=telefoon org=a" ]
		mv q p
	done
	# and is no crash of the reference, which learns no delays
	sig-pattern --method mw --trace t --trace-from 2025-12-28 \
		--until 2025-12-28 all >p
	[ -s t ]
}

@test "silence: what was out of order in one earlier year hides none" {
	days 905 3 >all
	# without YEARS PATTERN: all but what organisation a had in those days
	without() {
		awk -v out="\"received\":\"202[$1]-$2" '!/"org":"a"/ || $0 !~ out' all
	}
	# one earlier year is known, and that it was quiet is said
	without 45 06- | sig-pattern --until 2025-06-23 >p
	[ "$(found p | grep silence)" = "silence org=a" ]
	jq -e 'select(.kind == "silence") | .why_nl + .why_en |
		contains("Een jaar eerder was het in deze dagen ook stil") and
		contains("A year earlier these days were quiet too")' p
	# or had half of it, which is not quiet
	awk '!/"org":"a"/ || !/"received":"2024-06-/ || NR % 2' all |
		awk '!/"org":"a"/ || !/"received":"2025-06-/' |
		sig-pattern --until 2025-06-23 >p
	jq -e 'select(.kind == "silence") | .why_nl + .why_en |
		contains("ook minder, maar was het niet stil") and
		contains("not quiet") and (contains("ook stil") | not)' p
	# but where many were quiet they are so each summer
	sed '/"org":"b"/ { p; s/"b"/"c"/; s/"id":"/&c/; }' all |
		awk '!/"received":"202[45]-06-/ || NR % 4 == 0' |
		sig-pattern --until 2025-06-23 >p
	[ "$(found p | grep -c silence)" = 0 ]
	# so it is of two of which one was not
	without 56 06- | sig-pattern >p
	[ "$(found p | grep silence)" = "silence org=a" ]
	run ! grep -q "A year earlier" p
	# each year is a habit
	without 456 06- | sig-pattern >p
	[ "$(found p | grep -c silence)" = 0 ]
	# around New Year one will do, but not if nothing at all came
	without 45 '12-(2[4-9]|3)' | sig-pattern --until 2025-12-30 >p
	[ "$(found p | grep silence)" = "silence org=a" ]
	grep -q "A year earlier" p
}

# rush YEARS TIMES [NOW]: so many times more of one theme in two weeks of May of
# years that match, of 2026 NOW, in 870 days.
rush() {
	days 870 3 | awk -v y="$1" -v times="$2" -v now="${3:-$2}" '{
		print
		split($0, d, "\"received\":\"|\",\"text\"")
		if (!/"org":"a".*betaling/ || d[2] !~ "^202[" y "]-05-" ||
		    substr(d[2], 9) < "04" || substr(d[2], 9) > "17")
			next
		if (d[2] ~ /^2026/)
			times = now
		for (k = 1; k <= times; k++) {
			extra = $0
			gsub(/"(id|who)":"/, "&" k "-", extra)
			print extra
		}
	}'
}

@test "burst: what comes each year in the same weeks is none" {
	# of all known years, two or more
	rush 456 2 >all
	sig-pattern --until 2026-05-17 all >p
	[ "$(found p | grep -c burst)" = 0 ]
	# one earlier year explains none, and is said
	sig-pattern --until 2025-05-17 all >p
	[ "$(found p | grep burst)" = "burst org=a theme=betaling" ]
	jq -e 'select(.kind == "burst") | .why_nl + .why_en |
		contains("Een jaar eerder waren het er in deze weken ook meer")
		and contains("A year earlier there were more") and
		contains(" Then there were 1")' p
	# nor does one of two
	rush 56 2 | sig-pattern --until 2026-05-17 >p
	[ "$(found p | grep burst)" = "burst org=a theme=betaling" ]
	run ! grep -q "earlier there were more" p
	# more than each year is one, and normal is what it was then
	rush 456 2 9 | sig-pattern --until 2026-05-17 >p
	[ "$(found p | grep burst)" = "burst org=a theme=betaling" ]
	jq -e 'select(.kind == "burst") | .why_nl + .why_en |
		contains("in eerdere jaren ook meer") and
		contains("In these weeks of earlier years")' p
}

# letters SEED [LATER]: four products of an organisation, four a day in all, of
# as many themes and regions; of one three a day more from 4 to 24 May of each
# year, in 2026 so many days LATER.
letters() {
	awk -v seed="$1" -v later="${2:-0}" 'BEGIN {
		srand(seed)
		for (ago = 1225; ago >= -28; ago--) {
			day = strftime("%Y-%m-%d", 1779019200 - 86400 * ago, 1)
			for (k = 0; k < 40; k++)
				if (rand() < .1)
					one(k % 4)
			at = ago < 200 ? ago + later : ago
			at = strftime("%m-%d", 1779019200 - 86400 * at, 1)
			more = at >= "05-04" && at <= "05-24" ? 30 : 0
			for (k = 0; k < more; k++)
				if (rand() < .1)
					one(1)
		}
	}
	function one(product) {
		printf "{\"sig\":\"signal/1\",\"id\":\"i%d\",\"org\":\"a\"," \
		    "\"kind\":\"klacht\",\"received\":\"%s\"," \
		    "\"who\":\"p%d\",\"theme\":[\"t%d\"],\"product\":\"x%d\"," \
		    "\"region\":\"r%d\",\"by\":[\"b@1\"]}\n", ++id, day, id,
		    4 * rand(), product, 4 * rand()
	}'
}

@test "burst: of what comes each year parts of few signals are none either" {
	local seed

	for seed in 4 11 25; do
		letters $seed >all
		for day in 10 17; do
			sig-pattern --until 2026-05-$day all >p
			[ "$(found p | grep -c burst)" = 0 ]
		done
	done
}

# counted FROM DAYS: signals of product x1 in so many days.
counted() {
	local to

	to=$(date -u -d "$1 +$(($2 - 1)) days" +%F)
	jq -r 'select(.product == "x1") | .received' all |
		awk -v from="$(date -u -d "$1" +%F)" -v to="$to" \
			'$0 >= from && $0 <= to { n++ } END { print n + 0 }'
}

@test "burst: one like it at about this time of earlier years is told" {
	local n days from

	letters 3 21 >all
	sig-pattern --until 2026-06-14 all >p
	[ "$(found p)" = "burst org=a product=x1" ]
	# as many as there are, the latest first
	jq -r 'select(.sig == "pattern/1") | .why_en |
		capture("before too: (?<n>[0-9]+) in the (?<days>[0-9]+) " +
			"days from (?<from>[0-9]+ May 2025), [0-9]+ from " +
			"[0-9]+ May 2024 and [0-9]+ from [0-9]+ May 2023[.]") |
		"\(.n) \(.days) \(.from)"' p >peak
	read -r n days from <peak
	[ "$(counted "$from" "$days")" = "$n" ]
	jq -e 'select(.sig == "pattern/1") | .why_nl | contains(
		"eerder ook meer dan normaal: '"$n in de $days"' dagen")' p
	# none where there was none
	grep -v '"received":"202[345]-05.*"product":"x1"' all |
		sig-pattern --until 2026-06-14 >p
	[ "$(found p)" = "burst org=a product=x1" ]
	run ! grep -q "before too" p
}

@test "sig-pattern: the last week of tallies counts where it is known to be over" {
	local day=2024-12-22 # a Sunday

	# signals of 51 weeks, delivered the day after
	awk 'BEGIN {
		for (d = 0; d < 357; d++)
			for (k = 0; k < 6; k++)
				printf "{\"sig\":\"signal/1\",\"id\":\"%d-%d\"," \
				    "\"org\":\"a\",\"kind\":\"klacht\"," \
				    "\"received\":\"%s\",\"seen\":\"%s\"}\n", d, k,
				    date(d), date(d + 1)
	}
	function date(d) {
		return strftime("%Y-%m-%d", 1704067200 + 86400 * d, 1)
	}' >all
	tallied() {
		sig-tally --period week "$@" | sig-pattern >p
		jq -r '"\(.as_of) \(.last) \(.n) \(.warnings_en |
			any(contains("moved to a Sunday")))"' p
	}
	[ "$(tallied all)" = "$day $day 2142 false" ]
	# until Friday, delivered on Saturday
	grep -vE '"received":"2024-12-2[12]"' all >less
	[ "$(tallied less)" = '2024-12-15 2024-12-15 2100 true' ]
	# nobody knows when it was delivered
	sed 's/,"seen":"[^"]*"//' all >unknown
	[ "$(tallied unknown)" = '2024-12-15 2024-12-15 2100 true' ]
	# made to be shared: what is not over is left out there
	sig-tally --period week unknown | sed 's/"n":/"floor":5,&/' >shared
	[ "$(tallied shared)" = "$day $day 2142 false" ]
	# beside tallies of which that is not known
	tail -6 unknown | sed 's/"org":"a"/"org":"b"/' | sig-tally --period week |
		cat - shared >both
	[ "$(tallied both)" = '2024-12-15 2024-12-15 2100 true' ]
	# the report says what was read
	sig-pattern shared | sig-report -f text >told
	grep -q 'Er zijn 2.142 signalen gelezen, als tellingen' told
	run ! grep -q 'regels gelezen' told
	grep -q 'Dit rapport bevat geen citaten' told
	sig-pattern all | sig-report -f text | grep -q 'Er zijn 2.142 regels gelezen'
}

@test "silence: what wanes in what is silent is no good news" {
	# of one theme three in four come no more since eight months
	days 800 3 | awk 'match($0, /"received":"/) {
		day = substr($0, RSTART + RLENGTH, 10)
	}
	/"org":"a"/ && /bejegening/ && day >= "2025-07-10" && ++n % 4 { next }
	{ print }' >all
	sig-pattern all >p
	found p | grep "^positive.*org=a theme=bejegening"
	# and then nothing of that organisation
	awk '!/"org":"a"/ || !/"received":"2026-(02-2|03)/' all >dead
	sig-pattern dead >p
	[ "$(found p)" = "silence org=a" ]
	jq -e 'select(.kind == "silence").parts |
		any(contains("theme=bejegening"))' p
}

# monthly ORG MONTHS: 40 signals, all on the first of each month of 2024.
monthly() {
	awk -v org="$1" -v n="$2" 'BEGIN {
		for (m = 1; m <= n; m++)
			for (k = 0; k < 40; k++)
				printf "{\"sig\":\"signal/1\",\"id\":\"%s%d\"," \
				    "\"org\":\"%s\",\"kind\":\"klacht\"," \
				    "\"received\":\"2024-%02d-01\"}\n", org, ++id,
				    org, m
	}'
}

@test "sources: a month on one day is told, and is no incomplete day" {
	monthly m 10 >some
	monthly b 10 >other
	days 310 1 >daily
	sig-pattern some >p
	jq -s -e '.[0] | .as_of == "2024-10-01" and
		(.warnings_en | map(select(contains(
			"At m all signals of the last half year stand on 6 days"))) |
			length == 1) and
		(.warnings_nl | any(contains("Bij m staan alle signalen")))' p
	# on the last day of October that month came
	for day in 31 30; do
		sig-pattern --until 2024-10-$day some >p
		jq -s -e '.[0].sources[1] | endswith("\tok")' p
	done
	sig-pattern --until 2024-11-01 some >p
	jq -s -e '.[0].sources[1] | endswith("\tlate")' p
	sed 's/"org":"m",//' some | sig-pattern >p
	jq -s -e '.[0].warnings_en |
		any(contains("without an organisation stand on 6 days"))' p
	# whatever the order, the first by its name where both have as many
	cat some other | sig-pattern >p
	cat other some | sig-pattern | cmp p
	jq -s -e '.[0].warnings_en |
		any(contains("At b and 1 other organisation all"))' p
	# beside one that has all days the last is incomplete
	cat daily some | sig-pattern >p
	jq -s -e '.[0].warnings_en | any(contains("At m all signals of"))' p
	sig-pattern daily >q
	[ "$(jq -r 'select(.as_of).as_of' p)" = \
		"$(jq -r 'select(.as_of).as_of' q)" ]
	jq -s -e '.[0].warnings_en | any(contains("stand on")) | not' q
}

# over FROM DAYS: 12 signals a day for three years; from day FROM on they go over
# to another kind within DAYS, half of them where that is 0.
over() {
	awk -v from="$1" -v days="$2" 'BEGIN {
		srand(5)
		for (d = 0; d < 1096; d++) {
			part = days > 0 ? (d - from) / days : d >= from ? .5 : 0
			for (k = 0; k < 24; k++)
				if (rand() < .5)
					print d, rand() < part ? "melding" : "klacht"
		}
	}' | awk '{ printf "{\"sig\":\"signal/1\",\"id\":\"o%d\",\"org\":\"a\"," \
		"\"kind\":\"%s\",\"received\":\"%s\"}\n", NR, $2,
		strftime("%Y-%m-%d", 1672531200 + 86400 * $1, 1) }'
}

@test "sources: what goes over to another kind does not fall as a whole" {
	local of

	for of in '680 0' '600 200'; do
		# shellcheck disable=SC2086
		over $of >s
		sig-pattern --trace t s >p
		run ! grep -q '"where":\["org=a"\]' p
		# what came is what was expected
		jq -s -e 'map(select(.w and .cell == ["org=a"]))[0] |
			.rule == "full" and .e[3] / .n[3] > .9 and
			.e[3] / .n[3] < 1.1 and .v[3] < 10 * .e[3]' t
	done
	# nor while the other kind is too young to count: only the older fell
	over 920 0 | sig-pattern >p
	grep -q '"where":\["kind=klacht","org=a"\]' p
	run ! grep -q '"where":\["org=a"\]' p
}

# two_kinds KIND WEEKDAY: signals of over, in one system; two in five are of
# klacht, the others of KIND; each is delivered on the first day after its own
# on which WEEKDAY is true.  Both are awk, of day, kind and t.
two_kinds() {
	over 2000 1 | awk -F '"' '{
		day = $(NF - 1)
		split(day, d, "-")
		kind = NR % 5 < 2 ? "klacht" : '"$1"'
		sub(/"klacht"/, "\"" kind "\"")
		t = mktime(d[1] " " d[2] " " d[3] " 12 0 0") + 86400
		while (!('"$2"'))
			t += 86400
		sub(/"kind"/, "\"system\":\"s\",\"seen\":\"" \
		    strftime("%Y-%m-%d", t) "\",&")
		print }'
}

# september DAY WINDOW: look at what was delivered by the day after, into p;
# prints expected over observed of that window of all.
september() {
	awk -F '"seen":"' -v d="2025-09-$(($1 + 1))" \
		'substr($2, 1, 10) <= d' all |
		sig-pattern -q --until "2025-09-$1" --trace t >p
	jq -s --argjson w "$2" 'map(select(.w and .cell == ["org=a"]))[0] |
		.e[$w] / .n[$w]' t
}

@test "sources: a kind that all goes over is not waited for where others came" {
	# from 11 September on three in five are of another kind
	two_kinds 'day < "2025-09-11" ? "bezwaar" : "melding"' 1 >all
	for d in 12 13 15 17 19; do
		september "$d" 0 | jq -e '. > .75 and . < 1.3'
		jq -s -e 'map(select(.kind == "burst")) == []' p
	done
	# what may be late is not silent
	jq -s -e 'map(select(.kind == "silence")) == []' p
}

@test "sources: kinds that come on days of their own are waited for" {
	# klacht each Monday, melding each Thursday
	two_kinds '"melding"' \
		'strftime("%w", t) == (kind == "klacht" ? 1 : 4)' >all
	for d in 14 15 16 17 20; do
		september "$d" 1 | jq -e '. > .8 and . < 1.2'
	done
}

@test "sources: what is shared did not begin in its first week, nor is ours" {
	# ours, a product with each
	awk 'BEGIN { for (d = 0; d < 700; d++) for (k = 0; k < 3; k++)
		printf "{\"sig\":\"tally/1\",\"period\":\"week\"," \
		    "\"day\":\"%s\",\"org\":\"a\"," \
		    "\"product\":\"x%d\",\"theme\":[\"wachten\"]," \
		    "\"n\":1}\n", strftime("%Y-%m-%d",
		    1704067200 + 86400 * (d - d % 7), 1), k }' >ours
	# of a neighbour what came to five; one letter with a product
	awk 'BEGIN { for (w = 9; w < 100; w++) if (w % 4 == 1 || w > 97)
		printf "{\"sig\":\"tally/1\",\"period\":\"week\"," \
		    "\"day\":\"%s\",\"org\":\"b\",%s" \
		    "\"theme\":[\"wachten\"],\"floor\":5," \
		    "\"n\":%d}\n", strftime("%Y-%m-%d",
		    1704067200 + 604800 * w, 1),
		    w < 98 ? "" : "\"product\":\"y\",",
		    w < 98 ? 5 : 14 }' >shared
	sig-pattern ours shared >p
	jq -s -e '.[0].warnings_en | any(startswith("product (b): not filled"))
		and all(contains("source began") | not)' p
	# what tells all may have begun
	sed 's/"floor":5,//' shared | sig-pattern ours - >p
	jq -s -e '.[0].warnings_en | any(contains("b: a source began"))' p
}

@test "sources: a later one that fills in more often counts as it does now" {
	# from day 700 on twice as many of another kind, of which a product is
	# in half of the signals, and in all since day 930
	awk 'BEGIN {
		srand(8)
		for (d = 0; d < 1030; d++) {
			for (k = 0; k < 20; k++)
				if (rand() < .5)
					one(d, "klacht", 1)
			for (k = 0; d >= 700 && k < 40; k++)
				if (rand() < .5)
					one(d, "melding", rand() < (d < 930 ? .5 : 1))
		}
	}
	function one(d, kind, filled,    more) {
		more = n++ % 3 ? "pas" : "akte"
		more = filled ? ",\"product\":\"" more "\"" : ""
		printf "{\"sig\":\"signal/1\",\"id\":\"o%d\",\"org\":\"a\"," \
		    "\"kind\":\"%s\"%s,\"received\":\"%s\"}\n", n, kind, more,
		    strftime("%Y-%m-%d", 1672531200 + 86400 * d, 1)
	}' >s
	sig-pattern --trace t s >p
	[ -z "$(found p)" ]
	jq -s -e 'map(select(.w and (.cell | index("org=a") and length == 2 and
			any(startswith("product="))))) |
		length == 2 and all(.e[3] / .n[3] > .93 and .e[3] / .n[3] < 1.07)' t
}

@test "sig-pattern: a system beside some of which others are a part" {
	# t begins beside s, u goes on for both, and as v begins those have more
	awk 'function put(name, n) {
		printf "{\"sig\":\"tally/1\",\"period\":\"day\"," \
		    "\"org\":\"a\",\"kind\":\"klacht\"," \
		    "\"day\":\"%s\",\"system\":\"%s\",\"n\":%d}\n",
		    strftime("%Y-%m-%d", 1672574400 + 86400 * d), name, n
	}
	BEGIN {
		for (d = 0; d < 1000; d++) {
			put("s", d < 300 ? 20 : d < 800 ? 10 : 11)
			if (d >= 100)
				put("t", d < 300 ? 20 : d < 800 ? 10 : 11)
			if (d >= 300)
				put("u", 20)
			if (d >= 800)
				put("v", 1)
		}
	}' >all
	sig-pattern --cells org --trace t all >p
	jq -s -e 'map(select(.cell and .w))[0] | debug |
		[.n, .e] | transpose | length == 4 and
		all(.[0] > .97 * .[1] and .[0] < 1.03 * .[1])' t
}

@test "sig-pattern: what brought the last signal is no delivery without any" {
	local gap want

	# the last delivery 3 or 10 days after the last signal, 28 days ago
	while read -r gap want; do
		for kind in klacht vraag; do
			awk -v kind=$kind -v gap="$gap" 'BEGIN {
				for (d = 0; d < 120; d++) {
					if (kind == "vraag" && d > 91)
						break
					seen = d + 1
					if (kind == "vraag")
						seen = d < 60 ? 61 : 91 + gap
					day = 1767268800 + 86400 * d
					seen = 1767268800 + 86400 * seen
					printf "{\"sig\":\"signal/1\"," \
					    "\"id\":\"%s%d\",\"org\":\"a\"," \
					    "\"kind\":\"%s\"," \
					    "\"received\":\"%s\"," \
					    "\"seen\":\"%s\"}\n", kind, d,
					    kind, strftime("%Y-%m-%d", day, 1),
					    strftime("%Y-%m-%d", seen, 1)
				}
			}'
		done | sig-pattern --until 2026-04-30 >p
		jq -r '.sources[] | select(contains("vraag")) |
			split("\t")[-1]' <(head -n 1 p) >got
		[ "$(cat got)" = "$want" ]
	done <<-E
		3 late
		10 silent
	E
}
