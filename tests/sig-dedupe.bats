#!/usr/bin/env bats
# shellcheck disable=SC2129,SC2154 # one line a signal; bats sets status ...

load helper

# said ID DAY PERSON TEXT [MEMBER ...]: a signal with what dedupe looks at.
said() {
	sig "$1" "$4" "\"received\":\"$2\"" "\"person\":[$3]" \
		'"kind":"klacht"' '"channel":"mail"' "${@:5}"
}

# marks FILE: id and marks of every line, short.
marks() {
	jq -r '[.id, .copy_of // "-", (if .state_of then "state" elif
		.superseded then "older" else "-" end), .who // "-",
		.group // "-", .repeat // "-", .repeat_of // "-"] | join(" ")' \
		"$1"
}

# same_marks: standard input is what the marks of file out are to be.
same_marks() {
	marks out >got
	diff -u - got
}

@test "dedupe: the same signal delivered again is a copy" {
	sig a 'een tekst van vijf woorden' '"row":1' >in
	sig a 'een tekst van vijf woorden' '"row":9' '"seen":"2026-02-01"' >>in
	sig-dedupe in >out
	same_marks <<-'END'
		a - - - - - -
		a a - - - - -
	END
}

@test "dedupe: order of members does not make another state" {
	echo '{"id":"a","text":"t","status":"open","x":1}' >in
	echo '{"x":1,"id":"a","status":"open","text":"t"}' >>in
	sig-dedupe in >out
	[ "$(marks out | tail -1)" = "a a - - - - -" ]
}

@test "dedupe: other content is a newer state" {
	sig a tekst '"seen":"2026-01-31"' '"status":"open"' >in
	sig a tekst '"seen":"2026-02-28"' '"status":"afgehandeld"' >>in
	sig-dedupe in >out
	same_marks <<-'END'
		a - - - - - -
		a - state - - - -
	END
}

@test "dedupe: ids of signals of different days are said" {
	local said="stand for signals of different days" i

	for i in 1 2 3 4; do
		sig "n$i" "tekst $i" '"received":"2026-01-0'"$i"'"'
	done >one
	sed 's/2026-01/2026-02/; s/tekst/brief/' one >other
	sed 's/"text"/"status":"open","text"/' one >newer
	run --separate-stderr sig-dedupe one other
	[ "$status" = 0 ]
	[[ "$stderr" == *"4 ids $said"* ]]
	run --separate-stderr sig-dedupe --latest other one
	[[ "$stderr" == *"4 ids $said"* ]]
	run --separate-stderr sig-dedupe one newer
	[[ "$stderr" != *"$said"* ]]
	# two days that were mended
	run --separate-stderr sig-dedupe one <(head -n 2 other)
	[[ "$stderr" != *"$said"* ]]
	# or one in twenty
	for i in {1..60}; do
		sig "n$i" "tekst $i" '"received":"2026-01-01"'
	done >one
	head -n 3 one | sed 's/2026-01/2026-02/' >other
	run --separate-stderr sig-dedupe one other
	[[ "$stderr" != *"$said"* ]]
	head -n 4 one | sed 's/2026-01/2026-02/' >other
	run --separate-stderr sig-dedupe one other
	[[ "$stderr" == *"4 ids $said"* ]]
}

# An export seen on DAY, of a list of KIND: that of ids that begin with ID.
list() {
	local day=$1 kind=$2 id=$3 n

	for n in {1..9}; do
		sig "$id$n" "de lantaarn in straat $n brandt niet" \
			"\"src_id\":\"2000$n\",\"kind\":\"$kind\"" \
			"\"seen\":\"$day\",\"received\":\"2026-08-0$n\""
	done
}

@test "dedupe: --latest knows what is called otherwise later by its words" {
	local said="ids have the number and the words of another"

	list 2026-09-30 melding m >old
	{
		list 2026-10-31 melding m | sed 2,3d
		list 2026-10-31 klacht k | sed -n 2,3p
	} >new
	run --separate-stderr sig-dedupe --latest old new
	[ "$status" = 0 ]
	[[ "$stderr" == *": 2 $said"* ]]
	cut -d , -f 2 new | sort | diff - <(cut -d , -f 2 <<<"$output" | sort)
	sig-dedupe --latest <(tac new) <(tac old) 2>err | sort |
		diff - <(sort <<<"$output")
	grep -q ": 2 $said" err
	# other words, those of several numbers or too few, a system, another org
	keeps() {
		sed "$1" old >one
		sed "${2-$1}" new >two
		run --separate-stderr sig-dedupe --latest one two
		[ "$(wc -l <<<"$output")" = 11 ]
		[[ "$stderr" != *"$said"* ]]
	}
	keeps '' 's/"de lant/"een lant/'
	keeps 's/straat ./de straat/'
	keeps 's/de .* in //'
	keeps '' 's/"kind"/"org":"x","kind"/'
	keeps 's/"kind"/"system":"s","kind"/'
	# days of export that are not known
	keeps 's/"seen":"[^"]*",//'
}

# The next night: what comes in, to what was kept.  How many of each are left?
merged() {
	cat - state | sig-dedupe --latest -o next 2>err
	mv next state
	jq -r .kind state | sort | uniq -c | awk '{ print $1, $2 }' | paste -sd,
}

@test "dedupe: --latest counts what stands in two lists in each" {
	local both='2 klacht,9 melding'

	m() { list "2026-$1" melding m | sed "${2-}"; }
	k() { list "2026-$1" klacht k | sed -n "${2-2,3p}"; }
	: >state
	[ "$({ m 09-30 && k 09-30; } | merged)" = "$both" ]
	[ "$(m 10-07 | merged)" = "$both" ]
	[ "$({ k 10-31 && m 10-31; } | merged)" = "$both" ]
	# exports of what is new, or of what is still open
	cp state kept
	[ "$({ m 11-07 1,3d && k 11-08; } | merged)" = "$both" ]
	cp kept state
	[ "$({ m 11-07 '2,4d;6,8d' && k 11-08; } | merged)" = "$both" ]
	# a complaint is not left out, as by a list of those still open
	cp kept state
	[ "$({ k 11-07 2p && m 11-08; } | merged)" = "$both" ]
	# it leaves the one list, and is seen in the other after that
	cp kept state
	[ "$(m 11-07 2,3d | merged)" = "$both" ]
	[ "$(k 11-30 | merged)" = '2 klacht,7 melding' ]
	[ "$(m 12-07 2,3d | merged)" = '2 klacht,7 melding' ]
	# it comes back
	[ "$(m 12-14 | merged)" = "$both" ]
}

@test "dedupe: --latest follows the kind in a list that has all kinds" {
	one() { sed 's/"kind"/"file":"zaken-'"$1"'.csv",&/'; }
	all() {
		list "2026-$1" melding m | sed "$2"
		list "2026-$1" klacht k | sed -n "$3"
	}
	: >state
	[ "$(all 09-30 2d 2p | one 1 | merged)" = '1 klacht,8 melding' ]
	[ "$(all 10-31 '2d;5d' '2p;5p' | one 2 | merged)" = '2 klacht,7 melding' ]
	[ "$(all 11-30 2d 2p | one 3 | merged)" = '1 klacht,8 melding' ]
	# complaints of more lists, of which each comes on days of its own
	: >state
	[ "$(all 09-30 "" 2,3p | one a | merged)" = '2 klacht,9 melding' ]
	[ "$(list 2026-10-31 klacht n | sed 's/2000/3000/; s/straat/weg/' |
		one b | merged)" = '11 klacht,9 melding' ]
}

@test "dedupe: two states of one day, or of none, are said to be a guess" {
	sig a tekst '"seen":"2026-01-31"' '"status":"open"' >in
	sig a tekst '"seen":"2026-01-31"' '"status":"afgehandeld"' >>in
	sig b tekst '"status":"open"' >>in
	sig b tekst '"status":"afgehandeld"' >>in
	run -0 --separate-stderr sig-dedupe in
	[[ $stderr == "sig-dedupe: 2 lines have the id of another "*"--seen" ]]
	sed '2s/01-31/02-28/;3s/"status"/"seen":"2026-01-31",&/
		4s/"status"/"seen":"2026-02-28",&/' in >dated
	run -0 --separate-stderr sig-dedupe dated
	[ -z "$stderr" ]
}

@test "dedupe: a state of no day beside one that has a day is a guess" {
	sig a tekst '"seen":"2026-01-31"' '"status":"open"' >in
	sig a tekst '"status":"afgehandeld"' >>in
	for arg in "" --latest; do
		# shellcheck disable=SC2086 # none, or one
		for file in in <(tac in); do
			run -0 --separate-stderr sig-dedupe $arg "$file"
			[[ $stderr == "sig-dedupe: 1 lines have the id of another "*"--seen" ]]
		done
	done
	# but what is older than the one that counts is no guess, in any order
	sig a tekst '"seen":"2026-01-31"' '"status":"nieuw"' >two
	head -n 1 in >>two
	sig a tekst '"seen":"2026-02-28"' >last
	for file in two <(tac two); do
		run -0 --separate-stderr sig-dedupe --latest "$file" last
		[ -z "$stderr" ]
	done
}

@test "dedupe: an older state that is decided later is superseded" {
	sig a tekst '"seen":"2026-02-28"' '"received":"2026-01-01"' >in
	sig a tekst '"seen":"2026-01-31"' '"received":"2026-01-02"' >>in
	sig-dedupe in >out
	same_marks <<-'END'
		a - - - - - -
		a - older - - - -
	END
}

@test "dedupe: a copy of an older state is a copy" {
	sig a tekst '"seen":"2026-01-31"' '"status":"open"' >in
	sig a tekst '"seen":"2026-02-28"' '"status":"dicht"' >>in
	sig a tekst '"seen":"2026-03-31"' '"status":"open"' >>in
	sig-dedupe in | jq -c '[.copy_of, .state_of]' >got
	printf '[null,null]\n[null,"a"]\n["a",null]\n' | diff -u - got
}

@test "dedupe: --latest keeps the newest state, in place, unmarked" {
	sig a tekst '"seen":"2026-02-28"' '"status":"dicht"' >in
	sig b anders >>in
	sig a tekst '"seen":"2026-01-31"' '"status":"open"' >>in
	sig-dedupe --latest --stats st in >out
	head -2 in | diff -u - out
	adds_up st
	[ "$(jq .dropped st)" = 1 ]
}

@test "dedupe: month two repeats month one, 300 rows now closed and told" {
	seq 1 1000 | awk '{ printf "{\"sig\":\"signal/1\",\"id\":\"s%d\"," \
		"\"received\":\"2026-01-%02d\",\"seen\":\"2026-01-31\"," \
		"\"text\":\"tekst nummer %d\"}\n", $1, $1 % 28 + 1, $1 }' >one
	awk 'NR <= 300 { sub(/,"text"/, ",\"closed\":\"2026-02-10\"," \
		"\"told\":\"2026-02-11\"&") } { sub(/2026-01-31/, "2026-02-28")
		print }' one >two
	sig-dedupe --latest one two >out
	[ "$(wc -l <out)" = 1000 ]
	[ "$(grep -c told out)" = 300 ]
	[ "$(jq -r '.copy_of // .state_of // empty' out | wc -l)" = 0 ]
	sig-dedupe one two >out
	[ "$(grep -c state_of out)" = 300 ]
	[ "$(grep -c copy_of out)" = 700 ]
}

@test "dedupe: same person, words, kind, channel and day is a copy" {
	said a 2026-01-05 '"p1"' 'Ik wacht nog op mijn paspoort' >in
	said b 2026-01-05 '"p1"' 'ik wacht NOG op mijn paspoort!' >>in
	said c 2026-01-05 '"p1"' 'ik wacht nog op mijn rijbewijs' >>in
	said d 2026-01-06 '"p1"' 'Ik wacht nog op mijn paspoort' >>in
	said e 2026-01-05 '"p1"' 'Ik wacht nog op mijn paspoort' |
		sed s/mail/balie/ >>in
	said f 2026-01-05 '"p1"' 'Ik wacht nog op ｍijn paspoort' >>in
	sig-dedupe in >out
	same_marks <<-'END'
		a - - p1 - - -
		b a - p1 - - -
		c - - p1 - - -
		d - - p1 - 3 a
		e - - p1 - - -
		f a - p1 - - -
	END
}

@test "dedupe: midnight is that of Amsterdam" {
	said a 2026-01-05T23:30:00Z '"p1"' 'Ik wacht nog op mijn paspoort' >in
	said b 2026-01-06T10:00:00Z '"p1"' 'Ik wacht nog op mijn paspoort' >>in
	[ "$(sig-dedupe in | tail -1 | jq -r .copy_of)" = a ]
}

@test "dedupe: numbers make no copy, but one family" {
	said a 2026-01-05 '"p1"' 'mijn aanvraag 12 is zoek geraakt' >in
	said b 2026-01-05 '"p1"' 'mijn aanvraag 13 is zoek geraakt' >>in
	said c 2026-01-05 '"p2"' 'mijn aanvraag 14 is zoek geraakt' >>in
	sig-dedupe in >out
	same_marks <<-'END'
		a - - p1 - - -
		b - - p1 - - -
		c - - p2 a - -
	END
}

# What only words could tell outlives them.
@test "dedupe: without their words copies stay copies, families families" {
	said a 2026-01-05 '"p1"' 'Ik wacht nog op mijn paspoort' >in
	said b 2026-01-05 '"p1"' 'ik wacht NOG op mijn paspoort!' >>in
	said c 2026-02-09 '"p2"' 'Ik wacht nog op mijn paspoort' >>in
	sig-dedupe in >out
	same_marks <<-'END'
		a - - p1 - - -
		b a - p1 - - -
		c - - p2 a - -
	END
	sig-forget --words-before 2026-03-01 out >wordless
	run ! grep -q paspoort wordless
	sig-dedupe wordless | cmp - wordless
	# A copy of what is not there is the signal.
	sed 1d wordless | sig-dedupe >out
	same_marks <<-'END'
		b - - p1 - - -
		c - - p2 a - -
	END
	# A text of a few words is of no family, whatever it says.
	said d 2026-01-05 '"p1"' 'iets anders' '"group":"a"' \
		'"copy_of":"c"' | sig-dedupe - wordless >out
	[ "$(marks out | head -1)" = "d - - p1 - - -" ]
}

# As the words of the oldest go, month by month.
@test "dedupe: a family keeps its name when the words of its first go" {
	t=$(own 30 w)
	said a 2026-01-05 '"p1"' "$t" >in
	said b 2026-02-09 '"p2"' "${t% *} ander" >>in
	said c 2026-03-09 '"p3"' "$t" >>in
	said d 2026-03-10 '"p1"' "${t% *} toch" >>in
	sig-dedupe in >out
	said e 2026-03-11 '"p4"' "$t" >>out
	said f 2026-03-12 '"p1"' "$t" >>out
	sig-forget --words-before 2026-02-01 out | sig-dedupe >first
	# A later export has it again, without its marks; and all come mixed.
	said b 2026-02-09 '"p2"' "${t% *} ander" '"seen":"2026-04-01"' |
		cat - first | tac | sig-dedupe --latest | sort >again
	# It is not there at all.
	sed 1d first | sig-dedupe >none
	sig-forget --words-before 2026-03-01 first | sig-dedupe >second
	for f in first again none second; do
		jq -r '"\(.id) \(.group)"' $f >got
		printf '%s\n' 'a null' 'b a' 'c a' 'd null' 'e a' 'f null' >want
		# Of whom it was is not known either.
		[ $f != none ] || printf '%s\n' 'b a' 'c a' 'd a' 'e a' 'f a' \
			>want
		diff -u want got
		sig-dedupe $f | cmp - $f
	done
	# Where its words are there, or a memory has them, nothing is believed.
	{ cat first; said a 2026-01-05 '"p1"' 'heel iets anders dan dat' \
		'"seen":"2026-04-02"'; } | sig-dedupe --latest >out
	run ! grep '"group":"a"' out
	sig-dedupe --memory m --night 2026-04-01 none | grep -c '"group":"a"' >n ||
		true
	[ "$(cat n)" = 0 ]
}

@test "dedupe: equal texts of unknown people are a family, no copies" {
	sig a 'Ik wacht nog op mijn paspoort' >in
	sig b 'ik wacht nog op mijn paspoort.' >>in
	sig-dedupe in >out
	same_marks <<-'END'
		a - - - - - -
		b - - - a - -
	END
	[ "$(tail -1 out | jq .similarity)" = 1 ]
}

@test "dedupe: empty texts and texts of a few words are no family" {
	for t in '' '-' geen 'zie bijlage' 'Zie de bijlage' '[PERSOON-1] [BSN]'; do
		sig "a$t" "$t"
		sig "b$t" "$t"
	done >in
	sig-dedupe in >out
	diff -u in out
}

@test "dedupe: a person is tied by a line with two tokens" {
	said a 2026-01-01 '"tel"' 'eerste keer dat ik bel' '"theme":["t"]' >in
	said b 2026-01-02 '"mail"' 'nu maar een mail gestuurd' '"theme":["t"]' >>in
	said c 2026-01-03 '"mail","tel"' 'en nu een brief daarover' \
		'"theme":["t"]' >>in
	said d 2026-01-04 '"mail"' 'weer een mail over hetzelfde' \
		'"theme":["t"]' >>in
	sig-dedupe in >out
	same_marks <<-'END'
		a - - tel - - -
		b - - mail - - -
		c - - tel - 3 a
		d - - tel - 4 a
	END
}

@test "dedupe: a token with more than 20 others is a desk" {
	for i in $(seq 1 21); do
		said "s$i" "2026-01-0$((i % 9 + 1))" "\"desk\",\"p$i\"" \
			"tekst van persoon $i hier"
	done >in
	said x 2026-02-01 '"desk"' 'alleen de balie zelf dus' >>in
	for i in 1 2 21; do
		said "y$i" 2026-02-02 "\"p$i\"" "nog een tekst van $i"
	done >>in
	sig-dedupe in | tail -4 | jq -c '[.id, .who]' >got
	printf '%s\n' '["x",null]' '["y1","p1"]' '["y2","p2"]' \
		'["y21","p21"]' | diff -u - got
	# With 20 it is still a person.
	grep -v '"s21"' in | sig-dedupe | tail -4 | jq -r .who | sort -u >got
	[ "$(grep -vc p21 got)" = 1 ]
}

@test "dedupe: the same others again, or many of one line, make no desk" {
	for i in $(seq 1 40); do
		said "a$i" 2026-01-02 '"tel","mail"' "tekst nummer $i van mij"
	done >in
	# Two records of thirteen tokens, of which one is in both.
	said b 2026-01-03 "\"zelfde\"$(printf ',"x%d"' {1..12})" 'de ene' >>in
	said c 2026-01-04 "\"zelfde\"$(printf ',"y%d"' {1..12})" 'de andere' >>in
	said d 2026-01-05 '"y12"' 'en weer' >>in
	sig-dedupe in | jq -r .who | uniq -c | awk '{ print $1, $2 }' >got
	printf '%s\n' '40 tel' '3 zelfde' | diff -u - got
}

@test "dedupe: a repeat is by theme or product, on a later day, in time" {
	t='"theme":["wachten"]'
	said a 2026-01-01 '"p"' 'een heel ander verhaal hier' "$t" >in
	said b 2026-01-01 '"p"' 'zelfde dag nog een keer gebeld' "$t" >>in
	said c 2026-01-02 '"p"' 'over iets anders dan dat' \
		'"theme":["geld"]' '"product":"paspoort"' >>in
	said d 2026-06-30 '"p"' 'weer over het wachten dus' "$t" >>in
	said e 2026-06-30 '"p"' 'over het paspoort een brief' \
		'"product":"paspoort"' >>in
	said f 2026-12-28 '"p"' 'na honderd tachtig en een dagen' "$t" >>in
	said g 2026-12-27 '"p"' 'na honderd tachtig dagen precies' "$t" >>in
	said h 2026-12-28 '"p"' 'niemand weet wat dit is' \
		'"theme":["onbepaald"]' >>in
	sig-dedupe in >out
	same_marks <<-'END'
		a - - p - - -
		b - - p - - -
		c - - p - - -
		d - - p - 3 a
		e - - p - 2 c
		f - - p - 5 a
		g - - p - 4 a
		h - - p - - -
	END
	grep -v '"g"' in | sig-dedupe --window 30 | grep repeat_of >got || true
	[ ! -s got ]
}

@test "dedupe: a repeat goes across kinds and channels" {
	said a 2026-01-01 '"p"' 'ik bel over mijn toeslag nu' \
		'"theme":["x"]' | sed 's/klacht/terugbelverzoek/; s/mail/tel/' >in
	said b 2026-02-01 '"p"' 'nu een klacht over de toeslag' \
		'"theme":["x"]' >>in
	said c 2026-03-01 '"p"' 'en dan een bezwaar daarover' \
		'"theme":["x"]' | sed s/klacht/bezwaar/ >>in
	sig-dedupe in | jq -c '[.repeat, .repeat_of]' >got
	printf '[null,null]\n[2,"a"]\n[3,"a"]\n' | diff -u - got
}

@test "dedupe: copies and states are no repeats" {
	t='"theme":["wachten"]'
	said a 2026-01-01 '"p"' 'een heel verhaal over wachten' "$t" >in
	said a 2026-01-01 '"p"' 'een heel verhaal over wachten' "$t" >>in
	said a 2026-01-01 '"p"' 'een heel verhaal over wachten' "$t" \
		'"status":"open"' >>in
	said b 2026-01-09 '"p"' 'een heel ander verhaal over wachten' "$t" >>in
	[ "$(sig-dedupe in | tail -1 | jq .repeat)" = 2 ]
}

@test "dedupe: --drop leaves copies and older states out, and counts" {
	sig a tekst '"seen":"2026-02-28"' '"received":"2026-01-01"' >in
	sig a tekst '"seen":"2026-01-31"' '"received":"2026-01-02"' >>in
	sig b 'nog een tekst' >>in
	sig b 'nog een tekst' >>in
	sig-dedupe --drop --stats st in >out
	[ "$(jq -r .id out | tr '\n' ' ')" = 'a b ' ]
	[ "$(jq .dropped st)" = 2 ]
	adds_up st
}

# Some of everything, for the laws.
mixed() {
	local i

	for i in $(seq 1 60); do
		said "s$((i % 41))" "2026-0$((i % 5 + 1))-0$((i % 7 + 1))" \
			"\"p$((i % 11))\"" "een verhaal nummer woord$((i % 17))" \
			"\"theme\":[\"t$((i % 3))\"]" "\"x_y\": [ $i ]"
	done
	echo '{"sig":"tally/1","n":3}'
	sig zonder 'geen datum en geen persoon'
	echo '{"text":"geen id maar wel een tekst"}'
}

@test "dedupe: twice is once" {
	mixed >in
	sig-dedupe in >once
	sig-dedupe once >twice
	diff -u once twice
	grep -q copy_of once && grep -q repeat once && grep -q group once
	for o in --drop --latest; do
		sig-dedupe $o in >once
		sig-dedupe $o once >twice
		diff -u once twice
	done
}

@test "dedupe: marks do not depend on the order of the input" {
	mixed >in
	sig-dedupe in | sort >want
	tac in | sig-dedupe | sort | diff -u want -
	shuf --random-source=<(yes) in | sig-dedupe | sort | diff -u want -
}

@test "dedupe: without its marks the output is the input" {
	mixed >in
	sig-dedupe in | jq -c 'del(.copy_of, .state_of, .superseded, .who,
		.group, .similarity, .repeat, .repeat_of)' >got
	jq -c . in | diff -u - got
	sig-dedupe in | grep -c '"x_y":\[ [0-9]* \]' | grep -qx 60
}

@test "dedupe: files are accounted for one by one" {
	sig a 'een tekst van vijf woorden' >one
	{ cat one; echo; echo 'no json'; } >two
	run -1 sig-dedupe --drop --stats st one two
	adds_up st
	jq -c .sources st
	[ "$(jq -c .sources st)" = '["one=1/1/0/0","two=3/0/1/1"]' ]
}

@test "dedupe: empty input is empty output" {
	run -0 sig-dedupe </dev/null
	[ -z "$output" ]
}

@test "dedupe: a temporary file that cannot be made is exit 2" {
	sig a tekst >in
	fails_with 2 sig-dedupe --temp /no/such/dir in
	[ "$stderr" = "sig-dedupe: temporary file: No such file or directory" ]
}

# long N WORD: a text of N words, of which a few are WORD's own.
long() {
	seq 1 "$1" | awk -v w="$2" '{
		a = "woord" substr("abcdefghijklmnopqrst", NR % 20 + 1, 3)
		b = w substr("qwertyuiopasdfghjklz", NR % 19 + 1, 2)
		printf("%s%s", (NR > 1 ? " " : ""), (NR % 5 ? a : b)) }'
}

@test "dedupe: nearly equal texts of strangers are a family" {
	t=$(long 60 een)
	said a 2026-01-01 '"p1"' "Geachte heer, $t. Hoogachtend, Jan" >in
	said b 2026-01-02 '"p2"' "Beste mensen, ${t/woord/wrd}. Groetjes, Bo" >>in
	said c 2026-01-03 '"p3"' "${t% * * * *}" >>in
	said d 2026-01-04 '"p1"' "$t" >>in
	said e 2026-01-05 '"p4"' "$(long 60 twee)" >>in
	said f 2026-01-06 '"p5"' "$(long 20 een)" >>in
	said g 2026-01-07 '"p6"' "$(long 20 een | sed 's/woord/wrd/')" >>in
	sig-dedupe in >out
	same_marks <<-'END'
		a - - p1 - - -
		b - - p2 a - -
		c - - p3 a - -
		d - - p1 - 2 a
		e - - p4 - - -
		f - - p5 - - -
		g - - p6 - - -
	END
	[ "$(jq 'select(.id == "b") | .similarity > 0.8 and .similarity < 1' \
		out)" = true ]
}

@test "dedupe: below 25 words texts must be equal, from 25 on nearly" {
	for n in 24 25; do
		t=$(own $n w)
		jq -nc --arg i "a$n" --arg t "$t" '{id: $i, text: $t}'
		jq -nc --arg i "b$n" --arg t "${t% *} ander" '{id: $i, text: $t}'
		jq -nc --arg i "c$n" --arg t "${t^^}." '{id: $i, text: $t}'
		echo
	done | sed 's/wsa/wxa/g' | grep . >in
	sed -i '4,$s/w\([a-z]\)/v\1/g; 4,$s/W\([A-Z]\)/V\1/g' in
	sig-dedupe in | jq -r '"\(.id) \(.group)"' >got
	printf '%s\n' 'a24 null' 'b24 null' 'c24 a24' 'a25 null' 'b25 a25' \
		'c25 a25' | diff -u - got
}

@test "dedupe: what redaction put in glues nobody" {
	# Forms of three questions, of which only what people are is left.
	for i in 1 2 3; do
		p='[PERSOON-1] [ADRES-1] [TELEFOON-1] [BSN-1] [EMAIL-2] [IBAN-1]'
		jq -nc --arg i "p$i" --arg t "$p $p $p $p $p" \
			'{id: $i, text: $t}'
		jq -nc --arg i "q$i" --arg t "$p $p $p $(own 12 "e$i" "$i") $p" \
			'{id: $i, text: $t}'
	done >in
	sig-dedupe in | diff -u in -
}

@test "dedupe: recall and precision on texts of known families" {
	"$ROOT/tests/bench/dedupe-truth" 20000 1 >got || {
		cat got
		false
	}
	[ "$(grep -c found got)" = 10 ]
	grep -q '^links' got
}

# three FILES of nights: one two three, of 1500 signals with persons.
nights() {
	build_dups -t -s 3 1500 | awk '{
		sub(/"kind"/, "\"person\":[\"p" NR % 400 "\"],&")
		sub(/2024-10-04/, "2024-10-0" int(NR / 400) + 1)
		sub(/"x_class"/, "\"theme\":[\"t" NR % 5 "\"],&")
		print > (NR <= 500 ? "one" : NR <= 1000 ? "two" : "three") }'
	# What was delivered before is delivered again, some of it changed.
	head -50 one | sed 's/"kind"/"seen":"2024-11-02",&/' >>two
	head -100 one | sed '1~3s/"theme"/"status":"dicht",&/
		s/"kind"/"seen":"2024-11-03",&/' >>three
}

build_dups() {
	"$BUILD/make_dups" "$@"
}

night() {
	sig-dedupe --memory mem --night "$@"
}

@test "dedupe: three nights with memory are one night with all" {
	nights
	cat one two three | sig-dedupe >want
	{ night 2024-11-01 one; night 2024-11-02 two; night 2024-11-03 three; } >got
	cmp want got
	for m in copy_of state_of group repeat; do grep -q "\"$m\"" got; done
	[ "$(stat -c %a mem)" = 600 ]
}

@test "dedupe: a night that is run again gives and leaves the same" {
	nights
	night 2024-11-01 one >/dev/null
	night 2024-11-02 two >want
	cp mem mem2
	night 2024-11-02 two | cmp want -
	night 2024-11-02 three >/dev/null
	night 2024-11-02 two | cmp want -
	night 2024-11-03 three >got
	mv mem2 mem
	night 2024-11-03 three | cmp got -
	night 2024-11-02 two | cmp want -
}

@test "dedupe: a night without signals is a night too" {
	sig a 'een tekst van vijf woorden' >in
	night 2026-01-01 in >/dev/null
	run -0 night 2026-01-02 </dev/null
	[ -z "$output" ]
	[ "$(night 2026-01-03 in | jq -r .copy_of)" = a ]
}

@test "dedupe: what is decided is what the page says, in any order and nights" {
	"$BUILD/dedupe_laws" mem 100 || {
		"$BUILD/dedupe_laws" mem 100
		false
	}
}

# Lines with nothing that ties one part to another: by organisation, and
# within one by month, may be decided on apart.
@test "dedupe: parts by organisation, or by time with a memory, are the whole" {
	nights
	cat one two three | awk '{ sub(/"kind"/, "\"org\":\"o" \
		int(NR / 2) % 3 "\",&"); print }' |
		sed 's/"id":"\([^"]*\)"\(.*\)"org":"\(o.\)"/"id":"\3\1"\2"org":"\3"/
		s/"person":\["\(p[0-9]*\)"\]\(.*\)"org":"\(o.\)"/"person":["\3\1"]\2"org":"\3"/' >all
	for o in o0 o1 o2; do grep "\"org\":\"$o\"" all >"in.$o"; done
	[ "$(cat in.o0 in.o1 in.o2 | wc -l)" = "$(wc -l <all)" ]
	# Each organisation apart is what it is in a memory of its own,
	# night by night, and on another machine.
	for o in o0 o1 o2; do
		sig-dedupe "in.$o" >"want.$o"
		jq -r '.received[:10]' "in.$o" | sort -u >days
		while read -r day; do
			grep "\"received\":\"$day" "in.$o" |
				sig-dedupe --memory "mem.$o" --night "$day"
		done <days | sort >got
		sort "want.$o" | diff -u - got
		grep -q repeat "want.$o" && grep -q group "want.$o"
	done
	# Persons and copies of the whole are those of the parts.
	sig-dedupe all | jq -c '[.id, .copy_of, .who, .repeat, .repeat_of]' |
		sort >whole
	cat want.* | jq -c '[.id, .copy_of, .who, .repeat, .repeat_of]' |
		sort | diff -u whole -
}

@test "dedupe: nights run again do not make the memory grow for ever" {
	nights
	night 2024-11-01 one >/dev/null
	size=$(stat -c %s mem)
	for _ in 1 2 3 4 5 6 7 8 9; do night 2024-11-01 one >/dev/null; done
	[ "$(stat -c %s mem)" -lt $((size * 3)) ]
	[ ! -e mem.new ]
}

@test "dedupe: killed at any moment, the memory is as before or as after" {
	nights
	night 2024-11-01 one >/dev/null
	cp mem before
	night 2024-11-02 two >want
	cp mem after
	for i in $(seq 1 12); do
		cp before mem
		sig-dedupe --memory mem --night 2024-11-02 two >out &
		sleep "0.0$((i * 5 / 10))$((i * 5 % 10))"
		kill -9 $! 2>/dev/null || true
		wait $! 2>/dev/null || true
		night 2024-11-02 two | cmp want -
		night 2024-11-03 three >got
		cp after mem
		night 2024-11-03 three | cmp got -
	done
}

# before_and_after N: memories before and after the second of three nights of
# N lines, and what the third one is then: want.before and want.after.
before_and_after() {
	nights
	for n in one two three; do head -n "$1" $n >f && mv f $n; done
	night 2024-11-01 one >/dev/null
	cp mem before
	night 2024-11-02 two >/dev/null
	cp mem after
	for c in before after; do
		cp $c mem
		night 2024-11-03 three >"want.$c"
	done
}

# kill_at CALL MEMORY: run a night, once for each time that it makes a system
# call, and kill it there.
kill_at() {
	local i=0 died=137

	while [ "$died" = 137 ]; do
		i=$((i + 1))
		cp "$2" mem
		died=0
		strace -f -qq -o trace -e "trace=$1" \
			-e "inject=$1:signal=KILL:when=$i" sig-dedupe \
			--memory mem --night 2024-11-02 two >/dev/null \
			2>/dev/null || died=$?
		night 2024-11-03 three >got
		cmp -s got want.before || cmp -s got want.after || {
			echo "killed at $1 $i: neither before nor after"
			return 1
		}
	done
	[ "$died" = 0 ]
	kills=$((kills + i - 1))
}

@test "dedupe: killed at any write, the memory is as before or as after" {
	command -v strace >/dev/null || skip "no strace"
	before_and_after 40
	run ! cmp -s want.before want.after
	kills=0
	for call in pwrite64 fsync; do kill_at "$call" before; done
	[ "$kills" -ge 5 ]
	cmp got want.after
	# The same when the file is written anew: half of it was run again.
	cp before mem
	for _ in 1 2; do night 2024-11-01 one >/dev/null; done
	cp mem twice
	for call in pwrite64 fsync ftruncate; do kill_at "$call" twice; done
	kills=0
	kill_at rename twice
	[ "$kills" = 1 ]
	cmp got want.after
}

@test "dedupe: a copy that is taken while a night runs is one to use" {
	before_and_after 80
	cp before mem
	(for _ in 1 2 3 4 5 6; do night 2024-11-02 two >/dev/null; done) &
	for i in 1 2 3 4 5 6 7 8; do
		cat mem >"copy.$i"
		sleep 0.0"$i"
	done
	wait $!
	for i in 1 2 3 4 5 6 7 8; do
		sig-dedupe --memory "copy.$i" --night 2024-11-03 three >got
		cmp -s got want.before || cmp -s got want.after
	done
}

@test "dedupe: what was not committed is not there" {
	nights
	night 2024-11-01 one >/dev/null
	cp mem torn
	seq 1000 >>torn
	night 2024-11-02 two >want
	mv torn mem
	night 2024-11-02 two | cmp want -
}

@test "dedupe: --keep-days forgets what was not delivered since" {
	said a 2026-01-01 '"p"' 'een verhaal over wachten op geld' \
		'"theme":["t"]' >in
	night 2026-01-02 --keep-days 30 in >/dev/null
	night 2026-01-30 --keep-days 30 in >out
	[ "$(jq -r .copy_of out)" = a ]
	night 2026-02-28 --keep-days 30 in >out
	[ "$(jq -r .copy_of out)" = a ]
	night 2026-03-31 --keep-days 30 in >out
	[ "$(jq -r .copy_of out)" = null ]
}

@test "dedupe: a memory that was forgotten is gone from the file" {
	said geheim-id 2026-01-01 '"geheim-p"' 'een verhaal over wachten' >in
	night 2026-01-02 --keep-days 30 in >/dev/null
	grep -q geheim-id mem
	said b 2026-05-01 '"q"' 'een verhaal over iets anders' >in2
	night 2026-05-02 --keep-days 30 in2 >/dev/null
	run ! grep -q geheim mem
	run ! grep -q verhaal mem
}

# unfit WHY: a memory that cannot be used says so, and nothing is lost.
unfit() {
	cp mem same
	fails_with 2 night 2024-11-02 -o out two
	[ "$stderr" = "sig-dedupe: mem: $1" ]
	[ ! -e out ]
	cmp mem same
}

@test "dedupe: a memory that cannot be used is a message and exit 2" {
	nights
	night 2024-11-01 one >/dev/null
	cp mem good
	head -c 20000 good >mem
	unfit 'cut off: part of it is missing'
	printf 'hello world, this is no memory' >mem
	unfit 'not a memory of sig-dedupe'
	{ head -c 9000 good; printf x; tail -c +9002 good; } >mem
	unfit 'damaged: a night does not add up'
	for slot in 0 512; do
		cp good mem
		printf '\002' | dd of=mem bs=1 seek=$((slot + 16)) \
			conv=notrunc 2>/dev/null
		unfit 'made by another version'
		cp good mem
		printf '\001\002\003\004' | dd of=mem bs=1 \
			seek=$((slot + 20)) conv=notrunc 2>/dev/null
		unfit 'made on another kind of machine'
	done
	cp good mem
	chmod a-w mem
	unfit read-only
	chmod u+w mem
	cp good mem
	exec 8<mem
	flock 8
	unfit 'in use by another run'
	exec 8<&-
	night 2024-11-02 two >/dev/null
	rm mem
	mkdir mem
	fails_with 2 night 2024-11-02 two
	[ "$stderr" = 'sig-dedupe: mem: not a plain file' ]
	fails_with 2 sig-dedupe --memory no/mem --night 2024-11-02 two
	[ "$stderr" = 'sig-dedupe: no/mem: No such file or directory' ]
}

@test "dedupe: that the last night of a memory is lost, is said" {
	sig a 'een tekst van vijf woorden' >in
	night 2026-01-01 in >/dev/null
	sig b 'een tekst van vijf woorden' >later
	night 2026-01-02 later >/dev/null
	cp mem whole
	# Nights are counted in turn in the two slots; this was the first.
	printf '\377' | dd of=mem bs=1 seek=55 conv=notrunc status=none
	run -0 --separate-stderr night 2026-01-03 later
	[ "$stderr" = "sig-dedupe: mem: damaged: the last night is lost; \
run it again" ]
	[ "$(jq -r '.copy_of, .group' <<<"$output" | tr '\n' ' ')" = "null a " ]
	# The older slot has nothing that the newer one has not.
	cp whole mem
	printf '\377' | dd of=mem bs=1 seek=567 conv=notrunc status=none
	run -0 --separate-stderr night 2026-01-03 later
	[ -z "$stderr" ]
	[ "$(jq -r .copy_of <<<"$output")" = b ]
	run -0 --separate-stderr night 2026-01-03 later
	[ -z "$stderr" ]
}

@test "dedupe: a memory of another key is refused" {
	sig a tekst >two
	(umask 077; printf '%064d' 1 >k1; printf '%064d' 2 >k2)
	night 2024-11-01 -k k1 two >/dev/null
	unfit 'made with another key'
	fails_with 2 night 2024-11-02 -k k2 two
	[ "$stderr" = 'sig-dedupe: mem: made with another key' ]
	[ "$(night 2024-11-02 -k k1 two | jq -r .copy_of)" = a ]
}

@test "dedupe: output that cannot be written leaves the memory as it was" {
	nights
	night 2024-11-01 one >/dev/null
	cp mem same
	run -2 sh -c 'sig-dedupe --memory mem --night 2024-11-02 two >/dev/full'
	night 2024-11-03 three >got
	mv same mem
	night 2024-11-03 three | cmp got -
}

@test "dedupe: --memory and --night go together" {
	fails_with 2 sig-dedupe --memory mem
	[[ $stderr == 'sig-dedupe: --memory and --night go together'* ]]
	fails_with 2 sig-dedupe --keep-days 3
	[ ! -e mem ]
}

@test "dedupe: units of sketches, persons, repeats and frame" { unit dedupe; }

# own N WORD [SEED]: N words that begin with WORD, each another.
own() {
	seq 1 "$1" | awk -v w="$2" -v s="${3:-1}" '{
		n = (s * 7919 + $1 * 31) % 9973
		printf("%s%s%c%c%c", (NR > 1 ? " " : ""), w, 97 + n % 26,
			97 + int(n / 26) % 26, 97 + int(n / 676)) }'
}

@test "dedupe: a form that many fill in does not make them a family" {
	for i in $(seq 1 30); do
		printf '%s.\n%s.\n%s.\n' "$(own 20 vast)" "$(own 30 stuk)" \
			"$(own 25 slot)" >form
		jq -c -n --rawfile f form --arg o "$(own 40 eigen "$i")" \
			--arg i "f$i" \
			'{sig: "signal/1", id: $i, text: ($f + $o)}'
	done >in
	sig-dedupe --explain why in >out
	[ "$(grep -c '"group"' out)" -le 1 ]
	[ "$(stat -c %a why)" = 600 ]
	# All three of its lines are learned and said.
	[ "$(grep -c "^30	learned	" why)" = 3 ]
}

@test "dedupe: --explain does not tell names" {
	for i in 1 2 3 4; do
		sig "s$i" 'Geachte heer Geheim, er is iets.\nGroeten, Piet Geheim'
	done >in
	sig-dedupe --explain why in >/dev/null
	printf '4\tclosing\tgroeten\n4\tgreeting\tgeachte\n' | diff -u - why
}

@test "dedupe: a flood of equal texts costs no more than other lines" {
	t=$(long 110 veel)
	seq 1 60000 | sed "s/.*/{\"id\":\"e&\",\"text\":\"$t\"}/" >in
	timeout 30 sig-dedupe in | grep -c '"group":"e1"' >n
	[ "$(cat n)" = 59999 ]
	# Each different, with the same frame: as many candidates as can be.
	seq 1 20000 | awk -v t="$t" '{ s = ""
		for (n = $1; n > 0; n = int(n / 26))
			s = s sprintf("%c", 97 + n % 26)
		printf("{\"id\":\"c%d\",\"text\":\"%s", $1, t)
		for (i = 0; i < 110; i++) printf(" %s%c%c", s, 97 + i % 26,
			97 + i / 26)
		print "\"}" }' >in
	timeout 30 sig-dedupe in | grep -c '"group"' >n || true
	[ "$(cat n)" -lt 20 ]
}

@test "dedupe: one text of phrases without end costs no more than its length" {
	for t in 'Beste, ' 'Dit bericht is vertrouwelijk\\n' '> groet\\n'; do
		awk -v t="$t" 'BEGIN { printf("{\"id\":\"1\",\"text\":\"")
			for (i = 0; i < 500000; i++) printf("%s", t)
			print "\"}" }' >in
		timeout 30 sig-dedupe in | cmp - in
	done
}

# Run what the page shows: "$ cat FILE" gives a file, any other "$ COMMAND" is
# run; what stands below is what it is to print.
@test "dedupe: the examples of the page do what it says" {
	sed -n '/^\.Sh EXAMPLES/,/^\.Sh DIAG/p' "$ROOT/man/sig-dedupe.1" |
		sed -n '/^\.Bd/,/^\.Ed/p' | grep -v '^\.' | sed 's/\\e/\\/g' |
		awk '/^\$ cat/ { to = $3; next }
			/^\$ sig-dedupe (--latest )?(months|person|letter)/ {
				n++
				sub(/^. /, "")
				print >("run" n)
				to = "want" n
				next
			}
			/^\$/ { to = "" }
			to != "" { print >to }'
	for i in 1 2 3 4; do
		sh -e "run$i" >"got$i"
		diff -u "want$i" "got$i"
		[ -s "want$i" ]
	done
	[ ! -e run5 ]
}

@test "dedupe: no room to hold lines back is exit 2, nothing is replaced" {
	echo old >out
	seq 1 3000 | sed 's/.*/{"id":"&","text":"een tekst van vijf woorden"}/' >in
	run -2 --separate-stderr sh -c "trap '' XFSZ; ulimit -f 16
		sig-dedupe --temp . --memory mem --night 2026-01-01 -o out in"
	[[ $stderr == 'sig-dedupe: temporary file: File too large'* ]]
	[ "$(cat out)" = old ]
	[ "$(sig-dedupe --memory mem --night 2026-01-02 in | grep -c copy_of)" = 0 ]
}
