# What the container is like when a script comes.

load simulated

setup_file() { make_host; }
setup() { :; }
teardown() { take_down_simulators; }

logs_the_check() { # <ctid>
  see_fresh_run "$1"
  says "received CTID $1" "checking that container $1 exists" "container $1 exists: running"
}

missing() { # <ctid>
  local conf
  new_simulator
  configuration "$1"
  rm -r -- "$conf" "$SIM/state/$1"
  run_script "$1"
  ends 1
  says "received CTID $1" "checking that container $1 exists" "container $1 does not exist"
  changes_nothing
}

stopped() { # <ctid>
  from_fresh_run "$1"
  rm -- "$SIM/state/$1/running"
  run_script "$1"
  ends 0
  is_in_end_state "$1"
  grep -q " start $1\$" "$SIM/state/calls"
  says "container $1 exists: stopped"
}

stopped_and_done() { # <ctid>
  after_fresh_run "$1"
  rm -- "$SIM/state/$1/running"
  run_script "$1"
  ends 0
  is_in_end_state "$1"
}

does_not_boot() { # <ctid>
  new_simulator
  rm -- "$SIM/state/$1/running"
  printf 'fails\n' >"$SIM/state/$1/boot"
  run_script "$1"
  ends 21
  says "startup for container '$1' failed"
  [[ ! -e $SIM/state/$1/ran ]] || complain "a step ran"
}

locked() { # <ctid>
  local conf word before
  local -a words=(backup snapshot snapshot-delete rollback migrate)
  [[ -n ${PHOENIX_THOROUGH-} ]] || words=(backup snapshot-delete)
  new_simulator
  configuration "$1"
  for word in "${words[@]}"; do
    in_case "locked with $word"
    sed -i -e "1i lock: $word" -e '/^lock:/d' "$conf"
    before=$(state_of "$1")
    run_script "$1"
    ends 25
    says "($word)"
    changes_nothing
    [[ $(state_of "$1") == "$before" ]] || complain "something changed"
  done
}

# `listsnapshot` shows a snapshot that was cut off half-way like a good one; only the lock tells.
locked_and_done() { # <ctid>
  local conf
  after_fresh_run "$1"
  configuration "$1"
  sed -i '1i lock: snapshot' "$conf"
  run_script "$1"
  ends 25
  says "(snapshot)"
}

# A bug is made by replacing a function of the sourced script: it stops the container, and then a command fails that nobody looks at.
unexpected() { # <ctid>
  local script
  from_fresh_run "$1"
  script_of "$1"
  # shellcheck disable=SC2016 # expanded inside
  run_words bash -c '
    source "$1"
    take_locks() {
      must_run=yes
      pct_call 150 shutdown "$CTID" --timeout 60
      ls -- "$HOST_ROOT/nothing of this name"
      log INFO "went on"
    }
    main "$2"
  ' bash "$script" "$1"
  ends 70
  says "bug in this script: ls -- "
  names_its_exit_code
  [[ $(<"$SIM/out") != *"went on"* ]] || complain "went on after the error"
  is_running "$1"
  converges "$1"
}

for_every_script "the received CTID, the check and its result stand in the log" logs_the_check
for_every_script "a missing container ends 1, and nothing is changed" missing
for_every_script "a stopped container is started and set up" stopped
for_one_script "a stopped container that was set up before is started" stopped_and_done
for_one_script "a container that does not boot ends 21 before any step" does_not_boot
for_one_script "a locked container ends 25, the word of the lock is named, nothing is changed" locked
for_one_script "a container that was set up, but is locked, ends 25" locked_and_done
for_one_script "an error that nobody expected ends 70, names its command, and the container runs" unexpected
