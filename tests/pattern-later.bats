#!/usr/bin/env bats
# Sources that began later, by what sig-methods(7) says of them.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper
load pattern

# kinds DAYS: tallies by day of one organisation, of lines of kind, number a day,
# first and last day, and every how many days; day 0 is 2023-01-01.
kinds() {
	awk -v days="$1" '{
		for (d = $3; d <= $4 && d < days; d += $5 ? $5 : 1)
			n[d " " $1] += $2
	}
	END {
		for (at in n) {
			split(at, a, " ")
			print strftime("%Y-%m-%d", 1672574400 + 86400 * a[1]),
			    a[2], n[at]
		}
	}' | tallies
}

# tallies: of lines of day, kind and number.
tallies() {
	awk '$3 > 0 { printf "{\"sig\":\"tally/1\",\"period\":\"day\"," \
		"\"org\":\"a\",\"day\":\"%s\",\"kind\":\"%s\"," \
		"\"n\":%d}\n", $1, $2, $3 }'
}

# at DAYS FILE...: what is expected on the last of so many days, into t.
at() {
	local last

	last=$(date -u -d "2023-01-01 +$(($1 - 1)) days" +%F)
	sig-pattern --cells ';kind' --trace t --until "$last" "${@:2}" >p
}

# as_page DAYS: does what is expected of such lines, and its variance, follow
# the page?  It is as if volumes said which part was there, but for the doubt.
as_page() {
	cat >lines
	kinds "$1" <lines >joined
	awk -v days="$1" -f "$ROOT/tests/later.awk" lines >parts
	grep -v doubt parts | tee known.parts | awk '{ print $1, "klacht", $2 }' |
		tallies >known
	awk '{ printf "a\t\t\t%s\t%s\t%.0f\n", $1, $1, 1e7 * $3 }' \
		known.parts >volume
	at "$1" --volume volume known
	mv t t.known
	at "$1" joined
	for t in t t.known; do
		jq -r 'select(.w and .cell == []) | . as $t | range(4) |
			[$t.rule, $t.n[.], $t.e[.], $t.v[.]] | @tsv' $t
	done | awk -v doubt="$(awk '$1 == "doubt" { print $2 }' parts)" '
		NR <= 4 { rule[NR] = $1; n[NR] = $2; e[NR] = $3; v[NR] = $4; next }
		{
			k = NR - 4
			ratio = e[k] / $3
			known = ($4 / $3 - 1) / $3
			more = (v[k] / e[k] - 1) / e[k] - known - doubt
			most = .05 * doubt + .012 * known + .0002
			print rule[k], n[k], e[k], v[k] "; " $0, doubt, more
			bad += rule[k] != $1 || n[k] != $2 ||
			    ratio < .975 || ratio > 1.025 ||
			    more * more > most * most
		}
		END { exit NR != 8 || bad }'
}

@test "later: what was there before is a part of what is there now" {
	# with what came in on the day it began
	echo 'klacht 1 0 1099
		melding 6 700 1099
		melding 300 700 700' | as_page 1100
	# the last 91 days teach nothing, those before them do
	echo 'klacht 2 0 1099
		melding 4 600 900
		melding 8 901 1008
		melding 20 1009 1099' | as_page 1100
	# two on one day, and one after another
	echo 'klacht 4 0 1099
		melding 4 700 1099
		vraag 4 700 1099' | as_page 1100
	echo 'klacht 4 0 1099
		melding 4 500 1099
		vraag 8 760 1099' | as_page 1100
	# of few
	echo 'klacht 1 0 1099 28
		melding 1 820 1099 7' | as_page 1100
	# less than a tenth is no past
	echo 'klacht 1 0 1399
		melding 20 500 1399' | as_page 1400
}

@test "later: what the older ones have less was taken over" {
	# half
	echo 'klacht 12 0 679
		klacht 6 680 1099
		melding 6 680 1099' | as_page 1100
	# more than came with the later
	echo 'klacht 12 0 679
		klacht 6 680 1099
		melding 3 680 1099' | as_page 1100
}

@test "later: what was taken over is known of a whole organisation" {
	# four themes, of which half goes on as another kind: of one it is not
	# sure, of all it is
	awk 'BEGIN {
		for (d = 0; d < 320; d++)
			for (t = 0; t < 4; t++) {
				kind = d >= 150 && int(d / 2) % 2
				if (d % 2 == t % 2)
					print strftime("%Y-%m-%d",
					    1672574400 + 86400 * d),
					    (kind ? "melding" : "klacht") "/x" t, 1
			}
	}' | tallies | sed 's|/\(x.\)"|","theme":["\1"]|' >all
	at 320 --cells ';kind;theme;kind,theme' all
	jq -r 'select(.w and (.cell | length == 1) and
		(.cell[0] | startswith("theme"))) | "\(.n[3]) \(.e[3])"' t |
		awk '{ print; bad += $2 < .94 * $1 || $2 > 1.06 * $1 }
			END { exit bad || NR != 4 }'
}

@test "later: what is taken over of one product is known of that" {
	# six products of two organisations, of which one goes on as another
	# kind in a, and a seventh of few: of all of a it is not sure that
	# anything was taken over
	for org in a b; do
		awk -v org=$org 'BEGIN {
			for (d = 0; d < 490; d++)
				for (t = 0; t < 7; t++) {
					kind = d >= 175 && t % 6 == 0 && org == "a"
					n = org == "a" ? 4 : 2
					if (t == 6)
						n = d % (28 / n) == 0
					print strftime("%Y-%m-%d",
					    1672574400 + 86400 * d),
					    (kind ? "melding" : "klacht") "/x" t, n
				}
		}' | tallies | sed "s|/\(x.\)\"|\",\"product\":\"\1\"|
			s/\"org\":\"a\"/\"org\":\"$org\"/"
	done >all
	at 490 --cells ';kind;product;kind,product' all
	jq -c 'select(.w) | [.cell, .n[3], .e[3]]' t
	[ "$(found p | grep -c "^[a-z]* product")" = 0 ]
	jq -r 'select(.w and (.cell | length == 1) and
		(.cell[0] | test("^product=x[06]"))) |
		"\(.cell[0]) \(.n[3]) \(.e[3])"' t |
		awk '{ print; most = /x0/ ? 1.06 : 1.2
			bad += $3 < .94 * $2 || $3 > most * $2 }
			END { exit bad || NR != 2 }'
}

@test "later: what the older ones have not surely less was not taken over" {
	# a season has as much less each year
	echo 'klacht 6 0 1099
		klacht 6 0 315
		klacht 6 500 680
		klacht 6 866 1047
		melding 6 681 1099' | as_page 1100
	# so few less, where no year is known, or where one is
	echo 'klacht 10 0 299
		klacht 7 300 1099
		melding 6 300 1099' | as_page 1100
	echo 'klacht 10 0 699
		klacht 7 700 1099
		melding 6 700 1099' | as_page 1100
	echo 'klacht 10 0 699
		klacht 8 700 1099
		melding 6 700 1099' | as_page 1100
	# what is not sure
	echo 'klacht 1 0 699 7
		klacht 1 700 1099 14
		melding 1 700 1099 2' | as_page 1100
	# while the one before came in, nobody knows
	echo 'klacht 9 0 695
		klacht 3 696 1099
		melding 1 670 1099
		vraag 9 695 1099' | as_page 1100
}

@test "later: of all is expected what is expected of each source" {
	local days world

	# also where one stopped, as the later began or before it, or is three
	# times as many in the days that teach nothing
	while read -r days world; do
		tr ';' '\n' <<<"$world" | kinds "$days" >joined
		at "$days" joined
		jq -s -r 'map(select(.w)) | range(4) as $w | [(.[] |
			select(.cell == []) | .e[$w]), (map(select(.cell != []) |
			.e[$w]) | add)] | @tsv' t | awk '{ print }
			$1 < .97 * $2 || $1 > 1.03 * $2 { bad = 1 }
			END { exit NR != 4 || bad }'
	done <<-E
		1100 klacht 4 0 1099;melding 6 700 1099
		1100 klacht 4 0 1099;melding 6 700 1099;vraag 8 300 1099
		1100 oud 10 0 650;klacht 5 0 1099;melding 20 700 1099
		1100 oud 3 0 760;klacht 5 0 1099;melding 3 700 1099
		500 oud 10 0 200;klacht 5 0 499;melding 5 240 499
		120 klacht 4 0 119;melding 4 54 119
		120 klacht 4 0 119;melding 4 54 119;melding 8 93 119
		120 klacht 4 0 119;melding 4 54 119;klacht 8 93 119
		270 klacht 4 0 269;melding 4 120 269
		270 klacht 4 0 269;melding 4 120 269;melding 8 221 269
	E
}

@test "later: what stopped before was not taken over" {
	# the old one had another product
	kinds 1100 <<-E | sed 's|"oud/y"|"oud","product":"y"|
		s|/x"|","product":"x"|' >all
		oud/y 10 0 650
		klacht/x 5 0 1099
		melding/x 6 700 1099
	E
	at 1100 --cells ';product' all
	[ -z "$(found p)" ]
	jq -s -e 'map(select(.cell == ["product=x"]))[0].e[3] |
		. > 610 and . < 620' t
}

@test "later: what was taken over from others says nothing of what is without" {
	# most of the old one, which stopped as a third began; and of b
	{
		kinds 1100 <<-E
			oud 10 0 599
			oud 2 600 799
			klacht 5 0 1099
			melding 8 600 1099
			vraag 3 780 1099
		E
		echo 'klacht 12 0 1099' | kinds 1100 | sed 's/"org":"a"/"org":"b"/'
	} >all
	at 1100 --cells ';org' all
	[ -z "$(found p)" ]
	jq -s -e 'map(select(.cell == []))[0].e[3] | . > 1550 and . < 1590' t
}

@test "later: where all goes on alike no share changes" {
	local theme

	# two themes, the one twice as often as the other
	for theme in x y; do
		printf '%s\n' 'klacht 4 0 1099' 'melding 6 700 1099' | kinds 1100 |
			sed "s/\"n\"/\"theme\":[\"$theme\"],&/
				/\"y\"/s/:4}/:2}/; /\"y\"/s/:6}/:3}/"
	done >joined
	at 1100 joined --cells ';kind;theme;kind,theme'
	[ -z "$(found p)" ]
	jq -s -r '.[] | select(.slow) | [.year_share, .shift_share // 1] | @tsv' t |
		awk '{ print
			bad += $1 < .98 || $1 > 1.02 || $2 < .98 || $2 > 1.02 }
			END { exit NR < 4 || bad }'
}
