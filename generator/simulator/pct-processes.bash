# shellcheck shell=bash
# What runs inside a container, and who called. Only processes that the simulator noted are ever ended,
# and the caller where a fault says so.

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

# make_state <ctid> – the folders of one container, and those inside that every container has.
make_state() {
  [[ -d $state/$1/root/run/lock && -d $state/$1/steps ]] || mkdir -p -- "$state/$1"/{steps,programs,root/{etc,root,run/lock,tmp,var/{lib,log}}}
}

# halt <ctid> – the container is off, and whatever ran inside is gone: the programs that `exec` noted, and their
# descendants, told from a stranger with the same pid by the time they started.
halt() {
  rm -f -- "$state/$1/running"
  kill_noted "$state/$1"/programs/*.pid
}

# kill_noted <files of pid and start>
kill_noted() {
  local file pid parent started expected
  for file in "$@"; do
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
