# shellcheck shell=bash
# create, clone and destroy: what the orchestrator does before and after a script. One template is known, `rig:vztmpl/base`.

pct_create() {
  local name
  [[ ! -e $host/etc/pve/lxc/$ctid.conf ]] ||
    fail "unable to create CT $ctid - CT $ctid already exists on node '$(<"$state/node")'"
  [[ ${given[ostemplate]} == rig:vztmpl/base ]] || refuse "unknown ostemplate '${given[ostemplate]}'"
  take_file_lock
  sections=(.) keys_of=([.]="") conf=() notes_of=([.]="") raw_of=()
  for name in "${!given[@]}"; do
    case $name in
      vmid | ostemplate) ;;
      arch | cores | features | hostname | memory | net0 | ostype | rootfs | swap | unprivileged) put . "$name" "${given[$name]}" ;;
      description) set_notes . "${given[$name]}" ;;
      *) refuse "pct create --$name is not modelled" ;;
    esac
  done
  [[ -v conf[". rootfs"] ]] || put . rootfs "rig:subvol-$ctid-disk-0,size=32G"
  [[ -v conf[". hostname"] ]] || put . hostname "CT$ctid"
  disk_copy "$rig/disk/base" "$(disk_of "$ctid")/rootfs" || fail_task "unable to create CT $ctid"
  name_container "$ctid"
  write_configuration "$ctid"
}

# name_container <ctid> – Proxmox writes name and addresses of this machine into the root filesystem.
name_container() {
  local root name=${conf[". hostname"]}
  root=$(disk_of "$1")/rootfs
  printf '%s\n' "$name" >"$root/etc/hostname"
  printf '127.0.0.1 localhost\n::1 localhost\n127.0.1.1 %s\n' "$name" >"$root/etc/hosts"
}

# A clone has a network address (which the orchestrator sets) and a machine-id of its own, and none of the snapshots.
pct_clone() {
  local new=${given[newid]} name=${given[snapname]-} source section key from
  take_file_lock
  read_configuration "$ctid" || fail_missing
  check_lock fail
  [[ -n $name ]] || ! is_running || fail "Full clone of a running container is only possible from a snapshot"
  [[ -z $name || -v keys_of[$name] ]] || fail "snapshot '$name' does not exist"
  [[ ! -e $host/etc/pve/lxc/$new.conf ]] || fail "CT $new already exists on node '$(<"$state/node")'"
  printf 'creating a clone of container %s with ID %s\n' "$ctid" "$new"
  source=${name:-.} from=$(disk_of "$ctid")/${name:+snapshots/}${name:-rootfs}
  copy_section "$source" pve:clone
  for section in "${sections[@]}"; do [[ $section == pve:clone ]] || drop_section "$section"; done
  sections+=(.) keys_of[.]=""
  copy_section pve:clone .
  drop_section pve:clone
  for key in parent template; do drop . "$key"; done
  printf -v key ',hwaddr=BC:24:11:%02X:%02X:%02X' $((RANDOM & 255)) $((RANDOM & 255)) $((RANDOM & 255))
  [[ ! ${conf[". net0"]} =~ ,hwaddr=[^,]* ]] || put . net0 "${conf[". net0"]/"${BASH_REMATCH[0]}"/$key}"
  put . rootfs "${conf[". rootfs"]/vol-$ctid-/vol-$new-}"
  [[ ! -v given[hostname] ]] || put . hostname "${given[hostname]}"
  disk_copy "$from" "$(disk_of "$new")/rootfs" || fail_task "clone failed"
  : >"$(disk_of "$new")/rootfs/etc/machine-id"
  name_container "$new"
  write_configuration "$new"
}

pct_destroy() {
  local directory
  take_file_lock
  read_configuration "$ctid" || {
    missing_message
    fail_task "$message"
  }
  [[ ${given[force]-0} == 1 ]] || check_lock fail_task
  if is_running; then
    [[ ${given[force]-0} == 1 ]] || fail_task "unable to destroy CT $ctid - container is running"
    halt "$ctid"
  fi
  for directory in "$(disk_of "$ctid")"/snapshots/* "$(disk_of "$ctid")/rootfs"; do
    disk_remove "$directory" || fail_task "unable to destroy CT $ctid"
  done
  rm -rf -- "$(disk_of "$ctid")" "$rig/lxc/$ctid" "$host/etc/pve/lxc/$ctid.conf"
}
