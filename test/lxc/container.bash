# What the tests know of a container without asking the script under test. RIG comes from test/lxc/run.

PATH=$RIG/bin:$PATH

# A script is copied before it runs, as an operator does it: Bash reads while it runs, and `generate` may write meanwhile.
deployed() { # <id> – prints where the script stands
  local -r name=phoenix_hypervisor_setup_$1.sh folder=${PHOENIX_LXC_SCRIPTS:-$BATS_TEST_DIRNAME/../../dist-scripts}
  install -D -m 755 -- "$folder/$name" "$RIG/host/usr/local/phoenix_hypervisor/bin/$name"
  printf '%s\n' "$RIG/host/usr/local/phoenix_hypervisor/bin/$name"
}

root_of() { # <id>
  printf '%s/disk/ct/%s/rootfs\n' "$RIG" "$1"
}

snapshot_of() { # <id> <name>
  printf '%s/disk/ct/%s/snapshots/%s\n' "$RIG" "$1" "$2"
}

address_of() { # <id> – the last part is the id's last two digits plus 100
  printf '%s.%s\n' "$(<"$RIG/state/range")" "$((10#${1: -2} + 100))"
}

created() { # <id> <hostname> [<option of pct create>...] – stopped
  local range
  range=$(<"$RIG/state/range")
  pct create "$1" rig:vztmpl/base --hostname "$2" --memory 2048 --cores 2 \
    --net0 "name=eth0,bridge=vmbr0,gw=$range.1,hwaddr=52:54:00:AA:B0:${1: -2},ip=$(address_of "$1")/24" "${@:3}"
}

is_booted() { # <id>
  [[ $(pct exec "$1" --keep-env 0 -- systemctl is-system-running </dev/null 2>&1) =~ ^(running|degraded)$ ]]
}

booted() { # <id>
  wait_for 60 is_booted "$1"
}

init_of() { # <id> – process id of its init on this machine
  lxc-info -P "$RIG/lxc" -n "$1" --pid --no-humanize
}

# One boot of a container has one init; its start time tells it from a later one with the same number.
boot_of() { # <id>
  local init
  init=$(init_of "$1")
  printf '%s %s\n' "$init" "$(cut -d' ' -f22 "/proc/$init/stat")"
}

# Processes that came in through `pct exec`: in the container's process namespace, but in no unit of its systemd.
# Starts no process per process: what it looks for may be gone in a moment.
foreign_processes() { # <id> – one "pid command" a line
  local init pid group foreign
  local -a groups words
  init=$(init_of "$1")
  for pid in /proc/[0-9]*; do
    [[ $pid/ns/pid -ef /proc/$init/ns/pid ]] || continue
    groups=() words=() foreign=yes
    { mapfile -t groups <"$pid/cgroup" && mapfile -t -d '' words <"$pid/cmdline"; } 2>/dev/null
    for group in "${groups[@]}"; do
      [[ $group != *:name=systemd:* && $group != 0::* ]] || [[ $group != */init.scope && $group != *.slice* ]] || foreign=no
    done
    [[ $foreign == no || ${#words[@]} == 0 ]] || printf '%s %s\n' "${pid#/proc/}" "${words[*]}"
  done
}

packages_of() { # <root filesystem>
  dpkg-query --admindir="$1/var/lib/dpkg" --show --showformat "\${db:Status-Abbrev} \${Package} \${Version}\n"
}

etc_of() { # <root filesystem> – every name below /etc with owner, mode, size and time
  find "$1/etc" -printf '%P %U:%G %m %s %T@ %l\n' | LC_ALL=C sort
}

# Becomes a script, run as the orchestrator runs it, with no other environment than it is given here. Never returns:
# call it through `run`, or with `&` to know the script's own process id.
become_orchestrated() { # <script> [NAME=value...]
  local -r script=$1 id=${1//*_setup_/}
  exec env -i PATH="$RIG/bin:/usr/sbin:/usr/bin:/sbin:/bin" PHOENIX_HOST_ROOT="$RIG/host" "${@:2}" "$script" "${id%.sh}" \
    </dev/null 3>&-
}

wait_for() { # <seconds> <command...> – until it succeeds
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < deadline)) || return 1
    sleep 0.2
  done
}
