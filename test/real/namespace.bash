#!/bin/bash
# namespace.bash <root> <release> <work> <table…> – in namespaces of its own: tries the rows of the tables in that Debian, each in one that is as
# new, and puts what came out into <work>/debian<release>/. The only network is a loopback with a server on it.
set -uo pipefail
here=$(cd -- "${BASH_SOURCE[0]%/*}" && pwd)
root=$1 release=$2 work=$3 tables=("${@:4}")
side=debian$release
at=$work/$side-root
results=$work/$side

. "$here/rows.bash"

# enter <word…> – runs it in a root of its own, which is gone afterwards.
enter() {
  local status=0
  mount -t tmpfs -o mode=755 row "$at" && mkdir "$at"/{upper,work,root} || return 70
  mount -t overlay -o "lowerdir=$root,upperdir=$at/upper,workdir=$at/work" row "$at/root" || return 70
  mount --rbind /dev "$at/root/dev" && mount -t proc proc "$at/root/proc" || return 70
  mount --rbind "$work/$side-shared" "$at/root/shared" && mount --bind "$here" "$at/root/table" || return 70
  timeout --kill-after 5 300 env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/root TERM=dumb chroot "$at/root" "$@" || status=$?
  umount --recursive --lazy "$at"
  return "$status"
}

take_row() {
  for_side "$side" || return 0
  rm -rf "$work/$side-shared/urls" && mkdir "$work/$side-shared/urls"
  enter /bin/bash /table/one-row.bash "$name" "$row_number" </dev/null >"$results/$row_number.said" 2>&1
  if [[ ! -e $results/$row_number.wrong ]]; then
    printf 'the row came to no end: %s\n' "$(<"$results/$row_number.said")" | tee "$results/$row_number.seen" >"$results/$row_number.wrong"
  fi
  rm "$results/$row_number.said"
}

ip link set lo up || exit
mkdir -p "$at" "$results" "$work/$side-shared/results"
cp -rl "$work/packages" "$work/stanzas" "$work/$side-shared/" || exit
mount --bind "$results" "$work/$side-shared/results" || exit
node "$here/server.mjs" "$work/$side-shared" &
trap 'exit 143' TERM
for name in "${tables[@]}"; do
  enter /bin/bash /table/one-row.bash "$name" version >"$results/$name.version"
  . "$here/cases/$name.bash"
  end_row
done
kill "$!"
exit 0
