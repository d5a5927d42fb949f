#!/usr/bin/env bats
# The Debian package, and what it is made of.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

# scripts/deb of commit $2 in a clone at $1, as someone else elsewhere would
# run it.
built_at() {
	git clone -q "$ROOT" "$1"
	git -C "$1" checkout -q "$2"
	"$1/scripts/deb" "$1/out"
}

@test "deb: lintian finds no fault, and it is the same made elsewhere" {
	head=$(git -C "$ROOT" rev-parse HEAD)
	built_at "$PWD/a" "$head" >one
	(
		umask 077
		export TZ=Asia/Tokyo LC_ALL=C HOME=/nowhere TMPDIR=$PWD
		built_at "$PWD/another/place" "$head"
	) >two
	cmp "$(cat one)" "$(cat two)"
	run lintian --allow-root -EI --pedantic --suppress-tags \
		spelling-error-in-binary "$(cat one)"
	[ -z "$output" ]
	dpkg -c "$(cat one)" | awk '{ print $NF }' >list
	for t in "$ROOT"/cmd/sig-*.c; do
		grep -qx "./usr/bin/$(basename "$t" .c)" list
	done
	grep -q '/lib/systemd/system/sig-nightly@.timer' list
	grep -q '/examples/nightly.conf' list
}

@test "dist: the bill of materials is whole" {
	git clone -q "$ROOT" b
	make -s -C b dist
	cp b/build/*.spdx.json one
	make -s -C b dist
	cmp one b/build/*.spdx.json
	# The tarball is the one that it names.
	[ "$(jq -r '.packages[0].checksums[0].checksumValue' one)" = \
		"$(sha256sum <"$(echo b/build/*.tar.gz)" | cut -d ' ' -f 1)" ]
	# All that it relates is there, and every library that is linked.
	jq -e '([.packages[].SPDXID] + [.SPDXID]) as $all |
		[.relationships[] | .spdxElementId, .relatedSpdxElement] |
		all(IN($all[]))' one
	jq -e 'all(.packages[]; .SPDXID and .name and .licenseDeclared and
		.downloadLocation and .filesAnalyzed == false)' one
	sed -n '/^LDLIBS *=/,/[^\\]$/p' "$ROOT/Makefile" |
		grep -oE -- '-l[a-z]+' | sed 's/-l//' |
		grep -vx 'pthread\|m' >linked
	[ -s linked ]
	while read -r l; do
		jq -e --arg l "$l" 'any(.packages[]; .name | contains($l))' one
	done <linked
}
