#!/usr/bin/env bats
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

# text TEXT: what is left of TEXT after redaction.
text() {
	sig 1 "$1" | sig-redact | jq -r .text
}

@test "sig-redact: check digits, tokens and rounding as their vectors" {
	unit privacy
}

@test "sig-redact: numbers with check digits" {
	[ "$(text 'bsn 999134176')" = 'bsn [BSN-1]' ]
	[ "$(text 'het is 999134176.')" = 'het is [BSN-1].' ]
	[ "$(text 'het is 999134177.')" = 'het is 999134177.' ]
	[ "$(text 'op NL91 ABNA 0417 1643 00 en')" = 'op [IBAN-1] en' ]
	[ "$(text 'op nl91abna0417164300 en')" = 'op [IBAN-1] en' ]
	[ "$(text 'pas 4111 1111 1111 1111')" = 'pas [PAS-1]' ]
}

@test "sig-redact: mail and telephone" {
	[ "$(text 'mail jan@voorbeeld.nl.')" = 'mail [EMAIL-1].' ]
	[ "$(text 'jan apenstaartje voorbeeld punt nl')" = '[EMAIL-1]' ]
	[ "$(text 'bel 06-12345678 of +31 6 1234 5678')" = \
		'bel [TELEFOON-1] of [TELEFOON-2]' ]
	[ "$(text 'bel 0800-0543, 0900-8844 of 14 030')" = \
		'bel 0800-0543, 0900-8844 of 14 030' ]
}

@test "sig-redact: amounts and dates are not taken for numbers" {
	for s in 'EUR 123.456.782' '123456782 euro' '01-02-2024 16.00'; do
		[ "$(text "$s")" = "$s" ]
	done
}

@test "sig-redact: the same value has the same number in all members" {
	sig 1 'bel 0612345678' '"subject":"06-12345678"' \
		'"note":"06 87654321"' >in
	sig-redact in | jq -r '.subject, .text, .note' >got
	printf '%s\n' '[TELEFOON-1]' 'bel [TELEFOON-1]' '[TELEFOON-2]' |
		diff -u - got
}

@test "sig-redact: every member of people's words is redacted" {
	sig 1 x '"subject":"999134176"' '"wish":"999134176"' \
		'"quoted":"999134176"' '"signature":"999134176"' \
		'"reason":"999134176"' '"owner":"999134176"' \
		'"action":"999134176"' '"note":"999134176"' \
		'"x_kolom":"999134176"' >in
	sig-redact in >got
	run ! grep 999134176 got
	[ "$(grep -o '\[BSN-1\]' got | wc -l)" = 9 ]
}

@test "sig-redact: says which rules it used" {
	[ "$(sig 1 niets | sig-redact | jq -r .redacted)" = \
		"$(sig 2 x | sig-redact | jq -r .redacted)" ]
	[ "$(sig 1 niets | sig-redact | jq -r .redacted)" != null ]
}

@test "sig-redact: --check is 0 when clean, 1 on a find, 2 on trouble" {
	sig 1 niets >clean
	sig 1 'bsn 999134176' >found
	echo '{' >bad
	run -0 sig-redact --check clean
	[ -z "$output" ]
	run -1 --separate-stderr sig-redact --check found
	[ -z "$output" ]
	[ "$stderr" = "sig-redact: found:1: BSN in text" ]
	run -2 sig-redact --check bad
	run -2 sig-redact --check found nosuch
}

@test "sig-redact: --spans gives bytes of the decoded text" {
	echo '{"id":"a","text":"\u00e9 999134176"}' >in
	[ "$(sig-redact --spans in)" = \
		'{"id":"a","pred":[[3,12,"BSN"]]}' ]
}

@test "sig-redact: --explain names rules and never values" {
	sig 7 'bsn 999134176' >in
	[ "$(sig-redact --explain in)" = '{"id":"7","member":"text","start":4,"end":13,"type":"BSN","rule":"bsn.check"}' ]
}

@test "sig-redact: twice is once, and then --check is clean" {
	sig 1 'bsn 999134176 tel 06-12345678, jan@x.nl' \
		'"subject":"NL91ABNA0417164300"' >in
	sig-redact in >once
	sig-redact once >twice
	diff -u once twice
	sig-redact --check once
}

@test "sig-redact: the account adds up" {
	{ sig 1 x; echo; echo '['; echo '{"sig":"tally/1","n":1}'; } >in
	run -1 sig-redact --stats st -o out in
	adds_up st
	run -1 sig-redact --spans --stats st -o out in
	reduces_up st
}
