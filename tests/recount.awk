# recount.awk - mw/1 and the change a year, from sig-methods(7) alone
#
# usage: awk -v until=DAY -f recount.awk counts
#
# A line of counts is a day, since 1970, and a cell: pairs of name and value
# with a blank between, none for all signals.  The wider cell is that without
# the last pair.  A signal has a line for each cell that it is in.  Data begin
# on a Monday, and are of more than 117 weeks, or of 18 to 55.
# Prints for each cell: cell, phi, phi_s, level, for each window n, e, v and
# pw, then p, and the change a year; separated by tabs.

function day_of(y, m, d,    era, yoe, doy) {
	y -= m <= 2
	era = int(y / 400)
	yoe = y - era * 400
	doy = int((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1
	return era * 146097 + yoe * 365 + int(yoe / 4) - int(yoe / 100) + \
	    doy - 719468
}

function easter(y,    a, b, c, h, l, m) {
	a = y % 19
	b = int(y / 100)
	c = y % 100
	h = (19 * a + b - int(b / 4) - int((b - int((b + 8) / 25) + 1) / 3) + \
	    15) % 30
	l = (32 + 2 * (b % 4) + 2 * int(c / 4) - h - c % 4) % 7
	m = int((a + 11 * h + 22 * l) / 451)
	return day_of(y, int((h + l - 7 * m + 114) / 31),
	    (h + l - 7 * m + 114) % 31 + 1)
}

function weekday(d) { return (d + 3) % 7 }

function holidays(y,    e, k) {
	e = easter(y)
	free[day_of(y, 1, 1)] = free[e] = free[e + 1] = free[e + 39] = 1
	free[e + 49] = free[e + 50] = 1
	free[day_of(y, 12, 25)] = free[day_of(y, 12, 26)] = 1
	k = day_of(y, 4, 27)
	free[weekday(k) == 6 ? k - 1 : k] = 1
	if (y % 5 == 0)
		free[day_of(y, 5, 5)] = 1
}

# What DAY is: 0 normal, 1 a holiday, 2 the working day after one.
function kind(day) {
	if (day in free)
		return 1
	if (weekday(day) > 4)
		return 0
	for (day--; weekday(day) > 4; day--)
		;
	return day in free ? 2 : 0
}

# Into p, of 0 to 6, the shares of the weekdays of CELL.
function shares(p, cell,    d, k, all, n) {
	for (k = 0; k < 7; k++)
		p[k] = n[k] = 0
	for (d = first; d <= until; d++)
		if (kind(d) == 0) {
			p[weekday(d)] += count[d, cell]
			n[weekday(d)]++
		}
	for (k = 0; k < 7; k++)
		all += p[k] /= n[k]
	for (k = 0; k < 7; k++)
		p[k] /= all
}

# The factors of days that are not normal, from all signals.
function factors(    d, i, k, m, n, seen, made) {
	for (d = first; d <= until; d++) {
		if (kind(d) == 0)
			continue
		m = n = 0
		for (i = d - 28; i <= d + 28; i++)
			if (i >= first && i <= until) {
				m += count[i, ""]
				n++
			}
		k = kind(d) == 1 ? weekday(d) : 7
		seen[k] += count[d, ""]
		made[k] += 7 * whole[weekday(d)] * m / n
	}
	for (k = 0; k < 8; k++)
		factor[k] = (seen[k] + 5) / (made[k] + 5)
}

function exposures(cell,    own, d, k, s) {
	shares(own, cell)
	for (d = first; d <= until; d++)
		s += count[d, cell]
	for (d = first; d <= until; d++) {
		k = weekday(d)
		e[d] = (s * own[k] + 200 * whole[k]) / (s + 200)
		if (kind(d) > 0)
			e[d] *= factor[kind(d) == 1 ? k : 7]
	}
}

# x of DAY for T of a year, into x[ROW, 0] to x[ROW, 13].
function regressors(row, t,    w, k) {
	w = 8 * atan2(1, 1) * t
	x[row, 0] = 1
	x[row, 1] = t
	for (k = 1; k <= 6; k++) {
		x[row, 2 * k] = cos(k * w)
		x[row, 2 * k + 1] = sin(k * w)
	}
}

# a, P by P with R more columns, to the solution in those columns.
function solve(a, p, r,    i, j, k, f) {
	for (i = 0; i < p; i++) {
		f = a[i, i]
		for (j = 0; j < p + r; j++)
			a[i, j] /= f
		for (k = 0; k < p; k++) {
			f = a[k, i]
			for (j = i; k != i && j < p + r; j++)
				a[k, j] -= f * a[i, j]
		}
	}
}

# From b to the nb of weeks 1 to N with ridge[j] and middle[j]; C[i, j] is
# the inverse of X'WX + D.
function fit(n,    i, j, k, a, w, z, step, far) {
	for (far = 1; far > 1e-11; ) {
		for (j = 0; j < nb; j++) {
			for (k = 0; k <= 2 * nb; k++)
				a[j, k] = j == k ? ridge[j] : j == k - nb - 1
			a[j, nb] = ridge[j] * middle[j]
		}
		for (i = 1; i <= n; i++) {
			mu[i] = mean(i)
			w = weight[i] * mu[i]
			z = log(mu[i] / off[i]) + y[i] / mu[i] - 1
			for (j = 0; j < nb; j++) {
				a[j, nb] += w * x[i, j] * z
				for (k = 0; k < nb; k++)
					a[j, k] += w * x[i, j] * x[i, k]
			}
		}
		solve(a, nb, nb + 1)
		far = 0
		for (j = 0; j < nb; j++) {
			step = a[j, nb] - b[j]
			b[j] = a[j, nb]
			far = step * step > far ? step * step : far
		}
		far = sqrt(far)
	}
	for (j = 0; j < nb; j++)
		for (k = 0; k < nb; k++)
			C[j, k] = a[j, k + nb + 1]
	for (i = 1; i <= n; i++)
		mu[i] = mean(i)
}

function mean(i,    j, eta) {
	for (j = 0; j < nb; j++)
		eta += b[j] * x[i, j]
	return off[i] * exp(eta)
}

function pearson(n,    i, sum) {
	for (i = 1; i <= n; i++)
		sum += weight[i] * (y[i] - mu[i]) ^ 2 / mu[i]
	return sum
}

function max(p, q) { return p > q ? p : q }

# The season and trend of the N weeks of CELL; sets b, mu, weight, phi and C.
# Only of all signals, or all of an organisation, it has short waves.
function season(n, cell,    i, round, a, sum, of, s, j) {
	split("0 .3 .7 .7 .35 .35 .02 .02 .02 .02 .02 .02 .02 .02", s, " ")
	nb = cell ~ / / ? 6 : 14
	for (j = 7; j <= nb; j++)
		s[j] = max(.001, n < 130 ? .02 * (n - 104) / 26 : .02)
	for (j = 0; j < nb; j++)
		middle[j] = 0
	for (i = 1; i <= n; i++) {
		weight[i] = 1
		sum += y[i]
		of += off[i]
	}
	for (j = 0; j < nb; j++)
		b[j] = middle[j]
	b[0] = log(sum / of)
	phi = 1
	for (round = 1; round <= 3; round++) {
		for (i = 1; round > 1 && i <= n; i++) {
			a = 1.5 * (y[i] ^ (2 / 3) * mu[i] ^ (-1 / 6) - \
			    sqrt(mu[i])) / sqrt(phi)
			weight[i] = a > 2.58 ? (2.58 / a) ^ 2 : 1
		}
		for (j = 0; j < nb; j++)
			ridge[j] = j ? phi / s[j + 1] ^ 2 : 0
		fit(n)
		phi = max(1, (10 + pearson(n)) / (10 + n - nb))
	}
	for (i = 0; i < nb * nb; i++)
		C[int(i / nb), i % nb] *= phi
}

# A short history of N weeks: all signals have neither season nor trend, and
# every cell borrows that.  Sets b, mu, weight, phi and C.
function borrow(n,    i, a, sum, of) {
	for (i = 1; i <= n; i++) {
		sum += y[i]
		of += off[i]
	}
	nb = 6
	for (i = 0; i < 36; i++)
		b[i % 6] = C[int(i / 6), i % 6] = 0
	b[0] = log((sum + .5) / of)
	for (i = 1; i <= n; i++) {
		mu[i] = mean(i)
		a = 1.5 * (y[i] ^ (2 / 3) * mu[i] ^ (-1 / 6) - sqrt(mu[i]))
		weight[i] = a > 2.58 ? (2.58 / a) ^ 2 : 1
	}
	C[0, 0] = 1 / (sum + .5)
}

# phi_s of CELL, with a short history, is no less than the wider cell's.
function lend(cell,    wider) {
	wider = cell
	if (sub(/ ?[^ ]*$/, "", wider) && cell != "")
		phi_s = max(phi_s, lent[wider] < 2 ? lent[wider] : 2)
	lent[cell] = phi = phi_s
	C[0, 0] *= phi
}

# The level of the N weeks, more than 12; sets phi_s, level, lift, B and q.
function walk(n,    i, r, was, sum, k, nk, qs, share, l, v, f, d, cut, like,
    at, var, best, all, then, most) {
	for (i = 1; i <= n; i++) {
		r = (y[i] - mu[i]) / sqrt(mu[i])
		if (i > 1)
			sum += (r - was) ^ 2 / 2 * \
			    (weight[i] < weight[i - 1] ? weight[i] : \
			    weight[i - 1])
		was = r
	}
	phi_s = max(1, (10 + sum) / (10 + n - 1))
	nk = split("0 .00001 .00003 .0001 .0003 .001 .003 .01", qs, " ")
	split(".02 .02 .06 .3 .3 .2 .08 .02", share, " ")
	best = -1e300
	for (k = 1; k <= nk; k++) {
		l = 1
		v = 0
		like[k] = log(share[k])
		for (i = 1; i <= n; i++) {
			v += qs[k]
			f = v + phi_s * max(l, .05) / mu[i]
			d = y[i] / mu[i] - l
			cut = 2.58 * sqrt(f)
			d = d > cut ? cut : d < -cut ? -cut : d
			like[k] -= (log(f) + d * d / f) / 2
			l = max(l + v / f * d, .05)
			v *= 1 - v / f
			then[k, n - i] = l
		}
		at[k] = l
		var[k] = v
		best = max(best, like[k])
	}
	level = q = B = all = 0
	for (k = 1; k <= nk; k++)
		all += like[k] = exp(like[k] - best)
	for (k = 1; k <= nk; k++) {
		level += like[k] / all * at[k]
		q += like[k] / all * qs[k]
	}
	for (k = 1; k <= nk; k++)
		B += like[k] / all * (var[k] + (at[k] - level) ^ 2)
	# where no season is known, the highest of 13 weeks, up to 1
	for (i = 0; i < 13; i++) {
		r = 0
		for (k = 1; k <= nk; k++)
			r += like[k] / all * then[k, i]
		most = max(most, r)
	}
	lift = short ? max(1, (most < 1 ? most : 1) / level) : 1
}

# P(X >= n), negative binomial of mean m and variance v.
function tail(n, m, v,    r, ln, k, sum, t) {
	r = m * m / (v - m)
	ln = r * log(m / v)
	for (k = 0; k < n; k++) {
		sum += exp(ln)
		ln += log((k + r) / (k + 1) * (1 - m / v))
	}
	if (n <= m)
		return 1 - sum
	sum = 0
	for (t = 1; t > 1e-17 * sum; k++) {
		sum += t = exp(ln)
		ln += log((k + r) / (k + 1) * (1 - m / v))
	}
	return sum
}

# The window of DAYS days of CELL: sets W[1] to W[4].
function window(days, cell, end,    d, j, k, m, g, E, V, n, h) {
	for (d = until - days + 1; d <= until; d++) {
		n += count[d, cell]
		regressors(0, (d - monday) / 365.25)
		off[0] = level * lift * e[d]
		E += m = mean(0)
		for (j = 0; j < nb; j++)
			g[j] += m * x[0, j]
	}
	# a window may begin within a short history
	h = max(until - days + 1 - end, 0) / 7 + days / 21
	V = phi_s * E + E * E * (B + 4 * q * h + (short ? .015 : 0))
	for (j = 0; j < nb; j++)
		for (k = 0; k < nb; k++)
			V += g[j] * g[k] * C[j, k]
	W[1] = n + 0
	W[2] = E
	W[3] = V
	W[4] = tail(n, E, V)
}

# The change a year of the weeks that end today; the e of CELL are there.
function change(cell,    n, i, j, d, t) {
	n = int((until - first + 1) / 7)
	n = n > 104 ? 104 : n
	for (i = 1; i <= n; i++) {
		y[i] = off[i] = 0
		for (d = until - 7 * (n - i + 1) + 1; d <= until - 7 * (n - i);
		    d++) {
			y[i] += count[d, cell]
			off[i] += e[d]
		}
		regressors(i, (i - n) / 52.1775)
		weight[i] = 1
	}
	nb = 6
	for (j = 0; j < nb; j++)
		b[j] = ridge[j] = middle[j] = 0
	b[0] = log(count["n", cell] / (until - first + 1) * 7)
	fit(n)
	return exp(b[1])
}

function judge(cell,    end, n, i, d, k, w, p, nw, windows, share, out) {
	exposures(cell)
	monday = until - weekday(until)
	end = monday - 7 * 13
	short = end - first < 7 * 52
	if (short)
		end = monday - 7 * 4
	n = (end - first) / 7
	for (i = 1; i <= n; i++) {
		y[i] = off[i] = 0
		for (d = first + 7 * (i - 1); d < first + 7 * i; d++) {
			y[i] += count[d, cell]
			off[i] += e[d]
		}
		regressors(i, (first + 7 * (i - 1) + 3 - monday) / 365.25)
	}
	if (short)
		borrow(n)
	else
		season(n, cell)
	walk(n)
	if (short)
		lend(cell)
	out = sprintf("%s\t%.15g\t%.15g\t%.15g", cell, phi, phi_s, level)
	nw = split("7 14 28 56", windows, " ")
	split(".3 .3 .2 .2", share, " ")
	for (w = 1; w <= nw; w++) {
		window(windows[w], cell, end)
		p += share[w] / W[4]
		for (k = 1; k <= 4; k++)
			out = out sprintf("\t%.15g", W[k])
	}
	printf "%s\t%.15g\t%.15g\n", out, 1 / p, short ? 1 : change(cell)
}

BEGIN { FS = "\t" }

$1 > until { next }

!(1 in known) || $1 < first { first = $1; known[1] }

{
	count[$1, $2]++
	count["n", $2]++
	cells[$2]
}

END {
	for (i = 1970 + int(first / 366); i <= 1971 + until / 365; i++)
		holidays(i)
	shares(whole, "")
	factors()
	for (i = 0; i < 4; i++)
		for (c in cells)
			if (split(c, pairs, " ") == i)
				judge(c)
}
