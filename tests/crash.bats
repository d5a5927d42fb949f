#!/usr/bin/env bats
# Tools that keep state, cut off at a hundred moments, on a full disk, and two
# at once: a plain rerun gives what an undisturbed run gives.  sig-nightly,
# which keeps more, has these tests beside its own.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

setup_file() {
	load helper
	cd "$BATS_FILE_TMPDIR" || return
	# Three nights of signals, the people and the wording of which return.
	awk 'BEGIN { x = 4711
		split("toeslag wmo aow parkeren paspoort", what, " ")
		for (i = 0; i < 2400; i++) {
			x = (x * 16807) % 2147483647
			p = int(x / 7) % 300
			printf "{\"sig\":\"signal/1\",\"id\":\"s%05d\"," \
			    "\"org\":\"gem-%s\",\"person\":[\"tok%03d\"]," \
			    "\"received\":\"2025-%02d-%02d\",\"text\":" \
			    "\"verhaal %d over %s dat nu %d keer duurt\"," \
			    "\"product\":\"%s\",\"who\":\"tok%03d\"," \
			    "\"theme\":[\"%s\"]}\n", i, p % 2 ? "a" : "b", p,
			    int(i / 200) + 1, i % 28 + 1, p, what[p % 5 + 1],
			    x % 3, what[x % 5 + 1], p, what[x % 2 + 1] } }' >all
	split -n l/3 --numeric-suffixes=1 -a 1 all night.
}

setup() {
	cd "$BATS_FILE_TMPDIR" || return
	mkdir -p "$BATS_TEST_NUMBER"
	cd "$BATS_TEST_NUMBER" || return
}

remember() {
	sig-dedupe --memory "$1" --night "2026-01-0$2" "../night.$2"
}

URN=urn:nld:oin:00000001823288444000:systeem:proef

# release LEDGER: share the standard input.
release() {
	sig-share --source "$URN" --since 2025-07-01 --release 2025-12-31 \
		--persons 5 -l "$1"
}

release_all() {
	release "$1" <../all
}

# A ledger of the first half of the year: its salt is that of all that follow.
first_half() {
	grep -E '"received":"2025-0[1-6]' ../all |
		sig-share --source "$URN" --release 2025-06-30 --persons 5 \
			-l base >/dev/null
}

# span COMMAND...: what it takes, in tenths of a millisecond.
span() {
	local began

	began=$(date +%s%N)
	"$@" >/dev/null
	echo $((($(date +%s%N) - began) / 100000))
}

# killed AFTER COMMAND...: cut off after so many tenths of a millisecond.  All
# that it starts hold a lock; so none is left when the lock is free.
killed() {
	local pid held

	exec {held}>../held
	flock -s "$held"
	"${@:2}" >out 2>/dev/null &
	pid=$!
	exec {held}>&-
	sleep "$(($1 / 10000)).$(printf %04d $(($1 % 10000)))"
	# The tool itself is the child of the function's shell.
	pkill -9 -P $pid 2>/dev/null || :
	kill -9 $pid 2>/dev/null || :
	wait $pid 2>/dev/null || :
	flock ../held true
}

# at_any_moment KEPT COMMAND...: KEPT is the file that COMMAND keeps, base what
# it was before it, and want what COMMAND prints.
at_any_moment() {
	local i all

	cp base "$1"
	all=$(span "${@:2}")
	for i in {1..100}; do
		cp base "$1"
		killed $((i * all * 11 / 1000)) "${@:2}"
		"${@:2}" | cmp want - || {
			echo "cut off after $i hundredths of the run"
			return 1
		}
		[ "$((i % 20))" != 0 ] || after "$1"
	done
	[ "$(find . -type f | wc -l)" -le 8 ]
}

# What the next run makes of what was kept; base and want are of setup below.
after() {
	if [ "$1" = mem ]; then
		remember mem 3 | cmp next -
	else
		cmp next "$1"
	fi
}

@test "crash: a memory of sig-dedupe, killed at a hundred moments" {
	remember base 1 >/dev/null
	cp base calm
	remember calm 2 >want
	remember calm 3 >next
	grep -q '"repeat"' want
	at_any_moment mem remember mem 2
}

@test "crash: a ledger of sig-share, killed at a hundred moments" {
	# A new ledger has a salt of its own: what follows can be compared.
	first_half
	cp base next
	release_all next >want
	[ -s want ]
	run ! cmp -s base next
	at_any_moment led release_all led
}

# On a disk that fills up nothing is lost that was there.
full() {
	# shellcheck disable=SC2016 # the inner shell expands them
	unshare -rm bash -c '
		mkdir -p disk
		mount -t tmpfs -o "size=$1" tmpfs disk || exit 99
		cp base "disk/$2" || exit 98
		head -c 1m /dev/zero >disk/filler 2>/dev/null
		rc=0
		"${@:3}" >out 2>err || rc=$?
		[ "$rc" = 2 ] || exit 97
		[ ! -s out ] || [ "$2" = mem ] || exit 96
		rm disk/filler
		mount -o remount,size=50m disk || exit 95
		"${@:3}" | cmp want - || exit 94' - "$@"
}

@test "crash: a memory of sig-dedupe on a full disk" {
	remember base 1 >/dev/null
	cp base calm
	remember calm 2 >want
	full 640k mem sig-dedupe --memory disk/mem --night 2026-01-02 ../night.2
	grep -q 'No space left' err
}

@test "crash: a ledger of sig-share on a full disk" {
	first_half
	cp base calm
	release_all calm >want
	full 640k led sig-share --source "$URN" --since 2025-07-01 \
		--release 2025-12-31 --persons 5 -l disk/led ../all
	grep -q 'No space left' err
}

# Two that begin at once: one of them is second, and knows of the first.
@test "crash: two releases at once cannot be subtracted" {
	local i rc both

	head -n 2399 ../all >less
	first_half
	for i in {1..10}; do
		cp base led
		both=0
		release_all led >one 2>/dev/null &
		release led <less >two 2>/dev/null || both=$((both + $?))
		rc=0
		wait $! || rc=$?
		# Both would be the number of signals that one has more.
		[ $((rc + both)) = 2 ]
	done
}
