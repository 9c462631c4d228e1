# A run from nothing, and the runs after it.

load simulated

setup_file() { make_host; }
setup() { new_simulator; }
teardown() { take_down_simulators; }

fresh_run() { # <ctid>
  local number side kind phases numbers
  after_fresh_run "$1"
  is_running "$1"
  while read -r number side kind _ _ phases; do
    [[ $side != container ]] || grep -q "^step_${number}_${kind//-/_}_" "$SIM/state/$1/ran" || complain "step $number did not run"
    [[ $side != container || $phases != "check apply"* || -e $SIM/state/$1/steps/step_${number}_${kind//-/_} ]] ||
      complain "step $number was not applied"
    grep -qE "INFO  $1 \[$number/[0-9]+\] $kind (ok|changed) " "$SIM/out" || complain "the result of step $number is not logged"
  done < <(steps_of "$1")
  numbers=$(cut -d_ -f2 "$SIM/state/$1/ran")
  [[ $numbers == "$(sort -n <<<"$numbers")" ]] || complain "steps ran out of order: ${numbers//$'\n'/ }"
  says "setup for container $1 completed"
}

takes_its_snapshot() { # <ctid>
  local script name plan conf
  after_fresh_run "$1"
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
  after_fresh_run "$1"
  configuration "$1"
  ! grep '^\[' "$conf"
}

device_lines() { # <ctid>
  local conf live device
  after_fresh_run "$1"
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
  after_fresh_run "$1"
  log_file
  diff <(sort "$SIM/out" "$SIM/err") <(sort "$log") || complain "the log file has other lines than the terminal"
  ! grep -vE "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{4} (INFO |WARN |ERROR) $1 [^[:cntrl:]]+\$" "$log" ||
    complain "a line of the log has another form"
  ! grep -E ' (WARN |ERROR) ' "$log" || complain "a fresh run has warnings"
}

second_run() { # <ctid>
  local conf calls limit=2
  after_fresh_run "$1"
  configuration "$1"
  cp -- "$conf" "$SIM/conf-before"
  forget_calls
  : >"$SIM/state/$1/ran"
  run_script "$1"
  ends 0
  cmp -- "$conf" "$SIM/conf-before" || complain "the configuration changed"
  is_in_end_state "$1"
  ! grep '_apply$' "$SIM/state/$1/ran" || complain "a step was applied again"
  ! grep ' changed ' "$SIM/out" || complain "a step says that it changed something"
  calls=$(wc -l <"$SIM/state/calls")
  if is_template "$1"; then limit=3; else grep -q '_verify$' "$SIM/state/$1/ran" || complain "nothing was verified"; fi
  ((calls <= limit)) || complain "$calls calls of pct instead of at most $limit"
}

closed_input() { # <ctid>
  local script
  from_fresh_run "$1"
  script_of "$1"
  # The shell in between closes its own standard input and becomes the script.
  # shellcheck disable=SC2016 # expanded inside
  run_words bash -c 'exec "$@" <&-' bash "$script" "$1"
  ends 0
  is_in_end_state "$1"
}

replaced_programs() { # <ctid>
  local program name
  after_fresh_run "$1"
  for program in "$SIM/state/$1/programs"/*.bash; do
    while read -r name; do
      grep -qx "$name () { simulated_step ${name%_*} ${name##*_}; }" "$program" || complain "$name was not replaced in $program"
    done < <(grep -oE '^step_[a-z0-9_]+_(check|apply|verify) \(\) *$' "$program" | grep -oE '^[a-z0-9_]+')
  done
}

other_exit_codes() { # <ctid>
  local conf number
  from_fresh_run "$1"
  configuration "$1"
  for number in 1 10 77; do
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
  run_script "$1"
  ends 0
}

for_every_script "a fresh run ends 0, every step in order, and the container runs" fresh_run
for_every_script "a fresh run ends with the snapshot, which says by which plan it was made" takes_its_snapshot '^SNAPSHOT='
for_every_script "an application takes no snapshot" takes_no_snapshot '!^SNAPSHOT='
for_every_script "the devices stand in the configuration once, before any snapshot" device_lines ' nvidia-devices '
for_every_script "the log file has what the terminal has, in the documented form, without warnings" log_agrees_with_terminal
for_every_script "a second run ends 0, changes nothing, and needs 2 calls of pct, a template 3" second_run
for_every_script "it asks nothing, and needs no standard input" closed_input
for_every_script "no step ran its own commands, the model stood for each" replaced_programs
for_every_script "other exit codes of pct lead to the same results" other_exit_codes

@test "the fresh runs of the seven containers make at most 60 calls of pct" {
  local ctid calls total=0 list=""
  for ctid in 900 901 902 903 910 920 950; do
    after_fresh_run "$ctid"
    calls=$(wc -l <"$SIM/state/calls")
    total=$((total + calls)) list+=" $ctid: $calls"
  done
  printf '# calls of pct in fresh runs: %s (%s)\n' "$total" "${list# }" >&3
  ((total <= 60))
}

# What is going on beside the tests changes something now and then, a script would do it every time.
changed_outside() { # – prints what a fresh run of every script changes on this machine
  local stamp=$BATS_TEST_TMPDIR/stamp script
  touch -- "$stamp"
  for script in "$DIST"/*.sh; do
    new_simulator
    script=${script##*_}
    run_script "${script%.sh}"
    ends 0
  done >&2
  find /etc /var /run /root /home /opt /usr/local -path "$BATS_RUN_TMPDIR" -prune -o -cnewer "$stamp" -print 2>/dev/null | sort
}

@test "with PHOENIX_HOST_ROOT set the scripts change nothing outside of it" {
  local found attempt
  found=$(changed_outside)
  for attempt in second third; do
    [[ -n $found ]] || return 0
    found=$(comm -12 <(printf '%s\n' "$found") <(changed_outside))
  done
  printf 'changed in every attempt, the %s too:\n%s\n' "$attempt" "$found"
  [[ -z $found ]]
}
