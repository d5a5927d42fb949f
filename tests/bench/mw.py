#!/usr/bin/python3
"""mw - the multi-window test once more, in Python with numpy and scipy

usage: mw.py DIR >DIR2/mw_600.csv

Judges week 600 of the series of DIR/bench/A_series.csv as --method mw does,
from the formulas of lib/pattern/mw.h and level.h, all fits carried on until
they stand still; build/refs DIR DIR2 compares.
"""
import csv
import sys

import numpy as np
from scipy import special

WEEKS, GUARD, MOST = 600, 13, 260
WINDOWS, WEIGHTS = (1, 2, 4, 8), (.4, .3, .2, .1)
RIDGE = np.array((0, .3, .7, .7, .35, .35)) ** -2.0
RIDGE[0] = 0
SPEEDS = (0, 1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2)
PRIOR = (.02, .02, .06, .3, .3, .2, .08, .02)
OUTLIER, LENT = 2.58, 10


def rows(weeks):
    w = 2 * np.pi * (weeks + 1) / 52
    return np.column_stack((np.ones(len(weeks)), (weeks + 1 - WEEKS) / 52,
                            np.cos(w), np.sin(w), np.cos(2 * w),
                            np.sin(2 * w)))


def settle(y, x, b, weight, phi):
    """Fisher scoring to the end: coefficients and the inverse of X'WX + D."""
    for _ in range(100):
        mu = np.exp(x @ b)
        a = x.T @ ((weight * mu)[:, None] * x) + np.diag(phi * RIDGE + 1e-9)
        step = np.linalg.solve(a, x.T @ (weight * (y - mu)) -
                               (phi * RIDGE + 1e-9) * b)
        b = b + np.clip(step, -2, 2)
        if abs(step).max() < 1e-13:
            break
    return b, np.linalg.inv(a)


def season(y, x):
    b = np.zeros(6)
    b[0] = np.log((y.sum() + .5) / len(y))
    weight, phi = np.ones(len(y)), 1
    for again in range(3):
        if again:
            a = 1.5 * (y ** (2 / 3) * mu ** (-1 / 6) - mu ** .5) / phi ** .5
            weight = np.where(a > OUTLIER, (OUTLIER / a) ** 2, 1)
        b, inv = settle(y, x, b, weight, phi)
        mu = np.exp(x @ b)
        phi = max(1, (LENT + (weight * (y - mu) ** 2 / mu).sum()) /
                  (LENT + len(y) - 6))
    return b, phi * inv, mu, weight


def noise(y, mu, weight):
    r = (y - mu) / mu ** .5
    w = np.minimum(weight[1:], weight[:-1])
    return max(1, (LENT + (w * np.diff(r) ** 2 / 2).sum()) /
               (LENT + len(y) - 1))


def level(y, mu, phi):
    """The level at the end, the variance of it, and the mean drift."""
    like, at, var = [], [], []
    for q in SPEEDS:
        l, p, ll = 1.0, 0.0, 0.0
        for n, m in zip(y, mu):
            p += q
            f = p + phi / m * max(l, .05)
            v = np.clip(n / m - l, -OUTLIER * f ** .5, OUTLIER * f ** .5)
            ll -= (np.log(f) + v * v / f) / 2
            l = max(l + p / f * v, .05)
            p -= p * p / f
        like.append(ll)
        at.append(l)
        var.append(p)
    w = np.array(PRIOR) * np.exp(np.array(like) - max(like))
    w /= w.sum()
    now = w @ at
    return now, w @ (var + (at - now) ** 2), w @ SPEEDS


def tail(n, e, v):
    if n == 0:
        return 1.0
    if v - e < 1e-6 * e:
        return special.gammainc(n, e)
    return special.betainc(n, e * e / (v - e), 1 - e / v)


def judge(y):
    past = np.arange(WEEKS - 1 - GUARD - MOST, WEEKS - 1 - GUARD)
    b, cov, mu, weight = season(y[past], rows(past))
    phi = noise(y[past], mu, weight)
    now, var, drift = level(y[past], mu, phi)
    es, vs, ps = [], [], []
    for k in WINDOWS:
        x = rows(np.arange(WEEKS - k, WEEKS))
        m = now * np.exp(x @ b)
        e, g = m.sum(), m @ x
        v = phi * e + g @ cov @ g + e * e * (
            var + drift * (GUARD + 1 - k + k / 3))
        es.append(e)
        vs.append(v)
        ps.append(tail(y[WEEKS - k:WEEKS].sum(), e, v))
    return es + vs + ps + [min(1, 1 / sum(w / p for w, p in
                                          zip(WEIGHTS, ps)))]


print(",".join(["series"] + [c + str(k) for c in "EVp" for k in WINDOWS] +
               ["hmp"]))
with open(sys.argv[1] + "/bench/A_series.csv", encoding="ascii") as f:
    for i, r in enumerate(list(csv.reader(f))[1:], 1):
        print(",".join(["%d" % i] + ["%.17g" % z for z in judge(
            np.array(r[1:WEEKS + 1], float))]))
