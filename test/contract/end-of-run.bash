# shellcheck shell=bash
# What a run has led to: what it said, what it called, how the container is. Loaded by simulated.bash.
#
# doing    the case at hand in words, shown when it fails; see in_case
doing=''

# in_case <words> – for tests with several cases: what a failure says first.
in_case() {
  doing=$1
}

# complain <what is wrong> – fails, and shows the run.
complain() {
  printf '%s%s\n' "${doing:+$doing: }" "$1"
  printf '  pct %s\n' "$(tail -n 4 "$SIM/state/calls")"
  tail -n 12 "$SIM/out" "$SIM/err"
  return 1
}

# read_terminal – sets terminal to what the last run printed.
read_terminal() {
  local err
  read_text terminal "$SIM/out"
  read_text err "$SIM/err"
  terminal+=$err
}

# ends <exit code…> – the last run ended with one of these, asked the simulator nothing unknown, and ran no step's command.
ends() {
  local terminal
  [[ " $* " == *" $status "* ]] || complain "exit code $status instead of $*"
  read_terminal
  [[ $terminal != *simulator:* ]] || complain "the simulator was asked what it does not know"
  [[ ! -e $SIM/state/canary ]] || complain "ran on the host: $(<"$SIM/state/canary")"
}

names_its_exit_code() {
  says "exit code $status"
}

log_file() { # sets log
  log=$SIM/host/var/log/phoenix_hypervisor.log
}

# says <text…> – each of them on the terminal and in the central log file alike.
says() {
  local log terminal logged words
  log_file
  read_terminal
  read_text logged "$log"
  for words; do
    [[ $terminal == *"$words"* ]] || complain "the terminal does not say: $words"
    [[ $logged == *"$words"* ]] || complain "the log file does not say: $words"
  done
}

# calls_only <word…> – no call of pct since the log of calls was last emptied has another first word.
calls_only() {
  local word words
  while read -r _ word words; do
    [[ " $* " == *" $word "* ]] || complain "pct was told to change something: $word $words"
  done <"$SIM/state/calls"
}

# changes_nothing – no call of pct was more than a question.
changes_nothing() {
  calls_only status listsnapshot config list
}

forget_calls() {
  : >"$SIM/state/calls"
}

# calls_of_a_run – sets calls, from 0, to the words of each call that was made.
calls_of_a_run() {
  mapfile -t calls <"$SIM/state/calls"
  calls=("${calls[@]#* }")
}

is_running() { # <ctid>
  [[ -e $SIM/state/$1/running ]] || complain "container $1 does not run"
}

configuration() { # <ctid> – sets conf
  conf=$SIM/host/etc/pve/lxc/$1.conf
}

# state_of <ctid> – what must be the same after any way to the end: configuration, snapshots, steps, power.
state_of() {
  local conf line step
  configuration "$1"
  while IFS= read -r line; do
    [[ $line == snaptime:* ]] || printf '%s\n' "$line"
  done <"$conf"
  for step in "$SIM/state/$1/steps"/*; do
    printf 'applied %s\n' "${step##*/}"
  done
  [[ ! -e $SIM/state/$1/running ]] || printf 'running\n'
}

# is_in_end_state <ctid> – the same as after a fresh run.
is_in_end_state() {
  local wanted
  read_text wanted "$WORLDS/fresh-$1/end-state"
  [[ $(state_of "$1") == "${wanted%$'\n'}" ]] ||
    complain "not the state of a fresh run: $(diff "$WORLDS/fresh-$1/end-state" <(state_of "$1"))"
}

# without_faults – nothing goes wrong any more.
without_faults() {
  local file
  for file in "$SIM"/state/faults/*; do
    [[ ! -e $file ]] || rm -- "$file"
  done
}

# converges <ctid> – the run that follows whatever went wrong ends well, and where a fresh run ends.
converges() {
  without_faults
  run_script "$1"
  doing+=', then once more'
  ends 0
  is_in_end_state "$1"
}

# converges_from_here <ctid> – if there is anything that the run before it has left behind: else it would be a fresh run.
converges_from_here() {
  local before
  without_faults
  read_text before "$WORLDS/fresh-$1/state-before"
  [[ $(state_of "$1") == "${before%$'\n'}" ]] || converges "$1"
}
