# What sig-methods(7) says of sources that began later, of lines of kind, number
# a day, first and last day, and every how many days, over DAYS days: each day,
# the last first, with what counts on it and which part of all was there; at the
# end "doubt" and what is added to V / E^2.

{
	for (d = $3; d <= $4 && d < days; d += $5 ? $5 : 1) {
		n[d, $1] += $2
		if (!($1 in from) || d < from[$1])
			from[$1] = d
	}
}

# What counts of KIND on day D: not that of the day on which it began.
function counts(kind, d) {
	return d > from[kind] || from[kind] == 0 ? n[d, kind] : 0
}

# What counts on days A up to B of all that began before day F.
function sum(f, a, b,    kind, d, s) {
	for (kind in from)
		for (d = a; from[kind] < f && d <= b; d++)
			s += counts(kind, d)
	return s + 0
}

function least(a, b) {
	return a < b ? a : b
}

# What the later ones have taken over that count from day F on, as others did
# last from SINCE, in days up to TO; sets v, too.
function taken(f, since, to,    d, r, b, is, was, of, w) {
	d = least(to + 1 - f, f - since)
	r = sum(f - 1, f - d, f - 1)
	b = sum(f - 1, f, f + d - 1)
	if (d < 28 || r == 0)
		return 0
	of = .6
	w = 1 / r
	is = sum(f - 1, f - 364, f - 365 + d)
	was = sum(f - 1, f - 364 - d, f - 365)
	if (f - d - 364 >= since && is > 0 && was > 0) {
		of = .75
		w += 1 / was + 1 / is
		r *= is / was
	}
	is = r - b - .5
	was = 2 * (r * r * w + b)
	if (b + .5 > of * r || r - b < 3 * sqrt(was)) {
		was += .04 * (of == .6 ? 2 : 1) * r * r
		return is * is > was && is > 0 ? (is - was / is) / (b + .5) : 0
	}
	v = 2 * w
	return is / (b + .5)
}

# Compare what counts from day F on, as others did last from SINCE, with those.
function join(f, since,    g, to, m, t, s) {
	g = int((days - f) / 3)
	to = days - 1 - (g < 28 ? 28 : least(g, 91))
	before = .5 + sum(f - 1, f, to)
	m = sum(f, f, to) + .5 - before
	v = 1 / before
	t = least(before * taken(f, since, to), m)
	s = (m - t) / (before + m)
	part[f] = (before + t) / (before + m)
	doubt[f] = s * v
	season[f] = .04 * s * s * f / days
}

END {
	since = -6 # the cells begin on the Monday before day 0
	for (kind in from)
		began[from[kind]] = 1
	for (d = 1; d < days; d++)
		if (d in began) {
			join(d + 1, since)
			since = d + 1
		}
	there = 1
	for (d = days - 1; d >= 0; d--) {
		print strftime("%Y-%m-%d", 1672574400 + 86400 * d),
		    sum(days, d, d), there
		if (!(d in part))
			continue
		if (there * part[d] < .1)
			break
		all += doubt[d] + there * there * season[d]
		there *= part[d]
	}
	print "doubt", all + 0
}
