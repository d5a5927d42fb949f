#!/usr/bin/env bats
# How tables are read: rows beyond the limit, rows of another encoding.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

# ingest OPTION...: sig-ingest with an account that must add up.
ingest() {
	local rc=0

	sig-ingest -m klacht --no-redact --stats stats "$@" >out 2>err || rc=$?
	jq -e '.read == .written + .refused + .skipped' stats >/dev/null
	return "$rc"
}

# long LINE: the files top, before, row and after of a table: row is a text of many
# lines LINE in quotes.
long() {
	printf 'id;omschrijving;kanaal\r\n' >top
	printf '1;"voor";balie\r\n' >before
	{
		printf '2;"'
		yes "$1" | head -n 50000
		printf '\r\n";post\r\n'
	} >row
	printf '3;"na\r\ndeze";balie\r\n' >after
}

# passed_over OPTION...: row alone is refused, and kept byte for byte.
passed_over() {
	cat top before row after >l.csv
	run -1 ingest --max-line 100K --rejects r "$@" l.csv
	[ "$(jq -r .src_id out | tr '\n' ' ')" = '1 3 ' ]
	[ "$(wc -l <err)" = 1 ]
	grep -q ':3: longer than the limit (--max-line)$' err
	cat top row | cmp - r
	# With a higher limit it is read.
	ingest "$@" r
	[ "$(jq -r .src_id out)" = 2 ]
}

@test "reading: a quoted field beyond the limit is passed over to its end" {
	local line

	for line in 'zei hij; ""nee"", en' 'kort' '"" ' 'a;b' 'x
y;z;""
5;2'; do
		long "$line"
		passed_over
	done
	long 'een regel'
	sed -i 's/;"/; "/; s/";/" ;/' before row after
	passed_over
	long "$(printf '%s\n' 'hij zei \"nee\"; en\\ ')"
	passed_over
}

@test "reading: so in every encoding" {
	local to f

	for to in utf-16le utf-16be windows-1252; do
		long 'één; ""twee""'
		for f in top before row after; do
			iconv -t "$to" "$f" >e
			mv e "$f"
		done
		passed_over --encoding "$to"
	done
}

@test "reading: so where the first of its lines is beyond it already" {
	printf 'id;omschrijving;kanaal\n' >top
	printf '1;voor;balie\n' >before
	{
		printf '2;"'
		yes 'zei; ""nee"", ' | head -c 300000 | tr -d '\n'
		printf '\nen; dan\n\n""slot"" hoor";post\n'
	} >row
	printf '3;na;balie\n4;na;balie\n5;na;balie\n' >after
	cat top before row after >l.csv
	run -1 ingest --max-line 100K --rejects r l.csv
	[ "$(jq -r .src_id out | tr '\n' ' ')" = '1 3 4 5 ' ]
	cat top row | cmp - r
	# The quote of such a line that is not closed costs that line.
	sed 's/slot"" hoor"/slot/; s/^en; dan/7;en;post/; s/^$/8;en;post/' \
		l.csv >o.csv
	run -1 ingest --max-line 100K o.csv
	[ "$(jq -r .src_id out | tr '\n' ' ')" = '1 7 8 3 4 5 ' ]
}

@test "reading: a quote that is never closed swallows no rows to the limit" {
	{
		printf 'id;omschrijving;kanaal\n1;"open;balie\n'
		seq 2 9000 | sed 's/$/;een tekst van een regel;post/'
	} >o.csv
	run -1 ingest --max-line 100K o.csv
	[ "$(wc -l <out)" = 8999 ]
	grep -q 'o.csv:2: a quote is opened and never closed$' err
	[ "$(wc -l <err)" = 1 ]
}

@test "reading: the limit is the same however the bytes come in" {
	{
		echo 'id,omschrijving'
		for n in 1 2 3 4 5 6; do
			printf '%d,' "$n"
			head -c $((92 + n)) /dev/zero | tr '\0' x
			printf '\r\n'
		done
	} >l.csv
	run -1 ingest --max-line 98 l.csv
	cp err whole
	[ "$(jq -r .src_id out | tr '\n' ' ')" = '1 2 ' ]
	run -1 ingest --max-line 98 --name l.csv < <(dd if=l.csv bs=1 status=none)
	diff -u whole err
}
