# The host's side of a container: its options, what is mounted in it, its devices; and a secret from the environment of the run. The script
# is that of a container of the tests' own.

load simulated

# Its script is generated here, and is the only one.
DIST=$BATS_FILE_TMPDIR/project/dist-scripts
WORLDS=$BATS_FILE_TMPDIR/worlds

setup_file() {
  local project=$BATS_FILE_TMPDIR/project
  mkdir -- "$project"
  cp -R -- "$BATS_TEST_DIRNAME/host-side/definitions" "$project/definitions"
  (cd -- "$project" && node "$REPOSITORY/dist/phoenix-setup.cjs" generate --no-types $([[ ${PHOENIX_THOROUGH-} ]] || printf %s --no-lint) >&2)
  make_host
  mkdir -- "$world/host/dev/dri"
  ln -s -- /dev/null "$world/host/dev/dri/renderD128"
}
setup() { :; }
teardown() { take_down_simulators; }

# on_a_host [world] – SIM becomes a copy of it; sets conf.
on_a_host() {
  new_simulator "$@"
  configuration 961
}

# see_first_run – SIM is a world where the script has run, to be read. Each pct notes its words and the secret, if it has it.
see_first_run() {
  world first make_first_run
  SIM=$world
  configuration 961
}

make_first_run() {
  on_a_host
  mkdir -- "$SIM/recorded"
  # shellcheck disable=SC2016 # expanded when it runs
  printf '#!/bin/bash\nprintf "%%s: " "$1" >>"${0%%/*}/../environments"\nprintf "<%%s>" "$@" >>"${0%%/*}/../words"\nprintenv SIDE_TOKEN >>"${0%%/*}/../environments" || echo none >>"${0%%/*}/../environments"\nexec "${0%%/*}/../bin/pct" "$@"\n' \
    >"$SIM/recorded/pct"
  chmod 755 -- "$SIM/recorded/pct"
  run_961 PATH="$SIM/recorded:$SIM/bin:/usr/bin:/bin"
  ends 0
  made=$SIM
}

after_first_run() {
  world first make_first_run
  on_a_host "$world"
  forget_calls
}

run_961() { run_script 961 SIDE_TOKEN=hf_a-secret "$@"; }

# calls <word> – prints those calls of pct, without their numbers.
calls() { sed -n "s/^[0-9]* \($1 .*\)/\1/p" "$SIM/state/calls"; }

has() { # <line of the configuration>
  grep -qxF -- "$1" "$conf" || complain "the configuration lacks: $1"
}

# is_as_described – everything is in force, and nothing waits for a restart.
is_as_described() {
  local line
  for line in 'memory: 1024' 'cores: 2' 'swap: 0' 'cpulimit: 1.5' 'onboot: 1' 'startup: order=2,down=30' 'features: mknod=1,nesting=1' \
    'nameserver: 10.0.0.1 fd00::1' 'searchdomain: home.arpa' 'tags: b.c;a' 'mp0: /tank/media,mp=/srv/media,ro=1' \
    'mp1: lxc-disks:subvol-961-disk-1,mp=/var/lib/data,backup=1,size=8G' 'dev0: /dev/dri/renderD128,gid=104,mode=0660' \
    '#it'\''s $(touch /canary)%3A 100%25 "so"' '#%E2%98%83 `line` two\'; do
    has "$line"
  done
  [[ $(<"$conf") != *pending* ]] || complain "something still waits for a restart"
  [ ! -e "$SIM/host/run/phoenix-setup-restart-961" ]
  [ "$(stat -c %a "$SIM/host/tank/media")" = 750 ]
  is_running 961
}

@test "everything is set, with one call for each step, and the container is restarted once, after all of them" {
  see_first_run
  is_as_described
  [ "$(calls set | cut -d ' ' -f 3 | xargs)" = '--memory --mp0 --mp1 --dev0' ]
  [ "$(calls '\(set\|shutdown\|start\|exec\)' | cut -d ' ' -f 1 | xargs)" = 'set set set set exec shutdown start exec' ]
  says "+ pct set 961 '--dev0' '/dev/dri/renderD128,gid=104,mode=0660'"
}

@test "a second run makes two calls of pct, whatever is asked on the host, and changes nothing" {
  after_first_run
  run_961
  ends 0
  changes_nothing_but_exec
  [ "$(wc -l <"$SIM/state/calls")" -eq 2 ]
  says 'ok=7 changed=0 failed=0 skipped=0'
}

changes_nothing_but_exec() {
  calls_only status exec
}

@test "what a step reads in Proxmox's file is what pct config prints, as it is now and after the next start" {
  local time script
  after_first_run
  script_of 961
  cp -- "$conf" "$SIM/plain"
  { printf '#second: line\n'; grep -v '^onboot' "$SIM/plain"; printf 'lxc.idmap: u 0 100000 65536\nlxc.idmap: g 0 100000 65536\nlxc.mount.entry = /a b none bind 0 0\n'; printf '\n[pve:pending]\nmemory: 4096\ndelete: swap,!mp0\nhookscript: local:a.pl\n\n[one]\n#of the snapshot\nmemory: 1\ntty: 3\n'; } >"$conf"
  for time in 'now 1' 'next 0'; do
    # shellcheck disable=SC2016 # expanded inside
    run_words PHOENIX_HOST_ROOT="$SIM/host" /bin/bash -c 'source "$1"; CTID=961 HOST_ROOT=$PHOENIX_HOST_ROOT; lxc_settings "$2"' bash "$script" "${time% *}"
    ends 0
    sort -- "$SIM/out" | grep -v '^$' >"$SIM/read"
    run_words "$SIM/bin/pct" config 961 --current "${time#* }"
    ends 0
    # Hand-written, this colon is not encoded yet.
    sed 's/second%3A/second:/' "$SIM/out" | sort | diff - "$SIM/read"
  done
  rm -- "$conf"
  run_words PHOENIX_HOST_ROOT="$SIM/host" /bin/bash -c 'source "$1"; CTID=961 HOST_ROOT=$PHOENIX_HOST_ROOT; lxc_settings now' bash "$script"
  ends 1
  grep -q '961.conf cannot be read$' "$SIM/err"
}

@test "asked first, it says what differs, and that the container would be restarted, and changes nothing" {
  on_a_host
  cp -- "$conf" "$SIM/before"
  run_961 PHOENIX_MODE=check
  ends 10
  changes_nothing_but_exec
  cmp -- "$conf" "$SIM/before"
  [ ! -e "$SIM/host/tank" ]
  grep -q "lxc-options would change .*swap is '512' instead of '0'" "$SIM/out"
  grep -q "lxc-mount would change .*the host has no folder /tank/media" "$SIM/out"
}

@test "what was changed by hand is put right, without a restart if it takes none" {
  after_first_run
  sed -i -e 's/^onboot: 1/onboot: 0/' -e 's/^mp0: .*/mp0: \/tank\/media,ro=1,mp=\/srv\/media/' "$conf"
  run_961
  ends 0
  [ "$(calls set)" = 'set 961 --onboot 1' ]
  [ -z "$(calls '\(shutdown\|start\)')" ]
}

@test "a container that is stopped is set up as it is, and started once" {
  on_a_host
  rm -- "$SIM/state/961/running"
  run_961
  ends 0
  is_as_described
  [ "$(calls '\(set\|shutdown\|start\)' | cut -d ' ' -f 1 | xargs)" = 'set set set set start' ]
}

@test "H18: a container that may still boot is restarted only once its init has booted it" {
  local run script
  local boot=step_5_container_ready_boot_verify
  on_a_host
  printf '%s\n' "$boot" >"$SIM/state/faults/wait-step"
  script_of 961
  (on_the_host SIDE_TOKEN=hf_a-secret "$script" 961) &
  run=$!
  wait_until "init is asked" test -e "$SIM/state/waiting"
  [ "$(calls '\(set\|exec\|shutdown\)' | cut -d ' ' -f 1 | xargs)" = 'set set set set exec' ]
  : >"$SIM/state/go"
  comes_to_an_end "$run"
  ends 0
  is_as_described
}

@test "H18: a container that does not come up in the readiness gate's time is restarted all the same, with a warning" {
  local fault
  for fault in fail-step hang-step; do
    on_a_host
    in_case "$fault"
    printf 'step_5_container_ready_boot_verify\n' >"$SIM/state/faults/$fault"
    run_961 PHOENIX_TIME_SCALE=60
    ends 0
    says 'WARN  961 [5/7] container-ready warning'
    says 'container 961 is restarted before it has booted: '
    is_as_described
  done
}

@test "H18: one that stops before init is asked, or meanwhile, or that nobody can ask, is restarted all the same" {
  local fault at
  on_a_host
  run_961
  at=$(sed -n '/^[0-9]* exec /{s/ .*//p;q}' "$SIM/state/calls")
  for fault in 'stop-container-step step_5_container_ready_boot_verify 1' "stop-container-at $at" "fail-at $at"; do
    on_a_host
    in_case "$fault"
    printf '%s\n' "${fault#* }" >"$SIM/state/faults/${fault%% *}"
    run_961 PHOENIX_TIME_SCALE=20
    ends 0
    says 'container 961 is restarted before it has booted: '
    is_as_described
  done
}

@test "H18: init is asked until it has booted the container" {
  local script
  on_a_host
  script_of 961
  # shellcheck disable=SC2016 # expanded inside
  run_words /bin/bash -c '
    source "$1"
    systemctl() {
      printf "%s\n" "$*" >>"$asked"
      case $(wc -l <"$asked") in 1) return 1 ;; 2) printf "starting\n" && return 1 ;; *) printf "degraded\n" && return 1 ;; esac
    }
    pause() { printf "pause %s\n" "$1"; }
    token=t asked=$2
    set -euo pipefail
    await_boot
    cat -- "$asked"
  ' bash "$script" "$SIM/asked"
  ends 0
  grep -v '^$' "$SIM/out" >"$SIM/said"
  diff - "$SIM/said" <<'SAID'
t waits init, last answer: init says ''
pause 2
t waits init, last answer: init says 'starting'
pause 2
t note init is degraded
is-system-running
is-system-running
is-system-running
SAID
}

@test "P4: a container that its script protects is protected last, and again after a change of what is mounted" {
  on_a_host
  configuration 962
  run_script 962
  ends 0
  has 'protection: 1'
  [ "$(calls set | cut -d ' ' -f 3 | xargs)" = '--mp0 --protection' ]
  sed -i 's/,backup=1//' "$conf"
  forget_calls
  run_script 962
  ends 0
  has 'protection: 1'
  [ "$(calls set | cut -d ' ' -f 3 | xargs)" = '--protection --mp0 --protection' ]
}

@test "P4: what is mounted in a container that somebody else protects is left alone, and the run says why" {
  on_a_host
  sed -i '1i protection: 1' "$conf"
  run_961
  ends 22
  says 'the container is protected; to change what is mounted: pct set 961 --protection 0'
  [ -z "$(calls set | grep mp0)" ]
}

@test "each call that a fresh run makes may fail: the next run carries on" {
  local i exits
  local -a words
  see_first_run
  mapfile -t words < <(sed 's/^[0-9]* //' "$SIM/state/calls")
  for i in "${!words[@]}"; do
    # Of the many questions, those of the first step.
    [[ ${words[i]} != config* ]] || ((i < 8)) || continue
    # Without PHOENIX_THOROUGH, the first change: calls.bats has the others, of other scripts.
    [[ -n ${PHOENIX_THOROUGH-} || ${words[i]} == *' --memory '* ]] || continue
    on_a_host
    in_case "call $((i + 1)) fails, pct ${words[i]:0:60}"
    case ${words[i]} in
      status*) exits=1 ;;
      shutdown* | start*) exits=26 ;;
      exec*) exits='21 22' ;;
      *) exits='22 28' ;;
    esac
    printf '%s\n' "$((i + 1))" >"$SIM/state/faults/fail-at"
    run_961 PHOENIX_TIME_SCALE=20
    # shellcheck disable=SC2086 # one or two numbers
    ends $exits
    rm -f -- "$SIM/state/faults/fail-at"
    run_961 PHOENIX_TIME_SCALE=20
    ends 0
    is_as_described
  done
}

@test "killed between a change and its restart, the next run restarts the container" {
  local number
  see_first_run
  number=$(sed -n 's/^\([0-9]*\) shutdown .*/\1/p' "$SIM/state/calls")
  on_a_host
  printf '%s\n' "$number" >"$SIM/state/faults/kill-caller-before"
  run_961
  [ "$status" -eq 137 ]
  [ -e "$SIM/host/run/phoenix-setup-restart-961" ]
  rm -- "$SIM/state/faults/kill-caller-before"
  forget_calls
  run_961
  ends 0
  is_as_described
  [ -z "$(calls set)" ]
  [ "$(calls '\(shutdown\|start\)' | cut -d ' ' -f 1 | xargs)" = 'shutdown start' ]
}

@test "a device that the host lacks ends the run before the container is restarted" {
  on_a_host
  rm -- "$SIM/host/dev/dri/renderD128"
  run_961
  ends 22
  says 'the host has no device /dev/dri/renderD128'
  [ -z "$(calls '\(shutdown\|start\)')" ]
}

@test "without the secret in the environment, nothing is done" {
  on_a_host
  run_script 961
  ends 20
  says 'the environment variable SIDE_TOKEN is missing'
  changes_nothing
  run_script 961 SIDE_TOKEN=
  ends 20
}

@test "the secret of the environment is in no log, no file and no argument list, and nothing that is started later inherits it" {
  see_first_run
  # That the container exists is asked before.
  [ "$(head -n 1 "$SIM/environments")" = 'status: hf_a-secret' ]
  [ "$(tail -n +2 "$SIM/environments" | grep -v ': none$')" = '' ]
  [ "$(tail -n +2 "$SIM/environments" | wc -l)" -ge 8 ]
  ! grep -qF hf_a-secret "$SIM/words" || complain "it is in an argument list"
  ! grep -rlaF -e hf_a-secret -e "$(printf hf_a-secret | base64)" "$SIM"/{out,err,host,state} --exclude-dir=programs --exclude-dir=dev ||
    complain "it is in a file"
  # As what goes in through standard input, it is there.
  grep -rqF "$(printf hf_a-secret | base64)" "$SIM/state/961/programs"
}
