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
  local words=""
  printf '%s\n' "$$" >>"$state/order"
  mapfile -t order <"$state/order"
  for ((call = ${#order[@]}; call > 0; call--)); do
    [[ ${order[call - 1]} != "$$" ]] || break
  done
  (($# == 0)) || printf -v words ' %q' "$@"
  printf '%s%s\n' "$call" "$words" >>"$state/calls"
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
  [[ ! -v faults[kill-caller-after] ]] || kill_caller "$PPID"
  if [[ -v faults[fail-after] ]]; then
    local number
    printf 'simulated failure after call %s\n' "$call" >&2
    exit_number failure 255
    exit "$number"
  fi
}

# hang – until killed; by replacing this process, so that nothing is left behind.
hang() { exec sleep infinity; }

# stop_containers – every container stops, as when its init dies, just before the command looks.
stop_containers() {
  local file
  for file in "$state"/[1-9]*/running; do
    [[ ! -e $file ]] || { file=${file%/running} && halt "${file##*/}"; }
  done
}

# parent_of <pid> – sets `parent` and `started` (clock ticks, which tell a reused pid) without a program.
parent_of() {
  local text
  local -a fields
  parent="" started=""
  { text=$(<"/proc/$1/stat"); } 2>/dev/null || return 1
  read -r -a fields <<<"${text##*) }"
  parent=${fields[1]} started=${fields[19]}
}

# kill_caller <pid> – the script that called us: that process or its first ancestor that is no wrapper, and, since a
# $(…) is a fork of the script with the same command line, every further ancestor with that command line.
kill_caller() {
  local pid=$1 parent started words line=""
  local -a chain=()
  while ((pid > 1)) && parent_of "$pid"; do
    mapfile -d "" -t words <"/proc/$pid/cmdline"
    case ${words[0]##*/} in
      timeout | env | setsid | flock) ;;
      *)
        [[ -z $line || $line == "${words[*]}" ]] || break
        line=${words[*]}
        chain=("$pid" "${chain[@]}")
        ;;
    esac
    pid=$parent
  done
  ((${#chain[@]} == 0)) || kill -KILL "${chain[@]}"
}

# make_state <ctid> – the folders of one container.
make_state() {
  [[ -d $state/$1/root/run/lock && -d $state/$1/steps ]] || mkdir -p -- "$state/$1/root/run/lock" "$state/$1/steps"
}

# halt <ctid> – the container is off, and whatever ran inside is gone: the programs that `exec` noted, and their
# descendants, told from a stranger with the same pid by the time they started.
halt() {
  local file pid started expected
  rm -f -- "$state/$1/running"
  for file in "$state/$1"/programs/*.pid; do
    [[ -e $file ]] || continue
    read -r pid expected <"$file"
    if parent_of "$pid" && [[ $started == "$expected" ]]; then kill_tree "$pid"; fi
  done
}

# kill_tree <pid> – found first, killed after, so that none is missed because its parent went away; we ourselves last,
# in case we run inside.
kill_tree() {
  local -A children=()
  local -a found=("$1")
  local file pid parent started i self=0
  for file in /proc/[1-9]*; do
    pid=${file#/proc/}
    parent_of "$pid" || continue
    children[$parent]+=" $pid"
  done
  for ((i = 0; i < ${#found[@]}; i++)); do
    # shellcheck disable=SC2206 # pids
    found+=(${children[${found[i]}]-})
  done
  for pid in "${found[@]}"; do
    if [[ $pid == "$BASHPID" ]]; then self=1; else kill -KILL "$pid" 2>/dev/null; fi
  done
  ((!self)) || kill -KILL "$BASHPID"
}
