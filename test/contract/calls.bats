# Each call of pct that a fresh run makes fails once.

load simulated

setup_file() { make_host; }
setup() { :; }
teardown() { take_down_simulators; }

# documented_exits <ctid> <call> – sets exits: what the script's head says of a run in which that call, of those in `calls`,
# fails. A program inside that cannot begin is a container that is not ready. What is left are the calls of the template's
# end, and of steps that run on the host: those may try again, and then the run ends as if nothing had been.
documented_exits() {
  local rest="${calls[*]:$2}"
  case ${calls[$2]} in
    "status $1 --verbose") exits=1 ;;
    listsnapshot\ *) exits=27 ;;
    exec\ *) exits='21 22' ;;
    snapshot\ *) exits=27 ;;
    *)
      exits='22 0'
      [[ $rest == *exec\ * ]] || ! is_template "$1" || exits=26
      ;;
  esac
}

# calls_of_a_run – sets calls, from 0, to the words of each call that was made.
calls_of_a_run() {
  mapfile -t calls <"$SIM/state/calls"
  calls=("${calls[@]#* }")
}

each_call_fails() { # <ctid>
  local i exits
  local -a calls
  after_fresh_run "$1"
  calls_of_a_run
  for i in "${!calls[@]}"; do
    new_simulator
    doing="call $((i + 1)) fails, pct ${calls[i]:0:60}"
    printf '%s\n' "$((i + 1))" >"$SIM/state/faults/fail-at"
    documented_exits "$1" "$i"
    run_script "$1" PHOENIX_TIME_SCALE=20
    # shellcheck disable=SC2086 # one or two numbers
    ends $exits
    ((status == 0)) || says "exit code $status"
    says "simulated failure of call $((i + 1))"
    case $status,${calls[i]} in
      26,* | 22,* | 27,snapshot*) names_a_failed_step "$1" ;;
    esac
    is_running "$1"
    converges "$1"
  done
}

each_call_on_a_stopped_container() { # <ctid>
  local i
  local -a calls
  after_fresh_run "$1"
  new_simulator
  rm -- "$SIM/state/$1/running"
  run_script "$1"
  ends 0
  calls_of_a_run
  for ((i = 0; ; i++)); do
    [[ ${calls[i]} != exec\ * && ${calls[i]} != shutdown\ * ]] || break
    [[ ${calls[i]} != start\ * && ${calls[i]} != "status $1" ]] || a_call_before_the_first_step_fails "$1" "$i"
  done
}

a_call_before_the_first_step_fails() { # <ctid> <call>
  new_simulator
  doing="on a stopped container call $(($2 + 1)) fails, pct ${calls[$2]}"
  rm -- "$SIM/state/$1/running"
  printf '%s\n' "$(($2 + 1))" >"$SIM/state/faults/fail-at"
  run_script "$1"
  ends 21
  [[ ! -e $SIM/state/$1/ran ]] || complain "a step ran"
  converges "$1"
}

# What pct says last may be wrong: the work is done, and then it fails. What an exec says last does not matter, the program
# inside has told how it ended.
each_call_fails_late() { # <ctid>
  local i exits
  local -a calls
  after_fresh_run "$1"
  calls_of_a_run
  for i in "${!calls[@]}"; do
    [[ ${calls[i]} =~ ^(start|shutdown|snapshot)\  ]] || continue
    new_simulator
    doing="call $((i + 1)) fails after its work, pct ${calls[i]:0:60}"
    printf '%s\n' "$((i + 1))" >"$SIM/state/faults/fail-after"
    run_script "$1" PHOENIX_TIME_SCALE=20
    documented_exits "$1" "$i"
    # shellcheck disable=SC2086 # one or two numbers
    ends $exits
    ((status == 0)) || names_a_failed_step "$1"
    is_running "$1"
    converges "$1"
  done
}

for_every_script "each call of pct failing once ends as documented, the container runs, the next run converges" each_call_fails
for_every_script "a call failing on a stopped container before the first step ends 21, the next run converges" each_call_on_a_stopped_container
for_every_script "a change by pct that fails after its work is seen, the next run converges" each_call_fails_late
