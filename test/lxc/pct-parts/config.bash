# <rig>/host/etc/pve/lxc/<id>.conf in the form of Proxmox: `key: value` lines, the description as lines that begin with
# `#`, then one section a snapshot. It is the only place where a container's configuration is kept.

config_file() { # <id>
  printf '%s/host/etc/pve/lxc/%s.conf\n' "$RIG" "$1"
}

config_exists() { # <id>
  [[ -f $(config_file "$1") ]]
}

# Commands that read the configuration before a task begins end with 2 (the errno of "no such file"), tasks with 255.
config_needed() { # <exit code> <id>
  config_exists "$2" || fail "$1" "Configuration file 'nodes/rig/lxc/$2.conf' does not exist"
}

config_section() { # <id> [<snapshot>] – the lines of the running configuration, or of a snapshot
  awk -v wanted="${2:-}" '
    /^\[.*\]$/ { section = substr($0, 2, length($0) - 2); next }
    section == wanted && NF
  ' "$(config_file "$1")"
}

config_get() { # <id> <key> [<snapshot>] – nothing when there is none
  config_section "$1" "${3:-}" | sed -n "s/^$2: *//p"
}

config_snapshots() { # <id>
  sed -nE 's/^\[(.+)\]$/\1/p' "$(config_file "$1")"
}

config_write() { # <id>, the text on standard input – replaced whole, so that a reader never sees half of it
  local new
  new=$(dirname -- "$(config_file "$1")")/.$1.new
  cat >"$new"
  mv -fT -- "$new" "$(config_file "$1")"
}

config_set() { # <id> <key> [<value>] – in the running configuration; without a value the key goes
  local text
  text=$(awk -v key="$2" -v value="${3-}" '
    function put() { if (value != "" && !done) print key ": " value; done = 1 }
    /^\[/ && !done { put(); print "" }
    !done && index($0, key ":") == 1 { next }
    done || NF
    END { put() }
  ' "$(config_file "$1")")
  config_write "$1" <<<"$text"
}

config_drop_section() { # <id> <snapshot>
  local text
  text=$(awk -v name="[$2]" '/^\[/ { skip = ($0 == name) } !skip' "$(config_file "$1")")
  config_write "$1" <<<"$text"
}

# Proxmox escapes control characters, percent, colon and all that is not ASCII, byte by byte.
config_encode() { # <text>
  local LC_ALL=C out='' char i
  for ((i = 0; i < ${#1}; i++)); do
    char=${1:i:1}
    case $char in
      [[:cntrl:]%:] | [!' '-'~']) printf -v char '%%%02X' "'$char" && char=%${char: -2} ;;
      *) ;;
    esac
    out+=$char
  done
  printf '%s\n' "$out"
}

config_decode() { # <text>
  local -r text=${1//\\/\\\\}
  printf '%b\n' "${text//%/\\x}"
}

config_description() { # <id> [<snapshot>] – decoded
  local line
  config_section "$1" "${2:-}" | sed -n 's/^#//p' | while IFS= read -r line; do
    config_decode "$line"
  done
}

# The lock that Proxmox writes into the configuration while it works on a container.
config_unlocked() { # <id>
  local lock
  lock=$(config_get "$1" lock)
  [[ -z $lock ]] || fail 255 "CT is locked ($lock)"
}

# The file lock of Proxmox, held for the whole of a task: two tasks on one container never overlap.
config_lock() { # <id>
  local -r file=$RIG/host/run/lock/lxc/pve-config-$1.lock
  mkdir -p -- "$(dirname -- "$file")"
  exec {TASK_LOCK}>>"$file"
  if ! flock -n "$TASK_LOCK"; then
    printf 'trying to acquire lock...\n'
    flock -w 10 "$TASK_LOCK" || fail 255 "can't lock file '/run/lock/lxc/pve-config-$1.lock' - got timeout"
    printf ' OK\n'
  fi
}
