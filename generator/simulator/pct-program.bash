# shellcheck shell=bash
# The program of a generated script: declarations, the seam, one call. A step's own commands never run: declarations
# are refused unless they only declare, and at the seam every step function is replaced by the model.

# read_program <file> – reads standard input up to the call line, never to its end, and writes what will run.
read_program() {
  local line text="" call_line="" at_call=0 answer name overrides="" number=0 stems=" "
  local named="a step's function ends in _check, _apply or _verify, or begins like one that does"
  local -a further=()
  while IFS= read -r line; do
    if ((at_call)); then
      call_line=$line
      break
    fi
    number=$((number + 1))
    if [[ $line == "# phoenix-setup: seam" ]]; then at_call=1; else text+=$line$'\n'; fi
  done
  ((at_call)) || refuse "the program ended before its seam line"
  [[ $call_line == serve_questions ]] || refuse "refused the call line: $call_line"
  printf %s "$text" >"$1"
  answer=$(exec -c "$BASH" --noprofile --norc "$lib/program-check.bash" "$1" </dev/null 2>&1) \
    || refuse "refused ${answer:-the declarations}"
  [[ $'\n'$text == *$'\n'container_root=* ]] || refuse "refused the declarations: container_root is not declared"
  [[ $'\n'$answer$'\n' == *$'\n'serve_questions$'\n'* ]] || refuse "refused the declarations: serve_questions is not declared"
  for name in $answer; do
    if [[ $name =~ ^(step_[0-9]+_[a-z0-9_]+)_(check|apply|verify)$ ]]; then
      overrides+="$name () { simulated_step ${BASH_REMATCH[1]} ${BASH_REMATCH[2]}; }"$'\n'
      stems+="${BASH_REMATCH[1]} "
    elif [[ $name == step_* ]]; then
      further+=("$name")
    elif [[ $name == simulated_* ]]; then
      refuse "refused the function $name: the name belongs to the simulator"
    fi
  done
  # What a step calls besides is named after it, or nobody would ever call it.
  for name in "${further[@]}"; do
    [[ $name =~ ^(step_[0-9]+_[a-z0-9_]+)_[a-z0-9]+$ ]] || refuse "refused the function $name: $named"
    until [[ $stems == *" ${BASH_REMATCH[1]} "* ]]; do
      [[ ${BASH_REMATCH[1]} =~ ^(step_[0-9]+_[a-z0-9_]+)_[a-z0-9]+$ ]] || refuse "refused the function $name: $named"
    done
  done
  {
    printf '%s\n%s\n' "$text# phoenix-setup: seam" "$(<"$lib/step-model.bash")"
    printf '%s=%q\n' simulated_state "$state" simulated_ctid "$ctid" simulated_lib "$lib" simulated_bash "$BASH" \
      container_root "$state/$ctid/root"
    printf '%s%s\n' "$overrides" "$call_line"
    # Real `bash -s` would now take the next line of standard input as a command.
    printf '%s\n' 'builtin printf "simulator: serve_questions returned instead of ending the program\n" >&2' 'builtin exit 99'
  } >"$1"
}
