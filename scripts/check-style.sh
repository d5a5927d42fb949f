#!/bin/bash
# check-style - hold the tree to the limits of the house style
set -u
cd "$(dirname "$0")/.." || exit 2

fn_lines=60 # of one function, braces and all
fn_paths=10 # cyclomatic; a switch, and a chain of && and ||, counted once
fn_terms=24 # cyclomatic, each && and || counted
file_lines=800 # of one source file, tables and names apart
bad=0
tmp=$(mktemp) || exit 2
trap 'rm -f "$tmp"' EXIT

# complain TEXT LIST: nothing when LIST is empty.
complain() {
	[ -n "$2" ] || return 0
	echo "check-style: $1:"
	# shellcheck disable=SC2001 # every line, not the first
	sed 's/^/	/' <<<"$2"
	bad=1
}

sources() {
	ls cmd/*.c lib/*/*.c 2>/dev/null
}

# The functions of all sources after the sed(1) script $1: paths, lines, name.
functions() {
	local f

	for f in $(sources); do
		sed "$1" "$f" >"$tmp"
		pmccabe "$tmp" | awk -v f="$f" '{ print $1, $5, f ": " $NF }'
	done
}

# Functions that are too long or too tangled; files that are too long.  A
# condition of many terms is one decision to its reader, up to a point.
check_size() {
	complain "functions over $fn_lines lines or $fn_paths paths" "$(
		functions 's/&&/+ /g; s/||/+ /g' |
			awk -v l=$fn_lines -v p=$fn_paths '
			$2 > l || $1 > p {
				print $3 $4 ": " $2 " lines, " $1 " paths" }'
	)"
	complain "functions of over $fn_terms terms" "$(
		functions '' | awk -v p=$fn_terms '
			$1 > p { print $3 $4 ": " $1 }'
	)"
	# shellcheck disable=SC2046 # no blanks in our names
	complain "files over $file_lines lines" "$(
		wc -l $(sources) lib/*/*.h | awk -v l=$file_lines '
			$2 !~ /total|tables|names/ && $1 > l {
				print $2 ": " $1 }'
	)"
}

# A room includes from base, line, text (in that order) and from itself.
check_rooms() {
	complain "includes from a room that it may not know" "$(
		grep -noE '^#include "lib/[a-z]+/[a-z0-9_]+\.h"' lib/*/*.[ch] |
			awk -F'[:/"]' '
			BEGIN { rank["base"] = 1; rank["line"] = 2
				rank["text"] = 3 }
			{
				from = $2; to = $(NF - 2); name = $(NF - 1)
				a = from in rank ? rank[from] : 4
				b = to in rank ? rank[to] : 4
				if (from == to || b < a)
					next
				if (from == "pattern" && to == "dedupe" &&
				    name == "minhash.h")
					next
				if (from == "report" && to == "privacy" &&
				    name == "disclose.h")
					next
				print $0
			}'
	)"
}

# One file speaks to each foreign library.
check_foreign() {
	local h

	for h in csv.h pcre2.h sodium.h linear.h hs.h libstemmer.h iconv.h; do
		complain "$h belongs in one file" "$(
			grep -lE "^#include <([a-z]+/)?$h>" \
				cmd/*.c lib/*/*.[ch] | awk '{ a[NR] = $0 }
				END { if (NR > 1) for (i in a) print a[i] }'
		)"
	done
}

# What ISO C, POSIX and the libraries we use call their headers.
system_headers='aio|assert|complex|cpio|csv|ctype|dirent|dlfcn|errno|fcntl|fenv
fmtmsg|fnmatch|ftw|glob|grp|hs|iconv|inttypes|iso646|langinfo|libgen
libstemmer|limits|linear|locale|math|monetary|mqueue|ndbm|netdb|nl_types|pcre2
poll|pthread|pwd|regex|sched|search|semaphore|setjmp|signal|sodium|spawn
stdalign|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|stdnoreturn
string|strings|stropts|syslog|tar|termios|tgmath|threads|time|uchar
ulimit|unistd|utime|utmpx|wchar|wctype|wordexp'

# Each header stands alone and is not named like one of those: -I would hide
# theirs.
check_headers() {
	local h

	for h in lib/*/*.h; do
		! basename "$h" .h | grep -qxE \
			"$(tr '\n' '|' <<<"$system_headers" | sed 's/|$//')" ||
			complain "hides a system header" "$h"
		cc -std=c11 -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -I. \
			-fsyntax-only -x c "$h" ||
			complain "does not stand alone" "$h"
	done
}

# The library keeps no state, and only the stream (with its progress), the
# options and the allocator speak or exit.
check_archive() {
	complain "writable data in the library" "$(
		objdump -t build/libsig.a | awk '
			/^[^ ]+\.o:/ { file = $1 }
			/ O / && !/\.rodata|\.data\.rel\.ro/ {
				print file " " $NF }'
	)"
	complain "speaks or exits" "$(
		nm -A build/libsig.a | awk '
			/:(xalloc|opt|stream|progress)\.o:/ { next }
			$(NF - 1) != "U" { next }
			$NF ~ /^(exit|_exit|abort|v?errx?|v?warnx?)$/ ||
			$NF ~ /^(stderr|stdout|perror|puts|printf)$/ {
				print }'
	)"
}

# Every tool has its page and its tests, and one line says everywhere what
# it does: the first of the source, .Nd of the page, sig(7) and README.
check_tools() {
	local c t what

	for c in cmd/sig-*.c; do
		t=$(basename "$c" .c)
		what=$(sed -n "1s|^/\* $t - \(.*\) \*/\$|\1|p" "$c")
		[ -n "$what" ] || complain \
			"line 1 is not /* $t - what it does */" "$c"
		[ -e "man/$t.1" ] || complain "no page" "man/$t.1"
		[ -e "tests/$t.bats" ] || complain "no tests" "tests/$t.bats"
		grep -qxF ".Nd $what" "man/$t.1" ||
			complain "man/$t.1: .Nd is not" "$what"
		grep -qF "\"$what\"" "$c" ||
			complain "$c: --help does not say" "$what"
		grep -A1 -xF ".It Xr $t 1" man/sig.7 | grep -qxF "$what" ||
			complain "man/sig.7: $t is not" "$what"
		grep -qF "| \`$t\` | $what |" README.md ||
			complain "README.md: $t is not" "$what"
	done
}

# clang cannot call those that are not static from another file (wide.h).
check_wide() {
	complain "WIDE, but not static" "$(
		grep -nE '^WIDE( |$)' cmd/*.c lib/*/*.c | grep -v 'WIDE static'
	)"
}

check_words() {
	complain "unfinished" "$(
		grep -nwE 'TO[D]O|FIX[M]E|X[X]X|HAC[K]' -r cmd lib man scripts tests \
			--include='*.[ch]' --include='*.[1-8]' \
			--include='*.bats' --include='*.bash'
	)"
	# Golden cases hold bytes of all kinds.
	complain "not ASCII" "$(
		LC_ALL=C grep -nP '[^\x00-\x7f]' cmd/*.c lib/*/*.[ch]
	)"
	complain "top level" "$(
		git ls-files | cut -d/ -f1 | sort -u | grep -vxE \
			'cmd|lib|man|tests|scripts|Makefile|README\.md|LICENSE|publiccode\.yml|\..*'
	)"
}

check_size
check_rooms
check_foreign
check_headers
check_archive
check_tools
check_wide
check_words
exit $bad
