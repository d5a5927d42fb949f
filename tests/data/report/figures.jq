# figures - what a report must say, counted from the signals alone
#
# usage: jq -n -r --slurpfile p PATTERNS -f figures.jq SIGNALS...
#
# Of the patterns only what each is about is read: kind, where, from and to.
# Writes "table<TAB>row..." lines; empty cells are not known.

def day: if . == null then null
	elif length == 10 then . else
	# Amsterdam: an instant that carries its offset names its own day
	.[:10] end;
def at: . + "T00:00:00Z" | fromdate / 86400;
def plus($n): at + $n | . * 86400 | todate[:10];
def own: (.received // .occurred) | day;
def n(f): map(select(f)) | length;
def uniq(f): [.[] | f] | unique | length;
def themes: .theme // [];
def urgentish: .urgency == "spoed" or .urgency == "hoog" or
	((.flags // []) | index("spoed") != null);

# the last day of the data but one, where no gap of over 30 days comes before
def until: [.[] | own | strings] | unique |
	reduce .[1:][] as $d ({last: .[0], over: false};
		if .over or ($d | at) - (.last | at) > 30
		then .over = true else .last = $d end) |
	.last | plus(-1);

def closed_by($d): .closed != null and (.closed | day) <= $d;
def told_by($d): .told != null and (.told | day) <= $d;
def term: if .due then .due | day
	elif .kind == "klacht" then own | plus(42) else null end;
def late($d): (closed_by($d) | not) and term != null and term < $d;

def holds($w; $to): ($w | index("=")) as $i | $w[:$i] as $k |
	$w[$i + 1:] as $v |
	if $k == "words" then
		((.subject // "") + "\n" + (.text // "") | ascii_downcase) |
		test("(^|[^a-z])" + $v + "($|[^a-z])")
	elif $k == "group" then (.group // .id) == $v
	elif $k == "overdue" then late($to)
	elif $k == "urgency" then urgentish
	else .[$k] | . == $v or (type == "array" and index($v) != null) end;

[inputs] as $all | ($all | until) as $as_of |
($as_of | plus(-27)) as $from |
[$all[] | select((.copy_of or .state_of or .superseded) | not) |
	.day = own] as $valid |
[$valid[] | select(.day == null or .day <= $as_of)] as $sum |
[$sum[] | select(.day)] as $on |
($on | map(.day) | min) as $first |
def span($a; $b): [$on[] | select(.day >= $a and .day <= $b)];

# the account and the sources
(["account", ($all | length), ($sum | length),
	($all | n(.copy_of)), ($all | n(.state_of or .superseded)),
	($sum | n(.day == null)), ($valid | n(.day and .day > $as_of))]),
($sum | group_by([.org, .system, .kind])[] | .[0] as $s |
	["sources", $s.org, $s.system // "", $s.kind, length,
	([$all[] | select(.org == $s.org and .kind == $s.kind and
		.system == $s.system)] | n(.copy_of), n(.state_of or
		.superseded)),
	n(.day == null), (map(.day | strings) | min),
	(map(.day | strings) | max)]),

# the base table
(($as_of[:7]) as $m |
($m + "-01" | plus(-1) | .[:7]) as $prev |
((($as_of[:4] | tonumber) - 1 | tostring)) as $ly |
def months: . as $s |
	($s | n(.day[:7] == $m)), ($s | n(.day[:7] == $prev)),
	($s | n(.day[:7] == $ly + $m[4:])),
	($s | n(.day[:4] == $as_of[:4])),
	(if $first > $ly + "-01-01" then "" else
	$s | n(.day[:4] == $ly and .day[5:] <= $as_of[5:]) end);
["base", "total", "", ($on | months)],
([$on[] | .kind] | unique[] | . as $k | ["base", "kind", $k,
	([$on[] | select(.kind == $k)] | months)]),
([span($as_of | plus(-364); $as_of)[] | themes[]] | group_by(.) |
	sort_by(-length) | .[:10][] | .[0] as $t |
	["base", "theme", $t, ([$on[] | select(themes | index($t))] | months)]),
([$on[] | .org] | unique[] | . as $o | ["base", "org", $o,
	([$on[] | select(.org == $o)] | months)])),

# the breaks
(["now", $from, $as_of], ["before", ($from | plus(-28)), ($from | plus(-1))],
["year", ($as_of | plus(-364)), $as_of] |
	. as [$name, $a, $b] | span($a; $b) as $s |
	def source: [.org, .kind];
	# the sources that say all of these of some signal
	def saying($members): [$all[] | select((.copy_of or .superseded) | not)] |
		group_by(source) | map(select(. as $lines | all($members[];
		. as $m | $lines | any(.[$m] != null))) | .[0] | source);
	def row($step; $members; f): saying($members) as $of |
		["breaks", $step, $name, $a, $b,
		(if $of == [] then "" else $s | n(f) end), ($s |
		n($of == [] or (source as $x | any($of[]; . == $x))))];
	row("ingedeeld"; []; .theme != ["onbepaald"] and .theme),
	row("beoordeeld"; ["status"]; .status as $x | ["erkend",
		"onderzoek", "opgepakt", "afgehandeld", "teruggekoppeld"] |
		index($x)),
	row("afgewezen"; ["status", "reason"];
		.status == "afgewezen" and .reason),
	row("opgepakt"; ["owner", "action"]; .owner and .action),
	row("teruggekoppeld"; ["told"]; told_by($as_of))),

# what was not recognised, in 91 days
(span($as_of | plus(-90); $as_of) as $s |
def unknown: n(themes == ["onbepaald"] or themes == []);
["unknown", "total", "", ($s | unknown), ($s | length)],
(("org", "kind", "channel") as $k | [$s[] | .[$k] // empty] | unique[] |
	. as $v | [$s[] | select(.[$k] == $v)] |
	["unknown", $k, $v, unknown, length])),

# the codebooks
([$on[] | .by[0] // empty] | unique[] | . as $b |
	[$on[] | select((.by // [])[0] == $b)] |
	["books", $b, (map(.day) | min), (map(.day) | max), length]),

# the patterns
($p[] | select(.sig == "pattern/1") | . as $q |
	[span($q.from; $q.to)[] | . as $s |
	select($q.where | all(. as $w | $s | holds($w; $q.to)))] |
	(n(.who) / ([length, 1] | max)) as $known |
	([.[] | select(.who) | .who] | unique | length) as $persons |
	["pattern", $q.id, $q.kind, length,
	(if $known < 0.8 then "" elif $q.persons_about then
		# an estimate may be wrong by three times 6.3 %
		if ($persons - $q.persons | fabs) < 0.19 * $persons
		then $q.persons else $persons end
	else $persons end),
	n(.repeat), n(urgentish),
	# of what is longer ago sig-pattern keeps counts only
	if $q.from <= ($as_of | plus(-200)) then "", "", "", "" else
	n(closed_by($as_of) | not), n(told_by($as_of) | not),
	n(late($as_of)),
	n((closed_by($as_of) | not) and term != null and term >= $as_of and
		term <= ($as_of | plus(14))) end,
	# a fifth of the signals have them
	(length as $n | [.[] | (.level // [])[]] | group_by(.) |
		map(select(5 * length >= $n)) | sort_by([-length, .[0]]) |
		map(.[0]) | join(";")),
	(length as $n | [.[] | (.norm // [])[]] | group_by(.) |
		map(select(5 * length >= $n)) | sort_by([-length, .[0]]) |
		map(.[0]) | join(";")),
	# where more than the evidence is wrong, it is not of the pattern
	(map({(.id): 1}) | add // {} | [keys[]] | . as $ids |
		(($q.evidence // []) - $ids) | length),
	# how long the oldest waits, however long ago it came
	(if $q.kind == "unanswered" then
		([$on[] | . as $s | select($q.where | all(. as $w |
			$w == "overdue=true" or ($s | holds($w; $as_of)))) |
			select(late($as_of)) | .day] | min) as $o |
		($as_of | at) - ($o | at)
	elif $q.kind == "grave" then
		([.[] | select(closed_by($as_of) | not) | .day] | min) as $o |
		($as_of | at) - (($o // (map(.day) | min)) | at)
	else "" end),
	# what was due in the last 28 days and was late, and what by the
	# hundred days that end 56 days ago was to be expected
	(if $q.kind == "unanswered" then
		[$on[] | . as $s | select($q.where | all(. as $w |
			$w == "overdue=true" or ($s | holds($w; $as_of))))] |
		map(select(term) | {due: term, late: ((closed_by($as_of) |
			not) or (.closed | day) > term)}) |
		map(select(.due < $as_of)) |
		map(select(.due >= ($as_of | plus(-28)))) as $lately |
		map(select(.due < ($as_of | plus(-56)) and .due >=
			($as_of | plus(-156)))) as $past |
		($lately | n(.late)), ($lately | length) *
			(($past | n(.late)) + 1) / (($past | length) + 2),
		(if $lately == [] then "" else
			100 * ($lately | n(.late)) / ($lately | length) end),
		(if ($past | length) < 10 then "" else
			100 * ($past | n(.late)) / ($past | length) end)
	else "", "", "", "" end),
	# the ten cues that fired most; of a long period only some are kept
	([.[] | (.cue // [])[] | sub(":s?[0-9]+-[0-9]+$"; "")] |
		group_by(.) | map({cue: .[0], n: length}) |
		sort_by([-.n, .cue]) | .[:10] |
		map("\(.cue)=\(.n)") | join(";"))]),

# the weeks of the patterns and of all, by the days they begin on
(($p[0] | .id = "all" | .where = []), $p[] |
	select(.series and (.sig == "pattern/1" or .id == "all")) | . as $q |
	[$on[] | . as $s | select($q.where | map(select(startswith("overdue") |
	not)) | all(. as $w | $s | holds($w; $as_of)))] as $s |
	(reduce $s[] as $x ({}; .[$x.day] += 1)) as $c |
	range($q.series | length) | . as $i |
	($q.series_from | plus($i * $q.series_step)) as $a |
	["series", $q.id, $a, ([range($q.series_step) | . as $k |
		$c[$a | plus($k)] // 0] | add)]) |
map(tostring) | join("\t")
