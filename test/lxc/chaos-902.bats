# What container 902 and its script go through without coming to another end. Needs what 902.bats leaves.

source "$BATS_TEST_DIRNAME/chaos.bash"

# Where the log shows that a step begins, since the one before it has ended, or what a step is at. A step that was cut off may
# have come to its end by itself, and is ok then.
readonly -a POINTS=(
  'container 902 exists'
  '\[1/14\] container-ready ok'
  '\[2/14\] apt-packages (\| .*Unpacking gnupg |ok)'
  '\[3/14\] apt-repository (changed|ok)'
  '\[4/14\] apt-packages (\| .*Setting up|ok)'
  '\[5/14\] apt-repository (changed|ok)'
  '\[6/14\] apt-packages (\| .*Unpacking|ok)'
  '\[8/14\] file-json (changed|ok)'
  '\[11/14\] docker-ready ok'
  '\+ pct shutdown 902'
)

@test "902: killed ten times, each time further on, it leaves nothing running and ends where an undisturbed run does" {
  cut_again_and_again 902 KILL "${POINTS[@]}"
}

@test "902: ended by TERM ten times, it leaves the container running and ends where an undisturbed run does" {
  cut_again_and_again 902 TERM "${POINTS[@]}"
}

# What a call is: 1 status, 2 listsnapshot, 3 exec, 4 shutdown, 5 status, 6 snapshot, 7 start, 8 status.
@test "902: each of its calls of pct fails in turn, before or after its work: no snapshot is made too early" {
  local call
  anew 902
  for call in 1 2 3 4 5 6 7 8; do
    fails_at 902 fail-at "$call"
  done
  for call in 4 6; do
    fails_at 902 fail-after "$call"
  done
  converges 902
}

# fails_at <id> <fault> <number> – the call does so, the script says its end and leaves the container running.
fails_at() {
  printf '%s\n' "$3" >"$RIG/state/faults/$2"
  : >"$RIG/state/calls"
  run become_script "$1" "$SCALE"
  rm -- "$RIG/state/faults/$2"
  printf '%s %s: %s, %s\n' "$2" "$3" "$status" "$(tail -n 1 <<<"$output")"
  wait_for 30 settled "$1"
  [[ $status == 0 || " 1 21 22 26 27 " == *" $status "* ]]
  [ "$(pct status "$1")" = "status: running" ]
}

@test "902: the container is stopped from outside: the script fails but starts it again, and the next run ends as if nothing had been" {
  anew 902
  become_script 902 "$SCALE" >"$RIG/log/cut-902" 2>&1 &
  wait_for 60 grep -Eq '\[4/14\] apt-packages \| .*(Get:|Unpacking)' "$RIG/log/cut-902"
  pct stop 902
  status=0
  wait "$!" || status=$?
  [[ " 21 22 " == *" $status "* ]]
  grep -E "Specific setup for container 902 failed, exit code $status" "$RIG/log/cut-902"
  # It ran when the script began, so the script has started it again.
  [ "$(pct status 902)" = "status: running" ]
  converges 902
}

@test "902: the operator's connection drops while apt works: the script ends by HUP, and the next run carries on" {
  local terminal log=$RIG/host/var/log/phoenix_hypervisor.log
  anew 902
  : >"$log"
  # The terminal of a session that is gone hangs up, as that of sshd does.
  script --quiet --flush --return --command "env -i PATH='$PATH' PHOENIX_HOST_ROOT='$RIG/host' $SCALE \
    '$RIG/host/usr/local/phoenix_hypervisor/bin/phoenix_hypervisor_setup_902.sh' 902" "$RIG/log/terminal" </dev/null >/dev/null 2>&1 3>&- &
  terminal=$!
  wait_for 60 grep -Eq '\[2/14\] apt-packages \| .*(Get:|Unpacking)' "$log"
  kill -KILL "$terminal"
  wait_for 90 grep -q 'Specific setup for container 902 failed, exit code 129' "$log"
  wait_for 60 settled 902
  [ "$(pct status 902)" = "status: running" ]
  converges 902
}
