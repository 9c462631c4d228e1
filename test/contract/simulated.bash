# shellcheck shell=bash
# What the contract tests share: the scripts they run for, and runs of a script on a simulator.
#
# SIM      the simulator of the case at hand; what the last run printed is in $SIM/out and $SIM/err
# status   the last run's exit code
#
# A process costs more than anything else here, so that what Bash itself can do is not left to a program.

REPOSITORY=${BATS_TEST_DIRNAME%/test/contract}
DIST=$REPOSITORY/dist-scripts
status=0 registrations=0 scaled=''
# Read by bats: what fails is tried again, with more time; see in_time. A run and a wait have limits of their own, since the clock that
# bats starts for BATS_TEST_TIMEOUT may outlast its test, and then bats itself waits for it.
export BATS_TEST_RETRIES=${PHOENIX_CONTRACT_RETRIES-2}

# shellcheck source=steps-of.bash
source "${BASH_SOURCE[0]%/*}/steps-of.bash"
# shellcheck source=worlds.bash
source "${BASH_SOURCE[0]%/*}/worlds.bash"
# shellcheck source=end-of-run.bash
source "${BASH_SOURCE[0]%/*}/end-of-run.bash"

# for_every_script <sentence> <test function> [pattern | !pattern] – registers one test per script, or per script with (or
# without) a line that matches; without PHOENIX_THOROUGH, only for the first template and the first application of these.
# The function gets the CTID. Bats expands the sentence, so it holds no quotes and dollar signs.
for_every_script() {
  register "$1" "$2" "${3-}" 'template application'
}

# for_one_script – the same, but without PHOENIX_THOROUGH only for the first application, or template if there is none: for what is
# alike in all, or takes many runs. An application's run makes a quarter of a template's calls of pct.
for_one_script() {
  register "$1" "$2" "${3-}" any
}

register() { # <sentence> <test function> <pattern> <sorts of which one is enough, or any>
  local ctid kept
  local -a ctids=()
  # Bats reads the file once more for every test; what was chosen at first stays.
  registrations=$((registrations + 1))
  kept=$BATS_RUN_TMPDIR/chosen-${BATS_TEST_FILENAME##*/}-$registrations
  [[ -e $kept ]] || choose_scripts "$3" "$4" >"$kept"
  mapfile -t ctids <"$kept"
  for ctid in "${ctids[@]}"; do
    bats_test_function --description "$ctid: $1" -- "$2" "$ctid"
  done
}

choose_scripts() { # <pattern> <sorts of which one is enough, or any> – prints CTIDs
  local script ctid sort
  local -a matching=()
  local -A first=()
  for script in "$DIST"/*.sh; do
    if [[ $1 == !* ]]; then
      ! grep -qE -- "${1#!}" "$script" || continue
    elif [[ $1 ]]; then
      grep -qE -- "$1" "$script" || continue
    fi
    ctid=${script##*_} ctid=${ctid%.sh} sort=application
    ! is_template "$ctid" || sort=template
    matching+=("$ctid")
    first[$sort]=${first[$sort]-$ctid}
  done
  if ((${#matching[@]} == 0)); then
    return
  elif [[ -n ${PHOENIX_THOROUGH-} ]]; then
    printf '%s\n' "${matching[@]}"
  elif [[ $2 == any && -v first[application] ]]; then
    printf '%s\n' "${first[application]}"
  else
    printf '%s\n' "${first[@]}" | sort -n
  fi
}

is_template() { # <ctid>
  local text
  read_text text "$DIST/phoenix_hypervisor_setup_$1.sh"
  [[ $text == *$'\nSNAPSHOT='* ]]
}

# read_text <variable> <file> – all of it, with every line's end.
read_text() {
  IFS= read -r -d '' "$1" <"$2" || :
}

# on_the_host <command…> – the environment that an orchestrator's child has, and nothing of ours.
on_the_host() {
  env -i PATH="$SIM/bin:/usr/bin:/bin" PHOENIX_HOST_ROOT="$SIM/host" "$@" </dev/null >"$SIM/out" 2>"$SIM/err" 3>&-
}

# run_words <word…> – [NAME=value…] and a command; sets status. Nothing may take five minutes on the simulator.
run_words() {
  local -a environment=()
  while [[ $1 == [A-Z]*=* ]]; do
    in_time "$1"
    environment+=("$scaled")
    shift
  done
  status=0
  on_the_host "${environment[@]}" timeout 300 "$@" || status=$?
}

# in_time <NAME=value> – sets scaled to it. Where a test is tried again, PHOENIX_TIME_SCALE is a quarter each time: a machine that
# does something else as well may be too slow for limits that are a twentieth of what they are on a host.
in_time() {
  local scale=${1#PHOENIX_TIME_SCALE=}
  scaled=$1
  if [[ $scale != "$1" && ${BATS_TEST_TRY_NUMBER-1} -gt 1 ]]; then
    scale=$((scale >> 2 * (BATS_TEST_TRY_NUMBER - 1)))
    scaled=PHOENIX_TIME_SCALE=$((scale > 0 ? scale : 1))
  fi
}

script_of() { # <ctid> – sets script
  script=$SIM/scripts/phoenix_hypervisor_setup_$1.sh
}

run_script() { # <ctid> [NAME=value…]
  local script
  script_of "$1"
  run_words "${@:2}" "$script" "$1"
}

# comes_to_an_end <process> – waits for a script that was started in the background; sets status.
comes_to_an_end() {
  status=0
  wait "$1" || status=$?
}

# wait_until <what is waited for> <command…> – for two minutes at most.
wait_until() {
  local deadline=$((SECONDS + 120))
  until "${@:2}"; do
    ((SECONDS < deadline)) || complain "it did not come to this: $1"
    moment
  done
}

# moment – a twentieth of a second, without a program.
moment() {
  if [[ ! -v nothing_to_read ]]; then
    mkfifo -- "$BATS_TEST_TMPDIR/nothing"
    exec {nothing_to_read}<>"$BATS_TEST_TMPDIR/nothing"
  fi
  read -rt 0.05 -u "$nothing_to_read" || :
}
