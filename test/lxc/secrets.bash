# Looks for the marker secret, plain and in base64, in every place where a run may let it slip.

readonly SECRETS=$RIG/state/secrets SEEN=$RIG/log/secrets-seen

secrets_are() { # <text> – what stands in the host's file, and what to look for
  (umask 077 && printf '%s\n' "$1" >"$ORCHESTRATOR_ETC/phoenix_hf_token.conf")
  { printf '%s\n' "$1" && printf '%s\n' "$1" | base64 --wrap=0 && printf '\n'; } >"$SECRETS"
}

# Prints the argument lists and environments, of processes on this machine and inside, that hold the secret: a process inside
# is one here too. Many are gone before they are read. Fails if there is none.
processes_show_secret() {
  local found
  # shellcheck disable=SC2062 # files, not a pattern
  found=$(grep --text --files-with-matches --fixed-strings --file="$SECRETS" /proc/[0-9]*/{cmdline,environ} 2>/dev/null || true)
  [[ -n $found ]] && printf '%s\n' "$found"
}

# The watch ends by itself when the test that began it is gone.
watch_begins() {
  rm -f -- "$RIG/state/watched"
  : >"$SEEN"
  watch_processes "$BASHPID" 3>&- >/dev/null 2>&1 &
  watch=$!
}

watch_processes() { # <process id of the test>
  while kill -0 "$1"; do
    processes_show_secret >>"$SEEN" || true
    printf 'looked\n' >>"$RIG/state/watched"
    sleep 0.1
  done
}

# Fails if it has looked too seldom to be believed.
watch_ends() {
  kill "$watch"
  wait "$watch" || true
  [ "$(wc -l <"$RIG/state/watched")" -ge 20 ]
  [ ! -s "$SEEN" ] || { cat "$SEEN" && return 1; }
}

texts_show_no_secret() { # <id> <file of a terminal's output>
  local file
  for file in "$2" "$RIG/host/var/log/phoenix_hypervisor.log" "$RIG/host/etc/pve/lxc/$1.conf" "$RIG/state/calls"; do
    [ -s "$file" ]
    ! grep --text --fixed-strings --file="$SECRETS" "$file" || { printf 'in %s\n' "$file" && return 1; }
  done
  ! pct listsnapshot "$1" | grep --fixed-strings --file="$SECRETS" || return 1
}

# Every file of the container is read: the one that is meant to hold it does, for root alone, and no other.
files_show_no_secret() { # <id> <the file that is meant, below its root>
  local found
  found=$(grep --recursive --text --files-with-matches --devices=skip --fixed-strings --file="$SECRETS" "$(root_of "$1")")
  [ "$found" = "$(root_of "$1")/$2" ] || { printf '%s\n' "$found" && return 1; }
  [ "$(stat --format='%a %u %g' "$found")" = "600 0 0" ]
  found=$(grep --recursive --text --files-with-matches --devices=skip --fixed-strings --file="$SECRETS" "$RIG/host")
  [ "$found" = "$ORCHESTRATOR_ETC/phoenix_hf_token.conf" ] || { printf '%s\n' "$found" && return 1; }
}
