# The fleet that ansible.test.sh plays: six containers on two hosts of the rig, and what it asks of a play. To be sourced after rig.sh.

ansible_needs() {
  command -v ansible-playbook >/dev/null && command -v ansible-lint >/dev/null && return
  rig_apt update && rig_apt install --yes --no-install-recommends ansible-core ansible-lint
}

# definition <ctid> <template|application> <host> <fields…>
definition() {
  local ctid=$1 kind=$2 host=$3
  shift 3
  {
    printf 'import { apt, application, gib, mib, template } from "phoenix-setup";\n'
    printf 'import host from "./%s.ts";\n' "$host"
    [[ $* != *cloneOf* ]] || printf 'import parent from "./%s.ts";\n' "$parent"
    [[ $* != *dependsOn* ]] || printf 'import needed from "./%s.ts";\n' "$needed"
    printf 'void [apt, application, gib, template];\n'
    printf 'export default %s({ ctid: %d, name: "ct%d", cores: 3, host, ' "$kind" "$ctid" "$ctid"
    printf 'network: { ip: "10.0.%d.%d/16", gateway: "10.0.0.1", mac: "52:54:00:00:%02X:%02X" },\n' \
      $((ctid / 250)) $((ctid % 250)) $((ctid / 250)) $((ctid % 250))
    printf '%s\n' "$@" '});'
  } >"$RIG/fleet/definitions/$name.ts"
}

# make_fleet – its project, and the export.
make_fleet() {
  local host name parent needed='' step='steps: [apt.packages({ packages: ["curl"] })],'
  local small='memory: mib(2048), disk: gib(32),' large='memory: mib(4096), disk: gib(40), features: { nesting: true },'
  mkdir -p "$RIG/fleet/definitions"
  for host in pve1 pve2; do
    printf 'import { host } from "phoenix-setup";\nexport default host({ ssh: "root@%s", bridge: "vmbr0", storage: "lxc-disks", osTemplate: "local:vztmpl/x.tar.zst", images: {} });\n' \
      "$host" >"$RIG/fleet/definitions/$host.ts"
  done
  name=900-base definition 900 template pve1 "$small" 'unprivileged: true, snapshot: "base-snapshot",' "$step"
  name=902-docker parent=900-base definition 902 template pve1 "$small" 'cloneOf: parent, snapshot: "docker-snapshot",' "$step"
  name=910-web parent=902-docker needed=921-web definition 910 application pve1 "$large" 'dependsOn: [needed], cloneOf: parent, description: "The {{ web }}: 50 %, it'"'"'s",' "$step"
  name=911-more parent=902-docker needed=910-web definition 911 application pve1 "$small" 'dependsOn: [needed], cloneOf: parent,' "$step"
  name=920-base parent='' definition 920 template pve2 "$small" 'unprivileged: true, snapshot: "base-snapshot",' "$step"
  name=921-web parent=920-base definition 921 application pve2 "$large" 'cloneOf: parent,' "$step"
  (cd "$RIG/fleet" && node "$rig_repository/dist/phoenix-setup.cjs" export ansible ansible) || return
  cat >"$RIG/fleet/ansible/inventory/nodes.yml" <<END
---
phoenix_nodes:
  vars:
    ansible_python_interpreter: /usr/bin/python3
    ansible_user: root
    ansible_ssh_common_args: -F $RIG/ssh_config
  hosts:
    pve1:
    pve2:
END
  export ANSIBLE_HOME="$RIG/ansible-home" ANSIBLE_LOCAL_TEMP="$RIG/ansible-home/tmp" ANSIBLE_NOCOLOR=1 PHOENIX_TIME_SCALE=10
}

# start_anew – both hosts without any container.
start_anew() {
  rig_reset pve1
  rig_reset pve2
}

# play [option…] – its output is in $RIG/play.
play() {
  local code=0
  (cd "$RIG/fleet/ansible" && timeout 900 ansible-playbook playbook.yml "$@") >"$RIG/play" 2>&1 </dev/null || code=$?
  printf '== ansible-playbook %s: %d\n' "$*" "$code"
  cat "$RIG/play"
  return "$code"
}

# says <text> – whether the play has said it.
says() {
  grep -qF -- "$1" "$RIG/play" || { printf 'the play did not say: %s\n' "$1" && return 1; }
}

# recap <inventory host> <pattern> – its line at the end.
recap() {
  grep -E "^$1 +:" "$RIG/play" | grep -qE -- "$2" || { printf 'the recap of %s is not: %s\n' "$1" "$2" && return 1; }
}

# settings_are <host> <ctid> <line…>
settings_are() {
  local line
  for line in "${@:3}"; do
    grep -qxF -- "$line" "$RIG/$1/sim/host/etc/pve/lxc/$2.conf" || { printf '%s: %s is not: %s\n' "$1" "$2" "$line" && return 1; }
  done
}

# calls_are <host> <number>
calls_are() {
  local number
  number=$(wc -l <"$RIG/$1/sim/state/calls")
  ((number == $2)) || { printf '%s: %d calls of pct, not %d:\n' "$1" "$number" "$2" && cat "$RIG/$1/sim/state/calls" && return 1; }
}

wait_for() {
  local tries
  for ((tries = 0; tries < 300; tries++)); do
    [[ ! -e $1 ]] || return 0
    sleep 0.2
  done
  return 1
}
