#!/usr/bin/env bats
# shellcheck disable=SC2154 # bats sets status, output and stderr
#
# A thousand people of whom every personal field is like no other go the whole
# road: none of it shows in what any tool writes or says.

load helper

# them: name, BSN, telephone, mail, street, postcode, birth date, plate and
# customer number of 1,000 people, by tabs.
them() {
	awk 'BEGIN { split("straat laan weg plein kade", end, " ")
		for (i = 0; i < 1000; i++) {
			b = sprintf("%08d", 99900000 + i); s = 0
			for (k = 1; k <= 8; k++)
				s += (10 - k) * substr(b, k, 1)
			b = s % 11 == 10 ? sprintf("%09d", 0) : b s % 11
			n = sprintf("Qz%c%c%caard", 97 + i % 26,
				97 + int(i / 26) % 26, 97 + int(i / 676))
			printf "%s\t%s\t06%08d\t%s.x%d@canary.example\t" \
			    "%s%s %d\t%d %c%c\t%d-%d-%d\t%02d-%c%c%c-%d\t" \
			    "K%07d\n", n, b, 20000000 + i * 7919, tolower(n),
			    i, n, end[i % 5 + 1], i % 90 + 1, 3000 + i,
			    65 + i % 10, 66 + i % 11, i % 28 + 1, i % 12 + 1,
			    1940 + i % 60, i % 90 + 10, 66, 68, 70, i % 10,
			    8000000 + i * 31 } }'
}

# export: their complaints; every fiftieth has a date that is none.
export_csv() {
	printf '%s;%s;%s\n' 'Zaaknummer;Organisatie;Datum ontvangst;Kanaal' \
		'Onderwerp;Omschrijving;Product;Afdeling;Status;Datum afgehandeld' \
		'Datum teruggekoppeld;Oordeel;Klantnummer;E-mailadres;Telefoonnummer;Postcode;Gemeentecode'
	awk -F '\t' '{ d = NR % 50 == 0 ? "99-99-2026" : sprintf( \
		"%02d-%02d-2026", NR % 28 + 1, NR < 700 ? NR % 9 + 1 : 10)
		printf "%d;Gemeente Proef;%s;telefoon;Klacht van mevrouw %s;" \
		    "\"Mijn naam is %s, %s. Niemand belt mij terug en ik wacht" \
		    " al weken op antwoord. Bel %s of mail %s. Ik woon aan de" \
		    " %s, %s Ommen. Geboren op %s, kenteken %s. Volgende week" \
		    " word ik uit huis gezet.\n\nGroet,\n%s\";bijstand;Zorg;" \
		    "open;;;;%s;%s;%s;%s;\n", NR, d, $1, $1,
		    $2 + 0 == 0 ? "zonder nummer" : "BSN " $2, $3, $4, $5,
		    $6, $7, $8, $1, $9, $4, $3, $6 }' people
}

# must CMD...: exit 0 or 1, what it says kept.
must() { "$@" 2>>said || [ $? = 1 ] || { tail -1 said; return 1; }; }

@test "canary: none of 1,000 people shows in what any tool writes" {
	local f id

	them >people
	mkdir in out
	export_csv >in/klachten.csv
	sig-share keygen in/key
	must sig-ingest --key in/key --seen 2026-11-01 --stats out/i.st \
		--rejects in/rejects -o out/signals in/klachten.csv
	must sig-ingest --explain in/klachten.csv >out/explained
	[ "$(wc -l <out/signals)" -gt 900 ]
	[ "$(wc -l <said)" -ge 20 ]
	must sig-redact --stats out/r.st -o out/redacted out/signals
	must sig-redact --explain out/signals >out/explain
	must sig-classify --stats out/c.st -o out/labelled out/signals
	must sig-classify --unknown out/signals >out/unknown
	must sig-dedupe --memory out/memory --night 2026-11-01 \
		--stats out/d.st -o out/deduped out/labelled
	must sig-tally --stats out/t.st -o out/tally out/deduped
	must sig-pattern --stats out/p.st -o out/patterns out/deduped
	id=$(jq -r 'select(.sig == "pattern/1") | .id' out/patterns | head -1)
	[ -n "$id" ]
	must sig-select -p "$id" --patterns out/patterns out/deduped \
		>out/selected
	must sig-track add -l out/ledger --state erkend --by Zorg "$id"
	must sig-track -l out/ledger --stats out/k.st -o out/tracked \
		out/patterns
	for f in html text markdown csv jsonl; do
		must sig-report -f "$f" out/tracked >"out/report.$f"
		must sig-report --public -f "$f" out/tracked >"out/public.$f"
	done
	must sig-share --source urn:nld:oin:00000001823288444000 \
		--release 2026-12-31 -l out/shared --stats out/s.st \
		-o out/events out/tally
	must sig-share --source urn:nld:oin:00000001823288444000 \
		--release 2026-12-31 -l out/shared2 --stats out/s2.st \
		-o out/events2 out/patterns
	jq -c '. + {reviewed: true}' out/deduped >reviewed
	must sig-share --source urn:nld:oin:00000001823288444000 \
		--release 2026-12-31 --no-ledger --signals --with-text \
		-o out/texts reviewed
	jq -c '.gold = [if (.id | test("[0-7]$")) then "a" else "b" end]' \
		out/deduped >gold
	must sig-learn --seed 1 -o out/model gold >out/cv
	must sig-forget --before 2026-02-01 --stats out/f.st \
		-o out/kept out/deduped
	[ -s out/events ] && [ -s out/model ] && [ -s out/report.html ]
	cp said out/said

	cut -f1-5,6-9 people | tr '\t' '\n' | grep -v '^0*$' | sort -u |
		tr '[:upper:]' '[:lower:]' >needles
	[ "$(wc -l <needles)" -gt 7000 ]
	grep -qFf needles in/klachten.csv
	for f in out/*; do
		LC_ALL=C tr '[:upper:]' '[:lower:]' <"$f" >lower
		[ "$f $(grep -aoFf needles lower | head -3)" = "$f " ]
	done
}

@test "canary: what holds people's data is for its owner alone" {
	local f

	umask 022
	them >people
	export_csv >klachten.csv
	sig-share keygen key
	must sig-ingest --key key --seen 2026-11-01 --rejects rejects \
		klachten.csv >signals
	must sig-dedupe --memory memory --night 2026-11-01 signals >deduped
	must sig-pattern deduped >patterns
	must sig-tally -o tally deduped
	must sig-share --source urn:nld:oin:00000001823288444000 \
		--release 2026-12-31 -l shared deduped >events
	must sig-track add -l track --state erkend --by Zorg "$(jq -r \
		'select(.sig == "pattern/1") | .id' patterns | head -1)"
	for f in key rejects memory tally shared track; do
		[ "$f $(stat -c %a "$f")" = "$f 600" ] || { ls -l "$f"; false; }
	done
}
