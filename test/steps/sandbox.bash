#!/bin/bash
# sandbox.bash enter <folder> – runs <folder>/groups/*/jobs in a throw-away root, each job's findings going to <folder>/results.
# sandbox.bash enter-users <folder> – the same with the machine's real users, for real root only: files belong to whom they are given.
# sandbox.bash probe – ends 0 if this machine lets a sandbox be made, else prints why not.
#
# Everything is mounted in a mount namespace of its own, below a tmpfs that only that namespace sees, and all processes are in a
# process namespace of their own: when the first one ends, the kernel ends the others and takes the mounts away. A user namespace
# with a single id is used for root as well, so that cases pass alike for everyone; real root goes without it where there is none.
set -euo pipefail
here=$(cd -- "${BASH_SOURCE[0]%/*}" && pwd)
own=(--mount --pid --fork --kill-child --net --ipc --uts)

# choose – sets own to what this machine can do; the last resort is for real root only.
choose() {
  local why
  why=$(unshare --user --map-root-user "${own[@]}" true 2>&1) && own=(--user --map-root-user "${own[@]}") && return
  ((EUID == 0)) && why=$(unshare "${own[@]}" true 2>&1) && return
  printf 'no namespace can be made: %s\n' "$why"
  return 1
}

# read_only <path> – the machine's folder, below the new root. A remount must repeat the flags that the mount has already.
read_only() {
  local flags flag keep=ro
  mkdir -p "$root$1" && mount --rbind "$1" "$root$1"
  flags=$(findmnt --noheadings --output VFS-OPTIONS --target "$1")
  for flag in nosuid nodev noexec; do [[ ,$flags, != *,$flag,* ]] || keep+=,$flag; done
  mount -o "remount,bind,$keep" "$root$1"
}

make_root() {
  local path node
  mount -t tmpfs -o mode=755,size=512m sandbox "$root"
  for path in /usr /bin /sbin /lib /lib32 /lib64 /libx32; do
    if [[ -L $path ]]; then cp -P "$path" "$root$path"; elif [[ -d $path ]]; then read_only "$path"; fi
  done
  mkdir "$root/dev" "$root/proc" "$root/results"
  for node in null zero full urandom random; do : >"$root/dev/$node" && mount --bind "/dev/$node" "$root/dev/$node"; done
  # Bash's <(…) needs /dev/fd. Read-only, for in there the whole machine's settings could be written.
  mount -t proc proc "$root/proc" 2>/dev/null || { [[ $own_user == yes ]] && mount --rbind /proc "$root/proc"; }
  mount -o remount,bind,ro "$root/proc"
  ln -s /proc/self/fd "$root/dev/fd"
  for node in 0:stdin 1:stdout 2:stderr; do ln -s "/proc/self/fd/${node%:*}" "$root/dev/${node#*:}"; done
  mount -t tmpfs -o mode=755 local "$root/usr/local"
  mount --bind "$folder/results" "$root/results"
  cp -r "$here/inside" "$here/stand-ins" "$here/../real" "$folder/groups" "$folder/seconds" "$root/"
}

# build – in the new namespaces.
build() {
  root=$folder/root
  make_root
  [[ $(stat -c %d "$root") != "$(stat -c %d /)" ]] || { printf 'the new root is the old one\n' >&2 && exit 70; }
  ! touch "$root/usr/canary" 2>/dev/null || { printf '/usr can be written in the sandbox\n' >&2 && exit 70; }
  : >"$root/.throw-away"
  # With real users, nothing has to stand in for what knows of owners.
  [[ ! -e $folder/users ]] || rm "$root"/stand-ins/bin/{chgrp,chown,install,setpriv,stat}
  cd "$root"
  exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/root chroot "$root" /bin/bash /inside/main.bash
}

case $1 in
  probe) choose ;;
  enter)
    choose >&2
    mkdir -p "$2/root" "$2/results"
    own_user=no
    [[ ${own[0]} != --user ]] || own_user=yes
    exec unshare "${own[@]}" /bin/bash "$here/sandbox.bash" build "$2" "$own_user"
    ;;
  enter-users)
    mkdir -p "$2/root" "$2/results" && : >"$2/users"
    exec unshare "${own[@]}" /bin/bash "$here/sandbox.bash" build "$2" no
    ;;
  build) folder=$2 own_user=$3 && build ;;
esac
