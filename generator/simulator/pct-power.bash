# shellcheck shell=bash
# start, stop, shutdown, reboot: tasks whose result is reported. A file state/<ctid>/boot with the word `fails`, or
# state/<ctid>/shutdown with the word `hangs`, makes a container that will not do so.

pct_start() {
  local skip=${given[skiplock]-0}
  ! is_running || fail "CT $ctid already running"
  take_file_lock
  read_configuration "$ctid" || {
    missing_message
    fail_task "$message"
  }
  [[ ${conf[". template"]-} != 1 ]] || fail_task "you can't start a CT if it's a template"
  [[ $skip == 1 || ${conf[". lock"]-} == mounted ]] || check_lock fail_task
  boot
}

# boot – with the changes that waited for it.
boot() {
  take_pending
  if [[ -e $state/$ctid/boot && $(<"$state/$ctid/boot") == fails ]]; then
    fail_task "startup for container '$ctid' failed"
  fi
  make_state "$ctid"
  make_lxc_folder
  : >"$state/$ctid/running"
}

# make_lxc_folder – real `pct` makes /var/lib/lxc/<CTID> where it is missing, with its caller's umask; where others may not pass, an unprivileged
# container cannot be started any more.
make_lxc_folder() {
  local folder=$host/var/lib/lxc/$ctid mode
  [[ -d $folder ]] || mkdir -p -- "$folder"
  mode=$(stat -c %a -- "$folder")
  [[ ${conf[". unprivileged"]-} != 1 || $mode == *[1357] ]] || fail_task "startup for container '$ctid' failed"
}

pct_stop() {
  is_running || fail "CT $ctid not running"
  take_file_lock
  read_configuration "$ctid" || {
    missing_message
    fail_task "$message"
  }
  [[ ${given[skiplock]-0} == 1 || ${conf[". lock"]-} == mounted ]] || check_lock fail_task
  halt "$ctid"
}

pct_shutdown() {
  local limit=${given[timeout]-60}
  is_running || fail "CT $ctid not running"
  take_file_lock
  read_configuration "$ctid" || {
    missing_message
    fail_task "$message"
  }
  check_lock fail_task
  if [[ ! -e $state/$ctid/shutdown || $(<"$state/$ctid/shutdown") != hangs ]]; then
    halt "$ctid"
    return
  fi
  # As real `pct`: a request without limit for 0, a kill at the end with --forceStop, else the limit twice and 5 s.
  ((limit > 0)) || hang
  nap "$limit"
  if [[ ${given[forceStop]-0} == 1 ]]; then
    halt "$ctid"
    return
  fi
  printf "command 'lxc-stop -n %s --nokill --timeout %s' failed: exit code 1\n" "$ctid" "$limit"
  nap $((limit + 5))
  is_running && fail_task "container did not stop"
  return 0
}

pct_reboot() {
  is_running || fail "VM $ctid not running"
  take_file_lock
  read_configuration "$ctid" || {
    missing_message
    fail_task "$message"
  }
  halt "$ctid"
  boot
}

# nap <seconds> – divided by the number in state/time-scale, so that tests need not wait.
nap() {
  local scale=1 time
  [[ ! -e $state/time-scale ]] || scale=$(<"$state/time-scale")
  printf -v time '%d.%03d' "$(($1 / scale))" "$(($1 * 1000 / scale % 1000))"
  # Not `sleep`: it would outlive a call that is killed, and hold the file lock.
  mkfifo -- "$state/nap.$$"
  read -r -t "$time" <>"$state/nap.$$"
  rm -f -- "$state/nap.$$"
}
