#!/bin/bash
# A rig of hosts: real sshd on loopback addresses, each in namespaces of its own (mounts, processes, host name), with its own /etc/pve,
# /usr/local/phoenix_hypervisor, /var/lib/phoenix-setup, /var/log and /run/phoenix-setup, and the simulator as its pct. To be sourced by Bash:
#
#   . test/hosts/rig.sh
#   rig_up 3 900 901:stopped    hosts pve1 to pve3, each with these containers; takes all down at the shell's end
#   ssh root@pve1 pct list      `ssh` is the rig's: its own configuration, key and known hosts
#   rig_on pve1 <command…>      the same without ssh
#   rig_reset pve1 900          as fresh, with these containers
#   rig_down
#
# Below test/hosts/run, which has a rig of three hosts, rig_up gives that one, as fresh.
# or run, for a shell in it: test/hosts/rig.sh 2 900. Needs root. Exports RIG (its folder), RIG_HOSTS, and PATH with its `ssh` in front.
# In $RIG: ssh_config, key, known_hosts, and <host>/ with pid, sim/ (the simulator's folder; sim/host is the host's view), port, log.
# Each host has the users root, ops (may become root by sudo without a password), asked (sudo wants one) and nobody2 (no sudo rights).

rig_repository=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)

# What each host has of its own: bound from its simulator's folder.
readonly RIG_VIEWS=(/etc/pve /usr/local/phoenix_hypervisor /var/lib/phoenix-setup /var/log /run/phoenix-setup)

rig_apt() { DEBIAN_FRONTEND=noninteractive apt-get --quiet --quiet -o DPkg::Lock::Timeout=300 "$@" >&2; }

# rig_needs – installs what is missing; 3 if that cannot be.
rig_needs() {
  local missing=()
  ((EUID == 0)) || { printf 'test/hosts: needs root\n' >&2; return 3; }
  [[ -x /usr/sbin/sshd ]] || missing+=(openssh-server)
  command -v ssh >/dev/null || missing+=(openssh-client)
  command -v sudo >/dev/null || missing+=(sudo)
  command -v unshare >/dev/null || missing+=(util-linux)
  ((${#missing[@]} == 0)) || { rig_apt update && rig_apt install --yes --no-install-recommends "${missing[@]}"; } || return 3
  [[ -f $rig_repository/dist/simulator.cjs ]] || node "$rig_repository/generator/tools/build.mjs" || return 3
}

# rig_up <number of hosts> [container…] – containers as dist/simulator.cjs takes them.
rig_up() {
  local number=$1 i
  shift
  rig_needs || return
  if [[ -n ${RIG:-} && $(wc -w <<<"${RIG_HOSTS:-}") -ge $number ]]; then
    for i in $RIG_HOSTS; do rig_reset "$i" "$@" || return; done
    return
  fi
  RIG=$(mktemp -d "${TMPDIR:-/tmp}/phoenix-rig-XXXXXX") || return 3
  chmod 755 "$RIG"
  export RIG RIG_HOSTS='' RIG_OWNER=$$ PATH="$RIG/bin:$PATH"
  trap 'rig_down' EXIT
  ssh-keygen -q -t ed25519 -N '' -C rig -f "$RIG/key" || return 3
  cp "$RIG/key.pub" "$RIG/authorized_keys"
  mkdir -p "$RIG/bin" "$RIG/made"
  rig_mount_points
  : >"$RIG/known_hosts"
  : >"$RIG/hosts_config"
  printf '#!/bin/sh\nexec %s -F %s "$@"\n' "$(PATH=/usr/bin:/bin command -v ssh)" "$RIG/ssh_config" >"$RIG/bin/ssh"
  chmod 755 "$RIG/bin/ssh"
  cat >"$RIG/ssh_config" <<END
Include $RIG/hosts_config
Host *
  IdentityFile $RIG/key
  IdentitiesOnly yes
  IdentityAgent none
  UserKnownHostsFile $RIG/known_hosts
  GlobalKnownHostsFile /dev/null
  StrictHostKeyChecking yes
  BatchMode yes
  ConnectTimeout 20
END
  for ((i = 1; i <= number; i++)); do rig_host "$i" "$@" || return; done
}

# rig_mount_points – what is bound has to be there; what is made here is removed by rig_down.
rig_mount_points() {
  local folder
  for folder in "${RIG_VIEWS[@]}" /run/sshd; do
    [[ -d $folder ]] && continue
    mkdir -p "$folder" && printf '%s\n' "$folder" >>"$RIG/made/folders"
  done
}

# rig_host <number> [container…]
rig_host() {
  local i=$1 name="pve$1" folder="$RIG/pve$1" address="127.0.0.$((10 + $1))" port pid tries
  shift
  mkdir -p "$folder/etc/ssh" "$folder/etc/sudoers.d"
  rig_fill "$name" "$@" || return
  ssh-keygen -q -t ed25519 -N '' -C "$name" -f "$folder/host_key" || return 3
  rig_accounts "$folder"
  for ((tries = 0; tries < 20; tries++)); do
    port=$((20000 + (BASHPID * 7 + RANDOM) % 12000))
    rig_sshd_config "$address" "$port" "$folder" >"$folder/sshd_config"
    rig_start "$name" || return 3
    rig_answers "$address" "$port" "$folder" && break
    rig_stop "$name"
  done
  ((tries < 20)) || { printf 'test/hosts: sshd did not start:\n%s\n' "$(<"$folder/log")" >&2; return 3; }
  printf '%s\n' "$port" >"$folder/port"
  printf 'Host %s\n  HostName %s\n  Port %s\n  HostKeyAlias %s\n' "$name" "$address" "$port" "$name" >>"$RIG/hosts_config"
  printf '%s %s\n' "$name" "$(cut -d ' ' -f 1,2 "$folder/host_key.pub")" >>"$RIG/known_hosts"
  RIG_HOSTS="${RIG_HOSTS:+$RIG_HOSTS }$name"
}

# rig_fill <host> [container…] – its simulator, and the folders that it sees.
rig_fill() {
  local folder="$RIG/$1" view
  node "$rig_repository/dist/simulator.cjs" up "$folder/sim" "${@:2}" >/dev/null || return 3
  printf '%s\n' "$1" >"$folder/sim/state/node"
  for view in "${RIG_VIEWS[@]}"; do mkdir -p "$folder/sim/host$view"; done
  mkdir -p "$folder/sim/host/usr/local/phoenix_hypervisor/bin"
  chmod 700 "$folder/sim/host/run/phoenix-setup"
  chmod 755 "$folder" "$folder/sim" "$folder/sim/host"
}

rig_accounts() {
  local folder=$1 user number=61010
  grep -Ev '^(root|ops|asked|nobody2):' /etc/passwd >"$folder/etc/passwd"
  grep -Ev '^(root|ops|asked|nobody2):' /etc/group >"$folder/etc/group"
  # A home of its own: what this machine's root has in ~/.bashrc is run for each command over ssh, and may take a second.
  mkdir -p -m 700 "$folder/root"
  printf 'root:x:0:0:root:%s:/bin/bash\n' "$folder/root" >>"$folder/etc/passwd"
  printf 'root:x:0:\n' >>"$folder/etc/group"
  printf 'root:*:19000:0:99999:7:::\nsshd:!:19000::::::\n' >"$folder/etc/shadow"
  for user in ops asked nobody2; do
    number=$((number + 1))
    printf '%s:x:%d:%d::/tmp:/bin/sh\n' "$user" "$number" "$number" >>"$folder/etc/passwd"
    printf '%s:x:%d:\n' "$user" "$number" >>"$folder/etc/group"
    printf '%s:*:19000:0:99999:7:::\n' "$user" >>"$folder/etc/shadow"
  done
  chmod 640 "$folder/etc/shadow"
  grep -q '^sshd:' "$folder/etc/passwd" || printf 'sshd:x:61010:65534::/run/sshd:/usr/sbin/nologin\n' >>"$folder/etc/passwd"
  { cat /etc/hosts && printf '127.0.1.1 %s\n' "${folder##*/}"; } >"$folder/etc/hosts"
  printf 'Defaults secure_path="%s"\n' "$folder/sim/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" >"$folder/etc/sudoers.d/rig"
  printf 'ops ALL=(ALL) NOPASSWD: ALL\nasked ALL=(ALL) ALL\n' >>"$folder/etc/sudoers.d/rig"
  chmod 440 "$folder/etc/sudoers.d/rig"
}

rig_sshd_config() {
  cat <<END
ListenAddress $1
Port $2
HostKey $3/host_key
PidFile none
AuthorizedKeysFile $RIG/authorized_keys
StrictModes no
UsePAM no
UseDNS no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin yes
MaxStartups 200
MaxSessions 200
LogLevel ERROR
Subsystem sftp internal-sftp
SetEnv PATH=$3/sim/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
END
}

# rig_start <host> – sshd is the first process of its namespace, so that with it all ends that runs there; and it ends with this shell.
rig_start() {
  local name=$1 folder="$RIG/$1" view file binds='set -e; '
  for view in "${RIG_VIEWS[@]}"; do binds+="mount --bind '$folder/sim/host$view' '$view'; "; done
  for file in passwd group shadow hosts; do binds+="mount --bind '$folder/etc/$file' /etc/$file; "; done
  [[ ! -d /etc/sudoers.d ]] || binds+="mount --bind '$folder/etc/sudoers.d' /etc/sudoers.d; "
  setpriv --pdeathsig KILL unshare --mount --uts --pid --fork --kill-child=KILL --mount-proc --propagation private \
    /bin/sh -c "$binds hostname $name; mkdir -p /run/sshd; exec /usr/sbin/sshd -D -f '$folder/sshd_config' -E '$folder/log'" \
    </dev/null >>"$folder/log" 2>&1 &
  printf '%s\n' "$!" >"$folder/unshare"
}

# rig_answers <address> <port> <folder> – waits until it listens there, and is ours.
rig_answers() {
  local tries child
  for ((tries = 0; tries < 200; tries++)); do
    kill -0 "$(<"$3/unshare")" 2>/dev/null || return 1
    if (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; then
      # Somebody else may listen there, and then ours has ended.
      sleep 0.1
      kill -0 "$(<"$3/unshare")" 2>/dev/null || return 1
      child=$(ps -o pid= --ppid "$(<"$3/unshare")") && printf '%d\n' "$child" >"$3/pid"
      return
    fi
    sleep 0.05
  done
  return 1
}

# rig_stop <host>
rig_stop() {
  local pid
  pid=$(<"$RIG/$1/unshare")
  kill -KILL "$pid" 2>/dev/null
  wait "$pid" 2>/dev/null
  return 0
}

# rig_on <host> <command…> – as root, in its namespaces.
rig_on() {
  nsenter --target "$(<"$RIG/$1/pid")" --mount --uts --pid -- env "PATH=$RIG/$1/sim/bin:$PATH" "${@:2}"
}

# rig_reset <host> [container…] – what is bound stays the same folder.
rig_reset() {
  local name=$1 view
  for view in "${RIG_VIEWS[@]}"; do
    find "$RIG/$name/sim/host$view" -mindepth 1 -delete
  done
  rm -rf -- "$RIG/$name/sim/state"
  rig_fill "$@"
}

# rig_down – takes the hosts down and leaves nothing.
rig_down() {
  local name
  [[ -n ${RIG:-} && -d $RIG && $RIG_OWNER == "$$" ]] || return 0
  for name in $RIG_HOSTS; do rig_stop "$name"; done
  [[ ! -f $RIG/made/folders ]] || tac "$RIG/made/folders" | xargs -r rmdir --ignore-fail-on-non-empty -- 2>/dev/null
  rm -rf --one-file-system -- "$RIG"
  RIG=''
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  rig_up "${@:-1}" || exit
  printf 'rig: %s (%s); leave the shell to take it down\n' "$RIG" "$RIG_HOSTS" >&2
  "${RIG_SHELL:-bash}"
fi
