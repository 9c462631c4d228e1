# shellcheck shell=bash
# set, unlock, resize. Keys that a running container cannot take at once become pending.

pct_set() {
  local name key changed=0 section value
  for name in "${!given[@]}"; do [[ $name == vmid ]] || changed=1; done
  ((changed)) || fail "no options specified"
  take_file_lock
  read_configuration "$ctid" || fail_missing
  if [[ -v given[digest] ]]; then
    key=$(sha1sum <"$host/etc/pve/lxc/$ctid.conf")
    [[ ${key%% *} == "${given[digest]}" ]] \
      || fail "detected modified configuration - file changed by other user? Try again."
  fi
  check_lock fail
  for key in ${given[revert]//,/ }; do
    [[ ! -v keys_of[pve:pending] ]] || drop pve:pending "$key"
  done
  for key in ${given[delete]//,/ }; do delete_key "$key"; done
  refuse_settings
  for name in "${!given[@]}"; do
    key=${base_of[$name]-$name}
    case $name in
      vmid | digest | delete | revert) continue ;;
      description)
        set_notes . "${given[$name]}"
        continue
        ;;
    esac
    [[ $key != mp ]] || { new_volume "$name" "${given[$name]}" && given[$name]=$value; }
    section=.
    # What is mounted stays so until the next start, too.
    if waits_for_restart "$key" || { [[ $key == mp && -v conf[". $name"] ]] && is_running; }; then section=pve:pending; fi
    [[ -v keys_of[$section] ]] || open_pending
    put "$section" "$name" "${given[$name]}"
  done
  [[ ! -v keys_of[pve:pending] || -n ${keys_of[pve:pending]} ]] || drop_section pve:pending
  write_configuration "$ctid"
}

# refuse_settings – what the configuration or the host forbids, by ascending name, before anything is written.
refuse_settings() {
  local name
  local -a sorted
  sort_words "${!given[@]}"
  for name in "${sorted[@]}"; do
    case ${base_of[$name]-$name} in
      mp | rootfs) check_protection "can't update CT $ctid drive '$name'" ;;
      unprivileged) fail "unable to modify read-only option: 'unprivileged'" ;;
      dev) check_host_device "$name" "${given[$name]}" ;;
    esac
  done
}

# check_protection <what is refused>
check_protection() {
  [[ ${conf[". protection"]-} != 1 ]] || fail "$1 - protection mode enabled"
}

# check_host_device <entry> <path and parts>
check_host_device() {
  local path=${2%%,*}
  path=${path#path=}
  [[ $path == /* ]] || fail "Path is not defined for passthrough device $1 at /usr/share/perl5/PVE/LXC/Config.pm line 1378."
  [[ -e $host$path ]] || fail "Device $path does not exist"
  [[ -c $host$path || -b $host$path ]] || fail "$path is not a device"
}

# new_volume <entry> <value> – sets value: `storage:8,…` makes a volume of 8 GiB; anything else is taken as it is.
new_volume() {
  local key number=1 storage size options
  value=$2
  [[ $value =~ ^(volume=)?([A-Za-z0-9._-]+):([0-9]+)(,.*)?$ ]] || return 0
  storage=${BASH_REMATCH[2]} size=${BASH_REMATCH[3]} options=${BASH_REMATCH[4]}
  for key in ${keys_of[.]}; do
    [[ ! ${conf[". $key"]} =~ subvol-$ctid-disk-([0-9]+) ]] || ((number > BASH_REMATCH[1])) || number=$((BASH_REMATCH[1] + 1))
  done
  value=$storage:subvol-$ctid-disk-$number$options,size=${size}G
}

delete_key() {
  case $1 in
    mp[0-9]* | unused[0-9]*) [[ ! -v conf[". $1"] ]] || check_protection "can't remove CT $ctid drive '$1'" ;;
    memory | rootfs | ostype) [[ ! -v conf[". $1"] ]] || fail "unable to delete required option '$1'" ;;
    unprivileged) [[ ! -v conf[". $1"] ]] || fail "unable to delete read-only option: '$1'" ;;
  esac
  if [[ $1 == description ]]; then
    notes_of[.]=""
  elif [[ ! -v conf[". $1"] ]]; then
    printf "cannot delete '%s' - not set in current configuration!\n" "$1" >&2
  elif waits_for_restart "${1%%[0-9]*}"; then
    [[ -v keys_of[pve:pending] ]] || open_pending
    put pve:pending delete "${conf["pve:pending delete"]:+${conf["pve:pending delete"]},}$1"
  else
    drop . "$1"
  fi
}

open_pending() {
  sections+=(pve:pending)
  keys_of[pve:pending]=""
}

# waits_for_restart <key> – of a running container.
waits_for_restart() {
  is_running || return 1
  case $1 in
    arch | cmode | console | debug | dev | entrypoint | env | features | nameserver | ostype | rootfs | searchdomain | timezone | tty | unprivileged)
      return 0
      ;;
    *) return 1 ;;
  esac
}

pct_unlock() {
  take_file_lock
  read_configuration "$ctid" || fail_missing
  [[ -v conf[". lock"] ]] || fail "no lock found trying to remove any lock"
  drop . lock
  write_configuration "$ctid"
}

pct_resize() {
  local disk=${given[disk]} size=${given[size]} volume bytes old
  take_file_lock
  read_configuration "$ctid" || fail_missing
  check_lock fail
  volume=${conf[". $disk"]-}
  # The wording for a volume that is not there is the simulator's.
  [[ -n $volume ]] || fail "disk '$disk' does not exist"
  size_in_bytes "${volume##*size=}"
  old=$bytes
  size_in_bytes "${size#+}"
  [[ $size != +* ]] || bytes=$((old + bytes))
  ((bytes >= old)) || fail "unable to shrink disk size"
  ((bytes != old)) || fail "disk is already at specified size"
  if [[ -e $state/$ctid/storage && $(<"$state/$ctid/storage") == fails ]]; then
    fail_task "zfs error: cannot set property: out of space"
  fi
  print_size "$bytes"
  [[ $volume == *size=* ]] || volume+=,size=0
  put . "$disk" "${volume%%size=*}size=$size"
  write_configuration "$ctid"
}

# size_in_bytes <n[.n][KMGT]> – sets `bytes`; whatever follows the size is ignored.
size_in_bytes() {
  local -A shift_of=([K]=10 [M]=20 [G]=30 [T]=40)
  local shift=0
  bytes=0
  [[ $1 =~ ^([0-9]+)(\.([0-9]+))?([KMGT]?) ]] || return 0
  [[ -z ${BASH_REMATCH[4]} ]] || shift=${shift_of[${BASH_REMATCH[4]}]}
  bytes=$((10#${BASH_REMATCH[1]} << shift))
  if [[ -n ${BASH_REMATCH[3]} ]]; then
    bytes=$((bytes + (10#${BASH_REMATCH[3]} << shift) / 10 ** ${#BASH_REMATCH[3]}))
  fi
}

# print_size <bytes> – sets `size` with the largest whole unit.
print_size() {
  local unit
  size=$1
  for unit in K M G T; do
    ((size % 1024 == 0 && size > 0)) || return 0
    size=$((size / 1024))
    ((size % 1024 == 0)) || break
  done
  size+=$unit
}
