# shellcheck shell=bash
# template, clone, create, destroy.

pct_template() {
  local section
  take_file_lock
  read_configuration "$ctid" || fail_missing
  check_lock fail
  for section in "${sections[@]}"; do
    [[ $section == . || $section == pve:pending ]] || fail "unable to create template, because CT contains snapshots"
  done
  [[ ${conf[". template"]-} != 1 ]] || fail "you can't convert a template to a template"
  ! is_running || fail "you can't convert a CT to template if the CT is running"
  if [[ -e $state/$ctid/storage && $(<"$state/$ctid/storage") == fails ]]; then
    fail_task "zfs error: cannot rename: dataset is busy"
  fi
  put . template 1
  put . rootfs "${conf[". rootfs"]/subvol-/basevol-}"
  write_configuration "$ctid"
}

pct_clone() {
  local source=. new=${given[newid]} name=${given[snapname]-} full number key value
  take_file_lock
  read_configuration "$ctid" || fail_missing
  check_lock fail
  # Linked clones are made from templates only, unless --full says otherwise.
  full=${given[full]-}
  [[ -n $full ]] || full=$((${conf[". template"]-0} != 1))
  if is_running && [[ $full == 1 && -z $name ]]; then
    printf '%s\n' "Full clone of a running container is only possible from a snapshot" >&2
    exit_number missing 2
    finish "$number"
  fi
  [[ $full == 1 || ! -v given[storage] ]] || fail "parameter 'storage' not allowed for linked clones"
  if [[ -n $name ]]; then
    [[ -v keys_of[$name] ]] || fail "snapshot '$name' does not exist"
    source=$name
  fi
  [[ ! -e $host/etc/pve/lxc/$new.conf ]] || fail "CT $new already exists on node '$(<"$state/node")'"
  printf 'creating a clone of container %s with ID %s\n' "$ctid" "$new"
  value=${conf["$source rootfs"]-}
  if [[ $full == 1 ]]; then
    printf 'create full clone of mountpoint rootfs (%s)\n' "${value%%,*}"
  else
    printf 'create linked clone of mount point rootfs (%s)\n' "${value%%,*}"
  fi
  if [[ -e $state/$ctid/storage && $(<"$state/$ctid/storage") == fails ]]; then
    fail_task "clone failed: zfs error: out of space"
  fi
  clone_configuration "$source" "$new"
  make_state "$new"
  key=$state/$ctid
  [[ -z $name || ! -d $key/snapshots/$name ]] || key+=/snapshots/$name
  [[ ! -d $key/steps ]] || cp -a -- "$key/steps" "$key/root" "$state/$new/"
}

# clone_configuration <section> <new id> – no snapshots, no pending changes, no template flag, new addresses.
clone_configuration() {
  local section key value
  copy_section "$1" pve:clone
  for section in "${sections[@]}"; do [[ $section == pve:clone || $section == . ]] || drop_section "$section"; done
  drop_section .
  sections+=(.)
  keys_of[.]=""
  copy_section pve:clone .
  drop_section pve:clone
  drop . template
  drop . parent
  for key in ${keys_of[.]}; do
    value=${conf[". $key"]}
    case $key in
      net*)
        [[ ! $value =~ hwaddr=([^,]*) ]] \
          || printf -v value '%s%02X:%02X:%02X%s' "${value%"${BASH_REMATCH[1]}"*}BC:24:11:" \
            $((RANDOM & 255)) $((RANDOM & 255)) $((RANDOM & 255)) "${value##*"${BASH_REMATCH[1]}"}"
        ;;
      rootfs | mp*)
        value=${value/vol-"$ctid"-/vol-"$2"-}
        value=${value/basevol-/subvol-}
        ;;
    esac
    put . "$key" "$value"
  done
  [[ ! -v given[hostname] ]] || put . hostname "${given[hostname]}"
  [[ ! -v given[description] ]] || set_notes . "${given[description]}"
  write_configuration "$2"
}

pct_create() {
  local name value
  [[ ! -e $host/etc/pve/lxc/$ctid.conf ]] \
    || fail "unable to create CT $ctid - CT $ctid already exists on node '$(<"$state/node")'"
  take_file_lock
  sections=(.) keys_of=([.]="") conf=() notes_of=([.]="") raw_of=()
  for name in "${!given[@]}"; do
    value=${given[$name]}
    case $name in
      vmid | ostemplate | bwlimit | force | ignore-unpack-errors | password | pool | restore | ssh-public-keys) ;;
      start | storage | unique | ha-managed) ;;
      description) set_notes . "$value" ;;
      rootfs)
        [[ ! $value =~ ^(volume=)?([A-Za-z0-9._-]+):([0-9]+)(,.*)?$ ]] \
          || value=${BASH_REMATCH[2]}:subvol-$ctid-disk-0${BASH_REMATCH[4]},size=${BASH_REMATCH[3]}G
        put . rootfs "$value"
        ;;
      *) put . "$name" "$value" ;;
    esac
  done
  [[ -v conf[". rootfs"] ]] || put . rootfs "${given[storage]-local}:subvol-$ctid-disk-0,size=4G"
  [[ -v conf[". hostname"] ]] || put . hostname "CT$ctid"
  make_state "$ctid"
  write_configuration "$ctid"
  if [[ ${given[start]-0} == 1 ]]; then : >"$state/$ctid/running"; fi
}

pct_destroy() {
  take_file_lock
  read_configuration "$ctid" || {
    missing_message
    fail_task "$message"
  }
  [[ ${given[force]-0} == 1 ]] || check_lock fail_task
  [[ ${conf[". protection"]-} != 1 ]] || fail_task "can't remove CT $ctid - protection mode enabled"
  if is_running; then
    [[ ${given[force]-0} == 1 ]] || fail_task "unable to destroy CT $ctid - container is running"
    halt "$ctid"
  fi
  rm -rf -- "${state:?}/$ctid" "$host/etc/pve/lxc/$ctid.conf"
}
