# What a script reads on the host, and where it logs.

load simulated

setup_file() { make_host; }
setup() { :; }
teardown() { take_down_simulators; }

# on_a_host – SIM becomes a copy of it; sets etc to where its configuration is.
on_a_host() {
  new_simulator
  etc=$SIM/host/usr/local/phoenix_hypervisor/etc
}

other_snapshot_name() { # <ctid>
  on_a_host
  sed -i -E "s/(\"template_snapshot_name\": \")$(grep -oP '^SNAPSHOT=\K\S+' "$DIST/phoenix_hypervisor_setup_$1.sh")\"/\1another-name\"/" \
    "$etc/phoenix_lxc_configs.json"
  run_script "$1"
  ends 20
  says another-name phoenix_lxc_configs.json
  changes_nothing
}

no_configuration() { # <ctid>
  after_fresh_run "$1"
  etc=$SIM/host/usr/local/phoenix_hypervisor/etc
  rm -- "$etc/phoenix_lxc_configs.json"
  run_script "$1"
  ends 0
}

broken_configuration() { # <ctid>
  local what
  on_a_host
  for what in "cut off" "a key twice" "a pipe"; do
    in_case "$what"
    rm -- "$etc/phoenix_lxc_configs.json"
    case $what in
      "cut off") printf '{"lxc_configs": {\n' >"$etc/phoenix_lxc_configs.json" ;;
      "a key twice") printf '{"lxc_configs": {"%s": {}, "%s": {}}}\n' "$1" "$1" >"$etc/phoenix_lxc_configs.json" ;;
      *) mkfifo -- "$etc/phoenix_lxc_configs.json" ;;
    esac
    run_script "$1"
    ends 20
    says phoenix_lxc_configs.json
    changes_nothing
  done
}

# values_of <ctid> – one line a value that the script reads: the variable that holds its file's name, and its last key.
values_of() {
  # shellcheck disable=SC2016 # the text of a script; a call has two lines
  sed -nE '/^  read_config /{N;s/^.* "\$([A-Z_]+)" \\\n(.* )?([A-Za-z0-9_]+)$/\1 \3/p}' "$DIST/phoenix_hypervisor_setup_$1.sh"
}

missing_value() { # <ctid>
  local file key name what first=yes
  while read -r file key; do
    name=phoenix_lxc_configs.json
    [[ $file == LXC_CONFIG ]] || name=phoenix_hypervisor_config.json
    on_a_host
    # Without PHOENIX_THOROUGH, all three of the first, and of the others whether they are named where they are missing.
    for what in "without $key" "$key is empty" "without $name"; do
      [[ -n ${PHOENIX_THOROUGH-} || $what == "without $key" || $first == yes ]] || continue
      in_case "$what"
      cp -- "$WORLDS/host/${etc#"$SIM"/}/$name" "$etc/$name"
      case $what in
        "without $key") sed -i "s/\"$key\"/\"not_$key\"/" "$etc/$name" ;;
        "$key is empty") sed -i -E "s/(\"$key\": ).*[^,](,?)\$/\1\"\"\2/" "$etc/$name" ;;
        *) rm -- "$etc/$name" ;;
      esac
      run_script "$1"
      ends 20
      [[ $what == "without $name" ]] || says "$key"
      says "$name"
      changes_nothing
    done
    first=''
  done < <(values_of "$1")
  in_case "as it was"
  cp -- "$WORLDS/host/${etc#"$SIM"/}"/*.json "$etc/"
  run_script "$1"
  ends 0
}

missing_file() { # <ctid>
  local what
  on_a_host
  for what in "no file" "a pipe" "a link that others could have made"; do
    in_case "$what"
    rm -f -- "$etc/phoenix_hf_token.conf"
    case $what in
      "a pipe") mkfifo -- "$etc/phoenix_hf_token.conf" ;;
      "a link"*)
        mkdir -m 777 -- "$SIM/host/shared"
        chmod 777 -- "$SIM/host/shared"
        printf 'root:x\n' >"$SIM/host/etc/shadow"
        ln -s ../etc/shadow "$SIM/host/shared/token"
        ln -s ../../../../shared/token "$etc/phoenix_hf_token.conf"
        ;;
    esac
    run_script "$1"
    ends 20
    says phoenix_hf_token.conf
    changes_nothing
  done
}

# The token's text must stand in no log, no argument, and not in the call log.
secret_stays_secret() { # <ctid>
  see_fresh_run "$1"
  ! grep -rlF 'hf_not_a_real_token' "$SIM/out" "$SIM/err" "$SIM/host/var/log" "$SIM/state/calls" "$SIM/host/etc/pve" ||
    complain "the secret shows"
}

unwritable_log() { # <ctid>
  after_fresh_run "$1"
  run_script "$1" PHOENIX_LOG_FILE="$SIM/state/node/phoenix.log"
  ends 0
  [[ $(<"$SIM/err") == *WARN*"$SIM/state/node/phoenix.log"* ]] || complain "no warning about the log file"
  is_running "$1"
}

other_places() { # <ctid>
  after_fresh_run "$1"
  etc=$SIM/host/usr/local/phoenix_hypervisor/etc
  mv -- "$SIM/host/var/log" "$SIM/log-before"
  mkdir -- "$SIM/locks"
  mv -- "$etc/phoenix_lxc_configs.json" "$SIM/lxc.json"
  mv -- "$etc/phoenix_hypervisor_config.json" "$SIM/hypervisor.json"
  run_script "$1" PHOENIX_LOG_FILE="$SIM/new/folder/log" PHOENIX_LOCK_DIR="$SIM/locks" \
    PHOENIX_LXC_CONFIG_FILE="$SIM/lxc.json" PHOENIX_HYPERVISOR_CONFIG_FILE="$SIM/hypervisor.json"
  ends 0
  diff <(sort "$SIM/out" "$SIM/err") <(sort "$SIM/new/folder/log")
  [[ ! -e $SIM/host/var/log ]] || complain "the usual log file was written too"
  compgen -G "$SIM/locks/*$1*"
}

only_appended() { # <ctid>
  local log
  see_second_run "$1"
  log_file
  cmp -n "$(wc -c <"$SIM/log-before")" -- "$log" "$SIM/log-before"
  [[ $(wc -c <"$log") -gt $(wc -c <"$SIM/log-before") ]]
}

for_every_script "another template_snapshot_name in the configuration ends 20" other_snapshot_name '^SNAPSHOT='
for_one_script "without values to read it needs no configuration file" no_configuration '!^  read_config '
for_one_script "a broken configuration file ends 20, nothing is changed" broken_configuration '(json_value|read_config).*LXC_CONFIG'
for_one_script "a missing value ends 20 with key and file, nothing is changed" missing_value '^  read_config '
for_one_script "a missing token file ends 20 with its name, nothing is changed" missing_file hf_token_file
for_every_script "the token shows in no log and no argument" secret_stays_secret hf_token_file
for_one_script "a log file that cannot be written is a warning, no failure" unwritable_log
for_one_script "log, locks and configuration may be elsewhere" other_places
for_every_script "the log file is only appended to" only_appended
