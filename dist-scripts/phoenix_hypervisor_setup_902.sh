#!/bin/bash
# phoenix_hypervisor_setup_902.sh – BaseTemplateDocker, a template that ends as snapshot 'docker-snapshot'
# The base template with Docker, ready for GPUs.
#
# Made by phoenix-setup from definitions/902-base-template-docker.ts. Do not edit: change the definition, run `phoenix-setup generate`.
# plan: f3322600dc295771e67675bc1861a505f5492872ba10151a2eb4ad4397b16395
# body: a1435f8b8981ec8240459b6c09f4eddd51825fa0d2f4edb21d6767a02e1d186b
#
# Runs as root on the Proxmox VE host:  phoenix_hypervisor_setup_902.sh 902
# Running it again is safe: each step looks first, and changes only what is not as described.
# It needs there: Bash 5.2, pve-container 5.0.9, pct, flock, setsid, tail, timeout, perl.
#
# Exit codes
#   0         done, or already done
#   1         wrong arguments, wrong CTID, or no such container
#   10 11     PHOENIX_MODE=check only: something would be changed; that cannot be told
#   20        a value needed at run time is missing or malformed
#   21        container not ready: not started, init or DNS not up in time
#   22 23 28  a step failed; ran out of time; did not verify
#   24 25     another run holds this CTID; the container is locked by Proxmox
#   26 27     shutdown, start or restart failed; snapshot failed
#   70 78     a bug in this script; this host lacks something the script needs
#   129 130 143  ended by HUP, INT, TERM
#
# Environment: PHOENIX_MODE=check changes nothing and says what would be changed; PHOENIX_LOG_FORMAT=json; PHOENIX_LOG_FILE,
# PHOENIX_LXC_CONFIG_FILE, PHOENIX_HYPERVISOR_CONFIG_FILE, PHOENIX_LOCK_DIR. For tests: PHOENIX_HOST_ROOT stands before every path
# of the host, PHOENIX_TIME_SCALE divides every limit and pause.
# shellcheck enable=check-extra-masked-returns,deprecate-which,require-double-brackets

SCRIPT_CTID=902 STEPS=14 HOST_ROOT=${PHOENIX_HOST_ROOT-} TIME_SCALE=${PHOENIX_TIME_SCALE:-1}
MODE=${PHOENIX_MODE:-apply} LOG_FORMAT=${PHOENIX_LOG_FORMAT:-text}
SNAPSHOT=docker-snapshot MADE='phoenix-setup plan=f3322600dc295771e67675bc1861a505f5492872ba10151a2eb4ad4397b16395 values=none'
LOG_FILE=${PHOENIX_LOG_FILE:-$HOST_ROOT/var/log/phoenix_hypervisor.log}
LOCK_FILE=${PHOENIX_LOCK_DIR:-$HOST_ROOT/run/lock}/phoenix_hypervisor_setup_$SCRIPT_CTID.lock
LXC_CONFIG=${PHOENIX_LXC_CONFIG_FILE:-$HOST_ROOT/usr/local/phoenix_hypervisor/etc/phoenix_lxc_configs.json}

# describe_step <n> – from here on, n is the step in hand. The limit, in seconds, is for each of check, apply and verify.
# A trial changes something while it verifies.
describe_step() {
  step=$1 began=$SECONDS
  case $step in
    1) kind=container-ready limit=180 retries=0 restarts='' trial='' definition=definitions/902-base-template-docker.ts:6 title='the container is up and finds the names it needs' ;;
    2) kind=apt-packages limit=1800 retries=0 restarts='' trial='' definition=definitions/902-base-template-docker.ts:21 title='packages ca-certificates curl gnupg jq lsb-release' ;;
    3) kind=apt-repository limit=300 retries=0 restarts='' trial='' definition=definitions/902-base-template-docker.ts:21 title='apt repository docker: https://download.docker.com/linux/ubuntu' ;;
    4) kind=apt-packages limit=1800 retries=2 restarts='' trial='' definition=definitions/902-base-template-docker.ts:21 title='packages docker-ce docker-ce-cli containerd.io docker-compose-plugin' ;;
    5) kind=apt-repository limit=300 retries=0 restarts='' trial='' definition=definitions/902-base-template-docker.ts:21 title=$'apt repository nvidia-container-toolkit: https://nvidia.github.io/libnvidia-container/stable/deb/$(ARCH)' ;;
    6) kind=apt-packages limit=1800 retries=2 restarts='' trial='' definition=definitions/902-base-template-docker.ts:21 title='packages nvidia-container-toolkit' ;;
    7) kind=command limit=600 retries=0 restarts='' trial='' definition=definitions/902-base-template-docker.ts:1 title='the NVIDIA container toolkit leaves device rules to the outer container' ;;
    8) kind=file-json limit=60 retries=0 restarts=docker.service trial='' definition=definitions/902-base-template-docker.ts:21 title='settings of the Docker daemon' ;;
    9) kind=user-present limit=60 retries=0 restarts='' trial='' definition=definitions/902-base-template-docker.ts:21 title='user ubuntu in docker' ;;
    10) kind=service-running limit=185 retries=0 restarts='' trial='' definition=definitions/902-base-template-docker.ts:21 title='docker.service is enabled and running' ;;
    11) kind=docker-ready limit=60 retries=0 restarts='' trial='' definition=definitions/902-base-template-docker.ts:21 title='docker answers and has the runtime nvidia' ;;
    12) kind=docker-trial limit=600 retries=0 restarts='' trial=yes definition=definitions/902-base-template-docker.ts:23 title='trial phoenix-trial of hello-world:linux' ;;
    13) kind=snapshot-cleanup limit=120 retries=0 restarts='' trial='' definition=definitions/902-base-template-docker.ts:6 title='nothing is left that clones must not share' ;;
    14) kind=template-snapshot limit=600 retries=0 restarts='' trial='' definition=definitions/902-base-template-docker.ts:6 title='snapshot docker-snapshot' ;;
  esac
  [[ $MODE == apply ]] || ((limit < 60)) || limit=60
}

# log <level> <message> [result] – one line to the terminal (7 is its standard error) and to the log file (8), and no process. With a
# result it is about the step in hand, if there is one: ok, changed, …; or `|` for a line that the step printed.
log() {
  local line text=${2:0:4000} stream=1
  text=${text//[[:cntrl:]]/ }
  if [[ $LOG_FORMAT == json ]]; then
    json_line "$1" "$text" "${3-}"
  else
    case ${step:+${3-}} in
      '') ;;
      '|') text="[$step/$STEPS] $kind | $text" ;;
      *) text="[$step/$STEPS] $kind $3 $((SECONDS - began))s  $definition  $text" ;;
    esac
    printf -v line '%(%FT%T%z)T %-5s %s %s' -1 "$1" "$SCRIPT_CTID" "$text"
  fi
  [[ $1 == INFO ]] || stream=7
  { printf '%s\n' "$line" >&"$stream"; printf '%s\n' "$line" >&8; } 2>/dev/null || :
}

# log_step <level> <result> <message> – how the step in hand came out, kept for the summary; fail <exit code> <message> – and the end.
log_step() {
  [[ -z $step || $1 == WARN ]] || results[step]=$2
  log "$1" "$3" "$2"
}
fail() { local IFS=' ' && log_step ERROR failed "$2" && exit_script "$1"; }

# exit_script <exit code> – the only way out: leaves no program running inside, and a container up that was up, whoever stopped it. A
# task of pct that is still at work, such as its shutdown, is waited for.
exit_script() {
  local result ok=0 changed=0 failed=0
  trap '' EXIT HUP INT TERM
  end_program
  if [[ $1 != 0 && $MODE == apply && -n $must_start ]]; then
    [[ -z $task ]] || { scale 150 && timeout "$scaled" tail -s 0.1 --pid="$task" -f /dev/null 7>&- 8>&- 9>&-; } || :
    # Where the program inside is gone without a word, somebody may be stopping the container, which says that it runs until it has stopped.
    while is running && ((gone > 0)); do
      gone=$((gone - 1)) && scale 2
      sleep "$scaled" 7>&- 8>&- 9>&-
    done
    [[ $state == running ]] || call 120 start "$SCRIPT_CTID" || is running || log ERROR "container $SCRIPT_CTID is down: pct start $SCRIPT_CTID"
  fi
  for result in "${results[@]}"; do
    case $result in
      ok) ok=$((ok + 1)) ;;
      changed | 'would change') changed=$((changed + 1)) ;;
      failed) failed=$((failed + 1)) ;;
    esac
  done
  step=''
  log INFO "run $run: ok=$ok changed=$changed failed=$failed skipped=$((STEPS - ok - changed - failed)) seconds=$SECONDS"
  case $1-$MODE in
    0-apply) log INFO "Specific setup for container $SCRIPT_CTID completed successfully" ;;
    0-*) log INFO "Specific setup for container $SCRIPT_CTID is as described, nothing would be changed" ;;
    10-*) log INFO "Specific setup for container $SCRIPT_CTID would change something, first in step $open" ;;
    11-*) log WARN "Specific setup for container $SCRIPT_CTID: it cannot be told in advance whether step $open is as described" ;;
    *) log ERROR "Specific setup for container $SCRIPT_CTID failed, exit code $1" ;;
  esac
  exit "$1"
}

# json_line <level> <message> <result> – sets line to the same as one JSON object.
json_line() {
  local title_text message_text result=null about='"step":null,"kind":null,"title":null,"result":null,"seconds":null,"definition":null'
  json_text message_text "$2"
  if [[ -n $step ]]; then
    json_text title_text "$title"
    [[ -z $3 || $3 == '|' ]] || result=\"$3\"
    about="\"step\":$step,\"kind\":\"$kind\",\"title\":$title_text,\"result\":$result,\"seconds\":$((SECONDS - began)),\"definition\":\"$definition\""
  fi
  printf -v line '{"v":1,"time":"%(%FT%T%z)T","level":"%s","run":"%s","ctid":%s,%s,"message":%s}' \
    -1 "$1" "$run" "$SCRIPT_CTID" "$about" "$message_text"
}

# json_text <variable> <text without control characters> – sets it to a JSON string. Bytes that are no UTF-8 become U+FFFD, one each.
json_text() {
  local LC_ALL=C more=$'[\x80-\xbf]' rest=${2//\\/\\\\} text='' start
  local two=$'[\xc2-\xdf]'$more three=$'(\xe0[\xa0-\xbf]|\xed[\x80-\x9f]|[\xe1-\xec\xee\xef]'$more')'$more
  local four=$'(\xf0[\x90-\xbf]|[\xf1-\xf3]'$more$'|\xf4[\x80-\x8f])'$more$more
  rest=${rest//\"/\\\"}
  while [[ $rest == *[![:ascii:]]* ]]; do
    start=${rest%%[![:ascii:]]*}
    rest=${rest:${#start}} text+=$start
    if [[ $rest =~ ^($two|$three|$four)+ ]]; then
      text+=${BASH_REMATCH[0]} rest=${rest:${#BASH_REMATCH[0]}}
    else
      text+=$'\xef\xbf\xbd' rest=${rest:1}
    fi
  done
  printf -v "$1" %s "\"$text$rest\""
}

# start_up – strict mode, the log, traps, and what the host has to have.
start_up() {
  set -euo pipefail && shopt -s inherit_errexit
  export LC_ALL=C.UTF-8 PATH="${PATH:+$PATH:}/usr/sbin:/usr/bin:/sbin:/bin"
  umask 027 && exec 7>&2 8>/dev/null
  step='' kind=program must_start='' gone=0 program_pid='' task='' state='' lock='' answer='' open='' verdict=0 results=()
  run=$BASHPID began=$SECONDS
  [[ $MODE == check ]] || { mkdir -p -- "${LOG_FILE%/*}" && exec 8>>"$LOG_FILE"; } 2>/dev/null || log WARN "no log file: $LOG_FILE cannot be written"
  trap 'log ERROR "bug in this script: $BASH_COMMAND ended with $?"; exit_script 70' EXIT
  trap 'fail 129 "ended by SIGHUP"' HUP
  trap 'fail 130 "ended by SIGINT"' INT
  trap 'fail 143 "ended by SIGTERM"' TERM
  trap : PIPE
  ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 502)) || fail 78 "Bash 5.2 or later is needed, this is $BASH_VERSION"
  printf -v run %06x $((SRANDOM & 0xffffff))
  start=${EPOCHREALTIME/[.,]/}
  [[ $MODE == apply || $MODE == check ]] || fail 78 "PHOENIX_MODE must be apply or check, not '$MODE'"
  [[ $LOG_FORMAT == text || $LOG_FORMAT == json ]] || fail 78 "PHOENIX_LOG_FORMAT must be text or json, not '$LOG_FORMAT'"
  [[ $TIME_SCALE =~ ^[1-9][0-9]{0,3}$ ]] || fail 78 "PHOENIX_TIME_SCALE must be a whole number from 1 to 9999, not '$TIME_SCALE'"
  for tool in pct flock setsid tail timeout perl; do command -v "$tool" >/dev/null || fail 78 "this host lacks the program '$tool'"; done
}

# parse_arguments <argument…> – exactly one, the CTID.
parse_arguments() {
  (($# == 1)) || fail 1 "usage: ${0##*/} <CTID>: one argument is needed, $# were given"
  CTID=$1
  log INFO "received CTID $CTID, run $run"
}

# validate_inputs – the CTID is a positive integer, this script's, and that of the file's name.
validate_inputs() {
  [[ $CTID =~ ^[1-9][0-9]*$ ]] || fail 1 "CTID '$CTID' is not a positive integer"
  [[ $CTID == "$SCRIPT_CTID" ]] || fail 1 "this script is for container $SCRIPT_CTID, not for $CTID"
  [[ ! ${0##*/} =~ ^phoenix_hypervisor_setup_([0-9]+)\.sh$ || ${BASH_REMATCH[1]} == "$CTID" ]] ||
    fail 1 "this file is named for container ${BASH_REMATCH[1]}, but was made for $CTID"
}

# check_container_exists – asks pct, and keeps state and lock for later.
check_container_exists() {
  log INFO "checking that container $CTID exists"
  ask_status --verbose || fail 1 "container $CTID does not exist, or pct cannot tell: $answer"
  log INFO "container $CTID exists: $state${lock:+, locked ($lock)}"
}

# ask_status [--verbose] – sets state, and with --verbose lock; is <state> – whether it is in that state now.
ask_status() {
  call 30 status "$SCRIPT_CTID" "$@" || return
  [[ ! $answer =~ (^|[[:space:]])status:\ ([a-z]+) ]] || state=${BASH_REMATCH[2]}
  [[ ! $answer =~ (^|[[:space:]])lock:\ ([a-z-]+) ]] || lock=${BASH_REMATCH[2]}
}
is() { ask_status && [[ $state == "$1" ]]; }

# take_lock – one run at a time for a container, and none while Proxmox works on it. A snapshot that was cut off leaves its lock behind,
# and an entry that looks like a good one.
take_lock() {
  local line section='' mend="pct unlock $CTID"
  [[ $MODE == check ]] || { exec 9>>"$LOCK_FILE"; } || fail 78 "the lock file $LOCK_FILE cannot be written"
  [[ $MODE == check ]] || flock -n 9 || fail 24 "another run of the script for container $CTID holds $LOCK_FILE"
  [[ -n $lock ]] || return 0
  while read -r line; do
    [[ ! $line =~ ^\[([^]]+)\] ]] || section=${BASH_REMATCH[1]}
    [[ $line != snapstate:* ]] || mend+=" && pct delsnapshot $CTID $section --force"
  done < <(cat -- "$HOST_ROOT/etc/pve/lxc/$CTID.conf" 2>/dev/null || :)
  fail 25 "container $CTID is locked by Proxmox ($lock). If no task is at work on it any more: $mend"
}

# found <10|11> – with PHOENIX_MODE=check, the first step that is not as described decides how this ends.
found() { [[ -n $open ]] || { open=${step:-1} && verdict=$1; }; }

# start_container <exit code if that fails> – starts the container unless it runs. From here on it is not left stopped.
start_container() {
  local said=''
  if [[ $MODE == check && $state != running ]]; then
    log_step INFO 'would change' "container $CTID is $state, and would be started"
    [[ -z $step ]] || found 10
    return
  fi
  [[ $state == running ]] || { call 120 start "$CTID" || said=$answer; is running; } || fail "$1" "container $CTID could not be started: $said$answer"
  must_start=yes
}

# call <seconds> <word…> – calls pct; sets answer to what it printed. A call that is late is left to finish, since a task that
# is cut off leaves its lock behind.
call() {
  local from part waited=0 rc=129
  log INFO "+ pct ${*:2}"
  answer=''
  exec {from}< <(exec setsid pct "${@:2}" 2>&1 </dev/null 7>&- 8>&- 9>&- || :) && task=$!
  while ((rc > 128)); do
    ((waited < $1)) || { answer+="(not done within $1 s, left to finish)" && return 124; }
    ((waited == 0)) || log INFO "still waiting for pct $2, $waited s of $1 s"
    scale 10 && waited=$((waited + 10)) rc=0
    LC_ALL=C IFS= read -r -d '' -t "$scaled" -u "$from" part || rc=$?
    answer+=$part
  done
  exec {from}<&- && rc=0
  wait "$task" || rc=$?
  task='' && return "$rc"
}

# scale <seconds> – sets scaled: the seconds divided by PHOENIX_TIME_SCALE; clock – sets now: such seconds since the start.
clock() { now=$(((${EPOCHREALTIME/[.,]/} - start) * TIME_SCALE / 1000000)); }
scale() { printf -v scaled '%d.%03d' $(($1 / TIME_SCALE)) $(($1 * 1000 / TIME_SCALE % 1000)); }

# config_value <file> <key…> – prints what stands at that path of a JSON file; nothing where there is nothing.
config_value() { perl -MJSON::PP -CO -0777 -e '$v = decode_json(<STDIN>); $v = $v->{$_} for @ARGV; print $v' "${@:2}" <"$1"; }

# snapshot_is_there – and says by whom it was made. Names are compared whole: the answer is a table for people.
snapshot_is_there() {
  local name='' made
  [[ ! -e $LXC_CONFIG ]] || name=$(config_value "$LXC_CONFIG" lxc_configs "$CTID" template_snapshot_name) || fail 20 "$LXC_CONFIG cannot be read"
  [[ -z $name || $name == "$SNAPSHOT" ]] || fail 20 "template_snapshot_name in $LXC_CONFIG is '$name', but this script makes '$SNAPSHOT'"
  call 30 listsnapshot "$CTID" || fail 27 "the snapshots of container $CTID cannot be listed: $answer"
  while read -r _ name _ _ made && [[ $name != "$SNAPSHOT" ]]; do :; done <<<"$answer"
  [[ $name == "$SNAPSHOT" ]] || return 1
  describe_step "$STEPS"
  case $made in
    "$MADE") log_step INFO ok "Snapshot '$SNAPSHOT' is there, made by this plan: nothing to do" && return ;;
    "${MADE% *} "*) made="was made by this plan, but with other run-time values: ${made##* } instead of ${MADE##* }" ;;
    'phoenix-setup plan='*) made="was made by another plan: ${made#* } instead of ${MADE#* }" ;;
    *) made="does not say what it was made from, but '$made'" ;;
  esac
  log WARN "Snapshot '$SNAPSHOT' $made. To rebuild it: destroy its clones, pct delsnapshot $CTID $SNAPSHOT, run this again"
  log_step INFO ok "Snapshot '$SNAPSHOT' is there, and is kept"
}

# run_program <container|host> <step…> – sends the steps' functions as one program to a Bash in the container, and turns what
# it reports into log lines. Its standard input stays open: when this side dies, the program begins no further step.
run_program() {
  local from line rest title='what runs inside' message='nothing was heard from the container' last='' outcome='' late='' limit=60
  local part='' kept='' whole='' awaited='' rc now since heard due word=phoenix-$SRANDOM$SRANDOM
  if [[ $MODE == check && $state != running ]]; then not_asked "${@:2}" && return; fi
  coproc PROGRAM { read -r && exec pct exec "$CTID" --keep-env 0 -- bash -s 2>&1 7>&- 8>&- 9>&-; }
  exec {program_in}>&"${PROGRAM[1]}" {from}<&"${PROGRAM[0]}"
  program_pid=$!
  print_program "$@" >&"$program_in" 7>&- 8>&- 9>&- &
  clock && since=$now heard=$now due=$((now + 10))
  while [[ -z $outcome ]] && scale $((now < due ? due - now : 1)); do
    rc=0
    # In the C locale, or `read` takes the end of a line for a part of a character that was cut off.
    LC_ALL=C IFS= read -r -t "$scaled" -u "$from" line || rc=$?
    clock && part+=$line line=''
    ((rc == 0 || rc > 128)) || break
    if ((rc == 0)); then
      line=$part part='' heard=$now
    elif ((now - heard > limit + 60)); then
      outcome=23
    fi
    # A step may not have ended its line before.
    [[ $line != ?*"$word "* ]] || { last=${line%%"$word "*} && line=${line#"$last"} && log INFO "$last" '|'; }
    rest=${line#"$word "}
    case $line in
      '' | "${whole:-$last}" | Terminated) ;;
      "$word step "*) describe_step "${rest#step }" && message=$title last='' ;;
      "$word begin") awaited='' late='' since=$now due=$((now + 10)) message=${message#"not done within $limit s: "} ;;
      "$word wait "*) awaited=${rest#wait } ;;
      "$word last "*) last=${rest#last } ;;
      "$word show") kept=$last whole=$word ;;
      "$word shown") last=$kept whole='' ;;
      "$word note "*) message=${rest#note } ;;
      "$word ok" | "$word changed") log_step INFO "$rest" "$message" && step='' message='the program ended between two steps' ;;
      "$word would change") found 10 && log_step INFO "$rest" "$title${last:+: $last}" ;;
      "$word would run") log_step INFO "$rest${open:+ (after step $open)}" "$title" ;;
      "$word cannot tell") found 11 && log_step WARN "$rest" "$message${last:+; last: $last}" ;;
      "$word late") message="not done within $limit s: $message" late=23 ;;
      "$word end "*) outcome=${late:-${rest#end }} ;;
      *) last=$line due=$((now + 10)) && log INFO "$line" '|' ;;
    esac
    # At a time-out of the read, or at an answer that was not the last one after all; never just before the end of the wait is told.
    ((now < due)) || [[ $rc == 0 && $line != "$word last "* ]] || still_waiting
  done
  end_program
  [[ -z $part ]] || { last=$part && log INFO "$last" '|'; }
  [[ -n $outcome ]] || gone=10
  # Who only asks has not failed at a step when somebody stops the container meanwhile.
  [[ -n $outcome || $MODE != check ]] || outcome=21
  [[ $outcome != 0 ]] || { step='' kind=program && return; }
  [[ ($kind != program && $kind != container-ready) || $outcome == 24 ]] || outcome=21
  fail "${outcome:-22}" "$message${last:+; last: $last}"
}

# still_waiting – every 10 s in which a step says nothing; not_asked <step…> – of a container that does not run.
still_waiting() {
  log INFO "still waiting for ${awaited:-$title}, $((now - since)) s of $limit s${awaited:+${last:+, last answer: $last}}" '|'
  due=$((now + 10))
}
not_asked() {
  for step in "$@"; do describe_step "$step" && log_step INFO 'not asked: stopped' "$title" && found 11; done
  step='' kind=program
}

# print_program <container|host> <step…> – declarations only, then a seam, then the one call.
print_program() {
  local name number container_root='' functions=(describe_step scale report note no pause end_steps run_steps ask_step run_step must attempt watch_attempt waits shows restart_is_due apt_get apt_update docker_inspect docker_answers docker_last_words docker_remove fetch file_is put_file text_is show_change json_object json_merged json_has is_ready show_unready repository_line key_is put_key unit_has unit_runs show_unit)
  for number in "${@:2}"; do mapfile -t -O "${#functions[@]}" functions < <(compgen -A function "step_${number}_" || :); done
  printf '\n'
  for name in word CTID TIME_SCALE MODE open container_root http_proxy https_proxy no_proxy; do [[ ! -v $name ]] || printf '%s=%q\n' "$name" "${!name}"; done
  declare -f "${functions[@]}"
  printf '# phoenix-setup: seam\nrun_steps %s\n' "${*:2}"
}

# end_program – tells a program that still runs to stop, and sees to it that it does: the first word ends the step's function that is at
# work, the second keeps it from being tried again.
end_program() {
  [[ -n $program_pid ]] || return 0
  { printf 'stop\nstop\n' >&"$program_in"; } 2>/dev/null || :
  timeout 20 tail -s 0.1 --pid="$program_pid" -f /dev/null 7>&- 8>&- 9>&- || kill -TERM "$program_pid" || :
  program_pid=''
}

# ---- What runs in the container. There, descriptor 3 is this script's end: end of file means that it died. ----

# report <event> – one line to the host side; note <text…> – what a step found or did, for its line in the log; no <text…> – a check's
# answer "it is not so", with what differs (0 is "it is so", anything else "cannot tell"); pause <seconds>; end_steps <exit code>.
report() { printf '\n%s %s\n' "$word" "${*//[[:cntrl:]]/ }"; }
note() { report note "$*"; }
# waits <what is awaited> <last answer> – for each try of a wait; the host side logs it every 10 s.
waits() { report wait "$1" && report last "${*:2}"; }
# shows <word…> – runs the words for what they print: for the log, but no answer.
shows() { report show && { "$@" 2>&1 || :; } && report shown; }
# restart_is_due <unit> – a step on which it depends has changed something, or would.
restart_is_due() { [[ -e $container_root/run/phoenix-setup-restart-$1 || ${pending-} == *" $1 "* ]]; }
no() { printf '%s\n' "$*" && return 10; }
pause() { scale "$1" && sleep "$scaled"; }
end_steps() { report end "$1" && exit "$1"; }

# run_steps <step…> – the program's one call.
run_steps() {
  set -euo pipefail
  export LC_ALL=C.UTF-8 HOME=/root DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 http_proxy https_proxy no_proxy
  umask 022
  # Ctrl-C on the host reaches this as well, and everything below it; the host side then says stop.
  trap '' HUP INT
  trap : TERM
  exec 3<&0 > >(trap '' HUP INT TERM PIPE || :; exec tee -p /dev/null || :) 2>&1
  if [[ $MODE == check ]]; then
    for step in "$@"; do ask_step; done
    end_steps 0
  fi
  exec 9>>"$container_root/run/lock/phoenix-setup-$CTID.lock"
  scale 30
  flock -w "$scaled" 9 || { note "another run is at work in the container"; end_steps 24; }
  for step in "$@"; do run_step; done
  end_steps 0
}

# ask_step – with PHOENIX_MODE=check: asks the check and, while nothing before it is open, verify, which is meaningless otherwise.
ask_step() {
  local name answer='cannot tell' status=0
  report step "$step" && describe_step "$step"
  name=step_${step}_${kind//-/_}
  attempt "${name}_check"
  if ((status == 10)); then
    answer='would change'
  elif ((status == 0)) && [[ -z $open$trial ]]; then
    attempt "${name}_verify"
    ((status != 0)) || answer=ok
  elif ((status == 0)) && declare -F "${name}_check" >/dev/null; then
    answer=ok
  elif [[ -n $open$trial ]]; then
    answer='would run'
  fi
  report "$answer"
  [[ $answer != 'would change' ]] || pending+=" $restarts "
  [[ $answer == ok || $answer == 'would run' ]] || open=${open:-$step}
}

# run_step – check; if the answer is no, apply and check again; verify.
run_step() {
  local name result=ok status=0
  report step "$step" && describe_step "$step"
  name=step_${step}_${kind//-/_}
  must "${name}_check" 22 10
  if ((status == 10)); then
    result=changed
    for unit in $restarts; do : >"$container_root/run/phoenix-setup-restart-$unit"; done
    for (( ; retries > 0 && status != 0; retries--)); do
      must "${name}_apply" 22 any
      ((status == 0)) || pause 5
    done
    ((status == 0)) || must "${name}_apply" 22
    must "${name}_check" 28
  fi
  must "${name}_verify" 28
  report "$result"
}

# must <function> <exit code if it fails> [other good status] – a function that has waited for long enough says 23.
must() {
  attempt "$1"
  [[ $status != 23 ]] || end_steps 23
  [[ $status == 0 || $status == "${3-0}" || ${3-} == any ]] || end_steps "$2"
}

# attempt <function> – if there is one, in a process group of its own, within the step's limit; sets status. Whoever of its group is left
# by a signal has the watcher's 10 s, too. What Bash itself says of a process that was ended is no word of the step.
attempt() {
  local work watch tries
  status=0
  declare -F "$1" >/dev/null || return 0
  ! read -r -t 0 -u 3 || end_steps 143
  report begin && scale "$limit" && set -m
  "$1" </dev/null 3<&- 9>&- & work=$!
  watch_attempt "$work" 9>&- & watch=$!
  set +m
  {
    until wait "$work" && status=0 || status=$?; ! kill -0 "$work"; do :; done
    for ((tries = status > 128 ? 11 : 0; tries > 0; tries--)); do kill -0 -- "-$work" || break; pause 1; done
  } 2>/dev/null
  { kill -KILL -- "-$watch"; wait "$watch"; } 2>/dev/null || :
}

# watch_attempt <process group> – ends it at the limit, or when told to stop, or 30 s after the host side died. (It is ended by KILL itself,
# since any other signal may be lost on a `read` that is about to wait.)
watch_attempt() {
  if read -r -t "$scaled" -u 3; then :; elif (($? > 128)); then report late; else pause 30; fi
  kill -TERM -- "-$1" && pause 10 && kill -KILL -- "-$1"
}

# apt_get <argument…> – asks nothing, waits for dpkg's lock, keeps configuration files that were changed.
apt_get() { apt-get --quiet --yes -o DPkg::Lock::Timeout=600 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@"; }

# apt_update – once in a run: mends what was cut off, and reads the package lists. Neither waits for a lock by itself, and apt waits
# for ever where a full disk does not take its lists.
apt_update() {
  local said rc known='' mark=$container_root/run/phoenix-setup-apt
  [[ ! -e $mark ]] || read -r known <"$mark" || :
  [[ $known != "$word" ]] || return 0
  scale 900
  until said=$({ dpkg --configure -a && timeout --foreground "$scaled" apt-get --quiet --yes update; } 2>&1); do
    rc=$?
    ((rc != 124)) || { printf '%s\n' "$said" "apt-get update is not done within 900 s"; return 23; }
    [[ $said =~ [^$'\n']*('Could not get lock'|'locked by another process')[^$'\n']* ]] || { printf '%s\n' "$said"; return 1; }
    waits "the lock of apt or dpkg" "${BASH_REMATCH[0]}"
    pause 5 && scale 900
  done
  touch /var/lib/apt/lists/phoenix-setup && printf '%s\n' "$word" >"$mark"
}

# docker_inspect <image|container|network|volume> <name> <format> – prints what Docker says of it; 10 if there is none, another status if Docker does not answer.
docker_inspect() {
  local error
  { error=$(docker "$1" inspect --format "$3" -- "$2" 2>&1 >&4 4>&-); } 4>&1 && return
  [[ ${error,,} != *"no such $1"* && ${error,,} != *"$1 ${2,,} not found"* ]] || no "there is no $1 $2" >&2 || return
  printf '%s\n' "${error:-docker $1 inspect failed}" >&2
  return 1
}

# docker_answers <runtime, or nothing> – waits, for as long as the step may, until the daemon answers and knows the runtime; at the end of that time, says what there
# is to see of its unit.
docker_answers() {
  local state said seen
  trap : TERM
  (
    while :; do
      if ! state=$(systemctl is-active docker.service); then seen="docker.service is $state"
      elif ! said=$(docker info --format '{{.ServerVersion}} {{json .Runtimes}}' 2>&1); then seen=$said
      elif [[ -n $1 && $said != *"\"$1\":"* ]]; then seen="docker info lists no runtime $1"
      else break; fi
      waits "docker" "$seen"
      pause 2
    done
    note "docker ${said%% *} answers${1:+, with the runtime $1}"
  ) && return
  shows show_unit docker.service
  return 1
}

# docker_last_words <container> – the last lines of its log, and how it is now; nothing if there is none.
docker_last_words() {
  local state
  state=$(docker_inspect container "$1" '{{.State.Status}}, exit code {{.State.ExitCode}}, restarted {{.RestartCount}} times' 2>/dev/null) || return 0
  docker logs --tail 20 -- "$1" 2>&1 || :
  printf 'container %s: %s\n' "$1" "$state"
}

# docker_remove <container> [option] – there is none of this name, or it is removed, whether it runs or not.
docker_remove() {
  local status=0
  docker_inspect container "$1" '{{.Id}}' >/dev/null 2>&1 || status=$?
  ((status != 10)) || return 0
  docker rm --force ${2:+"$2"} -- "$1" >/dev/null || { printf 'container %s could not be removed\n' "$1"; return 1; }
}

# fetch <address> <file> – downloads it; an answer of 400 or above is a failure.
fetch() {
  command -v curl >/dev/null || { printf '%s\n' "curl is missing inside: an earlier step has to install it" >&2; return 1; }
  curl --fail --silent --show-error --location --globoff --connect-timeout 30 --retry 3 --output "$2" --url "$1" || return 1
}

# file_is <path> <mode> <owner> <group> <word…> – it is a regular file with these, and holds exactly what the words print when run.
file_is() {
  local is wanted
  [[ -f $1 && ! -L $1 ]] || no "$1 is no regular file" || return
  is=$(stat --format='%a %U %G' -- "$1") || return
  [[ $is == "$2 $3 $4" ]] || no "$1 is $is instead of $2 $3 $4" || return
  is=$(sha256sum <"$1") && wanted=$("${@:5}" | sha256sum) || return
  [[ $is == "$wanted" ]] || no "$1 has other content"
}

# put_file <path> <mode> <owner> <group> <word…> – replaces it by what the words print when run; its content is never open to others.
# A subshell that ends with `|| exit` runs its EXIT trap for sure: Bash may replace itself by a last command.
put_file() {
  local new to
  (
    mkdir -p -- "${1%/*}/" && new=$(mktemp -- "${1%/*}/.phoenix-setup.XXXXXXXXXX") || exit
    trap 'rm -f -- "$new"' EXIT
    exec {to}>"$new" && chown -- "$3:$4" "$new" && chmod -- "$2" "$new" && "${@:5}" >&"$to" && mv -fT -- "$new" "$1" || exit
  )
}

# text_is <path> <mode> <owner> <group> <word…> – file_is, and what differs in its text is printed.
text_is() {
  local status=0
  file_is "$@" || status=$?
  ((status != 10)) || [[ ! -f $1 ]] || shows show_change "$1" "$2" "$1" <("${@:5}" || :)
  return "$status"
}

# show_change <path> <mode> <file> <file> – how the first is to become the second, in 40 lines at most; a path that others may not
# read, be it now or with the mode that it shall have, is no matter for a log.
show_change() {
  local mode lines
  mode=$(stat --dereference --format=%a -- "$1") && (((8#$mode & 8#$2 & 4) != 0)) || return
  mapfile -t -n 41 lines < <(diff --unified --label "$1" --label wanted -- "$3" "$4" || :)
  printf '%s\n' "${lines[@]:0:40}"
  ((${#lines[@]} <= 40)) || printf '%s\n' "…"
}

# json_object <path> – prints the object in a JSON file; {} where there is no file.
json_object() {
  command -v jq >/dev/null || { printf '%s\n' "jq is missing inside: an earlier step has to install it" >&2; return 1; }
  [[ -e $1 ]] || { printf '{}\n' && return; }
  jq --slurp 'if length == 1 and (.[0] | type) == "object" then .[0] else error("no object") end' "$1" ||
    { printf '%s\n' "$1 is not one JSON object; mend or remove it" >&2; return 1; }
}

# json_merged <object> <object> – prints the first with the keys of the second put into it; json_has – whether that changes nothing.
json_merged() { printf '%s\n' "$@" | jq --slurp '.[0] * .[1]'; }
json_has() {
  local same
  same=$(printf '%s\n' "$@" | jq --slurp '.[0] * .[1] == .[0]') || return
  [[ $same == true ]] || no "not all of its keys are as wanted"
}

# is_ready <name…> – prints whether init has come up, and the names that the steps fetch from, those of apt's sources too, have an address, or why not.
is_ready() {
  local init name names=("$@")
  init=$(systemctl is-system-running) || [[ $init == degraded ]] || no "init says '$init'" || return
  while read -r name; do
    [[ ! $name =~ ^[^#]*https?://([^/ :]+) || " ${names[*]} " == *" ${BASH_REMATCH[1]} "* ]] || names+=("${BASH_REMATCH[1]}")
  done < <(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.{list,sources} 2>/dev/null || :)
  for name in "${names[@]}"; do getent hosts "$name" >/dev/null || no "the name '$name' does not resolve" || return; done
  printf '%s\n' "init is $init, names resolve: ${names[*]}"
}

# show_unready – what an operator would look up next: units that failed, jobs that init waits for, and who is asked for names.
show_unready() {
  systemctl --no-pager --failed || :
  systemctl --no-pager list-jobs || :
  grep '^nameserver' /etc/resolv.conf || printf '%s\n' "/etc/resolv.conf names no server"
}

# repository_line <name> <url> <suite, or nothing for the system's codename> [component…] – prints the line that apt reads.
repository_line() {
  local architecture name value line suite=$3
  architecture=$(dpkg --print-architecture) || return
  while [[ -z $suite ]] && IFS='=' read -r name value; do
    [[ $name != VERSION_CODENAME ]] || suite=${value//[\"\']/}
  done </etc/os-release
  [[ -n $suite ]] || { printf '%s\n' "/etc/os-release names no codename" >&2; return 1; }
  line="deb [arch=$architecture signed-by=/etc/apt/keyrings/$1.gpg] $2 $suite"
  (($# < 4)) || line+=" ${*:4}"
  printf '%s\n' "$line"
}

# key_is <file> <fingerprint, or nothing for any> – the file holds one key, and no other.
key_is() {
  local home listing type value primary='' found=''
  command -v gpg >/dev/null || { printf '%s\n' "gpg is missing inside: an earlier step has to install gnupg" >&2; return 1; }
  listing=$(
    home=$(mktemp -d) || exit
    trap 'rm -rf -- "$home"' EXIT
    gpg --homedir "$home" --batch --no-tty --quiet --with-colons --show-keys "$1" || exit
  ) || return 1
  while IFS=: read -r type _ _ _ _ _ _ _ _ value _; do
    case $type in
      pub) primary=yes ;;
      fpr) [[ -z $primary ]] || found+=" $value" && primary='' ;;
    esac
  done <<<"$listing"
  [[ -n $found ]] || { printf '%s\n' "$1 holds no key" >&2; return 1; }
  [[ -z $2 || $found == " $2" ]] || no "$1 holds the key$found instead of $2"
}

# put_key <file> <address> <fingerprint, or nothing for any> – downloads a key, takes it out of its armour, keeps it if it is the right one.
put_key() {
  local work armour=0
  (
    work=$(mktemp -d) || exit
    trap 'rm -rf -- "$work"' EXIT
    fetch "$2" "$work/key" || exit
    grep --quiet --text '^-----BEGIN PGP' "$work/key" || armour=$?
    case $armour in
      0) gpg --homedir "$work" --batch --no-tty --quiet --output "$work/bare" --dearmor "$work/key" && mv -fT -- "$work/bare" "$work/key" || exit ;;
      1) ;;
      *) exit "$armour" ;;
    esac
    key_is "$work/key" "$3" || exit
    put_file "$1" 644 root root cat -- "$work/key" || exit
  )
}

# unit_has <unit> <property> <value…> – the property has one of the values.
unit_has() {
  local is value
  is=$(systemctl show --property="$2" --value -- "$1") || return
  for value in "${@:3}"; do [[ $is != "$value" ]] || return 0; done
  no "$2 of $1 is '$is'"
}

# unit_runs <unit> – it is active; what there is to see of one that is not is printed.
unit_runs() {
  local status=0
  unit_has "$1" ActiveState active reloading || status=$?
  ((status == 0)) || shows show_unit "$1"
  return "$status"
}

# show_unit <unit> – how a unit that does not run as it should is, and the end of its journal.
show_unit() {
  systemctl status --no-pager --full --lines=0 -- "$1" || :
  journalctl --no-pager --quiet --lines=20 --output=short-iso --unit="$1" || :
}

step_1_container_ready_verify() {
  local said
  trap : TERM
  (
    until said=$(is_ready localhost auth.docker.io download.docker.com nvidia.github.io registry-1.docker.io); do
      waits "init and the names that are needed" "$said"
      pause 2
    done
    note "$said"
  ) && return
  shows show_unready
  return 1
}

step_2_apt_packages_check() {
  local package state missing='' packages=(ca-certificates curl gnupg jq lsb-release)
  for package in "${packages[@]}"; do
    state=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null) || :
    [[ $state == installed ]] || missing+=" $package"
  done
  [[ -z $missing ]] || no "missing:$missing"
}

step_2_apt_packages_apply() { apt_update && apt_get install ca-certificates curl gnupg jq lsb-release; }

step_3_apt_repository_check() {
  local name=docker key list line
  key=/etc/apt/keyrings/$name.gpg list=/etc/apt/sources.list.d/$name.list
  [[ -s $key && ! -L $key ]] || no "the key $key is missing" || return
  file_is "$key" 644 root root cat -- "$key" && key_is "$key" 9DC858229FC7DD38854AE2D88D81803C0EBFCD88 || return
  line=$(repository_line "$name" https://download.docker.com/linux/ubuntu '' stable) || return
  text_is "$list" 644 root root printf '%s\n' "$line"
}

step_3_apt_repository_apply() {
  local name=docker line
  line=$(repository_line "$name" https://download.docker.com/linux/ubuntu '' stable) || return
  put_key "/etc/apt/keyrings/$name.gpg" https://download.docker.com/linux/ubuntu/gpg 9DC858229FC7DD38854AE2D88D81803C0EBFCD88 || return
  # Whoever needs packages next has to read the lists again, even if this is cut off here.
  rm -f -- "$container_root/run/phoenix-setup-apt" /var/lib/apt/lists/phoenix-setup || return
  put_file "/etc/apt/sources.list.d/$name.list" 644 root root printf '%s\n' "$line"
}

step_4_apt_packages_check() {
  local package state missing='' packages=(docker-ce docker-ce-cli containerd.io docker-compose-plugin)
  for package in "${packages[@]}"; do
    state=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null) || :
    [[ $state == installed ]] || missing+=" $package"
  done
  [[ -z $missing ]] || no "missing:$missing"
}

step_4_apt_packages_apply() { apt_update && apt_get install docker-ce docker-ce-cli containerd.io docker-compose-plugin; }

step_5_apt_repository_check() {
  local name=nvidia-container-toolkit key list line
  key=/etc/apt/keyrings/$name.gpg list=/etc/apt/sources.list.d/$name.list
  [[ -s $key && ! -L $key ]] || no "the key $key is missing" || return
  file_is "$key" 644 root root cat -- "$key" && key_is "$key" C95B321B61E88C1809C4F759DDCAE044F796ECB0 || return
  line=$(repository_line "$name" $'https://nvidia.github.io/libnvidia-container/stable/deb/$(ARCH)' /) || return
  text_is "$list" 644 root root printf '%s\n' "$line"
}

step_5_apt_repository_apply() {
  local name=nvidia-container-toolkit line
  line=$(repository_line "$name" $'https://nvidia.github.io/libnvidia-container/stable/deb/$(ARCH)' /) || return
  put_key "/etc/apt/keyrings/$name.gpg" https://nvidia.github.io/libnvidia-container/gpgkey C95B321B61E88C1809C4F759DDCAE044F796ECB0 || return
  # Whoever needs packages next has to read the lists again, even if this is cut off here.
  rm -f -- "$container_root/run/phoenix-setup-apt" /var/lib/apt/lists/phoenix-setup || return
  put_file "/etc/apt/sources.list.d/$name.list" 644 root root printf '%s\n' "$line"
}

step_6_apt_packages_check() {
  local package state missing='' packages=(nvidia-container-toolkit)
  for package in "${packages[@]}"; do
    state=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null) || :
    [[ $state == installed ]] || missing+=" $package"
  done
  [[ -z $missing ]] || no "missing:$missing"
}

step_6_apt_packages_apply() { apt_update && apt_get install nvidia-container-toolkit; }

step_7_command_check() {
  local rc
  set +e
  (
    set -e
grep -Eq '^[[:space:]]*no-cgroups[[:space:]]*=[[:space:]]*true' /etc/nvidia-container-runtime/config.toml
  )
  rc=$?
  ((rc != 1)) || no "its check says no" || return
  ((rc == 0 || rc == 10)) || return 1
  return "$rc"
}

step_7_command_apply() {
  local rc
  set +e
  (
    set -e
nvidia-ctk config --in-place --set nvidia-container-cli.no-cgroups=true
  )
  rc=$?
  ((rc == 0)) || return 1
}

step_8_file_json_check() {
  local path=/etc/docker/daemon.json wanted='' now mode status=0
  [[ -e $path ]] || no "there is no $path" || return
  now=$(json_object "$path") && mode=$(stat --dereference --format=%a -- "$path") || return
  [[ $mode == "${wanted:-$mode}" ]] || no "the mode of $path is $mode instead of $wanted" || return
  json_has "$now" '{"default-runtime":"nvidia","runtimes":{"nvidia":{"path":"/usr/bin/nvidia-container-runtime","runtimeArgs":[]}}}' || status=$?
  ((status != 10)) || shows show_change "$path" "${wanted:-$mode}" <(printf '%s\n' "$now") <(json_merged "$now" '{"default-runtime":"nvidia","runtimes":{"nvidia":{"path":"/usr/bin/nvidia-container-runtime","runtimeArgs":[]}}}' || :)
  return "$status"
}

step_8_file_json_apply() {
  local path=/etc/docker/daemon.json wanted='' now owned='644 0 0' mode owner group
  now=$(json_object "$path") || return
  [[ ! -e $path ]] || owned=$(stat --dereference --format='%a %u %g' -- "$path") || return
  read -r mode owner group <<<"$owned"
  put_file "$path" "${wanted:-$mode}" "$owner" "$group" json_merged "$now" '{"default-runtime":"nvidia","runtimes":{"nvidia":{"path":"/usr/bin/nvidia-container-runtime","runtimeArgs":[]}}}'
}

step_9_user_present_check() {
  local user=ubuntu group is wanted=(docker)
  getent passwd "$user" >/dev/null || no "there is no user $user" || return
  is=$(id --name --groups "$user") || return
  for group in "${wanted[@]}"; do [[ " $is " == *" $group "* ]] || no "$user is not in group $group" || return; done
}

step_9_user_present_apply() {
  local user=ubuntu group wanted=(docker)
  getent passwd "$user" >/dev/null || useradd --create-home --user-group --shell /bin/bash "$user" || return
  for group in "${wanted[@]}"; do groupadd --force "$group" && usermod --append --groups "$group" "$user" || return; done
}

step_10_service_running_check() {
  local unit=docker.service
  ! restart_is_due "$unit" || no "$unit waits to be restarted" || return
  unit_has "$unit" UnitFileState enabled static alias indirect generated || return
  unit_runs "$unit"
}

step_10_service_running_apply() {
  local unit=docker.service verb=start
  trap : TERM
  [[ ! -e $container_root/run/phoenix-setup-restart-$unit ]] || verb=restart
  systemctl reset-failed -- "$unit" 2>/dev/null || :
  if ! { systemctl daemon-reload && systemctl enable -- "$unit" && systemctl "$verb" -- "$unit"; }; then
    shows show_unit "$unit"
    return 1
  fi
  rm -f -- "$container_root/run/phoenix-setup-restart-$unit"
}

step_10_service_running_verify() {
  local unit=docker.service stable=5 restarts
  restarts=$(systemctl show --property=NRestarts --value -- "$unit") && pause "$stable" && unit_runs "$unit" || return
  unit_has "$unit" NRestarts "$restarts" || {
    shows show_unit "$unit"
    return 1
  }
  note "$unit runs, no restart in $stable s"
}

step_11_docker_ready_verify() { docker_answers nvidia; }

step_12_docker_trial_verify() {
  local name=phoenix-trial status=0
  local -a words=(
    -- hello-world:linux
  )
  docker_remove "$name" --volumes || return
  trap : HUP INT TERM
  (
    trap - HUP INT TERM
    code=0 expected=''
    output=$(docker run --quiet --sig-proxy=false --pull missing --name "$name" "${words[@]}" 2>&1) || code=$?
    printf '%s\n' "$output"
    ((code == 0)) || { printf '%s ended with exit code %s\n' "$name" "$code"; exit 1; }
    [[ $output == *"$expected"* ]] || { printf 'the output does not hold: %s\n' "$expected"; exit 1; }
  ) || status=$?
  # Its output has been printed, unless it did not come to an end.
  ((status < 128)) || shows docker_last_words "$name"
  docker_remove "$name" --volumes || status=1
  trap - HUP INT TERM
  ((status == 0)) || return "$status"
  docker image rm -- hello-world:linux >/dev/null
}

step_13_snapshot_cleanup_check() {
  local path
  [[ -e /etc/machine-id && ! -s /etc/machine-id ]] || no "the machine id is set" || return
  [[ -e /etc/systemd/system/ssh-host-keys.service ]] || no "no unit makes new SSH host keys" || return
  for path in /etc/ssh/ssh_host_*_key /var/lib/apt/lists/*_* /var/cache/apt/archives/*.deb /tmp/apt-dpkg-install-* ; do
    [[ ! -e $path ]] || no "$path is there" || return
  done
}

step_13_snapshot_cleanup_apply() {
  printf '%s\n' '[Unit]' 'Description=New SSH host keys where there are none' 'ConditionPathExistsGlob=!/etc/ssh/ssh_host_*_key' \
    'ConditionFileIsExecutable=/usr/bin/ssh-keygen' 'Before=ssh.service' '[Service]' 'Type=oneshot' \
    'ExecStart=/usr/bin/ssh-keygen -A' '[Install]' 'WantedBy=multi-user.target' >/etc/systemd/system/ssh-host-keys.service || return
  systemctl enable ssh-host-keys.service && apt-get clean || return
  # The last is what apt leaves behind when it is ended while it installs.
  rm -rf -- /etc/ssh/ssh_host_*_key{,.pub} /var/lib/apt/lists/{*_*,phoenix-setup} /var/lib/dbus/machine-id  /tmp/apt-dpkg-install-* && : >/etc/machine-id
}

# take_snapshot – shutdown, snapshot, start. If anything fails in between, exit_script starts the container.
take_snapshot() {
  describe_step 14
  [[ $MODE == apply ]] || { found 10 && log_step INFO 'would change' "Snapshot '$SNAPSHOT' would be made" && return; }
  call 150 shutdown "$CTID" --timeout 60 || fail 26 "container $CTID could not be shut down: $answer"
  is stopped || fail 26 "container $CTID was shut down, but pct says: $answer"
  call 300 snapshot "$CTID" "$SNAPSHOT" --description "$MADE" || fail 27 "snapshot '$SNAPSHOT' could not be taken: $answer"
  start_container 26
  log_step INFO changed "Snapshot '$SNAPSHOT' created for container $CTID"
}

# ---- The setup of container 902, in order. ----

perform_container_specific_setup() {
  take_lock
  if snapshot_is_there; then start_container 26 && return; fi
  start_container 21
  run_program container 1 2 3 4 5 6 7 8 9 10 11 12 13
  take_snapshot
}

main() {
  start_up
  parse_arguments "$@"
  validate_inputs
  check_container_exists
  perform_container_specific_setup
  exit_script "$verdict"
}

if [[ ${BASH_SOURCE[0]:-$0} == "$0" ]]; then main "$@"; fi
