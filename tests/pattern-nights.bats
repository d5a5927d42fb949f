#!/usr/bin/env bats
# Against an earlier run, what is new, grown or the same; and what actions did.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper
load pattern

@test "sig-pattern: against an earlier run, patterns are new, same or grown" {
	{
		days 500 2
		burst 60 2025-04-28 28
	} >all
	sig-pattern --until 2025-05-04 all >old
	sig-pattern --until 2025-05-10 --previous old all |
		jq -e 'select(.kind == "burst") | .change == "same"'
	sig-pattern --until 2025-05-13 --previous old all >p
	jq -e 'select(.kind == "burst") | .change == "grown" and
		.first_seen == "2025-05-04" and .last_seen == "2025-05-13"' p
	# of lines without a summary, too
	sed 1d old >lines
	sig-pattern --until 2025-05-13 --previous lines all |
		jq -e 'select(.kind == "burst") | .change == "same" and
			.first_seen == "2025-05-04"'
	sig-pattern --until 2025-05-13 --previous p all | jq -e 'select(.kind == "burst") |
		.first_seen == "2025-05-04"'
	sig-pattern --until 2025-05-13 --previous /dev/null all | jq -e 'select(.kind == "burst") |
		.change == "new" and .first_seen == .last_seen'
	run ! jq -e .change <(sig-pattern all | sed 1d)
}

# night DATE [OPTION ...]: p, against the night before.
night() {
	local day=$1

	shift
	touch before
	sig-pattern --until "$day" --previous before "$@" all >p
	cp p before
}

# told WHERE: what became of the burst, and when it was first seen.
told() {
	jq -r --arg w "$1" 'select(.kind == "burst") |
		select(any(.where[]; . == $w)) | "\(.change) \(.first_seen)"' p
}

@test "sig-pattern: a burst is new once, until a fortnight was quiet" {
	local id

	{
		days 500 2
		burst 30 2024-11-01 14
		BURST=y burst 30 2025-02-10 14
	} >all
	night 2024-11-14
	[ "$(told theme=digitaal)" = "new 2024-11-14" ]
	id=$(jq -r 'select(.kind == "burst").id' p)
	head -n 1 p | jq -e --arg id "$id" '.episodes ==
		["id\tsince\tloud\ttold\tplaces\tpart_of",
		 "\($id)\t2024-11-14\t2024-11-14\t30\t1\t"]'
	# no alarm for a week, but not quiet: it goes on
	night 2024-11-17 --budget 0
	[ -z "$(told theme=digitaal)" ]
	head -n 1 p | jq -e '.episodes[1] | split("\t") |
		.[1:3] == ["2024-11-14", "2024-11-17"]'
	night 2024-11-29 --budget 0
	night 2024-12-01
	[ "$(told theme=digitaal)" = "same 2024-11-14" ]
	# the windows are past it: it is over, and what comes then is new
	night 2025-01-27
	[ -z "$(told theme=digitaal)" ]
	[ "$(jq -r .episodes p | head -n 1)" = null ]
	night 2025-02-23
	[ "$(told theme=digitaal)" = "new 2025-02-23" ]
}

@test "sig-pattern: what was told goes on while its own test sees it" {
	{
		days 500 2
		burst 30 2024-11-01 14
	} >all
	# no p is small enough now, among all tests; but it was
	sig-pattern --until 2024-11-17 --budget 1e-290 all >p
	[ -z "$(told theme=digitaal)" ]
	night 2024-11-14
	[ "$(told theme=digitaal)" = "new 2024-11-14" ]
	night 2024-11-17 --budget 1e-290
	[ "$(told theme=digitaal)" = "same 2024-11-14" ]
	night 2025-02-01 --budget 1e-290
	[ -z "$(told theme=digitaal)" ]
}

@test "sig-pattern: what rises in a place has one id, however it is told" {
	local day

	{
		days 500 2
		burst 560 2024-09-15 240
	} >all
	: >ids
	for day in 2024-10-01 2024-10-15 2024-11-01 2024-11-15 2024-12-01 \
		2024-12-15 2025-01-01 2025-01-15 2025-02-01 2025-02-15 \
		2025-03-01 2025-03-15 2025-04-01 2025-04-15 2025-05-01; do
		night "$day"
		jq -r 'select(.where == ["org=a","theme=digitaal"]) |
			"\(.kind) \(.id) \(.change) \(.first_seen)"' p >>ids
	done
	cat ids
	[ "$(wc -l <ids)" = 15 ]
	[ "$(cut -d ' ' -f 1 ids | sort -u | wc -l)" -gt 1 ]
	[ "$(cut -d ' ' -f 2,4 ids | sort -u | wc -l)" = 1 ]
	[ "$(cut -d ' ' -f 3 ids | sort | uniq -c | tr -s ' ')" = " 1 new
 14 same" ]
	# what else rises beside it is another matter
	jq -e 'select(.where == ["channel=post","org=a"]) |
		.change == "new"' p
}

@test "sig-pattern: a burst is told again when another organisation joins" {
	{
		days 500 2
		burst 30 2025-04-14 14
		BURST=y burst 30 2025-04-28 14 | sed 's/"org":"a"/"org":"b"/'
	} >all
	night 2025-04-22
	[ "$(jq -r 'select(.change) | "\(.kind) \(.change)"' p)" = "burst new" ]
	for d in 2025-04-27 2025-05-02 2025-05-06; do
		night "$d"
		jq -r 'select(.change and .kind != "emerging") | .change' p
	done >changes
	grep -qx spread changes
	run ! grep -qx new changes
}

@test "sig-pattern: what rose in one organisation and now in two has spread" {
	{
		days 500 2
		burst 40 2025-04-14 30
		BURST=y burst 40 2025-04-21 23 | sed 's/"org":"a"/"org":"b"/'
	} | sed 's/"channel":"[a-z]*",//' >all
	for d in 2025-04-18 2025-04-22 2025-04-25 2025-04-28 2025-05-01; do
		night "$d"
		jq -r 'select(.change and .kind != "emerging") |
			"\(.kind) \(.where | join(" ")) \(.change)"' p
	done >changes
	[ "$(sed -n 1,2p changes)" = "burst org=a theme=digitaal new
cross-org theme=digitaal spread" ]
	[ "$(grep -c spread changes)" = 1 ]
}

@test "sig-pattern: what was in all regions from the start does not spread" {
	{
		days 500 2 | awk '{ sub(/"text"/, "\"region\":\"r" NR % 4 "\",&") }
			{ print }'
		for r in 0 1 2 3; do
			BURST=$r burst 40 2025-04-14 30 "\"region\":\"r$r\""
		done
	} >all
	for d in 2025-04-18 2025-04-22 2025-04-27 2025-05-02 2025-05-06 \
		2025-05-10; do
		night "$d"
		jq -r 'select(.kind == "burst") | "\(.where) \(.change)"' p
	done >changes
	grep -q new changes
	run ! grep spread changes
}

@test "sig-pattern: to an organisation new in the data nothing spreads" {
	local d old

	for old in 0 450; do
		{
			days 500 2
			burst 30 2025-04-14 30
			BURST=y burst 30 2025-04-14 30 |
				sed 's/"org":"a"/"org":"b"/'
			BURST=z burst 60 2025-04-26 20 |
				sed 's/"org":"a"/"org":"c"/'
			days "$old" 2 |
				sed -n 's/"id":"/&c/; s/"org":"b"/"org":"c"/p'
		} >all
		: >before
		for d in 2025-04-18 2025-05-02 2025-05-10; do
			night "$d"
			jq -r --arg old "$old" 'select(.change == "spread") |
				"\($old) \(.where)"' p
		done
	done >changes
	[ "$(cut -d ' ' -f 1 changes)" = 450 ]
}

@test "sig-pattern: another window is no growth, half of four weeks is less" {
	{
		days 500 2
		burst 60 2025-04-04 28
		BURST=y burst 25 2025-05-02 7
	} | sed 's/digitaal/informatie/' >all
	# 79 in 28 days, and 45 of 80 in a fortnight
	for d in 2025-04-30 2025-05-03 2025-05-04; do
		night "$d"
		jq -r 'select(.kind == "burst") | "\(.n) \(.change)"' p
	done >seen
	[ "$(tr '\n' , <seen)" = "75 new,79 same,45 same," ]
	# all of it is in eight weeks, and less and less in the last four
	{
		days 500 2
		burst 60 2025-03-20 10
	} >all
	: >before
	for d in 03-29 04-20 04-22 04-23; do
		night "2025-$d"
		jq -r 'select(.kind == "burst") | "\(.n) \(.change)"' p
	done >seen
	[ "$(tr '\n' , <seen)" = "60 new,60 same,60 shrunk,60 same," ]
	# what is not delivered yet may still come
	awk '/"org":"a"/ { sub(/"text"/, "\"seen\":\"2025-04-15\",&") }
		/"org":"b"/ { sub(/"text"/, "\"seen\":\"2025-04-24\",&") }
		!/"org":"a".*"received":"2025-04-(1[5-9]|2)/' all >late
	: >before
	for d in 2025-03-29 2025-04-22; do
		sig-pattern --until "$d" --previous before late >p
		cp p before
	done
	jq -e 'select(.kind == "burst") | .change == "same"' p
}

# spread_out: from 7 June 2025 on more in all regions of a, most in one of them.
spread_out() {
	awk -v x=3 'BEGIN {
		for (d = 0; d < 530; d++) {
			for (k = 0; k < 6; k++)
				some(4, d, k % 2 ? "a" : "b", "t" k % 3, -1)
			for (k = 0; k < 2 && d >= 520; k++)
				some(6, d, "a", "t0", -k)
		}
	}
	function some(n, d, o, t, r,    k) {
		for (k = 0; k < n; k++)
			if (rnd() < .25)
				one(d, o, t, r < 0 ? int(4 * rnd()) : r)
	}
	function one(d, o, t, r) {
		printf "{\"sig\":\"signal/1\",\"id\":\"m%d\",\"org\":\"%s\"," \
		    "\"region\":\"r%d\",\"received\":\"%s\",\"text\":\"t\"," \
		    "\"who\":\"w%d\",\"theme\":[\"%s\"]}\n", ++id, o, r,
		    strftime("%Y-%m-%d", 1704110400 + 86400 * d, 1), id, t
	}
	function rnd() {
		x = x * 16807 % 2147483647
		return x / 2147483647
	}'
}

@test "sig-pattern: what was told stays, though two of its parts are surer" {
	spread_out >all
	for d in 10 11 12; do
		night "2025-06-$d"
		jq -r 'select(.kind == "burst") | "\(.where | join(" ")) " +
			"\(.change) \(.first_seen)"' p | sort
	done >seen
	diff -u seen - <<-'END'
	org=a theme=t0 new 2025-06-10
	org=a theme=t0 same 2025-06-10
	org=a theme=t0 same 2025-06-10
	END
	# without that run they are told, and the wider cell is none
	sig-pattern --until 2025-06-12 all | jq -r 'select(.kind == "burst") |
		.where | join(" ")' | sort | diff -u - <(
		echo org=a region=r0 theme=t0
		echo org=a region=r2 theme=t0)
	# those that are no part of another are those that were told
	jq -r 'select(.kind == "burst").id' p | sort >told
	head -n 1 p | jq -r '.episodes[1:][] | split("\t") |
		select(.[5] == "")[0]' | sort | diff -u - told
}

@test "sig-pattern: what rises is new, though there was more all along" {
	{
		caers
		for i in $(seq 40); do
			sig "b$i" x '"org":"a"' '"kind":"klacht"' \
				'"received":"2026-10-'$((12 + i % 10))'"' \
				'"who":"b'"$i"'"' '"theme":["toon"]' \
				'"product":"app"'
		done
	} >all
	for d in 10 14 17 20; do
		night "2026-10-$d"
		jq -r 'select(.change) | "\(.kind) \(.where | join(" ")) " +
			"\(.change) \(.first_seen)"' p
	done >seen
	diff -u seen - <<-'END'
	disproportion product=app theme=toon new 2026-10-10
	burst org=a product=app theme=toon new 2026-10-14
	burst org=a product=app theme=toon grown 2026-10-14
	burst org=a product=app theme=toon same 2026-10-14
	END
}

@test "sig-pattern: a run that went further is not compared with" {
	{
		days 500 2
		burst 60 2025-04-20 28
	} >all
	sig-pattern --until 2025-05-11 all >later
	sig-pattern --until 2025-05-10 all >plain
	# with and without its summary, and of the same day it is used
	sed 1d later >lines
	for f in later lines; do
		sig-pattern --until 2025-05-10 --previous "$f" all >p
		head -n 1 p | jq -e 'any(.warnings_en[];
			test("^--previous: that run went up to 11 May 2025,"))'
		head -n 1 p | jq -c 'del(.warnings_nl, .warnings_en)' >got
		sed 1d p >>got
		{
			head -n 1 plain | jq -c 'del(.warnings_nl, .warnings_en)'
			sed 1d plain
		} | diff -u - got
	done
	sig-pattern --until 2025-05-11 --previous later all >p
	jq -e 'select(.kind == "burst") | .change == "same"' p
	run ! grep -q -- --previous p
}

@test "sig-pattern: a table of episodes that is none is named" {
	echo '{"sig":"summary/1","episodes":["id","x"]}' >before
	sig 1 x '"received":"2026-01-05"' >all
	run -2 --separate-stderr sig-pattern --previous before all
	[[ "$stderr" == *"before"* ]]
}

# action PATTERN DATE
action() {
	printf '{"sig":"action/1","pattern":"%s","at":"%s","state":"%s","action_date":"%s"}\n' \
		"$1" "${2}T10:00:00+01:00" opgepakt "$2"
}

@test "sig-pattern: whether an action helped is said with an interval" {
	{
		days 500 1
		rise
	} >all
	id=$(sig-pattern all | jq -r 'select(.kind == "trend" or
		.kind == "persistent").id' | head -n 1)
	action "$id" 2024-10-15 >ledger
	sig-pattern -l ledger all | jq -s -e --arg id "$id" '.[] | select(.id == $id) |
		.effect == "gestegen" and .effect_low > 1 and
		.effect_from == "2024-10-15" and .effect_high > .effect_ratio'
	# as many times as jq counts in the last eight weeks before, as it rose
	# before too, but for holidays and days of the week; of 500 days no
	# season is known
	sig-pattern -l ledger all | jq -s -e --arg id "$id" --slurpfile all all '
		def day: "\(.[:10])T00:00:00Z" | fromdate / 86400;
		("2024-10-15" | day) as $at |
		[$all[] | select(.org == "b" and .theme == ["wachten"]) |
			.received | day] as $days |
		([$days[] | select(. < $at and . >= $at - 56)] | length /
			56) as $before |
		([$days[] | select(. >= $at + 7 and . < $at + 189)] |
			length / 182) as $after |
		.[] | select(.id == $id) | . as $p |
			(.effect_ratio * $before / $after - 1 | fabs) < 0.01 and
			(.effect_nl | test(" \($p.effect_ratio * 10 | round / 10 |
			tostring | sub("\\."; ",")) keer "))'
	# with a system that is late the days up to its delivery tell
	awk '{ s = "t\",\"seen\":\"2025-05-01"
		if (++n % 2)
			s = "s\",\"seen\":\"2025-05-15"
		else if (/"received":"2025-05/)
			next
		sub(/"kind"/, "\"system\":\"" s "\",&"); print }' all >late
	action "$id" 2025-04-01 >ledger
	sig-pattern -l ledger late | jq -s -e --arg id "$id" '.[] | select(.id == $id) |
		.effect == "te-vroeg"'
	sed 's/2025-05-01","kind/2025-05-15","kind/' late |
		sig-pattern -l ledger | jq -s -e --arg id "$id" '.[] |
			select(.id == $id) | .effect != "te-vroeg"'
	action "$id" 2025-05-01 >ledger
	sig-pattern -l ledger all | jq -s -e --arg id "$id" '.[] | select(.id == $id) |
		.effect == "te-vroeg" and .effect_ratio == null'
	# how long nothing was done is known from an earlier run, if it is not
	sig-pattern all | jq -s -e --arg id "$id" 'all(.[]; .id != $id or
		.age == null)'
	sig-pattern --until 2025-05-01 all >before
	sig-pattern --until 2025-05-11 --previous before all | jq -s -e \
		--arg id "$id" 'any(.id == $id and .age == 10)'
	sig-pattern --until 2025-05-11 --previous before -l ledger all |
		jq -s -e --arg id "$id" 'any(.id == $id and .age == null)'
	# lines of actions pass through, after the patterns
	sig-pattern all ledger | tail -n 1 | cmp - ledger
}

@test "sig-pattern: an effect is judged from the action date that was given last" {
	local of

	from() {
		sig-pattern -l ledger all | jq -r --arg id "$1" \
			'select(.id == $id).effect_from'
	}
	track() { sig-track add -l ledger "$1" --at "${@:2}"; }
	{
		days 500 1
		rise
	} >all
	of=$(sig-pattern all | jq -r 'select(.kind == "trend" or
		.kind == "persistent").id' | head -n 1)
	track "$of" 2024-11-20 --state opgepakt --owner x --action-date 2024-10-15
	# recording that it is done, a note or who was told moves nothing
	track "$of" 2024-12-20 --state afgehandeld
	[ "$(from "$of")" = 2024-10-15 ]
	track "$of" 2024-12-21 --state teruggekoppeld --told 3
	track "$of" 2024-12-22 --note x
	[ "$(from "$of")" = 2024-10-15 ]
	# it is what sig-track joins, and may be set right, earlier too
	[ "$(sig-track list -l ledger | jq -r .action_date)" = "$(from "$of")" ]
	track "$of" 2024-12-23 --action-date 2024-10-01
	[ "$(from "$of")" = 2024-10-01 ]
	[ "$(sig-track list -l ledger | jq -r .action_date)" = "$(from "$of")" ]
	# with no date at all, of another's program, the day that it was done
	printf '{"sig":"action/1","pattern":"%s","at":"%s","state":"%s"}\n' \
		"$of" 2024-10-20T10:00:00Z afgehandeld >ledger
	[ "$(from "$of")" = 2024-10-20 ]
}

@test "sig-pattern: an action that helped is told when its pattern is over" {
	{
		days 500 1
		burst 1080 2024-05-05 286 | sed 's/digitaal/informatie/'
		BURST=y burst 540 2024-05-05 286 | sed 's/digitaal/informatie/
			s/"post"/"telefoon"/'
	} >all
	where='["org=a","theme=informatie"]'
	id=$(sig-pattern --until 2025-02-14 all | jq -r --argjson w "$where" '
		select((.kind == "trend" or .kind == "persistent") and
			.where == $w).id' | head -n 1)
	[ -n "$id" ]
	action "$id" 2025-02-15 >ledger
	# that level is over: it grows no more, and does not last
	sig-pattern all | jq -s -e --arg id "$id" 'all(.[]; .id != $id and
		.kind != "persistent" and .kind != "trend")'
	# too early, then too old
	sig-pattern --until 2025-03-10 -l ledger all | jq -s -e --arg id "$id" \
		'all(.[]; .id != $id or .method != "effect/1")'
	sig-pattern -l ledger all >p
	jq -s -e --arg id "$id" --argjson w "$where" '
		map(select(.id == $id)) | length == 1 and (.[0] |
		.kind == "positive" and .method == "effect/1" and
		.where == $w and .effect == "gedaald" and
		.from == "2025-02-22" and .to == "2025-04-18" and
		.n == .observed and .n < .expected and .p == null and
		.effect_high < 1 and
		(.effect_ratio / (.observed / .expected) - 1 | fabs) < 1e-5 and
		(.title_nl | contains("Na de actie minder signalen")) and
		(.effect_nl | contains("15 februari 2025")))' p
	counts_hold p all
	# the same in whatever order, and from a history
	shuf --random-source=all all | sig-pattern -l ledger | cmp - p
	awk '/"received":"2024/' all | sig-tally >old
	awk '!/"received":"2024/' all | sig-pattern -l ledger --history old |
		jq -s -e --arg id "$id" 'any(.[]; .id == $id and
			.effect == "gedaald")'
	# one that did not help, and another pattern's, are not told
	action "$id" 2025-01-01 >ledger
	sig-pattern -l ledger all | jq -s -e --arg id "$id" 'all(.[]; .id != $id or
		.effect != "gestegen")'
	action 0123456789abcdef 2025-02-15 >ledger
	cmp <(sig-pattern -l ledger all) <(sig-pattern all)
	# what is silent fell by no action, that silence itself included
	awk '!/"org":"a"/ || !/"received":"2025-05-(0[5-9]|1)/' all >dead
	{
		action "$id" 2025-02-15
		action "$(sig-pattern dead | jq -r 'select(.kind == "silence") |
			.id')" 2025-02-15
	} >ledger
	sig-pattern -l ledger dead >p
	[ "$(found p | grep silence)" = "silence org=a" ]
	jq -s -e 'all(.[]; .method != "effect/1" and .effect != "gedaald")' p
}

@test "sig-pattern: a level that began a year before an action is no season" {
	local id
	# from a year before the action of 9 June 2024 on 2.6 times as many
	level() {
		awk -v stays="$1" 'BEGIN {
			srand(12)
			for (d = 0; d < 1100; d++)
				for (k = 0; k < 24; k++) {
					about = k < 18 ? "x" : "t"
					p = about == "x" ? .3 : d < 525 ? .15 : \
					    d < 892 ? .4 : .4 * stays
					if (rand() < p)
						printf "{\"sig\":\"signal/1\"," \
						    "\"id\":\"y%d\",\"org\":\"a\"," \
						    "\"kind\":\"klacht\"," \
						    "\"received\":\"%s\"," \
						    "\"text\":\"t\",\"who\":\"y%d\"," \
						    "\"theme\":[\"%s\"]}\n", ++n,
						    strftime("%Y-%m-%d",
						    1640995200 + 86400 * d, 1), n, about
				}
		}'
	}
	id=$(printf 'rise\037org=a\037theme=t' | sha256sum | cut -c 1-16)
	action "$id" 2024-06-09 >ledger
	# nothing was done
	level 1 | sig-pattern --until 2024-09-20 -l ledger | jq -s -e --arg id \
		"$id" 'map(select(.id == $id))[0] | .effect == "gelijk" and
		.effect_ratio > .85 and .effect_ratio < 1.15 and
		.effect_low > .6 and .effect_high < 1.6'
	# a tenth is left: of 218 in 91 days
	level .1 | sig-pattern --until 2024-09-20 -l ledger | jq -s -e --arg id \
		"$id" 'map(select(.id == $id))[0] | .effect == "gedaald" and
		.expected > 180 and .expected < 260 and
		.effect_low > .02 and .effect_high < .2'
}

@test "sig-pattern: a look at an action says the same until the next one" {
	local id until
	# sixty weeks of twice as many, which the action of 9 June 2024 ended
	awk 'BEGIN {
		srand(11)
		for (d = 0; d < 1100; d++)
			for (k = 0; k < 24; k++) {
				about = k < 18 ? "x" : "t"
				if (rand() < (about == "x" || \
				    (d >= 469 && d < 892) ? .3 : .15))
					printf "{\"sig\":\"signal/1\"," \
					    "\"id\":\"l%d\",\"org\":\"a\"," \
					    "\"kind\":\"klacht\",\"text\":\"t\"," \
					    "\"received\":\"%s\",\"who\":\"l%d\"," \
					    "\"theme\":[\"%s\"]}\n", ++n,
					    strftime("%Y-%m-%d", 1640995200 + 86400 * d, 1),
					    n, about
			}
	}' >all
	id=$(printf 'rise\037org=a\037theme=t' | sha256sum | cut -c 1-16)
	action "$id" 2024-06-09 >ledger
	for until in 2024-08-11 2024-09-01 2024-09-15 2024-09-22 2024-10-13 \
		2024-11-24 2024-12-15; do
		sig-pattern --until "$until" -l ledger all |
			jq -r --arg id "$id" --arg u "$until" '
			select(.id == $id) | [$u, .effect, (.effect_ratio,
			.effect_low, .effect_high | . * 100 | round)] | @tsv'
	done >looks
	[ "$(grep -c gedaald looks)" = 7 ]
	# that of eight weeks, of thirteen and of twenty-six
	[ "$(sed -n 1,2p looks | cut -f 2- | sort -u | wc -l)" = 1 ]
	[ "$(sed -n 3,6p looks | cut -f 2- | sort -u | wc -l)" = 1 ]
	[ "$(cut -f 2- looks | sort -u | wc -l)" = 3 ]
}

@test "sig-pattern: a wave that ends by itself is no effect of an action" {
	# three weeks of a wave; the action comes five days before their end
	{
		days 500 1
		burst 110 2025-03-15 21 | sed 's/digitaal/informatie/'
	} >all
	id=$(sig-pattern --until 2025-03-31 all | jq -r '
		select(.kind == "burst").id')
	[ -n "$id" ]
	action "$id" 2025-03-31 >ledger
	# while it is a pattern still: what there was before, in the wave and else
	sig-pattern --until 2025-05-06 -l ledger all >p
	jq -s -e --arg id "$id" 'map(select(.id == $id)) | length == 1 and (.[0] |
		.effect == "terug" and .effect_ratio > 0.6 and
		.effect_low < 1 and .effect_high > 1 and
		(.effect_nl | test("^van [0-9]+ [a-z]+ 2025 tot en met [0-9]+ [a-z]+ 2025, na de " +
			"actie van 31 maart 2025, kwamen er [0-9]+ signalen. ging het zoals in de drukste .* vanzelf"; "i")))' p
	# and when it is none: nothing
	sig-pattern -l ledger all | jq -s -e 'all(.[]; .method != "effect/1" and
		.effect != "gedaald")'
	# nor of what fell before the action did anything
	{
		days 500 1
		burst 240 2024-09-20 60 | sed 's/digitaal/informatie/'
		BURST=y burst 110 2024-11-19 60 | sed 's/digitaal/informatie/'
		BURST=z burst 50 2025-01-18 60 | sed 's/digitaal/informatie/'
	} >all
	action "$id" 2025-03-19 >ledger
	sig-pattern -l ledger all | jq -s -e 'all(.[]; .method != "effect/1" and
		.effect != "gedaald")'
	# nor of thirty weeks, which an action may have ended or not
	{
		days 500 1
		burst 800 2024-07-18 212 | sed 's/digitaal/informatie/'
		BURST=y burst 400 2024-07-18 212 | sed 's/digitaal/informatie/
			s/"post"/"telefoon"/'
	} >all
	sig-pattern --until 2025-02-14 all | jq -r 'select(
		.where == ["org=a","theme=informatie"]).id' >ids
	[ -s ids ]
	while read -r id; do action "$id" 2025-02-15; done <ids >ledger
	sig-pattern -l ledger all | jq -s -e 'all(.[]; .method != "effect/1" and
		.effect != "gedaald")'
}

@test "sig-pattern: what rose before an action is not said to be no change" {
	{
		days 500 1
		burst 90 2024-12-20 40
		BURST=y burst 110 2025-01-29 50
		BURST=z burst 110 2025-03-20 50
	} | sed 's/digitaal/informatie/' >all
	id=$(sig-pattern --until 2025-03-01 all | jq -r '
		select(.where | index("theme=informatie")).id')
	action "$id" 2025-02-10 >ledger
	# more than in the forty weeks before, as in the busiest of them
	sig-pattern -l ledger all | jq -e --arg id "$id" 'select(.id == $id) |
		.effect == "gelijk" and .effect_low > 1 and
		(.effect_nl | test("keer") | not) and
		(.effect_en | capture("there were (?<after>[0-9]+) signals.*" +
			"busiest eight weeks .* about (?<busy>[0-9]+), .* " +
			"quietest (?<quiet>[0-9]+), .* forty (?<all>[0-9]+)\\.") |
			map_values(tonumber) | .after < .busy * 1.2 and
			.after > .all * 1.5 and .all > .quiet)'
}

@test "sig-pattern: what the season does is no effect of an action" {
	# a winter matter, always answered late; $1 of it stays after the action
	winter() {
		awk -v stays="$1" 'BEGIN {
			srand(5)
			for (d = 0; d < 1195; d++)
				for (k = 0; k < 12; k++)
					if (rand() < .25 * exp(.6 * cos(6.2832 * \
					    (d - 10) / 365.25)) && \
					    (d < 1084 || rand() < stays))
						one(d)
		}
		function one(d) {
			printf "{\"sig\":\"signal/1\",\"id\":\"i%d\"," \
			    "\"org\":\"a\",\"kind\":\"klacht\",\"text\":\"t\"," \
			    "\"received\":\"%s\",\"closed\":\"%s\"}\n", ++id,
			    day(d), day(d + 60)
		}
		function day(d) {
			return strftime("%Y-%m-%d", 1641038400 + 86400 * d, 1)
		}'
	}
	id=$(winter 1 | sig-pattern | jq -r 'select(.kind == "unanswered").id')
	action "$id" 2024-12-20 >ledger
	winter 1 | sig-pattern -l ledger | jq -s -e --arg id "$id" '.[] |
		select(.id == $id) | .effect == "gelijk"'
	winter .5 | sig-pattern -l ledger | jq -s -e --arg id "$id" '.[] |
		select(.id == $id) | .effect == "gedaald" and
			.effect_ratio > 0.35 and .effect_ratio < 0.7'
}

@test "nights: what rose says that it is as usual again, and is over after that" {
	local day

	{
		days 560 2
		burst 60 2025-04-28 10
	} >all
	for day in 2025-05-05 2025-05-28 2025-06-01; do
		night "$day"
		[ "$(told theme=digitaal | cut -d' ' -f 2)" = 2025-05-05 ]
		jq -r 'select(.kind == "burst") | .why_nl, .why_en' p >why$day
	done
	run ! grep -E "als normaal, of minder|as normal, or fewer" why2025-05-05
	# not "no more": it may be some more by chance
	grep -q "In de laatste 14 dagen daarvan waren het er ongeveer zo veel als normaal, of minder\." why2025-05-28
	grep -q "In the last 14 days of these there were about as many as normal, or fewer\." why2025-05-28
	for day in 2025-06-05 2025-06-15; do
		night "$day"
		[ -z "$(told theme=digitaal)" ]
	done
	# what goes on is not said to be
	burst 60 2025-05-08 30 | sed 's/"x-/"z-/g' >>all
	sig-pattern --until 2025-06-05 all | jq -e 'select(.kind == "burst") |
		.why_en | contains("as normal, or fewer") | not'
}

# signals: of each line of a day, an organisation and a theme.
signals() {
	awk '{ printf "{\"sig\":\"signal/1\",\"id\":\"s%d\"," \
		"\"org\":\"%s\",\"kind\":\"klacht\",\"who\":\"p%d\"," \
		"\"theme\":[\"%s\"],\"received\":\"%s\"}\n", NR, $2, NR,
		$3, strftime("%Y-%m-%d", 1704110400 + 86400 * $1, 1) }'
}

@test "nights: what rose in several organisations is over four weeks after it" {
	local day

	# five times as much of a theme for three weeks, twice on two days after
	awk 'BEGIN {
		srand(8)
		for (d = 0; d < 560; d++)
			for (k = 0; k < 48; k++) {
				much = d >= 480 && d < 501 ? 5 : 1
				much = d == 515 || d == 516 ? 2 : much
				if (rand() < .15 * (k % 4 == 0 ? much : 1))
					print d, substr("abc", k % 3 + 1, 1),
					    k % 4 ? "betaling" : "digitaal"
			}
	}' | signals >all
	for day in 2025-05-15 2025-05-28 2025-06-16 2025-06-23; do
		sig-pattern --until "$day" all |
			jq -r 'select(.kind == "cross-org") | .why_nl' >"why$day"
	done
	grep -q "nemen toe" why2025-05-15
	run ! grep "als normaal, of minder" why2025-05-15
	grep -q "In de laatste 14 dagen daarvan waren het er ongeveer zo veel als normaal, of minder\." why2025-05-28
	[ ! -s why2025-06-16 ]
	[ ! -s why2025-06-23 ]
}

@test "nights: what rises anew is not over" {
	# four times as much for three weeks, as usual for four, then twice
	awk 'BEGIN {
		srand(6)
		for (d = 0; d < 560; d++)
			for (k = 0; k < 16; k++) {
				much = d >= 490 && d < 511 ? 4 : 1
				much = d >= 539 ? 2.2 : much
				if (rand() < .2 * (k % 4 == 0 ? much : 1))
					print d, "a", k % 4 ? "betaling" : "digitaal"
			}
	}' | signals >all
	for day in 2025-06-27 2025-06-30 2025-07-02 2025-07-04; do
		sig-pattern --until "$day" all >p
		[ -n "$(told theme=digitaal)" ]
		# of its own days
		jq -s -e 'map(select(.kind == "burst"))[0].from > "2025-06-17"' p
	done
}

@test "nights: what is over does not come back for a night" {
	# four times as much for three weeks; one day of three more, when over
	awk 'BEGIN {
		srand(3)
		for (d = 0; d < 560; d++)
			for (k = 0; k < 16; k++) {
				much = d >= 490 && d < 511 ? 4 : 1
				if (rand() < .2 * (k % 4 == 0 ? much : 1))
					print d, "a", k % 4 ? "betaling" : "digitaal"
			}
		for (k = 0; k < 3; k++)
			print 534, "a", "digitaal"
	}' | signals >all
	night 2025-06-16
	[ -n "$(told theme=digitaal)" ]
	for day in 2025-06-17 2025-06-18; do
		night "$day"
		[ -z "$(told theme=digitaal)" ]
	done
	# without that night it is told, as the last four weeks have many
	sig-pattern --until 2025-06-18 all >p
	[ -n "$(told theme=digitaal)" ]
}

@test "nights: fewer by chance are not as usual again" {
	# one in two days, and in the last 56 52 in 42 and 11 in 14
	awk 'BEGIN {
		srand(5)
		for (d = 0; d < 744; d++)
			for (k = 0; k < 8; k++)
				if (rand() < 1 / 16)
					put(d, "a")
		for (d = 0; d < 800; d++)
			for (k = 0; k < 16; k++)
				if (rand() < .5)
					put(d, "b")
		for (k = 0; k < 52; k++)
			put(744 + int(k * 42 / 52), "a")
		for (k = 0; k < 11; k++)
			put(786 + int(k * 14 / 11), "a")
	}
	function put(d, t) {
		printf "{\"sig\":\"signal/1\",\"id\":\"i%d\",\"org\":\"a\"," \
		    "\"theme\":[\"%s\"],\"received\":\"%s\"}\n", ++n, t,
		    strftime("%Y-%m-%d", 1672653600 + 86400 * d, 1)
	}' | sig-pattern --until 2025-03-11 >p
	jq -s -e 'map(select(.kind == "burst" and .n == 63))[0].why_en |
		contains("as normal, or fewer") | not' p
}

@test "nights: a silence does not go on with a rise that was in it" {
	# one theme came three times as often since half a year, and then all stops
	awk 'BEGIN {
		srand(4)
		for (d = 0; d < 900; d++)
			for (k = 0; k < 60; k++) {
				theme = k < 12 ? "wachten" : "betaling"
				rate = .1 * (k < 12 && d >= 640 ? 3 : 1)
				rate *= d >= 890 ? .05 : 1
				if (rand() < rate)
					print d, theme
			}
	}' | awk '{ printf "{\"sig\":\"signal/1\",\"id\":\"s%d\"," \
		"\"org\":\"a\",\"kind\":\"klacht\",\"theme\":[\"%s\"]," \
		"\"received\":\"%s\"}\n", NR, $2,
		strftime("%Y-%m-%d", 1704067200 + 86400 * $1, 1) }' >all
	rm -f before
	night 2026-06-07
	jq -s -e 'any(.kind == "persistent" or .kind == "trend")' p
	for day in 2026-06-12 2026-06-13 2026-06-14 2026-06-15 2026-06-16; do
		night "$day"
		! grep -q '"kind":"silence"' p || break
	done
	jq -s -e --arg day "$day" 'map(select(.kind == "silence" and
		.where == ["org=a"])) | length == 1 and
		.[0].change == "new" and .[0].first_seen == $day' p
}

@test "sig-pattern: a silence that goes on is told with what was normal before" {
	# two organisations with three signals in two days; one stops on day 500
	awk 'BEGIN {
		for (d = 0; d < 900; d++)
			for (k = 0; k < 4; k++)
				if ((d + k) % 4 && (k % 2 == 0 || d < 500))
					printf "{\"sig\":\"signal/1\",\"id\":\"s%d\"," \
					    "\"org\":\"%s\",\"received\":\"%s\"," \
					    "\"text\":\"t\"}\n", ++n, k % 2 ? "b" : "a",
					    strftime("%Y-%m-%d", 1690848000 + 86400 * d, 1)
	}' >s
	night() {
		date -u -d "2023-08-01 + $1 days" +%F
	}
	silence() {
		sig-pattern --until "$(night "$1")" ${2:+--previous "$2"} s |
			tee "p$1" | jq -r 'select(.kind == "silence") |
				"\(.where[0]) \(.observed) \(.expected | round)"'
	}
	told=$(silence 535)
	[[ $told = "org=b 0 4"[0-4] ]]
	# in what is expected without that it has gone
	[ -z "$(silence 760)" ]
	for n in "600 535" "680 600" "760 680" "840 760"; do
		read -r to from <<<"$n"
		[ "$(silence "$to" "p$from")" = "$told" ]
	done
	jq -s -e 'any(.why_nl // "" | contains("Dat is al zo sinds " +
		"17 januari 2025: normaal is hier wat voor die dag normaal was."))' p760
	jq -s -e 'any(.why_en // "" | contains("since 17 January 2025"))' p760
	# a fifth of it, since day 600, is a new level
	cat s <(awk 'BEGIN {
		for (d = 600; d < 900; d += 5)
			printf "{\"sig\":\"signal/1\",\"id\":\"n%d\"," \
			    "\"org\":\"b\",\"received\":\"%s\"}\n", d,
			    strftime("%Y-%m-%d", 1690848000 + 86400 * d, 1)
	}') >some
	sig-pattern --until "$(night 640)" --previous p600 some >p
	[ "$(found p | grep -c silence)" = 0 ]
	# a year later it is what is normal
	mv p840 p
	night() {
		date -u -d "2023-08-01 + 899 days" +%F
	}
	sed -i 's/2025-01-17/2024-12-01/g' p
	[ -z "$(silence 899 p)" ]
}
