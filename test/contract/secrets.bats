# A secret that a script reads on the host: where it must not turn up, while the script runs and afterwards. What a step does with
# it inside the container is in test/steps/secret-from-host.cases.ts.

load simulated
load secret-search

setup_file() { make_host; }
setup() { :; }
teardown() {
  rm -f -- "$BATS_TEST_TMPDIR"/*/watched
  wait
  take_down_simulators
}

# How a script reads a file of the host whose content goes into the container.
READS_A_FILE='^ *read_file (hostfile_[0-9]+) '

is_kept() { # <ctid>
  new_simulator
  plant_secrets "$1"
  is_kept_in "a first run" 0 "$1"
  if [[ -n ${PHOENIX_THOROUGH-} ]]; then
    is_kept_in "a second run" 0 "$1"
    forget_steps "$1"
    is_kept_in "JSON" 0 "$1" PHOENIX_LOG_FORMAT=json
  fi
  forget_steps "$1"
  is_kept_in "the check mode" 10 "$1" PHOENIX_MODE=check
  printf '%s_apply\n' "$(step_of_secret "$1")" | tee "$SIM/state/faults/noisy-step" >"$SIM/state/faults/fail-step"
  is_kept_in "a failure" 22 "$1" PHOENIX_LOG_FORMAT=json
  [[ -n ${PHOENIX_THOROUGH-} ]] || return 0
  is_kept_in "a failure, as text" 22 "$1"
  printf '%s_check\n' "$(step_of_secret "$1")" >"$SIM/state/faults/hang-step"
  is_kept_in "a step that hangs" 23 "$1" PHOENIX_TIME_SCALE=20
}

is_kept_in() { # <words> <exit code> <ctid> [NAME=value…]
  in_case "$1"
  run_watched "${@:3}"
  ends "$2"
  [[ -z $(findings) ]] || complain "the secret is in $(findings)"
}

forget_steps() { # <ctid>
  rm -f -- "$SIM/state/$1/steps"/*
}

# make_spoilt <ctid> <sed command…> – a run of the script that was spoilt by all of them, and what was found then.
make_spoilt() {
  local script command
  new_simulator
  plant_secrets "$1"
  script_of "$1"
  cp -- "$script" "$SIM/spoilt"
  for command in "${@:2}"; do
    sed -E "$command" "$SIM/spoilt" >"$SIM/more-spoilt"
    ! cmp -s -- "$SIM/spoilt" "$SIM/more-spoilt" || complain "not spoilt by: $command"
    mv -- "$SIM/more-spoilt" "$SIM/spoilt"
  done
  # The script is a link.
  chmod 755 -- "$SIM/spoilt" && mv -f -- "$SIM/spoilt" "$script"
  run_watched "$1"
  ends 0
  findings >"$SIM/findings"
  made=$SIM
}

# is_found <where> <run> <ctid> – in a run that was spoilt in the ways that do not hide one another.
is_found() {
  local found
  case $2 in
    # What every process shows, while it runs.
    shows) world "spoilt-shows-$3" make_spoilt "$3" "$IN_WORDS" "$(spoilt_by "$IN_AN_ENVIRONMENT")" ;;
    # What is over at once, or stays.
    leaves) world "spoilt-leaves-$3" make_spoilt "$3" "$(spoilt_by "$IN_PASSING")" "$(spoilt_by "$IN_THE_LOG")" "$(spoilt_by "$IN_A_FILE")" ;;
  esac
  SIM=$world
  read_text found "$SIM/findings"
  [[ $found == *"$1"* ]] || complain "not found there: $found"
}

# spoilt_by <line> – a sed command that puts it after the one that reads the secret, whose variable is \1 there.
spoilt_by() {
  # The call has two lines.
  printf '%s' "/$READS_A_FILE/{N;s|$READS_A_FILE.*|&\\n  $1|}"
}

# The forms of the keys that the services of such hosts hand out, and of any private key.
looks_like_a_secret() { # <file>
  grep -E '(hf|gh[pousr]|glpat|npm|nvapi|ptr)[_-][A-Za-z0-9_=/+-]{20,}|\b(sk|xox[abp])-[A-Za-z0-9-]{20,}|\b(AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[A-Za-z0-9_-]{35}|\beyJ[A-Za-z0-9_-]{10,}\.eyJ|PRIVATE KEY-----' "$1"
}

has_no_secret() { # <ctid>
  ! looks_like_a_secret "$DIST/phoenix_hypervisor_setup_$1.sh"
}

for_one_script "a secret is in no argument list, environment, log, or file, in any mode, while it runs and afterwards" is_kept "$READS_A_FILE"
# What would be wrong, so that it is seen that the search would find it.
# shellcheck disable=SC2016 # the text of a script
{
  IN_WORDS='s/become_clean timeout 604800 (pct .*)/exec bash -c "\\"\\${@:2}\\"; exit" leak "$(declare -p ${!hostfile_@})" \1/'
  IN_PASSING='timeout 1 true "$\1"'
  IN_AN_ENVIRONMENT='export \1'
  IN_THE_LOG='log INFO "read $(base64 --decode <<<"$\1")"'
  IN_A_FILE='printf "x%s" "$\1" >"$HOST_ROOT/run/left"'
}
is_found_in_words() { is_found /cmdline shows "$1"; }
is_found_in_an_environment() { is_found /environ shows "$1"; }
is_found_in_passing() { is_found 'a program on the host' leaves "$1"; }
is_found_in_the_log() { is_found phoenix_hypervisor.log leaves "$1"; }
is_found_in_a_file() { is_found /host/run/left leaves "$1"; }
for_one_script "the search finds a secret that is in an argument list" is_found_in_words "$READS_A_FILE"
for_one_script "the search finds a secret that was in an argument list for a moment" is_found_in_passing "$READS_A_FILE"
for_one_script "the search finds a secret that is in an environment" is_found_in_an_environment "$READS_A_FILE"
for_one_script "the search finds a secret that is in the log" is_found_in_the_log "$READS_A_FILE"
for_one_script "the search finds a secret that is in a file" is_found_in_a_file "$READS_A_FILE"
for_every_script "nothing in the script looks like a token or a private key" has_no_secret

@test "every script with a secret is among those that were tried" {
  [ "$(grep -lE 'set_step [0-9]+ secret-from-host' "$DIST"/*.sh)" = "$(grep -lE "$READS_A_FILE" "$DIST"/*.sh | xargs grep -lE 'set_step [0-9]+ secret-from-host')" ]
}

@test "a token in a script would be seen" {
  local word
  for word in hf_abcdefghijABCDEFGHIJ0123456789 ghp_0123456789abcdefghijABCDEFGHIJ sk-proj-0123456789abcdefghij '-----BEGIN OPENSSH PRIVATE KEY-----'; do
    in_case "$word"
    printf "token='%s'\n" "$word" >"$BATS_TEST_TMPDIR/script"
    looks_like_a_secret "$BATS_TEST_TMPDIR/script" || complain "not seen"
  done
}
