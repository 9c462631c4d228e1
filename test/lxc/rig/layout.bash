# The rig's folder:
#
#   bin/pct, bin/pct-parts/   the stand-in, first on PATH of a script under test; finds this folder from its own place
#   host/                     PHOENIX_HOST_ROOT: etc/pve/lxc/<id>.conf is the containers' configuration
#   disk/base, disk/ct/<id>/  root filesystems and snapshots
#   lxc/<id>/config           what lxc-start is given, made from the .conf at each start
#   calls                     one line a pct call
#   state/, log/              what has been made (and has to go again), and what tools said

layout_up() {
  local part
  mkdir -- "$RIG/bin" "$RIG/lxc" "$RIG/state" "$RIG/log"
  for part in etc/pve/lxc dev run/lock/lxc var/log usr/local/phoenix_hypervisor/etc; do
    mkdir -p -- "$RIG/host/$part"
  done
  cp -r -- "$HERE/pct" "$HERE/pct-parts" "$RIG/bin/"
  : >"$RIG/calls"
  # LXC makes these groups and leaves them; those that were there before us are not ours to remove.
  layout_pivots | sort >"$RIG/state/pivots"
  # Containers of an unprivileged kind run as shifted users, who have to reach the root filesystem from above.
  chmod 755 "$RIG"
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
