# Templates whose snapshot, or one that looks like it, is there before.

load simulated

setup_file() { make_host; }
setup() { :; }
teardown() { take_down_simulators; }

# take_snapshot <ctid> <name> [description] – by somebody else.
take_snapshot() {
  PATH=$SIM/bin:$PATH pct snapshot "$1" "$2" ${3+--description "$3"} </dev/null
  forget_calls
}

name_of() { # <ctid> – sets name
  local text
  read_text text "$DIST/phoenix_hypervisor_setup_$1.sh"
  text=${text#*$'\nSNAPSHOT='}
  name=${text%%$'\n'*}
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
  new_simulator
  take_snapshot "$1" "$name"
  is_kept "$1"
}

# is_kept_as <ctid> <description> <text> – a snapshot so described is kept, with a warning that says why it is not taken for its own.
is_kept_as() {
  local name
  name_of "$1"
  new_simulator
  take_snapshot "$1" "$name" "$2"
  is_kept "$1"
  says "Snapshot '$name' $3" "destroy its clones, pct delsnapshot $1 $name, run this again"
}

by_hand() { is_kept_as "$1" "before the upgrade" "does not say what it was made from, but 'before the upgrade'"; }
other_plan() { is_kept_as "$1" "phoenix-setup plan=$(printf '%064d' 0) values=none" "was made by another plan: plan=$(printf '%064d' 0) values=none instead of plan="; }

other_values() { # <ctid>
  local plan
  plan=$(grep -oP '^# plan: \K.*' "$DIST/phoenix_hypervisor_setup_$1.sh")
  is_kept_as "$1" "phoenix-setup plan=$plan values=0123456789abcdef" "was made by this plan, but with other run-time values: values=0123456789abcdef instead of values="
}

same_plan() { # <ctid>
  local name
  name_of "$1"
  see_second_run "$1"
  changes_nothing
  says "Snapshot '$name' is there, made by this plan: nothing to do"
  [[ ! -s $SIM/err ]] || complain "a warning"
}

# A snapshot that was cut off stands in the list like a good one; only the lock tells.
half_made() { # <ctid>
  local name call
  see_fresh_run "$1"
  call=$(grep -m 1 ' snapshot ' "$SIM/state/calls")
  new_simulator
  printf '%s\n' "${call%% *}" >"$SIM/state/faults/cut-at"
  run_script "$1"
  ends 27
  rm -- "$SIM/state/faults/cut-at"
  name_of "$1"
  forget_calls
  run_script "$1"
  ends 25
  changes_nothing
  says "container $1 is locked by Proxmox (snapshot). If no task is at work on it any more: pct unlock $1 && pct delsnapshot $1 $name --force"
  PATH=$SIM/bin:$PATH pct unlock "$1" </dev/null
  PATH=$SIM/bin:$PATH pct delsnapshot "$1" "$name" --force </dev/null
  converges "$1"
}

# Somebody else's snapshot that was cut off is no reason to remove the template's own.
half_made_by_others() { # <ctid>
  local name
  name_of "$1"
  after_fresh_run "$1"
  printf '%s\n' 1 >"$SIM/state/faults/cut-at"
  forget_calls
  take_snapshot "$1" configured-state || :
  rm -- "$SIM/state/faults/cut-at"
  run_script "$1"
  ends 25
  says "pct unlock $1 && pct delsnapshot $1 configured-state --force"
  [[ $(<"$SIM/out")$(<"$SIM/err") != *"delsnapshot $1 $name"* ]] || complain "tells to remove the good snapshot"
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

for_one_script "a snapshot without provenance is kept, with a warning" no_provenance '^SNAPSHOT='
for_one_script "a snapshot described by hand is kept, with a warning that quotes it" by_hand '^SNAPSHOT='
for_one_script "a snapshot made by another plan is kept, with a warning that names both plans" other_plan '^SNAPSHOT='
for_one_script "a snapshot made with other run-time values is kept, with a warning that says so" other_values '^SNAPSHOT='
for_one_script "a snapshot made by the same plan means that there is nothing to do" same_plan '^SNAPSHOT='
for_one_script "a half-made snapshot ends 25 and names the commands that mend it; after them the next run converges" half_made '^SNAPSHOT='
for_one_script "a half-made snapshot of others ends 25 and names that one" half_made_by_others '^SNAPSHOT='
for_one_script "snapshots of similar names are not taken for its own" similar_name '^SNAPSHOT='
for_one_script "its snapshot is found among later ones" among_others '^SNAPSHOT='
for_one_script "a storage that refuses snapshots ends 27, the container runs, the next run converges" refused_by_storage '^SNAPSHOT='
for_one_script "a container that does not stop ends 26 and goes on running, the next run converges" does_not_stop '^SNAPSHOT='
