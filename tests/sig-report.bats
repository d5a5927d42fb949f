#!/usr/bin/env bats
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

SAMPLE=$ROOT/tests/data/report/sample.jsonl

# text FILE: what a reader sees of an HTML page, a line a part.
text() {
	sed -e '/<style>/,/<\/style>/d' -e 's/<[^>]*>/\n/g' "$1" |
		sed -e 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g' \
			-e "s/&#39;/'/g; s/&amp;/\\&/g" | grep -v '^ *$'
}

# lacks GREP-ARGUMENTS: nothing matches.
lacks() {
	if grep "$@"; then return 1; fi
}

@test "sig-report: a report in each format and language is as it was" {
	local f l

	for f in html text markdown; do
		for l in nl en; do
			sig-report -f "$f" --lang "$l" "$SAMPLE" >out
			[ -z "${UPDATE_GOLDEN:-}" ] ||
				cp out "$DATA/report/sample-$l.$f"
			diff -u "$DATA/report/sample-$l.$f" out
		done
	done
}

@test "sig-report: figures say of how many sources the last days are to come" {
	# svb is late since October: it may have stopped
	sig-report -f text "$SAMPLE" >out
	lacks 'laatste dagen nog niet' out
	# three days are no matter, four are
	for day in 2026-11-20:1 2026-11-19:1 2026-11-18:2; do
		sed "s/2026-11-21\\\\tok/${day%:*}\\\\tok/
			s/2026-11-20\\\\tok/2026-11-10\\\\tok/" "$SAMPLE" |
			sig-report -f text --lang en - | tr '\n' ' ' |
			grep -q "Of ${day#*:} sources\\? the last days were not"
	done
	sed 's/2026-10-02\\tlate/2026-10-19\\tlate/' "$SAMPLE" |
		sig-report -f text - | tr '\n' ' ' |
		grep -q 'Van 1 bron zijn de laatste dagen nog niet geleverd\.'
}

@test "sig-report: a theme that was given by hand is said to be" {
	jq -c 'if .cue then .cue = ["betaling:hand=3", "betaling:gekort=2"]
		else . end' "$SAMPLE" >in
	sig-report -f markdown in >out
	grep -qF '**Regels van het codeboek**: betaling: met de hand (3), betaling:gekort (2)' out
	sig-report -f markdown --lang en in >out
	grep -qF '**Rules of the codebook**: betaling: by hand (3), betaling:gekort (2)' out
}

@test "sig-report: what is not known of grave signals is no 0 in the first lines" {
	jq -c 'if .kind == "grave" then del(.untold) else . end' "$SAMPLE" >none
	sig-report -f markdown none >out
	grep -qF 'Nog open: 1. De melder hoorde nog niets: niet bekend.' out
	sig-report -f markdown --lang en none >out
	grep -qF 'Still open: 1. Sender has not heard back: not known.' out

	# known of one, and not of three
	jq -c 'select(.kind == "grave") | .id = "9999999999999999" | .n = 3 |
		del(.untold, .open)' "$SAMPLE" | cat "$SAMPLE" - >some
	sig-report -f markdown some >out
	grep -qF 'Nog open: 1, en niet bekend van 3. De melder hoorde nog niets: 1, en niet bekend van 3.' out
	sig-report -f markdown --lang en some >out
	grep -qF 'Still open: 1, and not known of 3. Sender has not heard back: 1, and not known of 3.' out
}

@test "sig-report: what was not looked for is not told to be absent" {
	jq -c 'select(.sig == "summary/1") | del(.sources)' "$SAMPLE" >sum
	# tested N: a summary in which each kind had N tests
	tested() {
		jq -c --arg n "$1" '.tests = ["kind\tcells\ttests\tfound\tshown"] +
			(["burst", "trend", "grave", "silence"] |
			map(. + "\t9\t" + $n + "\t0\t0"))' sum
	}
	tested 9 | sig-report -f text >out
	[ "$(grep -c 'Er \(zijn\|vallen\) geen \(bronnen\|positieve\|ernstige\|patronen\|snelle\)' out)" = 6 ]
	lacks 'niet naar gezocht\|is niet gezocht' out
	tested 0 | sig-report -f text >out
	lacks 'Er \(zijn\|vallen\) geen \(bronnen\|positieve\|ernstige\|patronen\|snelle\)' out
	[ "$(grep -c 'Hier is niet naar gezocht' out)" = 4 ]
	[ "$(grep -c 'Naar .* is niet gezocht' out)" = 2 ]
	tested 0 | sig-report -f text --lang en >out
	[ "$(grep -c 'This was not looked for' out)" = 4 ]
	lacks 'No \(patterns\|grave\|positive\|sources\)\|no urgent' out
	# a kind that the summary does not name was not looked for either
	tested 9 | jq -c '.tests |= map(select(startswith("silence") | not))' |
		sig-report -f text >out
	[ "$(grep -c 'Hier is niet naar gezocht' out)" = 1 ]
	# nor, without a budget, what needs one
	tested 9 | jq -c '.budget = 0' | sig-report -f text >out
	[ "$(grep -c 'Hier is niet naar gezocht' out)" = 3 ]
	grep -q 'Er zijn geen ernstige signalen gevonden' out
}

@test "sig-report: an empty input is an honest empty report" {
	sig-report </dev/null >out.html
	grep -q 'Dit rapport is leeg' out.html
	run -0 sig-report --lang en -f text /dev/null
	[[ $output == *"This report is empty"* ]]
	[[ $output == *"not known"* ]]
}

@test "sig-report: that nothing was read is no good news" {
	local in l

	sig-pattern </dev/null >none
	for in in /dev/null none; do
		for l in nl en; do
			sig-report -f text --lang $l "$in" | paste -sd' ' |
				tr -s ' ' >out
			lacks -E 'Er (zijn|vallen) geen (patronen|ernstige|snelle|positieve|bronnen)' out
			lacks -E 'No (patterns|grave|positive|sources)|There are no urgent' out
			grep -qE 'zegt dus niets over|tells nothing about' out
			# attention, patterns, good news, who is quiet
			[ "$(grep -oE 'niet bekend: er zijn geen signalen|not known: there are no signals' out |
				wc -l)" = 4 ]
			lacks -E 'citaten|quotes' <(grep -v INTERN out)
		done
	done
	# where signals were read and nothing was found, that is news
	jq -c 'select(.sig == "summary/1")' "$SAMPLE" | sig-report -f text >out
	grep -q 'Er vallen geen patronen op' out
	grep -q 'Er zijn geen ernstige signalen gevonden' out
	# a month of which there are no signals is not a quiet one
	for m in 2019-01 2027-01; do
		sig-report -f text --period $m "$SAMPLE" >out
		grep -q 'Over deze maand is dus niets bekend' <(paste -sd' ' out)
		lacks 'Er vallen geen patronen op' out
	done
}

@test "sig-report: a source from which nothing comes is told of" {
	grep silence -v "$SAMPLE" | sig-report -f text >out
	grep -q '^- Van 1 bron kwam al 28 dagen of langer niets' out
	lacks 'Er zijn geen bronnen' out
	sig-report -f markdown "$SAMPLE" >out
	grep -qxF '| svb - klantcontact - terugbelverzoek | 2 oktober 2026 | 3 oktober 2026 | niets ontvangen |' out
	# of a pattern and a source that are silent one is told at the top
	lacks 'Van 1 bron kwam' out
	sed 's/\\tlate"/\\tsilent"/' "$SAMPLE" | sig-report -f markdown |
		grep -qF '| 3 oktober 2026 | wel levering, geen signalen |'
}

@test "sig-report: where the last week is not delivered none is called quiet" {
	local day

	for day in 2026-11-20 2026-11-22; do
		jq -nc --arg d $day '{sig: "summary/1", as_of: "2026-11-28",
			n: 50, sources: ["org\tsystem\tkind\tn\tcomplete\tstate",
			"a\t\tklacht\t40\t2026-11-28\tok",
			"a\t\tvraag\t10\t\($d)\tok"]}' |
			sig-report -f markdown >"report$day"
	done
	grep -q 'Van 1 bron zijn de laatste 7 dagen of meer niet geleverd' \
		report2026-11-20
	lacks 'dagen of meer niet geleverd' report2026-11-22
}

@test "sig-report: without a summary it says what is not known" {
	grep -v summary/1 "$SAMPLE" | sig-report >out.html
	text out.html | grep -q 'De samenvatting ontbreekt'
	text out.html | grep -q 'Meer signalen over betaling bij UWV'
}

@test "sig-report: every pattern stands in it once, with its sentence" {
	sig-report "$SAMPLE" >out.html
	text out.html >seen
	jq -r 'select(.sig == "pattern/1") | .why_nl' "$SAMPLE" |
		while read -r why; do
			[ "$(grep -cxF "$why" seen)" = 1 ] || exit 1
		done
}

@test "sig-report: what is not known is not called 0" {
	sig-report -f text "$SAMPLE" >out
	sig-report "$SAMPLE" >out.html
	text out.html >seen
	grep -A 1 '^Opgepakt: eigenaar en actie bekend$' seen |
		grep -qx 'niet bekend'
	sed '/^Hoever komen de patronen/,$d' out | grep -A 1 '^Opgepakt:' |
		lacks ' 0'
}

@test "sig-report: the order of the lines does not matter" {
	sig-report "$SAMPLE" >one
	tac "$SAMPLE" | sig-report >two
	cmp one two
}

@test "sig-report: what an official knows already comes last" {
	jq -c 'if .id == "2f90c51be7a04d83" then .state = "bekend" else . end' \
		"$SAMPLE" | sig-report -f text >out
	grep -n -e '^Meer signalen over betaling bij UWV$' \
		-e '^Steeds meer signalen' out | cut -d: -f2 >order
	[ "$(head -n 1 order)" = "Steeds meer signalen over bereikbaarheid" ]
}

@test "sig-report: nothing in the page loads or runs" {
	sig-report "$SAMPLE" >out.html
	lacks -iE '<script|<link|<img|<iframe|@import|url\(|javascript:' \
		out.html
	lacks -E '(src|href)="[^#]' out.html
	grep -q "default-src 'none'" out.html
}

@test "sig-report: words of others are never markup" {
	jq -c --arg x '</style></title><script>alert(1)</script><b>&amp;"'"'" '
		walk(if type == "string" and (test("^(pattern|summary)/1$") |
		not) and (test("^[0-9a-f]{16}$|^[0-9-]+$") | not)
		then (if test("\t") then sub("\t.*"; "\t" + $x) else . + $x end)
		else . end)' "$SAMPLE" >hostile
	sig-report hostile >out.html
	grep -q '&lt;script&gt;' out.html
	lacks -i '<script' out.html
	[ "$(grep -o '</style>' out.html | wc -l)" = 1 ]
	[ "$(grep -o '<title>' out.html | wc -l)" -gt 0 ]
}

@test "sig-report: controls and overrides of direction become visible" {
	jq -c '.title_nl = "a\u001b[31m\u202eb\u0000\u009bc\nd"' "$SAMPLE" \
		>hostile
	for f in html text markdown; do
		sig-report -f "$f" hostile >out
		LC_ALL=C lacks -P '[\x00-\x09\x0b-\x1f\x7f]' out
		lacks -P '[\x{80}-\x{9f}\x{202e}]' out
		sed 's/[\]//g' out | grep -q 'a�\[31m�b��c d'
	done
}

@test "sig-report: --quotes none and reviewed leave out the others" {
	sig-report "$SAMPLE" | grep -q 'DATUM'
	sig-report --quotes reviewed "$SAMPLE" >out
	lacks 'DATUM' out
	grep -q 'niet gestort en niemand' out
	sig-report --quotes none "$SAMPLE" >out
	lacks '<blockquote>' out
}

@test "sig-report: internal reports say so at the top, public ones do not" {
	sig-report "$SAMPLE" >out
	text out | head -n 6 | grep -q '^INTERN, kan persoonsgegevens bevatten'
	sig-report --public "$SAMPLE" >out
	lacks INTERN out
}

@test "sig-report: a public report holds only multiples of five" {
	sig-report --public -f text "$SAMPLE" >out
	sed -n '/^Signalen per soort/,/^Wat gebeurt/p' out |
		grep -vE 'november|202[0-9]' | grep -oE '[0-9.]+' |
		tr -d . | grep . >numbers
	[ -s numbers ]
	awk '$1 % 5 { print; bad = 1 } END { exit bad }' numbers
	sig-report --public --lang nl -f text "$SAMPLE" >again
	cmp out again
	lacks 's-77' out
	lacks 'uithuiszetting' out
}

# small FILE: the numbers in it that a public report may not hold.
small() {
	paste -sd' ' "$1" | tr -s ' ' >flat
	# what is no count: days, terms, versions, names, shares, ids
	sed -e 's/minder dan 10//g; s/fewer than 10//g' \
		-e 's/ \(28\|91\|14\) da[a-z]*//g; s/\b28\b//g; s/[0-9]* we[a-z]*//g; s/(7)//' \
		-e 's/20[0-9][0-9]\(-[0-9][0-9]\)*//g; s/[0-9,.]*%//g' \
		-e 's/[0-9.]*@[0-9.]*//g; s/[0-9]\.[0-9]\.[0-9]//g' \
		-e 's/[a-z0-9]*[a-z][a-z0-9]*//g; s/ 0[.,]2 / /' \
		-e 's/\([0-9]\),\([0-9]\)/\1\2/g' flat |
		grep -oE '[0-9][0-9.]*' | tr -d . | awk '$1 < 10 || $1 % 5'
}

@test "sig-report: no small number stands in a public report" {
	# every count from 1 to 9 somewhere, and larger ones beside them
	jq -c 'def tiny: if .sig == "summary/1" then
		(.base, .breaks, .unknown, .sources, .books, .deliveries) |=
			[.[0]] + (.[1:] | to_entries | map(.key as $k | .value |
			gsub("\t[0-9]+(?=\t|$)"; "\t\($k % 12)"))) |
		.n = 7 | .counts = (.counts | map(sub("=.*"; "=3")))
		else .n = 12 | .persons = 11 | .repeats = 2 | .open = 4 |
		.overdue = 6 | .urgent = 1 | .untold = 9 | .expected = 2.2 |
		.told_n = 8 | .age = 3 | .due_soon = 7 |
		.series = [.series[]? | . % 9] end;
		., (select(.sig == "pattern/1") | tiny | .id += "0")' \
		"$SAMPLE" >mixed
	jq -c 'if .sig == "summary/1" then
		(.base, .breaks, .unknown, .sources, .books, .deliveries) |=
			[.[0]] + (.[1:] | to_entries | map(.key as $k | .value |
			gsub("\t[0-9]+(?=\t|$)"; "\t\(7 * $k % 13)"))) |
		.n = 7 | .counts = (.counts | map(sub("=.*"; "=3")))
		else . end' mixed >in
	for l in nl en; do
		for f in text markdown; do
			sig-report --public --lang $l -f $f in >out
			small out >found
			[ ! -s found ] || {
				echo "$f $l: $(paste -sd' ' found)"
				cat out
				return 1
			}
		done
	done
	mkdir tables
	sig-report --public -f csv --dir tables in
	for t in sources base breaks tests unknown unknown_words books \
		patterns series; do
		sed 1d tables/$t.csv | sed 's/nob-[0-9]*//g; s/,7,/,,/' |
			tr ',' ' ' >out
		small out >found
		[ ! -s found ] || {
			echo "$t: $(paste -sd' ' found)"
			return 1
		}
	done
	sig-report --public -f jsonl in >out
	jq -e -s 'all(.[1:][] | .n, .expected, .persons, .told_n |
		numbers; . >= 10 and . % 5 == 0)' out
}

# What no rounding of the output can show: that nothing else hangs on it.
@test "sig-report: one public report fits many figures" {
	local f

	cat >other.jq <<-'END'
	def to5: (. + 2) / 5 | floor;
	def same($x): to5 == ($x | to5) and (. >= 10) == ($x >= 10);
	def other: if type == "array" then map(other)
		elif type != "number" or . < 1 then .
		else [. + 1, . - 1, .][] as $x | select(same($x)) | $x end;
	def first_other: [other] | first;
	def cells: [.[0]] + (.[1:] | map(split("\t") |
		map(if test("^[0-9]{1,6}$") then tonumber | first_other | tostring
			else . end) | join("\t")));
	if .sig == "summary/1" then .n |= first_other | .base |= cells |
		.breaks |= cells | .sources |= cells
	else with_entries(if .key | IN("n", "observed", "expected", "low",
		"high", "persons", "repeats", "urgent", "open", "untold",
		"overdue", "due_soon", "copies") then .value |= first_other
		elif .key | test("^series(_(expected|low|high))?$")
		then .value |= map(first_other)
		elif .key | test("^(ratio|ratio_low|ratio_high|p|q)$")
		then .value *= 1.01 else . end) end
	END
	jq -c . "$SAMPLE" >in
	jq -c -f other.jq in >others
	[ "$(jq -c 'select(.kind == "burst") | [.n, .persons]' others)" = \
		'[139,122]' ]
	for f in html text markdown csv jsonl; do
		sig-report --public -f "$f" in >one
		sig-report --public -f "$f" others | cmp - one
		sig-report -f "$f" others >two
		sig-report -f "$f" in >three
		run ! cmp -s two three
	done
}

# Who writes forty times is one person still: signals are no people.
@test "sig-report: a pattern of few people is not published" {
	local f

	jq -c 'if .kind == "burst" then .title_nl = "WEINIG" |
		.title_en = "WEINIG" | .persons = 9 else . end' \
		"$SAMPLE" >in
	jq -c 'select(.kind != "burst")' "$SAMPLE" >gone
	sed 's/"persons":9,/"persons":10,/' in >ten
	for f in html text markdown csv jsonl; do
		sig-report --public -f "$f" in >out
		sig-report --public -f "$f" --compare in gone >>out
		run ! grep -q WEINIG out
		sig-report --public -f "$f" ten | grep -q WEINIG
		sig-report -f "$f" in | grep -q WEINIG
	done
	sig-report --public -f text --compare ten gone | grep -q WEINIG
	# Who is sent on to other organisations counts in each.
	jq -c 'if .title_nl == "WEINIG" then .orgs = ["a", "b", "c"] |
		.persons = 29 | .persons_least = 9 else . end' in >three
	jq -c 'if .title_nl == "WEINIG" then .persons_least = 14 else . end' \
		three >enough
	jq -c 'if .title_nl == "WEINIG" then del(.persons_least) else . end' \
		three >untold
	for f in html text markdown csv jsonl; do
		run ! grep -q WEINIG <(sig-report --public -f "$f" three)
		run ! grep -q WEINIG <(sig-report --public -f "$f" untold)
		sig-report --public -f "$f" enough >out
		grep -q WEINIG out
		run ! grep -qE '(^|[^0-9])(30|29|15|14)([^0-9]|$)' \
			<(grep -E 'WEINIG.*cross-org|^Mensen' out)
	done
	grep -q '"persons":10,"persons_least":10,' out
	# Of who knows how many: refused too, for rows are no people.
	jq -c 'if .title_nl == "WEINIG" then del(.persons) else . end' in \
		>unknown
	for f in html text markdown csv jsonl; do
		sig-report --public -f "$f" unknown >out
		sig-report --public -f "$f" --compare unknown gone >>out
		run ! grep -q WEINIG out
	done
	jq -c 'del(.persons)' "$SAMPLE" >none
	sig-report --public -f text none >out
	[ "$(tr -s '\n' ' ' <out | grep -o 'niet bekend is dat het om 10' |
		wc -l)" = 3 ]
	# That there were few before is no number to tell either.
	jq -c 'if .kind == "burst" then .n = 60 | .persons = 9 else . end' \
		ten >before
	sig-report --public -f markdown --compare before ten >out
	grep -q '| WEINIG | meer signalen | minder dan 10 | 140 |' out
	jq -c 'if .kind == "burst" then .from = "2026-11-16" else . end' \
		before >week
	jq -c 'if .kind == "burst" then .series[-1] = 99 else . end' ten >now
	sig-report --public -f markdown --compare week now >out
	grep -q '| WEINIG | meer signalen | minder dan 10 | 100 in 7 dagen |' out
	jq -c 'if .kind == "burst" then .persons = 60 else . end' week >many
	jq -c 'if .kind == "burst" then .series[-1] = 9 else . end' ten >now
	sig-report --public -f markdown --compare many now >out
	grep -q '| WEINIG | minder signalen | 60 in 7 dagen | minder dan 10 |' out
}

# What a title counts may be a few beside a letter of many: they are no more
# people for it.
@test "sig-report: a title that counts few is not published, though n is many" {
	local f what

	# three beside a letter of 27; twelve who may be three
	for what in '.n = 30 | .observed = 3 | .persons = 30' \
		'.n = 39 | .observed = 12 | .persons = 30'; do
		jq -c 'if .kind == "burst" then .title_nl = "WEINIG" |
			.title_en = "WEINIG" | '"$what"' else . end' \
			"$SAMPLE" >in
		jq -c 'select(.kind != "burst")' "$SAMPLE" >gone
		for f in html text markdown csv jsonl; do
			sig-report --public -f "$f" in >out
			sig-report --public -f "$f" --compare in gone >>out
			run ! grep -q WEINIG out
		done
	done
	sed 's/"persons":30/"persons":37/' in >ten
	sig-report --public -f text ten | grep -q WEINIG
	# nor what is left of all without what the title counts
	jq -c 'if .kind == "burst" then .n = 58 | .observed = 52 |
		.persons = 58 else . end' "$SAMPLE" >in
	sig-report --public -f jsonl in | jq -e -s 'any(.[];
		.kind == "burst" and .n == 50 and .persons == 50)'
	sig-report -f jsonl in | jq -e -s 'any(.[];
		.kind == "burst" and .n == 58 and .observed == 52)'
	jq -c 'if .kind == "burst" then .open = 55 | .untold = 54 |
		.urgent = 11 | .repeats = 53 | .overdue = 51 | .due_soon = 12
		else . end' in >open
	sig-report -f text open | grep -q 'Nog open  *55'
	sig-report --public -f text open >out
	run ! grep -q 'Nog open  *55' out
	jq -c 'if .kind == "burst" then .observed = 58 else . end' open >all
	sig-report --public -f text all | grep -q 'Nog open  *55'
	counts='^ *(Nog (open|niets)|Met spoed|Signalen niet voor|'
	counts+='Mogelijk over|Termijn loopt) '
	of_all() {
		jq -c 'select(.kind == "burst" or .sig == "summary/1")' "$1" |
			sig-report --public -f text | grep -cE "$counts.*[0-9]"
	}
	[ "$(of_all all)" = 6 ]
	[ "$(of_all open || true)" = 0 ]
	# of what is unanswered observed is no part of n
	jq -c 'if .kind == "burst" then .kind = "unanswered" | .n = 83 |
		.observed = 78 | .persons = 80 | .open = 83 else . end' \
		"$SAMPLE" | sig-report --public -f jsonl | jq -e -s 'any(.[];
		.kind == "unanswered" and .n == 85)'
}

@test "sig-report: the title of a public finding tells no exact number" {
	sed 's/Meer signalen over betaling bij UWV/Meer: 1.138, normaal 61/' \
		"$SAMPLE" >in
	grep -v 2f90c51be7a04d83 "$SAMPLE" >now
	for f in text html markdown jsonl; do
		sig-report --public --lang nl -f "$f" in >out
		grep -q '1.140, normaal 60' out
		run ! grep -qE '1[.]138|normaal 61' out
	done
	sig-report --public --lang nl -f text --compare in now | tr '\n' ' ' >out
	run ! grep -qE '1[.]138|normaal 61' out
	sig-report --lang nl -f text in | grep -q '1[.]138, normaal 61'
	# what is below ten is not nothing, nor told
	for n in 2 7; do
		sed "s/normaal 61/normaal $n/" in | sig-report --public --lang nl \
			-f text | tr '\n' ' ' | grep -q '1.140, normaal minder dan 10'
	done
	# to whom it was passed on is written by hand
	jq -c 'if .kind == "burst" then .state = "doorgezet" |
		.forwarded_to = "Mevr. Jansen" else . end' "$SAMPLE" >passed
	sig-report -f text passed | grep -q 'Mevr. Jansen'
	for f in text html markdown jsonl csv; do
		sig-report --public -f "$f" passed >out
		run ! grep -q Jansen out
	done
}

@test "sig-report: a public sentence sets all signals against all" {
	jq -c 'if .kind == "burst" then .kind = "repeat" | .n = 600 |
		.observed = 120 | .expected = 50 | .persons = 560
		else . end' "$SAMPLE" >in
	sig-report --public -f text in >out
	grep -q 'Ongeveer 600 signalen[.]$' out
	grep -q '120 (verwacht: 50)' out
}

@test "sig-report: a public title rounds counts, not the names in it" {
	jq -c 'if .kind == "burst" then .where = ["org=gemeente-1",
		"product=Wijk 3", "region=37", "theme=t"] |
		.title_nl = "Meer bij gemeente-1 (product Wijk 3): 37, Wijk 38" |
		.title_en = .title_nl else . end' "$SAMPLE" >in
	jq -c 'select(.kind != "burst")' "$SAMPLE" >gone
	sig-report --public -f jsonl in >out
	sig-report --public -f markdown --compare in gone >>out
	[ "$(grep -c 'gemeente-1 (product Wijk 3): 35, Wijk 40' out)" = 2 ]
	run ! grep -q ': 37,' out
}

@test "sig-report: a public report names no day, owner, word or signal" {
	jq -c 'if .sig == "pattern/1" then .owner = "GEHEIM" |
		.note = "GEHEIM" | .note_by = "GEHEIM" | .reason = "GEHEIM" |
		.evidence = ["GEHEIM"] | .why_nl = "GEHEIM" | .cue = ["GEHEIM"] |
		.words = ["GEHEIM"] | .marks = ["GEHEIM"] | .parts = ["GEHEIM"] |
		.quotes = ["reviewed=false\tGEHEIM"] | .since = "2019-11-03" |
		.action_date = "2019-11-04" | .told_date = "2019-11-05" |
		.from = "2019-10-06" | .to = "2019-11-07" |
		.where += ["group=GEHEIM", "id=GEHEIM"] |
		if .kind == "burst" then .kind = "emerging" |
		.where += ["words=GEHEIM"] | .title_nl = "over GEHEIM" |
		.id |= "hexid" + .[:9]
		else . end else . end' "$SAMPLE" >in
	for f in html text markdown csv jsonl; do
		sig-report --public --compare in -f "$f" in >out
		lacks GEHEIM out
		lacks -E '2019-1[01]-0[3-7]|[3-7] (november|oktober) 2019' out
		# nor the hash of a word, by which a guess is known to be right
		lacks hexid out
		grep -qw w1 out || grep -qw p-w1 out
	done
	sig-report --public -f text in | grep -q 'oktober 2019 tot en met november'
}

@test "sig-report: -n tells the first in full and the rest in a row" {
	sig-report -n 1 "$SAMPLE" >out.html
	[ "$(grep -c '<article' out.html)" = 4 ]
	text out.html | grep -qx 'Andere patronen'
	text out.html | grep -q 'Steeds meer signalen over bereikbaarheid'
}

# dead FILE: links of a page to parts that it does not have.
dead() {
	grep -o 'href="#[^"]*"' "$1" | sed 's/href="#//; s/"$//' | sort -u >links
	grep -o ' id="[^"]*"' "$1" | sed 's/ id="//; s/"$//' | sort >ids
	[ -s links ]
	[ -z "$(uniq -d ids)" ]
	comm -23 links <(sort -u ids)
}

@test "sig-report: every link of a page leads somewhere" {
	jq -c 'if .kind == "burst" then . as $p | range(130) | . as $i | $p |
		.id = "b\($i)" | del(.state) elif .kind == "grave" then
		. as $p | range(20) | . as $i | $p | .id = "g\($i)" |
		del(.quotes) elif .kind == "trend" then del(.state)
		else . end' "$SAMPLE" >many
	for o in "" "-n 1" "-n 0" "--public" "--public -n 1" \
		"--period 2026-11" "--compare $SAMPLE" "--compare $SAMPLE -n 1"; do
		# shellcheck disable=SC2086 # options are words
		sig-report $o many >out.html
		[ -z "$(dead out.html)" ] || {
			echo "$o: $(dead out.html)"
			return 1
		}
	done
	# what cannot wait is a list that can be read
	sig-report -f markdown many >out
	[ "$(sed -n '/^\*\*Snelle stij/,/^De termijn/p' out |
		grep -c '^| Meer')" = 20 ]
	grep -q '^Nog 110 patronen kunnen niet wachten\.' out
	[ "$(sig-report -n 0 -f markdown many | sed -n \
		'/^\*\*Snelle stij/,/^De termijn/p' | grep -c '^| Meer')" = 130 ]
}

@test "sig-report: every line is accounted for" {
	{
		cat "$SAMPLE"
		head -n 1 "$SAMPLE"
		echo nonsense
		echo
		sig x y
	} >in
	run -1 sig-report --stats stats -o out in
	reduces_up stats
	jq -e '.used == 6 and .refused == 2 and .skipped == 1 and
		.ignored == 1' stats
}

@test "sig-report: a full disk is an error" {
	[ -w /dev/full ] || skip "no /dev/full"
	run -2 sh -c "sig-report $SAMPLE >/dev/full"
}

# grid NAME: a table of the summary as the pattern page has it, with commas.
grid() {
	jq -r --arg n "$1" 'select(.sig == "summary/1") | .[$n][] |
		split("\t") | join(",")' "$SAMPLE"
}

@test "sig-report: the tables of the summary are the summary's" {
	local t

	for t in sources base breaks tests unknown unknown_words books; do
		sig-report -f csv --table "$t" "$SAMPLE" | tr -d '\r"' >out
		grid "$t" | diff -u - out
	done
}

@test "sig-report: the table of patterns holds the numbers of the lines" {
	sig-report -f csv "$SAMPLE" | tr -d '\r' >out
	[ "$(wc -l <out)" = 6 ]
	jq -r 'select(.sig == "pattern/1") | [.id, .kind] | join(",")' \
		"$SAMPLE" >want
	sed 1d out | cut -d, -f1,2 | diff -u want -
	grep -q ',138,61,121,uwv,' out
}

@test "sig-report: the series are those of the lines" {
	sig-report -f csv --table series "$SAMPLE" | tr -d '\r' | sed 1d |
		cut -d, -f1,4 >out
	jq -r 'select(.sig == "pattern/1" and .series) | .id as $id |
		.series[] | "\($id),\(.)"' "$SAMPLE" | diff -u - out
	# the expected end where the series end
	[ "$(sig-report -f csv --table series "$SAMPLE" |
		grep -c '^2f90.*,15,9,22,')" = 14 ]
}

@test "sig-report: --dir writes every table, and metadata that fit" {
	mkdir d
	sig-report -f csv --dir d "$SAMPLE"
	jq -e '."@context" == "http://www.w3.org/ns/csvw"' \
		d/csv-metadata.json
	jq -r '.tables[] | "\(.url) \([.tableSchema.columns[].name] |
		join(","))"' d/csv-metadata.json | while read -r file names; do
		[ "$(head -n 1 "d/$file" | tr -d '\r')" = "$names" ]
	done
	[ "$(jq '.tables | length' d/csv-metadata.json)" = \
		"$(find d -name '*.csv' | wc -l)" ]
	run -2 --separate-stderr sig-report -f csv --dir absent "$SAMPLE"
}

@test "sig-report: cells that a spreadsheet would run are harmless" {
	for x in '=1+1' '+1' '-1' '@a' '\t=1' '\r=1' '＝1' ' =1' '\xc2\xa0=1' \
		'\xe2\x80\x8b=1' ' \xe2\x81\xa0\xc2\xad@a' '\xe3\x80\x80+1' \
		'\xe2\xa0\x80-1' '\xf3\xa0\x80\xa0=1' '\xef\xbb\xbf=1'; do
		jq -c --arg x "$(printf %b "$x")" \
			'if .sig == "pattern/1" then .title_nl = $x else . end' \
			"$SAMPLE" | sig-report -f csv | tr -d '\r' |
			sed 1d | cut -d, -f3 | tr -d '"' >out
		lacks -v "^'" out
		[ "$(wc -l <out)" = 5 ]
	done
	# blanks alone do no harm and stay as they are
	jq -c 'if .sig == "pattern/1" then .owner = " a = b" else . end' \
		"$SAMPLE" | sig-report -f csv | grep -q '," a = b",'
}

@test "sig-report: a title that shows nothing is replaced by what it is" {
	for x in '' ' ' '\t' '\xc2\xa0 ' '\xe2\x80\x8b\xe3\x85\xa4' \
		'\xe2\xa0\x80\xc2\xad'; do
		jq -c --arg x "$(printf %b "$x")" 'if .kind == "burst" then
			.title_nl = $x | .title_en = $x else . end' "$SAMPLE" >in
		sig-report --title "$(printf %b "$x")" in >out
		grep -q '^<h1>Wat mensen ons vertellen</h1>$' out
		grep -q '<h3 id="[^"]*"><bdi>plotselinge stijging</bdi></h3>' out
		sig-report --lang en -f markdown in | grep -qx '### sudden rise'
		jq -c 'if .kind == "burst" then .kind = " " else . end' in |
			sig-report | grep -q '<bdi>Patroon</bdi></h3>'
		# nor is the row of one that is gone empty
		grep -v '"burst"' "$SAMPLE" | sig-report --compare in |
			grep -q '<th scope="row">Patroon</th><td>niet meer'
	done
}

@test "sig-report: as lines it holds what it may show, in its order" {
	sig-report -f jsonl "$SAMPLE" | cmp - "$SAMPLE"
	sig-report -f jsonl --quotes reviewed "$SAMPLE" >out
	lacks reviewed=false out
	grep -q reviewed=true out
	sig-report -f jsonl --public "$SAMPLE" >out
	jq -e -s 'length == 3 and all(.[1:][]; .n % 5 == 0 and .n >= 10 and
		(has("quotes") or has("evidence") or has("note") or
		has("why_nl") or has("series") | not))' out
}

# follow FILTER: the sample after FILTER on its patterns, as text.
follow() {
	jq -c "if .sig == \"pattern/1\" then $1 else . end" "$SAMPLE" |
		sig-report -f text >out
	sed -n '/^Wat nu eerst/,/^In het kort/p' out >first
}

@test "sig-report: what to do first is what nobody decided on yet" {
	follow 'del(.state, .owner, .action_date, .told_n)'
	[ "$(grep -c '^[1-5]\. ' first)" = 2 ]
	grep -q '^1. Lees 1 ernstig signaal. ' first
	paste -sd' ' first | tr -s ' ' | grep -q 'Eigenaar: niet vastgelegd.'
	[ "$(grep -c '^  \$ sig-track add 2f90c51be7a04d83 ' first)" = 1 ]
	# where each has an owner and an action nothing is left to decide
	follow '.state = "opgepakt"'
	grep -q '^Er is nu niets te besluiten' first
	lacks '^[1-5]\. ' first
	# decided, not told: that is what is left
	follow '.state = "afgewezen" | .reason = "r" | del(.told_n)'
	grep -q 'Vertel mensen wat u ermee deed: Meer signalen over' first
	lacks 'Besluit wie' first
	follow '.state = "bekend" | .until = "2030-01-01"'
	grep -q '^Er is nu niets te besluiten' first
	# never more than five, and not in what is published
	large=$(jq -c 'if .kind == "burst" then . as $p | range(9) | . as $i |
		$p | .id = "\($i)" | del(.state, .owner) else . end' "$SAMPLE")
	[ "$(sig-report -f text <<<"$large" |
		sed -n '/^Wat nu eerst/,/^In het kort/p' |
		grep -c '^[1-9]\. ')" = 5 ]
	sig-report --public -f text "$SAMPLE" | lacks 'Wat nu eerst'
}

@test "sig-report: answers past their term are one task, summed" {
	jq -c 'if .kind == "burst" then . as $p | range(3) | . as $i | $p |
		.id = "a\($i)" | .kind = "unanswered" | .overdue = 100 + $i |
		.n = 100 + $i | .age = 50 + $i | .owner = "Balie" |
		del(.state) else . end' "$SAMPLE" | sig-report -f text >out
	grep -q '^[0-9]. Beantwoord 303 signalen waarvan de termijn' out
	grep -q 'De oudste wacht al 52 dagen. Eigenaar: Balie.' out
}

@test "sig-report: late answers that are in hand stay in sight, decided or not" {
	pile() {
		jq -c 'if .kind == "burst" then .kind = "unanswered" |
			.overdue = 100 | .n = 100 | .age = 50 |
			.owner = "Balie" | .state = $s |
			if $s == "afgewezen" then .reason = "r" else . end
			else del(.told_n) | .state = "opgepakt" end' \
			--arg s "$1" "$SAMPLE" | sig-report -f text "${@:2}" >out
		sed -n '/^Wat nu eerst\|^What to do/,/^In het kort\|^In brief/p' out |
			tr -s ' \n' ' ' >first
	}
	for state in opgepakt doorgezet afgehandeld; do
		pile "$state"
		grep -q 'Er is nu niets te besluiten' first
		grep -q -- '- Opgepakt of doorgezet, maar nog niet beantwoord: 100 signalen waarvan de termijn' first
		grep -q 'De oudste wacht al 50 dagen. Eigenaar: Balie.' first
		lacks 'Beantwoord 100' first
		grep -q '^  Wanneer: nu\.' out
	done
	pile opgepakt --lang en
	grep -q -- '- Taken up or passed on, but not answered yet: 100' first
	# a decision that is still to be taken comes first
	pile onderzoek
	grep -q '1. Beantwoord 100 signalen' first
	lacks 'Opgepakt of doorgezet' first
	for state in afgewezen bekend; do
		pile "$state"
		lacks 'Opgepakt of doorgezet' first
	done
}

@test "sig-report: grave signals that are closed cannot be said to wait" {
	# graves N OPEN ...: in brief, of as many signals as there are numbers
	graves() {
		jq -c 'select(.kind == "grave") | . as $p | $ARGS.positional |
			to_entries[] | . as $e | $p | .id = "g\($e.key)" |
			del(.state, .open) | if $e.value == "x" then . else
			.open = ($e.value | tonumber) end' "$SAMPLE" \
			--args "$@" | sig-report -f text |
			sed -n '/^In het kort/,/^Hoeveel/p' | tr -s ' \n' ' '
	}
	graves 1 0 0 | grep -q -- '- 1 ernstig signaal kan niet wachten. 2 andere zijn al afgehandeld. -'
	# of what does not say it is open it is not known that it is closed
	graves x 0 1 | grep -q -- '- 2 ernstige signalen kunnen niet wachten. 1 ander is al afgehandeld. -'
	graves 1 1 | grep -q -- '- 2 ernstige signalen kunnen niet wachten. -'
	graves 0 0 | grep -q -- '- 2 ernstige signalen konden niet wachten, en zijn afgehandeld. -'
}

@test "sig-report: rows of what cannot wait are called what they are" {
	# now URGENT OVERDUE: the caption, of a burst with those
	now() {
		jq -c --argjson u "$1" --argjson o "$2" 'if .kind == "burst" then
			.urgent = $u | .gravity = 0 | .overdue = $o |
			.due_soon = 0 else .due_soon = 0 | .overdue = 0 end' \
			"$SAMPLE" | sig-report -f markdown |
			sed -n 's/^\*\*\(.*\(stijging\|termijn\).*\)\*\*$/\1/p'
	}
	[ "$(now 0 3)" = 'Patronen met termijnen die voorbij zijn of bijna aflopen' ]
	[ "$(now 3 0)" = 'Snelle stijgingen met spoed' ]
	[ "$(now 3 3)" = 'Snelle stijgingen met spoed, en patronen met termijnen die voorbij zijn of bijna aflopen' ]
	[ -z "$(now 0 0)" ]
}

@test "sig-report: more since the last report is not called growth" {
	# change is told by sig-pattern, of twice as much since it was told
	jq -c 'if .kind == "burst" then .n = 100 else . end' "$SAMPLE" >old
	jq -c 'if .kind == "burst" then .change = "same" else . end' \
		"$SAMPLE" >new
	changed old new | grep -q '/meer signalen/100/138/'
	sig-report --compare old -f text new | lacks gegroeid
	sig-report --compare old -f text "$SAMPLE" | grep -q 'urgentie, gegroeid'
}

@test "sig-report: of what no theme names the words are pointed to" {
	# where THEME WORDS: the burst of that theme, with these words
	where() {
		jq -c --arg t "$1" --argjson w "$2" 'if .kind == "burst" then
			.where = ["org=uwv", "theme=" + $t] | .words = $w |
			if $w == null then del(.words) else . end else . end' \
			"$SAMPLE" | sig-report -f markdown "${@:3}"
	}
	where onbepaald '["sorteerzuil"]' >out
	grep -q "^Waar dit over gaat, is niet herkend. Bij 'Meer over" out
	grep -q '^- \*\*Woorden die opvallen\*\*: sorteerzuil' out
	where onbepaald '["sorteerzuil"]' --lang en |
		grep -q "^What this is about was not recognised.*'More about this"
	where onbepaald null | lacks 'Waar dit over gaat'
	where betaling '["sorteerzuil"]' | lacks 'Waar dit over gaat'
	where onbepaald '["sorteerzuil"]' --public | lacks 'Waar dit over gaat'
}

@test "sig-report: how far patterns got is what the ledger says" {
	run_sample() { jq -c "$1" "$SAMPLE" | sig-report -f markdown >out; }
	run_sample 'del(.state, .owner, .action_date, .told_n, .reason)'
	grep -q 'Of iemand over deze patronen besloot, is niet bekend' out
	run_sample 'if .kind == "burst" then .state = "opgepakt" |
		.owner = "o" | .action_date = "2026-11-01" |
		del(.told_n, .reason)
		elif .kind == "trend" then .state = "teruggekoppeld" |
		.reason = "r" | .told_n = 4 | del(.owner, .action_date)
		else del(.state, .owner, .action_date, .told_n) end'
	grep -qxF '| Beoordeeld: erkend | 1 | 5 | 20% |' out
	grep -qxF '| Beoordeeld: afgewezen met reden | 1 | 5 | 20% |' out
	grep -qxF '| Opgepakt: eigenaar en actie bekend | 1 | 5 | 20% |' out
	grep -qxF '| Teruggekoppeld: de melder hoorde iets terug | 1 | 5 | 20% |' \
		out
}

@test "sig-report: a rule of the codebook has its number, if it has one" {
	jq -c 'if .kind == "burst" then .cue = ["betaling:geld-niet=17",
		"sentiment=negatief:leed=3", "spoed:nu", "sentiment=positief:x"]
		else . end' "$SAMPLE" | sig-report -f markdown >out
	grep -qxF -e '- **Regels van het codeboek**: betaling:geld-niet (17), sentiment=negatief:leed (3), spoed:nu, sentiment=positief:x' out
}

@test "sig-report: one is one and not many" {
	jq -c 'if .sig == "summary/1" then .n = 1 | .counts = ["read=1",
		"counted=1", "tallied=1", "copies=1", "states=1", "undated=1",
		"later=1"] else .n = 1 | .persons = 1 | .overdue = 1 |
		.age = 1 | del(.state) end' "$SAMPLE" >in
	for l in nl en; do
		sig-report -f text --lang $l in >out
		paste -sd' ' out | tr -s ' ' >flat
		# a number of one, then a word of many
		lacks -owE '(^|[^0-9.,])1 (\w+ )?(regels|kopieën|versies|signalen|mensen|patronen|dagen|bronnen|lines|copies|versions|signals|people|patterns|days|sources)' flat
	done
	sig-report -f text in | paste -sd' ' | tr -s ' ' >flat
	grep -qF 'Er is 1 regel gelezen. Daarbij komt 1 signaal uit tellingen van eerder. Van alles samen telt er 1 mee. Niet mee tellen: 1 kopie, 1 oudere versie en 1 van na de laatste dag. Van wat meetelt heeft er 1 geen datum.' flat
	sig-report --lang en -f text in | paste -sd' ' | tr -s ' ' >flat
	grep -qF '1 line was read. Another 1 signal comes from earlier tallies. Of all together 1 counts. Not counted: 1 copy, 1 older version and 1 from after the last day. Of those that count 1 has no date.' flat
	sig k x '"kind":"klacht"' '"received":"2026-01-01"' |
		sig-report --year 2026 -f text | paste -sd' ' | tr -s ' ' >flat
	grep -qF 'Er kwam 1 schriftelijke klacht binnen.' flat
	grep -qF '1 klacht waarvan wij niet weten hoe die binnenkwam.' flat
}

@test "sig-report: a link in a quote is no link in Markdown" {
	jq -c 'if .quotes then .quotes =
		["reviewed=true\t<http://x.y> [a](http://x.y) ![b](c) `d` | # e"]
		else . end' "$SAMPLE" | sig-report -f markdown >out
	# shellcheck disable=SC2016 # as it stands
	grep -qF '&lt;http\://x.y&gt; \[a\](http\://x.y) \!\[b\](c) \`d\` \| \# e' out
}

@test "sig-report: --compare tells what is new, grown, shrunk, gone, decided" {
	jq -c 'if .id == "2f90c51be7a04d83" then .state = "onderzoek"
		elif .id == "77aa10c2de34bb02" then .n = 1000
		elif .id == "0123456789abcdef" then .n = 100
		elif .id == "fedcba9876543210" then .id = "aaaa" |
		.title_nl = "Van toen" else . end' "$SAMPLE" |
		grep -v '"grave"' >old
	sig-report --compare old -f csv "$SAMPLE" >/dev/null
	sig-report --compare old "$SAMPLE" >out.html
	text out.html | sed -n '/^Verschillen met/,/^Hoeveel signalen/p' >seen
	for x in 'Meer signalen over betaling bij UWV/nieuwe beslissing/138' \
		'Steeds meer signalen over bereikbaarheid/meer signalen/1.000' \
		'Meer complimenten over de balie/minder signalen/100' \
		'Geen terugbelverzoeken meer van SVB/nieuw in dit rapport' \
		'Van toen/niet meer te zien/0'; do
		paste -sd/ seen | grep -qF "/$x/"
	done
	grep -qx 'Er is 1 nieuw ernstig signaal.' seen
	sig-report --compare "$SAMPLE" "$SAMPLE" >out.html
	text out.html | grep -qx \
		'Er zijn geen verschillen met het vorige rapport.'
	# what was seen before that report, but is not in it, is not new
	grep -v 2f90c51be7a04d83 "$SAMPLE" >old
	jq -c 'if .id == "2f90c51be7a04d83" then .first_seen = "2026-01-02" |
		.change = "spread" else . end' "$SAMPLE" |
		sig-report --compare old >out.html
	text out.html >seen
	paste -sd/ seen | grep -qF '/Meer signalen over betaling bij UWV/weer te zien/'
	grep -q 'nu ook elders' seen
	run -2 sig-report --compare absent "$SAMPLE"
}

# changed OLD NEW OPTIONS: the rows of what is different, cells with slashes.
changed() {
	sig-report -f markdown --compare "$1" "${@:3}" "$2" |
		sed -n '/^\*\*Verschillen/,/^##/p' | sed -n 's/^| //p' |
		sed -e 's/^\[\(.*\)\](#[^)]*)/\1/' -e 's, | ,/,g; s, |$,,' |
		grep -v '^-\|^Patroon/'
}

@test "sig-report: --compare tells a decision and growth, both" {
	jq -c 'if .id == "2f90c51be7a04d83" then .n = 60 | del(.state) else .
		end' "$SAMPLE" >old
	jq -c 'if .id == "2f90c51be7a04d83" then .state = "opgepakt" else .
		end' "$SAMPLE" >new
	changed old new >rows
	diff -u rows - <<<'Meer signalen over betaling bij UWV/nieuwe beslissing, meer signalen/60/138/opgepakt'
	# the same state again, of another day, is a decision too
	jq -c 'if .id == "2f90c51be7a04d83" then .since = "2026-11-01" else .
		end' "$SAMPLE" >old
	jq -c 'if .id == "2f90c51be7a04d83" then .since = "2026-11-20" else .
		end' "$SAMPLE" >new
	changed old new | grep -q '/nieuwe beslissing/138/138/opgepakt$'
}

@test "sig-report: --compare: what is gone or new was not found, not unknown" {
	grep -v 2f90c51be7a04d83 "$SAMPLE" >less
	changed "$SAMPLE" less >rows
	diff -u rows - <<<'Meer signalen over betaling bij UWV/niet meer te zien/138/niet gevonden/opgepakt'
	jq -c 'del(.first_seen)' "$SAMPLE" >new
	changed less new >rows
	diff -u rows - <<<'Meer signalen over betaling bij UWV/nieuw in dit rapport/niet gevonden/138/opgepakt'
}

# moved NAME IN: the sample with a table of episodes, where NAME is IN.
moved() {
	jq -c --arg row "$1"$'\t2026-11-01\t2026-11-20\t\t1\t'"$2" \
		'if .sig == "summary/1" then
			.episodes = ["id\tsince\tloud\ttold\tplaces\tpart_of", $row]
		else . end' "$SAMPLE"
}

@test "sig-report: --compare: what goes on as others is not gone" {
	local whole='Meer signalen over betaling bij UWV'
	local part='Steeds meer signalen over bereikbaarheid'

	# the part was folded into the whole, and is told in its place now
	moved 77aa10c2de34bb02 2f90c51be7a04d83 | grep -v '"id":"77aa10c2' >old
	moved x '' | grep -v '"id":"2f90c51b' |
		sed 's/"kind":"trend"/&,"first_seen":"2026-01-02"/' >new
	changed old new >rows
	diff -u rows - <<-END
	$part/was deel van: $whole/niet apart verteld/2.300/niet vastgelegd
	$whole/gaat verder als: $part/138/niet apart verteld/opgepakt
	END
	# the whole is a part of it now
	moved x '' | grep -v '"id":"77aa10c2' >old
	moved 2f90c51be7a04d83 77aa10c2de34bb02 | grep -v '"id":"2f90c51b' >new
	changed old new | grep -qxF \
		"$whole/gaat verder als: $part/138/niet apart verteld/opgepakt"
	# what was never told is not seen again, what was told is
	moved x '' | grep -v '"id":"2f90c51b' >old
	jq -c 'if .id == "2f90c51be7a04d83" then .first_seen = "2026-01-02"
		else . end' "$SAMPLE" >new
	changed old new | grep -qF "$whole/nieuw in dit rapport/"
	moved 2f90c51be7a04d83 '' | grep -v '"id":"2f90c51b' >old
	changed old new | grep -qF "$whole/weer te zien/"
}

@test "sig-report: --compare: a fifth is a fifth, up and down" {
	local was now want

	while read -r was now want; do
		jq -c --argjson n "$was" 'select(.kind == "trend") | .n = $n' \
			"$SAMPLE" >old
		jq -c --argjson n "$now" 'select(.kind == "trend") | .n = $n' \
			"$SAMPLE" >new
		changed old new | cut -d/ -f2 >got || true
		[ "$(cat got)" = "${want:-}" ] || {
			echo "$was to $now: $(cat got), not $want"
			return 1
		}
	done <<-'END'
	100 119
	100 120 meer signalen
	100 81
	100 80 minder signalen
	10 12
	10 13 meer signalen
	10 8
	10 7 minder signalen
	END
}

@test "sig-report: --compare: like periods are compared, or none" {
	local title='Meer signalen over betaling bij UWV'

	# weeks of 50, 40, 30 and 30: told of the last week, then of all four
	jq -c 'select(.kind == "burst") | .from = "2026-11-16" |
		.to = "2026-11-22" | .n = 30' "$SAMPLE" >old
	jq -c 'select(.kind == "burst") | .from = "2026-10-26" |
		.to = "2026-11-22" | .n = 150 |
		.series[-4:] = [50, 40, 30, 30]' "$SAMPLE" >new
	[ -z "$(changed old new)" ]
	# a week that is less, of four that are more than by the day
	jq -c '.n = 50' old >much
	changed much new >rows
	diff -u rows - <<<"$title/minder signalen/50 in 7 dagen/30 in 7 dagen/opgepakt"
	# and the other way: told of four weeks, then of the last
	jq -c '.n = 30 | .from = "2026-11-16"' new >short
	jq -c '.n = 120' new >four
	changed four short >rows
	diff -u rows - <<<"$title/meer signalen/120 in 28 dagen/150 in 28 dagen/opgepakt"
	# what the weeks do not tell is not said, but a decision is
	jq -c '.n = 9 | .from = "2026-11-20"' old >days
	[ -z "$(changed days new)" ]
	[ -z "$(changed much <(jq -c 'del(.series)' new))" ]
	jq -c '.state = "onderzoek"' days >decided
	changed decided new >rows
	diff -u rows - <<<"$title/nieuwe beslissing/9 in 3 dagen/150 in 28 dagen/opgepakt"
	# a silence does not grow by more signals, nor shrink by fewer
	for n in 5 300; do
		jq -c --argjson n "$n" '.kind = "silence" | .n = $n' old >was
		[ -z "$(changed was <(jq -c '.kind = "silence"' new))" ]
	done
	# a campaign is told from its first day: more is more
	jq -c '.kind = "campaign"' old >a
	jq -c '.kind = "campaign"' new >b
	changed a b | grep -q '/meer signalen/30/150/'
}

@test "sig-report: --compare: what another month has is not gone" {
	sig-report --period 2026-09 --compare "$SAMPLE" "$SAMPLE" >out.html
	text out.html | grep -qx \
		'Er zijn geen verschillen met het vorige rapport.'
	grep -v 2f90c51be7a04d83 "$SAMPLE" >less
	changed "$SAMPLE" less --period 2026-09 | grep -q '/niet meer te zien/'
}

@test "sig-report: --compare names lines it cannot read, and files of others" {
	{
		head -n 2 "$SAMPLE"
		echo '{"sig":"pattern/1","GEHEIM'
	} >old
	run -1 --separate-stderr sig-report --compare old -f text "$SAMPLE"
	[ "$stderr" = "sig-report: old:3: no line of a report" ]
	sig a x >signals
	fails_with 2 sig-report --compare signals "$SAMPLE"
	[[ $stderr == *"holds no patterns"* ]]
	# before the first report there was none
	: >empty
	sig-report --compare empty -f text "$SAMPLE" | grep -q 'nieuw in dit'
}

@test "sig-report: in brief what is silent has its name" {
	jq -c 'select(.kind == "silence") | .id = "0000000000000001" |
		.score = 1 | .title_nl = "Een ander"' "$SAMPLE" >other
	sig-report -f markdown "$SAMPLE" |
		grep -x -e '- Geen terugbelverzoeken meer van SVB'
	sig-report -f markdown "$SAMPLE" other | grep -x -e \
		'- 2 .* zijn stilgevallen. Bovenaan staat: Geen terugbel.* SVB'
}

@test "sig-report: --compare counts signals that are grave, not findings" {
	jq -c 'if .kind == "grave" then .n = 4 else . end' "$SAMPLE" >new
	grep -v '"grave"' "$SAMPLE" >old
	sig-report --compare old -f text new |
		grep -q 'Er zijn 4 nieuwe ernstige signalen'
}

@test "sig-report: --period holds what was there in that month" {
	sig-report --period 2026-09 "$SAMPLE" >out.html
	text out.html >seen
	grep -q '^Maandrapport over september 2026' seen
	grep -qx 'sig-pattern --until 2026-09-30 signals.jsonl | sig-report --period 2026-09 -o report-2026-09.html' seen
	grep -q 'Steeds meer signalen over bereikbaarheid' seen
	lacks 'Meer signalen over betaling bij UWV' seen
	sig-report --period 2025-10 -f text "$SAMPLE" | grep -q 'Er vallen geen'
	# a burst whose window begins in it is there if a signal is
	sig-report --period 2026-10 -f text "$SAMPLE" |
		grep -q 'Meer signalen over betaling bij UWV'
	jq -c 'if .kind == "burst" then .series[22] = 0 else . end' "$SAMPLE" |
		sig-report --period 2026-10 -f text >out
	lacks 'Meer signalen over betaling bij UWV' out
	grep -q 'Geen terugbelverzoeken meer van SVB' out
	for x in 2026 2026-13 2026-1 x; do
		fails_with 2 sig-report --period "$x" "$SAMPLE"
	done
}

# complaints: signals of two years, by every channel, outcome and delay.
complaints() {
	jq -cn '[["klacht", "bezwaar"][] as $k |
		["e-mail", "post", "telefoon", null][] as $c |
		["gegrond", "ongegrond", "oordeel-nvt", "", "open"][] as $o |
		[42, 43, 98, 99][] as $d | [$k, $c, $o, $d]] | to_entries[] |
		.key as $i | .value as [$k, $c, $o, $d] |
		(if $i % 3 == 1 then 2025 else 2026 end) as $y |
		{sig: "signal/1", id: "s\($i)", org: "o\($i % 2)", kind: $k,
		system: (if $i % 7 < 3 then "y\($d)" else null end),
		channel: $c, received: "\($y)-01-15",
		closed: (if $o == "open" then null else
		"\($y)-01-15T00:00:00Z" | fromdate + $d * 86400 | todate |
		.[:10] end), text: "x",
		outcome: (if $o == "" or $o == "open" then null else $o end),
		theme: (["t\($i % 3)", "t\($i % 5)"] | unique)} |
		del(.[] | nulls)'
}

@test "sig-report: --year counts what jq counts" {
	complaints >in
	sig-report --year 2026 -f markdown --stats stats in >out
	reduces_up stats
	cat >year.jq <<-'END'
	map(select(.kind == "klacht" and (.received | startswith("2026")) and
		.channel != "telefoon")) as $c |
	def shown(k): "| \(k[0]) | \(k[1]) |";
	def days: ((.closed + "T00:00:00Z" | fromdate) -
		(.received + "T00:00:00Z" | fromdate)) / 86400;
	def n(f): $c | map(select(f)) | length;
	def place: "\(.org) \(.kind) \(.system)";
	(map({key: place, value: ([.received, .closed, .seen // ""] |
		map(select(.)) | max)}) | group_by(.key) | map({key: .[0].key,
		value: (map(.value) | max)}) | from_entries) as $last |
	def age: (($last[place] + "T00:00:00Z" | fromdate) -
		(.received + "T00:00:00Z" | fromdate)) / 86400;
	["Er kwamen \($c | length) schriftelijke klachten binnen."],
	[["gegrond", n(.outcome == "gegrond")],
	["ongegrond", n(.outcome == "ongegrond")],
	["informeel opgelost", n(.outcome == "oordeel-nvt")],
	["afgehandeld of doorgestuurd, oordeel niet bekend",
		n(.outcome == null and .closed)],
	["nog niet afgehandeld", n(.closed == null)],
	["op tijd", n(.closed and days <= 42)],
	["mogelijk over de termijn", n(.closed and days > 42 and days <= 98) +
		n(.closed == null and age > 42 and age <= 98)],
	["over de termijn", n(.closed and days > 98) +
		n(.closed == null and age > 98)],
	["niet te bepalen", n(.closed == null and age <= 42)] | shown(.)],
	[("t0", "t1", "t2", "t3", "t4", "o0", "o1") as $t |
	def of(f): n((.org == $t or ((.theme | unique) | index($t))) and f);
	"| \($t) | \(of(true)) | \(of(.outcome == "gegrond")) | \(
	of(.outcome == "ongegrond")) | \(of(.outcome == "oordeel-nvt")) | \(
	of(.outcome == null)) |"] | .[]
	END
	jq -r -s -f year.jq in >want
	[ "$(wc -l <want)" = 17 ]
	while read -r line; do
		grep -qxF -- "$line" out || {
			echo "not there: $line"
			cat out
			return 1
		}
	done <want
	jq -e '.used > 20' stats
}

@test "sig-report: --year has due before the six weeks" {
	sig a x '"kind":"klacht"' '"received":"2026-01-01"' \
		'"closed":"2026-01-10"' '"due":"2026-01-09"' >in
	sig b x '"kind":"klacht"' '"received":"2026-01-01"' \
		'"closed":"2026-12-10"' '"due":"2026-12-31"' >>in
	sig-report --year 2026 -f markdown in >out
	grep -qxF '| op tijd | 1 |' out
	grep -qxF '| over de termijn | 1 |' out
	# open ones, on the last day that is known of their organisation
	{
		sig c x '"kind":"klacht"' '"received":"2026-12-01"'
		sig d x '"kind":"klacht"' '"received":"2026-09-10"'
		sig e x '"kind":"klacht"' '"received":"2026-08-10"'
		sig f x '"kind":"klacht"' '"received":"2026-08-10"' \
			'"due":"2026-12-20"'
		sig g x '"kind":"klacht"' '"received":"2026-01-10"' '"org":"b"'
	} >>in
	sig-report --year 2026 -f markdown in >out
	grep -qxF '| op tijd | 1 |' out
	grep -qxF '| mogelijk over de termijn | 1 |' out
	grep -qxF '| over de termijn | 2 |' out
	grep -qxF '| niet te bepalen | 3 |' out
}

@test "sig-report: --year has no complaint open that ended or was answered" {
	i=0
	for end in '"closed":"2026-01-20"' '"told":"2026-01-20"' \
		'"told":"2026-05-20"' '"status":"doorgezet"' \
		'"status":"geannuleerd"' '"outcome":"gegrond"' \
		'"status":"heropend","closed":"2026-01-20","outcome":"gegrond"'
	do
		sig "a$((i = i + 1))" x '"kind":"klacht"' \
			'"received":"2026-01-10"' "$end"
	done >in
	sig b x '"kind":"klacht"' '"received":"2026-06-01"' >>in
	sig c x '"kind":"klacht"' '"received":"2026-06-01"' >>in
	sig-report --year 2026 -f markdown in >out
	for row in 'gegrond | 1' 'nog niet afgehandeld | 3' 'op tijd | 2' \
		'afgehandeld of doorgestuurd, oordeel niet bekend | 5' \
		'over de termijn | 2' 'niet te bepalen | 5'; do
		grep -qxF "| $row |" out
	done
}

@test "sig-report: --year knows no more of a system than when it stopped" {
	local d

	for d in {01..28}; do
		sig "a$d" x '"kind":"klacht"' '"system":"old"' \
			"\"received\":\"2026-02-$d\"" '"seen":"2026-03-01"'
		sig "b$d" x '"kind":"klacht"' '"system":"new"' \
			"\"received\":\"2026-06-$d\"" '"seen":"2026-11-30"'
	done >in
	# it was late when it was last delivered
	sig c x '"kind":"klacht"' '"system":"old"' '"received":"2026-01-01"' \
		'"seen":"2026-03-01"' '"due":"2026-02-12"' >>in
	for d in old new; do
		sig "$d" x '"kind":"klacht"' "\"system\":\"$d\"" \
			'"received":"2026-01-01"' '"closed":"2026-01-02"'
	done >>in
	sig-report --year 2026 -f markdown in >out
	grep -qxF '| over de termijn | 29 |' out
	grep -qxF '| niet te bepalen | 28 |' out
	# one that says nothing of its deliveries too
	sed 's/"seen":"[^"]*"/"status":"open"/' in >unseen
	for d in 29 30; do
		sig "$d" x '"kind":"klacht"' '"system":"new"' \
			"\"received\":\"2026-11-$d\"" \
			"\"closed\":\"2026-11-$d\""
	done >>unseen
	sig-report --year 2026 -f markdown unseen >out
	grep -qxF '| niet te bepalen | 28 |' out
}

@test "sig-report: --year knows no more of what has gone from a list of what is open" {
	for d in {01..28}; do
		sig "r$d" x '"kind":"klacht"' '"file":"register-1.csv"' \
			"\"received\":\"2026-02-$d\"" \
			"\"closed\":\"2026-03-$d\"" '"seen":"2026-11-30"'
		# gone within the term, gone after it, and still there
		sig "a$d" x '"kind":"klacht"' '"file":"open-20260310.csv"' \
			"\"received\":\"2026-02-$d\"" '"seen":"2026-03-10"'
		sig "b$d" x '"kind":"klacht"' '"file":"open-20261030.csv"' \
			"\"received\":\"2026-02-$d\"" '"seen":"2026-10-30"'
		sig "c$d" x '"kind":"klacht"' '"file":"open-20261130.csv"' \
			"\"received\":\"2026-02-$d\"" '"seen":"2026-11-30"'
	done >in
	sig-report --year 2026 -f markdown in >out
	grep -qxF '| op tijd | 28 |' out
	grep -qxF '| over de termijn | 56 |' out
	grep -qxF '| niet te bepalen | 28 |' out
	grep -qxF '| nog niet afgehandeld | 28 |' out
	grep -qxF '| niet bekend of die is afgehandeld | 56 |' out
}

@test "sig-report: --year asks the source up to when its complaints are open" {
	local m

	for m in 1 2 3 4 5; do
		sig "a$m" x '"kind":"klacht"' "\"received\":\"2026-01-1$m\"" \
			"\"closed\":\"2026-02-1$m\""
		sig "b$m" x '"kind":"klacht"' "\"received\":\"2026-02-1$m\""
	done >in
	late() {
		sig-report --year 2026 -f markdown "$@" >out
		grep -E '^\| (.*over de termijn|niet te bepalen) ' out |
			grep -oE '[0-9]+' | paste -sd ' '
	}
	for m in 03 04 05 06 07 08 09 10 11; do
		sig "c$m" x '"kind":"melding"' "\"received\":\"2026-$m-01\""
		sig "d$m" x '"kind":"melding"' "\"received\":\"2026-$m-20\""
	done >others
	[ "$(late in)" = '0 0 5' ]
	# another kind, or another system, goes on
	[ "$(late in others)" = '0 0 5' ]
	jq -c '.kind = "klacht" | .system = "new" | .closed = .received' others \
		>new
	[ "$(late in new)" = '0 0 5' ]
	# the source itself does
	sed 's/"klacht"/"klacht","system":"new"/' in >same
	[ "$(late same new)" = '0 5 0' ]
	# what has an outcome is not open
	sig e x '"kind":"klacht"' '"received":"2026-03-10"' \
		'"system":"new"' '"outcome":"ongegrond"' >outcome
	[ "$(late same new outcome)" = '0 5 1' ]
	# one that tells of no closing says of none that it is open
	sed 's/"closed":/"outcome":"gegrond","due":/' same new >none
	[ "$(late none)" = '0 0 28' ]
	grep -qxF '| nog niet afgehandeld | 5 |' out
}

# late FILE...: what is late, and what cannot be judged.
late() {
	sig-report --year 2026 -f markdown "$@" >out
	grep -E '^\| (over de termijn|niet te bepalen) ' out |
		grep -oE '[0-9]+' | paste -sd ' '
}

@test "sig-report: --year lets no slip of the pen decide what is late" {
	local d

	for d in {01..28}; do
		sig "a$d" x '"kind":"klacht"' "\"received\":\"2026-09-$d\""
		sig "b$d" x '"kind":"klacht"' "\"received\":\"2026-03-$d\"" \
			"\"closed\":\"2026-04-$d\""
	done >in
	[ "$(late in)" = '0 28' ]
	lacks 'niet geloofd' out
	# of another kind, closed or delivered far too late, also two at once
	sig c x '"kind":"bezwaar"' '"received":"2099-01-01"' >far
	sig d x '"kind":"klacht"' '"received":"2026-03-03"' \
		'"closed":"2062-03-20"' >closed
	sig e x '"kind":"melding"' '"received":"2026-09-02"' \
		'"seen":"2062-09-03"' >seen
	[ "$(late in far)" = '0 28' ]
	grep -q '1 datum is niet geloofd.* 1 januari 2099, bij niet ingevuld' out
	[ "$(late in closed)" = '0 29' ]
	[ "$(late in seen)" = '0 28' ]
	[ "$(late far seen closed in)" = '0 29' ]
	grep -q '3 datums zijn niet geloofd.* 1 januari 2099' out
	late --lang en in far >want || true
	grep -q '1 date is not believed.* 1 January 2099' out
	late --public in far
	grep -q 'Datums die ver na alle andere liggen, zijn niet geloofd' out
	lacks '2099' out
	# later than the day on which its line was delivered
	sig f x '"kind":"klacht"' '"received":"2026-03-03"' \
		'"closed":"2026-10-20"' '"seen":"2026-09-28"' >after
	[ "$(late in after)" = '0 29' ]
	grep -q '1 datum is niet geloofd.* 20 oktober 2026' out
	# what was delivered much later is open that long
	sed 's/}$/,"seen":"2027-01-31"}/' in >delivered
	[ "$(late delivered)" = '28 0' ]
	lacks 'niet geloofd' out
	# of four complaints too
	sed -n '1p;2p;4p;8p' in >few
	[ "$(late few)" = "$(late few far)" ]
}

@test "sig-report: --year is judged by no slip of the pen within the data" {
	local d

	# a system that stopped, and one that goes on
	for d in {01..28}; do
		sig "a$d" x '"kind":"klacht"' '"system":"old"' \
			"\"received\":\"2026-01-$d\"" \
			"\"closed\":\"2026-02-$d\""
		sig "b$d" x '"kind":"klacht"' '"system":"old"' \
			"\"received\":\"2026-02-$d\""
		sig "c$d" x '"kind":"klacht"' '"system":"new"' \
			"\"received\":\"2026-09-$d\"" \
			"\"closed\":\"2026-10-$d\""
	done >in
	[ "$(late in)" = '0 28' ]
	sig d x '"kind":"klacht"' '"system":"old"' '"received":"2026-01-08"' \
		'"closed":"2026-10-02"' >slip
	[ "$(late slip in)" = '1 28' ]
	sed 's/"d"/"e"/; s/10-02/09-27/' slip >slip2
	[ "$(late in slip2 slip)" = '2 28' ]
	# of what is delivered the last day is known
	sed 's/}$/,"seen":"2026-10-28"}/' in >delivered
	[ "$(late delivered)" = '28 0' ]
}

@test "sig-report: --year believes no delivery before most of it came" {
	local d

	for d in {01..20}; do
		sig "a$d" x '"kind":"klacht"' "\"received\":\"2026-03-$d\"" \
			"\"closed\":\"2026-04-$d\""
		sig "b$d" x '"kind":"klacht"' "\"received\":\"2026-05-$d\"" \
			"\"closed\":\"2026-09-$d\""
	done >in
	year() {
		sed "s/}\$/,\"seen\":\"$1\"}/" in |
			sig-report --year 2026 -f markdown >out
		grep -E '^\| (op tijd|over de termijn|niet te bepalen) ' out |
			grep -oE '[0-9]+' | paste -sd ' '
	}
	[ "$(year 2026-10-01)" = '20 20 0' ]
	[ "$(year 2026-01-01)" = '20 20 0' ]
	lacks 'niet geloofd' out
	# a day to come on which all were closed is another mistake
	sed 's/"closed":"[^"]*"/"closed":"9999-12-31"/' in >open
	mv open in
	[ "$(year 2026-10-01)" = '0 0 40' ]
	# few are no delivery
	head -n 4 in | sed 's/9999-12-31/2026-07-01/' >few
	mv few in
	[ "$(year 2026-01-01)" = '0 0 4' ]
}

@test "sig-report: --year says of which days its figures are" {
	local d

	for d in {01..28}; do
		sig "a$d" x '"kind":"klacht"' "\"received\":\"2025-06-$d\"" \
			"\"closed\":\"2025-07-$d\""
		sig "b$d" x '"kind":"klacht"' "\"received\":\"2026-09-$d\""
		# other kinds are known longer
		sig "c$d" x '"kind":"melding"' "\"received\":\"2025-01-$d\""
		sig "d$d" x '"kind":"melding"' "\"received\":\"2026-10-$d\""
	done >in
	sig e x '"kind":"klacht"' '"received":"2062-09-01"' >far
	for d in in far; do
		[ "$d" = in ] || cat in >>far
		sig-report --year 2026 -f markdown "$d" >out
		grep -q 'gaan tot en met 28 september 2026\.' out
		lacks 'beginnen op' out
		sig-report --year 2025 -f markdown "$d" >out
		grep -q 'beginnen op 1 juni 2025\.' out
		grep -q 'bekend tot en met 28 september 2026\.' out
		# nothing is no 0
		for y in 2024 2027; do
			sig-report --year "$y" -f markdown "$d" >out
			grep -q "Van klachten in $y is niets bekend" out
			lacks '\b0\b' out
		done
	done
	sed 's/}$/,"seen":"2026-09-30"}/' in |
		sig-report --year 2026 --lang en -f markdown >out
	grep -q 'The figures are up to 30 September 2026\.' out
	# of each organisation the last day is its own
	{
		jq -c '.org = "b" | .seen = "2026-09-30"' in
		jq -c '.org = "a" | .id = "f" + .id | .seen = "2026-07-01" |
			select(.received < "2026-07")' in
		sig g x '"kind":"klacht"' '"org":"a"' \
			'"received":"2026-05-01"' '"seen":"2026-07-01"'
		sig h x '"kind":"melding"' '"org":"c"' \
			'"received":"2026-01-01"' '"seen":"2026-07-01"'
		sig i x '"kind":"klacht"' '"org":"d"' \
			'"received":"2026-09-24"'
	} >orgs
	sig-report --year 2026 -f markdown orgs >out
	grep -q 'gaan tot en met 30 september 2026\.' out
	grep -q 'Van deze organisaties gaan de cijfers minder ver' out
	[ "$(grep -A4 '^| Organisatie *| Tot en met' out | grep -c '^| [a-d] ')" = 1 ]
	grep -qxF '| a | 1 juli 2026 |' out
	# nobody is named of whom no figure is shown
	sig-report --year 2026 --public -f markdown orgs >out
	lacks 'minder ver' out
	sig-report --year 2026 -f markdown </dev/null >out
	grep -q "Van klachten in 2026 is niets bekend" out
}

@test "sig-report: --year --public has only multiples of five" {
	complaints | sig-report --year 2026 --public -f markdown >out
	grep '^| [^-]' out | tr -d '|' | grep -oE '[0-9]+ *$' >numbers
	[ "$(wc -l <numbers)" -gt 10 ]
	awk '$1 % 5 { print; bad = 1 } END { exit bad }' numbers
}

@test "sig-report: each figure of the summary is what jq makes of it" {
	sig-report -f markdown "$SAMPLE" >out
	jq -r 'select(.sig == "summary/1") |
		def nl: tostring | if test("^[0-9]+$") and length > 3 then
			.[:-3] + "." + .[-3:] elif . == "" then "niet bekend"
			else . end;
		((.base[1:] | .[] | split("\t") | select(.[0] == "org") |
		"| \(.[1]) | \([.[2:][] | nl] | join(" | ")) |"),
		(.base[1] | split("\t") |
		"| Totaal | \([.[2:][] | nl] | join(" | ")) |"),
		([.breaks[1:][] | split("\t") | select(.[0] == "ingedeeld")] |
		"| Ingedeeld door het codeboek | \(.[0][4] | nl) | \(
		.[0][5] | nl) | \([.[] | (.[4] | tonumber) * 100 /
		(.[5] | tonumber) | round | tostring + "%"] | join(" | ")) |"),
		(.unknown_words[1:] | .[] | gsub("\t"; " | ") | "| \(.) |"))' \
		"$SAMPLE" >want
	[ "$(wc -l <want)" = 6 ]
	while read -r line; do
		grep -qxF -- "$line" out || {
			echo "not there: $line"
			return 1
		}
	done <want
}

@test "sig-report: each figure of a pattern is what jq makes of it" {
	sig-report -f text "$SAMPLE" >out
	jq -r 'select(.id == "2f90c51be7a04d83") |
		"Signalen \(.n) (verwacht: \(.expected), meestal \(
		.low) tot \(.high))", "Mensen ten minste \(.persons)",
		"Signalen niet voor het eerst \(.repeats)",
		"Nog open \(.open)", "Nog niets teruggehoord \(.untold)",
		"Mogelijk over de termijn \(.overdue)",
		"Termijn loopt binnen 14 dagen af \(.due_soon)",
		"Dagen zonder actie \(.age)", "Eigenaar \(.owner)",
		"Route \(.route)"' "$SAMPLE" >want
	tr -s ' ' <out >squeezed
	while read -r line; do
		grep -qxF "$line" squeezed || {
			echo "not there: $line"
			return 1
		}
	done <want
	[ "$(wc -l <want)" = 10 ]
}

@test "sig-report: the command in it, pasted, gives what it counted" {
	local command

	for i in $(seq 30); do
		sig "s$i" x "\"org\":\"o$((i % 3))\"" \
			'"theme":["betaling"]' \
			"\"received\":\"2026-01-$(printf %02d "$i")\""
	done >'my signals'
	jq -cn '{sig: "pattern/1", id: "00000000000000aa", kind: "burst",
		where: ["org=o1", "theme=betaling"], from: "2026-01-05",
		to: "2026-01-20", n: 5}' >patterns.jsonl
	sig-report --signals 'my signals' patterns.jsonl >out.html
	command=$(text out.html | grep '^sig-select')
	[ "$(bash -c "$command" | grep -c 'januari 2026')" = 5 ]
	command=$(sig-report -f text --signals 'my signals' patterns.jsonl |
		sed -n 's/^ *\$ //p')
	[ "$(bash -c "$command" | grep -c 'januari 2026')" = 5 ]
}

@test "sig-report: a hundred thousand patterns fit in bounded memory" {
	grep 2f90c51be7a04d83 "$SAMPLE" >line
	seq -f '%016.0f' 100000 | awk 'NR == FNR {
			at = index($0, "2f90c51be7a04d83")
			before = substr($0, 1, at - 1)
			after = substr($0, at + 16)
			next
		}
		{ print before $1 after }' line - >in
	(ulimit -v 60000 -t 60 && sig-report in) >out.html
	[ "$(grep -c '<article' out.html)" = 100 ]
	[ "$(grep -c '<tr><th scope="row">Meer signalen over' out.html)" = \
		99900 ]
	(ulimit -v 60000 -t 60 && sig-report -f text in) | wc -l >lines
	[ "$(cat lines)" -gt 100000 ]
	(ulimit -v 60000 -t 60 && sig-report -f jsonl in) | wc -l >lines
	[ "$(cat lines)" = 100000 ]
}

@test "sig-report: grave signals of one letter come after the others" {
	grep '"grave"' "$SAMPLE" | jq -c '. as $p | range(40) | . as $i | $p |
		.id = "grave\($i)" | .title_nl = "Brief" |
		.score = 3500 | .quotes =
		["reviewed=false\tGeacht college nummer \($i): wij vragen u deze regel niet toe te passen op jongeren"]' \
		>letters
	cat "$SAMPLE" letters | sig-report -f text >out
	grep -q '^1. Lees 2 ernstige signalen. ' out
	grep -q '^40 van deze signalen hebben bijna dezelfde tekst' out
	[ "$(grep -c '^Brief$' out)" = 1 ]
	[ "$(grep -c '^Brief  *18 november' out)" = 39 ]
}

@test "sig-report: words that do harm come out tame in every format" {
	jq -c --rawfile all "$DATA/report/hostile.txt" '
		if .kind == "burst" then . as $p |
		($all | split("\n") | map(select(. != "")) + ["a\u001b]0;x\u0007",
		"\u0085\u2028\u202e", "\u0000"]) | to_entries[] |
		.key as $i | .value as $w | $p | .id = "x\($i)" |
		.title_nl = $w | .why_nl = $w | .note = $w | .owner = $w |
		.quotes = ["reviewed=true\t" + $w] else . end' "$SAMPLE" >in
	[ "$(wc -l <in)" -gt 40 ]
	for f in html text markdown csv jsonl; do
		sig-report -n 0 -f "$f" in | tr -d '\r' >out
		LC_ALL=C lacks -P '[\x00-\x08\x0b-\x1f\x7f]' out
		[ "$f" = jsonl ] || lacks -P '[\x{80}-\x{9f}\x{202a}-\x{202e}]' out
		iconv -f utf-8 -t utf-8 out >/dev/null
	done
	sig-report -f csv in | tr -d '\r' | sed 1d >out
	lacks -E '(^|,)"?[=+@-]' out
	[ "$(wc -l <out)" = "$(($(wc -l <in) - 1))" ]
	sig-report -f jsonl in | jq -cS . | sort >a
	jq -cS . in | sort | diff -u - a
	sig-report -n 0 -f markdown in >out
	lacks -E '<(script|img|svg|iframe|a|b|base|meta|link|object|style)' out
	lacks '[^\]](javascript' out
}

@test "sig-report: a thousand hostile strings come out tame in every format" {
	"$ROOT/tests/hostile" >words
	[ "$(wc -l <words)" -gt 900 ]
	jq -c --slurpfile all words 'if .sig == "summary/1" then . else
		select(.kind == "burst") | . as $p | $all | to_entries[] |
		.key as $i | .value as $w | $p | .id = "x\($i)" |
		.title_nl = $w | .why_nl = $w | .note = $w | .note_by = $w |
		.owner = $w | .state = $w | .reason = $w | .words = [$w] |
		.cue = [$w + "=1"] | .orgs = [$w] | .norm = [$w] |
		.evidence = [$w] | .quotes = ["reviewed=true\t" + $w] end' \
		"$SAMPLE" >in
	for f in html text markdown csv jsonl; do
		sig-report -n 0 -f "$f" in | tr -d '\r' >out
		LC_ALL=C lacks -qP '[\x00-\x08\x0b-\x1f\x7f]' out
		[ "$f" = jsonl ] ||
			lacks -qP '[\x{80}-\x{9f}\x{202a}-\x{202e}\x{2066}-\x{2069}]' out
		iconv -f utf-8 -t utf-8 out >/dev/null
	done
	jq -cS . in | sort | diff - <(jq -cS . out | sort)
	sig-report -n 0 in >out
	lacks -qiE '<(script|img|iframe|base|meta http-equiv=.?refresh|link|object|a href="[^#])' out
	[ ! -e hacked ]
}

@test "sig-report: of how many it is not known whether they heard back" {
	lists() { # NAME PREFIX TOLD EXTRA
		awk -v p="$2" -v told="$3" -v extra="$4" '
		function row(id, day, heard) {
			print id ";" day ";Afval;" (told ? heard ";" : "") \
			    "De container is weer niet geleegd, al weken lang"
		}
		BEGIN {
			row("Zaaknummer", "Datum ontvangst",
			    "Datum teruggekoppeld")
			for (i = 0; i < 28 + extra; i++)
				row(p i, sprintf("%02d-02-2026", i % 28 + 1),
				    i > 1 ? "28-02-2026" : "")
		}' | sed '1s/Afval/Product/; 1s/De container.*/Omschrijving/' \
			>"$1"
	}
	cd "$BATS_TEST_TMPDIR"
	lists a.csv A 1 0
	lists b.csv B 0 2
	{
		sig-ingest --no-person --org X --map klacht a.csv
		sig-ingest --no-person --org X --map terugbelverzoek b.csv
	} | sig-classify | sig-dedupe >s.jsonl
	sig-pattern --until 2026-02-28 s.jsonl >p.jsonl
	[ "$(jq -c 'select(.kind == "campaign") |
		[.n, .untold, .untold_unknown]' p.jsonl)" = '[58,2,30]' ]
	sig-report --format markdown p.jsonl | grep -qxF \
		-- '- **Nog niets teruggehoord**: 2, en niet bekend van 30'
	# where all lists say so there is nothing to add
	grep '"file":"a.csv"' s.jsonl | sig-pattern --until 2026-02-28 >p.jsonl
	[ "$(jq -c 'select(.kind == "campaign") |
		[.n, .untold, .untold_unknown]' p.jsonl)" = '[28,2,null]' ]
}
