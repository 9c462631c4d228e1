# What every stand-in does first: it writes down how it was called, NUL after each argument, in /var/world/calls/<name>.<n>, and
# fails if the world says that it is broken.
name=${0##*/} world=/var/world n=1
set -o noclobber
until { (($# == 0)) || printf '%s\0' "$@"; } 2>/dev/null >"$world/calls/$name.$n"; do n=$((n + 1)); done 2>/dev/null
set +o noclobber
[[ ! -e $world/faults/$name ]] || { printf '%s: broken by the test\n' "$name" >&2 && exit "$(<"$world/faults/$name")"; }

# by <row…> – this call is answered as these rows of the program's table say (test/real/cases); without any, where there is a table, the job fails.
answered_rows=() called=$name called_with="${*@Q}"
by() { answered_rows+=("$@"); }
[[ $called != python ]] || called=python3
note_rows() {
  local status=$?
  if ((${#answered_rows[@]} > 0)); then
    printf "$called %s\n" "${answered_rows[@]}" >>/keeper/answered
  elif ((status < 128)); then
    printf '%s %s\n' "$called" "$called_with" >>/keeper/unanswered
  fi
}
read -r unverified </real/unverified
[[ ! -e /real/cases/$called.bash || " $unverified " == *" $called "* ]] || trap note_rows EXIT

# unknown <word> – no stand-in guesses: the job fails, whatever the step makes of it.
unknown() {
  printf '%s stand-in: does not know %s\n' "$name" "${*@Q}" | tee -a /keeper/unanswered >&2
  exit 64
}
