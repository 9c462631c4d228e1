# Each phase of each step fails once.

load simulated

setup_file() { make_host; }
setup() { :; }
teardown() { take_down_simulators; }

# One simulator for all phases of a script: each run has to take up what the one before has left.
each_phase_fails() { # <ctid>
  local number side kind phases phase stem exits ran
  local -A tried=()
  from_fresh_run "$1"
  while read -r number side kind _ _ phases; do
    [[ $side == container ]] || continue
    stem=step_${number}_${kind//-/_}
    for phase in $phases; do
      # Without PHOENIX_THOROUGH, the first of each phase, and of what is no ordinary step.
      [[ -n ${PHOENIX_THOROUGH-} || $kind == container-ready || ! -v tried[$phase] ]] || continue
      [[ $kind == container-ready ]] || tried[$phase]=yes
      in_case "$stem, $phase fails"
      printf '%s\n' "${stem}_$phase" >"$SIM/state/faults/fail-step"
      exits=22
      [[ $phase != verify ]] || exits=28
      [[ $kind != container-ready ]] || exits=21
      run_script "$1" PHOENIX_TIME_SCALE=20
      ends "$exits"
      says "exit code $exits" "simulated failure of ${stem}_$phase"
      names_a_failed_step "$1" "$number"
      is_running "$1"
      read_text ran "$SIM/state/$1/ran"
      [[ $'\n'$ran == *$'\n'"${stem}_$phase"$'\n' ]] || complain "something ran after it"
      read_text ran "$SIM/state/calls"
      [[ $ran != *' snapshot '* ]] || complain "a snapshot was taken"
    done
  done < <(steps_of "$1")
  converges "$1"
}

# Output that looks like the protocol, or like nothing on earth, changes nothing, and no control character gets through.
noisy_steps() { # <ctid>
  from_fresh_run "$1"
  cp -- "$WORLDS/fresh-$1/state/$1/ran" "$SIM/state/faults/noisy-step"
  run_script "$1"
  ends 0
  is_in_end_state "$1"
  ! LC_ALL=C grep -l $'[\x01-\x08\x0b-\x1f\x7f]' "$SIM/out" "$SIM/err" "$SIM/host/var/log/phoenix_hypervisor.log" ||
    complain "a control character got through"
}

stops_under_a_step() { # <ctid>
  local phase
  see_fresh_run "$1"
  phase=$(grep -m 1 '_apply$' "$SIM/state/$1/ran")
  new_simulator
  in_case "the container stops during $phase"
  printf '%s 1\n' "$phase" >"$SIM/state/faults/stop-container-step"
  run_script "$1" PHOENIX_TIME_SCALE=20
  ends 22
  phase=${phase#step_}
  names_a_failed_step "$1" "${phase%%_*}"
  converges "$1"
}

device_is_missing() { # <ctid>
  local device number conf before
  local -a devices=(nvidia1 nvidia-uvm)
  number=$(grep -oP 'set_step \K[0-9]+(?= nvidia-devices )' "$DIST/phoenix_hypervisor_setup_$1.sh")
  [[ -n ${PHOENIX_THOROUGH-} ]] || devices=(nvidia-uvm)
  for device in "${devices[@]}"; do
    new_simulator
    in_case "without $device"
    rm -- "$SIM/host/dev/$device"
    configuration "$1"
    before=$(<"$conf")
    run_script "$1" PHOENIX_TIME_SCALE=20
    ends 22
    says "$device"
    names_a_failed_step "$1" "$number"
    is_running "$1"
    [[ $(<"$conf") == "$before" ]] || complain "the configuration was changed"
  done
}

host_gets_no_answer() { # <ctid>
  local answer number
  number=$(grep -oP 'set_step \K[0-9]+(?= http-answers-from-host )' "$DIST/phoenix_hypervisor_setup_$1.sh")
  from_fresh_run "$1"
  for answer in 'refuse yes' 'status 500'; do
    new_simulator
    in_case "curl: $answer"
    printf '%s\n' "${answer#* }" >"$SIM/state/curl/${answer% *}"
    run_script "$1" PHOENIX_TIME_SCALE=100
    ends 22 23 28
    names_a_failed_step "$1" "${number%%$'\n'*}"
    is_running "$1"
  done
  rm -- "$SIM/state/curl/${answer% *}"
  converges "$1"
}

# A template and an application stand for all here, in the thorough form; test/chaos tries every one.
for_one_script "each phase of each step failing ends 22 or 28 with its place in the log, and the next runs carry on" each_phase_fails \
  "^SCRIPT_CTID=(900|910)$"
for_one_script "whatever steps print, the end is the same and the log readable" noisy_steps
for_one_script "a container that stops during a step ends 22, the next run converges" stops_under_a_step "^SCRIPT_CTID=(900|910)$"
for_one_script "a missing NVIDIA device ends 22, and the configuration stays as it was" device_is_missing ' nvidia-devices '
for_every_script "no good answer from the host ends as failed, the next run converges" host_gets_no_answer ' http-answers-from-host '
