# shellcheck shell=bash
# What the simulator's files ask of a container, answered by LXC.

# is_running [<ctid>] – as Proxmox sees it: true while it boots and while it goes down.
is_running() {
  [[ $(lxc-info -P "$rig/lxc" -n "${1:-$ctid}" --state --no-humanize 2>/dev/null) =~ ^(RUNNING|FROZEN|STARTING|STOPPING)$ ]]
}

# halt <ctid> – off at once, whatever runs inside.
halt() {
  lxc-stop -P "$rig/lxc" -n "$1" --kill
  lxc-wait -P "$rig/lxc" -n "$1" -s STOPPED -t 30
}

# stop_containers – the fault `stop-container-at`.
stop_containers() {
  local folder
  for folder in "$rig"/lxc/[1-9]*; do
    ! is_running "${folder##*/}" || halt "${folder##*/}"
  done
}

# boot – starts the container at hand, with the changes that waited for it. LXC is given a configuration made at each start from the .conf, as
# Proxmox does it.
boot() {
  take_pending
  mkdir -p -- "$rig/lxc/$ctid"
  lxc_configuration >"$rig/lxc/$ctid/config"
  # An environment of its own, as under systemd: init would inherit the caller's. And a PATH without newuidmap, with
  # which LXC insists on lines for root in /etc/subuid.
  env -i PATH=/usr/sbin:/sbin "$(type -P lxc-start)" -P "$rig/lxc" -n "$ctid" \
    --logfile "$rig/log/lxc-$ctid" --logpriority INFO </dev/null {lock_fd}>&- || fail_task "startup for container '$ctid' failed"
}

# net_option <name> – one of net0's.
net_option() {
  local part
  local -a parts
  IFS=, read -r -a parts <<<"${conf[". net0"]-}"
  for part in "${parts[@]}"; do
    [[ $part != "$1="* ]] || printf '%s\n' "${part#*=}"
  done
}

lxc_configuration() {
  local line word
  printf '%s\n' 'lxc.include = /usr/share/lxc/config/common.conf' "lxc.uts.name = ${conf[". hostname"]}" \
    "lxc.rootfs.path = dir:$(disk_of "$ctid")/rootfs" 'lxc.apparmor.profile = unconfined' \
    "lxc.console.logfile = $rig/log/console-$ctid" 'lxc.net.0.type = veth' 'lxc.net.0.flags = up' \
    "lxc.net.0.link = $(<"$state/bridge")" "lxc.net.0.mtu = $(<"$state/mtu")" "lxc.net.0.name = $(net_option name)" \
    "lxc.net.0.ipv4.address = $(net_option ip)" "lxc.net.0.ipv4.gateway = $(net_option gw)" \
    "lxc.net.0.hwaddr = $(net_option hwaddr)"
  [[ ${conf[". unprivileged"]-0} != 1 ]] || printf '%s\n' 'lxc.include = /usr/share/lxc/config/userns.conf' \
    'lxc.idmap = u 0 100000 65536' 'lxc.idmap = g 0 100000 65536' 'lxc.rootfs.options = idmap=container' \
    'lxc.cap.drop = sys_rawio' # without which systemd does not try to mount debugfs, in vain
  # A proc and a sysfs that are whole have to be somewhere inside, or nothing inside may mount another one.
  [[ ${conf[". features"]-} != *nesting=1* ]] || printf 'lxc.mount.entry = %s dev/.lxc/%s %s create=dir,optional 0 0\n' \
    proc proc proc sys sys sysfs
  # Raw entries, which is how device nodes get in: those of the rig's host. Version 1 control groups know the same words
  # under the older name.
  while IFS= read -r line; do
    [[ -n $line ]] || continue
    word=${line%%: *} line=${line#*: }
    [[ ! -d /sys/fs/cgroup/devices ]] || word=${word/#lxc.cgroup2./lxc.cgroup.}
    [[ $word != lxc.mount.entry || $line != /dev/* ]] || line=$host$line
    printf '%s = %s\n' "$word" "$line"
  done <<<"${raw_of[.]-}"
}
