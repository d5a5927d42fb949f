# odd - a year of signals of four organisations with every odd case
#
# a knows all senders, b half of them, c most and tells nobody, d none and
# closes nothing.  Two themes, undated ones, copies, newer states, texts of
# one family, days in place of moments, occurred in place of received.
function rnd() { return (seed = seed * 16807 % 2147483647) / 2147483647 }
function one(list, n) { return list[1 + int(rnd() * n)] }
function day(d) { return strftime("%Y-%m-%d", 1767268800 + 86400 * d, 1) }
function str(name, value) { return value == "" ? "" : "\"" name "\":\"" value "\"," }
function word(   s) {
	s = one(vowel, 5)
	return "w" one(vowel, 5) one(cons, 8) s one(cons, 8)
}
function poisson(mean,   k, p, l) {
	l = exp(-mean); p = 1
	while ((p *= rnd()) > l)
		k++
	return k + 0
}
function body(org, d,   i, n, s) {
	n = 6 + int(rnd() * 20)
	for (i = 0; i < n; i++)
		s = s (i ? " " : "") (i == 3 && org == "b" && d > last - 24 && rnd() < .3 ? "sorteerzuil" : word())
	return s "."
}
function flow(org, kind, d,   s, lag) {
	if (org != "a" && rnd() < .5)
		s = s str("due", day(d + 14 * (1 + int(rnd() * 3))))
	lag = int(-25 * log(rnd()))
	if (org == "d" || rnd() < .1 || d + lag > last)
		return s
	s = s str("closed", day(d + lag))
	if (org != "c" && rnd() < .5)
		s = s str("told", day(d + lag + 3))
	return s
}
function cues(t,   s, n) {
	for (n = int(rnd() * 3); n > 0; n--)
		s = s "\"" t ":c" int(rnd() * 3) ":" n "0-" n "4\","
	if (rnd() < .05)
		s = s "\"" t ":hand\","
	sub(/,$/, "", s)
	return s
}
# signal D ORG THEME PRODUCT CHANNEL REGION REPEAT FAMILY
function signal(d, org, t, product, channel, region, again, family,   id, two, kind, s, h, u) {
	id = org (1000 + ++made)
	kind = one(kinds, 3)
	two = rnd() < .15 ? one(themes, 8) : t
	s = "{\"sig\":\"signal/1\"," str("id", id) str("org", org)
	s = s (rnd() < .3 ? str("system", "kcc") : "") str("seen", day(last + 2))
	s = s str("kind", kind) (rnd() < .95 ? str("channel", channel ? channel : one(channels, 4)) : "")
	h = rnd()
	if (h < .4)
		s = s str("received", day(d) "T" (10 + int(rnd() * 12)) ":30:00+01:00")
	else if (h < .9)
		s = s str("received", day(d))
	else if (h < .99)
		s = s str("occurred", day(d))
	s = s flow(org, kind, d)
	s = s str("text", family ? family : body(org, d)) str("product", product ? product : one(products, 9))
	s = s (rnd() < .9 ? str("region", region ? region : one(regions, 8)) : "")
	s = s str("status", one(states, 4)) (rnd() < .2 ? str("reason", "te laat") : "")
	s = s (rnd() < .8 ? str("redacted", "nl/3") : "") (rnd() < .1 ? "\"reviewed\":true," : "")
	if (rnd() < known[org])
		s = s str("who", org int(rnd() * 2000))
	if (family)
		s = s str("group", "family")
	if (again || rnd() < .03)
		s = s "\"repeat\":2,\"repeat_of\":\"x\","
	if (rnd() < .08)
		s = s "\"theme\":[\"onbepaald\"],"
	else
		s = s "\"theme\":[" (two == t ? "\"" t "\"" : two < t ? "\"" two "\",\"" t "\"" : "\"" t "\",\"" two "\"") "],"
	s = s "\"norm\":[\"nob-0" 1 + int(rnd() * 5) "\"],\"level\":[\"" (rnd() < .5 ? "beleid" : "wetgeving") "\"],"
	u = rnd()
	s = s (u < .03 ? str("urgency", "laag") : u < .05 ? str("urgency", "normaal") : u < .06 ? str("urgency", "hoog") : "")
	if (family ? rnd() < .3 : rnd() < .002)
		s = s "\"flags\":[\"spoed\"],"
	s = s "\"cue\":[" cues(t) "],\"by\":[\"boek@1\"]}"
	print s
	u = rnd()
	if (u < .01)
		print substr(s, 1, length(s) - 1) ",\"copy_of\":\"" id "\"}"
	else if (u < .02) {
		sub(/"seen":"[^"]*"/, "\"seen\":\"" day(last + 3) "\"", s)
		if (s !~ /"closed"/ && org != "d")
			sub(/"text"/, str("closed", day(d + 40 < last ? d + 40 : last)) "\"text\"", s)
		print substr(s, 1, length(s) - 1) ",\"state_of\":\"" id "\"}"
	}
}
BEGIN {
	seed = 4713; last = 330
	split("a e i o u", vowel); split("b d g k l m n r", cons)
	split("klacht bezwaar melding", kinds)
	split("telefoon post e-mail balie", channels)
	split("p1 p2 p3 p4 p5 p6 p7 p8 p9", products)
	split("R1 R2 R3 R4 R5 R6 R7 R8", regions)
	split("ontvangen erkend afgewezen opgepakt", states)
	split("betaling wachten fout bejegening bellen digitaal compliment taal", themes)
	split("a b c d", orgs)
	known["a"] = 1; known["b"] = .5; known["c"] = .85; known["d"] = 0
	for (d = 0; d <= last; d++)
		for (o = 1; o <= 4; o++) {
			for (t = 1; t <= 8; t++)
				for (k = poisson((o == 1 ? .9 : o == 4 ? .3 : .6) * (t == 6 && o < 4 && d > last - 25 ? 3 : 1)); k > 0; k--)
					signal(d, orgs[o], themes[t], "", "", t == 8 && rnd() < .7 ? "R5" : "", t == 5 && o == 1 && rnd() < .15)
			if (o == 1 && rnd() < .15)
				signal(d, "a", "fout", "p5", "", "R1")
			if (o == 2 && d > last - 20 && rnd() < .8)
				signal(d, "b", "fout", "p1", "post", "R2", 0, "Beste raad houd ons zwembad open want wij zwemmen daar elke dag met plezier")
		}
	signal(last + 45, "a", "betaling")
}
