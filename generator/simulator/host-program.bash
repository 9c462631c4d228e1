#!/bin/bash
# The stand-in for the host's `bash`, to be `bin/bash`, where steps on the host are to meet the same faults as those inside a
# container. It runs the program of a generated script as it is, but for what goes wrong around its step functions; those of steps
# that state/modelled names, `step_3_docker_image_from_host`, are replaced by the model that steps inside have.

simulator=${BASH_SOURCE[0]%/*}
simulator=${simulator%/bin}
state=$simulator/state
[[ $* == -s ]] || exec /bin/bash "$@"

text="" call_line="" seam="" ctid="" overrides="" modelled=""
[[ ! -e $state/modelled ]] || modelled=$'\n'$(<"$state/modelled")$'\n'
while IFS= read -r line; do
  [[ -z $seam ]] || { call_line=$line && break; }
  [[ $line != "# phoenix-setup: seam" ]] || seam=yes
  [[ ! $line =~ ^CTID=([0-9]+)$ ]] || ctid=${BASH_REMATCH[1]}
  if [[ $line =~ ^(step_[0-9]+_[a-z0-9_]+_(check|apply|verify))\ \(\)\ $ ]]; then
    line="simulated_real_${BASH_REMATCH[1]} () "
    model=simulated_host_step stem=${BASH_REMATCH[1]}
    [[ $modelled != *$'\n'"${stem%_*}"$'\n'* ]] || model=simulated_step stem="${stem%_*} ${stem##*_}"
    overrides+="${BASH_REMATCH[1]} () { $model $stem; }"$'\n'
  fi
  text+=$line$'\n'
done
if [[ -z $call_line || -z $ctid ]]; then
  printf 'simulator: the program for the host has no seam, no call or no CTID\n' >&2
  exit 99
fi
program=$state/$ctid/programs/host-$$.bash
{
  printf '%s\n%s\n' "$text" "$(<"$simulator/lib/step-model.bash")"
  printf '%s=%q\n' simulated_state "$state" simulated_ctid "$ctid" simulated_lib "$simulator/lib" simulated_bash /bin/bash \
    simulated_called "$$"
  printf '%s%s\n' "$overrides" "$call_line"
} >"$program"
# shellcheck disable=SC2016 # expanded inside
exec /bin/bash --noprofile --norc -c 'eval "BASH_ARGV0=bash; $(<"$0")"' "$program"
