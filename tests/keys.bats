#!/usr/bin/env bats
# Every tool that takes a key takes it the same ways, and no other.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

# keyed TOOL ARGS...: run TOOL, which takes a key, on something it reads.
keyed() {
	local tool=$1

	shift
	case $tool in
	sig-ingest) set -- "$@" -q -m klacht in.csv ;;
	sig-dedupe)
		rm -f memory
		set -- "$@" --memory memory --night 2026-01-05 in
		;;
	*) set -- "$@" in ;;
	esac
	"$tool" "$@"
}

# each COMMAND...: for every tool that takes a key, with its name behind.
each() {
	local tool

	printf 'Klachtnummer;Datum klacht;E-mail;Klachtomschrijving\n%s\n' \
		'K-1;2026-01-05;jan@voorbeeld.nl;De website werkt niet' >in.csv
	sig 1 'in zaak WMO-2024-1187' '"org":"x"' '"received":"2026-01-05"' \
		'"person":["5esbmp2hvj8rtvpt"]' '"who":"5esbmp2hvj8rtvpt"' >in
	for tool in sig-ingest sig-redact sig-dedupe sig-tally sig-pattern; do
		echo "$tool"
		"$@" "$tool"
	done
}

# refused TOOL KEY WORDS: a message of one line, with WORDS in it, and no more.
refused() {
	fails_with 2 keyed "$1" --key "$2"
	[ "$(wc -l <<<"$stderr")" = 1 ]
	[[ "$stderr" == "$1: $2: "*"$3"* ]]
}

refuse_all() {
	refused "$1" open 'chmod 600'
	refused "$1" group 'chmod 600'
	refused "$1" link 'symbolic link'
	refused "$1" dir 'regular file'
	refused "$1" fifo '--key-fd'
	refused "$1" /dev/null 'regular file'
	refused "$1" empty 'sig-share keygen'
	refused "$1" long 'sig-share keygen'
	refused "$1" nosuch 'sig-share keygen'
}

@test "keys: one that is unfit is refused in one line that says how to mend it" {
	sig-share keygen key
	cp key open
	chmod 604 open
	cp key group
	chmod 640 group
	ln -s key link
	mkdir dir
	mkfifo -m 600 fifo
	: >empty
	head -c 5000 /dev/urandom >long
	chmod 600 empty long
	each refuse_all
}

refuse_sizes() {
	local f

	case $1 in
	sig-tally | sig-pattern) return ;; # a salt has any size
	esac
	for f in short longer letters two; do
		refused "$1" "$f" '32 bytes or 64 hexadecimal digits'
	done
}

@test "keys: 32 bytes or 64 hexadecimal digits, and nothing else" {
	sig-share keygen key
	head -c 31 /dev/urandom >short
	head -c 33 /dev/urandom >longer
	tr 0-9a-f g-v <key >letters
	cat key key >two
	chmod 600 short longer letters two
	each refuse_sizes
}

refuse_strangers() {
	refused "$1" theirs 'another user'
}

@test "keys: one of another user is refused, one of root is not" {
	[ "$(id -u)" = 0 ] || skip "only root can give a file away"
	sig-share keygen theirs
	chown 65534 theirs
	each refuse_strangers
}

# The same output by either way; a pipe, a file that is open, in two pieces.
same_by_fd() {
	local want

	want=$(keyed "$1" --key key)
	[ "$(keyed "$1" --key-fd 7 7< <(cat key))" = "$want" ]
	[ "$(keyed "$1" --key-fd 7 7<key)" = "$want" ]
	[ "$(keyed "$1" --key-fd 7 7< <(head -c 20 key && sleep .1 &&
		tail -c +21 key))" = "$want" ]
}

@test "keys: by a descriptor as by a file" {
	sig-share keygen key
	each same_by_fd
}

# fd_refused TOOL WORDS: descriptor 7 is refused so.
fd_refused() {
	fails_with 2 keyed "$1" --key-fd 7
	[ "$(wc -l <<<"$stderr")" = 1 ]
	[[ "$stderr" == "$1: --key-fd: "*"$2"* ]]
}

refuse_fds() {
	fails_with 2 keyed "$1" --key-fd 0
	fails_with 2 keyed "$1" --key-fd 2
	fails_with 2 keyed "$1" --key-fd x
	fails_with 2 keyed "$1" --key key --key-fd 7 7<open
	[[ "$stderr" == *'one of --key and --key-fd'* ]]
	fd_refused "$1" 'no such descriptor' 7<&-
	fd_refused "$1" 'chmod 600' 7<open
	fd_refused "$1" 'neither a pipe' 7<dir
	fd_refused "$1" 'neither a pipe' 7</dev/zero
	fd_refused "$1" 'sig-share keygen' 7< <(true)
	fd_refused "$1" 'sig-share keygen' 7< <(head -c 5000 /dev/urandom)
}

@test "keys: a descriptor that is unfit is refused" {
	sig-share keygen key
	cp key open
	chmod 644 open
	mkdir dir
	each refuse_fds
}

# Is descriptor 7 of process PID a pipe?
piped() {
	[[ $(readlink "/proc/$1/fd/7") == pipe:* ]]
}

# While TOOL waits for input, nobody else can see its key.
unseen() {
	local pid hex _

	case $1 in
	sig-ingest) return ;; # reads files; the code is that of the others
	esac
	rm -f slow
	mkfifo slow
	case $1 in
	sig-dedupe)
		rm -f memory
		"$1" --key-fd 7 --memory memory --night 2026-01-05 slow \
			7< <(cat key) >out &
		;;
	*) "$1" --key-fd 7 slow 7< <(cat key) >out & ;;
	esac
	pid=$!
	exec 8>slow
	hex=$(cat key)
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		[ "$(readlink "/proc/$pid/exe")" != "$(readlink /proc/$$/exe)" ] &&
			! piped "$pid" && break
		sleep .1
	done
	run ! grep -qaF "$hex" "/proc/$pid/cmdline" "/proc/$pid/environ"
	# The pipe is closed: nothing that is started could read it.
	run ! piped "$pid"
	# The sanitizer of addresses locks no memory.
	if [ "$1" != sig-dedupe ] && ! ldd "$BUILD/$1" | grep -q libasan; then
		awk '$1 == "VmLck:" { n = $2 } END { exit n == 0 }' \
			"/proc/$pid/status"
	fi
	cat in >&8
	exec 8>&-
	wait "$pid"
	[ -s out ]
}

tells_no_key() {
	fails_with 2 keyed "$1" --key "$(cat key)"
	[[ "$stderr" == "$1: --key: no such key file"* ]]
	run ! grep -qF "$(cat key)" <<<"$stderr"
}

@test "keys: one that is given for a file is not repeated" {
	sig-share keygen key
	each tells_no_key
}

@test "keys: not in arguments, environment or memory that is swapped" {
	[ -r /proc/self/status ] || skip "no /proc"
	[ "$(ulimit -l)" != 0 ] || skip "no memory can be locked"
	sig-share keygen key
	each unseen
}

# told KEY ORG [OPTION...]: a row of an export, as a signal of ORG.
told() {
	printf 'Klachtnummer;Datum klacht;E-mail;Klachtomschrijving\n%s\n' \
		"K-$1;2026-01-05;jan@voorbeeld.nl;De website werkt niet" >in.csv
	sig-ingest -q -m klacht --key "$1" --org "$2" "${@:3}" in.csv
}

@test "keys: which one it was stands in lines and stats, as the vector has it" {
	printf '%02x' {0..31} >vector
	sig-share keygen other
	chmod 600 vector
	told vector x --stats st >one
	[ "$(jq -r .key_id one)" = 055f6d00 ]
	[ "$(jq -r .key_id st)" = 055f6d00 ]
	told vector x --no-person --epoch 2 | jq -e '.key_id == "055f6d00"'
	told other x >two
	[[ "$(jq -r .key_id two)" =~ ^[0-9a-f]{8}$ ]]
	[ "$(jq -r .key_id two)" != 055f6d00 ]
	run ! grep -qF "$(cut -c 1-8 other)" two
	sig-ingest -q -m klacht --no-person in.csv | jq -e 'has("key_id") | not'
	# It stays what it is on the way, and sig-redact leaves it alone.
	sig-redact one | cmp - one
	sig-redact -k vector --stats st one | cmp - one
	[ "$(jq -r .key_id st)" = 055f6d00 ]
	sig-classify one | sig-dedupe | jq -e '.key_id == "055f6d00"'
}

@test "keys: a mapping cannot say which key it was" {
	printf 'a,b\n1,2\n' >in.csv
	printf 'title t\nset kind melding\ntake org from a\n' >m
	sig-ingest -q -m m --no-person in.csv | jq -e '.org == "1"'
	sed -i 's/org/key_id/' m
	fails_with 2 sig-ingest -m m --no-person in.csv
	[[ "$stderr" == 'sig-ingest: m:3:'* ]]
}

@test "keys: tokens of two keys are not compared" {
	local t

	sig-share keygen k1
	sig-share keygen k2
	told k1 x >one
	told k2 x >two
	told k2 y >three
	# Each organisation has its own key.
	cat one three | sig-dedupe >out
	[ "$(wc -l <out)" = 2 ]
	echo before >out
	cat one three two >mixed
	fails_with 2 sig-dedupe -o out mixed
	[ "$stderr" = 'sig-dedupe: key_id: signals of one organisation have tokens of two keys' ]
	[ "$(cat out)" = before ]
	for t in sig-tally sig-pattern; do
		"$t" one three >out 2>err
		[ ! -s err ]
		"$t" mixed >out 2>err
		[ -s out ]
		grep -q 'tokens of two keys' err
	done
	fails_with 1 sig-redact -k k1 two
	[[ "$stderr" == *'key_id: another key'* ]]
}

@test "keys: a night of another key does not get into the memory" {
	sig-share keygen k1
	sig-share keygen k2
	told k1 x >one
	told k2 x >two
	fails_with 2 sig-dedupe -k k2 --memory m --night 2026-01-05 one
	[[ "$stderr" == 'sig-dedupe: key_id: '* ]]
	# Nothing was remembered: the right key can begin.
	sig-dedupe -k k1 --memory m --night 2026-01-05 one >out
	[ "$(wc -l <out)" = 1 ]
	fails_with 2 sig-dedupe -k k1 --memory m --night 2026-01-06 two
	fails_with 2 sig-dedupe -k k2 --memory m --night 2026-01-06 two
	sig-dedupe -k k1 --memory m --night 2026-01-06 one |
		jq -e .copy_of >/dev/null
}

@test "keys: a memory from before key_id knows its signals again" {
	sig-share keygen k1
	told k1 x >one
	jq -c 'del(.key_id)' one >old
	sig-dedupe --memory m --night 2026-01-05 old >out
	sig-dedupe --memory m --night 2026-01-06 one |
		jq -e '.copy_of and (has("state_of") | not)' >/dev/null
}

# house: signals of a house with a key, of people who come back.
house() {
	printf '%02x' {0..31} >vector
	chmod 600 vector
	{
		echo 'Klachtnummer;Datum klacht;E-mail;Klachtomschrijving'
		for i in {1..60}; do
			printf 'K-%d;2026-01-%02d;p%d@voorbeeld.nl;%s\n' "$i" \
				$((i % 28 + 1)) $((i % 20)) \
				"De website werkt niet in zaak Z2024-0$((18800 + i % 7))"
		done
	} >klachten.csv
	sig-ingest -q -m klacht --key vector --org x --keep-unmapped \
		klachten.csv | sig-classify | sig-dedupe |
		jq -c '. + {x_intern: "kanarie", owner: "burgerzaken"}' >house
}

# tokens FILE: every id and token in FILE, one a line.
tokens() {
	jq -r '.id, .person[]?, .who, .group, .copy_of, .repeat_of, .state_of,
		(.text | scan("ZAAK:([0-9a-z]{16})")[]) | select(. != null)' "$1" |
		sort -u
}

# shape FILE: what is equal to what in FILE, without its tokens.
shape() {
	jq -r '[.id, (.person // [])[], .who, .group, .copy_of, .repeat_of,
		(.text | scan("ZAAK:([0-9a-z]{16})")[])] | @tsv' "$1" |
		awk -F '\t' '{ for (i = 1; i <= NF; i++) {
			if (!($i in n)) n[$i] = ++k
			printf "%s ", $i == "" ? "-" : n[$i] }
			print "" }'
}

@test "keys: a release has nothing in common with the house or another" {
	house
	[ "$(jq -r 'select(.repeat) | .id' house | wc -l)" -gt 20 ]
	sig-redact --scope release house >one
	sig-redact --scope release -j 3 house >two
	tokens house >house.tokens
	tokens one >one.tokens
	tokens two >two.tokens
	[ "$(wc -l <house.tokens)" -gt 80 ]
	[ "$(wc -l <one.tokens)" = "$(wc -l <house.tokens)" ]
	run ! grep -qFf house.tokens one
	run ! grep -qFf house.tokens two
	run ! grep -qFf one.tokens two
	run ! grep -qE 'kanarie|K-[0-9]|klachten|055f6d00|burgerzaken' one two
	run ! grep -qE '"(key_id|src_id|file|row|owner|x_[a-z]+)"' one two
	# Within it all is as it was.
	diff <(shape house) <(shape one)
	diff <(shape house) <(shape two)
	diff <(jq -c '[.received, .theme, .repeat]' house) \
		<(jq -c '[.received, .theme, .repeat]' one)
}

@test "keys: a release has signals only, and a key of its own" {
	house
	echo '{"sig":"pattern/1","id":"0123456789abcdef","evidence":["x"]}' >p
	fails_with 1 sig-redact --scope release p
	[[ "$stderr" == *'not a signal'* ]]
	sig-redact p | cmp - p
	for o in '-k vector' '--epoch 2' --check --spans --explain; do
		# shellcheck disable=SC2086 # an option and its argument
		fails_with 2 sig-redact --scope release $o house
	done
	fails_with 2 sig-redact --scope house house
	sig-redact -k vector --scope org house | cmp - <(sig-redact -k vector house)
	# The envelope of an event goes too.
	jq -c '{specversion: "1.0", id: "kanarie", data: .}' house >events
	sig-redact --scope release events >out
	run ! grep -qE 'kanarie|specversion' out
	[ "$(wc -l <out)" = "$(wc -l <house)" ]
}

@test "keys: a text that is shared has no token of a case" {
	for i in {1..60}; do
		sig "s$i" "zaak [ZAAK:ttp9cdnjf72n5qhv], [ZAAK:dw5z4w1bpw6tnnsd] en [ZAAK:ttp9cdnjf72n5qhv]$([ "$i" = 7 ] && echo ', [ZAAK-2], [ZAAK:kort]')" \
			'"org":"x"' '"received":"2026-01-05"' '"redacted":"nl/4"' \
			'"reviewed":true' "\"who\":\"w$i\"" \
			"\"theme\":[\"t$((i % 3))\"]"
	done >in
	sig-share --source urn:nld:oin:00000001823288444000 --no-ledger \
		--release 2026-01-31 --signals --with-text in >out
	[ "$(wc -l <out)" = 60 ]
	run ! grep -qE 'ttp9c|dw5z4' out
	[ "$(jq -r .data.text out | sort -u)" = "$(printf '%s\n' \
		'zaak [ZAAK-1], [ZAAK-2] en [ZAAK-1]' \
		'zaak [ZAAK-3], [ZAAK-4] en [ZAAK-3], [ZAAK-2], [ZAAK:kort]')" ]
}
