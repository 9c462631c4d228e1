# shellcheck shell=bash
# What the contract tests share: the scripts they run for, a simulator made once per file, and runs of a script on a copy.
#
# SIM      the simulator of the case at hand; what the last run printed is in $SIM/out and $SIM/err
# status   the last run's exit code
# doing    the case at hand in words, shown when it fails; see in_case

# shellcheck source=steps-of.bash
source "${BASH_SOURCE[0]%/*}/steps-of.bash"

REPOSITORY=${BATS_TEST_DIRNAME%/test/contract}
DIST=$REPOSITORY/dist-scripts
status=0 doing='' simulators=0
# Read by bats: what fails is tried again, with more time; see in_time.
export BATS_TEST_RETRIES=2

# for_every_script <sentence> <test function> [pattern | !pattern] – registers one test per script, or per script with (or
# without) a line that matches; without PHOENIX_THOROUGH, only for the first template and the first application of these.
# The function gets the CTID. Bats expands the sentence, so it holds no quotes and dollar signs.
for_every_script() {
  local script ctid sort
  local -A chosen=()
  for script in "$DIST"/*.sh; do
    if [[ ${3-} == !* ]]; then
      ! grep -qE -- "${3#!}" "$script" || continue
    elif [[ ${3-} ]]; then
      grep -qE -- "$3" "$script" || continue
    fi
    ctid=${script##*_} ctid=${ctid%.sh} sort=application
    ! is_template "$ctid" || sort=template
    [[ -n ${PHOENIX_THOROUGH-} || ! -v chosen[$sort] ]] || continue
    chosen[$sort]=yes
    bats_test_function --description "$ctid: $1" -- "$2" "$ctid"
  done
}

is_template() { # <ctid>
  grep -q '^SNAPSHOT=' "$DIST/phoenix_hypervisor_setup_$1.sh"
}

# make_host – for setup_file. One host that has what any of the scripts expects. The files that operators keep are in host/:
# a definition that reads further values at run time needs them there.
make_host() {
  local script name
  local -a ctids=()
  for script in "$DIST"/*.sh; do
    script=${script##*_}
    ctids+=("${script%.sh}")
  done
  # 999 is another container, which no script is for.
  ctids+=(999)
  SIM=$BATS_FILE_TMPDIR/host
  node "$REPOSITORY/dist/simulator.cjs" up "$SIM" "${ctids[@]}"
  cp -R -- "$BATS_TEST_DIRNAME/host/." "$SIM/host/"
  mkdir -- "$SIM/host/dev/nvidia-caps" "$SIM/scripts"
  # A script asks whether these are character devices, and nvidia-uvm for its major number.
  for name in nvidia0 nvidia1 nvidiactl nvidia-uvm-tools; do ln -s -- /dev/null "$SIM/host/dev/$name"; done
  ln -s -- /dev/ptmx "$SIM/host/dev/nvidia-uvm"
  printf '{"choices":[{"message":{"content":"The capital of France is Paris."}}]}\n' >"$SIM/state/curl/body"
  # A copy, since the scripts may be generated anew while their tests run.
  cp -- "$DIST"/*.sh "$SIM/scripts/"
  # What a step's command would call, should one ever get out of the model.
  # shellcheck disable=SC2016 # expanded when it runs
  printf '#!/bin/bash\nprintf "%%s\\n" "$0 $*" >>"${0%%/*}/../state/canary"\nexit 97\n' >"$SIM/bin/canary"
  chmod 755 -- "$SIM/bin/canary"
  for name in apt-get dpkg dpkg-query docker gpg nvidia-smi ssh-keygen systemctl useradd usermod groupadd; do
    ln -s canary "$SIM/bin/$name"
  done
}

# new_simulator [folder] – SIM becomes a copy of the host, or of that folder.
new_simulator() {
  simulators=$((simulators + 1))
  SIM=$BATS_TEST_TMPDIR/$simulators
  mkdir -- "$SIM"
  # What never changes is linked.
  cp -al -- "$BATS_FILE_TMPDIR"/host/{bin,lib,scripts} "$SIM/"
  cp -a -- "${1:-$BATS_FILE_TMPDIR/host}"/{host,state} "$SIM/"
}

# after_fresh_run <ctid> – SIM becomes a copy of a simulator on which the script has just run for the first time.
after_fresh_run() {
  local kept=$BATS_FILE_TMPDIR/fresh-$1
  [[ -d $kept ]] || keep_fresh_run "$1" "$kept"
  new_simulator "$kept"
  cp -- "$kept/out" "$kept/err" "$SIM/"
}

keep_fresh_run() { # <ctid> <folder>
  new_simulator
  state_of "$1" >"$SIM/state-before"
  run_script "$1"
  ends 0
  state_of "$1" >"$SIM/end-state"
  cp -a -- "$SIM" "$2"
}

# from_fresh_run <ctid> – SIM becomes a copy of the host, when it is known what a fresh run leaves.
from_fresh_run() {
  [[ -d $BATS_FILE_TMPDIR/fresh-$1 ]] || keep_fresh_run "$1" "$BATS_FILE_TMPDIR/fresh-$1"
  new_simulator
}

# take_down_simulators – for teardown: ends what a case has left behind.
take_down_simulators() {
  local folder
  for folder in "$BATS_TEST_TMPDIR"/[0-9]*; do
    [[ ! -d $folder ]] || bash "$folder/lib/crash.bash" down
  done
}

# on_the_host <command…> – the environment that an orchestrator's child has, and nothing of ours.
on_the_host() {
  env -i PATH="$SIM/bin:/usr/bin:/bin" PHOENIX_HOST_ROOT="$SIM/host" "$@" </dev/null >"$SIM/out" 2>"$SIM/err" 3>&-
}

# run_words <word…> – [NAME=value…] and a command; sets status. Nothing may take five minutes on the simulator.
run_words() {
  local -a environment=()
  while [[ $1 == [A-Z]*=* ]]; do
    environment+=("$(in_time "$1")")
    shift
  done
  status=0
  on_the_host "${environment[@]}" timeout 300 "$@" || status=$?
}

# in_time <NAME=value> – where a test is tried again, PHOENIX_TIME_SCALE is a quarter each time: a machine that does something
# else as well may be too slow for limits that are a twentieth of what they are on a host.
in_time() {
  local scale=${1#PHOENIX_TIME_SCALE=}
  if [[ $scale != "$1" && ${BATS_TEST_TRY_NUMBER-1} -gt 1 ]]; then
    scale=$((scale >> 2 * (BATS_TEST_TRY_NUMBER - 1)))
    printf 'PHOENIX_TIME_SCALE=%s' "$((scale > 0 ? scale : 1))"
  else
    printf %s "$1"
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

# in_case <words> – for tests with several cases: what a failure says first.
in_case() {
  doing=$1
}

# complain <what is wrong> – fails, and shows the run.
complain() {
  printf '%s%s\n' "${doing:+$doing: }" "$1"
  printf '  pct %s\n' "$(tail -n 4 "$SIM/state/calls")"
  tail -n 12 "$SIM/out" "$SIM/err"
  return 1
}

# ends <exit code…> – the last run ended with one of these, asked the simulator nothing unknown, and ran no step's command.
ends() {
  [[ " $* " == *" $status "* ]] || complain "exit code $status instead of $*"
  [[ $(<"$SIM/out")$(<"$SIM/err") != *simulator:* ]] || complain "the simulator was asked what it does not know"
  [[ ! -e $SIM/state/canary ]] || complain "ran on the host: $(<"$SIM/state/canary")"
}

names_its_exit_code() {
  says "exit code $status"
}

# comes_to_an_end <process> – waits for a script that was started in the background; sets status.
comes_to_an_end() {
  status=0
  wait "$1" || status=$?
}

log_file() { # sets log
  log=$SIM/host/var/log/phoenix_hypervisor.log
}

# says <text> – on the terminal and in the central log file alike.
says() {
  local log
  log_file
  [[ $(<"$SIM/out")$(<"$SIM/err") == *"$1"* ]] || complain "the terminal does not say: $1"
  [[ $(<"$log") == *"$1"* ]] || complain "the log file does not say: $1"
}

# changes_nothing – no call of pct since the log of calls was last emptied was more than a question.
changes_nothing() {
  ! grep -vE '^[0-9]+ (status|listsnapshot|config|list) ' "$SIM/state/calls" || complain "pct was told to change something"
}

forget_calls() {
  : >"$SIM/state/calls"
}

is_running() { # <ctid>
  [[ -e $SIM/state/$1/running ]] || complain "container $1 does not run"
}

configuration() { # <ctid> – sets conf
  conf=$SIM/host/etc/pve/lxc/$1.conf
}

# state_of <ctid> – what must be the same after any way to the end: configuration, snapshots, steps, power.
state_of() {
  local conf
  configuration "$1"
  sed '/^snaptime:/d' "$conf"
  (cd -- "$SIM/state/$1/steps" && printf 'applied %s\n' *)
  [[ ! -e $SIM/state/$1/running ]] || printf 'running\n'
}

# is_in_end_state <ctid> – the same as after a fresh run.
is_in_end_state() {
  local differs
  differs=$(diff "$BATS_FILE_TMPDIR/fresh-$1/end-state" <(state_of "$1")) || complain "not the state of a fresh run: $differs"
}

# converges <ctid> – the run that follows whatever went wrong ends well, and where a fresh run ends.
converges() {
  rm -f -- "$SIM"/state/faults/*
  run_script "$1"
  doing+=', then once more'
  ends 0
  is_in_end_state "$1"
}

# converges_from_here <ctid> – if there is anything that the run before it has left behind: else it would be a fresh run.
converges_from_here() {
  rm -f -- "$SIM"/state/faults/*
  [[ $(state_of "$1") == "$(<"$BATS_FILE_TMPDIR/fresh-$1/state-before")" ]] || converges "$1"
}
