# chance - tails of distributions, by summing their terms

# The share of a gamma distribution of shape A that lies below X.
def gamma_below($a; $x):
	if $x <= 0 then 0 else
	{k: 1, term: (1 / $a), sum: (1 / $a)} |
	until(.term < 1e-18 * .sum; .term *= $x / ($a + .k) |
		.sum += .term | .k += 1) |
	.sum * ($a * ($x | log) - $x - ($a | lgamma) | exp) end;

# The share of a beta distribution of A and B that lies below X.
def beta_below($a; $b; $x):
	if $x > $a / ($a + $b) then 1 - beta_below($b; $a; 1 - $x) else
	{k: 0, term: 1, sum: 1} |
	until(.term < 1e-18 * .sum; .term *= $x * ($a + $b + .k) /
		($a + 1 + .k) | .sum += .term | .k += 1) |
	.sum / $a * ($a * ($x | log) + $b * (1 - $x | log) +
		($a + $b | lgamma) - ($a | lgamma) - ($b | lgamma) | exp) end;

# The chance of N or more, Poisson.
def poisson_tail($n; $e): gamma_below($n; $e);

# The chance of N or more, negative binomial with mean E and variance V.
def nb_tail($n; $e; $v): ($e * $e / ($v - $e)) as $r | ($e / $v) as $p |
	reduce range($n; $n + 400) as $k (0;
		. + (($k + $r | lgamma) - ($r | lgamma) - ($k + 1 | lgamma) +
		$r * ($p | log) + $k * (1 - $p | log) | exp));

# The chance of a standard normal beyond X on either side, X above 1: the
# continued fraction of Laplace.
def beyond($x): (reduce range(200; 0; -1) as $k ($x; $x + $k / .)) as $c |
	2 * (-$x * $x / 2 | exp) / ($c * (8 * (1 | atan) | sqrt));

# ln(ratio) of the share of A in a table, 0 where there are none.
def part($a; $row; $column; $all):
	if $a > 0 then $a * ($a * $all / ($row * $column) | log) else 0 end;

# The chance of G2: A of N1 and C of N2 have it.
def g2_chance($a; $n1; $c; $n2): ($n1 + $n2) as $all | ($a + $c) as $with |
	beyond(2 * (part($a; $n1; $with; $all) +
		part($n1 - $a; $n1; $all - $with; $all) +
		part($c; $n2; $with; $all) +
		part($n2 - $c; $n2; $all - $with; $all)) | sqrt);

# ln of N over K
def choose($n; $k): ($n + 1 | lgamma) - ($k + 1 | lgamma) -
	($n - $k + 1 | lgamma);

# The chance that A or more of the A + C are among the N1 of N1 + N2.
def fisher($a; $n1; $c; $n2): reduce range($a; [$n1, $a + $c] | min + 1) as $k
	(0; if $a + $c - $k > $n2 then . else . + (choose($n1; $k) +
		choose($n2; $a + $c - $k) - choose($n1 + $n2; $a + $c) | exp)
	end);

# Simes' form of the chance that at least U of the P rise, which are sorted.
def simes($p; $u): ($p | length) as $n | [1, (range($u; $n + 1) as $i |
	($n - $u + 1) / ($i - $u + 1) * $p[$i - 1])] | min;

def near($x; $by): (. - $x | fabs) <= $by * ($x | fabs) + 1e-300;
def near($x): near($x; 1e-4);

# The derivative of ln gamma, of X above 0.
def digamma: if . < 10 then -1 / . + (. + 1 | digamma)
	else (1 / (. * .)) as $y |
	(. | log) - 1 / (2 * .) - $y / 12 + $y * $y / 120 -
	$y * $y * $y / 252 end;
