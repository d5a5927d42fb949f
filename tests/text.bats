#!/usr/bin/env bats

@test "lib/text: fold, words and stem on what people write" {
	"$BATS_TEST_DIRNAME/../build/test_text"
}
