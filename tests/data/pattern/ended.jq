# When a signal was done with: a day, "" for some day, or null.
def ended: if .status == "heropend" then null else
	.closed // .told // if (.status | IN("afgehandeld", "teruggekoppeld",
		"doorgezet", "afgewezen", "geannuleerd")) or
		(.outcome // "onbekend") != "onbekend" then "" else null end |
	if . then .[:10] else null end end;
def ended_by($d): .ended != null and .ended <= $d;
