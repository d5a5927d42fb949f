#!/usr/bin/python3
"""dedupe_minhash - how fast MinHash is in Python

usage: dedupe_minhash.py N < signals

The way of the usual libraries of Python, with numpy: 128 permutations of the
pairs of neighbouring words, 32 bands of 4 in dictionaries.  It is not one of
these libraries; where datasketch is there, it is measured too.
"""
import json
import re
import sys
import time
import zlib

import numpy

PRIME = (1 << 61) - 1
BANDS, ROWS = 32, 4


def pairs(text):
    words = re.findall(r"\w+", text.lower())
    return [(a + " " + b).encode() for a, b in zip(words, words[1:])]


def own(texts):
    rng = numpy.random.RandomState(1)
    a = rng.randint(1, 1 << 31, BANDS * ROWS).astype(numpy.uint64)
    b = rng.randint(0, 1 << 31, BANDS * ROWS).astype(numpy.uint64)
    index = [{} for _ in range(BANDS)]
    for i, text in enumerate(texts):
        h = numpy.array([zlib.crc32(p) for p in pairs(text)] or [0],
                        dtype=numpy.uint64)
        low = ((numpy.outer(h, a) + b) % PRIME & 0xFFFFFFFF).min(axis=0)
        near = set()
        for k in range(BANDS):
            key = low[k * ROWS:k * ROWS + ROWS].tobytes()
            near.update(index[k].setdefault(key, []))
            index[k][key].append(i)


def datasketch_way(texts):
    from datasketch import MinHash, MinHashLSH
    lsh = MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
    for i, text in enumerate(texts):
        m = MinHash(num_perm=BANDS * ROWS)
        m.update_batch(pairs(text))
        lsh.query(m)
        lsh.insert(i, m)


def main():
    n = int(sys.argv[1])
    texts = [json.loads(line)["text"] for line, _ in zip(sys.stdin, range(n))]
    for name, way in (("MinHash in Python with numpy", own),
                      ("datasketch", datasketch_way)):
        start = time.process_time()
        try:
            way(texts)
        except ImportError:
            continue
        took = time.process_time() - start
        print("| %s | %d | %.2f | %.0f | |" % (name, n, took, n / took))


main()
