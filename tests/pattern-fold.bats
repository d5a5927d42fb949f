#!/usr/bin/env bats
# What is one matter, what is graver in it, and which comes first: worlds of
# which the truth is known.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

# world [SEED]: signals of 800 days up to 2026-03-10, of lines of organisation,
# theme, product ("-" is none), how many a day, from and to how many days ago
# that is (799 is the first day, 0 the last), and more members, if any.
world() {
	awk -v seed="${1:-1}" 'BEGIN { srand(seed) }
	{
		for (ago = $5; ago >= $6; ago--)
			for (k = 0; k < 10 * $4; k++)
				if (rand() < .1)
					one(ago)
	}
	function one(ago) {
		printf "{\"sig\":\"signal/1\",\"id\":\"i%d\",\"org\":\"%s\"," \
		    "\"kind\":\"klacht\",\"received\":\"%s\"," \
		    "\"who\":\"p%d\",\"theme\":[\"%s\"],%s%s" \
		    "\"by\":[\"b@1\"]}\n", ++id, $1,
		    strftime("%Y-%m-%d", 1773144000 - 86400 * ago, 1), id, $2,
		    $3 == "-" ? "" : "\"product\":\"" $3 "\",",
		    $7 == "" ? "" : $7 ","
	}'
}

# told: kind and cell of each pattern, but for the organisation, in order.
told() {
	jq -r 'select(.sig == "pattern/1") | "\(.kind) \(.where |
		map(select(startswith("org=") | not)) | join(" "))"' "$@"
}

@test "folding: a small part that rose far more than the whole is told" {
	{
		for product in bijstand paspoort rijbewijs; do
			echo a betaling $product 1.5 799 0
			echo a betaling $product 5 13 0
			echo a wachten $product 3 799 0
		done
		echo a betaling schuldhulp .1 799 0
		echo a betaling schuldhulp 2 13 0 '"urgency":"hoog"'
	} | world | sig-pattern >p
	[ "$(told p)" = "$(printf '%s\n' \
		"burst product=schuldhulp theme=betaling" \
		"burst theme=betaling")" ]
}

@test "folding: two of three that rise are told, not the whole" {
	for more in 7 9 20; do
		world $more <<-END | sig-pattern >p
			a betaling - 6 799 14
			a betaling - $((2 * more)) 13 0
			a wachten - 3.5 799 14
			a wachten - $more 13 0
			a bejegening - 5 799 0
		END
		[ "$(told p | sort)" = "$(printf '%s\n' \
			"burst theme=betaling" "burst theme=wachten")" ]
	done
}

# new DAYS PAST: a product that began DAYS ago, of four themes alike, after
# PAST signals of long before.
new() {
	for theme in betaling bejegening informatie wachten; do
		echo a $theme bijstand 4 799 0
		echo a $theme nieuw 1 "$1" 0
	done
	for ((i = 0; i < $2; i++)); do
		echo a wachten nieuw .1 $((700 - i * 20)) $((691 - i * 20))
	done
}

@test "folding: a new product is told as that, not as each of its themes" {
	for past in 0 1 3; do
		for days in 20 41; do
			new $days $past | world | sig-pattern >p
			[ "$(told p)" = "burst product=nieuw" ]
		done
		new 399 $past | world | sig-pattern >p
		[ "$(told p)" = "persistent product=nieuw" ]
	done
}
