# Loaded by every test file: load helper
# shellcheck shell=bash disable=SC2154 # bats sets status, output and stderr
bats_require_minimum_version 1.5.0

export LC_ALL=C.UTF-8 TZ=UTC
ROOT=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
DATA=$ROOT/tests/data
BUILD=${BUILD:-$ROOT/build}
PATH=$BUILD:$PATH

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# sig ID TEXT [MEMBER ...]: print one signal; MEMBER is JSON ("org":"a") and
# so is TEXT between its quotes.
sig() {
	local id=$1 text=$2 more=

	shift 2
	[ $# = 0 ] || more=$(printf ',%s' "$@")
	printf '{"sig":"signal/1","id":"%s","text":"%s"%s}\n' \
		"$id" "$text" "$more"
}

# fails_with STATUS COMMAND...: stdout must be empty, stderr is in $stderr.
fails_with() {
	run --separate-stderr "-$1" "${@:2}"
	[ -z "$output" ]
}

# golden CASE: run the command in CASE.cmd on CASE.in and compare all it did
# with CASE.out, CASE.err and CASE.status.  UPDATE_GOLDEN=1 writes them anew.
golden() {
	local want=$DATA/$1 rc=0

	TESTDATA=$DATA sh -e "$want.cmd" <"$(or_empty "$want.in")" \
		>out 2>err || rc=$?
	echo "$rc" >status
	[ -z "${UPDATE_GOLDEN:-}" ] || golden_update "$want" "$rc"
	diff -u "$(or_empty "$want.out")" out
	diff -u "$(or_empty "$want.err")" err
	[ "$rc" = "$(cat "$want.status" 2>/dev/null || echo 0)" ]
}

golden_update() {
	cat out >"$1.out"
	rm -f "$1.err" "$1.status"
	[ ! -s err ] || cat err >"$1.err"
	[ "$2" = 0 ] || cat status >"$1.status"
}

or_empty() {
	if [ -e "$1" ]; then echo "$1"; else echo /dev/null; fi
}

# unit NAME: run build/test_NAME, which says what failed.
unit() {
	run "$BUILD/test_$1"
	printf '%s\n' "$output"
	[ "$status" -eq 0 ]
}

# member NAME [FILE]: the member NAME of every line, as JSON.
member() {
	jq -c --arg m "$1" '.[$m]' "${2:--}"
}

# adds_up FILE: the stats/1 line in FILE accounts for everything it read.
adds_up() {
	jq -e -s 'length == 1 and (.[0] | .sig == "stats/1" and
		.read == ([.written, .refused, .skipped, .dropped, .ignored,
		.used] | map(. // 0) | add))' "$1" >/dev/null || {
		echo "does not add up: $(cat "$1")"
		return 1
	}
}

# reduces_up FILE: the same for a reducer and sig-ingest alike, where lines
# written are not lines read.
reduces_up() {
	jq -e -s 'length == 1 and (.[0] | .sig == "stats/1" and
		.read == ([.used, .refused, .skipped, .ignored]
		| map(. // 0) | add))' "$1" >/dev/null || {
		echo "does not add up: $(cat "$1")"
		return 1
	}
}

# In CI (STRICT=1) a test that does not run is a test that fails.
if [ -n "${STRICT:-}" ]; then
	skip() {
		echo "skipped: $*"
		return 1
	}
fi
