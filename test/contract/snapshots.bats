# Templates whose snapshot, or one that looks like it, is there before.

load simulated

setup_file() { make_host; }
setup() { new_simulator; }
teardown() { take_down_simulators; }

# take_snapshot <ctid> <name> [description] – by somebody else.
take_snapshot() {
  PATH=$SIM/bin:$PATH pct snapshot "$1" "$2" ${3+--description "$3"} </dev/null
  forget_calls
}

name_of() { # <ctid> – sets name
  name=$(grep -oP '^SNAPSHOT=\K\S+' "$DIST/phoenix_hypervisor_setup_$1.sh")
}

# without_its_snapshot <ctid> – SIM becomes a copy where every step is applied, and the snapshot is still to be taken.
without_its_snapshot() {
  after_fresh_run "$1"
  PATH=$SIM/bin:$PATH pct delsnapshot "$1" "$name" </dev/null
  forget_calls
}

is_kept() { # <ctid>
  local before
  before=$(state_of "$1")
  run_script "$1"
  ends 0
  changes_nothing
  [[ $(state_of "$1") == "$before" ]] || complain "something changed"
  [[ ! -e $SIM/state/$1/ran ]] || complain "a step ran"
  [[ $(<"$SIM/err") == *"WARN  $1 "*"$name"* ]] || complain "no warning names the snapshot"
}

no_provenance() { # <ctid>
  local name
  name_of "$1"
  take_snapshot "$1" "$name"
  is_kept "$1"
}

other_plan() { # <ctid>
  local name description
  name_of "$1"
  for description in "by hand, before the upgrade" "phoenix-setup plan=$(printf '%064d' 0) values=none"; do
    new_simulator
    in_case "described as $description"
    take_snapshot "$1" "$name" "$description"
    is_kept "$1"
    says "$description"
  done
}

similar_name() { # <ctid>
  local name
  name_of "$1"
  without_its_snapshot "$1"
  take_snapshot "$1" "$name-2" "not $name"
  take_snapshot "$1" "old-$name"
  take_snapshot "$1" after "$name"
  run_script "$1"
  ends 0
  grep -q " snapshot $1 $name " "$SIM/state/calls" || complain "no snapshot was taken"
}

among_others() { # <ctid>
  local name
  name_of "$1"
  after_fresh_run "$1"
  take_snapshot "$1" configured-state "by the orchestrator"
  run_script "$1"
  ends 0
  changes_nothing
  [[ ! -s $SIM/err ]] || complain "a warning"
}

refused_by_storage() { # <ctid>
  local name
  name_of "$1"
  without_its_snapshot "$1"
  printf 'fails\n' >"$SIM/state/$1/storage"
  run_script "$1"
  ends 27
  is_running "$1"
  names_a_failed_step "$1"
  says "$name"
  rm -- "$SIM/state/$1/storage"
  converges "$1"
}

does_not_stop() { # <ctid>
  local name
  name_of "$1"
  without_its_snapshot "$1"
  printf 'hangs\n' >"$SIM/state/$1/shutdown"
  printf '1000\n' >"$SIM/state/time-scale"
  run_script "$1" PHOENIX_TIME_SCALE=20
  ends 26
  is_running "$1"
  names_a_failed_step "$1"
  rm -- "$SIM/state/$1/shutdown"
  converges "$1"
}

for_every_script "a snapshot without provenance is kept, with a warning" no_provenance '^SNAPSHOT='
for_every_script "a snapshot by another plan or by hand is kept, with a warning that quotes it" other_plan '^SNAPSHOT='
for_every_script "snapshots of similar names are not taken for its own" similar_name '^SNAPSHOT='
for_every_script "its snapshot is found among later ones" among_others '^SNAPSHOT='
for_every_script "a storage that refuses snapshots ends 27, the container runs, the next run converges" refused_by_storage '^SNAPSHOT='
for_every_script "a container that does not stop ends 26 and goes on running, the next run converges" does_not_stop '^SNAPSHOT='
