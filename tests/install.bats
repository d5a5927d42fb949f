#!/usr/bin/env bats
# make install, uninstall and dist.
# shellcheck disable=SC2154 # bats sets status, output and stderr

load helper

# make, without what an outer make would tell it.
plain_make() {
	env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make -s -C "$ROOT" \
		B="${BUILD#"$ROOT"/}" "$@"
}

@test "install: all tools, pages and helpers, and uninstall takes them away" {
	plain_make install DESTDIR="$PWD/d" PREFIX=/usr
	for t in "$ROOT"/cmd/sig-*.c; do
		[ -x "d/usr/bin/$(basename "$t" .c)" ]
	done
	[ -x d/usr/bin/sig-nightly ]
	for m in "$ROOT"/man/*.[1-8]; do
		[ -e "d/usr/share/man/man${m##*.}/${m##*/}" ]
	done
	grep -q '^ExecStart=/usr/bin/sig-nightly %f' \
		d/usr/share/hartslag/sig-nightly@.service
	# Nobody's umask shows.
	[ -z "$(find d -type f ! -perm 755 ! -perm 644)" ]
	plain_make uninstall DESTDIR="$PWD/d" PREFIX=/usr
	[ -z "$(find d -type f)" ]
	# Nor what it made for them; the usual folders stay.
	[ "$(cd d && echo usr/* usr/*/*)" = \
		'usr/bin usr/share usr/share/man' ]
	[ -z "$(ls d/usr/share/man)" ]
}

@test "install: the completions know every option" {
	local t n=0

	plain_make completions
	cd "$BUILD/completions"
	PATH=$ROOT/scripts:$PATH
	[ -e sig-nightly ] && [ -e sig-month.fish ] && [ -e _sig-month ]
	for t in sig-*; do
		[[ $t != *.fish ]] || continue
		"$t" --help | grep -oE '^ +(-[a-zA-Z], )?--[a-z0-9-]+' |
			sed 's/.*--//' >"$BATS_TEST_TMPDIR/options"
		while read -r o; do
			grep -qE -- "--$o( |\")" "$t"
			grep -qE -- "'--$o(=|\[)" "_$t"
			grep -qE -- " -l $o " "$t.fish"
			n=$((n + 1))
		done <"$BATS_TEST_TMPDIR/options"
		bash -n "$t"
	done
	[ $n -gt 100 ]
	# What bash makes of it.
	# shellcheck disable=SC2016 # the inner shell expands them
	run -0 bash -c '. ./sig-forget; COMP_CWORD=1
		COMP_WORDS=(sig-forget --sy); _sig_forget
		echo "${COMPREPLY[@]}"'
	[ "$output" = --system ]
	for t in _sig-*; do
		zsh -n "$t"
	done
	# shellcheck disable=SC2016 # likewise
	run -0 zsh -fc 'fpath=($PWD $fpath); autoload -U compinit
		compinit -u -D; echo $_comps[sig-forget]'
	[ "$output" = _sig-forget ]
	for t in *.fish; do
		fish -n "$t"
	done
	HOME=$BATS_TEST_TMPDIR run -0 fish --no-config -c \
		'source sig-forget.fish; complete -C "sig-forget --sy"'
	[[ $output == --system* ]]
}

@test "install: without root, in one's own home" {
	plain_make install PREFIX="$PWD/home/.local"
	run -0 home/.local/bin/sig-ingest --version
	# As from cron, which knows nothing of that place.
	mkdir -p s/inbox month
	printf '%s\n' 'contactnummer;datum en tijd;toelichting' \
		'1;03-03-2026 01:30;te laat gebeld' |
		tee s/inbox/t.csv >month/t.csv
	run -0 env -i PATH=/usr/bin:/bin home/.local/bin/sig-nightly \
		--night 2026-03-04 s
	[ -s s/report/report.nl.html ]
	run -0 env -i PATH=/usr/bin:/bin home/.local/bin/sig-month month
	plain_make uninstall PREFIX="$PWD/home/.local"
	[ -z "$(find home -type f)" ]
}

@test "install: the service is as closed as systemd can make it" {
	command -v systemd-analyze || return 0
	plain_make install PREFIX="$PWD/p"
	run -0 systemd-analyze verify --man=no \
		./p/share/hartslag/sig-nightly@.{service,timer}
	[ -z "$output" ]
	# What is no condition fails aloud.
	run ! grep '^Condition' p/share/hartslag/sig-nightly@.service
	sed 's/%f/\/srv/' 'p/share/hartslag/sig-nightly@.service' \
		>sig-nightly.service
	run -0 systemd-analyze security --offline=true --threshold=10 \
		./sig-nightly.service
}

@test "dist: the tarball is what git has, and builds" {
	git -C "$ROOT" rev-parse HEAD >/dev/null 2>&1 || return 0
	plain_make dist
	tar xzf "$ROOT"/build/hartslag-*.tar.gz
	cd hartslag-*
	[ -e LICENSE ]
	[ ! -e build ]
	env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make -n all >/dev/null
}
