# sig-pattern, and worlds that more than one file looks at: load pattern, behind
# helper
# shellcheck shell=bash

# days N RATE: signals of two organisations and some themes over N days from
# 2024-01-01, about RATE a day for each pair, the same always; no weekends.
days() {
	awk -v n="$1" -v rate="$2" 'BEGIN {
		srand(11)
		split("a b", org)
		split("betaling bejegening informatie", theme)
		split("telefoon post", channel)
		for (d = 0; d < n; d++)
			for (o = 1; o <= 2; o++)
				for (t = 1; t <= 3; t++)
					many(d, org[o], theme[t])
	}
	function many(d, o, t,    k) {
		for (k = 0; k < 4 * rate; k++)
			if (rand() < .25)
				one(d, o, t)
	}
	function one(d, o, t) {
		printf "{\"sig\":\"signal/1\",\"id\":\"i%d\",\"org\":\"%s\"," \
		    "\"kind\":\"klacht\",\"channel\":\"%s\"," \
		    "\"received\":\"%s\",\"text\":\"t\",\"who\":\"p%d\"," \
		    "\"theme\":[\"%s\"],\"by\":[\"b@1\"]}\n", ++id, o,
		    channel[1 + (rand() < .5)],
		    strftime("%Y-%m-%d", 1704110400 + 86400 * d, 1), id, t
	}'
}

# burst N FROM DAYS [MEMBER ...]: N signals over DAYS days from FROM on.
burst() {
	local n=$1 from=$2 span=$3 i more=

	shift 3
	[ $# = 0 ] || more=$(printf '%s,' "$@")
	for ((i = 0; i < n; i++)); do
		printf '{"sig":"signal/1","id":"%s-%d","org":"a","kind":"klacht","channel":"post","received":"%s","text":"De brief %d klopt niet.","redacted":"r1",%s"theme":["digitaal"],"by":["b@1"]}\n' \
			"${BURST:-x}" "$i" \
			"$(date -u -d "$from +$((i % span)) days" +%F)" \
			"$i" "$more"
	done
}

# found: kind and cell of each pattern.
found() {
	jq -r 'select(.sig == "pattern/1") |
		"\(.kind) \(.where | join(" "))"' "${1:--}"
}

# counts_hold PATTERNS SIGNALS: every n is what sig-select finds.
counts_hold() {
	jq -r 'select(.sig == "pattern/1") | "\(.id) \(.n) \(.kind)"' "$1" |
		while read -r id n kind; do
			echo "$kind $n $(sig-select -p "$id" --patterns "$1" "$2" |
				wc -l)"
		done >counts
	awk '$2 != $3 { print; bad = 1 } END { exit bad }' counts
}

# rise: a theme that grows from week to week at organisation b.
rise() {
	awk 'BEGIN {
		srand(3)
		for (d = 0; d < 500; d++)
			for (k = 0; k < 1 + d / 60; k++)
				if (rand() < .25)
					printf "{\"sig\":\"signal/1\"," \
					    "\"id\":\"r%d\",\"org\":\"b\"," \
					    "\"kind\":\"klacht\"," \
					    "\"channel\":\"post\"," \
					    "\"received\":\"%s\",\"text\":\"t\"," \
					    "\"who\":\"r%d\",\"theme\":" \
					    "[\"wachten\"]}\n", ++n,
					    strftime("%Y-%m-%d",
					    1704110400 + 86400 * d, 1), n
	}'
}

# caers: a table of two by two: 16 of 44 with the product have the theme, 15 of
# 3,312 without it.
caers() {
	awk 'BEGIN {
		split("16 15 28 3297", n)
		for (k = 1; k <= 4; k++)
			for (i = 0; i < n[k]; i++)
				printf "{\"sig\":\"signal/1\",\"id\":\"s%d\"," \
				    "\"org\":\"a\",\"kind\":\"klacht\"," \
				    "\"received\":\"%s\",\"who\":\"p%d\"," \
				    "\"theme\":[\"%s\"],\"product\":\"%s\"}\n",
				    ++m, day(m * 7919 % 300), m,
				    (k < 3 ? "toon" : "rest"),
				    (k % 2 ? "app" : "balie")
	}
	function day(d) {
		return strftime("%Y-%m-%d", 1767571200 + d * 86400, 1)
	}'
}

# everywhere ORGS PEOPLE: signals about betaling of 400 days, one in two days at
# each organisation, each of somebody else; in the last two weeks so many PEOPLE
# write to every organisation about it, twice.  Who is q3 at o2 is q3 at all.
everywhere() {
	awk -v m="$1" -v people="$2" 'BEGIN {
		srand(5)
		for (o = 1; o <= m; o++) {
			for (d = 0; d < 400; d++)
				if (rand() < .5)
					one(o, "b" ++b, d)
			for (p = 1; p <= 2 * people; p++)
				one(o, "q" p % people, 386 + int(rand() * 14))
		}
	}
	function one(o, who, d) {
		printf "{\"sig\":\"signal/1\",\"id\":\"e%d\",\"org\":" \
		    "\"o%d\",\"kind\":\"klacht\",\"channel\":\"post\"," \
		    "\"received\":\"%s\",\"who\":\"%s@o%d\",\"theme\":" \
		    "[\"betaling\"],\"by\":[\"b@1\"]}\n", ++n, o,
		    strftime("%Y-%m-%d", 1704110400 + 86400 * d, 1), who, o
	}'
}

# different FILE: how many people the signals of FILE are of.
different() {
	jq -r '.who | split("@")[0]' "$1" | sort -u | wc -l
}
