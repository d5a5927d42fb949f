#!/usr/bin/env bats
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper
load pattern

URN=urn:nld:oin:00000001823288444000:systeem:proef

# people N: N signals of a year, of people who signal with unequal zeal and
# live in small places, always the same.
people() {
	awk -v n="$1" 'function r(m) { x = (x * 16807) % 2147483647
			return x % m }
		BEGIN { x = 4711
		split("toeslag wmo aow parkeren paspoort", product, " ")
		split("betaling wachttijd bejegening website", theme, " ")
		for (i = 0; i < n; i++) {
			p = int(3000 * r(1000) * r(1000) / 1000000)
			d = r(360)
			printf "{\"sig\":\"signal/1\",\"id\":\"s%06d\"," \
			    "\"org\":\"gem-%s\",\"person\":[\"tok%05d\"]," \
			    "\"received\":\"2025-%02d-%02d\"," \
			    "\"text\":\"verhaal %d\",\"product\":\"%s\"," \
			    "\"pc4\":\"%d\",\"who\":\"tok%05d\"," \
			    "\"theme\":[\"%s\"]}\n", i, p % 3 ? "a" : "b",
			    p, int(d / 30) + 1, d % 28 + 1, i,
			    product[r(5) + 1], 1000 + p * 37 % 2000, p,
			    theme[r(4) + 1] } }'
}

share() {
	sig-share --source "$URN" --release 2025-12-31 "$@"
}

@test "sig-share: keygen makes a key that only the owner reads" {
	umask 000
	sig-share keygen key
	[ "$(stat -c %a key)" = 600 ]
	[ "$(wc -c <key)" = 65 ]
	sig-share keygen key2
	run ! cmp -s key key2
	fails_with 2 sig-share keygen key
	[ "$(wc -l <<<"$stderr")" = 1 ]
	fails_with 2 sig-share keygen
	fails_with 2 sig-share keygen a b
}

@test "sig-share: a key that others can reach is refused" {
	sig-share keygen key
	sig 1 x >in
	sig-redact -k key in >out
	chmod 640 key
	fails_with 2 sig-redact -k key in
	[[ "$stderr" == *'chmod 600'* ]]
	chmod 600 key
	ln -s key link
	fails_with 2 sig-redact -k link in
	[[ "$stderr" == *'symbolic link'* ]]
	head -c 31 /dev/zero >short
	chmod 600 short
	fails_with 2 sig-redact -k short in
	[[ "$stderr" == *'keygen'* ]]
	fails_with 2 sig-redact -k nosuch in
	[[ "$stderr" == *'keygen'* ]]
	mkdir dir
	fails_with 2 sig-redact -k dir in
	head -c 32 /dev/urandom >raw
	chmod 600 raw
	sig-redact -k raw in >out
}

@test "sig-share: says what it needs" {
	people 10 >in
	fails_with 2 sig-share in
	fails_with 2 sig-share --source "$URN" in
	fails_with 2 share in
	fails_with 2 share --no-ledger -l x in
	fails_with 2 share --no-ledger --persons 2 in
	fails_with 2 share --no-ledger --public --persons 5 in
	fails_with 2 share --no-ledger --public --signals in
	fails_with 2 sig-share --source urn:nld:oin:1 --release 2025-12-31 \
		--no-ledger in
	fails_with 2 sig-share --source http://x --release 2025-12-31 \
		--no-ledger in
}

@test "sig-share: events of the Dutch profile" {
	people 5000 | share --no-ledger >out
	[ -s out ]
	jq -e -s --arg u "$URN" 'all(.[]; .specversion == "1.0"
		and .source == $u and .type == "nl.overheid.signalen.tally.v1"
		and .time == "2025-12-31T00:00:00Z"
		and .datacontenttype == "application/json"
		and (.id | test("^[0-9a-f]{32}$")) and (.dataschema | length > 0)
		and .data.sig == "tally/1")
		and (map(.id) | unique | length) == length' out >/dev/null
	awk 'length($0) > 65536 { exit 1 }' out
}

@test "sig-share: each cell has k persons, counted anew from the signals" {
	people 20000 >in
	share --no-ledger in >out
	jq -r '.data | [.org, .day, .product // "", (.theme | join("+")), .n]
		| @tsv' out >cells
	jq -r '[.org, .received, .product, (.theme | join("+")), .who] | @tsv' \
		in >rows
	awk -F '\t' 'function monday(d, c) {
			c = "date -u -d " d " +%s"
			if (!(d in m)) { c | getline m[d]; close(c)
				m[d] = int((m[d] / 86400 + 3) / 7) * 7 - 3 }
			return m[d] }
		NR == FNR { k = $1 FS monday($2) FS $3 FS $4
			if (!((k, $5) in seen)) n[k]++
			seen[k, $5] = 1; next }
		$3 != "" { cells++
			if (n[$1 FS monday($2) FS $3 FS $4] < 5) exit 1 }
		END { exit cells == 0 }' rows cells
}

@test "sig-share: persons unknown are no persons" {
	people 5000 | jq -c 'del(.who, .person)' | share --no-ledger \
		--explain >out 2>err
	[ ! -s out ]
	grep -q '^sig-share: withheld [1-9][0-9]* cells' err
}

@test "sig-share: nobody is alone among the signals that go" {
	people 8000 >in
	share --no-ledger --signals --seed 1 in >out
	jq -r '[.org, .product, .received, .pc4] | @tsv' in >known
	jq -r '.data | [.org, .product, .received, .coarse,
		(.pc4 // .pc2 // "")] | @tsv' out >rows
	[ "$(wc -l <rows)" -gt 7500 ]
	awk -F '\t' 'function start(day, step, m) {
			m = substr(day, 6, 2) - 1
			return substr(day, 1, 5) sprintf("%02d", m - m % step + 1) \
			    "-01" }
		NR == FNR { n[$1 FS $2 FS $3 FS $4 FS $5]++; next }
		{ a = $1 FS $2 FS
		b = n[a start($3, 1) FS "month" FS $4] + \
		    n[a start($3, 1) FS "month" FS substr($4, 1, 2)] + \
		    n[a start($3, 3) FS "quarter" FS substr($4, 1, 2)] + \
		    n[a start($3, 3) FS "quarter" FS ""] + \
		    n[a start($3, 12) FS "year" FS ""]
		if (b == 1) alone++ }
		END { print alone + 0 }' rows known >alone
	[ "$(cat alone)" = 0 ]
}

@test "sig-share: classes of shared signals have k persons and l themes" {
	people 8000 >in
	share --no-ledger --signals --seed 1 in >out
	jq -r '.data | [.org, .product, .received, .coarse,
		(.pc4 // .pc2 // ""), (.theme | tojson)] | @tsv' out |
		awk -F '\t' '{ k = $1 FS $2 FS $3 FS $4 FS $5; n[k]++
			if (!((k, $6) in s)) t[k]++; s[k, $6] = 1 }
			END { for (k in n) if (n[k] < 5 || t[k] < 2) exit 1 }'
}

@test "sig-share: signals go without text, person, id, file and date" {
	people 3000 | jq -c '. + {subject: "onderwerp", file: "f.csv", row: 3,
		src_id: "123", note: "n", owner: "o", reviewed: true,
		redacted: "x", x_naam: "n"}' >in
	share --no-ledger --signals in >out
	[ -s out ]
	[ "$(jq -r '.data | keys[]' out | sort -u | tr '\n' ' ')" = \
		'coarse id org pc2 pc4 product received sig theme ' ] ||
	[ "$(jq -r '.data | keys[]' out | sort -u | tr '\n' ' ')" = \
		'coarse id org pc2 product received sig theme ' ]
	jq -r .id in | sort >ids
	run ! grep -qFf ids out
	run ! grep -qE 'tok[0-9]|verhaal' out
}

@test "sig-share: a text goes only reviewed, redacted and clean" {
	people 3000 | jq -c '. + {reviewed: true, redacted: "nl"} |
		if .id < "s000100" then .text = "bsn 999134176" else . end |
		if .id > "s002000" then del(.reviewed) else . end' >in
	share --no-ledger --signals --with-text in >out
	grep -q verhaal out
	run ! grep -q 999134176 out
	run ! grep -qE 'verhaal 2[1-9][0-9]{2}' out
	share --no-ledger --signals in >out
	run ! grep -q verhaal out
}

@test "sig-share: a seed makes the rows the same, without it they differ" {
	people 3000 >in
	share --no-ledger --signals --seed 5 in >one
	share --no-ledger --signals --seed 5 in >two
	cmp one two
	share --no-ledger --signals --seed 6 in >two
	run ! cmp -s one two
	share --no-ledger --signals in >one
	share --no-ledger --signals in >two
	run ! cmp -s one two
}

# 34 weeks of eight who want aow, but two in one week: 266 signals go and 264
# counts, and so the two were known.
@test "sig-share: signals and tallies cannot be subtracted" {
	for ((w = 0; w < 34; w++)); do
		day=$(date -d "2025-01-06 +$((7 * w)) days" +%F)
		for ((i = 0; i < (w == 20 ? 2 : 8); i++)); do
			sig "w$w-$i" y '"org":"gem-a"' "\"received\":\"$day\"" \
				"\"who\":\"tok$w-$i\"" '"product":"aow"' \
				'"theme":["website"]'
			sig "v$w-$i" y '"org":"gem-a"' "\"received\":\"$day\"" \
				"\"who\":\"uok$w-$i\"" '"product":"aow"' \
				'"theme":["brief"]'
		done
	done >in
	share=(share -l ledger --since 2025-01-01)
	"${share[@]}" in >tallies
	"${share[@]}" in | cmp - tallies
	cp ledger before
	fails_with 2 "${share[@]}" --signals in
	[ "$stderr" = "sig-share: ledger: tallies were shared before, and who has both can subtract them: begin a ledger for other readers" ]
	cmp ledger before
	rm ledger
	"${share[@]}" --signals in >rows
	[ "$(grep -c website rows)" -gt \
		"$(jq -s 'map(.data | select(.theme == ["website"]).n) | add' \
			tallies)" ]
	fails_with 2 "${share[@]}" in
	[[ "$stderr" == *": signals were shared before"* ]]
	# nor in one run
	sig-tally in >counts
	share --no-ledger --signals counts >out
	[ ! -s out ]
}

# 60 weeks of six to nine with one of two: as the last day moves, the rounded
# sum steps where the exact one does.
@test "sig-share: patterns and exact tallies cannot be subtracted" {
	printf '%s' '{"sig":"pattern/1","id":"0123456789abcdef",' \
		'"kind":"burst","where":["org=gem-a"],"from":"2025-11-01",' \
		'"to":"2025-11-28","title_nl":"t","n":37,"persons":33}' \
		>pattern
	echo >>pattern
	people 4000 >in
	# in one run
	fails_with 2 share --no-ledger in pattern
	[ "$stderr" = "sig-share: patterns beside tallies: who has both can subtract them: share them apart, with readers of their own" ]
	fails_with 2 share --no-ledger --signals in pattern
	[[ "$stderr" == *": patterns beside signals: "* ]]
	# one after the other
	share -l first --since 2025-01-01 in >tallies
	cp first before
	fails_with 2 share -l first pattern
	[[ "$stderr" == *": tallies were shared before"* ]]
	cmp first before
	share -l second pattern >events
	[ "$(wc -l <events)" = 1 ]
	share -l second pattern | cmp - events
	fails_with 2 share -l second --since 2025-01-01 in
	[[ "$stderr" == *": patterns were shared before"* ]]
	fails_with 2 share -l second --since 2025-01-01 --signals in
	[[ "$stderr" == *": patterns were shared before"* ]]
	share -l third --since 2025-01-01 --signals in >rows
	fails_with 2 share -l third pattern
	[[ "$stderr" == *": signals were shared before"* ]]
	# weeks that are rounded too may go beside them
	share -l fourth --public --since 2025-01-01 in pattern >both
	[ "$(jq -r .data.sig both | sort -u | wc -l)" = 2 ]
	# a pattern that does not go is no pattern that went
	sed 's/"persons":33/"persons":4/' pattern >few
	share -l fifth --since 2025-01-01 in few | cmp - tallies
}

@test "sig-share: two releases cannot be subtracted" {
	people 4000 >in
	share -l ledger in >one
	[ "$(stat -c %a ledger)" = 600 ]
	cp ledger before
	share -l ledger in >again
	cmp one again
	cp ledger before
	head -n 3999 in >less
	fails_with 2 share -l ledger less
	[[ "$stderr" == *'closed periods'* ]]
	{ cat in; sig x y '"org":"gem-a"' '"received":"2025-03-03"' \
		'"who":"tok99999"' '"product":"aow"' '"theme":["website"]'
	} >added
	fails_with 2 share -l ledger added
	cmp ledger before
	share -l ledger2 --signals --seed 1 in >rows
	share -l ledger2 --signals --seed 1 in >again
	cmp rows again
	fails_with 2 share -l ledger --signals added
}

# row ID WHO REGION [DAY]: a signal of one organisation, product and theme.
row() {
	sig "$1" x "\"who\":\"$2\"" "\"region\":\"$3\"" '"org":"a"' \
		"\"received\":\"${4:-2025-03-05}\"" '"product":"p"' \
		'"theme":["t"]'
}

# rows N REGION [DAY]: N of them, of as many people.
rows() {
	local i

	for ((i = 0; i < $1; i++)); do
		row "$2$3-$i" "w$2$3-$i" "$2" "${3:-}"
	done
}

@test "sig-share: signals of fewer than k people more are refused" {
	local i

	rows 10 R >in
	share -l ledger in >one
	for i in 1 2 3 4 5; do row "z$i" one R; done | cat in - >added
	fails_with 2 share -l ledger added
	{ cat in; rows 5 R 2025-03-06; } >added
	share -l ledger added >two
	[ "$(jq -s -c 'map(.data.n)' one two)" = '[10,15]' ]
}

@test "sig-share: a release is compared with all before it, not the last" {
	rows 30 R >in
	head -n 10 in | share -l ledger >one
	share -l ledger in >two
	# One less than the first, though 21 less than the second.
	head -n 9 in >less
	fails_with 2 share -l ledger less
	head -n 11 in >less
	fails_with 2 share -l ledger less
	share -l ledger in | cmp - two
}

@test "sig-share: what is left of a sum is compared too" {
	local d

	# Both regions go in detail, but not in the week of March.
	for d in 01 09 16 23; do
		rows 20 RA "2025-02-$d"
		rows 20 RB "2025-02-$d"
	done >in
	{ rows 3 RA; rows 4 RB; } >>in
	share -l ledger in >one
	[ "$(jq -c '.data | select(.day == "2025-03-03") | [.region, .n]' \
		one)" = '[null,7]' ]
	# RA has enough now: RB alone would be what is left.
	{ cat in; rows 10 RA 2025-03-06; } >added
	share --no-ledger added | jq -e -s 'map(.data |
		select(.day == "2025-03-03")) | length == 1'
	fails_with 2 share -l ledger added
}

@test "sig-share: a ledger of before persons were kept still holds" {
	rows 10 R >in
	share -l ledger in >one
	sed -i 's/^\([0-9a-f]\{16\} [0-9]*\) .*/\1/' ledger
	[ "$(awk 'NR > 1' ledger | awk 'NF != 2' | wc -l)" = 0 ]
	cp ledger old
	share -l ledger in | cmp - one
	cp old ledger
	{ cat in; row z z R; } >added
	fails_with 2 share -l ledger added
	sed -i '2s/$/ 1/' old
	fails_with 2 share -l old in
}

@test "sig-share: what has no person, or a month that is not over, stays" {
	people 3000 >in
	jq -c 'del(.who)' in | share --no-ledger --signals >out
	[ ! -s out ]
	jq -c 'del(.who, .person) + {group: .id}' in |
		share --no-ledger --signals >out
	[ ! -s out ]
	sig-share --source "$URN" --since 2025-01-02 --release 2025-03-30 \
		--no-ledger --signals in >out
	[ "$(jq -r '.data.received' out | sort -u)" = 2025-02-01 ]
	# What was half is told when it is whole, and has not changed by then.
	sig-share --source "$URN" --release 2025-03-15 -l ledger --signals \
		in >out
	sig-share --source "$URN" --since 2025-03-01 --release 2025-03-31 \
		-l ledger --signals in >out
	[ -s out ]
}

@test "sig-share: a week that was not over is told when it is" {
	{ rows 6 R; rows 6 R 2025-03-13; rows 3 R2 2025-03-14; } >in
	sig-share --source "$URN" --release 2025-03-12 -l ledger in >one
	sig-share --source "$URN" --release 2025-03-19 -l ledger in >two
	[ "$(jq -s -c 'map(.data.day)' one)" = '["2025-03-03"]' ]
	[ "$(jq -s -c 'map(.data.day)' two)" = '["2025-03-03","2025-03-10"]' ]
}

@test "sig-share: one ledger is for one diversity" {
	people 4000 >in
	share -l ledger --signals --seed 1 in >one
	fails_with 2 share -l ledger --signals --diversity 3 in
	[[ "$stderr" == *'shared with --diversity 2 before'* ]]
	share -l ledger --signals --seed 1 in | cmp - one
}

# The total of the terms of a week was that of its signals, and a cell that
# was withheld the difference with the others.
@test "sig-share: no small cell comes back by counts of words" {
	{ rows 12 R; rows 1 R2; } | jq -c '. + {redacted: "nl/4", text: (
		"de brief kwam niet" + if .id < "R-8" then " terug" else ""
		end)}' >in
	sig-tally --terms in >t
	jq -r '.term // empty' t >looked
	share --no-ledger --words looked t >out
	[ "$(jq -c '.data | select(.what == null) | [.region, .n]' out)" = \
		'["R",12]' ]
	[ "$(jq -r '.data | select(.what) | .n' out | sort -u | tr '\n' ' ')" = \
		'10 15 ' ]
}

@test "sig-share: a new period can follow, a ledger that is none cannot" {
	people 4000 >in
	sig-share --source "$URN" --release 2025-06-29 -l ledger in >one
	share -l ledger --since 2025-06-30 in >two
	[ -s one ] && [ -s two ]
	jq -r .data.day one | sort | tail -1 >last
	jq -r .data.day two | sort | head -1 >first
	[[ "$(cat last)" < "$(cat first)" ]]
	echo nonsense >bad
	fails_with 2 share -l bad in
	head -c 100 ledger >bad
	fails_with 2 share -l bad in
	ln -s ledger link
	fails_with 2 share -l link in
	mkdir dir
	fails_with 2 share -l dir in
	mkfifo fifo
	fails_with 2 timeout 10 sig-share --source "$URN" \
		--release 2025-12-31 -l fifo in
}

@test "sig-share: patterns lose quotes, evidence, owners and exact counts" {
	printf '%s' '{"sig":"pattern/1","id":"0123456789abcdef",' \
		'"kind":"burst","where":["org=gem-a"],"from":"2025-11-01",' \
		'"to":"2025-11-28","title_nl":"t","why_nl":"w 37",' \
		'"n":37,"observed":37,"expected":11.2,"ratio":3.3035,' \
		'"p":1e-7,"q":0.000012,"persons":33,"series":[1,2,17,17],' \
		'"evidence":["s1"],"quotes":["q"],"words":["geheim"],' \
		'"owner":"o","note":"n","reason":"r","told_date":"2025-12-01",' \
		'"note_by":"iemand","parts":["7/3 org=gem-a"],"x_eigen":"x",' \
		'"files":["f"],"score":41.5}' >in
	echo >>in
	share --no-ledger in >out
	[ "$(jq -c .data out)" = '{"sig":"pattern/1","id":"0123456789abcdef","kind":"burst","where":["org=gem-a"],"from":"2025-11-01","to":"2025-11-28","title_nl":"t","n":35,"observed":35,"expected":10,"ratio":3.5,"persons":30,"series":[0,0,15,15]}' ]
	# One about words says which, once someone has looked at them.
	sed 's/"org=gem-a"/&,"words=geheim woord"/; s/burst/emerging/' in >about
	echo 'geheim woord' >looked
	[ "$(share --no-ledger --words looked about |
		jq -c '[.data.where, .data.words]')" = \
		'[["org=gem-a","words=geheim woord"],null]' ]
	sed 's/"persons":33/"persons":4/' in >few
	sed 's/"persons":33,//' in >unknown
	sed 's/burst/grave/' in >grave
	sed 's/org=gem-a/group=x/' in >group
	share --no-ledger few unknown grave group >out
	[ ! -s out ]
	# nor what counts few in its title, beside a letter of many
	sed 's/"observed":37/"observed":3/' in >few
	sed 's/"observed":37/"observed":8/' in >few2
	share --no-ledger few few2 >out
	[ ! -s out ]
	# and of a letter of few nothing is left to subtract
	sed 's/"observed":37/"observed":33/; s/"persons":33/"persons":37/' \
		in >rest
	[ "$(share --no-ledger rest | jq -c '.data | [.n, .observed,
		.persons]')" = '[35,35,30]' ]
	# what is not over is not shared, and said to be there
	sed 's/"to":"2025/"to":"2035/' in >late
	run --separate-stderr -0 share --no-ledger late in
	[ "$stderr" = "sig-share: 1 of 2 patterns end after the day of --release" ]
	run --separate-stderr -0 share --no-ledger --since 2025-12-01 in
	[ "$stderr" = "sig-share: 1 of 1 patterns end before that of --since" ]
}

@test "sig-share: of tallies without an organisation nobody knows the people" {
	everywhere 5 2 >in
	sig-tally --by theme in >nameless
	run --separate-stderr -0 share --no-ledger nameless
	[ "$output" = "" ]
	[[ "$stderr" == *" tallies name no organisation and are not shared"* ]]
	# those of the organisations go, beside them too, and signals without one
	sig-tally in >named
	share --no-ledger named >want
	[ -s want ]
	share --no-ledger named nameless 2>err >out
	cmp want out
	jq -c 'select(.org == "o1") | del(.org)' in | share --no-ledger - >out
	[ -s out ]
}

# Tokens are of one organisation: who writes to five has five of them.
@test "sig-share: as many people as are published are different people" {
	local m people id persons some=

	for m in 3 5; do
		for people in 4 8 14 23; do
			everywhere $m $people >in
			sig-pattern --until 2025-02-03 in >found
			jq -e -s 'any(.[]; .kind == "cross-org")' found
			sig-share --source "$URN" --release 2025-12-31 \
				--no-ledger --public found | jq -c .data >out
			sig-report --public -f jsonl found >>out
			jq -r 'select(.sig == "pattern/1") |
				"\(.id) \(.persons)"' out >ids
			while read -r id persons; do
				sig-select -p "$id" --patterns found in >of
				[ "$persons" -ge 10 ]
				[ "$(different of)" -ge "$persons" ]
			done <ids
			some+=$(jq -r 'select(.kind == "cross-org") |
				"\(.orgs | length)x\(.persons) "' out)
		done
	done
	# and where there are so many they are told
	[[ "$some" == *3x2[05]* && "$some" == *5x2[05]* ]]
}

@test "sig-share: a title tells no exact number either" {
	printf '%s' '{"sig":"pattern/1","id":"0123456789abcdef",' \
		'"kind":"trend","where":["org=gem-a"],"from":"2025-11-01",' \
		'"to":"2025-11-28","title_nl":"Groeit: '"'Wmo 37'"', 1.003 in ' \
		'13 weken sinds 2019: 237, normaal 2, B12",' \
		'"title_en":"1,003 of 62","notes_nl":["van 62"],"n":1003,' \
		'"persons":333}' >in
	echo >>in
	share --no-ledger in >out
	[ "$(jq -r .data.title_nl out)" = \
		"Groeit: 'Wmo 37', 1.005 in 13 weken sinds 2019: 235, normaal hooguit 2, B12" ]
	[ "$(jq -r .data.title_en out)" = "1,005 of 60" ]
	run ! grep -q notes out
}

@test "sig-share: a title keeps the names in it, whatever digits they have" {
	printf '%s' '{"sig":"pattern/1","id":"0123456789abcdef",' \
		'"kind":"burst","where":["org=gemeente-1","region=12"],' \
		'"from":"2025-11-01","to":"2025-11-28","title_nl":' \
		'"Meer bij gemeente-1, 12 in plaats van 3","n":12,' \
		'"persons":12}' >in
	echo >>in
	[ "$(share --no-ledger in | jq -r .data.title_nl)" = \
		"Meer bij gemeente-1, 10 in plaats van 5" ]
}

@test "sig-share: what is public is rounded, over ten persons" {
	people 8000 | share --no-ledger --public >out
	[ -s out ]
	jq -e -s 'all(.[].data; .n % 5 == 0 and .n >= 10 and .persons >= 10)' \
		out >/dev/null
}

@test "sig-share: sig-tally and sig-pattern read what others shared" {
	people 5000 | share --no-ledger >out
	sig-tally out >tallies
	[ "$(jq -s 'map(.n) | add' tallies)" = \
		"$(jq -s 'map(.data.n) | add' out)" ]
	sig-pattern out >patterns
	jq -e 'select(.sig == "summary/1") | .n > 1000' patterns >/dev/null
}

@test "sig-share: words only over k persons" {
	people 5000 | sed 's/"text":"[^"]*"//; s/,,/,/; s/,}/}/' |
		awk '{ sub(/}$/, ",\"redacted\":\"r@1\",\"text\":\"de brief" \
			(NR % 40 ? "" : " zeldzaam") "\"}"); print }' >in
	sig-tally --terms in >t
	jq -r '.term // empty' t | sort -u >looked
	share --no-ledger --words looked t >out
	jq -e -s 'map(.data | select(.what == "term")) | length > 10 and
		all(.[]; .n >= 5 and .persons >= 5 and .sketch == null)' out
	# each week has a few of it, none enough
	grep -q zeldzaam t
	run ! grep zeldzaam out
}

@test "sig-share: no word goes that nobody has looked at" {
	rows 20 R | jq -c '. + {redacted: "nl/4",
		text: "Wie is Zwaagstra van de balie"}' >in
	sig-tally --terms in >t
	printf '%s\n' '{"sig":"pattern/1","id":"0123456789abcdef","kind":"emerging","where":["org=a","words=zwaagstra"],"from":"2025-11-01","to":"2025-11-28","title_nl":"het woord zwaagstra","n":20,"persons":20}' >p
	printf 'balie\r\n\n' >looked
	for o in "" "--words looked" "--public"; do
		# shellcheck disable=SC2086 # options are words
		share --no-ledger $o t >out 2>err
		run ! grep -i zwaagstra out err
		grep -q 'words of tallies are not shared: look at them' err
		# nor the id, by which a guess is known to be right
		# shellcheck disable=SC2086
		share --no-ledger $o p >out 2>err
		[ ! -s out ]
		grep -q '1 patterns about words are not shared' err
		run ! grep -i zwaagstra err
	done
	share --no-ledger --words looked t |
		jq -e -s '[.[].data.term | values] | unique == ["balie"]'
	echo zwaagstra >looked
	share --no-ledger --words looked p | grep -q zwaagstra
	fails_with 2 share --no-ledger --words none t
}

@test "sig-share: order and split of the input change nothing" {
	people 3000 >in
	share --no-ledger in >one
	sort -r in >turned
	split -l 1000 turned part.
	share --no-ledger part.* >two
	cmp one two
}

@test "sig-share: the account adds up" {
	{ people 100; echo; echo '['; echo '{"sig":"action/1"}'; } >in
	run -1 share --no-ledger --stats st -o out in
	reduces_up st
}

# exports ORG SEED: the complaints of 80 weeks, in the last two of which more
# people wait; each e-mail address and each text is one of its own.
exports() {
	awk -v org="$1" -v x="$2" 'function r(m) { x = (x * 16807) % 2147483647
			return x % m }
		BEGIN { print "Klachtnummer;Datum klacht;E-mail;Klachtomschrijving"
		text[0] = "Ik wacht al weken op antwoord op mijn brief"
		text[1] = "De website werkt niet, ik kan niet inloggen"
		text[2] = "De medewerker was onbeleefd aan de balie"
		for (w = 0; w < 80; w++) for (t = 0; t < 3; t++) {
			n = 10 + r(5) + (w >= 78 && t == 0 ? 25 : 0)
			for (i = 0; i < n; i++) {
				s = 1704067200 + (w * 7 + r(7)) * 86400
				printf "%s-%06d;%s;kanarie%d@voorbeeld.nl;" \
				    "%s, kanarie %d\n", org, ++k,
				    strftime("%Y-%m-%d", s, 1), k, text[t], k
			}
		} }'
}

@test "sig-share: a third party sees what two organisations share, and nobody" {
	local o

	for o in noord zuid; do
		exports "$o" "$((${#o} * 911))" >"$o.csv"
		sig-share keygen "$o.key"
		sig-ingest -q --key "$o.key" --org "gem-$o" "$o.csv" >"$o.in"
		sig-classify "$o.in" | sig-dedupe >"$o.sig"
		sig-share --source "urn:nld:kvknr:0000000${#o}" \
			--release 2025-07-13 -l "$o.ledger" "$o.sig" >"$o.events"
	done
	cat noord.events zuid.events >events
	run ! grep -qiE 'kanarie|@voorbeeld|wacht al|website werkt|\.csv' events
	run ! grep -qE '(noord|zuid)-[0-9]{6}' events
	jq -r '.person[]?, .who, .id, .group // empty' noord.sig zuid.sig |
		sort -u >tokens
	[ "$(wc -l <tokens)" -gt 5000 ]
	run ! grep -qFf tokens events
	# Days of signals are no Mondays; only weeks went.
	run ! grep -qE '"(received|occurred|seen)"' events
	[ "$(jq -r .data.day events | sort -u |
		xargs -I{} date -u -d {} +%u | sort -u)" = 1 ]
	sig-pattern events >found
	jq -e 'select(.sig == "pattern/1") | select(.kind == "cross-org" and
		.orgs == ["gem-noord", "gem-zuid"] and .to >= "2025-07-06" and
		(.where == ["theme=terugbellen-reactie"] or
		.where == ["theme=doorlooptijd"]) and .ratio > 2)' found
}

# steady ORG SEED [MORE]: 80 weeks of four themes, four products and three
# regions, 10 to 14 a week and theme; in the last two weeks MORE of one.
steady() {
	awk -v org="$1" -v x="$2" -v more="${3:-0}" '
		function r(m) { x = (x * 16807) % 2147483647; return x % m }
		BEGIN { for (w = 0; w < 80; w++) for (t = 1; t <= 4; t++) {
			n = 10 + r(5) + (w >= 78 && t == 3 ? more : 0)
			for (i = 0; i < n; i++) {
				d = strftime("%Y-%m-%d",
				    1704067200 + (w * 7 + r(7)) * 86400, 1)
				printf "{\"sig\":\"signal/1\",\"id\":\"%s%06d\"," \
				    "\"org\":\"%s\",\"received\":\"%s\"," \
				    "\"product\":\"p%d\",\"region\":\"GM%d\"," \
				    "\"who\":\"%s%05d\",\"theme\":[\"t%d\"]}\n",
				    org, ++k, org, d, r(4), r(3), org, k, t
			} } }'
}

# both_share MORE: what two organisations share, in which MORE come.
both_share() {
	local o

	for o in noord zuid; do
		steady "gem-$o" "$((${#o} * 911))" "$1" >"$o.sig"
		sig-share --source "urn:nld:kvknr:0000000${#o}" \
			--release 2025-07-13 --no-ledger "$o.sig"
	done
}

@test "sig-share: what is withheld makes no rise, what rises crosses" {
	# Cells of one a week: a week of five of them is no burst.
	both_share 0 >events
	sig-pattern events | jq -e -s 'map(select(.sig == "pattern/1")) == []'
	# All that came is there: the sums are those of the signals.
	[ "$(jq -s 'map(.data.n) | add' events)" = "$(cat ./*.sig | wc -l)" ]
	both_share 20 >events
	sig-pattern events | jq -c 'select(.sig == "pattern/1") |
		[.kind, .where, .orgs]' >found
	[ "$(cat found)" = \
		'["cross-org",["theme=t3"],["gem-noord","gem-zuid"]]' ]
}

# near ORGS LOW MORE LAST: 80 weeks of two themes in so many organisations, LOW
# to LOW + 5 a week, and of the second MORE; of the first LAST in the last two.
near() {
	awk -v orgs="$1" -v low="$2" -v more="$3" -v last="$4" '
		function r(m) { x = (x * 16807) % 2147483647; return x % m }
		BEGIN { x = 4711
		for (w = 0; w < 80; w++) for (o = 0; o < orgs; o++)
		for (t = 1; t <= 2; t++) {
			n = low + r(6) + (t == 2 ? more : 0)
			if (w >= 78 && t == 1) n = last
			for (i = 0; i < n; i++) {
				d = strftime("%Y-%m-%d",
				    1704067200 + (w * 7 + r(7)) * 86400, 1)
				printf "{\"sig\":\"signal/1\",\"id\":\"s%06d\"," \
				    "\"org\":\"o%d\",\"received\":\"%s\"," \
				    "\"who\":\"w%06d\",\"theme\":[\"t%d\"]}\n",
				    ++k, o, d, k, t
			}
		} }'
}

# Where five to ten come each week, eleven are nothing much; but if weeks of
# fewer than ten are not told, and read as none, they are "55 instead of 6".
@test "sig-share: a week that is not told is not one without signals" {
	local k

	for k in "--persons 10" "--persons 10 --public"; do
		near 5 5 20 11 >in
		# shellcheck disable=SC2086 # options
		sig-share --source "$URN" --release 2025-07-13 --no-ledger $k \
			in >out
		jq -e -s 'all(.[]; .data.floor == 10)' out
		[ "$(jq -s 'map(.data | select(.theme == ["t1"])) | length' \
			out)" -lt 80 ]
		sig-pattern out >found
		jq -e -s 'map(select(.sig == "pattern/1")) == [] and
			(.[0].warnings_en | any(contains(
			"fewer than 10 people")))' found
		# nor is it quiet
		near 3 5 0 5 >in
		# shellcheck disable=SC2086 # options
		sig-share --source "$URN" --release 2025-07-13 --no-ledger $k \
			in >out
		sig-pattern out | jq -e -s 'length == 1'
	done
}

@test "sig-share: what rises is found in what is shared, and how much" {
	local last

	for last in 48 65 130; do
		near 5 30 0 $last >in
		share --no-ledger in >out
		sig-pattern out | jq -e -s --argjson n "$last" '
			map(select(.sig == "pattern/1")) | length == 1 and
			(.[0] | (.kind == "cross-org" or $n < 50) and
			(.notes_en | tostring | contains("no number") | not)
			and (.ratio / ($n / 32.5) | . > 0.93 and . < 1.07))'
	done
	# of small ones large rises only, of which less is said than there is
	near 5 5 0 30 >in
	share --no-ledger --persons 10 in >out
	sig-pattern out | jq -e -s 'map(select(.sig == "pattern/1")) |
		length == 1 and (.[0] | .kind == "cross-org" and .ratio > 2.5
		and .ratio < 4 and (.notes_en | any(startswith(
		"Of weeks with few people"))))'
}

# refloored OLD NEW: in, shared as OLD, and since 9 June 2025 as NEW.
refloored() {
	jq -c 'select(.data.day < "2025-06-09")' "$1"
	jq -c 'select(.data.day >= "2025-06-09")' "$2"
}

# Units of each floor by itself have no past, or an end: "0.8 times as many".
@test "sig-share: another number of persons is no change" {
	local k last

	for last in 8 80; do
		near 3 5 20 "$last" >in
		share --no-ledger --persons 10 in >ten
		share --no-ledger --persons 5 in >five
		sig-pattern ten | jq -c 'select(.sig == "pattern/1") |
			[.kind, .where, .n, .observed]' >want
		[ "$(wc -l <want)" = $((last / 80)) ]
		for k in "ten five" "five ten"; do
			# shellcheck disable=SC2086 # two files
			refloored $k >both
			sig-pattern both | jq -c 'select(.sig == "pattern/1") |
				[.kind, .where, .n, .observed]' | diff want -
		done
	done
}

# The same signals with a theme more are not fewer: "0.8 times as many t1".
@test "sig-share: what has other themes now is still there" {
	local k

	near 3 35 0 37 | sed '/"org":"o0","received":"2025-0[67]/s/"t1"/&,"t9"/' \
		>in
	for k in 5 10; do
		share --no-ledger --persons "$k" in >out
		sig-pattern out | jq -e -s 'map(select(.sig == "pattern/1") |
			.where) == [["org=o0", "theme=t9"]]'
	done
}

# since_may HOW: of t1 since May 2025, "parted": with one of nine themes more
# each, of few people; "hidden": of a hundred, so that no week is ever shared;
# "halved": every other one is gone.
since_may() {
	awk -v how="$1" '/"received":"2025-0[5-7]/ && /"t1"/ {
			if (++k % 2 && how == "halved") next
			if (how != "halved")
				sub(/"t1"/, "\"t1\",\"x" \
				    k % (how == "hidden" ? 100 : 9) "\"") }
		{ print }'
}

# What of t1 is not shared may be as much as ever: "0.6 times as many", and "32
# after the action, where the quietest time made expect 277", of 38 a week.
@test "sig-share: what is not shared has not fallen, what fell has" {
	local how id

	near 3 35 0 37 >all
	since_may halved <all >in
	share --no-ledger in >out
	id=$(sig-pattern out | jq -r 'select(.kind == "positive" and
		.where == ["org=o0", "theme=t1"]).id')
	[ -n "$id" ]
	printf '{"sig":"action/1","pattern":"%s","at":"%s","state":"%s",%s}\n' \
		"$id" 2025-05-01T10:00:00+01:00 opgepakt \
		'"action_date":"2025-05-01"' >acts
	sig-pattern -l acts out | jq -s -e --arg id "$id" 'any(.[];
		.id == $id and .effect_high < 0.8)'
	for how in parted hidden; do
		since_may $how <all >in
		share --no-ledger in >out
		sig-pattern -l acts out | jq -s -e 'all(.[];
			.kind != "positive" and .effect == null)'
	done
	# half a year of it, of which a year would make four times less
	jq -c 'select(.data.day >= "2024-11-04")' out >half
	sig-pattern half | jq -s -e 'all(.[]; .kind != "positive")'
}

# begun SINCE FLOOR: a year of weeks of 40 signals of theme a, and, since week
# SINCE, of 30 with b too.
begun() {
	awk -v since="$1" -v floor="$2" 'BEGIN { for (w = 0; w < 52; w++) {
		one(w, "\"a\"", 40)
		one(w, "\"c\"", 60)
		if (w >= since)
			one(w, "\"a\",\"b\"", 30) } }
	function one(w, t, n) {
		printf "{\"sig\":\"tally/1\",\"period\":\"week\",\"day\":\"%s\"," \
		    "\"org\":\"o\",\"theme\":[%s],\"floor\":%d,\"n\":%d," \
		    "\"known\":%d,\"persons\":%d}\n",
		    strftime("%Y-%m-%d", 1704067200 + w * 604800, 1), t, floor,
		    n, n, n }'
}

# What was never told in 44 weeks and then always was not nine a week.
@test "sig-share: what began held little before" {
	# before SINCE FLOOR: what is expected of a beside 40, a week
	before() {
		begun "$1" "$2" >out
		sig-pattern --until 2024-12-29 --trace - out | jq '
			select(.cell == ["org=o", "theme=a"]).e[3] / 8 - 40 | round'
	}
	# at most what 48 weeks under the floor may hold each, by chance
	[ "$(before 48 5)" = 3 ]
	[ "$(before 48 10)" = 6 ]
	# three weeks do not tell that it began
	[ "$(before 49 5)" = 4 ]
}

# Of a week that was not shared nobody knows how many there were.
@test "sig-share: what is of weeks that were not shared is said to be the most" {
	shared() {
		awk -v a="$1" -v after="$2" -v then="$3" 'BEGIN {
			for (w = 0; w < 130; w++) {
				one(w, "\"a\"", w < after ? a : then)
				one(w, "\"c\"", 60)
				if (w % 2 && a == 10)
					one(w, "\"a\",\"b\"", 6)
			}
		}
		function one(w, t, n) {
			printf "{\"sig\":\"tally/1\",\"period\":\"week\"," \
			    "\"day\":\"%s\",\"org\":\"o\",\"theme\":[%s]," \
			    "\"floor\":5,\"n\":%d,\"known\":%d," \
			    "\"persons\":%d}\n", strftime("%Y-%m-%d",
			    1704067200 + w * 604800, 1), t, n, n, n
		}'
	}
	# theme a rises; each other week a and b have too few
	shared 10 126 30 | sig-pattern | jq -e 'select(.kind == "burst") | .n == 132 and
		.observed == 140 and
		(.why_en | contains("there were about 140 signals")) and
		(.why_en | contains("just too few to be shared is counted")) and
		(.why_en | contains("What was shared has 132 in all; ")) and
		(.notes_en[0] | contains("is about that"))'
	# what is less may have gone over to sets that are too small
	shared 24 100 9 | sig-pattern | jq -e 'select(.kind == "positive") |
		.notes_en[0] | contains("groups with few people")'
}

# pairs_beside GAP: signals of a of which theme toon goes with product app, and
# tallies with a floor of o where it does not; of every other week none, if GAP.
pairs_beside() {
	awk -v gap="$1" 'BEGIN {
		srand(1)
		split("balie app brief", product)
		split("toon rest geld", theme)
		for (d = 0; d < 1456; d++) {
			p = product[1 + int(rand() * 3)]
			t = rand() < (p == "app" ? .35 : .05) ? "toon" : \
			    theme[2 + (rand() < .5)]
			printf "{\"sig\":\"signal/1\",\"id\":\"s%d\"," \
			    "\"org\":\"a\",\"who\":\"p%d\",%s}\n", d, d,
			    about(int(d / 4), p, t, "received")
		}
		for (w = 0; w < 52; w++)
			for (i = 1; i <= 9; i++) {
				p = product[1 + i % 3]
				t = theme[1 + int((i - 1) / 3)]
				if (gap && p t == "apptoon" && w % 2)
					continue
				printf "{\"sig\":\"tally/1\",\"org\":\"o\"," \
				    "\"period\":\"week\",\"floor\":5,%s," \
				    "\"n\":9,\"known\":9,\"persons\":9}\n",
				    about(7 * w, p, t, "day")
			}
	}
	function about(d, p, t, day) {
		return "\"kind\":\"klacht\",\"product\":\"" p \
		    "\",\"theme\":[\"" t "\"],\"by\":[\"b@1\"],\"" day "\":\"" \
		    strftime("%Y-%m-%d", 1767571200 + d * 86400, 1) "\""
	}'
}

@test "sig-share: of what grows for months it is told about how many" {
	grows() {
		awk -v floor="$1" 'BEGIN {
			for (w = 0; w < 150; w++) {
				one(w, "a", int(20 * exp(w / 130)))
				one(w, "c", 200)
			}
		}
		function one(w, t, n) {
			printf "{\"sig\":\"tally/1\",\"period\":\"week\"," \
			    "\"day\":\"%s\",\"org\":\"o\",\"theme\":[\"%s\"]" \
			    "%s,\"n\":%d,\"known\":%d,\"persons\":%d}\n",
			    strftime("%Y-%m-%d", 1704067200 + w * 604800, 1), t,
			    floor, n, n, n
		}' | sig-pattern | jq -r 'select(.kind == "trend" or
			.kind == "persistent").why_nl'
	}
	grows ',"floor":5' | grep -q '13 weken \(kwamen\|waren het\) er ongeveer '
	grows '' | grep -q '13 weken \(kwamen\|waren het\) er [0-9]'
}

# They said that such weeks count as the most there can be, of 170 of 326.
@test "sig-share: what was shared counts in no pair, and the pair says so" {
	local gap

	for gap in 0 1; do
		pairs_beside $gap | sig-pattern >found
		jq -e 'select(.kind == "disproportion") | .n > .observed and
			.where == ["product=app", "theme=toon"] and
			(.notes_nl[0] | startswith("Wat is gedeeld zonder")) and
			(.notes_en[0] | startswith("What was shared without"))
			and (.notes_en | any(contains("the most")) | not)' found
	done
	# without such tallies there is nothing to say
	pairs_beside 0 | grep signal/1 | sig-pattern |
		jq -e 'select(.kind == "disproportion") | .n == .observed and
			(.notes_en | any(contains("shared")) | not)'
}

@test "sig-share: of several organisations what was shared is told, and that it was" {
	# two rise; the third has few, told in one week of four
	awk 'BEGIN {
			for (w = 0; w < 130; w++) {
				one(w, "o", "a", w < 126 ? 20 : 60)
				one(w, "p", "a", w < 126 ? 30 : 90)
				if (w % 4 == 0)
					one(w, "q", "a", 6)
				for (k = 1; k <= 3; k++)
					one(w, substr("opq", k, 1), "c", 60)
			}
		}
		function one(w, o, t, n) {
			printf "{\"sig\":\"tally/1\",\"period\":\"week\"," \
			    "\"day\":\"%s\",\"org\":\"%s\",\"theme\":[\"%s\"]," \
			    "\"floor\":5,\"n\":%d,\"known\":%d," \
			    "\"persons\":%d}\n", strftime("%Y-%m-%d",
			    1704067200 + w * 604800, 1), o, t, n, n, n
		}' | sig-pattern -q >p
	# 606 were shared, and of q three weeks of at most 4 were not
	jq -s -e '.[1] | .kind == "cross-org" and .n == 606 and
		(.why_nl | contains("waren het er ongeveer")) and
		(.why_nl | contains("In wat is gedeeld staan er in totaal 606; ")) and
		(.notes_nl[0] | contains("ongeveer zo groot"))' p
}

@test "sig-share: signals of two themes, in no line, are not told away" {
	# of 3 in 20 a second theme that is never enough with it in a week
	for o in 1 2; do
		awk -v o=$o 'BEGIN {
			srand(o)
			for (d = 0; d < 560; d++)
				for (k = 0; k < (d < 525 ? 3 : 9); k++) {
					t = "\"x\""
					if (rand() < .15)
						t = t ",\"y" int(4 * rand()) "\""
					printf "{\"sig\":\"signal/1\",\"id\":" \
					    "\"%d-%d-%d\",\"org\":\"o%d\"," \
					    "\"kind\":\"klacht\",\"text\":" \
					    "\"t\",\"received\":\"%s\"," \
					    "\"who\":\"t1:0:klant:%d-%d-%d\"," \
					    "\"theme\":[%s]}\n", o, d, k, o,
					    strftime("%Y-%m-%d",
					    1704067200 + d * 86400, 1), o, d, k, t
				}
		}' >in
		sig-share --no-ledger --seed 1 --release 2025-07-14 \
			--source "urn:nld:oin:0000000100000000000$o" in
	done >shared
	sig-pattern -q shared | jq -e 'select(.kind == "cross-org") |
		(.where == ["theme=x"]) and .from >= "2025-06-09" and
		(.why_nl | contains(" waren het er ongeveer ")) and
		(.why_nl | capture("gedeeld staan er in totaal (?<n>[0-9]+); " +
			"in werkelijkheid kunnen het er meer zijn\\.").n |
			tonumber | . <= 630) and
		(.why_nl | test("in totaal [0-9]+ tot") | not)'
}

@test "sig-share: sig-tally keeps the floor, and unequal ones apart" {
	near 2 30 0 30 >in
	share --no-ledger in >five
	share --no-ledger --persons 7 in >seven
	sig-tally --coarsen theme five | jq -e -s \
		'map(select(.what == null)) | length > 0 and
		all(.[]; .floor == 5 and .theme == null)'
	sig-tally five seven | jq -e -s 'map(.floor) | unique == [5, 7]'
	jq -c '.data.floor = 0' five >bad
	run -1 sig-tally bad
	sig-tally five | sig-tally | cmp - <(sig-tally five)
}

# A large product has enough of each theme, twelve small ones of the large
# theme only; no theme goes with a product.  One theme comes with more repeats,
# but of small weeks they are rounded to none.
@test "sig-share: nothing is out of proportion by what is not told" {
	awk 'BEGIN { for (w = 0; w < 60; w++) for (t = 1; t <= 3; t++)
		for (p = 0; p <= 12; p++) {
			n = (p == 0 ? 36 : 9) / (t == 1 ? 1 : 4)
			n = int(n + (w * 7 + p * 3 + t) % 10 / 10)
			for (i = 0; i < n; i++) {
				d = 1704067200 + (w * 7 + i % 7) * 86400
				back = ++k % 6 ? "" : "\"repeat\":2,"
				printf "{\"sig\":\"signal/1\",\"id\":\"s%06d\"," \
				    "\"org\":\"a\",\"received\":\"%s\"," \
				    "\"product\":\"p%d\",\"who\":\"w%06d\"," \
				    "%s\"theme\":[\"t%d\"]}\n", k,
				    strftime("%Y-%m-%d", d, 1), p, k, back, t
			}
		} }' >in
	sig-pattern in | jq -e -s 'length == 1'
	share --no-ledger in >out
	sig-pattern out | jq -e -s 'length == 1'
}

# dense N FROM UNTIL: N signals of one product and one of two regions.
dense() {
	awk -v n="$1" -v from="$2" -v until="$3" '
		BEGIN { for (i = 0; i < n; i++)
			printf "{\"sig\":\"signal/1\",\"id\":\"%s%05d\"," \
			    "\"org\":\"a\",\"received\":\"%s-%02d\"," \
			    "\"product\":\"p\",\"region\":\"GM%d\"," \
			    "\"who\":\"w%05d\",\"theme\":[\"t\"]}\n", from, i,
			    from, i % 28 + 1, i % until, i }'
}

@test "sig-share: what went in detail once stays so, the rest does not" {
	dense 400 2025-01 2 >in
	sig-share --source "$URN" --release 2025-02-02 -l ledger in >one
	jq -e -s 'map(.data.region) | unique == ["GM0", "GM1"]' one
	# In April there are few in each region, and in March enough.
	{ dense 100 2025-03 2; dense 24 2025-04 2; } >in
	share --since 2025-03-03 --no-ledger in >new
	share --since 2025-03-03 -l ledger in >next
	jq -e -s 'map(.data.region) | unique == [null]' new
	jq -e -s 'map(.data.region) | unique == [null, "GM0", "GM1"]' next
	[ "$(jq -s 'map(.data.n) | add' new)" = \
		"$(jq -s 'map(.data.n) | add' next)" ]
}

@test "sig-share: one ledger is for one number of persons" {
	people 4000 >in
	share -l ledger in >one
	cp ledger before
	echo kept >out
	fails_with 2 share -l ledger --public -o out in
	[[ "$stderr" == *'shared with --persons 5 before'* ]]
	[ "$(cat out)" = kept ]
	fails_with 2 share -l ledger --persons 6 in
	cmp ledger before
	share -l ledger --persons 5 in | cmp - one
	share -l public.ledger --public in >two
	[ -s two ]
}

# crowded N SEED: N signals of four weeks in two organisations, in cells of
# which some are full and some hold one or two people.
crowded() {
	awk -v n="$1" -v x="$2" 'function r(m) { x = (x * 16807) % 2147483647
			return x % m }
		BEGIN { for (i = 0; i < n; i++) {
			a = int(5 * r(1000) * r(1000) / 1000000)
			b = int(4 * r(1000) * r(1000) / 1000000)
			printf "{\"sig\":\"signal/1\",\"id\":\"c%06d\"," \
			    "\"org\":\"gem-%d\",\"received\":\"2025-03-%02d\"," \
			    "\"product\":\"p%d\",\"region\":\"GM%d\"," \
			    "\"who\":\"t%05d\",\"theme\":[\"h%d\"]}\n", i,
			    r(2), 3 + r(28), a, b, r(n * 3), r(3) } }'
}

# Sums of N a cell, from rows of org, week, theme, product, region and n.
small_cells() {
	jq -r 'select(.theme) | [.org, (.received | strptime("%Y-%m-%d") |
		mktime | . - ((. / 86400 | floor) + 3) % 7 * 86400 |
		strftime("%Y-%m-%d")), .theme[0], .product, .region, .who] |
		@tsv' "$1"
}

# recovered TRUTH CELLS: how many small cells an outsider gets exactly.  He
# knows all products and regions there are.  A sum over products or regions
# he takes in two ways: as that of all cells under it, or of those that are
# not told; where one cell only is open, the rest is its number.
recovered() {
	awk -F '\t' 'BEGIN { OFS = FS }
		NR == FNR { f = $1 FS $2 FS $3 FS $4 FS $5
			if (!((f, $6) in seen)) people[f]++
			seen[f, $6] = 1; n[f]++
			top[$1 FS $2 FS $3] = 1; P[$4] = 1; R[$5] = 1; next }
		{ told[$1 FS $2 FS $3 FS $4 FS $5] = $6 }
		function under(t, p, sum,	q, s, f, open, all, at) {
			for (q in P) for (s in R) {
				if (p != "" && q != p) continue
				f = t FS q FS s
				if (f in told) { all += told[f]; continue }
				open++; at = f
			}
			if (open != 1 || people[at] >= 5 || n[at] == 0) return
			if (sum == n[at] || sum - all == n[at]) got[at] = 1
		}
		END { for (t in top) {
				if ((t FS "" FS "") in told)
					under(t, "", told[t FS "" FS ""])
				for (q in P) if ((t FS q FS "") in told)
					under(t, q, told[t FS q FS ""]) }
			for (f in got) k++
			print k + 0 }' "$1" "$2"
}

@test "sig-share: no small cell comes back by subtracting sums" {
	local seed

	for seed in 11 222 3333; do
		crowded 3000 "$seed" >in
		small_cells in >truth
		share --no-ledger in >out
		jq -r '.data | [.org, .day, .theme[0], .product // "",
			.region // "", .n] | @tsv' out >cells
		[ "$(grep -c $'\t\t' cells)" -gt 20 ]
		[ "$(recovered truth cells)" = 0 ]
		# The attack works on what others do: full cells and exact sums.
		awk -F '\t' 'BEGIN { OFS = FS }
			{ f = $1 FS $2 FS $3 FS $4 FS $5; n[f]++
			if (!((f, $6) in s)) p[f]++
			s[f, $6] = 1; sum[$1 FS $2 FS $3 FS $4 FS ""]++ }
			END { for (f in n) if (p[f] >= 5) print f, n[f]
				for (f in sum) print f, sum[f] }' truth >naive
		[ "$(recovered truth naive)" -gt 10 ]
	done
}

# changed ONE TWO: classes of which the number differs by 1 to 4.
changed() {
	jq -r '.data | [.org, .day, .theme[0], .product // "", .region // "",
		.n] | @tsv' "$1" >one.cells
	jq -r '.data | [.org, .day, .theme[0], .product // "", .region // "",
		.n] | @tsv' "$2" >two.cells
	awk -F '\t' '{ f = $1 FS $2 FS $3 FS $4 FS $5 }
		NR == FNR { n[f] = $6; next }
		f in n { d = n[f] - $6; d = d < 0 ? -d : d
			if (d >= 1 && d < 5) k++ }
		END { print k + 0 }' one.cells two.cells
}

@test "sig-share: releases that follow each other differ by nobody" {
	local i open=0 until=2025-04-27

	crowded 3000 4711 >all
	head -n 2000 all >in
	share --release $until -l ledger in >last
	for i in 1 2 3 5 20 400 1000; do
		head -n $((2000 + i)) all >in
		share --no-ledger in >bare
		open=$((open + $(changed last bare)))
		if share --release $until -l ledger in >next 2>err; then
			[ "$(changed last next)" = 0 ]
			mv next last
		else
			grep -q 'closed periods' err
			[ ! -s next ]
		fi
	done
	# Without the ledger each of these would have told of someone.
	[ "$open" -gt 10 ]
	# What was told may be told again, and the next month after it.
	head -n 2000 all >in
	share --release $until -l ledger in | cmp - last
	sed 's/2025-03/2025-05/' all >in
	share -l ledger --since 2025-05-05 in >next
	[ -s next ]
}

@test "sig-share: says of whom nothing goes, as no sender is known" {
	people 3000 >in
	jq -c '.org = "stil" | del(.who)' in >silent
	for how in '' --public --signals; do
		# shellcheck disable=SC2086 # none is no operand
		share --no-ledger $how silent >out 2>err
		[ ! -s out ]
		[ "$(wc -l <err)" = 1 ]
		grep -q '^sig-share: nothing of .* sender is known' err
		# shellcheck disable=SC2086
		share --no-ledger $how in >out 2>err
		[ -s out ]
		[ ! -s err ]
	done
	n=$(jq -r .org in | sort -u | wc -l)
	share --no-ledger in silent 2>err >out
	[ -s out ]
	grep -q "^sig-share: nothing of 1 of $((n + 1)) organisations" err
	printf '%s\n' '{"sig":"pattern/1","id":"a","kind":"burst","n":40,"to":"2025-03-01"}' |
		share --no-ledger 2>err >out
	grep -q '^sig-share: nothing of 1 of 1 patterns is shared' err
}
