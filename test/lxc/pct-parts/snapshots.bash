# snapshot, delsnapshot and rollback, with the lock word in the configuration while they work.

snapshot_exists() { # <id> <name>
  config_snapshots "$1" | grep -Fxq -- "$2"
}

snapshot_needed() { # <id> <name>
  snapshot_exists "$1" "$2" || fail 255 "snapshot '$2' does not exist"
}

pct_snapshot() {
  arguments 'pct snapshot <vmid> <snapname> [OPTIONS]' 'vmid snapname' 'description=string' "$@"
  local -r id=${GIVEN[vmid]} name=${GIVEN[snapname]}
  local frozen=no rc=0
  [[ $name != current && $name != vzdump ]] || fail 255 "unable to use snapshot name '$name' (reserved name)"
  config_needed 255 "$id"
  config_lock "$id"
  config_unlocked "$id"
  ! snapshot_exists "$id" "$name" || fail 255 "snapshot name '$name' already used"
  config_set "$id" lock snapshot
  # A running container stands still meanwhile, so that the copy is of one moment. No memory is kept.
  if lxc_running "$id"; then
    frozen=yes
    lxc-freeze -P "$RIG/lxc" -n "$id"
    sync
  fi
  disk_copy "$(disk_of "$id")/rootfs" "$(disk_of "$id")/snapshots/$name" || rc=$?
  [[ $frozen == no ]] || lxc-unfreeze -P "$RIG/lxc" -n "$id"
  if ((rc == 0)); then
    snapshot_record "$id" "$name" "${GIVEN[description]:-}"
  else
    printf 'snapshot create failed: starting cleanup\n'
    disk_remove "$(disk_of "$id")/snapshots/$name"
  fi
  config_set "$id" lock
  ((rc == 0)) || fail 255 "snapshot '$name' of CT $id failed"
}

snapshot_record() { # <id> <name> <description>
  local text
  text=$(
    cat "$(config_file "$1")"
    printf '\n[%s]\n' "$2"
    [[ -z $3 ]] || printf '#%s\n' "$(config_encode "$3")"
    config_section "$1" | grep -Ev '^(#|lock:)'
    printf 'snaptime: %(%s)T\n' -1
  )
  config_write "$1" <<<"$text"
  config_set "$1" parent "$2"
}

pct_delsnapshot() {
  arguments 'pct delsnapshot <vmid> <snapname> [OPTIONS]' 'vmid snapname' 'force=boolean' "$@"
  local -r id=${GIVEN[vmid]} name=${GIVEN[snapname]}
  local parent text
  config_needed 255 "$id"
  config_lock "$id"
  snapshot_needed "$id" "$name"
  config_unlocked "$id"
  config_set "$id" lock snapshot-delete
  disk_remove "$(disk_of "$id")/snapshots/$name"
  # Its children, the running configuration among them, go to its parent.
  parent=$(config_get "$id" parent "$name")
  config_drop_section "$id" "$name"
  text=$(sed "s/^parent: $name\$/${parent:+parent: $parent}/" "$(config_file "$id")")
  config_write "$id" <<<"$text"
  config_set "$id" lock
}

pct_rollback() {
  arguments 'pct rollback <vmid> <snapname> [OPTIONS]' 'vmid snapname' 'start=boolean' "$@"
  local -r id=${GIVEN[vmid]} name=${GIVEN[snapname]}
  local text
  config_needed 255 "$id"
  config_lock "$id"
  snapshot_needed "$id" "$name"
  config_unlocked "$id"
  config_set "$id" lock rollback
  ! lxc_running "$id" || container_kill "$id"
  disk_remove "$(disk_of "$id")/rootfs"
  disk_copy "$(disk_of "$id")/snapshots/$name" "$(disk_of "$id")/rootfs"
  # The description stays the container's own; all else is the snapshot's.
  text=$(
    config_section "$id" | grep '^#' || true
    config_section "$id" "$name" | grep -Ev '^(#|snaptime:|parent:)'
    printf 'parent: %s\n\n' "$name"
    awk '/^\[/ { found = 1 } found' "$(config_file "$id")"
  )
  config_write "$id" <<<"$text"
  [[ ${GIVEN[start]:-0} == 0 ]] || container_start "$id" || fail 255 "startup for container '$id' failed"
}
