# The frame around steps of the tests' own: they run as steps of the host, in the script that asks for restarts there.

load simulated

setup_file() { make_host; }
setup() {
  new_simulator
  script=$(grep -l 'restart_is_due()' "$SIM"/scripts/*.sh | xargs grep -l 'run_program host' | head -n 1)
}
teardown() { take_down_simulators; }

# own_steps <number of steps> <functions and assignments> [NAME=value…] – runs them in place of the script's.
own_steps() {
  # shellcheck disable=SC2016 # expanded inside
  run_words "${@:3}" /bin/bash -c '
    source "$1"
    describe_step() {
      step=$1 began=$SECONDS kind=own limit=20 retries=0 restarts="" trial="" definition=definitions/own.ts:$1 title="step $1"
      [[ $1 != 1 ]] || restarts=own.service
    }
    eval "$3"
    start_up
    CTID=$SCRIPT_CTID state=running STEPS=$2 must_start=${not_left_stopped-}
    mapfile -t numbers < <(seq "$2")
    run_program host "${numbers[@]}"
    exit_script "$verdict"
  ' bash "$script" "$1" "$2"
}

# in_place_of_bash <bash code> – what the host side starts prints this instead; $word marks its lines.
in_place_of_bash() {
  printf '#!/bin/bash\nwhile read -r line; do [[ $line != word=* ]] || word=${line#word=}; [[ $line != run_steps* ]] || break; done\n%s\n' \
    "$1" >"$SIM/bin/bash.new"
  chmod 755 -- "$SIM/bin/bash.new"
  mv -- "$SIM/bin/bash.new" "$SIM/bin/bash"
}

@test "a marker behind output that has not ended its line is still heard" {
  # shellcheck disable=SC2016 # expanded inside
  in_place_of_bash 'printf "%s\n" "$word step 1" "$word begin" "half a line$word ok" "$word end 0"'
  own_steps 1 ''
  ends 0
  says '[1/1] own | half a line'
  says 'ok=1 changed=0 failed=0 skipped=0'
}

@test "equal lines in a row are one, but not in what a step shows" {
  # shellcheck disable=SC2016 # expanded inside
  in_place_of_bash 'printf "%s\n" "$word step 1" "$word begin" said said "$word show" +same +same "$word shown" "$word ok" "$word end 0"'
  own_steps 1 ''
  ends 0
  [ "$(grep -c '| said$' "$SIM/out")" -eq 1 ]
  [ "$(grep -c '| +same$' "$SIM/out")" -eq 2 ]
}

@test "the last words of a program that did not end its line are told" {
  in_place_of_bash 'printf "cannot attach: refused"'
  own_steps 1 ''
  ends 21
  says 'nothing was heard from the container; last: cannot attach: refused'
}

@test "where the program is gone without a word, a container that is being stopped is waited for, and started" {
  local ctid
  ctid=$(sed -nE 's/^SCRIPT_CTID=([0-9]+) .*/\1/p' "$script")
  [[ -n $ctid ]]
  in_place_of_bash ":"
  # It is stopped once it has said twice that it still runs.
  mv -- "$SIM/bin/pct" "$SIM/bin/pct.real"
  printf '#!/bin/bash\n[[ $(grep -c " status " %q) != 2 ]] || %q stop %q\nexec %q "$@"\n' \
    "$SIM/state/calls" "$SIM/bin/pct.real" "$ctid" "$SIM/bin/pct.real" >"$SIM/bin/pct"
  chmod 755 -- "$SIM/bin/pct"
  own_steps 1 'not_left_stopped=yes'
  ends 21
  [[ $(cut -d " " -f 2 "$SIM/state/calls") == $'status\nstatus\nstop\nstatus\nstart' ]] || complain "it was not waited for: $(<"$SIM/state/calls")"
}

@test "a wait is told every 10 s with its last answer, and not once more when it is over" {
  # shellcheck disable=SC2016 # expanded inside
  in_place_of_bash 'printf "%s\n" "$word step 1" "$word begin"
    for i in 1 2 3; do printf "%s\n" "$word wait the answer" "$word last refused $i"; sleep 0.4; done
    printf "\n%s\n" "$word ok" "$word end 0"'
  own_steps 1 '' PHOENIX_TIME_SCALE=10
  ends 0
  [ "$(grep -c 'still waiting for the answer, 1[01] s of 20 s, last answer: refused 3' "$SIM/out")" -eq 1 ]
  [ "$(grep -c 'still waiting' "$SIM/out")" -eq 1 ]
}

@test "a child of a step that does not heed TERM is gone when the run has ended" {
  # shellcheck disable=SC2016 # expanded inside
  own_steps 1 'step_1_own_check() { no "not yet"; }
    step_1_own_apply() { /bin/bash -c "trap \"\" TERM; echo \$\$ >$HOST_ROOT/child; while :; do sleep 0.1; done"; }' PHOENIX_TIME_SCALE=10
  ends 23
  # Where nobody has waited for it yet, it has no words any more.
  ! grep -qs . "/proc/$(<"$SIM/host/child")/cmdline"
}

@test "asked first, a step that depends on one that would change would change as well" {
  # shellcheck disable=SC2016 # expanded inside
  own_steps 2 'step_1_own_check() { no "another file"; }
    step_2_own_check() { ! restart_is_due own.service || no "a file that it mounts has changed"; }' PHOENIX_MODE=check
  ends 10
  grep -q '\[2/2\] own would change 0s .* step 2: a file that it mounts has changed$' "$SIM/out"
}

@test "a signal as soon as the program is there ends with its own code and the summary" {
  # The first thing after the coprocess is the number of its process.
  # shellcheck disable=SC2016 # expanded inside
  own_steps 1 'eval "$(declare -f run_program | sed "s/program_pid=\$!;/program_pid=\$!; kill -TERM \$\$;/")"; step_1_own_verify() { :; }'
  ends 143
  says 'failed=0'
}
