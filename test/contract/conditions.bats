# Steps that are carried out only where a fact holds, steps that run again, and steps that are tried again: of a container of the tests' own.

load simulated

# Its script is generated here, and is the only one.
DIST=$BATS_FILE_TMPDIR/project/dist-scripts
WORLDS=$BATS_FILE_TMPDIR/worlds

setup_file() {
  local project=$BATS_FILE_TMPDIR/project
  mkdir -- "$project"
  cp -R -- "$BATS_TEST_DIRNAME/definitions" "$project/definitions"
  (cd -- "$project" && node "$REPOSITORY/dist/phoenix-setup.cjs" generate --no-types $([[ ${PHOENIX_THOROUGH-} ]] || printf %s --no-lint) >&2)
  make_host
}
setup() { :; }
teardown() { take_down_simulators; }

# nothing_holds – SIM becomes a copy of a host where no condition is met; sets root.
nothing_holds() {
  new_simulator
  root=$SIM/state/960/root
}

# everything_holds – the same where each condition of the definition is met.
everything_holds() {
  nothing_holds
  mkdir -p -- "$root/usr/bin"
  printf '#!/bin/sh\n' >"$root/usr/bin/tool"
  chmod 755 -- "$root/usr/bin/tool"
  ln -s -- /dev/null "$SIM/host/dev/card"
  printf 'a token\n' >"$SIM/host/etc/token"
}

# What several cases look at, each made by its first one.
make_with_everything() {
  everything_holds
  run_script 960
  ends 0
  made=$SIM
}
make_with_nothing() {
  nothing_holds
  run_script 960
  ends 0
  made=$SIM
}
# The program is there, but cannot be executed; the file that must not be there is, inside and on the host.
make_with_obstacles() {
  everything_holds
  chmod 644 -- "$root/usr/bin/tool"
  printf x >"$root/etc/a flag"
  : >"$SIM/host/etc/no-card"
  run_script 960
  ends 0
  made=$SIM
}

see() { # <world's name> – to be read
  world "$1" "make_${1//-/_}"
  SIM=$world root=$world/state/960/root
}

# result <number> <result> [text] – the line of a step in the log, which may be text or JSON.
result() {
  grep -qE "\[$1/8\] [a-z-]+ $2 [0-9]+s  definitions/960-conditions\.ts:[0-9]+  .*${3-}" "$SIM/out" || complain "step $1 is not $2${3:+, with $3}"
}

ran() { # <number> – a function of the step has run
  grep -q "^step_$1_" "$SIM/state/960/ran"
}

@test "where all conditions are met, all steps are carried out" {
  see with-everything
  for number in {2..8}; do result "$number" changed; done
  says 'ok=1 changed=7 failed=0 skipped=0'
}

@test "a step is skipped for what is inside, and its line says why; nothing of it runs, and nothing is restarted for it" {
  see with-nothing
  result 2 skipped 'made with a program: no program tool is inside$'
  see with-obstacles
  result 3 skipped 'unless there is a file: /etc/a flag is inside$'
  says 'ok=1 changed=4 failed=0 skipped=3'
  ! ran 2 && ! ran 3
  [ ! -e "$root/run/phoenix-setup-restart-some.service" ]
  [ ! -d "$root/var/lib/phoenix-setup" ]
}

@test "what an earlier step has made counts: a program that cannot be executed does not" {
  see with-obstacles
  result 2 skipped 'no program tool is inside$'
  new_simulator "$world"
  chmod 755 -- "$SIM/state/960/root/usr/bin/tool"
  run_script 960
  ends 0
  result 2 changed
}

@test "a step is skipped for what is on the host, without a further call of pct, and the file that it would bring need not be there" {
  local -a calls calls_skipped
  see with-nothing
  result 4 skipped 'the card: its folder: no device /dev/card is on the host$'
  result 5 skipped 'the card: .*: no /etc/token is on the host$'
  calls_of_a_run
  calls_skipped=("${calls[@]}")
  see with-obstacles
  result 4 skipped '/etc/no-card is on the host$'
  result 5 changed
  calls_of_a_run
  [ "${calls[*]}" = "${calls_skipped[*]}" ]
}

@test "a file of the host that is needed after all ends the run with 20" {
  everything_holds
  rm -- "$SIM/host/etc/token"
  mkdir -- "$SIM/host/etc/token"
  run_script 960
  ends 20
}

@test "in JSON, the result is skipped, and the reason is in the message" {
  nothing_holds
  run_script 960 PHOENIX_LOG_FORMAT=json
  ends 0
  grep -q '"step":2,.*"result":"skipped",.*"message":"made with a program: no program tool is inside"' "$SIM/out"
  grep -q '"message":"run [0-9a-f]*: ok=1 changed=4 failed=0 skipped=3 seconds' "$SIM/out"
}

@test "asked first, a step that is not carried out is skipped, too" {
  nothing_holds
  run_script 960 PHOENIX_MODE=check
  ends 10
  result 2 skipped 'no program tool is inside$'
  result 4 skipped
  result 3 'would change'
  grep -q "failed=0 skipped=3" "$SIM/out"
}

@test "asked first, a step waits for an earlier one that may change what is asked inside, but not for what the host has" {
  nothing_holds
  printf x >"$root/etc/a flag"
  ln -s -- /dev/null "$SIM/host/dev/card"
  : >"$SIM/host/etc/no-card"
  mkdir -p -- "$root/usr/bin"
  printf '#!/bin/sh\n' >"$root/usr/bin/tool"
  chmod 755 -- "$root/usr/bin/tool"
  run_script 960 PHOENIX_MODE=check
  ends 10
  result 2 'would change'
  result 3 'would run \(after step 2\)'
  result 4 skipped '/etc/no-card is on the host$'
}

@test "the mark of a command that has to run again outlasts a restart of the container" {
  local mark
  see with-everything
  mark=("$root"/var/lib/phoenix-setup/due-command:*)
  [ -e "${mark[0]}" ]
  [ -e "$root/run/phoenix-setup-restart-some.service" ]
  grep -qF "restart_is_due ${mark[0]##*/due-}" "$SIM/scripts/phoenix_hypervisor_setup_960.sh"
}

@test "a failed apply is tried again after the pause that the step asks for" {
  local began
  nothing_holds
  printf 'step_8_command_apply 2\n' >"$SIM/state/faults/fail-step"
  began=${EPOCHREALTIME/[.,]/}
  run_script 960 PHOENIX_TIME_SCALE=10
  ends 0
  result 8 changed
  [ "$(grep -c '^step_8_command_apply$' "$SIM/state/960/ran")" -eq 3 ]
  # Two pauses of 7 s, ten times as fast.
  ((${EPOCHREALTIME/[.,]/} - began >= 1400000))
}

@test "an apply that fails once more than it is tried ends the run" {
  nothing_holds
  printf 'step_8_command_apply 3\n' >"$SIM/state/faults/fail-step"
  run_script 960 PHOENIX_TIME_SCALE=20
  ends 22
  grep -q '\[8/8\] command failed' "$SIM/err"
}
