# stop, shutdown and reboot. "Not running" is also what they say of a container that does not exist.

pct_stop() {
  arguments 'pct stop <vmid> [OPTIONS]' 'vmid' 'skiplock=boolean' "$@"
  local -r id=${GIVEN[vmid]}
  lxc_running "$id" || fail 255 "CT $id not running"
  config_lock "$id"
  [[ ${GIVEN[skiplock]:-0} == 1 ]] || config_unlocked "$id"
  container_kill "$id"
}

container_kill() { # <id>
  lxc-stop -P "$RIG/lxc" -n "$1" --kill
  lxc-wait -P "$RIG/lxc" -n "$1" -s STOPPED -t 30
}

pct_shutdown() {
  arguments 'pct shutdown <vmid> [OPTIONS]' 'vmid' 'timeout=integer forceStop=boolean' "$@"
  local -r id=${GIVEN[vmid]} limit=${GIVEN[timeout]:-60}
  lxc_running "$id" || fail 255 "CT $id not running"
  config_lock "$id"
  config_unlocked "$id"
  if [[ ${GIVEN[forceStop]:-0} == 1 ]]; then
    lxc-stop -P "$RIG/lxc" -n "$id" --timeout "$limit"
    return
  fi
  if ! lxc-stop -P "$RIG/lxc" -n "$id" --nokill --timeout "$limit"; then
    printf "command 'lxc-stop -n %s --nokill --timeout %s' failed: exit code 1\n" "$id" "$limit"
    lxc-wait -P "$RIG/lxc" -n "$id" -s STOPPED -t "$((limit + 5))" || fail 255 'container did not stop'
  fi
}

pct_reboot() {
  arguments 'pct reboot <vmid> [OPTIONS]' 'vmid' 'timeout=integer' "$@"
  local -r id=${GIVEN[vmid]}
  lxc_running "$id" || fail 255 "VM $id not running"
  config_lock "$id"
  lxc-stop -P "$RIG/lxc" -n "$id" --timeout "${GIVEN[timeout]:-60}"
  container_start "$id" || fail 255 "startup for container '$id' failed"
}
