# shellcheck shell=bash
# How a call ends. Real `pct` has no list of exit codes, so tests may put other numbers into state/exit-codes
# (lines of `missing N`, `failure N`, `lock-timeout N`) to prove that no script depends on one.

# exit_number <kind> <default> – sets `number`.
exit_number() {
  local kind value
  number=$2
  [[ -e $state/exit-codes ]] || return 0
  while read -r kind value; do
    [[ $kind != "$1" ]] || number=$value
  done <"$state/exit-codes"
}

# finish <number> – the only way out of a call that was understood.
finish() {
  faults_after "$1"
  exit "$1"
}

# refuse <text> – the simulator does not know this; never an answer that real `pct` might give.
refuse() {
  printf 'simulator: %s\n' "$1" >&2
  exit 99
}

fail() {
  local number
  printf '%s\n' "$1" >&2
  exit_number failure 255
  finish "$number"
}

# fail_missing – the configuration file is read before any task starts: 2 (ENOENT) on a real host.
fail_missing() {
  local number
  missing_message
  printf '%s\n' "$message" >&2
  exit_number missing 2
  finish "$number"
}

# fail_task <text> – a failure inside a task: text on stderr in one line, and 0 where `pct` ignores the task's result.
fail_task() {
  [[ ${grammar_task[$command]} == reported ]] && fail "${1//$'\n'/ }"
  printf '%s\n' "${1//$'\n'/ }" >&2
  finish 0
}

fail_lock_timeout() {
  local number
  printf "can't lock file '%s' - got timeout\n" "$1" >&2
  exit_number lock-timeout 4
  [[ ${grammar_task[$command]-} != reported ]] || exit_number failure 255
  finish "$number"
}

missing_message() {
  message="Configuration file 'nodes/$(<"$state/node")/lxc/$ctid.conf' does not exist"
}

# fail_command <text> – the word that names the command is wrong: the whole list follows.
fail_command() {
  local number
  {
    printf 'ERROR: %s\n' "$1"
    print_commands
  } >&2
  exit_number failure 255
  finish "$number"
}

# fail_usage <head> [lines…] – HTTP-like head, details, and the short usage line of the command.
fail_usage() {
  {
    printf '400 %s\n' "$1"
    shift
    (($# == 0)) || printf '%s\n' "$@"
    usage_line "$command"
    printf '%s\n' "$usage"
  } >&2
  local number
  exit_number failure 255
  finish "$number"
}

# usage_line <command> – sets `usage`, with the blanks that real `pct` leaves.
usage_line() {
  local name
  local -a arguments=()
  for name in ${grammar_positionals[$1]}; do
    if [[ -n ${grammar_optional["$1 $name"]-} || $name == extra-args ]]; then
      arguments+=("[<$name>]")
    else
      arguments+=("<$name>")
    fi
  done
  usage="pct $1 ${arguments[*]}"
  [[ -z ${grammar_options[$1]} ]] || usage+=" [OPTIONS]"
}

print_commands() {
  local name usage
  printf 'USAGE: pct <COMMAND> [ARGS] [OPTIONS]\n\n'
  for name in $grammar_commands; do
    usage_line "$name"
    printf '       %s\n' "$usage"
  done
}
