# sig-ingest, run and looked at: load ingest, behind helper
# shellcheck shell=bash

# ingest OPTION...: sig-ingest with an account that must add up.
ingest() {
	local rc=0

	sig-ingest --stats stats "$@" >out 2>err || rc=$?
	jq -e '.read == .written + .refused + .skipped' stats >/dev/null
	return "$rc"
}

# kept MEMBER: the values of MEMBER in out, a line each.
kept() {
	jq -r ".$1" out
}
