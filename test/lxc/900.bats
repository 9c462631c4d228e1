# Script 900 on a real container, looked at from outside: nothing here asks the script or believes its log.
# The tests build on each other, in this order.

setup_file() {
  load container
  SCRIPT=$(deployed 900)
  export SCRIPT
  export NOTES=$RIG/notes-900
  mkdir -- "$NOTES"
  created 900 BaseTemplate --unprivileged 1
  pct snapshot 900 pristine
  pct start 900
  booted 900
}

setup() {
  load container
  bats_require_minimum_version 1.5.0
  root=$(root_of 900)
}

teardown_file() {
  load container
  pct destroy 900 --force
}

# What a failed test shows is the script's own words; what apt said only at the end.
script_ends_0() {
  : >"$RIG/calls"
  run become_orchestrated "$SCRIPT"
  grep -v ' | ' <<<"$output"
  printf 'Its last lines:\n%s\n' "$(tail -n 15 <<<"$output")"
  [ "$status" -eq 0 ]
}

# Everything that two runs with the same end have in common.
end_state() {
  packages_of "$root"
  grep '^ubuntu:' "$root/etc/passwd" "$root/etc/group"
  pct listsnapshot 900 | awk '{ print $2, $5, $6, $7 }'
  pct status 900
  find "$(snapshot_of 900 base-snapshot)/etc" -printf '%P %U:%G %m %l\n' | LC_ALL=C sort
}

answers_as_sshd() {
  [[ $(timeout 5 bash -c "exec 5<>/dev/tcp/$(address_of 900)/22 && head -c 7 <&5" 2>/dev/null) == SSH-2.0 ]]
}

start_again_from_pristine() {
  [[ ! -e $(snapshot_of 900 base-snapshot) ]] || pct delsnapshot 900 base-snapshot
  pct rollback 900 pristine --start
  booted 900
}

# Lets so little through to the containers that a download takes longer than any test.
slow_network() {
  nft -f - <<NFT
table ip $(<"$RIG/state/bridge") {
  chain slow {
    type filter hook forward priority 0;
    oifname "$(<"$RIG/state/bridge")" ip saddr != $(<"$RIG/state/range").0/24 tcp sport { 80, 443 } limit rate over 30 kbytes/second drop
  }
}
NFT
}

full_network() {
  nft delete chain ip "$(<"$RIG/state/bridge")" slow
}

nothing_runs_inside() {
  [[ -z $(foreign_processes 900) ]]
}

kill_script_when_inside_runs() { # <regular expression of a command>
  local script deadline=$((SECONDS + 90))
  become_orchestrated "$SCRIPT" >"$NOTES/killed" 2>&1 &
  script=$!
  while kill -0 "$script" 2>/dev/null && ((SECONDS < deadline)); do
    if [[ $(foreign_processes 900) =~ $1 ]]; then
      kill -KILL "$script"
      wait "$script" || return 0
    fi
  done
  cat "$NOTES/killed"
  return 1
}

@test "the first run ends 0" {
  script_ends_0
  printf '# %s calls of pct\n' "$(wc -l <"$RIG/calls")" >&3
  end_state >"$NOTES/end-state"
}

@test "the packages, the user and a running container are there" {
  local package
  for package in curl wget vim htop jq git rsync s-tui; do
    packages_of "$root" | grep "^ii  $package "
  done
  grep '^ubuntu:' "$root/etc/passwd"
  [ "$(pct status 900)" = "status: running" ]
}

@test "the snapshot is there, says what it was made from, and holds no identity" {
  local snapshot line
  snapshot=$(snapshot_of 900 base-snapshot)
  line=$(pct listsnapshot 900 | awk '$2 == "base-snapshot"')
  [[ $line =~ phoenix-setup\ plan=[0-9a-f]+\ values=[0-9a-z]+$ ]]
  [ -z "$(find "$snapshot/etc/ssh" -name 'ssh_host_*')" ]
  [ -e "$snapshot/etc/machine-id" ]
  [ ! -s "$snapshot/etc/machine-id" ] || grep -x uninitialized "$snapshot/etc/machine-id"
  [ -z "$(find "$snapshot/var/cache/apt/archives" -name '*.deb')" ]
}

@test "the container itself has host keys again, and a running sshd" {
  booted 900
  wait_for 20 answers_as_sshd
  [ -n "$(find "$root/etc/ssh" -name 'ssh_host_*_key' -size +0)" ]
  [ -s "$root/etc/machine-id" ]
}

@test "the second run ends 0, changes nothing, and costs at most 3 calls" {
  local before after
  booted 900
  before=$(packages_of "$root" && etc_of "$root" && pct listsnapshot 900 && boot_of 900)
  script_ends_0
  [ "$(wc -l <"$RIG/calls")" -le 3 ]
  after=$(packages_of "$root" && etc_of "$root" && pct listsnapshot 900 && boot_of 900)
  diff <(printf '%s\n' "$before") <(printf '%s\n' "$after")
}

@test "a killed host side: the running step is ended within 30 s, no other one begins" {
  local before
  start_again_from_pristine
  slow_network
  kill_script_when_inside_runs 'apt/methods/http'
  before=$(etc_of "$root")
  [[ $(foreign_processes 900) == *apt-get* ]]
  SECONDS=0
  # 30 s, and the time that processes need to end.
  wait_for 35 nothing_runs_inside || foreign_processes 900
  printf '# ended %s s after the host side\n' "$SECONDS" >&3
  full_network
  nothing_runs_inside
  diff <(printf '%s\n' "$before") <(etc_of "$root")
  [ "$(pct status 900)" = "status: running" ]
  [ -z "$(pct listsnapshot 900 | awk '$2 == "base-snapshot"')" ]
}

@test "a host side killed while dpkg unpacks: no other step begins, and the next run ends where an undisturbed one does" {
  kill_script_when_inside_runs 'dpkg .* --(unpack|configure)'
  wait_for 45 nothing_runs_inside || { foreign_processes 900 && false; }
  # The step after the packages makes this user.
  run -1 grep '^ubuntu:' "$root/etc/passwd"
  script_ends_0
  diff "$NOTES/end-state" <(end_state)
}
