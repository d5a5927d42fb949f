#!/usr/bin/env bats
# What is one matter, what is graver in it, and which comes first: worlds of
# which the truth is known.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

# world [SEED]: signals of 800 days up to 2026-03-10, of lines of organisation,
# theme, product ("-" is none), how many a day, from and to how many days ago
# that is (799 is the first day, 0 the last), and more members, if any.
world() {
	awk -v seed="${1:-1}" 'BEGIN { srand(seed) }
	{
		for (ago = $5; ago >= $6; ago--)
			for (k = 0; k < 10 * $4; k++)
				if (rand() < .1)
					one(ago)
	}
	function one(ago) {
		printf "{\"sig\":\"signal/1\",\"id\":\"i%d\",\"org\":\"%s\"," \
		    "\"kind\":\"klacht\",\"received\":\"%s\"," \
		    "\"who\":\"p%d\",\"theme\":[\"%s\"],%s%s" \
		    "\"by\":[\"b@1\"]}\n", ++id, $1,
		    strftime("%Y-%m-%d", 1773144000 - 86400 * ago, 1), id, $2,
		    $3 == "-" ? "" : "\"product\":\"" $3 "\",",
		    $7 == "" ? "" : $7 ","
	}'
}

# told: kind and cell of each pattern, but for the organisation, in order.
told() {
	jq -r 'select(.sig == "pattern/1") | "\(.kind) \(.where |
		map(select(startswith("org=") | not)) | join(" "))"' "$@"
}

# payments: three products, at each of which theme betaling rises.
payments() {
	local product

	for product in bijstand paspoort rijbewijs; do
		echo a betaling $product 1.5 799 0
		echo a betaling $product 5 13 0
		echo a wachten $product 3 799 0
	done
}

@test "folding: a small part that rose far more than the whole is told" {
	{
		payments
		echo a betaling schuldhulp .1 799 0
		echo a betaling schuldhulp 2 13 0 '"urgency":"hoog"'
	} | world | sig-pattern >p
	[ "$(told p)" = "$(printf '%s\n' \
		"burst product=schuldhulp theme=betaling" \
		"burst theme=betaling")" ]
}

@test "folding: two of three that rise are told, not the whole" {
	for more in 7 9 20; do
		world $more <<-END | sig-pattern >p
			a betaling - 6 799 14
			a betaling - $((2 * more)) 13 0
			a wachten - 3.5 799 14
			a wachten - $more 13 0
			a bejegening - 5 799 0
		END
		[ "$(told p | sort)" = "$(printf '%s\n' \
			"burst theme=betaling" "burst theme=wachten")" ]
	done
}

# new DAYS PAST: a product that began DAYS ago, of four themes alike, after
# PAST signals of long before.
new() {
	for theme in betaling bejegening informatie wachten; do
		echo a $theme bijstand 4 799 0
		echo a $theme nieuw 1 "$1" 0
	done
	for ((i = 0; i < $2; i++)); do
		echo a wachten nieuw .1 $((700 - i * 20)) $((691 - i * 20))
	done
}

@test "folding: a new product is told as that, not as each of its themes" {
	for past in 0 1 3; do
		for days in 20 41; do
			new $days $past | world | sig-pattern >p
			[ "$(told p)" = "burst product=nieuw" ]
		done
		new 399 $past | world | sig-pattern >p
		[ "$(told p)" = "persistent product=nieuw" ]
	done
}

# renamed OLD NEW: signals of three products at two organisations; for 56 days
# NEW, names with a rate each, in the place of OLD.
renamed() {
	local org name theme

	for org in a b; do
		for theme in betaling wachten; do
			for name in $1; do
				echo "$org $theme ${name/=/ } 799 56"
			done
			for name in $2; do
				echo "$org $theme ${name/=/ } 55 0"
			done
			echo "$org $theme ander 4 799 0"
		done
	done
}

@test "names: a product that has another name now neither rises nor falls" {
	local names until

	# one for one, split, become one, and all at once
	for names in "oud=2|nieuw=2" "oud=2|hulp=1.2 vervoer=.8" \
		"oud=1 ouder=1|nieuw=2" "oud=1 ouder=1|n1=.6 n2=.6 n3=.8"; do
		renamed "${names%|*}" "${names#*|}" | world 4 >s
		for until in 2026-01-20 2026-02-01 2026-03-09; do
			sig-pattern --until $until s >p
			[ -z "$(told p)" ]
			jq -s -e '.[0].warnings_en | map(select(
				contains("may have been called oud"))) |
				length > 0' p
		done
	done
	# of no organisation none is named
	sed 's/"org":".",//' s | sig-pattern >p
	jq -s -e '.[0].warnings_en | any(
		contains("may have been called oud, ouder before. It"))' p
}

# recoded SEED: each of five regions of a has another name in the last 30 days.
recoded() {
	for region in r1 r2 r3 r4 r5; do
		for theme in betaling wachten; do
			echo a $theme - .7 799 30 "\"region\":\"$region\""
			echo a $theme - .7 29 0 "\"region\":\"new$region\""
		done
	done | world "$1"
	echo b betaling - 6 799 0 '"region":"r1"' | world 9 | sed 's/"i/"j/'
}

@test "names: regions that have other names since some days do not rise" {
	local day

	recoded 3 >s
	for day in 12 13 14 15 16 18; do
		sig-pattern --until 2026-02-$day s >p
		run ! grep 'region=new' p
	done
	jq -s -e '.[0].warnings_en | map(select(contains("what since 9 Feb") or
		contains("what since 10 Feb"))) | length == 1' p
	# what is new beside a region that goes on is told
	{
		echo 'a betaling - 1.4 799 0 "region":"r1"'
		echo 'a betaling - 1.4 799 0 "region":"r2"'
		echo 'a betaling - 1.4 29 0 "region":"newr1"'
	} | world 3 | sig-pattern --until 2026-02-18 >p
	told p | grep '^burst region=newr1'
}

@test "names: what is new beside many small values is told" {
	local i day

	{
		for ((i = 0; i < 15; i++)); do
			echo a betaling klein$i .1 799 0
		done
		echo a betaling groot 4 799 0
		echo a betaling nieuw 1 26 0
	} | world 1 >s
	for day in 02-28 03-04 03-08; do
		sig-pattern --until 2026-$day s >p
		told p | grep '^burst product=nieuw'
	done
}

@test "names: products that come and go are not taken for each other" {
	local ago n=0

	{
		echo a betaling vast 4 799 0
		for ((ago = 780; ago >= 10; ago -= 12 + 7 * n++ % 9)); do
			echo a wachten actie$n .$((5 + 3 * n % 5)) $ago \
				$((ago < 42 ? 0 : ago - 42))
		done
	} | world 4 | sig-pattern >p
	jq -s -e '.[0].warnings_en | all(contains("called") | not)' p
	told p | grep '^burst product=actie'
}

@test "names: a name that comes back after another neither rises nor is new" {
	local theme until

	for theme in betaling wachten; do
		echo a $theme oud 1.5 799 211
		echo a $theme nieuw 1.5 210 61
		echo a $theme oud 1.5 60 0
		echo a $theme ander 3 799 0
	done | world 5 >s
	for until in 01-20 01-25 02-10 03-10; do
		sig-pattern --until 2026-$until s >p
		[ -z "$(told p)" ]
		jq -s -e '.[0].warnings_en | any(
			contains("may have been called nieuw"))' p
	done
	# where nothing stops then what comes back is told
	grep -v '"product":"nieuw"' s | sig-pattern --until 2026-01-25 >p
	told p | grep '^burst product=oud'
}

@test "names: what has another name keeps it while it is silent for days" {
	local until

	{
		echo a wachten oud 1.2 799 120
		echo a wachten nieuw 1.2 119 40
		echo a wachten ander 3 799 0
	} | world 7 >s
	for until in 02-05 02-12 02-20; do
		sig-pattern --until 2026-$until s >p
		[ -z "$(told p)" ]
		jq -s -e '.[0].warnings_en | any(
			contains("may have been called oud"))' p
	done
	# what came for a fortnight and went did not take the name over
	{
		echo a wachten oud 1.2 799 120
		echo a wachten nieuw 1.2 119 105
		echo a wachten ander 3 799 0
	} | world 7 | sig-pattern --until 2025-12-10 >p
	jq -s -e '.[0].warnings_en | all(contains("called") | not)' p
}

@test "names: what comes late by chance was not called otherwise" {
	local i

	# 20 small organisations in 35 weeks, in which one product stops
	for ((i = 0; i < 20; i++)); do
		echo o$i betaling oud .3 240 150
		echo o$i betaling nieuw .06 240 0
		echo o$i betaling ander 1 240 0
	done >in
	world 5 <in | sig-pattern >p
	jq -s -e '.[0].warnings_en | all(contains("called") | not)' p
	# a theme of a codebook has no other name, of a source it may
	{
		echo a oud - 1.5 799 60
		echo a nieuw - 1.5 59 0
		echo a wachten - 3 799 0
	} | world 1 >s
	sig-pattern s | jq -s -e '.[0].warnings_en |
		all(contains("called") | not)'
	sed 's/,"by":[^}]*//' s | sig-pattern | jq -s -e '.[0].warnings_en |
		any(contains("theme: what since"))'
}

@test "names: what begins at another level than what stops is told" {
	renamed oud=.5 nieuw=3 | world 3 | sig-pattern >p
	told p | grep '^burst product=nieuw\|^cross-org product=nieuw'
	jq -s -e '.[0].warnings_en | all(contains("called") | not)' p
	# nothing stops
	renamed "" nieuw=2 | world 3 | sig-pattern >p
	told p | grep 'product=nieuw'
	# nothing begins
	renamed oud=8 "" | world 2 | sig-pattern >p
	told p | grep '^silence'
}

# kinds NEW: kind vraag of organisation a is called NEW in the last 40 days, or
# not there any more if that is empty; channel telefoon likewise, as mobiel.
kinds() {
	{
		echo 'a betaling - 3 799 0 "channel":"telefoon"'
		echo 'a betaling - 3 799 0 "channel":"post"'
		echo 'b betaling - 6 799 0 "channel":"post"'
	} | world 5 | awk -v new="$1" '{
		split($0, part, /"received":"/)
		late = substr(part[2], 1, 10) > "2026-01-29"
		if (++n % 2)
			sub(/klacht/, "vraag")
		if (/"org":"a"/ && late && new == "" &&
			(/vraag/ || /telefoon/))
			next
		if (/"org":"a"/ && late) {
			sub(/vraag/, new)
			sub(/telefoon/, "mobiel")
		}
		print
	}'
}

@test "names: a kind or channel that has another name now is not silent" {
	kinds bericht | sig-pattern >p
	[ -z "$(told p)" ]
	jq -s -e '.[0].warnings_en | (map(select(contains("called"))) |
		length == 2) and all(contains(" 39 weeks") | not)' p
	kinds "" | sig-pattern >p
	told p | grep '^silence'
}

@test "names: what goes on beside a new one, and then stops, is silent" {
	local until

	# channel chat begins 20 days before channel telefoon stops
	{
		echo 'a betaling - 4 799 40 "channel":"telefoon"'
		echo 'a betaling - 5 799 0 "channel":"post"'
		echo 'a betaling - 3 60 0 "channel":"chat"'
	} | world 2 >s
	for until in 2026-02-10 2026-02-20 2026-03-09; do
		sig-pattern --until $until s >p
		told p | grep '^silence channel=telefoon'
		jq -s -e '.[0].warnings_en | all(contains("called") | not)' p
	done
}

@test "names: what is new beside a product with another name is told" {
	local ago more

	# five days later, or on one day
	for ago in 35 40; do
		for more in 2 6; do
			{
				echo a betaling oud 2.5 799 41
				echo a betaling nieuw 2.5 40 0
				echo a wachten ander 6 799 0
				echo a digitaal storing $more $ago 0
			} | world 3 >s
			for until in 2026-02-14 2026-02-20 2026-03-09; do
				sig-pattern --until $until s >p
				told p | grep 'product=storing'
				run ! grep -E '"burst".*product=(nieuw|oud)"' p
				jq -s -e '.[0].warnings_en | map(select(
					contains("called nieuw may have been "))
					) | length == 1' p
			done
		done
	done
}

@test "names: what a floor hides for weeks is no other name" {
	local seed rate theme

	# shared [SEED]: the weeks of five persons or more
	shared() {
		world "$1" | sig-tally --period week --by org,theme |
			jq -c 'select(.n > 4) | .floor = 5'
	}
	for seed in 3 5; do
		for rate in .2 .3; do
			for theme in t1 t2 t3 t4 t5 t6 t7 t8; do
				echo a $theme - $rate 799 0
			done | shared $seed | sig-pattern >p
			jq -s -e '.[0].warnings_en |
				all(contains("called") | not)' p
		done
	done
	# of what has more another name is seen, if it is no codebook's
	{
		echo a oud - 1.5 799 120
		echo a nieuw - 1.5 119 0
		echo a wachten - 3 799 0
	} >in
	shared 1 <in | sig-pattern >p
	jq -s -e '.[0].warnings_en | all(contains("called") | not)' p
	shared 1 <in | sed 's/"book":"[^"]*",//' | sig-pattern >p
	jq -s -e '.[0].warnings_en | any(contains("may have been called oud"))' p
	[ -z "$(told p)" ]
}

@test "cross-org: what is no more does not rise together with another" {
	local seed

	# a is a part of b since 30 days; theme betaling rose there before
	for seed in 1 2 3; do
		{
			echo a betaling - 1 799 30
			echo a betaling - 9 37 30
			echo a wachten - 3 799 30
			echo b betaling - 1 799 0
			echo b betaling - 9 9 0
			echo b wachten - 3 799 0
		} | world $seed | sig-pattern >p
		told p | grep -x "burst theme=betaling"
		run ! grep -q '"kind":"cross-org"' p
	done
}

@test "folding: what only overlaps with what was told does not go on with it" {
	local product theme channel

	# for ten days more of one theme and product, by telephone and post, and
	# for the last five of all by telephone
	for product in ww wmo; do
		for theme in informatie betaling; do
			for channel in telefoon post; do
				echo a $theme $product 1.5 799 0 \
					"\"channel\":\"$channel\""
			done
			echo a $theme $product 5 4 0 '"channel":"telefoon"'
		done
	done >lines
	for channel in telefoon post; do
		echo a informatie wmo 1.5 9 0 "\"channel\":\"$channel\""
	done >>lines
	world 1 <lines >s
	sig-pattern --until 2026-03-06 s >before
	told before | grep -x 'burst product=wmo theme=informatie'
	sig-pattern --until 2026-03-08 --previous before s >p
	jq -e 'select(.where == ["channel=telefoon", "org=a"]) |
		.change == "new" and .first_seen == "2026-03-08" and
		any(.parts[]; contains("product=wmo & theme=informatie"))' p
}

@test "names: what is there each summer has not stopped" {
	{
		echo a betaling vakantie 2.5 650 560
		echo a betaling vakantie 2.5 285 195
		echo a betaling nieuw 2.5 194 0
		echo a wachten ander 6 799 0
	} | world 3 >s
	sig-pattern --until 2025-09-15 s >p
	told p | grep 'product=nieuw'
	jq -s -e '.[0].warnings_en | all(contains("called") | not)' p
}

# wave AGO LEFT: theme digitaal of one product has five times as many for 280
# days, until so many days ago; since then LEFT a day of that, 0 if not given.
wave() {
	local product theme

	for product in ww ander; do
		for theme in betaling wachten digitaal; do
			echo a $theme $product .5 799 0
		done
	done
	echo a digitaal ww 2 $(($1 + 280)) "$1"
	[ "$1" = 0 ] || [ "${2:-0}" = 0 ] || echo a digitaal ww "$2" "$1" 0
}

@test "folding: a level that is over neither persists nor grows" {
	local weeks

	for weeks in 3 8 12; do
		for seed in 2 3 4; do
			wave $((7 * weeks)) | world $seed | sig-pattern >p
			run ! grep -E '"kind":"(persistent|trend)"' p
		done
	done
	# what lasts does, and what is less but still more
	for seed in 2 3; do
		wave 0 | world $seed | sig-pattern >p
		told p | grep -E "^(persistent|trend).*theme=digitaal"
	done
	wave 56 1.3 | world 4 | sig-pattern >p
	told p | grep -E "^(persistent|trend).*theme=digitaal"
	run ! grep "has not gone down\|keep growing" p
	# what has another name for weeks is not said to go on
	for from in 202{5-12-3,6-01,6-02,6-02-12,6-02-23}; do
		wave 0 | world 6 | awk -v from="$from" 'match($0, /received":"/) &&
			substr($0, RSTART + RLENGTH) >= from {
			sub(/digitaal/, "digitale")
		} { sub(/,"by":[^}]*/, ""); print }' | sig-pattern --cells theme >p
		run ! grep -E '"kind":"(persistent|trend)"' p
	done
}

# passed AGO [ON]: theme digitaal has four times as many by each of seven
# channels for half a year, until AGO days ago; of one ON a day still come.
passed() {
	local channel theme

	for channel in app balie brief chat mail post telefoon; do
		for theme in betaling wachten digitaal; do
			echo "a $theme ww .1 799 0 \"channel\":\"$channel\""
		done
		echo "a digitaal ww .3 $((182 + $1)) $1" \
			"\"channel\":\"$channel\""
	done
	[ $# = 1 ] || echo "a digitaal ww $2 $(($1 - 1)) 0 \"channel\":\"post\""
}

@test "folding: what is over is not told for weeks more, nor are its parts" {
	while read -r ago seed; do
		passed "$ago" | world "$seed" | sig-pattern >p
		run ! grep -E '"kind":"(persistent|trend)"' p
	done <<-END
	35 6
	35 11
	49 5
	49 6
	END
	# while it lasts it is, and so is what stays of it
	for seed in 5 6; do
		passed 0 | world $seed | sig-pattern >p
		told p | grep -E '^(persistent|trend) theme=digitaal$'
		passed 49 .4 | world $seed | sig-pattern >p
		told p | grep -E '^(persistent|trend) .*theme=digitaal'
	done
}

# all_less AGO: theme digitaal has four times as many for 450 days; AGO days
# ago all of organisation a halves.
all_less() {
	local theme

	for theme in betaling wachten bejegening; do
		echo "b $theme ww 1 799 0"
		echo "a $theme ww 1 799 $1"
		[ "$1" = 0 ] || echo "a $theme ww .4 $(($1 - 1)) 0"
	done
	echo "a digitaal ww .4 799 $1"
	echo "a digitaal ww 1.4 450 $1"
	[ "$1" = 0 ] || echo "a digitaal ww .75 $(($1 - 1)) 0"
}

@test "folding: what is less as all there is less is not said to stay" {
	for seed in 1 5; do
		all_less 28 | world $seed | sig-pattern >p
		told p | grep persistent
		run ! grep "has not gone down" p
		run ! grep "niet meer gedaald" p
		all_less 0 | world $seed | sig-pattern >p
		grep "has not gone down" p
	done
}

# gone_quiet SEED [POST]: channel post of a rose 400 days ago and is all but gone
# for 12; of theme digitaal POST signals a day still come in.
gone_quiet() {
	local theme rate=3

	for theme in betaling wachten bejegening digitaal; do
		echo "a $theme - 1 799 0 \"channel\":\"telefoon\""
		echo "b $theme - 2 799 0 \"channel\":\"post\""
		[ $theme != digitaal ] || rate=${2:-3}
		awk -v of="a $theme -" -v rate="$rate" -v on="${2:-}" 'BEGIN {
			post = " \"channel\":\"post\""
			print of, rate / 3, 799, 400 post
			print of, rate, 399, 12 post
			print of, on && rate != 3 ? rate : .1, 11, 0 post
		}'
	done | world "$1"
}

@test "folding: what is silent does not grow or stay high" {
	for seed in 1 2 3; do
		gone_quiet $seed | sig-pattern >p
		[ "$(told p)" = "silence channel=post" ]
	done
	# but a part that did not fall does
	gone_quiet 3 1 | sig-pattern >p
	told p | grep '^silence channel=post$'
	told p | grep -E '^(trend|persistent) channel=post theme=digitaal'
}

@test "folding: what persists and is less by now is told as it is by now" {
	local product seed theme

	# one a day at first, six, and 3.2 in ten of the last thirteen weeks
	for seed in 1 5; do
		{
			for product in ww ander; do
				for theme in betaling wachten digitaal; do
					echo a $theme $product 1 799 0
				done
			done
			echo a digitaal ww 5 364 70
			echo a digitaal ww 2.2 69 0
		} | world $seed | sig-pattern >p
		jq -e 'select(.kind == "persistent") | .ratio > 3.2 and
			.ratio < 4.5 and .ratio_low < 3.85 and
			.ratio_high > 3.85 and .expected > 80 and
			(.expected * .ratio - .n | fabs) < 1 and
			(.why_en | test("fewer than at first.* still [34]"))' p
	done
}

@test "folding: a level is not over when all is quiet" {
	local product theme

	for seed in 2 3; do
		{
			for product in ww ander; do
				for theme in betaling wachten digitaal; do
					echo a $theme $product 1 799 21
					echo a $theme $product .4 20 0
				done
			done
			echo a digitaal ww 2 300 21
			echo a digitaal ww .8 20 0
		} | world $seed | sig-pattern >p
		told p | grep -E "^(persistent|trend).*theme=digitaal"
	done
}

# eased AGO: theme digitaal of one product of b has 2.2 a day more for 250 days,
# until AGO days ago, and a quarter of that since.
eased() {
	local product theme

	for product in ww ander; do
		for theme in betaling wachten digitaal; do
			echo a $theme $product .6 799 0
			echo b $theme $product .6 799 0
		done
	done
	echo b digitaal ww 2.2 $(($1 + 250)) "$1"
	echo b digitaal ww .55 $(($1 - 1)) 0
}

@test "folding: what is as good as over does not go on in a wider cell" {
	for seed in 1 2 3; do
		eased 84 | world $seed | sig-pattern >p
		run ! grep -E '"kind":"(persistent|trend)"' p
	done
}

@test "folding: two products that rise alike everywhere are told as the whole" {
	local org theme

	for org in a b c; do
		for theme in betaling wachten bejegening; do
			for product in p0 p1; do
				echo $org $theme $product 2 799 21
				echo $org $theme $product 3.4 20 0
			done
		done
	done | world 3 | sig-pattern >p
	[ "$(told p)" = "burst " ]
	# one of two is a matter of its own
	for org in a b c; do
		for theme in betaling wachten bejegening; do
			echo $org $theme p0 2 799 21
			echo $org $theme p0 5 20 0
			echo $org $theme p1 2 799 0
		done
	done | world 3 | sig-pattern >p
	[ "$(told p)" = "cross-org product=p0" ]
}

@test "folding: one letter to several organisations is a campaign, nothing else" {
	for org in a b c; do
		echo $org wachten - 3 799 0
		echo $org bejegening - 3 799 0
		echo $org beleid-wet - 1 13 1 '"group":"g1"'
	done | world | sig-pattern >p
	[ "$(told p)" = "campaign group=g1 theme=beleid-wet" ]
	jq -s -e '.[1] | (.orgs | sort) == ["a", "b", "c"] and
		(.why_en | contains("at 3 organisations")) and
		(.parts | any(endswith(" theme=beleid-wet")))' p
}

# by_mail REAL: theme fout by four channels, mail being the least, of which REAL
# a day by mail.
by_mail() {
	local channel

	for channel in web tel post; do
		echo a wachten - .6 799 0 "\"channel\":\"$channel\""
		echo a fout - .1 799 0 "\"channel\":\"$channel\""
	done
	echo a wachten - .1 799 0 '"channel":"mail"'
	echo a fout - "$1" 799 0 '"channel":"mail"'
}

@test "folding: a letter is no disproportion, beside it nor after it" {
	local seed

	for seed in 1 2; do
		{
			by_mail 0
			echo a fout - 2 13 0 '"channel":"mail","group":"g1"'
		} | world $seed | sig-pattern >p
		[ "$(told p)" = "campaign group=g1 theme=fout" ]
		{
			by_mail 0
			echo a fout - 3 113 100 '"channel":"mail","group":"g1"'
		} | world $seed | sig-pattern | told >p
		[ ! -s p ]
		# what stands without it is told without it
		{
			by_mail .2
			echo a fout - 2 13 0 '"channel":"mail","group":"g1"'
		} | world $seed >s
		sig-pattern --trace t s >p
		[ "$(told p)" = "disproportion channel=mail theme=fout
campaign group=g1 theme=fout" ]
		jq -s -e --slurpfile t t '(.[2].n) as $n | .[1] |
			(.observed as $o | $t | any(.a == $o and
				.pair == ["channel=mail", "theme=fout"])) and
			.observed == .n - $n and (.observed as $o | .title_en |
				contains(", \($o) instead")) and
			(.why_en | contains("Another \($n) had a text"))' p
	done
}

@test "folding: letters together are no rise of several organisations" {
	local org

	for org in a b c d; do
		echo $org wachten - 3 799 0
		echo $org betaling - .5 799 0
	done >base
	for org in a b c; do
		echo $org betaling - 1 13 0 '"group":"g1"'
	done >letter
	# each of two letters is less than six tenths of it
	{
		cat base letter
		echo d betaling - 2.2 13 0 '"group":"g2"'
	} | world | sig-pattern >p
	[ "$(told p | sort)" = "campaign group=g1 theme=betaling
campaign group=g2 theme=betaling" ]
	# beside one, what rises at another organisation rises there alone
	{
		cat base letter
		echo d betaling - 2.2 13 0
	} | world | sig-pattern >p
	[ "$(told p | sort)" = "burst theme=betaling
campaign group=g1 theme=betaling" ]
}

# mixed REAL: theme betaling of an organisation over three regions, of which a
# letter has 60 and REAL a day and region, or none, rise by themselves.
mixed() {
	local region

	for region in r1 r2 r3; do
		echo a wachten - 2 799 0 "\"region\":\"$region\""
		echo a betaling - .3 799 0 "\"region\":\"$region\""
		echo a betaling - 1.43 13 0 "\"region\":\"$region\",\"group\":\"g1\""
		[ "$1" = 0 ] ||
			echo a betaling - "$1" 13 0 "\"region\":\"$region\""
	done
}

@test "folding: a rise beside a letter is told as all of it, not in parts" {
	local seed

	for seed in 1 2 3; do
		mixed .6 | world $seed | sig-pattern >p
		[ "$(told p | sort)" = "burst theme=betaling
campaign group=g1 theme=betaling" ]
		# with the figures of what is not the letter: 38 of some 13
		jq -s -e '(map(select(.kind == "campaign"))[0].n) as $n |
			map(select(.kind == "burst"))[0] | .n as $all |
			.observed == $all - $n and .ratio < 4 and
			(.ratio * .expected - .observed | fabs) < .1 and
			(.observed as $o | .title_en |
				contains(": \($o), ")) and
			(.why_en | contains("Another \($n) had a text " +
				"that came often, which do not count here. " +
				"Together there are \($all)."))' p
		# without it the letter is all there is
		mixed 0 | world $seed | sig-pattern >p
		[ "$(told p)" = "campaign group=g1 theme=betaling" ]
		# what rises in one region is told as that
		{
			mixed 0
			echo a betaling - 1 13 0 '"region":"r2"'
		} | world $seed | sig-pattern >p
		[ "$(told p | sort)" = "burst region=r2 theme=betaling
campaign group=g1 theme=betaling" ]
	done
}

# own FILE: is no part of the burst in it more than the burst, and is each a
# rise by itself?
own() {
	jq -e -s 'map(select(.kind == "burst"))[0] | .observed as $o | .parts |
		length > 0 and all(capture("^(?<n>[0-9]+)/(?<e>[0-9.]+) ") |
		(.n | tonumber) as $n | $n <= $o and
		$n > 2 * (.e | tonumber))' "$1"
}

@test "folding: the parts of a rise beside a letter are without it too" {
	local seed org

	for seed in 1 2 3; do
		mixed .6 | world $seed | sig-pattern >p
		own p
	done
	# of several the parts are their organisations
	{
		for org in a b c; do
			echo $org wachten - 3 799 0
			echo $org betaling - .5 799 0
			echo $org betaling - 2 13 0
		done
		echo 'a betaling - 1.5 13 0 "group":"g1"'
	} | world 1 >s
	sig-pattern s >p
	[ "$(told p | sort)" = "campaign group=g1 theme=betaling
cross-org theme=betaling" ]
	for org in a b c; do
		jq -r 'select(.kind == "cross-org").parts[]' p |
			grep "^$(jq -s --arg o $org --slurpfile p p '($p |
			map(select(.kind == "cross-org"))[0]) as $c |
			map(select(.org == $o and .group == null and
			.theme == ["betaling"] and .received >= $c.from and
			.received <= $c.to)) | length' s)/.* org=$org & theme=betaling"
	done
}

@test "folding: letters of a kind that does not count yet hide no rise" {
	local seed org

	# new_kind: what has the text of a letter is of a kind that is new
	new_kind() {
		sed 's/"klacht"\(.*"group"\)/"zienswijze"\1/'
	}

	for seed in 1 2 3; do
		{
			echo a wachten - 2 799 0
			echo a bejegening - 2 799 0
			echo a betaling - 2 799 0
			echo a betaling - 2.4 13 0
			echo a betaling - 3 13 0 '"group":"g1"'
		} | world $seed | new_kind >s
		sig-pattern s >p
		[ "$(told p | sort)" = "burst theme=betaling
campaign group=g1 theme=betaling" ]
		# all of the others are in it
		jq -s -e --slurpfile s s 'map(select(.kind == "burst"))[0] |
			. as $b | .observed == ($s | map(select(.group == null and
			.theme == ["betaling"] and .received >= $b.from and
			.received <= $b.to)) | length) and .n > .observed' p
	done
	for org in a b c; do
		echo $org wachten - 2 799 0
		echo $org betaling - 1 799 0
		echo $org betaling - 1.5 13 0
		echo $org betaling - 3 13 0 '"group":"g1"'
	done | world 1 | new_kind | sig-pattern >p
	[ "$(told p | sort)" = "campaign group=g1 theme=betaling
cross-org theme=betaling" ]
}

@test "folding: beside a letter a few of another organisation are no rise" {
	local few more

	# few N [MEMBERS]: of a theme that was never seen N come at a, beside a
	# letter about it at b; with MEMBERS of the text that it has at b
	few() {
		{
			for org in a b; do
				echo $org wachten - 3 799 0
				echo $org betaling - 2 799 0
			done
			echo b bezwaar - 2 13 0 '"group":"g1"'
		} | world 2
		for i in $(seq "$1"); do
			printf '{"sig":"signal/1","id":"f%d","org":"a",%s
				"kind":"klacht","theme":["bezwaar"],"who":"f%d",
				"received":"2026-03-0%d","by":["b@1"]}' "$i" \
				"$2" "${3:-$i}" $((i % 7 + 1)) | tr -d '\n\t'
			echo
		done
	}
	for more in '' '"group":"g2","similarity":0.99,'; do
		for few in 3 4; do
			few $few "$more" | sig-pattern >p
			[ "$(told p)" = "campaign group=g1 theme=bezwaar" ]
		done
	done
	# five are as many as a rise must be, of three people or more
	few 5 | sig-pattern >p
	[ "$(told p | sort)" = "burst theme=bezwaar
campaign group=g1 theme=bezwaar" ]
	jq -s -e 'map(select(.kind == "burst"))[0] | .observed == 5' p
	few 6 '' one | sig-pattern >p
	[ "$(told p)" = "campaign group=g1 theme=bezwaar" ]
}

@test "folding: beside a letter nothing is told of which q is above alpha" {
	mixed .35 | world 4 >s
	sig-pattern --alpha .01 s >p
	[ "$(told p | sort)" = "burst region=r2 theme=betaling
campaign group=g1 theme=betaling" ]
	sig-pattern --alpha .001 s >p
	[ "$(told p)" = "campaign group=g1 theme=betaling" ]
}

@test "folding: what letters add to a rise is no growth" {
	for region in r1 r2 r3; do
		region="\"region\":\"$region\""
		echo a wachten - 2 799 0 "$region"
		echo a betaling - .3 799 0 "$region"
		echo a betaling - .8 20 0 "$region"
		echo a betaling - 5 6 0 "$region,\"group\":\"g1\""
	done | world >s
	: >before
	for day in 2026-03-02 2026-03-09; do
		sig-pattern --until $day --previous before s >p
		cp p before
	done
	jq -s -e 'map(select(.kind == "burst"))[0] | .n > 2 * 48 and
		.observed < 48 and .change == "same"' p
}

# regions SEED: theme betaling doubles in both regions for three weeks.
regions() {
	local region

	for region in r1:1.4 r2:.6; do
		echo "a betaling - ${region#*:} 799 0 \"region\":\"${region%:*}\""
		echo "a betaling - ${region#*:} 20 0 \"region\":\"${region%:*}\""
		echo "a wachten - 2 799 0 \"region\":\"${region%:*}\""
	done | world "$1"
}

# nights DAY ...: all that was told on those days, each against the one before.
nights() {
	local day

	: >before
	for day; do
		sig-pattern --until "$day" --previous before all >p
		cp p before
		told p
	done | sort | uniq -c
}

@test "folding: what was told the night before stays where it was told" {
	# by chance now the whole is surest, and now a region
	regions 4 >all
	nights 2026-02-26 2026-02-27 2026-02-28 | diff -w - <(
		echo 3 burst theme=betaling)
	# but not where the rest is seen to rise too; then it stays there
	regions 5 >all
	nights 2026-03-02 2026-03-03 2026-03-06 | diff -w - <(
		echo 1 burst region=r1 theme=betaling
		echo 2 burst theme=betaling)
	jq -e 'select(.id) | .change == "same" and
		.first_seen == "2026-03-02"' p
}

@test "folding: praise that was told the night before stays where it was told" {
	regions 4 | sed s/betaling/compliment/ >all
	nights 2026-02-26 2026-02-27 2026-02-28 | diff -w - <(
		echo 3 positive theme=compliment)
}

@test "folding: what was told beside a part of it is not told in that by turns" {
	# a product rises, much of it as a theme that it never had
	world 10 >all <<-END
		a betaling afval 1.2 799 0
		a betaling afval .7 23 0
		a wachten afval .6 23 0
		a wachten wmo 1 799 0
		a betaling wmo 2 799 0
	END
	nights 2026-02-28 2026-03-01 2026-03-02 | diff -w - <(
		echo 3 burst product=afval
		echo 3 burst product=afval theme=wachten)
	jq -s -e '.[1:] | all(.change == "same")' p
}

@test "folding: what fell stays where it was told" {
	local product

	# most of it at a: now that is surest, and now all of it
	for product in wmo afval; do
		echo a betaling $product 1.5 799 200
		echo a betaling $product .8 199 0
		echo a wachten $product 2 799 0
		echo b betaling $product .5 799 0
		echo b wachten $product 2 799 0
	done | world 4 >all
	nights 2026-02-19 2026-02-24 | diff -w - <(
		echo 2 positive theme=betaling)
	jq -e 'select(.id) | .where == ["theme=betaling"]' p
}

# elsewhere: theme betaling of four organisations, in two regions; a letter to
# three of them, and a rise by itself at the fourth.
elsewhere() {
	local org region

	for region in r1 r2; do
		for org in a b c d; do
			echo $org wachten - 1.5 799 0 "\"region\":\"$region\""
			echo $org betaling - .3 799 0 "\"region\":\"$region\""
			[ $org = d ] || echo $org betaling - .6 20 7 \
				"\"region\":\"$region\",\"group\":\"g1\""
		done
	done
	echo d betaling - 1.3 20 0 '"region":"r1"'
	echo d betaling - .5 20 0 '"region":"r2"'
}

@test "folding: what was told beside a letter stays where it was told" {
	# surest in its campaign is now the theme, and now it at the fourth
	elsewhere | world 4 >all
	nights 2026-02-26 2026-02-27 2026-02-28 2026-03-02 | diff -w - <(
		echo 4 burst region=r1 theme=betaling
		echo 4 campaign group=g1 theme=betaling)
	jq -s -e 'map(select(.kind == "burst"))[0].first_seen == "2026-02-26"' p
}

# Half of the signals wait, on average, a week; those of the last days are open.
closing() {
	echo a wachten - 3 799 10 '"closed":"2026-03-02"'
	echo a wachten - 3 9 0
}

@test "gravity: a grave signal that is closed comes after those that wait" {
	{
		closing
		echo a betaling g-closed 10 28 28 \
			'"urgency":"spoed","closed":"2026-02-11","told":"2026-02-11"'
		echo a betaling g-open 10 2 2 '"urgency":"spoed"'
	} | world | awk '/"g-/ && seen[substr($0, index($0, "g-"), 4)]++ { next }
		{ print }' | sig-pattern >p
	jq -s -e '.[1:] | map(select(.kind == "grave")) |
		(map([.gravity, .open, .age]) == [[3, 1, 1], [2, 0, 27]]) and
		(.[0].title_en | startswith("Cannot wait")) and
		(.[1] | (.title_en | startswith("Could not wait and is closed")) and
			(.title_nl | startswith("Kon niet wachten en is afgehandeld")) and
			(.score_parts | any(. == "age=0")) and
			(.why_en | contains("It is closed. The sender has had an answer.")))' p
}

@test "gravity: none known to be open is not closed, where a source never says" {
	{
		closing
		echo b wachten - 3 799 0
	} | world >rest
	for closed in '' ',"closed":"2026-02-11"'; do
		{
			cat rest
			printf '{"sig":"signal/1","org":"%s","id":"%s","kind":"klacht",%s,"group":"f0"%s}\n' \
				a u0 '"received":"2026-02-10","urgency":"spoed"' \
				',"closed":"2026-02-11"' \
				b u1 '"received":"2026-02-11","urgency":"spoed"' \
				"$closed"
		} | sig-pattern | jq -c 'select(.kind == "grave") | [.n,
			.gravity, .open, (.title_en | test("is closed")),
			(.why_en | test("closed")), (.score_parts |
			any(. == "age=0"))]'
	done >said
	diff -u - said <<-E
	[2,3,0,false,false,false]
	[2,2,0,true,true,true]
	E
}

@test "gravity: of a grave signal all themes are named" {
	{
		closing
		echo a 'bejegening","betaling' - 10 2 2 '"urgency":"spoed"'
	} | world | awk '/betaling/ && n++ { next } { print }' | sig-pattern >p
	jq -s -e '.[1].title_en | contains("'"'Treated badly' and 'Not paid"'")' p
}

@test "gravity: many urgent signals count, though they are no tenth" {
	{
		echo a wachten - 10 799 0
		echo a betaling - 30 9 0
		echo a betaling - 2.5 9 0 '"urgency":"hoog"'
		echo a bejegening - .3 799 0
		echo a bejegening - 2 4 0
		echo a bejegening - 1.5 4 0 '"urgency":"hoog"'
	} | world | sig-pattern >p
	[ "$(told p)" = "$(printf '%s\n' "burst theme=betaling" \
		"burst theme=bejegening")" ]
	jq -s -e '.[1:] | all(.gravity == 1) and .[0].urgent * 10 < .[0].n' p
	# where that is the share of all, or was its own, nothing is graver
	{
		echo a wachten - 10 799 0
		echo a wachten - .8 27 0 '"urgency":"hoog"'
		echo a betaling - 30 9 0
		echo a betaling - 2.5 9 0 '"urgency":"hoog"'
	} | world | sig-pattern >p
	{
		echo a wachten - 10 799 0
		echo a betaling - 3 799 0
		echo a betaling - .25 799 0 '"urgency":"hoog"'
		echo a betaling - 27 9 0
		echo a betaling - 2.25 9 0 '"urgency":"hoog"'
	} | world | sig-pattern >q
	jq -s -e '.[1].where == ["org=a", "theme=betaling"] and
		.[1].urgent > 10 and .[1].gravity == 0' p
	jq -s -e '.[1].where == ["org=a", "theme=betaling"] and
		.[1].urgent > 10 and .[1].gravity == 0' q
}

@test "gravity: the share that is usual is that of its own organisation" {
	# b is larger, and never says that anything is urgent
	{
		echo a wachten - 9.4 799 0
		echo a wachten - .6 799 0 '"urgency":"hoog"'
		echo a betaling - 13 13 0
		echo a betaling - .85 13 0 '"urgency":"hoog"'
		echo b wachten - 30 799 0
	} | world >all
	for org in '' '"org":"a"'; do
		grep -e "$org" all | sig-pattern >p
		jq -s -e 'map(select(.where | index("theme=betaling")))[0] |
			.urgent > 8 and .urgent * 10 < .n and .gravity == 0' p
	done
}

@test "gravity: where every sixth signal is urgent, a tenth says nothing" {
	{
		echo a wachten - 8.2 799 0
		echo a wachten - 1.8 799 0 '"urgency":"hoog"'
		echo a betaling - 2.5 799 0
		echo a betaling - .5 799 0 '"urgency":"hoog"'
		echo a betaling - 6 9 0
	} | world >usual
	echo a betaling - 1.4 9 0 '"urgency":"hoog"' | world 2 >some
	echo a betaling - 6 9 0 '"urgency":"hoog"' | world 3 >many
	sed 's/"id":"/&m/' some | cat usual - | sig-pattern >p
	sed 's/"id":"/&m/' many | cat usual - | sig-pattern >q
	jq -s -e '.[1] | .where == ["org=a", "theme=betaling"] and
		.urgent * 10 >= .n and .urgent > 9 and .gravity == 0' p
	jq -s -e '.[1] | .where == ["org=a", "theme=betaling"] and
		.gravity == 1' q
}

@test "gravity: more of what is urgent by nature is urgent" {
	{
		echo a wachten - 9.8 799 0
		echo a wachten - .2 799 0 '"urgency":"hoog"'
		echo a betaling - 1.8 799 0
		echo a betaling - 1.2 799 0 '"urgency":"hoog"'
		echo a betaling - 3.6 9 0
	} | world >usual
	echo a betaling - 2.4 9 0 '"urgency":"hoog"' | world 2 |
		sed 's/"id":"/&m/' | cat usual - | sig-pattern >p
	jq -s -e '.[1] | .where == ["org=a", "theme=betaling"] and
		.kind == "burst" and .gravity == 1' p
}

@test "gravity: what was told stays while two thirds of it are there" {
	{
		echo a wachten - 10 799 0
		echo a betaling - 3 799 0
		echo a betaling - 8 9 0
		echo a betaling - 1.9 9 6 '"urgency":"hoog"'
	} | world >all
	for day in 06 07 08 09 10; do
		sig-pattern --until "2026-03-$day" ${last:+--previous "$last"} \
			all >"n$day"
		last=n$day
		jq -c 'select(.kind == "burst") | [.urgent, .gravity, .change]' \
			"$last"
		sig-pattern --until "2026-03-$day" all |
			jq -c 'select(.kind == "burst") | .gravity'
	done >said
	diff -u - said <<-E
	[7,1,null]
	1
	[7,1,"same"]
	1
	[4,1,"same"]
	1
	[4,1,"same"]
	0
	[3,1,"same"]
	0
	E
}

@test "gravity: what is urgent of the few that still come makes no silence" {
	{
		echo a wachten - 10 799 0 '"channel":"web"'
		echo a wachten - 10 799 14 '"channel":"post"'
		echo a wachten - .5 13 0 '"channel":"post","urgency":"hoog"'
	} | world | sig-pattern >p
	jq -s -e '.[1] | .kind == "silence" and .urgent > 3 and
		.urgent * 10 > .n and .gravity == 0' p
}

@test "gravity: what a campaign in a part tells is subtracted once" {
	{
		payments
		echo a betaling bijstand 1 13 0 '"urgency":"hoog"'
		echo a betaling schuldhulp .1 799 0
		echo a betaling schuldhulp 1.8 13 0
		echo a betaling schuldhulp 1.2 13 0 '"urgency":"hoog"'
	} | world >own
	for letter in '{}' '{urgency: "hoog", group: "g0", similarity: .99,
		text: "Wij eisen dat de brief wordt ingetrokken, nu meteen."}'; do
		jq -n -c "range(20) | {sig: \"signal/1\", id: \"c\\(.)\",
			org: \"a\", kind: \"klacht\", theme: [\"betaling\"],
			product: \"schuldhulp\", who: \"c\\(.)\", by: [\"b@1\"],
			received: \"2026-03-0\\(1 + . % 8)\"} + $letter" >letters
		sig-pattern own letters | jq -c 'select(.kind == "burst") |
			[(.where | length), .urgent, .gravity]' | sort
	done >said
	# 11 others are urgent, whatever the campaign
	diff -u - said <<-E
	[2,26,1]
	[3,15,1]
	[2,46,1]
	[3,35,1]
	E
}

@test "merging: of a new product its themes are not told beside it" {
	local day

	awk 'BEGIN {
		srand(5)
		split("t1 t2 t3 t4", theme)
		split("p1 p2 nieuw", product)
		for (d = 0; d < 700; d++)
			for (k = 0; k < 36; k++)
				one(d, k % 2 ? "a" : "b", product[1 + k % 3])
	}
	function one(d, org, p,    r, t) {
		r = rand()
		t = r < .4 ? 1 : r < .7 ? 2 : r < .9 ? 3 : 4
		if (p == "nieuw" && (d < 620 || org == "b"))
			return
		if (rand() < .8)
			printf "{\"sig\":\"tally/1\",\"period\":\"day\"," \
			    "\"day\":\"%s\",\"org\":\"%s\",\"kind\":\"k\"," \
			    "\"product\":\"%s\",\"theme\":[\"%s\"],\"n\":1}\n",
			    strftime("%Y-%m-%d", 1685966400 + 86400 * d, 1),
			    org, p, theme[t]
	}' >all
	for day in 2025-03-20 2025-03-26 2025-04-01 2025-04-07 2025-04-13 \
		2025-04-19 2025-04-25 2025-05-01; do
		sig-pattern --until "$day" all | jq -r 'select(.kind) |
			"\(.kind) \(.where | join(" "))"' | grep nieuw >>told
		echo "$day" >>nights
	done
	cat told
	[ "$(wc -l <told)" -le "$(wc -l <nights)" ]
	run ! grep theme= told
}

@test "folding: a level that rose at once a year ago is not said to grow" {
	for seed in 1 2 3 4; do
		{
			wave 0 | sed '$d'
			echo a digitaal ww 2 365 0
		} | world $seed | sig-pattern >p
		told p | grep -E "^(persistent|trend).*theme=digitaal"
		run ! grep "keep growing" p
	done
}

@test "pattern: praise in a new channel is good news only if it has more of it" {
	# chat opens in the last four weeks; $1 of what comes by it is praise
	chat() {
		awk -v praise="$1" 'BEGIN {
			srand(2)
			for (d = 0; d < 500; d++) {
				for (k = 0; k < 20; k++)
					if (rand() < .6)
						one(d, "telefoon", .06)
				for (k = 0; d >= 472 && k < 16; k++)
					if (rand() < .6)
						one(d, "chat", praise)
			}
		}
		function one(d, channel, praise) {
			printf "{\"sig\":\"signal/1\",\"id\":\"c%d\"," \
			    "\"org\":\"a\",\"kind\":\"klacht\",\"text\":\"t\"," \
			    "\"channel\":\"%s\",\"received\":\"%s\"," \
			    "\"who\":\"c%d\",\"theme\":[\"%s\"]}\n", ++n, channel,
			    strftime("%Y-%m-%d", 1672660800 + 86400 * d, 1), n,
			    rand() < praise ? "compliment" : "informatie"
		}'
	}
	chat .06 | sig-pattern >p
	jq -s -e 'map(select(.kind and .id)) | all(.kind != "positive") and
		any(.kind == "burst" and (.where | index("channel=chat")) and
		any(.parts[]; contains("theme=compliment")))' p
	chat .4 | sig-pattern | jq -s -e 'any(.kind == "positive" and
		(.where | index("theme=compliment")))'
}

@test "pattern: a region that comes to an organisation is one pattern" {
	# r3 comes with all of its six themes, ten weeks ago
	awk 'BEGIN {
		srand(6)
		for (d = 0; d < 600; d++)
			for (r = 1; r <= 3; r++)
				for (k = 0; k < 18 && (r < 3 || d >= 530); k++)
					if (rand() < .15)
						printf "{\"sig\":\"signal/1\"," \
						    "\"id\":\"r%d\",\"org\":\"a\"," \
						    "\"kind\":\"klacht\",\"text\":\"t\"," \
						    "\"received\":\"%s\",\"who\":\"r%d\"," \
						    "\"region\":\"r%d\",\"theme\":[\"t%d\"]}\n",
						    ++n, strftime("%Y-%m-%d",
						    1672660800 + 86400 * d, 1), n, r, k % 6
	}' >all
	sig-pattern all >p
	jq -s -e 'map(select(.where and (.where | index("region=r3")))) |
		length == 1 and (.[0] | .where == ["org=a", "region=r3"] and
		(.parts | length >= 4))' p
}

@test "cross-org: what is sure of one organisation is said to be" {
	local org theme seed

	for org in a b c; do
		for theme in betaling wachten informatie; do
			echo $org $theme - 1.5 799 0
		done
	done >lines
	printf '%s betaling - %s 13 0\n' a 2.5 b 1.6 >>lines
	for seed in 11 20 22; do
		world $seed <lines | sig-pattern >p
		jq -s -e 'map(select(.kind)) | length == 1 and (.[0] |
			.kind == "cross-org" and .chance and
			(.why_en | endswith("At a the rise is hardly chance; " +
			"at other organisations it may be.")) and
			(.why_nl | contains("Bij a is de stijging vrijwel")))' p
	done
}

# stairs FACTORS PER_DAY REGION...: theme betaling of regions, 17 steps of 47
# days; the last is a rise.
stairs() {
	local factors=$1 each=$2 k region

	shift 2
	for region; do
		k=0
		for f in $factors; do
			echo a betaling - "$(awk "BEGIN { print $each * $f }")" \
				$((798 - 47 * k)) $((752 - 47 * k)) \
				"\"region\":\"$region\""
			k=$((k + 1))
		done
		echo a wachten - 1 799 0 "\"region\":\"$region\""
	done
}

@test "folding: what rose alike in all regions is told of all, not of one" {
	local walk="1 1.15 .9 1.05 .85 1.1 .95 1.15 .9 1 1.1 .9 1"

	stairs "$walk 1.15 1.3 1.6 2" .7 r1 r2 r3 r4 r5 r6 >all
	for seed in 5 11; do
		world $seed <all | sig-pattern >p
		[ "$(told p)" = "burst theme=betaling" ]
		jq -s -e 'any(.parts // [] | any(contains("region=r")))' p
	done
	{
		stairs "$walk 1 1 1 2.5" .7 r1
		stairs "$walk 1 1 1 1" .7 r2 r3 r4 r5 r6
	} >one
	for seed in 5 11; do
		world $seed <one | sig-pattern >p
		[ "$(told p)" = "burst region=r1 theme=betaling" ]
	done
}

# swaying SEED FROM: six regions, whose level comes and goes by weeks; of those
# from number FROM on twice as many in the last 25 days.
swaying() {
	awk -v seed="$1" -v from="$2" 'function sway() {
		return rand() + rand() + rand() + rand() - 2
	}
	BEGIN {
		srand(seed)
		for (d = 0; d < 800; d++) {
			if (d % 7 == 0)
				level = .9 * level + .15 * sway()
			for (k = 0; k < 6; k++) {
				rate = 4 * exp(level) / 60
				rate *= d >= 775 && k >= from ? 2 : 1
				for (j = 0; j < 60; j++)
					if (rand() < rate)
						print d, "r" k
			}
		}
	}' | awk '{ printf "{\"sig\":\"signal/1\",\"id\":\"i%d\"," \
		"\"org\":\"a\",\"kind\":\"klacht\",\"region\":\"%s\"," \
		"\"received\":\"%s\"}\n", NR, $2,
		strftime("%Y-%m-%d", 1773144000 - 86400 * (799 - $1), 1) }'
}

@test "folding: where all parts rose alike and nothing is left it is the whole" {
	id=$(printf 'rise\037org=a' | sha256sum | cut -c 1-16)
	for seed in 2 3; do
		swaying $seed 0 | sig-pattern >p
		jq -s -e 'map(select(.kind).where) == [["org=a"]]' p
		jq -s -e --arg id "$id" 'map(select(.kind).id) == [$id]' p
		swaying $seed 3 | sig-pattern >p
		jq -s -e 'map(select(.kind).where) | length > 0 and
			all(length == 2)' p
	done
}

@test "folding: of a level that walks the whole is told, though no finding itself" {
	local walk="1 1.2 .85 1.08 .78 1.15 .92 1.2 .85 1 1.15 .85 1"

	stairs "$walk 1 1 1 1.7" 1.5 r1 r2 r3 r4 r5 r6 | world 1 >all
	for day in 2026-02-22 2026-03-10; do
		sig-pattern --until $day all >p
		[ "$(told p)" = "burst theme=betaling" ]
	done
	# the parts of what was told as the whole do not come apart
	stairs "$walk 1.1 1.2 1.45 1.9" 1.5 r1 r2 r3 r4 r5 r6 | world 3 >all
	sig-pattern --until 2026-02-24 all >before
	sig-pattern --until 2026-02-26 --previous before all >p
	[ "$(told p | wc -l)" -le 2 ]
}

# another SINCE: what three of the regions have is of another kind, and not
# before that day.
another() {
	awk -v since="$1" 'match($0, /"received":"[^"]*/) {
		day = substr($0, RSTART + 12, 10)
	}
	/"region":"r[456]"/ {
		if (day < since)
			next
		sub(/"klacht"/, "\"melding\"")
	}
	{ print }'
}

@test "folding: what rose alike is the whole, though some of it began later" {
	local walk="1 1.2 .85 1.08 .78 1.15 .92 1.2 .85 1 1.15 .85 1"

	stairs "$walk 1 1 1 2" 1.1 r1 r2 r3 r4 r5 r6 | world 3 |
		another 2025-02-01 | sig-pattern >p
	[ "$(told p)" = "burst theme=betaling" ]
	stairs "$walk 1.1 1.2 1.45 1.9" 1.1 r1 r2 r3 r4 r5 r6 | world 2 |
		another 2025-05-20 | sig-pattern >p
	[ "$(told p)" = "burst theme=betaling" ]
	# one of the later ones is its own matter
	{
		stairs "$walk 1 1 1 2.5" .7 r5
		stairs "$walk 1 1 1 1" .7 r1 r2 r3 r4 r6
	} | world 5 | another 2025-02-01 | sig-pattern >p
	[ "$(told p)" = "burst region=r5 theme=betaling" ]
}

# some TIMES RATE DAYS REGION...: theme betaling rises so many times in these of
# six regions, over so many days.
some() {
	local times=$1 rate=$2 days=$3 region

	shift 3
	for region in r1 r2 r3 r4 r5 r6; do
		echo "a betaling - $rate 799 0 \"region\":\"$region\""
		echo "a wachten - 1 799 0 \"region\":\"$region\""
	done
	for region; do
		echo "a betaling - $(awk "BEGIN { print $rate * ($times - 1) }")" \
			"$days 0 \"region\":\"$region\""
	done
}

@test "folding: what rose in some regions is not told of all" {
	# the rest did not rise
	for seed in 1 2 3; do
		some 1.9 1 20 r1 r2 | world $seed | sig-pattern >p
		[[ "$(told p)" = "burst region=r"[12]" theme=betaling"* ]]
		[ "$(told p | grep -vc 'region=r[12] theme=betaling')" = 0 ]
	done
	# it did, but they rose more, if that is seen of them together only
	{
		some 1.2 2 27 r4 r5 r6
		some 1.8 2 27 r1 r2 r3 | tail -n 3
	} | world 6 | sig-pattern >p
	[ "$(told p | grep -vc 'region=r[123] theme=betaling')" = 0 ]
	[ -n "$(told p)" ]
}
