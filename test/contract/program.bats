# The frame around steps of the tests' own: they run as steps of the host, in the script that asks for restarts there.

load simulated

setup_file() { make_host; }
setup() {
  new_simulator
  local text
  for script in "$SIM"/scripts/*.sh; do
    read_text text "$script"
    [[ $text != *'restart_is_due()'* || $text != *'run_steps host'* ]] || break
  done
}
teardown() { take_down_simulators; }

# own_steps <number of steps> <functions and assignments> [NAME=value…] – runs them in place of the script's.
own_steps() {
  # shellcheck disable=SC2016 # expanded inside
  run_words "${@:3}" /bin/bash -c '
    source "$1"
    describe_step() {
      case $1 in
        0) set_step 0 program 60 none "the program" ;;
        1) set_step 1 own 20 definitions/own.ts:1 "step 1" restarts=own.service ;;
        *) set_step "$1" own 20 "definitions/own.ts:$1" "step $1" ;;
      esac
    }
    eval "$3"
    start_up
    CTID=$SCRIPT_CTID container_state=running STEPS=$2 must_run=${not_left_stopped-}
    mapfile -t numbers < <(seq "$2")
    run_steps host "${numbers[@]}"
    exit_script "$verdict"
  ' bash "$script" "$1" "$2"
}

# in_place_of_bash <bash code> – what the host starts does this instead, once it has read the program. `question` reads the next question and sets
# token, step and function; `answer <verb…>` answers it.
in_place_of_bash() {
  # shellcheck disable=SC2016 # expanded inside
  printf '%s\n' '#!/bin/bash' 'while IFS= read -r line && [[ $line != serve_questions ]]; do :; done' \
    'question() { read -r token step function; }' 'answer() { printf "%s %s\n" "$token" "$*"; }' "$1" >"$SIM/bin/bash.new"
  chmod 755 -- "$SIM/bin/bash.new"
  mv -- "$SIM/bin/bash.new" "$SIM/bin/bash"
}

@test "each question has a token of its own, which no other run has, and what repeats an old one is output" {
  local -a tokens
  # shellcheck disable=SC2016 # expanded inside
  in_place_of_bash 'question; first=$token; echo "$token" >>"$PHOENIX_HOST_ROOT/tokens"; answer ready
    question; echo "$token" >>"$PHOENIX_HOST_ROOT/tokens"; echo "$first yes"; echo "$token yes no"; echo "0123 yes"; sleep 5'
  own_steps 1 'step_1_own_check() { :; }'
  ends 0
  says '[1/1] own | '
  [ "$(grep -c '\[1/1\] own | [0-9a-f]* yes' "$SIM/out")" -eq 1 ]
  own_steps 1 'step_1_own_check() { :; }'
  mapfile -t tokens <"$SIM/host/tokens"
  [ "$(printf '%s\n' "${tokens[@]}" | sort -u | grep -cE '^[0-9a-f]{32}$')" -eq 4 ]
}

@test "output that has not ended its line does not hide the answer" {
  own_steps 1 'step_1_own_check() { printf "half a line"; }'
  ends 0
  says '[1/1] own | half a line'
  says 'ok=1 changed=0 failed=0 skipped=0'
}

@test "of what a step prints, 500 lines are logged, and the last 20 of the others at its end" {
  own_steps 2 'step_1_own_check() { seq 1 2000; }; step_2_own_check() { echo one more; }'
  ends 0
  [ "$(grep -c '\[1/2\] own | [0-9]' "$SIM/out")" -eq 520 ]
  says '[1/2] own | … 1480 lines not shown'
  grep -q '\[1/2\] own | 2000$' "$SIM/out"
  ! grep -q '\[1/2\] own | 501$' "$SIM/out"
  says '[2/2] own | one more'
}

@test "of a long line some 4000 bytes are logged, and of a step's long lines 64 KiB" {
  own_steps 1 'step_1_own_check() { for i in {1..40}; do head -c 5000 /dev/zero | tr "\0" x; echo; done; }'
  ends 0
  [ "$(wc -L <"$SIM/out")" -lt 4200 ]
  [ "$(wc -c <"$SIM/out")" -lt 160000 ]
}

@test "the last words of a program that did not end its line are told" {
  in_place_of_bash 'printf "cannot attach: refused"'
  own_steps 1 'step_1_own_check() { :; }'
  ends 21
  says 'the container gave no answer; last: cannot attach: refused'
}

@test "an answer that the question does not have ends the run as failed: 21 at the first question, 22 later" {
  local -a verbs=(ready done '' 'yes-' 0 YES)
  in_place_of_bash 'question; answer done'
  own_steps 1 'step_1_own_check() { :; }'
  ends 21
  [[ -n ${PHOENIX_THOROUGH-} ]] || verbs=(done '' YES)
  for verb in "${verbs[@]}"; do
    in_case "$verb"
    in_place_of_bash "question; answer ready; question; answer '$verb'; sleep 1"
    own_steps 1 'step_1_own_check() { :; }'
    ends 22
    says 'failed=1'
  done
}

@test "a program that reads nothing ends the run at the deadline of its first question" {
  in_place_of_bash 'sleep 60'
  own_steps 1 'long=$(head -c 300000 /dev/zero | tr "\0" x); eval "step_1_own_check() { : $long; }"' PHOENIX_TIME_SCALE=100
  ends 21
}

@test "where the program is gone without a word, a container that is being stopped is waited for, and started" {
  local ctid
  ctid=$(sed -nE 's/^SCRIPT_CTID=([0-9]+)$/\1/p' "$script")
  [[ -n $ctid ]]
  in_place_of_bash ":"
  # It is stopped once it has said twice that it still runs.
  mv -- "$SIM/bin/pct" "$SIM/bin/pct.real"
  printf '#!/bin/bash\n[[ $(grep -c " status " %q) != 2 ]] || %q stop %q\nexec %q "$@"\n' \
    "$SIM/state/calls" "$SIM/bin/pct.real" "$ctid" "$SIM/bin/pct.real" >"$SIM/bin/pct"
  chmod 755 -- "$SIM/bin/pct"
  own_steps 1 'not_left_stopped=yes; step_1_own_check() { :; }'
  ends 21
  [[ $(cut -d " " -f 2 "$SIM/state/calls") == $'status\nstatus\nstop\nstatus\nstart' ]] || complain "it was not waited for: $(<"$SIM/state/calls")"
}

@test "a wait is told every 10 s with its last answer, and not once more when it is over" {
  # shellcheck disable=SC2016 # expanded inside
  own_steps 1 'step_1_own_check() {
    for i in 1 2 3; do report waits "the answer, last answer: refused $i"; done
    until grep -q "still waiting" "$HOST_ROOT/../out"; do sleep 0.1; done
  }' PHOENIX_TIME_SCALE=5
  ends 0
  [ "$(grep -c 'still waiting for the answer, last answer: refused 3, 1[0-9] s of 20 s' "$SIM/out")" -eq 1 ]
  [ "$(grep -c 'still waiting' "$SIM/out")" -eq 1 ]
}

@test "a step that prints on and on is given up at the deadline all the same" {
  # shellcheck disable=SC2016 # expanded inside
  in_place_of_bash 'question; answer ready; question; while echo still here; do sleep 0.05; done'
  own_steps 1 'step_1_own_check() { :; }' PHOENIX_TIME_SCALE=100
  ends 23
  says 'not done within 20 s'
}

@test "a child of a step that does not heed TERM is gone when the run has ended" {
  # shellcheck disable=SC2016 # expanded inside
  own_steps 1 'step_1_own_check() { differs "not yet"; }
    step_1_own_apply() { /bin/bash -c "trap \"\" TERM; echo \$\$ >$HOST_ROOT/child; while :; do sleep 0.1; done"; }' PHOENIX_TIME_SCALE=10
  ends 23
  # Where nobody has waited for it yet, it has no words any more.
  ! grep -qs . "/proc/$(<"$SIM/host/child")/cmdline"
}

@test "asked first, a step that depends on one that would change would change as well" {
  # shellcheck disable=SC2016 # expanded inside
  own_steps 2 'step_1_own_check() { differs "another file"; }
    step_2_own_check() { ! restart_is_due own.service || differs "a file that it mounts has changed"; }' PHOENIX_MODE=check
  ends 10
  grep -q '\[2/2\] own would change 0s .* step 2: a file that it mounts has changed$' "$SIM/out"
}

@test "a signal as soon as the program is there ends with its own code and the summary" {
  # The first thing after the coprocess is the number of its process.
  # shellcheck disable=SC2016 # expanded inside
  own_steps 1 'eval "$(declare -f open_batch_on | sed "s/batch_process=\$!;/batch_process=\$!; kill -TERM \$\$;/")"; step_1_own_verify() { :; }'
  ends 143
  says 'failed=1'
}
