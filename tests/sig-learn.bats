#!/usr/bin/env bats
# shellcheck disable=SC2129,SC2154 # bats sets status, output and stderr

load helper

# labelled N: N signals of three labels, told apart by one word, in noise.
labelled() {
	awk -v n="$1" 'BEGIN {
		split("brief wachten balie", word, " ")
		for (i = 1; i <= n; i++) {
			k = i % 3 + 1
			printf "{\"id\":\"s%d\",\"text\":\"het gaat om %s nummer %d zo\",", i, word[k], i * 7 % 50
			printf "\"gold\":[\"%s\"]}\n", substr("abc", k, 1)
		}
	}'
}

@test "sig-learn: what it learned sig-classify knows" {
	labelled 90 >in
	sig-learn -o m in >cv
	sig x "de balie was dicht" >ask
	sig y "iets heel anders" >>ask
	sig-classify -c none -m m ask >out
	[ "$(sed -n 1p out | jq -c '[.theme, (.by[0] | test("^model@[0-9a-f]{12}$"))]')" = '[["c"],true]' ]
	[ "$(sed -n 1p out | jq '.suggest | length == 1 and (.[0] | test("^c:[01]\\.[0-9]{2}$"))')" = true ]
	sig-classify -c none -m m out | diff -u out -
}

@test "sig-learn: cross-validation is honest about noise" {
	labelled 90 | awk '{ sub(/om [a-z]* nummer/, "om niets nummer"); print }' >noise
	labelled 90 >signal
	sig-learn -o m noise >bad
	sig-learn -o m signal >good
	[ "$(jq 'select(.theme == "*all").accuracy < 0.7' bad)" = true ]
	[ "$(jq 'select(.theme == "*all").accuracy' good)" = 1 ]
	[ "$(jq -s 'map(select(.n and .tp != null)) | map(.by) | unique' -c good)" = '["cv"]' ]
}

@test "sig-learn: the same signals and seed give the same model" {
	labelled 60 >in
	sig-learn -o one in >/dev/null
	sig-learn -o two in >/dev/null
	cmp one two
	sig-learn --date 2026-01-02 -o three in >/dev/null
	grep -a '^date 2026-01-02$' three
}

@test "sig-learn: several labels a signal" {
	labelled 90 | sed 's/"gold":\["a"\]/"gold":["a","b"]/; 5s/"gold":\[.*\]/"gold":["onbepaald"]/' >in
	sig-learn -o m in >cv
	grep -a '^kind multi$' m
	sig x "om brief nummer" >ask
	sig-classify -c none -m m ask >out
	[ "$(member theme out)" = '["a","b"]' ]
	fails_with 2 sig-learn --single -o n in
}

@test "sig-learn: nothing to tell apart is an error, and no model" {
	labelled 3 | sed 's/"gold":.*/"gold":["a"]}/' >in
	fails_with 2 sig-learn -o m in
	[ "$stderr" = "sig-learn: fewer than two labels to tell apart" ]
	[ ! -e m ]
	fails_with 2 sig-learn in
	labelled 30 >in
	run -2 sig-learn -o /nonexistent/m in
}

@test "sig-learn: the account adds up" {
	{
		labelled 30
		printf '{"id":"x","text":"no gold"}\n\n{"bad\n'
	} >in
	run -1 sig-learn -o m --stats stats in
	reduces_up stats
	[ "$(jq -c '[.used, .ignored, .skipped, .refused]' stats)" = '[30,1,1,1]' ]
}

@test "sig-learn: a model that is cut off, damaged or another's is refused" {
	labelled 30 >in
	sig-learn -o m in >/dev/null
	head -c 500 m >part
	head -c -1 m >short
	sed 's/hartslag-model 2/hartslag-model 3/' m >other
	LC_ALL=C sed 's/^cost 1/cost 2/' m >changed
	: >empty
	for f in part short other changed in empty; do
		fails_with 2 sig-classify -m "$f" in
		[[ $stderr = "sig-classify: $f: "* ]]
	done
}

@test "sig-classify: a model suggests beside the codebook, --fill labels" {
	labelled 90 >in
	sig-learn -o m in >/dev/null
	printf 'codebook own 1\n[theme dicht]\ncue dicht = dicht\n' >own.book
	sig x "de balie was dicht" >ask
	sig y "de balie" >>ask
	sig-classify -c own.book -m m ask >out
	[ "$(jq -c '[.theme, (.suggest[0] | split(":")[0]), (.by | length)]' out)" = \
		'[["dicht"],"c",2]
[["onbepaald"],"c",2]' ]
	sig-classify -c own.book -m m --fill ask >out
	[ "$(member theme out)" = '["dicht"]
["c"]' ]
	sig z "zomaar iets" >ask
	sig-classify -c own.book -m m --threshold 0.99 --fill ask >out
	[ "$(jq -c '[.theme, .suggest]' out)" = '[["onbepaald"],null]' ]
}

@test "sig-classify: --eval counts what is right, wrong and missed" {
	printf 'codebook own 1\n[theme a]\ncue a = aap\n[theme b]\ncue b = beer\n' >own.book
	sig 1 "aap" '"gold":["a"]' >in
	sig 2 "aap beer" '"gold":["b"]' >>in
	sig 3 "niets" '"gold":["a"]' >>in
	sig 4 "niets" '"gold":["onbepaald"]' >>in
	sig 5 "aap" >>in
	sig-classify -c own.book --eval --stats stats in >out
	jq -c 'select(.theme) | [.theme, .n, .tp, .fp, .fn, .precision, .recall, .f1]' out >got
	cat >want <<-'END'
		["a",2,1,1,1,0.5,0.5,0.5]
		["b",1,1,0,0,1,1,1]
		["*micro",3,2,1,1,0.666667,0.666667,0.666667]
		["*macro",2,null,null,null,0.75,0.75,0.75]
		["*all",4,null,null,null,null,null,null]
	END
	diff -u want got
	[ "$(jq -c 'select(.theme == "*all") | [.accuracy, .coverage, .ece]' out)" = '[0.5,0.5,null]' ]
	[ "$(jq -c 'select(.gold) | [.by, .gold, .pred, .n]' out)" = '["rules","a","onbepaald",1]' ]
	reduces_up stats
}

@test "sig-classify: --disagree keeps what the model would have otherwise" {
	labelled 90 >in
	sig-learn -o m in >/dev/null
	printf 'codebook own 1\n[theme c]\ncue dicht = dicht\n' >own.book
	sig x "de balie was dicht" >ask
	sig y "de balie" >>ask
	sig-classify -c own.book -m m --disagree --stats stats ask >out
	[ "$(member id out)" = '"y"' ]
	adds_up stats
	fails_with 2 sig-classify --disagree ask
}

@test "sig-learn: --corrections give labels by hand" {
	labelled 60 >in
	labelled 60 | jq -r '"\(.id),\(.gold[0] | ascii_upcase)"' >hand
	sig-learn -o m --corrections hand in >/dev/null
	[ "$(grep -a '^label ' m | tr '\n' ' ')" = "label A label B label C " ]
}

@test "sig-learn: words kept change no bit, and add up to the margin" {
	unit model
}

@test "sig-classify: the words that weighed most are among the cues" {
	labelled 90 >in
	sig-learn -o m in >/dev/null
	sig x "nee, de b\u00e1lie" '"subject":"ge\u00ebist: wachten"' >ask
	sig-classify -c none -m m --threshold 0 ask >out
	jq -r '.cue[]' out | sort >got
	[ "$(jq -r '.theme[0]' out)" = b ]
	grep -qx 'b:model:s9-16' got
	run ! grep -q ':8-14$' got
	printf 'codebook own 1\n[theme dicht]\ncue balie = balie\n' >own.book
	sig-classify -c own.book -m m --threshold 0 ask >two
	[ "$(jq -c '.cue[:2]' two)" = '["dicht:balie:8-14","b:model:s9-16"]' ]
	sig-classify -c own.book -m m --threshold 0 two | cmp - two
	sig-classify -c none -m m --threshold 1 ask | jq -e '.cue == null'
}

@test "sig-learn: the card says what, when, how good and by which codebook" {
	labelled 60 | sed 's/"gold"/"by":["nl@1.2","model@0123"],"gold"/' >in
	sig-learn -o m --date 2026-01-02 --data "klachten 2025" in >/dev/null
	sed '/^$/q' m | head -n 12 >card
	head -n 5 card | tail -n 3 >got
	cat >want <<-'END'
		data klachten 2025
		date 2026-01-02
		codebook nl@1.2
	END
	diff -u want got
	grep -qx 'cv-exact 1.0000' card
	tac in | sig-learn -o back --date 2026-01-02 >/dev/null
	diff <(grep -a ^texts m) <(grep -a ^texts back)
}

@test "sig-learn: how much mistakes weigh is found by trying, or told" {
	labelled 90 >in
	sig-learn -o m in >/dev/null
	grep -qax 'cost 1' m
	sig-learn --cost 0.3 -o m in >/dev/null
	grep -qax 'cost 0.3' m
	fails_with 2 sig-learn --cost 0 -o m in
	# Two labels by chance, and a few that are sure: a simpler model is better.
	for i in {1..300}; do
		printf '{"id":"r%d","text":"a%d b%d c%d %s","gold":["%s"]}\n' "$i" \
			$((i % 7)) $((i % 11)) $((i % 13)) \
			"$( ((i * i % 17 < 11)) && echo ja || echo nee)" \
			"$( ((i * i % 17 < 11 ^ i * 31 % 97 < 30)) && echo x || echo y)"
	done >in
	sig-learn -o m in >cv
	sig-learn --cost 10 -o ten in >cv10
	[ "$(cat cv cv10 | jq -s '[.[] | select(.theme == "*all").accuracy]
		| .[0] >= .[1]')" = true ]
}

@test "sig-learn(1): its examples do what they say" {
	sed -n '/^\$ cat gold.csv$/,/^\.Ed/p; /^\$ sig-classify -m.*--disagree/,/^\.Ed/p' \
		"$ROOT/man/sig-learn.1" | sed 's/\\(dq/"/; s/\\e/\\/g' >page
	awk '/^\$ cat gold.csv/ { p = 1; next } /^\$/ { p = 0 } p' page >gold.csv
	[ "$(wc -l <gold.csv)" = 5 ]
	awk '/^\$ cat hand.csv/ { p = 1; next } /^\$/ { p = 0 } p' page >hand.csv
	[ "$(wc -l <hand.csv)" = 3 ]
	sig 78a0mx0hj72gjz6j "Ik wacht op de parkeerkaart" >klachten.jsonl
	sig 6xz6t92x51h17txk "De boete is te hoog" >>klachten.jsonl
	awk '/^\.Ed/ || (/^\$ cat/ && !/\|$/) { p = 0; next }
		sub(/^\$ /, "") || (p && /^ /) { p = 1; print }' page >run
	[ "$(grep -c '^sig-' run)" = 4 ]
	bash -euo pipefail run >out
	head -1 themes.model | grep -x 'hartslag-model 2'
	grep -x 'texts 6' themes.model
	grep -c '"\*micro"' out | grep -x 2
	[ "$(wc -l <labelled.jsonl)" = 2 ]
	[ "$(cut -d, -f1 todo.csv | tr -d '\n')" = '"78a0mx0hj72gjz6j""6xz6t92x51h17txk"' ]
}
