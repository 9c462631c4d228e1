# PHOENIX_MODE=check: whoever only looks leaves everything as it was, down to the times of the files.

# looks – the whole program as it asks, and, where that does not ask verify since check says no, verify itself.
mode_looks() {
  local form="\\] $kind ($answer) "
  load
  fresh
  times >/keeper/times-before
  keep before
  whole '' check
  [[ $said =~ $form ]] || printf 'it does not answer "%s":\n%s\n' "$answer" "$said"
  [[ $code =~ ^(0|10|11)$ ]] || printf 'it ended %s\n' "$code"
  [[ $answer == *'would run'* ]] || ! has check || ! has verify || part verify
  times >/keeper/times-after
  same 'looking changes something' before
  cmp --quiet /keeper/times-{before,after} || diff <(LC_ALL=C sort /keeper/times-before) <(LC_ALL=C sort /keeper/times-after) | grep '^[<>]'
}

# times – prints, in the order of the folders, of all that can be written, its type, mode and times; what is in it, the keeper compares. Left out: the sandbox's own folders, what the
# stand-ins write down, and the time of a folder where a temporary file came and went.
times() {
  local skipped=(-path /proc -o -path /dev -o -path /results -o -path /groups -o -path /base -o -path /inside -o -path /stand-ins -o -path /keeper -o -path /var/world/calls -o -path '/var/world/init*'
    -o -path '/var/world/urls/*/later' -o -path '/var/world/*/restarts' -o -path /var/world/posted)
  find / /usr/local -xdev \( "${skipped[@]}" \) -prune -o \( -path / -o -path /tmp -o -path '*/run' -o -path '/var/world*' \) -printf '%y %m %p %l\n' \
    -o -printf '%y %m %p %l %T@ %C@\n'
}
