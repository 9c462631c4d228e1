# The tests that every container of the fleet has in common. A file for one container calls `first_run` at its top and
# `second_run` at its end; between them stand the facts of its own. Tests of a file build on each other, in this order,
# and files build on those of their parents.

bats_require_minimum_version 1.5.0
# shellcheck source=container.bash
source "$BATS_TEST_DIRNAME/container.bash"
# shellcheck source=orchestrator.bash
source "$BATS_TEST_DIRNAME/orchestrator.bash"
# shellcheck source=end-state.bash
source "$BATS_TEST_DIRNAME/end-state.bash"
# shellcheck source=stand-ins/fingerprints.bash
source "$BATS_TEST_DIRNAME/stand-ins/fingerprints.bash"

first_run() { # <id> <calls of pct>
  bats_test_function --description "$1: the orchestrator makes the container" -- test_made "$1"
  bats_test_function --description "$1: the first run ends 0 with $2 calls of pct" -- test_first_run "$1" "$2"
  common_facts "$1"
}

common_facts() { # <id>
  bats_test_function --description "$1: the container runs and has booted, unprivileged, under its name" -- test_runs "$1"
  bats_test_function --description "$1: sshd answers, with host keys and a machine id that no relative has" -- test_identity "$1"
  [[ -z $(setting "$1" template_snapshot_name) ]] ||
    bats_test_function --description "$1: its snapshot says what it was made from, and holds no identity" -- test_snapshot "$1"
}

second_run() { # <id> <calls of pct>
  bats_test_function --description "$1: the orchestrator takes configured-state" -- test_configured "$1"
  bats_test_function --description "$1: the second run ends 0 with $2 calls and changes nothing" -- test_second_run "$1" "$2"
}

# What a failed test shows is the script's own words; what commands said only at the end.
script_ends_0() { # <id> [NAME=value...]
  : >"$RIG/state/calls"
  run become_script "$@"
  grep -v ' | ' <<<"$output"
  printf 'Its last lines:\n%s\n' "$(tail -n 25 <<<"$output")"
  [ "$status" -eq 0 ]
}

test_made() {
  host_files_put
  deployed "$1"
  made "$1"
  pct shutdown "$1" --timeout 60
  pct snapshot "$1" pristine
  pct start "$1"
  booted "$1"
}

test_first_run() {
  script_ends_0 "$1"
  [ "$(wc -l <"$RIG/state/calls")" -eq "$2" ]
  printf '%s\n' "$output" >"$RIG/log/first-run-$1"
  # For the files about chaos: where an undisturbed first run of these two ends.
  [[ " 902 950 " != *" $1 "* ]] || end_state "$1" >"$RIG/state/end-state-$1"
}

test_runs() {
  booted "$1"
  [ "$(pct status "$1")" = "status: running" ]
  [ "$(awk '{ print $2 }' "/proc/$(init_of "$1")/uid_map")" -ne 0 ]
  [ "$(<"$(root_of "$1")/etc/hostname")" = "$(setting "$1" name)" ]
}

test_identity() {
  local other
  wait_for 20 answers_as_sshd "$1"
  [ -n "$(find "$(root_of "$1")/etc/ssh" -name 'ssh_host_*_key' -size +0 -perm 600)" ]
  [ -s "$(root_of "$1")/etc/machine-id" ]
  for other in $(fleet_made); do
    [[ $other != "$1" ]] || continue
    ! cmp "$(root_of "$1")/etc/machine-id" "$(root_of "$other")/etc/machine-id" || false
    # A name that both have is a key that must not be the same.
    [ -z "$(comm -12 <(host_keys_of "$1") <(host_keys_of "$other"))" ]
  done
}

test_snapshot() {
  local name snapshot line
  name=$(setting "$1" template_snapshot_name)
  snapshot=$(snapshot_of "$1" "$name")
  line=$(pct listsnapshot "$1" | awk -v name="$name" '$2 == name')
  [[ $line =~ phoenix-setup\ plan=[0-9a-f]+\ values=[0-9a-z]+$ ]]
  [ -z "$(find "$snapshot/etc/ssh" -name 'ssh_host_*')" ]
  [ -e "$snapshot/etc/machine-id" ]
  [ ! -s "$snapshot/etc/machine-id" ] || grep -x uninitialized "$snapshot/etc/machine-id"
  [ -z "$(find "$snapshot/var/cache/apt/archives" -name '*.deb')" ]
}

test_configured() {
  configured "$1"
}

test_second_run() {
  local before after
  before=$(traces_of "$1")
  script_ends_0 "$1"
  [ "$(wc -l <"$RIG/state/calls")" -eq "$2" ]
  after=$(traces_of "$1")
  diff <(printf '%s\n' "$before") <(printf '%s\n' "$after")
  printf '%s\n' "$output" >"$RIG/log/second-run-$1"
}
