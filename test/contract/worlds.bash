# shellcheck shell=bash
# The simulators that cases begin with. Loaded by simulated.bash.
#
# A world is a simulator on which something has happened. Each is made once, below WORLDS, and from then on only copied or read: a
# case that changes one would spoil the cases after it. What a case changes is SIM after new_simulator.

# One run of tests gives all files the same empty folder. A file that is run by itself makes what it needs.
WORLDS=${PHOENIX_CONTRACT_WORLDS:-$BATS_RUN_TMPDIR/worlds}
made='' simulators=0

# world <name> <command…> – sets world to that folder. Where it is missing, the command makes it, and sets made to what becomes it.
world() {
  local lock place=$WORLDS/$1
  if [[ ! -d $place ]]; then
    [[ -d $WORLDS ]] || mkdir -p -- "$WORLDS"
    # Files that run side by side need the same worlds.
    exec {lock}>>"$place.lock"
    flock "$lock"
    if [[ ! -d $place ]]; then
      "${@:2}"
      mv -T -- "$made" "$place"
    fi
    exec {lock}>&-
  fi
  world=$place
}

# make_host – for setup_file. One host that has what any of the scripts expects.
make_host() {
  world host lay_out_host
}

# lay_out_host – the files that operators keep are in host/: a definition that reads further values at run time needs them there.
lay_out_host() {
  local script name parts=$WORLDS/parts
  local -a ctids=()
  rm -rf -- "$parts"
  for script in "$DIST"/*.sh; do
    script=${script##*_}
    ctids+=("${script%.sh}")
  done
  # 999 is another container, which no script is for.
  ctids+=(999)
  node "$REPOSITORY/dist/simulator.cjs" up "$parts" "${ctids[@]}"
  for script in "$DIST"/*.sh; do
    put_settings "$script" "$parts/host/etc/pve/lxc"
  done
  cp -R -- "$BATS_TEST_DIRNAME/host/." "$parts/host/"
  mkdir -- "$parts/host/dev/nvidia-caps" "$parts/scripts"
  # A script asks whether these are character devices, and nvidia-uvm for its major number.
  for name in nvidia0 nvidia1 nvidiactl nvidia-uvm-tools; do ln -s -- /dev/null "$parts/host/dev/$name"; done
  ln -s -- /dev/ptmx "$parts/host/dev/nvidia-uvm"
  printf '{"choices":[{"message":{"content":"The capital of France is Paris."}}]}\n' >"$parts/state/curl/body"
  # A copy, since the scripts may be generated anew while their tests run.
  cp -- "$DIST"/*.sh "$parts/scripts/"
  # What a step's command would call, should one ever get out of the model.
  # shellcheck disable=SC2016 # expanded when it runs
  printf '#!/bin/bash\nprintf "%%s\\n" "$0 $*" >>"${0%%/*}/../state/canary"\nexit 97\n' >"$parts/bin/canary"
  chmod 755 -- "$parts/bin/canary"
  for name in apt-get dpkg dpkg-query docker gpg nvidia-smi ssh-keygen systemctl useradd usermod groupadd; do
    ln -s canary "$parts/bin/$name"
  done
  # What never changes is linked, file by file, so that a copy is one program, and a case can put something else in a file's place.
  made=$WORLDS/laid-out
  rm -rf -- "$made"
  mkdir -- "$made"
  cp -as -- "$parts"/{bin,lib,scripts} "$made/"
  mv -- "$parts"/{host,state} "$made/"
}

# put_settings <script> <folder of configurations> – its container becomes as its definition says.
put_settings() {
  local ctid line
  local -a lines kept=()
  local -A wanted=()
  ctid=${1##*_} ctid=${ctid%.sh}
  mapfile -t lines < <("$REPOSITORY/test/settings-of.bash" "$1")
  for line in "${lines[@]}"; do wanted[${line%%:*}]=$line; done
  mapfile -t lines <"$2/$ctid.conf"
  for line in "${lines[@]}"; do
    [[ -v wanted[${line%%:*}] ]] || kept+=("$line")
  done
  printf '%s\n' "${kept[@]}" "${wanted[@]}" | sort >"$2/$ctid.conf"
}

# new_simulator [world] – SIM becomes a copy of the host, or of that world.
new_simulator() {
  simulators=$((simulators + 1))
  SIM=$BATS_TEST_TMPDIR/$simulators
  cp -a -- "${1:-$WORLDS/host}" "$SIM"
}

# make_fresh <ctid> – a simulator on which the script has run for the first time.
make_fresh() {
  new_simulator
  state_of "$1" >"$SIM/state-before"
  : >"$SIM/state/arrivals"
  run_script "$1"
  ends 0
  state_of "$1" >"$SIM/end-state"
  made=$SIM
}

# make_second <ctid> – the run after that; what it has called and which phases ran is that run's alone.
make_second() {
  local conf log
  after_fresh_run "$1"
  configuration "$1"
  cp -- "$conf" "$SIM/conf-before"
  log_file
  cp -- "$log" "$SIM/log-before"
  forget_calls
  : >"$SIM/state/$1/ran"
  run_script "$1"
  ends 0
  made=$SIM
}

# make_elsewhere <ctid> – a first run of a copy in another folder, with another name, that has no standard input, from a folder and
# with a umask that are not the script's.
make_elsewhere() {
  local script
  world "fresh-$1" make_fresh "$1"
  new_simulator
  script_of "$1"
  mkdir -- "$SIM/else where"
  mv -- "$script" "$SIM/else where/phoenix_hypervisor_lxc_999.sh"
  rm -r -- "$SIM/scripts"
  : >"$SIM/state/arrivals"
  # The shell in between closes its own standard input and becomes the script.
  # shellcheck disable=SC2016 # expanded inside
  run_words bash -c 'umask 077; cd /; exec "$@" <&-' bash "$SIM/else where/phoenix_hypervisor_lxc_999.sh" "$1"
  ends 0
  made=$SIM
}

# see_fresh_run <ctid>, see_second_run <ctid>, see_run_elsewhere <ctid> – SIM is such a world, to be read. It is a copy after after_fresh_run.
see_fresh_run() {
  world "fresh-$1" make_fresh "$1"
  SIM=$world
}
see_second_run() {
  world "second-$1" make_second "$1"
  SIM=$world
}
see_run_elsewhere() {
  world "elsewhere-$1" make_elsewhere "$1"
  SIM=$world
}
after_fresh_run() {
  world "fresh-$1" make_fresh "$1"
  new_simulator "$world"
}

# from_fresh_run <ctid> – SIM becomes a copy of the host, when it is known what a fresh run leaves.
from_fresh_run() {
  world "fresh-$1" make_fresh "$1"
  new_simulator
}

# take_down_simulators – for teardown: ends what a case has left behind.
take_down_simulators() {
  local folder
  for folder in "$BATS_TEST_TMPDIR"/[0-9]*; do
    if may_still_run "$folder"; then
      bash "$folder/lib/crash.bash" down
    fi
  done
}

may_still_run() { # <simulator>
  local file pid
  for file in "$1"/state/*/programs/*.pid "$1"/state/hanging/*.pid; do
    if [[ -e $file ]] && read -r pid _ <"$file" && [[ -e /proc/$pid ]]; then
      return 0
    fi
  done
  return 1
}
