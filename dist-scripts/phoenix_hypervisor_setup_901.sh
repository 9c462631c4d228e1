#!/bin/bash -p
# phoenix_hypervisor_setup_901.sh – BaseTemplateGPU, a template that ends as snapshot 'gpu-snapshot'
# The base template with the NVIDIA driver's user-space part and the CUDA toolkit.
#
# Made by phoenix-setup from definitions/901-base-template-gpu.ts.
# Do not edit: change the definition, run `phoenix-setup generate`.
# plan: 834c929ddce89928ab8ebb797517140b236d3460276189d20dcc5e400083127e
# head: f60b0c6d077b5681e2fca705e469ce8c0c51c183e40e27b722a23f019985f41f
# body: 7f16bdcb0a025b9ed3331056d1ab62e5a9a14b932e553b63735def00b342cecc
#
# Runs as root on the Proxmox VE host:  phoenix_hypervisor_setup_901.sh 901
# Running it again is safe: each step looks first, and changes only what is not as described.
# It needs there: Bash 5.2, pve-container 5.0.9, pct, flock, perl, setsid, stat, timeout.
# It leaves a record of its last run: /var/lib/phoenix-setup/runs/901.json.
# Environment: PHOENIX_MODE=check changes nothing; PHOENIX_LOG_FORMAT=json, PHOENIX_LOG_FILE_FORMAT=json;
# PHOENIX_LOG_FILE, PHOENIX_LOCK_DIR, PHOENIX_LXC_CONFIG_FILE, PHOENIX_HYPERVISOR_CONFIG_FILE;
# PHOENIX_HOST_ROOT and PHOENIX_TIME_SCALE for tests.
# shellcheck enable=check-extra-masked-returns,deprecate-which,require-double-brackets

# ---- Exit codes: the script ends with one of these, and with nothing else ----

EXIT_DONE=0 # done, or already done
EXIT_USAGE=1 # wrong arguments, wrong CTID, or no such container
EXIT_WOULD_CHANGE=10 # PHOENIX_MODE=check only: something would change
EXIT_UNKNOWN=11 # PHOENIX_MODE=check only: cannot tell whether something would change
EXIT_VALUE_MISSING=20 # a value needed at run time is missing or malformed
EXIT_NOT_READY=21 # container not ready: not started or booted in time, or not as defined
EXIT_STEP_FAILED=22 # a step failed
EXIT_STEP_LATE=23 # a step ran out of time
EXIT_ALREADY_RUNNING=24 # another run holds this CTID
EXIT_LOCKED=25 # the container is locked by Proxmox; the log names the lock
EXIT_POWER=26 # shutdown, start or restart failed
EXIT_SNAPSHOT=27 # snapshot failed
EXIT_NOT_VERIFIED=28 # a step did not verify
EXIT_BUG=70 # a bug in the script
EXIT_HOST_LACKS=78 # this host lacks something the script needs
EXIT_HUP=129 # ended by HUP
EXIT_INT=130 # ended by INT
EXIT_TERM=143 # ended by TERM

# ---- Settings: the container, the number of its steps, and what the environment may set ----
SCRIPT_CTID=901
STEPS=9
HOST_ROOT=${PHOENIX_HOST_ROOT-}
TIME_SCALE=${PHOENIX_TIME_SCALE:-1}
MODE=${PHOENIX_MODE:-apply}
LOG_FORMAT=${PHOENIX_LOG_FORMAT:-text}
LOG_FILE_FORMAT=${PHOENIX_LOG_FILE_FORMAT:-text}
LOG_FILE=${PHOENIX_LOG_FILE:-$HOST_ROOT/var/log/phoenix_hypervisor.log}
LOCK_FOLDER=${PHOENIX_LOCK_DIR:-$HOST_ROOT/run/phoenix-setup}
# What a template ends as, and what its description says of where it comes from.
SNAPSHOT=gpu-snapshot
PROVENANCE='phoenix-setup plan=834c929ddce89928ab8ebb797517140b236d3460276189d20dcc5e400083127e values=none'
# The orchestrator's own configuration of its containers.
LXC_CONFIG=${PHOENIX_LXC_CONFIG_FILE:-$HOST_ROOT/usr/local/phoenix_hypervisor/etc/phoenix_lxc_configs.json}

# ---- 1. What this script does, in order ----

# main – the whole run.
main() {
  start_up
  parse_arguments "$@"
  validate_inputs
  check_container_exists
  perform_container_specific_setup
  exit_script "$verdict"
}

# perform_container_specific_setup – the steps, in order.
perform_container_specific_setup() {
  take_locks
  require_settings 0:unprivileged=1
  compare_settings hostname=BaseTemplateGPU memory=2048 cores=2 rootfs=32G features=fuse=0,keyctl=0,nesting=0 \
    net0=name=eth0,gw=10.0.0.1,hwaddr=52:54:00:AA:BB:CD,ip=10.0.0.201/24
  if snapshot_exists; then
    describe_step 0
    start_container "$EXIT_POWER"
    return
  fi
  run_steps host 1
  restart_if_due 1 2
  start_container "$EXIT_NOT_READY"
  run_steps container 2 3 4 5 6 7 8
  take_snapshot
}

# ---- 2. The steps of container 901 ----

# describe_step <number> – makes it the step in hand: what set_step is told of it.
describe_step() {
  case $1 in
    1) set_step 1 nvidia-devices 300 definitions/901-base-template-gpu.ts:19 'the container sees GPU 0, 1' ;;
    2) set_step 2 container-ready 180 definitions/901-base-template-gpu.ts:8 'the container is up and names resolve' ;;
    3) set_step 3 apt-packages 1800 definitions/901-base-template-gpu.ts:19 'packages ca-certificates curl gnupg' ;;
    4)
      set_step 4 nvidia-driver 1800 definitions/901-base-template-gpu.ts:19 \
        'NVIDIA driver 580.76.05, without kernel module'
      ;;
    5)
      set_step 5 apt-repository 300 definitions/901-base-template-gpu.ts:19 \
        'apt repository cuda: https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2404/x86_64/'
      ;;
    6) set_step 6 apt-packages 1800 definitions/901-base-template-gpu.ts:19 'packages cuda-toolkit-12-8 nvtop' ;;
    7) set_step 7 nvidia-ready 120 definitions/901-base-template-gpu.ts:19 '2 GPUs answer through driver 580.76.05' ;;
    8)
      set_step 8 snapshot-cleanup 120 definitions/901-base-template-gpu.ts:8 \
        'nothing is left that clones must not share'
      ;;
    9) set_step 9 template-snapshot 600 definitions/901-base-template-gpu.ts:8 'snapshot gpu-snapshot' ;;
    *) set_step 0 program 60 none 'the program that is sent' ;;
  esac
}

# Step 1: the container sees GPU 0, 1 (definitions/901-base-template-gpu.ts:19)
step_1_nvidia_devices_edits() {
  local config
  local lines
  lines=$(nvidia_lines 0 1) || return
  config=$(nvidia_configuration) || return
  nvidia_edits "$config" "$lines"
}

step_1_nvidia_devices_check() {
  local edits
  local differences
  edits=$(step_1_nvidia_devices_edits) || return 1
  differences=$(nvidia_differences "$edits") || return 1
  if [[ -n $differences ]]; then
    printf '%s\n' "$differences"
    differs "$CTID.conf lacks lines, or has one twice"
  fi
}

step_1_nvidia_devices_apply() {
  local lock=/run/lock/lxc/pve-config-$CTID.lock
  require_trusted_folders "$HOST_ROOT" "$lock" || return
  step_1_nvidia_devices_write "$HOST_ROOT$lock" "$HOST_ROOT/etc/pve/lxc/$CTID.conf" || return
  note "$CTID.conf has the lines; the container is restarted"
}

step_1_nvidia_devices_write() (
  lock=$1
  file=$2
  new=$file.tmp.$$
  edits=''
  wanted=''
  # Proxmox's own lock, so that no change of its own is lost between reading and writing.
  exec 5>>"$lock" || exit
  flock -w 10 5 || exit
  edits=$(step_1_nvidia_devices_edits) || exit
  nvidia_completed wanted "$edits"
  : >"$HOST_ROOT/run/phoenix-setup-restart-$CTID" || exit
  trap 'rm -f -- "$new"' EXIT
  # Only open, write and rename: the cluster file system knows neither modes nor owners.
  printf %s "$wanted" >"$new" || exit
  mv -fT -- "$new" "$file" || exit
)

# Step 2: the container is up and names resolve (definitions/901-base-template-gpu.ts:8)
step_2_container_ready_verify() { await_ready localhost developer.download.nvidia.com us.download.nvidia.com; }

# Asked before a restart: whether init has booted the container.
step_2_container_ready_boot_verify() { await_boot; }

# Step 3: packages ca-certificates curl gnupg (definitions/901-base-template-gpu.ts:19)
step_3_apt_packages_check() { packages_are_installed ca-certificates curl gnupg; }

step_3_apt_packages_apply() {
  apt_install --no-remove --no-upgrade \
    ca-certificates curl gnupg
}

# Step 4: NVIDIA driver 580.76.05, without kernel module (definitions/901-base-template-gpu.ts:19)
step_4_nvidia_driver_check() { driver_is 580.76.05; }
step_4_nvidia_driver_apply() {
  local installer=https://us.download.nvidia.com/XFree86/Linux-x86_64/580.76.05/NVIDIA-Linux-x86_64-580.76.05.run
  install_driver "$installer"
}

# Step 5: apt repository cuda: https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2404/x86_64/
# (definitions/901-base-template-gpu.ts:19)
step_5_apt_repository_check() {
  local url=https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2404/x86_64/
  repository_is cuda EB693B3035CD5710E231E123A4B469963BF863CC "$url" /
}

step_5_apt_repository_apply() {
  local url=https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2404/x86_64/
  local key=https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2404/x86_64/3bf863cc.pub
  put_repository cuda "$key" EB693B3035CD5710E231E123A4B469963BF863CC "$url" /
}

# Step 6: packages cuda-toolkit-12-8 nvtop (definitions/901-base-template-gpu.ts:19)
step_6_apt_packages_check() { packages_are_installed cuda-toolkit-12-8 nvtop; }

step_6_apt_packages_apply() {
  apt_install --no-remove --no-upgrade \
    cuda-toolkit-12-8 nvtop
}

# Step 7: 2 GPUs answer through driver 580.76.05 (definitions/901-base-template-gpu.ts:19)
step_7_nvidia_ready_verify() { gpus_answer 580.76.05 2; }

# Step 8: nothing is left that clones must not share (definitions/901-base-template-gpu.ts:8)
# Prints the unit that makes new SSH host keys.
step_8_snapshot_cleanup_unit() {
  printf '%s\n' \
    '[Unit]' \
    'Description=New SSH host keys where there are none' \
    'ConditionFileNotEmpty=|!/etc/ssh/ssh_host_rsa_key' \
    'ConditionFileNotEmpty=|!/etc/ssh/ssh_host_ecdsa_key' \
    'ConditionFileNotEmpty=|!/etc/ssh/ssh_host_ed25519_key' \
    'ConditionFileIsExecutable=/usr/bin/ssh-keygen' \
    'Before=ssh.service' \
    '[Service]' \
    'Type=oneshot' \
    'ExecStart=/usr/bin/ssh-keygen -A' \
    '[Install]' \
    'WantedBy=multi-user.target'
}

# step_8_snapshot_cleanup_find <array> – sets it to what is there, in folders of the system, that clones must not
# share. The last two are what is left of work that was cut off.
step_8_snapshot_cleanup_find() {
  local -n step_8_snapshot_cleanup_here=$1
  local path
  for path in /etc/ssh/ssh_host_* /var/lib/apt/lists/{*_*,phoenix-setup} /var/cache/apt/archives/*.deb \
    {/tmp,/var/tmp}/{apt-dpkg-install-*,phoenix-setup.*}; do
    if [[ -e $path || -L $path ]]; then
      step_8_snapshot_cleanup_here+=("$path")
    fi
  done
}

# step_8_snapshot_cleanup_find_written <array> – sets it to secrets, and to what work that was cut off has left beside
# what steps write.
step_8_snapshot_cleanup_find_written() {
  local -n step_8_snapshot_cleanup_there=$1
  local path
  local folder
  local -a paths=(
  )
  local -a folders=(
    /etc/apt/keyrings
    /etc/apt/sources.list.d
  )
  for folder in "${folders[@]}"; do
    paths+=("$folder"/.phoenix-setup.??????????)
  done
  for path in "${paths[@]}"; do
    if [[ -e $path || -L $path ]]; then
      step_8_snapshot_cleanup_there+=("$path")
    fi
  done
}

# step_8_snapshot_cleanup_remove <path> – in its folder.
step_8_snapshot_cleanup_remove() { rm -rf --one-file-system -- "./${1##*/}"; }

step_8_snapshot_cleanup_check() {
  local unit
  local -a found=()
  [[ -e /etc/machine-id && ! -s /etc/machine-id ]] || differs "the machine id is set" || return
  [[ ! -s /var/lib/dbus/machine-id ]] || differs "the machine id of D-Bus is set" || return
  [[ -e /etc/systemd/system/ssh-host-keys.service ]] || differs "no unit makes new SSH host keys" || return
  unit=$(step_8_snapshot_cleanup_unit) || return 1
  [[ $(</etc/systemd/system/ssh-host-keys.service) == "$unit" ]] ||
    differs "the unit that makes new SSH host keys is another" || return
  step_8_snapshot_cleanup_find found
  step_8_snapshot_cleanup_find_written found
  ((${#found[@]} == 0)) || differs "${found[0]} is there"
}

step_8_snapshot_cleanup_apply() {
  local -a found=()
  local path
  local -a place
  step_8_snapshot_cleanup_unit >/etc/systemd/system/ssh-host-keys.service || return 1
  systemctl enable ssh-host-keys.service || return 1
  run_unlocked apt-get clean || return 1
  step_8_snapshot_cleanup_find found
  rm -rf -- /var/lib/dbus/machine-id "${found[@]}" || return 1
  found=()
  step_8_snapshot_cleanup_find_written found
  for path in "${found[@]}"; do
    choose_place place look "$path" root root || return 1
    at_place "${place[@]}" step_8_snapshot_cleanup_remove || return 1
  done
  : >/etc/machine-id
}

# Step 9: snapshot gpu-snapshot (definitions/901-base-template-gpu.ts:8)
# take_snapshot – shutdown, snapshot, start. If anything fails in between, exit_script starts the container.
take_snapshot() {
  begin_step 9
  if [[ $MODE == check ]]; then
    record_open_step "$EXIT_WOULD_CHANGE"
    log_step INFO 'would change' "Snapshot '$SNAPSHOT' would be made"
    return
  fi
  pct_reason=''
  if ! pct_call 150 shutdown "$CTID" --timeout 60; then
    keep_reason
    fail "$EXIT_POWER" "container $CTID could not be shut down: $pct_reason"
  fi
  container_is stopped || fail "$EXIT_POWER" "container $CTID was shut down, but pct says: ${pct_reason:-$pct_said}"
  if ! pct_call 300 snapshot "$CTID" "$SNAPSHOT" --description "$PROVENANCE"; then
    keep_reason
    fail "$EXIT_SNAPSHOT" "snapshot '$SNAPSHOT' could not be taken: $pct_reason"
  fi
  start_container "$EXIT_POWER"
  log_step INFO changed "Snapshot '$SNAPSHOT' created for container $CTID"
}

# ---- 3. Functions that these steps call ----

# apt_get <argument…> – asks nothing, takes no terminal, says little, takes a package's name for nothing but a name,
# and keeps configuration files that were changed.
apt_get() {
  apt-get -qq --yes -o Dpkg::Use-Pty=0 -o APT::Cmd::Pattern-Only=true \
    -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@"
}

# apt_change <argument…> – apt_get, once nobody else holds a lock. After a failure, the next try reads the package
# lists again: they may be older than what the mirror has.
apt_change() {
  local status=0
  run_unlocked apt_get "$@" || status=$?
  if ((status != 0)); then
    rm -f -- "$container_root/run/phoenix-setup-apt"
  fi
  return "$status"
}

# files_naming <address> – prints the files of apt's sources in which it stands, one a line, whatever its scheme.
files_naming() {
  grep --files-with-matches --no-messages --fixed-strings -e "${1#*://}" \
    /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources || :
}

# dpkg_finish – finishes installations that were cut off; until then apt refuses to work.
dpkg_finish() { run_unlocked dpkg --configure -a; }

# apt_install <option or package…> – reads the package lists, and installs the packages; with --no-remove among the
# options, only if that removes no other. Where apt refuses, its plan is printed, which names what is in the way.
apt_install() {
  local status=0
  local plan removed
  apt_update install "$@" || return
  apt_change install "$@" || status=$?
  if ((status == 0)); then
    return 0
  fi
  plan=$(apt_get -o quiet=1 --simulate install "$@" 2>&1) || :
  log_output_of printf '%s\n' "$plan"
  if [[ $plan == *'remove is disabled'* ]]; then
    plan=$(apt_get --simulate install "${@/#--no-remove/--remove}" 2>/dev/null) || :
    removed=$(sed -n 's/^Remv \([^ ]*\) .*/\1/p' <<<"$plan")
    fail_because "apt would remove ${removed//$'\n'/ }: refused, unless the step has mayRemove: true" || return
  fi
  fail_because "apt-get install failed with $status: see the lines above" || return
}

# package_states <package[:architecture]> – prints "<state> <version>" for each architecture that dpkg knows it of,
# one a line. What is for all architectures counts for each.
package_states() {
  local state version architecture
  local states=''
  states=$(dpkg-query --show --showformat='${db:Status-Status} ${Version} ${Architecture}\n' "${1%%:*}" 2>/dev/null) ||
    return 0
  while read -r state version architecture; do
    if [[ $1 != *:* || $architecture == "${1#*:}" || $architecture == all ]]; then
      printf '%s\n' "$state $version"
    fi
  done <<<"$states"
}

# apt_names – prints the names, in one line, that apt itself says it will look up: those of its proxies, if it has
# any, which look up the others; or of its sources. Nothing where it cannot say: what needs apt will.
apt_names() {
  local addresses inherited proxies
  proxies=$(apt-config dump --no-empty --format '%f %v%n' Acquire) || return 0
  proxies=$(sed -n 's/^Acquire::https\{0,1\}::Proxy[^ ]* //p' <<<"$proxies" | grep -v -x 'DIRECT\|false') || :
  inherited=$(printenv http_proxy https_proxy) || :
  if [[ -n $proxies$inherited ]]; then
    hosts_of "$proxies"
    return
  fi
  addresses=$(apt-get --print-uris update 2>/dev/null | sed -n "s/^'\(.*\)'.*/\1/p") || return 0
  hosts_of "$addresses"
}

# hosts_of <addresses, one a line> – prints the names in those of the web, once each; an address of numbers has none.
hosts_of() {
  local address host
  local hosts=''
  while read -r address; do
    if [[ $address =~ ^https?://([^/]*@)?([^]/:@[]+)(:[0-9]*)?(/|$) ]]; then
      host=${BASH_REMATCH[2]}
      if [[ ! $host =~ ^[0-9.]+$ && " $hosts " != *" $host "* ]]; then
        hosts+=${hosts:+ }$host
      fi
    fi
  done <<<"$1"
  printf '%s\n' "$hosts"
}

# first_resolved <names> – prints the first that has an address, or nothing for no names; ends with 1 if none has.
first_resolved() {
  local name
  [[ -n $1 ]] || return 0
  for name in $1; do
    if getent ahosts "$name" >/dev/null; then
      printf '%s\n' "$name"
      return 0
    fi
  done
  return 1
}

# packages_are_installed <package>… – or others that provide them; differs names those that are not.
packages_are_installed() {
  local package provider state
  local missing=''
  for package in "$@"; do
    state=$(package_state "$package") || return
    if [[ $state != installed ]]; then
      provider=$(package_provider "$package") || return
      if [[ -z $provider ]]; then
        missing+=" $package"
      fi
    fi
  done
  [[ -z $missing ]] || differs "missing:$missing" || return
}

# package_provider <name> – prints "<package> <version>" of an installed package that provides the name, as
# dependencies count it, with the version that the name is provided with, if any.
package_provider() {
  local state package provides version
  local all
  all=$(dpkg-query --show --showformat='${db:Status-Status} ${Package} ${Provides}\n') || return 1
  while read -r state package provides; do
    if [[ $state == installed && ", $provides," == *", ${1%%:*}"[\ ,]* ]]; then
      version=", $provides,"
      version=${version#*", ${1%%:*}"}
      version=${version%%,*}
      version=${version#' (= '}
      printf '%s\n' "$package ${version%)}"
      return 0
    fi
  done <<<"$all"
}

# unread_sources – prints the sources that apt-get update, whose words come on standard input, could not read: one a
# line, as apt names it, "<address> <suite>", a tab, and why. apt names them with Err:, or in an error of its own.
unread_sources() {
  local line source reason
  local seen=$'\n'
  while IFS= read -r line; do
    source=$(unread_source_of "$line") || return 1
    if [[ -n $source && $seen != *$'\n'"$source"$'\n'* ]]; then
      seen+=$source$'\n'
      reason=${line#E: }
      if [[ $line == Err:* ]]; then
        IFS= read -r reason || :
      fi
      printf '%s\t%s\n' "$source" "${reason#"${reason%%[! ]*}"}"
    fi
  done
}

# unread_source_of <line of apt-get update> – prints the source that it says was not read, or nothing.
unread_source_of() {
  local address
  if [[ $1 =~ ^Err:[0-9]+\ ([^ ]+\ [^ ]+) || $1 =~ ^E:\ .*\'([a-z+]+:[^ ]+\ [^ ]+)\ [^\']*\' ]]; then
    printf '%s\n' "${BASH_REMATCH[1]}"
  elif [[ $1 =~ ^E:\ Release\ file\ for\ ([^ ]+)/(In)?Release\  ]]; then
    address=${BASH_REMATCH[1]}
    case $address in
      */dists/*) printf '%s %s\n' "${address%%/dists/*}" "${address#*/dists/}" ;;
      */.) printf '%s ./\n' "${address%/.}" ;;
      *) printf '%s /\n' "$address" ;;
    esac
  fi
}

# describe_source <line of unread_sources> – prints what could not be read, in which file it is, and why.
describe_source() {
  local source=${1%%$'\t'*}
  local files
  files=$(files_naming "${1%% *}") || return
  files=${files:-a file that does not name it}
  printf 'apt cannot read %s of %s: %s\n' "$source" "${files//$'\n'/, }" "${1#*$'\t'}"
}

# explain_need <lines of unread_sources> <install|upgrade> <argument…> – why this work of apt-get needs one of them:
# what is to be installed comes from there alone, or from nowhere; for an upgrade, something that is installed comes
# from there, or no other source is left. Ends with 1 where none is needed.
explain_need() {
  local unread=$1
  local plan policy names
  local wanted=all
  shift
  if ! plan=$(apt_get --simulate "${@/#--no-remove/--remove}" 2>&1); then
    printf '%s\n' "without it: ${plan##*$'\n'}"
    return 0
  fi
  if [[ $1 == upgrade ]]; then
    names=$(dpkg-query --show --showformat='${binary:Package}\n') || return 0
  else
    names=$(sed -n 's/^Inst \([^ ]*\) .*/\1/p' <<<"$plan") || return 0
    wanted=$(sed -n 's/^Inst \([^ ]*\) .*(\([^ ]*\) .*/\1=\2/p' <<<"$plan") || return 0
  fi
  [[ -n $names ]] || return 1
  policy=$(xargs apt-cache policy <<<"$names") || return 0
  from_unread "$unread" "$wanted" <<<"$policy"
}

# from_unread <lines of unread_sources> <package=version, one a line, or all> – reads what apt-cache policy says, and
# names the first package that needs one of the sources. Ends with 1 if there is none.
from_unread() {
  local row package version
  local lacking=''
  local held=$'\n'
  while IFS= read -r row; do
    if [[ $row =~ ^([^ ].*):$ ]]; then
      package=${BASH_REMATCH[1]}
    elif [[ $row =~ ^\ (\*\*\*|\ \ \ )\ ([^ ]+)\  ]]; then
      version=${BASH_REMATCH[2]}
    elif [[ $row =~ ^\ {8,}-?[0-9]+\ ([a-z+]+:.*)$ ]]; then
      if is_unread "$1" "${BASH_REMATCH[1]}"; then
        lacking+=$package=$version$'\n'
      else
        held+=$package=$version$'\n'
      fi
    fi
  done
  if [[ $2 == all && $held == $'\n' ]]; then
    printf '%s\n' "no other source is left"
    return 0
  fi
  while read -r row; do
    if [[ -n $row && ($2 == all || ($'\n'$2$'\n' == *$'\n'"$row"$'\n'* && $held != *$'\n'"$row"$'\n'*)) ]]; then
      printf '%s\n' "${row%%=*} comes from there"
      return 0
    fi
  done <<<"$lacking"
  return 1
}

# is_unread <lines of unread_sources> <source of a package, as apt-cache policy names it> – whether it is one of them.
is_unread() {
  local source
  while IFS=$'\t' read -r source _; do
    if [[ $2 == "$source"[/\ ]* ]]; then
      return 0
    fi
  done <<<"$1"
  return 1
}

# package_state <package> – prints installed, if it is for one architecture; otherwise config-files (removed, but for
# its configuration) or another state; nothing where dpkg does not know it.
package_state() {
  local states
  states=$(package_states "$1") || return
  if [[ $'\n'$states == *$'\n''installed '* ]]; then
    printf '%s\n' installed
  else
    printf '%s\n' "${states%% *}"
  fi
}

# indexes_of <option…> – prints the addresses, quoted, of what apt would fetch with these options.
indexes_of() {
  local fetched
  fetched=$(apt-get "$@" --print-uris update 2>&1) ||
    fail_because "apt refuses its sources: ${fetched%%$'\n'*}" || return
  sed -n "s/^\('[^']*'\) .*/\1/p" <<<"$fetched"
}

# repository_is_elsewhere <name> <list> <url> – differs names another file that has the list's repository, too: apt
# refuses to work where the two do not say the same of it. Only files that name the address are asked for.
repository_is_elsewhere() {
  local own other files file
  files=$(files_naming "${3%/}") || return
  while read -r file; do
    if [[ -n $file && $file != "/etc/apt/sources.list.d/$1.list" ]]; then
      own=$(indexes_of -o Dir::Etc::sourceparts=/dev/null -o Dir::Etc::sourcelist="$2") || return 1
      other=$(indexes_of -o Dir::Etc::sourceparts=/dev/null -o Dir::Etc::sourcelist="$file" 2>/dev/null) || :
      [[ $'\n'$other$'\n' != *$'\n'"${own%%$'\n'*}"$'\n'* ]] || differs "$file names the same repository" || return
    fi
  done <<<"$files"
}

# try_source <folder> <name> <line> <url> – whether apt takes this line as the file of that name, beside the others.
try_source() {
  local list=$1/source.list
  local words file
  printf '%s\n' "$3" >"$list" || return 1
  words=$(repository_is_elsewhere "$2" "$list" "$4") || fail_because "$words: take it out of there first" || return
  mkdir -- "$1/all" || return 1
  for file in /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
    if [[ -e $file && $file != "/etc/apt/sources.list.d/$2.list" ]]; then
      ln -s -- "$file" "$1/all/" || return 1
    fi
  done
  indexes_of -o Dir::Etc::sourceparts="$1/all" >/dev/null || return
  ln -s -- "$list" "$1/all/" || return 1
  indexes_of -o Dir::Etc::sourceparts="$1/all" >/dev/null
}

# run_unlocked <word…> – runs the words once nobody else holds a lock of apt or dpkg. Prints what they print; their
# errors come last. Status: theirs.
run_unlocked() { in_temporary_folder run_unlocked_in "$@"; }

# run_unlocked_in <folder> <word…> – the same, with that folder for the errors.
run_unlocked_in() {
  local status=0
  retry_while_locked "$1/errors" "${@:2}" || status=$?
  without_passwords "$1/errors" || return 1
  return "$status"
}

# retry_while_locked <file> <word…> – runs the words, whose errors go to the file, until nobody else holds a lock of
# apt or dpkg; the step's line says who does. (apt's own waiting knows dpkg's lock only.) Status: theirs.
retry_while_locked() {
  local holder status
  while true; do
    status=0
    "${@:2}" 2>"$1" || status=$?
    if ((status == 0)) || ! holder=$(grep --max-count=1 'Could not get lock\|lock was locked by' "$1"); then
      return "$status"
    fi
    report_wait "the lock of apt or dpkg" "$holder"
    pause 5
  done
}

# without_passwords <file>… – prints them without the user names and passwords of addresses.
without_passwords() { sed 's|://[^/@ ]*@|://|g' -- "$@"; }

# apt_update <install|upgrade> <argument of apt-get…> – finishes installations, and reads the package lists once in
# a run. A source that cannot be read is a warning, unless this work of apt-get needs it. Status: 0; 1 failed; 23
# took too long, as apt-get does for ever where a full disk does not take its lists.
apt_update() {
  dpkg_finish || return
  if ! lists_suffice "$@"; then
    in_temporary_folder read_lists "$@"
  fi
}

# lists_suffice <install|upgrade> <argument…> – this run has read the lists, but for sources that are not needed.
lists_suffice() {
  local mark=$container_root/run/phoenix-setup-apt
  local known=''
  if [[ -e $mark ]]; then
    known=$(<"$mark")
  fi
  [[ ${known%%$'\n'*} == "$RUN_ID" ]] || return 1
  [[ $known == *$'\n'* ]] || return 0
  ! explain_need "${known#*$'\n'}" "$@" >/dev/null
}

# read_lists <folder> <install|upgrade> <argument…> – the same, anew. apt-get itself takes lists that did not come
# for a success, unless it is told otherwise.
read_lists() {
  local limit need source unread
  local status=0
  rm -f -- "$container_root/run/phoenix-setup-apt" || return 1
  scale limit 900
  retry_while_locked "$1/errors" fetch_lists "$1/output" "$limit" || status=$?
  if ((status == 124)); then
    printf '%s\n' "apt-get update is not done within 900 s"
    return 23
  fi
  without_passwords "$1/output" "$1/errors" >"$1/words" || return 1
  if ((status == 0)); then
    touch /var/lib/apt/lists/phoenix-setup || return 1
    printf '%s\n' "$RUN_ID" >"$container_root/run/phoenix-setup-apt"
    return
  fi
  unread=$(unread_sources <"$1/words") || return 1
  if [[ -z $unread ]]; then
    need="apt-get update failed with $status: see the lines above"
  elif need=$(explain_need "$unread" "${@:2}"); then
    source=$(describe_source "${unread%%$'\n'*}") || return 1
    need="$source; $need"
  else
    leave_unread "$2" "$unread"
    return
  fi
  cat -- "$1/words" || return 1
  fail_because "$need"
}

# fetch_lists <file> <seconds> – what apt-get prints goes to the file.
fetch_lists() {
  timeout --foreground "$2" apt-get --quiet --yes -o APT::Update::Error-Mode=any update >"$1"
}

# leave_unread <install|upgrade> <lines of unread_sources> – warns of them, once in a run. Where all is upgraded, they
# hold nothing that is installed, and the lists are fresh without them.
leave_unread() {
  local source
  while read -r source; do
    source=$(describe_source "$source") || return 1
    warn "$source; this step needs nothing from there"
  done <<<"$2"
  if [[ $1 == upgrade ]]; then
    touch /var/lib/apt/lists/phoenix-setup || return 1
  fi
  printf '%s\n' "$RUN_ID" "$2" >"$container_root/run/phoenix-setup-apt"
}

# as_user <user> [--carry <variable>]… <function> [argument…] – runs a function of the program, or a command, as
# that user: at home, strict, without input, in a fresh environment. It gets this step's functions, the shared ones
# and the variables over a pipe; its reports are lines of output. Status: the function's; 125: no such user.
as_user() {
  local entry uid gid home text
  if ! entry=$(getent passwd "$1"); then
    printf '%s\n' "there is no user $1: an earlier step has to make it"
    return 125
  fi
  IFS=: read -r _ _ uid gid _ home _ <<<"$entry"
  text=$(print_for_user "$home" "$@") || return 125
  # Off the terminal from which the script may have been started (0x5422 is TIOCNOTTY), since who can open that can type
  # into it; but still in the step's process group, so that it ends at the limit like everything else. The pipes are the
  # user's, or /dev/stderr could not be opened.
  perl -e '
    my $user = shift;
    open TERMINAL, "<", "/dev/tty" and ioctl TERMINAL, 0x5422, 0;
    -p "/dev/fd/$_" and chown $user, -1, "/dev/fd/$_" for 1, 2;
    exec @ARGV;
    exit 125' \
    "$uid" setpriv --reuid "$uid" --regid "$gid" --init-groups -- env -i bash -s < <(printf '%s\n' "$text")
}

# print_for_user <home> <user> [--carry <variable>]… <function> [argument…] – prints what that user's Bash reads.
print_for_user() {
  local home=$1
  local user=$2
  local -a functions=()
  local -a variables=(CTID TIME_SCALE step_number)
  local name names report
  shift 2
  while [[ $1 == --carry ]]; do
    variables+=("$2")
    shift 2
  done
  names=$(compgen -A function) || return
  while read -r name; do
    if [[ $name != step_* || $name == "step_${step_number}_"* ]]; then
      functions+=("$name")
    fi
  done <<<"$names"
  printf '%s\n' 'set -euo pipefail' 'shopt -s inherit_errexit' 'umask 022'
  printf 'export HOME=%q USER=%q LOGNAME=%q PATH=%q LC_ALL=C.UTF-8 TMPDIR=/var/tmp\n' "$home" "$user" "$user" "$PATH"
  for name in http_proxy https_proxy no_proxy; do
    if [[ -v $name ]]; then
      printf 'export %s=%q\n' "$name" "${!name}"
    fi
  done
  for name in "${variables[@]}"; do
    printf '%s=%q\n' "$name" "${!name}"
  done
  declare -f "${functions[@]}"
  report=$(declare -f print_report) || return
  printf '%s\n' "report${report#print_report}"
  printf 'cd -- %q 2>/dev/null || cd /\n' "$home"
  printf '%q ' "$@"
  printf '</dev/null\n'
}

# print_report <verb> <text…> – what `report` is for another user: an ordinary line of output.
print_report() { printf '%s\n' "${*:2}"; }

# await_boot – asks init every 2 s until it has booted the container; the step's limit ends it.
await_boot() {
  local init
  until init_has_booted init; do
    report_wait init "init says '$init'"
    pause 2
  done
  note "init is $init"
}

# fail_because <reason…> – prints why a step cannot go on, and what to do; ends with 1.
fail_because() {
  printf '%s\n' "$*" >&2
  return 1
}

# fetch <address> <file> – downloads it, over at most 5 redirects, from https to https only; fails at an answer of 400
# or above.
fetch() {
  local schemes='=http,https'
  require_program curl || return
  if [[ $1 == https:* ]]; then
    schemes='=https'
  fi
  curl --disable --fail --silent --show-error --globoff --connect-timeout 30 --retry 3 \
    --location --max-redirs 5 --proto "$schemes" --proto-redir "$schemes" --output "$2" --url "$1" || return 1
}

# put_file <path> <mode> <owner> <group> <word…> – replaces it by what the words print when run; its content is
# never open to others. What another user puts in place comes over a pipe. Ends with 1 and the reason.
put_file() {
  local content
  local -a place
  choose_place place work "$1" "$3" "$4" || return
  if [[ ${place[0]} == user ]]; then
    content=$("${@:5}" | base64 --wrap=0) || return 1
    set -- "${@:1:4}" decoded "$content"
  fi
  at_place "${place[@]}" replace_file "${@:2}"
}

# text_is <path> <mode> <owner> <group> <word…> – file_is; what differs in its text is shown.
text_is() {
  local reason
  local status=0
  local -a place
  reason=$(file_is "$@") || status=$?
  if [[ $status == 10 && -f $1 ]]; then
    choose_place place look "$1" "$3" "$4" || return
    log_output_of show_change "$1" "$2" <(at_place "${place[@]}" read_public || :) <("${@:5}" || :)
  fi
  if ((status != 0)); then
    printf '%s\n' "$reason"
  fi
  return "$status"
}

# read_public <path> – in its folder: prints it, if everybody may read it.
read_public() { read_regular "./${1##*/}" 1048576 public; }

# file_is <path> <mode> <owner> <group> <word…> – whether it is a regular file with these, and holds exactly what
# the words print when run. Ends with 10 if not.
file_is() {
  local wanted
  local seen
  local status=0
  seen=$(file_sum "${@:1:4}") || status=$?
  if ((status != 0)); then
    printf '%s\n' "$seen"
    return "$status"
  fi
  wanted=$("${@:5}" | sha256sum) || return 1
  [[ $seen == "${wanted%% *}" ]] || differs "$1 has other content"
}

# remove_leftovers – removes from this folder what a run of this user that was cut off has left.
remove_leftovers() {
  local left
  for left in ./.phoenix-setup.??????????; do
    if [[ -O $left ]]; then
      rm -rf --one-file-system -- "$left" || return 1
    fi
  done
}

# How something of an owner and group (any, if they are empty) is looked at or made at a path:
# - root: as it is, where nobody else may change the folders on the way;
# - user: as the user who may change one of them, if it is to be that user's and group's;
# - within: by root in the very folder that the path names, if it is to be somebody else's.

# choose_place <array> <look|work> <path> <owner> <group> – sets the array to one of these, the user, the folder, and
# the path, as at_place takes them. Missing folders are made for work. Ends with 10 if there is none to look at, or
# with 1 and the reason.
choose_place() {
  local -n place_answer=$1
  local reason
  local -a walk
  local how=root
  walk_path walk '' "$3" || return 1
  reason=$(explain_walk "${walk[@]}") || return 1
  case ${walk[0]} in
    trusted | unmade) how=root ;;
    user) how=within ;;
    *) fail_because "$3: $reason" || return ;;
  esac
  if [[ $how == within ]] && may_own "${walk[2]}" "$4" "$5"; then
    how=user
  fi
  place_answer=("$how" "${walk[2]}" "${walk[3]%/*}/" "$3")
  if [[ $2 == work ]]; then
    warn_of_groups "$3" "${walk[@]}"
    if [[ $how == root ]]; then
      make_folders "${walk[3]%/*}" || return 1
    elif [[ ! -d ${place_answer[2]} ]]; then
      as_user "${walk[2]}" make_folders "${walk[3]%/*}" || return 1
    fi
  fi
  [[ -d ${place_answer[2]} ]] || differs "there is no folder ${3%/*}"
}

# may_own <user> <owner> <group> – whether the user may make something of that owner and group, if they are not empty.
may_own() {
  local id ids groups
  if [[ -n $2 && $2 != "$1" ]]; then
    id=$(id --user -- "$1") || return 1
    [[ $2 == "$id" ]] || return 1
  fi
  if [[ -n $3 ]]; then
    groups=$(id --groups --name -- "$1") || return 1
    ids=$(id --groups -- "$1") || return 1
    [[ " $groups $ids " == *" $3 "* ]]
  fi
}

# at_place <what choose_place has set: how, user, folder, path> <function> [argument…] – runs the function with the
# path and the arguments in the path's folder, where it works on ./<the path's last part>. Ends as it does.
at_place() {
  if [[ $1 == user ]]; then
    as_user "$2" at_users_place "${@:3}"
    return
  fi
  (
    if [[ $1 == within ]]; then
      enter_folder "$3" || exit
    else
      cd -- "$3" || exit
    fi
    "$5" "$4" "${@:6}"
  )
}

# at_users_place <folder> <path> <function> [argument…] – the same, for who is the user already.
at_users_place() {
  cd -- "$1" || return 1
  "$3" "$2" "${@:4}"
}

# folder_now <variable> – sets it to this folder as the kernel names it, without links, and a / at the end.
folder_now() {
  local found
  IFS= read -r -d '' found < <(readlink --zero -- /proc/self/cwd || :) || return 1
  printf -v "$1" %s "${found%/}/"
}

# enter_folder <folder, with a / at its end> – goes there, if no link leads elsewhere. From then on its user may
# rename it, but not put another in its place. Ends with 1 and the reason.
enter_folder() {
  local here
  cd -- "$1" || return 1
  folder_now here || return 1
  [[ $here == "$1" ]] || fail_because "on the way to $1, somebody else's link leads to $here"
}

# make_folders <path> – each that is missing, and none that somebody else makes meanwhile.
make_folders() {
  local part=$1
  local -a missing=()
  while [[ -n $part && ! -d $part ]]; do
    missing=("$part" "${missing[@]}")
    part=${part%/*}
  done
  for part in "${missing[@]}"; do
    mkdir -- "$part" || return 1
  done
}

# is_regular <path> <mode> <owner> <group> – in its folder: whether it is a regular file with these. Ends with 10 if
# not.
is_regular() {
  local name=./${1##*/}
  local seen
  [[ -f $name && ! -L $name ]] || differs "$1 is not a regular file" || return
  seen=$(stat --format='%a %U %G' -- "$name") || return 1
  [[ $seen == "$2 $3 $4" ]] || differs "$1 is $seen instead of $2 $3 $4"
}

# replace_file <path> <mode> <owner> <group> <word…> – in its folder: replaces it by what the words
# print. All is done by descriptor: even where the name of the new file is given to something else meanwhile, nothing
# but the new file is changed.
replace_file() {
  local new
  local to
  remove_leftovers || return
  (
    printf -v new './.phoenix-setup.%010d' "$SRANDOM"
    trap 'rm -f -- "$new"' EXIT
    set -o noclobber
    umask 077
    exec {to}>"$new" || exit
    umask 022
    set +o noclobber
    "${@:5}" >&"$to" || exit
    chown -- "$3:$4" "/dev/fd/$to" || exit
    chmod -- "$2" "/dev/fd/$to" || exit
    mv --force --no-target-directory -- "$new" "./${1##*/}" || exit
  )
}

# file_sum <path> <mode> <owner> <group> – prints the sha256 of a regular file with these. Ends with 10 if it is none,
# and prints why.
file_sum() {
  local -a place
  choose_place place look "$1" "$3" "$4" || return
  at_place "${place[@]}" sum_here "${@:2}"
}

# sum_here <path> <mode> <owner> <group> – in its folder: the same.
sum_here() {
  local sum
  is_regular "$@" || return
  sum=$(read_regular "./${1##*/}" 0 | sha256sum) || return 1
  printf '%s\n' "${sum%% *}"
}

# decoded <text> – prints the bytes that the text stands for; a file of the host arrives as base64, whatever is in it.
decoded() { printf %s "$1" | base64 --decode; }

# init_has_booted <variable> – whether init has booted the container; sets the variable to what it says.
init_has_booted() {
  printf -v "$1" %s "$(systemctl is-system-running || :)"
  [[ ${!1} == running || ${!1} == degraded ]]
}

# log_output_of <word…> – runs the words for what they print: for the log, but no answer.
log_output_of() {
  "$@" 2>&1 || :
}

# nvidia_lines <gpu…> – prints the lines that a container with these GPUs needs. Ends with 1 where the host lacks a
# device.
nvidia_lines() {
  local name
  local major
  for name in "${@/#/nvidia}" nvidiactl nvidia-uvm nvidia-uvm-tools; do
    [[ -c $HOST_ROOT/dev/$name ]] || fail_because "the host has no device /dev/$name" || return
    printf '%s\n' "lxc.mount.entry: /dev/$name dev/$name none bind,optional,create=file"
  done
  printf '%s\n' 'lxc.mount.entry: /dev/nvidia-caps dev/nvidia-caps none bind,optional,create=dir'
  printf '%s\n' 'lxc.cgroup2.devices.allow: c 195:* rwm'
  major=$(stat --dereference --format=%t -- "$HOST_ROOT/dev/nvidia-uvm") || return
  [[ $major =~ ^[0-9a-f]{1,8}$ ]] || fail_because "/dev/nvidia-uvm has the major number '$major'" || return
  printf 'lxc.cgroup2.devices.allow: c %d:* rwm\n' "0x$major"
}

# nvidia_configuration – prints the container's configuration, and a dot after it, which keeps the ends of its last
# lines.
nvidia_configuration() {
  cat -- "$HOST_ROOT/etc/pve/lxc/$CTID.conf" || return
  printf .
}

# nvidia_edits <configuration and a dot> <lines> – prints the configuration as it should be, each line marked: "  "
# stays, "+ " is missing, "- " is there twice. Each of the lines stands once in the live section, which ends where that
# of the first snapshot begins.
nvidia_edits() {
  local line
  local normal
  local section=live
  local blank=''
  local config=${1%.}
  local lacking=$'\n'$2$'\n'
  while IFS= read -r line; do
    if [[ $section == live && $line == '['* ]]; then
      nvidia_add_lines "$lacking"
      section=snapshot
    fi
    # Blank lines at the end of the live section stay behind what is added to it.
    if [[ $section == live && -z $line ]]; then
      blank+='  '$'\n'
      continue
    fi
    printf %s "$blank"
    blank=''
    nvidia_normal_form normal "$line"
    if [[ $section == snapshot || -z $normal || $'\n'$2$'\n' != *$'\n'"$normal"$'\n'* ]]; then
      printf '  %s\n' "$line"
    elif [[ $lacking == *$'\n'"$normal"$'\n'* ]]; then
      lacking=${lacking/$'\n'"$normal"$'\n'/$'\n'}
      printf '  %s\n' "$line"
    else
      printf -- '- %s\n' "$line"
    fi
  done <<<"${config%$'\n'}"
  if [[ $section == live ]]; then
    nvidia_add_lines "$lacking"
  fi
  printf %s "$blank"
}

# nvidia_normal_form <variable> <line of a configuration> – sets it to "key: value" if the line is an entry for LXC
# itself, else to nothing.
nvidia_normal_form() {
  printf -v "$1" %s ''
  if [[ $2 =~ ^(lxc\.[a-z0-9_.-]+)(:|[[:space:]]*=)[[:space:]]*(.*[^[:space:]])[[:space:]]*$ ]]; then
    printf -v "$1" %s "${BASH_REMATCH[1]}: ${BASH_REMATCH[3]}"
  fi
}

# nvidia_add_lines <lines> – prints them marked as missing, but for empty ones.
nvidia_add_lines() {
  local line
  while IFS= read -r line; do
    if [[ -n $line ]]; then
      printf '+ %s\n' "$line"
    fi
  done <<<"$1"
}

# nvidia_differences <edits> – prints what is missing and what is there twice; nothing if the configuration is as it
# should be.
nvidia_differences() {
  local line
  while IFS= read -r line; do
    case $line in
      '+ '*) printf '%s\n' "missing: ${line:2}" ;;
      '- '*) printf '%s\n' "twice: ${line:2}" ;;
    esac
  done <<<"$1"
}

# nvidia_completed <variable> <edits> – sets it to the configuration as it should be.
nvidia_completed() {
  local line
  local nvidia_text=''
  while IFS= read -r line; do
    if [[ $line != '- '* ]]; then
      nvidia_text+=${line:2}$'\n'
    fi
  done <<<"$2"
  printf -v "$1" %s "$nvidia_text"
}

# driver_is <version> – nvidia-smi is of that version; whether GPUs answer is another question.
driver_is() {
  local form=$'NVIDIA-SMI[^0-9\n]*([0-9]+(\\.[0-9]+)+)'
  local status=0
  local output
  command -v nvidia-smi >/dev/null || differs "no driver is installed" || return
  output=$(nvidia-smi --version 2>&1) || status=$?
  if [[ $output =~ $form ]]; then
    [[ ${BASH_REMATCH[1]} == "$1" ]] || differs "driver ${BASH_REMATCH[1]} is installed" || return
    return 0
  fi
  # 12: its library is missing; 18: the library is not of the kernel module's version.
  ((status != 12 && status != 18)) || differs "the installed driver does not work: $output" || return
  fail_because "nvidia-smi names no version: $output"
}

# install_driver <address of the installer> – the user-space part; the kernel's is the host's.
install_driver() { in_temporary_folder install_driver_from "$1"; }

# install_driver_from <folder> <address> – by way of that folder. Status: 0, 1.
install_driver_from() {
  local installer=$1/installer.run
  fetch "$2" "$installer" || return 1
  chmod 700 -- "$installer" || return 1
  "$installer" --no-kernel-module --silent || return 1
}

# gpus_answer <driver version> <number> – so many GPUs answer through that driver.
gpus_answer() {
  local versions version
  local count=0
  nvidia-smi || fail_because "nvidia-smi fails: the GPUs cannot be used" || return
  versions=$(nvidia-smi --query-gpu=driver_version --format=csv,noheader) || return
  while read -r version; do
    [[ $version == "$1" ]] || fail_because "a GPU reports driver '$version' instead of $1" || return
    count=$((count + 1))
  done <<<"$versions"
  ((count == $2)) || fail_because "$count GPUs answer, $2 are assigned" || return
  note "$count GPUs answer through driver $1"
}

# warn_of_groups <path> <what walk_path has set…> – a warning where groups of the system may replace what it has.
warn_of_groups() {
  if [[ -n $6 ]]; then
    warn "on the way to $1, a group of the system may replace what is in $6" >&2
  fi
}

# A folder is trusted if it is root's or this process's own, and neither others nor a group other than root's may
# write to it; or if it is sticky, and what is next on the path belongs to one of these two. Nobody else can replace
# what stands in a trusted folder: a path that is walked from its beginning cannot change behind the walk, so asking
# by path is enough. What remains: an ACL that hides behind the bits of the group root; and what root itself moves or
# mounts meanwhile.

# Such a walk says of a path: trusted; unmade: what is next in a sticky folder is missing; or that what is on the way
# is a user's, a group's, open to others, or a stranger's in a sticky folder. Then the part that is to blame, whose it
# is, the path without links up to there, and the groups of the system that can write on the way.

# walk_path <array> <root> <path> [follow] – walks the folders of a path below a root, which is not judged; with
# `follow` also through a link at its end. Sets the array to what it says. Ends with 1 and the reason if it cannot be
# walked.
walk_path() {
  local -n walk_answer=$1
  local at=$2
  local rest=${3%"${3##*[!/]}"}
  local next
  local text
  local i
  local known=0
  local links=0
  local verdict
  local mode user group user_name group_name next_user next_name
  local -a parts=()
  local -a rests=()
  local -a facts=()
  while [[ $rest == *//* ]]; do
    rest=${rest//\/\//\/}
  done
  while [[ -n $rest ]]; do
    next=${rest%%/*}
    rest=${rest#"$next"}
    rest=${rest#/}
    if [[ $next == .. ]]; then
      at=${at%/*}
    elif [[ -n $next && $next != . ]]; then
      parts+=("$at/$next")
      rests+=("$rest")
      if [[ -e $at/$next || -L $at/$next ]]; then
        known=${#parts[@]}
      fi
      if [[ -L $at/$next && (-n $rest || ${4-} == follow) ]]; then
        links=$((links + 1))
        ((links <= 40)) || fail_because "$3 leads through more than 40 links" || return
        IFS= read -r -d '' text < <(readlink --zero -- "$at/$next" || :) || return 1
        rest=$text/$rest
        if [[ $rest == /* ]]; then
          at=''
        fi
      else
        at+=/$next
      fi
    fi
  done
  walk_answer=(trusted '' '' "$at" '')
  ((known > 0)) || return 0
  text=$(stat --format='%f %u %g %U %G' -- "${parts[@]:0:known}") || return 1
  mapfile -t facts <<<"$text"
  for ((i = 0; i < known && i < ${#parts[@]} - 1; i++)); do
    read -r mode user group user_name group_name <<<"${facts[i]}"
    read -r _ next_user _ next_name _ <<<"${facts[i + 1]-}"
    judge_folder verdict "$mode" "$user" "$group" "$next_user"
    text=${parts[i]}
    case $verdict in
      trusted) continue ;;
      system-group) walk_answer[4]+="${walk_answer[4]:+, }$text (group $group_name)" ;;
      group) user_name=${group_name/#UNKNOWN/"$group"} ;;
      stranger) text=${parts[i + 1]} user_name=$next_name user=$next_user ;;
    esac
    if [[ $verdict != system-group ]]; then
      user_name=${user_name/#UNKNOWN/"$user"}
      walk_answer=("$verdict" "$text" "$user_name" "${parts[i]}/${rests[i]%/}" "${walk_answer[4]}")
      return 0
    fi
  done
}

# judge_folder <variable> <mode in hexadecimal> <user> <group> <user of what is next in it, or nothing if that is
# missing> – sets it to trusted, unmade, user, group, system-group, others or stranger. Who owns a sticky folder may
# replace all in it.
judge_folder() {
  local mode=$((0x$2))
  local judged=trusted
  if (((mode & 8#170000) != 8#40000)); then
    judged=trusted
  elif (($3 != 0 && $3 != EUID)); then
    judged=user
  elif (((mode & 8#22) == 0 || ((mode & 2) == 0 && $4 == 0))); then
    judged=trusted
  elif (((mode & 8#1000) != 0)); then
    case $5 in
      '') judged=unmade ;;
      0 | "$EUID") judged=trusted ;;
      *) judged=stranger ;;
    esac
  elif (((mode & 2) != 0)); then
    judged=others
  elif (($4 < 1000)); then
    judged='system-group'
  else
    judged=group
  fi
  printf -v "$1" %s "$judged"
}

# explain_walk <what walk_path has set…> – prints why the path is not to be trusted.
explain_walk() {
  case $1 in
    user) printf '%s\n' "$2 belongs to $3, who may replace what is in it" ;;
    stranger) printf '%s\n' "$2 belongs to $3, in a folder where everybody may make something: remove it" ;;
    unmade) printf '%s\n' "everybody may make what is missing in $2: make it first" ;;
    group) printf '%s\n' "the group $3 may replace what is in $2: take away its right to write there" ;;
    *) printf '%s\n' "everybody may replace what is in $2: take away the right to write there" ;;
  esac
}

# pause <seconds>
pause() {
  local span
  scale span "$1"
  sleep "$span"
}

# become_clean <word…> – replaces this (sub)shell by a command with an environment of its own. pct runs under `perl
# -T`, which starts no program while some variables are set; it makes folders with its caller's umask; and what runs
# inside may reach neither the operator's terminal nor this script's files.
become_clean() {
  local name file
  local entries=()
  local unset=(IFS CDPATH ENV BASH_ENV SHELLOPTS BASHOPTS POSIXLY_CORRECT TMOUT GLOBIGNORE PERL5OPT PERL5LIB)
  mapfile -d '' -t entries </proc/"$BASHPID"/environ
  for name in "${entries[@]%%=*}"; do
    if [[ $name == BASH_FUNC_* ]]; then
      unset+=("$name")
    fi
  done
  for file in /proc/"$BASHPID"/fd/*; do
    file=${file##*/}
    # 255 is where Bash reads its program from, and is closed by itself.
    if ((file > 2 && file != 255)); then
      exec {file}>&-
    fi
  done
  cd /
  umask 022
  exec env "${unset[@]/#/--unset=}" LC_ALL=C.UTF-8 setsid --wait "$@"
}

# read_regular <path> <largest size in bytes, or 0 for no limit> [public] – prints a regular file, which may belong to
# anybody: no link is followed at the path's end, and no FIFO or device waited for. With `public`, only what everybody
# may read. Ends with 1 and the reason.
read_regular() {
  perl -MFcntl -e '
    my ($path, $most, $public, $folder) = @ARGV;
    my $shown = $path =~ s{^\.(?=/)}{$folder}r;
    -l $path and die "$shown is a link, which is not followed\n";
    sysopen(my $file, $path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW) or die "$shown cannot be read: $!\n";
    -f $file or die "$shown is not a regular file\n";
    $public and not 4 & (stat _)[2] and die "not everybody may read $shown\n";
    my ($part, $read, $size) = ("", 1, 0);
    while ($read) {
      $read = sysread $file, $part, 65536;
      defined $read or die "$shown cannot be read: $!\n";
      $size += $read;
      $most and $size > $most and die "$shown is larger than $most bytes\n";
      print $part;
    }
    close STDOUT or die "what $shown holds cannot be passed on: $!\n";
  ' -- "$1" "$2" "${3-}" "$PWD" || return 1
}

# await_ready <name>… – waits until the container is up and has an address for each name; what is said then becomes
# the step's note. The step's limit ends only the subshell; then what an operator would look up is shown. Status: 0, 1.
await_ready() {
  local status=0
  trap : TERM
  (until_ready "$@") || status=$?
  if ((status != 0)); then
    log_output_of show_unready
    fail_because "init, or a name that is needed, is not ready" || return
  fi
}

# until_ready <name>… – asks every 2 s, without end.
until_ready() {
  local answer
  while true; do
    if answer=$(is_ready "$@"); then
      note "$answer"
      return 0
    fi
    report_wait "init and the names that are needed" "$answer"
    pause 2
  done
}

# is_ready <name>… – init is up, and the names have an address, as has one at least of those that
# apt looks up; prints that, or what is missing.
is_ready() {
  local init name looked_up
  init_has_booted init || differs "init says '$init'" || return
  for name in "$@"; do
    getent ahosts "$name" >/dev/null || differs "the name '$name' does not resolve" || return
  done
  looked_up=$(apt_names) || return 1
  name=$(first_resolved "$looked_up") ||
    differs "none of the names that apt fetches from resolves: $looked_up" || return
  set -- "$@" ${name:+"$name"}
  printf '%s\n' "init is $init, names resolve: $*"
}

# show_unready – prints units that failed, jobs that init waits for, and who is asked for names.
show_unready() {
  systemctl --no-pager --failed || :
  systemctl --no-pager list-jobs || :
  if ! grep '^nameserver' /etc/resolv.conf; then
    printf '%s\n' "/etc/resolv.conf names no server"
  fi
}

# report_wait <what is awaited> <last answer> – for each try of a wait; the host shows the latest one every 10 s.
report_wait() { report waits "$1, last answer: ${*:2}"; }

# repository_is <name> <fingerprint, or nothing for any> <url> <suite, or nothing for the system's> [component…] –
# apt reads this repository, from this file alone, and has its key.
repository_is() {
  local key=/etc/apt/keyrings/$1.gpg
  local line
  [[ -s $key && ! -L $key ]] || differs "the key $key is missing" || return
  file_is "$key" 644 root root cat -- "$key" || return
  key_is "$key" "$2" || return
  line=$(repository_line "$1" "${@:3}") || return
  text_is "/etc/apt/sources.list.d/$1.list" 644 root root printf '%s\n' "$line" || return
  repository_is_elsewhere "$1" "/etc/apt/sources.list.d/$1.list" "$3"
}

# put_repository <name> <address of the key> <fingerprint> <url> <suite> [component…] – the same, once apt itself
# has taken the line; the lists are read again by whoever needs packages next, even if this is cut off.
put_repository() {
  local line
  line=$(repository_line "$1" "${@:4}") || return
  in_temporary_folder try_source "$1" "$line" "$4" || return
  in_temporary_folder fetch_key "/etc/apt/keyrings/$1.gpg" "$2" "$3" || return
  rm -f -- "$container_root/run/phoenix-setup-apt" /var/lib/apt/lists/phoenix-setup || return
  put_file "/etc/apt/sources.list.d/$1.list" 644 root root printf '%s\n' "$line"
}

# repository_line <name> <url> <suite, or nothing for the system's> [component…] – prints the line that apt reads.
repository_line() {
  local suite=$3
  local architecture line
  architecture=$(dpkg --print-architecture) || return
  if [[ -z $suite ]]; then
    suite=$(system_codename) || return
  fi
  line="deb [arch=$architecture signed-by=/etc/apt/keyrings/$1.gpg] $2 $suite"
  if (($# > 3)); then
    line+=" ${*:4}"
  fi
  printf '%s\n' "$line"
}

# system_codename – prints the name of the system's release, such as noble.
system_codename() {
  local name value
  while IFS='=' read -r name value || [[ -n $name ]]; do
    if [[ $name == VERSION_CODENAME ]]; then
      printf '%s\n' "${value//[\"\']/}"
      return 0
    fi
  done </etc/os-release
  fail_because "/etc/os-release names no codename"
}

# key_is <file> <fingerprint, or nothing for any> – the file holds one key, and no other.
key_is() {
  local listing type value
  local primary=''
  local found=''
  require_program gpg gnupg || return
  listing=$(in_temporary_folder list_keys "$1") || return 1
  while IFS=: read -r type _ _ _ _ _ _ _ _ value _; do
    if [[ $type == pub ]]; then
      primary=yes
    elif [[ $type == fpr && -n $primary ]]; then
      found+=" $value"
      primary=''
    fi
  done <<<"$listing"
  [[ -n $found ]] || fail_because "$1 holds no key" || return
  [[ -z $2 || $found == " $2" ]] || differs "$1 holds the key$found instead of $2" || return
}

# list_keys <folder for gpg> <file> – prints the file's keys, as gpg does for programs.
list_keys() { gpg --homedir "$1" --batch --no-tty --quiet --with-colons --show-keys "$2"; }

# fetch_key <folder> <path> <address> <fingerprint, or nothing for any> – downloads a key into the folder, takes it
# out of its armour, and puts it at the path if it is the right one.
fetch_key() {
  local key=$1/key
  local unarmoured=0
  fetch "$3" "$key" || return
  grep --quiet --text '^-----BEGIN PGP' "$key" || unarmoured=$?
  ((unarmoured < 2)) || return
  if ((unarmoured == 0)); then
    gpg --homedir "$1" --batch --no-tty --quiet --output "$1/bare" --dearmor "$key" || return
    key=$1/bare
  fi
  key_is "$key" "$4" || return
  put_file "$2" 644 root root cat -- "$key"
}

# require_program <name> [package] – fails with 1, and says what to do, where the tool is not installed.
require_program() {
  command -v "$1" >/dev/null || fail_because "$1 is missing inside: an earlier step has to install ${2:-it}" || return
}

# show_change <path> <mode> <file> <file> – prints how the first is to become the second, in 40 lines at most. A path
# that others may not read, be it now or with the mode that it shall have, is no matter for a log.
show_change() {
  local mode
  local -a lines
  mode=$(stat --dereference --format=%a -- "$1") || return
  if (((8#$mode & 8#$2 & 4) == 0)); then
    return
  fi
  mapfile -t -n 41 lines < <(diff --unified --label "$1" --label wanted -- "$3" "$4" || :)
  printf '%s\n' "${lines[@]:0:40}"
  if ((${#lines[@]} > 40)); then
    printf '…\n'
  fi
}

# in_temporary_folder <function> [argument…] – calls the function with a new folder before the arguments, which only
# its owner can read. It is on disk: /tmp may be memory, /var/tmp never is. Status: the function's.
in_temporary_folder() {
  local folder
  # What an earlier call that was cut off has left: nobody empties /var/tmp at boot.
  for folder in /var/tmp/phoenix-setup."$1".*; do
    if [[ ${MODE-} == apply && -O $folder ]]; then
      rm -rf --one-file-system -- "$folder" || return 1
    fi
  done
  # A subshell that ends with `|| exit` runs its EXIT trap for sure: Bash may replace itself by a last command.
  (
    folder=$(mktemp -d "/var/tmp/phoenix-setup.$1.XXXXXXXXXX") || exit
    trap 'rm -rf -- "$folder"' EXIT
    "$1" "$folder" "${@:2}" || exit
  )
}

# require_trusted_folders <root> <path> – whether each folder from below the root down to that of the path's last part
# is trusted. Ends with 1 and the reason if one is not.
require_trusted_folders() {
  local reason
  local -a walk
  walk_path walk "$1" "$2" || return 1
  reason=$(explain_walk "${walk[@]}") || return
  [[ ${walk[0]} == trusted ]] || fail_because "$2: $reason" || return
  warn_of_groups "$2" "${walk[@]}"
}

# warn <text…> – a line of the log with the level WARN, about the step in hand.
warn() { report warn "$*"; }

# ---- 4. What runs inside the container, and on the host for steps of the host: send_program sends it there ----

# The question in hand, which every answer repeats; whether its limit was reached; the units that would be restarted,
# as far as check mode has come; and what stands before every path: nothing in the container.
token='' is_late='' container_root=''
# The step in hand, as set_step is told of it.
step_number=0 step_kind='' step_limit=0 step_definition='' step_title=''

# report <verb or event> [text…] – one line to the host about the question in hand.
report() { printf '\n%s %s\n' "$token" "${*//[[:cntrl:]]/ }"; }

# note <text…> – what the step found or did, for its line in the log.
note() { report note "$*"; }

# differs <why…> – a check's answer "it is not so": prints what differs, and ends with 10.
differs() {
  printf '%s\n' "$*"
  return 10
}

# serve_questions – reads questions from standard input, and answers them until the host says stop or has no more.
# Output goes through tee, which lives on when the host is gone: then the step at work can still come to its end.
serve_questions() {
  local step function
  set -euo pipefail
  export LC_ALL=C.UTF-8 LANG=C.UTF-8 HOME=/root DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
  export http_proxy https_proxy no_proxy
  # What programs unpack may be large, and /tmp may be memory.
  export TMPDIR=/var/tmp
  umask 022
  trap '' HUP INT PIPE TERM
  exec 3<&0 > >(exec tee -p /dev/null || :) 2>&1
  trap - PIPE
  trap : TERM
  trap 'is_late=yes' USR1
  while read -r -u 3 token step function && [[ -n $function ]]; do
    describe_step "$step"
    answer_question "$function"
  done
  exit 0
}

# open_batch – the lock that keeps two runs apart in here, too: one whose host died may still be at work. Check mode
# makes nothing.
open_batch() {
  local folder=$container_root/run/phoenix-setup
  local old=$container_root/run/lock/phoenix-setup-$CTID.lock
  [[ $MODE == apply ]] || return 0
  mkdir -m 700 -- "$folder" 2>/dev/null || :
  [[ ! -L $folder && -O $folder ]] || exit 1
  exec 9>>"$folder/$CTID.lock"
  take_lock 9 || return
  # Scripts made before this one hold a lock where others can write: what is not root's own file there is left alone.
  if [[ -f $old && ! -L $old && -O $old ]]; then
    exec 8<"$old"
    take_lock 8
  fi
}

# take_lock <descriptor> – waits for the lock for 30 s, and no longer than the host does: a line or the end of its
# input means stop. Ends with 1 if another run holds it.
take_lock() {
  local tries span
  local status=0
  scale span 1
  for ((tries = 0; tries < 30; tries++)); do
    if flock -n "$1"; then
      return 0
    fi
    status=0
    read -r -t "$span" -u 3 || status=$?
    ((status > 128)) || exit 1
  done
  return 1
}

# answer_question <function> – runs it, and answers with the verb that its status is.
answer_question() {
  local status=0
  local verb=failed
  case $1 in
    open_batch) open_batch || status=$? ;;
    *) run_limited status "$1" ;;
  esac
  case $1/$status in
    */23) verb=late ;;
    open_batch/0) verb=ready ;;
    open_batch/*) verb=busy ;;
    *_check/10) verb=no ;;
    *_check/0 | *_verify/0) verb=yes ;;
    *_check/*) verb=unknown ;;
    *_apply/0) verb='done' ;;
  esac
  report "$verb"
}

# run_limited <variable> <function> – runs it in a process group of its own, without input, and sets the variable to
# its status, or to 23 if its limit ended it. What is left of its group after a signal has 10 s more. The watcher is
# ended by KILL and waited for: one that still reads standard input would take the next question for itself.
run_limited() {
  local work watcher tries
  local ended=0
  is_late=''
  set -m
  "$2" </dev/null 3<&- 8<&- 9>&- &
  work=$!
  watch_limit "$work" 8<&- 9>&- &
  watcher=$!
  set +m
  # A trap ends `wait` early.
  for ((tries = 0; tries < 100; tries++)); do
    if ! kill -0 "$work" 2>/dev/null; then
      break
    fi
    wait "$work" 2>/dev/null || :
  done
  wait "$work" 2>/dev/null || ended=$?
  for ((tries = ended > 128 ? 11 : 0; tries > 0; tries--)); do
    if kill -0 -- "-$work" 2>/dev/null; then
      pause 1
    fi
  done
  kill -KILL -- "-$watcher" 2>/dev/null || :
  wait "$watcher" 2>/dev/null || :
  printf -v "$1" %s "${is_late:+23}"
  printf -v "$1" %s "${!1:-$ended}"
}

# watch_limit <process group> – ends it at the step's limit, when the host says stop, or 30 s after the host died:
# TERM, and 10 s later KILL.
watch_limit() {
  local span
  local status=0
  scale span "$step_limit"
  read -r -t "$span" -u 3 || status=$?
  case $status in
    0) ;;
    1) pause 30 ;;
    *) kill -USR1 "$$" ;;
  esac
  kill -TERM -- "-$1"
  pause 10
  kill -KILL -- "-$1"
}

# set_step <number> <kind> <limit> <definition> <title> [<name>=<value>…] – the step in hand. Where nothing is
# changed, a limit is a minute at most.
set_step() {
  step_number=$1 step_kind=$2 step_limit=$3 step_definition=$4 step_title=$5
  if [[ $MODE == check && $step_limit -gt 60 ]]; then
    step_limit=60
  fi
}

# scale <variable> <seconds> – sets it to the seconds divided by PHOENIX_TIME_SCALE, as programs take them.
scale() { printf -v "$1" '%d.%03d' $(($2 / TIME_SCALE)) $(($2 * 1000 / TIME_SCALE % 1000)); }

# ---- 5. What runs on the host ----

# The run: its name in log lines, when it began, how it ends if nothing fails, and in check mode the first step that
# is not as described.
RUN_ID='' started=${EPOCHREALTIME/[.,]/} verdict=$EXIT_DONE open_step=''

# start_up – strict mode, traps, settings, log, and what the host has to have. In the locale C, since text from
# elsewhere is bytes until it is shown. Descriptor 7 is the script's own standard error, and 8 the log file.
start_up() {
  local tool
  set +o posix
  set -euo pipefail
  shopt -s inherit_errexit
  shopt -u patsub_replacement
  export LC_ALL=C PATH="${PATH:+$PATH:}/usr/sbin:/usr/bin:/sbin:/bin"
  exec 7>&2 8>/dev/null
  printf -v RUN_ID %06x $((SRANDOM & 0xffffff))
  describe_step 0
  trap 'report_bug "$?" "$BASH_COMMAND"' EXIT
  trap 'end_by_signal HUP "$EXIT_HUP"' HUP
  trap 'end_by_signal INT "$EXIT_INT"' INT
  trap 'end_by_signal TERM "$EXIT_TERM"' TERM
  trap : PIPE
  open_log
  check_settings
  for tool in pct flock perl setsid stat timeout; do
    command -v "$tool" >/dev/null || fail "$EXIT_HOST_LACKS" "this host lacks the tool '$tool'"
  done
}

# check_settings – Bash is new enough, and what the environment says can be used.
check_settings() {
  local scale='^[1-9][0-9]{0,3}$'
  ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 502)) ||
    fail "$EXIT_HOST_LACKS" "Bash 5.2 or later is needed, this is $BASH_VERSION"
  [[ $MODE == apply || $MODE == check ]] ||
    fail "$EXIT_HOST_LACKS" "PHOENIX_MODE must be apply or check, not '$MODE'"
  [[ $LOG_FORMAT == text || $LOG_FORMAT == json ]] ||
    fail "$EXIT_HOST_LACKS" "PHOENIX_LOG_FORMAT must be text or json, not '$LOG_FORMAT'"
  [[ $LOG_FILE_FORMAT == text || $LOG_FILE_FORMAT == json ]] ||
    fail "$EXIT_HOST_LACKS" "PHOENIX_LOG_FILE_FORMAT must be text or json, not '$LOG_FILE_FORMAT'"
  [[ $TIME_SCALE =~ $scale ]] ||
    fail "$EXIT_HOST_LACKS" "PHOENIX_TIME_SCALE must be a whole number from 1 to 9999, not '$TIME_SCALE'"
}

# open_log – appends to the log file, which others cannot read; check mode makes none. The umask stays as it is
# otherwise: pct makes folders with it.
open_log() {
  local path mask
  for path in "$LOG_FILE" "$LOCK_FOLDER"; do
    [[ $path == /* ]] ||
      fail "$EXIT_HOST_LACKS" "PHOENIX_LOG_FILE and PHOENIX_LOCK_DIR must be absolute paths, not '$path'"
  done
  [[ -f $LOG_FILE || (! -e $LOG_FILE && ! -L $LOG_FILE) ]] ||
    fail "$EXIT_HOST_LACKS" "the log file $LOG_FILE is not a regular file"
  [[ -d $LOCK_FOLDER || (! -e $LOCK_FOLDER && ! -L $LOCK_FOLDER) ]] ||
    fail "$EXIT_HOST_LACKS" "$LOCK_FOLDER, for locks, is not a folder"
  [[ $MODE != check ]] || return 0
  mask=$(umask)
  umask 027
  mkdir -p -- "${LOG_FILE%/*}" 2>/dev/null || :
  if ! { exec 8>>"$LOG_FILE"; } 2>/dev/null; then
    log WARN "no log file: $LOG_FILE cannot be written"
  fi
  umask "$mask"
}

# clock <variable> – sets it to the seconds since the start, multiplied by PHOENIX_TIME_SCALE.
clock() { printf -v "$1" %d $(((${EPOCHREALTIME/[.,]/} - started) * TIME_SCALE / 1000000)); }

# The container: its number, its state and the word of Proxmox's lock as pct says them; for how many seconds it may
# still be about to stop although pct says that it runs, since the program inside is gone without a word; and whether
# it has to run when the script ends.
CTID='' container_state='' container_lock='' gone_seconds=0 must_run=''

# parse_arguments <argument…> – exactly one, the CTID.
parse_arguments() {
  (($# == 1)) || fail "$EXIT_USAGE" "usage: ${0##*/} <CTID>: one argument is needed, $# were given"
  CTID=$1
  log INFO "received CTID $CTID, run $RUN_ID"
}

# validate_inputs – the CTID is a positive integer, this script's, and that of the file's name.
validate_inputs() {
  local named=${0##*/phoenix_hypervisor_setup_}
  [[ $CTID =~ ^[1-9][0-9]*$ ]] || fail "$EXIT_USAGE" "CTID '$CTID' is not a positive integer"
  [[ $CTID == "$SCRIPT_CTID" ]] || fail "$EXIT_USAGE" "this script is for container $SCRIPT_CTID, not for $CTID"
  [[ ! $named =~ ^[0-9]+\.sh$ || $named == "$CTID.sh" ]] ||
    fail "$EXIT_USAGE" "this file is named for container ${named%.sh}, but was made for $CTID"
}

# check_container_exists – asks pct, and keeps state and lock for later. No answer in time says nothing of whether it
# exists.
check_container_exists() {
  local status=0
  log INFO "checking that container $CTID exists"
  ask_status --verbose || status=$?
  ((status != 124)) || fail "$EXIT_NOT_READY" "pct does not say whether container $CTID exists: $pct_said"
  ((status == 0)) || fail "$EXIT_USAGE" "container $CTID does not exist, or pct cannot tell: $pct_said"
  log INFO "container $CTID exists: $container_state${container_lock:+, locked ($container_lock)}"
}

# ask_status [--verbose] – asks pct for the container's state, and with --verbose for its lock; ends as pct does.
ask_status() {
  pct_call 30 status "$SCRIPT_CTID" "$@" || return
  if [[ " $pct_said" =~ [[:space:]]status:\ ([a-z]+) ]]; then
    container_state=${BASH_REMATCH[1]}
  fi
  if [[ " $pct_said" =~ [[:space:]]lock:\ ([a-z-]+) ]]; then
    container_lock=${BASH_REMATCH[1]}
  fi
}

# container_is <state> – whether it is in that state now.
container_is() {
  container_state=unknown
  if ! ask_status; then
    keep_reason
  fi
  [[ $container_state == "$1" ]]
}

# record_open_step <exit code> – in check mode, the first step that is not as described decides how the script ends.
record_open_step() {
  if [[ -z $open_step ]]; then
    open_step=$((step_number > 0 ? step_number : 1)) verdict=$1
  fi
}

# start_container <exit code if that fails> – starts the container unless it runs: a change, unless the script has
# stopped it. From here on it is not left stopped.
start_container() {
  local was=$container_state
  if [[ $was == running ]]; then
    must_run=yes
  elif [[ $MODE == apply ]]; then
    start_task
    container_is running || fail "$1" "container $CTID could not be started: ${pct_reason:-$pct_said}"
    if [[ -z $must_run ]]; then
      must_run=yes started_container=1
      log_step INFO changed "container $CTID was started, it was $was"
    fi
  else
    started_container=1
    log_step INFO 'would change' "container $CTID is $container_state, and would be started"
    record_open_step "$EXIT_WOULD_CHANGE"
  fi
}

# start_task – pct start, and why that failed if it did.
start_task() {
  pct_reason=''
  if ! pct_call 120 start "$SCRIPT_CTID"; then
    keep_reason
  fi
}

# recover_container – a task of pct that is still at work, such as its shutdown, is waited for; then the container is
# started if it is stopped.
recover_container() {
  local task
  local span=2
  for task in $pct_task $late_task; do
    await_process 150 "$task" || :
  done
  container_is running || :
  while ((gone_seconds > 0)) && [[ $container_state == running ]]; do
    gone_seconds=$((gone_seconds - span))
    rest "$span"
    span=$((span < 8 ? span * 2 : span))
    container_is running || :
  done
  if [[ $container_state != running ]]; then
    start_task
    if [[ -n $pct_reason ]] && ! container_is running; then
      log ERROR "container $SCRIPT_CTID is down: $pct_reason; to start it: pct start $SCRIPT_CTID"
    fi
  fi
}

# take_locks – one run at a time for a container, and none while Proxmox works on it. The lock is in a folder of
# root's own, where nobody else can have put anything; and, as long as there may be scripts from before, where they
# had it: what others have put there is left alone.
take_locks() {
  local name=phoenix_hypervisor_setup_$CTID.lock
  local old=$HOST_ROOT/run/lock
  local mode=777
  if [[ $MODE == apply ]]; then
    mkdir -m 700 -- "$LOCK_FOLDER" 2>/dev/null || :
    mode=$(stat --format=%a -- "$LOCK_FOLDER" 2>/dev/null) || :
    [[ ! -L $LOCK_FOLDER && -O $LOCK_FOLDER && $mode == *[0145][0145] ]] ||
      fail "$EXIT_HOST_LACKS" "the folder of locks $LOCK_FOLDER must be one that root alone can write to"
    hold_lock "$LOCK_FOLDER/$name" || fail "$EXIT_HOST_LACKS" "$LOCK_FOLDER/$name must be a regular file of root's own"
    if [[ -d $old && ! $old -ef $LOCK_FOLDER ]]; then
      hold_lock "$old/$name" || :
    fi
  fi
  open_record
  if [[ -n $container_lock ]]; then
    refuse_locked_container
  fi
}

# hold_lock <file> – makes it exclusively if it is missing, and holds its lock until the script ends; ends with 1 if
# it is not a file of root's own.
hold_lock() {
  local descriptor
  if [[ ! -e $1 && ! -L $1 ]]; then
    (
      umask 077
      set -o noclobber
      : >"$1"
    ) 2>/dev/null || :
  fi
  [[ -f $1 && ! -L $1 && -O $1 ]] || return 1
  { exec {descriptor}<"$1"; } 2>/dev/null || return 1
  flock -n "$descriptor" || fail "$EXIT_ALREADY_RUNNING" "another run of the script for container $CTID holds $1"
}

# refuse_locked_container – a snapshot that was cut off leaves its lock behind, and an entry that looks like a good
# one.
refuse_locked_container() {
  local line
  local section=''
  local fix="pct unlock $CTID"
  local lines=()
  mapfile -t lines < <(cat -- "$HOST_ROOT/etc/pve/lxc/$CTID.conf" 2>/dev/null || :)
  for line in "${lines[@]}"; do
    case $line in
      '['*) section=${line//[^A-Za-z0-9_-]/} ;;
      snapstate:*) fix+=" && pct delsnapshot $CTID $section --force" ;;
    esac
  done
  fix="If no task is at work on it any more: $fix"
  fail "$EXIT_LOCKED" "container $CTID is locked by Proxmox ($container_lock). $fix"
}

# The container's settings as Proxmox has them now, by its own keys; empty if they cannot be read.
declare -A settings=()

# require_settings <step>:<key>=<value>… – what that step relies on, or for 0 the script as a whole. Ends the script
# with 21 if the container is not so.
require_settings() {
  local wanted key
  read_settings
  ((${#settings[@]} > 0)) || return 0
  for wanted in "$@"; do
    key=${wanted#*:}
    begin_step "${wanted%%:*}"
    case $key in
      unprivileged=*) require_privilege "${key#*=}" ;;
      memory=*) require_memory "${key#*=}" ;;
      *) require_feature "${key%%=*}" ;;
    esac
  done
  describe_step 0
}

# require_privilege <1|0> – 1 for unprivileged.
require_privilege() {
  local names=(privileged unprivileged)
  local is=0
  local key=unprivileged
  local fix='pct cannot change that: make the container anew, or correct the definition'
  if [[ ${settings[$key]-} == 1 ]]; then
    is=1
  fi
  ((is == $1)) || fail "$EXIT_NOT_READY" "the container is ${names[is]}, its definition says ${names[$1]}; $fix"
}

# require_feature <name>
require_feature() {
  local features
  local key=features
  local fix="pct set $CTID --features"
  if [[ ,${settings[$key]-}, != *",$1=1,"* ]]; then
    merge_parts features "${settings[$key]-}" "$1=1"
    fail "$EXIT_NOT_READY" \
      "the container lacks the feature $1, which this step needs; fix: $fix $features; pct reboot $CTID"
  fi
}

# require_memory <MiB>
require_memory() {
  local is
  local key=memory
  read_mebibytes is "${settings[$key]:-512}M"
  ((is >= $1)) ||
    fail "$EXIT_NOT_READY" "the container has $is MiB of memory, this step needs $1; fix: pct set $CTID --memory $1"
}

# compare_settings <key>=<value>… – a warning for each that is not so, with the command that makes it so.
compare_settings() {
  local wanted key is
  ((${#settings[@]} > 0)) || return 0
  for wanted in "$@"; do
    key=${wanted%%=*}
    wanted=${wanted#*=}
    is=${settings[$key]-}
    case $key in
      rootfs) compare_size "$is" "$wanted" ;;
      features | net0) compare_parts "$key" "$is" "$wanted" ;;
      *)
        if [[ $is != "$wanted" ]]; then
          log WARN "the container's $key is '$is', its definition says $wanted; fix: pct set $CTID --$key $wanted"
        fi
        ;;
    esac
  done
}

# compare_size <rootfs> <size> – no disk can be made smaller, so a larger one is right.
compare_size() {
  local is wanted
  local size=${1##*,size=}
  read_mebibytes is "${size%%,*}"
  read_mebibytes wanted "$2"
  if ((is < wanted)); then
    log WARN "the container's rootfs has ${size%%,*}, its definition says $2; fix: pct resize $CTID rootfs $2"
  fi
}

# compare_parts <key> <parts> <parts wanted> – other parts may be as they are.
compare_parts() {
  local merged
  local fix="pct set $CTID --$1"
  merge_parts merged "$2" "$3"
  if [[ $merged != "$2" ]]; then
    if [[ -n $merged ]]; then
      fix+=" ${merged@Q}"
    else
      fix="pct set $CTID --delete $1"
    fi
    log WARN "the container's $1 is '$2', its definition says '$3'; fix: $fix"
  fi
}

# read_settings – up to the first section: those are snapshots, and changes that wait for a restart. Costs no call of
# pct.
read_settings() {
  local line
  local lines=()
  local file=$HOST_ROOT/etc/pve/lxc/$CTID.conf
  local form='^([a-z]+[0-9]*):[[:space:]]*(.*[^[:space:]])'
  { mapfile -t lines <"$file"; } 2>/dev/null || :
  for line in "${lines[@]}"; do
    if [[ $line == '['* ]]; then
      break
    elif [[ $line =~ $form ]]; then
      settings[${BASH_REMATCH[1]}]=${BASH_REMATCH[2]}
    fi
  done
  if ((${#settings[@]} == 0)); then
    log WARN "$file cannot be read: the container's settings are not compared with its definition"
  fi
}

# merge_parts <variable> <parts> <parts wanted> – sets it to the parts with those that are wanted, instead of others
# of the same name; name=0 is the same as no part.
merge_parts() {
  local part form
  local all=,$2,
  local -a changes
  IFS=, read -r -a changes <<<"$3"
  for part in "${changes[@]}"; do
    form=",${part%%=*}=[^,]*,"
    if [[ ${all^^} == *",${part^^},"* ]]; then
      continue
    elif [[ $all =~ $form ]]; then
      all=${all/"${BASH_REMATCH[0]}"/,$part,}
    elif [[ $part != *=0 ]]; then
      all+=$part,
    fi
    all=${all/",${part%=0}=0,"/,}
  done
  all=${all#,}
  printf -v "$1" %s "${all%,}"
}

# read_mebibytes <variable> <size as Proxmox writes it> – sets it to the MiB; to a number above all others if there is
# no size.
read_mebibytes() {
  local number=999999999
  if [[ $2 =~ ^([0-9]{1,12})([KMGT]?)$ ]]; then
    number=$((10#${BASH_REMATCH[1]}))
    case ${BASH_REMATCH[2]} in
      T) number=$((number << 20)) ;;
      G) number=$((number << 10)) ;;
      M) ;;
      K) number=$((number >> 10)) ;;
      *) number=$((number >> 20)) ;;
    esac
  fi
  printf -v "$1" %d "$number"
}

# json_value <file> <key…> – prints the string, whole number, true or false at these keys of a regular file of at
# most 4 MiB; nothing where there is nothing. Ends with 1 where the file is not JSON, has a key twice in an object, or
# has something else there, and prints why.
json_value() {
  perl -Mstrict -MJSON::PP -CO -e '
    use warnings FATAL => "all";
    use Fcntl qw(O_RDONLY O_NONBLOCK O_NOCTTY);

    my ($file, @keys) = @ARGV;
    my $string = qr/"(?:[^"\\]++|\\.)*+"/;

    sub refuse {
      print "@_\n";
      exit 1;
    }

    # How many keys the objects of a value have.
    sub count {
      my ($value) = @_;
      my @below = ref $value eq "HASH" ? values %$value : ref $value eq "ARRAY" ? @$value : ();
      my $keys = ref $value eq "HASH" ? @below : 0;
      $keys += count($_) for @below;
      return $keys;
    }

    sysopen(my $in, $file, O_RDONLY | O_NONBLOCK | O_NOCTTY) or refuse("cannot be read: $!");
    -f $in or refuse("cannot be read: the file is not a regular file");
    read($in, my $text, (4 << 20) + 1) // refuse("cannot be read: $!");
    length $text <= 4 << 20 or refuse("cannot be read: the file is larger than 4 MiB");
    utf8::decode($text) or refuse("cannot be read: the file is not UTF-8");
    my $json = JSON::PP->new->allow_nonref->max_depth(50);
    my $at = eval { $json->decode($text) };
    if ($@) {
      my ($why, $offset) = $@ =~ /^([ -~]*?)(?:, at character offset (\d+)|[^ -~]| at )/;
      my $line = 1 + (substr($text, 0, $offset // 0) =~ tr/\n//);
      $why = "it is nested too deeply" if $why =~ /max_depth/;
      refuse("cannot be read: the file is not JSON: $why, in line $line");
    }
    # A key is followed by a colon, the only kind outside of strings.
    my $colons = $text =~ s/$string//gr =~ tr/://;
    $colons == count($at) or refuse("cannot be read: the file is not JSON: an object has a key twice");
    $text =~ s/$string(*SKIP)(*FAIL)|-?\d++(?=[.eE])[-+.\deE]++/null/g and $at = $json->decode($text);
    for my $key (@keys) {
      ref $at eq "HASH" or refuse("cannot be read: what is above it is not an object");
      exists $at->{$key} or exit 0;
      $at = $at->{$key};
    }
    my $name = {HASH => "an object", ARRAY => "a list"}->{ref $at};
    $name = "null, or a number with point or exponent," if !defined $at;
    refuse("is $name instead of a string, a whole number, true or false") if $name;
    $at = $at ? "true" : "false" if ref $at;
    $at =~ /\p{Cc}/ and refuse("holds a control character");
    print $at;
  ' -- "$@"
}

# snapshot_exists – whether the template is done; and says by whom the snapshot was made, and what a rebuild takes if
# that was not this plan.
snapshot_exists() {
  local name=''
  local made
  if [[ -e $LXC_CONFIG ]]; then
    name=$(json_value "$LXC_CONFIG" lxc_configs "$CTID" template_snapshot_name) ||
      fail "$EXIT_VALUE_MISSING" "lxc_configs.$CTID.template_snapshot_name in $LXC_CONFIG ${name:-cannot be read}"
  fi
  [[ -z $name || $name == "$SNAPSHOT" ]] ||
    fail "$EXIT_VALUE_MISSING" "template_snapshot_name in $LXC_CONFIG is '$name', but this script makes '$SNAPSHOT'"
  pct_call 30 listsnapshot "$CTID" ||
    fail "$EXIT_SNAPSHOT" "the snapshots of container $CTID cannot be listed: $pct_said"
  find_snapshot made || return
  begin_step "$STEPS"
  case $made in
    "$PROVENANCE")
      log_step INFO ok "Snapshot '$SNAPSHOT' is there, made by this plan: nothing to do"
      return
      ;;
    "${PROVENANCE% *} "*)
      made="was made by this plan, but with other run-time values: ${made##* } instead of ${PROVENANCE##* }"
      ;;
    'phoenix-setup plan='*) made="was made by another plan: ${made#* } instead of ${PROVENANCE#* }" ;;
    *) made="does not say what it was made from, but '$made'" ;;
  esac
  made+=". To rebuild it: destroy its clones, pct delsnapshot $CTID $SNAPSHOT, run this again"
  log WARN "Snapshot '$SNAPSHOT' $made"
  log_step INFO ok "Snapshot '$SNAPSHOT' is there, and is kept"
}

# find_snapshot <variable> – sets it to the description of this script's snapshot; ends with 1 if there is none. The
# list is a table for people: names are compared whole.
find_snapshot() {
  local name description
  while read -r _ name _ _ description; do
    if [[ $name == "$SNAPSHOT" ]]; then
      printf -v "$1" %s "$description"
      return
    fi
  done <<<"$pct_said"
  return 1
}

# restart_if_due <step> [readiness gate] – a step on the host leaves a mark before its change, which goes only once
# the container was started after it. With a gate, the container may still boot.
restart_if_due() {
  local mark=$HOST_ROOT/run/phoenix-setup-restart-$CTID
  local code=$EXIT_NOT_READY
  [[ -e $mark ]] || return 0
  begin_step "$1"
  if [[ $MODE == check ]]; then
    record_open_step "$EXIT_WOULD_CHANGE"
    log_step INFO 'would change' "container $CTID would be restarted"
    describe_step 0
    return
  fi
  must_run=yes
  if [[ -n ${2-} && $container_state == running ]]; then
    finish_boot "$2"
    begin_step "$1"
  fi
  if [[ $container_state == running ]]; then
    code=$EXIT_POWER
    pct_reason=''
    if ! pct_call 150 shutdown "$CTID" --timeout 60; then
      keep_reason
      container_is stopped || fail "$code" "container $CTID could not be shut down: $pct_reason"
    fi
  else
    started_container=1
  fi
  start_task
  if [[ -n $pct_reason ]]; then
    container_is running || fail "$code" "container $CTID could not be started: $pct_reason"
  fi
  rm -f -- "$mark"
  container_state=running container_answered=''
  log_step INFO changed "container $CTID was restarted"
  describe_step 0
}

# finish_boot <readiness gate> – the container may still boot, and a first boot that is cut off leaves half-made
# files, such as SSH host keys. Init is asked for as long as the gate would wait, and not for names: the restart may be
# for them. After that, the container is restarted all the same, also where nobody has answered.
finish_boot() {
  local why='the container gave no answer'
  open_batch_on container "$1"
  if [[ $answer_verb == ready ]]; then
    begin_step "$1"
    ask "step_${1}_container_ready_boot_verify" yes failed
    why=$step_message
  else
    explain_silence
  fi
  require_answer "$EXIT_NOT_READY" yes failed late overdue nothing
  if [[ $answer_verb != yes ]]; then
    step_waits=${step_waits:-$last_output}
    log_step WARN warning "container $CTID is restarted before it has booted: $why${step_waits:+; last: $step_waits}"
  fi
  end_batch
}

# The program that answers questions at the moment: its process, the pipes to and from it, and who sends it there.
# Whether it has answered, and whether any in the container has.
batch_process='' batch_in='' batch_out='' batch_sender='' batch_answered='' container_answered=''

# run_steps <container|host> <number…> – the steps of one side that follow each other: one program, one call of pct.
run_steps() {
  local number
  if [[ $MODE == check && $container_state != running && $1 == container ]]; then
    for number in "${@:2}"; do
      begin_step "$number"
      log_step INFO 'not asked: stopped' "$step_title"
      record_open_step "$EXIT_UNKNOWN"
    done
    describe_step 0
    return
  fi
  open_batch_on "$@"
  require_answer "$EXIT_NOT_READY" ready
  for number in "${@:2}"; do
    begin_step "$number"
    if [[ $MODE == check ]]; then
      inspect_step "step_${number}_${step_kind//-/_}"
    else
      apply_step "step_${number}_${step_kind//-/_}"
    fi
  done
  describe_step 0
  end_batch
}

# apply_step <beginning of its functions' names> – check; if the answer is no, apply and check again; then verify.
apply_step() {
  local result=ok
  ask "$1_check" yes no unknown
  require_answer "$EXIT_STEP_FAILED" yes no
  if [[ $answer_verb == no ]]; then
    result=changed
    ask "$1_apply" "done" failed
    require_answer "$EXIT_STEP_FAILED" "done"
    ask "$1_check" yes no unknown
    require_answer "$EXIT_NOT_VERIFIED" yes
  fi
  ask "$1_verify" yes failed
  require_answer "$EXIT_NOT_VERIFIED" yes
  show_last_output
  log_step INFO "$result" "$step_message"
}

# inspect_step <beginning of its functions' names> – in check mode: the check; and verify, which means nothing once an
# earlier step is open.
inspect_step() {
  local before=$open_step
  ask "$1_check" yes no unknown
  if [[ $answer_verb == yes && -z $before ]]; then
    ask "$1_verify" yes failed
  elif [[ $answer_verb == yes ]] && ! declare -F "$1_check" >/dev/null; then
    answer_verb=unknown
  fi
  require_answer "$EXIT_STEP_FAILED" yes no unknown failed late
  show_last_output
  case $answer_verb:$before in
    yes:*) log_step INFO ok "$step_message" ;;
    no:*)
      log_step INFO 'would change' "$step_title${last_output:+: $last_output}"
      record_open_step "$EXIT_WOULD_CHANGE"
      ;;
    *:)
      log_step WARN 'cannot tell' "$step_message${last_output:+; last: $last_output}"
      record_open_step "$EXIT_UNKNOWN"
      ;;
    *) log_step INFO "would run${open_step:+ (after step $open_step)}" "$step_title" ;;
  esac
}

# open_batch_on <container|host> <number…> – starts the program there, sends it, and asks whether it can begin: the
# answer is `ready`, or none that the script can go on with. The program waits for its first line, so that a signal at
# this very moment leaves nothing behind.
open_batch_on() {
  local to from
  begin_step 0
  batch_answered='' line_so_far='' opening=''
  coproc BATCH { become_batch "$1"; }
  to=${BATCH[1]} from=${BATCH[0]}
  exec {batch_in}>&"$to" {batch_out}<&"$from" {to}>&- {from}<&-
  batch_process=$!
  # Bash says nothing of its end.
  disown "$batch_process"
  new_token
  send_program "$@" 2>/dev/null 1>&"$batch_in" 7>&- 8>&- &
  batch_sender=$!
  await_answer ready busy
  [[ $answer_verb != busy ]] || fail "$EXIT_ALREADY_RUNNING" 'another run is at work in the container'
  [[ $answer_verb == ready ]] || return 0
  batch_answered=yes
  if [[ $1 == container ]]; then
    container_answered=yes
  fi
}

# become_batch <container|host> – replaces this subshell by the Bash that is to run the program, out of reach of the
# operator's terminal.
become_batch() {
  read -r
  exec 2>&1
  if [[ $1 == host ]]; then
    become_clean bash -s
  fi
  become_clean timeout 604800 pct exec "$SCRIPT_CTID" --keep-env 0 -- bash -s
}

# send_program <container|host> <number…> – prints declarations only, a seam, the one call, and the first question.
send_program() {
  local name number
  local container_root=''
  local -a functions=(
    report note differs serve_questions open_batch take_lock answer_question run_limited watch_limit
    set_step scale describe_step apt_get apt_change files_naming dpkg_finish apt_install package_states
    apt_names first_resolved hosts_of packages_are_installed package_provider describe_source
    explain_need from_unread is_unread unread_sources unread_source_of package_state indexes_of
    repository_is_elsewhere try_source retry_while_locked run_unlocked run_unlocked_in without_passwords
    apt_update fetch_lists leave_unread lists_suffice read_lists as_user print_for_user print_report
    await_boot fail_because fetch put_file text_is read_public file_is remove_leftovers choose_place
    may_own at_place at_users_place folder_now enter_folder make_folders is_regular replace_file
    file_sum sum_here decoded init_has_booted log_output_of nvidia_lines nvidia_configuration
    nvidia_edits nvidia_normal_form nvidia_add_lines nvidia_differences nvidia_completed driver_is
    install_driver install_driver_from gpus_answer warn_of_groups walk_path judge_folder explain_walk
    pause become_clean read_regular await_ready is_ready show_unready until_ready report_wait fetch_key
    key_is list_keys put_repository repository_is repository_line system_codename require_program
    show_change in_temporary_folder require_trusted_folders warn
  )
  local -a variables=(
    CTID RUN_ID MODE TIME_SCALE container_root is_late HOST_ROOT http_proxy https_proxy no_proxy
  )
  if [[ $1 == host ]]; then
    container_root=$HOST_ROOT
  fi
  for number in "${@:2}"; do
    mapfile -t -O "${#functions[@]}" functions < <(compgen -A function "step_${number}_" || :)
  done
  printf '\n'
  for name in "${variables[@]}"; do
    if [[ -v $name ]]; then
      printf '%s=%q\n' "$name" "${!name}"
    fi
  done
  declare -f "${functions[@]}"
  printf '# phoenix-setup: seam\nserve_questions\n%s 0 open_batch\n' "$token"
}

# end_batch – tells a program that still runs to stop, and sees to it that it does: the first word ends the step's
# function that is at work, the second the program. One that has answered nothing yet may not read either.
end_batch() {
  local now deadline line
  local status=0
  [[ -n $batch_process ]] || return 0
  if [[ -n $batch_in ]]; then
    if [[ -n $batch_answered ]]; then
      printf 'stop\nstop\n' 2>/dev/null 1>&"$batch_in" || :
    else
      kill -TERM "$batch_sender" 2>/dev/null || :
    fi
    exec {batch_in}>&-
    batch_in=''
  fi
  clock now
  deadline=$((now + 20))
  while ((now < deadline && status != 1)) && kill -0 "$batch_process" 2>/dev/null; do
    status=0
    read_line line 0.1 || status=$?
    clock now
  done
  if ! await_process 5 "$batch_process"; then
    kill -TERM "$batch_process" 2>/dev/null || :
    if ! await_process 5 "$batch_process"; then
      kill -KILL "$batch_process" 2>/dev/null || :
    fi
  fi
  exec {batch_out}<&-
  batch_process=''
}

# rest <seconds> – a pause in which a signal is heard at once.
rest() {
  local span descriptor
  scale span "$1"
  exec {descriptor}<> <(: || :)
  read -r -t "$span" -u "$descriptor" || :
  exec {descriptor}>&-
}

# await_process <seconds> <process> – ends with 0 once it has ended.
await_process() {
  local now deadline descriptor
  clock now
  deadline=$((now + $1))
  exec {descriptor}<> <(: || :)
  while ((now < deadline)) && kill -0 "$2" 2>/dev/null; do
    read -r -t 0.05 -u "$descriptor" || :
    clock now
  done
  exec {descriptor}>&-
  ((now < deadline))
}

# The last answer: its verb, one of those that its question has, or `late`; or `overdue`, `nothing`, `wrong`. And its
# text, which is only ever shown.
answer_verb='' answer_text=''
# The step in hand: the message of its line, what it waits for, the last line that it printed, the bytes that were
# read of it, how many lines and bytes were logged, how many were not, and the last of those. And a line that has not
# ended yet.
step_message='' step_waits='' last_output='' line_so_far=''
# The beginning of what was printed before the first answer of a program.
opening=''
read_before=0 read_bytes=0 output_lines=0 output_bytes=0 hidden_lines=0 hidden_bytes=0 hidden=()
# What is logged of a step: so many lines and bytes, then a count and its last lines. More than so much output ends
# the run.
MOST_LINES=500 MOST_BYTES=65536 LAST_LINES=20 MOST_READ=67108864

# begin_step <number>
begin_step() {
  describe_step "$1"
  step_began=$SECONDS step_message=$step_title step_waits='' last_output=''
  read_bytes=0 output_lines=0 output_bytes=0 hidden_lines=0 hidden_bytes=0 hidden=()
  read -r _ read_before </proc/"$BASHPID"/io
}

# new_token – a word that nobody can guess: only who has read the question can answer it.
new_token() { printf -v token '%08x%08x%08x%08x' "$SRANDOM" "$SRANDOM" "$SRANDOM" "$SRANDOM"; }

# ask <function> <verb…> – puts a question about the step in hand, and waits for its answer; a function that the
# step does not have answers with the first verb. Whoever has answered the question before has read all that was sent,
# so this write does not wait.
ask() {
  answer_verb=$2
  declare -F "$1" >/dev/null || return 0
  new_token
  printf '%s %s %s\n' "$token" "$step_number" "$1" 2>/dev/null 1>&"$batch_in" || :
  await_answer "${@:2}"
}

# await_answer <verb…> – reads until the answer comes, or until the deadline: the step's limit, which is kept
# inside, and a minute.
await_answer() {
  local now line status began deadline due span
  local counted=-1
  clock began
  now=$began due=$((began + 10)) deadline=$((began + step_limit + 60)) answer_verb='' step_waits=''
  while [[ -z $answer_verb ]]; do
    status=0
    if ((now != counted)); then
      counted=$now
      scale span $((deadline < due ? deadline - now : due - now))
    fi
    read_line line "$span" || status=$?
    clock now
    if ((status == 0)); then
      take_line "$line" "$@"
      if [[ -n $line && $line != "$token waits "* ]]; then
        due=$((now + 10))
      fi
    elif ((status == 1)); then
      answer_verb=nothing
    fi
    if ((read_bytes > MOST_READ)); then
      answer_verb=wrong answer_text="more than $((MOST_READ / 1048576)) MiB of output"
    elif [[ -z $answer_verb ]] && ((now >= deadline)); then
      answer_verb=overdue
    elif [[ -z $answer_verb ]] && ((now >= due)); then
      log_step INFO '|' "still waiting for ${step_waits:-$step_title}, $((now - began)) s of $step_limit s"
      due=$((now + 10))
    fi
  done
  if [[ $answer_verb == late || $answer_verb == overdue ]]; then
    step_message="not done within $step_limit s: $step_message"
  fi
}

# take_line <line> <verb…> – an answer, an event, or output of the step. The verb is compared; the text is kept to
# be shown.
take_line() {
  local line verb
  if [[ $1 != "$token "* ]]; then
    log_output "$1" INFO '|'
    return
  fi
  line=${1#"$token "}
  verb=${line%% *}
  answer_text=${line#"$verb"}
  answer_text=${answer_text# }
  case $verb in
    note) step_message=$answer_text ;;
    waits) step_waits=$answer_text ;;
    warn) log_output "$answer_text" WARN warning ;;
    *) answer_verb=wrong ;;
  esac
  if [[ " late ${*:2} " == *" $verb "* ]]; then
    answer_verb=$verb
  fi
}

# require_answer <exit code> <verb…> – the answer is one of these; otherwise the run ends, with that code where the
# step has failed.
require_answer() {
  local code=$1
  if [[ " ${*:2} " == *" $answer_verb "* ]]; then
    return
  fi
  show_last_output
  if [[ $answer_verb == nothing && -z $batch_answered ]]; then
    explain_silence
  fi
  case $answer_verb in
    late | overdue) code=$EXIT_STEP_LATE ;;
    nothing) code=$EXIT_STEP_FAILED gone_seconds=20 ;;
    wrong) code=$EXIT_STEP_FAILED step_waits="not an answer to the question: $answer_text" ;;
  esac
  # Who only asks has not failed at a step when somebody stops the container meanwhile.
  if [[ -z $batch_answered$container_answered || $step_kind == container-ready || $answer_verb-$MODE == nothing-check ]]
  then
    code=$EXIT_NOT_READY
  fi
  step_waits=${step_waits:-$last_output}
  if ((step_number == 0)); then
    step_message='the container gave no answer'
  fi
  fail "$code" "$step_message${step_waits:+; last: $step_waits}"
}

# explain_silence – ends the script if the program could not begin for a reason that is known by its words: pct's own
# or lxc-attach's. What pct cannot do, it says itself: without a command it asks nobody inside.
explain_silence() {
  if [[ $opening == *'Unknown option: keep-env'* ]]; then
    pct_call 30 exec "$CTID" --keep-env 0 || :
  fi
  if [[ $pct_said == *'Unknown option: keep-env'* ]]; then
    fail "$EXIT_HOST_LACKS" "pct exec has no --keep-env: pve-container 5.0.9 or later is needed"
  elif [[ $opening == *'Failed to exec "bash"'* ]]; then
    fail "$EXIT_NOT_READY" "the container needs Bash inside (Debian, Ubuntu)"
  fi
}

# read_line <variable> <time> – sets it to the next line, of which some 4000 bytes are kept; ends with 1 at the end
# of the file, and with 2 when the time is over or the line goes on.
read_line() {
  local bytes
  local status=0
  read -r -n 4000 -t "$2" -u "$batch_out" || status=$?
  # Even an empty line takes its time.
  read_bytes=$((read_bytes + ${#REPLY} + 64))
  if ((status > 128)); then
    # `read` drops bytes of zero without a word: the kernel has counted them.
    read -r _ bytes </proc/"$BASHPID"/io
    read_bytes=$((bytes - read_before > read_bytes ? bytes - read_before : read_bytes))
  fi
  if ((${#line_so_far} < 4000)); then
    line_so_far+=$REPLY
  fi
  ((status <= 128 && (status > 0 || ${#REPLY} < 4000))) || return 2
  ((status == 0 || ${#line_so_far} > 0)) || return 1
  printf -v "$1" %s "$line_so_far"
  line_so_far=''
}

# log_output <line> <level> <result> – a line that the step in hand printed: into the log, or only counted once it has
# printed a lot.
log_output() {
  # Bash itself says "Terminated" of a step that was ended at its limit.
  [[ -n $1 && $1 != Terminated ]] || return 0
  if [[ -z $batch_answered ]] && ((${#opening} < 4000)); then
    opening+=$1$'\n'
  fi
  last_output=${1:0:1000} output_lines=$((output_lines + 1)) output_bytes=$((output_bytes + ${#1}))
  if ((output_lines <= MOST_LINES && output_bytes <= MOST_BYTES)); then
    log_step "$2" "$3" "$1"
  else
    hidden[hidden_lines % LAST_LINES]=$1
    hidden_lines=$((hidden_lines + 1)) hidden_bytes=$((hidden_bytes + ${#1}))
  fi
}

# show_last_output – how much was not shown, and the last lines of it.
show_last_output() {
  local i=$((hidden_lines - LAST_LINES))
  if ((i > 0)); then
    log_step INFO '|' "… $i lines not shown, $((hidden_bytes / 1024)) KiB with those that follow"
  fi
  for ((i = i > 0 ? i : 0; i < hidden_lines; i++)); do
    log_step INFO '|' "${hidden[i % LAST_LINES]}"
  done
  hidden_lines=0
}

# What pct printed at the last call; why the last call that failed did; the task that pct has at
# work, and one that was late.
pct_said='' pct_reason='' pct_task='' late_task=''

# pct_call <seconds> <word…> – calls pct, and keeps 64 KiB of what it prints. A call that is late is left to finish,
# since a task that is cut off leaves its lock behind. Ends as pct does, or with 124.
pct_call() {
  local output began now span tries
  local due=10
  local status=129
  log INFO "+ pct ${*:2}"
  pct_said=''
  exec {output}< <(become_clean timeout 0 pct "${@:2}" 2>&1 </dev/null || :)
  pct_task=$!
  clock began
  scale span 10
  while ((status == 0 || status > 128)); do
    status=0
    read -r -d '' -n 4000 -t "$span" -u "$output" || status=$?
    if ((${#pct_said} < MOST_BYTES)); then
      pct_said+=$REPLY
    fi
    clock now
    if ((status != 1 && now - began >= $1)); then
      pct_said+=" (not done within $1 s, left to finish)"
      late_task=$pct_task
      return 124
    elif ((status > 128 && now - began >= due)); then
      log INFO "still waiting for pct $2, $((now - began)) s of $1 s"
      due=$((due + 10))
    fi
  done
  exec {output}<&-
  # A trap ends `wait` early; and in one Bash has been seen not to hear of its children's ends any more.
  for ((tries = 0; tries < 100; tries++)); do
    if ! kill -0 "$pct_task" 2>/dev/null; then
      break
    fi
    wait "$pct_task" || :
  done
  status=0
  wait "$pct_task" || status=$?
  pct_task=''
  if ((status > 128 && status < 160)); then
    pct_said+="${pct_said:+ }killed by signal $((status - 128))"
  fi
  return "$status"
}

# keep_reason – adds why the last call failed: all that pct said but the head and the usage line that stand around it
# when parameters are wrong.
keep_reason() {
  local line
  local usage='^pct [a-z-]+ [<[]'
  while read -r line; do
    if [[ -n $line && $line != '400 Parameter verification failed.' && ! $line =~ $usage ]]; then
      pct_reason+="${pct_reason:+ }$line"
    fi
  done <<<"$pct_said"
}

# How each step came out, by its number, and the run before and between them as number 0; in how many seconds, and why
# if it is not as described. When the step in hand began, in seconds of the script; and why the run failed.
results=() durations=() reasons=() step_began=0 failure=''
# The exit code of the signal that ends the script, if one does.
end_code=''

# log <level> <message> – a line about the run.
log() { log_step "$1" '' "$2"; }

# log_step <level> <result> <message> – a line about the step in hand, and how that came out, to the terminal and to
# the log file, without any process. The result `|` marks a line that the step printed.
log_step() {
  local line text filed
  local about=''
  local stream=1
  clean_text text "${3:0:4000}"
  if [[ $2 == '|' || ($2 == warning && $step_number == 0) ]]; then
    about="[$step_number/$STEPS] $step_kind | "
  elif [[ -n $2 && $step_number != 0 ]]; then
    about="[$step_number/$STEPS] $step_kind $2 $((SECONDS - step_began))s  $step_definition  "
  fi
  if [[ $2 == [a-z]* && $2 != warning ]]; then
    results[step_number]=$2 durations[step_number]=$((SECONDS - step_began)) reasons[step_number]=$text
  fi
  if [[ $2 == failed ]]; then
    failure=$text
  fi
  if [[ $1 != INFO ]]; then
    stream=7
  fi
  printf -v line '%(%FT%T%z)T %-5s %s %s%s' -1 "$1" "$SCRIPT_CTID" "$about" "$text"
  filed=$line
  if [[ $LOG_FORMAT == json ]]; then
    json_line line "$1" "$2" "$about" "$text"
  fi
  if [[ $LOG_FILE_FORMAT == json ]]; then
    json_line filed "$1" "$2" "$about" "$text"
  fi
  if [[ -z $end_code ]]; then
    printf '%s\n' "$line" 2>/dev/null 1>&"$stream" || :
  else
    print_in_time "$stream" "$line"
  fi
  printf '%s\n' "$filed" 2>/dev/null 1>&8 || :
}

# print_in_time <stream> <line> – a reader that has stopped reading does not keep a script that a signal ends: from
# then on, only the log file is written.
print_in_time() {
  local span
  scale span 2
  if ! (
    trap '' HUP INT
    exec timeout --foreground "$span" printf '%s\n' "$2" 2>/dev/null 1>&"$1"
  ); then
    case $1 in
      1) exec 1>/dev/null ;;
      *) exec 7>/dev/null ;;
    esac
  fi
}

# json_line <variable> <level> <result> <what a text line says of the step> <clean text> – the same as one JSON
# object.
json_line() {
  local message title
  local result=${3/#'|'/output}
  local about='"step":null,"kind":null,"title":null,"result":null,"seconds":null,"definition":null'
  quote_text message "$5"
  if [[ -n $4 ]]; then
    clean_text title "$step_title"
    quote_text title "$title"
    about="\"step\":$step_number,\"kind\":\"$step_kind\",\"title\":$title,\"result\":\"$result\""
    about+=",\"seconds\":$((SECONDS - step_began)),\"definition\":\"$step_definition\""
  fi
  printf -v "$1" '{"v":2,"time":"%(%FT%T%z)T","level":"%s","run":"%s","ctid":%s,%s,"message":%s}' \
    -1 "$2" "$RUN_ID" "$SCRIPT_CTID" "$about" "$message"
}

# quote_text <variable> <clean text> – sets it to the text as a JSON string.
quote_text() {
  local quoted=${2//\\/\\\\}
  printf -v "$1" '"%s"' "${quoted//\"/\\\"}"
}

# clean_text <variable> <text> – sets it to the text as it is safe to show: UTF-8 without the characters that a
# terminal or a reader would obey (Unicode's Cc, Cf, Zl and Zp), which become \u{202E}, and other bytes as \xNN. Tabs
# and the ends of lines become blanks. Only unusual text needs Perl.
clean_text() {
  local shown=${2//[$'\t\r\n']/ }
  local usual=$'^([ -~]|[\xc3-\xd7][\x80-\xbf]|\xe2[\x82-\xbf][\x80-\xbf]|[\xe3-\xec][\x80-\xbf][\x80-\xbf])*$'
  if [[ ! $shown =~ ^[\ -~]*$ && ! $shown =~ $usual ]]; then
    if ! shown=$(
      printf %s "$shown" | perl -0777 -ne '
        my $more = qr/[\x80-\xbf]/;
        my $three = qr/\xe0[\xa0-\xbf]|\xed[\x80-\x9f]|[\xe1-\xec\xee\xef]$more/;
        my $four = qr/\xf0[\x90-\xbf]|[\xf1-\xf3]$more|\xf4[\x80-\x8f]/;
        s/([\x00-\x7f]|[\xc2-\xdf]$more|$three$more|$four$more$more)|(.)/$1 \/\/ sprintf "\\x%02X", ord $2/gse;
        utf8::decode($_);
        s/([\p{Cc}\p{Cf}\p{Zl}\p{Zp}])/sprintf "\\u{%X}", ord $1/ge;
        utf8::encode($_);
        print;
      '
    ); then
      shown='(text that cannot be shown)'
    fi
  fi
  printf -v "$1" %s "$shown"
}

# The file of this run's record, empty if there is none, and where it is made; what does not change in it; its steps.
record_file='' record_new='' record_head='' record_steps=''
# How many steps came out in which way; and 1 if the script has started the container, or in check mode would.
count_ok=0 count_changed=0 count_would_change=0 count_unknown=0 count_skipped=0 count_failed=0 started_container=0

# open_record – no other run is at work on the container: says which script runs, and in which process. Bash has the
# script's file open, whatever has its name by now.
open_record() {
  local line
  local boot=''
  local lines=()
  local fields=()
  local form='# plan: ([0-9a-f]{64}) # head: [^ ]* # body: ([0-9a-f]{64})'
  record_file=$HOST_ROOT/var/lib/phoenix-setup/runs/$SCRIPT_CTID.$MODE.json
  record_file=${record_file/%.apply.json/.json}
  # Of those that only ask, several may be at work.
  record_new=$record_file.$MODE.$RUN_ID
  record_new=${record_new/%.apply.*/.new}
  read -r -d '' line </proc/$$/stat || :
  read -r -a fields <<<"${line##*) }"
  { read -r boot </proc/sys/kernel/random/boot_id; } 2>/dev/null || :
  if [[ -f /proc/$$/fd/255 ]]; then
    { mapfile -t -n 200 lines </proc/$$/fd/255; } 2>/dev/null || :
  fi
  [[ ${lines[*]} =~ $form ]] || :
  printf -v line '"plan":"%s","body":"%s","pid":%d,"processStart":"%s","boot":"%s","start":"%(%FT%T%z)T"' \
    "${BASH_REMATCH[1]-}" "${BASH_REMATCH[2]-}" $$ "${fields[19]-}" "$boot" $((started / 1000000))
  printf -v record_head '{"version":1,"ctid":%d,"run":"%s%02x%08x%08x%08x","mode":"%s",%s' \
    "$SCRIPT_CTID" "$RUN_ID" $((SRANDOM & 255)) "$SRANDOM" "$SRANDOM" "$SRANDOM" "$MODE" "$line"
  write_record '"state":"running"'
}

# close_record <exit code> <number of changes> – how the run has ended.
close_record() {
  local rest reason counts
  local words=(false true)
  printf -v counts '"ok":%d,"changed":%d,"would-change":%d,"unknown":%d,"skipped":%d,"failed":%d' "$count_ok" \
    "$count_changed" "$count_would_change" "$count_unknown" "$count_skipped" "$count_failed"
  quote_short reason "$failure"
  printf -v rest '"end":"%(%FT%T%z)T","exit":%d,"seconds":%d,"changed":%s,"startedContainer":%s,"reason":%s' \
    -1 "$1" "$SECONDS" "${words[$2 > 0]}" "${words[started_container]}" "$reason"
  write_record "\"state\":\"done\",$rest,\"counts\":{$counts},\"steps\":[${record_steps#,}]"
}

# add_step <number> – counts it, and adds it to the record: a script of many hundred steps has no room for those that
# follow, unless one failed.
add_step() {
  local entry count definition title
  local result=${results[$1]:-skipped}
  local reason=${reasons[$1]-}
  describe_step "$1"
  case $result in
    ok | changed) reason='' ;;
    'would change') result=would-change ;;
    skipped | failed) ;;
    *) result=unknown ;;
  esac
  count=count_${result//-/_}
  printf -v "$count" %d $((${!count} + 1))
  quote_short title "$step_title"
  quote_short definition "$step_definition"
  quote_short reason "${reason#"$step_title: "}"
  printf -v entry ',{"number":%d,"kind":"%s","title":%s,"definition":%s,"result":"%s","seconds":%d,"reason":%s}' \
    "$1" "$step_kind" "$title" "$definition" "$result" "${durations[$1]-0}" "$reason"
  if ((${#record_steps} + ${#entry} < 60000)) || [[ $result == failed ]]; then
    record_steps+=$entry
  fi
}

# quote_short <variable> <text> – sets it to the beginning of the text, at most 300 characters, as a JSON string.
quote_short() {
  local short
  clean_text short "${2:0:4000}"
  clean_text short "${short:0:290}"
  quote_text "$1" "$short"
}

# write_record <what is to be told> – or a warning; the run goes on without a record.
write_record() {
  [[ -n $record_file ]] || return 0
  if ! (replace_record "$record_head,$1}") 2>/dev/null; then
    rm -f -- "$record_new" 2>/dev/null || :
    log WARN "no record of this run: $record_file cannot be written, or others can write there"
    record_file=''
  fi
}

# replace_record <text> – whole or not at all, in a folder of root's own, where nobody else can have put anything.
# Ends its subshell.
replace_record() {
  local mode
  local folder=${record_file%/*}
  trap '' HUP INT TERM
  umask 077
  if [[ ! -d $folder ]]; then
    mkdir -p -- "$folder" || return
  fi
  mode=$(stat --format=%a -- "$folder") || return
  [[ ! -L $folder && -O $folder && $mode == *[0145][0145] ]] || return
  [[ ! -L $record_file && ! -d $record_file && ! -L $record_new ]] || return
  printf '%s\n' "$1" >"$record_new" || return
  exec mv -fT -- "$record_new" "$record_file"
}

# fail <exit code> <message…> – the step in hand, or the run, has failed: the end.
fail() {
  local IFS=$' \t\n'
  log_step ERROR failed "${*:2}"
  exit_script "$1"
}

# report_bug <status> <command> – the script ended in a way that it does not know.
report_bug() { fail "$EXIT_BUG" "bug in this script: $2 ended with $1"; }

# end_by_signal <signal> <exit code> – the script dies by the signal: a caller that waits would take Ctrl-C for an
# ordinary failure otherwise.
end_by_signal() {
  end_code=$2
  fail "$2" "ended by SIG$1"
}

# note_signal <signal> <exit code> – one that comes while the script ends, which is finished first.
note_signal() {
  if [[ -z $end_code ]]; then
    end_code=$2
    failure="SIG$1 came while the script was ending"
    log WARN "$failure"
  fi
}

# exit_script <exit code> – the only way out: leaves no program running inside, and a container up that was up,
# whoever stopped it.
exit_script() {
  local setup="Specific setup for container $SCRIPT_CTID"
  local number changed skipped
  trap '' EXIT
  trap 'note_signal HUP "$EXIT_HUP"' HUP
  trap 'note_signal INT "$EXIT_INT"' INT
  trap 'note_signal TERM "$EXIT_TERM"' TERM
  end_batch
  if [[ $1 != "$EXIT_DONE" && $MODE == apply && -n $must_run ]]; then
    recover_container
  fi
  for ((number = 1; number <= STEPS; number++)); do
    add_step "$number"
  done
  describe_step 0
  changed=$((count_changed + count_would_change + started_container))
  skipped=$((count_skipped + count_unknown))
  log INFO "run $RUN_ID: ok=$count_ok changed=$changed failed=$((0${failure:+1})) skipped=$skipped seconds=$SECONDS"
  trap '' HUP INT TERM
  set -- "${end_code:-$1}"
  close_record "$1" "$changed"
  case $1-$MODE in
    "$EXIT_DONE-apply") log INFO "$setup completed successfully" ;;
    "$EXIT_DONE-check") log INFO "$setup is as described, nothing would be changed" ;;
    "$EXIT_WOULD_CHANGE-check") log INFO "$setup would change something, first in step $open_step" ;;
    "$EXIT_UNKNOWN-check") log WARN "$setup: it cannot be told in advance whether step $open_step is as described" ;;
    *) log ERROR "$setup failed, exit code $1" ;;
  esac
  if (($1 > 128)); then
    trap - $(($1 - 128))
    kill -s $(($1 - 128)) "$BASHPID"
  fi
  exit "$1"
}

if [[ ${BASH_SOURCE[0]:-$0} == "$0" ]]; then
  main "$@"
fi
