#!/usr/bin/env bats

@test "lib/text: fold, words and stem on what people write" {
	"$BATS_TEST_DIRNAME/../build/test_text"
}

@test "lib/text: titles of themes, built in and of one's own" {
	"$BATS_TEST_DIRNAME/../build/test_title"
}

# Both codebooks have the same themes by the same names, in both languages.
@test "lib/text: the titles built in are those of the codebooks" {
	root=$BATS_TEST_DIRNAME/..
	"$root/build/test_title" all | sort >"$BATS_TEST_TMPDIR/got"
	for b in nl en; do
		awk '/^\[/ { id = /^\[theme/ ? substr($2, 1, length($2) - 1) : "" }
			id && /^title / { t[id, $2] = substr($0, 10); ids[id] }
			END { for (i in ids)
				print i "\t" t[i, "nl"] "\t" t[i, "en"] }' \
			"$root/lib/classify/$b.book" | sort |
			diff -u - "$BATS_TEST_TMPDIR/got"
	done
	[ "$(wc -l <"$BATS_TEST_TMPDIR/got")" = 21 ]
}
