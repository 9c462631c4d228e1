# shellcheck shell=bash
# Commands that only read. None of them waits for a lock.

pct_help() {
  if ((${#extra_args[@]} == 0)); then
    print_commands
    return
  fi
  resolve_command "${extra_args[0]}"
  usage_line "$command"
  printf 'USAGE: %s\n' "$usage"
}

pct_status() {
  local word=stopped
  read_configuration "$ctid" || fail_missing
  if is_running; then word=running; fi
  if [[ ${given[verbose]-} == 1 ]]; then
    verbose_status "$word"
  else
    printf 'status: %s\n' "$word"
  fi
}

# verbose_status <word> – sorted lines; values that depend on a kernel are zero here.
verbose_status() {
  local memory=${conf[". memory"]-512} swap=${conf[". swap"]-512} size=${conf[". rootfs"]-} bytes
  to_bytes "$size"
  printf '%s\n' "cpus: ${conf[". cores"]-2}" "disk: 0" "diskread: 0" "diskwrite: 0"
  [[ ! -v conf[". lock"] ]] || printf 'lock: %s\n' "${conf[". lock"]}"
  printf '%s\n' "maxdisk: $bytes" "maxmem: $((memory * 1048576))" "maxswap: $((swap * 1048576))" "mem: 0"
  printf '%s\n' "name: ${conf[". hostname"]-CT$ctid}" "netin: 0" "netout: 0"
  [[ $1 != running ]] || printf 'pid: 1\n'
  printf '%s\n' "pressurecpufull: 0" "pressurecpusome: 0" "pressureiofull: 0" "pressureiosome: 0"
  printf '%s\n' "pressurememoryfull: 0" "pressurememorysome: 0" "status: $1" "swap: 0"
  [[ ! -v conf[". tags"] ]] || printf 'tags: %s\n' "${conf[". tags"]}"
  [[ ${conf[". template"]-} != 1 ]] || printf 'template: 1\n'
  printf '%s\n' "type: lxc" "uptime: 0" "vmid: $ctid"
}

# to_bytes <volume line> – sets `bytes` from its size=.
to_bytes() {
  bytes=0
  if [[ $1 =~ (^|,)size=([0-9]+)([KMGT]?)(,|$) ]]; then
    case ${BASH_REMATCH[3]} in
      "") bytes=${BASH_REMATCH[2]} ;;
      K) bytes=$((BASH_REMATCH[2] << 10)) ;;
      M) bytes=$((BASH_REMATCH[2] << 20)) ;;
      G) bytes=$((BASH_REMATCH[2] << 30)) ;;
      T) bytes=$((BASH_REMATCH[2] << 40)) ;;
    esac
  fi
}

pct_list() {
  local file ctid word name
  local -a ids=() names=()
  for file in "$host"/etc/pve/lxc/*.conf; do
    file=${file##*/}
    [[ $file =~ ^[1-9][0-9]{2,8}\.conf$ ]] || continue
    printf -v word %09d "${file%.conf}"
    names+=("$word")
  done
  sort_words "${names[@]}"
  for word in "${sorted[@]}"; do ids+=("$((10#$word))"); done
  ((${#ids[@]})) || return 0
  printf '%-10s %-10s %-12s %-20s\n' VMID Status Lock Name
  for ctid in "${ids[@]}"; do
    read_configuration "$ctid" || continue
    word=stopped name=${conf[". hostname"]-CT$ctid}
    if is_running; then word=running; fi
    printf '%-10s %-10s %-12s %-20s\n' "$ctid" "$word" "${conf[". lock"]-}" "${name//[[:space:]]/}"
  done
}

pct_config() {
  local section=. key text=""
  read_configuration "$ctid" || fail_missing
  if [[ -v given[snapshot] ]]; then
    # Both together are refused by the API; the wording of the field is the simulator's.
    [[ ! -v given[current] ]] || fail_usage "Parameter verification failed." "snapshot: cannot use 'snapshot' parameter with 'current'"
    section=${given[snapshot]}
    [[ -v keys_of[$section] ]] || fail "snapshot '$section' does not exist"
  elif [[ ${given[current]-0} == 0 && -v keys_of[pve:pending] ]]; then
    for key in ${conf["pve:pending delete"]//,/ }; do drop . "${key#!}"; done
    for key in ${keys_of[pve:pending]}; do
      [[ $key == delete ]] || put . "$key" "${conf["pve:pending $key"]}"
    done
  fi
  if [[ -n ${notes_of[$section]-} ]]; then
    put "$section" description "${notes_of[$section]//$'\n'/%0A}"
    notes_of["$section"]=""
  fi
  section_text "$section"
  printf %s "$text"
}

pct_listsnapshot() {
  local section parent
  local -A children=()
  read_configuration "$ctid" || fail_missing
  for section in "${sections[@]}"; do
    [[ $section != pve:pending ]] || continue
    parent=${conf["$section parent"]-}
    [[ -n $parent && -v keys_of[$parent] ]] || parent=""
    children[/$parent]+=" $section"
  done
  # shellcheck disable=SC2016 # the backquote is what real pct prints
  print_tree "/" '`->'
}

# print_tree </parent> <prefix> – oldest first, the current state last among its siblings.
print_tree() {
  local name when text width=$((30 - ${#2}))
  local -a sorted lines=()
  local entry
  for name in ${children[$1]-}; do
    printf -v entry '%020d %s' "${conf["$name snaptime"]-99999999999999}" "$name"
    lines+=("$entry")
  done
  sort_words "${lines[@]}"
  for entry in "${sorted[@]}"; do
    name=${entry#* } when=""
    if [[ $name == . ]]; then
      printf "%s %-${width}s %-23s %s\n" "$2" current "" "You are here!"
      continue
    fi
    [[ ! -v conf["$name snaptime"] ]] || printf -v when '%(%F %T)T' "${conf["$name snaptime"]}"
    decode_text "${notes_of[$name]%%$'\n'*}"
    printf "%s %-${width}s %-23s %s\n" "$2" "$name" "$when" "${text:-no-description}"
    print_tree "/$name" " $2"
  done
}
