# The measures of every pair of a trace, made anew from the signals: of a theme
# with a product, channel or region in the year up to AS_OF, where there are
# so few pairs that the prior of the shrunk ratio is the fixed one.
#
# usage: jq -n -c -L DIR --arg as_of DAY --slurpfile t trace.jsonl -f pairs.jq \
#	signals.jsonl
# One line for each pair: its name and which measures differ.
include "chance";

def days: . + "T00:00:00Z" | fromdate / 86400;
def known: if . != null and (isnan or isinfinite) then null else . end;
def over($x): if $x == 0 then null else . / $x end;

# The negative binomial of DuMouchel, ln
def f($a; $e; $alpha; $beta): ($alpha + $a | lgamma) - ($alpha | lgamma) -
	($a + 1 | lgamma) - $a * (1 + $beta / $e | log) -
	$alpha * (1 + $e / $beta | log);

def shrunk($a; $e; $x): (f($a; $e; .2; .06)) as $f1 |
	(f($a; $e; 1.4; 1.8)) as $f2 | (1 / (1 + 9 * ($f2 - $f1 | exp))) as $q |
	{ebgm: ($q * ((.2 + $a | digamma) - (.06 + $e | log)) + (1 - $q) *
		((1.4 + $a | digamma) - (1.8 + $e | log)) | exp),
	eb05: ($q * gamma_below(.2 + $a; (.06 + $e) * $x.eb05) +
		(1 - $q) * gamma_below(1.4 + $a; (1.8 + $e) * $x.eb05)),
	eb95: ($q * gamma_below(.2 + $a; (.06 + $e) * $x.eb95) +
		(1 - $q) * gamma_below(1.4 + $a; (1.8 + $e) * $x.eb95)),
	chance: ($q * gamma_below(.2 + $a; .06 + $e) +
		(1 - $q) * gamma_below(1.4 + $a; 1.8 + $e))};

[inputs | .day = (.received // .occurred | if . then .[:10] else null end) |
	select(.day and .day <= $as_of and
	(.day | days) > ($as_of | days) - 365 and
	((.copy_of or .state_of or .superseded) | not))] as $year |
# not those of ten near-equal texts within 28 days, of the last 200
([$year[] | select((.day | days) > ($as_of | days) - 200)] |
	group_by(.group // .id) | map(sort_by(.day) | . as $f |
		[range(9; length) | select(($f[.].day | days) -
			($f[. - 9].day | days) < 28) | range(. - 9; . + 1)] |
		unique[] | {($f[.].id): true}) | add) as $often |
[$year[] | select($often[.id] | not)] as $s |
# of each member its counts by organisation and kind
([("product", "channel", "region") as $m | [$s[] | select(.[$m])] |
	group_by("\(.org) \(.kind)") |
	map({all: length,
		value: (reduce .[] as $x ({}; .[$x[$m]] += 1)),
		theme: (reduce (.[] | .theme[]) as $x ({}; .[$x] += 1)),
		both: (reduce (.[] | "\(.[$m]) \(.theme[])") as $x ({};
			.[$x] += 1))}) | {($m): .}] | add) as $strata |
[$t[] | select(.pair and (.pair[0] | test("^(product|channel|region)=")))] |
if length >= 200 then error("a prior is fitted") else .[] end | . as $x |
(.pair[0] | split("=")) as [$m, $v] | .pair[1][6:] as $theme |
[$strata[$m][] | select(.value[$v])] |
{a: (map(.both["\($v) \($theme)"] // 0) | add),
	n1: (map(.value[$v]) | add), n2: (map(.theme[$theme] // 0) | add),
	all: (map(.all) | add),
	e: (map(.value[$v] * (.theme[$theme] // 0) / .all) | add)} |
. as {$a, $n1, $n2, $all, $e} |
($n1 - $a) as $b | ($n2 - $a) as $c | ($all - $n1) as $rest |
($rest - $c) as $d |
([($a * $d - $b * $c | fabs) - $all / 2, 0] | max) as $off |
. + {prr: ($a / $n1 | over($c | over($rest) // 0)),
	chi2: ($all * $off * $off | over($n1 * $rest * $n2 * ($all - $n2))),
	ror: ($a * $d | over($b * $c)),
	ic: (($a + .5) / ($e + .5) | log2),
	ic_low: gamma_below($a + .5; pow(2; $x.ic_low) * ($e + .5)),
	ic_high: gamma_below($a + .5; pow(2; $x.ic_high) * ($e + .5))} +
(if $c > 0 then (1 / $a - 1 / $n1 + 1 / $c - 1 / $rest | sqrt * 1.96) as $w |
	{prr_low: ($x.prr * (-$w | exp)), prr_high: ($x.prr * ($w | exp))}
	else {} end) +
(if $b * $c * $d > 0 then (1 / $a + 1 / $b + 1 / $c + 1 / $d | sqrt * 1.96) as
	$w | {ror_low: ($x.ror * (-$w | exp)), ror_high: ($x.ror * ($w | exp))}
	else {} end) + shrunk($a; $e; $x) |
. as $want | ($x + {ic_low: .025, ic_high: .975, eb05: .05, eb95: .95}) as
	$line |
{pair: $x.pair, differ: [keys[] | . as $k |
	select(if $want[$k] == null then $line[$k] != null
	else $line[$k] == null or ($line[$k] | near($want[$k]; 1e-7) | not)
	end) | [., $line[$k], $want[$k]]]}
