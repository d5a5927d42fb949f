#!/usr/bin/env bats
# Which systems of an organisation and kind are a source that began later.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper
load pattern

# world DAYS RULE...: tallies of days from 2023-01-01, by an awk rule of day d,
# and m, the month, that puts a system and how many signals it has.
world() {
	local days=$1

	shift
	awk "function put(name, n) {
		if (n > 0)
			printf \"{\\\"sig\\\":\\\"tally/1\\\",\\\"period\\\":\\\"day\\\",\" \\
			    \"\\\"org\\\":\\\"a\\\",\\\"kind\\\":\\\"klacht\\\",\" \\
			    \"\\\"day\\\":\\\"%s\\\",\\\"system\\\":\\\"%s\\\",\\\"n\\\":%d}\\n\",
			    strftime(\"%Y-%m-%d\", 1672574400 + 86400 * d, 1), name, n
	}
	BEGIN {
		for (d = 0; d < $days; d++) {
			m = strftime(\"%m\", 1672574400 + 86400 * d, 1) + 0
			$*
		}
	}"
}

# look DAY [FILE]: the patterns of world file all up to DAY, 0 the first, in p, and
# how its cells are compared in t.
look() {
	sig-pattern --until "$(date -u -d "2023-01-01 +$1 days" +%F)" \
		--cells org --trace t "${2:-all}" >p
}

# began: is it said that a system began beside others?
began() {
	jq -e -s '.[0].warnings_en | any(contains("beside what was there"))' p
}

@test "systems: what is not sure to be more is no rise in its first weeks" {
	local k

	world 850 'put("s", 20); if (d >= 800) put("t", 5)' >all
	for k in 0 1 4 9 14 20 30 45; do
		look $((800 + k))
		[ -z "$(found p)" ]
		began
	done
	# nor when it counts, however small it is
	world 950 'put("s", 60); if (d >= 800) put("t", 3 + d % 2)' >all
	for k in 30 80 100 140; do
		look $((800 + k))
		[ -z "$(found p)" ]
		began
	done
}

@test "systems: one that takes over goes on for the others within days" {
	local k rule

	for rule in 'put(d < 800 ? "s" : "t", 5)' \
		'put(d < 800 ? "s" : "t", 20)' \
		'put("s", d < 800 ? 20 : 10); put("t", d < 800 ? 0 : 10)'; do
		world 850 "$rule" >all
		for k in 5 7 14 45; do
			look $((800 + k))
			run ! began
			[ -z "$(found p)" ]
			jq -s -e 'map(select(.w))[0] |
				.n[3] > .98 * .e[3] and .n[3] < 1.02 * .e[3]' t
		done
	done
}

@test "systems: one that began within its year-ago window is no season" {
	local k

	world 860 'put("s", 20); if (d >= 366) put("t", 20)
		if (d >= 731) put("u", 20)' >all
	for k in 10 30 60 91 120; do
		look $((731 + k))
		[ -z "$(found p)" ]
		began
	done
}

@test "systems: what falls each year then was not taken over" {
	# less in July and August of each year; t begins on 1 July 2025
	world 1000 'put("s", m == 7 || m == 8 ? 28 : 40)
		if (d >= 912) put("t", 15)' >all
	look 960
	began
	# without a year before it is not known to
	grep -v '"day":"2023\|"day":"2024-0' all >young
	sig-pattern --until 2025-08-18 young >p
	run ! began
}

@test "systems: one that takes a part of each of two makes no rise of one" {
	world 760 'put("s", d < 700 ? 20 : 10)
		if (d >= 300) put("t", d < 700 ? 20 : 10)
		if (d >= 700) put("u", 20)' >all
	look 750
	[ -z "$(found p)" ]
	jq -s -e 'map(select(.w))[0] |
		.n[3] > .97 * .e[3] and .n[3] < 1.03 * .e[3]' t
}

@test "systems: of one with few signals it is no wonder that none came before" {
	world 400 'put("s", 20); if (d >= 20 && d % 10 == 0) put("t", 1)
		if (d >= 200 && d % 10 == 0) put("u", 1)' >all
	look 190
	run ! began
	jq -s -e 'map(select(.w))[0].n[3] > 56 * 20' t
	look 399
	began
}

@test "systems: when one with a floor began is not known" {
	world 850 'put("s", 40); if (d >= 800) put("t", 20)' >all
	look 840
	began
	jq -s -e 'map(select(.w))[0].n[3] == 56 * 40' t
	# so what that brought is not left out
	awk '/"t"/ { sub(/"n":/, "\"floor\":5,&") } { print }' all >some
	sig-pattern --until 2025-04-20 --cells org --trace t some >p
	jq -s -e 'map(select(.w))[0].n[3] | debug | . > 56 * 40 + 700' t
}

# told: signals of world file all, delivered the day after.
told() {
	awk '{
		match($0, /"day":"[^"]*/)
		day = substr($0, RSTART + 7, 10)
		match($0, /"system":"[^"]*/)
		name = substr($0, RSTART + 10, RLENGTH - 10)
		match($0, /"n":[0-9]*/)
		for (k = substr($0, RSTART + 4, RLENGTH - 4); k > 0; k--)
			printf "{\"sig\":\"signal/1\",\"id\":\"i%d\"," \
			    "\"org\":\"a\",\"system\":\"%s\"," \
			    "\"kind\":\"klacht\",\"received\":\"%s\"," \
			    "\"seen\":\"%s\",\"text\":\"t\"}\n", ++id, name,
			    day, next_day(day)
	}
	function next_day(s) {
		split(s, p, "-")
		return strftime("%Y-%m-%d",
		    mktime(p[1] " " p[2] " " p[3] + 1 " 12 0 0"))
	}' all
}

@test "systems: what has an heir is not waited for" {
	# t took the place of s, and u has half of that from 40 days later
	world 480 'put(d < 400 ? "s" : "t", d < 440 ? 12 : 6)
		if (d >= 440) put("u", 6)' >all
	told >signals
	sig-pattern --cells org --trace t signals >p
	[ -z "$(found p)" ]
	run ! began
	jq -s -e 'map(select(.w))[0] |
		.n[3] > .97 * .e[3] and .n[3] < 1.03 * .e[3]' t
}

@test "systems: that one is the heir of few signals is known at once" {
	# one a day, of which it would take weeks to be sure
	world 406 'put(d < 400 ? "s" : "t", 1)' >all
	told >signals
	look 405 signals
	run ! began
	jq -s -e 'map(select(.w))[0].n[3] == 56' t
}

@test "systems: a pilot is not the old system since that stopped" {
	local k

	# t begins beside s with half as many, and has all from five weeks on
	world 1000 'if (d < 835) put("s", 24)
		if (d >= 800) put("t", d < 835 ? 12 : 36)' >all
	for k in 56 77 112 170; do
		look $((800 + k))
		[ -z "$(found p)" ]
		began
	done
	# also where it is known when each was delivered
	told >signals
	for k in 150 170 190; do
		look $((800 + k)) signals
		[ -z "$(found p)" ]
		began
	done
}

@test "systems: one that dwindles beside its heir is not waited for" {
	local k

	# t takes the place of s in eight weeks
	world 900 'n = d < 800 ? 0 : d < 856 ? int((d - 800) * 24 / 56) : 24
		put("s", 24 - n); put("t", n)' >all
	told >signals
	for k in 2 8 14 30; do
		look $((856 + k)) signals
		[ -z "$(found p)" ]
		run ! began
		jq -s -e 'map(select(.w))[0] |
			.n[3] > .97 * .e[3] and .n[3] < 1.03 * .e[3]' t
	done
	# one of which half is left may be late
	world 900 'n = d < 800 ? 0 : d < 828 ? int((d - 800) * 24 / 56) : 12
		if (d < 856) put("s", 24 - n); put("t", n)' >all
	told >signals
	look 864 signals
	jq -s -e 'map(select(.w))[0] | .e[3] < .9 * 24 * 56' t
}

@test "systems: what surely took over stands in for one that may be late" {
	local k

	# once nothing was delivered for a week: so long s is waited for, of
	# which one more came in on the fifth day
	world 830 'put(d < 800 ? "s" : "t", 20)' >all
	told | sed -e 's/"seen":"2025-02-0[2-8]"/"seen":"2025-02-09"/' \
		-e '/"i16000"/ s/"seen":"[^"]*"/"seen":"2025-03-16"/' >signals
	for k in 7 9 11 13; do
		look $((800 + k)) signals
		[ -z "$(found p)" ]
		run ! began
		jq -s -e 'map(select(.w))[0] |
			.n[0] > .95 * .e[0] and .n[0] < 1.05 * .e[0]' t
	done
	# t had three in ten for eight weeks, and then all
	world 900 'put("s", d < 800 ? 20 : d < 856 ? 14 : 0)
		put("t", d < 800 ? 0 : d < 856 ? 6 : 20)' >all
	told >signals
	for k in 2 8 14 30; do
		look $((856 + k)) signals
		[ -z "$(found p)" ]
		jq -s -e 'map(select(.w))[0] |
			.n[0] > .95 * .e[0] and .n[0] < 1.05 * .e[0]' t
	done
	# where it has no more than before the other may be late
	world 900 'put("s", d < 800 ? 20 : d < 856 ? 14 : 0)
		put("t", d < 800 ? 0 : 6)' >all
	told >signals
	look 864 signals
	[ -z "$(found p)" ]
	jq -s -e 'map(select(.w))[0] | .n[3] > .97 * .e[3]' t
}
