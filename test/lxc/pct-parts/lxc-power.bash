# shellcheck shell=bash
# start, stop, shutdown, reboot: tasks whose result is reported.

# begin_task – the file lock and the configuration of a task, which refuses a locked container.
begin_task() {
  take_file_lock
  read_configuration "$ctid" || {
    missing_message
    fail_task "$message"
  }
  [[ ${given[skiplock]-0} == 1 ]] || check_lock fail_task
}

pct_start() {
  ! is_running || fail "CT $ctid already running"
  begin_task
  boot
}

pct_stop() {
  is_running || fail "CT $ctid not running"
  begin_task
  halt "$ctid"
}

pct_shutdown() {
  local limit=${given[timeout]-60}
  is_running || fail "CT $ctid not running"
  begin_task
  if [[ ${given[forceStop]-0} == 1 ]]; then
    lxc-stop -P "$rig/lxc" -n "$ctid" --timeout "$limit" || fail_task 'container did not stop'
  elif ! lxc-stop -P "$rig/lxc" -n "$ctid" --nokill --timeout "$limit"; then
    printf "command 'lxc-stop -n %s --nokill --timeout %s' failed: exit code 1\n" "$ctid" "$limit"
    lxc-wait -P "$rig/lxc" -n "$ctid" -s STOPPED -t "$((limit + 5))" || fail_task 'container did not stop'
  fi
}

pct_reboot() {
  is_running || fail "VM $ctid not running"
  begin_task
  lxc-stop -P "$rig/lxc" -n "$ctid" --timeout "${given[timeout]-60}" || fail_task 'container did not stop'
  boot
}
