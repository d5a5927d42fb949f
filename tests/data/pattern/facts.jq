# The facts of every pattern, counted anew in the signals: sig-pattern.5.
#
# usage: jq -n -c -L DIR --slurpfile p patterns.jsonl -f facts.jq signals.jsonl
# One line a pattern: its id and what its facts must be, null where absent.

include "ended";

# What is known of a day is a day; these signals have no other hour than day.
def day: if . == null then null else .[:10] end;
def days: . + "T00:00:00Z" | fromdate / 86400;
def plus($n): days + $n | . * 86400 | todate[:10];
def most_first: group_by(.) | map({v: .[0], n: length}) |
	sort_by([-.n, .v]);
def urgent: if ((.flags // []) | index("spoed")) then "spoed" else .urgency end;
def sender: if .who then "p" + .who else "g" + (.group // .id) end;

# words of the first 300 bytes, between blanks
def words: " " + (.text // "" | .[:300] | ascii_downcase |
	gsub("[^a-z0-9]+"; " ")) + " ";

def has($w; $to): . as $s | all($w[]; . as [$k, $v] |
	if $k == "words" then $s | words | contains(" " + $v + " ")
	elif $k == "group" then $s | .group == $v or .id == $v
	elif $k == "overdue" then $s |
		(ended_by($to) | not) and .due != null and .due < $to
	elif $k == "urgency" then ($s | urgent) == $v
	else $s[$k] | if type == "array" then index($v) != null else . == $v end
	end);

def is_urgent: urgent | IN("spoed", "hoog");
# The chance of $u urgent ones of $n where $su of $sn were; 0 of too few.
def allowed($u; $n; $su; $sn): if $sn < 30 then 0 else
	($su + .5) as $r | ($n * $r / ($sn + 1)) as $e |
	1 - ([range($u) | ((. + $r) | lgamma) - ($r | lgamma) -
		((. + 1) | lgamma) + $r * (($r / ($r + $e)) | log) +
		. * (($e / ($r + $e)) | log) | exp] | add) end;

[inputs | .day = (.received // .occurred | day) | .ended = ended] as $all |
# the newest state says whether it is open, and told
($all | map(select(.state_of)) | map({key: .id, value: {ended, told}}) |
	from_entries) as $newer |
($all | map(.seen) | max) as $seen |
[$all[] | . + ($newer[.id] // {}) | .told |= day |
	.due = (.due // if .kind == "klacht" and .day then .day | plus(42)
	else null end)] as $s |
($all | map(select(.closed) | .org + "/" + .kind) | unique) as $closes |
($all | map(select(.told) | .org + "/" + .kind) | unique) as $tells |
$p[0].as_of as $as_of |
($as_of | plus(-199)) as $single |
$p[] | select(.sig == "pattern/1") | . as $q |
(([7, 14, 28, 56] - ([7, 14, 28, 56] -
	[($q.to | days) - ($q.from | days) + 1]))[0]) as $span |
(.where | map(split("=") | [.[0], (.[1:] | join("="))])) as $w |
[$s[] | select(.day and .day >= $q.from and .day <= $q.to and has($w; $q.to))] |
(map(select(.copy_of or .state_of or .superseded)) | length) as $copies |
map(select((.copy_of or .state_of or .superseded) | not)) | . as $m |
length as $n | (map(.who | select(.)) | length) as $known |
map(select(.org + "/" + .kind | IN($closes[]))) as $followed |
($followed | map(select(ended_by($as_of) | not))) as $open |
map(select(.org + "/" + .kind | IN($tells[]))) as $heard |
($q.from >= $single) as $recent |
($q.kind | IN("campaign", "combination", "emerging", "grave",
	"unanswered")) as $one_by_one |
{
	id: $q.id, kind: $q.kind, n: $n,
	# as far as there are data
	days: (({combination: 182, emerging: 28, repeat: 364,
		disproportion: 365}[$q.kind] | select(.) |
		[., ($as_of | days) - ($p[0].first | days) + 1] | min) //
		if $q.method | IN("mw/1", "simes/1") then $span
		elif $q.method == "trend/1" then 91 else
		(if $q.kind == "unanswered" then $as_of | days else
		map(.day | days) | max end) - (map(.day | days) | min) + 1 end),
	persons: (if $known >= .8 * $n then map(.who | select(.)) | unique |
		length else null end),
	# who was with several counts in each: those of the one with most
	persons_least: (if $known >= .8 * $n and (map(.org) | unique | length)
		> 1 then map(select(.who)) | group_by(.org) |
		map(map(.who) | unique | length) | max else null end),
	persons_known: ($known / $n * 1e4 | round),
	repeats: map(select(.repeat)) | length,
	copies: (if $one_by_one then null else $copies end),
	orgs: (if $q.kind == "cross-org" then $q.orgs | sort else
		map(.org) | unique end),
	level: (map(.level[]) | most_first | map(select(.n * 5 >= $n).v)),
	norm: (map(.norm[]) | most_first | map(select(.n * 5 >= $n).v)),
	urgency: (map(select(.day >= $single) | urgent | select(.)) | . as $u |
		["spoed", "hoog", "normaal", "laag"] |
		map(select(IN($u[]))) | .[0]),
	urgent: map(select(urgent | IN("spoed", "hoog"))) | length,
	open: (if $recent and ($followed | length) > 0 then $open | length
		else null end),
	closed: ($recent and all(ended_by($as_of))),
	untold: (if $recent and ($heard | length) > 0 then $heard |
		map(select(.told == null or .told > $as_of)) | length
		else null end),
	overdue: (if $recent and ($followed | length) > 0 then $open |
		map(select(.due != null and .due < $as_of)) | length
		else null end),
	due_soon: (if $recent and ($followed | length) > 0 then $open |
		map(select(.due != null and .due >= $as_of and
		.due <= ($as_of | plus(14)))) | length else null end),
	# of what waits, however long ago it came
	age: (if $q.kind == "unanswered" then ($as_of | days) -
		([$s[] | select(.day and .day >= $p[0].first and
			has($w; $as_of) and
			((.copy_of or .state_of or .superseded) | not)) |
			.day] | min | days)
		elif $q.kind == "grave" then
		(($as_of | days) - (if $open == [] then $m else $open end |
		map(.day) | min | days))
		elif $q.change then ($as_of | days) - ($q.first_seen | days)
		else null end),
	# of texts that are kept: those of the last 126 days
	cue: (map(select(.day >= ($as_of | plus(-125))) | .cue[] |
		split(":") | .[:2] | join(":")) | most_first | .[:10] | map(if $q.from >= ($as_of | plus(-125)) then
		"\(.v)=\(.n)" else .v end)),
	evidence: (map({d: .day, id}) | sort_by([-(.d | days), .id]) |
		.[:20] | map(.id)),
	book: (map(.by | join("+")) | most_first | .[0].v),
	gravity: (if $q.kind == "grave" then
		if all(ended_by($as_of)) then 2 else 3 end
		else (map(select(is_urgent)) | length) as $u |
		# a tenth is more than the year before the last quarter allows
		($w | map(select(.[0] != "overdue"))) as $place |
		[$s[] | select(.day and .day >= ($as_of | plus(-455)) and
			.day <= ($as_of | plus(-92)) and has($place; $q.to) and
			((.copy_of or .state_of or .superseded) | not))] as $y |
		if $u < 3 or $u * 10 < $n then 0
		elif $q.kind != "campaign" and allowed($u; $n;
			$y | map(select(is_urgent)) | length;
			$y | length) > .01 then 0
		elif map(urgent) | index("spoed") then 2 else 1 end end),
	# people as the score counts them; of a campaign each who is not known;
	# of several organisations those of one, or a third if that is more
	senders: (def count: if $q.kind == "campaign" then
			(map(.who | values) | unique | length) +
			(map(select(.who | not)) | length)
		else map(sender) | unique | length end;
		[(group_by(.org)[] | count), (count / 3 | ceil)] | max)
}
