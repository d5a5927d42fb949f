# What became of each pattern from night to night, made anew: sig-pattern.5.
#
# usage: jq -n -c -f nights.jq NIGHT...
# Each pattern of each night but the first: kind, change, and whether change,
# first_seen, last_seen and the row of episodes follow from the night before.

def table: map(split("\t")) | .[0] as $names | .[1:][] |
	[$names, .] | transpose | map({(.[0]): .[1]}) | add;
def episodes: [.episodes // [] | if . == [] then empty else table end] |
	map({key: .id, value: .}) | from_entries;

# without episodes: against the night before alone
def lone($was; $as_of): . as $p |
	(if $was == null then "new" elif .gravity > $was.gravity then "graver"
	elif .observed > 1.25 * $was.observed then "grown"
	elif .observed < .8 * $was.observed then "shrunk" else "same" end) as
		$change |
	.change == $change and
	.first_seen == ($was.first_seen // $as_of);

# told is the count when last told: of what has windows that of four weeks, else
# observed; it is empty while a pattern was only a part, and of a silence
def with_episode($was; $row; $old; $as_of): . as $p |
	def count: if . == "" then null else tonumber end;
	(if .kind == "silence" then null
	elif .kind | IN("burst", "cross-org", "positive") then
		.series[-4:] | add
	else .observed end) as $now |
	($old | if . then .told | count else null end) as $had |
	(if $row.since == $as_of then ["new"]
	elif $was and .gravity > $was.gravity then ["graver"]
	elif $now != null and $had == null then ["same", "spread"]
	elif ($row.places | tonumber) > ($old.places | tonumber) then
		["spread"]
	elif $now == null then ["same"]
	elif $now >= 2 * $had and $now > 0 then ["grown"]
	elif $now * 2 <= $had and $had > 0 then ["shrunk"]
	else ["same"] end) as $changes |
	.first_seen == $row.since and $row.loud == $as_of and
	$row.part_of == "" and
	($old == null or $old.since == $row.since) and
	(.change | IN($changes[])) and
	(if .change == "graver" then true
	elif .change == "same" and $had != null then
		($row.told | count) == $had
	else ($row.told | count) == $now end);

[inputs] | reduce .[] as $l ([]; if $l.sig == "summary/1" then
	. + [{s: $l, p: []}] elif $l.sig == "pattern/1" then
	.[-1].p += [$l] else . end) |
range(1; length) as $i | .[$i - 1] as $before | .[$i] as $night |
$night.s.as_of as $as_of | ($night.s | episodes) as $rows |
($before.s | episodes) as $olds | $night.p[] | . as $p |
($before.p | map(select(.id == $p.id))[0]) as $was |
[.kind, .change, .last_seen == $as_of and
	(if .kind | IN("grave", "campaign", "emerging") then
		$rows[.id] == null and lone($was; $as_of)
	else $rows[.id] != null and
		with_episode($was; $rows[.id]; $olds[.id]; $as_of) end)]
