# shellcheck shell=bash
# exec: replaces itself by lxc-attach, as the real one does: exit codes, standard input and signals are lxc-attach's.

pct_exec() {
  local environment=--keep-env
  read_configuration "$ctid" || fail_missing
  is_running || fail "container '$ctid' not running!"
  ((${#extra_args[@]})) || fail "missing command at /usr/share/perl5/PVE/CLI/pct.pm line 317."
  [[ ${given[keep-env]-1} == 1 ]] || environment=--clear-env
  if [[ -v faults[attach-fails-at] ]]; then halt "$ctid"; fi
  # This process is gone before its end can be changed, so a fault after its work has to be a process of its own.
  if [[ -v faults[fail-after] || -v faults[kill-caller-after] ]]; then
    attach "$environment"
    finish "$?"
  fi
  unset -v LC_ALL
  [[ $caller_lc_all == unset ]] || export LC_ALL=$caller_lc_all
  PATH=/sbin:/bin:/usr/sbin:/usr/bin
  exec env -u SSL_CERT_FILE -u SSL_CERT_DIR lxc-attach -P "$rig/lxc" -n "$ctid" "$environment" -- "${extra_args[@]}"
}

attach() { # <option of lxc-attach>
  lxc-attach -P "$rig/lxc" -n "$ctid" "$1" -- "${extra_args[@]}"
}
