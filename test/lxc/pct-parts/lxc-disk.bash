# shellcheck shell=bash
# Root filesystems: <rig>/disk/ct/<id>/rootfs, snapshots beside it in snapshots/<name>, subvolumes where there is btrfs.

disk_of() { # <id>
  printf '%s/disk/ct/%s\n' "$rig" "$1"
}

disk_copy() { # <from> <to> – <to> must not exist
  mkdir -p -- "$(dirname -- "$2")" || return
  if [[ $(<"$state/storage") == btrfs ]]; then
    btrfs -q subvolume snapshot "$1" "$2"
  else
    cp -a --reflink=auto -- "$1" "$2"
  fi
}

# systemd makes subvolumes of its own inside (/var/lib/machines), and a subvolume with others below does not go.
disk_remove() { # <directory>
  local below directory
  [[ -e $1 ]] || return 0
  if [[ $(<"$state/storage") == btrfs ]]; then
    below=$(find "$1" -xdev -mindepth 1 -inum 256 -type d | sort -r)
    while IFS= read -r -u 3 directory; do
      [[ -z $directory ]] || btrfs -q subvolume delete "$directory" || return
    done 3<<<"$below"
    btrfs -q subvolume delete "$1"
  else
    rm -rf --one-file-system -- "$1"
  fi
}
