# What the container is like when a script comes.

load simulated

setup_file() { make_host; }
setup() { :; }
teardown() { take_down_simulators; }

logs_the_check() { # <ctid>
  see_fresh_run "$1"
  says "received CTID $1" "checking that container $1 exists" "container $1 exists: running"
}

missing() { # <ctid>
  local conf
  new_simulator
  configuration "$1"
  rm -r -- "$conf" "$SIM/state/$1"
  run_script "$1"
  ends 1
  says "received CTID $1" "checking that container $1 exists" "container $1 does not exist"
  changes_nothing
}

stopped() { # <ctid>
  from_fresh_run "$1"
  rm -- "$SIM/state/$1/running"
  run_script "$1"
  ends 0
  is_in_end_state "$1"
  grep -q " start $1\$" "$SIM/state/calls"
  says "container $1 exists: stopped"
}

stopped_and_done() { # <ctid>
  after_fresh_run "$1"
  rm -- "$SIM/state/$1/running"
  run_script "$1"
  ends 0
  is_in_end_state "$1"
}

does_not_boot() { # <ctid>
  new_simulator
  rm -- "$SIM/state/$1/running"
  printf 'fails\n' >"$SIM/state/$1/boot"
  run_script "$1"
  ends 21
  says "startup for container '$1' failed"
  [[ ! -e $SIM/state/$1/ran ]] || complain "a step ran"
}

locked() { # <ctid>
  local conf word before
  local -a words=(backup snapshot snapshot-delete rollback migrate)
  [[ -n ${PHOENIX_THOROUGH-} ]] || words=(backup snapshot-delete)
  new_simulator
  configuration "$1"
  for word in "${words[@]}"; do
    in_case "locked with $word"
    sed -i -e "1i lock: $word" -e '/^lock:/d' "$conf"
    before=$(state_of "$1")
    run_script "$1"
    ends 25
    says "($word)"
    changes_nothing
    [[ $(state_of "$1") == "$before" ]] || complain "something changed"
  done
}

# `listsnapshot` shows a snapshot that was cut off half-way like a good one; only the lock tells.
locked_and_done() { # <ctid>
  local conf
  after_fresh_run "$1"
  configuration "$1"
  sed -i '1i lock: snapshot' "$conf"
  run_script "$1"
  ends 25
  says "(snapshot)"
}

# The world's containers are as their definitions say, which no run says a word about.
as_defined() { # <ctid>
  local log text
  see_fresh_run "$1"
  log_file
  read_text text "$log"
  [[ $text != *' WARN '* ]] || complain "warns of a container that is as it should be"
}

# set_to <ctid> <line of the configuration…> – instead of those of the same keys; `key:` alone removes.
set_to() {
  local conf line
  configuration "$1"
  for line in "${@:2}"; do
    sed -i "/^${line%%:*}:/d" "$conf"
    [[ $line == *: ]] || sed -i "1i $line" "$conf"
  done
}

# ends_before_any_step <ctid> <text> – 21, with only questions asked.
ends_before_any_step() {
  run_script "$1"
  ends 21
  says "$2"
  changes_nothing
  [[ ! -e $SIM/state/$1/ran ]] || complain "a step ran"
}

other_privilege() { # <ctid>
  new_simulator
  set_to "$1" unprivileged:
  ends_before_any_step "$1" 'the container is privileged, its definition says unprivileged; pct cannot change that'
  in_case 'asked first'
  run_script "$1" PHOENIX_MODE=check
  ends 21
}

# A template's snapshot is no proof of how its container stands.
other_privilege_and_done() { # <ctid>
  after_fresh_run "$1"
  rm -- "$SIM/state/$1/ran"
  forget_calls
  set_to "$1" 'unprivileged: 0'
  ends_before_any_step "$1" 'the container is privileged'
}

# What waits for a restart, or was so in a snapshot, is not so.
lacks_a_feature() { # <ctid>
  local conf
  new_simulator
  set_to "$1" 'features: fuse=1,keyctl=1'
  configuration "$1"
  printf '\n[pve:pending]\nfeatures: nesting=1\n\n[before]\nfeatures: nesting=1\nsnaptime: 1\n' >>"$conf"
  ends_before_any_step "$1" "lacks the feature nesting, which this step needs; fix: pct set $1 --features fuse=1,keyctl=1,nesting=1; pct reboot $1"
  names_a_failed_step "$1" 2
}

lacks_memory() { # <ctid>
  new_simulator
  set_to "$1" 'memory: 2048'
  ends_before_any_step "$1" "the container has 2048 MiB of memory, this step needs 40960; fix: pct set $1 --memory 40960"
}

differs_otherwise() { # <ctid>
  local -a warnings
  new_simulator
  set_to "$1" 'memory: 2048' cores: 'rootfs: tank:subvol-910-disk-0,mountoptions=discard,size=32G' 'features: keyctl=1,nesting=1,mknod=1' \
    'net0: name=eth0,bridge=vmbr1,hwaddr=52:54:00:67:89:99,ip=dhcp,type=veth' hostname:
  run_script "$1"
  ends 0
  says "memory is '2048', its definition says 32768; fix: pct set $1 --memory 32768" \
    "cores is '', its definition says 6; fix: pct set $1 --cores 6" \
    "hostname is '', its definition says Portainer; fix: pct set $1 --hostname Portainer" \
    "rootfs has 32G, its definition says 128G; fix: pct resize $1 rootfs 128G" \
    "fix: pct set $1 --features 'nesting=1,mknod=1'" \
    "fix: pct set $1 --net0 'name=eth0,bridge=vmbr1,hwaddr=52:54:00:67:89:99,ip=10.0.0.99/24,type=veth,gw=10.0.0.1'"
  mapfile -t warnings < <(grep ' WARN ' "$SIM/err")
  ((${#warnings[@]} == 6)) || complain "${#warnings[@]} warnings"
}

# Case, order, more than is needed, other units, the defaults that Proxmox leaves out.
same_in_other_words() { # <ctid>
  new_simulator
  set_to "$1" 'rootfs: tank:subvol-910-disk-0,size=1T' 'features: fuse=0,nesting=1,mount=nfs' \
    'net0: name=eth0,bridge=vmbr1,firewall=1,gw=10.0.0.1,hwaddr=52:54:00:67:89:99,ip=10.0.0.99/24,tag=7,type=veth'
  run_script "$1"
  ends 0
  ! grep -q ' WARN ' "$SIM/err" || complain 'warns of what is the same'
}

# pct_for <word> <line of Bash…> – calls of pct with that first word come to these lines instead.
pct_for() {
  mv -- "$SIM/bin/pct" "$SIM/bin/pct.real"
  printf '%s\n' '#!/bin/bash' "if [[ \$1 == $1 ]]; then" "${@:2}" fi 'exec "${0%/*}/pct.real" "$@"' >"$SIM/bin/pct"
  chmod 755 -- "$SIM/bin/pct"
}

old_pct() { # <ctid>
  new_simulator
  pct_for exec 'printf "%s\n" "Unknown option: keep-env" "400 unable to parse option" "pct exec <vmid> [<extra-args>]" >&2' 'exit 255'
  run_script "$1" PHOENIX_TIME_SCALE=20
  ends 78
  says 'pve-container 5.0.9 or later is needed'
  [[ $(grep -c " status $1\$" "$SIM/state/calls") == 1 ]] || complain 'waits for a container that does not stop'
}

without_bash() { # <ctid>
  new_simulator
  pct_for exec "printf '%s\n' 'lxc-attach: $1: ../src/lxc/attach.c: lxc_attach_run_command: 1841 No such file or directory - Failed to exec \"bash\"' >&2" 'exit 127'
  run_script "$1" PHOENIX_TIME_SCALE=20
  ends 21
  says 'the container needs Bash inside (Debian, Ubuntu)'
  [[ $(grep -c " status $1\$" "$SIM/state/calls") == 1 ]] || complain 'waits for a container that does not stop'
}

no_answer() { # <ctid>
  new_simulator
  printf '1\n' >"$SIM/state/faults/hang-at"
  run_script "$1" PHOENIX_TIME_SCALE=20
  ends 21
  says "pct does not say whether container $1 exists: "
}

# A bug is made by replacing a function of the sourced script: it stops the container, and then a command fails that nobody looks at.
unexpected() { # <ctid>
  local script
  from_fresh_run "$1"
  script_of "$1"
  # shellcheck disable=SC2016 # expanded inside
  run_words bash -c '
    source "$1"
    take_locks() {
      must_run=yes
      pct_call 150 shutdown "$CTID" --timeout 60
      ls -- "$HOST_ROOT/nothing of this name"
      log INFO "went on"
    }
    main "$2"
  ' bash "$script" "$1"
  ends 70
  says "bug in this script: ls -- "
  names_its_exit_code
  [[ $(<"$SIM/out") != *"went on"* ]] || complain "went on after the error"
  is_running "$1"
  converges "$1"
}

for_every_script "the received CTID, the check and its result stand in the log" logs_the_check
for_one_script "a missing container ends 1, and nothing is changed" missing
for_one_script "a stopped container is started and set up" stopped
for_one_script "a stopped container that was set up before is started" stopped_and_done
for_one_script "a container that does not boot ends 21 before any step" does_not_boot
for_one_script "a locked container ends 25, the word of the lock is named, nothing is changed" locked
for_one_script "a container that was set up, but is locked, ends 25" locked_and_done
for_one_script "an error that nobody expected ends 70, names its command, and the container runs" unexpected
for_every_script "H20: of a container that is as its definition says, nothing is said" as_defined
for_one_script "H20: a container of another privilege than its definition says ends 21 before anything is changed" other_privilege
for_one_script "H20: a template that was done before is looked at all the same" other_privilege_and_done '^SNAPSHOT='
for_one_script "H20: a container without a feature that a step relies on ends 21, and the step is named" lacks_a_feature '^SCRIPT_CTID=910$'
for_one_script "H20: a container with less memory than a model server relies on ends 21" lacks_memory '^SCRIPT_CTID=950$'
for_one_script "H20: what else differs is one warning each, with the command that helps" differs_otherwise '^SCRIPT_CTID=910$'
for_one_script "H20: the same settings in other words are the same" same_in_other_words '^SCRIPT_CTID=910$'
for_one_script "H16: a pct without --keep-env ends 78, and the version that is needed is named" old_pct
for_one_script "H16: a container without Bash inside ends 21, and says so" without_bash
for_one_script "a pct that does not answer whether the container exists ends 21, not 1" no_answer
