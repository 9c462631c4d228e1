# shellcheck shell=bash
# How a call of `pct` arrives: real `pct` runs under `perl -T`, which starts no program while some variables are set.

# arrived_with – sets `arrived` to the names of the variables that were in the environment of this process when it began.
arrived_with() {
  local -a entries
  mapfile -d '' -t entries <"/proc/$$/environ"
  arrived=("${entries[@]%%=*}")
}

# check_taint – as Perl does at the first program that would be started: every task does, and exec becomes one.
check_taint() {
  local name number
  local -a arrived
  [[ -n ${grammar_task[$command]-} || $command == exec || $command == enter ]] || return 0
  arrived_with
  for name in "${arrived[@]}"; do
    case $name in
      IFS | CDPATH | ENV | BASH_ENV)
        printf 'Insecure $ENV{%s} while running with -T switch at /usr/share/perl5/PVE/Tools.pm line 518.\n' "$name" >&2
        exit_number failure 255
        finish "$number"
        ;;
    esac
  done
}

# note_arrival – where there is a file state/arrivals: what this call must not have got from its caller, one line for each call: its number, umask, folder,
# descriptors, whether it has a terminal, LC_ALL, and the variables that Bash or Perl would heed.
note_arrival() {
  local name file stat
  local descriptors="" heeded=""
  local -a arrived fields
  [[ -e $state/arrivals ]] || return 0
  arrived_with
  for name in "${arrived[@]}"; do
    case $name in
      IFS | CDPATH | ENV | BASH_ENV | SHELLOPTS | BASHOPTS | POSIXLY_CORRECT | TMOUT | GLOBIGNORE | PERL5OPT | PERL5LIB | BASH_FUNC_*) heeded+=",$name" ;;
    esac
  done
  for file in "/proc/$$/fd/"*; do
    # 255 is where this very program is read from, and the folder itself is open while it is looked at.
    [[ ! -e $file || $file -ef "${BASH_SOURCE[0]%/*}/../bin/pct" || $file -ef "/proc/$$/fd" ]] || descriptors+=",${file##*/}"
  done
  stat=$(<"/proc/$$/stat")
  read -r -a fields <<<"${stat##*) }"
  printf '%s umask=%s folder=%s descriptors=%s terminal=%s locale=%s heeded=%s\n' "$call" "$(umask)" "$PWD" "${descriptors#,}" "${fields[4]}" \
    "$caller_lc_all" "${heeded#,}" >>"$state/arrivals"
}
