# shellcheck shell=bash
# Whether a container runs, and its two locks: a word in its configuration, and a file held while a command works.

# check_lock <fail or fail_task> – ends the call if the configuration is locked.
check_lock() {
  [[ ! -v conf[". lock"] ]] || "$1" "CT is locked (${conf[". lock"]})"
}

# take_file_lock – held until this call ends, waited for 10 s (state/lock-wait holds another number of seconds).
take_file_lock() {
  local file=/run/lock/lxc/pve-config-$ctid.lock seconds=10 out=2
  [[ -z ${grammar_task[$command]-} ]] || out=1
  [[ ! -e $state/lock-wait ]] || seconds=$(<"$state/lock-wait")
  exec {lock_fd}>>"$host$file"
  flock -n "$lock_fd" && return
  printf 'trying to acquire lock...\n' >&"$out"
  flock -w "$seconds" "$lock_fd" || fail_lock_timeout "$file"
  printf ' OK\n' >&"$out"
}

is_running() { [[ -e $state/$ctid/running ]]; }
