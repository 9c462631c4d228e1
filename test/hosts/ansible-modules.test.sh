#!/bin/bash
# The two modules of the export to Ansible, called as ansible-core calls them, on the simulator: no play, no ssh. Ends with `N passed, N failed`.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 3
place=$(mktemp -d "${TMPDIR:-/tmp}/phoenix-modules-XXXXXX") || exit 3
trap 'rm -rf -- "$place"' EXIT
. test/hosts/rig.sh
. test/hosts/ansible-fleet.sh
ansible_needs || exit 3
python=$(head -n 1 "$(command -v ansible-playbook)" 2>/dev/null | sed "s/^#! *//")
: "${python:=python3}"
trap 'exit 130' INT
trap 'exit 143' TERM
passed=0 failed=0
collection="$place/ansible_collections/phoenix_setup/containers"
export PYTHONPATH="$place" PYTHONDONTWRITEBYTECODE=1 PATH="$place/sim/bin:$PATH" PHOENIX_HOST_ROOT="$place/sim/host" PHOENIX_TIME_SCALE=10

# fresh [container…] – a host with these, as dist/simulator.cjs takes them, and the small fleet's export.
fresh() {
  rm -rf -- "$place/sim"
  node dist/simulator.cjs up "$place/sim" "$@"
}

# module <name> <JSON of its options> – its result is in $place/result.
module() {
  "$python" -W error "$collection/plugins/modules/$1.py" "{\"ANSIBLE_MODULE_ARGS\": $2}" >"$place/result" 2>&1
}

# result <Python expression of `it`> – whether it is so.
result() {
  python3 - "$place/result" "$1" <<'END' && return
import json, sys
text = open(sys.argv[1]).read()
it = json.loads(text[text.index("{"):].splitlines()[-1])
sys.exit(0 if eval(sys.argv[2]) else 1)
END
  printf 'not so: %s\n' "$1"
  cat "$place/result"
  return 1
}

# container <CTID> <more options as JSON> – settings of the definitions of this test.
container() {
  module container "{\"ctid\": $1, \"disk\": \"32G\", \"storage\": \"lxc-disks\", \"unprivileged\": true, ${2}}"
}

created() {
  local create='["pct", "create", "900", "local:vztmpl/x.tar.zst", "--hostname", "one", "--unprivileged", "1", "--rootfs", "lxc-disks:32", "--memory", "2048"]'
  container 900 "\"create\": $create, \"settings\": {\"hostname\": \"one\", \"memory\": \"2048\"} ${1-}"
}

cloned() {
  local create='["pct", "clone", "900", "910", "--snapname", "base", "--hostname", "two"]'
  container 910 "\"create\": $create, \"template\": 900, \"snapshot\": \"base\", \"settings\": {\"hostname\": \"two\", \"memory\": \"4096\", \"description\": \"50 % {{ x }}: é\", \"net0\": \"name=eth0,bridge=vmbr0,gw=10.0.0.1,hwaddr=52:54:00:00:00:01,ip=10.0.0.2/24,type=veth\", \"features\": \"nesting=1\"} ${1-}"
}

config_has() { grep -qE -- "$2" "$PHOENIX_HOST_ROOT/etc/pve/lxc/$1.conf" || { cat "$PHOENIX_HOST_ROOT/etc/pve/lxc/$1.conf" && return 1; }; }
calls() { wc -l <"$place/sim/state/calls"; }

creates_once() {
  fresh
  created ', "_ansible_check_mode": true' && result 'it["changed"] and it["msg"] == "would be created"' || return
  [[ $(calls) == 0 ]] || return
  created && result 'it["changed"] and it["created"]' && config_has 900 '^rootfs: .*size=32G' || return
  created && result 'not it["changed"]' && [[ $(calls) == 1 ]]
}

clones_and_converges() {
  fresh 900:snapshot=base:stopped
  cloned ', "disk": "64G"' && result 'it["changed"] and it["msg"].startswith("cloned from 900")' || return
  config_has 910 '^memory: 4096' && config_has 910 'size=64G' && config_has 910 '^features: nesting=1' && config_has 910 'hwaddr=52:54:00:00:00:01' || return
  cloned ', "disk": "64G"' && result 'not it["changed"] and it["changes"] == {}' && [[ $(calls) == 3 ]]
}

shows_and_sets_the_difference() {
  clones_and_converges >/dev/null || return
  pct set 910 --memory 512 --features nesting=0,mount=nfs --onboot 1
  cloned ', "disk": "64G", "_ansible_check_mode": true, "_ansible_diff": true' || return
  result 'it["changed"] and "memory: 512" in it["diff"]["before"] and "memory: 4096" in it["diff"]["after"]' || return
  cloned ', "disk": "64G"' && config_has 910 '^features: nesting=1,mount=nfs' && config_has 910 '^onboot: 1' && result 'sorted(it["changes"]) == ["features", "memory"]' || return
  # What the script sets is left to it, and a larger disk stays.
  pct set 910 --memory 512
  cloned ', "script_settings": {"memory": "512"}' && result 'not it["changed"]'
}

switches_off_a_feature_without_deleting_others() {
  fresh 900:stopped
  pct set 900 --features fuse=1,mount=nfs
  created && result 'it["changed"]' && config_has 900 '^features: fuse=0,mount=nfs'
}

tells_what_waits_for_a_start() {
  fresh 900
  pct set 900 --hostname one --memory 2048
  local pending='"create": [], "settings": {"features": "nesting=1"}'
  container 900 "$pending" && result 'it["changed"] and "next start" in it["warnings"][0]' || return
  container 900 "$pending" && result 'not it["changed"] and "next start" in it["warnings"][0]'
}

leaves_a_running_network_alone() {
  fresh 900
  local options='"create": [], "settings": {"net0": "name=eth0,bridge=vmbr7,ip=dhcp"}'
  container 900 "$options" && result 'not it["changed"] and "not changed while the container runs" in it["warnings"][0]' || return
  container 900 "$options, \"change_running_network\": true" && result 'it["changed"]' && config_has 900 'bridge=vmbr7,.*type=veth'
}

refuses_what_cannot_be_changed() {
  fresh 900:privileged
  ! created && result '"is privileged, its definition says unprivileged" in it["msg"]' || return
  fresh 900:snapshot=base:stopped 901:snapshot=base:stopped
  cloned || return
  local other='"create": [], "template": 901, "snapshot": "base", "settings": {}'
  ! container 910 "$other" && result '"was cloned from 900, its definition says cloned from 901" in it["msg"]' || return
  fresh 900:lock=backup
  ! created && result '"is locked (backup) and has to be changed" in it["msg"]'
}

refuses_a_template_that_is_not_whole() {
  fresh
  ! cloned && result '"the template 900 is not on this host; run the play for ct900 first" in it["msg"]' || return
  fresh 900
  ! cloned && result '"has no snapshot \x27base\x27" in it["msg"]' || return
  fresh 900:snapshot=base:lock=snapshot
  ! cloned && result '"the template 900 is locked (snapshot)" in it["msg"]' || return
  fresh 900:snapshot=base
  sed -i 's/^\[base\]$/[base]\nsnapstate: delete/' "$PHOENIX_HOST_ROOT/etc/pve/lxc/900.conf"
  ! cloned && result '"half made or half deleted (delete)" in it["msg"] and "pct delsnapshot 900 base --force" in it["msg"]'
}

says_why_pct_failed() {
  fresh
  local wrong='"create": ["pct", "create", "900", "local:x", "--memory", "1"], "settings": {}'
  ! container 900 "$wrong" && result '"pct create 900 failed: memory: value must have a minimum value of 16" in it["msg"]' || return
  fresh 900:stopped
  printf 'fails\n' >"$place/sim/state/900/storage"
  ! created ', "disk": "64G"' && result '"failed" in it["msg"] or "ended with 0, but its disk has" in it["msg"]' || return
  # The CTID of another node's container, and of a virtual machine.
  fresh
  mkdir -p "$PHOENIX_HOST_ROOT/etc/pve/nodes/pve9/qemu-server"
  : >"$PHOENIX_HOST_ROOT/etc/pve/nodes/pve9/qemu-server/900.conf"
  ! created && result '"a virtual machine on the node pve9" in it["msg"]'
}

# script <Bash> – a script that stands for a container's, and its checksum.
script() {
  printf '#!/bin/bash\n%s\n' "$1" >"$place/script"
  chmod 755 "$place/script"
  sum=$(sha256sum "$place/script")
  sum=${sum%% *}
}

run() { module run "{\"ctid\": 900, \"script\": \"$place/script\", \"sha256\": \"$sum\" ${1-}}"; }

# record <state and more> – what a script would leave; $$ is its process.
record='mkdir -p "$PHOENIX_HOST_ROOT/var/lib/phoenix-setup/runs"
record() {
  local start boot
  start=$(sed "s/.*) //" /proc/$$/stat | cut -d " " -f 20) boot=$(cat /proc/sys/kernel/random/boot_id)
  printf "{\"version\":1,\"ctid\":900,\"run\":\"%032d\",\"mode\":\"apply\",\"plan\":\"%064d\",\"body\":\"%064d\",\"pid\":%d,\"processStart\":\"%s\",\"boot\":\"%s\",%s}" 1 2 3 $$ "$start" "$boot" "$1" >"$PHOENIX_HOST_ROOT/var/lib/phoenix-setup/runs/900.json"
}
done_as() { record "\"state\":\"done\",\"exit\":$1,\"changed\":$2,\"startedContainer\":$3,\"reason\":\"$5\",\"counts\":{\"ok\":1,\"changed\":0,\"failed\":0},\"steps\":[$4]"; exit "$1"; }
'

maps_every_exit_code() {
  local code wanted
  fresh 900
  while read -r code; do
    script "exit $code"
    run
    case $code in
      0) wanted='it["changed"] and "no record" in it["warnings"][0] and not it["failed"]' ;;
      10) wanted='it["changed"] and not it["failed"]' ;;
      11) wanted='it["changed"] and not it["failed"] and it["warnings"]' ;;
      24 | 25) wanted='it["failed"] and it["busy"]' ;;
      *) wanted='it["failed"] and not it["busy"] and it["msg"].endswith(")")' ;;
    esac
    result "$wanted and it['exit_code'] == $code and 'does not know' not in it['meaning']" || return
  done < <(sed -n 's/^  { name: "EXIT_[A-Z_]*", code: \([0-9]*\),.*/\1/p; s/^    code: \([0-9]*\),$/\1/p' generator/contract/exit-codes.ts)
  script 'exit 99' && run
  result 'it["failed"] and "does not know" in it["msg"]' || return
  script 'kill -KILL $$' && run
  result 'it["failed"] and "ended by signal 9" in it["msg"]'
}

reads_the_record() {
  fresh 900
  script "$record"'done_as 0 false false "" ""'
  run && result 'not it["changed"] and it["counts"]["ok"] == 1 and it["msg"] == "done, or already done: 1 ok"' || return
  script "$record"'done_as 0 false true "" ""'
  run && result 'it["changed"] and it["started_container"]' || return
  script "$record"'done_as 22 true false "{\"number\":3,\"kind\":\"file-content\",\"title\":\"file /etc/x\",\"definition\":\"definitions/810-web.ts:3\",\"result\":\"failed\",\"seconds\":1,\"reason\":\"no space\"}" "file /etc/x: no space"'
  run
  result 'it["failed"] and it["msg"] == "step 3, file-content, definitions/810-web.ts:3: file /etc/x; no space (exit code 22: a step failed)"' || return
  script "$record"'record "\"state\":\"done\""; sed -i s/.version.:1/\"version\":9/ "$PHOENIX_HOST_ROOT/var/lib/phoenix-setup/runs/900.json"'
  run
  result 'it["failed"] and "has the version 9, this export reads 1" in it["msg"]'
}

runs_only_the_exported_script() {
  fresh
  script 'exit 0'
  run ', "_ansible_check_mode": true' && result 'it["changed"] and "would be created and set up" in it["msg"]' || return
  ! run && result '"is not there yet" in it["msg"]' || return
  fresh 900
  script ': >"$PHOENIX_HOST_ROOT/ran"'
  sum=other
  run ', "_ansible_check_mode": true' && result 'it["changed"] and "is not the exported script" in it["msg"]' || return
  ! run && [[ ! -e $PHOENIX_HOST_ROOT/ran ]] || return
  rm "$place/script"
  run ', "_ansible_check_mode": true' && result '"is not on this host yet" in it["msg"]'
}

asks_in_check_mode() {
  fresh 900
  script '[[ $PHOENIX_MODE == check && $1 == 900 && ! -t 0 ]] && exit 10'
  run ', "_ansible_check_mode": true' && result 'it["changed"] and it["exit_code"] == 10'
}

joins_what_is_at_work() {
  fresh 900
  script "$record"'# plan: '"$(printf %064d 2)
# body: $(printf %064d 3)"'
lock="$PHOENIX_HOST_ROOT/lock"
mkdir "$lock" 2>/dev/null || exit 24
record "\"state\":\"running\""; sleep 4; rmdir "$lock"; done_as 22 true false "" "it was the first"'
  "$place/script" 900 &
  sleep 1
  run
  result 'it["failed"] and it["joined"] and it["exit_code"] == 22 and "it was the first" in it["msg"]' || return
  # Another script's run is waited for, and then this one runs itself.
  rm -rf "$PHOENIX_HOST_ROOT/var"
  sed "s/^# body: .*/# body: $(printf %064d 4)/" "$place/script" >"$place/other" && chmod 755 "$place/other"
  sed -i 's/ 1 2 3 \$\$ / 1 2 4 $$ /' "$place/other"
  "$place/other" 900 &
  sleep 1
  run
  result 'it["failed"] and not it["joined"] and it["exit_code"] == 22'
}

keeps_the_log_for_who_asks() {
  fresh 900
  script 'echo "2026 ERROR x"; exit 70'
  run
  result '"log" not in it and "2026 ERROR x" in it["msg"]' || return
  run ', "_ansible_verbosity": 1'
  result 'it["log"] == ["2026 ERROR x"]'
}

mkdir -p "$place/project/definitions" && cp definitions/900-base-template.ts definitions/host.ts "$place/project/definitions/" || exit 3
(cd "$place/project" && node "$OLDPWD/dist/phoenix-setup.cjs" export ansible out --no-types >/dev/null 2>&1) || exit 3
mv "$place/project/out/collections/ansible_collections" "$place/" || exit 3
touch "$place/ansible_collections/__init__.py"
for name in creates_once clones_and_converges shows_and_sets_the_difference switches_off_a_feature_without_deleting_others \
  tells_what_waits_for_a_start leaves_a_running_network_alone refuses_what_cannot_be_changed refuses_a_template_that_is_not_whole \
  says_why_pct_failed maps_every_exit_code reads_the_record runs_only_the_exported_script asks_in_check_mode joins_what_is_at_work \
  keeps_the_log_for_who_asks; do
  [[ $name == *"${1-}"* ]] || continue
  if ("$name") >"$place/said" 2>&1; then
    passed=$((passed + 1)) && printf 'ok %s\n' "${name//_/ }"
  else
    failed=$((failed + 1)) && printf 'not ok %s\n' "${name//_/ }" && sed 's/^/    /' "$place/said" | tail -n 40
  fi
done
printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
