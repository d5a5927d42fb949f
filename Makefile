# GNU make.  See README.md for the targets.

# The rules that make knows by itself cost seconds, and none is used.
MAKEFLAGS += --no-builtin-rules

VERSION = 0.1.0

PREFIX  = /usr/local
BINDIR  = $(PREFIX)/bin
MANDIR  = $(PREFIX)/share/man
DATADIR = $(PREFIX)/share/hartslag
INSTALL = install

CC       = cc
CFLAGS   = -O2 -g
CPPFLAGS =
LDFLAGS  =
SAN      =

B = build

# A tool is a file in cmd/; what it needs of lib/ and of the libraries below
# is found by the linker.
TOOLS = $(patsubst cmd/%.c,%,$(wildcard cmd/sig-*.c))
LIB   = $(wildcard lib/*/*.c)
HDR   = $(wildcard lib/*/*.h)
BOOKS = $(wildcard lib/classify/*.book)
MAPS  = $(sort $(wildcard lib/ingest/maps/*.map))
GEN   = $(B)/gen/books.c $(B)/gen/maps.c $(B)/gen/titles.c
MAN   = $(wildcard man/*.[1-8])
BIN   = $(TOOLS:%=$(B)/%)
# Installed as they are.
SCRIPTS = sig-nightly sig-month
ALL   = $(TOOLS) $(SCRIPTS)
FUZZ  = $(wildcard tests/fuzz/fuzz_*.c)
UNIT  = $(wildcard tests/unit/*.c)
SRC   = $(LIB) $(TOOLS:%=cmd/%.c) $(FUZZ) $(UNIT) $(wildcard tests/*/*.c)

LDLIBS = -Wl,--as-needed -lcsv -lpcre2-8 -lsodium -lstemmer -llinear \
	-lpthread -lm

# make HYPERSCAN=yes: let Hyperscan or Vectorscan (libhs) look for what of cues
# does not begin a word, with the same results.
ifdef HYPERSCAN
CPPFLAGS += -DHYPERSCAN
LDLIBS   += -lhs
endif

WARN = -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
	-Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
	-Wdeclaration-after-statement -Wvla -Wno-enum-float-conversion
FLAGS = $(WARN) -ffp-contract=off -D_POSIX_C_SOURCE=200809L \
	-D_DEFAULT_SOURCE -D_FILE_OFFSET_BITS=64 \
	-DVERSION='"$(VERSION)"' -I. $(SAN) $(CPPFLAGS) $(CFLAGS)

all: $(BIN)

$(BIN): $(B)/%: $(B)/cmd/%.o $(B)/libsig.a
	$(CC) $(SAN) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# Helpers of the tests: build/test_x from tests/unit/test_x.c, and programs
# that tests run, such as build/json_check.
$(UNIT:tests/unit/%.c=$(B)/%): $(B)/%: $(B)/tests/unit/%.o $(B)/libsig.a
	$(CC) $(SAN) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(B)/make-demo: $(patsubst %.c,$(B)/%.o,$(wildcard tests/data/demo_*.c))

$(B)/%: $(B)/tests/data/%.o $(B)/libsig.a
	$(CC) $(SAN) $(CFLAGS) $(LDFLAGS) -o $@ \
		$(filter %.o,$^) $(filter %.a,$^) $(LDLIBS)

$(B)/%: $(B)/tests/bench/%.o $(B)/libsig.a
	$(CC) $(SAN) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(B)/libsig.a: $(LIB:%.c=$(B)/%.o) $(GEN:%.c=%.o)
	$(RM) $@
	$(AR) rcs $@ $^

$(B)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(FLAGS) -MMD -MP -c -o $@ $<

# Loops over the labels of a model, which pay to be made parallel.
$(patsubst %,$(B)/lib/classify/%.o,rows margin memo): CFLAGS += -O3

# The codebooks that are built in: their lines as strings of C.
$(B)/gen/books.c: $(BOOKS) Makefile
	@mkdir -p $(@D)
	{ echo '#include "lib/classify/books.h"'; \
	for b in $(BOOKS:lib/classify/%.book=%); do \
		echo "static const char *const $$b[] = {"; \
		sed 's/[\\"]/\\&/g; s/.*/"&",/' lib/classify/$$b.book; \
		echo '0 };'; \
	done; \
	echo 'const struct book books[] = {'; \
	for b in $(BOOKS:lib/classify/%.book=%); do \
		echo "{ \"$$b\", $$b },"; \
	done; \
	echo '{ 0, 0 } };'; } >$@.new
	mv $@.new $@

# The titles of their themes, for tools that name themes and never classify.
$(B)/gen/titles.c: $(BOOKS) Makefile
	@mkdir -p $(@D)
	{ echo '#include "lib/text/title.h"'; \
	echo 'const char *const titles_lines[] = {'; \
	sed -n 's/[\\"]/\\&/g; /^\[/p; /^title /p' $(BOOKS) | \
		sed 's/.*/"&",/'; \
	echo '0 };'; } >$@.new
	mv $@.new $@

# And so the mappings.
$(B)/gen/maps.c: $(MAPS) Makefile
	@mkdir -p $(@D)
	{ echo '#include "lib/ingest/maps.h"'; \
	echo 'const struct maps_entry maps_builtin[] = {'; \
	for m in $(MAPS:lib/ingest/maps/%.map=%); do \
		echo "{ \"$$m\", (const char *const[]){"; \
		sed 's/[\\"]/\\&/g; s/.*/"&",/' lib/ingest/maps/$$m.map; \
		echo '0 } },'; \
	done; \
	echo '{ 0, 0 } };'; } >$@.new
	mv $@.new $@

$(B)/gen/%.o: $(B)/gen/%.c
	$(CC) $(FLAGS) -MMD -MP -c -o $@ $<

-include $(SRC:%.c=$(B)/%.d)

unit: $(UNIT:tests/unit/%.c=$(B)/%)

replay: $(FUZZ:tests/fuzz/fuzz_%.c=$(B)/replay_%)

# All that the tests run.
tests: all unit replay $(B)/make-demo $(B)/make_dups $(B)/make_null

check: tests
	scripts/run-tests

$(B)/replay_%: $(B)/tests/fuzz/fuzz_%.o $(B)/tests/fuzz/replay.o $(B)/libsig.a
	$(CC) $(SAN) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# Everything that is wrong, not only the first.
lint: all
	@rc=0; \
	! mandoc -Tlint $(MAN) 2>/dev/null | \
		grep -v 'referenced manual not found' || rc=1; \
	scripts/check-format $(sort $(SRC)) $(HDR) \
		$(wildcard tests/*/*.h) || rc=1; \
	shellcheck -x $$(grep -rlE '^#!.*(sh|bash)$$' scripts tests .ci) \
		tests/*.bash tests/*.bats || rc=1; \
	scripts/check-style.sh || rc=1; \
	exit $$rc

fuzz: $(FUZZ:tests/fuzz/%.c=$(B)/%)

$(B)/fuzz_%: tests/fuzz/fuzz_%.c $(LIB) $(GEN)
	@mkdir -p $(@D)
	clang $(FLAGS) -fsanitize=fuzzer,address,undefined -o $@ \
		$< $(LIB) $(GEN) $(LDLIBS)

bench: all $(B)/make-demo
	scripts/bench
	scripts/bench-ingest

bench-detect:
	scripts/bench-detect

bench-classify: all
	tests/bench/classify-books

# Of bash, zsh and fish, from the option tables.
completions: all
	scripts/make-completions $(B) $(SCRIPTS:%=scripts/%)

SHARE   = $(PREFIX)/share
BASHDIR = $(SHARE)/bash-completion/completions
ZSHDIR  = $(SHARE)/zsh/site-functions
FISHDIR = $(SHARE)/fish/vendor_completions.d

UNITS   = sig-nightly@.service sig-nightly@.timer

install: all completions
	$(INSTALL) -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(DATADIR) \
		$(DESTDIR)$(BASHDIR) $(DESTDIR)$(ZSHDIR) $(DESTDIR)$(FISHDIR)
	$(INSTALL) -m 755 $(BIN) $(SCRIPTS:%=scripts/%) $(DESTDIR)$(BINDIR)
	for m in $(MAN); do \
		$(INSTALL) -d $(DESTDIR)$(MANDIR)/man$${m##*.} && \
		$(INSTALL) -m 644 $$m $(DESTDIR)$(MANDIR)/man$${m##*.} || exit; \
	done
	for u in $(UNITS); do \
		sed 's|@BINDIR@|$(BINDIR)|' scripts/systemd/$$u \
			>$(DESTDIR)$(DATADIR)/$$u || exit; \
		chmod 644 $(DESTDIR)$(DATADIR)/$$u || exit; \
	done
	$(INSTALL) -m 644 scripts/nightly.conf $(DESTDIR)$(DATADIR)
	$(INSTALL) -m 644 $(ALL:%=$(B)/completions/%) $(DESTDIR)$(BASHDIR)
	$(INSTALL) -m 644 $(ALL:%=$(B)/completions/_%) $(DESTDIR)$(ZSHDIR)
	$(INSTALL) -m 644 $(ALL:%=$(B)/completions/%.fish) \
		$(DESTDIR)$(FISHDIR)

uninstall:
	$(RM) $(ALL:%=$(DESTDIR)$(BINDIR)/%)
	for m in $(notdir $(MAN)); do \
		$(RM) $(DESTDIR)$(MANDIR)/man$${m##*.}/$$m || exit; \
	done
	$(RM) $(UNITS:%=$(DESTDIR)$(DATADIR)/%) \
		$(DESTDIR)$(DATADIR)/nightly.conf \
		$(ALL:%=$(DESTDIR)$(BASHDIR)/%) \
		$(ALL:%=$(DESTDIR)$(ZSHDIR)/_%) \
		$(ALL:%=$(DESTDIR)$(FISHDIR)/%.fish)
	for d in $(DATADIR) $(MANDIR)/man1 $(MANDIR)/man5 $(MANDIR)/man7 \
		$(MANDIR)/man8 $(BASHDIR) $(dir $(BASHDIR)) $(ZSHDIR) \
		$(dir $(ZSHDIR)) $(FISHDIR) $(dir $(FISHDIR)); do \
		! [ -d $(DESTDIR)$$d ] || rmdir --ignore-fail-on-non-empty \
			$(DESTDIR)$$d || exit; \
	done

dist:
	@mkdir -p $(B)
	git archive --prefix=hartslag-$(VERSION)/ -o \
		$(B)/hartslag-$(VERSION).tar.gz HEAD
	scripts/sbom $(B)/hartslag-$(VERSION).tar.gz \
		>$(B)/hartslag-$(VERSION).spdx.json

# A Debian package of HEAD; and whether it is well made: no fault that
# lintian knows, and the same bytes when it is made elsewhere.
deb:
	scripts/deb $(B)

clean:
	$(RM) -r $(B)

.PHONY: all unit replay tests check lint fuzz bench bench-detect install
.PHONY: bench-classify completions uninstall dist deb clean
.SECONDARY:
