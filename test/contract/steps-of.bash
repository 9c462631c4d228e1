# shellcheck shell=bash
# The steps of a script, read from the script itself. Loaded by simulated.bash.

# steps_of <ctid> – one line a step, from the script's own table and order: number, container, host or frame (the template's
# end), kind, definition, limit, and which of its phases exist.
steps_of() {
  local kept=$WORLDS/steps-$1
  local -a lines
  if [[ ! -e $kept ]]; then
    [[ -d $WORLDS ]] || mkdir -p -- "$WORLDS"
    read_steps "$DIST/phoenix_hypervisor_setup_$1.sh" >"$kept.$BASHPID"
    mv -f -- "$kept.$BASHPID" "$kept"
  fi
  mapfile -t lines <"$kept"
  printf '%s\n' "${lines[@]}"
}

read_steps() { # <script>
  # shellcheck disable=SC2016 # expanded inside
  env -i PATH="$PATH" bash -c '
    source "$1"
    declare -A sides=()
    while read -r _ side numbers; do
      for n in $numbers; do sides[$n]=$side; done
    done < <(declare -f perform_container_specific_setup | grep -o "run_steps [a-z]* [0-9 ]*")
    for ((n = 1; n <= STEPS; n++)); do
      describe_step "$n"
      phases=""
      for phase in check apply verify; do
        ! declare -F "step_${n}_${step_kind//-/_}_$phase" >/dev/null || phases+=" $phase"
      done
      printf "%s %s %s %s %s%s\n" "$n" "${sides[$n]-frame}" "$step_kind" "$step_definition" "$step_limit" "$phases"
    done
  ' bash "$1"
}

# names_a_failed_step <ctid> [number] – the log has an error line of that step, or of any, with the place of its definition.
names_a_failed_step() {
  local log text number kind definition form
  log_file
  read_text text "$log"
  while read -r number _ kind definition _; do
    form="ERROR $1 \[$number/[0-9]+\] $kind failed [0-9]+s  ${definition//./\\.}  ."
    [[ ${2-$number} != "$number" || ! $text =~ $form ]] || return 0
  done < <(steps_of "$1")
  complain "the log names no failed step${2:+ $2} with its kind and definition"
}
