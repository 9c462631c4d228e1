# What the stand-in for pct does with the container's settings. A running container takes those in world/pct-waits at its next start only:
# they are in a section [pve:pending] until then.
conf=/host/etc/pve/lxc/900.conf

# part_of <section, or nothing for the first> – prints its lines.
part_of() {
  local line section=''
  while IFS= read -r line; do
    if [[ $line =~ ^\[(.*)\]$ ]]; then section=${BASH_REMATCH[1]}; elif [[ $line && $section == "$1" ]]; then printf '%s\n' "$line"; fi
  done <"$conf"
}

# without_key <key> <lines> – prints the others.
without_key() { [[ -z $2 ]] || grep --invert-match "^$1: " <<<"$2" || :; }

pct_config() {
  local live pending key
  [[ $1 == --current && $2 == [01] && $# == 2 ]] || unknown "$@"
  live=$(part_of '')
  if [[ $2 == 0 ]]; then
    pending=$(part_of pve:pending)
    for key in $(sed -n 's/^delete: //; t end; d; :end; s/,/ /g; p' <<<"$pending") $(sed -n 's/^\([a-z0-9]*\): .*/\1/p' <<<"$pending"); do
      live=$(without_key "$key" "$live")
    done
    live+=$'\n'$(without_key delete "$pending")
  fi
  LC_ALL=C sort <<<"$live" | grep .
}

pct_set() {
  local live pending rest key value waits
  waits=" $(cat "$world/pct-waits" 2>/dev/null) "
  live=$(part_of '') pending=$(part_of pve:pending) rest=$(sed -n '/^\[[^p]/,$p' "$conf")
  while (($# > 0)); do
    [[ $1 == --* && $# -ge 2 ]] || unknown "$@"
    key=${1#--} value=$2
    shift 2
    if [[ $key == delete ]]; then
      for key in ${value//,/ }; do
        if [[ $waits == *" $key "* ]]; then pending+=$'\n'"delete: $key"; else live=$(without_key "$key" "$live"); fi
      done
      continue
    fi
    [[ $key != mp* || ! $value =~ ^([a-z-]+):([0-9]+)(,.*)$ ]] ||
      value=${BASH_REMATCH[1]}:subvol-900-disk-1${BASH_REMATCH[3]},size=${BASH_REMATCH[2]}G
    if [[ $key == description ]]; then live=$(without_key "$key" "$live")$'\n'"$key: ${value// /_}"
    elif [[ $waits == *" ${key%%[0-9]*} "* && $state == running ]]; then pending=$(without_key "$key" "$pending")$'\n'"$key: $value"
    else live=$(without_key "$key" "$live")$'\n'"$key: $value"; fi
  done
  {
    LC_ALL=C sort <<<"$live" | grep .
    [[ -z $pending ]] || printf '\n[pve:pending]\n%s\n' "$(grep . <<<"$pending")"
    [[ -z $rest ]] || printf '\n%s\n' "$rest"
  } >"$conf"
}

pct_resize() {
  [[ $# == 2 && $2 =~ ^[0-9]+G$ ]] || unknown "$@"
  [[ ! -e $world/resize-fails ]] || { echo 'zfs error: out of space' && exit 0; }
  sed -i "/^$1: /s/size=[0-9]*[KMGT]/size=$2/" "$conf"
}
