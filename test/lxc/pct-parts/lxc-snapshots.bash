# shellcheck shell=bash
# snapshot, delsnapshot and rollback, with the lock's word in the configuration while they work.

# shellcheck source=lxc-power.bash
. "$lib/lxc-power.bash"

# lock_configuration <word> – so that a task that is cut off leaves it behind, as the real one does.
lock_configuration() {
  put . lock "$1"
  write_configuration "$ctid"
  [[ ! -v faults[cut-at] ]] || fail_task "interrupted by signal"
}

unlock_configuration() {
  drop . lock
  write_configuration "$ctid"
}

snapshot_needed() { # <name>
  [[ -v keys_of[$1] && $1 != pve:pending ]] || fail_task "snapshot '$1' does not exist"
}

pct_snapshot() {
  local name=${given[snapname]} word made=yes
  for word in $grammar_reserved_snapshot_names; do
    [[ $name != "$word" ]] || fail "unable to use snapshot name '$name' (reserved name)"
  done
  begin_task
  [[ ! -v keys_of[$name] ]] || fail_task "snapshot name '$name' already used"
  copy_section . "$name"
  set_notes "$name" "${given[description]-}"
  put "$name" snaptime "$EPOCHSECONDS"
  put "$name" snapstate prepare
  lock_configuration snapshot
  # A running container stands still meanwhile, so that the copy is of one moment. No memory is kept.
  if is_running; then
    lxc-freeze -P "$rig/lxc" -n "$ctid" && sync
    disk_copy "$(disk_of "$ctid")/rootfs" "$(disk_of "$ctid")/snapshots/$name" || made=no
    lxc-unfreeze -P "$rig/lxc" -n "$ctid"
  else
    disk_copy "$(disk_of "$ctid")/rootfs" "$(disk_of "$ctid")/snapshots/$name" || made=no
  fi
  if [[ $made == no ]]; then
    printf 'snapshot create failed: starting cleanup\n'
    disk_remove "$(disk_of "$ctid")/snapshots/$name"
    drop_section "$name"
    unlock_configuration
    fail_task "snapshot '$name' of CT $ctid failed"
  fi
  drop "$name" snapstate
  put . parent "$name"
  unlock_configuration
}

pct_delsnapshot() {
  local name=${given[snapname]}
  begin_task
  snapshot_needed "$name"
  put "$name" snapstate delete
  lock_configuration snapshot-delete
  disk_remove "$(disk_of "$ctid")/snapshots/$name" || fail_task "snapshot '$name' of CT $ctid could not be removed"
  drop_snapshot "$name"
  unlock_configuration
}

# Any snapshot may be rolled back to here, as btrfs lets it; ZFS takes the most recent one only.
pct_rollback() {
  local name=${given[snapname]} description key
  begin_task
  snapshot_needed "$name"
  [[ ! -v conf["$name snapstate"] ]] ||
    fail_task "unable to rollback to incomplete snapshot (snapstate = ${conf["$name snapstate"]})"
  lock_configuration rollback
  ! is_running || halt "$ctid"
  disk_remove "$(disk_of "$ctid")/rootfs" &&
    disk_copy "$(disk_of "$ctid")/snapshots/$name" "$(disk_of "$ctid")/rootfs" || fail_task "rollback of CT $ctid failed"
  # The description stays the container's own; all else is the snapshot's.
  description=${notes_of[.]-}
  for key in ${keys_of[.]}; do drop . "$key"; done
  for key in ${keys_of[$name]}; do
    [[ $key == snaptime ]] || put . "$key" "${conf["$name $key"]}"
  done
  notes_of[.]=$description raw_of[.]=${raw_of[$name]-}
  put . parent "$name"
  unlock_configuration
  if [[ ${given[start]-0} == 1 ]]; then boot; fi
}
