# shellcheck shell=bash
# A container's configuration in the real format: `key: value` lines, raw lxc.* entries, the description as encoded
# comment lines, one [section] per snapshot. The file under host/etc/pve/lxc is the state; nothing is kept beside it.

declare -ga sections=()
declare -gA keys_of=() conf=() notes_of=() raw_of=()

# read_configuration <ctid> – 1 without a file. The current section is called "." here.
read_configuration() {
  local line text section=.
  local -a lines
  sections=(.) keys_of=([.]="") conf=() notes_of=() raw_of=()
  [[ -f $host/etc/pve/lxc/$1.conf ]] || return 1
  mapfile -t lines <"$host/etc/pve/lxc/$1.conf"
  for line in "${lines[@]}"; do
    if [[ $line =~ ^\[(pve:pending|[A-Za-z][A-Za-z0-9_-]+)\][[:space:]]*$ ]]; then
      section=${BASH_REMATCH[1]}
      sections+=("$section")
      keys_of[$section]=""
    elif [[ $line == \#* ]]; then
      line=${line#\#}
      if [[ ${line//%[0-9A-F][0-9A-F]/} =~ [^\ -\$\&-9\;-~] ]]; then
        decode_text "$line"
        encode_text "$text"
        line=$text
      fi
      notes_of[$section]+=$line$'\n'
    elif [[ $line =~ ^(lxc\.[a-z0-9_.-]+)(:|[[:space:]]*=)[[:space:]]*(.*[^[:space:]])?[[:space:]]*$ ]]; then
      raw_of[$section]+="${BASH_REMATCH[1]}: ${BASH_REMATCH[3]}"$'\n'
    elif [[ $line =~ ^([a-z][a-z_]*[0-9]*):[[:space:]]*(.*[^[:space:]])[[:space:]]*$ ]]; then
      put "$section" "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}"
    elif [[ $line == *[![:space:]]* ]]; then
      printf 'vm %s - unable to parse config: %s\n' "$1" "$line" >&2
    fi
  done
}

# put <section> <key> <value>
put() {
  [[ -v conf["$1 $2"] ]] || keys_of[$1]+=" $2"
  conf["$1 $2"]=$3
}

# drop <section> <key>
drop() {
  local key kept=""
  [[ -v conf["$1 $2"] ]] || return 0
  for key in ${keys_of[$1]}; do [[ $key == "$2" ]] || kept+=" $key"; done
  keys_of[$1]=$kept
  unset -v "conf[$1 $2]"
}

drop_section() {
  local section key
  local -a kept=()
  for key in ${keys_of[$1]}; do unset -v "conf[$1 $key]"; done
  for section in "${sections[@]}"; do [[ $section == "$1" ]] || kept+=("$section"); done
  sections=("${kept[@]}")
  unset -v "keys_of[$1]" "notes_of[$1]" "raw_of[$1]"
}

# copy_section <from> <to> – what a snapshot takes along or gives back: all but its own state.
copy_section() {
  local key
  [[ -v keys_of[$2] ]] || sections+=("$2")
  keys_of[$2]="" notes_of[$2]=${notes_of[$1]-} raw_of[$2]=${raw_of[$1]-}
  for key in ${keys_of[$1]}; do
    case $key in
      lock | snapstate | snaptime | unused*) ;;
      *) put "$2" "$key" "${conf["$1 $key"]}" ;;
    esac
  done
}

# drop_snapshot <name> – its children, the running configuration among them, go to its parent.
drop_snapshot() {
  local section parent=${conf["$1 parent"]-}
  for section in "${sections[@]}"; do
    [[ ${conf["$section parent"]-} == "$1" ]] || continue
    if [[ -n $parent ]]; then put "$section" parent "$parent"; else drop "$section" parent; fi
  done
  drop_section "$1"
}

# section_text <section> – appends to `text`.
section_text() {
  local key line
  local -a sorted lines
  if [[ -n ${notes_of[$1]-} ]]; then
    mapfile -t lines <<<"${notes_of[$1]%$'\n'}"
    for line in "${lines[@]}"; do text+="#$line"$'\n'; done
  fi
  # shellcheck disable=SC2086 # keys are words without blanks or wildcards
  sort_words ${keys_of[$1]}
  for key in "${sorted[@]}"; do text+="$key: ${conf["$1 $key"]}"$'\n'; done
  text+=${raw_of[$1]-}
}

# write_configuration <ctid> – replaced in one go, as the cluster file system does it.
write_configuration() {
  local text="" section file=$host/etc/pve/lxc/$1.conf
  local -a sorted names=()
  section_text .
  for section in "${sections[@]}"; do
    case $section in
      .) ;;
      pve:pending)
        text+=$'\n[pve:pending]\n'
        section_text pve:pending
        ;;
      *) names+=("$section") ;;
    esac
  done
  sort_words "${names[@]}"
  for section in "${sorted[@]}"; do
    text+=$'\n['$section$']\n'
    section_text "$section"
  done
  printf %s "$text" >"$file.tmp.$$" && mv -f -- "$file.tmp.$$" "$file"
}

# take_pending – what waited for the next start is so from now on.
take_pending() {
  local key
  [[ -v keys_of[pve:pending] ]] || return 0
  for key in ${conf["pve:pending delete"]//,/ }; do drop . "${key#!}"; done
  for key in ${keys_of[pve:pending]}; do
    [[ $key == delete ]] || put . "$key" "${conf["pve:pending $key"]}"
  done
  drop_section pve:pending
  write_configuration "$ctid"
}
