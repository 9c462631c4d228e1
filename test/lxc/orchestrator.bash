# The orchestrator's part, as the ancestor project has it: makes or clones a container with the settings of fleet.json
# (its phoenix_lxc_configs.json), runs its setup script, and after that takes the snapshot `configured-state`.

readonly ORCHESTRATOR_ETC=$RIG/host/usr/local/phoenix_hypervisor/etc

# Settings of one container, with the names they have in the file; nothing where there is none.
setting() { # <id> <key> [<key below it>]
  perl -MJSON::PP -0777 -e '$v = decode_json(<STDIN>)->{lxc_configs}; $v = ref $v ? $v->{$_} : undef for @ARGV; print $v // ""' \
    "$@" <"$BATS_TEST_DIRNAME/fleet.json"
}

# The host's files that scripts read. The token's content is what no log may show.
host_files_put() {
  install -D -m 644 -- "$BATS_TEST_DIRNAME/fleet.json" "$ORCHESTRATOR_ETC/phoenix_lxc_configs.json"
  printf '{ "core_paths": { "hf_token_file": "/usr/local/phoenix_hypervisor/etc/phoenix_hf_token.conf" } }\n' \
    >"$ORCHESTRATOR_ETC/phoenix_hypervisor_config.json"
  (umask 077 && printf 'hf_FirstMarkerOfTheTests\n' >"$ORCHESTRATOR_ETC/phoenix_hf_token.conf")
}

# made <id> – there is the container, booted: its parent's snapshot is cloned, or the base is unpacked.
made() {
  local parent net
  parent=$(setting "$1" clone_from_template_ctid)
  net="name=eth0,bridge=vmbr0,gw=10.0.0.1,hwaddr=$(setting "$1" mac_address),ip=$(setting "$1" network_config ip)"
  local -a settings=(--memory "$(setting "$1" memory_mb)" --cores "$(setting "$1" cores)" --net0 "$net")
  [[ -z $(setting "$1" features) ]] || settings+=(--features "$(setting "$1" features)")
  if [[ -z $parent ]]; then
    pct create "$1" rig:vztmpl/base --hostname "$(setting "$1" name)" --ostype debian --unprivileged 1 "${settings[@]}"
  else
    pct clone "$parent" "$1" --snapname "$(setting "$parent" template_snapshot_name)" --hostname "$(setting "$1" name)"
    pct set "$1" "${settings[@]}"
    resized "$1" "$parent"
  fi
  pct start "$1"
  booted "$1"
}

resized() { # <id> <parent>
  local size
  size=$(setting "$1" storage_size_gb)
  ((size == $(setting "$2" storage_size_gb))) || pct resize "$1" rootfs "${size}G"
}

# A script is copied before it runs, as an operator does it: Bash reads while it runs, and `generate` may write meanwhile.
deployed() { # <id> – prints where the script stands
  local -r name=phoenix_hypervisor_setup_$1.sh folder=${PHOENIX_LXC_SCRIPTS:-$BATS_TEST_DIRNAME/../../dist-scripts}
  local -r place=$RIG/host/usr/local/phoenix_hypervisor/bin/$name
  mkdir -p -- "${place%/*}"
  with_rig_keys "$folder/$name" >"$place"
  chmod 755 -- "$place"
  printf '%s\n' "$place"
}

# Becomes the script of a container, with no other environment than it is given here. Never returns: call it through
# `run`, or with `&` to know the script's own process id.
become_script() { # <id> [NAME=value...]
  exec env -i PATH="$RIG/bin:/usr/sbin:/usr/bin:/sbin:/bin" PHOENIX_HOST_ROOT="$RIG/host" "${@:2}" \
    "$RIG/host/usr/local/phoenix_hypervisor/bin/phoenix_hypervisor_setup_$1.sh" "$1" </dev/null 3>&-
}

# configured <id> – what the orchestrator does after the script.
configured() {
  pct shutdown "$1" --timeout 60
  pct snapshot "$1" configured-state
  pct start "$1"
  booted "$1"
}
