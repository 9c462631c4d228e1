#!/bin/bash
# own-root.bash probe – ends 0 if this machine lets a root of its own be made, else prints why not.
# own-root.bash enter <simulator> <ctid> – the script runs there on the simulator, and on nothing else of the machine that could be
#   changed. Prints what it has left outside of the simulator, and in the last line `ended` with its exit code.
#
# Everything is mounted in a mount namespace of its own, on a tmpfs that nobody else sees, so that whatever is found is the script's.
set -euo pipefail
here=$(cd -- "${BASH_SOURCE[0]%/*}" && pwd)
own=(--mount --pid --fork --kill-child --net --ipc --uts)

# choose – as test/steps/sandbox.bash does: a user namespace where there is one, else root's own.
choose() {
  if unshare --user --map-root-user "${own[@]}" true 2>/dev/null; then
    own=(--user --map-root-user "${own[@]}")
  elif ((EUID != 0)) || ! unshare "${own[@]}" true 2>/dev/null; then
    bash "$here/../steps/sandbox.bash" probe
  fi
}

# make_root – the machine's programs, read-only; devices that hold nothing; and the folders that a host has, empty.
make_root() {
  local path
  mount -t tmpfs -o mode=755,size=64m own-root "$root"
  for path in /usr /bin /sbin /lib /lib32 /lib64 /libx32; do
    if [[ -L $path ]]; then
      cp -P "$path" "$root$path"
    elif [[ -d $path ]]; then
      mkdir "$root$path"
      mount --rbind "$path" "$root$path"
      mount -o "remount,bind,ro,$(mount_flags "$path")" "$root$path"
    fi
  done
  mkdir -p "$root"/{dev,proc,etc,home,opt,root,run,srv,tmp,var/{lib,log,lock,run,tmp}}
  for path in null zero full urandom random; do
    : >"$root/dev/$path"
    mount --bind "/dev/$path" "$root/dev/$path"
  done
  : >"$root/dev/ptmx"
  mount --bind /dev/ptmx "$root/dev/ptmx"
  mount -t proc proc "$root/proc" 2>/dev/null || mount --rbind /proc "$root/proc"
  mount -o remount,bind,ro "$root/proc"
  ln -s /proc/self/fd "$root/dev/fd"
  # The simulator, and what it links to, stand where they always do.
  for path in "$simulator" "$parts"; do
    mkdir -p "$root$path"
    mount --bind "$path" "$root$path"
  done
}

# mount_flags <path> – those that a remount must repeat.
mount_flags() {
  local flags flag kept=relatime
  flags=$(findmnt --noheadings --output VFS-OPTIONS --target "$1")
  for flag in nosuid nodev noexec; do
    [[ ,$flags, != *,$flag,* ]] || kept+=,$flag
  done
  printf %s "$kept"
}

# all_of_it – each thing outside of the simulator, with its type, mode and times. -xdev leaves out what is in a mounted folder.
all_of_it() {
  find "$root" -xdev -path "$root$simulator" -prune -o -printf '%P %y %m %T@ %C@ %s\n' | LC_ALL=C sort
}

# run_in_root – in the new namespaces.
run_in_root() {
  local before status=0
  make_root
  before=$(all_of_it)
  chroot "$root" /usr/bin/env -i PATH="$simulator/bin:/usr/bin:/bin" PHOENIX_HOST_ROOT="$simulator/host" \
    "$simulator/scripts/phoenix_hypervisor_setup_$ctid.sh" "$ctid" </dev/null >"$simulator/out" 2>"$simulator/err" || status=$?
  diff <(printf '%s\n' "$before") <(all_of_it) || :
  printf 'ended %s\n' "$status"
}

case $1 in
  probe) choose ;;
  enter)
    choose >&2
    exec unshare "${own[@]}" /bin/bash "$here/own-root.bash" inside "$2" "$3"
    ;;
  inside)
    simulator=$2 ctid=$3
    parts=$(readlink -f -- "$simulator/bin/pct")
    parts=${parts%/bin/pct} root=$simulator-root
    mkdir -- "$root"
    run_in_root
    ;;
esac
