# The rig's folder:
#
#   bin/pct, lib/             the stand-in, first on PATH of a script under test; finds this folder from its own place
#   host/                     PHOENIX_HOST_ROOT: etc/pve/lxc/<id>.conf is the containers' configuration
#   disk/base, disk/ct/<id>/  root filesystems and snapshots
#   lxc/<id>/config           what lxc-start is given, made from the .conf at each start
#   state/calls, state/faults one line a pct call, and what goes wrong in which: see generator/simulator/README.md
#   state/, log/              what has been made (and has to go again), and what tools said

layout_up() {
  # bin, lib, state and host are the simulator's; `pct` is made of its files and of ours.
  node "$HERE/../../dist/simulator.cjs" up "$RIG"
  rm -- "$RIG/bin/curl"
  install -- "$HERE/pct" "$RIG/bin/pct"
  cp -- "$HERE"/pct-parts/*.bash "$RIG/lib/"
  mkdir -- "$RIG/lxc" "$RIG/log"
  layout_sysfs
  # LXC makes these groups and leaves them; those that were there before us are not ours to remove.
  layout_pivots | sort >"$RIG/state/pivots"
  # Containers of an unprivileged kind run as shifted users, who have to reach the root filesystem from above.
  chmod 755 "$RIG"
}

# /sys tells of the network namespace in which it was mounted, and LXC looks there for its bridge.
layout_sysfs() {
  mkdir -- "$RIG/cgroup"
  mount --rbind /sys/fs/cgroup "$RIG/cgroup"
  mount -t sysfs sysfs /sys
  mount --rbind "$RIG/cgroup" /sys/fs/cgroup
  umount --recursive --lazy "$RIG/cgroup"
  rmdir -- "$RIG/cgroup"
}

layout_pivots() {
  find /sys/fs/cgroup -maxdepth 2 -type d -name lxc.pivot 2>/dev/null || true
}

layout_down() {
  local config id pivot
  for config in "$RIG"/lxc/*/config; do
    [[ -e $config ]] || continue
    id=$(basename -- "$(dirname -- "$config")")
    if lxc-info -P "$RIG/lxc" -n "$id" -s 2>/dev/null | grep -q RUNNING; then
      lxc-stop -P "$RIG/lxc" -n "$id" --kill
    fi
  done
  layout_pivots | sort | comm -13 "$RIG/state/pivots" - | while IFS= read -r pivot; do
    rmdir -- "$pivot" 2>/dev/null
  done
}
