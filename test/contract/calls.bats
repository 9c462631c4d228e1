# Each call of pct that a fresh run makes fails once.

load simulated

setup_file() { make_host; }
setup() { :; }
teardown() { take_down_simulators; }

# documented_exits <ctid> <call> – sets exits: what the script's head says of a run in which that call, of those in `calls`,
# fails. A program inside that cannot begin is a container that is not ready. What is left are the calls of the template's
# end, and of a restart between steps.
documented_exits() {
  case ${calls[$2]} in
    "status $1 --verbose") exits=1 ;;
    listsnapshot\ *) exits=27 ;;
    exec\ *) exits='21 22' ;;
    snapshot\ *) exits=27 ;;
    *) exits=26 ;;
  esac
}

each_call_fails() { # <ctid>
  local i exits
  local -a calls
  local -A tried=()
  see_fresh_run "$1"
  calls_of_a_run
  for i in "${!calls[@]}"; do
    # Without PHOENIX_THOROUGH, the first of each kind.
    [[ -n ${PHOENIX_THOROUGH-} || ! -v tried[${calls[i]%% *}] ]] || continue
    tried[${calls[i]%% *}]=yes
    new_simulator
    in_case "call $((i + 1)) fails, pct ${calls[i]:0:60}"
    printf '%s\n' "$((i + 1))" >"$SIM/state/faults/fail-at"
    documented_exits "$1" "$i"
    run_script "$1" PHOENIX_TIME_SCALE=20
    # shellcheck disable=SC2086 # one or two numbers
    ends $exits
    names_its_exit_code
    says "simulated failure of call $((i + 1))"
    # What cannot be asked, or begun, is before any step.
    [[ $exits != 26 && ${calls[i]} != snapshot\ * ]] || names_a_failed_step "$1"
    is_running "$1"
    converges_from_here "$1"
  done
}

# The calls that a fresh run does not make, since its container runs: start, and status after it.
start_fails() { # <ctid>
  local i first=2
  from_fresh_run "$1"
  ! is_template "$1" || first=3
  for i in "$first" $((first + 1)); do
    new_simulator
    in_case "call $i fails on a stopped container"
    rm -- "$SIM/state/$1/running"
    printf '%s\n' "$i" >"$SIM/state/faults/fail-at"
    run_script "$1"
    ends 21
    says "simulated failure of call $i"
    [[ ! -e $SIM/state/$1/ran ]] || complain "a step ran"
    : >"$SIM/state/$1/running"
    converges_from_here "$1"
  done
}

# What pct says last may be wrong: the snapshot is there, and then the call fails.
snapshot_fails_late() { # <ctid>
  local i
  local -a calls
  see_fresh_run "$1"
  calls_of_a_run
  new_simulator
  for i in "${!calls[@]}"; do
    [[ ${calls[i]} != snapshot\ * ]] || printf '%s\n' "$((i + 1))" >"$SIM/state/faults/fail-after"
  done
  run_script "$1"
  ends 27
  names_a_failed_step "$1"
  is_running "$1"
  converges "$1"
  [[ $(grep -c " snapshot $1 " "$SIM/state/calls") == 1 ]] || complain "the snapshot was taken twice"
}

# A template makes the calls that an application makes, and more. A template that restarts for devices and an application stand for all in
# the thorough form; test/chaos tries every one.
each_of=900
[[ -z ${PHOENIX_THOROUGH-} ]] || each_of='(901|910)'
for_every_script "each call of pct failing once ends as documented, the container runs, the next run converges" each_call_fails "^SCRIPT_CTID=$each_of\$"
for_one_script "a start that fails ends 21 before any step, the next run converges" start_fails
for_every_script "a snapshot that fails after its work ends 27, the next run finds it" snapshot_fails_late '^SNAPSHOT='
