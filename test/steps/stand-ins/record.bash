# What every stand-in does first: it writes down how it was called, NUL after each argument, in /var/world/calls/<name>.<n>, and
# fails if the world says that it is broken.
name=${0##*/} world=/var/world n=1
set -o noclobber
until { (($# == 0)) || printf '%s\0' "$@"; } 2>/dev/null >"$world/calls/$name.$n"; do n=$((n + 1)); done 2>/dev/null
set +o noclobber
[[ ! -e $world/faults/$name ]] || { printf '%s: broken by the test\n' "$name" >&2 && exit "$(<"$world/faults/$name")"; }

# unknown <word> – no stand-in guesses.
unknown() { printf '%s stand-in: does not know %s\n' "$name" "${*@Q}" >&2 && exit 64; }
