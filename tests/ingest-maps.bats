#!/usr/bin/env bats
# The exports of case systems, each with the mapping that is built in for it.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

# members LIST FILE: the values of LIST, with the mapping that fits FILE.
members() {
	sig-ingest -q --no-redact --no-person "$2" >out || [ $? = 1 ]
	jq -c "[$1]" out
}

@test "map meldingen-amsterdam: date and time, areas, satisfaction" {
	cat >a.csv <<-'END'
	id,hoofdcategorie,subcategorie,thema,datumMelding,tijdstipMelding,datumOverlast,tijdstipOverlast,uitersteAfhandeldatum,status,externeStatus,datumAfgerond,tijdstipAfgerond,meldingType,meldingSoort,gbdBuurtCode,gbdWijkCode,bron,terugkoppelingMelderTevreden,directie
	12,Afval,Container is vol,Openbare ruimte,2026-03-01,14:05:00,2026-02-28,10:00:00,2026-03-08,Afgehandeld,afgesloten,2026-03-03,09:30:00,SIG,S,GA01AA01,GA01AA,Telefoon – CCA,ja,Stadswerken
	END
	members '.system,.src_id,.channel,.occurred,.received,.due,.closed,.subject,.region,.status,.satisfied' a.csv >got
	diff -u - got <<-'END'
	["meldingen","12","telefoon","2026-02-28T10:00:00+01:00","2026-03-01T14:05:00+01:00","2026-03-08","2026-03-03T09:30:00+01:00","Afval: Container is vol","GA01AA01","afgehandeld","tevreden"]
	END
}

@test "map znuny: a title row, a signature, a damaged number" {
	cat >z.csv <<-'END'
	"Tickets 2026"
	"TicketNumber";"Age";"Created";"Closed";"State";"Priority";"Queue";"Owner";"UserFirstname";"UserLastname";"CustomerID";"CustomerName";"From";"Subject";"ArticleTree"
	"2026030110000017";"1 d";"2026-03-01 10:00:00";"2026-03-02 12:00:00";"closed successful";"2 low";"Raw";"jb";"Jan";"Bakker";"c77";"Piet Jansen";"""Piet Jansen"" <piet@example.nl>";"Geen antwoord";"Ik wacht al weken.
	Met vriendelijke groet,
	Piet Jansen"
	"2,01712E+15";"1 d";"2026-03-01 10:00:00";"";"open";"5 very high";"Raw";"jb";"Jan";"Bakker";"c77";"Piet Jansen";"x";"Geen antwoord";"Ik"
	END
	members '.src_id,.received,.closed,.subject,.text,.signature,.status,.urgency,.owner' z.csv >got
	diff -u - got <<-'END'
	["2026030110000017","2026-03-01T10:00:00+01:00","2026-03-02T12:00:00+01:00","Geen antwoord","Ik wacht al weken.","Met vriendelijke groet,\nPiet Jansen","afgehandeld","laag","Raw"]
	END
	sig-ingest --no-person z.csv >out 2>err || [ $? = 1 ]
	grep -q 'z.csv:6: src_id: damaged by a spreadsheet' err
	run ! grep -qE 'Piet|piet@' out
}

@test "map zammad: times are UTC" {
	cat >z.csv <<-'END'
	#,Title,State,Priority,Group,Owner,Customer,Organization,Create Channel,Sender,Tags,Time Units Total,Created At,Updated At,Closed At,Article Count,Escalation At
	67001,Paspoort kwijt,pending close,2 normal,Burgerzaken,Jan Bakker,piet@example.nl,,email,Customer,,0,2026-03-01 10:00:00,2026-03-02 10:00:00,,3,2026-03-05 10:00:00
	67002,Paspoort,closed,3 high,Burgerzaken,-,Piet Jansen,,phone,Customer,,0,2026-03-01 23:30:00 UTC,,2026-07-01 10:00:00,1,
	END
	members '.src_id,.channel,.received,.due,.closed,.subject,.status,.urgency' z.csv >got
	diff -u - got <<-'END'
	["67001","e-mail","2026-03-01T11:00:00+01:00","2026-03-05T11:00:00+01:00",null,"Paspoort kwijt","opgepakt","normaal"]
	["67002","telefoon","2026-03-02T00:30:00+01:00",null,"2026-07-01T12:00:00+02:00","Paspoort","afgehandeld","hoog"]
	END
}

@test "map fixmystreet: closed or fixed, and its states" {
	cat >f.csv <<-'END'
	Report ID,Title,Detail,User Name,Category,Subcategory,Created,Confirmed,Acknowledged,Fixed,Closed,Status,Latitude,Longitude,Query,Ward,Easting,Northing,Report URL,Device Type,Site Used,Reported As
	501,Gat in de weg,Groot gat,Jan Jansen,Potholes,Road,2026-03-01T10:00:00,2026-03-01T10:05:00,,2026-03-04T08:00:00,,fixed - council,52.1,5.1,"52.1,5.1",Oost,1,2,http://x/1,mobile,site,
	502,Lamp,Kapot,,Lights,,2026-03-01T10:00:00,,,,2026-03-05T08:00:00,unable to fix,52.1,5.1,,Oost,1,2,http://x/1,desktop,site,body
	503,Lamp,Kapot,,Lights,,2026-03-01T10:00:00,,,,,investigating,52.1,5.1,,Oost,1,2,http://x/1,,site,body
	END
	members '.src_id,.channel,.closed,.subject,.text,.region,.status' f.csv >got
	diff -u - got <<-'END'
	["501","app","2026-03-04T08:00:00+01:00","Potholes: Road: Gat in de weg","Groot gat","Oost","afgehandeld"]
	["502","webformulier","2026-03-05T08:00:00+01:00","Lights: Lamp","Kapot","Oost","afgewezen"]
	["503","webformulier",null,"Lights: Lamp","Kapot","Oost","onderzoek"]
	END
}

@test "map open311: CSV, a JSON array, and a page of it" {
	cat >o.json <<-'END'
	[{"service_request_id":638344,"status":"closed","status_notes":"Duplicate request.","service_name":"Curb","service_code":"006","description":"Curb broken","agency_responsible":"DPW","service_notice":null,"requested_datetime":"2026-04-14T06:37:38-08:00","expected_datetime":"2026-04-15T06:37:38-08:00","address":"8TH AVE","zipcode":94122,"lat":37.7,"long":-122.4}]
	END
	jq -c '{service_requests: .}' o.json >page.json
	jq -r '.[0] | (keys_unsorted, [.[]]) | @csv' o.json >o.csv
	for f in o.json page.json o.csv; do
		members '.id_kind,.src_id,.received,.due,.subject,.text,.status,.reason,.owner' $f
	done | sort -u >got
	diff -u - got <<-'END'
	["source","638344","2026-04-14T16:37:38+02:00","2026-04-15T16:37:38+02:00","Curb","Curb broken","afgehandeld","Duplicate request.","DPW"]
	END
}

@test "map kiss: objects on lines, in pages, in pages one after another" {
	cat >page.json <<-'END'
	{
	  "count": 2, "next": null, "previous": {"x": ["]}"]},
	  "results": [
	    {"id": "a1", "startdatum": "2026-03-01T10:00:00Z", "einddatum": "2026-03-01T10:10:00Z", "gespreksresultaat": "Doorverbonden naar afdeling", "vraag": "Paspoort", "specifiekeVraag": "Hoe lang duurt het?", "emailadresKcm": "kcm@example.nl", "verantwoordelijkeAfdeling": "Burgerzaken", "bronnen": [{"soort": "VAC", "titel": "t", "url": "http://x"}]},
	    {"id": "a2", "startdatum": "2026-03-02T10:00:00Z", "gespreksresultaat": "Zelfstandig afgehandeld", "vraag": "Rijbewijs", "specifiekeVraag": "Wat kost het?", "verantwoordelijkeAfdeling": null}
	  ],
	  "tail": [1, {"a": "}"}]
	}
	END
	jq -c '.results[]' page.json >lines.json
	for f in page.json lines.json; do
		members '.src_id,.received,.closed,.subject,.text,.status,.owner' $f >got
		diff -u - got <<-'END'
		["a1","2026-03-01T11:00:00+01:00","2026-03-01T11:10:00+01:00","Paspoort","Hoe lang duurt het?","doorgezet","Burgerzaken"]
		["a2","2026-03-02T11:00:00+01:00",null,"Rijbewijs","Wat kost het?","afgehandeld",null]
		END
	done
	{ cat page.json; jq -c . page.json | tr -d '\n'; cat page.json; } >pages
	members .src_id pages >got
	[ "$(sort got | uniq -c | tr -s ' \n' ' ')" = ' 3 ["a1"] 3 ["a2"] ' ]
}

@test "JSON: a page that is cut off, or is empty, is said or is nothing" {
	printf '{"count":0,"results":[]}\n' >empty
	sig-ingest --summary -m kiss empty >out 2>err
	[ ! -s out ]
	grep -q ' 0 rows: 0 signals' err
	printf '{"results":[{"id":"1","text":"a","kind":"klacht","received":"2026-01-01"}],"x":"' >half
	run -1 --separate-stderr sig-ingest -q half
	[ "$(wc -l <<<"$output")" = 1 ]
	[ "$stderr" = 'sig-ingest: half:1: a JSON object is opened and never closed' ]
	# An object with an array in it is no page.
	printf '{"id":"1","items":[{"a":1},{"a":2}],"text":"x","kind":"klacht","received":"2026-01-01"}\n' >one
	sig-ingest -q one >out
	[ "$(jq -r .src_id out)" = 1 ]
}

@test "map cfpb: eighteen and sixteen columns, snake case, JSON: one signal" {

	printf '%s\r\n' 'Date received,Product,Sub-product,Issue,Sub-issue,Consumer complaint narrative,Company public response,Company,State,ZIP code,Tags,Consumer consent provided?,Submitted via,Date sent to company,Company response to consumer,Timely response?,Consumer disputed?,Complaint ID' \
		'09/23/19,Mortgage,FHA,Payment,Late,It is late,,ACME,IL,606XX,,,Web,09/24/19,In progress,Yes,N/A,3383698' >18.csv
	printf '%s\n' 'Date received,Product,Sub-product,Issue,Sub-issue,Consumer complaint narrative,Company public response,Company,State,ZIP code,Tags,Submitted via,Date sent to company,Company response to consumer,Timely response?,Complaint ID' \
		'2019-09-23T12:00:00.000Z,Mortgage,FHA,Payment,Late,It is late,None,ACME,IL,606XX,None,Web,2019-09-24T12:00:00.000Z,In progress,Yes,3383698' >16.csv
	printf '%s\n' 'date_received,product,sub_product,issue,sub_issue,consumer_narrative,company_public_response,company,state,zip_code,tag,consent_status,submitted_via,date_sent_to_company,company_response_to_consumer,timely_response,consumer_disputed,public_id' \
		'2019-09-23,Mortgage,FHA,Payment,Late,It is late,,ACME,IL,606XX,,,Web,2019-09-24,In progress,Yes,N/A,3383698' >snake.csv
	printf '%s\n' '[{"date_received":"2019-09-23T12:00:00-05:00","product":"Mortgage","sub_product":"FHA","issue":"Payment","sub_issue":"Late","complaint_what_happened":"It is late","company":"ACME","state":"IL","tags":null,"submitted_via":"Web","company_response":"In progress","timely":"Yes","consumer_disputed":"N/A","complaint_id":"3383698"}]' >api.json
	for f in 18.csv 16.csv snake.csv api.json; do
		sig-ingest -q $f | jq -c 'del(.file, .row)'
	done | sort -u >got
	[ "$(wc -l <got)" = 1 ]
	jq -e '.received == "2019-09-23" and .src_id == "3383698" and
		.org == "ACME" and .channel == "webformulier" and
		.status == "opgepakt" and .text == "It is late"' got
}

@test "map signalen-ml: texts with their categories, to learn from" {
	printf 'Text,Main,Sub\r\nDe bak is vol,Afval,Container is vol\r\n' >ml.csv
	members '.kind,.text,.subject,.gold' ml.csv >got
	diff -u - got <<-'END'
	["melding","De bak is vol","Afval: Container is vol",["Container is vol"]]
	END
}

@test "map common: what is sent to others and runs on is not done with" {
	local s

	{
		echo 'meldingsnummer;datum;omschrijving;status'
		for s in 'Extern: te verzenden' 'Extern: verzonden' \
			'Doorgezet naar extern' 'Extern: afgehandeld' Doorgestuurd; do
			echo "$((++n));2026-03-02;Een lantaarn is stuk;$s"
		done
	} >s.csv
	members .status s.csv >got
	diff -u - got <<-'END'
	["opgepakt"]
	["opgepakt"]
	["opgepakt"]
	["afgehandeld"]
	["doorgezet"]
	END
}

# statuses FILE: a list of complaints, each of a status of FILE.
statuses() {
	awk 'BEGIN { print "klachtnummer;datum klacht;omschrijving;status" }
	{ print NR ";01-01-2026;Niemand belt terug over " NR ";" $0 }' "$1"
}

@test "maps: the usual words for a status, of an end and of none" {
	cat >want <<-'END'
	Afgedaan=afgehandeld
	Uitgevoerd=afgehandeld
	Voltooid=afgehandeld
	informeel opgelost=afgehandeld
	Beantwoord=teruggekoppeld
	Geseponeerd=afgewezen
	Niet-ontvankelijk=afgewezen
	Niet in behandeling genomen=afgewezen
	Ingetrokken door klager=geannuleerd
	Deels afgehandeld=opgepakt
	Gereed voor controle=opgepakt
	Nog niet afgehandeld=ontvangen
	Nog niet in behandeling=ontvangen
	END
	cut -d = -f 1 want >words
	statuses words >k.csv
	sig-ingest --no-person k.csv >out 2>err
	paste -d = words <(jq -r .status out) | diff -u want -
	[ ! -s err ]
}

@test "maps: a status that is not known is counted for the file, not told" {
	# Not begun, or not to be begun.
	printf '%s\n' 'Niet in behandeling' Gesloten '' Zaak.17 Zaak.17 >words
	statuses words >k.csv
	statuses /dev/null >none.csv
	sig-ingest --no-person k.csv none.csv >out 2>err
	[ "$(jq -rc .status out | paste -sd ' ')" = \
		'null afgehandeld null null null' ]
	diff -u - err <<-'END'
	sig-ingest: k.csv: 3 rows have a status that is not known, and get none: add it to the table of a mapping
	END
	# A second column that says it is enough, as is a value for all others,
	# or none for one that is named.
	printf 'take status from nader\ninclude klacht\n' >two.map
	sed '1s/$/;nader/; 2,$s/$/;gereed/' k.csv >two.csv
	sed '1s/$/;nader/; 2,$s/$/;klopt/' k.csv >three.csv
	sig-ingest --no-person --map two.map two.csv three.csv >out 2>err
	[ "$(jq -r .status out | grep -c afgehandeld)" = 6 ]
	diff -u - err <<-'END'
	sig-ingest: three.csv: 4 rows have a status that is not known, and get none: add it to the table of a mapping
	END
	printf '%s\n' 'table status' '	gesloten = afgehandeld' '	zaak17 =' \
		'	* = ontvangen' 'include klacht' >own.map
	sig-ingest --no-person --map own.map k.csv >out 2>err
	[ "$(jq -rc .status out | paste -sd ' ')" = \
		'ontvangen afgehandeld null null null' ]
	[ ! -s err ]
}
