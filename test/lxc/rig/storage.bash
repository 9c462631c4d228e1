# Where the containers' root filesystems lie: btrfs in a sparse file where that can be had, else plain directories
# that are copied. PHOENIX_LXC_STORAGE=directory asks for the second.

readonly STORAGE_SIZE=64G

storage_up() {
  mkdir -- "$RIG/disk"
  if [[ ${PHOENIX_LXC_STORAGE:-btrfs} == btrfs ]] && storage_mount_btrfs; then
    printf 'btrfs\n' >"$RIG/state/storage"
  else
    printf 'directory\n' >"$RIG/state/storage"
  fi
  mkdir -- "$RIG/disk/ct"
}

# The loop device is bound by mount itself and goes with the mount. No discard: a full scan of a fresh file is waste.
storage_mount_btrfs() {
  local why
  why=$(
    {
      truncate -s "$STORAGE_SIZE" "$RIG/disk.img"
      mkfs.btrfs -q "$RIG/disk.img"
      mount -t btrfs -o loop,noatime "$RIG/disk.img" "$RIG/disk"
    } 2>&1
  ) && return
  say "no btrfs here, plain directories instead: $why"
  rm -f -- "$RIG/disk.img"
  return 1
}

storage_down() {
  local try
  for try in 1 2 3 4 5; do
    mountpoint -q "$RIG/disk" || return 0
    umount "$RIG/disk" && return
    ((try < 5)) || break
    sleep 1
  done
  say "still busy, unmounted lazily: $RIG/disk"
  umount --lazy "$RIG/disk"
}
