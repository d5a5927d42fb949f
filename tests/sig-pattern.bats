#!/usr/bin/env bats
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper
load pattern

@test "sig-pattern: no input is a summary and nothing else" {
	sig-pattern </dev/null >p
	[ "$(jq -r .sig p)" = summary/1 ]
	jq -e '.n == 0 and .as_of == null' p
}

@test "sig-pattern: one signal only is no pattern" {
	sig 1 x '"received":"2026-01-05"' '"theme":["a"]' | sig-pattern >p
	[ "$(wc -l <p)" = 1 ]
	jq -e '.n == 1' p
	# nor are two, of which one is of before what is looked at
	{
		sig 1 x '"received":"2012-07-22"'
		sig 2 x '"received":"2026-03-31"'
	} >two
	sig-pattern two >p
	[ "$(wc -l <p)" = 1 ]
	sig-pattern --calibrate two | cmp - p
}

@test "sig-pattern: where nothing happens nothing is found" {
	days 500 2 | sig-pattern >p
	[ "$(wc -l <p)" = 1 ]
}

@test "sig-pattern: at any budget no more is told of nothing than it allows" {
	local day

	# Eight nights of a year that drifts.  Of four such years 4 to 9 are told
	# at 25 times the usual budget, and 14 to 18 if that is three times as
	# much: so too if p, or what p must be, were three times as lax.
	"$BUILD/make_null" 5 drift 40 - >null
	for day in 2024-05-12 2024-06-16 2024-07-21 2024-08-25 2024-09-29 \
		2024-11-03 2024-12-08 2025-01-05; do
		sig-pattern --until "$day" --alpha 1 --budget 5 null
	done | jq -r 'select(.kind).id' | sort -u >told
	[ "$(wc -l <told)" -le 10 ]
	[ "$(wc -l <told)" -ge 2 ]
	sig-pattern null >p
	[ "$(wc -l <p)" = 1 ]
}

@test "sig-pattern: a burst is found, once, in the cell where it is" {
	{
		days 500 2
		burst 30 2025-04-28 14 '"who":"w"' | sed 's/"w"/"w&"/' |
			awk '{ sub(/"w"w""/, "\"w" NR "\""); print }'
	} >all
	sig-pattern all >p
	found p
	[ "$(found p)" = "burst org=a theme=digitaal" ]
	jq -e 'select(.kind == "burst") | .observed >= 25 and .expected < 5 and
		.persons == .n and .orgs == ["a"] and .q < 0.05 and
		.low <= .high and .high < .observed and
		.ratio_low < .ratio and .ratio < .ratio_high and
		(.evidence | length) == 20 and (.quotes | length) == 3 and
		(.series | length) == 52 and .series_step == 7 and
		(.series | add) >= .n and .flagged[-1] == 51' p
}

@test "sig-pattern: the interval of a burst knows that it is told" {
	for n in 20 28 60; do
		{
			days 500 2
			burst $n 2025-05-01 14 | sed 's/digitaal/betaling/'
		} | sig-pattern | jq -c 'select(.kind == "burst")'
	done >p
	# hardly told, it may be as usual; what is surely told has it as ever
	jq -s -e '[.[] | .ratio / .ratio_low] as $low |
		[.[] | .ratio_high / .ratio] as $high | length == 3 and
		(.[0] | .p > 1e-5 and .p < 1e-3 and .ratio_low < 1) and
		$low[1] > 1.7 and $low[1] < 2.2 and
		$low[2] > 1.4 and $low[2] < 1.5 and
		$high[0] > $high[1] and $high[1] > $high[2] and
		all($high[]; . > 1.4 and . < 2.2) and
		map(.why_nl + .why_en | contains("keer zo veel. Hoeveel meer " +
		"het er echt zijn, is niet zeker.") and contains("How many " +
		"more there really are is not certain.")) ==
		[true, false, false]' p
}

@test "sig-pattern: the sentences hold the numbers of the line" {
	{
		days 500 2
		burst 30 2025-04-28 14
	} | sig-pattern | jq -c 'select(.kind == "burst")' >p
	jq -e '(.observed | tostring) as $n | .why_nl + .why_en |
		contains("er \($n) signalen") and
		contains("there were \($n) signals")' p
	jq -e '(.observed | tostring) as $n | .expected < .5 and .title_nl ==
		"Meer signalen over digitaal bij a: \($n), normaal minder dan één"
		and .title_en ==
		"More signals about digitaal at a: \($n), less than one is normal"' p
	{
		days 900 2
		burst 60 2026-06-05 14 | sed 's/digitaal/betaling/'
	} | sig-pattern | jq -c 'select(.kind == "burst")' >p
	jq -e '(.observed | tostring) as $n | (.expected | round | tostring)
		as $e | (.title_nl | endswith(": \($n), normaal \($e)")) and
		(.title_en | endswith(": \($n), \($e) are normal"))' p
}

@test "sig-pattern: what is expected of less than one is not said to be 0" {
	{
		days 500 2
		burst 9 2025-05-04 8 | sed 's/"digitaal"/"x"/'
	} | sig-pattern >p
	jq -s -e '.[1] | .expected > 0 and .expected < .5 and
		.title_nl == "Meer signalen over x bij a: 9, normaal minder dan één" and
		.title_en == "More signals about x at a: 9, less than one is normal"' p
	sig-report --lang nl -f text p | grep -q "9 (verwacht: minder dan één)"
	sig-report --lang en -f text p | grep -q "9 (expected: less than one)"
	run ! grep -q "verwacht: 0)" <(sig-report --lang nl -f text p)
	# a thing and a theme that hardly go together by chance
	caers | awk 'xor() && ++n % 9 { next } { print }
		function xor() { return (/"app"/ ? 1 : 0) != (/"toon"/ ? 1 : 0) }' |
		sig-pattern >p
	jq -s -e 'map(select(.kind == "disproportion")) | length == 1 and
		(.[0] | .expected < .5 and
		(.title_nl | endswith("in plaats van minder dan één")) and
		(.why_nl | contains("was het er minder dan één.")) and
		(.why_en | contains("would be less than one.")))' p
}

@test "sig-pattern: themes are called by the titles of the codebook" {
	{
		days 500 2
		burst 30 2025-04-28 14 | sed s/digitaal/bejegening/
	} >s
	sig-pattern s >p
	jq -e 'select(.kind == "burst") |
		(.title_nl | contains("over '"'Onheus bejegend'"' bij a")) and
		(.title_en | contains("about '"'Treated badly'"' at a"))' p
	printf '%s\n' 'codebook eigen 1' '[theme bejegening]' \
		'title nl Ons eigen woord' >own.book
	sig-pattern -c own.book --lang nl s >p
	jq -e 'select(.kind == "burst") | (.title_nl + .why_nl |
		contains("Ons eigen woord")) and
		(has("title_en") or has("why_en") | not)' p
	sig-pattern --lang en s | jq -e 'select(.kind == "burst") |
		has("title_en") and (has("title_nl") | not)'
	run -2 sig-pattern -c no.book s
}

@test "sig-pattern: a part belongs to the finding that it shares most with" {
	{
		days 500 1
		burst 40 2025-04-28 14
		BURST=y burst 40 2025-04-28 14 |
			sed 's/"a"/"b"/; s/digitaal/huur/; s/post/balie/'
	} | sig-pattern >p
	jq -s -e 'map(select(.kind == "burst")) | length == 2' p
	jq -s -e '[.[] | select(.kind == "burst") | (.where[] |
		select(startswith("org="))) as $org | .parts[]? | select(contains("org=")) | contains($org)] |
		length > 1 and all' p
}

# surging DAYS THEME ORGS USUAL MORE ...: signals of ORGS over 800 days from
# 2024-01-01, six a day of three themes each, and of each THEME in its ORGS
# USUAL a day, MORE in the last DAYS days.
surging() {
	awk -v days="$1" -v more="${*:2}" 'BEGIN {
		srand(5)
		no = split("a b c", org)
		split("betaling bejegening informatie", theme)
		split("telefoon post", channel)
		n = split(more, m, " ")
		for (d = 0; d < 800; d++)
			for (o = 1; o <= no; o++) {
				for (t = 1; t <= 3; t++)
					many(org[o], theme[t], 2)
				for (k = 1; k < n; k += 4)
					if (index(m[k + 1], org[o]))
						many(org[o], m[k], d < 800 - days ? \
							m[k + 2] : m[k + 3])
			}
	}
	function many(o, t, rate,    k) {
		for (k = 0; k < 4 * rate; k++)
			if (rand() < .25)
				one(o, t)
	}
	function one(o, t) {
		printf "{\"sig\":\"signal/1\",\"id\":\"i%d\",\"org\":\"%s\"," \
		    "\"kind\":\"klacht\",\"channel\":\"%s\"," \
		    "\"received\":\"%s\",\"who\":\"p%d\"," \
		    "\"theme\":[\"%s\"],\"by\":[\"b@1\"]}\n", ++id, o,
		    channel[1 + (rand() < .5)],
		    strftime("%Y-%m-%d", 1704110400 + 86400 * d, 1), id, t
	}'
}

@test "sig-pattern: what is most of its organisation is told, not that" {
	surging 400 digitaal a 12 30 | sig-pattern >p
	[ "$(found p)" = "persistent org=a theme=digitaal" ]
	# so too where no p is small enough to tell them apart
	surging 15 digitaal a 12 100 | sig-pattern >p
	[ "$(found p)" = "burst org=a theme=digitaal" ]
}

@test "sig-pattern: a rise of all of an organisation is told as that" {
	surging 15 digitaal a 12 24 betaling a 2 4 bejegening a 2 4 \
		informatie a 2 4 | sig-pattern >p
	[ "$(found p)" = "burst org=a" ]
}

@test "sig-pattern: what rises more than the whole that rises is told too" {
	surging 28 digitaal a 1 6 betaling a 20 30 bejegening a 20 30 \
		informatie a 20 30 | sig-pattern >p
	[ "$(found p | sort)" = "$(printf '%s\n' "burst org=a" \
		"burst org=a theme=digitaal")" ]
}

# many: tallies of much that varies from week to week; at a, digitaal is seven
# times as much in the last fortnight.
many() {
	awk 'BEGIN {
		srand(3)
		split("a b", org)
		split("betaling bejegening digitaal", theme)
		split("balie post telefoon web", channel)
		for (d = 0; d < 903; d++) {
			for (k = 0; k < 6 && d % 7 == 0; k++)
				week[k] = exp(rand() - .5)
			for (k = 0; k < 24; k++)
				put(d, org[k % 2 + 1], theme[k % 6 % 3 + 1],
				    channel[int(k / 6) + 1], week[k % 6])
		}
	}
	function put(d, o, t, c, w,    n) {
		n = 100 * w * (o t == "adigitaal" && d >= 889 ? 7 : 1)
		n = int(n + sqrt(n) * (rand() + rand() + rand() - 1.5) * 2)
		printf "{\"sig\":\"tally/1\",\"period\":\"day\"," \
		    "\"day\":\"%s\",\"org\":\"%s\",\"kind\":\"klacht\"," \
		    "\"channel\":\"%s\",\"theme\":[\"%s\"]," \
		    "\"book\":\"b@1\",\"n\":%d}\n",
		    strftime("%Y-%m-%d", 1704110400 + 86400 * d, 1), o, c, t, n
	}'
}

@test "sig-pattern: the whole is told, though its parts are as sure" {
	many | sig-pattern >p
	[ "$(found p)" = "burst org=a theme=digitaal" ]
}

@test "sig-pattern: of two that rise at once none is lost in the whole" {
	for more in 9 12 24; do
		surging 14 digitaal abc 3 $more formulier a 3 $more |
			sig-pattern >p
		[ "$(found p | sort)" = "$(printf '%s\n' \
			"burst org=a theme=formulier" \
			"cross-org theme=digitaal")" ]
	done
}

@test "sig-pattern: the order of lines and of files does not matter" {
	{
		days 400 1
		burst 30 2025-01-20 14
	} >all
	sig-pattern all >p
	[ "$(wc -l <p)" = 2 ]
	cmp p <(sort -r all | sig-pattern)
	awk 'NR % 2' all >a
	awk 'NR % 2 == 0' all >b
	cmp p <(sig-pattern b a)
}

@test "sig-pattern: tallies say the same as signals" {
	{
		days 400 1
		burst 30 2025-01-20 14
	} >all
	sig-pattern all >p
	sig-tally --by org,system,kind,channel,product,region,theme,norm,level \
		all >t
	sig-pattern t >q
	keep='select(.sig == "pattern/1") | {id, n, observed, expected, p, q,
		persons, series, series_expected, from, to, where, parts}'
	jq -c "$keep" p >p.kept
	jq -c "$keep" q >q.kept
	[ -s p.kept ]
	cmp p.kept q.kept
	sed -n 1,3000p all | sig-tally >h
	sig-pattern h <(sed -n '3001,$p' all) | jq -c "$keep" >q.kept
	cmp p.kept q.kept
}

@test "sig-pattern: copies and other states never count" {
	{
		days 500 2
		burst 4 2025-04-28 4
		BURST=y burst 40 2025-04-28 14 '"copy_of":"x-1"'
		BURST=z burst 40 2025-04-28 14 '"state_of":"x-1"'
	} >all
	sig-pattern all >p
	[ "$(wc -l <p)" = 1 ]
	jq -e '.counts | contains(["copies=40", "states=40"])' p
	[ "$(jq .n p)" = "$(days 500 2 |
		awk '/"received":"2025-05-1[4-9]/ { later++ }
		END { print NR + 4 - later }')" ]
}

@test "sig-pattern: what is open is that of the newest state" {
	{
		days 500 1 | awk '{ n++ }
		/"org":"a"/ { sub(/"text"/, "\"closed\":" day() ",\"text\"") }
		{ print }
		function day(   r) {
			match($0, /"received":"[^"]*"/)
			return substr($0, RSTART + 11, RLENGTH - 11)
		}'
		for i in $(seq 40); do
			sig "o$i" x '"org":"a"' '"kind":"klacht"' \
				'"seen":"2025-04-01"' '"received":"2025-03-20"'
			[ "$i" -gt 25 ] || sig "o$i" x '"org":"a"' \
				'"kind":"klacht"' '"seen":"2025-05-10"' \
				'"received":"2025-03-20"' \
				'"status":"afgehandeld"' \
				'"closed":"2025-05-01"' '"told":"2025-05-01"'
		done
	} >all
	sig-dedupe all | tee s | sig-pattern >marked
	sig-dedupe --latest all | sig-pattern >latest
	jq -s -e '.[1] | .kind == "unanswered" and .overdue == 15' marked
	for f in marked latest; do
		jq -c 'select(.sig == "pattern/1") | del(.copies, .age)' $f \
			>$f.found
		jq -c 'select(.breaks).breaks' $f >>$f.found
	done
	diff -u latest.found marked.found
}

@test "sig-pattern: one person many times is no burst" {
	{
		days 500 2
		burst 40 2025-04-28 14 '"who":"same"'
	} | sig-pattern >p
	[ "$(wc -l <p)" = 1 ]
}

@test "sig-pattern: ids are the same from night to night" {
	{
		days 500 2
		burst 30 2025-04-28 14
	} >all
	sig-pattern --until 2025-05-11 all | jq -r 'select(.id).id' >a
	sig-pattern --until 2025-05-09 all | jq -r 'select(.id).id' >b
	[ -s a ]
	cmp a b
}

@test "sig-pattern: a burst is not seen before it is there" {
	{
		days 500 2
		burst 30 2025-04-28 14
	} >all
	[ "$(sig-pattern --until 2025-04-27 all | wc -l)" = 1 ]
}

@test "sig-pattern: stray dates do not move the end of the data" {
	{
		days 500 2
		sig f1 x '"received":"2099-01-01"'
		sig f2 x '"received":"1970-01-01"'
		sig f3 x
	} | sig-pattern >p
	jq -e '.as_of == "2025-05-13"' p
	jq -e '.counts | contains(["later=5"]) or contains(["undated=1"])' p
	jq -e '.counts | contains(["undated=1"])' p
}

@test "sig-pattern: a quiet week with a holiday is not made up for" {
	# normal weeks around Christmas: nothing may be found
	days 740 3 >all
	for d in 2025-12-24 2025-12-27 2025-12-31 2026-01-05; do
		[ "$(sig-pattern --until "$d" all | wc -l)" = 1 ]
	done
}

@test "sig-pattern: a slow rise is a trend" {
	{
		days 500 2
		rise
	} | sig-pattern >p
	found p
	[ "$(found p)" = "trend org=b theme=wachten" ]
	jq -e 'select(.kind == "trend") | .ratio > 1.15 and
		.ratio_low > 1 and .ratio_high > .ratio' p
	# what grows a lot a year ago and no more now is no trend
	{
		days 500 2
		rise | grep -v 2025
	} | sig-pattern | found >now
	run ! grep trend now
	# of one organisation that has nothing else no share can grow
	grep -q "Hun aandeel in alle signalen bij b stijgt ook" p
	rise | sig-pattern >alone
	[ "$(found alone)" = "trend org=b" ]
	run ! grep -q aandeel alone
}

# shares ORGS DOUBLES DAY: two themes at each of ORGS; from DAY of 800 on
# what matches the regular expression DOUBLES comes twice.
shares() {
	awk -v orgs="$1" -v doubles="$2" -v day="$3" 'BEGIN {
		srand(3)
		for (d = 0; d < 800; d++)
			for (o = 1; o <= orgs; o++)
				for (k = 0; k < 12; k++) {
					w = "o" o (k % 2 ? " betaling" : " digitaal")
					many = d >= day && w ~ doubles ? 2 : 1
					for (; many > 0; many--)
						if (rand() < .5)
							print d, "o" o, k % 2 ? \
							    "betaling" : "digitaal"
				}
	}' | awk '{
		printf "{\"sig\":\"signal/1\",\"id\":\"q%d\",", NR
		printf "\"org\":\"%s\",\"kind\":\"klacht\",", $2
		printf "\"received\":\"%s\",\"text\":\"t\",", \
		    strftime("%Y-%m-%d", 1672660800 + 86400 * $1, 1)
		printf "\"who\":\"q%d\",\"theme\":[\"%s\"]}\n", NR, $3 }'
}

@test "sig-pattern: a share is said of what has it, and not where nothing has" {
	# all that there is doubles: it has no share of anything
	shares 1 o1 650 | sig-pattern >p
	jq -s -e 'map(select(.step or .kind == "trend"))[0] |
		.where == ["org=o1"] and (.why_en | contains("times as many")) and
		(.why_en | contains("share") | not) and
		(.why_nl | contains("aandeel") | not)' p
	# it is of its own organisation, whose other signals stay
	shares 2 'o1 betaling' 650 | sig-pattern >p
	jq -s -e 'map(select(.kind == "trend"))[0] |
		.where == ["org=o1", "theme=betaling"] and
		(.why_en | contains("Their share of all signals at o1")) and
		(.why_nl | contains("Hun aandeel in alle signalen bij o1"))' p
}

@test "sig-pattern: no part of a pattern is its own place, or named twice" {
	local orgs

	for orgs in 1 2; do
		shares "$orgs" o1 550 | sig-pattern >p
		jq -s -e 'map(select(.kind and .id)) | length > 0 and all(
			(.where | join(" & ")) as $own |
			(.parts // [] | map(.[index(" ") + 1:])) |
			index($own) == null and length == (unique | length))' p
	done
}

@test "sig-pattern: ten weeks of data vary at least as chance does" {
	{
		days 70 2
		burst 30 2024-03-04 5
	} >s
	sig-pattern --until 2024-03-08 --trace t s >p
	jq -s -e 'map(select(.rule == "young")) | length > 10 and
		all(.phi_s >= 1)' t
	jq -s -e 'map(select(.kind == "burst"))[0] |
		(.where | index("theme=digitaal") != null) and
		.ratio_low > 1 and .ratio_low < .ratio and .ratio < .ratio_high' p
}

# Functions of awk: a number below 1, and one of a Poisson distribution.
draw='function rnd() {
	seed = (seed * 69069 + 1) % 4294967296
	return seed / 4294967296
}
function pois(m,    left, n) {
	left = exp(m)
	for (n = 0; (left *= rnd()) > 1; n++)
		;
	return n
}
'

@test "sig-pattern: what has no share is no trend where no season is known" {
	# one organisation, from January to the summer; 30 % more in winter
	awk "$draw"'BEGIN {
		seed = 7
		for (d = 0; d < 210; d++) {
			n = pois(15 * (1 + .3 * cos(6.2831853 * d / 365)))
			while (n--)
				printf "{\"sig\":\"signal/1\",\"id\":\"m%d\"," \
				    "\"org\":\"a\",\"kind\":\"klacht\"," \
				    "\"channel\":\"%s\",\"received\":\"%s\"}\n",
				    ++id, rnd() < .6 ? "telefoon" : "balie",
				    strftime("%Y-%m-%d", 1767614400 + 86400 * d, 1)
		}
	}' >s
	sig-pattern s >p
	[ -z "$(found p)" ]
}

@test "sig-pattern: of less than a year a trend is told since the first weeks" {
	# product p3 grows all the time; 40 weeks, and two years of it
	for days in 280 728; do
		awk -v days=$days "$draw"'BEGIN {
			seed = 2
			for (d = 0; d < days; d++)
				for (k = 0; k < 4; k++) {
					n = pois(k == 3 ? .6 * exp(.005714 * d) : 3)
					while (n--)
						printf "{\"sig\":\"signal/1\"," \
						    "\"id\":\"m%d\",\"org\":\"a\"," \
						    "\"kind\":\"klacht\"," \
						    "\"product\":\"p%d\"," \
						    "\"received\":\"%s\"}\n", ++id, k,
						    strftime("%Y-%m-%d",
						    1767614400 + 86400 * (d - days), 1)
				}
		}' >s$days
		sig-pattern s$days | jq -c 'select(.kind == "trend")' >p$days
		[ "$(found p$days)" = "trend org=a product=p3" ]
	done
	# of 40 weeks 27 lie between the two quarters: 2.9 times as many
	first=$(awk '/"p3"/ && /"received":"2025-0([3-5]|6-[012])/' s280 | wc -l)
	jq -e --argjson n "$first" '.ratio > 2.2 and .ratio < 3.8 and
		.expected > $n / 1.35 and .expected < $n * 1.35 and
		(.ratio - .observed / .expected | fabs) < 1e-4 and
		(.why_en | contains(
		"growing: since the first 13 weeks that are known")) and
		(.why_nl | contains(
		"meer: sinds de eerste 13 weken die bekend zijn"))' p280
	jq -e '(.why_en | contains("growing: over a year")) and .ratio > 6' p728
}

@test "sig-pattern: weeks that are cut elsewhere do not walk" {
	# levels differ from Monday to Monday, and the last day is a Tuesday
	awk "$draw"'BEGIN {
		seed = 6
		for (k = 0; k < 20; k++)
			for (w = 0; w < 179; w++) {
				m = 1 - 2 * rnd() + rnd() - rnd()
				m = 25 * exp(.35 * m) * (k < 4 && w > 143 ? 2 : 1)
				for (i = 0; i < 2; i++) {
					n = pois(m * (i ? .7 : .3))
					if (n > 0)
						printf "{\"sig\":\"tally/1\"," \
						    "\"period\":\"day\",\"day\":\"%s\"," \
						    "\"org\":\"o\",\"kind\":\"klacht\"," \
						    "\"product\":\"p%02d\",\"n\":%d," \
						    "\"known\":0}\n", strftime("%Y-%m-%d",
						    1680480000 + 86400 * (7 * w + 2 * i),
						    1), k, n
				}
			}
	}' >weeks
	sig-pattern -q --until 2026-09-01 --trace t weeks >p
	# all four that doubled, and nothing else
	[ "$(found p | sed 's/^[a-z]* //' | sort)" = "$(printf \
		'org=o product=p0%d\n' 0 1 2 3)" ]
	jq -s -e 'map(select(.speed)) | length > 3 and
		all(.speed < .001 and .back_late + .back_soon > 0)' t
}

# first_year DAYS FROM: signals of one organisation and four products, DAYS from
# second FROM of 1970 on: fewer in July and August, more in September, and of
# product p3 three times as many in the last MORE days.
first_year() {
	awk -v days="$1" -v from="$2" -v more="${3:-0}" "$draw"'BEGIN {
		seed = 5
		for (d = 0; d < days; d++) {
			t = from + 86400 * d
			md = strftime("%m%d", t, 1)
			m = md >= "0714" && md <= "0828" ? .6 : 1
			m = md >= "0831" && md <= "1002" ? 1.2 : m
			for (k = 0; k < 4; k++) {
				n = pois(7 * m * (k == 3 && d >= days - more ? 3 : 1))
				while (n--)
					printf "{\"sig\":\"signal/1\"," \
					    "\"id\":\"m%d\",\"org\":\"a\"," \
					    "\"kind\":\"klacht\"," \
					    "\"product\":\"p%d\"," \
					    "\"received\":\"%s\"}\n", ++id, k,
					    strftime("%Y-%m-%d", t, 1)
			}
		}
	}'
}

@test "sig-pattern: that a first holiday ends is no burst" {
	# a year from September on, and data that begin in July
	first_year 388 1756684800 >s
	sig-pattern s >p
	[ -z "$(found p)" ]
	first_year 65 1783296000 >s
	sig-pattern s >p
	[ -z "$(found p)" ]

	# what is more than that is told, and that no other year is known
	first_year 388 1756684800 20 >s
	sig-pattern s >p
	jq -s -e 'map(select(.kind == "burst")) | length == 1 and
		.[0].where == ["org=a", "product=p3"] and (.[0] |
		.expected > 85 and .expected < 125 and
		(.why_nl | contains("in eerdere jaren was, is niet bekend")) and
		(.why_en | contains("it may be so every year")) and
		.series_expected[-1] * 2 > .9 * .expected)' p
	# which does not hold of what has two years before
	first_year 1100 1695168000 20 >s
	sig-pattern s >p
	jq -s -e 'map(select(.kind == "burst")) | length > 0 and
		all(.why_en | contains("every year") | not)' p
}

@test "sig-pattern: that fewer come by telephone is not called better" {
	# as many people, of whom more and more use the web form
	awk 'BEGIN {
		srand(1)
		for (d = 0; d < 1000; d++)
			for (k = 0; k < 8; k++)
				printf "{\"sig\":\"signal/1\",\"id\":\"m%d\"," \
				    "\"org\":\"a\",\"kind\":\"klacht\"," \
				    "\"channel\":\"%s\",\"received\":\"%s\"," \
				    "\"text\":\"t\",\"who\":\"m%d\"," \
				    "\"theme\":[\"informatie\"]}\n", ++n,
				    rand() < .7 - d / 2000 ? \
				    "telefoon" : "webformulier",
				    strftime("%Y-%m-%d", 1672660800 + 86400 * d, 1), n
	}' >s
	sig-pattern s >p
	jq -s -e 'map(select(.kind == "positive")) | length == 1 and (.[0] |
		(.where | index("channel=telefoon") != null) and
		(.title_nl | startswith("Steeds minder: ")) and
		(.title_en | startswith("Fewer and fewer: ")) and
		(.why_nl | contains("of dat mensen het ergens anders")) and
		(.why_en | contains("or that people tell it elsewhere")))' p
	# and how they come is said as people say it
	jq -s -e 'any(.title_nl // "" | contains("bij a (per telefoon)")) and
		any(.title_en // "" | contains("at a (by telephone)"))' p
	sed s/telefoon/balie/ s | sig-pattern >p
	jq -s -e 'any(.title_nl // "" | contains("bij a (aan de balie)")) and
		any(.title_en // "" | contains("at a (at the counter)"))' p
}

@test "sig-pattern: what rose at once and is as high since does not keep growing" {
	awk 'BEGIN {
		srand(7)
		for (d = 0; d < 420; d++) {
			day = strftime("%Y-%m-%d", 1672660800 + 86400 * d, 1)
			for (t = 0; t < 6; t++)
				for (k = t == 0 && d >= 300 ? 8 : 2; k > 0; k--)
					if (rand() < .5)
						printf "{\"sig\":\"signal/1\"," \
						    "\"id\":\"s%d\",\"org\":\"a\"," \
						    "\"kind\":\"klacht\"," \
						    "\"received\":\"%s\"," \
						    "\"text\":\"t\"," \
						    "\"who\":\"s%d\"," \
						    "\"theme\":[\"t%d\"]}\n",
						    ++n, day, n, t
		}
	}' | sig-pattern | jq -s -e 'map(select(.kind and .id)) |
		length == 1 and (.[0] | .kind == "trend" and
		.where == ["org=a", "theme=t0"] and
		.ratio > 3.3 and .ratio < 4.8 and
		(.expected * .ratio / .observed - 1 | fabs) < 1e-3 and
		(.title_nl | startswith("Meer dan eerst")) and
		(.why_en | contains("times as many as before") and
			(contains("keep growing") | not)))'
	{
		days 500 2
		rise
	} | sig-pattern | jq -s -e 'any(.kind == "trend" and
		(.why_en | contains("keep growing")))'
}

# falling HOW: of six themes t0 is at 0.3 at last, at once or within a year.
falling() {
	awk -v how="$1" 'BEGIN {
		srand(3)
		for (d = 0; d < 800; d++) {
			day = strftime("%Y-%m-%d", 1672660800 + 86400 * d, 1)
			for (t = 0; t < 6; t++) {
				p = .5
				if (t == 0 && how == "once" && d >= 546)
					p *= .3
				if (t == 0 && how == "slow" && d > 436)
					p *= exp(log(.3) * (d - 436) / 364)
				for (k = 0; k < 6; k++)
					if (rand() < p)
						printf "{\"sig\":\"signal/1\"," \
						    "\"id\":\"s%d\",\"org\":\"a\"," \
						    "\"kind\":\"klacht\"," \
						    "\"received\":\"%s\"," \
						    "\"text\":\"t\"," \
						    "\"theme\":[\"t%d\"]}\n",
						    ++n, day, t
			}
		}
	}'
}

@test "sig-pattern: what fell at once is told since when, not as if it still fell" {
	falling once | sig-pattern | jq -s -e 'map(select(.kind == "positive")) |
		length == 1 and (.[0] | .where == ["org=a", "theme=t0"] and
		.ratio_low < .3 and .ratio_high > .3 and .ratio_high < .5 and
		(.expected * .ratio / .observed - 1 | fabs) < 1e-3 and
		(.title_nl | startswith("Minder dan eerst: ")) and
		(.title_en | startswith("Fewer than before: ")) and
		(.why_nl | contains("Sinds ongeveer de week van 2 juli 2024 " +
			"zijn het er 0,3 keer zo veel als daarvoor")) and
		(.why_en | contains("Since about the week of 2 July 2024 " +
			"there have been 0.3 times as many as before")) and
		(.why_nl | contains("minder:") | not) and
		(.why_en | contains("or that people tell it elsewhere")))'
	falling slow | sig-pattern | jq -s -e 'map(select(.kind == "positive")) |
		length == 1 and (.[0] | .where == ["org=a", "theme=t0"] and
		(.title_nl | startswith("Steeds minder: ")) and
		(.why_nl | contains("Het worden er minder: gerekend over")))'
}

# growing TIMES: a theme that grows to TIMES in ten months, at last, among 20.
growing() {
	awk -v times="$1" 'BEGIN {
		srand(5)
		for (d = 0; d < 1100; d++) {
			day = strftime("%Y-%m-%d", 1672660800 + 86400 * d, 1)
			for (t = 0; t < 21; t++) {
				most = 2.7
				if (t == 0 && d > 800)
					most *= 1 + (times - 1) * (d - 800) / 300
				for (; most > rand(); most--)
					if (rand() < .8 - .4 * (d % 7 > 4))
						printf "{\"sig\":\"signal/1\"," \
						    "\"id\":\"g%d\",\"org\":\"a\"," \
						    "\"kind\":\"klacht\"," \
						    "\"received\":\"%s\"," \
						    "\"text\":\"t\"," \
						    "\"who\":\"g%d\"," \
						    "\"theme\":[\"t%02d\"]}\n",
						    ++n, day, n, t
			}
		}
	}'
}

@test "sig-pattern: a large growth is told as long as it goes on" {
	local day

	growing 4 >all
	for day in 2025-07-15 2025-09-02 2025-09-23 2025-10-14 2025-11-04 \
		2025-11-25 2025-12-16 2026-01-06; do
		sig-pattern --until "$day" all | found
	done >told
	[ "$(grep -cE "^(burst|trend|persistent) org=a theme=t00$" told)" = 8 ]
}

# risen SEED: a theme of a product grows to three times in 39 weeks, the last
# three months not; elsewhere four months of one are three times as many.
risen() {
	awk -v seed="$1" 'BEGIN {
		srand(seed)
		split("a b c", org)
		for (d = 0; d < 735; d++) {
			noon = 1672660800 + 86400 * d
			day = strftime("%Y-%m-%d", noon, 1)
			for (o = 1; o <= 3; o++)
				for (p = 0; p < 3; p++)
					for (t = 0; t < 6; t++)
						many()
		}
	}
	function many(    m) {
		m = .3
		if (o == 1 && p + t == 0 && d > 370)
			m *= 1 + 2 * (d < 640 ? (d - 370) / 270 : 1)
		if (o == 2 && p + t == 0 && d > 500 && d < 620)
			m *= 3
		for (; m > 0; m -= .3)
			if (rand() < (m < .3 ? m : .3))
				printf "{\"sig\":\"signal/1\",\"id\":\"r%d\"," \
				    "\"org\":\"%s\",\"kind\":\"klacht\"," \
				    "\"received\":\"%s\",\"text\":\"t\"," \
				    "\"product\":\"p%d\",\"who\":\"r%d\"," \
				    "\"theme\":[\"t%d\"]}\n",
				    ++n, org[o], day, p, n, t
	}'
}

@test "sig-pattern: a rise of most of a year is not taken for a level that walks" {
	local seed

	for seed in 1 6; do
		risen $seed | sig-pattern | found |
			grep -E "^(trend|persistent) org=a product=p0 theme=t0$"
	done
}

# rushes SEED: seven themes of three organisations; to four of them people
# write in February and March; the first, at a, is three times as much since May
# 2024.
rushes() {
	awk -v seed="$1" 'BEGIN {
		srand(seed)
		split("a b c", org)
		for (d = 0; d < 880; d++) {
			noon = 1672660800 + 86400 * d
			day = strftime("%Y-%m-%d", noon, 1)
			at = (strftime("%j", noon, 1) - 36) / 50
			for (o = 1; o <= 3; o++)
				for (t = 0; t < 7; t++)
					many(org[o], t)
		}
	}
	function many(o, t,    k, p) {
		p = .08
		if (t > 2 && at > 0 && at < 1)
			p *= 1 + 2.5 * sin(3.1416 * at)
		if (o == "a" && t == 0)
			p *= d > 500 ? 1.8 : .6
		for (k = 0; k < 10; k++)
			if (rand() < p)
				printf "{\"sig\":\"signal/1\",\"id\":\"l%d\"," \
				    "\"org\":\"%s\",\"kind\":\"klacht\"," \
				    "\"received\":\"%s\",\"text\":\"t\"," \
				    "\"theme\":[\"t%d\"],\"by\":[\"b@1\"]}\n",
				    ++id, o, day, t
	}'
}

@test "sig-pattern: what comes each year teaches no level to walk" {
	local seed day

	for seed in 1 3; do
		rushes "$seed" >all
		for day in 2025-01-20 2025-04-15 2025-05-25; do
			sig-pattern --until "$day" all >p
			[ "$(found p)" = "persistent org=a theme=t0" ]
		done
	done
}

# few SEED DAYS: fifteen products of one a day, in two organisations, of which
# one grows to four in the last DAYS of three years.
few() {
	awk -v seed="$1" -v days="$2" 'BEGIN {
		srand(seed)
		for (d = 0; d < 1100; d++) {
			day = strftime("%Y-%m-%d", 1672660800 + 86400 * d, 1)
			for (p = 0; p < 15; p++) {
				most = 4
				if (p == 0 && d > 1100 - days)
					most *= 1 + 3 * (d - 1100 + days) / days
				for (; most > 0; most--)
					if (rand() < (most < 1 ? most : 1) / 4)
						one(p)
			}
		}
	}
	function one(p) {
		printf "{\"sig\":\"signal/1\",\"id\":\"f%d\",\"org\":\"%s\"," \
		    "\"kind\":\"klacht\",\"received\":\"%s\",\"text\":\"t\"," \
		    "\"product\":\"p%02d\",\"who\":\"f%d\"," \
		    "\"theme\":[\"t%d\"]}\n", ++n, p % 3 ? "a" : "b", day, p,
		    n, p == 0 ? 0 : int(rand() * 5)
	}'
}

@test "sig-pattern: what grew among few does not teach that such is usual" {
	few 1 300 | sig-pattern >p
	[ "$(found p)" = "trend org=b product=p00" ]
}

@test "sig-pattern: what still grows is said to, since it began" {
	few 2 300 | sig-pattern >p
	[ "$(found p)" = "trend org=b product=p00" ]
	jq -s -e 'map(select(.kind == "trend").why_en) | length == 1 and
		(.[0] | contains("keep growing") and
			test("The rise began around the week of [0-9]+ " +
				"(February|March|April) 2025"))' p
}

@test "sig-pattern: what is new began when it began, and does not keep growing" {
	awk 'BEGIN {
		for (d = 0; d < 1050; d++)
			for (k = 0; k < (d < 910 ? 8 : 11); k++)
				printf "{\"sig\":\"signal/1\",\"id\":\"n%d\"," \
				    "\"org\":\"a\",\"kind\":\"klacht\"," \
				    "\"received\":\"%s\",\"text\":\"t\"," \
				    "\"product\":\"%s\",\"who\":\"n%d\"," \
				    "\"theme\":[\"wachten\"]}\n", ++n,
				    strftime("%Y-%m-%d",
					1704110400 + 86400 * d, 1),
				    k < 8 ? "oud" : "nieuw", n
	}' >new
	sig-pattern new >p
	found p | grep -x "trend org=a product=nieuw.*"
	jq -s -e 'map(select(.kind == "trend").why_en) | length == 1 and
		(.[0] | contains("Before the week of 28 June 2026 this "))' p
}

# rising ORG: some more of a theme in the last four weeks of ORG.
rising() {
	BURST=$1 burst 40 2025-04-14 28 '"who":"z"' |
		sed 's/"org":"a"/"org":"'"$1"'"/; s/digitaal/bejegening/' |
		awk '{ sub(/"who":"z"/, "\"who\":\"z" NR "\""); print }'
}

@test "sig-pattern: what rises in two organisations is one pattern" {
	{
		days 500 1
		rising a
		rising b
	} | sig-pattern >p
	[ "$(found p)" = "cross-org theme=bejegening" ]
	jq -e 'select(.kind == "cross-org") | .parts | map(split(" ")[1:]) |
		sort == [["org=a", "&", "theme=bejegening"],
			["org=b", "&", "theme=bejegening"]]' p
	jq -e 'select(.kind == "cross-org") | .orgs == ["a", "b"] and
		(.parts | length) >= 2' p
	# and in one it is not
	{
		days 500 1
		rising a
	} | sig-pattern | found >one
	run ! grep cross-org one
	grep -q '^burst.*org=a.*theme=bejegening' one
}

@test "sig-pattern: a new organisation adds nothing to what rises in two" {
	{
		days 500 1
		rising a
		rising b
	} >two
	BURST=c burst 30 2025-05-02 10 '"who":"z"' |
		sed 's/"org":"a"/"org":"c"/; s/digitaal/bejegening/' |
		cat two - >three
	sig-pattern two >p
	sig-pattern three >q
	# it has no normal of its own, so it is not set against that of others
	jq -s -e 'map(select(.kind == "cross-org")) | length == 2 and
		.[0].observed == .[1].observed and .[1].n == .[0].n + 30 and
		(.[0].ratio_low / .[1].ratio_low - 1 | fabs) < .02 and
		(.[1].why_en | contains(": of 30 the day or the source"))' p q
}

@test "sig-pattern: of hundreds of organisations all count" {
	awk 'BEGIN {
		for (w = 0; w < 60; w++)
			for (o = 0; o < 300; o++)
				printf "{\"sig\":\"tally/1\",\"period\":" \
				    "\"week\",\"day\":\"%s\",\"org\":\"o%d\"," \
				    "\"theme\":[\"x\"],\"n\":%d}\n",
				    day(w), o, w < 55 ? 1 + (w + o) % 3 : 6
	}
	function day(w) {
		return strftime("%Y-%m-%d", 1735560000 + 604800 * w, 1)
	}' >all
	sig-pattern all >p
	jq -e 'select(.kind == "cross-org") | .n == 300 * 4 * 6 and
		.observed == .n and .ratio < 3.2 and
		(.why_en | test("at least 300 org.* and others\\. In all "))' p
}

@test "sig-pattern: labels that go together are no growth of all else" {
	{
		days 500 1
		rising a
		rising b
	} | sed 's/"theme":\["bejegening"\]/"theme":["bejegening","toon"]/' |
		sig-pattern >p
	[ "$(found p)" = "cross-org theme=bejegening" ]
	# but where all else grows as much, it is no matter of one theme
	{
		days 500 1
		for t in bejegening betaling informatie; do
			rising a | sed "s/bejegening/$t/; s/a-/a$t-/"
			rising b | sed "s/bejegening/$t/; s/b-/b$t-/"
		done
	} | sig-pattern | found >all
	run ! grep cross-org all
}

@test "sig-pattern: people who come back are a pattern" {
	days 500 1 | awk '/"org":"b".*betaling/ && ++n % 4 == 0 {
		sub(/"theme"/, "\"repeat\":2,\"theme\"") } { print }' >all
	sig-pattern all >p
	[ "$(found p)" = "repeat org=b theme=betaling" ]
	jq -e 'select(.kind == "repeat") | .observed > 3 * .expected and
		.repeats == .observed' p
	jq -e 'select(.kind == "repeat") | (.why_nl |
		contains("al eerder iets liet weten over hetzelfde product")) and
		(.why_en | contains("in touch about the same product"))' p
	# a tally does not tell who came how often: no surer than with signals
	sig-tally all | sig-pattern >q
	jq -s -e '[.[] | select(.kind == "repeat")] | length == 2 and
		.[0].expected == .[1].expected and .[0].p < .[1].p' p q
}

@test "sig-pattern: who comes back is compared among those who are known" {
	# a quarter comes back, here as elsewhere; of who that is known
	# differs: nothing
	days 500 1 | awk 'BEGIN { srand(1) } { repeats = ++n % 4 == 0 }
		!/betaling/ && rand() > .2 { sub(/"who":"p[0-9]*",/, ""); print; next }
		repeats { sub(/"theme"/, "\"repeat\":2,\"theme\"") } { print }' >all
	sig-pattern all >p
	run ! grep -q '"kind":"repeat"' p
	# if all are known, but then of half of the rest those are not who came
	# before: they seem to come back half as often
	days 500 1 | awk 'BEGIN { srand(1) } { repeats = ++n % 4 == 0 }
		!/betaling/ && rand() > .5 { sub(/"who":"p[0-9]*",/, ""); print; next }
		repeats && (/betaling/ || rand() < .5) {
			sub(/"theme"/, "\"repeat\":2,\"theme\"") } { print }' |
		sig-pattern >p
	run ! grep -q '"kind":"repeat"' p
	# what is more is told of those who are known
	days 500 1 | awk '{ b = /"org":"b".*betaling/; ++n }
		n % 3 == 0 { sub(/"who":"p[0-9]*",/, ""); print; next }
		n % 20 == 1 || (b && n % 3 == 1) {
			sub(/"theme"/, "\"repeat\":2,\"theme\"") } { print }' >all
	sig-pattern all >p
	[ "$(found p)" = "repeat org=b theme=betaling" ]
	jq -e 'select(.kind == "repeat") | . as $f |
		(.n * .persons_known | round) as $known | .n > $known and
		(.title_en | startswith("People come back: \($f.observed) of " +
			"the \($known) signals") and endswith("a known sender")) and
		(.why_en | contains("known of \($known) whom"))' p
}

@test "sig-pattern: who comes at random comes back more about what is large" {
	# random AGAIN PRODUCTS [THEME]: 6,000 signals of senders drawn at random,
	# 40 % about theme a; of THEME, or b, the share AGAIN comes back within
	# 8 weeks, of all else a third of that
	random() {
		awk -v again="$1" -v products="$2" -v more="${3:-b}" 'BEGIN {
			srand(5)
			for (i = 0; i < 6000; i++) {
				d = int(455 * rand())
				u = int(20 * rand())
				t = substr("aaaaaaaabbbbcccddeef", u + 1, 1)
				p = products ? int(sqrt(9 * rand())) : 0
				who = int(20000 * rand())
				printf "%d %d %s %d\n", d, who, t, p
				d += 1 + int(56 * rand())
				if (rand() < (t == more ? again : again / 3))
					printf "%d %d %s %d\n", d, who, t, p
			}
		}' | sort -n | awk '$1 < 455 {
			t = $2 " " $3
			p = $2 " p" $4
			r = (t in last && last[t] < $1 && $1 - last[t] <= 180) ||
			    ($4 && p in last && last[p] < $1 &&
				$1 - last[p] <= 180)
			last[t] = last[p] = $1
			printf "{\"sig\":\"signal/1\",\"id\":\"i%d\"," \
			    "\"org\":\"o\",\"kind\":\"klacht\"," \
			    "\"received\":\"%s\",%s\"who\":\"p%d\"," \
			    "%s\"theme\":[\"%s\"]}\n", NR,
			    strftime("%Y-%m-%d", 1704110400 + 86400 * $1, 1),
			    $4 ? "\"product\":\"p" $4 "\"," : "", $2,
			    r ? "\"repeat\":2," : "", $3
		}'
	}
	for products in 0 1; do
		random 0 $products | sig-pattern >p
		[ "$(grep -c '"kind":"repeat"' p)" = 0 ]
		random .3 $products >all
		sig-pattern all >p
		[ "$(found p | grep ^repeat)" = "repeat org=o theme=b" ]
	done
	# and by tallies
	sig-tally all | sig-pattern | found | grep "^repeat org=o theme=b"
	# few of these come back about something else: it is not size
	random .3 0 a >all
	sig-pattern all >p
	[ "$(found p | grep ^repeat)" = "repeat org=o theme=a" ]
	# which tallies do not tell
	run ! grep -q '"kind":"repeat"' <(sig-tally all | sig-pattern)
}

@test "sig-pattern: repeats of before senders are known are not counted" {
	# one in eight comes back; theme b is large while nobody is known
	awk 'BEGIN {
		srand(4)
		for (d = 0; d < 455; d++)
			for (k = 0; k < 12; k++)
				printf "{\"sig\":\"signal/1\",\"id\":\"i%d\"," \
				    "\"org\":\"o\",\"kind\":\"klacht\"," \
				    "\"received\":\"%s\",%s%s\"theme\":[\"%s\"]}\n",
				    ++id, strftime("%Y-%m-%d",
				    1704110400 + 86400 * d, 1),
				    d < 300 ? "" : "\"who\":\"p" id "\",",
				    rand() < .125 ? "\"repeat\":2," : "",
				    k < (d < 300 ? 3 : 1) ? "b" :
				    substr("acd", 1 + k % 3, 1)
	}' | sig-pattern >p
	run ! grep -q '"kind":"repeat"' p
}

@test "sig-pattern: one person who comes back is not people who come back" {
	# $1 different people are those of the repeats
	back() {
		days 500 1 | awk -v of="$1" '
			/"org":"b".*betaling/ && ++n % 4 == 0 {
				sub(/"who":"p[0-9]*"/, "\"who\":\"q" n / 4 % of "\"")
				sub(/"theme"/, "\"repeat\":2,\"theme\"") } { print }'
	}
	back 1 | sig-pattern >p
	run ! grep -q '"kind":"repeat"' p
	back 2 | sig-pattern >p
	run ! grep -q '"kind":"repeat"' p
	back 40 | sig-pattern >p
	[ "$(found p)" = "repeat org=b theme=betaling" ]
	jq -e 'select(.kind == "repeat").why_en | test(
		"In the last 200 days [0-9]+ different people came back.")' p
}

@test "sig-pattern: the same text from many is a campaign" {
	{
		days 500 1
		sig g0 x '"org":"a"' '"received":"2025-04-20"' '"who":"g0"' \
			'"theme":["huur"]'
		for i in $(seq 12); do
			sig "g$i" x '"org":"a"' '"received":"2025-04-2'$((i % 9))'"' \
				'"who":"g'"$i"'"' '"group":"g0"' \
				'"similarity":1' '"theme":["huur"]'
		done
	} | sig-pattern >p
	[ "$(found p)" = "campaign group=g0 org=a theme=huur" ]
	jq -e 'select(.kind == "campaign") | .n == 13 and .persons == 13' p
	# all on one day, which is said as a day
	{
		days 500 1
		for i in $(seq 12); do
			sig "g$i" x '"org":"a"' '"received":"2025-05-02"' \
				'"who":"g'"$i"'"' '"group":"g1"' '"theme":["huur"]'
		done
	} | sig-pattern | jq -s -e 'map(select(.kind == "campaign"))[0] |
		(.why_en | startswith("On 2 May 2025 the same text")) and
		(.why_nl | startswith("Op 2 mei 2025 kwam dezelfde tekst"))'
}

@test "sig-pattern: a campaign is that of now, whoever it is from" {
	# a letter of spring was sent more than it is now
	{
		days 500 1
		for i in $(seq 100); do
			sig "g$i" x '"org":"a"' '"group":"g0"' '"theme":["huur"]' \
				'"received":"2025-0'$((i > 60 ? 5 : 1))"-0$((i % 9 + 1))\""
		done
	} >all
	sig-pattern all >p
	[ "$(found p)" = "campaign group=g0 org=a theme=huur" ]
	jq -e 'select(.kind == "campaign") | .n == 40 and .from == "2025-05-01" and
		(.title_en | startswith("The same text, 40 times,")) and
		(.score_parts | index("people=0.537595"))' p
	# one person is not many, in words nor in rank
	sed 's/"group"/"who":"x",&/' all | sig-pattern >q
	jq -e 'select(.kind == "campaign") | .n == 40 and .persons == 1 and
		(.title_nl | startswith("Dezelfde tekst van 1 persoon, 40 keer,"))' q
	jq -s -e 'map(select(.kind == "campaign").score) | .[1] < .[0] / 2' p q
	# one that does not end, of 10 or 11 a month, is one every week
	{
		days 500 1
		for i in $(seq 60); do
			sig "g$i" x '"org":"a"' '"group":"g0"' '"theme":["huur"]' \
				"\"received\":\"$(date -u -d "2024-11-17 +$((
					i * 27 / 10 + (i < 12 ? 5 : 0))) days" +%F)\""
		done
	} >slow
	for day in 2025-03-30 2025-04-13 2025-04-27; do
		sig-pattern --until $day slow >p
		[ "$(jq -r 'select(.kind == "campaign").where[0]' p)" = group=g0 ]
	done
}

@test "sig-pattern: a campaign is found in whatever cells are looked at" {
	for i in $(seq 12); do
		sig "g$i" x '"org":"a"' '"received":"2025-04-2'$((i % 9))'"' \
			'"group":"g0"' '"theme":["huur"]'
	done >s
	for cells in org product ';' kind,org; do
		sig-pattern --cells "$cells" s >p
		[ "$(found p)" = "campaign group=g0 org=a theme=huur" ]
	done
	fails_with 2 sig-pattern --cells org,org s
	fails_with 2 sig-pattern --cells '' s
}

@test "sig-pattern: what is no input at all is told" {
	local tool

	days 60 1 >s
	sig-pattern s >p
	echo 'datum;omschrijving' >table
	: >empty
	for tool in sig-pattern sig-tally; do
		run --separate-stderr -1 $tool p
		[ "$stderr" = "$tool: p: no line of it is a signal or tally" ]
		run --separate-stderr -1 $tool s table
		[ "${stderr_lines[0]}" = "$tool: table:1: not an object" ]
		[ "${stderr_lines[1]}" = "$tool: table: no line of it is a signal or tally: an export must go through sig-ingest first" ]
		# other lines among them are none of its business
		cat s p >both
		run --separate-stderr -0 $tool both
		[ -z "$stderr" ]
		# nor is one that is refused for what is in it
		run --separate-stderr -1 $tool - <<<'{"sig":"tally/1","n":1}'
		[ "${#stderr_lines[@]}" = 1 ]
	done
	run --separate-stderr -0 sig-pattern empty
	[ "$stderr" = "sig-pattern: no signals or tallies were read" ]
	run --separate-stderr -2 sig-pattern --ledger p s
	[[ $stderr = *"p: not a ledger: no line of it is an action" ]]
	[ -z "$output" ]
	sig-pattern --ledger empty s | cmp - p
	# without a place for the trace nothing is written
	run --separate-stderr -2 sig-pattern --trace none/t s
	[ "$stderr" = "sig-pattern: none/t: No such file or directory" ]
	[ -z "$output" ]
}

# letters N MEMBER ...: N letters of one family to one organisation.
letters() {
	local n=$1 i

	shift
	for ((i = 0; i < n; i++)); do
		sig "g$i" x '"org":"a"' '"kind":"klacht"' \
			'"received":"2025-05-0'$((1 + i % 9))'"' \
			'"who":"g'"$i"'"' '"group":"g0"' "$@"
	done
}

@test "sig-pattern: a campaign keeps its figures, a burst is a part of it" {
	{
		days 500 1
		letters 30 '"channel":"post"' '"theme":["betaling"]' '"by":["b@1"]'
		# one of another text, in the same cell and days
		sig h x '"org":"a"' '"kind":"klacht"' '"received":"2025-05-05"' \
			'"channel":"post"' '"who":"h"' '"theme":["betaling"]' \
			'"by":["b@1"]'
	} >s
	sig-pattern s >p
	[ "$(found p)" = "campaign group=g0 org=a theme=betaling" ]
	jq -s -e '.[1] | .n == 30 and .observed == 30 and .expected == null and
		(.parts | any(contains("theme=betaling")))' p
	counts_hold p s
}

@test "sig-pattern: the urgent letters of a campaign make no burst beside it graver" {
	{
		days 500 1
		letters 12 '"theme":["informatie"]' '"flags":["spoed"]' \
			'"by":["b@1"]'
		for i in $(seq 40); do
			sig "h$i" x '"org":"a"' '"kind":"klacht"' \
				'"received":"2025-05-0'$((1 + i % 9))'"' \
				'"who":"h'"$i"'"' '"theme":["informatie"]' \
				'"by":["b@1"]'
		done
	} >s
	sig-pattern s >p
	[ "$(found p)" = "campaign group=g0 org=a theme=informatie
burst org=a theme=informatie" ]
	jq -s -e '.[1].gravity == 2 and .[2].gravity == 0 and
		.[2].urgent == 12 and .[2].urgency == "spoed"' p
	# without the campaign they are its own
	jq -c 'del(.group, .similarity)' s | sig-pattern >q
	jq -s -e 'any(.[]; .kind == "burst" and .gravity == 2)' q
}

@test "sig-pattern: a campaign with words of urgency is not grave as well" {
	{
		days 500 1
		letters 20 '"theme":["wonen"]' '"flags":["spoed"]'
		sig u1 x '"org":"b"' '"received":"2025-05-03"' \
			'"flags":["spoed"]' '"cue":["spoed:geen-eten:0-1"]'
		sig u2 x '"org":"b"' '"received":"2025-05-02"' \
			'"urgency":"spoed"'
	} >s
	sig-pattern s >p
	[ "$(found p)" = "grave id=u2
grave id=u1
campaign group=g0 org=a theme=wonen" ]
	jq -s -e '.[3] | .gravity == 2 and .urgent == 20' p
	# the title says what makes it grave
	jq -s -e '.[1].title_nl | contains("(spoed volgens de bron)")' p
	jq -s -e '.[2] | (.title_nl | contains("(geen eten)")) and
		(.title_en | contains("(no food)")) and
		(.why_en | contains("(no food)"))' p
	counts_hold p s
}

@test "sig-pattern: what is urgent keeps its reason when its words are forgotten" {
	local cue='"flags":["spoed"],"cue":["spoed:geen-eten:0-1"]'

	# one of 150 days ago that is open, and one of a day with many texts
	awk -v cue="$cue" 'function put(id, day, more) {
			printf "{\"sig\":\"signal/1\",\"id\":\"%s\"," \
			    "\"org\":\"o\",\"kind\":\"klacht\"," \
			    "\"text\":\"niets\",\"received\":\"%s\"%s}\n",
			    id, strftime("%Y-%m-%d", 1735732800 + 86400 * day, 1),
			    more
		}
		BEGIN {
			for (d = 0; d <= 300; d++)
				put("d" d, d, ",\"closed\":\"2025-11-01\"")
			put("old", 150, "," cue)
			for (i = 0; i < 1200; i++)
				put("m" i, 299, i % 100 ? "" : "," cue)
		}' >s
	sig-pattern -q s >p
	jq -s -e 'map(select(.kind == "grave")) | length == 13 and
		any(.evidence == ["old"]) and all((.title_nl + .why_nl) |
		contains("(geen eten)") and (contains("bron") | not))' p
}

@test "sig-pattern: after many other cues an urgent one is still the reason" {
	local cues

	cues=$(printf '"betaling:c%d:0-1",' $(seq 20))
	{
		days 500 1
		sig u1 x '"org":"b"' '"received":"2025-05-03"' \
			'"flags":["spoed"]' "\"cue\":[$cues\"spoed:home:0-1\"]"
	} | sig-pattern >p
	jq -s -e '.[] | select(.kind == "grave") |
		(.title_nl | contains("(huis uit)")) and
		(.why_en | contains("(losing a home)")) and
		(.cue | length == 10)' p
}

@test "sig-pattern: of many themes of a grave signal the first are said" {
	{
		days 500 1
		sig u1 x '"org":"b"' '"received":"2025-05-03"' '"urgency":"spoed"' \
			'"theme":["t1","t2","t3","t4","t5"]'
		sig u2 x '"org":"b"' '"received":"2025-05-02"' '"urgency":"spoed"' \
			'"theme":["t1","t2","t3","t4"]'
	} | sig-pattern >p
	jq -s -e 'map(select(.kind == "grave")) |
		(map(.title_nl) | any(contains(
			"over t1 en t2 en t3 en nog 2 thema\u0027s bij b"))) and
		(map(.title_en) | any(contains(
			"about t1 and t2 and t3 and 2 more themes at b"))) and
		(map(.title_en) | any(contains("t1 and t2 and t3 and t4 at b")))' p
}

@test "sig-pattern: what makes a signal grave is said in both languages" {
	local book

	# every urgent cue of the built-in codebooks has words of its own
	for book in nl en; do
		sed -n '/^\[flag spoed\]/,/^yes/s/^cue \([^ ]*\) =.*/\1/p' \
			"$ROOT/lib/classify/$book.book"
	done >cues
	[ "$(wc -l <cues)" -gt 20 ]
	{
		days 500 1
		while read -r cue; do
			sig "g-$cue" x '"received":"2025-05-03"' \
				'"flags":["spoed"]' "\"cue\":[\"spoed:$cue:0-1\"]"
		done <cues
		sig g-two x '"received":"2025-05-03"' '"flags":["spoed"]' \
			'"cue":["spoed:huis-uit:0-1","spoed:home:2-3"]'
		sig g-own x '"received":"2025-05-03"' '"flags":["spoed"]' \
			'"cue":["spoed:onze-eigen:0-1"]'
	} >s
	sig-pattern s | jq -c 'select(.kind == "grave") |
		.why = ([.title_nl, .title_en] |
		map(capture("\\((?<x>[^)]*)\\)").x))' >p
	[ "$(wc -l <p)" = "$(($(wc -l <cues) + 2))" ]
	# the same words in both languages are those that both have
	jq -s -e 'map(select(.why[0] == .why[1]) | .where[]) ==
		["id=g-own"]' p
	jq -s -e 'any(.where == ["id=g-own"] and .why[0] == "onze eigen")' p
	# two cues that mean the same are said once
	jq -s -e 'any(.where == ["id=g-two"] and
		.why == ["huis uit", "losing a home"])' p
}

@test "sig-pattern: a grave signal is listed first, whatever else" {
	{
		days 500 2
		burst 30 2025-04-28 14
		sig u1 x '"org":"b"' '"received":"2025-05-01"' \
			'"closed":"2025-05-02"' '"urgency":"spoed"'
		sig u2 x '"org":"b"' '"received":"2025-03-01"' '"flags":["spoed"]'
		sig u3 x '"org":"b"' '"received":"2025-03-01"' \
			'"closed":"2025-03-02"' '"flags":["spoed"]'
	} >all
	sig-pattern all >p
	# u3 is older than four weeks, and closed
	[ "$(found p | head -n 2 | sort)" = "grave id=u1
grave id=u2" ]
	[ "$(found p | wc -l)" = 3 ]
	jq -s -e '.[1].gravity == 3 and .[1].score > 1000' p
	# what was closed later was open then
	sig u4 x '"org":"b"' '"received":"2025-02-01"' \
		'"closed":"2025-05-10"' '"flags":["spoed"]' >>all
	sig-pattern --until 2025-04-30 all | found | grep -q 'grave id=u4'
	[ "$(sig-pattern --until 2025-05-12 all | found |
		grep -c 'grave id=u4')" = 0 ]
}

# sentences FILE: all that is said in it.
sentences() {
	jq -r '.title_nl, .title_en, .why_nl, .why_en, .warnings_nl[]?,
		.warnings_en[]? | select(. != null)' "$1"
}

@test "sig-pattern: of one it speaks in the singular" {
	# one before all others, one on the day after the last
	{
		days 500 2 | grep -v '"2025-05-14"'
		BURST=old burst 1 1970-01-01 1
		BURST=new burst 1 2025-05-14 1
	} | sig-pattern >p
	sentences p >said
	grep -q '^1 signaal heeft een datum na 13 mei 2025\.' said
	grep -q '^1 signal has a date after 13 May 2025\.' said
	grep -q '^1 signaal heeft een datum lang voor de rest' said
	grep -q '^1 signal has a date long before the rest' said
	# one in a month that is quiet
	{
		days 500 3 | grep -Ev '"org":"a".*"received":"2025-(04-[23]|05)'
		burst 1 2025-05-10 1
	} | sig-pattern >p
	jq 'select(.kind == "silence")' p >quiet
	sentences quiet >said
	grep -q '^Het is stil.*: 1 signaal, normaal [0-9]*$' said
	grep -q '^It is quiet.*: 1 signal, [0-9]* are normal$' said
	grep -q 'dagen kwam er 1 signaal bij a' said
	grep -q 'days there was 1 signal at a' said
	# one that is expected
	{
		days 500 2
		for ((i = 0; i < 68; i++)); do
			BURST=w$i burst 1 "2024-01-03 +$((7 * i)) days" 1
		done
		burst 9 2025-05-07 7
	} | sig-pattern >p
	jq 'select(.kind == "burst")' p >one
	sentences one >said
	grep -q ' 1 is normal$' said
	grep -q 'Normaal is er ongeveer 1, tussen 0 en' said
	grep -q 'About 1 is normal, between 0 and' said
	# one person, and one of them that is open
	{
		days 500 1
		for i in 1 2 3; do
			sig "f$i" x '"org":"b"' '"received":"2025-05-0'"$i"'"' \
				'"who":"q"' '"group":"f1"' '"urgency":"spoed"'
		done | sed '1,2s/"org"/"closed":"2025-05-08",&/'
	} | sig-pattern >p
	jq 'select(.kind == "grave")' p >grave
	sentences grave >said
	grep -q 'Daarvan is er nog 1 niet afgehandeld' said
	grep -q ' 1 of them is not closed yet\.' said
	grep -q 'Ze komen van 1 persoon\.' said
	grep -q 'They come from 1 person\.' said
	# and of one it is not known, as its source never says so
	{
		days 500 1
		for i in 1 2 3 4; do
			sig "f$i" x "\"org\":\"$((i / 4))\"" \
				'"received":"2025-05-0'"$i"'"' '"who":"q"' \
				'"group":"f1"' '"urgency":"spoed"'
		done | sed '1,2s/"org"/"closed":"2025-05-08",&/'
	} | sig-pattern >p
	jq 'select(.kind == "grave")' p >grave
	sentences grave >said
	grep -q 'nog 1 niet afgehandeld; van 1 is dat niet bekend\.' said
	grep -q ' 1 of them is not closed yet; of 1 that is not known\.' said
}

@test "sig-pattern: of very many grave signals the newest are told" {
	for i in {1..650}; do
		sig "g$i" t "\"received\":\"2026-03-$((1 + i % 20))\"" \
			'"urgency":"spoed"' "\"group\":\"f$((i % 90))\""
	done | sed 's/03-\(.\)"/03-0\1"/; /f.[1-5]"/s/,"group":"f.*"//' >all
	sig-pattern --until 2026-03-20 all >p
	[ "$(found p | grep -c grave)" -gt 300 ]
	tac all | sig-pattern --until 2026-03-20 | cmp - p
	jq -c 'del(.group)' all | sig-pattern --until 2026-03-20 >p
	[ "$(found p | grep -c grave)" = 500 ]
	jq -e -s '.[0] | .warnings_en | index(
		"Of 650 urgent patterns only the newest 500 are shown.")' p
	jq -e -s 'map(select(.kind).from) | min == "2026-03-05"' p
	jq -c 'del(.group)' all | tac | sig-pattern --until 2026-03-20 | cmp - p
}

@test "sig-pattern: grave signals of one text are one pattern" {
	{
		days 500 1
		sig f0 x '"org":"b"' '"received":"2025-05-01"' '"who":"q0"' \
			'"urgency":"spoed"'
		for i in $(seq 7); do
			sig "f$i" x '"org":"b"' '"received":"2025-05-0'"$i"'"' \
				'"who":"q'"$i"'"' '"group":"f0"' \
				'"flags":["spoed"]'
		done
		# of the family, but with other words, or of long ago
		sig f8 x '"org":"b"' '"received":"2025-05-03"' '"group":"f0"'
		sig f9 x '"org":"b"' '"received":"2025-01-03"' '"group":"f0"' \
			'"closed":"2025-01-05"' '"urgency":"spoed"'
		sig u1 x '"org":"b"' '"received":"2025-05-02"' \
			'"urgency":"spoed"'
	} >s
	sig-pattern s >p
	[ "$(found p)" = "grave group=f0 urgency=spoed
grave id=u1" ]
	jq -s -e '.[1] | .n == 8 and .persons == 8 and .urgent == 8 and
		(.title_nl | contains("8 signalen"))' p
	counts_hold p s
	# the id is that of the first alone, before others joined it
	grep -v '"group":"f0"' s | sig-pattern |
		jq -r 'select(.where == ["id=f0"]).id' >id
	[ "$(jq -r 'select(.where[0] == "group=f0").id' p)" = "$(cat id)" ]
}

@test "sig-pattern: complaints past their term are told" {
	{
		days 500 1 | awk '{ n++ }
		/"org":"a"/ { sub(/"text"/, "\"closed\":" day() ",\"text\"") }
		{ print }
		function day(   r) {
			match($0, /"received":"[^"]*"/)
			return substr($0, RSTART + 11, RLENGTH - 11)
		}'
		for i in $(seq 12); do
			sig "o$i" x '"org":"a"' '"kind":"klacht"' \
				'"received":"2025-03-20"'
		done
	} | sig-pattern >p
	found p
	[ "$(found p)" = "unanswered kind=klacht org=a overdue=true" ]
	jq -e 'select(.kind == "unanswered") | .overdue == 12 and
		.gravity == 0 and (.evidence | length == 12 and
			all(startswith("o")))' p
}

@test "sig-pattern: what ended or was answered is not open, nor late" {
	days 500 1 |
		sed 's/\(.*"received":\)\("[^"]*"\)/\1\2,"closed":\2/' >closed
	# late STATUS MEMBER: twelve of long ago, that are not closed
	late() {
		for i in $(seq 12); do
			sig "o$i" x '"org":"a"' '"kind":"klacht"' \
				'"received":"2025-03-20"' "\"status\":\"$1\"" "$2"
		done | sig-pattern closed - >p
		found p
	}
	[ "$(late onderzoek '"outcome":"onbekend"')" = \
		"unanswered kind=klacht org=a overdue=true" ]
	for end in geannuleerd doorgezet afgehandeld teruggekoppeld afgewezen; do
		[ -z "$(late "$end" '"x":1')" ]
	done
	[ -z "$(late onderzoek '"outcome":"ingetrokken"')" ]
	[ -z "$(late onderzoek '"told":"2025-03-29"')" ]
	# a day of long before stands for none, and who works on it knows best
	for end in 1899-12-30 1900-01-01 1970-01-01 2024-03-18; do
		[ "$(late '' "\"closed\":\"$end\"")" = \
			"unanswered kind=klacht org=a overdue=true" ]
	done
	[ "$(late opgepakt '"closed":"2025-03-01"')" = \
		"unanswered kind=klacht org=a overdue=true" ]
	[ -z "$(late '' '"closed":"2025-03-01"')" ]
	# what was opened again was closed before that
	[ "$(late heropend '"closed":"2025-03-22","outcome":"gegrond"')" = \
		"unanswered kind=klacht org=a overdue=true" ]
	jq -s -e '.[1] | [.n, .open, .overdue] == [12, 12, 12]' p
	# what was closed before it came is closed, on a day that is not known
	jq -s -e '.[0].warnings_nl | any(contains("voor die van ontvangst")) |
		not' p
	for i in $(seq 40); do
		sig "e$i" x '"org":"a"' '"kind":"klacht"' \
			'"received":"2025-03-20"' '"closed":"2024-03-25"'
	done >early
	for i in $(seq 12); do
		sig "o$i" x '"org":"a"' '"kind":"klacht"' \
			'"received":"2025-03-20"'
	done | sig-pattern closed early - >p
	jq -s -e '.[1].why_nl | test("was ten minste [0-9]+% te laat")' p
	jq -s -e '.[0].warnings_nl | any(startswith("Van 40 signalen uit " +
		"de laatste 200 dagen ligt de dag van afhandeling of " +
		"antwoord voor die van ontvangst."))' p
	[ "$(sig-tally -q early | jq -s 'map(.closed_n // 0) | add')" = 0 ]
}

@test "sig-pattern: what is delivered each month is late a while, not stopped" {
	# two complaints a day, closed on the thirtieth and since day 352 half of
	# them never; delivered each thirtieth day up to day 450
	awk 'BEGIN {
		for (d = 0; d < 450; d++)
			for (k = 0; k < 2; k++)
				printf "{\"sig\":\"signal/1\",\"id\":\"k%d\"," \
				    "\"org\":\"a\",\"kind\":\"klacht\"," \
				    "\"received\":\"%s\",\"text\":\"t\"," \
				    "\"who\":\"k%d\",\"seen\":\"%s\"%s}\n", ++n,
				    day(d), n, day(int(d / 30 + 1) * 30),
				    closed(d, k)
	}
	function closed(d, k) {
		if ((k && d >= 352) || d + 30 >= 450)
			return ""
		return ",\"closed\":\"" day(d + 30) "\""
	}
	function day(d) {
		return strftime("%Y-%m-%d", 1690848000 + 86400 * d, 1)
	}' >s
	# 11 days after the last, 36 and 60: the same; then it stopped
	for day in 2024-11-04 2024-11-29 2024-12-23; do
		sig-pattern --until "$day" s |
			jq -c 'select(.kind == "unanswered") | .n, .observed,
				.why_nl, .why_en' |
			sed 's/minstens [0-9]* dagen//; s/at least [0-9]* days//' >"p$day"
		[ -s "p$day" ]
		cmp p2024-11-04 "p$day"
	done
	grep -q "Van wat in de 4 weken tot en met 23 oktober 2024 klaar moest zijn, was 50% te laat" p2024-11-04
	grep -q "Of what had to be ready in the 4 weeks up to 23 October 2024, 50% was late" p2024-11-04
	# nor does a list of another kind that comes each day change that
	awk 'BEGIN {
		for (d = 0; d < 470; d++) {
			day = strftime("%Y-%m-%d", 1690848000 + 86400 * d, 1)
			printf "{\"sig\":\"signal/1\",\"id\":\"m%d\"," \
			    "\"org\":\"a\",\"kind\":\"melding\"," \
			    "\"received\":\"%s\",\"seen\":\"%s\"}\n", d, day, day
		}
	}' >daily
	sig-pattern --until 2024-11-04 s daily |
		jq -c 'select(.kind == "unanswered") | .n, .observed, .why_nl, .why_en' |
		sed 's/minstens [0-9]* dagen//; s/at least [0-9]* days//' |
		cmp - p2024-11-04
	sig-pattern --until 2024-12-24 s | jq -s -e 'all(.kind != "unanswered")'
	# one that another took the place of is not waited for
	{
		sed 's/"kind"/"system":"old",&/' s
		awk 'BEGIN {
			for (d = 450; d < 490; d++)
				for (k = 0; k < 2; k++) {
					day = strftime("%Y-%m-%d",
					    1690848000 + 86400 * d, 1)
					printf "{\"sig\":\"signal/1\"," \
					    "\"id\":\"n%d\",\"org\":\"a\"," \
					    "\"system\":\"new\"," \
					    "\"kind\":\"klacht\"," \
					    "\"received\":\"%s\"," \
					    "\"seen\":\"%s\"}\n", ++n, day, day
				}
		}'
	} >moved
	for day in 2024-11-23 2024-11-29; do
		sig-pattern --until "$day" moved | jq -s -r 'map(select(
			.kind == "unanswered"))[] | .why_nl' >p
		if [ "$day" = 2024-11-23 ]; then
			grep -q "nog open" p
		else
			[ ! -s p ]
		fi
	done
}

@test "sig-pattern: a burst says of which of its days nothing was delivered" {
	{
		days 500 2
		burst 60 2025-04-07 21
	} | awk '{
		match($0, /"received":"[^"]*"/)
		day = substr($0, RSTART + 12, 10)
	}
	/"org":"a"/ && day > "2025-04-27" { next }
	{ sub(/"text"/, "\"seen\":\"" day "\",\"text\""); print }' >s
	sig-pattern --until 2025-05-14 s |
		jq -r 'select(.kind == "burst") | .why_nl, .why_en' >why
	grep -q "Bekend is het tot en met 26 april 2025: de dagen daarna tellen niet mee, ook niet in wat normaal is\." why
	grep -q "It is known up to 26 April 2025: the days after that do not count, nor in what is normal\." why
	sig-pattern --until 2025-04-27 s |
		jq -e 'select(.kind == "burst") | .why_nl |
			contains("Bekend is") | not'
}

@test "sig-pattern: a burst says that its last days have not come in" {
	# delivered on working days; what is of Saturday comes on Monday
	{
		days 500 2
		burst 60 2025-05-04 7
	} | awk -F '"' '{
		day = $0
		sub(/.*"received":"/, "", day)
		t = mktime(substr(day, 1, 4) " " substr(day, 6, 2) " " \
		    substr(day, 9, 2) " 12 0 0") + 86400
		while (strftime("%w", t) % 6 == 0)
			t += 86400
		sub(/"text"/, "\"seen\":\"" strftime("%Y-%m-%d", t) "\",&")
		print }' >all
	awk -F '"seen":"' 'substr($2, 1, 10) <= "2025-05-10"' all |
		sig-pattern -q --until 2025-05-10 >p
	jq -s -e 'map(select(.kind == "burst")) | length > 0 and
		all(.why_nl | contains("Bekend is het tot en met 8 mei 2025"))' p
	awk -F '"seen":"' 'substr($2, 1, 10) <= "2025-05-09"' all |
		sig-pattern -q --until 2025-05-08 >p
	jq -s -e 'map(select(.kind == "burst")) | length > 0 and
		all(.why_nl | contains("Bekend is") | not)' p
}

@test "sig-pattern: what a system that stopped left open is not told as late" {
	# two complaints a day, closed on the fortieth, in a system that was
	# delivered last on day 200 and another since; closings up to day $1;
	# $3 days
	books() {
		awk -v cut="$1" -v seen="$2" -v days="${3:-300}" 'BEGIN {
			for (d = 0; d < days; d++)
				for (k = 0; k < 2; k++)
					printf "{\"sig\":\"signal/1\",\"id\":\"k%d\"," \
					    "\"org\":\"a\",\"kind\":\"klacht\"," \
					    "\"received\":\"%s\",\"text\":\"t\"," \
					    "\"who\":\"k%d\"%s%s}\n", ++n, day(d), n,
					    closed(d + 40, (d <= 200) ? 200 : cut),
					    seen ? of(d <= 200) : ""
		}
		function of(old) {
			return ",\"system\":\"" (old ? "old" : "new") \
			    "\",\"seen\":\"" day(old ? 201 : days) "\""
		}
		function closed(d, to) {
			return d > to ? "" : ",\"closed\":\"" day(d) "\""
		}
		function day(d) {
			return strftime("%Y-%m-%d", 1690848000 + 86400 * d, 1)
		}'
	}
	books 299 "" | sig-pattern --until 2024-03-25 |
		jq -s -e 'any(.kind == "unanswered" and .n == 68)'
	books 299 1 >s
	sig-pattern --until 2024-03-25 s >p
	jq -s -e 'all(.kind != "unanswered") and (.[0].warnings_en | any(. ==
		"Of 80 signals that were open it is not known whether they are still: the system is delivered no more, or a list of what is open has them no more. The last that is known of one of them is of 18 February 2024. They do not count as open or late."))' p
	# nor, before that is known, what was due since its last delivery
	sig-pattern --until 2024-03-10 s | jq -s -e 'all(.kind != "unanswered")'
	# but what the other left open is
	books 260 1 | sig-pattern >p
	jq -s -e 'map(select(.kind == "unanswered"))[0] | .overdue == 70 and
		.n == 70 and (.why_nl | contains("Niet meegeteld zijn 80 " +
			"signalen waarvan voor het laatst op 18 februari " +
			"2024 iets bekend was"))' p
	# the same when they are too old to be known one by one
	books 499 1 500 | sig-pattern >p
	jq -s -e 'all(.kind != "unanswered") and (.[0].warnings_nl | any(
		startswith("Van 80 signalen die open stonden")))' p
	books 440 1 500 | sig-pattern >p
	jq -s -e 'map(select(.kind == "unanswered"))[0] |
		(.why_nl | (contains("Daarnaast") | not) and
			contains("Niet meegeteld zijn 80 signalen " +
			"waarvan voor het laatst op 18 februari 2024"))' p
}

@test "sig-pattern: what was closed on no known day does not make others late" {
	# four a day, of which OPEN in 50 stay open and others are closed in time,
	# 1 in 10 on a day that is known
	undated() {
		awk -v open="$1" 'BEGIN {
			for (i = 0; i < 1600; i++)
				printf "{\"sig\":\"signal/1\",\"id\":\"i%d\"," \
				    "\"org\":\"a\",\"kind\":\"klacht\"," \
				    "\"received\":\"%s\",\"due\":\"%s\"," \
				    "\"text\":\"x\",%s}\n", i, day(int(i / 4)),
				    day(int(i / 4) + 42), end(int(i / 4))
		}
		function end(d) {
			if (i % 50 < open || d > 360)
				return "\"status\":\"opgepakt\""
			return "\"status\":\"afgehandeld\"" (i % 10 ? "" : \
			    ",\"closed\":\"" day(d + 30) "\"")
		}
		function day(d) {
			return strftime("%Y-%m-%d", 1704067200 + 86400 * d, 1)
		}'
	}
	[ -z "$(undated 5 | sig-pattern | found)" ]
	undated 20 >s
	sig-pattern --until 2025-02-02 s | jq -c 'select(.kind == "unanswered")' >p
	jq -s -e --argjson part "$(jq -s '"2025-02-02" as $last |
		map(select(.due < $last)) | sort_by(.due) |
		($last + "T00:00:00Z" | fromdate - 28 * 86400 | todate[:10]) as $from |
		map(select(.due >= $from)) |
		(map(select(.status == "opgepakt")) | length) / length' s)" '
		.[0].why_nl | contains("klaar moest zijn, was ten minste " +
			"\($part * 100 | round)% te laat; ") and
		contains("geleden was dat ten minste 40%.")' p
}

# kept LIST: three complaints a day, of which a third was closed late or never,
# and LIST files of what is open; 20 of 72 are gone from the last.
kept() {
	awk -v list="$1" 'BEGIN {
		for (d = 0; d < 170; d++)
			for (k = 0; k < 3; k++)
				one("a" d "-" k, d, "register-9.csv", 170,
				    k < 2 ? d + 20 : d < 80 ? d + 60 : 999)
		for (i = 0; i < 72; i++)
			one("b" i, 80, "open-" day(i < 20 ? 150 : 170) ".csv",
			    i < 20 ? 150 : 170, 999)
	}
	function one(id, d, file, seen, closed) {
		if (id ~ /^b/ && !list)
			return
		printf "{\"sig\":\"signal/1\",\"id\":\"%s\"," \
		    "\"org\":\"a\",\"kind\":\"klacht\",\"file\":\"%s\"," \
		    "\"seen\":\"%s\",\"received\":\"%s\",\"text\":\"t\"" \
		    "%s}\n", id, file, day(seen), day(d),
		    end(closed)
	}
	function end(d) {
		return d > 169 ? "" : ",\"closed\":\"" day(d) "\""
	}
	function day(d) {
		return strftime("%Y-%m-%d", 1767225600 + 86400 * d, 1)
	}'
}

@test "sig-pattern: what a list of what is open has no more is not known to be" {
	local register

	register=$(kept 0 | sig-pattern | jq 'select(.kind == "unanswered").n')
	[ "$register" -gt 30 ]
	kept 1 >all
	sig-pattern all >p
	jq -e --argjson n "$register" 'select(.kind == "unanswered") |
		.n == $n + 52 and .overdue == .n and (.why_nl | contains(
			" Niet meegeteld zijn 20 signalen waarvan voor het " +
			"laatst op 31 mei 2026 iets bekend was: of ze "))' p
	jq -s -e '.[0].warnings_en | any(startswith("Of 20 signals that were "))' p
	# what it has later was open on a day before
	sig-pattern --until 2026-05-31 all | jq -s -e 'all(.[]; .why_nl // "" |
		contains("Niet meegeteld") | not) and
		(.[0].warnings_nl | any(contains("stonden")) | not)'
	# another place of the day, a system, or another order is no other list
	sed 's/"seen"/"system":"s",&/
		s/open-\(....\)-\(..\)-\(..\)/\3-\2-\1 open/' all |
		shuf --random-source all | sig-pattern |
		jq -e --argjson n "$register" \
		'select(.kind == "unanswered").n == $n + 52'
	# a list of which all is in one delivery says what is open on its day
	sed 's/"seen":"2026-05-31"/"seen":"2026-06-20"/' all >whole
	# one that does not repeat what is open, but has new ones only, all that is
	sed '/open-2026-06-20/s/"received":"[^"]*"/"received":"2026-06-02"/' all >new
	# so do lists of a number each, as of districts, and what has no day
	sed 's/open-2026-05-31/open-1/; s/open-2026-06-20/open-2/' all >apart
	for file in whole new apart; do
		sig-pattern "$file" >p
		jq -e --argjson n "$register" --argjson more \
			"$([ "$file" = new ] && echo 20 || echo 72)" \
			'select(.kind == "unanswered") | .n == $n + $more and
			(.why_nl | contains("Niet meegeteld") | not)' p
	done
	sed 's/"seen":"[^"]*",//' all | sig-pattern --until 2026-06-19 |
		jq -e --argjson n "$register" \
		'select(.kind == "unanswered").n == $n + 73'
	# of a delivery that may be cut off the one before still holds
	{
		grep -vE '"b(2[5-9]|[3-7].)"' all
		grep -E '"b(1.|2.|3.)"' all | sed 's/"b/"c/
			s/open-2026-..-../open-2026-04-30/
			s/"seen":"2026-..-../"seen":"2026-04-30/'
	} | sig-pattern | jq -e --argjson n "$register" \
		'select(.kind == "unanswered") | .n == $n + 25 and
		(.why_nl | contains("Niet meegeteld zijn 30 signalen"))'
	# sig-select says how many may be closed
	sig-select --overdue --to 2026-06-19 all 2>err >found
	[[ $(cat err) == *"20 of $(wc -l <found) may be closed: a list of "* ]]
}

@test "sig-pattern: whom a system that stopped told is not known either" {
	# more about a since day 744; another system since day 762, of which all
	# are told in three days
	awk 'BEGIN {
		srand(5)
		for (d = 0; d < 800; d++)
			for (k = 0; k < 8; k++) {
				if (rand() < .5)
					put(d, "b")
				if (rand() < (d < 744 ? .06 : .2))
					put(d, "a")
			}
	}
	function put(d, t,    old, told) {
		old = d < 762
		told = old ? d < 740 : d + 3 < 800
		printf "{\"sig\":\"signal/1\",\"id\":\"i%d\",\"org\":\"a\"," \
		    "\"kind\":\"klacht\",\"system\":\"%s\",\"seen\":\"%s\"," \
		    "\"theme\":[\"%s\"],\"received\":\"%s\"%s}\n", ++n,
		    old ? "old" : "new", day(d + 1), t, day(d),
		    told ? ",\"told\":\"" day(d + 3) "\"" : ""
	}
	function day(d) {
		return strftime("%Y-%m-%d", 1672653600 + 86400 * d, 1)
	}' | sig-pattern >p
	jq -s -e 'map(select(.kind == "burst"))[0] |
		.from < "2025-01-31" and .untold < 10' p
}

@test "sig-pattern: what waits for longer than 200 days is told too" {
	# four complaints a day, of which one in $1 is never closed; the first
	# of those is by a newer state
	books() {
		awk -v of="$1" 'BEGIN {
			for (d = 0; d < 401; d++)
				for (k = 0; k < 4; k++) {
					open = (n++ % of == 0)
					line("k" n, d, open ? "" : \
					    ",\"closed\":\"" day(d + 40) "\"")
				}
			line("k1", 0, ",\"state_of\":\"k1\",\"seen\":\"" \
			    day(300) "\",\"closed\":\"" day(300) "\"")
			# one has until today
			line("due", 50, ",\"due\":\"" day(399) "\"")
		}
		function line(id, d, more) {
			print "{\"sig\":\"signal/1\",\"id\":\"" id "\"," \
			    "\"org\":\"a\",\"kind\":\"klacht\",\"text\":\"t\"," \
			    "\"received\":\"" day(d) "\"" more "}"
		}
		function day(d) {
			return strftime("%Y-%m-%d", 1690848000 + 86400 * d, 1)
		}'
	}
	books 4 >s
	sig-pattern s >p
	jq -s -e 'map(select(.kind == "unanswered")) | length == 1 and (.[0] |
		.n == 157 and .age == 398 and (.why_nl | startswith("157 " +
		"signalen bij a (klacht) zijn nog open terwijl de termijn " +
		"mogelijk voorbij is. Daarnaast staan er nog 199 open die 200 " +
		"dagen geleden of eerder kwamen. De oudste wacht al minstens " +
		"398 dagen.")))' p
	sig-report -f text p | tr -s ' \n' ' ' | grep -qF "al 398 dagen. Eig"
	# the same where the end was given, and those too old are read past
	sort -r s | sig-pattern --until 2024-09-03 >q
	diff <(tail -n +2 p) <(tail -n +2 q)
	# where no answer is late a warning tells of them
	books 40 >s
	sig-pattern s >p
	[ "$(found p | grep -c unanswered)" = 0 ]
	jq -s -e '.[0].warnings_en | any(. == "19 signals of 200 days ago or before are still open and past their deadline. They are in no pattern.")' p
}

@test "sig-pattern: closings that nobody delivered are not taken for none" {
	# two complaints a day, closed on the fortieth; from 1 May on no closing
	# is known, if $1
	books() {
		awk -v cut="$1" 'BEGIN {
			for (d = 0; d < 300; d++)
				for (k = 0; k < 2; k++)
					printf "{\"sig\":\"signal/1\",\"id\":\"k%d\"," \
					    "\"org\":\"a\",\"kind\":\"klacht\"," \
					    "\"received\":\"%s\",\"text\":\"t\"," \
					    "\"who\":\"k%d\"%s}\n", ++n, day(d), n,
					    closed(d + 40)
		}
		function closed(d) {
			return d > 299 || (cut && day(d) >= "2024-05-01") ? "" : \
			    ",\"closed\":\"" day(d) "\""
		}
		function day(d) {
			return strftime("%Y-%m-%d", 1690848000 + 86400 * d, 1)
		}'
	}
	books "" | sig-pattern | jq -s -e 'all(.kind != "unanswered")'
	books 1 | sig-pattern >p
	jq -s -e 'map(select(.kind == "unanswered"))[0] |
		(.why_nl | contains("Van na 30 april 2024 is geen enkele afhandeling " +
			"bekend")) and
		(.why_en | contains("No closing after 30 April 2024 is known"))' p
	# twelve each Monday but Easter: of one Monday twelve are to be expected
	awk 'BEGIN {
		for (d = 0; d < 350; d += 7)
			for (k = 0; k < 24; k++)
				printf "{\"sig\":\"signal/1\",\"id\":\"k%d\"," \
				    "\"org\":\"a\",\"kind\":\"klacht\"," \
				    "\"received\":\"%s\",\"text\":\"t\"%s}\n", ++n,
				    day(d), k < 12 ? closed(day(d + 21)) : ""
	}
	function closed(at) {
		return at == "2024-04-01" || at > "2024-04-30" ? "" : \
		    ",\"closed\":\"" at "\""
	}
	function day(d) {
		return strftime("%Y-%m-%d", 1685361600 + 86400 * d, 1)
	}' >s
	for day in 5 6; do
		sig-pattern --until "2024-05-0$day" s |
			jq -r 'select(.kind == "unanswered").why_en' >"p$day"
	done
	run ! grep "No closing" p5
	grep "No closing after 29 April 2024 is known" p6
}

@test "sig-pattern: a desk that closes on working days is no later on Sunday" {
	# 14 complaints a day, closed on the fortieth or the Monday after, and
	# since 17 January each second one never; none after $1, $2 being Monday
	books() {
		awk -v cut="$1" -v whit="$2" 'BEGIN {
			for (d = 0; d < 300; d++)
				for (k = 0; k < 14; k++)
					printf "{\"sig\":\"signal/1\",\"id\":\"k%d\"," \
					    "\"org\":\"a\",\"kind\":\"klacht\"," \
					    "\"received\":\"%s\",\"text\":\"t\"," \
					    "\"who\":\"k%d\"%s}\n", ++n, day(d), n,
					    closed(d + 40, d > 169 && k % 2)
		}
		function closed(d, never) {
			# the first day is a Tuesday
			while ((d + 1) % 7 > 4 || day(d) == whit)
				d++
			return never || day(d) > cut ? "" : \
			    ",\"closed\":\"" day(d) "\""
		}
		function day(d) {
			return strftime("%Y-%m-%d", 1690848000 + 86400 * d, 1)
		}'
	}
	says() {
		jq -s -e --argjson b "$1" 'map(select(.kind == "unanswered"))[0] |
			.why_nl | contains("is geen enkele afhandeling") == $b' p
	}

	books 2024-05-26 >s
	sig-pattern --until 2024-05-26 s >p
	says false
	books 2024-05-26 2024-05-20 | sig-pattern --until 2024-05-20 >p
	says false
	books 2024-05-17 | sig-pattern --until 2024-05-26 >p
	says true
}

# desk N DAY LATE OPEN PREFIX: N complaints due on each day but one of the 28 up
# to DAY, LATE of them late, and OPEN of those open.
desk() {
	awk -v n="$1" -v last="$2" -v late="$3" -v open="$4" -v id="$5" 'BEGIN {
		split(last, d, "-")
		end = mktime(d[1] " " d[2] " " d[3] " 12 0 0")
		for (i = 0; i < n; i++) {
			due = end - 86400 * (1 + i % 27)
			printf "{\"sig\":\"signal/1\",\"id\":\"%s%d\"," \
			    "\"org\":\"a\",\"kind\":\"klacht\"," \
			    "\"received\":\"%s\",\"due\":\"%s\",", id, i,
			    day(due - 42 * 86400), day(due)
			if (i >= open)
				printf "\"closed\":\"%s\",",
				    day(i < late ? end : due)
			printf "\"text\":\"t\"}\n"
		}
	}
	function day(t) { return strftime("%Y-%m-%d", t, 1) }'
}

@test "sig-pattern: a few late of a few due are not a desk that is late" {
	# 12 of 204 open, and of the four that were due lately one
	{
		desk 200 2025-03-01 11 11 a
		desk 4 2025-05-13 1 1 b
	} | sig-pattern --until 2025-05-13 >p
	[ "$(found p | grep -c unanswered)" = 0 ]
	# 24 late of 100 is no wonder where 80 of 400 were
	{
		for i in 2025-01-21 2025-02-18 2025-03-18 2025-04-15; do
			desk 100 "$i" 20 2 "$i"
		done
		desk 100 2025-05-13 24 9 b
	} | sig-pattern --until 2025-05-13 >p
	[ "$(found p | grep -c unanswered)" = 0 ]
}

@test "sig-pattern: a desk where a quarter is late for long is told" {
	for i in 2025-01-21 2025-02-18 2025-03-18 2025-04-15 2025-05-13; do
		desk 28 "$i" 7 3 "$i"
	done | sig-pattern --until 2025-05-13 >p
	jq -s -e 'any(.kind == "unanswered" and .n == 15 and .p > .3 and
		.observed == 7 and (.why_en | contains("25% was late")))' p
	# nothing was due lately: what is open still is
	desk 40 2025-03-01 20 15 a | sig-pattern --until 2025-05-13 >p
	jq -s -e 'any(.kind == "unanswered" and .n == 15 and
		(.why_nl | contains("%") | not))' p
}

# slow FROM N A B: of the signals of a desk, those numbered up to N after FROM
# are of product and region A, the others of B to E in turn.
slow() {
	awk -v from="$1" -v n="$2" -v a="$3" -v b="$4" '{
		match($0, /"id":"[a-z][0-9]+/)
		i = substr($0, RSTART + 7, RLENGTH - 7) + 0
		v = i >= from && i < from + n ? a : substr(b, 1 + i % length(b), 1)
		sub(/"text"/, "\"product\":\"p" v "\",\"region\":\"r" v "\",&")
		print
	}'
}

# before LATE FROM: four months of a desk, of 100 each LATE late; see slow.
before() {
	local i

	for i in 2025-01-21 2025-02-18 2025-03-18 2025-04-15; do
		desk 100 "$i" "$1" 2 a | slow "$2" 30 A BCDE |
			sed 's/"id":"a/&'"$i-"'/'
	done
}

@test "sig-pattern: a desk that is late by one product names it" {
	{
		before 10 40
		desk 100 2025-05-13 46 20 b | slow 4 42 A BCDE
	} >s
	sig-pattern --until 2025-05-13 s >p
	[ "$(found p | grep -c unanswered)" = 1 ]
	# product and region are the same: the first of both
	jq -s -e 'any(.kind == "unanswered" and .mainly == "product=pA" and
		(.why_nl | contains(
		" Te laat waren vooral de signalen (product pA): " +
		"daarvan was 100% te laat, van de andere 7%.")) and
		(.why_en | contains(" (product pA) were late: " +
		"100% of those, and 7% of the others.")))' p
	shuf --random-source=s s | sig-pattern --until 2025-05-13 | cmp - p
	# a theme, and what has none is of the others
	sed 's/"product":"pA","region":"rA"/"theme":["betaling","x"]/
		s/"region":"r[B-E]",//' s | sig-pattern --until 2025-05-13 |
		jq -s -e 'any(.mainly == "theme=betaling" and (.why_nl |
		test(" vooral de signalen over [^(]*: daarvan was ")))'
}

@test "sig-pattern: a desk that is late by nothing in particular names none" {
	none() {
		sig-pattern --until 2025-05-13 >p
		jq -s -e 'map(select(.kind == "unanswered")) |
			length == 1 and (.[0] | has("mainly") | not)' p
	}
	# 15 late of 30 of the one, 35 of 70 of the others
	{
		before 10 70
		desk 100 2025-05-13 50 20 b | slow 35 30 A BCDE
	} | none
	# one is slow, but was; the others are not, and were less
	{
		before 20 0
		desk 100 2025-05-13 47 20 b | slow 0 30 A BCDE
	} | none
	# one is late, but so are the others
	{
		before 2 0
		desk 100 2025-05-13 40 20 b | slow 0 12 A BCDE
	} | none
}

@test "sig-pattern: a desk that stopped closing is told, or a warning is" {
	# of two months all was closed, and of the three after them nothing
	{
		desk 28 2025-01-21 3 0 a
		desk 28 2025-02-18 3 0 b
		desk 28 2025-03-18 28 28 c
		desk 28 2025-04-15 28 28 d
		desk 28 2025-05-13 28 28 e
	} | sig-pattern --until 2025-05-13 >p
	jq -s -e 'any(.kind == "unanswered" and .n == 84) and
		(.[0].warnings_en | any(startswith("At some")) | not)' p
	# of one month it was, and of the four after it nothing
	{
		desk 28 2025-01-21 3 0 a
		desk 28 2025-02-18 28 28 b
		desk 28 2025-03-18 28 28 c
		desk 28 2025-04-15 28 28 d
		desk 28 2025-05-13 28 28 e
	} >s
	sig-pattern --until 2025-05-13 s >p
	[ "$(found p | grep -c unanswered)" = 0 ]
	jq -s -e '.[0].warnings_en | any(. == "At some sources (1) most of what had to be ready was not closed. Whether people wait for an answer there, or nobody kept it up, cannot be seen.")' p
	# nobody ever closed one: of such a source nothing is known
	jq -c 'del(.closed)' s | sig-pattern --until 2025-05-13 |
		jq -s -e '.[0].warnings_en | any(startswith("At some")) | not'
}

@test "sig-pattern: of two years what rises is held against what came" {
	local most q

	# ten a day, five since day 168; Q a day a year before the last 28 of 630
	for q in 2 9 3; do
		awk -v q="$q" 'BEGIN {
			for (d = 0; d < 630; d++) {
				n = d < 168 ? 10 : d < 238 || d >= 266 ? 5 : q
				if (d >= 602 && q == 3)
					n = q
				printf "{\"sig\":\"tally/1\",\"period\":\"day\"," \
				    "\"org\":\"a\",\"kind\":\"klacht\"," \
				    "\"day\":\"%s\",\"n\":%d}\n",
				    strftime("%Y-%m-%d", 1672653600 + 86400 * d, 1), n
			}
		}' | sig-pattern --until 2024-09-22 --trace t >p
		# those 28 days, and 14 on each side; or 13 weeks before the last 13
		most="(56 * $q / 2 + 140 - (28 * $q + 140 | sqrt)) / 56 * 28"
		[ "$q" = 2 ] || most="(455 - (455 | sqrt)) / 91 * 28"
		# or what came
		[ "$q" != 3 ] || most=84
		jq -e -s "map(select(.w))[0].e[2] | . > .99 * $most and
			. < 1.01 * $most" t
	done
}

@test "sig-pattern: of more desks each must be surer" {
	# 21 late of 100, of those before one in ten
	desk 100 2025-05-13 21 12 b >s
	for i in 2025-01-21 2025-02-18 2025-03-18 2025-04-15; do
		desk 100 "$i" 9 1 "$i"
	done >>s
	sig-pattern --until 2025-05-13 s >p
	jq -s -e 'any(.kind == "unanswered" and .p > 0.001)' p
	for i in $(seq 30); do
		sed 's/"org":"a"/"org":"o'"$i"'"/; s/"id":"/&'"$i"'-/' s
	done | sig-pattern --until 2025-05-13 >p
	[ "$(found p | grep -c unanswered)" = 0 ]
}

@test "sig-pattern: what it tells of late answers is of those alone" {
	{
		for i in $(seq 300); do
			sig "d$i" x '"org":"a"' '"kind":"klacht"' \
				"\"received\":\"2025-0$((1 + i % 5))-0$((1 + i % 9))\"" \
				"\"closed\":\"2025-0$((1 + i % 5))-09\"" \
				'"told":"2025-05-01"' '"level":["beleid"]' \
				'"urgency":"spoed"' "\"who\":\"w$i\"" \
				'"redacted":"r"'
		done
		for i in $(seq 12); do
			sig "o$i" "laat $i" '"org":"a"' '"kind":"klacht"' \
				'"received":"2025-03-20"' '"norm":["nob-14"]' \
				"\"who\":\"w$((i % 9))\"" '"redacted":"r"'
		done
	} | sig-pattern >p
	jq -e 'select(.kind == "unanswered") | .n == 12 and .persons == 9 and
		.urgent == 0 and .urgency == null and .level == null and
		.norm == ["nob-14"] and .untold == 12 and .gravity == 0 and
		(.evidence | length == 12 and all(startswith("o"))) and
		(.quotes | all(contains("laat")))' p
}

@test "sig-pattern: more people than are kept are told as an estimate" {
	days 500 1 >s
	for i in $(seq 400); do
		sig "b$i" x '"org":"a"' '"kind":"klacht"' '"theme":["betaling"]' \
			"\"received\":\"2025-05-0$((1 + i % 9))\"" \
			"\"who\":\"w$i\"" '"by":["b@1"]'
	done >>s
	sig-pattern s >p
	# signals of late are here one by one: no estimate
	jq -e 'select(.kind == "burst") | .persons >= 400 and
		.persons_about == null' p
	sig-tally s | sig-pattern - >p
	jq -e 'select(.kind == "burst") | .persons_about and
		.persons % 10 == 0 and .persons > 320 and .persons < 490 and
		(.why_nl | contains("ongeveer"))' p
}

@test "sig-pattern: an estimate of people has two digits where all are others" {
	days 400 1 >s
	burst 489 2025-01-25 9 >many
	for name in q r s t; do
		awk '{ sub(/"id":/, "\"who\":\"'$name'" NR "\",&") } 1' many |
			cat s - | sig-tally | sig-pattern - >>p
	done
	jq -s -e 'map(select(.kind == "burst")) | length == 4 and
		all(.persons as $p | .persons_about and $p % 10 == 0 and
		$p <= .n and $p >= .n * .8 and
		([.why_nl, .why_en] | all(contains(" \($p) "))))' p
}

@test "sig-pattern: who is not known is no person who came back" {
	# fifty of sixty people are known: fifty different ones at least
	{
		days 500 1
		burst 60 2025-04-28 14 | awk '{
			if (NR > 10)
				sub(/"id":/, "\"who\":\"q" NR "\",&")
			else
				sub(/"who":"[^"]*",?/, "")
			print
		}'
	} >s
	sig-pattern s >p
	jq -e 'select(.kind == "burst") | .persons as $p |
		(.n * (1 - .persons_known) | round) as $not |
		.persons_known < 1 and .persons + $not == .n and
		(.why_nl | contains("van ten minste \($p) " +
		"verschillende mensen; van \($not) signalen is niet bekend")) and
		(.why_en | contains("from at least \($p) different " +
		"people; of \($not) it is not known from whom"))' p
	sig-report -f text p >r
	grep -q 'Mensen.*ten minste [0-9]' r
	grep -q 'signalen van ten minste [0-9]* mensen' r
}

# least FILE: the most different people that one organisation has in FILE.
least() {
	jq -r 'select(.who) | [.org, .who] | @tsv' "$1" | sort -u |
		cut -f 1 | uniq -c | sort -n | awk 'END { print $1 + 0 }'
}

# Tokens are of one organisation: who writes to three has three of them.
@test "sig-pattern: who writes to several organisations may be one person" {
	local by

	everywhere 3 9 >in
	jq -c 'if .id | test("7$") then del(.who) else . end' in >some
	for by in in some; do
		sig-pattern --until 2025-02-03 "$by" >p
		jq -c 'select(.kind == "cross-org")' p >cross
		sig-select -p "$(jq -r .id cross)" --patterns p "$by" >of
		jq -e --argjson l "$(least of)" '.persons_least == $l and
			.persons > 2 * $l and .persons as $p |
			(.n * (1 - .persons_known) | round) as $not |
			(.why_nl | contains(" van ten minste \($l) " +
			"verschillende mensen. Per organisatie geteld zijn " +
			"het \($p) mensen; wie bij meer organisaties was, " +
			"telt bij elk daarvan.") and ($not == 0 or contains(
			"daarvan. Van \($not) signalen is niet bekend"))) and
			(.why_en | contains(" from at least \($l) " +
			"different people. Counted by organisation these " +
			"are \($p) people; who was with several counts in " +
			"each.") and ($not == 0 or
			contains("each. Of \($not) signals it is not"))) and
			([.why_nl, .why_en] | all(contains("not known") or
			contains("niet bekend")) == ($not > 0))' cross
		sig-report -f text p | tr -s ' \n' ' ' >r
		sig-report --lang en -f text p | tr -s ' \n' ' ' >e
		jq -r --arg least "$([ "$by" = in ] || echo 'ten minste ')" '
			"Mensen ten minste \(.persons_least); per " +
			"organisatie geteld \($least)\(.persons) ",
			" \(.n) signalen van ten minste \(.persons_least) " +
			"mensen."' cross | while read -r line; do
			grep -qF "$line" r
		done
		jq -r --arg least "$([ "$by" = in ] || echo 'at least ')" '
			"People at least \(.persons_least); counted by " +
			"organisation \($least)\(.persons) ",
			" \(.n) signals from at least \(.persons_least) " +
			"people."' cross | while read -r line; do
			grep -qF "$line" e
		done
	done
	# of one organisation it is what was counted
	everywhere 1 30 | sig-pattern --until 2025-02-03 >p
	jq -e -s 'map(select(.persons)) | length > 0 and
		all(.persons_least == null and (.persons as $p | .why_nl |
		contains("Ze komen van \($p) verschillende mensen.")))' p
}

@test "sig-pattern: a letter to several organisations may be of few people" {
	everywhere 3 9 | jq -c 'if .who | startswith("q") then
		.group = "l" else . end' >in
	sig-pattern --until 2025-02-03 in >p
	jq -c 'select(.kind == "campaign")' p >letter
	jq -e '.n as $n | .persons == 27 and .persons_least == 9 and
		(.title_nl | contains(
		"van ten minste 9 verschillende mensen, \($n) keer")) and
		(.title_en | contains(
		"from at least 9 different people, \($n) times"))' letter
	run ! grep -E "Dezelfde tekst van" <(sig-report --public -f text p)
}

# writes ORGS EACH PEOPLE: signals about betaling up to February, and from the
# last two weeks EACH to each of ORGS organisations, of so many PEOPLE.
writes() {
	awk -v m="$1" -v each="$2" -v people="$3" 'BEGIN {
		srand(7)
		for (o = 1; o <= m; o++) {
			for (d = 0; d < 400; d++) {
				if (d < 330 && rand() < .15 / m)
					one(o, "b" ++b, d, "betaling")
				if (rand() < .5)
					one(o, "c" ++b, d, "wachten")
			}
			for (i = 0; i < each; i++)
				one(o, "q" k++ % people, 386 + int(rand() * 14),
				    "betaling")
		}
	}
	function one(o, who, d, t) {
		printf "{\"sig\":\"signal/1\",\"id\":\"w%d\",\"org\":" \
		    "\"o%d\",\"kind\":\"klacht\",\"channel\":\"post\"," \
		    "\"received\":\"%s\",\"who\":\"%s@o%d\",\"theme\":" \
		    "[\"%s\"],\"by\":[\"b@1\"]}\n", ++n, o,
		    strftime("%Y-%m-%d", 1704110400 + 86400 * d, 1), who, o, t
	}'
}

@test "sig-pattern: one who writes to several organisations is no three" {
	local orgs

	for orgs in 3 5; do
		writes $orgs 4 1 | sig-pattern --until 2025-02-03 >p
		run ! grep -q '"kind":"\(cross-org\|burst\)"' p
		writes $orgs 4 $((4 * orgs)) | sig-pattern --until 2025-02-03 |
			grep -q '"kind":"cross-org"'
	done
	# one each at many of them is of many
	writes 20 1 20 | sig-pattern --until 2025-02-03 |
		grep -qE '"kind":"(cross-org|burst)"'
}

@test "sig-pattern: tallies tell the people of each organisation, or of none" {
	everywhere 3 9 >in
	sig-pattern --until 2025-02-03 in >p
	sig-tally in | sig-pattern --until 2025-02-03 >t
	jq -c 'select(.kind == "cross-org") | [.persons, .persons_least]' p >want
	jq -c 'select(.kind == "cross-org") | [.persons, .persons_least]' t |
		diff want -
	# of whom nobody knows with how many organisations they were
	sig-tally --by theme in | sig-pattern --until 2025-02-03 >t
	jq -e 'select(.kind == "burst") | .persons_least == 0 and
		(.why_nl | contains("ten minste") | not) and
		(.why_nl | contains("Per organisatie geteld"))' t
	sig-report -f text t >r
	grep -q 'Mensen *niet bekend; per organisatie geteld' r
	run ! grep -q 'Mensen  ' <(sig-report --public -f text t)
}

@test "sig-pattern: a channel that falls quiet is told" {
	days 500 3 | awk '!(/"org":"a"/ && /telefoon/ &&
		/"received":"2025-05/)' | sig-pattern >p
	[ "$(found p)" = "silence channel=telefoon org=a" ]
	jq -e 'select(.kind == "silence") | .observed * 3 <= .expected and
		.score > 10' p
}

@test "sig-pattern: of an organisation that began later no earlier count is 0" {
	# b came in February 2025; c, of which little comes, was always there
	{
		days 500 2 | awk '!/"org":"b"/ || /"received":"2025-(02-[12]|0[345])/'
		sig c1 x '"org":"c","received":"2024-03-01"'
		sig c2 x '"org":"c","received":"2025-05-02"'
	} >all
	sig-pattern all >p
	row() {
		jq -r --arg org "$1" 'select(.sig == "summary/1").base[] |
			select(startswith("org\t" + $org)) | split("\t")[3:] |
			map(if . == "" then "-" elif . == "0" then . else "n" end) |
			join(" ")' p
	}
	[ "$(row a)" = "n n n n" ]
	[ "$(row b)" = "n - n -" ]
	[ "$(row c)" = "0 0 n n" ]
	sig-report -f text p | paste -sd' ' | tr -s ' ' |
		grep -q 'Van 1 organisatie zijn er geen cijfers over alle perioden'
	sig-report -f text --lang en p | paste -sd' ' | tr -s ' ' |
		grep -q 'Of 1 organisation there are no figures of all periods'
	# not where all began later, nor where none did
	days 200 2 | sig-pattern | sig-report -f text >out
	[ "$(grep -c 'geen cijfers over' out)" = 0 ]
	days 500 2 | sig-pattern | sig-report -f text >out
	[ "$(grep -c 'geen cijfers over' out)" = 0 ]
}

@test "sig-pattern: silence is not looked for in less than 17 weeks" {
	local n

	for n in 70 112 140; do
		days $n 4 >all
		sig-pattern all | jq -c 'select(.sig == "summary/1")' >sum
		jq -r '.tests[] | select(startswith("silence")) |
			split("\t")[2]' sum >tests
		if [ $n -lt 120 ]; then
			grep -qx 0 tests
			jq -e '.warnings_nl | any(test("pas te zien als er 17 weken"))' sum
			jq -e '.warnings_en | any(test("there are 17 weeks of data"))' sum
			sig-report -f text sum | grep -q 'Hier is niet naar gezocht'
		else
			grep -qx '[1-9][0-9]*' tests
			jq -e '.warnings_nl | all(test("17 weken") | not)' sum
		fi
	done
	# without a budget nothing silent can be told either
	sig-pattern --budget 0 all | jq -e 'select(.sig == "summary/1").tests |
		any(test("^silence\t[1-9][0-9]*\t0\t"))'
}

@test "sig-pattern: a silence is new once, and none is not twice none" {
	days 500 3 | awk '!(/"org":"a"/ && /telefoon/ &&
		/"received":"2025-05/)' >s
	: >before
	for n in 9 10 11; do
		sig-pattern --until "$(date -u -d "2025-05-$n" +%F)" \
			--previous before s >p
		cp p before
		jq -r 'select(.kind == "silence") |
			"\(.observed) \(.change)"' p
	done >seen
	[ "$(tr '\n' , <seen)" = "0 new,0 same,0 same," ]
}

@test "sig-pattern: a silence is over when as many come as are expected" {
	# two channels, of which one was silent from day 400 to day 427
	awk 'BEGIN {
		for (d = 0; d < 450; d++)
			for (k = 0; k < 8; k++)
				if (k % 2 == 0 || d < 400 || d > 427)
					printf "{\"sig\":\"signal/1\",\"id\":\"s%d\"," \
					    "\"org\":\"a\",\"channel\":\"%s\"," \
					    "\"received\":\"%s\",\"text\":\"t\"}\n",
					    ++n, k % 2 ? "balie" : "post",
					    strftime("%Y-%m-%d",
						1704067200 + 86400 * d, 1)
	}' >s
	for d in 427 435; do
		sig-pattern --until "$(date -u -d "2024-01-01 + $d days" +%F)" s |
			found
	done >seen
	[ "$(cat seen)" = "silence channel=balie org=a" ]
}

@test "sig-pattern: what is wholly silent is above good news" {
	days 500 3 | awk '{
		if (/"org":"a"/ && /telefoon/ && /"received":"2025-0[45]/)
			next
		sub(/"theme":\["informatie"/, "\"theme\":[\"compliment\"")
		print
		if (/compliment/ && /"org":"b"/ && /"received":"2025-05/)
			for (i = 0; i < 4; i++) {
				x = $0
				sub(/"id":"/, "&c" i, x)
				sub(/"who":"/, "&c" i, x)
				print x
			}
	}' | sig-pattern >p
	[ "$(found p)" = "$(printf '%s\n' "silence channel=telefoon org=a" \
		"positive org=b theme=compliment")" ]
	# 99 x (.2 x size + .2 x growth) / .9, of none and what was expected
	jq -c 'select(.kind == "silence")' p | jq -e '.observed == 0 and
		((.expected + 1 | log10) / 3 * 22 + 22 - .score |
			fabs) < .01'
}

@test "sig-pattern: of a growth from nearly nothing only a least is said" {
	surging 400 digitaal a 0.01 0.01 | awk '{
		print
		split($0, d, /"received":"|","who"/)
		if (/"org":"b"/ && /betaling/ && d[2] >= "2025-02") {
			m = substr(d[2], 1, 4) * 12 + substr(d[2], 6, 2) - 24302
			for (i = 0; i < m - 1; i++) {
				x = $0
				sub(/"id":"/, "&g" i, x)
				sub(/"who":"/, "&g" i, x)
				sub(/betaling/, "wachten", x)
				print x
			}
		}
	}' | sig-pattern >p
	found p
	jq -e 'select(.kind == "trend") | .ratio > 10 and
		(.why_nl | test("meer dan [0-9,]+ keer zo veel") and
			(contains("tussen") | not)) and
		(.why_en | test("more than [0-9.]+ times as many"))' p
}

@test "sig-pattern: of recent days with tallies only a warning is given" {
	local none="Of 14 of the last 28 days a source has tallies only."

	days 500 2 >all
	grep -E '"received":"2025-0(4-(29|30)|5)' all | sig-tally >late
	sig-pattern --until 2025-05-12 late <(grep -vE \
		'"received":"2025-0(4-(29|30)|5)' all) >p
	jq -e --arg none "$none" '.warnings_en | any(startswith($none))' p
	jq -e '.warnings_nl | any(startswith("Van 14 van de laatste 28"))' p
	# not of what is old, nor of a source that has no signals here
	grep -E '"received":"2024' all | sig-tally >old
	grep -E '"received":"2025' all >new
	sig-pattern --history old new >p
	jq -e '.warnings_en | any(contains("tallies only")) | not' p
	sed 's/"org":"[ab]"/"org":"c"/' all | sig-tally >other
	sig-pattern --history other new >p
	jq -e '.warnings_en | any(contains("tallies only")) | not' p
	# all as tallies, by week
	sig-tally --period week all | sig-pattern >p
	jq -e '.warnings_en | any(contains("of the last 28 days a source has"))' p
}

@test "sig-pattern: a week that begins before the first day is no mistake" {
	# on a Wednesday
	days 500 2 | grep -v '"received":"2024-01-0[12]' >all
	grep -o '"received":"[^"]*"' all | sort | head -n 1 | grep 2024-01-03
	sed 's/"org":"./&x/' all | sig-tally --period week >other
	sig-pattern other all >p
	jq -e '.warnings_en // [] | any(contains("long before")) | not' p
	# but a day of 2019 is
	sed '1s/2024-01-03/2019-01-03/' all | sig-pattern other - >p
	jq -e '.warnings_en | any(contains("long before"))' p
}

@test "sig-pattern: with a share of 0 or 1, without a budget, without any" {
	{
		days 500 2
		burst 30 2025-04-28 14
		burst 12 2025-05-01 7 '"group":"g"' | sed 's/"x-/"y-/'
	} >all
	sig-pattern all | found >p
	grep -q '^burst' p
	sig-pattern --alpha 1 all | found >q
	grep -q '^burst' q
	sig-pattern --alpha 0 all | found >q
	run ! grep '^burst' q
	grep -q '^campaign' q
	sig-pattern --budget 0 all | found >q
	[ "$(cut -d ' ' -f 1 q)" = campaign ]
	sig-pattern --top 0 all >q
	[ "$(jq -r .sig q)" = summary/1 ]
}

# wordy: sentences with ordinary words, 2 a day for 200 days.
wordy() {
	awk 'BEGIN {
		srand(5)
		split("brief pas aanvraag afspraak balie vergunning", w)
		for (d = 300; d < 500; d++)
			for (k = 0; k < 2; k++)
				printf "{\"sig\":\"signal/1\",\"id\":" \
				    "\"w%d\",\"org\":\"a\",\"kind\":" \
				    "\"klacht\",\"received\":\"%s\"," \
				    "\"text\":\"Mijn %s is kwijt, de %s.\"," \
				    "\"theme\":[\"onbepaald\"]}\n", ++n,
				    strftime("%Y-%m-%d",
					1704110400 + 86400 * d, 1),
				    w[1 + int(rand() * 6)],
				    w[1 + int(rand() * 6)]
	}'
}

@test "sig-pattern: a new word is found and named, ordinary ones are not" {
	wordy | awk 'NR > 350 && NR % 5 == 0 {
		sub(/Mijn [a-z]*/, "Mijn stempas van oktober") } { print }' >all
	sig-pattern all >p
	[ "$(found p)" = "emerging org=a words=stempas" ]
	jq -e 'select(.kind == "emerging") | .n == .observed and .n >= 8 and
		.expected < 1 and (.why_nl | contains("stempas"))' p
	# title and sentence have the same words, and not "de stempas"
	jq -e 'select(.kind == "emerging") |
		(.title_nl | contains("met het woord \u0027stempas\u0027")) and
		(.why_nl | contains("het woord \u0027stempas\u0027")) and
		(.why_en | contains("There were none, or hardly any, two to four")) and
		(.why_en | contains("Whether it is so each year")) and
		(.why_en | contains("a name may be among them")) and
		(.why_nl | contains("Of dit elk jaar"))' p
	wordy | sig-pattern | found >none
	[ ! -s none ]
	# the number is of the word alone, not of what a few have beside it
	awk '/stempas/ && ++n % 3 { sub(/Mijn/, "Mijn gele") } { print }' all |
		sig-pattern >p
	jq -e 'select(.kind == "emerging") | .why_nl |
		test("in [0-9]+ signalen het woord \u0027stempas\u0027\\. ") and
		contains(" Woorden die erbij horen: \u0027")' p
}

@test "sig-pattern: new words do not take the product of what rises without a theme" {
	{
		{
			# by a newer book, so that its theme is not what rises
			wordy | sed 's/"theme"/"by":["b@2"],&/'
			days 500 2
		} | awk '{ sub(/"text"/, "\"product\":\"" \
			(NR % 4 ? "paspoort" : "afval") "\",&"); print }'
		for i in $(seq 40); do
			sig "c$i" "De container is vol, $i keer." '"org":"a"' \
				'"kind":"klacht"' '"who":"c'"$i"'"' \
				'"received":"2025-05-'$((10 + i % 5))'"' \
				'"product":"afval"' '"by":["b@2"]' \
				'"theme":["onbepaald"]'
		done
	} >all
	sig-pattern all >p
	[ "$(found p)" = "burst org=a product=afval theme=onbepaald" ]
	jq -e 'select(.kind == "burst").words[0] == "container"' p
	# of no product they say more, and tell what they stand for
	sed 's/"product":"[a-z]*",\?//' all | sed 's/,}/}/; s/,,/,/' |
		sig-pattern >p
	[ "$(found p)" = "emerging org=a words=container" ]
	jq -e 'select(.kind == "emerging").parts |
		any(endswith(" org=a & theme=onbepaald"))' p
}

@test "sig-pattern: new words belong to what they fit best" {
	# all of an organisation rises, and one product of it more, by those words
	awk 'BEGIN {
		srand(5)
		split("brief pas aanvraag afspraak balie vergunning", w)
		split("paspoort kaart belasting zorg afval", product)
		for (d = 300; d < 500; d++)
			for (p = 1; p <= 5; p++)
				some(d, p, d < 492 ? 2 : p < 5 ? 4 : 15)
	}
	function some(d, p, m,    k, text) {
		for (k = 1; k <= m; k++) {
			text = "Mijn " any() " is kwijt, de " any() "."
			if (m == 15 && k > 2)
				text = "De container is vol, " n " keer."
			printf "{\"sig\":\"signal/1\",\"id\":\"w%d\"," \
			    "\"org\":\"a\",\"kind\":\"klacht\",\"who\":\"p%d\"," \
			    "\"received\":\"%s\",\"product\":\"%s\"," \
			    "\"theme\":[\"onbepaald\"],\"text\":\"%s\"}\n",
			    ++n, n, strftime("%Y-%m-%d",
				1704110400 + 86400 * d, 1), product[p], text
		}
	}
	function any() { return w[1 + int(rand() * 6)] }' >all
	sig-pattern all >p
	found p
	jq -s -e 'any(.kind == "burst" and .where == ["org=a"] and
		.words == null) and any(.kind == "burst" and
		(.where | index("product=afval")) and
		(.words | index("container")))' p
}

@test "sig-pattern: of words that are as sure the first by their bytes leads" {
	wordy | awk 'NR > 350 && NR % 5 == 0 {
		sub(/Mijn [a-z]*/, "Mijn zadel of autobel") } { print }' >all
	sig-pattern all | jq -e 'select(.kind == "emerging") |
		.words == ["autobel", "zadel"] and
		(.where | index("words=autobel"))'
	# a word that says little does not lead
	sed 's/Mijn zadel of autobel/Sinds de slagboom/' all | sig-pattern |
		jq -e 'select(.kind == "emerging").words == ["slagboom"]'
}

# stempas: the same with a new phrase at the end, redacted.
stempas() {
	wordy | awk 'NR > 350 && NR % 5 == 0 {
		sub(/Mijn [a-z]*/, "Mijn stempas van oktober") }
		{ sub(/"theme"/, "\"redacted\":\"r@1\",&"); print }'
}

@test "sig-pattern: a new phrase is found from tallies of words alone" {
	stempas >all
	for o in "" --no-sketch; do
		# shellcheck disable=SC2086 # none or one word
		sig-tally --terms $o all >t
		sig-pattern t >p
		[ "$(found p)" = "emerging org=a words=stempas" ]
		jq -e 'select(.kind == "emerging") | .n >= 8 and
			.expected < 1 and .words == ["stempas"] and (.series | add) == .n and
			.evidence == null' p
	done
	sig-tally all | sig-pattern | found >none
	[ ! -s none ]
	wordy | sed 's/"theme"/"redacted":"r@1",&/' | sig-tally --terms |
		sig-pattern | found >none
	[ ! -s none ]
}

@test "sig-pattern: words of now against words of tallies of before" {
	stempas >all
	head -n 330 all | sig-tally --terms >past
	tail -n +331 all >now
	sig-pattern --history past now >p
	[ "$(found p)" = "emerging org=a words=stempas" ]
	jq -e 'select(.kind == "emerging") | .n == 9 and .expected < 1' p
	# by themselves there is nothing to set them against
	sig-pattern now | found >none
	[ ! -s none ]
	# the order of lines says nothing
	cmp p <(sig-pattern --history <(sort -r past) <(sort now))
}

@test "sig-pattern: small counts that are left out are no news" {
	# 4 a week, of which 5 are never told, and then 6
	awk -v n=6 'BEGIN {
		for (w = 0; w < 24; w++) {
			day = strftime("%Y-%m-%d", 1767571200 + w * 604800, 1)
			for (d = 0; d < 7; d++)
				printf "{\"sig\":\"tally/1\",\"period\":\"day\",\"day\":\"%s\",\"org\":\"a\",\"kind\":\"klacht\",\"n\":6}\n",
				    strftime("%Y-%m-%d", 1767571200 + w * 604800 + d * 86400, 1)
			t = "{\"sig\":\"tally/1\",\"what\":\"term\",\"period\":\"week\",\"day\":\"" day "\",\"org\":\"a\""
			print t ",\"n\":42}"
			print t ",\"term\":\"brief\",\"n\":30}"
			if (w >= 20)
				print t ",\"term\":\"stempas\",\"n\":" n "}"
			if (n == 6)
				print t ",\"term\":\"balie\",\"n\":5}"
		}
	}' >few
	sig-pattern few | found >none
	[ ! -s none ]
	# far more than could be hidden
	sed 's/"stempas","n":6/"stempas","n":25/' few | sig-pattern | found >p
	[ "$(cat p)" = "emerging org=a words=stempas" ]
}

@test "sig-pattern: of cues those are told that fired, or that a hand gave" {
	sig u1 x '"org":"b"' '"received":"2025-05-03"' '"urgency":"spoed"' \
		'"theme":["wonen"]' \
		'"cue":["level:given","urgency:given","wonen:hand","wonen:dak:0-3"]' >s
	sig-pattern s >p
	[ "$(jq -c 'select(.kind == "grave").cue' p)" = \
		'["wonen:dak=1","wonen:hand=1"]' ]
}

@test "sig-pattern: a codebook that names more makes no finding" {
	# from 2025-04-14 on a new version gives every other signal a theme more
	days 500 2 | awk '{
		match($0, /"received":"[^"]*"/)
		d = substr($0, RSTART + 12, 10)
		if (d >= "2025-04-14") {
			sub(/b@1/, "b@2")
			if (++n % 2)
				sub(/"theme":\["/, "\"theme\":[\"nieuw\",\"")
			if (n % 3 == 0)
				sub(/betaling|informatie/, "bejegening")
		}
		print }' >all
	sig-pattern all >p
	found p
	[ "$(wc -l <p)" = 1 ]
	jq -e '.warnings_nl | any(contains("niet vergelijkbaar voor 14 april 2025"))' p
	# without a word of a new version the same is a finding
	sed 's/b@2/b@1/' all | sig-pattern | found >same
	[ -s same ]
}

@test "sig-pattern: the day of a new codebook is one, and stays" {
	# kind "zeldzaam" has a signal in six days, the first with b@2 on the 17th
	days 500 2 | awk '{
		match($0, /"received":"[^"]*"/)
		d = substr($0, RSTART + 12, 10)
		split(d, t, "-")
		if (d != last && t[3] % 6 == 5)
			sub(/klacht/, "zeldzaam")
		last = d
		if (d >= "2025-04-14")
			sub(/b@1/, "b@2")
		print }' >all
	for d in 2025-04-16 2025-04-18 2025-05-10; do
		sig-pattern --until "$d" all >p
		jq -e 'select(.sig == "summary/1") | .warnings_en |
			any(contains("before 14 April 2025"))' p
	done
	# at a source that has the old one for longer it is the day after that
	awk '/zeldzaam/ && /2025-04-17/ { sub(/b@2/, "b@1") } { print }' all |
		sig-pattern --until 2025-05-10 |
		jq -e 'select(.sig == "summary/1") | .warnings_en |
			any(contains("before 18 April 2025"))'
}

@test "sig-pattern: a letter in another language is no new codebook" {
	days 500 2 >one
	# three letters, judged by the codebook of their language; the last is
	# of the last day
	awk '/2025-0(2-03|4-20|5-13)/ && !/"org":"b"/ {
		match($0, /"received":"[^"]*"/)
		d = substr($0, RSTART, RLENGTH)
		if (d != last) {
			sub(/b@1/, "en@1")
			k++
		}
		last = d } { print } END { exit k != 3 }' one >all
	sig-pattern one | jq -c 'del(.books)' >want
	sig-pattern all | jq -c 'del(.books)' >p
	jq -s -e '.[0].warnings_en | any(contains("codebook")) | not' p
	cmp want p
	# nor do three of one day, of few
	awk '/2025-04-20/ && !/"org":"b"/ && k++ < 3 { sub(/b@1/, "en@1") }
		{ print }' one | sig-pattern | jq -c 'del(.books)' | cmp want -
	# one more codebook for all is another
	awk '{ match($0, /"received":"[^"]*"/)
		if (substr($0, RSTART + 12, 10) >= "2025-05-11")
			sub(/"b@1"/, "\"b@1\",\"own@1\"") } { print }' one |
		sig-pattern | jq -s -e '.[0].warnings_en |
			any(contains("before 11 May 2025"))'
}

@test "sig-pattern: the same tallies twice are warned of, shards are not" {
	local said="The same tallies came in more than once" day

	days 500 2 | awk 'NR % 20 == 0 { sub(/"who":"[^"]*"/, "\"who\":\"w\"") }
		{ print }' >all
	sig-tally all >one
	awk 'NR % 2' all | sig-tally >odd
	awk 'NR % 2 == 0' all | sig-tally >even
	sig-pattern odd even >p
	jq -s -e --arg s "$said" '.[0].warnings_en | any(contains($s)) | not' p
	sig-pattern one | cmp - p
	sig-pattern one one >p
	jq -s -e --arg s "$said" '.[0].warnings_en | any(contains($s))' p
	# a month of them
	grep '"day":"2025-02' one >month
	sig-pattern month one >p
	jq -s -e --arg s "$said" '.[0].warnings_en | any(contains($s))' p
	# two releases, of another time
	for day in 01 15; do
		sed 's/.*/{"specversion":"1.0","id":"x","source":"urn:a","type":"t","time":"2025-06-'$day'T00:00:00Z","data":&}/' \
			one >"release$day"
	done
	sig-pattern release01 release15 >p
	jq -s -e --arg s "$said" '.[0].warnings_en | any(contains($s))' p
}

@test "sig-pattern: what came in twice is refused" {
	days 500 2 >all
	for period in day week; do
		sig-tally --period "$period" all >history
		echo before >p
		fails_with 2 sig-pattern -o p history all
		[[ "$stderr" == *"both in a tally and in signals"* ]]
		[ "$(cat p)" = before ]
		fails_with 2 sig-pattern --history history --trace - all
		[ -z "$output" ]
	done
	# the burst of a fortnight that would be told else
	days 500 2 | grep -E '"2025-0(5|4-[23])' | sig-tally >history
	fails_with 2 sig-pattern history all
	[ -z "$output" ]
	# another system of the same source, all as tallies
	days 500 2 | sed 's/"id":"/&z/' | sig-tally >other
	sig-pattern other history >p
	# late signals of days in the history are as they should be
	awk '++n % 9 == 0' all >late
	awk '++n % 9' all | sig-tally >history
	sig-pattern history late >p
	jq -e 'select(.sig == "summary/1") | .n > 1000' p
}

@test "sig-pattern: tallies without a kind may be of the signals beside them" {
	local said="tallies that do not name the kind" by

	days 500 2 >all
	for by in org theme; do
		sig-tally --by "$by" all >t
		fails_with 2 sig-pattern t all
		[ -z "$output" ]
		sig-tally --period week --by "$by" all >t
		fails_with 2 sig-pattern all t
	done
	# as they are shared: what is few was left out
	awk '++n % 9' all | sig-tally --by org >t
	sig-pattern t all >p
	jq -s -e --arg s "$said" '.[0].warnings_en | any(contains($s))' p
	# late signals of theirs, those of another, and of other days
	awk '++n % 9 == 0' all >late
	sed 's/"org":"./&x/' all >other
	head -n 1000 all | sig-tally --by org >before
	tail -n +1001 all >after
	for by in "t late" "t other" "before after"; do
		# shellcheck disable=SC2086
		sig-pattern $by >p
		jq -s -e --arg s "$said" '.[0] | .n > 900 and
			(.warnings_en // [] | any(contains($s)) | not)' p
	done
}

@test "sig-pattern: a few days that came in twice are warned of" {
	days 500 2 >all
	grep -o '"received":"[^"]*"' all | sort -u | tail -n 3 >last
	grep -Ff last all >lately
	sig-tally all >history
	sig-pattern history lately >p
	jq -s -e '.[0].warnings_en | any(contains("they are counted twice"))' p
	sig-tally lately | sig-pattern history - >p
	jq -s -e '.[0].warnings_en | any(contains(
		"The same tallies came in more than once"))' p
	# one late signal of each of those days
	awk '!seen[substr($0, index($0, "\"received\""), 23)]++' lately |
		sed 's/"id":"/&z/; s/"who":"/&z/' >late
	sig-pattern history late >p
	jq -s -e '.[0].warnings_en | any(contains("twice")) | not' p
}

@test "sig-pattern: no p is told below 1e-299" {
	days 500 2 >all
	awk '/"received":"2025-05-1/ { for (i = 0; i < 200; i++) {
		x = $0; sub(/"id":"/, "&c" i, x); sub(/"who":"/, "&c" i, x)
		print x } } { print }' all | sig-pattern >p
	jq -s -e 'map(.p, .q | numbers) | min == 1e-299' p
}

@test "sig-pattern: signals that were only left over are no history" {
	# of before 2025 only one in ten was exported: those still open
	days 800 2 | awk '/"received":"2024/ { if (++n % 10 == 0) print; next }
		{ match($0, /"received":"[^"]*"/)
		d = substr($0, RSTART + 11, RLENGTH - 11)
		sub(/"text"/, "\"closed\":" d ",\"text\"")
		print }' >all
	for d in 2025-02-01 2025-03-15 2025-06-01 2025-09-01; do
		sig-pattern --until "$d" all | found
	done >p
	cat p
	[ ! -s p ]
}

@test "sig-pattern: signals that name no organisation are warned of, counted" {
	{
		days 400 2
		days 400 1 | sed 's/"org":"[^"]*",//; s/"id":"/"id":"none/'
	} >all
	n=$(sig-pattern all | jq -r 'select(.sig == "summary/1").as_of')
	n=$(jq -r --arg n "$n" 'select(.org == null and
		.received[:10] <= $n).id' all | wc -l)
	[ "$n" -gt 0 ]
	sig-pattern all | jq -s -e --arg n "$n" '.[0] |
		any(.warnings_en[]; gsub("[,.]"; "") |
			startswith("\($n) signals name no org")) and
		any(.warnings_nl[]; gsub("[,.]"; "") |
			startswith("\($n) signalen noemen geen"))'
	days 400 2 | sig-pattern | jq -s -e 'all(.[0].warnings_en[];
		contains("no organisation") | not)'
}

@test "sig-pattern: what was not classified or not deduplicated is said" {
	local theme="ingedeeld: naar thema" twice="welke er dubbel zijn"

	days 200 2 | sed 's/,"theme".*}/}/' >bare
	sed 's/"who":"\([^"]*\)"/"person":["\1"]/' bare >raw
	warns() { jq -r 'select(.warnings_nl).warnings_nl[]' | grep -c "$1"; }
	[ "$(sig-pattern bare | warns "$theme")" = 1 ]
	[ "$(sig-pattern raw | warns "$theme")" = 1 ]
	[ "$(sig-pattern raw | warns "$twice")" = 1 ]
	run ! warns "$twice" < <(sig-pattern bare)
	# not of what is so by choice, or of some
	run ! warns "$theme" < <(sig-tally --by org bare | sig-pattern)
	run ! warns "$theme" < <({ cat bare; days 1 2; } | sig-pattern)
	sig-classify raw | sig-dedupe | sig-pattern >p
	run ! warns "$theme\\|$twice" <p
}

@test "sig-pattern: of many events the nearest are marked, in any order" {
	{
		days 500 2
		burst 30 2025-04-28 14
	} >all
	for i in {0..24}; do
		printf '%s\ta\t\te%s\n' \
			"$(date -u -d "2025-04-04 +$i days" +%F)" "$i"
	done >ev
	sig-pattern --events ev all >p
	jq -e 'select(.kind == "burst") | .from == "2025-04-16" and
		(.marks | length) == 20 and
		.marks[0] == "2025-04-06 e2" and
		.marks[19] == "2025-04-25 e21"' p
	tac ev >rev
	sig-pattern --events rev all | cmp - p
}

@test "sig-pattern: events are marked, volumes give rates" {
	{
		days 500 2
		burst 30 2025-04-28 14
	} >all
	printf 'date\torg\tproduct\twhat\n2025-04-27\ta\t\tbrief\n' >ev
	printf '2025-04-27\tb\t\telders\n2024-04-27\ta\t\tvroeger\n' >>ev
	printf 'a\t\t\t2025-01-01\t2025-12-31\t365000\n' >vol
	sig-pattern --events ev --volume vol all >p
	jq -e 'select(.kind == "burst") | .marks == ["2025-04-27 brief"]' p
	jq -e 'select(.kind == "burst") |
		([7000, 14000, 28000, 56000] | index($v)) != null and
		((.rate - 1000 * .n / .volume) | fabs) < 1e-4' \
		--argjson v "$(jq 'select(.kind == "burst").volume' p)" p
	# of days since some day only: shown, and nothing is changed by them
	jq -e 'select(.kind == "burst") | .notes_en | any(. ==
		"What is expected is not set against the number of " +
		"decisions or contacts: it is known only since " +
		"1 January 2025.")' p
	sig-pattern all >without
	cmp <(jq -c 'del(.volume, .rate, .marks, .notes_nl, .notes_en,
			.warnings_nl, .warnings_en)' p) \
		<(jq -c 'del(.notes_nl, .notes_en, .warnings_nl,
			.warnings_en)' without)
	# of some of its days only, they would give a wrong rate
	printf 'a\t\t\t2025-01-01\t2025-05-12\t132000\n' >vol
	sig-pattern --volume vol all | jq -e 'select(.kind == "burst") |
		.to == "2025-05-13" and .volume == null and .rate == null and
		(.notes_en | any(contains("not known of all")))'
	printf 'a\t\t\t2025-05-13\t2025-05-13\t1000\n' >>vol
	sig-pattern --volume vol all | jq -e 'select(.kind == "burst") |
		.volume == $v' \
		--argjson v "$(jq 'select(.kind == "burst").volume' p)"
	printf 'nonsense\nnonsense\n' >bad
	fails_with 2 sig-pattern --events bad all
	fails_with 2 sig-pattern --volume bad all
}

@test "sig-pattern: a line beside the signals that cannot be read is named" {
	sig 1 x '"org":"a"' '"received":"2025-04-20"' >s
	# refused OPTION FORMAT MESSAGE: the file of FORMAT is not taken.
	refused() {
		# shellcheck disable=SC2059 # the format is the file
		printf "$2" >f
		fails_with 2 sig-pattern "$1" f s
		[ "$stderr" = "sig-pattern: $1 f: $3" ]
	}
	refused --events '20-4-2025\ta\t\tbrief\n' \
		"line 1: a day is not as 2026-03-31, or does not exist"
	refused --events '2025-04-20\tbrief\n' \
		"line 1: not four columns with tabs between them"
	refused --events 'date\torg\tproduct\twhat\n2025-04-20,a,,brief\n' \
		"line 2: not four columns with tabs between them"
	refused --volume 'a\t\t\t01-01-2025\t2025-12-31\t40000\n' \
		"line 1: a day is not as 2026-03-31, or does not exist"
	refused --volume 'a\t\t\t2025-12-31\t2025-01-01\t40000\n' \
		"line 1: the last day is before the first"
	refused --volume 'a\t\t\t2025-01-01\t2025-12-31\t40.000\n' \
		"line 1: the number is not whole, in digits only"
	refused --volume 'a,,,2025-01-01,2025-12-31,40000\n' \
		"line 1: not six columns with tabs between them"
	# a name that nothing has is said where the figures are read
	printf 'a\t\t\t2025-01-01\t2025-12-31\t40\n' >vol
	printf 'aa\t\t\t2025-01-01\t2025-12-31\t40\n' >>vol
	printf '2025-04-20\taaa\t\tbrief\n' >ev
	sig-pattern --volume vol --events ev s | jq -s -e '.[0] |
		(.warnings_en | .[-2:]) == ["--events: no signal has \"aaa\".",
			"--volume: no signal has \"aa\"."] and
		(.warnings_nl | length) == (.warnings_en | length)'
}

@test "sig-pattern: signals are no history, and what goes with --trace does" {
	sig 1 x '"org":"a"' '"received":"2025-04-20"' >s
	run --separate-stderr -2 sig-pattern --history s s
	[ "$stderr" = "sig-pattern: s:1: a signal, where tallies must be (see sig-tally(1))" ]
	[ -z "$output" ]
	fails_with 2 sig-pattern --trace-from 2025-04-19 s
}

@test "sig-pattern: what is not what it must be is no history, nor a run" {
	sig 1 x '"org":"a"' '"received":"2025-04-20"' >s
	sig-pattern s >p
	mkdir d
	fails_with 2 sig-pattern --history d s
	[ "$stderr" = "sig-pattern: d: Is a directory" ]
	fails_with 2 sig-pattern --history p s
	[ "$stderr" = "sig-pattern: p: no tallies" ]
	# half of a history is none
	{
		sig-tally s
		echo '{"sig":"tally/1","period":"day","day":"2025-04-'
	} >half
	fails_with 2 sig-pattern --history half s
	[[ $stderr = "sig-pattern: half:$(wc -l <half): "* ]]
	# blank lines are lines
	sed '1i\
' half >blank
	fails_with 2 sig-pattern --history blank s
	[[ $stderr = "sig-pattern: blank:$(wc -l <blank): "* ]]
	# the first night there is none
	sig-pattern --history /dev/null s | cmp - p
	fails_with 2 sig-pattern --previous s s
	[ "$stderr" = "sig-pattern: --previous s: not what sig-pattern wrote" ]
	sig-pattern --previous p s >q
	sig-pattern --previous /dev/null s | cmp - q
}

@test "sig-pattern: --previous without the summary of that run is told" {
	days 500 2 >s
	sig-pattern s >p
	jq -c 'select(.sig == "pattern/1")' p >lines
	burst 60 2025-05-06 8 >>s
	jq -c '{ sig: "pattern/1", id: "0123456789ab", kind: "burst",
		last_seen: "2025-05-10" }' -n >>lines
	sig-pattern --previous lines s | jq -s -e '.[0].warnings_en |
		map(select(startswith("--previous: the summary"))) | length == 1'
	sig-pattern --previous p s >q
	run ! grep -q -- '--previous: the summary' q
}

@test "sig-pattern: volumes without an organisation stand for all" {
	for i in $(seq 12); do
		sig "g$i" x '"org":"a"' '"received":"2025-04-20"' \
			'"group":"g0"' '"theme":["huur"]'
	done >s
	printf '\t\t\t2025-01-01\t2025-12-31\t365000\r\n' >vol
	sig-pattern --volume vol s | jq -s -e '.[1].volume == 1000 and
		.[1].rate == 12'
	printf '2025-04-20\t\t\tbrief\r\n' >ev
	sig-pattern --events ev s | jq -s -e \
		'.[1].marks == ["2025-04-20 brief"]'
}

@test "sig-pattern: between organisations it says that volumes are not known" {
	{
		days 500 1
		rising a
		rising b
	} | sig-pattern | jq -e 'select(.kind == "cross-org") |
		(.notes_nl | length) == 1 and (.notes_en | length) == 1'
}

@test "sig-pattern: a history may be given apart" {
	{
		days 400 1
		burst 30 2025-01-20 14
	} >all
	sed -n 1,2000p all | sig-tally \
		--by org,system,kind,channel,product,region,theme,norm,level >h
	sed -n '2001,$p' all >new
	cmp <(sig-pattern --history h new | sed 1d) \
		<(sig-pattern h new | sed 1d)
	fails_with 2 sig-pattern --history /nonexistent new
}

@test "sig-pattern: --calibrate raises p where the past was restless" {
	# a week with twice as many, once in five
	{
		days 700 2
		for i in 0 1 2 3 4 5 6 7; do
			BURST=r$i burst 14 "$(date -u -d "2025-01-06 \
				+$((35 * i)) days" +%F)" 7 |
				sed "s/digitaal/betaling/"
		done
		BURST=now burst 30 2025-11-17 14
	} >all
	sig-pattern --until 2025-11-30 all >plain
	sig-pattern --until 2025-11-30 --calibrate all >mended
	[ "$(head -n 1 plain | grep -c looks=)" = 0 ]
	head -n 1 mended | jq -r '.counts[] | select(startswith("looks"))' |
		tr '=' ' ' | sort >looks
	# more of them small than one in a thousand
	awk '{ n[$1] = $2 } END { exit !(n["looks"] > 400 &&
		n["looks_001"] > n["looks"] / 1000 &&
		n["looks_001"] <= n["looks_01"]) }' looks
	p() { jq -r 'select(.kind == "burst") | .p' "$1" | head -n 1; }
	awk -v a="$(p plain)" -v b="$(p mended)" 'BEGIN { exit !(a < b) }'
	# the same bytes whatever the order
	shuf --random-source=/dev/zero all |
		sig-pattern --until 2025-11-30 --calibrate | cmp - mended
	# too short a past to look back at: as without
	days 150 2 >new
	sig-pattern --calibrate new | cmp - <(sig-pattern new)
}

@test "sig-pattern: a season is no level that persists" {
	# three themes of two organisations; one is a winter matter
	awk 'BEGIN {
		srand(5)
		split("a b", org)
		split("betaling ijs informatie", theme)
		for (d = 0; d < 830; d++)
			for (o = 1; o <= 2; o++)
				for (t = 1; t <= 3; t++)
					many(d, o, t)
	}
	function many(d, o, t,    k, p) {
		p = .25 * (t == 2 ? exp(.6 * cos(6.2832 * \
			(d - 10) / 365.25)) : 1)
		for (k = 0; k < 12; k++)
			if (rand() < p)
				printf "{\"sig\":\"signal/1\",\"id\":\"i%d\"," \
				    "\"org\":\"%s\",\"kind\":\"klacht\"," \
				    "\"received\":\"%s\",\"text\":\"t\"," \
				    "\"theme\":[\"%s\"],\"by\":[\"b@1\"]}\n",
				    ++id, org[o], strftime("%Y-%m-%d",
				    1672574400 + 86400 * d, 1), theme[t]
	}' >all
	for day in 2025-01-20 2025-03-24 2025-04-07; do
		sig-pattern --until $day all >p
		[ "$(found p | grep -c persistent)" = 0 ]
	done
}

# levels AWK: signals made by the program AWK, which calls many(D, ORG, CHANNEL,
# P) for each day D from 2023-01-01 on: twenty of them, each with a chance of P.
levels() {
	awk "$1"'
	function many(d, org, channel, p,    k) {
		for (k = 0; k < 20; k++)
			if (rand() < p)
				printf "{\"sig\":\"signal/1\",\"id\":\"i%d\"," \
				    "\"org\":\"%s\",\"kind\":\"klacht\",%s" \
				    "\"received\":\"%s\",\"text\":\"t\"}\n",
				    ++id, org, channel == "" ? "" : \
				    "\"channel\":\"" channel "\",",
				    strftime("%Y-%m-%d", 1672574400 + 86400 * d, 1)
	}'
}

@test "sig-pattern: a level that rose at once is no season" {
	# three times as many in one of two organisations since 2024-06-03, and
	# twice that in the four weeks before 2025-07-16
	levels 'BEGIN {
		srand(4)
		for (d = 0; d < 1000; d++) {
			many(d, "a", "", d < 519 ? .1 : \
				d > 897 && d < 926 ? .6 : .3)
			many(d, "b", "", .2)
		}
	}' >all
	for day in 2025-04-15 2025-06-01 2025-07-15 2025-08-10 2025-09-01; do
		sig-pattern --trace - --trace-from $day --until $day all |
			jq -s -e 'map(select(.cell == ["org=a"])) |
				length == 1 and
				all(.e[2] / 168 - 1 | fabs < .25)'
	done
	sig-pattern --until 2025-07-15 all |
		jq -s -e 'map(select(.kind and .where == ["org=a"])) |
			map(.kind) == ["burst"]'
}

@test "sig-pattern: what falls silent on a level that rose is told for weeks" {
	# three times as many since a year, a fifth of that in the last ten weeks
	levels 'BEGIN {
		srand(9)
		for (d = 0; d < 1100; d++) {
			many(d, "a", "post", d < 665 ? .1 : d < 1030 ? .3 : .06)
			many(d, "a", "balie", .2)
			many(d, "a", "telefoon", .2)
		}
	}' >all
	for day in 2025-11-15 2025-12-05 2026-01-04; do
		sig-pattern --until $day all | found >p
		grep -q "^silence channel=post org=a" p
	done
}

@test "sig-pattern: a high level that ends is no silence, but what stops is" {
	# four times as many for fourteen months, and then LEFT of 20 a day
	ended() {
		levels 'BEGIN {
			srand(3)
			for (d = 0; d < 1060; d++) {
				many(d, "a", "post", d < 600 ? .1 : \
					d < 1020 ? .4 : '"$1"')
				many(d, "a", "balie", .1)
				many(d, "a", "telefoon", .1)
			}
		}'
	}
	ended .1 >all
	for day in 2025-10-24 2025-11-01 2025-11-15 2025-11-25; do
		sig-pattern --until $day all >p
		[ "$(found p | grep -c silence)" = 0 ]
	done
	for left in .02 0; do
		ended $left >all
		for day in 2025-10-28 2025-11-25; do
			sig-pattern --until $day all | found >p
			grep -q "^silence channel=post org=a" p
		done
	done
}

@test "sig-pattern: what fell in its first year does not rise in its second" {
	local day quiet

	# half as many since week 24, and three times that in the last 14 days
	levels 'BEGIN {
		srand(4)
		for (d = 61; d < 780; d++)
			many(d, "a", "", d < 229 ? .6 : d < 766 ? .3 : .9)
	}' >all
	while read -r day quiet; do
		sig-pattern --trace - --trace-from "$day" --until "$day" all |
			jq -s -e --argjson quiet "$quiet" 'map(select(.w and
			    .cell == ["org=a"])) | length == 1 and
			(.[0] | .rule == "lent" and .e[3] > 200 and
			    .e[3] < 400 and (.p > .05) == $quiet)'
	done <<-E
		2024-09-10 true
		2024-10-20 true
		2024-11-10 true
		2024-12-20 true
		2025-02-18 false
	E
}

@test "sig-pattern: what dipped for months and is back is neither a step nor more" {
	# a quarter as many for 20 weeks, that were over 16 weeks before the end
	levels 'BEGIN {
		srand(8)
		for (d = 0; d < 1100; d++) {
			many(d, "a", "", d >= 848 && d < 988 ? .05 : .2)
			many(d, "b", "", .2)
		}
	}' >all
	sig-pattern all | jq -s -e 'all(.kind != "burst")'
}

@test "sig-pattern: before a dip of each summer no less is expected" {
	# 60 a day, 42 in six weeks from 10 July, nothing else, up to 5 July
	awk 'function pois(m,  l, p, k) {
		l = exp(-m)
		for (p = rand(); p > l; k++)
			p *= rand()
		return k + 0
	}
	BEGIN {
		srand(3)
		for (d = 0; d < 1105; d++) {
			day = strftime("%Y-%m-%d", 1687867200 + 86400 * d, 1)
			md = substr(day, 6)
			m = md >= "07-10" && md <= "08-20" ? 10.5 : 15
			for (k = 0; k < 4; k++)
				printf "{\"sig\":\"tally/1\",\"period\":\"day\"," \
				    "\"day\":\"%s\",\"org\":\"o\"," \
				    "\"kind\":\"klacht\",\"theme\":\"t%d\"," \
				    "\"n\":%d,\"known\":0}\n", day, k, pois(m)
		}
	}' >all
	sig-pattern --trace t --cells org all >p
	# 840 of 14 days, and how sure that is
	jq -s -e 'map(select(.cell))[0] |
		(.e[1] / 840 - 1 | fabs) < .1 and
		(.v[1] | sqrt) < .1 * .e[1]' t
	# the reference knows no such dip
	sig-pattern --method mw --trace t --cells org all >p
	jq -s -e 'map(select(.cell))[0] | .e[1] < 756 and
		(.v[1] | sqrt) > .1 * .e[1]' t
}

@test "sig-pattern: cells that come after the last day change nothing" {
	{
		days 300 2
		burst 8 2024-08-01 8 '"product":"nieuw"'
		BURST=y burst 5 2024-08-01 8
		# of the same theme, later
		for i in 1 2 3 4 5 6; do
			BURST=l$i burst 3 2024-10-05 3 "\"product\":\"p$i\""
		done
	} >all
	grep -v '"received":"2024-1' all >past
	for day in 2024-09-28 2024-09-30; do
		sig-pattern --until $day --trace a all >p
		sig-pattern --until $day --trace b past >q
		grep -q '"product=nieuw".*young' a
		cmp <(grep '"cell"' a) <(grep '"cell"' b)
		cmp <(jq -c 'select(.sig == "summary/1").tests' p) \
			<(jq -c 'select(.sig == "summary/1").tests' q)
	done
	sig-pattern --until 2023-12-01 all >p
	jq -e '.n == 0 and .as_of == "2023-12-01"' p
	# and of more days: as if each were the last
	sig-pattern --trace t --trace-from 2024-09-30 all >p
	cmp <(grep '"cell".*"2024-09-30"' t) <(grep '"cell"' a)
}

@test "sig-pattern: what is expected of young cells adds up to their organisation" {
	# of c, which began 12 weeks ago, every form holds the same signals once
	{
		days 500 1
		awk 'BEGIN {
			srand(4)
			for (d = 416; d < 500; d++)
				for (k = 0; k < 3; k++)
					printf "{\"sig\":\"signal/1\",\"id\":\"c%d\"," \
					    "\"org\":\"c\",\"kind\":\"klacht\"," \
					    "\"channel\":\"k%d\",\"product\":\"p%d\"," \
					    "\"received\":\"%s\",\"text\":\"t\"," \
					    "\"theme\":[\"t%d\"],\"by\":[\"b@1\"]}\n",
					    ++id, 3 * rand(), 9 * rand(),
					    strftime("%Y-%m-%d",
						1704110400 + 86400 * d, 1),
					    9 * rand()
		}'
	} >all
	sig-pattern --trace - --cells \
		'org;org,theme;org,product;org,theme,product;org,theme,channel' \
		all >t
	jq -s -e 'map(select(.cell and .cell[0] == "org=c")) |
		map(select((.cell | length) == 1))[0].e[2] as $all |
		group_by(.cell | map(sub("=.*"; ""))) |
		map({ n: length, rule: map(.rule) | unique,
			e: (map(.e[2]) | add / $all) }) | debug |
		length == 5 and all(.rule == ["young"] and
			(.e - 1 | fabs) < .02) and (map(.n) | max) > 70' t
}

@test "sig-pattern: a young cell among a thousand rare ones is expected whole" {
	# of c, which began 9 weeks ago, seven of twelve a day are of one product
	{
		days 500 1
		awk 'BEGIN {
			srand(5)
			for (d = 437; d < 500; d++)
				for (k = 0; k < 24; k++)
					printf "{\"sig\":\"signal/1\",\"id\":\"c%d\"," \
					    "\"org\":\"c\",\"kind\":\"klacht\"," \
					    "\"product\":\"p%d\",\"received\":\"%s\"," \
					    "\"text\":\"t\",\"theme\":[\"t%d\"]," \
					    "\"by\":[\"b@1\"]}\n",
					    ++id, k < 14 ? 0 : 1 + 1000 * rand(),
					    strftime("%Y-%m-%d",
						1704110400 + 86400 * d, 1), k % 2
		}'
	} >all
	sig-pattern --trace - all >t
	jq -s -e 'map(select(.cell and .cell[0] == "org=c" and
			any(.cell[]; . == "product=p0"))) | debug |
		length == 3 and all(.rule == "young" and
			(.e[2] / .n[2] - 1 | fabs) < .1)' t
}

@test "sig-pattern: days before the data begin are no quiet days" {
	days 140 4 >all
	# from a Friday on, a Saturday and a Monday: levels are as steady
	for gone in 0[1-4] 0[1-5] 0[1-7]; do
		grep -v "\"2024-01-$gone\"" all |
			sig-pattern --trace - --cells org,theme | head -n 1 |
			jq -e '.rule == "borrowed" and .phi_s < 1.1 and
				(.level - 1 | fabs) < .02'
	done
}

@test "sig-pattern: a trace has every cell of every day" {
	days 500 2 >all
	sig-pattern --trace t --trace-from 2025-05-04 --cells org,theme all >p
	[ "$(jq -r .until t | sort -u | wc -l)" = 10 ]
	[ "$(jq -c 'select(.cell and .until == "2025-05-13").cell' t | sort -u |
		wc -l)" = 9 ]
	jq -s -e 'map(select(.cell)) | all(.p > 0 and .p <= 1 and (.n | length) == 4 and
		(.e | min) > 0)' t
	# as if that day were the last
	sig-pattern --until 2025-05-06 --trace - --cells org,theme all >one
	cmp <(grep -v '"slow":' one) <(grep '"until":"2025-05-06"' t)
	# windows count what jq counts
	jq -r 'select(.cell and .until == "2025-05-06" and (.cell | length) == 1 and
		.cell[0] == "org=a").n[0]' t >got
	grep '"org":"a"' all | grep -cE '"2025-(04-30|05-0[1-6])"' >want
	diff got want
	days 1000 2 >years
	for m in mw farrington ears; do
		sig-pattern --trace - --method $m years | jq -s -e 'length > 5 and
			all(.sig == "trace/1" and .e > 0)'
	done
	# of what is not known it says nothing
	days 300 2 | sig-pattern --trace - --method farrington | jq -s -e '
		length > 5 and all(.e == null and .p == null and .alarm == null)'
	fails_with 2 sig-pattern --method mw all
	run --separate-stderr -0 sig-pattern --trace - --trace-from 2030-01-01 all
	[ "$output" = "" ]
	[ "$stderr" = "sig-pattern: --trace-from is after the last day judged, 2025-05-13" ]
}

@test "sig-pattern: a trace says of each slow change why it was not told" {
	{
		days 500 2
		rise
	} >all
	sig-pattern --trace t all >p
	jq -c 'select(.slow)' t >slow
	# one of each that was tested, on the last day, with the figures told
	[ "$(wc -l <slow)" = "$(jq -r '.tests[]? | select(startswith("trend\t"))' \
		p | cut -f3)" ]
	jq -s -e --slurpfile p p '($p | map(select(.kind == "trend"))[0]) as $f |
		map(select(.slow == $f.where))[0] | .until == $f.to and
		.trend == "found" and ([[.year, .year_low, .year_high, .trend_p,
		.trend_q], [$f.ratio, $f.ratio_low, $f.ratio_high, $f.p, $f.q]] |
		transpose | all(.[0] / .[1] - 1 | fabs < 1e-5))' slow
	jq -s -e 'map(.trend) | unique - ["found", "size", "share", "q",
		"budget", "back"] == []' slow
	# whatever the order; and not by another method
	shuf --random-source=all all | sig-pattern --trace - | cmp - t
	run ! grep '"slow":' <(sig-pattern --trace - --method mw all)
}

@test "sig-pattern: --trace gives all measures of a pair as R has them" {
	caers | sig-pattern --until 2026-10-31 --trace t >/dev/null
	# CAERS, Reumofan plus and weight increased: R's own formulas, openEBGM
	jq -s -e 'def near(a; b; d): ((a - b) / b | fabs) < d;
		map(select(.pair == ["product=app", "theme=toon"])) |
		length == 1 and (.[0] | .a == 16 and .n1 == 44 and .n2 == 31 and
		.all == 3356 and near(.e; 0.406436233611; 1e-9) and
		near(.prr; 80.2909090909; 1e-9) and
		near(.prr_low; 42.3985008265; 1e-4) and
		near(.prr_high; 152.048538438; 1e-4) and
		near(.ror; 125.6; 1e-9) and
		near(.ror_low; 56.6279156967; 1e-4) and
		near(.ror_high; 278.579209669; 1e-4) and
		near(.chi2; 573.261922956; 1e-9) and
		near(.ic; 4.18611668207; 1e-9) and
		near(.ic_low; 3.39318880205; 1e-8) and
		near(.ic_high; 4.80634989479; 1e-8) and
		near(.ebgm; 33.6651636742; 1e-6) and
		near(.eb05; 21.856553; 1e-5) and .chance < 1e-9)' t
	# the others of the table too, and what the finding says
	[ "$(jq -c 'select(.pair) | .pair | map(select(startswith("product")))[]' t |
		wc -l)" = 4 ]
	caers | sig-pattern --until 2026-10-31 >p
	# the data are 60 days and no year, which the sentence does not claim
	jq -s -e 'map(select(.kind == "disproportion"))[0] |
		.why_en | startswith("Since ") and (contains("past year") | not)' p
	cmp <(jq -r 'select(.kind == "disproportion") | [.observed,
		.expected, .ratio, .ratio_low] | map(. * 1e3 | round)' p) \
		<(jq 'select(.pair == ["product=app", "theme=toon"]) |
		[.a, .e, .ebgm, .eb05] | map(. * 1e3 | round)' t)
}

@test "sig-pattern: a theme with an organisation or kind is traced, not told" {
	# an objection is about its grounds, wherever it comes in
	caers | sed 's/"klacht"\(.*"app"\)/"bezwaar"\1/; s/"product":"[a-z]*"/"product":"x"/' >all
	sig-pattern --until 2026-10-31 --cells 'org;theme,kind;org,theme' \
		--trace t all >p
	jq -s -e 'map(select(.pair == ["kind=bezwaar", "theme=toon"])) |
		length == 1 and .[0].eb05 > 2' t
	[ -z "$(jq -r 'select(.kind == "disproportion").title_nl' p)" ]
}

@test "sig-pattern: a theme met oddly often with a product is told" {
	# every theme has every product alike, but for one
	days 400 2 | awk '{
		p = (++n * 7919) % 5
		if (/bejegening/ && n % 2)
			p = 9
		sub(/"received"/, "\"product\":\"p" p "\",\"received\"")
		print }' >all
	sig-pattern all >p
	found p
	[ "$(found p)" = "disproportion product=p9 theme=bejegening" ]
	jq -s -e '[.[] | select(.kind == "disproportion")][0] |
		.ratio_low >= 2 and .ratio > .ratio_low and
		.expected < .observed / 2' p
}

# odd N: half of one theme has product p9, and of the others one in N.
odd() {
	days "${2:-400}" 2 | awk -v many="$1" '{
		p = (++n * 7919) % 5
		if (n % 2 && (/bejegening/ || n % many == 1))
			p = 9
		sub(/"received"/, "\"product\":\"p" p "\",\"received\"")
		print }'
}

@test "sig-pattern: what is told to be met oddly often is, until it is surely less" {
	odd 7 >all
	odd 5 >less
	odd 6 >least
	sig-pattern --until 2025-02-02 all >p
	[ "$(found p)" = "disproportion product=p9 theme=bejegening" ]
	# a little under 2, which alone is not told
	[ -z "$(sig-pattern less | found)" ]
	sig-pattern --previous p less >q
	jq -s -e 'map(select(.kind)) | length == 1 and (.[0] |
		.kind == "disproportion" and .change == "same" and
		.ratio_low > 1.8 and .ratio_low < 2)' q
	[ -z "$(sig-pattern --previous p least | found)" ]
	# and so in data of less than a year, whose period grows by the day
	odd 7 300 | sig-pattern --until 2024-10-25 >p
	[ "$(found p)" = "disproportion product=p9 theme=bejegening" ]
	odd 5 300 >less
	[ -z "$(sig-pattern less | found)" ]
	[ "$(sig-pattern --previous p less | found)" = "$(found p)" ]
}

# eleven N: eleven products, at each a theme that is often met there, at the
# last N times in a year and at the others 60 and more.
eleven() {
	awk -v last="$1" 'BEGIN {
		for (t = 1; t <= 11; t++)
			for (p = 0; p <= 11; p++) {
				n = p != t ? 20 : t == 11 ? last : 60 + t
				for (k = 0; k < n; k++)
					one(t, p, k * 365 / n)
			}
	}
	function one(t, p, d) {
		printf "{\"sig\":\"signal/1\",\"id\":\"i%d\",\"org\":\"a\"," \
		    "\"kind\":\"klacht\",\"product\":\"p%d\"," \
		    "\"received\":\"%s\",\"who\":\"p%d\"," \
		    "\"theme\":[\"t%d\"],\"by\":[\"b@1\"]}\n", ++id, p,
		    strftime("%Y-%m-%d", 1704110400 + 86400 * int(d), 1), id, t
	}'
}

# the theme of each pair that is told
themes() {
	jq -r 'select(.kind == "disproportion").where[1]' | sort | tr '\n' ' '
}

@test "sig-pattern: the last place of ten is not lost to what is hardly oftener" {
	eleven 55 | sig-pattern --until 2024-12-31 >p
	themes <p >told
	[ "$(wc -w <told)" = 10 ]
	run -1 grep theme=t11 told
	eleven 63 >next
	sig-pattern --until 2024-12-31 next | themes | grep theme=t11
	sig-pattern --until 2024-12-31 --previous p next | themes | cmp - told
	eleven 90 | sig-pattern --until 2024-12-31 --previous p | themes |
		grep theme=t11
}

@test "sig-pattern: pairs of the same signals are one, with the others named" {
	# product, region and channel are always the same
	days 400 2 | awk '{
		p = (++n * 7919) % 5
		if (/bejegening/ && n % 2)
			p = 9
		sub(/"channel":"[a-z]*"/, "\"channel\":\"c" p "\"")
		sub(/"received"/, "\"product\":\"a" p "\",\"region\":\"b" p "\",&")
		print }' >all
	sig-pattern all >p
	[ "$(found p)" = "disproportion channel=c9 theme=bejegening" ]
	jq -s -e '.[1].parts | length == 2 and
		(.[0] | endswith(" product=a9 & theme=bejegening")) and
		(.[1] | endswith(" region=b9 & theme=bejegening"))' p
	# one that was written down otherwise makes no other pair of it
	sed '/bejegening/{0,/"b9"/s//"b1"/}' all >almost
	[ "$(sig-pattern almost | found)" = "$(found p)" ]
	# each with signals of its own is told
	awk '/bejegening/ && /"a9"/ {
		if (n++ % 2)
			sub(/"a9"/, "\"a" n % 5 "\"")
		else
			sub(/"b9"/, "\"b" n % 5 "\"")
		sub(/"c9"/, "\"c" n % 5 "\"")
	} { print }' all | sig-pattern >p
	[ "$(found p | sort | tr '\n' ,)" = "disproportion product=a9 theme=bejegening,disproportion region=b9 theme=bejegening," ]
}

@test "sig-pattern: of cells of the same signals the first by member is told" {
	# a product has a channel of its own, whatever that is called
	{
		days 500 2 | awk '/"org":"a".*betaling/ && ++n % 5 == 0 {
			sub(/"channel":"[a-z]*"/, "\"product\":\"P\",\"channel\":\"R\"")
		} { print }'
		burst 40 2025-04-28 14 '"product":"P"' |
			sed 's/digitaal/betaling/; s/"post"/"R"/'
	} >s
	for name in a b c d; do
		sed 's/"R"/"'$name'"/' s >named
		sig-pattern named >p
		[ "$(found p)" = "burst channel=$name org=a theme=betaling" ]
		shuf --random-source=s named | sig-pattern | cmp - p
	done
	jq -s -e '.[1].parts | any(endswith("product=P & theme=betaling"))' p
}

@test "sig-pattern: a pair is not told for more than was counted of it" {
	# of 300 pairs that go together as their sizes say two stand out, and a
	# third that is 1.8 times what is expected
	awk 'BEGIN {
		for (t = 1; t <= 15; t++)
			for (p = 1; p <= 20; p++)
				for (k = 0; k < many(t, p); k++)
					one(t, p, ++id)
	}
	function many(t, p) {
		return t != p || t > 3 ? 30 : t < 3 ? 80 : 60
	}
	function one(t, p, id) {
		printf "{\"sig\":\"signal/1\",\"id\":\"i%d\"," \
		    "\"org\":\"a\",\"kind\":\"klacht\",\"product\":\"p%d\"," \
		    "\"theme\":[\"t%d\"],\"received\":\"2025-%02d-%02d\"," \
		    "\"text\":\"t\"}\n", id, p, t, 1 + id % 12, 1 + id % 28
	}' >s
	sig-pattern --trace t s >p
	jq -s -e 'any(.pair == ["product=p3", "theme=t3"] and
		.eb05 > 2 and .a < 1.9 * .e)' t
	[ "$(jq -r 'select(.kind == "disproportion").where | join(" ")' p |
		sort | tr '\n' ,)" = "product=p1 theme=t1,product=p2 theme=t2," ]
	# nor is what is told of those two more, or surer, than their counts
	jq -s -e 'map(select(.kind == "disproportion")) | length == 2 and
		all(.[]; .ratio <= .observed / .expected + 1e-5 and
		.ratio_high > .ratio and .ratio_low <=
		(.observed - 1.4 * (.observed | sqrt)) / .expected)' p
}

# mixed N THEME PRODUCT CHANNEL: N signals of a, over the last half year.
mixed() {
	awk -v n="$1" -v theme="$2" -v product="$3" -v channel="$4" \
		-v day=1735689600 'BEGIN {
		for (i = 0; i < n; i++)
			printf "{\"sig\":\"signal/1\",\"id\":\"%s-%s-%s%d\"," \
			    "\"org\":\"a\",\"kind\":\"klacht\",\"product\":\"%s\"," \
			    "\"channel\":\"%s\",\"received\":\"%s\"," \
			    "\"text\":\"t\",\"theme\":[\"%s\"],\"by\":[\"b@1\"]}\n",
			    theme, product, channel, i, product, channel,
			    strftime("%Y-%m-%d", day + 86400 * int(130 * i / n),
				1), theme
	}'
}

# plain CHANNEL ...: two themes, two products and each CHANNEL go together alike.
plain() {
	local t p c

	for t in betaling informatie; do
		for p in pas akte; do
			for c in "$@"; do
				mixed 60 "$t" "$p" "$c"
			done
		done
	done
}

# combined: digitaal, huur and app among them, more together than by chance.
combined() {
	plain post balie app
	mixed 60 digitaal pas balie
	mixed 60 digitaal akte post
	mixed 60 betaling huur balie
	mixed 60 informatie huur post
	mixed 60 digitaal huur app
}

@test "sig-pattern: of combinations of the same signals the first by name" {
	combined | sed 's/"channel":"\([a-z]*\)"/&,"region":"\1"/' >s
	sig-pattern s >p
	jq -s -e 'any(.kind == "combination" and
		(.where | index("channel=app")))' p
	# whatever was read first
	for first in huur app digitaal; do
		{
			grep "$first" s
			grep -v "$first" s
		} | sig-pattern | cmp - p
	done
	tac s | sig-pattern | cmp - p
}

@test "sig-pattern: three values that go together are a combination" {
	combined >s
	sig-pattern s >p
	jq -s -e '[.[] | select(.kind == "combination")] | length == 1 and
		(.[0] | .where == ["channel=app", "org=a", "product=huur",
			"theme=digitaal"] and .n > 50 and .expected < 30 and
			(.why_nl | contains("verklaart er hooguit")))' p
	counts_hold p s
	jq -s -e '.[0].tests | any(startswith("combination"))' p
	# and no letter that came often, nor for it
	sed '/"digitaal-huur-app/s/"text"/"group":"g1",&/' s | sig-pattern |
		found >q
	run ! grep "combination channel=app" q
	{
		cat s
		mixed 60 digitaal huur app |
			sed 's/"id":"/&letter/; s/"text"/"group":"g1",&/'
	} >letters
	sig-pattern letters >q
	jq -n -e --slurpfile p p --slurpfile q q '[$p, $q |
		map(select(.kind == "combination"))[0]] |
		.[1].n == 2 * .[0].n and .[1].observed == .[0].n and
		(.[0].n as $n | .[1].why_en |
			contains("Another \($n) had a text"))'
	counts_hold q letters
	# two pairs that share a value explain the three
	{
		plain post balie
		mixed 60 digitaal pas app
		mixed 60 digitaal huur app
	} | sig-pattern | found >q
	run ! grep combination q
}

@test "sig-pattern: tallies without sketches rise in two organisations too" {
	{
		days 500 2
		burst 40 2025-04-28 14
		BURST=y burst 40 2025-04-28 14 | sed 's/"org":"a"/"org":"b"/'
	} >all
	for org in a b; do
		grep '"org":"'$org'"' all | sig-tally --no-sketch >$org.tally
	done
	sig-pattern a.tally b.tally >p
	[ "$(found p | cut -d" " -f1)" = cross-org ]
	jq -e 'select(.kind == "cross-org") | .orgs == ["a", "b"] and
		(has("persons") | not)' p
	# and nothing else is told of the same
	[ "$(sig-pattern all | found)" = "$(found p)" ]
}

@test "sig-pattern: what is of too few people is no finding in the account" {
	{
		days 500 2
		burst 40 2025-04-28 14
		BURST=y burst 40 2025-04-28 14 | sed 's/"org":"a"/"org":"b"/'
	} >all
	sig-pattern all | jq -s -e '.[0].tests | any(. == "cross-org\t4\t4\t1\t1")'
	awk '/digitaal/ { sub(/"text"/, "\"who\":\"x" ++n % 2 "\",&") } 1' all |
		sig-pattern | jq -s -e '.[0].tests | any(. == "cross-org\t4\t4\t0\t0")'
}

@test "sig-pattern: what began and stays is persistent" {
	{
		days 500 2
		burst 480 2024-08-15 272
	} | sig-pattern >p
	jq -s -e '[.[] | select(.sig == "pattern/1")] | length == 1 and
		(.[0] | (.kind == "persistent" or .kind == "trend") and
		(.where | index("theme=digitaal")) and
		(.why_nl | contains("inf") | not))' p
}

@test "sig-pattern: since when is not told by a season of two years" {
	# 2.5 times as many since 11 January 2026, at a level that remembers
	awk 'BEGIN {
		srand(71)
		for (d = 0; d < 1400; d++) {
			if (d % 7 == 0)
				x = .8 * x + .4 * (rand() + rand() - 1)
			rate = .04 * exp(x) * (d < 1106 ? 1 : 2.5)
			for (k = 0; k < 20; k++)
				if (rand() < rate)
					one(d, "p")
			for (k = 0; k < 8; k++)
				if (rand() < .5)
					one(d, "q")
		}
	}
	function one(d, p) {
		printf "{\"sig\":\"signal/1\",\"id\":\"i%d\"," \
		    "\"org\":\"a\",\"kind\":\"klacht\"," \
		    "\"received\":\"%s\",\"text\":\"t\",\"who\":\"w%d\"," \
		    "\"product\":\"%s\"}\n", ++n, strftime("%Y-%m-%d",
			1672574400 + 86400 * d, 1), n, p
	}' | sig-pattern >p
	jq -r 'select(.sig == "pattern/1").why_en' p |
		grep -E "[Ss]ince about (the week of )?(3|10|17) January 2026"
}

@test "sig-pattern: compliments and what falls are good news" {
	{
		days 500 2
		burst 60 2025-04-20 20 | sed s/digitaal/compliment/
	} | sig-pattern >p
	[ "$(found p)" = "positive org=a theme=compliment" ]
	days 700 3 | awk '!/"org":"a".*"betaling"/ ||
		!/"received":"2025-(0[4-9]|1)/ || ++n % 5 == 0' |
		sig-pattern >p
	# what stays as it was does not persist for being a larger share
	[ "$(found p | cut -d" " -f1 | sort -u)" = positive ]
	jq -s -e 'map(select(.kind == "positive")) | length > 0 and
		all(.ratio < 1 and .score < 99 and
			(.where | index("theme=betaling")))' p
}

@test "sig-pattern: one theme that falls in two channels is one finding" {
	days 730 4 | awk 'BEGIN { srand(3) } /"org":"a".*"betaling"/ {
		split(substr($0, index($0, "\"received\":\"") + 12, 10), a, "-")
		c = rand()
		sub(/telefoon|post/, c < .3 ? "telefoon" : c < .6 ? "post" : "balie")
		if (c < .6 && rand() > 1 / (1 + .8 * (a[1] - 2024 + a[2] / 12)))
			next
	} { print }' | sig-pattern >p
	jq -s -e 'map(select(.kind == "positive")) | length == 1 and
		(.[0].parts | length == 1) and ([.[0].where[], .[0].parts[]] |
		any(contains("channel=telefoon")) and
		any(contains("channel=post")))' p
}

@test "sig-pattern: dates of 1970 and of later, and a year that is missing" {
	{
		days 500 2
		BURST=old burst 20 1970-01-01 5
		BURST=far burst 20 2031-01-01 3
		BURST=nul burst 1 2024-01-01 1 | sed 's/2024-01-01/0001-01-01/'
	} | sig-pattern >p
	[ "$(wc -l <p)" = 1 ]
	# the first day of a source and of a book is of those that are meant
	jq -e '[.sources, .books | map(split("\t")) |
		(.[0] | index("first")) as $i | .[1:][] | .[$i]] |
		length > 1 and all(startswith("2024-01-0"))' p
	jq -e '.as_of == "2025-05-13" and .from == "2025-04-16" and
		.first == "2024-01-01" and
		(.warnings_nl | any(startswith("21 signalen hebben een datum lang")))
		and (.warnings_nl | any(contains("verre datums")))' p
	days 1200 1 | grep -v '"received":"2025' | sig-pattern >p
	found p
	[ "$(wc -l <p)" = 1 ]
	jq -e '.warnings_en | any(. == "From 1 January 2025 to 31 December " +
		"2025, 365 days, nothing is known. They are left out.")' p
	jq -e '.warnings_nl | any(startswith("Van 1 januari 2025 tot en met"))' p
	days 500 2 | grep '"org":"a"' | sig-pattern >p
	[ "$(wc -l <p)" = 1 ]
}

# seasons N SEED LEFT_OUT [RISE]: signals over N days from 2024-01-01, most of
# them in summer, without the days that LEFT_OUT matches; since day RISE one
# theme of one organisation is 2.5 times what it was.
seasons() {
	awk -v n="$1" -v seed="$2" -v out="$3" -v rise="${4:-0}" 'BEGIN {
		srand(seed)
		split("a b", org)
		split("betaling bejegening informatie", theme)
		split("telefoon post", channel)
		for (d = 0; d < n; d++) {
			day = strftime("%Y-%m-%d", 1704110400 + 86400 * d, 1)
			rate = exp(.3 * cos(6.2832 * (d - 182) / 365.25)) / 20
			for (i = 0; day !~ out && i < 6; i++)
				some(1 + int(i / 3), 1 + i % 3)
		}
	}
	function some(o, t,    k, p) {
		p = rate * (rise && d >= rise && o == 1 && t == 1 ? 2.5 : 1)
		for (k = 0; k < 20; k++)
			if (rand() < p)
				printf "{\"sig\":\"signal/1\",\"id\":\"i%d\"," \
				    "\"org\":\"%s\",\"kind\":\"klacht\"," \
				    "\"channel\":\"%s\",\"received\":\"%s\"," \
				    "\"text\":\"t\",\"who\":\"p%d\"," \
				    "\"theme\":[\"%s\"],\"by\":[\"b@1\"]}\n", ++id,
				    org[o], channel[1 + (rand() < .5)], day,
				    id, theme[t]
	}'
}

@test "sig-pattern: a day that stands for no date is none" {
	{
		days 500 2
		burst 30 2025-04-28 14
	} >all
	sig-pattern all >p
	{
		cat all
		days 200 2 | sed 's/"received":"[^"]*"/"received":"1970-01-01"/
			s/"id":"/&q/'
		days 100 2 | sed 's/"received":"[^"]*"/"received":"9999-12-31"/
			s/"id":"/&r/'
	} >odd
	sig-pattern odd >q
	tail -n +2 p >p1
	tail -n +2 q | cmp - p1
	jq -s -e '(.[1].warnings_en - .[0].warnings_en) as $w | .[0].as_of ==
		.[1].as_of and ($w | length) == 2 and
		($w[0] | test("have a date after 13 May 2025")) and
		($w[1] | test("have a date long before the rest"))' \
		<(head -n 1 p) <(head -n 1 q)
}

@test "sig-pattern: where there is nothing to judge it says so" {
	days 400 1 >all
	sig-pattern --until 2023-12-31 all >p
	[ "$(wc -l <p)" = 1 ]
	jq -e '.warnings_en | any(startswith("No signal has a day"))' p
	sed 's/"received":"[^"]*",//' all | sig-pattern >p
	jq -e '.warnings_en == ["No signal has a day that can be judged. " +
		"Nothing was looked for."]' p
	sig-pattern --until 2025-03-20 all >p
	jq -s -e '.[0].warnings_en |
		any(startswith("The last signal is of 3 February 2025."))' p
	sig-pattern --until 2025-02-07 all >p
	jq -s -e '.[0].warnings_en | any(startswith("The last")) | not' p
}

@test "sig-pattern: a year that is missing is not a year of nothing" {
	days 800 2 | grep -v '"received":"2025-0[1-6]' >all
	sig-pattern all >p
	jq -s -e '.[0].base[1] | split("\t") | .[3] != "" and .[4] == "" and
		.[6] == ""' p
	sig-pattern --until 2026-02-14 all >p
	jq -s -e '.[0].base[1] | split("\t") | .[4] == ""' p
	# of 800 days 181 are known of in the last year and more
	days 400 2 | grep -v '"received":"2024-0[2-6]' | sig-pattern >p
	jq -s -e '.[0].warnings_en | any(contains("less than a year"))' p
}

@test "sig-pattern: a few weeks before a missing year are no measure" {
	# In October 2026 two years hold eleven weeks before the gap, of winter.
	for seed in 2 3; do
		seasons 1020 "$seed" ^2025 >in
		sig-pattern in >p
		[ "$(wc -l <p)" = 1 ]
	done
	# What rose is found without a gap, behind one, and beside a short one.
	seasons 1020 2 never 790 | sig-pattern >p
	[ "$(found p)" = "persistent org=a theme=betaling" ]
	seasons 1900 2 ^2025 1600 | sig-pattern >p
	[ "$(found p)" = "persistent org=a theme=betaling" ]
	seasons 1200 1 ^2025 960 | sig-pattern >p
	[ "$(found p)" = "persistent org=a theme=betaling" ]
	seasons 1200 2 ^2026-0[45] 960 | sig-pattern >p
	[ "$(found p)" = "persistent org=a theme=betaling" ]
	# Behind the gap are fewer than 26 weeks.
	seasons 880 2 ^2025 800 | sig-pattern >p
	[ "$(found p | grep -c "persistent\|trend")" = 0 ]
}

@test "sig-pattern: many cells of one signal are read in their stride" {
	awk 'BEGIN {
		for (i = 0; i < 30000; i++)
			printf "{\"sig\":\"signal/1\",\"id\":\"m%d\"," \
			    "\"org\":\"o%d\",\"kind\":\"klacht\"," \
			    "\"product\":\"p%d\",\"theme\":[\"t%d\"]," \
			    "\"received\":\"%s\",\"text\":\"x\"}\n", i, i % 300,
			    i, i % 50, strftime("%Y-%m-%d",
				1704110400 + 86400 * (i % 700), 1)
	}' >cells
	timeout 60 sig-pattern cells >p
	[ "$(wc -l <p)" = 1 ]
}

@test "sig-pattern: frequent pairs of what has no theme are in the summary" {
	{
		days 200 1 | sed 's/"text":"t"/"text":"Gewoon een zin."/'
		for i in $(seq 20); do
			sig "v$i" "De sorteerzuil is vol." '"org":"a"' \
				'"received":"2024-07-0'$((1 + i % 9))'"' \
				'"who":"v'"$i"'"' '"theme":["onbepaald"]'
		done
	} >all
	sig-pattern all >p
	jq -e '.unknown_words[0] == "words\tn\tpersons" and
		(.unknown_words | any(. == "de sorteerzuil\t20\t20"))' <(head -n 1 p)
	jq -e '.unknown[1] | startswith("total\t\t20\t")' <(head -n 1 p)
	# of whom they are is not known, and not told as a number of texts
	sed 's/"who":"v[0-9]*",//' all | sig-pattern >p
	jq -r '.unknown_words[] | select(startswith("de sorteerzuil\t"))' \
		<(head -n 1 p) | grep -qP '\t20\t?$'
	sig-report -f text p | grep -qE '^de sorteerzuil +20 +niet bekend'
}

@test "sig-pattern: a phrase nobody knows is told once, and not by its smallest words" {
	{
		days 200 1 | sed 's/"text":"t"/"text":"Gewoon een zin."/'
		for i in $(seq 20); do
			sig "v$i" "Of ik op een dag mijn zuilsleutel terug krijg." \
				'"org":"a"' '"theme":["onbepaald"]' \
				'"received":"2024-07-0'$((1 + i % 9))'"'
		done
	} | sig-pattern | head -n 1 >p
	jq -r '.unknown_words[1:][] | split("\t")[0]' p >got
	diff -u - got <<<'zuilsleutel terug'
}

# busy DAY: 600 texts on one day, among a hundred days of some.
busy() {
	for i in {1..600}; do
		sig "b$i" "tekst $i" "\"received\":\"$1\"" '"org":"a"'
	done
	for i in {0..399}; do
		sig "c$i" "tekst $i" '"org":"a"' \
			"\"received\":\"$(date -u -d "2026-03-31 -$((i / 2)) days" \
				+%F)\""
	done
}

@test "sig-pattern: a new word of a sample says so, and about how many there are" {
	# each of 1,300 on each of 14 days, 1 in 50 of them with the word
	awk 'BEGIN {
		for (d = 0; d < 130; d++) {
			day = strftime("%Y-%m-%d", 1767225600 + 86400 * d, 1)
			for (k = 0; k < (d < 116 ? 12 : 1300); k++) {
				w = d >= 116 && k % 50 == 0 ? "zuilsleutel" : \
				    "sleutel"
				printf "{\"sig\":\"signal/1\",\"id\":" \
				    "\"s%d-%d\",\"org\":\"a\",\"kind\":" \
				    "\"klacht\",\"received\":\"%s\"," \
				    "\"text\":\"Mijn %s nummer %d is weg.\"," \
				    "\"who\":\"p%d-%d\"}\n", d, k, day,
				    w, 1000 * d + k, d, k
			}
		}
	}' >all
	sig-pattern all | jq -c 'select(.kind == "emerging")' >p
	jq -e '.where == ["org=a", "words=zuilsleutel"] and .n < 200' p
	jq -e '.n as $n | (.why_nl | contains("in \($n) signalen van een " +
		"steekproef het woord \u0027zuilsleutel\u0027")) and
		(.title_nl | contains("ten minste \($n) signalen"))' p
	jq -e '.why_en | capture("in all of them there are about (?<n>[0-9]+)").n |
		tonumber | . > 364 * .7 and . < 364 * 1.3' p
	# all texts of a day: no sample
	grep -v '"s[0-9]*-[5-9][0-9][0-9]"\|"s[0-9]*-1[0-9][0-9][0-9]"' all |
		sig-pattern | jq -c 'select(.kind == "emerging")' >p
	jq -e '.n == 140 and (.why_nl + .title_nl |
		contains("steekproef") or contains("ten minste") | not)' p
}

@test "sig-pattern: of texts of long ago a sample is no matter" {
	# nor are days before the data begin a gap
	busy 2025-10-02 | sig-pattern >p
	jq -e -s '.[0].warnings_en |
		any(contains("sample") or contains("nothing is")) | not' p
	busy 2026-03-02 | sig-pattern >p
	jq -e -s '.[0].warnings_en | any(contains("sample"))' p
}

@test "sig-pattern: a long quote is cut between words and says so" {
	long="Vandaag $(printf 'één %.0s' {1..45})[PERSOON-1] [PERSOON-2] "
	long+="$(printf 'woord %.0s' {1..40})eind"
	for text in "$long" "$(printf 'woord %.0s' {1..49})slot."; do
		{
			days 500 2
			burst 30 2025-04-28 14
		} | jq -c --arg t "$text" '.text = $t | .redacted = "r1"' |
			sig-pattern >p
		jq -r 'select(.kind == "burst") | .quotes[0] |
			split("\t")[1]' p >got
		if [ "$text" = "$long" ]; then
			grep -qE '(één|\]|woord)…$' got
			[ "$(wc -c <got)" -le 304 ]
			whole=$(cat got)
			[[ $long == "${whole%…}"* ]]
		else
			diff -u - got <<<"$text"
		fi
	done
	# what the limit of 300 bytes falls in is left out whole
	for n in $(seq 285 299); do
		text="$(printf '%*s' "$n" ' ' | sed 's/ ..../ vier/g;s/ *$//')"
		text="${text:0:n-1} [PERSOON-1] zei dat"
		{
			days 500 2
			burst 30 2025-04-28 14
		} | jq -c --arg t "$text" '.text = $t | .redacted = "r1"' |
			sig-pattern >p
		jq -r 'select(.kind == "burst") | .quotes[0]' p >got
		[ "$(grep -cE '\[[^]]*…$' got)" = 0 ]
		grep -qE '…$' got
	done
}

@test "sig-pattern: an English title has English words for kind and channel" {
	{
		days 500 2
		burst 30 2025-04-28 14
	} | jq -c '.kind = "klacht" | .channel = if .id | startswith("i")
		then "post" else "telefoon" end' | sig-pattern >p
	jq -r '.title_en // empty, .why_en // empty' p >got
	cat got
	grep -q 'telephone' got
	[ "$(grep -cE 'klacht|telefoon' got)" = 0 ]
	jq -r '.title_nl // empty' p | grep -q 'telefoon'
}

@test "sig-pattern: what was never shared before is not compared, and so told" {
	# of two themes together nothing was shared before the last two weeks
	awk 'BEGIN {
		for (w = 60; w >= 0; w--) {
			week(w, "[\"x\"]", w < 2 ? 30 : 12)
			week(w, "[\"w\"]", 40)
			if (w < 2)
				week(w, "[\"x\",\"z\"]", 12)
		}
	}
	function week(w, theme, n) {
		printf "{\"sig\":\"tally/1\",\"period\":\"week\"," \
		    "\"day\":\"%s\",\"org\":\"a\",\"kind\":\"klacht\"," \
		    "\"theme\":%s,\"n\":%d,\"persons\":%d," \
		    "\"floor\":5}\n",
		    strftime("%Y-%m-%d", 1790553600 - 7 * 86400 * w, 1),
		    theme, n, n
	}' | sig-pattern >p
	# the title tells what the sentence sets against each other
	jq -s -e '.[1] | .kind == "burst" and .n == 84 and .observed == 60 and
		.title_nl == "Meer signalen over x bij a: 60, normaal 24" and
		(.why_nl | endswith("gedeeld staan er in totaal 84; in " +
			"werkelijkheid kunnen het er meer zijn. Van 24 is " +
			"van eerder te weinig gedeeld om te vergelijken.")) and
		(.why_en | endswith("What was shared has 84 in all; in " +
			"truth there may be more. Of 24 too little was " +
			"shared of before to compare them."))' p
}

@test "sig-pattern: no more people than signals are told of" {
	# signals come in some days late; the last days are not complete
	awk 'BEGIN {
		srand(3)
		for (d = 0; d < 500; d++)
			for (k = 0; k < (d < 486 ? 8 : 18); k++) {
				late = int(-4 * log(1 - rand()))
				if (d + late > 499)
					continue
				printf "{\"sig\":\"signal/1\",\"id\":\"i%d\"," \
				    "\"org\":\"a\",\"received\":\"%s\"," \
				    "\"seen\":\"%s\",\"who\":\"p%d\"," \
				    "\"text\":\"t\"}\n", ++n, day(d),
				    day(d + late), n
			}
	}
	function day(d) {
		return strftime("%Y-%m-%d", 1735732800 + 86400 * d, 1)
	}' | sig-pattern --until 2026-05-15 >p
	jq -e 'select(.kind == "burst") | .n as $n | .observed as $o |
		$n > $o and .persons == $n and (.title_nl |
			contains(": \($o), normaal")) and (.why_nl | contains(
		"waren het er \($n): van \($n - $o) is de dag of de bron")
		and contains("vergelijken. Ze komen van \($n) "))' p
}

@test "sig-pattern: quotes come from redacted or reviewed lines only" {
	{
		days 500 2
		burst 30 2025-04-28 14
	} | sed 's/"redacted":"r1",//' | sig-pattern >p
	[ "$(wc -l <p)" = 2 ]
	jq -e 'select(.kind == "burst") | .quotes == null' p
}

@test "sig-pattern: the summary adds up" {
	{
		days 300 1
		sig c1 x '"received":"2024-10-01"' '"copy_of":"i1"'
	} >all
	sig-pattern --stats st all >p
	reduces_up st
	jq -e '[.sources[1:][] | split("\t")[3] | tonumber] | add' p >n
	[ "$(cat n)" = "$(jq .n p)" ]
	jq -e '.n == ([.counts[] | split("=") | {(.[0]): (.[1] | tonumber)}] |
		add | .read - .later - .copies - .states)' p
	# the base table against jq itself
	jq -r '.base[1] | split("\t")[2]' p >got
	grep -c '"received":"2024-10' <(grep -v copy_of all |
		grep -v '2024-10-2[67]') >want
	diff want got
}

@test "sig-pattern: the breaks are those that jq counts" {
	{
		sig 1 x '"received":"2026-01-05"' '"status":"opgepakt"' \
			'"owner":"o"' '"action":"a"' '"theme":["t"]'
		sig 2 x '"received":"2026-01-05"' '"told":"2026-01-05"' \
			'"status":"afgewezen"' '"reason":"r"' \
			'"theme":["onbepaald"]'
		sig 3 x '"received":"2026-01-05"' '"status":"ontvangen"'
		sig 4 x '"received":"2026-01-06"'
	} | sig-pattern >p
	diff - <(jq -r '.breaks[] | select(contains("\tnow\t")) |
		split("\t") | [.[0], .[4], .[5]] | join(" ")' p) <<-E
	ingedeeld 1 3
	beoordeeld 1 3
	afgewezen 1 3
	opgepakt 1 3
	teruggekoppeld 1 3
	E
}

@test "sig-pattern: who was told after the last day was not by then" {
	# three a day, told on that day, after one, two ... nine days, and one
	# of them by a newer state
	awk 'function day(d) {
		return strftime("%Y-%m-%d", 1767225600 + 86400 * d, 1)
	}
	BEGIN {
		for (d = 0; d < 60; d++)
			for (k = 0; k < 3; k++) {
				at = "\"told\":\"" day(d + k + d % 7) "\","
				s = sprintf("\"sig\":\"signal/1\",\"id\":\"%d\"," \
				    "\"received\":\"%s\",\"text\":\"x\"}", ++n, day(d))
				if (k < 2)
					print "{" at s
				else
					print "{" (d % 2 ? at : "") s "\n{\"state_of\":\"x\"," \
					    "\"seen\":\"2026-04-01\"," at s
			}
	}' >s
	for until in 2026-02-10 2026-02-20 ''; do
		sig-pattern ${until:+--until "$until"} s >p
		jq -r '.breaks[] | select(startswith("terug")) | split("\t") |
			[.[2], .[3], .[4], .[5]] | join(" ")' p >got
		jq -r -n --slurpfile p p '[inputs] as $s | $p[0].as_of as $u |
			($s | map(select(.state_of)) | map({key: .id, value: .told}) |
				from_entries) as $new |
			$p[0].breaks[] | select(startswith("terug")) | split("\t") |
			. as $b | [$s[] | select((.state_of | not) and
				.received >= $b[2] and .received <= $b[3]) |
				$new[.id] // .told] |
			"\($b[2]) \($b[3]) \(map(select(. and . <= $u)) |
				length) \(length)"' s | diff -u - got
	done
	# of the last weeks some were told, and not all
	awk 'NR == 1 && ($3 == 0 || $3 == $4) { exit 1 }' got
	shuf --random-source=s s | sig-pattern | cmp - p
}

@test "sig-pattern: of a source that never says so it is not counted" {
	{
		sig 1 x '"org":"a"' '"kind":"klacht"' '"told":"2025-01-09"' \
			'"received":"2025-01-05"' '"status":"erkend"'
		sig 2 x '"org":"a"' '"kind":"klacht"' \
			'"received":"2026-01-05"' '"owner":"o"'
		for i in 3 4 5; do
			sig $i x '"org":"b"' '"kind":"klacht"' '"owner":"o"' \
				'"action":"a"' '"received":"2026-01-05"'
			sig 1$i x '"org":"a"' '"kind":"vraag"' '"reason":"r"' \
				'"status":"afgewezen"' '"received":"2026-01-05"'
		done
		# a newer state is a line that says so
		sig 3 x '"org":"b"' '"kind":"klacht"' '"told":"2026-01-05"' \
			'"received":"2026-01-05"' '"state_of":"3"'
	} >s
	sig-pattern --until 2026-01-05 s >p
	diff - <(jq -r '.breaks[] | select(contains("\tnow\t")) |
		split("\t") | [.[0], .[4], .[5]] | join(" ")' p) <<-E
	ingedeeld 0 7
	beoordeeld 0 4
	afgewezen 3 3
	opgepakt 2 3
	teruggekoppeld 1 4
	E
	tac s | sig-pattern --until 2026-01-05 | cmp - p
}

@test "sig-pattern: a newer state is what the source of its signal says" {
	local as

	for kind in klacht bezwaar ''; do
		as=(${kind:+"\"kind\":\"$kind\""})
		{
			for i in 1 2 3; do
				sig $i x '"org":"a"' '"kind":"klacht"' \
					'"received":"2026-01-05"'
				sig 1$i x '"org":"a"' '"kind":"bezwaar"' \
					'"received":"2026-01-05"'
			done
			sig 4 x '"org":"b"' '"kind":"klacht"' \
				'"told":"2026-01-05"' '"received":"2026-01-05"'
			# of the older one told, of the newer one that it is done
			sig 1 x '"org":"a"' "${as[@]}" '"told":"2026-01-05"' \
				'"received":"2026-01-05"' '"state_of":"1"' \
				'"seen":"2026-01-05"' '"status":"afgehandeld"'
			sig 2 x '"org":"a"' "${as[@]}" '"seen":"2026-01-06"' \
				'"received":"2026-01-05"' '"state_of":"2"' \
				'"status":"afgehandeld"'
		} >s
		sig-pattern --until 2026-01-05 s >p
		diff - <(jq -r '.breaks[] | select(test("^(beo|terug).*\tnow\t")) |
			split("\t") | [.[0], .[4], .[5]] | join(" ")' p) <<-E
		beoordeeld 2 3
		teruggekoppeld 2 4
		E
		tac s | sig-pattern --until 2026-01-05 | cmp - p
	done
}

@test "sig-pattern: what no line has is not counted as none" {
	sig 1 x '"received":"2026-01-05"' | sig-pattern --until 2026-01-05 >p
	jq -e '[.breaks[] | split("\t") | select(.[1] == "now") | .[4]] ==
		["0", "", "", "", ""]' p
}

@test "sig-pattern: wrong options end with 2" {
	fails_with 2 sig-pattern --cells nonsense
	sig-pattern --cells 'org, theme' /dev/null
	fails_with 2 sig-pattern --cells org,kind,theme,region
	fails_with 2 sig-pattern --alpha 2
	fails_with 2 sig-pattern --until today
}

@test "sig-pattern: no day before 1900 is judged, nor printed" {
	fails_with 2 sig-pattern --until 0001-01-01 /dev/null
	[[ $stderr == *"--until"*"must be 1900-01-01 or later"* ]]
	fails_with 2 sig-pattern --trace x --trace-from 1899-12-31 /dev/null
	sig-pattern --until 1900-01-01 /dev/null >out
	for i in {1..60}; do
		sig "$i" x '"kind":"klacht"' '"org":"a"' \
			"\"received\":\"0001-01-0$((i % 9 + 1))\""
	done >old
	sig-pattern old >out
	[ "$(wc -l <out)" = 1 ]
	run ! grep -q 0000- out
	jq -e '.as_of == null and (.counts | index("later=60"))' out
	# Nor do they change what others say.
	for i in {1..60}; do
		sig "n$i" x '"kind":"klacht"' '"org":"a"' \
			"\"received\":\"2026-03-$((i % 20 + 10))\""
	done >new
	sig-pattern new >want
	sig-pattern new old | jq -e --slurpfile w want '
		.as_of == $w[0].as_of and .first == $w[0].first and
		.base == $w[0].base'
}

# crowd N: as many sources, books and channels, with a delivery each.
crowd() {
	jq -n -c --argjson n "$1" 'range($n) | {sig: "signal/1", id: "c\(.)",
		org: "o\(.)", system: "s\(.)", kind: "klacht",
		channel: "c\(.)", received: "2026-09-1\(. % 7)",
		seen: "2026-10-01", theme: ["t"], by: ["b\(.)@1"]}'
}

@test "sig-pattern: of very many names the largest are listed, the rest counted" {
	crowd 1200 >many
	sed 's/"id":"c/"id":"d/' many | grep -E '"org":"o(7|1100)"' >>many2
	cat many >>many2
	sig-pattern --until 2026-09-30 many2 >p
	shuf --random-source=many many2 |
		sig-pattern --until 2026-09-30 | cmp - p
	head -n 1 p >s
	jq -e '[.sources, .books, .deliveries | length] == [1002, 1002, 1201]' s
	jq -e '.n as $n | [(.sources[1:] | map(split("\t")[3] | tonumber) | add),
		(.books[1:] | map(split("\t")[3] | tonumber) | add)] |
		unique == [$n]' s
	jq -e '.n as $n | .base | map(split("\t") |
		select(.[0] == "org")) | length == 1001 and
		(map(.[5] | tonumber) | add) == $n and
		(map(.[1]) | .[:2] == ["o1100", "o7"] and .[-1] == "*")' s
	jq -e '.unknown | map(split("\t") | select(.[0] == "channel")) |
		length == 1001 and (map(select(.[1] == "*")) | length == 1)' s
	# of so many together it is not said when they came, nor whether any is late
	jq -e '.sources | map(split("\t") | select(.[0] == "*") | .[7:]) ==
		[["", "", "", "", ""]]' s
	jq -e '.counts | index("unlisted_orgs=200")' s
	jq -e '.warnings_en | map(select(startswith("There are more than 1,000"))) |
		length == 1' s
	sig-report --format text p >report
	grep -q 'van 1.200 organisaties: o1100, o7, ' report
	# As many as there is room for are all named.
	crowd 1000 | sig-pattern --until 2026-09-30 >p
	run ! grep -q -e '\*\\t' -e unlisted p
	jq -s -e '.[0] | [.sources, .books | length] == [1001, 1001]' p
	# Of themes a few are named, whatever there are.
	awk 'BEGIN { for (i = 1; i <= 1100; i++)
		printf "{\"sig\":\"signal/1\",\"id\":\"s%d\",\"org\":\"a\"," \
		    "\"kind\":\"klacht\",\"received\":\"2026-09-%02d\"," \
		    "\"theme\":[\"t%d\"]}\n", i, i % 28 + 1, i }' |
		sig-pattern | jq -s -e '.[0].warnings_en |
			all(startswith("There are more than") | not)'
}

@test "sig-pattern: each method that a pattern can name has its entry" {
	cd "$BATS_TEST_DIRNAME/.."
	cat lib/pattern/*.c | tr -s '\n\t ' ' ' |
		grep -o 'findings_add(fs, [^;]*"[a-z]*/[0-9]*")' |
		sed 's/.*"\(.*\)")$/\1/' | sort -u >"$BATS_TEST_TMPDIR/named"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/named")" -ge 11 ]
	sed -n 's/^\.It Li \([a-z]*\/[0-9]*\)$/\1/p' man/sig-methods.7 |
		diff -u "$BATS_TEST_TMPDIR/named" -
}

@test "sig-pattern: of what is new it is said since when, not that it rises" {
	local since='Zulke signalen zijn er sinds 20 maart 2025; daarvoor waren ze er niet.'

	{
		days 500 3 | sed 's/"text"/"product":"pas",&/'
		days 500 1 | awk '/"received":"2025-(03-[23]|0[45])/' |
			sed 's/"text"/"product":"nieuw",&/
				s/"id":"/&n/; s/"who":"/&n/'
	} >all
	sig-pattern all >p
	jq -e --arg since "$since" 'select(.kind == "cross-org") |
		.why_nl | contains($since) and startswith("Signalen (product " +
		"nieuw) zijn nieuw bij minstens 2 organisaties")' p
	grep -v '"org":"b".*nieuw' all >one
	sig-pattern one >p
	jq -e --arg since "$since" 'select(.kind == "burst") |
		.why_nl | contains($since)' p
	# one signal of long before is enough not to say so
	{
		cat one
		grep nieuw one | head -n 1 |
			sed 's/2025-03-20/2024-05-01/; s/"id":"/&x/; s/"who":"/&x/'
	} | sig-pattern >p
	jq -e 'select(.kind == "burst") | .why_nl |
		contains("Eerder kwam dit bijna niet voor.")' p
}

@test "sig-pattern: the title of a pair counts what its sentence counts" {
	# one organisation is of signals, the other shared tallies
	awk 'BEGIN {
		srand(5)
		for (d = 0; d < 300; d++)
			for (k = 0; k < 12; k++) {
				p = substr("xyzw", 1 + int(4 * rand()), 1)
				t = rand() < .6 ? p : substr("xyzw", 1 + int(4 * rand()), 1)
				if (p != "x")
					t = substr("xyzwabcd", 1 + int(8 * rand()), 1)
				printf "{\"sig\":\"signal/1\",\"id\":\"%d-%d\",\"org\":\"o\"," \
				    "\"kind\":\"klacht\",\"received\":\"%s\",\"product\":\"%s\"," \
				    "\"theme\":[\"%s\"]}\n", d, k, strftime("%Y-%m-%d",
				    1704067200 + d * 86400, 1), p, t
			}
		for (w = 0; w < 42; w++)
			printf "{\"sig\":\"tally/1\",\"period\":\"week\",\"day\":\"%s\"," \
			    "\"org\":\"q\",\"kind\":\"klacht\",\"product\":\"x\"," \
			    "\"theme\":[\"x\"],\"floor\":5,\"n\":8,\"known\":8," \
			    "\"persons\":8}\n", strftime("%Y-%m-%d",
			    1704067200 + w * 604800, 1)
	}' >s
	sig-pattern -q s >p
	jq -s -e 'map(select(.kind == "disproportion")) | length == 1 and
		all((.n > .observed) and (.observed as $o |
		(.title_nl | contains(" \($o) in plaats")) and
		(.why_nl | contains("waren er \($o) "))))' p
}
