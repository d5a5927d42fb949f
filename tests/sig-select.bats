#!/usr/bin/env bats
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

# many: 200 signals of two organisations and three themes over forty days.
many() {
	local i org theme

	for i in $(seq 200); do
		org=$([ $((i % 2)) = 0 ] && echo uwv || echo svb)
		theme=$([ $((i % 3)) = 0 ] && echo betaling || echo informatie)
		sig "s$i" "tekst nummer $i" "\"org\":\"$org\"" \
			"\"theme\":[\"$theme\",\"x$((i % 5))\"]" \
			"\"received\":\"2026-0$((i % 2 + 1))-$(printf %02d \
				$((i % 20 + 1)))T23:30:00Z\""
	done
}

pattern() {
	jq -cn --arg id "$1" --arg from "$2" --arg to "$3" '{sig: "pattern/1",
		id: $id, kind: "burst", where: $ARGS.positional,
		from: $from, to: $to}' --args "${@:4}"
}

@test "sig-select: -w agrees with jq, and lines stay as they are" {
	many >in
	sig-select -w org=uwv -w theme=betaling in >out
	jq -c 'select(.org == "uwv" and (.theme | index("betaling")))' in >want
	[ -s want ]
	diff -u want out
}

@test "sig-select: -p is the cell and the period of the pattern" {
	many >in
	{
		pattern other 2026-01-01 2026-12-31 org=svb
		pattern abc 2026-01-05 2026-01-10 org=uwv theme=informatie
	} >patterns
	sig-select -p abc --patterns patterns in >out
	# 23:30 UTC is the next day in Amsterdam
	jq -c 'select(.org == "uwv" and (.theme | index("informatie")) and
		.received >= "2026-01-04T23" and .received < "2026-01-10T23")' \
		in >want
	[ -s want ]
	diff -u want out
}

@test "sig-select: what is not selected is the rest" {
	many >in
	sig-select -w org=uwv --stats stats in >a
	sig-select -w org=svb in >b
	sort a b >both
	sort in | diff -u - both
	adds_up stats
	jq -e '.read == 200 and .used == 100 and .dropped == 100' stats
}

@test "sig-select: copies and older states are left out, unless --all" {
	{
		sig a x '"org":"o"'
		sig b x '"org":"o"' '"copy_of":"a"'
		sig c x '"org":"o"' '"state_of":"a"'
		sig d x '"org":"o"' '"superseded":true'
	} >in
	[ "$(sig-select -w org=o in | member id)" = '"a"' ]
	[ "$(sig-select --all -w org=o in | wc -l)" = 4 ]
}

@test "sig-select: a member of others, numbers and words can be asked for" {
	{
		sig a 'Code E47, na het inloggen' '"x_ref":12' '"stands_for":3'
		sig b 'code, en later e47' '"x_ref":"12"'
		sig c 'CODE\ne47?' '"group":"a"'
	} >in
	[ "$(sig-select -w x_ref=12 in | wc -l)" = 2 ]
	[ "$(sig-select -w stands_for=3 in | member id)" = '"a"' ]
	sig-select -w 'words=code é47' in | member id | diff -u - <(
		printf '"a"\n"c"\n')
	sig-select -w group=a in | member id | diff -u - <(
		printf '"a"\n"c"\n')
}

@test "sig-select: a sample does not depend on the order of the lines" {
	many >in
	sig-select -n 17 -w org=uwv in >one
	[ "$(wc -l <one)" = 17 ]
	tac in | sig-select -n 17 -w org=uwv | sort >two
	sort one | diff -u - two
	sig-select -n 17 --seed 5 -w org=uwv in | sort >three
	if cmp -s two three; then false; fi
	# they keep the order in which they came
	grep -nFf one in | cut -d: -f2- | diff -u one -
}

@test "sig-select: a sample gives each an equal chance" {
	many >in
	for seed in $(seq 0 99); do
		sig-select -n 20 --seed "$seed" in
	done | jq -r .id | sort | uniq -c | awk '
		{ n++; sum += $1; if ($1 > most) most = $1 }
		END { print n, sum, most
			exit !(n > 195 && sum == 2000 && most < 24) }'
}

@test "sig-select: --untold --csv lists who must still be told" {
	{
		sig a x '"org":"uwv"' '"system":"=cmd|A1"' '"src_id":"K-1"' \
			'"owner":"Balie, zuid"' '"received":"2026-01-02"'
		sig b x '"org":"uwv"' '"told":"2026-01-03"'
	} >in
	sig-select -w org=uwv --untold --csv in | tr -d '\r' >out
	diff -u - out <<-'END'
	org,system,src_id,owner,kind,received,id
	uwv,"'=cmd|A1",K-1,"Balie, zuid",,2026-01-02,a
	END
}

@test "sig-select: --review marks what is selected and loses nothing" {
	{
		many
		echo '{"sig":"pattern/1","id":"p"}'
	} >in
	sig-select --review -w org=uwv in >out
	[ "$(wc -l <out)" = 201 ]
	[ "$(grep -c '"reviewed":true' out)" = 100 ]
	jq -c 'del(.reviewed)' out | diff -u in -
	sig-select --review -w org=uwv out | cmp - out
}

@test "sig-select: --text shows the words and no controls" {
	sig a 'gebeld\u001b[2J \u202eom' '"kind":"klacht"' \
		'"received":"2026-01-02"' '"subject":"Brief"' |
		sig-select -w id=a --text >out
	grep -q '^2 januari 2026, klacht$' out
	grep -q '^Brief$' out
	grep -q '^gebeld�\[2J �om$' out
	sig a x '"received":"2026-01-02"' | sig-select -w id=a --text \
		--lang en | grep -q '^2 January 2026$'
}

@test "sig-select: nothing found is exit 0, or 1 if asked" {
	sig a x >in
	run -0 sig-select -w org=none in
	[ -z "$output" ]
	run -1 sig-select --fail-if-empty -w org=none in
}

@test "sig-select: mistakes are one line and exit 2" {
	sig a x >in
	pattern abc 2026-01-05 2026-01-10 >patterns
	fails_with 2 sig-select -w nonsense in
	[ "$stderr" = "sig-select: -w nonsense: must be member=value" ]
	fails_with 2 sig-select -p abc in
	fails_with 2 sig-select -p none --patterns patterns in
	fails_with 2 sig-select -p abc --patterns patterns in
	fails_with 2 sig-select -p abc --patterns absent in
	fails_with 2 sig-select --text --csv in
}

@test "sig-select: a member that is none names the nearest" {
	sig a x '"x_ref":"12"' '"zaaknummer":"z1"' >in
	fails_with 2 sig-select -w orgs=uwv in
	[ "$stderr" = "sig-select: -w orgs=uwv: no member of a signal; \
the nearest is org" ]
	# what others added can be asked for, if a signal has it
	[ "$(sig-select -w zaaknummer=z1 in | wc -l)" = 1 ]
	run -0 sig-select -w zaaknummer=z2 in
	fails_with 2 sig-select -w zaaknumer=z1 in
	[ "$stderr" = "sig-select: -w zaaknumer: no member of a signal" ]
	fails_with 2 sig-select -w thema=betaling in
	[ "$stderr" = "sig-select: -w thema: no member of a signal; \
the nearest is theme" ]
	# nothing read, nothing to say
	run -0 sig-select -w zaaknumer=z1 /dev/null
}

@test "sig-select: a file of patterns that cannot be had is named" {
	sig a x >in
	fails_with 2 sig-select -p abc --patterns absent in
	[[ $stderr == "sig-select: absent: No such file or directory"* ]]
	pattern other 2026-01-05 2026-01-10 org=o >patterns
	fails_with 2 sig-select -p abc --patterns patterns in
	[[ $stderr == "sig-select: patterns: no pattern of this id"* ]]
}

# terms: complaints and objections, closed or not, with due or without.
terms() {
	local kind due closed day n=0

	for kind in klacht bezwaar; do
		for due in null '"2026-02-28"' '"2026-03-01"' '"2026-03-02"'; do
			for closed in null '"2026-03-01"' \
				'"2026-03-02T01:00:00+01:00"'; do
				for day in 2026-01-17 2026-01-18; do
					n=$((n + 1))
					jq -cn --arg k "$kind" --arg d "$day" \
						--arg i "s$n" "{sig: \"signal/1\",
						id: \$i, kind: \$k, received: \$d,
						due: $due, closed: $closed,
						text: \"x\"} | del(.[] | nulls)"
				done
			done
		done
	done
}

@test "sig-select: --open has nothing that ended, but what was opened again" {
	i=0
	for end in '"told":"2026-03-01"' '"told":"2026-03-02"' \
		'"status":"doorgezet"' '"outcome":"ingetrokken"' \
		'"status":"heropend","closed":"2026-02-01"' \
		'"status":"onderzoek","outcome":"onbekend"'; do
		sig "a$((i = i + 1))" x '"kind":"klacht"' \
			'"received":"2026-01-10"' "$end"
	done >in
	sig-select --open --to 2026-03-01 in >out
	[ "$(jq -r .id out | paste -sd' ')" = 'a2 a5 a6' ]
	sig-select --overdue --to 2026-03-01 in | cmp - out
	sig-select --open in >out
	[ "$(jq -r .id out | paste -sd' ')" = 'a5 a6' ]
}

@test "sig-select: --open and --overdue are those of that day" {
	terms >in
	[ "$(wc -l <in)" = 48 ]
	sig-select --open --to 2026-03-01 in >out
	jq -c 'select(.closed == null or .closed > "2026-03-02")' in |
		diff -u - out
	sig-select --overdue --to 2026-03-01 in >out
	# 42 days after 17 January is 28 February
	jq -c 'select(.closed == null or .closed > "2026-03-02") |
		select((.due // "") == "2026-02-28" or (.due == null and
		.kind == "klacht" and .received == "2026-01-17"))' in >want
	[ "$(wc -l <want)" = 10 ]
	diff -u want out
	sig-select -w overdue=2026-03-01 in | cmp - out
	sig-select --open in | jq -c . >out
	jq -c 'select(.closed == null)' in | diff -u - out
	fails_with 2 sig-select --overdue in
	fails_with 2 sig-select -w open=maybe in
	{
		pattern abc 2026-01-18 2026-03-01 kind=klacht overdue=true
	} >patterns
	sig-select -p abc --patterns patterns in | jq -c . >out
	jq -c 'select(.closed == null or .closed > "2026-03-02") |
		select(.due == "2026-02-28" and .kind == "klacht" and
		.received == "2026-01-18")' in >want
	[ -s want ]
	diff -u want out
}

@test "sig-select: two of the same member, a period and --untold combine" {
	many >in
	sig-select -w theme=betaling -w theme=x3 -w org=svb --untold \
		--from 2026-02-03 --to 2026-02-20 in >out
	jq -c 'select(.org == "svb" and (.theme | index("betaling")) and
		(.theme | index("x3")) and .received >= "2026-02-02T23" and
		.received < "2026-02-20T23")' in >want
	[ -s want ]
	diff -u want out
}

@test "sig-select: --csv with -p, --review with -p, --text with -n" {
	many >in
	pattern abc 2026-02-05 2026-02-27 org=svb theme=informatie >patterns
	sig-select -p abc --patterns patterns in >want
	[ -s want ]
	sig-select -p abc --patterns patterns --csv in | tr -d '\r' |
		sed 1d | sed 's/.*,//' | diff -u <(jq -r .id want) -
	sig-select -p abc --patterns patterns --review in |
		grep '"reviewed":true' | jq -r .id | diff -u <(jq -r .id want) -
	sig-select -p abc --patterns patterns --text -n 3 in >out
	[ "$(grep -c '^tekst nummer' out)" = 3 ]
	LC_ALL=C awk 'length > 80 { exit 1 }' out
}

@test "sig-select: memory does not grow with the input" {
	many >in
	for _ in $(seq 50); do cat in; done >large
	(ulimit -v 60000 && sig-select -n 10 -w org=uwv large) >out
	[ "$(wc -l <out)" = 10 ]
}

@test "sig-select: of sources that never say it, open and told are not known" {
	{
		sig a1 x '"org":"a"' '"kind":"klacht"' '"received":"2026-01-01"'
		sig a2 x '"org":"a"' '"kind":"klacht"' '"received":"2026-01-01"' \
			'"closed":"2026-01-09"' '"told":"2026-01-09"'
		sig a3 x '"org":"a"' '"kind":"vraag"' '"received":"2026-01-01"'
		sig b1 x '"org":"b"' '"kind":"klacht"' '"received":"2026-01-01"'
	} >in
	run -0 --separate-stderr sig-select --overdue --to 2026-03-01 in
	[ "$(jq -r .id <<<"$output" | tr '\n' ' ')" = 'a1 b1 ' ]
	[ "$stderr" = 'sig-select: 1 of 2 may be closed: their source says of no signal that it is' ]
	run -0 --separate-stderr sig-select --untold in
	[ "$stderr" = 'sig-select: of 2 of 3 the sender may have been told: their source says of no signal that it was' ]
	for how in --open --untold; do
		run -0 --separate-stderr sig-select $how -w org=a -w kind=klacht in
		[ "$(jq -r .id <<<"$output")" = a1 ]
		[ -z "$stderr" ]
		run -0 --separate-stderr sig-select -w org=b in
		[ -z "$stderr" ]
	done
}
