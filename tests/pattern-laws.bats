#!/usr/bin/env bats
# What holds of counts and patterns whatever the signals are: made ones, with
# all members that decide anything, in several worlds.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

# world SEED: signals of 400 days up to 2026-03-20, and copies and states.
world() {
	awk -v seed="$1" 'BEGIN {
		srand(seed)
		for (d = 0; d < 400; d++)
			for (k = 0; k < 16; k++)
				if (rand() < .5)
					one(d)
	}
	function pick(list,    v, n) {
		n = split(list, v, " ")
		return v[1 + int(n * rand())]
	}
	function day(d) {
		return strftime("%Y-%m-%d", 1739534400 + 86400 * d, 1)
	}
	function add(p, name, value) {
		if (rand() < p)
			line = line ",\"" name "\":" value
	}
	function text(s) {
		return "\"" s "\""
	}
	function one(d,    id, due) {
		id = "i" ++n
		line = "{\"sig\":\"signal/1\",\"id\":" text(id)
		add(1, "org", text(pick("a b c")))
		add(.4, "system", text(pick("s t")))
		add(.95, "kind", text(pick("klacht melding")))
		add(.7, "channel", text(pick("post web")))
		add(seed % 2 ? .9 : 0, "seen", text(day(d + int(4 * rand()))))
		add(.97, "received", text(day(d) pick("T23:30:00Z \
		    T00:10:00+01:00 T12:00:00+02:00")))
		add(.3, "occurred", text(day(d - 3)))
		add(.8, "closed", text(day(d + int(60 * rand()))))
		add(.3, "told", text(day(d + 9)))
		add(.2, "status", text(pick("erkend afgewezen nieuw")))
		add(1, "text", text(pick("brief balie geld") " " \
		    pick("laat weg fout") (d > 380 ? pick(" nieuw  ") : "")))
		add(.8, "product", text(pick("x y z")))
		add(.6, "region", text(pick("r1 r2 r3 r4")))
		add(.8, "redacted", text("r"))
		add(.8, "who", text("p" int(900 * rand())))
		add(.05, "repeat", 2)
		add(.04, "group", text("i" int(n * rand())))
		add(.9, "theme", pick("[\"u\"] [\"v\"] [\"w\"] [\"u\",\"v\"]"))
		add(.5, "level", pick("[\"l\"] [\"m\"]"))
		add(.02, "urgency", text(pick("spoed hoog")))
		add(1, "by", "[\"b@" (d > 300 && seed == 3 ? 2 : 1) "\"]")
		print line "}"
		if (rand() < .03)
			print line ",\"copy_of\":" text(id) "}"
		if (rand() < .03)
			print line ",\"superseded\":true}"
	}'
}

# shuffle SEED: the lines of standard input in another order.
shuffle() {
	awk -v seed="$1" 'BEGIN { srand(seed) } { print rand() "\t" $0 }' |
		sort -n | cut -f 2-
}

# each COMMAND...: run it in three worlds, in files all and mixed; each line of it
# must hold, so nothing may ask whether it did.
each() {
	local s

	for s in 1 2 3; do
		world $s >all
		shuffle $s <all >mixed
		split -n r/3 mixed part.
		echo "world $s"
		"$@"
	done
}

by=org,system,kind,channel,product,region,sentiment,theme,norm,level

any_order() {
	sig-pattern all >p
	sig-pattern mixed | cmp - p
	sig-pattern part.ac part.aa part.ab | cmp - p
	cat part.ac - part.aa <part.ab | TZ=Pacific/Auckland LC_ALL=C \
		sig-pattern --progress 2>/dev/null | cmp - p
	sig-pattern --trace - all | sort >p
	sig-pattern --trace - mixed | sort | cmp - p
}

@test "pattern-laws: no order of lines or files makes another pattern" {
	each any_order
}

# many SEED: tallies of 70 weeks of 70 organisations and 280 of their cells, of
# which each tenth doubles or halves or walks.
many() {
	awk -v seed="$1" 'BEGIN {
		srand(seed)
		for (o = 0; o < 70; o++)
			for (k = 0; k < 4; k++)
				for (w = level = 0; w < 70; w++)
					week(sprintf("%02d", o), k, w, 4 * o + k)
	}
	function week(o, k, w, cell,    n) {
		level += cell % 10 == 3 ? .2 * (rand() - .5) : 0
		n = 6 * exp(level) * (.5 + rand())
		if (w > 44 && cell % 10 < 2)
			n *= cell % 10 ? 2 : .5
		printf "{\"sig\":\"tally/1\",\"period\":\"day\"," \
		    "\"day\":\"%s\",\"org\":\"o%s\",\"kind\":\"klacht\"," \
		    "\"product\":\"p%d\",\"n\":%d}\n", strftime("%Y-%m-%d",
		    1739534400 + 604800 * w + 86400 * (k % 3), 1), o, k, n + .5
	}'
}

@test "pattern-laws: nor do they where there are many cells of a form" {
	many 1 >t
	sig-pattern -q --trace all t >p
	shuffle 2 <t | sig-pattern -q --trace mixed >q
	cmp p q
	cmp all mixed
	jq -s -e 'map(select(.slow[1])) | length > 200 and
		(map(select(.trend == "found")) | length > 20)' all
}

any_tallies() {
	local f

	sig-tally -q --terms --by $by all >t
	for f in part.a?; do
		sig-tally -q --terms --by $by "$f" >"t.$f"
	done
	sig-tally -q --by $by t.part.ab t.part.ac >t.two
	sig-tally -q --terms --by $by part.aa t.two | cmp - t
	sig-tally -q --period week --coarsen channel,level t >u
	sig-tally -q --period week --coarsen channel,level --terms \
		t.part.aa part.ab t.part.ac | cmp - u
	sig-tally -q --by $by --since 2025-11-05 t >u
	sig-tally -q --terms --by $by --since 2025-11-05 mixed | cmp - u
	sig-pattern t >p
	shuffle 9 <t | sig-pattern | cmp - p
	sig-pattern t.part.ab t.part.aa t.part.ac | cmp - p
	sig-pattern --history t /dev/null | cmp - p
}

@test "pattern-laws: tallies add up, whatever was tallied before" {
	each any_tallies
}

# told FILE: what must be the same where the past came as tallies, in which
# nothing says what is still open, and may be of days that signals are of too.
told() {
	jq -c 'def rest: map(select(test("\\b(open|twice|dubbel)\\b") | not));
		if .sig == "summary/1" then del(.counts, .breaks) |
			.warnings_nl |= rest | .warnings_en |= rest
		elif .kind == "unanswered" then del(.why_nl, .why_en, .age,
			.score, .score_parts)
		else . end' "$1"
}

any_history() {
	awk '{
		d = match($0, /"received":"/) ? substr($0, RSTART + 12, 10) : ""
		print >(d != "" && d < "2025-08-10" ? "old" : "new")
	}' all
	sig-tally -q --by $by old >t
	sig-pattern all >p
	sig-pattern --history t new >q
	told p >p.told
	told q | cmp - p.told
	sig-tally -q old | sig-pattern - new >q
	jq -c 'select(.kind) | [.id, .observed, .expected, .p]' p >p.told
	jq -c 'select(.kind) | [.id, .observed, .expected, .p]' q |
		cmp - p.told
}

@test "pattern-laws: a past as tallies says the same" {
	each any_history
}

# any_names: what is called otherwise sorts otherwise, and is the same.
any_names() {
	sed 's/"org":"a"/"org":"z"/; s/"product":"x"/"product":"zx"/
		s/\["u"/["zu"/; s/"region":"r1"/"region":"zr"/
		s/\["zu","v"\]/["v","zu"]/' all |
		sig-pattern --alpha .5 --budget 50 >q
	sig-pattern --alpha .5 --budget 50 all >p
	[ "$(jq -s length p)" -gt 3 ]
	for f in p q; do
		jq -c 'select(.kind) | [.kind, .from, .to, .n, .observed,
			.expected, .p, .q, .score]' $f | sort >$f.told
	done
	cmp p.told q.told
}

@test "pattern-laws: other names make the same patterns" {
	each any_names
}

# rising SEED: signals of 420 days up to 2026-04-09; in the last five weeks a
# theme rises in one organisation and, of one product, in two, a product in one
# region and channel, and slowly another theme elsewhere.
rising() {
	awk -v seed="$1" 'BEGIN {
		srand(seed)
		for (d = 0; d < 420; d++)
			for (k = 0; k < 24; k++)
				if (rand() < .5)
					one(d)
	}
	function pick(list) {
		return substr(list, 1 + int(length(list) * rand()), 1)
	}
	function one(d,    o, p, t, c, r, i, n) {
		o = pick("abc")
		p = pick("xyz")
		t = pick("uvw")
		c = pick("mn")
		r = pick("0123")
		n = d <= 385 ? 1 : 1 + (t == "u" && o == "a") + \
		    (t == "u" && p == "x" && o != "c") + \
		    2 * (p == "y" && c == "m" && r == 1) + \
		    (t == "v" && o == "c" && rand() < (d - 385) / 35)
		for (i = 0; i < n; i++)
			printf "{\"sig\":\"signal/1\",\"id\":\"%d\"," \
			    "\"org\":\"%s\",\"kind\":\"klacht\"," \
			    "\"channel\":\"%s\",\"received\":\"%s\"," \
			    "\"product\":\"%s\",\"region\":\"%s\"," \
			    "\"theme\":[\"%s\"]}\n", ++id, o, c,
			    strftime("%Y-%m-%d", 1739534400 + 86400 * d, 1),
			    p, r, t
	}'
}

# misplaced FILE: parts of what changed, in a report, that are told by
# themselves, twice, or that are all of the finding and more.
misplaced() {
	jq -n -r '[inputs | select(.kind | IN("burst", "trend", "persistent",
			"positive", "cross-org"))]
		| map(.where | join(" & ")) as $own
		| [.[] | .where as $w | .parts[]? | sub("^[^ ]* "; "") |
			{ p: ., w: $w }]
		| (.[] | select(.p | IN($own[])) | "told: \(.p)"),
		  (group_by(.p)[] | select(length > 1) | "twice: \(.[0].p)"),
		  (.[] | select((.p | split(" & ")) as $p | $p - .w == [] and
			($p | length) < (.w | length)) | "wider: \(.p)"),
		  (length | select(. > 0) | "parts")' "$1"
}

@test "pattern-laws: a part has one place, and is never all and more" {
	local seed day

	for seed in 1 5; do
		rising $seed >all
		: >before
		for day in 03-14 03-20 03-23 03-26 03-29 04-01 04-04 04-07; do
			sig-pattern -q --until 2026-$day --previous before all >p
			cp p before
			misplaced p
		done
	done >found
	grep -c parts found
	run ! grep -v '^parts$' found
}
