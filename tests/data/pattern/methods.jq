# The figures of every finding, made anew from the signals: sig-methods.7.
#
# usage: jq -n -c -L DIR --slurpfile p patterns.jsonl --slurpfile t trace.jsonl \
#	-f methods.jq signals.jsonl
# One line a figure: kind, name, in the line, made anew, whether they are equal.
include "chance";
include "ended";

def days: . + "T00:00:00Z" | fromdate / 86400;
def plus($n): days + $n | . * 86400 | todate[:10];
def words: " " + (.text // "" | .[:300] | ascii_downcase |
	gsub("[^a-z0-9]+"; " ")) + " ";
def urgent: .urgency == "spoed" or ((.flags // []) | index("spoed") != null);
def late($d): (ended_by($d) | not) or .ended > .due;
def pairs: map(split("=") | {k: .[0], v: (.[1:] | join("="))});
def has($w): . as $s | all($w[]; .v as $v | $s[.k] |
	if type == "array" then index($v) != null else . == $v end);

# the interval of a ratio: of a gamma distribution of shape observed + 1/2
def ratio_of($n; $e): ["ratio", .ratio, $n / $e],
	["ratio_low", gamma_below($n + .5; .ratio_low * $e), .05],
	["ratio_high", gamma_below($n + .5; .ratio_high * $e), .95];
# the same where it is not known how many are expected: of a count with
# overdispersion $phi, of which $v would be the variance if nothing rose
def ratio_of($n; $e; $v; $phi; $out): ["ratio", .ratio, $n / $e],
	(($v / $e / $e - $phi / $e) as $odd |
	def below($r): ($r * $odd * $e / $phi) as $x |
		beta_below(($n + .5) / $phi; 1 / $odd; $x / (1 + $x));
	["ratio_low", below(.ratio_low), $out],
	["ratio_high", below(.ratio_high), 1 - $out]);

[inputs | .day = (.received // .occurred | if . then .[:10] else null end) |
	.ended = ended] as $all |
($all | map(select(.state_of)) | map({key: .id, value: {ended}}) |
	from_entries) as $newer |
$p[0].as_of as $as_of |
[$all[] | select(.day and .day <= $as_of and
	((.copy_of or .state_of or .superseded) | not)) |
	. + ($newer[.id] // {}) | .due = (.due //
	if .kind == "klacht" then .day | plus(42) else null end)] as $s |
def since($n): ($as_of | plus(1 - $n)) as $d | [$s[] | select(.day >= $d)];
since(200) as $single |

# Of people who came back, of these: sum of r^2 over sum of r.
def cluster: map(select(.repeat)) | group_by(.who // .group // .id) |
	map(length) | if . == [] then 1 else (map(. * .) | add) / add end;
($single | cluster) as $cluster |

# What a signal is about, for one who comes back.
def matter: [(.theme // [] | .[] | select(. != "onbepaald") | "t" + .),
	(.product // empty | "p" + .)];

# Of signals, by day and matter: how many of the 180 days before are about one
# of the same, and how many are not.
def earlier: ($as_of | days) as $last |
	map({d: (.day | days), m: (matter | tojson)}) as $k |
	([$k[].m] | unique | map({key: ., value: fromjson}) | from_entries) as
		$of |
	($of | map_values(. as $a | [$of | to_entries[] |
		select($a - .value != $a).key])) as $alike |
	($k | group_by(.d) | map({key: "\(.[0].d)", value: (group_by(.m) |
		map([.[0].m, length]))}) | from_entries) as $by |
	[foreach range($k | map(.d) | min; $last + 1) as $d ({};
		reduce $by["\($d - 1)"][]? as $x (.; .[$x[0]] += $x[1]) |
		reduce $by["\($d - 181)"][]? as $x (.; .[$x[0]] -= $x[1]);
		. as $w | $by["\($d)"][]? | .[0] as $m |
		([$alike[$m][] | $w[.] // 0] | add // 0) as $a |
		{key: "\($d)\($m)",
			value: {same: $a, other: (([$w[]] | add // 0) - $a)}})] |
	from_entries;
def at_its_day($earlier): $earlier["\(.day | days)\(matter | tojson)"];

# Of the same person, about something else.
def others: group_by(.who) | map(. as $p | [range(length) as $i |
	range(length) as $k | (($p[$i].day | days) - ($p[$k].day | days)) |
	select(. > 0 and . <= 180) | ($p[$i] | matter) as $a |
	select($a - ($p[$k] | matter) == $a)] | length) | add // 0;

# Where as much as $share of a gamma distribution of shape $a lies below.
def gamma_at($a; $share): [0, 2 * $a + 50] | until(.[1] - .[0] < 1e-9;
	((.[0] + .[1]) / 2) as $x |
	if gamma_below($a; $x) < $share then .[0] = $x else .[1] = $x end) |
	.[0];

# observed, of the cell of the line, in 364 days
def repeat: since(364) as $y | (.where | pairs) as $w |
	[$y[] | select(has($w))] as $in |
	($w[] | select(.k == "org").v) as $org |
	[$y[] | select(.org == $org)] as $of |
	def known: map(select(.who)) | length;
	# of a line of the tally, as many as are known
	def repeats: group_by([.day, .org, .system, .kind, .channel, .product,
		.region, .sentiment, .theme, .norm, .level, .by]) |
		map([(map(select(.repeat)) | length), known] | min) | add // 0;
	($in | repeats) as $n | ($of | repeats - $n) as $r |
	($in | known) as $k |
	([($of | known) - $k, ($of | length) - ($in | length)]) as $rest |
	($k / ($in | length) / ($rest[0] / $rest[1])) as $better |
	([$s[] | select(.org == $org and .who)] | earlier) as $earlier |
	def could: map(select(.who) | at_its_day($earlier).same) | add // 0;
	($in | could) as $i | (($of | could) - $i) as $o |
	(if $o > 0 then $i / $k / ($o / $rest[0]) else 1 end) as $larger |
	[$single[] | select(.org == $org and .who and matter != [])] as $lately |
	($lately | earlier as $e | map(at_its_day($e).other) | add // 0) as $m |
	(if $m > 0 and $r > 0 then [1, gamma_at(($lately | others) + 1; .95) /
		$m * $o / $r] | min else 1 end) as $chance |
	([1, $better] | max) as $better |
	((1 - $chance) * $better + $chance * ([$better, $larger] | max)) as
		$more |
	($k * $more * ($r + .5) / ($rest[0] + 20)) as $e |
	([$cluster, ($single | map(select(has($w))) | cluster)] | max) as $c |
	["n", .n, ($in | length)], ["observed", .observed, $n],
	["expected", .expected, $e],
	["p", .p, nb_tail($n; $e; $e * $c + $e * $e * $cluster / ([$r, 1] | max))],
	ratio_of($n; $e);

# sets of values: how many of the organisation have all of each
def combination: (.where | pairs) as $w |
	($w[] | select(.k == "org").v) as $org |
	($w | map(select(.k != "org"))) as $v |
	[since(182)[] | select(.org == $org) | . as $s |
		[range($v | length) | . as $i | select($s | has([$v[$i]]))]] as
		$sets |
	def n($x): [$sets[] | select(. as $set | all($x[]; IN($set[])))] |
		length;
	# each value is of X, of Y or of Z
	([[range($v | length)] | . as $i | reduce $i[] as $k ([[[], [], []]];
		[.[] | . as $xyz | range(3) | . as $j |
			$xyz | .[$j] += [$k]]) | .[] |
		select((.[0] | length) > 0 and (.[1] | length) > 0) |
		n(.[0] + .[2]) * n(.[1] + .[2]) / ([n(.[2]), 1] | max)] |
		max) as $e |
	n([range($v | length)]) as $n |
	["observed", .observed, $n], ["expected", .expected, $e],
	["ratio", .ratio, ($n + .5) / ($e + .5)],
	["ratio_low", gamma_below($n + .5; .ratio_low * ($e + .5)), .05],
	["ratio_high", gamma_below($n + .5; .ratio_high * ($e + .5)), .95],
	["p", .p, poisson_tail($n; $e)];

# texts of now and before; of a family the newest three, now and otherwise
def emerging: (.where | pairs | map({(.k): .v}) | add) as $w |
	($as_of | plus(-27)) as $now | ($as_of | plus(-55)) as $gap |
	([since(126)[] | select(.org == $w.org and .text)] |
		sort_by([-(.day | days), .id]) |
		reduce .[] as $s ({seen: {}, kept: []};
			("\($s.day >= $now) \($s.group // $s.id)") as $f |
			.seen[$f] += 1 |
			if .seen[$f] <= 3 then .kept += [$s] else . end) | .kept) as
		$d |
	def with: [.[] | select(words | contains(" " + $w.words + " "))] |
		length;
	[$d[] | select(.day >= $now)] as $new |
	[$d[] | select(.day < $gap)] as $old |
	($new | length) as $n1 | ($old | length) as $n2 |
	($new | with) as $a | ($old | with) as $c |
	($n1 * ($c + .5) / ($n2 + 1)) as $e |
	["observed", .observed, $a], ["expected", .expected, $e],
	($e + $e * $e / ($c + .5) + .09 * $e * $e) as $v |
	["p", .p, ([nb_tail($a; $e; $v), g2_chance($a; $n1; $c; $n2)] | max)],
	ratio_of($a; $e; $v; 1; .05);

# p of mw/1 in each organisation, from the trace
def cross_org: . as $q | (.where | sort) as $w |
	((.to | days) - (.from | days) + 1) as $size |
	[$t[] | select(.cell and .until == $as_of and .n[3] >= 3 and
		(.cell | map(select(startswith("org=") | not)) == $w) and
		(.cell | length) == ($w | length) + 1) |
		(.w | index($size)) as $i | {p, org: .cell[0][4:], n: .n[$i],
		e: .e[$i], v: .v[$i], phi: .phi_s}] | sort_by(.p) | . as $parts |
	(map(.p)) as $ps | (map(.n) | add) as $n | (map(.e) | add) as $e |
	(map(.phi * .e) | add / $e) as $phi | (map(.v) | add) as $v |
	$q | ["p", .p, simes($ps; 2)], ["observed", .observed, $n],
	["expected", .expected, $e], ratio_of($n; $e; $v; $phi; .025),
	["orgs", (.orgs | length), ([$ps[] | select(. <= .05)] | length)],
	["rise", (.why_en | capture("at least (?<n>[0-9]+) org").n |
		tonumber), ([range(1; ($ps | length) + 1) |
		select(simes($ps; .) <= .05)] | max)];

# late answers: of what was due in 28 days, and in the hundred days that end 56
# days ago; Fisher's exact test
def unanswered: (.where | pairs | map(select(.k != "overdue"))) as $w |
	[$single[] | select(has($w) and .due and .due < $as_of)] as $d |
	[$d[] | select(.due >= ($as_of | plus(-28)))] as $now |
	[$d[] | select(.due < ($as_of | plus(-56)) and
		.due >= ($as_of | plus(-156)))] as $before |
	([$now[] | select(late($as_of))] | length) as $n |
	([$before[] | select(late($as_of))] | length) as $l |
	($now | length) as $m | ($before | length) as $b |
	($m * ($l + 1) / ($b + 2)) as $e |
	(1 - ($n + .5) / ($m + 1)) as $phi |
	($e * $phi + $e * $e * ($b - $l + 1) / ($l + 1) / ($b + 3)) as $v |
	["n", .n, ([$d[] | select(ended_by($as_of) | not)] | length)],
	["observed", .observed, $n], ["expected", .expected, $e],
	["p", .p, fisher($n; $m; $l; $b)],
	ratio_of($n; $e; $v; $phi; .05);

# a pair, of the year, in its organisations and kinds, with the prior that is
# taken where there are fewer than 200 pairs; from the trace, see below
def disproportion: . as $q | (.where | sort) as $w |
	[$t[] | select(.pair and (.pair | sort) == $w)][0] as $f |
	["observed", .observed, $f.a], ["expected", .expected, $f.e],
	["ratio", .ratio, $f.ebgm], ["ratio_low", .ratio_low, $f.eb05],
	["ratio_high", .ratio_high, $f.eb95], ["p", .p, $f.chance],
	["q", .q, $f.chance];

# all that may be open, or is urgent, of which a source tells
($s | map(select(.closed) | "\(.org) \(.kind)") | unique) as $closes |
def grave: (.where | pairs)[0].v as $id |
	["urgent", 1, ([$single[] | select(.id == $id and urgent and
		(.day >= ($as_of | plus(-27)) or
		(("\(.org) \(.kind)" | IN($closes[])) and
		(ended_by($as_of) | not))))] | length)];

def campaign: (.where | pairs | map(select(.k == "group"))[0].v) as $g |
	([$single[] | select(.group == $g or .id == $g).day | days] |
		sort) as $d |
	([$d[] | select(. > ($as_of | days) - 56) | . as $to |
		[$d[] | select(. <= $to and . > $to - 28)]] |
		max_by([length, .[-1]])) as $most |
	["n", .n, ($most | length)], ["from", (.from | days), $most[0]],
	["to", (.to | days), $most[-1]];

$p[] | select(.sig == "pattern/1") | .kind as $kind | .id as $id |
(if $kind == "repeat" then repeat
elif $kind == "combination" then combination
elif $kind == "emerging" then emerging
elif $kind == "cross-org" then cross_org
elif $kind == "unanswered" then unanswered
elif $kind == "disproportion" then disproportion
elif $kind == "grave" then grave
elif $kind == "campaign" then campaign
else empty end) as [$what, $line, $want] |
[$kind, $what, $line, $want, ($line | near($want))]
