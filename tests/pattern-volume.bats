#!/usr/bin/env bats
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

# world MODE: signals of three years of organisation a (two products, two
# themes, about two of each a day) into s, and a line a day for each product
# into vol.  Of product p:
#	even	nothing changes
#	double	twice as much was done in the last 28 days, and as many more came
#	half	half as much was done in them, and as many came
#	grow	ever more was done in the last two years, and as many more came
#	less	ever less was done in them, and as many came
#	shut	almost nothing was done in them, and almost none came
# and of product q, which has few signals then:
#	mixed	three times as much was done in the last 28 days
world() {
	awk -v mode="$1" 'BEGIN {
		srand(7)
		n = 1099
		for (d = 0; d < n; d++) {
			p = done(d >= n - 28, d < 365 ? 0 : .7 * (d / 365 - 1))
			q = mode == "mixed" && d >= n - 28 ? 3 : 1
			printf "a\tp\t\t%s\t%s\t%d\n", day(d), day(d),
			    1000 * p >"vol"
			printf "a\tq\t\t%s\t%s\t%d\n", day(d), day(d),
			    500 * q >"vol"
			if (mode == "half" || mode == "less")
				p = 1
			many(d, "p", "betaling", 2 * p)
			many(d, "p", "informatie", 2 * p)
			many(d, "q", "betaling", mode == "mixed" ? .05 * q : 2)
			many(d, "q", "informatie", mode == "mixed" ? .05 * q : 2)
		}
	}
	function done(late, years) {
		if (mode == "grow")
			return exp(years)
		if (mode == "less")
			return exp(-years)
		if (!late)
			return 1
		return mode == "double" ? 2 : mode == "half" ? .5 : mode == "shut" ? .02 : 1
	}
	function day(d) {
		return strftime("%Y-%m-%d", 1641168000 + 86400 * d, 1)
	}
	function many(d, p, t, rate,    k) {
		for (k = 0; k < 10; k++)
			if (rand() < rate / 10)
				one(d, p, t)
	}
	function one(d, p, t) {
		printf "{\"sig\":\"signal/1\",\"id\":\"i%d\",\"org\":\"a\"," \
		    "\"kind\":\"klacht\",\"product\":\"%s\"," \
		    "\"received\":\"%s\",\"text\":\"t\",\"who\":\"p%d\"," \
		    "\"theme\":[\"%s\"],\"by\":[\"b@1\"]}\n", ++id, p, day(d),
		    id, t
	}' >s
}

pattern() {
	sig-pattern --until 2025-01-05 "$@" s
}

# found: kind and cell of each pattern.
found() {
	jq -r 'select(.sig == "pattern/1") |
		"\(.kind) \(.where | join(" "))"' "${1:--}"
}

# bare [FILE]: all but what only says that there are volumes.
bare() {
	jq -c 'del(.volume, .rate, .notes_nl, .notes_en, .warnings_nl,
		.warnings_en, .why_nl, .why_en)' "${1:--}"
}

# traced CELL [OPTION ...]: what is expected of it in each window.
traced() {
	local cell=$1

	shift
	pattern "$@" --trace - |
		jq -c --arg c "$cell" 'select(.cell and
			(.cell | join(" ")) == $c).e' | grep .
}

@test "volume: as much more as was done is no burst" {
	world double
	[ "$(pattern | found)" = "burst org=a product=p" ]
	pattern --volume vol >p
	[ -z "$(found p)" ]
	jq -e '.warnings_en == []' p
	# of a number of a year nobody knows what was done in those weeks
	awk -F '\t' '$2 == "p" && substr($4, 1, 4) == 2024 { n += $6; next } {
			print }
		END { printf "a\tp\t\t2024-01-01\t2024-12-31\t%d\n", n }' vol >year
	pattern --volume year | jq -s -e 'map(select(.kind == "burst" and
		.where[1] == "product=p"))[0].notes_en |
		any(startswith("That number is of 366 days together."))'
}

@test "volume: as many where half as much was done is a burst" {
	world half
	[ -z "$(pattern | found)" ]
	pattern --volume vol >p
	[ "$(found p)" = "burst org=a product=p" ]
	jq -s -e '.[1] | .expected < .7 * .n and .ratio > 1.4 and
		.low <= .expected and .expected <= .high and
		((.observed / .expected / .ratio - 1) | fabs) < 1e-4 and
		.volume == 14000 and ((.rate - 1000 * .n / 14000) | fabs) < .01' p
	# what it is set against is said
	jq -s -e '.[1] | (.why_nl | test("Afgezet tegen het aantal besluiten of " +
			"contacten zijn er ongeveer [0-9]+ normaal, tussen")) and
		(.why_en | contains("Set against the number of decisions " +
			"or contacts, about ")) and
		.notes_nl[0] == "Wat te verwachten was, is afgezet tegen het " +
			"aantal besluiten of contacten." and
		.notes_en[0] == "What is expected is set against the number " +
			"of decisions or contacts." and
		(.rate * 10 | round / 10 | tostring) as $rate |
		.notes_en[1] == "There were \($rate) signals per 1,000 " +
			"decisions or contacts." and (.notes_nl[1] | test(
			"^Er waren [0-9],[0-9] signalen per 1.000 besluiten"))' p
	# and the band of its chart falls with what was done
	jq -s -e '.[1] | (.series_expected[-1] / .series_expected[-8]) < .7' p
	# the reference knows no volumes
	cmp <(pattern --method mw --trace -) \
		<(pattern --method mw --volume vol --trace -)
}

@test "volume: a growth of what was done is no trend" {
	world grow
	pattern | found | grep -q "^trend org=a product=p$"
	[ -z "$(pattern --volume vol | found)" ]
	# less was done each year and as many came: no trend of the share
	world less
	[ -z "$(pattern | found)" ]
}

@test "volume: a product that grows beyond what was done is a trend" {
	world grow
	# as the half of product p and all of q: half as much growth
	awk -F '\t' -v OFS='\t' '$2 == "p" { $6 = int(sqrt(1000 * $6)) } 1' \
		vol >half
	pattern --volume half | jq -s -e '.[1] | .kind == "trend" and
		.ratio > 1.25 and .ratio < 1.7 and
		((.n / .expected / .ratio - 1) | fabs) < 1e-4 and
		(.why_en | contains("Set against the number of decisions"))'
}

@test "volume: neither the unit nor the order nor the split of lines matters" {
	world half
	pattern --volume vol >p
	pattern --volume vol --trace - >t
	# numbers a thousand times as large
	sed 's/$/000/' vol >large
	cmp <(pattern --volume large --trace -) t
	cmp <(pattern --volume large | jq -c 'del(.volume, .rate, .notes_nl, .notes_en)') \
		<(jq -c 'del(.volume, .rate, .notes_nl, .notes_en)' p)
	# of one product only: what counts is how they change
	sed '/\tp\t/s/$/0/' vol >ten
	cmp <(pattern --volume ten --trace -) t
	# in another order
	shuf --random-source=/dev/zero vol >shuffled
	cmp <(pattern --volume shuffled) p
	cmp <(pattern --volume shuffled --trace -) t
	# a line for all days that are alike
	{
		printf 'a\tp\t\t2022-01-03\t2024-12-08\t1071000\n'
		printf 'a\tp\t\t2024-12-09\t2025-01-05\t14000\n'
		printf 'a\tq\t\t2022-01-03\t2025-01-05\t549500\n'
	} >few
	cmp <(pattern --volume few) p
	cmp <(pattern --volume few --trace -) t
}

@test "volume: what never changed changes nothing" {
	world double
	pattern --volume vol | bare >known
	printf '\t\t\t2021-01-01\t2025-12-31\t1234567\n' >const
	pattern >without
	pattern --volume const >with
	cmp <(bare with) <(bare without)
	run ! cmp <(bare known) <(bare without)
	cmp <(pattern --trace -) <(pattern --volume const --trace -)
	# daily, with none at weekends: nor does that
	awk 'BEGIN { for (d = 0; d < 1099; d++) {
		t = strftime("%Y-%m-%d", 1641168000 + 86400 * d, 1)
		printf "a\t\t\t%s\t%s\t%d\n", t, t, d % 7 < 5 ? 1400 : 0 } }' \
		>daily
	cmp <(pattern --trace -) <(pattern --volume daily --trace -)
	cmp <(pattern --volume daily | bare) <(bare without)
}

@test "volume: of years that are not looked at none need be known" {
	awk 'BEGIN { for (d = 0; d < 2100; d++)
		printf "{\"sig\":\"signal/1\",\"id\":\"i%d\",\"org\":\"a\"," \
		    "\"received\":\"%s\",\"text\":\"t\",\"who\":\"p%d\"," \
		    "\"theme\":[\"x\"],\"by\":[\"b@1\"]}\n", d,
		    strftime("%Y-%m-%d", 1736078400 - 86400 * d, 1), d
	}' >s
	printf 'a\t\t\t2019-12-02\t2025-01-05\t18620\n' >vol
	cmp <(pattern --trace - --volume vol) <(pattern --trace -)
	pattern --volume vol | jq -s -e '.[0].warnings_en == []'
	# and half as much in the last year is half as much expected
	printf 'a\t\t\t2019-12-02\t2024-01-07\t14980\n' >vol
	printf 'a\t\t\t2024-01-08\t2025-01-05\t1820\n' >>vol
	jq -n -e --argjson a "$(traced org=a)" \
		--argjson b "$(traced org=a --volume vol)" \
		'$b[3] / $a[3] | . > .8 and . < 1'
}

@test "volume: lines that end too soon, or begin too late, are not used" {
	world double
	pattern >without
	# unused WARNING NOTE: all is as without, and it is said why
	unused() {
		pattern --volume part >p
		cmp <(bare p) <(bare without)
		jq -s -e --arg w "$1" '.[0].warnings_en == [$w]' p
		jq -s -e --arg n "$2" '.[1].notes_en | any(. == $n)' p
		jq -s -e '.[1] | (.notes_nl | length) == (.notes_en | length)' p
		cmp <(pattern --trace -) <(pattern --volume part --trace -)
	}
	awk -F '\t' '$4 < "2025-01-05"' vol >part
	unused "--volume: for 100% of the signals of the last year there are no numbers after 4 January 2025. What is expected of these is set against numbers on no day." \
		"What is expected is not set against the number of decisions or contacts: it is known up to 4 January 2025."
	awk -F '\t' '$4 >= "2022-10-01"' vol >part
	unused "--volume: for 100% of the signals of the last year there are no numbers before 1 October 2022. What is expected of these is set against numbers on no day." \
		"What is expected is not set against the number of decisions or contacts: it is known only since 1 October 2022."
	awk -F '\t' '$4 < "2023-05-05" || $4 > "2023-06-01"' vol >part
	unused "--volume: for 100% of the signals of the last year numbers are missing, such as from 5 May 2023 up to 1 June 2023. What is expected of these is set against numbers on no day." \
		"What is expected is not set against the number of decisions or contacts: it is missing from 5 May 2023 up to 1 June 2023."
	# of two gaps the last, and of two that end together the longest
	awk -F '\t' '$4 != "2022-11-11" && ($4 < "2023-05-05" || $4 > "2023-06-01") &&
		($2 != "q" || $4 < "2023-04-30" || $4 > "2023-06-01")' vol >part
	pattern --volume part | jq -s -e '.[0].warnings_en | length == 1 and
		(.[0] | contains("from 30 April 2023 up to 1 June 2023"))'
	# but 119 weeks are enough: days before them are then not known
	awk -F '\t' '$4 >= "2022-09-26"' vol >part
	pattern --volume part >p
	[ -z "$(found p)" ]
	jq -e '.warnings_en == []' p
}

@test "volume: lines for one of two products are no volume of both" {
	world double
	grep $'\tq\t' vol >part
	pattern --volume part >p
	[ "$(found p)" = "burst org=a product=p" ]
	cmp <(traced "org=a theme=betaling") <(traced "org=a theme=betaling" --volume part)
	jq -s -e '.[0].warnings_en | length == 1 and
		(.[0] | startswith("--volume: 5") and
			endswith("belong to none of its lines: above all of a."))' p
	jq -s -e '.[1] | .volume == null and .rate == null and
		(.notes_en | any(endswith("it is not known of this.")))' p
	# of the product that has them they are used
	awk -F '\t' '$2 == "p" { $2 = "q"; print }' OFS='\t' vol >part
	[ "$(traced "org=a product=q" --volume part | jq '.[2]')" != \
		"$(traced "org=a product=q" | jq '.[2]')" ]
	# a line for all of the organisation says it of both
	awk -F '\t' -v OFS='\t' '$2 == "p" { $2 = ""; print }' vol >part
	pattern --volume part | jq -s -e '.[0].warnings_en == []'
	# and is not used where one names the product
	grep $'\tq\t' vol >>part
	cmp <(traced "org=a product=q") <(traced "org=a product=q" --volume part)
}

@test "volume: what is expected grows as each part was busier" {
	world mixed
	# few of the signals are of the product that is three times as busy
	[ -z "$(pattern --volume vol | found)" ]
	traced "org=a product=p" --volume vol >with
	[ "$(traced "org=a product=p")" = "$(cat with)" ]
	jq -n -e --argjson a "$(traced "org=a")" \
		--argjson b "$(traced "org=a" --volume vol)" \
		'$b[2] / $a[2] | . > 1.02 and . < 1.1'
}

@test "volume: where almost nothing was done it is not silent" {
	world shut
	sed -i '/"product":"q"/d' s
	pattern | found | grep -q "^silence"
	pattern --volume vol | found >known
	run ! grep silence known
}

# Of worlds of several organisations: on day number D about one and a half
# signals of organisation O and theme T, TIMES as many.
several='
function day(d) {
	return strftime("%Y-%m-%d", 1641168000 + 86400 * d, 1)
}
function many(d, o, t, times,    k) {
	for (k = 0; k < 12; k++)
		if (rand() < 1.5 * times / 12)
			one(d, o, t)
}
function one(d, o, t) {
	printf "{\"sig\":\"signal/1\",\"id\":\"i%d\",\"org\":\"%s\"," \
	    "\"kind\":\"klacht\",\"received\":\"%s\",\"text\":\"t\"," \
	    "\"who\":\"p%d\",\"theme\":[\"%s\"],\"by\":[\"b@1\"]}\n",
	    ++id, o, day(d), id, t
}
'

# three RISE: 1099 days of organisations a, b and c, four themes each; a did
# twice as much in the last 28 days, and twice as many came to it, and theme x
# of b comes RISE times as often; into s, and lines for a into vol.
three() {
	awk -v rise="$1" "$several"'BEGIN {
		srand(3)
		split("a b c", org)
		split("x y z v", theme)
		for (d = 0; d < 1099; d++) {
			late = d >= 1071
			printf "a\t\t\t%s\t%s\t%d\n", day(d), day(d),
			    500 * (1 + late) >"vol"
			for (o = 1; o <= 3; o++)
				for (t = 1; t <= 4; t++)
					many(d, org[o], theme[t],
					    late ? by(o, t) : 1)
		}
	}
	function by(o, t) {
		return o == 1 ? 2 : o == 2 && t == 1 ? rise : 1
	}' >s
}

@test "volume: what one of the organisations did is no burst of all" {
	three 1
	pattern >without
	grep -q '"kind":"burst"' without
	[ -z "$(pattern --volume vol | found)" ]
	# all together expect as much more as that organisation had
	jq -n -e --argjson a "$(traced "")" \
		--argjson b "$(traced "" --volume vol)" \
		'$b[2] / $a[2] | . > 1.25 and . < 1.35'
	# and it is said whose lines are not there
	pattern --volume vol | jq -s -e '.[0] | (.warnings_en | length == 1 and
		(.[0] | test("^--volume: 6[0-9]% .*: above all of [bc], and of 1 more organisation.$"))) and
		(.warnings_nl[0] | test(": vooral van [bc], en van nog 1 organisatie.$"))'
	# the others expect what they did
	[ "$(traced org=b --volume vol)" = "$(traced org=b)" ]
	# days without a line are not days like all others
	grep -v 2024-12-25 vol >part
	pattern --volume part | bare >hole
	cmp hole <(bare without)
	grep -v 2025-01-05 vol >part
	pattern --volume part | bare >hole
	cmp hole <(bare without)
	# nor are lines that say nothing of these days lines of another volume
	printf 'a\t\t\t2025-02-01\t2025-02-28\t9\n' >part
	cmp <(pattern --volume part | bare) <(bare without)
}

@test "volume: a day without a line of one organisation is not one of all" {
	# all three have lines, and twice as many signals as much was done
	three 2
	awk -F '\t' -v OFS='\t' '{ print; $1 = "b"; print }' vol >both
	grep -v "^b.*2024-12-25" both >part
	pattern --volume part >p
	cmp <(traced "" --volume part) <(traced "" --volume vol)
	[ "$(found p)" = "$(pattern --volume vol | found)" ]
	jq -s -e '.[0].warnings_en |
		any(test("^--volume: for 3[0-9]% .* missing, such as from 25 December 2024 up to 25 December 2024")) and
		any(. == "--volume: lines that are missing on some days are above all of b.")' p
	# where those of all end there is nobody to name
	awk -F '\t' -v OFS='\t' '$4 < "2024-12-01" {
		print
		$1 = "b"; print
		$1 = "c"; print
	}' vol >ends
	pattern --volume ends | jq -s -e '.[0].warnings_en |
		any(contains("there are no numbers after")) and
		all(contains("above all of") | not)'
	# in whatever order, and of a cell of which no line is whole none is used
	shuf --random-source=vol part >mixed
	cmp <(pattern --volume mixed) p
	grep -v 2024-12-24 part >none
	cmp <(traced "" --volume none) <(traced "")
}

@test "volume: a burst of an organisation without lines is its own" {
	three 2
	pattern --volume vol >p
	[ "$(found p)" = "burst org=b theme=x" ]
	jq -s -e '.[1].notes_en | any(endswith("it is not known of this."))' p
	# what is told of several says of how much it is known
	three 9
	pattern --volume vol --cells ";theme" >p
	jq -s -e '.[1] | .where == ["theme=x"] and
		(.notes_en | any(test("^For [23][0-9]% what is expected is set against"))) and
		(.notes_nl | any(test("^Voor [23][0-9]% is wat te verwachten was"))) and
		(.why_en | contains("against the number of decisions") | not)' p
}

@test "volume: a total of all organisations says nothing of one" {
	three 1
	pattern >without
	awk -F '\t' -v OFS='\t' '{ $1 = ""; print }' vol >total
	pattern --volume total >p
	# organisations expect what they did, and the cells of all twice as much
	for c in org=b "org=b theme=x" org=a; do
		[ "$(traced "$c" --volume total)" = "$(traced "$c")" ]
	done
	jq -n -e --argjson a "$(traced "")" \
		--argjson b "$(traced "" --volume total)" \
		'$b[2] / $a[2] | . > 1.9 and . < 2.1'
	jq -s -e '.[0].warnings_en == ["--volume: lines without an organisation: 1,099. There is more than one organisation: these numbers count only for all organisations together."]' p
	jq -s -e '.[1] | .where == ["org=a"] and .volume == null and
		(.notes_en | any(endswith("only of all organisations together."))) and
		(.notes_nl | any(endswith("alleen bekend van alle organisaties samen.")))' p
	# a theme that nearly all comes to one is of that one
	sed '/"org":"[bc]".*"theme":\["x"\]/d' s >t
	mv t s
	sed '1s/"theme":."."./"theme":["x"]/; 1s/"org":"a"/"org":"b"/' s >t
	mv t s
	[ "$(traced theme=x --volume total)" = "$(traced theme=x)" ]
	# lines of organisations go before a total where they are of as much
	cat vol total >both
	[ "$(traced org=a --volume both)" = "$(traced org=a --volume vol)" ]
	[ "$(traced "" --volume both)" = "$(traced "" --volume total)" ]
	for o in b c; do
		awk -F '\t' -v OFS='\t' -v o=$o '{ $1 = o; $6 = 9; print }' vol
	done | cat - both >each
	[ "$(traced "" --volume each)" = "$(traced "" --volume vol)" ]
	# where there is one organisation it is the same
	world half
	awk -F '\t' -v OFS='\t' '{ $1 = ""; print }' vol >total
	cmp <(pattern --volume total) <(pattern --volume vol)
}

@test "volume: a total stays that of one where another has a signal or two" {
	world double
	awk -F '\t' -v OFS='\t' '{ $1 = ""; print }' vol >total
	traced "org=a" --volume total >without
	tail -n 1 s | sed 's/"org":"a"/"org":"b"/; s/"id":"/&b/' >one
	cat one >>s
	pattern --volume total >p
	[ -z "$(found p)" ]
	jq -e '.warnings_en | any(startswith("--volume")) | not' p
	jq -n -e --argjson a "$(cat without)" \
		--argjson b "$(traced "org=a" --volume total)" \
		'$b[2] / $a[2] | . > .99 and . < 1.01'
	# in the last weeks one in nine is of another: of both
	awk '/"received":"2024-1[12]/ && ++n % 9 == 0 {
		sub(/"org":"a"/, "\"org\":\"b\"") } { print }' s >t
	mv t s
	pattern --volume total >p
	jq -s -e '.[0].warnings_en |
		any(startswith("--volume: lines without"))' p
}

# two N RISE: N days up to 2025-01-05 of organisations a and b, three themes
# each; theme x comes RISE times as often in both in the last 28 days, in
# which twice as much was done; into s and vol.
two() {
	awk -v n="$1" -v rise="$2" "$several"'BEGIN {
		srand(5)
		split("a b", org)
		split("x y z", theme)
		for (d = 1099 - n; d < 1099; d++)
			for (o = 1; o <= 2; o++) {
				late = d >= 1071
				printf "%s\t\t\t%s\t%s\t%d\n", org[o], day(d),
				    day(d), 500 * o * (1 + late) >"vol"
				for (t = 1; t <= 3; t++)
					many(d, org[o], theme[t],
					    t == 1 && late ? rise : 1)
			}
	}' >s
}

@test "volume: between organisations it is said what was set against them" {
	# theme x rises with what was done: in no organisation is that much
	two 1099 2
	pattern | found | grep -q "^cross-org theme=x$"
	pattern --volume vol | found >known
	run ! grep theme=x known
	# it rises by more
	two 1099 5
	pattern --volume vol >p
	jq -e 'select(.kind == "cross-org") | .where == ["theme=x"] and
		.notes_en[0] == "What is expected is set against the number " +
			"of decisions or contacts." and
		(.notes_en[1] | endswith("per 1,000 decisions or contacts.")) and
		(.why_en | startswith("Signals about x grow, set against")) and
		.ratio > 2 and .ratio < 3.2 and .volume == 84000 and
		((.rate - 1000 * .n / .volume) | fabs) < 1e-4' p
	# of one of them only
	grep "^a" vol >part
	pattern --volume part >p
	jq -e 'select(.kind == "cross-org") | .volume == null and
		(.notes_en | any(test("^For [67][0-9]% what is expected is set"))) and
		(.why_en | startswith("Signals about x grow in at least")) and
		(.notes_nl | length) == (.notes_en | length) and
		.ratio > 3 and .ratio < 4.5' p
	# of none
	grep "^c" vol >part || true
	pattern --volume part | jq -e 'select(.kind == "cross-org") |
		.notes_en == ["Not set against the number of decisions or " +
			"contacts."]'
}

@test "volume: what borrows its season does so with volumes or without" {
	# less than two years, and of b no lines: it began, and what a borrows
	# from has none
	two 500 5
	awk -F '"' '$12 == "b" || $20 >= "2024-08"' s >t
	mv t s
	grep "^a" vol >part
	traced "org=a theme=x" >without
	[ "$(traced "org=a theme=x" --volume part)" = "$(cat without)" ]
	pattern --cells "org;org,theme" --volume part | jq -s -e 'any(
		.where == ["org=a", "theme=x"] and
		(.notes_en | any(contains("its history is too short"))))'
	# lines for both, none for the other, or such as end: the last 28 days
	# expect about twice as many
	two 500 1
	traced "org=a theme=x" >without
	grep "^a" vol >part
	awk -F '\t' '$1 == "a" || $4 < "2025-01-05"' vol >ends
	for f in vol part ends; do
		jq -n -e --argjson a "$(cat without)" \
			--argjson b "$(traced "org=a theme=x" --volume $f)" \
			'$b[2] / $a[2] | . > 1.8 and . < 2.1'
	done
	cmp <(traced "" --volume part) <(traced "" --volume ends)
	# a small one without lines that began in March borrows what the rest
	# is without them, though that has ever more to do
	two 1099 1
	awk -F '"' '$12 == "a" || ($20 >= "2024-03" && ++n % 20 == 0)' s >t
	mv t s
	grep "^a" vol |
		awk -F '\t' -v OFS='\t' '{ $6 = 500 + NR; print }' >part
	pattern --trace - --volume part >t
	cell() { jq -c --arg c "$1" 'select(.cell and (.cell | join(" ")) == $c)' t; }
	cell org=b | jq -e '.rule == "borrowed"'
	cell org=b | jq -c .e | cmp - <(traced "org=b")
	# which with them is another
	run ! cmp <(cell "" | jq -c .e) <(traced "")
	run ! cmp <(cell org=a | jq -c .e) <(traced "org=a")
}

@test "volume: what an action did is set against what was done" {
	local id

	world half
	id=$(pattern --volume vol | jq -r 'select(.kind == "burst").id')
	printf '{"sig":"action/1","pattern":"%s","at":"%s","state":"%s","action_date":"%s"}\n' \
		"$id" 2024-11-30T10:00:00+01:00 opgepakt 2024-11-30 >ledger
	# as many as before the action, at half as many decisions
	pattern --volume vol -l ledger | jq -s -e '.[1] |
		.effect == "gestegen" and .effect_ratio > 1.4 and
		.effect_ratio < 2.2 and (.effect_en |
			contains("set against the number of decisions"))'
	# and where it did nothing, that is by what was done too
	sed 's/2024-11-30/2024-09-01/g' ledger >early
	pattern --volume vol -l early | jq -s -e '.[1] | .effect == "gelijk" and
		(.effect_nl | contains("afgezet tegen het aantal besluiten"))'
	pattern -l early | jq -s -e 'all(.effect_nl // "" |
		contains("besluiten") | not)'
}

@test "volume: of slips in the file is said what they do" {
	world double
	# warned FILE: the warnings about it
	warned() {
		pattern --volume "$1" |
			jq -r 'select(.warnings_en).warnings_en[]' | grep volume
	}
	# however many names are wrong, first of how much nothing is known
	awk -F '\t' -v OFS='\t' '{ $1 = "A"; $3 = "klachten"; print }' vol >part
	[ "$(warned part)" = '--volume: 100% of the signals of the last year belong to none of its lines: above all of a.
--volume: no signal has "A".
--volume: no signal has "klachten".' ]
	# no line, or only a header
	printf 'org\tproduct\tkind\tfrom\tto\tnumber\n' >names
	for f in /dev/null names; do
		[ "$(warned $f)" = "--volume: it holds no line. Nothing is set against numbers." ]
	done
	sed '1s/\t[0-9-]*\t\([0-9]*\)$/\t2026-02-31\t\1/' vol >part
	fails_with 2 pattern --volume part
	[[ $stderr = *"line 1: a day is not as 2026-03-31, or does not exist"* ]]
	# the number is whole, from 0 up to 2^64 - 1
	for n in 1.5 -1 1e3 18446744073709551616 ""; do
		awk -F '\t' -v OFS='\t' -v n="$n" 'NR == 1 { $6 = n } 1' vol >part
		fails_with 2 pattern --volume part
		[[ $stderr = *"line 1: "* ]]
	done
	sed '1s/[0-9]*$/18446744073709551615/' vol >part
	pattern --volume part >p
	# the last delivery appended once more
	tail -n 3 vol | cat vol - >part
	[ "$(warned part)" = "--volume: lines that are there once more: 3. Their numbers are added up." ]
	pattern --volume vol | jq -e 'select(.warnings_en).warnings_en == []'
}

@test "volume: what would count twice is no rate, and is said" {
	world half
	# all of a, and product p of it
	awk -F '\t' -v OFS='\t' '{ print } $2 == "p" { $2 = ""; $6 *= 2; print }' \
		vol >nested
	pattern --volume nested >p
	jq -s -e '.[1] | .where == ["org=a", "product=p"] and
		.volume == null and .rate == null and
		(.notes_en | any(startswith("Of the number of decisions")))' p
	# a month, and its days again
	{
		cat vol
		printf 'a\tq\t\t2024-12-01\t2024-12-31\t9\n'
	} >twice
	pattern --volume twice | jq -s -e '.[0].warnings_en == ["--volume: of 1 December 2024 there are two numbers of the same, and maybe of more days. They are added up."]'
	# neither
	pattern --volume vol | jq -s -e '.[0].warnings_en == [] and
		.[1].volume == 14000'
}

@test "volume: of a part of the signals is not of a part of the days" {
	two 1099 5
	grep "^a" vol >part
	pattern --volume part | jq -e 'select(.kind == "cross-org").notes_en |
		any(endswith("not known for all of these signals.")) and
		(any(contains("of these days")) | not)'
}

# shares: 200 days of organisations a and b, with products and three regions;
# theme x comes much in a where these are alike, and in b with one product of
# six; into s.
shares() {
	awk 'BEGIN {
		srand(9)
		for (d = 899; d < 1099; d++)
			for (k = 0; k < 40; k++) {
				o = rand() < .5 ? "a" : "b"
				p = int((o == "a" ? 3 : 6) * rand())
				r = int(3 * rand())
				much = o == "a" ? p == r : p == 0
				x = rand() < (much ? .4 : .02)
				one(d, o, o p, r, x ? "x" : "y" k % 4)
			}
	}
	function one(d, o, p, r, t) {
		printf "{\"sig\":\"signal/1\",\"id\":\"i%d\",\"org\":\"%s\"," \
		    "\"product\":\"%s\",\"region\":\"%s\"," \
		    "\"received\":\"%s\",\"text\":\"t\",\"who\":\"p%d\"," \
		    "\"theme\":[\"%s\"],\"by\":[\"b@1\"]}\n", ++id, o, p, r,
		    strftime("%Y-%m-%d", 1641168000 + 86400 * d, 1), id, t
	}' >s
}

@test "volume: what compares says it is not set against them, with and without" {
	shares
	# noted KIND: what is noted of each pattern of it, the same in both
	noted() {
		jq -s -e --arg k "$1" '[.[] | select(.kind == $k)] | length > 0 and
			all((.notes_nl | length) == (.notes_en | length))' p >/dev/null
		jq -r --arg k "$1" 'select(.kind == $k).notes_en | join(" ")' p |
			sort -u
	}
	pattern >p
	[ "$(noted combination)" = "Not set against the number of decisions or contacts." ]
	[ "$(noted disproportion)" = "Not set against the number of decisions or contacts." ]
	printf 'c\t\t\t2024-01-01\t2025-01-05\t9\n' >vol
	pattern --volume vol >p
	[ "$(noted combination)" = "Not set against the number of decisions or contacts." ]
	[[ $(noted disproportion) = *"Not set against the number of decisions or contacts." ]]
	# with it nothing is expected of what says nothing about it
	jq -s -e '[.[] | select(.kind and .expected != null)] | all(.notes_en |
		any(contains("et against the number of decisions or contacts")))' p
	printf '%s\t\t\t2022-01-01\t2025-01-05\t900000\n' a b >vol
	pattern --volume vol >p
	[ "$(noted combination)" = "Per 1,000 is set against the number of decisions or contacts; what was to be expected is not." ]
}

@test "volume: silence says what it is set against" {
	world even
	awk -F '\t' -v OFS='\t' '$4 >= "2024-12-23" { $6 *= 9 } { print }' vol >much
	pattern --volume much | jq -s -e 'any(.kind == "silence" and
		(.why_en | contains("Set against the number of decisions")))'
	# and of one signal, as of one
	awk -F '"received":"' '$2 >= "2024-12-23" && n++ { next } { print }' \
		s >one
	mv one s
	pattern --volume vol | jq -s -e 'any(.kind == "silence" and .observed == 1 and
		(.why_nl | contains("kwam er 1 signaal bij")) and
		(.why_en | contains("there was 1 signal at")))'
}

@test "volume: numbers that rise with a later kind count it once" {
	local day

	# 12 a day, and from day 700 on half as many more of another kind
	awk 'BEGIN {
		srand(8)
		for (d = 0; d < 1096; d++) {
			for (k = 0; k < 24; k++)
				if (rand() < .5)
					print d, "klacht"
			for (k = 0; d >= 700 && k < 12; k++)
				if (rand() < .5)
					print d, "melding"
		}
	}' | awk '{ printf "{\"sig\":\"signal/1\",\"id\":\"o%d\",\"org\":\"a\"," \
		"\"kind\":\"%s\",\"received\":\"%s\"}\n", NR, $2,
		strftime("%Y-%m-%d", 1672531200 + 86400 * $1, 1) }' >s
	for day in "2023-01-01 2024-11-30 700000" "2024-12-01 2025-12-31 594000"; do
		# shellcheck disable=SC2086
		printf 'a\t\t\t%s\t%s\t%s\n' $day
	done >volume
	sig-pattern --volume volume --trace t s >p
	run ! grep -q '"where":\["org=a"\]' p
	jq -s -e 'map(select(.w and .cell == ["org=a"]))[0] |
		.e[3] / .n[3] > .9 and .e[3] / .n[3] < 1.1' t
}

@test "volume: that more is done each year then says nothing of a later kind" {
	# twice as much is done in the second half of each year, and as many come;
	# as many of another kind since one of those began
	awk 'BEGIN {
		srand(8)
		for (d = 0; d < 1096; d++) {
			rate = d % 364 >= 182 ? 16 : 8
			printf "a\t\t\t%s\t%s\t%d\n", day(d), day(d),
			    100 * rate >"volume"
			for (k = 0; k < (d < 546 ? 32 : 64); k++)
				if (rand() < rate / 32)
					one(d, k < 32 ? "klacht" : "melding")
		}
	}
	function day(d) {
		return strftime("%Y-%m-%d", 1672531200 + 86400 * d, 1)
	}
	function one(d, kind) {
		printf "{\"sig\":\"signal/1\",\"id\":\"o%d\",\"org\":\"a\"," \
		    "\"kind\":\"%s\",\"received\":\"%s\"}\n", ++n, kind,
		    day(d)
	}' >s
	sig-pattern --volume volume s >p
	[ -z "$(found p)" ]
}

@test "volume: that more was done says nothing of what is filled in" {
	# ever more signals, as more was done, and a product in half of them; in
	# 98 of 100 in the last five months
	awk 'BEGIN {
		srand(9)
		for (d = 0; d < 1096; d++) {
			rate = 10 * exp(.2 * d / 365)
			printf "a\t\t\t%s\t%s\t%d\n", day(d), day(d),
			    100 * rate >"volume"
			for (k = 0; k < 40; k++)
				if (rand() < rate / 40)
					one(d, rand() < (d < 946 ? .5 : .98))
		}
	}
	function day(d) {
		return strftime("%Y-%m-%d", 1672531200 + 86400 * d, 1)
	}
	function one(d, filled,    more) {
		more = n++ % 2 ? "pas" : "akte"
		more = filled ? ",\"product\":\"" more "\"" : ""
		printf "{\"sig\":\"signal/1\",\"id\":\"o%d\",\"org\":\"a\"," \
		    "\"kind\":\"klacht\"%s,\"received\":\"%s\"}\n", n, more,
		    day(d)
	}' >s
	sig-pattern --volume volume --trace t s >p
	[ -z "$(found p)" ]
	jq -e '.warnings_en | any(contains("fills in product more often"))' p
	jq -s -e 'map(select(.w and (.cell | index("product=pas"))))[0] |
		.e[3] / .n[3] > .9 and .e[3] / .n[3] < 1.1' t
}

@test "volume: that more was done says nothing of a later kind" {
	# ever more of a kind, as more was done, and from day 700 on another
	awk 'BEGIN {
		srand(9)
		for (d = 0; d < 1050; d++) {
			rate = 20 * exp(.2 * d / 365)
			printf "a\t\tklacht\t%s\t%s\t%d\n", day(d), day(d),
			    100 * rate >"volume"
			for (k = 0; k < 60; k++)
				if (rand() < rate / 60)
					one(d, "klacht")
			for (k = 0; d >= 700 && k < 16; k++)
				if (rand() < .5)
					one(d, "melding")
		}
	}
	function day(d) {
		return strftime("%Y-%m-%d", 1672531200 + 86400 * d, 1)
	}
	function one(d, kind) {
		printf "{\"sig\":\"signal/1\",\"id\":\"o%d\",\"org\":\"a\"," \
		    "\"kind\":\"%s\",\"received\":\"%s\"}\n", ++n, kind,
		    day(d)
	}' >s
	sig-pattern --volume volume --trace t s >p
	[ -z "$(found p)" ]
	jq -s -e 'map(select(.w and .cell == ["org=a"]))[0] |
		.e[3] / .n[3] > .9 and .e[3] / .n[3] < 1.1' t
}
