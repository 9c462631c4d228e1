# The summary, the JSON form, and what is said while something takes long.

load simulated

setup_file() { make_host; }
setup() { :; }
teardown() { take_down_simulators; }

# summary – the last run's line with the counts; sets id, ok, changed, failed, skipped.
summary() {
  local line form='run ([0-9a-f]{6}): ok=([0-9]+) changed=([0-9]+) failed=([0-9]+) skipped=([0-9]+) seconds=[0-9]+'
  line=$(grep -E " run [0-9a-f]{6}: ok=" "$SIM/out") || complain "no summary"
  [[ $line =~ $form ]] || complain "not a summary: $line"
  id=${BASH_REMATCH[1]} ok=${BASH_REMATCH[2]} changed=${BASH_REMATCH[3]} failed=${BASH_REMATCH[4]} skipped=${BASH_REMATCH[5]}
}

counts_its_steps() { # <ctid>
  local id ok changed failed skipped steps number side kind phases
  steps=$(steps_of "$1" | wc -l)
  see_fresh_run "$1"
  summary
  ((ok + changed == steps && failed == 0 && skipped == 0)) || complain "not the counts of a whole run"
  says "received CTID $1, run $id"
  see_second_run "$1"
  summary
  ((changed == 0 && failed == 0 && ok + skipped == steps)) || complain "not the counts of a converged run"
  new_simulator
  while read -r number side kind _ _ phases; do
    [[ $side != container || $phases != "check apply"* ]] || break
  done < <(steps_of "$1")
  printf '%s\n' "step_${number}_${kind//-/_}_apply" >"$SIM/state/faults/fail-step"
  run_script "$1"
  ends 22
  summary
  ((failed == 1 && ok + changed == number - 1 && skipped == steps - number)) || complain "not the counts of a run that failed in step $number"
  run_script "$1" PHOENIX_HOST_ROOT=/nowhere PHOENIX_LOG_FILE="$SIM/host/var/log/phoenix_hypervisor.log"
  summary
  run_words "$SIM/scripts/phoenix_hypervisor_setup_$1.sh"
  ends 1
  summary
  ((ok + changed == 0 && failed == 1 && skipped == steps)) || complain "not the counts of a run without arguments"
}

# is_json [file file] – every line of the terminal, or of two files, is one JSON object with the same keys; prints level, step, kind, result, message.
is_json() {
  cat -- "${1-$SIM/out}" "${2-$SIM/err}" | perl -MJSON::PP -ne '
    BEGIN { $json = JSON::PP->new->utf8; $wanted = "ctid definition kind level message result run seconds step time title v" }
    my $line = eval { $json->decode($_) } or die "no JSON: $@ in $_";
    join(" ", sort keys %$line) eq $wanted or die "other keys in $_";
    $line->{v} == 2 && $line->{ctid} =~ /^\d+$/ && $line->{run} =~ /^[0-9a-f]{6}$/ or die "other values in $_";
    $line->{time} =~ /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4}$/ && $line->{level} =~ /^(INFO|WARN|ERROR)$/ or die "other values in $_";
    !defined $line->{step} or $line->{definition} =~ /^definitions\/.+:\d+$/ && $line->{title} ne "" or die "a step without place in $_";
    print join("\t", map { defined $_ ? $_ : "-" } @$line{qw(level step kind result message)}), "\n";
  '
}

json_of_every_way() { # <ctid>
  local log number kind phases lines
  new_simulator
  run_script "$1" PHOENIX_LOG_FORMAT=json
  ends 0
  is_json >"$SIM/lines" || complain "not JSON"
  read_text lines "$SIM/lines"
  while read -r number _ kind _; do
    [[ $'\n'$lines =~ $'\n'INFO$'\t'"$number"$'\t'"$kind"$'\t'(ok|changed)$'\t' ]] || complain "no result of step $number"
  done < <(steps_of "$1")
  log_file
  ! grep -vE "^[0-9T:+-]{24} (INFO |WARN |ERROR) $1 " "$log" || complain "the log file is not the text that its readers know"
  new_simulator
  run_script "$1" PHOENIX_LOG_FILE_FORMAT=json
  ends 0
  log_file
  ! grep '^{' "$SIM/out" "$SIM/err" || complain "the stream is not text"
  is_json "$log" /dev/null >"$SIM/lines" || complain "the log file is not JSON"
  [[ $(wc -l <"$SIM/lines") == $(cat -- "$SIM/out" "$SIM/err" | wc -l) ]] || complain "the log file has other lines"
  new_simulator
  read -r number _ kind _ _ phases < <(steps_of "$1" | grep ' container .* check apply')
  printf '%s\n' "step_${number}_${kind//-/_}_apply" | tee "$SIM/state/faults/noisy-step" >"$SIM/state/faults/fail-step"
  run_script "$1" PHOENIX_LOG_FORMAT=json
  ends 22
  is_json >"$SIM/lines" || complain "not JSON after rubbish"
  grep -qP "^ERROR\t$number\t$kind\tfailed\t" "$SIM/lines" || complain "no failure of step $number"
  new_simulator
  run_script "$1" PHOENIX_LOG_FORMAT=json PHOENIX_MODE=check
  is_json >"$SIM/lines" || complain "not JSON when asked"
  grep -qP "\twould change\t" "$SIM/lines"
}

# Half a character at the end of a step's output must not take the next line of the protocol along.
says_how_long() { # <ctid>
  new_simulator
  local number kind limit phases
  read -r number _ kind _ limit phases < <(steps_of "$1" | grep ' container .* check apply' | sort -n -k 5)
  printf '%s\n' "step_${number}_${kind//-/_}_apply" >"$SIM/state/faults/hang-step"
  # So that its limit is over in six seconds.
  run_script "$1" PHOENIX_TIME_SCALE=$((limit / 6 > 10 ? limit / 6 : 10))
  ends 23
  grep -qE "INFO  $1 \[$number/[0-9]+\] $kind \| still waiting for .*, [0-9]+ s of $limit s" "$SIM/out" || complain "no word of the wait"
  says "not done within $limit s"
}

says_how_long_pct_takes() { # <ctid>
  new_simulator
  printf '1\n' >"$SIM/state/faults/hang-at"
  run_script "$1" PHOENIX_TIME_SCALE=20
  ends 21
  says "still waiting for pct status, 10 s of 30 s" "still waiting for pct status, 20 s of 30 s" "not done within 30 s, left to finish"
}

for_one_script "a summary counts the steps on every way out, and has the id of the run" counts_its_steps
for_one_script "with PHOENIX_LOG_FORMAT=json every line printed is one object with the same keys, whatever a step prints; with PHOENIX_LOG_FILE_FORMAT=json the log file's" json_of_every_way
for_one_script "a step that takes long says every 10 s how long it may" says_how_long
for_one_script "a call of pct that takes long says every 10 s how long it may" says_how_long_pct_takes

@test "another PHOENIX_LOG_FORMAT or PHOENIX_LOG_FILE_FORMAT ends 78 before anything is done" {
  local name
  new_simulator
  for name in PHOENIX_LOG_FORMAT PHOENIX_LOG_FILE_FORMAT; do
    run_script 900 "$name=xml"
    ends 78
    says "$name must be text or json, not 'xml'"
    [ ! -s "$SIM/state/calls" ]
  done
}
