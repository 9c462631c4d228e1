# create, clone and destroy: what the orchestrator does before and after a script. Only the forms that tests need.

pct_create() {
  arguments 'pct create <vmid> <ostemplate> [OPTIONS]' 'vmid ostemplate' \
    'hostname=string memory=integer cores=integer net0=string features=string rootfs=string unprivileged=boolean' "$@"
  local -r id=${GIVEN[vmid]}
  local key
  ! config_exists "$id" || fail 255 "unable to create CT $id - CT $id already exists on node 'rig'"
  # The only template there is.
  [[ ${GIVEN[ostemplate]} == rig:vztmpl/base ]] || fail 255 "rig: unknown ostemplate '${GIVEN[ostemplate]}'"
  for key in hostname memory cores net0; do
    [[ -n ${GIVEN[$key]:-} ]] || fail 255 "rig: pct create needs --$key"
  done
  disk_copy "$RIG/disk/base" "$(disk_of "$id")/rootfs"
  container_identity "$id" "${GIVEN[hostname]}"
  {
    printf 'arch: amd64\ncores: %s\n' "${GIVEN[cores]}"
    [[ -z ${GIVEN[features]:-} ]] || printf 'features: %s\n' "${GIVEN[features]}"
    printf 'hostname: %s\nmemory: %s\nnet0: %s,type=veth\nostype: debian\n' \
      "${GIVEN[hostname]}" "${GIVEN[memory]}" "${GIVEN[net0]}"
    printf 'rootfs: %s\nswap: 512\n' "${GIVEN[rootfs]:-rig:subvol-$id-disk-0,size=32G}"
    [[ ${GIVEN[unprivileged]:-0} == 0 ]] || printf 'unprivileged: 1\n'
  } | config_write "$id"
}

# Proxmox writes name, addresses and new SSH host keys into a created container.
container_identity() { # <id> <hostname>
  local root
  root=$(disk_of "$1")/rootfs
  printf '%s\n' "$2" >"$root/etc/hostname"
  printf '127.0.0.1 localhost\n::1 localhost\n127.0.1.1 %s\n' "$2" >"$root/etc/hosts"
}

pct_clone() {
  arguments 'pct clone <vmid> <newid> [OPTIONS]' 'vmid newid' 'snapname=string hostname=string full=boolean' "$@"
  local -r id=${GIVEN[vmid]} new=${GIVEN[newid]} snapshot=${GIVEN[snapname]:-}
  local from text
  config_needed 2 "$id"
  ! config_exists "$new" || fail 255 "CT $new already exists on node 'rig'"
  config_lock "$id"
  config_unlocked "$id"
  if [[ -n $snapshot ]]; then
    snapshot_needed "$id" "$snapshot"
    from=$(disk_of "$id")/snapshots/$snapshot
  else
    ! lxc_running "$id" || fail 255 'Full clone of a running container is only possible from a snapshot'
    from=$(disk_of "$id")/rootfs
  fi
  printf 'creating a clone of container %s with ID %s\n' "$id" "$new"
  disk_copy "$from" "$(disk_of "$new")/rootfs"
  # A clone has its own address (which the orchestrator sets in the .conf) and machine-id, and none of the snapshots.
  : >"$(disk_of "$new")/rootfs/etc/machine-id"
  text=$(config_section "$id" "$snapshot" | grep -Ev '^(#|snaptime:|parent:|lock:|template:)' | sed 's/,hwaddr=[^,]*//')
  config_write "$new" <<<"$text"
  if [[ -n ${GIVEN[hostname]:-} ]]; then
    config_set "$new" hostname "${GIVEN[hostname]}"
  fi
  container_identity "$new" "$(container_name "$new")"
}

pct_destroy() {
  arguments 'pct destroy <vmid> [OPTIONS]' 'vmid' 'force=boolean' "$@"
  local -r id=${GIVEN[vmid]}
  local directory
  config_needed 255 "$id"
  config_lock "$id"
  config_unlocked "$id"
  if lxc_running "$id"; then
    [[ ${GIVEN[force]:-0} == 1 ]] || fail 255 "CT $id is running"
    container_kill "$id"
  fi
  for directory in "$(disk_of "$id")/snapshots"/* "$(disk_of "$id")/rootfs"; do
    disk_remove "$directory"
  done
  rm -rf -- "$(disk_of "$id")" "$RIG/lxc/$id"
  rm -f -- "$(config_file "$id")"
}
