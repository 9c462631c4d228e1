# The record that a run leaves on the host.

load simulated

setup_file() { make_host; }
setup() { :; }
teardown() { take_down_simulators; }

# read_record <ctid> [.check] – sets record to what it holds, sorted, a line each: `exit 0`, `counts.ok 4`, `3 docker-image changed` and the
# reason. It has to be whole, UTF-8, JSON, of at most 64 KiB, with texts of at most 300 characters.
read_record() {
  file=$SIM/host/var/lib/phoenix-setup/runs/$1${2-}.json
  [[ -f $file ]] || complain "there is no record"
  record=$(perl -MJSON::PP -CO -0777 -ne '
    length() <= 65536 && /\}\n\z/ or die "not whole, or too long\n";
    my $record = JSON::PP->new->utf8->decode($_);
    my $steps = delete $record->{steps} // [];
    my $counts = delete $record->{counts} // {};
    my @lines = map { "$_ $record->{$_}" } keys %$record;
    push @lines, map { "counts.$_ $counts->{$_}" } keys %$counts;
    push @lines, map { "$_->{number} $_->{kind} $_->{result} $_->{reason}" } @$steps;
    length($_) > 300 and die "longer than 300 characters: $_\n" for values %$record, map { values %$_ } @$steps;
    print "$_\n" for sort @lines;
  ' "$file") || complain "the record is not what its readers take"
}

# tells <line…> – the record has each of these lines, which are globs.
tells() {
  local line
  for line; do
    # shellcheck disable=SC2053 # a glob is wanted
    [[ $'\n'$record$'\n' == *$'\n'$line$'\n'* ]] || complain "the record does not say '$line': $record"
  done
}

has_no_record() {
  [[ ! -e $SIM/host/var/lib/phoenix-setup ]] || complain "there is a record"
}

of_whole_runs() { # <ctid>
  local file record line script number kind id ok changed
  local form='run ([0-9a-f]{6}): ok=([0-9]+) changed=([0-9]+) failed=0 '
  see_fresh_run "$1"
  read_record "$1"
  script_of "$1"
  [[ $(<"$SIM/out") =~ $form ]]
  id=${BASH_REMATCH[1]} ok=${BASH_REMATCH[2]} changed=${BASH_REMATCH[3]}
  tells 'version 1' "ctid $1" "run $id*" 'mode apply' 'state done' 'exit 0' 'changed 1' 'startedContainer 0' 'reason ' \
    "plan $(grep -oP '^# plan: \K.*' "$script")" "body $(grep -oP '^# body: \K.*' "$script")" "boot $(</proc/sys/kernel/random/boot_id)" \
    "counts.ok $ok" "counts.changed $changed" 'counts.failed 0' 'counts.skipped 0'
  while read -r number _ kind _; do
    [[ $'\n'$record =~ $'\n'"$number $kind "(ok|changed) ]] || complain "nothing of step $number"
  done < <(steps_of "$1")
  [[ $(stat -c %a "${file%/*}") == 700 && $(stat -c %a "$file") == 600 && $(ls -A "${file%/*}") == "$1.json" ]]
  see_second_run "$1"
  read_record "$1"
  tells 'exit 0' 'changed 0' 'counts.changed 0'
  [[ $record != *$'\n'"run $id"* ]] || complain "another run has the same id"
}

# at_work <ctid> – a run in the background that waits inside of its first step; sets run.
at_work() {
  local number kind phases script
  new_simulator
  read -r number _ kind _ _ phases < <(steps_of "$1")
  printf '%s 1\n' "step_${number}_${kind//-/_}_${phases%% *}" >"$SIM/state/faults/wait-step"
  script_of "$1"
  (exec env -i PATH="$SIM/bin:/usr/bin:/bin" PHOENIX_HOST_ROOT="$SIM/host" "$script" "$1" </dev/null >"$SIM/out" 2>"$SIM/err" 3>&-) &
  run=$!
  wait_until "its first step is at work" test -e "$SIM/state/waiting"
}

while_it_runs() { # <ctid>
  local run record file line
  local -a fields
  at_work "$1"
  read_record "$1"
  read -r -d '' line <"/proc/$run/stat" || :
  read -r -a fields <<<"${line##*) }"
  tells 'state running' "pid $run" "processStart ${fields[19]}" "boot $(</proc/sys/kernel/random/boot_id)"
  [[ $record != *exit* && $record != *counts* ]]
  in_case "another run meanwhile"
  run_script "$1"
  [[ $status == 24 ]] || complain "not refused: $status"
  read_record "$1"
  tells 'state running' "pid $run"
  in_case "ended by TERM"
  kill -TERM "$run"
  : >"$SIM/state/go"
  comes_to_an_end "$run"
  ends 143
  read_record "$1"
  tells 'state done' 'exit 143' 'reason ended by SIGTERM' '1 * failed ended by SIGTERM'
  in_case "killed"
  at_work "$1"
  kill -KILL "$run"
  : >"$SIM/state/go"
  comes_to_an_end "$run"
  read_record "$1"
  tells 'state running' "pid $run"
  [[ ! -e /proc/$run ]]
}

of_failures() { # <ctid>
  local record file number kind phases
  new_simulator
  in_case "wrong arguments"
  run_script "$1" PHOENIX_HYPERVISOR_CONFIG_FILE=/nowhere
  run_words "$SIM/scripts/phoenix_hypervisor_setup_$1.sh" 1
  ends 1
  read_record "$1"
  tells 'exit 0'
  new_simulator
  run_words "$SIM/scripts/phoenix_hypervisor_setup_$1.sh"
  ends 1
  has_no_record
  run_script "$1" PHOENIX_LOG_FORMAT=xml
  ends 78
  has_no_record
  in_case "a step that fails, and prints what would break JSON"
  read -r number _ kind _ _ phases < <(steps_of "$1" | grep ' container .* check apply')
  printf '%s\n' "step_${number}_${kind//-/_}_apply" | tee "$SIM/state/faults/noisy-step" >"$SIM/state/faults/fail-step"
  run_script "$1"
  ends 22
  read_record "$1"
  tells 'exit 22' "$number $kind failed *last: *" 'reason *last: *' 'counts.failed 1' "$((number + 1)) * skipped "
  in_case "locked by Proxmox"
  sed -i '1i lock: backup' "$SIM/host/etc/pve/lxc/$1.conf"
  run_script "$1"
  ends 25
  read_record "$1"
  tells 'exit 25' 'reason *is locked by Proxmox (backup)*' 'counts.failed 0' 'changed 0'
}

of_a_stopped_container() { # <ctid>
  local record file
  after_fresh_run "$1"
  rm -- "$SIM/state/$1/running"
  run_script "$1" PHOENIX_MODE=check
  ends 10
  read_record "$1" .check
  tells 'mode check' 'exit 10' 'changed 1' 'startedContainer 1' '1 * unknown *'
  run_script "$1"
  ends 0
  read_record "$1"
  tells 'exit 0' 'changed 1' 'startedContainer 1' 'counts.changed 0'
  says "container $1 was started, it was stopped"
  grep -qE 'run [0-9a-f]{6}: ok=[0-9]+ changed=1 failed=0 skipped=0 ' "$SIM/out" || complain "the summary does not count the start"
}

# What is in the record's place, or its folder's, is left alone; the run goes on, with one warning.
cannot_be_written() { # <ctid>
  local way runs=/host/var/lib/phoenix-setup/runs
  local -a ways=("ln -s ../../made %s/910.json" "chmod 777 %s" "ln -s /dev/full %s/910.json.new")
  # Without PHOENIX_THOROUGH, one in the record's place, one about its folder, and one that ends the writing half-way.
  [[ -z ${PHOENIX_THOROUGH-} ]] || ways+=("mkdir -p %s/910.json/inside" "rmdir %s && ln -s . %s" "rmdir %s && touch %s")
  after_fresh_run "$1"
  rm -r -- "$SIM/host/var/lib/phoenix-setup"
  for way in "${ways[@]}"; do
    in_case "$way"
    way=${way//910/$1}
    rm -rf -- "$SIM/host/var/lib/phoenix-setup"
    (umask 077 && mkdir -p -- "$SIM$runs")
    bash -c "${way//%s/$SIM$runs}"
    run_script "$1"
    ends 0
    [[ $(grep -c ' WARN ' "$SIM/err") == 1 && $(<"$SIM/err") == *"no record of this run: "* ]] || complain "not one warning"
    [[ ! -e $SIM/host/made && -z $(find -L "$SIM$runs" -maxdepth 1 -name '*.new' -type f) ]] || complain "something was left"
  done
}

for_every_script "a run leaves a record with its result and those of its steps" of_whole_runs
for_one_script "while a run is at work its record says so, also to one that comes too late; a signal is its end, and KILL leaves it as it is" while_it_runs '!^SNAPSHOT='
for_one_script "the record of a run that failed says why, whatever was printed; a run that never got its lock leaves none" of_failures '!^SNAPSHOT='
for_one_script "a container that had to be started is a change" of_a_stopped_container '!^SNAPSHOT='
for_one_script "where the record cannot be written there is one warning, and nothing else changes" cannot_be_written '!^SNAPSHOT='

@test "a disk that is full costs the record, and nothing is left of it" {
  local -a own=(--user --map-root-user)
  ((EUID != 0)) || own=()
  unshare "${own[@]}" --mount true 2>/dev/null || skip "no file system can be mounted"
  after_fresh_run 910
  # shellcheck disable=SC2016 # expanded inside
  on_the_host unshare "${own[@]}" --mount bash -c '
    mount -t tmpfs -o size=4k,mode=700 full "$PHOENIX_HOST_ROOT/var/lib/phoenix-setup/runs" || exit
    printf x >"$PHOENIX_HOST_ROOT/var/lib/phoenix-setup/runs/other"
    "$@" || exit
    ls -A "$PHOENIX_HOST_ROOT/var/lib/phoenix-setup/runs" >&2
  ' bash "$SIM/scripts/phoenix_hypervisor_setup_910.sh" 910 || status=$?
  ends 0
  [[ $(<"$SIM/err") == *" WARN  910 no record of this run: "*$'\nother' ]] || complain "not a warning alone"
}

@test "of a script with very many steps, the record holds the first ones and the one that failed" {
  local record file
  local -x steps=200
  [[ -z ${PHOENIX_THOROUGH-} ]] || steps=1000
  new_simulator
  # shellcheck disable=SC2016 # expanded inside
  PHOENIX_HOST_ROOT=$SIM/host bash -c '
    source "$1"
    LC_ALL=C STEPS=$steps RUN_ID=012345
    exec 7>&2
    title_of_all="it is so: \"\\ $(printf "ü%.0s" {1..400})"
    describe_step() { set_step "$1" some-kind 60 definitions/910.ts:1 "$title_of_all"; }
    results[steps]=failed reasons[steps]=$(printf "\\\"%.0s" {1..4000})
    open_record
    exit_script "$EXIT_STEP_FAILED"
  ' bash "$SIM/scripts/phoenix_hypervisor_setup_910.sh" >"$SIM/out" 2>"$SIM/err" || status=$?
  ends 22
  read_record 910
  tells "counts.skipped $((steps - 1))" 'counts.failed 1' '1 some-kind skipped ' "$steps some-kind failed *"
  [[ $(<"$file") != *'"number":'$((steps - 1))* ]] || complain "there was room for all"
}

@test "whenever a run is killed, its record is whole" {
  local i record file pid
  new_simulator
  for ((i = 0; i < 12; i++)); do
    # shellcheck disable=SC2016 # expanded inside
    PHOENIX_HOST_ROOT=$SIM/host bash -c '
      source "$1"
      RUN_ID=012345
      open_record
      while :; do write_record "\"state\":\"running\",\"text\":\"$(printf "%.0sx" {1..280})\""; done
    ' bash "$SIM/scripts/phoenix_hypervisor_setup_910.sh" 3>&- &
    pid=$!
    wait_until "a record is there" test -e "$SIM/host/var/lib/phoenix-setup/runs/910.json"
    read -rt "0.0$((i % 10))" _ <> <(:) || :
    kill -KILL "$pid"
    wait "$pid" || :
    read_record 910
    tells 'state running'
  done
}
