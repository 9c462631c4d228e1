#!/bin/bash
# The export to Ansible, played by real ansible-core against real sshd (rig.sh): what a play does, and what it says of it. As root; ends with
# `N passed, N failed`. Part of test/hosts/run: of its time, half is for this file, and the cases that follow the first two are turned by its seed.
#
#   test/hosts/ansible.test.sh [--only <words of a title>] [--keep <folder for what was printed>]
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 3
. test/hosts/rig.sh
. test/hosts/ansible-fleet.sh
only='' kept=''
while (($# > 0)); do
  case $1 in
    --only) only=$2 && shift 2 ;;
    --keep) kept=$2 && shift 2 ;;
    *) printf 'test/hosts/ansible.test.sh: unknown: %s\n' "$1" >&2 && exit 2 ;;
  esac
done
passed=0 failed=0
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# test_case <title> <function> – counts it; what it printed is shown if it fails.
test_case() {
  local began=$SECONDS
  [[ $1 == *"$only"* ]] || return 0
  if ((${PHOENIX_HOSTS_ALL:-1} == 0 && SECONDS > ${PHOENIX_HOSTS_SECONDS:-480} / 2)); then
    printf 'left out, for the time is over: %s\n' "$1"
    return 0
  fi
  if ("$2") >"$RIG/case" 2>&1; then
    passed=$((passed + 1))
    printf 'ok %s (%d s)\n' "$1" $((SECONDS - began))
  else
    failed=$((failed + 1))
    printf 'not ok %s (%d s)\n' "$1" $((SECONDS - began))
    tail -n 60 "$RIG/case" | cut -c 1-600 | sed 's/^/    /'
  fi
  [[ -z $kept ]] || cp "$RIG/case" "$kept/${1//[^a-z0-9]/-}.txt"
}

is_fresh_then_quiet() {
  start_anew
  play || return
  for ctid in 900 902 910 911 920 921; do recap "ct$ctid" 'changed=[1-9].*unreachable=0 *failed=0' || return; done
  settings_are pve1 910 'memory: 4096' 'cores: 3' 'features: nesting=1' 'hostname: ct910' || return
  grep -q 'rootfs: .*size=40G' "$RIG/pve1/sim/host/etc/pve/lxc/910.conf" || return
  : >"$RIG/pve1/sim/state/calls"
  : >"$RIG/pve2/sim/state/calls"
  play || return
  for ctid in 900 902 910 911 920 921; do recap "ct$ctid" 'changed=0 .*failed=0' || return; done
  # Two calls for each container.
  calls_are pve1 8 && calls_are pve2 4
}

says_before_what_it_would_do() {
  start_anew
  play --check --diff || return
  says 'would be created' && says "would be cloned from 902 at 'docker-snapshot'" && says '+memory: 4096' || return
  recap ct910 'failed=0' && [[ ! -e $RIG/pve1/sim/host/etc/pve/lxc/900.conf ]]
}

sets_what_was_changed_by_hand() {
  rig_on pve1 pct set 910 --memory 1024 --cores 1 --description 'by hand' >/dev/null
  play --check --diff --limit ct910 || return
  says '-memory: 1024' && says '+memory: 4096' && recap ct910 'changed=1 ' || return
  settings_are pve1 910 'memory: 1024' || return
  play --limit ct910 && recap ct910 'changed=1 ' && settings_are pve1 910 'memory: 4096' 'cores: 3' || return
  # A name server, which is not the definition's, stays.
  rig_on pve1 pct set 910 --onboot 1 && play --limit ct910 && recap ct910 'changed=0 ' && settings_are pve1 910 'onboot: 1'
}

leaves_the_network_of_a_running_container() {
  play --limit ct900,ct902,ct911 || return
  rig_on pve1 pct set 911 --net0 name=eth0,bridge=vmbr1,firewall=1,type=veth
  play --limit ct911 && says 'its network is' && recap ct911 'changed=0 ' || return
  play --limit ct911 -e container_change_running_network=true && recap ct911 'changed=1 ' || return
  grep -q '^net0: .*bridge=vmbr0.*firewall=1' "$RIG/pve1/sim/host/etc/pve/lxc/911.conf"
}

takes_only_its_clones_along() {
  start_anew
  printf 'step_2_apt_packages_apply\n' >"$RIG/pve1/sim/state/faults/fail-step"
  ! play || return
  recap ct900 'failed=1' && says 'step 2, apt-packages, definitions/900-base.ts:' && says '(exit code 22: a step failed)' || return
  says 'skipped: it needs ct900: failed,' && recap ct910 'failed=0' || return
  [[ ! -e $RIG/pve1/sim/host/etc/pve/lxc/902.conf ]] && recap ct921 'changed=[1-9].*failed=0' || return
  rm "$RIG/pve1/sim/state/faults/fail-step"
  play && recap ct910 'failed=0'
}

takes_along_what_depends_on_it() {
  start_anew
  printf 'step_2_apt_packages_apply\n' >"$RIG/pve2/sim/state/faults/fail-step"
  ! play || return
  recap ct920 'failed=1' && recap ct902 'changed=[1-9].*failed=0' || return
  says 'skipped: it needs ct920: failed,' && says 'skipped: it needs ct920, ct921: failed,' || return
  says 'skipped: it needs ct910, ct920, ct921: failed,' && [[ ! -e $RIG/pve1/sim/host/etc/pve/lxc/910.conf ]] || return
  rm "$RIG/pve2/sim/state/faults/fail-step"
  play && recap ct911 'changed=[1-9].*failed=0' || return
  # 910 is on pve1, what it depends on on pve2.
  local first second
  first=$(grep -n "^changed: \[ct921.*\]" "$RIG/play" | tail -n 1) second=$(grep -n "^changed: \[ct910.*\]" "$RIG/play" | head -n 1)
  ((${first%%:*} < ${second%%:*}))
}

goes_on_without_a_host() {
  start_anew
  rig_stop pve1
  ! play || return
  recap ct900 'unreachable=1' && says 'skipped: it needs ct900: failed,' && recap ct921 'changed=[1-9].*failed=0' || return
  rig_start pve1
  rig_answers 127.0.0.11 "$(<"$RIG/pve1/port")" "$RIG/pve1"
}

clones_only_what_is_whole() {
  start_anew
  ! play --limit ct902 || return
  says 'the template 900 is not on this host' || return
  play --limit ct900 || return
  rig_on pve1 pct set 900 --lock backup
  ! play --limit ct902 && says 'the template 900 is locked (backup)' || return
  rig_on pve1 pct unlock 900
  play --limit ct902 && recap ct902 'failed=0'
}

joins_a_run_at_work() {
  start_anew
  play --limit ct920,ct921 || return
  # A template that is done has its snapshot, and asks no step.
  rm -rf "$RIG/pve2/sim/state/921/steps"/*
  printf 'step_2_apt_packages_apply\n' >"$RIG/pve2/sim/state/faults/wait-step"
  rig_on pve2 setsid /usr/local/phoenix_hypervisor/bin/phoenix_hypervisor_setup_921.sh 921 >/dev/null 2>&1 </dev/null &
  wait_for "$RIG/pve2/sim/state/waiting" || return
  rm -f "$RIG/pve2/sim/state/faults/wait-step"
  # The first goes on once the second has come: the third line of its kind, for a play before has run it, too.
  (for_lines 3 'received CTID 921' && sleep 3; touch "$RIG/pve2/sim/state/go") &
  play --limit ct921 -v || return
  says '"joined": true' && recap ct921 'changed=1 .*failed=0'
}

# for_lines <number> <text> – waits until the log of pve2 has it that often.
for_lines() {
  local tries
  for ((tries = 0; tries < 600; tries++)); do
    (($(grep -cF -- "$2" "$RIG/pve2/sim/host/var/log/phoenix_hypervisor.log") < $1)) || return 0
    sleep 0.2
  done
  return 1
}

never_asks_another_script() {
  play --limit ct920,ct921 || return
  printf '#!/bin/bash\nexit 0\n' >"$RIG/pve2/sim/host/usr/local/phoenix_hypervisor/bin/phoenix_hypervisor_setup_921.sh"
  play --check --limit ct921 -v && says 'is not the exported script' || return
  play --limit ct921 && recap ct921 'changed=1 .*failed=0'
}

compiles() {
  local module
  for module in "$RIG"/fleet/ansible/collections/ansible_collections/phoenix_setup/containers/plugins/*/*.py; do
    python3 -W error -c 'import sys; compile(open(sys.argv[1]).read(), sys.argv[1], "exec")' "$module" || return
  done
}

lints() { cd "$RIG/fleet/ansible" && git init --quiet . && ansible-lint --offline --profile production -q; }

ansible_needs || exit 3
rig_up 2 || exit
make_fleet || exit 3
test_case 'modules compile without a warning' compiles
test_case 'ansible-lint has nothing to say, in its production profile' lints
test_case 'a fresh fleet is made, and played again nothing changes, with two calls of pct' is_fresh_then_quiet
test_case 'what was changed by hand is set, and only what the definition speaks of' sets_what_was_changed_by_hand
cases=(
  'check mode says before what it would do' says_before_what_it_would_do
  'the network of a running container is left alone unless an option says so' leaves_the_network_of_a_running_container
  'a script that is not the exported one is never asked' never_asks_another_script
  'a run at work is joined' joins_a_run_at_work
  'a failed container takes only its clones along' takes_only_its_clones_along
  'a failed container takes along what depends on it, on another host too' takes_along_what_depends_on_it
  'only a whole snapshot is cloned' clones_only_what_is_whole
  'a host that is down takes only its own containers along' goes_on_without_a_host
)
number=$((${#cases[@]} / 2))
for ((i = 0; i < number; i++)); do
  turned=$(((i + ${PHOENIX_HOSTS_SEED:-0}) % number))
  test_case "${cases[turned * 2]}" "${cases[turned * 2 + 1]}"
done
printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
