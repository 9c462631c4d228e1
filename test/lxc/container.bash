# What the tests know of a container without asking the script under test. RIG comes from test/lxc/run.

PATH=$RIG/bin:$PATH

root_of() { # <id>
  printf '%s/disk/ct/%s/rootfs\n' "$RIG" "$1"
}

snapshot_of() { # <id> <name>
  printf '%s/disk/ct/%s/snapshots/%s\n' "$RIG" "$1" "$2"
}

address_of() { # <id>
  sed -nE '/^net0:/ { s/.*[:,] ?ip=([0-9.]+).*/\1/p; q }' "$RIG/host/etc/pve/lxc/$1.conf"
}

fleet_made() { # prints the ids of the fleet's containers that there are
  find "$RIG/host/etc/pve/lxc" -name '9??.conf' -printf '%f\n' | sed 's/\.conf$//' | sort
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

host_keys_of() { # <id> – its public keys, sorted
  cut -d' ' -f1,2 "$(root_of "$1")"/etc/ssh/ssh_host_*_key.pub | LC_ALL=C sort
}

answers_as_sshd() { # <id>
  [[ $(timeout 5 bash -c "exec 5<>/dev/tcp/$(address_of "$1")/22 && head -c 7 <&5" 2>/dev/null) == SSH-2.0 ]]
}

inside() { # <id> <command...>
  pct exec "$1" --keep-env 0 -- "${@:2}" </dev/null
}

unit_of() { # <id> <unit>
  inside "$1" systemctl show --property=ActiveState,UnitFileState --value -- "$2" | xargs
}

answer_of() { # <address> – the status of the answer; certificates are the containers' own
  curl --silent --insecure --max-time 10 --output /dev/null --write-out '%{http_code}' -- "$1"
}

devices_are_there() { # <id> – each line once, before any snapshot's section, and what it names inside
  local device lines
  lines=$(sed '/^\[/,$d' "$RIG/host/etc/pve/lxc/$1.conf" | grep '^lxc\.')
  [ -z "$(sort <<<"$lines" | uniq --repeated)" ]
  for device in nvidia0 nvidia1 nvidiactl nvidia-uvm nvidia-uvm-tools; do
    [ "$(grep -c "^lxc.mount.entry: /dev/$device dev/$device none " <<<"$lines")" -eq 1 ]
    [ -c "/proc/$(init_of "$1")/root/dev/$device" ]
  done
  [ -d "/proc/$(init_of "$1")/root/dev/nvidia-caps" ]
}

gpus_answer() { # <id>
  [ "$(inside "$1" nvidia-smi --query-gpu=driver_version --format=csv,noheader)" = $'580.76.05\n580.76.05' ]
}

docker_containers_of() { # <id> – each with its id, the time it was started, and whether it runs
  local -r docker='docker ps --all --quiet --no-trunc | xargs --no-run-if-empty docker inspect --format "{{.Name}} {{.Id}} {{.Image}} {{.State.StartedAt}} {{.State.Running}} {{.RestartCount}}"'
  [[ ! -e $(root_of "$1")/usr/bin/docker ]] || inside "$1" sh -c "$docker" | sort
}

# traces_of <id> – what a run that changes nothing leaves as it was.
traces_of() {
  packages_of "$(root_of "$1")"
  etc_of "$(root_of "$1")"
  docker_containers_of "$1"
  pct listsnapshot "$1"
  cat "$RIG/host/etc/pve/lxc/$1.conf"
  boot_of "$1"
}

wait_for() { # <seconds> <command...> – until it succeeds
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < deadline)) || return 1
    sleep 0.2
  done
}
