# Commands that only look: status, list, config, listsnapshot. They take no lock.

lxc_running() { # <id> – as Proxmox sees it: true while still booting
  [[ $(lxc-info -P "$RIG/lxc" -n "$1" --state --no-humanize 2>/dev/null) =~ ^(RUNNING|FROZEN|STARTING|STOPPING)$ ]]
}

lxc_status() { # <id>
  if lxc_running "$1"; then
    printf 'running\n'
  else
    printf 'stopped\n'
  fi
}

container_name() { # <id>
  local name
  name=$(config_get "$1" hostname)
  printf '%s\n' "${name:-CT$1}"
}

pct_status() {
  arguments 'pct status <vmid> [OPTIONS]' 'vmid' 'verbose=boolean' "$@"
  local -r id=${GIVEN[vmid]}
  local state lock pid=''
  config_needed 2 "$id"
  state=$(lxc_status "$id")
  if [[ ${GIVEN[verbose]:-0} == 0 ]]; then
    printf 'status: %s\n' "$state"
    return
  fi
  lock=$(config_get "$id" lock)
  [[ $state == stopped ]] || pid=$(lxc-info -P "$RIG/lxc" -n "$id" --pid --no-humanize)
  {
    printf 'cpus: %s\n' "$(config_get "$id" cores)"
    [[ -z $lock ]] || printf 'lock: %s\n' "$lock"
    printf 'maxmem: %s\n' "$(($(config_get "$id" memory) * 1048576))"
    printf 'name: %s\n' "$(container_name "$id")"
    [[ -z $pid ]] || printf 'pid: %s\n' "$pid"
    printf 'status: %s\n' "$state"
    printf 'type: lxc\n'
    [[ -z $pid ]] || printf 'uptime: %s\n' "$(ps -o etimes= -p "$pid" | tr -d ' ')"
    printf 'vmid: %s\n' "$id"
  } | LC_ALL=C sort
}

pct_list() {
  arguments 'pct list ' '' '' "$@"
  local file id
  local -a ids=()
  for file in "$RIG"/host/etc/pve/lxc/*.conf; do
    [[ ! -e $file ]] || ids+=("$(basename -- "$file" .conf)")
  done
  ((${#ids[@]} > 0)) || return 0
  printf '%-10s %-10s %-12s %-20s\n' VMID Status Lock Name
  printf '%s\n' "${ids[@]}" | sort -n | while IFS= read -r id; do
    printf '%-10s %-10s %-12s %-20s\n' "$id" "$(lxc_status "$id")" "$(config_get "$id" lock)" "$(container_name "$id")"
  done
}

pct_config() {
  arguments 'pct config <vmid> [OPTIONS]' 'vmid' 'current=boolean snapshot=string' "$@"
  local -r id=${GIVEN[vmid]} snapshot=${GIVEN[snapshot]:-}
  local description
  config_needed 2 "$id"
  if [[ -n $snapshot ]]; then
    config_snapshots "$id" | grep -Fxq -- "$snapshot" || fail 255 "snapshot '$snapshot' does not exist"
  fi
  description=$(config_section "$id" "$snapshot" | sed -n 's/^#//p' | tr '\n' '~')
  {
    config_section "$id" "$snapshot" | grep -Ev '^(#|lxc\.)' || true
    [[ -z $description ]] || printf 'description: %s\n' "${description//'~'/%0A}"
  } | LC_ALL=C sort
  config_section "$id" "$snapshot" | grep '^lxc\.' || true
}

pct_listsnapshot() {
  arguments 'pct listsnapshot <vmid>' 'vmid' '' "$@"
  config_needed 2 "${GIVEN[vmid]}"
  snapshot_tree "${GIVEN[vmid]}" '' ''
}

# Children stand below their parent, one blank further in, by time; `current` is last among its siblings.
snapshot_tree() { # <id> <parent> <blanks>
  local -r prefix="$3\`->"
  local -r width=$((30 - ${#prefix} > 0 ? 30 - ${#prefix} : 0))
  local name time text
  config_snapshots "$1" | while IFS= read -r name; do
    [[ $(config_get "$1" parent "$name") != "$2" ]] || printf '%s %s\n' "$(config_get "$1" snaptime "$name")" "$name"
  done | sort -n | while read -r time name; do
    text=$(config_description "$1" "$name")
    text=${text%%$'\n'*}
    printf "%s %-${width}s %-23s %s\n" "$prefix" "$name" "$(date -d "@$time" '+%F %T')" "${text:-no-description}"
    snapshot_tree "$1" "$name" "$3 "
  done
  if [[ $(config_get "$1" parent) == "$2" ]]; then
    printf "%s %-${width}s %-23s %s\n" "$prefix" current '' 'You are here!'
  fi
}
