# The rig's own `pct` on a real container: what scripts lean on.

setup_file() {
  load container
  pct create 871 rig:vztmpl/base --hostname PctTest --memory 2048 --cores 2 --unprivileged 1 \
    --net0 name=eth0,bridge=vmbr0,gw=10.0.0.1,hwaddr=52:54:00:AA:B0:71,ip=10.0.0.71/24
  pct start 871
  booted 871
}

setup() {
  load container
  bats_require_minimum_version 1.5.0
}

teardown_file() {
  load container
  pct destroy 871 --force
}

@test "status and list tell a running container" {
  run -0 pct status 871
  [ "$output" = "status: running" ]
  run -0 pct status 871 --verbose
  [[ $output == *$'\nname: PctTest\n'*$'\nstatus: running\n'*$'\nvmid: 871' ]]
  run -0 pct list
  [[ ${lines[1]} == "871        running                 PctTest"* ]]
}

@test "a missing container is 2 for questions, 255 for tasks" {
  run -2 --separate-stderr pct status 872
  [ "${stderr:-}" = "Configuration file 'nodes/pve/lxc/872.conf' does not exist" ]
  run -2 pct listsnapshot 872
  run -2 pct exec 872 -- true
  run -255 pct start 872
  run -255 pct shutdown 872 --timeout 5
  [ "$output" = "CT 872 not running" ]
}

@test "words are refused as the simulator refuses them, and what is not modelled says so" {
  run -255 pct status --verbose 871
  run -255 pct status 0871
  run -255 pct exec 871 ls -l
  run -255 pct snapshot 871 a.b
  [ "${lines[1]}" = "snapname: invalid format - invalid configuration ID 'a.b'" ]
  run -255 pct snapshot 871 current
  run -99 pct fstrim 871
  [ "$output" = "simulator: pct fstrim is not modelled" ]
}

@test "calls are counted, and one of them can be made to fail" {
  : >"$RIG/state/calls"
  pct status 871
  pct status 871 --verbose
  [ "$(<"$RIG/state/calls")" = $'1 status 871\n2 status 871 --verbose' ]
  echo 3 >"$RIG/state/faults/fail-at"
  run -255 pct status 871
  rm "$RIG/state/faults/fail-at"
  pct status 871
}

@test "exec hands over arguments, standard input, exit status, and no environment" {
  run -0 pct exec 871 --keep-env 0 -- printf '<%s>' 'a b' '' "\$x" "it's"
  [ "$output" = "<a b><><\$x><it's>" ]
  run -0 bash -c 'printf "echo from-stdin; exit 0" | pct exec 871 --keep-env 0 -- bash -s'
  [ "$output" = from-stdin ]
  run -7 pct exec 871 --keep-env 0 -- sh -c 'exit 7'
  run -143 pct exec 871 --keep-env 0 -- sh -c 'kill $$'
  run -127 pct exec 871 --keep-env 0 -- no-such-program
  SECRET=1 run -0 pct exec 871 --keep-env 0 -- env
  [ "$(sort <<<"$output")" = $'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\ncontainer=lxc' ]
}

@test "the container reaches the names of its package sources" {
  run -0 pct exec 871 --keep-env 0 -- timeout 20 apt-get -q -o APT::Update::Error-Mode=any update
}

@test "a program that came in through exec is seen from outside, and only that" {
  run -0 foreign_processes 871
  [ "$output" = "" ]
  pct exec 871 --keep-env 0 -- sleep 987 </dev/null 3>&- &
  sleep 0.5
  run -0 foreign_processes 871
  [[ $output == *"sleep 987"* ]]
  kill "${output%% *}"
}

@test "snapshots form a tree, hold descriptions, and roll back" {
  pct snapshot 871 clean --description 'plan=a values=b: 5%'
  run -0 pct listsnapshot 871
  [[ ${lines[0]} =~ ^'`-> clean                       '[0-9-]{10}\ [0-9:]{8}'     plan=a values=b: 5%'$ ]]
  [[ ${lines[1]} =~ ^' `-> current  '\ +'You are here!'$ ]]
  pct exec 871 --keep-env 0 -- touch /root/later </dev/null
  pct snapshot 871 second
  run -255 pct snapshot 871 second
  [ "$output" = "snapshot name 'second' already used" ]
  pct rollback 871 clean --start
  [ ! -e "$(root_of 871)/root/later" ]
  [ -e "$(snapshot_of 871 second)/root/later" ]
  run -0 pct listsnapshot 871
  [[ ${lines[1]} == ' `-> second '*no-description && ${lines[2]} == ' `-> current '* ]]
  pct delsnapshot 871 second
  pct delsnapshot 871 clean
  run -0 pct listsnapshot 871
  [[ $output == '`-> current '*'You are here!' ]]
  booted 871
}

@test "a lock in the configuration is shown and refuses tasks" {
  sed -i '1i lock: backup' "$RIG/host/etc/pve/lxc/871.conf"
  run -0 pct status 871 --verbose
  [[ $output == *$'\nlock: backup\n'* ]]
  run -255 pct shutdown 871
  [ "$output" = "CT is locked (backup)" ]
  sed -i '/^lock:/d' "$RIG/host/etc/pve/lxc/871.conf"
}

@test "shutdown, start, reboot, clone and destroy" {
  run -255 pct start 871
  [ "$output" = "CT 871 already running" ]
  run -0 pct shutdown 871 --timeout 30
  [ "$output" = "" ]
  run -0 pct status 871
  [ "$output" = "status: stopped" ]
  run -255 pct exec 871 -- true
  [ "$output" = "container '871' not running!" ]
  pct start 871
  pct snapshot 871 source
  run -0 pct clone 871 872 --snapname source --hostname Copy
  pct set 872 --net0 name=eth0,bridge=vmbr0,gw=10.0.0.1,hwaddr=52:54:00:AA:B0:72,ip=10.0.0.72/24
  pct start 872
  booted 872
  [ "$(<"$(root_of 872)/etc/hostname")" = Copy ]
  pct reboot 872
  pct destroy 872 --force
  [ ! -e "$RIG/disk/ct/872" ]
  pct delsnapshot 871 source
}
