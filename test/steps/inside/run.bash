# Running a step: one of its functions alone, or the whole program as a container gets it.

# fresh – the world as it is before the step: the base, then what the case adds.
fresh() {
  keeper fresh
  [[ $(<"$job/world") == '' ]] || (exec 8>&- 9>&- && PATH=$inside_path:$PATH && set -e && . "$job/world") || printf 'the world could not be made: %s\n' "$?"
  keeper calls
}

# part <check|apply|verify> [+e] – calls that function of the step, as the run-time part does, with errexit on or off; sets status and said.
part() {
  said=$(
    exec </dev/null 2>&1 8>&- 9>&-
    . /declarations
    token=word
    PATH=$inside_path HOME=/root DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 TMPDIR=/var/tmp
    export PATH HOME DEBIAN_FRONTEND NEEDRESTART_SUSPEND TMPDIR
    describe_step "$number"
    set -euo pipefail
    set "${2:--e}"
    "step_${number}_${kind//-/_}_$1"
  )
  status=$?
}

# has <check|apply|verify> – whether the step has it.
has() { [[ $declarations == *$'\n'"step_${number}_${kind//-/_}_$1 ()"* ]]; }

# load – takes the program's declarations apart from its call.
load() {
  declarations=$(<"$job/program")
  declarations=${declarations%'# phoenix-setup: seam'*}
  printf '%s' "$declarations" >/declarations
}

# expect_part <part> <status> [+e] – calls it and complains about any other status.
expect_part() {
  part "$1" "${3--e}"
  ((status == $2)) || printf '%s ended %s, not %s%s:\n%s\n' "$1" "$status" "$2" "${3+ (errexit off)}" "$said"
}

# whole [PATH in front] [mode] – runs the step as the script does, both sides of it; sets code to its exit code, result to ok, changed or nothing, and
# said to the log's lines: of those that the step printed, only what it printed.
whole() {
  said=$(exec env -i PATH=/programs:/stand-ins/bin:/stand-ins/optional inside="${1:+$1:}$inside_path" PHOENIX_MODE="${2:-apply}" \
    /bin/bash /inside/conduct.bash "$job" 2>&1 8>&- 9>&-)
  code=$?
  without_marks
  result=''
  [[ $said != *"] $kind changed "* ]] || result=changed
  [[ $said != *"] $kind ok "* ]] || result=ok
}

# without_marks – takes the time and the step's mark from the lines of said.
without_marks() {
  local line stamp='^[^ ]+ (INFO |WARN |ERROR) 900 ' mark='^\[[0-9]+/[0-9]+\] [a-z0-9-]+ \| ' lines=()
  while IFS= read -r line; do
    if [[ $line =~ $stamp ]]; then
      line=${line:${#BASH_REMATCH}}
      [[ ! $line =~ $mark ]] || line=${line:${#BASH_REMATCH}}
    fi
    lines+=("$line")
  done <<<"$said"
  printf -v said '%s\n' "${lines[@]}"
  said=${said%$'\n'}
}

# tells – complains if the last run did not say what it has to, or said what it must not.
tells() {
  [[ -z $says || $said =~ $says ]] || printf 'it does not say "%s":\n%s\n' "$says" "$said"
  [[ -z $hides || ! $said =~ $hides ]] || printf 'it says "%s":\n%s\n' "$hides" "$said"
}

# called <program> <argument…> – it was called just so; called_with <program> <argument> – one of its arguments was this.
called() {
  local call
  for call in "/var/world/calls/$1".*; do cmp --quiet "$call" <(printf '%s\0' "${@:2}") && return; done
  return 1
}
called_with() {
  local call
  for call in "/var/world/calls/$1".*; do grep --quiet --null-data --line-regexp --fixed-strings -e "$2" "$call" && return; done
  return 1
}

# then_holds – whether what the case expects of the world is so; prints what is not.
then_holds() {
  (
    exec 3>&1 >/dev/null 8>&- 9>&-
    PATH=$inside_path:$PATH
    trap 'printf "this does not hold: %s\n" "$BASH_COMMAND" >&3' ERR
    set -eE
    . "$job/afterwards"
  )
}
