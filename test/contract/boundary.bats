# What a script hands to pct, and what it takes from its environment and from folders that others can write to.

load simulated

setup_file() { make_host; }
setup() { :; }
teardown() { take_down_simulators; }

# all_arrived_clean – each call of pct had an environment of its own, three descriptors, and no terminal.
all_arrived_clean() {
  [[ -s $SIM/state/arrivals ]] || complain "nothing arrived"
  ! grep -vE '^[0-9]+ umask=0022 folder=/ descriptors=0,1,2 terminal=0 locale=C\.UTF-8 heeded=$' "$SIM/state/arrivals" ||
    complain "not clean"
}

arrives_clean() { # <ctid>
  see_fresh_run "$1"
  all_arrived_clean
}

arrives_clean_from_elsewhere() { # <ctid>
  see_run_elsewhere "$1"
  all_arrived_clean
}

# make_odd <ctid> – a run of a caller that has set what must not get through.
make_odd() {
  new_simulator
  : >"$SIM/state/arrivals"
  rm -- "$SIM/state/$1/running"
  status=0
  # shellcheck disable=SC2016 # expanded inside
  on_the_host timeout 300 bash -c '
    umask 000
    cd "$PHOENIX_HOST_ROOT"
    exec 5<"$1" 77>/dev/null
    printf() { echo mine; }
    flock() { :; }
    export -f printf flock
    export IFS=: CDPATH=/ ENV=/x BASH_ENV=/x TMOUT=1 GLOBIGNORE="*" POSIXLY_CORRECT=1 PERL5OPT=-w PERL5LIB=/x LC_ALL=tlh
    exec "$1" "$2"
  ' bash "$SIM/scripts/phoenix_hypervisor_setup_$1.sh" "$1" || status=$?
  ends 0
  made=$SIM
}

odd_environment() { # <ctid>
  world "odd-$1" make_odd "$1"
  SIM=$world
  all_arrived_clean
  is_running "$1"
}

# hold <file> – this shell holds its lock, until held is closed.
hold() {
  mkdir -p -- "${1%/*}"
  exec {held}>>"$1"
  flock -n "$held"
}

refuses_second() { # <ctid>
  local place
  for place in run/phoenix-setup run/lock; do
    new_simulator
    in_case "held in $place"
    mkdir -p -m 700 -- "$SIM/host/run/phoenix-setup"
    hold "$SIM/host/$place/phoenix_hypervisor_setup_$1.lock"
    forget_calls
    run_script "$1"
    ends 24
    changes_nothing
    exec {held}>&-
  done
}

for_every_script "every call of pct has an environment of its own" arrives_clean
for_one_script "every call of pct has an environment of its own, from another folder, with another umask and without standard input" \
  arrives_clean_from_elsewhere
for_one_script "P3: every call of pct has an environment of its own, whatever the caller's is" odd_environment
for_one_script "while the lock of the CTID is held, here or where scripts had it before, it ends 24" refuses_second

@test "log and locks are root's own: the log 640, the folder of locks 700, the lock 600; the caller's umask is pct's no more than its folder" {
  world odd-910 make_odd 910
  SIM=$world
  [ "$(stat -c %a "$SIM/host/var/log/phoenix_hypervisor.log")" = 640 ]
  [ "$(stat -c %a "$SIM/host/run/phoenix-setup")" = 700 ]
  [ "$(stat -c %a "$SIM/host/run/phoenix-setup/phoenix_hypervisor_setup_910.lock")" = 600 ]
}

@test "P2: where Proxmox has no folder for a stopped container, its start makes one that it can be started from again, whatever the caller's umask" {
  local mask
  for mask in 027 077; do
    new_simulator
    in_case "umask $mask"
    rm -rf -- "$SIM/host/var/lib/lxc/910"
    rm -- "$SIM/state/910/running"
    # shellcheck disable=SC2016 # expanded inside
    run_words bash -c 'umask "$1"; exec "$2" 910' bash "$mask" "$SIM/scripts/phoenix_hypervisor_setup_910.sh"
    ends 0
    is_running 910
    [ "$(stat -c %a "$SIM/host/var/lib/lxc/910")" = 755 ]
  done
}

@test "what others have put where scripts had their lock before is left alone" {
  local old
  # It takes its locks, and has nothing to do.
  after_fresh_run 900
  old=$SIM/host/run/lock/phoenix_hypervisor_setup_900.lock
  rm -f -- "$old"
  mkfifo -- "$old"
  run_script 900
  ends 0
  [ -p "$old" ]
  rm -- "$old"
  ln -s -- "$SIM/host/made" "$old"
  run_script 900
  ends 0
  [ ! -e "$SIM/host/made" ]
}

@test "a folder of locks that others can write to, or that is a link, ends 78, before anything is done" {
  new_simulator
  mkdir -m 777 -- "$SIM/open"
  run_script 910 PHOENIX_LOCK_DIR="$SIM/open"
  ends 78
  says "root alone can write to"
  changes_nothing
  mkdir -m 700 -- "$SIM/own"
  ln -s -- own "$SIM/link"
  run_script 910 PHOENIX_LOCK_DIR="$SIM/link"
  ends 78
  changes_nothing
}

@test "PHOENIX_LOG_FILE and PHOENIX_LOCK_DIR that are relative or of the wrong type end 78 at once" {
  local word mode modes="apply check"
  new_simulator
  mkfifo -- "$SIM/fifo"
  mkdir -- "$SIM/folder"
  : >"$SIM/file"
  ln -s -- "$SIM/nowhere" "$SIM/dangling"
  for word in PHOENIX_LOG_FILE=log PHOENIX_LOG_FILE="$SIM/fifo" PHOENIX_LOG_FILE="$SIM/folder" PHOENIX_LOG_FILE=/dev/null PHOENIX_LOG_FILE="$SIM/dangling" \
    PHOENIX_LOCK_DIR=locks PHOENIX_LOCK_DIR="$SIM/fifo" PHOENIX_LOCK_DIR="$SIM/file" PHOENIX_LOCK_DIR="$SIM/dangling"; do
    for mode in $modes; do
      in_case "$word, $mode"
      run_script 910 "$word" PHOENIX_MODE="$mode"
      ends 78
      [ ! -s "$SIM/state/calls" ]
    done
    # Without PHOENIX_THOROUGH, both modes of the first.
    [[ -n ${PHOENIX_THOROUGH-} ]] || modes=apply
  done
  [ ! -e "$SIM/nowhere" ]
}

@test "an exported function does not stand in for a command of the script" {
  world odd-910 make_odd 910
  SIM=$world
  [[ $(<"$SIM/out") != *mine* ]]
}

@test "P5: of wrong parameters, the lines that name them are the reason, and not the usage line" {
  new_simulator
  mv -- "$SIM/bin/pct" "$SIM/bin/pct.real"
  printf '%s\n' '#!/bin/bash' 'if [[ $1 == snapshot ]]; then' \
    'printf "400 Parameter verification failed.\nsnapname: value may only be 40 characters long\npct snapshot <vmid> <snapname> [OPTIONS]\n" >&2' \
    'exit 255; fi' "exec '$SIM/bin/pct.real' \"\$@\"" >"$SIM/bin/pct"
  chmod 755 -- "$SIM/bin/pct"
  run_script 900
  ends 27
  says "could not be taken: snapname: value may only be 40 characters long"
  [[ $(<"$SIM/err") != *'[OPTIONS]'* ]]
}

@test "P6: a pct that a signal ended is told, and what it said when the container could not be started again" {
  new_simulator
  mv -- "$SIM/bin/pct" "$SIM/bin/pct.real"
  printf '%s\n' '#!/bin/bash' 'if [[ $1 == snapshot ]]; then kill -KILL $$; fi' 'if [[ $1 == start ]]; then echo "no quorum" >&2; exit 255; fi' \
    "exec '$SIM/bin/pct.real' \"\$@\"" >"$SIM/bin/pct"
  chmod 755 -- "$SIM/bin/pct"
  run_script 900
  ends 27
  says "killed by signal 9"
  says "container 900 is down: no quorum"
}

@test "in JSON, what a step prints has the result output, and a failure before the first step counts as one" {
  new_simulator
  printf 'step_3_docker_image_check\n' >"$SIM/state/faults/noisy-step"
  run_script 910 PHOENIX_LOG_FORMAT=json
  ends 0
  grep -q '"step":3,"kind":"docker-image",.*"result":"output",.*"message":"serve_questions"' "$SIM/out"
  sed -i '1i lock: backup' "$SIM/host/etc/pve/lxc/910.conf"
  run_script 910
  ends 25
  grep -q 'ok=0 changed=0 failed=1 skipped=6 ' "$SIM/out"
}

@test "a call of pct comes to an end even if Bash never hears that it has ended" {
  new_simulator
  status=0
  # shellcheck disable=SC2016 # expanded inside
  on_the_host timeout 30 bash -c 'source "$1"; wait() { return 127; }; kill() { :; }; start_up; pct_call 30 status 910' bash \
    "$SIM/scripts/phoenix_hypervisor_setup_910.sh" || status=$?
  grep -q '+ pct status 910' "$SIM/out"
  ((status != 124))
}
