# Steps that hang, and runs that are cut off.

load simulated

setup_file() { make_host; }
setup() { :; }
teardown() { take_down_simulators; }

# quickest_step <ctid> – sets number, stem, limit and phase of the step inside that has the shortest limit.
quickest_step() {
  local n side kind seconds phases
  limit=''
  while read -r n side kind _ seconds phases; do
    [[ $side == container && (-z $limit || $seconds -lt $limit) ]] || continue
    number=$n stem=step_${n}_${kind//-/_} limit=$seconds phase=${phases%% *}
    [[ $phases != *apply* ]] || phase=apply
  done < <(steps_of "$1")
}

# first_change <ctid> – sets phase to the first apply of a fresh run, and SIM to a host where the script has not run.
first_change() {
  from_fresh_run "$1"
  phase=$(grep -m 1 '_apply$' "$WORLDS/fresh-$1/state/$1/ran")
}

# left_running – what still runs of the simulator: by its directory, or by its words.
left_running() {
  find /proc -maxdepth 2 -path '/proc/[0-9]*' -name cwd -lname "$SIM/*" 2>/dev/null
  grep -lsaF -f <(printf '%s/\n' "$SIM") /proc/[0-9]*/cmdline
}

nothing_is_left_running() {
  local deadline=$((SECONDS + 30)) left
  while left=$(left_running) || [[ -n $left ]]; do
    ((SECONDS < deadline)) || complain "still there: $left"
    moment
  done
}

has_line() { # <file> <line>
  local text
  [[ -e $1 ]] || return
  read_text text "$1"
  [[ $'\n'$text == *$'\n'"$2"$'\n'* ]]
}

# start_and_hang <ctid> – the script in the background, until it hangs in `phase`; sets run to its process.
start_and_hang() {
  local script
  printf '%s 1\n' "$phase" >"$SIM/state/faults/hang-step"
  script_of "$1"
  # Becomes the script, so that the signal meets it and not a shell in between.
  in_time PHOENIX_TIME_SCALE=20
  (exec env -i PATH="$SIM/bin:/usr/bin:/bin" PHOENIX_HOST_ROOT="$SIM/host" "$scaled" "$script" "$1" \
    </dev/null >"$SIM/out" 2>"$SIM/err" 3>&-) &
  run=$!
  wait_until "$phase is reached" has_line "$SIM/state/$1/ran" "$phase"
}

hanging_step() { # <ctid>
  local number stem limit phase fault
  from_fresh_run "$1"
  quickest_step "$1"
  for fault in hang-step stubborn-step; do
    in_case "${stem}_$phase, $fault"
    rm -f -- "$SIM"/state/faults/*
    printf '%s\n' "${stem}_$phase" >"$SIM/state/faults/$fault"
    # Makes half a second of that step's limit, and more of the others'.
    run_script "$1" PHOENIX_TIME_SCALE="$((limit * 2))"
    if [[ $stem == *_container_ready ]]; then ends 21; else ends 23; fi
    names_a_failed_step "$1" "$number"
    is_running "$1"
    nothing_is_left_running
  done
  converges "$1"
}

killed() { # <ctid>
  local phase
  first_change "$1"
  in_case "KILL during $phase"
  printf '%s 1\n' "$phase" >"$SIM/state/faults/kill-caller-step"
  run_script "$1" PHOENIX_TIME_SCALE=20
  ends 137
  converges "$1"
  nothing_is_left_running
}

# Inside, the step that was at work goes on for a while; the host's own lock knows nothing of it. On a busy machine it may take longer than
# the 30 s that the next run waits for it, which then says so.
killed_and_run_at_once() { # <ctid>
  local phase run
  first_change "$1"
  in_case "KILL during $phase, and at once another run"
  start_and_hang "$1"
  kill -KILL "$run"
  comes_to_an_end "$run"
  run_script "$1" PHOENIX_TIME_SCALE=20
  ends 0 24
  [[ ! -e $SIM/state/$1/overlaps ]] || complain "two programs were at work at once: $(<"$SIM/state/$1/overlaps")"
  [[ $status == 0 ]] || says "another run is at work in the container"
  converges "$1"
  nothing_is_left_running
}

# host_has_heard – the step that hangs has said that it begins, but on a busy machine the host may hear of it later. It can name only that.
host_has_heard() {
  wait_until "the host says that it waits for $phase" says_that_it_waits
}

says_that_it_waits() {
  local text
  read_text text "$SIM/out"
  [[ $text == *'| still waiting for '* ]]
}

terminated() { # <ctid>
  local phase run signal
  first_change "$1"
  for signal in TERM HUP; do
    in_case "$signal during $phase"
    start_and_hang "$1"
    host_has_heard
    kill -s "$signal" "$run"
    comes_to_an_end "$run"
    if [[ $signal == TERM ]]; then ends 143; else ends 129; fi
    says "SIG$signal"
    names_a_failed_step "$1"
    is_running "$1"
    nothing_is_left_running
    rm -- "$SIM/state/$1/ran"
  done
  converges "$1"
}

# Inside, a step whose host has died goes on for 30 s. Here it has not died: it says stop, and ends once that is done.
ends_what_runs_inside() { # <ctid>
  local phase run left script
  first_change "$1"
  in_case "TERM during $phase, at the speed of a host"
  printf '%s 1\n' "$phase" >"$SIM/state/faults/hang-step"
  script_of "$1"
  (exec env -i PATH="$SIM/bin:/usr/bin:/bin" PHOENIX_HOST_ROOT="$SIM/host" "$script" "$1" </dev/null >"$SIM/out" 2>"$SIM/err" 3>&-) &
  run=$!
  wait_until "$phase is reached" has_line "$SIM/state/$1/ran" "$phase"
  kill -TERM "$run"
  comes_to_an_end "$run"
  left=$(left_running) || :
  [[ -z $left ]] || complain "still there when the script has ended: $left"
  ends 143
}

second_at_once() { # <ctid>
  local phase run
  first_change "$1"
  in_case "a second run during $phase"
  start_and_hang "$1"
  mv -- "$SIM/out" "$SIM/first-out"
  forget_calls
  run_script "$1"
  ends 24
  says "another run"
  changes_nothing
  kill -TERM "$run"
  comes_to_an_end "$run"
  ends 143
  converges "$1"
}

for_one_script "a step that hangs ends 23 at its limit, even when it ignores signals" hanging_step "^SCRIPT_CTID=(900|910)$"
for_one_script "after a KILL during a step the next run converges" killed "^SCRIPT_CTID=(900|910)$"
for_one_script "after a KILL a run that begins at once waits for the step that still runs inside" killed_and_run_at_once
for_one_script "TERM and HUP end 143 and 129, nothing is left running, the next run converges" terminated "^SCRIPT_CTID=(900|910)$"
for_one_script "what runs inside has ended when TERM has ended the script" ends_what_runs_inside
for_one_script "while one run is at work another one ends 24 and changes nothing" second_at_once

# The mark is left before the configuration changes, and removed after the start: a run that is cut off in between is made up for,
# although the configuration is as wanted.
restarts_later() { # <ctid>
  local call=3 mark
  ! is_template "$1" || call=4
  new_simulator
  mark=$SIM/host/run/phoenix-setup-restart-$1
  in_case "the shutdown for the devices fails"
  printf '%s\n' "$call" >"$SIM/state/faults/fail-at"
  run_script "$1"
  ends 26
  names_a_failed_step "$1"
  [[ -e $mark ]] || complain "there is no mark"
  rm -- "$SIM/state/faults/fail-at" "$SIM/state/calls"
  in_case "the next run"
  run_script "$1"
  ends 0
  says "nvidia-devices ok"
  [[ $(grep -oE ' (shutdown|exec) ' "$SIM/state/calls" | head -n 3 | xargs) == 'exec shutdown exec' ]] || complain "it was not restarted"
  [[ ! -e $mark ]] || complain "the mark is still there"
  is_running "$1"
}

for_one_script "a restart that was cut off is made up for by the next run" restarts_later ' nvidia-devices '

# start_with_slow <word> <ctid> [program] [Bash that it does meanwhile] – the script in the background, until pct, or that program, is at work
# on that word, or on any if it is empty; sets run to its process.
start_with_slow() {
  local script program=${3-pct}
  mkdir -p -- "$SIM/slow"
  # The real task of a host goes on after its caller was told to stop; so does this one, for as long as it sleeps.
  printf '%s\n' '#!/bin/bash' "if [[ \$1 == ${1:-*} ]]; then : >'$SIM/slow/begun'; ${4-sleep 1}; fi" "exec '$SIM/bin/$program' \"\$@\"" >"$SIM/slow/$program"
  chmod 755 -- "$SIM/slow/$program"
  rm -f -- "$SIM/slow/begun"
  script_of "$2"
  (exec env -i PATH="$SIM/slow:$SIM/bin:/usr/bin:/bin" PHOENIX_HOST_ROOT="$SIM/host" "$script" "$2" \
    </dev/null >"$SIM/out" 2>"$SIM/err" 3>&-) &
  run=$!
  wait_until "$program $1 is called" test -e "$SIM/slow/begun"
}

# ends_while_another_is_at_work <ctid> <word> <program> – the lock inside says nothing here: only that of the host does.
ends_while_another_is_at_work() {
  local run
  from_fresh_run "$1"
  in_case "a second run while $3 $2 is at work"
  start_with_slow "$2" "$1" "$3" "until [[ -e '$SIM/slow/go' ]]; do sleep 0.1; done"
  mv -- "$SIM/out" "$SIM/first-out"
  mv -- "$SIM/err" "$SIM/first-err"
  forget_calls
  run_script "$1"
  : >"$SIM/slow/go"
  ends 24
  says "another run"
  changes_nothing
  comes_to_an_end "$run"
  ends 0
  is_in_end_state "$1"
}

second_at_the_snapshot() { ends_while_another_is_at_work "$1" snapshot pct; }
second_at_a_step_of_the_host() { ends_while_another_is_at_work "$1" "" curl; }

for_one_script "while one run takes its snapshot another one ends 24 and changes nothing" second_at_the_snapshot '^SNAPSHOT='
for_one_script "while one run is at a step on the host another one ends 24 and changes nothing" second_at_a_step_of_the_host ' http-answers-from-host '

# Whatever pct is at: it is waited for, and the container is up when the script ends.
terminated_at_the_end() { # <ctid>
  local run word
  local -a words=(shutdown snapshot start)
  from_fresh_run "$1"
  # Without PHOENIX_THOROUGH, the one that must not be cut off.
  [[ -n ${PHOENIX_THOROUGH-} ]] || words=(snapshot)
  for word in "${words[@]}"; do
    new_simulator
    : >"$SIM/state/arrivals"
    in_case "TERM during pct $word"
    start_with_slow "$word" "$1"
    kill -TERM "$run"
    comes_to_an_end "$run"
    ends 143
    says "+ pct $word $1"
    # Were it not waited for, its effect would come only now.
    sleep 1.2
    is_running "$1"
    ! grep -v ' heeded=$' "$SIM/state/arrivals" || complain "a call of pct got what Perl refuses"
    nothing_is_left_running
    converges "$1"
  done
}

# One with a restart for devices and one without stand for all here; test/chaos tries every one.
for_one_script "P1: a template that gets TERM while pct is at work at its end leaves the container running" terminated_at_the_end \
  "^SCRIPT_CTID=(900|903)$"
