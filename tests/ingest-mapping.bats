#!/usr/bin/env bats
# sig-ingest: the mapping and what it joins, to the row and to the word.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

# Two signals of the Signalen dump, and a table to join.
signalen() {
	printf '%s\n' \
		'id,signal_uuid,text,created_at,category_assignment_id,status_id' \
		'1,u1,gat,2023-01-05 10:11:12+00,7,9' \
		'2,u2,boos,2023-01-05 10:11:12+00,8,' >signals.csv
	printf 'id,state\n9,o\n' >statuses.csv
}

@test "sig-ingest: odd rows of a joined table are reported and counted" {
	signalen
	printf '%s\n' id,main,sub 7,Wegen,Gat 8,Weg 7,Straten,Kuil ,leeg,x \
		8,Paden,Hek,te '' 9,Groen,Boom >categories.csv
	run --separate-stderr -1 sig-ingest --join categories.csv signals.csv
	# the later row of two with one key counts, and no key joins nothing
	[ "$(jq -rc .subject <<<"$output" | tr '\n' ' ')" = 'Straten: Kuil null ' ]
	diff -u - <(printf '%s\n' "$stderr") <<-'END'
	sig-ingest: categories.csv:3: too few columns
	sig-ingest: categories.csv:4: a key again: this row counts
	sig-ingest: categories.csv:5: no key
	sig-ingest: categories.csv:6: too many columns
	sig-ingest: categories.csv: 4 of 6 rows are left out or take the place of an earlier one
	END
	# once a run, and not more than ten of them
	{ echo id,main,sub; yes '7,a,b' | head -100; } >categories.csv
	run --separate-stderr -1 sig-ingest --join categories.csv signals.csv \
		signals.csv
	[ "$(wc -l <<<"$output")" = 4 ]
	[ "$(wc -l <<<"$stderr")" = 11 ]
	grep -q ' 99 of 100 rows ' <<<"$stderr"
	# a good table is not spoken of
	printf 'id,main,sub\n7,a,b\n' >categories.csv
	run --separate-stderr -0 sig-ingest --join categories.csv signals.csv
	[ -z "$stderr" ]
}

@test "sig-ingest: a table that cannot be joined is an error in one line" {
	local file why

	signalen
	cp statuses.csv statusses.csv
	mkdir d reporters.csv
	cp statuses.csv d
	printf 'nr,x\n1,2\n' >locations.csv
	printf 'PK\3\4%.0s' {1..40} >categories.csv
	sed 's/,category_assignment_id/&,location_id,reporter_id/; /^[0-9]/s/$/,5,6/' \
		signals.csv >all.csv
	while IFS='|' read -r file why; do
		fails_with 2 sig-ingest --join "$file" all.csv
		[ "$stderr" = "sig-ingest: $why" ] || { echo "$stderr"; return 1; }
	done <<-'END'
	x/categories.csv|all.csv: x/categories.csv: No such file or directory
	reporters.csv|all.csv: reporters.csv: Is a directory
	locations.csv|all.csv: locations.csv: no column called id, by which it is joined
	statusses.csv|statusses.csv: no mapping joins a table called statusses; such are categories, statuses, locations, reporters
	END
	fails_with 2 sig-ingest --join categories.csv all.csv
	[[ $stderr == 'sig-ingest: all.csv: categories.csv: a zip: use `unzip -p categories.csv '* ]]
	fails_with 2 sig-ingest --join statuses.csv --join d/statuses.csv all.csv
	[ "$stderr" = 'sig-ingest: d/statuses.csv: another table has this name' ]
	fails_with 2 sig-ingest -m klacht --join statuses.csv all.csv
	[ "$stderr" = 'sig-ingest: statuses.csv: no mapping joins a table called statuses' ]
	# the column by which it is joined may be missing: the rows are read
	run --separate-stderr -2 sig-ingest --join locations.csv signals.csv
	[ "$(wc -l <<<"$output")" = 2 ]
	[[ $stderr == 'sig-ingest: locations.csv: joined to nothing: '*' location_id' ]]
	# one file of several is enough
	printf 'klachtnummer,omschrijving\n1,x y\n' >klacht.csv
	sig-ingest --join statuses.csv klacht.csv signals.csv >out
	[ "$(jq -rc .status out | tr '\n' ' ')" = 'null afgehandeld null ' ]
}

# Whole statements, one of every kind and with every option.
statements() {
	cat <<-'END'
	set kind klacht
	set kind = klacht
	set received 2026-03-31
	take text from a
	take text from a or b, "c d" as text raw labelled
	take subject from a, b join " - " required
	take received from a, b as date month-first short-year
	take n from a as number comma filled
	take solicited from a as boolean default nee
	take gold from a as list split ;
	take kind from a by t
	take closed from a if b = c or d
	take text from a, b first
	person customer from a, b
	know address from a join " "
	when a, b or c
	include klacht
	join t on a = b
	separator ;
	separator tab
	encoding utf-8
	backslash no
	header no
	quotes yes
	short-rows fill
	table t
	END
}

@test "sig-ingest: no statement of a mapping takes a word too many" {
	local line

	while IFS= read -r line; do
		printf '%s\ntable t\n\tx = klacht\n' "$line" >m
		fails_with 2 sig-ingest -m m /dev/null
		[ "$stderr" = 'sig-ingest: /dev/null: empty: nothing to read' ]
		sed -i '1s/$/ teveel/' m
		fails_with 2 sig-ingest -m m /dev/null
		[[ $stderr == 'sig-ingest: m:1: teveel: '* ]] ||
			{ echo "$line: $stderr"; return 1; }
		# a comment is none
		sed -i '1s/ teveel/ # &/' m
		fails_with 2 sig-ingest -m m /dev/null
		[ "$stderr" = 'sig-ingest: /dev/null: empty: nothing to read' ]
	done < <(statements)
	for line in 'x = klacht' 'x, y = klacht' '* = drop' '"x y" = ""'; do
		printf 'table kind\n\t%s\n' "$line" >m
		fails_with 2 sig-ingest -m m /dev/null
		[ "$stderr" = 'sig-ingest: /dev/null: empty: nothing to read' ]
		sed -i '2s/$/ teveel/' m
		fails_with 2 sig-ingest -m m /dev/null
		[[ $stderr == 'sig-ingest: m:2: teveel: '* ]]
	done
}

@test "sig-ingest: what a mapping says wrongly is told by line and reason" {
	local text why

	while IFS='|' read -r text why; do
		printf '%b' "$text" >m
		fails_with 2 sig-ingest -m m /dev/null
		[ "$stderr" = "sig-ingest: m:$why" ] ||
			{ echo "$text: $stderr"; return 1; }
	done <<-'END'
	header misschien|1: misschien: yes or no was expected
	quotes soms|1: soms: yes or no was expected
	backslash soms|1: soms: yes or no was expected
	separator '"'|1: ": one character or `tab' was expected
	when a b|1: b: a comma or `or' was expected
	take gold from a split ab|1: ab: one character was expected
	join t on a = b\njoin t on c = d|2: t: joined already
	table kind\n\tx = klacht\n\ty = klachtje|3: klachtje: not one of the values of kind; nearest is klacht
	table status\n\t* = klaar|2: klaar: not one of the values of status: ontvangen, erkend, onderzoek, opgepakt, afgehandeld, teruggekoppeld, doorgezet, afgewezen, geannuleerd, heropend
	take channel from a by t\n\ntable t\n\tx, y = tel|4: tel: not one of the values of channel: telefoon, balie, post, e-mail, webformulier, chat, social-media, app, mijn-omgeving, sms, huisbezoek, intern, systeem, onbekend
	person customer from a default 0|1: people have no table and no default
	know name from a by t|1: people have no table and no default
	take received from a by t\ntable t\n\tvandaag = 31-02-2026|3: 31-02-2026: not a day, such as 2026-03-31
	END
	# a value for what is dropped, kept or refused is none
	printf 'table kind\n\tx = ""\n\ty =\n\t* = refuse\n' >m
	fails_with 2 sig-ingest -m m /dev/null
	[ "$stderr" = 'sig-ingest: /dev/null: empty: nothing to read' ]
}
