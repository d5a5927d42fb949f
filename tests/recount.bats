#!/usr/bin/env bats
# Figures of patterns, made once more from what the man pages say of them.
# shellcheck disable=SC2154

load helper

# years: signals of two organisations, of three themes that keep to a season
# and one that wanes, over 130 weeks from Monday 2022-06-06 on; and 25 more of
# one theme in the fortnight before 2024-11-28.
years() {
	awk 'BEGIN {
		srand(7)
		for (d = 0; d < 910; d++) {
			year = 1 + .3 * cos(d / 58.13)
			one(d, "a", "betaling", 3 * year)
			one(d, "a", "wachten", 4 * exp(-d / 500))
			one(d, "b", "betaling", 2 * year)
			more = d > 891 && d <= 905
			one(d, "b", "bejegening", year + 1.8 * more)
		}
	}
	function one(d, o, t, rate,    p) {
		rate *= d % 7 < 5 ? 1.2 : .5
		for (p = rand(); p > exp(-rate); p *= rand())
			printf "{\"sig\":\"signal/1\",\"id\":\"i%d\"," \
			    "\"org\":\"%s\",\"kind\":\"klacht\"," \
			    "\"received\":\"%s\",\"text\":\"t\"," \
			    "\"who\":\"p%d\",\"theme\":[\"%s\"]," \
			    "\"by\":[\"b@1\"]}\n", ++id, o, strftime("%Y-%m-%d",
			    1654516800 + 86400 * d, 1), id, t
	}'
}

# counts SIGNALS: day and cell, for each cell of org and theme.
counts() {
	jq -r '("\(.received)T00:00:00Z" | fromdate / 86400) as $d |
		"\($d)\t", "\($d)\torg=\(.org)",
		"\($d)\torg=\(.org) theme=\(.theme[])"' "$1"
}

# day_number DATE: since 1970
day_number() {
	echo "$(($(date -u -d "$1" +%s) / 86400))"
}

# recount SIGNALS UNTIL: what recount.awk makes of the cells of org and theme.
recount() {
	counts "$1" | awk -v until="$(day_number "$2")" \
		-f "$BATS_TEST_DIRNAME/recount.awk" | sort
}

# ranks UNTIL CELL WIDER: of counts, p of Mann-Kendall's test on the weekly
# share of the cell in the rest of the wider one, over 104 weeks.
ranks() {
	awk -F '\t' -v until="$(day_number "$1")" -v cell="$2" -v wider="$3" '
	{ w = 104 - int((until - $1) / 7) }
	$1 > until || w < 1 { next }
	$2 == cell { y[w]++ }
	$2 == wider { all[w]++ }
	END {
		n = 104
		for (i = 1; i <= n; i++)
			rest[i] = all[i] > y[i] ? all[i] - y[i] : 1
		for (i = 1; i <= n; i++) {
			t = 0
			for (k = 1; k <= n; k++) {
				d = y[k] * rest[i] - y[i] * rest[k]
				t += d == 0
				s += k > i ? (d > 0) - (d < 0) : 0
			}
			ties += (t - 1) * (2 * t + 5)
		}
		z = ((s < 0 ? -s : s) - 1) / \
		    sqrt((n * (n - 1) * (2 * n + 5) - ties) / 18)
		# the tail of the normal distribution, by continued fraction
		for (k = 100; k > 0; k--)
			f = k / (z + f)
		printf "x\t%.9g\n", 2 * exp(-z * z / 2) / (z + f) / \
		    sqrt(8 * atan2(1, 1))
	}'
}

# traced TRACE: the same columns of the lines of a trace.
traced() {
	jq -r 'select(.cell) | [(.cell | join(" ")), .phi,
		.phi_s, .level, ([.n, .e, .v, .pw] | transpose[][]), .p] |
		@tsv' "$1" | sort
}

# alike LIMIT ONE TWO: both have lines, and no column but the first differs by
# more than LIMIT.
alike() {
	awk -F '\t' -v limit="$1" '
		NR == FNR { line[$1] = $0; lines++; next }
		{
			lines--
			n = split(line[$1], was)
			for (i = 2; i <= NF; i++) {
				d = was[i] - $i
				if (n < NF || d * d > ($i * limit) ^ 2) {
					print $1, i, was[i], $i
					bad = 1
				}
			}
		}
		END { exit bad || lines != 0 || FNR == 0 }' "$2" "$3"
}

# members PATTERN VARIANCE PHI M [P ...]: low, high, the interval of ratio and q
# of a burst, of which V, phi_s, the number of cells and the p of all are given.
members() {
	jq -r 'def days: . + "T00:00:00Z" | fromdate / 86400;
		[.observed, .expected, .low, .high, .ratio, .ratio_low,
		.ratio_high, .p, .q, (.to | days) - (.from | days) + 1] |
		@tsv' "$1" |
		awk -F '\t' -v v="$2" -v phi="$3" -v m="$4" -v ps="${*:5}" '
	# P(X <= n), negative binomial of mean e and variance v
	function below(n, e,    r, k, t, sum) {
		r = e * e / (v - e)
		t = exp(r * log(e / v))
		for (k = 0; k <= n; k++) {
			sum += t
			t *= (k + r) / (k + 1) * (1 - e / v)
		}
		return sum
	}
	# ln of the gamma function, by Stirling far enough up
	function lgamma(a,    low) {
		for (low = 0; a < 20; a++)
			low += log(a)
		return (a - .5) * log(a) - a + log(8 * atan2(1, 1)) / 2 + \
		    1 / (12 * a) - 1 / (360 * a ^ 3) - low
	}
	# P(X <= x), beta of a and b
	function beta(a, b, x,    k, t, sum) {
		if (x > a / (a + b))
			return 1 - beta(b, a, 1 - x)
		t = sum = exp(a * log(x) + b * log(1 - x) + lgamma(a + b) - \
		    lgamma(a) - lgamma(b)) / a
		for (k = 0; t > 1e-18 * sum; k++) {
			t *= x * (a + b + k) / (a + 1 + k)
			sum += t
		}
		return sum
	}
	# P(R <= r), a ratio of two gammas: of n + 1/2 to e
	function part(n, e, r,    odd, x) {
		odd = v / e ^ 2 - phi / e
		x = r * odd * e / phi
		return beta((n + .5) / phi, 1 / odd, x / (1 + x))
	}
	# the same of what has a p of .001 or less by DAYS days alone
	function ratio(n, e, r, days,    c) {
		c = int(e)
		while (1 - below(c - 1, e) > .001 * (days > 14 ? .2 : .3))
			c++
		return part(n, e, r) / part((c < n ? c : n) - .5, e, r)
	}
	function near(what, a, b, far) {
		if ((a - b) ^ 2 > (b * far) ^ 2) {
			print what, a, b
			bad = 1
		}
	}
	{
		if (below($3, $2) < .05 || below($3 - 1, $2) >= .05 ||
		    below($4, $2) < .95 || below($4 - 1, $2) >= .95) {
			print "low or high", $3, $4
			bad = 1
		}
		near("ratio", $5, $1 / $2, 1e-5)
		near("ratio_low", ratio($1, $2, $6, $10), .05, 1e-3)
		near("ratio_high", part($1, $2, $7), .95, 1e-3)
		q = 1
		n = split(ps, p, " ")
		for (i = n; i > 0; i--) {
			if (p[i] * m / i < q)
				q = p[i] * m / i
			if ((p[i] / $8 - 1) ^ 2 < 1e-9)
				near("q", $9, q, 1e-5)
		}
		seen = 1
	}
	END { exit bad || !seen }'
}

@test "recount: what is expected, and p, are as sig-methods(7) says" {
	years >all
	sig-pattern --until 2024-11-28 --cells org,theme --trace t all >p
	traced t >got
	[ "$(wc -l <got)" = 7 ]
	recount all 2024-11-28 >want
	cut -f 1-21 want | alike 1e-8 got -

	# a burst is one of those windows
	jq -c 'select(.kind == "burst")' p >burst
	[ "$(jq -c .where burst)" = '["org=b","theme=bejegening"]' ]
	e=$(jq .expected burst)
	v=$(jq --argjson e "$e" 'select(.cell == ["org=b",
		"theme=bejegening"]) | [.e, .v] | transpose[] |
		select(.[0] / $e - 1 | fabs < 1e-5)[1]' t)
	phi=$(jq 'select(.cell == ["org=b", "theme=bejegening"]).phi_s' t)
	m=$(jq -r 'select(.tests).tests[] | select(startswith("burst")) /
		"\t" | .[2]' p)
	# shellcheck disable=SC2046 # numbers
	members burst "$v" "$phi" "$m" $(jq 'select(.cell).p' t | sort -g)
}

@test "recount: with a short history, too" {
	years | awk '/"2024-/' >all
	sig-pattern --until 2024-11-28 --cells org,theme --trace t all >p
	jq -s -e 'map(select(.cell)) | length == 7 and
		all(.rule == "borrowed")' t
	traced t >got
	recount all 2024-11-28 >want
	cut -f 1-21 want | alike 1e-8 got -
}

@test "recount: what wanes does so by plain regression" {
	# as others are steady, p is not that of a level that may walk
	{
		years
		for o in c d e f g; do
			years | sed -n 's/"org":"b"/"org":"'$o'"/; t more
				d; :more; s/"id":"i/"id":"'$o'/
				s/"who":"p/"who":"'$o'/p'
		done
	} >all
	sig-pattern --until 2024-11-28 --cells org,theme all >p
	recount all 2024-11-28 |
		awk -F '\t' '/wachten/ { print "x\t" $NF }' >want
	jq -r 'select(.kind == "positive" and
		.where == ["org=a", "theme=wachten"]) | "x\t\(.ratio)",
		"y\t\(.expected)", "z\t\(.observed / .ratio)"' p >got
	alike 1e-5 <(grep x got) want
	alike 1e-5 <(sed -n 's/y/v/p' got) <(sed -n 's/z/v/p' got)

	# of its three p that of the ranks is the largest; equal shares are ties
	counts all | ranks 2024-11-28 "org=a theme=wachten" org=a >want
	jq -r 'select(.kind == "positive") | "x\t\(.p)"' p >got
	alike 1e-5 got want
}

@test "recount: silence is the lower tail, to all its digits" {
	years | awk '!/"b"/ || !/"2024-11-/' >all
	sig-pattern --until 2024-11-28 --cells org --trace t all >p
	jq -c 'select(.kind == "silence")' p >s
	jq -r --slurpfile s s 'select(.cell == ["org=b"]) |
		[.n, .e, .v] | transpose[] |
		select(.[1] / $s[0].expected - 1 | fabs < 1e-5) | @tsv' t |
		awk -F '\t' '{
			r = $2 * $2 / ($3 - $2)
			t = exp(r * log($2 / $3))
			for (k = 0; k <= $1; k++) {
				sum += t
				t *= (k + r) / (k + 1) * (1 - $2 / $3)
			}
			printf "x\t%.9g\n", sum
		}' >want
	jq -r '"x\t\(.p)"' s >got
	alike 1e-5 got want
}
