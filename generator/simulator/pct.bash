#!/bin/bash
# The stand-in for Proxmox's `pct`: the grammar, the messages and the exit codes of the real one, and state in files.
# It finds its folder from its own place, never from the environment, and starts no program where a builtin will do.

options_stop_at_words=0
[[ ! -v POSIXLY_CORRECT ]] || options_stop_at_words=1
set +o posix

simulator=${BASH_SOURCE[0]}
[[ $simulator == */* ]] || simulator=./$simulator
[[ $simulator == /* ]] || simulator=$PWD/$simulator
simulator=${simulator%/*}
if [[ $simulator == */bin ]]; then simulator=${simulator%/bin}; else simulator+=/..; fi
lib=$simulator/lib
state=$simulator/state
host=$simulator/host

# What the caller's locale and path were; inside, bytes are bytes.
caller_lc_all=${LC_ALL-unset}
caller_locale=${LC_ALL:-${LC_CTYPE:-${LANG:-C}}}
LC_ALL=C
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

# Filled by the files made from grammar.json: one for all commands, one for the command at hand.
declare -A grammar_aliases=() grammar_positionals=() grammar_options=() grammar_task=() grammar_optional=() \
  grammar_type=() grammar_min=() grammar_max=() grammar_pattern=() grammar_enum=() grammar_indexed=() \
  grammar_properties=() grammar_requires=() grammar_required=()
grammar_commands="" grammar_reserved_snapshot_names=""
# shellcheck source=/dev/null
. "$lib/grammar.bash"
# shellcheck source=pct-failures.bash
. "$lib/pct-failures.bash"
# shellcheck source=pct-processes.bash
. "$lib/pct-processes.bash"
# shellcheck source=pct-faults.bash
. "$lib/pct-faults.bash"
# shellcheck source=pct-environment.bash
. "$lib/pct-environment.bash"
# shellcheck source=pct-options.bash
. "$lib/pct-options.bash"
# shellcheck source=pct-validation.bash
. "$lib/pct-validation.bash"
# shellcheck source=pct-formats.bash
. "$lib/pct-formats.bash"
# shellcheck source=pct-text.bash
. "$lib/pct-text.bash"
# shellcheck source=pct-configuration.bash
. "$lib/pct-configuration.bash"
# shellcheck source=pct-locks.bash
. "$lib/pct-locks.bash"

# load_topic <command> – sources the file that models the command, or refuses loudly.
load_topic() {
  case $1 in
    status | list | config | listsnapshot | help)
      # shellcheck source=pct-queries.bash
      . "$lib/pct-queries.bash"
      ;;
    exec)
      # shellcheck source=pct-exec.bash
      . "$lib/pct-exec.bash"
      ;;
    push | pull)
      # shellcheck source=pct-files.bash
      . "$lib/pct-files.bash"
      ;;
    start | stop | shutdown | reboot)
      # shellcheck source=pct-power.bash
      . "$lib/pct-power.bash"
      ;;
    snapshot | delsnapshot | rollback)
      # shellcheck source=pct-snapshots.bash
      . "$lib/pct-snapshots.bash"
      ;;
    set | unlock | resize)
      # shellcheck source=pct-settings.bash
      . "$lib/pct-settings.bash"
      ;;
    template | clone | create | destroy)
      # shellcheck source=pct-copies.bash
      . "$lib/pct-copies.bash"
      ;;
    *) refuse "pct $1 is not modelled" ;;
  esac
}

# decode_words <words…> – sets `words`. Without a UTF-8 locale Perl turns every other byte into U+FFFD.
decode_words() {
  words=("$@")
  [[ $caller_locale == *[Uu][Tt][Ff]8* || $caller_locale == *[Uu][Tt][Ff]-8* ]] && return
  words=("${words[@]//[$'\x80'-$'\xff']/$'\xef\xbf\xbd'}")
}

main() {
  local -a words=()
  count_call "$@"
  note_arrival
  faults_before
  (($#)) || fail_command "no command specified"
  decode_words "$@"
  resolve_command "${words[0]}"
  # shellcheck source=/dev/null
  . "$lib/grammar-$command.bash"
  parse_options "${words[@]:1}"
  check_parameters
  check_taint
  load_topic "$command"
  "pct_${command//-/_}"
  finish 0
}

main "$@"
