#!/usr/bin/env bats
# shellcheck disable=SC2129,SC2154 # bats sets status, output and stderr

load helper

# book: the codebook of these tests, in own.book.
book() {
	cat >own.book <<-'END'
		codebook own 1.2
		fragment kapot = kapot* | stuk | werkt niet

		[theme laadpaal]
		title nl Laadpalen
		level dienstverlening beleid
		norm nob-21
		sentiment negatief
		cue kapot = laad~pa* NEAR/40 {kapot}
		cue bezet = laad~pa* NEAR/40 bezet | altijd vol UNLESS nooit
		cue code = /laadpas-?codes?/
		not reclame = laadpaal te koop
		yes De laadpaal is kapot.
		no De laadpalen zijn nooit bezet.

		[theme fiets]
		title nl Fietsen
		cue fiets = fiets*

		[flag spoed]
		urgency spoed
		cue nu = levensgevaar*

		[kind vraag]
		cue hoe = hoe kan ik

		[sentiment positief]
		cue fijn = fijn | dank*
	END
}

own() {
	book
	sig-classify -c own.book "$@"
}

@test "sig-classify: a line gets its marks, in canonical order" {
	sig a "Fijn: de laadpaal is kapot. Levensgevaarlijk! Hoe kan ik klagen?" '"x":[1]' >in
	own in >out
	cat >want <<-'END'
		{"sig":"signal/1","id":"a","text":"Fijn: de laadpaal is kapot. Levensgevaarlijk! Hoe kan ik klagen?","x":[1],"theme":["laadpaal"],"norm":["nob-21"],"level":["dienstverlening","beleid"],"sentiment":"gemengd","urgency":"spoed","flags":["spoed"],"cue":["laadpaal:kapot:9-26","spoed:nu:28-44","sentiment=positief:fijn:0-4"],"by":["own@1.2"],"suggest":["kind=vraag:0.71"]}
	END
	diff -u want out
}

@test "sig-classify: twice is once, also with another codebook between" {
	sig a "De laadpaal is kapot, wat fijn" '"level":["wetgeving"]' >in
	sig b "niets" '"sentiment":"neutraal","urgency":"laag"' >>in
	own in >once
	own once >twice
	diff -u once twice
	sig-classify once | own >between
	diff -u once between
}

@test "sig-classify: what a source gave of level, urgency, sentiment stays" {
	sig a "de laadpaal is stuk" '"level":["wetgeving"],"sentiment":"positief"' >in
	own in >out
	[ "$(member level out)" = '["wetgeving"]' ]
	[ "$(member sentiment out)" = '"positief"' ]
	[ "$(jq -c '[.cue[] | select(endswith(":given"))]' out)" = \
		'["level:given","sentiment:given"]' ]
}

@test "sig-classify: what is not recognised is onbepaald, never a mistake" {
	{
		sig a ""
		sig b "Nothing here is Dutch"
		printf '{"id":"c","subject":"x"}\n'
		sig d "$(head -c 1000000 /dev/zero | tr '\0' a)"
	} >in
	own in >out
	[ "$(member theme out | sort -u)" = '["onbepaald"]' ]
	[ "$(member cue out | sort -u)" = null ]
}

@test "sig-classify: old marks go when they no longer hold" {
	sig a "de laadpaal is stuk, levensgevaar" >in
	own in | sed 's/"text":"[^"]*"/"text":"een fiets"/' >changed
	own changed >out
	[ "$(jq -c 'del(.id, .text, .sig)' out)" = \
		'{"theme":["fiets"],"cue":["fiets:fiets:4-9"],"by":["own@1.2"]}' ]
}

@test "sig-classify: subject and wish are searched by themselves" {
	printf '{"id":"a","subject":"de laadpaal","text":"is kapot","wish":"een fiets"}\n{"id":"b","subject":"een fiets","text":""}\n' >in
	own in >out
	[ "$(member cue out)" = '["fiets:fiets:w4-9"]
["fiets:fiets:s4-9"]' ]
}

@test "sig-classify: offsets are bytes of the decoded text" {
	sig a '\u00e9\u00e9n \"F\u0130ets\" en FI\u00cbTS' >in
	own in >out
	[ "$(member cue out)" = '["fiets:fiets:7-13"]' ]
}

@test "sig-classify: what is found is whole characters, also of two letters" {
	printf 'codebook x 1\n[theme a]\ncue c = /se/\ncue d = /(?<=eind)$/\n' >x.book
	sig a "stra\u00dfe stra\u00df\u0133 eind" >in
	run -0 sig-classify -c x.book in
	[ "$(echo "$output" | member cue)" = '["a:c:4-7","a:d:21-21"]' ]
	run -0 sig-classify --explain -c x.book in
	[[ $output = *$'\tx.book:3\t\u00dfe'* ]]
}

@test "sig-classify: a placeholder of redaction is opaque" {
	sig a "meneer [FIETS-1] en [KAPOT:fiets] bij de laadpaal" >in
	own in >out
	[ "$(member theme out)" = '["onbepaald"]' ]
}

@test "sig-classify: near stops at the end of a sentence, not at 3.5" {
	sig a "De laadpaal. Mijn auto is kapot." >in
	sig b "De laadpaal van 3.5 kW is kapot" >>in
	sig c "Kapot is ook na 12 dagen nog steeds de laad-paal" >>in
	sig d "De laadpaal die bij ons al jaren voor de deur in de straat staat is stuk" >>in
	own in >out
	[ "$(member theme out | tr -d '\n')" = \
		'["onbepaald"]["laadpaal"]["laadpaal"]["onbepaald"]' ]
}

@test "sig-classify: exclusions and UNLESS hold" {
	sig a "laadpaal te koop, stuk" >in
	sig b "laadpalen zijn nooit bezet" >>in
	sig c "laadpaal te koop. En deze laadpaal is stuk" >>in
	own in >out
	[ "$(member theme out | tr -d '\n')" = \
		'["onbepaald"]["onbepaald"]["laadpaal"]' ]
}

@test "sig-classify: a cue that backtracks is skipped and named" {
	cat >own.book <<-'END'
		codebook own 1
		[theme boos]
		cue erg = /(a+)+b$/
		cue ook = kapot
	END
	sig a "$(printf 'a%.0s' {1..60})bc is kapot" >in
	sig b "kapot" >>in
	run --separate-stderr -1 sig-classify -c own.book in
	[ "$stderr" = "sig-classify: signals with a cue that took too long, see limit: 1" ]
	[ "$(echo "$output" | member limit)" = '["boos:erg"]
null' ]
	[ "$(echo "$output" | member theme | sort -u)" = '["boos"]' ]
}

# words N WORDS: a signal of the words, N times.
words() {
	sig a "$(printf "%.0s$2 " $(seq "$1"))"
}

@test "sig-classify: an exclusion that backtracks is skipped and named" {
	printf 'codebook x 1\n[theme a]\ncue c = wacht\nnot d = /(a+)+b$/\n' >x.book
	sig a "wacht, $(printf 'a%.0s' {1..60})bc" >in
	run --separate-stderr -1 sig-classify -c x.book in
	[ "$(echo "$output" | jq -c '[.theme, .limit]')" = '[["a"],["a:d"]]' ]
}

@test "sig-classify: a long text of what is excluded costs no more than its length" {
	printf 'codebook x 1\n[theme a]\ncue c = wacht\nnot d = wacht even | even\n' >x.book
	words 40000 "wacht even" >in
	timeout 20 sig-classify -c x.book in | jq -e '.theme == ["onbepaald"]'
	words 40000 "wacht even lang, wacht" >in
	timeout 20 sig-classify -c x.book in | jq -e '.cue == ["a:c:17-22"]'
}

@test "sig-classify: an expression that stands often and is dear is a limit" {
	printf 'codebook x 1\n[theme a]\ncue c = /wa(.*zz)?/ UNLESS/5 wa\n' >x.book
	words 330000 wa >in
	run --separate-stderr -1 timeout 20 sig-classify -c x.book in
	[ "$(echo "$output" | member limit)" = '["a:c"]' ]
	# Where each place is cheap there is none, however many they are.
	printf 'codebook x 1\n[theme a]\ncue c = /wa(.{0,30}zz)?/ NEAR/2 eind\n' >x.book
	words 50000 wa | sed 's/wa "/eind "/' >in
	sig-classify -c x.book in | jq -e '.cue == ["a:c:149994-150001"]'
}

@test "sig-classify: mistakes in a codebook are named by file and line" {
	cat >bad.book <<-'END'
		codebook bad 1
		level x
		[theme a]
		cue x = /(/
		cue x = y
		cue b = {no}
		cue c = aa NEAR bb
		cue d = x
		level hoog
		[thema b]
		[flag weg]
		cue e =
		cue f = /a
		cue Z = b
	END
	run --separate-stderr -2 sig-classify --check bad.book
	cut -d: -f1-3 <<<"$stderr" >got
	for n in 2 5 6 7 8 9 10 11; do echo "sig-classify: bad.book:$n"; done >want
	head -8 got | diff -u want -
	run -2 sig-classify -c bad.book </dev/null
}

# of_line HEAD|SECTION STATEMENT: what --check says of a codebook with it.
of_line() {
	local at=2 said

	[ "$1" = HEAD ] || at=4
	printf '%s\n' "codebook x 1" "[theme a]" "cue a = aap" |
		sed "$((at - 1))a\\
$2" >line.book
	if said=$(sig-classify --check line.book 2>&1 >checked); then
		echo "$2: good"
	else
		echo "$2: ${said/#sig-classify: line.book:$at: /}"
	fi
}

@test "sig-classify: a statement with nothing, or with what it cannot be" {
	while read -r statement; do
		of_line HEAD "$statement"
	done <<-'END' >got
		lang
		lang nld
		lang n1
		lang nl en
		lang NL
		title
		title Boek
		uri
		marks
		marks none
		fragment
		fragment a
		fragment a =
		codebook x
	END
	while read -r statement; do
		of_line SECTION "$statement"
	done <<-'END' >>got
		title
		title nl
		title en
		title de Affe
		level
		level hoog
		level beleid hoog
		norm
		norm nob-23
		norm NOB-01
		norm own-1
		urgency
		urgency zeer
		sentiment
		sentiment blij
		cue
		cue b
		cue b =
		not
		not b
		not b =
		yes
		yes een aap
		no
		no een beer
		lang nl
		[theme onbepaald]
		[flag haast]
		[kind klachten]
		[urgency zeer]
		fragment x = yy
		cue b = parkeer near/30 wacht
		cue b = parkeer AND wacht
		cue b = parkeer|wacht
		cue b = parkeer || wacht
		cue b = /parkeer/i
		cue b = {x}
		cue b = aa NEAR/1 bb NEAR/1 cc NEAR/1 dd NEAR/1 ee NEAR/1 ff
		[theme]
		[]
		[
	END
	diff -u - got <<-'END'
		lang: a language is two letters, such as nl
		lang nld: a language is two letters, such as nl
		lang n1: a language is two letters, such as nl
		lang nl en: a language is two letters, such as nl
		lang NL: good
		title: nothing is said
		title Boek: good
		uri: nothing is said
		marks: marks are fold or keep
		marks none: marks are fold or keep
		fragment: a fragment is written as: fragment id = ways
		fragment a: a fragment is written as: fragment id = ways
		fragment a =: a way is missing
		codebook x: write once: codebook name version
		title: a title is in nl or en
		title nl: a title is missing
		title en: a title is missing
		title de Affe: a title is in nl or en
		level: a level is missing
		level hoog: a level is dienstverlening, beleid or wetgeving
		level beleid hoog: a level is dienstverlening, beleid or wetgeving
		norm: a norm is missing
		norm nob-23: the norms are nob-01 to nob-22
		norm NOB-01: a norm is of lower case letters, digits and hyphens
		norm own-1: good
		urgency: urgency is spoed, hoog, normaal or laag
		urgency zeer: urgency is spoed, hoog, normaal or laag
		sentiment: sentiment is positief, neutraal, negatief or gemengd
		sentiment blij: sentiment is positief, neutraal, negatief or gemengd
		cue: a cue is written as: cue id = expression
		cue b: a cue is written as: cue id = expression
		cue b =: a way is missing
		not: a cue is written as: cue id = expression
		not b: a cue is written as: cue id = expression
		not b =: a way is missing
		yes: a sentence is missing
		yes een aap: good
		no: a sentence is missing
		no een beer: good
		lang nl: this stands before the first heading
		[theme onbepaald]: onbepaald is what no theme was found in
		[flag haast]: a flag is herhaal or spoed
		[kind klachten]: no such kind, see sig-signal(5)
		[urgency zeer]: urgency is spoed, hoog, normaal or laag
		fragment x = yy: this stands before the first heading
		cue b = parkeer near/30 wacht: an operator is in capitals, as in NEAR/45
		cue b = parkeer AND wacht: between sides stand NEAR, THEN or UNLESS, between ways one bar
		cue b = parkeer|wacht: a bar stands between blanks
		cue b = parkeer || wacht: between sides stand NEAR, THEN or UNLESS, between ways one bar
		cue b = /parkeer/i: an expression ends with a slash and a blank
		cue b = {x}: no such fragment above this line
		cue b = aa NEAR/1 bb NEAR/1 cc NEAR/1 dd NEAR/1 ee NEAR/1 ff: a cue has at most five sides
		[theme]: a heading needs an id of lower case letters, digits and hyphens
		[]: a heading is of a theme, flag, kind, urgency or sentiment
		[: a heading lacks its last bracket
	END
	printf '%s\n' "codebook x 1" "lang nl" "lang en" >twice.book
	run --separate-stderr -2 sig-classify --check twice.book
	[ "$stderr" = "sig-classify: twice.book:3: a codebook has one language" ]
}

@test "sig-classify: every value that a message names is one" {
	for s in "[flag herhaal]" "[flag spoed]" "level dienstverlening" \
		"level beleid" "level wetgeving" \
		urgency\ {spoed,hoog,normaal,laag} \
		sentiment\ {positief,neutraal,negatief,gemengd}; do
		of_line SECTION "$s"
	done >got
	[ "$(grep -c ': good$' got)" = 13 ]
}

@test "sig-classify: what may be a slip in a codebook is warned of" {
	cat >x.book <<-'END'
		codebook x 1
		[theme a]
		title nl A
		cue b = (aap | noot) NEAR/9 mies
		cue c = "geen aap"
		cue d = aap, noot
		cue e = aap.*noot
		cue f = aap | /(noot)+, mies/
		[theme b]
		cue b = wim
		[theme c]
		title nl C
		not b = zus
	END
	run --separate-stderr -0 sig-classify --check x.book
	diff -u - <(echo "$stderr") <<-'END'
		sig-classify: x.book:4: cue b looks for the mark ( in the text
		sig-classify: x.book:5: cue c looks for the mark " in the text
		sig-classify: x.book:6: cue d looks for the mark , in the text
		sig-classify: x.book:7: cue e looks for the mark . in the text
		sig-classify: theme b has no title: is its id right?
		sig-classify: theme c has no cue
	END
	run --separate-stderr -0 sig-classify -c x.book </dev/null
	[ -z "$stderr" ]
}

@test "sig-classify: codebooks of one name are not used together" {
	book
	cp own.book copy.book
	run --separate-stderr -2 sig-classify -c own.book -c copy.book
	[ "$stderr" = "sig-classify: copy.book:1: a codebook of this name was read before this one" ]
	run --separate-stderr -2 sig-classify --check -c nl nl
	[ "${#stderr_lines[@]}" = 1 ]
	for head in "codebook x" "codebook gemeente X 1" "codebook X 1"; do
		printf '%s\n' "$head" "[theme a]" "cue a = aap" >x.book
		run --separate-stderr -2 sig-classify --check x.book
		[ "$stderr" = "sig-classify: x.book:1: write two words, the first of lower case letters, digits and hyphens: codebook name version" ]
	done
}

@test "sig-classify: a broken expression is named by file and line" {
	printf 'codebook bad 1\n[theme a]\ncue x = /(/\n' >bad.book
	run --separate-stderr -2 sig-classify --check bad.book
	[[ $stderr = "sig-classify: bad.book:3: cue x: "* ]]
}

@test "sig-classify: no codebook, an empty one, a missing one" {
	: >empty.book
	fails_with 2 sig-classify -c empty.book
	fails_with 2 sig-classify -c nosuch.book
	sig a "de laadpaal" >in
	sig-classify -c none in >out
	[ "$(jq -c 'del(.sig, .id, .text)' out)" = '{"theme":["onbepaald"]}' ]
}

@test "sig-classify: a codebook as any editor leaves it, or not as text" {
	printf '\357\273\277codebook x 1\r\n[theme a]\r\ntitle nl A\r\ncue c = wacht*\r\nyes Ik wacht.\r\n' >x.book
	run -0 sig-classify --check x.book
	[ "$output" = "x@1: 1 sections, 1 cues, 1 tests, 0 failed" ]
	printf 'codebook x 1\n[theme a]\ncue c = financi\353le\n' >x.book
	fails_with 2 sig-classify --check x.book
	[ "$stderr" = "sig-classify: x.book:3: not UTF-8" ]
	printf 'codebook x 1\n[theme a]\ncue c = wa\0cht\n' >x.book
	fails_with 2 sig-classify --check x.book
	[ "$stderr" = "sig-classify: x.book:3: a NUL byte" ]
	printf 'codebook x 1\n\n[theme onbepaald]\ncue c = wacht\n' >x.book
	fails_with 2 sig-classify --check x.book
	[[ $stderr = "sig-classify: x.book:3: "* ]]
}

@test "sig-classify: fragments that spell one way very often are too many" {
	{
		printf 'codebook x 1\nfragment f = aa | aa aa | aa aa aa\n[theme a]\n'
		printf 'cue c ='
		printf ' {f}%.0s' {1..12}
	} >x.book
	run --separate-stderr -2 timeout 20 sig-classify --check x.book
	[ "$stderr" = "sig-classify: x.book:4: too many ways in one side" ]
}

@test "sig-classify: --check runs the tests beside the cues" {
	book
	run -0 sig-classify --check own.book
	[ "$output" = "own@1.2: 5 sections, 8 cues, 2 tests, 0 failed" ]
	echo 'yes dit is niets' >>own.book
	echo 'no fijn zo' >>own.book
	run --separate-stderr -1 sig-classify --check own.book
	[ "${#stderr_lines[@]}" = 2 ]
	[[ ${stderr_lines[0]} = *":29: sentiment positief should be found"* ]]
	[[ ${stderr_lines[1]} = *":30: sentiment positief should not be found"* ]]
}

@test "sig-classify: --check warns of a cue without a literal" {
	printf 'codebook x 1\n[theme a]\ncue x = /\\d+/\n' >own.book
	run --separate-stderr -0 sig-classify --check own.book
	[[ $stderr = *"own.book:3: cue x needs no literal"* ]]
}

@test "sig-classify: --check tries an expression of a thousand words at once" {
	words=$(printf '%s|' {a..k}{a..k}{a..k})
	printf 'codebook x 1\n[theme a]\ntitle nl A\ncue c = /(%s)/\n' "${words%|}" >x.book
	timeout 20 sig-classify --check x.book
}

@test "sig-classify: the built-in codebooks pass their own tests" {
	# shellcheck disable=SC2043 # one book for now
	for b in nl en; do
		sig-classify --check "$b" | grep ' 0 failed$'
		sig-classify --print-codebook -c "$b" >printed
		diff printed "$ROOT/lib/classify/$b.book"
	done
}

# census BOOK: each section with its cues and tests.
census() {
	sig-classify --print-codebook -c "$1" | awk '
		/^\[/ { s = substr($0, 2, length($0) - 2); n[s] += 0 }
		/^cue / { cue[s]++ } /^(yes|no) / { test[s]++ }
		END { for (s in n) print s "\t" cue[s] + 0 "\t" test[s] + 0 }' |
		sort
}

@test "sig-classify: the codebooks have all themes, norms and kinds" {
	for b in nl en; do
		census "$b" >$b.census
		echo "$b: section, cues, tests"
		cat $b.census
		grep -o '^theme [a-z-]*' $b.census | sort >$b.themes
		[ "$(wc -l <$b.themes)" = 21 ]
		[ "$(sig-classify --print-codebook -c $b | grep '^norm ' |
			grep -o 'nob-[0-9]*' | sort -u | wc -l)" = 22 ]
		[ "$(grep -c '^flag \(herhaal\|spoed\)' $b.census)" = 2 ]
		[ "$(grep -c '^kind ' $b.census)" = 13 ]
		[ "$(sig-classify --print-codebook -c $b |
			grep -c '^level ')" = 21 ]
	done
	diff nl.themes en.themes
	awk -F'\t' '/^theme/ && ($2 < 20 || $3 < 10)' nl.census >few
	awk -F'\t' '/^theme/ && ($2 < 12 || $3 < 5)' en.census >>few
	diff /dev/null few
}

@test "sig-classify: codebooks add up" {
	book
	printf 'codebook more 2\n[theme fiets]\ncue rij = rijwiel*\n' >more.book
	sig a "een rijwiel en een fiets" >in
	sig-classify -c own.book -c more.book in >out
	[ "$(jq -c '[.cue, .by]' out)" = \
		'[["fiets:rij:4-11","fiets:fiets:19-24"],["own@1.2+more@2"]]' ]
}

@test "sig-classify: a fragment of a later codebook goes before an earlier one" {
	printf 'codebook x 1\nfragment f = een\nfragment g = drie\n[theme a]\ncue c = {f} keer\n' >x.book
	printf 'codebook y 1\nfragment f = twee\n[theme b]\ncue c = {f} keer | {g} keer\n' >y.book
	sig a "een keer" >in
	sig b "twee keer" >>in
	sig c "drie keer" >>in
	run -0 sig-classify -c x.book -c y.book in
	[ "$(echo "$output" | member theme | tr -d '\n')" = '["a"]["b"]["b"]' ]
	printf 'fragment f = drie\n' | sed -i '2r /dev/stdin' y.book
	run --separate-stderr -2 sig-classify --check -c x.book y.book
	[ "$stderr" = "sig-classify: y.book:3: there is a fragment of that name" ]
}

@test "sig-classify: a cue of an earlier codebook is not replaced" {
	printf 'codebook x 1\n[theme a]\ncue c = een\n' >x.book
	sed 's/book x/book y/' x.book >y.book
	run --separate-stderr -2 sig-classify --check -c x.book y.book
	[ "$stderr" = "sig-classify: y.book:3: this section has a cue of that id, here or in a codebook read earlier" ]
}

@test "sig-classify: what fails for two languages is said once" {
	printf 'codebook x 1\n[theme a]\ntitle nl A\ncue c = /\\d/\nyes niets\n' >x.book
	run --separate-stderr -1 sig-classify --check -c nl -c en x.book
	[ "${#stderr_lines[@]}" = 2 ]
	[ "${#lines[@]}" = 2 ]
}

@test "sig-classify: --explain names cue, line and words" {
	sig a "Die laadpaal is\nstuk" >in
	own --explain in >out
	printf 'a\n\ttheme laadpaal\tkapot\town.book:9\tlaadpaal is stuk\n' >want
	diff -u want out
}

@test "sig-classify: --explain says what kept a cue from counting" {
	printf 'codebook x 1\n[theme a]\ncue stuk = stuk UNLESS/10 niet\n%s\n%s\n' \
		'cue paal = paal*' 'not koop = paal te koop' >x.book
	sig a "Een paal te koop, hij is niet stuk." >in
	sig b "De paal te koop is stuk, en de paal hier ook." >>in
	sig-classify -c x.book --explain in >out
	cat >want <<-'END'
		a
		 onbepaald
		 not theme a	paal	x.book:4	paal	not koop: paal te koop
		 not theme a	stuk	x.book:3	stuk	UNLESS: niet
		b
		 theme a	stuk	x.book:3	stuk
		 theme a	paal	x.book:4	paal
	END
	sed -i $'s/^ /\t/' want
	diff -u want out
}

@test "sig-classify: a cue that is everywhere is refused, one that backtracks named" {
	for e in '.*' '\w*' 'x?' '\w+|\W'; do
		printf 'codebook x 1\n[theme a]\ncue x = /%s/\n' "$e" >x.book
		run --separate-stderr -2 sig-classify --check x.book
		[ "$stderr" = "sig-classify: x.book:3: cue x is found in every text" ]
		run -2 sig-classify -c x.book </dev/null
	done
	printf 'codebook x 1\n[theme a]\ncue x = /(x+x+)+y/\ncue ok = /een +twee/\n' >x.book
	run --separate-stderr -0 sig-classify --check x.book
	[[ $stderr = *"x.book:3: cue x backtracks"* ]]
	[[ $stderr != *"cue ok"* ]]
}

@test "sig-codebook(5): its theme of ten minutes comes out as it says" {
	awk '/^codebook own 1$/ { p = 1 } /^\.Ed$/ { p = 0 } p' \
		"$ROOT/man/sig-codebook.5" >own.book
	[ "$(wc -l <own.book)" = 17 ]
	run --separate-stderr -1 sig-classify --check -c nl own.book
	for n in 14 15; do
		grep -qxF "sig-classify: own.book:$n: theme afval-ophalen should be found here, and is not" <<<"$stderr"
		grep -qxF "sig-classify: own.book:$n: theme afval-ophalen should be found here, and is not" "$ROOT/man/sig-codebook.5"
	done
	[ "$(wc -l <<<"$stderr")" = 2 ]
	awk '/^fragment afval.*oud papier$/ { f = $0; next }
		/^cue overgeslagen .*staan$/ || /^cue staat-er-nog/
		END { print f >"fragment" }' "$ROOT/man/sig-codebook.5" >cues
	[ "$(wc -l <cues)" = 2 ]
	sed -i -e '/^fragment/{r fragment
		d
	}' -e '/^cue niet-geleegd/r cues' own.book
	sig-classify --check -c nl own.book | grep ' 0 failed$'
	grep '^not lege' "$ROOT/man/sig-codebook.5" >>own.book
	echo '{"id":"s17","text":"De container is weer niet geleegd."}' |
		sig-classify --explain -c own.book | tail -1 |
		grep -xF "$(grep -A1 '^s17$' "$ROOT/man/sig-codebook.5" | tail -1)"
}

@test "sig-classify: all that is wrong is named in one run" {
	cat >bad.book <<-'END'
		codebook bad 1
		[thema a]
		cue x = /(/
		norm nob-23
		level hoog
		[theme b]
		cue alles = /.*/
		norm nob-22 own-1
	END
	run --separate-stderr -2 sig-classify --check bad.book
	cut -d: -f3 <<<"$stderr" | sort -n >got
	printf '%s\n' 2 3 4 5 7 | diff -u - got
}

@test "sig-classify: unknown lines pass untouched" {
	printf '{"sig":"tally/1","day":"2026-01-01","n":1}\n{"sig":"note/1","a" : 1}\n' >in
	own in >out
	diff -u in out
}

@test "sig-classify: literals are found wherever they stand" {
	unit prefilter
}

@test "sig-classify: finds what PCRE2 finds one by one" {
	unit matcher
}

@test "sig-classify: cues of many sides, UNLESS and exclusions as the page has it" {
	unit chains
}

@test "sig-classify: Hyperscan behind it changes no byte" {
	run "$ROOT/tests/bench/hyperscan-build" "$PWD/hs"
	[ "$status" != 77 ] || skip "no libhs here"
	[ "$status" = 0 ]
	hs/test_prefilter
	hs/test_matcher
	hs/test_chains
	unseen >in
	printf '{"id":"x","text":"%s"}\n' "" "[PERSOON-1]" "w" "wachttijd" >>in
	hs/sig-classify -j 2 in >theirs
	sig-classify in | cmp - theirs
	jq -es 'map(.cue // [] | length) | add > 300' theirs
}

@test "sig-classify: any number of threads gives the same bytes" {
	for i in {1..3000}; do
		sig "$i" "de laadpaal $i is kapot, fijn"
		[ $((i % 100)) != 0 ] || echo '{"bad'
	done >in
	run -1 own -o one in
	run -1 own -j 4 -o four in
	cmp one four
	[ "$(wc -l <one)" = 3000 ]
}

# nasty SEED: lines that are fit, unfit, too long, blank, with a BOM, ends of
# MS-DOS, bytes that are no UTF-8; some blocks of them.
nasty() {
	LC_ALL=C awk -v seed="$1" 'BEGIN {
		srand(seed)
		for (i = 0; i < 2500; i++)
			wide = wide "laadpaal "
		printf "\357\273\277"
		for (i = 1; i <= 2500; i++) {
			end = rand() < .3 ? "\r\n" : "\n"
			r = rand()
			if (r < .6) printf "{\"id\":\"%d\",\"text\":\"de laadpaal is kapot %s\"}%s", i, substr(wide, 1, rand() * 900), end
			else if (r < .7) printf "{\"bad%d\r%s", i, end
			else if (r < .75) printf "{\"id\":\"%d\",\"text\":\"%s\"}%s", i, wide, end
			else if (r < .8) printf "{\"id\":\"\377\",\"text\":\"\"}%s", end
			else if (r < .85) printf "%s", end
			else if (r < .9) printf " \t%s", end
			else if (r < .95) printf "{\"sig\":\"tally/1\",\"n\":%d }%s", i, end
			else if (r < .97) printf "\357\273\277{\"id\":\"%d\"}%s", i, end
			else printf "{\"sig\":\"signal/9\",\"id\":\"%d\"}%s", i, end
		}
		printf "{\"id\":\"last\",\"text\":\"%s", wide
	}'
}

@test "sig-classify: nasty input is the same for any number of threads" {
	nasty 1 >a
	nasty 2 >b
	printf '\r' >>b
	for j in 1 2 3 8; do
		run -2 own -j "$j" --max-line 20000 -o "out$j" \
			--rejects "rejects$j" --stats "stats$j" \
			a missing b . a empty
		cmp out1 "out$j"
		cmp rejects1 "rejects$j"
		cmp stats1 "stats$j"
		printf '%s' "$output" >"said$j"
		cmp said1 "said$j"
	done
	grep -q $'\r' rejects1
	[ "$(grep -c 'longer than' said1)" = 11 ]
	[ "$(jq '.refused > 1500 and .written > 3000' stats1)" = true ]
	adds_up stats1
	wc -l <rejects1 | grep -qx "$(jq .refused stats1)"
}

@test "sig-classify: --corrections go before the cues" {
	book
	printf 'id,theme\na,fiets onbekend-thema\n\n# x\nb\tlaadpaal\n' >hand
	sig a "de laadpaal is stuk" >in
	sig b "niets" >>in
	sig c "een fiets" >>in
	sig-classify -c own.book --corrections hand in >out
	jq -c '[.theme, .level, .cue, .by]' out >got
	cat >want <<-'END'
		[["fiets","onbekend-thema"],null,["fiets:hand","onbekend-thema:hand"],["own@1.2","hand"]]
		[["laadpaal"],["dienstverlening","beleid"],["laadpaal:hand"],["own@1.2","hand"]]
		[["fiets"],null,["fiets:fiets:4-9"],["own@1.2"]]
	END
	diff -u want got
	sig-classify -c own.book --corrections hand out | diff -u out -
	printf '\357\273\277"id";"theme"\r\n"a";"fiets onbekend-thema"\r\nb; laadpaal\r\n' >sheet
	run --separate-stderr -0 sig-classify -c own.book --corrections sheet in
	diff -u out <(echo "$output")
	[ "$stderr" = "sig-classify: sheet:2: no codebook has theme onbekend-thema" ]
	echo wrong >>hand
	fails_with 2 sig-classify -c own.book --corrections hand in
	[ "$stderr" = "sig-classify: hand:6: a correction is written as: id,theme" ]
}

@test "sig-classify: --unknown counts what it does not know, in word pairs" {
	for i in {1..20}; do
		sig "$i" "mijn zonnepanelen op het dak, nummer $i" '"org":"a"'
		sig "x$i" "een fiets op het dak" '"org":"b","kind":"melding"'
	done >in
	own --unknown --stats stats -n 2 in >out
	cat >want <<-'END'
		what	signals	unrecognised	share
		all	40	20	0.500
		channel=	40	20	0.500
		kind=	20	20	1.000
		kind=melding	20	0	0.000
		org=a	20	20	1.000
		org=b	20	0	0.000

		words	signals	unrecognised	share
		dak nummer	20	20	1.000
		mijn zonnepanelen	20	20	1.000
	END
	diff -u want out
	reduces_up stats
	printf '{"id":"a","org":"a\\tb\\nall\\t9","text":"x"}\n' >in
	run -0 own --unknown in
	[[ $output = *$'\norg=a b all 9\t1\t1\t1.000'* ]]
}

# Sentences that were written without sight of the cues; no cue may be made
# for one of them.  The first column says easy or hard paraphrase.
unseen() {
	jq -Rc 'split("\t") | {sig: "signal/1", id: "u\(input_line_number)",
		text: .[2], gold: (.[1] | split(","))}' \
		"$DATA/classify/unseen.tsv"
}

@test "sig-classify: the built-in codebook on sentences it never saw" {
	unseen >in
	[ "$(wc -l <in)" = 314 ]
	sig-classify --eval in >out
	jq -c 'select(.theme == "*micro")' out
	jq -es 'map(select(.theme == "*micro"))[0]
		| .precision >= 0.90 and .recall >= 0.75' out
}

@test "sig-classify: what is no complaint is not made one" {
	jq -Rc '{id: "n\(input_line_number)", text: .}' \
		"$DATA/classify/neutral.txt" >in
	[ "$(wc -l <in)" = 71 ]
	sig-classify in >out
	jq -rs 'map(select(.theme != ["onbepaald"]))[] | .cue[], .text' out
	jq -es 'map(select(.theme == ["onbepaald"])) | length >= 63' out
}

@test "sig-classify: kind, urgency, sentiment and flags from the words" {
	jq -Rc 'split("\t") | {id: "k\(input_line_number)", text: .[4],
		want: .[0:4]}' "$DATA/classify/sorts.tsv" >in
	sig-classify in | jq -c '[.want, [
		([.suggest[]? | select(startswith("kind="))][0] // "-"
			| sub("^kind="; "") | sub(":.*"; "")),
		.urgency // "-", .sentiment // "-",
		(.flags // ["-"] | join(","))], .text]' >got
	jq -c 'select(.[0] != .[1])' got
	# Of 82 with a kind; of 110.
	for want in 0:74 1:105 3:105 2:80; do
		jq -es --argjson i "${want%:*}" --argjson n "${want#*:}" '
			map(select(.[0][$i] != "-" or $i > 0)
				| select(.[0][$i] == .[1][$i])) | length >= $n' got
	done
	# A life in danger is never missed.
	jq -es 'map(select(.[0][3] == "spoed" and .[1][3] != "spoed"))
		== []' got
}

@test "sig-classify: the English codebook on sentences of its own" {
	jq -Rc 'split("\t") | {sig: "signal/1", id: "u\(input_line_number)",
		text: .[2], gold: (.[1] | split(","))}' \
		"$DATA/classify/unseen-en.tsv" >in
	[ "$(wc -l <in)" -ge 105 ]
	sig-classify -c en --eval in >out
	jq -es 'map(select(.theme == "*micro"))[0]
		| .precision >= 0.90 and .recall >= 0.80' out
}

# pick: which codebook judged each line.
pick() {
	sig-classify "$@" | jq -c '[.id, (.theme | join(",")),
		(.by // [] | join(",") | gsub("@[0-9.]+"; ""))]'
}

@test "sig-classify: each line is judged by the codebook for its language" {
	{
		sig a "Ik krijg al drie dagen niemand aan de lijn."
		sig b "I have been on hold for an hour and nobody picks up."
		sig c "Ich warte seit drei Monaten auf eine Antwort und es kommt nichts."
		sig d "Nobody picks up the phone, we have been waiting." '"lang":"nl"'
		sig e "Wachtmuziek" '"lang":"en-GB"'
		sig f "Wachtmuziek"
		sig g "Я уже три месяца жду ответа от вас, никто не отвечает"
		sig h ""
		sig i "I cannot get through on the phone." '"lang":"fr"'
	} >in
	pick in >got
	cat >want <<-'END'
		["a","bereikbaarheid","hartslag-nl"]
		["b","bereikbaarheid","hartslag-en"]
		["c","onbepaald",""]
		["d","onbepaald","hartslag-nl"]
		["e","onbepaald","hartslag-en"]
		["f","bereikbaarheid","hartslag-nl"]
		["g","onbepaald",""]
		["h","onbepaald","hartslag-nl"]
		["i","onbepaald",""]
	END
	diff -u want got
	sig-classify in >once
	sig-classify once | diff -u once -
	sig-classify -j 3 in | diff -u once -
	pick -c nl in | sed -n 2p >got
	[ "$(cat got)" = '["b","onbepaald",""]' ]
}

@test "sig-classify: a codebook without a language judges every line" {
	printf 'codebook own 1\n[theme telefoon]\ncue a = phone | telefoon | telefon\n' >own.book
	{
		sig a "De telefoon doet het niet, ik krijg niemand aan de lijn."
		sig b "The phone is not working and nobody picks up, we are on hold."
		sig c "Das Telefon ist kaputt und es kommt keine Antwort von der Stadt."
	} >in
	sig-classify -c own.book in | member theme >got
	printf '["telefoon"]\n%.0s' 1 2 3 | diff -u - got
	pick -c nl -c own.book -c en in >got
	cat >want <<-'END'
		["a","bereikbaarheid,telefoon","hartslag-nl+own"]
		["b","bereikbaarheid,telefoon","own+hartslag-en"]
		["c","telefoon","own"]
	END
	diff -u want got
	sig-classify -c nl -c own.book in | member by | head -1 | grep -x '\["hartslag-nl@[0-9.]*+own@1"\]'
	printf 'codebook bad 1\n[theme a]\ncue x = /(/\n' >bad.book
	fails_with 2 sig-classify -c nl -c bad.book -c en in
	[ "$(wc -l <<<"$stderr")" = 1 ]
}

@test "lib/text/lang: Dutch is not taken for another language" {
	for f in validate:nl develop:nl unseen:nl unseen-en:en; do
		cut -f3 "$DATA/classify/${f%:*}.tsv" | "$BUILD/lang_of" |
			sort | uniq -c >got
		cat got
		[ "$(grep -vcE " (${f#*:})?\$" got)" = 0 ]
		awk -v l="${f#*:}" '{ n += $1 } $2 == l { k = $1 }
			END { exit k < 0.88 * n }' got
	done
}

@test "sig-classify: options that do nothing together are not taken" {
	sig a "een fiets" >in
	fails_with 2 sig-classify --explain --unknown in
	[[ $stderr = *"one of --check, --disagree, --eval, --explain, --print-codebook and --unknown"* ]]
	fails_with 2 sig-classify --check --explain in
	fails_with 2 sig-classify --eval --unknown in
	fails_with 2 sig-classify --fill in
	[[ $stderr = *"--fill and --threshold need --model"* ]]
	fails_with 2 sig-classify --threshold 0 in
	run --separate-stderr -1 sig-classify --eval in
	[ -z "$output" ]
	[ "$stderr" = "sig-classify: no signal has gold to judge by" ]
}

@test "codebook: a decision about the Wmo is no law, and a form may be digital" {
	themes() {
		jq -nc --arg t "$1" '{sig: "signal/1", id: "a", text: $t}' |
			sig-classify -c nl | jq -r '.theme | join(" ")'
	}
	[ "$(themes "De beslissing over mijn Wmo klopt niet.")" = fout-besluit ]
	[[ $(themes "De Wmo is onmenselijk.") == *beleid-wet* ]]
	[ "$(themes "De participatiewet moet aangepast.")" = beleid-wet ]
	[ "$(themes "De Wmo werkt niet.")" = beleid-wet ]
	run -0 themes "Aanvraagformulier op papier is traag"
	[[ $output != *digitaal* ]]
	[ "$(themes "Digitaal formulier doet het niet")" = digitaal-toegang ]
	[ "$(themes "De digitale balie doet het niet")" = digitaal-toegang ]
}
