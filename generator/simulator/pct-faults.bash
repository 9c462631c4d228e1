# shellcheck shell=bash
# The call log, and what is made to go wrong: files in state/faults, named after the fault, hold call numbers.

declare -gA faults=()

# count_call <argv…> – sets `call`, and writes the log's line. An emptied call log starts anew at 1; only then is a
# lock needed, or two first calls would each start anew.
count_call() {
  local first_fd
  if [[ -s $state/calls ]]; then
    log_call "$@"
    return
  fi
  exec {first_fd}>>"$state/calls.lock"
  flock "$first_fd"
  [[ -s $state/calls ]] || : >"$state/order"
  log_call "$@"
  exec {first_fd}>&-
}

# log_call <argv…> – the position of our own line in state/order is our number: appending is atomic, so two calls at
# once get different ones without a lock.
log_call() {
  local -a order
  local line=""
  printf '%s\n' "$$" >>"$state/order"
  mapfile -t order <"$state/order"
  for ((call = ${#order[@]}; call > 0; call--)); do
    [[ ${order[call - 1]} != "$$" ]] || break
  done
  (($# == 0)) || printf -v line ' %q' "$@"
  printf '%s%s\n' "$call" "$line" >>"$state/calls"
  [[ ! -e $state/transcript ]] || printf 'simulated call %s:%s\n' "$call" "$line" >>"$state/transcript"
}

# faults_before – sets `faults` for this call and does what comes before the command.
faults_before() {
  local file number
  for file in "$state"/faults/*-at "$state"/faults/*-before "$state"/faults/*-after; do
    [[ -e $file ]] || continue
    while read -r number || [[ -n $number ]]; do
      [[ $number != "$call" ]] || faults[${file##*/}]=1
    done <"$file"
  done
  ((${#faults[@]})) || return 0
  if [[ -v faults[kill-caller-before] ]]; then
    kill_caller "$PPID"
    exit 137
  fi
  [[ ! -v faults[wait-at] ]] || wait_for_go
  [[ ! -v faults[hang-at] ]] || hang
  [[ ! -v faults[stop-container-at] ]] || stop_containers
  if [[ -v faults[fail-at] ]]; then
    local number
    printf 'simulated failure of call %s\n' "$call" >&2
    exit_number failure 255
    exit "$number"
  fi
}

# faults_after <number> – the command has done its work.
faults_after() {
  [[ ! -v faults[wait-after] ]] || wait_for_go
  [[ ! -v faults[kill-caller-after] ]] || kill_caller "$PPID"
  if [[ -v faults[fail-after] ]]; then
    local number
    printf 'simulated failure after call %s\n' "$call" >&2
    exit_number failure 255
    exit "$number"
  fi
}

# hang – until killed, or for ten minutes; by replacing this process, and noted, so that `crash.bash down` finds it.
hang() {
  local parent started
  parent_of "$$" && printf '%s %s\n' "$$" "$started" >"$state/hanging/$$.pid"
  exec sleep 600
}

# wait_for_go – says so in state/waiting, and goes on once there is state/go.
wait_for_go() {
  local i
  : >"$state/waiting"
  for ((i = 0; i < 3000; i++)); do
    [[ ! -e $state/go ]] || return 0
    sleep 0.02
  done
}

# stop_containers – every container stops, as when its init dies, just before the command looks.
stop_containers() {
  local file
  for file in "$state"/[1-9]*/running; do
    [[ ! -e $file ]] || { file=${file%/running} && halt "${file##*/}"; }
  done
}
