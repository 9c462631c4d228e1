# What a step may change, kept under a name and compared with later; keeper.pl does the work.

# start_keeper – one for each group of jobs. What a step starts must not hold 8 and 9.
start_keeper() {
  exec 8<>/keeper/ask 9<>/keeper/say
  perl /inside/keeper.pl 8>&- 9>&- &
  keeper=$!
}

# ask_keeper <question…> – sets answer.
ask_keeper() {
  answer=''
  printf '%s\n' "$*" >&8
  IFS= read -r -t 100 -d '' answer <&9 || { printf 'the keeper does not answer: %s\n' "$*" && exit 1; }
}

# keeper <question…> – prints what the keeper finds wrong; status 1 if that is anything.
keeper() {
  local answer
  ask_keeper "$@"
  [[ -z $answer ]] || { printf '%s\n' "${answer%$'\n'}" && return 1; }
}

# keep <name> [lasting] – how the world is now. same <what> <name> [lasting] – complains about what differs from that. lasting: without
# temporary files, and without what git notes of times.
keep() { keeper keep "$@"; }
same() {
  local answer
  ask_keeper differs "${@:2}"
  [[ -z $answer ]] || printf '%s:\n%s' "$1" "$answer"
}

# litter – complains about temporary files that were left behind.
litter() { keeper litter; }
