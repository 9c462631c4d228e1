# A secret that a script reads on the host: where it must not turn up, while the script runs and afterwards.

load simulated

setup_file() { make_host; }
setup() { new_simulator; }
teardown() {
  rm -f -- "$BATS_TEST_TMPDIR"/*/watching
  wait
  take_down_simulators
}

# What a script calls a file that it reads on the host, as base64.
READS_A_SECRET='^ *hostfile_[0-9]+=\$\(base64'

# secret_files <ctid> – the files that the script reads so, found by letting it read them.
secret_files() {
  local script
  script_of "$1"
  # shellcheck disable=SC2016 # expanded inside
  on_the_host PHOENIX_LOG_FILE=/dev/null bash -c '
    source "$1"
    base64() { printf "%s\n" "${@: -1}" >>"$2"; }
    start_up
    trap - EXIT
    CTID=$SCRIPT_CTID
    eval "base64() { printf \"%s\\n\" \"\${@: -1}\" >>$2; }"
    read_values
  ' bash "$script" "$SIM/secret-files"
  cat -- "$SIM/secret-files"
}

# plant_secrets <ctid> – the files hold a marker from now on; makes the patterns: the marker, and its base64 wherever in a text it stands.
plant_secrets() {
  local file pad text marker=hf_Marker$SRANDOM$SRANDOM${SRANDOM}X
  secret_files "$1" >"$SIM/files"
  [[ -s $SIM/files ]] || complain "reads no secret"
  while read -r file; do printf '%s\n' "$marker" >"$file"; done <"$SIM/files"
  printf '%s\n' "$marker" >"$SIM/patterns"
  for pad in '' x xx; do
    text=$(printf %s "$pad$marker" | base64 --wrap=0)
    # The characters at both ends also depend on the neighbours.
    [[ $text != *= ]] || { text=${text%%=*} && text=${text%?}; }
    printf '%s\n' "${text:${#pad} ? ${#pad} + 1 : 0}" >>"$SIM/patterns"
  done
  record_programs "$1"
}
