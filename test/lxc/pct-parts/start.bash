# start and exec. What lxc-start is given is made from the .conf at each start, as Proxmox does.

pct_start() {
  arguments 'pct start <vmid> [OPTIONS]' 'vmid' 'skiplock=boolean' "$@"
  local -r id=${GIVEN[vmid]}
  config_needed 255 "$id"
  config_lock "$id"
  [[ ${GIVEN[skiplock]:-0} == 1 ]] || config_unlocked "$id"
  ! lxc_running "$id" || fail 255 "CT $id already running"
  container_start "$id" || fail 255 "startup for container '$id' failed"
}

container_start() { # <id>
  mkdir -p -- "$RIG/lxc/$1"
  lxc_config "$1" >"$RIG/lxc/$1/config"
  # An environment of its own, as under systemd: init would inherit the caller's. And a PATH without newuidmap, with
  # which LXC insists on lines for root in /etc/subuid.
  env -i PATH=/usr/sbin:/sbin "$(type -P lxc-start)" -P "$RIG/lxc" -n "$1" \
    --logfile "$RIG/log/lxc-$1" --logpriority INFO </dev/null {TASK_LOCK}>&-
}

net_option() { # <id> <name> – one of net0's
  config_get "$1" net0 | tr ',' '\n' | sed -n "s/^$2=//p"
}

lxc_config() { # <id>
  cat <<CONFIG
lxc.include = /usr/share/lxc/config/common.conf
lxc.uts.name = $(container_name "$1")
lxc.rootfs.path = dir:$(disk_of "$1")/rootfs
lxc.apparmor.profile = unconfined
lxc.console.logfile = $RIG/log/console-$1
lxc.net.0.type = veth
lxc.net.0.link = $(<"$RIG/state/bridge")
lxc.net.0.name = $(net_option "$1" name)
lxc.net.0.mtu = $(<"$RIG/state/mtu")
lxc.net.0.flags = up
lxc.net.0.ipv4.address = $(net_option "$1" ip)
lxc.net.0.ipv4.gateway = $(net_option "$1" gw)
CONFIG
  if [[ -n $(net_option "$1" hwaddr) ]]; then
    printf 'lxc.net.0.hwaddr = %s\n' "$(net_option "$1" hwaddr)"
  fi
  if [[ $(config_get "$1" unprivileged) == 1 ]]; then
    printf 'lxc.include = /usr/share/lxc/config/userns.conf\n'
    printf 'lxc.idmap = %s 0 100000 65536\n' u g
    printf 'lxc.rootfs.options = idmap=container\n'
  fi
  # Raw entries, which is how device nodes get in. Version 1 control groups know the same words under the older name.
  if [[ -d /sys/fs/cgroup/devices ]]; then
    config_section "$1" | sed -nE 's/^lxc\.cgroup2?\.([^:]+): */lxc.cgroup.\1 = /p; t; s/^(lxc\.[^:]+): */\1 = /p'
  else
    config_section "$1" | sed -nE 's/^(lxc\.[^:]+): */\1 = /p'
  fi
}

# Replaces itself by lxc-attach, as the real one does: exit codes, standard input and signals are lxc-attach's.
pct_exec() {
  local environment=--keep-env
  arguments 'pct exec <vmid> [<extra-args>] [OPTIONS]' 'vmid --' 'keep-env=boolean' "$@"
  local -r id=${GIVEN[vmid]}
  config_needed 2 "$id"
  lxc_running "$id" || fail 255 "container '$id' not running!"
  [[ ${GIVEN[keep-env]:-1} == 1 ]] || environment=--clear-env
  PATH=/sbin:/bin:/usr/sbin:/usr/bin
  unset SSL_CERT_FILE SSL_CERT_DIR
  exec lxc-attach -P "$RIG/lxc" -n "$id" "$environment" -- "${AFTER[@]}"
}
