# Runs of a script that are cut off, and what has to be so afterwards. Time limits and pauses of the script are a tenth of
# what they are in earnest (PHOENIX_TIME_SCALE), so that a program inside that was left alone ends after 3 s, not after 30.

# shellcheck source=fleet.bash
source "$BATS_TEST_DIRNAME/fleet.bash"
SCALE=PHOENIX_TIME_SCALE=10

# anew <id> – as it was before its first run, booted; with the script as it is now.
anew() {
  local snapshot
  deployed "$1" >/dev/null
  for snapshot in $(config_sections "$1"); do
    [[ $snapshot == pristine ]] || pct delsnapshot "$1" "$snapshot"
  done
  pct rollback "$1" pristine --start
  booted "$1"
}

config_sections() { # <id> – the names of its snapshots
  sed -nE 's/^\[(.+)\]$/\1/p' "$RIG/host/etc/pve/lxc/$1.conf"
}

settled() { # <id> – nothing of a run is left: no program inside, no task of Proxmox, nobody holds the lock
  ! grep -q '^lock:' "$RIG/host/etc/pve/lxc/$1.conf" || return
  flock --nonblock "$RIG/host/run/lock/phoenix_hypervisor_setup_$1.lock" true || return
  flock --nonblock "$RIG/host/run/lock/lxc/pve-config-$1.lock" true || return
  [[ $(pct status "$1") != "status: running" || -z $(foreign_processes "$1") ]]
}

# cut_at <id> <signal> <regular expression> – starts the script, sends it the signal as soon as it logs such a line, sets
# `code`. A run that ends before is an error. Starts no process between line and signal, which would come too late.
cut_at() {
  local script from line log=$RIG/log/cut-$1
  : >"$log"
  exec {from}< <(become_script "$1" "$SCALE" 2>&1)
  script=$!
  while IFS= read -r -t 90 -u "$from" line; do
    printf '%s\n' "$line" >>"$log"
    [[ ! $line =~ $3 ]] || { kill "-$2" "$script" && break; }
  done
  [[ $line =~ $3 ]] || { printf 'never said: %s\n' "$3" && cat "$log" && return 1; }
  code=0
  wait "$script" || code=$?
  timeout 1 cat <&"$from" >>"$log" || true
  exec {from}<&-
}

# What an interruption has to leave: no program inside, the lock free, and after TERM a container that runs.
left_as_it_should_be() { # <id> <signal>
  local expected=137
  [[ $2 == KILL ]] || expected=143
  [ "$code" -eq "$expected" ] || { printf 'ended with %s\n' "$code" && cat "$RIG/log/cut-$1" && return 1; }
  [[ $2 == KILL || $(pct status "$1") == "status: running" ]]
  # A tenth of 30 s and 10 s, and what processes and a task of Proxmox need to end.
  wait_for 12 settled "$1" || { foreign_processes "$1" && return 1; }
}

# Each run is cut off further on than the one before, and the last one ends where an undisturbed one does.
cut_again_and_again() { # <id> <signal> <regular expression...>
  local point began=$SECONDS
  anew "$1"
  for point in "${@:3}"; do
    cut_at "$1" "$2" "$point"
    left_as_it_should_be "$1" "$2"
  done
  converges "$1"
  printf '# %s times %s, and the end is the same: %s s\n' "$(($# - 2))" "$2" "$((SECONDS - began))" >&3
}

converges() { # <id> [NAME=value...]
  script_ends_0 "$1" "$SCALE" "${@:2}"
  diff "$RIG/state/end-state-$1" <(end_state "$1")
}
