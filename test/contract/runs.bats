# A run from nothing, and the runs after it.

load simulated

setup_file() { make_host; }
setup() { :; }
teardown() { take_down_simulators; }

fresh_run() { # <ctid>
  local number side kind phases numbers ran terminal
  see_fresh_run "$1"
  is_running "$1"
  read_text ran "$SIM/state/$1/ran"
  read_terminal
  while read -r number side kind _ _ phases; do
    [[ $side != container || $'\n'$ran == *$'\n'"step_${number}_${kind//-/_}_"* ]] || complain "step $number did not run"
    [[ $side != container || $phases != "check apply"* || -e $SIM/state/$1/steps/step_${number}_${kind//-/_} ]] ||
      complain "step $number was not applied"
    [[ $terminal =~ "INFO  $1 [$number/"[0-9]+"] $kind "(ok|changed)" " ]] || complain "the result of step $number is not logged"
  done < <(steps_of "$1")
  numbers=$(cut -d_ -f2 "$SIM/state/$1/ran")
  [[ $numbers == "$(sort -n <<<"$numbers")" ]] || complain "steps ran out of order: ${numbers//$'\n'/ }"
  says "setup for container $1 completed"
}

takes_its_snapshot() { # <ctid>
  local script name plan conf
  see_fresh_run "$1"
  script_of "$1"
  plan=$(grep -m 1 '^# plan: ' "$script")
  name=$(grep -m 1 -oP '^SNAPSHOT=\K\S+' "$script")
  configuration "$1"
  grep -qx "parent: $name" "$conf"
  grep -A 1 -x "\[$name\]" "$conf" | grep -qE "^#phoenix-setup plan=${plan##* } values=(none|[0-9a-f]{16})\$" ||
    complain "the snapshot has no description that tells its plan"
  [[ $(grep -c '^\[' "$conf") == 1 ]]
  says "Snapshot '$name' created for container $1"
}

takes_no_snapshot() { # <ctid>
  local conf
  see_fresh_run "$1"
  configuration "$1"
  ! grep '^\[' "$conf"
}

device_lines() { # <ctid>
  local conf live device
  see_fresh_run "$1"
  configuration "$1"
  live=$(sed '/^\[/,$d' "$conf")
  for device in nvidia0 nvidia1 nvidiactl nvidia-uvm nvidia-uvm-tools nvidia-caps; do
    [[ $(grep -cE "^lxc\.mount\.entry: /dev/$device dev/$device none bind," <<<"$live") == 1 ]] || complain "no line for $device: $live"
  done
  [[ $(grep -c '^lxc\.cgroup2\.devices\.allow: c 195:' <<<"$live") == 1 ]] || complain "major 195 is not allowed: $live"
  [[ $(grep -c '^lxc\.cgroup2\.devices\.allow: c 5:' <<<"$live") == 1 ]] || complain "the uvm's major is not allowed: $live"
}

log_agrees_with_terminal() { # <ctid>
  local log
  see_fresh_run "$1"
  log_file
  diff <(sort "$SIM/out" "$SIM/err") <(sort "$log") || complain "the log file has other lines than the terminal"
  ! grep -vE "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{4} (INFO |WARN |ERROR) $1 [^[:cntrl:]]+\$" "$log" ||
    complain "a line of the log has another form"
  ! grep -E ' (WARN |ERROR) ' "$log" || complain "a fresh run has warnings"
}

second_run() { # <ctid>
  local conf calls limit=2
  see_second_run "$1"
  configuration "$1"
  cmp -- "$conf" "$SIM/conf-before" || complain "the configuration changed"
  is_in_end_state "$1"
  ! grep '_apply$' "$SIM/state/$1/ran" || complain "a step was applied again"
  ! grep ' changed ' "$SIM/out" || complain "a step says that it changed something"
  calls_of_a_run
  if is_template "$1"; then limit=3; else grep -q '_verify$' "$SIM/state/$1/ran" || complain "nothing was verified"; fi
  ((${#calls[@]} <= limit)) || complain "${#calls[@]} calls of pct instead of at most $limit"
}

closed_input() { # <ctid>
  see_run_elsewhere "$1"
  is_in_end_state "$1"
}

replaced_programs() { # <ctid>
  local program name text
  see_fresh_run "$1"
  for program in "$SIM/state/$1/programs"/*.bash; do
    read_text text "$program"
    while read -r name; do
      [[ $text == *$'\n'"$name () { simulated_step ${name%_*} ${name##*_}; }"$'\n'* ]] || complain "$name was not replaced in $program"
    done < <(grep -oP '^step_[a-z0-9_]+_(check|apply|verify)(?= \(\) *$)' "$program")
  done
}

other_exit_codes() { # <ctid>
  local conf number numbers='1 10 77'
  [[ -n ${PHOENIX_THOROUGH-} ]] || numbers=10
  from_fresh_run "$1"
  configuration "$1"
  for number in $numbers; do
    in_case "pct failing with $number"
    printf 'missing %s\nfailure %s\nlock-timeout %s\n' "$number" "$((number + 1))" "$((number + 2))" >"$SIM/state/exit-codes"
    mv -- "$conf" "$SIM/away"
    run_script "$1"
    ends 1
    mv -- "$SIM/away" "$conf"
    rm -f -- "$SIM/state/$1/running"
    printf 'fails\n' >"$SIM/state/$1/boot"
    run_script "$1"
    ends 21
    rm -- "$SIM/state/$1/boot"
  done
  converges "$1"
  [[ -n ${PHOENIX_THOROUGH-} ]] || return 0
  run_script "$1"
  ends 0
}

for_every_script "a fresh run ends 0, every step in order, and the container runs" fresh_run
for_every_script "a fresh run ends with the snapshot, which says by which plan it was made" takes_its_snapshot '^SNAPSHOT='
for_every_script "an application takes no snapshot" takes_no_snapshot '!^SNAPSHOT='
for_every_script "the devices stand in the configuration once, before any snapshot" device_lines ' nvidia-devices '
for_every_script "the log file has what the terminal has, in the documented form, without warnings" log_agrees_with_terminal
for_every_script "a second run ends 0, changes nothing, and needs 2 calls of pct, a template 3" second_run
for_one_script "it asks nothing, and needs no standard input" closed_input
for_every_script "no step ran its own commands, the model stood for each" replaced_programs
for_one_script "other exit codes of pct lead to the same results" other_exit_codes

@test "the fresh runs of the seven containers make at most 60 calls of pct, those of the first template and application 14" {
  local ctid total=0 list="" most=60
  local -a calls ctids=(900 901 902 903 910 920 950)
  [[ -n ${PHOENIX_THOROUGH-} ]] || ctids=(900 910) most=14
  for ctid in "${ctids[@]}"; do
    see_fresh_run "$ctid"
    calls_of_a_run
    total=$((total + ${#calls[@]})) list+=" $ctid: ${#calls[@]}"
  done
  printf '# calls of pct in fresh runs: %s (%s)\n' "$total" "${list# }" >&3
  ((total <= most))
}

changes_nothing_outside() { # <ctid>
  local why found
  if ! why=$(bash "$BATS_TEST_DIRNAME/own-root.bash" probe); then
    if [[ ${PHOENIX_REQUIRE_SANDBOX-} == 1 ]]; then
      printf 'the sandbox is required: %s\n' "$why"
      return 1
    fi
    skip "$why"
  fi
  new_simulator
  found=$(timeout 300 bash "$BATS_TEST_DIRNAME/own-root.bash" enter "$SIM" "$1") || complain "no root of its own: $found"
  status=${found##*ended }
  ends 0
  is_running "$1"
  [[ $found == "ended 0" ]] || complain "changed outside of its own folder: $found"
}

for_one_script "with PHOENIX_HOST_ROOT set it changes nothing outside of it, on a machine of its own" changes_nothing_outside
