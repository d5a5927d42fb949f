#!/usr/bin/env bats
# What holds of every tool.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

# each COMMAND...: run it with every tool in turn as its last argument.
each() {
	local tool bad=0

	for tool in "$BUILD"/sig-*; do
		tool=${tool##*/}
		"$@" "$tool" || {
			echo "failed for $tool"
			bad=1
		}
	done
	[ -n "$tool" ] && [ "$bad" = 0 ]
}

synopsis_is_usage() {
	"$1" --help | sed -n '/^$/q; s/^usage: //; s/^ *//; p' >usage
	mandoc -h -Tascii "$ROOT/man/$1.1" | col -b | sed 's/^ *//' >synopsis
	diff -u synopsis usage
}

# The options that the page of TOOL lists, a line a spelling.
page_options() {
	mandoc -Tascii "$ROOT/man/$1.1" | col -b | grep -E '^     -' |
		grep -oE '(^|[ ,])--?[a-zA-Z0-9][a-zA-Z0-9-]*' | tr -d ' ,' |
		sort -u
}

options_are_documented() {
	"$1" --help | grep -oE '^ +(-[a-zA-Z], )?--[a-z0-9-]+' |
		tr ',' '\n' | tr -d ' ' | sort -u >help
	page_options "$1" >page
	[ -s help ] && diff -u page help
}

help_fits_a_terminal() {
	"$1" --help >help
	[ -s help ] && ! grep -nE '.{81}' help
}

says_version() {
	[ "$("$1" --version)" = "$1 $VERSION" ] &&
		[ "$("$1" -V)" = "$1 $VERSION" ]
}

refuses_option() {
	local rc=0

	"$1" --no-such-option </dev/null >out 2>err || rc=$?
	cat out err
	[ "$rc" = 2 ] && [ ! -s out ] && [ "$(wc -l <err)" = 1 ] &&
		grep -q "^$1: " err
}

wants_argument() {
	local rc=0

	"$1" --output </dev/null >out 2>err || rc=$?
	cat out err
	[ "$rc" = 2 ] && [ ! -s out ] && [ "$(wc -l <err)" = 1 ]
}

help_on_full_disk() {
	local rc=0

	"$1" --help >/dev/full 2>err || rc=$?
	[ "$rc" = 2 ] && [ -s err ]
}

page_has_sections() {
	local s

	for s in NAME SYNOPSIS DESCRIPTION 'EXIT STATUS' EXAMPLES \
		DIAGNOSTICS 'SEE ALSO'; do
		grep -qxF ".Sh $s" "$ROOT/man/$1.1" || {
			echo "no $s in $1.1"
			return 1
		}
	done
}

@test "all: usage is the synopsis" { each synopsis_is_usage; }
@test "all: --help and the page have the same options" {
	each options_are_documented
}
@test "all: --help fits 80 columns" { each help_fits_a_terminal; }
@test "all: a wrong option is one line and exit 2" { each refuses_option; }
@test "all: a missing argument is one line and exit 2" { each wants_argument; }
@test "all: --help on a full disk is exit 2" { each help_on_full_disk; }
@test "all: each page has its sections" { each page_has_sections; }

@test "all: --version is the version of the Makefile" {
	VERSION=$(sed -n 's/^VERSION = //p' "$ROOT/Makefile")
	each says_version
}

@test "all: sig(7) knows every page" {
	local m name

	for m in "$ROOT"/man/*.[1-8]; do
		name=$(basename "$m")
		[ "$name" = sig.7 ] ||
			grep -qx ".It Xr ${name%.*} ${name##*.}" \
				"$ROOT/man/sig.7" || {
			echo "sig(7) does not name $name"
			return 1
		}
	done
}
