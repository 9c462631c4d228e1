#!/bin/bash
# phoenix_hypervisor_setup_920.sh – BaseTemplateVLLM, a template that ends as snapshot 'vllm-base-snapshot'
# The Docker template with GPUs, and the vLLM image proven to serve.
#
# Made by phoenix-setup from definitions/920-base-template-vllm.ts. Do not edit: change the definition, run `phoenix-setup generate`.
# plan: 7d2208cf26d201515c541d60835d3806645ff5e97a4bb28a5c0e379d804779c1
# body: 691e2f25a62fb2d7f0a265318adf4cc29d6442e70139c2dff790032706bc5058
#
# Runs as root on the Proxmox VE host:  phoenix_hypervisor_setup_920.sh 920
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

SCRIPT_CTID=920 STEPS=8 HOST_ROOT=${PHOENIX_HOST_ROOT-} TIME_SCALE=${PHOENIX_TIME_SCALE:-1}
MODE=${PHOENIX_MODE:-apply} LOG_FORMAT=${PHOENIX_LOG_FORMAT:-text}
SNAPSHOT=vllm-base-snapshot MADE='phoenix-setup plan=7d2208cf26d201515c541d60835d3806645ff5e97a4bb28a5c0e379d804779c1 values=none'
LOG_FILE=${PHOENIX_LOG_FILE:-$HOST_ROOT/var/log/phoenix_hypervisor.log}
LOCK_FILE=${PHOENIX_LOCK_DIR:-$HOST_ROOT/run/lock}/phoenix_hypervisor_setup_$SCRIPT_CTID.lock
LXC_CONFIG=${PHOENIX_LXC_CONFIG_FILE:-$HOST_ROOT/usr/local/phoenix_hypervisor/etc/phoenix_lxc_configs.json}

# describe_step <n> – from here on, n is the step in hand. The limit, in seconds, is for each of check, apply and verify.
# A trial changes something while it verifies.
describe_step() {
  step=$1 began=$SECONDS
  case $step in
    1) kind=nvidia-devices limit=300 trial='' definition=definitions/920-base-template-vllm.ts:28 title='the container sees GPU 0, 1' ;;
    2) kind=container-ready limit=180 trial='' definition=definitions/920-base-template-vllm.ts:9 title='the container is up and finds the names it needs' ;;
    3) kind=docker-ready limit=60 trial='' definition=definitions/920-base-template-vllm.ts:29 title='docker answers and has the runtime nvidia' ;;
    4) kind=nvidia-ready limit=120 trial='' definition=definitions/920-base-template-vllm.ts:30 title='2 GPUs answer through driver 580.76.05' ;;
    5) kind=docker-image limit=3600 trial='' definition=definitions/920-base-template-vllm.ts:31 title='docker image vllm/vllm-openai:latest' ;;
    6) kind=docker-trial limit=1020 trial=yes definition=definitions/920-base-template-vllm.ts:32 title='vLLM serves a small model' ;;
    7) kind=snapshot-cleanup limit=120 trial='' definition=definitions/920-base-template-vllm.ts:9 title='nothing is left that clones must not share' ;;
    8) kind=template-snapshot limit=600 trial='' definition=definitions/920-base-template-vllm.ts:9 title='snapshot vllm-base-snapshot' ;;
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

# restart_if_due <step> – a step on the host leaves a mark before its change, which goes only once the container was started after it.
restart_if_due() {
  local said='' code=26 mark=$HOST_ROOT/run/phoenix-setup-restart-$CTID
  [[ -e $mark ]] || return 0
  describe_step "$1"
  [[ $MODE == apply ]] || { found 10 && log_step INFO 'would change' "container $CTID would be restarted" && step='' kind=program && return; }
  must_start=yes
  [[ $state == running ]] || code=21
  [[ $code == 21 ]] || call 150 shutdown "$CTID" --timeout 60 || { said=$answer && is stopped; } || fail 26 "container $CTID could not be shut down: $said"
  call 120 start "$CTID" || { said=$answer && is running; } || fail "$code" "container $CTID could not be started: $said"
  rm -f -- "$mark"
  state=running step='' kind=program
}

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

# run_program <container|host> <step…> – sends the steps' functions as one program to a Bash there, and turns what
# it reports into log lines. Its standard input stays open: when this side dies, the program begins no further step.
run_program() {
  local from line rest title='what runs inside' message='nothing was heard from the container' last='' outcome='' late='' limit=60
  local part='' kept='' whole='' awaited='' rc now since heard due word=phoenix-$SRANDOM$SRANDOM
  local -a shell=(pct exec "$CTID" --keep-env 0 -- bash -s)
  [[ $1 == container ]] || shell=(bash -s)
  if [[ $MODE == check && $1 == container && $state != running ]]; then not_asked "${@:2}" && return; fi
  coproc PROGRAM { read -r && exec "${shell[@]}" 2>&1 7>&- 8>&- 9>&-; }
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
      "$word warn "*) log_step WARN warning "${rest#warn }" ;;
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
  local name number container_root='' functions=(describe_step scale report note no pause end_steps run_steps ask_step run_step must attempt watch_attempt warn waits shows docker_inspect docker_answers docker_await docker_last_words docker_remove http_ask http_good http_seen json_says has_jq json_with_jq nvidia_lines plan_nvidia_lines is_ready show_unready unit_has unit_runs show_unit)
  for number in "${@:2}"; do mapfile -t -O "${#functions[@]}" functions < <(compgen -A function "step_${number}_" || :); done
  printf '\n'
  [[ $1 == container ]] || container_root=$HOST_ROOT
  for name in word CTID TIME_SCALE MODE open container_root http_proxy https_proxy no_proxy HOST_ROOT; do [[ ! -v $name ]] || printf '%s=%q\n' "$name" "${!name}"; done
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
warn() { report warn "$*"; }
# waits <what is awaited> <last answer> – for each try of a wait; the host side logs it every 10 s.
waits() { report wait "$1" && report last "${*:2}"; }
# shows <word…> – runs the words for what they print: for the log, but no answer.
shows() { report show && { "$@" 2>&1 || :; } && report shown; }
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
    must "${name}_apply" 22
    must "${name}_check" 28
  fi
  must "${name}_verify" 28
  report "$result"
}

# must <function> <exit code if it fails> [other good status] – a function that has waited for long enough says 23.
must() {
  attempt "$1"
  [[ $status != 23 ]] || end_steps 23
  [[ $status == 0 || $status == "${3-0}" ]] || end_steps "$2"
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

# docker_await <container> <text> <seconds between> <tries> – until its log, from its last start on, holds the text. Ends early when it does not run,
# or was started again meanwhile; 23 when the tries are used up.
docker_await() {
  local try seen status restarts started before='' count last
  for ((try = 1; ; try++)); do
    seen=$(docker_inspect container "$1" '{{.State.Status}} {{.RestartCount}} {{.State.StartedAt}}') || return 1
    read -r status restarts started <<<"$seen"
    [[ $status == running && $restarts == "${before:=$restarts}" ]] || { printf 'container %s is %s, restarted %s times\n' "$1" "$status" "$restarts"; return 1; }
    count=$(docker logs --since "$started" -- "$1" 2>&1 | grep --fixed-strings --count -- "$2") || [[ $count == 0 ]] || return 1
    ((count == 0)) || return 0
    last=$(docker logs --tail 1 -- "$1" 2>&1) || return 1
    waits "the log of $1 to say '$2'" "${last:-nothing}"
    ((try < $4)) || { printf "the log of %s does not say '%s', %s tries\n" "$1" "$2" "$4"; return 23; }
    pause "$3"
  done
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

# http_ask <word…> – asks $url, with ${curl_options[@]} and $body, until the status is one of $statuses (none: 200 to 299) and the words, when run, take the
# reply as their input, and prints the reply; 23 when $tries tries, $every seconds apart and $each seconds long at most, are used up.
# For use in $(…) or (…): a trap on EXIT removes the reply's file.
http_ask() {
  local try status code seen
  command -v curl >/dev/null || { printf 'curl is not installed\n' >&2; return 1; }
  http_folder=$(mktemp --directory "$container_root/run/phoenix-setup-http.XXXXXXXX") || return
  trap 'rm -rf -- "$http_folder"' EXIT
  for ((try = 1; ; try++)); do
    status=0
    : >"$http_folder/reply" || return
    code=$(printf '%s' "$body" | curl --silent --show-error --noproxy '*' ${insecure:+"$insecure"} --max-time "$each" --output "$http_folder/reply" \
      --write-out '%{http_code}' "${curl_options[@]}" -- "$url" 2>"$http_folder/error") || status=$?
    seen=$(http_seen "$status" "$code" "$http_folder/error")
    if ((status == 0)) && http_good "$code" "$statuses"; then
      ! seen=$("$@" <"$http_folder/reply" 2>&1) || break
      seen=${seen:0:300}
    fi
    waits "$url" "$seen" >&2
    ((try < tries)) || { printf '%s: %s, %s tries\n' "$url" "$seen" "$tries" >&2; return 23; }
    pause "$every"
  done
  cat -- "$http_folder/reply" || return
}

# http_good <status> <good statuses, or none for 200 to 299>
http_good() { if [[ -n $2 ]]; then [[ " $2 " == *" $1 "* ]]; else [[ $1 == 2[0-9][0-9] ]]; fi; }

# http_seen <curl's exit code> <status> <file with curl's own words> – in plain words.
http_seen() {
  local told=''
  IFS= read -r told <"$3" || :
  case $1 in
    0) printf 'status %s\n' "$2" ;;
    7) if [[ $told == *[Rr]oute* || $told == *nreachable* ]]; then printf 'no way there\n'; else printf 'connection refused\n'; fi ;;
    28) printf 'no answer in %s s\n' "$each" ;;
    *) printf '%s\n' "${told:-curl failed with $1}" ;;
  esac
}

# json_says <found> <contains|equals> <wanted> <'' or ignore-case>
json_says() {
  local found=$1 wanted=$3
  [[ -z $4 ]] || { found=${found,,} && wanted=${wanted,,}; }
  if [[ $2 == equals ]]; then [[ $found == "$wanted" ]]; else [[ $found == *"$wanted"* ]]; fi
}

# has_jq – whether it can be asked at all.
has_jq() { command -v jq >/dev/null || { printf '%s\n' "jq is missing inside: an earlier step has to install it" >&2; return 1; }; }

# json_with_jq <path> – the text at keys and indices joined by dots, in the JSON on standard input; fails if there is none, or an `error` in it.
json_with_jq() {
  has_jq || return
  jq --raw-output --slurp --arg path "$1" '.[0]
    | if type == "object" and (.error or .object == "error") then error("the reply is an error: \(tojson)") else . end
    | reduce ($path / ".")[] as $key (.;
        if type == "object" then .[$key] elif type == "array" and ($key | test("^[0-9]+$")) then .[$key | tonumber] else null end)
    | if . == null then error("the reply has nothing at \($path)") elif type == "string" then . else tojson end'
}

# nvidia_lines <gpu…> – prints the lines that a container with these GPUs needs. A device that the host lacks is a failure.
nvidia_lines() {
  local name major
  for name in "${@/#/nvidia}" nvidiactl nvidia-uvm nvidia-uvm-tools; do
    [[ -c $HOST_ROOT/dev/$name ]] || { printf '%s\n' "the host has no device /dev/$name" >&2; return 1; }
    printf '%s\n' "lxc.mount.entry: /dev/$name dev/$name none bind,optional,create=file"
  done
  printf '%s\n' 'lxc.mount.entry: /dev/nvidia-caps dev/nvidia-caps none bind,optional,create=dir' 'lxc.cgroup2.devices.allow: c 195:* rwm'
  major=$(stat --dereference --format=%t -- "$HOST_ROOT/dev/nvidia-uvm") || return
  [[ $major =~ ^[0-9a-f]{1,8}$ ]] || { printf '%s\n' "/dev/nvidia-uvm has the major number '$major'" >&2; return 1; }
  printf 'lxc.cgroup2.devices.allow: c %d:* rwm\n' "0x$major"
}

# plan_nvidia_lines <gpu…> – sets config to the configuration as it is, wanted to what it should be, and changes to what differs, in
# words: each line once in the live section, which ends where that of the first snapshot begins. Everything else stays, byte for byte.
plan_nvidia_lines() {
  local lines missing live rest line normal
  local form='^(lxc\.[a-z0-9_.-]+)(:|[[:space:]]*=)[[:space:]]*(.*[^[:space:]])[[:space:]]*$'
  lines=$(nvidia_lines "$@") || return
  config=$(cat -- "$HOST_ROOT/etc/pve/lxc/$CTID.conf" && printf .) || return
  config=${config%.} lines=$'\n'$lines$'\n' wanted='' changes=''
  missing=$lines live=${config%%$'\n['*}
  [[ $live == "$config" ]] || live+=$'\n'
  [[ $config != '['* ]] || live=''
  rest=${config#"$live"}
  while [[ $live == *$'\n\n' ]]; do live=${live%$'\n'} rest=$'\n'$rest; done
  while IFS= read -r line; do
    normal=''
    [[ ! $line =~ $form ]] || normal=$'\n'"${BASH_REMATCH[1]}: ${BASH_REMATCH[3]}"$'\n'
    [[ -z $normal || $lines != *"$normal"* || $missing == *"$normal"* ]] || { changes+="twice: $line"$'\n' && continue; }
    [[ -z $normal ]] || missing=${missing/"$normal"/$'\n'}
    wanted+=$line$'\n'
  done <<<"${live%$'\n'}"
  [[ -n $live ]] || wanted=''
  wanted+=${missing#$'\n'}$rest
  while read -r line; do changes+=${line:+"missing: $line"$'\n'}; done <<<"$missing"
  # A last line without its end is no reason to write.
  [[ $wanted != "$config"$'\n' ]] || wanted=$config
}

# is_ready <name…> – prints whether init has come up, and the names that the steps fetch from have an address, or why not.
is_ready() {
  local init name names=("$@")
  init=$(systemctl is-system-running) || [[ $init == degraded ]] || no "init says '$init'" || return
  for name in "${names[@]}"; do getent hosts "$name" >/dev/null || no "the name '$name' does not resolve" || return; done
  printf '%s\n' "init is $init, names resolve: ${names[*]}"
}

# show_unready – what an operator would look up next: units that failed, jobs that init waits for, and who is asked for names.
show_unready() {
  systemctl --no-pager --failed || :
  systemctl --no-pager list-jobs || :
  grep '^nameserver' /etc/resolv.conf || printf '%s\n' "/etc/resolv.conf names no server"
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

step_1_nvidia_devices_check() {
  local config wanted changes
  plan_nvidia_lines 0 1 || return
  printf '%s' "$changes"
  [[ $wanted == "$config" ]] || no "$CTID.conf lacks lines, or has one twice"
}

step_1_nvidia_devices_apply() {
  local config wanted changes file=$HOST_ROOT/etc/pve/lxc/$CTID.conf new=$HOST_ROOT/etc/pve/lxc/$CTID.conf.tmp.$$
  (
    # Proxmox's own lock, so that no change of its own is lost between reading and writing.
    exec 5>>"$HOST_ROOT/run/lock/lxc/pve-config-$CTID.lock" && flock -w 10 5 || exit
    plan_nvidia_lines 0 1 && : >"$HOST_ROOT/run/phoenix-setup-restart-$CTID" || exit
    trap 'rm -f -- "$new"' EXIT
    # Only open, write and rename: the cluster file system knows neither modes nor owners.
    printf %s "$wanted" >"$new" && mv -fT -- "$new" "$file" || exit
  ) || return
  note "$CTID.conf has the lines; the container is restarted"
}

step_2_container_ready_verify() {
  local said
  trap : TERM
  (
    until said=$(is_ready localhost auth.docker.io registry-1.docker.io); do
      waits "init and the names that are needed" "$said"
      pause 2
    done
    note "$said"
  ) && return
  shows show_unready
  return 1
}

step_3_docker_ready_verify() { docker_answers nvidia; }

step_4_nvidia_ready_verify() {
  local wanted=580.76.05 gpus=2 versions version count=0
  nvidia-smi || { printf '%s\n' "nvidia-smi fails: the GPUs cannot be used"; return 1; }
  versions=$(nvidia-smi --query-gpu=driver_version --format=csv,noheader) || return
  while read -r version; do
    [[ $version == "$wanted" ]] || { printf '%s\n' "a GPU reports driver '$version' instead of $wanted"; return 1; }
    count=$((count + 1))
  done <<<"$versions"
  ((count == gpus)) || { printf '%s\n' "$count GPUs answer, $gpus are assigned"; return 1; }
  note "$count GPUs answer through driver $wanted"
}

step_5_docker_image_check() { docker_inspect image vllm/vllm-openai:latest '{{.Id}}' >/dev/null; }
step_5_docker_image_apply() { docker pull --quiet -- vllm/vllm-openai:latest; }

step_6_docker_trial_verify() {
  local name=vllm_test_container status=0
  local -a words=(
    --runtime nvidia
    --gpus all
    --ipc host
    --publish 8000:8000
    -- vllm/vllm-openai:latest --model Qwen/Qwen2.5-Coder-0.5B-Instruct-GPTQ-Int8
  )
  docker_remove "$name" --volumes || return
  trap : HUP INT TERM
  (
    trap - HUP INT TERM
    docker run --detach --quiet --pull missing --name "$name" "${words[@]}" >/dev/null || exit
    docker_await "$name" 'Application startup complete' 10 30 || exit
    url=http://localhost:8000/v1/chat/completions statuses='' insecure='' every=5 tries=12 each=60
    body='{"model":"Qwen/Qwen2.5-Coder-0.5B-Instruct-GPTQ-Int8","messages":[{"role":"user","content":"What is the capital of France?"}]}' curl_options=(--header 'Content-Type: application/json' --data-binary @-)
    reply=$(http_ask :) || exit
    found=$(printf '%s' "$reply" | json_with_jq choices.0.message.content) || exit
    json_says "$found" contains Paris ignore-case || {
      warn "the reply says: ${found:0:200}; wanted: "Paris
    }
  ) || status=$?
  ((status == 0)) || shows docker_last_words "$name"
  docker_remove "$name" --volumes || status=1
  trap - HUP INT TERM
  ((status == 0)) || return "$status"
}

step_7_snapshot_cleanup_check() {
  local path
  [[ -e /etc/machine-id && ! -s /etc/machine-id ]] || no "the machine id is set" || return
  [[ -e /etc/systemd/system/ssh-host-keys.service ]] || no "no unit makes new SSH host keys" || return
  for path in /etc/ssh/ssh_host_*_key /var/lib/apt/lists/*_* /var/cache/apt/archives/*.deb /tmp/apt-dpkg-install-* ; do
    [[ ! -e $path ]] || no "$path is there" || return
  done
}

step_7_snapshot_cleanup_apply() {
  printf '%s\n' '[Unit]' 'Description=New SSH host keys where there are none' 'ConditionPathExistsGlob=!/etc/ssh/ssh_host_*_key' \
    'ConditionFileIsExecutable=/usr/bin/ssh-keygen' 'Before=ssh.service' '[Service]' 'Type=oneshot' \
    'ExecStart=/usr/bin/ssh-keygen -A' '[Install]' 'WantedBy=multi-user.target' >/etc/systemd/system/ssh-host-keys.service || return
  systemctl enable ssh-host-keys.service && apt-get clean || return
  # The last is what apt leaves behind when it is ended while it installs.
  rm -rf -- /etc/ssh/ssh_host_*_key{,.pub} /var/lib/apt/lists/{*_*,phoenix-setup} /var/lib/dbus/machine-id  /tmp/apt-dpkg-install-* && : >/etc/machine-id
}

# take_snapshot – shutdown, snapshot, start. If anything fails in between, exit_script starts the container.
take_snapshot() {
  describe_step 8
  [[ $MODE == apply ]] || { found 10 && log_step INFO 'would change' "Snapshot '$SNAPSHOT' would be made" && return; }
  call 150 shutdown "$CTID" --timeout 60 || fail 26 "container $CTID could not be shut down: $answer"
  is stopped || fail 26 "container $CTID was shut down, but pct says: $answer"
  call 300 snapshot "$CTID" "$SNAPSHOT" --description "$MADE" || fail 27 "snapshot '$SNAPSHOT' could not be taken: $answer"
  start_container 26
  log_step INFO changed "Snapshot '$SNAPSHOT' created for container $CTID"
}

# ---- The setup of container 920, in order. ----

perform_container_specific_setup() {
  take_lock
  if snapshot_is_there; then start_container 26 && return; fi
  run_program host 1
  restart_if_due 1
  start_container 21
  run_program container 2 3 4 5 6 7
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
