#!/usr/bin/env bats
# The statistics under sig-pattern, against figures made by other means.
# shellcheck disable=SC2154

load helper

@test "stats: special functions have their digits" { unit special; }
@test "stats: the calendar knows Dutch holidays" { unit calendar; }
@test "stats: the multi-window test equals its reference" { unit mw; }
@test "stats: many tests at once, as published" { unit multtest; }
@test "stats: partial conjunction over organisations" { unit crossorg; }
@test "stats: keyness, as published" { unit keyness; }
@test "stats: trends and shifts equal R's" { unit trend; }
@test "stats: how fast levels walk, and what of it is told" { unit walk; }
@test "stats: effects equal R's" { unit effect; }
@test "stats: disproportion to twelve digits" { unit disprop; }
@test "stats: closed sets, each once" { unit closed; }
@test "stats: EARS and Farrington as others have them" { unit farrington; }
@test "stats: one alarm a trouble" { unit episode; }
@test "stats: how busy days were by their volumes" { unit volume; }
