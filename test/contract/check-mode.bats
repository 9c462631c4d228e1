# PHOENIX_MODE=check: what an operator is told, and that nothing is changed by asking.

load simulated

setup_file() { make_host; }
setup() { :; }
teardown() { take_down_simulators; }

# everything – names, kinds, modes, times and contents of the host and of every container, without what the simulator notes itself, and
# without the record of the run, which is what asking leaves.
everything() {
  (
    cd -- "$SIM" || exit
    find host state -not -path 'state/calls*' -not -path state/arrivals -not -path state/order -not -path 'state/faults*' -not -path 'state/curl*' -not -path 'state/*/programs*' \
      -not -path host/var/lib -not -path host/var/lib/phoenix-setup -not -path host/var/lib/phoenix-setup/runs -not -name '*.check.json' \
      -not -name ran -not -name at-work -not -name 'running.*' \( -type d -printf '%p %y %m\n' -o -printf '%p %y %m %T@ %l\n' \
      -type f -exec sha256sum {} + \)
  ) | sort
}

# asks <ctid> <exit code…> – asks, and nothing is changed.
asks() {
  local before word rest terminal
  before=$(everything)
  forget_calls
  run_script "$1" PHOENIX_MODE=check PHOENIX_TIME_SCALE=20
  ends "${@:2}"
  while read -r _ word rest; do
    [[ $word == @(status|listsnapshot) || "$word $rest" == "exec $1 --keep-env 0 -- bash -s" ]] || complain "more than questions were asked of pct"
  done <"$SIM/state/calls"
  [[ $(everything) == "$before" ]] || complain "something was changed: $(diff <(printf '%s\n' "$before") <(everything))"
}

# answers <ctid> <number> <answer> [text] – the line of a step has that result; patterns are globs.
answers() {
  local line terminal
  read_terminal
  while IFS= read -r line; do
    # shellcheck disable=SC2053 # a glob is wanted
    [[ $line != *" $1 ["$2/*"] "*" "$3" "+([0-9])"s  definitions/"*"${4-}"* ]] || return 0
  done <<<"$terminal"
  complain "step $2 does not say: $3${4:+, with $4}"
}

of_a_fresh_container() { # <ctid>
  local number side kind phases open='' first='' changes=0
  new_simulator
  asks "$1" 10
  while read -r number side kind _ _ phases; do
    if [[ $side == frame || $phases == "check apply"* ]]; then
      answers "$1" "$number" 'would change'
      changes=$((changes + 1)) open=${open:-$number}
    elif [[ -n $open || $kind == docker-trial ]]; then
      answers "$1" "$number" "would run${open:+ (after step $open)}"
    else
      answers "$1" "$number" ok
    fi
  done < <(steps_of "$1")
  grep -qE "run [0-9a-f]{6}: ok=[0-9]+ changed=$changes failed=0 " "$SIM/out" || complain "the summary does not count $changes changes"
  grep -q "would change something, first in step $open\$" "$SIM/out" || complain "the first open step is not named"
}

of_a_stopped_container() { # <ctid>
  local number side
  new_simulator
  rm -- "$SIM/state/$1/running"
  asks "$1" 10
  while read -r number side _; do
    [[ $side != container ]] || answers "$1" "$number" 'not asked: stopped'
  done < <(steps_of "$1")
}

of_a_converged_container() { # <ctid>
  after_fresh_run "$1"
  asks "$1" 0
  grep -qE "run [0-9a-f]{6}: ok=[0-9]+ changed=0 failed=0 " "$SIM/out"
}

of_a_stopped_finished_template() { # <ctid>
  after_fresh_run "$1"
  rm -- "$SIM/state/$1/running"
  asks "$1" 10
  grep -q "container $1 is stopped, and would be started" "$SIM/out" || complain "does not say that it would be started"
}

# Of an application, the last step with an apply is undone: what stands before it is as it was, what comes after has to wait.
of_one_open_step() { # <ctid>
  local number side kind phases last=''
  after_fresh_run "$1"
  while read -r number side kind _ _ phases; do
    [[ $side != container || $phases != "check apply"* ]] || last=$number stem=step_${number}_${kind//-/_}
  done < <(steps_of "$1")
  rm -- "$SIM/state/$1/steps/$stem"
  asks "$1" 10
  while read -r number side kind _ _ phases; do
    if ((number < last)); then
      answers "$1" "$number" ok
    elif ((number == last)); then
      answers "$1" "$number" 'would change' 'simulated: not applied'
    elif [[ $phases != check* ]]; then
      answers "$1" "$number" "would run (after step $last)"
    fi
  done < <(steps_of "$1")
}

of_a_check_that_fails() { # <ctid>
  local number side kind phases first=''
  new_simulator
  while read -r number side kind _ _ phases; do
    [[ $side == container && $phases == check* ]] || continue
    first=${first:-$number} kind=${kind//-/_}
    printf '%s\n' "step_${number}_${kind}_check" >>"$SIM/state/faults/fail-step"
  done < <(steps_of "$1")
  asks "$1" 10 11
  read -r number side _ _ _ phases < <(steps_of "$1")
  if [[ $side == host ]]; then
    [[ $status == 10 ]] && answers "$1" "$first" "would run (after step $number)"
  else
    [[ $status == 11 ]] && answers "$1" "$first" 'cannot tell'
    grep -q "cannot be told in advance whether step $first is as described" "$SIM/err"
  fi
}

of_a_service_that_does_not_answer() { # <ctid>
  local number side kind phases
  after_fresh_run "$1"
  while read -r number side kind _ _ phases; do
    [[ $side != container || $phases != verify ]] || break
  done < <(steps_of "$1")
  printf '%s\n' "step_${number}_${kind//-/_}_verify" >"$SIM/state/faults/hang-step"
  run_script "$1" PHOENIX_MODE=check PHOENIX_TIME_SCALE=20
  ends 11
  answers "$1" "$number" 'cannot tell' 'not done within 60 s'
}

of_a_container_that_stops_meanwhile() { # <ctid>
  local number side kind phases last=''
  new_simulator
  while read -r number side kind _ _ phases; do
    [[ $side != container || $phases != check* ]] || last=step_${number}_${kind//-/_}_check
  done < <(steps_of "$1")
  printf '%s\n' "$last" >"$SIM/state/faults/stop-container-step"
  # No limit may be over before the container is found stopped.
  run_script "$1" PHOENIX_MODE=check PHOENIX_TIME_SCALE=5
  ends 21
  ! grep " start $1\$" "$SIM/state/calls" || complain "asking has started it"
}

leaves_a_run_alone() { # <ctid>
  local first
  new_simulator
  in_time PHOENIX_TIME_SCALE=20
  on_the_host "$scaled" timeout 300 "$SIM/scripts/phoenix_hypervisor_setup_$1.sh" "$1" &
  first=$!
  wait_until "a step runs" test -s "$SIM/state/$1/ran"
  status=0
  env -i PATH="$SIM/bin:/usr/bin:/bin" PHOENIX_HOST_ROOT="$SIM/host" PHOENIX_MODE=check "$scaled" \
    timeout 300 "$SIM/scripts/phoenix_hypervisor_setup_$1.sh" "$1" </dev/null >"$SIM/asked" 2>&1 3>&- || status=$?
  [[ " 0 10 11 21 " == *" $status "* ]] || complain "asking ended $status: $(tail -n 3 "$SIM/asked")"
  comes_to_an_end "$first"
  ends 0
}

shopt -s extglob
for_every_script "asked of a fresh container, each step says what it would do, and nothing changes" of_a_fresh_container
for_one_script "asked of a stopped container, it stays stopped, and its steps are not asked" of_a_stopped_container
for_one_script "asked of a container that is as described, it ends 0" of_a_converged_container
for_every_script "asked of a finished template that is stopped, it says that it would be started" of_a_stopped_finished_template '^SNAPSHOT='
for_every_script "asked where one step is open, the steps before it are ok, and the probes after it have to wait" of_one_open_step '!^SNAPSHOT='
for_one_script "asked where checks fail, the first one cannot tell" of_a_check_that_fails
for_every_script "asked of a service that does not answer, it cannot tell, and does not wait for long" of_a_service_that_does_not_answer '!^SNAPSHOT='
for_one_script "asked of a container that somebody stops meanwhile, it could not ask, which is no step's failure, and starts nothing" of_a_container_that_stops_meanwhile
for_one_script "asking does not disturb a run that is at work" leaves_a_run_alone

@test "another PHOENIX_MODE ends 78 before anything is done" {
  new_simulator
  run_script 900 PHOENIX_MODE=dry
  ends 78
  says "PHOENIX_MODE must be apply or check, not 'dry'"
  [ ! -s "$SIM/state/calls" ]
}
