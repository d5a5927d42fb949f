#!/usr/bin/env bats
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

@test "sig-share: keygen makes a key that only the owner reads" {
	umask 000
	sig-share keygen key
	[ "$(stat -c %a key)" = 600 ]
	[ "$(wc -c <key)" = 65 ]
	sig-share keygen key2
	run ! cmp -s key key2
	fails_with 2 sig-share keygen key
	[ "$(wc -l <<<"$stderr")" = 1 ]
	fails_with 2 sig-share keygen
	fails_with 2 sig-share keygen a b
}

@test "sig-share: a key that others can reach is refused" {
	sig-share keygen key
	sig 1 x >in
	sig-redact -k key in >out
	chmod 640 key
	fails_with 2 sig-redact -k key in
	[[ "$stderr" == *'chmod 600'* ]]
	chmod 600 key
	ln -s key link
	fails_with 2 sig-redact -k link in
	[[ "$stderr" == *'symbolic link'* ]]
	head -c 31 /dev/zero >short
	chmod 600 short
	fails_with 2 sig-redact -k short in
	[[ "$stderr" == *'keygen'* ]]
	fails_with 2 sig-redact -k nosuch in
	[[ "$stderr" == *'keygen'* ]]
	mkdir dir
	fails_with 2 sig-redact -k dir in
	head -c 32 /dev/urandom >raw
	chmod 600 raw
	sig-redact -k raw in >out
}
